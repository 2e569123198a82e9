//! How large a card is printed from its page: the largest type with which it should fit on one A4. Browsers cannot be asked,
//! so its height is reckoned; `papier.css` has the same measures. The PDF of a card is measured by Typst.

use std::collections::BTreeSet;

use super::{Card, CardRow, Owner};
use crate::output::context::RenderContext;

/// A class of the card: the size of its type in points, the height of a line in that, and the room between parts in
/// millimetres.
struct Size(&'static str, f32, f32, f32);

const SIZES: &[Size] = &[
    Size("", 10.5, 1.3, 3.5),
    Size("kaartvel-100", 10.0, 1.3, 3.5),
    Size("kaartvel-95", 9.5, 1.3, 3.5),
    Size("kaartvel-90", 9.0, 1.3, 3.5),
    Size("kaartvel-85", 8.5, 1.3, 2.5),
    Size("kaartvel-80", 8.0, 1.3, 2.5),
    Size("kaartvel-75", 7.5, 1.22, 2.0),
    Size("kaartvel-70", 7.0, 1.22, 2.0),
    Size("kaartvel-65", 6.5, 1.2, 1.5),
];
/// What a sheet holds, in millimetres, less what this reckoning may be wrong by.
const HEIGHT: f32 = 268.0 / 1.08;
const WIDTH: f32 = 178.0;
/// Beside the names of moments.
const BESIDE: f32 = WIDTH - 25.5;
const HEADER: f32 = 18.0;
/// The width of a number to call.
const CALL: f32 = 40.0;

/// The class for this card.
pub fn class_of(ctx: &RenderContext<'_>, card: &Card<'_>) -> &'static str {
    let texts: Vec<Texts> = card.rows.iter().map(|row| texts(ctx, card, row)).collect();
    let boxes: Vec<Vec<usize>> = card.boxes.iter().map(|boxed| lines_of(ctx, boxed.doc, boxed.node)).collect();
    let fits = |size: &&Size| height(card, &texts, &boxes, size) <= HEIGHT;
    SIZES.iter().find(fits).or(SIZES.last()).map_or("", |Size(class, ..)| class)
}

/// The letters of the parts of a rule, by line.
struct Texts {
    head: Vec<usize>,
    notes: Vec<Vec<usize>>,
    who: usize,
}

fn texts(ctx: &RenderContext<'_>, card: &Card<'_>, row: &CardRow<'_>) -> Texts {
    let head = match &row.rule.card {
        Some(text) => vec![text.value.chars().count()],
        None => row.parts.head.iter().flat_map(|node| lines_of(ctx, row.doc, *node)).collect(),
    };
    let notes = row.parts.notes.iter().map(|node| lines_of(ctx, row.doc, *node)).collect();
    let who = if matches!(card.owner, Owner::Steps(_)) { row.who.chars().count() } else { 0 };
    Texts { head, notes, who }
}

fn lines_of(ctx: &RenderContext<'_>, id: crate::doc::DocId, node: u32) -> Vec<usize> {
    let Some((_, body)) = ctx.edition().get(id) else { return Vec::new() };
    let words = ctx.frame.plain(id, body, node);
    words.lines().filter(|line| !line.trim().is_empty()).map(|line| line.chars().count()).collect()
}

fn height(card: &Card<'_>, rows: &[Texts], boxes: &[Vec<usize>], Size(_, size, leading, gap): &Size) -> f32 {
    let em = size * 0.3528;
    let line = em * leading;
    // A letter is about half as wide as its type is high.
    let set = |letters: &[usize], width: f32| -> f32 {
        letters.iter().map(|count| (*count as f32 * em * 0.48 / width).ceil().max(1.0) * line).sum()
    };
    let steps = matches!(card.owner, Owner::Steps(_));
    let beside = BESIDE - 2.4 * em - 2.0 - if steps { BESIDE * 0.24 + 2.0 } else { 0.0 };
    let of_row = |row: &Texts| {
        let notes = row.notes.iter().map(|note| 0.5 + set(note, beside - 3.0));
        let text = set(&row.head, beside) + notes.sum::<f32>();
        text.max(set(&[row.who], BESIDE * 0.24)) + 1.4
    };
    let moments: BTreeSet<_> = card.rows.iter().map(|row| row.rule.when.as_deref()).collect();
    let of_box = |letters: &Vec<usize>| set(letters, WIDTH - 12.0) + 3.5 + gap;
    let small = em * 0.85;
    let letters = (CALL / (small * 0.52)) as usize;
    let calls: Vec<usize> =
        card.contacts.iter().map(|contact| contact.lines(letters)).chain(card.help.iter().map(|_| 4)).collect();
    let call_rows =
        calls.chunks(4).map(|row| row.iter().max().map_or(0.0, |lines| (*lines as f32 + 0.2) * small * 1.3 + 1.0));
    let call = call_rows.sum::<f32>() + line + 4.0 + gap;
    HEADER
        + boxes.iter().map(of_box).sum::<f32>()
        + rows.iter().map(of_row).sum::<f32>()
        + moments.len() as f32 * gap
        + if calls.is_empty() { 0.0 } else { call }
}
