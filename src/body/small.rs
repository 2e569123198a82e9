//! Small letters below and above the line within a word, as Pandoc reads them: `H~2~O`, `m^2^`. Behind a blank the Markdown
//! parser reads these signs by itself.

use super::weave::Woven;
use super::{Tag, raw};
use crate::source::Span;

/// In bytes: no index is longer.
const LONGEST: usize = 12;

/// Finds them in running text that stands at `run` in the file.
pub(super) fn look(source: &str, run: Span, found: &mut Vec<Woven>) {
    let said = &source[run.range()];
    let mut signs = memchr::memchr2_iter(b'~', b'^', said.as_bytes()).peekable();
    while let Some(start) = signs.next() {
        let Some(end) = signs.peek().copied().filter(|end| end - start <= LONGEST) else { continue };
        let inside = &said[start + 1..end];
        let is_index = !inside.is_empty() && inside.chars().all(|c| c.is_alphanumeric() || "+-−,".contains(c));
        let is_behind = said[..start].ends_with(|c: char| c.is_alphanumeric() || c == ')');
        if !is_index || !is_behind || said.as_bytes()[start] != said.as_bytes()[end] {
            continue;
        }
        signs.next();
        let at = |byte: usize| run.start + byte as u32;
        let tag = if said.as_bytes()[start] == b'~' { raw::Allowed::Sub } else { raw::Allowed::Sup };
        found.push(Woven {
            span: Span { start: at(start), end: at(end + 1) },
            inner: Span { start: at(start + 1), end: at(end) },
            tag: Tag::Inline(tag),
        });
    }
}
