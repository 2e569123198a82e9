//! Tasks as a file for calendars: those of an evening, and those of a role. Each reminds of itself on the day before.

use super::{Duty, all, evenings};
use crate::calendar::{Alarm, Calendar, Entry, When};
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Event, Task};
use crate::edition::Edition;
use crate::output::calendar::{self, isolated, name_of, uid};
use crate::output::context::RenderContext;
use crate::plan::{DocWith, Docs, Each, Where, Whole};
use crate::slug;

pub const FILE: &str = "taken.ics";

pub const OF_EVENING: Each = Each::Evening(Docs {
    at: Where::Beside(FILE),
    when: |_, about| about.facet.tasks.iter().any(is_ahead),
    render: of_evening,
});

pub const OF_ROLE: Each =
    Each::Whole(Whole { paths: paths_of_roles, doc: |_| None, texts: |_| Vec::new(), render: of_role });

fn is_ahead(task: &Task) -> bool {
    !task.is_done && task.due.is_some()
}

fn paths_of_roles(edition: &Edition<'_>) -> Vec<String> {
    let config = edition.config();
    let is_needed = |duty: &Duty| {
        let works = |event: &Event| {
            let tasks = event.tasks.iter().filter(|task| is_ahead(task)).map(|task| &task.who);
            let parts = event.programme.iter().map(|part| &part.who);
            tasks.chain(parts).any(|who| duty.is_among(config, who)) || has_job(duty, event)
        };
        evenings(edition).any(|(.., event)| works(event))
    };
    let named = all(edition).into_iter().filter(|(_, duty)| is_needed(duty));
    named.map(|(name, _)| format!("rol/{name}/{FILE}")).collect()
}

fn has_job(duty: &Duty, event: &Event) -> bool {
    event.roles.iter().any(|role| duty.is_called(&role.role.value))
}

fn of_evening(ctx: &RenderContext<'_>, about: DocWith<'_, Event>, _: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let row = (about.id, about.doc, about.facet);
    let name = isolated(ctx, about.id, &about.doc.head.title);
    let calendar = Calendar {
        name: ctx.site_words().with("duties.of_evening", &[("title", &name)]),
        lang: ctx.edition().lang(about.id).to_string(),
        entries: tasks(ctx, row, |_| true),
    };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

/// The tasks of a role, and the evening itself where it does something there.
fn of_role(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let config = edition.config();
    let name = path.trim_start_matches("rol/").split('/').next().unwrap_or_default();
    let duty = all(edition).remove(name).ok_or_else(|| ctx.bug(path))?;
    let mut entries = Vec::new();
    for row in evenings(edition) {
        let (id, doc, event) = row;
        entries.extend(tasks(ctx, row, |task| duty.is_among(config, &task.who)));
        if has_job(&duty, event) || event.programme.iter().any(|part| duty.is_among(config, &part.who)) {
            let evening = calendar::of_evening(ctx, id, doc, event);
            let uid = uid(ctx, &format!("{}.{name}", name_of(ctx, id)));
            let summary = format!("{}: {}", evening.summary, duty.label);
            entries.push(Entry { uid, summary, alarm: Some(Alarm::TwoHoursBefore), ..evening });
        }
    }
    let name = words.with("duties.of_role", &[("role", &duty.label), ("school", &config.school.name)]);
    let calendar = Calendar { name, lang: config.site.lang.clone(), entries };
    out.extend_from_slice(calendar.write().as_bytes());
    Ok(())
}

fn tasks(ctx: &RenderContext<'_>, row: (DocId, &Doc, &Event), wanted: impl Fn(&Task) -> bool) -> Vec<Entry> {
    let (id, doc, event) = row;
    let evening = isolated(ctx, id, &doc.head.title);
    // Tasks of one text are told apart by how many of them came before.
    let mut seen: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut entries = Vec::new();
    for task in &event.tasks {
        let stem = slug::of_text(&task.what.value);
        let count = seen.entry(stem.clone()).and_modify(|count| *count += 1).or_insert(1);
        let name = if *count == 1 { stem } else { format!("{stem}-{count}") };
        let Some(due) = task.due.filter(|_| is_ahead(task) && wanted(task)) else { continue };
        let who: Vec<&str> = task.who.iter().map(|role| ctx.edition().config().role(&role.value)).collect();
        entries.push(Entry {
            uid: uid(ctx, &format!("{}.{name}", name_of(ctx, id))),
            when: When::Days(due, due),
            summary: isolated(ctx, id, &task.what.value),
            description: Some(isolated(ctx, id, &format!("{evening}\n{}", who.join(", ")))),
            location: None,
            address: None,
            updated: doc.head.updated,
            alarm: Some(Alarm::DayBefore),
        });
    }
    entries
}
