//! What runs from left to right by nature (numbers to call, dates and times in digits, addresses, names of files) within
//! a text that runs from right to left. By itself such a run is torn: a sign between two digits takes the direction of the
//! letters around it (Unicode UAX #9, rules W2 to W4). Set apart, it stays as it was written.

use std::borrow::Cow;

use super::tree::{Inline, Line};
use crate::language;

/// A text between the signs that set it apart where there is nothing but text.
pub fn isolated(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// The line with such runs set apart.
pub fn isolate(line: Line<'_>) -> Line<'_> {
    let mut out = Vec::with_capacity(line.len());
    let mut text = String::new();
    for inline in line {
        match inline {
            // One run may stand in several pieces of text.
            Inline::Text(piece) => text.push_str(&piece),
            Inline::Char(c) => text.push(c),
            other => {
                put(&mut text, &mut out);
                out.push(other);
            }
        }
    }
    put(&mut text, &mut out);
    out
}

fn put(text: &mut String, out: &mut Line<'_>) {
    for (is_apart, piece) in runs(text) {
        let piece = piece.to_string().into();
        out.push(match is_apart {
            true => Inline::Apart { lang: None, dir: Some("ltr"), text: piece },
            false => Inline::Text(piece),
        });
    }
    text.clear();
}

/// The same for a text of this language: it is whole where it runs from left to right itself.
pub fn runs_in<'t>(lang: &str, text: &'t str) -> Vec<(bool, &'t str)> {
    if language::direction(lang) == "rtl" { runs(text) } else { vec![(false, text)] }
}

/// The same as one text, for where there is nothing but text.
pub fn isolated_in(lang: &str, text: &str) -> String {
    apart_in(lang, text).into_owned()
}

/// The same; as it was where nothing in it is to be set apart.
pub fn apart_in<'t>(lang: &str, text: &'t str) -> Cow<'t, str> {
    let pieces = runs_in(lang, text);
    if !pieces.iter().any(|(is_apart, _)| *is_apart) {
        return Cow::Borrowed(text);
    }
    let piece = |(is_apart, piece): (bool, &str)| if is_apart { isolated(piece) } else { piece.to_string() };
    Cow::Owned(pieces.into_iter().map(piece).collect())
}

/// A text in pieces, with whether each is to be set apart.
pub fn runs(text: &str) -> Vec<(bool, &str)> {
    let words = words(text);
    let (mut pieces, mut done, mut at) = (Vec::new(), 0, 0);
    while at < words.len() {
        let length = together(&words[at..]);
        let run = &words[at..at + length];
        if is_torn(run) {
            let (start, end) = (run[0].start, run[length - 1].end);
            pieces.push((false, &text[done..start]));
            pieces.push((true, &text[start..end]));
            done = end;
        }
        at += length;
    }
    pieces.push((false, &text[done..]));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

/// What stands between spaces, without the signs of the sentence at its ends.
struct Chunk<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    /// Only one space parts it from the word before it, and no sign of the sentence.
    follows: bool,
}

impl Chunk<'_> {
    fn has(&self, kind: impl Fn(char) -> bool) -> bool {
        self.text.chars().any(kind)
    }

    fn digits(&self) -> usize {
        self.text.chars().filter(char::is_ascii_digit).count()
    }

    /// Part of a number to call.
    fn is_number(&self) -> bool {
        self.digits() > 0 && !self.has(|c| !c.is_ascii_digit() && !"+()".contains(c))
    }

    /// Between the parts of a number to call.
    fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "/")
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x590
}

