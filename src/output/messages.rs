//! The handbook's page of all messages, made from the catalogue. It is there when a school has a handbook.

use serde::Serialize;

use super::context::{Crumb, PageMeta, RenderContext};
use super::lessons::crumbs;
use crate::diag::{self, Code, Finding, Lang, Level, catalogue, messages};
use crate::html::{self, Page};
use crate::plan::Each;
use crate::site::{HANDBOOK, MESSAGES};
use crate::wording::Wording;

pub const PAGE: Each = Each::Site { path: MESSAGES, when: |edition| edition.has_overview(MESSAGES), render };

#[derive(Serialize)]
struct MessageRow<'a> {
    anchor: String,
    id: &'static str,
    name: &'static str,
    level: &'a str,
    fixed: bool,
    message: String,
    help: String,
    explain: String,
}

#[derive(Serialize)]
struct Family<'a> {
    title: String,
    anchor: String,
    rows: Vec<MessageRow<'a>>,
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let words = ctx.site_words();
    let mut families: Vec<Family<'_>> = Vec::new();
    for code in catalogue::ALL {
        let number = &code.id[1..3];
        let anchor = format!("familie-{number}");
        if families.last().is_none_or(|last| last.anchor != anchor) {
            let title = html::sentence(messages::family(code.id, lang_of(words)));
            families.push(Family { title, anchor, rows: Vec::new() });
        }
        if let Some(family) = families.last_mut() {
            family.rows.push(row(words, code));
        }
    }
    let (title, summary) = (words.text("handbook.messages"), Some(words.text("handbook.messages_summary")));
    let facts = PageMeta { title, summary, crumbs: way(ctx, title, path), ..PageMeta::default() };
    ctx.page("messages.html", &Page::new(path), facts, out, |context| context.insert("families", &families))
}

/// The way to a page that krijt adds to the handbook.
pub fn way(ctx: &RenderContext<'_>, title: &str, path: &str) -> Vec<Crumb> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let index = edition.collections().folders.get(HANDBOOK).and_then(|folder| folder.index);
    let index = index.map_or(words.text("handbook.title"), |id| edition.title(id));
    crumbs(words, &[(index, &format!("{HANDBOOK}index.html")), (title, path)])
}

/// The language that messages are in here: they are written in Dutch and English.
pub fn lang_of(words: &Wording) -> Lang {
    if words.lang == "nl" { Lang::Nl } else { Lang::En }
}

fn row<'a>(wording: &'a Wording, code: &'static Code) -> MessageRow<'a> {
    let words = code.words(lang_of(wording));
    MessageRow {
        anchor: code.id.to_lowercase(),
        id: code.id,
        name: code.name,
        level: wording.text(level(code.level)),
        fixed: code.fixed,
        message: html::sentence(&diag::without_values(words.message)),
        help: help(words.help.last().map_or("", String::as_str)),
        explain: html::words(words.explain),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "handbook.error",
        Level::Warning => "handbook.warning",
        Level::Off => "handbook.off",
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
