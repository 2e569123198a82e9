//! The school's protocol: a front page with its version, and chapters with numbered rules.

use super::{Kind, Lowering, common};
use crate::body::{self, Body};
use crate::doc::{Change, Charter, Facets, Rule};
use crate::front::{Key, Keys, Reader, key};
use crate::slug;
use crate::source::SourceId;

const KEYS: &[Key] = &[
    key("versie"),
    key("vastgesteld"),
    key("instemming_mr"),
    key("herzien_voor"),
    key("eigenaar"),
    key("wijzigingen"),
];
const CHANGE: Keys = Keys {
    owner: "protocol",
    tables: &[&[key("versie"), key("datum"), key("wat"), key("waarom"), key("instemming"), key("regel")]],
};
const CONSENT: &[&str] = &["nodig", "gegeven", "niet nodig"];

pub const CHARTER: Kind = Kind {
    name: "protocol",
    matches: |path| path == "protocol/protocol.md",
    tables: &[common::KEYS, KEYS],
    lower: |lowering| Facets {
        charter: Some(Box::new(charter(lowering.reader))),
        rules: Some(rules(lowering)),
        ..Facets::default()
    },
};

pub const CHAPTER: Kind = Kind {
    name: "chapter",
    matches: |path| path.starts_with("protocol/") && path.matches('/').count() == 1 && !super::is_index(path),
    tables: &[common::KEYS],
    lower: |lowering| Facets { rules: Some(rules(lowering)), ..Facets::default() },
};

fn charter(reader: &mut Reader<'_>) -> Charter {
    Charter {
        version: reader.text("versie"),
        adopted: reader.date("vastgesteld"),
        consent: reader.date("instemming_mr"),
        review_by: reader.date("herzien_voor"),
        owner: reader.text_item("eigenaar"),
        changes: changes(reader),
    }
}

fn changes(reader: &mut Reader<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for mut row in reader.mappings("wijzigingen", CHANGE) {
        let what = row.required("wat", None);
        let change = Change {
            version: row.text("versie"),
            date: row.date("datum"),
            what: what.unwrap_or_default(),
            why: row.text("waarom"),
            consent: row.choice("instemming", CONSENT).map(str::to_string),
        };
        changes.push(change);
        row.finish().into_iter().for_each(|finding| reader.report(finding));
    }
    changes
}

/// The `regel` blocks of a text, in order. A rule without an id gets one from its first words.
fn rules(lowering: &Lowering<'_, '_>) -> Vec<Rule> {
    let body = lowering.body;
    let team = team_ranges(body);
    body.blocks(body::Kind::Rule)
        .map(|(node, div)| {
            let (id, span) = div.attrs.id.clone().unwrap_or_else(|| {
                let words = body::plain(body, lowering.text, body.subtree(node));
                let words: Vec<&str> = words.split_whitespace().take(5).collect();
                (slug::of_text(&words.join(" ")), div.name_span)
            });
            let who = div.attrs.value("wie").unwrap_or_default();
            Rule {
                at: body.span(node).start,
                id,
                id_place: place(lowering.file, span),
                who: who.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_string).collect(),
                when: div.attrs.value("wanneer").map(str::to_string),
                team_only: team.iter().any(|range| range.contains(&node)),
            }
        })
        .collect()
}

fn team_ranges(body: &Body) -> Vec<std::ops::Range<u32>> {
    body.all().filter(|&id| body.div(id).is_some_and(|div| div.team_only)).map(|id| body.subtree(id)).collect()
}

fn place(file: SourceId, span: crate::source::Span) -> crate::source::Place {
    crate::source::Place { file, span }
}
