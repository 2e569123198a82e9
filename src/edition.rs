//! An edition: what an audience may see of a school, and nothing else. Whoever writes files holds one of these: its
//! documents have no hidden part in their heads, bodies and facets, its links lead nowhere that is hidden, its lists and
//! menus hold what is there. The site itself stays in here:
//!
//! ```compile_fail,E0616
//! fn output(edition: &krijt_reading::edition::Edition<'_>) -> usize {
//!     edition.site.docs.len()
//! }
//! ```
//!
//! Nor is there a way by a call:
//!
//! ```compile_fail,E0599
//! fn output(edition: &krijt_reading::edition::Edition<'_>, _: &krijt_reading::site::ModuleRow) -> usize {
//!     edition.site().docs.len()
//! }
//! ```
//!
//! A context to render in gives no way to it, either (`RenderContext`). What they do have compiles:
//!
//! ```
//! fn output(edition: &krijt_reading::edition::Edition<'_>) -> usize {
//!     edition.ids().filter_map(|id| edition.doc(id)).filter(|doc| !doc.body.is_empty()).count()
//! }
//! ```

mod cards;
mod coverage;
mod cut;
mod data;
pub mod leak;
mod needed;
mod rules;
mod week;
mod year;

pub use cards::{Owner, RuleBlock, STEPS, stem_of_steps};
pub use coverage::{Coverage, CoverageGap, GROUPS, TaughtLine, TreatedGoal, TreatedRule};
pub use needed::needed;
pub use rules::NumberedRule;
pub use week::{WeekCell, WeekDay, WeekPlan};

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::audience::Audience;
use crate::body::{Body, Tag};
use crate::config::Config;
use crate::data::PhotoUse;
use crate::doc::{Anchor, Doc, DocId};
use crate::kind::collection;
use crate::media::Cue;
use crate::site;
use crate::site::{
    Age, Asset, AssetId, Collections, FilmParts, HANDBOOK, MADE_FOR_HANDBOOK, Options, Route, Site, Target,
};
use crate::source::{Place, SourceId, Span};
use cut::Held;

pub struct Edition<'a> {
    site: &'a Site<'a>,
    audience: Audience,
    /// Its photos may be shown in all these places.
    uses: Vec<PhotoUse>,
    docs: Vec<Option<Held<'a>>>,
    collections: Collections,
    overviews: BTreeSet<String>,
    assets: BTreeSet<AssetId>,
    cards: OnceLock<cards::Cards>,
    /// What everybody may see, for those who send that to others.
    handed_on: Option<Arc<Edition<'a>>>,
}

/// Where the photos on an audience's pages are shown.
fn pages_of(audience: Audience) -> PhotoUse {
    if audience == Audience::Public { PhotoUse::Web } else { PhotoUse::Inside }
}

/// Where something comes out that does not.
static NOWHERE: Route = Route { path: String::new(), anchor: None };

impl<'a> Edition<'a> {
    pub fn new(site: &'a Site<'a>, audience: Audience) -> Self {
        Self::with_photos(site, audience, vec![pages_of(audience)])
    }

    /// What is printed of it, where that may show other photos.
    pub fn on_paper(site: &'a Site<'a>, audience: Audience) -> Option<Self> {
        let uses = vec![pages_of(audience), PhotoUse::Paper];
        site.has_listed_photos().then(|| Self::with_photos(site, audience, uses))
    }

    /// What everybody may see as it is sent, where that may show other photos.
    pub fn in_mail(site: &'a Site<'a>) -> Option<Self> {
        site.has_listed_photos().then(|| Self::with_photos(site, Audience::Public, vec![PhotoUse::Mail]))
    }

