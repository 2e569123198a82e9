//! Blocks that need something inside, or a place of their own.

use crate::body::{Body, Kind, NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::Site;
use crate::source::{Place, Span};

pub fn quizzes(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    for (node, div) in doc.body.blocks(Kind::Quiz) {
        let options: Vec<bool> = doc
            .body
            .subtree(node)
            .filter_map(|id| match doc.body.tag(id) {
                Tag::Task(right) => Some(right),
                _ => None,
            })
            .collect();
        let place = Place { file: doc.file, span: div.name_span };
        if options.is_empty() {
            findings.push(Finding::new(&code::QUIZ_WITHOUT_OPTIONS, place));
        } else if !options.contains(&true) {
            findings.push(Finding::new(&code::QUIZ_WITHOUT_ANSWER, place));
        }
    }
}

pub fn verdicts(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    for (node, _) in doc.body.blocks(Kind::Pictures) {
        for child in doc.body.children(node) {
            let items: Vec<NodeId> = match doc.body.tag(child) {
                Tag::List { .. } => doc.body.children(child).collect(),
                _ => continue,
            };
            for item in items.into_iter().filter(|item| !has_verdict(&doc.body, *item)) {
                let span = first_line(site.text(id), doc.body.span(item));
                findings.push(Finding::new(&code::IMAGE_WITHOUT_VERDICT, Place { file: doc.file, span }));
            }
        }
    }
}

fn has_verdict(body: &Body, item: NodeId) -> bool {
    body.subtree(item).any(|id| matches!(body.tag(id), Tag::Verdict(_)))
}

fn first_line(text: &str, span: Span) -> Span {
    let length = text[span.range()].lines().next().map_or(0, |line| line.trim_end().len()) as u32;
    Span { start: span.start, end: span.start + length }
}

/// Rules stand in the protocol only.
pub fn rules(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if doc.facets.rules.is_some() {
        return;
    }
    for (_, div) in doc.body.blocks(Kind::Rule) {
        let place = Place { file: doc.file, span: div.name_span };
        findings.push(
            Finding::new(&code::BLOCK_MISPLACED, place).with("block", "regel").with("where", "content/protocol/"),
        );
    }
}
