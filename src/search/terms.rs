//! Which term a word is of. A word is stemmed once, however often it stands there; after that it is looked up, once for each
//! word of every text, so the table is of plain numbers: a multiplication finds the place, a comparison the word.

use std::mem::{replace, take};

use rustc_hash::FxHashMap;

use super::stem;
use super::words::Folded;

/// Of the places for words at first.
const BITS: u32 = 10;

/// Terms, numbered in the order in which they were met, with what is kept of each.
pub struct Terms<'a, T> {
    lang: &'a str,
    /// The terms of short words, which nearly all are.
    short: TermTable,
    long: FxHashMap<Box<str>, u32>,
    numbers: FxHashMap<String, u32>,
    pub values: Vec<T>,
}

impl<'a, T: Default> Terms<'a, T> {
    pub fn new(lang: &'a str) -> Self {
        let (long, numbers) = Default::default();
        Terms { lang, short: TermTable::new(BITS), long, numbers, values: Vec::new() }
    }

    /// The number of a word's term.
    #[inline]
    pub fn number(&mut self, word: Folded<'_>) -> u32 {
        match word {
            Folded::Short(word) => self.short.get(word).unwrap_or_else(|| self.add_short(word)),
            Folded::Long(word) => self.long_number(word),
        }
    }

    #[cold]
    fn add_short(&mut self, word: u128) -> u32 {
        let number = Folded::Short(word).with(|word| self.number_of_stem(word));
        self.short.insert(word, number);
        number
    }

    #[inline(never)]
    fn long_number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        let number = self.number_of_stem(word);
        self.long.insert(word.into(), number);
        number
    }

    fn number_of_stem(&mut self, word: &str) -> u32 {
        let next = self.values.len() as u32;
        let number = *self.numbers.entry(stem(word, self.lang)).or_insert(next);
        if number == next {
            self.values.push(T::default());
        }
        number
    }

    /// All terms, each with what is kept of it, in no order.
    pub fn into_values(self) -> impl Iterator<Item = (String, T)> {
        let mut values = self.values;
        self.numbers.into_iter().map(move |(word, number)| (word, take(&mut values[number as usize])))
    }
}

/// The numbers of short words. Where two words have one place, the second stands in the next free one; half of all places
/// are free.
struct TermTable {
    /// As many as `bits` can say.
    places: Vec<TermSlot>,
    bits: u32,
    used: usize,
}

#[derive(Clone, Copy, Default)]
struct TermSlot {
    /// Zero, which is no word, where it is free.
    word: u128,
    term: u32,
}

impl TermTable {
    fn new(bits: u32) -> Self {
        TermTable { places: vec![TermSlot::default(); 1 << bits], bits, used: 0 }
    }

    #[inline]
    fn get(&self, word: u128) -> Option<u32> {
        let mut at = self.first_place(word);
        loop {
            let place = &self.places[at];
            if place.word == word {
                return Some(place.term);
            }
            if place.word == 0 {
                return None;
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// A word that is not there yet.
    fn insert(&mut self, word: u128, term: u32) {
        if self.used * 2 >= self.places.len() {
            let full = replace(self, TermTable::new(self.bits + 1));
            full.places.iter().filter(|place| place.word != 0).for_each(|place| self.insert(place.word, place.term));
        }
        let mut at = self.first_place(word);
        while self.places[at].word != 0 {
            at = (at + 1) & (self.places.len() - 1);
        }
        self.places[at] = TermSlot { word, term };
        self.used += 1;
    }

    /// Every bit of a word counts in the highest ones of the product.
    #[inline]
    fn first_place(&self, word: u128) -> usize {
        let both = word as u64 ^ ((word >> 64) as u64).rotate_left(29);
        (both.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - self.bits)) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_word_is_found_where_it_was_put_however_many_there_are() {
        let mut table = TermTable::new(BITS);
        let words = || (1..9000u32).map(|n| (u128::from(n % 50) << 96 | u128::from(n), n));
        for (word, number) in words() {
            assert_eq!(table.get(word), None);
            table.insert(word, number);
        }
        assert!(words().all(|(word, number)| table.get(word) == Some(number)));
    }
    #[test]
    fn words_that_begin_or_end_alike_have_places_of_their_own() {
        let table = TermTable::new(12);
        let number = |word: String| {
            let mut bytes = [0; 16];
            bytes[..word.len()].copy_from_slice(word.as_bytes());
            u128::from_le_bytes(bytes)
        };
        let alike: [fn(u32) -> String; 4] = [
            |n| format!("2026{n:04}"),
            |n| format!("{n:04}2026"),
            |n| format!("leerling{n:04}"),
            |n| format!("lesbrief{n:04}2026"),
        ];
        for word in alike {
            let places: BTreeSet<usize> = (0..1000).map(|n| table.first_place(number(word(n)))).collect();
            assert!(places.len() > 600, "{}: {}", word(1), places.len());
        }
    }
}
