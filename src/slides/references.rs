//! Addresses that are defined in a note or a hidden slide (`[naam]: https://…`), and used in text for everybody: they would
//! come out there. The parser gives links with their addresses, so both ends are looked for in the source.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::{Body, NodeId, Tag};
use crate::diag::{Finding, RelatedLabel, catalogue as code};
use crate::source::{Place, SourceId, Span};

/// `hidden` are the blocks that the author did not write as such.
pub fn check(file: SourceId, body: &Body, text: &str, hidden: &BTreeSet<u32>, findings: &mut Vec<Finding>) {
    if hidden.is_empty() {
        return; // as nearly all
    }
    let mut defined: BTreeMap<String, Span> = BTreeMap::new();
    let mut around: Vec<NodeId> = Vec::new();
    for id in body.all() {
        while around.last().is_some_and(|last| body.subtree(*last).end <= id) {
            around.pop();
        }
        let Tag::Div(div) = body.tag(id) else { continue };
        if hidden.contains(&div) {
            let parent = around.last().copied();
            defined.extend(definitions(text, extent(body, text, id, parent)));
        }
        around.push(id);
    }
    if defined.is_empty() {
        return;
    }
    let mut end = 0;
    for id in body.all() {
        if body.div(id).is_some_and(|div| div.is_of_team()) {
            end = end.max(body.subtree(id).end);
        }
        if id < end || !matches!(body.tag(id), Tag::Link(_) | Tag::Image(_)) {
            continue;
        }
        let span = body.span(id);
        if let Some(first) = label(&text[span.range()]).and_then(|label| defined.get(&label)) {
            findings.push(
                Finding::new(&code::ADDRESS_IN_NOTE, Place { file, span })
                    .with("mark", text[span.range()].lines().next().unwrap_or_default())
                    .related(RelatedLabel::Origin, Place { file, span: *first }),
            );
        }
    }
}

/// The text of a hidden block. A line that defines an address is no node: where no fence ends the block, it goes on to
/// what stands next.
fn extent(body: &Body, text: &str, id: NodeId, parent: Option<NodeId>) -> Span {
    let span = body.span(id);
    if body.div(id).is_some_and(|div| div.name_span.start < div.name_span.end) {
        return span;
    }
    let next = body.nodes.get(body.subtree(id).end as usize).map_or(text.len() as u32, |node| node.span.start);
    let end = parent.map_or(next, |parent| next.min(body.span(parent).end));
    Span { start: span.start, end: end.max(span.end) }
}

/// The labels that lines of a span define.
fn definitions(text: &str, span: Span) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = span.start as usize;
    for line in text[span.range()].split_inclusive('\n') {
        let inner = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let rest = inner.strip_prefix('[').filter(|rest| !rest.starts_with('^'));
        if let Some((label, _)) = rest.and_then(|rest| rest.split_once("]:")) {
            let start = at + line.len() - inner.len();
            found.push((folded(label), Span::new(start..at + line.trim_end().len())));
        }
        at += line.len();
    }
    found
}

/// The label that a link refers to: `[naam]`, `[naam][]`, `[tekst][naam]`. None where its address stands behind it.
fn label(link: &str) -> Option<String> {
    let inner = link.strip_suffix(']')?;
    let inner = inner.strip_suffix("][").unwrap_or(inner);
    inner.rsplit_once('[').map(|(_, label)| folded(label))
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
