//! How samples are coded: what a player must know, and nothing else.

use super::boxes::{BoxWriter, Boxes, find, short};
use super::{CUT, Problem};

/// The way that samples are coded, ready to be written.
pub struct SampleEntry {
    bytes: Vec<u8>,
    pub notes: Notes,
}

/// Where a coding puts notes among its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    None,
    /// Units with a length of so many bytes before them.
    H264(usize),
    H265(usize),
}

impl SampleEntry {
    pub fn write(&self, out: &mut BoxWriter) {
        out.within(b"stsd", |out| {
            out.long(0);
            out.long(1);
            out.bytes(&self.bytes);
        });
    }
}

/// Reads the one way of coding of a track. Several in one track come from cutting programs only.
pub fn read(table: &[u8], pictures: bool) -> Result<SampleEntry, Problem> {
    let unknown = || Problem::refused("film-codec");
    let entries = table.get(8..).ok_or(CUT)?;
    let mut entries = Boxes::of(entries).map_while(|part| part);
    let (Some(entry), None) = (entries.next(), entries.next()) else { return Err(unknown()) };
    let mut out = BoxWriter::default();
    let notes = match (pictures, &entry.name) {
        (true, b"avc1" | b"avc3") => pictures_of(&mut out, &entry.name, entry.body, b"avcC"),
        (true, b"hvc1" | b"hev1") => pictures_of(&mut out, &entry.name, entry.body, b"hvcC"),
        (true, b"vp08" | b"vp09") => pictures_of(&mut out, &entry.name, entry.body, b"vpcC"),
        (false, b"mp4a") => sound_of(&mut out, b"mp4a", entry.body, b"esds"),
        (false, b"Opus") => sound_of(&mut out, b"Opus", entry.body, b"dOps"),
        (false, b"alac") => sound_of(&mut out, b"alac", entry.body, b"alac"),
        _ => return Err(unknown()),
    };
    Ok(SampleEntry { notes: notes.ok_or(CUT)?, bytes: out.finish() })
}

/// Width and height; how it is decoded; the shape and colours of its pixels. The name of the program is left out.
fn pictures_of(out: &mut BoxWriter, name: &[u8; 4], body: &[u8], setup: &[u8; 4]) -> Option<Notes> {
    let inside = body.get(78..)?;
    let decoder = find(inside, setup)?;
    let start = out.open(name);
    out.zeros(6);
    out.short(1);
    out.zeros(16);
    out.bytes(body.get(24..28)?);
    out.bytes(&[0, 0x48, 0, 0, 0, 0x48, 0, 0, 0, 0, 0, 0, 0, 1]);
    out.zeros(32);
    out.short(0x18);
    out.short(0xffff);
    let notes = match setup {
        b"avcC" => {
            out.within(setup, |out| out.bytes(decoder));
            Notes::H264(usize::from(decoder.get(4)? & 3) + 1)
        }
        b"hvcC" => {
            let clean = without_notes(decoder)?;
            out.within(setup, |out| out.bytes(&clean));
            Notes::H265(usize::from(decoder.get(21)? & 3) + 1)
        }
        _ => {
            out.within(setup, |out| out.bytes(decoder));
            Notes::None
        }
    };
    for part in Boxes::of(inside).map_while(|part| part) {
        match &part.name {
            b"pasp" => out.within(b"pasp", |out| out.bytes(&part.body[..part.body.len().min(8)])),
            // Three numbers and a bit; profiles, which are files of their own, stay behind.
            b"colr" if part.body.starts_with(b"nclx") => {
                out.within(b"colr", |out| out.bytes(&part.body[..part.body.len().min(11)]))
            }
            b"colr" if part.body.starts_with(b"nclc") => {
                out.within(b"colr", |out| out.bytes(&part.body[..part.body.len().min(10)]))
            }
            _ => {}
        }
    }
    out.close(start);
    Some(notes)
}

/// The setup of H.265 with its parameter sets only: some programs put their own name there.
fn without_notes(setup: &[u8]) -> Option<Vec<u8>> {
    let mut out = setup.get(..23)?.to_vec();
    let mut kept = 0;
    let mut at = 23;
    for _ in 0..setup[22] {
        let start = at;
        let kind = setup.get(at)? & 0x3f;
        let count = short(setup, at + 1)?;
        at += 3;
        for _ in 0..count {
            at += 2 + usize::from(short(setup, at)?);
        }
        if (32..=34).contains(&kind) {
            out.extend_from_slice(setup.get(start..at)?);
            kept += 1;
        }
    }
    out[22] = kept;
    Some(out)
}

/// Channels and rate; how it is decoded. QuickTime's longer form is written as the short one.
fn sound_of(out: &mut BoxWriter, name: &[u8; 4], body: &[u8], setup: &[u8; 4]) -> Option<Notes> {
    let inside = match short(body, 8)? {
        0 => body.get(28..)?,
        1 => body.get(44..)?,
        _ => return None,
    };
    let decoder = find(inside, setup).or_else(|| find(find(inside, b"wave")?, setup))?;
    let start = out.open(name);
    out.zeros(6);
    out.short(1);
    out.zeros(8);
    out.bytes(body.get(16..20)?);
    out.zeros(4);
    out.bytes(body.get(24..28)?);
    out.within(setup, |out| out.bytes(decoder));
    out.close(start);
    Some(Notes::None)
}
