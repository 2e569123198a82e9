//! Files, the network, the clock and threads are for few modules; the stages stand in one row, which few call.
//! `clippy.toml` forbids the calls; this says which modules may name what makes them.

use std::collections::BTreeSet;

use super::imports::{sources, without_comment};

/// Who may name what. `external` only exists with its feature.
const MAY: &[(&str, &[&str])] = &[
    ("std::fs", &["disk"]),
    ("std::io::stdin", &["cli"]),
    ("std::net", &["serve", "external"]),
    ("std::time", &["disk", "serve", "cli", "external"]),
    ("std::thread", &["disk", "serve", "cli", "external"]),
    ("std::env", &["cli"]),
    ("std::process", &["disk", "cli", "main"]),
    ("tokio::", &["serve"]),
    ("walkdir::", &["disk"]),
    ("crate::disk", &["disk", "build", "serve", "cli"]),
    // The stages, each once.
    ("site::assemble(", &["pipeline"]),
    ("check::run(", &["pipeline"]),
    ("plan::plan(OUTPUTS", &["pipeline"]),
    ("LeakDetector::new(", &["pipeline"]),
    ("RenderContext::new(", &["pipeline"]),
    ("allow::settle(", &["pipeline"]),
    ("PlannedEdition {", &["pipeline"]),
];

fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The code of a file without comments and without the tests in it.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    text.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

#[test]
fn few_modules_touch_the_surroundings() {
    for (name, may) in MAY {
        let mut users = BTreeSet::new();
        for (path, text) in sources() {
            if code(&text).contains(name) {
                users.insert(module(&path).to_string());
                assert!(may.contains(&module(&path)), "src/{path} names `{name}`, which is for {may:?}");
            }
        }
        assert!(!users.is_empty() || *name == "std::env" || *name == "std::io::stdin", "nobody names `{name}`");
    }
}

/// One place each: a second one would be a second pipeline.
#[test]
fn each_stage_is_called_from_one_place() {
    for (name, may) in MAY.iter().filter(|(_, may)| *may == ["pipeline"]) {
        let calls = |text: &str| {
            code(text)
                .lines()
                .filter(|line| line.contains(name) && !line.contains("struct ") && !line.contains("impl "))
                .count()
        };
        let all: usize = sources().values().map(|text| calls(text)).sum();
        assert_eq!(all, 1, "`{name}` is called from {all} places, for {may:?}");
    }
    // Those that run it: building, serving, the handbook, fixes, and Typst's source.
    let runs: Vec<String> =
        sources().into_iter().filter(|(_, text)| code(text).contains(".analyse(")).map(|(path, _)| path).collect();
    assert_eq!(runs, ["build.rs", "handbook.rs", "mend.rs", "mend/photo.rs", "pipeline.rs", "serve/snapshot.rs"]);
}

/// An output is made for an audience because its row says so; a writer writes what an edition has. Neither asks for whom,
/// but to say on a paper or a page for whom it is.
#[test]
fn outputs_and_writers_do_not_ask_for_whom_they_write() {
    let asks = ["is_team", ".audience()", "Site<", ".hiding(", "site::Site", "has_team_only"];
    for (path, text) in sources().into_iter().filter(|(path, _)| ["output", "html", "pdf"].contains(&module(path))) {
        for ask in asks {
            assert!(!code(&text).contains(ask), "src/{path} asks by `{ask}`");
        }
    }
}

/// A writer that finds nothing to write about would publish an empty file: it is handed what its row was planned for, and
/// anything else is an error.
#[test]
fn no_output_is_silently_empty() {
    for (path, text) in sources().into_iter().filter(|(path, _)| ["output", "plan"].contains(&module(path))) {
        let code: String = code(&text).split_whitespace().collect();
        for silent in ["{returnOk(())}", "=>Ok(()),", "{returnOk(());}"] {
            assert!(!code.contains(silent), "src/{path} makes nothing where it finds nothing: `{silent}`");
        }
    }
}
