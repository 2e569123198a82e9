//! Creating files of a school: new ones only, but for those that krijt generates.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Root;

/// Why a file was not written, and which.
#[derive(Debug)]
pub struct WriteFailure {
    pub path: PathBuf,
    pub error: io::Error,
}

/// Writes a file that is not there yet, and the folders above it. Never writes over anything.
pub fn new(path: &Path, bytes: &[u8]) -> Result<(), WriteFailure> {
    let failed = |error| WriteFailure { path: path.to_path_buf(), error };
    folder_of(path)?;
    let mut file = fs::File::create_new(path).map_err(failed)?;
    // A file that is half there would be taken for a whole one.
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        let _ = fs::remove_file(path);
        failed(error)
    })
}

/// Writes a file that krijt generates, over an older one. A link in its place is replaced, not followed.
pub fn generated(path: &Path, bytes: &[u8]) -> Result<(), WriteFailure> {
    let failed = |error| WriteFailure { path: path.to_path_buf(), error };
    if fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    let beside = path.with_extension("new");
    folder_of(path)?;
    let _ = fs::remove_file(&beside);
    new(&beside, bytes)?;
    fs::rename(&beside, path).map_err(failed)
}

/// Where files stand as they were before [`exchange`].
pub const BEFORE: &str = ".krijt/voor-fix";

/// Writes over a file that holds `before`; what it held is kept below [`BEFORE`]. Somebody who reads it sees the old text
/// or the new one, never half of either. A file that changed meanwhile, or a link, is left alone.
pub fn exchange(root: &Root, path: &str, before: &[u8], after: &str) -> Result<(), WriteFailure> {
    let full = root.path().join(path);
    let failed = |error| WriteFailure { path: full.clone(), error };
    if root.read(path).map_err(failed)? != before {
        return Err(failed(io::Error::other("it changed meanwhile")));
    }
    let kept = root.path().join(BEFORE).join(path);
    folder_of(&kept)?;
    fs::write(&kept, before).map_err(|error| WriteFailure { path: kept, error })?;
    let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Hidden, so that nothing that looks through the folder takes it for a text.
    let beside = full.with_file_name(format!(".{name}.krijt"));
    new(&beside, after.as_bytes())?;
    let rights = fs::metadata(&full).and_then(|meta| fs::set_permissions(&beside, meta.permissions()));
    rights.and_then(|()| fs::rename(&beside, &full)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })
}

/// Gives a file another name below the root. Never takes the place of anything.
pub fn renamed(root: &Root, from: &str, to: &str) -> Result<(), WriteFailure> {
    let (from, to) = (root.path().join(from), root.path().join(to));
    folder_of(&to)?;
    let failed = |error| WriteFailure { path: to.clone(), error };
    match fs::symlink_metadata(&to) {
        Ok(_) => Err(failed(io::ErrorKind::AlreadyExists.into())),
        Err(_) => fs::rename(&from, &to).map_err(failed),
    }
}

fn folder_of(path: &Path) -> Result<(), WriteFailure> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| WriteFailure { path: folder.to_path_buf(), error })
}

/// The names in a folder, sorted; none when it is not there.
pub fn names(folder: &Path) -> Result<Vec<String>, WriteFailure> {
    let failed = |error| WriteFailure { path: folder.to_path_buf(), error };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
