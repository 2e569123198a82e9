//! Zip files. An office file is one, and goes out as it is. Any other is opened: each file in it is made anew, as if it stood
//! beside the document itself, and put into a new archive.

mod read;
mod texts;
mod write;

pub use read::{ArchiveEntry, Zip};
pub use texts::texts_in;

use std::collections::BTreeSet;

use super::{MadeFile, MediaKind, Problem, extension_of, make_within, maker};
use crate::slug;

/// All that lies in an archive may take this much.
const UNPACKED: u64 = 200 * 1024 * 1024;
const ENTRIES: usize = 2000;

pub fn make(bytes: Vec<u8>) -> Result<MadeFile, Problem> {
    let zip = Zip::open(&bytes).ok_or(Problem::Damaged("archive"))?;
    match office(&zip)? {
        Some(kind) => {
            // It goes out as it is, so all that it says must be there to be looked through.
            texts::walk(&zip, texts::DEEP, &mut (UNPACKED, ENTRIES), &mut |_, _| {})?;
            let told = maker::office(&zip);
            Ok(maker::with(MadeFile::new(kind, bytes), told))
        }
        None => anew(&zip),
    }
}

/// Which office file it is. Those that hold programs are refused.
fn office(zip: &Zip<'_>) -> Result<Option<MediaKind>, Problem> {
    let macros = || Err(Problem::refused("macros"));
    let is_macro = |entry: &ArchiveEntry| {
        let name = entry.name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
    };
    if let Some(bytes) = zip.file("[Content_Types].xml") {
        let types = String::from_utf8_lossy(&bytes);
        if types.contains("macroEnabled") || zip.entries.iter().any(is_macro) {
            return macros();
        }
        let of = |part: &str| types.contains(&format!("officedocument.{part}.main+xml"));
        return Ok(Some(match () {
            () if of("wordprocessingml.document") => MediaKind::Docx,
            () if of("spreadsheetml.sheet") => MediaKind::Xlsx,
            () if of("presentationml.presentation") || of("presentationml.slideshow") => MediaKind::Pptx,
            () => return Err(Problem::refused("other-office")),
        }));
    }
    if let Some(bytes) = zip.file("mimetype") {
        if zip.entries.iter().any(is_macro) {
            return macros();
        }
        return Ok(Some(match bytes.trim_ascii() {
            b"application/vnd.oasis.opendocument.text" => MediaKind::Odt,
            b"application/vnd.oasis.opendocument.spreadsheet" => MediaKind::Ods,
            b"application/vnd.oasis.opendocument.presentation" => MediaKind::Odp,
            _ => return Err(Problem::refused("other-office")),
        }));
    }
    Ok(None)
}

fn anew(zip: &Zip<'_>) -> Result<MadeFile, Problem> {
    let total: u64 = zip.entries.iter().map(|entry| u64::from(entry.size)).sum();
    if total > UNPACKED || zip.entries.len() > ENTRIES {
        return Err(texts::too_large(total));
    }
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut remarks = BTreeSet::new();
    for entry in zip.entries.iter().filter(|entry| !entry.name.ends_with('/') && !is_of_system(&entry.name)) {
        let inside = |problem: Problem| match problem {
            Problem::Refused { what, .. } => Problem::Refused { what, inside: Some(entry.name.clone()) },
            Problem::OtherPicture(name) => {
                Problem::Refused { what: name.to_string(), inside: Some(entry.name.clone()) }
            }
            other => other,
        };
        let bytes = zip.unpack(entry).ok_or(Problem::Damaged("archive"))?;
        let made = make_within(bytes, &extension_of(&entry.name), 1).map_err(inside)?;
        files.push((path_of(&entry.name, made.seen.kind), made.bytes));
        remarks.extend(made.seen.remarks);
    }
    if files.is_empty() {
        return Err(Problem::Damaged("empty"));
    }
    files.sort();
    if files.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(Problem::Damaged("archive"));
    }
    let mut made = MadeFile::new(MediaKind::Zip, write::archive(&files));
    made.seen.remarks = remarks.into_iter().collect();
    Ok(made)
}

/// What systems put into archives of their own accord.
fn is_of_system(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last == ".DS_Store" || last.eq_ignore_ascii_case("thumbs.db")
}

/// A name that is safe to unpack anywhere, with the end that its bytes ask for.
fn path_of(name: &str, kind: MediaKind) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !part.is_empty() && *part != "." && *part != "..");
    let mut parts: Vec<String> = parts.map(slug::of_file).collect();
    if let Some(last) = parts.last_mut() {
        let stem = last.rsplit_once('.').map_or(last.as_str(), |(stem, _)| stem);
        *last = format!("{stem}.{}", kind.extension());
    }
    parts.join("/")
}
