//! Rows of letters that are looked for in a text.
//!
//! At each edge of a word the first bytes lead to the rows that begin so: sixteen of them where rows are that long, for
//! whole words begin alike. Those rows are sorted: the last that is not behind the rest of the text either is in it, or one
//! that it begins with is, or none. An automaton of all rows finds them no faster, and takes far longer to make.

use std::ops::Range;

use super::letters::{Gap, Letters};

/// How many bytes lead to a row: the first of these that it has. None is shorter than the last.
const LEADS: [usize; 4] = [16, 12, 8, SHORTEST];
pub const SHORTEST: usize = 4;
const BITS: usize = 1 << 16;
/// In place of a number: there is none.
const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
pub struct Rows {
    /// All rows behind each other, sorted, each once; and where each ends.
    text: Vec<u8>,
    ends: Vec<u32>,
    /// For each row the longest other that it begins with, or [`NONE`].
    heads: Vec<u32>,
    by_lead: [ByLead; LEADS.len()],
    /// The fewest bytes that lead to a row.
    shortest: usize,
    /// A bit for each way in which rows begin: most words of a text begin in no such way.
    begins: Vec<u64>,
}

/// The rows that this many bytes lead to, in order: those that begin alike stand together.
#[derive(Debug, Default)]
struct ByLead {
    rows: Vec<u32>,
    /// Where in `rows` each group of those begins.
    groups: Vec<u32>,
    /// By the hash of its beginning, a group: in the first slot from there that was free. Half of them are [`NONE`].
    slots: Vec<u32>,
}

impl Rows {
    /// `rows` are sorted, each is there once, and none is shorter than [`SHORTEST`].
    pub fn new<'r>(rows: impl Iterator<Item = &'r str> + Clone) -> Self {
        let mut made = Rows { shortest: SHORTEST, ..Rows::default() };
        let (count, size) = rows.clone().fold((0, 0), |(count, size), row| (count + 1, size + row.len()));
        made.text.reserve_exact(size);
        made.ends.reserve_exact(count);
        made.heads.reserve_exact(count);
        let mut open: Vec<(u32, &str)> = Vec::new();
        for (at, row) in (0..).zip(rows) {
            made.text.extend_from_slice(row.as_bytes());
            made.ends.push(made.text.len() as u32);
            while open.last().is_some_and(|(_, head)| !row.starts_with(head)) {
                open.pop();
            }
            made.heads.push(open.last().map_or(NONE, |(head, _)| *head));
            open.push((at, row));
            let found = LEADS.iter().position(|lead| row.len() >= *lead);
            made.by_lead[found.unwrap_or(LEADS.len() - 1)].rows.push(at);
        }
        made.sort_in();
        made
    }

    /// Makes ready what leads to the rows.
    fn sort_in(&mut self) {
        let mut by_lead = std::mem::take(&mut self.by_lead);
        for (lead, by) in LEADS.iter().zip(&mut by_lead).filter(|(_, by)| !by.rows.is_empty()) {
            by.group(self, *lead);
            self.shortest = *lead;
        }
        self.by_lead = by_lead;
        let mut begins = vec![0; BITS / 64];
        for bit in (0..self.ends.len()).filter_map(|row| bit_of(self.row(row), self.shortest)) {
            begins[bit / 64] |= 1 << (bit % 64);
        }
        self.begins = begins;
    }

    fn row(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[at] as usize]
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every row in a text, by its number; one that stands there twice comes twice.
    pub fn all_in<'a>(&'a self, letters: &'a Letters) -> impl Iterator<Item = usize> + 'a {
        self.places_in(letters, Gap::Word).map(|(row, _)| row)
    }

    /// The same, with the bytes where it stands: where there is such a gap before it and behind it.
    pub fn places_in<'a>(
        &'a self,
        letters: &'a Letters,
        edge: Gap,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let text = letters.bytes();
        let may_begin = |at: usize| {
            let bit = bit_of(&text[at..], self.shortest);
            bit.is_some_and(|bit| self.begins[bit / 64] >> (bit % 64) & 1 == 1)
        };
        let starts = letters.starts().filter(move |(at, gap)| *gap >= edge && may_begin(*at));
        starts.flat_map(move |(at, _)| {
            let place = move |row: usize| (row, at..at + self.row(row).len());
            let ends_well = move |(_, place): &(usize, Range<usize>)| letters.edge(place.end) >= edge;
            self.heads_of(&text[at..]).map(place).filter(ends_well)
        })
    }

    /// The rows that a text begins with, the longest first. The first that more bytes lead to begins with all others.
    fn heads_of<'a>(&'a self, rest: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let last = LEADS.iter().zip(&self.by_lead).find_map(|(lead, by)| self.last_in(by, rest, *lead));
        let up = std::iter::successors(last, |row| self.heads.get(*row as usize).copied().filter(|head| *head != NONE));
        up.map(|row| row as usize).filter(|row| rest.starts_with(self.row(*row)))
    }

    /// The last of the rows with the same lead that is not behind a text.
    fn last_in(&self, by: &ByLead, rest: &[u8], lead: usize) -> Option<u32> {
        let rows = by.find(self, rest.get(..lead)?)?;
        let behind = rows.partition_point(|row| self.row(*row as usize) <= rest);
        behind.checked_sub(1).map(|last| rows[last])
    }
}

