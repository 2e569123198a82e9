//! A card as a page, to read on a phone and to print on one A4.

use serde::Serialize;

use super::{CardRow, Owner, of, stems};
use crate::audience::Audience;
use crate::body::blocks::MOMENTS;
use crate::data::{Contact, Helpline};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::{Charter, Doc};
use crate::html::Page;
use crate::output::context::{PageMeta, RenderContext};
use crate::output::lessons::crumbs;
use crate::output::protocol::{PATH, charter};
use crate::plan::{DocWith, Each, Whole};
use crate::render::{in_words, moment, phone_address};
use crate::wording::Wording;

pub const PAGES: Each = Each::Whole(Whole {
    paths: |edition| stems(edition).iter().map(|name| format!("{name}.html")).collect(),
    doc: charter,
    texts: |_| Vec::new(),
    render,
});

#[derive(Serialize)]
struct Moment {
    key: &'static str,
    name: String,
    rules: Vec<CardRule>,
}

#[derive(Serialize)]
pub struct CardRule {
    number: String,
    path: String,
    html: String,
    notes: Vec<String>,
    who: String,
}

#[derive(Serialize)]
pub(super) struct CallRow<'a> {
    name: &'a str,
    phone: Option<&'a str>,
    href: Option<String>,
    mail: Option<&'a str>,
    /// When somebody is there, where to find them, who takes over.
    about: Vec<String>,
}

#[derive(Serialize)]
struct CardFacts<'a> {
    title: &'a str,
    steps: bool,
    moments: Vec<Moment>,
    always: Vec<CardRule>,
    boxes: Vec<String>,
    team: bool,
    mr: bool,
    contacts: Vec<CallRow<'a>>,
    help: Vec<CallRow<'a>>,
    /// More text, smaller type.
    class: &'static str,
    version: Option<&'a str>,
    review_by: Option<String>,
    protocol: &'static str,
}

fn render(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let card = of(ctx, path.trim_end_matches(".html")).ok_or_else(|| ctx.bug(path))?;
    let words = ctx.site_words();
    let title = super::name_of(words, &card.owner);
    let doc = own.as_ref().map(|own| own.doc);
    let charter: Option<&Charter> = doc.and_then(|doc| doc.facets.charter.as_deref());
    let lang = &edition.config().site.lang;
    let mut page = Page::new(path);
    let mut of_moment = |when: Option<&str>| {
        let rows = card.rows.iter().filter(|row| row.rule.when.as_deref() == when);
        rows.map(|row| rule_row(ctx, row, &mut page)).collect::<Vec<_>>()
    };
    let moments =
        MOMENTS.iter().map(|key| Moment { key, name: moment(words, key).to_string(), rules: of_moment(Some(key)) });
    let moments: Vec<Moment> = moments.filter(|moment| !moment.rules.is_empty()).collect();
    let always = of_moment(None);
    let facts_of_card = CardFacts {
        title: &card.title,
        steps: matches!(card.owner, Owner::Steps(_)),
        moments,
        always,
        boxes: card.boxes.iter().map(|boxed| ctx.frame.travelling(boxed.doc, boxed.node, &mut page)).collect(),
        team: card.from == Audience::Team,
        mr: card.from == Audience::Mr,
        contacts: card.contacts.iter().map(|contact| contact_row(ctx, contact)).collect(),
        help: card.help.iter().map(|line| help_row(words, line)).collect(),
        class: super::size::class_of(ctx, &card),
        version: charter.and_then(|charter| charter.version.as_deref()),
        review_by: charter.and_then(|charter| charter.review_by).map(|day| date::words(day, lang, DateStyle::Day)),
        protocol: PATH,
    };
    let protocol = words.text("protocol.title");
    let steps = (words.text("cards.title"), format!("{}.html", super::STEPS));
    let crumbs = match facts_of_card.steps {
        true => crumbs(words, &[(protocol, PATH), (steps.0, &steps.1), (&title, path)]),
        false => crumbs(words, &[(protocol, PATH), (&title, path)]),
    };
    let holds_draft = card.rows.iter().any(|row| edition.is_draft(row.doc));
    let facts = PageMeta { title: &title, crumbs, doc, holds_draft, ..PageMeta::default() };
    ctx.page("card.html", &page, facts, out, |context| {
        context.insert("card", &facts_of_card);
    })
}

/// The rules on the card of this name; none where there is no such card.
pub fn rules_of(ctx: &RenderContext<'_>, name: &str, page: &mut Page) -> Vec<CardRule> {
    let rows = of(ctx, name).map(|card| card.rows).unwrap_or_default();
    rows.iter().map(|row| rule_row(ctx, row, page)).collect()
}

pub(super) fn rule_row(ctx: &RenderContext<'_>, row: &CardRow<'_>, page: &mut Page) -> CardRule {
    let html = match &row.rule.card {
        Some(card) => {
            let text = ctx.frame.filled(&card.value, ctx.edition().lang(row.doc));
            format!("<p>{}</p>", crate::html::escaped(&text))
        }
        None => ctx.frame.brief(row.doc, &row.parts.head, page),
    };
    CardRule {
        number: row.number.to_string(),
        path: row.path.clone(),
        html,
        notes: row.parts.notes.iter().map(|note| ctx.frame.travelling(row.doc, *note, page)).collect(),
        who: row.who.clone(),
    }
}

pub(super) fn help_row<'a>(words: &Wording, line: &'a Helpline) -> CallRow<'a> {
    let phone = line.phone.as_deref();
    CallRow {
        name: &line.name,
        phone,
        href: phone.map(phone_address),
        mail: None,
        about: line.hours.iter().map(|hours| in_words(words, hours)).collect(),
    }
}

pub(super) fn contact_row<'a>(ctx: &RenderContext<'a>, contact: &'a Contact) -> CallRow<'a> {
    let config = ctx.edition().config();
    let words = ctx.site_words();
    let phone = contact.phone.as_deref();
    let deputy = contact.deputy.as_deref().map(|deputy| words.with("cards.deputy", &[("role", config.role(deputy))]));
    CallRow {
        name: contact.function.as_deref().unwrap_or_else(|| config.role(&contact.role.value)),
        phone,
        href: phone.map(phone_address),
        mail: contact.mail.as_deref(),
        about: [contact.name.clone(), contact.hours.clone(), contact.room.clone(), deputy]
            .into_iter()
            .flatten()
            .collect(),
    }
}
