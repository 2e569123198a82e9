//! A rule in parts: what a shortened text shows of it, and what it leaves out. Cards, lists and the check that looks for
//! what they lack all ask here, so that they cannot differ.

use std::ops::Range;

use crate::body::{Body, Kind, NodeId, Tag, plain};

/// The children of a rule. A body has no team-only blocks in the public view, so there these are not among them.
#[derive(Debug, Default)]
pub struct RuleParts {
    /// What a list shows: the first paragraph, and what it announces.
    pub head: Vec<NodeId>,
    /// Marked to travel: shown whole wherever the rule is shortened.
    pub notes: Vec<NodeId>,
    /// All else.
    pub rest: Vec<NodeId>,
}

impl RuleParts {
    /// `text` is that of the source.
    pub fn of(body: &Body, text: &str, rule: NodeId) -> Self {
        let mut parts = RuleParts::default();
        let mut is_open = true;
        for child in body.children(rule) {
            if is_note(body, child) {
                parts.notes.push(child);
                continue;
            }
            if is_open && !is_silent(body, child) {
                is_open = announces(body, text, child);
                parts.head.push(child);
            } else {
                parts.rest.push(child);
            }
        }
        // A note may stand within something else that is not shown, such as a list or a fold.
        for at in &parts.rest {
            notes_in(body, body.subtree(*at), &mut parts.notes);
        }
        parts
    }
}

/// The outermost notes of a range of nodes.
fn notes_in(body: &Body, range: Range<NodeId>, notes: &mut Vec<NodeId>) {
    let mut at = range.start;
    while at < range.end {
        if is_note(body, at) {
            notes.push(at);
            at = body.subtree(at).end;
        } else {
            at += 1;
        }
    }
}

pub fn is_note(body: &Body, node: NodeId) -> bool {
    body.div(node).is_some_and(|div| div.kind == Kind::Caution)
}

/// Blocks that show nothing, and those for the team, which are not what a rule begins with.
fn is_silent(body: &Body, node: NodeId) -> bool {
    let is_team = body.div(node).is_some_and(|div| div.is_hidden());
    is_team || matches!(body.tag(node), Tag::Comment | Tag::Line | Tag::Footnote(_))
}

/// Does a block need the next one to say anything? A heading does, a picture, and what ends with a colon.
fn announces(body: &Body, text: &str, node: NodeId) -> bool {
    let words = plain(body, text, body.subtree(node));
    let words = words.trim();
    let is_picture = body.tag(node) == Tag::Paragraph
        && body.children(node).all(|child| matches!(body.tag(child), Tag::Image(_) | Tag::SoftBreak));
    matches!(body.tag(node), Tag::Heading { .. }) || is_picture || words.is_empty() || words.ends_with([':', '…'])
}
