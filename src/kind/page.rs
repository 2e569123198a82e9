//! Any other page.

use super::{Kind, common};
use crate::doc::Facets;

pub const KIND: Kind = Kind {
    name: "page",
    matches: |_| true,
    tables: &[common::KEYS],
    required: &["titel"],
    lower: |_| Facets::default(),
};
