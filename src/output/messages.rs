//! The handbook's page of all messages, made from the catalogue. It is there when a school has a handbook.

use serde::Serialize;

use super::Output;
use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use crate::diag::{self, Code, Finding, Lang, Level, catalogue};
use crate::html::{self, Page};
use crate::plan::{Job, Planner, Subject};
use crate::site::{HANDBOOK, MESSAGES};

/// Families of codes: the first two digits of their number, and what they are about.
pub const FAMILIES: &[(&str, &str)] = &[
    ("01", "Het bestand"),
    ("02", "De kop van het bestand"),
    ("03", "Blokken"),
    ("04", "De tekst"),
    ("05", "Links"),
    ("06", "Foto's en tekeningen"),
    ("07", "Lessen"),
    ("08", "Thema-avond, rollen, begrippen en vertalingen"),
    ("09", "De site als geheel"),
    ("10", "Het thema"),
    ("11", "Instellingen in `krijt.yaml`"),
    ("12", "De site opslaan"),
    ("13", "Dia's"),
    ("14", "Pdf's en lettertypen"),
    ("15", "Kopjes, links, tabellen en taal"),
    ("16", "Duidelijk Nederlands"),
    ("17", "Privacy en oude gegevens"),
    ("18", "Meldingen laten rusten"),
];

pub fn plan(planner: &mut Planner<'_>, output: &'static Output) {
    if planner.view.has_overview(MESSAGES) {
        planner.add(MESSAGES, output, Subject::Site);
    }
}

#[derive(Serialize)]
struct Row {
    anchor: String,
    id: &'static str,
    name: &'static str,
    level: &'static str,
    fixed: bool,
    message: String,
    help: String,
    explain: String,
}

#[derive(Serialize)]
struct Family {
    title: String,
    anchor: String,
    rows: Vec<Row>,
}

pub fn render(ctx: &RenderContext<'_>, _: &Job, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let mut families: Vec<Family> = Vec::new();
    for code in catalogue::ALL {
        let number = &code.id[1..3];
        let anchor = format!("familie-{number}");
        if families.last().is_none_or(|last| last.anchor != anchor) {
            let title = FAMILIES.iter().find(|(digits, _)| *digits == number).map_or("Overig", |(_, title)| title);
            families.push(Family { title: html::sentence(title), anchor, rows: Vec::new() });
        }
        if let Some(family) = families.last_mut() {
            family.rows.push(row(code));
        }
    }
    let title = "Alle meldingen";
    let summary = Some("Wat krijt kan zeggen, wat het betekent en wat je dan doet.");
    let facts = PageMeta { title, summary, crumbs: way(ctx, title, path), ..PageMeta::default() };
    ctx.page("messages.html", &Page::new(path), facts, out, |context| context.insert("families", &families))
}

/// The way to a page that krijt adds to the handbook.
pub fn way(ctx: &RenderContext<'_>, title: &str, path: &str) -> Vec<(String, String)> {
    let site = ctx.view().site;
    let index = site.collections.folders.get(HANDBOOK).and_then(|folder| folder.index);
    let index = index.map_or("Handleiding", |id| &site.doc(id).head.title);
    crumbs(&[(index, &format!("{HANDBOOK}index.html")), (title, path)])
}

fn row(code: &'static Code) -> Row {
    let words = code.words(Lang::Nl);
    Row {
        anchor: code.id.to_lowercase(),
        id: code.id,
        name: code.name,
        level: level(code.level),
        fixed: code.fixed,
        message: html::sentence(&diag::without_values(words.message)),
        help: help(words.help.last().copied().unwrap_or_default()),
        explain: html::words(words.explain),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "fout",
        Level::Warning => "waarschuwing",
        Level::Off => "uit",
    }
}

/// What to do: a sentence, and where lines follow it, the lines to write.
fn help(help: &str) -> String {
    let help = diag::without_values(help);
    match help.split_once('\n') {
        Some((sentence, lines)) => html::words(&format!("{sentence}\n\n```\n{lines}\n```")),
        None => html::words(&help),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_family_with_a_name() {
        for code in catalogue::ALL {
            let is_named = FAMILIES.iter().any(|(digits, _)| code.id[1..].starts_with(digits));
            assert!(is_named, "{}: give its family a name in FAMILIES", code.id);
        }
    }
}
