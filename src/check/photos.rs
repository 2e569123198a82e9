//! Photos of people, by the school's list of them (`content/data/fotos.yaml`): is each in it, and is there consent for where
//! it would be shown?

use crate::data::{self, PhotoUse};
use crate::diag::{Code, Finding, catalogue as code};
use crate::site::{Asset, Site};

/// Files of the list that are not there: a photo with a wrong name would be shown as if nobody had to be asked.
pub fn unknown(site: &Site<'_>, findings: &mut Vec<Finding>) {
    let assets = &site.input.assets;
    let names = || assets.keys().filter_map(|path| path.strip_prefix("content/"));
    for photo in site.data.photos.rows.iter().filter(|photo| !assets.contains_key(&photo.path)) {
        let written = photo.path.strip_prefix("content/").unwrap_or(&photo.path);
        let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let elsewhere = names().find(|name| last(name) == last(written));
        let near = crate::suggest::closest(written, names()).or(elsewhere);
        // A photo that was withdrawn may have been removed as well.
        if photo.is_withdrawn && near.is_none() {
            continue;
        }
        let finding = Finding::new(&code::PHOTO_UNKNOWN, photo.name.place).with("file", photo.name.value.as_str());
        findings.push(super::meant(site, finding, photo.name.place, &photo.name.value, near));
    }
}

/// Lists that are called otherwise: krijt does not read them.
pub fn is_list_by_another_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let stem = name.split('.').next().unwrap_or_default();
    let is_list = ["foto", "fotos", "foto's", "photo", "photos"].contains(&stem);
    is_yaml && is_list && path != data::PHOTOS
}

/// Where a file is used, as far as its consent is concerned.
#[derive(Clone, Copy, Default)]
pub struct Reach {
    /// By a text that everybody may see.
    pub is_open: bool,
    /// By a letter among those.
    pub is_sent: bool,
    /// By a text that becomes a PDF.
    pub is_printed: bool,
}

impl Reach {
    fn uses(self) -> impl Iterator<Item = PhotoUse> {
        let is_used = move |of: &PhotoUse| match of {
            PhotoUse::Web => self.is_open,
            PhotoUse::Mail => self.is_sent,
            PhotoUse::Paper => self.is_printed,
            PhotoUse::Inside => true,
        };
        PhotoUse::ALL.into_iter().filter(is_used)
    }
}

/// A photo that is used: shown nowhere where there is no consent, and asked about when it is not in the list.
pub fn of_used(
    site: &Site<'_>,
    asset: &Asset,
    reach: Reach,
    is_photo: bool,
    at: impl Fn(&'static Code) -> Finding,
) -> Option<Finding> {
    let missing: Vec<&str> =
        reach.uses().filter(|of| !site.may_show(&asset.path, &[*of])).map(PhotoUse::word).collect();
    // Where the list has a mistake, that is what is wrong.
    if !missing.is_empty() {
        return (!site.data.photos.broken).then(|| at(&code::PHOTO_NOT_SHOWN).with("uses", missing.join(", ")));
    }
    let is_listed = |path: &str| site.data.photos.get(path).is_some();
    let is_known = is_listed(&asset.path) || site.data.photos.broken;
    let written = asset.path.strip_prefix("content/").unwrap_or(&asset.path);
    (is_photo && !is_known).then(|| at(&code::PHOTO_UNASKED).with("path", written))
}
