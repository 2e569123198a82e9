//! The goals of the curriculum: those of SLO, which krijt carries in its own words, and what a school adds or corrects.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::{List, Named};
use crate::diag::Finding;
use crate::front::{self, Front, Keys, Reader, Shape, key};
use crate::source::SourceId;

/// A goal of the curriculum.
#[derive(Clone, Debug)]
pub struct Goal {
    pub id: String,
    pub title: String,
    pub area: String,
    pub domain: String,
    pub text: Option<String>,
    /// Where this one comes from, if not from where the list does.
    pub source: Option<String>,
    /// What SLO calls it in its open data, for ever.
    pub slo: Option<String>,
    /// What the school does, not what a lesson is about.
    pub of_school: bool,
}

/// What the list says of itself.
#[derive(Clone, Debug, Default)]
pub struct GoalsAbout {
    pub status: Option<String>,
    pub day: Option<Date>,
    pub source: Option<String>,
    pub note: Option<String>,
}

pub const GOALS_FILE: Keys = Keys {
    owner: "goals",
    tables: &[&[
        key(
            "stand",
            Shape::Text,
            "Hoe vast de doelen liggen: een concept, of al wet.",
            "How settled the goals are: a draft, or law already.",
        ),
        key("datum", Shape::Date, "De dag van die stand.", "The day of that status."),
        key("bron", Shape::Text, "Waar de doelen vandaan komen.", "Where the goals come from."),
        key(
            "doelen",
            Shape::Named(&GOAL),
            "De doelen. De naam is de code, zoals `22B`.",
            "The goals. The name is the code, such as `22B`.",
        ),
        key(
            "toelichting",
            Shape::Text,
            "Wat lezers over deze lijst moeten weten.",
            "What readers must know about this list.",
        ),
    ]],
    required: &[],
};
const GOAL: Keys = Keys {
    owner: "goals",
    tables: &[&[
        key("titel", Shape::Text, "Het doel in een paar woorden.", "The goal in a few words."),
        key(
            "leergebied",
            Shape::Text,
            "Het leergebied, zoals burgerschap.",
            "The area of learning, such as citizenship.",
        ),
        key("domein", Shape::Text, "Het domein binnen het leergebied.", "The domain within that area."),
        key("omschrijving", Shape::Text, "Het doel in gewone taal.", "The goal in plain words."),
        key("bron", Shape::Text, "Waar dit doel vandaan komt.", "Where this goal comes from."),
        key(
            "slo",
            Shape::Text,
            "Het vaste nummer van dit doel bij SLO, uit opendata.slo.nl.",
            "The lasting number that SLO gives this goal, from opendata.slo.nl.",
        ),
        key(
            "zonder_les",
            Shape::Flag,
            "`ja` als dit een opdracht aan de school is: er hoeft geen les voor te zijn.",
            "`ja` when this is for the school to do: it needs no lesson.",
        ),
    ]],
    required: &["titel"],
};

impl Named for Goal {
    fn known_as(&self) -> &str {
        &self.id
    }
}

/// SLO's goals, read as the file of a school is.
static BUILT_IN: LazyLock<(Vec<Goal>, GoalsAbout)> = LazyLock::new(|| {
    let text = include_str!("kerndoelen.yaml");
    let (front, _) = front::parse(SourceId(u32::MAX), text, crate::config::whole(text), front::FILE_LIMIT);
    let mut about = GoalsAbout::default();
    let goals = front.map(|front| rows(&front, &mut about, &mut Vec::new()));
    (goals.unwrap_or_default(), about)
});

