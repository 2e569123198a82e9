//! Typed reading of entries: every wrong value is a finding at its own place, and reading goes on.

mod meant;
mod nested;

use jiff::civil::{Date, Time};
use serde_yaml::Value;

use super::dates::{date_in_words, parse_date};
use super::times::{parse_time, time_in_words};
use super::{Front, Keys, Shape, hides, numbers};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::{Place, Span};

/// A list item or value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T = String> {
    pub value: T,
    pub place: Place,
}

/// Reads one mapping by the keys it may have. Findings are collected; take them with [`Reader::finish`].
pub struct Reader<'a> {
    front: &'a Front,
    keys: Keys,
    rows: Vec<WrittenKey<'a>>,
    findings: Vec<Finding>,
    whole: Place,
    path: String,
}

/// What stands behind a free name.
pub enum Label<'a> {
    Text(String),
    Mapping(Reader<'a>),
}

struct WrittenKey<'a> {
    /// The key's own name, whatever alias was written; `None` for an unknown key.
    name: Option<&'static str>,
    written: String,
    value: &'a Value,
    key_place: Place,
    place: Place,
}

impl<'a> Reader<'a> {
    pub fn new(front: &'a Front, keys: Keys) -> Self {
        let rows = front.entries.iter().map(|entry| (entry.key.clone(), &entry.value, entry.key_place, entry.place));
        Self::from_rows(front, keys, rows, front.whole, String::new())
    }

    fn from_rows(
        front: &'a Front,
        keys: Keys,
        rows: impl Iterator<Item = (String, &'a Value, Place, Place)>,
        whole: Place,
        path: String,
    ) -> Self {
        let mut reader = Reader { front, keys, rows: Vec::new(), findings: Vec::new(), whole, path };
        for (written, value, key_place, place) in rows {
            let name = keys.find(&written);
            if let Some(first) = name.and_then(|name| reader.row(name)) {
                let finding = super::duplicate_key(&first.written, first.key_place, key_place);
                // Two words for one key: `tags` and `keywords`.
                let other = (first.written != written).then_some(written);
                reader.findings.push(finding.maybe("other", other));
                continue;
            }
            reader.rows.push(WrittenKey { name, written, value, key_place, place });
        }
        let taken = reader.taken();
        let strange: Vec<Finding> = reader.rows.iter().filter_map(|row| reader.strange(row, &taken)).collect();
        reader.findings.extend(strange);
        reader
    }

    /// What is wrong with a key that is in no table, or that holds what is for another program. `taken` are the known
    /// keys that are there.
    fn strange(&self, row: &WrittenKey<'_>, taken: &[&'static str]) -> Option<Finding> {
        let Some(name) = row.name else {
            if let Some(line) = hides::suspect(&row.written, row.value) {
                // In a list of tasks there is no line to type over.
                let line = line.filter(|_| self.path.is_empty());
                let finding = Finding::new(&code::HIDING_KEY_UNKNOWN, row.key_place).with("key", row.written.as_str());
                let fix = line.as_deref().and_then(|line| self.as_mark(row, line, taken));
                return Some(finding.maybe("line", line.filter(|_| fix.is_none())).fixed_by(fix));
            }
            let finding = Finding::new(&code::UNKNOWN_KEY, row.key_place)
                .with("key", row.written.as_str())
                .with("kind", self.keys.owner);
            let near = self.keys.closest(&row.written, taken);
            let colon = row.written.strip_suffix(':').and_then(|key| self.keys.find(key));
            let near = colon.or(near);
            // A second colon stands right behind the key.
            let doubled = Span { end: row.key_place.span.end + 1, ..row.key_place.span };
            let fix = near.and_then(|near| match colon {
                Some(_) => Some(Fix::guess(doubled, near)),
                None => self
                    .with_number(row, near)
                    .or_else(|| Some(Fix::guess(self.front.word(row.key_place, &row.written)?, near))),
            });
            let fix = fix.or_else(|| self.under_its_key(row, taken));
            return Some(finding.maybe("suggestion", near.filter(|_| fix.is_none())).fixed_by(fix));
        };
        let is_foreign = matches!(self.shape(name), Shape::Any) && hides::within(row.value);
        is_foreign.then(|| Finding::new(&code::HIDING_KEY_UNKNOWN, row.key_place).with("key", row.written.as_str()))
    }

