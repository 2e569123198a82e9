//! Pieces of words that a look asks for before it looks at any word: where none stands, it has nothing to find.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A form of `worden`.
    Passive,
    /// A year, or `binnenkort` or `onlangs`, whose first letter may be a capital.
    Time,
}

/// No two can share a letter of a text.
const PIECES: &[(&str, Hint)] = &[
    ("word", Hint::Passive),
    ("Word", Hint::Passive),
    ("werd", Hint::Passive),
    ("Werd", Hint::Passive),
    ("jaar", Hint::Time),
    ("innenkort", Hint::Time),
    ("nlangs", Hint::Time),
];

/// All are looked for at once. So few words always fit.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    // With this kind of matches, blocks of bytes are passed over that no piece begins in.
    builder.match_kind(MatchKind::LeftmostFirst).build(PIECES.iter().map(|(piece, _)| piece)).ok()
});

/// Where the pieces stand, in order.
pub fn find(text: &str) -> impl Iterator<Item = (usize, Hint)> {
    let found = FINDER.iter().flat_map(move |finder| finder.find_iter(text));
    found.map(|found| (found.start(), PIECES[found.pattern().as_usize()].1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_piece_is_found(text in "((w|W)(or|er)d|jaar|(b|B)innenkort|(o|O)nlangs|[a-z]{0,20}|[ é.]){0,20}") {
            let mut slow: Vec<(usize, Hint)> = Vec::new();
            for (piece, hint) in PIECES {
                slow.extend(text.match_indices(piece).map(|(at, _)| (at, *hint)));
            }
            slow.sort_by_key(|(at, _)| *at);
            prop_assert_eq!(find(&text).collect::<Vec<_>>(), slow);
        }
    }
}
