//! Files beside documents, and their place in the output.

use std::collections::{HashMap, HashSet};

use super::Site;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::media::{Pictures, Scale, extension_of};
use crate::slug;
use crate::world::Input;

pub type AssetId = usize;

/// A file that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Below the root.
    pub path: String,
    /// In the edition's folder. Its end follows the bytes, once they have been looked at.
    pub out: String,
    /// The same picture with fewer pixels, the narrowest first.
    pub narrower: Vec<NarrowerAsset>,
    /// Other files with the same bytes, below the root.
    pub copies: Vec<String>,
    pub size: u64,
}

/// A picture with fewer pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NarrowerAsset {
    /// In the edition's folder.
    pub out: String,
    pub width: u32,
}

impl Asset {
    /// Where a size of it comes out.
    pub fn out_of(&self, scale: Scale) -> &str {
        match scale {
            Scale::Whole => &self.out,
            Scale::Narrower(at) => self.narrower.get(at).map_or(&self.out, |narrower| &narrower.out),
        }
    }

    /// All its sizes.
    pub fn scales(&self) -> impl Iterator<Item = Scale> {
        (0..self.narrower.len()).map(Scale::Narrower).chain([Scale::Whole])
    }
}

pub fn of(path: &str, input: &Input) -> Asset {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    let name = inner.rsplit('/').next().unwrap_or(inner);
    let out = format!("{}{}", super::route::folder_path(inner), slug::of_file(name));
    Asset {
        path: path.to_string(),
        out,
        narrower: Vec::new(),
        copies: Vec::new(),
        size: input.assets.get(path).copied().unwrap_or(0),
    }
}

impl Site<'_> {
    pub fn asset(&self, path: &str) -> Option<(AssetId, &Asset)> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()?;
        Some((at, &self.assets[at]))
    }

    /// The logo of the school: its path below the root.
    pub fn logo(&self) -> Option<String> {
        let given = &self.config.school.logo.as_ref()?.value;
        let path = given.trim_start_matches("./").trim_start_matches('/');
        Some(format!("content/{}", path.strip_prefix("content/").unwrap_or(path)))
    }

    /// The finding for a logo that is not there.
    pub(super) fn missing_logo(&self) -> Option<Finding> {
        let item = self.config.school.logo.as_ref()?;
        let path = self.logo()?;
        if self.input.assets.contains_key(&path) {
            return None;
        }
        let names = self.input.assets.keys().filter_map(|known| known.strip_prefix("content/"));
        let suggestion = crate::suggest::closest(path.strip_prefix("content/").unwrap_or(&path), names);
        let finding = Finding::new(&code::MISSING_IMAGE, item.place).with("target", item.value.as_str());
        let word = self.input.sources.word(item.place, &item.value);
        let fix = suggestion.zip(word).map(|(near, word)| Fix::guess(word, near));
        Some(finding.maybe("suggestion", suggestion.filter(|_| fix.is_none())).fixed_by(fix))
    }

    /// Gives every file the end that its bytes ask for: a PNG that is called `foto.jpg` goes out as `foto.png`. Where that
    /// name is taken, its old end becomes a part of it. A picture with fewer pixels has the number of them across in its name.
    pub fn name_assets(&mut self, pictures: &Pictures) {
        let mut taken: HashSet<String> = self.assets.iter().map(|asset| asset.out.to_lowercase()).collect();
        for asset in &mut self.assets {
            let Some(shot) = pictures.get(&asset.path) else { continue };
            let old = extension_of(&asset.out);
            if !shot.kind.is_named(&old) {
                let stem = asset.out.strip_suffix(&format!(".{old}")).unwrap_or(&asset.out);
                let new = shot.kind.extension();
                let mut out = format!("{stem}.{new}");
                if taken.contains(&out.to_lowercase()) {
                    out = format!("{stem}-{old}.{new}");
                }
                taken.insert(out.to_lowercase());
                asset.out = out;
            }
        }
        let mut by_bytes: HashMap<u128, Vec<String>> = HashMap::new();
        for asset in &self.assets {
            let same = pictures.get(&asset.path).map(|shot| by_bytes.entry(shot.source()).or_default());
            same.into_iter().for_each(|same| same.push(asset.path.clone()));
        }
        for asset in &mut self.assets {
            let Some(shot) = pictures.get(&asset.path) else { continue };
            let same = by_bytes.get(&shot.source()).into_iter().flatten();
            asset.copies = same.filter(|path| **path != asset.path).cloned().collect();
            let (stem, end) = asset.out.rsplit_once('.').unwrap_or((&asset.out, ""));
            let named = |width: u32| {
                let mut out = format!("{stem}-{width}.{end}");
                while !taken.insert(out.to_lowercase()) {
                    out = format!("{}-{width}.{end}", out.strip_suffix(&format!(".{end}")).unwrap_or(&out));
                }
                NarrowerAsset { out, width }
            };
            asset.narrower = shot.narrower.iter().map(|(width, _)| *width).map(named).collect();
        }
    }
}
