//! An index as a script, and back. Nothing but what it says is in it: six parts of bytes, each behind its length, packed
//! (raw deflate) and written in letters (base64), for a script is the only thing that a page may load from `file://`.
//!
//! ```text
//! pages    a line each: section, title, path, summary, with tabs between them
//! answers  a line each: term, path, text, forms
//! terms    a line each, in order: how many UTF-16 units it has in common with the one before (from `!`), and its rest
//! counts   of each term: twice the number of its pages, and one more where most pages have it
//! pages    of each term: the way from one number to the next
//! ranks    of each of those: two bits, four to a byte, the lowest first
//! ```
//!
//! Numbers are written as `numbers` does.

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::index::{Index, IndexTerm, IndexedPage, TermAnswer};
use super::numbers;

/// What the script calls with a language and its index.
const CALL: &str = "krijtZoek";
/// As much in common is told of.
const SHARED: usize = 90;
/// An index of more bytes is none.
const LIMIT: u64 = 1 << 30;

/// The index as a script.
///
/// # Errors
/// None that memory gives.
pub fn packed(index: &Index) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let terms = &index.terms;
    let parts = [pages(&index.pages), answers(&index.answers), words(terms), counts(terms), ways(terms), ranks(terms)];
    for part in parts {
        numbers::put(part.len() as u64, &mut bytes);
        bytes.extend(part);
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    Ok(format!("{CALL}(\"{}\", \"{}\");\n", index.lang, STANDARD.encode(encoder.finish()?)))
}

/// Fields with tabs between them, and the end of a line. What ends fields and lines is a blank in them.
fn line<'a>(fields: impl IntoIterator<Item = &'a str>, out: &mut String) {
    for (at, field) in fields.into_iter().enumerate() {
        out.push_str(if at > 0 { "\t" } else { "" });
        for (at, word) in field.split_whitespace().enumerate() {
            out.push_str(if at > 0 { " " } else { "" });
            out.push_str(word);
        }
    }
    out.push('\n');
}

fn pages(pages: &[IndexedPage]) -> Vec<u8> {
    let mut out = String::new();
    for IndexedPage { section, title, path, summary } in pages {
        line([&section.to_string(), title, path, summary].map(String::as_str), &mut out);
    }
    out.into_bytes()
}

fn answers(answers: &[TermAnswer]) -> Vec<u8> {
    let mut out = String::new();
    for TermAnswer { term, path, text, forms } in answers {
        let fields = [term, path, text].into_iter().chain(forms).map(String::as_str);
        // A field for forms is there where there are none.
        line(fields.chain(forms.is_empty().then_some("")), &mut out);
    }
    out.into_bytes()
}

fn words(terms: &[IndexTerm]) -> Vec<u8> {
    let mut out = String::new();
    let mut last = "";
    for term in terms {
        let same = last.chars().zip(term.word.chars()).take(SHARED).take_while(|(a, b)| a == b);
        let (mut bytes, mut units) = (0, 0);
        for (c, _) in same {
            if units + c.len_utf16() > SHARED {
                break;
            }
            bytes += c.len_utf8();
            units += c.len_utf16();
        }
        out.push(char::from(b'!' + units as u8));
        out.push_str(&term.word[bytes..]);
        out.push('\n');
        last = &term.word;
    }
    out.into_bytes()
}

fn counts(terms: &[IndexTerm]) -> Vec<u8> {
    let mut out = Vec::new();
    terms
        .iter()
        .for_each(|term| numbers::put((term.postings.len() * 2 + usize::from(term.is_common)) as u64, &mut out));
    out
}

fn ways(terms: &[IndexTerm]) -> Vec<u8> {
    let mut out = Vec::new();
    for term in terms {
        let mut last = 0;
        for (page, _) in term.postings.iter() {
            numbers::put(u64::from(page - last), &mut out);
            last = page;
        }
    }
    out
}

