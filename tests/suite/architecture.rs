//! The map in ARCHITECTURE.md names files that exist, and every module of the library stands on it; modules use only what
//! is below them (`imports`).

mod collections;
mod imports;
mod places;
mod surroundings;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `src/….rs` between backquotes.
fn named(text: &str) -> Vec<String> {
    text.split('`').filter(|word| word.starts_with("src/") && word.ends_with(".rs")).map(str::to_string).collect()
}

#[test]
fn every_module_it_names_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let names = named(&text);
    assert!(names.len() > 15, "the map is gone: {names:?}");
    for name in names {
        assert!(root().join(&name).is_file(), "ARCHITECTURE.md names {name}, which does not exist");
    }
}

#[test]
fn every_module_stands_on_it() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let names = named(&text);
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".rs") && name != "lib.rs" && name != "main.rs" {
            let path = format!("src/{name}");
            assert!(names.contains(&path), "{path} is not on the map in ARCHITECTURE.md");
        }
    }
}

#[test]
fn files_stay_small_enough_to_read() {
    let mut paths = Vec::new();
    rust_below(&root().join("src"), &mut paths);
    for path in paths {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}

fn rust_below(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_below(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}
