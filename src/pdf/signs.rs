//! Signs that no font has. On paper they would be empty boxes, which PDF/UA forbids; one of them must not keep a whole
//! letter from paper. What says yes, no or mind has a sign that the fonts have in its place, for a "do not" that falls
//! away would turn its line around; others fall away; and a letter or number, without which a word is another word,
//! becomes an open box.

use super::compiler::PdfCompiler;
use super::typ;

/// What a text lacked on paper.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// Signs that fell away, in the order in which they were met first.
    pub signs: Vec<char>,
    /// Letters and numbers that became a box.
    pub letters: Vec<char>,
}

/// In the place of a letter.
const BOX: &str = "□";

/// Signs that stand right behind a word.
const STOPS: &[char] = &['.', ',', ';', ':', '!', '?', ')'];

/// Signs that carry a meaning, each with one of the fonts'.
const INSTEAD: &[(char, &str)] = &[
    ('✅', "✓"),
    ('👍', "✓"),
    ('🆗', "OK"),
    ('❌', "✗"),
    ('❎', "✗"),
    ('🚫', "✗"),
    ('⛔', "✗"),
    ('🛑', "✗"),
    ('👎', "✗"),
    ('🔞', "18+"),
    ('❗', "!"),
    ('❕', "!"),
    ('🚨', "!"),
    ('❓', "?"),
    ('❔', "?"),
    ('➕', "+"),
    ('➖', "–"),
    ('➗', "÷"),
    ('👉', "→"),
    ('👈', "←"),
    ('👆', "↑"),
    ('👇', "↓"),
    ('🆘', "SOS"),
    ('🔟', "10"),
    ('🅰', "A"),
    ('🅱', "B"),
    ('🆎', "AB"),
    ('🅾', "O"),
    ('🅿', "P"),
    ('📞', "☎"),
    ('📱', "☎"),
    ('⭐', "★"),
    ('🌟', "★"),
];

/// A letter or a number: a word without it is another word. Letters in squares and circles are signs, and wide ones of
/// ASCII have those as wide as others in their place.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{1f100}'..='\u{1f1ff}') && narrow(c).is_none()
}

/// A full-width form as the sign of ASCII that it is a form of; none that means something in Typst or in a drawing.
fn narrow(c: char) -> Option<char> {
    let narrow = matches!(c, '\u{ff01}'..='\u{ff5e}').then(|| char::from_u32(c as u32 - 0xfee0)).flatten();
    narrow.filter(|c| !matches!(c, '"' | '\'' | '\\' | '&' | '<' | '>'))
}

