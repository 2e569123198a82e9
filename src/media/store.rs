//! What became of every file, and where its bytes are: in memory, in the cache, or made once more.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{Cue, FORMAT, MadeFile, MediaFacts, MediaKind, Problem, Remark, extension_of, make};
use crate::world::{Cache, World};

/// So much is kept in memory; the rest is found in the cache.
const KEPT: usize = 64 * 1024 * 1024;
/// What the cache may take on the disk: a school's pictures of many years.
const LIMIT: u64 = 1024 * 1024 * 1024;

/// A file that can go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    pub kind: MediaKind,
    /// In pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// The same picture with fewer pixels, the narrowest first.
    pub narrower: Vec<(u32, u32)>,
    /// How many bytes go out, at most.
    pub weight: u64,
    /// Likely a photo of a camera.
    pub is_photo: bool,
    /// How long a film takes, where it says so, in whole seconds.
    pub seconds: Option<u32>,
    /// A film in which nothing can be heard.
    pub is_silent: bool,
    /// What captions say.
    pub cues: Arc<[Cue]>,
    pub remarks: Vec<Remark>,
    /// Stands for the bytes of its source and for everything that has a say in what becomes of them.
    key: u128,
}

/// Which of the sizes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// The one with the most pixels; of what is no picture the only one.
    Whole,
    /// By its number, the narrowest first.
    Narrower(usize),
}

impl Shot {
    /// Stands for the bytes of its source.
    pub fn source(&self) -> u128 {
        self.key
    }

    /// All sizes, the narrowest first.
    fn scales(&self) -> impl DoubleEndedIterator<Item = (Scale, u32)> {
        let narrower = self.narrower.iter().enumerate().map(|(at, size)| (Scale::Narrower(at), size.0));
        narrower.chain(self.size.map(|size| (Scale::Whole, size.0)))
    }

    /// The narrowest that has so many pixels across.
    pub fn at_least(&self, width: u32) -> Scale {
        self.scales().find(|(_, own)| *own >= width).map_or(Scale::Whole, |(scale, _)| scale)
    }

    /// The widest that has no more pixels across, else the narrowest.
    pub fn at_most(&self, width: u32) -> Scale {
        let narrowest = self.scales().next();
        self.scales().rfind(|(_, own)| *own <= width).or(narrowest).map_or(Scale::Whole, |(scale, _)| scale)
    }
}

/// What was seen, by path.
pub struct Pictures {
    by_path: HashMap<String, Shot>,
    store: Store,
}

impl Pictures {
    pub fn new(by_path: HashMap<String, Shot>, store: Store) -> Self {
        Pictures { by_path, store }
    }

    pub fn get(&self, path: &str) -> Option<&Shot> {
        self.by_path.get(path)
    }

    /// The bytes to publish.
    ///
    /// # Errors
    /// When the file is gone or has changed since it was looked at.
    pub fn bytes(&self, world: &dyn World, path: &str, scale: Scale) -> Result<Arc<Vec<u8>>, String> {
        let shot = self.get(path).ok_or("it changed meanwhile")?;
        self.store.bytes(world, path, shot, scale)
    }
}

/// Makes files, and remembers what it made.
pub struct Store {
    cache: Box<dyn Cache>,
    kept: Mutex<MemoryFiles>,
}

#[derive(Default)]
struct MemoryFiles {
    by_key: HashMap<u128, Arc<Vec<u8>>>,
    size: usize,
}

/// Everything but a file's bytes that has a say in what becomes of it: the lock file names the version of every encoder.
static BASE: LazyLock<u128> = LazyLock::new(|| {
    let parts = [FORMAT, env!("CARGO_PKG_VERSION"), include_str!("../../Cargo.lock")];
    xxh3_128(parts.join("\n").as_bytes())
});

fn key_of(bytes: &[u8], extension: &str) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&BASE.to_le_bytes());
    hash.update(&(extension.len() as u64).to_le_bytes());
    hash.update(extension.as_bytes());
    hash.update(bytes);
    hash.digest128()
}

