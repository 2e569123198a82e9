//! The theme evening: an invitation for parents, and for the team who does what and when.

use std::borrow::Cow;

use serde::Serialize;

use super::context::{PageMeta, RenderContext, clock, minute_of_day};
use super::lessons::crumbs;
use crate::body::Kind as Block;
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, EveningRole, Event, Part, Task};
use crate::front::Spanned;
use crate::html::Page;
use crate::kind::collection::EVENINGS;
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{RenderOptions, ltr};
use crate::wording::Wording;

/// Parents read the invitation; the slides are for the one who leads the evening, in a deck of their own.
pub(super) const WITHOUT_SLIDES: &[Block] = &[Block::Sheet, Block::Slide, Block::Teacher, Block::Hidden];
const OVERVIEW: &str = EVENINGS.list;

pub const ALL: Each =
    Each::Site { path: OVERVIEW, when: |edition| !edition.collections().evenings.is_empty(), render: overview };

pub const EVENING: Each = Each::Evening(Docs { at: Where::Page, when: |_, _| true, render });

fn overview(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let page = Page::new(path);
    let words = ctx.site_words();
    let (title, summary) = (words.text("evenings.title"), Some(words.text("evenings.summary")));
    let crumbs = crumbs(words, &[(title, OVERVIEW)]);
    let facts = PageMeta { title, summary, crumbs, ..PageMeta::default() };
    ctx.page("evenings.html", &page, facts, out, |context| {
        context.insert_value("evenings", ctx.summaries(&ctx.edition().collections().evenings));
        context.insert("calendar", super::calendar::YEAR_FILE);
    })
}

#[derive(Serialize)]
pub(super) struct PartRow<'a> {
    time: String,
    what: Cow<'a, str>,
    minutes: u32,
    who: Option<String>,
    #[serde(rename = "where")]
    place: Option<Cow<'a, str>>,
    note: Option<Cow<'a, str>>,
    pub(super) needs: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct TaskRow<'a> {
    date: String,
    when: String,
    what: &'a str,
    who: String,
    done: bool,
}

#[derive(Serialize)]
pub(super) struct RoleRow<'a> {
    role: &'a str,
    count: Option<i64>,
    task: Option<&'a str>,
}

/// What a page and its papers are told of an evening.
#[derive(Serialize)]
pub struct EventFacts<'a> {
    /// Nobody is invited any more.
    over: bool,
    date: String,
    doors: Option<String>,
    start: String,
    end: Option<String>,
    closes: Option<String>,
    place: Option<Cow<'a, str>>,
    audience: Option<Cow<'a, str>>,
    seats: Option<i64>,
    signup: Option<Cow<'a, str>>,
    organiser: Option<Cow<'a, str>>,
    pub(super) programme: Vec<PartRow<'a>>,
    pub(super) tasks: Vec<TaskRow<'a>>,
    pub(super) roles: Vec<RoleRow<'a>>,
    /// Files beside the page, where they are there.
    deck: Option<String>,
    handout: Option<String>,
    /// To put it into a calendar; none once it is over.
    calendar: Option<String>,
}

impl EventFacts<'_> {
    /// On a page: what runs the other way in the words of the author stands apart.
    fn apart_in(mut self, lang: &str) -> Self {
        let own = [&mut self.place, &mut self.audience, &mut self.signup, &mut self.organiser];
        let parts = self.programme.iter_mut();
        let parts = parts.flat_map(|part| [Some(&mut part.what), part.place.as_mut(), part.note.as_mut()]);
        for text in own.into_iter().map(Option::as_mut).chain(parts).flatten() {
            if let Cow::Owned(apart) = ltr::apart_in(lang, text) {
                *text = Cow::Owned(apart);
            }
        }
        self
    }
}

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Event>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = about;
    let mut page = Page::new(path);
    let content = ctx.content(id, &mut page, RenderOptions { hide: WITHOUT_SLIDES, ..RenderOptions::default() });
    let words = ctx.frame.words(id);
    let crumbs = crumbs(words, &[(words.text("evenings.title"), OVERVIEW), (&doc.head.title, path)]);
    let facts = PageMeta { crumbs, ..PageMeta::of(doc) };
    ctx.page("evening.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("event", &facts_of(ctx, id, about.facet).apart_in(ctx.edition().lang(id)));
        context.insert("duties", &super::duties::of_evening(ctx, about.facet));
        context.insert("run_sheet", &super::lessons::beside(ctx, id, super::run_sheet::FILE));
        context.insert("tasks_page", &super::lessons::beside(ctx, id, super::tasks::FILE));
        context.insert("tasks_calendar", &super::lessons::beside(ctx, id, super::duties::CALENDAR));
    })
}

