//! Texts looked at as bytes, many at a time: what runs over every text of a school asks here first, and looks at
//! characters only where bytes do not tell.

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes at the beginning are letters of ASCII and digits. Eight at a time, without a branch for each.
pub fn alphanumerics(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        match of_eight(*eight) {
            8 => at += 8,
            size => return at + size,
        }
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The same of no more than sixteen bytes.
#[inline]
pub fn alphanumerics_of_16(bytes: &[u8; 16]) -> usize {
    let [a, b, c, d, e, f, g, h, rest @ ..] = *bytes;
    match of_eight([a, b, c, d, e, f, g, h]) {
        8 => 8 + of_eight(rest),
        size => size,
    }
}

#[inline]
fn of_eight(eight: [u8; 8]) -> usize {
    let eight = u64::from_le_bytes(eight);
    // One bit makes small letters of capitals.
    let there = within(eight | splat(b' '), b'a', b'z') | within(eight, b'0', b'9');
    (!there & HIGH).trailing_zeros() as usize / 8
}

fn splat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Sets the highest bit of each byte that lies between two of ASCII. No sum carries over into the next byte.
fn within(eight: u64, first: u8, last: u8) -> u64 {
    let low = eight & !HIGH;
    (low + splat(0x80 - first)) & !(low + splat(0x7f - last)) & !eight & HIGH
}

/// Is any of these bytes in a text? For signs that nearly no text holds, or that stand early in it where it does.
pub fn any_of(text: &str, signs: &[u8]) -> bool {
    let bytes = text.as_bytes();
    signs.chunks(3).any(|signs| match signs {
        [a, b, c] => memchr::memchr3(*a, *b, *c, bytes).is_some(),
        [a, b] => memchr::memchr2(*a, *b, bytes).is_some(),
        signs => signs.iter().any(|sign| memchr::memchr(*sign, bytes).is_some()),
    })
}

/// Is this sign of ASCII in a text?
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
    fn every_byte_counts_as_itself_wherever_it_stands() {
        for byte in 0..=255u8 {
            for at in 0..20 {
                let mut bytes = [b'k'; 20];
                bytes[at] = byte;
                let size = if byte.is_ascii_alphanumeric() { 20 } else { at };
                assert_eq!(alphanumerics(&bytes), size, "{byte} {at}");
                let (sixteen, _) = bytes.split_first_chunk().unwrap();
                assert_eq!(alphanumerics_of_16(sixteen), size.min(16), "{byte} {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn many_bytes_at_a_time_tell_what_one_at_a_time_tells(text in "[a-zA-Z0-9\\n é&<|]{0,90}") {
            let bytes = text.as_bytes();
            prop_assert_eq!(alphanumerics(bytes), bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count());
            prop_assert_eq!(any_of(&text, b"&<"), text.contains(['&', '<']));
            prop_assert_eq!(any_of(&text, b"&<|4\n"), text.contains(['&', '<', '|', '4', '\n']));
            prop_assert_eq!(has(&text, b'|'), text.contains('|'));
            prop_assert!(lines(&text).eq(text.split_inclusive('\n')));
        }
    }
}
