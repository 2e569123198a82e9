//! Roles: what they are called, and what they are a kind of. A card of the protocol holds the rules of its role and of all
//! that the role is a kind of.

use std::collections::BTreeMap;

use super::Config;
use crate::diag::{Finding, catalogue as code};
use crate::front::{Keys, Label, Reader, Shape, Spanned, key};
use crate::wording::{self, Phrase};

/// A role: what it is called, and what it is a kind of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    pub label: String,
    /// Another role, whose rules hold for this one as well.
    pub parent: Option<String>,
    /// The school says that it is no kind of another role.
    pub is_alone: bool,
    /// More people than one.
    pub is_group: bool,
}

/// The keys of a role that is more than a name.
pub(super) const KEYS: Keys = Keys {
    owner: "role",
    tables: &[&[
        key("naam", Shape::Text, "Hoe de rol op de site heet.", "What the role is called on the site."),
        key(
            "is",
            Shape::Text,
            "Welke rol dit ook is, zoals `medewerker`: de regels daarvan gelden dan ook voor deze rol. `geen`: geen andere.",
            "Which other role this is as well, such as `medewerker`: its rules hold for this role, too. `geen`: none.",
        ),
    ]],
    required: &[],
};
/// Roles that every Dutch primary school has; `rollen` adds to them and renames them. `role.<name>` in the words of pages is
/// what each is called.
/// The last word is what the role is a kind of.
const ROLES: &[(&str, Option<&str>)] = &[
    ("leerkracht", EMPLOYEE),
    ("directeur", EMPLOYEE),
    ("team", EMPLOYEE),
    ("ib", EMPLOYEE),
    ("vertrouwenspersoon", EMPLOYEE),
    ("coordinator", EMPLOYEE),
    ("mediacoach", EMPLOYEE),
    ("medewerker", None),
    ("bestuur", None),
    ("mr-voorzitter", None),
    ("mr", None),
    ("ouders", None),
];
/// Those that are more people than one.
const GROUPS: &[&str] = &["leerkracht", "team", "medewerker", "bestuur", "mr", "ouders"];
const EMPLOYEE: Option<&str> = Some("medewerker");
/// Behind `is`: no kind of any other role.
const ALONE: &str = "geen";

/// The roles, as they are called in this language.
pub(super) fn built_in(lang: &str) -> BTreeMap<String, Role> {
    let label = |role: &str| {
        let key = format!("role.{role}");
        let of = |lang: &str| wording::built_in(wording::base(lang)).get(&key);
        match of(lang).or_else(|| of(wording::FIRST)) {
            Some(Phrase::Text(text)) => text.clone(),
            _ => role.to_string(),
        }
    };
    let row = |(role, parent): &(&str, Option<&str>)| {
        let role_of = Role {
            label: label(role),
            parent: parent.map(str::to_string),
            is_alone: parent.is_none(),
            is_group: GROUPS.contains(role),
        };
        (role.to_string(), role_of)
    };
    ROLES.iter().map(row).collect()
}

impl Config {
    /// A role of its own, or another name or parent for one that is built in.
    pub(super) fn roles(&mut self, reader: &mut Reader<'_>) {
        self.roles = built_in(&self.site.lang);
        let mut parents: Vec<(String, Spanned)> = Vec::new();
        for (name, label) in reader.labels("rollen") {
            let row = self.roles.entry(name.value.clone()).or_default();
            let mut reading = match label {
                Label::Text(text) => {
                    row.label = text;
                    continue;
                }
                Label::Mapping(reading) => reading,
            };
            match reading.text("naam") {
                Some(text) => row.label = text,
                None if row.label.is_empty() => {
                    reading.required("naam", None);
                    row.label.clone_from(&name.value);
                }
                None => {}
            }
            if let Some(parent) = reading.text_item("is") {
                row.is_alone = parent.value == ALONE;
                row.parent = Some(parent.value.clone()).filter(|_| !row.is_alone);
                parents.extend((!row.is_alone).then_some((name.value, parent)));
            }
            reading.finish().into_iter().for_each(|finding| reader.report(finding));
        }
        let mut circles: Vec<String> = Vec::new();
        for (role, parent) in parents {
            if !self.roles.contains_key(&parent.value) {
                let known = self.roles.keys().map(String::as_str).filter(|known| *known != role);
                let near = crate::suggest::closest(&parent.value, known);
                let fix = reader.reword(parent.place, &parent.value, near);
                let finding = Finding::new(&code::UNKNOWN_PARENT, parent.place)
                    .with("role", role.as_str())
                    .with("parent", parent.value.as_str())
                    .maybe("suggestion", near.filter(|_| fix.is_none()));
                reader.report(finding.fixed_by(fix));
            } else if self.kinds_of(&role).skip(1).any(|kind| kind == role) {
                // A circle is one mistake, wherever it is entered.
                if circles.iter().any(|known| self.kinds_of(known).any(|kind| kind == role)) {
                    continue;
                }
                circles.push(role.clone());
                reader.report(Finding::new(&code::ROLE_IN_CIRCLE, parent.place).with("role", role.as_str()));
            }
        }
    }

    /// A role and all that it is a kind of, the nearest first. In a circle it ends where it began.
    pub fn kinds_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a str> {
        let parent = |role: &&'a str| self.roles.get(*role).and_then(|row| row.parent.as_deref());
        std::iter::successors(Some(role), parent).take(self.roles.len() + 1)
    }

    /// What a role is called; a word that is no role stands for itself.
    pub fn role<'a>(&'a self, word: &'a str) -> &'a str {
        self.roles.get(word).map_or(word, |role| &role.label)
    }
}
