//! Style sheets and style attributes of a drawing: rules and declarations taken apart and written anew.

use std::collections::BTreeSet;

use super::{names, value};
use crate::media::DrawingPart;

/// The rules of a sheet that only say how parts of the drawing look.
pub fn sheet(text: &str, found: &mut BTreeSet<DrawingPart>) -> String {
    let text = without_comments(text);
    let mut rest = text.trim();
    let mut out = String::new();
    while !rest.is_empty() {
        if rest.starts_with('@') {
            note_at_rule(rest, found);
            rest = rest[end_of_at_rule(rest)..].trim_start();
            continue;
        }
        let Some((selectors, after)) = rest.split_once('{') else { break };
        let end = end_of_block(after);
        let body = after[..end].trim_end_matches('}');
        rest = after[end..].trim_start();
        let selectors: Vec<&str> = selectors.split(',').map(str::trim).filter(|one| is_selector(one)).collect();
        let body = if body.contains('{') { String::new() } else { declarations(body, found) };
        if !selectors.is_empty() && !body.is_empty() {
            out.push_str(&selectors.join(","));
            out.push('{');
            out.push_str(&body);
            out.push('}');
        }
    }
    out
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        // Not a blank: a comment within a word must not make two of it, nor one of two.
        out.push('\u{1}');
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let out = out.replace("<!--", " ").replace("-->", " ");
    // Between declarations and rules, where comments belong, nothing is left of them.
    let mut clean = String::with_capacity(out.len());
    for (at, piece) in out.split('\u{1}').enumerate() {
        let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '{' | '}' | ':' | ',');
        if at > 0
            && !(clean.ends_with(is_between) || clean.is_empty() || piece.starts_with(is_between) || piece.is_empty())
        {
            clean.push('\u{1}');
        }
        clean.push_str(piece);
    }
    clean
}

fn note_at_rule(text: &str, found: &mut BTreeSet<DrawingPart>) {
    let name: String = text[1..].chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect();
    match name.to_ascii_lowercase().as_str() {
        "font-face" => found.insert(DrawingPart::Font),
        "keyframes" | "-webkit-keyframes" | "-moz-keyframes" => found.insert(DrawingPart::Animation),
        "media" | "supports" | "charset" | "namespace" | "page" | "layer" => false,
        _ => found.insert(DrawingPart::Reference),
    };
}

/// Up to its semicolon, or behind its block.
fn end_of_at_rule(text: &str) -> usize {
    match text.find([';', '{']) {
        Some(at) if text[at..].starts_with(';') => at + 1,
        Some(at) => at + 1 + end_of_block(&text[at + 1..]),
        None => text.len(),
    }
}

/// Behind the bracket that closes a block whose opening bracket has been read.
fn end_of_block(text: &str) -> usize {
    let mut open = 1;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) => quote = (c != mark).then_some(mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => open += 1,
            (None, '}') => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at + 1;
        }
    }
    text.len()
}

fn is_selector(text: &str) -> bool {
    let is_plain = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-' | '.' | '#' | '*' | '>' | '+' | '~')
    };
    let mut parts = text.split(':');
    !text.is_empty()
        && parts.next().is_some_and(|part| part.chars().all(is_plain))
        && parts.all(|part| {
            let end = part.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(part.len());
            matches!(&part[..end], "root" | "hover" | "first-child" | "last-child") && part[end..].chars().all(is_plain)
        })
}

/// The declarations that only say how something looks: `fill:red;stroke:none`.
pub fn declarations(text: &str, found: &mut BTreeSet<DrawingPart>) -> String {
    let text = without_comments(text);
    let mut out = String::new();
    for part in split(&text) {
        let Some((name, value)) = part.split_once(':') else { continue };
        let name = name.trim().to_ascii_lowercase();
        let is_own = name
            .strip_prefix("--")
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'));
        match value::clean(value) {
            Ok(value) if is_own || names::is_property(&name) => {
                if !out.is_empty() {
                    out.push(';');
                }
                out.push_str(&name);
                out.push(':');
                out.push_str(&value);
            }
            Ok(_) => found.extend(names::noted_property(&name)),
            Err(part) => found.extend(part.or(names::noted_property(&name))),
        }
    }
    out
}

/// At semicolons outside quotes and brackets.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut open, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(mark), c) => quote = (c != mark).then_some(mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => open += 1,
            (None, ')') => open = open.saturating_sub(1),
            (None, ';') if open == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_of_drawing_programs_stay_and_tricks_do_not() {
        let mut found = BTreeSet::new();
        let plain = ".cls-1{fill:#fff;stroke-width:2px}.cls-1,#a path{stroke:url(#b)}";
        assert_eq!(sheet(&format!("\n/* Adobe */ {plain}"), &mut found), plain);
        assert!(found.is_empty());
        let tricks = "@import 'https://x.example/a.css';a{fill:u\\72l(https://x.example)}b{-moz-binding:url(#x);fill:u/**/rl(x)}\
            @media all{c{fill:red}}d{e{fill:red}}f{fill:red;}}g{stroke:red}";
        let out = sheet(tricks, &mut found);
        assert!(!out.contains("example") && !out.contains("binding") && !out.contains("rl("), "{out}");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [DrawingPart::Script, DrawingPart::Reference]);
    }
}
