//! Colours as screens show them: what a colour profile says is carried out, and the profile left out.

use image::DynamicImage;
use moxcms::{ColorProfile, Layout, TransformOptions};

/// A difference that nobody sees: a profile that changes less is the usual one by another name.
const UNSEEN: u8 = 2;

/// The picture in sRGB. A profile that cannot be read, or is of another kind of colours, is dropped: so browsers do.
pub fn as_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else { return picture };
    match picture {
        DynamicImage::ImageRgb8(mut pixels) => {
            convert(&profile, Layout::Rgb, 3, &mut pixels);
            DynamicImage::ImageRgb8(pixels)
        }
        DynamicImage::ImageRgba8(mut pixels) => {
            convert(&profile, Layout::Rgba, 4, &mut pixels);
            DynamicImage::ImageRgba8(pixels)
        }
        DynamicImage::ImageLuma8(mut pixels) => {
            grey(&profile, &mut pixels);
            DynamicImage::ImageLuma8(pixels)
        }
        other => other,
    }
}

/// So many bytes are converted at a time: the copy stays small.
const PIECE: usize = 4 * 3 * 4096;

fn convert(profile: &ColorProfile, layout: Layout, channels: usize, pixels: &mut [u8]) {
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return;
    };
    let probe: Vec<u8> =
        (0..64u8).flat_map(|at| [at % 4 * 85, at / 4 % 4 * 85, at / 16 * 85, 255].into_iter().take(channels)).collect();
    let mut seen = vec![0; probe.len()];
    if transform.transform(&probe, &mut seen).is_err() {
        return;
    }
    if probe.iter().zip(&seen).all(|(a, b)| a.abs_diff(*b) <= UNSEEN) {
        return;
    }
    let mut copy = Vec::with_capacity(PIECE);
    for piece in pixels.chunks_mut(PIECE) {
        copy.clear();
        copy.extend_from_slice(piece);
        if transform.transform(&copy, piece).is_err() {
            piece.copy_from_slice(&copy);
        }
    }
}

/// Greys are one channel: what the profile makes of each of 256 is asked once.
fn grey(profile: &ColorProfile, pixels: &mut [u8]) {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, options) else { return };
    let every: Vec<u8> = (0..=255).collect();
    let mut seen = vec![0; 3 * every.len()];
    if transform.transform(&every, &mut seen).is_ok() {
        for pixel in pixels {
            *pixel = seen[3 * usize::from(*pixel)];
        }
    }
}
