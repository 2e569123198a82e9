//! `krijt check --fix`: puts right what is beyond doubt, after showing it.

use clap::Args;
use similar::TextDiff;

use super::{ask, exit, say};
use crate::diag::Lang;
use crate::disk::{Root, create};
use crate::mend;
use crate::site::Options;
use crate::source::Source;
use crate::world::World;

#[derive(Args, Clone, Copy)]
pub struct Mending {
    /// First put right what is beyond doubt (tabs and curly quotes in YAML, lines with `:::`, CRLF, UTF-16), after showing it
    #[arg(long)]
    fix: bool,
    /// With --fix: do not ask
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
    pub fn run(self, root: &Root, options: Options, lang: Lang) -> Option<u8> {
        if !self.fix {
            return None;
        }
        let changes = changes(root, options);
        for change in &changes {
            show(change, lang);
        }
        if changes.is_empty() {
            complain!("{}", say(lang, "Er is niets wat krijt zelf kan herstellen.", "Nothing to put right by itself."));
            return None;
        }
        if !self.yes && !agreed(lang) {
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

fn agreed(lang: Lang) -> bool {
    let question = say(lang, "Zo bewaren? (j/n)", "Save like this? (y/n)");
    let answer = if ask::can_ask() { ask::ask(question, "n") } else { None };
    answer.is_some_and(|answer| answer.to_lowercase().starts_with(['j', 'y']))
}

/// Every file of the author's that is not as it should be; a theme's is not theirs to put right, nor what could not be read.
fn changes(root: &Root, options: Options) -> Vec<Change> {
    let (input, _) = root.files();
    let mut mended = mend::mend(root, options);
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
