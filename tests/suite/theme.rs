//! The theme in small parts: what they are joined into, what a school can put in their place, and that colours, letters
//! and measures stand in `tokens.css` only.

mod told;

use std::collections::{BTreeMap, BTreeSet};

use krijt::theme::Tokens;
use krijt::wording::Phrase;

use crate::support::{self, School, tree};

/// The theme's files, by their path in it, as text.
fn theme() -> BTreeMap<String, String> {
    let files = tree(&support::tests().with_file_name("themes/krijt"));
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// The parts of a folder of parts, in their order.
fn parts<'a>(theme: &'a BTreeMap<String, String>, folder: &str) -> Vec<(&'a str, &'a str)> {
    let inside = theme.iter().filter(|(path, _)| path.starts_with(folder));
    inside.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// What is joined into one file, in its order: `scripts/dia+krijt/` holds parts of both.
fn joined<'a>(theme: &'a BTreeMap<String, String>, folder: &str, name: &str) -> Vec<(&'a str, &'a str)> {
    let is_of = |path: &str| path.split('/').nth(1).is_some_and(|names| names.split('+').any(|known| known == name));
    let mut of = parts(theme, &format!("{folder}/"));
    of.retain(|(path, _)| is_of(path));
    of.sort_by_key(|(path, _)| path.rsplit('/').next());
    of
}

fn tokens(theme: &BTreeMap<String, String>) -> Tokens {
    let mut tokens = Tokens::default();
    tokens.read(&theme["tokens.css"]).unwrap();
    tokens
}

