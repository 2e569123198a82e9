//! The letters to follow: a feed a language (Atom, RFC 4287), with the whole text of each letter, as it stands in a mail.
//!
//! An entry is known by a `tag:` (RFC 4151) of the day and the place of its letter: it stays when `http` becomes `https`, and
//! says the same on every day. All addresses are whole: a reader of feeds shows the text far from the site.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::context::RenderContext;
use super::mail::{host, scale_of};
use crate::diag::Finding;
use crate::doc::{Doc, DocId};
use crate::edition::Edition;
use crate::html::Html;
use crate::kind::collection::NEWSLETTERS;
use crate::language;
use crate::mail::{self, Styles};
use crate::plan::{DocWith, Each, Whole, feed_path};
use crate::render::{Counts, Medium, RenderOptions, ltr, web_address};

pub const FEEDS: Each = Each::Whole(Whole { paths, doc: |_| None, texts: |_| Vec::new(), render });

/// The newest letters; older ones stand in the archive.
const ENTRIES: usize = 20;
/// When the tags of feeds began: a day on which krijt was there. It is part of what they are known by.
const SINCE: &str = "2026-01-01";

/// A feed needs an address, and is for those who are not here.
fn paths(edition: &Edition<'_>) -> Vec<String> {
    if !edition.is_on_the_web() || edition.config().site.base_url.is_none() {
        return Vec::new();
    }
    let all = edition.collections().posts.iter().flat_map(|id| languages_of(edition, *id));
    let langs: BTreeSet<&str> = all.map(|id| edition.lang(id)).collect();
    langs.into_iter().map(|lang| feed_path(edition, lang)).collect()
}

/// A letter in all its languages.
fn languages_of<'e>(edition: &'e Edition<'_>, id: DocId) -> impl Iterator<Item = DocId> + use<'e> {
    let all = edition.collections().translations.of(id);
    let alone = all.is_empty().then_some(id);
    all.iter().copied().chain(alone)
}

fn render(ctx: &RenderContext<'_>, _: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let base = edition.config().site.base_url.as_deref().ok_or_else(|| ctx.bug(path))?;
    let posts = edition.collections().posts.iter().flat_map(|id| languages_of(edition, *id));
    let of_feed = posts.filter(|id| feed_path(edition, edition.lang(*id)) == path);
    let letters: Vec<(DocId, &Doc, Date)> = of_feed
        .filter_map(|id| edition.doc(id).and_then(|doc| Some((id, doc, doc.head.date?))))
        .take(ENTRIES)
        .collect();
    let Some((first, ..)) = letters.first() else { return Err(ctx.bug(path)) };
    let lang = edition.lang(*first);
    let updated = letters.iter().map(|(_, doc, date)| doc.head.updated.unwrap_or(*date)).max();
    let mut feed = Feed { ctx, base, lang, html: Html::default() };
    let xml = feed.html.tag("feed").attr("xmlns", "http://www.w3.org/2005/Atom");
    xml.attr("xml:lang", lang).end();
    feed.line("id", &format!("tag:{},{SINCE}:{path}", authority(base)));
    feed.line("title", &format!("{} · {}", ctx.words(lang).text("letters.title"), edition.config().title()));
    feed.line("updated", &moment(updated.unwrap_or_default()));
    feed.link("self", "application/atom+xml", &format!("{base}{path}"));
    feed.link("alternate", "text/html", &format!("{base}{}", NEWSLETTERS.folder));
    feed.html.open("author");
    feed.line("name", &edition.config().school.name);
    feed.html.close("author");
    feed.html.newline();
    for (id, doc, date) in letters {
        feed.entry(id, doc, date);
    }
    feed.html.close("feed");
    out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.extend_from_slice(feed.html.into_string().as_bytes());
    out.push(b'\n');
    Ok(())
}

struct Feed<'a> {
    ctx: &'a RenderContext<'a>,
    base: &'a str,
    lang: &'a str,
    html: Html,
}

impl Feed<'_> {
    fn entry(&mut self, id: DocId, doc: &Doc, date: Date) {
        let path = &self.ctx.edition().route(id).path;
        let place = path.trim_end_matches("/index.html");
        self.html.open("entry");
        self.html.newline();
        self.line("id", &format!("tag:{},{date}:{place}", authority(self.base)));
        self.line("title", &ltr::isolated_in(self.lang, &doc.head.title));
        self.line("published", &moment(date));
        self.line("updated", &moment(doc.head.updated.unwrap_or(date)));
        self.link("alternate", "text/html", &web_address(self.base, path));
        if let Some(summary) = &doc.head.summary {
            self.line("summary", &ltr::isolated_in(self.lang, summary));
        }
        let content = self.content(id);
        self.html.tag("content").attr("type", "html").end();
        self.html.text(&content);
        self.html.close("content");
        self.html.newline();
        self.html.close("entry");
        self.html.newline();
    }

    /// The text as a mail has it, without its looks.
    fn content(&self, id: DocId) -> String {
        let (edition, base) = (self.ctx.edition(), self.base);
        let part = RenderOptions { terms: false, ..RenderOptions::default() };
        let tree = self.ctx.frame.letter(id, Medium::Mail { web: Some(base) }, &mut Counts::default(), part);
        let frame = &self.ctx.frame;
        let source =
            |path: &str| edition.asset(path).map(|asset| web_address(base, asset.out_of(scale_of(frame, path))));
        let mut whole = Html::default();
        whole.tag("div").attr("lang", self.lang).attr("dir", language::direction(self.lang)).end();
        whole.newline();
        whole.into_string() + &mail::write(&tree, &Styles::default(), &source).html + "</div>"
    }

    fn line(&mut self, name: &'static str, text: &str) {
        self.html.open(name);
        self.html.text(text);
        self.html.close(name);
        self.html.newline();
    }

    fn link(&mut self, rel: &str, kind: &str, href: &str) {
        let tag = self.html.tag("link").attr("rel", rel).attr("type", kind);
        tag.attr("hreflang", self.lang).attr("href", href).end();
        self.html.close("link");
        self.html.newline();
    }
}

/// Who gives out the tags: the host, in small letters.
fn authority(base: &str) -> String {
    host(base).to_lowercase()
}

/// Noon by the clock of Greenwich: a letter has a day, and no hour.
fn moment(day: Date) -> String {
    format!("{day}T12:00:00Z")
}
