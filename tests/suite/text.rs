//! Documents as plain text: it says all that their pages say, and hardly anything else.

use std::collections::BTreeMap;
use std::path::Path;

use krijt::audience::Audience;
use krijt::disk::Root;
use krijt::pipeline::{Artifacts, Memo, Nobody, Pipeline};
use krijt::render::text::WIDTH;
use krijt::site::Options;

use crate::html::{self, Element, Node};
use crate::support::{School, tests, tree};

/// Does something with the files of each edition of a school.
fn each_edition(root: &Path, check: impl Fn(Audience, &Artifacts<'_>)) {
    let (world, mut memo) = (Root::new(root), Memo::default());
    let pipeline = Pipeline::new(&world, Options { no_pdf: true, ..Options::default() });
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    for edition in &analysis.editions(None).0 {
        check(edition.edition.audience(), &edition.artifacts(&Nobody));
    }
}

fn page(artifacts: &Artifacts<'_>, path: &str) -> Element {
    let index = artifacts.paths().iter().position(|known| known == path).unwrap();
    let mut bytes = Vec::new();
    artifacts.make(index, &mut bytes);
    html::parse(&String::from_utf8(bytes).unwrap()).unwrap()
}

/// How often each word is there.
fn count(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_string()).or_default() += 1;
    }
    words
}

/// All that an element says: its text and its pictures' descriptions, less what is only there to be tapped.
fn said(element: &Element, out: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(text) => out.push_str(&text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")),
            Node::Element(inner) => {
                let class = element.attribute("class").unwrap_or_default();
                let is_control = matches!(inner.attribute("class"), Some("noot" | "te-horen"))
                    || inner.name == "summary" && (class.starts_with("oordeel") || class == "quiz-antwoord");
                let is_apart =
                    html::is_block(&inner.name) || matches!(&*inner.name, "td" | "th" | "span" | "br" | "sup");
                let space = if is_apart { " " } else { "" };
                out.push_str(space);
                out.push_str(inner.attribute("alt").unwrap_or_default());
                if !is_control {
                    said(inner, out);
                }
                out.push_str(space);
            }
        }
    }
}

/// A text without its addresses.
fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (address, left) = after.split_once('>').unwrap_or(("", after));
        let is_address = !address.contains(char::is_whitespace) && address.contains(':');
        rest = if is_address { left } else { after };
    }
    out + rest
}

/// The text of the document that comes out here, as its page has it.
fn part<'p>(page: &'p Element, anchor: Option<&str>) -> Option<&'p Element> {
    match anchor {
        None => page.select("main .tekst").into_iter().next(),
        Some(anchor) => {
            let chapters = page.select("section.hoofdstuk");
            let chapter = chapters.into_iter().find(|chapter| chapter.attribute("aria-labelledby") == Some(anchor))?;
            chapter.select(".tekst").into_iter().next()
        }
    }
}

fn texts_say_what_pages_say(root: &Path, at_least: usize) {
    each_edition(root, |edition, artifacts| {
        let mut compared = 0;
        for (address, text) in artifacts.texts() {
            let (path, anchor) = address.split_once('#').map_or((&*address, None), |(path, id)| (path, Some(id)));
            let page = page(artifacts, path);
            // The page of an evening is its invitation: it leaves the slides to the deck.
            let is_evening = path.starts_with("thema-avond/");
            let Some(element) = part(&page, anchor).filter(|_| !is_evening) else { continue };
            let mut words = String::new();
            said(element, &mut words);
            let (wanted, found) = (count(&words), count(&without_addresses(&text)));
            for (word, times) in &wanted {
                let there = found.get(word).copied().unwrap_or_default();
                assert!(there >= *times, "{edition:?} {address}: {times} × {word:?} on the page, {there} in\n{text}");
            }
            for word in found.keys().filter(|word| word.chars().all(char::is_alphabetic)) {
                let is_known = wanted.contains_key(word) || word == "Antwoord";
                assert!(is_known, "{edition:?} {address}: {word:?} is not on the page:\n{text}");
            }
            // Code and addresses stay whole.
            let is_whole = |line: &str| line.trim_start_matches("| ").starts_with("    ") || line.contains("://");
            let long = text.lines().find(|line| line.chars().count() > WIDTH && !is_whole(line));
            assert_eq!(long, None, "{address}");
            compared += 1;
        }
        assert!(compared >= at_least, "{edition:?}: {compared} texts");
    });
}

#[test]
fn texts_of_the_small_school_say_what_its_pages_say() {
    let school = School::copy_of(&tests().join("school/in"));
    texts_say_what_pages_say(school.root(), 10);
}

