//! Boxes with a title, as other programs open them: `:::tip[Titel]` (Docusaurus, Starlight), `::: warning Titel` (VitePress),
//! `:::{note} Titel` (MyST). Nothing that may be for the team is read so: such a line stays what it was, an error.
//!
//! Sources: Docusaurus "Admonitions", Starlight "Asides", VitePress "Custom containers", MyST "Admonitions".

use super::Fence;
use crate::body::attrs::{Attrs, Pair};
use crate::body::{blocks, team};
use crate::source::Span;

/// Reads what stands behind the colons, where it is one of these. `offset` is where that begins in the file.
///
/// `note` may also be the `notes` of a speaker with a slip. With a title behind it and no blank before it, as Docusaurus has
/// it, it can be no slip of a wall that was one.
pub(super) fn read(rest: &str, offset: usize) -> Option<Fence> {
    let is_tight = !rest.starts_with(char::is_whitespace);
    let (rest, offset) = (rest.trim(), offset + rest.len() - rest.trim_start().len());
    let (name, start, title, at) = match rest.strip_prefix('{') {
        Some(inner) => {
            let (name, title) = inner.split_once('}')?;
            let name = if name == "note" { "callout-note" } else { name };
            (name, 1, title, rest.len() - title.len())
        }
        None => {
            let end = rest.find(['[', ' ', '\t'])?;
            let (name, title) = rest.split_at(end);
            let is_note = name == "note" && is_tight && title.chars().any(char::is_alphabetic);
            (if is_note { "callout-note" } else { name }, 0, title, end)
        }
    };
    let is_word = name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    if !is_word || !blocks::is_callout(name) {
        return None;
    }
    let blank = title.len() - title.trim_start().len();
    let (title, at) = (title.trim(), at + blank);
    let (title, at) = match title.strip_prefix('[') {
        Some(inner) => (inner.strip_suffix(']')?, at + 1),
        None => (title, at),
    };
    let is_plain = !title.contains(['{', '}', '[', ']', ':', '=', '"']);
    if !is_plain || title.split(|c: char| !c.is_alphanumeric()).any(|word| team::near(word).is_some()) {
        return None;
    }
    let mut attrs = Attrs::default();
    if !title.is_empty() {
        let span = Span::new(offset + at..offset + at + title.len());
        attrs.pairs.push(Pair { key: "titel".to_string(), value: Some(title.to_string()), span });
    }
    let length = rest[start..].find(['}', '[', ' ', '\t']).unwrap_or(rest.len() - start);
    let name_span = Span::new(offset + start..offset + start + length);
    Some(Fence::Open { name: name.to_string(), name_span, attrs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles() {
        let of = |text: &str| match read(text, 0) {
            Some(Fence::Open { name, attrs, .. }) => Some((name, attrs.value("titel").map(str::to_string))),
            _ => None,
        };
        let some = |name: &str, title: Option<&str>| Some((name.to_string(), title.map(str::to_string)));
        assert_eq!(of("tip[Mijn titel]"), some("tip", Some("Mijn titel")));
        assert_eq!(of("warning Kijk uit"), some("warning", Some("Kijk uit")));
        assert_eq!(of("{note} Bij de les"), some("callout-note", Some("Bij de les")));
        assert_eq!(of("{tip}"), some("tip", None));
        assert_eq!(of("note[Titel]"), some("callout-note", Some("Titel")));
        assert_eq!(of("note Bij de les"), some("callout-note", Some("Bij de les")));
        for text in [
            "tip",
            "note",
            "note {.x}",
            " note Bij de les",
            "notes Bij de les",
            "note Antwoord",
            "antwoord het is B",
            "{solution}",
            "tip Antwoord",
            "tip {.x}",
            "{note",
            "tip[a",
            "twee woorden",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
