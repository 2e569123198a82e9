//! The cards of the protocol as PDFs, and what changed in it. What a card says is decided in [`crate::output::cards`].

use super::protocol::{charter_facts, helplines_of};
use super::{Fact, facts, limit, render};
use crate::diag::Finding;
use crate::doc::DocId;
use crate::output::cards::{self, Card, Row, STEPS};
use crate::output::protocol::docs;
use crate::output::{Output, Stage};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{Job, Planner, Subject};

pub const CHANGES: &str = "protocol/wijzigingen.pdf";

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    let docs = docs(planner.view);
    for name in cards::stems(planner.view) {
        super::plan(planner, output, format!("{name}.pdf"), cards::subject(planner.view), &docs);
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

fn row(rule: Row<'_>) -> Val {
    Val::Dict(vec![
        ("nummer", rule.number.into()),
        ("tekst", rule.text.into()),
        ("wie", rule.who.into()),
        ("wanneer", rule.when.into()),
    ])
}

/// The facts of a card: those of the protocol that it is made of, and its own.
fn card_facts(stage: &Stage<'_>, job: &Job, card: Card<'_>) -> Vec<Fact> {
    let view = stage.view();
    let mut told = facts(stage, card.title, &view.site.config.site.lang, &[]);
    if let Subject::Doc(id) = job.subject
        && let Some(charter) = view.site.doc(id).facets.charter.as_deref()
    {
        told.extend(charter_facts(stage, charter).into_iter().filter(|(name, _)| *name != "wijzigingen"));
    }
    told.retain(|(name, _)| *name != "team");
    told.push(("team", card.team.into()));
    told.push(("regels", Val::List(card.rules.into_iter().map(row).collect())));
    told.push(("hulplijnen", helplines_of(stage, card.help)));
    told.push(("rol", card.role.into()));
    told
}

pub fn render_card(stage: &Stage<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let name = path.trim_end_matches(".pdf");
    let Some(card) = cards::of(stage, name) else { return Ok(()) };
    let told = card_facts(stage, job, card);
    let template = if name == STEPS { "stappenkaart" } else { "kaart" };
    let paper = Paper::new(&stage.frame, &docs(stage.view()));
    let made = render(stage, job, path, &paper, (template, told, &Typ::default()), out)?;
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
