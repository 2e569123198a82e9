//! Text cut into words and sentences, with what was seen on the way: signs, and words that a check may ask about.

use std::ops::Range;

use crate::bytes;
use crate::check::shapes::Shapes;

/// Stands for a value that is not in the text: a variable, a piece of code.
pub const GAP: char = '\u{fffc}';

/// Bytes of [`super::Prose::text`], without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub start: u32,
    pub end: u32,
}

impl Word {
    /// In bytes.
    pub fn size(self) -> usize {
        (self.end - self.start) as usize
    }
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub words: Range<usize>,
}

/// A word that is not ordinary, so that a check which is about such words looks at few.
#[derive(Clone, Copy, Debug)]
pub struct NotableWord {
    /// Its number in [`super::Prose::words`].
    pub at: usize,
    /// May there be a dot or a slash in it or right behind it?
    pub may_have_dot: bool,
    /// Is there a capital of ASCII in it, behind its first byte?
    pub has_capitals: bool,
}

/// Every word of more bytes is notable.
pub const ORDINARY: usize = 12;

/// Which bytes stand in a text. Signs are told apart, letters and digits are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u32);

impl Signs {
    pub const fn of(bytes: &[u8]) -> Signs {
        let (mut signs, mut at) = (0, 0);
        while at < bytes.len() {
            signs |= sign(bytes[at]);
            at += 1;
        }
        Signs(signs)
    }

    /// May one of those bytes be there? Where not, none is.
    pub fn may_have(self, others: Signs) -> bool {
        self.0 & others.0 != 0
    }

    pub fn may_have_byte(self, byte: u8) -> bool {
        self.0 & CLASSES[usize::from(byte)] != 0
    }

    pub fn add(&mut self, others: Signs) {
        self.0 |= others.0;
    }
}

/// Words with a capital of ASCII behind their first byte.
pub const CAPITALS: Signs = Signs(INNER);

/// Classes of bytes, a bit each. Small letters of ASCII have none.
const BLANK: u32 = 1;
const CAPITAL: u32 = 1 << 1;
const DIGIT: u32 = 1 << 2;
/// Part of a character that is not ASCII.
const WIDE: u32 = 1 << 3;
const OTHER: u32 = 1 << 4;
/// Not of a byte: a capital behind the first one of a word.
const INNER: u32 = 1 << 5;
/// Not of a byte: of what does not stand right behind a word and one blank.
const APART: u32 = 1 << 6;
/// Signs that have a bit of their own, from this one on.
const OWN: u32 = 1 << 7;
const SIGNS: &[u8] = b"./!?;:[]{)<|^=$*@\t\xa0";

const DOT: u32 = Signs::of(b"./").0;
/// What ends a sentence and belongs to no word.
const END: u32 = Signs::of(b"!?;:").0;
/// What is cut off at the ends of a word, or has to be looked at there.
const AROUND: u32 = WIDE | OTHER | Signs::of(SIGNS).0;
/// The last byte of a blank that does not break, and of few others.
const HARD: u32 = Signs::of(b"\xa0").0;

static CLASSES: [u32; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = class(byte as u8);
        byte += 1;
    }
    classes
};

/// Signs of their own may also be blanks, or parts of characters.
const fn class(byte: u8) -> u32 {
    match byte {
        b'\t' => sign(byte) | BLANK,
        0x80.. => sign(byte) | WIDE,
        _ => sign(byte),
    }
}

const fn sign(byte: u8) -> u32 {
    let mut at = 0;
    while at < SIGNS.len() {
        if SIGNS[at] == byte {
            return OWN << at;
        }
        at += 1;
    }
    match byte {
        b' ' | b'\n' | b'\r' => BLANK,
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => CAPITAL,
        b'0'..=b'9' => DIGIT,
        0x80.. => WIDE,
        _ => OTHER,
    }
}

/// A space that does not break (U+00A0).
const HARD_BLANK: char = '\u{a0}';

/// What cutting gives, and goes on with.
#[derive(Debug, Default)]
pub struct Cuts {
    pub words: Vec<Word>,
    pub notable: Vec<NotableWord>,
    pub sentences: Vec<Sentence>,
}

impl Cuts {
    pub fn reserve(&mut self, words: usize, sentences: usize) {
        self.words.reserve(words);
        self.notable.reserve(2 * sentences);
        self.sentences.reserve(sentences);
    }

    pub fn clear(&mut self) {
        let Cuts { words, notable, sentences } = self;
        words.clear();
        notable.clear();
        sentences.clear();
    }

    pub fn counts(&self) -> [usize; 3] {
        [self.words.len(), self.notable.len(), self.sentences.len()]
    }
}

