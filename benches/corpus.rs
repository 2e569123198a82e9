//! A corpus for measuring: any number of plain pages of about 5 kB in 20 sections, always the same bytes.

use std::fmt::Write as _;
use std::path::Path;

/// For whom the pages are written: the heads, the lists and the configuration differ, the text does not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Krijt,
    Zola,
    Hugo,
    /// Without heads, with a table of contents.
    MdBook,
}

pub const SECTIONS: usize = 20;

/// A small generator of numbers (Marsaglia's xorshift): same seed, same corpus.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const WORDS: &[&str] = &[
    "de",
    "een",
    "het",
    "op",
    "in",
    "van",
    "met",
    "voor",
    "niet",
    "ook",
    "kind",
    "kinderen",
    "klas",
    "school",
    "foto",
    "filmpje",
    "bericht",
    "telefoon",
    "scherm",
    "vriend",
    "vriendin",
    "groep",
    "vraag",
    "antwoord",
    "bron",
    "nieuws",
    "grap",
    "spel",
    "naam",
    "dag",
    "week",
    "avond",
    "samen",
    "alleen",
    "eerst",
    "daarna",
    "altijd",
    "soms",
    "nooit",
    "vaak",
    "kijkt",
    "leest",
    "schrijft",
    "vraagt",
    "vertelt",
    "deelt",
    "bewaart",
    "zoekt",
    "vindt",
    "denkt",
    "weet",
    "helpt",
    "praat",
    "luistert",
    "echt",
    "nep",
    "leuk",
    "vervelend",
    "veilig",
    "boos",
    "blij",
    "rustig",
    "nieuwe",
    "oude",
    "kleine",
    "grote",
    "goede",
    "andere",
    "zelfde",
    "ouders",
    "leerkracht",
    "internet",
    "reclame",
    "afspraak",
];

const TAGS: &[&str] = &["kijken", "praten", "delen", "zoeken", "maken", "samen", "thuis", "klas"];

/// The path of a page below the content folder.
fn path(number: usize) -> String {
    format!("sectie-{:02}/pagina-{number:05}.md", number % SECTIONS)
}

/// Writes the corpus into `content` (which must be empty or not there).
pub fn write(content: &Path, pages: usize, reader: For) {
    for section in 0..SECTIONS.min(pages.max(1)) {
        let folder = content.join(format!("sectie-{section:02}"));
        std::fs::create_dir_all(&folder).expect("a folder for the corpus");
        let (name, head) = match reader {
            For::Krijt => ("index.md", format!("---\ntitel: Sectie {section}\n---\n")),
            For::Zola | For::Hugo => ("_index.md", format!("---\ntitle: Sectie {section}\n---\n")),
            For::MdBook => ("README.md", format!("# Sectie {section}\n\n")),
        };
        save(&folder.join(name), &format!("{head}Dit is sectie {section}.\n"));
    }
    for number in 0..pages {
        save(&content.join(path(number)), &page(number, pages, reader));
    }
    if reader == For::MdBook {
        save(&content.join("SUMMARY.md"), &summary(pages));
    }
}

/// The table of contents that mdBook wants: what is not in it is not built.
fn summary(pages: usize) -> String {
    let mut out = String::from("# Inhoud\n\n");
    for section in 0..SECTIONS.min(pages.max(1)) {
        _ = writeln!(out, "- [Sectie {section}](sectie-{section:02}/README.md)");
        for number in (section..pages).step_by(SECTIONS) {
            _ = writeln!(out, "  - [Pagina {number}]({})", path(number));
        }
    }
    out
}

fn save(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// One page: a head, an introduction, and parts with lists, links, emphasis, a table or code until it is 5 kB.
pub fn page(number: usize, pages: usize, reader: For) -> String {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1).wrapping_mul(0xD134_2543_DE82_EF95));
    let mut out = String::with_capacity(5600);
    let date = format!("20{:02}-{:02}-{:02}", 20 + number % 6, 1 + number % 12, 1 + number % 28);
    let tags = format!("[{}, {}]", TAGS[number % TAGS.len()], TAGS[(number / TAGS.len() + 3) % TAGS.len()]);
    match reader {
        For::Krijt => _ = write!(out, "---\ntitel: Pagina {number}\ndatum: {date}\ntrefwoorden: {tags}\n---\n"),
        For::Zola => {
            _ = write!(out, "---\ntitle: Pagina {number}\ndate: {date}\ntaxonomies:\n  tags: {tags}\n---\n");
        }
        For::Hugo => _ = write!(out, "---\ntitle: Pagina {number}\ndate: {date}\ntags: {tags}\n---\n"),
        For::MdBook => _ = write!(out, "# Pagina {number}\n\n"),
    }
    paragraph(&mut out, &mut dice);
    let mut part = 0;
    while out.len() < 5000 {
        part += 1;
        _ = write!(out, "## Deel {part} {}\n\n", dice.pick(WORDS));
        paragraph(&mut out, &mut dice);
        match part % 4 {
            0 => out.push_str("| wie | wat |\n|-----|-----|\n| kind | kijkt |\n| klas | praat |\n\n"),
            1 => {
                for _ in 0..4 {
                    _ = writeln!(out, "- {} **{}** {}", dice.pick(WORDS), dice.pick(WORDS), dice.pick(WORDS));
                }
                out.push('\n');
            }
            2 => link(&mut out, dice.roll(pages), reader),
            _ => out.push_str("```\nkijk eerst\ndeel dan\n```\n\n"),
        }
    }
    out
}

fn paragraph(out: &mut String, dice: &mut Dice) {
    for sentence in 0..6 {
        for word in 0..9 {
            let text = dice.pick(WORDS);
            match (word, dice.roll(14)) {
                (0, _) => {
                    let mut letters = text.chars();
                    out.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
                    out.push_str(letters.as_str());
                }
                (_, 0) => _ = write!(out, "*{text}*"),
                (_, 1) => _ = write!(out, "`{text}`"),
                _ => out.push_str(text),
            }
            out.push_str(if word == 8 { "." } else { " " });
        }
        out.push_str(if sentence % 2 == 1 { "\n" } else { " " });
    }
    out.push('\n');
}

/// A paragraph with a link to another page, in the way that each reader checks.
fn link(out: &mut String, other: usize, reader: For) {
    let target = path(other);
    match reader {
        For::Krijt | For::MdBook => _ = write!(out, "Lees ook [pagina {other}](../{target}).\n\n"),
        For::Zola => _ = write!(out, "Lees ook [pagina {other}](@/{target}).\n\n"),
        For::Hugo => {
            let address = target.trim_end_matches(".md");
            _ = write!(out, "Lees ook [pagina {other}](/{address}/).\n\n");
        }
    }
}
