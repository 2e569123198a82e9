//! What hides stays hidden. Take a document with something that is for the team only, and change one thing: a sign, a
//! level, an allow. If the secret is in any file of the public edition, there must be an error.
//!
//! Two thousand changes run each time, always the same; `KRIJT_WALLS=100000` makes that many, with a new seed each run.
//! A new way to hide is a row in [`WALLS`], a new place for it one in [`AROUND`].

use std::collections::BTreeMap;

use krijt::audience::Audience;
use krijt::diag::{self, At, Finding, Level, catalogue};
use krijt::mend;
use krijt::pipeline::{Memo, Nobody, Pipeline};
use krijt::site::Options;
use krijt::world::Memory;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::support::{CONFIG, updating};

/// No text of krijt's own holds it. Walls must hold by themselves: what the proof against leaks finds is not counted here.
const SECRET: &str = "Zwaluwnest";

/// Where in `content/` a wall stands.
#[derive(Clone, Copy, PartialEq)]
enum Home {
    Page,
    Lesson,
    Deck,
}

/// A way to hide: lines for the head, and a text with `G` where the secret is.
struct Wall {
    name: &'static str,
    home: Home,
    head: &'static str,
    text: &'static str,
    /// Whether it hides by itself. The others are slips, which are errors.
    hides: bool,
}

const fn wall(name: &'static str, text: &'static str) -> Wall {
    Wall { name, home: Home::Page, head: "", text, hides: true }
}

const fn slip(name: &'static str, text: &'static str) -> Wall {
    Wall { hides: false, ..wall(name, text) }
}

/// Hidden by its head.
const fn head(name: &'static str, head: &'static str) -> Wall {
    Wall { head, ..wall(name, "Hier staat G.") }
}

const fn deck(row: Wall) -> Wall {
    Wall { home: Home::Deck, ..row }
}

const fn lesson(row: Wall) -> Wall {
    Wall { home: Home::Lesson, ..row }
}

