//! The seam: every file operation of publishing, so that a test can make any of them fail.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a commit waits for the disk before it swaps nevertheless.
pub const SYNC_TIMEOUT: Duration = Duration::from_secs(3);

/// What is about to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    CreateDir,
    CreateFile,
    Write,
    Read,
    List,
    Stat,
    Link,
    Symlink,
    Copy,
    Rename,
    Exchange,
    RemoveFile,
    RemoveDir,
    RemoveTree,
    Permissions,
    Sync,
    Lock,
}

/// Asked before every operation; an error is what the operation then gives, without being done. (A refused
/// [`Op::Write`] leaves half of the bytes, as a full disk does.)
pub trait Fault: Send + Sync {
    #[allow(clippy::missing_errors_doc)]
    fn before(&self, op: Op, path: &Path) -> io::Result<()>;
}

/// The file system, or one that fails on purpose.
#[derive(Clone, Default)]
pub struct Fs {
    fault: Option<Arc<dyn Fault>>,
}

/// What stands at a name, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    File,
    Dir,
    Link,
    Other,
}

impl From<fs::FileType> for FileKind {
    fn from(kind: fs::FileType) -> Self {
        match () {
            () if kind.is_file() => FileKind::File,
            () if kind.is_dir() => FileKind::Dir,
            () if kind.is_symlink() => FileKind::Link,
            () => FileKind::Other,
        }
    }
}

impl Fs {
    /// A file system that asks `fault` first.
    pub fn failing(fault: Arc<dyn Fault>) -> Self {
        Fs { fault: Some(fault) }
    }

    fn step(&self, op: Op, path: &Path) -> io::Result<()> {
        self.fault.as_ref().map_or(Ok(()), |fault| fault.before(op, path))
    }

    /// Without following a link.
    pub(super) fn stat(&self, path: &Path) -> io::Result<Metadata> {
        self.step(Op::Stat, path)?;
        fs::symlink_metadata(path)
    }

    /// What stands there, `None` when nothing does.
    pub(super) fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        match self.stat(path) {
            Ok(meta) => Ok(Some(meta.file_type().into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn list(&self, dir: &Path) -> io::Result<Vec<(OsString, FileKind)>> {
        self.step(Op::List, dir)?;
        fs::read_dir(dir)?.map(|entry| entry.and_then(|e| Ok((e.file_name(), e.file_type()?.into())))).collect()
    }

    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step(Op::Read, path)?;
        fs::read(path)
    }

    /// Whether the file holds exactly `bytes`. `scratch` is only there to be used again.
    pub(super) fn holds(&self, path: &Path, bytes: &[u8], scratch: &mut Vec<u8>) -> io::Result<bool> {
        self.step(Op::Read, path)?;
        let mut file = File::open(path)?;
        let length = bytes.len() as u64;
        if file.metadata()?.len() != length {
            return Ok(false);
        }
        scratch.clear();
        scratch.reserve(bytes.len() + 1);
        // One byte more than expected: the file may have grown, and the end is seen in the same call.
        (&mut file).take(length + 1).read_to_end(scratch)?;
        Ok(scratch == bytes)
    }

    pub(super) fn link_target(&self, path: &Path) -> io::Result<PathBuf> {
        self.step(Op::Read, path)?;
        fs::read_link(path)
    }

    pub(super) fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::CreateDir, path)?;
        fs::create_dir(path)
    }

    pub(super) fn create_dir_all(&self, path: &Path) -> io::Result<()> {
        self.step(Op::CreateDir, path)?;
        fs::create_dir_all(path)
    }

