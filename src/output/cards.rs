//! Cards from the protocol: the steps at an incident, and what each role does. They are made of the rules themselves, so
//! that no card can say anything else than the protocol; [`of`] gives what both its page and its PDF show.
//!
//! Of each rule a card has its short instruction, or else its first paragraph, and whole what was marked to travel.

mod doors;
mod page;
mod size;

pub use doors::DOORS;
pub use page::PAGES;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::brief;
use super::context::RenderContext;
use super::protocol::docs;
use crate::audience::Audience;
use crate::body::{Kind, NodeId, Within};
use crate::config::Config;
use crate::data::{Contact, Helpline};
use crate::doc::{DocId, Incident, Rule, RuleParts};
use crate::edition::Edition;
use crate::kind::collection::{PROTOCOL, in_protocol};
use crate::wording::Wording;

/// The page that leads to the cards with the steps, without the ending of its file; theirs begin with it.
pub const STEPS: &str = in_protocol!("stappenkaart");

/// Whom a school may have to call on the day itself.
const TO_CALL: &[&str] =
    &["alarm", "politie", "helpwanted", "veiligthuis", "vertrouwensinspecteur", "schoolenveiligheid"];

/// Whose card it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Everybody's, at an incident of this kind.
    Steps(Incident),
    /// That of the role with this name, and of those that end up under the same one.
    Role { words: Vec<String>, label: String },
}

/// What stands on a card.
pub struct Card<'a> {
    pub title: String,
    pub owner: Owner,
    pub rows: Vec<Row<'a>>,
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
pub struct Row<'a> {
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

/// A rule that comes out in this edition.
struct Found<'a> {
    doc: DocId,
    node: NodeId,
    rule: &'a Rule,
}

/// The rules that come out in this edition, in the order of their numbers.
fn rules<'a>(edition: &'a Edition<'a>) -> Vec<Found<'a>> {
    let of_doc =
        |doc: DocId| brief::blocks(edition, doc).into_iter().map(move |(rule, node)| Found { doc, node, rule });
    docs(edition).into_iter().flat_map(of_doc).collect()
}

/// Does a rule hold for a role? It does when it names the role, or something that the role is a kind of.
fn holds(config: &Config, rule: &Rule, role: &str) -> bool {
    config.kinds_of(role).any(|kind| rule.who.iter().any(|who| who == kind))
}

/// The card of a role, without the ending of its file.
fn stem(role: &str) -> String {
    format!("{}kaart-{}", PROTOCOL.folder, crate::slug::of_text(role))
}

pub fn stem_of_steps(incident: Incident) -> String {
    format!("{STEPS}-{}", incident.word())
}

fn is_step(rule: &Rule, incident: Incident) -> bool {
    rule.when.is_some() && rule.incident.is_none_or(|own| own == incident)
}

/// The cards of this edition by the name of their file, without its ending: those with the steps first.
pub fn owners(edition: &Edition<'_>) -> Vec<(String, Owner)> {
    let config = edition.config();
    let rules = rules(edition);
    let steps = Incident::ALL.into_iter().filter(|incident| rules.iter().any(|found| is_step(found.rule, *incident)));
    let steps = steps.map(|incident| (stem_of_steps(incident), Owner::Steps(incident)));
    let named = rules.iter().flat_map(|found| found.rule.who.iter().map(String::as_str));
    let named: BTreeSet<&str> = named.collect();
    let of_school = config.roles.keys().map(String::as_str);
    let has_rules = |role: &&str| config.kinds_of(role).any(|kind| named.contains(kind));
    let all: BTreeSet<&str> = of_school.chain(named.iter().copied()).filter(has_rules).collect();
    let mut roles: BTreeMap<String, (Vec<String>, String)> = BTreeMap::new();
    for role in all {
        let row = roles.entry(stem(role)).or_insert_with(|| (Vec::new(), config.role(role).to_string()));
        row.0.push(role.to_string());
    }
    let roles = roles.into_iter().map(|(stem, (words, label))| (stem, Owner::Role { words, label }));
    steps.chain(roles).collect()
}

/// The names of all cards, without the ending of their files.
pub fn stems(edition: &Edition<'_>) -> Vec<String> {
    owners(edition).into_iter().map(|(stem, _)| stem).collect()
}

/// What stands on the card of this name.
pub fn of<'a>(ctx: &RenderContext<'a>, name: &str) -> Option<Card<'a>> {
    let edition = ctx.edition();
    let config = edition.config();
    let (_, owner) = owners(edition).into_iter().find(|(stem, _)| stem == name)?;
    let is_on = |rule: &Rule| match &owner {
        Owner::Steps(incident) => is_step(rule, *incident),
        Owner::Role { words, .. } => words.iter().any(|role| holds(config, rule, role)),
    };
    let found: Vec<Found<'a>> = rules(edition).into_iter().filter(|found| is_on(found.rule)).collect();
    let boxes = match &owner {
        Owner::Steps(incident) => boxes(edition, *incident, &found),
        Owner::Role { .. } => Vec::new(),
    };
    let is_own = |contact: &Contact| matches!(&owner, Owner::Role { words, .. } if words.contains(&contact.role.value));
    let contacts = edition.contacts().filter(|contact| !is_own(contact));
    let contacts: Vec<&Contact> = contacts.filter(|row| row.phone.is_some() || row.mail.is_some()).collect();
    let lines = edition.helplines().iter();
    let rows: Vec<Row<'a>> = found.into_iter().filter_map(|found| row(edition, found)).collect();
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

fn row<'a>(edition: &'a Edition<'a>, found: Found<'a>) -> Option<Row<'a>> {
    let (_, body) = edition.get(found.doc)?;
    let who: Vec<&str> = found.rule.who.iter().map(|role| edition.config().role(role)).collect();
    Some(Row {
        doc: found.doc,
        node: found.node,
        rule: found.rule,
        number: edition.rule(&found.rule.id)?.number,
        who: who.join(", "),
        parts: RuleParts::of(body, edition.text(found.doc), found.node),
        path: format!("{}#{}", edition.route(found.doc).path, found.rule.id),
    })
}

/// Boxes for the card with the steps of this kind. One that stands in a rule of the card travels with that rule.
fn boxes(edition: &Edition<'_>, incident: Incident, on_card: &[Found<'_>]) -> Vec<Boxed> {
    let mut boxes = Vec::new();
    for id in docs(edition) {
        let Some((_, body)) = edition.get(id) else { continue };
        let is_meant = |words: &str| words.split([' ', ',']).any(|word| word == incident.word());
        let rules: BTreeSet<NodeId> = on_card.iter().filter(|found| found.doc == id).map(|found| found.node).collect();
        let (mut within, mut rule_end) = (Within::default(), 0);
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
fn from_of(edition: &Edition<'_>, row: &Row<'_>) -> Audience {
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
    let (_, owner) = owners(ctx.edition()).into_iter().find(|(stem, _)| stem == name)?;
    Some(name_of(ctx.site_words(), &owner))
}

#[derive(Serialize)]
pub struct CardLink {
    title: String,
    path: String,
}

/// The pages of all cards, the one that leads to the steps first.
pub fn links(ctx: &RenderContext<'_>) -> Vec<CardLink> {
    let words = ctx.site_words();
    let link =
        |(stem, owner): (String, Owner)| CardLink { title: name_of(words, &owner), path: format!("{stem}.html") };
    let steps = format!("{STEPS}.html");
    let doors = ctx.plan.job(&steps).map(|_| CardLink { title: words.text("cards.title").to_string(), path: steps });
    doors.into_iter().chain(owners(ctx.edition()).into_iter().map(link)).collect()
}
