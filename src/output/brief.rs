//! Rules made shorter: what lists show of a rule, as plain text. Cards show the same with its links; they ask
//! [`RuleParts`] as well, so that no two places shorten a rule in different ways.

use std::collections::BTreeMap;

use super::RenderContext;
use crate::body::{Kind, NodeId};
use crate::doc::{DocId, Rule, RuleParts};
use crate::edition::Edition;
use crate::render::title_of_note;

/// The first paragraph of a rule, and whole what was marked to travel with it.
#[derive(Default)]
pub struct Brief {
    pub text: String,
    pub notes: Vec<String>,
}

/// The rules of a document that come out in this edition, each with its block, in order.
pub fn blocks<'a>(edition: &'a Edition<'a>, id: DocId) -> Vec<(&'a Rule, NodeId)> {
    let Some((doc, body)) = edition.get(id) else { return Vec::new() };
    let rules: BTreeMap<u32, &Rule> = doc.facets.rules.iter().flatten().map(|rule| (rule.at, rule)).collect();
    let of_block = |(node, _)| Some((*rules.get(&body.span(node).start)?, node));
    body.blocks(Kind::Rule).filter_map(of_block).collect()
}

/// One rule of a document, as far as this edition has it.
pub fn one(ctx: &RenderContext<'_>, id: DocId, rule: &Rule) -> Brief {
    let found = blocks(ctx.edition(), id).into_iter().find(|(found, _)| found.at == rule.at);
    found.map_or_else(Brief::default, |(_, node)| of(ctx, id, node))
}

/// The rule whose block this is.
pub fn of(ctx: &RenderContext<'_>, id: DocId, node: NodeId) -> Brief {
    let edition = ctx.edition();
    let Some((_, body)) = edition.get(id) else { return Brief::default() };
    let parts = RuleParts::of(body, edition.text(id), node);
    let words = |node: &NodeId| in_a_row(&ctx.frame.plain(id, body, *node));
    let note = |node: &NodeId| format!("{} {}", title_of_note(ctx.frame.words(id), body, *node), words(node));
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
