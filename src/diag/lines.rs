//! From bytes of a text to the lines and columns that an editor shows.

use std::collections::BTreeMap;

use crate::source::{Place, SourceId, Sources};

/// Where the lines of a text begin. Built once for a text, asked in O(log n).
#[derive(Debug, Default)]
pub struct LineIndex {
    /// Byte offsets of the first byte of each line; never empty.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`] bytes, so that a very long line costs no more.
    chars: Vec<usize>,
}

const STEP: usize = 512;

/// A line and a column from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let mut index = LineIndex { starts: vec![0], chars: Vec::with_capacity(text.len() / STEP + 1) };
        let mut chars = 0;
        for (block, bytes) in text.as_bytes().chunks(STEP).enumerate() {
            index.chars.push(chars);
            chars += bytes.iter().filter(|byte| begins_char(**byte)).count();
            let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            index.starts.extend(ends.map(|(at, _)| block * STEP + at + 1));
        }
        index
    }

    /// The number of the line (from 0) that holds this offset; the last line for an offset beyond the end.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line (from 0) of the text this index was built for, without its line ending.
    pub fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(text.len()).min(text.len());
        let end = self.starts.get(line + 1).map_or(text.len(), |next| next - 1).min(text.len());
        start..end.max(start)
    }

    /// Where an offset is. An offset inside a character counts as the character's first byte, one beyond the end as the
    /// end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.line(offset);
        let start = self.range(text, line).start;
        let column = self.chars_before(text, offset).saturating_sub(self.chars_before(text, start)) + 1;
        Position { line: line + 1, column }
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / STEP).min(self.chars.len().saturating_sub(1));
        let counted = self.chars.get(block).copied().unwrap_or(0);
        let rest = text.as_bytes().get(block * STEP..offset).unwrap_or_default();
        counted + rest.iter().filter(|byte| begins_char(**byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn begins_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// The line and column (from 1) of an offset. For many offsets of one text, build a [`LineIndex`].
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let Position { line, column } = LineIndex::new(text).position(text, offset);
    (line, column)
}

/// The line index of each text that has findings, built once.
pub(super) struct LineIndexes<'a> {
    pub(super) sources: &'a Sources,
    indexes: BTreeMap<SourceId, LineIndex>,
}

impl<'a> LineIndexes<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        LineIndexes { sources, indexes: Default::default() }
    }

    /// The path and text of a source, with its index. A source that is not there is an empty text.
    pub(super) fn text(&mut self, id: SourceId) -> (&'a str, &'a str, &LineIndex) {
        let source = self.sources.get(id);
        let (path, text) = (source.path.as_str(), source.text.as_str());
        (path, text, self.indexes.entry(id).or_insert_with(|| LineIndex::new(text)))
    }

    /// Path, start and end of a place. An end before its start is moved to the start.
    pub(super) fn locate(&mut self, place: Place) -> (&'a str, Position, Position) {
        let (path, text, index) = self.text(place.file);
        let start = index.position(text, place.span.start as usize);
        let end = index.position(text, place.span.end.max(place.span.start) as usize);
        (path, start, end)
    }
}
