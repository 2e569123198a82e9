//! Front matter: the YAML head of a document, and the YAML files of a school, as entries with their places.

mod dates;
pub mod hides;
pub mod hiding;
mod index;
mod keys;
mod lost;
mod numbers;
mod plain;
mod read;
mod scan;
mod times;
mod toml;

pub use dates::{date_in_words, parse_date};
pub use keys::{Key, Keys, Shape, alias, key};
pub use lost::find as lost_head;
pub use numbers::days as days_in_words;
pub use read::{Label, Reader, Spanned, is_empty, scalar, show};
pub use scan::scan;

use serde_yaml::Value;

use crate::diag::{Finding, Fix, RelatedLabel, catalogue as code};
use crate::source::{Place, SourceId, Span, word_in};

/// Front matter may be this many bytes: libyaml's time grows with the square of what is nested in one line.
pub const LIMIT: usize = 16 * 1024;
/// A whole YAML file (glossary, help lines) may be this many bytes.
pub const FILE_LIMIT: usize = 512 * 1024;

/// Where the head of a document stands, and where its text begins.
#[derive(Debug, PartialEq, Eq)]
pub enum Split {
    /// No `---` on the first line.
    None,
    /// `+++` on the first line: TOML, as other generators have it.
    Toml {
        head: Span,
        text: usize,
    },
    Unclosed,
    Yaml {
        head: Span,
        text: usize,
    },
}

pub fn split(text: &str) -> Split {
    let fence = |line: &str, sign: &str| line.trim_end() == sign;
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return Split::None };
    let toml = fence(first, "+++");
    if !toml && !fence(first, "---") {
        return Split::None;
    }
    let mut at = first.len();
    for line in lines {
        let end = at + line.len();
        if toml && fence(line, "+++") {
            return Split::Toml { head: Span::new(first.len()..at), text: end };
        }
        if !toml && (fence(line, "---") || fence(line, "...")) {
            return Split::Yaml { head: Span::new(first.len()..at), text: end };
        }
        at = end;
    }
    Split::Unclosed
}

/// One key of a mapping, with the places of its key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub value: Value,
    pub key_place: Place,
    pub place: Place,
}

/// A YAML mapping with the places of what is in it.
#[derive(Debug)]
pub struct Front {
    pub whole: Place,
    pub entries: Vec<Entry>,
    index: index::KeyIndex,
    /// What was read, and where that begins in its file.
    text: Box<str>,
    start: u32,
}

/// In bytes: a place in which words are not told apart any more.
const LONG: u32 = 4000;

impl Front {
    /// A head without keys, for a document that has none.
    pub fn empty(whole: Place) -> Self {
        Front { whole, entries: Vec::new(), index: index::KeyIndex::default(), text: "".into(), start: 0 }
    }

    /// Does a key stand at this byte of the file, at the margin or deeper?
    pub fn has_key_at(&self, at: usize) -> bool {
        self.index.has_key_at(at)
    }

    /// The places of a nested key and its value.
    pub fn places(&self, path: &str) -> (Place, Place) {
        let file = self.whole.file;
        match self.index.entry(path) {
            Some((key, value)) => (Place { file, span: key }, Place { file, span: value }),
            None => self.in_braces(path),
        }
    }

    /// The same between braces on one line, where the name of the key stands once.
    fn in_braces(&self, path: &str) -> (Place, Place) {
        let around = self.place(path);
        let Some(key) = path.rsplit('.').next().and_then(|key| self.word(around, key)) else { return (around, around) };
        let value = self.behind(key).map_or(around, |span| Place { span, ..around });
        (Place { span: key, ..around }, value)
    }

