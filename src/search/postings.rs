//! The pages that a term is on. A school has millions of those, so each is one of `numbers`, a byte or two: the way
//! from the page before, and in its two lowest bits how much the term counts there.

use super::index::Rank;
use super::numbers;

#[derive(Clone, Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    last: u32,
    count: u32,
}

impl Postings {
    /// Pages come in their order.
    pub fn push(&mut self, page: u32, rank: Rank) {
        numbers::put(u64::from(page - self.last) << RANK_BITS | rank as u64, &mut self.bytes);
        self.last = page;
        self.count += 1;
    }

    pub fn len(&self) -> usize {
        self.count as usize
    }

    pub fn iter(&self) -> impl Iterator<Item = (u32, Rank)> {
        let mut bytes = &self.bytes[..];
        let mut page = 0;
        std::iter::from_fn(move || {
            let row = numbers::take(&mut bytes)?;
            page += (row >> RANK_BITS) as u32;
            Some((page, RANKS[row as usize % RANKS.len()]))
        })
    }
}

/// Pages come in their order.
impl FromIterator<(u32, Rank)> for Postings {
    fn from_iter<T: IntoIterator<Item = (u32, Rank)>>(rows: T) -> Self {
        let mut postings = Postings::default();
        rows.into_iter().for_each(|(page, rank)| postings.push(page, rank));
        postings
    }
}

/// All ranks, as many as bits can say.
const RANKS: [Rank; 1 << RANK_BITS] = [Rank::Text, Rank::Often, Rank::Heading, Rank::Title];
const RANK_BITS: u32 = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_put_in_comes_out(rows in proptest::collection::btree_map(0..u32::MAX, 0..RANKS.len(), 0..40), near in 0..90u32) {
            let rows: Vec<(u32, Rank)> = rows.into_iter().map(|(page, rank)| (page, RANKS[rank])).collect();
            let rows = || (0..near).map(|page| (page, RANKS[page as usize % 4])).chain(rows.iter().copied().skip_while(move |row| row.0 < near));
            let postings: Postings = rows().collect();
            prop_assert_eq!(postings.len(), rows().count());
            prop_assert!(postings.iter().eq(rows()));
        }
    }
}
