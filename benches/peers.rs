//! Other generators on the same pages: krijt, Hugo, mdBook and Zola in turns, medians, and what each takes beside krijt.
//!
//! `benches/peers` fetches them and runs this. By itself it measures those that are on the PATH: `cargo bench --bench
//! peers`, 100, 1,000 and 10,000 pages; `-- 1000` only that. A generator that is not there has a line that says so, and
//! no figure. Everything is in memory; the output of the run before is removed outside the clock.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark touches files and the clock")]

mod corpus;
mod place;

use std::fs;
use std::process::Command;

use corpus::{For, SECTIONS};
use place::{Cost, Place, median};

const RUNS: usize = 5;

struct Peer {
    name: &'static str,
    reader: For,
    /// What says its version.
    version: &'static str,
    /// More pages than this would take minutes a run.
    most: usize,
    /// Where its pages are, and what it writes.
    content: &'static str,
    output: &'static [&'static str],
    command: fn() -> Command,
    set_up: fn(&Place),
}

const PEERS: [Peer; 4] = [
    Peer {
        name: "krijt",
        reader: For::Krijt,
        version: "--version",
        most: usize::MAX,
        content: "content",
        output: &["public", ".krijt"],
        command: || with(place::krijt(), &["build", "--edition", "public", "-q"]),
        set_up: |place| place.put("krijt.yaml", "school: {naam: Meetschool}\n"),
    },
    Peer {
        name: "hugo",
        reader: For::Hugo,
        version: "version",
        most: usize::MAX,
        content: "content",
        output: &["public", "resources"],
        command: || Command::new("hugo"),
        set_up: hugo,
    },
    Peer {
        name: "mdbook",
        reader: For::MdBook,
        version: "--version",
        most: 1_000,
        content: "src",
        output: &["book"],
        // It tells of every step otherwise, between the rows.
        command: || {
            let mut mdbook = Command::new("mdbook");
            mdbook.env("MDBOOK_LOG", "error").env("RUST_LOG", "error");
            with(mdbook, &["build"])
        },
        set_up: |place| {
            place.put("book.toml", "[book]\ntitle = \"Meetschool\"\n\n[output.html.search]\nenable = false\n");
        },
    },
    Peer {
        name: "zola",
        reader: For::Zola,
        version: "--version",
        most: usize::MAX,
        content: "content",
        output: &["public"],
        command: || with(Command::new("zola"), &["build"]),
        set_up: zola,
    },
];

const EQUAL: &str = "\
Equal: the same words, headings, lists, tables, code and links, 5 kB a page in 20 sections; a page of HTML each, in a frame
with a menu; a page a section that lists its pages; every core; output in memory; runs in turns, the first not counted.

Not equal:
krijt   checks every link, heading and name, the Dutch, what may not be public; pages and index of search; its own theme;
        asks of every file whether it is as it was. No page a tag, no feed of these pages.
hugo    checks no link; a page a tag; feeds (RSS) of the site, sections and tags, and a sitemap; one small layout.
mdbook  its own theme, with all pages in a menu of its own; a page of everything for print; no head, dates, tags or feed;
        search is off; checks no link.
zola    a page a tag; checks links between pages; a sitemap; one small layout; no feed.";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let sizes = place::sizes(&args, &[100, 1_000, 10_000]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{threads} threads, median of {RUNS} runs in turns, everything in memory\n");
    let (there, absent): (Vec<_>, Vec<_>) =
        PEERS.iter().map(|peer| (peer, peer.found())).partition(|(_, v)| v.is_some());
    for (peer, version) in &there {
        println!("{:<8} {}", peer.name, version.as_deref().unwrap_or_default());
    }
    for (peer, _) in &absent {
        println!("{:<8} NOT MEASURED: it is not on the PATH or does not start", peer.name);
    }
    println!("\n{:>7} {:<8} {:>8} {:>9} {:>8} {:>8}", "pages", "", "wall s", "processor", "MiB", "x krijt");
    for pages in sizes {
        let peers: Vec<&Peer> = there.iter().map(|(peer, _)| *peer).filter(|peer| pages <= peer.most).collect();
        measure(pages, &peers);
        for (peer, _) in there.iter().filter(|(peer, _)| pages > peer.most) {
            println!("{pages:>7} {:<8} not measured: at most {} pages", peer.name, peer.most);
        }
    }
    println!("\n{EQUAL}");
}

