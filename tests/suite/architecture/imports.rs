//! Modules use only what stands in a lower layer: so each can be read, tested and moved with nothing above it at hand.

use std::collections::BTreeMap;
use std::fs;

/// Row by row, from the ground up: a module may use those of earlier rows, not of its own row or of later ones.
/// The roots of the crates say what each is for; a new module goes into the row right after the last one that it uses.
const LAYERS: &[(&str, &[&str])] = &[
    ("bytes of texts", &["bytes"]),
    (
        "texts, names and days; who may see what",
        &["source", "suggest", "slug", "qr", "date", "language", "audience", "search"],
    ),
    ("what is wrong", &["diag"]),
    ("a head, a body", &["front", "body"]),
    ("what krijt itself says to readers", &["wording"]),
    ("a document, and how a school wants it", &["doc", "config"]),
    ("its data, and what a document keeps on purpose", &["data", "allow", "sheet"]),
    ("where files come from, and a body as slides", &["world", "slides"]),
    ("files on disk; what a file becomes, and with what it is shown", &["disk", "kind", "media", "theme"]),
    ("all documents together; what one may say", &["site", "schema"]),
    ("what an audience gets of them", &["edition"]),
    ("how they are told, and first texts", &["render", "scaffold"]),
    ("what is wrong with them; on a page and on paper; in an editor", &["check", "external", "html", "pdf", "editor"]),
    ("in a mail, in a calendar", &["mail", "calendar"]),
    ("which files come out", &["plan"]),
    ("what is in them", &["output"]),
    ("the stages in a row", &["pipeline"]),
    ("the handbook in the program; what is put right by itself", &["handbook", "mend"]),
    ("the author's desk, editions put in their place", &["serve", "build"]),
    ("the program", &["cli"]),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|(_, modules)| modules.contains(&module))
}

/// The files that list modules: the crates, from the ground up, and the program.
pub const ROOTS: &[&str] = &["reading.rs", "checking.rs", "telling.rs", "lib.rs", "main.rs"];

/// Every file below `src/` but those that list modules, by its path there.
pub fn sources() -> BTreeMap<String, String> {
    let src = super::root().join("src");
    let mut paths = Vec::new();
    super::rust_below(&src, &mut paths);
    let name = |path: &std::path::Path| path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    let texts = paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap()));
    texts.filter(|(path, _)| !ROOTS.contains(&path.as_str())).collect()
}

/// Every use of a module that does not stand lower than the one that uses it.
fn upward(sources: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources {
        let own = path.split('/').next().unwrap().trim_end_matches(".rs");
        for (line, used) in uses(path, text) {
            let is_child = ["", "/mod"].iter().any(|end| sources.contains_key(&format!("{own}/{used}{end}.rs")));
            match (layer(own), layer(&used)) {
                // A macro or a type, or a module of its own that is called as one of the library is.
                _ if used == own => {}
                (_, None) => {}
                (Some(high), Some(low)) if low < high => {}
                _ if is_child && !text.lines().nth(line - 1).unwrap().contains("crate::") => {}
                _ => found.push(format!("src/{path}:{line}: `{own}` uses `{used}`")),
            }
        }
    }
    found
}

/// What a file takes from the root of the library, as `crate::…` or by climbing there with `super::`, with its line.
fn uses(path: &str, text: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> = text.lines().map(without_comment).collect();
    let code = code.join("\n");
    let climb = "super::".repeat(path.split('/').count());
    let mut found = Vec::new();
    for root in ["crate::", &climb] {
        for (at, _) in code.match_indices(root) {
            let line = code[..at].matches('\n').count() + 1;
            let names = names_of(&code[at + root.len()..]);
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

pub fn without_comment(line: &str) -> &str {
    let line = line.split_once(" // ").map_or(line, |(code, _)| code);
    if line.trim_start().starts_with("//") { "" } else { line }
}

/// The first word of a path; of a group in braces, the first word of each path in it.
fn names_of(rest: &str) -> Vec<String> {
    let word =
        |text: &str| text.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_string);
    let Some(group) = rest.trim_start().strip_prefix('{') else { return word(rest).into_iter().collect() };
    let mut names: Vec<String> = word(group).into_iter().collect();
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(word(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

#[test]
fn imports_go_down_only() {
    let found = upward(&sources());
    assert!(found.is_empty(), "these go up or sideways in LAYERS of {}:\n{}", file!(), found.join("\n"));
}

#[test]
fn every_module_has_one_crate_and_one_layer() {
    let mut names = Vec::new();
    for root in ROOTS {
        let text = fs::read_to_string(super::root().join("src").join(root)).unwrap();
        let lines = text.lines().map(|line| line.trim_start_matches("pub "));
        let mut listed: Vec<String> =
            lines.filter_map(|line| Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_string())).collect();
        listed.sort_unstable();
        listed.dedup(); // one that stands there with and without a feature
        names.extend(listed);
    }
    names.sort_unstable();
    let mut layered: Vec<&str> = LAYERS.iter().flat_map(|(_, modules)| *modules).copied().collect();
    layered.sort_unstable();
    assert_eq!(layered, names, "LAYERS of {} and the modules of {ROOTS:?} differ", file!());
}

/// Each of these lines, put into `src/doc.rs` or a file below it, is told of; the others are not.
#[test]
fn a_planted_import_is_found() {
    let before = upward(&sources());
    let planted = |path: &str, line: &str| {
        let mut sources = sources();
        let text = sources.remove(path).unwrap_or_default();
        sources.insert(path.to_string(), format!("{text}\n{line}\n"));
        upward(&sources).into_iter().filter(|found| !before.contains(found)).collect::<Vec<String>>()
    };
    for line in [
        "use crate::kind::Kind;",
        "pub use crate::site;",
        "use crate::config::Levels;", // of the same layer
        "use crate::{diag, body::{self, Body}, check};",
        "use crate::{\n    kind::{self, Kind},\n};",
        "fn of() -> crate::site::DocId { crate::diag::none() }",
        "mod tests { use crate::html::Page; }",
        "use super::output;",
    ] {
        assert_eq!(planted("doc.rs", line).len(), 1, "{line}");
    }
    assert_eq!(planted("doc/new.rs", "use super::super::kind;").len(), 1);
    for line in [
        "use crate::diag::Finding;",
        "/// As [`crate::kind`] fills it.",
        "let x = 1; // crate::kind",
        "crate::complain!(\"no\");",
        "use super::facets;",
        "use crate::{body::{check, site}, diag};",
    ] {
        assert_eq!(planted("doc.rs", line), [] as [String; 0], "{line}");
    }
    assert_eq!(planted("check/new.rs", "use super::slides;"), [] as [String; 0]);
}
