//! A presentation: a text that is slides as a whole, written for krijt, Marp, reveal.js, Quarto or Pandoc.

use super::{Kind, Lowering, common};
use crate::doc::Facets;
use crate::front::{Key, key};

/// Keys of other slide makers. Only those that say how slides are split mean something here; the others are about
/// looks, which the theme decides.
const KEYS: &[Key] = &[
    key("marp"),
    key("format"),
    key("subtitle"),
    key("author"),
    key("theme"),
    key("paginate"),
    key("size"),
    key("class"),
    key("header"),
    key("footer"),
    key("style"),
    key("color"),
    key("backgroundColor"),
    key("backgroundImage"),
    key("headingDivider"),
    key("math"),
    key("transition"),
    key("incremental"),
    key("institute"),
    key("execute"),
    key("revealOptions"),
    key("separator"),
    key("verticalSeparator"),
    key("highlightTheme"),
];

pub const KIND: Kind = Kind {
    name: "deck",
    matches: |path| path.starts_with("presentaties/") && !super::is_index(path),
    tables: &[common::KEYS, KEYS],
    lower,
};

fn lower(lowering: &mut Lowering<'_, '_>) -> Facets {
    let reader = &mut *lowering.reader;
    let format = if reader.flag("marp") {
        Some("marp".to_string())
    } else if reader.has("format") {
        Some("quarto".to_string())
    } else {
        None
    };
    Facets { deck: true, deck_format: format, ..Facets::default() }
}
