//! A theme evening for parents: an invitation, a programme in durations, and who does what.

use jiff::civil::{Date, Time};

use super::{Kind, Lowering, common};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Event, Facets, Part, Role, Task};
use crate::front::{Item, Key, Keys, Reader, key};

const KEYS: &[Key] = &[
    key("aanvang"),
    key("inloop"),
    key("einde"),
    key("zaal_dicht"),
    key("locatie"),
    key("doelgroep"),
    key("plaatsen"),
    key("aanmelden"),
    key("organisatie"),
    key("programma"),
    key("taken"),
    key("rollen"),
];
const PART: Keys = Keys {
    owner: "evening",
    tables: &[&[key("wat"), key("duur"), key("wie"), key("waar"), key("toelichting"), key("nodig")]],
};
const TASK: Keys = Keys { owner: "evening", tables: &[&[key("wat"), key("wie"), key("dagen_vooraf"), key("klaar")]] };
const ROLE: Keys = Keys { owner: "evening", tables: &[&[key("rol"), key("aantal"), key("taak")]] };

pub const KIND: Kind = Kind {
    name: "evening",
    matches: |path| path.starts_with("thema-avond/") && !super::is_index(path),
    tables: &[common::KEYS, KEYS],
    lower,
};

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    let reader = &mut *lowering.reader;
    if !reader.has("datum") {
        reader.required("datum", None);
    }
    if !reader.has("aanvang") {
        reader.required("aanvang", Some("19:30"));
    }
    let [doors, start, end, closes] = ["inloop", "aanvang", "einde", "zaal_dicht"].map(|key| reader.time(key));
    if let Some((date, start)) =
        lowering.head.date.zip(start.as_ref()).filter(|(date, start)| is_skipped(*date, start.value))
    {
        let clock = format!("{date} {:02}:{:02}", start.value.hour(), start.value.minute());
        reader.report(Finding::new(&code::BAD_TIME, start.place).with("key", "aanvang").with("value", clock));
    }
    in_order(reader, &[&doors, &start, &end, &closes]);
    let programme = programme(reader);
    if let Some(available) = start.as_ref().zip(end.as_ref()).map(|(start, end)| minutes(start.value, end.value)) {
        let sum: u32 = programme.iter().map(|part| part.minutes).sum();
        if !programme.is_empty() && available > 0 && i64::from(sum) != available {
            let place = reader.key_place("programma").unwrap_or(reader.whole());
            let finding = Finding::new(&code::PROGRAMME_DOES_NOT_ADD_UP, place)
                .with("sum", sum.to_string())
                .with("available", available.to_string());
            reader.report(finding);
        }
    }
    let value = |time: Option<Item<Time>>| time.map(|time| time.value);
    let event = Event {
        date: lowering.head.date.unwrap_or(Date::ZERO),
        doors: value(doors),
        start: value(start).unwrap_or(Time::MIN),
        end: value(end),
        closes: value(closes),
        place: reader.text("locatie"),
        audience: reader.text("doelgroep"),
        seats: reader.number("plaatsen", 1, 10_000),
        signup: reader.text("aanmelden"),
        organiser: reader.text("organisatie"),
        programme,
        tasks: tasks(reader),
        roles: roles(reader),
    };
    Facets { event: Some(Box::new(event)), ..Facets::default() }
}

/// Summer time begins on the last Sunday of March: the hour from 2 to 3 does not exist then (directive 2000/84/EC).
fn is_skipped(date: Date, time: Time) -> bool {
    let last_sunday = date.month() == 3 && date.day() > 24 && date.weekday() == jiff::civil::Weekday::Sunday;
    last_sunday && time.hour() == 2
}

fn minutes(from: Time, to: Time) -> i64 {
    let of = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    of(to) - of(from)
}

/// Times that are given must follow each other.
fn in_order(reader: &mut Reader<'_>, times: &[&Option<Item<Time>>]) {
    let given: Vec<&Item<Time>> = times.iter().filter_map(|time| time.as_ref()).collect();
    for pair in given.windows(2) {
        if pair[1].value < pair[0].value {
            let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
            let finding = Finding::new(&code::TIMES_OUT_OF_ORDER, pair[1].place)
                .with("first", clock(pair[0].value))
                .with("second", clock(pair[1].value));
            reader.report(finding);
            return;
        }
    }
}

fn programme(reader: &mut Reader<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for mut row in reader.mappings("programma", PART) {
        let what = row.required("wat", None);
        if !row.has("duur") {
            row.missing("duur", Some("10"));
        }
        let minutes = row.number("duur", 1, 600).and_then(|minutes| u32::try_from(minutes).ok());
        let (who, place, note) = (row.text("wie"), row.text("waar"), row.text("toelichting"));
        row.list("nodig");
        if let Some((what, minutes)) = what.zip(minutes) {
            parts.push(Part { what, minutes, who, place, note });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    parts
}

fn tasks(reader: &mut Reader<'_>) -> Vec<Task> {
    let mut tasks = Vec::new();
    for mut row in reader.mappings("taken", TASK) {
        row.required("wat", None);
        if !row.has("dagen_vooraf") {
            row.missing("dagen_vooraf", Some("14"));
        }
        let what = row.text_item("wat");
        let days = row.number("dagen_vooraf", -365, 365);
        let who = row.list("wie");
        row.flag("klaar");
        if let Some((what, days_before)) = what.zip(days) {
            tasks.push(Task { what, who, days_before });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    tasks.sort_by_key(|task| -task.days_before);
    tasks
}

fn roles(reader: &mut Reader<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for mut row in reader.mappings("rollen", ROLE) {
        row.required("rol", None);
        let (role, count, task) = (row.text_item("rol"), row.number("aantal", 1, 100), row.text_item("taak"));
        if let Some(role) = role {
            roles.push(Role { role, count, task });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    roles
}
