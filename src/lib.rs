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
//! The modules in reading order:

// Who may see what.
pub mod audience;

// What is read.
mod bytes;
pub mod source;
pub mod world;

// What a text is found by.
pub mod search;

// What is wrong.
pub mod allow;
pub mod diag;
mod suggest;

// One file: its head, its text, and the document that they make.
pub mod body;
pub mod doc;
pub mod front;
pub mod kind;

// The school: its configuration, its data, and all documents together.
pub mod calendar;
pub mod config;
pub mod data;
pub mod date;
pub mod edition;
pub mod language;
pub mod qr;
pub mod site;
mod slug;
pub mod wording;

pub mod check;
#[cfg(feature = "external")]
pub mod external;

// What comes out.
pub mod html;
pub mod mail;
pub mod media;
pub mod output;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "pdf/none.rs"]
pub mod pdf;
pub mod plan;
pub mod render;
pub mod sheet;
pub mod slides;
pub mod theme;

// Help for authors: what they can write, first texts, files for their editor.
pub mod editor;
pub mod scaffold;
pub mod schema;

// The stages in a row.
pub mod handbook;
pub mod mend;
pub mod pipeline;

// The files, the network and the program, which a library for WebAssembly has not.
#[cfg(not(target_family = "wasm"))]
pub mod build;
#[cfg(not(target_family = "wasm"))]
pub mod cli;
#[cfg(not(target_family = "wasm"))]
pub mod disk;
#[cfg(not(target_family = "wasm"))]
pub mod serve;
