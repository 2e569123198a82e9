//! How a finding is put right: text in the place of what stands there. The help sentence that shows a line to type over
//! is made from it, `check --fix` writes it, and editors get it as data.
//!
//! A fix never makes public what is hidden: who cannot put something right without taking away a mark gives none.

use serde::Serialize;

use super::lines::LineIndexes;
use super::{At, Finding};
use crate::source::Span;

/// One replacement in the file that the finding is in. Nothing is needed that one cannot say: it may span lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Bytes of the whole file; empty where text is only put in.
    pub span: Span,
    pub text: Box<str>,
    /// Beyond doubt: `check --fix` does it. What is not is a guess, for a person to agree with.
    pub sure: bool,
}

/// A longer line than this (in bytes) is not shown as one to type over.
const LINE: usize = 400;

impl Fix {
    pub fn sure(span: Span, text: impl Into<Box<str>>) -> Self {
        Fix { span, text: text.into(), sure: true }
    }

    pub fn guess(span: Span, text: impl Into<Box<str>>) -> Self {
        Fix { span, text: text.into(), sure: false }
    }

    /// The line, or the lines, as they are once this is done, without blanks around them. `None` when that is much text.
    pub fn line(&self, text: &str) -> Option<String> {
        let Span { start, end } = self.span;
        let (before, after) = (text.get(..start as usize)?, text.get(end.max(start) as usize..)?);
        let near = &before[before.floor_char_boundary(before.len().saturating_sub(LINE))..];
        let first = match near.rfind('\n') {
            Some(newline) => &near[newline + 1..],
            None if near.len() == before.len() => near,
            None => return None,
        };
        let near = &after[..after.floor_char_boundary(LINE)];
        let last = match near.find('\n') {
            Some(newline) => &near[..newline],
            None if near.len() == after.len() => near,
            None => return None,
        };
        // A line of its own, put in between others: those stay as they are.
        let (first, new) = self.text.strip_prefix('\n').map_or((first, &*self.text), |new| ("", new));
        let (new, last) = new.strip_suffix('\n').map_or((new, last), |new| (new, ""));
        let line = format!("{first}{new}{last}");
        (line.len() <= 2 * LINE).then(|| line.trim().to_string())
    }
}

/// A text with these fixes done. Of two that touch the same bytes the first in the text is done, and of two that are the
/// same one: once it is done, the other may no longer be needed, or a next look finds it again.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut fixes: Vec<&Fix> = fixes.into_iter().collect();
    fixes.sort_by_key(|fix| (fix.span, &fix.text));
    fixes.dedup_by_key(|fix| (fix.span, &fix.text));
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for fix in fixes {
        let range = fix.span.range();
        let Some(kept) = text.get(done..range.start).filter(|_| text.is_char_boundary(range.end)) else { continue };
        out.push_str(kept);
        out.push_str(&fix.text);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// A fix as other programs read it: lines and columns from 1, columns in characters, the end behind the last character.
#[derive(Clone, Debug, Serialize)]
pub struct Replacement {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub text: Box<str>,
    pub sure: bool,
}

impl Replacement {
    pub(super) fn of(finding: &Finding, texts: &mut LineIndexes<'_>) -> Option<Self> {
        let (At::Text(place), Some(fix)) = (&finding.at, &finding.fix) else { return None };
        let (_, start, end) = texts.locate(crate::source::Place { span: fix.span, ..*place });
        Some(Replacement {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: fix.text.clone(),
            sure: fix.sure,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(range: std::ops::Range<usize>, text: &str) -> Fix {
        Fix::guess(Span::new(range), text)
    }

    #[test]
    fn the_line_is_as_it_is_afterwards() {
        let text = "een\n  > twéé: drie  \nvier";
        let at = text.find("twéé").unwrap();
        assert_eq!(fix(at..at + "twéé".len(), "acht").line(text).as_deref(), Some("> acht: drie"));
        assert_eq!(fix(text.len()..text.len(), "\n:::").line(text).as_deref(), Some(":::"));
        assert_eq!(fix(0..0, "---\na: b\n---\n").line(text).as_deref(), Some("---\na: b\n---"));
        assert_eq!(fix(0..3, "nul").line(&"x".repeat(500)), None);
        assert_eq!(fix(900..903, "nul").line(text), None);
    }

    #[test]
    fn what_touches_the_same_bytes_waits() {
        let text = "abcdef";
        let all = [fix(1..2, "B"), fix(4..5, "E"), fix(1..3, "x"), fix(1..2, "B"), fix(6..6, "!"), fix(9..9, "?")];
        assert_eq!(apply(text, &all), "aBcdEf!");
        assert_eq!(apply(text, all.iter().rev()), "aBcdEf!");
        assert_eq!(apply("é", &[fix(1..2, "x")]), "é");
        assert_eq!(apply(text, &[]), text);
    }
}
