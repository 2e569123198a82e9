//! Values on one line: quotes, brackets, and signs that mean more to YAML than an author meant by them.

use super::Scan;
use super::slips::{quoted, straight};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::front::hides::{self, is_within};

/// Brackets and braces may stand this deep in each other.
const FLOW_DEPTH: usize = 4;

impl Scan<'_> {
    /// A value, or the rest of one: quotes, brackets, and signs that mean more than they seem to.
    pub fn value(&mut self, at: usize, text: &str, continued: bool) {
        let trimmed = text.trim_end();
        if self.open_quote.is_none() && self.flow.is_empty() && !continued {
            if let Some(first) = trimmed.chars().next().filter(|c| matches!(c, '&' | '*' | '!')) {
                let what: String = trimmed.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
                if what.len() > 1 || first == '!' {
                    let place = self.place(at, at + what.len());
                    // Words with a star or an exclamation mark before them are no alias and no tag.
                    let is_text = trimmed.contains(' ') || trimmed.trim_start_matches(first).ends_with(first);
                    let right = quoted(trimmed).filter(|_| first != '&' && is_text && !is_within(trimmed));
                    let fix = right.map(|right| Fix::guess(self.place(at, at + trimmed.len()).span, right));
                    self.error(Finding::new(&code::YAML_FEATURE, place).with("what", feature(first)).fixed_by(fix));
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
        } else if let Some(item) = value.strip_prefix("- ").filter(|item| !item.starts_with('-')) {
            let reason = "block sequence entries are not allowed";
            let right = super::quoted(item.trim()).filter(|_| !is_within(item));
            let fix = right.map(|right| Fix::guess(self.place(at, at + value.len()).span, right));
            let finding = Finding::new(&code::YAML_MALFORMED, self.place(at, at + 1)).fixed_by(fix);
            self.error(finding.with("reason", reason));
        } else if let Some(colon) = colon {
            let place = self.place(at + colon, at + colon + 1);
            let finding = Finding::new(&code::YAML_COLON, place).fixed_by(fix(quoted()));
            self.error(finding.with("key", key));
        } else if let Some(hash) = value.find(" #") {
            let place = self.place(at + hash + 1, at + value.len());
            // Behind a mark that hides, it is a remark.
            let is_mark = hides::near(&key).is_some();
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

/// A quote in the middle of a plain value is a letter like any other. What began on another line is left alone.
fn begins_value(text: &str, quote: Option<usize>) -> bool {
    quote.is_some_and(|at| matches!(text[..at].trim_end().chars().last(), None | Some('[' | '{' | ',' | ':')))
}

fn feature(sign: char) -> &'static str {
    match sign {
        '&' => "anchor",
        '*' => "alias",
        _ => "tag",
    }
}
