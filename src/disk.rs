//! The only modules that touch files: reading a school, publishing what was made of it, and
//! creating first texts.
#![expect(clippy::disallowed_methods, reason = "this is the place where files are read and written")]

mod cache;
pub mod create;
pub mod facts;
pub mod publish;
mod read;
mod source_cache;
mod stamp;

pub use cache::DiskCache;
pub use read::{Root, read};
pub use source_cache::{Loaded, Reach, SourceCache};
pub use stamp::StampPlace;
