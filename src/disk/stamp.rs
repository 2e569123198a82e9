//! The stamp of a command: what it said, kept as long as nothing changed that it read or wrote. A command that is given
//! again then says the same, and does nothing.
//!
//! It stands in the cache under a key of what was asked, and holds the [`Facts`](super::facts) of everything read (the
//! school, the program, the surroundings), those of all that was published, and what was said. That all of it
//! is sound was found out once, for exactly these bytes; where the facts differ in anything, all is done again. A stamp that
//! is cut off, altered or of another program is none.
//!
//! What a disk cannot tell apart is not trusted. A file that was changed so shortly before the look that another change
//! would have the same time gets no stamp (git calls such a file "racy"), nor does a disk whose clock is coarse, nor a
//! system without times of changes.

use std::path::Path;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::facts::{self, Seen, Tick};
use super::{DiskCache, Root};
use crate::world::Cache;

/// What all stamps of a school may take on the disk.
const LIMIT: u64 = 64 * 1024 * 1024;
/// Two changes closer to each other than this can have one time: a tick of any system's clock, and some.
const GRANULARITY: Duration = Duration::from_millis(20);
/// Behind a path in the list: no name holds it.
const END: char = '\0';
/// The facts of what was read and of what was written; how long the list of the latter is.
const HEAD: usize = 16 + 16 + 8;

/// Where the stamp of one command is, with a school as it was before anything was read.
#[derive(Debug)]
pub struct StampPlace {
    cache: DiskCache,
    key: u128,
    read: u128,
    newest: Tick,
    begun: Instant,
}

impl StampPlace {
    /// `asked` says what the command is to do, and the way it is to tell; `surroundings` all else that it depends on.
    /// `None`: the system cannot say what would be needed.
    pub fn look(root: &Root, program: &Path, asked: &str, surroundings: &str) -> Option<StampPlace> {
        if !facts::TELL_CHANGES {
            return None;
        }
        let begun = Instant::now();
        let (program, school) = (facts::of_file(program)?, facts::of_school(root)?);
        let mut read = Xxh3::new();
        read.update(&program.digest.to_le_bytes());
        read.update(&school.digest.to_le_bytes());
        read.update(surroundings.as_bytes());
        let real = root.real()?;
        let key = xxh3_128(format!("{asked}\0{}", real.display()).as_bytes());
        Some(StampPlace {
            cache: DiskCache::new(root, "stamp", LIMIT),
            key,
            read: read.digest128(),
            newest: school.newest.max(program.newest),
            begun,
        })
    }

    /// What the same command said, if neither what it read nor what it published below `out` changed since.
    pub fn said(&self, out: &Path) -> Option<Vec<u8>> {
        let kept = self.cache.get(self.key)?;
        let (read, rest) = kept.split_first_chunk()?;
        let (written, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        if u128::from_le_bytes(*read) != self.read {
            return None;
        }
        let (list, said) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let list = std::str::from_utf8(list).ok()?;
        let paths: Vec<&str> = list.split_terminator(END).collect();
        let now = facts::of_paths(out, &paths)?;
        (now.digest == u128::from_le_bytes(*written)).then(|| said.to_vec())
    }

    /// Keeps what was said, unless something was changed so lately that another change could have the same time.
    pub fn keep(&self, written: &Seen, said: &[u8]) {
        let length = written.paths.iter().map(|path| path.len() + 1).sum::<usize>();
        let mut body = Vec::with_capacity(HEAD + length + said.len());
        body.extend_from_slice(&self.read.to_le_bytes());
        body.extend_from_slice(&written.facts.digest.to_le_bytes());
        body.extend_from_slice(&(length as u64).to_le_bytes());
        for path in &written.paths {
            body.extend_from_slice(path.as_bytes());
            body.push(END as u8);
        }
        body.extend_from_slice(said);
        // How long ago the look was is asked after the time at which this was written, so that it is never too little.
        let will_do = |now: Tick| facts::is_fine(now) && is_older(self.newest, now, self.begun.elapsed() + GRANULARITY);
        self.cache.put_if(self.key, &body, &will_do);
    }
}

/// Whether a time lies more than so long before another.
fn is_older(time: Tick, now: Tick, than: Duration) -> bool {
    let nanoseconds = |(seconds, rest): Tick| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    nanoseconds(now) - nanoseconds(time) > i128::try_from(than.as_nanos()).unwrap_or(i128::MAX)
}
