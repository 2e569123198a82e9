//! Signs that look like others, or like nothing: what a hand, a word processor or a copied page puts where a colon, a
//! blank or a letter was meant. Nobody sees the difference, so whatever may be a wall is read without it.
//!
//! Sources: Unicode 16, general category Cf and the characters of `Default_Ignorable_Code_Point`; Unicode Technical
//! Standard 39, "confusables", for U+003A and for the letters of the names of blocks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// How many colons a sign stands for; 0 for one that is no colon.
pub fn colons(c: char) -> usize {
    match c {
        ':' | '\u{ff1a}' | '\u{2236}' | '\u{2d0}' | '\u{2d1}' | '\u{2f8}' | '\u{fe13}' | '\u{fe55}' | '\u{fe30}'
        | '\u{a789}' | '\u{5c3}' | '\u{589}' | '\u{205a}' | '\u{16ec}' | '\u{1361}' | '\u{703}' | '\u{704}'
        | '\u{903}' | '\u{a83}' | '\u{a4fd}' | '\u{1803}' | '\u{1809}' | '\u{205d}' => 1,
        '\u{2237}' | '\u{2e2c}' | '\u{2a74}' => 2,
        _ => 0,
    }
}

/// A sign that shows nothing: joiners, marks of direction, soft hyphens, fillers.
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// A blank that Markdown does not take for one.
pub fn is_odd_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// A text as it should have been typed: without unseen signs, with common blanks, colons, braces and dots.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        match c {
            _ if is_odd_blank(c) => out.push(' '),
            _ if colons(c) > 0 => out.extend(std::iter::repeat_n(':', colons(c))),
            '\u{ff5b}' => out.push('{'),
            '\u{ff5d}' => out.push('}'),
            '\u{ff0e}' => out.push('.'),
            '\u{ff1d}' => out.push('='),
            _ => out.push(c),
        }
    }
    out
}

/// The first sign that [`plain`] would take away or replace, of those outside quotes.
pub fn first_odd(text: &str) -> Option<char> {
    let mut quoted = None;
    text.chars().find(|c| {
        match (quoted, *c) {
            (Some(quote), c) if c == quote => quoted = None,
            (None, '"' | '\'') => quoted = Some(*c),
            _ => {}
        }
        let is_odd = is_unseen(*c)
            || is_odd_blank(*c)
            || (*c != ':' && colons(*c) > 0)
            || matches!(c, '\u{ff5b}' | '\u{ff5d}' | '\u{ff0e}' | '\u{ff1d}');
        is_odd && (quoted.is_none() || is_unseen(*c))
    })
}

/// A word as the eye reads it: small letters of ASCII where a letter looks like one, nothing unseen.
pub fn seen(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let shown = word.nfkd().filter(|c| !is_unseen(*c) && canonical_combining_class(*c) == 0);
    shown.flat_map(char::to_lowercase).map(look_alike).collect()
}

fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'ь' | 'β' => 'b',
        'с' | 'ϲ' | 'ᴄ' => 'c',
        'ԁ' | 'đ' => 'd',
        'е' | 'є' | 'ε' | 'ҽ' => 'e',
        'ɡ' | 'ց' => 'g',
        'һ' | 'հ' | 'н' => 'h',
        'і' | 'ι' | 'ı' | 'ɩ' | 'ӏ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ł' => 'l',
        'м' => 'm',
        'ո' | 'п' | 'η' | 'и' => 'n',
        'о' | 'ο' | 'օ' | 'σ' | 'ø' => 'o',
        'р' | 'ρ' => 'p',
        'г' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' | 'μ' | 'ц' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ѡ' | 'ω' | 'ш' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_read_alike() {
        for word in ["antwoord", "Antwoord", "аntwооrd", "ａntwoord", "ántwoord", "ant\u{ad}woord", "antw\u{200b}oord"]
        {
            assert_eq!(seen(word), "antwoord", "{word}");
        }
        assert_eq!(plain("\u{ad}：\u{2237}\u{a0}｛.dia｝"), "::: {.dia}");
        assert_eq!(first_odd("::: {.weetje titel=\"Zo：ja\"}"), None);
        assert_eq!(first_odd("::: {.ant\u{ad}woord}"), Some('\u{ad}'));
    }
}
