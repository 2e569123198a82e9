//! `krijt explain`: a message, a block, a kind of document, a key or an attribute; alone, what it knows.

mod overview;

use clap::Args;

use super::{Report, exit, say};
use crate::body::blocks::{self, Attribute, Block};
use crate::diag::{About, Code, Lang, Level, catalogue};
use crate::front::Key;
use crate::schema::{self, Form};
use crate::suggest;

#[derive(Args)]
pub struct Explain {
    code: Option<String>,
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    report: Report,
}

impl Explain {
    pub fn run(&self) -> u8 {
        let lang = self.report.lang();
        if self.all {
            for code in catalogue::ALL {
                say_line!("{} {} ({})", code.id, code.name, level(code.level, lang));
            }
            return exit::CLEAN;
        }
        let Some(wanted) = self.code.as_deref().map(str::trim) else {
            say_line!("{}", overview::words(lang));
            return exit::CLEAN;
        };
        if let Some(code) = catalogue::find(wanted) {
            print(code, lang);
            return exit::CLEAN;
        }
        let known = [subject, block, key, attribute, all_blocks].into_iter().filter_map(|find| find(wanted, lang));
        let known: Vec<String> = known.collect();
        if known.is_empty() {
            unknown(wanted, lang);
            return exit::USAGE;
        }
        say_line!("{}", known.join("\n\n"));
        exit::CLEAN
    }
}

fn print(code: &Code, lang: Lang) {
    say_line!("{} {} ({})", code.id, code.name, level(code.level, lang));
    say_line!();
    say_line!("{}", code.words(lang).explain.trim());
    say_line!();
    match (lang, code.fixed) {
        (Lang::Nl, false) => {
            say_line!("Ander niveau: zet `{}: waarschuwing` (of `uit`) onder `niveaus` in krijt.yaml.", code.id)
        }
        (Lang::En, false) => {
            say_line!("Another level: put `{}: waarschuwing` (or `uit`) under `niveaus` in krijt.yaml.", code.id)
        }
        (Lang::Nl, true) => say_line!("Het niveau van deze melding ligt vast."),
        (Lang::En, true) => say_line!("The level of this message is fixed."),
    }
}

fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Error, Lang::Nl) => "fout",
        (Level::Error, Lang::En) => "error",
        (Level::Warning, Lang::Nl) => "waarschuwing",
        (Level::Warning, Lang::En) => "warning",
        (Level::Off, Lang::Nl) => "uit",
        (Level::Off, Lang::En) => "off",
    }
}

/// The keys of a head or a YAML file, the required ones with a star.
fn subject(word: &str, lang: Lang) -> Option<String> {
    let subject = schema::find(word)?;
    let mut lines =
        vec![format!("{}: {}", lang.of(subject.words), lang.of(subject.about)), format!("  {}", subject.files)];
    let title = match subject.form {
        Form::Head => say(lang, "Sleutels in de kop (* moet):", "Keys in the head (* is required):"),
        Form::File => say(lang, "Sleutels (* moet):", "Keys (* is required):"),
        Form::List => say(lang, "Sleutels bij elk streepje (* moet):", "Keys at each hyphen (* is required):"),
        Form::Named => say(lang, "Sleutels onder elke naam (* moet):", "Keys below each name (* is required):"),
    };
    lines.push(String::new());
    lines.push(title.to_string());
    let star = |row: &Key| if subject.keys.required.contains(&row.name) { "*" } else { " " };
    lines.extend(subject.keys.rows().map(|row| format!("{} {:17} {}", star(row), row.name, lang.of(row.about))));
    Some(lines.join("\n"))
}

fn block(word: &str, lang: Lang) -> Option<String> {
    let row = blocks::find(word)?;
    let mut lines = vec![format!("{}: {}", say(lang, "Blok", "Block"), lang.of(row.about)), String::new()];
    lines.extend(example(row));
    if !row.attributes.is_empty() {
        lines.push(String::new());
        lines.push(say(lang, "Wat erbij kan staan (* moet):", "What may be added (* is required):").to_string());
        let star = |row: &Attribute| if row.required { "*" } else { " " };
        let line = |row: &Attribute| format!("{} {:17} {}", star(row), blocks::sample(row), lang.of(row.about));
        lines.extend(row.attributes.iter().map(line));
    }
    if !row.aliases.is_empty() {
        lines.push(String::new());
        lines.push(format!("{} {}", say(lang, "Ook goed:", "Also accepted:"), row.aliases.join(", ")));
    }
    Some(lines.join("\n"))
}

