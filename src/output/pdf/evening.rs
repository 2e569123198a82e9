//! Paper for a theme evening: the invitation for parents, and what the council needs on the evening itself.

use super::{Fact, facts, render, web};
use crate::audience::Audience;
use crate::diag::Finding;
use crate::doc::Event;
use crate::output::RenderContext;
use crate::output::evenings::{self, EventFacts, WITHOUT_SLIDES};
use crate::pdf::{Paper, Typ, value};
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::RenderOptions;

pub const INVITATION: Each = Each::Evening(Docs {
    at: Where::Beside("uitnodiging.pdf"),
    when: |edition, about| !about.facet.is_over(edition.options().today),
    render: invitation,
});

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

/// What is told of the evening. The invitation is for parents: who does what is none of theirs.
fn told<'a>(ctx: &RenderContext<'_>, about: &DocWith<'a, Event>, event: &EventFacts<'a>) -> Vec<Fact> {
    let head = &about.doc.head;
    let mut told = facts(ctx, &head.title, ctx.edition().lang(about.id), &[]);
    told.extend([("summary", head.summary.as_deref().into()), ("event", value(event))]);
    told
}

fn invitation(
    ctx: &RenderContext<'_>,
    about: DocWith<'_, Event>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let id = about.id;
    let mut paper = Paper::new(&ctx.frame, &[id]);
    // What the council and the team add to its page is not handed to parents.
    let readers = ctx.edition().from(id);
    let body = paper.body(id, RenderOptions { hide: WITHOUT_SLIDES, readers, ..RenderOptions::default() });
    let mut event = evenings::facts_of(ctx, id, about.facet);
    event.tasks.clear();
    event.roles.clear();
    event.programme.iter_mut().for_each(|part| part.needs.clear());
    let mut told = told(ctx, &about, &event);
    told.extend([("web", web::of(ctx, id)), ("terms", paper.take_words())]);
    render(ctx, path, &paper, ("uitnodiging", told, &body), out).map(drop)
}

fn for_council(
    ctx: &RenderContext<'_>,
    about: &DocWith<'_, Event>,
    template: &'static str,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let id = about.id;
    let mut told = told(ctx, about, &evenings::facts_of(ctx, id, about.facet));
    super::say_for(&mut told, Audience::Mr.max(ctx.edition().from(id)));
    let paper = Paper::new(&ctx.frame, &[id]);
    render(ctx, path, &paper, (template, told, &Typ::default()), out).map(drop)
}
