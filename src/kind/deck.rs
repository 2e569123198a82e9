//! A presentation: a text that is slides as a whole, written for krijt, Marp, reveal.js, Quarto or Pandoc.

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::doc::{Facets, Readers};
use crate::front::{Front, Key, Reader, Shape, key};
use crate::slides::Habit;

/// Keys of other slide makers. Only those that say how slides are split mean something here; the others are about
/// looks, which the theme decides.
const KEYS: &[Key] = &[
    key(
        "marp",
        Shape::Flag,
        "`true` in dia's voor Marp: daar scheidt alleen `---` de dia's.",
        "`true` in slides for Marp: there only `---` parts slides.",
    ),
    key(
        "format",
        Shape::Any,
        "De uitvoer in Quarto, zoals `revealjs`: daar begint elk kopje van niveau 1 of 2 een dia.",
        "The output of Quarto, such as `revealjs`: there every heading of level 1 or 2 begins a slide.",
    ),
    foreign("subtitle"),
    foreign("author"),
    foreign("theme"),
    foreign("paginate"),
    foreign("size"),
    foreign("class"),
    foreign("header"),
    foreign("footer"),
    foreign("style"),
    foreign("color"),
    foreign("backgroundColor"),
    foreign("backgroundImage"),
    foreign("headingDivider"),
    foreign("math"),
    foreign("transition"),
    foreign("incremental"),
    foreign("institute"),
    foreign("execute"),
    foreign("revealOptions"),
    foreign("separator"),
    foreign("verticalSeparator"),
    foreign("highlightTheme"),
];

/// A key of another slide maker.
const fn foreign(name: &'static str) -> Key {
    key(
        name,
        Shape::Any,
        "Van een ander programma voor dia's. Krijt doet er niets mee.",
        "Of another program for slides. Krijt does nothing with it.",
    )
}

pub const KIND: DocKind = DocKind {
    name: "deck",
    word: "presentatie",
    aliases: &["presentation"],
    called: ["Presentatie", "Presentation"],
    collection: Some(&collection::DECKS),
    new: FirstText {
        about: ["een presentatie", "a presentation"],
        text: include_str!("../scaffold/new/presentatie.md"),
        spot: Location::Named(collection::DECKS.folder),
        first: None,
    },
    readers: Readers::Parents,
    goes_stale: false,
    files: "content/presentaties/<naam>.md",
    about: ["Een presentatie: de hele tekst is dia's.", "A presentation: the whole text is slides."],
    matches: |path| collection::DECKS.holds(path) && !super::is_index(path),
    tables: &[common::KEYS, KEYS],
    required: &["titel"],
    lower,
};

/// Whose habits a presentation follows, as its head says.
pub fn habit(front: &Front) -> Habit {
    let mut reader = Reader::new(front, KIND.keys());
    if !reader.flag("marp") && reader.has("format") { Habit::Quarto } else { Habit::Any }
}

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    lowering.reader.flag("marp");
    Facets { deck: lowering.split, ..Facets::default() }
}
