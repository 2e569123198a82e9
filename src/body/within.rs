//! Hiding goes from whole to part: a walk through a body that knows who may see what it has come to.

use super::{Body, NodeId};
use crate::audience::Audience;

/// Nodes are entered in reading order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    /// Where what is not for the public ends, and what is for the team only.
    mr: NodeId,
    team: NodeId,
}

impl Within {
    /// Who may see the next node: what it says itself, and what all around it says.
    pub fn enter(&mut self, body: &Body, node: NodeId) -> Audience {
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
