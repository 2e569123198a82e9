//! Whole builds: `krijt build` against the floor. `peers.rs` measures other generators.
//!
//! The floor does what no generator can leave out: read each page, split its head, turn the Markdown into HTML with
//! the same parser and extensions, put it into a fixed frame with a menu of 20 links, write it; on as many threads.
//! Everything is in `/dev/shm`, so that the disk hides nothing. Every figure is the median of five runs in a process
//! of their own; the output of the run before is removed outside the clock.
//!
//! `cargo bench --bench whole` measures 100, 1,000, 10,000 and 50,000 pages; `-- 1000` only that; `-- --strict` fails
//! when a mark is not reached: at most 3 times the floor, under 250 MiB (700 at 50,000), where nothing changed a fifth of
//! the floor from 10,000 pages on; and from size to size one more page costs at most 1.3 times the processor time and the
//! memory that it cost before.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark touches files and the clock")]

#[expect(dead_code, reason = "the heads for other generators are for peers.rs")]
mod corpus;
mod place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use corpus::For;
use place::{Place, median};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

const RUNS: usize = 5;
const MAX_RATIO: f64 = 3.0;
/// Up to so many pages.
const MAX_MIB: [(usize, f64); 2] = [(10_000, 250.0), (50_000, 700.0)];
/// What one more page costs, beside what it cost in the step before.
const MAX_SLOPE: f64 = 1.3;
/// Where nothing changed.
const MAX_UNCHANGED: f64 = 0.2;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, root] = args.as_slice()
        && flag == "--floor"
    {
        floor(Path::new(root));
        return ExitCode::SUCCESS;
    }
    let sizes = place::sizes(&args, &[100, 1_000, 10_000, 50_000]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("wall seconds, median of {RUNS}, {threads} threads, output in memory\n");
    println!(
        "{:>7} {:>8} {:>8} {:>6} {:>9} {:>8} {:>9}",
        "pages", "floor", "krijt", "ratio", "processor", "MiB", "unchanged"
    );
    let rows: Vec<Row> = sizes.iter().map(|pages| Row::measure(*pages)).collect();
    println!();
    let mut reached = true;
    let mut mark = |holds: bool, words: String| {
        reached &= holds;
        println!("{} {words}", if holds { "reached: " } else { "MISSED:  " });
    };
    for row in &rows {
        mark(
            row.ratio() <= MAX_RATIO,
            format!("{} pages at most {MAX_RATIO} x the floor: {:.2}", row.pages, row.ratio()),
        );
        if row.pages >= 10_000 {
            let ratio = row.unchanged / row.floor;
            mark(
                ratio <= MAX_UNCHANGED,
                format!("{} pages unchanged at most {MAX_UNCHANGED} x: {ratio:.2}", row.pages),
            );
        }
        if let Some((_, most)) = MAX_MIB.iter().find(|(pages, _)| row.pages <= *pages) {
            mark(row.mib < *most, format!("{} pages in under {most} MiB: {:.0}", row.pages, row.mib));
        }
    }
    for [first, second, third] in rows.array_windows() {
        for (what, cost) in [("processor time", (|row| row.processor) as fn(&Row) -> f64), ("memory", |row| row.mib)] {
            let slope = |from: &Row, to: &Row| (cost(to) - cost(from)) / (to.pages as f64 - from.pages as f64);
            let ratio = slope(second, third) / slope(first, second);
            let words = format!(
                "one more page of {} to {} at most {MAX_SLOPE} x the {what} of one of {} to {}: {ratio:.2}",
                second.pages, third.pages, first.pages, second.pages
            );
            mark(ratio <= MAX_SLOPE, words);
        }
    }
    match args.iter().any(|arg| arg == "--strict") && !reached {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

struct Row {
    pages: usize,
    floor: f64,
    krijt: f64,
    processor: f64,
    mib: f64,
    unchanged: f64,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.krijt / self.floor
    }

    fn measure(pages: usize) -> Row {
        let place = Place::new(&format!("krijt-{pages}"));
        corpus::write(&place.root.join("content"), pages, For::Krijt);
        place.put("krijt.yaml", "school: {naam: Meetschool}\n");
        let this = std::env::current_exe().expect("this program");
        let mut floor = Command::new(this);
        floor.arg("--floor").arg(&place.root);
        let mut krijt = place::krijt();
        krijt.args(["build", "--edition", "public", "-q", "--root"]).arg(&place.root);
        let mut columns: [Vec<f64>; 4] = Default::default();
        let mut mib = 0f64;
        // In turns, so that whatever else the machine does falls on all alike; the first turn warms up.
        for turn in 0..=RUNS {
            let bare = place.run(&mut floor, &["floor"]).wall;
            let whole = place.run(&mut krijt, &["public", ".krijt"]);
            let again = place.run(&mut krijt, &[]).wall;
            if turn > 0 {
                let figures = [bare, whole.wall, whole.processor, again];
                columns.iter_mut().zip(figures).for_each(|(column, figure)| column.push(figure));
                mib = mib.max(whole.mib);
            }
        }
        let [floor, seconds, processor, unchanged] = columns.map(median);
        let row = Row { pages, floor, krijt: seconds, processor, mib, unchanged };
        println!(
            "{pages:>7} {floor:>8.3} {seconds:>8.3} {:>6.2} {processor:>9.3} {mib:>8.0} {unchanged:>9.3}",
            row.ratio()
        );
        row
    }
}

// --- the floor ---

fn floor(root: &Path) {
    let content = root.join("content");
    let mut files = Vec::new();
    list(&content, &mut files);
    let menu: String =
        (0..20).map(|nr| format!("<li><a href=\"../../sectie-{nr:02}/index.html\">Sectie {nr}</a></li>")).collect();
    let head = "<!doctype html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>";
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    files.par_iter().for_each(|file| {
        let text = fs::read_to_string(file).expect("a page");
        let end = text[4..].find("\n---\n").expect("a head") + 4;
        let title = text[4..end].lines().next().unwrap_or_default().trim_start_matches("titel: ");
        let mut page = String::with_capacity(text.len() * 2 + 2048);
        for piece in [head, title, "</title></head><body><nav><ul>", &menu, "</ul></nav><main><h1>", title, "</h1>\n"] {
            page.push_str(piece);
        }
        html::push_html(&mut page, Parser::new_ext(&text[end + 5..], options));
        page.push_str("</main></body></html>\n");
        let folder = root.join("floor").join(file.strip_prefix(&content).expect("below content")).with_extension("");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("index.html"), page).expect("a page");
    });
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => list(&path, files),
            _ => files.push(path),
        }
    }
}
