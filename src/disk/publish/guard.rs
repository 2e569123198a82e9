//! What is refused before anything is touched.

use super::fs::{FileKind, Fs};
use super::lock::WORK;
use super::manifest::Manifest;
use super::{PublishFailure, PublishTarget, at};
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What git keeps an otherwise empty folder with.
const HARMLESS: [&str; 2] = [".gitignore", ".gitkeep"];

/// Where programs keep all versions of a folder: nothing else belongs there.
const VERSIONS: [&str; 3] = [".git", ".hg", ".svn"];

/// Where one output stands, and where its work is done.
pub(super) struct OutputPlace {
    /// Its parent without links, and its own name.
    pub out: PathBuf,
    /// A stage being filled.
    pub new: PathBuf,
    /// A complete stage; after the swap the folder it replaced.
    pub swap: PathBuf,
    /// The replaced folder, where two folders cannot be exchanged.
    pub old: PathBuf,
}

impl OutputPlace {
    /// Refuses an output that is, contains or lies in a source.
    pub(super) fn of(target: &PublishTarget) -> Result<OutputPlace, PublishFailure> {
        let out = own_place(target.out)?;
        let real = resolve(target.out)?;
        for source in target.sources {
            let (near, far) = (own_place(source)?, resolve(source)?);
            let pairs = [(&out, &near), (&out, &far), (&real, &near), (&real, &far)];
            if pairs.iter().any(|(out, source)| overlap(out, source)) {
                return Err(PublishFailure::InSources { path: target.out.to_path_buf(), source: source.to_path_buf() });
            }
        }
        let is_kept = |path: &&Path| path.file_name().is_some_and(|name| VERSIONS.iter().any(|known| name == *known));
        if let Some(source) = out.ancestors().find(is_kept) {
            let source = source.to_path_buf();
            return Err(PublishFailure::InSources { path: target.out.to_path_buf(), source });
        }
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else { return Err(not_ours(&out)) };
        if name == WORK {
            return Err(not_ours(&out));
        }
        let work = |end: &str| {
            let mut name = OsString::from(name);
            name.push(end);
            parent.join(WORK).join(name)
        };
        Ok(OutputPlace { new: work(".new"), swap: work(".swap"), old: work(".old"), out })
    }
}

/// The manifest of the output; `None` when there is no output yet, or an empty one.
///
/// Refuses a folder with things in it and no manifest of ours, what is no folder, and a mount point.
pub(super) fn occupancy(fs: &Fs, place: &OutputPlace) -> Result<Option<Manifest>, PublishFailure> {
    let out = &place.out;
    match fs.kind(out).map_err(at(out))? {
        None => return Ok(None),
        Some(FileKind::Dir) => {}
        Some(_) => return Err(not_ours(out)),
    }
    if fs.is_mount(out).map_err(at(out))? {
        return Err(PublishFailure::MountPoint { path: out.clone() });
    }
    if let Some(manifest) = Manifest::load(fs, out)? {
        return Ok(Some(manifest));
    }
    let entries = fs.list(out).map_err(at(out))?;
    let harmless = |name: &OsString| HARMLESS.iter().any(|known| name == known);
    if entries.iter().all(|(name, _)| harmless(name)) { Ok(None) } else { Err(not_ours(out)) }
}

/// The refusal of `path`, with a free name in it (or, when it is no folder, beside it) as a proposal.
pub(super) fn not_ours(path: &Path) -> PublishFailure {
    let (folder, stem) = match path.parent() {
        Some(parent) if !path.is_dir() || path.is_symlink() || path.ends_with(WORK) => {
            (parent, path.file_name().map_or_else(String::new, |name| format!("{}-krijt", name.to_string_lossy())))
        }
        _ => (path, "krijt".to_owned()),
    };
    let stem = stem.trim_start_matches('.');
    let first = folder.join(stem);
    let mut others = (2..1000).map(|count| folder.join(format!("{stem}-{count}")));
    let free = |path: &PathBuf| path.symlink_metadata().is_err();
    let proposal = if free(&first) { first } else { others.find(free).unwrap_or(first) };
    PublishFailure::NotOurs { path: path.to_path_buf(), proposal }
}

/// The path itself, links in its parents resolved, its own name as it stands.
fn own_place(path: &Path) -> Result<PathBuf, PublishFailure> {
    let full = std::path::absolute(path).map_err(at(path))?;
    match (full.parent(), full.file_name()) {
        (Some(parent), Some(name)) => Ok(resolve(parent)?.join(name)),
        _ => resolve(&full),
    }
}

/// The path with every link resolved as far as it exists.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, PublishFailure> {
    let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let full = std::path::absolute(here).map_err(at(path))?;
    let mut exists = full.as_path();
    let mut rest = Vec::new();
    let mut real = loop {
        match exists.canonicalize() {
            Ok(real) => break real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(at(path)(error)),
        }
        match (exists.parent(), exists.components().next_back()) {
            (Some(parent), Some(last)) => {
                rest.push(last);
                exists = parent;
            }
            _ => break exists.to_path_buf(),
        }
    };
    for part in rest.iter().rev() {
        match part {
            Component::Normal(name) => real.push(name),
            Component::ParentDir => drop(real.pop()),
            _ => {}
        }
    }
    Ok(real)
}

/// Whether one is the other, or stands in it: by name, and by identity for what is reachable under two names.
fn overlap(one: &Path, other: &Path) -> bool {
    one.starts_with(other) || other.starts_with(one) || stands_in(one, other) || stands_in(other, one)
}

#[cfg(unix)]
fn stands_in(inner: &Path, outer: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |path: &Path| path.metadata().ok().map(|meta| (meta.dev(), meta.ino()));
    let Some(outer) = id(outer) else { return false };
    inner.ancestors().any(|dir| id(dir) == Some(outer))
}

#[cfg(not(unix))]
fn stands_in(_: &Path, _: &Path) -> bool {
    false
}
