//! A command that is given again where nothing changed does nothing, and says what it said; whatever was edited, touched,
//! renamed or deleted in between, of the school or of what came out, it gives what a build in an empty folder gives.
//! `KRIJT_FUZZ=20` makes twenty times as many edits, with a new seed.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use krijt::disk::{DiskCache, Root, StampPlace, facts};
use krijt::world::{Cache, World};

use crate::support::{self, Dice, Run, School};

/// What `-v` says then.
const NOTHING: [&str; 2] = ["Niets veranderd sinds", "Nothing changed since"];
/// What `-v` says else.
const TIMES: [&str; 2] = ["Tijden:", "Times:"];
/// Files that are not krijt's begin so.
const FOREIGN: &str = "vreemd";

/// So long that no change has the time of one before.
fn wait() {
    std::thread::sleep(Duration::from_millis(30));
}

fn is_short(run: &Run) -> bool {
    NOTHING.iter().any(|words| run.text.contains(words))
}

/// What a run says, but for times, what is not krijt's, and how many of its files were there already.
fn said(run: &Run) -> String {
    let end = |line: &&str| ![NOTHING, TIMES].concat().iter().any(|words| line.starts_with(words));
    let is_own = |line: &&str| !line.contains(FOREIGN);
    let line = |line: &str| match line.split_once(": ").map(|(path, counts)| (path, counts.split(", "))) {
        Some((path, counts)) if line.contains(" geschreven, ") || line.contains(" written, ") => {
            let first = |count: &str| count.split(' ').next().and_then(|count| count.parse::<usize>().ok());
            format!("{path}: {} files\n", counts.take(2).filter_map(first).sum::<usize>())
        }
        _ => format!("{line}\n"),
    };
    run.text.lines().take_while(end).filter(is_own).map(line).collect()
}

/// A school that is built again and again, and its sources by themselves.
struct Pair {
    school: School,
    sources: School,
    original: BTreeMap<String, Vec<u8>>,
}

/// What is asked, and on which day.
#[derive(Clone, PartialEq)]
struct Asked {
    args: Vec<&'static str>,
    day: u64,
}

impl Asked {
    const ARGS: [&[&str]; 9] = [
        &["build"],
        &["build"],
        &["build", "--edition", "public"],
        &["build", "--edition", "team", "--lang", "en"],
        &["build", "--drafts"],
        &["build", "--format", "json"],
        &["build", "--all", "-q"],
        &["check"],
        &["check", "content/lessen", "--lang", "en"],
    ];

    fn run(&self, school: &School) -> Run {
        let mut command = school.command(&self.args);
        command
            .args(["--fewer", "--no-pdf", "-v"])
            .env("SOURCE_DATE_EPOCH", (1_793_534_400 + self.day * 86_400).to_string());
        support::run(command)
    }

    fn is_build(&self) -> bool {
        self.args[0] == "build"
    }

    /// Other programs read it: nothing else is said.
    fn is_json(&self) -> bool {
        self.args.contains(&"json")
    }
}

impl Pair {
    fn new() -> Pair {
        let sources = School::copy_of(&support::tests().join("school/in"));
        let original = sources.tree(".");
        Pair { school: School::of(&original), sources, original }
    }

    /// Brings the sources into the school; gives what differs.
    fn copy(&self) -> Vec<String> {
        let read = |school: &School| -> BTreeMap<String, Vec<u8>> {
            let is_read =
                |path: &str| path == "krijt.yaml" || path.starts_with("content/") || path.starts_with("themes/");
            school.tree(".").into_iter().filter(|(path, _)| is_read(path)).collect()
        };
        let (new, old) = (read(&self.sources), read(&self.school));
        for (path, bytes) in new.iter().filter(|(path, bytes)| old.get(*path) != Some(bytes)) {
            // A folder may stand where a file comes.
            let _ = std::fs::remove_dir_all(self.school.at(path));
            self.school.write(path, bytes);
        }
        let gone: Vec<&String> = old.keys().filter(|path| !new.contains_key(*path)).collect();
        gone.iter().for_each(|path| std::fs::remove_file(self.school.at(path)).unwrap());
        let all = old.keys().chain(new.keys().filter(|path| !old.contains_key(*path)));
        all.filter(|path| old.get(*path) != new.get(*path)).cloned().collect()
    }

    /// What comes out in an empty folder.
    fn fresh(&self, asked: &Asked) -> Fresh {
        let sources = self.sources.tree(".");
        let school = School::of(&sources);
        Fresh { asked: asked.clone(), said: said(&asked.run(&school)), sources, school }
    }

