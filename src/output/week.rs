//! The plan of the Week, for the team: day by day which group has which lesson, on a page and on a sheet for the wall; what is
//! given today, for the front page.

mod calendar;
mod today;

use serde::Serialize;

use super::context::{PageMeta, RenderContext, clock, groups_text};
use super::lessons::{beside, crumbs};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, Lesson};
use crate::edition::{GROUPS, WeekCell, WeekDay};
use crate::html::Page;
use crate::language;
use crate::plan::Each;
use crate::wording::capital;

pub use calendar::CALENDARS;
pub use today::blocks;

pub const PATH: &str = "week/index.html";

pub const PAGE: Each = Each::Site { path: PATH, when: |edition| edition.has_week(), render };

/// A lesson in the plan.
#[derive(Serialize)]
struct LessonRow<'a> {
    title: String,
    path: &'a str,
    lang: &'a str,
    dir: &'static str,
    time: Option<String>,
    minutes: Option<u32>,
    /// What it shares with others.
    shared: Vec<&'a str>,
    draft: bool,
    deck: Option<String>,
    card: Option<String>,
}

/// Groups that stand beside each other, and what they have.
#[derive(Serialize)]
struct CellRow<'a> {
    span: usize,
    groups: String,
    lessons: Vec<LessonRow<'a>>,
}

#[derive(Serialize)]
struct DayRow<'a> {
    date: String,
    iso: String,
    holiday: Option<&'a str>,
    empty: bool,
    cells: Vec<CellRow<'a>>,
}

#[derive(Serialize)]
struct GroupLink {
    title: String,
    number: u8,
    path: Option<String>,
}

#[derive(Serialize)]
pub struct WeekFacts<'a> {
    span: String,
    theme: Option<&'a str>,
    days: Vec<DayRow<'a>>,
    groups: Vec<GroupLink>,
    without: Option<String>,
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let words = ctx.site_words();
    let facts = facts_of(ctx).ok_or_else(|| ctx.bug(path))?;
    let (title, summary) = (words.text("week.title"), Some(words.text("week.summary")));
    let meta = PageMeta { title, summary, crumbs: crumbs(words, &[(title, path)]), ..PageMeta::default() };
    ctx.page("week.html", &Page::new(path), meta, out, |context| context.insert("week", &facts))
}

pub fn facts_of<'a>(ctx: &RenderContext<'a>) -> Option<WeekFacts<'a>> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let week = edition.config().week.as_ref()?;
    let plan = edition.week_plan()?;
    let [from, to] = [week.from, week.to].map(|day| date::words(day, &edition.config().site.lang, DateStyle::Day));
    let link = |number: u8| GroupLink {
        title: group_name(ctx, &[number]),
        number,
        path: Some(calendar::path_of(number)).filter(|path| ctx.plan.job(path).is_some()),
    };
    Some(WeekFacts {
        span: words.with("home.week_span", &[("from", &from), ("to", &to)]),
        theme: week.theme.as_deref(),
        groups: GROUPS.map(link).collect(),
        without: groups_text(words, &plan.without),
        days: plan.days.into_iter().map(|day| day_row(ctx, day)).collect(),
    })
}

fn day_row<'a>(ctx: &RenderContext<'a>, day: WeekDay<'a>) -> DayRow<'a> {
    DayRow {
        date: date::words(day.date, &ctx.edition().config().site.lang, DateStyle::InYear),
        iso: day.date.to_string(),
        holiday: day.holiday,
        empty: !day.has_lessons(),
        cells: day.cells.iter().map(|cell| cell_row(ctx, cell)).collect(),
    }
}

fn cell_row<'a>(ctx: &RenderContext<'a>, cell: &WeekCell) -> CellRow<'a> {
    let lessons = cell.lessons.iter().filter_map(|id| lesson_row(ctx, *id));
    CellRow { span: cell.groups.len(), groups: group_name(ctx, &cell.groups), lessons: lessons.collect() }
}

fn group_name(ctx: &RenderContext<'_>, groups: &[u8]) -> String {
    capital(&groups_text(ctx.site_words(), groups).unwrap_or_default())
}

fn lesson_row<'a>(ctx: &RenderContext<'a>, id: DocId) -> Option<LessonRow<'a>> {
    let edition = ctx.edition();
    let lesson: &Lesson = edition.doc(id)?.facets.lesson.as_deref()?;
    let lang = edition.lang(id);
    let shared = &edition.config().shared;
    Some(LessonRow {
        title: ctx.text(id),
        path: &edition.route(id).path,
        lang,
        dir: language::direction(lang),
        time: lesson.start.map(|start| clock(ctx.site_words(), start)),
        minutes: lesson.minutes,
        shared: shared.iter().filter(|thing| lesson.needs(thing)).map(String::as_str).collect(),
        draft: edition.is_draft(id),
        deck: beside(ctx, id, super::deck::DECK),
        card: beside(ctx, id, super::paper::CARD),
    })
}
