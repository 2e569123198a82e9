//! PDFs through the cache and past it. What stands in them is read by `tests/pdf`, with programs that did not write them.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use crate::school;
use crate::support::{self, School};

const CACHE: &str = ".krijt/cache/pdf";

/// The small school, and a cache that holds all its PDFs.
fn school() -> School {
    let is_output = |path: &String| path.starts_with("public/") || path.starts_with("team/");
    let files = school::built().iter().filter(|(path, _)| !is_output(path));
    School::of(&files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect())
}

/// The PDFs of its first build, when there was no cache yet.
fn fresh() -> BTreeMap<String, Vec<u8>> {
    school::output(school::built()).into_iter().filter(|(path, _)| path.ends_with(".pdf")).collect()
}

/// Builds into an empty folder and gives the PDFs.
fn pdfs(school: &School) -> BTreeMap<String, Vec<u8>> {
    let _ = std::fs::remove_dir_all(school.at("out"));
    let out = school.at("out");
    let mut command = school.command(["build", "--date", "2026-11-01", "--lang", "nl"]);
    command.arg("--out").arg(out);
    let run = support::run(command);
    assert_eq!(run.exit, 0, "{}", run.text);
    school.tree("out").into_iter().filter(|(path, _)| path.ends_with(".pdf")).collect()
}

fn same(expected: &BTreeMap<String, Vec<u8>>, actual: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(expected.keys().collect::<Vec<_>>(), actual.keys().collect::<Vec<_>>(), "{what}");
    for (path, bytes) in expected {
        assert!(*bytes == actual[path], "{what}: {path} has other bytes");
    }
}

#[test]
fn cached_is_fresh() {
    let (school, fresh) = (school(), fresh());
    assert!(fresh.len() > 10, "{:?}", fresh.keys());
    assert!(fresh.values().all(|bytes| bytes.starts_with(b"%PDF-1.7")));
    let kept = school.tree(CACHE);
    assert!(kept.len() > 5 && kept.len() <= fresh.len());
    same(&fresh, &pdfs(&school), "from the cache");
    assert!(school.tree(CACHE) == kept, "a second build writes nothing into the cache");
    // Nothing of the first build is left.
    std::fs::remove_dir_all(school.at(".krijt")).unwrap();
    same(&fresh, &pdfs(&school), "made anew");
}

/// From an entry of the cache and another one to what is put in its place.
type Plant = fn(&[u8], &[u8]) -> Vec<u8>;

#[test]
fn what_was_planted_does_not_come_out() {
    let (school, fresh) = (school(), fresh());
    let kept: Vec<(String, Vec<u8>)> = school.tree(CACHE).into_iter().collect();
    let plants: [(&str, Plant); 5] = [
        ("another entry", |_, other| other.to_vec()),
        ("half of it", |own, _| own[..own.len() / 2].to_vec()),
        ("nothing", |_, _| Vec::new()),
        ("one byte more", |own, _| [own, &b"x"[..]].concat()),
        ("a letter changed", |own, _| {
            let mut bytes = own.to_vec();
            *bytes.last_mut().unwrap() ^= 1;
            bytes
        }),
    ];
    for (what, plant) in plants {
        for (at, (path, bytes)) in kept.iter().enumerate() {
            school.write(format!("{CACHE}/{path}"), plant(bytes, &kept[(at + 1) % kept.len()].1));
        }
        same(&fresh, &pdfs(&school), what);
    }
}

/// The tests above would hold without a cache, too. This one shows that it is read.
#[test]
fn the_cache_is_used() {
    let (school, fresh) = (school(), fresh());
    for (path, bytes) in school.tree(CACHE) {
        let body = [&bytes[40..44], b"kept"].concat();
        let head = [&bytes[..24], &xxh3_128(&body).to_le_bytes()].concat();
        school.write(format!("{CACHE}/{path}"), [head, body].concat());
    }
    let from_cache = pdfs(&school);
    assert_eq!(fresh.keys().collect::<Vec<_>>(), from_cache.keys().collect::<Vec<_>>());
    assert!(from_cache.values().all(|bytes| bytes == b"kept"));
}

#[test]
fn without_a_cache_there_are_pdfs_all_the_same() {
    let (school, fresh) = (school(), fresh());
    std::fs::remove_dir_all(school.at(".krijt")).unwrap();
    school.write(".krijt", "no folder");
    same(&fresh, &pdfs(&school), "no cache");
}

/// A check makes what a build would, and keeps it for the next one; it writes nowhere else.
#[test]
fn a_check_makes_every_pdf_and_keeps_it() {
    let school = School::copy_of(&support::tests().join("school/in"));
    let sources = school.tree(".");
    let check = || support::run(school.command(["check", "--date", "2026-11-01"]));
    assert_eq!(check().exit, 0);
    let kept = school.tree(CACHE);
    assert!(kept.len() > 5);
    let outside: BTreeMap<_, _> =
        school.tree(".").into_iter().filter(|(path, _)| !path.starts_with(".krijt/")).collect();
    assert!(outside == sources, "a check writes outside `.krijt`");
    let others: Vec<String> = school.tree(".krijt").into_keys().filter(|path| !path.starts_with("cache/")).collect();
    assert_eq!(others, [""; 0]);
    // Read, not made anew: what stands there has another time only when it is written.
    let before = written(&school);
    school.forget();
    assert_eq!(check().exit, 0);
    assert_eq!(written(&school), before, "a second check makes a PDF again");
    same(&fresh(), &pdfs(&school), "a build from what a check kept");
}

