//! Content that was written for other tools: lessons in the style of The Carpentries, pages of Zola and Hugo. As it comes,
//! each thing that krijt does not know is a finding with its line; with the levels lowered in `niveaus`, all of it comes out
//! as pages.

use std::collections::BTreeMap;

use krijt::diag::{Level, catalogue};

use crate::html;
use crate::support::{self, CONFIG, Found, School, difference, tree, updating};

/// Where each folder of `tests/foreign` goes in a school.
const FOLDERS: [(&str, &str); 7] = [
    ("carpentries", "content/lessen/birds"),
    ("zola", "content"),
    ("hugo", "content"),
    ("workbench", "content/lessen/ponds"),
    ("quarto", "content"),
    ("mdbook", "content"),
    ("docusaurus", "content"),
];

/// A `krijt.yaml` that lowers every level that may be lowered.
pub fn lowered() -> String {
    let codes = catalogue::ALL.iter().filter(|code| !code.fixed && code.level == Level::Error);
    let levels: Vec<String> = codes.map(|code| format!("{}: waarschuwing", code.id)).collect();
    format!("{CONFIG}niveaus: {{{}}}\n", levels.join(", "))
}

fn school(name: &str, folder: &str, config: &str) -> School {
    let school = School::new(&[("krijt.yaml", config)]);
    for (path, bytes) in tree(&support::tests().join("foreign").join(name)) {
        school.write(format!("{folder}/{path}"), bytes);
    }
    school
}

pub fn schools() -> Vec<(&'static str, School)> {
    FOLDERS.iter().map(|(name, folder)| (*name, school(name, folder, CONFIG))).collect()
}

/// A finding of a page with neither line nor column would help nobody.
pub fn assert_placed(school: &School, found: &[Found]) {
    for finding in found {
        assert!(!finding.message.is_empty() && !finding.help.is_empty(), "{finding:?}");
        if let Ok(text) = std::fs::read_to_string(school.at(&finding.file)) {
            assert!((1..=text.lines().count().max(1)).contains(&finding.line), "{finding:?}");
        }
    }
}

/// Every page must be well-formed HTML with one `h1`. What their `h1`s say.
pub fn titles(school: &School, edition: &str) -> BTreeMap<String, String> {
    let pages = school.tree(edition).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let title = |(path, bytes): (String, Vec<u8>)| {
        let page = html::parse(&String::from_utf8(bytes).unwrap()).unwrap_or_else(|what| panic!("{path}: {what}"));
        let headings = page.select("h1");
        let redirect = page.select("meta").iter().any(|meta| meta.attribute("http-equiv") == Some("refresh"));
        assert!(headings.len() == 1 || redirect, "{path} has {} h1", headings.len());
        let title = headings.first().map(|heading| heading.text().trim().to_string()).unwrap_or_default();
        (path, title)
    };
    pages.map(title).collect()
}

#[test]
fn what_krijt_does_not_know_is_a_finding_with_its_line() {
    let mut failures = String::new();
    for (name, folder) in FOLDERS {
        let school = school(name, folder, CONFIG);
        let run = school.krijt(&["check", "--format", "json", "--lang", "en"]);
        assert_eq!(run.exit, 1, "{}", run.text);
        let found = Found::list(&run);
        assert_placed(&school, &found);
        let actual: String = found.iter().map(|finding| format!("{} {}\n", finding.short(), finding.message)).collect();
        let path = support::tests().join("foreign").join(format!("{name}.findings"));
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if updating() && actual != expected {
            std::fs::write(&path, &actual).unwrap();
        } else if actual != expected {
            failures.push_str(&format!("{name}\n{}", difference(&expected, &actual)));
        }
    }
    assert!(failures.is_empty(), "\n{failures}\nKRIJT_UPDATE=1 rewrites tests/foreign/*.findings.\n");
}

#[test]
fn with_lowered_levels_every_foreign_page_comes_out() {
    for (name, folder) in FOLDERS {
        let school = school(name, folder, &lowered());
        // No level lets a key pass that hides a text elsewhere: such a line must be looked at, once.
        let chess = format!("{folder}/posts/chess.md");
        if name == "hugo" {
            school.write(&chess, school.read(&chess).replace("expiryDate: 2033-09-01\n", ""));
        }
        let run = school.krijt(&["build", "--lang", "nl", "--date", "2026-11-01"]);
        assert_eq!(run.exit, 0, "{name}\n{}", run.text);
        let titles = titles(&school, "public");
        for (path, bytes) in tree(&support::tests().join("foreign").join(name)) {
            let text = String::from_utf8_lossy(&bytes);
            let text = if name == "mdbook" { text.replacen("# ", "title: ", 1).into() } else { text };
            let title = text.lines().find_map(|line| line.strip_prefix("title: "));
            let Some(title) = title.filter(|_| path.ends_with(".md") && !text.contains("draft: true")) else {
                continue;
            };
            let title = title.trim_matches(['"', '\'']);
            assert!(titles.values().any(|other| other == title), "{name}: no page for {path}: {titles:#?}");
        }
    }
}

/// Notes and answers stay with the team, whatever generator they were written for.
#[test]
fn answers_of_foreign_lessons_are_not_public() {
    let school = school("carpentries", "content/lessen/birds", &lowered());
    assert_eq!(school.krijt(&["build"]).exit, 0);
    for secret in ["a number without a time", "You cannot be sure", "only when it is warm"] {
        let holds =
            |edition| school.tree(edition).values().any(|bytes| String::from_utf8_lossy(bytes).contains(secret));
        assert!(!holds("public") && holds("team"), "«{secret}»");
    }
}