    /// One of the files that came out.
    fn output(&self, dice: &mut Dice) -> String {
        let all: Vec<String> = ["public", "mr", "team"]
            .iter()
            .flat_map(|edition| self.school.tree(edition).into_keys().map(move |path| format!("{edition}/{path}")))
            .filter(|path| !path.contains(FOREIGN) && !path.ends_with(".krijt-manifest.json"))
            .collect();
        dice.pick(&all).clone()
    }
}

/// Other bytes, but as many and with the same time.
pub fn change_unseen(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let before = path.metadata().unwrap();
    match bytes.iter().rposition(u8::is_ascii_lowercase) {
        Some(at) => bytes[at] = if bytes[at] == b'z' { b'a' } else { bytes[at] + 1 },
        None => bytes.push(b'a'),
    }
    std::fs::write(path, &bytes).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(before.modified().unwrap()).unwrap();
    let after = path.metadata().unwrap();
    assert_eq!((before.mtime(), before.mtime_nsec(), before.ino()), (after.mtime(), after.mtime_nsec(), after.ino()));
}

/// What came out in an empty folder, of which sources.
struct Fresh {
    asked: Asked,
    sources: BTreeMap<String, Vec<u8>>,
    said: String,
    school: School,
}

/// What was done, and whether a run must see it (`None`: it may have been seen before).
fn step(dice: &mut Dice, pair: &Pair, asked: &mut Asked, is_whole: bool) -> (String, Option<bool>) {
    let (school, sources) = (&pair.school, &pair.sources);
    let texts: Vec<String> = sources.tree(".").into_keys().filter(|path| path.ends_with(".md")).collect();
    let number = dice.roll(1000);
    let edits = |dice: &mut Dice| {
        crate::memo::edit(dice, sources, &pair.original);
        let other = pair.copy();
        // Without what came after the last stamp the school is what it was then.
        let is_other = other.iter().any(|path| sources.exists(path));
        (format!("edited {other:?}"), is_other.then_some(true))
    };
    match dice.roll(20) {
        0 | 1 => ("nothing".to_string(), is_whole.then_some(false)),
        2 => {
            *asked = Asked { args: dice.pick(&Asked::ARGS).to_vec(), ..asked.clone() };
            (format!("asked {}", asked.args.join(" ")), None)
        }
        3 => {
            asked.day = (asked.day + 1 + dice.roll(40) as u64) % 60;
            ("another day".to_string(), None)
        }
        4 if !texts.is_empty() => {
            let text = dice.pick(&texts);
            File::options()
                .write(true)
                .open(school.at(text))
                .unwrap()
                .set_modified(std::time::SystemTime::now())
                .unwrap();
            (format!("touched {text}"), Some(true))
        }
        5 if !texts.is_empty() => {
            let text = dice.pick(&texts);
            change_unseen(&school.at(text));
            sources.write(text, std::fs::read(school.at(text)).unwrap());
            (format!("changed {text} in its size and time"), Some(true))
        }
        6 if !texts.is_empty() => {
            let text = dice.pick(&texts);
            let other = text.replace(".md", &format!("-{number}.md"));
            [school, sources].iter().for_each(|one| std::fs::rename(one.at(text), one.at(&other)).unwrap());
            (format!("renamed {text}"), Some(true))
        }
        // Of an edition that this run makes.
        roll @ 7..=12 if is_whole && asked.args == ["build"] => {
            let output = pair.output(dice);
            match roll {
                7 => change_unseen(&school.at(&output)),
                8 => school.write(&output, "Met de hand veranderd."),
                9 => std::fs::remove_file(school.at(&output)).unwrap(),
                10 => {
                    school.write(Path::new(&output).with_file_name(format!("{FOREIGN}-{number}.txt")), "Van een ander.")
                }
                11 => {
                    let other = Path::new(&output).with_file_name(format!("{FOREIGN}-{number}"));
                    std::fs::rename(school.at(&output), school.at(other)).unwrap();
                }
                _ => std::fs::remove_dir_all(school.at(output.split('/').next().unwrap())).unwrap(),
            }
            (format!("output {output}, sort {roll}"), Some(true))
        }
        _ => edits(dice),
    }
}

