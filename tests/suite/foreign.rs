//! Content that was written for other tools: lessons in the style of The Carpentries, pages of Zola and Hugo, and every
//! example of the CommonMark specification. As it comes, each thing that krijt does not know is a finding with its
//! line; with the levels lowered in `niveaus`, all of it comes out as pages.

use std::collections::BTreeMap;
use std::path::PathBuf;

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
fn assert_placed(school: &School, found: &[Found]) {
    for finding in found {
        assert!(!finding.message.is_empty() && !finding.help.is_empty(), "{finding:?}");
        if let Ok(text) = std::fs::read_to_string(school.at(&finding.file)) {
            assert!((1..=text.lines().count().max(1)).contains(&finding.line), "{finding:?}");
        }
    }
}

/// Every page must be well-formed HTML with one `h1`. What their `h1`s say.
fn titles(school: &School, edition: &str) -> BTreeMap<String, String> {
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
        // A text without a head may have lost one that hid it: until it has one, it is the team's.
        let edition = if name == "mdbook" { "team" } else { "public" };
        let titles = titles(&school, edition);
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

/// The examples of the CommonMark specification, as the Markdown parser's own tests carry them: their source comes
/// with the crate that we build with, so nothing is copied into this project.
fn examples() -> Vec<String> {
    // Of this platform alone: crates of others are not here as a rule.
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("cargo metadata: {error}\n{}", String::from_utf8_lossy(&output.stderr)));
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    let suite = PathBuf::from(parser["manifest_path"].as_str().unwrap()).with_file_name("tests").join("suite/spec.rs");
    let text = std::fs::read_to_string(&suite).unwrap_or_else(|error| panic!("{}: {error}", suite.display()));
    let examples = text.split("let original = r##\"").skip(1);
    examples.map(|rest| rest[..rest.find("\"##;").unwrap()].to_string()).collect()
}

fn example_pages(config: &str) -> (School, usize) {
    let school = School::new(&[("krijt.yaml", config)]);
    let examples = examples();
    for (number, example) in examples.iter().enumerate() {
        let number = number + 1;
        school.write(format!("content/example-{number}.md"), format!("---\ntitel: Example {number}\n---\n{example}"));
    }
    (school, examples.len())
}

#[test]
fn every_commonmark_example_is_a_page_or_a_placed_finding() {
    let (school, count) = example_pages(CONFIG);
    assert!(count > 600, "only {count} examples");
    let run = school.krijt(&["check", "--format", "json", "--lang", "en"]);
    assert_eq!(run.exit, 1, "{}", run.text);
    assert_placed(&school, &Found::list(&run));
}

/// Examples whose point is that a comment is none: code by its four spaces, and `<!-->`. In a school everybody would read
/// what was meant for nobody, so these are errors that nothing lowers.
const BROKEN_COMMENTS: [usize; 2] = [183, 626];

#[test]
fn with_lowered_levels_every_commonmark_example_is_a_page() {
    let (school, count) = example_pages(&lowered());
    let is_left_out = |number: &usize| BROKEN_COMMENTS.contains(number);
    (1..=count).filter(is_left_out).for_each(|number| {
        std::fs::remove_file(school.at(format!("content/example-{number}.md"))).unwrap();
    });
    let run = school.krijt(&["build", "--edition", "public", "--lang", "en", "--format", "json"]);
    let errors: Vec<String> =
        Found::list(&run).iter().filter(|found| found.severity == "error").map(Found::short).collect();
    assert_eq!(errors, Vec::<String>::new(), "these cannot be lowered");
    assert_eq!(run.exit, 0, "{}", run.text);
    let titles = titles(&school, "public");
    for number in (1..=count).filter(|number| !is_left_out(number)) {
        let path = format!("example-{number}/index.html");
        assert_eq!(titles.get(&path), Some(&format!("Example {number}")), "{path}");
    }
}
