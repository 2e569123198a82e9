//! Cards from the protocol: the steps at an incident, and what each role does. They are made of the rules themselves, so
//! that no card can say anything else than the protocol; [`of`] gives what both its page and its PDF show.
//!
//! Of each rule a card has its short instruction, or else its first paragraph, and whole what was marked to travel.

mod doors;
mod incident;
mod page;
mod size;

pub use doors::DOORS;
pub use incident::{INCIDENT, PATH as INCIDENT_PATH};
pub use page::{PAGES, rules_of};

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::RenderContext;
use super::protocol::docs;
use crate::audience::Audience;
use crate::body::{Kind, NodeId, Within};
use crate::data::{Contact, Helpline};
use crate::doc::{DocId, Incident, Rule, RuleParts};
use crate::edition::{Edition, RuleBlock};
pub use crate::edition::{Owner, STEPS, stem_of_steps};
use crate::wording::Wording;

/// Whom a school may have to call on the day itself.
const TO_CALL: &[&str] =
    &["alarm", "politie", "helpwanted", "veiligthuis", "vertrouwensinspecteur", "schoolenveiligheid"];

/// What stands on a card.
pub struct Card<'a> {
    pub title: String,
    pub owner: Owner,
    pub rows: Vec<CardRow<'a>>,
    /// Boxes of the protocol that are meant for this card.
    pub boxes: Vec<Boxed>,
    /// Who may see all that is on it.
    pub from: Audience,
    pub help: Vec<&'a Helpline>,
    pub contacts: Vec<&'a Contact>,
}

/// A box of the protocol.
pub struct Boxed {
    pub doc: DocId,
    pub node: NodeId,
    /// Who may see it.
    from: Audience,
}

/// A rule as a card shows it.
pub struct CardRow<'a> {
    pub doc: DocId,
    node: NodeId,
    pub rule: &'a Rule,
    pub number: &'a str,
    /// The roles that do it.
    pub who: String,
    pub parts: RuleParts,
    /// Where the rule stands on the page of the protocol.
    pub path: String,
}

/// The cards of this edition by the name of their file, without its ending: those with the steps first.
pub fn owners<'e>(edition: &'e Edition<'_>) -> &'e [(String, Owner)] {
    edition.cards().owners()
}

/// The names of all cards, without the ending of their files.
pub fn stems(edition: &Edition<'_>) -> Vec<String> {
    owners(edition).iter().map(|(stem, _)| stem.clone()).collect()
}

/// What stands on the card of this name.
pub fn of<'a>(ctx: &RenderContext<'a>, name: &str) -> Option<Card<'a>> {
    let edition = ctx.edition();
    let owner = edition.cards().owner(name)?.clone();
    let found = edition.rules_on(&owner);
    let boxes = match &owner {
        Owner::Steps(incident) => boxes(edition, *incident, &found),
        Owner::Role { .. } => Vec::new(),
    };
    let is_own = |contact: &Contact| matches!(&owner, Owner::Role { words, .. } if words.contains(&contact.role.value));
    let contacts = edition.contacts().filter(|contact| !is_own(contact));
    let contacts: Vec<&Contact> = contacts.filter(|row| row.phone.is_some() || row.mail.is_some()).collect();
    let lines = edition.helplines().iter();
    let rows: Vec<CardRow<'a>> = found.into_iter().filter_map(|(rule, block)| row(edition, rule, block)).collect();
    let parts = rows.iter().map(|row| from_of(edition, row)).chain(boxes.iter().map(|boxed| boxed.from));
    let from = parts.chain(contacts.iter().map(|contact| contact.from)).max().unwrap_or_default();
    Some(Card {
        title: title_of(ctx.site_words(), &owner),
        owner,
        rows,
        boxes,
        from,
        help: lines.filter(|line| TO_CALL.contains(&line.id.as_str()) && line.phone.is_some()).collect(),
        contacts,
    })
}

