//! What a drawing costs to show: parts that are used again count again, for a few lines can ask for millions of shapes.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

use crate::media::Problem;

/// Shapes, each use counted.
const LIMIT: u64 = 300_000;
/// Uses of uses of uses.
const DEPTH: usize = 400;

pub fn check(drawing: &Document<'_>) -> Result<(), Problem> {
    let mut by_id = HashMap::new();
    for node in drawing.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    let mut ledger = Ledger { by_id, known: HashMap::new() };
    match ledger.cost(drawing.root_element(), 0) {
        Some(cost) if cost <= LIMIT => Ok(()),
        _ => Err(Problem::Unsafe("burden")),
    }
}

struct Ledger<'a, 'i> {
    by_id: HashMap<&'a str, Node<'a, 'i>>,
    /// Nothing while a node is being looked at: who shows it would show himself, which nobody does.
    known: HashMap<NodeId, u64>,
}

impl<'a, 'i> Ledger<'a, 'i> {
    /// `None` when it is too deep to say.
    fn cost(&mut self, node: Node<'a, 'i>, depth: usize) -> Option<u64> {
        if depth > DEPTH {
            return None;
        }
        if let Some(known) = self.known.get(&node.id()) {
            return Some(*known);
        }
        self.known.insert(node.id(), 0);
        let mut sum = 1u64;
        for attribute in node.attributes() {
            let target = match attribute.name() {
                "href" if node.tag_name().name() == "use" => attribute.value().trim().strip_prefix('#'),
                _ => attribute.value().split_once("url(").and_then(|(_, rest)| {
                    let id = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#')?;
                    Some(id.split([')', '"', '\'', ' ']).next().unwrap_or(id))
                }),
            };
            if let Some(target) = target.and_then(|id| self.by_id.get(id)).copied() {
                sum = sum.saturating_add(self.cost(target, depth + 1)?);
            }
        }
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.cost(child, depth + 1)?);
        }
        self.known.insert(node.id(), sum);
        Some(sum)
    }
}
