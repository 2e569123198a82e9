//! How high something will be at most, in lines of text, without setting it. Only to tell what is far too low to need
//! measuring; so everything is reckoned on the high side, as if it stood in a narrow column.

use crate::body::{Body, Kind, NodeId, Tag, is_inline, plain};

const CHARACTERS: usize = 55;
/// Whoever holds a picture is measured.
const PICTURE: usize = 100;

/// The lines of a row of blocks, and of text that stands among them.
pub fn lines(body: &Body, text: &str, ids: impl IntoIterator<Item = NodeId>) -> usize {
    let (mut lines, mut characters) = (0, 0);
    for id in ids {
        if is_inline(body.tag(id)) {
            characters += words(body, text, id);
        } else {
            lines += block(body, text, id);
        }
    }
    lines + characters.div_ceil(CHARACTERS)
}

/// The characters of text; what breaks the line fills it.
fn words(body: &Body, text: &str, id: NodeId) -> usize {
    let full = body.subtree(id).map(|node| match body.tag(node) {
        Tag::HardBreak => CHARACTERS,
        Tag::Image(_) => PICTURE * CHARACTERS,
        _ => 0,
    });
    plain(body, text, body.subtree(id)).chars().count() + full.sum::<usize>()
}

fn block(body: &Body, text: &str, id: NodeId) -> usize {
    let inside = || lines(body, text, body.children(id));
    match body.tag(id) {
        Tag::Paragraph | Tag::Item => inside() + 1,
        Tag::Heading { .. } => 2 * inside() + 3,
        // Cells share the width.
        Tag::Table(_) => {
            let row = |row| words(body, text, row).div_ceil(CHARACTERS) * body.children(row).count() + 1;
            body.children(id).map(row).sum()
        }
        Tag::Code { .. } => {
            text[body.span(id).range()].lines().count() + words(body, text, id).div_ceil(CHARACTERS) + 2
        }
        // Half as wide is twice as high.
        Tag::Div(div) if body.divs[div as usize].kind == Kind::Columns => 2 * inside(),
        Tag::Div(_) | Tag::Quote => inside() + 4,
        Tag::Comment | Tag::Footnote(_) => 0,
        _ => inside() + 2,
    }
}
