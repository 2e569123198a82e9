//! The examples of every message are run: the wrong ones give that message and nothing else, the right ones give nothing.
//!
//! An example is what a reader sees: a few words between backticks, or a block. `tests/examples/<ID>.txt` makes a school of
//! it, in the form of a golden case: `«»` is the example, `«2»` the second of its pieces. `tests/README.md` teaches them.

use std::collections::BTreeSet;
use std::path::Path;

use krijt::diag::{Code, Lang, catalogue};
use rayon::prelude::*;

use crate::golden::{Case, Step};
use crate::support::{self, Found};

/// Codes whose examples no text can hold, and why. Their golden cases make them happen. Keep this short.
const NOT_RUN: &[(&str, &str)] = &[
    ("W0510", "asks another host"),
    ("W0511", "asks another host"),
    ("W0512", "asks another host"),
    ("E0602", "a picture of this size"),
    ("E1002", "a fault of a font, or of the maker of PDFs"),
    ("E1205", "a full disk"),
    ("E1206", "a disk of its own"),
    ("W1401", "a font to add"),
    ("E1403", "a font to add"),
    ("W1404", "a font to add"),
    ("W1406", "a font to add"),
];

/// What stands before an example, and whether it is a right one.
const LABELS: [(&str, bool); 4] = [("Zo niet", false), ("Zo wel", true), ("Wrong", false), ("Right", true)];

#[derive(Debug)]
struct Example {
    is_right: bool,
    /// Which of the wrong or right ones, from 1.
    number: usize,
    /// What stands between backticks, or the one block.
    pieces: Vec<String>,
    /// The whole, as it is printed.
    shown: String,
}

/// The examples of an explanation.
fn examples(explain: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let starts = labels(explain);
    for (at, (start, is_right)) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(explain.len(), |(next, _)| *next);
        let shown = whole(&explain[*start..end]).trim_end_matches(['-', ' ', '\n']).to_string();
        let number = found.iter().filter(|example| example.is_right == *is_right).count() + 1;
        found.push(Example { is_right: *is_right, number, pieces: pieces(&shown), shown });
    }
    found
}

/// Where labels stand: at the beginning of a line or of a sentence.
fn labels(text: &str) -> Vec<(usize, bool)> {
    let begins = |at: usize| at == 0 || ["\n", "- ", ". "].iter().any(|before| text[..at].ends_with(before));
    let ends = |rest: &str| rest.starts_with([':', ',', ' ']) && rest.contains(':');
    let all = |(label, is_right): &(&str, bool)| {
        let places = text.match_indices(label).filter(|(at, _)| begins(*at) && ends(&text[at + label.len()..]));
        places.map(|(at, _)| (at, *is_right)).collect::<Vec<_>>()
    };
    let mut found: Vec<(usize, bool)> = LABELS.iter().flat_map(all).collect();
    found.sort_unstable();
    found
}

/// An example ends at an empty line, but not between its label and its block, nor within the block.
fn whole(text: &str) -> &str {
    match text.find("```") {
        Some(open) if text.find("\n\n").is_none_or(|gap| gap + 2 >= open) => {
            let close = text[open + 3..].find("\n```").map_or(text.len(), |close| open + close + 7);
            &text[..close.min(text.len())]
        }
        _ => text.split("\n\n").next().unwrap_or(text),
    }
}

fn pieces(shown: &str) -> Vec<String> {
    if let Some((_, block)) = shown.split_once("```") {
        let block = block.split_once('\n').map_or("", |(_, rest)| rest);
        return vec![block.trim_end_matches("```").trim_end_matches('\n').to_string()];
    }
    shown.split('`').skip(1).step_by(2).map(|piece| piece.replace('\n', " ")).collect()
}

