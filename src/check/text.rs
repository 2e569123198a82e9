//! Variables that exist, images that are described.

use crate::audience::Audience;
use crate::body::Tag;
use crate::diag::{Finding, catalogue as code};
use crate::doc::DocId;
use crate::site::{Names, Site};
use crate::source::Place;

pub fn variables(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if site.config.broken || doc.body.variables.is_empty() {
        return;
    }
    for node in doc.body.all() {
        let Tag::Variable(name) = doc.body.tag(node) else { continue };
        let name = &*doc.body.variables[name as usize];
        let depends_on_broken = (name.starts_with("hulplijn.") && site.data.helplines.broken)
            || (name.starts_with("contact.") && site.data.contacts.broken);
        if depends_on_broken || site.variable(name, "nl", Audience::Team).is_some() {
            continue;
        }
        let place = Place { file: doc.file, span: doc.body.span(node) };
        let near = site.nearest(Names::Variables, name);
        let finding = Finding::new(&code::UNKNOWN_VARIABLE, place).with("name", name);
        findings.push(super::meant(site, finding, place, name, near));
    }
}

pub fn alt_texts(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    let body = &doc.body;
    if body.images.is_empty() {
        return;
    }
    for node in body.all() {
        let Tag::Image(image) = body.tag(node) else { continue };
        let image = &body.images[image as usize];
        let given = image.attrs.description();
        let alt = given.map_or_else(|| crate::body::plain(body, site.text(id), body.subtree(node)), str::to_string);
        let alt = alt.trim();
        let place = Place { file: doc.file, span: body.span(node) };
        if alt.is_empty() {
            if !image.attrs.has("decoratief") {
                findings.push(Finding::new(&code::MISSING_ALT, place));
            }
            continue;
        }
        let file = image.dest.rsplit('/').next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let is_name = alt.eq_ignore_ascii_case(file) || alt.eq_ignore_ascii_case(stem) || is_camera_name(alt);
        if let Some(opening) = OPENINGS.iter().find(|opening| starts_with_words(alt, opening)) {
            findings.push(Finding::new(&code::ALT_SAYS_IMAGE, place).with("words", *opening));
        }
        let length = alt.chars().count();
        if length > LONG_ALT {
            findings.push(
                Finding::new(&code::ALT_LONG, place)
                    .with("length", length.to_string())
                    .with("limit", LONG_ALT.to_string()),
            );
        }
        if is_name && (alt.contains(['.', '_', '-']) || alt.chars().any(|c| c.is_ascii_digit())) {
            findings.push(Finding::new(&code::ALT_IS_FILE_NAME, place).with("alt", alt));
        }
    }
}

/// A screen reader says by itself that there is an image.
const OPENINGS: &[&str] = &[
    "afbeelding van",
    "een afbeelding van",
    "foto van",
    "een foto van",
    "plaatje van",
    "een plaatje van",
    "image of",
    "an image of",
    "picture of",
    "a picture of",
    "photo of",
    "a photo of",
];

/// Longer than this cannot be skimmed, and cannot be paused: it belongs in the text. The descriptions of this project's
/// own drawings, which pupils need for a task, have up to 230 characters.
const LONG_ALT: usize = 250;

fn starts_with_words(text: &str, opening: &str) -> bool {
    text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
        && text[opening.len()..].starts_with(' ')
}

/// `IMG_2034`, `DSC00012.jpg`: what cameras call their files.
fn is_camera_name(alt: &str) -> bool {
    let upper = alt.to_ascii_uppercase();
    let is_prefix = ["IMG_", "IMG-", "DSC", "PXL_", "WHATSAPP IMAGE"].iter().any(|prefix| upper.starts_with(prefix));
    let is_file = [".JPG", ".JPEG", ".PNG", ".GIF", ".WEBP", ".SVG"].iter().any(|end| upper.ends_with(end));
    (is_prefix && upper.chars().any(|c| c.is_ascii_digit())) || (is_file && !upper.contains(' '))
}
