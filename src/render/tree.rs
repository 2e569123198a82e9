//! What a part of a document says to the readers of one edition in one medium: everything that depends on the site is
//! settled here, so a writer needs nothing but this tree. Text is borrowed from the source wherever it can be.

use std::borrow::Cow;

use super::Answers;
use crate::body::{Align, Kind};
use crate::data;
use crate::media::{Cue, Played};
use crate::wording::Wording;

/// A part of a document, and the notes that it refers to.
#[derive(Debug)]
pub struct Tree<'a> {
    /// What krijt itself says in its language.
    pub words: &'a Wording,
    pub elements: Vec<Element<'a>>,
    /// In the order of their numbers, which follow each other.
    pub notes: Vec<Note<'a>>,
}

impl<'a> Tree<'a> {
    pub fn note(&self, number: usize) -> Option<&Note<'a>> {
        self.notes.get(number.checked_sub(self.notes.first()?.number)?)
    }
}

#[derive(Debug)]
pub struct Note<'a> {
    pub number: usize,
    pub elements: Vec<Element<'a>>,
}

/// What stands within a line, piece by piece.
pub type Line<'a> = Vec<Inline<'a>>;

/// What stands below each other.
#[derive(Debug)]
pub enum Element<'a> {
    Paragraph(Line<'a>),
    /// Text of a tight item, which is no paragraph.
    Plain(Line<'a>),
    Heading {
        level: u8,
        id: Option<Cow<'a, str>>,
        timing: Option<Timing>,
        line: Line<'a>,
    },
    Quote(Vec<Element<'a>>),
    /// Text that stands as it was written, in this language of computers.
    Code {
        language: &'a str,
        text: Cow<'a, str>,
        /// The text around it runs from right to left.
        is_apart: bool,
    },
    /// HTML that is not understood, as text.
    Raw(&'a str),
    List {
        start: Option<u32>,
        items: Vec<ListItem<'a>>,
    },
    Definitions(Vec<Definition<'a>>),
    Table(Table<'a>),
    Figure(Box<Figure<'a>>),
    Film(Box<Film<'a>>),
    Choices(Choices<'a>),
    Claims {
        claims: Vec<Claim<'a>>,
        /// They were written as a list, else as one paragraph.
        is_list: bool,
        answers: Answers,
    },
    Panel(Box<Panel<'a>>),
    Separator,
    /// Between the steps of a slide.
    Pause,
}

/// When a phase of a lesson begins and how long it takes, in minutes.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    pub from: u32,
    pub minutes: u32,
    pub droppable: bool,
}

#[derive(Debug)]
pub struct ListItem<'a> {
    pub tick: Option<Tick>,
    pub elements: Vec<Element<'a>>,
}

/// A term, or what one means.
#[derive(Debug)]
pub enum Definition<'a> {
    Term(Line<'a>),
    Meaning(Vec<Element<'a>>),
}

/// The box before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Open,
    Done,
    /// Of a question: the right one, where answers are shown.
    Right,
}

#[derive(Debug)]
pub struct Table<'a> {
    pub columns: &'a [Align],
    /// Empty where there is none.
    pub head: Vec<Line<'a>>,
    pub rows: Vec<Vec<Line<'a>>>,
    /// How many lines it takes at most; known on paper only.
    pub lines: usize,
}

/// A block of krijt's own.
#[derive(Debug)]
pub struct Panel<'a> {
    pub kind: Kind,
    pub shape: DivShape<'a>,
    pub id: Option<Cow<'a, str>>,
    pub lang: Option<&'a str>,
    /// The direction of its text, where that is another one than around it.
    pub dir: Option<&'static str>,
    /// What the author wants of it on paper.
    pub print: Option<&'a str>,
    /// With its number, where it has one; empty where the block has no title.
    pub title: Cow<'a, str>,
    pub elements: Vec<Element<'a>>,
    /// How many lines it takes at most; known on paper only.
    pub lines: usize,
}

impl Panel<'_> {
    /// What only the team sees says so in its title.
    pub fn is_for_the_team(&self) -> bool {
        matches!(self.kind, Kind::Teacher | Kind::Answer) || matches!(self.shape, DivShape::Skipped)
    }
}

#[derive(Debug)]
pub enum DivShape<'a> {
    /// Nothing is seen of it but what is in it.
    Bare,
    Columns,
    Column {
        width: Option<&'a str>,
    },
    Box,
    /// A box that is closed at first, where that is possible.
    Fold,
    Slide {
        number: usize,
        /// Where this slide is presented.
        href: Option<String>,
    },
    /// A slide that the class does not see.
    Skipped,
    Statement,
    Timer {
        minutes: &'a str,
    },
    Task {
        /// What room to write it has on the worksheet.
        room: Option<String>,
    },
    Rule(RuleHead<'a>),
}

/// What stands above and below the text of a rule.
#[derive(Debug)]
pub struct RuleHead<'a> {
    pub id: &'a str,
    /// It can be linked to here: it stands on one page only.
    pub is_place: bool,
    pub number: &'a str,
    pub who: String,
    pub when: Option<&'a str>,
    /// Who treats it: address and title.
    pub uses: Vec<(Option<String>, &'a str)>,
}

/// The options of a quiz, and what follows them.
#[derive(Debug)]
pub struct Choices<'a> {
    pub answers: Answers,
    pub options: Vec<Choice<'a>>,
    /// Told to those who know the answer.
    pub after: Vec<Element<'a>>,
}

#[derive(Debug)]
pub struct Choice<'a> {
    /// Known only where answers are.
    pub is_right: bool,
    pub elements: Vec<Element<'a>>,
    /// The same for a second time, if it is right: without explanations.
    pub again: Vec<Element<'a>>,
    /// The words of the option, and why it is right or not.
    pub words: String,
    pub why: Vec<Element<'a>>,
}

/// Something to guess about: is it real?
#[derive(Debug)]
pub struct Claim<'a> {
    pub elements: Vec<Element<'a>>,
    /// None of something among claims that is none.
    pub is_real: Option<bool>,
    pub why: Vec<Element<'a>>,
}

#[derive(Debug)]
pub enum Inline<'a> {
    Text(Cow<'a, str>),
    Char(char),
    Code {
        text: &'a str,
        /// The text around it runs from right to left.
        is_apart: bool,
    },
    Styled(Accent, Line<'a>),
    /// A word of the glossary where it is explained, and the signs that belong to it.
    Term {
        term: &'a data::Term,
        word: &'a str,
        tail: &'a str,
    },
    Link(Box<Hyperlink<'a>>),
    Picture(Box<Picture<'a>>),
    Note {
        number: usize,
        is_first: bool,
    },
    /// Text of another language, or that runs the other way.
    Apart {
        lang: Option<&'a str>,
        dir: Option<&'static str>,
        text: Cow<'a, str>,
    },
    SoftBreak,
    HardBreak,
}

/// How text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accent {
    Emphasis,
    Strong,
    Strike,
    /// As an inline tag that an author may write.
    Tag(&'static str),
}

#[derive(Debug)]
pub struct Hyperlink<'a> {
    pub leads: Leads,
    pub title: Option<&'a str>,
    pub line: Line<'a>,
    /// What it is called, where nothing in it can be read.
    pub name: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a place on the same page or paper.
    Here(String),
    Away(String),
}

/// A picture that stands by itself.
#[derive(Debug)]
pub struct Figure<'a> {
    pub picture: Picture<'a>,
    pub caption: Option<Line<'a>>,
}

/// A film or a sound that stands by itself.
#[derive(Debug)]
pub struct Film<'a> {
    pub played: Played,
    /// What is seen or heard in it.
    pub name: String,
    /// The address on a page; none where it cannot be played.
    pub src: Option<String>,
    pub size: Option<(u32, u32)>,
    /// What is seen before it starts.
    pub poster: Option<Picture<'a>>,
    pub caption: Line<'a>,
    /// Only where it can be played; the first are shown.
    pub captions: Vec<Captioned<'a>>,
    /// Says where it is to be seen or heard.
    pub elsewhere: Line<'a>,
}

/// What is said in a film or a sound, in one language.
#[derive(Debug)]
pub struct Captioned<'a> {
    pub lang: &'a str,
    /// Of the language, in that language.
    pub name: &'a str,
    pub dir: &'static str,
    pub cues: &'a [Cue],
}

