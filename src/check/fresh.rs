//! What goes out of date: data that nobody looked at for a year, a protocol past its day, words that age.
//!
//! There is no clock here. The day that counts is the site's; where nobody says which that is, it is the first day of the
//! school year in `krijt.yaml`.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::prose::{CAPITALS, Hint, PassageForm, Prose, Readers, Signs};
use crate::config;
use crate::diag::{Finding, catalogue as code};
use crate::doc::Doc;
use crate::kind::collection;
use crate::site::Site;

/// The first day of `2026-2027`: school years begin on 1 August.
fn school_year(site: &Site<'_>) -> Option<Date> {
    let (first, _) = site.config.year.as_deref()?.split_once(['-', '/'])?;
    Date::new(first.trim().parse().ok()?, 8, 1).ok()
}

fn reference(site: &Site<'_>) -> Option<Date> {
    site.options.today.or_else(|| school_year(site))
}

/// Help lines that nobody looked at for a year.
pub fn help_lines(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let Some(today) = reference(site) else { return };
    for line in &site.data.helplines.rows {
        let Some(checked) = &line.checked_at else { continue };
        if checked.value.checked_add(1.year()).is_ok_and(|until| until < today) {
            findings.push(
                Finding::new(&code::LINE_UNCHECKED, checked.place)
                    .with("name", line.name.as_str())
                    .with("date", checked.value.to_string()),
            );
        }
    }
}

/// A protocol that should have been looked at again, and a week that is over.
pub fn reviews(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let Some(today) = reference(site) else { return };
    for doc in site.docs {
        let Some(review) = doc.facets.charter.as_ref().and_then(|charter| charter.review_at.as_ref()) else { continue };
        if review.value < today {
            let day = review.value.to_string();
            findings.push(Finding::new(&code::REVIEW_OVERDUE, review.place).with("date", day));
        }
    }
    let Some(week) = &site.config.week else { return };
    if school_year(site).is_some_and(|first| week.to < first) {
        let year = site.config.year.as_deref().unwrap_or_default();
        findings.push(Finding::about(&code::WEEK_BEFORE_YEAR, config::FILE).with("year", year));
    } else if site.options.today.is_some_and(|today| week.to < today) {
        findings.push(Finding::about(&code::WEEK_OVER, config::FILE).with("date", week.to.to_string()));
    }
}

/// An evening for parents that is longer ago than the school promises. A school that still has to plan its first is told nothing.
pub fn evenings(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let is_whole = !site.broken.iter().any(|path| collection::EVENINGS.holds(path));
    let Some((years, today)) = site.config.evening_interval.as_ref().zip(reference(site)).filter(|_| is_whole) else {
        return;
    };
    let planned = site.docs.iter().filter(|doc| !doc.head.draft);
    let Some(last) = planned.filter_map(|doc| Some(doc.facets.event.as_ref()?.date)).max() else { return };
    let Some(until) = last.checked_add(years.value.years()).ok().filter(|until| *until < today) else { return };
    let finding = Finding::new(&code::EVENING_OVERDUE, years.place).with("date", last.to_string());
    findings.push(finding.with("until", until.to_string()));
}

/// Words that mean another time next year. A letter has a date, and a lesson is spoken on the day itself.
pub fn look(doc: &Doc, _: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    if !doc.goes_stale || !may_age(prose, 0..prose.text.len(), prose.signs) {
        return; // as most
    }
    for passage in prose.passages.iter().filter(|passage| !passage.marked && passage.form != PassageForm::Footnote) {
        if matches!(passage.readers, Readers::Pupils(_)) || !may_age(prose, passage.text.clone(), passage.signs) {
            continue;
        }
        let words = prose.words_of(passage);
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map(|next| (next, prose.word(*next)));
            let last = match next {
                _ if AGEING.iter().any(|known| prose.word(*word).eq_ignore_ascii_case(known)) => word,
                Some((next, "jaar" | "schooljaar" | "kalenderjaar"))
                    if OF_YEARS.iter().any(|known| prose.word(*word).eq_ignore_ascii_case(known)) =>
                {
                    next
                }
                _ => continue,
            };
            let place = prose.place(doc, *word, *last);
            let text = &prose.text[word.start as usize..last.end as usize];
            findings.push(Finding::new(&code::WORD_AGES, place).with("text", text));
        }
    }
}

const AGEING: [&str; 2] = ["binnenkort", "onlangs"];
/// What stands before a year.
const OF_YEARS: [&str; 4] = ["dit", "vorig", "volgend", "afgelopen"];

/// Such words have small letters behind their first one, and years have no others; where a word has capitals there, each is
/// looked at.
fn may_age(prose: &Prose, text: Range<usize>, signs: Signs) -> bool {
    signs.may_have(CAPITALS) || prose.hints(Hint::Time, text) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_ages_goes_by_however_it_is_written() {
        let years = ["jaar", "schooljaar", "kalenderjaar"].map(str::to_string);
        let written = |word: &str, capitals: usize| -> String {
            let letter = |(at, c): (usize, char)| if capitals >> at & 1 == 1 { c.to_ascii_uppercase() } else { c };
            word.chars().enumerate().map(letter).collect()
        };
        let words = AGEING.iter().flat_map(|word| (0..1 << word.len()).map(|capitals| written(word, capitals)));
        for word in words.chain(years) {
            let prose = Prose::of_text(&format!("Een {word}: dat"));
            assert!(may_age(&prose, 0..prose.text.len(), prose.signs), "{word}");
        }
        let prose = Prose::of_text("Een woord van NU");
        assert!(!may_age(&prose, 0..7, Signs::default()));
    }
}
