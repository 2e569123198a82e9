//! Where a link leads, in plain text: beside its words, or with a number that stands for the address below the text.

use std::collections::BTreeMap;

use super::text;
use super::tree::Tree;

/// Around an address, until it is shown. No text of an author has it.
pub(super) const ADDRESS: char = '\u{4}';

/// A part of a document as plain text, with addresses between angle brackets behind the words of their links.
pub fn beside(tree: &Tree<'_>) -> String {
    shown(&text::write(tree), |address| format!("<{address}>"))
}

/// The same with numbers in place of addresses, and the addresses in the order of their numbers, which come after those of
/// the notes.
pub fn below(tree: &Tree<'_>) -> (String, Vec<(usize, String)>) {
    let first = tree.notes.last().map_or(1, |note| note.number + 1);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let text = shown(&text::write(tree), |address| {
        let next = first + numbers.len();
        format!("[{}]", numbers.entry(address.to_string()).or_insert(next))
    });
    let mut rows: Vec<(usize, String)> = numbers.into_iter().map(|(address, number)| (number, address)).collect();
    rows.sort_unstable();
    (text, rows)
}

fn shown(text: &str, mut show: impl FnMut(&str) -> String) -> String {
    let pieces = text.split(ADDRESS).enumerate();
    pieces.map(|(at, piece)| if at % 2 == 1 { show(piece) } else { piece.to_string() }).collect()
}
