//! The data of a school, as far as an edition has it.

use super::Edition;
use crate::audience::Audience;
use crate::data::{Change, Contact, Goal, GoalsAbout, Helpline, IncidentKind, Term};
use crate::site::Glossary;

impl<'a> Edition<'a> {
    pub fn terms(&self) -> &'a [Term] {
        &self.site.data.terms.rows
    }

    /// Finds the words of the glossary in text.
    pub fn glossary(&self) -> &'a Glossary {
        &self.site.glossary
    }

    pub fn goal(&self, id: &str) -> Option<&'a Goal> {
        self.site.data.goals.get(id)
    }

    /// The goals of the curriculum, SLO's first.
    pub fn goals(&self) -> &'a [Goal] {
        &self.site.data.goals.rows
    }

    pub fn goals_about(&self) -> &'a GoalsAbout {
        &self.site.data.goals_about
    }

    pub fn helplines(&self) -> &'a [Helpline] {
        &self.site.data.helplines.rows
    }

    /// Whom to reach in the school.
    pub fn contacts(&self) -> impl Iterator<Item = &'a Contact> {
        self.site.data.contacts.rows.iter().filter(|contact| self.audience.sees(contact.from))
    }

    /// What changes in the protocol: that is the council's.
    pub fn changes(&self) -> &'a [Change] {
        if self.audience.sees(Audience::Mr) { &self.site.data.changes.rows } else { &[] }
    }

    /// What can happen, as the school names it.
    pub fn incidents(&self) -> &'a [IncidentKind] {
        &self.site.data.incidents.rows
    }

    /// The value of a variable in a text of this language.
    pub fn variable(&self, name: &str, lang: &str) -> Option<String> {
        self.site.variable(name, lang, self.audience)
    }
}
