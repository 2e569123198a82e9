//! A build that uses what the ones before it kept (texts without a suspicion, what the disk said of each published file) gives
//! what a build in a new folder gives, bytes and findings, whatever was edited, moved, removed, configured or done to the
//! output in between. `KRIJT_FUZZ=20` makes twenty times as many edits, with a new seed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use krijt::audience::Audience;
use krijt::build::{self, BuildRequest};
use krijt::diag::{Finding, Lang, json};
use krijt::disk::Root;
use krijt::pipeline::Nobody;
use krijt::site::Options;

use crate::stamp::change_unseen;
use crate::support::{self, Dice, School};

const FILES: &[(&str, &str)] = &[
    (
        "krijt.yaml",
        "school: {naam: De Krijtstreep}\nsite: {basis_url: \"https://krijtstreep.example/\"}\nschooljaar: 2026-2027\n",
    ),
    (
        "content/index.md",
        "---\ntitel: Welkom\n---\nLees [over ons](over.md#waar) en [waarom](protocol/01-waarom.md#omdat).\n",
    ),
    (
        "content/over.md",
        "---\ntitel: Over ons\n---\n## Wie wij zijn\n\nWij leren kinderen wat een algoritme is.\n\n## Waar\n\nIn het dorp.\n",
    ),
    (
        "content/team/hulp.md",
        "---\ntitel: Hulp\n---\n## Bel ons\n\nEen bron is een plek.\n\n::: leerkracht\nAlleen voor ons.\n:::\n",
    ),
    ("content/team/fiets.md", "---\ntitel: Fietsen\n---\nWij fietsen veel.\n"),
    (
        "content/protocol/protocol.md",
        "---\ntitel: Protocol\nversie: \"1\"\nvastgesteld: 2026-09-01\nherzien_voor: 2027-09-01\n---\nZo doen wij het.\n",
    ),
    ("content/protocol/01-waarom.md", "---\ntitel: Waarom\n---\n## Omdat\n\nWij maken afspraken.\n"),
    (
        "content/protocol/02-hoe.md",
        "---\ntitel: Hoe\n---\n## Zo\n\nWij gaan in de week na de vakantie met alle kinderen samen naar het bos om daar te spelen.\n",
    ),
    (
        "content/lessen/online/module.md",
        "---\ntitel: Online\nsamenvatting: Twee lessen.\ngroepen: [5]\n---\nSamen kijken.\n",
    ),
    (
        "content/lessen/online/01-kijken.md",
        "---\ntitel: Kijken\nsamenvatting: Kijken.\ngroepen: [5]\nduur: 30\nbegrippen: [bron]\n---\n## Kijken {duur=30}\n\nKijk goed. Lees [](../../over.md).\n",
    ),
    (
        "content/data/begrippen.yaml",
        "algoritme: {uitleg: Een reeks stappen.}\nbron: {uitleg: Waar iets vandaan komt.}\n",
    ),
];

/// Clean in one place and not in another, clean nowhere, clean everywhere.
const SENTENCES: &[&str] = &[
    "Wij gaan in de week na de vakantie met alle kinderen samen naar het bos om daar te spelen.",
    "Dit jaar doen wij het anders.",
    "Dat is is een fout.",
    "Binnenkort komt er meer.",
    "Bel 06-12345678 als er iets is.",
    "De digibordinstallatiehandleiding ligt klaar.",
    "Er wordt door de kinderen gespeeld.",
    "Dit is een gewone zin.",
    "Een algoritme heeft een bron.",
    "### Ver weg",
    "## Waar",
    "Zie [ergens](nergens.md).",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*Scheef *gezet*.",
];

const FOLDERS: &[&str] = &["content", "content/team", "content/protocol"];

const LEVELS: &[&str] = &["{}", "{W1601: uit}", "{W1601: fout}", "{W1501: uit, W1601: waarschuwing}"];

/// What a build gives: its findings, and every file that stands there afterwards, when all is well.
struct Given {
    findings: String,
    files: Option<BTreeMap<String, Vec<u8>>>,
}

/// How a build is asked for.
struct Asked {
    day: Date,
    program: u128,
    check_only: bool,
}

