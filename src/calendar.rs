//! A calendar as a file (iCalendar, RFC 5545): days and hours that programs for appointments take in.
//!
//! Nothing in it comes from a clock. Hours are those of Amsterdam, with the rule for summer and winter beside them: an event
//! in April is at the same hour whether it was written in winter or not. The last day of what takes days is the one after it.

use jiff::civil::{Date, DateTime};

use crate::date;

/// Lines are no longer, in bytes; the one at the start of a line that goes on is a blank.
const LINE: usize = 75;

#[derive(Debug, Default)]
pub struct Calendar {
    pub name: String,
    pub lang: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub struct Entry {
    /// The same for as long as it is the same event, on whatever day that is.
    pub uid: String,
    pub when: When,
    pub summary: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub address: Option<String>,
    /// When its text last changed; none where nobody said.
    pub updated: Option<Date>,
    pub alarm: Option<Alarm>,
}

/// When a calendar reminds of something.
#[derive(Clone, Copy, Debug)]
pub enum Alarm {
    /// At nine in the morning of the day before: for what takes days.
    DayBefore,
    TwoHoursBefore,
}

#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The first day and the last.
    Days(Date, Date),
    Hours(DateTime, Option<DateTime>),
}

impl When {
    fn day(self) -> Date {
        match self {
            When::Days(first, _) => first,
            When::Hours(start, _) => start.date(),
        }
    }
}

impl Calendar {
    pub fn write(&self) -> String {
        let mut lines = Lines::default();
        lines.put("BEGIN:VCALENDAR");
        lines.put("VERSION:2.0");
        lines.put("PRODID:-//krijt//krijt//NL");
        lines.put("CALSCALE:GREGORIAN");
        lines.text("NAME", &self.lang, &self.name);
        lines.text("X-WR-CALNAME", "", &self.name);
        if self.entries.iter().any(|entry| matches!(entry.when, When::Hours(..))) {
            AMSTERDAM.iter().for_each(|line| lines.put(line));
        }
        self.entries.iter().for_each(|entry| entry.write(&self.lang, &mut lines));
        lines.put("END:VCALENDAR");
        lines.0
    }
}

const ZONE: &str = "Europe/Amsterdam";

const AMSTERDAM: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Amsterdam",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700329T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19701025T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

