//! Roles that the school has, translations that have an original.

use std::collections::BTreeSet;

use crate::body::Kind;
use crate::config;
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::{Names, Site};
use crate::source::Place;
use crate::wording;

pub fn roles(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    if site.config.broken {
        return;
    }
    let doc = site.doc(id);
    for (_, div) in doc.body.blocks(Kind::Rule).filter(|_| doc.facets.rules.is_some()) {
        let Some(pair) = div.attrs.get("wie") else { continue };
        let words = pair.value.as_deref().unwrap_or_default().split([' ', ',']);
        let place = Place { file: doc.file, span: pair.span };
        findings.extend(words.filter(|word| !word.is_empty()).filter_map(|role| unknown_role(site, role, place)));
    }
}

/// The roles of the tasks of the year.
pub fn year(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let tasks = site.data.year_tasks.rows.iter().filter(|_| !site.config.broken);
    findings.extend(tasks.flat_map(|task| &task.who).filter_map(|who| unknown_role(site, &who.value, who.place)));
}

fn unknown_role(site: &Site<'_>, role: &str, place: Place) -> Option<Finding> {
    if site.config.roles.contains_key(role) {
        return None;
    }
    let near = site.nearest(Names::Roles, role);
    let finding = Finding::new(&code::UNKNOWN_ROLE, place).with("role", role);
    Some(super::meant(site, finding, place, role, near))
}

pub fn translations(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    // A page with a language in its name and nothing beside it is a page in that language.
    let Some(original) = doc.head.translates.as_deref().filter(|_| doc.facets.post.is_some()) else { return };
    if site.find(original).is_none() && !site.broken.contains(original) {
        let place = doc.place();
        let name = original.rsplit('/').next().unwrap_or(original);
        findings.push(Finding::new(&code::TRANSLATION_WITHOUT_ORIGINAL, place).with("original", name));
    }
}

/// Languages that nobody wrote krijt's own words in: each is reported once, at the first page in it.
pub fn languages(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let file = |lang: &str| format!("themes/{}/words/{}.yaml", site.config.site.theme, wording::base(lang));
    let has_words = |lang: &str| {
        wording::languages().any(|known| known == wording::base(lang)) || site.input.sources.find(&file(lang)).is_some()
    };
    let of_site = site.config.site.lang.as_str();
    if !has_words(of_site) {
        let finding = Finding::about(&code::LANGUAGE_WITHOUT_WORDS, config::FILE);
        findings.push(finding.with("lang", of_site).with("file", file(of_site)));
    }
    let mut told: BTreeSet<&str> = BTreeSet::from([of_site]);
    for id in site.ids() {
        let (doc, lang) = (site.doc(id), site.lang(id));
        if told.insert(lang) && !has_words(lang) {
            let place = doc.place();
            let finding = Finding::new(&code::LANGUAGE_WITHOUT_WORDS, place);
            findings.push(finding.with("lang", lang).with("file", file(lang)));
        }
    }
}
