//! A letter to send: as a mail in three forms, in one file, and as a few lines for the parents' app. The team has them, parents get
//! them: they are made of what everybody may see, and looked through for what parents may not.

mod single;

use std::collections::BTreeMap;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::context::{PageMeta, RenderContext};
use super::newsletters::facts_of;
use crate::date::{self, DateStyle};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{DocId, Post};
use crate::edition::Edition;
use crate::edition::leak::AsText;
use crate::html::Page;
use crate::language;
use crate::mail::{self, Draft, Inside, Styles};
use crate::media::{MediaKind, Scale};
use crate::plan::{DocWith, Docs, Each, Where};
use crate::render::{Counts, EditionContext, Medium, RenderOptions, addresses, ltr, text, web_address};
use crate::slug;
use crate::wording::Wording;

const PAGE_FILE: &str = "email.html";
const TEXT_FILE: &str = "email.txt";
const DRAFT_FILE: &str = "nieuwsbrief.eml";
const SINGLE_FILE: &str = "brief.html";
const MESSAGE_FILE: &str = "bericht.txt";

pub const PAGE: Each = Each::Letter(Docs { at: Where::Beside(PAGE_FILE), when: is_sent, render: page });
pub const TEXT: Each = Each::Letter(Docs { at: Where::Beside(TEXT_FILE), when: is_sent, render: plain });
pub const DRAFT: Each = Each::Letter(Docs { at: Where::Beside(DRAFT_FILE), when: is_sent, render: draft });
pub const SINGLE: Each = Each::Letter(Docs { at: Where::Beside(SINGLE_FILE), when: is_sent, render: single::render });
pub const MESSAGE: Each = Each::Letter(Docs { at: Where::Beside(MESSAGE_FILE), when: is_sent, render: message });

/// Gmail cuts off what is longer than 102 kB.
const LIMIT: usize = 100_000;
/// What parents' apps take, in characters.
const MESSAGE_LENGTH: usize = 300;

/// Only what parents may read already, and can find on the web.
fn is_sent(edition: &Edition<'_>, about: &DocWith<'_, Post>) -> bool {
    edition.handed_on().is_some_and(|open| open.shows(about.id))
}

/// A file to send, on the page of its letter.
#[derive(Serialize)]
pub struct ToSend<'a> {
    title: &'a str,
    path: String,
}

/// The files to send of a letter: in the team's edition, where there is one.
pub fn beside<'a>(ctx: &RenderContext<'_>, id: DocId, words: &'a Wording) -> Vec<ToSend<'a>> {
    let files = [
        ("sending.draft", DRAFT_FILE),
        ("sending.page", PAGE_FILE),
        ("sending.text", TEXT_FILE),
        ("sending.single", SINGLE_FILE),
        ("sending.message", MESSAGE_FILE),
    ];
    let row = |(key, file)| ToSend { title: words.text(key), path: crate::plan::beside(ctx.edition(), id, file) };
    files.map(row).into_iter().filter(|row| ctx.plan.job(&row.path).is_some()).collect()
}

/// A letter, as everybody may see it.
struct Letter<'a> {
    ctx: &'a RenderContext<'a>,
    open: EditionContext<'a>,
    about: DocWith<'a, Post>,
    lang: &'a str,
    base: &'a str,
    /// Its page on the web.
    address: String,
}

/// A letter in another language.
#[derive(Serialize)]
struct Other {
    lang: String,
    dir: &'static str,
    name: String,
    address: String,
}

impl<'a> Letter<'a> {
    fn new(ctx: &'a RenderContext<'a>, id: DocId, path: &str) -> Result<Self, Finding> {
        let open = ctx.edition().handed_on().ok_or_else(|| ctx.bug(path))?;
        let base = open.config().site.base_url.as_deref().ok_or_else(|| ctx.bug(path))?;
        let about = DocWith::new(open, id).ok_or_else(|| ctx.bug(path))?;
        let address = web_address(base, &open.route(id).path);
        let frame = EditionContext { edition: open, theme: ctx.frame.theme, pictures: ctx.frame.pictures };
        Ok(Letter { ctx, open: frame, about, lang: open.lang(id), base, address })
    }

