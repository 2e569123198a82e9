//! The newsletters and their archive.

mod dates;
mod help;

use serde::Serialize;
use tera::Value;

use super::context::{PageMeta, RenderContext, groups_text};
use super::lessons::crumbs;
use crate::body::{Kind as Block, NodeId};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{DocId, Post};
use crate::html::{Page, text_in};
use crate::kind::collection::NEWSLETTERS;
use crate::language;
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{RenderOptions, TALK};
use crate::wording::Wording;
use dates::LetterDays;

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
    /// It invites to an evening that was, or to one of today; the Week is now, or was.
    notice: Option<String>,
}

fn render(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let DocWith { id, doc, .. } = about;
    let edition = ctx.edition();
    let lang = edition.lang(id);
    let words = ctx.words(lang);
    let mut page = Page::new(path);
    let letter = ctx.frame.letter_on(id, &mut page, RenderOptions::default());
    let facts_of_post = post_facts(ctx, &about, text_in);
    let crumbs = crumbs(words, &[(words.text("letters.title"), ARCHIVE), (&doc.head.title, path)]);
    let facts = PageMeta { crumbs, lang: Some(lang), ..PageMeta::of(doc) };
    let (prev, next) = letters_beside(ctx, id);
    ctx.page("newsletter.html", &page, facts, out, |context| {
        context.insert_value("content", Value::safe_string(&letter.text));
        context.insert_value("tonight", letter.tonight.map_or_else(Value::none, |text| Value::safe_string(&text)));
        context.insert("post", &facts_of_post);
        context.insert("reading", &reading_time(ctx, &about));
        context.insert("contents", &ctx.contents(id, FEWEST_HEADINGS));
        context.insert("dates", &LetterDays::of(edition, &about).to_come(ctx, words, lang));
        context.insert("help_lines", &help::lines(ctx, &about));
        context.insert("missing", &ctx.not_translated(id));
        context.insert("share", &super::calendar::on_the_web(ctx, id));
        context.insert("send", &super::mail::beside(ctx, id, words));
        context.insert_value("prev", prev);
        context.insert_value("next", next);
    })
}

/// The letters before and after this one or the one that it translates, in its language where they are there in that.
fn letters_beside(ctx: &RenderContext<'_>, id: DocId) -> (Value, Value) {
    let edition = ctx.edition();
    let lists = edition.collections();
    let original = lists.translations.of(id).first().copied().unwrap_or(id);
    let (before, after) = lists.neighbours(original);
    let in_language = |letter: DocId| {
        let all = lists.translations.of(letter);
        all.iter().copied().find(|other| edition.lang(*other) == edition.lang(id)).unwrap_or(letter)
    };
    let shown = |letter: Option<DocId>| letter.map_or_else(Value::none, |letter| ctx.summary(in_language(letter)));
    (shown(before), shown(after))
}

/// A letter is read in minutes: it has a list of contents sooner than other pages.
const FEWEST_HEADINGS: usize = 3;

/// How many minutes it takes to read a letter: what parents may read of it, and not what lessons suggest.
fn reading_time(ctx: &RenderContext<'_>, about: &DocWith<'_, Post>) -> usize {
    let body = about.body;
    let is_open = |node: &NodeId| body.div(*node).is_none_or(|div| !div.is_hidden());
    let words = |node| {
        let text = ctx.frame.plain(about.id, body, node);
        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    let count: usize = body.roots().filter(is_open).map(words).sum();
    count.div_ceil(language::words_a_minute(ctx.edition().lang(about.id))).max(1)
}

/// `contact` writes whom to reach.
pub fn post_facts(ctx: &RenderContext<'_>, about: &DocWith<'_, Post>, contact: fn(&str, &str) -> String) -> PostFacts {
    let own_language = ctx.edition().lang(about.id) == ctx.edition().config().site.lang;
    PostFacts {
        letter: facts_of(ctx, about, contact),
        talk: own_language && ctx.frame.has_talk(about.id),
        notice: LetterDays::of(ctx.edition(), about).notice(ctx.frame.words(about.id)).map(str::to_string),
    }
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
