//! How editors, sync clients and people save a file, many times over: `krijt serve` must show each last state, and soon,
//! told by the system and with `--poll`. `KRIJT_SAVES=1000` does each way a thousand times and prints what it took.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::desk::{Desk, WAIT};
use crate::support::School;

/// So long after the last change its page may be the old one; with `--poll`, one look (0.4 s) later.
const SOON: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(400);
/// By itself each way is tried so often: enough to see a way that is missed, whatever else the machine does.
const TIMES: u32 = 8;

const PAGE: &str = "content/over.md";

fn ms(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// One who saves: the file, and which save of this way it is.
struct Saver {
    file: PathBuf,
    nth: u32,
}

impl Saver {
    /// A file beside the page.
    fn beside(&self, name: &str) -> PathBuf {
        self.file.with_file_name(name)
    }

    fn write(&self, text: &str) {
        fs::write(&self.file, text).unwrap();
    }
}

fn dated(path: &Path, date: SystemTime) {
    fs::File::options().write(true).open(path).unwrap().set_modified(date).unwrap();
}

/// A way of saving: its name, and how it puts a text into the file.
type Way = (&'static str, fn(&Saver, &str));

const WAYS: [Way; 9] = [
    ("written in place", |saver, text| {
        use std::io::{Seek, SeekFrom};
        let mut open = fs::File::options().write(true).open(&saver.file).unwrap();
        open.seek(SeekFrom::Start(0)).unwrap();
        open.write_all(text.as_bytes()).unwrap();
        open.set_len(text.len() as u64).unwrap();
    }),
    ("emptied, and written in pieces", |saver, text| {
        let mut open = fs::File::create(&saver.file).unwrap();
        for piece in text.as_bytes().chunks(40) {
            open.write_all(piece).unwrap();
            sleep(ms(u64::from(saver.nth % 7)));
        }
    }),
    ("a new file moved over it", |saver, text| {
        let new = saver.beside(".over.md.x1y2");
        fs::write(&new, text).unwrap();
        fs::rename(&new, &saver.file).unwrap();
    }),
    ("moved away, and a new one written", |saver, text| {
        fs::rename(&saver.file, saver.beside("over.md~")).unwrap();
        saver.write(text);
    }),
    ("deleted, and made again", |saver, text| {
        fs::remove_file(&saver.file).unwrap();
        sleep(ms(u64::from(saver.nth % 4) * 15));
        saver.write(text);
    }),
    ("twice in a moment", |saver, text| {
        saver.write(&text.replace("nummer", "NUMMER"));
        if saver.nth % 2 == 0 {
            sleep(ms(u64::from(saver.nth % 10)));
        }
        saver.write(text);
    }),
    ("as vim, VS Code and LibreOffice do", |saver, text| match saver.nth % 3 {
        0 => {
            // vim: sees whether it may make files here, keeps the old one, writes a new one, forgets the old one.
            fs::write(saver.beside("4913"), "").unwrap();
            fs::remove_file(saver.beside("4913")).unwrap();
            fs::write(saver.beside(".over.md.swp"), text).unwrap();
            fs::rename(&saver.file, saver.beside("over.md~")).unwrap();
            saver.write(text);
            fs::remove_file(saver.beside("over.md~")).unwrap();
            fs::remove_file(saver.beside(".over.md.swp")).unwrap();
        }
        1 => {
            let new = saver.beside("over.md.vsctmp");
            fs::write(&new, text).unwrap();
            fs::rename(&new, &saver.file).unwrap();
        }
        _ => {
            let (lock, new) = (saver.beside(".~lock.over.md#"), saver.beside("lu1234abc.tmp"));
            fs::write(&lock, ",juf,pc,25.11.2026;").unwrap();
            fs::write(&new, text).unwrap();
            fs::rename(&new, &saver.file).unwrap();
            fs::remove_file(&lock).unwrap();
        }
    }),
    ("copied over, with an older date or the same one", |saver, text| {
        // The size is always the same. A date that steps back, one that stands still, and one of before the last save.
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - u64::from(saver.nth / 2));
        if saver.nth % 2 == 0 {
            saver.write(text);
            dated(&saver.file, old);
        } else {
            let new = saver.beside(".over.md.kopie");
            fs::write(&new, text).unwrap();
            dated(&new, old);
            fs::rename(&new, &saver.file).unwrap();
        }
    }),
    ("its whole folder moved away and back", |saver, text| {
        let folder = saver.file.parent().unwrap();
        let away = folder.with_file_name("even-weg");
        fs::rename(folder, &away).unwrap();
        sleep(ms(u64::from(saver.nth % 3) * 20));
        fs::rename(&away, folder).unwrap();
        saver.write(text);
    }),
];

/// How long each save took to be shown; a save that never is, is a failure here.
fn try_way((name, save): Way, times: u32, args: &[&str]) -> Vec<Duration> {
    let school =
        School::new(&[(PAGE, "---\ntitel: Over ons\n---\nBegin.\n"), ("content/er.md", "---\ntitel: Er\n---\n")]);
    let desk = Desk::start(&school, args);
    let mut took = Vec::new();
    for nth in 0..times {
        let words = format!("Bewaard, nummer {nth:04}.");
        let text = format!("---\ntitel: Over ons\n---\nWij zijn een school.\n\n{words}\n");
        save(&Saver { file: school.at(PAGE), nth }, &text);
        let start = Instant::now();
        while !desk.get("/public/over/index.html", &[]).contains(&words) {
            assert!(start.elapsed() < WAIT, "{name} {args:?}: save {nth} is never shown");
            sleep(ms(2));
        }
        took.push(start.elapsed());
        // Not in step with the looks of the server.
        sleep(ms(u64::from(nth * 7919 % 23)));
    }
    took.sort();
    took
}

fn try_all(args: &'static [&'static str], soon: Duration) {
    let wanted = std::env::var("KRIJT_SAVES").ok().and_then(|times| times.parse().ok());
    let times = wanted.unwrap_or(TIMES);
    let all: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> = WAYS.iter().map(|way| scope.spawn(move || try_way(*way, times, args))).collect();
        tries.into_iter().map(|tried| tried.join().unwrap()).collect()
    });
    let mut late = Vec::new();
    for ((name, _), took) in WAYS.iter().zip(&all) {
        let (median, worst) = (took[took.len() / 2], took[took.len() - 1]);
        let count = took.iter().filter(|took| **took > soon).count();
        println!("{args:?} {name}: {times} saves, median {median:.0?}, worst {worst:.0?}, {count} late");
        // A machine that has other work may hold up one; a way that is seen by the sweep alone is late in most.
        if count > if wanted.is_some() { 0 } else { 1 } {
            late.push(format!("{name}: {count} of {times}, worst {worst:?}"));
        }
    }
    assert!(late.is_empty(), "{args:?}, later than {soon:?}: {late:#?}");
}

#[test]
fn every_way_of_saving_is_shown_soon() {
    try_all(&[], SOON);
}

#[test]
fn every_way_of_saving_is_shown_soon_by_asking_the_disk() {
    try_all(&["--poll"], SOON + LOOK);
}