/// A school with a page, a letter that becomes a PDF, and these files.
fn school(files: &[(&str, &str)]) -> School {
    let school = School::new(&[
        ("content/over.md", "---\ntitel: Over ons\n---\nWij zijn een school.\n"),
        (
            "content/nieuwsbrieven/2026-10-01-hallo.md",
            "---\ntitel: Hallo\ndatum: 2026-10-01\n---\n## Kop\n\n- een\n- twee\n\n::: letop\nDenk eraan.\n:::\n",
        ),
    ]);
    files.iter().for_each(|(path, text)| school.write(path, text));
    let run = school.krijt(&["build", "--date", "2026-11-01", "--lang", "en"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    school
}

const LETTER: &str = "public/nieuwsbrieven/2026-10-01-hallo/nieuwsbrief.pdf";

#[test]
fn scripts_and_styles_are_their_parts_in_their_order() {
    let theme = theme();
    let css = tokens(&theme).css();
    let school = school(&[]);
    let assets = school.tree("public/assets");
    let mut made_of_parts = BTreeSet::new();
    for (folder, kind) in [("scripts", "js"), ("styles", "css")] {
        let names: BTreeSet<&str> = theme
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.split('/').nth(1))
            .flat_map(|names| names.split('+'))
            .collect();
        for name in names {
            let parts = joined(&theme, folder, name);
            let bare = if kind == "js" { without_remarks } else { |text: &str| text.trim().to_string() };
            let texts: Vec<String> = parts.iter().map(|(_, text)| bare(text)).collect();
            let (before, after) = match (kind, name) {
                ("js", _) => ("(function () {\n'use strict';\n\n".to_string(), "}());\n"),
                (_, "bord" | "papier" | "presentator") => (String::new(), ""),
                _ => (format!("{css}\n"), ""),
            };
            let whole = format!("{before}{}\n{after}", texts.join("\n\n"));
            let mut made = std::str::from_utf8(&assets[&format!("{name}.{kind}")]).unwrap();
            if (name, kind) == ("krijt", "css") {
                made = &made[..margins_of_every_language(made)];
            }
            assert!(whole == made, "{name}.{kind}\n{}", support::difference(&whole, made));
            made_of_parts.insert(format!("{name}.{kind}"));
        }
    }
    let own: BTreeSet<String> =
        theme.keys().filter_map(|path| path.strip_prefix("assets/").map(str::to_string)).collect();
    let expected: BTreeSet<&String> = made_of_parts.union(&own).collect();
    // What search looks through is made of the school.
    assert_eq!(assets.keys().filter(|name| !name.starts_with("zoek-")).collect::<BTreeSet<_>>(), expected);
}

/// The style sheet ends with what each language prints in its margins. Gives where that begins.
fn margins_of_every_language(css: &str) -> usize {
    let start = css.rfind("\n@media print {\n").unwrap();
    for lang in krijt::wording::languages() {
        let words = krijt::wording::built_in(lang);
        let Phrase::Text(draft) = &words["paper.draft_mark"] else { panic!("{lang}: one text") };
        let page = format!("@page concept-{lang} {{ @top-right {{ content: \"{draft}\"; }}");
        assert!(css[start..].contains(&page), "{lang}: {}", &css[start..]);
        assert!(css[start..].contains(&format!("body:lang({lang}) {{ page: blad-{lang}; }}")), "{lang}");
    }
    start
}

/// Remarks on lines of their own, and the room before lines, are for who reads the part; between backticks they may be
/// something else.
fn without_remarks(text: &str) -> String {
    if text.contains('`') {
        return text.trim().to_string();
    }
    let lines = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n").trim().to_string()
}

/// One part reads and writes what goes along in links, for pages and for decks.
#[test]
fn what_goes_along_in_links_is_read_alike_by_pages_and_decks() {
    let theme = theme();
    let carried = &theme["scripts/dia+krijt/05-carried.js"];
    for name in ["krijt", "dia"] {
        assert!(joined(&theme, "scripts", name).iter().any(|(_, text)| text == carried), "{name}");
    }
}

#[test]
fn the_names_of_parts_say_their_order() {
    for path in theme().keys().filter(|path| path.starts_with("scripts/") || path.starts_with("styles/")) {
        let name = path.rsplit('/').next().unwrap();
        let is_numbered =
            name.len() > 3 && name.bytes().take(2).all(|byte| byte.is_ascii_digit()) && name.as_bytes()[2] == b'-';
        assert!(is_numbered && path.split('/').count() == 3, "{path}");
    }
}

#[test]
fn a_school_that_has_whole_files_keeps_them() {
    let theme = theme();
    // `krijt.typ` as it was before there were parts: all of them in one file.
    let order =
        theme["pdf/krijt.typ"].lines().filter_map(|line| line.strip_prefix("#import \"krijt/")?.split('"').next());
    let mut whole = String::from("#import \"/pdf/tokens.typ\": *\n");
    for part in order {
        let lines = theme[&format!("pdf/krijt/{part}")].lines().filter(|line| !line.starts_with("#import "));
        lines.for_each(|line| whole.extend([line, "\n"]));
    }
    let plain = school(&[]);
    let own = school(&[
        ("themes/krijt/assets/krijt.js", "var whole;\n"),
        ("themes/krijt/assets/dia.css", "p { order: 1; }\n"),
        ("themes/krijt/pdf/krijt.typ", &whole),
    ]);
    assert_eq!(own.read("public/assets/krijt.js"), "var whole;\n");
    assert_eq!(own.read("public/assets/dia.css"), "p { order: 1; }\n");
    assert_eq!(own.read("public/assets/krijt.css"), plain.read("public/assets/krijt.css"));
    assert!(own.tree("public")[&LETTER["public/".len()..]] == plain.tree("public")[&LETTER["public/".len()..]]);
}

#[test]
fn a_part_of_paper_and_a_token_of_paper_are_the_schools() {
    let theme = theme();
    let letter = |school: &School| school.tree("public").remove(&LETTER["public/".len()..]).unwrap();
    let plain = letter(&school(&[]));
    let boxes = theme["pdf/krijt/boxes.typ"].replace("radius: 1.2mm", "radius: 0mm");
    assert_ne!(boxes, theme["pdf/krijt/boxes.typ"]);
    assert!(letter(&school(&[("themes/krijt/pdf/krijt/boxes.typ", &boxes)])) != plain);
    assert!(letter(&school(&[("themes/krijt/tokens.css", ":root { --inkt: #111111; }")])) != plain);
    assert!(letter(&school(&[("themes/krijt/tokens.css", ":root { --dia-inkt: #111111; }")])) == plain);
}

/// Colours in a text: `#1b4b40`, `rgb(…)`. Greys are no choice of a theme: they are how white paper with black ink is said.
fn colours(text: &str) -> Vec<&str> {
    let is_grey = |hex: &str| match hex.len() {
        3 => hex[..1] == hex[1..2] && hex[..1] == hex[2..],
        6 => hex[..2] == hex[2..4] && hex[..2] == hex[4..],
        _ => false,
    };
    let hex = text.match_indices('#').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let hex = &rest[..end];
        let is_colour = matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_colour && !is_grey(hex)).then_some(hex)
    });
    let called = ["rgb(", "rgba(", "hsl(", "oklch(", "oklab(", "cmyk("].iter();
    hex.chain(called.filter(|name| text.contains(**name)).copied()).collect()
}

