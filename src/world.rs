//! World: where the files of a school come from, and the day. The pipeline asks a world and nothing else; so the same
//! stages serve a folder on disk (`disk`), files in memory ([`Memory`]) and what an editor holds unsaved over either
//! ([`Overlay`]).

mod decode;
mod known;
mod memory;
mod overlay;

pub use decode::{Unread, text};
pub use known::KnownHashes;
pub use memory::Memory;
pub use overlay::Overlay;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config;
use crate::data;
use crate::diag::Finding;
use crate::source::Sources;

/// Names that must not appear in texts, a name a line. Git leaves its folder out.
pub const NAMES: &str = ".krijt/namen.txt";
/// A Markdown page may be this many bytes.
pub const TEXT_LIMIT: usize = 2 * 1024 * 1024;
/// An image or other file beside a document may be this many bytes.
pub const FILE_LIMIT: u64 = 30 * 1024 * 1024;

/// What a pipeline may ask for.
pub trait World: Sync {
    /// Every file that belongs to the school, and what is wrong with files as such.
    fn files(&self) -> (Arc<Input>, Vec<Finding>);

    /// The bytes of one file below the root, as they are now.
    ///
    /// # Errors
    /// Why there are none, in the words of the system.
    fn bytes(&self, path: &str) -> Result<Vec<u8>, String>;

    /// What people call the folder of the school, for a message.
    fn name(&self) -> String;

    /// The day it is, where somebody knows. What the user asked for (`Options::today`) goes before it, and what the school
    /// itself says (`vandaag` in `krijt.yaml`).
    fn today(&self) -> Option<Date> {
        None
    }

    /// Where to keep what was expensive to make, at most so many bytes of it.
    fn cache(&self, _name: &str, _limit: u64) -> Box<dyn Cache> {
        Box::new(NoCache)
    }

    /// Which krijt this is, told apart from every other one; `None` where that cannot be told, and nothing that was found
    /// out about a text is kept for the next run.
    fn program(&self) -> Option<u128> {
        None
    }
}

/// Keeps what was expensive to make, under a key that stands for everything it was made of. It may lose anything.
pub trait Cache: Send + Sync {
    fn get(&self, key: u128) -> Option<Vec<u8>>;
    fn put(&self, key: u128, body: &[u8]);
}

/// Keeps nothing.
pub struct NoCache;

impl Cache for NoCache {
    fn get(&self, _: u128) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: u128, _: &[u8]) {}
}

/// All files of a school.
#[derive(Debug, Default)]
pub struct Input {
    pub sources: Sources,
    /// Files in `content/` that are no text of ours: path to size in bytes.
    pub assets: BTreeMap<String, u64>,
    /// What tells one state of such a file from another; empty where nobody looks twice.
    pub versions: BTreeMap<String, Version>,
    /// The files of `themes/`: path to bytes.
    pub themes: BTreeMap<String, Arc<[u8]>>,
}

/// One state of a file whose bytes are not kept: equal versions have equal bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    pub stamp: Stamp,
    /// Of its bytes, once they were ever seen to change.
    pub hash: u64,
}

/// What a disk says of a file without opening it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    /// Seconds and nanoseconds; the second pair (Unix only) cannot be set back by an editor.
    pub modified: (i64, i64),
    pub changed: (i64, i64),
    pub inode: u64,
}

impl Version {
    /// For a hash of many.
    pub fn to_bytes(self) -> [u8; 56] {
        let Stamp { size, modified, changed, inode } = self.stamp;
        let mut out = [0; 56];
        let numbers = [size as i64, modified.0, modified.1, changed.0, changed.1, inode as i64, self.hash as i64];
        for (place, number) in out.chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        out
    }
}

/// What a file is to krijt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileUse {
    Text,
    /// A file of a theme that is a text as well: a template, or words.
    Template,
    Theme,
    Asset,
}

/// What the file at this path below the root is; `None`: it does not belong to the school.
pub fn use_of(path: &str) -> Option<FileUse> {
    let (folder, _) = path.split_once('/').unwrap_or_default();
    match folder {
        _ if path == config::FILE || path == NAMES => Some(FileUse::Text),
        "themes" if path.ends_with(".html") || is_message(path) || is_words(path) => Some(FileUse::Template),
        "themes" => Some(FileUse::Theme),
        "content" if path.ends_with(".md") || is_data(path) => Some(FileUse::Text),
        "content" => Some(FileUse::Asset),
        _ => None,
    }
}

/// A template of plain text: `themes/<name>/templates/text/lesson.txt`.
fn is_message(path: &str) -> bool {
    path.ends_with(".txt") && path.contains("/templates/")
}

/// The words of a theme: `themes/<name>/words/<lang>.yaml`.
fn is_words(path: &str) -> bool {
    path.split('/').nth(2) == Some("words") && path.matches('/').count() == 3 && path.ends_with(".yaml")
}

/// The YAML files of a school; other YAML is a file like any other.
fn is_data(path: &str) -> bool {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    is_yaml && (path.starts_with("content/data/") || [data::CHANGES, data::INCIDENTS].contains(&path))
}

/// Is a path below the root a hidden one, or in a hidden folder?
pub fn is_below_hidden(path: &str) -> bool {
    path.split('/').any(is_hidden)
}

/// Files of editors, of systems and of git, by their name.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".tmp")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}
