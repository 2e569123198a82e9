//! What is to come this year, for the council and the team: holidays, the Week, evenings, letters that wait for their day.

use jiff::civil::Date;
use serde::Serialize;

use super::context::RenderContext;
use crate::date::{self, DateStyle};
use crate::doc::DocId;
use crate::language;

/// A front page has room for this many.
const ROWS: usize = 12;

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

/// All that has a day and is not over, the first first.
pub fn upcoming(ctx: &RenderContext<'_>) -> Vec<DatedRow> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let (config, lists) = (edition.config(), edition.collections());
    // Until when, and the document that it is about, if any.
    let mut rows: Vec<(Date, Date, String, Option<DocId>)> = Vec::new();
    let holidays = config.holidays.iter().map(|row| (row.from, row.to, row.name.clone(), None));
    rows.extend(holidays);
    let week = config.week.iter().map(|week| (week.from, week.to, words.text("home.week").to_string(), None));
    rows.extend(week);
    let evenings = edition.docs(&lists.evenings).filter_map(|(id, doc)| Some((id, doc.facets.event.as_ref()?.date)));
    let letters = lists.posts.iter().filter_map(|id| Some((*id, edition.waits_until(*id)?)));
    rows.extend(evenings.chain(letters).map(|(id, day)| (day, day, ctx.text(id), Some(id))));
    rows.retain(|(_, to, ..)| edition.options().today.is_none_or(|today| today <= *to));
    rows.sort();
    let lang = &config.site.lang;
    let when = |from: Date, to: Date| match from == to {
        true => date::words(from, lang, DateStyle::Weekday),
        false => {
            let [from, to] = [from, to].map(|day| date::words(day, lang, DateStyle::Day));
            words.with("home.week_span", &[("from", &from), ("to", &to)])
        }
    };
    let row = |(from, to, title, about): (Date, Date, String, Option<DocId>)| {
        let own = about.map(|id| edition.lang(id)).filter(|own| own != lang);
        DatedRow {
            title,
            path: about.map(|id| edition.route(id).path.clone()),
            when: when(from, to),
            lang: own.map(str::to_string),
            dir: language::direction(own.unwrap_or(lang)),
        }
    };
    rows.into_iter().take(ROWS).map(row).collect()
}
