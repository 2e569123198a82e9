//! The swap: the one moment at which an output changes.

use super::fs::{FileKind, Fs};
use super::guard::OutputPlace;
use super::scan::FolderEntry;
use super::{PublishFailure, at, cleanup};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Puts the complete stage in the place of the output and clears away what it replaced.
///
/// After an error the output is as it was. Once the swap is done nothing fails any more: what could not be cleared
/// away is left for the next run.
pub(super) fn commit(fs: &Fs, place: &OutputPlace, foreign: &[FolderEntry]) -> Result<(), PublishFailure> {
    let OutputPlace { out, new, swap, old } = place;
    let exists = fs.kind(out).map_err(at(out))?.is_some();
    if exists {
        carry(fs, out, new, foreign)?;
        fs.copy_permissions(out, new).map_err(at(new))?;
    }
    fs.sync(new).map_err(at(new))?;
    fs.rename(new, swap).map_err(at(new))?;
    let swapped = if exists { replace(fs, place) } else { fs.rename(swap, out) };
    if let Err(error) = swapped {
        // The stage is whole and named in its own manifest: emptied as if it had been the replaced one.
        let _ = cleanup::empty(fs, swap, out);
        return Err(match error.kind() {
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => PublishFailure::MountPoint { path: out.clone() },
            _ => at(out)(error),
        });
    }
    for gone in [swap, old] {
        if matches!(fs.kind(gone), Ok(Some(FileKind::Dir))) {
            let _ = cleanup::empty(fs, gone, out);
        }
    }
    Ok(())
}

/// Exchanges in one step; where that cannot be done, with two renames.
fn replace(fs: &Fs, place: &OutputPlace) -> io::Result<()> {
    let OutputPlace { out, swap, old, .. } = place;
    match fs.exchange(swap, out) {
        // Only what says "not here" is a reason to try otherwise. (`EINVAL` is what file systems without it give.)
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {}
        result => return result,
    }
    fs.rename(out, old)?;
    fs.rename(swap, out).inspect_err(|_| {
        // Should this fail too, the next run does it.
        let _ = fs.rename(old, out);
    })
}

/// Gives everything that is not ours a second name in the stage, so that it stands in the new output at once.
///
/// What cannot have one (a socket, a file that may not be read) is moved after the swap, with what came meanwhile.
fn carry(fs: &Fs, out: &Path, new: &Path, foreign: &[FolderEntry]) -> Result<(), PublishFailure> {
    for FolderEntry { path, kind } in foreign {
        let (from, to) = (out.join(path), new.join(path));
        let folder = if *kind == FileKind::Dir { Some(to.as_path()) } else { to.parent() };
        if let Some(folder) = folder {
            fs.create_dir_all(folder).map_err(at(folder))?;
        }
        let carried = match kind {
            FileKind::Dir => Ok(()),
            FileKind::File => fs.link_or_copy(&from, &to),
            FileKind::Link => fs.relink(&from, &to),
            FileKind::Other => fs.link(&from, &to),
        };
        match carried {
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                return Err(PublishFailure::MountPoint { path: from });
            }
            Err(error) if *kind != FileKind::Other && !may_wait(&error) => return Err(at(&from)(error)),
            _ => {}
        }
    }
    // Their permissions last, from the inside out: one may forbid to add what must still come.
    for FolderEntry { path, .. } in foreign.iter().rev().filter(|entry| entry.kind == FileKind::Dir) {
        match fs.copy_permissions(&out.join(path), &new.join(path)) {
            Err(error) if !may_wait(&error) => return Err(at(&out.join(path))(error)),
            _ => {}
        }
    }
    Ok(())
}

/// Gone meanwhile, or only to be moved.
fn may_wait(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::Unsupported)
}
