//! PNG, written anew: grey where there is no colour, a palette where there are few, and nothing but pixels.

use std::borrow::Cow;
use std::collections::HashMap;

use image::{DynamicImage, RgbaImage};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

/// Beyond this many pixels a slower search for fewer bytes is not worth its time.
const LARGE: usize = 4_000_000;

/// The bytes of a picture: so many at most, where some way to write it gives as few. Empty when they cannot be written,
/// which memory alone never causes.
pub fn encode(pixels: &DynamicImage, most: usize) -> Vec<u8> {
    let (width, height) = (pixels.width(), pixels.height());
    let rows = match pixels {
        DynamicImage::ImageLuma8(pixels) => of_grey(pixels.as_raw()),
        DynamicImage::ImageRgb8(pixels) => of_colours(pixels.as_raw(), 3),
        DynamicImage::ImageRgba8(pixels) => of_see_through(pixels),
        other => of_see_through(&other.to_rgba8()),
    };
    rows.written(width, height, most)
}

/// Pixels in one of the ways that PNG has for them.
struct PixelRows {
    color: ColorType,
    bytes: Vec<u8>,
    palette: Option<Palette>,
}

#[derive(Clone)]
struct Palette(Vec<[u8; 4]>);

impl PixelRows {
    fn plain(color: ColorType, bytes: Vec<u8>) -> Self {
        PixelRows { color, bytes, palette: None }
    }

    /// Photos are smaller with a filter, drawn pictures often without: both are tried, and others where that is too much.
    fn written(self, width: u32, height: u32, most: usize) -> Vec<u8> {
        let is_large = width as usize * height as usize > LARGE;
        let compression = if is_large { Compression::Balanced } else { Compression::High };
        let plain = self.filtered(width, height, compression, Filter::NoFilter);
        if self.palette.is_some() {
            return plain;
        }
        let filtered = self.filtered(width, height, compression, Filter::Adaptive);
        let mut best = if filtered.len() <= plain.len() { filtered } else { plain };
        for filter in [Filter::Up, Filter::Sub, Filter::Paeth] {
            // Only where a filter alone may make the difference.
            if best.len() <= most || best.len() > most + most / 4 {
                break;
            }
            let other = self.filtered(width, height, compression, filter);
            best = if other.len() < best.len() { other } else { best };
        }
        best
    }

    fn filtered(&self, width: u32, height: u32, compression: Compression, filter: Filter) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, width, height);
        encoder.set_color(self.color);
        encoder.set_compression(compression);
        encoder.set_filter(filter);
        let mut bytes = Cow::Borrowed(&self.bytes);
        if let Some(Palette(colors)) = &self.palette {
            let depth = depth_of(colors.len());
            encoder.set_depth(depth);
            encoder.set_palette(colors.iter().flat_map(|color| [color[0], color[1], color[2]]).collect::<Vec<u8>>());
            // Those that are not opaque come first, so the rest needs no number.
            let alphas: Vec<u8> = colors.iter().map(|color| color[3]).take_while(|alpha| *alpha < 255).collect();
            if !alphas.is_empty() {
                encoder.set_trns(alphas);
            }
            bytes = Cow::Owned(packed(&self.bytes, width as usize, depth));
        }
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&bytes));
        if written.is_err() {
            out.clear();
        }
        out
    }
}

fn of_grey(bytes: &[u8]) -> PixelRows {
    let few = indexed(bytes.iter().map(|grey| [*grey, *grey, *grey, 255]), 16);
    few.unwrap_or_else(|| PixelRows::plain(ColorType::Grayscale, bytes.to_vec()))
}

fn of_colours(bytes: &[u8], step: usize) -> PixelRows {
    if bytes.chunks_exact(step).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
        return of_grey(&bytes.chunks_exact(step).map(|pixel| pixel[0]).collect::<Vec<u8>>());
    }
    let few = indexed(bytes.chunks_exact(step).map(|pixel| [pixel[0], pixel[1], pixel[2], 255]), 256);
    few.unwrap_or_else(|| {
        let three = bytes.chunks_exact(step).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        PixelRows::plain(ColorType::Rgb, three.collect())
    })
}

/// What nobody can see is not published either: pixels that are wholly see-through have no colour.
fn of_see_through(pixels: &RgbaImage) -> PixelRows {
    let bytes = pixels.as_raw();
    if bytes.chunks_exact(4).all(|pixel| pixel[3] == 255) {
        return of_colours(bytes, 4);
    }
    let clean = |pixel: &[u8]| if pixel[3] == 0 { [0; 4] } else { [pixel[0], pixel[1], pixel[2], pixel[3]] };
    let few = indexed(bytes.chunks_exact(4).map(clean), 256);
    few.unwrap_or_else(|| {
        let clean: Vec<u8> = bytes.chunks_exact(4).flat_map(clean).collect();
        if clean.chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
            let two = clean.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[3]]);
            return PixelRows::plain(ColorType::GrayscaleAlpha, two.collect());
        }
        PixelRows::plain(ColorType::Rgba, clean)
    })
}

/// The pixels as numbers of a palette of at most so many colours, ordered by what can be seen through and by brightness.
fn indexed(pixels: impl Iterator<Item = [u8; 4]> + Clone, most: usize) -> Option<PixelRows> {
    let mut seen: HashMap<[u8; 4], u8> = HashMap::new();
    let mut last = None;
    for pixel in pixels.clone() {
        if last != Some(pixel) && !seen.contains_key(&pixel) {
            if seen.len() == most {
                return None;
            }
            seen.insert(pixel, 0);
        }
        last = Some(pixel);
    }
    let mut colors: Vec<[u8; 4]> = seen.keys().copied().collect();
    colors.sort_unstable_by_key(|color| (color[3], color[0] as u32 + 2 * color[1] as u32 + color[2] as u32, *color));
    for (at, color) in colors.iter().enumerate() {
        seen.insert(*color, at as u8);
    }
    let bytes = pixels.map(|pixel| seen.get(&pixel).copied().unwrap_or(0)).collect();
    Some(PixelRows { color: ColorType::Indexed, bytes, palette: Some(Palette(colors)) })
}

fn depth_of(colors: usize) -> BitDepth {
    match colors {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    }
}

/// Several numbers a byte, each row from a new byte.
fn packed(bytes: &[u8], width: usize, depth: BitDepth) -> Vec<u8> {
    let bits = depth as usize;
    if bits == 8 || width == 0 {
        return bytes.to_vec();
    }
    let each = 8 / bits;
    let byte =
        |part: &[u8]| part.iter().enumerate().fold(0, |byte, (at, number)| byte | number << (8 - bits * (at + 1)));
    bytes.chunks(width).flat_map(|row| row.chunks(each).map(byte)).collect()
}
