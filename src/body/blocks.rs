//! The blocks an author can write as a fenced div, in one table.

use crate::audience::Audience;
use crate::diag::About;

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
    /// A part that a mark hides (`## Kop {.hidden}`): krijt makes it, authors do not write it.
    Hidden,
    /// A name that is not in the table: a finding, and with a lowered level a plain box.
    Unknown,
}

/// What an attribute's value must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    Text,
    /// A whole number from 1 to the limit.
    Number(u32),
    /// A length such as `6cm` or `25mm`.
    Length,
    /// How much of the column something takes: `50%`, `8cm`, `300px`.
    Width,
    OneOf(&'static [&'static str]),
    /// One or more of these words, separated by spaces or commas.
    SomeOf(&'static [&'static str]),
    /// Words separated by spaces or commas.
    Words,
}

pub struct Attribute {
    pub name: &'static str,
    pub value: AttributeValue,
    pub required: bool,
    /// What it is for, for authors.
    pub about: About,
}

pub struct Block {
    pub kind: Kind,
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// What it is for, for authors.
    pub about: About,
    /// Who may see it, at least.
    pub from: Audience,
    pub attributes: &'static [Attribute],
}

const fn may(name: &'static str, value: AttributeValue, nl: &'static str, en: &'static str) -> Attribute {
    Attribute { name, value, required: false, about: [nl, en] }
}

const fn must(name: &'static str, value: AttributeValue, nl: &'static str, en: &'static str) -> Attribute {
    Attribute { required: true, ..may(name, value, nl, en) }
}

/// Says who may see a block.
pub const EDITION: &str = "editie";

/// Attributes that every block takes.
pub const COMMON: &[Attribute] = &[
    may("titel", AttributeValue::Text, "Een eigen kopje boven het blok.", "A heading of your own above the block."),
    may(
        "lang",
        AttributeValue::Text,
        "De taal van het blok, zoals `en` of `ar`.",
        "The language of the block, such as `en` or `ar`.",
    ),
    may(
        EDITION,
        AttributeValue::OneOf(Audience::WORDS),
        "Wie het blok mag zien: `mr` voor de MR en het team, `team` voor alleen het team. Zonder: iedereen.",
        "Who may see the block: `mr` for the council and the team, `team` for the team only. Without it: everybody.",
    ),
    may(
        "print",
        AttributeValue::OneOf(&["open", "dicht", "weg"]),
        "Wat er op papier komt: alles (`open`), alleen de titel (`dicht`) of niets (`weg`).",
        "What comes on paper: all (`open`), the title only (`dicht`) or nothing (`weg`).",
    ),
];

/// A phase of a lesson takes at most so many minutes.
pub const PHASE: u32 = 240;

/// Attributes of a heading `##`.
pub const HEADING: &[Attribute] = &[
    may(
        "duur",
        AttributeValue::Number(PHASE),
        "Hoeveel minuten deze fase van de les duurt.",
        "How many minutes this phase of the lesson takes.",
    ),
    may(
        "mag-weg",
        AttributeValue::Text,
        "De fase die weg mag als de tijd op is. Er hoort geen waarde bij.",
        "The phase to leave out when time is short. It has no value.",
    ),
];

/// Attributes of an image.
pub const IMAGE: &[Attribute] = &[
    may("alt", AttributeValue::Text, "Wat er op de afbeelding te zien is.", "What the image shows."),
    may(
        "fig-alt",
        AttributeValue::Text,
        "Wat er op de afbeelding te zien is, zoals Quarto het schrijft.",
        "What the image shows, as Quarto writes it.",
    ),
    may(
        "fig-cap",
        AttributeValue::Text,
        "Wat er onder de afbeelding staat, zoals Quarto het schrijft.",
        "What stands below the image, as Quarto writes it.",
    ),
    may(
        "breedte",
        AttributeValue::Width,
        "Hoe breed de afbeelding is, zoals `50%`.",
        "How wide the image is, such as `50%`.",
    ),
    may("width", AttributeValue::Width, "Hetzelfde als `breedte`.", "The same as `breedte`."),
    may(
        "height",
        AttributeValue::Text,
        "De hoogte, in teksten uit andere programma's. Krijt houdt de verhouding van de afbeelding.",
        "The height, in texts of other programs. Krijt keeps the proportions of the image.",
    ),
];

