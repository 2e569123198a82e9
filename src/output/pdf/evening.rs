//! Paper for a theme evening: the invitation for parents, and what the council needs on the evening itself.

use super::{Fact, facts, render};
use crate::audience::Audience;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, Event};
use crate::output::context::clock;
use crate::output::evenings::{self, WITHOUT_SLIDES};
use crate::output::{Output, RenderContext};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{Job, Planner, Subject};
use crate::render::RenderOptions;

pub const INVITATION: &str = "uitnodiging.pdf";
pub const RUN_SHEET: &str = "draaiboek.pdf";
pub const CARDS: &str = "kaarten.pdf";
pub const ATTENDANCE: &str = "aanwezigen.pdf";
pub const EVALUATION: &str = "evaluatie.pdf";

pub fn plan_invitation(planner: &mut Planner<'_>, output: &'static Output) {
    plan_each(planner, output, INVITATION, |_| true);
}

pub fn plan_run_sheet(planner: &mut Planner<'_>, output: &'static Output) {
    plan_each(planner, output, RUN_SHEET, |_| true);
}

pub fn plan_cards(planner: &mut Planner<'_>, output: &'static Output) {
    plan_each(planner, output, CARDS, |event| !event.roles.is_empty());
}

pub fn plan_attendance(planner: &mut Planner<'_>, output: &'static Output) {
    plan_each(planner, output, ATTENDANCE, |_| true);
}

pub fn plan_evaluation(planner: &mut Planner<'_>, output: &'static Output) {
    plan_each(planner, output, EVALUATION, |_| true);
}

fn plan_each(planner: &mut Planner<'_>, output: &'static Output, file: &str, may: fn(&Event) -> bool) {
    let edition = planner.edition;
    for (id, _) in edition.all().filter(|(_, doc)| doc.facets.event.as_deref().is_some_and(may)) {
        let path = format!("{}{file}", edition.route(id).folder());
        super::plan(planner, output, path, Subject::Doc(id), &[id]);
    }
}

/// What everybody may know of the evening.
fn event_facts(ctx: &RenderContext<'_>, id: DocId, event: &Event) -> Vec<Fact> {
    let edition = ctx.edition();
    let Some(doc) = edition.doc(id) else { return Vec::new() };
    let lang = edition.lang(id);
    let words = ctx.words(lang);
    let clock = |time| clock(words, time);
    let part = |part: evenings::PartRow<'_>| {
        Val::Dict(vec![
            ("tijd", part.time.into()),
            ("wat", part.what.into()),
            ("minuten", part.minutes.into()),
            ("wie", part.who.into()),
            ("waar", part.place.into()),
            ("toelichting", part.note.into()),
        ])
    };
    let mut told = facts(ctx, &doc.head.title, lang, &[]);
    told.extend([
        ("samenvatting", doc.head.summary.as_deref().into()),
        ("datum", date::words(event.date, lang, DateStyle::Weekday).into()),
        ("inloop", event.doors.map(clock).into()),
        ("aanvang", clock(event.start).into()),
        ("einde", event.end.map(clock).into()),
        ("zaal_dicht", event.closes.map(clock).into()),
        ("locatie", event.place.as_deref().into()),
        ("doelgroep", event.audience.as_deref().into()),
        ("plaatsen", event.seats.map_or(Val::None, Val::Int)),
        ("aanmelden", event.signup.as_deref().into()),
        ("organisatie", event.organiser.as_deref().into()),
        ("programma", Val::List(evenings::programme(ctx, event, lang).into_iter().map(part).collect())),
    ]);
    told
}

/// What those who plan it know: tasks and roles.
fn council_facts(ctx: &RenderContext<'_>, id: DocId, event: &Event) -> Vec<Fact> {
    let task = |task: evenings::TaskRow<'_>| {
        Val::Dict(vec![
            ("datum", task.date.into()),
            ("wanneer", task.when.into()),
            ("wat", task.what.into()),
            ("wie", task.who.into()),
        ])
    };
    let role = |role: evenings::RoleRow<'_>| {
        Val::Dict(vec![
            ("rol", role.role.into()),
            ("aantal", role.count.map_or(Val::None, Val::Int)),
            ("taak", role.task.into()),
        ])
    };
    vec![
        ("taken", Val::List(evenings::tasks(ctx, event, ctx.edition().lang(id)).into_iter().map(task).collect())),
        ("rollen", Val::List(evenings::roles(event).into_iter().map(role).collect())),
    ]
}

pub fn invitation(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let Some((id, event)) = event_of(ctx, job) else { return Ok(()) };
    let mut paper = Paper::new(&ctx.frame, &[id]);
    let body = paper.body(id, RenderOptions { hide: WITHOUT_SLIDES, ..RenderOptions::default() });
    let mut told = event_facts(ctx, id, event);
    told.push(("woorden", paper.take_words()));
    render(ctx, job, path, &paper, ("uitnodiging", told, &body), out).map(drop)
}

pub fn run_sheet(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    for_council("draaiboek", ctx, job, path, out)
}

pub fn cards(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    for_council("kaarten", ctx, job, path, out)
}

pub fn attendance(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    for_council("aanwezigen", ctx, job, path, out)
}

pub fn evaluation(ctx: &RenderContext<'_>, job: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    for_council("evaluatie", ctx, job, path, out)
}

fn event_of<'a>(ctx: &RenderContext<'a>, job: &Job) -> Option<(DocId, &'a Event)> {
    let Subject::Doc(id) = job.subject else { return None };
    Some((id, ctx.edition().doc(id)?.facets.event.as_deref()?))
}

fn for_council(
    template: &'static str,
    ctx: &RenderContext<'_>,
    job: &Job,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let Some((id, event)) = event_of(ctx, job) else { return Ok(()) };
    let mut told = event_facts(ctx, id, event);
    told.extend(council_facts(ctx, id, event));
    super::say_for(&mut told, Audience::Mr.max(ctx.edition().from(id)));
    let paper = Paper::new(&ctx.frame, &[id]);
    render(ctx, job, path, &paper, (template, told, &Typ::default()), out).map(drop)
}
