//! Texts looked at as bytes, many at a time: what runs over every text of a school asks here first, and looks at
//! characters only where bytes do not tell.

/// So many bytes are looked at together.
const BLOCK: usize = u64::BITS as usize;

/// The places of the bytes of which something holds, in order, from a byte on. It is asked of 64 bytes at a time, without
/// a branch for any, which makes a mask; what is done with a place then costs nothing where none is.
#[inline]
pub fn places<Is: Fn(u8) -> bool + Copy>(bytes: &[u8], from: usize, is: Is) -> Places<'_, Is> {
    Places { bytes, is, block: from, mask: mask_at(bytes, from, is).unwrap_or(0) }
}

pub struct Places<'a, Is> {
    bytes: &'a [u8],
    is: Is,
    /// Where the block of the mask begins.
    block: usize,
    /// Without places that were given.
    mask: u64,
}

impl<Is: Fn(u8) -> bool + Copy> Iterator for Places<'_, Is> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            self.mask = mask_at(self.bytes, self.block + BLOCK, self.is)?;
            self.block += BLOCK;
        }
        let at = self.block + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1; // without its lowest bit
        Some(at)
    }
}

/// The mask of the block that begins at a byte, without bits behind the end; `None` where nothing begins there.
#[inline]
fn mask_at(bytes: &[u8], start: usize, is: impl Fn(u8) -> bool) -> Option<u64> {
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    if let Some(block) = rest.first_chunk() {
        return Some(mask(block, is));
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    Some(mask(&block, is) & !(u64::MAX << rest.len()))
}

/// A bit for each byte, the lowest for the first: is it one of those that something holds of?
#[inline]
fn mask(bytes: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    // Ones and zeros first: a compiler makes a few steps for sixteen bytes of this.
    let ones = bytes.map(|byte| u8::from(is(byte)));
    let (eights, _) = ones.as_chunks();
    let bits = eights.iter().enumerate().map(|(at, ones)| gathered(u64::from_le_bytes(*ones)) << (8 * at));
    bits.fold(0, |mask, bits| mask | bits)
}

/// The lowest bit of each of eight bytes, side by side. The product has each bit at its place in the highest byte, and no
/// two at one place, so that nothing is carried over.
#[inline]
fn gathered(ones: u64) -> u64 {
    ones.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Is this sign of ASCII in a text?
#[inline]
pub fn has(text: &str, sign: u8) -> bool {
    memchr::memchr(sign, text.as_bytes()).is_some()
}

/// The first line of a text, without its end.
pub fn first_line(text: &str) -> &str {
    &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())]
}

/// The lines of a text with their ends.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_has_its_bit() {
        for byte in 0..=255u8 {
            for at in 0..BLOCK {
                let mut bytes = [b' '; BLOCK];
                bytes[at] = byte;
                let bit = u64::from(byte.is_ascii_alphanumeric()) << at;
                assert_eq!(mask(&bytes, |byte| byte.is_ascii_alphanumeric()), bit, "{byte} {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn places_are_those_that_one_byte_at_a_time_gives(bytes in proptest::collection::vec(any::<u8>(), 0..300), sign: u8) {
            let slow = |is: &dyn Fn(u8) -> bool| (0..bytes.len()).filter(|at| is(bytes[*at])).collect::<Vec<_>>();
            for is in [&|byte| byte >= sign, &|byte| byte == sign, &|byte| byte != sign] as [&dyn Fn(u8) -> bool; 3] {
                prop_assert_eq!(places(&bytes, 0, is).collect::<Vec<_>>(), slow(is));
            }
        }

        #[test]
        fn many_bytes_at_a_time_tell_what_one_at_a_time_tells(text in "[a-zA-Z0-9\\n é&<|]{0,90}") {
            prop_assert_eq!(has(&text, b'|'), text.contains('|'));
            prop_assert!(lines(&text).eq(text.split_inclusive('\n')));
        }
    }
}
