//! What the protocol shows elsewhere: boxes for cards, texts for cards, and the list of changes.

use crate::audience::Audience;
use crate::body::Kind;
use crate::data::NEW;
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::Site;
use crate::source::Place;

/// A box goes to a card from the protocol only.
pub fn boxes(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if doc.facets.rules.is_some() {
        return;
    }
    for (_, div) in doc.body.blocks(Kind::Caution) {
        let Some(pair) = div.attrs.get("kaart") else { continue };
        let place = Place { file: doc.file, span: pair.span };
        let finding = Finding::new(&code::BLOCK_MISPLACED, place).with("block", "letop kaart=…");
        findings.push(finding.with("where", "content/protocol/"));
    }
}

/// Variables in the short text of a rule exist.
pub fn card_texts(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let cards = site.doc(id).facets.rules.iter().flatten().filter_map(|rule| rule.card.as_ref());
    for card in cards.filter(|_| !site.config.broken && !site.data.helplines.broken && !site.data.contacts.broken) {
        for name in names(&card.value).filter(|name| site.variable(name, "nl", Audience::Team).is_none()) {
            findings.push(Finding::new(&code::UNKNOWN_VARIABLE, card.place).with("name", name));
        }
    }
}

/// What the page at an incident says has variables and help lines that exist.
pub fn incidents(site: &Site<'_>, findings: &mut Vec<Finding>) {
    if site.config.broken || site.data.helplines.broken || site.data.contacts.broken {
        return;
    }
    let unknown = |name: &str| site.variable(name, "nl", Audience::Public).is_none();
    for kind in &site.data.incidents.rows {
        for item in kind.texts() {
            for name in names(&item.value).filter(|name| unknown(name)) {
                findings.push(Finding::new(&code::UNKNOWN_VARIABLE, item.place).with("name", name));
            }
        }
        for line in kind.call.iter().filter(|line| site.data.helplines.get(&line.value).is_none()) {
            let name = format!("hulplijn.{}.telefoon", line.value);
            findings.push(Finding::new(&code::UNKNOWN_VARIABLE, line.place).with("name", name));
        }
    }
}

/// The names of the variables in a text that is no Markdown.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim()))
}

/// Each change is about a rule or a chapter that is there.
pub fn changes(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let is_whole = !site.broken.iter().any(|path| path.starts_with("content/protocol/"));
    for about in site.data.changes.rows.iter().filter_map(|change| change.about.as_ref()).filter(|_| is_whole) {
        if site.rules.place_of(site, &about.value).is_some() || about.value.eq_ignore_ascii_case(NEW) {
            continue;
        }
        let chapters: Vec<&str> = site.rules.chapters(site).map(|(_, stem)| stem).collect();
        let known = site.rules.ids().chain(chapters).chain([NEW]);
        let near = crate::suggest::closest(&about.value, known);
        let finding = Finding::new(&code::CHANGE_OF_NOTHING, about.place).with("rule", about.value.as_str());
        findings.push(super::meant(site, finding, about.place, &about.value, near));
    }
}