const WALLS: &[Wall] = &[
    wall("answer", "::: antwoord\nHet is G.\n:::"),
    wall("teacher", "::: leerkracht\n- Let op G.\n- En dan nog wat.\n:::"),
    wall("alias", "::: solution\nHet is G.\n:::"),
    wall("alias in capitals", "::: Instructor\nHet is G.\n:::"),
    wall("notes", "::: {.notes}\nHet is G.\n:::"),
    wall("class and id", "::: {.antwoord #mijn-antwoord}\nHet is G.\n:::"),
    wall("title", "::: {.leerkracht titel=\"G\"}\nTekst.\n:::"),
    wall("second class", "::: {.weetje .antwoord}\nHet is G.\n:::"),
    wall("looks and team", "::: {.center .leerkracht}\nHet is G.\n:::"),
    wall("without a blank", ":::antwoord\nHet is G.\n:::"),
    wall("many colons", ":::::: antwoord ::::::\nHet is G.\n::::::"),
    wall("nested outside", "::: opdracht\nVraag?\n\n::: antwoord\nHet is G.\n:::\n\nNog iets.\n:::"),
    wall("nested inside", ":::: leerkracht\nTekst.\n\n::: weetje\nHet is G.\n:::\n\nEn G.\n::::"),
    wall("in a slide", "::: dia\n## Kijk\n\n::: leerkracht\nZeg G.\n:::\n:::"),
    wall("in a list", "- Een punt\n\n  ::: antwoord\n  Het is G.\n  :::\n- Nog een punt"),
    wall("in a numbered list", "1. Een punt\n\n   ::: antwoord\n   Het is G.\n   :::\n\n2. Nog een punt"),
    wall("in a quote", "> Tekst.\n>\n> ::: antwoord\n> Het is G.\n> :::"),
    wall("heading", "::: leerkracht\n### G\n\nTekst.\n:::"),
    wall("table", "::: antwoord\n| kop | kop |\n|---|---|\n| G | b |\n:::"),
    wall("code", "::: antwoord\n```\nG\n```\n:::"),
    wall("footnote", "::: antwoord\nTekst.[^1]\n\n[^1]: Het is G.\n:::"),
    wall("link definition", "::: antwoord\nZie [bron].\n\n[bron]: https://example.org/ \"G\"\n:::"),
    wall("quiz", "::: leerkracht\n::: quiz\nVraag?\n\n- [x] G\n- [ ] b\n:::\n:::"),
    wall("comment", "<!-- G -->"),
    wall("comment of lines", "<!--\nG\n\nmeer\n-->"),
    wall("comment in a line", "Tekst <!-- G --> en tekst."),
    wall("comment in a list", "- Een punt <!-- G -->\n- Nog een punt"),
    wall("kramdown", "> ## Solution\n> Het is G.\n{: .solution}"),
    wall(
        "kramdown inside",
        "> ## Challenge\n> Vraag?\n>\n> > ## Solution\n> > Het is G.\n> {: .solution}\n{: .challenge}",
    ),
    slip("box of Obsidian", "> [!solution] Kijk\n> Het is G."),
    slip("folded box of Obsidian", "> [!antwoord]- Kijk *goed*\n> Het is G."),
    wall("notes of HTML", "<aside class=\"notes\">\nG\n</aside>"),
    wall("notes of HTML across", "<aside class=\"notes\">\n\nHet is G.\n\n</aside>"),
    wall("class of HTML", "<div class=\"solution\">\n\n- Het is G.\n\n</div>"),
    wall("hidden HTML", "<div hidden>G</div>"),
    wall("style of HTML", "<p style=\"display:none\">G</p>"),
    wall("folded HTML", "<details><summary>Antwoord</summary>\n\nG\n\n</details>"),
    wall("template of HTML", "<template>\nG\n</template>"),
    wall("HTML in a line", "Tekst <span class=\"solution\">G</span> en tekst."),
    wall("between code", "```\ncode\n```\n\n::: antwoord\nHet is G.\n:::\n\n```yaml\ncode\n```"),
    wall("comment between code", "~~~\ncode\n~~~\n\n<!-- G -->\n\n~~~\ncode\n~~~"),
    slip("word", "::: {antwoord}\nHet is G.\n:::"),
    slip("key", "::: {class=antwoord}\nHet is G.\n:::"),
    slip("MyST", ":::{solution}\nHet is G.\n:::"),
    slip("id", "::: {#antwoord}\nHet is G.\n:::"),
    slip("mistyped", "::: antwoordt\nHet is G.\n:::"),
    slip("mistyped class", "::: {.weetje .antwoordt}\nHet is G.\n:::"),
    slip("other word", "::: docent\nHet is G.\n:::"),
    slip("unseen", "\u{ad}::: antwoord\nHet is G.\n\u{ad}:::"),
    slip("between", ":\u{200b}:: antwoord\nHet is G.\n:\u{200b}::"),
    slip("wide", "\u{ff1a}\u{ff1a}\u{ff1a} antwoord\nHet is G.\n\u{ff1a}\u{ff1a}\u{ff1a}"),
    slip("two colons", ":: antwoordt\nHet is G.\n::"),
    slip("two colons and text", ":: antwoord het is G"),
    slip("escaped", "\\::: antwoord\nHet is G.\n\\:::"),
    slip("list", "- ::: antwoord\n- Het is G.\n- :::"),
    slip("numbers", "1. ::: antwoord\n2. Het is G."),
    slip("task", "- [ ] ::: antwoord\n  G"),
    slip("table", "| a | b |\n|---|---|\n| ::: antwoord | G |"),
    slip("span", "Tekst [G]{.antwoord} en tekst."),
    slip("heading mark", "### G {.leerkracht}\n\nG"),
    slip("cell mark", "| a | b |\n|---|---|\n| G {.antwoord} | b |"),
    slip("code mark", "``` {.antwoord}\nG\n```"),
    slip("one dash", "<!— G —>"),
    slip("Obsidian", "%% G %%"),
    lesson(wall("in a lesson", "::: {.opdracht lijnen=3}\nVraag?\n\n::: antwoord\nHet is G.\n:::\n:::")),
    deck(wall("in a deck", "::: notes\nZeg G.\n:::")),
    deck(wall("comment in a deck", "<!-- Zeg G. -->")),
    deck(wall("aside in a deck", "<aside class=\"notes\">\nZeg G.\n</aside>")),
    head("team", "editie: team"),
    head("team in English", "edition: team"),
    head("draft", "concept: ja"),
    head("draft in English", "draft: true"),
    head("later", "publiceren_vanaf: 2099-01-01"),
];

