//! The hours of an evening. They are reckoned in minutes from the midnight before it: what ends after midnight has more than
//! a day of them.

use jiff::civil::{Date, Time};

use crate::diag::{Finding, catalogue as code};
use crate::doc::Part;
use crate::front::{Reader, Spanned};

const DAY: i64 = 24 * 60;
/// An hour that is earlier than the one before it belongs to the next day where so few minutes lie between: nobody means an
/// evening of a day and a night.
const OVER_MIDNIGHT: i64 = 6 * 60;

/// What stands at the keys, and where.
pub(super) struct EveningHours {
    doors: Option<Spanned<Time>>,
    start: Option<Spanned<Time>>,
    end: Option<Spanned<Time>>,
    closes: Option<Spanned<Time>>,
}

/// Minutes since midnight.
fn of_clock(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// An hour that follows these minutes, on the next day where it must be.
pub(super) fn following(earlier: i64, time: Time) -> i64 {
    let (same_day, next) = (of_clock(time), of_clock(time) + DAY);
    if same_day < earlier && next - earlier <= OVER_MIDNIGHT { next } else { same_day }
}

/// As a clock shows it.
pub(super) fn shown(minutes: i64) -> String {
    let minutes = minutes.rem_euclid(DAY);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl EveningHours {
    pub fn read(reader: &mut Reader<'_>, date: Option<Date>) -> Self {
        let [doors, start, end, closes] = ["inloop", "aanvang", "einde", "zaal_dicht"].map(|key| reader.time(key));
        let hours = EveningHours { doors, start, end, closes };
        let skipped = date.zip(hours.start.as_ref()).filter(|(date, start)| is_skipped(*date, start.value));
        if let Some((date, start)) = skipped {
            let clock = format!("{date} {}", shown(of_clock(start.value)));
            reader.report(Finding::new(&code::BAD_TIME, start.place).with("key", "aanvang").with("value", clock));
        }
        hours
    }

    pub fn doors(&self) -> Option<Time> {
        self.doors.as_ref().map(|time| time.value)
    }

    pub fn start(&self) -> Time {
        self.start.as_ref().map_or(Time::MIN, |time| time.value)
    }

    pub fn end(&self) -> Option<Time> {
        self.end.as_ref().map(|time| time.value)
    }

    pub fn closes(&self) -> Option<Time> {
        self.closes.as_ref().map(|time| time.value)
    }

    pub fn first_minute(&self) -> i64 {
        of_clock(self.start())
    }

    /// How long the programme may take; none where nobody says, or where it would end before it begins.
    pub fn length(&self) -> Option<i64> {
        let end = self.start.as_ref().and(self.end.as_ref())?;
        Some(following(self.first_minute(), end.value) - self.first_minute()).filter(|minutes| *minutes > 0)
    }

    /// The times in their order, the programme as long as it may be, and everybody out before the room closes.
    pub fn judge(&self, reader: &mut Reader<'_>, programme: &[Part]) {
        let last = programme.iter().map(Part::end).max().filter(|_| self.start.is_some());
        let in_order = self.in_order(reader, last);
        let Some(last) = last else { return };
        if let Some(available) = self.length().filter(|available| last - self.first_minute() != *available) {
            let place = reader.key_place("programma").unwrap_or(reader.whole());
            let finding = Finding::new(&code::PROGRAMME_DOES_NOT_ADD_UP, place)
                .with("sum", (last - self.first_minute()).to_string())
                .with("available", available.to_string());
            reader.report(finding);
        }
        let closes = self.closes.as_ref().filter(|_| self.end.is_none() && in_order);
        if let Some(closes) = closes.filter(|closes| following(self.first_minute(), closes.value) < last) {
            let finding = Finding::new(&code::PAST_CLOSING, closes.place).with("end", shown(last));
            reader.report(finding.with("closes", shown(of_clock(closes.value))));
        }
    }

    /// Times that are given must follow each other. An end that comes before the beginning is where the programme ends.
    fn in_order(&self, reader: &mut Reader<'_>, last: Option<i64>) -> bool {
        let times = [&self.doors, &self.start, &self.end, &self.closes];
        let given: Vec<&Spanned<Time>> = times.into_iter().flatten().collect();
        let mut before: Option<i64> = None;
        for (at, time) in given.iter().enumerate() {
            // The day of an evening is the day that it begins on.
            let is_after_start = self.start.as_ref().is_some_and(|start| start.place != time.place);
            let minutes = match before.filter(|_| is_after_start) {
                Some(before) => following(before, time.value),
                None => of_clock(time.value),
            };
            if let Some(before) = before.filter(|before| minutes < *before) {
                let finding = Finding::new(&code::TIMES_OUT_OF_ORDER, time.place)
                    .with("first", shown(before))
                    .with("second", shown(minutes));
                let is_end =
                    reader.place("einde") == Some(time.place) && reader.place("aanvang") == Some(given[at - 1].place);
                let right = last.filter(|last| is_end && *last < DAY).map(shown);
                let fix = reader.reword(time.place, &shown(minutes), right.as_deref());
                reader.report(finding.fixed_by(fix));
                return false;
            }
            before = Some(minutes);
        }
        true
    }
}

/// Summer time begins on the last Sunday of March: the hour from 2 to 3 does not exist then (directive 2000/84/EC).
fn is_skipped(date: Date, time: Time) -> bool {
    let last_sunday = date.month() == 3 && date.day() > 24 && date.weekday() == jiff::civil::Weekday::Sunday;
    last_sunday && time.hour() == 2
}

#[cfg(test)]
mod tests {
    use super::{following, shown};
    use jiff::civil::time;

    #[test]
    fn an_hour_after_midnight_is_on_the_next_day_and_a_slip_is_not() {
        let of = |hour: i64, minute: i64| hour * 60 + minute;
        assert_eq!(following(of(22, 0), time(0, 30, 0, 0)), of(24, 30));
        assert_eq!(following(of(24, 30), time(1, 0, 0, 0)), of(25, 0));
        assert_eq!(following(of(19, 30), time(18, 0, 0, 0)), of(18, 0));
        assert_eq!(following(of(19, 45), time(7, 30, 0, 0)), of(7, 30));
        assert_eq!(shown(of(24, 5)), "00:05");
    }
}
