//! Staging: what is new is written beside the output, what is the same is only compared.

use super::diff::Survey;
use super::fs::Fs;
use super::guard::{self, OutputPlace};
use super::manifest;
use super::scan::FolderEntry;
use super::{Noted, OutputTree, Pages, PublishFailure, PublishReport, PublishTarget, at, cleanup, for_each_path, swap};
use crate::disk::below;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// What a file takes on disk: whole blocks.
const BLOCK: u64 = 4096;

/// A tree that is ready to take the place of the output. Dropping it leaves the output as it is and removes the stage.
#[must_use]
pub struct StagedTree {
    pub(super) fs: Fs,
    pub(super) place: OutputPlace,
    pub(super) report: PublishReport,
    /// Of the last build.
    pub pages: Pages,
    /// How many files were written into the stage.
    pub fresh: usize,
    /// Of the bytes of each file of the tree.
    pub hashes: Vec<u64>,
    /// What the changed files take on disk.
    needed: u64,
    /// To be carried over; `None` when the output is already as it should be.
    pub(super) foreign: Option<Vec<FolderEntry>>,
}

impl StagedTree {
    /// Puts the staged tree in the place of the output, in one step; does nothing when all is the same.
    ///
    /// # Errors
    /// [`PublishFailure::Write`] or [`PublishFailure::MountPoint`]: the output is as it was and the stage is removed.
    pub fn commit(mut self) -> Result<PublishReport, PublishFailure> {
        if let Some(foreign) = &self.foreign {
            swap::commit(&self.fs, &self.place, foreign).map_err(|failure| with_need(failure, self.needed))?;
            self.foreign = None;
        }
        Ok(std::mem::take(&mut self.report))
    }
}

impl Drop for StagedTree {
    fn drop(&mut self) {
        if self.foreign.is_some() {
            let _ = self.fs.remove_tree(&self.place.new);
        }
    }
}

/// Renders `tree` in parallel, compares each file with the one in the output, and writes those that differ into the
/// stage. The caller holds the [`lock`](super::lock()) of the output's parent. What an earlier run that was killed
/// left for this output is put right first.
///
/// # Errors
/// Each [`PublishFailure`] but [`PublishFailure::Running`]; the output is untouched and the stage removed.
pub fn stage(target: &PublishTarget, tree: &impl OutputTree) -> Result<StagedTree, PublishFailure> {
    stage_with(&Fs::default(), target, tree)
}

/// [`stage`] on a given file system.
///
/// # Errors
/// As [`stage`].
pub fn stage_with(fs: &Fs, target: &PublishTarget, tree: &impl OutputTree) -> Result<StagedTree, PublishFailure> {
    stage_noted(fs, &Noted::default(), target, tree)
}

/// [`stage_with`] where something is known of the output: a file that is as it was noted is not opened.
///
/// # Errors
/// As [`stage`].
pub fn stage_noted(
    fs: &Fs,
    noted: &Noted,
    target: &PublishTarget,
    tree: &impl OutputTree,
) -> Result<StagedTree, PublishFailure> {
    let paths = tree.paths();
    debug_assert!(paths.is_sorted_by(|a, b| a < b), "paths are sorted and unique");
    if let Some(path) = paths.iter().find(|path| !manifest::is_safe(path)) {
        return Err(at(&target.out.join(path))(io::ErrorKind::InvalidFilename.into()));
    }
    let place = OutputPlace::of(target)?;
    cleanup::recover(fs, &place)?;
    let old = guard::occupancy(fs, &place)?;
    let exists = fs.kind(&place.out).map_err(at(&place.out))?.is_some();
    let mut survey = if exists {
        Survey::of(fs, &place.out, old.as_ref(), paths)?
    } else {
        Survey { present: vec![false; paths.len()], ..Survey::default() }
    };
    let report = PublishReport {
        removed: survey.removed,
        removed_pdfs: survey.removed_pdfs,
        foreign: survey.named(),
        ..PublishReport::default()
    };
    // From here on dropping this removes the stage.
    let foreign = Some(std::mem::take(&mut survey.foreign));
    let (pages, hashes) = (survey.pages, Vec::new());
    let mut staged = StagedTree { fs: fs.clone(), place, report, pages, fresh: 0, hashes, needed: 0, foreign };

    let stage = Stage::new(fs, noted, &staged.place, tree, &survey.present);
    let files = stage.fill()?;
    let written = files.iter().filter(|file| !file.same).count();
    let hashes: Vec<u64> = files.iter().map(|file| file.hash).collect();
    let bytes = manifest::write(paths.iter().map(String::as_str).zip(hashes.iter().copied()));
    let same = written == 0 && survey.removed == 0 && old.is_some_and(|old| old.bytes == bytes);
    if !same {
        stage.complete(&files, &bytes)?;
    }
    staged.needed = stage.needed.into_inner();
    staged.hashes = hashes;
    staged.report.written = written;
    staged.report.unchanged = files.len() - written;
    if same {
        staged.foreign = None;
    } else {
        // And the manifest.
        staged.fresh = written + 1;
    }
    Ok(staged)
}

/// One file after rendering.
#[derive(Default)]
struct StagedFile {
    hash: u64,
    /// The output holds the same bytes already.
    same: bool,
}

