//! Somebody who never saw krijt: makes a school and a lesson, makes the mistakes that everybody makes, and puts each right
//! by doing what the message says, nothing else. `tests/newcomer.txt` is what that person reads; read it as one.

use crate::support::{self, Run, School};

pub const LESSON: &str = "content/lessen/mediawijs/02-wat-is-nep.md";

/// What goes wrong, what stands in the lesson, what the newcomer makes of it, and how often they must look again.
const MISTAKES: &[(&str, &str, &str, usize)] = &[
    ("a colon in the title", "titel: \"Wat is nep?\"", "titel: Les 2: wat is nep?", 1),
    ("quotes from a word processor around it, too", "titel: \"Wat is nep?\"", "titel: “Les 2: wat is nep?”", 1),
    ("a quote that never ends", "titel: \"Wat is nep?\"", "titel: \"Wat is nep?", 1),
    ("no space after the colon", "titel: \"Wat is nep?\"", "titel:Wat is nep?", 1),
    ("an equals sign", "duur: 45", "duur = 45", 1),
    ("no colon", "duur: 45", "duur 45", 1),
    ("an apostrophe in quotes", "titel: \"Wat is nep?\"", "titel: 'Foto's: wat is nep?'", 1),
    ("a sign that no value begins with", "titel: \"Wat is nep?\"", "titel: @school is nep", 1),
    ("half a list", "groepen: [5, 6]", "groepen: [5, 6", 1),
    ("a key of two words in one", "duur: 45", "lesduur: 45", 1),
    ("a capital letter", "titel: \"Wat is nep?\"", "Titel: \"Wat is nep?\"", 1),
    ("a mistyped key", "samenvatting:", "samenvattign:", 1),
    ("a tab", "  - Digibord", "\t- Digibord", 1),
    ("a hyphen without a space", "  - Digibord", "  -Digibord", 1),
    ("a date in words", "duur: 45", "datum: vrijdag 6 november 2026\nduur: 45", 1),
    ("a date the other way round", "duur: 45", "datum: 06-11-2026\nduur: 45", 1),
    ("minutes that do not add up", "duur: 45", "duur: 50", 1),
    ("a phase without minutes", "## Aan de slag {duur=25}", "## Aan de slag", 2),
    ("minutes between parentheses", "## Aan de slag {duur=25}", "## Aan de slag (25 minuten)", 1),
    ("minutes with their unit", "## Aan de slag {duur=25}", "## Aan de slag {duur=\"25 min\"}", 1),
    ("a head without an end", "concept: ja\n---\n", "concept: ja\n", 1),
    ("a mistyped block", "::: planb", "::: plamb", 1),
    ("a mistyped block for the team", "::: antwoord", "::: antwoordt", 1),
    ("two colons", "::: planb", ":: planb", 1),
    ("a block without an end", "alleen het team.\n:::\n\n<!-- mag", "alleen het team.\n\n<!-- mag", 1),
    ("a slide without an end", "met je buur.\n:::\n", "met je buur.\n", 1),
    ("a mistyped attribute", "{.opdracht lijnen=4}", "{.opdracht lijn=4}", 1),
    ("an attribute without braces", "::: {.opdracht lijnen=4}", "::: opdracht lijnen=4", 1),
    ("two words without quotes", "::: {.opdracht lijnen=4}", "::: {.opdracht titel=Aan de slag lijnen=4}", 1),
    ("a link to a file that is not there", "Schrijf hier in twee zinnen", "Zie [het begin](modul.md). Schrijf", 1),
];

#[derive(Debug, serde::Deserialize)]
pub struct Finding {
    pub code: String,
    file: String,
    line: usize,
    column: usize,
    message: String,
    help: String,
    fix: Option<Fix>,
    rename: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
struct Fix {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: String,
}

pub fn findings(school: &School) -> Vec<Finding> {
    let run = school.krijt(&["check", "--format", "json", "--lang", "nl"]);
    let mut report: serde_json::Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.text));
    serde_json::from_value(report["findings"].take()).unwrap()
}

/// Gives files the names that the findings say, and how many findings are left; `None` where they say none.
pub fn renamed(school: &School, found: &[Finding]) -> Option<usize> {
    let mut moved = false;
    for (from, to) in found.iter().filter_map(|finding| Some((&finding.file, finding.rename.as_ref()?))) {
        let (from, to) = (school.root().join(from), school.root().join(to));
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        assert!(!to.exists(), "{to:?}");
        std::fs::rename(from, to).unwrap();
        moved = true;
    }
    moved.then(|| findings(school).len())
}

