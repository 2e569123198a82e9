//! A theme evening for parents: an invitation, a programme in durations, and who does what.

use jiff::civil::{Date, Time};

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common, hides};
use crate::audience::Audience;
use crate::diag::{Finding, catalogue as code};
use crate::doc::{EveningRole, Event, Facets, Part, Readers, Task};
use crate::front::{Key, Keys, Reader, Shape, Spanned, alias, key};

/// Who plans an evening.
const COUNCIL: Audience = Audience::Mr;

const KEYS: &[Key] = &[
    key(
        "aanvang",
        Shape::Time,
        "Hoe laat het programma begint, tussen aanhalingstekens: `\"19:45\"`.",
        "When the programme begins, in quotes: `\"19:45\"`.",
    ),
    key("inloop", Shape::Time, "Vanaf hoe laat de deur open is.", "From when the door is open."),
    key(
        "einde",
        Shape::Time,
        "Hoe laat het programma stopt. De delen van het programma vullen samen de tijd tot dan.",
        "When the programme ends. Its parts together fill the time until then.",
    ),
    key("zaal_dicht", Shape::Time, "Hoe laat de zaal leeg moet zijn.", "When the room must be empty."),
    key("locatie", Shape::Text, "Waar de avond is.", "Where the evening is."),
    key("doelgroep", Shape::Text, "Voor wie de avond is.", "For whom the evening is."),
    key(
        "plaatsen",
        Shape::Number { min: 1, max: 10_000 },
        "Hoeveel mensen er kunnen komen.",
        "How many people can come.",
    ),
    key("aanmelden", Shape::Text, "Hoe ouders zich aanmelden, en voor wanneer.", "How parents sign up, and by when."),
    key("organisatie", Shape::Text, "Wie de avond organiseert.", "Who organises the evening."),
    key("programma", Shape::Mappings(&PART), "Het programma, deel voor deel.", "The programme, part by part."),
    key(
        "taken",
        Shape::Mappings(&TASK),
        "Wat er vooraf en achteraf moet gebeuren. Voor de MR en het team.",
        "What must be done before and after. For the council and the team.",
    ),
    key(
        "rollen",
        Shape::Mappings(&ROLE),
        "Wie er op de avond nodig zijn, voor de kaartjes. Voor de MR en het team.",
        "Who is needed on the evening, for the cards. For the council and the team.",
    ),
];
const PART: Keys = Keys {
    owner: "evening",
    tables: &[&[
        alias("wat", &["titel"], Shape::Text, "Wat er gebeurt.", "What happens."),
        key(
            "duur",
            Shape::Number { min: 1, max: 600 },
            "Hoeveel minuten dit deel duurt.",
            "How many minutes this part takes.",
        ),
        key(
            "wie",
            Shape::Text,
            "Wie het doet: een rol, zoals `mr-voorzitter`.",
            "Who does it: a role, such as `mr-voorzitter`.",
        ),
        alias("waar", &["plek"], Shape::Text, "In welke ruimte.", "In which room."),
        key("toelichting", Shape::Text, "Wat mensen hierover moeten weten.", "What people must know about it."),
        key(
            "nodig",
            Shape::Texts,
            "Wat er klaar moet staan. Voor de MR en het team.",
            "What must be set up. For the council and the team.",
        ),
    ]],
    required: &["wat", "duur"],
};
const TASK: Keys = Keys {
    owner: "evening",
    tables: &[&[
        key("wat", Shape::Text, "Wat er moet gebeuren.", "What must be done."),
        key("wie", Shape::Texts, "Wie het doet: een of meer rollen.", "Who does it: one or more roles."),
        key(
            "dagen_vooraf",
            Shape::Number { min: -365, max: 365 },
            "Hoeveel dagen voor de avond. Een getal onder nul is na de avond.",
            "How many days before the evening. A number below zero is after it.",
        ),
        key(
            "editie",
            Shape::OneOf(&["mr", "team"]),
            "Wie de taak mag zien: `mr` voor de MR en het team, `team` voor alleen het team. Zonder deze sleutel: `mr`.",
            "Who may see the task: `mr` for the council and the team, `team` for the team only. Without this key: `mr`.",
        ),
        key("klaar", Shape::Flag, "`ja` als het gedaan is.", "`ja` when it is done."),
    ]],
    required: &["wat", "dagen_vooraf"],
};
const ROLE: Keys = Keys {
    owner: "evening",
    tables: &[&[
        key("rol", Shape::Text, "De rol, zoals `mr`.", "The role, such as `mr`."),
        key(
            "aantal",
            Shape::Number { min: 1, max: 100 },
            "Hoeveel mensen in deze rol.",
            "How many people in this role.",
        ),
        key("taak", Shape::Text, "Wat zij doen.", "What they do."),
    ]],
    required: &["rol"],
};

