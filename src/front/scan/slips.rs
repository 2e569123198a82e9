//! Slips that authors make in YAML, and what they meant.

use crate::front::hides::is_within;

/// Opening and closing quotes of word processors. Dutch writes „…” as well as “…”.
const CURLY: &[char] = &['“', '”', '„', '‘', '’'];

/// A value that stands wholly between curly quotes, between straight ones.
pub fn straight(value: &str) -> Option<String> {
    let inner = value.strip_prefix(CURLY)?.strip_suffix(CURLY)?;
    // What needs a backslash between straight quotes is no longer beyond doubt.
    (!inner.contains(['"', '\\'])).then(|| format!("\"{inner}\""))
}

/// A text as a value between quotes that need no backslash.
pub fn quoted(text: &str) -> Option<String> {
    match text {
        _ if text.contains('\n') => None,
        _ if !text.contains(['"', '\\']) => Some(format!("\"{text}\"")),
        _ => (!text.contains('\'')).then(|| format!("'{text}'")),
    }
}

/// What is wrong with a line that is neither a key nor a list item, and what it should be. At the margin, every line
/// must be one of them; elsewhere it may go on with the line above. `below` is what stands under it.
pub fn slip(content: &str, at_margin: bool, below: &str) -> Option<(&'static str, Option<String>)> {
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
    let other = pair('=').or_else(|| pair(';')).or_else(|| pair('\u{ff1a}'));
    Some(match (pair(':'), other) {
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
