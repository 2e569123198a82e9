//! Rows of signs that most texts hold none of, looked for in two passes over a text instead of one for each of them.

use memchr::memchr3_iter;

/// Each with the place of the sign in it that is looked for: the one that texts have the fewest of.
const ROWS: [(&str, usize); 10] = [
    (":::", 0),
    ("://", 0),
    ("]:", 1),
    ("/*", 0),
    ("//", 0),
    ("!-", 0),
    ("> #", 0),
    (">#", 0),
    ("%%", 0),
    ("\u{ff5b}", 0),
];

/// Which of them stand in a text.
#[derive(Clone, Copy)]
pub(super) struct SignRows(u32);

impl SignRows {
    pub fn of(text: &str) -> SignRows {
        let bytes = text.as_bytes();
        let stands = |at: usize, (row, sign): (&str, usize)| {
            at.checked_sub(sign).is_some_and(|start| bytes[start..].starts_with(row.as_bytes()))
        };
        let mut found = 0;
        for at in memchr3_iter(b':', b'/', b'!', bytes).chain(memchr3_iter(b'%', b'>', 0xef, bytes)) {
            let here = ROWS.iter().zip(0..).filter(|(row, _)| stands(at, **row));
            here.for_each(|(_, bit)| found |= 1 << bit);
        }
        SignRows(found)
    }

    /// May this row stand in the text? One that is not looked for may.
    pub fn has(self, row: &str) -> bool {
        ROWS.iter().position(|(known, _)| *known == row).is_none_or(|bit| self.0 & (1 << bit) != 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn few_passes_find_what_a_look_for_each_finds(text in "[:/w.!*#> %\\]\u{ff5b}éa-]{0,60}") {
            let found = SignRows::of(&text);
            for (row, _) in ROWS {
                prop_assert_eq!(found.has(row), text.contains(row), "{}", row);
            }
            prop_assert!(found.has("?!"));
        }
    }
}
