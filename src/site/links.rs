//! What every link and image of a document points at.

mod address;
mod overviews;
mod reach;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

pub use address::joined;
use address::{meant_scheme, percent_decoded, scheme};
use reach::Pointer;

use super::assets::{self, Asset};
use super::films::{self, FilmParts};
use super::hiding::Hiding;
use super::{Names as Known, Route, Site};
use crate::audience::Audience;
use crate::body::{Body, Node, Tag, Within};
use crate::diag::{Finding, Fix, catalogue as code};
use crate::doc::{Anchor, Doc, DocId};
use crate::source::{Place, Span};
use crate::suggest::Vocabulary;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address or a phone number, as written.
    External,
    /// A place in a document; `doc` may be the document itself.
    Doc { doc: DocId, anchor: Option<Box<str>> },
    /// A page that krijt makes, such as an overview: its path in the output, and an anchor where one was asked for.
    Page(Box<str>),
    /// A file below `content/`: its path below the root.
    File(Box<str>),
    /// Nothing: the text stands without a link.
    Dead,
}

/// The targets of a document, by the first byte of their link or image.
#[derive(Debug, Default)]
pub struct Targets(Vec<(u32, Target)>);

impl Targets {
    pub fn get(&self, at: u32) -> Option<&Target> {
        let at = self.0.binary_search_by_key(&at, |(start, _)| *start).ok()?;
        Some(&self.0[at].1)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(u32, Target)> {
        self.0.iter()
    }
}

/// Schemes that an address may have (RFC 3986 section 3.1); all others are refused.
const SCHEMES: &[&str] = &["https", "http", "mailto", "tel"];

pub fn resolve(site: &mut Site<'_>) -> Vec<Finding> {
    let index = LinkIndex::new(site);
    let found: Vec<(Targets, Vec<Finding>)> =
        site.ids().collect::<Vec<_>>().into_par_iter().map(|id| Resolver::new(site, &index, id).all()).collect();
    let mut findings = Vec::new();
    let mut targets = Vec::with_capacity(found.len());
    for (of_doc, problems) in found {
        targets.push(of_doc);
        findings.extend(problems);
    }
    let mut files: Vec<&str> = Vec::new();
    for (_, target) in targets.iter().flat_map(Targets::iter) {
        if let Target::File(path) = target {
            files.push(path);
        }
    }
    let logo = site.logo().filter(|path| site.input.assets.contains_key(path));
    files.extend(logo.as_deref());
    findings.extend(site.missing_logo());
    files.sort_unstable();
    files.dedup();
    let parts = |path: &&str| Some((path.to_string(), films::parts_of(path, &site.input.assets)?));
    let films: BTreeMap<String, FilmParts> = files.iter().filter_map(parts).collect();
    files.extend(films.values().flat_map(FilmParts::paths));
    files.sort_unstable();
    files.dedup();
    let assets: Vec<Asset> = files.iter().map(|path| assets::of(path, site.input)).collect();
    site.assets = assets;
    site.films = films;
    site.targets = targets;
    findings
}

/// Look-ups that all documents share.
struct LinkIndex<'a> {
    site: &'a Site<'a>,
    /// Made for the first address that leads nowhere.
    names: OnceLock<PathNames<'a>>,
    /// Output folders of pages, for addresses of other generators (`/over/`).
    by_output: FxHashMap<&'a str, DocId>,
    /// Output folders of overviews, and what hides each: the least hidden of what it lists.
    overviews: HashMap<String, Hiding>,
}

/// The names of what is in a folder, and the same to propose one out of.
#[derive(Default)]
struct FolderNames<'a> {
    names: Vec<&'a str>,
    words: OnceLock<Vocabulary>,
}

/// All paths, to propose one.
struct PathNames<'a> {
    /// In small letters, composed: to tell a wrong capital from a wrong name.
    folded: HashMap<String, &'a str>,
    by_name: HashMap<&'a str, Vec<&'a str>>,
    /// The names in each folder.
    by_folder: HashMap<&'a str, FolderNames<'a>>,
}

impl<'a> PathNames<'a> {
    fn new(site: &'a Site<'_>) -> Self {
        let texts = site.input.sources.ids().map(|id| site.input.sources.get(id).path.as_str());
        let mut paths: Vec<&str> = texts.chain(site.input.assets.keys().map(String::as_str)).collect();
        paths.sort_unstable();
        let mut by_name: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut by_folder: HashMap<&str, FolderNames<'_>> = HashMap::new();
        let mut folded = HashMap::with_capacity(paths.len());
        for path in paths {
            folded.insert(fold(path), path);
            let name = path.rsplit('/').next().unwrap_or(path);
            by_name.entry(name).or_default().push(path);
            by_folder.entry(super::route::folder_of(path)).or_default().names.push(name);
        }
        PathNames { folded, by_name, by_folder }
    }
}

