//! Cards from the protocol: the steps at an incident, what each role does, and what changed. They are made of the rules
//! themselves, so that no card can say anything else than the protocol.

use super::protocol::{charter_facts, docs, helplines_of};
use super::{Fact, facts, limit, render};
use crate::diag::Finding;
use crate::doc::{DocId, Rule};
use crate::output::protocol::first_words;
use crate::output::{Output, Stage};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{Job, Planner, Subject};
use crate::site::View;

pub const STEPS: &str = "protocol/stappenkaart.pdf";
pub const CHANGES: &str = "protocol/wijzigingen.pdf";

/// Whom a school may have to call on the day itself.
const TO_CALL: &[&str] =
    &["alarm", "politie", "helpwanted", "veiligthuis", "vertrouwensinspecteur", "schoolenveiligheid"];

/// The rules that come out in this edition, in the order of their numbers.
fn rules<'v>(view: &'v View<'_>) -> impl Iterator<Item = (DocId, &'v Rule)> + 'v {
    docs(view).into_iter().flat_map(move |id| {
        let rules = view.site.doc(id).facets.rules.iter().flatten();
        rules.filter(|rule| view.is_team() || !rule.team_only).map(move |rule| (id, rule))
    })
}

/// The file of a role's card.
pub fn card_of(role: &str) -> String {
    format!("protocol/kaart-{}.pdf", crate::slug::of_text(role))
}

/// The roles that a rule names, in order.
pub fn roles(view: &View<'_>) -> Vec<String> {
    let mut roles: Vec<String> = rules(view).flat_map(|(_, rule)| rule.who.iter().cloned()).collect();
    roles.sort();
    roles.dedup();
    roles
}

fn subject(planner: &Planner<'_>) -> Subject {
    let view = planner.view;
    view.site.order.charter.filter(|id| view.shows(*id)).map_or(Subject::Site, Subject::Doc)
}

pub fn plan_steps(planner: &mut Planner<'_>, output: &'static Output) {
    if rules(planner.view).any(|(_, rule)| rule.when.is_some()) {
        let docs = docs(planner.view);
        super::plan(planner, output, STEPS.to_string(), subject(planner), &docs);
    }
}

pub fn plan_cards(planner: &mut Planner<'_>, output: &'static Output) {
    let docs = docs(planner.view);
    for role in roles(planner.view) {
        super::plan(planner, output, card_of(&role), subject(planner), &docs);
    }
}

pub fn plan_changes(planner: &mut Planner<'_>, output: &'static Output) {
    let view = planner.view;
    let has_changes = |id: &DocId| {
        let charter = view.site.doc(*id).facets.charter.as_ref();
        charter.is_some_and(|charter| !charter.changes.is_empty())
    };
    if let Some(id) = view.site.order.charter.filter(|id| view.is_team() && view.shows(*id) && has_changes(id)) {
        super::plan(planner, output, CHANGES.to_string(), Subject::Doc(id), &[id]);
    }
}

fn row(stage: &Stage<'_>, id: DocId, rule: &Rule) -> Option<Val> {
    let site = stage.view().site;
    let number = &site.rules.get(&rule.id)?.number;
    let who: Vec<&str> =
        rule.who.iter().map(|role| site.config.roles.get(role).map_or(role.as_str(), String::as_str)).collect();
    Some(Val::Dict(vec![
        ("nummer", number.as_str().into()),
        ("tekst", first_words(stage, id, rule.at).into()),
        ("wie", who.join(", ").into()),
        ("wanneer", rule.when.as_deref().into()),
    ]))
}

/// The facts of a card: those of the protocol that it is made of.
fn card_facts(stage: &Stage<'_>, job: &Job, title: &str, rules: Vec<Val>) -> Vec<Fact> {
    let view = stage.view();
    let mut told = facts(stage, title, &view.site.config.site.lang, &[]);
    if let Subject::Doc(id) = job.subject
        && let Some(charter) = view.site.doc(id).facets.charter.as_deref()
    {
        told.extend(charter_facts(stage, charter).into_iter().filter(|(name, _)| *name != "wijzigingen"));
    }
    told.push(("regels", Val::List(rules)));
    told.push(("hulplijnen", helplines_of(stage, |line| TO_CALL.contains(&line.id.as_str()) && line.phone.is_some())));
    told
}

pub fn steps(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let view = stage.view();
    let timed = rules(view).filter(|(_, rule)| rule.when.is_some());
    let rows = timed.filter_map(|(id, rule)| row(stage, id, rule)).collect();
    let told = card_facts(stage, job, "Stappenkaart bij een voorval", rows);
    let paper = Paper::new(&stage.frame, &docs(view));
    let made = render(stage, job, path, &paper, ("stappenkaart", told, &Typ::default()), out)?;
    limit(stage, job, path, &made, 1);
    Ok(())
}

pub fn card(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let view = stage.view();
    let Some(role) = roles(view).into_iter().find(|role| card_of(role) == path) else { return Ok(()) };
    let label = view.site.config.roles.get(&role).unwrap_or(&role);
    let own = rules(view).filter(|(_, rule)| rule.who.contains(&role));
    let rows = own.filter_map(|(id, rule)| row(stage, id, rule)).collect();
    let mut told = card_facts(stage, job, label, rows);
    told.push(("rol", label.as_str().into()));
    let paper = Paper::new(&stage.frame, &docs(view));
    let made = render(stage, job, path, &paper, ("kaart", told, &Typ::default()), out)?;
    limit(stage, job, path, &made, 1);
    Ok(())
}

pub fn changes(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Subject::Doc(id) = job.subject else { return Ok(()) };
    let doc = stage.view().site.doc(id);
    let Some(charter) = doc.facets.charter.as_deref() else { return Ok(()) };
    let mut told = facts(stage, "Wat er verandert in het protocol", &stage.view().site.config.site.lang, &[]);
    told.push(("protocol", doc.head.title.as_str().into()));
    told.extend(charter_facts(stage, charter));
    let paper = Paper::new(&stage.frame, &[id]);
    render(stage, job, path, &paper, ("wijzigingen", told, &Typ::default()), out).map(drop)
}