/// Every block, those for the team with a star, and what each of them takes.
fn all_blocks(word: &str, lang: Lang) -> Option<String> {
    if !["blokken", "blocks"].contains(&word) {
        return None;
    }
    let title = say(lang, "Blokken (* alleen voor het team):", "Blocks (* for the team only):");
    let star = |row: &Block| if row.from.is_hidden() { "*" } else { " " };
    let line = |row: &Block| format!("{} {:13} {}", star(row), row.name, lang.of(row.about));
    let mut lines = vec![title.to_string()];
    lines.extend(blocks::BLOCKS.iter().map(line));
    lines.push(String::new());
    lines.push(say(lang, "Bij elk blok:", "For each block:").to_string());
    lines.extend(blocks::COMMON.iter().map(|row| format!("  {:13} {}", row.name, lang.of(row.about))));
    Some(lines.join("\n"))
}

/// How a block is written, with its required attributes.
fn example(row: &Block) -> [String; 3] {
    let required = row.attributes.iter().filter(|attribute| attribute.required);
    let attributes: String = required.map(|attribute| format!(" {}", blocks::sample(attribute))).collect();
    let open = match attributes.is_empty() {
        true => format!("::: {}", row.name),
        false => format!("::: {{.{}{attributes}}}", row.name),
    };
    [open, "…".to_string(), ":::".to_string()]
}

/// What a key is for, in each kind that has it.
fn key(word: &str, lang: Lang) -> Option<String> {
    let subjects = schema::subjects().into_iter();
    let rows =
        subjects.filter_map(|subject| subject.keys.row(word).map(|row| (row.name, lang.of(subject.words), row.about)));
    meanings(say(lang, "Sleutel", "Key"), rows, lang)
}

/// What an attribute is for, at each thing that takes it.
fn attribute(word: &str, lang: Lang) -> Option<String> {
    let tables =
        [(blocks::HEADING, "##"), (blocks::IMAGE, "![…](…)"), (blocks::COMMON, say(lang, "elk blok", "each block"))];
    let all = blocks::BLOCKS.iter().map(|row| (row.attributes, row.name)).chain(tables);
    let rows = all.flat_map(|(rows, owner)| rows.iter().map(move |row| (row.name, owner, row.about)));
    meanings(say(lang, "Gegeven", "Attribute"), rows.filter(|(name, ..)| *name == word), lang)
}

/// A word and what it means to each of its owners: those that mean the same by it stand together.
fn meanings(
    title: &str,
    rows: impl Iterator<Item = (&'static str, &'static str, About)>,
    lang: Lang,
) -> Option<String> {
    let mut lines = Vec::new();
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, owner, about) in rows {
        if lines.is_empty() {
            lines.push(format!("{title}: {name}"));
        }
        let about = lang.of(about);
        match said.iter_mut().find(|(known, _)| *known == about) {
            Some((_, owners)) => owners.push(owner),
            None => said.push((about, vec![owner])),
        }
    }
    for (about, owners) in said {
        lines.push(format!("  {about}"));
        lines.push(format!("    {} {}", say(lang, "bij:", "for:"), owners.join(", ")));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn unknown(wanted: &str, lang: Lang) {
    let subjects = schema::subjects();
    let keys = subjects.iter().flat_map(|subject| subject.keys.rows()).map(|row| row.name);
    let words = subjects.iter().flat_map(|subject| subject.words).chain(blocks::BLOCKS.iter().map(|row| row.name));
    let code = catalogue::closest(wanted).map(|code| code.id);
    let nearest = code.or_else(|| suggest::closest(wanted, words.chain(keys)));
    match (lang, nearest) {
        (Lang::Nl, Some(near)) => complain!("`{wanted}` bestaat niet. Bedoelde je `{near}`?"),
        (Lang::Nl, None) => complain!("`{wanted}` bestaat niet. Alle codes: krijt leg-uit --all"),
        (Lang::En, Some(near)) => complain!("There is no `{wanted}`. Did you mean `{near}`?"),
        (Lang::En, None) => complain!("There is no `{wanted}`. All codes: krijt explain --all"),
    }
}
