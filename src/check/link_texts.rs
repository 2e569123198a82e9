//! Texts of links that say where they go: a screen reader can list them without the sentence around them.

use rustc_hash::FxHashMap;

use crate::body::{self, Tag};
use crate::diag::{Finding, Fix, RelatedLabel, catalogue as code};
use crate::doc::DocId;
use crate::site::{Site, Target};
use crate::source::{Place, Span};

/// Texts that say nothing by themselves, in small letters.
const VAGUE: &[&str] = &[
    "bekijk",
    "bekijk hier",
    "click here",
    "deze link",
    "deze pagina",
    "deze site",
    "deze website",
    "download",
    "ga verder",
    "here",
    "hier",
    "hierheen",
    "klik",
    "klik hier",
    "klik op deze link",
    "lees hier meer",
    "lees meer",
    "lees verder",
    "link",
    "meer",
    "meer info",
    "meer informatie",
    "meer lezen",
    "more",
    "naar de site",
    "naar de website",
    "pagina",
    "read more",
    "site",
    "this link",
    "this page",
    "verder",
    "via deze link",
    "website",
];

pub fn link_texts(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if doc.body.links.is_empty() {
        return;
    }
    let (body, text) = (&doc.body, site.text(id));
    let mut met: FxHashMap<String, (LinkKey<'_>, Span)> = FxHashMap::default();
    let mut footnote_end = 0;
    for node in body.all() {
        let link = match body.tag(node) {
            Tag::Footnote(_) => {
                footnote_end = footnote_end.max(body.subtree(node).end);
                continue;
            }
            Tag::Link(link) => &body.links[link as usize],
            _ => continue,
        };
        // An empty text takes the target's title; an image has a description of its own.
        let plain = body::plain(body, text, body.subtree(node));
        let said = plain.trim().trim_end_matches(['.', '!', '›', '»', '→', '>']).trim();
        let has_image = body.subtree(node).any(|id| matches!(body.tag(id), Tag::Image(_)));
        if said.is_empty() || has_image {
            continue;
        }
        let place = Place { file: doc.file, span: body.span(node) };
        let folded = said.to_lowercase();
        if VAGUE.contains(&folded.as_str()) {
            findings.push(Finding::new(&code::LINK_VAGUE, place).with("text", said));
            continue;
        }
        // In a footnote an address is a source, which paper needs.
        let is_address = folded.starts_with("http://") || folded.starts_with("https://");
        if is_address && node >= footnote_end {
            let raw = &text[place.span.range()];
            let is_address = |raw: &str| raw.trim_start_matches('<').trim_end_matches('>') == said;
            let is_whole = is_address(raw) || raw == format!("[{said}]({})", link.dest);
            let right = in_words(&link.dest).filter(|_| is_whole).map(|right| Fix::guess(place.span, right));
            findings.push(Finding::new(&code::LINK_IS_ADDRESS, place).with("address", said).fixed_by(right));
            continue;
        }
        let target = site.targets[id.0 as usize].get(body.span(node).start);
        let Some(key) = target.and_then(|target| key(target, &link.dest)) else { continue };
        match met.get(&folded) {
            Some((first, span)) if *first != key => findings.push(
                Finding::new(&code::LINK_SAME_TEXT, place)
                    .with("text", said)
                    .related(RelatedLabel::First, Place { file: doc.file, span: *span }),
            ),
            Some(_) => {}
            None => {
                met.insert(folded, (key, place.span));
            }
        }
    }
}

/// A link that is called by its site, and by the last word of its address: `[school.nl: veilig op school](…)`.
fn in_words(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let bare = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let host = host.trim_start_matches("www.");
    let last = path.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let words = last.replace(['-', '_'], " ");
    let is_words = words.len() > 2 && words.len() < 60 && words.chars().all(|c| c.is_alphabetic() || c == ' ');
    let said = if is_words { format!("{host}: {}", words.trim()) } else { host.to_string() };
    let is_plain = !host.is_empty() && !address.contains(['(', ')', ' ', '<', '>']);
    is_plain.then(|| format!("[{said}]({address})"))
}

/// What a link points at, so that two ways to write it are one.
#[derive(PartialEq, Eq)]
enum LinkKey<'a> {
    Doc(DocId, Option<&'a str>),
    Path(&'a str),
}

fn key<'a>(target: &'a Target, dest: &'a str) -> Option<LinkKey<'a>> {
    match target {
        Target::Doc { doc, anchor } => Some(LinkKey::Doc(*doc, anchor.as_deref())),
        Target::Page(path) | Target::File(path) => Some(LinkKey::Path(path)),
        Target::External => Some(LinkKey::Path(dest.trim_end_matches('/'))),
        Target::Dead => None,
    }
}
