//! What is given today, on the front page of the team: each stretch of days has its own lines, and the one of the day on which
//! the site was made is shown. A script shows that of the reader's day, which may be a later one.

use jiff::civil::Date;
use serde::Serialize;

use super::{CellRow, cell_row};
use crate::date::{self, DateStyle};
use crate::edition::WeekDay;
use crate::output::context::RenderContext;

/// What holds from a day to a day. Without one it holds from ever, or for good.
#[derive(Serialize)]
pub struct DayBlock<'a> {
    from: Option<String>,
    to: Option<String>,
    shown: bool,
    title: String,
    cells: Vec<CellRow<'a>>,
}

/// What is said from a day to a day, and the day whose lessons it is about.
struct Stretch<'w> {
    from: Option<Date>,
    to: Option<Date>,
    key: &'static str,
    day: Option<&'w WeekDay<'w>>,
}

/// Before the Week, each day with lessons, the days in between, and after it. A school that lives on a day of its own has that
/// day only.
pub fn blocks<'a>(ctx: &RenderContext<'a>) -> Vec<DayBlock<'a>> {
    let edition = ctx.edition();
    let Some(plan) = edition.week_plan() else { return Vec::new() };
    let days: Vec<&WeekDay<'_>> = plan.days.iter().filter(|day| day.has_lessons()).collect();
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    let mut last: Option<Date> = None;
    for day in days {
        let (from, to) = (last.and_then(|last| last.tomorrow().ok()), day.date.yesterday().ok());
        let key = if last.is_none() { "week.before" } else { "week.between" };
        if from.zip(to).is_none_or(|(from, to)| from <= to) {
            stretches.push(Stretch { from, to, key, day: Some(day) });
        }
        stretches.push(Stretch { from: Some(day.date), to: Some(day.date), key: "week.today", day: Some(day) });
        last = Some(day.date);
    }
    let from = last.and_then(|last| last.tomorrow().ok());
    stretches.push(Stretch { from, to: None, key: "week.after", day: None });
    let today = edition.options().today;
    let holds = |from: Option<Date>, to: Option<Date>| match today {
        Some(today) => from.is_none_or(|from| from <= today) && to.is_none_or(|to| today <= to),
        None => from.is_none(),
    };
    let is_fixed = edition.config().today.is_some();
    let block = |Stretch { from, to, key, day }: Stretch<'_>| {
        let in_words = |day: &WeekDay<'_>| date::words(day.date, &edition.config().site.lang, DateStyle::InYear);
        let iso = |day: Option<Date>| day.filter(|_| !is_fixed).map(|day| day.to_string());
        DayBlock {
            from: iso(from),
            to: iso(to),
            shown: holds(from, to),
            title: ctx.site_words().with(key, &[("date", &day.map(in_words).unwrap_or_default())]),
            cells: day.map_or(Vec::new(), |day| {
                day.cells.iter().filter(|cell| !cell.lessons.is_empty()).map(|cell| cell_row(ctx, cell)).collect()
            }),
        }
    };
    stretches.into_iter().map(block).filter(|block| block.shown || !is_fixed).collect()
}
