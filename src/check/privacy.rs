//! What could point at a person: phone numbers, mail addresses, citizen service numbers, and names of a list.
//!
//! The list is `.krijt/namen.txt`, a name a line: the folder `.krijt` stays out of git, so the list itself does, too.
//! Code is left out, and so is what the school says about itself: its contacts, `school.contact` in `krijt.yaml`, and the
//! help lines.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::prose::{Prose, Signs};
use crate::body::Tag;
use crate::diag::{Code, Finding, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::front::{Split, split};
use crate::site::{Forms, Site};
use crate::source::{Place, Span};
use crate::world::NAMES;

const ADDRESSES: Signs = Signs::of(b"@");
const DIGITS: Signs = Signs::of(b"0123456789");

pub fn look(doc: &Doc, text: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    let mut met: HashSet<String> = HashSet::new();
    let mut give = |kind: PrivateData, value: &str, span: Span| {
        let value = value.trim().to_string();
        // The text of a link and its address say the same: one finding.
        if met.insert(folded(&value)) {
            findings.push(Finding::new(kind.code(), Place { file: doc.file, span }).with(kind.argument(), value));
        }
    };
    if let Split::Yaml { head, .. } = split(text) {
        let start = head.start as usize;
        for (kind, range) in scan(&text[head.range()]) {
            let range = start + range.start..start + range.end;
            give(kind, &text[range.clone()], Span::new(range));
        }
    }
    let in_mails = prose.parts_with(ADDRESSES).flat_map(|part| moved(mails(&prose.text[part.clone()]), part.start));
    let in_numbers = prose.parts_with(DIGITS).flat_map(|part| moved(numbers(&prose.text[part.clone()]), part.start));
    for (kind, range) in in_mails.chain(in_numbers) {
        let span = prose.span(range.start as u32, range.end as u32);
        give(kind, &prose.text[range], span);
    }
    if !doc.body.links.iter().any(|link| private_part(&link.dest).is_some()) {
        return; // as most
    }
    for node in doc.body.all() {
        let Tag::Link(link) = doc.body.tag(node) else { continue };
        let dest = &doc.body.links[link as usize].dest;
        let Some(value) = private_part(dest) else { continue };
        let value = value.split('?').next().unwrap_or(value);
        let span = doc.body.span(node);
        scan(value).for_each(|(kind, range)| give(kind, &value[range], span));
    }
}

/// The address or the number that a link is for.
fn private_part(dest: &str) -> Option<&str> {
    dest.strip_prefix("mailto:").or(dest.strip_prefix("tel:"))
}

/// To compare: digits of a number, small letters of an address.
fn folded(value: &str) -> String {
    if value.contains('@') {
        return value.to_lowercase();
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("0031").or(digits.strip_prefix("31").filter(|_| value.starts_with('+'))) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PrivateData {
    Phone,
    Mail,
    Citizen,
}

impl PrivateData {
    fn code(self) -> &'static Code {
        match self {
            PrivateData::Phone => &code::PHONE_NUMBER,
            PrivateData::Mail => &code::MAIL_ADDRESS,
            PrivateData::Citizen => &code::CITIZEN_NUMBER,
        }
    }

    fn argument(self) -> &'static str {
        match self {
            PrivateData::Phone | PrivateData::Citizen => "number",
            PrivateData::Mail => "address",
        }
    }
}

type Found = (PrivateData, Range<usize>);

fn scan(text: &str) -> impl Iterator<Item = Found> {
    mails(text).chain(numbers(text))
}

/// As found in a part of a text that begins at a byte.
fn moved(found: impl Iterator<Item = Found>, by: usize) -> impl Iterator<Item = Found> {
    found.map(move |(kind, range)| (kind, range.start + by..range.end + by))
}

fn mails(text: &str) -> impl Iterator<Item = Found> {
    let ranges = memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| mail(text, at));
    ranges.map(|range| (PrivateData::Mail, range))
}

