//! Reading a zip file by its directory (APPNOTE 6.3, sections 4.3.12 and 4.3.16).

use std::io::Read;

/// A file in an archive.
pub struct ArchiveEntry {
    pub name: String,
    /// Unpacked, as the directory says.
    pub size: u32,
    packed: u32,
    start: usize,
    is_deflated: bool,
    crc: u32,
}

pub struct Zip<'a> {
    bytes: &'a [u8],
    pub entries: Vec<ArchiveEntry>,
}

const DIRECTORY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

impl<'a> Zip<'a> {
    /// `None` when it cannot be walked: cut off, encrypted, in parts, or larger than anything beside a text.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(22 + 65_535);
        let end = tail + memchr::memmem::rfind(bytes.get(tail..)?, END)?;
        let count = number(bytes, end + 10, 2)?;
        let mut at = number(bytes, end + 16, 4)?;
        let mut entries = Vec::with_capacity(count);
        for _ in 0..count {
            if bytes.get(at..at + 4)? != DIRECTORY {
                return None;
            }
            let (flags, method) = (number(bytes, at + 8, 2)?, number(bytes, at + 10, 2)?);
            let lengths = [number(bytes, at + 28, 2)?, number(bytes, at + 30, 2)?, number(bytes, at + 32, 2)?];
            if flags & 1 != 0 || !matches!(method, 0 | 8) {
                return None;
            }
            let name = bytes.get(at + 46..at + 46 + lengths[0])?;
            let local = number(bytes, at + 42, 4)?;
            let start = local + 30 + number(bytes, local + 26, 2)? + number(bytes, local + 28, 2)?;
            entries.push(ArchiveEntry {
                name: String::from_utf8_lossy(name).into_owned(),
                size: u32::try_from(number(bytes, at + 24, 4)?).ok()?,
                packed: u32::try_from(number(bytes, at + 20, 4)?).ok()?,
                start,
                is_deflated: method == 8,
                crc: u32::try_from(number(bytes, at + 16, 4)?).ok()?,
            });
            at += 46 + lengths.iter().sum::<usize>();
        }
        Some(Zip { bytes, entries })
    }

    /// The bytes of a file; `None` when they are not what the directory says.
    pub fn unpack(&self, entry: &ArchiveEntry) -> Option<Vec<u8>> {
        let packed = self.bytes.get(entry.start..entry.start.checked_add(entry.packed as usize)?)?;
        let bytes = if entry.is_deflated {
            let mut out = Vec::new();
            flate2::read::DeflateDecoder::new(packed).take(u64::from(entry.size) + 1).read_to_end(&mut out).ok()?;
            out
        } else {
            packed.to_vec()
        };
        (bytes.len() == entry.size as usize && crc32fast::hash(&bytes) == entry.crc).then_some(bytes)
    }

    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.entries.iter().find(|entry| entry.name == name).and_then(|entry| self.unpack(entry))
    }
}
