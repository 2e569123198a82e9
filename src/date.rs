//! Dates in words, per language, from the locale data of ICU. The only place that knows ICU.

use std::collections::BTreeMap;
use std::sync::{LazyLock, RwLock};

use icu::calendar::Date as IcuDate;
use icu::datetime::DateTimeFormatter;
use icu::datetime::fieldsets::{MDE, YM, YMD, YMDE};
use icu::locale::Locale;
use jiff::civil::{Date, Weekday};

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateStyle {
    /// `6 november 2026`
    Day,
    /// `vrijdag 6 november 2026`
    Weekday,
    /// `vrijdag 6 november`: of a year that is known.
    InYear,
    /// `november 2026`
    Month,
}

/// The first day of the Dutch school year that a day is in: 1 August.
pub fn school_year_start(day: Date) -> Date {
    let year = if day.month() >= 8 { day.year() } else { day.year().saturating_sub(1) };
    jiff::civil::date(year.max(0), 8, 1)
}

/// The name of a month, `november`, from 1 for January.
pub fn month(month: i8, lang: &str) -> String {
    let Ok(day) = Date::new(2026, month, 1) else { return String::new() };
    words(day, lang, DateStyle::Month).replace("2026", "").trim().to_string()
}

pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The formatters of one language. Making one costs far more than using it.
struct Formatters {
    day: DateTimeFormatter<YMD>,
    weekday: DateTimeFormatter<YMDE>,
    in_year: DateTimeFormatter<MDE>,
    month: DateTimeFormatter<YM>,
}

static CACHE: LazyLock<RwLock<BTreeMap<String, Option<&'static Formatters>>>> = LazyLock::new(Default::default);

fn formatters(lang: &str) -> Option<&'static Formatters> {
    if let Some(known) = CACHE.read().ok()?.get(lang) {
        return *known;
    }
    let made = Locale::try_from_str(locale(lang)).ok().and_then(|locale| {
        let day = DateTimeFormatter::try_new((&locale).into(), YMD::long()).ok()?;
        let weekday = DateTimeFormatter::try_new((&locale).into(), YMDE::long()).ok()?;
        let in_year = DateTimeFormatter::try_new((&locale).into(), MDE::long()).ok()?;
        let month = DateTimeFormatter::try_new((&locale).into(), YM::long()).ok()?;
        // One small leak per language of the site, for as long as the program runs.
        Some(&*Box::leak(Box::new(Formatters { day, weekday, in_year, month })))
    });
    CACHE.write().ok()?.insert(lang.to_string(), made);
    made
}

/// Whose way of writing dates a language takes: days before months in English, as in the rest of Europe; digits that
/// everybody here reads.
fn locale(lang: &str) -> &str {
    match lang {
        "en" => "en-GB",
        "ar" => "ar-u-nu-latn",
        "fa" => "fa-u-ca-gregory-nu-latn",
        _ => lang,
    }
}

/// The date in words; as `2026-11-06` when the language is not known.
pub fn words(date: Date, lang: &str, style: DateStyle) -> String {
    let known =
        formatters(lang).zip(IcuDate::try_new_iso(date.year().into(), date.month() as u8, date.day() as u8).ok());
    let words = match (known, style) {
        (Some((formatters, date)), DateStyle::Day) => formatters.day.format(&date).to_string(),
        (Some((formatters, date)), DateStyle::Weekday) => formatters.weekday.format(&date).to_string(),
        (Some((formatters, date)), DateStyle::InYear) => formatters.in_year.format(&date).to_string(),
        (Some((formatters, date)), DateStyle::Month) => formatters.month.format(&date).to_string(),
        (None, _) => return date.to_string(),
    };
    // Ukrainian may add its short word for year: its full stop would stand beside that of the sentence.
    words.strip_suffix("\u{202f}р.").map(str::to_string).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates_as_each_language_does() {
        let date = Date::constant(2026, 11, 6);
        assert_eq!(words(date, "nl", DateStyle::Day), "6 november 2026");
        assert_eq!(words(date, "nl", DateStyle::Weekday), "vrijdag 6 november 2026");
        assert_eq!(words(date, "nl", DateStyle::InYear), "vrijdag 6 november");
        assert_eq!(words(date, "nl", DateStyle::Month), "november 2026");
        assert_eq!(words(date, "tr", DateStyle::Day), "6 Kasım 2026");
        assert_eq!(words(date, "en", DateStyle::Weekday), "Friday, 6 November 2026");
        assert_eq!(words(date, "ar", DateStyle::Day), "6 نوفمبر 2026");
        assert_eq!(words(date, "pl", DateStyle::Day), "6 listopada 2026");
        assert_eq!(words(date, "uk", DateStyle::Day), "6 листопада 2026");
        assert_eq!(words(date, "??", DateStyle::Day), "2026-11-06");
    }
}
