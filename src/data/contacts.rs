//! Whom to reach in the school, by role. A contact appears from its own edition on; without a word about that it is the
//! team's alone.

use super::List;
use crate::audience::Audience;
use crate::diag::Finding;
use crate::front::{Front, Keys, Reader, Shape, Spanned, key};
use crate::source::Place;

#[derive(Debug)]
pub struct Contact {
    /// A role: the key in the file.
    pub role: Spanned,
    pub name: Option<String>,
    /// What the function is called, where that is not what the role is called.
    pub function: Option<String>,
    pub phone: Option<String>,
    pub mail: Option<String>,
    /// Where in the building.
    pub room: Option<String>,
    pub hours: Option<String>,
    /// A role, or words.
    pub deputy: Option<String>,
    /// Who may see it, at least.
    pub from: Audience,
    /// Where its number stands, or else its first line.
    pub place: Place,
}

pub const CONTACT: Keys = Keys {
    owner: "contacts",
    tables: &[&[
        key("naam", Shape::Text, "Wie het is. Dit mag leeg blijven.", "Who it is. This may stay empty."),
        key(
            "functie",
            Shape::Text,
            "Hoe de functie heet. Zonder deze sleutel: hoe de rol heet.",
            "What the function is called. Without this key: what the role is called.",
        ),
        key(
            "telefoon",
            Shape::Text,
            "Het telefoonnummer van school of bestuur, tussen aanhalingstekens.",
            "The phone number of the school or the board, in quotes.",
        ),
        key("mail", Shape::Text, "Het mailadres.", "The mail address."),
        key("waar", Shape::Text, "Waar je deze persoon op school vindt.", "Where to find this person in the school."),
        key("uren", Shape::Text, "Wanneer deze persoon bereikbaar is.", "When this person can be reached."),
        key(
            "plaatsvervanger",
            Shape::Text,
            "Wie het overneemt bij afwezigheid: een rol, of gewone woorden.",
            "Who takes over in case of absence: a role, or plain words.",
        ),
        key(
            "editie",
            Shape::OneOf(Audience::WORDS),
            "Wie dit mag zien: `public` voor iedereen, `mr` voor de MR, `team` voor het team. Zonder deze sleutel: `team`.",
            "Who may see this: `public` for everybody, `mr` for the council, `team` for the team. Without this key: `team`.",
        ),
    ]],
    required: &[],
};

pub(super) fn rows(front: &Front, findings: &mut Vec<Finding>) -> Vec<Contact> {
    let (readers, found) = Reader::each(front, CONTACT);
    findings.extend(found);
    let mut contacts = Vec::with_capacity(readers.len());
    for (role, mut row) in readers {
        contacts.push(Contact {
            place: row.place("telefoon").unwrap_or(role.place),
            role,
            name: row.text("naam"),
            function: row.text("functie"),
            phone: row.text("telefoon"),
            mail: row.text("mail"),
            room: row.text("waar"),
            hours: row.text("uren"),
            deputy: row.text("plaatsvervanger"),
            from: row.choice("editie").and_then(Audience::of).unwrap_or(Audience::Team),
        });
        findings.extend(row.finish());
    }
    contacts
}

impl Contact {
    /// What the file says under one of [`FIELDS`].
    pub fn field(&self, name: &str) -> Option<&str> {
        match name {
            "naam" => self.name.as_deref(),
            "functie" => self.function.as_deref(),
            "telefoon" => self.phone.as_deref(),
            "mail" => self.mail.as_deref(),
            "waar" => self.room.as_deref(),
            "uren" => self.hours.as_deref(),
            "plaatsvervanger" => self.deputy.as_deref(),
            _ => None,
        }
    }
}

impl Contact {
    /// How many lines it takes in a column of so many letters.
    pub fn lines(&self, letters: usize) -> usize {
        let set = |text: &String| text.chars().count().div_ceil(letters.max(1));
        let texts = [&self.function, &self.name, &self.mail, &self.hours, &self.room].into_iter().flatten().map(set);
        let deputy = self.deputy.as_ref().map_or(0, |deputy| (deputy.chars().count() + 18).div_ceil(letters.max(1)));
        let function = usize::from(self.function.is_none());
        texts.sum::<usize>() + usize::from(self.phone.is_some()) + deputy + function
    }
}

impl List<Contact> {
    pub fn of(&self, role: &str) -> Option<&Contact> {
        self.rows.iter().find(|contact| contact.role.value == role)
    }

    /// The contact and the field that `contact.ROLE.telefoon` names.
    pub fn named<'a>(&self, variable: &'a str) -> Option<(&Contact, &'a str)> {
        let (role, field) = variable.strip_prefix("contact.")?.rsplit_once('.')?;
        Some((self.of(role)?, field))
    }
}

/// What variables of a contact can ask for.
pub const FIELDS: &[&str] = &["functie", "telefoon", "mail", "waar", "uren", "plaatsvervanger", "naam"];
