//! What changes in the protocol, for the participation council: a list, in `content/protocol/wijzigingen.yaml`.

use crate::diag::Finding;
use crate::front::{self, Front, Keys, Reader, Shape, Spanned, key};
use crate::source::{SourceId, Span};

#[derive(Debug)]
pub struct Change {
    pub version: Option<String>,
    /// The id of a rule, the file of a chapter, or [`NEW`].
    pub about: Option<Spanned>,
    pub was: Option<String>,
    pub becomes: Option<String>,
    pub why: Option<String>,
    pub source: Option<String>,
    pub asks: Asks,
    pub status: Option<String>,
}

/// What is asked of the council.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asks {
    /// What is not understood is not made smaller than it may be.
    #[default]
    Consent,
    Advice,
    Nothing,
}

impl Asks {
    pub const ALL: [Asks; 3] = [Asks::Consent, Asks::Advice, Asks::Nothing];
    const WORDS: &'static [&'static str] = &["instemming", "advies", "alleen tekst"];

    fn of(word: Option<&str>) -> Self {
        match word {
            Some("advies") => Asks::Advice,
            Some("alleen tekst") => Asks::Nothing,
            _ => Asks::Consent,
        }
    }
}

/// In place of a rule: it is about none that was there.
pub const NEW: &str = "nieuw";

/// The keys of a change.
pub const CHANGE: Keys = Keys {
    owner: "changes",
    tables: &[&[
        key("versie", Shape::Text, "De versie waarin dit verandert.", "The version in which this changes."),
        key(
            "regel",
            Shape::Text,
            "Waar het over gaat: de naam van een regel, het bestand van een hoofdstuk, of `nieuw`.",
            "What it is about: the name of a rule, the file of a chapter, or `nieuw` (new).",
        ),
        key("was", Shape::Text, "Wat er stond. Leeg bij iets nieuws.", "What was there. Empty for something new."),
        key("wordt", Shape::Text, "Wat er komt. Leeg bij iets dat vervalt.", "What comes. Empty for what is dropped."),
        key("waarom", Shape::Text, "De reden.", "The reason."),
        key("bron", Shape::Text, "Waar de reden vandaan komt.", "Where the reason comes from."),
        key(
            "soort",
            Shape::OneOf(Asks::WORDS),
            "Wat de MR ermee doet: `instemming`, `advies`, of niets omdat `alleen tekst` verandert.",
            "What the council does: consent (`instemming`), advice (`advies`), or nothing (`alleen tekst`: text only).",
        ),
        key(
            "stand",
            Shape::Text,
            "Hoe het ermee staat, zoals `gevraagd`.",
            "How it stands, such as `gevraagd` (asked).",
        ),
    ]],
    required: &["regel", "waarom", "soort"],
};

/// The file as a whole: a list, as if it stood under this key.
const FILE: Keys = Keys {
    owner: "changes",
    tables: &[&[key(LIST, Shape::Mappings(&CHANGE), "De wijzigingen.", "The changes.")]],
    required: &[],
};

const LIST: &str = "wijzigingen";

pub(super) fn parse(file: SourceId, text: &str, span: Span, limit: usize) -> (Option<Front>, Vec<Finding>) {
    front::parse_list(LIST, file, text, span, limit)
}

pub(super) fn rows(front: &Front, findings: &mut Vec<Finding>) -> Vec<Change> {
    let mut reader = Reader::new(front, FILE);
    let readers = reader.mappings(LIST);
    findings.extend(reader.finish());
    let mut changes = Vec::with_capacity(readers.len());
    for mut row in readers {
        for key in ["regel", "waarom", "soort"].into_iter().filter(|key| !row.has(key)).collect::<Vec<_>>() {
            row.required(key, None);
        }
        if !row.has("was") && !row.has("wordt") {
            row.required("wordt", None);
        }
        changes.push(Change {
            version: row.text("versie"),
            about: row.text_item("regel"),
            was: row.text("was"),
            becomes: row.text("wordt"),
            why: row.text("waarom"),
            source: row.text("bron"),
            asks: Asks::of(row.choice("soort")),
            status: row.text("stand"),
        });
        findings.extend(row.finish());
    }
    changes
}
