//! Media: the files that stand beside documents. krijt publishes only bytes that it wrote itself: a picture is decoded and
//! encoded anew, a drawing is written from its tree, a film or a sound from the boxes and frames that are known, a text from
//! its lines. What is not known is not there to be carried along. The one exception is office and PDF files, which go out as
//! they are, with a finding that says what they tell of their maker.
//!
//! The type is what the bytes say, never the name.

mod archive;
mod captions;
mod colour;
mod detect;
mod drawing;
mod film;
mod gif;
mod jpeg;
mod maker;
mod picture;
mod png;
mod scale;
mod sizes;
mod sound;
mod store;
mod text;
mod webm;

pub use archive::texts_in;
pub use captions::{Cue, Said};
pub use store::{Pictures, Scale, Shot, Store};

use serde::{Deserialize, Serialize};

/// Changes when the same file would come out differently. What is kept in the cache was made under this number, by the
/// versions of the lock file.
const FORMAT: &str = "5";

/// An image may have this many pixels: enough for any camera, not for a decompression bomb.
pub const PIXELS: u64 = 50_000_000;

/// What a file is when it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MediaKind {
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

impl MediaKind {
    /// The type of a picture, as mails and the web write it.
    pub fn mime(self) -> &'static str {
        match self {
            MediaKind::Jpeg => "image/jpeg",
            MediaKind::Png => "image/png",
            MediaKind::Gif => "image/gif",
            _ => "application/octet-stream",
        }
    }

    /// The end of its name, in the output.
    pub fn extension(self) -> &'static str {
        match self {
            MediaKind::Jpeg => "jpg",
            MediaKind::Png => "png",
            MediaKind::Gif => "gif",
            MediaKind::Svg => "svg",
            MediaKind::Pdf => "pdf",
            MediaKind::Docx => "docx",
            MediaKind::Xlsx => "xlsx",
            MediaKind::Pptx => "pptx",
            MediaKind::Odt => "odt",
            MediaKind::Ods => "ods",
            MediaKind::Odp => "odp",
            MediaKind::Zip => "zip",
            MediaKind::Mp4 => "mp4",
            MediaKind::M4a => "m4a",
            MediaKind::Webm => "webm",
            MediaKind::Mp3 => "mp3",
            MediaKind::Wav => "wav",
            MediaKind::Ogg => "ogg",
            MediaKind::Opus => "opus",
            MediaKind::Txt => "txt",
            MediaKind::Csv => "csv",
            MediaKind::Ics => "ics",
            MediaKind::Vtt => "vtt",
            MediaKind::Srt => "srt",
        }
    }

    /// Can a page and a PDF show it as an image?
    pub fn is_picture(self) -> bool {
        matches!(self, MediaKind::Jpeg | MediaKind::Png | MediaKind::Gif | MediaKind::Svg)
    }

    /// Can a page play it, and as what?
    pub fn played(self) -> Option<Played> {
        match self {
            MediaKind::Mp4 | MediaKind::Webm => Some(Played::Film),
            MediaKind::M4a | MediaKind::Mp3 | MediaKind::Wav | MediaKind::Ogg | MediaKind::Opus => Some(Played::Sound),
            _ => None,
        }
    }

    /// Do names with this end mean it? Nobody needs to be told that `foto.jpeg` became `foto.jpg`.
    pub fn is_named(self, extension: &str) -> bool {
        extension == self.extension() || (self == MediaKind::Jpeg && extension == "jpeg")
    }
}

/// What readers start, and that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Played {
    Film,
    Sound,
}

/// What a look inside a file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFacts {
    pub kind: MediaKind,
    /// In pixels, as it is shown; absent for a drawing without a size, and for what is no picture.
    pub size: Option<(u32, u32)>,
    /// The same picture with fewer pixels, the narrowest first.
    pub narrower: Vec<(u32, u32)>,
    /// How many bytes go out, at most.
    pub weight: u64,
    /// Likely a photo of a camera: it may show people.
    pub is_photo: bool,
    /// How long a film takes, where it says so, in whole seconds.
    pub seconds: Option<u32>,
    /// A film in which nothing can be heard.
    pub is_silent: bool,
    /// What captions say.
    pub cues: Vec<Cue>,
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
    LeftOut(Vec<DrawingPart>),
    /// What an office file or PDF tells of its maker, which goes out with it.
    Maker(Vec<String>),
}

