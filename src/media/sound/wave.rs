//! WAV: how it is sampled, and the samples.

use crate::media::{MadeFile, MediaKind, Problem};

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let (mut format, mut data) = (None, None);
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let start = at + 8;
        match &head[..4] {
            b"fmt " => format = bytes.get(start..start + length.min(40)),
            // A recording that was broken off says another length than there is.
            b"data" => data = bytes.get(start..start.saturating_add(length).min(bytes.len())),
            _ => {}
        }
        at = start.saturating_add(length.next_multiple_of(2));
    }
    let (Some(format), Some(data)) = (format.filter(|format| format.len() >= 16), data) else {
        return Err(Problem::Damaged("cut-off"));
    };
    // Plain samples, whole numbers or fractions; a longer head says nothing more of them.
    let tag = u16::from_le_bytes([format[0], format[1]]);
    let tag = if tag == 0xfffe { format.get(24).copied().map_or(tag, u16::from) } else { tag };
    if !matches!(tag, 1 | 3) {
        return Err(Problem::refused("sound-codec"));
    }
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&(36 + data.len() as u32 + data.len() as u32 % 2).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt \x10\0\0\0");
    out.extend_from_slice(&tag.to_le_bytes());
    out.extend_from_slice(&format[2..16]);
    out.extend_from_slice(b"data");
    out.extend_from_slice(&(data.len() as u32).to_le_bytes());
    out.extend_from_slice(data);
    out.resize(out.len() + data.len() % 2, 0);
    Ok(MadeFile::new(MediaKind::Wav, out))
}