fn row<'a>(edition: &'a Edition<'a>, rule: &'a Rule, block: &RuleBlock) -> Option<CardRow<'a>> {
    let (_, body) = edition.get(block.doc)?;
    let who: Vec<&str> = rule.who.iter().map(|role| edition.config().role(role)).collect();
    Some(CardRow {
        doc: block.doc,
        node: block.node,
        rule,
        number: edition.rule(&rule.id)?.number,
        who: who.join(", "),
        parts: RuleParts::of(body, edition.text(block.doc), block.node),
        path: format!("{}#{}", edition.route(block.doc).path, rule.id),
    })
}

/// Boxes for the card with the steps of this kind. One that stands in a rule of the card travels with that rule.
fn boxes(edition: &Edition<'_>, incident: Incident, on_card: &[(&Rule, &RuleBlock)]) -> Vec<Boxed> {
    let mut boxes = Vec::new();
    for id in docs(edition) {
        let Some((_, body)) = edition.get(id) else { continue };
        let is_meant = |words: &str| words.split([' ', ',']).any(|word| word == incident.word());
        let rules: BTreeSet<NodeId> =
            on_card.iter().filter(|(_, block)| block.doc == id).map(|(_, block)| block.node).collect();
        let (mut within, mut rule_end) = (Within::new(body), 0);
        for node in body.all() {
            let from = within.enter(body, node);
            let Some(div) = body.div(node) else { continue };
            let end = body.subtree(node).end;
            rule_end = if rules.contains(&node) { rule_end.max(end) } else { rule_end };
            let is_box = div.kind == Kind::Caution && div.attrs.value("kaart").is_some_and(is_meant);
            if is_box && node >= rule_end {
                boxes.push(Boxed { doc: id, node, from: from.max(edition.from(id)) });
            }
        }
    }
    boxes
}

/// Who may see a rule, and all that travels with it?
fn from_of(edition: &Edition<'_>, row: &CardRow<'_>) -> Audience {
    let Some((_, body)) = edition.get(row.doc) else { return Audience::Public };
    let blocks = body.subtree(row.node).filter_map(|node| body.div(node).map(|div| (node, div.from)));
    let is_note = |block: NodeId| row.parts.notes.iter().any(|note| body.subtree(block).contains(note));
    let notes = blocks.filter(|(block, _)| is_note(*block)).map(|(_, from)| from);
    notes.fold(row.rule.from.max(edition.from(row.doc)), Audience::max)
}

fn title_of(words: &Wording, owner: &Owner) -> String {
    match owner {
        Owner::Steps(Incident::Child) => words.text("cards.child").to_string(),
        Owner::Steps(Incident::Staff) => words.text("cards.staff").to_string(),
        Owner::Role { label, .. } => label.clone(),
    }
}

/// What a card is called where it stands among other pages.
fn name_of(words: &Wording, owner: &Owner) -> String {
    match owner {
        Owner::Steps(_) => title_of(words, owner),
        Owner::Role { label, .. } => words.with("cards.role", &[("role", label)]),
    }
}

pub fn title(ctx: &RenderContext<'_>, name: &str) -> Option<String> {
    Some(name_of(ctx.site_words(), ctx.edition().cards().owner(name)?))
}

#[derive(Serialize)]
pub struct CardLink {
    pub title: String,
    pub path: String,
}

/// The pages of all cards, the one that leads to the steps first.
pub fn links(ctx: &RenderContext<'_>) -> Vec<CardLink> {
    let words = ctx.site_words();
    let link =
        |(stem, owner): &(String, Owner)| CardLink { title: name_of(words, owner), path: format!("{stem}.html") };
    let steps = format!("{STEPS}.html");
    let doors = ctx.plan.job(&steps).map(|_| CardLink { title: words.text("cards.title").to_string(), path: steps });
    doors.into_iter().chain(owners(ctx.edition()).iter().map(link)).collect()
}
