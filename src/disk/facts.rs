//! What a disk says of whole folders without opening a file: every name, and of every file its size, its times, its number.
//! Equal facts, equal bytes: the time of a change (Unix only) is the system's own and cannot be put back.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::read::{FILES, FOLDERS};
use super::{Root, below};
use crate::world::{Stamp, Version, is_hidden};

/// Seconds and nanoseconds, by the clock of the disk.
pub type Tick = (i64, i64);

/// So many names are looked at by one thread.
const SHARE: usize = 256;

/// The facts of files and folders, as one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub digest: u128,
    /// When the last of them was changed.
    pub newest: Tick,
    /// How many files were written since a moment.
    pub fresh: usize,
}

/// What stands in folders: paths below the one that they were looked for in, and their facts.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub paths: Vec<String>,
    /// Those of each path by itself, each as one number.
    pub each: Vec<u128>,
    pub facts: Facts,
}

/// Of all that a school's files are read from. Absent where the system does not tell; then nothing is known.
pub fn of_school(root: &Root) -> Option<Facts> {
    let root = root.path();
    let mut paths: Vec<String> = FOLDERS.iter().map(|folder| (*folder).to_string()).collect();
    paths.retain(|folder| is_folder(&root.join(folder)));
    list(root, &mut paths, |name| !is_hidden(name)).ok()?;
    // A folder's times tell of names that are left out, too; those that count are all here.
    let (below, _) = told(root, &paths, Times::OfFiles, (i64::MAX, 0), |_| ())?;
    let mut hash = Xxh3::new();
    let mut newest = below.newest;
    hash.update(&below.digest.to_le_bytes());
    // What stands at the top: a link in the place of a folder is not followed, one in the place of a file is.
    let tops = FOLDERS.iter().chain(&FILES).map(|name| fs::symlink_metadata(root.join(name)));
    for found in tops.chain(FILES.iter().map(|name| fs::metadata(root.join(name)))) {
        match found {
            Ok(meta) => {
                let entry = Entry::of(&meta, Times::OfFiles);
                hash.update(&entry.bytes);
                newest = newest.max(entry.changed);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => hash.update(b"absent"),
            Err(_) => return None,
        }
    }
    Some(Facts { digest: hash.digest128(), newest, fresh: 0 })
}

/// Of everything in these folders below `base`. `since` is for [`Facts::fresh`].
pub fn of_folders(base: &Path, folders: &[&str], since: Tick) -> Option<Seen> {
    let mut paths: Vec<String> = folders.iter().map(|folder| (*folder).to_string()).collect();
    list(base, &mut paths, |_| true).ok()?;
    let (facts, each) = told(base, &paths, Times::OfAll, since, |entry| xxh3_128(&entry.bytes))?;
    Some(Seen { paths, each, facts })
}

/// Of these paths below `base`. As long as they are what they were, nothing came beside them: a folder in which a name comes
/// or goes has another time.
pub fn of_paths(base: &Path, paths: &[&str]) -> Option<Facts> {
    told(base, paths, Times::OfAll, (i64::MAX, 0), |_| ()).map(|(facts, _)| facts)
}

/// Of one file, through links.
pub fn of_file(path: &Path) -> Option<Facts> {
    let entry = Entry::of(&fs::metadata(path).ok()?, Times::OfFiles);
    Some(Facts { digest: xxh3_128(&entry.bytes), newest: entry.changed, fresh: 0 })
}

/// Whether facts tell each change here. Elsewhere an edit can put all that a disk tells back to what it was.
pub const TELL_CHANGES: bool = cfg!(unix);

/// Of what stands at one name, as [`Seen::each`] has it.
pub fn of_meta(meta: &fs::Metadata) -> u128 {
    xxh3_128(&Entry::of(meta, Times::OfAll).bytes)
}

/// Who looks: another user may read other files.
#[cfg(unix)]
pub fn user() -> (u32, u32) {
    (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw())
}

#[cfg(not(unix))]
pub fn user() -> (u32, u32) {
    (0, 0)
}

/// Disks that count in hundredths of a second or in more (FAT and its kin) know no time of change either.
const COARSE: i64 = 10_000_000;

/// Whether this is a time of a disk that can tell when a file was changed.
pub fn is_fine(time: Tick) -> bool {
    time.1 % COARSE != 0
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Adds to a list of folders all that stands in them: level by level, so that no depth exhausts the stack, and always
/// in the same order.
fn list(base: &Path, paths: &mut Vec<String>, counts: impl Fn(&str) -> bool + Sync) -> io::Result<()> {
    let mut level = paths.clone();
    while !level.is_empty() {
        let inner = |folder: &String| -> io::Result<Vec<(String, bool)>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(below(base, folder))? {
                let entry = entry?;
                let name = entry.file_name();
                let name = name.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
                if counts(name) {
                    names.push(([folder, "/", name].concat(), entry.file_type()?.is_dir()));
                }
            }
            names.sort_unstable();
            Ok(names)
        };
        let found: Vec<Vec<(String, bool)>> = level.par_iter().map(inner).collect::<io::Result<_>>()?;
        level.clear();
        for (path, is_folder) in found.into_iter().flatten() {
            if is_folder {
                level.push(path.clone());
            }
            paths.push(path);
        }
    }
    Ok(())
}

/// The facts of a list of paths, and what is kept of each by itself.
fn told<T: Clone + Send>(
    base: &Path,
    paths: &[impl AsRef<str> + Sync],
    times: Times,
    since: Tick,
    keep: impl Fn(&Entry) -> T + Sync,
) -> Option<(Facts, Vec<T>)> {
    let share = |paths: &[_]| {
        let (mut text, mut facts) = (Vec::with_capacity(paths.len() * 128), Facts::default());
        let mut each = Vec::with_capacity(paths.len());
        for path in paths {
            let path: &str = AsRef::<str>::as_ref(path);
            let entry = Entry::of(&fs::symlink_metadata(below(base, path)).ok()?, times);
            text.extend_from_slice(path.as_bytes());
            text.push(0);
            text.extend_from_slice(&entry.bytes);
            each.push(keep(&entry));
            facts.newest = facts.newest.max(entry.changed);
            facts.fresh += usize::from(!entry.is_folder && entry.modified >= since);
        }
        facts.digest = xxh3_128(&text);
        Some((facts, each))
    };
    let shares: Vec<(Facts, Vec<T>)> = paths.par_chunks(SHARE).map(share).collect::<Option<_>>()?;
    let (shares, each): (Vec<Facts>, Vec<Vec<T>>) = shares.into_iter().unzip();
    let mut hash = Xxh3::new();
    shares.iter().for_each(|share| hash.update(&share.digest.to_le_bytes()));
    let newest = shares.iter().map(|share| share.newest).max().unwrap_or_default();
    let facts = Facts { digest: hash.digest128(), newest, fresh: shares.iter().map(|share| share.fresh).sum() };
    Some((facts, each.concat()))
}

/// Whose times count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Times {
    OfFiles,
    OfAll,
}

