//! Films and sounds: that all can follow them, on paper too, and that a page with them can be loaded.

use std::collections::{BTreeSet, HashMap};

use super::images::{Use, at_use};
use crate::body::{NodeId, Tag};
use crate::diag::{Finding, catalogue as code};
use crate::doc::{Doc, DocId};
use crate::front::kib;
use crate::media::{Played, Shot, extension_of};
use crate::site::{Asset, Site};
use crate::source::Place;

/// What the films and sounds of one page may weigh together: two minutes at 720p, or a part of what a month of data is for many.
const HEAVY: u64 = 20 * 1024 * 1024;

pub fn remarks(site: &Site<'_>, shot: &Shot, asset: &Asset, used: Use<'_>, findings: &mut Vec<Finding>) {
    let mut wrong = |row, place| findings.push(at_use(row, place, asset).with("what", shot.kind.extension()));
    match (used.as_cover, used.in_line) {
        (Some(_), _) => return wrong(&code::NOT_A_PICTURE, used.as_cover),
        (None, Some(_)) => return wrong(&code::FILM_IN_LINE, used.in_line),
        (None, None) => {}
    }
    let (Some((_, dest)), Some(parts)) = (used.shown, site.films.get(&asset.path)) else { return };
    let stem = &dest[..dest.len() - extension_of(dest).len()];
    let mut say = |code, right: String| findings.push(at_use(code, used.shown, asset).with("right", right));
    if parts.captions.is_empty() && !shot.is_silent {
        say(&code::FILM_WITHOUT_CAPTIONS, format!("{stem}{}.vtt", site.config.site.lang));
    }
    if parts.poster.is_none() && shot.kind.played() == Some(Played::Film) {
        say(&code::FILM_WITHOUT_POSTER, format!("{stem}jpg"));
    }
}

/// Pages with more of them than many can load.
pub fn weights(site: &Site<'_>, shots: &HashMap<String, Shot>, findings: &mut Vec<Finding>) {
    if site.films.is_empty() {
        return;
    }
    for id in site.ids() {
        let doc = site.doc(id);
        let (mut weight, mut seen) = (0, BTreeSet::new());
        for (node, path) in played(site, id) {
            let Some(shot) = shots.get(path).filter(|shot| shot.kind.played().is_some()) else { continue };
            if !seen.insert(path) {
                continue;
            }
            let before = weight;
            weight += shot.weight;
            if before <= HEAVY && weight > HEAVY {
                let size = kib(usize::try_from(weight).unwrap_or(usize::MAX));
                let finding = Finding::new(&code::FILM_HEAVY, place(doc, node)).with("size", size);
                findings.push(finding.with("limit", kib(HEAVY as usize)));
            }
        }
    }
}

/// A lesson with something that may not start says what the class does then.
pub fn plan_b(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if site.films.is_empty()
        || doc.facets.lesson.is_none()
        || doc.body.blocks(crate::body::Kind::PlanB).next().is_some()
    {
        return;
    }
    // What only the team sees is no part of what the class does.
    let hidden: Vec<_> = doc.body.all().filter(|node| doc.body.div(*node).is_some_and(|div| div.is_hidden())).collect();
    let is_seen = |node: &NodeId| !hidden.iter().any(|block| doc.body.subtree(*block).contains(node));
    if let Some((node, path)) = played(site, id).find(|(node, _)| is_seen(node)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        findings.push(Finding::new(&code::FILM_WITHOUT_PLANB, place(doc, node)).with("file", name));
    }
}

/// What a document shows that is called as films and sounds are.
fn played<'s>(site: &'s Site<'_>, id: DocId) -> impl Iterator<Item = (NodeId, &'s str)> {
    let body = &site.doc(id).body;
    let images = body.all().filter(|node| matches!(body.tag(*node), Tag::Image(_)));
    images.filter_map(move |node| Some((node, site.film(id, body.span(node).start)?.0)))
}

fn place(doc: &Doc, node: NodeId) -> Place {
    Place { file: doc.file, span: doc.body.span(node) }
}
