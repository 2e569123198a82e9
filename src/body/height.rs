//! How high something will be, without setting it: on a slide, on a worksheet, or in a box that Typst may keep in one piece.
//! One walk, told by [`Measures`] what a medium makes of each node. Everything is reckoned on the high side.

use super::{Body, Div, Kind, NodeId, Tag, is_inline, plain_into};

/// What a medium makes of nodes, in a unit of its own.
pub struct Measures {
    /// Characters on a line, and how high it is.
    pub text: (usize, f32),
    pub heading: (usize, f32),
    pub item: (usize, f32),
    /// What stands around the lines of each.
    pub around: Margins,
    /// Text that is shared by the cells of a row.
    pub cells: Cells,
    /// A picture in a list, which does not add to its text.
    pub in_list: Option<f32>,
    pub block: fn(&Div) -> Room,
    /// What stands behind such a mark is not seen at first.
    pub ends_at: fn(Tag) -> bool,
}

pub struct Margins {
    pub paragraph: f32,
    pub heading: f32,
    pub item: f32,
    pub list: f32,
    pub row: f32,
    pub table: f32,
    pub code: f32,
    pub quote: f32,
    pub line: f32,
    pub other: f32,
}

pub enum Cells {
    /// Each is as wide as the others.
    Even,
    /// One of them may hold all the text, and be no wider.
    Any,
}

/// What a block makes of what is in it.
pub enum Room {
    Nothing,
    /// Its children stand side by side.
    Beside,
    /// The same, where how wide they are is not known.
    Squeezed,
    /// Its children below each other, with so much around them.
    Below(f32),
}

/// Lines of text in a box of a narrow column: to tell what is far too low to need measuring.
const BOX: Measures = Measures {
    text: (55, 1.0),
    heading: (55, 2.0),
    item: (55, 1.0),
    around: Margins {
        paragraph: 1.0,
        heading: 3.0,
        item: 1.0,
        list: 2.0,
        row: 1.0,
        table: 0.0,
        code: 2.0,
        quote: 4.0,
        line: 2.0,
        other: 2.0,
    },
    cells: Cells::Any,
    in_list: None,
    block: |div| if div.kind == Kind::Columns { Room::Squeezed } else { Room::Below(4.0) },
    ends_at: |_| false,
};

/// The lines that nodes take in a box at most. Whoever holds a picture is measured.
pub fn in_box(body: &Body, text: &str, ids: impl IntoIterator<Item = NodeId>) -> usize {
    Heights { body, text, measures: &BOX, picture: &|_| 100.0 }.of(ids).ceil() as usize
}

pub struct Heights<'a> {
    pub body: &'a Body,
    pub text: &'a str,
    pub measures: &'a Measures,
    /// The height of a picture, by its node.
    pub picture: &'a dyn Fn(NodeId) -> f32,
}

impl Heights<'_> {
    /// Blocks below each other, and text that stands among them.
    pub fn of(&self, ids: impl IntoIterator<Item = NodeId>) -> f32 {
        self.inside(ids, self.measures.text, 1)
    }

    /// `share`: so many columns share the width.
    fn inside(&self, ids: impl IntoIterator<Item = NodeId>, (width, line): (usize, f32), share: usize) -> f32 {
        let width = (width / share).max(1);
        let (mut height, mut characters) = (0.0, 0);
        for id in ids {
            if (self.measures.ends_at)(self.body.tag(id)) {
                break;
            }
            if is_inline(self.body.tag(id)) {
                characters += self.characters(id, width, &mut height);
            } else {
                height += self.block(id, share);
            }
        }
        height + characters.div_ceil(width) as f32 * line
    }

    /// The characters of text; what breaks the line fills it. Pictures add to the height.
    fn characters(&self, id: NodeId, width: usize, height: &mut f32) -> usize {
        let (mut at, end) = (id, self.body.subtree(id).end);
        let (mut said, mut breaks) = (String::new(), 0);
        while at < end {
            match self.body.tag(at) {
                Tag::Image(_) => {
                    *height += (self.picture)(at);
                    at = self.body.subtree(at).end;
                    continue;
                }
                Tag::HardBreak => breaks += 1,
                _ => plain_into(self.body, self.text, at..at + 1, &mut said),
            }
            at += 1;
        }
        said.chars().count() + breaks * width
    }

    fn block(&self, id: NodeId, share: usize) -> f32 {
        let (body, measures, around) = (self.body, self.measures, &self.measures.around);
        let below = |own: (usize, f32)| self.inside(body.children(id), own, share);
        match body.tag(id) {
            Tag::Paragraph => below(measures.text).max(measures.text.1) + around.paragraph,
            Tag::Heading { .. } => below(measures.heading).max(measures.heading.1) + around.heading,
            Tag::List { .. } => body.children(id).map(|item| self.item(item, share)).sum::<f32>() + around.list,
            Tag::Table(_) => body.children(id).map(|row| self.cells(row, share)).sum::<f32>() + around.table,
            Tag::Code { .. } => {
                let width = (measures.text.0 / share).max(1);
                let lines = self.text[body.span(id).range()].lines();
                let lines: usize = lines.map(|line| line.chars().count().div_ceil(width).max(1)).sum();
                lines as f32 * measures.text.1 + around.code
            }
            Tag::Div(div) => match (measures.block)(&body.divs[div as usize]) {
                Room::Nothing => 0.0,
                Room::Below(own) => own + below(measures.text),
                Room::Squeezed => 2.0 * below(measures.text),
                Room::Beside => {
                    let share = share * body.children(id).count().max(1);
                    let column = |child| self.inside([child], measures.text, share);
                    body.children(id).map(column).fold(0.0, f32::max)
                }
            },
            Tag::Quote => below(measures.text) + around.quote,
            Tag::Line => around.line,
            Tag::Comment | Tag::Footnote(_) => 0.0,
            _ => below(measures.text) + around.other,
        }
    }

    fn item(&self, id: NodeId, share: usize) -> f32 {
        let is_picture = |node: NodeId| matches!(self.body.tag(node), Tag::Image(_));
        match self.measures.in_list.filter(|_| self.body.subtree(id).any(is_picture)) {
            Some(height) => height,
            None => {
                let own = self.measures.item;
                self.inside(self.body.children(id), own, share).max(own.1) + self.measures.around.item
            }
        }
    }

    /// A row of a table.
    fn cells(&self, row: NodeId, share: usize) -> f32 {
        let (width, line) = self.measures.text;
        let cells: Vec<NodeId> = self.body.children(row).collect();
        let count = cells.len().max(1);
        let lines = match self.measures.cells {
            Cells::Even => {
                let cell = |cell: &NodeId| self.inside(self.body.children(*cell), (width, line), share * count);
                cells.iter().map(cell).fold(line, f32::max)
            }
            Cells::Any => {
                let mut height = 0.0;
                let characters: usize = cells.iter().map(|cell| self.characters(*cell, width, &mut height)).sum();
                (height + characters.div_ceil((width / share).max(1)) as f32 * line) * count as f32
            }
        };
        lines + self.measures.around.row
    }
}
