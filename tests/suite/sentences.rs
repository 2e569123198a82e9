//! What a class reads from afar and a parent on a telephone stays short, and the three steps never lose what protects: the
//! sample school's own texts, measured.

use std::fs;
use std::path::{Path, PathBuf};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// The Dutch texts below a folder of the content, by their path. A translation has its language before `.md`.
fn texts(folder: &str) -> Vec<(String, String)> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&content().join(folder), &mut found);
    found.sort();
    let is_dutch = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "md") && !path.file_stem().unwrap().to_string_lossy().contains('.')
    };
    let name = |path: &Path| path.strip_prefix(content()).unwrap().to_string_lossy().replace('\\', "/");
    found.into_iter().filter(is_dutch).map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// The text between two marks is put in the place of the whole.
fn replaced(text: &str, (open, close): (&str, &str), by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, tail)) = after.split_once(close) else { break };
        out.push_str(before);
        out.push_str(by);
        rest = tail;
    }
    out + rest
}

/// Words as a reader sees them: no pictures, addresses, notes or marks.
fn plain(text: &str) -> String {
    let text = replaced(text, ("{{", "}}"), "woord");
    let text = replaced(&replaced(&text, ("![", ")"), ""), ("](", ")"), "");
    let text = replaced(&replaced(&text, ("[^", "]"), ""), ("{", "}"), "");
    text.chars().filter(|c| !"*_#`[]".contains(*c)).collect()
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric() && !"'’-".contains(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Sentences: to a full stop, a question mark, or the end of a paragraph or an item.
fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut now = String::new();
    let mut end = |now: &mut String| out.extend(Some(std::mem::take(now)).filter(|it| words(it) > 0));
    for line in plain(text).lines() {
        let starts = ["- ", "|", "1.", "2.", "3.", "4.", ":"].iter().any(|mark| line.trim_start().starts_with(mark));
        if line.trim().is_empty() || starts {
            end(&mut now);
        }
        for word in line.split_whitespace() {
            now.push_str(word);
            now.push(' ');
            if word.trim_end_matches(['"', '”', ')']).ends_with(['.', '?', '!']) {
                end(&mut now);
            }
        }
    }
    end(&mut now);
    out
}

/// What stands on the slides of a text, without the marks of blocks.
fn slides(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        let colons = line.len() - line.trim_start_matches(':').len();
        match fence {
            None if colons >= 3 && line[colons..].trim() == "dia" => {
                out.push(String::new());
                fence = Some(colons);
            }
            Some(open) if line.trim() == ":".repeat(open) => fence = None,
            Some(_) => {
                if let Some(slide) = out.last_mut().filter(|_| colons < 2) {
                    slide.push_str(line);
                }
                out.last_mut().unwrap().push('\n');
            }
            None => {}
        }
    }
    out
}

#[test]
fn a_slide_is_read_from_afar() {
    let mut long = Vec::new();
    for (path, text) in texts("lessen") {
        let young = text.contains("groepen: [1, 2]") || text.contains("groepen: [3, 4]");
        let most = if young { 10 } else { 14 };
        for sentence in slides(&text).iter().flat_map(|slide| sentences(slide)) {
            if words(&sentence) > most {
                long.push(format!("{path}: {} words, at most {most}: {sentence}", words(&sentence)));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn a_letter_is_read_on_the_stairs() {
    let mut long = Vec::new();
    for (path, text) in texts("nieuwsbrieven") {
        let body = text.splitn(3, "---\n").nth(2).unwrap().split("\n[^1]:").next().unwrap().to_owned();
        let found = sentences(&body);
        let all: usize = found.iter().map(|it| words(it)).sum();
        if all > 350 || all > 12 * found.len() {
            long.push(format!("{path}: {all} words in {} sentences", found.len()));
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

/// Who hears that nothing may be wiped keeps a picture as well: so it says beside it that of a nude picture nobody makes a copy.
#[test]
fn what_says_to_keep_says_what_never_to_copy() {
    const NEAR: usize = 400;
    let mut bare = Vec::new();
    for (path, text) in texts("").into_iter().filter(|(path, _)| !path.starts_with("handleiding/")) {
        let low = text.to_lowercase();
        for (at, _) in low.match_indices("wis niets") {
            let from = low.floor_char_boundary(at.saturating_sub(NEAR));
            let to = low.floor_char_boundary((at + NEAR).min(low.len()));
            if !low[from..to].contains("kopie") {
                bare.push(format!("{path}:{}", low[..at].lines().count()));
            }
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}
