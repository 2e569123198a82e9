//! What a file is, by its bytes. A name is asked only to tell one plain text from another.

use super::{MediaKind, Problem};

/// A type that can be made anew, or is passed on as the named exception.
#[derive(Debug, PartialEq, Eq)]
pub enum FileType {
    Jpeg,
    Png,
    Gif,
    WebP,
    Drawing,
    Pdf,
    Zip,
    /// MP4, M4A and MOV: files of boxes.
    Boxes,
    Matroska,
    Mp3,
    Wave,
    Ogg,
    Text(MediaKind),
}

/// The signs at the start of files that are known and not published.
const OTHERS: &[(&[u8], Other)] = &[
    (b"II*\0", Other::Picture("TIFF")),
    (b"MM\0*", Other::Picture("TIFF")),
    (b"II+\0", Other::Picture("TIFF")),
    (b"MM\0+", Other::Picture("TIFF")),
    (b"BM", Other::Picture("BMP")),
    (b"\0\0\x01\0", Other::Picture("ICO")),
    (b"\0\0\x02\0", Other::Picture("CUR")),
    (b"\xff\x0a", Other::Picture("JPEG XL")),
    (b"\0\0\0\x0cJXL ", Other::Picture("JPEG XL")),
    (b"\0\0\0\x0cjP  ", Other::Picture("JPEG 2000")),
    (b"\xff\x4f\xff\x51", Other::Picture("JPEG 2000")),
    (b"8BPS", Other::Picture("PSD")),
    (b"gimp xcf", Other::Picture("XCF")),
    (b"qoif", Other::Picture("QOI")),
    (b"%!PS", Other::File("postscript")),
    (b"MZ", Other::File("program")),
    (b"\x7fELF", Other::File("program")),
    (b"#!", Other::File("program")),
    (b"\xca\xfe\xba\xbe", Other::File("program")),
    (b"\xcf\xfa\xed\xfe", Other::File("program")),
    (b"\0asm", Other::File("program")),
    (b"\xd0\xcf\x11\xe0", Other::File("old-office")),
    (b"{\\rtf", Other::File("rtf")),
    (b"FWS", Other::File("flash")),
    (b"CWS", Other::File("flash")),
    (b"ZWS", Other::File("flash")),
    (b"\x1f\x8b", Other::File("packed")),
    (b"BZh", Other::File("packed")),
    (b"\xfd7zXZ", Other::File("packed")),
    (b"7z\xbc\xaf\x27\x1c", Other::File("packed")),
    (b"Rar!", Other::File("packed")),
    (b"fLaC", Other::File("flac")),
    (b"FORM", Other::File("aiff")),
    (b"#!AMR", Other::File("amr")),
    (b"0&\xb2u", Other::File("windows-media")),
    (b"FLV", Other::File("flash")),
    (b"\0\0\x01\xba", Other::File("mpeg")),
    (b"\0\0\x01\xb3", Other::File("mpeg")),
    (b"wOFF", Other::File("font")),
    (b"wOF2", Other::File("font")),
    (b"OTTO", Other::File("font")),
    (b"\0\x01\0\0", Other::File("font")),
];

#[derive(Clone, Copy)]
enum Other {
    Picture(&'static str),
    File(&'static str),
}

/// # Errors
/// When it is nothing that may be published.
pub fn of(bytes: &[u8], extension: &str) -> Result<FileType, Problem> {
    if bytes.is_empty() {
        // A picture without a byte was being copied; of other files nobody would miss it, but nobody wants it.
        return Err(if is_name_of_picture(extension) {
            Problem::Corrupt("empty".into())
        } else {
            Problem::Damaged("empty")
        });
    }
    if let Some(found) = by_sign(bytes) {
        return found;
    }
    if let Some((_, other)) = OTHERS.iter().find(|(sign, _)| bytes.starts_with(sign)).filter(|_| !is_words(bytes)) {
        return Err(match other {
            Other::Picture(name) => Problem::OtherPicture(name),
            Other::File(what) => Problem::refused(*what),
        });
    }
    as_text(bytes, extension)
}

fn by_sign(bytes: &[u8]) -> Option<Result<FileType, Problem>> {
    let at = |start: usize, sign: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(sign));
    Some(Ok(match bytes {
        _ if at(0, b"\xff\xd8\xff") => FileType::Jpeg,
        _ if at(0, b"\x89PNG\r\n\x1a\n") => FileType::Png,
        _ if at(0, b"GIF87a") || at(0, b"GIF89a") => FileType::Gif,
        _ if at(0, b"RIFF") && at(8, b"WEBP") => FileType::WebP,
        _ if at(0, b"RIFF") && at(8, b"WAVE") => FileType::Wave,
        _ if at(0, b"RIFF") && at(8, b"AVI ") => return Some(Err(Problem::refused("avi"))),
        _ if at(0, b"%PDF-") => FileType::Pdf,
        _ if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") => FileType::Zip,
        _ if at(0, b"\x1a\x45\xdf\xa3") => FileType::Matroska,
        _ if at(0, b"OggS") => FileType::Ogg,
        _ if at(0, b"ID3") => FileType::Mp3,
        [0xff, second, ..] if second & 0xe6 == 0xe2 => FileType::Mp3,
        _ if at(4, b"ftyp") => return Some(by_brand(bytes)),
        _ if [&b"moov"[..], b"mdat", b"wide", b"free", b"skip", b"pnot"].iter().any(|name| at(4, name)) => {
            FileType::Boxes
        }
        _ => return None,
    }))
}

/// The first name in `ftyp` tells pictures from films.
fn by_brand(bytes: &[u8]) -> Result<FileType, Problem> {
    match bytes.get(8..12).unwrap_or_default() {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            // AVIF calls itself the general name as well.
            let is_avif = bytes.iter().take(64).copied().collect::<Vec<u8>>().windows(4).any(|name| name == b"avif");
            Err(Problem::OtherPicture(if is_avif { "AVIF" } else { "HEIC" }))
        }
        b"avif" | b"avis" => Err(Problem::OtherPicture("AVIF")),
        b"jxl " => Err(Problem::OtherPicture("JPEG XL")),
        b"jp2 " | b"jpx " => Err(Problem::OtherPicture("JPEG 2000")),
        b"crx " => Err(Problem::OtherPicture("CR3")),
        _ => Ok(FileType::Boxes),
    }
}

