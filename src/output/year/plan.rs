//! The page of the school year: what has a day, and what comes back every year, month by month from August on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Dated, DatedRow, YearKind, dated, shown};
use crate::data::YearTask;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::front::Spanned;
use crate::html::Page;
use crate::output::context::{PageMeta, RenderContext};
use crate::output::evenings::who;
use crate::output::lessons::crumbs;
use crate::output::{duties, week};
use crate::plan::Each;

pub const PATH: &str = "jaar/index.html";

pub const PAGE: Each = Each::Site { path: PATH, when: |edition| edition.has_year(), render };

#[derive(Serialize)]
struct PlannedRow {
    #[serde(flatten)]
    row: DatedRow,
    kind: &'static str,
    label: String,
    who: Option<String>,
    done: bool,
}

/// What is done in a month, on whatever day.
#[derive(Serialize)]
pub struct TaskOfMonth<'a> {
    /// Where months are not told apart.
    month: Option<String>,
    what: &'a str,
    who: String,
    minutes: Option<&'a str>,
}

#[derive(Serialize)]
struct Month<'a> {
    title: String,
    anchor: String,
    dated: Vec<PlannedRow>,
    tasks: Vec<TaskOfMonth<'a>>,
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let words = ctx.site_words();
    let (title, summary) = (words.text("year.title"), Some(words.text("year.summary")));
    let meta = PageMeta { title, summary, crumbs: crumbs(words, &[(title, path)]), ..PageMeta::default() };
    let months = months(ctx);
    let is_made = |path: &&str| ctx.plan.job(path).is_some();
    ctx.page("year.html", &Page::new(path), meta, out, |context| {
        context.insert("months", &months);
        context.insert("duties", &Some(duties::LIST).filter(is_made));
    })
}

fn months<'a>(ctx: &RenderContext<'a>) -> Vec<Month<'a>> {
    let edition = ctx.edition();
    let rows = dated(ctx);
    let week = edition.config().week.as_ref().map(|week| week.from);
    let reference = edition.options().today.or(week).or(rows.first().map(|row| row.from));
    let mut months: BTreeMap<Date, (Vec<Dated>, Vec<&'a YearTask>)> = BTreeMap::new();
    let Some(start) = reference.map(date::school_year_start) else { return without_year(ctx) };
    for row in rows.into_iter().filter(|row| start <= row.from) {
        months.entry(row.from.first_of_month()).or_default().0.push(row);
    }
    for task in edition.year_tasks() {
        let year = if task.month >= start.month() { start.year() } else { start.year().saturating_add(1) };
        if let Ok(month) = Date::new(year, task.month, 1) {
            months.entry(month).or_default().1.push(task);
        }
    }
    let lang = &edition.config().site.lang;
    let month = |(first, (dated, tasks)): (Date, (Vec<Dated>, Vec<&'a YearTask>))| Month {
        title: date::words(first, lang, DateStyle::Month),
        anchor: format!("_{:04}-{:02}", first.year(), first.month()),
        dated: dated.into_iter().map(|row| planned(ctx, row)).collect(),
        tasks: tasks.into_iter().map(|task| of_month(ctx, task)).collect(),
    };
    months.into_iter().map(month).collect()
}

/// Nobody says which year it is: tasks, in the order of the file.
fn without_year<'a>(ctx: &RenderContext<'a>) -> Vec<Month<'a>> {
    let tasks = ctx.edition().year_tasks().map(|task| of_month(ctx, task)).collect();
    let title = ctx.site_words().text("year.tasks").to_string();
    vec![Month { title, anchor: "_jaar".to_string(), dated: Vec::new(), tasks }]
}

/// Those of a role, from August on.
pub fn tasks_of<'a>(ctx: &RenderContext<'a>, is_among: impl Fn(&[Spanned]) -> bool) -> Vec<TaskOfMonth<'a>> {
    let edition = ctx.edition();
    let mut tasks: Vec<&YearTask> = edition.year_tasks().filter(|task| is_among(&task.who)).collect();
    // August is 8, and the month before it the last.
    tasks.sort_by_key(|task| (task.month + 4) % 12);
    let name = |task: &YearTask| Some(date::month(task.month, &edition.config().site.lang));
    tasks.into_iter().map(|task| TaskOfMonth { month: name(task), ..of_month(ctx, task) }).collect()
}

fn of_month<'a>(ctx: &RenderContext<'_>, task: &'a YearTask) -> TaskOfMonth<'a> {
    TaskOfMonth { month: None, what: &task.what.value, who: who(ctx, &task.who), minutes: task.minutes.as_deref() }
}

fn planned(ctx: &RenderContext<'_>, row: Dated) -> PlannedRow {
    let (kind, done) = (row.kind, row.is_done);
    let who = Some(row.who.clone()).filter(|who| !who.is_empty());
    let mut row = shown(ctx, row, DateStyle::InYear);
    match kind {
        YearKind::Week => row.path = Some(week::PATH.to_string()).filter(|path| ctx.plan.job(path).is_some()),
        YearKind::Task => row.path = row.path.map(|path| format!("{path}#_taken")),
        _ => {}
    }
    let kind_name = match kind {
        YearKind::Task => "taak",
        YearKind::Holiday => "vrij",
        _ => "datum",
    };
    let label = ctx.site_words().text(kind.key());
    let label = if label == row.title { String::new() } else { label.to_string() };
    PlannedRow { row, kind: kind_name, label, who, done }
}
