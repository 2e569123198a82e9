//! Body: the text of a document as a tree, with spans in bytes of the whole file.
//!
//! The tree is one vector in reading order; a node knows where its subtree ends, and its text is a span of the source
//! unless Markdown changed it. So a body costs about as much memory as its text, and copies none of it. HTML exists
//! only in outputs: everything that is shown is a projection of this tree.

pub mod attrs;
mod bare;
pub mod blocks;
mod fence;
mod graft;
pub mod height;
pub mod marks;
mod parse;
mod project;
pub(crate) mod raw;
mod rows;
pub mod signs;
mod small;
mod team;
mod text;
mod walls;
mod weave;
mod within;

pub use attrs::{Attrs, length_in_mm, share_of_column};
pub use blocks::Kind;
pub use fence::SLOTS;
pub use graft::Graft;
pub use parse::{looks, means_minutes, parse};
pub use project::Cut;
pub use text::{is_inline, plain, plain_into};
pub use within::Within;

use crate::audience::Audience;
use crate::source::Span;

/// May attributes hide what they stand on, or say that it is for the team?
pub fn hides_by_name(attributes: &str) -> bool {
    let mut words = attributes.split(|c: char| c.is_whitespace() || matches!(c, '.' | '#' | '=' | '"'));
    marks::is_in_braces(&format!("{{{attributes}")) || words.any(|word| team::near(word).is_some())
}

/// Index of a node in [`Body::nodes`].
pub type NodeId = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    pub tag: Tag,
    pub span: Span,
    /// The index after the last node of this subtree.
    pub next: u32,
}

/// The number that a list begins with. It is kept with one added, so that a list without a number takes no more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListStart(std::num::NonZero<u32>);

impl ListStart {
    /// Markdown reads nine digits at most.
    pub fn new(number: u64) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        ListStart(std::num::NonZero::<u32>::MIN.saturating_add(number))
    }

    pub fn number(self) -> u32 {
        self.0.get() - 1
    }

    /// The number of an item further on.
    pub fn plus(self, items: usize) -> Self {
        ListStart::new(u64::from(self.number()) + items as u64)
    }
}

/// What a node is. Numbers are indices in the tables of [`Body`] unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Paragraph,
    Heading {
        level: u8,
        info: u32,
    },
    Quote,
    /// The info string is in `strings`.
    Code {
        info: u32,
    },
    List {
        start: Option<ListStart>,
    },
    Item,
    /// A row of terms, each with what it means.
    Definitions,
    Defined,
    Definition,
    /// A box before an item's text: done or not.
    Task(bool),
    /// The alignments are in `alignments`.
    Table(u32),
    TableHead,
    TableRow,
    TableCell,
    Line,
    Div(u32),
    /// A footnote's text; its label is in `strings`.
    Footnote(u32),
    /// Text exactly as it stands in the source at the span.
    Text,
    /// Text that Markdown changed (an entity, an escape); in `strings`.
    Chars(u32),
    /// One character (a typographic quote or dash).
    Char(char),
    /// Code within a line: the span is the source without its backticks.
    CodeSpan,
    CodeChars(u32),
    Emphasis,
    Strong,
    Strike,
    Link(u32),
    Image(u32),
    SoftBreak,
    HardBreak,
    FootnoteRef(u32),
    /// One of the allowed inline tags of HTML.
    Inline(raw::Allowed),
    Variable(u32),
    /// Ends the claim in an item of a `beeld` block: `true` is real.
    Verdict(bool),
    /// A comment of the author: never published. In a presentation it is a note.
    Comment,
    /// HTML that is not allowed; shown as text where its level was lowered.
    RawHtml,
    /// What stands within a line in an element of HTML that hides it: for the team only.
    Hidden,
}

/// What an author wrote in braces behind a heading: most have nothing there, and take no room for it.
#[derive(Clone, Debug, Default)]
pub struct Heading(Option<Box<Attrs>>);

impl Heading {
    pub fn new(attrs: Attrs) -> Self {
        Heading(Some(Box::new(attrs)))
    }

    pub fn attrs(&self) -> &Attrs {
        static NONE: Attrs = Attrs { classes: Vec::new(), id: None, pairs: Vec::new() };
        self.0.as_deref().unwrap_or(&NONE)
    }
}

#[derive(Clone, Debug)]
pub struct Div {
    pub kind: Kind,
    /// As written by the author.
    pub name: String,
    pub name_span: Span,
    /// Who may see it, at least. What a block inside another one says counts no lower than that one.
    pub from: Audience,
    pub attrs: Attrs,
}

#[derive(Clone, Debug)]
pub struct Link {
    pub dest: String,
    pub title: String,
}

#[derive(Clone, Debug)]
pub struct Image {
    pub dest: String,
    pub title: String,
    pub attrs: Attrs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

impl Div {
    /// Is it for the team alone?
    pub fn is_of_team(&self) -> bool {
        self.from == Audience::Team
    }

    /// Is it not for everybody?
    pub fn is_hidden(&self) -> bool {
        self.from.is_hidden()
    }
}

/// A parsed text. `Default` is an empty one.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub nodes: Vec<Node>,
    pub strings: Vec<Box<str>>,
    pub headings: Vec<Heading>,
    pub divs: Vec<Div>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub alignments: Vec<Vec<Align>>,
    pub variables: Vec<Box<str>>,
}

impl Body {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[inline]
    pub fn tag(&self, id: NodeId) -> Tag {
        self.nodes[id as usize].tag
    }