#[test]
fn texts_of_the_real_content_say_what_its_pages_say() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::from([("krijt.yaml".to_string(), std::fs::read(project.join("krijt.yaml")).unwrap())]);
    files.extend(tree(&project.join("content")).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)));
    texts_say_what_pages_say(School::of(&files).root(), 15);
}

/// Looks as somebody would write it by hand.
#[test]
fn a_letter_as_text() {
    let school = School::new(&[(
        "content/nieuwsbrieven/2026-11-03-brief.md",
        "---\ntitel: Brief\ndatum: 2026-11-03\nsamenvatting: Over.\n---\nHallo **ouders**, lees [de site](https://example.org/a).\n\n## Wat doen we?\n\n- een\n- twee\n  1. diep\n\nBel *mij*[^1].\n\n[^1]: Niet te laat.\n\n| Dag | Wat |\n| --- | --- |\n| ma | zwemmen |\n\n> Wijs woord.\n",
    )]);
    each_edition(school.root(), |_, artifacts| {
        let texts = artifacts.texts();
        let text =
            texts.get("nieuwsbrieven/2026-11-03-brief/index.html").unwrap_or_else(|| panic!("{:?}", texts.keys()));
        assert_eq!(
            text,
            "Hallo *ouders*, lees de site <https://example.org/a>.\n\nWat doen we?\n============\n\n- een\n- twee\n  1. diep\n\nBel _mij_[1].\n\nDag  Wat\n---  -------\nma   zwemmen\n\n> Wijs woord.\n\n[1] Niet te laat.\n"
        );
    });
}

const ARABIC: &str = "---\ntitel: رسالة\ntaal: ar\ndatum: 2026-11-03\nsamenvatting: قصيرة.\ncontact: تعال يوم 10-11-2026.\n---\nالساعة 19:30 في www.krijt.example. اكتب `a-1 b`.\n\n- ملف foto_1.jpg\n";

/// On paper and in a message, too, what runs from left to right stands apart in a text that runs the other way.
#[test]
fn runs_from_left_to_right_stand_apart_on_paper_and_in_a_message() {
    let school = School::new(&[
        (
            "content/nieuwsbrieven/2026-11-03-brief.md",
            "---\ntitel: Brief\ndatum: 2026-11-03\nsamenvatting: Kort.\n---\nDag om 19:30.\n",
        ),
        ("content/nieuwsbrieven/2026-11-03-brief.ar.md", ARABIC),
    ]);
    each_edition(school.root(), |_, artifacts| {
        let texts = artifacts.texts();
        let text = &texts["nieuwsbrieven/2026-11-03-brief/ar/index.html"];
        for run in ["19:30", "www.krijt.example", "a-1 b", "foto_1.jpg"] {
            assert!(text.contains(&format!("\u{2066}{run}\u{2069}")), "{run}: {text}");
        }
        assert!(!texts["nieuwsbrieven/2026-11-03-brief/index.html"].contains('\u{2066}'));
    });
}

#[cfg(feature = "pdf")]
#[test]
fn typst_sets_runs_from_left_to_right_apart() {
    let fonts = Path::new("/usr/share/fonts/truetype/noto");
    let school = School::new(&[
        (
            "content/nieuwsbrieven/2026-11-03-brief.md",
            "---\ntitel: Brief\ndatum: 2026-11-03\nsamenvatting: Kort.\n---\nDag om 19:30.\n",
        ),
        ("content/nieuwsbrieven/2026-11-03-brief.ar.md", ARABIC),
    ]);
    let own = school.root().join("themes/krijt/fonts");
    std::fs::create_dir_all(&own).unwrap();
    for name in ["NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf"] {
        std::fs::copy(fonts.join(name), own.join(name)).unwrap();
    }
    let sources = krijt::pipeline::typst_sources(&Root::new(school.root()), Options::default(), Audience::Public);
    let source = &sources["nieuwsbrieven/2026-11-03-brief/ar/nieuwsbrief.pdf"];
    for run in ["19:30", "www.krijt.example", "foto_1.jpg", "10-11-2026"] {
        assert!(source.contains(&format!("#text(dir: ltr)[#\"{run}\"]")), "{run}: {source}");
    }
    assert!(source.contains("#text(dir: ltr)[#code-in(\"a-1 b\")]"), "{source}");
    assert!(!sources["nieuwsbrieven/2026-11-03-brief/nieuwsbrief.pdf"].contains("dir: ltr"));
}
