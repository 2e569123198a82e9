//! Names for paths and anchors: small letters, digits and hyphens, safe on the web, on Windows and on a USB stick.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A part of a path is at most this many bytes, so that whole paths stay below the 260 of older Windows.
const LIMIT: usize = 60;

/// Names that Windows keeps for devices.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

const LONGEST_RESERVED: usize = 4;

/// A slug of any text; never empty, never reserved, the same every time.
pub fn of_text(text: &str) -> String {
    let composed: Cow<'_, str> = match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    let ascii = if composed.is_ascii() { composed.clone() } else { Cow::Owned(deunicode::deunicode(&composed)) };
    let mut slug = String::with_capacity(ascii.len());
    // Whether a hyphen belongs before the next letter.
    let mut is_apart = false;
    for byte in ascii.bytes() {
        if byte.is_ascii_alphanumeric() {
            if is_apart && !slug.is_empty() {
                slug.push('-');
            }
            is_apart = false;
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else {
            is_apart |= byte != b'\'';
        }
    }
    if slug.is_empty() {
        slug = format!("x-{:06x}", hash(text));
    }
    if slug.len() > LIMIT {
        slug.truncate(LIMIT - 7);
        slug = format!("{}-{:06x}", slug.trim_end_matches('-'), hash(text));
    }
    if slug.len() <= LONGEST_RESERVED && RESERVED.contains(&slug.as_str()) {
        slug.push_str("-pagina");
    }
    slug
}

fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes()) & 0xff_ffff
}

/// A file's name for the output: a slug, and its extension in small letters.
pub fn of_file(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{}.{}", of_text(stem), of_text(extension)),
        _ => of_text(name),
    }
}

/// Takes an order number off a name: `01-echt-of-nep` is 1 and `echt-of-nep`. A date is no order number.
pub fn split_order(name: &str) -> (Option<i64>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 3 {
        return (None, name);
    }
    match name[digits..].strip_prefix(['-', '_', ' ']) {
        Some(rest) if !rest.is_empty() => (name[..digits].parse().ok(), rest),
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_everywhere() {
        assert_eq!(of_text("Één dag mét café's!"), "een-dag-met-cafes");
        assert_eq!(of_text("cafe\u{301}"), of_text("café"));
        assert_eq!(of_text("CON"), "con-pagina");
        assert_eq!(of_text("a:b?"), "a-b");
        assert!(of_text("💥").len() > 1);
        assert!(of_text(&"lang ".repeat(80)).len() <= LIMIT);
        assert_eq!(of_text("العربية"), of_text("العربية"));
    }

    #[test]
    fn order_numbers_go_and_dates_stay() {
        assert_eq!(split_order("01-echt-of-nep"), (Some(1), "echt-of-nep"));
        assert_eq!(split_order("2026-10-30-week"), (None, "2026-10-30-week"));
        assert_eq!(split_order("5-stappen"), (Some(5), "stappen"));
        assert_eq!(split_order("5"), (None, "5"));
    }
}
