//! Whatever an author writes, paper comes of it or a finding at its own document; never a failure of the theme. Bodies are
//! made at random from all constructs: blocks × inline × pictures × odd signs, with every level lowered that can be.
//! `KRIJT_PAPER=50` makes fifty times as many, with a new seed.

use std::collections::BTreeSet;
use std::fmt::Write;

use krijt::build::{self, BuildRequest, Outcome};
use krijt::diag::{At, Finding, Lang, catalogue};
use krijt::disk::Root;
use krijt::pipeline::Nobody;
use krijt::site::Options;

use crate::support::{Dice, School};

/// Documents in one school: those of a run stand beside each other in its bundles and in its protocol.
const TOGETHER: usize = 24;
const SCHOOLS: usize = 4;

const SIGNS: &[&str] = &[
    "👋",
    "👨‍👩‍👧",
    "🇳🇱",
    "❤️",
    "1️⃣",
    "🅰",
    "①",
    "№",
    "★",
    "☐",
    "✓",
    "✅",
    "❌",
    "⚠️",
    "中文",
    "مرحبا",
    "שלום",
    "ไทย",
    "हिन्दी",
    "ꙮ",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{2028}",
    "\u{2060}",
    "\u{feff}",
    "\u{fffd}",
    "\u{e000}",
    "\u{f8ff}",
    "\u{10ffff}",
    "\u{fffc}",
    "𝔸",
    "ﬁ",
    "½",
    "→",
    "∑",
    "⁂",
    "‽",
    "…",
    "\u{1f3fb}",
    "\u{20e3}",
    "&nbsp;",
    "&#128075;",
    "&zwj;",
    "&shy;",
    "\\*",
    "\\#",
    "\\",
    "'s",
    "\"",
    "$x$",
    "#let",
    "@x",
    "<",
    ">",
    "=",
    "~",
    "`",
    "_",
    "/*",
    "//",
];
const WORDS: &[&str] = &[
    "Een",
    "zin",
    "over",
    "algoritme",
    "en",
    "algoritmes",
    "thema-avond",
    "lees:",
    "Let op:",
    "12.30",
    "regel",
    "www.a.nl/b",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];
const BLOCKS: &[&str] = &[
    "dia",
    "leerkracht",
    "opdracht",
    "antwoord",
    "werkblad",
    "stelling",
    "quiz",
    "gesprek",
    "beeld",
    "stap",
    "thuis",
    "planb",
    "weetje",
    "letop",
    "kernpunten",
    "doelen",
    "vragen",
    "vooraf",
    "stappenlijst",
    "uitklap",
    "hint",
    "getuigenis",
    "kolommen",
    "kolom",
    "regel",
];
const PICTURES: &[&str] =
    &["a.png", "hoog.png", "breed.png", "a.svg", "leeg.svg", "letters.svg", "weg.png", "brief.pdf"];

/// Writes a text, construct by construct.
struct Author {
    dice: Dice,
    /// For names that must differ.
    count: usize,
}

