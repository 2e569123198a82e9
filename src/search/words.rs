//! The words of a text in the form in which they are compared: small letters without accents. `10-words.js` does the same.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::bytes::places;

/// A word of more bytes is none that somebody types: an address, a code.
const LONGEST: usize = 48;

/// A word, folded. Nearly all are of at most sixteen bytes, and those are one number: no letter is looked at again when a
/// word is looked up. No word has a byte of zero.
#[derive(Clone, Copy, Debug)]
pub enum Folded<'a> {
    Short(u128),
    Long(&'a str),
}

impl Folded<'_> {
    fn of(word: &str) -> Folded<'_> {
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..word.len()) {
            Some(room) => {
                room.copy_from_slice(word.as_bytes());
                Folded::Short(u128::from_le_bytes(bytes))
            }
            None => Folded::Long(word),
        }
    }

    pub fn with<T>(self, read: impl FnOnce(&str) -> T) -> T {
        match self {
            Folded::Short(word) => {
                let bytes = word.to_le_bytes();
                let size = SHORT - word.leading_zeros() as usize / 8;
                read(std::str::from_utf8(&bytes[..size]).unwrap_or_default())
            }
            Folded::Long(word) => read(word),
        }
    }
}

/// Of a short word, in bytes.
const SHORT: usize = size_of::<u128>();

/// What ends a word, and nothing else: signs of ASCII.
static ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        ends[byte as usize] = !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | b'`');
        byte += 1;
    }
    ends
};

/// Where words go. No closure, for what is done with a word must be inlined where most of them are cut.
pub trait TakeWords {
    fn take(&mut self, word: Folded<'_>);
}

/// Gives each word of a text. `room` is there to work in: most words are letters of ASCII and digits between signs of it, and
/// nothing is done but at their ends.
pub fn each(text: &str, room: &mut String, to: &mut impl TakeWords) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for at in places(bytes, 0, |byte| !byte.is_ascii_alphanumeric()) {
        // Behind what was gone through slowly there is no size.
        let size = at.wrapping_sub(start);
        let is_end = ENDS[usize::from(bytes[at])];
        if is_end
            && (2..=SHORT).contains(&size)
            && let Some(there) = bytes[start..].first_chunk()
        {
            to.take(Folded::Short(small(there, size)));
            start = at + 1;
        } else if is_end && (size == 0 || size == 1 && bytes[start].is_ascii_alphabetic()) {
            start = at + 1;
        } else if at >= start {
            start = slowly(text, start, room, to);
        }
    }
    if start < bytes.len() {
        slowly(text, start, room, to);
    }
}

/// The first bytes of sixteen, which are letters of ASCII and digits, in small letters: one bit makes them so, and digits
/// have it.
fn small(there: &[u8; SHORT], size: usize) -> u128 {
    (u128::from_le_bytes(*there) | u128::from_le_bytes([b' '; SHORT])) & FIRST[size]
}

/// The first bytes of a short word, so many.
static FIRST: [u128; SHORT + 1] = {
    let mut first = [u128::MAX; SHORT + 1];
    let mut size = 0;
    while size < SHORT {
        first[size] = (1 << (8 * size)) - 1;
        size += 1;
    }
    first
};

/// Gives the words from here to the next end, a character at a time. Gives what is behind that.
#[inline(never)]
fn slowly(text: &str, start: usize, room: &mut String, to: &mut dyn TakeWords) -> usize {
    room.clear();
    let size = text[start..].bytes().position(|byte| ENDS[usize::from(byte)]).unwrap_or(text.len() - start);
    text[start..start + size].chars().for_each(|c| letter(c, room, to));
    whole(room, to);
    start + size + 1
}

/// The end of a word.
fn whole(word: &mut String, to: &mut dyn TakeWords) {
    let is_letter = word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    if !word.is_empty() && !is_letter && word.len() <= LONGEST {
        to.take(Folded::of(word));
    }
    word.clear();
}