fn ranks(terms: &[IndexTerm]) -> Vec<u8> {
    let all: Vec<u8> = terms.iter().flat_map(|term| term.postings.iter()).map(|(_, rank)| rank as u8).collect();
    all.chunks(4).map(|four| four.iter().rev().fold(0, |byte, rank| byte << 2 | rank)).collect()
}

/// Everything that a script with an index says, as text: its pages and answers, a line each, and its terms in one line.
/// `None` where it is no such script.
pub fn unpacked(script: &[u8]) -> Option<String> {
    let mut rest = &unwrapped(script)?[..];
    let mut part = || -> Option<&[u8]> {
        let size = usize::try_from(numbers::take(&mut rest)?).ok()?;
        let (part, behind) = rest.split_at_checked(size)?;
        rest = behind;
        Some(part)
    };
    let (pages, answers, words) = (part()?, part()?, part()?);
    let mut out = String::from_utf8_lossy(pages).into_owned();
    out.push_str(&String::from_utf8_lossy(answers));
    out = out.replace('\t', "\n");
    let mut word: Vec<u16> = Vec::new();
    for line in String::from_utf8_lossy(words).lines() {
        let mut letters = line.chars();
        let shared = (letters.next()? as usize).checked_sub(usize::from(b'!'))?;
        word.truncate(shared);
        word.extend(letters.as_str().encode_utf16());
        out.push_str(&String::from_utf16_lossy(&word));
        out.push(' ');
    }
    Some(out)
}

fn unwrapped(script: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(script).ok()?.strip_prefix(CALL)?;
    let (lang, letters) = text.strip_prefix("(\"")?.strip_suffix("\");\n")?.split_once("\", \"")?;
    if !lang.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let bytes = STANDARD.decode(letters).ok()?;
    let mut out = Vec::new();
    DeflateDecoder::new(&bytes[..]).take(LIMIT).read_to_end(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Rank, index};

    #[test]
    fn what_is_packed_is_read_again() {
        let page = |title: &str| IndexedPage { title: title.to_string(), path: "a/".into(), ..IndexedPage::default() };
        let pages = vec![page("Over pesten"), page("Een\tles 😀")];
        let texts = ["Pesten mag niet. Niemand pest.", "Wij pesten niet: 😀 𝒳𝒴 wachtwoorden"];
        let made = index("nl", pages, Vec::new(), |at| vec![(Rank::Text, texts[at].to_string())]);
        let text = unpacked(packed(&made).unwrap().as_bytes()).unwrap();
        assert!(text.starts_with("0\nOver pesten\na/\n\n0\nEen les 😀\na/\n\n"), "{text}");
        assert!(text.ends_with("een les mag niemand niet over pest wachtwoord wij xy "), "{text}");
        let pest = made.terms.iter().find(|term| term.word == "pest").unwrap();
        assert_eq!(pest.postings.iter().collect::<Vec<_>>(), [(0, Rank::Title), (1, Rank::Text)]);
    }

    #[test]
    fn what_ends_fields_and_lines_is_a_blank_in_them() {
        let page = IndexedPage { section: 3, title: " a\t b\n".into(), path: "a/".into(), summary: String::new() };
        assert_eq!(pages(&[page]), b"3\ta b\ta/\t\n");
        let answer = |forms: &[&str]| {
            let forms = forms.iter().map(|form| form.to_string()).collect();
            TermAnswer { term: "a".into(), path: "#a".into(), text: "b\nc".into(), forms }
        };
        assert_eq!(answers(&[answer(&[]), answer(&["d", "e f"])]), b"a\t#a\tb c\t\na\t#a\tb c\td\te f\n");
    }

    #[test]
    fn what_is_no_index_is_none() {
        for script in ["", "krijtZoek", "krijtZoek(\"nl\", \"\");\n", "krijtZoek(\"nl\", \"AAAA\");\n", "x\");\n"] {
            assert_eq!(unpacked(script.as_bytes()), None, "{script}");
        }
    }
}
