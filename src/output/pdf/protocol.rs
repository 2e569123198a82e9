//! The protocol as a PDF: the same chapters, rules and numbers as its page.

use serde::Serialize;

use super::{facts, render};
use crate::data::{Contact, Helpline};
use crate::date::{self, DateStyle};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::kind::collection::in_protocol;
use crate::output::RenderContext;
use crate::output::protocol::{chapters, charter, docs, facts_of};
use crate::pdf::{Paper, Typ, Val, value};
use crate::plan::{DocWith, Each, Whole};
use crate::render::{RenderOptions, in_words};

const PATH: &str = in_protocol!("protocol.pdf");

pub const PROTOCOL: Each = Each::Whole(Whole {
    paths: |edition| if docs(edition).is_empty() { Vec::new() } else { vec![PATH.to_string()] },
    doc: charter,
    texts: docs,
    render: protocol,
});

fn protocol(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let doc = own.as_ref().map(|own| own.doc);
    let all = docs(edition);
    let mut paper = Paper::new(&ctx.frame, &all);
    // Beside its many notes, marks break a page into so many runs that a checker of PDFs loses their order.
    paper.without_marks();
    let title = doc.map_or(ctx.site_words().text("protocol.title"), |doc| doc.head.title.as_str());
    let mut told = facts(ctx, title, &edition.config().site.lang, &all);
    told.push(("summary", doc.and_then(|doc| doc.head.summary.as_deref()).into()));
    told.push(("charter", value(&facts_of(ctx, doc))));
    let part = RenderOptions::default();
    if let Some(own) = own {
        told.push(("content", some(paper.body(own.id, part))));
    }
    let mut write = |id, anchor: Option<_>| (anchor.and_then(|anchor| paper.place(anchor)), paper.body(id, part));
    let chapters = chapters(ctx, &mut write);
    told.extend([
        ("chapters", value(&chapters)),
        ("terms", paper.take_words()),
        ("contacts", contacts_of(ctx, edition.contacts())),
        ("helplines", helplines_of(ctx, edition.helplines())),
    ]);
    render(ctx, path, &paper, ("protocol", told, &Typ::default()), out).map(drop)
}

fn some(typ: Typ) -> Val {
    if typ.is_empty() { Val::None } else { typ.into() }
}

#[derive(Serialize)]
struct HelplineRow<'a> {
    name: &'a str,
    about: Option<&'a str>,
    phone: Option<&'a str>,
    hours: Option<String>,
    site: Option<&'a str>,
    checked: Option<String>,
}

/// Help lines, with the day they were last looked at.
pub fn helplines_of<'a>(ctx: &RenderContext<'_>, lines: impl IntoIterator<Item = &'a Helpline>) -> Val {
    let lang = &ctx.edition().config().site.lang;
    let row = |line: &'a Helpline| HelplineRow {
        name: &line.name,
        about: line.about.as_deref(),
        phone: line.phone.as_deref(),
        hours: line.hours.as_deref().map(|hours| in_words(ctx.site_words(), hours)),
        site: line.site.as_ref().map(|site| site.value.as_str()),
        checked: line.checked.map(|day| date::words(day, lang, DateStyle::Day)),
    };
    value(&lines.into_iter().map(row).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct ContactRow<'a> {
    name: &'a str,
    who: Option<&'a str>,
    phone: Option<&'a str>,
    hours: Option<&'a str>,
    mail: Option<&'a str>,
    room: Option<&'a str>,
    deputy: Option<&'a str>,
}

/// Whom to reach in the school.
pub fn contacts_of<'a>(ctx: &RenderContext<'a>, contacts: impl IntoIterator<Item = &'a Contact>) -> Val {
    let config = ctx.edition().config();
    let row = |contact: &'a Contact| ContactRow {
        name: contact.function.as_deref().unwrap_or_else(|| config.role(&contact.role.value)),
        who: contact.name.as_deref(),
        phone: contact.phone.as_deref(),
        hours: contact.hours.as_deref(),
        mail: contact.mail.as_deref(),
        room: contact.room.as_deref(),
        deputy: contact.deputy.as_deref().map(|deputy| config.role(deputy)),
    };
    value(&contacts.into_iter().map(row).collect::<Vec<_>>())
}