/// Whether heads are changed where every level is lowered, too.
const LOWERED_HEADS: bool = true;

/// What stands before and after a wall, with `W` where it is.
const AROUND: &[&str] = &[
    "W",
    "Tekst ervoor.\n\nW\n\nTekst erna.",
    "## Kop\n\nTekst.\n\nW\n\n## Nog een kop\n\n- lijst\n- lijst\n\nTekst.",
    "::: weetje\nTekst.\n:::\n\nW\n\n::: letop\nTekst.\n:::",
    "<!-- eerst -->\n\nW\n\n<!-- en dan -->",
    "```\ncode\n```\n\nW\n\nTekst `code` en *nadruk*.\n\n```\ncode\n```",
    "Tekst ervoor.\nW\n",
    "- punt\n- punt\n\nW\n\n> citaat",
];

/// Signs that are put in, or in the place of another.
const SIGNS: &[&str] = &[
    ".", "-", "{", "}", " ", ":", "\"", "'", "`", "<", ">", "!", "#", "*", "_", "\\", "|", "/", "=", "[", "]", "(",
    ")", "\n", "\n\n", "\t", "    ", "a", "t", "S", "1", ";", ",", "~", "+", "?", "&", "%", "\u{ad}", "\u{200b}",
    "\u{200e}", "\u{2060}", "\u{a0}", "\u{feff}", "\u{202f}", "\u{ff1a}", "\u{2236}", "\u{ff5b}", "\u{ff0e}",
    "\u{2013}", "\u{2014}", "\u{201c}", "\u{201d}", "\u{2019}", "\u{430}", "\u{43e}", "\u{435}", "\u{301}",
];

/// A small generator of numbers (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..8).for_each(|_| {
            dice.roll(2);
        });
        dice
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, row: &'a [T]) -> &'a T {
        &row[self.roll(row.len())]
    }
}

/// A school with one document, as texts.
#[derive(Clone)]
struct Case {
    what: String,
    config: String,
    path: &'static str,
    text: String,
}

fn base(wall: &Wall, around: &str, is_lowered: bool) -> Case {
    let (path, head, start) = match wall.home {
        Home::Page => ("content/p.md", "", ""),
        Home::Lesson => ("content/lessen/m/01-les.md", "duur: 10\n", "## Begin {duur=10}\n\n"),
        Home::Deck => ("content/presentaties/p.md", "", "# Dia\n\nTekst.\n\n---\n\n"),
    };
    let own = if wall.head.is_empty() { String::new() } else { format!("{}\n", wall.head) };
    let text = around.replace('W', &wall.text.replace('G', SECRET));
    let lowered = if is_lowered { crate::foreign::lowered() } else { CONFIG.to_string() };
    Case {
        what: wall.name.to_string(),
        config: lowered,
        path,
        text: format!("---\ntitel: Titel\n{head}{own}---\n{start}{text}\n"),
    }
}

/// Changes one thing.
fn change(dice: &mut Dice, case: &Case) -> Case {
    let mut new = case.clone();
    match dice.roll(20) {
        0 => {
            let codes: Vec<&str> = lowerable();
            let code = dice.pick(&codes);
            new.config = format!("{CONFIG}niveaus: {{{code}: uit}}\n");
            new.what = format!("{}, level of {code}", case.what);
        }
        1 => {
            let codes = lowerable();
            let code = dice.pick(&codes);
            let line = format!("\n<!-- allow: {code} dat mag hier -->\n");
            let start =
                new.text.find("---\n").and_then(|at| new.text[at + 4..].find("---\n").map(|end| at + 4 + end + 4));
            new.text.insert_str(start.unwrap_or(0), &line);
            new.what = format!("{}, allow of {code}", case.what);
        }
        _ => {
            let (at, sign, to) = spot(dice, &case.text);
            let with =
                match dice.roll(4) {
                    0 => String::new(),
                    1 => format!("{sign}{}", dice.pick(SIGNS)),
                    2 if sign.to_uppercase() != sign.to_lowercase() && dice.roll(3) == 0 => {
                        if sign.to_uppercase() == sign { sign.to_lowercase() } else { sign.to_uppercase() }
                    }
                    _ => dice.pick(SIGNS).to_string(),
                };
            new.text.replace_range(at..to, &with);
            new.what = format!("{}, {sign:?} became {with:?} at {at}", case.what);
        }
    }
    new
}

