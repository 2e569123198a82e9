//! The running text of a document in passages, sentences and words, with its readers. Built once a document, and read by
//! every check that looks at words.

use std::ops::Range;

use crate::body::{Body, Kind, NodeId, Tag};
use crate::doc::Doc;
use crate::source::{Place, Span};

/// For whom a passage is. Their words in messages stand in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readers {
    /// Children up to and including this group.
    Pupils(u8),
    Parents,
    /// Parents, the MR and staff: the protocol.
    School,
    Team,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Heading,
    Cell,
    Footnote,
}

/// A paragraph, an item, a cell or a heading.
#[derive(Debug)]
pub struct Passage {
    pub readers: Readers,
    pub form: Form,
    /// Its language, where it is not the document's.
    pub marked: bool,
    pub in_quote: bool,
    pub node: NodeId,
    pub words: Range<usize>,
    pub sentences: Range<usize>,
}

/// Bytes of [`Prose::text`], without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub start: u32,
    pub end: u32,
}

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
const GAP: char = '\u{fffc}';

pub fn of(doc: &Doc, source: &str) -> Prose {
    let mut maker = Maker { body: &doc.body, source, prose: Prose::default(), doc, team: doc.head.team_only };
    maker.prose.text.reserve(maker.source.len());
    let readers = maker.readers_of_doc();
    let all = Around { readers, form: Form::Text, marked: false, in_quote: false };
    maker.row(0, doc.body.roots(), all);
    maker.prose
}

impl Prose {
    pub fn word(&self, word: Word) -> &str {
        &self.text[word.start as usize..word.end as usize]
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
    form: Form,
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
        match self.doc.kind.name {
            _ if self.team => Readers::Team,
            "lesson" | "module" => Readers::Team,
            "protocol" | "chapter" => Readers::School,
            _ => Readers::Parents,
        }
    }

    /// Who reads a block: slides and tasks of a lesson are for its youngest group, its script is for the team.
    fn readers(&self, kind: Kind, around: Readers) -> Readers {
        let Some(lesson) = &self.doc.facets.lesson else { return around };
        match kind {
            Kind::Slide
            | Kind::Task
            | Kind::Sheet
            | Kind::Statement
            | Kind::Quiz
            | Kind::Talk
            | Kind::Timer
            | Kind::Pictures
            | Kind::Steps
            | Kind::KeyPoints
            | Kind::Questions
            | Kind::Hint
            | Kind::Fact => Readers::Pupils(lesson.groups.iter().copied().min().unwrap_or(8)),
            Kind::Home => Readers::Parents,
            Kind::Teacher | Kind::Answer | Kind::PlanB | Kind::Before => Readers::Team,
            _ => around,
        }
    }

    /// Blocks and lines side by side.
    fn row(&mut self, owner: NodeId, nodes: impl Iterator<Item = NodeId>, around: Around) {
        for id in nodes {
            let inner = match self.body.tag(id) {
                Tag::Div(div) => {
                    let div = &self.body.divs[div as usize];
                    let readers = if div.team_only { Readers::Team } else { self.readers(div.kind, around.readers) };
                    let marked = around.marked || div.attrs.has("lang");
                    Around { readers, marked, ..around }
                }
                Tag::Quote => Around { in_quote: true, ..around },
                Tag::Heading { .. } => Around { form: Form::Heading, ..around },
                Tag::TableCell => Around { form: Form::Cell, ..around },
                Tag::Footnote(_) => Around { form: Form::Footnote, ..around },
                Tag::Paragraph | Tag::List { .. } | Tag::Item | Tag::Table(_) | Tag::TableHead | Tag::TableRow => {
                    around
                }
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
        prose.passages.push(Passage {
            readers: around.readers,
            form: around.form,
            marked: around.marked,
            in_quote: around.in_quote,
            node,
            words: words..prose.words.len(),
            sentences: sentences..prose.sentences.len(),
        });
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '„')
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == GAP
}

/// Cuts text into words and sentences. A word is what stands between blanks, without punctuation at its ends. Bytes are
/// looked at as long as that will do: this runs over every word of every text.
fn cut(text: &str, from: usize, words: &mut Vec<Word>, sentences: &mut Vec<Sentence>) {
    let bytes = text.as_bytes();
    let mut first = words.len();
    let mut at = from;
    while at < bytes.len() {
        let blank = blank_at(bytes, at);
        if blank > 0 {
            at += blank;
            continue;
        }
        let start = at;
        while at < bytes.len() && blank_at(bytes, at) == 0 {
            at += 1;
        }
        let piece = &text[start..at];
        // One blank behind a word ends no sentence.
        let is_close = words.last().is_some_and(|last| last.end as usize + 1 == start);
        if words.len() > first && !is_close && ends_sentence(text, &words[first..], start, piece) {
            sentences.push(Sentence { words: first..words.len() });
            first = words.len();
        }
        let is_bare = bytes[start].is_ascii_alphanumeric() && bytes[at - 1].is_ascii_alphanumeric();
        let core = if is_bare { piece } else { piece.trim_start_matches(|c: char| !is_inner(c)) };
        let start = at - core.len();
        let core = if is_bare { core } else { core.trim_end_matches(|c: char| !is_inner(c)) };
        if !core.is_empty() {
            words.push(Word { start: start as u32, end: (start + core.len()) as u32 });
        }
    }
    if words.len() > first {
        sentences.push(Sentence { words: first..words.len() });
    }
}

/// The length of the blank that stands here: a space, a tab, a line end, or a space that does not break (U+00A0).
fn blank_at(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b' ' | b'\n' | b'\t' | b'\r' => 1,
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => 2,
        _ => 0,
    }
}

/// Words that a dot belongs to: it ends no sentence.
const DOTTED: &[&str] = &[
    "art", "bijv", "blz", "bv", "ca", "dhr", "drs", "dr", "evt", "excl", "incl", "ing", "jl", "max", "mevr", "min",
    "mr", "nr", "nrs", "pag", "par", "prof", "resp", "St", "tel", "vgl",
];

/// Does a sentence end between the last word and the piece that stands at `at`?
fn ends_sentence(text: &str, words: &[Word], at: usize, next: &str) -> bool {
    let Some(last) = words.last() else { return false };
    let between = &text[last.end as usize..at];
    let starts_new = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || is_opening(c) || c == GAP);
    if between.contains(['!', '?', ';', '…']) {
        return starts_new || between.contains(';');
    }
    if between.contains(':') {
        return starts_new;
    }
    let said = |word: &Word| &text[word.start as usize..word.end as usize];
    let word = said(last);
    // `J. de Wit`, but not `de toetsen Ctrl en P.`
    let is_letter = word.len() == 1 && word.starts_with(char::is_alphabetic);
    let is_listed = words.iter().rev().nth(1).is_some_and(|before| matches!(said(before), "en" | "of"));
    between.contains('.') && starts_new && !DOTTED.contains(&word) && (!is_letter || is_listed)
}