    fn with_photos(site: &'a Site<'a>, audience: Audience, uses: Vec<PhotoUse>) -> Self {
        let held = |id: u32| {
            let id = DocId(id);
            site.shows(id, audience)
                .then(|| cut::held(site.doc(id), site.text(id), audience, &site.withheld(id, &uses)))
        };
        let docs: Vec<Option<Held<'a>>> = (0..site.docs.len() as u32).into_par_iter().map(held).collect();
        let collections = site.collections.seen(&|id: DocId| docs[id.0 as usize].is_some());
        let mut edition = Edition {
            site,
            audience,
            uses,
            docs,
            collections,
            overviews: BTreeSet::new(),
            assets: BTreeSet::new(),
            cards: OnceLock::new(),
            handed_on: None,
        };
        edition.overviews = edition.find_overviews();
        edition.assets = edition.find_assets();
        edition
    }

    /// The same, for who sends on to parents what everybody may see.
    pub fn handing_on(self, open: Arc<Edition<'a>>) -> Self {
        Edition { handed_on: Some(open), ..self }
    }

    /// Is there a letter for the team to send, with an address that links in it can have?
    pub fn sends(site: &Site<'_>) -> bool {
        site.config.site.base_url.is_some() && site.collections.posts.iter().any(|id| site.is_public(*id))
    }

    /// The pages that krijt makes by itself: a list of what is there, for every list that is not empty.
    fn find_overviews(&self) -> BTreeSet<String> {
        let lists = &self.collections;
        let mut paths = BTreeSet::new();
        let mut add = |folder: &str, is_there: bool| {
            if is_there {
                paths.insert(format!("{folder}index.html"));
            }
        };
        lists.modules.iter().for_each(|row| add(&row.folder, true));
        lists.folders.keys().for_each(|folder| add(folder, true));
        add(collection::LESSONS.folder, !lists.modules.is_empty());
        add(collection::NEWSLETTERS.folder, !lists.posts.is_empty());
        add(collection::EVENINGS.folder, !lists.evenings.is_empty());
        add(collection::GLOSSARY.folder, !self.terms().is_empty());
        let has_handbook = self.audience.sees(Audience::Team) && lists.folders.contains_key(HANDBOOK);
        MADE_FOR_HANDBOOK.iter().for_each(|folder| add(folder, has_handbook));
        let mut for_planners = |(folder, from): (&str, Audience), is_there: fn(&Self) -> bool| {
            add(folder, self.audience.sees(from) && is_there(self));
        };
        for_planners(site::COVERAGE, Self::has_coverage);
        for_planners(site::YEAR, Self::has_year);
        for_planners(site::WEEK, Self::has_week);
        paths
    }

    /// The files that a text of this edition names: one that only a hidden note shows is none of them.
    fn find_assets(&self) -> BTreeSet<AssetId> {
        let of_doc = |id: DocId| -> Vec<AssetId> {
            let targets = &self.site.targets[id.0 as usize];
            if !targets.iter().any(|(_, target)| matches!(target, Target::File(_))) {
                return Vec::new(); // as most
            }
            let Some((doc, body)) = self.get(id) else { return Vec::new() };
            let named = body.all().filter(|node| matches!(body.tag(*node), Tag::Link(_) | Tag::Image(_)));
            let starts = named.map(|node| body.span(node).start);
            let starts = starts.chain(doc.head.image.iter().map(|image| image.place.span.start));
            let path = |start| match targets.get(start) {
                Some(Target::File(path)) => Some(&**path),
                _ => None,
            };
            // What captions say stands in the page.
            let poster = |path: &str| self.film_parts(path)?.poster.as_deref();
            let paths = starts.filter_map(path).flat_map(|path| [Some(path), poster(path)]);
            paths.flatten().filter_map(|path| self.own_asset(path)).collect()
        };
        let logo = self.site.logo().and_then(|path| self.own_asset(&path));
        self.ids().flat_map(of_doc).chain(logo).collect()
    }

    /// A file that may be shown here.
    fn own_asset(&self, path: &str) -> Option<AssetId> {
        let (asset, _) = self.site.asset(path)?;
        self.site.may_show(path, &self.uses).then_some(asset)
    }

    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// Does it go on the web, where it has addresses and search engines look at it? The others are handed on.
    pub fn is_on_the_web(&self) -> bool {
        self.audience == Audience::Public
    }

    /// Is it for those who stand before a class, and so has what they say?
    pub fn has_script(&self) -> bool {
        self.audience.sees(Audience::Team)
    }

