//! Fonts: those compiled in, and those of the school. Never those of the system, so that bytes are the same everywhere.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontFlags, FontInfo, is_default_ignorable};
use typst::utils::LazyHash;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Libertinus Serif, New Computer Modern and DejaVu Sans Mono, as Typst brings them, and Noto Sans for screens and pupils.
static BUILT_IN: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    let sans = sans.into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
    typst_kit::fonts::embedded().map(|(font, _)| font).chain(sans).collect()
});

/// Characters of which a test knows that the compiled-in fonts have them: a text of these alone needs no look at fonts.
const COMMON: &[std::ops::RangeInclusive<char>] = &[
    ' '..='~',
    '\u{a0}'..='\u{17f}',
    '\u{2010}'..='\u{2014}',
    '\u{2018}'..='\u{201e}',
    '\u{2022}'..='\u{2022}',
    '\u{2026}'..='\u{2026}',
    '\u{2039}'..='\u{203a}',
    '\u{20ac}'..='\u{20ac}',
    '\u{2190}'..='\u{2193}',
    '\u{2212}'..='\u{2212}',
];

pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
}

impl Fonts {
    /// The school's own fonts stand behind those compiled in; templates are told their names.
    pub fn new(own: &[Font]) -> Self {
        let all: Vec<Font> = BUILT_IN.iter().chain(own).cloned().collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all }
    }

    /// Is there a font that can show this character? The letters of a text come from a font for texts: those of the
    /// Arabic script that a font for code has, all as wide as each other, are no reading for parents.
    fn has(&self, c: char) -> bool {
        let for_texts = !FontFlags::MONOSPACE & !FontFlags::MATH;
        let may = |info: &FontInfo| !c.is_alphabetic() || for_texts.contains(info.flags);
        self.all.iter().any(|font| may(font.info()) && font.info().coverage.contains(c as u32))
    }

    /// The characters that no font can show, each with the byte it stands at. A mark on a character is shown by the font of
    /// that character or not at all.
    pub fn gaps<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        // A character and the marks on it.
        let mut stack: Vec<char> = Vec::new();
        text.char_indices().filter(move |(_, c)| {
            if is_unseen(*c) {
                return false;
            }
            if !is_combining_mark(*c) || stack.is_empty() {
                stack.clear();
                stack.push(*c);
                return !is_common(*c) && !self.has(*c);
            }
            stack.push(*c);
            let is_gap = !self.has_together(&stack);
            if is_gap {
                stack.pop();
            }
            is_gap
        })
    }

    fn has_together(&self, stack: &[char]) -> bool {
        let composed: Vec<char> = stack.iter().copied().nfc().collect();
        let has = |info: &FontInfo, chars: &[char]| chars.iter().all(|c| info.coverage.contains(*c as u32));
        // A font for formulas has more marks than it sets in a text.
        let mut fonts = self.all.iter().map(|font| -> &FontInfo { font.info() });
        fonts.any(|info| !info.flags.contains(FontFlags::MATH) && (has(info, stack) || has(info, &composed)))
    }
}

fn is_common(c: char) -> bool {
    COMMON.iter().any(|range| range.contains(&c))
}

/// May a text hold characters that only a look at the fonts can judge?
pub fn is_uncommon(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| !is_common(c) && !is_unseen(c))
}

/// Characters without a picture of their own.
fn is_unseen(c: char) -> bool {
    c.is_control() || c.is_whitespace() || is_default_ignorable(c)
}

/// The fonts in a file; none when it is no font.
pub fn read(bytes: &[u8]) -> Vec<Font> {
    Font::iter(Bytes::new(bytes.to_vec())).collect()
}

/// The names of the families, each once, in order.
pub fn families(fonts: &[Font]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for info in fonts.iter().map(|font| -> &FontInfo { font.info() }) {
        if !names.contains(&info.family) {
            names.push(info.family.clone());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_characters_are_in_the_fonts() {
        let fonts = Fonts::new(&[]);
        let missing: Vec<char> =
            COMMON.iter().cloned().flatten().filter(|c| !is_unseen(*c) && !fonts.has(*c)).collect();
        assert_eq!(missing, Vec::<char>::new());
    }

    #[test]
    fn other_scripts_need_a_font() {
        let fonts = Fonts::new(&[]);
        let gap = |text: &str| fonts.gaps(text).next();
        assert_eq!(gap("Привіт, ☐ één\u{200b} € e\u{301}"), None);
        assert_eq!(gap("dag مرحبا"), Some((4, 'م')));
        assert_eq!(gap("1\u{fe0f}\u{20e3}"), Some((4, '\u{20e3}')), "no font has a digit and a key around it");
    }
}
