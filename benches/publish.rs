//! Publishing by itself: 10,000 pages of 8 kB, each in a folder of its own, beside two threads that just create and
//! write. In memory, or in the folder that `KRIJT_SPEED` names: `cargo bench --bench publish -- 10000`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark touches files and the clock")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use krijt::disk::publish::{self, OutputTree, PublishTarget};

struct Pages {
    paths: Vec<String>,
    texts: Vec<String>,
}

impl Pages {
    /// Pages that all begin with one letter, but for one of them.
    fn new(count: usize, first: char, other: char) -> Pages {
        let text = |at: usize| (if at == 77 { other } else { first }).to_string() + &"y".repeat(8191);
        Pages {
            paths: (0..count).map(|at| format!("lessen/les-{at:05}/index.html")).collect(),
            texts: (0..count).map(text).collect(),
        }
    }
}

impl OutputTree for Pages {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool {
        out.extend_from_slice(self.texts[index].as_bytes());
        true
    }
}

fn main() {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let base = std::env::var_os("KRIJT_SPEED").map_or_else(|| PathBuf::from("/dev/shm"), PathBuf::from);
    let dir = tempfile::tempdir_in(base).expect("a folder to publish in");
    let [all, one, other] = [('x', 'x'), ('x', 'z'), ('q', 'q')].map(|(first, odd)| Pages::new(count, first, odd));
    for round in 0..3 {
        println!("round {round}");
        timed("create and write, two threads", || plain(&all, dir.path()));
        timed("  removing that", || fs::remove_dir_all(dir.path().join("plain")).expect("the plain files"));
        timed("first publication", || publish(&all, dir.path()));
        timed("nothing changed", || publish(&all, dir.path()));
        timed("one page changed", || publish(&one, dir.path()));
        timed("all pages changed", || publish(&other, dir.path()));
        fs::remove_dir_all(dir.path().join("public")).expect("the published pages");
    }
}

fn timed(name: &str, act: impl FnOnce()) {
    let start = Instant::now();
    act();
    println!("{name:32} {:7.1} ms", start.elapsed().as_secs_f64() * 1e3);
}

fn publish(pages: &Pages, parent: &Path) {
    let out = parent.join("public");
    let _lock = publish::lock(parent).expect("no other build");
    let target = PublishTarget { out: &out, sources: &[] };
    publish::stage(&target, pages).and_then(publish::StagedTree::commit).expect("a publication");
}

fn plain(pages: &Pages, parent: &Path) {
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || {
                for (at, path) in pages.paths.iter().enumerate().filter(|(at, _)| at % 2 == half) {
                    let path = parent.join("plain").join(path);
                    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                    fs::write(path, &pages.texts[at]).expect("a page");
                }
            });
        }
    });
}