/// Cuts text into words and sentences. A word is what stands between blanks, without punctuation at its ends. Most words
/// are small letters behind one blank: nothing is done but at their ends. Of the others bytes are looked at, and characters
/// only where bytes do not tell: this runs over every word of every text.
pub fn cut(text: &str, from: usize, cuts: &mut Cuts) -> Signs {
    let bytes = text.as_bytes();
    let mut cutter = WordCutter { text, first: cuts.words.len(), cuts, signs: 0 };
    let (mut start, mut signs) = (from, APART);
    for at in bytes::places(bytes, from, |byte| !byte.is_ascii_lowercase()) {
        let class = CLASSES[usize::from(bytes[at])];
        signs |= class;
        if signs == BLANK && (1..=ORDINARY).contains(&(at - start)) {
            cutter.cuts.words.push(Word { start: start as u32, end: at as u32 });
            (start, signs) = (at + 1, 0);
            continue;
        }
        if class & BLANK != 0 {
            signs = cutter.piece(start, at, signs);
            start = at + 1;
        }
    }
    // What will stand behind the last word of a passage is not there yet: it may be a dot.
    cutter.piece(start, bytes.len(), signs | DOT);
    cutter.sentence();
    Signs(cutter.signs)
}

struct WordCutter<'a> {
    text: &'a str,
    cuts: &'a mut Cuts,
    /// The first word of the sentence.
    first: usize,
    signs: u32,
}

impl WordCutter<'_> {
    /// What stands between blanks, with the classes of its bytes. Gives what those of the next piece are to begin with.
    fn piece(&mut self, start: usize, end: usize, signs: u32) -> u32 {
        if signs & HARD == 0 { self.part(start, end, signs) } else { self.parts(start, end, signs) }
    }

    #[inline(never)]
    fn parts(&mut self, start: usize, end: usize, signs: u32) -> u32 {
        let (mut start, mut signs) = (start, signs);
        for part in self.text[start..end].split(HARD_BLANK) {
            signs = signs & !APART | self.part(start, start + part.len(), signs);
            start += part.len() + HARD_BLANK.len_utf8();
        }
        signs & APART
    }

    #[inline(never)]
    fn part(&mut self, start: usize, end: usize, signs: u32) -> u32 {
        self.signs |= signs;
        if start == end {
            return APART;
        }
        // One blank behind a word ends no sentence.
        if signs & APART != 0 && ends_sentence(self.text, &self.cuts.words[self.first..], start) {
            self.sentence();
        }
        let core = if signs & AROUND == 0 { start..end } else { core_of(self.text, start, end) };
        let ends = core.end;
        if core.is_empty() {
            return APART;
        }
        self.word(core, signs);
        if ends == end { 0 } else { APART }
    }

    fn word(&mut self, core: Range<usize>, signs: u32) {
        let inner = &self.text.as_bytes()[core.start + 1..core.end];
        let has_capitals = signs & CAPITAL != 0 && inner.iter().any(u8::is_ascii_uppercase);
        let may_have_dot = signs & DOT != 0;
        if has_capitals {
            self.signs |= INNER;
        }
        if has_capitals || may_have_dot || core.len() > ORDINARY {
            self.cuts.notable.push(NotableWord { at: self.cuts.words.len(), may_have_dot, has_capitals });
        }
        self.cuts.words.push(Word { start: core.start as u32, end: core.end as u32 });
    }

    /// The end of a sentence.
    fn sentence(&mut self) {
        let words = self.first..self.cuts.words.len();
        self.first = words.end;
        if !words.is_empty() {
            self.cuts.sentences.push(Sentence { words });
        }
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '„')
}

fn is_inner(c: char) -> bool {
    c == GAP || c.is_alphanumeric()
}

/// What stands between blanks, without the punctuation around it.
fn core_of(text: &str, start: usize, end: usize) -> Range<usize> {
    let is_around = |byte: &u8| byte.is_ascii() && CLASSES[usize::from(*byte)] & AROUND != 0;
    let piece = &text.as_bytes()[start..end];
    let start = start + piece.iter().take_while(|byte| is_around(byte)).count();
    let end = end - piece.iter().rev().take_while(|byte| is_around(byte)).count();
    let core = start..end.max(start);
    match text.as_bytes()[core.clone()] {
        [first, .., last] if first.is_ascii() && last.is_ascii() => core,
        [only] if only.is_ascii() => core,
        _ => core_of_characters(text, core),
    }
}

fn core_of_characters(text: &str, core: Range<usize>) -> Range<usize> {
    let inner = text[core.clone()].trim_start_matches(|c| !is_inner(c));
    let start = core.end - inner.len();
    start..start + inner.trim_end_matches(|c| !is_inner(c)).len()
}

/// Words that a dot belongs to: it ends no sentence.
const DOTTED: &[&str] = &[
    "art", "bijv", "blz", "bv", "ca", "dhr", "drs", "dr", "evt", "excl", "incl", "ing", "jl", "max", "mevr", "min",
    "mr", "nr", "nrs", "pag", "par", "prof", "resp", "St", "tel", "vgl",
];

