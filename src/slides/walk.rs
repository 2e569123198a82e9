//! A body made anew, slide by slide: what is no slide, and what is hidden, is copied as it is.

use crate::body::Graft;
use crate::body::{Body, Kind, NodeId};
use crate::doc::SlideSplit;

/// Makes each slide that is shown anew by `slide`, which gets the nodes that stand in it.
pub fn slides(
    graft: &mut Graft<'_>,
    text: &str,
    split: Option<SlideSplit>,
    slide: &mut dyn FnMut(&mut Graft<'_>, &[NodeId]),
) {
    let body = graft.from;
    let Some(split) = split else { return body.roots().for_each(|id| blocks(graft, id, slide)) };
    let (before, groups) = split.groups(body, text);
    before.iter().for_each(|id| graft.copy(*id));
    for group in groups {
        match group.hidden {
            Some(block) => {
                let inside = body.subtree(block);
                graft.copy(block);
                let beside = group.nodes.iter().filter(|id| !inside.contains(id));
                beside.for_each(|id| graft.copy(*id));
            }
            None => {
                group.line.iter().for_each(|id| graft.copy(*id));
                slide(graft, &group.nodes);
            }
        }
    }
}

fn blocks(graft: &mut Graft<'_>, id: NodeId, slide: &mut dyn FnMut(&mut Graft<'_>, &[NodeId])) {
    let body: &Body = graft.from;
    let is_slide = |id: NodeId| body.div(id).is_some_and(|div| div.kind == Kind::Slide);
    let is_hidden = body.div(id).is_some_and(|div| div.is_of_team());
    let inside: Vec<NodeId> = body.children(id).collect();
    if is_hidden || inside.is_empty() || !body.subtree(id).any(is_slide) {
        graft.copy(id);
        return;
    }
    let open = graft.open_like(id);
    if is_slide(id) {
        slide(graft, &inside);
    } else {
        inside.into_iter().for_each(|child| blocks(graft, child, slide));
    }
    graft.close(open);
}
