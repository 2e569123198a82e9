//! What the fonts of the theme lack: where it stands, and what is said of it.

use std::collections::BTreeMap;

use crate::body::Tag;
use crate::config;
use crate::data;
use crate::diag::{Code, Finding, catalogue as code};
use crate::doc::DocId;
use crate::edition::Edition;
use crate::output::RenderContext;
use crate::pdf::{Lacks, Paper, PdfCompiler, is_letter};
use crate::source::{Place, SourceId, Span};

/// The first letter of each document that no font can show, and the first of what every PDF says of the school. Signs are
/// another matter: paper does without them.
pub fn gaps(
    edition: &Edition<'_>,
    compiler: &PdfCompiler,
    theme: &str,
    docs: &[DocId],
) -> impl Iterator<Item = Finding> {
    let of_docs = docs.iter().filter_map(move |id| {
        let (place, c) = in_document(edition, *id, &|text| letter(compiler, text))?;
        Some(missing(&code::MISSING_GLYPH, place, c).with("theme", theme))
    });
    let school = &edition.config().school;
    let told = [Some(&school.name), school.place.as_ref()];
    let of_school = told.into_iter().flatten().find_map(|text| letter(compiler, text)).and_then(|(_, c)| {
        let file = edition.file(config::FILE)?;
        // Written as an escape it is not found: then the whole file is the place.
        let place = edition.first_in_file(config::FILE, c).unwrap_or(Place { file, span: Span::default() });
        Some(missing(&code::MISSING_GLYPH, place, c).with("theme", theme))
    });
    of_docs.chain(of_school)
}

/// The first letter of a text that no font can show, and its byte.
fn letter(compiler: &PdfCompiler, text: &str) -> Option<(usize, char)> {
    compiler.gaps(text).find(|(_, c)| is_letter(*c))
}

/// What was put in the place of signs and letters: for each file once, where the first of them stands.
pub fn lacking(ctx: &RenderContext<'_>, paper: &Paper<'_>, place: Option<Place>, lacks: Lacks) -> Vec<Finding> {
    let mut found = Vec::new();
    for (row, signs) in [(&code::SIGN_LEFT_OUT, lacks.signs), (&code::LETTER_AS_BOX, lacks.letters)] {
        // Where a sign is not found, the document is the place, behind the signs that are.
        let mut by_file: BTreeMap<SourceId, BTreeMap<(bool, Span), Vec<char>>> = BTreeMap::new();
        for c in signs {
            let exact = first_place(ctx.edition(), paper, c);
            if let Some(place) = exact.or(place) {
                by_file.entry(place.file).or_default().entry((exact.is_none(), place.span)).or_default().push(c);
            }
        }
        for (file, signs) in by_file {
            let Some((_, span)) = signs.keys().next().copied() else { continue };
            let mut all = signs.into_values().flatten();
            let Some(c) = all.next() else { continue };
            let more: Vec<String> = all.map(String::from).collect();
            let finding = missing(row, Place { file, span }, c);
            found.push(match row.args.contains(&"theme") {
                true => finding.with("theme", ctx.frame.theme.name()),
                false => finding.maybe("more", (!more.is_empty()).then(|| more.join(" "))),
            });
        }
    }
    found
}

/// Where a character stands that is on a paper: in one of its documents, else in what the school says of itself.
fn first_place(edition: &Edition<'_>, paper: &Paper<'_>, c: char) -> Option<Place> {
    let find = |text: &str| text.find(c).map(|at| (at, c));
    let in_text = paper.docs().iter().find_map(|id| in_document(edition, *id, &find)).map(|(place, _)| place);
    let in_file = || paper.docs().iter().find_map(|id| in_source(edition, *id, c));
    // Lessons tell of their module and of rules, a bundle has the title of its module.
    let order = &edition.collections();
    let mut others =
        order.modules.iter().filter_map(|row| row.doc).chain(order.charter).chain(order.chapters.iter().copied());
    let in_others = || others.find_map(|id| in_document(edition, id, &find)).map(|(place, _)| place);
    let in_school = || {
        let files = [config::FILE, data::GLOSSARY, data::HELPLINES, data::GOALS];
        files.iter().find_map(|path| edition.first_in_file(path, c))
    };
    in_text.or_else(in_file).or_else(in_others).or_else(in_school)
}

/// In the whole file of a document, its head as well.
fn in_source(edition: &Edition<'_>, id: DocId, c: char) -> Option<Place> {
    let at = edition.text(id).find(c)?;
    Some(Place { file: edition.doc(id)?.file, span: Span::new(at..at + c.len_utf8()) })
}

/// The first place in a document's text, as this edition has it, where `find` finds a character.
fn in_document(
    edition: &Edition<'_>,
    id: DocId,
    find: &dyn Fn(&str) -> Option<(usize, char)>,
) -> Option<(Place, char)> {
    let (doc, body) = edition.get(id)?;
    let text = edition.text(id);
    let exact = |span: Span| {
        let (at, c) = find(&text[span.range()])?;
        let start = span.start as usize + at;
        Some((Span::new(start..start + c.len_utf8()), c))
    };
    // Written as an escape, or in another form: then the whole is the place, unless it stands there as it is.
    let within = |span: Span, said: &str| {
        let (_, c) = find(said)?;
        let at = text[span.range()].find(c).map(|at| span.start as usize + at);
        Some((at.map_or(span, |at| Span::new(at..at + c.len_utf8())), c))
    };
    let in_head = || {
        let place = doc.head.title_place?;
        within(place.span, &doc.head.title).or_else(|| {
            let (_, c) = find(doc.head.summary.as_deref()?)?;
            let at = in_source(edition, id, c).map_or(place.span, |place| place.span);
            Some((at, c))
        })
    };
    let in_node = |node| {
        let span = body.span(node);
        match body.tag(node) {
            Tag::Text | Tag::CodeSpan => exact(span),
            Tag::Comment if doc.facets.deck.is_some() => exact(span),
            Tag::Chars(string) | Tag::CodeChars(string) => within(span, &body.strings[string as usize]),
            Tag::Char(c) => within(span, c.encode_utf8(&mut [0; 4])),
            Tag::Image(image) => within(span, &body.images[image as usize].title),
            Tag::Div(div) => {
                let attrs = &body.divs[div as usize].attrs;
                let title = attrs.get("titel").or(attrs.get("title"))?;
                within(title.span, title.value.as_deref()?)
            }
            _ => None,
        }
    };
    let (span, c) = in_head().or_else(|| body.all().find_map(in_node))?;
    Some((Place { file: doc.file, span }, c))
}

fn missing(row: &'static Code, place: Place, c: char) -> Finding {
    Finding::new(row, place).with("character", format!("U+{:04X}", c as u32)).with("sign", c.to_string())
}
