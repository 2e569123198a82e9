//! The programme of an evening: its author gives durations, and where it matters a fixed time; each part begins when the one
//! above it ends.

use super::hours::{EveningHours, following, shown};
use crate::diag::{Finding, catalogue as code};
use crate::doc::Part;
use crate::front::{Reader, Spanned};
use crate::source::Place;

/// How far the programme is when a part comes.
struct Progress {
    /// When the part above began, and when the next one can.
    began: i64,
    free: i64,
    /// The latest end of what runs alongside, and where its duration stands.
    alongside: Option<(i64, String, Place)>,
}

/// A programme in one text is one part that takes the evening. Of an evening that is still a draft nobody is asked who does what.
pub(super) fn read(reader: &mut Reader<'_>, hours: &EveningHours, is_planned: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let whole = hours.length().unwrap_or(30);
    if reader.one_text("programma", |said| format!("[{{wat: {said}, duur: {whole}}}]")) {
        return parts;
    }
    let first = hours.first_minute();
    let mut progress = Progress { began: first, free: first, alongside: None };
    for mut row in reader.mappings("programma") {
        if is_planned {
            super::without_owner(&mut row);
        }
        parts.extend(part(&mut row, &mut progress));
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    parts
}

fn part(row: &mut Reader<'_>, progress: &mut Progress) -> Option<Part> {
    let what = row.required("wat", None);
    if !row.has("duur") {
        row.missing("duur", Some("10"));
    }
    let minutes = row.number("duur").and_then(|minutes| u32::try_from(minutes).ok());
    let (fixed, is_alongside) = (row.time("om"), row.flag("tegelijk"));
    let (who, place, note) = (row.list("wie"), row.text_item("waar"), row.text("toelichting"));
    let needs = row.list("nodig");
    let (what, minutes) = what.zip(minutes)?;
    let duration = row.place("duur").unwrap_or(row.whole());
    let start = match is_alongside {
        true => progress.beside(&what, minutes, duration),
        false => progress.next(row, fixed.as_ref(), minutes),
    };
    let at = row.place("wat").unwrap_or(row.whole());
    Some(Part { what, at, start, minutes, who, place, note, needs })
}

impl Progress {
    /// A part that begins with the one above it.
    fn beside(&mut self, what: &str, minutes: u32, duration: Place) -> i64 {
        let end = self.began + i64::from(minutes);
        if end > self.alongside.as_ref().map_or(self.free, |(latest, ..)| *latest) {
            self.alongside = Some((end, what.to_string(), duration));
        }
        self.began
    }

    /// A part that follows, at its own time where it has one.
    fn next(&mut self, row: &mut Reader<'_>, fixed: Option<&Spanned<jiff::civil::Time>>, minutes: u32) -> i64 {
        let wanted = fixed.map_or(self.free, |time| following(self.began, time.value));
        if let Some(time) = fixed.filter(|_| wanted < self.free) {
            let finding = Finding::new(&code::FIXED_TIME_MISSED, time.place).with("time", shown(wanted));
            row.report(finding.with("free", shown(self.free)));
        }
        self.began = wanted.max(self.free);
        if let Some((end, what, place)) = self.alongside.take().filter(|(end, ..)| *end > self.began) {
            let finding = Finding::new(&code::PART_RUNS_ON, place).with("what", what).with("end", shown(end));
            row.report(finding.with("next", shown(self.began)));
        }
        self.free = self.began + i64::from(minutes);
        self.began
    }
}
