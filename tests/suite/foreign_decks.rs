//! Twenty-eight decks as people write them for Marp, reveal.js, Quarto and Slidev: what the class sees of each slide, element by
//! element, and what krijt says of the deck, stand beside them in `*.slides`. What their makers keep from the class
//! (`GEHEIM`) is in no public file.

use std::fmt::Write as _;

use crate::foreign;
use crate::html::{self, Element};
use crate::support::{self, Found, School, difference, updating};

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><title>plaat</title></svg>";
const MAKERS: [&str; 4] = ["marp-", "reveal-", "quarto-", "slidev-"];

/// The names of the decks: seven of each maker.
fn decks() -> Vec<String> {
    let files = support::tree(&support::tests().join("foreign/decks")).into_keys();
    let names = files.filter_map(|path| path.strip_suffix(".md").map(str::to_string));
    let decks: Vec<String> = names.filter(|name| MAKERS.iter().any(|maker| name.starts_with(maker))).collect();
    assert_eq!(decks.len(), 28, "{decks:?}");
    decks
}

fn school() -> School {
    let school = School::new(&[("krijt.yaml", &foreign::lowered())]);
    for name in decks() {
        let text = std::fs::read_to_string(support::tests().join(format!("foreign/decks/{name}.md"))).unwrap();
        school.write(format!("content/presentaties/{name}.md"), text);
    }
    for image in ["strand.svg", "kat.svg", "krant.svg"] {
        school.write(format!("content/presentaties/{image}"), DRAWING);
    }
    school
}

/// A line for each element that the class sees: its name, its class, its own words.
fn outline(element: &Element, depth: usize, out: &mut String) {
    for child in &element.children {
        let html::Node::Element(child) = child else { continue };
        let words = own_words(child);
        let class = child.attribute("class").map(|class| format!(".{}", class.replace(' ', "."))).unwrap_or_default();
        writeln!(out, "{:indent$}{}{class} {words}", "", child.name, indent = depth * 2).unwrap();
        if html::is_block(&child.name) {
            outline(child, depth + 1, out);
        }
    }
}

/// The words in an element that stand in no block within it.
fn own_words(element: &Element) -> String {
    let mut out = String::new();
    for child in &element.children {
        match child {
            html::Node::Text(text) => out.push_str(text),
            html::Node::Element(child) if !html::is_block(&child.name) => out.push_str(&child.text()),
            html::Node::Element(_) => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_deck_comes_out_as_its_maker_shows_it_or_says_what_is_lost() {
    let school = school();
    let run = school.krijt(&["build", "--lang", "en", "--date", "2026-11-28", "--format", "json"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let found = Found::list(&run);
    let mut failures = String::new();
    for name in decks() {
        let mut actual = String::new();
        for finding in found.iter().filter(|finding| finding.file.ends_with(&format!("/{name}.md"))) {
            writeln!(actual, "{} {}", finding.short(), finding.message).unwrap();
        }
        let page = html::parse(&school.read(&format!("public/presentaties/{name}/dia.html"))).unwrap();
        let mut number = 0;
        page.each(&mut |element| {
            if element.name == "section" && element.attribute("class").is_some_and(|class| class.starts_with("dia")) {
                number += 1;
                writeln!(actual, "\n{number}").unwrap();
                outline(element, 1, &mut actual);
            }
        });
        let actual: String = actual.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        let path = support::tests().join(format!("foreign/decks/{name}.slides"));
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if updating() && actual != expected {
            std::fs::write(&path, &actual).unwrap();
        } else if actual != expected {
            failures.push_str(&format!("{name}\n{}", difference(&expected, &actual)));
        }
    }
    assert!(failures.is_empty(), "\n{failures}\nKRIJT_UPDATE=1 rewrites tests/foreign/decks/*.slides.\n");
}

/// Notes and hidden slides, whatever their maker calls them.
#[test]
fn what_a_maker_hides_is_the_teams() {
    let school = school();
    assert_eq!(school.krijt(&["build", "--date", "2026-11-28"]).exit, 0);
    let holds = |edition: &str, deck: &str| {
        let files = school.tree(edition).into_iter().filter(|(path, _)| path.contains(deck));
        files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("GEHEIM")).map(|(path, _)| path).collect()
    };
    for deck in decks() {
        let public: Vec<String> = holds("public", &deck);
        assert!(public.is_empty(), "{public:?}");
        let team: Vec<String> = holds("team", &deck);
        assert!(!team.is_empty(), "the notes of {deck} are lost");
    }
    let anywhere =
        school.tree("public").into_iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("GEHEIM"));
    assert_eq!(anywhere.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<String>::new());
}
