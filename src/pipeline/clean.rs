//! Texts in which nothing was suspected, kept for the next run: such a text is not looked through again. What a document
//! is, and what [`check::suspect`](crate::check::suspect) says of it, is decided by its path, its text, the levels of the
//! configuration and the program, and by nothing else; the hash of all four stands for it. Where something was suspected
//! nothing is kept: that text is looked through each time.

use xxhash_rust::xxh3::xxh3_128;

use crate::config::Levels;
use crate::source::Source;
use crate::world::{KnownHashes, World};

/// What this takes on the disk.
const LIMIT: u64 = 32 * 1024 * 1024;
const NAME: &str = "texts";
/// A school has one set.
const KEY: u128 = 0;

#[derive(Default)]
pub(super) struct CleanTexts {
    is_read: bool,
    program: Option<u128>,
    /// Those of the last run.
    known: KnownHashes,
}

impl CleanTexts {
    /// Reads what the last run kept, once.
    pub(super) fn recall(&mut self, world: &dyn World) {
        if std::mem::replace(&mut self.is_read, true) {
            return;
        }
        self.program = world.program();
        if self.program.is_some() {
            self.known = KnownHashes::read(&*world.cache(NAME, LIMIT), KEY);
        }
    }

    /// Keeps the texts of this run instead, if they are others.
    pub(super) fn keep(&self, world: &dyn World, now: &KnownHashes) {
        if self.program.is_some() && self.known != *now {
            now.write(&*world.cache(NAME, LIMIT), KEY);
        }
    }

    /// What asks of texts, under these levels; `None` where the program cannot be told from another.
    pub(super) fn under(&self, levels: &Levels) -> Option<Asked<'_>> {
        let program = self.program?;
        Some(Asked { known: &self.known, around: xxh3_128(format!("{program:032x} {levels:?}").as_bytes()) })
    }
}

/// The texts that are known, and what all of them depend on.
#[derive(Clone, Copy)]
pub(super) struct Asked<'m> {
    known: &'m KnownHashes,
    around: u128,
}

impl Asked<'_> {
    /// What stands for a text.
    pub(super) fn hash(self, source: &Source) -> u128 {
        let parts = [self.around, xxh3_128(source.path.as_bytes()), xxh3_128(source.text.as_bytes())];
        xxh3_128(parts.map(u128::to_le_bytes).as_flattened())
    }

    pub(super) fn is_clean(self, hash: u128) -> bool {
        self.known.has(hash)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::config;
    use crate::source::{SourceId, Sources};

    fn levels(text: &str) -> Levels {
        let text = format!("school: {{naam: X}}\nniveaus: {text}\n");
        let config = Source { path: config::FILE.to_string(), text, broken: false };
        config::read(&Sources::new(vec![(SourceId(0), Arc::new(config))])).0.levels
    }

    #[test]
    fn whatever_decides_makes_another_hash() {
        let hash = |program, levels: &Levels, path: &str, text: &str| {
            let texts = CleanTexts { program: Some(program), ..CleanTexts::default() };
            let source = Source { path: path.to_string(), text: text.to_string(), broken: false };
            texts.under(levels).unwrap().hash(&source)
        };
        let (plain, off, error) = (levels("{}"), levels("{W1601: uit}"), levels("{W1601: fout}"));
        let rows = [
            hash(1, &plain, "content/a.md", "Tekst."),
            hash(2, &plain, "content/a.md", "Tekst."),
            hash(1, &off, "content/a.md", "Tekst."),
            hash(1, &error, "content/a.md", "Tekst."),
            hash(1, &plain, "content/b.md", "Tekst."),
            hash(1, &plain, "content/a.md", "Tekst!"),
        ];
        assert_eq!(BTreeSet::from(rows).len(), rows.len());
        assert_eq!(rows[0], hash(1, &levels("{}"), "content/a.md", "Tekst."));
    }

    #[test]
    fn without_a_program_nothing_is_asked() {
        assert!(CleanTexts::default().under(&levels("{}")).is_none());
    }
}
