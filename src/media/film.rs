//! MP4, M4A and MOV: files of boxes (ISO/IEC 14496-12). A new file is written: the samples of pictures and sound, in their
//! order, and the tables that say when each is shown. All else stays behind: names, places, times, notes, tracks that hold
//! where a camera was, and whatever lies between samples.

mod boxes;
mod entry;
mod samples;
mod track;

use boxes::{BoxWriter, Boxes, find, long};
use track::Track;

use super::{MadeFile, MediaKind, Problem};

const CUT: Problem = Problem::Damaged("cut-off");

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let mut moov = None;
    // What is behind the last box is no part of a film; samples that are not there are found out by their place.
    for part in Boxes::of(bytes).map_while(|part| part) {
        match &part.name {
            b"moov" => moov = Some(part.body),
            b"moof" => return Err(Problem::refused("film-in-pieces")),
            _ => {}
        }
    }
    let moov = moov.ok_or(CUT)?;
    if find(moov, b"mvex").is_some() || find(moov, b"cmov").is_some() {
        return Err(Problem::refused("film-in-pieces"));
    }
    let head = find(moov, b"mvhd").ok_or(CUT)?;
    let mut tracks = Vec::new();
    for part in Boxes::of(moov).map_while(|part| part).filter(|part| &part.name == b"trak") {
        tracks.extend(Track::read(part.body)?);
    }
    if tracks.is_empty() {
        return Err(Problem::Damaged("no-track"));
    }
    let kind = if tracks.iter().any(Track::is_pictures) { MediaKind::Mp4 } else { MediaKind::M4a };
    let media = samples::gather(bytes, &mut tracks)?;
    let front = brands(kind);
    // The place of the samples depends on the size of the tables before them, and that on nothing.
    let size = tables(head, &tracks, 0)?.len();
    let base = front.len() + size + 8;
    let mut out = front;
    out.extend(tables(head, &tracks, base)?);
    let length = u32::try_from(media.len() + 8).map_err(|_| CUT)?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(b"mdat");
    out.extend_from_slice(&media);
    let mut made = MadeFile::of_size(kind, tracks.iter().find_map(Track::size), out);
    made.seen.seconds = seconds(head);
    made.seen.is_silent = tracks.iter().all(Track::is_pictures);
    Ok(made)
}

/// How long it takes.
fn seconds(head: &[u8]) -> Option<u32> {
    let (at, is_wide) = if head.first()? == &1 { (20, true) } else { (12, false) };
    let clock = u64::from(long(head, at)?);
    let high = if is_wide { u64::from(long(head, at + 4)?) << 32 } else { 0 };
    let length = high | u64::from(long(head, at + if is_wide { 8 } else { 4 })?);
    // A length of which all bits are set is not known.
    let is_known = clock > 0 && length > 0 && length != u64::from(u32::MAX) && length != u64::MAX;
    u32::try_from(length.checked_div(clock)?).ok().filter(|_| is_known).map(|seconds| seconds.max(1))
}

fn brands(kind: MediaKind) -> Vec<u8> {
    let mut out = BoxWriter::default();
    out.within(b"ftyp", |out| {
        out.bytes(if kind == MediaKind::M4a { b"M4A " } else { b"isom" });
        out.long(0x200);
        out.bytes(b"isomiso2avc1mp41mp42");
    });
    out.finish()
}

fn tables(head: &[u8], tracks: &[Track<'_>], base: usize) -> Result<Vec<u8>, Problem> {
    let mut out = BoxWriter::default();
    let start = out.open(b"moov");
    movie_head(&mut out, head).ok_or(CUT)?;
    for track in tracks {
        track.write(&mut out, base).ok_or(CUT)?;
    }
    out.close(start);
    Ok(out.finish())
}

/// Its clock, length and frame; no times.
fn movie_head(out: &mut BoxWriter, head: &[u8]) -> Option<()> {
    let is_wide = head.first()? == &1;
    let after_times = if is_wide { 20 } else { 12 };
    let clock = head.get(after_times..after_times + 4)?;
    let length = head.get(after_times + 4..after_times + if is_wide { 12 } else { 8 })?;
    let rest = head.get(after_times + 4 + length.len()..)?;
    let start = out.open(b"mvhd");
    out.long(u32::from(is_wide) << 24);
    out.zeros(if is_wide { 16 } else { 8 });
    out.bytes(clock);
    out.bytes(length);
    // How fast and how loud, a gap, and how pictures are turned.
    out.bytes(rest.get(..6)?);
    out.zeros(10);
    out.bytes(rest.get(16..52)?);
    out.zeros(24);
    out.bytes(rest.get(76..80)?);
    out.close(start);
    Some(())
}
