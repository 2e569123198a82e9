//! Any other page.

use super::{DocKind, common};
use crate::doc::{Facets, Readers};

pub const KIND: DocKind = DocKind {
    name: "page",
    word: "pagina",
    readers: Readers::Parents,
    goes_stale: true,
    files: "content/<naam>.md",
    about: ["Een gewone pagina.", "Any other page."],
    matches: |_| true,
    tables: &[common::KEYS],
    required: &["titel"],
    lower: |_| Facets::default(),
};
