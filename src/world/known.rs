//! What was found out once and need not be found out again: a set of hashes, each of all that it says and depends on. One
//! file of a cache holds it.

use super::Cache;

/// So many fit into one set; of more none is kept.
const MOST: usize = 1 << 20;
/// Bytes of one hash.
const SIZE: usize = 16;

/// A set of hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownHashes {
    /// Rising, each once.
    hashes: Vec<u128>,
}

impl FromIterator<u128> for KnownHashes {
    fn from_iter<I: IntoIterator<Item = u128>>(hashes: I) -> KnownHashes {
        let mut hashes: Vec<u128> = hashes.into_iter().collect();
        hashes.sort_unstable();
        hashes.dedup();
        KnownHashes { hashes }
    }
}

impl KnownHashes {
    /// What was kept under this key. Nothing, when no set was kept there that is whole.
    pub fn read(cache: &dyn Cache, key: u128) -> KnownHashes {
        let bytes = cache.get(key).unwrap_or_default();
        let (chunks, rest) = bytes.as_chunks::<SIZE>();
        let hashes: Vec<u128> = chunks.iter().map(|chunk| u128::from_le_bytes(*chunk)).collect();
        let is_whole = rest.is_empty() && hashes.len() <= MOST && hashes.is_sorted_by(|a, b| a < b);
        KnownHashes { hashes: if is_whole { hashes } else { Vec::new() } }
    }

    /// Keeps it under this key, for a next run.
    pub fn write(&self, cache: &dyn Cache, key: u128) {
        if self.hashes.len() <= MOST {
            let bytes: Vec<u8> = self.hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
            cache.put(key, &bytes);
        }
    }

    pub fn has(&self, hash: u128) -> bool {
        self.hashes.binary_search(&hash).is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct One(Mutex<Option<Vec<u8>>>);

    impl Cache for One {
        fn get(&self, _: u128) -> Option<Vec<u8>> {
            self.0.lock().unwrap().clone()
        }

        fn put(&self, _: u128, body: &[u8]) {
            *self.0.lock().unwrap() = Some(body.to_vec());
        }
    }

    #[test]
    fn gives_back_what_was_kept() {
        let (cache, known) = (One::default(), KnownHashes::from_iter([7, u128::MAX, 7, 0]));
        assert!(KnownHashes::read(&cache, 1).is_empty());
        known.write(&cache, 1);
        let again = KnownHashes::read(&cache, 1);
        assert_eq!(again, known);
        assert!(again.has(0) && again.has(7) && again.has(u128::MAX) && !again.has(8));
    }

    #[test]
    fn what_is_no_set_is_none() {
        let cache = One::default();
        let number = |hash: u128| hash.to_le_bytes().to_vec();
        for bytes in [
            number(7)[..15].to_vec(),
            [number(7), vec![0]].concat(),
            [number(7), number(7)].concat(),
            [number(8), number(7)].concat(),
        ] {
            cache.put(1, &bytes);
            assert!(KnownHashes::read(&cache, 1).is_empty(), "{bytes:?}");
        }
    }
}
