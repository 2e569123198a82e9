//! Only bytes that krijt wrote go out. A canary is planted in every container that a picture, a drawing, a film, a sound or an
//! archive has; none comes out, in no output, PDFs decompressed and pictures decoded.

pub mod boxes;
mod drawings;
pub mod pictures;

use std::collections::BTreeSet;
use std::io::Read;
use std::time::{Duration, Instant};

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageFormat};
use krijt::media::{DrawingPart, MadeFile, MediaKind, Problem, Remark, make};

use crate::support::{Found, School};

/// What must not come out.
const CANARY: &str = "KRIJTGEHEIM";

/// A file with canaries.
pub struct Sample {
    name: String,
    bytes: Vec<u8>,
}

impl Sample {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        Sample { name: name.to_string(), bytes }
    }

    fn make(&self) -> Result<MadeFile, Problem> {
        make(self.bytes.clone(), &krijt::media::extension_of(&self.name))
    }
}

fn samples() -> Vec<Sample> {
    let mut all = pictures::all();
    all.extend(drawings::all());
    all.extend(boxes::all());
    all
}

/// Does a file hold the canary, as it is, in wide letters, or in a stream that can be unpacked?
fn sings(bytes: &[u8]) -> bool {
    let holds = |bytes: &[u8], word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let wide: Vec<u8> = CANARY.bytes().flat_map(|byte| [0, byte]).collect();
    if holds(bytes, CANARY.as_bytes()) || holds(bytes, &wide[1..]) {
        return true;
    }
    if bytes.starts_with(b"%PDF") {
        let streams = memchr::memmem::find_iter(bytes, b"stream").collect::<Vec<_>>();
        return streams.iter().any(|at| {
            let body = bytes[at + 6..].trim_ascii_start();
            let mut out = Vec::new();
            let _ = flate2::read::ZlibDecoder::new(body).read_to_end(&mut out);
            holds(&out, CANARY.as_bytes())
        });
    }
    let is_picture = bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"GIF8");
    is_picture
        && image::load_from_memory(bytes).is_ok_and(|picture| {
            holds(picture.to_rgba8().as_raw(), CANARY.as_bytes())
                || holds(picture.to_rgb8().as_raw(), CANARY.as_bytes())
        })
}

#[test]
fn every_sample_holds_the_canary() {
    for sample in samples() {
        let bytes = &sample.bytes;
        let within = bytes.starts_with(b"\x89PNG") || sample.name == "picture.svg";
        assert!(within || sings(bytes), "{} would prove nothing", sample.name);
    }
}

#[test]
fn no_canary_comes_out_of_any_file() {
    for sample in samples() {
        let made = sample.make().unwrap_or_else(|problem| panic!("{}: {problem:?}", sample.name));
        assert!(!sings(&made.bytes), "{}: it sings", sample.name);
        // What was made can be made again, and stays what it is.
        let again = make(made.bytes.clone(), made.seen.kind.extension())
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", sample.name));
        assert_eq!(again.seen.kind, made.seen.kind, "{}", sample.name);
        assert!(again.seen.remarks.is_empty(), "{}: {:?}", sample.name, again.seen.remarks);
    }
}

