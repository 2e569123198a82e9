//! Rules made shorter: what lists show of a rule, as plain text. Cards show the same with its links; they ask
//! [`Parts`] as well, so that no two places shorten a rule in different ways.

use super::Stage;
use crate::body::{Body, Kind, NodeId};
use crate::doc::{DocId, Parts, Rule};
use crate::html::title_of_note;

/// The first paragraph of a rule, and whole what was marked to travel with it.
#[derive(Default)]
pub struct Brief {
    pub text: String,
    pub notes: Vec<String>,
}

/// The block of the rule that starts at this byte, as far as this edition has it.
pub fn node_of(body: &Body, rule: &Rule) -> Option<NodeId> {
    body.blocks(Kind::Rule).map(|(node, _)| node).find(|node| body.span(*node).start == rule.at)
}

pub fn of(stage: &Stage<'_>, id: DocId, rule: &Rule) -> Brief {
    let view = stage.view();
    let Some((_, body)) = view.get(id) else { return Brief::default() };
    let Some(node) = node_of(body, rule) else { return Brief::default() };
    let parts = Parts::of(body, view.site.text(id), node);
    let words = |node: &NodeId| in_a_row(&stage.frame.plain(id, body, *node));
    let note = |node: &NodeId| format!("{} {}", title_of_note(body, *node), words(node));
    let text = parts.head.iter().map(words).collect::<Vec<_>>().join(" ");
    Brief { text, notes: parts.notes.iter().map(note).collect() }
}

/// Lines as one text: where a line ends without a full stop, a semicolon keeps it apart from the next.
fn in_a_row(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '!', '?', ':', ';', ',', '…']) { " " } else { "; " });
        }
        out.push_str(line);
    }
    out
}
