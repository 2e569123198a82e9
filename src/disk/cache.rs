//! A cache: what was expensive to make, kept below the root under a key that stands for everything it was made of.
//!
//! It may be deleted at any time. An entry says which key it is for and what its bytes hash to; one that is cut off,
//! altered or in the wrong place is as good as none. A folder that cannot be written is no mistake: things are made anew.
//! Several programs may use it at once: entries come into their place whole, and what another one writes is left alone.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_128;

use super::Root;
use super::facts::{Tick, stamp_of};
use crate::world::Cache;

/// Entries of another layout are not read.
const MAGIC: &[u8; 8] = b"krijt-1\n";
const HEAD: usize = MAGIC.len() + 16 + 16;
#[derive(Debug)]
pub struct DiskCache {
    folder: PathBuf,
    /// It may take so many bytes; the oldest entries go first.
    limit: u64,
    /// It and the folders around it, up to that of the school.
    way: [PathBuf; 3],
    /// The first thing written in a run first makes room.
    swept: AtomicBool,
}

impl DiskCache {
    /// The cache of this name in the folder of a school.
    pub fn new(root: &Root, name: &str, limit: u64) -> Self {
        let krijt = root.path().join(".krijt");
        let folder = krijt.join("cache").join(name);
        let way = [krijt.clone(), krijt.join("cache"), folder.clone()];
        DiskCache { way, folder, limit, swept: AtomicBool::new(false) }
    }

    fn path(&self, key: u128) -> PathBuf {
        self.folder.join(format!("{key:032x}"))
    }

    /// Keeps something, if the time at which it was written will do. When that fails it is not kept, and nothing else happens.
    pub(super) fn put_if(&self, key: u128, body: &[u8], will_do: &dyn Fn(Tick) -> bool) {
        // A link leads out of the school: nothing is written there.
        if self.way.iter().any(|folder| folder.is_symlink()) {
            return;
        }
        if !self.swept.swap(true, Relaxed) {
            let _ = sweep(&self.folder, self.limit);
        }
        let _ = self.write(key, body, will_do);
    }

    fn write(&self, key: u128, body: &[u8], will_do: &dyn Fn(Tick) -> bool) -> io::Result<()> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            // Nothing in it belongs in git, whatever the school's own list says.
            let _ = fs::File::create_new(self.way[1].join(".gitignore")).and_then(|mut file| file.write_all(b"*\n"));
        }
        let path = self.path(key);
        // Written beside its place and moved there in one step: a reader sees all of it or nothing.
        let beside = path.with_extension(format!("{}.new", std::process::id()));
        let written = fs::File::create(&beside).and_then(|mut file| {
            file.write_all(&head_of(key, body))?;
            file.write_all(body)?;
            if will_do(stamp_of(&file.metadata()?).modified) { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
        });
        written.and_then(|()| fs::rename(&beside, &path)).inspect_err(|_| {
            let _ = fs::remove_file(&beside);
        })
    }
}

impl Cache for DiskCache {
    /// What was kept under this key, if it is there and whole.
    fn get(&self, key: u128) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.path(key)).ok()?;
        let (head, body) = bytes.split_at_checked(HEAD)?;
        if head != head_of(key, body) {
            return None;
        }
        bytes.drain(..HEAD);
        Some(bytes)
    }

    fn put(&self, key: u128, body: &[u8]) {
        self.put_if(key, body, &|_| true);
    }
}

fn head_of(key: u128, body: &[u8]) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    head[..8].copy_from_slice(MAGIC);
    head[8..24].copy_from_slice(&key.to_le_bytes());
    head[24..].copy_from_slice(&xxh3_128(body).to_le_bytes());
    head
}

