//! The lessons of the Week of one group, as a file for calendars.

use crate::calendar::{Alarm, Calendar, Entry, When};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::{Edition, GROUPS};
use crate::output::calendar::{isolated, name_of, on_the_web, uid};
use crate::output::context::RenderContext;
use crate::plan::{DocWith, Each, Whole};

pub const CALENDARS: Each = Each::Whole(Whole { paths, doc: |_| None, texts: |_| Vec::new(), render });

pub fn path_of(group: u8) -> String {
    format!("week/groep-{group}.ics")
}

/// One for each group that has a lesson.
fn paths(edition: &Edition<'_>) -> Vec<String> {
    let Some(plan) = edition.week_plan() else { return Vec::new() };
    GROUPS.filter(|group| !plan.without.contains(group)).map(path_of).collect()
}

fn render(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let group = GROUPS.into_iter().find(|group| path_of(*group) == path).ok_or_else(|| ctx.bug(path))?;
    let plan = edition.week_plan().ok_or_else(|| ctx.bug(path))?;
    let cells = plan.days.iter().flat_map(|day| &day.cells).filter(|cell| cell.groups.contains(&group));
    let config = edition.config();
    let name = super::group_name(ctx, &[group]);
    let calendar = Calendar {
        name: words.with("week.calendar", &[("group", &name), ("school", &config.school.name)]),
        lang: config.site.lang.clone(),
        entries: cells.flat_map(|cell| &cell.lessons).filter_map(|id| entry(ctx, *id, group)).collect(),
    };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

/// A lesson at its hour, or on its day. Each group has it in a calendar of its own.
fn entry(ctx: &RenderContext<'_>, id: DocId, group: u8) -> Option<Entry> {
    let doc = ctx.edition().doc(id)?;
    let lesson = doc.facets.lesson.as_deref()?;
    let day = lesson.day.as_ref()?.value;
    let when = lesson.start.map_or(When::Days(day, day), |start| {
        let start = day.to_datetime(start);
        let end = lesson.minutes.and_then(|minutes| start.checked_add(jiff::Span::new().minutes(minutes)).ok());
        When::Hours(start, end)
    });
    let needs = (!lesson.materials.is_empty()).then(|| {
        let label = ctx.site_words().text("lesson.materials");
        let list: String = lesson.materials.iter().map(|item| format!("\n- {item}")).collect();
        isolated(ctx, id, &format!("{label}{list}"))
    });
    Some(Entry {
        uid: uid(ctx, &format!("{}.groep-{group}", name_of(ctx, id))),
        when,
        summary: isolated(ctx, id, &doc.head.title),
        description: needs,
        location: None,
        address: on_the_web(ctx, id),
        updated: doc.head.updated,
        alarm: Some(Alarm::DayBefore).filter(|_| lesson.start.is_none()),
    })
}