/// One row of edits; gives how many runs were whole, and how many were short.
fn row(seed: u64, steps: usize) -> (usize, usize) {
    let pair = Pair::new();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed);
    let mut asked = Asked { args: vec!["build"], day: 0 };
    let (mut is_whole, mut whole, mut short) = (false, 0, 0);
    let mut fresh: Option<Fresh> = None;
    for number in 0..steps {
        let (what, is_seen) = match number {
            0 => (String::new(), Some(true)),
            _ => step(&mut dice, &pair, &mut asked, is_whole),
        };
        let at = format!("seed {seed}, step {number}: {what} ({})", asked.args.join(" "));
        wait();
        let run = asked.run(&pair.school);
        let sources = pair.sources.tree(".");
        let kept = fresh.take().filter(|fresh| fresh.asked == asked && fresh.sources == sources);
        let Fresh { said: text, school: clean, .. } = fresh.insert(kept.unwrap_or_else(|| pair.fresh(&asked)));
        assert!(said(&run) == *text, "{at}\n{}", support::difference(text, &said(&run)));
        if let Some(is_seen) = is_seen.filter(|_| !asked.is_json()) {
            assert_eq!(is_short(&run), !is_seen, "{at}\n{}", run.text);
        }
        // A check of some files says nothing of mistakes in others.
        is_whole = run.exit == 0 && !asked.args.contains(&"content/lessen");
        short += usize::from(is_short(&run));
        if !is_whole {
            continue;
        }
        whole += 1;
        for edition in ["public", "mr", "team"].iter().filter(|edition| asked.is_build() && clean.exists(edition)) {
            let mut now = pair.school.tree(edition);
            now.retain(|path, _| !path.contains(FOREIGN));
            assert_eq!(support::tree_difference(&clean.tree(edition), &now), "", "{at}: {edition}");
        }
        if dice.roll(3) == 0 {
            let again = asked.run(&pair.school);
            assert!(is_short(&again) || asked.is_json(), "{at}: again\n{}", again.text);
            assert_eq!((said(&again), again.exit), (text.clone(), 0), "{at}: again");
            let settled = |line: &&str| line.contains(" onveranderd, ") || line.contains(" unchanged, ");
            assert!(again.out.lines().filter(settled).all(|line| line.contains(": 0 ")), "{at}\n{}", again.out);
            short += usize::from(is_short(&again));
        }
    }
    (whole, short)
}

#[test]
fn a_stamp_changes_nothing() {
    let many: usize = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(0);
    let seed = if many == 0 { 20_261_129 } else { u64::from(std::process::id()) };
    let (rows, steps) = (5, 50 * many.max(1));
    // Threads of their own: the other tests here need those of rayon.
    let counts: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let rows: Vec<_> = (0..rows).map(|row| scope.spawn(move || self::row(seed + row, steps))).collect();
        rows.into_iter().map(|row| row.join().unwrap()).collect()
    });
    let (whole, short) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let all = rows as usize * steps;
    assert!(whole > all / 3, "only {whole} of {all} schools could be built: the edits are too wild");
    assert!(short > all / 8, "only {short} runs were short");
}

/// A program that is copied, touched, or of another user's making is another program.
#[test]
fn another_program_builds_again() {
    let school = School::new(&[("content/index.md", "---\ntitel: Welkom\n---\nHallo.\n")]);
    let program = school.at("krijt-kopie");
    std::fs::copy(env!("CARGO_BIN_EXE_krijt"), &program).unwrap();
    wait();
    let build = || {
        let own = school.command(["build", "-v"]);
        let mut command = std::process::Command::new(&program);
        command.args(own.get_args()).current_dir(school.root()).env_clear();
        own.get_envs().for_each(|(name, value)| _ = command.env(name, value.unwrap()));
        support::run(command)
    };
    assert_eq!((is_short(&build()), is_short(&build())), (false, true));
    let time = program.metadata().unwrap().modified().unwrap();
    wait();
    File::options().append(true).open(&program).unwrap().set_modified(time).unwrap();
    wait();
    assert_eq!((is_short(&build()), is_short(&build())), (false, true), "touched");
    let other = school.krijt(&["build", "-v"]);
    assert!(!is_short(&other), "another copy");
}

/// What a build needs no more is no reason to fail, and what it cannot have is none either.
#[test]
fn without_a_place_for_the_stamp_all_is_built() {
    let text = "---\ntitel: Welkom\n---\nHallo.\n";
    for way in [".krijt/cache", ".krijt/cache/stamp"] {
        let school = School::new(&[("content/index.md", text), (way, "Dit staat in de weg.")]);
        wait();
        for _ in 0..2 {
            let run = school.krijt(&["build", "-v"]);
            assert!(run.exit == 0 && !is_short(&run), "{way}: {}", run.text);
        }
    }
    // A build that failed leaves none.
    let school = School::new(&[("content/index.md", &text.replace("titel", "tietel"))]);
    wait();
    assert_eq!(school.krijt(&["build"]).exit, 1);
    assert!(!school.exists(".krijt"));
}

/// A place with a school in it as it is now.
fn place(school: &School) -> StampPlace {
    StampPlace::look(&Root::new(school.root()), &school.at("krijt.yaml"), "build", "2026-11-29").unwrap()
}

fn with_output() -> School {
    let school =
        School::new(&[("content/index.md", "Hallo.\n"), ("public/index.html", "Hallo."), ("public/a/b.html", "b")]);
    wait();
    school
}

