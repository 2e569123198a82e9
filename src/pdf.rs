//! PDFs, typeset without a browser: a tree of `render` written as Typst, and Typst as a library that makes pages of it.
//!
//! A [`Paper`] collects what one PDF holds; [`PdfCompiler`] makes the bytes, or finds them in the cache. What is handed to
//! Typst is code made of string literals and numbers only: no text of an author is ever read as markup or code.

mod compiler;
mod elements;
mod fit;
mod fonts;
mod lines;
mod load;
mod panels;
mod paper;
mod signs;
mod typ;
mod value;
mod world;

pub use compiler::{MadePdf, PdfCompiler, PdfRequest, TypstRemark};
use fonts::Fonts;
pub use lines::text_in;
pub use load::load;
pub use paper::Paper;
pub use signs::{Lacks, is_letter};
pub use typ::{Typ, Val, words};
pub use value::value;
