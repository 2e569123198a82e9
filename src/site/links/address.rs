//! Addresses as authors write them.

use unicode_normalization::UnicodeNormalization;

/// The scheme of an address, in small letters; `//` for an address that borrows the page's scheme. Control characters
/// and blanks are left out first, as browsers do (WHATWG URL, basic URL parser).
pub fn scheme(dest: &str) -> Option<String> {
    // What most links look like: a plain path.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'#');
    if !dest.starts_with("//") && dest.bytes().all(is_plain) {
        return None;
    }
    let clean: String = dest.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if clean.starts_with("//") || clean.starts_with("\\\\") || clean.starts_with("/\\") {
        return Some("//".to_string());
    }
    let decoded = percent_decoded(&clean);
    let end = decoded.find([':', '/', '?', '#'])?;
    if !decoded[end..].starts_with(':') {
        return None;
    }
    let scheme = decoded[..end].to_lowercase();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// A path as an address of Markdown, without a sign that would end it or begin another part.
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '%' | '#' | '?' | '&' | '"' | '\'' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// `%20` and the like decoded; an invalid sequence stays as it is (RFC 3986 section 2.1).
pub fn percent_decoded(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let value = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match value {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(text.into(), Into::into)
}

/// The path below the root that an address in a text at another path means. `None` when it leads out of `content/`.
pub fn joined(from: &str, address: &str) -> Option<String> {
    let decoded = percent_decoded(address);
    let path = decoded.strip_prefix('@').filter(|rest| rest.starts_with('/')).unwrap_or(&decoded);
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let start = if path.starts_with('/') { "content" } else { folder };
    let mut full = String::with_capacity(start.len() + path.len() + 1);
    full.push_str(start);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => full.truncate(full.rfind('/')?),
            part => {
                if !full.is_empty() {
                    full.push('/');
                }
                full.push_str(part);
            }
        }
    }
    if full != "content" && !full.starts_with("content/") {
        return None;
    }
    Some(if full.is_ascii() { full } else { full.nfc().collect() })
}

/// What an address that lacks its beginning was meant to be: `www.school.nl`, `info@school.nl`.
pub(super) fn meant(path: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_~/@+".contains(c);
    if !path.chars().all(is_plain) || path.ends_with(".md") {
        return None;
    }
    match path.split_once('@') {
        Some((name, host)) => {
            let is_mail = !name.is_empty() && host.contains('.') && !path.contains('/');
            is_mail.then(|| format!("mailto:{path}"))
        }
        None => path.starts_with("www.").then(|| format!("https://{path}")),
    }
}

/// An address of the web with a slip in how it begins: `htps://…`, `https:/…`.
pub fn meant_scheme(scheme: &str, dest: &str) -> Option<String> {
    let rest = dest.get(scheme.len() + 1..)?;
    let is_whole = matches!(scheme, "http" | "https") && rest.starts_with("//");
    let is_near = scheme.starts_with('h') && ["http", "https"].iter().any(|one| strsim::osa_distance(scheme, one) <= 1);
    let rest = rest.trim_start_matches('/');
    let is_host = rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.') && !host.starts_with('.'));
    (is_near && !is_whole && is_host).then(|| format!("{}://{rest}", if scheme == "http" { "http" } else { "https" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_disguises() {
        for dest in ["javascript:x", "JaVaScript:x", "java\tscript:x", " javascript:x", "javascript%3Ax"] {
            assert_eq!(scheme(dest).as_deref(), Some("javascript"), "{dest:?}");
        }
        assert_eq!(scheme("//evil.example/x").as_deref(), Some("//"));
        assert_eq!(scheme("a/b:c.md"), None);
        assert_eq!(scheme("#a:b"), None);
        assert_eq!(scheme("https://a.nl").as_deref(), Some("https"));
    }

    #[test]
    fn percent_signs() {
        assert_eq!(percent_decoded("a%20b%"), "a b%");
        assert_eq!(percent_decoded("%ff"), "%ff");
    }
}
