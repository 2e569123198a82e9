//! Notes and hidden slides, of which makers of slides have many forms: wherever one begins, and with any one sign more or
//! less in it, either nothing of it is public, or there is an error. What stands before it stays. `KRIJT_FUZZ=100` makes a
//! hundred times as many, with a new seed.

use krijt::audience::Audience;
use krijt::body::{self, Body, Tag};
use krijt::config::Levels;
use krijt::diag::Finding;
use krijt::kind;
use krijt::source::{Source, SourceId};

use crate::support::Dice;

const SECRET: &str = "geheimwoord";
/// What a note begins with.
const STARTS: &[&str] = &[
    "Note:",
    "note:",
    "NOTES:",
    "Notes:",
    "Notitie:",
    "notities:",
    "Note :",
    "**Note:**",
    "*Notes*:",
    "__Notitie:__",
    "Note\u{FF1A}",
    "No\u{AD}te:",
    "\u{200B}Note:",
    "Note\u{A0}:",
    "Note&#58;",
    "N\u{43E}te:",
    "`Note:`",
    "<small>Note:</small>",
    "  Note:",
];
/// Text around `@`, where a note begins. `zicht` is for the class.
const PLACES: &[&str] = &[
    "zicht\n\n@",
    "zicht\n@",
    "zicht  \n@",
    "zicht<br>@",
    "- zicht\n@",
    "- zicht\n  @",
    "- zicht\n\n  @",
    "- zicht\n- @",
    "- zicht\n  - zicht\n    @",
    "1. zicht\n2. @",
    "- [ ] zicht\n- [x] @",
    "> zicht\n> @",
    "> zicht\n@",
    "> - zicht\n>   @",
    "> @",
    "zicht\n\n## @",
    "| zicht | zicht |\n|---|---|\n| zicht | zicht |\n@",
    "::: stap\n- zicht\n\n@ MEER\n:::",
    ":::: kolommen\n::: kolom\nzicht\n\n@ MEER\n:::\n::: kolom\nMEER\n:::\n::::",
    "::: weetje\nzicht\n@ MEER\n:::",
    "zicht **vet**\n@",
    "*zicht*\n@",
    "zicht <!-- een opmerking -->\n@",
    "@",
];
/// Text that is code because it is indented: a note, or an error where that is not sure.
const INDENTED: &[&str] =
    &["zicht\n\n    @", "zicht\n\n    MEER\n    @", "- zicht\n\n      @", "zicht\n\n    ```\n    @\n    ```"];
/// The same where no cut can be made: an error.
const CORNERS: &[&str] = &[
    "| zicht | @ |\n|---|---|\n| a | b |",
    "| zicht | a |\n|---|---|\n| @ | b |",
    "**zicht\n@ vet** zicht",
    "zicht[^1]\n\n[^1]: zicht\n    @",
    "- *zicht\n  @ schuin*",
];
/// What may follow a note on its slide.
const MORE: &[&str] =
    &["", "\n\nMEER", "\nMEER", "\n\n- MEER\n- MEER", "\n\n### MEER\n\nMEER", "\n\n> MEER", "\n\n```\nMEER\n```"];
/// Signs that slip in.
const SIGNS: &[char] = &[
    '.', '-', '\u{2013}', ';', '{', '}', '"', '\'', ' ', '\u{A0}', '\u{AD}', '\u{200B}', '*', '_', '`', '~', '>', '#',
    '(', '[', '=', '\\', ':', '!',
];

/// How a slide is hidden as a whole, with `@` for its text.
const HIDDEN: &[&str] = &[
    "## Kop {visibility=\"hidden\"}\n\n@",
    "## @ {.hidden}\n\n@",
    "## @ {data-visibility=hidden}",
    "<!-- .slide: data-visibility=\"hidden\" -->\n\n## @\n\n@",
    "## Kop\n\n@ <!-- .slide: data-visibility=\"hidden\" -->",
    "<!-- _hide -->\n\n@",
    "hide: true\n\n@",
    "exclude: true\n# @\n\n@",
];

