//! Which day it is: `--date`, else `vandaag` in `krijt.yaml`, else `SOURCE_DATE_EPOCH`, else the clock of this machine, which
//! is read here and nowhere else. The first two are the pipeline's to know; it asks the world for the others.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::diag::Lang;
use crate::pipeline::BuildDay;

/// The variable with which builds are made again, seconds since 1970 (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Today where the program runs.
pub fn today() -> Date {
    of_surroundings().unwrap_or_else(|| Zoned::now().date())
}

/// What the caller's surroundings say.
fn of_surroundings() -> Option<Date> {
    let seconds: i64 = std::env::var(EPOCH).ok()?.trim().parse().ok()?;
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

/// Whether the surroundings say so, and not the clock.
pub fn is_told() -> bool {
    of_surroundings().is_some()
}

/// The line that says which day was reckoned with. Nothing where the user said it, and where no text depends on it.
pub fn words(today: BuildDay, lang: Lang) -> Option<String> {
    let day = today.day.filter(|_| today.matters)?;
    let source = match (today.is_of_school, is_told(), lang) {
        (true, _, Lang::Nl) => "dat staat bij `vandaag` in krijt.yaml",
        (true, _, Lang::En) => "`vandaag` in krijt.yaml says so",
        (false, true, Lang::Nl) => "dat zegt SOURCE_DATE_EPOCH",
        (false, true, Lang::En) => "SOURCE_DATE_EPOCH says so",
        (false, false, Lang::Nl) => "dat zegt de klok van deze computer",
        (false, false, Lang::En) => "the clock of this computer says so",
    };
    Some(match lang {
        Lang::Nl => format!("Vandaag is {day}: {source}. Een andere dag kies je met `--date`."),
        Lang::En => format!("Today is {day}: {source}. Choose another day with `--date`."),
    })
}

/// The same while serving, where the day is not that of the clock; `asked` with `--date`.
pub fn unlike_clock(today: BuildDay, asked: Option<Date>, lang: Lang) -> Option<String> {
    let day = today.day.filter(|day| *day != Zoned::now().date())?;
    match (asked, lang) {
        (Some(_), Lang::Nl) => Some(format!("Vandaag is {day}: dat vroeg je met `--date`.")),
        (Some(_), Lang::En) => Some(format!("Today is {day}: you asked for it with `--date`.")),
        (None, _) => words(BuildDay { matters: true, ..today }, lang),
    }
}
