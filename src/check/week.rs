//! The lessons of the Week as they are planned: on days with school, no group and no shared thing in two places at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::date;
use crate::diag::{Code, Finding, Fix, RelatedLabel, catalogue as code};
use crate::doc::{Doc, DocId, Lesson};
use crate::front::Spanned;
use crate::site::Site;

/// A lesson that has a day.
#[derive(Clone, Copy)]
struct Given<'s> {
    doc: &'s Doc,
    lesson: &'s Lesson,
    day: &'s Spanned<Date>,
}

fn given<'s>(site: &'s Site<'_>, id: DocId) -> Option<Given<'s>> {
    let doc = site.doc(id);
    let lesson = doc.facets.lesson.as_deref()?;
    Some(Given { doc, lesson, day: lesson.day.as_ref()? })
}

/// A day without school, and one that lies outside the Week by a slip.
pub fn days(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let Some(given) = given(site, id).filter(|_| !site.config.broken) else { return };
    let (day, place) = (given.day.value, given.day.place);
    if let Some((right, week)) = slip(site, day) {
        let [from, to] = [week.from, week.to].map(|day| day.to_string());
        let finding = Finding::new(&code::LESSON_OUTSIDE_WEEK, place).with("date", day.to_string());
        let finding = finding.with("from", from).with("to", to);
        let fix = right
            .and_then(|right| Some(Fix::guess(site.input.sources.word(place, &day.to_string())?, right.to_string())));
        findings.push(finding.fixed_by(fix));
        return;
    }
    let reason = site.config.holiday(day).or(date::is_weekend(day).then_some("weekend"));
    findings.extend(
        reason.map(|reason| {
            Finding::new(&code::LESSON_DAY_OFF, place).with("date", day.to_string()).with("reason", reason)
        }),
    );
}

/// A day whose year, or whose day and month in the other order, would be in the Week; and what lies in another school year.
/// Lessons of other months are planned as well.
fn slip<'s>(site: &Site<'s>, day: Date) -> Option<(Option<Date>, &'s crate::config::Week)> {
    let week = site.config.week.as_ref()?;
    if week.holds(day) {
        return None;
    }
    let turned = Date::new(day.year(), day.day(), day.month());
    let others = [Date::new(week.from.year(), day.month(), day.day()), turned];
    let right = others.into_iter().flatten().find(|day| week.holds(*day));
    let is_far = date::school_year_start(day) != date::school_year_start(week.from);
    (right.is_some() || is_far).then_some((right, week))
}

/// No group has two lessons at one time, and no shared thing is needed twice. Of lessons without a time one cannot know.
pub fn at_once(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let mut by_group: BTreeMap<(Date, String), Vec<Given<'_>>> = BTreeMap::new();
    let mut by_thing: BTreeMap<(Date, String), Vec<Given<'_>>> = BTreeMap::new();
    for given in site.ids().filter_map(|id| given(site, id)) {
        let day = given.day.value;
        for group in given.lesson.groups.iter().filter(|_| given.lesson.start.is_some()) {
            by_group.entry((day, group.to_string())).or_default().push(given);
        }
        for thing in site.config.shared.iter().filter(|thing| given.lesson.needs(thing)) {
            by_thing.entry((day, thing.clone())).or_default().push(given);
        }
    }
    twice(by_group, &code::LESSONS_AT_ONCE, "group", findings);
    twice(by_thing, &code::SHARED_AT_ONCE, "thing", findings);
}

/// Reports each lesson that begins before one that has the same is over; all day is what has no time.
fn twice(
    rows: BTreeMap<(Date, String), Vec<Given<'_>>>,
    code: &'static Code,
    what: &'static str,
    findings: &mut Vec<Finding>,
) {
    const ALL_DAY: (i64, i64) = (0, 24 * 60);
    let span = |given: &Given<'_>| given.lesson.span().unwrap_or(ALL_DAY);
    let mut found = Vec::new();
    for ((day, name), mut lessons) in rows {
        lessons.sort_by_key(span);
        let mut last: Option<Given<'_>> = None;
        for given in lessons {
            if let Some(other) = last.filter(|last| span(last).1 > span(&given).0) {
                let finding = Finding::new(code, given.day.place).with(what, name.as_str());
                let finding = finding.with("date", day.to_string()).with("lesson", other.doc.head.title.as_str());
                found.push(finding.related(RelatedLabel::First, other.day.place));
            }
            if last.is_none_or(|last| span(&last).1 < span(&given).1) {
                last = Some(given);
            }
        }
    }
    // Groups that sit together are in two places together: one thing to mend.
    let mut seen = BTreeSet::new();
    findings.extend(found.into_iter().filter(|finding| what != "group" || seen.insert(finding.at.clone())));
}