fn numbers(text: &str) -> impl Iterator<Item = Found> {
    let bytes = text.as_bytes();
    let mut done = 0;
    std::iter::from_fn(move || {
        while let Some(digit) = next_digit(bytes, done) {
            let at = if digit > done && bytes[digit - 1] == b'+' { digit - 1 } else { digit };
            done = end_of_number(bytes, at);
            if let Some(kind) = number(text, at..done) {
                return Some((kind, at..done));
            }
        }
        None
    })
}

/// What kind of a number stands there, where it stands alone.
fn number(text: &str, range: Range<usize>) -> Option<PrivateData> {
    let before = text.as_bytes()[..range.start].last();
    let behind = text.as_bytes().get(range.end);
    let is_alone = before.is_none_or(|byte| !(byte.is_ascii_alphanumeric() || b"/-._=#@%&?:+".contains(byte)));
    let goes_on = behind.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/@%=_".contains(byte));
    if range.len() < SHORTEST || !is_alone || goes_on {
        return None;
    }
    let number = &text[range];
    if is_phone(number) {
        return Some(PrivateData::Phone);
    }
    is_citizen(number).then_some(PrivateData::Citizen)
}

/// Nothing that is looked for has fewer digits.
const SHORTEST: usize = 9;

/// Most text has no digits at all: whole blocks of bytes are looked at together, which a processor does in few steps.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = &bytes[from..];
    let is_empty = |block: &[u8; 32]| !block.iter().fold(false, |found, byte| found | byte.is_ascii_digit());
    let (blocks, _) = rest.as_chunks::<32>();
    let skipped = blocks.iter().take_while(|block| is_empty(block)).count() * 32;
    rest[skipped..].iter().position(u8::is_ascii_digit).map(|at| from + skipped + at)
}

/// Digits with single blanks, hyphens, dots or brackets between them.
fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let mut end = start + 1;
    let mut at = end;
    let mut gap = 0;
    while at < bytes.len() && at - start < 24 {
        match bytes[at] {
            byte if byte.is_ascii_digit() => {
                end = at + 1;
                gap = 0;
            }
            b' ' | b'-' | b'.' | b'(' | b')' if gap < 2 => gap += 1,
            _ => break,
        }
        at += 1;
    }
    end
}

/// A number of ten digits in the Netherlands, without those of services (0800, 0900, 0906, 0909).
fn is_phone(number: &str) -> bool {
    let digits = folded(number);
    let hyphens = number.matches('-').count();
    digits.len() == 10
        && digits.starts_with('0')
        && !digits.starts_with("00")
        && !["0800", "0900", "0906", "0909"].iter().any(|service| digits.starts_with(service))
        && hyphens < 2 // a date has two
        && !number.contains('.')
}

/// Nine digits that pass the eleven test of citizen service numbers: each digit times 9, 8 … 2, and the last times −1,
/// add up to a multiple of eleven. Source: Logisch ontwerp BSN (Rijksdienst voor Identiteitsgegevens).
fn is_citizen(number: &str) -> bool {
    let digits: Vec<i32> = number.bytes().filter(u8::is_ascii_digit).map(|byte| i32::from(byte - b'0')).collect();
    let is_grouped = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b' ');
    // Groups of three are a number of people or euros (`123.456.789`): a citizen number is written 1234.56.789.
    let is_amount = number.split(['.', ' ']).collect::<Vec<_>>().len() == 3 && number.find(['.', ' ']) == Some(3);
    if digits.len() != 9 || !is_grouped || is_amount || digits.iter().all(|digit| *digit == digits[0]) {
        return false;
    }
    let sum: i32 = digits.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(digit, weight)| digit * weight).sum();
    sum % 11 == 0 && digits[0] != 0
}

/// The address around an `@`. Addresses that nobody can have (RFC 2606: `example`) are examples.
fn mail(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let before = &text[..at];
    let start =
        before.rfind(|c| !is_local(c)).map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
    let after = &text[at + 1..];
    let host = &after[..after.find(|c| !is_host(c)).unwrap_or(after.len())];
    let host = host.trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let is_example = host.split('.').any(|part| part.eq_ignore_ascii_case("example"));
    let good = start < at && top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic()) && !is_example;
    good.then(|| start..at + 1 + host.len())
}

