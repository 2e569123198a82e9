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
    let exact = WORDS.iter().find(|(word, _)| *word == part);
    let inside = || WORDS.iter().find(|(word, _)| word.len() >= 6 && part.contains(word));
    let short = || SHORTENED.iter().find(|(word, _)| length >= 4 && length * 2 >= word.len() && word.starts_with(part));
    let is_slip = |word: &str| match word.len() {
        ..4 => false,
        // One letter that is another makes too many other words.
        4 => mistyped && (3..=5).contains(&length) && is_slip_of_four(part, word),
        5 => mistyped && length >= 4 && strsim::osa_distance(part, word) <= 1,
        6..8 => length >= 4 && strsim::osa_distance(part, word) <= 1,
        _ => length >= 5 && strsim::osa_distance(part, word) <= 2,
    };
    // More letters apart than any slip, and there is no need to compare them.
    let near = || WORDS.iter().find(|(word, _)| word.len().abs_diff(length) <= 2 && is_slip(word));
    exact.or_else(inside).or_else(short).or_else(near).map(|(_, block)| *block)
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
}
