//! What families put into their calendars: an evening, the Week, and all days of the school year.

use super::context::{RenderContext, clock};
use super::mail::host;
use crate::calendar::{Calendar, Entry, When};
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Event};
use crate::edition::Edition;
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{ltr, web_address};
use crate::slug;
use crate::wording::capital;

pub const EVENING_FILE: &str = "thema-avond.ics";
pub const WEEK_FILE: &str = "week-van-de-mediawijsheid.ics";
pub const YEAR_FILE: &str = "schooljaar.ics";

pub const EVENING: Each = Each::Evening(Docs { at: Where::Beside(EVENING_FILE), when: |_, _| true, render: evening });
pub const WEEK: Each = Each::Site { path: WEEK_FILE, when: |edition| edition.config().week.is_some(), render: week };
pub const YEAR: Each = Each::Site { path: YEAR_FILE, when: has_days, render: year };

fn has_days(edition: &Edition<'_>) -> bool {
    let lists = edition.collections();
    edition.config().week.is_some() || !lists.evenings.is_empty() || !lists.posts.is_empty()
}

fn evening(ctx: &RenderContext<'_>, about: DocWith<'_, Event>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let calendar = Calendar {
        name: isolated(ctx, about.id, &about.doc.head.title),
        lang: ctx.edition().lang(about.id).to_string(),
        entries: vec![of_evening(ctx, about.id, about.doc, about.facet)],
    };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

/// The Week, evenings, letters, and when the protocol is read again.
fn year(ctx: &RenderContext<'_>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let (config, lists, words) = (edition.config(), edition.collections(), ctx.site_words());
    let mut entries = Vec::new();
    entries.extend(of_week(ctx));
    for (id, doc) in edition.docs(&lists.evenings) {
        entries.extend(doc.facets.event.as_ref().map(|event| of_evening(ctx, id, doc, event)));
    }
    for (id, doc) in edition.docs(&lists.posts) {
        let Some(day) = doc.head.date else { continue };
        let summary = words.with("calendar.letter", &[("title", &doc.head.title)]);
        let entry = days(ctx, &name_of(ctx, id), When::Days(day, day), summary);
        let description = doc.head.summary.as_ref().map(|summary| isolated(ctx, id, summary));
        entries.push(Entry { description, address: on_the_web(ctx, id), updated: doc.head.updated, ..entry });
    }
    let charter = lists.charter.and_then(|id| Some((id, edition.doc(id)?)));
    let review = charter.and_then(|(id, doc)| Some((id, doc, doc.facets.charter.as_ref()?.review_by?)));
    if let Some((id, doc, day)) = review {
        let summary = words.with("calendar.review", &[("title", &doc.head.title)]);
        let entry = days(ctx, "protocol-herzien", When::Days(day, day), summary);
        entries.push(Entry { address: on_the_web(ctx, id), updated: doc.head.updated, ..entry });
    }
    let name = words.with("calendar.year", &[("school", &config.school.name)]);
    let calendar = Calendar { name, lang: config.site.lang.clone(), entries };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

/// The Week alone, for a letter that names it.
fn week(ctx: &RenderContext<'_>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let name = ctx.site_words().text("calendar.week").to_string();
    let lang = ctx.edition().config().site.lang.clone();
    let calendar = Calendar { name, lang, entries: of_week(ctx).into_iter().collect() };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

fn of_week(ctx: &RenderContext<'_>) -> Option<Entry> {
    let week = ctx.edition().config().week.as_ref()?;
    let theme = week.theme.as_ref().map(|theme| format!(": {theme}")).unwrap_or_default();
    let summary = format!("{}{theme}", ctx.site_words().text("calendar.week"));
    Some(days(ctx, &format!("week-{}", week.from.year()), When::Days(week.from, week.to), summary))
}

pub(super) fn of_evening(ctx: &RenderContext<'_>, id: DocId, doc: &Doc, event: &Event) -> Entry {
    let words = ctx.frame.words(id);
    let said = |text: &str| isolated(ctx, id, text);
    let doors = event.doors.map(|time| capital(&words.with("evening.doors", &[("time", &clock(words, time))])));
    let about = [doc.head.summary.as_deref(), doors.as_deref(), event.signup.as_deref()];
    let about: Vec<String> = about.into_iter().flatten().map(said).collect();
    // What ends before it began ends on the next day.
    let end = event.end.or(event.closes).map(|end| {
        let day = if end < event.start { event.date.tomorrow().unwrap_or(event.date) } else { event.date };
        day.to_datetime(end)
    });
    let school = &ctx.edition().config().school;
    let place = event.place.iter().chain([&school.name]).chain(&school.place);
    Entry {
        uid: uid(ctx, &name_of(ctx, id)),
        when: When::Hours(event.date.to_datetime(event.start), end),
        summary: said(&doc.head.title),
        description: Some(about.join("\n")).filter(|text| !text.is_empty()),
        location: Some(said(&place.map(String::as_str).collect::<Vec<&str>>().join(", "))),
        address: on_the_web(ctx, id),
        updated: doc.head.updated,
        alarm: None,
    }
}

fn days(ctx: &RenderContext<'_>, name: &str, when: When, summary: String) -> Entry {
    Entry {
        uid: uid(ctx, name),
        when,
        summary,
        description: None,
        location: None,
        address: None,
        updated: None,
        alarm: None,
    }
}

/// Text of a document: what runs the other way in it stays together.
pub(super) fn isolated(ctx: &RenderContext<'_>, id: DocId, text: &str) -> String {
    ltr::isolated_in(ctx.edition().lang(id), &ctx.frame.filled(text, ctx.edition().lang(id)))
}

/// The place of a document, in one word.
pub(super) fn name_of(ctx: &RenderContext<'_>, id: DocId) -> String {
    ctx.edition().route(id).path.trim_end_matches("/index.html").replace('/', ".")
}

/// A name among those of all schools.
pub(super) fn uid(ctx: &RenderContext<'_>, name: &str) -> String {
    let config = ctx.edition().config();
    let own = || slug::of_text(&config.school.name);
    let school = config.site.base_url.as_deref().map_or_else(own, |base| host(base).to_lowercase());
    format!("{name}@{school}")
}

/// The way to a page on the web, where it goes there.
pub(super) fn on_the_web(ctx: &RenderContext<'_>, id: DocId) -> Option<String> {
    let edition = ctx.edition();
    let base = edition.config().site.base_url.as_deref().filter(|_| edition.is_open(id))?;
    Some(web_address(base, &edition.route(id).path))
}
