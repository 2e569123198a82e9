//! One whole small school, byte for byte: `tests/school/in` must give `tests/school/out`, always and everywhere.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::LazyLock;

use crate::hostile;
use crate::support::{self, School, tree, tree_difference, updating};

#[expect(dead_code, reason = "the heads for other generators are for measuring")]
#[path = "../../benches/corpus.rs"]
mod corpus;

const EDITIONS: [&str; 3] = ["public", "mr", "team"];

/// What may differ between two computers.
const ENVIRONMENTS: [&[(&str, &str)]; 9] = [
    &[("RAYON_NUM_THREADS", "1")],
    &[("RAYON_NUM_THREADS", "2")],
    &[("RAYON_NUM_THREADS", "4")],
    &[("RAYON_NUM_THREADS", "16")],
    &[("TZ", "Pacific/Kiritimati")],
    &[("TZ", ""), ("LC_ALL", "C")],
    &[("TZ", "America/Los_Angeles"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8")],
    &[("LC_ALL", "ar_EG.UTF-8"), ("COLUMNS", "20")],
    &[("NO_COLOR", ""), ("TERM", "xterm-256color"), ("USER", "iemand"), ("HOME", "/tmp")],
];

/// Every file of the small school after its first build: the sources, both editions and the cache. Its PDFs take a second
/// of work, so it is built once for all tests.
pub fn built() -> &'static BTreeMap<String, Vec<u8>> {
    static BUILT: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
        let school = School::copy_of(&support::tests().join("school/in"));
        build(&school, &[]);
        school.tree(".")
    });
    &BUILT
}

fn build(school: &School, environment: &[(&str, &str)]) {
    let mut command = school.command(["build", "--date", "2026-11-01", "--lang", "nl"]);
    command.envs(environment.iter().copied());
    let run = support::run(command);
    assert_eq!(run.exit, 0, "{environment:?}\n{}", run.text);
}

/// Both editions, without the manifest: that only repeats the files.
pub fn output(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let is_output = |path: &str| EDITIONS.contains(&path.split('/').next().unwrap_or_default());
    let files = files.iter().filter(|(path, _)| is_output(path) && !path.ends_with(".krijt-manifest.json"));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

#[test]
fn the_small_school_comes_out_byte_for_byte() {
    let golden = support::tests().join("school/out");
    // What stands in a PDF is read in `pdf.rs` and by tests/pdf; its bytes change with every version of a library.
    let (assets, actual): (BTreeMap<_, _>, BTreeMap<_, _>) = output(built())
        .into_iter()
        .filter(|(path, _)| !path.ends_with(".pdf"))
        .partition(|(path, _)| path.contains("/assets/"));
    // The theme's own files are what they are in the theme, and what it joins is looked at there (`theme.rs`).
    let theme = tree(&support::tests().with_file_name("themes/krijt/assets"));
    for edition in EDITIONS {
        for (name, bytes) in &theme {
            assert_eq!(assets.get(&format!("{edition}/assets/{name}")), Some(bytes), "{edition}/assets/{name}");
        }
    }
    let difference = tree_difference(&tree(&golden), &actual);
    if updating() && !difference.is_empty() {
        let _ = std::fs::remove_dir_all(&golden);
        for (path, bytes) in &actual {
            let path = golden.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        return;
    }
    assert!(difference.is_empty(), "\n{difference}\nKRIJT_UPDATE=1 writes tests/school/out.\n");
}

#[test]
fn every_page_is_well_formed_and_does_nothing_by_itself() {
    for (path, bytes) in output(built()) {
        hostile::judge(&path, &bytes).unwrap_or_else(|what| panic!("{what}"));
    }
}

#[test]
fn a_second_build_touches_nothing() {
    let school = School::of(built());
    build(&school, &[]);
    let before = stamps(&school);
    // Of what is made again, and of what need not be.
    for _ in 0..2 {
        build(&school, &[]);
        assert_eq!(before, stamps(&school));
        school.forget();
    }
}

/// Inode, time of change and time of writing of every file and folder of the output.
fn stamps(school: &School) -> BTreeMap<String, (u64, i64, i64, i64, i64)> {
    let stamp = |at: &Metadata| (at.ino(), at.mtime(), at.mtime_nsec(), at.ctime(), at.ctime_nsec());
    let entries = EDITIONS.iter().flat_map(|edition| walkdir::WalkDir::new(school.at(edition)));
    entries.map(|entry| entry.unwrap()).map(|entry| (name(entry.path()), stamp(&entry.metadata().unwrap()))).collect()
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn threads_time_zone_locale_and_place_change_no_byte() {
    let expected = output(built());
    for environment in ENVIRONMENTS {
        let school = School::copy_of(&support::tests().join("school/in"));
        build(&school, environment);
        let difference = tree_difference(&expected, &output(&school.tree(".")));
        assert!(difference.is_empty(), "{environment:?}\n{difference}");
    }
}

/// `tests/bytes` does the same with 1,000 pages and the real content, in every zone with every number of threads.
#[test]
fn threads_time_zone_locale_and_place_change_no_byte_of_many_pages() {
    let mut expected = None;
    for environment in ENVIRONMENTS {
        let school = School::new(&[]);
        corpus::write(&school.at("content"), 100, corpus::For::Krijt);
        build(&school, environment);
        let actual = output(&school.tree("."));
        let difference = tree_difference(expected.get_or_insert_with(|| actual.clone()), &actual);
        assert!(difference.is_empty(), "{environment:?}\n{difference}");
    }
    assert!(expected.is_some_and(|files| files.len() > 200));
}

/// Other times of change and another order on the disk: the sources' bytes are all that counts.
#[test]
fn the_disk_s_order_and_clock_change_no_byte() {
    let expected = output(built());
    let school = School::bare();
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(86_400);
    for (path, bytes) in tree(&support::tests().join("school/in")).into_iter().rev() {
        school.write(&path, bytes);
        std::fs::File::options().write(true).open(school.at(&path)).unwrap().set_modified(long_ago).unwrap();
    }
    build(&school, &[]);
    assert_eq!(tree_difference(&expected, &output(&school.tree("."))), "");
}

/// The team's words and the team's documents are in the team's edition and nowhere else.
#[test]
fn nothing_of_the_team_is_public() {
    let files = output(built());
    let secrets = [
        "schrikken van haaien",
        "omgekeerde zoekopdracht",
        "laat de kinderen stil nadenken",
        "De zaal bespreken",
        "wijst de weg",
        "Wie belt wie",
        "belt het bestuur",
        "afspraken-team",
    ];
    for secret in secrets {
        let holds = |edition: &str| {
            let holds = |(path, bytes): &(&String, &Vec<u8>)| {
                path.contains(secret) || String::from_utf8_lossy(bytes).contains(secret)
            };
            let own = files.iter().filter(|(path, _)| path.starts_with(edition));
            own.filter(holds).map(|(path, _)| path.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(holds("public"), Vec::<&str>::new(), "«{secret}» is public");
        assert_ne!(holds("team"), Vec::<&str>::new(), "«{secret}» is not in the team's edition");
    }
}
