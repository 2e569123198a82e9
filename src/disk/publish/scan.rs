//! What stands in a folder, links not followed.

use super::fs::{FileKind, Fs};
use super::{PublishFailure, at};
use rayon::prelude::*;
use std::ffi::OsString;
use std::path::Path;

/// Something in a folder.
#[derive(Clone, Debug)]
pub(super) struct FolderEntry {
    /// Relative, with `/` between its parts; not always Unicode.
    pub path: OsString,
    pub kind: FileKind,
}

impl FolderEntry {
    /// The path as one of ours would be written; nothing of ours is not Unicode.
    pub(super) fn name(&self) -> Option<&str> {
        self.path.to_str()
    }
}

/// Everything below `root`, sorted, so that a folder comes before what is in it. Level by level, so that no depth
/// exhausts the stack.
///
/// Fails with [`PublishFailure::MountPoint`] when another file system is attached somewhere in it: what we would then do to
/// its files could not be taken back.
pub(super) fn scan(fs: &Fs, root: &Path) -> Result<Vec<FolderEntry>, PublishFailure> {
    let mut all = Vec::new();
    let mut level = vec![OsString::new()];
    while !level.is_empty() {
        let found = level.par_iter().map(|dir| read(fs, root, dir)).collect::<Result<Vec<_>, _>>()?;
        let folders = found.iter().flatten().filter(|entry| entry.kind == FileKind::Dir);
        level = folders.map(|entry| entry.path.clone()).collect();
        all.extend(found.into_iter().flatten());
    }
    all.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

fn read(fs: &Fs, root: &Path, dir: &OsString) -> Result<Vec<FolderEntry>, PublishFailure> {
    let path = if dir.is_empty() { root.to_path_buf() } else { root.join(dir) };
    if !dir.is_empty() && fs.is_mount(&path).map_err(at(&path))? {
        return Err(PublishFailure::MountPoint { path });
    }
    let below = |(name, kind): (OsString, FileKind)| {
        let mut path = dir.clone();
        if !path.is_empty() {
            path.push("/");
        }
        path.push(name);
        FolderEntry { path, kind }
    };
    Ok(fs.list(&path).map_err(at(&path))?.into_iter().map(below).collect())
}