/// A part of a drawing that does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DrawingPart {
    Script,
    Handler,
    Animation,
    ForeignObject,
    Reference,
    Link,
    Font,
}

impl DrawingPart {
    /// As the vocabulary of the catalogue knows it.
    pub fn word(self) -> &'static str {
        match self {
            DrawingPart::Script => "script",
            DrawingPart::Handler => "event-handler",
            DrawingPart::Animation => "animation",
            DrawingPart::ForeignObject => "foreign-object",
            DrawingPart::Reference => "external-reference",
            DrawingPart::Link => "link",
            DrawingPart::Font => "font",
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
    /// Captions that are not understood, from this line on.
    Captions {
        line: usize,
        reason: &'static str,
    },
}

impl Problem {
    fn refused(what: impl Into<String>) -> Self {
        Problem::Refused { what: what.into(), inside: None }
    }
}

/// A file as it goes out.
pub struct MadeFile {
    pub bytes: Vec<u8>,
    /// The bytes of the narrower ones, in their order.
    pub narrower: Vec<Vec<u8>>,
    pub seen: MediaFacts,
}

impl MadeFile {
    fn new(kind: MediaKind, bytes: Vec<u8>) -> Self {
        MadeFile::of_size(kind, None, bytes)
    }

    fn of_size(kind: MediaKind, size: Option<(u32, u32)>, bytes: Vec<u8>) -> Self {
        let weight = bytes.len() as u64;
        let seen = MediaFacts {
            kind,
            size,
            narrower: Vec::new(),
            weight,
            is_photo: false,
            seconds: None,
            is_silent: false,
            cues: Vec::new(),
            remarks: Vec::new(),
        };
        MadeFile { bytes, narrower: Vec::new(), seen }
    }

    fn picture(kind: MediaKind, (widest, narrower): sizes::Sizes, remarks: Vec<Remark>) -> Self {
        let mut made = MadeFile::of_size(kind, Some(widest.size), widest.bytes);
        made.seen.remarks = remarks;
        made.seen.narrower = narrower.iter().map(|written| written.size).collect();
        made.narrower = narrower.into_iter().map(|written| written.bytes).collect();
        made
    }
}

/// Makes a file anew. Of its name only the end counts, and only among plain texts.
///
/// # Errors
/// When it cannot be published.
pub fn make(bytes: Vec<u8>, extension: &str) -> Result<MadeFile, Problem> {
    make_within(bytes, extension, 0)
}

/// `depth` is how many archives the file lies in.
fn make_within(bytes: Vec<u8>, extension: &str, depth: usize) -> Result<MadeFile, Problem> {
    use detect::FileType;
    match detect::of(&bytes, extension)? {
        FileType::Jpeg => jpeg::make(&bytes),
        FileType::Png => picture::make_png(&bytes),
        FileType::WebP => picture::make_webp(&bytes),
        FileType::Gif => gif::make(&bytes),
        FileType::Drawing => drawing::make(&bytes),
        FileType::Text(MediaKind::Vtt) => captions::make(&bytes),
        FileType::Text(kind) => text::make(bytes, kind),
        FileType::Pdf => Ok(maker::pdf(bytes)),
        FileType::Zip if depth > 0 => Err(Problem::refused("archive-in-archive")),
        FileType::Zip => archive::make(bytes),
        FileType::Boxes => film::make(&bytes),
        FileType::Matroska => webm::make(bytes),
        FileType::Mp3 => sound::mp3::make(&bytes),
        FileType::Wave => sound::wave::make(&bytes),
        FileType::Ogg => sound::ogg::make(&bytes),
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
