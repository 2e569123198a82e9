//! The blocks an author can write as a fenced div, in one table.

/// What a block is. Its name, aliases and attributes stand in [`BLOCKS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Slide,
    Teacher,
    Task,
    Answer,
    Sheet,
    Statement,
    Quiz,
    Talk,
    Timer,
    Pictures,
    Steps,
    Home,
    PlanB,
    Rule,
    Fact,
    Caution,
    KeyPoints,
    Objectives,
    Questions,
    Before,
    Checklist,
    Spoiler,
    Hint,
    Testimonial,
    Columns,
    Column,
    /// A name that is not in the table: a finding, and with a lowered level a plain box.
    Unknown,
}

/// What an attribute's value must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Text,
    /// A whole number from 1 to the limit.
    Number(u32),
    /// A length such as `6cm` or `25mm`.
    Length,
    OneOf(&'static [&'static str]),
    /// Words separated by spaces or commas.
    Words,
}

pub struct Attribute {
    pub name: &'static str,
    pub value: Value,
    pub required: bool,
}

pub struct Block {
    pub kind: Kind,
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// The Dutch heading a reader sees when the author gives none.
    pub title: &'static str,
    /// Never leaves the team edition.
    pub team_only: bool,
    pub attributes: &'static [Attribute],
}

const fn may(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, required: false }
}

const fn must(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value, required: true }
}

/// Attributes that every block takes.
pub const COMMON: &[Attribute] =
    &[may("titel", Value::Text), may("lang", Value::Text), may("print", Value::OneOf(&["open", "dicht", "weg"]))];

pub const MOMENTS: &[&str] = &["direct", "vandaag", "week", "nazorg"];

const fn block(kind: Kind, name: &'static str, aliases: &'static [&'static str], title: &'static str) -> Block {
    Block { kind, name, aliases, title, team_only: false, attributes: &[] }
}

const fn team(row: Block) -> Block {
    Block { team_only: true, ..row }
}

const fn with(row: Block, attributes: &'static [Attribute]) -> Block {
    Block { attributes, ..row }
}

pub const BLOCKS: &[Block] = &[
    block(Kind::Slide, "dia", &["slide"], "Dia"),
    team(block(Kind::Teacher, "leerkracht", &["instructor", "notes"], "Voor de leerkracht")),
    with(
        block(Kind::Task, "opdracht", &["challenge"], "Opdracht"),
        &[may("lijnen", Value::Number(60)), may("ruimte", Value::Length)],
    ),
    team(block(Kind::Answer, "antwoord", &["solution"], "Antwoord")),
    block(Kind::Sheet, "werkblad", &["worksheet"], "Op het werkblad"),
    block(Kind::Statement, "stelling", &["statement"], "Stelling"),
    block(Kind::Quiz, "quiz", &[], "Quizvraag"),
    block(Kind::Talk, "gesprek", &["discussion"], "Praat erover"),
    with(block(Kind::Timer, "klok", &["timer"], "Klok"), &[must("minuten", Value::Number(120))]),
    block(Kind::Pictures, "beeld", &[], "Echt of nep?"),
    block(Kind::Steps, "stap", &["incremental", "fragment"], "Stap voor stap"),
    block(Kind::Home, "thuis", &["home"], "Voor thuis"),
    block(Kind::PlanB, "planb", &[], "Plan B: zonder internet"),
    with(
        block(Kind::Rule, "regel", &["rule"], "Regel"),
        &[must("wie", Value::Words), may("wanneer", Value::OneOf(MOMENTS))],
    ),
    block(Kind::Fact, "weetje", &["callout", "callout-note", "callout-tip"], "Weetje"),
    block(Kind::Caution, "letop", &["caution", "callout-warning", "callout-important", "callout-caution"], "Let op"),
    block(Kind::KeyPoints, "kernpunten", &["keypoints"], "Dit onthouden we"),
    block(Kind::Objectives, "doelen", &["objectives"], "Dit leer je"),
    block(Kind::Questions, "vragen", &["questions"], "Vragen"),
    block(Kind::Before, "vooraf", &["prereq"], "Vooraf"),
    block(Kind::Checklist, "stappenlijst", &["checklist"], "Stappenlijst"),
    block(Kind::Spoiler, "uitklap", &["spoiler"], "Meer lezen"),
    block(Kind::Hint, "hint", &[], "Hint"),
    block(Kind::Testimonial, "getuigenis", &["testimonial"], "Zo ging het bij ons"),
    block(Kind::Columns, "kolommen", &["columns"], "Kolommen"),
    with(block(Kind::Column, "kolom", &["column"], "Kolom"), &[may("width", Value::Text), may("breedte", Value::Text)]),
];

/// Classes of other slide makers that are about looks: such a box is a plain one.
const PLAIN: &[&str] = &[
    "aside",
    "center",
    "footer",
    "nonincremental",
    "panel-tabset",
    "r-fit-text",
    "r-hstack",
    "r-stack",
    "r-stretch",
    "r-vstack",
    "scrollable",
    "smaller",
];

pub fn is_plain(name: &str) -> bool {
    PLAIN.contains(&name)
}

static UNKNOWN: Block = block(Kind::Unknown, "overig", &[], "");

/// The row of a name or alias; capitals do not matter.
pub fn find(name: &str) -> Option<&'static Block> {
    BLOCKS.iter().find(|row| {
        row.name.eq_ignore_ascii_case(name) || row.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}

/// The row of a kind.
pub fn row(kind: Kind) -> &'static Block {
    BLOCKS.iter().find(|row| row.kind == kind).unwrap_or(&UNKNOWN)
}

/// The known name nearest to a mistyped one.
pub fn closest(name: &str) -> Option<&'static str> {
    let names = BLOCKS.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    crate::suggest::closest(name, names)
}