#[test]
fn no_canary_comes_out_of_a_school() {
    let school = School::new(&[]);
    let (mut shown, mut linked) = (String::new(), String::new());
    for (at, sample) in samples().iter().enumerate() {
        let folder = format!("m{at}");
        school.write(format!("content/nieuwsbrieven/{folder}/{}", sample.name), &sample.bytes);
        let is_picture = sample.make().is_ok_and(|made| made.seen.kind.is_picture());
        if is_picture {
            shown.push_str(&format!("![Een vierkant van kleur]({folder}/{})\n\n", sample.name));
        }
        linked.push_str(&format!("- [Bestand {at}]({folder}/{})\n", sample.name));
    }
    school.write(
        "content/nieuwsbrieven/2026-11-06-brief.md",
        format!("---\ntitel: Brief\ndatum: 2026-11-06\n---\n{shown}\n{linked}"),
    );
    let run = school.krijt(&["build", "--format", "json"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let codes: BTreeSet<String> =
        Found::list(&run).into_iter().filter(|found| found.severity == "error").map(|found| found.code).collect();
    assert!(codes.is_empty(), "{codes:?}");
    let mut pdfs = 0;
    for edition in ["public", "team"] {
        for (path, bytes) in school.tree(edition) {
            assert!(!sings(&bytes), "{edition}/{path}: it sings");
            assert!(!path.contains(CANARY), "{path}");
            pdfs += usize::from(path.ends_with(".pdf"));
        }
    }
    assert!(pdfs > 0, "no PDF to look into");
}

#[test]
fn ends_follow_bytes_and_links_follow_ends() {
    let school = School::new(&[]);
    let png = pictures::png_with(&[], &[]);
    for (name, bytes) in
        [("a.jfif", pictures::jpeg()), ("b", pictures::jpeg()), ("c.jpg", png.clone()), ("d.jpg", pictures::jpeg())]
    {
        school.write(format!("content/{name}"), bytes);
    }
    school.write("content/d.jfif", pictures::jpeg());
    school.write("content/e.jpeg", pictures::jpeg());
    let page = "---\ntitel: X\n---\n![Een plein](a.jfif)\n![Een plein](b)\n[Foto](c.jpg)\n![Een plein](d.jpg)\n![Een plein](d.jfif)\n![Een plein](e.jpeg)\n";
    school.write("content/x.md", page);
    let run = school.krijt(&["build", "-q"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    let html = school.read("public/x/index.html");
    for name in ["a.jpg", "b.jpg", "c.png", "d.jpg", "d-jfif.jpg", "e.jpeg"] {
        assert!(school.exists(&format!("public/{name}")), "{name}");
        assert!(html.contains(&format!("=\"../{name}\"")), "{name}");
    }
}

/// How far two pictures differ at most, on average over a block of pixels.
fn difference(a: &DynamicImage, b: &DynamicImage) -> u32 {
    let (a, b) = (a.to_rgb8(), b.to_rgb8());
    assert_eq!(a.dimensions(), b.dimensions());
    let mut sum = 0u64;
    for (one, other) in a.as_raw().iter().zip(b.as_raw()) {
        sum += u64::from(one.abs_diff(*other)).pow(2);
    }
    ((sum as f64 / a.as_raw().len() as f64).sqrt() * 100.0) as u32
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn photos_stand_upright_whatever_way_the_camera_was_held() {
    let plain = pictures::jpeg();
    for turn in 1..=8 {
        let exif = pictures::segment(0xe1, &[b"Exif\0\0", &pictures::exif(turn)[..]].concat());
        let held = [&plain[..2], &exif, &plain[2..]].concat();
        let made = make(held, "jpg").unwrap();
        let mut upright = decoded(&plain);
        upright.apply_orientation(Orientation::from_exif(turn).unwrap());
        assert_eq!(made.seen.size, Some(upright.dimensions()), "{turn}");
        assert!(difference(&decoded(&made.bytes), &upright) < 300, "{turn}");
        assert_eq!(made.seen.remarks, [Remark::Place], "{turn}");
    }
}

#[test]
fn good_pictures_stay_good_and_small() {
    let scene = DynamicImage::ImageRgb8(pictures::scene(640, 480));
    for quality in [30, 60, 80, 90, 97, 100] {
        let mut source = std::io::Cursor::new(Vec::new());
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut source, quality);
        scene.write_with_encoder(encoder).unwrap();
        let source = source.into_inner();
        let made = make(source.clone(), "jpg").unwrap();
        assert!(made.bytes.len() <= source.len() + 200, "{quality}: {} of {}", made.bytes.len(), source.len());
        assert!(difference(&decoded(&made.bytes), &decoded(&source)) < 200, "{quality}");
    }
    // Without loss: the very pixels.
    let grey = DynamicImage::ImageLuma8(scene.to_luma8());
    let deep = DynamicImage::ImageRgb16(scene.to_rgb16());
    let clear = {
        let mut clear = scene.to_rgba8();
        clear.pixels_mut().enumerate().for_each(|(at, pixel)| pixel.0[3] = 1 + (at % 255) as u8);
        DynamicImage::ImageRgba8(clear)
    };
    let few = DynamicImage::ImageRgb8(image::RgbImage::from_fn(300, 200, |x, y| {
        image::Rgb([(x / 100 * 80) as u8, (y / 100 * 90) as u8, 7])
    }));
    let one = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(3, 3, image::Rgb([1, 2, 3])));
    for (name, picture) in
        [("plain", &scene), ("grey", &grey), ("deep", &deep), ("clear", &clear), ("few", &few), ("one", &one)]
    {
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            if format == ImageFormat::WebP && name == "deep" {
                continue;
            }
            let source = pictures::encoded(picture, format);
            let made = make(source.clone(), "png").unwrap();
            assert_eq!(made.seen.kind, MediaKind::Png, "{name}");
            assert_eq!(
                decoded(&made.bytes).to_rgba8(),
                DynamicImage::ImageRgba8(picture.to_rgba8()).to_rgba8(),
                "{name}"
            );
            let limit = if format == ImageFormat::Png { source.len() * 11 / 10 + 100 } else { usize::MAX };
            assert!(made.bytes.len() <= limit, "{name}: {} of {}", made.bytes.len(), source.len());
        }
    }
}

#[test]
fn a_moving_gif_keeps_moving() {
    let sample = pictures::all().into_iter().find(|sample| sample.name == "moving.gif").unwrap();
    let frames = |bytes: &[u8]| {
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::RGBA);
        options.allow_unknown_blocks(true);
        let mut decoder = options.read_info(bytes).unwrap();
        let mut frames = Vec::new();
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            frames.push((frame.delay, frame.buffer.to_vec()));
        }
        (decoder.repeat(), frames)
    };
    let made = sample.make().unwrap();
    assert_eq!(frames(&made.bytes), frames(&sample.bytes));
}