    /// What stands behind a key between braces, up to the next one.
    fn behind(&self, key: Span) -> Option<Span> {
        let at = key.end.checked_sub(self.start)? as usize;
        let rest = self.text.get(at..)?.lines().next()?.strip_prefix(':')?;
        let inner = rest.trim_start();
        let length = match inner.chars().next()? {
            quote @ ('"' | '\'') => inner[1..].find(quote)? + 2,
            '[' => inner.find(']')? + 1,
            '{' => inner.find('}')? + 1,
            _ => inner.find([',', '}']).map_or(inner.len(), |end| end),
        };
        let start = key.end + 1 + (rest.len() - inner.len()) as u32;
        let length = inner[..length].trim_end().len() as u32;
        (length > 0).then_some(Span { start, end: start + length })
    }

    /// The bytes of a word that stands in a place on its own, once.
    fn word(&self, place: Place, word: &str) -> Option<Span> {
        let shift = |at: u32| at.checked_sub(self.start);
        let inside = Span { start: shift(place.span.start)?, end: shift(place.span.end)? };
        // In a longer one each of its keys would look through all of it.
        if inside.end - inside.start > LONG {
            return None;
        }
        let found = word_in(&self.text, inside, word)?;
        Some(Span { start: found.start + self.start, end: found.end + self.start })
    }

    /// Puts a value behind a key that has none.
    fn fill(&self, key: Place, value: &str) -> Option<Fix> {
        let end = key.span.end;
        let rest = self.text.get(end.checked_sub(self.start)? as usize..)?.lines().next()?.strip_prefix(':')?;
        let said = rest.trim();
        let at = end + 1 + (rest.len() - rest.trim_start().len()) as u32;
        let value = as_value(value)?;
        match said {
            _ if said.is_empty() || said.starts_with('#') => {
                Some(Fix::guess(Span { start: end + 1, end: end + 1 }, format!(" {value}")))
            }
            "\"\"" | "''" | "~" | "null" | "[]" => {
                Some(Fix::guess(Span { start: at, end: at + said.len() as u32 }, value))
            }
            _ => None,
        }
    }

    /// What stands in a place.
    fn said(&self, place: Place) -> Option<&str> {
        let shift = |at: u32| at.checked_sub(self.start).map(|at| at as usize);
        self.text.get(shift(place.span.start)?..shift(place.span.end)?)
    }

    /// Is it known where a nested value stands?
    fn is_placed(&self, path: &str) -> bool {
        self.index.entry(path).is_some()
    }

    /// Puts a key at the beginning of a mapping, on a line of its own or between its braces.
    fn add(&self, mapping: Place, key: &str, value: &str) -> Option<Fix> {
        let at = mapping.span.start.checked_sub(self.start)? as usize;
        let (before, rest) = (self.text.get(..at)?, &self.text[at..]);
        let value = as_value(value)?;
        if rest.starts_with('{') {
            let inside = mapping.span.start + 1;
            return Some(Fix::guess(Span { start: inside, end: inside }, format!("{key}: {value}, ")));
        }
        let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
        let is_first = line.bytes().all(|byte| matches!(byte, b' ' | b'-')) && !rest.starts_with(['[', '-']);
        let text = format!("{key}: {value}\n{}", " ".repeat(line.len()));
        is_first.then(|| Fix::guess(Span { end: mapping.span.start, ..mapping.span }, text))
    }

    /// The place of an item of a list: between brackets it is where its word stands, if it stands there once.
    fn item_place(&self, path: &str, item: &Value) -> Place {
        let place = self.place(path);
        let word = scalar(item).filter(|_| !self.is_placed(path)).and_then(|item| self.word(place, &item));
        word.map_or(place, |span| Place { span, ..place })
    }

    /// The place of a nested value such as `programma.2.duur`, or of the nearest thing around it.
    pub fn place(&self, path: &str) -> Place {
        Place { file: self.whole.file, span: self.index.span(path).unwrap_or(self.whole.span) }
    }
}

/// Reads a mapping. `None` when it cannot be used at all; then a finding says why.
pub fn parse(file: SourceId, source: &str, span: Span, limit: usize) -> (Option<Front>, Vec<Finding>) {
    parse_as(None, file, source, span, limit)
}

