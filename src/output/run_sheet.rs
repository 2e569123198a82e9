//! The run sheet of an evening as a page: minute by minute, with what is on now once somebody types the time, and what is left
//! to do after it. On paper it is `draaiboek.pdf`.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::evenings::{EventFacts, PartRow, TaskRow, facts_of, part_row, task_row};
use super::lessons::{beside, crumbs};
use crate::diag::Finding;
use crate::doc::{Event, Part};
use crate::html::Page;
use crate::kind::collection::EVENINGS;
use crate::plan::{DocWith, Docs, Each, Where};
use crate::wording::Wording;

pub const FILE: &str = "draaiboek.html";

pub const PAGE: Each =
    Each::Evening(Docs { at: Where::Beside(FILE), when: |_, about| !about.facet.programme.is_empty(), render });

/// A part with the minutes since midnight that it takes.
#[derive(Serialize)]
struct TimedRow<'a> {
    from: i64,
    to: i64,
    #[serde(flatten)]
    part: PartRow<'a>,
}

#[derive(Serialize)]
struct RunFacts<'a> {
    event: EventFacts<'a>,
    parts: Vec<TimedRow<'a>>,
    ends: String,
    after: Vec<TaskRow<'a>>,
    evaluation: Option<String>,
    paper: Option<String>,
    page: &'a str,
}

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Event>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, facet: event, .. } = about;
    let (edition, words) = (ctx.edition(), ctx.frame.words(id));
    let lang = edition.lang(id);
    let last = event.programme.iter().map(Part::end).max().unwrap_or_default();
    let after = event.tasks.iter().filter(|task| task.days_before < 0);
    let run = RunFacts {
        event: facts_of(ctx, id, event),
        parts: event.programme.iter().map(|part| timed(ctx, words, part)).collect(),
        ends: super::context::minute_of_day(words, last),
        after: after.map(|task| task_row(ctx, event, task, lang)).collect(),
        evaluation: beside(ctx, id, "evaluatie.pdf"),
        paper: beside(ctx, id, "draaiboek.pdf"),
        page: &edition.route(id).path,
    };
    let title = words.with("run_sheet.title", &[("title", &doc.head.title)]);
    let list = words.text("evenings.title");
    let crumbs =
        crumbs(words, &[(list, EVENINGS.list), (&doc.head.title, run.page), (words.text("paper.run_sheet"), path)]);
    let facts = PageMeta { title: &title, summary: None, crumbs, ..PageMeta::of(doc) };
    ctx.page("runsheet.html", &Page::new(path), facts, out, |context| context.insert("run", &run))
}

fn timed<'a>(ctx: &RenderContext<'_>, words: &Wording, part: &'a Part) -> TimedRow<'a> {
    TimedRow { from: part.start, to: part.end(), part: part_row(ctx, words, part) }
}