#[test]
fn damaged_pictures_are_found() {
    let (jpeg, png) = (pictures::jpeg(), pictures::png_with(&[], &[]));
    let gif = pictures::all().into_iter().find(|sample| sample.name == "moving.gif").unwrap().bytes;
    let webp = pictures::encoded(&DynamicImage::ImageRgb8(pictures::scene(64, 48)), ImageFormat::WebP);
    for (name, whole) in [("jpg", &jpeg), ("png", &png), ("webp", &webp)] {
        // Whatever the byte at which copying stopped.
        for end in (12..whole.len() - 13).step_by(7) {
            let cut = make(whole[..end].to_vec(), name);
            assert!(matches!(cut, Err(Problem::Corrupt(_))), "{name} cut at {end}");
        }
    }
    assert!(make(gif[..gif.len() - CANARY.len() - 20].to_vec(), "gif").is_err());
    // Half of a photo, and an end as if it were whole.
    let mut patched = jpeg[..jpeg.len() * 3 / 4].to_vec();
    patched.extend_from_slice(&[0xff, 0xd9]);
    assert!(matches!(make(patched, "jpg"), Err(Problem::Corrupt(_))));
    let mut turned = png.clone();
    let at = turned.len() - 30;
    turned[at] ^= 1;
    assert!(matches!(make(turned, "png"), Err(Problem::Corrupt(_))));
}

