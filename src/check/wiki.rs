//! `[[hulp-nodig]]`, as wikis and Obsidian link: the page of that name or title, where there is one.

use super::prose::{self, GAP};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::DocId;
use crate::site::{Site, relative};
use crate::source::Place;

pub fn wiki_links(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let (doc, text) = (site.doc(id), site.text(id));
    if memchr::memmem::find(text.as_bytes(), b"[[").is_none() {
        return;
    }
    prose::read(doc, text, |prose| {
        for passage in &prose.passages {
            let (start, said) = (passage.text.start, prose.text_of(passage));
            for (at, _) in said.match_indices("[[") {
                let Some(inside) = said[at + 2..].split_once("]]").map(|(inside, _)| inside) else { break };
                if inside.is_empty() || inside.contains([GAP, '\n', '[']) {
                    continue;
                }
                let span = prose.span((start + at) as u32, (start + at + inside.len() + 4) as u32);
                let is_plain = text.get(span.range()) == Some(&said[at..at + inside.len() + 4]);
                let right = link(site, id, inside).filter(|_| is_plain);
                let finding =
                    Finding::new(&code::MARKDOWN_SLIP, Place { file: doc.file, span }).with("reason", "wiki-link");
                findings.push(finding.fixed_by(right.map(|right| Fix::guess(span, right))));
            }
        }
    });
}

/// The link that was meant, where one page has this name. Of a page that not everybody reads nothing is said.
fn link(site: &Site<'_>, id: DocId, inside: &str) -> Option<String> {
    let (name, words) = inside.split_once('|').map_or((inside, None), |(name, words)| (name, Some(words.trim())));
    let name = name.trim().trim_end_matches(".md").to_lowercase();
    let is_it = |other: &DocId| {
        let path = site.path(*other);
        let stem = path.strip_suffix(".md").and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        stem.to_lowercase() == name || site.doc(*other).head.title.to_lowercase() == name
    };
    let is_open = |other: &DocId| site.hiding(*other).is_public(None);
    let mut found = site.ids().filter(is_it);
    let only = found.next().filter(|_| found.next().is_none()).filter(is_open)?;
    let words = words.unwrap_or(&site.doc(only).head.title);
    let is_plain = !words.contains(['[', ']', '`', '*', '_', '<']) && !words.is_empty();
    is_plain.then(|| format!("[{words}]({})", relative(site.path(id), site.path(only))))
}
