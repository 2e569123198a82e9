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

use std::path::{Path, PathBuf};

pub use cache::DiskCache;
pub use read::{Root, read};
pub use source_cache::{Loaded, Reach, SourceCache};
pub use stamp::StampPlace;

/// A path below a folder, in room that fits: it is made for every file of a school and of what is published, and what
/// [`Path::join`] makes grows once more.
fn below(folder: &Path, path: &str) -> PathBuf {
    let mut whole = PathBuf::with_capacity(folder.as_os_str().len() + 1 + path.len());
    whole.push(folder);
    whole.push(path);
    whole
}