/// What everybody may know of an evening, and what this edition has of who does what.
pub fn facts_of<'a>(ctx: &RenderContext<'_>, id: DocId, event: &'a Event) -> EventFacts<'a> {
    let lang = ctx.edition().lang(id);
    let words = ctx.words(lang);
    let clock = |time| clock(words, time);
    let beside = |file: &str| super::lessons::beside(ctx, id, file);
    let over = event.is_over(ctx.edition().options().today);
    EventFacts {
        over,
        date: date::words(event.date, lang, DateStyle::Weekday),
        doors: event.doors.filter(|_| !over).map(clock),
        start: clock(event.start),
        end: event.end.map(clock),
        closes: event.closes.filter(|_| !over).map(clock),
        place: event.place.as_deref().map(Cow::from),
        audience: event.audience.as_deref().map(Cow::from),
        seats: event.seats.filter(|_| !over),
        signup: event.signup.as_deref().filter(|_| !over).map(Cow::from),
        organiser: event.organiser.as_deref().map(Cow::from),
        programme: programme(ctx, event, lang),
        tasks: tasks(ctx, event, lang),
        roles: roles(event),
        deck: beside(super::deck::DECK),
        handout: beside(super::deck::HANDOUT),
        calendar: beside(super::calendar::EVENING_FILE).filter(|_| !over),
    }
}

/// The parts with their clock times: durations are what the author gives.
fn programme<'a>(ctx: &RenderContext<'_>, event: &'a Event, lang: &str) -> Vec<PartRow<'a>> {
    let words = ctx.words(lang);
    event.programme.iter().map(|part| part_row(ctx, words, part)).collect()
}

pub(super) fn part_row<'a>(ctx: &RenderContext<'_>, words: &Wording, part: &'a Part) -> PartRow<'a> {
    PartRow {
        time: minute_of_day(words, part.start),
        what: Cow::from(part.what.as_str()),
        minutes: part.minutes,
        who: Some(who(ctx, &part.who)).filter(|who| !who.is_empty()),
        place: part.place.as_ref().map(|place| Cow::from(place.value.as_str())),
        note: part.note.as_deref().map(Cow::from),
        needs: part.needs.iter().map(|item| item.value.as_str()).collect(),
    }
}

/// The roles that do something, as they are called.
pub(super) fn who(ctx: &RenderContext<'_>, roles: &[Spanned]) -> String {
    let config = ctx.edition().config();
    roles.iter().map(|role| config.role(&role.value)).collect::<Vec<_>>().join(", ")
}

fn tasks<'a>(ctx: &RenderContext<'_>, event: &'a Event, lang: &str) -> Vec<TaskRow<'a>> {
    event.tasks.iter().map(|task| task_row(ctx, event, task, lang)).collect()
}

pub(super) fn task_row<'a>(ctx: &RenderContext<'_>, event: &Event, task: &'a Task, lang: &str) -> TaskRow<'a> {
    TaskRow {
        date: date::words(task.due.unwrap_or(event.date), lang, DateStyle::Weekday),
        when: distance(ctx.words(lang), task.days_before),
        what: &task.what.value,
        who: who(ctx, &task.who),
        done: task.is_done,
    }
}

/// In Dutch `6 weken vooraf`, `3 dagen na de avond`.
fn distance(words: &Wording, days: i64) -> String {
    let count = days.unsigned_abs();
    match (days, count % 7) {
        (0, _) => words.text("evening.on_the_day").to_string(),
        (1.., 0) => words.count("evening.weeks_before", count / 7),
        (1.., _) => words.count("evening.days_before", count),
        (_, 0) => words.count("evening.weeks_after", count / 7),
        _ => words.count("evening.days_after", count),
    }
}

fn roles(event: &Event) -> Vec<RoleRow<'_>> {
    event.roles.iter().map(role_row).collect()
}

pub(super) fn role_row(role: &EveningRole) -> RoleRow<'_> {
    RoleRow { role: &role.role.value, count: role.count, task: role.task.as_ref().map(|task| task.value.as_str()) }
}
