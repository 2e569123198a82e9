//! The samples themselves, gathered in the order in which they lie, without the notes that encoders put among them.

use super::entry::Notes;
use super::track::Track;
use super::{CUT, Problem};

/// All samples in a row; says in each track where its chunks came to lie and how large its samples became.
pub fn gather(bytes: &[u8], tracks: &mut [Track<'_>]) -> Result<Vec<u8>, Problem> {
    // (where it lies, which track, which chunk, its first sample)
    let mut order = Vec::new();
    for (number, track) in tracks.iter_mut().enumerate() {
        let mut first = 0;
        for (chunk, (start, count)) in track.chunks.iter().enumerate() {
            order.push((*start, number, chunk, first));
            first += count;
        }
        track.places = vec![0; track.chunks.len()];
    }
    order.sort_unstable();
    let mut media = Vec::new();
    for (start, number, chunk, first) in order {
        let track = &mut tracks[number];
        track.places[chunk] = media.len();
        let mut at = start;
        for sample in first..first + track.chunks[chunk].1 {
            let end = at.checked_add(track.sizes[sample] as usize).ok_or(CUT)?;
            let before = media.len();
            copy(bytes.get(at..end).ok_or(CUT)?, track.entry.notes, &mut media)?;
            track.sizes[sample] = (media.len() - before) as u32;
            at = end;
            // Chunks that overlap could make much out of little.
            if media.len() > bytes.len() {
                return Err(CUT);
            }
        }
    }
    Ok(media)
}

/// Copies a sample without the units that say nothing of its picture (ITU-T H.264 table 7-1, H.265 table 7-1).
fn copy(sample: &[u8], notes: Notes, out: &mut Vec<u8>) -> Result<(), Problem> {
    let width = match notes {
        Notes::None => {
            out.extend_from_slice(sample);
            return Ok(());
        }
        Notes::H264(width) | Notes::H265(width) => width,
    };
    let mut at = 0;
    while at < sample.len() {
        let length = sample.get(at..at + width).ok_or(CUT)?;
        let length = length.iter().fold(0, |sum: usize, byte| sum << 8 | usize::from(*byte));
        let unit = sample.get(at + width..).and_then(|rest| rest.get(..length)).ok_or(CUT)?;
        let is_picture = match (notes, unit.first()) {
            (_, None) => false,
            (Notes::H264(_), Some(first)) => matches!(first & 0x1f, 1..=5 | 7..=11 | 13..=15 | 19..=21),
            (_, Some(first)) => matches!(first >> 1 & 0x3f, 0..=37),
        };
        if is_picture {
            out.extend_from_slice(&sample[at..at + width + length]);
        }
        at += width + length;
    }
    Ok(())
}
