//! A look at YAML line by line, before the YAML reader gets it: refuses what a head does not need (anchors, tags, deep
//! nesting), explains the slips that authors make (a colon, a hash, a tab, a quote), and remembers where every key is.

use std::collections::HashMap;

use super::hides::is_within;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::{Place, SourceId, Span};

/// Brackets and braces may stand this deep in each other.
const FLOW_DEPTH: usize = 4;
const INDENT_DEPTH: usize = 16;

pub struct Scanned {
    pub index: Index,
    pub findings: Vec<Finding>,
}

/// Where keys and list items stand, by path (`programma.2.duur`).
#[derive(Debug, Default)]
pub struct Index {
    /// The first of each.
    rows: HashMap<String, (Span, Span)>,
}

impl Index {
    pub fn entry(&self, path: &str) -> Option<(Span, Span)> {
        self.rows.get(path).copied()
    }

    pub fn has_key_at(&self, at: usize) -> bool {
        self.rows.values().any(|(key, _)| key.start as usize == at)
    }

    /// The same, for a list that stands below a key that is not written.
    pub fn below(self, name: &str) -> Self {
        let under = |path: String| if path.starts_with('.') { format!("{name}{path}") } else { path };
        Index { rows: self.rows.into_iter().map(|(path, spans)| (under(path), spans)).collect() }
    }

    /// The value at a path, or at the nearest path around it.
    pub fn span(&self, path: &str) -> Option<Span> {
        let mut path = path;
        loop {
            if let Some((_, value)) = self.entry(path) {
                return Some(value);
            }
            path = &path[..path.rfind('.')?];
        }
    }
}

struct Level {
    indent: usize,
    path: String,
    /// For a list: the number of the item at hand.
    item: Option<usize>,
}

struct Scan<'s> {
    file: SourceId,
    text: &'s str,
    base: u32,
    levels: Vec<Level>,
    out: Scanned,
    /// Lines indented deeper than this belong to a block scalar (`|`, `>`).
    scalar: Option<usize>,
    /// An open quote from an earlier line, or open brackets.
    open_quote: Option<(char, usize)>,
    flow: Vec<(char, usize)>,
}

pub fn scan(file: SourceId, text: &str, base: u32) -> Scanned {
    let out = Scanned { index: Index::default(), findings: Vec::new() };
    let mut scan = Scan { file, text, base, levels: Vec::new(), out, scalar: None, open_quote: None, flow: Vec::new() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        scan.line(at, line.trim_end_matches('\n'));
        at += line.len();
        if scan.out.findings.iter().filter(|finding| finding.is_error()).count() >= 20 {
            break;
        }
    }
    scan.unclosed(text.len());
    scan.out
}

