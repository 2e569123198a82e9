//! The first words of a line on a slide: do they begin a note? reveal.js looks for `Note:` at the start of any line, remark
//! for `???`. Marks, capitals, invisible signs and letters of other scripts that look the same make no difference. What
//! only looks like it is told apart, so that it can be refused: a slip may not show a note to the class.

use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteLine {
    Text,
    /// Begins a note.
    Note,
    /// Looks like the beginning of a note, and is not quite it.
    Almost,
}

/// Letters of a line that are looked at: no sign of a note stands further on.
pub const LENGTH: usize = 48;

const NOTES: &[&str] = &["note", "notes", "notitie", "notities"];
/// Words beside those: `Speaker notes:`.
const SPEAKERS: &[&str] =
    &["speaker", "speakers", "presenter", "spreker", "teacher", "leerkracht", "docent", "juf", "meester", "instructor"];
/// Words that are a letter away from a note and something else.
const OTHERS: &[&str] = &["notatie", "notaties"];
/// Slips in the short words; most words that are a letter away from `note` mean something else (`nota`, `noot`, `vote`).
const SLIPS: &[&str] =
    &["noet", "ntoe", "onte", "nnote", "noote", "notte", "notee", "noets", "ntoes", "notess", "nootes"];
/// What a teacher is told to do: behind a note's word a colon was lost, also where no sentence begins.
const ORDERS: &[&str] = &[
    "zeg", "vraag", "laat", "vertel", "geef", "wijs", "lees", "leg", "toon", "wacht", "benadruk", "herhaal", "noem",
    "say", "ask", "tell", "let", "give", "wait", "read", "explain", "remind",
];
const COLONS: &[char] = &[':', '\u{2236}', '\u{2D0}', '\u{2F8}', '\u{A789}', '\u{589}', '\u{5C3}', '\u{205A}'];
/// Signs that may have been meant to be a colon.
const INSTEAD: &[char] = &['&', ';', '.', '=', '>', '|', '-', '\u{2013}', '\u{2014}', '\u{2012}', '\u{2212}'];

/// What the line begins with. Alone on a line, the word is no note in a list, a table or a heading.
pub fn read(line: &str, in_paragraph: bool) -> NoteLine {
    let begins_sentence = in_paragraph && second_is_capital(line);
    let line = folded(line);
    let line = line.trim();
    if let Some(rest) = line.strip_prefix("???") {
        return match rest.chars().next() {
            None => NoteLine::Note,
            Some('?') => NoteLine::Text,
            Some(_) => NoteLine::Almost,
        };
    }
    let mut colons = line.match_indices(':').map(|(at, _)| before_colon(&line[..at]));
    match colons.next() {
        Some(NoteLine::Text) => {
            colons.find(|found| *found != NoteLine::Text).map_or(NoteLine::Text, |_| NoteLine::Almost)
        }
        Some(found) => found,
        None => without_colon(line, in_paragraph, begins_sentence),
    }
}

fn before_colon(before: &str) -> NoteLine {
    let plain = before.trim_matches(['*', '_', '~', '=', '`', ' ']);
    if NOTES.contains(&plain) {
        return NoteLine::Note;
    }
    let letters: String = before.chars().filter(|c| c.is_alphanumeric()).collect();
    let tokens = || before.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
    let of_speaker = tokens().count() <= 5
        && tokens().any(|token| NOTES.contains(&token))
        && tokens().any(|token| SPEAKERS.contains(&token));
    let is_slip = SLIPS.contains(&letters.as_str())
        || (!OTHERS.contains(&letters.as_str())
            && NOTES.iter().any(|note| note.len() > 5 && strsim::osa_distance(&letters, note) == 1));
    if NOTES.contains(&letters.as_str()) || of_speaker || is_slip { NoteLine::Almost } else { NoteLine::Text }
}

/// Does a sentence begin at the second word? `Note Zeg dit eerst` lost its colon, `Note that this is so` did not.
fn second_is_capital(line: &str) -> bool {
    let word = line.split_whitespace().nth(1).unwrap_or_default();
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

fn without_colon(line: &str, in_paragraph: bool, begins_sentence: bool) -> NoteLine {
    let start = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = &start[..start.find(|c: char| !c.is_alphanumeric()).unwrap_or(start.len())];
    if !NOTES.contains(&word) {
        return NoteLine::Text;
    }
    let rest = start[word.len()..].trim_start_matches(['*', '_', '~', ' ']);
    let is_alone = rest.is_empty() && in_paragraph;
    let next = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    if is_alone || (in_paragraph && ORDERS.contains(&next)) || begins_sentence || rest.starts_with(INSTEAD) {
        NoteLine::Almost
    } else {
        NoteLine::Text
    }
}

/// Small letters of one alphabet, all colons one sign, without signs that nobody sees.
fn folded(line: &str) -> String {
    let seen = line.chars().filter(|c| !is_invisible(*c)).take(LENGTH);
    let base = seen.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let lower = base.flat_map(char::to_lowercase);
    lower
        .map(|c| if COLONS.contains(&c) { ':' } else { latin(c) })
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// Signs without a shape of their own: soft hyphens, joiners, directions, variants, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Small letters of Greek and Cyrillic that look like the Latin ones of which notes are made.
fn latin(c: char) -> char {
    match c {
        '\u{43E}' | '\u{3BF}' | '\u{585}' => 'o',
        '\u{435}' | '\u{3B5}' | '\u{4BD}' => 'e',
        '\u{456}' | '\u{3B9}' | '\u{131}' => 'i',
        '\u{455}' => 's',
        '\u{442}' | '\u{3C4}' => 't',
        '\u{578}' | '\u{3B7}' | '\u{43F}' | '\u{3BD}' => 'n',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_in_every_dress() {
        for line in [
            "Note: x",
            "note:x",
            "  NOTES : x",
            "Notitie: x",
            "notities:",
            "No\u{AD}te: x",
            "\u{200B}Note\u{FEFF}: x",
            "Note\u{FF1A} x",
            "Ｎｏｔｅ: x",
            "N\u{43E}te: x",
            "Note\u{A0}: x",
            "**Note**: x",
            "???",
            "???\u{200B}",
            "Nóte: x",
        ] {
            assert_eq!(read(line, true), NoteLine::Note, "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_note() {
        for line in [
            "Note; x",
            "Note. x",
            "Notitie - x",
            "Notes",
            "(Note: x",
            "N.ote: x",
            "No te: x",
            "-Note: x",
            "Notite: x",
            "Speaker notes: x",
            "Notes for the teacher: x",
            "Ntoe: x",
            "??? x",
            "Note Zeg dit eerst",
            "**Notes** Vraag door",
            "NOTITIE Zeg dit eerst",
            "Note zeg dit eerst",
            "notitie vraag door",
        ] {
            assert_eq!(read(line, true), NoteLine::Almost, "{line}");
        }
        assert_eq!(read("Notes", false), NoteLine::Text);
        assert_eq!(read("Notes App", false), NoteLine::Text);
    }

    #[test]
    fn other_words_are_text() {
        for line in [
            "Let op: x",
            "Notatie: 3 x 4",
            "Nota: x",
            "Noten: walnoot",
            "Een note: x",
            "Note that this is so",
            "Notities maken doe je zo",
            "Quote: x",
            "????",
            "Vote: x",
            "",
            "Noot: x",
        ] {
            assert_eq!(read(line, true), NoteLine::Text, "{line}");
        }
    }
}
