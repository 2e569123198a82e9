//! The sample school, in the program, and what of it a new school begins with: `krijt init --met`.
//!
//! A file comes when every part that it is about does (`FILES`). What it says of files that do not come goes: a link takes
//! its sentence along (`leave_out`). So what is left stands by itself, whichever parts were chosen.

mod leave_out;

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use jiff::Span;
use jiff::civil::Date;

use super::{NewFile, NewSchool, walk};
use crate::diag::Lang;

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
/// What takes the place of the sample's own: nobody's telephone number.
static INSTEAD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/instead");
/// The licence that others may use the content under.
const LICENCES: &[(&str, &str)] =
    &[("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")), ("LICENSE-MIT", include_str!("../../LICENSE-MIT"))];

/// A part of the sample school that somebody can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Lessons,
    Protocol,
    Letters,
    Evening,
}

use Part::{Evening, Lessons, Letters, Protocol};

impl Part {
    pub const ALL: [Part; 4] = [Lessons, Protocol, Letters, Evening];

    pub fn word(self, lang: Lang) -> &'static str {
        lang.of(match self {
            Lessons => ["lessen", "lessons"],
            Protocol => ["protocol", "protocol"],
            Letters => ["brieven", "letters"],
            Evening => ["avond", "evening"],
        })
    }

    /// By its name in either language.
    pub fn of(word: &str) -> Option<Part> {
        let is_it = |part: &Part| [Lang::Nl, Lang::En].iter().any(|lang| part.word(*lang).eq_ignore_ascii_case(word));
        Part::ALL.into_iter().find(is_it)
    }

    /// What it cannot do without. Lessons, letters and the help page tell children and staff what the school does when
    /// something happens: that is what the protocol says. The evening plays a game of the lessons.
    fn needs(self) -> &'static [Part] {
        match self {
            Protocol => &[],
            Lessons | Letters => &[Protocol],
            Evening => &[Lessons, Protocol],
        }
    }
}

/// The parts that a school begins with; none for a school that begins small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    wanted: BTreeSet<Part>,
    all: BTreeSet<Part>,
}

impl Parts {
    pub fn new(wanted: impl IntoIterator<Item = Part>) -> Self {
        let wanted: BTreeSet<Part> = wanted.into_iter().collect();
        let needed = wanted.iter().flat_map(|part| part.needs());
        Parts { all: wanted.iter().chain(needed).copied().collect(), wanted }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn has(&self, part: Part) -> bool {
        self.all.contains(&part)
    }

    /// What nobody asked for and comes along all the same.
    pub fn along(&self) -> impl Iterator<Item = Part> {
        self.all.difference(&self.wanted).copied()
    }
}

/// What a file is about, by what its path holds: it comes when all these parts do. The first row that fits counts; what no
/// row knows is about everything. `None`: it is this program's own, or the sample school's past.
const FILES: &[(&str, Option<&[Part]>)] = &[
    ("content/handleiding/", None),
    ("content/protocol/wijzigingen.yaml", None),
    ("content/data/", Some(&[])),
    ("content/hulp-nodig.", Some(&[])),
    ("content/over-deze-site.", Some(&[])),
    ("content/index.", Some(&[])),
    ("content/lessen/", Some(&[Lessons])),
    ("content/klas/", Some(&[Lessons])),
    ("content/protocol", Some(&[Protocol])),
    ("content/team/", Some(&[Protocol])),
    ("content/vragen-van-ouders.", Some(&[Protocol])),
    ("content/thema-avond/", Some(&[Evening])),
    ("content/kaarten-voor-de-avond", Some(&[Evening])),
    // Letters that invite to the evening or tell of it, and those about the lessons.
    ("thema-avond.", Some(&[Letters, Evening])),
    ("-een-les-over-", Some(&[Letters, Lessons])),
    ("-na-de-week.", Some(&[Letters, Lessons])),
    ("-week-van-de-mediawijsheid.", Some(&[Letters, Lessons])),
    ("content/nieuwsbrieven/", Some(&[Letters])),
];

/// The content of the sample school: every file, by its path below the root.
pub fn content() -> BTreeMap<String, &'static [u8]> {
    files_of(&CONTENT, "content/")
}

fn files_of(dir: &'static Dir<'static>, above: &str) -> BTreeMap<String, &'static [u8]> {
    let mut files = BTreeMap::new();
    walk(dir, &mut |path, bytes| _ = files.insert(format!("{above}{path}"), bytes));
    files
}

/// The days of the week in the sample's year.
const WEEK: (Date, Date) = (Date::constant(2026, 11, 6), Date::constant(2026, 11, 13));

