//! Clearing away with care, and putting right what a killed run left.

use super::fs::{FileKind, Fs};
use super::guard::{self, OutputPlace};
use super::manifest::{self, Manifest};
use super::scan::{FolderEntry, scan};
use super::{PublishFailure, at};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// How often a folder is looked through again because something appeared in it while it was being emptied.
const ROUNDS: usize = 3;

/// Finishes or undoes what an interrupted run did to this output, and removes its left-overs.
pub(super) fn recover(fs: &Fs, place: &OutputPlace) -> Result<(), PublishFailure> {
    let OutputPlace { out, new, swap, old } = place;
    if is_folder(fs, new)? {
        fs.remove_tree(new).map_err(at(new))?;
    }
    // The replaced folder first: where both are there the swap had not happened.
    for left in [old, swap] {
        if !is_folder(fs, left)? {
            continue;
        }
        match fs.kind(out).map_err(at(out))? {
            None => fs.rename(left, out).map_err(at(left))?,
            Some(FileKind::Dir) => empty(fs, left, out)?,
            Some(_) => return Err(guard::not_ours(out)),
        }
    }
    Ok(())
}

/// Refuses anything that we would not have left there.
fn is_folder(fs: &Fs, path: &Path) -> Result<bool, PublishFailure> {
    match fs.kind(path).map_err(at(path))? {
        None => Ok(false),
        Some(FileKind::Dir) => Ok(true),
        Some(_) => Err(guard::not_ours(path)),
    }
}

/// Removes the folder `gone` of which `out` has taken the place (or would have).
///
/// Deleted is what the folder's own manifest names, unless it was edited and `out` has no file of ours for it, and
/// what stands in `out` too. All else is moved into `out`: at its own path when that is free; otherwise the newer of
/// the two keeps the name and the other stands beside it.
pub(super) fn empty(fs: &Fs, gone: &Path, out: &Path) -> Result<(), PublishFailure> {
    fs.make_writable(gone).map_err(at(gone))?;
    let theirs = Manifest::load(fs, gone)?;
    let current = Manifest::load(fs, out)?;
    let cleaner = Cleaner { fs, gone, out, theirs, current };
    for round in 1.. {
        let entries = scan(fs, gone)?;
        cleaner.files(&entries)?;
        cleaner.folders(&entries)?;
        // The manifest is the last to go, so that an interrupted run can be taken up again.
        let own = gone.join(manifest::NAME);
        if cleaner.theirs.is_some() && round == 1 {
            fs.remove_file(&own).map_err(at(&own))?;
        }
        match fs.remove_dir(gone) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty && round < ROUNDS => {}
            result => return result.map_err(at(gone)),
        }
    }
    Ok(())
}

struct Cleaner<'a> {
    fs: &'a Fs,
    gone: &'a Path,
    out: &'a Path,
    /// The manifest of `gone`.
    theirs: Option<Manifest>,
    /// The manifest of `out`.
    current: Option<Manifest>,
}

