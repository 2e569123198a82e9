//! The running text of a document in passages, sentences and words, with its readers. Built once a document, and read by
//! every check that looks at words.

use std::ops::Range;

use super::shapes::Shapes;
use crate::body::blocks::{self, Addressee};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::bytes;
use crate::doc::Doc;
pub use crate::doc::Readers;
use crate::source::{Place, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageForm {
    Text,
    Heading,
    Cell,
    Footnote,
}

/// A paragraph, an item, a cell or a heading.
#[derive(Debug)]
pub struct Passage {
    pub readers: Readers,
    pub form: PassageForm,
    /// Its language, where it is not the document's.
    pub marked: bool,
    pub in_quote: bool,
    pub node: NodeId,
    /// Bytes of [`Prose::text`].
    pub text: Range<usize>,
    pub words: Range<usize>,
    pub sentences: Range<usize>,
}

/// Bytes of [`Prose::text`], without the punctuation around it, and what can be told of them without looking again.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub start: u32,
    pub end: u32,
    /// Its first byte.
    pub lead: u8,
    /// [`DOT`] and [`INITIALS`].
    traits: u8,
}

impl Word {
    /// In bytes.
    pub fn size(self) -> usize {
        (self.end - self.start) as usize
    }

    /// May there be a dot or a slash in it or right behind it? A check that asks first looks at few words.
    pub fn may_have_dot(self) -> bool {
        self.traits & DOT != 0
    }

    /// Does it begin with two capitals of ASCII?
    pub fn has_initials(self) -> bool {
        self.traits & INITIALS != 0
    }
}

/// Classes of bytes. Small letters of ASCII have none.
const BLANK: u8 = 1;
/// Digits and capitals of ASCII.
const BARE: u8 = 2;
/// A dot or a slash.
const DOT: u8 = 4;
/// Part of a character that is not ASCII.
const WIDE: u8 = 8;
const OTHER: u8 = 16;
/// Not of a byte, but of a word.
const INITIALS: u8 = 32;
/// Of what does not stand right behind a word and one blank.
const APART: u8 = 64;
/// Signs that end a sentence and belong to no word.
const END: u8 = 128;

/// A space that does not break (U+00A0).
const HARD_BLANK: [u8; 2] = [0xc2, 0xa0];

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\n' | b'\t' | b'\r' => BLANK,
            b'a'..=b'z' => 0,
            b'A'..=b'Z' | b'0'..=b'9' => BARE,
            b'.' | b'/' => DOT,
            b'!' | b'?' | b';' | b':' => END,
            0x80.. => WIDE,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

#[derive(Clone, Debug)]
pub struct Sentence {
    pub words: Range<usize>,
}

#[derive(Debug, Default)]
pub struct Prose {
    pub text: String,
    pub passages: Vec<Passage>,
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// Where pieces of the text come from: byte of the text, byte of the source.
    pieces: Vec<(u32, u32)>,
    /// Up to here the text is in passages.
    done: usize,
}

/// Stands for a value that is not in the text: a variable, a piece of code.
pub const GAP: char = '\u{fffc}';

pub fn of(doc: &Doc, source: &str) -> Prose {
    let mut maker = Maker { body: &doc.body, source, prose: Prose::default(), doc, team: doc.head.from.is_hidden() };
    // A word of Dutch and its blank are some six bytes, and a sentence has some ten words.
    let words = source.len() / 6;
    maker.prose.text.reserve(source.len());
    maker.prose.words.reserve(words);
    maker.prose.sentences.reserve(words / 8);
    maker.prose.passages.reserve(words / 8);
    maker.prose.pieces.reserve(doc.body.nodes.len());
    let readers = maker.readers_of_doc();
    let all = Around { readers, form: PassageForm::Text, marked: false, in_quote: false };
    maker.row(0, doc.body.roots(), all);
    maker.prose
}

impl Prose {
    pub fn word(&self, word: Word) -> &str {
        &self.text[word.start as usize..word.end as usize]
    }

    pub fn text_of(&self, passage: &Passage) -> &str {
        &self.text[passage.text.clone()]
    }

