//! The facets of a document: what it is besides a text.

use jiff::civil::{Date, Time};

use crate::audience::Audience;
use crate::front::Spanned;
use crate::source::Place;

/// All facets; a document has those that its kind filled.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    pub lesson: Option<Box<Lesson>>,
    pub module: Option<Box<Module>>,
    pub post: Option<Box<Post>>,
    pub event: Option<Box<Event>>,
    pub charter: Option<Box<Charter>>,
    pub rules: Option<Vec<Rule>>,
    /// The text as a whole is slides, and begins them so.
    pub deck: Option<SlideSplit>,
}

/// Where the slides of a presentation begin. Decided once, on the whole text: what is hidden from an edition may not
/// change how the rest of it is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlideSplit {
    pub by_heading: bool,
    /// Headings of these levels begin a slide: a bit each.
    pub levels: u8,
}

/// Something to teach, in phases.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    pub groups: Vec<u8>,
    pub minutes: Option<u32>,
    pub goals: Vec<String>,
    pub core_goals: Vec<Spanned>,
    pub competences: Vec<String>,
    pub materials: Vec<String>,
    pub preparation: Vec<String>,
    pub terms: Vec<Spanned>,
    pub rules: Vec<Spanned>,
    pub theme: Option<String>,
    /// What it belongs to that goes through all groups, as its author calls it.
    pub lines: Vec<String>,
    /// When it is given.
    pub day: Option<Spanned<Date>>,
    /// At what time it begins on that day.
    pub start: Option<Time>,
    /// What a substitute says and does first: for the team only.
    pub substitute: Option<Spanned>,
    pub phases: Vec<Phase>,
}

impl Lesson {
    /// From when to when it is given on its day, in minutes since midnight; `None` where nobody says.
    pub fn span(&self) -> Option<(i64, i64)> {
        let start = self.start.map(|start| i64::from(start.hour()) * 60 + i64::from(start.minute()))?;
        Some((start, start + i64::from(self.minutes.unwrap_or(1))))
    }

    /// Does its list of what must be ready name this thing, as a word of its own?
    pub fn needs(&self, thing: &str) -> bool {
        let thing = thing.to_lowercase();
        let is_named = |item: &String| {
            let item = item.to_lowercase();
            let ends = |text: &str, last: bool| {
                let c = if last { text.chars().next_back() } else { text.chars().next() };
                !c.is_some_and(char::is_alphanumeric)
            };
            let stands = |(at, _)| ends(&item[..at], true) && ends(&item[at + thing.len()..], false);
            item.match_indices(&thing).any(stands)
        };
        !thing.is_empty() && self.materials.iter().any(is_named)
    }
}

/// A part of a lesson between two headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The first byte of its heading.
    pub at: u32,
    pub title: String,
    /// Minutes after the beginning of the lesson.
    pub from: u32,
    pub minutes: u32,
    pub droppable: bool,
}

/// A row of lessons.
#[derive(Clone, Debug, Default)]
pub struct Module {
    pub groups: Vec<u8>,
    pub color: Option<&'static str>,
    pub theme: Option<String>,
}

/// A message to parents.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub groups: Vec<u8>,
    /// The lessons that it tells of, as its author names them; where it does not say, those given since the letter before it.
    pub lessons: Option<Vec<Spanned>>,
    pub subject: Option<String>,
    pub teaser: Option<String>,
    pub contact: Option<String>,
}

/// An evening with a programme.
#[derive(Clone, Debug)]
pub struct Event {
    pub date: Date,
    pub doors: Option<Time>,
    pub start: Time,
    pub end: Option<Time>,
    pub closes: Option<Time>,
    pub place: Option<String>,
    pub audience: Option<String>,
    pub seats: Option<i64>,
    pub signup: Option<String>,
    pub organiser: Option<String>,
    pub programme: Vec<Part>,
    pub tasks: Vec<Task>,
    pub roles: Vec<EveningRole>,
}

impl Event {
    /// Does nobody need an invitation any more? Where nobody says which day it is, it is still to come.
    pub fn is_over(&self, today: Option<Date>) -> bool {
        today.is_some_and(|today| self.date < today)
    }
}

#[derive(Clone, Debug)]
pub struct Part {
    pub what: String,
    pub at: Place,
    /// In minutes from the midnight before the evening.
    pub start: i64,
    pub minutes: u32,
    pub who: Vec<Spanned>,
    pub place: Option<Spanned>,
    pub note: Option<String>,
    /// What must be set up: for the council and the team.
    pub needs: Vec<Spanned>,
}

impl Part {
    /// In the same minutes.
    pub fn end(&self) -> i64 {
        self.start + i64::from(self.minutes)
    }
}

#[derive(Clone, Debug)]
pub struct Task {
    pub what: Spanned,
    pub who: Vec<Spanned>,
    /// Days before the evening; negative is after it.
    pub days_before: i64,
    /// The day that this is.
    pub due: Option<Date>,
    /// Where its author says when.
    pub when: Place,
    pub is_done: bool,
    /// Who may see it, at least.
    pub from: Audience,
}

#[derive(Clone, Debug)]
pub struct EveningRole {
    pub role: Spanned,
    pub count: Option<i64>,
    pub task: Option<Spanned>,
    /// Who may see it, at least.
    pub from: Audience,
}

/// A protocol: who adopted which version.
#[derive(Clone, Debug, Default)]
pub struct Charter {
    pub version: Option<String>,
    pub adopted: Option<Date>,
    /// A role, or words.
    pub adopted_by: Option<String>,
    pub consent: Option<Date>,
    pub review_by: Option<Date>,
    /// The same, with its place.
    pub review_at: Option<Spanned<Date>>,
    pub owner: Option<Spanned>,
}

/// Whose behaviour an incident is about: that decides on which card with steps a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Incident {
    Child,
    Staff,
}

impl Incident {
    pub const ALL: [Incident; 2] = [Incident::Child, Incident::Staff];

    /// The word in attributes, keys and paths.
    pub fn word(self) -> &'static str {
        match self {
            Incident::Child => "kind",
            Incident::Staff => "medewerker",
        }
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|incident| incident.word() == word)
    }
}

/// A numbered rule of a protocol.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The first byte of its block.
    pub at: u32,
    pub id: String,
    pub id_place: Place,
    pub who: Vec<String>,
    pub who_place: Place,
    pub when: Option<String>,
    /// Its own, else its chapter's. None is for both.
    pub incident: Option<Incident>,
    /// The rule as a short instruction: on cards it stands in place of the first paragraph.
    pub card: Option<Spanned>,
    /// Who may see it, at least.
    pub from: Audience,
}
