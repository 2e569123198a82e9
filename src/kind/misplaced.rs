//! Pages that look like a lesson, a letter or an evening in the wrong folder: told once, not once a key.

use super::{DocKind, collection, evening, lesson, module, newsletter};
use crate::diag::{Finding, catalogue as code};
use crate::front::Front;
use crate::source::Place;

/// Kinds that a page may be meant to be.
const MEANT: &[&DocKind] = &[&lesson::KIND, &newsletter::KIND, &evening::KIND];

/// What a page was meant to be, and the folder where it would be that.
fn meant(path: &str, front: &Front) -> Option<(&'static DocKind, String)> {
    let folder = path.split_once('/').map(|(folder, _)| folder.to_lowercase());
    let own = |kind: &DocKind| {
        let tables = &kind.tables[1.min(kind.tables.len())..];
        let is_own = |key: &str| tables.iter().flat_map(|table| table.iter()).any(|row| row.name == key);
        front.entries.iter().filter(|entry| is_own(&entry.key)).count()
    };
    let by_keys = MEANT.iter().copied().filter(|kind| own(kind) >= 2).max_by_key(|kind| own(kind));
    let is_near = |kind: &&DocKind| {
        let name = kind.collection.map_or("", |row| row.folder.trim_end_matches('/'));
        let folder = folder.as_deref().unwrap_or_default();
        // `nieuwsbrief` is the singular of `nieuwsbrieven`.
        let slips = if folder.len() > 8 { 3 } else { 1 };
        let may_be = folder.len() > 3 && folder.chars().count().abs_diff(name.len()) <= slips;
        may_be && strsim::osa_distance(folder, name) <= slips
    };
    let kind = by_keys.or_else(|| MEANT.iter().copied().find(is_near))?;
    let row = kind.collection?;
    let module = path.split('/').rev().nth(1).filter(|module| Some(module.to_lowercase()) != folder);
    let inner = match module {
        _ if row.folder != collection::LESSONS.folder => String::new(),
        Some(module) => format!("{module}/"),
        None => "<module>/".to_string(),
    };
    Some((kind, format!("content/{}{inner}", row.folder)))
}

/// Says so, and takes away what was said of keys that are right in the other folder.
pub fn tell(path: &str, front: &Front, place: Place, findings: &mut Vec<Finding>) {
    let Some((kind, folder)) = meant(path, front) else { return };
    let keys = kind.keys();
    let of_module = Some(module::KIND.keys()).filter(|_| path.ends_with("/module.md"));
    let is_known = |key: &str| keys.find(key).is_some() || of_module.is_some_and(|keys| keys.find(key).is_some());
    let is_key = |finding: &Finding| finding.argument("key").is_some_and(is_known);
    findings.retain(|finding| finding.code.id != code::UNKNOWN_KEY.id || !is_key(finding));
    let name = path.rsplit('/').next().unwrap_or(path);
    let finding = Finding::new(&code::MISPLACED_TEXT, place).with("kind", kind.name).with("folder", folder.as_str());
    // Which module it belongs to is not for krijt to say.
    findings.push(finding.moved_to((!folder.contains('<')).then(|| format!("{folder}{name}"))));
}