    /// The known keys that are there: no unknown one was meant to be one of these.
    fn taken(&self) -> Vec<&'static str> {
        self.rows.iter().filter_map(|row| row.name).collect()
    }

    pub fn finish(self) -> Vec<Finding> {
        self.findings
    }

    /// The mapping's own place: its first line.
    pub fn whole(&self) -> Place {
        self.whole
    }

    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Where a key's value stands, if the key is there.
    pub fn place(&self, key: &str) -> Option<Place> {
        self.row(key).map(|row| row.place)
    }

    pub fn key_place(&self, key: &str) -> Option<Place> {
        self.row(key).map(|row| row.key_place)
    }

    fn row(&self, key: &str) -> Option<&WrittenKey<'a>> {
        self.rows.iter().find(|row| row.name == Some(key))
    }

    /// `[]`: somebody says that there are none.
    pub fn is_empty_list(&self, key: &str) -> bool {
        self.row(key).is_some_and(|row| matches!(row.value, Value::Sequence(items) if items.is_empty()))
    }

    /// A value that is there and not empty.
    fn value(&self, key: &str) -> Option<(&'a Value, Place)> {
        self.row(key).filter(|row| !is_empty(row.value)).map(|row| (row.value, row.place))
    }

    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// What stands behind a key, be it nothing.
    pub fn raw(&self, key: &str) -> Option<&'a Value> {
        self.row(key).map(|row| row.value)
    }

    fn wrong(&mut self, key: &str, place: Place, expected: &str, found: &Value) {
        let is_there =
            |text: &str| self.front.said(place).is_some_and(|said| said == text || meant::bare(said) == text);
        let number =
            |text: String| numbers::of_key(key, &text).filter(|_| is_there(&text)).map(|number| number.to_string());
        let right = match (expected, found) {
            ("integer", Value::String(text)) => number(text.clone()),
            ("integer", Value::Number(found)) => number(found.to_string()),
            ("text", _) => self.as_text(place, found),
            ("mapping", Value::String(text)) => self.as_mapping(key, place, text),
            _ => None,
        };
        let example = self.example(key).filter(|_| right.is_none() && expected.starts_with("mapping"));
        let finding = Finding::new(&code::WRONG_TYPE, place)
            .with("key", key)
            .with("expected", expected)
            .with("found", show(found))
            .maybe("example", example)
            .fixed_by(right.map(|right| Fix::guess(place.span, right)));
        self.findings.push(finding);
    }

    /// A required text; missing or empty is a finding. `suggestion` is what it could be.
    pub fn required(&mut self, key: &str, suggestion: Option<&str>) -> Option<String> {
        if let Some(text) = self.text(key) {
            return Some(text);
        }
        match self.row(key) {
            Some(row) if is_empty(row.value) => {
                let finding = Finding::new(&code::EMPTY_VALUE, row.key_place).with("key", key);
                let fix = suggestion.and_then(|value| self.front.fill(row.key_place, value));
                self.findings.push(finding.fixed_by(fix));
            }
            Some(_) => {}
            None => self.missing(key, suggestion),
        }
        None
    }

    /// Is a key not there, under another name neither? A mistyped key is one mistake, not two.
    pub fn lacks(&self, key: &str) -> bool {
        let taken = self.taken();
        let is_mistyped = |row: &WrittenKey<'_>| {
            let near = || self.keys.closest(&row.written, &taken).and_then(|near| self.keys.find(near));
            row.name.is_none() && (near() == Some(key) || self.owner_of(&row.written, &taken) == Some(key))
        };
        !self.rows.iter().any(is_mistyped)
    }

    pub fn missing(&mut self, key: &str, suggestion: Option<&str>) {
        if !self.lacks(key) {
            return;
        }
        let is_placed = self.path.is_empty() || self.front.is_placed(&self.path);
        let value = suggestion.filter(|value| is_placed && !value.contains('…'));
        let fix = value.and_then(|value| self.front.add(self.whole, key, value));
        let finding = Finding::new(&code::MISSING_KEY, self.whole)
            .with("key", key)
            .with("kind", self.keys.owner)
            .maybe("suggestion", suggestion.filter(|_| fix.is_none()));
        self.findings.push(finding.fixed_by(fix));
    }

    pub fn text(&mut self, key: &str) -> Option<String> {
        self.text_item(key).map(|item| item.value)
    }

    pub fn text_item(&mut self, key: &str) -> Option<Spanned> {
        let (value, place) = self.value(key)?;
        match scalar(value) {
            Some(value) => Some(Spanned { value, place }),
            None => {
                self.wrong(key, place, "text", value);
                None
            }
        }
    }

    /// What the table says of a key. [`Shape::Any`] for a key that is in no table, which a test would find.
    fn shape(&self, key: &str) -> Shape {
        self.keys.row(key).map_or(Shape::Any, |row| row.value)
    }

    /// One of the words that the table gives.
    pub fn choice(&mut self, key: &str) -> Option<&'static str> {
        let Shape::OneOf(options) = self.shape(key) else { return None };
        let item = self.text_item(key)?;
        let found = options.iter().find(|option| option.eq_ignore_ascii_case(&item.value)).copied();
        if found.is_none() {
            self.unknown_choice(key, &item, options);
        }
        found
    }

    pub fn unknown_choice(&mut self, key: &str, item: &Spanned, options: &[&str]) {
        let lower = item.value.to_lowercase();
        let begins = |option: &&&str| option.len() > 2 && lower.starts_with(**option);
        let near = crate::suggest::closest(&item.value, options.iter().copied());
        let near = near.or_else(|| options.iter().find(begins).copied());
        let fix = self.reword(item.place, &item.value, near);
        let finding = Finding::new(&code::UNKNOWN_CHOICE, item.place)
            .with("key", key)
            .with("value", item.value.as_str())
            .with("options", options.join(", "))
            .maybe("suggestion", near.filter(|_| fix.is_none()));
        self.findings.push(finding.fixed_by(fix));
    }

    /// `ja`, `nee`, `true`, `false`; absent is `false`.
    pub fn flag(&mut self, key: &str) -> bool {
        let Some((value, place)) = self.value(key) else { return false };
        let word = scalar(value).map(|text| text.to_lowercase());
        match word.as_deref() {
            Some("ja" | "true" | "yes" | "waar") => true,
            Some("nee" | "false" | "no" | "onwaar") => false,
            _ => {
                self.wrong(key, place, "bool", value);
                false
            }
        }
    }

    /// Some of the words that the table gives. Other words are findings.
    pub fn some_of(&mut self, key: &str) -> Vec<&'static str> {
        let Shape::SomeOf(options) = self.shape(key) else { return Vec::new() };
        let mut known = Vec::new();
        for item in self.list(key) {
            match options.iter().find(|option| **option == item.value) {
                Some(option) => known.push(*option),
                None => self.unknown_choice(key, &item, options),
            }
        }
        known
    }

    /// A whole number between the bounds that the table gives.
    pub fn number(&mut self, key: &str) -> Option<i64> {
        let Shape::Number { min, max } = self.shape(key) else { return None };
        let (value, place) = self.value(key)?;
        let number = match value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        let Some(number) = number else {
            self.wrong(key, place, "integer", value);
            return None;
        };
        if !(min..=max).contains(&number) {
            let finding = Finding::new(&code::OUT_OF_RANGE, place)
                .with("key", key)
                .with("value", number.to_string())
                .with("min", min.to_string())
                .with("max", max.to_string());
            self.findings.push(finding);
            return None;
        }
        Some(number)
    }

    /// A list; a single value counts as a list of one.
    pub fn list(&mut self, key: &str) -> Vec<Spanned> {
        let Some((value, place)) = self.value(key) else { return Vec::new() };
        let Value::Sequence(items) = value else {
            return match scalar(value) {
                Some(value) => vec![Spanned { value, place }],
                None => {
                    self.wrong(key, place, "texts", value);
                    Vec::new()
                }
            };
        };
        let mut list = Vec::with_capacity(items.len());
        let base = self.full_path(key);
        for (number, item) in items.iter().enumerate() {
            let place = self.front.item_place(&format!("{base}.{number}"), item);
            match scalar(item) {
                Some(value) => list.push(Spanned { value, place }),
                None if is_empty(item) => {}
                None => self.wrong(key, place, "text", item),
            }
        }
        list
    }

    fn full_path(&self, key: &str) -> String {
        let written = self.row(key).map_or(key, |row| row.written.as_str());
        if self.path.is_empty() { written.to_string() } else { format!("{}.{written}", self.path) }
    }

    pub fn date(&mut self, key: &str) -> Option<Date> {
        let item = self.text_item(key)?;
        match parse_date(&item.value) {
            Ok(date) => Some(date),
            Err(problem) => {
                let last = problem.as_ref().map(|(days, month)| format!("{month}-{days:02}"));
                let meant = date_in_words(&item.value).map(|date| date.to_string()).or_else(|| turned(&item.value));
                let meant = meant.or(last);
                let fix = self.reword(item.place, &item.value, meant.as_deref());
                let mut finding = Finding::new(&code::BAD_DATE, item.place)
                    .with("key", key)
                    .with("value", item.value.as_str())
                    .maybe("suggestion", meant.filter(|_| fix.is_none()))
                    .fixed_by(fix);
                if let Some((days, month)) = problem {
                    finding = finding.with("days", days.to_string()).with("month", month);
                }
                self.findings.push(finding);
                None
            }
        }
    }

    /// A time of day as `19:45` or `19.45`.
    pub fn time(&mut self, key: &str) -> Option<Spanned<Time>> {
        let item = self.text_item(key)?;
        let parsed = parse_time(&item.value);
        if parsed.is_none() {
            // `19:30-21:00`: both in one.
            let first = item.value.split(['-', '–']).next().filter(|_| key != "einde");
            let meant = time_in_words(&item.value)
                .or_else(|| parse_time(first?.trim()))
                .map(|time| time.strftime("%H:%M").to_string());
            let fix = meant.as_ref().and_then(|meant| self.retype(item.place, &item.value, &format!("\"{meant}\"")));
            let finding = Finding::new(&code::BAD_TIME, item.place).with("key", key).with("value", item.value.as_str());
            self.findings.push(finding.maybe("suggestion", meant.filter(|_| fix.is_none())).fixed_by(fix));
        }
        parsed.map(|value| Spanned { value, place: item.place })
    }
}

/// `2026-13-01`, with the day where the month belongs.
fn turned(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, day, month] = parts[..] else { return None };
    parse_date(&format!("{year}-{month}-{day}")).ok().map(|date| date.to_string())
}

pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Sequence(items) => items.is_empty(),
        _ => false,
    }
}

pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

pub fn show(value: &Value) -> String {
    let text = match value {
        Value::Sequence(_) => "list".to_string(),
        Value::Mapping(_) => "mapping".to_string(),
        Value::Null => "nothing".to_string(),
        other => scalar(other).unwrap_or_default(),
    };
    text.chars().take(60).collect()
}