    pub fn words_of<'a>(&'a self, passage: &Passage) -> &'a [Word] {
        &self.words[passage.words.clone()]
    }

    pub fn sentences_of<'a>(&'a self, passage: &Passage) -> &'a [Sentence] {
        &self.sentences[passage.sentences.clone()]
    }

    /// Bytes of the source, from bytes of the text.
    pub fn span(&self, start: u32, end: u32) -> Span {
        let at = |offset: u32| {
            let piece = self.pieces.partition_point(|(text, _)| *text <= offset).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |(text, source)| source + (offset - text.min(&offset)))
        };
        let start = at(start);
        // The last byte belongs to the piece that it came from, not to the one behind it.
        Span { start, end: at(end.saturating_sub(1)).max(start) + 1 }
    }

    pub fn place(&self, doc: &Doc, first: Word, last: Word) -> Place {
        Place { file: doc.file, span: self.span(first.start, last.end) }
    }
}

#[derive(Clone, Copy)]
struct Around {
    readers: Readers,
    form: PassageForm,
    marked: bool,
    in_quote: bool,
}

struct Maker<'a> {
    doc: &'a Doc,
    body: &'a Body,
    source: &'a str,
    prose: Prose,
    team: bool,
}

impl Maker<'_> {
    fn readers_of_doc(&self) -> Readers {
        if self.team { Readers::Team } else { self.doc.readers }
    }

    /// Who reads a block: slides and tasks of a lesson are for its youngest group, its script is for the team.
    fn readers(&self, kind: Kind, around: Readers) -> Readers {
        let Some(lesson) = &self.doc.facets.lesson else { return around };
        match blocks::addressee(kind) {
            Addressee::Class => Readers::Pupils(lesson.groups.iter().copied().min().unwrap_or(8)),
            Addressee::Home => Readers::Parents,
            Addressee::Team => Readers::Team,
            Addressee::Anyone => around,
        }
    }

    /// Blocks and lines side by side.
    fn row(&mut self, owner: NodeId, nodes: impl Iterator<Item = NodeId>, around: Around) {
        for id in nodes {
            let inner = match self.body.tag(id) {
                Tag::Div(div) => {
                    let div = &self.body.divs[div as usize];
                    let readers = if div.is_hidden() { Readers::Team } else { self.readers(div.kind, around.readers) };
                    let marked = around.marked || div.attrs.has("lang");
                    Around { readers, marked, ..around }
                }
                Tag::Quote => Around { in_quote: true, ..around },
                Tag::Heading { .. } => Around { form: PassageForm::Heading, ..around },
                Tag::TableCell => Around { form: PassageForm::Cell, ..around },
                Tag::Footnote(_) => Around { form: PassageForm::Footnote, ..around },
                Tag::Paragraph
                | Tag::List { .. }
                | Tag::Item
                | Tag::Definitions
                | Tag::Defined
                | Tag::Definition
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow => around,
                Tag::Code { .. } | Tag::Line | Tag::Comment | Tag::RawHtml => continue,
                _ => {
                    self.line(id);
                    continue;
                }
            };
            self.close(owner, around);
            self.row(id, self.body.children(id), inner);
        }
        self.close(owner, around);
    }

    fn piece(&mut self, text: &str, source: u32) {
        self.prose.pieces.push((self.prose.text.len() as u32, source));
        self.prose.text.push_str(text);
    }

    fn line(&mut self, id: NodeId) {
        let span = self.body.span(id);
        let mut end = [0; 4];
        match self.body.tag(id) {
            Tag::Text => self.piece(&self.source[span.range()], span.start),
            Tag::Chars(string) => self.piece(&self.body.strings[string as usize], span.start),
            Tag::Char(c) => self.piece(c.encode_utf8(&mut end), span.start),
            Tag::SoftBreak | Tag::HardBreak => self.piece(" ", span.start),
            Tag::CodeSpan | Tag::CodeChars(_) | Tag::Variable(_) => self.piece(GAP.encode_utf8(&mut end), span.start),
            Tag::Image(_) => {}
            _ => {
                for child in self.body.children(id) {
                    self.line(child);
                }
            }
        }
    }

    /// Makes a passage of what was added since the last one.
    fn close(&mut self, node: NodeId, around: Around) {
        let prose = &mut self.prose;
        let from = std::mem::replace(&mut prose.done, prose.text.len());
        if from == prose.text.len() {
            return;
        }
        let (words, sentences) = (prose.words.len(), prose.sentences.len());
        cut(&prose.text, from, &mut prose.words, &mut prose.sentences);
        if prose.words.len() == words {
            return;
        }
        let ends = prose.text.len();
        // What stands in another passage is never read on into.
        prose.text.push('\n');
        prose.done = prose.text.len();
        prose.passages.push(Passage {
            readers: around.readers,
            form: around.form,
            marked: around.marked,
            in_quote: around.in_quote,
            node,
            text: from..ends,
            words: words..prose.words.len(),
            sentences: sentences..prose.sentences.len(),
        });
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '„')
}

