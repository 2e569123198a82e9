//! A module: the page in front of a row of lessons.

use std::collections::HashMap;
use std::sync::Arc;

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::doc::{Doc, Facets, Module, Readers};
use crate::front::{Key, Shape, key};

const KEYS: &[Key] = &[
    key(
        "groepen",
        Shape::Groups,
        "Voor welke groepen de lessen zijn, zoals `[5, 6]` of `5-6`.",
        "For which groups the lessons are, such as `[5, 6]` or `5-6`.",
    ),
    key("kleur", Shape::OneOf(COLORS), "De kleur van de module op de site.", "The colour of the module on the site."),
    key(
        "thema",
        Shape::Text,
        "Het thema van de module, voor het overzicht.",
        "The theme of the module, for the overview.",
    ),
];

/// The colours that a theme knows.
const COLORS: &[&str] = &["blauw", "groen", "geel", "rood", "paars"];

pub const KIND: DocKind = DocKind {
    name: "module",
    word: "module",
    aliases: &[],
    called: ["Module", "Module"],
    collection: Some(&collection::LESSONS),
    new: FirstText {
        about: ["een module: een rij lessen", "a module: a row of lessons"],
        text: include_str!("../scaffold/new/module.md"),
        spot: Location::Module,
        first: None,
    },
    readers: Readers::Team,
    goes_stale: true,
    files: "content/lessen/<module>/module.md",
    about: ["De voorpagina van een rij lessen.", "The front page of a row of lessons."],
    matches: |path| {
        collection::LESSONS.holds(path)
            && path.matches('/').count() == 2
            && (path.ends_with("/module.md") || super::is_index(path))
    },
    translated: |_| false,
    tables: &[common::KEYS, KEYS],
    required: &["titel"],
    lower,
};

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    let reader = &mut *lowering.reader;
    let module = Module { groups: common::groups(reader), color: reader.choice("kleur"), theme: reader.text("thema") };
    Facets { module: Some(Box::new(module)), ..Facets::default() }
}

/// Lessons that do not say for which groups they are get those of their module, in all that comes after. `path` is that
/// of a document's file.
pub fn hand_down<'a>(docs: &mut [Arc<Doc>], path: impl Fn(&Doc) -> &'a str) {
    let groups = |doc: &Arc<Doc>| {
        let module = doc.facets.module.as_ref().filter(|module| !module.groups.is_empty())?;
        Some((folder_of(path(doc)), module.groups.clone()))
    };
    let modules: HashMap<&str, Vec<u8>> = docs.iter().filter_map(groups).collect();
    for doc in docs {
        if doc.facets.lesson.as_ref().is_some_and(|lesson| lesson.groups.is_empty())
            && let Some(groups) = modules.get(folder_of(path(doc)))
            && let Some(lesson) = &mut Arc::make_mut(doc).facets.lesson
        {
            lesson.groups.clone_from(groups);
        }
    }
}

/// The folder of the module that a file belongs to: `content/lessen/<module>`, however deep below it the file stands.
pub fn folder_of(path: &str) -> &str {
    path.match_indices('/').nth(2).map_or(path, |(at, _)| &path[..at])
}
