//! A theme evening for parents: an invitation, a programme in durations, and who does what.

mod hours;
mod keys;
mod programme;
mod tasks;

use jiff::civil::Date;

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::audience::Audience;
use crate::diag::{Finding, catalogue as code};
use crate::doc::{EveningRole, Event, Facets, Readers};
use crate::front::Reader;
use crate::language;
use hours::EveningHours;

/// Who plans an evening.
const COUNCIL: Audience = Audience::Mr;

/// So many people have one helper, at most.
const GUESTS_A_HELPER: i64 = 8;

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
    translated: language::is_known,
    tables: &[common::KEYS, common::OF_TRANSLATIONS, keys::KEYS],
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
    let date = lowering.head.date;
    let hours = EveningHours::read(reader, date);
    let is_planned = !lowering.head.draft;
    let programme = programme::read(reader, &hours, is_planned);
    hours.judge(reader, &programme);
    let seats = reader.number("plaatsen");
    let roles = roles(reader);
    guests(reader, seats, &roles);
    let event = Event {
        date: date.unwrap_or(Date::ZERO),
        doors: hours.doors(),
        start: hours.start(),
        end: hours.end(),
        closes: hours.closes(),
        place: reader.text("locatie"),
        audience: reader.text("doelgroep"),
        seats,
        signup: reader.text("aanmelden"),
        organiser: reader.text("organisatie"),
        programme,
        tasks: tasks::read(reader, date, is_planned),
        roles,
    };
    Facets { event: Some(Box::new(event)), ..Facets::default() }
}

/// The one who does it is not named. A key that was mistyped is a mistake of its own.
fn without_owner(row: &mut Reader<'_>) {
    if row.has("wie") || !row.lacks("wie") {
        return;
    }
    let place = row.key_place("wie").or(row.place("wat")).unwrap_or(row.whole());
    row.report(Finding::new(&code::WITHOUT_OWNER, place));
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

/// No more guests than places, and no more helpers than they need.
fn guests(reader: &mut Reader<'_>, seats: Option<i64>, roles: &[EveningRole]) {
    let guests = reader.number("aangemeld");
    let Some(seats) = seats else { return };
    if let Some((guests, place)) = guests.zip(reader.place("aangemeld")).filter(|(guests, _)| *guests > seats) {
        let finding = Finding::new(&code::TOO_MANY_GUESTS, place);
        reader.report(finding.with("guests", guests.to_string()).with("seats", seats.to_string()));
    }
    let helpers: i64 = roles.iter().map(|role| role.count.unwrap_or(1)).sum();
    let most = (seats + GUESTS_A_HELPER - 1) / GUESTS_A_HELPER;
    if let Some(place) = reader.key_place("rollen").filter(|_| helpers > most) {
        let finding = Finding::new(&code::MANY_HELPERS, place).with("helpers", helpers.to_string());
        reader.report(finding.with("seats", seats.to_string()).with("most", most.to_string()));
    }
}
