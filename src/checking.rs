//! What krijt finds wrong with a school and its texts. A crate by itself, beside the one that tells (`telling.rs`): an edit
//! of the one does not compile the other.

use krijt_reading::{
    audience, body, bytes, config, data, date, diag, doc, edition, front, kind, language, media, site, slides, source,
    suggest, wording, world,
};

pub mod check;