    #[inline]
    pub fn span(&self, id: NodeId) -> Span {
        self.nodes[id as usize].span
    }

    /// The nodes at the top, in order.
    #[inline]
    pub fn roots(&self) -> Siblings<'_> {
        Siblings { body: self, at: 0, end: self.nodes.len() as u32 }
    }

    #[inline]
    pub fn children(&self, id: NodeId) -> Siblings<'_> {
        Siblings { body: self, at: id + 1, end: self.nodes[id as usize].next }
    }

    /// Those of a row of nodes that show something: no line breaks, no spaces. `text` is that of the source.
    pub fn solid(&self, nodes: &[NodeId], text: &str) -> Vec<NodeId> {
        let is_space = |id: NodeId| {
            let blank = text[self.span(id).range()].trim().is_empty();
            matches!(self.tag(id), Tag::SoftBreak) || (self.tag(id) == Tag::Text && blank)
        };
        nodes.iter().copied().filter(|id| !is_space(*id)).collect()
    }

    /// A node and everything in it, in reading order.
    #[inline]
    pub fn subtree(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id..self.nodes[id as usize].next
    }

    pub fn all(&self) -> std::ops::Range<NodeId> {
        0..self.nodes.len() as u32
    }

    /// The block that a node opens, if it opens one.
    pub fn div(&self, id: NodeId) -> Option<&Div> {
        match self.tag(id) {
            Tag::Div(div) => Some(&self.divs[div as usize]),
            _ => None,
        }
    }

    /// All blocks of one kind, in order.
    pub fn blocks(&self, kind: Kind) -> impl Iterator<Item = (NodeId, &Div)> {
        // Most texts have no blocks at all, and many checks ask.
        let all = if self.divs.is_empty() { 0..0 } else { self.all() };
        all.filter_map(move |id| self.div(id).filter(|div| div.kind == kind).map(|div| (id, div)))
    }

    /// The blocks of one kind that everybody may see.
    pub fn open_blocks(&self, kind: Kind) -> impl Iterator<Item = (NodeId, &Div)> {
        let mut hidden = 0;
        let all = if self.divs.is_empty() { 0..0 } else { self.all() };
        all.filter_map(move |id| self.div(id).map(|div| (id, div))).filter(move |(id, div)| {
            if div.is_hidden() {
                hidden = hidden.max(self.subtree(*id).end);
            }
            *id >= hidden && div.kind == kind
        })
    }

    /// The box before an item's text: `Some(true)` when it is ticked. Where blank lines stand between the items, the box is
    /// in the item's first paragraph.
    pub fn task(&self, item: NodeId) -> Option<bool> {
        let first = self.children(item).next()?;
        let boxed = if self.tag(first) == Tag::Paragraph { self.children(first).next() } else { Some(first) };
        match self.tag(boxed?) {
            Tag::Task(done) => Some(done),
            _ => None,
        }
    }

    /// Is a picture all there is in its paragraph?
    pub fn stands_alone(&self, picture: NodeId) -> bool {
        let around = picture.checked_sub(1).filter(|around| self.tag(*around) == Tag::Paragraph);
        around.is_some_and(|around| self.subtree(around).end == self.subtree(picture).end)
    }

    /// What of an item of a quiz is the option itself: its first line or block, and images. What follows may say why it is
    /// right.
    pub fn option(&self, item: NodeId) -> Vec<NodeId> {
        let children: Vec<NodeId> = self.children(item).filter(|id| !matches!(self.tag(*id), Tag::Task(_))).collect();
        let is_line = |id: NodeId| is_inline(self.tag(id));
        let is_break = |id: NodeId| matches!(self.tag(id), Tag::SoftBreak | Tag::HardBreak);
        let is_image = |id: &NodeId| {
            let is_part = |node: NodeId| matches!(self.tag(node), Tag::Image(_)) || is_break(node);
            self.tag(*id) == Tag::Paragraph && self.children(*id).all(is_part)
        };
        let lines = children.iter().take_while(|id| is_line(**id)).count();
        let first = if lines == 0 { 1.min(children.len()) } else { lines };
        let rest = children[first..].iter().filter(|id| is_image(id));
        children[..first].iter().chain(rest).copied().collect()
    }

    /// Who may see all of it: the highest audience of anything in it.
    pub fn from(&self) -> Audience {
        let is_of_team = |node: &Node| matches!(node.tag, Tag::Comment | Tag::Hidden);
        match self.nodes.iter().any(is_of_team) {
            true => Audience::Team,
            false => self.divs.iter().map(|div| div.from).max().unwrap_or_default(),
        }
    }

    /// Who may see a node with everything in it, as far as it says so itself.
    pub fn from_of(&self, id: NodeId) -> Audience {
        match self.tag(id) {
            Tag::Comment | Tag::Hidden => Audience::Team,
            Tag::Div(div) => self.divs[div as usize].from,
            _ => Audience::Public,
        }
    }

    /// Whether a node, with everything in it, is not for everybody.
    pub fn hides(&self, id: NodeId) -> bool {
        self.from_of(id).is_hidden()
    }
}

pub struct Siblings<'a> {
    body: &'a Body,
    at: NodeId,
    end: NodeId,
}

impl Iterator for Siblings<'_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        (self.at < self.end).then(|| {
            let id = self.at;
            self.at = self.body.nodes[id as usize].next;
            id
        })
    }
}