    /// Has it the answers, so that nobody must tap for them?
    pub fn has_answers(&self) -> bool {
        self.audience.sees(Audience::Team)
    }

    pub fn config(&self) -> &'a Config {
        self.site.config
    }

    pub fn options(&self) -> Options {
        self.site.options
    }

    pub fn ids(&self) -> impl Iterator<Item = DocId> {
        self.site.ids().filter(|id| self.shows(*id))
    }

    /// One more than the highest number of a document.
    pub fn numbers(&self) -> usize {
        self.docs.len()
    }

    pub fn shows(&self, id: DocId) -> bool {
        self.docs[id.0 as usize].is_some()
    }

    /// Is a document for everybody, on this day?
    pub fn is_open(&self, id: DocId) -> bool {
        self.shows(id) && self.site.is_public(id)
    }

    /// What is sent to parents is made of this: the team's edition has it where there is a letter to send.
    pub fn handed_on(&self) -> Option<&Edition<'a>> {
        self.handed_on.as_deref()
    }

    /// A document that comes out here, as this edition has it.
    pub fn doc(&self, id: DocId) -> Option<&Doc> {
        self.docs[id.0 as usize].as_ref().map(Held::doc)
    }

    /// The same, with its body.
    pub fn get(&self, id: DocId) -> Option<(&Doc, &Body)> {
        self.doc(id).map(|doc| (doc, &doc.body))
    }

    /// All documents that come out here.
    pub fn all(&self) -> impl Iterator<Item = (DocId, &Doc)> {
        self.ids().filter_map(|id| Some((id, self.doc(id)?)))
    }

    /// Those of a row of documents that come out here.
    pub fn docs<'b>(&'b self, ids: &'b [DocId]) -> impl DoubleEndedIterator<Item = (DocId, &'b Doc)> {
        ids.iter().filter_map(|id| Some((*id, self.doc(*id)?)))
    }

    /// The title of a document that comes out here.
    pub fn title(&self, id: DocId) -> &str {
        self.doc(id).map_or("", |doc| &doc.head.title)
    }

    /// The text of a document's file: that of the whole file, without a word of what is hidden.
    pub fn text(&self, id: DocId) -> &str {
        self.docs[id.0 as usize].as_ref().map_or("", Held::text)
    }

    /// Where a document comes out.
    pub fn route(&self, id: DocId) -> &'a Route {
        if self.shows(id) { self.site.route(id) } else { &NOWHERE }
    }

    pub fn lang(&self, id: DocId) -> &'a str {
        if self.shows(id) { self.site.lang(id) } else { &self.site.config.site.lang }
    }

    /// A document by its path below the root.
    pub fn find(&self, path: &str) -> Option<DocId> {
        self.site.find(path).filter(|id| self.shows(*id))
    }

    /// The path below the root of a document that comes out here.
    pub fn path(&self, id: DocId) -> &'a str {
        if self.shows(id) { self.site.path(id) } else { "" }
    }

    pub fn id_of(&self, doc: &Doc) -> Option<DocId> {
        self.find(&self.site.input.sources.get(doc.file).path)
    }

    /// Who may see a document as a whole, at least.
    pub fn from(&self, id: DocId) -> Audience {
        if self.shows(id) { self.site.hiding(id).from() } else { Audience::Public }
    }

    /// Who may see all that this edition has of a document.
    pub fn from_with_parts(&self, id: DocId) -> Audience {
        self.get(id).map_or(Audience::Public, |(_, body)| self.from(id).max(body.from()))
    }

    pub fn is_draft(&self, id: DocId) -> bool {
        self.shows(id) && self.site.hiding(id).draft.is_some()
    }

    /// The day from which a document is for everybody, where that has not come.
    pub fn waits_until(&self, id: DocId) -> Option<Date> {
        let later = self.site.hiding(id).later.filter(|_| self.shows(id)).map(|(day, _)| day)?;
        Some(later).filter(|day| self.site.options.today.is_none_or(|today| today < *day))
    }

    /// The order of things, and the folders they are in.
    pub fn collections(&self) -> &Collections {
        &self.collections
    }

    /// The lessons that a letter, or the one that it translates, tells of: those that come out here.
    pub fn talk(&self, letter: DocId) -> impl Iterator<Item = DocId> {
        let original = self.collections.translations.of(letter).first().copied().unwrap_or(letter);
        self.site.talks.of(original).iter().copied().filter(|id| self.shows(*id))
    }

    /// What of a translation is older than its original, where both come out here.
    pub fn age(&self, id: DocId) -> Option<&'a Age> {
        let original = self.collections.translations.of(id).first()?;
        self.site.ages.of(id).filter(|_| self.shows(id) && self.shows(*original))
    }

    pub fn has_overview(&self, path: &str) -> bool {
        self.overviews.contains(path)
    }

    pub fn overviews(&self) -> &BTreeSet<String> {
        &self.overviews
    }

    /// What the link or image at a byte of a document leads to: nothing where that is hidden.
    pub fn target(&self, id: DocId, at: u32) -> Option<&'a Target> {
        static NOTHING: Target = Target::Dead;
        let target = self.site.targets[id.0 as usize].get(at).filter(|_| self.shows(id))?;
        let is_there = match target {
            Target::Doc { doc, .. } => self.shows(*doc),
            Target::Page(path) => self.has_overview(path.split('#').next().unwrap_or(path)),
            _ => true,
        };
        Some(if is_there { target } else { &NOTHING })
    }

    /// The files beside documents that come out here.
    pub fn assets(&self) -> impl Iterator<Item = (AssetId, &'a Asset)> {
        self.assets.iter().map(|id| (*id, &self.site.assets[*id]))
    }

    /// One of them, by its path below the root.
    pub fn asset(&self, path: &str) -> Option<&'a Asset> {
        let (id, asset) = self.site.asset(path)?;
        self.assets.contains(&id).then_some(asset)
    }

    /// What stands beside a film or a sound.
    pub fn film_parts(&self, path: &str) -> Option<&'a FilmParts> {
        self.site.films.get(path)
    }

    /// What is said in the films and sounds of a document that comes out here.
    pub fn cues(&self, id: DocId) -> impl Iterator<Item = &'a Cue> {
        self.films(id).flat_map(|parts| &parts.captions).flat_map(|captions| captions.cues.iter())
    }

    /// The films and sounds of a document that comes out here.
    pub fn films(&self, id: DocId) -> impl Iterator<Item = &'a FilmParts> {
        let films = self.get(id).map(|(_, body)| body).filter(|_| !self.site.films.is_empty());
        let images = films.into_iter().flat_map(|body| {
            body.all().filter(|node| matches!(body.tag(*node), Tag::Image(_))).map(|node| body.span(node).start)
        });
        images.filter_map(move |at| self.site.film(id, at).map(|(_, parts)| parts))
    }

    pub fn asset_of(&self, id: AssetId) -> Option<&'a Asset> {
        self.assets.contains(&id).then(|| &self.site.assets[id])
    }

    /// The logo of the school: its path below the root.
    pub fn logo(&self) -> Option<String> {
        self.site.logo().filter(|path| self.asset(path).is_some())
    }

    /// Has it an address on the web? A photo may be sent that has none.
    pub fn has_address(&self, path: &str) -> bool {
        self.site.may_show(path, &[PhotoUse::Web])
    }

    /// The id that an anchor of a document has on its page.
    pub fn published_id<'b>(&self, id: DocId, anchor: &'b Anchor) -> Cow<'b, str> {
        self.site.published_id(id, anchor)
    }

    /// Where a character stands in a file of the school's that everybody may see, such as `krijt.yaml`.
    pub fn first_in_file(&self, path: &str, c: char) -> Option<Place> {
        let file = self.site.input.sources.find(path)?;
        let at = self.site.input.sources.get(file).text.find(c)?;
        Some(Place { file, span: Span::new(at..at + c.len_utf8()) })
    }

    pub fn file(&self, path: &str) -> Option<SourceId> {
        self.site.input.sources.find(path)
    }
}