/// A file that was begun so long before the newest entry belongs to a run that is gone.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Deletes the oldest entries until half of the limit is free, and what a killed run left. Touches only files whose
/// name is one that a cache gives.
fn sweep(folder: &Path, limit: u64) -> io::Result<()> {
    let (mut entries, mut begun) = (Vec::new(), Vec::new());
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some((key, rest)) = name.to_str().and_then(|name| name.split_at_checked(32)) else { continue };
        let meta = entry.metadata()?;
        if !meta.is_file() || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            continue;
        }
        if rest.is_empty() {
            total += meta.len();
            entries.push((meta.modified()?, meta.len(), entry.path()));
        } else if rest.ends_with(".new") {
            begun.push((meta.modified()?, entry.path()));
        }
    }
    entries.sort();
    let newest = entries.last().map(|(at, ..)| *at);
    for (at, path) in begun {
        if newest.and_then(|newest| newest.duration_since(at).ok()).is_some_and(|age| age > ABANDONED) {
            fs::remove_file(path)?;
        }
    }
    if total <= limit {
        return Ok(());
    }
    for (_, size, path) in entries {
        if total <= limit / 2 {
            break;
        }
        fs::remove_file(path)?;
        total -= size;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, DiskCache) {
        let dir = tempfile::tempdir().unwrap();
        let cache = DiskCache::new(&Root::new(dir.path()), "x", u64::MAX);
        (dir, cache)
    }

    #[test]
    fn gives_back_what_was_kept_and_nothing_else() {
        let (_dir, cache) = cache();
        assert_eq!(cache.get(7), None);
        cache.put(7, b"zeven");
        assert_eq!(cache.get(7).as_deref(), Some(&b"zeven"[..]));
        let whole = fs::read(cache.path(7)).unwrap();
        // Under another key, cut off at any byte, or with one bit turned: not an entry.
        fs::write(cache.path(8), &whole).unwrap();
        assert_eq!(cache.get(8), None);
        for end in 0..whole.len() {
            fs::write(cache.path(7), &whole[..end]).unwrap();
            assert_eq!(cache.get(7), None, "{end}");
        }
        for at in 0..whole.len() {
            let mut turned = whole.clone();
            turned[at] ^= 1;
            fs::write(cache.path(7), turned).unwrap();
            assert_eq!(cache.get(7), None, "{at}");
        }
        cache.put(7, b"zeven");
        assert_eq!(cache.get(7).as_deref(), Some(&b"zeven"[..]));
    }

    #[test]
    fn a_folder_that_cannot_be_made_or_is_a_link_gets_nothing() {
        let (dir, cache) = cache();
        fs::write(dir.path().join(".krijt"), "in the way").unwrap();
        cache.put(1, b"een");
        assert_eq!(cache.get(1), None);
        let elsewhere = tempfile::tempdir().unwrap();
        for link in [".krijt", ".krijt/cache", ".krijt/cache/x"] {
            let (dir, cache) = self::cache();
            let link = dir.path().join(link);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(elsewhere.path(), link).unwrap();
            cache.put(1, b"een");
            assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn sweeping_takes_the_oldest_and_leaves_what_is_not_ours() {
        let (_dir, cache) = cache();
        let day = |day: u64| std::time::UNIX_EPOCH + std::time::Duration::from_secs(day * 86_400);
        for key in 0..10u128 {
            cache.put(key, &[0; 60]);
            let file = fs::File::options().write(true).open(cache.path(key)).unwrap();
            file.set_modified(day(100 - key as u64)).unwrap();
        }
        let other = cache.folder.join("brief.txt");
        fs::write(&other, [0; 5000]).unwrap();
        let (old, new) = (cache.path(3).with_extension("1.new"), cache.path(3).with_extension("2.new"));
        for (half, at) in [(&old, day(90)), (&new, day(100))] {
            fs::write(half, "half").unwrap();
            fs::File::options().write(true).open(half).unwrap().set_modified(at).unwrap();
        }
        sweep(&cache.folder, 1000).unwrap();
        assert!(!old.exists() && new.exists(), "what another run is writing is left alone");
        assert!((0..10).all(|key| cache.get(key).is_some()));
        sweep(&cache.folder, 600).unwrap();
        let left: Vec<u128> = (0..10).filter(|key| cache.get(*key).is_some()).collect();
        assert_eq!(left, [0, 1, 2]);
        assert!(other.exists());
        assert_eq!(fs::read_dir(&cache.folder).unwrap().count(), 5);
    }
}