/// The frame of a code: the one that names it, or that for a line of a head or for a piece of text.
fn frame(frames: &[Case], code: &Code, example: &Example) -> Case {
    let first = example.pieces.first().and_then(|first| first.split_once(':')).map_or("", |(key, _)| key);
    let is_key = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let usual = if is_key { "head" } else { "text" };
    let is_usual = |case: &&Case| case.path.file_stem().is_some_and(|stem| stem == usual);
    frames.iter().find(|case| names(case, code)).or_else(|| frames.iter().find(is_usual)).expect("a frame").clone()
}

fn names(frame: &Case, code: &Code) -> bool {
    frame.steps[0].body.split([' ', '.', '\n']).any(|word| word == code.id)
}

/// Does the frame of a code say what is wrong where its explanation only says what is right?
fn has_wrong(frames: &[Case], code: &Code) -> bool {
    let is_wrong = |step: &Step| step.head.contains(" wrong: ");
    frames.iter().any(|frame| names(frame, code) && frame.steps.iter().any(is_wrong))
}

fn frames() -> Vec<Case> {
    let files = support::tree(&support::tests().join("examples")).into_iter();
    files.map(|(path, text)| Case::parse(Path::new(&path), std::str::from_utf8(&text).unwrap())).collect()
}

/// The case of one example: the pieces of the frame that are meant for it, with the example in them.
fn case(frame: Case, example: &Example) -> Case {
    let mut steps: Vec<Step> = Vec::new();
    for step in frame.steps.into_iter().skip(1) {
        let (mark, head) = step.head.split_once(' ').unwrap_or_default();
        let Some(head) = meant(head, example) else { continue };
        let head = filled(&format!("{mark} {head}"), example);
        // A file of its own takes the place of the one for all.
        steps.retain(|earlier| earlier.head != head || mark == "$");
        steps.push(Step { head, body: filled(&step.body, example) });
    }
    if !steps.iter().any(|step| step.head.starts_with("$ krijt")) {
        steps.push(Step { head: "$ krijt check".to_string(), body: String::new() });
    }
    Case { path: frame.path, steps }
}

/// `wrong: path` and `right 2: path` are for those examples only.
fn meant<'a>(head: &'a str, example: &Example) -> Option<&'a str> {
    let side = if example.is_right { "right" } else { "wrong" };
    match head.split_once(": ") {
        Some((which, rest)) if which == side || which == format!("{side} {}", example.number) => Some(rest),
        Some((which, _)) if which.starts_with("wrong") || which.starts_with("right") => None,
        _ => Some(head),
    }
}

fn filled(text: &str, example: &Example) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_suffix("«»").filter(|before| before.trim().is_empty()) {
            Some(indent) => {
                let lines = example.pieces.iter().flat_map(|piece| piece.lines());
                lines.for_each(|line| out.push_str(&format!("{indent}{line}\n")));
            }
            None => out.push_str(line),
        }
    }
    out = out.replace("«»", &example.pieces.join("\n")).replace("«address»", address(example));
    for (at, piece) in example.pieces.iter().enumerate() {
        out = out.replace(&format!("«{}»", at + 1), piece);
    }
    out
}

/// Where the first link or picture of an example goes.
fn address(example: &Example) -> &str {
    let pieces = example.pieces.iter().filter_map(|piece| piece.split_once("]("));
    pieces.map(|(_, rest)| rest.split([')', '#']).next().unwrap_or_default()).next().unwrap_or_default()
}

