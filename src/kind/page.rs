//! Any other page.

use super::{DocKind, FirstText, Location, common};
use crate::doc::{Facets, Readers};
use crate::language;

pub const KIND: DocKind = DocKind {
    name: "page",
    word: "pagina",
    aliases: &[],
    called: ["Pagina", "Page"],
    collection: None,
    new: FirstText {
        about: ["een gewone pagina", "any other page"],
        text: include_str!("../scaffold/new/pagina.md"),
        spot: Location::Named(""),
        first: None,
    },
    readers: Readers::Parents,
    goes_stale: true,
    files: "content/<naam>.md",
    about: ["Een gewone pagina.", "Any other page."],
    matches: |_| true,
    translated: language::is_known,
    tables: &[common::KEYS, common::OF_TRANSLATIONS],
    required: &["titel"],
    lower: |_| Facets::default(),
};
