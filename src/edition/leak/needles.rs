//! What is looked for of a hidden text: its sentences, long ones in parts, and short ones where they stand alone.
//!
//! How short. Twelve letters in two words are looked for anywhere, when eight of them are in words that tell something:
//! no numbers, names of days and months, units of time. Less is in too many texts by chance. A whole line of an answer of
//! four letters (`Etna`, `print(x)`), or a number with its unit (`42 km`), is looked for where nothing else stands with
//! it: between tags, in quotes, on a line. So is a number of five digits and more. Shorter numbers, and yes and no, are
//! in every page: they are not looked for. Nor is a title of one word: any text and any drawing may have that word.

use std::collections::HashSet;

use super::letters::Letters;
use super::rows::SHORTEST;

/// A sentence of this many words is a text of its own; a shorter one is no secret as soon as anything public has it.
pub const WORDS: usize = 5;
/// Longer sentences are looked for in parts of this many words, so that a shortened one is found as well.
const PART: usize = 8;
const WORDS_ANYWHERE: usize = 2;
const LETTERS_ANYWHERE: usize = 12;
const TELLING_ANYWHERE: usize = 8;
const LETTERS_ALONE: usize = SHORTEST;
const TELLING_ALONE: usize = 4;
const TELLING_WITH_NUMBER: usize = 2;
/// Years, times and minutes have fewer.
const DIGITS_ALONE: usize = 5;

/// What a hidden text is: that decides how it is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedleShape {
    /// Sentences.
    Prose,
    /// A line of an answer: sentences, and short as it may be, all of it.
    Answer,
    /// A title or a name: as a whole. A short one is a word that any page may have for a heading.
    Name,
}

/// Letters that are looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needle {
    pub letters: String,
    /// Only where nothing else stands with it.
    pub alone: bool,
    pub words: usize,
    /// The sentence.
    pub text: String,
}

/// Gives what is looked for of a text. `dates` are the words that dates are written with.
pub fn of(text: &str, shape: NeedleShape, dates: &HashSet<String>, give: &mut impl FnMut(Needle)) {
    if shape == NeedleShape::Name {
        give_parts(text, dates, give);
    } else {
        // A variable is filled in: what stands before it and behind it are two texts.
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | ':' | ';' | '{' | '}' | '…');
        text.split(ends).filter(|sentence| !sentence.trim().is_empty()).for_each(|one| give_parts(one, dates, give));
    }
    if shape != NeedleShape::Answer {
        return;
    }
    let letters = Letters::of(text);
    let (telling, size) = (telling(&letters, dates), letters.text().chars().count());
    let has_number = letters.text().bytes().any(|byte| byte.is_ascii_digit());
    let enough = if has_number { TELLING_WITH_NUMBER } else { TELLING_ALONE };
    let is_short = letters.words() < WORDS && !is_anywhere(&letters, dates);
    let is_long_number = letters.words() == 1 && size >= DIGITS_ALONE && is_number(&letters.text());
    if is_short && size >= LETTERS_ALONE && (telling >= enough || is_long_number) {
        give(needle(letters, true, text));
    }
}

fn needle(letters: Letters, alone: bool, text: &str) -> Needle {
    Needle { alone, words: letters.words(), letters: letters.into_text(), text: text.trim().to_string() }
}

fn is_anywhere(letters: &Letters, dates: &HashSet<String>) -> bool {
    letters.words() >= WORDS_ANYWHERE
        && letters.text().chars().count() >= LETTERS_ANYWHERE
        && telling(letters, dates) >= TELLING_ANYWHERE
}

/// A sentence, or its parts: each of eight words, the last of as many as are left.
fn give_parts(text: &str, dates: &HashSet<String>, give: &mut impl FnMut(Needle)) {
    let letters = Letters::of(text);
    let words = letters.words();
    if words < PART + WORDS {
        if is_anywhere(&letters, dates) {
            give(needle(letters, false, text));
        }
        return;
    }
    let all: Vec<&str> = letters.each().collect();
    let parts = words / PART;
    for part in 0..parts {
        let end = if part + 1 == parts { words } else { (part + 1) * PART };
        let part = Letters::of(&all[part * PART..end].join(" "));
        if is_anywhere(&part, dates) {
            give(needle(part, false, text));
        }
    }
}

/// How many letters stand in words that tell something.
fn telling(letters: &Letters, dates: &HashSet<String>) -> usize {
    let tells = |word: &&str| !word.bytes().any(|byte| byte.is_ascii_digit()) && !dates.contains(*word);
    let is_unit = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit()) && !is_number(word);
    let words = letters.each().filter(tells).map(|word| word.chars().count()).sum::<usize>();
    // `42km` is a number and a unit in one word.
    let units = letters.each().filter(is_unit).map(|word| word.chars().filter(|c| c.is_alphabetic()).count());
    words + units.sum::<usize>()
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that stand in dates, times and numbers of lessons, whoever writes them.
pub const OF_TIMES: &[&str] = &[
    "om", "uur", "u", "van", "tot", "en", "met", "m", "t", "op", "in", "de", "dag", "dagen", "week", "weken", "maand",
    "maanden", "jaar", "minuut", "minuten", "min", "seconden", "sec", "groep", "groepen", "les", "lessen", "versie",
    "blz", "pagina", "vraag", "opdracht", "at", "from", "to", "and", "minutes", "minute", "hours", "hour", "days",
    "day", "weeks", "week", "group", "lesson", "version", "page", "question", "a", "h",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, shape: NeedleShape) -> Vec<(String, bool)> {
        let dates = OF_TIMES.iter().chain(&["november", "vrijdag"]).map(|word| word.to_string()).collect();
        let mut found = Vec::new();
        of(text, shape, &dates, &mut |needle| found.push((needle.letters, needle.alone)));
        found
    }

    #[test]
    fn long_sentences_come_in_parts_and_short_ones_alone() {
        let one = |letters: &str, alone| vec![(letters.to_string(), alone)];
        assert_eq!(found("De kat slaapt. Ja!", NeedleShape::Answer), [] as [(String, bool); 0]);
        assert_eq!(found("Onder de mat ligt hij.", NeedleShape::Prose), one("onderdematligthij", false));
        assert_eq!(found("Etna", NeedleShape::Answer), one("etna", true));
        assert_eq!(found("print(x)", NeedleShape::Answer), one("printx", true));
        assert_eq!(found("42 km", NeedleShape::Answer), one("42km", true));
        assert_eq!(found("48213", NeedleShape::Answer), one("48213", true));
        for text in [
            "42",
            "4821",
            "2026-2027",
            "ja",
            "Nee.",
            "45 min",
            "19.30 uur",
            "groep 5",
            "vrijdag 6 november 2026",
            "35%",
        ] {
            assert_eq!(found(text, NeedleShape::Answer), [], "{text}");
        }
        assert_eq!(found("Etna", NeedleShape::Prose), []);
        let long =
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien";
        assert_eq!(found(long, NeedleShape::Prose).len(), 2);
        assert_eq!(found("Plan B: de sleutel", NeedleShape::Name), one("planbdesleutel", false));
        assert_eq!(found("Bel {{ contact.ib.telefoon }} onder de mat", NeedleShape::Prose), [] as [(String, bool); 0]);
    }
}
