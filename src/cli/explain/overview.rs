//! `krijt explain` alone: all that it knows, a line each.

use std::collections::BTreeSet;

use crate::body::blocks::{self, Block};
use crate::cli::say;
use crate::diag::{Lang, catalogue, messages, without_values};
use crate::schema;

/// A line of a list is at most this wide.
const WIDTH: usize = 100;

pub fn words(lang: Lang) -> String {
    let mut lines = vec![
        say(
            lang,
            "Hierover weet krijt meer. Vraag het zo: krijt leg-uit E0204, krijt leg-uit les, krijt leg-uit opdracht.",
            "krijt can tell more about these. Ask: krijt explain E0204, krijt explain les, krijt explain opdracht.",
        )
        .to_string(),
    ];
    kinds(&mut lines, lang);
    blocks_of_text(&mut lines, lang);
    keys(&mut lines, lang);
    codes(&mut lines, lang);
    lines.join("\n")
}

fn title(lines: &mut Vec<String>, lang: Lang, nl: &'static str, en: &'static str) {
    lines.extend([String::new(), say(lang, nl, en).to_string()]);
}

fn kinds(lines: &mut Vec<String>, lang: Lang) {
    title(lines, lang, "Soorten teksten en bestanden:", "Kinds of texts and files:");
    let line =
        |subject: &schema::SchemaSubject| cut(&format!("  {:14} {}", lang.of(subject.words), lang.of(subject.about)));
    lines.extend(schema::subjects().iter().map(line));
}

fn blocks_of_text(lines: &mut Vec<String>, lang: Lang) {
    title(lines, lang, "Blokken (* alleen voor het team):", "Blocks (* for the team only):");
    let star = |row: &Block| if row.from.is_hidden() { "*" } else { " " };
    lines
        .extend(blocks::BLOCKS.iter().map(|row| cut(&format!("{} {:14} {}", star(row), row.name, lang.of(row.about)))));
}

/// Names only: what each is for differs by kind.
fn keys(lines: &mut Vec<String>, lang: Lang) {
    title(lines, lang, "Sleutels:", "Keys:");
    let subjects = schema::subjects();
    let names: BTreeSet<&str> = subjects.iter().flat_map(|subject| subject.keys.rows()).map(|row| row.name).collect();
    let mut line = String::from(" ");
    for name in names {
        if line.chars().count() + name.chars().count() >= WIDTH {
            lines.push(std::mem::replace(&mut line, String::from(" ")));
        }
        line.push(' ');
        line.push_str(name);
    }
    lines.push(line);
}

/// By family, each with its message.
fn codes(lines: &mut Vec<String>, lang: Lang) {
    let mut family = "";
    for code in catalogue::ALL {
        let own = messages::family(code.id, lang);
        if own != family {
            family = own;
            lines.extend([String::new(), format!("{}: {own}", say(lang, "Meldingen", "Messages"))]);
        }
        lines.push(cut(&format!("  {} {}", code.id, without_values(code.words(lang).message))));
    }
}

fn cut(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.trim_end().to_string();
    }
    let kept: String = line.chars().take(WIDTH - 1).collect();
    format!("{}…", kept.trim_end())
}