fn build(school: &School, asked: &Asked, keeps: bool) -> Given {
    let root = Root::new(school.root()).on(asked.day).by(keeps.then_some(asked.program));
    let request = BuildRequest {
        out: school.root().to_path_buf(),
        root,
        editions: Some(vec![Audience::Public, Audience::Team]),
        options: Options { no_pdf: true, ..Options::default() },
        check_only: asked.check_only,
        may_shrink: true,
        stamped: keeps,
        is_last: false,
    };
    let outcome = build::run(&request, &Nobody, &|_| Vec::new());
    let is_good = !outcome.findings.iter().any(Finding::is_error) && !asked.check_only;
    let editions = || ["public", "team"].iter().flat_map(|edition| outputs(school, edition));
    Given {
        findings: json::render(&outcome.findings, &outcome.input.sources, Lang::Nl, json::Besides::default()),
        files: is_good.then(|| editions().collect()),
    }
}

/// The files of an edition, but for those of somebody else.
fn outputs(school: &School, edition: &str) -> BTreeMap<String, Vec<u8>> {
    let files = school.tree(edition).into_iter().filter(|(path, _)| !path.ends_with("vreemd.txt"));
    files.map(|(path, bytes)| (format!("{edition}/{path}"), bytes)).collect()
}

fn sources(school: &School) -> BTreeMap<String, Vec<u8>> {
    let is_read = |path: &String| path == "krijt.yaml" || path.starts_with("content/");
    school.tree(".").into_iter().filter(|(path, _)| is_read(path)).collect()
}

/// One edit of the sources.
fn edit(dice: &mut Dice, school: &School) -> String {
    let texts: Vec<String> = sources(school).into_keys().filter(|path| path.ends_with(".md")).collect();
    let path = dice.pick(&texts).clone();
    let old = school.read(&path);
    let mut lines: Vec<&str> = old.lines().collect();
    let head = lines.iter().rposition(|line| *line == "---").unwrap_or(0) + 1;
    let at = head + dice.roll(lines.len() + 1 - head);
    let number = dice.roll(100);
    // One that no other one leads to.
    let movable: Vec<&String> = texts
        .iter()
        .filter(|path| ["hulp.md", "fiets.md", "02-hoe.md"].iter().any(|name| path.ends_with(name)))
        .collect();
    let movable = if movable.is_empty() { None } else { Some(dice.pick(&movable).as_str()) };
    let elsewhere = |path: &str| format!("{}/{}", FOLDERS[number % FOLDERS.len()], path.rsplit('/').next().unwrap());
    match dice.roll(12) {
        0..=3 => {
            let sentence = format!("\n{}\n", dice.pick(SENTENCES));
            lines.insert(at, &sentence);
            school.write(&path, lines.join("\n") + "\n");
        }
        4..=5 if at < lines.len() => {
            lines.remove(at);
            school.write(&path, lines.join("\n") + "\n");
        }
        6 => school.write(&path, old.replacen("titel: ", &format!("titel: Nu {number} "), 1)),
        roll @ 7..=9 if movable.is_some() => {
            let path = movable.unwrap();
            match roll {
                7 => fs::rename(school.at(path), school.at(elsewhere(path))).unwrap(),
                8 => school.write(elsewhere(path), school.read(path)),
                _ => fs::remove_file(school.at(path)).unwrap(),
            }
            return format!("moved, copied or removed {path}");
        }
        10 => {
            let levels = dice.pick(LEVELS);
            school.write("krijt.yaml", format!("{}niveaus: {levels}\nvakanties: []\n", FILES[0].1));
        }
        11 => {
            let terms = ["", "Bos: {uitleg: Veel bomen.}\n", "digibordinstallatiehandleiding: {uitleg: Een boek.}\n"];
            school.write("content/data/begrippen.yaml", FILES[10].1.to_string() + *dice.pick::<&str>(&terms));
        }
        _ => return String::new(),
    }
    format!("edited {path}")
}