/// What the threads share while they fill the stage.
struct Stage<'a, T> {
    fs: &'a Fs,
    noted: &'a Noted,
    place: &'a OutputPlace,
    tree: &'a T,
    present: &'a [bool],
    /// A file could not be made: the rest is rendered, not written.
    broken: AtomicBool,
    /// The disk is full: the rest is measured, not written.
    full: AtomicBool,
    /// Some other operation failed: stop.
    stop: AtomicBool,
    /// What the changed files take on disk.
    needed: AtomicU64,
    first: Mutex<Option<PublishFailure>>,
}

/// A thread's own.
#[derive(Default)]
struct Worker {
    bytes: Vec<u8>,
    scratch: Vec<u8>,
    /// The folder that was made last.
    folder: PathBuf,
}

impl<'a, T: OutputTree> Stage<'a, T> {
    fn new(fs: &'a Fs, noted: &'a Noted, place: &'a OutputPlace, tree: &'a T, present: &'a [bool]) -> Self {
        Stage {
            fs,
            noted,
            place,
            tree,
            present,
            broken: AtomicBool::new(false),
            full: AtomicBool::new(false),
            stop: AtomicBool::new(false),
            needed: AtomicU64::new(0),
            first: Mutex::new(None),
        }
    }

    /// Renders everything and writes what differs.
    fn fill(&self) -> Result<Vec<StagedFile>, PublishFailure> {
        let make = |worker: &mut Worker, index: usize| {
            if self.stop.load(Relaxed) {
                return StagedFile::default();
            }
            let path = &self.tree.paths()[index];
            self.make(worker, index, path, self.present[index]).unwrap_or_else(|failure| self.fail(failure))
        };
        let files = for_each_path(self.tree, make);
        if self.broken.load(Relaxed) {
            return Err(PublishFailure::Render);
        }
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.map_or(Ok(files), |failure| Err(with_need(failure, self.needed.load(Relaxed))))
    }

    fn make(&self, worker: &mut Worker, index: usize, path: &str, present: bool) -> Result<StagedFile, PublishFailure> {
        worker.bytes.clear();
        if !self.tree.render(index, &mut worker.bytes) {
            self.broken.store(true, Relaxed);
            return Ok(StagedFile::default());
        }
        if self.broken.load(Relaxed) {
            return Ok(StagedFile::default());
        }
        let hash = manifest::hash(&worker.bytes);
        if present {
            let old = below(&self.place.out, path);
            if self.is_as_noted(&old, hash)
                || self.fs.holds(&old, &worker.bytes, &mut worker.scratch).map_err(at(&old))?
            {
                return Ok(StagedFile { hash, same: true });
            }
        }
        // The file and its folder.
        let blocks = (worker.bytes.len() as u64).div_ceil(BLOCK) + 1;
        self.needed.fetch_add(blocks * BLOCK, Relaxed);
        if !self.full.load(Relaxed) {
            let new = below(&self.place.new, path);
            self.folder_of(&new, &mut worker.folder)?;
            self.fs.write_new(&new, &worker.bytes).map_err(at(&new))?;
        }
        Ok(StagedFile { hash, same: false })
    }

    /// Whether it is known without opening it what a file holds, and that is it.
    fn is_as_noted(&self, old: &Path, hash: u64) -> bool {
        !self.noted.is_empty() && self.fs.stat(old).is_ok_and(|meta| self.noted.holds(&meta, hash))
    }

    /// Makes the folder that `file` stands in, unless it is the one made last.
    fn folder_of(&self, file: &Path, last: &mut PathBuf) -> Result<(), PublishFailure> {
        let folder = file.parent().unwrap_or(&self.place.new);
        if folder != last {
            self.fs.create_dir_all(folder).map_err(at(folder))?;
            folder.clone_into(last);
        }
        Ok(())
    }

    fn fail(&self, failure: PublishFailure) -> StagedFile {
        if is_full(&failure) {
            self.full.store(true, Relaxed);
        } else {
            self.stop.store(true, Relaxed);
        }
        self.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
        StagedFile::default()
    }

    /// Makes a stage of changed files a whole tree: the unchanged ones under a second name, and the manifest.
    fn complete(&self, files: &[StagedFile], manifest: &[u8]) -> Result<(), PublishFailure> {
        let fs = self.fs;
        fs.create_dir_all(&self.place.new).map_err(at(&self.place.new))?;
        let unchanged = self.tree.paths().par_iter().zip(files).with_min_len(16).filter(|(_, file)| file.same);
        let link = |folder: &mut PathBuf, (path, _): (&String, &StagedFile)| {
            let (old, new) = (self.place.out.join(path), self.place.new.join(path));
            self.folder_of(&new, folder)?;
            fs.link_or_copy(&old, &new).map_err(at(&new))
        };
        let linked: Result<(), PublishFailure> = unchanged.map_init(PathBuf::new, link).collect();
        let path = self.place.new.join(manifest::NAME);
        linked
            .and_then(|()| fs.write_new(&path, manifest).map_err(at(&path)))
            .map_err(|failure| with_need(failure, self.needed.load(Relaxed)))
    }
}

fn with_need(failure: PublishFailure, needed: u64) -> PublishFailure {
    match failure {
        PublishFailure::Write { path, reason, .. } if is_space(&reason) => {
            PublishFailure::Write { path, reason, needed: Some(needed) }
        }
        other => other,
    }
}

fn is_full(failure: &PublishFailure) -> bool {
    matches!(failure, PublishFailure::Write { reason, .. } if is_space(reason))
}

fn is_space(reason: &io::Error) -> bool {
    matches!(reason.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
