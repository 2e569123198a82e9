//! The school year, for the council and the team: holidays, the Week, evenings, letters, when the protocol is read again, what is
//! to be done. All of it on a page of its own, month by month; what comes next on the front page.

mod plan;

use jiff::civil::Date;
use serde::Serialize;

use super::context::RenderContext;
use super::evenings::who;
use crate::date::{self, DateStyle};
use crate::doc::DocId;
use crate::language;

pub use plan::{PAGE, PATH, tasks_of};

/// A front page has room for this many.
const ROWS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum YearKind {
    Holiday,
    Week,
    Evening,
    Letter,
    Review,
    Task,
}

impl YearKind {
    /// Its name among the words.
    fn key(self) -> &'static str {
        match self {
            YearKind::Holiday => "year.holiday",
            YearKind::Week => "home.week",
            YearKind::Evening => "home.evening",
            YearKind::Letter => "letter.kind",
            YearKind::Review => "year.review",
            YearKind::Task => "year.task",
        }
    }
}

/// Something that has a day.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    from: Date,
    to: Date,
    title: String,
    about: Option<DocId>,
    kind: YearKind,
    who: String,
    is_done: bool,
}

#[derive(Serialize)]
pub struct DatedRow {
    title: String,
    /// Where it has a page.
    path: Option<String>,
    when: String,
    /// The language of the title, where it is not that of the page.
    lang: Option<String>,
    dir: &'static str,
}

/// All that has a day, the first first.
fn dated(ctx: &RenderContext<'_>) -> Vec<Dated> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let (config, lists) = (edition.config(), edition.collections());
    let row = |from: Date, to: Date, kind: YearKind, title: String, about: Option<DocId>| Dated {
        from,
        to,
        title,
        about,
        kind,
        who: String::new(),
        is_done: false,
    };
    let mut rows: Vec<Dated> = Vec::new();
    let holidays = config.holidays.iter().map(|day| row(day.from, day.to, YearKind::Holiday, day.name.clone(), None));
    rows.extend(holidays);
    let name = words.text("home.week").to_string();
    rows.extend(config.week.iter().map(|week| row(week.from, week.to, YearKind::Week, name.clone(), None)));
    for (id, doc) in edition.docs(&lists.evenings) {
        let Some(event) = &doc.facets.event else { continue };
        rows.push(row(event.date, event.date, YearKind::Evening, ctx.text(id), Some(id)));
        for task in &event.tasks {
            let Some(due) = task.due else { continue };
            let title = ctx.frame.filled(&task.what.value, edition.lang(id));
            let task = Dated {
                who: who(ctx, &task.who),
                is_done: task.is_done,
                ..row(due, due, YearKind::Task, title, Some(id))
            };
            rows.push(task);
        }
    }
    for (id, doc) in edition.docs(&lists.posts) {
        let day = edition.waits_until(id).or(doc.head.date);
        rows.extend(day.map(|day| row(day, day, YearKind::Letter, ctx.text(id), Some(id))));
    }
    let review = lists.charter.and_then(|id| Some((id, edition.doc(id)?.facets.charter.as_ref()?.review_by?)));
    rows.extend(review.map(|(id, day)| row(day, day, YearKind::Review, ctx.text(id), Some(id))));
    rows.sort();
    rows
}

/// What has a day of its own and is not over, for the front page; a letter that was sent is no news, and tasks have a page.
pub fn upcoming(ctx: &RenderContext<'_>) -> Vec<DatedRow> {
    let edition = ctx.edition();
    let is_shown = |row: &Dated| match row.kind {
        YearKind::Letter => row.about.is_some_and(|id| edition.waits_until(id).is_some()),
        YearKind::Review | YearKind::Task => false,
        _ => true,
    };
    let is_ahead = |row: &Dated| edition.options().today.is_none_or(|today| today <= row.to);
    let rows = dated(ctx).into_iter().filter(|row| is_shown(row) && is_ahead(row)).take(ROWS);
    rows.map(|row| shown(ctx, row, DateStyle::Weekday)).collect()
}

fn shown(ctx: &RenderContext<'_>, row: Dated, style: DateStyle) -> DatedRow {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let lang = &edition.config().site.lang;
    let when = match row.from == row.to {
        true => date::words(row.from, lang, style),
        false => {
            let [from, to] = [row.from, row.to].map(|day| date::words(day, lang, DateStyle::Day));
            words.with("home.week_span", &[("from", &from), ("to", &to)])
        }
    };
    let own = row.about.map(|id| edition.lang(id)).filter(|own| own != lang);
    DatedRow {
        title: row.title,
        path: row.about.map(|id| edition.route(id).path.clone()),
        when,
        lang: own.map(str::to_string),
        dir: language::direction(own.unwrap_or(lang)),
    }
}
