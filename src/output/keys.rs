//! The handbook's page of all keys, made from the tables that reading goes by. It is there when a school has a handbook.

use serde::Serialize;

use super::Output;
use super::context::{PageMeta, RenderContext};
use super::messages::way;
use crate::diag::{Finding, Lang};
use crate::front::{Key, Keys, Shape};
use crate::html::{self, Page};
use crate::plan::{Job, Planner, Subject};
use crate::site::KEYS_PAGE;
use crate::{config, data, kind, slug};

/// What files are called here, where they stand, and the owner of their keys in the tables.
const FILES: &[(&str, &str, &str)] = &[
    ("Les", "`content/lessen/<module>/<naam>.md`", "lesson"),
    ("Module", "`content/lessen/<module>/module.md`", "module"),
    ("Nieuwsbrief", "`content/nieuwsbrieven/<datum>-<naam>.md`", "newsletter"),
    ("Thema-avond", "`content/thema-avond/<naam>.md`", "evening"),
    ("Protocol", "`content/protocol/protocol.md`", "protocol"),
    ("Hoofdstuk van het protocol", "`content/protocol/<nummer>-<naam>.md`", "chapter"),
    ("Wijzigingen van het protocol", "`content/protocol/wijzigingen.yaml`, een lijst", "changes"),
    ("Presentatie", "`content/presentaties/<naam>.md`", "deck"),
    ("Instellingen van de school", "`krijt.yaml`", "config"),
    ("Begrip", "`content/data/begrippen.yaml`, per woord", "glossary"),
    ("Kerndoelen", "`content/data/kerndoelen.yaml`", "goals"),
    ("Hulplijn", "`content/data/hulplijnen.yaml`, per hulplijn", "helplines"),
    ("Contact", "`content/data/contacten.yaml`, per rol", "contacts"),
];

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    if planner.view.has_overview(KEYS_PAGE) {
        planner.add(KEYS_PAGE, output, Subject::Site);
    }
}

#[derive(Serialize)]
struct Row {
    names: Vec<&'static str>,
    required: bool,
    about: String,
    value: String,
    inner: Vec<Row>,
}

#[derive(Serialize)]
struct Section {
    title: &'static str,
    place: String,
    anchor: String,
    rows: Vec<Row>,
}

/// The keys that only these files have, and those that they must have.
fn of(owner: &str) -> (Vec<&'static Key>, &'static [&'static str]) {
    match owner {
        "config" => (config::KEYS.rows().collect(), config::KEYS.required),
        "glossary" => (data::TERM.rows().collect(), data::TERM.required),
        "goals" => (data::GOALS_FILE.rows().collect(), data::GOALS_FILE.required),
        "helplines" => (data::HELPLINE.rows().collect(), data::HELPLINE.required),
        "contacts" => (data::CONTACT.rows().collect(), data::CONTACT.required),
        "changes" => (data::CHANGE.rows().collect(), data::CHANGE.required),
        _ => {
            let row = kind::KINDS.iter().find(|row| row.name == owner);
            let own = row.map_or(&[][..], |row| &row.tables[1..]);
            (own.iter().flat_map(|table| table.iter()).collect(), row.map_or(&[], |row| row.required))
        }
    }
}

pub fn render(ctx: &RenderContext<'_>, _: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let common = kind::of("").keys();
    let mut sections = vec![section("Elk bestand", "alle `.md`-bestanden", common.rows().collect(), common.required)];
    for (title, place, owner) in FILES {
        let (keys, required) = of(owner);
        sections.push(section(title, place, keys, required));
    }
    let title = "Alle sleutels";
    let summary = Some("Wat je in de kop van een bestand kunt zetten, per soort bestand.");
    let facts = PageMeta { title, summary, crumbs: way(ctx, title, path), ..PageMeta::default() };
    ctx.page("keys.html", &Page::new(path), facts, out, |context| context.insert("sections", &sections))
}

fn section(title: &'static str, place: &str, keys: Vec<&'static Key>, required: &[&str]) -> Section {
    let anchor = slug::of_text(title);
    Section { title, place: html::sentence(place), anchor, rows: rows(keys.into_iter(), required) }
}

fn rows(keys: impl Iterator<Item = &'static Key>, required: &[&str]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for key in keys {
        let about = html::sentence(Lang::Nl.of(key.about));
        match rows.last_mut().filter(|last| last.about == about) {
            // Keys of other programs are all the same to krijt.
            Some(last) => last.names.push(key.name),
            None => rows.push(Row {
                names: vec![key.name],
                required: required.contains(&key.name),
                about,
                value: html::sentence(&value(key.value)),
                inner: inner(key.value).map_or(Vec::new(), |keys| self::rows(keys.rows(), keys.required)),
            }),
        }
    }
    rows
}

fn inner(value: Shape) -> Option<&'static Keys> {
    match value {
        Shape::Mapping(keys) | Shape::Mappings(keys) | Shape::Named(keys) | Shape::Labels(keys) => Some(keys),
        _ => None,
    }
}

/// What to write behind a key.
fn value(value: Shape) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match value {
        Shape::Text => "tekst".into(),
        Shape::Date => "een datum, zoals `2026-11-06`".into(),
        Shape::Time => "een tijd, zoals `\"19:30\"`".into(),
        Shape::Flag => "`ja` of `nee`".into(),
        Shape::Number { min, max } => format!("een getal van {min} tot en met {max}"),
        Shape::OneOf(options) => format!("een van deze: {}", words(options)),
        Shape::SomeOf(options) => format!("een of meer van deze: {}", words(options)),
        Shape::Language => "een taal, zoals `nl`".into(),
        Shape::Web => "een webadres".into(),
        Shape::Texts => "tekst, of een lijst".into(),
        Shape::Groups => "groepen, zoals `[5, 6]`".into(),
        Shape::Mapping(_) => "hieronder, ingesprongen:".into(),
        Shape::Mappings(_) => "een lijst, met bij elk streepje:".into(),
        Shape::Named(_) => "per naam, ingesprongen:".into(),
        Shape::Labels(_) => "namen, met achter elke naam tekst, of ingesprongen:".into(),
        Shape::Levels => "codes, met achter elke code `fout`, `waarschuwing` of `uit`".into(),
        Shape::Any | Shape::Gone => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_with_keys_of_its_own_has_a_section() {
        for row in kind::KINDS.iter().filter(|row| row.tables.len() > 1) {
            assert!(FILES.iter().any(|(_, _, owner)| *owner == row.name), "{}: add a row to FILES", row.name);
        }
        for (title, _, owner) in FILES {
            assert!(!of(owner).0.is_empty(), "{title} has no keys");
        }
    }
}
