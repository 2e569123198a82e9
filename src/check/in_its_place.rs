//! Files in the wrong place or with the wrong name: what else goes wrong because of it is no mistake of its own.

use std::collections::BTreeSet;

use crate::diag::{At, Finding, catalogue as code};
use crate::site::{Site, joined};

/// Says in which module a lesson belongs that stands in none, where the school has one only.
pub fn in_only_module(site: &Site<'_>, findings: &mut [Finding]) {
    let [module] = &site.collections.modules[..] else { return };
    let Some(folder) = module.doc.and_then(|id| site.path(id).rsplit_once('/')).map(|(folder, _)| folder) else {
        return;
    };
    for finding in findings.iter_mut().filter(|finding| finding.code.id == code::MISPLACED_TEXT.id) {
        let At::Text(place) = &finding.at else { continue };
        let path = &site.input.sources.get(place.file).path;
        let name = path.rsplit('/').next().unwrap_or(path);
        for (key, value) in finding.args.iter_mut().filter(|(key, value)| *key == "folder" && value.contains('<')) {
            (*key, *value) = ("folder", format!("{folder}/"));
            finding.moved = Some(Box::new(format!("{folder}/{name}")));
        }
    }
}

/// Leaves out links that lead nowhere only because a file is not in its place: links in that file, and those that would
/// lead to it. To change them would be wrong once it is where it belongs. Only where the file itself is an error: else the
/// site would come out with dead links.
pub fn without_echoes(site: &Site<'_>, findings: &mut Vec<Finding>) {
    const STRAY: [&str; 3] = [code::MISPLACED_TEXT.id, code::UNREAD_FILE.id, code::COPIED_FILE.id];
    let path_of = |finding: &Finding| match &finding.at {
        At::Text(place) => site.input.sources.get(place.file).path.clone(),
        At::Path(path, _) => path.clone(),
    };
    let stray: BTreeSet<String> =
        findings.iter().filter(|finding| finding.is_error() && STRAY.contains(&finding.code.id)).map(path_of).collect();
    if stray.is_empty() {
        return;
    }
    let moved: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .filter_map(|finding| Some(finding.moved.as_ref()?.as_str()))
        .collect();
    let is_echo = |finding: &Finding| {
        if ![code::BROKEN_LINK.id, code::MISSING_IMAGE.id].contains(&finding.code.id) {
            return false;
        }
        let from = path_of(finding);
        let target = finding.argument("target").and_then(|target| joined(&from, target));
        let near = finding.fix.as_ref().map(|fix| &*fix.text).or(finding.argument("suggestion"));
        let near = near.and_then(|near| joined(&from, near));
        stray.contains(&from)
            || target.is_some_and(|target| moved.contains(target.as_str()))
            || near.is_some_and(|near| stray.contains(&near))
    };
    let echoes: Vec<bool> = findings.iter().map(is_echo).collect();
    let mut echoes = echoes.into_iter();
    findings.retain(|_| !echoes.next().unwrap_or_default());
}