    fn subject(&self) -> &str {
        self.about.facet.subject.as_deref().unwrap_or(&self.about.doc.head.title)
    }

    /// Made of the place of its page: it stays the same from day to day, and when `http` becomes `https`.
    fn id(&self) -> String {
        let path = &self.open.edition.route(self.about.id).path;
        format!("{:016x}.{}@{}", xxh3_64(path.as_bytes()), slug::of_text(self.lang), host(self.base))
    }

    /// Mail programs show no drawings: there the description takes its place.
    fn shows(&self, picture: &str) -> bool {
        let kind = self.open.pictures.get(picture).map(|shot| shot.kind);
        kind.is_some_and(|kind| kind.is_picture() && kind != MediaKind::Svg)
    }

    fn others(&self) -> Vec<Other> {
        let edition = self.open.edition;
        let all = edition.collections().translations.of(self.about.id).iter().filter(|other| **other != self.about.id);
        let row = |other: &DocId| Other {
            lang: edition.lang(*other).to_string(),
            dir: language::direction(edition.lang(*other)),
            name: language::name(edition.lang(*other)).to_string(),
            address: web_address(self.base, &edition.route(*other).path),
        };
        all.map(row).collect()
    }

    fn tree(&self) -> crate::render::tree::Tree<'_> {
        let part = RenderOptions { terms: false, ..RenderOptions::default() };
        self.open.letter(self.about.id, Medium::Mail { web: Some(self.base) }, &mut Counts::default(), part)
    }

    /// As HTML, and the pictures that are in it, by their paths; `source` says where they are found.
    fn html(&self, source: mail::Source<'_>) -> Result<mail::MailHtml, Finding> {
        let styles = Styles::new(self.ctx.frame.theme, language::direction(self.lang));
        let made = mail::write(&self.tree(), &styles, source);
        let html = self.filled_in("mail/letter.html", mail::text_in, |context| {
            context.insert("s", styles.all());
            context.insert("width", &mail::WIDTH);
            context.insert("content", &made.html);
        })?;
        Ok(mail::MailHtml { html, pictures: made.pictures })
    }

    fn text(&self) -> Result<String, Finding> {
        let (content, rows) = addresses::below(&self.tree());
        let text = self.filled_in("mail/letter.txt", ltr::isolated_in, |context| {
            context.insert("content", &content);
            context.insert("addresses", &rows);
        })?;
        Ok(text::laid_out(&text))
    }

    fn filled_in(
        &self,
        template: &str,
        written: fn(&str, &str) -> String,
        fill: impl FnOnce(&mut tera::Context),
    ) -> Result<String, Finding> {
        let head = &self.about.doc.head;
        let facts = PageMeta { lang: Some(self.lang), ..PageMeta::of(self.about.doc) };
        let in_letter = |text: &str| written(self.lang, text);
        self.ctx.filled_in(template, &Page::new(&self.open.edition.route(self.about.id).path), facts, |context| {
            context.insert("post", &facts_of(self.ctx, &self.about, written));
            context.insert("title", &in_letter(&head.title));
            context.insert("summary", &head.summary.as_deref().map(in_letter));
            context.insert("subject", self.subject());
            context.insert("preheader", &self.about.facet.teaser.as_ref().or(head.summary.as_ref()));
            context.insert("address", &self.address);
            context.insert("others", &self.others());
            fill(context);
        })
    }
}

/// The size of a picture that mails and feeds show: fine enough for a column of a mail on any screen.
pub fn scale_of(frame: &EditionContext<'_>, picture: &str) -> Scale {
    frame.pictures.get(picture).map_or(Scale::Whole, |shot| shot.at_most(2 * mail::WIDTH))
}

/// The name of the computer in an address.
pub fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

/// Nothing goes to parents that they may not see.
fn looked_through(ctx: &RenderContext<'_>, path: &str, made: &[u8], as_text: AsText) -> Result<(), Finding> {
    ctx.guard_of_sent.and_then(|guard| guard.check(path, made, as_text)).map_or(Ok(()), Err)
}

