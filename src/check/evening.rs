//! An evening as it is planned: nobody and no room in two places at once, no task late or in a holiday, roles that are there.

use std::collections::BTreeMap;

use super::meant;
use crate::diag::{Code, Finding, RelatedLabel, catalogue as code};
use crate::doc::{DocId, Event, Part, Task};
use crate::front::Spanned;
use crate::site::{Names, Site};

/// Nobody does two things at a time, and no room holds two parts.
pub fn at_once(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(event) = site.doc(id).facets.event.as_deref() else { return };
    let mut parts: Vec<&Part> = event.programme.iter().collect();
    parts.sort_by_key(|part| part.start);
    let person = |word: &str| !site.config.broken && is_one(site, event, word);
    twice(&parts, &code::PERSON_IN_TWO_PLACES, |part| &part.who, person, findings);
    twice(&parts, &code::ROOM_IN_TWO_PLACES, |part| part.place.as_slice(), |_| true, findings);
}

/// Is a role one person? One of the evening has a number; of the others the school's configuration knows.
fn is_one(site: &Site<'_>, event: &Event, role: &str) -> bool {
    match of_evening(event, role) {
        Some(row) => row.count.unwrap_or(1) == 1,
        None => site.config.roles.get(role).is_some_and(|role| !role.is_group),
    }
}

fn of_evening<'e>(event: &'e Event, role: &str) -> Option<&'e crate::doc::EveningRole> {
    event.roles.iter().find(|row| row.role.value.eq_ignore_ascii_case(role))
}

/// Reports what is needed by two parts at once. `parts` are in the order of their beginnings.
fn twice<'e>(
    parts: &[&'e Part],
    code: &'static Code,
    words: impl Fn(&'e Part) -> &'e [Spanned],
    counts: impl Fn(&str) -> bool,
    findings: &mut Vec<Finding>,
) {
    let mut taken: BTreeMap<String, (&Part, &Spanned)> = BTreeMap::new();
    for part in parts {
        for item in words(part).iter().filter(|item| counts(&item.value)) {
            let name = item.value.to_lowercase();
            if let Some((other, first)) = taken.get(&name).filter(|(other, _)| other.end() > part.start) {
                let finding = Finding::new(code, item.place).with("name", item.value.as_str());
                let finding = finding.with("part", part.what.as_str()).with("other", other.what.as_str());
                findings.push(finding.related(RelatedLabel::First, first.place));
            }
            if taken.get(&name).is_none_or(|(other, _)| other.end() < part.end()) {
                taken.insert(name, (part, item));
            }
        }
    }
}

/// Roles of a programme and of tasks: those of the school, and those that the evening itself has.
pub fn roles(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(event) = site.doc(id).facets.event.as_deref().filter(|_| !site.config.broken) else { return };
    let of_parts = event.programme.iter().flat_map(|part| &part.who);
    for who in of_parts.chain(event.tasks.iter().flat_map(|task| &task.who)) {
        if site.config.roles.contains_key(&who.value) || of_evening(event, &who.value).is_some() {
            continue;
        }
        let near = site.nearest(Names::Roles, &who.value);
        let finding = Finding::new(&code::UNKNOWN_ROLE, who.place).with("role", who.value.as_str());
        findings.push(meant(site, finding, who.place, &who.value, near));
    }
}

/// Tasks that are late, and those that are due when nobody is at school. Of an evening that was nobody asks that.
pub fn deadlines(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, today) = (site.doc(id), site.options.today);
    let is_planned = |event: &&Event| !event.is_over(today) && !doc.head.draft;
    let Some(event) = doc.facets.event.as_deref().filter(is_planned) else { return };
    findings.extend(event.tasks.iter().filter(|task| !task.is_done).filter_map(|task| late(site, task)));
}

fn late(site: &Site<'_>, task: &Task) -> Option<Finding> {
    let due = task.due?;
    if site.options.today.is_some_and(|today| due < today) {
        return Some(Finding::new(&code::DEADLINE_PAST, task.when).with("date", due.to_string()));
    }
    let holiday = site.config.holiday(due)?;
    let finding = Finding::new(&code::DEADLINE_IN_HOLIDAY, task.when).with("date", due.to_string());
    Some(finding.with("holiday", holiday))
}
