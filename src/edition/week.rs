//! The Week as a school plans it: day by day, group by group, which lessons are given.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Edition, GROUPS};
use crate::date;
use crate::doc::{DocId, Lesson};

/// So many days are shown of a week that lasts longer.
const DAYS: usize = 15;

pub struct WeekPlan<'e> {
    pub days: Vec<WeekDay<'e>>,
    /// Groups that have no lesson in the Week.
    pub without: Vec<u8>,
}

pub struct WeekDay<'e> {
    pub date: Date,
    /// Nobody is at school.
    pub holiday: Option<&'e str>,
    /// Neighbouring groups with the same lessons stand together. Their order is that of the day.
    pub cells: Vec<WeekCell>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct WeekCell {
    pub groups: Vec<u8>,
    pub lessons: Vec<DocId>,
}

/// A lesson with the minutes of the day that it takes, where somebody says so.
type TimedLesson = (Option<(i64, i64)>, DocId);

impl WeekDay<'_> {
    pub fn has_lessons(&self) -> bool {
        self.cells.iter().any(|cell| !cell.lessons.is_empty())
    }
}

impl Edition<'_> {
    /// Is there a Week, and a lesson on one of its days?
    pub fn has_week(&self) -> bool {
        let Some(week) = &self.config().week else { return false };
        self.dated_lessons().any(|(day, ..)| week.holds(day))
    }

    /// All lessons, module by module.
    pub(super) fn lessons(&self) -> impl Iterator<Item = (DocId, &Lesson)> {
        let all = self.collections().modules.iter().flat_map(|row| &row.lessons);
        all.filter_map(|id| Some((*id, self.doc(*id)?.facets.lesson.as_deref()?)))
    }

    fn dated_lessons(&self) -> impl Iterator<Item = (Date, DocId, &Lesson)> {
        self.lessons().filter_map(|(id, lesson)| Some((lesson.day.as_ref()?.value, id, lesson)))
    }

    /// The plan of the Week, where it has one. A lesson of no group is for all.
    pub fn week_plan(&self) -> Option<WeekPlan<'_>> {
        let week = self.config().week.as_ref()?;
        let mut given: BTreeMap<(Date, u8), Vec<TimedLesson>> = BTreeMap::new();
        for (day, id, lesson) in self.dated_lessons().filter(|(day, ..)| week.holds(*day)) {
            let is_for = |group: &u8| lesson.groups.is_empty() || lesson.groups.contains(group);
            for group in GROUPS.filter(is_for) {
                given.entry((day, group)).or_default().push((lesson.span(), id));
            }
        }
        if given.is_empty() {
            return None;
        }
        given.values_mut().for_each(|rows| rows.sort_by_key(|(span, _)| *span));
        let without = GROUPS.filter(|group| !given.keys().any(|(_, other)| other == group)).collect();
        let is_shown = |day: &Date| !date::is_weekend(*day) || given.keys().any(|(other, _)| other == day);
        let dates = week.from.series(jiff::Span::new().days(1)).take_while(|day| *day <= week.to);
        let day = |date: Date| {
            let mut cells: Vec<WeekCell> = Vec::new();
            for group in GROUPS {
                let rows = given.get(&(date, group)).map_or(&[][..], Vec::as_slice);
                let lessons: Vec<DocId> = rows.iter().map(|(_, id)| *id).collect();
                match cells.last_mut().filter(|last| last.lessons == lessons) {
                    Some(last) => last.groups.push(group),
                    None => cells.push(WeekCell { groups: vec![group], lessons }),
                }
            }
            WeekDay { date, holiday: self.config().holiday(date), cells }
        };
        Some(WeekPlan { days: dates.filter(is_shown).take(DAYS).map(day).collect(), without })
    }
}
