//! Lines of a head that are right but for where they stand: items of one list that do not stand below each other, and a
//! key that is there a second time.

use super::Scan;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::front::hides::{self, is_within};
use crate::source::Span;

impl Scan<'_> {
    /// An item that does not stand below those before it: it, and those right below it, move there.
    pub(super) fn item_apart(&mut self, at: usize, indent: usize, wanted: usize) {
        let start = at - indent;
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let (mut right, mut end) = (String::new(), start);
        for line in self.text[start..].split_inclusive('\n') {
            let inside = blanks(line);
            let goes_on = inside > indent || (inside == indent && line[inside..].starts_with("- "));
            if !goes_on || line.trim().is_empty() {
                break;
            }
            right.push_str(&" ".repeat((inside + wanted).saturating_sub(indent)));
            right.push_str(&line[inside..]);
            end += line.len();
        }
        let place = self.place(at, at + 1);
        let fix = Fix::guess(self.place(start, end).span, right);
        self.error(Finding::new(&code::YAML_MALFORMED, place).with("reason", "item-apart").fixed_by(fix));
    }

    /// A key that is there twice, without its second line: the first one is what is read. Where both say the same that is
    /// beyond doubt. What hides stays as it is.
    pub(super) fn without_second(&self, path: &str, at: usize, indent: usize, key: &str) -> Option<Fix> {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[start..].split_inclusive('\n').next()?;
        let value = self.text[at..start + line.len()].split_once(':')?.1.trim();
        let below = self.text[start + line.len()..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let inside = below.trim_start_matches(' ');
        let goes_on = below.len() - inside.len() > indent || inside.starts_with(['-', ']', '}', '"', '\'']);
        let is_whole = value.matches('[').count() == value.matches(']').count()
            && value.matches('{').count() == value.matches('}').count()
            && value.matches('"').count() % 2 == 0;
        let is_alone = self.text[start..at].trim().is_empty() && !value.is_empty() && is_whole && !goes_on;
        if !is_alone || hides::near(key).is_some() || is_within(value) {
            return None;
        }
        let (_, first) = self.out.index.entry(path)?;
        let shift = |at: u32| at.checked_sub(self.base).map(|at| at as usize);
        let said = self.text.get(shift(first.start)?..shift(first.end)?)?;
        let span = Span::new(self.base as usize + start..self.base as usize + start + line.len());
        Some(Fix { span, text: "".into(), sure: said == value })
    }
}
