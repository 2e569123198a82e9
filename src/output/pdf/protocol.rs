//! The protocol as a PDF: the same chapters, rules and numbers as its page.

use super::{Fact, day, facts, render};
use crate::data::{Contact, Helpline};
use crate::diag::Finding;
use crate::doc::{Charter, Doc, DocId};
use crate::kind::collection::in_protocol;
use crate::output::protocol::{charter, docs};
use crate::output::{RenderContext, brief};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{About, Each, Whole};
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
    own: Option<About<'_, Doc>>,
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
    told.push(("samenvatting", doc.and_then(|doc| doc.head.summary.as_deref()).into()));
    if let Some(charter) = doc.and_then(|doc| doc.facets.charter.as_deref()) {
        told.extend(charter_facts(ctx, charter));
    }
    let part = RenderOptions::default();
    if let Some(own) = own {
        told.push(("inleiding", some(paper.body(own.id, part))));
    }
    let mut chapters = Vec::new();
    for (id, chapter) in edition.docs(&edition.collections().chapters) {
        let label = edition.route(id).anchor.as_deref().map_or(Val::None, |anchor| paper.place(anchor));
        chapters.push(Val::Dict(vec![
            ("nummer", edition.chapter(id).unwrap_or_default().into()),
            ("titel", chapter.head.title.as_str().into()),
            ("id", label),
            ("samenvatting", chapter.head.summary.as_deref().into()),
            ("inhoud", paper.body(id, part).into()),
        ]));
    }
    told.push(("hoofdstukken", Val::List(chapters)));
    told.push(("woorden", paper.take_words()));
    told.push(("letop", notes(ctx, &all)));
    told.push(("contacten", contacts_of(ctx, edition.contacts())));
    told.push(("hulplijnen", helplines_of(ctx, edition.helplines())));
    render(ctx, path, &paper, ("protocol", told, &Typ::default()), out).map(drop)
}

/// What travels with rules, by their numbers: the table of contents shortens them.
fn notes(ctx: &RenderContext<'_>, docs: &[DocId]) -> Val {
    let edition = ctx.edition();
    let mut rows = Vec::new();
    for id in docs {
        for (rule, node) in brief::blocks(edition, *id) {
            let notes = brief::of(ctx, *id, node).notes;
            if let Some(found) = edition.rule(&rule.id).filter(|_| !notes.is_empty()) {
                rows.push(Val::Dict(vec![("nummer", found.number.into()), ("tekst", notes.join(" ").into())]));
            }
        }
    }
    Val::List(rows)
}

fn some(typ: Typ) -> Val {
    if typ.is_empty() { Val::None } else { typ.into() }
}

pub fn charter_facts(ctx: &RenderContext<'_>, charter: &Charter) -> Vec<Fact> {
    let config = ctx.edition().config();
    vec![
        ("versie", charter.version.as_deref().into()),
        ("vastgesteld", day(ctx, charter.adopted)),
        ("vastgesteld_door", charter.adopted_by.as_deref().map(|who| config.role(who)).into()),
        ("instemming_mr", day(ctx, charter.consent)),
        ("herzien_voor", day(ctx, charter.review_by)),
        ("eigenaar", charter.owner.as_ref().map(|owner| config.role(&owner.value)).into()),
    ]
}

/// Help lines, with the day they were last looked at.
pub fn helplines_of<'a>(ctx: &RenderContext<'_>, lines: impl IntoIterator<Item = &'a Helpline>) -> Val {
    let line = |line: &Helpline| {
        Val::Dict(vec![
            ("naam", line.name.as_str().into()),
            ("voor", line.about.as_deref().into()),
            ("telefoon", line.phone.as_deref().into()),
            ("tijden", line.hours.as_deref().map(|hours| in_words(ctx.site_words(), hours)).into()),
            ("site", line.site.as_ref().map(|site| site.value.as_str()).into()),
            ("nagekeken", day(ctx, line.checked)),
        ])
    };
    Val::List(lines.into_iter().map(line).collect())
}

/// Whom to reach in the school.
pub fn contacts_of<'a>(ctx: &RenderContext<'_>, contacts: impl IntoIterator<Item = &'a Contact>) -> Val {
    let config = ctx.edition().config();
    let contact = |contact: &Contact| {
        let name = contact.function.as_deref().unwrap_or_else(|| config.role(&contact.role.value));
        Val::Dict(vec![
            ("naam", name.into()),
            ("wie", contact.name.as_deref().into()),
            ("telefoon", contact.phone.as_deref().into()),
            ("tijden", contact.hours.as_deref().into()),
            ("mail", contact.mail.as_deref().into()),
            ("waar", contact.room.as_deref().into()),
            ("vervanger", contact.deputy.as_deref().map(|deputy| config.role(deputy)).into()),
        ])
    };
    Val::List(contacts.into_iter().map(contact).collect())
}
