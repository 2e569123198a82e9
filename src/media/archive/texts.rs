//! The texts in an archive, for who looks through them: mark-up and plain texts by the ends of their names, and in an
//! office file also those of the office files that are put into it.

use super::super::{Problem, extension_of};
use super::{ENTRIES, UNPACKED, Zip};

const TEXTS: &[&str] =
    &["xml", "rels", "vml", "svg", "html", "htm", "xhtml", "txt", "csv", "ics", "vtt", "srt", "json", "css", "js"];
const OFFICE: &[&str] = &["docx", "xlsx", "pptx", "odt", "ods", "odp"];
/// Office files lie in each other this deep at most.
pub(super) const DEEP: usize = 3;

/// Gives each text by its name.
///
/// # Errors
/// When one of them cannot be unpacked, and when they are more than anybody reads.
pub fn texts_in(bytes: &[u8], give: &mut dyn FnMut(&str, &[u8])) -> Result<(), Problem> {
    let zip = Zip::open(bytes).ok_or(Problem::Damaged("archive"))?;
    walk(&zip, DEEP, &mut (UNPACKED, ENTRIES), give)
}

/// `left` is how many bytes and files may still come.
pub(super) fn walk(
    zip: &Zip<'_>,
    deep: usize,
    left: &mut (u64, usize),
    give: &mut dyn FnMut(&str, &[u8]),
) -> Result<(), Problem> {
    for entry in &zip.entries {
        let end = extension_of(&entry.name);
        let (is_text, is_office) = (TEXTS.contains(&end.as_str()), OFFICE.contains(&end.as_str()));
        if !is_text && !is_office {
            continue;
        }
        let rest = left.0.checked_sub(u64::from(entry.size)).zip(left.1.checked_sub(1));
        *left = rest.ok_or_else(|| too_large(UNPACKED + 1))?;
        let bytes = zip.unpack(entry).ok_or(Problem::Damaged("archive"))?;
        if is_text {
            give(&entry.name, &bytes);
        } else {
            let inner = Zip::open(&bytes).filter(|_| deep > 0).ok_or(Problem::Damaged("archive"))?;
            walk(&inner, deep - 1, left, give)?;
        }
    }
    Ok(())
}

pub(super) fn too_large(size: u64) -> Problem {
    Problem::TooLarge { size: format!("{} MB", size / 1_000_000), limit: format!("{} MB", UNPACKED / 1_000_000) }
}
