//! What was meant, as a fix: another word for a key or a value, a key that belongs one deeper, a text where a list belongs.

use serde_yaml::Value;

use super::{Reader, WrittenKey, numbers, scalar, show};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::front::{Front, Key, Keys, Shape, dates::period_in_words, hides, scan::quoted};
use crate::source::{Place, Span};

/// A value without the quotes around it.
pub(super) fn bare(said: &str) -> &str {
    said.trim_matches(['"', '\''])
}

/// A text on one line as the value of the one key that a mapping needs.
pub(super) fn only_key(front: &Front, place: Place, keys: &Keys) -> Option<String> {
    let [key] = keys.required else { return None };
    let said = front.said(place).filter(|said| !said.contains('\n') && !hides::is_within(said))?;
    let said = if said.starts_with(['"', '\'']) { said.to_string() } else { quoted(said)? };
    Some(format!("{{{key}: {said}}}"))
}

impl Reader<'_> {
    /// How a key that holds keys of its own is written.
    pub(super) fn example(&self, key: &str) -> Option<String> {
        match self.shape(key) {
            Shape::Mapping(keys) => Some(format!("{key}: {}", keys.sample())),
            Shape::Mappings(keys) => Some(format!("- {}", keys.sample())),
            _ => None,
        }
    }

    /// A line that hides in the place of one that only looks so: where that line stands alone, and no other says the same.
    pub(super) fn as_mark(&self, row: &WrittenKey<'_>, line: &str, taken: &[&'static str]) -> Option<Fix> {
        let (key, _) = line.split_once(':')?;
        let is_one_line = row.place.span.start > row.key_place.span.end;
        let is_free = hides::mark(line).is_some() && !taken.contains(&key);
        let span = Span { end: row.place.span.end, ..row.key_place.span };
        (is_one_line && is_free).then(|| Fix::guess(span, line))
    }

    /// Where in a place a word stands on its own, if it stands there once.
    pub fn word(&self, place: Place, word: &str) -> Option<Span> {
        self.front.word(place, word)
    }

    /// A guess at what was meant with a word.
    pub fn reword(&self, place: Place, word: &str, to: Option<&str>) -> Option<Fix> {
        Some(Fix::guess(self.word(place, word)?, to?))
    }

    /// Two words of a place in each other's, where each stands there once.
    pub fn swapped(&self, place: Place, one: &str, other: &str) -> Option<Fix> {
        let said = self.front.said(place)?;
        let is_once = |word: &str| said.matches(word).count() == 1;
        let right = said.replace(one, "\u{0}").replace(other, one).replace('\u{0}', other);
        (is_once(one) && is_once(other)).then(|| Fix::guess(place.span, right))
    }

    /// A guess at what belongs behind a key that is there and empty.
    pub fn fill(&self, key: &str, value: &str) -> Option<Fix> {
        self.front.fill(self.key_place(key)?, value)
    }

    /// Another word for a key that takes a number, with that number in words behind it: `wanneer: 6 weken ervoor`.
    pub(super) fn with_number(&self, row: &WrittenKey<'_>, near: &'static str) -> Option<Fix> {
        let (Shape::Number { .. }, Value::String(text)) = (self.shape(near), row.value) else { return None };
        let is_there = self.front.said(row.place).is_some_and(|said| bare(said) == text);
        let number =
            numbers::of_key(near, text).filter(|_| is_there && row.place.span.start > row.key_place.span.start)?;
        Some(Fix::guess(Span { end: row.place.span.end, ..row.key_place.span }, format!("{near}: {number}")))
    }

    /// The only mapping of these keys that such a key belongs in, where that is not there yet: `naam` in `school`.
    pub(super) fn owner_of(&self, written: &str, taken: &[&'static str]) -> Option<&'static str> {
        let holds = |row: &&Key| match row.value {
            Shape::Mapping(keys) => keys.find(written) == Some(written) && keys.required.contains(&written),
            _ => false,
        };
        let mut owners = self.keys.rows().filter(holds).map(|row| row.name);
        owners.next().filter(|owner| owners.next().is_none() && !taken.contains(owner))
    }

    /// A key at the margin that belongs one deeper.
    pub(super) fn under_its_key(&self, row: &WrittenKey<'_>, taken: &[&'static str]) -> Option<Fix> {
        let owner =
            self.owner_of(&row.written, taken).filter(|_| self.path.is_empty() && scalar(row.value).is_some())?;
        let said = self.front.said(row.place).filter(|said| !said.contains('\n') && !hides::is_within(said))?;
        let is_whole = said.starts_with(['"', '\'']) || !said.contains([',', '{', '}', '[', ']', '#', ':']);
        let span = Span { end: row.place.span.end, ..row.key_place.span };
        is_whole.then(|| Fix::guess(span, format!("{owner}: {{{}: {said}}}", row.written)))
    }

    /// Another value in the place of a whole one, with the quotes around it.
    pub(super) fn retype(&self, place: Place, value: &str, right: &str) -> Option<Fix> {
        let said = self.front.said(place)?;
        (bare(said) == value).then(|| Fix::guess(place.span, right))
    }

    /// A text where keys belong: what the one key that is needed would hold, or days in words.
    pub(super) fn as_mapping(&self, key: &str, place: Place, text: &str) -> Option<String> {
        let Shape::Mapping(keys) = self.shape(key) else { return None };
        if keys.find("van").is_some() && keys.find("tot").is_some() {
            let (first, last) = period_in_words(text)?;
            return Some(format!("{{van: {first}, tot: {last}}}"));
        }
        only_key(self.front, place, keys)
    }

    /// What stands on one line and was meant as text: in brackets or braces, or with a colon in it. What may hold a mark
    /// that hides stays as it is.
    pub(super) fn as_text(&self, place: Place, found: &Value) -> Option<String> {
        let said = self.front.said(place)?.trim();
        let inner = match found {
            Value::Sequence(_) => said.strip_prefix('[')?.strip_suffix(']')?,
            Value::Mapping(_) => said.strip_prefix('{').and_then(|said| said.strip_suffix('}')).unwrap_or(said),
            _ => return None,
        };
        let is_item = said.starts_with("- ");
        let inner = inner.strip_prefix("- ").unwrap_or(inner).trim();
        let text = quoted(&inner.replace('"', "'")).filter(|_| !inner.contains('\n') && !hides::is_within(inner))?;
        Some(if is_item { format!("- {text}") } else { text })
    }

    /// A text where a list of mappings belongs: `right` makes one of it.
    pub fn one_text(&mut self, key: &str, right: impl Fn(&str) -> String) -> bool {
        let Some((value, place)) = self.value(key).filter(|(value, _)| value.is_string()) else { return false };
        let said = self.front.said(place).filter(|said| !said.contains('\n') && !hides::is_within(said));
        let said =
            said.and_then(|said| if said.starts_with(['"', '\'']) { Some(said.to_string()) } else { quoted(said) });
        let fix = said.map(|said| Fix::guess(place.span, right(&said)));
        let finding = Finding::new(&code::WRONG_TYPE, place).with("key", key).with("expected", "mappings");
        let example = self.example(key).filter(|_| fix.is_none());
        self.findings.push(finding.with("found", show(value)).maybe("example", example).fixed_by(fix));
        true
    }
}
