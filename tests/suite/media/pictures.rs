//! Pictures with a canary in every container that their formats have.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{CANARY, Sample};

pub fn all() -> Vec<Sample> {
    let mut all = jpegs();
    all.extend(pngs());
    all.extend(gifs());
    all.extend(webps());
    all
}

/// Something with edges, colours and slopes, of which the left top is red and the right bottom blue.
pub fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([220, 30, 30]),
        (false, false) => Rgb([30, 30, 220]),
        _ => Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, 128]),
    })
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

pub fn jpeg() -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(scene(64, 48)), ImageFormat::Jpeg)
}

pub fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() + 2) as u16;
    [&[0xff, marker], &length.to_be_bytes()[..], body].concat()
}

/// An Exif block: upright or turned, with a place, a name and a small picture of its own.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08\0\x03".to_vec();
    out.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0");
    out.extend_from_slice(&[orientation, 0, 0]);
    out.extend_from_slice(b"\x01\x3b\0\x02\0\0\0\x40\0\0\0\x40");
    out.extend_from_slice(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x90");
    out.resize(0x40, 0);
    out.extend_from_slice(CANARY.as_bytes());
    out.resize(0x90, 0);
    out.extend_from_slice(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    out.extend_from_slice(&jpeg()[..100]);
    out.extend_from_slice(CANARY.as_bytes());
    out
}

const XMP: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description exif:GPSLatitude='52,5N' dc:creator='KRIJTGEHEIM'/></x:xmpmeta>";

/// The file with something put behind its first two bytes.
fn with(segments: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let plain = jpeg();
    [&plain[..2], &segments.concat(), &plain[2..], behind].concat()
}

fn jpegs() -> Vec<Sample> {
    let canary = CANARY.as_bytes();
    let second = with(&[segment(0xfe, canary)], &[]);
    let film = [&b"\0\0\0\x18ftypmp42"[..], canary, b"\0\0\0\x08mdat"].concat();
    let mut apps: Vec<Vec<u8>> = (0xe2..=0xef).map(|marker| segment(marker, canary)).collect();
    apps.push(segment(0xfe, canary));
    apps.push(segment(0xf0, canary));
    let exif_segment = segment(0xe1, &[b"Exif\0\0", &exif(6)[..]].concat());
    let xmp = segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", XMP.as_bytes()].concat());
    let more_xmp = segment(0xe1, &[b"http://ns.adobe.com/xmp/extension/\0", canary].concat());
    let profile = segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", canary].concat());
    let mpf = segment(0xe2, &[b"MPF\0MM\0*\0\0\0\x08", canary].concat());
    let photoshop = segment(0xed, &[b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0b", canary].concat());
    let between = [&[0; 7][..], canary, &[0; 3]].concat();
    let mut plain = jpeg();
    // Behind the first segment.
    plain.splice(20..20, between);
    vec![
        Sample::new("exif.jpg", with(std::slice::from_ref(&exif_segment), &[])),
        Sample::new("exif.jfif", with(std::slice::from_ref(&exif_segment), &[])),
        Sample::new("exif.jpe", with(std::slice::from_ref(&exif_segment), &[])),
        Sample::new("exif", with(&[exif_segment], &[])),
        Sample::new("xmp.jpg", with(&[xmp, more_xmp], &[])),
        Sample::new("segments.jpg", with(&apps, &[])),
        Sample::new("profile.jpg", with(&[profile], &[])),
        Sample::new("many-pictures.jpg", with(&[mpf], &second)),
        Sample::new("photoshop.jpg", with(&[photoshop], &[])),
        Sample::new("film-behind.jpg", with(&[], &film)),
        Sample::new("behind.jpg", with(&[], canary)),
        Sample::new("between.jpg", plain),
    ]
}

pub fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&name[..], body].concat();
    [&(body.len() as u32).to_be_bytes()[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// A PNG with these chunks before its pixels.
pub fn png_with(chunks: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let plain = encoded(&DynamicImage::ImageRgb8(scene(64, 48)), ImageFormat::Png);
    [&plain[..33], &chunks.concat(), &plain[33..], behind].concat()
}

fn pngs() -> Vec<Sample> {
    let canary = CANARY.as_bytes();
    let text = [b"Author\0", canary].concat();
    let packed_text = [b"Author\0\0", &packed(canary)[..]].concat();
    let international = [b"XML:com.adobe.xmp\0\0\0\0\0", XMP.as_bytes()].concat();
    let profile = [canary, b"\0\0", &packed(canary)].concat();
    let palette = [canary, b"\0\x08\0\0\0\0\0\0"].concat();
    let chunks = [
        chunk(b"tEXt", &text),
        chunk(b"zTXt", &packed_text),
        chunk(b"iTXt", &international),
        chunk(b"eXIf", &exif(1)),
        chunk(b"iCCP", &profile),
        chunk(b"sPLT", &palette),
        chunk(b"prVt", canary),
        chunk(b"caBX", canary),
    ];
    let mut all: Vec<Sample> = chunks
        .iter()
        .map(|one| {
            Sample::new(
                &format!("{}.png", String::from_utf8_lossy(&one[4..8])),
                png_with(std::slice::from_ref(one), &[]),
            )
        })
        .collect();
    all.push(Sample::new("behind.png", png_with(&[], &[&chunk(b"tEXt", &text)[..], canary].concat())));
    // Beneath what is see-through: letters as colours.
    let hidden = RgbaImage::from_fn(33, 1, |x, _| {
        let at = x as usize * 3 % 30;
        let bytes = [CANARY, CANARY, CANARY].concat().into_bytes();
        Rgba([bytes[at], bytes[at + 1], bytes[at + 2], 0])
    });
    all.push(Sample::new("see-through.png", encoded(&DynamicImage::ImageRgba8(hidden), ImageFormat::Png)));
    all.push(Sample::new("named-jpg.jpg", png_with(&[chunk(b"tEXt", &text)], &[])));
    all
}

fn gifs() -> Vec<Sample> {
    let canary = CANARY.as_bytes();
    let mut palette = vec![0; 12];
    palette[3..6].copy_from_slice(&[255, 0, 0]);
    palette.extend_from_slice(&[CANARY, "K"].concat().into_bytes());
    let mut out = Vec::new();
    let mut encoder = gif::Encoder::new(&mut out, 8, 8, &palette).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xfe), &[canary]).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0x01), &[&[0; 12], canary]).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xff), &[b"XMP DataXMP", canary]).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0x77), &[canary]).unwrap();
    for color in [0, 1] {
        let frame =
            gif::Frame { width: 8, height: 8, delay: 10, buffer: vec![color; 64].into(), ..gif::Frame::default() };
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    out.extend_from_slice(canary);
    vec![Sample::new("moving.gif", out)]
}

fn webps() -> Vec<Sample> {
    let plain = encoded(&DynamicImage::ImageRgb8(scene(64, 48)), ImageFormat::WebP);
    let box_of = |name: &[u8; 4], body: &[u8]| {
        let mut out = [&name[..], &(body.len() as u32).to_le_bytes(), body].concat();
        out.resize(out.len().next_multiple_of(2), 0);
        out
    };
    let canary = CANARY.as_bytes();
    let head = box_of(b"VP8X", &[0x2c, 0, 0, 0, 63, 0, 0, 47, 0, 0]);
    let inside = [
        head,
        box_of(b"ICCP", canary),
        plain[12..].to_vec(),
        box_of(b"EXIF", &exif(1)),
        box_of(b"XMP ", XMP.as_bytes()),
        box_of(b"GEHM", canary),
    ]
    .concat();
    let size = (inside.len() + 4) as u32;
    let whole = [b"RIFF", &size.to_le_bytes()[..], b"WEBP", &inside, canary].concat();
    vec![Sample::new("all.webp", whole.clone()), Sample::new("all-named.jpeg", whole)]
}
