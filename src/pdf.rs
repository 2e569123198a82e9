//! PDFs, typeset without a browser: a body projected to Typst, and Typst as a library that makes pages of it.
//!
//! A [`Paper`] collects what one PDF holds; [`PdfCompiler`] makes the bytes, or finds them in the cache. What is handed to
//! Typst is code made of string literals and numbers only: no text of an author is ever read as markup or code.

mod blocks;
mod body;
mod compiler;
mod fit;
mod fonts;
mod height;
mod lines;
mod load;
mod signs;
mod typ;
mod world;

pub use body::Paper;
pub use compiler::{Made, PdfCompiler, PdfRequest, Remark};
use fonts::Fonts;
pub use height::lines;
pub use load::load;
pub use signs::{Lacks, is_letter};
pub use typ::{Typ, Val, words};