    /// Writes a file that is not there yet.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step(Op::CreateFile, path)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        if let Err(error) = self.step(Op::Write, path) {
            let (half, _) = bytes.split_at(bytes.len() / 2);
            let _ = file.write_all(half);
            return Err(error);
        }
        file.write_all(bytes)
    }

    /// The same file under a second name; a copy with its time where that is not possible.
    pub(super) fn link_or_copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.link(from, to) {
            // EXDEV is no reason to copy: something is attached in the middle of the output.
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::CrossesDevices) => {
                if error.kind() == io::ErrorKind::StorageFull {
                    return Err(error);
                }
                self.copy(from, to)
            }
            result => result,
        }
    }

    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Link, from)?;
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Copy, from)?;
        fs::copy(from, to)?;
        let time = fs::metadata(from)?.modified()?;
        // A time is nice to have: where it cannot be set the bytes are what counts.
        let _ = File::open(to).and_then(|file| file.set_modified(time));
        Ok(())
    }

    /// A link to the same target.
    pub(super) fn relink(&self, from: &Path, to: &Path) -> io::Result<()> {
        let target = self.link_target(from)?;
        self.step(Op::Symlink, to)?;
        symlink(&target, to)
    }

    pub(super) fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        let wanted = self.stat(from)?.permissions();
        if fs::symlink_metadata(to)?.permissions() == wanted {
            return Ok(());
        }
        self.step(Op::Permissions, to)?;
        fs::set_permissions(to, wanted)
    }

    /// So that a folder can be emptied.
    pub(super) fn make_writable(&self, dir: &Path) -> io::Result<()> {
        self.step(Op::Permissions, dir)?;
        make_writable(dir)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Rename, from)?;
        rename(from, to)
    }

    /// Two folders take each other's place in one step.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step(Op::Exchange, one)?;
        exchange(one, other)
    }

    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(Op::RemoveFile, path)?;
        fs::remove_file(path)
    }

    /// Only when it is empty.
    pub(super) fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.step(Op::RemoveDir, path)?;
        fs::remove_dir(path)
    }

    /// Everything in it: only for a stage, which holds nothing that does not stand elsewhere.
    pub(super) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step(Op::RemoveTree, path)?;
        match fs::remove_dir_all(path) {
            // A folder that was carried over may forbid to be emptied.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                for entry in walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok) {
                    if entry.file_type().is_dir() {
                        make_writable(entry.path())?;
                    }
                }
                fs::remove_dir_all(path)
            }
            result => result,
        }
    }

    /// Waits until everything written is on the disk, but no longer than [`SYNC_TIMEOUT`].
    pub(super) fn sync(&self, dir: &Path) -> io::Result<()> {
        self.step(Op::Sync, dir)?;
        sync(dir)
    }

    /// Opens (or makes) a lock file; a link is refused, since its target would be overwritten.
    pub(super) fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step(Op::Lock, path)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(target_os = "linux")]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits() as i32);
        }
        options.open(path)
    }

    /// Replaces what an open file holds.
    pub(super) fn rewrite(&self, file: &mut File, path: &Path, text: &str) -> io::Result<()> {
        self.step(Op::Write, path)?;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(text.as_bytes())
    }

    /// Whether another file system, or another folder, is attached here.
    pub(super) fn is_mount(&self, dir: &Path) -> io::Result<bool> {
        self.step(Op::Stat, dir)?;
        is_mount(dir)
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(windows))]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// A virus scanner or a viewer may hold a file for a moment: error 5 or 32.
#[cfg(windows)]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut wait = Duration::from_millis(10);
    loop {
        match fs::rename(from, to) {
            Err(error) if matches!(error.raw_os_error(), Some(5 | 32)) && wait < Duration::from_secs(1) => {
                std::thread::sleep(wait);
                wait *= 2;
            }
            result => return result,
        }
    }
}

#[cfg(unix)]
fn make_writable(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut wanted = fs::symlink_metadata(dir)?.permissions();
    if wanted.mode() & 0o700 == 0o700 {
        return Ok(());
    }
    wanted.set_mode(wanted.mode() | 0o700);
    fs::set_permissions(dir, wanted)
}

#[cfg(not(unix))]
fn make_writable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn symlink(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn sync(dir: &Path) -> io::Result<()> {
    let dir = File::open(dir)?;
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(rustix::fs::syncfs(&dir)));
    wait.recv_timeout(SYNC_TIMEOUT).map_or(Ok(()), |result| result.map_err(io::Error::from))
}

#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn is_mount(dir: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
    let found = statx(CWD, dir, flags, StatxFlags::empty())?;
    Ok(found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount(dir: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let Some(parent) = dir.parent() else { return Ok(true) };
    Ok(fs::symlink_metadata(dir)?.dev() != fs::symlink_metadata(parent)?.dev())
}

#[cfg(not(unix))]
fn is_mount(_: &Path) -> io::Result<bool> {
    Ok(false)
}
