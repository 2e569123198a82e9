//! The worksheet: a projection of a body to what pupils do on paper, laid out in sheets of A4.

use crate::body::height::{Cells, Heights, Margins, Measures, Room};
use crate::body::{Body, Div, Kind, NodeId, length_in_mm};
use crate::doc::Doc;

/// A piece of a worksheet.
#[derive(Debug, Default)]
pub struct Piece {
    /// The number of the assignment; none for text.
    pub number: Option<usize>,
    pub title: Option<String>,
    pub nodes: Vec<NodeId>,
    /// Answers, where the edition has them.
    pub answers: Vec<NodeId>,
    pub lines: u32,
    pub room_mm: u32,
}

/// A worksheet as sheets of pieces.
#[derive(Debug)]
pub struct Sheet {
    pub pages: Vec<Vec<Piece>>,
    /// Lines stand further apart: for children who learn to write.
    pub wide: bool,
}

/// The size in pixels of the image at a byte of the source, where it is known.
pub type SizeOf<'a> = &'a dyn Fn(u32) -> Option<(u32, u32)>;

/// Does a document have anything for paper?
pub fn is_needed(doc: &Doc, body: &Body) -> bool {
    let has_any = || body.divs.iter().any(|div| matches!(div.kind, Kind::Task | Kind::Sheet));
    doc.facets.lesson.is_some() && has_any() && !pieces(body, false).is_empty()
}

/// Is a worksheet for children who learn to write?
pub fn is_wide(doc: &Doc) -> bool {
    let lesson = doc.facets.lesson.as_ref();
    lesson.and_then(|lesson| lesson.groups.iter().max()).is_some_and(|group| *group <= 4)
}

/// The worksheet of a document; none when nothing in it is for paper.
pub fn of(doc: &Doc, body: &Body, text: &str, with_answers: bool, size_of: SizeOf<'_>) -> Option<Sheet> {
    if !is_needed(doc, body) {
        return None;
    }
    let wide = is_wide(doc);
    let layout = Layout { body, text, wide, size_of };
    Some(Sheet { pages: layout.pages(pieces(body, with_answers)), wide })
}

/// What is for paper, piece by piece, whatever the sheets it will stand on.
pub fn pieces(body: &Body, with_answers: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut number = 0;
    let mut until = 0;
    for id in body.all() {
        let Some(div) = body.div(id).filter(|_| id >= until) else { continue };
        match div.kind {
            // What only the team sees is not for the paper of pupils, and does not count on it.
            kind if div.is_hidden() && kind != Kind::Answer => until = body.subtree(id).end,
            Kind::Task => {
                number += 1;
                pieces.push(task(body, id, div, number));
                until = body.subtree(id).end;
            }
            Kind::Sheet => {
                number = sheet(body, id, div, number, &mut pieces);
                until = body.subtree(id).end;
            }
            // An answer behind its assignment belongs to it.
            Kind::Answer => {
                match pieces.iter_mut().rev().find(|piece| piece.number.is_some()) {
                    Some(last) => last.answers.push(id),
                    // An answer to something that is not on paper, such as a question on a slide.
                    None => pieces.push(Piece { answers: vec![id], ..Piece::default() }),
                }
                until = body.subtree(id).end;
            }
            _ => {}
        }
    }
    if !with_answers {
        pieces.iter_mut().for_each(|piece| piece.answers.clear());
        pieces.retain(|piece| piece.number.is_some() || piece.title.is_some() || !piece.nodes.is_empty());
    }
    pieces
}

fn is_answer(body: &Body, id: NodeId) -> bool {
    body.div(id).is_some_and(|div| div.kind == Kind::Answer)
}

fn task(body: &Body, id: NodeId, div: &Div, number: usize) -> Piece {
    let inside: Vec<NodeId> = body.children(id).collect();
    let (answers, nodes) = inside.into_iter().partition(|child| is_answer(body, *child));
    let lines = div.attrs.value("lijnen").and_then(|lines| lines.parse().ok()).unwrap_or(0);
    let room = div.attrs.value("ruimte").and_then(length_in_mm).unwrap_or(0.0);
    let title = div.attrs.value("titel").or(div.attrs.value("title")).map(str::to_string);
    Piece { number: Some(number), title, nodes, answers, lines, room_mm: room.round() as u32 }
}

