//! `krijt check --fix`: puts right what is beyond doubt, after showing it. On a terminal it asks of each fix, and offers
//! the guesses, too.

use std::collections::BTreeMap;

use clap::Args;
use similar::TextDiff;

use super::only::Only;
use super::{ask, exit, say};
use crate::diag::{At, Finding, Fix, Lang, lines, terminal};
use crate::disk::{Root, create};
use crate::mend::{self, Consent};
use crate::site::Options;
use crate::source::{Place, Source};
use crate::world::{Input, World};

#[derive(Args, Clone, Copy)]
pub struct Mending {
    #[arg(long)]
    fix: bool,
    #[arg(long, requires = "fix")]
    yes: bool,
}

/// A file and what it should hold.
struct Change {
    path: String,
    before: Vec<u8>,
    /// As krijt read it: without the marks of other systems.
    read: String,
    after: String,
}

impl Mending {
    /// Shows, asks and writes. Gives an exit code when a file could not be written.
    pub fn run(self, root: &Root, options: Options, lang: Lang, only: &Only) -> Option<u8> {
        if !self.fix {
            return None;
        }
        let asks = ask::can_ask() && !self.yes;
        if asks && let Err(code) = ask_moves(root, options, lang, only) {
            return Some(code);
        }
        let mended = if asks { ask_each(root, options, lang, only) } else { mend::mend(root, options) };
        // Of each fix one was asked already; marks of other systems go along with it, else they are asked of below.
        let is_agreed = asks && !mended.is_empty();
        let mut changes = changes(root, mended);
        changes.retain(|change| only.has(&change.path));
        if is_agreed {
            changes.retain(|change| change.read != change.after);
        } else {
            changes.iter().for_each(|change| show(change, lang));
        }
        if changes.is_empty() {
            complain!("{}", say(lang, "Er is niets wat krijt zelf kan herstellen.", "Nothing to put right by itself."));
            return None;
        }
        if !self.yes && !is_agreed && !agreed(lang) {
            let text = say(
                lang,
                "Niets veranderd. Met `--yes` erbij worden deze bestanden zo bewaard.",
                "Nothing was changed. With `--yes` these files are saved like this.",
            );
            complain!("{text}");
            return None;
        }
        for change in &changes {
            if let Err(failure) = create::exchange(root, &change.path, &change.before, &change.after) {
                complain!("{}", super::not_written(&failure, lang));
                return Some(exit::ENVIRONMENT);
            }
        }
        let text = match lang {
            Lang::Nl => format!("Hersteld: {}. Wat er stond, staat nog in {}.", changes.len(), create::BEFORE),
            Lang::En => format!("Put right: {}. What was there is kept in {}.", changes.len(), create::BEFORE),
        };
        complain!("{text}");
        None
    }
}

/// Asks of every file that should have another name. With `--yes` none gets one: a file that krijt did not read becomes
/// part of the site by it.
fn ask_moves(root: &Root, options: Options, lang: Lang, only: &Only) -> Result<(), u8> {
    let question = say(lang, "Dit bestand zo noemen? (j/n)", "Name this file like this? (y/n)");
    for (finding, from, to) in mend::moves(root, options) {
        if !only.has(&from) {
            continue;
        }
        say_line!("\n{}  {}\n{}", terminal::shown(&from), finding.code.id, finding.message(lang));
        say_line!("  - {}\n  + {}", terminal::shown(&from), terminal::shown(&to));
        if ask::ask(question, "n").is_some_and(|answer| answer.to_lowercase().starts_with(['j', 'y'])) {
            create::renamed(root, &from, &to).map_err(|failure| {
                complain!("{}", super::not_written(&failure, lang));
                exit::ENVIRONMENT
            })?;
        }
    }
    Ok(())
}

/// Asks of every fix, sure or not, with the lines as they are and as they will be.
fn ask_each(root: &Root, options: Options, lang: Lang, only: &Only) -> BTreeMap<String, String> {
    let mut all_sure = false;
    let question = say(
        lang,
        "Zo veranderen? (j = ja, n = nee, a = alles wat zeker is, s = stoppen)",
        "Change it like this? (y = yes, n = no, a = all that is sure, q = quit)",
    );
    mend::with_consent(root, options, |input, finding, fix| {
        if !only.concerns(finding, &input.sources) {
            return Consent::No;
        }
        if all_sure {
            return if fix.sure { Consent::Yes } else { Consent::No };
        }
        say_line!("{}", offer(input, finding, fix, lang));
        let answer = ask::ask(question, "n").unwrap_or_else(|| "q".to_string());
        match answer.to_lowercase().chars().next() {
            Some('j' | 'y') => Consent::Yes,
            Some('a') => {
                all_sure = true;
                if fix.sure { Consent::Yes } else { Consent::No }
            }
            Some('s' | 'q') => Consent::Stop,
            _ => Consent::No,
        }
    })
}

/// Where and what, and the lines before and after.
fn offer(input: &Input, finding: &Finding, fix: &Fix, lang: Lang) -> String {
    let At::Text(Place { file, .. }) = &finding.at else { return String::new() };
    let source = input.sources.get(*file);
    let (line, _) = lines::position(&source.text, fix.span.start as usize);
    let mut out =
        format!("\n{}:{line}  {}\n{}\n", terminal::shown(&source.path), finding.code.id, finding.message(lang));
    let before = Fix::guess(fix.span, source.text.get(fix.span.range()).unwrap_or_default()).line(&source.text);
    for (sign, text) in [('-', before), ('+', fix.line(&source.text))] {
        let text = text.unwrap_or_else(|| "…".to_string());
        text.lines().for_each(|line| out.push_str(&format!("  {sign} {}\n", terminal::shown(line))));
    }
    out.trim_end().to_string()
}

fn agreed(lang: Lang) -> bool {
    let question = say(lang, "Zo bewaren? (j/n)", "Save like this? (y/n)");
    let answer = if ask::can_ask() { ask::ask(question, "n") } else { None };
    answer.is_some_and(|answer| answer.to_lowercase().starts_with(['j', 'y']))
}

/// Every file of the author's that is not as it should be; a theme's is not theirs to put right, nor what could not be read.
fn changes(root: &Root, mut mended: BTreeMap<String, String>) -> Vec<Change> {
    let (input, _) = root.files();
    let ours = input.sources.ids().map(|id| input.sources.get(id));
    let change = |source: &Source| {
        let before = Root::read(root, &source.path).ok()?;
        let after = mended.remove(&source.path).unwrap_or_else(|| source.text.clone());
        let (path, read) = (source.path.clone(), source.text.clone());
        (before != after.as_bytes()).then_some(Change { path, before, read, after })
    };
    ours.filter(|source| !source.broken && !source.path.starts_with("themes/")).filter_map(change).collect()
}

fn show(change: &Change, lang: Lang) {
    let marks = [
        (change.before.starts_with(b"\xef\xbb\xbf"), "BOM"),
        (matches!(change.before.as_slice(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]), "UTF-16"),
        (change.before.contains(&b'\r'), "CRLF"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|mark| mark.0).map(|mark| mark.1).collect();
    if !marks.is_empty() {
        let what = say(lang, "tekens van een ander systeem gaan weg", "marks of another system go");
        complain!("{}: {what} ({})", change.path, marks.join(", "));
    }
    if change.read != change.after {
        let diff = TextDiff::from_lines(&change.read, &change.after);
        complain!(
            "{}",
            diff.unified_diff().context_radius(1).header(&change.path, &change.path).to_string().trim_end()
        );
    }
}
