//! The normal form in which texts are compared: letters and digits alone, small, without accents.
//!
//! Blanks do not count, only where they are: so it makes no difference whether a tag, a folded line, a hyphen or a soft
//! hyphen stands between two words or in one. A row is found where it begins and ends at an edge of a word. Per sign:
//! compatibility decomposition (NFKD), no marks, no signs that show nothing, and the full folding of capitals.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::body::signs::is_unseen;

/// A text in normal form, and its edges.
#[derive(Debug, Default)]
pub struct Letters {
    /// UTF-8.
    text: Vec<u8>,
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

/// What the first byte of a sign says.
#[derive(Clone, Copy)]
enum Sign {
    /// A letter or digit of ASCII.
    Letter,
    /// Another sign of ASCII, and how far it parts words.
    Gap(Gap),
    /// A sign of more bytes.
    Wide,
}

const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Wide; 256];
    let mut at = 0;
    while at < 128 {
        signs[at] = match at as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => Sign::Letter,
            b'\'' | b'`' | 0..=8 | 14..=31 | 127 => Sign::Gap(Gap::None),
            b'.' | b'!' | b'?' | b':' | b';' | b'\n' | b'"' | b'|' => Sign::Gap(Gap::Piece),
            _ => Sign::Gap(Gap::Word),
        };
        at += 1;
    }
    signs
};

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut letters = Letters::with_capacity(text.len());
        letters.push_str(text);
        letters
    }

    pub fn with_capacity(size: usize) -> Self {
        // Letters are written eight bytes at a time.
        Letters { text: Vec::with_capacity(size + 8), edges: Vec::with_capacity(size / 6), gap: Gap::Piece }
    }

    /// For a text that is kept.
    pub fn shrunk(mut self) -> Self {
        self.text.shrink_to_fit();
        self.edges.shrink_to_fit();
        self
    }

    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.text)
    }

    /// The same; no time goes into a look at whether it is UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.text
    }

    /// The letters alone.
    pub fn into_text(self) -> String {
        self.text().into_owned()
    }

    pub fn push_str(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            at += match SIGNS[usize::from(*first)] {
                Sign::Letter => self.run(bytes, at),
                Sign::Gap(gap) => {
                    self.gap(gap);
                    1
                }
                Sign::Wide => {
                    let Some(c) = text[at..].chars().next() else { break };
                    self.push_wide(c);
                    c.len_utf8()
                }
            };
        }
    }

    pub fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    fn push_wide(&mut self, c: char) {
        // Signs that stand for an apostrophe, which is no part of a word either.
        if is_unseen(c) || matches!(c, '‘' | '’' | '‛' | '′' | '´' | 'ʼ' | 'ʻ') {
            return;
        }
        decompose_compatible(c, |c| {
            if c.is_ascii() {
                self.push(c);
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
        self.text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// The letters and digits of ASCII that stand at a place: small ones. How many they are.
    fn run(&mut self, bytes: &[u8], start: usize) -> usize {
        self.begin();
        let mut at = start;
        loop {
            let eight = eight_at(bytes, at);
            let size = letters_in(eight);
            let end = self.text.len() + size;
            // All eight are written, for that is one step; those behind the letters are taken back. `|` makes letters
            // small and leaves digits as they are.
            self.text.extend_from_slice(&(eight | (EACH * 0x20)).to_le_bytes());
            self.text.truncate(end);
            at += size;
            if size < 8 || at == bytes.len() {
                return at - start;
            }
        }
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
        let word = |(start, end): (&u32, usize)| &self.text[unpacked(*start).0..end];
        self.edges.iter().zip(ends).map(word).map(|word| std::str::from_utf8(word).unwrap_or_default())
    }
}

fn unpacked(edge: u32) -> (usize, Gap) {
    ((edge >> 1) as usize, if edge & 1 == 1 { Gap::Piece } else { Gap::Word })
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// Eight bytes from a place, the first one lowest; zeros behind the end.
fn eight_at(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    match (rest.first_chunk(), bytes.last_chunk()) {
        (Some(eight), _) => u64::from_le_bytes(*eight),
        (None, Some(last)) => u64::from_le_bytes(*last) >> (8 * (8 - rest.len())),
        (None, None) => rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)),
    }
}

/// How many letters and digits of ASCII eight bytes begin with. All bytes are compared at once: what is added brings a
/// byte of seven bits to 0x80 just when it is the first or behind the last of its kind.
fn letters_in(eight: u64) -> usize {
    let within = |bytes: u64, first: u8, last: u8| {
        let bytes = bytes & (EACH * 0x7f);
        (bytes + EACH * u64::from(0x80 - first)) & !(bytes + EACH * u64::from(0x7f - last))
    };
    let found = within(eight | (EACH * 0x20), b'a', b'z') | within(eight, b'0', b'9');
    let others = !(found & !eight) & (EACH * 0x80);
    others.trailing_zeros() as usize / 8
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

    /// Each sign on its own, without eight bytes at a time.
    fn one_by_one(text: &str) -> (String, Vec<(usize, Gap)>) {
        let mut letters = Letters::default();
        text.chars().for_each(|c| letters.push(c));
        (letters.text().into_owned(), letters.starts().collect())
    }

    #[test]
    fn eight_at_a_time_is_as_one_by_one() {
        for byte in 0..=u8::MAX {
            let is_letter = byte.is_ascii_alphanumeric();
            for place in 0..8 {
                let mut eight = *b"aZ09bYz8";
                eight[place] = byte;
                let size = if is_letter { 8 } else { place };
                assert_eq!(letters_in(u64::from_le_bytes(eight)), size, "{byte} at {place}");
            }
            let c = char::from(byte);
            let small = if is_letter { c.to_ascii_lowercase().to_string() } else { String::new() };
            assert!(byte > 127 || Letters::of(&c.to_string()).text() == small, "{byte}");
        }
        let text = "Abcdefgh IJKLMNOPQ, r9\u{e9}stuvwxyz0123456789 \u{2019}t. Zie\u{ad}zo\u{1}\u{10}\u{7f}@[`{ einde";
        for (start, _) in text.char_indices() {
            for (end, _) in text.char_indices().filter(|(end, _)| *end >= start) {
                let letters = Letters::of(&text[start..end]);
                let whole = (letters.text().into_owned(), letters.starts().collect());
                assert_eq!(whole, one_by_one(&text[start..end]));
            }
        }
    }
}
