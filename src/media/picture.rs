//! Pictures in general: what their headers say, and PNG and WebP, decoded and encoded anew.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::jpeg::JpegQuality;
use super::{MadeFile, MediaKind, PIXELS, Problem, Remark, colour, sizes};

/// The quality of a JPEG that was none before.
const QUALITY: u8 = 87;

pub fn make_png(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let moves = chunk_before_pixels(bytes, b"acTL");
    let picture = decode(bytes, ImageFormat::Png)?;
    let remarks = picture.remarks(moves);
    let (kind, sizes) = sizes::of_lossless(picture.pixels, bytes.len());
    Ok(MadeFile::picture(kind, sizes, remarks))
}

/// A photo becomes a JPEG; what has see-through parts, or was kept without loss, a PNG.
pub fn make_webp(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let moves = bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0);
    let picture = decode(bytes, ImageFormat::WebP)?;
    let remarks = picture.remarks(moves);
    let (kind, sizes) = if is_lossy(bytes) && !sizes::has_alpha(&picture.pixels) {
        let sizes = sizes::of_photo(picture.pixels, JpegQuality::of_quality(QUALITY), bytes.len());
        (MediaKind::Jpeg, sizes)
    } else {
        sizes::of_lossless(picture.pixels, bytes.len())
    };
    Ok(MadeFile::picture(kind, sizes, remarks))
}

struct DecodedPicture {
    pixels: DynamicImage,
    place: bool,
}

impl DecodedPicture {
    fn remarks(&self, moves: bool) -> Vec<Remark> {
        [self.place.then_some(Remark::Place), moves.then_some(Remark::Still)].into_iter().flatten().collect()
    }
}

/// Upright, in eight bits and in sRGB.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<DecodedPicture, Problem> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
    let xmp = decoder.xmp_metadata().ok().flatten().unwrap_or_default();
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = DynamicImage::from_decoder(decoder).map_err(problem)?;
    let mut pixels = colour::as_srgb(in_eight_bits(pixels), profile.as_deref());
    pixels.apply_orientation(orientation(&exif));
    Ok(DecodedPicture { pixels, place: has_place(&exif, &xmp) })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(65_535);
    limits.max_image_height = Some(65_535);
    limits.max_alloc = Some(512 * 1024 * 1024);
    limits
}

fn in_eight_bits(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(pixels.into_luma8()),
        DynamicImage::ImageRgb16(_) => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => pixels,
        other => DynamicImage::ImageRgba8(other.into_rgba8()),
    }
}

/// Refused by its header, never unpacked.
pub fn check_size(width: u32, height: u32) -> Result<(), Problem> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS { Err(too_many(Some(pixels))) } else { Ok(()) }
}

pub fn too_many(pixels: Option<u64>) -> Problem {
    let million = |pixels: u64| format!("{} megapixel", pixels / 1_000_000);
    let size = pixels.map_or_else(|| format!("> {}", million(PIXELS)), million);
    Problem::TooLarge { size, limit: million(PIXELS) }
}

fn problem(error: ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => too_many(None),
        other => Problem::Corrupt(reason(&other.to_string())),
    }
}

/// What a decoder says, in a word that readers know.
pub fn reason(text: &str) -> String {
    let text = text.to_ascii_lowercase();
    let is_cut = ["end of file", "eof", "premature", "truncated", "not enough", "unexpected end", "exhausted"];
    String::from(if is_cut.iter().any(|sign| text.contains(sign)) { "cut-off" } else { "damaged" })
}

/// How a camera was held.
pub fn orientation(exif: &[u8]) -> Orientation {
    Orientation::from_exif_chunk(exif).unwrap_or(Orientation::NoTransforms)
}

/// Does the metadata of a picture tell where it was taken? In Exif a directory of its own does (Exif 2.32, section 4.6.3).
pub fn has_place(exif: &[u8], xmp: &[u8]) -> bool {
    tags(exif).any(|tag| tag == 0x8825) || memchr::memmem::find(xmp, b"GPSL").is_some()
}

/// Does it name a camera, by its maker or its model?
pub fn is_of_camera(exif: &[u8]) -> bool {
    tags(exif).any(|tag| matches!(tag, 0x010f | 0x0110))
}

/// The tags of the first directory of Exif.
fn tags(exif: &[u8]) -> impl Iterator<Item = usize> {
    let little = exif.starts_with(b"II");
    let number = move |at: usize, length: usize| -> Option<usize> {
        let bytes = exif.get(at..at.checked_add(length)?)?;
        let fold = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if little { bytes.iter().rev().fold(0, fold) } else { bytes.iter().fold(0, fold) })
    };
    let first = number(4, 4);
    let count = first.and_then(|first| number(first, 2)).unwrap_or(0);
    (0..count).filter_map(move |at| number(first? + 2 + 12 * at, 2))
}

/// Is there a chunk of this name in a PNG before its pixels?
fn chunk_before_pixels(bytes: &[u8], name: &[u8; 4]) -> bool {
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        if &head[4..] == b"IDAT" {
            return false;
        }
        if &head[4..] == name {
            return true;
        }
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        at += 12 + length;
    }
    false
}

/// Does a WebP file hold a picture with loss?
fn is_lossy(bytes: &[u8]) -> bool {
    let mut at = 12;
    while let Some(head) = bytes.get(at..at + 8) {
        match &head[..4] {
            b"VP8 " => return true,
            b"VP8L" => return false,
            // A frame of an animation: a box of 16 bytes around chunks like these.
            b"ANMF" => at += 24,
            _ => at += 8 + (u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize).next_multiple_of(2),
        }
    }
    false
}
