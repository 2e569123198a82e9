//! The tasks of an evening to tick off, in the order of their days: what is late, what comes, what is done. Ticks stay on the page.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::evenings::{TaskRow, task_row};
use super::lessons::{beside, crumbs};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Event, Task};
use crate::html::Page;
use crate::kind::collection::EVENINGS;
use crate::plan::{DocWith, Docs, Each, Where};

pub const FILE: &str = "taken.html";

pub const PAGE: Each =
    Each::Evening(Docs { at: Where::Beside(FILE), when: |_, about| !about.facet.tasks.is_empty(), render });

/// Tasks that are as far.
#[derive(Serialize)]
struct TaskGroup<'a> {
    title: &'a str,
    key: &'static str,
    /// Are they still to be done?
    open: bool,
    rows: Vec<TaskRow<'a>>,
}

/// The names of the groups, and where they stand.
const GROUPS: [(&str, &str); 3] = [("tasks.late", "laat"), ("tasks.ahead", "komt"), ("tasks.done", "klaar")];

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Event>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, facet: event, .. } = about;
    let (edition, words) = (ctx.edition(), ctx.frame.words(id));
    let (lang, today) = (edition.lang(id), edition.options().today);
    let is_late = |task: &Task| today.zip(task.due).is_some_and(|(today, due)| due < today);
    let place = |task: &Task| if task.is_done { 2 } else { usize::from(!is_late(task)) };
    let group = |(at, (title, key)): (usize, (&'static str, &'static str))| TaskGroup {
        title: words.text(title),
        key,
        open: at < 2,
        rows: event
            .tasks
            .iter()
            .filter(|task| place(task) == at)
            .map(|task| task_row(ctx, event, task, lang))
            .collect(),
    };
    let groups: Vec<TaskGroup<'_>> =
        GROUPS.into_iter().enumerate().map(group).filter(|group| !group.rows.is_empty()).collect();
    let evening = &edition.route(id).path;
    let title = words.with("tasks.title", &[("title", &doc.head.title)]);
    let list = words.text("evenings.title");
    let crumbs =
        crumbs(words, &[(list, EVENINGS.list), (&doc.head.title, evening), (words.text("evening.tasks"), path)]);
    let facts = PageMeta { title: &title, summary: Some(words.text("tasks.summary")), crumbs, ..PageMeta::of(doc) };
    ctx.page("tasks.html", &Page::new(path), facts, out, |context| {
        context.insert("groups", &groups);
        context.insert("date", &date::words(event.date, lang, DateStyle::Weekday));
        context.insert("evening", evening);
        context.insert("calendar", &beside(ctx, id, super::duties::CALENDAR));
    })
}