pub const MOMENTS: &[&str] = &["direct", "vandaag", "week", "nazorg"];

/// Whose behaviour an incident is about: there is a card with the steps for each.
pub const INCIDENTS: &[&str] = &["kind", "medewerker"];

const fn block(kind: Kind, name: &'static str, aliases: &'static [&'static str], about: About) -> Block {
    Block { kind, name, aliases, about, from: Audience::Public, attributes: &[] }
}

const fn team(row: Block) -> Block {
    Block { from: Audience::Team, ..row }
}

const fn with(row: Block, attributes: &'static [Attribute]) -> Block {
    Block { attributes, ..row }
}

pub const BLOCKS: &[Block] = &[
    block(
        Kind::Slide,
        "dia",
        &["slide"],
        [
            "Een dia voor op het digibord. De tekst onder de dia is de spreektekst.",
            "A slide for the board. The text below the slide is what to say.",
        ],
    ),
    team(block(
        Kind::Teacher,
        "leerkracht",
        &["instructor", "notes"],
        [
            "Een aanwijzing voor de leerkracht. Alleen in de team-editie.",
            "A hint for the teacher. In the team edition only.",
        ],
    )),
    with(
        block(
            Kind::Task,
            "opdracht",
            &["challenge"],
            [
                "Een opdracht. Met `lijnen` of `ruimte` komt er schrijfruimte op het werkblad.",
                "A task. With `lijnen` or `ruimte` there is room to write on the worksheet.",
            ],
        ),
        &[
            may(
                "lijnen",
                AttributeValue::Number(60),
                "Zoveel lijnen om op te schrijven.",
                "So many lines to write on.",
            ),
            may(
                "ruimte",
                AttributeValue::Length,
                "Zoveel ruimte om te tekenen of te plakken.",
                "So much room to draw or to glue.",
            ),
        ],
    ),
    team(block(
        Kind::Answer,
        "antwoord",
        &["solution"],
        [
            "Het antwoord bij een opdracht. Alleen in de team-editie en op het antwoordenblad.",
            "The answer to a task. In the team edition and on the answer sheet only.",
        ],
    )),
    block(
        Kind::Sheet,
        "werkblad",
        &["worksheet"],
        ["Tekst die alleen op het werkblad staat.", "Text that is on the worksheet only."],
    ),
    block(
        Kind::Statement,
        "stelling",
        &["statement"],
        [
            "Een stelling waar kinderen op stemmen: eens, weet niet of oneens.",
            "A statement that children vote on: agree, do not know or disagree.",
        ],
    ),
    block(
        Kind::Quiz,
        "quiz",
        &[],
        [
            "Een quizvraag met antwoorden om aan te tikken. Zet `[x]` voor het goede antwoord.",
            "A quiz question with answers to tap. Put `[x]` in front of the right one.",
        ],
    ),
    block(
        Kind::Talk,
        "gesprek",
        &["discussion"],
        ["Een vraag om samen over te praten.", "A question to talk about together."],
    ),
    with(
        block(
            Kind::Timer,
            "klok",
            &["timer"],
            ["Een klok op de dia die aftelt.", "A clock on the slide that counts down."],
        ),
        &[must(
            "minuten",
            AttributeValue::Number(120),
            "Vanaf hoeveel minuten de klok aftelt.",
            "From how many minutes the clock counts down.",
        )],
    ),
    block(
        Kind::Pictures,
        "beeld",
        &[],
        [
            "Beelden of berichten waarvan de klas raadt: echt of nep?",
            "Pictures or messages of which the class guesses: real or fake?",
        ],
    ),
    block(
        Kind::Steps,
        "stap",
        &["incremental", "fragment"],
        ["Een lijst op een dia die regel voor regel verschijnt.", "A list on a slide that appears line by line."],
    ),
    block(
        Kind::Home,
        "thuis",
        &["home"],
        [
            "Iets om thuis over te praten. Het komt ook in de nieuwsbrief.",
            "Something to talk about at home. It is in the newsletter, too.",
        ],
    ),
    block(
        Kind::PlanB,
        "planb",
        &[],
        [
            "Wat je doet als het digibord of het internet niet werkt.",
            "What to do when the board or the internet does not work.",
        ],
    ),
    with(
        block(
            Kind::Rule,
            "regel",
            &["rule"],
            [
                "Een regel van het protocol, met een nummer. `#naam` geeft de regel een vaste naam.",
                "A rule of the protocol, with a number. `#naam` gives the rule a lasting name.",
            ],
        ),
        &[
            must("wie", AttributeValue::Words, "Voor welke rollen de regel is.", "For which roles the rule is."),
            may("wanneer", AttributeValue::OneOf(MOMENTS), "Hoe snel het moet.", "How soon it must be done."),
            may(
                "soort",
                AttributeValue::OneOf(INCIDENTS),
                "Om wiens gedrag het gaat: van een kind of van een medewerker. Zo komt de regel op de goede stappenkaart.",
                "Whose behaviour it is about: a child's (`kind`) or an employee's (`medewerker`). It decides on the step card.",
            ),
            may(
                "kaart",
                AttributeValue::Text,
                "De regel als korte opdracht, voor op kaarten: `kaart=\"Bel de directeur. Wacht niet.\"`.",
                "The rule as a short instruction, for cards: `kaart=\"Bel de directeur. Wacht niet.\"`.",
            ),
        ],
    ),
    block(
        Kind::Fact,
        "weetje",
        &["callout", "callout-note", "callout-tip", "tip", "info", "seealso", "admonition"],
        ["Een weetje in een kader.", "A fact in a box."],
    ),
    with(
        block(
            Kind::Caution,
            "letop",
            &[
                "caution",
                "callout-warning",
                "callout-important",
                "callout-caution",
                "warning",
                "danger",
                "important",
                "attention",
            ],
            [
                "Een waarschuwing in een kader. In een regel van het protocol gaat die mee naar elke kaart.",
                "A warning in a box. Within a rule of the protocol it goes along to every card.",
            ],
        ),
        &[may(
            "kaart",
            AttributeValue::SomeOf(INCIDENTS),
            "Alleen in het protocol: op welke stappenkaart dit kader komt, `kind`, `medewerker` of allebei.",
            "In the protocol only: on which step card this box comes, `kind`, `medewerker` or both.",
        )],
    ),
    block(
        Kind::KeyPoints,
        "kernpunten",
        &["keypoints"],
        ["De kern van de les in een paar punten.", "The heart of the lesson in a few points."],
    ),
    block(
        Kind::Objectives,
        "doelen",
        &["objectives"],
        ["De doelen van de les, in de taal van kinderen.", "The goals of the lesson, in words of children."],
    ),
    block(
        Kind::Questions,
        "vragen",
        &["questions"],
        ["Vragen waar de les antwoord op geeft.", "Questions that the lesson answers."],
    ),
    block(
        Kind::Before,
        "vooraf",
        &["prereq"],
        ["Wat lezers vooraf moeten weten of doen.", "What readers must know or do beforehand."],
    ),
    block(Kind::Checklist, "stappenlijst", &["checklist"], ["Stappen om af te vinken.", "Steps to tick off."]),
    block(
        Kind::Spoiler,
        "uitklap",
        &["spoiler", "details"],
        ["Extra tekst die lezers zelf openklappen.", "More text, which readers fold open themselves."],
    ),
    block(
        Kind::Hint,
        "hint",
        &[],
        ["Een hint bij een opdracht, om open te klappen.", "A hint to a task, to fold open."],
    ),
    block(
        Kind::Testimonial,
        "getuigenis",
        &["testimonial"],
        ["Een ervaring van iemand, zonder naam.", "What somebody went through, without a name."],
    ),
    block(
        Kind::Columns,
        "kolommen",
        &["columns"],
        ["Een rij van kolommen. Zet er blokken `kolom` in.", "A row of columns. Put blocks `kolom` into it."],
    ),
    with(
        block(
            Kind::Column,
            "kolom",
            &["column"],
            ["Een kolom in een blok `kolommen`.", "A column in a block `kolommen`."],
        ),
        &[
            may("width", AttributeValue::Text, "Hetzelfde als `breedte`.", "The same as `breedte`."),
            may(
                "breedte",
                AttributeValue::Text,
                "Hoe breed de kolom op een dia is, zoals `40%`.",
                "How wide the column is on a slide, such as `40%`.",
            ),
        ],
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

/// Looks as a note for the teacher does.
static HIDDEN: Block = team(block(Kind::Hidden, "leerkracht", &[], ["", ""]));
static UNKNOWN: Block = block(Kind::Unknown, "overig", &[], ["", ""]);

/// An attribute with a value that is right: `minuten="5"`.
pub fn sample(attribute: &Attribute) -> String {
    let value = match attribute.value {
        AttributeValue::Number(_) => "5",
        AttributeValue::Length => "6cm",
        AttributeValue::Width => "50%",
        AttributeValue::OneOf(words) | AttributeValue::SomeOf(words) => words.first().copied().unwrap_or_default(),
        AttributeValue::Words => "team",
        AttributeValue::Text => "…",
    };
    format!("{}=\"{value}\"", attribute.name)
}

/// The row of a name or alias; capitals do not matter.
pub fn find(name: &str) -> Option<&'static Block> {
    BLOCKS.iter().find(|row| {
        row.name.eq_ignore_ascii_case(name) || row.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}

/// Boxes beside the text, whose title other programs write behind the name: `:::tip[Titel]`, `::: warning Titel`.
pub fn is_callout(name: &str) -> bool {
    find(name).is_some_and(|row| matches!(row.kind, Kind::Fact | Kind::Caution | Kind::Spoiler | Kind::Hint))
}

/// The box that other programs call so.
pub fn callout(name: &str) -> Option<&'static Block> {
    let kind = match name.to_ascii_lowercase().as_str() {
        "abstract" | "summary" | "tldr" | "success" | "check" | "done" | "question" | "help" | "faq" | "example"
        | "todo" | "quote" | "cite" | "note" => Kind::Fact,
        "error" | "bug" | "failure" | "fail" | "missing" => Kind::Caution,
        other => return find(other).filter(|_| is_callout(other)),
    };
    Some(row(kind))
}

/// Is a first heading in a block of this kind its title?
pub fn has_heading_as_title(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Fact
            | Kind::Caution
            | Kind::Task
            | Kind::Answer
            | Kind::Talk
            | Kind::Spoiler
            | Kind::Hint
            | Kind::Teacher
            | Kind::Before
            | Kind::Checklist
            | Kind::Testimonial
    )
}

/// The row of a kind.
pub fn row(kind: Kind) -> &'static Block {
    let other = if kind == Kind::Hidden { &HIDDEN } else { &UNKNOWN };
    BLOCKS.iter().find(|row| row.kind == kind).unwrap_or(other)
}

/// Whom the words of a block in a lesson are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    Class,
    Home,
    Team,
    /// Whom the text around it is for.
    Anyone,
}

pub fn addressee(kind: Kind) -> Addressee {
    match kind {
        Kind::Slide | Kind::Task | Kind::Sheet | Kind::Statement | Kind::Quiz | Kind::Talk | Kind::Timer => {
            Addressee::Class
        }
        Kind::Pictures | Kind::Steps | Kind::KeyPoints | Kind::Questions | Kind::Hint | Kind::Fact => Addressee::Class,
        Kind::Home => Addressee::Home,
        Kind::Teacher | Kind::Answer | Kind::PlanB | Kind::Before => Addressee::Team,
        _ => Addressee::Anyone,
    }
}

/// The key in the words of pages of the heading that a reader sees when the author gives none.
pub fn title_key(kind: Kind) -> Option<String> {
    match kind {
        Kind::Unknown => None,
        Kind::Hidden => Some("block.verborgen".to_string()),
        _ => Some(format!("block.{}", row(kind).name)),
    }
}

/// The known name nearest to a mistyped one.
pub fn closest(name: &str) -> Option<&'static str> {
    let names = BLOCKS.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
    crate::suggest::closest(name, names)
}
