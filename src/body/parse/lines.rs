//! What stands within lines: text, code, the few allowed tags of HTML.

use pulldown_cmark::CowStr;

use super::{Builder, Open};
use crate::body::fence::Variable;
use crate::body::{Kind, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::source::Span;

impl<'s> Builder<'s> {
    /// The span in the file of a string that the parser borrowed from its text.
    pub(super) fn verbatim(&self, text: &CowStr<'_>) -> Option<Span> {
        let CowStr::Borrowed(text) = text else { return None };
        let offset = (text.as_ptr() as usize).checked_sub(self.seen.as_ptr() as usize)?;
        (offset + text.len() <= self.seen.len())
            .then(|| Span::new(self.start + offset..self.start + offset + text.len()))
    }

    pub(super) fn add_text(&mut self, text: &CowStr<'_>, span: Span) {
        match self.verbatim(text) {
            Some(exact) => {
                let mut exact = exact;
                if exact.start >= self.taken.start {
                    exact.start = exact.start.max(self.taken.end);
                }
                if exact.start < exact.end {
                    self.add_verbatim(exact);
                }
            }
            None => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => self.leaf(Tag::Char(self.apostrophe(c, span)), span),
                    _ => {
                        let string = self.string(text);
                        self.leaf(Tag::Chars(string), span);
                    }
                }
            }
        }
    }

    /// Dutch `'s avonds` and `'t` begin with an apostrophe, not with an opening quote.
    pub(super) fn apostrophe(&self, c: char, span: Span) -> char {
        let rest = &self.source[span.end as usize..];
        let is_word = |word: &str| {
            rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
        };
        if c == '\u{2018}' && ["s", "t", "n", "k", "m", "r"].iter().any(|word| is_word(word)) { '\u{2019}' } else { c }
    }

    /// Text as it stands: split where variables and verdicts are.
    pub(super) fn add_verbatim(&mut self, span: Span) {
        let first = self.variables.partition_point(|variable| variable.span.end <= span.start);
        let mut at = span.start;
        for variable in self.variables[first..].iter().take_while(|variable| variable.span.start < span.end) {
            if at < variable.span.start {
                self.leaf(Tag::Text, Span { start: at, end: variable.span.start });
            }
            // In a code block the text shows what the author wrote.
            if self.in_code() {
                self.leaf(Tag::Text, variable.span);
            } else {
                self.body.variables.push(variable.name.as_str().into());
                self.leaf(Tag::Variable(self.body.variables.len() as u32 - 1), variable.span);
            }
            at = variable.span.end.min(span.end);
        }
        if at < span.end {
            self.add_plain(Span { start: at, end: span.end });
        }
    }

    pub(super) fn add_plain(&mut self, span: Span) {
        if self.in_pictures() {
            for (word, real) in [("{echt}", true), ("{nep}", false)] {
                if let Some(before) = self.text(span).trim_end().strip_suffix(word) {
                    let kept = span.start + before.trim_end().len() as u32;
                    if kept > span.start {
                        self.leaf(Tag::Text, Span { start: span.start, end: kept });
                    }
                    self.leaf(Tag::Verdict(real), Span { start: span.start + before.len() as u32, end: span.end });
                    return;
                }
            }
        }
        self.leaf(Tag::Text, span);
    }

    /// `![…](…){nep}` in a `beeld` block.
    pub(super) fn verdict_of(&mut self, image: u32, span: Span) {
        let attrs = &self.body.images[image as usize].attrs;
        let verdict = if attrs.has("echt") { Some(true) } else { attrs.has("nep").then_some(false) };
        if let Some(real) = verdict.filter(|_| self.in_pictures()) {
            self.leaf(Tag::Verdict(real), Span { start: span.end, end: span.end });
        }
    }

    pub(super) fn in_code(&self) -> bool {
        matches!(self.stack.last(), Some(Open::Markdown(node)) if matches!(self.body.tag(*node), Tag::Code { .. }))
    }

    pub(super) fn in_pictures(&self) -> bool {
        self.stack.iter().any(|open| match open {
            Open::Div { node, .. } => self.body.div(*node).is_some_and(|div| div.kind == Kind::Pictures),
            _ => false,
        })
    }

    pub(super) fn add_code(&mut self, text: &CowStr<'_>, span: Span) {
        match self.verbatim(text) {
            Some(exact) => self.leaf(Tag::CodeSpan, exact),
            None => {
                let string = self.string(text);
                self.leaf(Tag::CodeChars(string), span);
            }
        }
    }

    pub(super) fn check_address(&mut self, dest: &str, span: Span) {
        let inside = |variable: &&Variable| span.contains(variable.span.start);
        let first = self.variables.partition_point(|variable| variable.span.end <= span.start);
        let Some(variable) = self.variables[first..].first().filter(inside) else { return };
        if dest.contains(&"v".repeat((variable.span.end - variable.span.start) as usize)) {
            let finding = Finding::new(&code::VARIABLE_IN_ADDRESS, self.place(variable.span))
                .with("name", variable.name.as_str());
            self.findings.push(finding);
        }
    }
}