/// The goals that a file lists; `about` gets what it says of them.
pub fn rows(front: &Front, about: &mut GoalsAbout, findings: &mut Vec<Finding>) -> Vec<Goal> {
    let mut reader = Reader::new(front, GOALS_FILE);
    let [status, source, note] = ["stand", "bron", "toelichting"].map(|key| reader.text(key));
    *about = GoalsAbout { status, day: reader.date("datum"), source, note };
    let rows = reader.each_under("doelen");
    findings.extend(reader.finish());
    let goal = |(id, mut row): (front::Spanned, Reader<'_>)| {
        let goal = Goal {
            id: id.value,
            title: row.required("titel", None).unwrap_or_default(),
            area: row.text("leergebied").unwrap_or_default(),
            domain: row.text("domein").unwrap_or_default(),
            text: row.text("omschrijving"),
            source: row.text("bron"),
            slo: row.text("slo"),
            of_school: row.flag("zonder_les"),
        };
        findings.extend(row.finish());
        goal
    };
    rows.into_iter().map(goal).collect()
}

/// Adds SLO's goals to those of a school. A goal of the same code corrects SLO's: what it does not say is as SLO has it.
pub fn add_built_in(own: &mut List<Goal>, about: &mut GoalsAbout) {
    let (goals, of_slo) = &*BUILT_IN;
    let mut added: Vec<Goal> = std::mem::take(&mut own.rows);
    let mut all: Vec<Goal> = Vec::with_capacity(goals.len() + added.len());
    for goal in goals {
        let at = added.iter().position(|own| own.id == goal.id);
        all.push(at.map_or_else(|| goal.clone(), |at| corrected(added.remove(at), goal)));
    }
    all.append(&mut added);
    own.set(all);
    let filled = |said: &mut Option<String>, text: &Option<String>| *said = said.take().or_else(|| text.clone());
    // The day is that of the status.
    about.day = if about.status.is_some() { about.day } else { about.day.or(of_slo.day) };
    filled(&mut about.status, &of_slo.status);
    filled(&mut about.source, &of_slo.source);
    filled(&mut about.note, &of_slo.note);
}

fn corrected(own: Goal, of_slo: &Goal) -> Goal {
    let said = |text: String, other: &String| if text.is_empty() { other.clone() } else { text };
    Goal {
        title: said(own.title, &of_slo.title),
        area: said(own.area, &of_slo.area),
        domain: said(own.domain, &of_slo.domain),
        text: own.text.or_else(|| of_slo.text.clone()),
        source: own.source,
        slo: own.slo.or_else(|| of_slo.slo.clone()),
        of_school: own.of_school || of_slo.of_school,
        id: own.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goals_of_slo_are_whole() {
        let (goals, about) = &*BUILT_IN;
        assert_eq!(goals.len(), 14);
        let is_whole = |goal: &&Goal| {
            let texts = [Some(&goal.title), Some(&goal.area), Some(&goal.domain), goal.text.as_ref()];
            texts.iter().all(|text| text.is_some_and(|text| !text.is_empty()))
                && goal.slo.as_ref().is_some_and(|id| id.len() == 36)
        };
        assert!(goals.iter().all(|goal| is_whole(&goal)));
        assert!(about.status.is_some() && about.source.is_some() && about.day.is_some());
    }

    #[test]
    fn a_school_adds_and_corrects() {
        let text = "stand: eigen\ndoelen:\n  22B: {titel: Zoeken}\n  S1: {titel: Samen lezen}\n";
        let (front, _) = front::parse(SourceId(0), text, crate::config::whole(text), front::FILE_LIMIT);
        let (mut about, mut list) = (GoalsAbout::default(), List::default());
        list.set(rows(&front.unwrap(), &mut about, &mut Vec::new()));
        add_built_in(&mut list, &mut about);
        assert_eq!(list.rows.len(), 15);
        let corrected = list.get("22B").unwrap();
        assert_eq!((corrected.title.as_str(), corrected.area.as_str()), ("Zoeken", "digitale geletterdheid"));
        assert!(corrected.slo.is_some() && list.get("S1").unwrap().slo.is_none() && list.get("24C").is_some());
        assert_eq!((about.status.as_deref(), about.day), (Some("eigen"), None));
    }
}
