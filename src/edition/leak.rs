//! The proof that nothing stands in what an edition gets that is hidden from it.
//!
//! No output can write hidden text by mistake, for its edition does not hold it. The bytes are looked through all the same,
//! because a template, a drawing, a key or the title of a link could hold it. What is secret: every sentence that the
//! sources have and the edition has not (`secrets`), but for what a source says that everybody may read (`said`): an author
//! who writes a sentence in two places meant to. A copy of an answer in the same text is asked about, by `check`.
//!
//! Both sides are compared as letters (`letters`), after all that stands between bytes and text is undone (`as_text`).

mod as_text;
mod copies;
mod entities;
mod escapes;
mod facts;
mod letters;
mod markup;
mod needles;
mod rows;
mod said;
mod secrets;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

pub use as_text::AsText;
pub use copies::{CopiedAnswer, of as copies_of_answers};
use letters::{Gap, Letters};
use needles::{Needle, NeedleShape, OF_TIMES, WORDS};
use rows::Rows;
use secrets::Origin;

use crate::audience::Audience;
use crate::date::{self, DateStyle};
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::site::Site;
use crate::source::Place;

/// A number or address of somebody has at least this many letters.
const CONTACT: usize = 8;

struct Secret {
    needle: Needle,
    origin: Origin,
    place: Place,
}

/// What is told of a secret that is found.
struct Trace {
    text: Box<str>,
    place: Place,
    /// Few words may be two texts that met.
    is_short: bool,
}

/// As much of a sentence as is shown.
const SHOWN: usize = 80;

/// What must not be found in an edition, and where it comes from.
pub struct LeakDetector {
    anywhere: Haul,
    alone: Haul,
}

/// Secrets, sorted by their letters: what is told of each, and the rows that find them.
struct Haul {
    traces: Vec<Trace>,
    rows: Rows,
    /// Where one must begin and end.
    edge: Gap,
    /// Those that the compiled-in theme says, too, are none. Looked up when something is found, which is rare.
    of_theme: OnceLock<BTreeSet<usize>>,
}

impl Haul {
    fn new(secrets: &[&Secret], edge: Gap) -> Self {
        let trace = |secret: &&Secret| Trace {
            text: shortened(&secret.needle.text).into(),
            place: secret.place,
            is_short: secret.needle.words < WORDS,
        };
        let rows = Rows::new(secrets.iter().map(|secret| secret.needle.letters.as_str()));
        Haul { traces: secrets.iter().map(trace).collect(), rows, edge, of_theme: OnceLock::new() }
    }

    fn find(&self, letters: &Letters) -> Option<&Trace> {
        if self.rows.is_empty() {
            return None;
        }
        // Few words, some at the end of one cell and some at the start of the next, are two texts that met.
        let is_one = |trace: &Trace, place: Range<usize>| !trace.is_short || !letters.is_parted(place);
        let found = self.rows.places_in(letters, self.edge);
        let mut found = found.filter(|(at, place)| is_one(&self.traces[*at], place.clone()));
        found.find(|(at, _)| !self.of_theme().contains(at)).map(|(at, _)| &self.traces[at])
    }

    fn of_theme(&self) -> &BTreeSet<usize> {
        self.of_theme.get_or_init(|| said::THEME.iter().flat_map(|letters| self.rows.all_in(letters)).collect())
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(SHOWN).map_or(text, |(end, _)| &text[..end])
}

impl LeakDetector {
    /// Looks for what this edition hides. `None` for one that hides nothing.
    pub fn new(site: &Site<'_>, edition: &Edition<'_>) -> Option<Self> {
        if edition.audience().sees(Audience::Team) {
            return None;
        }
        let ids: Vec<DocId> = site.ids().collect();
        let dates = words_of_dates(site);
        let in_docs = ids.par_iter().flat_map_iter(|id| of_doc(site, edition, *id, &dates));
        let mut secrets: Vec<Secret> =
            in_docs.chain(of_contacts(site, edition, &dates)).chain(of_year(site, edition, &dates)).collect();
        secrets.par_sort_unstable_by(|a, b| {
            (&a.needle.letters, a.needle.alone, a.origin, a.place).cmp(&(
                &b.needle.letters,
                b.needle.alone,
                b.origin,
                b.place,
            ))
        });
        secrets.dedup_by(|b, a| a.needle.letters == b.needle.letters);
        let secrets = unsaid(secrets, site, edition);
        let (alone, anywhere): (Vec<&Secret>, Vec<&Secret>) = secrets.iter().partition(|secret| secret.needle.alone);
        Some(LeakDetector { anywhere: Haul::new(&anywhere, Gap::Word), alone: Haul::new(&alone, Gap::Piece) })
    }

    /// Looks through a file of the edition.
    pub fn check(&self, path: &str, bytes: &[u8], as_text: AsText) -> Option<Finding> {
        if self.anywhere.rows.is_empty() && self.alone.rows.is_empty() {
            return None;
        }
        let decoded = as_text.decode(path, bytes)?;
        [&decoded.shown, &decoded.aside].into_iter().find_map(|letters| self.find(letters, path))
    }

