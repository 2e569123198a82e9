//! PDFs, typeset without a browser: a body projected to Typst, and Typst as a library that makes pages of it.
//!
//! A [`Paper`] collects what one PDF holds; [`Press`] makes the bytes, or finds them in the cache. What is handed to
//! Typst is code made of string literals and numbers only: no text of an author is ever read as markup or code.

mod blocks;
mod body;
mod fonts;
mod height;
mod lines;
mod load;
mod press;
mod signs;
mod typ;
mod ways;
mod world;

pub use body::Paper;
use fonts::Fonts;
pub use height::lines;
pub use load::load;
pub use press::{Made, Order, Press, Remark};
pub use signs::{Lacks, is_letter};
pub use typ::{Typ, Val, words};