/// A character of the text that is not the secret's; most often one of those that walls are made of.
fn spot(dice: &mut Dice, text: &str) -> (usize, String, usize) {
    loop {
        let at = text.floor_char_boundary(dice.roll(text.len()));
        let c = text[at..].chars().next().unwrap();
        let is_secret = text.match_indices(SECRET).any(|(start, _)| (start..start + SECRET.len()).contains(&at));
        let is_sign = !c.is_alphanumeric() && c != ' ';
        if !is_secret && (is_sign || dice.roll(3) == 0) {
            return (at, c.to_string(), at + c.len_utf8());
        }
    }
}

fn lowerable() -> Vec<&'static str> {
    catalogue::ALL.iter().filter(|code| !code.fixed && code.level == Level::Error).map(|code| code.id).collect()
}

/// A school in memory.
fn world(case: &Case) -> Memory {
    let module = ("content/lessen/m/module.md", "---\ntitel: Module\ngroepen: [7]\n---\nTekst.\n".to_string());
    let mut files = vec![("krijt.yaml", case.config.clone()), (case.path, case.text.clone())];
    if case.path.starts_with("content/lessen/") {
        files.push(module);
    }
    files.sort();
    let files = files.into_iter().map(|(path, text)| (path.to_string(), text.into_bytes())).collect();
    Memory { files, ..Memory::default() }
}

/// What is in its public edition, and whether anything is an error.
fn published(case: &Case, memo: &mut Memo) -> (BTreeMap<String, Vec<u8>>, Vec<Finding>) {
    let world = world(case);
    let pipeline = Pipeline::new(&world, Options { no_pdf: true, ..Options::default() });
    let texts = pipeline.read(memo);
    let analysis = pipeline.analyse(&texts, memo);
    let mut findings = analysis.findings.clone();
    let mut files = BTreeMap::new();
    if findings.iter().any(Finding::is_error) {
        return (files, findings);
    }
    let (editions, found) = analysis.editions(Some(&[Audience::Public]));
    findings.extend(found);
    let artifacts = editions[0].artifacts(&Nobody);
    for (index, path) in artifacts.paths().iter().enumerate().filter(|(_, path)| !path.starts_with("assets/")) {
        let mut bytes = Vec::new();
        findings.extend(artifacts.make(index, &mut bytes));
        files.insert(path.clone(), bytes);
    }
    (files, findings)
}

