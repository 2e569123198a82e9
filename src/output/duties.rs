//! A page a role, for the council and the team: what the role does on an evening, what it does before and after it, and its
//! rules of the protocol.

mod calendar;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::cards;
use super::context::{PageMeta, RenderContext, clock};
use super::evenings::{PartRow, RoleRow, TaskRow, part_row, role_row, task_row};
use super::lessons::{beside, crumbs};
use super::year;
use crate::config::Config;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Event};
use crate::edition::Edition;
use crate::front::Spanned;
use crate::html::Page;
use crate::kind::collection::in_protocol;
use crate::plan::{DocWith, Each, Whole};
use crate::slug;

pub use calendar::{FILE as CALENDAR, OF_EVENING, OF_ROLE};

pub const LIST: &str = "rol/index.html";

pub const ALL: Each = Each::Site { path: LIST, when: |edition| !all(edition).is_empty(), render: list };

pub const PAGES: Each = Each::Whole(Whole {
    paths: |edition| all(edition).keys().map(|name| page_of(name)).collect(),
    doc: |_| None,
    texts: |_| Vec::new(),
    render,
});

/// A role that has something to do.
struct Duty {
    word: String,
    label: String,
}

impl Duty {
    /// Does it do what these roles do? A head is a member of staff as well.
    fn is_among(&self, config: &Config, roles: &[Spanned]) -> bool {
        config.kinds_of(&self.word).any(|kind| roles.iter().any(|role| role.value.eq_ignore_ascii_case(kind)))
    }

    fn is_called(&self, role: &str) -> bool {
        slug::of_text(role) == slug::of_text(&self.word)
    }
}

fn page_of(name: &str) -> String {
    format!("rol/{name}/index.html")
}

/// The evenings for which something is still to be done.
fn evenings<'e>(edition: &'e Edition<'_>) -> impl Iterator<Item = (DocId, &'e Doc, &'e Event)> {
    let today = edition.options().today;
    let is_open = move |event: &Event| {
        let is_ahead = |due: Date| today.is_none_or(|today| today <= due);
        !event.is_over(today) || event.tasks.iter().any(|task| !task.is_done && task.due.is_some_and(is_ahead))
    };
    let rows = edition.docs(&edition.collections().evenings);
    rows.filter_map(|(id, doc)| Some((id, doc, doc.facets.event.as_deref()?))).filter(move |(.., event)| is_open(event))
}

/// All roles that have something to do, by their names in paths.
fn all(edition: &Edition<'_>) -> BTreeMap<String, Duty> {
    let of_evenings = evenings(edition).flat_map(|(.., event)| words_of(event));
    let of_year = edition.year_tasks().flat_map(|task| &task.who);
    of_evenings.chain(of_year).map(|word| named(edition, word)).collect()
}

fn words_of(event: &Event) -> impl Iterator<Item = &Spanned> {
    let parts = event.programme.iter().flat_map(|part| &part.who);
    let tasks = event.tasks.iter().flat_map(|task| &task.who);
    parts.chain(tasks).chain(event.roles.iter().map(|role| &role.role))
}

fn named(edition: &Edition<'_>, word: &Spanned) -> (String, Duty) {
    let label = edition.config().role(&word.value).to_string();
    (slug::of_text(&word.value), Duty { word: word.value.clone(), label })
}

/// The way to a role's page.
#[derive(Serialize)]
pub struct DutyLink {
    title: String,
    path: String,
}

/// The pages of all roles of an evening, as far as they come out.
pub fn of_evening(ctx: &RenderContext<'_>, event: &Event) -> Vec<DutyLink> {
    let roles: BTreeMap<String, Duty> = words_of(event).map(|word| named(ctx.edition(), word)).collect();
    let link = |(name, duty): (String, Duty)| DutyLink { title: duty.label, path: page_of(&name) };
    let is_made = |link: &DutyLink| ctx.plan.job(&link.path).is_some();
    let mut links: Vec<DutyLink> = roles.into_iter().map(link).filter(is_made).collect();
    links.sort_by(|a, b| a.title.cmp(&b.title));
    links
}

#[derive(Serialize)]
struct ListRow {
    title: String,
    path: String,
    count: Option<String>,
    /// What is due first.
    next: Option<String>,
}

