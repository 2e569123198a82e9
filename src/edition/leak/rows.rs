//! Rows of letters that are looked for in a text.
//!
//! At each edge of a word the first bytes lead to the rows that begin so: sixteen of them where rows are that long, for
//! whole words begin alike. Those rows are sorted: the last that is not behind the rest of the text either is in it, or one
//! that it begins with is, or none. An automaton of all rows finds them no faster, and takes far longer to make.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::letters::{Gap, Letters};

/// How many bytes lead to a row: the first of these that it has. None is shorter than the last.
const LEADS: [usize; 3] = [16, 8, SHORTEST];
pub const SHORTEST: usize = 4;
const BITS: usize = 1 << 16;

#[derive(Debug, Default)]
pub struct Rows {
    /// Sorted, each once.
    rows: Vec<String>,
    /// For each row the longest other that it begins with.
    heads: Vec<Option<u32>>,
    by_lead: [ByLead; LEADS.len()],
    /// The fewest bytes that lead to a row.
    shortest: usize,
    /// A bit for each way in which rows begin: most words of a text begin in no such way.
    begins: Vec<u64>,
    /// Where a row must begin and end.
    edge: Gap,
}

/// The rows that this many bytes lead to, in order.
#[derive(Debug, Default)]
struct ByLead {
    rows: Vec<u32>,
    ranges: FxHashMap<u128, Range<u32>>,
}

impl Rows {
    /// `rows` are sorted, each is there once, and none is shorter than [`SHORTEST`].
    pub fn new(rows: Vec<String>, edge: Gap) -> Self {
        let mut by_lead: [ByLead; LEADS.len()] = Default::default();
        let mut heads = Vec::with_capacity(rows.len());
        let mut open: Vec<u32> = Vec::new();
        for (at, row) in (0..).zip(&rows) {
            while open.last().is_some_and(|head| !row.starts_with(&rows[*head as usize])) {
                open.pop();
            }
            heads.push(open.last().copied());
            open.push(at);
            let leads = LEADS.iter().zip(&mut by_lead);
            if let Some((found, start)) =
                leads.filter_map(|(lead, by)| Some((by, start_of(row.as_bytes(), *lead)?))).next()
            {
                let place = found.rows.len() as u32;
                found.rows.push(at);
                found.ranges.entry(start).or_insert(place..place).end = place + 1;
            }
        }
        let used = LEADS.iter().zip(&by_lead).filter(|(_, by)| !by.rows.is_empty()).map(|(lead, _)| *lead);
        let shortest = used.min().unwrap_or(SHORTEST);
        let mut begins = vec![0; BITS / 64];
        for bit in rows.iter().filter_map(|row| bit_of(row.as_bytes(), shortest)) {
            begins[bit / 64] |= 1 << (bit % 64);
        }
        Rows { rows, heads, by_lead, shortest, begins, edge }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every row in a text, by its number; one that stands there twice comes twice.
    pub fn all_in<'a>(&'a self, letters: &'a Letters) -> impl Iterator<Item = usize> + 'a {
        self.places_in(letters).map(|(row, _)| row)
    }

    /// The same, with the bytes where it stands.
    pub fn places_in<'a>(&'a self, letters: &'a Letters) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let text = letters.bytes();
        let may_begin = |at: usize| {
            let bit = bit_of(&text[at..], self.shortest);
            bit.is_some_and(|bit| self.begins[bit / 64] >> (bit % 64) & 1 == 1)
        };
        let starts = letters.starts().filter(move |(at, gap)| *gap >= self.edge && may_begin(*at));
        starts.flat_map(move |(at, _)| {
            let place = move |row: usize| (row, at..at + self.rows[row].len());
            let ends_well = move |(_, place): &(usize, Range<usize>)| letters.edge(place.end) >= self.edge;
            self.heads_of(&text[at..]).map(place).filter(ends_well)
        })
    }

