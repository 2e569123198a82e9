//! Hours beside a number: who calls must know when somebody is there. Where the text itself does not say, krijt adds them.

use crate::body::{Body, NodeId, Tag, plain};
use crate::edition::Edition;
use crate::wording::Wording;

/// What a number is asked for, and what says when somebody answers it.
const PAIRS: &[(&str, &str)] = &[("hulplijn.", "tijden"), ("contact.", "uren")];

/// The hours to write behind the number that the variable at this node stands for, as far as the text around it does not
/// say them.
pub fn hours_beside(
    edition: &Edition<'_>,
    body: &Body,
    text: &str,
    node: NodeId,
    lang: &str,
    words: &Wording,
) -> Option<String> {
    let Tag::Variable(name) = body.tag(node) else { return None };
    let name = &*body.variables[name as usize];
    let (_, field) = PAIRS.iter().find(|(start, _)| name.starts_with(start))?;
    let hours = format!("{}.{field}", name.strip_suffix(".telefoon")?);
    let value = edition.variable(&hours, lang)?;
    let around = body.subtree(block_around(body, node));
    if around.len() > FAR {
        return Some(in_words(words, &value));
    }
    let is_said = around.clone().any(|other| match body.tag(other) {
        Tag::Variable(other) => *body.variables[other as usize] == *hours,
        _ => false,
    });
    (!is_said && !plain(body, text, around).contains(value.as_str())).then(|| in_words(words, &value))
}

/// Nodes that are this far apart do not belong together: nobody looks for the hours there, and neither does krijt.
const FAR: usize = 1000;

/// `zie de site` is no time by itself.
pub fn in_words(words: &Wording, hours: &str) -> String {
    if hours.starts_with("zie ") { words.with("cards.hours", &[("hours", hours)]) } else { hours.to_string() }
}

/// The item, row or paragraph that a node stands in.
fn block_around(body: &Body, node: NodeId) -> NodeId {
    let holds = |other: &NodeId| body.subtree(*other).contains(&node);
    let is_block = |tag: Tag| matches!(tag, Tag::Item | Tag::TableRow | Tag::TableHead | Tag::Heading { .. });
    let mut paragraph = node;
    for other in (0..node).rev().take(FAR).filter(holds) {
        match body.tag(other) {
            tag if is_block(tag) => return other,
            Tag::Paragraph => paragraph = other,
            Tag::List { .. } | Tag::Table(_) | Tag::Quote | Tag::Div(_) => break,
            _ => {}
        }
    }
    paragraph
}