impl Scan<'_> {
    fn place(&self, start: usize, end: usize) -> Place {
        let base = self.base as usize;
        Place { file: self.file, span: Span::new(base + start..base + end) }
    }

    fn error(&mut self, finding: Finding) {
        self.out.findings.push(finding);
    }

    fn line(&mut self, at: usize, line: &str) {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if let Some(limit) = self.scalar {
            if content.trim().is_empty() || indent > limit {
                return;
            }
            self.scalar = None;
        }
        if self.open_quote.is_some() || !self.flow.is_empty() {
            // A new key at the margin means that the quote or the bracket was never closed.
            if indent == 0 && key_length(content).is_some() {
                self.unclosed(at);
            } else {
                self.value(at + indent, content, true);
                return;
            }
        }
        if content.trim().is_empty() || content.starts_with('#') {
            return;
        }
        if content.starts_with('\t') {
            let place = self.place(at + indent, at + indent + 1);
            let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            let fix = Fix::sure(self.place(at, at + blanks.len()).span, blanks.replace('\t', "  "));
            self.error(Finding::new(&code::YAML_TAB, place).fixed_by(fix));
            return;
        }
        if indent == 0 && (line.trim_end() == "---" || line.trim_end() == "...") {
            if at > 0 {
                let place = self.place(at, at + 3);
                self.error(Finding::new(&code::YAML_SECOND_DOCUMENT, place));
            }
            return;
        }
        self.structure(at + indent, indent, content);
    }

    /// Says what was opened before `end` and not closed there.
    fn unclosed(&mut self, end: usize) {
        if let Some((quote, start)) = self.open_quote.take() {
            let last = start + self.rest_of_line(start).len().max(1);
            let finding = Finding::new(&code::YAML_UNCLOSED_QUOTE, self.place(start, last));
            let is_whole = self.flow.is_empty() && self.is_one_line(start, end) && !is_within(&self.text[start..last]);
            let fix = is_whole.then(|| Fix::guess(self.place(last, last).span, quote.to_string()));
            self.error(finding.with("quote", quote.to_string()).fixed_by(fix));
        } else if let Some((bracket, start)) = self.flow.first().copied() {
            let (reason, closing) = if bracket == '[' { ("unclosed-list", ']') } else { ("unclosed-group", '}') };
            let last = start + self.rest_of_line(start).len();
            let is_whole = self.flow.len() == 1 && self.is_one_line(start, end) && !is_within(&self.text[start..last]);
            let fix = is_whole.then(|| Fix::guess(self.place(last, last).span, closing.to_string()));
            let finding = Finding::new(&code::YAML_MALFORMED, self.place(start, start + 1));
            self.error(finding.with("reason", reason).with("closing", closing.to_string()).fixed_by(fix));
        }
        self.flow.clear();
    }

    fn rest_of_line(&self, at: usize) -> &str {
        self.text[at..].lines().next().unwrap_or_default().trim_end()
    }

    /// What stands below an open sign belongs to it or not: who knows where it should have ended?
    fn is_one_line(&self, start: usize, end: usize) -> bool {
        let is_more = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        !self.text[start..end].lines().skip(1).any(is_more)
    }

    /// A line that holds a key or a list item.
    fn structure(&mut self, at: usize, indent: usize, content: &str) {
        while self.levels.last().is_some_and(|level| level.indent > indent) {
            self.levels.pop();
        }
        if let Some(rest) = content.strip_prefix("- ").or_else(|| (content.trim_end() == "-").then_some("")) {
            let same = self.levels.last_mut().filter(|level| level.indent == indent && level.item.is_some());
            if let Some(level) = same {
                level.item = level.item.map(|item| item + 1);
            } else {
                let path = self.path();
                self.levels.push(Level { indent, path, item: Some(0) });
            }
            let path = self.path();
            let length = content.trim_end().len();
            let (start, inner) = (at + content.len() - rest.len(), rest.trim_start());
            let start = start + rest.len() - inner.len();
            self.record(&path, at, start, at + length);
            if key_length(inner).is_some() {
                self.structure(start, indent + (start - at), inner);
            } else {
                self.value(start, inner, false);
            }
            return;
        }
        let Some(length) = key_length(content) else {
            match slip(content, indent == 0, &self.text[at + content.len()..]) {
                Some((reason, line)) => {
                    let place = self.place(at, at + content.trim_end().len());
                    let finding = Finding::new(&code::YAML_MALFORMED, place).with("reason", reason);
                    self.error(finding.fixed_by(line.map(|line| Fix::guess(place.span, line))));
                }
                None => self.value(at, content, false),
            }
            return;
        };
        // A list may stand at the same indentation as the key above it; a key there ends that list.
        while self.levels.last().is_some_and(|level| level.indent == indent) {
            self.levels.pop();
        }
        if self.levels.len() >= INDENT_DEPTH {
            let place = self.place(at, at + length);
            self.error(Finding::new(&code::YAML_NESTING, place).with("limit", INDENT_DEPTH.to_string()));
            return;
        }
        let key = content[..length].trim_end().trim_matches(['"', '\'']);
        let parent = self.path();
        let path = if parent.is_empty() { key.to_string() } else { format!("{parent}.{key}") };
        let rest = &content[length + 1..];
        let value = rest.trim_start();
        let start = at + length + 1 + rest.len() - value.len();
        if key == "<<" {
            let place = self.place(at, at + 2);
            self.error(Finding::new(&code::YAML_FEATURE, place).with("what", "merge-key"));
        }
        if let Some((first, _)) = self.out.index.entry(&path) {
            let first = Place { file: self.file, span: first };
            let second = self.place(at, at + length);
            self.error(super::duplicate_key(key, first, second));
        }
        let end = start + value.trim_end().len();
        self.record(&path, at, start.min(end), end.max(at + length));
        self.levels.push(Level { indent, path, item: None });
        self.value(start, value, false);
        if matches!(value.trim_end(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            self.scalar = Some(indent);
        }
    }

    fn path(&self) -> String {
        match self.levels.last() {
            None => String::new(),
            Some(Level { path, item: Some(item), .. }) => format!("{path}.{item}"),
            Some(Level { path, .. }) => path.clone(),
        }
    }

    fn record(&mut self, path: &str, key: usize, value: usize, end: usize) {
        let base = self.base as usize;
        let key_end = key + self.text[key..].find([':', '\n']).unwrap_or(0).max(1);
        let value = if value >= end { key } else { value };
        let spans = (Span::new(base + key..base + key_end), Span::new(base + value..base + end));
        self.out.index.rows.entry(path.to_string()).or_insert(spans);
    }

    /// A value, or the rest of one: quotes, brackets, and signs that mean more than they seem to.
    fn value(&mut self, at: usize, text: &str, continued: bool) {
        let trimmed = text.trim_end();
        if self.open_quote.is_none() && self.flow.is_empty() && !continued {
            if let Some(first) = trimmed.chars().next().filter(|c| matches!(c, '&' | '*' | '!')) {
                let what: String = trimmed.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
                if what.len() > 1 || first == '!' {
                    let place = self.place(at, at + what.len());
                    self.error(Finding::new(&code::YAML_FEATURE, place).with("what", feature(first)));
                }
                return;
            }
            let plain = !trimmed.starts_with(['"', '\'', '[', '{', '#', '|', '>']);
            if plain {
                self.plain(at, trimmed);
                return;
            }
        }
        self.quotes_and_brackets(at, trimmed);
    }

    /// An unquoted value on one line.
    fn plain(&mut self, at: usize, value: &str) {
        let key = self.levels.last().map(|level| level.path.rsplit('.').next().unwrap_or_default().to_string());
        let key = key.unwrap_or_default();
        let colon = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1));
        // A word processor's quotes are no quotes here.
        let inner = || value.trim_matches(['“', '”', '„']).replace('"', "'");
        let quoted = || straight(value).or_else(|| quoted(&inner()));
        // Two such slips in a value that is wholly between them are one.
        let fix = |text: Option<String>| {
            let (span, sure) = (self.place(at, at + value.len()).span, straight(value).is_some());
            text.filter(|_| !is_within(value)).map(|text| Fix { span, text: text.into(), sure })
        };
        if let Some(first) = value.chars().next().filter(|c| matches!(c, '@' | '%' | '`')) {
            let finding = Finding::new(&code::YAML_MALFORMED, self.place(at, at + 1)).fixed_by(fix(quoted()));
            self.error(finding.with("reason", format!("{first}…")));
        } else if let Some(colon) = colon {
            let place = self.place(at + colon, at + colon + 1);
            let finding = Finding::new(&code::YAML_COLON, place).fixed_by(fix(quoted()));
            self.error(finding.with("key", key));
        } else if let Some(hash) = value.find(" #") {
            let place = self.place(at + hash + 1, at + value.len());
            // Behind a mark that hides, it is a remark.
            let is_mark = super::hides::near(&key).is_some();
            let finding = Finding::new(&code::YAML_COMMENT_IN_VALUE, place)
                .fixed_by(fix(quoted()).filter(|_| !is_mark))
                .with("key", key)
                .with("value", value[..hash].trim_end());
            self.error(finding);
        }
    }

    /// A quote that closes in the middle of a value: `'Foto's'`.
    fn quote_inside(&mut self, at: usize, text: &str, offset: usize) {
        let place = self.place(at + offset, at + offset + 1);
        let sign = &text[offset..=offset];
        let other = if sign == "'" { '"' } else { '\'' };
        // The whole value, when that is all there is on the line and the other quote is free.
        let inner = text.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign));
        let inner = inner.filter(|inner| self.flow.is_empty() && !inner.contains([other, '\\']) && !is_within(inner));
        let whole = self.place(at, at + text.len()).span;
        let fix = inner.map(|inner| Fix::guess(whole, format!("{other}{inner}{other}")));
        let finding = Finding::new(&code::YAML_MALFORMED, place).fixed_by(fix);
        let finding = finding.with("reason", format!("quote {sign}"));
        self.error(finding.with("other", other.to_string()));
        self.flow.clear();
    }

    fn quotes_and_brackets(&mut self, at: usize, text: &str) {
        let mut escaped = false;
        let mut before = ' ';
        for (offset, c) in text.char_indices() {
            if let Some((quote, start)) = self.open_quote {
                if escaped {
                    escaped = false;
                } else if c == '\\' && quote == '"' {
                    escaped = true;
                } else if c == quote {
                    self.open_quote = None;
                    if begins_value(text, start.checked_sub(at))
                        && text[offset + 1..].starts_with(char::is_alphanumeric)
                    {
                        self.quote_inside(at, text, offset);
                        return;
                    }
                }
                before = c;
                continue;
            }
            match c {
                '"' | '\''
                    if before.is_whitespace() || matches!(before, '[' | '{' | ',' | ':' | '(') || before == c =>
                {
                    self.open_quote = Some((c, at + offset));
                }
                '[' | '{' => {
                    self.flow.push((c, at + offset));
                    if self.flow.len() > FLOW_DEPTH {
                        let place = self.place(at + offset, at + offset + 1);
                        let finding = Finding::new(&code::YAML_NESTING, place).with("limit", FLOW_DEPTH.to_string());
                        self.error(finding);
                        self.flow.clear();
                        return;
                    }
                }
                ']' | '}' => {
                    self.flow.pop();
                }
                '#' if before.is_whitespace() => return,
                '&' | '*' if before.is_whitespace() && !self.flow.is_empty() => {
                    let what: String = text[offset..].chars().take_while(|c| !c.is_whitespace()).take(20).collect();
                    if what.len() > 1 {
                        let place = self.place(at + offset, at + offset + what.len());
                        self.error(Finding::new(&code::YAML_FEATURE, place).with("what", feature(c)));
                        return;
                    }
                }
                _ => {}
            }
            before = c;
        }
    }
}

