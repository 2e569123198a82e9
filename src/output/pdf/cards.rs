//! The cards of the protocol as PDFs, and what changes in it. What they say is decided in [`crate::output::cards`] and
//! [`crate::output::changes`].

use super::protocol::{charter_facts, contacts_of, helplines_of};
use super::{Fact, facts, limit, render};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::kind::collection::in_protocol;
use crate::output::RenderContext;
use crate::output::cards::{self, Card, Owner, Row};
use crate::output::changes::{self as all_changes, ChangeRow, ChapterRows, Group};
use crate::output::protocol::{charter, docs};
use crate::pdf::{Paper, Typ, Val};
use crate::plan::{About, Each, Whole};

pub const CARDS: Each = Each::Whole(Whole {
    paths: |edition| cards::stems(edition).iter().map(|name| format!("{name}.pdf")).collect(),
    doc: charter,
    texts: docs,
    render: card,
});

pub const CHANGES: Each = Each::Whole(Whole {
    paths: |edition| all_changes::paths(edition, in_protocol!("wijzigingen.pdf")),
    doc: charter,
    texts: |_| Vec::new(),
    render: changes,
});

fn row(ctx: &RenderContext<'_>, paper: &mut Paper<'_>, row: &Row<'_>) -> Val {
    let text = match &row.rule.card {
        Some(card) => ctx.frame.filled(&card.value, ctx.edition().lang(row.doc)).into(),
        None => Val::from(paper.brief(row.doc, &row.parts.head)),
    };
    let notes = row.parts.notes.iter().map(|note| paper.travelling(row.doc, *note)).collect::<Vec<Typ>>();
    Val::Dict(vec![
        ("nummer", row.number.into()),
        ("tekst", text),
        ("letop", notes.into()),
        ("wie", row.who.as_str().into()),
        ("wanneer", row.rule.when.as_deref().into()),
    ])
}

/// The facts of the protocol that a card or a list of changes is made of.
fn of_charter(ctx: &RenderContext<'_>, own: Option<&About<'_, Doc>>) -> Vec<Fact> {
    let charter = own.and_then(|own| own.doc.facets.charter.as_deref());
    charter.map_or(Vec::new(), |charter| charter_facts(ctx, charter))
}

/// The facts of a card: those of the protocol, and its own.
fn card_facts(
    ctx: &RenderContext<'_>,
    own: Option<&About<'_, Doc>>,
    paper: &mut Paper<'_>,
    card: Card<'_>,
) -> Vec<Fact> {
    let mut told = facts(ctx, &card.title, &ctx.edition().config().site.lang, &[]);
    told.extend(of_charter(ctx, own));
    super::say_for(&mut told, card.from);
    told.push(("regels", Val::List(card.rows.iter().map(|rule| row(ctx, paper, rule)).collect())));
    let boxes: Vec<Typ> = card.boxes.iter().map(|boxed| paper.travelling(boxed.doc, boxed.node)).collect();
    told.push(("kaders", boxes.into()));
    told.push(("contacten", contacts_of(ctx, card.contacts)));
    told.push(("hulplijnen", helplines_of(ctx, card.help)));
    if let Owner::Role { label, .. } = card.owner {
        told.push(("rol", label.into()));
    }
    told
}

fn card(ctx: &RenderContext<'_>, own: Option<About<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let card = cards::of(ctx, path.trim_end_matches(".pdf")).ok_or_else(|| ctx.bug(path))?;
    let template = if matches!(card.owner, Owner::Steps(_)) { "stappenkaart" } else { "kaart" };
    let mut paper = Paper::new(&ctx.frame, &docs(ctx.edition()));
    let told = card_facts(ctx, own.as_ref(), &mut paper, card);
    let made = render(ctx, path, &paper, (template, told, &Typ::default()), out)?;
    limit(ctx, path, &made, 1);
    Ok(())
}

fn change(row: ChangeRow<'_>) -> Val {
    Val::Dict(vec![
        ("regel", row.number.into()),
        ("versie", row.version.into()),
        ("was", row.was.into()),
        ("wordt", row.becomes.into()),
        ("waarom", row.why.into()),
        ("bron", row.source.into()),
        ("stand", row.status.into()),
    ])
}

fn chapter(rows: ChapterRows<'_>) -> Val {
    let changes = Val::List(rows.changes.into_iter().map(change).collect());
    Val::Dict(vec![("titel", rows.title.into()), ("wijzigingen", changes)])
}

fn group(group: Group<'_>) -> Val {
    Val::Dict(vec![
        ("titel", group.title.into()),
        ("uitleg", group.about.into()),
        ("soort", group.key.into()),
        ("aantal", group.count.into()),
        ("hoofdstukken", Val::List(group.chapters.into_iter().map(chapter).collect())),
    ])
}

fn changes(ctx: &RenderContext<'_>, own: Option<About<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let edition = ctx.edition();
    let title = ctx.site_words().text("changes.title");
    let mut told = facts(ctx, title, &edition.config().site.lang, &[]);
    if let Some(own) = &own {
        told.push(("protocol", edition.title(own.id).into()));
    }
    told.extend(of_charter(ctx, own.as_ref()));
    told.push(("groepen", Val::List(all_changes::groups(ctx).into_iter().map(group).collect())));
    let paper = Paper::new(&ctx.frame, &[]);
    render(ctx, path, &paper, ("wijzigingen", told, &Typ::default()), out).map(drop)
}
