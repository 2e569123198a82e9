//! The data files of a school: glossary, goals of the curriculum, help lines, contacts, changes of the protocol, kinds of incidents, tasks of the year.

mod changes;
mod contacts;
mod goals;
mod incidents;
mod photos;
mod year;

pub use changes::{Asks, CHANGE, Change, NEW};
pub use contacts::{CONTACT, Contact, FIELDS};
pub use goals::{GOALS_FILE, Goal, GoalsAbout};
pub use incidents::{INCIDENT, IncidentKind};
pub use photos::{PHOTO, Photo, PhotoUse, path_of as path_of_photo};
pub use year::{YEAR_TASK, YearTask};

use std::collections::HashMap;

use crate::audience::Audience;
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::front::{self, Front, Keys, Reader, Shape, key};
use crate::source::{Place, SourceId, Sources, Span};

pub const GLOSSARY: &str = "content/data/begrippen.yaml";
pub const GOALS: &str = "content/data/kerndoelen.yaml";
pub const HELPLINES: &str = "content/data/hulplijnen.yaml";
pub const CONTACTS: &str = "content/data/contacten.yaml";
pub const PHOTOS: &str = "content/data/fotos.yaml";
pub const YEAR_TASKS: &str = "content/data/jaartaken.yaml";
pub const CHANGES: &str = "content/protocol/wijzigingen.yaml";
pub const INCIDENTS: &str = "content/protocol/voorvallen.yaml";

/// A word that is explained at its first use.
#[derive(Debug)]
pub struct Term {
    pub key: String,
    pub place: Place,
    /// As it stands in the list.
    pub term: String,
    pub text: String,
    /// All forms that are recognised in text, the term itself among them.
    pub forms: Vec<String>,
}

/// Somebody to turn to.
#[derive(Debug)]
pub struct Helpline {
    pub id: String,
    pub name: String,
    pub about: Option<String>,
    pub phone: Option<String>,
    pub site: Option<front::Spanned>,
    pub hours: Option<String>,
    pub checked: Option<jiff::civil::Date>,
    pub checked_at: Option<front::Spanned<jiff::civil::Date>>,
}

/// A list from a file: what it holds, and whether the file was there and good.
#[derive(Debug)]
pub struct List<T> {
    pub rows: Vec<T>,
    /// The file is wrong: what is not found in the list is not reported.
    pub broken: bool,
    /// The row of each name.
    by_name: HashMap<String, usize>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { rows: Vec::new(), broken: false, by_name: HashMap::new() }
    }
}

impl<T> List<T> {
    /// The row with this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.rows.get(*self.by_name.get(name)?)
    }
}

impl<T: Named> List<T> {
    fn set(&mut self, rows: Vec<T>) {
        self.by_name.clear();
        for (at, row) in rows.iter().enumerate() {
            self.by_name.entry(row.known_as().to_string()).or_insert(at);
        }
        self.rows = rows;
    }
}

/// Rows have a name that documents know them by.
pub trait Named {
    fn known_as(&self) -> &str;
}

impl Named for Contact {
    fn known_as(&self) -> &str {
        &self.role.value
    }
}

/// No document speaks of a change.
impl Named for Change {
    fn known_as(&self) -> &str {
        ""
    }
}

impl Named for Term {
    fn known_as(&self) -> &str {
        &self.key
    }
}

impl Named for Helpline {
    fn known_as(&self) -> &str {
        &self.id
    }
}

#[derive(Debug, Default)]
pub struct Data {
    pub terms: List<Term>,
    /// Those of SLO, with what the school adds and corrects.
    pub goals: List<Goal>,
    pub goals_about: GoalsAbout,
    pub helplines: List<Helpline>,
    pub contacts: List<Contact>,
    pub photos: List<Photo>,
    pub changes: List<Change>,
    pub incidents: List<IncidentKind>,
    pub year_tasks: List<YearTask>,
}

