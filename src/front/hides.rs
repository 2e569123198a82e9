//! What looks like a mark that keeps a text from the public: keys near `concept`, `editie` and `publiceren_vanaf`, and
//! the words that other programs have for them. Such a key that is not understood must never pass for nothing: who wrote
//! it believes that the text is hidden.

mod words;

use serde_yaml::Value;

use super::read::scalar;
use words::{AUDIENCE, DAYS, HIDDEN, HIDES, NO, OTHERS, SHOWS, UNFINISHED, WordSet, YES};

pub use words::INSIDERS;

/// The keys that hide a document, as krijt calls them.
pub const KEYS: [&str; 3] = ["concept", "editie", "publiceren_vanaf"];

/// What these keys are called, in plain letters, and the key that is meant.
const NAMES: &[(&str, &str)] = &[
    ("concept", "concept"),
    ("draft", "concept"),
    ("editie", "editie"),
    ("edities", "edities"),
    ("edition", "editie"),
    ("editions", "edities"),
    ("publicerenvanaf", "publiceren_vanaf"),
    ("publishfrom", "publiceren_vanaf"),
    ("publishdate", "publiceren_vanaf"),
];

/// An unknown key that looks as if it hides; the line as it should be, where that is clear.
pub fn suspect(written: &str, value: &Value) -> Option<Option<String>> {
    if let Some(key) = near(written) {
        return Some(Some(format!("{key}: {}", shown(value).unwrap_or_else(|| usual(key).to_string()))));
    }
    let key = plain(written);
    let says = scalar(value).map(|text| plain(&text));
    let is_one_of = |words: &WordSet| says.as_deref().is_some_and(|says| words.has(says));
    // `craft: Knippen` is about something else, `craft: ja` is a slip.
    if OTHERS.has(&key) && (is_one_of(&YES) || is_one_of(&INSIDERS)) {
        return Some(None);
    }
    let is_day = || scalar(value).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()) && text.len() > 1);
    let hides = is_one_of(&HIDDEN)
        || (INSIDERS.has(&key) && is_one_of(&YES))
        || (AUDIENCE.has(&key) && is_one_of(&INSIDERS))
        || (HIDES.has(&key) && !is_one_of(&NO))
        || (SHOWS.has(&key) && !is_one_of(&YES) && !(DAYS.has(&key) && is_day()))
        || (key == "permalink" && is_one_of(&NO));
    // `status: concept` says in full what krijt has a key for.
    let unfinished = is_one_of(&UNFINISHED).then(|| "concept: ja".to_string());
    hides.then_some(unfinished).or_else(|| within(value).then_some(None))
}

/// Does a mapping inside a value hold such a key? `extra: {draft: true}` hides with other programs.
pub fn within(value: &Value) -> bool {
    match value {
        Value::Mapping(mapping) => {
            mapping.iter().any(|(key, value)| scalar(key).is_some_and(|key| near(&key).is_some()) || within(value))
        }
        Value::Sequence(items) => items.iter().any(within),
        _ => false,
    }
}

/// The key that a word is called, in whatever case and with whatever between its parts: `Publiceren-Vanaf`.
pub fn named(written: &str) -> Option<&'static str> {
    let word = plain(written);
    NAMES.iter().find(|(name, _)| *name == word).map(|(_, key)| *key)
}

/// The key that a word is near to: a slip or two away, or one of its parts.
pub fn near(written: &str) -> Option<&'static str> {
    let word = plain(written);
    if OTHERS.has(&written.to_lowercase()) || word.len() > 60 {
        return None;
    }
    let is_near = |(name, _): &&(&str, &str)| {
        let limit = (name.len() / 3).clamp(1, 3);
        (word.len() > name.len() && word.starts_with(name))
            || (word.len().abs_diff(name.len()) <= limit && strsim::osa_distance(&word, name) <= limit)
    };
    let exact = || NAMES.iter().find(|(name, _)| *name == word);
    let part = || parts(written).find_map(|part| NAMES.iter().find(|(name, _)| *name == part));
    exact().or_else(|| NAMES.iter().find(is_near)).or_else(part).map(|(_, key)| *key)
}

/// Whether a text may hold such a key and its value within it, as when the end of the line before it is lost. What seems
/// to be one long value is then no value to put between quotes.
pub fn is_within(text: &str) -> bool {
    let ends = text.match_indices([':', '=', '\u{ff1a}']).map(|(at, _)| &text[..at]);
    let words = ends.filter_map(|before| before.rsplit(char::is_whitespace).find(|word| !word.is_empty()));
    words.take(100).any(|word| {
        let end = word.ceil_char_boundary(word.len().saturating_sub(60));
        let plain = plain(&word[end..]);
        near(&word[end..]).is_some() || NAMES.iter().any(|(name, _)| plain.ends_with(name))
    })
}

/// The words of a key: `is_draft`, `isDraft` and `nog-concept` have two.
fn parts(written: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(written.len() + 4);
    for c in written.chars() {
        if c.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    spaced.split(' ').filter(|part| !part.is_empty()).map(plain).collect::<Vec<_>>().into_iter()
}

/// A word in small letters, with nothing between them: no signs, no accents, no letters of another script that look
/// like these.
pub fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let alike = |c: char| match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'н' | 'η' | 'ո' => 'n',
        'о' | 'ο' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        other => other,
    };
    text.nfkd().flat_map(char::to_lowercase).map(alike).filter(|c| c.is_alphanumeric()).collect()
}