#[test]
fn nothing_in_a_drawing_runs_or_asks() {
    for (name, text) in drawings::active() {
        let Ok(made) = make(text.into_bytes(), "svg") else { continue };
        let out = String::from_utf8(made.bytes).unwrap();
        for sign in [
            "x.example",
            "script",
            "http://",
            "@",
            "geheim",
            "\\",
            "onclick",
            "ONLOAD",
            "onbegin",
            "data:image/svg",
            "<set",
            "<a",
            "?xml",
            "iframe",
        ] {
            let out = out.replace("http://www.w3.org/", "");
            assert!(!out.contains(sign), "{name}: {sign}\n{out}");
        }
        assert!(
            !made.seen.remarks.is_empty() || ["entity.svg", "stylesheet.svg"].contains(&name.as_str()),
            "{name}: left out in silence\n{out}"
        );
    }
}

#[test]
fn drawings_that_are_a_burden_are_refused_at_once() {
    for (name, text) in drawings::burdens() {
        let start = Instant::now();
        let made = make(text.into_bytes(), "svg");
        assert!(matches!(made, Err(Problem::Unsafe(_) | Problem::Corrupt(_))), "{name}");
        let took = start.elapsed();
        // A tenth of a second on a machine that does nothing else.
        assert!(took < Duration::from_secs(5), "{name} took {took:?}");
    }
}

#[test]
fn harmless_drawings_are_shown() {
    for (name, text) in drawings::harmless() {
        let made = make(text.into_bytes(), "svg").unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert!(made.seen.remarks.is_empty(), "{name}: {:?}", made.seen.remarks);
        let out = String::from_utf8(made.bytes).unwrap();
        assert!(!out.contains("Created") && !out.contains("docname") && !out.contains("Generator"), "{name}");
    }
}

#[test]
fn what_is_left_out_is_named() {
    let text =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/><rect width=\"1\" height=\"1\" onclick=\"x()\"/></svg>";
    let made = make(text.into(), "svg").unwrap();
    assert_eq!(made.seen.remarks, [Remark::LeftOut(vec![DrawingPart::Script, DrawingPart::Handler])]);
}

