//! The days that a letter is about: evenings that it links to, and the Week where it names the days of that. Before them
//! they can be put into a calendar, on them and after them the letter says so.

use jiff::civil::Date;
use serde::Serialize;

use crate::body::Tag;
use crate::date::{self, DateStyle};
use crate::doc::{DocId, Event, Post};
use crate::edition::Edition;
use crate::language;
use crate::output::calendar;
use crate::output::context::RenderContext;
use crate::plan::{DocWith, beside};
use crate::site::Target;
use crate::wording::Wording;

/// A variable with one of the days of the Week.
const WEEK: &str = "week_van_de_mediawijsheid.";

/// Something to put into a calendar.
#[derive(Serialize)]
pub struct DateRow {
    title: String,
    /// The language of the title, where that is another one.
    lang: Option<String>,
    dir: &'static str,
    when: String,
    /// The file for calendars.
    path: String,
}

/// What a letter is about, as far as it has days.
pub struct LetterDays<'a> {
    evenings: Vec<(DocId, &'a Event)>,
    week: Option<(Date, Date)>,
    today: Option<Date>,
}

impl<'a> LetterDays<'a> {
    pub fn of(edition: &'a Edition<'_>, about: &DocWith<'_, Post>) -> Self {
        let (body, mut evenings, mut names_week) = (about.body, Vec::new(), false);
        for node in body.all() {
            match body.tag(node) {
                Tag::Variable(name) => names_week |= body.variables[name as usize].starts_with(WEEK),
                Tag::Link(_) => evenings.extend(evening(edition, about.id, body.span(node).start)),
                _ => {}
            }
        }
        evenings.sort_by_key(|(id, event)| (event.date, *id));
        evenings.dedup_by_key(|(id, _)| *id);
        let week = edition.config().week.as_ref().filter(|_| names_week).map(|week| (week.from, week.to));
        LetterDays { evenings, week, today: edition.options().today }
    }

    /// All evenings that the letter leads to were held.
    pub fn is_over(&self) -> bool {
        !self.evenings.is_empty() && self.evenings.iter().all(|(_, event)| event.is_over(self.today))
    }

    /// What a reader must know first: that it is today, or that it was.
    pub fn notice<'w>(&self, words: &'w Wording) -> Option<&'w str> {
        let today = self.today?;
        let is_today = self.evenings.iter().any(|(_, event)| event.date == today);
        let key = match self.week {
            _ if is_today => "evening.today",
            _ if self.is_over() => "evening.over",
            Some((from, to)) if from <= today && today <= to => "letter.week_now",
            Some((_, to)) if to < today => "letter.week_over",
            _ => return None,
        };
        Some(words.text(key))
    }

    /// What is still to come, to put into a calendar.
    pub fn to_come(&self, ctx: &RenderContext<'_>, words: &Wording, lang: &str) -> Vec<DateRow> {
        let edition = ctx.edition();
        let day = |day: Date, style| date::words(day, lang, style);
        let week = self.week.filter(|(_, to)| self.today.is_none_or(|today| today <= *to)).map(|(from, to)| {
            let [from, to] = [from, to].map(|date| day(date, DateStyle::Day));
            DateRow {
                title: words.text("calendar.week").to_string(),
                lang: None,
                dir: language::direction(&words.lang),
                when: words.with("home.week_span", &[("from", &from), ("to", &to)]),
                path: calendar::WEEK_FILE.to_string(),
            }
        });
        let to_come = self.evenings.iter().filter(|(_, event)| !event.is_over(self.today));
        let evenings = to_come.map(|(id, event)| DateRow {
            title: ctx.text(*id),
            lang: Some(edition.lang(*id)).filter(|own| *own != words.lang).map(str::to_string),
            dir: language::direction(edition.lang(*id)),
            when: day(event.date, DateStyle::Weekday),
            path: beside(edition, *id, calendar::EVENING_FILE),
        });
        let rows = week.into_iter().chain(evenings);
        rows.filter(|row| ctx.plan.job(&row.path).is_some()).collect()
    }
}

/// The evening that the link at a byte of a letter leads to.
fn evening<'a>(edition: &'a Edition<'_>, letter: DocId, at: u32) -> Option<(DocId, &'a Event)> {
    match edition.target(letter, at)? {
        Target::Doc { doc, .. } => Some((*doc, edition.doc(*doc)?.facets.event.as_deref()?)),
        _ => None,
    }
}
