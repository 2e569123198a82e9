//! Words as they stand in their files: groups of keys, each with a text or with the forms of a plural.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use include_dir::{Dir, include_dir};
use serde_yaml::Value;

use super::{FIRST, Phrase};
use crate::diag::{Finding, catalogue as code};
use crate::front;
use crate::source::{Place, Source, SourceId, Span};
use crate::suggest;

/// Words by group and key.
pub type WordTable = BTreeMap<String, Phrase>;

const ROLES: &str = "role.";

/// The files that come with krijt, each named as its language.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../themes/krijt/words");

/// Each is read once somebody asks for it.
static TABLES: LazyLock<BTreeMap<&'static str, OnceLock<WordTable>>> =
    LazyLock::new(|| languages().map(|lang| (lang, OnceLock::new())).collect());

/// The languages that krijt brings words of.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.files().filter_map(|file| file.path().to_str()?.strip_suffix(".yaml"))
}

/// The words that krijt brings of a language; none where it has none.
pub fn built_in(lang: &str) -> &'static WordTable {
    static NONE: WordTable = WordTable::new();
    let text = || FILES.get_file(format!("{lang}.yaml"))?.contents_utf8();
    let read = || read(text().unwrap_or_default());
    TABLES.get(lang).map_or(&NONE, |made| made.get_or_init(read))
}

/// One text that krijt brings, found without reading the others. `None` where it is not as plain as that.
pub fn one(lang: &str, key: &str) -> Option<&'static str> {
    let text = FILES.get_file(format!("{lang}.yaml"))?.contents_utf8()?;
    let (group, key) = key.split_once('.')?;
    let start = text.find(&format!("\n{group}:\n"))? + 1;
    let mut rows = text[start..].lines().skip(1).take_while(|line| line.is_empty() || line.starts_with(' '));
    plain_scalar(rows.find_map(|row| row.strip_prefix("  ")?.strip_prefix(key)?.strip_prefix(": "))?)
}

/// A file of krijt's own. These are plain, and each run reads one: line by line that takes a tenth of what YAML does.
fn read(text: &str) -> WordTable {
    line_by_line(text).unwrap_or_else(|| table(&serde_yaml::from_str(text).unwrap_or_default()))
}

/// Groups, keys in those, and forms in those, two blanks apart, each with a text on its own line. `None` where anything is
/// written otherwise.
fn line_by_line(text: &str) -> Option<WordTable> {
    let mut table = WordTable::new();
    let (mut group, mut word) = ("", "");
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let inner = line.trim_start_matches(' ');
        let (key, value) = inner.split_once(':')?;
        let key = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
        let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if !is_key || !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let value = if value.is_empty() { None } else { Some(plain_scalar(value.strip_prefix(' ')?)?) };
        match (line.len() - inner.len(), value) {
            (0, None) => (group, word) = (key, ""),
            (2, None) if !group.is_empty() => word = key,
            (2, Some(text)) if !group.is_empty() => {
                word = "";
                table.insert(format!("{group}.{key}"), Phrase::Text(text.to_string()));
            }
            (4, Some(text)) if !word.is_empty() => {
                let forms = table.entry(format!("{group}.{word}"));
                match forms.or_insert_with(|| Phrase::Forms(BTreeMap::new())) {
                    Phrase::Forms(forms) => forms.insert(key.to_string(), text.to_string()),
                    Phrase::Text(_) => return None,
                };
            }
            _ => return None,
        }
    }
    Some(table)
}

/// A text as YAML has it, where nothing in it means anything to YAML: bare, or between quotes without a backslash.
fn plain_scalar(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return (!inner.contains(['"', '\\']) && !inner.trim().is_empty()).then(|| inner.trim());
    }
    // A number is one word.
    let may_begin =
        |c: char| c.is_alphabetic() || !c.is_ascii() || text.contains(' ') && (c.is_ascii_digit() || c == '+');
    let is_bare = text.starts_with(may_begin) && text.trim() == text;
    let means_more = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let is_word_of_yaml = ["true", "false", "null"].iter().any(|word| text.eq_ignore_ascii_case(word));
    (is_bare && !means_more && !is_word_of_yaml).then_some(text)
}