impl Author {
    fn pick(&mut self, row: &[&'static str]) -> &'static str {
        row[self.dice.roll(row.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.dice.roll(of) == 0
    }

    fn word(&mut self) -> &'static str {
        if self.chance(4) { self.pick(SIGNS) } else { self.pick(WORDS) }
    }

    fn words(&mut self) -> String {
        let count = self.dice.roll(6);
        (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Text within a line.
    fn inline(&mut self, depth: usize) -> String {
        let mut out = String::new();
        for _ in 0..self.dice.roll(4) {
            let inner = if depth > 0 { self.inline(depth - 1) } else { self.words() };
            let piece = match self.dice.roll(24) {
                0..=5 => self.words(),
                6 => format!("*{inner}*"),
                7 => format!("**{inner}**"),
                8 => format!("~~{inner}~~"),
                9 => format!("`{}`", self.words().replace('`', "")),
                10 | 11 => self.link(&inner),
                12 | 13 => self.picture(),
                14 => format!("[{}]({})", self.picture(), self.pick(&["https://a.nl", "#kop", "/over.md"])),
                15 => {
                    let tag = self
                        .dice
                        .pick(&["sub", "sup", "mark", "u", "ins", "del", "cite", "kbd", "small", "b", "i", "q"]);
                    format!("<{tag}>{inner}</{tag}>")
                }
                16 => "<br>".to_string(),
                17 => format!("[^{}]", self.dice.roll(4)),
                18 => self.pick(&["{{ school.naam }}", "{{ hulplijn.een.telefoon }}", "{{ niets }}"]).to_string(),
                19 => self.pick(&["<!-- noot 👋 -->", "<!-- -->", "<script>", "</b>", "<x-y>", "<b>"]).to_string(),
                20 => self.pick(&["{echt}", "{nep}", "{#id}", "{duur=5}", "  \n", "\\\n", "\n"]).to_string(),
                21 if self.chance(8) => {
                    let (open, close) =
                        *self.dice.pick(&[("<u>", "</u>"), ("*_", "_*"), ("**__", "__**"), ("<del>", "</del>")]);
                    format!("{}{inner}{}", open.repeat(13), close.repeat(13))
                }
                _ => self.word().to_string(),
            };
            out.push_str(&piece);
            out.push_str(self.pick(&["", " ", " "]));
        }
        out
    }

    fn link(&mut self, text: &str) -> String {
        let target = self.pick(&[
            "https://a.nl/x?y=z#é",
            "mailto:a@b.nl",
            "tel:0612345678",
            "/over.md",
            "/over.md#kop",
            "#kop",
            "#stap",
            "/protocol/protocol.md#stap",
            "/protocol/01-kind.md",
            "a.png",
            "brief.pdf",
            "niets.md",
            "#niets",
            "",
            "<https://a.nl/👋>",
        ]);
        let text = if self.chance(4) { "" } else { text };
        format!("[{text}]({target}{})", self.pick(&["", "", " \"Titel 👋\""]))
    }

    fn picture(&mut self) -> String {
        let alt = match self.dice.roll(4) {
            0 => String::new(),
            1 => self.words(),
            _ => "Een kat".to_string(),
        };
        let title = self.pick(&["", "", " \"Titel\"", " \"Titel 🎉\"", " \" \""]);
        let attributes = self.pick(&[
            "",
            "",
            "{decoratief}",
            "{alt=\"Een hond\"}",
            "{alt=\"\"}",
            "{alt=\"🎉\"}",
            "{breedte=50%}",
            "{breedte=0%}",
            "{echt}",
            "{width=10000%}",
        ]);
        format!("![{alt}]({}{title}){attributes}", self.pick(PICTURES))
    }

    fn line(&mut self) -> String {
        self.inline(2).replace('\n', " ")
    }

    /// A row of blocks; `indent` stands before each of their lines.
    fn blocks(&mut self, depth: usize) -> String {
        let mut out = String::new();
        for _ in 0..1 + self.dice.roll(4) {
            let block = self.block(depth);
            let _ = write!(out, "{}\n\n", block.trim_end_matches('\n'));
        }
        out
    }

    fn block(&mut self, depth: usize) -> String {
        match self.dice.roll(if depth > 0 { 22 } else { 14 }) {
            0 | 1 => {
                format!("{} {}{}", "#".repeat(1 + self.dice.roll(6)), self.line(), self.pick(&["", "", " {#kop}"]))
            }
            2 => format!("{}\n{}", self.line(), self.pick(&["===", "---"])),
            3..=5 => self.inline(2),
            6 | 7 => self.picture(),
            8 => self.table(),
            9 => format!("```{}\n{}\n```", self.pick(&["", "rust", "👋", "{.antwoord}"]), self.words()),
            10 => format!("    {}", self.words()),
            11 => self
                .dice
                .pick(&["---", "***", "<!-- noot 👋 -->", ". . .", "<div>\n</div>", "<br>", "&nbsp;", "Note: let op"])
                .to_string(),
            12 => format!("[^{}]: {}", self.dice.roll(4), self.line()),
            13 => self.line(),
            14 | 15 => self.list(depth),
            16 => prefixed("> ", &self.blocks(depth - 1)),
            _ => self.fenced(depth),
        }
    }

    fn table(&mut self) -> String {
        let columns = 1 + self.dice.roll(5);
        let row = |author: &mut Author| -> String {
            let count = (columns + author.dice.roll(3)).saturating_sub(1);
            (0..count).map(|_| format!("| {} ", author.line().replace('|', ""))).collect::<String>() + "|"
        };
        let mut out = row(self);
        out.push('\n');
        for _ in 0..columns {
            out.push_str(self.pick(&["|---", "|:--", "|--:", "|:-:"]));
        }
        out.push_str("|\n");
        let most = if self.chance(6) { 60 } else { 4 };
        for _ in 0..self.dice.roll(most) {
            let _ = writeln!(out, "{}", row(self));
        }
        out
    }

    fn list(&mut self, depth: usize) -> String {
        let sign = self.pick(&["- ", "* ", "1. ", "0. ", "7. ", "65536. ", "- [ ] ", "- [x] "]);
        let gap = self.pick(&["", "", "\n"]);
        let mut out = String::new();
        for _ in 0..1 + self.dice.roll(4) {
            let inside = if self.chance(3) { self.blocks(depth - 1) } else { self.line() + "\n" };
            let inside = prefixed(&" ".repeat(sign.len()), &inside);
            let _ = write!(out, "{sign}{}{gap}", inside.trim_start_matches(' '));
        }
        out
    }

    fn fenced(&mut self, depth: usize) -> String {
        self.count += 1;
        let name = self.pick(BLOCKS);
        let mut attributes = String::new();
        if self.chance(4) {
            let _ = write!(attributes, " titel=\"{}\"", self.words().replace(['"', '{', '}', '<', '>', '`', '\\'], ""));
        }
        if self.chance(6) {
            attributes.push_str(self.pick(&[
                " lang=ar",
                " lang=en",
                " print=weg",
                " print=dicht",
                " breedte=9e9",
                " lang=zz-👋",
            ]));
        }
        if self.chance(5) {
            let _ = write!(attributes, " #id-{}", self.count);
        }
        match name {
            "opdracht" => {
                attributes.push_str(self.pick(&["", " lijnen=3", " lijnen=60", " ruimte=25cm", " ruimte=1mm"]))
            }
            "klok" => attributes.push_str(" minuten=5"),
            "regel" => attributes.push_str(self.pick(&[" wie=leerkracht", " wie=\"leerkracht ib\" wanneer=direct"])),
            _ => {}
        }
        let inside = match name {
            "kolommen" => format!("::: kolom\n{}:::\n{}", self.blocks(depth - 1), self.blocks(depth - 1)),
            _ if self.chance(6) => String::new(),
            _ => self.blocks(depth - 1),
        };
        format!("::: {{.{name}{attributes}}}\n{inside}:::")
    }

    fn text(&mut self) -> String {
        (0..1 + self.dice.roll(3)).map(|_| self.blocks(3)).collect()
    }

    /// A word for a key of the head.
    fn value(&mut self) -> String {
        let words = self.words().replace(['"', '\\', '\u{2028}'], "");
        if words.trim().is_empty() { "Waarde".to_string() } else { words }
    }

    fn document(&mut self, number: usize) -> (String, String) {
        let (title, other, third) = (self.value(), self.value(), self.value());
        let head = format!("---\ntitel: \"{title}\"\nsamenvatting: \"{other}\"\n");
        let text = self.text();
        match number % 6 {
            0 | 1 => (
                format!("content/nieuwsbrieven/2026-10-01-brief{number}.md"),
                format!("{head}datum: 2026-10-01\ncontact: \"{third}\"\n---\n{text}"),
            ),
            2 | 3 => (
                format!("content/lessen/m{}/{number:02}-les.md", number % 4),
                format!(
                    "{head}groepen: [7]\nduur: 10\nmateriaal: [\"{third}\", \"{other}\"]\ndoelen: [\"{third}\"]\ninvaller: \"{other}\"\n\
                     voorbereiding: [\"{third}\"]\nprotocol: [stap]\n---\n\n## Begin {{duur=10}}\n\n{text}"
                ),
            ),
            4 => (
                format!("content/thema-avond/avond{number}.md"),
                format!(
                    "{head}datum: 2026-11-10\naanvang: 19.30\nlocatie: \"{third}\"\naanmelden: \"{other}\"\norganisatie: \"{third}\"\n\
                     programma:\n  - {{wat: \"{other}\", duur: 20, wie: leerkracht, waar: \"{third}\", toelichting: \"{third}\"}}\n\
                     taken:\n  - {{wat: \"{third}\", wie: leerkracht, wanneer: -6w}}\n\
                     rollen:\n  - {{rol: \"{third}\", aantal: 2, taak: \"{other}\"}}\n---\n{text}"
                ),
            ),
            _ => (format!("content/protocol/{:02}-deel{number}.md", number % 90 + 2), format!("{head}---\n{text}")),
        }
    }
}

fn prefixed(prefix: &str, text: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{prefix}{line}");
        out
    })
}

/// Every level lowered that can be.
fn levels() -> String {
    let lowerable = catalogue::ALL.iter().filter(|code| !code.fixed && !code.id.starts_with("W14"));
    lowerable.map(|code| format!("  {}: uit\n", code.id)).collect()
}

fn school() -> School {
    let config = format!(
        "school: {{naam: De Krijtstreep ✏️, plaats: \"Ons Dorp\"}}\nsite: {{basis_url: \"https://a.nl/\"}}\n\
         rollen: {{leerkracht: \"Leerkracht 🍎\", ib: Ib}}\nniveaus:\n{}",
        levels()
    );
    let drawing = |inside: &str, size: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{size}\"><title>👋</title>{inside}</svg>")
    };
    let school = School::new(&[
        ("krijt.yaml", &config),
        ("content/over.md", "---\ntitel: Over ons 👋\n---\n## Kop\n\nTekst.\n"),
        ("content/protocol/protocol.md", "---\ntitel: Protocol 🎈\nversie: \"1\"\n---\nTekst.\n"),
        (
            "content/protocol/01-kind.md",
            "---\ntitel: Kind\n---\n::: {.regel #stap wie=leerkracht wanneer=direct}\nBlijf bij het kind ❤️‍🔥.\n:::\n",
        ),
        ("content/data/begrippen.yaml", "algoritme:\n  uitleg: Een recept 🍲 مرحبا.\n  vormen: [algoritmes]\n"),
        (
            "content/data/hulplijnen.yaml",
            "alarm:\n  naam: Alarm 🚨\n  telefoon: \"112\"\n  voor: \"Nood 中\"\neen:\n  naam: Een\n  telefoon: \"0800-0432\"\n",
        ),
    ]);
    for module in 0..4 {
        school
            .write(format!("content/lessen/m{module}/module.md"), "---\ntitel: Module 🧩\ngroepen: [7]\n---\nTekst.\n");
    }
    for folder in ["nieuwsbrieven", "thema-avond", "protocol", "lessen/m0", "lessen/m1", "lessen/m2", "lessen/m3"] {
        for (name, width, height) in [("a.png", 40, 30), ("hoog.png", 1, 400), ("breed.png", 400, 1)] {
            let mut png = std::io::Cursor::new(Vec::new());
            image::RgbImage::new(width, height).write_to(&mut png, image::ImageFormat::Png).unwrap();
            school.write(format!("content/{folder}/{name}"), png.into_inner());
        }
        let letters = "<text x=\"1\" y=\"9\">Hoi 👋 مرحبا 中</text>";
        school.write(format!("content/{folder}/a.svg"), drawing("<path d=\"M0 0h9v9z\"/>", "0 0 10 10"));
        school.write(format!("content/{folder}/leeg.svg"), drawing("", "0 0 10 10"));
        school.write(format!("content/{folder}/letters.svg"), drawing(letters, "0 0 100 10"));
        school.write(format!("content/{folder}/brief.pdf"), "%PDF-1.4\n%%EOF\n");
    }
    school
}

fn check(school: &School) -> Outcome {
    let request = BuildRequest {
        may_shrink: false,
        root: Root::new(school.root()),
        out: school.root().to_path_buf(),
        editions: None,
        options: Options { today: None, drafts: false, no_pdf: false },
        check_only: true,
        stamped: false,
        is_last: false,
    };
    build::run(&request, &Nobody, &|_| Vec::new())
}

/// The file that a finding is in, and what it says.
fn said(outcome: &Outcome, finding: &Finding) -> (String, String) {
    let path = match &finding.at {
        At::Text(place) => outcome.input.sources.get(place.file).path.clone(),
        At::Path(path, place) => format!("{path}{place:?}"),
    };
    (path, format!("{} {}", finding.code.id, finding.message(Lang::En)))
}

/// Errors that no level lowers keep everything at home: those documents leave the school, for a finding is all they owe.
fn without_errors(school: &School) -> Outcome {
    for _ in 0..8 {
        let outcome = check(school);
        let bad: BTreeSet<String> = outcome
            .findings
            .iter()
            .filter(|finding| finding.is_error() && !is_failure(finding))
            .map(|finding| said(&outcome, finding).0)
            .collect();
        if bad.is_empty() {
            return outcome;
        }
        for finding in outcome.findings.iter().filter(|f| f.is_error() && !is_failure(f)) {
            eprintln!("DROP {:?}", said(&outcome, finding));
        }
        for path in bad {
            std::fs::remove_file(school.at(&path)).unwrap_or_else(|_| panic!("{path}: no document to blame"));
        }
    }
    panic!("errors never end");
}

/// The theme could not make something.
fn is_failure(finding: &Finding) -> bool {
    finding.code.id.starts_with("E10")
}

#[test]
fn whatever_is_written_comes_out_on_paper() {
    let rounds: Option<u64> = std::env::var("KRIJT_PAPER").ok().and_then(|times| times.parse().ok());
    let seed = rounds.map_or(0x5eed, |_| std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64 | 1);
    let mut author = Author { dice: Dice(seed), count: 0 };
    let mut failed: Vec<String> = Vec::new();
    for _ in 0..SCHOOLS as u64 * rounds.unwrap_or(1) {
        let school = school();
        for number in 0..TOGETHER {
            let (path, text) = author.document(number);
            school.write(path, text);
        }
        let outcome = without_errors(&school);
        for finding in outcome.findings.iter().filter(|finding| is_failure(finding)) {
            let (path, what) = said(&outcome, finding);
            let text = std::fs::read_to_string(school.at(&path)).unwrap_or_default();
            failed.push(format!("{path}: {what}\n{text}"));
        }
    }
    assert!(failed.is_empty(), "seed {seed:#x}\n{}", failed.join("\n======\n"));
}
