//! What comes back every school year, and who does it: a list, in `content/data/jaartaken.yaml`. It is for the council and the team.

use super::Named;
use crate::audience::Audience;
use crate::diag::Finding;
use crate::front::{self, Front, Keys, Reader, Shape, Spanned, hiding, key};
use crate::source::{SourceId, Span};

#[derive(Debug)]
pub struct YearTask {
    /// From 1 for January.
    pub month: i8,
    pub what: Spanned,
    pub who: Vec<Spanned>,
    /// How many minutes it takes, as people say that: `15 per groep`.
    pub minutes: Option<String>,
    pub from: Audience,
}

/// No document speaks of a task.
impl Named for YearTask {
    fn known_as(&self) -> &str {
        ""
    }
}

/// The months, January first.
const MONTHS: &[&str] = &[
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The keys of a task.
pub const YEAR_TASK: Keys = Keys {
    owner: "year_tasks",
    tables: &[&[
        key(
            "maand",
            Shape::OneOf(MONTHS),
            "In welke maand, zoals `september`.",
            "In which month, such as `september`.",
        ),
        key("wat", Shape::Text, "Wat er moet gebeuren.", "What must be done."),
        key("wie", Shape::Texts, "Wie het doet: een of meer rollen.", "Who does it: one or more roles."),
        key(
            "minuten",
            Shape::Text,
            "Hoeveel minuten het kost, zoals `60` of `15 per groep`.",
            "How many minutes it takes, such as `60` or `15 per groep`.",
        ),
        key(
            "editie",
            Shape::OneOf(&["mr", "team"]),
            "Wie de taak mag zien: `mr` voor de MR en het team, `team` voor alleen het team. Zonder deze sleutel: `mr`.",
            "Who may see the task: `mr` for the council and the team, `team` for the team only. Without this key: `mr`.",
        ),
    ]],
    required: &["maand", "wat", "wie"],
};

/// The file as a whole: a list, as if it stood under this key.
const FILE: Keys = Keys {
    owner: "year_tasks",
    tables: &[&[key(LIST, Shape::Mappings(&YEAR_TASK), "De taken van het jaar.", "The tasks of the year.")]],
    required: &[],
};

const LIST: &str = "jaartaken";

pub(super) fn parse(file: SourceId, text: &str, span: Span, limit: usize) -> (Option<Front>, Vec<Finding>) {
    front::parse_list(LIST, file, text, span, limit)
}

pub(super) fn rows(front: &Front, findings: &mut Vec<Finding>) -> Vec<YearTask> {
    let mut reader = Reader::new(front, FILE);
    let readers = reader.mappings(LIST);
    findings.extend(reader.finish());
    let mut tasks = Vec::with_capacity(readers.len());
    for mut row in readers {
        for key in YEAR_TASK.required.iter().filter(|key| !row.has(key)).collect::<Vec<_>>() {
            row.required(key, None);
        }
        let month = row.choice("maand").and_then(|name| MONTHS.iter().position(|month| *month == name));
        let (what, who, minutes) = (row.text_item("wat"), row.list("wie"), row.text("minuten"));
        let from = hiding::task_from(&mut row);
        if from == Audience::Public {
            // Where it is there, a task cannot have it.
            row.choice("editie");
        }
        let from = from.max(Audience::Mr);
        findings.extend(row.finish());
        if let Some((month, what)) = month.zip(what) {
            tasks.push(YearTask { month: month as i8 + 1, what, who, minutes, from });
        }
    }
    tasks
}
