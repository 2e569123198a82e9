//! Sources: every file of a school, read and decoded, before anything is understood.
//!
//! Invariants: files are in the order of their path; text is UTF-8 without a byte order mark, with `\n` as its only
//! line ending (so lines and columns are those an editor shows); a `Span` counts bytes of that text.

use std::ops::Range;

/// A file among the [`Sources`].
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
        // A text is at most `disk::read::LIMIT` bytes, far below 4 GiB.
        Span { start: range.start as u32, end: range.end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
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
    files: Vec<Source>,
}

impl Sources {
    pub fn new(mut files: Vec<Source>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Sources { files }
    }

    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.files.len() as u32).map(SourceId)
    }

    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| SourceId(at as u32))
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
