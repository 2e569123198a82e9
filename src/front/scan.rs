//! A look at YAML line by line, before the YAML reader gets it: refuses what a head does not need (anchors, tags, deep
//! nesting), explains the slips that authors make (a colon, a hash, a tab, a quote), and remembers where every key is.

mod items;
mod slips;
mod values;

pub(super) use slips::quoted;
use slips::slip;

use super::hides::is_within;
use super::index::KeyIndex;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::source::{Place, SourceId, Span};

const INDENT_DEPTH: usize = 16;

pub struct Scanned {
    pub index: KeyIndex,
    pub findings: Vec<Finding>,
}

struct Nesting {
    indent: usize,
    path: String,
    /// For a list: the number of the item at hand.
    item: Option<usize>,
}

struct Scan<'s> {
    file: SourceId,
    text: &'s str,
    base: u32,
    levels: Vec<Nesting>,
    out: Scanned,
    /// Lines indented deeper than this belong to a block scalar (`|`, `>`).
    scalar: Option<usize>,
    /// An open quote from an earlier line, or open brackets.
    open_quote: Option<(char, usize)>,
    flow: Vec<(char, usize)>,
    /// How deep the item of the line before stands, when it is a text: a deeper one would be read as more of that text.
    text_item: Option<usize>,
}

pub fn scan(file: SourceId, text: &str, base: u32) -> Scanned {
    let out = Scanned { index: KeyIndex::default(), findings: Vec::new() };
    let mut scan = Scan {
        file,
        text,
        base,
        levels: Vec::new(),
        out,
        scalar: None,
        open_quote: None,
        flow: Vec::new(),
        text_item: None,
    };
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
            // Closed, but by the sign of another bracket.
            let first = last - usize::from(self.text[start..last].ends_with([')', '}', ']']));
            let fix = is_whole.then(|| Fix::guess(self.place(first, last).span, closing.to_string()));
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
        let text_item = self.text_item.take();
        let is_item = content.starts_with("- ");
        let mut deeper = text_item.filter(|item| is_item && *item < indent);
        while self.levels.last().is_some_and(|level| level.indent > indent) {
            let gone = self.levels.pop();
            let is_list = |level: &Nesting| level.item.is_some();
            // Items of one list: neither one above nor a list of its own has this indent.
            let is_apart = self.levels.last().is_none_or(|level| level.indent < indent && !is_list(level));
            deeper = deeper.or(gone.filter(|gone| is_item && is_apart && is_list(gone)).map(|gone| gone.indent));
        }
        if let Some(wanted) = deeper {
            self.item_apart(at, indent, wanted);
            return;
        }
        // A list of a word processor. `* a` can be nothing else in YAML either.
        let bullet = content.chars().next().filter(|c| matches!(c, '•' | '·' | '▪' | '●' | '–' | '—' | '*'));
        if let Some(sign) = bullet.filter(|c| content[c.len_utf8()..].starts_with([' ', '\t', '\u{a0}'])) {
            let place = self.place(at, at + sign.len_utf8());
            let blank = content[sign.len_utf8()..].chars().next().map_or(0, char::len_utf8);
            let whole = self.place(at, at + sign.len_utf8() + blank).span;
            let finding = Finding::new(&code::YAML_MALFORMED, place).with("reason", "bullet");
            self.error(finding.fixed_by(Fix::guess(whole, "- ")));
            return;
        }
        if let Some(rest) = content.strip_prefix("- ").or_else(|| (content.trim_end() == "-").then_some("")) {
            self.item(at, indent, content, rest);
        } else if let Some(length) = key_length(content) {
            self.key(at, indent, content, length);
        } else if let Some((reason, line)) = slip(content, indent == 0, &self.text[at + content.len()..]) {
            let place = self.place(at, at + content.trim_end().len());
            let finding = Finding::new(&code::YAML_MALFORMED, place).with("reason", reason);
            self.error(finding.fixed_by(line.map(|line| Fix::guess(place.span, line))));
        } else {
            self.value(at, content, false);
        }
    }

    /// An item of a list, and what stands behind its dash.
    fn item(&mut self, at: usize, indent: usize, content: &str, rest: &str) {
        let same = self.levels.last_mut().filter(|level| level.indent == indent && level.item.is_some());
        if let Some(level) = same {
            level.item = level.item.map(|item| item + 1);
        } else {
            let path = self.path();
            self.levels.push(Nesting { indent, path, item: Some(0) });
        }
        let path = self.path();
        let inner = rest.trim_start();
        let start = at + content.len() - inner.len();
        self.record(&path, at, start, at + content.trim_end().len());
        if key_length(inner).is_some() {
            self.structure(start, indent + (start - at), inner);
        } else {
            self.value(start, inner, false);
            let is_text = inner.starts_with(char::is_alphanumeric);
            self.text_item = Some(indent).filter(|_| is_text);
        }
    }

    /// A key of `length` bytes, and its value.
    fn key(&mut self, at: usize, indent: usize, content: &str, length: usize) {
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
            let fix = self.without_second(&path, at, indent, key);
            self.error(super::duplicate_key(key, first, second).fixed_by(fix));
        }
        let end = start + value.trim_end().len();
        self.record(&path, at, start.min(end), end.max(at + length));
        self.levels.push(Nesting { indent, path, item: None });
        self.value(start, value, false);
        if matches!(value.trim_end(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            self.scalar = Some(indent);
        }
    }

    fn path(&self) -> String {
        match self.levels.last() {
            None => String::new(),
            Some(Nesting { path, item: Some(item), .. }) => format!("{path}.{item}"),
            Some(Nesting { path, .. }) => path.clone(),
        }
    }

    fn record(&mut self, path: &str, key: usize, value: usize, end: usize) {
        let base = self.base as usize;
        let key_end = key + self.text[key..].find([':', '\n']).unwrap_or(0).max(1);
        let value = if value >= end { key } else { value };
        let spans = (Span::new(base + key..base + key_end), Span::new(base + value..base + end));
        self.out.index.record(path, spans);
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