/// All of them in turns, so that whatever else the machine does falls on all alike; the first turn warms up.
fn measure(pages: usize, peers: &[&Peer]) {
    let places: Vec<Place> = peers.iter().map(|peer| peer.place(pages)).collect();
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); peers.len()];
    for turn in 0..=RUNS {
        for ((peer, place), costs) in peers.iter().zip(&places).zip(&mut costs) {
            let cost = place.run((peer.command)().current_dir(&place.root), peer.output);
            if turn > 0 {
                costs.push(cost);
            }
        }
    }
    let mut first = None;
    for ((peer, place), costs) in peers.iter().zip(&places).zip(&costs) {
        let made = html(&place.root.join(peer.output[0]));
        assert!(made >= pages, "{} made {made} pages of {pages}", peer.name);
        let column = |figure: fn(&Cost) -> f64| median(costs.iter().map(figure).collect());
        let wall = column(|cost| cost.wall);
        let ratio = wall / *first.get_or_insert(wall);
        let (processor, mib) = (column(|cost| cost.processor), column(|cost| cost.mib));
        println!("{pages:>7} {:<8} {wall:>8.3} {processor:>9.3} {mib:>8.0} {ratio:>8.2}", peer.name);
    }
}

impl Peer {
    /// The first line of its version, when it starts.
    fn found(&self) -> Option<String> {
        let program = (self.command)().get_program().to_owned();
        let output = Command::new(program).arg(self.version).output().ok().filter(|output| output.status.success())?;
        String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_string)
    }

    fn place(&self, pages: usize) -> Place {
        let place = Place::new(&format!("{}-{pages}", self.name));
        corpus::write(&place.root.join(self.content), pages, self.reader);
        (self.set_up)(&place);
        place
    }
}

fn with(mut command: Command, args: &[&str]) -> Command {
    command.args(args);
    command
}

/// How many pages there are in a folder.
fn html(folder: &std::path::Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let count = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => html(&entry.path()),
        _ => usize::from(entry.path().extension().is_some_and(|ending| ending == "html")),
    };
    entries.map(count).sum()
}

/// The frame around a page, with the menu.
fn frame(title: &str, main: &str) -> String {
    let menu: String =
        (0..SECTIONS).map(|nr| format!("<li><a href=\"/sectie-{nr:02}/\">Sectie {nr}</a></li>")).collect();
    format!(
        "<!doctype html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
        <body><nav><ul>{menu}</ul></nav><main><h1>{title}</h1>{main}</main></body></html>\n"
    )
}

fn hugo(place: &Place) {
    let list = "{{ range .Pages }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Date }}</p>{{ end }}";
    place.put("hugo.toml", "baseURL = \"https://example.org/\"\n");
    place.put("layouts/_default/list.html", &frame("{{ .Title }}", list));
    place.put("layouts/_default/single.html", &frame("{{ .Title }}", "<p>{{ .Date }}</p>{{ .Content }}"));
    place.put("layouts/index.html", &frame("{{ .Title }}", ""));
}

fn zola(place: &Place) {
    let list =
        "{% for p in section.pages %}<p><a href=\"{{ p.permalink }}\">{{ p.title }}</a> {{ p.date }}</p>{% endfor %}";
    place.put("config.toml", "base_url = \"https://example.org\"\ntaxonomies = [{name = \"tags\"}]\n");
    place.put("templates/index.html", &frame("{{ config.title }}", list));
    place.put("templates/section.html", &frame("{{ section.title }}", list));
    place.put("templates/page.html", &frame("{{ page.title }}", "<p>{{ page.date }}</p>{{ page.content | safe }}"));
    place.put("templates/taxonomy_list.html", &frame("Tags", ""));
    place.put("templates/taxonomy_single.html", &frame("{{ term.name }}", ""));
}
