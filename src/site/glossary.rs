//! Finding the words of the glossary in text.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::data::Term;

/// All forms of all terms in one automaton.
#[derive(Debug, Default)]
pub struct Glossary {
    forms: Option<AhoCorasick>,
    /// The term of each form.
    terms: Vec<usize>,
}

impl Glossary {
    pub fn new(terms: &[Term]) -> Self {
        let forms: Vec<(usize, &str)> = terms
            .iter()
            .enumerate()
            .flat_map(|(at, term)| term.forms.iter().map(move |form| (at, form.as_str())))
            .collect();
        if forms.is_empty() {
            return Glossary::default();
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(forms.iter().map(|(_, form)| form));
        Glossary { forms: automaton.ok(), terms: forms.iter().map(|(at, _)| *at).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_none()
    }

    /// The whole words in a text that are forms of a term: the term, and where the word stands.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + 'a {
        let is_word = |c: char| c.is_alphanumeric();
        self.forms.iter().flat_map(move |forms| forms.find_iter(text)).filter_map(move |found| {
            let before = text[..found.start()].chars().next_back().is_some_and(is_word);
            let after = text[found.end()..].chars().next().is_some_and(is_word);
            (!before && !after).then(|| (self.terms[found.pattern().as_usize()], found.range()))
        })
    }
}