fn public_words(body: &Body, text: &str) -> String {
    let cut = body.cut(Audience::Public);
    let public = cut.as_ref().map_or(body, |cut| &cut.body);
    let mut words = body::plain(public, text, public.all());
    public.links.iter().for_each(|link| words.push_str(&format!(" {} {}", link.dest, link.title)));
    public.images.iter().for_each(|image| words.push_str(&format!(" {} {}", image.dest, image.title)));
    public.strings.iter().for_each(|string| words.push_str(string));
    words.chars().filter(|c| *c != '\u{AD}' && *c != '\u{200B}').collect()
}

/// Looks at a text as the program does: an error, or what the public sees. The team sees all.
fn look(path: &str, text: String) -> Result<String, Vec<Finding>> {
    let source = Source { path: format!("content/{path}"), text, broken: false };
    let lowered = kind::lower(SourceId(0), &source, path, &Levels::default());
    let body = &lowered.value.body;
    let nodes = body.nodes.len() as u32;
    for (at, node) in body.nodes.iter().enumerate() {
        assert!((at as u32) < node.next && node.next <= nodes, "a node ends nowhere in\n{}", source.text);
        assert!(node.tag != Tag::Text || source.text.is_char_boundary(node.span.start as usize), "{}", source.text);
    }
    if lowered.findings.iter().any(Finding::is_error) {
        return Err(lowered.findings);
    }
    assert_eq!(
        body::plain(body, &source.text, body.all()).matches(SECRET).count(),
        source.text.matches(SECRET).count(),
        "the team does not see all of\n{}",
        source.text
    );
    Ok(public_words(body, &source.text))
}

/// A text with one slide around others, in a presentation or in a lesson.
fn around(slide: &str, dice: &mut Dice) -> (&'static str, String) {
    match dice.roll(3) {
        0 => (
            "presentaties/d.md",
            format!("---\ntitel: T\n---\n# A\n\nzicht\n\n---\n\n{slide}\n\n---\n\n# Z\n\nzicht\n"),
        ),
        1 => (
            "presentaties/d.md",
            format!("---\ntitel: T\nformat: revealjs\n---\n# A\n\nzicht\n\n# B\n\n{slide}\n\n# Z\n\nzicht\n"),
        ),
        _ => (
            "lessen/m/01-l.md",
            format!("---\ntitel: T\n---\n:::::: dia\n{slide}\n::::::\n\nzicht\n\n::: dia\nzicht\n:::\n"),
        ),
    }
}

fn rounds() -> (usize, u64) {
    let many = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok());
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64;
    many.map_or((1, 20_261_127), |many| (many, seed | 1))
}

#[test]
fn a_note_is_hidden_wherever_it_begins() {
    let (many, seed) = rounds();
    let mut dice = Dice(seed);
    for _ in 0..1500 * many {
        let place = dice.pick(PLACES).replace('@', &format!("{} {SECRET}", dice.pick(STARTS)));
        let slide = format!("{place}{}", dice.pick(MORE)).replace("MEER", SECRET);
        let (path, text) = around(&slide, &mut dice);
        let public = look(path, text.clone()).unwrap_or_else(|findings| panic!("seed {seed}: {findings:?}\n{text}"));
        assert!(!public.contains(SECRET), "seed {seed}: public:\n{text}\n---\n{public}");
        assert_eq!(
            public.matches("zicht").count(),
            text.matches("zicht").count(),
            "seed {seed}: lost:\n{text}\n---\n{public}"
        );
    }
}

