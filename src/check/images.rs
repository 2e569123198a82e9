//! A look inside every image that a document names.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::body::Tag;
use crate::diag::{Finding, catalogue as code};
use crate::disk::{FILE_LIMIT, Root, Version};
use crate::doc::DocId;
use crate::front::kib;
use crate::site::{Asset, Picture, Problem, Site, Target, inspect};
use crate::source::Place;

/// What was seen, by path.
pub type Pictures = HashMap<String, Picture>;

/// What a look gave, by path, and the version of the file that was looked at.
pub type Album = HashMap<String, (Version, Result<Picture, Finding>)>;

/// Looks at those that the album does not have as they are now. Files without a version are always looked at.
pub fn look(site: &Site<'_>, root: &Root, album: &mut Album) -> (Pictures, Vec<Finding>) {
    let versions = &site.input.versions;
    let see = |asset: &'_ Asset| {
        let known = album.get(&asset.path).filter(|(version, _)| versions.get(&asset.path) == Some(version));
        known.map_or_else(|| look_at(asset, root), |(_, seen)| seen.clone())
    };
    let seen: Vec<(&Asset, Result<Picture, Finding>)> =
        site.assets.par_iter().map(|asset| (asset, see(asset))).collect();
    let version_of = |asset: &Asset| versions.get(&asset.path).copied();
    let rows = seen.iter().filter_map(|(asset, seen)| Some((asset.path.clone(), (version_of(asset)?, seen.clone()))));
    *album = rows.collect();
    let mut pictures = Pictures::new();
    let mut findings = Vec::new();
    for (asset, result) in seen {
        match result {
            Ok(picture) => {
                if picture.has_place {
                    findings.push(Finding::about(&code::PHOTO_PLACE_REMOVED, asset.path.as_str()));
                }
                pictures.insert(asset.path.clone(), picture);
            }
            Err(finding) => findings.push(finding),
        }
    }
    (pictures, findings)
}

/// What a phone on a bad line can still load beside the rest of a page.
const HEAVY: u64 = 1024 * 1024;

/// Images that are slow to load, at their first use in a document.
pub fn weights(site: &Site<'_>, id: DocId, findings: &mut Vec<Finding>) {
    let doc = site.doc(id);
    if doc.body.images.is_empty() {
        return;
    }
    let mut met: Vec<&str> = Vec::new();
    for node in doc.body.all().filter(|node| matches!(doc.body.tag(*node), Tag::Image(_))) {
        let span = doc.body.span(node);
        let Some(Target::File(path)) = site.targets[id.0 as usize].get(span.start) else { continue };
        let Some((_, asset)) = site.asset(path).filter(|(_, asset)| asset.size > HEAVY && asset.size <= FILE_LIMIT)
        else {
            continue;
        };
        if met.contains(&&**path) {
            continue;
        }
        met.push(path);
        findings.push(
            Finding::new(&code::IMAGE_HEAVY, Place { file: doc.file, span })
                .with("size", kib(usize::try_from(asset.size).unwrap_or(usize::MAX)))
                .with("limit", kib(HEAVY as usize)),
        );
    }
}

fn look_at(asset: &Asset, root: &Root) -> Result<Picture, Finding> {
    let path = asset.path.as_str();
    if asset.size > FILE_LIMIT {
        let size = kib(usize::try_from(asset.size).unwrap_or(usize::MAX));
        let limit = kib(usize::try_from(FILE_LIMIT).unwrap_or(usize::MAX));
        return Err(Finding::about(&code::IMAGE_TOO_LARGE, path).with("size", size).with("limit", limit));
    }
    let bytes = root
        .read(path)
        .map_err(|error| Finding::about(&code::UNREADABLE_FILE, path).with("reason", error.to_string()))?;
    inspect(path, &bytes).map_err(|problem| match problem {
        Problem::Corrupt(reason) => Finding::about(&code::IMAGE_CORRUPT, path).with("reason", reason),
        Problem::TooLarge { size, limit } => {
            Finding::about(&code::IMAGE_TOO_LARGE, path).with("size", size).with("limit", limit)
        }
        Problem::Unsafe(what) => Finding::about(&code::SVG_UNSAFE, path).with("what", what),
    })
}
