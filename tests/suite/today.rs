//! Which day it is, and what is over then. The day of the tests is 2026-11-01 (`support.rs`): none depends on the clock.

use krijt::audience::Audience;
use krijt::disk::Root;
use krijt::pipeline::{Memo, Nobody, Pipeline};
use krijt::site::Options;

use crate::support::{self, School};

/// The files of this project's own public site on a day, by path, with the PDFs' names and without their bytes.
fn public_on(day: &str) -> Vec<(String, String)> {
    let root = Root::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { today: Some(day.parse().unwrap()), ..Options::default() };
    let (pipeline, mut memo) = (Pipeline::new(&root, options), Memo::default());
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (editions, _) = analysis.editions(Some(&[Audience::Public]));
    let artifacts = editions[0].artifacts(&Nobody);
    let paths = artifacts.paths().iter().enumerate();
    let text = |(at, path): (usize, &String)| {
        let mut bytes = Vec::new();
        if [".html", ".xml"].iter().any(|end| path.ends_with(end)) {
            artifacts.make(at, &mut bytes);
        }
        (path.clone(), String::from_utf8(bytes).unwrap())
    };
    paths.map(text).collect()
}

fn page<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    files.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text)
}

const EVENING: &str = "thema-avond/opgroeien-online/index.html";
const INVITATION: &str = "uitnodiging.pdf";

#[test]
fn nothing_invites_to_what_is_over() {
    let (before, after) = (public_on("2026-10-26"), public_on("2027-06-15"));
    assert!(page(&before, "index.html").contains("class=\"week\""));
    assert!(!page(&after, "index.html").contains("class=\"week\""), "the Week is over");
    assert!(page(&before, EVENING).contains("Meld u aan"));
    for (path, _) in before.iter().filter(|(path, _)| path.ends_with("/index.html") || path == "index.html") {
        let text = page(&after, path);
        assert!(
            !text.contains(INVITATION) && !text.contains("Meld u aan"),
            "{path} invites to an evening that is over"
        );
    }
    assert!(page(&after, EVENING).contains("Deze avond is geweest"));
    assert!(before.iter().any(|(path, _)| path.ends_with(INVITATION)));
    assert!(!after.iter().any(|(path, _)| path.ends_with(INVITATION)));
}

/// The last day itself is not over.
#[test]
fn the_day_itself_still_counts() {
    let files = public_on("2027-01-21");
    assert!(page(&files, EVENING).contains("Meld u aan"));
    assert!(page(&public_on("2026-11-13"), "index.html").contains("class=\"week\""));
    assert!(!page(&public_on("2026-11-14"), "index.html").contains("class=\"week\""));
}

#[test]
fn no_date_of_the_sitemap_is_in_the_future() {
    for day in ["2026-09-01", "2026-10-26", "2027-06-15"] {
        let files = public_on(day);
        let dates = page(&files, "sitemap.xml").split("<lastmod>").skip(1).map(|rest| &rest[..10]);
        let late: Vec<&str> = dates.filter(|date| *date > day).collect();
        assert!(late.is_empty(), "{day}: {late:?}");
    }
}

/// `--date` goes before `vandaag`, that before `SOURCE_DATE_EPOCH`, and that before the clock.
#[test]
fn the_day_is_said_and_each_source_of_it_counts() {
    let letter = "---\ntitel: Brief\ndatum: 2026-12-01\npubliceren_vanaf: 2026-12-01\n---\nHallo allemaal.\n";
    let school = School::new(&[("content/nieuwsbrieven/2026-12-01-brief.md", letter)]);
    let config = format!("{}\nvandaag: 2026-12-08\n", support::CONFIG.trim_end());
    let is_public = |args: &[&str], epoch: Option<&str>, said: &str| {
        let mut command = school.command([&["build", "--no-pdf", "--lang", "en"], args].concat());
        match epoch {
            Some(epoch) => command.env("SOURCE_DATE_EPOCH", epoch),
            None => command.env_remove("SOURCE_DATE_EPOCH"),
        };
        let run = support::run(command);
        assert_eq!(run.exit, 0, "{}", run.text);
        assert!(run.text.contains(said), "{}", run.text);
        assert!(!said.is_empty() || !run.text.contains("Today is"), "{}", run.text);
        school.exists("public/nieuwsbrieven/2026-12-01-brief/index.html")
    };
    assert!(!is_public(&[], Some("1793534400"), "Today is 2026-11-01: SOURCE_DATE_EPOCH"));
    assert!(!is_public(&[], Some("1796040000"), "Today is 2026-11-30: SOURCE_DATE_EPOCH"));
    assert!(is_public(&[], Some("1796126400"), "Today is 2026-12-01: SOURCE_DATE_EPOCH"), "on its day");
    assert!(is_public(&["--date", "2026-12-08"], Some("1793534400"), ""), "and a week later still");
    is_public(&[], None, "the clock of this computer says so");
    school.write("krijt.yaml", config);
    assert!(is_public(&[], Some("1793534400"), "Today is 2026-12-08: `vandaag` in krijt.yaml"));
    assert!(!is_public(&["--date", "2026-11-30"], Some("1796126400"), ""));
}