#[derive(Debug)]
pub struct Picture<'a> {
    /// Empty where it says nothing.
    pub alt: String,
    /// None where there is nothing to show: the description takes its place.
    pub file: Option<PictureFile<'a>>,
    /// How much of the column it takes, in percents; none for all of it.
    pub share: Option<u8>,
}

impl Picture<'_> {
    /// In place of the picture, where there is only text.
    pub fn in_words(&self) -> String {
        if self.alt.is_empty() { String::new() } else { format!("[{}]", self.alt) }
    }
}

#[derive(Debug)]
pub struct PictureFile<'a> {
    /// Below the root.
    pub path: &'a str,
    /// The address on a page.
    pub src: String,
    /// In pixels.
    pub size: Option<(u32, u32)>,
    /// The same with fewer pixels, the narrowest first: addresses on a page, and pixels across.
    pub narrower: Vec<(String, u32)>,
    pub shown: Shown,
}

/// How a picture comes before readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In a column of text, with the page.
    WithPage,
    /// In a column of text, when it comes near the screen.
    WhenNear,
    /// On a slide, as wide as the screen.
    OnSlide,
}

/// Is there something to read, other than descriptions of pictures?
pub fn has_words(line: &[Inline<'_>]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Apart { text, .. } => !text.trim().is_empty(),
        Inline::Code { text, .. } => !text.trim().is_empty(),
        Inline::Char(_) | Inline::Term { .. } => true,
        Inline::Styled(_, line) => has_words(line),
        Inline::Link(link) => link.name.is_some() || has_words(&link.line),
        Inline::Picture(_) | Inline::Note { .. } | Inline::SoftBreak | Inline::HardBreak => false,
    })
}

/// Everything within a line, and within that, in reading order.
pub fn each<'t, 'a>(line: &'t [Inline<'a>], found: &mut impl FnMut(&'t Inline<'a>)) {
    for inline in line {
        found(inline);
        match inline {
            Inline::Styled(_, line) => each(line, found),
            Inline::Link(link) => each(&link.line, found),
            _ => {}
        }
    }
}

/// Is there anything in a line of which this holds?
pub fn any<'t, 'a>(line: &'t [Inline<'a>], holds: impl Fn(&'t Inline<'a>) -> bool) -> bool {
    let mut is_there = false;
    each(line, &mut |inline| is_there |= holds(inline));
    is_there
}
