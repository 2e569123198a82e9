//! A document as an audience may see it. Most hide nothing, and are held as they are; of the others there is a copy in
//! which the hidden parts are not: not in the head, the body, the anchors, the facets, nor in the text that spans are of.

use std::collections::BTreeSet;

use crate::audience::Audience;
use crate::body::{Cut, NodeId};
use crate::doc::{Doc, Event, Facets, Lesson};
use crate::source::Span;

/// Who gets ready for an evening.
const COUNCIL: Audience = Audience::Mr;

/// A document of an edition.
pub enum Held<'a> {
    Whole { doc: &'a Doc, text: &'a str },
    Cut(Box<(Doc, String)>),
}

impl Held<'_> {
    pub fn doc(&self) -> &Doc {
        match self {
            Held::Whole { doc, .. } => doc,
            Held::Cut(cut) => &cut.0,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Held::Whole { text, .. } => text,
            Held::Cut(cut) => &cut.1,
        }
    }
}

/// What an audience sees of a document, without these pictures; `text` is that of its file.
pub fn held<'a>(doc: &'a Doc, text: &'a str, audience: Audience, withheld: &BTreeSet<NodeId>) -> Held<'a> {
    let cut = doc.body.cut_without(audience, withheld);
    if cut.is_none() && audience.sees(from(&doc.facets)) {
        return Held::Whole { doc, text };
    }
    let mut left_out = Vec::new();
    let facets = facets(&doc.facets, audience, &mut left_out);
    let cut = cut.unwrap_or_else(|| Cut { body: doc.body.clone(), left_out: Vec::new() });
    left_out.extend(cut.left_out);
    let text = without(text, &left_out, &cut.body);
    let anchors: Vec<_> = doc.anchors.iter().filter(|anchor| audience.sees(anchor.from)).cloned().collect();
    let mut copy = Doc {
        file: doc.file,
        readers: doc.readers,
        goes_stale: doc.goes_stale,
        head: doc.head.clone(),
        body: cut.body,
        anchors,
        anchors_by_id: Vec::new(),
        facets,
        faulty: doc.faulty,
        allows: Vec::new(),
        provisional: Vec::new(),
    };
    copy.sort_anchors();
    Held::Cut(Box::new((copy, text)))
}

/// Who may see all of the facets.
fn from(facets: &Facets) -> Audience {
    let event = facets.event.iter().flat_map(|event| {
        let roles = event.roles.iter().map(|role| role.from);
        let needs = event.programme.iter().filter(|part| !part.needs.is_empty()).map(|_| COUNCIL);
        event.tasks.iter().map(|task| task.from).chain(roles).chain(needs)
    });
    let substitute = facets.lesson.iter().filter(|lesson| lesson.substitute.is_some()).map(|_| Audience::Team);
    let rules = facets.rules.iter().flatten().map(|rule| rule.from);
    event.chain(substitute).chain(rules).max().unwrap_or_default()
}

/// What of the facets is not hidden; `left_out` gets the places of what is.
fn facets(all: &Facets, audience: Audience, left_out: &mut Vec<Span>) -> Facets {
    let mut facets = all.clone();
    if let Some(lesson) = &mut facets.lesson {
        of_lesson(lesson, audience, left_out);
    }
    if let Some(event) = &mut facets.event {
        of_event(event, audience, left_out);
    }
    if let Some(rules) = &mut facets.rules {
        rules.retain(|rule| audience.sees(rule.from));
    }
    facets
}

/// What a substitute reads first is for those who teach.
fn of_lesson(lesson: &mut Lesson, audience: Audience, left_out: &mut Vec<Span>) {
    if !audience.sees(Audience::Team) {
        left_out.extend(lesson.substitute.take().map(|item| item.place.span));
    }
}

/// Who does what on an evening, before and after it.
fn of_event(event: &mut Event, audience: Audience, left_out: &mut Vec<Span>) {
    let hidden = event.tasks.extract_if(.., |task| !audience.sees(task.from));
    left_out.extend(hidden.map(|task| task.what.place.span));
    if !audience.sees(COUNCIL) {
        let needs = event.programme.iter_mut().flat_map(|part| part.needs.drain(..));
        left_out.extend(needs.map(|item| item.place.span));
    }
    let hidden = event.roles.extract_if(.., |role| !audience.sees(role.from));
    for role in hidden {
        left_out.extend([Some(role.role.place.span), role.task.map(|task| task.place.span)].into_iter().flatten());
    }
}

/// A text with spaces in place of what was left out, so that spans stay what they are. What a body still has stays, too:
/// a part may stand in the middle of what it was taken out of.
fn without(text: &str, left_out: &[Span], body: &crate::body::Body) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let is_blank = |byte: u8| if byte == b'\n' { byte } else { b' ' };
    for span in left_out {
        bytes[span.range()].iter_mut().for_each(|byte| *byte = is_blank(*byte));
    }
    for node in body.all().filter(|node| body.subtree(*node).len() == 1) {
        let span = body.span(node).range();
        bytes[span.clone()].copy_from_slice(&text.as_bytes()[span]);
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_becomes_as_many_spaces() {
        let text = "één geheim\nen twee";
        let cut = without(text, &[Span::new(6..12)], &crate::body::Body::default());
        assert_eq!(cut, "één       \nen twee");
        assert_eq!(cut.len(), text.len());
    }
}
