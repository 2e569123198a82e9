//! Hiding goes from whole to part: a walk through a body that knows who may see what it has come to.

use super::{Body, NodeId};
use crate::audience::Audience;

/// Nodes are entered in reading order.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// Everybody sees all of it, as of most bodies.
    is_open: bool,
    /// Where what is not for the public ends, and what is for the team only.
    mr: NodeId,
    team: NodeId,
}

impl Within {
    /// Before the first node of a body.
    pub fn new(body: &Body) -> Self {
        Within { is_open: !body.from().is_hidden(), mr: 0, team: 0 }
    }

    /// Who may see the next node: what it says itself, and what all around it says.
    pub fn enter(&mut self, body: &Body, node: NodeId) -> Audience {
        if self.is_open {
            return Audience::Public;
        }
        match body.from_of(node) {
            Audience::Public => {}
            Audience::Mr => self.mr = self.mr.max(body.subtree(node).end),
            Audience::Team => self.team = self.team.max(body.subtree(node).end),
        }
        match node {
            node if node < self.team => Audience::Team,
            node if node < self.mr => Audience::Mr,
            _ => Audience::Public,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    /// What is known of a whole body says the same as its nodes one by one.
    #[test]
    fn an_open_body_is_open_at_each_node() {
        let parts = ["# Kop\n", "::: leerkracht\nA\n:::\n", "::: mr\nB\n:::\n", "<!-- x -->\n", "::: kader\nC\n:::\n"];
        for bits in 0..1usize << parts.len() {
            let text: String = (0..parts.len()).filter(|at| bits >> at & 1 == 1).map(|at| parts[at]).collect();
            let (body, _) = crate::body::parse(SourceId(0), &text, 0);
            let (mut quick, mut slow) = (Within::new(&body), Within { is_open: false, mr: 0, team: 0 });
            for node in body.all() {
                assert_eq!(quick.enter(&body, node), slow.enter(&body, node), "{text}");
            }
        }
    }
}
