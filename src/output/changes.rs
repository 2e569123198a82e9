//! What changes in the protocol, for the participation council: first what it decides on, then what it advises on, then what
//! is only text; each by chapter, with what was there, what comes, why, and where that comes from.

use serde::Serialize;

use super::context::{PageMeta, RenderContext};
use super::lessons::crumbs;
use super::protocol::{PATH as PROTOCOL, charter};
use crate::data::{Asks, Change};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::html::Page;
use crate::kind::collection::in_protocol;
use crate::plan::{DocWith, Each, Whole};
use crate::wording::Wording;

pub const PATH: &str = in_protocol!("wijzigingen.html");

pub const PAGE: Each =
    Each::Whole(Whole { paths: |edition| paths(edition, PATH), doc: charter, texts: |_| Vec::new(), render });

/// This path where there are changes to show in this edition: they are the council's.
pub fn paths(edition: &Edition<'_>, path: &str) -> Vec<String> {
    if edition.changes().is_empty() { Vec::new() } else { vec![path.to_string()] }
}

/// Changes of which the same is asked.
#[derive(Serialize)]
pub struct Group<'a> {
    pub title: &'a str,
    pub about: &'a str,
    pub key: &'static str,
    pub count: usize,
    pub chapters: Vec<ChapterRows<'a>>,
}

#[derive(Serialize)]
pub struct ChapterRows<'a> {
    pub title: String,
    pub changes: Vec<ChangeRow<'a>>,
}

#[derive(Serialize)]
pub struct ChangeRow<'a> {
    /// The rule that it is about: its number and where it stands.
    pub number: Option<&'a str>,
    pub path: Option<String>,
    pub version: Option<&'a str>,
    pub was: Option<&'a str>,
    pub becomes: Option<&'a str>,
    pub why: Option<&'a str>,
    pub source: Option<&'a str>,
    pub status: Option<&'a str>,
}

/// All changes, in their groups and chapters. What is about no chapter stands at the end of its group.
pub fn groups<'a>(ctx: &RenderContext<'a>) -> Vec<Group<'a>> {
    let (edition, words) = (ctx.edition(), ctx.site_words());
    let mut groups = Vec::new();
    for asks in Asks::ALL {
        let rows: Vec<(Option<DocId>, ChangeRow<'a>)> =
            edition.changes().iter().filter(|row| row.asks == asks).map(|row| row_of(edition, row)).collect();
        let (title, about, key) = keys(asks);
        let (title, about) = (words.text(title), words.text(about));
        let count = rows.len();
        let chapters = by_chapter(edition, words, rows);
        if count > 0 {
            groups.push(Group { title, about, key, count, chapters });
        }
    }
    groups
}

fn keys(asks: Asks) -> (&'static str, &'static str, &'static str) {
    match asks {
        Asks::Consent => ("changes.consent", "changes.consent_text", "instemming"),
        Asks::Advice => ("changes.advice", "changes.advice_text", "advies"),
        Asks::Nothing => ("changes.text", "changes.text_text", "tekst"),
    }
}

fn row_of<'a>(edition: &'a Edition<'a>, change: &'a Change) -> (Option<DocId>, ChangeRow<'a>) {
    let place = change.about.as_ref().and_then(|about| edition.place_of(&about.value));
    let rule = place.and_then(|(_, rule)| rule);
    let row = ChangeRow {
        number: rule.map(|found| found.number),
        path: rule.map(|found| format!("{}#{}", edition.route(found.doc).path, found.rule.id)),
        version: change.version.as_deref(),
        was: change.was.as_deref(),
        becomes: change.becomes.as_deref(),
        why: change.why.as_deref(),
        source: change.source.as_deref(),
        status: change.status.as_deref(),
    };
    (place.map(|(id, _)| id), row)
}

fn by_chapter<'a>(
    edition: &'a Edition<'a>,
    words: &Wording,
    mut rows: Vec<(Option<DocId>, ChangeRow<'a>)>,
) -> Vec<ChapterRows<'a>> {
    let order = &edition.collections();
    let parts = order.charter.iter().chain(&order.chapters).copied().map(Some).chain([None]);
    let mut chapters = Vec::new();
    for part in parts {
        let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(id, _)| *id == part);
        rows = others;
        let changes: Vec<ChangeRow<'a>> = own.into_iter().map(|(_, row)| row).collect();
        if !changes.is_empty() {
            chapters.push(ChapterRows { title: title_of(edition, words, part), changes });
        }
    }
    chapters
}

fn title_of(edition: &Edition<'_>, words: &Wording, part: Option<DocId>) -> String {
    let Some(id) = part else { return words.text("changes.new_part").to_string() };
    match edition.chapter(id) {
        None | Some(0) => words.text("changes.whole").to_string(),
        Some(number) => format!("{number}. {}", edition.title(id)),
    }
}

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let doc = own.as_ref().map(|own| own.doc);
    let words = ctx.site_words();
    let title = words.text("changes.title");
    let crumbs = crumbs(words, &[(words.text("protocol.title"), PROTOCOL), (title, path)]);
    let facts = PageMeta { title, crumbs, doc, ..PageMeta::default() };
    ctx.page("changes.html", &Page::new(path), facts, out, |context| {
        context.insert("groups", &groups(ctx));
        context.insert("protocol", PROTOCOL);
    })
}
