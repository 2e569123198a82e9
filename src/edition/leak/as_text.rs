//! How the bytes of an output become plain decoded text. Each row of the table of outputs says it.

use std::borrow::Cow;

use super::letters::Letters;
use super::{escapes, markup};
use crate::media;

/// What an output's bytes are, as far as text in them is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsText {
    /// HTML or XML: tags, attributes, comments, references to characters; scripts and styles in it.
    Markup,
    /// XML that holds HTML as text.
    Feed,
    /// JSON, a script, a style.
    Strings,
    /// A calendar or an address card: folded lines, escapes.
    Folded,
    /// A mail: folded lines, quoted-printable, base64; in it text and HTML.
    Mail,
    /// Text as it is.
    Plain,
    /// The index of search: titles, summaries and explanations, and every word.
    SearchIndex,
    /// An office file or an archive: the texts in it.
    Packed,
    /// Files beside documents and of the theme: as their names end. What is no text (a picture, sound, film) krijt made
    /// anew without the texts that such files can carry.
    ByName,
    /// A PDF, which packs its text: what Typst was given is looked through before it compiles (`output/pdf.rs`).
    Typst,
}

/// A text without anything that stands between it and a reader: what is shown, and what stands beside that.
#[derive(Debug, Default)]
pub struct Decoded {
    pub shown: Letters,
    pub aside: Letters,
}

impl AsText {
    /// `None` for what holds no text.
    pub fn decode(self, path: &str, bytes: &[u8]) -> Option<Decoded> {
        let as_text = if self == AsText::ByName { by_name(path)? } else { self };
        if as_text == AsText::Typst {
            return None;
        }
        let mut to = Decoded { shown: Letters::with_capacity(bytes.len()), aside: Letters::default() };
        as_text.read(bytes, &mut to);
        Some(to)
    }

    fn read(self, bytes: &[u8], to: &mut Decoded) {
        match self {
            AsText::Markup => markup::read(&text(bytes), to),
            AsText::Feed => {
                let text = text(bytes);
                markup::read(&text, to);
                to.shown.wall();
                let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
                let held = signs.iter().fold(text.into_owned(), |text, (name, sign)| text.replace(name, sign));
                markup::read(&held, to);
            }
            AsText::Strings => {
                let text = text(bytes);
                to.shown.push_str(&text);
                // Strings may hold mark-up.
                to.shown.wall();
                markup::read(&escapes::undone(&text), to);
            }
            AsText::Folded => {
                let text = escapes::unfolded(bytes);
                to.shown.push_str(&escapes::undone(&String::from_utf8_lossy(&text)));
            }
            AsText::Mail => {
                let unfolded = escapes::unfolded(bytes);
                markup::read(&text(&escapes::unquoted(&unfolded)), to);
                for part in escapes::packed(&text(bytes)) {
                    to.shown.wall();
                    markup::read(&text(&part), to);
                }
            }
            AsText::Plain => to.shown.push_str(&text(bytes)),
            AsText::Packed => packed(bytes, to),
            // What cannot be unpacked is looked through as it is.
            AsText::SearchIndex => match crate::search::unpacked(bytes) {
                Some(text) => to.shown.push_str(&text),
                None => AsText::Strings.read(bytes, to),
            },
            AsText::ByName | AsText::Typst => {}
        }
    }
}

/// What cannot be unpacked does not come out (`media`), so there is nothing else to look at.
fn packed(bytes: &[u8], to: &mut Decoded) {
    let _ = media::texts_in(bytes, &mut |name, bytes| {
        to.shown.wall();
        to.aside.wall();
        by_name(name).into_iter().for_each(|as_text| as_text.read(bytes, to));
    });
}

/// Nearly all is UTF-8, and to see that at once is far faster than to mend it byte by byte.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn by_name(path: &str) -> Option<AsText> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    Some(match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" | "htm" | "svg" | "xml" | "xhtml" | "rels" | "vml" => AsText::Markup,
        "js" | "mjs" | "json" | "css" | "map" | "webmanifest" => AsText::Strings,
        "ics" | "vcf" => AsText::Folded,
        "eml" => AsText::Mail,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "mp3" | "ogg" | "wav" | "mp4" | "webm" | "woff"
        | "woff2" | "ttf" | "otf" | "pdf" => return None,
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "zip" => AsText::Packed,
        _ => AsText::Plain,
    })
}