fn table(file: &Value) -> WordTable {
    let mut table = WordTable::new();
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

fn word(value: &Value) -> Option<Phrase> {
    if value.is_mapping() {
        return Some(Phrase::Forms(mapping(value).map(|(form, value)| (text(form), text(value))).collect()));
    }
    front::scalar(value).map(Phrase::Text)
}

/// A school's own words of one language. What krijt does not say, and what has other places to fill in than krijt's own
/// word, is a finding and no word.
pub fn own(file: SourceId, source: &Source, lang: &str) -> (WordTable, Vec<Finding>) {
    let (front, mut findings) = front::parse(file, &source.text, Span::new(0..source.text.len()), front::FILE_LIMIT);
    let mut found = WordTable::new();
    // What roles are called, `rollen` in `krijt.yaml` says.
    let known = built_in(FIRST).iter().filter(|(key, _)| !key.starts_with(ROLES)).collect::<BTreeMap<_, _>>();
    let forms = super::forms_of(lang);
    for (front, entry) in front.iter().flat_map(|front| front.entries.iter().map(move |entry| (front, entry))) {
        let rows: Vec<String> = mapping(&entry.value).map(|(key, _)| format!("{}.{}", entry.key, text(key))).collect();
        if rows.is_empty() {
            findings.push(unknown(entry.key_place, &entry.key));
        }
        for (key, (_, value)) in rows.into_iter().zip(mapping(&entry.value)) {
            let (place, _) = front.places(&key);
            let word = word(value);
            let Some(meant) = known.get(&key).copied() else {
                // A copy of krijt's own file says of roles what krijt says.
                let is_copied = key.starts_with(ROLES) && built_in(lang).get(&key) == word.as_ref();
                findings.extend((!is_copied).then(|| unknown(place, &key)));
                continue;
            };
            let Some(word) = word else { continue };
            match lacks(meant, &word, &forms) {
                Some(places) => {
                    findings.push(Finding::new(&code::WORD_PLACES, place).with("key", key).with("places", places))
                }
                None => {
                    found.insert(key, word);
                }
            }
        }
    }
    (found, findings)
}

fn unknown(place: Place, key: &str) -> Finding {
    let known = built_in(FIRST).keys().map(String::as_str).filter(|key| !key.starts_with(ROLES));
    Finding::new(&code::UNKNOWN_WORD, place).with("key", key).maybe("suggestion", suggest::closest(key, known))
}

/// What a word must have and has not, or must not have and has; `None` when it fits.
fn lacks(meant: &Phrase, word: &Phrase, forms: &[&str]) -> Option<String> {
    match (meant, word) {
        (Phrase::Text(meant), Phrase::Text(text)) => (places(meant) != places(text)).then(|| shown(places(meant))),
        (Phrase::Forms(_), Phrase::Forms(rows)) => {
            let has_all = rows.keys().map(String::as_str).eq(forms.iter().copied());
            (!has_all).then(|| shown(forms.iter().map(|form| format!("{form}:")).collect()))
        }
        (Phrase::Forms(_), Phrase::Text(_)) => Some(shown(forms.iter().map(|form| format!("{form}:")).collect())),
        (Phrase::Text(meant), Phrase::Forms(_)) => Some(shown(places(meant))),
    }
}

fn shown(places: BTreeSet<String>) -> String {
    let places: Vec<String> = places.into_iter().map(|place| format!("`{place}`")).collect();
    if places.is_empty() { "–".to_string() } else { places.join(", ") }
}

/// The places in a text that are filled in: `{date}`.
pub fn places(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((at, end)) = rest.find('{').and_then(|at| Some((at, at + rest[at..].find('}')?))) {
        found.insert(rest[at..=end].to_string());
        rest = &rest[end + 1..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_that_of_the_whole_file() {
        for (lang, key) in languages().flat_map(|lang| built_in(lang).keys().map(move |key| (lang, key))) {
            match (&built_in(lang)[key], one(lang, key)) {
                (Phrase::Text(text), Some(found)) => assert_eq!(text, found, "{lang} {key}"),
                (Phrase::Forms(_), found) => assert_eq!(found, None, "{lang} {key}"),
                (Phrase::Text(_), None) => {}
            }
        }
        assert_eq!(one("nl", "paper.draft_mark"), Some("Concept: nog niet af"));
    }

    #[test]
    fn line_by_line_is_as_yaml_has_it() {
        for lang in languages() {
            let text = FILES.get_file(format!("{lang}.yaml")).and_then(|file| file.contents_utf8()).unwrap();
            let whole = table(&serde_yaml::from_str(text).unwrap());
            assert!(!whole.is_empty() && read(text) == whole, "{lang}");
        }
        let of = |text: &str| line_by_line(text).map(|table| table.len());
        assert_eq!(of("# x\na:\n  b: c d\n  e:\n    one: \"{n} f: #\"\n    other: g\n"), Some(2));
        for odd in [
            "a: b",
            "a:\n  b: 1",
            "a:\n  b: 'c'",
            "a:\n  b: c: d",
            "a:\n  b: c # d",
            "a:\n  b: True",
            "a:\n  b: \"c\\n\"",
            "a:\n  - b",
            "a:\n    b: c",
            "a:\n  b: c\n    d",
        ] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
