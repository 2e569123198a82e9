//! The words of a text in the form in which they are compared: small letters without accents. `10-words.js` does the same.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A word of more bytes is none that somebody types: an address, a code.
const LONGEST: usize = 48;

/// Gives each word of a text. `word` is room to work in.
pub fn each(text: &str, word: &mut String, give: &mut impl FnMut(&str)) {
    word.clear();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            '\'' | '`' => {}
            _ if c.is_ascii() => end(word, give),
            _ => wide(c, word, give),
        }
    }
    end(word, give);
}

fn end(word: &mut String, give: &mut impl FnMut(&str)) {
    let is_letter = word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic();
    if !word.is_empty() && !is_letter && word.len() <= LONGEST {
        give(word);
    }
    word.clear();
}

fn wide(c: char, word: &mut String, give: &mut impl FnMut(&str)) {
    if is_passed_over(c) {
        return;
    }
    decompose_compatible(c, |c| {
        if is_combining_mark(c) {
        } else if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| push(c, word));
        } else {
            end(word, give);
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
    use crate::search::folded;

    #[test]
    fn words_are_small_letters_without_accents() {
        let words = folded("Geïnformeerd: foto’s, één “ÆRØ” straße! a 5 İstanbul ﬁets\u{ad}bel 'm");
        assert_eq!(words, ["geinformeerd", "fotos", "een", "aero", "strasse", "5", "istanbul", "fietsbel"]);
        assert_eq!(folded("أهلاً مدرسة м’яч Łódź"), ["اهلا", "مدرسه", "мяч", "lodz"]);
        assert!(folded(&"x".repeat(49)).is_empty());
    }
}