/// The same of a head of TOML; `None` when it holds what krijt does not read.
pub fn parse_toml(file: SourceId, source: &str, span: Span) -> Option<(Option<Front>, Vec<Finding>)> {
    let yaml = toml::as_yaml(&source[span.range()])?;
    let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
    Some(parse(file, &format!("{before}{yaml}{after}"), span, LIMIT))
}

/// Reads a file that is a list: it becomes the value of a key with this name.
pub fn parse_list(name: &str, file: SourceId, source: &str, span: Span, limit: usize) -> (Option<Front>, Vec<Finding>) {
    parse_as(Some(name), file, source, span, limit)
}

fn parse_as(
    list: Option<&str>,
    file: SourceId,
    source: &str,
    span: Span,
    limit: usize,
) -> (Option<Front>, Vec<Finding>) {
    let text = &source[span.range()];
    let whole = Place { file, span: first_line(text, span) };
    if text.len() > limit {
        let finding =
            Finding::new(&code::FRONT_MATTER_TOO_LARGE, whole).with("size", kib(text.len())).with("limit", kib(limit));
        return (None, vec![finding]);
    }
    let scanned = scan::scan(file, text, span.start);
    let mut findings = scanned.findings;
    let mut text = std::borrow::Cow::Borrowed(text);
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        // A key that is there twice is left out the second time; the rest of the head can still be read.
        match without_entry(&text, finding, span.start) {
            Some(rest) => text = rest.into(),
            None => return (None, findings),
        }
    }
    let text = text.as_ref();
    let plain = plain::mapping(text).filter(|_| list.is_none());
    let value: Value = match plain.map_or_else(|| serde_yaml::from_str(text), |mapping| Ok(Value::Mapping(mapping))) {
        Ok(value) => value,
        Err(error) => {
            findings.push(malformed(file, text, span, &error));
            return (None, findings);
        }
    };
    let mapping = match value {
        Value::Null => serde_yaml::Mapping::new(),
        Value::Mapping(mapping) => mapping,
        value if let Some(name) = list => {
            let entry = Entry { key: name.to_string(), value, key_place: whole, place: whole };
            let (index, text, start) = (scanned.index.below(name), text.into(), span.start);
            return (Some(Front { whole, entries: vec![entry], index, text, start }), findings);
        }
        _ => {
            let finding = Finding::new(&code::YAML_MALFORMED, whole).with("reason", "mapping");
            return (None, vec![finding]);
        }
    };
    let mut entries: Vec<Entry> = Vec::with_capacity(mapping.len());
    for (key, value) in mapping {
        let key = key_text(&key);
        let (key_span, value_span) = scanned.index.entry(&key).unwrap_or((whole.span, whole.span));
        let (key_place, place) = (Place { file, span: key_span }, Place { file, span: value_span });
        entries.push(Entry { key, value, key_place, place });
    }
    (Some(Front { whole, entries, index: scanned.index, text: text.into(), start: span.start }), findings)
}

/// A text as it can stand behind a key: between quotes unless it begins with a letter or digit and holds no sign that
/// means something there.
fn as_value(text: &str) -> Option<String> {
    let is_plain = text.starts_with(char::is_alphanumeric)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains('\n');
    if is_plain { Some(text.to_string()) } else { scan::quoted(text) }
}

/// The text with the entry of a duplicate key blanked; `None` for other findings, and for keys inside other values.
fn without_entry(text: &str, finding: &Finding, base: u32) -> Option<String> {
    let crate::diag::At::Text(place) = &finding.at else { return None };
    let start = place.span.start.checked_sub(base)? as usize;
    let at_margin = start == 0 || text[..start].ends_with('\n');
    if finding.code.id != code::DUPLICATE_KEY.id || !at_margin {
        return None;
    }
    let mut end = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let goes_on = line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
        if number > 0 && !goes_on {
            break;
        }
        end += line.len();
    }
    // Byte for byte: what stands below keeps its place.
    let blank: String = text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    Some(format!("{}{blank}{}", &text[..start], &text[end..]))
}

