//! Checks: what can only be judged with the whole site at hand. A new check is a file and a row.

mod blocks;
mod contacts;
mod copies;
mod dutch;
mod evening;
mod films;
mod fresh;
mod headings;
mod images;
mod in_its_place;
mod languages;
mod lesson;
mod letters;
mod link_texts;
mod marks;
mod open_answers;
mod own_copies;
mod photos;
mod privacy;
pub mod prose;
mod protocol;
mod provisional;
mod school;
mod shapes;
mod signs;
mod slides;
mod tables;
mod text;
mod translations;
mod typos;
mod waiting;
mod week;
mod wiki;

use rayon::prelude::*;

use crate::diag::{Finding, Fix};
use crate::doc::{Doc, DocId};
use crate::media::Pictures;
use crate::site::Site;
use crate::source::Place;
use crate::world::World;

pub use images::ImageCache;
pub use in_its_place::{in_only_module, without_echoes};

/// What a check looks at.
pub enum Scope {
    /// One document at a time, in parallel.
    Doc(fn(&Site<'_>, DocId, &mut Vec<Finding>)),
    Site(fn(&Site<'_>, &mut Vec<Finding>)),
}

pub struct Check {
    pub name: &'static str,
    pub scope: Scope,
}

pub static CHECKS: &[Check] = &[
    Check { name: "variables", scope: Scope::Doc(text::variables) },
    Check { name: "alt-texts", scope: Scope::Doc(text::alt_texts) },
    Check { name: "quizzes", scope: Scope::Doc(blocks::quizzes) },
    Check { name: "verdicts", scope: Scope::Doc(blocks::verdicts) },
    Check { name: "places-of-rules", scope: Scope::Doc(blocks::rules) },
    Check { name: "terms", scope: Scope::Doc(lesson::terms) },
    Check { name: "goals", scope: Scope::Doc(lesson::goals) },
    Check { name: "rules-of-lessons", scope: Scope::Doc(lesson::rules) },
    Check { name: "languages-in-names", scope: Scope::Doc(translations::in_names) },
    Check { name: "modules", scope: Scope::Site(lesson::modules) },
    Check { name: "days-of-lessons", scope: Scope::Doc(week::days) },
    Check { name: "lessons-at-once", scope: Scope::Site(week::at_once) },
    Check { name: "lessons-of-letters", scope: Scope::Doc(letters::lessons) },
    Check { name: "address-of-site", scope: Scope::Site(letters::address) },
    Check { name: "slides", scope: Scope::Doc(slides::slides) },
    Check { name: "plan-b", scope: Scope::Doc(films::plan_b) },
    Check { name: "roles", scope: Scope::Doc(school::roles) },
    Check { name: "roles-of-evenings", scope: Scope::Doc(evening::roles) },
    Check { name: "two-places-at-once", scope: Scope::Doc(evening::at_once) },
    Check { name: "deadlines", scope: Scope::Doc(evening::deadlines) },
    Check { name: "provisional", scope: Scope::Doc(provisional::confirm) },
    Check { name: "links-of-wikis", scope: Scope::Doc(wiki::wiki_links) },
    Check { name: "texts-of-links", scope: Scope::Doc(link_texts::link_texts) },
    Check { name: "names", scope: Scope::Site(privacy::names) },
    Check { name: "help-lines", scope: Scope::Site(fresh::help_lines) },
    Check { name: "reviews", scope: Scope::Site(fresh::reviews) },
    Check { name: "evening-interval", scope: Scope::Site(fresh::evenings) },
    Check { name: "copies", scope: Scope::Site(copies::copies) },
    Check { name: "unread-files", scope: Scope::Site(copies::unread) },
    Check { name: "unfinished-texts", scope: Scope::Doc(waiting::places) },
    Check { name: "finished-drafts", scope: Scope::Doc(waiting::finished) },
    Check { name: "boxes-for-cards", scope: Scope::Doc(protocol::boxes) },
    Check { name: "texts-for-cards", scope: Scope::Doc(protocol::card_texts) },
    Check { name: "changes", scope: Scope::Site(protocol::changes) },
    Check { name: "incidents", scope: Scope::Site(protocol::incidents) },
    Check { name: "kinds-of-roles", scope: Scope::Site(contacts::kinds) },
    Check { name: "roles-of-contacts", scope: Scope::Site(contacts::roles) },
    Check { name: "contacts", scope: Scope::Site(contacts::missing) },
    Check { name: "contact-of-school", scope: Scope::Site(contacts::of_school) },
    Check { name: "photos", scope: Scope::Site(photos::unknown) },
    Check { name: "contacts-in-texts", scope: Scope::Doc(contacts::in_texts) },
    Check { name: "roles-of-year", scope: Scope::Site(school::year) },
    Check { name: "translations", scope: Scope::Doc(school::translations) },
    Check { name: "ages-of-translations", scope: Scope::Doc(translations::ages) },
    Check { name: "languages-of-words", scope: Scope::Site(school::languages) },
];

/// A finding about a word of a place, with what was probably meant.
fn meant(site: &Site<'_>, finding: Finding, place: Place, word: &str, near: Option<&str>) -> Finding {
    let span = site.input.sources.word(place, word);
    let fix = near.zip(span).map(|(near, span)| Fix::guess(span, near));
    finding.maybe("suggestion", near.filter(|_| fix.is_none())).fixed_by(fix)
}

/// A look at one file by itself. What it suspects is kept with the document, so that it is looked for once; the check
/// `provisional` decides with the whole site at hand.
type DocumentLint = fn(&Doc, &str, &prose::Prose, &mut Vec<Finding>);

static DOCUMENT_LINTS: &[DocumentLint] = &[
    headings::look,
    tables::look,
    typos::look,
    signs::look,
    dutch::look,
    languages::look,
    privacy::look,
    fresh::look,
    marks::look,
    own_copies::look,
    open_answers::look,
];

/// What a look at a document by itself suspects, with the whole text of its file.
pub fn suspect(doc: &Doc, text: &str) -> Vec<Finding> {
    prose::read(doc, text, |prose| {
        let mut found = Vec::new();
        for look in DOCUMENT_LINTS {
            look(doc, text, prose, &mut found);
        }
        found
    })
}

/// Runs all checks. Also gives what a look inside the images gave; `album` remembers it.
pub fn run(site: &Site<'_>, world: &dyn World, album: &mut ImageCache) -> (Pictures, Vec<Finding>) {
    let mut findings: Vec<Finding> = site
        .ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .flat_map_iter(|id| {
            let mut found = Vec::new();
            for check in CHECKS {
                if let Scope::Doc(check) = check.scope {
                    check(site, id, &mut found);
                }
            }
            found
        })
        .collect();
    for check in CHECKS {
        if let Scope::Site(check) = check.scope {
            check(site, &mut findings);
        }
    }
    let (pictures, found) = images::look(site, world, album);
    findings.extend(found);
    (pictures, findings)
}
