//! Each stage by itself, on the corpus of `whole.rs`: where the time of a build goes.
//!
//! `cargo bench --bench stages` measures 1,000 pages, `-- 10000` that many; `RAYON_NUM_THREADS=1` says what the work
//! is without help. Medians of seven runs in one process. `-- 1000 --write FOLDER` only writes the school, for
//! `tests/browser/serve-speed.mjs`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark touches files and the clock")]

#[expect(dead_code, reason = "the heads for other generators are for whole.rs")]
mod corpus;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use krijt::audience::Audience;
use krijt::disk::{self, Reach, Root, SourceCache};
use krijt::pipeline::{self, Memo, Nobody, Pipeline};
use krijt::site::Options;
use krijt::{body, front};
use rayon::prelude::*;

const RUNS: usize = 7;

fn main() {
    let pages = std::env::args().skip(1).find_map(|arg| arg.replace(['_', ','], "").parse().ok()).unwrap_or(1_000);
    if let Some(folder) = std::env::args().skip_while(|arg| arg != "--write").nth(1) {
        return write(Path::new(&folder), pages);
    }
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let folder = base.join(format!("krijt-stages-{}", std::process::id()));
    write(&folder, pages);
    println!("{pages} pages, {} threads, median of {RUNS}\n", rayon::current_num_threads());
    println!("{:<44} {:>9} {:>9}", "stage", "ms", "µs/page");
    measure(&Root::new(&folder), pages);
    let _ = std::fs::remove_dir_all(&folder);
}

fn write(folder: &Path, pages: usize) {
    corpus::write(&folder.join("content"), pages, corpus::For::Krijt);
    std::fs::write(folder.join("krijt.yaml"), "school: {naam: Meetschool}\n").expect("krijt.yaml");
}

fn measure(root: &Root, pages: usize) {
    let show = |stage: &str, seconds: f64| {
        println!("{stage:<44} {:>9.2} {:>9.1}", seconds * 1e3, seconds * 1e6 / pages as f64);
    };
    let (input, _) = disk::read(root);
    show("disk::read       files to sources", median(|| disk::read(root)));
    let ids: Vec<_> = input.sources.ids().collect();
    let heads = || {
        ids.par_iter().for_each(|id| {
            let text = &input.sources.get(*id).text;
            if let front::Split::Yaml { head, .. } = front::split(text) {
                black_box(front::parse(*id, text, head, front::LIMIT));
            }
        });
    };
    show("front::parse     heads, part of pipeline::parse", median(heads));
    let bodies = || {
        ids.par_iter().for_each(|id| {
            let text = &input.sources.get(*id).text;
            let start = if let front::Split::Yaml { text, .. } = front::split(text) { text } else { 0 };
            black_box(body::parse(*id, text, start));
        });
    };
    show("body::parse      texts, part of pipeline::parse", median(bodies));
    show("pipeline::parse  sources to documents", median(|| pipeline::parse(&input, &mut Memo::default())));
    let pipeline = Pipeline::new(root, Options::default());
    let together = || {
        let mut memo = Memo::default();
        let texts = pipeline.read(&mut memo);
        let start = Instant::now();
        let analysis = pipeline.analyse(&texts, &mut memo);
        let seconds = start.elapsed().as_secs_f64();
        drop(analysis);
        seconds
    };
    show("analyse          documents together, checks", median_of(together));
    let mut memo = Memo::default();
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    assert!(analysis.findings.is_empty(), "the corpus has findings");
    show("editions         one of them, every path", median(|| analysis.editions(Some(&[Audience::Public]))));
    let (editions, _) = analysis.editions(Some(&[Audience::Public]));
    show("artifacts        what pages share", median(|| editions[0].artifacts(&Nobody)));
    let artifacts = editions[0].artifacts(&Nobody);
    let render = || {
        (0..artifacts.paths().len()).into_par_iter().for_each_init(Vec::new, |out, index| {
            out.clear();
            assert!(artifacts.render(index, out));
        });
    };
    show("render           every file, kept by nobody", median(render));
    drop(artifacts);
    again(root, &show);
}

/// The same after one edit, with a cache and a memo: what `krijt serve` does between a save and the new page.
fn again(root: &Root, show: &impl Fn(&str, f64)) {
    println!("\nafter one edit");
    let (mut cache, mut memo) = (SourceCache::new(), Memo::default());
    let page = root.path().join("content/sectie-00/pagina-00000.md");
    let before = std::fs::read_to_string(&page).expect("a page of the corpus");
    let mut rows: Vec<Vec<f64>> = vec![Vec::new(); 5];
    for run in 0..=RUNS {
        std::fs::write(&page, format!("{before}\nRonde {run}.\n")).expect("an edit");
        let mut times = Vec::new();
        let mut start = Instant::now();
        let mut lap = || times.push(std::mem::replace(&mut start, Instant::now()).elapsed().as_secs_f64());
        let changed = [String::from("content/sectie-00/pagina-00000.md")].into();
        let reach = if run == 0 { Reach::All } else { Reach::Changed };
        let seen = cache.look(root, &changed, reach).expect("a change");
        lap();
        let pipeline = Pipeline::new(&seen, Options::default());
        let texts = pipeline.read(&mut memo);
        lap();
        let analysis = pipeline.analyse(&texts, &mut memo);
        lap();
        let (editions, _) = analysis.editions(Some(&Audience::ALL));
        lap();
        let artifacts: Vec<_> = editions.iter().map(|edition| edition.artifacts(&Nobody)).collect();
        lap();
        black_box(&artifacts);
        // The first time nothing is known yet.
        rows.iter_mut().zip(times).filter(|_| run > 0).for_each(|(row, time)| row.push(time));
    }
    let names = [
        "SourceCache      what changed",
        "read             one of them anew",
        "analyse          all of them together",
        "editions         both",
        "artifacts        of both",
    ];
    for (name, mut row) in names.into_iter().zip(rows) {
        row.sort_by(f64::total_cmp);
        show(name, row[RUNS / 2]);
    }
    std::fs::write(&page, before).expect("an edit");
}

fn median<T>(run: impl Fn() -> T) -> f64 {
    median_of(|| {
        let start = Instant::now();
        black_box(run());
        start.elapsed().as_secs_f64()
    })
}

fn median_of(mut run: impl FnMut() -> f64) -> f64 {
    run();
    let mut seconds: Vec<f64> = (0..RUNS).map(|_| run()).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[RUNS / 2]
}
