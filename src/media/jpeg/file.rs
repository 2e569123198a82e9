//! What a JPEG file holds, segment by segment (ITU-T T.81, annex B).

use super::{FINEST, JpegQuality};
use crate::media::Problem;

/// A JPEG file taken apart.
pub struct JpegFile {
    /// The picture alone: its tables and scans.
    pub picture: Vec<u8>,
    pub size: (u32, u32),
    pub parts: Vec<Component>,
    tables: [Option<[u16; 64]>; 4],
    pub exif: Vec<u8>,
    pub xmp: Vec<u8>,
    /// Pieces of a colour profile, each with its number.
    profile: Vec<(u8, Vec<u8>)>,
    /// The mark of Adobe's programs: how the parts are to be read as colours.
    adobe: Option<u8>,
    /// So many blocks lie between two marks to start again at; 0 for no marks.
    restart: usize,
    scans: usize,
}

pub struct Component {
    id: u8,
    factors: (u8, u8),
    table: usize,
    /// The waves that some scan gives to the last bit, by their number.
    waves: u64,
}

impl JpegFile {
    /// Reads segments up to the end of the first picture (ITU-T T.81, annex B).
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let mut file = JpegFile {
            picture: vec![0xff, 0xd8],
            size: (0, 0),
            parts: Vec::new(),
            tables: [None; 4],
            exif: Vec::new(),
            xmp: Vec::new(),
            profile: Vec::new(),
            adobe: None,
            restart: 0,
            scans: 0,
        };
        let cut = || Problem::Corrupt("cut-off".into());
        let mut at = 2;
        loop {
            let marker = next_marker(bytes, &mut at).ok_or_else(cut)?;
            match marker {
                0xd9 => break,
                0xd8 | 0x01 | 0xd0..=0xd7 => continue,
                _ => {}
            }
            let length = bytes.get(at..at + 2).map(|two| usize::from(two[0]) << 8 | usize::from(two[1]));
            let length = length.filter(|length| *length >= 2).ok_or_else(cut)?;
            let body = bytes.get(at + 2..at + length).ok_or_else(cut)?;
            at += length;
            if !file.segment(marker, body)? {
                continue;
            }
            file.picture.extend_from_slice(&[0xff, marker, (length >> 8) as u8, length as u8]);
            file.picture.extend_from_slice(body);
            if marker == 0xda {
                let (length, restarts) = scan(bytes.get(at..).unwrap_or_default()).ok_or_else(cut)?;
                if file.restart > 0 && file.scans == 0 && restarts + 1 < file.blocks().div_ceil(file.restart) {
                    return Err(cut());
                }
                file.scans += 1;
                file.picture.extend_from_slice(&bytes[at..at + length]);
                at += length;
            }
        }
        if file.parts.is_empty() || file.parts.iter().any(|part| part.waves != u64::MAX) {
            return Err(cut());
        }
        file.close();
        Ok(file)
    }

    /// A decoder that finds an end before its time takes what is missing for grey, even a strict one; one that finds no end
    /// says so. Some bytes of nothing keep it from looking beyond the last block of a whole picture.
    fn close(&mut self) {
        if self.scans == 1 && self.restart == 0 {
            self.picture.extend_from_slice(&[0; 16]);
        } else {
            self.picture.extend_from_slice(&[0xff, 0xd9]);
        }
    }

    /// How many blocks of all parts together the picture has.
    fn blocks(&self) -> usize {
        let most = |of: fn(&Component) -> u8| usize::from(self.parts.iter().map(of).max().unwrap_or(1).max(1));
        let (mut across, mut down) = (8 * most(|part| part.factors.0), 8 * most(|part| part.factors.1));
        if self.parts.len() == 1 {
            (across, down) = (8, 8);
        }
        (self.size.0 as usize).div_ceil(across) * (self.size.1 as usize).div_ceil(down)
    }

    /// Notes which waves of which parts a scan gives to the last bit.
    fn read_scan(&mut self, head: &[u8]) {
        let Some((count, rest)) = head.split_first() else { return };
        let Some((parts, [first, last, bits, ..])) = rest.split_at_checked(2 * usize::from(*count)) else { return };
        if bits & 15 != 0 || first > last || *last > 63 {
            return;
        }
        let waves = (u64::MAX >> (63 - last)) & (u64::MAX << first);
        for id in parts.chunks_exact(2) {
            self.parts.iter_mut().filter(|part| part.id == id[0]).for_each(|part| part.waves |= waves);
        }
    }

    /// Takes what is needed of a segment; does it belong to the picture?
    fn segment(&mut self, marker: u8, body: &[u8]) -> Result<bool, Problem> {
        match marker {
            0xe1 if body.starts_with(b"Exif\0") => {
                if self.exif.is_empty() {
                    self.exif = body.get(6..).unwrap_or_default().to_vec();
                }
            }
            0xe1 if body.starts_with(b"http://ns.adobe.com/") => self.xmp.extend_from_slice(body),
            0xe2 if body.starts_with(b"ICC_PROFILE\0") && body.len() > 14 => {
                self.profile.push((body[12], body[14..].to_vec()));
            }
            0xee if body.starts_with(b"Adobe") && body.len() >= 12 => {
                self.adobe = Some(body[11]);
                return Ok(true);
            }
            0xdb => self.read_tables(body),
            0xc0..=0xc2 => return self.read_frame(body).map(|()| true),
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(Problem::OtherPicture("JPEG")),
            0xdd => self.restart = usize::from(body.first_chunk::<2>().map_or(0, |two| u16::from_be_bytes(*two))),
            0xda => self.read_scan(body),
            _ => return Ok(marker == 0xc4),
        }
        Ok(matches!(marker, 0xdb | 0xdd | 0xda))
    }

    fn read_tables(&mut self, mut body: &[u8]) {
        while let Some((head, rest)) = body.split_first() {
            let width = if head >> 4 == 0 { 1 } else { 2 };
            let Some((steps, rest)) = rest.split_at_checked(64 * width) else { return };
            let mut table = [1; 64];
            for (at, step) in steps.chunks_exact(width).enumerate() {
                let value = step.iter().fold(0, |sum: u16, byte| sum << 8 | u16::from(*byte));
                table[usize::from(ZIGZAG[at])] = value.max(1);
            }
            self.tables[usize::from(head & 3)] = Some(table);
            body = rest;
        }
    }

    fn read_frame(&mut self, body: &[u8]) -> Result<(), Problem> {
        let [8, h0, h1, w0, w1, count, parts @ ..] = body else {
            return Err(Problem::OtherPicture("JPEG"));
        };
        self.size = (u32::from(*w0) << 8 | u32::from(*w1), u32::from(*h0) << 8 | u32::from(*h1));
        let part = |part: &[u8]| Component {
            id: part[0],
            factors: (part[1] >> 4, part[1] & 15),
            table: usize::from(part[2] & 3),
            waves: 0,
        };
        self.parts = parts.chunks_exact(3).take(usize::from(*count)).map(part).collect();
        if self.size.0 == 0 || self.size.1 == 0 || !self.has_known_parts() {
            return Err(Problem::Corrupt("damaged".into()));
        }
        Ok(())
    }

    fn has_known_parts(&self) -> bool {
        matches!(self.parts.len(), 1 | 3 | 4)
    }

    /// The whole colour profile; none for four inks, whose profile speaks of inks.
    pub fn profile(&self) -> Option<Vec<u8>> {
        let mut pieces: Vec<&(u8, Vec<u8>)> = self.profile.iter().collect();
        pieces.sort_by_key(|(number, _)| *number);
        (!pieces.is_empty() && self.parts.len() < 4)
            .then(|| pieces.iter().flat_map(|(_, bytes)| bytes).copied().collect())
    }

    /// Are its parts red, green and blue themselves, so that their tables say nothing of light and colour?
    fn is_plain_rgb(&self) -> bool {
        let ids: Vec<u8> = self.parts.iter().map(|part| part.id).collect();
        self.parts.len() != 3 || self.adobe == Some(0) || ids == *b"RGB"
    }

    pub fn look(&self) -> JpegQuality {
        let finest = JpegQuality::of_quality(FINEST);
        let table = |part: usize| self.parts.get(part).and_then(|part| self.tables[part.table]);
        let Some(light) = table(0).filter(|_| self.parts.len() == 1 || !self.is_plain_rgb()) else {
            return JpegQuality { shared: (1, 1), ..finest };
        };
        let mut look = JpegQuality { light, color: table(1).unwrap_or(finest.color), shared: self.shared() };
        look.no_finer_than(&finest);
        look
    }

    /// How many pixels, across and down, share a colour.
    fn shared(&self) -> (u8, u8) {
        let [light, others @ ..] = self.parts.as_slice() else { return (1, 1) };
        let most = |of: fn(&Component) -> u8| others.iter().map(of).max().unwrap_or(1).max(1);
        let across = light.factors.0 / most(|part| part.factors.0);
        let down = light.factors.1 / most(|part| part.factors.1);
        if others.is_empty() { (1, 1) } else { (across.clamp(1, 2), down.clamp(1, 2)) }
    }
}

/// The next marker; `at` moves behind it. Bytes between segments, which some cameras leave, are passed over.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += memchr::memchr(0xff, bytes.get(*at..)?)?;
        while bytes.get(*at) == Some(&0xff) {
            *at += 1;
        }
        let marker = *bytes.get(*at)?;
        *at += 1;
        if marker != 0 {
            return Some(marker);
        }
    }
}

/// How long the waves of a scan are, up to a marker that is no mark to start again and no escaped byte; and how many such
/// marks are among them.
fn scan(bytes: &[u8]) -> Option<(usize, usize)> {
    let (mut at, mut restarts) = (0, 0);
    loop {
        at += memchr::memchr(0xff, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0 => at += 2,
            0xd0..=0xd7 => {
                restarts += 1;
                at += 2;
            }
            0xff => at += 1,
            _ => return Some((at, restarts)),
        }
    }
}

const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];