/// Opening and closing quotes of word processors. Dutch writes „…” as well as “…”.
const CURLY: &[char] = &['“', '”', '„', '‘', '’'];

/// A value that stands wholly between curly quotes, between straight ones.
fn straight(value: &str) -> Option<String> {
    let inner = value.strip_prefix(CURLY)?.strip_suffix(CURLY)?;
    // What needs a backslash between straight quotes is no longer beyond doubt.
    (!inner.contains(['"', '\\'])).then(|| format!("\"{inner}\""))
}

/// A text as a value between quotes that need no backslash.
pub(super) fn quoted(text: &str) -> Option<String> {
    match text {
        _ if text.contains('\n') => None,
        _ if !text.contains(['"', '\\']) => Some(format!("\"{text}\"")),
        _ => (!text.contains('\'')).then(|| format!("'{text}'")),
    }
}

/// A quote in the middle of a plain value is a letter like any other. What began on another line is left alone.
fn begins_value(text: &str, quote: Option<usize>) -> bool {
    quote.is_some_and(|at| matches!(text[..at].trim_end().chars().last(), None | Some('[' | '{' | ',' | ':')))
}

/// What is wrong with a line that is neither a key nor a list item, and what it should be. At the margin, every line
/// must be one of them; elsewhere it may go on with the line above. `below` is what stands under it.
fn slip(content: &str, at_margin: bool, below: &str) -> Option<(&'static str, Option<String>)> {
    let text = content.trim_end();
    if let Some(item) = text.strip_prefix('-').filter(|item| item.starts_with(char::is_alphabetic)) {
        return Some(("dash", Some(format!("- {item}"))));
    }
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    if !at_margin || text.starts_with(['[', ']', '{', '}', '"', '\'', '?', '&', '*', '!', '%', '@', '`', '|', '>']) {
        return None;
    }
    let pair = |sign: char| text.split_once(sign).filter(|(key, _)| is_word(key.trim_end()));
    Some(match (pair(':'), pair('=')) {
        (Some((key, value)), _) => ("no-space", (!is_within(value)).then(|| format!("{}: {value}", key.trim_end()))),
        (_, Some((key, value))) => {
            ("no-colon", (!is_within(value)).then(|| format!("{}: {}", key.trim_end(), value.trim_start())))
        }
        _ => lone_key(text, below).map_or(("sleutel: waarde", None), |line| ("no-colon", Some(line))),
    })
}

