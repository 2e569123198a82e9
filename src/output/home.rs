//! The home page: three doors.

use serde::Serialize;
use tera::Value;

use super::context::{ContentsRow, FEWEST, HELP, PageMeta, RenderContext};
use super::{cards, coverage, lessons, week, year};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::html::Page;
use crate::plan::menu;
use crate::plan::{DocWith, Each, Whole};
use crate::render::RenderOptions;
use crate::site::HANDBOOK;

pub const HOME: Each = Each::Whole(Whole {
    paths: |_| vec!["index.html".to_string()],
    doc: |edition| edition.collections().folders.get("").and_then(|folder| folder.index),
    texts: |_| Vec::new(),
    render,
});

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let mut page = Page::new(path);
    let content = own.as_ref().map(|own| ctx.content(own.id, &mut page, RenderOptions::default()));
    let doc = own.as_ref().map(|own| own.doc);
    let title = doc.map_or_else(|| edition.config().title(), |doc| doc.head.title.clone());
    let facts = PageMeta {
        title: &title,
        summary: doc.and_then(|doc| doc.head.summary.as_deref()),
        doc,
        ..PageMeta::default()
    };
    let today = edition.options().today;
    let evenings: Vec<DocId> = edition
        .docs(&edition.collections().evenings)
        .filter_map(|(id, doc)| doc.facets.event.as_ref().filter(|event| !event.is_over(today)).map(|_| id))
        .collect();
    let pages = edition.collections().folders.get("").map_or(&[][..], |folder| &folder.pages);
    ctx.page("home.html", &page, facts, out, |context| {
        context.insert_value("content", content.unwrap_or_else(Value::none));
        context.insert("week", &week_row(edition));
        let plan = Some(week::PATH).filter(|path| ctx.plan.job(path).is_some());
        context.insert("week_plan", &plan);
        context.insert("today", &plan.map_or_else(Vec::new, |_| week::blocks(ctx)));
        context.insert_value("modules", lessons::modules_value(ctx));
        context.insert_value("posts", ctx.summaries(&edition.collections().posts));
        context.insert_value("evenings", ctx.summaries(&evenings));
        context.insert("protocol", &charter(ctx));
        context.insert("council", &council(ctx));
        let year = if edition.is_on_the_web() { Vec::new() } else { year::upcoming(ctx) };
        context.insert("year", &year);
        context.insert("year_plan", &Some(year::PATH).filter(|path| ctx.plan.job(path).is_some()));
        let covered = Some(coverage::PATH).filter(|path| is_of_class(edition) && ctx.plan.job(path).is_some());
        context.insert("coverage", &covered);
        context.insert("help", &help(ctx));
        context.insert("talk", &edition.collections().posts.first().and_then(|id| super::newsletters::talk(ctx, *id)));
        context.insert_value("pages", Value::from(listed(ctx, pages)));
    })
}

/// The Week of media literacy, until it is over.
#[derive(Serialize)]
struct WeekRow<'a> {
    from: String,
    to: String,
    theme: Option<&'a str>,
}

fn week_row<'a>(edition: &'a Edition<'_>) -> Option<WeekRow<'a>> {
    let words = |day| date::words(day, &edition.config().site.lang, DateStyle::Day);
    let today = edition.options().today;
    let week = edition.config().week.as_ref().filter(|week| today.is_none_or(|today| today <= week.to))?;
    Some(WeekRow { from: words(week.from), to: words(week.to), theme: week.theme.as_deref() })
}

#[derive(Serialize)]
struct CharterDoor<'a> {
    title: &'a str,
    path: &'a str,
    summary: Option<&'a str>,
    version: Option<&'a str>,
    steps: Option<String>,
    incident: Option<&'static str>,
}

fn charter<'a>(ctx: &RenderContext<'a>) -> Option<CharterDoor<'a>> {
    let edition = ctx.edition();
    let id = edition.collections().charter?;
    let doc = edition.doc(id)?;
    Some(CharterDoor {
        title: &doc.head.title,
        path: &edition.route(id).path,
        summary: doc.head.summary.as_deref(),
        steps: Some(format!("{}.html", cards::STEPS)).filter(|path| ctx.plan.job(path).is_some()),
        incident: Some(cards::INCIDENT_PATH).filter(|path| ctx.plan.job(path).is_some()),
        version: doc.facets.charter.as_ref().and_then(|charter| charter.version.as_deref()),
    })
}

/// A place that a door of the home page leads to.
#[derive(Serialize)]
struct DoorRow {
    title: String,
    path: String,
}

/// What council and staff come for: the evening's run sheet, tasks and slides, what changes in the protocol, coverage.
fn council(ctx: &RenderContext<'_>) -> Vec<DoorRow> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    if edition.is_on_the_web() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut add = |title: &str, path: String| {
        if ctx.plan.job(path.split('#').next().unwrap_or(&path)).is_some() {
            rows.push(DoorRow { title: title.to_string(), path });
        }
    };
    for (id, doc) in edition.docs(&edition.collections().evenings).take(1) {
        let route = edition.route(id);
        add(words.text("pdf.draaiboek"), format!("{}draaiboek.pdf", route.folder()));
        if doc.facets.event.as_ref().is_some_and(|event| !event.tasks.is_empty()) {
            add(words.text("evening.tasks"), format!("{}#_taken", route.path));
        }
        add(words.text("evening.slides"), format!("{}{}", route.folder(), super::deck::DECK));
    }
    add(words.text("duties.title"), super::duties::LIST.to_string());
    add(words.text("changes.title"), super::changes::PATH.to_string());
    if !is_of_class(edition) {
        add(words.text("coverage.title"), coverage::PATH.to_string());
    }
    rows
}

/// Does coverage stand with the lessons? Those who teach look there; the council looks with what it decides on.
fn is_of_class(edition: &Edition<'_>) -> bool {
    edition.has_answers() && !edition.collections().modules.is_empty()
}

/// The parts of the page with help: for whom each is. A reader chooses at the door.
fn help(ctx: &RenderContext<'_>) -> Vec<DoorRow> {
    let Some(id) = ctx.plan.job(HELP).and_then(|job| job.work.doc()) else { return Vec::new() };
    let row = |part: ContentsRow<'_>| DoorRow { title: part.title, path: format!("{HELP}#{}", part.anchor) };
    ctx.contents(id, FEWEST).into_iter().map(row).collect()
}

/// Pages at the top, and the folders that the menu has no room for.
fn listed(ctx: &RenderContext<'_>, pages: &[DocId]) -> Vec<Value> {
    #[derive(Serialize)]
    struct Row<'a> {
        title: &'a str,
        path: String,
    }
    let edition = ctx.edition();
    let beyond = menu::folders(edition).skip(menu::FOLDERS).map(|(folder, row)| {
        let index = row.index;
        let title = index.map_or(row.name.as_str(), |id| edition.title(id));
        Row { title, path: format!("{folder}index.html") }
    });
    let folders = beyond.filter(|row| ctx.plan.job(&row.path).is_some()).map(|row| Value::from_serializable(&row));
    let handbook = edition.collections().folders.get(HANDBOOK).and_then(|folder| folder.index);
    pages.iter().copied().chain(handbook).map(|id| ctx.summary(id)).chain(folders).collect()
}