/// The text after doing what a finding says; `None` when it does not say it well enough to just do it.
fn follow(text: &str, finding: &Finding) -> Option<String> {
    let fix = finding.fix.as_ref()?;
    let at = |line: usize, column: usize| {
        let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        let chars = text[start..].char_indices().map(|(at, _)| at).nth(column - 1);
        start + chars.unwrap_or(text.len() - start)
    };
    let (start, end) = (at(fix.line, fix.column), at(fix.end_line, fix.end_column));
    Some(format!("{}{}{}", &text[..start], fix.text, &text[end..]))
}

pub fn newcomer() -> School {
    let school = School::bare();
    let done = |run: Run| assert_eq!(run.exit, 0, "{}", run.text);
    done(school.krijt(&["init", ".", "--name", "Basisschool De Brug", "--date", "2026-11-06"]));
    done(school.krijt(&["new", "les", "Wat is nep?", "--date", "2026-11-06"]));
    school
}

#[test]
fn every_mistake_is_put_right_by_its_message() {
    let school = newcomer();
    let good = school.read(LESSON);
    let mut told = String::new();
    for (what, right, wrong, looks) in MISTAKES {
        assert_eq!(good.matches(right).count(), 1, "{what}: {right}");
        school.write(LESSON, good.replace(right, wrong));
        told.push_str(&format!("== {what}\n"));
        for look in 1.. {
            let found = findings(&school);
            let Some(finding) = found.first() else { break };
            assert_eq!(found.len(), 1, "{what}: one mistake is one finding: {found:#?}");
            assert_eq!(finding.file, LESSON, "{what}");
            let text = school.read(LESSON);
            let line = text.lines().nth(finding.line - 1).unwrap_or_default();
            told.push_str(&format!(
                "{}:{} | {line}\n{} {}\n{}\n",
                finding.line, finding.column, finding.code, finding.message, finding.help
            ));
            let better = follow(&text, finding).unwrap_or_else(|| panic!("{what}: nothing to do in {finding:#?}"));
            told.push_str(&support::difference(&text, &better));
            school.write(LESSON, better);
            assert!(look <= *looks, "{what}: not right after {looks}:\n{told}");
        }
        told.push('\n');
    }
    let golden = support::tests().join("newcomer.txt");
    if support::updating() {
        std::fs::write(&golden, &told).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(told == expected, "{}", support::difference(&expected, &told));
}

/// Five at once, in the head and in the text: look, do what is said from the bottom up, look again.
#[test]
fn five_mistakes_at_once_take_two_looks() {
    let school = newcomer();
    let mut text = school.read(LESSON);
    for number in [0, 11, 21, 24, 26] {
        let (_, right, wrong, _) = MISTAKES[number];
        text = text.replace(right, wrong);
    }
    school.write(LESSON, text);
    let mut looks = 0;
    loop {
        let mut found = findings(&school);
        if found.is_empty() {
            break;
        }
        looks += 1;
        assert!(looks <= 2, "{found:#?}");
        found.reverse();
        for finding in &found {
            let text = school.read(LESSON);
            school.write(LESSON, follow(&text, finding).unwrap_or_else(|| panic!("{finding:#?}")));
        }
    }
    assert_eq!(looks, 2, "a head that cannot be read hides its mistyped key, and nothing else");
    assert_eq!(school.krijt(&["build"]).exit, 0);
    assert!(!school.exists("public/lessen/mediawijs/wat-is-nep/index.html"), "a new text is a draft");
}

/// From `new` to the site: write, look, take `concept: ja` off. Who forgets to write is told so.
#[test]
fn a_lesson_goes_public_when_it_is_written_and_no_draft() {
    const PAGE: &str = "lessen/mediawijs/wat-is-nep/index.html";
    let school = newcomer();
    assert_eq!(school.krijt(&["build", "--drafts", "--no-pdf"]).exit, 0);
    assert!(school.exists(&format!("team/{PAGE}")) && !school.exists(&format!("public/{PAGE}")));
    let first = school.read(LESSON);
    let open = first.replace("concept: ja\n", "");
    assert_ne!(open, first);
    school.write(LESSON, &open);
    let found = findings(&school);
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["E0111"]);
    school.write(LESSON, open.replace("Schrijf hier", "Lees hier"));
    assert_eq!(school.krijt(&["build", "--no-pdf"]).exit, 0);
    assert!(school.exists(&format!("public/{PAGE}")));
}
