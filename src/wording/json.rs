//! Words as JSON: for the script of a deck, and for templates of Typst.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Phrase, Wording};

/// What Typst never says.
const NOT_ON_PAPER: &[&str] = &["board", "deck", "error", "film", "handbook", "home", "menu", "moved", "script"];
/// What a script says besides its own group.
const IN_SCRIPTS: &[&str] = &["deck.start", "time.after", "time.clock", "time.minutes", "time.minutes_short"];
/// Blocks whose own name says nothing on a wall.
const PLAIN: &[&str] = &["block.stap", "block.klok", "block.stelling", "block.quiz", "block.beeld"];

#[derive(Serialize)]
#[serde(untagged)]
enum ShownPhrase<'w> {
    Text(&'w str),
    Texts(Vec<&'w str>),
    Forms(&'w BTreeMap<String, String>),
}

impl Wording {
    /// For Typst: words by group and key, and under `vormen` the form of each number.
    pub(super) fn for_paper(&self) -> String {
        let is_there = |key: &str| key.split_once('.').is_some_and(|(group, _)| !NOT_ON_PAPER.contains(&group));
        let mut rows: BTreeMap<&str, ShownPhrase<'_>> = self.rows(is_there).collect();
        rows.insert("vormen", ShownPhrase::Texts(self.forms.clone()));
        serde_json::to_string(&rows).unwrap_or_default()
    }

    /// For the script of a deck: words by their key alone, its language, and titles that are left out.
    pub fn for_scripts(&self) -> String {
        let is_there = |key: &str| key.starts_with("script.") || IN_SCRIPTS.contains(&key);
        let rows = self.rows(is_there).map(|(key, word)| (key.split_once('.').map_or(key, |(_, key)| key), word));
        let mut rows: BTreeMap<&str, ShownPhrase<'_>> = rows.collect();
        rows.insert("lang", ShownPhrase::Text(&self.lang));
        rows.insert("plain", ShownPhrase::Texts(PLAIN.iter().map(|key| self.text(key)).collect()));
        serde_json::to_string(&rows).unwrap_or_default()
    }

    fn rows<'w>(&'w self, is_there: impl Fn(&str) -> bool) -> impl Iterator<Item = (&'w str, ShownPhrase<'w>)> {
        let shown = |(key, word): (&'w String, &'w Phrase)| match word {
            Phrase::Text(text) => (key.as_str(), ShownPhrase::Text(text)),
            Phrase::Forms(forms) => (key.as_str(), ShownPhrase::Forms(forms)),
        };
        self.table.iter().filter(move |(key, _)| is_there(key)).map(shown)
    }
}
