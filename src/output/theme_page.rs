//! The handbook's page for who makes a theme: the tokens, the parts that can be replaced, and what each template is told.
//! It is there when a school has a handbook.

use std::collections::BTreeMap;

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::messages::way;
use crate::diag::Finding;
use crate::html::Page;
use crate::plan::Each;
use crate::site::THEME_PAGE;
use crate::theme::{self, Token};
use crate::wording::Wording;

/// What templates are told, a line each: `lesson.html lesson.title text`. A test writes it from what they were told.
const TOLD: &str = include_str!("theme_page/told.txt");

pub const PAGE: Each = Each::Site { path: THEME_PAGE, when: |edition| edition.has_overview(THEME_PAGE), render };

#[derive(Serialize)]
struct TokenRow {
    name: String,
    light: Option<String>,
    dark: Option<String>,
}

/// Files by what they are parts of.
#[derive(Serialize)]
struct ThemePart {
    whole: String,
    files: Vec<String>,
}

#[derive(Serialize)]
struct TemplateRow<'a> {
    name: String,
    told: Vec<ToldName<'a>>,
}

#[derive(Serialize)]
struct ToldName<'a> {
    name: &'static str,
    /// In words; empty where nobody has seen it hold anything.
    kind: &'a str,
}

fn render(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let words = ctx.site_words();
    let (title, summary) = (words.text("handbook.theme"), Some(words.text("handbook.theme_summary")));
    let facts = PageMeta { title, summary, crumbs: way(ctx, title, path), ..PageMeta::default() };
    ctx.page("theme.html", &Page::new(path), facts, out, |context| {
        context.insert("tokens", &tokens());
        context.insert("parts", &parts());
        context.insert("templates", &templates(words));
    })
}

fn tokens() -> Vec<TokenRow> {
    let row = |token: &Token| {
        let Token { name, light, dark } = token.clone();
        TokenRow { name: format!("--{name}"), light, dark }
    };
    theme::default_tokens().all().iter().map(row).collect()
}

fn parts() -> Vec<ThemePart> {
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, _) in theme::default_files() {
        if let Some((folder, file)) = path.rsplit_once('/')
            && !matches!(folder, "templates" | "templates/text" | "icons")
        {
            parts.entry(format!("{folder}/")).or_default().push(file.to_string());
        }
    }
    parts.into_iter().map(|(whole, files)| ThemePart { whole, files }).collect()
}

/// Every template, also one that is told no more than all are.
fn templates(words: &Wording) -> Vec<TemplateRow<'_>> {
    let mut told: BTreeMap<&str, Vec<ToldName<'_>>> = BTreeMap::new();
    for line in TOLD.lines() {
        let mut parts = line.split(' ');
        let (Some(template), Some(name), Some(kind)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let kind = if kind == "?" { "" } else { words.text(&format!("handbook.told_{kind}")) };
        told.entry(template).or_default().push(ToldName { name, kind });
    }
    let files = theme::default_files().into_iter();
    let names = files.filter_map(|(path, _)| match path.split_once('/') {
        Some(("templates", name)) => Some(name.to_string()),
        Some(("pdf", name)) if !name.contains('/') => Some(name.to_string()),
        _ => None,
    });
    names.map(|name| TemplateRow { told: told.remove(name.as_str()).unwrap_or_default(), name }).collect()
}