pub const KIND: DocKind = DocKind {
    name: "evening",
    word: "thema-avond",
    aliases: &["avond"],
    called: ["Thema-avond", "Theme evening"],
    collection: Some(&collection::EVENINGS),
    new: FirstText {
        about: ["een avond voor ouders", "a theme evening for parents"],
        text: include_str!("../scaffold/new/thema-avond.md"),
        spot: Location::Named(collection::EVENINGS.folder),
        first: None,
    },
    readers: Readers::Parents,
    goes_stale: false,
    files: "content/thema-avond/<naam>.md",
    about: [
        "Een avond voor ouders: uitnodiging, programma en draaiboek.",
        "An evening for parents: invitation, programme and script.",
    ],
    matches: |path| collection::EVENINGS.holds(path) && !super::is_index(path),
    translated: |_| false,
    tables: &[common::KEYS, KEYS],
    required: &["titel", "datum", "aanvang"],
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
    let length = start.as_ref().zip(end.as_ref()).map(|(start, end)| minutes(start.value, end.value));
    let programme = programme(reader, length.filter(|length| *length > 0));
    let sum: u32 = programme.iter().map(|part| part.minutes).sum();
    in_order(reader, &[&doors, &start, &end, &closes], ends_at(start.as_ref(), sum));
    if let Some(available) = length
        && !programme.is_empty()
        && available > 0
        && i64::from(sum) != available
    {
        let place = reader.key_place("programma").unwrap_or(reader.whole());
        let finding = Finding::new(&code::PROGRAMME_DOES_NOT_ADD_UP, place)
            .with("sum", sum.to_string())
            .with("available", available.to_string());
        reader.report(finding);
    }
    let value = |time: Option<Spanned<Time>>| time.map(|time| time.value);
    let event = Event {
        date: lowering.head.date.unwrap_or(Date::ZERO),
        doors: value(doors),
        start: value(start).unwrap_or(Time::MIN),
        end: value(end),
        closes: value(closes),
        place: reader.text("locatie"),
        audience: reader.text("doelgroep"),
        seats: reader.number("plaatsen"),
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

/// When a programme of so many minutes ends, on the same day.
fn ends_at(start: Option<&Spanned<Time>>, minutes: u32) -> Option<Time> {
    let start = start.filter(|_| minutes > 0)?.value;
    start.checked_add(jiff::Span::new().minutes(i64::from(minutes.min(24 * 60)))).ok()
}

/// Times that are given must follow each other. An end that comes before the beginning is where the programme ends.
fn in_order(reader: &mut Reader<'_>, times: &[&Option<Spanned<Time>>], ends: Option<Time>) {
    let given: Vec<&Spanned<Time>> = times.iter().filter_map(|time| time.as_ref()).collect();
    for pair in given.windows(2) {
        if pair[1].value < pair[0].value {
            let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
            let finding = Finding::new(&code::TIMES_OUT_OF_ORDER, pair[1].place)
                .with("first", clock(pair[0].value))
                .with("second", clock(pair[1].value));
            let is_end = reader.place("einde") == Some(pair[1].place) && reader.place("aanvang") == Some(pair[0].place);
            let right = ends.filter(|_| is_end).map(clock);
            let fix = reader.reword(pair[1].place, &clock(pair[1].value), right.as_deref());
            reader.report(finding.fixed_by(fix));
            return;
        }
    }
}

/// `length` is how long the evening takes: a programme in one text is one part of it.
fn programme(reader: &mut Reader<'_>, length: Option<i64>) -> Vec<Part> {
    let mut parts = Vec::new();
    if reader.one_text("programma", |said| format!("[{{wat: {said}, duur: {}}}]", length.unwrap_or(30))) {
        return parts;
    }
    for mut row in reader.mappings("programma") {
        let what = row.required("wat", None);
        if !row.has("duur") {
            row.missing("duur", Some("10"));
        }
        let minutes = row.number("duur").and_then(|minutes| u32::try_from(minutes).ok());
        let (who, place, note) = (row.text("wie"), row.text("waar"), row.text("toelichting"));
        let needs = row.list("nodig");
        if let Some((what, minutes)) = what.zip(minutes) {
            parts.push(Part { what, minutes, who, place, note, needs });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    parts
}

fn tasks(reader: &mut Reader<'_>) -> Vec<Task> {
    let mut tasks = Vec::new();
    for mut row in reader.mappings("taken") {
        row.required("wat", None);
        if !row.has("dagen_vooraf") {
            row.missing("dagen_vooraf", Some("14"));
        }
        let what = row.text_item("wat");
        let days = row.number("dagen_vooraf");
        let who = row.list("wie");
        let from = hides::from(&mut row).max(COUNCIL);
        row.flag("klaar");
        if let Some((what, days_before)) = what.zip(days) {
            tasks.push(Task { what, who, days_before, from });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    tasks.sort_by_key(|task| -task.days_before);
    tasks
}

fn roles(reader: &mut Reader<'_>) -> Vec<EveningRole> {
    let mut roles = Vec::new();
    for mut row in reader.mappings("rollen") {
        row.required("rol", None);
        let (role, count, task) = (row.text_item("rol"), row.number("aantal"), row.text_item("taak"));
        if let Some(role) = role {
            roles.push(EveningRole { role, count, task, from: COUNCIL });
        }
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    roles
}
