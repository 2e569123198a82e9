//! krijt: a static site generator for a primary school.
//!
//! ```text
//!  content/ themes/                                                    public/ mr/ team/
//!     │ World::files                                      disk::publish ▲
//!     ▼                                                                 │
//!  Sources ──body::parse──► Body ──kind::lower──► Reported<Doc>     Artifacts
//!           (per file, parallel)   (per file, parallel)  │              ▲
//!                                                        ▼              │ output (parallel)
//!                              site::assemble (all docs) ─► Site ─► Edition (an audience) ─plan─► Plan: path → job
//!                                                            └─► check ─► findings
//! ```
//!
//! What it says of mistakes stands in `messages/`, a folder of Markdown a language (`messages/README.md`).
//!
//! Four crates, so that an edit compiles little again: `reading.rs`, on it `checking.rs` and `telling.rs` side by side, and
//! on all of them this one, the program. Each lists its modules; together they are one library, and a module calls another
//! `crate::…` wherever that stands.
//!
//! The modules in reading order:

// What is read, what is wrong with it, what comes out.
pub use krijt_checking::check;
pub use krijt_reading::{
    allow, audience, body, config, data, date, diag, doc, edition, front, kind, language, media, schema, search, sheet,
    site, slides, source, theme, wording, world,
};
pub use krijt_telling::{calendar, html, mail, output, pdf, plan, qr, render};

use krijt_reading::{slug, suggest};

// Help for authors: first texts, files for their editor.
pub mod editor;
pub mod scaffold;

// The stages in a row.
pub mod handbook;
pub mod mend;
pub mod pipeline;

// The links to other sites, looked up on request.
#[cfg(feature = "external")]
pub mod external;

// The files, the network and the program, which a library for WebAssembly has not.
#[cfg(not(target_family = "wasm"))]
pub mod build;
#[cfg(not(target_family = "wasm"))]
pub mod cli;
#[cfg(not(target_family = "wasm"))]
pub mod disk;
#[cfg(not(target_family = "wasm"))]
pub mod serve;