pub const TERM: Keys = Keys {
    owner: "glossary",
    tables: &[&[
        key(
            "term",
            Shape::Text,
            "Hoe het woord geschreven wordt, als dat anders is dan de naam vooraan.",
            "How the word is written, if it differs from the name in front.",
        ),
        key(
            "uitleg",
            Shape::Text,
            "Een of twee zinnen die kinderen en ouders begrijpen.",
            "One or two sentences that children and parents understand.",
        ),
        key(
            "vormen",
            Shape::Texts,
            "Andere vormen van het woord die in een tekst kunnen staan, zoals het meervoud.",
            "Other forms of the word that a text may have, such as the plural.",
        ),
        key("bron", Shape::Any, "Waar de uitleg vandaan komt.", "Where the explanation comes from."),
        key("zie", Shape::Any, "Een ander begrip dat erbij hoort.", "Another term that goes with it."),
    ]],
    required: &["uitleg"],
};
pub const HELPLINE: Keys = Keys {
    owner: "helplines",
    tables: &[&[
        key("naam", Shape::Text, "De naam van de hulplijn.", "The name of the help line."),
        key("voor", Shape::Text, "Waarvoor je er terechtkunt.", "What people can turn to it for."),
        key(
            "telefoon",
            Shape::Text,
            "Het telefoonnummer, tussen aanhalingstekens: `\"0800-0432\"`.",
            "The phone number, in quotes: `\"0800-0432\"`.",
        ),
        key("site", Shape::Text, "De site, zoals `kindertelefoon.nl`.", "The site, such as `kindertelefoon.nl`."),
        key("tijden", Shape::Text, "Wanneer er iemand is.", "When somebody is there."),
        key(
            "nagekeken_op",
            Shape::Date,
            "De dag waarop iemand van school deze gegevens heeft nagekeken.",
            "The day on which somebody of the school checked these facts.",
        ),
        key("nakijken", Shape::Any, "Waar je op let als je dit nakijkt.", "What to look at when checking this."),
        key("bron", Shape::Any, "Waar de gegevens vandaan komen.", "Where the facts come from."),
        key("spoed", Shape::Any, "`ja` als je hier bij gevaar belt.", "`ja` if this is whom to call in danger."),
    ]],
    required: &["naam"],
};

pub fn read(sources: &Sources) -> (Data, Vec<Finding>) {
    let mut data = Data::default();
    let mut findings = Vec::new();
    read_file(sources, GLOSSARY, &mut findings, &mut data.terms, (front::parse, terms));
    let mut own = GoalsAbout::default();
    let of_school = |front: &Front, findings: &mut Vec<Finding>| goals::rows(front, &mut own, findings);
    read_file(sources, GOALS, &mut findings, &mut data.goals, (front::parse, of_school));
    goals::add_built_in(&mut data.goals, &mut own);
    data.goals_about = own;
    read_file(sources, HELPLINES, &mut findings, &mut data.helplines, (front::parse, helplines));
    read_file(sources, CONTACTS, &mut findings, &mut data.contacts, (front::parse, contacts::rows));
    read_file(sources, PHOTOS, &mut findings, &mut data.photos, (front::parse, photos::rows));
    read_file(sources, CHANGES, &mut findings, &mut data.changes, (changes::parse, changes::rows));
    read_file(sources, INCIDENTS, &mut findings, &mut data.incidents, (front::parse, incidents::rows));
    read_file(sources, YEAR_TASKS, &mut findings, &mut data.year_tasks, (year::parse, year::rows));
    (data, findings)
}

/// Reads YAML into entries with their places.
type Parse = fn(SourceId, &str, Span, usize) -> (Option<Front>, Vec<Finding>);

fn read_file<T: Named>(
    sources: &Sources,
    path: &str,
    findings: &mut Vec<Finding>,
    list: &mut List<T>,
    (parse, mut rows): (Parse, impl FnMut(&Front, &mut Vec<Finding>) -> Vec<T>),
) {
    let Some(id) = sources.find(path) else { return };
    let source = sources.get(id);
    if source.broken {
        list.broken = true;
        return;
    }
    let (front, mut found) = parse(id, &source.text, crate::config::whole(&source.text), front::FILE_LIMIT);
    list.broken = front.is_none();
    if let Some(front) = front {
        list.set(rows(&front, &mut found));
    }
    list.broken |= found.iter().any(Finding::is_error);
    findings.extend(found);
}