/// What is wrong with the example of a code, if anything.
fn problem(frames: &[Case], code: &Code, lang: &str, example: &Example) -> Option<String> {
    let case = case(frame(frames, code, example), example);
    let school: String = case.steps.iter().map(|step| format!("{}\n{}", step.head, step.body)).collect();
    // `…` is for whatever one likes.
    let parts = example.pieces.iter().flat_map(|piece| piece.split(['\n', '…']));
    let unseen = parts.map(str::trim).find(|part| !school.contains(part));
    // Every letter tells of it, as long as its school has no address.
    let is_of_all =
        |found: &Found| found.code == catalogue::BASE_URL_MISSING.id && code.id != catalogue::BASE_URL_MISSING.id;
    let found: Vec<Found> = case.findings(lang).into_iter().filter(|found| !is_of_all(found)).collect();
    let codes: Vec<&str> = found.iter().map(|found| found.code.as_str()).collect();
    let is_well = match example.is_right {
        true => found.is_empty(),
        false => !found.is_empty() && codes.iter().all(|found| *found == code.id),
    };
    let list: Vec<String> = found.iter().map(|found| format!("{} {}", Found::short(found), found.message)).collect();
    let what = match (is_well, unseen) {
        (true, None) => return None,
        (true, Some(line)) => format!("«{line}» is not in its school"),
        (false, _) => format!("gives {list:#?}"),
    };
    Some(format!("{} {lang} ({}) «{}» {what}", code.id, case.path.file_name()?.display(), example.shown))
}

#[test]
fn wrong_examples_give_their_message_and_right_ones_give_nothing() {
    let frames = frames();
    let only = std::env::var("KRIJT_CASE").unwrap_or_default();
    let codes =
        catalogue::ALL.iter().filter(|code| code.id.contains(&only) && NOT_RUN.iter().all(|(id, _)| *id != code.id));
    let runs: Vec<(&Code, &str, Example)> = codes
        .flat_map(|code| [(code, Lang::Nl, "nl"), (code, Lang::En, "en")])
        .flat_map(|(code, lang, name)| {
            let mut told = examples(code.words(lang).explain);
            if told.iter().all(|example| example.is_right) && has_wrong(&frames, code) {
                told.push(Example { is_right: false, number: 1, pieces: Vec::new(), shown: String::new() });
            }
            told.into_iter().map(move |example| (*code, name, example))
        })
        .collect();
    let problems: Vec<String> =
        runs.par_iter().filter_map(|(code, lang, example)| problem(&frames, code, lang, example)).collect();
    assert!(problems.is_empty(), "\n{}\n{} of {} examples", problems.join("\n\n"), problems.len(), runs.len());
}

/// Each explanation has an example that is right, each frame a code, and both languages as many examples.
#[test]
fn every_message_has_examples_and_every_frame_a_code() {
    for code in catalogue::ALL {
        let sides = |lang| examples(code.words(lang).explain).iter().map(|found| found.is_right).collect::<Vec<_>>();
        assert_eq!(sides(Lang::Nl), sides(Lang::En), "{}: the languages have other examples", code.id);
        assert!(sides(Lang::Nl).contains(&true), "{}: no right example", code.id);
    }
    let ids: Vec<&str> = catalogue::ALL.iter().map(|code| code.id).collect();
    assert!(NOT_RUN.len() < 12 && NOT_RUN.iter().all(|(id, _)| ids.contains(id)));
    let mut named = BTreeSet::new();
    for frame in frames() {
        let about = frame.steps[0].body.clone();
        let codes = about.split_once("For ").map_or("", |(_, codes)| codes).split([' ', '.', '\n']);
        for code in codes.filter(|code| code.len() == 5 && code[1..].bytes().all(|byte| byte.is_ascii_digit())) {
            assert!(ids.contains(&code) && named.insert(code.to_string()), "{}: {code}", frame.path.display());
        }
    }
}

#[test]
fn examples_are_told_from_the_words_around_them() {
    let text = "Why.\n\n- Zo niet: `a` en `b`\n- Zo wel: `c`\n  en verder";
    let told = |text| examples(text).into_iter().map(|found| (found.is_right, found.pieces)).collect::<Vec<_>>();
    assert_eq!(told(text), [(false, vec!["a".into(), "b".into()]), (true, vec!["c".into()])]);
    let text = "Zo niet: `x`. Zo wel:\n\n```\n::: a\n\n:::\n```\n\nMeer `tekst`.";
    assert_eq!(told(text), [(false, vec!["x".into()]), (true, vec!["::: a\n\n:::".into()])]);
}
