//! What krijt reads: texts, the documents that they make, their school, and what an audience gets of it. The lowest of
//! krijt's crates: nothing here knows what a page looks like, so an edit of that does not compile this again.
//!
//! The modules in reading order:

// Who may see what.
pub mod audience;

// What is read.
pub mod bytes;
pub mod source;
pub mod world;

// What a text is found by.
pub mod search;

// What is wrong.
pub mod allow;
pub mod diag;
pub mod suggest;

// One file: its head, its text, and the document that they make.
pub mod body;
pub mod doc;
pub mod front;
pub mod kind;
pub mod sheet;
pub mod slides;

// The school: its configuration, its data, its pictures and theme, and all documents together.
pub mod config;
pub mod data;
pub mod date;
pub mod edition;
pub mod language;
pub mod media;
pub mod schema;
pub mod site;
pub mod slug;
pub mod theme;
pub mod wording;
