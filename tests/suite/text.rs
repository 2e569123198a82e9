//! Documents as plain text: it says all that their pages say, and hardly anything else.

use std::collections::BTreeMap;
use std::path::Path;

use krijt::audience::Audience;
use krijt::disk::Root;
use krijt::pipeline::{Artifacts, Memo, Nobody, Pipeline};
use krijt::render::text::WIDTH;
use krijt::site::Options;

use crate::html::{self, Element, Node};
use crate::support::{School, TRANSLATION, tests, tree};

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

/// What a page has to be tapped, or to be heard by who does not see: a message has no use for it. Each with its reason.
const CONTROLS: &[(&str, &str)] = &[
    ("nav", "ways to other pages and to files"),
    ("button", "something to tap"),
    (".knoppen", "a place for buttons"),
    ("[hidden]", "there only where scripts run: a time to type"),
    (".naar-boven", "the way up"),
    (".noot", "the number of a note, which a message has between brackets"),
    (".te-horen", "what the eye sees at once, said for who listens"),
    (".oordeel summary", "the toggle of an answer"),
    (".quiz-antwoord summary", "the toggle of an answer"),
    (".boven-tijd", "how long it takes to read on a screen"),
    (".boven-nu", "what day it is"),
    (".wijzer-hulp", "the help lines that the text names, to tap"),
    (".niet-vertaald", "other languages of the page"),
];

fn is_control(parent: &Element, element: &Element) -> bool {
    let classes = |element: &Element| {
        let all = element.attribute("class").unwrap_or_default();
        all.split_whitespace().map(|class| format!(".{class}")).collect::<Vec<_>>()
    };
    let mut names = classes(element);
    // A word of the text that is explained when it is tapped is said all the same.
    let is_word = names.iter().any(|class| class == ".begrip");
    names.extend((!is_word).then(|| element.name.clone()));
    names.extend(element.attribute("hidden").map(|_| "[hidden]".to_string()));
    names.extend(classes(parent).iter().map(|class| format!("{class} {}", element.name)));
    CONTROLS.iter().any(|(name, _)| names.iter().any(|own| own == name))
}

/// All that an element says: its text and its pictures' descriptions, less its controls.
fn said(element: &Element, out: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(text) => out.push_str(
                &text
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&"),
            ),
            Node::Element(inner) if is_control(element, inner) => {}
            Node::Element(inner) => {
                let is_apart = html::is_block(&inner.name)
                    || matches!(&*inner.name, "td" | "th" | "span" | "br" | "sup" | "time" | "strong" | "dfn");
                let space = if is_apart { " " } else { "" };
                out.extend([space, inner.attribute("alt").unwrap_or_default()]);
                said(inner, out);
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

/// What of a page a message stands for, and where all its words may come from: of a lesson and a letter all of `main`, of
/// a chapter its section, with what the page says of the whole, and of any other document its text.
fn parts<'p>(page: &'p Element, path: &str, anchor: Option<&str>) -> Option<(&'p Element, &'p Element)> {
    let main = page.select("main").into_iter().next()?;
    let is_whole = [".les-tekst", ".pagina-brief"].iter().any(|of| !page.select(of).is_empty());
    match anchor {
        Some(anchor) => {
            let chapters = page.select("section.hoofdstuk");
            let chapter = chapters.into_iter().find(|chapter| chapter.attribute("aria-labelledby") == Some(anchor))?;
            Some((chapter, main))
        }
        None if is_whole => Some((main, main)),
        // The page of an evening is its invitation: it leaves the slides to the deck.
        None if path.starts_with("thema-avond/") => None,
        None => page.select("main .tekst").into_iter().next().map(|text| (text, text)),
    }
}

/// How many messages of lessons, letters and chapters each edition has at least.
fn texts_say_what_pages_say(root: &Path, at_least: [usize; 3]) {
    each_edition(root, |edition, artifacts| {
        let mut compared = [0; 3];
        for (address, text) in artifacts.texts().unwrap() {
            let (path, anchor) = address.split_once('#').map_or((&*address, None), |(path, id)| (path, Some(id)));
            let page = page(artifacts, path);
            let Some((part, whole)) = parts(&page, path, anchor) else { continue };
            let (mut words, mut all) = (String::new(), String::new());
            said(part, &mut words);
            said(whole, &mut all);
            let (wanted, known, found) = (count(&words), count(&all), count(&without_addresses(&text)));
            for (word, times) in &wanted {
                let there = found.get(word).copied().unwrap_or_default();
                assert!(there >= *times, "{edition:?} {address}: {times} × {word:?} on the page, {there} in\n{text}");
            }
            for word in found.keys().filter(|word| word.chars().all(char::is_alphabetic)) {
                // In place of the toggle of an answer.
                let is_known = known.contains_key(word) || word == "Antwoord";
                assert!(is_known, "{edition:?} {address}: {word:?} is not on the page:\n{text}");
            }
            // Code and addresses stay whole.
            let is_whole = |line: &str| line.trim_start_matches("| ").starts_with("    ") || line.contains("://");
            let long = text.lines().find(|line| line.chars().count() > WIDTH && !is_whole(line));
            assert_eq!(long, None, "{address}");
            assert!(!text.contains("\n\n\n") && !text.contains(" \n") && !text.starts_with('\n'), "{address}: {text}");
            let starts = ["lessen/", "nieuwsbrieven/", "protocol/"];
            starts.iter().zip(&mut compared).filter(|(start, _)| path.starts_with(**start)).for_each(|(_, n)| *n += 1);
            if let Ok(folder) = std::env::var("KRIJT_TEXTS") {
                let name = format!("{edition:?}-{}.txt", address.replace(['/', '#'], "_"));
                std::fs::write(Path::new(&folder).join(name), &text).unwrap();
            }
        }
        let is_enough = compared.iter().zip(at_least).all(|(compared, at_least)| *compared >= at_least);
        assert!(is_enough, "{edition:?}: {compared:?} lessons, letters, chapters");
    });
}

#[test]
fn texts_of_the_small_school_say_what_its_pages_say() {
    let school = School::copy_of(&tests().join("school/in"));
    school.write("content/nieuwsbrieven/2026-10-30-de-week.en.md", TRANSLATION);
    texts_say_what_pages_say(school.root(), [2, 2, 2]);
}

#[test]
fn texts_of_the_real_content_say_what_its_pages_say() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::from([("krijt.yaml".to_string(), std::fs::read(project.join("krijt.yaml")).unwrap())]);
    files.extend(tree(&project.join("content")).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)));
    texts_say_what_pages_say(School::of(&files).root(), [5, 3, 4]);
}