impl<'a> LinkIndex<'a> {
    fn new(site: &'a Site<'a>) -> Self {
        let of_page = |(at, route): (usize, &'a Route)| (route.folder(), DocId(at as u32));
        let by_output =
            site.routes.iter().enumerate().filter(|(_, route)| route.anchor.is_none()).map(of_page).collect();
        let overviews = overviews::of(site);
        LinkIndex { site, names: OnceLock::new(), by_output, overviews }
    }

    fn names(&self) -> &PathNames<'a> {
        self.names.get_or_init(|| PathNames::new(self.site))
    }
}

fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

struct Resolver<'a, 's> {
    site: &'a Site<'s>,
    index: &'a LinkIndex<'a>,
    doc: &'a Doc,
    id: DocId,
    findings: Vec<Finding>,
}

impl<'a, 's> Resolver<'a, 's> {
    fn new(site: &'a Site<'s>, index: &'a LinkIndex<'a>, id: DocId) -> Self {
        Resolver { site, index, doc: site.doc(id), id, findings: Vec::new() }
    }

    fn all(mut self) -> (Targets, Vec<Finding>) {
        let body: &Body = &self.doc.body;
        let mut targets = Vec::new();
        let mut within = Within::new(body);
        for node in body.all() {
            let from = within.enter(body, node);
            let Node { tag, span, .. } = body.nodes[node as usize];
            match tag {
                Tag::Link(link) => {
                    let (dest, has_text) = (&*body.links[link as usize].dest, body.subtree(node).len() > 1);
                    let target = self.link(Pointer { dest, span, from, has_text });
                    targets.push((span.start, target));
                }
                Tag::Image(image) => {
                    let dest = &*body.images[image as usize].dest;
                    let target = self.image(Pointer { dest, span, from, has_text: false });
                    targets.push((span.start, target));
                }
                _ => {}
            }
        }
        if let Some(image) = &self.doc.head.image {
            let (dest, span) = (&*image.value, image.place.span);
            let pointer = Pointer { dest, span, from: Audience::Public, has_text: false };
            let target = self.image(pointer);
            targets.push((image.place.span.start, target));
        }
        targets.sort_by_key(|(at, _)| *at);
        (Targets(targets), self.findings)
    }

    fn report(&mut self, finding: Finding) -> Target {
        self.findings.push(finding);
        Target::Dead
    }

    fn new_finding(&self, row: &'static crate::diag::Code, span: Span) -> Finding {
        Finding::new(row, Place { file: self.doc.file, span })
    }

