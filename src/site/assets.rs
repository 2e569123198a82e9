//! Images and other files beside documents: their place in the output, and what a look inside says.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

use super::Site;
use crate::disk::Input;
use crate::slug;

/// An image may have this many pixels: enough for any camera, not for a decompression bomb.
pub const PIXELS: u64 = 50_000_000;

pub type AssetId = usize;

/// A file that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Below the root.
    pub path: String,
    /// In the edition's folder.
    pub out: String,
    pub size: u64,
}

pub fn of(path: &str, input: &Input) -> Asset {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let name = inner.rsplit('/').next().unwrap_or(inner);
    let out = format!("{}{}", super::route::folder_path(inner), slug::of_file(name));
    Asset { path: path.to_string(), out, size: input.assets.get(path).copied().unwrap_or(0) }
}

impl Site<'_> {
    pub fn asset(&self, path: &str) -> Option<(AssetId, &Asset)> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()?;
        Some((at, &self.assets[at]))
    }
}

/// What a look inside an image file gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, as it is shown; absent for a drawing without a size.
    pub size: Option<(u32, u32)>,
    /// The file tells where it was taken.
    pub has_place: bool,
}

/// Why an image cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Corrupt(String),
    TooLarge { size: String, limit: String },
    Unsafe(&'static str),
}

fn format_of(path: &str) -> Option<ImageFormat> {
    let extension = path.rsplit('.').next()?.to_ascii_lowercase();
    match extension.as_str() {
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        "png" => Some(ImageFormat::Png),
        "webp" => Some(ImageFormat::WebP),
        "gif" => Some(ImageFormat::Gif),
        _ => None,
    }
}

pub fn is_drawing(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// Looks at an image's bytes. Files of other types are taken as they are.
pub fn inspect(path: &str, bytes: &[u8]) -> Result<Picture, Problem> {
    if is_drawing(path) {
        return inspect_drawing(bytes);
    }
    let Some(format) = format_of(path) else { return Ok(Picture::default()) };
    if bytes.is_empty() {
        return Err(Problem::Corrupt("empty".into()));
    }
    let corrupt = |error: image::ImageError| Problem::Corrupt(short(&error.to_string()));
    let mut limits = Limits::default();
    limits.max_image_width = Some(40_000);
    limits.max_image_height = Some(40_000);
    limits.max_alloc = Some(512 * 1024 * 1024);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => too_many(u64::MAX),
        other => corrupt(other),
    })?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS {
        return Err(too_many(pixels));
    }
    let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    image::DynamicImage::from_decoder(decoder).map_err(corrupt)?;
    let turned = is_turned(orientation);
    let size = if turned { (height, width) } else { (width, height) };
    Ok(Picture { size: Some(size), has_place: has_gps(&exif) })
}

fn too_many(pixels: u64) -> Problem {
    let million = |pixels: u64| format!("{} megapixel", pixels / 1_000_000);
    let size = if pixels == u64::MAX { format!("> {}", million(PIXELS)) } else { million(pixels) };
    Problem::TooLarge { size, limit: million(PIXELS) }
}

