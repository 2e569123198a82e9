//! Dates in words, per language, from the locale data of ICU. The only place that knows ICU.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock, RwLock};

use icu::calendar::{Date as IcuDate, Iso};
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

/// The formatters of one language, each made when it is first asked for: making one costs far more than using it.
struct Formatters {
    locale: Locale,
    made: [OnceLock<Option<Formatter>>; 4],
}

type Formatter = Box<dyn Fn(&IcuDate<Iso>) -> String + Send + Sync>;

impl Formatters {
    fn of(&self, style: DateStyle) -> Option<&Formatter> {
        // Each has a type of its own.
        macro_rules! formatter {
            ($fields:expr) => {
                DateTimeFormatter::try_new((&self.locale).into(), $fields)
                    .ok()
                    .map(|made| -> Formatter { Box::new(move |date| made.format(date).to_string()) })
            };
        }
        let make = || match style {
            DateStyle::Day => formatter!(YMD::long()),
            DateStyle::Weekday => formatter!(YMDE::long()),
            DateStyle::InYear => formatter!(MDE::long()),
            DateStyle::Month => formatter!(YM::long()),
        };
        self.made.get(style as usize)?.get_or_init(make).as_ref()
    }
}

static CACHE: LazyLock<RwLock<BTreeMap<String, Option<&'static Formatters>>>> = LazyLock::new(Default::default);

fn formatters(lang: &str) -> Option<&'static Formatters> {
    if let Some(known) = CACHE.read().ok()?.get(lang) {
        return *known;
    }
    // One small leak per language of the site, for as long as the program runs.
    let leaked = |locale| &*Box::leak(Box::new(Formatters { locale, made: Default::default() }));
    let known = Locale::try_from_str(locale(lang)).ok().map(leaked);
    CACHE.write().ok()?.insert(lang.to_string(), known);
    known
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
    let formatter = formatters(lang).and_then(|known| known.of(style));
    let day = IcuDate::try_new_iso(date.year().into(), date.month() as u8, date.day() as u8).ok();
    let Some((formatter, day)) = formatter.zip(day) else { return date.to_string() };
    let words = formatter(&day);
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