fn written(school: &School) -> Vec<(std::ffi::OsString, std::time::SystemTime)> {
    let entries = std::fs::read_dir(school.at(CACHE)).unwrap().map(Result::unwrap);
    let mut written: Vec<_> =
        entries.map(|entry| (entry.file_name(), entry.metadata().unwrap().modified().unwrap())).collect();
    written.sort();
    written
}

/// Two programs at once, with one cache and none at the beginning.
#[test]
fn a_check_does_no_harm_to_a_build_beside_it() {
    let school = School::copy_of(&support::tests().join("school/in"));
    let out = school.at("out");
    let check = || school.command(["check", "--date", "2026-11-01"]);
    let mut build = school.command(["build", "--date", "2026-11-01", "--lang", "nl"]);
    build.arg("--out").arg(&out);
    std::thread::scope(|scope| {
        let checks: Vec<_> = (0..2).map(|_| scope.spawn(|| support::run(check()))).collect();
        assert_eq!(support::run(build).exit, 0);
        checks.into_iter().for_each(|check| assert_eq!(check.join().unwrap().exit, 0));
    });
    let made = school.tree("out").into_iter().filter(|(path, _)| path.ends_with(".pdf")).collect();
    same(&fresh(), &made, "built beside a check");
}

/// Another template, another date: never the PDF of before.
#[test]
fn what_goes_in_decides_what_comes_out() {
    let (school, before) = (school(), fresh());
    let template =
        "#let invalkaart(feiten, inhoud) = { set document(title: feiten.title); set text(lang: \"nl\"); [Kort.] }";
    school.write("themes/krijt/pdf/invalkaart.typ", template);
    let after = pdfs(&school);
    let card = "team/lessen/samen-online/echt-of-nep/invalkaart.pdf";
    assert!(before[card] != after[card]);
    let lesson = school.read("content/lessen/samen-online/01-echt-of-nep.md");
    school.write("content/lessen/samen-online/01-echt-of-nep.md", lesson.replace("titel: ", "titel: De "));
    let sheet = "public/lessen/samen-online/echt-of-nep/werkblad.pdf";
    assert!(after[sheet] != pdfs(&school)[sheet]);
}

/// Typst has a limit to what may stand inside each other; what an author nests has another.
#[test]
fn what_stands_deep_is_set_all_the_same() {
    let boxes = format!("{}Kern.\n{}", "::: weetje\n".repeat(28), ":::\n".repeat(28));
    let points: String = (0..13).map(|depth| format!("{}- Punt {depth}\n", "  ".repeat(depth))).collect();
    let quotes = format!("{}Kern.\n", "> ".repeat(28));
    let points_in_boxes = format!("{}{points}{}", "::: weetje\n".repeat(3), ":::\n".repeat(3));
    let texts = [boxes, points, quotes, points_in_boxes];
    let letters: Vec<(String, String)> = (1..)
        .zip(&texts)
        .map(|(day, text)| {
            let letter = format!("---\ntitel: Diep {day}\ndatum: 2026-10-0{day}\n---\nTekst.\n\n{text}");
            (format!("content/nieuwsbrieven/2026-10-0{day}-diep.md"), letter)
        })
        .collect();
    let files: Vec<(&str, &str)> = letters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = pdfs(&School::new(&files));
    let made = made.keys().filter(|path| path.starts_with("public/") && path.ends_with("/nieuwsbrief.pdf")).count();
    assert_eq!(made, texts.len(), "not every letter became a PDF");
}

/// How many pages a PDF has.
fn pages(bytes: &[u8]) -> usize {
    let is_page = |at: &[u8]| at.starts_with(b"/Type/Page") && !at.starts_with(b"/Type/Pages");
    bytes.windows(11).filter(|at| is_page(at)).count()
}

/// One more line to write on costs another sheet only where the room to draw has nothing more to give.
#[test]
fn a_sheet_goes_on_only_when_nothing_helps() {
    let lines = |at: u32| 8 + at % 20;
    let lesson = |at: u32, room: &str| {
        let lines = lines(at);
        let sheet = format!("::: {{.opdracht lijnen={lines}}}\nSchrijf op.\n:::\n\n{room}");
        let head = format!("---\ntitel: Les {lines} {at}\nduur: 10\ngroepen: [7]\n---\n\n## Begin {{duur=10}}\n\n");
        (format!("content/lessen/module/{at:02}-les-{at}.md"), format!("{head}{sheet}"))
    };
    let room = "::: {.opdracht ruimte=80mm}\nTeken.\n:::\n";
    let files: Vec<(String, String)> = (0..40).map(|at| lesson(at, if at < 20 { room } else { "" })).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = pdfs(&School::new(&files));
    let count = |at: u32| pages(&made[&format!("public/lessen/module/les-{at}/werkblad.pdf")]);
    let (with_room, without): (Vec<usize>, Vec<usize>) = ((0..20).map(count).collect(), (20..40).map(count).collect());
    for (what, counts) in [("with room to draw", &with_room), ("without", &without)] {
        assert!(counts.is_sorted() && counts[0] == 1 && counts[19] == 2, "{what}: {counts:?}");
    }
    assert!(with_room.iter().sum::<usize>() > without.iter().sum());
    let bundle = &made["public/lessen/module/werkbladen.pdf"];
    assert_eq!(
        pages(bundle),
        with_room.iter().chain(&without).sum::<usize>(),
        "a bundle sets each sheet as it is alone"
    );
}
