//! The school's protocol: a front page with its version, and chapters with numbered rules.

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::body::blocks::INCIDENTS;
use crate::body::{self, Div};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Charter, Facets, Incident, Readers, Rule};
use crate::front::{Key, Reader, Shape, Spanned, alias, key};
use crate::slug;
use crate::source::SourceId;

const KEYS: &[Key] = &[
    key(
        "versie",
        Shape::Text,
        "De versie van het protocol. Zet aanhalingstekens om een getal: `\"2.0\"`.",
        "The version of the protocol. Put quotes around a number: `\"2.0\"`.",
    ),
    key(
        "vastgesteld",
        Shape::Date,
        "De dag waarop het protocol is vastgesteld.",
        "The day on which the protocol was adopted.",
    ),
    alias(
        "vastgesteld_door",
        &["adopted_by"],
        Shape::Text,
        "Wie het protocol vaststelt: een rol, zoals `directeur`, of gewone woorden, zoals `het bestuur`.",
        "Who adopts the protocol: a role, such as `directeur`, or plain words, such as `het bestuur`.",
    ),
    key(
        "instemming_mr",
        Shape::Date,
        "De dag waarop de MR instemde.",
        "The day on which the participation council (MR) consented.",
    ),
    key(
        "herzien_voor",
        Shape::Date,
        "Voor deze dag bekijkt de school het protocol opnieuw.",
        "Before this day the school looks at the protocol again.",
    ),
    key(
        "eigenaar",
        Shape::Text,
        "Wie zorgt dat het protocol klopt: een rol, zoals `directeur`.",
        "Who keeps the protocol right: a role, such as `directeur`.",
    ),
    key(
        "wijzigingen",
        Shape::Gone,
        "Deze sleutel is er niet meer: de wijzigingen staan in `content/protocol/wijzigingen.yaml`.",
        "This key is no more: the changes stand in `content/protocol/wijzigingen.yaml`.",
    ),
];
const OF_CHAPTER: &[Key] = &[key(
    "voorval",
    Shape::OneOf(INCIDENTS),
    "Om wiens gedrag de regels van dit hoofdstuk gaan: van een kind of van een medewerker. Zo komen ze op de goede stappenkaart.",
    "Whose behaviour the rules of this chapter are about: a child's (`kind`) or an employee's (`medewerker`). It decides on their step card.",
)];

pub const CHARTER: DocKind = DocKind {
    name: "protocol",
    word: "protocol",
    aliases: &[],
    called: ["Protocol", "Protocol"],
    collection: Some(&collection::PROTOCOL),
    new: FirstText {
        about: ["de voorpagina van het protocol", "the front page of the protocol"],
        text: include_str!("../scaffold/new/protocol.md"),
        spot: Location::Only(collection::in_protocol!("protocol.md")),
        first: None,
    },
    readers: Readers::School,
    goes_stale: true,
    files: "content/protocol/protocol.md",
    about: [
        "De voorpagina van het protocol, met de versie en de eigenaar.",
        "The front page of the protocol, with its version and its owner.",
    ],
    matches: |path| path == collection::in_protocol!("protocol.md"),
    translated: |_| false,
    tables: &[common::KEYS, KEYS],
    required: &["titel"],
    lower: |lowering| Facets {
        charter: Some(Box::new(charter(lowering.reader))),
        rules: Some(rules(lowering, None)),
        ..Facets::default()
    },
};

pub const CHAPTER: DocKind = DocKind {
    name: "chapter",
    word: "hoofdstuk",
    aliases: &[],
    called: ["Hoofdstuk van het protocol", "Chapter of the protocol"],
    collection: Some(&collection::PROTOCOL),
    new: FirstText {
        about: ["een hoofdstuk van het protocol", "a chapter of the protocol"],
        text: include_str!("../scaffold/new/hoofdstuk.md"),
        spot: Location::Numbered(collection::PROTOCOL.folder),
        first: Some(("protocol", "Protocol sociale media")),
    },
    readers: Readers::School,
    goes_stale: true,
    files: "content/protocol/<nummer>-<naam>.md",
    about: [
        "Een hoofdstuk van het protocol, met genummerde regels.",
        "A chapter of the protocol, with numbered rules.",
    ],
    matches: |path| collection::PROTOCOL.holds(path) && path.matches('/').count() == 1 && !super::is_index(path),
    translated: |_| false,
    tables: &[common::KEYS, OF_CHAPTER],
    required: &["titel"],
    lower: |lowering| {
        let incident = lowering.reader.choice("voorval").and_then(Incident::of);
        Facets { rules: Some(rules(lowering, incident)), ..Facets::default() }
    },
};

fn charter(reader: &mut Reader<'_>) -> Charter {
    let review = reader.date("herzien_voor");
    if let Some(place) = reader.key_place("wijzigingen") {
        reader.report(Finding::new(&code::CHANGES_MOVED, place));
    }
    Charter {
        version: reader.text("versie"),
        adopted: reader.date("vastgesteld"),
        adopted_by: reader.text("vastgesteld_door"),
        consent: reader.date("instemming_mr"),
        review_by: review,
        review_at: review.zip(reader.place("herzien_voor")).map(|(value, place)| Spanned { value, place }),
        owner: reader.text_item("eigenaar"),
    }
}

/// The `regel` blocks of a text, in order. A rule without an id gets one from its first words.
fn rules(lowering: &Lowering<'_, '_>, chapter: Option<Incident>) -> Vec<Rule> {
    let body = lowering.body;
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
                who_place: place(lowering.file, div.attrs.get("wie").map_or(div.name_span, |pair| pair.span)),
                who: who.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_string).collect(),
                when: div.attrs.value("wanneer").map(str::to_string),
                incident: div.attrs.value("soort").and_then(Incident::of).or(chapter),
                card: card(lowering.file, div),
                from: div.from,
            }
        })
        .collect()
}

/// The short instruction of a rule, where it says something.
fn card(file: SourceId, div: &Div) -> Option<Spanned> {
    let pair = div.attrs.get("kaart")?;
    let value = pair.value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
    Some(Spanned { value: value.to_string(), place: place(file, pair.span) })
}

fn place(file: SourceId, span: crate::source::Span) -> crate::source::Place {
    crate::source::Place { file, span }
}