const LETTER: &str = "\
Nieuwsbrief · 3 november 2026

Brief
=====

Over.

Hallo *ouders*, lees de site <https://example.org/a>.

Wat doen we?
------------

- een
- twee
  1. diep

Bel _mij_[1].

Dag: ma
Wat: zwemmen

> Wijs woord.

[1] Niet te laat.
";

/// Looks as somebody would write it by hand.
#[test]
fn a_letter_as_text() {
    let school = School::new(&[(
        "content/nieuwsbrieven/2026-11-03-brief.md",
        "---\ntitel: Brief\ndatum: 2026-11-03\nsamenvatting: Over.\n---\nHallo **ouders**, lees [de site](https://example.org/a).\n\n## Wat doen we?\n\n- een\n- twee\n  1. diep\n\nBel *mij*[^1].\n\n[^1]: Niet te laat.\n\n| Dag | Wat |\n| --- | --- |\n| ma | zwemmen |\n\n> Wijs woord.\n",
    )]);
    each_edition(school.root(), |_, artifacts| {
        let texts = artifacts.texts().unwrap();
        let text =
            texts.get("nieuwsbrieven/2026-11-03-brief/index.html").unwrap_or_else(|| panic!("{:?}", texts.keys()));
        assert_eq!(text, LETTER);
    });
}

/// A message of a school whose theme has these files.
fn letter_of(files: &[(&str, &str)]) -> Result<String, krijt::diag::Finding> {
    let letter = "---\ntitel: Jij & <ik>\ndatum: 2026-11-03\nsamenvatting: Kort.\n---\nDag.\n";
    let school = School::new(&[("content/nieuwsbrieven/2026-11-03-brief.md", letter)]);
    files.iter().for_each(|(path, text)| school.write(path, text));
    let made = std::sync::Mutex::new(Ok(BTreeMap::new()));
    each_edition(school.root(), |_, artifacts| *made.lock().unwrap() = artifacts.texts());
    Ok(made.into_inner().unwrap()?.remove("nieuwsbrieven/2026-11-03-brief/index.html").unwrap())
}

/// Signs of mark-up are none in a message; its template and its words are the school's where it has them.
#[test]
fn a_message_is_told_as_text_in_the_words_of_the_school() {
    let words = ("themes/krijt/words/nl.yaml", "letter:\n  kind: Nieuws & meer\n");
    let text = letter_of(&[words]).unwrap();
    assert!(text.starts_with("Nieuws & meer · 3 november 2026\n\nJij & <ik>\n==========\n\nKort.\n"), "{text}");
    let path = "themes/krijt/templates/text/letter.txt";
    assert_eq!(
        letter_of(&[(path, "{{ page.title }}!\n---\n\n{{ content }}")]).unwrap(),
        "Jij & <ik>!\n-----------\n\nDag.\n"
    );
    let finding = letter_of(&[(path, "{{ page.nothing.at_all }}")]).unwrap_err();
    assert_eq!(finding.code.id, "E1001");
}

/// A third writer is small.
#[test]
fn the_writer_of_plain_text_has_at_most_250_lines() {
    let render = tests().with_file_name("src/render");
    let mut files = tree(&render.join("text")).into_values().collect::<Vec<_>>();
    files.push(std::fs::read(render.join("text.rs")).unwrap());
    let lines: usize = files.iter().map(|bytes| std::str::from_utf8(bytes).unwrap().lines().count()).sum();
    assert!(lines <= 250, "{lines}");
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
        let texts = artifacts.texts().unwrap();
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