    fn find(&self, letters: &Letters, path: &str) -> Option<Finding> {
        let trace = self.anywhere.find(letters).or_else(|| self.alone.find(letters))?;
        Some(Finding::new(&code::LEAK, trace.place).with("text", &*trace.text).with("path", path))
    }
}

/// What is secret in a document, taken apart.
fn of_doc(site: &Site<'_>, edition: &Edition<'_>, id: DocId, dates: &HashSet<String>) -> Vec<Secret> {
    let mut found = Vec::new();
    for hidden in secrets::of_doc(site, edition, id) {
        let mut give = |needle| found.push(Secret { needle, origin: hidden.origin, place: hidden.place });
        needles::of(&hidden.text, hidden.shape, dates, &mut give);
    }
    found
}

/// Names, numbers and addresses of people whom this edition does not show. A number needs no words to be one.
fn of_contacts(site: &Site<'_>, edition: &Edition<'_>, dates: &HashSet<String>) -> Vec<Secret> {
    let mut found = Vec::new();
    for contact in site.data.contacts.rows.iter().filter(|contact| !edition.audience().sees(contact.from)) {
        for value in [&contact.phone, &contact.mail].into_iter().flatten() {
            let letters = Letters::of(value);
            if letters.text().len() >= CONTACT {
                let (words, letters) = (letters.words(), letters.into_text());
                let needle = Needle { letters, alone: false, words, text: value.clone() };
                found.push(Secret { needle, origin: Origin::Key, place: contact.place });
            }
        }
        let mut give = |needle| found.push(Secret { needle, origin: Origin::Key, place: contact.place });
        contact.name.iter().for_each(|name| needles::of(name, NeedleShape::Name, dates, &mut give));
    }
    found
}

/// The tasks of the year that this edition does not show.
fn of_year(site: &Site<'_>, edition: &Edition<'_>, dates: &HashSet<String>) -> Vec<Secret> {
    let mut found = Vec::new();
    for task in site.data.year_tasks.rows.iter().filter(|task| !edition.audience().sees(task.from)) {
        let mut give = |needle| found.push(Secret { needle, origin: Origin::Key, place: task.what.place });
        needles::of(&task.what.value, NeedleShape::Prose, dates, &mut give);
    }
    found
}

/// The words of days and months in the languages of the site: krijt writes dates itself.
fn words_of_dates(site: &Site<'_>) -> HashSet<String> {
    let langs: HashSet<&str> = site.ids().map(|id| site.lang(id)).chain([site.config.site.lang.as_str()]).collect();
    let mut words: HashSet<String> = OF_TIMES.iter().map(|word| word.to_string()).collect();
    for lang in langs {
        for day in 0..12 {
            let Ok(date) = Date::new(2026, day + 1, day + 1) else { continue };
            let letters = Letters::of(&date::words(date, lang, DateStyle::Weekday));
            words.extend(letters.each().map(str::to_string));
        }
    }
    words
}

/// Without the secrets that a public source says as well; the theme is asked when one is found. A short one is none as soon as anything says it.
fn unsaid(secrets: Vec<Secret>, site: &Site<'_>, edition: &Edition<'_>) -> Vec<Secret> {
    if secrets.is_empty() {
        return secrets;
    }
    let rows = Rows::new(secrets.iter().map(|secret| secret.needle.letters.as_str()));
    let said: Vec<AtomicBool> = secrets.iter().map(|_| AtomicBool::new(false)).collect();
    // What stands there makes a short secret none; a long one only where the source counts for it.
    let strike = |letters: &Letters, counts: &dyn Fn(&Secret) -> bool| {
        for at in rows.all_in(letters).filter(|at| secrets[*at].needle.words < WORDS || counts(&secrets[*at])) {
            said[at].store(true, Ordering::Relaxed);
        }
    };
    let ids: Vec<DocId> = edition.ids().collect();
    ids.into_par_iter().for_each(|id| {
        let file = site.doc(id).file;
        strike(&said::text_of(edition, id), &|_| true);
        strike(&said::keys_of(edition, id), &|secret| match secret.origin {
            // A key may let an answer out, of its own text and of a list of such texts.
            Origin::Answer => false,
            // That of another text is not about it.
            Origin::Part => secret.place.file != file,
            Origin::Whole | Origin::Key => true,
        });
        strike(&said::summaries_of(edition, id), &|secret| secret.origin == Origin::Key);
        strike(&said::titles_of_links(edition, id), &|_| false);
    });
    strike(&said::data_of(site, edition), &|_| true);
    let said = said.into_iter().map(AtomicBool::into_inner);
    secrets.into_iter().zip(said).filter(|(_, said)| !said).map(|(secret, _)| secret).collect()
}
