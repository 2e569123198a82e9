//! What an office file or a PDF tells of its maker. These files go out as they are, the one exception; so their author is
//! told what they tell.

use std::io::Read;

use super::archive::Zip;
use super::picture::has_place;
use super::{MadeFile, MediaKind, Remark};

/// So many facts are named; nobody reads more.
const MOST: usize = 5;

/// What is named, when there is something to name.
pub fn with(mut made: MadeFile, mut told: Vec<String>) -> MadeFile {
    told.iter_mut().for_each(|fact| *fact = fact.trim().chars().filter(|c| !c.is_control()).take(80).collect());
    told.retain(|fact| !fact.is_empty());
    let mut seen = std::collections::BTreeSet::new();
    told.retain(|fact| seen.insert(fact.clone()));
    told.truncate(MOST);
    if !told.is_empty() {
        made.seen.remarks.push(Remark::Maker(told));
    }
    made
}

/// Where office programs keep names: the file in the archive, and the elements in it.
const OFFICE: &[(&str, &[&str])] = &[
    ("docProps/core.xml", &["creator", "lastModifiedBy"]),
    ("docProps/app.xml", &["Company", "Manager", "Template"]),
    ("meta.xml", &["initial-creator", "creator", "printed-by"]),
];

/// Templates that come with the program tell nothing.
const PLAIN: &[&str] = &["Normal.dotm", "Normal", "Office Theme", "Kantoorthema", "normal.dotm"];

pub fn office(zip: &Zip<'_>) -> Vec<String> {
    let mut told = Vec::new();
    for (name, elements) in OFFICE {
        let Some(bytes) = zip.file(name) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        let Ok(document) = roxmltree::Document::parse(&text) else { continue };
        for node in document.descendants().filter(|node| elements.contains(&node.tag_name().name())) {
            told.extend(node.text().filter(|text| !PLAIN.contains(text)).map(str::to_string));
        }
    }
    if let Some(bytes) = zip.file("word/_rels/settings.xml.rels") {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(document) = roxmltree::Document::parse(&text) {
            let targets = document.descendants().filter_map(|node| node.attribute("Target"));
            told.extend(targets.filter(|target| target.contains(['/', '\\'])).map(str::to_string));
        }
    }
    told.extend(photo_with_place(zip));
    told
}

/// The first photo in it that says where it was taken.
fn photo_with_place(zip: &Zip<'_>) -> Option<String> {
    let is_photo = |name: &str| name.ends_with(".jpg") || name.ends_with(".jpeg");
    let photos = zip.entries.iter().filter(|entry| is_photo(&entry.name.to_ascii_lowercase()));
    let photo = photos.filter(|entry| entry.size < 20_000_000).find(|entry| {
        zip.unpack(entry).is_some_and(|bytes| {
            let head = &bytes[..bytes.len().min(65_536)];
            let exif = memchr::memmem::find(head, b"Exif\0\0").and_then(|at| head.get(at + 6..));
            has_place(exif.unwrap_or_default(), head)
        })
    })?;
    Some(format!("GPS ({})", photo.name.rsplit('/').next().unwrap_or(&photo.name)))
}

/// Streams of a PDF that hold objects are unpacked up to this much in all.
const OBJECTS: u64 = 20_000_000;

pub fn pdf(bytes: Vec<u8>) -> MadeFile {
    let mut told = authors(&bytes);
    let mut left = OBJECTS;
    for at in memchr::memmem::find_iter(&bytes, b"/ObjStm").collect::<Vec<_>>() {
        let rest = &bytes[at..];
        let Some(start) = memchr::memmem::find(&rest[..rest.len().min(400)], b"stream") else { continue };
        let body = rest[start + 6..].trim_ascii_start();
        let mut out = Vec::new();
        let _ = flate2::read::ZlibDecoder::new(body).take(left.min(2_000_000)).read_to_end(&mut out);
        left = left.saturating_sub(out.len() as u64 + 1);
        told.extend(authors(&out));
        if left == 0 {
            break;
        }
    }
    with(MadeFile::new(MediaKind::Pdf, bytes), told)
}

fn authors(bytes: &[u8]) -> Vec<String> {
    let mut told = Vec::new();
    for key in ["/Author", "/Company"] {
        for at in memchr::memmem::find_iter(bytes, key.as_bytes()).take(20) {
            told.extend(string(bytes[at + key.len()..].trim_ascii_start()));
        }
    }
    // XMP stands in the file as it is.
    for at in memchr::memmem::find_iter(bytes, b"<dc:creator>").take(20) {
        let part = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 400)]).into_owned();
        let name = part.split("<rdf:li>").nth(1).and_then(|rest| rest.split('<').next());
        told.extend(name.map(str::to_string));
    }
    told
}

/// A string of a PDF: `(text)`, or hexadecimal digits (ISO 32000-1, section 7.3.4).
fn string(bytes: &[u8]) -> Option<String> {
    let raw: Vec<u8> = match bytes.first()? {
        b'(' => {
            let mut out = Vec::new();
            let mut rest = bytes[1..].iter().copied().take(1600).peekable();
            while let Some(byte) = rest.next().filter(|byte| *byte != b')') {
                let escaped = if byte == b'\\' {
                    rest.next()?
                } else {
                    out.push(byte);
                    continue;
                };
                let mut value = escaped;
                if escaped.is_ascii_digit() {
                    value = escaped - b'0';
                    for _ in 0..2 {
                        let Some(digit) = rest.next_if(u8::is_ascii_digit) else { break };
                        value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    }
                }
                out.push(value);
            }
            out
        }
        b'<' => {
            let digits: Vec<u8> = bytes[1..].iter().take(800).take_while(|byte| **byte != b'>').copied().collect();
            let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            digits.chunks_exact(2).map_while(pair).collect()
        }
        _ => return None,
    };
    match raw.as_slice() {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            Some(String::from_utf16_lossy(&units))
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(String::from_utf8_lossy(rest).into_owned()),
        other => Some(other.iter().map(|byte| char::from(*byte)).collect()),
    }
}