static SHAPES: Shapes = Shapes::NONE.and(DOTTED);

/// Does a sentence end between the last word and the piece that stands at `at`?
fn ends_sentence(text: &str, words: &[Word], at: usize) -> bool {
    let Some(last) = words.last() else { return false };
    let between = &text.as_bytes()[last.end as usize..at];
    let classes = between.iter().fold(0, |classes, byte| classes | CLASSES[usize::from(*byte)]);
    if classes & (DOT | END | WIDE) == 0 {
        return false;
    }
    if !starts_sentence(text, at) {
        return between.contains(&b';');
    }
    if classes & END != 0 || (classes & WIDE != 0 && text[last.end as usize..at].contains('…')) {
        return true;
    }
    let may_be_dotted = last.size() == 1 || SHAPES.may_have(text.as_bytes()[last.start as usize], last.size());
    between.contains(&b'.') && !(may_be_dotted && is_dotted(text, words))
}

/// Does a dot behind the last word belong to it?
fn is_dotted(text: &str, words: &[Word]) -> bool {
    let mut said = words.iter().rev().map(|word| &text[word.start as usize..word.end as usize]);
    let last = said.next().unwrap_or_default();
    // `J. de Wit`, but not `de toetsen Ctrl en P.`
    let is_letter = last.len() == 1 && last.starts_with(char::is_alphabetic);
    let mut is_listed = || matches!(said.next(), Some("en" | "of"));
    DOTTED.contains(&last) || (is_letter && !is_listed())
}

/// Bytes first: `char::is_uppercase` has a table to look through.
fn starts_sentence(text: &str, at: usize) -> bool {
    match text.as_bytes()[at] {
        byte if byte.is_ascii() => byte.is_ascii_uppercase() || byte.is_ascii_digit() || is_opening(byte.into()),
        _ => text[at..].starts_with(|c: char| c == GAP || is_opening(c) || c.is_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A character at a time, as it is said: what is fast gives the same.
    fn slow(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let (mut words, mut sentences, mut first) = (Vec::<Word>::new(), Vec::new(), 0);
        let is_blank = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{a0}');
        let mut at = 0;
        for piece in text.split(is_blank) {
            let start = at;
            at += piece.len() + text[start + piece.len()..].chars().next().map_or(0, char::len_utf8);
            if piece.is_empty() {
                continue;
            }
            if words.len() > first && ends_sentence(text, &words[first..], start) {
                sentences.push(first..words.len());
                first = words.len();
            }
            let word = piece.trim_start_matches(|c| !is_inner(c));
            let start = start + piece.len() - word.len();
            let end = start + word.trim_end_matches(|c| !is_inner(c)).len();
            if start < end {
                words.push(Word { start: start as u32, end: end as u32 });
            }
        }
        if words.len() > first {
            sentences.push(first..words.len());
        }
        (words.iter().map(|word| word.start as usize..word.end as usize).collect(), sentences)
    }

    proptest! {
        #[test]
        fn words_and_sentences_are_the_same_cut_by_bytes_and_by_characters(
            text in "([a-cA-C0-9]{1,9}|[a-z]{1,16}|[.!?;:,/'\"(@*…“”é\u{a0}\u{fffc}\u{301}-]{1,3}|[ \n\t]{1,2}|bv|en){0,40}"
        ) {
            let mut cuts = Cuts::default();
            let signs = cut(&text, 0, &mut cuts);
            let ranges: Vec<Range<usize>> = cuts.words.iter().map(|word| word.start as usize..word.end as usize).collect();
            let whole: Vec<Range<usize>> = cuts.sentences.into_iter().map(|sentence| sentence.words).collect();
            prop_assert_eq!((&ranges, whole), (&slow(&text).0, slow(&text).1));
            for byte in (0..0x80u8).filter(|byte| !byte.is_ascii_lowercase() && *byte != b' ' && *byte != b'\n') {
                prop_assert!(signs.may_have_byte(byte) || !text.as_bytes().contains(&byte), "{}", byte as char);
            }
            for (at, range) in ranges.into_iter().enumerate() {
                let notable = cuts.notable.iter().find(|notable| notable.at == at);
                let behind = text[range.start..].split([' ', '\n', '\t', '\u{a0}']).next().unwrap_or_default();
                prop_assert!(notable.is_some_and(|word| word.may_have_dot) || !behind.contains(['.', '/']));
                let has_capitals = text.as_bytes()[range.start + 1..range.end].iter().any(u8::is_ascii_uppercase);
                prop_assert_eq!(notable.is_some_and(|word| word.has_capitals), has_capitals);
                prop_assert!(signs.may_have(CAPITALS) || !has_capitals);
                prop_assert!(notable.is_some() || range.len() <= ORDINARY);
            }
            prop_assert!(cuts.notable.is_sorted_by_key(|word| word.at));
        }
    }
}
