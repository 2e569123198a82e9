//! Paper for a theme evening: the invitation for parents, and what the council needs on the evening itself.

use super::{Fact, facts, render};
use crate::audience::Audience;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::Event;
use crate::output::RenderContext;
use crate::output::context::clock;
use crate::output::evenings::{self, WITHOUT_SLIDES};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{About, Docs, Each, Where};
use crate::render::RenderOptions;

pub const INVITATION: Each =
    Each::Evening(Docs { at: Where::Beside("uitnodiging.pdf"), when: |_, _| true, render: invitation });

pub const RUN_SHEET: Each = Each::Evening(Docs {
    at: Where::Beside("draaiboek.pdf"),
    when: |_, _| true,
    render: |ctx, about, path, out| for_council(ctx, &about, "draaiboek", path, out),
});

pub const CARDS: Each = Each::Evening(Docs {
    at: Where::Beside("kaarten.pdf"),
    when: |_, about| !about.facet.roles.is_empty(),
    render: |ctx, about, path, out| for_council(ctx, &about, "kaarten", path, out),
});

pub const ATTENDANCE: Each = Each::Evening(Docs {
    at: Where::Beside("aanwezigen.pdf"),
    when: |_, _| true,
    render: |ctx, about, path, out| for_council(ctx, &about, "aanwezigen", path, out),
});

pub const EVALUATION: Each = Each::Evening(Docs {
    at: Where::Beside("evaluatie.pdf"),
    when: |_, _| true,
    render: |ctx, about, path, out| for_council(ctx, &about, "evaluatie", path, out),
});

/// What everybody may know of the evening.
fn event_facts(ctx: &RenderContext<'_>, about: &About<'_, Event>) -> Vec<Fact> {
    let About { id, doc, facet: event, .. } = *about;
    let edition = ctx.edition();
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
fn council_facts(ctx: &RenderContext<'_>, &About { id, facet: event, .. }: &About<'_, Event>) -> Vec<Fact> {
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

fn invitation(ctx: &RenderContext<'_>, about: About<'_, Event>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let id = about.id;
    let mut paper = Paper::new(&ctx.frame, &[id]);
    let body = paper.body(id, RenderOptions { hide: WITHOUT_SLIDES, ..RenderOptions::default() });
    let mut told = event_facts(ctx, &about);
    told.push(("woorden", paper.take_words()));
    render(ctx, path, &paper, ("uitnodiging", told, &body), out).map(drop)
}

fn for_council(
    ctx: &RenderContext<'_>,
    about: &About<'_, Event>,
    template: &'static str,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let id = about.id;
    let mut told = event_facts(ctx, about);
    told.extend(council_facts(ctx, about));
    super::say_for(&mut told, Audience::Mr.max(ctx.edition().from(id)));
    let paper = Paper::new(&ctx.frame, &[id]);
    render(ctx, path, &paper, (template, told, &Typ::default()), out).map(drop)
}