/// What was seen is kept apart from the bytes, so that a look need not read them.
fn key_of_seen(key: u128) -> u128 {
    xxh3_128(&key.to_le_bytes())
}

/// The bytes of all sizes of a picture, the widest last.
type AllSizes = Vec<Arc<Vec<u8>>>;

/// Each size of a picture is kept by itself.
fn key_of_scale(key: u128, scale: Scale) -> u128 {
    match scale {
        Scale::Whole => key,
        Scale::Narrower(at) => xxh3_128(format!("{key:032x} {at}").as_bytes()),
    }
}

impl Store {
    pub fn new(world: &dyn World) -> Self {
        Store { cache: world.cache("media", LIMIT), kept: Mutex::default() }
    }

    /// Makes a file, or finds what was made of it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn look(&self, path: &str, bytes: Vec<u8>) -> Result<Shot, Problem> {
        let extension = extension_of(path);
        let key = key_of(&bytes, &extension);
        let known = self.cache.get(key_of_seen(key)).and_then(|record| serde_json::from_slice(&record).ok());
        let seen: MediaFacts = match known {
            Some(seen) => seen,
            None => self.make(key, bytes, &extension)?.1,
        };
        let MediaFacts { kind, size, narrower, weight, is_photo, seconds, is_silent, cues, remarks } = seen;
        Ok(Shot { kind, size, narrower, weight, is_photo, seconds, is_silent, cues: cues.into(), remarks, key })
    }

    fn bytes(&self, world: &dyn World, path: &str, shot: &Shot, scale: Scale) -> Result<Arc<Vec<u8>>, String> {
        let key = key_of_scale(shot.key, scale);
        if let Some(bytes) = self.kept.lock().ok().and_then(|kept| kept.by_key.get(&key).cloned()) {
            return Ok(bytes);
        }
        if let Some(bytes) = self.cache.get(key) {
            return Ok(self.keep(key, bytes));
        }
        let changed = || "it changed meanwhile".to_string();
        let bytes = world.bytes(path)?;
        let extension = extension_of(path);
        if key_of(&bytes, &extension) != shot.key {
            return Err(changed());
        }
        let (mut made, _) = self.make(shot.key, bytes, &extension).map_err(|_| changed())?;
        match scale {
            Scale::Whole => made.pop(),
            Scale::Narrower(at) => (at + 1 < made.len()).then(|| made.swap_remove(at)),
        }
        .ok_or_else(changed)
    }

    fn make(&self, key: u128, bytes: Vec<u8>, extension: &str) -> Result<(AllSizes, MediaFacts), Problem> {
        // Decoders are many and files are odd: should one of them give up, it is the file's fault.
        let made = catch_unwind(AssertUnwindSafe(|| make(bytes, extension)));
        let unreadable = || Problem::Corrupt("unreadable".to_string());
        let MadeFile { bytes, narrower, seen } = made.unwrap_or_else(|_| Err(unreadable()))?;
        if bytes.is_empty() {
            return Err(unreadable());
        }
        let numbered = narrower.into_iter().enumerate().map(|(at, bytes)| (Scale::Narrower(at), bytes));
        let keep = |(scale, bytes): (Scale, Vec<u8>)| {
            let key = key_of_scale(key, scale);
            self.cache.put(key, &bytes);
            self.keep(key, bytes)
        };
        let made = numbered.chain([(Scale::Whole, bytes)]).map(keep).collect();
        if let Ok(record) = serde_json::to_vec(&seen) {
            self.cache.put(key_of_seen(key), &record);
        }
        Ok((made, seen))
    }

    fn keep(&self, key: u128, bytes: Vec<u8>) -> Arc<Vec<u8>> {
        let bytes = Arc::new(bytes);
        if let Ok(mut kept) = self.kept.lock()
            && kept.size + bytes.len() <= KEPT
            && !kept.by_key.contains_key(&key)
        {
            kept.size += bytes.len();
            kept.by_key.insert(key, Arc::clone(&bytes));
        }
        bytes
    }
}
