//! Decoding: from the bytes of a file to a text of ours, with a finding where they cannot be one.

use super::TEXT_LIMIT;
use crate::bytes;
use crate::diag::{At, Finding, Fix, catalogue as code};
use crate::front::kib;
use crate::source::{Place, Source, SourceId, Span};

/// Why there are no bytes.
pub enum Unread {
    /// There are so many that they were not read.
    TooLarge(u64),
    /// The reason, as the vocabulary of the catalogue or the system says it.
    Failed(String),
}

/// A file as a text, and what is wrong with it.
pub fn text(id: SourceId, path: String, bytes: Result<Vec<u8>, Unread>) -> (Source, Vec<Finding>) {
    let broken = |path: String, finding: Finding| (Source { path, text: String::new(), broken: true }, vec![finding]);
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge(size)) => {
            let finding = Finding::about(&code::FILE_TOO_LARGE, path.as_str())
                .with("size", kib(usize::try_from(size).unwrap_or(usize::MAX)))
                .with("limit", kib(TEXT_LIMIT));
            return broken(path, finding);
        }
        Err(Unread::Failed(reason)) => {
            let finding = Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
            return broken(path, finding);
        }
    };
    let mut findings = Vec::new();
    let mut text = match decode(bytes) {
        DecodedText::Utf8(text) => text,
        DecodedText::Utf16(text) => {
            findings.push(Finding::about(&code::UTF16_DECODED, path.as_str()));
            text
        }
        DecodedText::Broken { bytes, at } => return broken(path.clone(), not_utf8(path, &bytes, at)),
    };
    if is_suspect(&text) {
        text = fold_line_ends(text);
        signs(id, &text, &mut findings);
    }
    let broken = findings.iter().any(Finding::is_error);
    (Source { path, text, broken }, findings)
}

enum DecodedText {
    Utf8(String),
    Utf16(String),
    Broken { bytes: Vec<u8>, at: usize },
}

fn decode(bytes: Vec<u8>) -> DecodedText {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let wide = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => None,
    };
    if let Some(text) = wide {
        return DecodedText::Utf16(text);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            DecodedText::Utf8(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            DecodedText::Broken { bytes: error.into_bytes(), at }
        }
    }
}

fn not_utf8(path: String, bytes: &[u8], at: usize) -> Finding {
    let before = &bytes[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    // In Windows-1252 the letters with accents of Western Europe are single bytes from A0.
    let guess = bytes.iter().filter(|byte| **byte >= 0x80).all(|byte| *byte >= 0xa0 || (0x80..=0x9f).contains(byte));
    let mut finding = Finding::about(&code::NOT_UTF8, path).with("bytes", format!("{:02X}", bytes[at]));
    if guess && !bytes.contains(&0) {
        finding = finding.with("guess", "Windows-1252");
    }
    finding.at = At::Path(finding.path().to_string(), Some(Box::new((line, column))));
    finding
}

/// CRLF and a lone CR become LF; columns stay what an editor shows.
fn fold_line_ends(text: String) -> String {
    let text = if bytes::has(&text, b'\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    // NEL ends a line on some old systems.
    if bytes::has(&text, 0xc2) && text.contains('\u{85}') { text.replace('\u{85}', "\n") } else { text }
}

/// May a text hold line ends of other systems, or signs that do not belong in one? Most hold none of these bytes.
fn is_suspect(text: &str) -> bool {
    // Without an early end, so that the compiler can look at many bytes at once.
    let suspect =
        |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xe2) | (byte == 0xc2);
    text.bytes().fold(false, |found, byte| found | suspect(byte))
}

/// Control characters, and marks that turn the direction of text behind the reader's back.
fn signs(file: SourceId, text: &str, findings: &mut Vec<Finding>) {
    for (at, c) in text.char_indices() {
        let control = (c.is_control() && c != '\n' && c != '\t').then_some(&code::CONTROL_CHARACTER);
        let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}').then_some(&code::BIDI_CONTROL);
        if let Some(row) = control.or(bidi) {
            let place = Place { file, span: Span::new(at..at + c.len_utf8()) };
            let finding = Finding::new(row, place).with("character", format!("U+{:04X}", c as u32));
            findings.push(finding.fixed_by(Fix::guess(place.span, "")));
            if findings.len() >= 20 {
                return;
            }
        }
    }
}
