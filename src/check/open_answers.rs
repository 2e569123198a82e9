//! `Antwoord: nep` in a lesson, where everybody reads it: an answer that its author forgot to put in its block.

use super::prose::{Passage, PassageForm, Prose};
use crate::body::{Kind, NodeId, Within};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::Doc;
use crate::source::{Place, Span};

/// What stands before an answer, in small letters.
const WORDS: &[&str] = &[
    "antwoord:",
    "antwoorden:",
    "het antwoord:",
    "het goede antwoord:",
    "het juiste antwoord:",
    "goede antwoord:",
    "juiste antwoord:",
    "oplossing:",
    "uitwerking:",
    "answer:",
    "answers:",
    "solution:",
];

pub fn look(doc: &Doc, text: &str, prose: &Prose, findings: &mut Vec<Finding>) {
    if doc.facets.lesson.is_none() {
        return;
    }
    let answers: Vec<&Passage> =
        prose.passages.iter().filter(|passage| is_answer(passage, prose.text_of(passage))).collect();
    if answers.is_empty() {
        return;
    }
    let apart = apart(doc);
    for passage in answers {
        let before = apart.partition_point(|range| range.start <= passage.node);
        if apart[..before].last().is_some_and(|range| range.contains(&passage.node)) {
            continue;
        }
        let span = prose.span(passage.text.start as u32, passage.text.end as u32);
        let place = Place { file: doc.file, span: super::headings::first_line(text, span) };
        findings.push(Finding::new(&code::ANSWER_IN_THE_OPEN, place).fixed_by(in_block(text, span)));
    }
}

/// With something behind it: children write on a line that is empty.
fn is_answer(passage: &Passage, said: &str) -> bool {
    let near = &said[..said.floor_char_boundary(24)];
    let lower = near.trim_start_matches('*').to_lowercase();
    passage.form == PassageForm::Text
        && WORDS.iter().any(|word| lower.starts_with(word))
        && said.split_once(':').is_some_and(|(_, rest)| rest.contains(char::is_alphanumeric))
}

/// What is hidden, and what shows an answer when it is asked for: each whole once, in the order of the text.
fn apart(doc: &Doc) -> Vec<std::ops::Range<NodeId>> {
    let body = &doc.body;
    let mut within = Within::new(body);
    let is_apart = |id: &NodeId| {
        let is_shown_later = |kind| matches!(kind, Kind::Slide | Kind::Quiz | Kind::Pictures);
        let is_hidden = within.enter(body, *id).is_hidden();
        is_hidden || body.div(*id).is_some_and(|div| is_shown_later(div.kind))
    };
    let mut wholes: Vec<std::ops::Range<NodeId>> = Vec::new();
    for id in body.all().filter(is_apart) {
        if wholes.last().is_none_or(|last| last.end <= id) {
            wholes.push(body.subtree(id));
        }
    }
    wholes
}

/// The paragraph in a block for the team, where nothing stands before its lines.
fn in_block(text: &str, span: Span) -> Option<Fix> {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
    let signs = text[start..span.start as usize].trim_start_matches('*');
    let end = span.end as usize + text[span.end as usize..].find('\n').unwrap_or(text.len() - span.end as usize);
    let said = text[start..end].trim_end();
    signs.is_empty().then(|| Fix::guess(Span::new(start..start + said.len()), format!("::: antwoord\n{said}\n:::")))
}
