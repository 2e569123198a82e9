//! What krijt tells: documents as pages, papers, mails and calendars, and the plan of all files that come out. What it tells
//! is an edition; it is handed no more of a school (`krijt_reading::edition`).

use krijt_reading::{
    audience, body, bytes, config, data, date, diag, doc, edition, front, kind, language, media, search, sheet, site,
    slides, slug, source, theme, wording, world,
};

// How it is told, whatever is made of it.
pub mod render;

// What is made of it.
pub mod calendar;
pub mod html;
pub mod mail;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "pdf/none.rs"]
pub mod pdf;
pub mod qr;

// What comes out.
pub mod output;
pub mod plan;