impl ByLead {
    /// Puts rows that begin alike into groups, and those where they are found.
    fn group(&mut self, all: &Rows, lead: usize) {
        let start = |row: u32| &all.row(row as usize)[..lead];
        let is_first = |at: &usize| *at == 0 || start(self.rows[*at - 1]) != start(self.rows[*at]);
        self.groups = (0..self.rows.len()).filter(is_first).map(|at| at as u32).collect();
        self.slots = vec![NONE; (2 * self.groups.len()).next_power_of_two()];
        for (group, at) in (0..).zip(&self.groups) {
            let mut slot = hash_of(start(self.rows[*at as usize])) as usize % self.slots.len();
            while self.slots[slot] != NONE {
                slot = (slot + 1) % self.slots.len();
            }
            self.slots[slot] = group;
        }
    }

    /// The rows that begin so.
    fn find(&self, all: &Rows, start: &[u8]) -> Option<&[u32]> {
        let mut slot = hash_of(start) as usize & self.slots.len().checked_sub(1)?;
        loop {
            let group = *self.slots.get(slot)? as usize;
            let first = *self.groups.get(group)? as usize;
            if all.row(self.rows[first] as usize).starts_with(start) {
                let end = self.groups.get(group + 1).map_or(self.rows.len(), |end| *end as usize);
                return Some(&self.rows[first..end]);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }
}

/// An odd number that spreads what it is multiplied with (Knuth): 2 to the 64th by the golden ratio.
const SPREADS: u64 = 0x9e37_79b9_7f4a_7c15;

/// What up to sixteen bytes are found by.
fn hash_of(start: &[u8]) -> u64 {
    let mut bytes = [0; LEADS[0]];
    bytes[..start.len()].copy_from_slice(start);
    let both = u128::from_le_bytes(bytes);
    ((both as u64).wrapping_mul(SPREADS) ^ (both >> 64) as u64).wrapping_mul(SPREADS) >> 32
}

/// The bit that stands for the first bytes of a text: twelve of them, or fewer where a row may be that short.
fn bit_of(text: &[u8], shortest: usize) -> Option<usize> {
    let four = |text: &[u8]| Some(u64::from(u32::from_le_bytes(*text.first_chunk()?)));
    let eight = |text: &[u8]| Some(u64::from_le_bytes(*text.first_chunk()?));
    let start = match shortest {
        12.. => eight(text)? ^ four(&text[8..])?.wrapping_mul(SPREADS),
        8.. => eight(text)?,
        _ => four(text)?,
    };
    Some((start.wrapping_mul(SPREADS) >> (64 - BITS.ilog2())) as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn finds_whole_words_only_however_they_are_joined() {
        let rows = ["dekatslaapt", "dekatspeeltbuiten", "eenhondblaft"];
        let rows = Rows::new(rows.iter().copied());
        let find = |text: &str| rows.all_in(&Letters::of(text)).collect::<Vec<_>>();
        assert_eq!(find("Kijk: de kat speelt buiten. Een hond blaft ook."), [1, 2]);
        assert_eq!(find("de k-at slaapt"), [0]);
        for text in ["", "de kat", "de kat speelt", "de kat slaapte", "aarde kat slaapt", "de kat zit", "de de de"] {
            assert_eq!(find(text), [] as [usize; 0], "{text}");
        }
    }

    #[test]
    fn finds_pieces_that_stand_alone() {
        let rows = Rows::new(["zwaluw"].into_iter());
        let find = |text: &str| rows.places_in(&Letters::of(text), Gap::Piece).count();
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
            let rows = Rows::new(letters.iter().map(String::as_str));
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
