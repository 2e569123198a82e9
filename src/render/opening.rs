//! Hours as people write them in Dutch, `werkdagen van 8 tot 17 uur`, and the same in another language. What is not
//! understood stays as the school wrote it.

use crate::wording::Wording;

/// When somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hours<'a> {
    Always,
    OnWebsite,
    Span { days: Days<'a>, from: Clock, to: Clock },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days<'a> {
    /// A key of the words.
    Group(&'static str),
    Range(&'static str, &'static str),
    /// Days by name, with commas and `en` between them.
    Some(&'a str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    hour: u8,
    minute: u8,
}

const ALWAYS: &[&str] = &["dag en nacht", "altijd", "24 uur per dag", "elke dag, dag en nacht"];
const GROUPS: &[(&str, &str)] = &[
    ("elke dag", "hours.daily"),
    ("alle dagen", "hours.daily"),
    ("dagelijks", "hours.daily"),
    ("werkdagen", "hours.workdays"),
    ("doordeweeks", "hours.workdays"),
    ("schooldagen", "hours.schooldays"),
];
const WEEK: &[(&str, &str)] = &[
    ("maandag", "hours.monday"),
    ("dinsdag", "hours.tuesday"),
    ("woensdag", "hours.wednesday"),
    ("donderdag", "hours.thursday"),
    ("vrijdag", "hours.friday"),
    ("zaterdag", "hours.saturday"),
    ("zondag", "hours.sunday"),
];

/// Dutch hours in another language; nothing where they are written in a way that is not known.
pub fn told(hours: &str, words: &Wording) -> Option<String> {
    let hours = hours.trim().trim_end_matches('.').to_lowercase();
    let told = match read(&hours)? {
        Hours::Always => words.text("hours.always").to_string(),
        Hours::OnWebsite => words.text("hours.website").to_string(),
        Hours::Span { days, from, to } => {
            let time = words.with("time.span", &[("start", &from.told(words)), ("end", &to.told(words))]);
            words.with("hours.open", &[("days", &days.told(words)?), ("time", &time)])
        }
    };
    // Whoever puts this into a line settles which way its parts run.
    Some(told.replace(['\u{2068}', '\u{2069}'], ""))
}

fn read(hours: &str) -> Option<Hours<'_>> {
    if ALWAYS.contains(&hours) {
        return Some(Hours::Always);
    }
    if matches!(hours, "zie de site" | "zie site" | "zie de website") {
        return Some(Hours::OnWebsite);
    }
    let (days, times) = hours.split_at(hours.find(|c: char| c.is_ascii_digit())?);
    let days = days.trim_end_matches([' ', ',', ':']);
    let days = days.strip_suffix(" van").unwrap_or(days);
    let (from, to) = times.split_once(" tot ").or_else(|| times.split_once(['-', '–']))?;
    let days = Days::read(days.strip_prefix("op ").unwrap_or(days))?;
    Some(Hours::Span { days, from: Clock::read(from)?, to: Clock::read(to)? })
}

fn key_in(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == word.trim()).map(|(_, key)| *key)
}

/// The names in `maandag, dinsdag en vrijdag`.
fn names(days: &str) -> impl Iterator<Item = &str> {
    days.split(", ").flat_map(|part| part.split(" en "))
}

impl<'a> Days<'a> {
    fn read(days: &'a str) -> Option<Self> {
        if let Some(group) = key_in(GROUPS, days) {
            return Some(Days::Group(group));
        }
        let range = days.split_once(" tot en met ").or_else(|| days.split_once(" t/m "));
        if let Some((first, last)) = range {
            return Some(Days::Range(key_in(WEEK, first)?, key_in(WEEK, last)?));
        }
        names(days).all(|name| key_in(WEEK, name).is_some()).then_some(Days::Some(days))
    }

    fn told(self, words: &Wording) -> Option<String> {
        Some(match self {
            Days::Group(key) => words.text(key).to_string(),
            Days::Range(first, last) => {
                words.with("hours.range", &[("first", words.text(first)), ("last", words.text(last))])
            }
            Days::Some(days) => {
                let mut named = names(days).filter_map(|name| Some(words.text(key_in(WEEK, name)?)));
                let first = named.next()?.to_string();
                named.fold(first, |first, last| words.with("hours.both", &[("first", &first), ("last", last)]))
            }
        })
    }
}

impl Clock {
    /// `8`, `8.30`, `08:30`, with or without `uur` behind it.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = ["uur", "u"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
        let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "0"));
        let is_number = |digits: &str| (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let clock = Clock { hour: hour.parse().ok()?, minute: minute.parse().ok()? };
        (is_number(hour) && is_number(minute) && clock.hour <= 24 && clock.minute < 60).then_some(clock)
    }

    fn told(self, words: &Wording) -> String {
        let values = [self.hour, self.minute].map(|n| format!("{n:02}"));
        words.with("time.clock", &[("hour", &values[0]), ("minute", &values[1])])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Wordings;

    #[test]
    fn hours_are_said_in_each_language() {
        let words = Wordings::new("nl", Default::default());
        let said = |hours: &str, lang: &str| told(hours, words.of(lang)).unwrap_or_default();
        assert_eq!(said("elke dag van 11 tot 21 uur", "en"), "every day, 11:00 to 21:00");
        assert_eq!(said("elke dag van 11 tot 21 uur", "tr"), "her gün saat 11.00 – 21.00");
        assert_eq!(said("maandag tot en met donderdag 08.30-16 uur", "en"), "Monday to Thursday, 08:30 to 16:00");
        assert_eq!(said("op maandag, woensdag en vrijdag van 9 tot 12 uur.", "pl"), {
            "poniedziałek i środa i piątek, godz. 09:00–12:00"
        });
        assert_eq!(said("werkdagen van 8 tot 17 uur", "ar"), "أيام العمل من الساعة 08:00 إلى 17:00");
        assert_eq!(said("Dag en nacht", "uk"), "цілодобово");
        assert_eq!(said("zie de site", "en"), "see the website");
    }

    #[test]
    fn what_is_not_understood_is_left_as_it_is() {
        let words = Wordings::new("nl", Default::default());
        for hours in [
            "",
            "11",
            "in de vakantie van 9 tot 12 uur",
            "van 9 tot 12 uur",
            "elke dag van 25 tot 3 uur",
            "elke dag van 9 tot 12 uur, niet op zondag",
            "maandag van 9 tot",
        ] {
            assert_eq!(told(hours, words.of("en")), None, "{hours}");
        }
    }
}
