//! JPEG, decoded and encoded anew: upright, in sRGB, as finely as it was.
//!
//! What the decoder reads is not the file but its picture: the tables and scans up to the end of the first picture. Notes of
//! a camera, a second picture behind the first and whatever else stands in a file never reach it.

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::picture::{check_size, has_place, orientation, short};
use super::{Kind, Made, Problem, Remark, Seen, colour};

pub fn make(bytes: &[u8]) -> Result<Made, Problem> {
    let file = File::read(bytes)?;
    check_size(file.size.0, file.size.1)?;
    let turn = orientation(&file.exif);
    let mut pixels = colour::as_srgb(decode(&file)?, file.profile().as_deref());
    pixels.apply_orientation(turn);
    let mut look = file.look();
    if is_on_its_side(turn) {
        look.turn();
    }
    let mut out = encode(&pixels, &look);
    // Rarely the first program was thriftier than ours with the same tables.
    for _ in 0..3 {
        if out.len() <= file.picture.len() {
            break;
        }
        look.coarser();
        out = encode(&pixels, &look);
    }
    let size = Some((pixels.width(), pixels.height()));
    let remarks = has_place(&file.exif, &file.xmp).then_some(Remark::Place);
    Ok(Made { bytes: out, seen: Seen { kind: Kind::Jpeg, size, remarks: remarks.into_iter().collect() } })
}

fn is_on_its_side(turn: Orientation) -> bool {
    use Orientation as O;
    matches!(turn, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

/// A picture of which a part is missing is a mistake here: a decoder that is not strict makes it grey.
fn decode(file: &File) -> Result<DynamicImage, Problem> {
    let corrupt = |error: &dyn std::fmt::Display| Problem::Corrupt(short(&error.to_string()));
    let is_grey = file.parts.len() == 1;
    let wanted = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(65_535)
        .set_max_height(65_535)
        .jpeg_set_out_colorspace(wanted);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&file.picture), options);
    let bytes = decoder.decode().map_err(|error| corrupt(&error))?;
    let (width, height) = file.size;
    let pixels = if is_grey {
        GrayImage::from_raw(width, height, bytes).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    };
    pixels.ok_or_else(|| Problem::Corrupt("wrong size".into()))
}

/// How finely a picture is kept: the tables that its waves are rounded by, and how many pixels share a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    light: [u16; 64],
    color: [u16; 64],
    shared: (u8, u8),
}

impl Look {
    /// The tables of the standard (ITU-T T.81, annex K), scaled as everybody does since the first free encoder.
    pub fn of_quality(quality: u8) -> Self {
        let scale = match quality.clamp(1, 100) {
            low @ ..50 => 5000 / u32::from(low),
            high => 200 - 2 * u32::from(high),
        };
        let scaled = |table: &[u16; 64]| table.map(|step| ((u32::from(step) * scale + 50) / 100).clamp(1, 255) as u16);
        Look { light: scaled(&LIGHT), color: scaled(&COLOR), shared: (2, 2) }
    }

    /// No finer than anybody can see: photos of a good camera are kept more finely than a screen shows.
    fn no_finer_than(&mut self, other: &Look) {
        for (step, least) in self.light.iter_mut().zip(other.light).chain(self.color.iter_mut().zip(other.color)) {
            *step = (*step).clamp(least, 255);
        }
    }

    /// For a picture that is turned on its side: its rows have become columns.
    fn turn(&mut self) {
        let turned = |table: &[u16; 64]| std::array::from_fn(|at| table[at % 8 * 8 + at / 8]);
        (self.light, self.color) = (turned(&self.light), turned(&self.color));
        self.shared = (self.shared.1, self.shared.0);
    }

    fn coarser(&mut self) {
        for step in self.light.iter_mut().chain(&mut self.color) {
            *step = (*step + (*step).div_ceil(12)).min(255);
        }
    }
}

/// A look that no eye tells from the original.
const FINEST: u8 = 92;