/// Puts a head before a text that has none; a heading that says the title goes up in it.
pub fn start(text: &str, title: &str) -> Option<Fix> {
    let head = format!("---\ntitel: {}\n---\n", scan::quoted(title)?);
    let before = text.len() - text.trim_start().len();
    let end = text[before..].find('\n').map_or(text.len(), |end| before + end + 1);
    let is_title = text[before..end].strip_prefix("# ").is_some_and(|line| line.trim() == title);
    let span = if is_title { Span::new(0..end) } else { Span::default() };
    Some(Fix::guess(span, head))
}

/// Ends a head that has no end: before the first empty line, where all that stands above it looks like a head, and what
/// stands below has no mark that hides.
pub fn end(text: &str) -> Option<Fix> {
    let mut at = text.find('\n')? + 1;
    let start = at;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        // Other signs in the place of three hyphens.
        let sign = line.trim();
        if at > start && sign.len() > 1 && sign.chars().all(|c| matches!(c, '-' | '–' | '—' | '=' | '_' | '*' | '~'))
        {
            let below = &text[at + line.len()..];
            let is_safe = !below.lines().any(|line| hides::mark(line).is_some());
            return is_safe.then(|| Fix::guess(Span::new(at..at + line.trim_end().len()), "---"));
        }
        if !line.starts_with([' ', '\t', '#', '-']) && !line.contains(':') {
            return None;
        }
        at += line.len();
    }
    let is_safe =
        at > start && text[..at].ends_with('\n') && !text[at..].lines().any(|line| hides::mark(line).is_some());
    is_safe.then(|| Fix::guess(Span::new(at..at), "---\n"))
}

/// A second head right behind the first: between `---` and `---`, with keys. Gives the place of its first line.
pub fn second_head(text: &str, start: usize) -> Option<Span> {
    let rest = &text[start..];
    let inner = rest.strip_prefix("---\n")?;
    let end = inner.find("\n---").map(|at| at + 1)?;
    let mut lines = inner[..end].lines().filter(|line| !line.trim().is_empty()).peekable();
    lines.peek()?;
    let is_head = lines.all(|line| line.starts_with([' ', '#', '-']) || line.contains(':'));
    is_head.then(|| Span::new(start..start + 3))
}

/// A key twice in one mapping. Of two that hide, the strict one stays: "remove one" could make the text public.
fn duplicate_key(key: &str, first: Place, second: Place) -> Finding {
    let finding = Finding::new(&code::DUPLICATE_KEY, second).with("key", key).related(RelatedLabel::First, first);
    finding.maybe("hides", hides::near(key).map(|_| key))
}

fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn malformed(file: SourceId, text: &str, span: Span, error: &serde_yaml::Error) -> Finding {
    let at = error.location().map_or(0, |location| location.index().min(text.len()));
    let start = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let length = text[start..].chars().next().map_or(0, |c| if c == '\n' { 0 } else { c.len_utf8() });
    let start = span.start as usize + start;
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message).to_string();
    Finding::new(&code::YAML_MALFORMED, Place { file, span: Span::new(start..start + length) }).with("reason", reason)
}

fn first_line(text: &str, span: Span) -> Span {
    let length = text.lines().next().map_or(0, |line| line.trim_end().len()) as u32;
    Span { start: span.start, end: span.start + length }
}

/// A size for people: `17 kB`.
pub fn kib(bytes: usize) -> String {
    if bytes < 1024 * 1024 {
        format!("{} kB", bytes.div_ceil(1024))
    } else {
        format!("{} MB", bytes.div_ceil(1024 * 1024))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_second_fence() {
        let split_at = split("---\ntitel: a\n---\ntekst\n---\n");
        assert_eq!(split_at, Split::Yaml { head: Span { start: 4, end: 13 }, text: 17 });
        assert_eq!(split("tekst"), Split::None);
        assert_eq!(split("---\ntitel: a\n"), Split::Unclosed);
        assert_eq!(split("+++\na=1\n+++\nx"), Split::Toml { head: Span::new(4..8), text: 12 });
    }
}
