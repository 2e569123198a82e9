//! The handbook for authors: it names every message, every key and every block, and shows each block at work.

use std::path::Path;

use krijt::body::blocks::{self, Kind};
use krijt::diag::{Lang, catalogue};
use krijt::front::Keys;
use krijt::kind::KINDS;

use crate::desk::{Desk, status};
use crate::support::{self, School};

const PAGE: &str = "content/handleiding/03-blokken.md";

/// Blocks that a page cannot hold or does not show; the handbook links to a place that does.
const ELSEWHERE: &[Kind] = &[Kind::Rule, Kind::Sheet];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The project's own site, as the team gets it.
pub fn built() -> School {
    let school = School::bare();
    let out = school.root().to_str().unwrap().to_string();
    let root = root().to_str().unwrap();
    let run = school.krijt(&["build", "--root", root, "--out", &out, "--no-pdf", "--lang", "nl", "-q"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    school
}

/// The text of a page, without tags and with its signs back.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The letters and digits of a text: what is left of it when the signs of Markdown and of HTML are not.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The handbook that is in the program is whole: nothing is wrong with it, and no link of it leads out of it.
#[test]
fn the_program_has_the_whole_handbook() {
    let (files, findings) = krijt::handbook::files();
    let wrong: Vec<_> = findings.iter().filter(|one| one.is_error()).map(|one| one.message(Lang::Nl)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(files.contains_key(krijt::handbook::START));
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("handleiding/") && path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for link in page.split(" href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            if link.is_empty() || link.contains(':') {
                continue;
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in link.split('/') {
                if part == ".." { _ = parts.pop() } else { parts.push(part) }
            }
            assert!(files.contains_key(&parts.join("/")), "{path} links to {link}");
        }
    }
}

#[test]
fn the_handbook_opens_from_the_program_and_from_the_desk() {
    let school = School::new(&[("content/over.md", "---\ntitel: Over ons\n---\nWij zijn een school.\n")]);
    for _ in 0..2 {
        let run = school.krijt(&["handboek", "--no-open", "--out", "uit/boek", "--lang", "nl"]);
        assert_eq!(run.exit, 0, "{}", run.text);
        assert!(run.text.contains("uit/boek/handleiding/index.html"), "{}", run.text);
    }
    assert!(school.read("uit/boek/handleiding/index.html").contains("<h1"));
    school.write("vol/eigen.txt", "Van mij.");
    let run = school.krijt(&["handboek", "--no-open", "--out", "vol", "--lang", "nl"]);
    assert_eq!((run.exit, school.read("vol/eigen.txt").as_str()), (3, "Van mij."), "{}", run.text);
    let desk = Desk::start(&school, &[]);
    let front = desk.get("/", &[]);
    assert!(front.contains("/_krijt/handboek/"));
    // Its door to a new lesson leads somewhere.
    let door = front.split('"').find(|part| part.ends_with("/eerste-les/index.html")).unwrap();
    assert_eq!(status(&desk.get(door, &[])), 200, "{door}");
    assert!(desk.get("/_krijt/handboek/", &[]).contains("location: /_krijt/handboek/handleiding/index.html\r"));
    for (target, code) in [("handleiding/index.html", 200), ("assets/krijt.css", 200), ("../../krijt.yaml", 404)] {
        assert_eq!(status(&desk.get(&format!("/_krijt/handboek/{target}"), &[])), code, "{target}");
    }
}

#[test]
fn every_message_has_its_place_with_its_whole_explanation() {
    let school = built();
    let page = school.read("team/handleiding/meldingen/index.html");
    for code in catalogue::ALL {
        let anchor = format!("id=\"{}\"", code.id.to_lowercase());
        let from = page.find(&anchor).unwrap_or_else(|| panic!("{} is not in the handbook", code.id));
        let end = page[from..].find("</details>").unwrap();
        let shown = text(&page[from..from + end]);
        assert!(shown.contains(code.id) && shown.contains(code.name), "{}", code.id);
        let explain = code.words(Lang::Nl).explain;
        assert!(letters(&shown).contains(&letters(explain)), "{}: not whole\n{explain}\n{shown}", code.id);
    }
    assert!(!school.exists("public/handleiding"), "the handbook is for the team");
}

#[test]
fn every_message_is_explained_in_both_languages_and_has_a_case() {
    let cases: Vec<String> = support::tree(&support::tests().join("cases/codes")).into_keys().collect();
    for code in catalogue::ALL {
        assert!(cases.contains(&format!("{}-{}.txt", code.id, code.name)), "{} has no golden case", code.id);
        for lang in [Lang::Nl, Lang::En] {
            let explain = code.words(lang).explain;
            assert!(explain.split_whitespace().count() > 12, "{} {lang:?}: an explanation says why, too", code.id);
        }
        assert_ne!(code.words(Lang::Nl).explain, code.words(Lang::En).explain, "{}", code.id);
    }
}

#[test]
fn every_key_has_its_place() {
    fn all(keys: &Keys, page: &str) {
        for key in keys.rows() {
            assert!(page.contains(&format!("<code>{}</code>", key.name)), "{}: {} is missing", keys.owner, key.name);
        }
    }
    let page = built().read("team/handleiding/sleutels/index.html");
    for kind in KINDS {
        all(&kind.keys(), &page);
    }
    for keys in [&krijt::config::KEYS, &krijt::data::TERM, &krijt::data::GOALS_FILE, &krijt::data::HELPLINE] {
        all(keys, &page);
    }
}

/// The part of the page about a block: from its heading to the next one.
fn section<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let sign = format!("`{name}`");
    let mut is_code = false;
    let mut start = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        is_code ^= line.starts_with("```");
        if !is_code && line.starts_with("### `") {
            match start {
                Some(start) => return Some(&page[start..at]),
                None if line.contains(&sign) => start = Some(at),
                None => {}
            }
        }
        at += line.len();
    }
    start.map(|start| &page[start..])
}

