//! The command line, as far as a golden case cannot hold it: languages by locale, pipes, and what holds for all codes.

use std::process::Stdio;

use krijt::diag::catalogue;

use crate::support::{self, Found, School};

fn with_a_mistake() -> School {
    School::new(&[
        ("content/over.md", "---\ntitel: Over ons\n---\nLees [dit](weg.md).\n"),
        ("content/hulp/bel.md", "---\ntitel: Bel\nsamenvattign: X\n---\nBel ons.\n"),
    ])
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let school = School::bare();
    for code in catalogue::ALL {
        let [nl, en] = ["nl", "en"].map(|lang| school.krijt(&["explain", code.id, "--lang", lang]));
        assert_eq!((nl.exit, en.exit), (0, 0), "{}", code.id);
        assert_eq!(en.text, school.krijt(&["explain", code.name, "--lang", "en"]).text, "{}", code.name);
        assert_ne!(nl.text, en.text, "{} says the same in Dutch and in English", code.id);
        for run in [nl, en] {
            assert!(run.text.contains(code.id) && run.text.contains(code.name), "{}", run.text);
            assert!(run.text.lines().count() > 2, "{} is hardly explained:\n{}", code.id, run.text);
        }
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_flag_wins() {
    let school = with_a_mistake();
    let message = |environment: &[(&str, &str)], args: &[&str]| {
        let mut command = school.command([&["check", "--format", "json"], args].concat());
        command.env_remove("LC_ALL").envs(environment.iter().copied());
        Found::list(&support::run(command))[0].message.clone()
    };
    let (dutch, english) = (message(&[], &["--lang", "nl"]), message(&[], &["--lang", "en"]));
    assert_ne!(dutch, english);
    assert_eq!(message(&[("LANG", "nl_NL.UTF-8")], &[]), dutch);
    assert_eq!(message(&[("LANG", "nl_BE")], &[]), dutch);
    assert_eq!(message(&[("LANG", "en_GB.UTF-8")], &[]), english);
    assert_eq!(message(&[("LANG", "nl_NL.UTF-8"), ("LC_ALL", "en_US.UTF-8")], &[]), english);
    assert_eq!(message(&[("LANG", "en_GB.UTF-8")], &["--lang", "nl"]), dutch);
}

#[test]
fn json_counts_what_it_lists_and_points_into_the_text() {
    let school = with_a_mistake();
    let run = school.krijt(&["check", "--format", "json", "--lang", "en"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["summary"]["errors"], 2, "{}", run.out);
    assert_eq!(report["summary"]["warnings"], 0, "{}", run.out);
    let found = Found::list(&run);
    let places: Vec<String> = found.iter().map(Found::short).collect();
    assert_eq!(places, ["content/hulp/bel.md:3:1 E0204", "content/over.md:4:6 E0501"]);
    assert_eq!((found[0].end_line, found[0].end_column), (3, 13), "a range ends after its last character");
    assert!(found.iter().all(|found| found.severity == "error"), "{found:?}");
}

#[test]
fn explain_alone_lists_what_there_is() {
    let school = School::bare();
    for lang in ["nl", "en"] {
        let run = school.krijt(&["explain", "--lang", lang]);
        assert_eq!(run.exit, 0, "{}", run.text);
        let lines: Vec<&str> = run.out.lines().map(str::trim_start).collect();
        let has =
            |word: &str| lines.iter().any(|line| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        assert!(catalogue::ALL.iter().all(|code| has(code.id)), "{}", run.out);
        assert!(["opdracht", "quiz", "weetje"].into_iter().all(has), "{}", run.out);
        assert!(run.out.contains(" publiceren_vanaf"), "{}", run.out);
        assert!(run.out.lines().all(|line| line.chars().count() <= 110), "{}", run.out);
    }
}

/// More findings than fifty are counted by code, errors first; programs get them all.
#[test]
fn much_at_once_is_a_table() {
    let school = School::new(&[]);
    for number in 1..=4 {
        let links: String = (1..=15).map(|link| format!("Lees [nummer {number}.{link}](weg-{link}.md).\n")).collect();
        school.write(format!("content/p{number}.md"), format!("---\ntitel: Pagina {number}\n---\n{links}"));
    }
    // The word that is too long comes first in the order of files, and last in that of what is shown.
    school.write("content/a.md", "---\ntitel: A\n---\nDe medezeggenschapsraadsvergadering is er.\n");
    let shown = |run: &support::Run| run.text.matches("--> ").count();
    let run = school.krijt(&["check", "--lang", "nl"]);
    assert_eq!(shown(&run), 50, "{}", run.text);
    assert!(!run.text.contains("W1602 word-long]"), "{}", run.text);
    assert!(run.text.contains("\nDit zijn er 50 van 61. Alle meldingen bij elkaar:\n    60 × E0501 broken-link\n     1 × W1602 word-long\n"), "{}", run.text);
    assert!(run.text.contains("krijt controleer --all"), "{}", run.text);
    let all = school.krijt(&["check", "--all", "--lang", "nl"]);
    assert!(shown(&all) == 61 && !all.text.contains("Dit zijn er"), "{}", all.text);
    assert_eq!(Found::list(&school.krijt(&["check", "--format", "json"])).len(), 61);
}

/// Every command says in Dutch what it does, with examples that are commands; and its Dutch name does the same.
#[test]
fn help_is_in_the_language_of_the_locale() {
    let school = School::bare();
    let verbs = [
        ("build", "bouw"),
        ("check", "controleer"),
        ("serve", "kijk"),
        ("init", "begin"),
        ("new", "nieuw"),
        ("photo", "foto"),
        ("explain", "leg-uit"),
        ("handbook", "handboek"),
        ("schema", "schema"),
        ("completions", "completions"),
        ("man", "man"),
        ("help", "hulp"),
    ];
    for (english, dutch) in verbs {
        let mut command = school.command([dutch, "--help"]);
        command.env("LC_ALL", "nl_NL.UTF-8");
        let nl = support::run(command);
        let en = school.krijt(&[english, "--help", "--lang", "en"]);
        assert_eq!((nl.exit, en.exit), (0, 0), "{}{}", nl.text, en.text);
        assert_eq!(nl.text, school.krijt(&["hulp", english, "--lang", "nl"]).text);
        for (text, usage, examples) in [
            (&nl.text, format!("Gebruik: krijt {dutch}"), "Voorbeelden:\n  krijt "),
            (&en.text, format!("Usage: krijt {english}"), "Examples:\n  krijt "),
        ] {
            assert!(text.contains(&usage) && text.contains(examples), "{text}");
        }
        for word in ["Usage", "Options", "Arguments", "Commands", "default", "possible values", "Print"] {
            assert!(!nl.text.contains(word), "{word} in Dutch: {}", nl.text);
        }
        let man = school.krijt(&["man", english, "--lang", "nl"]);
        assert!(man.text.contains(".SH NAAM") && !man.text.contains(".SH NAME"), "{}", man.text);
    }
}

/// `krijt explain --all | head -1`: who reads no further is no reason to complain.
#[test]
fn a_closed_pipe_is_no_crash() {
    let school = with_a_mistake();
    for args in [&["explain", "--all"][..], &["check"], &["--help"], &["check", "--format", "json"]] {
        let mut command = school.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panic"), "{args:?}: {errors}");
        assert_ne!(support::code(output.status), 4, "{args:?}: {errors}");
    }
}

#[test]
fn the_root_is_found_from_below_it() {
    let school = with_a_mistake();
    let mut command = school.command(["check", "--format", "json"]);
    command.current_dir(school.at("content/hulp"));
    let places: Vec<String> = Found::list(&support::run(command)).iter().map(Found::short).collect();
    assert_eq!(places, ["content/hulp/bel.md:3:1 E0204", "content/over.md:4:6 E0501"]);
}

/// A check reads, and only reads.
#[test]
fn a_check_writes_nothing() {
    let school = with_a_mistake();
    let before = school.tree(".");
    school.krijt(&["check"]);
    assert_eq!(support::tree_difference(&before, &school.tree(".")), "");
}

/// The same in a folder whose name is a trap for whoever builds paths or addresses by hand.
#[test]
fn a_school_may_stand_in_an_odd_folder() {
    let school = School::bare();
    let folder = "map met spatie/ü %20#1 'a' \"b\"";
    school.write(format!("{folder}/krijt.yaml"), support::CONFIG);
    school.write(format!("{folder}/content/over.md"), "---\ntitel: Over ons\n---\n[zelf](over.md)\n");
    let run = school.krijt(&["build", "--root", folder]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let page = school.read(&format!("{folder}/public/over/index.html"));
    assert!(!page.contains("spatie"), "a page names the folder that it was built in");
}

/// Times are asked for, and never stand between what a program reads.
#[test]
fn times_go_to_standard_error_and_no_bar_into_a_pipe() {
    let school = School::new(&[("content/over.md", "---\ntitel: Over ons\n---\nWij zijn een school.\n")]);
    let run = school.krijt(&["build", "-v", "--no-pdf", "--lang", "nl"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let errors = run.text.strip_prefix(&run.out).unwrap();
    let steps = ["Tijden:", "lezen", "begrijpen", "nakijken", "bestanden maken", "op hun plek zetten", "Het langst:"];
    let places: Vec<Option<usize>> = steps.iter().map(|step| errors.find(step)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{errors}");
    assert!(!run.out.contains(" ms "), "{}", run.out);
    assert!(!run.text.contains(['\r', '\x1b']), "{}", run.text);
    let quiet = school.krijt(&["build", "--no-pdf", "--lang", "nl"]);
    assert!(!quiet.text.contains(" ms "), "{}", quiet.text);
    let json = school.krijt(&["check", "-v", "--no-pdf", "--format", "json"]);
    assert!(Found::list(&json).is_empty() && json.text == json.out, "{}", json.text);
}

/// Marks of other systems go without a word in the text, nothing is written unasked, and what was there is kept.
#[test]
fn fix_takes_the_marks_of_other_systems_away() {
    let school = School::new(&[]);
    let (windows, plain) = ("\u{feff}---\r\ntitel: Over\r\n---\r\nEen.\r\n", "---\ntitel: Over\n---\nEen.\n");
    school.write("content/over.md", windows);
    let asked = school.krijt(&["check", "--fix", "--lang", "en"]);
    assert!(asked.text.contains("content/over.md: marks of another system go (BOM, CRLF)"), "{}", asked.text);
    assert_eq!(school.read("content/over.md"), windows, "nobody said yes");
    let run = school.krijt(&["check", "--fix", "--yes", "--lang", "en"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    assert_eq!(school.read("content/over.md"), plain);
    assert_eq!(school.read(".krijt/voor-fix/content/over.md"), windows);
    let names: Vec<_> = std::fs::read_dir(school.at("content")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left behind: {names:?}");
    let again = school.krijt(&["check", "--fix", "--yes", "--lang", "en"]);
    assert!(again.text.contains("Nothing to put right"), "{}", again.text);
}

/// `--open` starts the editor of the user's, with its own arguments and the new file, and waits for it.
#[test]
fn a_new_text_is_opened_in_the_editor() {
    let school = School::bare();
    school.write("krijt.yaml", support::CONFIG);
    school.write("editor.sh", "#!/bin/sh\nprintf '%s|' \"$@\" >> opened.txt\n");
    let editor = school.at("editor.sh");
    std::fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let editor = format!("{} --wait", editor.display());
    for (kind, set, others) in [("pagina", "VISUAL", "EDITOR"), ("module", "EDITOR", "VISUAL")] {
        let mut command = school.command(["nieuw", kind, "Nieuw", "--open"]);
        command.env(set, &editor).env(others, if others == "EDITOR" { "false" } else { "" });
        let run = support::run(command);
        assert_eq!(run.exit, 0, "{}", run.text);
    }
    assert_eq!(school.read("opened.txt"), "--wait|./content/nieuw.md|--wait|./content/lessen/nieuw/module.md|");
    // A refusal opens nothing.
    let mut command = school.command(["nieuw", "pagina", "Nieuw", "--open"]);
    command.env("VISUAL", &editor);
    assert_eq!(support::run(command).exit, 2);
    assert_eq!(school.read("opened.txt").matches('|').count(), 4);
}