    /// The rows that a text begins with, the longest first. The first that more bytes lead to begins with all others.
    fn heads_of<'a>(&'a self, rest: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let last = LEADS.iter().zip(&self.by_lead).find_map(|(lead, by)| self.last_in(by, rest, *lead));
        let up = std::iter::successors(last, |row| self.heads[*row as usize]);
        up.map(|row| row as usize).filter(|row| rest.starts_with(self.rows[*row].as_bytes()))
    }

    /// The last of the rows with the same lead that is not behind a text.
    fn last_in(&self, by: &ByLead, rest: &[u8], lead: usize) -> Option<u32> {
        if by.rows.is_empty() {
            return None;
        }
        let range = by.ranges.get(&start_of(rest, lead)?)?;
        let rows = &by.rows[range.start as usize..range.end as usize];
        let behind = rows.partition_point(|row| self.rows[*row as usize].as_bytes() <= rest);
        behind.checked_sub(1).map(|last| rows[last])
    }
}

fn start_of(text: &[u8], lead: usize) -> Option<u128> {
    let mut start = [0; LEADS[0]];
    start[..lead].copy_from_slice(text.get(..lead)?);
    Some(u128::from_le_bytes(start))
}

/// The bit that stands for the first bytes of a text: eight of them, or four where a row may be that short.
fn bit_of(text: &[u8], shortest: usize) -> Option<usize> {
    let start = if shortest < 8 {
        u64::from(u32::from_le_bytes(*text.first_chunk()?))
    } else {
        u64::from_le_bytes(*text.first_chunk()?)
    };
    // The odd number spreads them (Knuth): 2 to the 64th by the golden ratio.
    Some((start.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.ilog2())) as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn finds_whole_words_only_however_they_are_joined() {
        let rows = ["dekatslaapt", "dekatspeeltbuiten", "eenhondblaft"].map(str::to_string).to_vec();
        let rows = Rows::new(rows, Gap::Word);
        let find = |text: &str| rows.all_in(&Letters::of(text)).collect::<Vec<_>>();
        assert_eq!(find("Kijk: de kat speelt buiten. Een hond blaft ook."), [1, 2]);
        assert_eq!(find("de k-at slaapt"), [0]);
        for text in ["", "de kat", "de kat speelt", "de kat slaapte", "aarde kat slaapt", "de kat zit", "de de de"] {
            assert_eq!(find(text), [] as [usize; 0], "{text}");
        }
    }

    #[test]
    fn finds_pieces_that_stand_alone() {
        let rows = Rows::new(vec!["zwaluw".to_string()], Gap::Piece);
        let find = |text: &str| rows.all_in(&Letters::of(text)).count();
        assert_eq!(find("Wat vliegt daar? Zwaluw! De zwaluw"), 1);
        assert_eq!(find("Een zwaluw"), 0);
    }

    #[test]
    fn finds_what_a_plain_search_finds() {
        // Sentences of three words, so that many begin alike, repeat and overlap.
        let mut state: u32 = 7;
        let mut roll = |sides: u32| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) % sides
        };
        for _ in 0..500 {
            let mut sentence = |size: u32| {
                let words: Vec<&str> = (0..size).map(|_| ["aaaa", "bbb", "aab"][roll(3) as usize]).collect();
                words.join(" ")
            };
            let mut needles: Vec<String> = [2, 3, 3, 4, 5, 6, 8].map(&mut sentence).to_vec();
            let text = sentence(16);
            needles.sort();
            needles.dedup();
            let mut letters: Vec<String> = needles.iter().map(|row| Letters::of(row).into_text()).collect();
            letters.sort();
            letters.dedup();
            let rows = Rows::new(letters.clone(), Gap::Word);
            let found: BTreeSet<&str> = rows.all_in(&Letters::of(&text)).map(|row| letters[row].as_str()).collect();
            let spaced = format!(" {text} ");
            for needle in &needles {
                let row = Letters::of(needle).into_text();
                assert!(!spaced.contains(&format!(" {needle} ")) || found.contains(row.as_str()), "{needle} in {text}");
            }
            assert!(found.iter().all(|row| Letters::of(&text).text().contains(row)), "{text}");
        }
    }
}
