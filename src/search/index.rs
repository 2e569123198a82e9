//! The index itself: which terms there are, on which pages, and how much each counts there.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::stem;
use super::words::{self, Folded};

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

/// A term on a page.
type Posting = (u32, Rank);

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
    pub postings: Vec<Posting>,
}

/// So many times are often.
const OFTEN: u32 = 3;
/// With fewer pages no term is too common to be kept.
const FEW_PAGES: usize = 20;
/// Pages that are counted by one thread at a time.
const AT_ONCE: usize = 64;

/// Makes the index of pages in this order; `read` gives the parts of the text of one, and is called on any thread.
pub fn index(
    lang: &str,
    pages: Vec<IndexedPage>,
    answers: Vec<TermAnswer>,
    read: impl Fn(usize) -> Vec<RankedText> + Sync,
) -> Index {
    let numbers: Vec<usize> = (0..pages.len()).collect();
    let count = |numbers: &[usize]| {
        let mut counter = Counter::new(lang);
        for number in numbers {
            let IndexedPage { title, summary, .. } = &pages[*number];
            let texts = read(*number);
            let texts = texts.iter().map(|(rank, text)| (*rank, text.as_str()));
            counter.count(
                *number as u32,
                [(Rank::Title, title.as_str()), (Rank::Heading, summary)].into_iter().chain(texts),
            );
        }
        counter
    };
    let counters: Vec<Counter<'_>> = numbers.par_chunks(AT_ONCE).map(count).collect();
    let terms = merged(counters, pages.len());
    Index { lang: lang.to_string(), pages, answers, terms }
}

/// The terms of some pages that follow each other. Words are stemmed once, however often they stand there.
struct Counter<'a> {
    lang: &'a str,
    /// The number of each word's term: of short words, which nearly all are, and of the others.
    words: FxHashMap<u128, u32>,
    long_words: FxHashMap<Box<str>, u32>,
    numbers: FxHashMap<String, u32>,
    postings: Vec<Vec<Posting>>,
    /// Per term: the page at hand, counted from one, and where it stands among the page's terms.
    seen: Vec<(u32, u32)>,
}

/// A term of the page at hand.
struct TermOnPage {
    term: u32,
    times: u32,
    rank: Rank,
}

impl<'a> Counter<'a> {
    fn new(lang: &'a str) -> Self {
        let (words, long_words, numbers) = Default::default();
        Counter { lang, words, long_words, numbers, postings: Vec::new(), seen: Vec::new() }
    }

    fn count<'t>(&mut self, page: u32, texts: impl Iterator<Item = (Rank, &'t str)>) {
        let mut found: Vec<TermOnPage> = Vec::new();
        let mut room = String::new();
        for (rank, text) in texts {
            words::each(text, &mut room, &mut |word| {
                let term = self.term(word);
                let seen = &mut self.seen[term as usize];
                if seen.0 != page + 1 {
                    *seen = (page + 1, found.len() as u32);
                    found.push(TermOnPage { term, times: 0, rank: Rank::Text });
                }
                let row = &mut found[seen.1 as usize];
                row.times += 1;
                row.rank = row.rank.max(rank);
            });
        }
        for TermOnPage { term, times, rank } in found {
            let rank = if times >= OFTEN { rank.max(Rank::Often) } else { rank };
            self.postings[term as usize].push((page, rank));
        }
    }

    fn term(&mut self, word: Folded<'_>) -> u32 {
        let known = match word {
            Folded::Short(word) => self.words.get(&word),
            Folded::Long(word) => self.long_words.get(word),
        };
        if let Some(term) = known {
            return *term;
        }
        let term = word.with(|word| self.new_term(word));
        match word {
            Folded::Short(word) => self.words.insert(word, term),
            Folded::Long(word) => self.long_words.insert(word.into(), term),
        };
        term
    }

    fn new_term(&mut self, word: &str) -> u32 {
        let next = self.postings.len() as u32;
        let term = *self.numbers.entry(stem(word, self.lang)).or_insert(next);
        if term == next {
            self.postings.push(Vec::new());
            self.seen.push((0, 0));
        }
        term
    }
}

/// All terms in their order; the counters are in the order of their pages.
fn merged(counters: Vec<Counter<'_>>, pages: usize) -> Vec<IndexTerm> {
    let mut all: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for mut counter in counters {
        for (word, number) in counter.numbers {
            all.entry(word).or_default().append(&mut counter.postings[number as usize]);
        }
    }
    let term = |(word, mut postings): (String, Vec<Posting>)| {
        let is_common = pages >= FEW_PAGES && postings.len() * 2 > pages;
        if is_common {
            postings.retain(|(_, rank)| *rank >= Rank::Heading);
        }
        IndexTerm { word, is_common, postings }
    };
    all.into_iter().map(term).collect()
}