/// Anything but an end.
fn letter(c: char, word: &mut String, to: &mut dyn TakeWords) {
    match c {
        '\'' | '`' => {}
        _ if c.is_ascii() => word.push(c.to_ascii_lowercase()),
        FIRST_WIDE..=LAST_NOTED => match NOTED[c as usize - FIRST_WIDE as usize] {
            MORE => wide(c, word, to),
            letter => word.push(letter),
        },
        _ => wide(c, word, to),
    }
}

const FIRST_WIDE: char = '\u{80}';
/// All of two bytes: the accents of Latin, Greek, Cyrillic, Hebrew, Arabic.
const LAST_NOTED: char = '\u{7ff}';

/// What a character becomes, asked once; `MORE` where that is not one letter.
static NOTED: LazyLock<Vec<char>> = LazyLock::new(|| (FIRST_WIDE..=LAST_NOTED).map(one_letter).collect());
const MORE: char = ' ';

fn one_letter(c: char) -> char {
    let (mut word, mut before) = (String::new(), Vec::new());
    wide(c, &mut word, &mut before);
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if before.is_empty() => letter,
        _ => MORE,
    }
}

fn wide(c: char, word: &mut String, to: &mut dyn TakeWords) {
    if is_passed_over(c) {
        return;
    }
    decompose_compatible(c, |c| {
        if is_combining_mark(c) {
        } else if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| push(c, word));
        } else {
            whole(word, to);
        }
    });
}

/// Apostrophes, and signs that show nothing: they stand within a word.
fn is_passed_over(c: char) -> bool {
    matches!(c, '‘' | '’' | '‛' | '′' | '´' | 'ʼ' | 'ʻ' | '\u{ad}' | '\u{640}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters that people without them on their keyboard write in another way.
fn push(c: char, word: &mut String) {
    word.push_str(match c {
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ς' => "σ",
        'ة' => "ه",
        'ى' => "ي",
        _ => return word.push(c),
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::{decompose_compatible, is_combining_mark};

    use super::{LONGEST, is_passed_over, push};
    use crate::search::folded;

    /// A character at a time, as it is said: what is fast gives the same.
    fn slow(text: &str) -> Vec<String> {
        let mut letters = String::new();
        for c in text.chars().filter(|c| !matches!(c, '\'' | '`') && !is_passed_over(*c)) {
            decompose_compatible(c, |c| match c {
                _ if is_combining_mark(c) => {}
                _ if c.is_alphanumeric() => c.to_lowercase().for_each(|c| push(c, &mut letters)),
                _ => letters.push(' '),
            });
        }
        let is_word =
            |word: &&str| word.len() <= LONGEST && !(word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic());
        letters.split(' ').filter(|word| !word.is_empty()).filter(is_word).map(str::to_string).collect()
    }

    proptest! {
        #[test]
        fn words_are_the_same_cut_by_bytes_and_by_characters(
            text in "([a-cA-C0-1]{0,20}|[ .,'`’é\u{301}ĳß…\u{ad}\u{200b}ـم\n]){0,30}"
        ) {
            prop_assert_eq!(folded(&text), slow(&text));
        }

        #[test]
        fn words_of_any_text_are_the_same(text in ".{0,80}") {
            prop_assert_eq!(folded(&text), slow(&text));
        }
    }

    #[test]
    fn every_character_is_the_same_wherever_it_stands() {
        for c in '\0'..'\u{3000}' {
            for text in [format!("{c}"), format!("{c}b"), format!("a{c}"), format!("a{c}b een lange zin daarachter")] {
                assert_eq!(folded(&text), slow(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn words_are_small_letters_without_accents() {
        let words = folded("Geïnformeerd: foto’s, één “ÆRØ” straße! a 5 İstanbul ﬁets\u{ad}bel 'm");
        assert_eq!(words, ["geinformeerd", "fotos", "een", "aero", "strasse", "5", "istanbul", "fietsbel"]);
        assert_eq!(folded("أهلاً مدرسة м’яч Łódź"), ["اهلا", "مدرسه", "мяч", "lodz"]);
        assert!(folded(&"x".repeat(49)).is_empty());
    }
}