fn written(school: &School) -> facts::Seen {
    facts::of_folders(school.root(), &["public"], (0, 0)).unwrap()
}

#[test]
fn a_damaged_stamp_is_none() {
    let school = with_output();
    place(&school).keep(&written(&school), b"Klaar.");
    assert_eq!(place(&school).said(school.root()).as_deref(), Some(&b"Klaar."[..]));
    let stamps: Vec<String> = school.tree(".krijt/cache/stamp").into_keys().collect();
    assert_eq!(stamps.len(), 1);
    let path = school.at(format!(".krijt/cache/stamp/{}", stamps[0]));
    let whole = std::fs::read(&path).unwrap();
    for end in 0..whole.len() {
        std::fs::write(&path, &whole[..end]).unwrap();
        assert_eq!(place(&school).said(school.root()), None, "cut off at {end}");
        let mut turned = whole.clone();
        turned[end] ^= 0x80;
        std::fs::write(&path, turned).unwrap();
        assert_eq!(place(&school).said(school.root()), None, "turned at {end}");
    }
    // Whole entries that no krijt wrote.
    let key = u128::from_str_radix(&stamps[0], 16).unwrap();
    let (cache, body) = (DiskCache::new(&Root::new(school.root()), "stamp", u64::MAX), &whole[whole.len() - 100..]);
    let mut dice = Dice(7);
    for _ in 0..2000 {
        let mut hostile = body[..dice.roll(body.len())].to_vec();
        for _ in 0..dice.roll(4) {
            let at = dice.roll(hostile.len());
            hostile.splice(at..at, [[0xff; 8], [0; 8], *b"../../..", *b"\x01\0\0\0\0\0\0\0"][dice.roll(4)]);
        }
        cache.put(key, &hostile);
        assert_eq!(place(&school).said(school.root()), None, "{hostile:?}");
    }
}

/// A file that changed within the clock's grain before it was looked at can change again without a trace.
#[test]
fn what_was_just_changed_is_not_trusted() {
    let school = with_output();
    let mut tried = 0;
    for _ in 0..100 {
        let start = Instant::now();
        school.write("content/index.md", "Hallo!\n");
        let place = place(&school);
        // A machine that is busy elsewhere may have slept in between.
        if start.elapsed() < Duration::from_millis(10) {
            tried += 1;
            place.keep(&written(&school), b"Klaar.");
            assert_eq!(place.said(school.root()), None);
        }
    }
    assert!(tried > 0);
    wait();
    let place = place(&school);
    place.keep(&written(&school), b"Klaar.");
    assert!(place.said(school.root()).is_some());
}

/// What no look at a school sees is not given to those who ask for it either.
#[test]
fn nothing_is_read_that_is_not_looked_at() {
    let school = with_output();
    let root = Root::new(school.root());
    let others =
        ["public/index.html", ".krijt/lock", "content/.geheim/x.png", "content/../krijt.yaml", "/etc/hostname", "x"];
    for path in others {
        school.write(path.trim_start_matches('/'), "x");
        assert!(root.bytes(path).is_err(), "{path}");
    }
    school.write(".krijt/namen.txt", "x");
    for path in ["content/index.md", "krijt.yaml", ".krijt/namen.txt"] {
        assert!(root.bytes(path).is_ok(), "{path}");
    }
}

/// Names that reading leaves out are left out here, too; all others count, whatever they are.
#[test]
fn every_name_that_is_read_counts() {
    let school = with_output();
    let root = Root::new(school.root());
    let look = || facts::of_school(&root).map(|facts| facts.digest);
    let mut last = look();
    for hidden in
        ["content/.index.md.swp", "content/index.md~", "content/.git/x", "themes/.DS_Store", "public/a/c.html"]
    {
        school.write(hidden, "x");
        if !hidden.starts_with("themes") {
            assert_eq!(look(), last, "{hidden}");
        }
        last = look();
    }
    for path in ["content/foto.xyz", "content/leeg/.gitkeep", "themes/x/y/z", ".krijt/namen.txt", "content/les (1).md"]
    {
        school.write(path, "x");
        assert_ne!(look(), last, "{path}");
        last = look();
    }
    std::os::unix::fs::symlink("/etc/passwd", school.at("content/link.md")).unwrap();
    assert_ne!(look(), last);
    last = look();
    std::fs::remove_file(school.at(".krijt/namen.txt")).unwrap();
    std::fs::write(school.at("names"), "x").unwrap();
    std::os::unix::fs::symlink("../names", school.at(".krijt/namen.txt")).unwrap();
    assert_ne!(look(), last);
    last = look();
    wait();
    std::fs::write(school.at("names"), "y").unwrap();
    assert_ne!(look(), last, "what a link leads to");
}