fn list(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let row = |(name, duty): (String, Duty)| {
        let open = |event: &&Event| event.tasks.iter().any(|task| !task.is_done);
        let tasks = evenings(edition).map(|(.., event)| event).filter(open).flat_map(|event| &event.tasks);
        let own = tasks.filter(|task| !task.is_done && duty.is_among(edition.config(), &task.who));
        let own: Vec<_> = own.collect();
        let first = own.iter().filter_map(|task| Some((task.due?, &task.what.value))).min();
        let next = first.map(|(due, what)| {
            let date = date::words(due, &edition.config().site.lang, DateStyle::Day);
            words.with("duties.next", &[("date", &date), ("what", what)])
        });
        let count = (!own.is_empty()).then(|| words.count("duties.tasks", own.len() as u64));
        ListRow { title: duty.label, path: page_of(&name), count, next }
    };
    let mut rows: Vec<ListRow> = all(edition).into_iter().map(row).collect();
    rows.sort_by(|a, b| a.title.cmp(&b.title));
    let title = words.text("duties.title");
    let summary = Some(words.text("duties.summary"));
    let facts = PageMeta { title, summary, crumbs: crumbs(words, &[(title, LIST)]), ..PageMeta::default() };
    ctx.page("duties.html", &Page::new(path), facts, out, |context| context.insert("roles", &rows))
}

/// What a role does around one evening.
#[derive(Serialize)]
struct EveningDuty<'a> {
    title: &'a str,
    lang: &'a str,
    path: &'a str,
    date: String,
    start: String,
    jobs: Vec<RoleRow<'a>>,
    parts: Vec<PartRow<'a>>,
    tasks: Vec<TaskRow<'a>>,
    run_sheet: Option<String>,
}

fn render(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let name = path.trim_start_matches("rol/").trim_end_matches("/index.html");
    let duty = all(edition).remove(name).ok_or_else(|| ctx.bug(path))?;
    let mut page = Page::new(path);
    let card = format!("{}{name}", in_protocol!("kaart-"));
    let rules = cards::rules_of(ctx, &card, &mut page);
    let is_made = |path: &String| ctx.plan.job(path).is_some();
    let year = year::tasks_of(ctx, |who| duty.is_among(edition.config(), who));
    let evenings: Vec<EveningDuty<'_>> = evenings(edition).map(|row| around(ctx, &duty, row)).collect();
    let crumbs = crumbs(words, &[(words.text("duties.title"), LIST), (&duty.label, path)]);
    let facts = PageMeta { title: &duty.label, crumbs, ..PageMeta::default() };
    ctx.page("duty.html", &page, facts, out, |context| {
        context.insert("evenings", &evenings);
        context.insert("year", &year);
        context.insert("rules", &rules);
        context.insert("card", &Some(format!("{card}.html")).filter(is_made));
        context.insert("card_pdf", &Some(format!("{card}.pdf")).filter(is_made));
        context.insert("calendar", &Some(format!("rol/{name}/{CALENDAR}")).filter(is_made));
    })
}

fn around<'a>(ctx: &RenderContext<'a>, duty: &Duty, row: (DocId, &'a Doc, &'a Event)) -> EveningDuty<'a> {
    let ((id, doc, event), edition) = (row, ctx.edition());
    let (config, lang) = (edition.config(), edition.lang(id));
    let words = ctx.words(lang);
    let parts = event.programme.iter().filter(|part| duty.is_among(config, &part.who));
    let tasks = event.tasks.iter().filter(|task| duty.is_among(config, &task.who));
    EveningDuty {
        title: &doc.head.title,
        lang,
        path: &edition.route(id).path,
        date: date::words(event.date, lang, DateStyle::Weekday),
        start: clock(words, event.start),
        jobs: event.roles.iter().filter(|role| duty.is_called(&role.role.value)).map(role_row).collect(),
        parts: parts.map(|part| part_row(ctx, words, part)).collect(),
        tasks: tasks.map(|task| task_row(ctx, event, task, lang)).collect(),
        run_sheet: beside(ctx, id, super::run_sheet::FILE),
    }
}
