//! The cards of the protocol as PDFs, what changes in it, and what is treated of it. What they say is decided in
//! [`crate::output::cards`], [`crate::output::changes`] and [`crate::output::coverage`].

use serde::Serialize;

use super::protocol::{contacts_of, helplines_of};
use super::{Fact, facts, limit, render};
use crate::diag::Finding;
use crate::doc::Doc;
use crate::kind::collection::in_protocol;
use crate::output::RenderContext;
use crate::output::cards::{self, Card, CardRow, Owner};
use crate::output::changes as all_changes;
use crate::output::coverage;
use crate::output::protocol::{charter, docs, facts_of};
use crate::pdf::{Paper, Typ, value};
use crate::plan::{DocWith, Each, Whole};

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

pub const COVERAGE: Each = Each::Whole(Whole {
    paths: |edition| if edition.has_coverage() { vec!["dekking/dekking.pdf".to_string()] } else { Vec::new() },
    doc: |_| None,
    texts: docs,
    render: |ctx, _, path, out| {
        let title = ctx.site_words().text("coverage.title");
        let mut told = facts(ctx, title, &ctx.edition().config().site.lang, &[]);
        told.push(("coverage", value(&coverage::facts_of(ctx))));
        render(ctx, path, &Paper::new(&ctx.frame, &[]), ("dekking", told, &Typ::default()), out).map(drop)
    },
});

/// A rule as a card on paper shows it.
#[derive(Serialize)]
struct PaperRule<'a> {
    number: &'a str,
    text: Typ,
    notes: Vec<Typ>,
    who: &'a str,
    when: Option<&'a str>,
}

fn rule_row<'a>(ctx: &RenderContext<'_>, paper: &mut Paper<'_>, row: &'a CardRow<'_>) -> PaperRule<'a> {
    let text = match &row.rule.card {
        Some(card) => {
            let mut text = Typ::default();
            text.text(&ctx.frame.filled(&card.value, ctx.edition().lang(row.doc)));
            text
        }
        None => paper.brief(row.doc, &row.parts.head),
    };
    PaperRule {
        number: row.number,
        text,
        notes: row.parts.notes.iter().map(|note| paper.travelling(row.doc, *note)).collect(),
        who: &row.who,
        when: row.rule.when.as_deref(),
    }
}

/// The facts of a card: those of the protocol, and its own.
fn card_facts(
    ctx: &RenderContext<'_>,
    own: Option<&DocWith<'_, Doc>>,
    paper: &mut Paper<'_>,
    card: Card<'_>,
) -> Vec<Fact> {
    let mut told = facts(ctx, &card.title, &ctx.edition().config().site.lang, &[]);
    told.push(("charter", value(&facts_of(ctx, own.map(|own| own.doc)))));
    super::say_for(&mut told, card.from);
    told.push(("rules", value(&card.rows.iter().map(|row| rule_row(ctx, paper, row)).collect::<Vec<_>>())));
    let boxes: Vec<Typ> = card.boxes.iter().map(|boxed| paper.travelling(boxed.doc, boxed.node)).collect();
    told.push(("boxes", boxes.into()));
    told.push(("contacts", contacts_of(ctx, card.contacts)));
    told.push(("helplines", helplines_of(ctx, card.help)));
    if let Owner::Role { label, .. } = card.owner {
        told.push(("role", label.into()));
    }
    told
}

fn card(ctx: &RenderContext<'_>, own: Option<DocWith<'_, Doc>>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
    let card = cards::of(ctx, path.trim_end_matches(".pdf")).ok_or_else(|| ctx.bug(path))?;
    let template = if matches!(card.owner, Owner::Steps(_)) { "stappenkaart" } else { "kaart" };
    let mut paper = Paper::new(&ctx.frame, &docs(ctx.edition()));
    let told = card_facts(ctx, own.as_ref(), &mut paper, card);
    let made = render(ctx, path, &paper, (template, told, &Typ::default()), out)?;
    limit(ctx, path, &made, 1);
    Ok(())
}

fn changes(
    ctx: &RenderContext<'_>,
    own: Option<DocWith<'_, Doc>>,
    path: &str,
    out: &mut Vec<u8>,
) -> Result<(), Finding> {
    let edition = ctx.edition();
    let title = ctx.site_words().text("changes.title");
    let mut told = facts(ctx, title, &edition.config().site.lang, &[]);
    if let Some(own) = &own {
        told.push(("protocol_title", edition.title(own.id).into()));
    }
    told.push(("charter", value(&facts_of(ctx, own.as_ref().map(|own| own.doc)))));
    told.push(("groups", value(&all_changes::groups(ctx))));
    let paper = Paper::new(&ctx.frame, &[]);
    render(ctx, path, &paper, ("wijzigingen", told, &Typ::default()), out).map(drop)
}
