//! The handbook's page of all messages, made from the catalogue. It is there when a school has a handbook.

use serde::Serialize;

use super::Output;
use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use crate::diag::{self, Code, Finding, Lang, Level, catalogue, messages};
use crate::html::{self, Page};
use crate::plan::{Job, Planner, Subject};
use crate::site::{HANDBOOK, MESSAGES};

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
            let title = html::sentence(messages::family(code.id, Lang::Nl));
            families.push(Family { title, anchor, rows: Vec::new() });
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
        help: help(words.help.last().map_or("", String::as_str)),
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