/// The facts of one name.
struct Entry {
    bytes: [u8; 64],
    is_folder: bool,
    changed: Tick,
    modified: Tick,
}

impl Entry {
    fn of(meta: &fs::Metadata, times: Times) -> Entry {
        let is_folder = meta.is_dir();
        let stamp = if is_folder && times == Times::OfFiles { Stamp::default() } else { stamp_of(meta) };
        let (rights, disk) = rights_and_disk(meta);
        let mut bytes = [0; 64];
        bytes[..56].copy_from_slice(&Version { stamp, hash: rights }.to_bytes());
        bytes[56..].copy_from_slice(&disk.to_le_bytes());
        Entry { bytes, is_folder, changed: stamp.changed, modified: stamp.modified }
    }
}

/// What may be done with a file, its sort among that, and the disk that it is on.
#[cfg(unix)]
fn rights_and_disk(meta: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (u64::from(meta.mode()), meta.dev())
}

#[cfg(not(unix))]
fn rights_and_disk(meta: &fs::Metadata) -> (u64, u64) {
    (u64::from(meta.is_dir()) + 2 * u64::from(meta.is_symlink()), 0)
}

/// What a disk says of one file.
#[cfg(unix)]
pub(super) fn stamp_of(meta: &fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    Stamp {
        size: meta.len(),
        modified: (meta.mtime(), meta.mtime_nsec()),
        changed: (meta.ctime(), meta.ctime_nsec()),
        inode: meta.ino(),
    }
}

#[cfg(not(unix))]
pub(super) fn stamp_of(meta: &fs::Metadata) -> Stamp {
    let since = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = since.map_or((0, 0), |since| (since.as_secs() as i64, i64::from(since.subsec_nanos())));
    Stamp { size: meta.len(), modified, ..Stamp::default() }
}
