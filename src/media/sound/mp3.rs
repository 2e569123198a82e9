//! MP3: its frames, one after another (ISO/IEC 11172-3). Tags before, between and behind them stay behind, and the note of the
//! program in the first one.

use crate::media::{MadeFile, MediaKind, Problem};

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let mut at = 0;
    let mut out = Vec::with_capacity(bytes.len());
    let mut frames = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if let Some(length) = tag(rest) {
            at += length;
            continue;
        }
        match frame(rest).and_then(|length| rest.get(..length)) {
            Some(frame) => {
                at += frame.len();
                frames += 1;
                if frames == 1 {
                    out.extend(without_note(frame));
                } else {
                    out.extend_from_slice(frame);
                }
            }
            None => at += next(rest),
        }
    }
    if frames < 2 { Err(Problem::Damaged("cut-off")) } else { Ok(MadeFile::new(MediaKind::Mp3, out)) }
}

/// The length of a tag that begins here.
fn tag(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"TAG") && bytes.len() <= 128 {
        return Some(bytes.len());
    }
    let head = bytes.get(..10).filter(|_| bytes.starts_with(b"ID3"))?;
    let size = head[6..].iter().fold(0, |sum: usize, byte| sum << 7 | usize::from(byte & 0x7f));
    let foot = if head[5] & 0x10 != 0 { 10 } else { 0 };
    Some((10 + size + foot).min(bytes.len()))
}

/// The way to the next place where a tag begins, or two frames in a row do.
fn next(bytes: &[u8]) -> usize {
    let is_start = |at: &usize| {
        let rest = &bytes[*at..];
        rest.starts_with(b"ID3")
            || frame(rest).is_some_and(|length| {
                rest.get(length..)
                    .is_some_and(|after| after.is_empty() || frame(after).is_some() || tag(after).is_some())
            })
    };
    (1..bytes.len()).find(is_start).unwrap_or(bytes.len())
}

/// The length of a frame of layer III that begins here.
fn frame(bytes: &[u8]) -> Option<usize> {
    const FAST: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const SLOW: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let head = bytes.first_chunk::<4>()?;
    if head[0] != 0xff || head[1] & 0xe6 != 0xe2 || head[1] & 0x18 == 0x08 {
        return None;
    }
    let is_first_version = head[1] & 0x18 == 0x18;
    let rate =
        *(if is_first_version { FAST } else { SLOW }).get(usize::from(head[2] >> 4)).filter(|rate| **rate > 0)?;
    let per_second = match head[2] >> 2 & 3 {
        0 => 44_100,
        1 => 48_000,
        2 => 32_000,
        _ => return None,
    };
    let per_second = match head[1] & 0x18 {
        0x18 => per_second,
        0x10 => per_second / 2,
        _ => per_second / 4,
    };
    let samples = if is_first_version { 144 } else { 72 };
    Some(samples * rate * 1000 / per_second + usize::from(head[2] >> 1 & 1))
}

/// The first frame often holds no sound but a table to jump by, with the name of a program behind it: the table stays.
fn without_note(frame: &[u8]) -> Vec<u8> {
    let mut out = frame.to_vec();
    let is_first_version = frame[1] & 0x18 == 0x18;
    let is_mono = frame[3] >> 6 == 3;
    let side = match (is_first_version, is_mono) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    let at = 4 + side;
    let flags = frame.get(at + 4..at + 8).map(|flags| flags[3]);
    if let (Some(b"Xing" | b"Info"), Some(flags)) = (frame.get(at..at + 4), flags) {
        let table = [(1, 4), (2, 4), (4, 100), (8, 4)];
        let length: usize = table.iter().filter(|(bit, _)| flags & bit != 0).map(|(_, length)| length).sum();
        out[4..at].fill(0);
        if let Some(note) = out.get_mut(at + 8 + length..) {
            note.fill(0);
        }
    } else if frame.get(36..40) == Some(b"VBRI") {
        out[4..].fill(0);
    }
    out
}
