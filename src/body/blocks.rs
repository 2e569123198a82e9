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
    /// What it is for, in Dutch, for authors.
    pub about: &'static str,
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

const fn block(
    kind: Kind,
    name: &'static str,
    aliases: &'static [&'static str],
    title: &'static str,
    about: &'static str,
) -> Block {
    Block { kind, name, aliases, title, about, team_only: false, attributes: &[] }
}

const fn team(row: Block) -> Block {
    Block { team_only: true, ..row }
}

const fn with(row: Block, attributes: &'static [Attribute]) -> Block {
    Block { attributes, ..row }
}

pub const BLOCKS: &[Block] = &[
    block(
        Kind::Slide,
        "dia",
        &["slide"],
        "Dia",
        "Een dia voor op het digibord. De tekst onder de dia is de spreektekst.",
    ),
    team(block(
        Kind::Teacher,
        "leerkracht",
        &["instructor", "notes"],
        "Voor de leerkracht",
        "Een aanwijzing voor de leerkracht. Alleen in de team-editie.",
    )),
    with(
        block(
            Kind::Task,
            "opdracht",
            &["challenge"],
            "Opdracht",
            "Een opdracht. Met `lijnen` of `ruimte` komt er schrijfruimte op het werkblad.",
        ),
        &[may("lijnen", Value::Number(60)), may("ruimte", Value::Length)],
    ),
    team(block(
        Kind::Answer,
        "antwoord",
        &["solution"],
        "Antwoord",
        "Het antwoord bij een opdracht. Alleen in de team-editie en op het antwoordenblad.",
    )),
    block(Kind::Sheet, "werkblad", &["worksheet"], "Op het werkblad", "Tekst die alleen op het werkblad staat."),
    block(
        Kind::Statement,
        "stelling",
        &["statement"],
        "Stelling",
        "Een stelling waar kinderen op stemmen: eens, weet niet of oneens.",
    ),
    block(
        Kind::Quiz,
        "quiz",
        &[],
        "Quizvraag",
        "Een quizvraag met antwoorden om aan te tikken. Zet `[x]` voor het goede antwoord.",
    ),
    block(Kind::Talk, "gesprek", &["discussion"], "Praat erover", "Een vraag om samen over te praten."),
    with(
        block(Kind::Timer, "klok", &["timer"], "Klok", "Een klok op de dia die aftelt."),
        &[must("minuten", Value::Number(120))],
    ),
    block(Kind::Pictures, "beeld", &[], "Echt of nep?", "Beelden of berichten waarvan de klas raadt: echt of nep?"),
    block(
        Kind::Steps,
        "stap",
        &["incremental", "fragment"],
        "Stap voor stap",
        "Een lijst op een dia die regel voor regel verschijnt.",
    ),
    block(
        Kind::Home,
        "thuis",
        &["home"],
        "Voor thuis",
        "Iets om thuis over te praten. Het komt ook in de nieuwsbrief.",
    ),
    block(
        Kind::PlanB,
        "planb",
        &[],
        "Plan B: zonder internet",
        "Wat je doet als het digibord of het internet niet werkt.",
    ),
    with(
        block(
            Kind::Rule,
            "regel",
            &["rule"],
            "Regel",
            "Een regel van het protocol, met een nummer. `#naam` geeft de regel een vaste naam.",
        ),
        &[must("wie", Value::Words), may("wanneer", Value::OneOf(MOMENTS))],
    ),
    block(Kind::Fact, "weetje", &["callout", "callout-note", "callout-tip"], "Weetje", "Een weetje in een kader."),
    block(
        Kind::Caution,
        "letop",
        &["caution", "callout-warning", "callout-important", "callout-caution"],
        "Let op",
        "Een waarschuwing in een kader.",
    ),
    block(Kind::KeyPoints, "kernpunten", &["keypoints"], "Dit onthouden we", "De kern van de les in een paar punten."),
    block(Kind::Objectives, "doelen", &["objectives"], "Dit leer je", "De doelen van de les, in de taal van kinderen."),
    block(Kind::Questions, "vragen", &["questions"], "Vragen", "Vragen waar de les antwoord op geeft."),
    block(Kind::Before, "vooraf", &["prereq"], "Vooraf", "Wat lezers vooraf moeten weten of doen."),
    block(Kind::Checklist, "stappenlijst", &["checklist"], "Stappenlijst", "Stappen om af te vinken."),
    block(Kind::Spoiler, "uitklap", &["spoiler"], "Meer lezen", "Extra tekst die lezers zelf openklappen."),
    block(Kind::Hint, "hint", &[], "Hint", "Een hint bij een opdracht, om open te klappen."),
    block(
        Kind::Testimonial,
        "getuigenis",
        &["testimonial"],
        "Zo ging het bij ons",
        "Een ervaring van iemand, zonder naam.",
    ),
    block(Kind::Columns, "kolommen", &["columns"], "Kolommen", "Een rij van kolommen. Zet er blokken `kolom` in."),
    with(
        block(Kind::Column, "kolom", &["column"], "Kolom", "Een kolom in een blok `kolommen`."),
        &[may("width", Value::Text), may("breedte", Value::Text)],
    ),
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

static UNKNOWN: Block = block(Kind::Unknown, "overig", &[], "", "");

/// An attribute with a value that is right: `minuten="5"`.
pub fn sample(attribute: &Attribute) -> String {
    let value = match attribute.value {
        Value::Number(_) => "5",
        Value::Length => "6cm",
        Value::OneOf(words) => words.first().copied().unwrap_or_default(),
        Value::Words => "team",
        Value::Text => "…",
    };
    format!("{}=\"{value}\"", attribute.name)
}

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
