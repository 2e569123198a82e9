//! A school that begins with the sample's content: whichever parts it takes over, it is whole, and nothing in it is of the
//! sample school.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use krijt::diag::{Finding, Lang};
use krijt::pipeline::{Memo, Nobody, Pipeline};
use krijt::scaffold::sample::{self, Part, Parts};
use krijt::scaffold::{self, NewSchool};
use krijt::site::Options;
use krijt::world::Memory;

use crate::support::{self, School};

const TODAY: Date = Date::constant(2026, 11, 28);

/// Every choice but that of nothing.
fn choices() -> impl Iterator<Item = Vec<Part>> {
    (1..1 << Part::ALL.len()).map(|bits: usize| {
        Part::ALL.into_iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, part)| part).collect()
    })
}

fn school(parts: Vec<Part>, place: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let new = NewSchool {
        name: "De Regenboog".into(),
        place: place.map(str::to_string),
        year: "2026-2027".into(),
        week: None,
        today: TODAY,
        parts: Parts::new(parts),
    };
    scaffold::school(&new).into_iter().map(|file| (file.path, file.bytes)).collect()
}

fn options(drafts: bool) -> Options {
    Options { today: None, drafts, no_pdf: true }
}

fn said(findings: &[Finding]) -> Vec<String> {
    let said = |finding: &Finding| format!("{} {}", finding.code.id, finding.message(Lang::Nl));
    findings.iter().filter(|finding| finding.allowed.is_none()).map(said).collect()
}

/// What is wrong with a school.
fn checked(files: BTreeMap<String, Vec<u8>>, drafts: bool) -> Vec<String> {
    let world = Memory { files, today: Some(TODAY) };
    let (pipeline, mut memo) = (Pipeline::new(&world, options(drafts)), Memo::default());
    let texts = pipeline.read(&mut memo);
    said(&pipeline.analyse(&texts, &mut memo).findings)
}

/// The same, and all that is built of it but paper.
fn built(files: BTreeMap<String, Vec<u8>>, drafts: bool) -> (Vec<String>, BTreeMap<String, Vec<u8>>) {
    let world = Memory { files, today: Some(TODAY) };
    let (pipeline, mut memo) = (Pipeline::new(&world, options(drafts)), Memo::default());
    let texts = pipeline.read(&mut memo);
    let mut analysis = pipeline.analyse(&texts, &mut memo);
    let mut findings = std::mem::take(&mut analysis.findings);
    let (editions, found) = analysis.editions(None);
    findings.extend(found);
    let mut out = BTreeMap::new();
    for (number, edition) in editions.iter().enumerate() {
        let artifacts = edition.artifacts(&Nobody);
        for (index, path) in artifacts.paths().iter().enumerate() {
            let mut bytes = Vec::new();
            findings.extend(artifacts.make(index, &mut bytes));
            out.insert(format!("{number}/{path}"), bytes);
        }
    }
    (said(&findings), out)
}

const NAMES: &[&str] = &["krijtbord", "voorbeeldstad", "voorbeeldschool", "vandaag: 2", "000-0000"];

fn is_free_of_names(files: &BTreeMap<String, Vec<u8>>, what: &str) {
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with(".krijt/") && !path.contains("/assets/")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for name in NAMES {
            assert!(!text.contains(name), "{what}: {path} holds {name}");
        }
    }
}

#[test]
fn every_choice_of_parts_is_a_whole_school() {
    let mut schools: BTreeSet<BTreeMap<String, Vec<u8>>> = BTreeSet::new();
    for parts in choices() {
        let place = parts.contains(&Part::Lessons).then_some("Epe");
        let what = format!("{parts:?} in {place:?}");
        let files = school(parts, place);
        is_free_of_names(&files, &what);
        // Many choices bring the same along.
        if !schools.insert(files.clone()) {
            continue;
        }
        let (findings, out) = built(files.clone(), false);
        assert!(findings.is_empty(), "{what}: {findings:#?}");
        is_free_of_names(&out, &what);
        assert!(out.len() > 40, "{what}: {} files", out.len());
        // Letters and the evening are drafts: they need nothing but the address of the site.
        let findings = checked(files, true);
        assert!(findings.iter().all(|said| said.starts_with("W0903")), "{what}: {findings:#?}");
    }
}

/// What a part cannot do without comes along; a sentence that goes is one that points at something, never one that helps.
#[test]
fn what_is_left_out_points_elsewhere_and_helps_nobody() {
    assert_eq!(Parts::new([Part::Letters]).along().collect::<Vec<_>>(), [Part::Protocol]);
    assert_eq!(Parts::new([Part::Evening]).along().collect::<Vec<_>>(), [Part::Lessons, Part::Protocol]);
    for parts in choices() {
        let gone = sample::left_out(&Parts::new(parts.clone()));
        assert!(gone.len() < 20, "{parts:?}: {gone:#?}");
        for (path, gone) in &gone {
            let said = gone.to_lowercase();
            let helps = ["bewaar", "vertel", "stuur", "schuld", "bel ", "hulplijn.", "contact.", "protocol/"];
            assert!(!helps.iter().any(|word| said.contains(word)), "{parts:?}: {path}: {gone}");
        }
    }
}

/// The program holds what git has, and every name of a file in the table is one that is there.
#[test]
fn the_program_holds_the_content_of_the_repository() {
    let root = support::tests().join("..");
    let tree = support::tree(&root.join("content"));
    let held: Vec<String> = sample::content().into_keys().collect();
    assert_eq!(held, tree.into_keys().map(|path| format!("content/{path}")).collect::<Vec<_>>());
}

/// Nothing is written over, and the command says what there is to do.
#[test]
fn the_command_writes_into_an_empty_folder_only_and_says_what_is_left() {
    let school = School::bare();
    let begin = |dir: &str, met: &str| {
        school.krijt(&["begin", dir, "--name", "De Brug", "--met", met, "--date", "2026-11-06", "--lang", "nl"])
    };
    let run = begin("een", "brieven");
    assert_eq!(run.exit, 0, "{}", run.text);
    for said in
        ["Dit komt mee, want de rest verwijst ernaar: protocol.", "Vul nog in:", "LICENSE-MIT", "(ar|en|pl|tr|uk)"]
    {
        assert!(run.text.contains(said), "{said} in\n{}", run.text);
    }
    assert!(school.read("een/LICENSE-MIT").contains("Permission"));
    let before = school.tree("een");
    assert_eq!(begin("een", "lessen").exit, 2);
    assert_eq!(school.tree("een"), before);
    let run = begin("twee", "lessen,toetsen");
    assert!(run.exit == 2 && run.text.contains("brieven"), "{}", run.text);
    assert!(!school.exists("twee"));
}
