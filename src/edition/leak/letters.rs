//! The normal form in which texts are compared: letters and digits alone, small, without accents.
//!
//! Blanks do not count, only where they are: so it makes no difference whether a tag, a folded line, a hyphen or a soft
//! hyphen stands between two words or in one. A row is found where it begins and ends at an edge of a word. Per sign:
//! compatibility decomposition (NFKD), no marks, no signs that show nothing, and the full folding of capitals.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::body::signs::is_unseen;

/// A text in normal form, and its edges.
#[derive(Debug, Default)]
pub struct Letters {
    text: String,
    /// Where words may begin, in order: twice the byte, and one more where a piece of text begins.
    edges: Vec<u32>,
    gap: Gap,
}

/// What stands between two letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    None,
    Word,
    /// Something ends here: a cell, a value, a sentence, a line.
    #[default]
    Piece,
}

/// No row holds it, so none reaches across.
const WALL: char = '\u{1}';

/// What a sign of ASCII is: a small letter or digit, [`SILENT`], [`BLANK`] or [`END`].
const SIGNS: [u8; 128] = {
    let mut signs = [BLANK; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        signs[at] = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => byte.to_ascii_lowercase(),
            b'\'' | b'`' | 0..=8 | 14..=31 | 127 => SILENT,
            b'.' | b'!' | b'?' | b':' | b';' | b'\n' | b'"' | b'|' => END,
            _ => BLANK,
        };
        at += 1;
    }
    signs
};
const BLANK: u8 = 0;
const SILENT: u8 = 1;
const END: u8 = 2;

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut letters = Letters::with_capacity(text.len());
        letters.push_str(text);
        letters
    }

    pub fn with_capacity(size: usize) -> Self {
        Letters { text: String::with_capacity(size), edges: Vec::with_capacity(size / 6), gap: Gap::Piece }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The letters alone.
    pub fn into_text(self) -> String {
        self.text
    }

    pub fn push_str(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.bytes().next() {
            let mut size = 1;
            if first.is_ascii_alphanumeric() {
                size = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
                self.run(&rest[..size]);
            } else if first.is_ascii() {
                self.push_sign(SIGNS[usize::from(first)]);
            } else if let Some(c) = rest.chars().next() {
                size = c.len_utf8();
                self.push_wide(c);
            }
            rest = &rest[size..];
        }
    }

    pub fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    fn push_sign(&mut self, sign: u8) {
        match sign {
            BLANK => self.gap(Gap::Word),
            SILENT => {}
            END => self.gap(Gap::Piece),
            letter => self.letter(letter as char),
        }
    }

    fn push_wide(&mut self, c: char) {
        // Signs that stand for an apostrophe, which is no part of a word either.
        if is_unseen(c) || matches!(c, '‘' | '’' | '‛' | '′' | '´' | 'ʼ' | 'ʻ') {
            return;
        }
        decompose_compatible(c, |c| {
            if c.is_ascii() {
                self.push_sign(SIGNS[c as usize]);
            } else if is_unseen(c) || is_combining_mark(c) {
            } else if c.is_alphanumeric() {
                c.to_uppercase().flat_map(char::to_lowercase).for_each(|c| self.letter(c));
            } else {
                self.gap(if matches!(c, '“' | '”' | '„' | '«' | '»' | '؟' | '。') {
                    Gap::Piece
                } else {
                    Gap::Word
                });
            }
        });
    }

    fn letter(&mut self, c: char) {
        self.begin();
        self.text.push(c);
    }

    /// Letters and digits of ASCII.
    fn run(&mut self, letters: &str) {
        self.begin();
        let start = self.text.len();
        self.text.push_str(letters);
        self.text[start..].make_ascii_lowercase();
    }

    /// A letter comes: it begins a word where there was a gap.
    fn begin(&mut self) {
        if self.gap != Gap::None {
            // A text of two gigabytes is none that is published.
            self.edges.push((self.text.len() as u32) << 1 | u32::from(self.gap == Gap::Piece));
            self.gap = Gap::None;
        }
    }

    /// Ends a word, or a piece of text.
    pub fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// What stands before this is not joined with what stands behind it.
    pub fn wall(&mut self) {
        self.gap(Gap::Piece);
        self.letter(WALL);
        self.gap(Gap::Piece);
    }

    /// Where words begin, and whether a piece of text does.
    pub fn starts(&self) -> impl Iterator<Item = (usize, Gap)> {
        self.edges.iter().map(|edge| unpacked(*edge))
    }

    /// What ends at a byte.
    pub fn edge(&self, at: usize) -> Gap {
        if at == self.text.len() {
            return Gap::Piece;
        }
        let found = self.edges.binary_search_by_key(&at, |edge| unpacked(*edge).0);
        found.map_or(Gap::None, |edge| unpacked(self.edges[edge]).1)
    }

    /// Does a piece of text end between these bytes?
    pub fn is_parted(&self, place: Range<usize>) -> bool {
        let first = self.edges.partition_point(|edge| unpacked(*edge).0 <= place.start);
        let inner = self.edges[first..].iter().map(|edge| unpacked(*edge)).take_while(|(at, _)| *at < place.end);
        inner.into_iter().any(|(_, gap)| gap == Gap::Piece)
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.edges.len()
    }

    /// Each word.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let ends = self.edges.iter().skip(1).map(|edge| unpacked(*edge).0).chain([self.text.len()]);
        self.edges.iter().zip(ends).map(|(start, end)| &self.text[unpacked(*start).0..end])
    }
}

fn unpacked(edge: u32) -> (usize, Gap) {
    ((edge >> 1) as usize, if edge & 1 == 1 { Gap::Piece } else { Gap::Word })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_alike_is_alike() {
        for text in [
            "De één, straße",
            "DE ÉÉN STRASSE",
            "de e\u{301}e\u{301}n\u{a0}straße",
            "de één stra\u{ad}ße",
            "ｄｅ é\u{200b}én  strasse!",
        ] {
            let letters = Letters::of(text);
            assert_eq!(letters.text(), "deeenstrasse", "{text}");
        }
        assert_eq!(Letters::of("foto's, foto’s").text(), "fotosfotos");
        assert_eq!(Letters::of("İstanbul ﬁn ½").text(), "istanbulfin12");
    }

    #[test]
    fn edges_are_known() {
        let letters = Letters::of("De kat. Een hond");
        assert_eq!(letters.text(), "dekateenhond");
        let starts: Vec<_> = letters.starts().collect();
        assert_eq!(starts, [(0, Gap::Piece), (2, Gap::Word), (5, Gap::Piece), (8, Gap::Word)]);
        assert_eq!(letters.edge(5), Gap::Piece);
        assert_eq!(letters.edge(6), Gap::None);
        assert!(letters.is_parted(2..8) && !letters.is_parted(0..5) && !letters.is_parted(5..12));
        assert_eq!(letters.each().collect::<Vec<_>>(), ["de", "kat", "een", "hond"]);
    }
}
