//! A picture in the sizes that screens, mails and paper ask for, each of few enough bytes: how finely it is kept is searched
//! for each by itself, for leaves take three times as many bytes as a wall.

use image::DynamicImage;

use super::jpeg::{self, JpegQuality};
use super::{MediaKind, png, scale};

/// The widest of a photo: a large screen, or a page of paper at 200 dots an inch.
const WIDEST: u32 = 1600;
/// Narrower ones beside it.
const NARROWER: [u32; 2] = [960, 480];
/// No picture that goes out has more bytes.
const MOST: usize = 300_000;
/// A picture of fewer bytes is not made narrower: a small one may have had less than our tables alone take.
const FEW: usize = 20_000;
/// No narrower than this to have few enough bytes.
const NARROWEST: u32 = 64;

/// How finely a photo with fewer pixels is kept, and how coarsely at most: below that, fewer pixels look better.
const FINE: u8 = 82;
const COARSE: u8 = 50;
/// The search is over when it is this close.
const CLOSE: u8 = 3;

/// One size of a picture, written.
pub struct WrittenSize {
    pub size: (u32, u32),
    pub bytes: Vec<u8>,
}

impl WrittenSize {
    fn new(pixels: &DynamicImage, bytes: Vec<u8>) -> Self {
        WrittenSize { size: (pixels.width(), pixels.height()), bytes }
    }
}

/// The widest, and narrower ones.
pub type Sizes = (WrittenSize, Vec<WrittenSize>);

/// A photo that was kept as finely as `look`, in `source` bytes.
pub fn of_photo(pixels: DynamicImage, look: JpegQuality, source: usize) -> Sizes {
    let most = source.min(MOST);
    let as_it_was = (pixels.width() <= WIDEST).then(|| as_fine(&pixels, look, most)).flatten();
    let (pixels, widest) = match as_it_was {
        Some(bytes) => {
            let written = WrittenSize::new(&pixels, bytes);
            (pixels, written)
        }
        None => fitted(narrowed(pixels, WIDEST), most),
    };
    let narrower = narrower(&pixels, &widest, |pixels, most| searched(pixels, most).ok());
    (widest, narrower)
}

/// As finely as it was, or nearly so: rarely the first program was thriftier than ours with the same tables.
fn as_fine(pixels: &DynamicImage, mut look: JpegQuality, most: usize) -> Option<Vec<u8>> {
    for _ in 0..10 {
        let bytes = jpeg::encode(pixels, &look);
        if bytes.len() <= most {
            return Some(bytes);
        }
        if bytes.len() > most + most / 4 {
            return None;
        }
        look.coarser();
    }
    None
}

/// With as many pixels as fit in so many bytes.
fn fitted(mut pixels: DynamicImage, most: usize) -> (DynamicImage, WrittenSize) {
    loop {
        let bytes = match searched(&pixels, most) {
            Err(bytes) if pixels.width() > NARROWEST && bytes.len() > FEW => {
                let width = pixels.width() * 4 / 5;
                pixels = narrowed(pixels, width);
                continue;
            }
            Ok(bytes) | Err(bytes) => bytes,
        };
        let written = WrittenSize::new(&pixels, bytes);
        return (pixels, written);
    }
}

/// As finely as fits in so many bytes.
///
/// # Errors
/// The coarsest, where that does not fit.
fn searched(pixels: &DynamicImage, most: usize) -> Result<Vec<u8>, Vec<u8>> {
    let at = |quality| jpeg::encode(pixels, &JpegQuality::of_quality(quality));
    let fine = at(FINE);
    if fine.len() <= most {
        return Ok(fine);
    }
    let mut best = at(COARSE);
    if best.len() > most {
        return Err(best);
    }
    let (mut low, mut high) = (COARSE, FINE);
    while high - low > CLOSE {
        let middle = low.midpoint(high);
        let bytes = at(middle);
        if bytes.len() <= most {
            (best, low) = (bytes, middle);
        } else {
            high = middle;
        }
    }
    Ok(best)
}

/// What was kept without loss: letters stay sharp as long as it has few enough bytes so; then it becomes narrower, and what
/// nothing can be seen through a photo.
pub fn of_lossless(pixels: DynamicImage, source: usize) -> (MediaKind, Sizes) {
    let most = source.clamp(1, MOST);
    let bytes = png::encode(&pixels, most);
    let (pixels, widest) = if bytes.len() <= MOST {
        let written = WrittenSize::new(&pixels, bytes);
        (pixels, written)
    } else {
        let mut pixels = narrowed(pixels, WIDEST);
        let mut bytes = png::encode(&pixels, most);
        if bytes.len() > most && !has_alpha(&pixels) {
            return (MediaKind::Jpeg, of_photo(pixels, JpegQuality::of_quality(FINE), source));
        }
        while bytes.len() > most && pixels.width() > NARROWEST {
            let width = pixels.width() * 4 / 5;
            pixels = narrowed(pixels, width);
            bytes = png::encode(&pixels, most);
        }
        let written = WrittenSize::new(&pixels, bytes);
        (pixels, written)
    };
    let narrower =
        narrower(&pixels, &widest, |pixels, most| Some(png::encode(pixels, most)).filter(|bytes| bytes.len() <= most));
    (MediaKind::Png, (widest, narrower))
}

/// Narrower ones, each much narrower than the one before and of fewer bytes; else nobody is helped by it.
fn narrower(
    pixels: &DynamicImage,
    widest: &WrittenSize,
    write: impl Fn(&DynamicImage, usize) -> Option<Vec<u8>>,
) -> Vec<WrittenSize> {
    let mut all: Vec<WrittenSize> = Vec::new();
    for width in NARROWER {
        let before = all.last().unwrap_or(widest);
        if width * 5 > before.size.0 * 4 {
            continue;
        }
        let scaled = scale::to_width(pixels, width);
        if let Some(bytes) = write(&scaled, before.bytes.len() * 4 / 5).filter(|bytes| !bytes.is_empty()) {
            all.push(WrittenSize::new(&scaled, bytes));
        }
    }
    all.reverse();
    all
}

fn narrowed(pixels: DynamicImage, width: u32) -> DynamicImage {
    if pixels.width() <= width { pixels } else { scale::to_width(&pixels, width) }
}

pub fn has_alpha(pixels: &DynamicImage) -> bool {
    matches!(pixels, DynamicImage::ImageRgba8(pixels) if pixels.pixels().any(|pixel| pixel.0[3] != 255))
}
