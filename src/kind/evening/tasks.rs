//! What must be done before and after an evening, and by when.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::COUNCIL;
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::Task;
use crate::front::{self, Reader, Spanned, hiding};
use crate::source::Place;

/// What says of a task that it is to be done before the evening.
const BEFORE: &[&str] =
    &["vooraf", "voorafgaand", "van tevoren", "voor de avond", "vóór de avond", "before the evening"];

/// A task with the lists that it uses and those that are gone after it.
struct WithLists {
    task: Task,
    uses: Vec<Spanned>,
    destroys: Vec<Spanned>,
}

/// In the order of their days.
pub(super) fn read(reader: &mut Reader<'_>, evening: Option<Date>, is_planned: bool) -> Vec<Task> {
    let mut tasks = Vec::new();
    for mut row in reader.mappings("taken") {
        if is_planned {
            super::without_owner(&mut row);
        }
        tasks.extend(task(&mut row, evening));
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    tasks.sort_by_key(|row| -row.task.days_before);
    after_the_end(reader, &tasks);
    tasks.into_iter().map(|row| row.task).collect()
}

fn task(row: &mut Reader<'_>, evening: Option<Date>) -> Option<WithLists> {
    row.required("wat", None);
    if !row.has("wanneer") && !row.has("dagen_vooraf") {
        row.missing("dagen_vooraf", Some("14"));
    }
    let what = row.text_item("wat");
    let by_days = row.number("dagen_vooraf");
    if let Some((by_days, place)) = row.key_place("dagen_vooraf").zip(row.key_place("wanneer")) {
        let finding = Finding::new(&code::DUPLICATE_KEY, place).with("key", "dagen_vooraf").with("other", "wanneer");
        row.report(finding.related(RelatedLabel::First, by_days));
    }
    let days = match row.text_item("wanneer") {
        Some(said) => days_before(row, &said, evening),
        None => by_days,
    };
    let who = row.list("wie");
    let from = hiding::task_from(row).max(COUNCIL);
    let is_done = row.flag("klaar");
    let (uses, destroys) = (row.list("gebruikt"), row.list("vernietigt"));
    let (what, days_before) = what.zip(days)?;
    let when = row.place("wanneer").or(row.place("dagen_vooraf")).unwrap_or(row.whole());
    let due = evening.and_then(|day| day.checked_sub(jiff::Span::new().days(days_before)).ok());
    let task = Task { what, who, days_before, due, when, is_done, from };
    says_before(row, &task);
    Some(WithLists { task, uses, destroys })
}

/// `-6w` is six weeks before the evening, `+3d` three days after it; a date is that day.
fn days_before(row: &mut Reader<'_>, said: &Spanned, evening: Option<Date>) -> Option<i64> {
    if let Some(days) = offset(&said.value) {
        return Some(days);
    }
    if let Ok(day) = front::parse_date(&said.value) {
        return Some(evening?.duration_since(day).as_hours() / 24);
    }
    let meant = front::days_in_words(&said.value).filter(|days| *days != 0).map(|days| match days % 7 {
        0 => format!("{:+}w", -days / 7),
        _ => format!("{:+}d", -days),
    });
    let meant = meant.or_else(|| front::date_in_words(&said.value).map(|day| day.to_string()));
    let fix = row.reword(said.place, &said.value, meant.as_deref());
    let finding = Finding::new(&code::UNKNOWN_CHOICE, said.place).with("key", "wanneer");
    let finding = finding.with("value", said.value.as_str()).with("options", "-6w, -3d, +1w, 2027-01-08");
    row.report(finding.maybe("suggestion", meant.filter(|_| fix.is_none())).fixed_by(fix));
    None
}

fn offset(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.chars().all(|c| c == '0') && !text.is_empty() {
        return Some(0);
    }
    let (number, days) = match text.strip_suffix(['w', 'W']) {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix(['d', 'D'])?, 1),
    };
    let signed: i64 = number.trim().parse().ok()?;
    let is_signed = number.starts_with(['-', '+']) || signed == 0;
    Some(-signed * days).filter(|days| is_signed && days.abs() <= 365)
}

/// After the evening, and its text says before it: the sign is probably the wrong one.
fn says_before(row: &mut Reader<'_>, task: &Task) {
    let text = task.what.value.to_lowercase();
    if task.days_before < 0 && BEFORE.iter().any(|word| text.contains(word)) {
        let day = task.due.map(|day| day.to_string()).unwrap_or_default();
        row.report(Finding::new(&code::SAYS_BEFORE, task.when).with("date", day));
    }
}

/// A list that is used once it is gone. On one day the order in which the tasks are written counts.
fn after_the_end(reader: &mut Reader<'_>, tasks: &[WithLists]) {
    let mut gone: BTreeMap<String, (i64, Place)> = BTreeMap::new();
    for WithLists { task, uses, destroys } in tasks {
        for list in uses {
            if let Some((days, place)) = gone.get(&list.value.to_lowercase()) {
                let finding = Finding::new(&code::USED_AFTER_DESTROYED, list.place).with("list", list.value.as_str());
                let day = tasks.iter().find(|row| row.task.days_before == *days).and_then(|row| row.task.due);
                let finding = finding.with("date", day.map(|day| day.to_string()).unwrap_or_default());
                reader.report(finding.related(RelatedLabel::First, *place));
            }
        }
        for list in destroys {
            gone.entry(list.value.to_lowercase()).or_insert((task.days_before, list.place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn days_and_weeks_before_and_after() {
        for (text, days) in [("-6w", 42), ("-3d", 3), ("+1w", -7), ("+ 0d", 0), ("0", 0), ("-0d", 0)] {
            assert_eq!(offset(text), Some(days).filter(|_| text != "+ 0d"), "{text}");
        }
        for text in ["6w", "-6", "-60w", "w", "", "-d", "een week", "2027-01-08", "-99999999999999999999w"] {
            assert_eq!(offset(text), None, "{text}");
        }
    }
}