/// Something is done to what was published, or to what is kept.
fn meddle(dice: &mut Dice, school: &School) -> String {
    let all: Vec<String> = ["public", "team"].iter().flat_map(|edition| outputs(school, edition).into_keys()).collect();
    if all.is_empty() {
        return String::new();
    }
    let (one, other) = (dice.pick(&all).clone(), dice.pick(&all).clone());
    let (path, second) = (school.at(&one), school.at(&other));
    let is_file = !one.ends_with(".krijt-manifest.json");
    let kept: Vec<String> = school.tree(".krijt/cache").into_keys().filter(|path| path.contains('/')).collect();
    let sort = dice.roll(10);
    match sort {
        0 if is_file => change_unseen(&path),
        1 if is_file => fs::write(&path, "Met de hand.").unwrap(),
        2 if is_file => fs::remove_file(&path).unwrap(),
        3 => File::options().write(true).open(&path).unwrap().set_modified(std::time::SystemTime::now()).unwrap(),
        4 if one != other && is_file && !other.ends_with(".krijt-manifest.json") => {
            fs::rename(&path, school.at("beside")).unwrap();
            fs::rename(&second, &path).unwrap();
            fs::rename(school.at("beside"), &second).unwrap();
        }
        5 => fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap(),
        6 => fs::write(path.with_file_name("vreemd.txt"), "Van een ander.").unwrap(),
        7 => {
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
        }
        8 if !kept.is_empty() => {
            let path = school.at(format!(".krijt/cache/{}", dice.pick(&kept)));
            let mut bytes = fs::read(&path).unwrap();
            let at = dice.roll(bytes.len());
            bytes[at] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
        9 if dice.roll(3) == 0 => {
            fs::remove_dir_all(school.at(one.split('/').next().unwrap())).unwrap();
        }
        _ => return String::new(),
    }
    format!("output {one}, sort {sort}")
}

#[test]
fn what_is_kept_changes_nothing() {
    let many: usize = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(0);
    let seed = if many == 0 { 20_261_130 } else { u64::from(std::process::id()) };
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ seed);
    let (school, fresh) = (School::in_memory(), School::in_memory());
    FILES.iter().for_each(|(path, text)| school.write(path, text));
    let first = date(2026, 11, 1);
    let mut asked = Asked { day: first, program: 1, check_only: false };
    let (mut good, mut is_good, steps) = (0, true, 200 * many.max(1));
    for step in 0..steps {
        let mut what = Vec::new();
        // Mistakes pile up.
        if !is_good && dice.roll(2) == 0 {
            fs::remove_dir_all(school.at("content")).unwrap();
            FILES.iter().for_each(|(path, text)| school.write(path, text));
            what.push("as it was".to_string());
        }
        for _ in 0..dice.roll(3) {
            what.push(if dice.roll(3) == 0 { meddle(&mut dice, &school) } else { edit(&mut dice, &school) });
        }
        match dice.roll(20) {
            0 => asked.day = first + (dice.roll(400) as i64).days(),
            1 => asked.program = dice.roll(2) as u128,
            _ => {}
        }
        asked.check_only = dice.roll(6) == 0;
        let at = format!("seed {seed}, step {step}: {}", what.join("; "));
        let kept = build(&school, &asked, true);
        for folder in ["content", "public", "team"] {
            let _ = fs::remove_dir_all(fresh.at(folder));
        }
        sources(&school).iter().for_each(|(path, bytes)| fresh.write(path, bytes));
        let clean = build(&fresh, &asked, false);
        assert!(!fresh.exists(".krijt/cache/texts") && !fresh.exists(".krijt/cache/published"));
        assert!(
            kept.findings == clean.findings,
            "{at}: other findings\n{}",
            support::difference(&clean.findings, &kept.findings)
        );
        assert_eq!(kept.files.is_some(), clean.files.is_some(), "{at}");
        is_good = kept.files.is_some() || asked.check_only;
        if let Some((kept, clean)) = kept.files.zip(clean.files) {
            good += 1;
            assert_eq!(support::tree_difference(&clean, &kept), "", "{at}");
        }
    }
    assert!(good > steps / 3, "only {good} of {steps} schools could be built: the edits are too wild");
    for name in ["texts", "published"] {
        assert!(school.exists(format!(".krijt/cache/{name}").as_str()), "nothing was kept of {name}");
    }
}
