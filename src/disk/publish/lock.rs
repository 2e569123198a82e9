//! One build at a time.

use super::fs::{FileKind, Fs};
use super::{PublishFailure, at, guard};
use crate::disk::facts::{Tick, stamp_of};
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder beside the outputs in which work is done.
pub(super) const WORK: &str = ".krijt";
const FILE: &str = "lock";
/// How often another build may take the lock file away under our hands.
const TRIES: usize = 100;
/// So long a tick of a disk's clock is waited for; most take 4 milliseconds or fewer.
const PATIENCE: usize = 50;
const PAUSE: Duration = Duration::from_micros(500);

/// The right to publish beside one folder. The lock ends when this is dropped or its process dies; dropping also
/// removes `.krijt` when nothing else stands in it, and folders made for the lock that stayed empty.
#[must_use]
pub struct Lock {
    fs: Fs,
    work: PathBuf,
    /// Folders that did not exist before, the outermost first.
    made: Vec<PathBuf>,
    /// Open as long as the lock holds.
    file: Option<File>,
}

/// Takes the lock of the folder that the outputs stand in, making that folder when it is not there.
/// Run [`check`](super::check) first: it refuses without making anything.
///
/// # Errors
/// At once [`PublishFailure::Running`] when another build holds it, [`PublishFailure::NotOurs`] when `.krijt` is no folder,
/// [`PublishFailure::Write`] when the system refuses.
pub fn lock(out_parent: &Path) -> Result<Lock, PublishFailure> {
    lock_with(&Fs::default(), out_parent)
}

/// [`lock`] on a given file system.
///
/// # Errors
/// As [`lock`].
pub fn lock_with(fs: &Fs, out_parent: &Path) -> Result<Lock, PublishFailure> {
    let parent = guard::resolve(out_parent)?;
    let work = parent.join(WORK);
    let made = parent.ancestors().take_while(|dir| !dir.exists()).map(Path::to_path_buf).collect::<Vec<_>>();
    let mut lock = Lock { fs: fs.clone(), work, made: made.into_iter().rev().collect(), file: None };
    fs.create_dir_all(&parent).map_err(at(&parent))?;
    for _ in 0..TRIES {
        match lock.attempt() {
            Ok(true) => return Ok(lock),
            Ok(false) => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(PublishFailure::Running { path: lock.work.clone(), pid: None })
}

impl Lock {
    /// `false`: the build before us was just cleaning up, try again.
    fn attempt(&mut self) -> Result<bool, PublishFailure> {
        let path = self.work.join(FILE);
        match self.fs.create_dir(&self.work) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(at(&self.work)(error)),
            _ => {}
        }
        match self.fs.kind(&self.work).map_err(at(&self.work))? {
            Some(FileKind::Dir) => {}
            None => return Ok(false),
            Some(_) => return Err(guard::not_ours(&self.work)),
        }
        let mut file = match self.fs.open_lock(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            result => result.map_err(at(&path))?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(PublishFailure::Running { path: self.work.clone(), pid: pid(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
        }
        if !is_still(&file, &path) {
            return Ok(false);
        }
        // Only for who comes next: a full disk is no reason to fail here.
        let _ = self.fs.rewrite(&mut file, &path, &format!("{}\n", std::process::id()));
        self.file = Some(file);
        Ok(true)
    }
}

impl Lock {
    /// What time it is for the disk: a file that is written from now on is not older.
    ///
    /// # Errors
    /// The system refused.
    pub fn tick(&mut self) -> io::Result<Tick> {
        let path = self.work.join(FILE);
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        self.fs.rewrite(file, &path, &format!("{}\n", std::process::id()))?;
        Ok(stamp_of(&file.metadata()?).modified)
    }

    /// What time it is, once that is over: a file that is changed from now on is newer. `None` where the disk's clock is slow.
    pub fn tick_over(&mut self) -> Option<Tick> {
        let first = self.tick().ok()?;
        for _ in 0..PATIENCE {
            if self.tick().ok()? > first {
                return Some(first);
            }
            std::thread::sleep(PAUSE);
        }
        None
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let file = self.file.take();
        // While the lock is held nobody else can take it, and who waits for it sees that its file is gone.
        if cfg!(unix) && file.is_some() {
            let _ = self.fs.remove_file(&self.work.join(FILE));
        }
        let _ = self.fs.remove_dir(&self.work);
        for dir in self.made.iter().rev() {
            let _ = self.fs.remove_dir(dir);
        }
        drop(file);
    }
}

/// Who holds the lock, when it had time to write that down.
fn pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

/// Whether the file that was locked is the one that stands there now.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let here = file.metadata().map(|meta| (meta.dev(), meta.ino()));
    let there = std::fs::symlink_metadata(path).map(|meta| (meta.dev(), meta.ino()));
    matches!((here, there), (Ok(here), Ok(there)) if here == there)
}

/// Elsewhere the lock file is never removed.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}
