//! Change one thing in a head that hides: the text stays hidden, or there is an error that no level lowers. All codes that
//! can be lowered are off. `KRIJT_FUZZ=50` makes 100,000 changes.

use krijt::config::{self, Levels};
use krijt::diag::{Finding, catalogue};
use krijt::kind;
use krijt::source::{Source, SourceId, Sources};

use crate::support::{CONFIG, Dice};

/// Heads that hide, each with the mark that does.
const HEADS: &[(&str, &str)] = &[
    ("titel: Saffraan\n«»\nsamenvatting: Een zin.\n", "concept: ja"),
    ("«»\ntitel: Saffraan\n", "concept: true"),
    ("titel: Saffraan\n«»\n", "draft: yes"),
    ("titel: \"Saffraan\"\ntrefwoorden: [a, b]\n«»\n", "editie: team"),
    ("titel: Saffraan\n«»\ndatum: 2026-01-01\n", "editie: mr"),
    ("titel: Saffraan\n«»\n", "edition: \"team\""),
    ("titel: Saffraan\n«»\n", "publiceren_vanaf: 2099-01-01"),
    ("titel: Saffraan\ntrefwoorden:\n  - a\n«»\n", "publishDate: '2099-01-01'"),
];

/// What gets into a text by a slip, a keyboard or a word processor.
const STRAY: &[char] = &[
    ' ', '\t', '\n', '-', '_', '.', ',', ';', ':', '=', '"', '\'', '“', '’', '[', ']', '{', '}', '(', '|', '>', '!',
    '&', '*', '?', '@', '%', '~', '/', '\\', 'a', 'e', 'o', 'x', 'T', 'J', '\u{a0}', '\u{ad}', '\u{200b}', '\u{200e}',
    '\u{feff}', '\u{ff1a}', 'е', 'о', 'с', 'і', 'é',
];

fn all_off() -> Levels {
    let codes = catalogue::ALL.iter().filter(|code| !code.fixed);
    let levels: Vec<String> = codes.map(|code| format!("{}: uit", code.id)).collect();
    let text = format!("{CONFIG}niveaus: {{{}}}\n", levels.join(", "));
    let source = Source { path: config::FILE.into(), text, broken: false };
    let (config, found) = config::read(&Sources::new(vec![(SourceId(0), source.into())]));
    assert!(found.is_empty(), "{found:?}");
    config.levels
}

/// The mark with one thing changed, at a place that a person can hit.
fn changed(mark: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = mark.chars().collect();
    let at = dice.roll(letters.len());
    match dice.roll(9) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        3 => letters.insert(at, STRAY[dice.roll(STRAY.len())]),
        4 => letters[at] = STRAY[dice.roll(STRAY.len())],
        5 => letters[at] = letters[at].to_uppercase().next().unwrap_or(letters[at]),
        6 => letters.truncate(at),
        7 => letters.splice(0..0, "  ".chars()).for_each(drop),
        _ => letters.push(STRAY[dice.roll(STRAY.len())]),
    }
    letters.into_iter().collect()
}

/// A change that says something else on purpose, or nothing at all: another day, a line that is gone.
fn is_other_word(mark: &str, changed: &str) -> bool {
    let value = |line: &str| line.split_once(':').map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_string());
    changed.trim().is_empty() || (changed.contains("20") && value(mark) != value(changed) && is_day(value(changed)))
}

fn is_day(value: Option<String>) -> bool {
    value.is_some_and(|value| value.parse::<jiff::civil::Date>().is_ok())
}

#[test]
fn a_head_that_hides_hides_after_any_slip() {
    let levels = all_off();
    let many: usize = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let seed = if many > 1 { u64::from(std::process::id()) << 20 | 1 } else { 7 };
    let mut dice = Dice(seed);
    let mut shown = Vec::new();
    for _ in 0..2_000 * many {
        let (head, mark) = HEADS[dice.roll(HEADS.len())];
        let line = changed(mark, &mut dice);
        if is_other_word(mark, &line) {
            continue;
        }
        let text = format!("---\n{}---\nDit is saffraan.\n", head.replace("«»", &line));
        let source = Source { path: "content/x.md".into(), text, broken: false };
        let lowered = kind::lower(SourceId(0), &source, "x.md", &levels);
        let head = &lowered.value.head;
        let hides = head.draft || head.from.is_hidden() || head.unread || head.publish_from.is_some();
        if !hides && !lowered.findings.iter().any(Finding::is_error) {
            shown.push(source.text);
        }
    }
    shown.sort();
    shown.dedup();
    assert!(shown.is_empty(), "seed {seed}: {} slips publish a hidden text:\n{}", shown.len(), shown.join("\n"));
}
