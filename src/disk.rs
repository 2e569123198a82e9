//! The only modules that touch files: reading a school, and publishing what was made of it.
#![expect(clippy::disallowed_methods, reason = "this is the place where files are read and written")]

mod cache;
pub mod publish;
mod read;
mod shelf;

pub use cache::Cache;
pub use read::{FILE_LIMIT, Input, Root, read};
pub use shelf::{Shelf, Version};
