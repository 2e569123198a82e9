//! Search: the index of an edition's pages that a script looks through, without a server and from `file://`.
//!
//! ```text
//!  texts of pages ──words::each──► words, folded ──terms, dutch::stem──► terms ──index──► Index ──pack──► a classic script
//! ```
//!
//! The script that reads it (`themes/krijt/scripts/zoek/`) folds and stems what is typed in the same way; a test holds that
//! both agree. No text is in it: a page has its title and a sentence, a term the numbers of the pages that it is on.

mod dutch;
mod index;
mod numbers;
mod pack;
mod postings;
mod terms;
mod words;

pub use index::{Index, IndexedPage, Rank, RankedText, TermAnswer, index};
pub use pack::{packed, unpacked};

/// The stem of a folded word: in Dutch what its forms have in common, elsewhere the word itself.
pub fn stem(word: &str, lang: &str) -> String {
    if lang == "nl" { dutch::stem(word) } else { word.to_string() }
}

/// The words of a text, folded: small letters without accents.
pub fn folded(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    words::each(text, &mut String::new(), &mut found);
    found
}

impl words::TakeWords for Vec<String> {
    fn take(&mut self, word: words::Folded<'_>) {
        self.push(word.with(str::to_string));
    }
}
