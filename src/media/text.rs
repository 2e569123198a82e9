//! Plain text, written anew: UTF-8 without a mark, one sort of line end, no control characters.

use std::borrow::Cow;

use super::{MadeFile, MediaKind, Problem};

/// The text of a file; `None` when it is none. What Windows calls “Unicode” and Excel writes is read as well.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok().map(Cow::Owned)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    text.filter(|text| !text.contains('\0')).or_else(|| western_xml(bytes))
}

/// An XML text that says itself that it is of Western Europe, as older drawing programs write.
fn western_xml(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = bytes.get(..bytes.len().min(120)).filter(|head| head.starts_with(b"<?xml"))?;
    let head = String::from_utf8_lossy(head.split(|byte| *byte == b'>').next()?).to_ascii_lowercase();
    let is_western = head.contains("8859-1") || head.contains("windows-1252");
    is_western.then(|| bytes.iter().map(|byte| char::from(*byte)).collect())
}

pub fn make(bytes: Vec<u8>, kind: MediaKind) -> Result<MadeFile, Problem> {
    let text = decode(&bytes).ok_or(Problem::Damaged("not-text"))?;
    let mut out = String::with_capacity(text.len());
    let mut last = '\0';
    for c in text.chars() {
        match c {
            '\n' if last == '\r' => {}
            '\r' | '\n' => out.push('\n'),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
        last = c;
    }
    // A calendar's lines end in both signs (RFC 5545, section 3.1).
    let out = if kind == MediaKind::Ics { out.replace('\n', "\r\n") } else { out };
    Ok(MadeFile::new(kind, out.into_bytes()))
}