#[test]
fn a_note_that_cannot_be_cut_is_an_error() {
    let mut dice = Dice(7);
    for corner in CORNERS {
        for start in STARTS.iter().filter(|start| !start.contains('<')) {
            let slide = corner.replace('@', &format!("{start} {SECRET}"));
            let (path, text) = around(&slide, &mut dice);
            let found = look(path, text.clone());
            assert!(
                found.as_ref().is_err_and(|found| found.iter().any(|found| found.code.id == "E1305")),
                "{text}\n{found:?}"
            );
        }
    }
}

#[test]
fn one_sign_more_in_a_note_shows_nothing() {
    let (many, seed) = rounds();
    let mut dice = Dice(seed);
    for _ in 0..1500 * many {
        let mut start: Vec<char> = dice.pick(&["Note:", "Notes:", "Notitie:", "Notities:"]).chars().collect();
        let at = dice.roll(start.len() + 1);
        if dice.roll(4) == 0 {
            *start.last_mut().unwrap() = *dice.pick(&[';', '.', '-', '\u{2013}', '=', '\u{FF1A}', '\u{A789}']);
        } else {
            start.insert(at, *dice.pick(SIGNS));
        }
        let start: String = start.into_iter().collect();
        let place = if dice.roll(8) == 0 { dice.pick(INDENTED) } else { dice.pick(PLACES) };
        let slide = place.replace('@', &format!("{start} {SECRET}")).replace("MEER", SECRET);
        let (path, text) = around(&slide, &mut dice);
        let public = look(path, text.clone()).unwrap_or_default();
        assert!(!public.contains(SECRET), "seed {seed}: public:\n{text}\n---\n{public}");
    }
}

/// Without its colon a note is told by the sentence that begins behind it.
#[test]
fn a_note_without_its_colon_shows_nothing() {
    let mut dice = Dice(11);
    for start in ["Note", "Notes", "notitie", "**Notities**"] {
        for place in ["zicht\n\n@", "zicht\n@", "> zicht\n>\n> @", "@"] {
            let slide = place.replace('@', &format!("{start} Zeg {SECRET}"));
            let (path, text) = around(&slide, &mut dice);
            let public = look(path, text.clone()).unwrap_or_default();
            assert!(!public.contains(SECRET), "{text}\n---\n{public}");
        }
    }
}

#[test]
fn a_hidden_slide_is_hidden_with_a_slip_in_it_too() {
    let (many, seed) = rounds();
    let mut dice = Dice(seed);
    for round in 0..1500 * many {
        let form = *dice.pick(HIDDEN);
        let (mut mark, is_changed) = (form.to_string(), round % 3 > 0);
        if is_changed {
            // One sign more, or a letter less, within the mark.
            let found = ["visibility", "hidden", "_hide", "hide: true", "exclude: true"]
                .iter()
                .filter_map(|word| form.find(word));
            let from = found.min().unwrap();
            let at = from + dice.roll(6);
            match dice.roll(2) {
                0 => mark.insert(at, *dice.pick(&[' ', '\'', '\u{AD}', '\u{200B}', '_', '-'])),
                _ => drop(mark.remove(at)),
            }
        }
        let slide = mark.replace('@', SECRET);
        let text = match dice.roll(2) {
            0 => format!("---\ntitel: T\n---\n# A\n\nzicht\n\n---\n\n{slide}\n\n---\n\n# Z\n\nzicht\n"),
            _ => format!("---\ntitel: T\n---\n:::::: dia\n{slide}\n::::::\n\nzicht\n\n::: dia\nzicht\n:::\n"),
        };
        let path = if text.contains("dia\n") { "lessen/m/01-l.md" } else { "presentaties/d.md" };
        match look(path, text.clone()) {
            Ok(public) => {
                assert!(!public.contains(SECRET), "seed {seed}: public:\n{text}\n---\n{public}");
                assert_eq!(public.matches("zicht").count(), 2, "seed {seed}: lost:\n{text}\n---\n{public}");
            }
            Err(findings) => assert!(is_changed, "{findings:?}\n{text}"),
        }
    }
}
