//! Ogg with Vorbis or Opus (RFC 3533, RFC 7845): the pages of one stream, written anew, with a comment head that says nothing.

use crate::media::{MadeFile, MediaKind, Problem};

const CUT: Problem = Problem::Damaged("cut-off");

/// A page, by its parts.
struct OggPage<'a> {
    flags: u8,
    /// What it says of the time.
    position: &'a [u8],
    serial: &'a [u8],
    laces: &'a [u8],
    body: &'a [u8],
}

fn page<'a>(bytes: &mut &'a [u8]) -> Option<OggPage<'a>> {
    let (head, rest) = bytes.split_at_checked(27)?;
    if !head.starts_with(b"OggS\0") {
        return None;
    }
    let (laces, rest) = rest.split_at_checked(usize::from(head[26]))?;
    let (body, rest) = rest.split_at_checked(laces.iter().map(|lace| usize::from(*lace)).sum())?;
    *bytes = rest;
    Some(OggPage { flags: head[5], position: &head[6..14], serial: &head[14..18], laces, body })
}

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let mut rest = bytes;
    let first = page(&mut rest).ok_or(CUT)?;
    let (kind, heads) = match first.body {
        body if body.starts_with(b"OpusHead") => (MediaKind::Opus, 2),
        body if body.starts_with(b"\x01vorbis") => (MediaKind::Ogg, 3),
        _ => return Err(Problem::refused("sound-codec")),
    };
    let mut packets = vec![first.body.to_vec()];
    // The heads that follow end with a page.
    let mut open = Vec::new();
    while packets.len() < heads {
        let page = page(&mut rest).filter(|page| page.serial == first.serial).ok_or(CUT)?;
        let mut body = page.body;
        for lace in page.laces {
            let (piece, after) = body.split_at_checked(usize::from(*lace)).ok_or(CUT)?;
            body = after;
            open.extend_from_slice(piece);
            if *lace < 255 {
                packets.push(std::mem::take(&mut open));
            }
        }
    }
    if packets.len() != heads || !open.is_empty() {
        return Err(CUT);
    }
    packets[1] = match kind {
        MediaKind::Opus => b"OpusTags\0\0\0\0\0\0\0\0".to_vec(),
        _ => b"\x03vorbis\0\0\0\0\0\0\0\0\x01".to_vec(),
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut number = 0;
    write_heads(&mut out, &packets, &mut number);
    let mut is_ended = false;
    while let Some(page) = page(&mut rest).filter(|_| !is_ended) {
        if page.serial != first.serial {
            return Err(Problem::refused("sound-codec"));
        }
        is_ended = page.flags & 4 != 0;
        write(&mut out, page.flags & 5, page.position, number, page.laces, page.body);
        number += 1;
    }
    Ok(MadeFile::new(kind, out))
}

/// The first head has a page to itself, the others share what follows.
fn write_heads(out: &mut Vec<u8>, packets: &[Vec<u8>], number: &mut u32) {
    let laces_of = |packet: &Vec<u8>| {
        let mut laces = vec![255; packet.len() / 255];
        laces.push((packet.len() % 255) as u8);
        laces
    };
    write(out, 2, &[0; 8], *number, &laces_of(&packets[0]), &packets[0]);
    *number += 1;
    let laces: Vec<u8> = packets[1..].iter().flat_map(laces_of).collect();
    let body = packets[1..].concat();
    let mut rest = body.as_slice();
    let mut is_continued = false;
    for laces in laces.chunks(255) {
        let length: usize = laces.iter().map(|lace| usize::from(*lace)).sum();
        let (body, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        let ends_none = laces.iter().all(|lace| *lace == 255);
        let position = if ends_none { [0xff; 8] } else { [0; 8] };
        write(out, u8::from(is_continued), &position, *number, laces, body);
        *number += 1;
        is_continued = laces.last() == Some(&255);
    }
}

fn write(out: &mut Vec<u8>, flags: u8, position: &[u8], number: u32, laces: &[u8], body: &[u8]) {
    let start = out.len();
    out.extend_from_slice(b"OggS\0");
    out.push(flags);
    out.extend_from_slice(position);
    out.extend_from_slice(b"krij");
    out.extend_from_slice(&number.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.push(laces.len() as u8);
    out.extend_from_slice(laces);
    out.extend_from_slice(body);
    let sum = checksum(&out[start..]);
    out[start + 22..start + 26].copy_from_slice(&sum.to_le_bytes());
}

/// The checksum of a page (RFC 3533, section 6).
fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    bytes.iter().fold(0, |sum, byte| sum << 8 ^ TABLE[usize::from((sum >> 24) as u8 ^ byte)])
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = (at as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 0x8000_0000 == 0 { value << 1 } else { value << 1 ^ 0x04c1_1db7 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
}
