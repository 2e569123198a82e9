//! Blocks that need something inside, or a place of their own.

use std::collections::BTreeMap;

use crate::body::{self, Body, Kind, NodeId, Tag};
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::site::Site;
use crate::source::{Place, Span};

pub fn quizzes(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    let body = &doc.body;
    for (node, div) in body.blocks(Kind::Quiz) {
        let is_item = |id: &NodeId| body.tag(*id) == Tag::Item;
        let options: Vec<(NodeId, bool)> =
            body.subtree(node).filter(is_item).filter_map(|item| body.task(item).map(|right| (item, right))).collect();
        let place = Place { file: doc.file, span: div.name_span };
        match options[..] {
            [] => findings.push(Finding::new(&code::QUIZ_WITHOUT_OPTIONS, place)),
            [_] => findings.push(Finding::new(&code::QUIZ_ONE_OPTION, place)),
            _ if !options.iter().any(|(_, right)| *right) => {
                findings.push(Finding::new(&code::QUIZ_WITHOUT_ANSWER, place));
            }
            _ => {}
        }
        findings.extend(same_options(doc, site.text(id), &options));
    }
}

/// Options of which children cannot tell why one is right and the other is not. Options that show an image differ.
fn same_options(doc: &Doc, text: &str, options: &[(NodeId, bool)]) -> Vec<Finding> {
    let body = &doc.body;
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for (item, _) in options {
        if body.subtree(*item).any(|id| matches!(body.tag(id), Tag::Image(_))) {
            continue;
        }
        let words = body::plain(body, text, body.subtree(*item));
        let span = first_line(text, body.span(*item));
        let has_code = body.subtree(*item).any(|id| matches!(body.tag(id), Tag::CodeSpan | Tag::CodeChars(_)));
        let key = if has_code { words.trim().to_string() } else { folded(&words) };
        match seen.get(&key) {
            Some(first) => found.push(
                Finding::new(&code::QUIZ_SAME_OPTIONS, Place { file: doc.file, span })
                    .with("option", words.split_whitespace().collect::<Vec<_>>().join(" "))
                    .related(RelatedLabel::First, Place { file: doc.file, span: *first }),
            ),
            None => {
                seen.insert(key, span);
            }
        }
    }
    found
}

/// Words in small letters without marks; signs alone, such as `+` and `-`, stay what they are.
fn folded(words: &str) -> String {
    let lower = words.to_lowercase();
    let letters: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has_numbers = lower.contains(|c: char| c.is_ascii_digit());
    if letters.is_empty() || has_numbers {
        // `-2` and `2`, `1,5` and `15` differ.
        return lower.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    letters.join(" ")
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