/// The lines in code blocks, and the others.
fn parts(section: &str) -> (Vec<&str>, Vec<&str>) {
    let mut is_code = false;
    let mut is_in = |line: &&str| {
        is_code ^= line.starts_with("```");
        is_code
    };
    section.lines().partition(&mut is_in)
}

fn opens(lines: &[&str], name: &str) -> bool {
    lines.iter().any(|line| {
        let rest = line.trim_start_matches(':').trim_start();
        let rest = rest.strip_prefix("{.").unwrap_or(rest);
        line.starts_with(":::") && rest.split([' ', '}']).next() == Some(name)
    })
}

#[test]
fn every_block_is_shown_as_written_and_at_work() {
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    for row in blocks::BLOCKS {
        let section = section(&page, row.name).unwrap_or_else(|| panic!("`{}` has no heading in {PAGE}", row.name));
        let (code, rest) = parts(section);
        assert!(opens(&code, row.name), "`{}` is not shown as written", row.name);
        if ELSEWHERE.contains(&row.kind) {
            assert!(section.contains("](../"), "`{}` needs a link to where it is at work", row.name);
        } else {
            assert!(opens(&rest, row.name), "`{}` is not shown at work", row.name);
        }
        for attribute in row.attributes {
            assert!(section.contains(attribute.name), "`{}`: `{}` is not explained", row.name, attribute.name);
        }
        assert_eq!(row.from.is_hidden(), section.contains("**Alleen het team ziet"), "`{}`: who sees it?", row.name);
    }
    for attribute in blocks::COMMON {
        assert!(page.contains(&format!("`{}", attribute.name)) || page.contains(&format!(" {}=", attribute.name)));
    }
}

#[test]
fn examples_in_the_handbook_are_the_ones_at_work() {
    let page = std::fs::read_to_string(root().join(PAGE)).unwrap();
    for row in blocks::BLOCKS.iter().filter(|row| !ELSEWHERE.contains(&row.kind)) {
        let (code, rest) = parts(section(&page, row.name).unwrap());
        let written: Vec<&str> = code.into_iter().filter(|line| !line.starts_with("```")).collect();
        let (written, rest) = (written.join("\n"), rest.join("\n"));
        assert!(rest.contains(written.trim()), "`{}`: what is shown is not what is written\n{written}", row.name);
    }
}

#[test]
fn every_token_template_and_part_of_the_theme_has_its_place() {
    let page = text(&built().read("team/handleiding/thema/index.html"));
    let files = support::tree(&root().join("themes/krijt"));
    for path in files.keys().filter(|path| path.contains('/') && !path.starts_with("icons/")) {
        let name = path.rsplit('/').next().unwrap();
        let is_there = match path.split_once('/') {
            Some(("templates", _)) => page.contains(name),
            _ => page.contains(name) && page.contains(&path[..path.len() - name.len()]),
        };
        assert!(is_there, "{path} is not on the page of the theme");
    }
    for token in krijt::theme::default_tokens().all() {
        assert!(page.contains(&format!("--{}", token.name)), "--{}", token.name);
    }
}