/// Words of letters, digits and signs that are not of a script from right to left; a word that is ends the run.
fn words(text: &str) -> Vec<Chunk<'_>> {
    let mut words: Vec<Chunk<'_>> = Vec::new();
    let is_of_run = |c: char| !c.is_whitespace() && (!c.is_alphabetic() || is_latin(c)) && !"،؛؟«»“”\"".contains(c);
    let (mut at, mut is_near) = (0, false);
    while at < text.len() {
        let rest = &text[at..];
        let length = rest.find(|c| !is_of_run(c)).unwrap_or(rest.len());
        if length == 0 {
            let c = rest.chars().next().unwrap_or(' ');
            is_near &= matches!(c, ' ' | '\u{a0}') && words.last().is_some_and(|word| word.end == at);
            at += c.len_utf8();
            continue;
        }
        let whole = &rest[..length];
        let is_code_of_area = whole.starts_with('(') && whole.ends_with(')') && whole.len() > 2;
        let is_sign = |c: char| ".,;:!?…'’‘".contains(c) || (!is_code_of_area && "()[]".contains(c));
        let end = whole.trim_end_matches(is_sign);
        let word = end.trim_start_matches(|c| is_sign(c) || "،؛".contains(c));
        let start = at + end.len() - word.len();
        if !word.is_empty() {
            let follows = is_near && start == at;
            words.push(Chunk { start, end: start + word.len(), text: word, follows });
        }
        is_near = !word.is_empty() && end.len() == whole.len();
        at += length;
    }
    words
}

/// How many of these words are one run: the first, and those that follow it closely. A dash is part of a number to call,
/// and of nothing else.
fn together(words: &[Chunk<'_>]) -> usize {
    let length = 1 + words[1..].iter().take_while(|word| word.follows).count();
    let Some(dash) = words[..length].iter().position(Chunk::is_dash) else { return length };
    let digits: usize = words[..length].iter().map(Chunk::digits).sum();
    let starts = words[0].text.starts_with(['0', '+', '(']);
    let is_call = starts && digits >= 8 && words[..length].iter().all(|word| word.is_number() || word.is_dash());
    if is_call { length } else { dash.max(1) }
}

/// Would this run be torn?
fn is_torn(run: &[Chunk<'_>]) -> bool {
    const JOINERS: &str = "-–+/:.,@_#=&%~";
    let has_digits = run.iter().any(|word| word.digits() > 0);
    let has_letters = run.iter().any(|word| word.has(is_latin));
    let is_joined =
        run.iter().any(|word| word.has(|c| JOINERS.contains(c)) && (word.digits() > 0 || word.has(is_latin)));
    let is_call = run.len() > 1 && run.iter().map(Chunk::digits).sum::<usize>() >= 6;
    is_joined || is_call || (has_digits && has_letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> Vec<&str> {
        runs(text).into_iter().filter_map(|(is_apart, piece)| is_apart.then_some(piece)).collect()
    }

    #[test]
    fn what_runs_from_left_to_right_is_set_apart() {
        for (text, wanted) in [
            ("اتصل على 0512 - 12 34 56.", &["0512 - 12 34 56"][..]),
            ("اتصل على (0512) 12 34 56، شكرا", &["(0512) 12 34 56"]),
            ("هاتف +31 512 123456", &["+31 512 123456"]),
            ("يوم 10-11-2026 الساعة 19:30.", &["10-11-2026", "19:30"]),
            ("من 19:30 - 21:00", &["19:30", "21:00"]),
            ("موقع www.hetkrijtbord.example/a?b=1 هنا", &["www.hetkrijtbord.example/a?b=1"]),
            ("بريد info@krijt.example!", &["info@krijt.example"]),
            ("ملف foto_1.jpg", &["foto_1.jpg"]),
            ("في 3 november 2026", &["3 november 2026"]),
            ("برنامج Snappet 2.0 جديد", &["Snappet 2.0"]),
        ] {
            assert_eq!(apart(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_stays_whole_by_itself_is_left() {
        for text in ["عمره 13 سنة", "على WhatsApp و TikTok.", "الصف 5 6", "Basisschool Het Krijtbord", ""]
        {
            assert_eq!(apart(text), [] as [&str; 0], "{text}");
        }
        let text = "في 3 november 2026، 19:30";
        assert_eq!(runs(text).iter().map(|(_, piece)| *piece).collect::<String>(), text);
    }
}
