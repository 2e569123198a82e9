//! A build that starts from what the last one left gives what a build from nothing gives, byte for byte, whatever was
//! edited, renamed, deleted or half saved in between. `KRIJT_FUZZ=20` makes twenty times as many edits, with a new seed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use krijt::audience::Audience;
use krijt::diag::{Finding, Lang, json};
use krijt::disk::{Reach, Root, SourceCache};
use krijt::pipeline::{Memo, Nobody, Pipeline, finish};
use krijt::site::Options;
use krijt::world::World;

use crate::support::{self, Dice, School};

/// What a build gives: its findings, and every file of both editions when none of them is an error.
type Outcome = (String, BTreeMap<String, Vec<u8>>);

fn outcome(world: &dyn World, memo: &mut Memo) -> Outcome {
    let pipeline = Pipeline::new(world, Options { drafts: true, no_pdf: true, ..Options::default() });
    let texts = pipeline.read(memo);
    let analysis = pipeline.analyse(&texts, memo);
    let mut findings = analysis.findings.clone();
    let mut files = BTreeMap::new();
    let is_good = !findings.iter().any(Finding::is_error);
    let (editions, found) = analysis.editions(Some(&Audience::ALL));
    findings.extend(found);
    for planned in &editions {
        let artifacts = planned.artifacts(&Nobody);
        for (index, path) in artifacts.paths().iter().enumerate() {
            let mut bytes = Vec::new();
            if is_good {
                findings.extend(artifacts.make(index, &mut bytes));
            }
            files.insert(format!("{}/{path}", planned.edition.audience().word()), bytes);
        }
    }
    let sources = &texts.input.sources;
    finish(&mut findings, sources);
    (json::render(&findings, sources, Lang::Nl, json::Besides::default()), files)
}

/// A mistake or a change, in the form in which editors and people make them.
pub fn edit(dice: &mut Dice, school: &School, original: &BTreeMap<String, Vec<u8>>) -> String {
    let is_image = |path: &String| path.ends_with(".svg") || path.ends_with(".png");
    if !["content/index.md", "content/krijt.svg"].iter().all(|path| school.exists(path)) {
        original.iter().for_each(|(path, bytes)| school.write(path, bytes));
    }
    let now = school.tree(".");
    let paths: Vec<&String> = now.keys().collect();
    let texts: Vec<&String> = now.keys().filter(|path| path.ends_with(".md")).collect();
    let (any, text) = (dice.pick(&paths).to_string(), dice.pick(&texts).to_string());
    let old = String::from_utf8_lossy(&now[&text]).into_owned();
    let number = dice.roll(1000);
    let lines: Vec<&str> = old.lines().collect();
    let line = dice.roll(lines.len());
    let with = |extra: &str| {
        let mut lines = lines.clone();
        lines.insert(line.min(lines.len()), extra);
        lines.join("\n") + "\n"
    };
    let titled = |title: &str| match old.split_once("titel:") {
        Some((head, rest)) => format!("{head}titel: {title}{}", &rest[rest.find('\n').unwrap_or(rest.len())..]),
        None => format!("---\ntitel: {title}\n---\n{old}"),
    };
    match dice.roll(20) {
        0..=2 => school.write(&text, with(&format!("\nZin {number} [naar](index.md).\n"))),
        3 => school.write(&text, titled(&format!("Titel {number}"))),
        4 => school.write(&text, titled(&format!("Titel: {number}"))),
        5 => school.write(&text, with(dice.pick::<&str>(&["::: leerkracht", ":::", "::: quiz", "```", "---"]))),
        6 => school.write(&text, &old[..old.floor_char_boundary(dice.roll(old.len()))]),
        7 => school.write(&text, dice.pick(&["", "\u{feff}---\r\ntitel: A\r\n---\r\nTekst.\r\n", "---\ntitel: B\n"])),
        8 => school.write(&text, b"---\ntitel: caf\xe9\n---\n"),
        9 => std::fs::remove_file(school.at(&any)).unwrap(),
        10 => {
            let other = text.replace(".md", &format!("-{number}.md"));
            std::fs::rename(school.at(&text), school.at(&other)).unwrap();
        }
        11 => school.write(text.replace(".md", &format!("-{number}.md")), &old),
        12 => {
            let folder = Path::new(&text).parent().unwrap().to_string_lossy().into_owned();
            if folder != "content" {
                std::fs::rename(school.at(&folder), school.at(format!("{folder}-{number}"))).unwrap();
            }
        }
        13 => {
            let lines = [
                "niveaus: {E0501: waarschuwing}",
                "niveaus: {E0204: uit}",
                "edities: [team]",
                "titel: [",
                "rollen: {a: B}",
            ];
            let line = format!("school: {{naam: School {number}}}\n{}\n", dice.pick(&lines));
            school.write("krijt.yaml", line);
        }
        14 => school.write("themes/krijt/templates/404.html", format!("{{{{ page.title }}}} {number}")),
        15 => school.write(
            "themes/krijt/templates/page.html",
            dice.pick(&["{% extends \"base.html\" %}", "{{ weg }}", "{% if"]),
        ),
        16 => {
            let files = ["assets/krijt.css", "styles/krijt/35-home.css", "styles/dia/95-own.css", "eigen.css"];
            school.write(format!("themes/krijt/{}", dice.pick(&files)), format!("body {{ order: {number} }}"));
        }
        17 => school.write("themes/krijt/icons/team.svg", format!("<svg><!-- {number} --></svg>")),
        18 => {
            let images: Vec<&String> = now.keys().filter(|path| is_image(path)).collect();
            let image = dice.pick(&images).to_string();
            let bytes = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"9\"/>", number + 1);
            school.write(&image, bytes);
        }
        // An image and a page that change places.
        _ => {
            let other = dice.pick(&paths).to_string();
            std::fs::rename(school.at(&any), school.at(format!("{other}.x"))).unwrap();
        }
    }
    // Half of what went wrong is put right at once, so that most schools are whole.
    if dice.roll(3) > 0 {
        for (path, _) in school.tree(".") {
            if !original.contains_key(&path) && dice.roll(2) == 0 {
                std::fs::remove_file(school.at(&path)).unwrap();
            }
        }
        for (path, bytes) in original {
            if dice.roll(8) > 0 && school.tree(".").get(path) != Some(bytes) {
                school.write(path, bytes);
            }
        }
    }
    format!("{text} / {any}")
}

