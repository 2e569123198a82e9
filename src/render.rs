//! One resolved tree for all writers. Lowering turns a body of an edition into a [`tree::Tree`]: links and notes, terms
//! and variables, numbers, languages and directions are settled there, once. A writer (HTML, Typst, text) turns the tree
//! into its own signs, and asks nothing.

mod address;
pub mod addresses;
mod age;
mod film;
mod hours;
mod letter;
mod lines;
mod lower;
pub mod ltr;
mod opening;
mod panels;
mod plain;
pub mod text;
pub mod tree;

pub use address::{address, phone_address, variable_address, web_address};
pub use hours::{Hours, in_words};
pub use letter::{TALK, WITHOUT_ANSWERS, tonight};
pub use lines::nearest_share;
pub use plain::title_of_note;

use std::collections::BTreeSet;

use crate::audience::Audience;
use crate::body::{Div, Kind};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::media::Pictures;
use crate::theme::Theme;
use crate::wording::Wording;

/// What all that is made of an edition shares.
pub struct EditionContext<'a> {
    pub edition: &'a Edition<'a>,
    pub theme: &'a Theme,
    /// What a look inside the images gave, by path.
    pub pictures: &'a Pictures,
}

/// Where a part of a document is shown: it says what links lead to.
#[derive(Clone, Copy, Debug)]
pub enum Medium<'a> {
    /// A page of the edition, with the way up to the edition's folder.
    Page { path: &'a str, root: &'a str },
    /// Paper with the text of these documents: links between them stay inside. Others lead to the web, where the edition
    /// is to be found there.
    Paper { docs: &'a [DocId], web: Option<&'a str> },
    /// A message, whose links lead to the web.
    Mail { web: Option<&'a str> },
}

impl<'a> EditionContext<'a> {
    /// What krijt says in the language of a document.
    pub fn words(&self, id: DocId) -> &'a Wording {
        self.theme.words(self.edition.lang(id))
    }
}

impl Medium<'_> {
    fn is_paper(self) -> bool {
        matches!(self, Medium::Paper { .. })
    }
}

/// Counts and lists that run through all parts of one page or paper.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Terms used.
    pub terms: BTreeSet<usize>,
    slides: usize,
    tasks: usize,
    notes: usize,
    pictures: usize,
}

impl Counts {
    /// The next document of a bundle: its slides and assignments count from one, as in its own hand-out and worksheet.
    pub fn turn(&mut self) {
        (self.slides, self.tasks) = (0, 0);
    }

    /// What was counted since then comes again; notes and pictures are others the next time.
    pub fn turn_back(&mut self, to: &Counts) {
        (self.slides, self.tasks) = (to.slides, to.tasks);
    }
}

/// How a part of a document is shown.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    /// The level of its first heading.
    pub level: u8,
    /// Ids of headings and blocks are written; not so in a part that stands on several pages.
    pub ids: bool,
    /// Terms are explained.
    pub terms: bool,
    /// Blocks that are not shown here.
    pub hide: &'static [Kind],
    /// Whom it is handed to: what they may not see is left out, whoever prints it.
    pub readers: Audience,
    /// The file beside the page that presents its slides.
    pub deck: Option<&'static str>,
    /// Pauses (`. . .`) are marked: here text comes in steps.
    pub pauses: bool,
    pub answers: Answers,
    /// Whether this is all, or a text that was made shorter.
    pub length: Length,
}

impl RenderOptions {
    /// Is a block not shown here? A worksheet that is not for pupils is on no sheet of theirs, so the page shows it.
    pub fn hides(&self, div: &Div) -> bool {
        let is_of_page = div.kind == Kind::Sheet && div.is_hidden() && self.hide == ON_PAPER;
        div.from > self.readers || (self.hide.contains(&div.kind) && !is_of_page)
    }
}

/// A text that was made shorter stands in several places, and each must be whole by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Whole,
    /// Its footnotes and explanations stay with the whole.
    Brief,
}

/// Where a reader finds what is right in a quiz, and what is real among claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Behind a tap, or on paper for grown-ups. What is ticked in an assignment is not shown.
    Folded,
    /// Nowhere: this is the paper that pupils write on.
    Nowhere,
    /// Beside the question: this is for who looks over the answers.
    Open,
}

/// Blocks that a page does not show: they stand on the worksheet only.
pub const ON_PAPER: &[Kind] = &[Kind::Sheet];

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions {
            level: 2,
            ids: true,
            terms: true,
            hide: ON_PAPER,
            readers: Audience::Team,
            deck: None,
            pauses: false,
            answers: Answers::Folded,
            length: Length::Whole,
        }
    }
}

/// The word for when a rule holds.
pub fn moment<'w>(words: &'w Wording, when: &str) -> &'w str {
    words.text(&format!("moment.{when}"))
}

impl RenderOptions {
    /// Of a text that was made shorter: it has no places to link to.
    pub const BRIEF: RenderOptions = RenderOptions {
        level: 3,
        ids: false,
        terms: false,
        hide: &[],
        readers: Audience::Team,
        deck: None,
        pauses: false,
        answers: Answers::Nowhere,
        length: Length::Brief,
    };
}