fn page(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let letter = Letter::new(ctx, about.id, path)?;
    let edition = letter.open.edition;
    let of_web = |path: &str| {
        let shown = edition.asset(path).filter(|_| letter.shows(path) && edition.has_address(path));
        shown.map(|asset| web_address(letter.base, asset.out_of(scale_of(&letter.open, path))))
    };
    let made = letter.html(&of_web)?.html;
    looked_through(ctx, path, made.as_bytes(), AsText::Markup)?;
    if made.len() > LIMIT {
        let finding = Finding::new(&code::MAIL_TOO_LARGE, about.doc.place());
        let finding = finding.with("size", format!("{} kB", made.len() / 1000));
        ctx.remark(path, finding.with("limit", format!("{} kB", LIMIT / 1000)));
    }
    out.extend_from_slice(made.as_bytes());
    Ok(())
}

fn plain(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let made = Letter::new(ctx, about.id, path)?.text()?;
    looked_through(ctx, path, made.as_bytes(), AsText::Plain)?;
    out.extend_from_slice(made.as_bytes());
    Ok(())
}

fn draft(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let letter = Letter::new(ctx, about.id, path)?;
    let edition = letter.open.edition;
    let id = letter.id();
    // By the name that it has in this edition, which is no path of the sources.
    let named = |path: &str| {
        let shown = edition.asset(path).filter(|_| letter.shows(path))?;
        Some(format!("{}@{}", slug::of_text(&shown.out), host(letter.base)))
    };
    let made = letter.html(&|path| named(path).map(|name| format!("cid:{name}")))?;
    let mut pictures: BTreeMap<String, Inside> = BTreeMap::new();
    for path in &made.pictures {
        let (Some(id), Some(shot)) = (named(path), ctx.frame.pictures.get(path)) else { continue };
        let unreadable = |reason| Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason);
        let bytes = ctx.file(path, scale_of(&letter.open, path)).map_err(unreadable)?.as_ref().clone();
        pictures.insert(path.clone(), Inside { id, kind: shot.kind.mime(), bytes });
    }
    let text = letter.text()?;
    let start = out.len();
    let draft = Draft {
        id: &id,
        date: letter.about.doc.head.date,
        subject: letter.subject(),
        lang: letter.lang,
        text: &text,
        html: &made.html,
        pictures: pictures.into_values().collect(),
    };
    draft.write(out).map_err(|_| ctx.bug(path))?;
    looked_through(ctx, path, &out[start..], AsText::Mail)
}

/// The title, up to three lines, the day and the way to the letter. A line stands there whole or not at all: half a
/// sentence can say something else.
fn message(ctx: &RenderContext<'_>, about: DocWith<'_, Post>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let letter = Letter::new(ctx, about.id, path)?;
    let head = &letter.about.doc.head;
    let configured = letter.open.edition.config().message_length.and_then(|length| usize::try_from(length).ok());
    let limit = configured.unwrap_or(MESSAGE_LENGTH);
    let in_letter = |text: &str| ltr::isolated_in(letter.lang, text.trim());
    let day = head.date.map(|day| in_letter(&date::words(day, letter.lang, DateStyle::Weekday)));
    let end = day.into_iter().chain([letter.address.clone()]).collect::<Vec<String>>().join("\n");
    let mut made = in_letter(&head.title);
    let facet = letter.about.facet;
    let lines = [&facet.teaser, &head.summary, &facet.contact].into_iter().flatten();
    let size = |text: &str| text.chars().count();
    let mut is_first = true;
    for line in lines.map(|line| in_letter(line)) {
        let gap = if is_first { "\n\n" } else { "\n" };
        if size(&made) + size(gap) + size(&line) + size(&end) + 3 <= limit {
            made = format!("{made}{gap}{line}");
            is_first = false;
        }
    }
    let made = format!("{made}\n\n{end}\n");
    looked_through(ctx, path, made.as_bytes(), AsText::Plain)?;
    out.extend_from_slice(made.as_bytes());
    Ok(())
}