impl Entry {
    fn write(&self, lang: &str, lines: &mut Lines) {
        lines.put("BEGIN:VEVENT");
        lines.put(&format!("UID:{}", self.uid));
        lines.put(&format!("DTSTAMP:{}T000000Z", digits(self.stamp())));
        if let Some(updated) = self.updated {
            lines.put(&format!("LAST-MODIFIED:{}T000000Z", digits(updated)));
        }
        lines.put(&format!("SEQUENCE:{}", self.sequence()));
        match self.when {
            When::Days(first, last) => {
                lines.put(&format!("DTSTART;VALUE=DATE:{}", digits(first)));
                lines.put(&format!("DTEND;VALUE=DATE:{}", digits(last.tomorrow().unwrap_or(last))));
                lines.put("TRANSP:TRANSPARENT");
            }
            When::Hours(start, end) => {
                lines.put(&format!("DTSTART;TZID={ZONE}:{}", hour(start)));
                end.into_iter().for_each(|end| lines.put(&format!("DTEND;TZID={ZONE}:{}", hour(end))));
            }
        }
        lines.text("SUMMARY", lang, &self.summary);
        let texts = [("DESCRIPTION", &self.description), ("LOCATION", &self.location)];
        for (name, text) in texts.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
            lines.text(name, lang, text);
        }
        self.address.iter().for_each(|address| lines.put(&format!("URL:{address}")));
        if let Some(alarm) = self.alarm {
            let hours = match alarm {
                Alarm::DayBefore => 15,
                Alarm::TwoHoursBefore => 2,
            };
            ["BEGIN:VALARM", "ACTION:DISPLAY"].iter().for_each(|line| lines.put(line));
            lines.put(&format!("TRIGGER:-PT{hours}H"));
            lines.text("DESCRIPTION", lang, &self.summary);
            lines.put("END:VALARM");
        }
        lines.put("END:VEVENT");
    }

    /// The day of its text, else the first of the school year that it is in.
    fn stamp(&self) -> Date {
        self.updated.unwrap_or_else(|| date::school_year_start(self.when.day()))
    }

    /// What changes later has a higher number: days since 2000.
    fn sequence(&self) -> i64 {
        const FIRST: Date = Date::constant(2000, 1, 1);
        self.updated.map_or(0, |updated| updated.duration_since(FIRST).as_hours() / 24).max(0)
    }
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn hour(at: DateTime) -> String {
    format!("{}T{:02}{:02}00", digits(at.date()), at.hour(), at.minute())
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, line: &str) {
        self.0.push_str(&folded(line));
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, lang: &str, text: &str) {
        let lang = if lang.is_empty() { String::new() } else { format!(";LANGUAGE={lang}") };
        self.put(&format!("{name}{lang}:{}", escaped(text)));
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// A line in pieces that are short enough. None is cut within a letter or behind a backslash, and none begins or ends with a
/// blank, which some programs take away; where there are nothing but blanks it cannot be helped.
fn folded(line: &str) -> String {
    let units = units(line);
    let mut out = String::with_capacity(line.len() + line.len() / 32);
    let mut start = 0;
    loop {
        let room = if start == 0 { LINE } else { LINE - 1 };
        let mut size = 0;
        let fits = units[start..].iter().take_while(|unit| {
            size += unit.len();
            size <= room
        });
        let most = start + fits.count().max(1);
        if most >= units.len() {
            out.extend(units[start..].iter().copied());
            return out;
        }
        let is_fine = |end: &usize| units[*end - 1] != " " && units[*end] != " ";
        let end = (start + 1..=most).rev().find(is_fine).unwrap_or(most);
        out.extend(units[start..end].iter().copied());
        out.push_str("\r\n ");
        start = end;
    }
}

/// Letters, and backslashes with what stands behind them.
fn units(line: &str) -> Vec<&str> {
    let mut units = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let second = if first == '\\' { rest[1..].chars().next().map_or(0, char::len_utf8) } else { 0 };
        let (unit, after) = rest.split_at(first.len_utf8() + second);
        units.push(unit);
        rest = after;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(summary: &str, when: When) -> Entry {
        let (uid, summary) = ("avond@school.example".into(), summary.into());
        Entry { uid, when, summary, description: None, location: None, address: None, updated: None, alarm: None }
    }

    fn calendar(entry: Entry) -> String {
        Calendar { name: "Agenda".into(), lang: "nl".into(), entries: vec![entry] }.write()
    }

    /// As another program reads it.
    fn read_back(calendar: &str) -> String {
        let unfolded = calendar.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find(|line| line.starts_with("SUMMARY")).unwrap();
        let mut out = String::new();
        let mut signs = line.split_once(':').unwrap().1.chars();
        while let Some(c) = signs.next() {
            match c {
                '\\' => match signs.next().unwrap() {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                _ => out.push(c),
            }
        }
        out
    }

    #[test]
    fn ten_thousand_summaries_are_folded_and_read_back() {
        const SIGNS: &[&str] =
            &["a", "é", " ", "🎉", ";", ",", "\\", "\n", "w", "ب", "👩‍👧", "n", ":", "\"", "ü", "0", "z"];
        let mut seed = 0x9e37_79b9_7f4a_7c15u64;
        let mut roll = |sides: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % sides as u64) as usize
        };
        for _ in 0..10_000 {
            let length = roll(120);
            let text: String = (0..length).map(|_| SIGNS[roll(SIGNS.len())]).collect();
            let made = calendar(entry(&text, When::Days(date(2026, 11, 6), date(2026, 11, 13))));
            for line in made.split("\r\n") {
                assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{line:?} of {text:?}");
                let odd = line.chars().rev().take_while(|c| *c == '\\').count() % 2;
                assert_eq!(odd, 0, "an escape is cut: {line:?} of {text:?}");
            }
            assert_eq!(read_back(&made), text.trim(), "{made}");
        }
    }

    #[test]
    fn no_line_begins_or_ends_with_a_blank() {
        let text = "woord ".repeat(80);
        let made = calendar(entry(&text, When::Days(date(2026, 11, 6), date(2026, 11, 6))));
        for (line, next) in made.split("\r\n").zip(made.split("\r\n").skip(1)) {
            let is_cut = next.starts_with(' ');
            assert!(!(is_cut && (next.starts_with("  ") || line.ends_with(' '))), "{line:?} {next:?}");
        }
        let emoji = calendar(entry(&"🎉".repeat(40), When::Days(date(2026, 11, 6), date(2026, 11, 6))));
        assert_eq!(read_back(&emoji), "🎉".repeat(40));
    }

    #[test]
    fn days_end_on_the_next_and_hours_have_their_zone() {
        let days = calendar(entry("De Week", When::Days(date(2026, 11, 6), date(2026, 11, 13))));
        assert!(days.contains("DTSTART;VALUE=DATE:20261106\r\nDTEND;VALUE=DATE:20261114\r\n"), "{days}");
        assert!(!days.contains("VTIMEZONE"), "{days}");
        let start = date(2027, 4, 15).at(19, 45, 0, 0);
        let hours = calendar(entry("De avond", When::Hours(start, Some(date(2027, 4, 15).at(21, 15, 0, 0)))));
        assert!(hours.contains("DTSTART;TZID=Europe/Amsterdam:20270415T194500\r\n"), "{hours}");
        assert!(hours.contains("TZID:Europe/Amsterdam\r\nBEGIN:DAYLIGHT\r\n"), "{hours}");
        assert!(hours.contains("DTSTAMP:20260801T000000Z\r\nSEQUENCE:0\r\n"), "{hours}");
    }

    #[test]
    fn an_alarm_is_within_its_event_and_says_what_it_is_about() {
        let day = date(2027, 1, 8);
        let made = calendar(Entry { alarm: Some(Alarm::DayBefore), ..entry("Bestel, nu", When::Days(day, day)) });
        let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15H\r\nDESCRIPTION;LANGUAGE=nl:Bestel\\, nu\r\nEND:VALARM\r\nEND:VEVENT";
        assert!(made.contains(alarm), "{made}");
    }

    #[test]
    fn a_later_text_has_a_higher_number() {
        let of = |day| Entry { updated: Some(day), ..entry("x", When::Days(day, day)) }.sequence();
        assert!(of(date(2026, 11, 6)) < of(date(2026, 11, 7)) && of(date(2026, 11, 6)) > 9000);
    }
}
