//! The catalogue of codes: complete, well-formed, and the same in both languages.

use std::collections::{BTreeMap, BTreeSet};

use krijt::diag::{Code, Lang, Level, catalogue, messages};

use crate::support;

const LANGS: [Lang; 2] = [Lang::Nl, Lang::En];

/// The arguments a template names; a lone brace is a mistake.
fn arguments(template: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let brace = &rest[at..];
        if brace.starts_with("{{") || brace.starts_with("}}") {
            rest = &brace[2..];
            continue;
        }
        let end = brace.find('}').filter(|end| *end > 1);
        let end = end.unwrap_or_else(|| panic!("a lone brace in: {template}"));
        found.insert(&brace[1..end]);
        rest = &brace[end + 1..];
    }
    found
}

fn required(code: &Code) -> BTreeSet<&'static str> {
    code.args.iter().copied().collect()
}

fn declared(code: &Code) -> BTreeSet<&'static str> {
    code.args.iter().chain(code.optional).copied().collect()
}

#[test]
fn ids_and_names_are_unique_and_well_formed() {
    let mut seen = BTreeMap::new();
    for code in catalogue::ALL {
        let (letter, number) = code.id.split_at(1);
        assert_eq!(letter, if code.level == Level::Error { "E" } else { "W" }, "{}", code.id);
        assert!(number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()), "{}", code.id);
        let well_formed = code.name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(well_formed, "{}", code.name);
        for key in [number, code.name] {
            assert_eq!(seen.insert(key, code.id), None, "{key} is used twice");
        }
    }
    let numbers: Vec<&str> = catalogue::ALL.iter().map(|code| &code.id[1..]).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
}

#[test]
fn both_languages_use_exactly_the_declared_arguments() {
    for code in catalogue::ALL {
        assert_eq!(declared(code).len(), code.args.len() + code.optional.len(), "{}: an argument twice", code.id);
        for lang in LANGS {
            let words = code.words(lang);
            let used: BTreeSet<&str> =
                words.help.iter().map(String::as_str).chain([words.message]).flat_map(|line| arguments(line)).collect();
            assert_eq!(used, declared(code), "{} {lang:?}", code.id);
            assert!(arguments(words.message).is_subset(&required(code)), "{} {lang:?}: message", code.id);
        }
        let by_line = |lang| code.words(lang).help.iter().map(|line| arguments(line)).collect::<Vec<_>>();
        assert_eq!(by_line(Lang::Nl), by_line(Lang::En), "{}: help differs between the languages", code.id);
        assert_eq!(arguments(code.words(Lang::Nl).message), arguments(code.words(Lang::En).message), "{}", code.id);
    }
}

#[test]
fn every_help_ends_with_a_line_that_always_works_and_no_line_is_out_of_reach() {
    for code in catalogue::ALL {
        for lang in LANGS {
            let lines: Vec<_> = code.words(lang).help.iter().map(|line| arguments(line)).collect();
            let (last, earlier) = lines.split_last().unwrap_or_else(|| panic!("{} has no help", code.id));
            assert!(last.is_subset(&required(code)), "{} {lang:?}", code.id);
            for line in earlier {
                assert!(!line.is_subset(&required(code)), "{} {lang:?}: later lines are never shown", code.id);
            }
        }
    }
}

#[test]
fn texts_are_whole_and_short_enough() {
    for code in catalogue::ALL {
        for lang in LANGS {
            let words = code.words(lang);
            let at = format!("{} {lang:?}", code.id);
            assert!(words.message.ends_with(['.', '”']), "{at}: {}", words.message);
            assert!(!words.message.contains('\n') && words.message.chars().count() <= 120, "{at}: {}", words.message);
            for text in words.help.iter().map(String::as_str).chain([words.message, words.explain]) {
                assert!(!text.is_empty() && text.trim() == text, "{at}: {text:?}");
                assert!(!text.contains("  ") || text.contains("```"), "{at}: two spaces in {text:?}");
                assert_eq!(text.replace("```", "").matches('`').count() % 2, 0, "{at}: backticks in {text:?}");
            }
            assert!(words.explain.lines().count() <= 15, "{at}: {} lines", words.explain.lines().count());
            assert!(words.explain.lines().all(|line| line.chars().count() <= 120), "{at}");
            let right = if lang == Lang::Nl { "Zo wel" } else { "Right" };
            assert!(words.explain.contains(right), "{at}: no right example");
        }
    }
}

/// Words without a code, or a code without words, in any language; and the name in the heading is that of the code.
#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let ids: BTreeSet<&str> = catalogue::ALL.iter().map(|code| code.id).collect();
    for (lang, folder) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        assert_eq!(messages::sections(lang).collect::<BTreeSet<&str>>(), ids, "{folder}");
        let mut files = support::tree(&support::tests().join("../messages").join(folder));
        files.remove("values.md");
        let mut headings = Vec::new();
        for (file, text) in &files {
            let text = std::str::from_utf8(text).unwrap();
            for heading in text.lines().filter_map(|line| line.strip_prefix("## ")) {
                assert_eq!(file[..2], heading[1..3], "{folder}/{file}: {heading} belongs to another family");
                headings.push(heading.to_string());
            }
        }
        let wanted = catalogue::ALL.iter().map(|code| format!("{} {}", code.id, code.name)).collect::<Vec<_>>();
        assert_eq!(headings, wanted, "{folder}: in the order of their numbers, and each once");
        let unnamed = catalogue::ALL.iter().find(|code| messages::family(code.id, lang).is_empty());
        assert!(unnamed.is_none(), "{folder}: {unnamed:?} stands in a file without a title");
    }
}

/// What arguments are in words. Reasons of the system are English already.
#[test]
fn values_of_arguments_are_said_in_both_languages() {
    let all = |lang| messages::values(lang).filter(|(group, _)| *group != "system").collect::<Vec<_>>();
    assert_eq!(all(Lang::Nl), all(Lang::En));
    assert!(all(Lang::Nl).len() > 150);
    let groups: BTreeSet<&str> = messages::values(Lang::Nl).map(|(group, _)| group).collect();
    assert_eq!(
        groups,
        BTreeSet::from(["expected", "found", "kind", "losses", "readers", "reason", "sign", "system", "what"])
    );
}

#[test]
fn codes_are_found_by_id_and_name_and_when_mistyped() {
    for code in catalogue::ALL {
        let is_it = |found: Option<&Code>| found.is_some_and(|found| found.id == code.id);
        assert!(is_it(catalogue::find(code.id)) && is_it(catalogue::find(code.name)));
        assert!(is_it(catalogue::find(&code.id.to_lowercase())) && is_it(catalogue::closest(code.name)));
    }
    let closest = |text| catalogue::closest(text).map(|code| code.id);
    assert!(catalogue::find("unknown-kee").is_none());
    assert_eq!(closest("unknown-kee"), Some("E0204"));
    assert_eq!(closest("UNKNOWN_KEY"), Some("E0204"));
    assert_eq!(closest("204"), Some("E0204"));
    assert_eq!(closest("w204"), Some("E0204"));
    for nonsense in ["", "zebra", "E9999", "💥", &"x".repeat(100_000)] {
        assert_eq!(closest(nonsense), None);
    }
}