/// `duur 45` and, above a list or a group, `doelen`: a key without its colon. Several words may be anything.
fn lone_key(text: &str, below: &str) -> Option<String> {
    let (word, value) = text.split_once(' ').unwrap_or((text, ""));
    let value = value.trim_start();
    let is_key = word.chars().all(|c| c.is_lowercase() || c == '_');
    let is_one = value.starts_with(['"', '\'', '[', '{']) || !value.contains([' ', '@', '%', '`']);
    match value {
        _ if !is_key || !is_one => None,
        "" => below.trim_start_matches('\n').starts_with([' ', '-']).then(|| format!("{word}:")),
        _ => Some(format!("{word}: {value}")),
    }
}

fn feature(sign: char) -> &'static str {
    match sign {
        '&' => "anchor",
        '*' => "alias",
        _ => "tag",
    }
}

/// The length of `key` in `key: value`, when the line starts with a key.
fn key_length(content: &str) -> Option<usize> {
    if let Some(quote) = content.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = content[1..].find(quote)? + 2;
        let after = &content[end..];
        return (after.starts_with(": ") || after.trim_end() == ":").then_some(end);
    }
    if content.starts_with(['[', '{', '#', '|', '>', '&', '*', '!', '@', '%', '`']) {
        return None;
    }
    let colon = content.find(": ").or_else(|| content.trim_end().strip_suffix(':').map(str::len))?;
    let key = &content[..colon];
    (!key.is_empty() && key.len() <= 80).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        scan(SourceId(0), text, 0).findings.iter().map(|finding| finding.code.name).collect()
    }

    #[test]
    fn knows_where_nested_values_stand() {
        let text = "programma:\n  - wat: Inloop\n    duur: 15\n  - {wat: Opening, duur: 10}\ntaken:\n- a\n- b\n";
        let index = scan(SourceId(0), text, 0).index;
        let shown = |path: &str| &text[index.span(path).unwrap().range()];
        assert_eq!(shown("programma.0.duur"), "15");
        assert_eq!(shown("programma.1.duur"), "{wat: Opening, duur: 10}");
        assert_eq!(shown("taken.1"), "b");
    }

    #[test]
    fn explains_common_slips() {
        assert_eq!(codes("titel: Les 3: breuken\n"), ["yaml-colon"]);
        assert_eq!(codes("titel:Echt of nep\n"), ["yaml-malformed"]);
        assert_eq!(codes("duur = 45\ntitel: A\n"), ["yaml-malformed"]);
        assert_eq!(codes("lijst:\n  -Een\n  - Twee\n"), ["yaml-malformed"]);
        assert_eq!(codes("titel: Rapport #3\n"), ["yaml-comment-in-value"]);
        assert_eq!(codes("titel: \"open\ndatum: 2026-01-01\n"), ["yaml-unclosed-quote"]);
        assert_eq!(codes("a:\n\t- b\n"), ["yaml-tab"]);
        assert_eq!(codes("a: &x 1\nb: *x\n"), ["yaml-feature", "yaml-feature"]);
        assert_eq!(codes("a: 1\na: 2\n"), ["duplicate-key"]);
        assert_eq!(codes("a: [[[[[[1]]]]]]\n"), ["yaml-nesting"]);
        assert_eq!(codes("a: @school en #hashtags\n"), ["yaml-malformed"]);
        assert_eq!(codes("a: [b, c\nd: e\n"), ["yaml-malformed"]);
        assert_eq!(codes("a: [b,\n  c\n"), ["yaml-malformed"]);
        assert_eq!(codes("a: 'Foto's op het web'\nb: 1\n"), ["yaml-malformed"]);
        assert_eq!(codes("a: [\"Het \"echte\" nieuws\", b]\n"), ["yaml-malformed"]);
    }

    #[test]
    fn leaves_good_yaml_alone() {
        let text = "titel: \"Les 3: breuken\"\nlijst: [a, 'b: c', \"d #e\"]\ntekst: |\n  vrij: en #wild\n  &zo\n\
                    # opmerking: ja\nadres: https://a.nl/x\ntijd: 19:45\nmeer: >-\n  tekst\nn: it's goed\n\
                    o: 'foto''s'\np: \"zeg \\\"ja\\\" nu\"\nq: [a,\n  'b', de 'app's]\nr: {a: 'x', b: \"y\"}\n";
        assert_eq!(codes(text), [] as [&str; 0]);
    }
}
