//! Values of arguments that are words: callers give a short tag, readers get their own language (`messages/<lang>/values.md`).

use crate::diag::Lang;
use crate::diag::messages::{value, value_that_begins};

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// The number of a month by its name, in Dutch or English, or by the first three letters of it.
pub fn month_number(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.').to_lowercase();
    let is_it = |full: &str| {
        let full = full.to_lowercase();
        full == name || (name.len() == 3 && full.starts_with(&name))
    };
    let at = MONTHS.iter().position(|(nl, en)| is_it(nl) || is_it(en) || (name == "mrt" && *nl == "maart"))?;
    i8::try_from(at + 1).ok()
}

/// How the value of an argument is said in a language, where it is more than the value itself.
pub fn say(argument: &str, given: &str, lang: Lang) -> Option<String> {
    let look_up = |group: &str, tag: &str| value(group, tag, lang).map(str::to_string);
    match argument {
        "kind" | "where" => look_up("kind", given),
        "expected" => look_up("expected", given).or_else(|| expected(given, lang)),
        "found" if given.is_empty() => look_up("found", "nothing"),
        "found" => look_up("found", given).or_else(|| Some(format!("`{given}`"))),
        "readers" => look_up("readers", given),
        "what" => look_up("what", given).or_else(|| sign(given, lang)),
        "parts" => Some(given.split(", ").filter_map(|part| look_up("what", part)).collect::<Vec<String>>().join(", ")),
        "reason" => look_up("reason", given).or_else(|| value_that_begins("system", given, lang).map(str::to_string)),
        "month" => month(given, lang),
        "losses" => losses(given, lang),
        _ => None,
    }
}

/// What slides lose: `theme ×1 @4; _class ×3 @9`, with how often and the first line.
fn losses(given: &str, lang: Lang) -> Option<String> {
    let said = given.split("; ").map(|row| {
        let (row, line) = row.rsplit_once(" @")?;
        let (what, count) = row.rsplit_once(" ×")?;
        let words = value("losses", if count == "1" { "once" } else { "often" }, lang)?;
        Some(words.replace("{count}", count).replace("{line}", line).replace("{what}", what))
    });
    Some(said.collect::<Option<Vec<String>>>()?.join(", "))
}

/// A range (`1–600`) or a choice (`direct, vandaag`).
fn expected(given: &str, lang: Lang) -> Option<String> {
    if let Some((min, max)) = given.split_once('–') {
        return Some(value("expected", "range", lang)?.replace("{min}", min).replace("{max}", max));
    }
    let choice = given.contains(", ").then(|| value("expected", "choice", lang))??;
    Some(choice.replace("{words}", given))
}

/// A sign that begins a value of front matter with a technical meaning.
fn sign(given: &str, lang: Lang) -> Option<String> {
    Some(format!("{} (`{given}`)", value_that_begins("sign", given, lang)?))
}

/// `2026-02`, `februari 2026` or `February 2026`, by name.
fn month(given: &str, lang: Lang) -> Option<String> {
    let (year, (nl, en)) = match given.split_once('-') {
        Some((year, number)) => (year, MONTHS.get(number.parse::<usize>().ok()?.checked_sub(1)?)?),
        None => {
            let (name, year) = given.split_once(' ')?;
            (year, MONTHS.iter().find(|(nl, en)| nl.eq_ignore_ascii_case(name) || en.eq_ignore_ascii_case(name))?)
        }
    };
    Some(format!("{} {year}", lang.of([nl, en])))
}