/// A text as it is read: entities decoded, unseen signs gone, in one normal form and small letters.
fn read(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').filter(|end| *end <= 9).map(|end| at + end);
        let number = end.map(|end| &rest[at + 1..end]).and_then(|name| name.strip_prefix('#'));
        let code = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        match (code.and_then(char::from_u32), end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    let out = out.replace("&shy;", "").replace("<wbr>", "");
    let is_seen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    out.nfkc().filter(is_seen).flat_map(char::to_lowercase).collect()
}

/// Where the secret came out although nothing is an error.
fn leak(case: &Case, memo: &mut Memo) -> Option<String> {
    let (files, findings) = published(case, memo);
    came_out(case, &files, &findings)
}

fn came_out(case: &Case, files: &BTreeMap<String, Vec<u8>>, findings: &[Finding]) -> Option<String> {
    // A `#` before a line of the head switches it off on purpose: the texts of `krijt new` say how.
    let is_off = case.text.lines().any(|line| line.starts_with('#') && line.contains(": ") && !line.starts_with("##"));
    if is_off || findings.iter().any(|finding| finding.is_error() && finding.code.id != catalogue::LEAK.id) {
        return None;
    }
    let secret = SECRET.to_lowercase();
    let (path, _) =
        files.iter().find(|(path, bytes)| path.to_lowercase().contains(&secret) || read(bytes).contains(&secret))?;
    Some(format!("{}\nin public/{path}, and no error:\n{}\n{}", case.what, case.config, case.text))
}

/// The same with each fix, and after `krijt check --fix`: what is put right hides as much as before.
fn fixed(case: &Case, memo: &mut Memo) -> Vec<Case> {
    let world = world(case);
    let options = Options { no_pdf: true, ..Options::default() };
    let with = |what: String, text: String| Case { what: format!("{}, {what}", case.what), text, ..case.clone() };
    let (input, findings) = mend::look(&world, options, memo);
    let is_here = |finding: &&Finding| match finding.at {
        At::Text(place) => input.sources.get(place.file).path == case.path,
        At::Path(..) => false,
    };
    // Line ends are one as soon as a text is read.
    let text = input.sources.find(case.path).map_or("", |file| &input.sources.get(file).text);
    let fixes = findings.iter().filter(is_here).filter_map(|one| Some((one, one.fix.as_deref()?)));
    let mut all: Vec<Case> =
        fixes.map(|(one, fix)| with(format!("fix of {}", one.code.id), diag::apply(text, [fix]))).collect();
    if findings.iter().any(Finding::is_fixable) {
        let mended = mend::mend(&world, options).remove(case.path);
        all.extend(mended.map(|text| with("put right".to_string(), text)));
    }
    all
}

fn bases() -> Vec<Case> {
    let mut all = Vec::new();
    // A slip is an error already: one more change makes it two.
    for wall in WALLS.iter().filter(|wall| wall.hides) {
        for around in AROUND {
            // HTML is an error until its level is lowered; there its walls are walls.
            let is_wanted = |is_lowered: &bool| !is_lowered || wall.head.is_empty() || LOWERED_HEADS;
            all.extend([false, true].into_iter().filter(is_wanted).map(|is_lowered| base(wall, around, is_lowered)));
        }
    }
    all
}

#[test]
fn what_hides_is_hidden_and_what_slips_is_an_error() {
    let mut memo = Memo::default();
    for wall in WALLS {
        // Slips are errors anywhere; a wall hides wherever it stands.
        for around in if wall.hides { AROUND } else { &AROUND[..2] } {
            let case = base(wall, around, true);
            let (files, findings) = published(&case, &mut memo);
            assert_eq!(came_out(&case, &files, &findings), None);
            let errors: Vec<_> = findings.iter().filter(|finding| finding.is_error()).map(|one| one.code.id).collect();
            assert_eq!(errors.is_empty(), wall.hides, "{}: {errors:?}\n{}", wall.name, case.text);
            assert!(!wall.hides || !files.is_empty(), "{}", wall.name);
        }
    }
}

#[test]
fn one_change_never_shows_what_was_hidden() {
    let many: usize = std::env::var("KRIJT_WALLS").ok().and_then(|many| many.parse().ok()).unwrap_or(0);
    let seed = if many == 0 { 20_261_127 } else { u64::from(std::process::id()) };
    let bases = bases();
    let pieces = 8;
    let count = if many == 0 { 2000 } else { many } / pieces;
    let found: Vec<String> = (0..pieces)
        .into_par_iter()
        .flat_map_iter(|piece| {
            let mut dice = Dice::new(seed + piece as u64);
            let mut memo = Memo::default();
            let mut found = Vec::new();
            for _ in 0..count {
                let base = dice.roll(bases.len());
                let case = change(&mut dice, &bases[base]);
                found.extend(leak(&case, &mut memo));
                let fixed = fixed(&case, &mut memo);
                found.extend(fixed.iter().filter_map(|case| leak(case, &mut memo)));
            }
            found
        })
        .collect();
    if !found.is_empty() && updating() {
        std::fs::write(std::env::temp_dir().join("krijt-walls.txt"), found.join("\n=====\n")).unwrap();
    }
    let shown: Vec<&str> = found.iter().take(20).map(String::as_str).collect();
    assert!(found.is_empty(), "seed {seed}: {} of {}\n{}", found.len(), count * pieces, shown.join("\n=====\n"));
}
