//! Slips in attributes that have one meaning: a colon for an equals sign, another word for a name, a name in two words, a
//! unit behind a number. And lines of fences that lack a sign. What may hide is never put right here.

use super::fences::may_hide;
use crate::body::attrs::{self, Pair};
use crate::body::blocks::{self, Attribute, AttributeValue};
use crate::body::team;
use crate::source::Span;

/// Other words for an attribute, with blanks between them.
const SYNONYMS: &[(&str, &str)] = &[
    ("duur", "duration minuten minutes min time tijd"),
    ("minuten", "minutes min duur duration time tijd"),
    ("lijnen", "lines lijn regels rows"),
    ("titel", "kop naam heading caption"),
    ("breedte", "breed wide"),
];

/// What people put behind a number that needs no unit.
const UNITS: &[&str] = &["m", "min", "min.", "minuut", "minuten", "minutes", "lijnen", "regels", "lines"];

/// What is wrong with the first of some pairs: how many of them it takes up, where it stands, and what it should be.
pub(super) struct AttributeSlip {
    pub many: usize,
    pub span: Span,
    /// The name that is meant.
    pub name: &'static str,
    pub right: String,
}

/// A slip that begins at the first of these pairs; `find` gives the attribute of a name.
pub(super) fn of(pairs: &[Pair], find: impl Fn(&str) -> Option<&'static Attribute>) -> Option<AttributeSlip> {
    let (first, rest) = pairs.split_first()?;
    let slip = match (find(&first.key), &first.value) {
        (Some(row), Some(value)) => unit(first, rest, row, value),
        (Some(_), None) => None,
        (None, None) => {
            bare(first, rest, &find).or_else(|| colon(first, rest, &find)).or_else(|| parted(first, rest, &find))
        }
        (None, Some(value)) => {
            let row = synonym(&first.key).filter_map(&find).next()?;
            let right = format!("{}={}", row.name, said(row, value)?);
            Some(AttributeSlip { many: 1, span: first.span, name: row.name, right })
        }
    }?;
    (!pairs[..slip.many].iter().any(may_hide)).then_some(slip)
}

/// `{25}` and `{25 min}`: what takes minutes takes these.
fn bare(first: &Pair, rest: &[Pair], find: impl Fn(&str) -> Option<&'static Attribute>) -> Option<AttributeSlip> {
    let row = find("duur")?;
    let minutes = number(&first.key, blocks::PHASE).filter(|_| is_number(&first.key))?;
    let unit = rest.first().filter(|next| next.value.is_none() && UNITS.contains(&next.key.as_str()));
    let span = Span { start: first.span.start, end: unit.unwrap_or(first).span.end };
    let right = format!("{}={minutes}", row.name);
    Some(AttributeSlip { many: 1 + usize::from(unit.is_some()), span, name: row.name, right })
}

/// Digits, with or without a unit.
fn is_number(key: &str) -> bool {
    let unit = key.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < key.len() && (unit.is_empty() || UNITS.contains(&unit) || matches!(unit, "'" | "’"))
}

/// `{duur=25 min}`.
fn unit(first: &Pair, rest: &[Pair], row: &'static Attribute, value: &str) -> Option<AttributeSlip> {
    let unit = rest.first().filter(|next| next.value.is_none() && UNITS.contains(&next.key.as_str()))?;
    let is_number = matches!(row.value, AttributeValue::Number(_)) && value.parse::<u32>().is_ok();
    let span = Span { start: first.span.start, end: unit.span.end };
    is_number.then(|| AttributeSlip { many: 2, span, name: row.name, right: format!("{}={value}", row.name) })
}

/// `{duur: 25}`, `{duur:25}`.
fn colon(first: &Pair, rest: &[Pair], find: impl Fn(&str) -> Option<&'static Attribute>) -> Option<AttributeSlip> {
    let (key, value) = first.key.split_once(':')?;
    let row = find(key).or_else(|| synonym(key).find_map(&find))?;
    let next = rest.first().filter(|next| value.is_empty() && next.value.is_none());
    let value = next.map_or(value, |next| next.key.as_str());
    let span = Span { start: first.span.start, end: next.unwrap_or(first).span.end };
    let right = format!("{}={}", row.name, said(row, value)?);
    Some(AttributeSlip { many: 1 + usize::from(next.is_some()), span, name: row.name, right })
}

