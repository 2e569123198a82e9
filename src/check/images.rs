//! A look inside every image that a document names.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::diag::{Finding, catalogue as code};
use crate::disk::{FILE_LIMIT, Root};
use crate::front::kib;
use crate::site::{Asset, Picture, Problem, Site, inspect};

/// What was seen, by path.
pub type Pictures = HashMap<String, Picture>;

pub fn look(site: &Site<'_>, root: &Root) -> (Pictures, Vec<Finding>) {
    let seen: Vec<(&Asset, Result<Picture, Finding>)> =
        site.assets.par_iter().map(|asset| (asset, look_at(asset, root))).collect();
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