/// What a key holds, as one would write it on a line.
pub fn shown(value: &Value) -> Option<String> {
    let short = |text: String| (text.chars().count() <= 40 && !text.contains('\n')).then_some(text);
    match value {
        Value::Sequence(items) => {
            let items: Option<Vec<String>> = items.iter().map(scalar).collect();
            items.filter(|items| !items.is_empty()).and_then(|items| short(format!("[{}]", items.join(", "))))
        }
        other => scalar(other).and_then(short),
    }
}

/// The value with which a key hides.
pub fn usual(key: &str) -> &'static str {
    match key {
        "concept" => "ja",
        "editie" => "team",
        "edities" => "[team]",
        _ => "2026-12-31",
    }
}

/// May a line of a text be such a mark? A colon of another script begins with 0xef.
pub fn may_mark(text: &str) -> bool {
    memchr::memchr3(b':', b'=', 0xef, text.as_bytes()).is_some()
}

/// A line that hides a document where it stands in a head: `concept: ja`, `editie = team`. In a text it says nothing.
pub fn mark(line: &str) -> Option<&str> {
    if !may_mark(line) {
        return None; // as most, and this runs over each
    }
    let line = line.trim().trim_start_matches(['-', '*']).trim_start();
    // A key is short: what stands further on in a line is not looked at.
    let near = &line[..line.floor_char_boundary(44)];
    let at = near.find([':', '=', '\u{ff1a}']).filter(|at| (1..=40).contains(at))?;
    let (key, value) = (&line[..at], line[at..].trim_start_matches([':', '=', '\u{ff1a}']));
    let key = named(key).filter(|key| *key != "edities")?;
    let says = plain(value);
    let is_day = || says.len() >= 6 && says.bytes().all(|byte| byte.is_ascii_digit());
    let hides = match key {
        "concept" => YES.has(&says),
        "editie" => INSIDERS.has(&says) || HIDDEN.has(&says),
        _ => is_day(),
    };
    hides.then_some(line)
}

/// Such a line as it is written in a head: its key, and the whole. What hides stays as strict as it was.
pub fn as_line(mark: &str) -> Option<(&'static str, String)> {
    let at = mark.find([':', '=', '\u{ff1a}'])?;
    let key = named(&mark[..at]).filter(|key| KEYS.contains(key))?;
    let said = mark[at..].trim_start_matches([':', '=', '\u{ff1a}']).trim();
    let value = match key {
        "concept" => "ja",
        "editie" if plain(said) == "mr" => "mr",
        "editie" => "team",
        _ => said,
    };
    Some((key, format!("{key}: {value}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_disguises_are_seen_through() {
        for (written, key) in [
            ("edtie", "editie"),
            ("Editie", "editie"),
            ("editíe", "editie"),
            ("concpet", "concept"),
            ("cоncept", "concept"),
            ("con\u{200b}cept", "concept"),
            ("concept ", "concept"),
            ("CONCEPT", "concept"),
            ("konsept", "concept"),
            ("is_concept", "concept"),
            ("isDraft", "concept"),
            ("Draft", "concept"),
            ("drfat", "concept"),
            ("publiceren_vnaf", "publiceren_vanaf"),
            ("publiceren vanaf", "publiceren_vanaf"),
            ("PublishDate", "publiceren_vanaf"),
            ("publish-date", "publiceren_vanaf"),
            ("editie_team", "editie"),
        ] {
            assert_eq!(near(written), Some(key), "{written}");
        }
        for written in ["editor", "content", "contact", "titel", "datum", "duur", "concert", "auteur", "layout", "date"]
        {
            assert_eq!(near(written), None, "{written}");
        }
    }

    #[test]
    fn words_of_other_programs_count_by_what_they_say() {
        let yaml = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
        for (key, value) in [
            ("published", "false"),
            ("status", "draft"),
            ("status", "Concept"),
            ("hidden", "true"),
            ("visibility", "team"),
            ("verborgen", "ja"),
            ("privé", "ja"),
            ("unlisted", "true"),
            ("private", ""),
            ("alleen_team", "ja"),
            ("voor", "team"),
            ("team", "ja"),
            ("extra", "{draft: true}"),
            ("a", "[{b: {editie: team}}]"),
            ("permalink", "false"),
            ("intern", "ja"),
            ("type", "intern"),
        ] {
            assert!(suspect(key, &yaml(value)).is_some(), "{key}: {value}");
        }
        for (key, value) in [
            ("published", "true"),
            ("status", "published"),
            ("hidden", "false"),
            ("visibility", "public"),
            ("layout", "post"),
            ("published", "2024-01-02"),
            ("permalink", "/a/"),
            ("author", "Iemand"),
            ("extra", "{toc: true}"),
        ] {
            assert!(suspect(key, &yaml(value)).is_none(), "{key}: {value}");
        }
    }

    #[test]
    fn a_mark_in_a_text_is_a_key_and_a_value_that_hides() {
        for line in ["concept: ja", "  Editie: team", "- draft = true", "publiceren_vanaf: 2027-01-01", "editie： mr"]
        {
            assert!(mark(line).is_some(), "{line}");
        }
        for line in ["concept: nee", "Concept: hier begint het.", "editie: public", "Zeg ja.", "draft", "editie: 3"] {
            assert!(mark(line).is_none(), "{line}");
        }
    }
}
