//! A look inside every file that a document names.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::films;
use super::photos::{Reach, of_used};
use crate::body::Tag;
use crate::diag::{Finding, Fix, catalogue as code};
use crate::front::kib;
use crate::media::{DrawingPart, Pictures, Problem, Remark, Shot, Store, extension_of};
use crate::site::{Asset, Site, Target};
use crate::source::{Place, Span};
use crate::world::{FILE_LIMIT, Version, World};

/// What a look gave.
type Look = Result<Shot, ImageTrouble>;

/// What a look gave, by path, and the version of the file that was looked at.
pub type ImageCache = HashMap<String, (Version, Look)>;

/// Why there is nothing to show.
#[derive(Clone, Debug)]
pub enum ImageTrouble {
    Unreadable(String),
    /// So many bytes.
    TooLarge(u64),
    Bad(Problem),
}

/// Where a file is first shown, and first linked to, with the address as its author wrote it.
#[derive(Clone, Copy, Default)]
pub(super) struct Use<'s> {
    pub shown: Option<(Place, &'s str)>,
    /// Where it is shown among words, as only a picture can be.
    pub in_line: Option<(Place, &'s str)>,
    /// Where it stands for a whole: the picture of a page, the logo.
    pub as_cover: Option<(Place, &'s str)>,
    linked: Option<(Place, &'s str)>,
    reach: Reach,
}

/// How a text names a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    Alone,
    InLine,
    Cover,
    Linked,
}

impl<'s> Use<'s> {
    fn first(self) -> Option<(Place, &'s str)> {
        self.shown.or(self.linked)
    }
}

/// Looks at those that the album does not have as they are now. Files without a version are always looked at.
pub fn look(site: &Site<'_>, world: &dyn World, album: &mut ImageCache) -> (Pictures, Vec<Finding>) {
    let store = Store::new(world);
    if site.assets.is_empty() {
        album.clear();
        return (Pictures::new(HashMap::new(), store), Vec::new());
    }
    let versions = &site.input.versions;
    let see = |asset: &'_ Asset| {
        let known = album.get(&asset.path).filter(|(version, _)| versions.get(&asset.path) == Some(version));
        known.map_or_else(|| look_at(asset, world, &store), |(_, seen)| seen.clone())
    };
    let seen: Vec<(&Asset, Look)> = site.assets.par_iter().map(|asset| (asset, see(asset))).collect();
    let version_of = |asset: &Asset| versions.get(&asset.path).copied();
    let rows = seen.iter().filter_map(|(asset, seen)| Some((asset.path.clone(), (version_of(asset)?, seen.clone()))));
    *album = rows.collect();
    let uses = uses(site);
    let mut pictures: HashMap<String, Shot> = HashMap::new();
    let (mut findings, mut photos) = (Vec::new(), Vec::new());
    for (asset, look) in seen {
        let used = uses.get(asset.path.as_str()).copied().unwrap_or_default();
        match look {
            Ok(shot) => {
                remarks(site, &shot, asset, used, &mut findings);
                photos.push((asset, used, shot.is_photo));
                pictures.insert(asset.path.clone(), shot);
            }
            Err(trouble) => findings.push(of_trouble(site, trouble, asset, used)),
        }
    }
    let about = |(asset, used, is_photo): (&Asset, Use<'_>, bool)| {
        of_used(site, asset, used.reach, is_photo, |code| at_use(code, used.first(), asset))
    };
    findings.extend(photos.into_iter().filter_map(about));
    films::weights(site, &pictures, &mut findings);
    (Pictures::new(pictures, store), findings)
}

fn look_at(asset: &Asset, world: &dyn World, store: &Store) -> Look {
    let path = asset.path.as_str();
    if asset.size > FILE_LIMIT {
        return Err(ImageTrouble::TooLarge(asset.size));
    }
    let bytes = world.bytes(path).map_err(ImageTrouble::Unreadable)?;
    store.look(path, bytes).map_err(ImageTrouble::Bad)
}

/// The first uses of every file, in the order of the documents.
fn uses<'s>(site: &'s Site<'_>) -> BTreeMap<&'s str, Use<'s>> {
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    for id in site.ids() {
        let (doc, targets) = (site.doc(id), &site.targets[id.0 as usize]);
        if !targets.iter().any(|(_, target)| matches!(target, Target::File(_))) {
            continue;
        }
        let (is_open, facets) = (site.is_public(id), &doc.facets);
        let is_printed = facets.lesson.is_some() || facets.post.is_some() || facets.rules.is_some();
        let mut note = |at: u32, place: Place, dest: &'s str, named: Naming| {
            let Some(Target::File(path)) = targets.get(at) else { return };
            let parts = site.films.get(&**path).filter(|_| named != Naming::Linked);
            let beside = parts.into_iter().flat_map(|parts| {
                let captions = parts.captions.iter().map(|captions| (captions.path.as_str(), Naming::Linked));
                captions.chain(parts.poster.as_deref().map(|poster| (poster, Naming::Alone)))
            });
            for (path, named) in beside.chain([(&**path, named)]) {
                let used = uses.entry(path).or_default();
                let first = if named == Naming::Linked { &mut used.linked } else { &mut used.shown };
                first.get_or_insert((place, dest));
                match named {
                    Naming::InLine => _ = used.in_line.get_or_insert((place, dest)),
                    Naming::Cover => _ = used.as_cover.get_or_insert((place, dest)),
                    Naming::Alone | Naming::Linked => {}
                }
                used.reach.is_open |= is_open;
                used.reach.is_sent |= is_open && facets.post.is_some();
                used.reach.is_printed |= is_printed;
            }
        };
        if let Some(image) = &doc.head.image {
            note(image.place.span.start, image.place, &image.value, Naming::Cover);
        }
        for node in doc.body.all() {
            let span = doc.body.span(node);
            match doc.body.tag(node) {
                Tag::Image(image) => {
                    let dest = &doc.body.images[image as usize].dest;
                    let named = if doc.body.stands_alone(node) { Naming::Alone } else { Naming::InLine };
                    note(span.start, Place { file: doc.file, span }, dest, named);
                }
                Tag::Link(link) => {
                    let dest = &doc.body.links[link as usize].dest;
                    note(span.start, Place { file: doc.file, span }, dest, Naming::Linked);
                }
                _ => {}
            }
        }
    }
    if let Some((item, (_, asset))) =
        site.config.school.logo.as_ref().zip(site.logo().and_then(|path| site.asset(&path)))
    {
        let used = uses.entry(asset.path.as_str()).or_default();
        used.shown.get_or_insert((item.place, &item.value));
        used.as_cover.get_or_insert((item.place, &item.value));
    }
    uses
}