/// The bytes of a picture; empty when it cannot be written, which its size alone could cause and a limit keeps away.
pub fn encode(pixels: &DynamicImage, look: &Look) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, FINEST);
    encoder.set_quantization_tables(
        QuantizationTableType::Custom(Box::new(look.light)),
        QuantizationTableType::Custom(Box::new(look.color)),
    );
    encoder.set_sampling_factor(
        SamplingFactor::from_factors(look.shared.0, look.shared.1).unwrap_or(SamplingFactor::F_1_1),
    );
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width()), u16::try_from(pixels.height())) else {
        return Vec::new();
    };
    let written = match pixels {
        DynamicImage::ImageLuma8(pixels) => encoder.encode(pixels, width, height, ColorType::Luma),
        DynamicImage::ImageRgb8(pixels) => encoder.encode(pixels, width, height, ColorType::Rgb),
        other => encoder.encode(&other.to_rgb8(), width, height, ColorType::Rgb),
    };
    if written.is_err() {
        out.clear();
    }
    out
}

/// A JPEG file taken apart.
struct File {
    /// The picture alone: its tables and scans.
    picture: Vec<u8>,
    size: (u32, u32),
    parts: Vec<Component>,
    tables: [Option<[u16; 64]>; 4],
    exif: Vec<u8>,
    xmp: Vec<u8>,
    /// Pieces of a colour profile, each with its number.
    profile: Vec<(u8, Vec<u8>)>,
    /// The mark of Adobe's programs: how the parts are to be read as colours.
    adobe: Option<u8>,
}

#[derive(Clone, Copy)]
struct Component {
    id: u8,
    factors: (u8, u8),
    table: usize,
}

impl File {
    /// Reads segments up to the end of the first picture (ITU-T T.81, annex B).
    fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let mut file = File {
            picture: vec![0xff, 0xd8],
            size: (0, 0),
            parts: Vec::new(),
            tables: [None; 4],
            exif: Vec::new(),
            xmp: Vec::new(),
            profile: Vec::new(),
            adobe: None,
        };
        let cut = || Problem::Corrupt("cut-off".into());
        let mut at = 2;
        let mut scans = 0;
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
                scans += 1;
                let end = at + end_of_scan(bytes.get(at..).unwrap_or_default()).ok_or_else(cut)?;
                file.picture.extend_from_slice(&bytes[at..end]);
                at = end;
            }
        }
        if scans == 0 || file.parts.is_empty() {
            return Err(cut());
        }
        file.picture.extend_from_slice(&[0xff, 0xd9]);
        Ok(file)
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
            _ => return Ok(matches!(marker, 0xc4 | 0xda | 0xdd)),
        }
        Ok(marker == 0xdb)
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
        };
        self.parts = parts.chunks_exact(3).take(usize::from(*count)).map(part).collect();
        if self.size.0 == 0 || self.size.1 == 0 || !self.has_known_parts() {
            return Err(Problem::Corrupt("wrong size".into()));
        }
        Ok(())
    }

    fn has_known_parts(&self) -> bool {
        matches!(self.parts.len(), 1 | 3 | 4)
    }

    /// The whole colour profile; none for four inks, whose profile speaks of inks.
    fn profile(&self) -> Option<Vec<u8>> {
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

    fn look(&self) -> Look {
        let finest = Look::of_quality(FINEST);
        let table = |part: usize| self.parts.get(part).and_then(|part| self.tables[part.table]);
        let Some(light) = table(0).filter(|_| self.parts.len() == 1 || !self.is_plain_rgb()) else {
            return Look { shared: (1, 1), ..finest };
        };
        let mut look = Look { light, color: table(1).unwrap_or(finest.color), shared: self.shared() };
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

/// Where the waves of a scan end: at a marker that is no restart and no escaped byte.
fn end_of_scan(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(0xff, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

#[rustfmt::skip]
const LIGHT: [u16; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

#[rustfmt::skip]
const COLOR: [u16; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
    24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];