/// `{mag weg}`.
fn parted(first: &Pair, rest: &[Pair], find: impl Fn(&str) -> Option<&'static Attribute>) -> Option<AttributeSlip> {
    let next = rest.first().filter(|next| next.value.is_none())?;
    let row = find(&format!("{}-{}", first.key, next.key))?;
    let span = Span { start: first.span.start, end: next.span.end };
    Some(AttributeSlip { many: 2, span, name: row.name, right: row.name.to_string() })
}

fn synonym(key: &str) -> impl Iterator<Item = &'static str> {
    let key = key.to_lowercase();
    SYNONYMS.iter().filter(move |(_, words)| words.split(' ').any(|word| word == key)).map(|(name, _)| *name)
}

/// A value as it is written behind `=`; `None` when it is none of this attribute.
fn said(row: &Attribute, value: &str) -> Option<String> {
    match row.value {
        AttributeValue::Number(limit) => number(value, limit).map(|number| number.to_string()),
        _ if value.is_empty() || value.contains('"') => None,
        _ => Some(format!("\"{value}\"")),
    }
}

/// The number that is meant with `25 min`, `vier` or `4,`.
pub(super) fn number(value: &str, limit: u32) -> Option<u32> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let number = match digits.is_empty() {
        true => crate::suggest::number(value),
        false => digits.parse().ok().filter(|_| value.contains(&digits)),
    };
    number.filter(|number| (1..=limit).contains(number))
}

/// Does a name on a heading mean how long its phase takes?
pub fn means_minutes(key: &str) -> bool {
    let key = key.split(':').next().unwrap_or_default();
    key == "duur" || is_number(key) || synonym(key).any(|name| name == "duur")
}

/// A fence line with text that does not belong there, as it should be: `::: dia titel="Hoi"`, `::: plan b`, `::: planb Titel`.
pub(super) fn fence(line: &str) -> Option<(String, Sureness)> {
    let colons = line.len() - line.trim_start_matches(':').len();
    let (name, rest) = line[colons..].trim().split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let whole =
        |right: String| attrs::read(&right, 0).is_some_and(|(_, length)| length == right.len()).then_some(right);
    if let Some(row) = blocks::find(name) {
        if rest.contains('=') {
            return Some((format!("::: {}", whole(format!("{{.{name} {rest}}}"))?), Sureness::Sure));
        }
        // What stands behind the name of a wall may be what it hides.
        let is_plain = !rest.contains(['"', '{', '}', '[', ']', ':']) && !row.from.is_hidden();
        let is_team = rest.split(|c: char| !c.is_alphanumeric()).any(|word| team::near(word).is_some());
        let right = whole(format!("{{.{name} titel=\"{rest}\"}}")).filter(|_| is_plain && !is_team)?;
        return Some((format!("::: {right}"), Sureness::Guess));
    }
    let joined: String = line[colons..].split_whitespace().collect();
    let row = blocks::find(&joined)?;
    Some((format!("{} {}", ":".repeat(colons.max(3)), row.name), Sureness::Sure))
}

/// Whether what was meant is beyond doubt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sureness {
    Sure,
    Guess,
}

/// The name behind the colons of what was meant as an end: `::: /dia`, `::: einde dia`.
pub(super) fn end_of(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(':').trim();
    let words = ["/", "end ", "end-", "einde ", "eind ", "einde-"];
    let name = words.iter().find_map(|word| rest.strip_prefix(word))?.trim();
    blocks::find(name).map(|_| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_with_text_behind_them() {
        let of = |line| fence(line).map(|(right, _)| right);
        assert_eq!(of("::: plan b").as_deref(), Some("::: planb"));
        assert_eq!(of("::: leer kracht").as_deref(), Some("::: leerkracht"));
        assert_eq!(of("::: dia titel=\"Hoi\"").as_deref(), Some("::: {.dia titel=\"Hoi\"}"));
        assert_eq!(of("::: planb Wat nu?").as_deref(), Some("::: {.planb titel=\"Wat nu?\"}"));
        for line in ["::: antwoord het is B", "::: tip Antwoord", "::: twee woorden", "::: tip \"a", "::: dia"] {
            assert_eq!(of(line), None, "{line}");
        }
        assert_eq!(end_of("::: /dia"), Some("dia"));
        assert_eq!(end_of("::: einde van de dag"), None);
    }

    #[test]
    fn words_for_numbers() {
        for (text, number) in [("vier", Some(4)), ("25 min", Some(25)), ("veel", None), ("1-2", None), ("99", None)] {
            assert_eq!(super::number(text, 60), number, "{text}");
        }
    }
}