#[test]
fn downloads_are_those_of_the_list() {
    let refused: &[(&str, &[u8])] = &[
        ("html", b"<!doctype html><p>hoi"),
        ("txt", b" <html><script>1</script>"),
        ("csv", b"\n<svg onload=1><p></p>"),
        ("js", b"alert(1)"),
        ("php", b"<?php echo 1;"),
        ("exe", b"MZ\x90\0"),
        ("xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("svgz", b"\x1f\x8b\x08\0"),
        ("swf", b"CWS\x08"),
        ("pdf", b"geen pdf"),
        ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("json", b"{}"),
        ("heic", b"\0\0\0\x18ftypheic"),
        ("avif", b"\0\0\0\x18ftypavif"),
        ("tif", b"II*\0\x08\0\0\0"),
        ("bmp", b"BM\x3a\0\0\0\0\0"),
        ("ico", b"\0\0\x01\0\x01\0"),
        ("jxl", b"\xff\x0a\x00\x10"),
        ("jpg", b"\xff\x0a\x00\x10"),
        ("flac", b"fLaC\0\0\0\x22"),
        ("", b"\0\x01\x02\x03"),
    ];
    for (extension, bytes) in refused {
        assert!(make(bytes.to_vec(), extension).is_err(), "{extension}");
    }
    let kept: &[(&str, &[u8], MediaKind, &[u8])] = &[
        ("csv", b"\xef\xbb\xbfnaam;groep\r\nKat;3\r\n", MediaKind::Csv, b"naam;groep\nKat;3\n"),
        ("txt", b"a\rb\x07", MediaKind::Txt, b"a\nb"),
        ("ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", MediaKind::Ics, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        (
            "vtt",
            b"WEBVTT\n\nNOTE\nvan mij\n\n1\n00:01.000 --> 00:02.000\nHoi\n",
            MediaKind::Vtt,
            b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHoi\n",
        ),
        (
            "srt",
            b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHoi\r\n",
            MediaKind::Srt,
            b"1\n00:00:01,000 --> 00:00:02,000\nHoi\n",
        ),
        ("docx", b"%PDF-1.4", MediaKind::Pdf, b"%PDF-1.4"),
    ];
    for (extension, bytes, kind, out) in kept {
        let made = make(bytes.to_vec(), extension).unwrap_or_else(|problem| panic!("{extension}: {problem:?}"));
        assert_eq!((made.seen.kind, made.bytes.as_slice()), (*kind, *out), "{extension}");
    }
}

#[test]
fn an_office_file_goes_as_it_is_and_its_maker_is_named() {
    let types = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let core = b"<c:coreProperties xmlns:c=\"urn:c\" xmlns:dc=\"urn:d\"><dc:creator>Een leerkracht</dc:creator><c:lastModifiedBy>De directeur</c:lastModifiedBy></c:coreProperties>";
    let word =
        boxes::zip(&[("[Content_Types].xml", types), ("docProps/core.xml", core), ("word/document.xml", b"<w/>")], b"");
    let made = make(word.clone(), "zip").unwrap();
    assert_eq!((made.seen.kind, &made.bytes), (MediaKind::Docx, &word));
    assert_eq!(made.seen.remarks, [Remark::Maker(vec!["Een leerkracht".into(), "De directeur".into()])]);
    let is_text = |part: &[u8]| part == b"<w/>";
    let at = word.windows(4).position(is_text).unwrap();
    let unreadable = [&word[..at], b"<v/>", &word[at + 4..]].concat();
    assert_eq!(make(unreadable, "docx").map(|_| ()), Err(Problem::Damaged("archive")));
    let macros = boxes::zip(&[("[Content_Types].xml", types), ("word/vbaProject.bin", b"x")], b"");
    assert!(make(macros, "docx").is_err());
    let open = boxes::zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("meta.xml", b"<m/>")], b"");
    assert_eq!(make(open, "odt").unwrap().seen.kind, MediaKind::Odt);
    for (name, bytes) in [
        ("spel.html", &b"<p>"[..]),
        ("x.js", b"1"),
        ("binnen.zip", &boxes::zip(&[("a.txt", b"a")], b"")),
        ("a.docm", b"MZ"),
    ] {
        assert!(make(boxes::zip(&[("a.txt", b"a"), (name, bytes)], b""), "zip").is_err(), "{name}");
    }
    let pdf = b"%PDF-1.4\n1 0 obj <</Author (Een \\(leer\\)kracht) /Title (x)>> endobj".to_vec();
    assert_eq!(make(pdf, "pdf").unwrap().seen.remarks, [Remark::Maker(vec!["Een (leer)kracht".into()])]);
}

/// Every limit lets the largest good thing through.
#[test]
fn limits_stop_burdens_only() {
    // A photo of exactly the largest size.
    let large = DynamicImage::ImageLuma8(image::GrayImage::from_pixel(10_000, 5_000, image::Luma([200])));
    let made = make(pictures::encoded(&large, ImageFormat::Png), "png").unwrap();
    assert_eq!(made.seen.size, Some((10_000, 5_000)));
    let deep = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">{}<rect width=\"1\" height=\"1\"/>{}</svg>",
        "<g>".repeat(240),
        "</g>".repeat(240)
    );
    assert!(make(deep.into(), "svg").is_ok());
    let map = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", "<path d=\"M0 0L1 1\"/>".repeat(100_000));
    assert!(make(map.into(), "svg").is_ok());
}