/// A finding where the file is used, for what its author decides there; else about the file.
pub(super) fn at_use(row: &'static crate::diag::Code, used: Option<(Place, &str)>, asset: &Asset) -> Finding {
    match used {
        Some((place, dest)) => Finding::new(row, place).with("file", dest),
        None => Finding::about(row, asset.path.as_str()).with("file", asset.path.as_str()),
    }
}

/// What a phone on a bad line can still load beside the rest of a page.
const HEAVY: u64 = 1024 * 1024;

/// A picture that is slow to load: a drawing, or one that moves. Photos go out small.
fn heavy(shot: &Shot, used: Use<'_>) -> Option<Finding> {
    let (place, _) = used.shown.filter(|_| shot.weight > HEAVY)?;
    let size = kib(usize::try_from(shot.weight).unwrap_or(usize::MAX));
    Some(Finding::new(&code::IMAGE_HEAVY, place).with("size", size).with("limit", kib(HEAVY as usize)))
}

fn remarks(site: &Site<'_>, shot: &Shot, asset: &Asset, used: Use<'_>, findings: &mut Vec<Finding>) {
    let first = used.first();
    if shot.kind.played().is_some() {
        return films::remarks(site, shot, asset, used, findings);
    }
    if used.shown.is_some() && !shot.kind.is_picture() {
        let finding = at_use(&code::NOT_A_PICTURE, used.shown, asset);
        findings.push(finding.with("what", shot.kind.extension()));
        return;
    }
    findings.extend(heavy(shot, used));
    for remark in &shot.remarks {
        findings.push(match remark {
            Remark::Place => Finding::about(&code::PHOTO_PLACE_REMOVED, asset.path.as_str()),
            Remark::Still => at_use(&code::PICTURE_STANDS_STILL, first, asset),
            Remark::LeftOut(parts) => {
                let words: Vec<&str> = parts.iter().copied().map(DrawingPart::word).collect();
                at_use(&code::DRAWING_LEFT_OUT, first, asset).with("parts", words.join(", "))
            }
            Remark::Maker(told) => at_use(&code::FILE_TELLS_MAKER, first, asset).with("told", told.join(", ")),
        });
    }
}