fn is_turned(orientation: image::metadata::Orientation) -> bool {
    use image::metadata::Orientation as O;
    matches!(orientation, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

fn short(text: &str) -> String {
    text.lines().next().unwrap_or(text).chars().take(120).collect()
}

/// Does an Exif block hold a GPS directory? Its tag is 8825 in hexadecimal (Exif 2.32, section 4.6.3).
fn has_gps(exif: &[u8]) -> bool {
    let little = exif.starts_with(b"II");
    exif.windows(2).any(|pair| pair == if little { [0x25, 0x88] } else { [0x88, 0x25] })
}

/// Elements that a drawing may hold. No script, no style sheet, no foreign content, no animation.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "defs",
    "use",
    "symbol",
    "clipPath",
    "mask",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "marker",
    "metadata",
    "switch",
    "a",
];

fn inspect_drawing(bytes: &[u8]) -> Result<Picture, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::Corrupt("unknown-format".into()))?;
    if text.trim().is_empty() {
        return Err(Problem::Corrupt("empty".into()));
    }
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(Problem::Unsafe("doctype"));
    }
    let drawing = roxmltree::Document::parse(text).map_err(|error| Problem::Corrupt(short(&error.to_string())))?;
    let root = drawing.root_element();
    if root.tag_name().name() != "svg" {
        return Err(Problem::Corrupt("unknown-format".into()));
    }
    for node in drawing.descendants().filter(|node| node.is_element()) {
        let in_metadata = node.ancestors().any(|ancestor| ancestor.tag_name().name() == "metadata");
        let name = node.tag_name().name();
        if !in_metadata && !ELEMENTS.contains(&name) {
            return Err(Problem::Unsafe(match name {
                "script" => "script",
                "style" => "style",
                "foreignObject" => "foreign-object",
                "animate" | "set" | "animateTransform" | "animateMotion" => "animation",
                _ => "external-reference",
            }));
        }
        for attribute in node.attributes() {
            let value = attribute.value().trim();
            if attribute.name().to_ascii_lowercase().starts_with("on") {
                return Err(Problem::Unsafe("event-handler"));
            }
            let refers_out = attribute.name() == "href" && !value.starts_with('#');
            let url_out = value.contains("url(") && !value.replace(['\'', '"', ' '], "").contains("url(#");
            if refers_out || url_out || value.to_ascii_lowercase().contains("javascript:") {
                return Err(Problem::Unsafe("external-reference"));
            }
        }
    }
    Ok(Picture { size: drawing_size(&root), has_place: false })
}

fn drawing_size(root: &roxmltree::Node<'_, '_>) -> Option<(u32, u32)> {
    let length = |name: &str| {
        let value = root.attribute(name)?.trim_end_matches("px").parse::<f32>().ok()?;
        (1.0..100_000.0).contains(&value).then_some(value.round() as u32)
    };
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let parts: Vec<f32> = root.attribute("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
    match parts[..] {
        [_, _, width, height] if (1.0..100_000.0).contains(&width) && (1.0..100_000.0).contains(&height) => {
            Some((width.round() as u32, height.round() as u32))
        }
        _ => None,
    }
}

/// The bytes to publish: without anything that a camera added. Turned as the camera said, when it said so.
pub fn publishable(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let Some(format) = format_of(path) else { return bytes };
    turned(&bytes, format).or_else(|| stripped(&bytes, format)).unwrap_or(bytes)
}

/// The picture turned by its Exif orientation and encoded anew; `None` when it stands upright.
fn turned(bytes: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    if orientation == image::metadata::Orientation::NoTransforms {
        return None;
    }
    let mut picture = image::DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 88);
            picture.to_rgb8().write_with_encoder(encoder).ok()?;
        }
        _ => picture.write_to(&mut out, format).ok()?,
    }
    Some(out.into_inner())
}

/// The same picture, bit for bit, without metadata.
fn stripped(bytes: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    use img_parts::{ImageEXIF, jpeg::Jpeg, png::Png, webp::WebP};
    let mut out = Vec::new();
    match format {
        ImageFormat::Jpeg => {
            let mut jpeg = Jpeg::from_bytes(bytes.to_vec().into()).ok()?;
            // APP1 to APP15 but the colour profile (APP2) and Adobe's colour transform (APP14), and comments.
            let keep =
                |marker: u8| !(0xe1..=0xef).contains(&marker) && marker != 0xfe || marker == 0xe2 || marker == 0xee;
            jpeg.segments_mut().retain(|segment| keep(segment.marker()));
            jpeg.encoder().write_to(&mut out).ok()?;
        }
        ImageFormat::Png => {
            let mut png = Png::from_bytes(bytes.to_vec().into()).ok()?;
            png.set_exif(None);
            let text: [&[u8; 4]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"];
            png.chunks_mut().retain(|chunk| !text.contains(&&chunk.kind()));
            png.encoder().write_to(&mut out).ok()?;
        }
        ImageFormat::WebP => {
            let mut webp = WebP::from_bytes(bytes.to_vec().into()).ok()?;
            webp.set_exif(None);
            webp.chunks_mut().retain(|chunk| !matches!(&chunk.id(), b"XMP " | b"EXIF"));
            webp.encoder().write_to(&mut out).ok()?;
        }
        _ => return None,
    }
    Some(out)
}
