//! Words that readers meet stand in `themes/krijt/words/`: all languages hold the same ones, each is used, and none stands
//! anywhere else (`scan`).

mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use krijt::wording::{Phrase, WordTable, built_in, forms_of, languages, places};

/// The handbook and what is said in it are in Dutch and English.
const OF_THE_HANDBOOK: &str = "handbook.";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with one of these endings, by their path below the root.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    let is_one = |path: &PathBuf| endings.iter().any(|end| path.to_string_lossy().ends_with(end));
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found.into_iter().filter(is_one).map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn of_word(word: &Phrase) -> BTreeSet<String> {
    match word {
        Phrase::Text(text) => places(text),
        Phrase::Forms(forms) => forms.values().flat_map(|text| places(text)).collect(),
    }
}

#[test]
fn all_languages_hold_the_same_words_places_and_the_forms_that_they_need() {
    let first = built_in("nl");
    assert_eq!(languages().collect::<Vec<_>>(), ["ar", "en", "nl", "pl", "tr", "uk"]);
    for lang in languages() {
        let table: &WordTable = built_in(lang);
        let needed = |key: &&String| !key.starts_with(OF_THE_HANDBOOK) || ["nl", "en"].contains(&lang);
        let keys: Vec<&String> = first.keys().filter(needed).collect();
        assert_eq!(table.keys().collect::<Vec<_>>(), keys, "{lang}: other words than in nl.yaml");
        for key in keys {
            let (own, dutch) = (&table[key], &first[key]);
            assert_eq!(of_word(own), of_word(dutch), "{lang}: the places in {key}");
            match (own, dutch) {
                (Phrase::Text(text), Phrase::Text(_)) => assert!(!text.trim().is_empty(), "{lang}: {key} is empty"),
                (Phrase::Forms(forms), Phrase::Forms(_)) => {
                    assert!(
                        forms.keys().eq(&forms_of(lang)),
                        "{lang}: the forms of {key} are not {:?}",
                        forms_of(lang)
                    );
                }
                _ => panic!("{lang}: {key} has forms in one language and none in the other"),
            }
        }
    }
}

/// The keys that a text names: `menu.lessons` between quotes, or behind `w.`.
fn named<'t>(text: &'t str, groups: &BTreeSet<&str>) -> impl Iterator<Item = &'t str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let words = text.split(move |c: char| !is_part(c));
    let words = words.map(|word| word.strip_prefix("w.").unwrap_or(word).trim_matches('.'));
    words.filter(|word| {
        word.split_once('.').is_some_and(|(group, key)| groups.contains(group) && !key.is_empty() && !key.contains('.'))
    })
}

#[test]
fn every_word_is_used_and_every_word_that_is_used_is_there() {
    let table = built_in("nl");
    let groups: BTreeSet<&str> = table.keys().map(|key| key.split_once('.').unwrap().0).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    // Rust and Typst name a word between quotes, templates behind `w.`.
    let mut sources = files("themes/krijt/templates", &[".html", ".txt"]);
    let texts = sources.clone();
    sources.extend(files("themes/krijt/pdf", &[".typ"]));
    sources.extend(files("src", &[".rs"]));
    for (path, text) in &sources {
        let is_template = texts.contains_key(path);
        let quoted: String = if is_template { text.clone() } else { scan::literals(path, text).join("\n") };
        let keys = named(&quoted, &groups).filter(|key| !is_template || text.contains(&format!("w.{key}")));
        used.extend(keys.filter(|key| !key.ends_with("-pdf")).map(str::to_string));
    }
    for (path, text) in files("themes/krijt/scripts", &[".js"]) {
        let all = scan::literals(&path, &text);
        used.extend(all.iter().map(|key| format!("script.{key}")).filter(|key| table.contains_key(key)));
    }
    let missing: Vec<&String> = used.iter().filter(|key| !table.contains_key(*key) && !is_no_word(key)).collect();
    assert!(missing.is_empty(), "used, and not in nl.yaml: {missing:?}");
    // What stands behind these is chosen by the name of a block, of a file, of a moment.
    let chosen = ["block.", "moment.", "role.", "pdf.", "handbook.file_", "handbook.value_", "handbook.told_"];
    let idle: Vec<&String> =
        table.keys().filter(|key| !used.contains(*key) && !chosen.iter().any(|start| key.starts_with(start))).collect();
    assert!(idle.is_empty(), "in nl.yaml, and nothing says them: {idle:?}");
}

/// Between quotes in Rust, and the name of a file or of a variable.
fn is_no_word(key: &str) -> bool {
    key.ends_with('_')
        || [".html", ".txt", ".md", ".pdf", ".yaml", ".typ", ".json", ".css", ".js", ".svg"]
            .iter()
            .any(|end| key.ends_with(end))
}

/// Names of schema.org, which search engines read.
const SCHEMA: &[&str] =
    &["AlignmentObject", "Article", "Audience", "ElementarySchool", "Event", "LearningResource", "Place"];

/// Files whose words are those of authors, to be read.
const READS: &[&str] = &["src/render/opening.rs"];

#[test]
fn no_word_stands_outside_the_words() {
    let mut found = Vec::new();
    for (path, text) in files("themes/krijt/templates", &[".html", ".txt"]) {
        found.extend(scan::template(&text).into_iter().map(|word| format!("{path}: {word}")));
    }
    for (path, text) in files("themes/krijt/pdf", &[".typ"]) {
        found.extend(scan::typst(&text).into_iter().map(|word| format!("{path}: {word}")));
    }
    for (path, text) in files("themes/krijt/scripts", &[".js"]) {
        found.extend(scan::script(&text).into_iter().map(|word| format!("{path}: {word}")));
    }
    for (path, text) in files("themes/krijt/styles", &[".css"]) {
        found.extend(scan::style(&text).into_iter().map(|word| format!("{path}: {word}")));
    }
    let rust = ["src/output", "src/html", "src/pdf", "src/plan", "src/render"];
    for folder in rust.into_iter().filter(|folder| root().join(folder).is_dir()) {
        for (path, text) in files(folder, &[".rs"]).into_iter().filter(|(path, _)| !READS.contains(&path.as_str())) {
            let said = scan::rust(&text).into_iter().filter(|word| !SCHEMA.contains(&word.as_str()));
            found.extend(said.map(|word| format!("{path}: {word}")));
        }
    }
    assert!(found.is_empty(), "words that readers meet go to themes/krijt/words/:\n{}", found.join("\n"));
}