/// The first and the last day of the week: of the one in this school year, or of the next one where that is over. But for the
/// sample's own year that is a guess, which keeps the days of the week: it is on the list of what to fill in.
pub fn week(year: &str, today: Date) -> (Date, Date) {
    let year: i16 = year.get(..4).and_then(|year| year.parse().ok()).unwrap_or(WEEK.0.year());
    let later = |years: i16| {
        let weeks = Span::new().weeks(52 * i64::from(years.clamp(-100, 200)));
        (WEEK.0.saturating_add(weeks), WEEK.1.saturating_add(weeks))
    };
    let years = year.saturating_sub(WEEK.0.year());
    let over = (0..=100).map(|more| later(years.saturating_add(more)));
    over.into_iter().find(|(_, to)| *to >= today).unwrap_or(WEEK)
}

/// What a new school gets of it.
pub fn files(new: &NewSchool) -> Vec<NewFile> {
    let comes = coming(&new.parts);
    let from = new.week.unwrap_or_else(|| week(&new.year, new.today)).0;
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in &comes {
        let text = sentences(path, bytes, &comes).map(|(text, _)| {
            let text = if is_dated(path) { drafted(&text) } else { moved(&text, from) };
            // A school without a place has no words for it.
            if new.place.is_some() { text } else { text.replace(" in {{ school.plaats }}", "") }
        });
        files.insert(path.clone(), text.map_or(bytes.to_vec(), String::into_bytes));
    }
    files.extend(files_of(&INSTEAD, "").into_iter().map(|(path, bytes)| (path, bytes.to_vec())));
    files.extend(LICENCES.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())));
    files.into_iter().map(|(path, bytes)| NewFile { path, bytes }).collect()
}

/// Every sentence that is left out for whoever chooses these parts, with its file.
pub fn left_out(parts: &Parts) -> Vec<(String, String)> {
    let comes = coming(parts);
    let of = |(path, bytes): (&String, &&[u8])| {
        let gone = sentences(path, bytes, &comes).map(|(_, gone)| gone).unwrap_or_default();
        gone.into_iter().map(|gone| (path.clone(), gone)).collect::<Vec<_>>()
    };
    comes.iter().flat_map(of).collect()
}

fn coming(parts: &Parts) -> BTreeMap<String, &'static [u8]> {
    let mut files = content();
    files.retain(|path, _| {
        let row = FILES.iter().find(|(held, _)| path.contains(held));
        let about = row.map_or(Some(&Part::ALL[..]), |(_, about)| *about);
        about.is_some_and(|about| about.iter().all(|part| parts.has(*part)))
    });
    files
}

/// A page without what it says of files that do not come, and what that was. `None` for a file that is no page.
fn sentences(path: &str, bytes: &[u8], comes: &BTreeMap<String, &[u8]>) -> Option<(String, Vec<String>)> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".md"))?;
    let is_there = |path: &str| path.strip_prefix("content/").is_some_and(|below| CONTENT.get_file(below).is_some());
    // A draft is not there for pages that are shown.
    let is_read = |target: &str| comes.contains_key(target) && (is_dated(path) || !is_dated(target));
    Some(leave_out::sentences(path, text, &|target| is_there(target) && !is_read(target)))
}

/// Does it tell parents of a day? The sample's days are nobody else's.
fn is_dated(path: &str) -> bool {
    path.ends_with(".md") && (path.starts_with("content/nieuwsbrieven/") || path.starts_with("content/thema-avond/"))
}

/// As a draft, which no reader sees before somebody at the school has read it and put in the right day.
fn drafted(text: &str) -> String {
    let is_draft = text.lines().skip(1).take_while(|line| *line != "---").any(|line| line.starts_with("concept:"));
    match text.strip_prefix("---\n").filter(|_| !is_draft) {
        Some(rest) => format!("---\n{DRAFT}\nconcept: ja\n{rest}"),
        None => text.to_string(),
    }
}

/// The day of a lesson as far into the new school's Week as it was into the sample's; none where that begins on another weekday.
fn moved(text: &str, from: Date) -> String {
    let head = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |end| end + 5);
    let Some((line, day)) = text[..head].lines().find_map(|line| Some((line, line.strip_prefix("dag: ")?))) else {
        return text.to_string();
    };
    let shift = (from - WEEK.0).get_days();
    let day = day.parse::<Date>().ok().filter(|_| shift % 7 == 0);
    let day = day.and_then(|day| day.checked_add(Span::new().days(shift)).ok());
    text.replacen(&format!("{line}\n"), &day.map_or(String::new(), |day| format!("dag: {day}\n")), 1)
}

const DRAFT: &str = "# Lees deze tekst, zet de dagen goed, en haal dan deze regel en `concept` weg.";
