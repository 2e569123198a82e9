//! Words that say "for the team": the names of team-only blocks, what others call such a block, and whatever is near.
//!
//! A mistyped wall must never become public text, so everything here leans to one side: a word that may mean the team
//! does. What is nearer to something else stands in [`OTHERS`].

use super::{blocks, signs};

const ANSWER: &str = "antwoord";
const TEACHER: &str = "leerkracht";

/// A word, and the block that is meant.
const WORDS: &[(&str, &str)] = &[
    ("antwoord", ANSWER),
    ("antwoorden", ANSWER),
    ("oplossing", ANSWER),
    ("oplossingen", ANSWER),
    ("uitwerking", ANSWER),
    ("uitwerkingen", ANSWER),
    ("nakijkblad", ANSWER),
    ("nakijkmodel", ANSWER),
    ("correctiemodel", ANSWER),
    ("solution", ANSWER),
    ("solutions", ANSWER),
    ("answer", ANSWER),
    ("answers", ANSWER),
    ("leerkracht", TEACHER),
    ("leerkrachten", TEACHER),
    ("docent", TEACHER),
    ("docenten", TEACHER),
    ("leraar", TEACHER),
    ("leraren", TEACHER),
    ("lerares", TEACHER),
    ("juf", TEACHER),
    ("juffen", TEACHER),
    ("juffrouw", TEACHER),
    ("meester", TEACHER),
    ("meesters", TEACHER),
    ("teacher", TEACHER),
    ("teachers", TEACHER),
    ("instructor", TEACHER),
    ("instructors", TEACHER),
    ("begeleider", TEACHER),
    ("note", TEACHER),
    ("notes", TEACHER),
    ("notitie", TEACHER),
    ("notities", TEACHER),
    ("spreektekst", TEACHER),
    ("speaker", TEACHER),
    ("presenter", TEACHER),
    ("team", TEACHER),
    ("intern", TEACHER),
    ("interne", TEACHER),
    ("internal", TEACHER),
    ("personeel", TEACHER),
    ("staff", TEACHER),
    ("collega", TEACHER),
    ("collegas", TEACHER),
    ("hide", TEACHER),
    ("hidden", TEACHER),
    ("verberg", TEACHER),
    ("verborgen", TEACHER),
    ("geheim", TEACHER),
    ("secret", TEACHER),
    ("prive", TEACHER),
    ("private", TEACHER),
];

/// The letters that each of those has.
const LETTERS: [u64; WORDS.len()] = {
    let mut letters = [0; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        let mut byte = 0;
        while byte < word.len() {
            letters[at] |= bit_of(word[byte] as u32);
            byte += 1;
        }
        at += 1;
    }
    letters
};

/// Words of which a beginning is enough: `antw`, `solu`.
const SHORTENED: &[(&str, &str)] = &[
    ("antwoord", ANSWER),
    ("oplossing", ANSWER),
    ("uitwerking", ANSWER),
    ("solution", ANSWER),
    ("answer", ANSWER),
    ("leerkracht", TEACHER),
    ("docent", TEACHER),
    ("teacher", TEACHER),
    ("instructor", TEACHER),
];

/// Words that are near one of those and mean something else.
const OTHERS: &[&str] = &[
    "bidden",
    "college",
    "international",
    "internationaal",
    "internet",
    "nodes",
    "personal",
    "resolution",
    "resolutions",
    "steam",
    "tea",
    "tear",
    "term",
    "verantwoord",
    "verantwoording",
    "votes",
];

/// The team-only block that a word means, or may mean: it is its name, an alias, what others call it, a mistyped,
/// shortened, lengthened or disguised one of those, or has one of those in it.
pub fn near(word: &str) -> Option<&'static str> {
    find(word, true)
}

/// The same, for a place where many short words stand that mean something else: mistyped ones must be long.
pub fn named(word: &str) -> Option<&'static str> {
    find(word, false)
}

fn find(word: &str, mistyped: bool) -> Option<&'static str> {
    // Longer names are no names; distances are quadratic in length.
    let word: String = signs::seen(word).chars().take(60).collect();
    if is_other(&word) {
        return None;
    }
    let whole: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let parts = word.split(|c: char| !c.is_alphanumeric());
    let mut all = std::iter::once(whole.as_str()).chain(parts);
    all.find_map(|part| {
        let part = part.trim_matches(|c: char| c.is_ascii_digit());
        let part = part.replace('0', "o").replace('1', "l").replace('3', "e");
        if is_other(&part) { None } else { of_part(&part, mistyped) }
    })
}

fn is_other(word: &str) -> bool {
    OTHERS.contains(&word) || blocks::is_plain(word) || blocks::find(word).is_some_and(|row| !row.from.is_hidden())
}