fn is_inner(c: char) -> bool {
    c == GAP || c.is_alphanumeric()
}

/// Cuts text into words and sentences. A word is what stands between blanks, without punctuation at its ends. Most words
/// are small letters behind one blank: nothing is done but at their ends. Of the others bytes are looked at, and characters
/// only where bytes do not tell: this runs over every word of every text.
fn cut(text: &str, from: usize, words: &mut Vec<Word>, sentences: &mut Vec<Sentence>) {
    let bytes = text.as_bytes();
    let mut cutter = Cutter { text, first: words.len(), words, sentences };
    let (mut start, mut traits) = (from, APART);
    for at in bytes::places(bytes, from, |byte| !byte.is_ascii_lowercase()) {
        let class = CLASSES[usize::from(bytes[at])];
        if class & BLANK == 0 {
            if bytes[at] == HARD_BLANK[1] && bytes[start..at].ends_with(&HARD_BLANK[..1]) {
                traits = cutter.piece(start, at - 1, traits);
                start = at + 1;
            } else {
                traits |= class;
            }
            continue;
        }
        if traits == 0 && start < at {
            cutter.words.push(Word { start: start as u32, end: at as u32, lead: bytes[start], traits });
        } else {
            traits = cutter.piece(start, at, traits);
        }
        start = at + 1;
    }
    // What will stand behind the last word of a passage is not there yet: it may be a dot.
    cutter.piece(start, bytes.len(), traits | DOT);
    cutter.sentence();
}

struct Cutter<'a> {
    text: &'a str,
    words: &'a mut Vec<Word>,
    sentences: &'a mut Vec<Sentence>,
    /// The first word of the sentence.
    first: usize,
}

impl Cutter<'_> {
    /// What stands between blanks, with the classes of its bytes. Gives what they are to begin with for the next piece.
    #[inline(never)]
    fn piece(&mut self, start: usize, end: usize, classes: u8) -> u8 {
        let piece = &self.text.as_bytes()[start..end];
        let Some(lead) = piece.first() else { return APART };
        // One blank behind a word ends no sentence.
        if classes & APART != 0 && self.ends_sentence(start, end) {
            self.sentence();
        }
        if classes & (DOT | OTHER | END | WIDE) == 0 {
            let is_initial = lead.is_ascii_uppercase() && piece.get(1).is_some_and(u8::is_ascii_uppercase);
            let traits = if is_initial { INITIALS } else { 0 };
            self.words.push(Word { start: start as u32, end: end as u32, lead: *lead, traits });
            return 0;
        }
        let core = core_of(self.text, start, end);
        let [lead, rest @ ..] = &self.text.as_bytes()[core.clone()] else { return APART };
        let is_initial = lead.is_ascii_uppercase() && rest.first().is_some_and(u8::is_ascii_uppercase);
        let traits = classes & DOT | if is_initial { INITIALS } else { 0 };
        self.words.push(Word { start: core.start as u32, end: core.end as u32, lead: *lead, traits });
        if core.end == end { 0 } else { APART }
    }

    fn ends_sentence(&self, start: usize, end: usize) -> bool {
        let words = &self.words[self.first..];
        !words.is_empty() && ends_sentence(self.text, words, start, &self.text[start..end])
    }

    /// The end of a sentence.
    fn sentence(&mut self) {
        let words = self.first..self.words.len();
        self.first = words.end;
        if !words.is_empty() {
            self.sentences.push(Sentence { words });
        }
    }
}

