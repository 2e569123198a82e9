//! What a lesson names: terms, goals and rules that exist, a module it belongs to.

use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::{Names, Site};

/// So many goals are named to who wrote one that is not there.
const NAMED: usize = 40;

pub fn terms(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(lesson) = &site.doc(id).facets.lesson else { return };
    if site.data.terms.broken {
        return;
    }
    for item in lesson.terms.iter().filter(|item| site.data.terms.get(&item.value).is_none()) {
        let near = site.nearest(Names::Terms, &item.value);
        let finding = Finding::new(&code::UNKNOWN_TERM, item.place).with("term", item.value.as_str());
        let listed = listed(&item.value, |one| site.data.terms.get(one).is_some());
        findings.push(super::meant(site, finding, item.place, &item.value, listed.as_deref().or(near)));
    }
}

pub fn goals(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(lesson) = &site.doc(id).facets.lesson else { return };
    if site.data.goals.broken {
        return;
    }
    for item in lesson.core_goals.iter().filter(|item| site.data.goals.get(&item.value).is_none()) {
        let near = site.nearest(Names::Goals, &item.value);
        let known: Vec<&str> = site.data.goals.rows.iter().map(|goal| goal.id.as_str()).take(NAMED).collect();
        let finding = Finding::new(&code::UNKNOWN_GOAL, item.place).with("goal", item.value.as_str());
        let finding = finding.with("known", known.join(", "));
        let listed = listed(&item.value, |one| site.data.goals.get(one).is_some());
        findings.push(super::meant(site, finding, item.place, &item.value, listed.as_deref().or(near)));
    }
}

/// Several on one line, `22B en 22D`, as the list that they were meant to be.
fn listed(text: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let parts: Vec<&str> = text.split([',', ';']).flat_map(|part| part.split(" en ")).map(str::trim).collect();
    (parts.len() > 1 && parts.iter().all(|part| is_known(part))).then(|| format!("[{}]", parts.join(", ")))
}

pub fn rules(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(lesson) = &site.doc(id).facets.lesson else { return };
    if site.is_protocol_broken() {
        return;
    }
    for item in lesson.rules.iter().filter(|item| site.rules.get(&item.value).is_none()) {
        let near = site.nearest(Names::Rules, &item.value);
        let finding = Finding::new(&code::UNKNOWN_RULE, item.place).with("rule", item.value.as_str());
        findings.push(super::meant(site, finding, item.place, &item.value, near));
    }
}

/// Lessons in a folder without `module.md`: one finding a folder.
pub fn modules(site: &Site<'_>, findings: &mut Vec<Finding>) {
    for row in site.collections.modules.iter().filter(|row| row.doc.is_none()) {
        let Some(first) = row.lessons.first() else { continue };
        let path = site.path(*first);
        let end = path.match_indices('/').nth(2).map_or(path.len(), |(at, _)| at);
        let folder = &path[..end];
        let names = ["module.md", "index.md", "_index.md"];
        if names.iter().any(|name| site.broken.contains(format!("{folder}/{name}").as_str())) {
            continue;
        }
        let doc = site.doc(*first);
        let place = doc.place();
        let finding = Finding::new(&code::LESSON_WITHOUT_MODULE, place).with("folder", folder);
        let stem = path[end..].trim_start_matches('/').trim_end_matches(".md").to_lowercase();
        let is_slip = strsim::osa_distance(&stem, "module") <= 2;
        findings.push(finding.moved_to(is_slip.then(|| format!("{folder}/module.md"))));
    }
}