fn of_part(part: &str, mistyped: bool) -> Option<&'static str> {
    let length = part.chars().count();
    if length < 3 {
        return None;
    }
    let letters = part.chars().fold(0, |letters, c| letters | bit_of(c.into()));
    let all = || WORDS.iter().zip(LETTERS);
    let exact = || all().find(|((word, _), own)| *own == letters && *word == part);
    // It lacks no letter of what it has in it.
    let inside = || all().find(|((word, _), own)| own & !letters == 0 && word.len() >= 6 && part.contains(word));
    let short = || SHORTENED.iter().find(|(word, _)| length >= 4 && length * 2 >= word.len() && word.starts_with(part));
    let is_slip = |word: &str| match word.len() {
        ..4 => false,
        // One letter that is another makes too many other words.
        4 => mistyped && (3..=5).contains(&length) && is_slip_of_four(part, word),
        5 => mistyped && length >= 4 && strsim::osa_distance(part, word) <= 1,
        6..8 => length >= 4 && strsim::osa_distance(part, word) <= 1,
        _ => length >= 5 && strsim::osa_distance(part, word) <= 2,
    };
    // A slip changes the length by one, and takes one letter away and brings another at most. Where more differs there is
    // no need to compare them: this is asked of many words, and a distance takes long to reckon.
    let may_slip = |word: &str, own: u64| {
        let slips = if word.len() < 8 { 1 } else { 2 };
        word.len().abs_diff(length) <= slips && (own ^ letters).count_ones() as usize <= 2 * slips
    };
    let near = || all().find(|((word, _), own)| may_slip(word, *own) && is_slip(word));
    let found = exact().or_else(inside).map(|(row, _)| row);
    found.or_else(short).or_else(|| near().map(|(row, _)| row)).map(|(_, block)| *block)
}

/// A letter as one of 64 bits. Some share one: then words seem more alike than they are, never less.
const fn bit_of(c: u32) -> u64 {
    1 << (c % 64)
}

fn is_slip_of_four(part: &str, word: &str) -> bool {
    let is_turned = || strsim::levenshtein(part, word) == 2;
    strsim::osa_distance(part, word) == 1 && (part.len() != word.len() || is_turned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_may_mean_the_team() {
        for word in [
            "antwoord",
            "Antwoord",
            "ANTWOORDEN",
            "antwoordt",
            "antwoor",
            "atnwoord",
            "antw",
            "antwoord2",
            "mijn-antwoord",
            "modelantwoord",
            "antwoordenvel",
            "ant-woord",
            "antw00rd",
            "аntwооrd",
            "ántwoord",
            "uitwerking",
            "oplossing",
            "solution",
            "solutoin",
            "callout-solution",
            "answerkey",
            "leerkracht",
            "leerkrahct",
            "uitleg-leerkracht",
            "juf",
            "docent",
            "meester",
            "teacher",
            "teacherNote",
            "instructor",
            "notes",
            "note",
            "noets",
            "speaker-notes",
            "spreektekst",
            "team",
            "taem",
            "teams",
            "alleen-team",
            "intern",
            "hidden",
            "hiden",
            "aria-hidden",
            "verborgen",
        ] {
            assert!(near(word).is_some(), "{word}");
        }
        assert_eq!(near("oplossingen"), Some("antwoord"));
        assert_eq!(near("juf"), Some("leerkracht"));
    }

    #[test]
    fn leaves_other_words_alone() {
        for word in [
            "",
            "a",
            "dia",
            "weetje",
            "opdracht",
            "vragen",
            "hint",
            "stelling",
            "kader",
            "group-tab",
            "homework",
            "wordt",
            "fragment",
            "smaller",
            "center",
            "internet",
            "verantwoord",
            "resolution",
            "steam",
            "term",
            "node",
            "text",
            "python",
            "yaml",
            "html",
            "tip",
            "warning",
            "info",
            "unnumbered",
            "unlisted",
            "background",
            "lijnen",
            "bank",
        ] {
            assert_eq!(near(word), None, "{word}");
        }
        assert_eq!(named("nots"), None);
        assert_eq!(named("antwoordt"), Some("antwoord"));
    }

    /// What is skipped without a look at the distance is none that a look would find.
    #[test]
    fn words_that_differ_in_more_letters_are_no_slips() {
        let plainly = |part: &str| {
            let distance = |word: &str| strsim::osa_distance(part, word) <= if word.len() < 8 { 1 } else { 2 };
            WORDS.iter().any(|(word, _)| word.len() >= 6 && part.chars().count() >= 5 && distance(word))
        };
        for (word, _) in WORDS {
            for at in 0..word.len() {
                let (before, behind) = word.split_at(at);
                let slips = [
                    format!("{before}{}", &behind[1..]),
                    format!("{before}é{behind}"),
                    format!("{before}z{}", &behind[1..]),
                    format!("{before}q{}x", &behind[1..]),
                    format!("y{before}{}", &behind[1..]),
                    behind.chars().chain(before.chars()).collect(),
                ];
                for part in slips.iter().filter(|part| plainly(part)) {
                    assert!(of_part(part, false).is_some(), "{part}");
                }
            }
        }
    }
}