#[test]
fn colours_stand_in_the_tokens_only() {
    for (path, text) in theme() {
        if path.starts_with("styles/") || path.starts_with("pdf/") || path.starts_with("templates/") {
            assert_eq!(colours(&text), Vec::<&str>::new(), "{path}");
        }
    }
}

/// The names behind each `--` or `var(--` or `tokens.` of a text.
fn named(text: &str, before: &str) -> BTreeSet<String> {
    let name = |at: usize| {
        let rest = &text[at + before.len()..];
        rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len())].to_string()
    };
    text.match_indices(before).map(|(at, _)| name(at)).collect()
}

#[test]
fn every_token_is_used_and_every_name_that_is_used_is_known() {
    let theme = theme();
    let tokens = tokens(&theme);
    let styles: String = parts(&theme, "styles/").iter().map(|(_, text)| format!("{text}\n")).collect();
    let scripts: String = parts(&theme, "scripts/").iter().map(|(_, text)| format!("{text}\n")).collect();
    let known: BTreeSet<String> = tokens.all().iter().map(|token| token.name.clone()).collect();
    let used = named(&styles, "var(--");
    let templates: String = parts(&theme, "templates/").iter().map(|(_, text)| *text).collect();
    let is_set = |name: &String| {
        let (plain, said) = (format!("--{name}:"), format!("'--{name}'"));
        styles.contains(&plain) || templates.contains(&plain) || scripts.contains(&said)
    };
    let unknown: Vec<&String> = used.iter().filter(|name| !known.contains(*name) && !is_set(name)).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "these are no tokens, and nothing sets them");
    let paper: String = parts(&theme, "pdf/").iter().map(|(_, text)| format!("{text}\n")).collect();
    let on_paper = named(&paper, "tokens.");
    let tones = ["blauw", "groen", "geel", "rood", "paars", "grijs"];
    let is_used = |name: &String| {
        let plain = name.strip_prefix("pdf-").unwrap_or(name);
        let is_tone = tones.iter().any(|tone| plain.starts_with(tone));
        on_paper.contains(plain) || is_tone || (plain == name && used.contains(name))
    };
    let idle: Vec<String> = known.into_iter().filter(|name| !is_used(name)).collect();
    assert_eq!(idle, Vec::<String>::new(), "nothing uses these");
}

#[test]
fn what_an_author_says_of_paper_is_done_on_printed_pages() {
    let print = &theme()["styles/krijt/90-print.css"];
    for word in ["dicht", "weg"] {
        assert!(print.contains(&format!(".print-{word}")), "print={word} does nothing on a printed page");
    }
}

#[test]
fn every_file_of_the_theme_is_small() {
    // A language's words are a list, not a program.
    for (path, text) in theme().into_iter().filter(|(path, _)| !path.contains("words/")) {
        assert!(text.lines().count() <= 300, "{path} has {} lines", text.lines().count());
    }
}