/// A letter may hold large photos, and a page the densest text there is: what is counted is what text became.
#[test]
fn photos_are_no_growth() {
    let mut noise = pictures::scene(1600, 1200);
    let mut seed = 7u32;
    for pixel in noise.pixels_mut() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        pixel.0[0] = pixel.0[0].saturating_add((seed >> 27) as u8);
        pixel.0[1] = pixel.0[1].saturating_add((seed >> 26 & 31) as u8);
    }
    let mut photo = std::io::Cursor::new(Vec::new());
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut photo, 90);
    DynamicImage::ImageRgb8(noise).write_with_encoder(encoder).unwrap();
    let photo = photo.into_inner();
    assert!(photo.len() > 500_000);
    let school = School::new(&[(
        "content/nieuwsbrieven/2026-11-06-a.md",
        "---\ntitel: A\ndatum: 2026-11-06\n---\n![Het plein](a.jpg)\n\n![Het plein](b.jpg)\n",
    )]);
    school.write("content/nieuwsbrieven/a.jpg", &photo);
    school.write("content/nieuwsbrieven/b.jpg", &photo);
    let dense: Vec<String> = [("lijst", "- a\n"), ("tabel", "|a|b|\n"), ("nadruk", "*a* "), ("vraag", "a\n\n")]
        .into_iter()
        .map(|(name, piece)| {
            let head = if name == "tabel" { "|a|b|\n|-|-|\n" } else { "" };
            school.write(
                format!("content/{name}.md"),
                format!("---\ntitel: {name}\n---\n{head}{}", piece.repeat(100_000)),
            );
            name.to_string()
        })
        .collect();
    let run = school.krijt(&["build", "--format", "json", "--edition", "public"]);
    let growth: Vec<Found> = Found::list(&run).into_iter().filter(|found| found.code == "E0406").collect();
    assert!(growth.is_empty(), "{growth:?} of {dense:?}");
}

#[test]
fn an_unchanged_picture_is_not_made_again() {
    let school = School::new(&[("content/x.md", "---\ntitel: X\n---\n![Een plein](a.jpg)\n")]);
    school.write("content/a.jpg", pictures::jpeg());
    assert_eq!(school.krijt(&["build", "-q"]).exit, 0);
    let kept = |school: &School| school.tree(".krijt/cache/media").into_keys().collect::<Vec<_>>();
    let first = kept(&school);
    assert_eq!(first.len(), 2);
    let times = |school: &School| -> Vec<_> {
        first
            .iter()
            .map(|path| std::fs::metadata(school.at(format!(".krijt/cache/media/{path}"))).unwrap().modified().unwrap())
            .collect()
    };
    let then = times(&school);
    let whole = std::fs::read(school.at("public/a.jpg")).unwrap();
    school.forget();
    assert_eq!(school.krijt(&["build", "-q"]).exit, 0);
    assert_eq!((kept(&school), times(&school)), (first.clone(), then));
    assert_eq!(std::fs::read(school.at("public/a.jpg")).unwrap(), whole);
    // A cache that is gone or damaged is as good as none.
    for path in &first {
        school.write(format!(".krijt/cache/media/{path}"), "weg");
    }
    school.forget();
    assert_eq!(school.krijt(&["build", "-q"]).exit, 0);
    assert_eq!(std::fs::read(school.at("public/a.jpg")).unwrap(), whole);
}

