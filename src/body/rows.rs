//! Rows of signs that most texts hold none of, looked for in three passes over a text instead of one for each of them.

use memchr::{memchr3_iter, memmem};

/// Each with the place of the sign in it that is looked for: the one that texts have the fewest of.
const ROWS: [(&str, usize); 11] = [
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
    (WEB, 0),
];

/// Has no sign that is rare in texts.
const WEB: &str = "www.";

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
        let web = ROWS.iter().position(|(row, _)| *row == WEB);
        let web = web.filter(|_| memmem::find(bytes, WEB.as_bytes()).is_some());
        SignRows(found | web.map_or(0, |bit| 1 << bit))
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
