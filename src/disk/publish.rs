//! Publishing: a whole tree of files replaces another in one step, or nothing happens at all.
//!
//! A run takes the [`lock`] of the folder its outputs stand in, [`stage`]s every output and then commits each
//! [`StagedTree`]. Work in progress stands beside the output, on the same file system, in `.krijt/`:
//!
//! | name | what it is | what a later run does with it |
//! |---|---|---|
//! | `lock` | held by the running build | takes it over when its process is gone |
//! | `<name>.new` | a stage being filled | deletes it |
//! | `<name>.swap` | a complete stage, or, after the swap, the folder it replaced | empties it with care |
//! | `<name>.old` | the replaced folder, where two folders cannot be exchanged in one step | puts it back when the output is missing, else empties it with care |
//!
//! Invariants, whatever fails and whenever the process is killed:
//!
//! - The output is the whole old tree or the whole new one. (Where the system cannot exchange two folders, it can be
//!   missing after a kill in between two renames; the next run puts it back.)
//! - A file that is not in our manifest is never overwritten and never deleted. "With care" means: delete what the
//!   folder's own manifest names and what the output holds as well; move everything else into the output.
//! - A file whose bytes stay the same keeps its inode and its time; when all stay the same nothing is touched.
//!
//! Not covered: power loss on file systems without a journal (FAT), and a disk that takes longer than
//! [`fs::SYNC_TIMEOUT`] to write what is waiting for it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

mod cleanup;
mod diff;
pub mod fs;
mod guard;
mod lock;
mod manifest;
mod noted;
mod scan;
mod stage;
mod swap;

pub use lock::{Lock, lock, lock_with};
pub use manifest::NAME as MANIFEST;
pub use noted::Noted;
pub use stage::{StagedTree, stage, stage_noted, stage_with};

/// Everything that will stand in one output folder.
pub trait OutputTree: Sync {
    /// All paths: sorted, unique, with `/` between their parts, relative and free of `.` and `..`.
    fn paths(&self) -> &[String];

    /// Appends the bytes of path `index` to `out`. `false`: this file could not be made and the tree keeps the
    /// reason; nothing will be published. The others are still asked for, so that all reasons come to light.
    fn render(&self, index: usize, out: &mut Vec<u8>) -> bool;

    /// How long path `index` takes, beside the others: what takes long is begun first.
    fn weight(&self, _index: usize) -> u8 {
        0
    }
}

/// Does something for every path of a tree, on all threads. Each takes the next one when it is done, the slowest first,
/// so that no thread is left with a queue of slow ones. `W` is what a thread keeps for itself.
pub fn for_each_path<W: Default, T: Send>(tree: &impl OutputTree, make: impl Fn(&mut W, usize) -> T + Sync) -> Vec<T> {
    let mut order: Vec<usize> = (0..tree.paths().len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(tree.weight(*index)));
    let next = AtomicUsize::new(0);
    let work = |_: rayon::BroadcastContext<'_>| {
        let (mut own, mut done) = (W::default(), Vec::new());
        while let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*index, make(&mut own, *index)));
        }
        done
    };
    let mut done: Vec<(usize, T)> = rayon::broadcast(work).into_iter().flatten().collect();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Where to publish, and what must not be harmed by it.
pub struct PublishTarget<'a> {
    /// The output folder. It and its parents need not exist.
    pub out: &'a Path,
    /// Every folder and file that is read: content, themes and `krijt.yaml` (that file, not the root, since outputs
    /// stand in the root). Those that do not exist yet count too.
    pub sources: &'a [&'a Path],
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that were there already, not touched.
    pub unchanged: usize,
    /// Files of an earlier run that are no longer made.
    pub removed: usize,
    /// Of those, the PDFs: a build without them says so.
    pub removed_pdfs: usize,
    /// What is not ours and was left alone, sorted; a folder that is not ours is named once, with a `/` behind it.
    /// `.gitignore` and `.gitkeep` are among them.
    pub foreign: Vec<String>,
}

impl PublishReport {
    /// What the same run would do again.
    pub fn settle(&mut self) {
        self.unchanged += std::mem::take(&mut self.written);
        (self.removed, self.removed_pdfs) = (0, 0);
    }
}

/// What becomes of the pages of the last build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    pub kept: usize,
    pub gone: usize,
}

impl Pages {
    /// Fewer than these may go without a question: a small school is soon another one.
    const FEW: usize = 10;

    /// Do most of them go? Then rather the texts are gone (a folder that was not synced yet) than the school wants that.
    pub fn most_go(self) -> bool {
        self.gone >= Self::FEW && self.gone > self.kept
    }
}

/// Why nothing was published. The output is as it was.
#[derive(Debug)]
pub enum PublishFailure {
    /// The output folder `path` is, contains or lies in `source`.
    InSources { path: PathBuf, source: PathBuf },
    /// `path` holds things and no manifest of ours, or is a file or a link. `proposal` is a folder that would do.
    NotOurs { path: PathBuf, proposal: PathBuf },
    /// Something that is not ours stands where a file of ours must come; the first one by path.
    ForeignFile { path: PathBuf },
    /// Another build is at work beside `path`.
    Running { path: PathBuf, pid: Option<u32> },
    /// The system refused. `needed`: how many bytes the disk must have free, when it was full.
    Write { path: PathBuf, reason: io::Error, needed: Option<u64> },
    /// Another file system is attached at `path`: the output folder or a folder in it.
    MountPoint { path: PathBuf },
    /// A file could not be made.
    Render,
}

/// Says whether `target` would be refused as it stands now; touches nothing and needs no lock. [`stage`] asks again.
///
/// # Errors
/// [`PublishFailure::InSources`], [`PublishFailure::NotOurs`], [`PublishFailure::MountPoint`], or [`PublishFailure::Write`] for a path that
/// cannot be looked at.
pub fn check(target: &PublishTarget) -> Result<(), PublishFailure> {
    let fs = fs::Fs::default();
    let place = guard::OutputPlace::of(target)?;
    guard::occupancy(&fs, &place).map(drop)
}

/// Turns an error of the system into a failure at `path`.
fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishFailure {
    let path = path.to_path_buf();
    move |reason| PublishFailure::Write { path, reason, needed: None }
}
