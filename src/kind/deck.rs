//! A presentation: a text that is slides as a whole, written for krijt, Marp, reveal.js, Quarto or Pandoc.

use super::collection;
use super::{DocKind, FirstText, Location, Lowering, common};
use crate::doc::{Facets, Readers};
use serde_yaml::Value;

use crate::front::{Front, Key, Reader, Shape, key, scalar};
use crate::slides::{DeckHead, Habit, divider, is_separating_comment};

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
    key(
        "subtitle",
        Shape::Any,
        "De ondertitel in Quarto en Pandoc. Die staat op de titeldia als er geen `samenvatting` is.",
        "The subtitle in Quarto and Pandoc. It stands on the title slide when there is no summary.",
    ),
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
    key(
        "headingDivider",
        Shape::Any,
        "Van Marp: kopjes van deze niveaus beginnen een dia, ook zonder `---`.",
        "Of Marp: headings of these levels begin a slide, also without `---`.",
    ),
    foreign("math"),
    foreign("transition"),
    key(
        "incremental",
        Shape::Any,
        "Van Pandoc en Quarto: `true` laat elke lijst regel voor regel verschijnen.",
        "Of Pandoc and Quarto: with `true` every list appears line by line.",
    ),
    key(
        "slide-level",
        Shape::Any,
        "Van Pandoc en Quarto: kopjes tot en met dit niveau beginnen een dia.",
        "Of Pandoc and Quarto: headings down to this level begin a slide.",
    ),
    foreign("institute"),
    foreign("execute"),
    foreign("revealOptions"),
    foreign("separator"),
    foreign("verticalSeparator"),
    foreign("highlightTheme"),
    foreign("addons"),
    foreign("aspectRatio"),
    foreign("background"),
    foreign("backgroundPosition"),
    foreign("backgroundRepeat"),
    foreign("backgroundSize"),
    foreign("canvasWidth"),
    foreign("clicks"),
    foreign("colorSchema"),
    foreign("css"),
    foreign("drawings"),
    foreign("duration"),
    foreign("exportFilename"),
    foreign("favicon"),
    foreign("fonts"),
    foreign("highlighter"),
    foreign("hideInToc"),
    foreign("info"),
    foreign("layout"),
    foreign("level"),
    foreign("lineNumbers"),
    foreign("logo"),
    foreign("mdc"),
    foreign("monaco"),
    foreign("overviewSnapshots"),
    foreign("record"),
    foreign("routerMode"),
    foreign("selectable"),
    foreign("themeConfig"),
    foreign("timer"),
    foreign("titleTemplate"),
    foreign("bibliography"),
    foreign("editor"),
    foreign("engine"),
    foreign("filters"),
    foreign("jupyter"),
    foreign("center"),
    foreign("controls"),
    foreign("progress"),
    foreign("slideNumber"),
    foreign("slide-number"),
    foreign("url"),
    foreign("defaults"),
    foreign("title-slide-attributes"),
    foreign("htmlAttrs"),
    foreign("seoMeta"),
    foreign("presenter"),
    foreign("download"),
    foreign("mermaid"),
    foreign("canvas-width"),
    foreign("knitr"),
    foreign("code-fold"),
    foreign("toc"),
    foreign("number-sections"),
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
    translated: |_| false,
    tables: &[common::KEYS, KEYS],
    required: &["titel"],
    lower,
};

/// Keys of which something is done.
const HONOURED: &[&str] = &["marp", "format", "subtitle", "incremental", "slide-level", "headingDivider"];
/// Keys that only Slidev has.
const OF_SLIDEV: &[&str] = &[
    "addons",
    "background",
    "canvasWidth",
    "clicks",
    "colorSchema",
    "drawings",
    "highlighter",
    "layout",
    "lineNumbers",
    "mdc",
    "routerMode",
    "titleTemplate",
];

/// What the head of a presentation says of how it is shown.
pub fn head(front: &Front) -> DeckHead {
    let mut reader = Reader::new(front, KIND.keys());
    let habit = match () {
        () if reader.flag("marp") => Habit::Marp,
        () if reader.has("format") => Habit::Quarto,
        () if OF_SLIDEV.iter().any(|key| reader.has(key)) => Habit::Slidev,
        () => Habit::Any,
    };
    let find = |key: &str| {
        reader
            .raw(key)
            .or_else(|| of_format(reader.raw("format")?).find(|(name, _)| *name == key).map(|(_, value)| value))
    };
    let level = find("slide-level").and_then(Value::as_u64).and_then(|level| u8::try_from(level).ok());
    DeckHead {
        habit,
        incremental: find("incremental").and_then(Value::as_bool).unwrap_or_default(),
        level: level.filter(|level| *level <= 6),
        divider: reader.raw("headingDivider").and_then(divider_of),
    }
}

/// What stands below the output of Quarto: `format: {revealjs: {…}}`.
fn of_format(format: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let outputs = format.as_mapping().into_iter().flat_map(|outputs| outputs.values());
    let rows = outputs.filter_map(Value::as_mapping).flatten();
    rows.filter_map(|(key, value)| Some((key.as_str()?, value)))
}

fn divider_of(value: &Value) -> Option<u8> {
    match value {
        Value::Sequence(levels) => {
            let levels: Vec<String> = levels.iter().filter_map(scalar).collect();
            divider(&format!("[{}]", levels.join(",")))
        }
        other => divider(&scalar(other)?),
    }
}

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    lowering.reader.flag("marp");
    if lowering.head.summary.is_none() {
        lowering.head.summary = lowering.reader.raw("subtitle").and_then(scalar);
    }
    for row in KEYS.iter().filter(|row| !HONOURED.contains(&row.name) && lowering.reader.has(row.name)) {
        // Slides are parted there anyway.
        let said = lowering.reader.raw(row.name).and_then(scalar).unwrap_or_default();
        if row.name.to_lowercase().ends_with("separator") && is_separating_comment(&said) {
            continue;
        }
        if let Some(place) = lowering.reader.key_place(row.name) {
            lowering.losses.add(row.name, place.span);
        }
    }
    if let (Some(format), Some(place)) = (lowering.reader.raw("format"), lowering.reader.key_place("format")) {
        for (key, _) in of_format(format).filter(|(key, _)| !HONOURED.contains(key)) {
            lowering.losses.add(key, place.span);
        }
    }
    Facets { deck: lowering.split, ..Facets::default() }
}