/// What stands between blanks, without the punctuation around it.
fn core_of(text: &str, mut start: usize, mut end: usize) -> Range<usize> {
    let class = |at: usize| CLASSES[usize::from(text.as_bytes()[at])];
    while start < end && class(start) & (DOT | END | OTHER) != 0 {
        start += 1;
    }
    while start < end && class(end - 1) & (DOT | END | OTHER) != 0 {
        end -= 1;
    }
    if start < end && (class(start) | class(end - 1)) & WIDE != 0 {
        let whole = &text[start..end];
        start = end - whole.trim_start_matches(|c| !is_inner(c)).len();
        end = start + text[start..end].trim_end_matches(|c| !is_inner(c)).len();
    }
    start..end
}

/// Words that a dot belongs to: it ends no sentence.
const DOTTED: &[&str] = &[
    "art", "bijv", "blz", "bv", "ca", "dhr", "drs", "dr", "evt", "excl", "incl", "ing", "jl", "max", "mevr", "min",
    "mr", "nr", "nrs", "pag", "par", "prof", "resp", "St", "tel", "vgl",
];

static SHAPES: Shapes = Shapes::NONE.and(DOTTED);

/// Does a sentence end between the last word and the piece that stands at `at`?
fn ends_sentence(text: &str, words: &[Word], at: usize, next: &str) -> bool {
    let Some(last) = words.last() else { return false };
    let between = &text.as_bytes()[last.end as usize..at];
    let classes = between.iter().fold(0, |classes, byte| classes | CLASSES[usize::from(*byte)]);
    if classes & (DOT | END | WIDE) == 0 {
        return false;
    }
    if !starts_sentence(next) {
        return between.contains(&b';');
    }
    if classes & END != 0 || (classes & WIDE != 0 && text[last.end as usize..at].contains('…')) {
        return true;
    }
    if !between.contains(&b'.') {
        return false;
    }
    let said = |word: &Word| &text[word.start as usize..word.end as usize];
    // `J. de Wit`, but not `de toetsen Ctrl en P.`
    let is_letter = last.size() == 1 && said(last).starts_with(char::is_alphabetic);
    let is_listed = || words.iter().rev().nth(1).is_some_and(|before| matches!(said(before), "en" | "of"));
    let is_dotted = SHAPES.may_have(last.lead, last.size()) && DOTTED.contains(&said(last));
    !is_dotted && (!is_letter || is_listed())
}

/// Bytes first: `char::is_uppercase` has a table to look through.
fn starts_sentence(next: &str) -> bool {
    match next.bytes().next() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase() || byte.is_ascii_digit() || is_opening(byte.into()),
        _ => next.starts_with(|c: char| c == GAP || is_opening(c) || c.is_uppercase()),
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
            if words.len() > first && ends_sentence(text, &words[first..], start, piece) {
                sentences.push(first..words.len());
                first = words.len();
            }
            let word = piece.trim_start_matches(|c| !is_inner(c));
            let start = start + piece.len() - word.len();
            let end = start + word.trim_end_matches(|c| !is_inner(c)).len();
            if start < end {
                words.push(Word { start: start as u32, end: end as u32, lead: text.as_bytes()[start], traits: 0 });
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
            text in "([a-cA-C0-9]{1,9}|[.!?;:,/'\"(…“”é\u{a0}\u{fffc}\u{301}-]{1,3}|[ \n\t]{1,2}|bv|en){0,40}"
        ) {
            let (mut words, mut sentences) = (Vec::new(), Vec::new());
            cut(&text, 0, &mut words, &mut sentences);
            let ranges: Vec<Range<usize>> = words.iter().map(|word| word.start as usize..word.end as usize).collect();
            let whole: Vec<Range<usize>> = sentences.into_iter().map(|sentence| sentence.words).collect();
            prop_assert_eq!((ranges, whole), slow(&text));
            for word in words {
                let behind = text[word.start as usize..].split([' ', '\n', '\t', '\u{a0}']).next().unwrap_or_default();
                prop_assert!(word.may_have_dot() || !behind.contains(['.', '/']));
            }
        }
    }
}
