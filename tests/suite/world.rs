//! A school that is not on a disk comes out as one that is, and an editor's unsaved text goes before the saved one.

use std::collections::BTreeMap;

use krijt::audience::Audience;
use krijt::diag::{Finding, Lang, json};
use krijt::disk::Root;
use krijt::pipeline::{Memo, Nobody, Pipeline, finish};
use krijt::site::Options;
use krijt::world::{Memory, Overlay, World};

use crate::support::{School, tests, tree, tree_difference};

/// The findings of a world, and every file of its editions.
fn made(world: &dyn World, memo: &mut Memo) -> (String, BTreeMap<String, Vec<u8>>) {
    let pipeline = Pipeline::new(world, Options { no_pdf: true, ..Options::default() });
    let texts = pipeline.read(memo);
    let analysis = pipeline.analyse(&texts, memo);
    let (editions, found) = analysis.editions(None);
    let mut findings: Vec<Finding> = analysis.findings.iter().cloned().chain(found).collect();
    let mut files = BTreeMap::new();
    for edition in &editions {
        let artifacts = edition.artifacts(&Nobody);
        for (index, path) in artifacts.paths().iter().enumerate() {
            let mut bytes = Vec::new();
            findings.extend(artifacts.make(index, &mut bytes));
            files.insert(format!("{}/{path}", edition.edition.audience().word()), bytes);
        }
    }
    finish(&mut findings, &texts.input.sources);
    (json::render(&findings, &texts.input.sources, Lang::Nl, json::Besides::default()), files)
}

fn small() -> Memory {
    Memory { files: tree(&tests().join("school/in")), today: None }
}

#[test]
fn a_school_in_memory_comes_out_as_on_disk() {
    let school = School::copy_of(&tests().join("school/in"));
    let (of_memory, of_disk) =
        (made(&small(), &mut Memo::default()), made(&Root::new(school.root()), &mut Memo::default()));
    assert_eq!(of_memory.0, of_disk.0);
    assert_eq!(tree_difference(&of_disk.1, &of_memory.1), "");
    for edition in [Audience::Public, Audience::Team] {
        assert!(of_memory.1.keys().filter(|path| path.starts_with(edition.word())).count() > 30);
    }
}

#[test]
fn hidden_and_foreign_files_are_none_of_the_school() {
    let mut world = small();
    let before = made(&world, &mut Memo::default());
    for path in ["content/.over.md.swp", "content/~$over.md", "README.md", "content/.git/x.md", "public/index.html"] {
        world.files.insert(path.to_string(), b"\xff".to_vec());
    }
    assert_eq!(made(&world, &mut Memo::default()), before);
}

#[test]
fn the_day_comes_from_the_world_unless_one_is_asked_for() {
    let day = |text: &str| Some(text.parse().unwrap());
    let files = [
        ("krijt.yaml", "school: {naam: X}\n"),
        ("content/x.md", "---\ntitel: X\npubliceren_vanaf: 2026-10-01\n---\nTekst.\n"),
    ];
    let files = files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
    let is_public = |today, asked| {
        let world = Memory { files: files.clone().into(), today };
        let pipeline = Pipeline::new(&world, Options { today: asked, no_pdf: true, ..Options::default() });
        let texts = pipeline.read(&mut Memo::default());
        let analysis = pipeline.analyse(&texts, &mut Memo::default());
        let (editions, _) = analysis.editions(Some(&[Audience::Public]));
        editions[0].plan.job("x/index.html").is_some()
    };
    assert!(!is_public(None, None), "nobody knows the day");
    assert!(is_public(day("2026-10-01"), None) && !is_public(day("2026-09-30"), None));
    assert!(is_public(day("2026-09-30"), day("2026-10-01")) && !is_public(day("2026-10-01"), day("2026-09-30")));
}

/// What an editor holds gives what the same text on disk gives: over a file, over a broken one, and as a new one.
#[test]
fn an_overlay_gives_what_saving_would() {
    let school = School::copy_of(&tests().join("school/in"));
    school.write("content/stuk.md", b"---\ntitel: caf\xe9\n---\n");
    let root = Root::new(school.root());
    let mut memo = Memo::default();
    let edits = [
        ("content/index.md", "---\ntitel: Anders\n---\nEen [link](stuk.md) en :::\n\n::: weetjje\nx\n:::\n"),
        ("content/stuk.md", "---\ntitel: Heel\n---\nTekst.\n"),
        ("content/aa-nieuw.md", "\u{feff}---\r\ntitel: Nieuw\r\n---\r\nTekst \u{202e}.\r\n"),
        ("krijt.yaml", "school: {naam: Anders}\nniveaus: {E0301: waarschuwing}\n"),
        ("content/foto.png", "geen tekst van een school"),
    ];
    for count in 0..=edits.len() {
        let texts = edits[..count].iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let over = made(&Overlay { below: &root, texts }, &mut memo);
        let saved = School::copy_of(school.root());
        for (path, text) in edits[..count].iter().filter(|(path, _)| !path.ends_with(".png")) {
            saved.write(path, text);
        }
        let saved = made(&Root::new(saved.root()), &mut Memo::default());
        assert_eq!(over.0, saved.0, "{count} texts");
        assert_eq!(tree_difference(&saved.1, &over.1), "", "{count} texts");
    }
}