/// What joins signs into one, or says which colour or look they have: nothing by itself.
fn is_joint(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// The character that `&#…;` stands for, and how long that is; of anything else its two first bytes.
fn reference(text: &str) -> (Option<char>, usize) {
    let inside = &text[2..];
    let Some(end) = inside.bytes().take(10).position(|byte| byte == b';') else { return (None, 2) };
    let digits = &inside[..end];
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    (number.ok().and_then(char::from_u32), end + 3)
}

impl PdfCompiler {
    /// Puts something else in the place of what the fonts lack, in all text of a source that is shown.
    pub fn fill_gaps(&self, source: String) -> (String, Lacks) {
        let mut lacks = Lacks::default();
        if !super::fonts::is_uncommon(&source) {
            return (source, lacks);
        }
        let filled = typ::map_shown(&source, |text, out| self.fill(text, out, &mut lacks));
        (filled, lacks)
    }

    /// The same for the letters of a drawing, written as they are or by their number.
    pub fn fill_drawing(&self, drawing: Vec<u8>, lacks: &mut Lacks) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(&drawing) else { return drawing };
        if text.is_ascii() && !text.contains("&#") {
            return drawing;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("&#") {
            self.fill(&rest[..at], &mut out, lacks);
            let (number, length) = reference(&rest[at..]);
            match number.filter(|c| !c.is_ascii()) {
                Some(c) => self.fill(c.encode_utf8(&mut [0; 4]), &mut out, lacks),
                None => out.push_str(&rest[at..at + length]),
            }
            rest = &rest[at + length..];
        }
        self.fill(rest, &mut out, lacks);
        out.into_bytes()
    }

    /// One piece of text, behind what is in `out`.
    fn fill(&self, text: &str, out: &mut String, lacks: &mut Lacks) {
        let begin = out.len();
        let mut done = 0;
        for (at, c) in self.gaps(text) {
            // What joined it to a gap before it went with that.
            if at >= done {
                out.push_str(&text[done..at]);
            }
            let rest = &text[at + c.len_utf8()..];
            done = text.len() - rest.trim_start_matches(is_joint).len();
            if let Some(c) = narrow(c) {
                out.push(c);
                continue;
            }
            if let Some((_, instead)) = INSTEAD.iter().find(|(sign, _)| *sign == c) {
                out.push_str(instead);
                continue;
            }
            let list = if is_letter(c) { &mut lacks.letters } else { &mut lacks.signs };
            if !list.contains(&c) && !is_joint(c) {
                list.push(c);
            }
            // Not two blanks where there was a sign between them, and none before a full stop.
            if is_letter(c) {
                out.push_str(BOX);
            } else if out.len() > begin && out.ends_with(' ') && text[done..].starts_with(STOPS) {
                out.pop();
            } else if out.len() == begin || out.ends_with(' ') {
                done += usize::from(text[done..].starts_with(' '));
            }
        }
        out.push_str(&text[done..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Files;
    use crate::world::NoCache;

    fn filled(text: &str) -> (String, Lacks) {
        let (compiler, _) = PdfCompiler::new(Files::new(), Files::new(), &Files::new(), Box::new(NoCache));
        let (mut out, mut lacks) = (String::new(), Lacks::default());
        compiler.fill(text, &mut out, &mut lacks);
        (out, lacks)
    }

    #[test]
    fn what_stands_in_is_in_the_fonts() {
        for (sign, instead) in INSTEAD.iter().copied().chain([('م', BOX)]) {
            assert_eq!(filled(instead), (instead.to_string(), Lacks::default()), "{sign}");
        }
    }

    #[test]
    fn drawings_too() {
        let (compiler, _) = PdfCompiler::new(Files::new(), Files::new(), &Files::new(), Box::new(NoCache));
        let mut lacks = Lacks::default();
        let drawing = "<text>Hoi 👋&#128075;&#x645;&#233;&#38;&#x;&#</text>".as_bytes().to_vec();
        let filled = String::from_utf8(compiler.fill_drawing(drawing, &mut lacks)).unwrap();
        assert_eq!(filled, "<text>Hoi □é&#38;&#x;&#</text>");
        assert_eq!(lacks.signs, ['👋']);
    }

    #[test]
    fn a_no_stays_a_no_and_a_joy_falls_away() {
        let shown = |text: &str| filled(text).0;
        assert_eq!(shown("❌ Stuur het niet door"), "✗ Stuur het niet door");
        assert_eq!(shown("Hoi 👋🏽 allemaal"), "Hoi allemaal");
        assert_eq!(shown("👨‍👩‍👧 Thuis 🏡"), "Thuis ");
        assert_eq!(shown("Tot dan 👋🏽! (dag 🏡)"), "Tot dan! (dag)");
        assert_eq!(shown("1️⃣ Eerst"), "1\u{fe0f} Eerst");
        assert_eq!(shown("dag مر!"), "dag □□!");
        assert_eq!(shown("ＮＯＴＥ： ja ＂＜＆"), "NOTE: ja ");
        let (_, lacks) = filled("🎉 م 🎉 ❌ 👋");
        assert_eq!((lacks.signs, lacks.letters), (vec!['🎉', '👋'], vec!['م']));
    }
}
