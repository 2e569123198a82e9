//! A head that does not begin on the first line, or whose first line is not three hyphens.

use super::hides;
use crate::diag::Fix;
use crate::source::Span;

/// A head with something before it, or in the place of its first line.
pub struct LostHead {
    /// What is too much, or wrong.
    pub span: Span,
    /// Where the text begins.
    pub text: usize,
    pub fix: Option<Fix>,
}

/// Lines of a file that are looked at before its head is given up.
const LINES: usize = 12;

/// Signs that a word processor, or a hand, puts for three hyphens.
fn is_fence(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{a0}');
    !line.is_empty()
        && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑'))
        && line.chars().count() < 60
}

/// A key and what is behind it: with that a head begins.
fn is_key(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_word) && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Empty lines before a head of TOML, as themes of Zola have them.
fn of_toml(text: &str) -> Option<LostHead> {
    let head = text.trim_start();
    let blank = text.len() - head.len();
    let mut lines = head.split_inclusive('\n');
    lines.next().filter(|line| blank > 0 && line.trim_end() == "+++")?;
    let mut at = blank + 4;
    let is_end = lines.any(|line| {
        at += line.len();
        line.trim_end() == "+++"
    });
    let span = Span::new(0..blank);
    is_end.then(|| LostHead { span, text: at.min(text.len()), fix: Some(Fix::sure(span, "")) })
}

pub fn find(text: &str) -> Option<LostHead> {
    if let Some(lost) = of_toml(text) {
        return Some(lost);
    }
    let mut at = 0;
    for line in text.split_inclusive('\n').take(LINES) {
        let end = at + line.len();
        if is_fence(line)
            && let Some(length) = length(&text[end..])
        {
            return Some(lost(text, at, end, end + length));
        }
        at = end;
    }
    None
}

/// The length of a head below its first line, with its last one; `None` when it is none.
fn length(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut keys = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if is_fence(line) {
            return (keys > 0).then_some(at);
        }
        keys += usize::from(is_key(line));
        let is_head = is_key(line) || line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-']);
        if !is_head {
            return None;
        }
    }
    None
}

fn lost(text: &str, start: usize, end: usize, below: usize) -> LostHead {
    let before = text[..start].trim();
    let head = &text[end..below];
    let has_title = |title: &str| head.lines().any(|line| line.contains(title));
    let title = before.strip_prefix("# ").map(str::trim).filter(|title| !title.contains('\n') && has_title(title));
    let last = head.trim_end().lines().next_back().unwrap_or_default();
    let inner = &head[..head.trim_end().len() - last.len()];
    // A mark before the head hides nothing there, and has to stay for a person to see.
    let is_safe = !text[below..].lines().chain(before.lines()).any(|line| hides::mark(line).is_some());
    // A head in a block of code, as it is shown in a chat or on a forum: the signs around it go.
    let is_code = |line: &str| {
        let name = line.trim_start_matches('`');
        line.len() >= name.len() + 3 && name.chars().all(char::is_alphanumeric)
    };
    if is_code(before) {
        let first = text[below..].split_inclusive('\n').next().unwrap_or_default();
        let end = below
            + if first.trim().len() > 2 && first.trim().bytes().all(|byte| byte == b'`') { first.len() } else { 0 };
        let fix = Fix::guess(Span::new(0..end), format!("---\n{inner}---\n"));
        let span = Span::new(0..text.find('\n').unwrap_or(text.len()));
        return LostHead { span, text: below, fix: is_safe.then_some(fix) };
    }
    let fix = match before.is_empty() || title.is_some() {
        true if last == "---" => Fix::sure(Span::new(0..end), "---\n"),
        true => Fix::guess(Span::new(0..below), format!("---\n{inner}---\n")),
        false => Fix::guess(Span::new(0..below), format!("---\n{inner}---\n\n{before}\n")),
    };
    let wrong = match text[..start].trim_matches(['\u{feff}']).is_empty() {
        true => start..end - usize::from(text[..end].ends_with('\n')),
        false => 0..start.saturating_sub(1).max(1),
    };
    LostHead { span: Span::new(wrong), text: below, fix: is_safe.then_some(fix) }
}
