//! The index itself: which terms there are, on which pages, and how much each counts there.

use std::cmp::Reverse;
use std::mem::take;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::postings::Postings;
use super::terms::Terms;
use super::words::{self, Folded, TakeWords};

/// What a page is found by, and what is told of it.
#[derive(Clone, Debug, Default)]
pub struct IndexedPage {
    /// The part of the site that it is in, by its number.
    pub section: u8,
    pub title: String,
    /// From the edition's folder, with the anchor of a part of a page.
    pub path: String,
    pub summary: String,
}

/// A word of the glossary with what it means.
#[derive(Clone, Debug)]
pub struct TermAnswer {
    pub term: String,
    pub path: String,
    pub text: String,
    /// All forms of it.
    pub forms: Vec<String>,
}

/// How much a term counts for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Text,
    /// Several times in its text.
    Often,
    /// In a heading, or what its head says of it.
    Heading,
    Title,
}

/// A part of a page's text, and what its words count for.
pub type RankedText = (Rank, String);

#[derive(Debug, Default)]
pub struct Index {
    pub lang: String,
    pub pages: Vec<IndexedPage>,
    pub answers: Vec<TermAnswer>,
    pub terms: Vec<IndexTerm>,
}

#[derive(Debug)]
pub struct IndexTerm {
    pub word: String,
    /// Most pages have it: only those are kept where it counts for more than text.
    pub is_common: bool,
    pub postings: Postings,
}

/// So many times are often.
const OFTEN: u32 = 3;
/// With fewer pages no term is too common to be kept.
const FEW_PAGES: usize = 20;

/// Makes the index of pages in this order; `read` gives the parts of the text of one, and is called on any thread.
pub fn index(
    lang: &str,
    pages: Vec<IndexedPage>,
    answers: Vec<TermAnswer>,
    read: impl Fn(usize) -> Vec<RankedText> + Sync,
) -> Index {
    // Each thread takes the next page when it is done, so that those that it counts come in their order.
    let next = AtomicUsize::new(0);
    let count = |_| {
        let mut counter = Counter::new(lang);
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(IndexedPage { title, summary, .. }) = pages.get(number) else { return counter };
            let texts = read(number);
            let texts = texts.iter().map(|(rank, text)| (*rank, text.as_str()));
            let head = [(Rank::Title, title.as_str()), (Rank::Heading, summary)];
            counter.count(number as u32, head.into_iter().chain(texts).collect());
        }
    };
    let counters: Vec<Counter<'_>> = (0..rayon::current_num_threads()).into_par_iter().map(count).collect();
    let terms = merged(counters, pages.len());
    Index { lang: lang.to_string(), pages, answers, terms }
}

/// What one thread counts.
struct Counter<'a> {
    terms: Terms<'a, TermOnPages>,
    /// The page at hand, and the terms that were met on it.
    page: u32,
    met: Vec<u32>,
    /// What the text at hand counts for.
    rank: Rank,
}

/// A term, and how it stands on the page where it was met last.
struct TermOnPages {
    page: u32,
    times: u32,
    rank: Rank,
    postings: Postings,
}

impl Default for TermOnPages {
    fn default() -> Self {
        // No page has this number.
        TermOnPages { page: u32::MAX, times: 0, rank: Rank::Text, postings: Postings::default() }
    }
}

impl<'a> Counter<'a> {
    fn new(lang: &'a str) -> Self {
        Counter { terms: Terms::new(lang), page: 0, met: Vec::new(), rank: Rank::Text }
    }

    fn count(&mut self, page: u32, mut texts: Vec<(Rank, &str)>) {
        // A term counts for what it is met in first.
        texts.sort_by_key(|(rank, _)| Reverse(*rank));
        self.page = page;
        let mut room = String::new();
        for (rank, text) in texts {
            self.rank = rank;
            words::each(text, &mut room, self);
        }
        for number in self.met.drain(..) {
            let TermOnPages { times, rank, postings, .. } = &mut self.terms.values[number as usize];
            let rank = if *times >= OFTEN { (*rank).max(Rank::Often) } else { *rank };
            postings.push(page, rank);
        }
    }
}

impl TakeWords for Counter<'_> {
    #[inline(always)]
    fn take(&mut self, word: Folded<'_>) {
        let number = self.terms.number(word);
        let term = &mut self.terms.values[number as usize];
        if term.page != self.page {
            (term.page, term.times, term.rank) = (self.page, 0, self.rank);
            self.met.push(number);
        }
        term.times += 1;
    }
}

/// All terms in their order.
fn merged(counters: Vec<Counter<'_>>, pages: usize) -> Vec<IndexTerm> {
    let terms = counters.into_iter().flat_map(|counter| counter.terms.into_values());
    let mut all: Vec<(String, Postings)> = terms.map(|(word, term)| (word, term.postings)).collect();
    all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    all.chunk_by_mut(|(a, _), (b, _)| a == b).map(|same| merged_term(same, pages)).collect()
}

/// One term, of each thread that met it.
fn merged_term(same: &mut [(String, Postings)], pages: usize) -> IndexTerm {
    let word = take(&mut same[0].0);
    let count: usize = same.iter().map(|(_, postings)| postings.len()).sum();
    let is_common = pages >= FEW_PAGES && count * 2 > pages;
    if let [(_, postings)] = same
        && !is_common
    {
        return IndexTerm { word, is_common, postings: take(postings) };
    }
    let rows = same.iter().flat_map(|(_, postings)| postings.iter());
    let mut rows: Vec<(u32, Rank)> = rows.filter(|(_, rank)| !is_common || *rank >= Rank::Heading).collect();
    rows.sort_unstable();
    IndexTerm { word, is_common, postings: rows.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::search::{folded, stem};

    type Rows = BTreeMap<String, Vec<(u32, Rank)>>;

    /// A word at a time, as it is said.
    fn slow(pages: &[Vec<RankedText>]) -> Rows {
        let mut all = Rows::new();
        for (number, texts) in pages.iter().enumerate() {
            let mut terms: BTreeMap<String, Vec<Rank>> = BTreeMap::new();
            for (rank, text) in texts {
                folded(text).iter().for_each(|word| terms.entry(stem(word, "nl")).or_default().push(*rank));
            }
            for (term, ranks) in terms {
                let often = if ranks.len() >= 3 { Rank::Often } else { Rank::Text };
                let rank = ranks.into_iter().max().unwrap().max(often);
                all.entry(term).or_default().push((number as u32, rank));
            }
        }
        for rows in all.values_mut() {
            if pages.len() >= 20 && rows.len() * 2 > pages.len() {
                rows.retain(|(_, rank)| *rank >= Rank::Heading);
            }
        }
        all
    }

    proptest! {
        #[test]
        fn an_index_says_what_a_word_at_a_time_says(
            pages in proptest::collection::vec(proptest::collection::vec((
                prop_oneof![3 => Just(Rank::Text), 1 => Just(Rank::Heading), 1 => Just(Rank::Title)],
                "((een|pesten|gepest|Pést|[a-c]{2,3}|[0-9]{1,4}|[a-b]{16,18}|[a-z]{18})[ .]){0,30}",
            ), 0..4), 0..50),
            threads in 1..4usize,
        ) {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let heads = vec![IndexedPage::default(); pages.len()];
            let made = pool.install(|| index("nl", heads, Vec::new(), |page| pages[page].clone()));
            prop_assert!(made.terms.is_sorted_by(|a, b| a.word < b.word));
            let made: Rows = made.terms.into_iter().map(|term| (term.word, term.postings.iter().collect())).collect();
            prop_assert_eq!(made, slow(&pages));
        }
    }
}