/// The pieces of a `werkblad` block: its text, and the assignments in it.
fn sheet(body: &Body, id: NodeId, div: &Div, mut number: usize, pieces: &mut Vec<Piece>) -> usize {
    let mut title = div.attrs.value("titel").or(div.attrs.value("title")).map(str::to_string);
    let mut nodes = Vec::new();
    let text = |nodes: Vec<NodeId>, title: Option<String>| Piece { title, nodes, ..Piece::default() };
    for child in body.children(id) {
        match body.div(child).filter(|div| div.kind == Kind::Task) {
            Some(div) => {
                if !nodes.is_empty() || title.is_some() {
                    pieces.push(text(std::mem::take(&mut nodes), title.take()));
                }
                number += 1;
                pieces.push(task(body, child, div, number));
            }
            None => nodes.push(child),
        }
    }
    if !nodes.is_empty() || title.is_some() {
        pieces.push(text(nodes, title));
    }
    number
}

/// Heights on paper in millimetres, on the safe side: the printed page never holds less than was planned. Measured on
/// Chromium's print of the compiled-in theme.
struct Layout<'a> {
    body: &'a Body,
    text: &'a str,
    wide: bool,
    size_of: SizeOf<'a>,
}

const NARROW: Measures = measures(80, 6.0);
const WIDE: Measures = measures(68, 7.5);

/// Of a sheet with so many characters on a line that is so high.
const fn measures(width: usize, line: f32) -> Measures {
    Measures {
        text: (width, line),
        heading: (width - 10, line),
        item: (width - 6, line),
        around: Margins {
            paragraph: 2.0,
            heading: 5.0,
            item: 0.6,
            list: 2.0,
            row: 4.0,
            table: 4.0,
            code: 0.0,
            quote: 8.0,
            line: 6.0,
            other: 0.0,
        },
        cells: Cells::Even,
        in_list: None,
        block: |_| Room::Below(8.0),
        ends_at: |_| false,
    }
}

/// An A4 page between its margins, and the head of the first one.
const PAGE: f32 = 268.0;
const HEAD: f32 = 34.0;
const GAP: f32 = 5.0;
/// The width of the text.
const WIDTH: f32 = 174.0;
/// More lines to write on than this do not fit on a page with anything else.
const LINES_AT_ONCE: u32 = 24;

impl Layout<'_> {
    /// Puts the pieces on pages: one that does not fit begins a new page, and so does text whose assignment would.
    fn pages(&self, pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
        let pieces = self.split_long(pieces);
        let heights: Vec<f32> = pieces.iter().map(|piece| self.piece(piece)).collect();
        let mut pages: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut left = PAGE - HEAD;
        let is_text = |at: usize| pieces.get(at).is_some_and(|piece| piece.number.is_none());
        let needs: Vec<f32> = (0..pieces.len())
            .map(|at| match heights.get(at + 1) {
                Some(next) if is_text(at) && !is_text(at + 1) && heights[at] + GAP + next <= PAGE => {
                    heights[at] + GAP + next
                }
                _ => heights[at],
            })
            .collect();
        for (at, piece) in pieces.into_iter().enumerate() {
            if needs[at] > left && pages.last().is_some_and(|page| !page.is_empty()) {
                pages.push(Vec::new());
                left = PAGE;
            }
            left -= heights[at] + GAP;
            if let Some(page) = pages.last_mut() {
                page.push(piece);
            }
        }
        pages
    }

    /// An assignment with many lines to write on goes on in a piece of its own.
    fn split_long(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len());
        for mut piece in pieces {
            let mut rest = piece.lines.saturating_sub(LINES_AT_ONCE);
            piece.lines -= rest;
            out.push(piece);
            while rest > 0 {
                let lines = rest.min(LINES_AT_ONCE);
                rest -= lines;
                out.push(Piece { lines, ..Piece::default() });
            }
        }
        out
    }

    fn piece(&self, piece: &Piece) -> f32 {
        let inside: f32 = piece.nodes.iter().map(|id| self.node(*id)).sum();
        let line = if self.wide { 12.0 } else { 9.0 };
        let room = piece.lines as f32 * line + piece.room_mm as f32;
        let answers: f32 = piece.answers.iter().map(|id| self.node(*id) + 11.0).sum();
        let head = if piece.number.is_some() || piece.title.is_some() { 9.5 } else { 0.0 };
        // On the answer sheet the answer stands in the room to write.
        head + inside + room.max(answers) + if room > 0.0 { 2.0 } else { 0.0 }
    }

    fn node(&self, id: NodeId) -> f32 {
        let measures = if self.wide { &WIDE } else { &NARROW };
        let picture = |image| self.picture(image);
        Heights { body: self.body, text: self.text, measures, picture: &picture }.of([id])
    }

    fn picture(&self, image: NodeId) -> f32 {
        let (width, height) = (self.size_of)(self.body.span(image).start).unwrap_or((4, 3));
        let tall = WIDTH * height as f32 / width.max(1) as f32;
        if height > width { tall.min(235.0) } else { tall.min(78.0) }
    }
}
