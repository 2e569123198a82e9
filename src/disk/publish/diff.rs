//! Which files in the output are ours, which go, and which are somebody else's.

use super::fs::{FileKind, Fs};
use super::manifest::{self, Manifest};
use super::scan::{FolderEntry, scan};
use super::{Pages, PublishFailure, at};
use std::collections::HashSet;
use std::path::Path;

/// The output as it is, seen against the paths that will stand in it.
#[derive(Default)]
pub(super) struct Survey {
    /// For each new path: whether a file of ours stands there now.
    pub present: Vec<bool>,
    /// Files of ours that will not come back.
    pub removed: usize,
    pub removed_pdfs: usize,
    pub pages: Pages,
    /// What is not ours, folders before what is in them.
    pub foreign: Vec<FolderEntry>,
}

impl Survey {
    /// Looks at `out`. A file is ours when the manifest names it and it will be replaced, or still holds what we
    /// wrote; one that was edited by hand and is no longer made is not taken away.
    pub(super) fn of(fs: &Fs, out: &Path, old: Option<&Manifest>, paths: &[String]) -> Result<Survey, PublishFailure> {
        let mut survey = Survey { present: vec![false; paths.len()], ..Survey::default() };
        for entry in scan(fs, out)? {
            survey.sort_in(fs, out, old, paths, entry)?;
        }
        survey.refuse_clashes(out, paths)?;
        Ok(survey)
    }

    fn sort_in(
        &mut self,
        fs: &Fs,
        out: &Path,
        old: Option<&Manifest>,
        paths: &[String],
        entry: FolderEntry,
    ) -> Result<(), PublishFailure> {
        let ours = match (entry.name(), entry.kind) {
            (Some(manifest::NAME), FileKind::File) => old.is_some(),
            (Some(name), FileKind::Dir) => old.is_some_and(|old| old.has_below(name)) || below(paths, name),
            (Some(name), FileKind::File) => match (find(paths, name), old.and_then(|old| old.get(name))) {
                (Some(index), Some(_)) => {
                    if let Some(present) = self.present.get_mut(index) {
                        *present = true;
                    }
                    self.pages.kept += usize::from(name.ends_with(".html"));
                    true
                }
                (None, Some(hash)) => {
                    let path = out.join(name);
                    let same = manifest::hash(&fs.read(&path).map_err(at(&path))?) == hash;
                    self.removed += usize::from(same);
                    self.removed_pdfs += usize::from(same && name.ends_with(".pdf"));
                    self.pages.gone += usize::from(same && name.ends_with(".html"));
                    same
                }
                (_, None) => false,
            },
            _ => false,
        };
        if !ours {
            self.foreign.push(entry);
        }
        Ok(())
    }

    /// Fails when something that is not ours stands where a file or a folder of ours must come.
    fn refuse_clashes(&self, out: &Path, paths: &[String]) -> Result<(), PublishFailure> {
        let clash = |entry: &FolderEntry| {
            let name = entry.name()?;
            let above = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
            let blocked = above.chain([name]).find(|name| find(paths, name).is_some());
            blocked.or_else(|| (entry.kind != FileKind::Dir && below(paths, name)).then_some(name)).map(str::to_owned)
        };
        match self.foreign.iter().filter_map(clash).min() {
            Some(name) => Err(PublishFailure::ForeignFile { path: out.join(name) }),
            None => Ok(()),
        }
    }

    /// What to tell the user: a folder that is wholly somebody else's once.
    pub(super) fn named(&self) -> Vec<String> {
        let mut folders = HashSet::new();
        let mut named = Vec::new();
        for entry in &self.foreign {
            let name = entry.path.to_string_lossy();
            let inside = name.match_indices('/').any(|(at, _)| name.get(..at).is_some_and(|dir| folders.contains(dir)));
            if entry.kind == FileKind::Dir {
                folders.insert(name.to_string());
            }
            if !inside {
                named.push(if entry.kind == FileKind::Dir { format!("{name}/") } else { name.into_owned() });
            }
        }
        named
    }
}

fn find(paths: &[String], name: &str) -> Option<usize> {
    paths.binary_search_by(|path| path.as_str().cmp(name)).ok()
}

fn below(paths: &[String], folder: &str) -> bool {
    manifest::has_below(paths, String::as_str, folder)
}
