//! "Did you mean": the nearest of a list of known words.

/// The candidate nearest to `word`: at most two edits away, or a third of the word's length when that is more. Dutch makes
/// one word of two, so a candidate that `word` begins or ends with is nearer than all but one edit: `leerdoelen`, `doelen`.
/// Source of the measure: Damerau-Levenshtein distance (optimal string alignment), as in `strsim`.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let limit = (letters / 3).max(2);
    let distance = |candidate: &str| match candidate.len() >= PART && is_part(candidate, &word) {
        true => 1,
        false => strsim::osa_distance(&word, candidate),
    };
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit * 4)
        .map(|candidate| (distance(&candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count().min(letters))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Many known words, out of which one is proposed many times. A look at every word for every slip would take time with
/// the product of both; so of a long list only those are compared that stand beside the slip in the order of the
/// alphabet, read from the front or from the end. One slip leaves what is before or behind it as it is, so the word that
/// was meant is among them.
#[derive(Debug)]
pub struct Vocabulary {
    rows: Vec<String>,
    /// Numbers of rows, each with its word in small letters as the order has it.
    from_front: Vec<(String, usize)>,
    from_end: Vec<(String, usize)>,
}

/// Up to so many words are all compared.
const ALL: usize = 100;
/// So many words on either side of where a slip would stand.
const BESIDE: usize = 16;

impl Vocabulary {
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let rows: Vec<String> = words.into_iter().map(str::to_string).collect();
        let (mut from_front, mut from_end) = (Vec::new(), Vec::new());
        if rows.len() > ALL {
            from_front = rows.iter().enumerate().map(|(at, row)| (row.to_lowercase(), at)).collect();
            from_end = from_front.iter().map(|(row, at)| (turned(row), *at)).collect();
            from_front.sort_unstable();
            from_end.sort_unstable();
        }
        Vocabulary { rows, from_front, from_end }
    }

    /// The nearest, as [`closest`] measures; of two that are as near the first one given.
    pub fn closest(&self, word: &str) -> Option<&str> {
        if self.rows.len() <= ALL {
            return closest(word, self.rows.iter().map(String::as_str));
        }
        let word = word.to_lowercase();
        let mut near: Vec<usize> =
            beside(&self.from_front, &word).chain(beside(&self.from_end, &turned(&word))).collect();
        near.sort_unstable();
        near.dedup();
        closest(&word, near.into_iter().map(|at| self.rows[at].as_str()))
    }
}

/// Numbers in words, in Dutch and in English.
const NUMBERS: &[(u32, &str)] = &[
    (1, "een één one a"),
    (2, "twee two"),
    (3, "drie three"),
    (4, "vier four"),
    (5, "vijf five"),
    (6, "zes six"),
    (7, "zeven seven"),
    (8, "acht eight"),
    (9, "negen nine"),
    (10, "tien ten"),
    (12, "twaalf twelve"),
    (15, "vijftien fifteen"),
    (20, "twintig twenty"),
    (25, "vijfentwintig"),
    (30, "dertig thirty"),
    (40, "veertig forty"),
    (45, "vijfenveertig"),
    (50, "vijftig fifty"),
    (60, "zestig sixty"),
];

/// The number that a word is.
pub fn number(word: &str) -> Option<u32> {
    let word = word.trim().to_lowercase();
    NUMBERS.iter().find(|(_, words)| words.split(' ').any(|one| one == word)).map(|(number, _)| *number)
}

fn turned(word: &str) -> String {
    word.chars().rev().collect()
}

fn beside<'a>(rows: &'a [(String, usize)], word: &str) -> impl Iterator<Item = usize> + use<'a> {
    let at = rows.partition_point(|(row, _)| row.as_str() < word);
    rows[at.saturating_sub(BESIDE)..(at + BESIDE).min(rows.len())].iter().map(|(_, at)| *at)
}

/// A part of fewer letters than this says little.
const PART: usize = 4;

fn is_part(part: &str, word: &str) -> bool {
    word.starts_with(part) || word.ends_with(part)
}

#[cfg(test)]
mod tests {
    use super::{ALL, Vocabulary, closest};

    #[test]
    fn finds_a_typo_and_refuses_a_stranger() {
        assert_eq!(closest("titl", ["datum", "titel"]), Some("titel"));
        assert_eq!(closest("antwoordt", ["opdracht", "antwoord"]), Some("antwoord"));
        assert_eq!(closest("leerdoelen", ["kerndoelen", "doelen"]), Some("doelen"));
        assert_eq!(closest("titels", ["titels-b", "titel"]), Some("titel"));
        assert_eq!(closest("xyz", ["datum", "titel"]), None);
        assert_eq!(closest("99", ["19A", "24B"]), None);
    }

    /// One slip in any place of a word out of thousands: what a look at all of them would find is found.
    #[test]
    fn out_of_many_the_right_one_is_proposed() {
        let names: Vec<String> = (0..9000).map(|at| format!("pagina-{:04}-van-de-les.md", at * 7 % 9000)).collect();
        assert!(names.len() > ALL);
        let words = Vocabulary::new(names.iter().map(String::as_str));
        for name in names.iter().step_by(97) {
            for at in [0, 3, 8, 10, name.len() - 1] {
                let letter = name.as_bytes()[at];
                let dropped = format!("{}{}", &name[..at], &name[at + 1..]);
                // A digit left out of a number may be any of ten: then one of them is right.
                let found = words.closest(&dropped).unwrap();
                assert!(letter.is_ascii_digit() || found == name, "{dropped}: {found}");
                let twice = format!("{}{}{}", &name[..at], letter as char, &name[at..]);
                assert!(words.closest(&twice).is_some_and(|found| letter.is_ascii_digit() || found == name), "{twice}");
            }
        }
        assert_eq!(words.closest("iets heel anders"), None);
    }
}
