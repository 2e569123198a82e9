//! Decks that were written for other slide makers open as they are: as many slides, and notes for the team only.

use std::fs;
use std::path::Path;
use std::process::Command;

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><title>plaat</title></svg>";

struct Deck {
    public: String,
    /// The page to read, for the public.
    page: String,
    team: String,
}

/// Builds a school with one deck.
fn deck(file: &str) -> Deck {
    let school = tempfile::tempdir().unwrap();
    let decks = school.path().join("content/presentaties");
    fs::create_dir_all(&decks).unwrap();
    fs::write(school.path().join("krijt.yaml"), "school: {naam: Basisschool De Krijtstreep}\n").unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/decks").join(file);
    fs::copy(source, decks.join("deck.md")).unwrap();
    for image in ["strand.svg", "kat.svg", "krant.svg"] {
        fs::write(decks.join(image), DRAWING).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_krijt"))
        .args(["build", "--lang", "en", "--root"])
        .arg(school.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{file}: {said}");
    assert!(!said.contains("error["), "{file}: {said}");
    let read = |file: &str| fs::read_to_string(school.path().join(file)).unwrap();
    Deck {
        public: read("public/presentaties/deck/dia.html"),
        page: read("public/presentaties/deck/index.html"),
        team: read("team/presentaties/deck/dia.html"),
    }
}

/// The slides of a page, each with its text.
fn slides(page: &str) -> Vec<&str> {
    page.split("<section class=\"dia").skip(1).collect()
}

fn count(deck: &Deck, wanted: usize) {
    assert_eq!(slides(&deck.team).len(), wanted, "{}", deck.team);
    assert_eq!(slides(&deck.public).len(), wanted);
}

fn is_note(deck: &Deck, text: &str) {
    assert!(deck.team.contains(text), "the team's deck has no note “{text}”");
    assert!(!deck.public.contains(text), "the public deck has the note “{text}”");
    assert!(!deck.page.contains(text), "the public page has the note “{text}”");
}

#[test]
fn a_marp_deck() {
    let deck = deck("marp.md");
    count(&deck, 5);
    is_note(&deck, "Begin met een foto die niemand vertrouwt.");
    is_note(&deck, "Laat twee kinderen antwoorden.");
    assert!(deck.public.contains("alt=\"Een kat die groter lijkt dan een huis\""));
    for directive in ["_class", "backgroundColor", "fit"] {
        assert!(!deck.public.contains(&format!("{directive}:")) && !deck.team.contains("<p>fit</p>"), "{directive}");
    }
}

#[test]
fn a_reveal_deck() {
    let deck = deck("reveal.md");
    count(&deck, 4);
    is_note(&deck, "Heet iedereen welkom.");
    is_note(&deck, "Loop rond.");
    assert!(!deck.team.contains(".element"));
}

#[test]
fn a_quarto_deck() {
    let deck = deck("quarto.qmd.md");
    // The title slide, a part, two slides, one behind a line, and the columns.
    count(&deck, 6);
    is_note(&deck, "Laat eerst raden.");
    is_note(&deck, "Tel op je vingers mee.");
    assert!(slides(&deck.public)[2].contains("class=\"pauze\""));
    assert!(slides(&deck.public)[5].contains("class=\"kolommen\""));
}
