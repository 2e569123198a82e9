//! Photos of people: who can be recognised in which, and where it may be shown until when. What stands in the list and is
//! not understood gives no consent.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Named;
use crate::diag::Finding;
use crate::front::{Front, Keys, Reader, Shape, Spanned, key};

/// A photo of the list.
#[derive(Debug)]
pub struct Photo {
    /// Its path below the root.
    pub path: String,
    /// As it stands in the list.
    pub name: Spanned,
    pub recognisable: bool,
    consent: BTreeSet<PhotoUse>,
    /// The last day of the consent.
    until: Option<Date>,
    pub is_withdrawn: bool,
}

/// Where a photo may come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhotoUse {
    /// All that everybody may see.
    Web,
    /// Letters that are sent.
    Mail,
    /// PDFs: of what everybody may see, besides [`PhotoUse::Web`].
    Paper,
    /// The pages and slides of the school itself.
    Inside,
}

impl PhotoUse {
    pub const ALL: [PhotoUse; 4] = [PhotoUse::Web, PhotoUse::Mail, PhotoUse::Paper, PhotoUse::Inside];
    const WORDS: &'static [&'static str] = &["web", "mail", "papier", "intern"];

    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.word() == word)
    }
}

impl Photo {
    pub fn has_last_day(&self) -> bool {
        self.until.is_some()
    }

    /// May it be shown there on this day? Without a day, nothing that has a last day.
    pub fn allows(&self, of: PhotoUse, today: Option<Date>) -> bool {
        let is_over = self.until.is_some_and(|until| today.is_none_or(|today| until < today));
        !self.is_withdrawn && (!self.recognisable || (self.consent.contains(&of) && !is_over))
    }
}

impl Named for Photo {
    fn known_as(&self) -> &str {
        &self.path
    }
}

pub const PHOTO: Keys = Keys {
    owner: "photos",
    tables: &[&[
        key(
            "herkenbaar",
            Shape::Flag,
            "`ja` als iemand op de foto te herkennen is, anders `nee`.",
            "`ja` if somebody can be recognised in the photo, else `nee`.",
        ),
        key(
            "toestemming",
            Shape::SomeOf(PhotoUse::WORDS),
            "Waar de foto mag staan: `web` (alles wat iedereen kan zien), `mail` (brieven), `papier` (PDF's), `intern` (pagina's \
             en dia's van het team en de MR).",
            "Where the photo may be: `web` (all that everybody can see), `mail` (letters), `papier` (PDFs), `intern` (pages and \
             slides of the team and the council).",
        ),
        key("tot", Shape::Date, "De laatste dag van de toestemming.", "The last day of the consent."),
        key(
            "ingetrokken",
            Shape::Date,
            "De dag waarop de toestemming is ingetrokken. De foto staat dan nergens meer.",
            "The day on which the consent was withdrawn. The photo is nowhere from then on.",
        ),
        key(
            "formulier",
            Shape::Any,
            "Waar de school de toestemming bewaart. Schrijf hier geen namen van kinderen.",
            "Where the school keeps the consent. Do not write names of children here.",
        ),
    ]],
    required: &["herkenbaar"],
};

pub(super) fn rows(front: &Front, findings: &mut Vec<Finding>) -> Vec<Photo> {
    let (readers, found) = Reader::each(front, PHOTO);
    findings.extend(found);
    let mut photos = Vec::with_capacity(readers.len());
    for (name, mut row) in readers {
        if !row.has("herkenbaar") {
            row.missing("herkenbaar", None);
        }
        let recognisable = row.flag("herkenbaar");
        let consent: BTreeSet<PhotoUse> = row.some_of("toestemming").into_iter().filter_map(PhotoUse::of).collect();
        let until = row.date("tot");
        // Whatever stands there, somebody took it back.
        let is_withdrawn = row.has("ingetrokken");
        row.date("ingetrokken");
        let found = row.finish();
        let is_good = !found.iter().any(Finding::is_error);
        findings.extend(found);
        photos.push(Photo {
            path: path_of(&name.value),
            name,
            recognisable: recognisable || !is_good,
            consent: if is_good { consent } else { BTreeSet::new() },
            until,
            is_withdrawn,
        });
    }
    photos
}

/// A file of the list below the root: people write it from `content/` on, or with that.
pub fn path_of(name: &str) -> String {
    let inner = name.trim_start_matches("./").trim_start_matches('/');
    format!("content/{}", inner.strip_prefix("content/").unwrap_or(inner))
}
