//! The running text of a document in passages, sentences and words, with its readers. Built once a document, and read by
//! every check that looks at words.

mod cut;

use std::ops::Range;

use crate::body::blocks::{self, Addressee};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::doc::Doc;
pub use crate::doc::Readers;
use crate::source::{Place, Span};
use cut::Cuts;
pub use cut::{CAPITALS, GAP, NotableWord, ORDINARY, Sentence, Signs, Word};

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
    pub notable: Range<usize>,
    pub sentences: Range<usize>,
    pub signs: Signs,
}

#[derive(Debug, Default)]
pub struct Prose {
    pub text: String,
    pub passages: Vec<Passage>,
    cuts: Cuts,
    /// Of the text.
    pub signs: Signs,
    /// Where pieces of the text come from: byte of the text, byte of the source.
    pieces: Vec<(u32, u32)>,
    /// Up to here the text is in passages.
    done: usize,
}

pub fn of(doc: &Doc, source: &str) -> Prose {
    let mut maker = Maker { body: &doc.body, source, prose: Prose::default(), doc, team: doc.head.from.is_hidden() };
    // A word of Dutch and its blank are more than five bytes, and a sentence has some ten words.
    let words = source.len() / 5;
    maker.prose.text.reserve(source.len());
    maker.prose.cuts.words.reserve(words);
    maker.prose.cuts.notable.reserve(words / 4);
    maker.prose.cuts.sentences.reserve(words / 8);
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

    /// The first byte of a word.
    pub fn lead(&self, word: Word) -> u8 {
        self.text.as_bytes()[word.start as usize]
    }

    pub fn text_of(&self, passage: &Passage) -> &str {
        &self.text[passage.text.clone()]
    }

    /// The parts of the text in which a sign may stand: a passage, with what stands before it that has no words.
    pub fn parts_with(&self, signs: Signs) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        let parts = self.passages.iter().map(move |passage| {
            let part = std::mem::replace(&mut start, passage.text.end)..passage.text.end;
            (passage.signs, part)
        });
        parts.filter(move |(there, _)| there.may_have(signs)).map(|(_, part)| part)
    }

    pub fn words(&self) -> &[Word] {
        &self.cuts.words
    }

    pub fn words_of<'a>(&'a self, passage: &Passage) -> &'a [Word] {
        &self.cuts.words[passage.words.clone()]
    }

    /// The words of a passage that are notable.
    pub fn notable_of(&self, passage: &Passage) -> &[NotableWord] {
        &self.cuts.notable[passage.notable.clone()]
    }

    pub fn sentences_of<'a>(&'a self, passage: &Passage) -> &'a [Sentence] {
        &self.cuts.sentences[passage.sentences.clone()]
    }

    pub fn words_in(&self, sentence: &Sentence) -> &[Word] {
        &self.cuts.words[sentence.words.clone()]
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
        let [words, notable, sentences] = prose.cuts.counts();
        let signs = cut::cut(&prose.text, from, &mut prose.cuts);
        prose.signs.add(signs);
        let [words_end, notable_end, sentences_end] = prose.cuts.counts();
        if words == words_end {
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
            words: words..words_end,
            notable: notable..notable_end,
            sentences: sentences..sentences_end,
            signs,
        });
    }
}