/// Some signs of two letters begin ordinary words as well (`BM`, `MZ`).
fn is_words(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    bytes.len() > 2
        && bytes[..2].is_ascii()
        && !bytes.starts_with(b"#!")
        && !bytes.starts_with(b"%!")
        && !bytes.starts_with(b"{\\rtf")
        && start.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t'))
}

fn as_text(bytes: &[u8], extension: &str) -> Result<FileType, Problem> {
    let Some(text) = super::text::decode(bytes) else {
        // Not text, and no sign that is known: a damaged picture, or something nobody here knows.
        return Err(if is_name_of_picture(extension) {
            Problem::Corrupt("unknown-format".into())
        } else {
            Problem::refused(refused_by_name(extension).unwrap_or("unknown-type"))
        });
    };
    let start = text.trim_start();
    if is_svg(start) {
        return Ok(FileType::Drawing);
    }
    if is_name_of_picture(extension) {
        return Err(Problem::Corrupt(if start.is_empty() { "empty".into() } else { "unknown-format".into() }));
    }
    // What browsers may take for a page whatever it is called.
    if start.starts_with('<') {
        return Err(Problem::refused("web-page"));
    }
    Ok(FileType::Text(match extension {
        _ if start.starts_with("BEGIN:VCALENDAR") && extension == "ics" => MediaKind::Ics,
        "vtt" => MediaKind::Vtt,
        "srt" if text.contains("-->") => MediaKind::Srt,
        "csv" => MediaKind::Csv,
        "txt" => MediaKind::Txt,
        _ => return Err(Problem::refused(refused_by_name(extension).unwrap_or("other-text"))),
    }))
}

/// The first element of an XML text is `svg`.
fn is_svg(start: &str) -> bool {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE")) {
            super::drawing::end_of_doctype(rest)
        } else {
            break;
        };
        let Some(end) = end else { return false };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    name.rsplit(':').next() == Some("svg")
}

fn is_name_of_picture(extension: &str) -> bool {
    matches!(extension, "jpg" | "jpeg" | "jpe" | "jfif" | "pjpeg" | "png" | "apng" | "gif" | "webp" | "svg")
}

/// What people call a file that is refused: only for the words of its message.
fn refused_by_name(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "html" | "htm" | "xhtml" | "shtml" | "mhtml" | "xml" | "xsl" => "web-page",
        "js" | "mjs" | "cjs" | "ts" | "wasm" | "css" => "script-file",
        "exe" | "bat" | "cmd" | "ps1" | "sh" | "py" | "php" | "jar" | "msi" | "apk" | "com" | "scr" | "vbs" => {
            "program"
        }
        "svgz" | "gz" | "rar" | "7z" | "tar" | "tgz" => "packed",
        "doc" | "xls" | "ppt" => "old-office",
        "rtf" => "rtf",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_names_do_not() {
        for name in ["jpg", "png", "txt", "html", ""] {
            assert_eq!(of(b"\xff\xd8\xff\xe0", name), Ok(FileType::Jpeg), "{name}");
            assert_eq!(of(b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a '>'>]><svg/>", name), Ok(FileType::Drawing));
        }
        assert_eq!(of(b"a,b\n1,2\n", "csv"), Ok(FileType::Text(MediaKind::Csv)));
        assert_eq!(of(b"BM zei: goed.", "txt"), Ok(FileType::Text(MediaKind::Txt)));
        for (bytes, name) in
            [(&b"<p>hoi"[..], "txt"), (b" \n<!doctype html>", "csv"), (b"alert(1)", "js"), (b"a", "php")]
        {
            assert!(of(bytes, name).is_err(), "{name}");
        }
    }
}
