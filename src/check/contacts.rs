//! Whom to reach: roles that exist and say what they are a kind of, numbers that are there, and are shown to whom they may be.

use std::collections::{BTreeMap, BTreeSet};

use crate::audience::Audience;
use crate::body::{Body, Tag};
use crate::config::FILE;
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::front::Spanned;
use crate::site::Site;
use crate::source::{Place, Span};

/// A rule for these holds for many people: nobody calls them.
const MANY: &[&str] = &["leerkracht", "medewerker", "team", "mr", "ouders"];

/// A role of the school's own that a rule names, and that does not say whether the rules of all employees hold for it.
pub fn kinds(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let config = site.config;
    if config.broken || !named(site).contains_key("medewerker") {
        return;
    }
    for (role, place) in named(site) {
        let unclear = |row: &&crate::config::Role| row.parent.is_none() && !row.is_alone;
        let Some(row) = config.roles.get(role).filter(unclear) else { continue };
        let finding = Finding::new(&code::ROLE_WITHOUT_PARENT, place);
        findings.push(finding.with("role", role).with("label", row.label.as_str()));
    }
}

/// The roles that rules name, each with the first place of that.
fn named<'a>(site: &'a Site<'_>) -> BTreeMap<&'a str, Place> {
    of_rules(site, |_| true)
}

fn of_rules<'a>(site: &'a Site<'_>, may: impl Fn(&crate::doc::Rule) -> bool) -> BTreeMap<&'a str, Place> {
    let mut roles = BTreeMap::new();
    for doc in site.ids().filter(|id| site.hiding(*id).draft.is_none()).map(|id| site.doc(id)) {
        for rule in doc.facets.rules.iter().flatten().filter(|rule| may(rule)) {
            for role in &rule.who {
                roles.entry(role.as_str()).or_insert(rule.who_place);
            }
        }
    }
    roles
}

/// Contacts of roles that exist.
pub fn roles(site: &Site<'_>, findings: &mut Vec<Finding>) {
    if site.config.broken {
        return;
    }
    for contact in &site.data.contacts.rows {
        if site.config.roles.contains_key(&contact.role.value) {
            continue;
        }
        let known = site.config.roles.keys().map(String::as_str);
        let Spanned { value: role, place } = &contact.role;
        let near = crate::suggest::closest(role, known);
        let finding = Finding::new(&code::UNKNOWN_ROLE, *place).with("role", role.as_str());
        findings.push(super::meant(site, finding, *place, role, near));
    }
}

/// Whom a rule names that says when something must be done, there must be a number of.
pub fn missing(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let contacts = &site.data.contacts;
    if site.config.broken || contacts.broken {
        return;
    }
    for (role, place) in of_rules(site, |rule| rule.when.is_some()) {
        let known = contacts.of(role);
        let is_reached = known.is_some_and(|contact| contact.phone.is_some());
        if is_reached || MANY.contains(&role) || !site.config.roles.contains_key(role) {
            continue;
        }
        let place = known.map_or(place, |contact| contact.place);
        let finding = Finding::new(&code::CONTACT_MISSING, place).with("role", role);
        findings.push(finding.with("label", site.config.role(role)));
    }
}

/// Numbers without a role, as they stood in `krijt.yaml` before.
pub fn of_school(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let Some(first) = site.config.school.contact.first() else { return };
    let key = if first.value.contains('@') { "mail" } else { "telefoon" };
    let finding = match site.input.sources.find(FILE) {
        Some(_) => Finding::new(&code::SCHOOL_CONTACT, first.place),
        None => Finding::about(&code::SCHOOL_CONTACT, FILE),
    };
    findings.push(finding.with("key", key).with("value", first.value.as_str()));
}

/// What a contact keeps from an audience stands in no text that this audience reads.
pub fn in_texts(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, hiding) = (site.doc(id), site.hiding(id));
    if hiding.draft.is_some() || site.data.contacts.rows.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    let mut report = |audience: Audience, name: &str, span: Span| {
        let Some((contact, _)) = site.data.contacts.named(name) else { return };
        let is_there = site.variable(name, "nl", Audience::Team).is_some();
        if is_there && !audience.sees(contact.from) && told.insert(span) {
            let finding = Finding::new(&code::CONTACT_NOT_PUBLIC, Place { file: doc.file, span });
            findings.push(finding.with("role", contact.role.value.as_str()));
        }
    };
    let readers = Audience::ALL.into_iter().filter(|audience| audience.sees(hiding.from()));
    for audience in readers.filter(|_| !doc.body.variables.is_empty()) {
        let cut = doc.body.cut(audience);
        let body = cut.as_ref().map_or(&doc.body, |cut| &cut.body);
        variables(body).for_each(|(name, span)| report(audience, name, span));
    }
    for rule in doc.facets.rules.iter().flatten() {
        if let Some(card) = &rule.card {
            let readers = rule.from.max(hiding.from());
            super::protocol::names(&card.value).for_each(|name| report(readers, name, card.place.span));
        }
    }
    let titles = doc
        .head
        .title_place
        .into_iter()
        .flat_map(|place| super::protocol::names(&doc.head.title).map(move |name| (name, place.span)));
    titles.for_each(|(name, span)| report(hiding.from(), name, span));
}

fn variables(body: &Body) -> impl Iterator<Item = (&str, Span)> {
    body.all().filter_map(|node| match body.tag(node) {
        Tag::Variable(name) => Some((&*body.variables[name as usize], body.span(node))),
        _ => None,
    })
}
