//! The running text of a document in passages, sentences and words, with its readers. Built once a document, and read by
//! every check that looks at words.

mod cut;
mod hints;

use std::cell::Cell;
use std::ops::Range;

use crate::body::blocks::{self, Addressee};
use crate::body::{Body, Kind, NodeId, Tag};
use crate::doc::Doc;
pub use crate::doc::Readers;
use crate::source::{Place, Span};
use cut::Cuts;
pub use cut::{CAPITALS, GAP, NotableWord, ORDINARY, Sentence, Signs, Word};
pub use hints::Hint;

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
    /// Where each stands.
    hints: Vec<(usize, Hint)>,
    /// Where pieces of the text come from: byte of the text, byte of the source.
    pieces: Vec<(u32, u32)>,
    /// Up to here the text is in passages.
    done: usize,
}

thread_local! {
    /// Of a prose that was thrown away: six vectors of a text serve for the next.
    static ROOM: Cell<Prose> = Cell::default();
}

/// A text of more bytes leaves no room behind.
const LARGE: usize = 1 << 20;

/// Hands the prose of a document out, and throws it away.
pub fn read<T>(doc: &Doc, source: &str, read: impl FnOnce(&Prose) -> T) -> T {
    let team = doc.head.from.is_hidden();
    let mut maker = Maker { body: &doc.body, source, prose: ROOM.take().emptied(), doc, team };
    maker.reserve();
    let readers = maker.readers_of_doc();
    let all = Around { readers, form: PassageForm::Text, marked: false, in_quote: false };
    maker.row(0, doc.body.roots(), all);
    maker.prose.hints.extend(hints::find(&maker.prose.text));
    let given = read(&maker.prose);
    if maker.prose.text.capacity() <= LARGE {
        ROOM.set(maker.prose);
    }
    given
}

impl Prose {
    /// Its room, without anything of its text.
    fn emptied(self) -> Prose {
        let Prose { mut text, mut passages, mut cuts, signs: _, mut hints, mut pieces, done: _ } = self;
        text.clear();
        passages.clear();
        cuts.clear();
        hints.clear();
        pieces.clear();
        Prose { text, passages, cuts, hints, pieces, ..Prose::default() }
    }

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

    /// How often something is hinted at in bytes of the text.
    pub fn hints(&self, hint: Hint, text: Range<usize>) -> usize {
        let from = self.hints.partition_point(|(at, _)| *at < text.start);
        let inside = self.hints[from..].iter().take_while(|(at, _)| *at < text.end);
        inside.filter(|(_, of)| *of == hint).count()
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
    /// A word of Dutch and its blank are more than five bytes, and a sentence has some ten words.
    fn reserve(&mut self) {
        let (words, prose) = (self.source.len() / 5, &mut self.prose);
        prose.text.reserve(self.source.len());
        prose.cuts.reserve(words, words / 8);
        prose.pieces.reserve(self.body.nodes.len());
    }

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

#[cfg(test)]
impl Prose {
    /// What is known of a text as a whole, without passages.
    pub fn of_text(text: &str) -> Prose {
        let mut prose = Prose { text: text.to_string(), ..Prose::default() };
        prose.signs = cut::cut(text, 0, &mut prose.cuts);
        prose.hints.extend(hints::find(text));
        prose
    }
}
