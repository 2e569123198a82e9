//! Escapes and transfer encodings: what stands between a text and its bytes in JSON, scripts, styles, calendars, mail.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Strings of JSON, scripts and calendars without their backslashes, those of styles too: `\n`, `\u00e9`, `\xe9`, `\e9 `.
pub fn undone(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let (c, size) = escape(&rest[at + 1..]);
        out.extend(c);
        rest = &rest[at + 1 + size..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands behind a backslash: the sign that is meant, and how many bytes say so.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(first) = text.chars().next() else { return (None, 0) };
    let hex = |from: usize, size: usize| u32::from_str_radix(text.get(from..from + size)?, 16).ok();
    match first {
        'u' => match (hex(1, 4), text.get(5..7).filter(|next| *next == "\\u").and_then(|_| hex(7, 4))) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                (char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 11)
            }
            (Some(unit), _) => (char::from_u32(unit), 5),
            (None, _) if text.starts_with("u{") => {
                let end = text.find('}').unwrap_or(1);
                (hex(2, end.saturating_sub(2)).and_then(char::from_u32), end + 1)
            }
            (None, _) => (Some('u'), 1),
        },
        'x' if hex(1, 2).is_some() => (hex(1, 2).and_then(char::from_u32), 3),
        'n' | 'r' | 'N' => (Some('\n'), 1),
        't' | 'v' => (Some('\t'), 1),
        // In a style: up to six digits, and a blank that belongs to them. `\b` and `\f` alone are no text in JSON.
        c if c.is_ascii_hexdigit() => {
            let size = text.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
            let blank = usize::from(text[size..].starts_with(' '));
            let is_json = size == 1 && matches!(c, 'b' | 'f');
            if is_json { (Some(' '), 1) } else { (hex(0, size).and_then(char::from_u32), size + blank) }
        }
        c => (Some(c), c.len_utf8()),
    }
}

/// Lines of a calendar or of the head of a mail that go on behind a line end and a blank (RFC 5545, 3.1; RFC 5322, 2.2.3).
pub fn unfolded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_fold = |at: usize| bytes[at] == b'\n' && matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
    if !memchr::memchr_iter(b'\n', bytes).any(is_fold) {
        return Cow::Borrowed(bytes);
    }
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if is_fold(at) {
            if out.last() == Some(&b'\r') {
                out.pop();
            }
            at += 2;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    Cow::Owned(out)
}

/// The byte that a sign and two hexadecimal digits stand for: `=E9` in a mail, `%E9` in an address.
pub fn in_digits(bytes: &[u8], at: usize, sign: u8) -> Option<u8> {
    let [first, high, low] = bytes.get(at..at + 3)? else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    (*first == sign).then_some((digit(*high)? * 16 + digit(*low)?) as u8)
}

/// Quoted-printable (RFC 2045, 6.7): `=C3=A9`, and lines that end in `=` go on.
pub fn unquoted(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'=', bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], in_digits(bytes, at, b'=')) {
            (_, Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'=', _) if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            (b'=', _) if bytes[at + 1..].starts_with(b"\n") => at += 2,
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(out)
}

/// The texts that a mail holds in base64: lines of nothing else, and words of its head such as `=?utf-8?B?…?=`.
pub fn packed(text: &str) -> Vec<Vec<u8>> {
    let is_packed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let mut found = Vec::new();
    let mut block = String::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_end();
        if !line.is_empty() && line.chars().all(is_packed) {
            block.push_str(line);
            continue;
        }
        found.extend(STANDARD.decode(block.as_bytes()));
        block.clear();
        let words = line.match_indices("?B?").chain(line.match_indices("?b?"));
        found.extend(words.filter_map(|(at, _)| STANDARD.decode(line[at + 3..].split('?').next()?).ok()));
    }
    found.retain(|bytes| !bytes.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_is_read() {
        assert_eq!(undone(r#"a\nb\u00e9\"\/\ud83d\ude00\x41\e9 x\,"#), "a\nbé\"/😀Aéx,");
        for text in ["", "\\", "\\u", "\\u12", "\\ud83d", "\\x", "\\u{", "\\u{e9", "\\é"] {
            undone(text);
        }
        assert_eq!(undone("\\u{e9}!"), "é!");
        assert!(matches!(undone("niets"), Cow::Borrowed(_)));
        assert_eq!(unfolded(b"De sl\r\n eutel\n\tx\n"), &b"De sleutelx\n"[..]);
        assert_eq!(unquoted("De =\r\nsl=C3=A9=".as_bytes()), "De slé=".as_bytes());
        let mail = "Subject: =?utf-8?B?RGUgc2xldXRlbA==?=\n\nRGUgc2xl\ndXRlbA==\n";
        let texts: Vec<String> = packed(mail).into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()).collect();
        assert_eq!(texts, ["De sleutel", "De sleutel"]);
    }
}