fn of_trouble(site: &Site<'_>, trouble: ImageTrouble, asset: &Asset, used: Use<'_>) -> Finding {
    let path = asset.path.as_str();
    let first = used.first();
    let large = |size: String, limit: String| {
        Finding::about(&code::IMAGE_TOO_LARGE, path).with("size", size).with("limit", limit)
    };
    match trouble {
        ImageTrouble::Unreadable(reason) => Finding::about(&code::UNREADABLE_FILE, path).with("reason", reason),
        ImageTrouble::TooLarge(size) => {
            let shown = |size: u64| kib(usize::try_from(size).unwrap_or(usize::MAX));
            large(shown(size), shown(FILE_LIMIT))
        }
        ImageTrouble::Bad(Problem::Corrupt(reason)) => {
            Finding::about(&code::IMAGE_CORRUPT, path).with("reason", reason)
        }
        ImageTrouble::Bad(Problem::TooLarge { size, limit }) => large(size, limit),
        ImageTrouble::Bad(Problem::Unsafe(what)) => Finding::about(&code::SVG_UNSAFE, path).with("what", what),
        ImageTrouble::Bad(Problem::Damaged(reason)) => Finding::about(&code::FILE_DAMAGED, path).with("reason", reason),
        ImageTrouble::Bad(Problem::Captions { line, reason }) => {
            let finding = Finding::about(&code::CAPTIONS_UNREADABLE, path).with("reason", reason);
            finding.with("number", line.to_string())
        }
        ImageTrouble::Bad(Problem::OtherPicture(name)) => {
            let dest = first.map_or(path, |(_, dest)| dest);
            let stem = &dest[..dest.len() - extension_of(dest).len()];
            let right = format!("{}.jpg", stem.strip_suffix('.').unwrap_or(stem));
            let finding = at_use(&code::PICTURE_TYPE, first, asset).with("type", name).with("right", right.as_str());
            // It may stand there already, saved as another sort.
            let saved = format!("{}.jpg", &path[..path.rfind('.').unwrap_or(path.len())]);
            let first = first.filter(|_| site.input.assets.contains_key(&saved));
            match first.and_then(|(place, dest)| renamed(site, place, dest, &right)) {
                Some(fix) => finding.fixed_by(fix),
                None => finding,
            }
        }
        ImageTrouble::Bad(Problem::Refused { what, inside }) => {
            at_use(&code::FILE_REFUSED, first, asset).with("what", what).maybe("inside", inside)
        }
    }
}

/// Another file in the place of an address that is written out once.
fn renamed(site: &Site<'_>, place: Place, dest: &str, right: &str) -> Option<Fix> {
    let said = site.input.sources.get(place.file).text.get(place.span.range())?;
    let mut found = said.match_indices(dest).map(|(at, _)| at);
    let at = place.span.start as usize + found.next().filter(|_| found.next().is_none())?;
    Some(Fix::guess(Span::new(at..at + dest.len()), right))
}
