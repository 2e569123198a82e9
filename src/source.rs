//! Sources: every file of a school, read and decoded, before anything is understood.
//!
//! Invariants: files are in the order of their path; text is UTF-8 without a byte order mark, with `\n` as its only
//! line ending (so lines and columns are those an editor shows); a `Span` counts bytes of that text.

mod tags;

use std::ops::Range;
use std::sync::Arc;

pub use tags::{TagEnd, end_of_tag};

/// A file among the [`Sources`]. Numbers rise with paths, so that the order of places is that of files; they need not
/// be without gaps: a file keeps its number while others come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Bytes of a source's text, from the start of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(range: Range<usize>) -> Self {
        // A text is at most `world::TEXT_LIMIT` bytes, far below 4 GiB.
        Span { start: range.start as u32, end: range.end as u32 }
    }

    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// Where in a span a word stands on its own, if it stands there once.
pub fn word_in(text: &str, span: Span, word: &str) -> Option<Span> {
    let said = text.get(span.range()).filter(|_| !word.is_empty())?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_alone = |at: &usize| {
        let (before, after) = (&said[..*at], &said[at + word.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    };
    let mut found = said.match_indices(word).map(|(at, _)| at).filter(is_alone);
    let at = found.next().filter(|_| found.next().is_none())? + span.start as usize;
    Some(Span::new(at..at + word.len()))
}

/// A span in one of the sources: where a finding points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: SourceId,
    pub span: Span,
}

/// One text file.
#[derive(Debug, Default)]
pub struct Source {
    /// Relative to the root, with `/` between its parts, as the disk spells it.
    pub path: String,
    pub text: String,
    /// It could not be read or decoded (a finding says why): its text is empty and nothing depends on it.
    pub broken: bool,
}

/// All text files of a school: `krijt.yaml`, content, data and the files of a theme.
#[derive(Debug, Default)]
pub struct Sources {
    /// In the order of their paths.
    files: Vec<Arc<Source>>,
    /// The number of each, rising.
    ids: Vec<SourceId>,
}

/// What a number stands for that no file has.
static NOTHING: Source = Source { path: String::new(), text: String::new(), broken: true };

impl Sources {
    /// Files in the order of their paths, with rising numbers.
    pub fn new(files: Vec<(SourceId, Arc<Source>)>) -> Self {
        debug_assert!(files.is_sorted_by(|a, b| a.0 < b.0 && a.1.path < b.1.path));
        let (ids, files) = files.into_iter().unzip();
        Sources { files, ids }
    }

    /// A file; an empty one for a number that no file has.
    pub fn get(&self, id: SourceId) -> &Source {
        self.at(id).map_or(&NOTHING, |at| &self.files[at])
    }

    /// The same, to keep.
    pub fn share(&self, id: SourceId) -> Option<Arc<Source>> {
        self.at(id).map(|at| Arc::clone(&self.files[at]))
    }

    fn at(&self, id: SourceId) -> Option<usize> {
        let at = id.0 as usize;
        // A build numbers its files without gaps.
        if self.ids.get(at) == Some(&id) { Some(at) } else { self.ids.binary_search(&id).ok() }
    }

    /// Where in a place a word stands on its own, if it stands there once.
    pub fn word(&self, place: Place, word: &str) -> Option<Span> {
        word_in(&self.get(place.file).text, place.span, word)
    }

    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        self.ids.iter().copied()
    }

    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| self.ids[at])
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
