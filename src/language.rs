//! Languages: their tags, their names and the direction of their script.

/// A tag, its name in the language itself, in Dutch and in English. These are the home languages that Statistics
/// Netherlands names, and some that schools with newcomers meet.
const NAMES: &[[&str; 4]] = &[
    ["nl", "Nederlands", "Nederlands", "Dutch"],
    ["en", "English", "Engels", "English"],
    ["tr", "Türkçe", "Turks", "Turkish"],
    ["ar", "العربية", "Arabisch", "Arabic"],
    ["pl", "Polski", "Pools", "Polish"],
    ["uk", "Українська", "Oekraïens", "Ukrainian"],
    ["es", "Español", "Spaans", "Spanish"],
    ["fr", "Français", "Frans", "French"],
    ["de", "Deutsch", "Duits", "German"],
    ["fy", "Frysk", "Fries", "Frisian"],
    ["ti", "ትግርኛ", "Tigrinya", "Tigrinya"],
    ["so", "Soomaali", "Somalisch", "Somali"],
    ["fa", "فارسی", "Perzisch", "Persian"],
    ["ru", "Русский", "Russisch", "Russian"],
    ["ro", "Română", "Roemeens", "Romanian"],
    ["bg", "Български", "Bulgaars", "Bulgarian"],
    ["zh", "中文", "Chinees", "Chinese"],
    ["pt", "Português", "Portugees", "Portuguese"],
    ["pap", "Papiamentu", "Papiaments", "Papiamento"],
];

/// The tags that [`tag`] takes as they are: BCP 47 in small letters, with parts after a hyphen.
pub const TAGS: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

/// The name of a language in that language (`Türkçe`); the tag where it is not in the list.
pub fn name(tag: &str) -> &str {
    NAMES.iter().find(|[known, ..]| *known == tag).map_or(tag, |[_, name, ..]| name)
}

/// The tag of what an author wrote for a language: a tag, or a name that the language has in its own words, in Dutch or
/// in English, in any case.
pub fn tag(written: &str) -> Option<&str> {
    if is_tag(written) {
        return Some(written);
    }
    let written = written.to_lowercase();
    let row = NAMES.iter().find(|[_, names @ ..]| names.iter().any(|name| name.to_lowercase() == written));
    row.map(|[tag, ..]| *tag)
}

/// Every name that [`tag`] knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().flat_map(|[_, names @ ..]| names).copied()
}

/// Is this the tag of a language in the list?
pub fn is_known(tag: &str) -> bool {
    NAMES.iter().any(|[known, ..]| *known == tag)
}

/// The writing direction of a language's script.
pub fn direction(tag: &str) -> &'static str {
    match tag.split('-').next().unwrap_or(tag) {
        "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "dv" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// How many words of a text people read in a minute, on average. Source: Trauzettel-Klosinski and Dietz, "Standardized
/// Assessment of Reading Performance: the new International Reading Speed Texts IReST" (2012), table 2, rounded down; other
/// languages are taken to be read as slowly as most of those.
pub fn words_a_minute(tag: &str) -> usize {
    match tag.split('-').next().unwrap_or(tag) {
        "nl" => 200,
        "en" => 225,
        "es" => 215,
        "fr" => 195,
        "ar" => 135,
        "tr" | "pl" => 165,
        _ => 180,
    }
}

/// Is this a language tag as BCP 47 has them: letters, then parts of letters and digits?
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && is_lower(part));
    first && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_and_by_each_of_its_names() {
        for known in ["tr", "Türkçe", "turks", "TURKISH", "Turks"] {
            assert_eq!(tag(known), Some("tr"), "{known}");
        }
        assert_eq!(tag("nl-BE"), Some("nl-BE"));
        for unknown in ["", "Klingon", "n", "NL", "nl-", "nederland"] {
            assert_eq!(tag(unknown), None, "{unknown}");
        }
        assert!(names().all(|name| tag(name).is_some_and(is_tag)));
    }
}
