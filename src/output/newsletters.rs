//! The newsletters and their archive.

use serde::Serialize;
use tera::Value;

use super::context::{PageMeta, RenderContext, groups_text};
use super::lessons::{crumbs, neighbours};
use crate::body::{Kind as Block, Tag};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, Post};
use crate::edition::Edition;
use crate::html::{Page, text_in};
use crate::kind::collection::NEWSLETTERS;
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{RenderOptions, TALK};
use crate::site::Target;
use crate::wording::Wording;

const ARCHIVE: &str = NEWSLETTERS.list;

pub const ALL: Each =
    Each::Site { path: ARCHIVE, when: |edition| !edition.collections().posts.is_empty(), render: archive };

pub const LETTER: Each = Each::Letter(Docs { at: Where::Page, when: |_, _| true, render });

fn archive(ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let page = Page::new(path);
    #[derive(Serialize)]
    struct Year {
        name: String,
        posts: Vec<Value>,
    }
    let words = ctx.site_words();
    let mut years: Vec<Year> = Vec::new();
    for (id, doc) in edition.docs(&edition.collections().posts) {
        let name = doc.head.date.map_or(String::new(), |date| school_year(words, date));
        match years.last_mut().filter(|year| year.name == name) {
            Some(year) => year.posts.push(ctx.summary(id)),
            None => years.push(Year { name, posts: vec![ctx.summary(id)] }),
        }
    }
    let (title, summary) = (words.text("letters.title"), Some(words.text("letters.summary")));
    let crumbs = crumbs(words, &[(title, ARCHIVE)]);
    let facts = PageMeta { title, summary, crumbs, ..PageMeta::default() };
    ctx.page("newsletters.html", &page, facts, out, |context| {
        context.insert("years", &years);
        context.insert("calendar", super::calendar::YEAR_FILE);
    })
}

fn school_year(words: &Wording, day: jiff::civil::Date) -> String {
    let start = date::school_year_start(day).year();
    words.with("page.school_year", &[("year", &format!("{start}-{}", start + 1))])
}

/// What a page and its paper are told of a letter; whom to reach, as it is written there.
#[derive(Serialize)]
pub struct LetterFacts<T> {
    date: String,
    contact: Option<T>,
    groups: Option<String>,
}

/// What a page and a message are told of a letter.
#[derive(Serialize)]
pub struct PostFacts {
    #[serde(flatten)]
    letter: LetterFacts<String>,
    /// It has what to talk about at home.
    talk: bool,
    /// It invites to an evening that was.
    over: bool,
}

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = about;
    let edition = ctx.edition();
    let lang = edition.lang(id);
    let words = ctx.words(lang);
    let mut page = Page::new(path);
    let content = Value::safe_string(&ctx.frame.letter_on(id, &mut page, RenderOptions::default()));
    let facts_of_post = post_facts(ctx, &about, text_in);
    let crumbs = crumbs(words, &[(words.text("letters.title"), ARCHIVE), (&doc.head.title, path)]);
    let facts = PageMeta { crumbs, lang: Some(lang), ..PageMeta::of(doc) };
    let (prev, next) = neighbours(ctx, id);
    ctx.page("newsletter.html", &page, facts, out, |context| {
        context.insert_value("content", content);
        context.insert("post", &facts_of_post);
        context.insert("send", &super::mail::beside(ctx, id, words));
        context.insert_value("prev", prev);
        context.insert_value("next", next);
    })
}

/// `contact` writes whom to reach.
pub fn post_facts(ctx: &RenderContext<'_>, about: &DocWith<'_, Post>, contact: fn(&str, &str) -> String) -> PostFacts {
    let own_language = ctx.edition().lang(about.id) == ctx.edition().config().site.lang;
    PostFacts {
        letter: facts_of(ctx, about, contact),
        talk: own_language && ctx.frame.has_talk(about.id),
        over: invites_too_late(ctx.edition(), about),
    }
}

/// All evenings that a letter leads to were held.
fn invites_too_late(edition: &Edition<'_>, about: &DocWith<'_, Post>) -> bool {
    let links = about.body.all().filter(|node| matches!(about.body.tag(*node), Tag::Link(_)));
    let evenings = links.filter_map(|node| match edition.target(about.id, about.body.span(node).start)? {
        Target::Doc { doc, .. } => edition.doc(*doc)?.facets.event.as_ref(),
        _ => None,
    });
    let mut are_over = evenings.map(|event| event.is_over(edition.options().today));
    are_over.next() == Some(true) && are_over.all(|is_over| is_over)
}

pub fn facts_of<T>(ctx: &RenderContext<'_>, about: &DocWith<'_, Post>, write: fn(&str, &str) -> T) -> LetterFacts<T> {
    let lang = ctx.edition().lang(about.id);
    LetterFacts {
        date: about.doc.head.date.map_or(String::new(), |date| date::words(date, lang, DateStyle::Day)),
        contact: about.facet.contact.as_deref().map(|contact| write(lang, contact)),
        groups: groups_text(ctx.words(lang), &about.facet.groups),
    }
}

/// The place in a letter of what to talk about at home, where it has that.
pub(super) fn talk(ctx: &RenderContext<'_>, id: DocId) -> Option<String> {
    let edition = ctx.edition();
    let (_, body) = edition.get(id)?;
    let path = &edition.route(id).path;
    if ctx.frame.has_talk(id) {
        return Some(format!("{path}#{TALK}"));
    }
    // A tip that the letter itself gives stands in it.
    body.open_blocks(Block::Home).next().map(|_| path.clone())
}
