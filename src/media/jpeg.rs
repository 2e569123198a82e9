//! JPEG, decoded and encoded anew: upright, in sRGB, as finely as it was where that takes few enough bytes.
//!
//! What the decoder reads is not the file but its picture: the tables and scans up to the end of the first picture. Notes of
//! a camera, a second picture behind the first and whatever else stands in a file never reach it.

mod file;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::picture::{check_size, has_place, is_of_camera, orientation, reason};
use super::{MadeFile, MediaKind, Problem, Remark, colour, sizes};
use file::JpegFile;

pub fn make(bytes: &[u8]) -> Result<MadeFile, Problem> {
    let file = JpegFile::read(bytes)?;
    check_size(file.size.0, file.size.1)?;
    let turn = orientation(&file.exif);
    let mut pixels = colour::as_srgb(decode(&file)?, file.profile().as_deref());
    pixels.apply_orientation(turn);
    let mut look = file.look();
    if is_on_its_side(turn) {
        look.turn();
    }
    let remarks = has_place(&file.exif, &file.xmp).then_some(Remark::Place);
    let sizes = sizes::of_photo(pixels, look, file.picture.len());
    let mut made = MadeFile::picture(MediaKind::Jpeg, sizes, remarks.into_iter().collect());
    made.seen.is_photo = is_of_camera(&file.exif) || u64::from(file.size.0) * u64::from(file.size.1) >= OF_CAMERA;
    Ok(made)
}

/// A JPEG of as many pixels is a photo, also where a program took away what the camera said.
const OF_CAMERA: u64 = 1_000_000;

fn is_on_its_side(turn: Orientation) -> bool {
    use Orientation as O;
    matches!(turn, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

/// A picture of which a part is missing is a mistake here: a decoder that is not strict makes it grey.
fn decode(file: &JpegFile) -> Result<DynamicImage, Problem> {
    let corrupt = |error: &dyn std::fmt::Display| Problem::Corrupt(reason(&error.to_string()));
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
    pixels.ok_or_else(|| Problem::Corrupt("damaged".into()))
}

/// How finely a picture is kept: the tables that its waves are rounded by, and how many pixels share a colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JpegQuality {
    light: [u16; 64],
    color: [u16; 64],
    shared: (u8, u8),
}

impl JpegQuality {
    /// The tables of the standard (ITU-T T.81, annex K), scaled as everybody does since the first free encoder.
    pub fn of_quality(quality: u8) -> Self {
        let scale = match quality.clamp(1, 100) {
            low @ ..50 => 5000 / u32::from(low),
            high => 200 - 2 * u32::from(high),
        };
        let scaled = |table: &[u16; 64]| table.map(|step| ((u32::from(step) * scale + 50) / 100).clamp(1, 255) as u16);
        JpegQuality { light: scaled(&LIGHT), color: scaled(&COLOR), shared: (2, 2) }
    }

    /// No finer than anybody can see: photos of a good camera are kept more finely than a screen shows.
    fn no_finer_than(&mut self, other: &JpegQuality) {
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

    pub fn coarser(&mut self) {
        for step in self.light.iter_mut().chain(&mut self.color) {
            *step = (*step + (*step).div_ceil(12)).min(255);
        }
    }
}

/// A look that no eye tells from the original.
const FINEST: u8 = 92;

/// The bytes of a picture; empty when it cannot be written, which its size alone could cause and a limit keeps away.
pub fn encode(pixels: &DynamicImage, look: &JpegQuality) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, FINEST);
    encoder.set_quantization_tables(
        QuantizationTableType::Custom(Box::new(look.light)),
        QuantizationTableType::Custom(Box::new(look.color)),
    );
    encoder.set_sampling_factor(
        SamplingFactor::from_factors(look.shared.0, look.shared.1).unwrap_or(SamplingFactor::F_1_1),
    );
    // Measured: with the scans that this encoder makes, a progressive picture is up to a third larger.
    // Tables made for the picture save some bytes, but this encoder writes each part of it apart then, and where pixels share
    // colours some decoders mix those up, ours among them: a photo that was saved from a site shall be good as a source.
    encoder.set_optimized_huffman_tables(look.shared == (1, 1));
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
