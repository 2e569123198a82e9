//! Finding the words of the glossary in text.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::data::Term;

/// Many words to look for at once. What is found lies side by side: of words that overlap the one that begins first, and
/// of those the longest.
#[derive(Debug, Default)]
pub struct Forms(Vec<AhoCorasick>);

/// The words of one automaton. Making it takes time with more than their number, so many words are shared out.
const TOGETHER: usize = 4096;

impl Forms {
    /// Words should be different ones. `with` says how they are compared.
    pub fn new(words: &[&str], with: impl Fn(&mut AhoCorasickBuilder)) -> Self {
        let automaton = |words: &[&str]| {
            let mut builder = AhoCorasick::builder();
            with(builder.match_kind(MatchKind::LeftmostLongest));
            builder.build(words).ok()
        };
        Forms(words.chunks(TOGETHER).filter_map(automaton).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of each word that is found, and where it stands.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let next = |part: usize, from: usize| {
            let found = self.0[part].find(aho_corasick::Input::new(text).range(from..))?;
            Some((part * TOGETHER + found.pattern().as_usize(), found.range()))
        };
        // What each automaton finds next; it is asked again once that is passed.
        let mut ahead: Vec<Option<(usize, Range<usize>)>> = (0..self.0.len()).map(|part| next(part, 0)).collect();
        std::iter::from_fn(move || {
            let first = ahead.iter().flatten().min_by_key(|(_, range)| (range.start, usize::MAX - range.end))?.clone();
            for (part, found) in ahead.iter_mut().enumerate() {
                if found.as_ref().is_some_and(|(_, range)| range.start < first.1.end) {
                    *found = next(part, first.1.end);
                }
            }
            Some(first)
        })
    }
}

/// All forms of all terms.
#[derive(Debug, Default)]
pub struct Glossary {
    forms: Forms,
    /// The term of each form.
    terms: Vec<usize>,
}

impl Glossary {
    pub fn new(terms: &[Term]) -> Self {
        // A form that is there twice belongs to the first.
        let mut first: HashSet<String> = HashSet::new();
        let all =
            terms.iter().enumerate().flat_map(|(at, term)| term.forms.iter().map(move |form| (at, form.as_str())));
        let forms: Vec<(usize, &str)> = all.filter(|(_, form)| first.insert(form.to_ascii_lowercase())).collect();
        let words: Vec<&str> = forms.iter().map(|(_, form)| *form).collect();
        Glossary {
            forms: Forms::new(&words, |builder| {
                builder.ascii_case_insensitive(true);
            }),
            terms: forms.iter().map(|(at, _)| *at).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The whole words in a text that are forms of a term: the term, and where the word stands.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let is_word = |c: char| c.is_alphanumeric();
        self.forms.find(text).filter_map(move |(form, range)| {
            let before = text[..range.start].chars().next_back().is_some_and(is_word);
            let after = text[range.end..].chars().next().is_some_and(is_word);
            (!before && !after).then(|| (self.terms[form], range))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shared out or not, the same is found: the first, and of two that begin together the longest.
    #[test]
    fn many_words_are_found_as_few_are() {
        let words: Vec<String> = (0..2 * TOGETHER + 7).map(|at| format!("woord {at}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let forms = Forms::new(&words, |_| {});
        assert_eq!(forms.0.len(), 3);
        let text = "woord 12 woord 4099 woord 8198x, woord 8, woord";
        let found: Vec<(usize, &str)> = forms.find(text).map(|(word, range)| (word, &text[range])).collect();
        assert_eq!(found, [(12, "woord 12"), (4099, "woord 4099"), (8198, "woord 8198"), (8, "woord 8")]);
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert!(Forms::new(&[], |_| {}).is_empty());
        assert_eq!(Forms::new(&["a"], |_| {}).find("").count(), 0);
    }
}
