//! Fonts: those compiled in, and those of the school. Never those of the system, so that bytes are the same everywhere.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontFlags, FontInfo, is_default_ignorable};
use typst::utils::LazyHash;

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

    /// The first character that no font can show, with the byte it stands at.
    pub fn gap(&self, text: &str) -> Option<(usize, char)> {
        text.char_indices().find(|(_, c)| !is_common(*c) && !is_unseen(*c) && !self.has(*c))
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
        assert_eq!(fonts.gap("Привіт, ☐ één\u{200b} €"), None);
        assert_eq!(fonts.gap("dag مرحبا"), Some((4, 'م')));
    }
}
