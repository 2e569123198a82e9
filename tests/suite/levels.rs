//! No level makes public what is hidden. Each code that can be lowered is lowered in the school of its own golden case,
//! with a secret in every place that hides: a block for the team in each text, a comment, a draft, a part of a hidden whole.

use krijt::diag::catalogue;
use rayon::prelude::*;

use crate::golden;
use crate::support::School;

const SECRET: &str = "zwaluwstaartgeheim";

/// Blocks and comments that hide, below every text of the school.
fn with_blocks(text: &str) -> String {
    format!(
        "{text}\n\n::: leerkracht\n## {SECRET}\n\nHet woord is {SECRET}.\n:::\n\n<!-- {SECRET} -->\n\n\
         ::: {{.antwoord titel=\"{SECRET}\"}}\n{SECRET}\n:::\n"
    )
}

/// Texts that are hidden as a whole, by their own heads and by others'.
const HIDDEN: &[(&str, &str)] = &[
    ("content/zz-concept.md", "titel: «»\nconcept: ja"),
    ("content/zz-team.md", "titel: «»\neditie: team\naliassen: [«»]"),
    ("content/zz-later.md", "titel: «»\npubliceren_vanaf: 2099-01-01"),
    ("content/zz-map/index.md", "titel: «»\nconcept: ja"),
    ("content/zz-map/deel.md", "titel: «»"),
    ("content/lessen/zz/module.md", "titel: «»\neditie: mr\nthema: «»"),
    ("content/lessen/zz/01-les.md", "titel: «»\nthema: «»"),
    ("content/nieuwsbrieven/2026-01-01-zz.md", "titel: «»\ndatum: 2026-01-01\nconcept: ja"),
    ("content/nieuwsbrieven/2026-01-01-zz.en.md", "titel: «»\ndatum: 2026-01-01"),
];

fn hide(school: &School) {
    for (path, bytes) in school.tree("content") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if path.ends_with(".md") {
            school.write(format!("content/{path}"), with_blocks(&text));
        }
    }
    for (path, head) in HIDDEN {
        let head = head.replace("«»", SECRET);
        school.write(path, format!("---\n{head}\n---\n# {SECRET}\n\nDit is {SECRET}.\n"));
    }
}

/// The same, where the text with the finding is itself a draft: a mark is added to its head.
fn hide_whole(school: &School) {
    for (path, bytes) in school.tree("content") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let Some(rest) = text.strip_prefix("---\n").filter(|_| path.ends_with(".md")) else { continue };
        school.write(format!("content/{path}"), format!("---\nconcept: ja\n{rest}\n\n{SECRET}\n"));
    }
}

/// What hides something in a school.
type Change = fn(&School);
/// A code, the level that it gets, and what is hidden.
type Trial = (&'static str, &'static str, Change);

/// Whether anything was published, and where the secret is in it.
fn published((code, level, change): Trial) -> (bool, Option<String>) {
    let Some(school) = golden::school_of(code).filter(|school| school.exists("krijt.yaml")) else {
        return (false, None);
    };
    change(&school);
    let config = school.read("krijt.yaml");
    if config.contains("niveaus") {
        return (false, None);
    }
    school.write("krijt.yaml", format!("{config}\nniveaus: {{{code}: {level}}}\n"));
    school.krijt(&["build", "--no-pdf", "--drafts", "-q"]);
    let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(SECRET);
    let public = school.tree("public");
    let is_there = !public.is_empty();
    let found = public.into_iter().find(|(path, bytes)| path.contains(SECRET) || holds(bytes));
    (is_there, found.map(|(path, _)| format!("{code}: {level} publishes the secret in {path}")))
}

#[test]
fn no_level_publishes_what_is_hidden() {
    let codes: Vec<&str> = catalogue::ALL.iter().filter(|code| !code.fixed).map(|code| code.id).collect();
    assert!(codes.len() > 50);
    let runs: Vec<Trial> = codes
        .iter()
        .flat_map(|code| {
            let with = |change: Change| ["uit", "waarschuwing"].map(|level| (*code, level, change));
            with(hide).into_iter().chain(with(hide_whole))
        })
        .collect();
    let count = runs.len();
    let came: Vec<(bool, Option<String>)> = runs.into_par_iter().map(published).collect();
    let found: Vec<&String> = came.iter().filter_map(|(_, leak)| leak.as_ref()).collect();
    assert_eq!(found, Vec::<&String>::new());
    // Schools of which nothing was published would prove nothing.
    let built = came.iter().filter(|(is_there, _)| *is_there).count();
    assert!(built * 3 > count * 2, "only {built} of {count} schools were published");
}