impl Cleaner<'_> {
    /// Deletes or moves everything that is no folder.
    fn files(&self, entries: &[FolderEntry]) -> Result<(), PublishFailure> {
        for entry in entries.iter().filter(|entry| entry.kind == FileKind::Dir && !self.is_theirs(entry)) {
            let path = self.gone.join(&entry.path);
            self.fs.make_writable(&path).map_err(at(&path))?;
        }
        let files = entries.par_iter().filter(|entry| entry.kind != FileKind::Dir);
        files.map(|entry| self.file(entry)).collect()
    }

    fn file(&self, entry: &FolderEntry) -> Result<(), PublishFailure> {
        let path = self.gone.join(&entry.path);
        let ours = match (entry.name(), &self.theirs) {
            (Some(manifest::NAME), Some(_)) if entry.kind == FileKind::File => return Ok(()),
            (Some(name), Some(theirs)) if entry.kind == FileKind::File => match theirs.get(name) {
                Some(_) if self.is_current(entry) => true,
                Some(hash) => manifest::hash(&self.fs.read(&path).map_err(at(&path))?) == hash,
                None => false,
            },
            _ => false,
        };
        if ours {
            return self.fs.remove_file(&path).map_err(at(&path));
        }
        self.rescue(entry, &path).map_err(at(&path))
    }

    /// Removes the folders that are empty by now, and makes in `out` those that were nobody's to remove.
    fn folders(&self, entries: &[FolderEntry]) -> Result<(), PublishFailure> {
        let depth = |entry: &&FolderEntry| Path::new(&entry.path).components().count();
        let mut folders: Vec<&FolderEntry> = entries.iter().filter(|entry| entry.kind == FileKind::Dir).collect();
        folders.sort_by_cached_key(|entry| Reverse(depth(entry)));
        for level in folders.chunk_by(|a, b| depth(a) == depth(b)) {
            level.par_iter().map(|entry| self.folder(entry)).collect::<Result<(), PublishFailure>>()?;
        }
        Ok(())
    }

    fn folder(&self, entry: &FolderEntry) -> Result<(), PublishFailure> {
        let path = self.gone.join(&entry.path);
        if !self.is_theirs(entry) {
            let there = self.out.join(&entry.path);
            let (_, free) = self.reach(entry).map_err(at(&there))?;
            if free && self.fs.kind(&there).map_err(at(&there))?.is_none() {
                self.fs.create_dir_all(&there).map_err(at(&there))?;
            }
        }
        match self.fs.remove_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::DirectoryNotEmpty => Err(at(&path)(error)),
            _ => Ok(()),
        }
    }

    /// Sees to it that what stands at `path` is not lost.
    fn rescue(&self, entry: &FolderEntry, path: &Path) -> io::Result<()> {
        let there = self.out.join(&entry.path);
        let (folder, free) = self.reach(entry)?;
        if !free {
            return self.fs.rename(path, &self.free_name(&folder, &there)?);
        }
        let other = self.fs.kind(&there)?;
        let same = other == Some(entry.kind)
            && match entry.kind {
                FileKind::Link => self.fs.link_target(path)? == self.fs.link_target(&there)?,
                _ => self.is_same_file(path, &there)?,
            };
        if same {
            return self.fs.remove_file(path);
        }
        if other.is_none() {
            self.make_folder_of(&there)?;
            return self.fs.rename(path, &there);
        }
        let beside = self.free_name(&folder, &there)?;
        if other == Some(FileKind::File) && !self.is_current(entry) && self.is_newer(path, &there)? {
            self.fs.rename(&there, &beside)?;
            return self.fs.rename(path, &there);
        }
        self.fs.rename(path, &beside)
    }

    /// How far the folders of this path exist in `out`, no link followed, and whether nothing stands in the way of
    /// making the rest.
    fn reach(&self, entry: &FolderEntry) -> io::Result<(PathBuf, bool)> {
        let mut folder = self.out.to_path_buf();
        for part in Path::new(&entry.path).parent().into_iter().flat_map(Path::components) {
            let next = folder.join(part);
            match self.fs.kind(&next)? {
                Some(FileKind::Dir) => folder = next,
                other => return Ok((folder, other.is_none())),
            }
        }
        Ok((folder, true))
    }

    /// Whether this folder of `gone` was made for files of ours.
    fn is_theirs(&self, entry: &FolderEntry) -> bool {
        entry.name().zip(self.theirs.as_ref()).is_some_and(|(name, theirs)| theirs.has_below(name))
    }

    fn make_folder_of(&self, path: &Path) -> io::Result<()> {
        path.parent().map_or(Ok(()), |folder| self.fs.create_dir_all(folder))
    }

    /// Whether `out` has a file of ours at this path.
    fn is_current(&self, entry: &FolderEntry) -> bool {
        entry.name().is_some_and(|name| {
            name == manifest::NAME || self.current.as_ref().is_some_and(|current| current.get(name).is_some())
        })
    }

    /// One file under two names, or two with the same bytes.
    fn is_same_file(&self, one: &Path, other: &Path) -> io::Result<bool> {
        let (first, second) = (self.fs.stat(one)?, self.fs.stat(other)?);
        if identity(&first) == identity(&second) && identity(&first).is_some() {
            return Ok(true);
        }
        let plain = first.is_file() && second.is_file() && first.len() == second.len();
        Ok(plain && self.fs.read(one)? == self.fs.read(other)?)
    }

    fn is_newer(&self, one: &Path, other: &Path) -> io::Result<bool> {
        Ok(self.fs.stat(one)?.modified()? > self.fs.stat(other)?.modified()?)
    }

    /// A name like that of `path` that is free in `folder`.
    fn free_name(&self, folder: &Path, path: &Path) -> io::Result<PathBuf> {
        let name = path.file_name().unwrap_or_default();
        for count in 1.. {
            let mut other = OsString::from(name);
            other.push(format!(".bewaard-{count}"));
            let other = folder.join(other);
            if self.fs.kind(&other)?.is_none() {
                return Ok(other);
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

#[cfg(unix)]
fn identity(meta: &std::fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<(u64, u64)> {
    None
}
