//! What `krijt new` and `krijt init` make, in a fresh school and in the real one.

use crate::support::{self, Found, Run, School};

/// Every kind by its Dutch and its English word.
const KINDS: &[[&str; 2]] = &[
    ["module", "module"],
    ["les", "lesson"],
    ["nieuwsbrief", "newsletter"],
    ["thema-avond", "evening"],
    ["hoofdstuk", "chapter"],
    ["presentatie", "deck"],
    ["pagina", "page"],
];

fn fresh() -> School {
    let school = School::bare();
    let run = school.krijt(&["init", ".", "--name", "De Brug: \"samen\" #1", "--place", "Epe", "--date", "2026-11-06"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    school
}

/// A copy of the content of this project.
fn real() -> School {
    let root = support::tests().join("..");
    let school = School::bare();
    for folder in ["content", "themes"] {
        for (path, bytes) in support::tree(&root.join(folder)) {
            school.write(format!("{folder}/{path}"), bytes);
        }
    }
    school.write("krijt.yaml", std::fs::read(root.join("krijt.yaml")).unwrap());
    school
}

fn check(school: &School) -> Run {
    school.krijt(&["check", "--format", "json", "--lang", "nl"])
}

fn is_clean(school: &School, what: &str) {
    let run = check(school);
    let found: Vec<String> =
        Found::list(&run).iter().map(|found| format!("{} {}", found.short(), found.message)).collect();
    assert!(found.is_empty() && run.exit == 0, "{what}:\n{}", found.join("\n"));
}

#[test]
fn what_is_new_is_right_at_once() {
    for (school, name) in [(fresh(), "a fresh school"), (real(), "the real school")] {
        is_clean(&school, name);
        for (number, words) in KINDS.iter().enumerate() {
            for (language, word) in words.iter().enumerate() {
                let title = format!("Wat is: 'AI' & \"echt\"? \\ #{number}{language}");
                let run =
                    school.krijt(&["new", word, &title, "--date", "2026-11-06", "--module", only_module(&school)]);
                assert_eq!(run.exit, 0, "{word} in {name}: {}", run.text);
            }
        }
        is_clean(&school, name);
    }
}

/// The module that was there first: the new ones make the choice unclear.
fn only_module(school: &School) -> &'static str {
    if school.exists("content/lessen/samen-online") { "samen-online" } else { "mediawijs" }
}

/// Words of advice are for authors: no reader ever sees them, not even in the team edition.
#[test]
fn advice_in_a_new_text_is_never_published() {
    let school = fresh();
    for [word, _] in KINDS {
        assert_eq!(school.krijt(&["new", word, &format!("Nieuw {word}"), "--module", "mediawijs"]).exit, 0);
    }
    let run = school.krijt(&["build", "--drafts"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    for edition in ["public", "team"] {
        let tree = school.tree(edition);
        assert!(tree.len() > 10, "{edition} holds {} files", tree.len());
        for (path, bytes) in tree {
            let text = String::from_utf8_lossy(&bytes);
            for advice in ["Dit is de kop", "Uitleg tussen deze tekens", "mag-weg betekent", "yaml-language-server"] {
                assert!(!text.contains(advice), "{edition}/{path} holds «{advice}»");
            }
        }
    }
}

#[test]
fn today_is_filled_in_and_nothing_is_overwritten() {
    let school = fresh();
    assert_eq!(school.krijt(&["new", "nieuwsbrief", "Hoi"]).exit, 0);
    assert!(school.exists("content/nieuwsbrieven/2026-11-01-hoi.md"));
    let before = school.tree(".");
    let args = ["new", "nieuwsbrief", "Hoi", "--date", "2026-11-06"];
    let (first, again) = (school.krijt(&args), school.krijt(&args));
    assert_eq!((first.exit, again.exit), (0, 2), "{}", again.text);
    assert_eq!(school.tree(".").len(), before.len() + 1);
    assert_eq!(school.krijt(&["init", ".", "--name", "Anders"]).exit, 2);
    assert_eq!(school.read("krijt.yaml").as_bytes(), before["krijt.yaml"]);
}

/// Inside the folder of a module, a lesson goes there.
#[test]
fn a_lesson_goes_where_its_author_is() {
    let school = fresh();
    assert_eq!(school.krijt(&["new", "module", "Tweede"]).exit, 0);
    assert_eq!(school.krijt(&["new", "les", "Hier"]).exit, 2);
    let mut command = school.command(["new", "les", "Hier"]);
    command.current_dir(school.at("content/lessen/tweede"));
    let run = support::run(command);
    assert_eq!(run.exit, 0, "{}", run.text);
    assert!(school.exists("content/lessen/tweede/01-hier.md"), "{}", run.text);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let school = School::bare();
    let commands = ["build", "check", "init", "new", "explain", "serve", "schema", "completions"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = school.krijt(&["completions", shell]);
        assert_eq!(run.exit, 0, "{shell}");
        for command in commands {
            assert!(run.out.contains(command), "{shell} does not know {command}");
        }
    }
    let page = school.krijt(&["man", "--lang", "en"]);
    assert!(page.exit == 0 && page.out.starts_with(".ie"), "{}", page.out);
    for command in commands {
        assert!(page.out.contains(command), "the manual does not know {command}");
        let own = school.krijt(&["man", command, "--lang", "en"]);
        assert!(own.exit == 0 && own.out.contains(".SH SYNOPSIS"), "{command}: {}", own.text);
        let help = school.krijt(&[command, "--help", "--lang", "en"]);
        assert!(help.exit == 0 && help.out.contains("Examples:"), "krijt {command} --help has no examples");
    }
    assert_eq!(school.krijt(&["man", "bakken"]).exit, 2);
}
