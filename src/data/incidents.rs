//! What can happen online, as a school names it: `content/protocol/voorvallen.yaml`. Each kind of incident leads to the steps of
//! the protocol, and adds what to say first, what not to do and whom to call.

use super::Named;
use crate::diag::Finding;
use crate::doc::Incident;
use crate::front::{Front, Keys, Reader, Shape, Spanned, key};

#[derive(Debug)]
pub struct IncidentKind {
    pub id: String,
    pub name: String,
    pub about: Option<String>,
    /// Whose behaviour it is about: that decides on the steps.
    pub incident: Incident,
    pub say: Vec<Spanned>,
    pub avoid: Vec<Spanned>,
    /// Help lines by their names.
    pub call: Vec<Spanned>,
}

impl IncidentKind {
    /// The texts in which variables can stand.
    pub fn texts(&self) -> impl Iterator<Item = &Spanned> {
        self.say.iter().chain(&self.avoid)
    }
}

impl Named for IncidentKind {
    fn known_as(&self) -> &str {
        &self.id
    }
}

/// The words of `soort`.
const WHOSE: &[&str] = &["kind", "medewerker"];

/// The keys of a kind of incident.
pub const INCIDENT: Keys = Keys {
    owner: "incidents",
    tables: &[&[
        key(
            "naam",
            Shape::Text,
            "Wat er gebeurde, in een paar woorden: zo staat het in de keuzelijst.",
            "What happened, in a few words: so it stands in the list to choose from.",
        ),
        key("wat", Shape::Text, "Wanneer je dit kiest.", "When to choose this."),
        key(
            "soort",
            Shape::OneOf(WHOSE),
            "Om wiens gedrag het gaat: dat van een `kind` of van een `medewerker`. Daar horen de stappen uit het protocol bij.",
            "Whose behaviour it is about: a child's (`kind`) or an employee's (`medewerker`). It decides on the steps.",
        ),
        key("zeg", Shape::Texts, "Wat je het eerst zegt, zin voor zin.", "What to say first, sentence by sentence."),
        key("niet", Shape::Texts, "Wat je niet doet.", "What not to do."),
        key(
            "bel",
            Shape::Texts,
            "Welke hulplijnen je kunt bellen: hun namen in `hulplijnen.yaml`, zoals `politie`.",
            "Which help lines to call: their names in `hulplijnen.yaml`, such as `politie`.",
        ),
    ]],
    required: &["naam", "soort"],
};

pub(super) fn rows(front: &Front, findings: &mut Vec<Finding>) -> Vec<IncidentKind> {
    let (readers, found) = Reader::each(front, INCIDENT);
    findings.extend(found);
    let mut kinds = Vec::with_capacity(readers.len());
    for (id, mut row) in readers {
        let name = row.required("naam", None);
        if !row.has("soort") {
            row.required("soort", Some("kind"));
        }
        let incident = row.choice("soort").and_then(Incident::of);
        let about = row.text("wat");
        let (say, avoid, call) = (row.list("zeg"), row.list("niet"), row.list("bel"));
        findings.extend(row.finish());
        if let Some((name, incident)) = name.zip(incident) {
            kinds.push(IncidentKind { id: id.value, name, about, incident, say, avoid, call });
        }
    }
    kinds
}
