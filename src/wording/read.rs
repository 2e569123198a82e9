//! Words as they stand in their files: groups of keys, each with a text or with the forms of a plural.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde_yaml::Value;

use super::{FIRST, Word};
use crate::diag::Finding;
use crate::front;
use crate::source::{Source, SourceId, Span};

/// Words by group and key.
pub type Table = BTreeMap<String, Word>;

/// The files that come with krijt.
const FILES: &[(&str, &str)] = &[
    ("nl", include_str!("../../themes/krijt/words/nl.yaml")),
    ("en", include_str!("../../themes/krijt/words/en.yaml")),
    ("tr", include_str!("../../themes/krijt/words/tr.yaml")),
    ("ar", include_str!("../../themes/krijt/words/ar.yaml")),
    ("pl", include_str!("../../themes/krijt/words/pl.yaml")),
    ("uk", include_str!("../../themes/krijt/words/uk.yaml")),
];

/// Each is read once somebody asks for it.
static TABLES: LazyLock<BTreeMap<&'static str, OnceLock<Table>>> =
    LazyLock::new(|| FILES.iter().map(|(lang, _)| (*lang, OnceLock::new())).collect());

/// The languages that krijt brings words of.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(lang, _)| *lang)
}

/// The words that krijt brings of a language; none where it has none.
pub fn built_in(lang: &str) -> &'static Table {
    static NONE: Table = Table::new();
    let text = || FILES.iter().find(|(known, _)| *known == lang).map_or("", |(_, text)| text);
    let read = || table(&serde_yaml::from_str(text()).unwrap_or_default());
    TABLES.get(lang).map_or(&NONE, |made| made.get_or_init(read))
}

fn table(file: &Value) -> Table {
    let mut table = Table::new();
    for (group, rows) in mapping(file) {
        for (key, value) in mapping(rows) {
            table.extend(word(value).map(|word| (format!("{}.{}", text(group), text(key)), word)));
        }
    }
    table
}

fn mapping(value: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    value.as_mapping().into_iter().flatten()
}

fn text(value: &Value) -> String {
    front::scalar(value).unwrap_or_default()
}

fn word(value: &Value) -> Option<Word> {
    if value.is_mapping() {
        return Some(Word::Forms(mapping(value).map(|(form, value)| (text(form), text(value))).collect()));
    }
    front::scalar(value).map(Word::Text)
}

/// A school's own words of one language.
pub fn own(file: SourceId, source: &Source) -> (Table, Vec<Finding>) {
    let (front, findings) = front::parse(file, &source.text, Span::new(0..source.text.len()), front::FILE_LIMIT);
    let mut found = Table::new();
    for entry in front.iter().flat_map(|front| &front.entries) {
        for (key, value) in mapping(&entry.value) {
            found.extend(word(value).map(|word| (format!("{}.{}", entry.key, text(key)), word)));
        }
    }
    let known = built_in(FIRST);
    found.retain(|key, _| known.contains_key(key));
    (found, findings)
}
