//! Media: the files that stand beside documents. krijt publishes only bytes that it wrote itself: a picture is decoded and
//! encoded anew, a drawing is written from its tree, a film or a sound from the boxes and frames that are known, a text from
//! its lines. What is not known is not there to be carried along. The one exception is office and PDF files, which go out as
//! they are, with a finding that says what they tell of their maker.
//!
//! The type is what the bytes say, never the name.

mod archive;
mod colour;
mod detect;
mod drawing;
mod film;
mod gif;
mod jpeg;
mod maker;
mod picture;
mod png;
mod sound;
mod store;
mod text;
mod webm;

pub use store::{Pictures, Shot, Store};

use serde::{Deserialize, Serialize};

/// Changes when the same file would come out differently. What is kept in the cache was made under this number, by the
/// versions of the lock file.
const FORMAT: &str = "1";

/// An image may have this many pixels: enough for any camera, not for a decompression bomb.
pub const PIXELS: u64 = 50_000_000;

/// What a file is when it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Jpeg,
    Png,
    Gif,
    Svg,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Odt,
    Ods,
    Odp,
    Zip,
    Mp4,
    M4a,
    Webm,
    Mp3,
    Wav,
    Ogg,
    Opus,
    Txt,
    Csv,
    Ics,
    Vtt,
    Srt,
}

impl Kind {
    /// The end of its name, in the output.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Gif => "gif",
            Kind::Svg => "svg",
            Kind::Pdf => "pdf",
            Kind::Docx => "docx",
            Kind::Xlsx => "xlsx",
            Kind::Pptx => "pptx",
            Kind::Odt => "odt",
            Kind::Ods => "ods",
            Kind::Odp => "odp",
            Kind::Zip => "zip",
            Kind::Mp4 => "mp4",
            Kind::M4a => "m4a",
            Kind::Webm => "webm",
            Kind::Mp3 => "mp3",
            Kind::Wav => "wav",
            Kind::Ogg => "ogg",
            Kind::Opus => "opus",
            Kind::Txt => "txt",
            Kind::Csv => "csv",
            Kind::Ics => "ics",
            Kind::Vtt => "vtt",
            Kind::Srt => "srt",
        }
    }

    /// Can a page and a PDF show it as an image?
    pub fn is_picture(self) -> bool {
        matches!(self, Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Svg)
    }

    /// Do names with this end mean it? Nobody needs to be told that `foto.jpeg` became `foto.jpg`.
    pub fn is_named(self, extension: &str) -> bool {
        extension == self.extension() || (self == Kind::Jpeg && extension == "jpeg")
    }
}

/// What a look inside a file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub kind: Kind,
    /// In pixels, as it is shown; absent for a drawing without a size, and for what is no picture.
    pub size: Option<(u32, u32)>,
    pub remarks: Vec<Remark>,
}

/// What its author should know of a file that can be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Remark {
    /// The picture told where it was taken; what goes out does not.
    Place,
    /// The picture moves; what goes out is its first image.
    Still,
    /// Parts of a drawing that do or ask something; they are not in what goes out.
    LeftOut(Vec<Part>),
    /// What an office file or PDF tells of its maker, which goes out with it.
    Maker(Vec<String>),
}

/// A part of a drawing that does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    Script,
    Handler,
    Animation,
    ForeignObject,
    Reference,
    Link,
    Font,
}

impl Part {
    /// As the vocabulary of the catalogue knows it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Script => "script",
            Part::Handler => "event-handler",
            Part::Animation => "animation",
            Part::ForeignObject => "foreign-object",
            Part::Reference => "external-reference",
            Part::Link => "link",
            Part::Font => "font",
        }
    }
}

/// Why a file cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A picture that cannot be decoded whole.
    Corrupt(String),
    TooLarge {
        size: String,
        limit: String,
    },
    /// A drawing of which nothing safe is left, or that is made to be a burden.
    Unsafe(&'static str),
    /// A picture of a type that browsers do not show, by the name of that type.
    OtherPicture(&'static str),
    /// A type that krijt does not publish, by its word in the vocabulary; `inside` names the file within an archive.
    Refused {
        what: String,
        inside: Option<String>,
    },
    /// A film, sound or archive that cannot be walked to its end.
    Damaged(&'static str),
}

impl Problem {
    fn refused(what: impl Into<String>) -> Self {
        Problem::Refused { what: what.into(), inside: None }
    }
}

/// A file as it goes out.
pub struct Made {
    pub bytes: Vec<u8>,
    pub seen: Seen,
}

impl Made {
    fn new(kind: Kind, bytes: Vec<u8>) -> Self {
        Made { bytes, seen: Seen { kind, size: None, remarks: Vec::new() } }
    }
}

/// Makes a file anew. Of its name only the end counts, and only among plain texts.
///
/// # Errors
/// When it cannot be published.
pub fn make(bytes: Vec<u8>, extension: &str) -> Result<Made, Problem> {
    make_within(bytes, extension, 0)
}

/// `depth` is how many archives the file lies in.
fn make_within(bytes: Vec<u8>, extension: &str, depth: usize) -> Result<Made, Problem> {
    use detect::Found;
    match detect::of(&bytes, extension)? {
        Found::Jpeg => jpeg::make(&bytes),
        Found::Png => picture::make_png(&bytes),
        Found::WebP => picture::make_webp(&bytes),
        Found::Gif => gif::make(&bytes),
        Found::Drawing => drawing::make(&bytes),
        Found::Text(kind) => text::make(bytes, kind),
        Found::Pdf => Ok(maker::pdf(bytes)),
        Found::Zip if depth > 0 => Err(Problem::refused("archive-in-archive")),
        Found::Zip => archive::make(bytes),
        Found::Boxes => film::make(&bytes),
        Found::Matroska => webm::make(bytes),
        Found::Mp3 => sound::mp3::make(&bytes),
        Found::Wave => sound::wave::make(&bytes),
        Found::Ogg => sound::ogg::make(&bytes),
    }
}

/// The end of a file's name in small letters; empty when there is none.
pub fn extension_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}