    fn link(&mut self, pointer: Pointer<'_>) -> Target {
        let Pointer { dest, span, has_text, .. } = pointer;
        let mut signs = if dest.is_ascii() { "" } else { dest }.chars();
        if let Some(c) = signs.find(|c| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')) {
            let finding = self.new_finding(&code::BIDI_CONTROL, span).with("character", format!("U+{:04X}", c as u32));
            self.findings.push(finding);
        }
        if let Some(scheme) = scheme(dest) {
            if let Some(right) = meant_scheme(&scheme, dest) {
                let is_plain = address::encoded(&right) == right;
                let fix = self.in_address(pointer, 0..dest.len(), &right).filter(|_| is_plain);
                let finding = self.new_finding(&code::BROKEN_LINK, span).with("target", dest);
                return self.report(finding.maybe("suggestion", fix.is_none().then_some(right)).fixed_by(fix));
            }
            if !SCHEMES.contains(&scheme.as_str()) {
                let fix = self.on_disk(&code::BROKEN_LINK, &scheme, pointer);
                let finding = self.new_finding(&code::FORBIDDEN_SCHEME, span).with("scheme", scheme);
                return self.report(finding.fixed_by(fix));
            }
            if !has_text {
                let finding = self.new_finding(&code::LINK_WITHOUT_TEXT, span).with("target", dest);
                return self.report(finding);
            }
            return Target::External;
        }
        let (path, anchor) = dest.split_once('#').map_or((dest, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or(path);
        if path.is_empty() {
            return match anchor.filter(|anchor| !anchor.is_empty()) {
                Some(anchor) => self.anchor(self.id, anchor, pointer),
                None => self.broken(&code::BROKEN_LINK, path, "", pointer),
            };
        }
        let Some(full) = joined(self.site.path(self.id), path) else {
            let finding = self.new_finding(&code::LINK_OUTSIDE_ROOT, span).with("target", dest);
            return self.report(finding);
        };
        if let Some(doc) = self.find_doc(&full) {
            return self.document(doc, anchor, pointer);
        }
        if self.site.broken.contains(full.as_str()) {
            return Target::Dead;
        }
        if let Some((page, hiding)) = self.overview(&full) {
            return self.page(page, &hiding, anchor, pointer);
        }
        if self.site.input.assets.contains_key(&full) {
            if !has_text {
                let finding = self.new_finding(&code::LINK_WITHOUT_TEXT, span).with("target", dest);
                return self.report(finding);
            }
            return self.file(full, pointer);
        }
        self.broken(&code::BROKEN_LINK, path, &full, pointer)
    }

    /// A guess at what belongs in a part of an address, where that is written out.
    fn in_address(&self, pointer: Pointer<'_>, part: std::ops::Range<usize>, to: &str) -> Option<Fix> {
        let said = self.site.text(self.id).get(pointer.span.range())?;
        // The address of the head's image is all there is.
        let start = match said.rfind("](") {
            Some(at) => at + 2 + said[at + 2..].len() - said[at + 2..].trim_start_matches([' ', '\n', '<']).len(),
            None => said.find(pointer.dest)?,
        };
        let ends = |rest: &str| !rest.starts_with(|c: char| !matches!(c, ')' | '>' | '"' | '\'') && !c.is_whitespace());
        said[start..].strip_prefix(pointer.dest).filter(|rest| ends(rest))?;
        let at = pointer.span.start as usize + start;
        Some(Fix::guess(Span::new(at + part.start..at + part.end), address::encoded(to)))
    }

    fn image(&mut self, pointer: Pointer<'_>) -> Target {
        let Pointer { dest, span, .. } = pointer;
        if let Some(scheme) = scheme(dest) {
            // `c:` is a disk of Windows.
            if !matches!(scheme.as_str(), "https" | "http" | "ftp" | "file") && scheme.len() > 1 {
                let finding = self.new_finding(&code::FORBIDDEN_SCHEME, span).with("scheme", scheme);
                return self.report(finding);
            }
            let bare = dest.split(['#', '?']).next().unwrap_or(dest);
            let name = bare.rsplit(['/', '\\', ':']).next().filter(|name| name.contains('.'));
            let fix = self.on_disk(&code::MISSING_IMAGE, &scheme, pointer);
            let finding = self.new_finding(&code::IMAGE_ELSEWHERE, span).with("target", dest).fixed_by(fix);
            return self.report(finding.with("right", name.unwrap_or("foto.jpg")));
        }
        let path = dest.split(['#', '?']).next().unwrap_or(dest);
        let Some(full) = joined(self.site.path(self.id), path) else {
            let finding = self.new_finding(&code::LINK_OUTSIDE_ROOT, span).with("target", dest);
            return self.report(finding);
        };
        if self.site.input.assets.contains_key(&full) {
            return self.file(full, pointer);
        }
        self.broken(&code::MISSING_IMAGE, path, &full, pointer)
    }

    fn file(&mut self, full: String, pointer: Pointer<'_>) -> Target {
        let hiding = self.site.hidings.of_file(&full);
        self.within_reach(&hiding, Target::File(full.into()), pointer)
    }

    /// A document by its path, or by the ways that other generators write it.
    fn find_doc(&self, full: &str) -> Option<DocId> {
        if let Some(doc) = self.site.find(full) {
            return Some(doc);
        }
        let bare = full.trim_end_matches('/');
        let names = ["", ".md", "/index.md", "/_index.md", "/module.md"];
        let by_source = names.iter().find_map(|tail| self.site.find(&format!("{bare}{tail}")));
        by_source.or_else(|| {
            let output = bare.strip_prefix("content/")?.trim_end_matches("index.html").trim_end_matches('/');
            self.index.by_output.get(format!("{output}/").as_str()).copied()
        })
    }

    fn overview(&self, full: &str) -> Option<(String, Hiding)> {
        let inner = full.strip_prefix("content/")?.trim_end_matches("index.html");
        let folder = super::route::folder_path(&format!("{}/", inner.trim_end_matches('/')));
        let hiding = self.index.overviews.get(&folder)?;
        Some((format!("{folder}index.html"), *hiding))
    }

    /// A page that krijt makes. Those of the handbook are for the team, those for planning for who plans; of anchors only codes
    /// of messages are known.
    fn page(&mut self, page: String, hiding: &Hiding, anchor: Option<&str>, pointer: Pointer<'_>) -> Target {
        let Pointer { dest, span, .. } = pointer;
        let folder = page.trim_end_matches("index.html");
        let of_planners = super::MADE_FOR_PLANNERS.iter().find(|(known, _)| *known == folder);
        let is_of_handbook = super::MADE_FOR_HANDBOOK.contains(&folder);
        let Some(from) = of_planners.map(|(_, from)| *from).or(is_of_handbook.then_some(Audience::Team)) else {
            return self.within_reach(hiding, Target::Page(page.into()), pointer);
        };
        if !self.readers(pointer).sees(from) {
            let finding = self.new_finding(&code::LINK_TO_TEAM, span).with("target", dest);
            return self.report(finding);
        }
        let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else { return Target::Page(page.into()) };
        if page == super::MESSAGES && code::ALL.iter().any(|row| row.id.to_lowercase() == anchor) {
            return Target::Page(format!("{page}#{anchor}").into());
        }
        let suggestion = code::closest(anchor).map(|row| row.id.to_lowercase());
        let finding = self.new_finding(&code::BROKEN_ANCHOR, span).with("anchor", anchor).with("target", dest);
        self.report(finding.maybe("suggestion", suggestion))
    }

    fn document(&mut self, doc: DocId, anchor: Option<&str>, pointer: Pointer<'_>) -> Target {
        match anchor.filter(|anchor| !anchor.is_empty()) {
            Some(anchor) => self.anchor(doc, anchor, pointer),
            None => self.within_reach(&self.site.hiding(doc).to_owned(), Target::Doc { doc, anchor: None }, pointer),
        }
    }

    fn anchor(&mut self, doc: DocId, anchor: &str, pointer: Pointer<'_>) -> Target {
        let Pointer { dest, span, .. } = pointer;
        let anchor = &*percent_decoded(anchor);
        let Some((owner, found)) = self.find_anchor(doc, anchor) else {
            // Whether a hidden text has such an anchor is its own business.
            let target =
                self.within_reach(&self.site.hiding(doc).to_owned(), Target::Doc { doc, anchor: None }, pointer);
            if target == Target::Dead {
                return target;
            }
            if self.site.doc(doc).faulty
                || (self.site.doc(doc).facets.rules.is_some() && self.site.is_protocol_broken())
            {
                return Target::Dead;
            }
            let suggestion = self.site.nearest(Known::Anchors(doc), anchor);
            let is_open = |id: &&str| self.site.doc(doc).anchor(id).is_none_or(|anchor| !anchor.from.is_hidden());
            let fix = suggestion.filter(is_open).and_then(|id| {
                let start = dest.find('#')? + 1;
                self.in_address(pointer, start..dest.len(), id)
            });
            let known = self.site.doc(doc).anchors.iter().map(|anchor| anchor.id.as_str());
            let list = known.take(8).collect::<Vec<_>>().join(", ");
            let finding = self
                .new_finding(&code::BROKEN_ANCHOR, span)
                .with("anchor", anchor)
                .with("target", dest)
                .maybe("suggestion", suggestion.filter(|_| fix.is_none()))
                .fixed_by(fix)
                .maybe("anchors", (!list.is_empty()).then_some(list));
            return self.report(finding);
        };
        if found.is_some_and(|anchor| !self.readers(pointer).sees(anchor.from)) {
            let finding = self.new_finding(&code::LINK_TO_TEAM, span).with("target", dest);
            return self.report(finding);
        }
        let id = found.map_or(anchor.into(), |found| self.site.published_id(owner, found));
        let target = Target::Doc { doc: owner, anchor: Some(Box::from(id.as_ref())) };
        // A rule of a hidden chapter may stand behind the address of the protocol: who owns the anchor counts.
        let hiding = *self.site.hiding(owner);
        self.within_reach(&hiding, target, pointer)
    }

    /// An anchor of the document; for the protocol, of any document on the same page.
    fn find_anchor(&self, doc: DocId, id: &str) -> Option<(DocId, Option<&'a Anchor>)> {
        let site = self.site;
        if let Some(anchor) = site.doc(doc).anchor(id) {
            return Some((doc, Some(anchor)));
        }
        if site.doc(doc).facets.rules.is_some() {
            if let Some(rule) = site.rules.get(id) {
                return Some((rule.doc, site.doc(rule.doc).anchor(id)));
            }
            let parts = site.collections.charter.iter().chain(&site.collections.chapters);
            if let Some(part) = parts.copied().find(|part| site.route(*part).anchor.as_deref() == Some(id)) {
                return Some((part, None));
            }
        }
        None
    }

    /// `path` is the part of the address that names a file, `full` where that would be.
    fn broken(&mut self, row: &'static crate::diag::Code, path: &str, full: &str, pointer: Pointer<'_>) -> Target {
        let Pointer { dest, span, .. } = pointer;
        let range = 0..path.len();
        if let Some(right) =
            self.index.names().folded.get(&fold(full)).filter(|right| !full.is_empty() && **right != full)
        {
            let here = self.relative_to_here(right);
            let fix = self.can_show(row, right, pointer).then(|| self.in_address(pointer, range, &here)).flatten();
            let finding = self.new_finding(&code::LINK_WRONG_CASE, span).with("target", dest).with("right", here);
            return self.report(finding.fixed_by(fix.map(|fix| Fix { sure: true, ..fix })));
        }
        if let Some(fix) = self.turned_slashes(pointer) {
            return self.report(self.new_finding(row, span).with("target", dest).fixed_by(fix));
        }
        if let Some(right) = address::meant(path) {
            let fix = self.in_address(pointer, range, &right).map(|fix| Fix { text: right.as_str().into(), ..fix });
            return self.report(self.new_finding(row, span).with("target", dest).fixed_by(fix));
        }
        let near = self.nearest(full);
        let here = near.as_deref().map(|path| self.relative_to_here(path));
        let near = near.filter(|path| self.can_show(row, path, pointer));
        let fix = here.as_deref().filter(|_| near.is_some()).and_then(|here| self.in_address(pointer, range, here));
        let finding = self.new_finding(row, span).with("target", dest);
        self.report(finding.maybe("suggestion", here.filter(|_| fix.is_none())).fixed_by(fix))
    }

    /// An address with the slashes of Windows, where it leads somewhere with those of addresses.
    fn turned_slashes(&self, pointer: Pointer<'_>) -> Option<Fix> {
        let said = self.site.text(self.id).get(pointer.span.range())?;
        let start = said.rfind("](")? + 2;
        let address = &said[start..start + said[start..].find(')')?];
        let right = address.replace('\\', "/");
        let leads = right != address
            && joined(self.site.path(self.id), &right).is_some_and(|full| self.find_doc(&full).is_some());
        let at = pointer.span.start as usize + start;
        leads.then(|| Fix::guess(Span::new(at..at + address.len()), right))
    }

    /// The file of this name in the site, for an address on somebody's own disk: `C:\\lessen\\module.md`. The one beside
    /// this text, else the only one.
    fn on_disk(&self, row: &'static crate::diag::Code, scheme: &str, pointer: Pointer<'_>) -> Option<Fix> {
        let name = pointer.dest.rsplit(['/', '\\']).next()?;
        let is_disk = scheme.len() == 1 || scheme == "file";
        let paths = self.index.names().by_name.get(name)?;
        let here = super::route::folder_of(self.site.path(self.id));
        let beside = paths.iter().find(|path| super::route::folder_of(path) == here);
        let path = beside.or(paths.first().filter(|_| is_disk && paths.len() == 1))?;
        let is_open = self.can_show(row, path, pointer);
        is_open.then(|| self.in_address(pointer, 0..pointer.dest.len(), &self.relative_to_here(path))).flatten()
    }

    /// The file of the same name elsewhere, else the nearest name in the folder that was meant.
    fn nearest(&self, full: &str) -> Option<String> {
        let name = full.rsplit('/').next()?;
        if let Some(paths) = self.index.names().by_name.get(name) {
            return paths.first().map(|path| path.to_string());
        }
        let folder = super::route::folder_of(full);
        let siblings = self.index.names().by_folder.get(folder)?;
        let words = siblings.words.get_or_init(|| Vocabulary::new(siblings.names.iter().copied()));
        words.closest(name).map(|best| format!("{folder}{best}"))
    }

    /// How this document would write the address of a path.
    fn relative_to_here(&self, path: &str) -> String {
        super::route::relative(self.site.path(self.id), path)
    }
}
