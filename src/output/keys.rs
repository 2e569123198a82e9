//! The handbook's page of all keys, made from the tables that reading goes by. It is there when a school has a handbook.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::messages::{lang_of, way};
use crate::diag::Finding;
use crate::front::{Key, Keys, Shape};
use crate::html::{self, Page};
use crate::plan::Each;
use crate::site::KEYS_PAGE;
use crate::wording::Wording;
use crate::{config, data, kind, slug};

/// Files that are no documents: the owner of their keys in the tables, where they stand, and how their keys repeat.
const FILES: &[(&str, &str, Option<&str>)] = &[
    ("changes", "content/protocol/wijzigingen.yaml", Some("handbook.list")),
    ("year_tasks", "content/data/jaartaken.yaml", Some("handbook.list")),
    ("config", "krijt.yaml", None),
    ("glossary", "content/data/begrippen.yaml", Some("handbook.per_word")),
    ("goals", "content/data/kerndoelen.yaml", None),
    ("helplines", "content/data/hulplijnen.yaml", Some("handbook.per_line")),
    ("contacts", "content/data/contacten.yaml", Some("handbook.per_role")),
    ("incidents", "content/protocol/voorvallen.yaml", Some("handbook.per_incident")),
    ("photos", "content/data/fotos.yaml", Some("handbook.per_photo")),
];

/// Every kind with keys of its own, then the other files.
fn all_files() -> impl Iterator<Item = (&'static str, &'static str, Option<&'static str>)> {
    let kinds = kind::KINDS.iter().filter(|row| row.tables.len() > 1);
    kinds.map(|row| (row.name, row.files, None)).chain(FILES.iter().copied())
}

pub const PAGE: Each = Each::Site { path: KEYS_PAGE, when: |edition| edition.has_overview(KEYS_PAGE), render };

#[derive(Serialize)]
struct KeyRow {
    names: Vec<&'static str>,
    required: bool,
    about: String,
    value: String,
    inner: Vec<KeyRow>,
}

#[derive(Serialize)]
struct Section<'a> {
    title: &'a str,
    place: String,
    anchor: String,
    rows: Vec<KeyRow>,
}

/// The keys that only these files have, and those that they must have.
fn of(owner: &str) -> (Vec<&'static Key>, &'static [&'static str]) {
    match owner {
        "config" => (config::KEYS.rows().collect(), config::KEYS.required),
        "glossary" => (data::TERM.rows().collect(), data::TERM.required),
        "goals" => (data::GOALS_FILE.rows().collect(), data::GOALS_FILE.required),
        "helplines" => (data::HELPLINE.rows().collect(), data::HELPLINE.required),
        "contacts" => (data::CONTACT.rows().collect(), data::CONTACT.required),
        "incidents" => (data::INCIDENT.rows().collect(), data::INCIDENT.required),
        "photos" => (data::PHOTO.rows().collect(), data::PHOTO.required),
        "year_tasks" => (data::YEAR_TASK.rows().collect(), data::YEAR_TASK.required),
        "changes" => (data::CHANGE.rows().collect(), data::CHANGE.required),
        _ => {
            let row = kind::KINDS.iter().find(|row| row.name == owner);
            let own = row.map_or(&[][..], |row| &row.tables[1..]);
            (own.iter().flat_map(|table| table.iter()).collect(), row.map_or(&[], |row| row.required))
        }
    }
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let common = kind::of("").keys();
    let words = ctx.site_words();
    let (every, place) = (words.text("handbook.every_file"), words.text("handbook.every_file_place"));
    let mut sections = vec![section(words, every, place, common.rows().collect(), common.required)];
    for (owner, place, repeats) in all_files() {
        let (keys, required) = of(owner);
        let place = format!("`{place}`");
        let place = repeats.map_or(place.clone(), |key| words.with(key, &[("place", &place)]));
        let kind = kind::KINDS.iter().find(|kind| kind.name == owner);
        let title = || words.text(&format!("handbook.file_{owner}"));
        let title = kind.map_or_else(title, |kind| lang_of(words).of(kind.called));
        sections.push(section(words, title, &place, keys, required));
    }
    let (title, summary) = (words.text("handbook.keys"), Some(words.text("handbook.keys_summary")));
    let facts = PageMeta { title, summary, crumbs: way(ctx, title, path), ..PageMeta::default() };
    ctx.page("keys.html", &Page::new(path), facts, out, |context| context.insert("sections", &sections))
}

fn section<'a>(
    words: &Wording,
    title: &'a str,
    place: &str,
    keys: Vec<&'static Key>,
    required: &[&str],
) -> Section<'a> {
    let anchor = slug::of_text(title);
    Section { title, place: html::sentence(place), anchor, rows: rows(words, keys.into_iter(), required) }
}

fn rows(words: &Wording, keys: impl Iterator<Item = &'static Key>, required: &[&str]) -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = Vec::new();
    for key in keys {
        let about = html::sentence(lang_of(words).of(key.about));
        match rows.last_mut().filter(|last| last.about == about) {
            // Keys of other programs are all the same to krijt.
            Some(last) => last.names.push(key.name),
            None => rows.push(KeyRow {
                names: vec![key.name],
                required: required.contains(&key.name),
                about,
                value: html::sentence(&value(words, key.value)),
                inner: inner(key.value).map_or(Vec::new(), |keys| self::rows(words, keys.rows(), keys.required)),
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
fn value(words: &Wording, value: Shape) -> String {
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let key = match value {
        Shape::Text => "text",
        Shape::Date => "date",
        Shape::Time => "time",
        Shape::Flag => "flag",
        Shape::Number { min, max } => {
            return words.with("handbook.value_number", &[("min", &min.to_string()), ("max", &max.to_string())]);
        }
        Shape::OneOf(options) => return words.with("handbook.value_one", &[("list", &list(options))]),
        Shape::SomeOf(options) => return words.with("handbook.value_some", &[("list", &list(options))]),
        Shape::Language => "language",
        Shape::Web => "web",
        Shape::Texts => "texts",
        Shape::Groups => "groups",
        Shape::Mapping(_) => "mapping",
        Shape::Mappings(_) => "mappings",
        Shape::Named(_) => "named",
        Shape::Labels(_) => "labels",
        Shape::Levels => "levels",
        Shape::Any | Shape::Gone => return String::new(),
    };
    words.text(&format!("handbook.value_{key}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NL: &str = include_str!("../../themes/krijt/words/nl.yaml");

    #[test]
    fn every_file_has_keys() {
        for (owner, _, _) in all_files() {
            assert!(!of(owner).0.is_empty(), "{owner} has no keys");
            let is_kind = kind::KINDS.iter().any(|kind| kind.name == owner);
            let title = NL.lines().any(|line| line.trim_start().starts_with(&format!("file_{owner}:")));
            assert!(is_kind || title, "{owner} has no title");
        }
    }
}