/// Is this number or address one that the school itself gives?
/// A contact counts where it may be seen: the number of one that is the team's is none that a public text may have.
pub(super) fn is_given(site: &Site<'_>, of: DocId, finding: &Finding) -> bool {
    let value = match finding.argument("number").unwrap_or_default() {
        "" => finding.argument("address").unwrap_or_default(),
        number => number,
    };
    let value = folded(value);
    let audience = site.hiding(of).from();
    let contacts = site.data.contacts.rows.iter().filter(|contact| audience.sees(contact.from));
    let mut contacts = contacts.flat_map(|contact| [contact.phone.as_deref(), contact.mail.as_deref()]).flatten();
    site.is_given(folded, &value) || contacts.any(|known| folded(known) == value)
}

/// Names of the list, as whole words with their capitals.
pub fn names(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let Some(list) = site.input.sources.find(NAMES) else { return };
    let lines = site.input.sources.get(list).text.lines().map(str::trim);
    let names: BTreeSet<&str> = lines.filter(|line| line.chars().count() > 1 && !line.starts_with('#')).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let names = Forms::new(&names, |_| {});
    if names.is_empty() {
        return;
    }
    let texts: Vec<_> =
        site.input.sources.ids().filter(|id| site.input.sources.get(*id).path.starts_with("content/")).collect();
    let found: Vec<Vec<Finding>> = texts
        .par_iter()
        .map(|id| {
            let text = &site.input.sources.get(*id).text;
            let is_whole = |range: &Range<usize>| {
                let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !touches(text[..range.start].chars().next_back()) && !touches(text[range.end..].chars().next())
            };
            let ranges = names.find(text).map(|(_, range)| range).filter(is_whole);
            ranges
                .map(|range| {
                    let name = text[range.clone()].to_string();
                    Finding::new(&code::PERSON_NAME, Place { file: *id, span: Span::new(range) }).with("name", name)
                })
                .collect()
        })
        .collect();
    findings.extend(found.into_iter().flatten());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// So passages can be looked through one by one.
        #[test]
        fn what_is_found_in_lines_is_found_in_the_text(text in "([0-9]{1,10}|[+ .()@/\\n-]{1,2}|06-12345678|a@b\\.nl|[a-z])*") {
            let whole: (Vec<Found>, Vec<Found>) = (mails(&text).collect(), numbers(&text).collect());
            let (mut in_lines, mut start) = ((Vec::new(), Vec::new()), 0);
            for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
                in_lines.0.extend(moved(mails(&text[start..end]), start));
                in_lines.1.extend(moved(numbers(&text[start..end]), start));
                start = end;
            }
            prop_assert_eq!(in_lines, whole);
        }
    }

    fn found(text: &str) -> Vec<(PrivateData, &str)> {
        scan(text).map(|(kind, range)| (kind, &text[range])).collect()
    }

    #[test]
    fn finds_numbers_and_addresses() {
        for phone in ["06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "+31612345678", "020-1234567"] {
            assert_eq!(found(&format!("Bel {phone}.")), [(PrivateData::Phone, phone)]);
        }
        assert_eq!(found("Mail juf@school.nl, graag."), [(PrivateData::Mail, "juf@school.nl")]);
        assert_eq!(
            found("BSN 111222333 of 1112.22.333"),
            [(PrivateData::Citizen, "111222333"), (PrivateData::Citizen, "1112.22.333")]
        );
    }

    #[test]
    fn leaves_dates_amounts_services_and_examples_alone() {
        for text in [
            "06-11-2026",
            "06-11-2026 10",
            "2026-11-06",
            "0800-0432",
            "0900-111 3 111",
            "112",
            "arrangement/188573",
            "wie@school.example",
            "nr. 848",
            "123456789",
            "111 222 333",
            "id=111222333",
            "van 8 tot 17 uur",
            "@school",
            "2.000",
            "1999-2000 200 300",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
