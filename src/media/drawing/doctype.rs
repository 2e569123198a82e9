//! The declaration before a drawing. Drawing programs put names for addresses there; others put bombs there.

use crate::media::Problem;

/// Names of a drawing program are short, and there are few.
const VALUE: usize = 400;
const NAMES: usize = 60;
/// Written out, all that refers to them is less than this.
const WRITTEN_OUT: usize = 4_000_000;

/// The byte behind a declaration that begins here. What is between quotes, brackets and comments ends nothing.
pub fn end(text: &str) -> Option<usize> {
    let mut inside = false;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\'' => at += 1 + memchr::memchr(bytes[at], &bytes[at + 1..])?,
            b'<' if inside && text[at..].starts_with("<!--") => at += text[at..].find("-->")? + 2,
            b'[' => inside = true,
            b']' => inside = false,
            b'>' if !inside => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Names may stand for short plain texts, and for nothing elsewhere.
pub fn check(text: &str) -> Result<(), Problem> {
    let Some(start) = memchr::memmem::find(text.as_bytes(), b"<!DOCTYPE") else {
        return Ok(());
    };
    let declaration = end(&text[start..]).map(|end| &text[start..start + end]);
    let declaration = declaration.ok_or_else(|| Problem::Corrupt("cut-off".into()))?;
    let (mut longest, mut count) = (0, 0);
    for entity in declaration.split("<!ENTITY").skip(1) {
        let value = value(entity).filter(|value| !value.contains(['&', '<', '%']) && value.len() <= VALUE);
        longest = longest.max(value.ok_or(Problem::Unsafe("doctype"))?.len());
        count += 1;
    }
    let uses = memchr::memchr_iter(b'&', text.as_bytes()).count();
    if count > NAMES || uses.saturating_mul(longest) > WRITTEN_OUT {
        return Err(Problem::Unsafe("doctype"));
    }
    Ok(())
}

/// The value of `name "value">`; `None` for one that is kept elsewhere, or for a part of a declaration.
fn value(entity: &str) -> Option<&str> {
    let rest = entity.trim_start();
    let rest = rest[rest.find(char::is_whitespace)?..].trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(value, _)| value)
}