/// What the system tells of a change: the files that are other ones now, or, of files that went, their folder.
fn told(dice: &mut Dice, school: &School, before: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let now = school.tree(".");
    let mut told = BTreeSet::new();
    for path in before.keys().chain(now.keys()).filter(|path| before.get(*path) != now.get(*path)) {
        let folder = Path::new(path).parent().unwrap().to_string_lossy().into_owned();
        let is_gone = !school.exists(&folder) && dice.roll(2) == 0;
        told.insert(if is_gone { folder } else { path.clone() });
    }
    // An editor's own file, which is there no more.
    told.insert("content/4913".to_string());
    told
}

#[test]
fn a_memo_changes_nothing() {
    let many: u64 = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(0);
    let school = School::copy_of(&support::tests().join("school/in"));
    let original = school.tree(".");
    // What is kept on the disk holds for one program, and nothing is for none.
    let (root, forgetful) = (Root::new(school.root()).by(Some(1)), Root::new(school.root()));
    let seed = if many == 0 { 20_261_106 } else { std::process::id().into() };
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed);
    let (mut cache, mut memo) = (SourceCache::new(), Memo::default());
    let mut last: Option<Outcome> = None;
    let (mut good, mut unchanged) = (0, 0);
    let steps = 120 * many.max(1);
    for step in 0..steps {
        let before = school.tree(".");
        let what = if step == 0 { String::new() } else { edit(&mut dice, &school, &original) };
        let clean = outcome(&forgetful, &mut Memo::default());
        // The watcher may tell of what changed, or miss it.
        let (told, reach) = match dice.roll(2) {
            0 => (BTreeSet::new(), Reach::All),
            _ => (told(&mut dice, &school, &before), Reach::Changed),
        };
        match cache.look(&root, &told, reach) {
            Some(seen) => {
                // The desk is closed and opened again, after a build.
                if step % 10 == 9 {
                    memo = Memo::default();
                }
                last = Some(outcome(&seen, &mut memo));
                memo.keep(&seen);
            }
            None => unchanged += 1,
        }
        let kept = last.as_ref().unwrap();
        let findings = support::difference(&clean.0, &kept.0);
        assert!(clean.0 == kept.0, "seed {seed}, step {step}: {what}: other findings\n{findings}");
        assert_eq!(support::tree_difference(&clean.1, &kept.1), "", "seed {seed}, step {step}: {what}");
        good += usize::from(clean.1.values().any(|bytes| !bytes.is_empty()));
    }
    assert!(good as u64 > steps / 4, "only {good} of {steps} schools could be built: the edits are too wild");
    assert!((unchanged as u64) < steps / 2, "{unchanged} of {steps} edits changed nothing");
}