#[test]
fn the_logo_is_checked_and_shown_on_pages_and_paper() {
    let files = [
        ("krijt.yaml", "school: {naam: De Brug, logo: beeld/logo.svg}\n"),
        ("content/nieuwsbrieven/2026-11-06-a.md", "---\ntitel: A\ndatum: 2026-11-06\n---\nHoi.\n"),
        (
            "content/beeld/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><rect width=\"4\" height=\"4\"/></svg>",
        ),
    ];
    let school = School::new(&files);
    let run = school.krijt(&["build", "-q"]);
    assert_eq!(run.exit, 0, "{}", run.text);
    assert!(school.exists("public/beeld/logo.svg"));
    assert!(school.read("public/index.html").contains("src=\"beeld/logo.svg\""));
    let before = std::fs::read(school.at("public/nieuwsbrieven/2026-11-06-a/nieuwsbrief.pdf")).unwrap();
    school.write("krijt.yaml", "school: {naam: De Brug}\n");
    assert_eq!(school.krijt(&["build", "-q"]).exit, 0);
    assert_ne!(std::fs::read(school.at("public/nieuwsbrieven/2026-11-06-a/nieuwsbrief.pdf")).unwrap(), before);
    for (logo, code) in [("beeld/loog.svg", "E0503"), ("nieuwsbrieven/film.mp4", "E0606")] {
        school.write("content/nieuwsbrieven/film.mp4", boxes::mp4());
        school.write("krijt.yaml", format!("school: {{naam: De Brug, logo: {logo}}}\nniveaus: {{W0903: uit}}\n"));
        let found = Found::list(&school.krijt(&["check", "--format", "json"]));
        assert_eq!((found[0].code.as_str(), found[0].file.as_str(), found.len()), (code, "krijt.yaml", 1), "{found:?}");
    }
}

/// Films whose boxes lie about their lengths, or hold each other without end, are refused, and at once.
#[test]
fn boxes_that_lie_are_refused() {
    let film = boxes::mp4();
    let head = |length: u32, name: &[u8]| [&length.to_be_bytes()[..], name].concat();
    let wide = |length: u64, name: &[u8]| [&[0, 0, 0, 1][..], name, &length.to_be_bytes()].concat();
    let deep = (0..10_000).fold(Vec::new(), |mut all: Vec<u8>, at| {
        all.extend(head((10_000 - at) * 8, b"moov"));
        all
    });
    let ftyp = [head(16, b"ftyp"), b"isom\0\0\0\0".to_vec()].concat();
    let with = |rest: Vec<u8>| [ftyp.clone(), rest].concat();
    // A count in each table of the film that is as large as counts can be.
    let counts = [b"stsz", b"stco", b"stsc", b"stts"].map(|name| {
        let mut film = film.clone();
        let at = memchr::memmem::find(&film, name).unwrap();
        film[at + 8..at + 16].fill(0xff);
        film
    });
    let lies = [
        with(head(u32::MAX, b"moov")),
        with(head(0, b"moov")),
        with(head(4, b"moov")),
        with(wide(u64::MAX, b"moov")),
        with(wide(16, b"moov")),
        with(wide(3, b"moov")),
        with(wide(1 << 40, b"mdat")),
        with(deep),
        with(head(8, b"moof")),
        film[..film.len() / 2].to_vec(),
    ];
    for bytes in lies.into_iter().chain(counts) {
        let start = Instant::now();
        assert!(make(bytes, "mp4").is_err());
        assert!(start.elapsed() < Duration::from_secs(1));
    }
}

/// Whatever happens to a file, the program goes on, and no picture tells more than its pixels. `KRIJT_FUZZ=100` tries a
/// hundred times as often, with other changes.
#[test]
fn odd_files_are_no_harm() {
    let times: u64 = std::env::var("KRIJT_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let mut seed = times.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    for sample in samples() {
        for _ in 0..10 * times {
            let mut bytes = sample.bytes.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                match random(4) {
                    0 => bytes.truncate(at.max(4)),
                    1 => bytes[at] = random(256) as u8,
                    2 => bytes[at] ^= 1 << random(8),
                    _ => drop(bytes.splice(at..at, [0xff, 0, 0x7f][random(3)..].to_vec())),
                }
            }
            let copy = Sample { name: sample.name.clone(), bytes };
            let made = std::panic::catch_unwind(|| copy.make());
            let Ok(made) = made else { panic!("{}: {:?}", copy.name, copy.bytes) };
            if let Ok(made) = made
                && matches!(made.seen.kind, MediaKind::Jpeg | MediaKind::Png | MediaKind::Gif)
            {
                assert!(!sings(&made.bytes), "{}: {:?}", copy.name, copy.bytes);
            }
        }
    }
}
