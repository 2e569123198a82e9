//! Files by their names: copies that a computer or a shared folder made by itself, and texts that krijt does not read
//! because a program put an ending of its own behind their names. Neither may pass without a word.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::photos::is_list_by_another_name;
use crate::data;
use crate::diag::{Finding, catalogue as code};
use crate::kind::collection;
use crate::site::Site;

/// Files and folders that are named like copies: one finding for each file, and one for a whole folder.
pub fn copies(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    // Many files stand in a folder, whose name is looked at once.
    let mut folders: FxHashMap<&str, bool> = FxHashMap::default();
    for id in site.ids().filter(|id| site.is_public(*id)) {
        let path = site.path(id);
        let parts = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let mut start = 0;
        for end in parts {
            let name = &path[start..end];
            start = end + 1;
            let look = || is_copy(name.strip_suffix(".md").unwrap_or(name));
            let is_copied = if end < path.len() { *folders.entry(&path[..end]).or_insert_with(look) } else { look() };
            if is_copied {
                if told.insert(&path[..end]) {
                    let doc = site.doc(id);
                    let place = doc.place();
                    findings.push(Finding::new(&code::COPIED_FILE, place).with("name", name));
                }
                break;
            }
        }
    }
}

/// Files that are texts by their name, or were before a program put its own ending behind it, and that krijt does not read:
/// the head in one may hide a whole folder.
pub fn unread(site: &Site<'_>, findings: &mut Vec<Finding>) {
    for path in site.input.assets.keys().filter(|path| path.starts_with("content/")) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let lower = name.to_lowercase();
        let stem = [".md.txt", ".md.bak", ".md.docx", ".markdown", ".mdown", ".mkd", ".md"]
            .iter()
            .find_map(|end| lower.ends_with(end).then(|| name.get(..name.len().saturating_sub(end.len()))).flatten());
        if let Some(stem) = stem {
            findings.push(unread_as(site, path, name, &format!("{stem}.md")));
        } else if [".docx", ".doc", ".odt", ".rtf", ".pages"].iter().any(|end| lower.ends_with(end))
            && collection::all().any(|collection| collection.holds(&path["content/".len()..]))
            && site.assets.iter().all(|asset| asset.path != *path)
        {
            findings.push(Finding::about(&code::UNREAD_FILE, path.as_str()).with("name", name));
        }
    }
    let sources = &site.input.sources;
    let all = site.input.assets.keys().map(String::as_str).chain(sources.ids().map(|id| sources.get(id).path.as_str()));
    for path in all.filter(|path| is_list_by_another_name(path)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        findings.push(Finding::about(&code::UNREAD_FILE, path).with("name", name).with("right", data::PHOTOS));
    }
    for path in sources.ids().map(|id| sources.get(id).path.as_str()) {
        let name = path.strip_prefix("content/data/").filter(|name| name.ends_with(".yml"));
        let name = name.filter(|_| !is_list_by_another_name(path));
        if let Some((name, stem)) = name.and_then(|name| Some((name, name.strip_suffix(".yml")?))) {
            findings.push(unread_as(site, path, name, &format!("{stem}.yaml")));
        }
    }
}

/// A file that krijt would read under another name, where that is free.
fn unread_as(site: &Site<'_>, path: &str, name: &str, right: &str) -> Finding {
    let finding = Finding::about(&code::UNREAD_FILE, path).with("name", name).with("right", right);
    let is_free = |path: &String| site.input.sources.find(path).is_none() && !site.input.assets.contains_key(path);
    finding.moved_to(path.strip_suffix(name).map(|folder| format!("{folder}{right}")).filter(is_free))
}

/// Ends of names that people do not choose, in small letters and without blanks or signs.
const ENDS: &[&str] = &["kopie", "kopie1", "copy", "copy1", "backup", "origineel", "oud", "old", "bak"];

/// Is a name, without its ending, one that Windows, macOS, a browser or a shared folder gives to a copy?
fn is_copy(name: &str) -> bool {
    let lower = name.to_lowercase();
    let lower = lower.trim();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    // `les - kopie`, `les kopie 2`, `les - Copy (3)`; `kopie` alone may be what a text is about.
    let end = words.iter().rposition(|word| !(is_number(word) && word.len() < 3)).unwrap_or(0);
    let ends_so = end > 0 && ENDS.contains(&words[end]) && is_marked(lower, words[end]);
    // `les (1)`, as browsers name what was there already.
    let counted = lower.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let is_counted = counted.is_some_and(|(stem, number)| {
        !stem.trim().is_empty() && !number.is_empty() && number.len() < 4 && is_number(number)
    });
    let begins_so = ["kopie van ", "copy of ", "kopie-van-", "copy-of-"].iter().any(|start| lower.starts_with(start));
    let conflict = ["conflict", "conflicterend exemplaar", "conflicterende kopie", "sync-conflict"];
    let clashes =
        lower.contains('(') && conflict.iter().any(|word| lower.contains(word)) || lower.contains("sync-conflict");
    ends_so
        || is_counted
        || begins_so
        || clashes
        || lower.ends_with('~')
        || lower.starts_with('~')
        || lower.starts_with(".#")
}

/// Does this word stand apart, as a computer writes it: behind a hyphen with blanks, a blank or an underscore? In
/// `foto-kopie` it is part of a word; `kopie` says so in any case but that.
fn is_marked(name: &str, word: &str) -> bool {
    let before = name.rfind(word).map_or("", |at| &name[..at]);
    let is_apart = before.ends_with([' ', '_', '(', '.']);
    let is_clear = matches!(word, "kopie" | "copy" | "kopie1" | "copy1");
    is_apart || (is_clear && before.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_known_and_others_are_not() {
        for name in [
            "les - kopie",
            "les - Kopie (2)",
            "les kopie",
            "les_kopie",
            "les-kopie",
            "les (1)",
            "les(2)",
            "les - Copy",
            "les copy 2",
            "kopie van les",
            "Copy of les",
            "les (Conflicterend exemplaar van de directeur 2026-11-01)",
            "les (conflicted copy 2026-11-01)",
            "les~",
            "les.sync-conflict-20261101",
            "samen-online - kopie",
            "les - oud",
            "les backup",
            "les_old",
        ] {
            assert!(is_copy(name), "{name}");
        }
        for name in [
            "kopie",
            "fotokopie",
            "copyright",
            "les-1",
            "les",
            "2026-10-30-week",
            "01-oud-en-nieuw",
            "groep (7-8)",
            "conflict",
            "een-conflict-oplossen",
            "hoe-oud",
            "jong-en-oud",
            "les (deel 1)",
            "kopieren",
            "old-school",
        ] {
            assert!(!is_copy(name), "{name}");
        }
    }
}