fn terms(front: &Front, findings: &mut Vec<Finding>) -> Vec<Term> {
    let (readers, found) = Reader::each(front, TERM);
    findings.extend(found);
    let mut terms: Vec<Term> = Vec::with_capacity(readers.len());
    let mut seen: HashMap<String, (Place, usize)> = HashMap::new();
    for (name, mut reader) in readers {
        let text = reader.required("uitleg", None).unwrap_or_default();
        let term = reader.text("term").unwrap_or_else(|| name.value.clone());
        let forms = reader.list("vormen");
        findings.extend(reader.finish());
        let mut all = vec![(term.clone(), name.place)];
        all.extend(forms.into_iter().map(|item| (item.value, item.place)));
        let number = terms.len();
        for (form, place) in &all {
            match seen.get(&form.to_lowercase()) {
                Some((first, owner)) if *owner != number => findings.push(
                    Finding::new(&code::DUPLICATE_TERM, *place)
                        .with("form", form.as_str())
                        .related(RelatedLabel::First, *first),
                ),
                Some(_) => {}
                None => {
                    seen.insert(form.to_lowercase(), (*place, number));
                }
            }
        }
        let forms = all.into_iter().map(|(form, _)| form).collect();
        terms.push(Term { key: name.value, place: name.place, term, text, forms });
    }
    terms
}

fn helplines(front: &Front, findings: &mut Vec<Finding>) -> Vec<Helpline> {
    let (readers, found) = Reader::each(front, HELPLINE);
    findings.extend(found);
    let mut lines = Vec::new();
    for (id, mut row) in readers {
        let name = row.required("naam", None).unwrap_or_default();
        let checked = row.date("nagekeken_op");
        let line = Helpline {
            id: id.value,
            name,
            about: row.text("voor"),
            phone: row.text("telefoon"),
            site: row.text_item("site"),
            hours: row.text("tijden"),
            checked,
            checked_at: checked.zip(row.place("nagekeken_op")).map(|(value, place)| front::Spanned { value, place }),
        };
        findings.extend(row.finish());
        lines.push(line);
    }
    lines
}

impl Data {
    /// The value of `{{ hulplijn.ID.telefoon }}`, and of `{{ contact.ROLE.telefoon }}` where this audience may see it.
    pub fn variable(&self, name: &str, audience: Audience) -> Option<String> {
        if let Some((contact, field)) = self.contacts.named(name) {
            return if audience.sees(contact.from) { contact.field(field).map(str::to_string) } else { None };
        }
        let (id, field) = name.strip_prefix("hulplijn.")?.rsplit_once('.')?;
        let line = self.helplines.get(id)?;
        match field {
            "naam" => Some(line.name.clone()),
            "telefoon" => line.phone.clone(),
            "site" => line.site.as_ref().map(|site| site.value.clone()),
            "tijden" => line.hours.clone(),
            "voor" => line.about.clone(),
            "nagekeken_op" => line.checked.map(|date| crate::date::words(date, "nl", crate::date::DateStyle::Day)),
            _ => None,
        }
    }

    /// The names of its variables, for a suggestion.
    pub fn variables(&self) -> Vec<String> {
        let fields = ["naam", "telefoon", "site", "tijden"];
        let of_line = |line: &Helpline| fields.map(|field| format!("hulplijn.{}.{field}", line.id));
        let lines = self.helplines.rows.iter().flat_map(of_line);
        let of_contact = |contact: &Contact| {
            let role = contact.role.value.clone();
            let known = FIELDS.iter().filter(|field| contact.field(field).is_some()).copied().collect::<Vec<_>>();
            known.into_iter().map(move |field| format!("contact.{role}.{field}"))
        };
        lines.chain(self.contacts.rows.iter().flat_map(of_contact)).collect()
    }
}
