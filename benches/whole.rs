//! Whole builds: `krijt build` against the floor, and against Zola and Hugo where they are on the PATH.
//!
//! The floor does what no generator can leave out: read each page, split its head, turn the Markdown into HTML with
//! the same parser and extensions, put it into a fixed frame with a menu of 20 links, write it; on as many threads.
//! Everything is in `/dev/shm`, so that the disk hides nothing. Every figure is the median of five runs in a process
//! of their own; the output of the run before is removed outside the clock.
//!
//! `cargo bench --bench whole` measures 100, 1,000 and 10,000 pages; `-- 1000` only that; `-- --strict` fails when a
//! mark is not reached: at most 3 times the floor, under 250 MiB, 10 times the pages for at most 11 times the time, and
//! where nothing changed a fifth of the floor from 10,000 pages on.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark touches files and the clock")]

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use corpus::For;
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

const RUNS: usize = 5;
const MAX_RATIO: f64 = 3.0;
const MAX_MIB: f64 = 250.0;
const MAX_SCALING: f64 = 11.0;
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
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.replace(['_', ','], "").parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000, 10_000];
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("wall seconds, median of {RUNS}, {threads} threads, output in memory\n");
    println!(
        "{:>7} {:>8} {:>8} {:>6} {:>8} {:>9} {:>8} {:>8}",
        "pages", "floor", "krijt", "ratio", "MiB", "unchanged", "zola", "hugo"
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
        mark(row.mib < MAX_MIB, format!("{} pages in under {MAX_MIB} MiB: {:.0}", row.pages, row.mib));
    }
    for pair in rows.windows(2).filter(|pair| pair[1].pages == 10 * pair[0].pages) {
        let scaling = pair[1].krijt / pair[0].krijt;
        let words = format!("{} to {} pages at most {MAX_SCALING} x: {scaling:.1}", pair[0].pages, pair[1].pages);
        mark(scaling <= MAX_SCALING, words);
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
        fs::write(place.root.join("krijt.yaml"), "school: {naam: Meetschool}\n").expect("krijt.yaml");
        let this = std::env::current_exe().expect("this program");
        let mut floor = Command::new(this);
        floor.arg("--floor").arg(&place.root);
        let mut krijt = Command::new(env!("CARGO_BIN_EXE_krijt"));
        krijt.args(["build", "--edition", "public", "-q", "--root"]).arg(&place.root);
        let (mut floors, mut builds, mut agains) = (Vec::new(), Vec::new(), Vec::new());
        let mut mib = 0f64;
        // In turns, so that whatever else the machine does falls on all alike; the first turn warms up.
        for turn in 0..=RUNS {
            let bare = place.time(&mut floor, &["floor"]).0;
            let (whole, peak) = place.time(&mut krijt, &["public", ".krijt"]);
            let again = place.time(&mut krijt, &[]).0;
            if turn > 0 {
                floors.push(bare);
                builds.push(whole);
                agains.push(again);
                mib = mib.max(peak);
            }
        }
        let [floor, seconds, unchanged] = [floors, builds, agains].map(middle);
        let [zola, hugo] = [For::Zola, For::Hugo].map(|peer| peer_seconds(peer, pages));
        let row = Row { pages, floor, krijt: seconds, mib, unchanged };
        println!(
            "{pages:>7} {floor:>8.3} {seconds:>8.3} {:>6.2} {mib:>8.0} {unchanged:>9.3} {zola:>8} {hugo:>8}",
            row.ratio()
        );
        row
    }
}

fn median(mut run: impl FnMut() -> f64) -> f64 {
    run();
    middle((0..RUNS).map(|_| run()).collect())
}

fn middle(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// A folder in memory that disappears with it.
struct Place {
    root: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let root = base.join(format!("krijt-bench-{}-{name}", std::process::id()));
        fs::create_dir_all(&root).expect("a folder in memory");
        Place { root }
    }

    /// Removes the output, runs a command, and gives its wall time and its peak in MiB.
    fn time(&self, command: &mut Command, output: &[&str]) -> (f64, f64) {
        for folder in output {
            match fs::remove_dir_all(self.root.join(folder)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{folder}: {error}"),
                _ => {}
            }
        }
        let start = Instant::now();
        let mut child = command.stdout(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let status = PathBuf::from(format!("/proc/{}/status", child.id()));
        let watcher = std::thread::spawn(move || {
            // The peak stands in the process's own file for as long as it lives; it only grows.
            let mut peak = 0.0;
            while let Ok(text) = fs::read_to_string(&status) {
                let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
                let Some(line) = line else { break };
                peak = line.trim().trim_end_matches(" kB").parse().unwrap_or(peak);
                std::thread::sleep(Duration::from_millis(2));
            }
            peak / 1024.0
        });
        let exit = child.wait().expect("a process that ends");
        let seconds = start.elapsed().as_secs_f64();
        assert!(exit.success(), "{command:?} failed: {exit}");
        (seconds, watcher.join().expect("the watcher"))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
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

// --- the others ---

/// The seconds that another generator takes on the same pages, or `-` where it is not installed.
fn peer_seconds(peer: For, pages: usize) -> String {
    let program = if peer == For::Zola { "zola" } else { "hugo" };
    if Command::new(program).arg(if peer == For::Zola { "--version" } else { "version" }).output().is_err() {
        return "-".to_string();
    }
    let place = Place::new(&format!("{program}-{pages}"));
    corpus::write(&place.root.join("content"), pages, peer);
    let menu: String = (0..20).map(|nr| format!("<li><a href=\"/sectie-{nr:02}/\">Sectie {nr}</a></li>")).collect();
    let page = |title: &str, main: &str| {
        format!(
            "<!doctype html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
            <body><nav><ul>{menu}</ul></nav><main><h1>{title}</h1>{main}</main></body></html>\n"
        )
    };
    let put = |path: &str, text: &str| {
        let path = place.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let mut command = Command::new(program);
    command.current_dir(&place.root);
    if peer == For::Zola {
        put("config.toml", "base_url = \"https://example.org\"\ntaxonomies = [{name = \"tags\"}]\n");
        let list = "{% for p in section.pages %}<p><a href=\"{{ p.permalink }}\">{{ p.title }}</a> {{ p.date }}</p>{% endfor %}";
        put("templates/index.html", &page("{{ config.title }}", list));
        put("templates/section.html", &page("{{ section.title }}", list));
        put("templates/page.html", &page("{{ page.title }}", "<p>{{ page.date }}</p>{{ page.content | safe }}"));
        put("templates/taxonomy_list.html", &page("Tags", ""));
        put("templates/taxonomy_single.html", &page("{{ term.name }}", ""));
        command.arg("build");
    } else {
        put("hugo.toml", "baseURL = \"https://example.org/\"\n");
        let list = "{{ range .Pages }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Date }}</p>{{ end }}";
        put("layouts/_default/list.html", &page("{{ .Title }}", list));
        put("layouts/_default/single.html", &page("{{ .Title }}", "<p>{{ .Date }}</p>{{ .Content }}"));
        put("layouts/index.html", &page("{{ .Title }}", ""));
    }
    format!("{:.3}", median(|| place.time(&mut command, &["public"]).0))
}
