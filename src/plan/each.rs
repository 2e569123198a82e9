//! What an output is about: which of those there are get a file, at which path, and what makes it. Planning is one function
//! over these rows; a writer is handed what its row was planned for, and never has to ask whether that is there.

use super::{PathRows, RenderContext};
use crate::body::Body;
use crate::diag::Finding;
use crate::doc::{Doc, DocId, Event, Lesson, Post};
use crate::edition::Edition;
use crate::media::Scale;
use crate::site::{Asset, AssetId, Folder, ModuleRow};
use crate::source::Place;

pub enum Each {
    /// One file of the site as a whole.
    Site {
        path: &'static str,
        when: fn(&Edition<'_>) -> bool,
        render: OfSite,
    },
    Whole(Whole),
    Doc(Docs<Doc>),
    Lesson(Docs<Lesson>),
    Letter(Docs<Post>),
    Evening(Docs<Event>),
    Module(Modules),
    Folder(Folders),
    /// A file beside documents that comes out here.
    Asset(OfAsset),
    /// A file of the theme.
    Theme(OfTheme),
}

type OfSite = fn(&RenderContext<'_>, &str, &mut Vec<u8>) -> Result<(), Finding>;
type OfWhole = fn(&RenderContext<'_>, Option<DocWith<'_, Doc>>, &str, &mut Vec<u8>) -> Result<(), Finding>;
type OfDoc<F> = fn(&RenderContext<'_>, DocWith<'_, F>, &str, &mut Vec<u8>) -> Result<(), Finding>;
type OfModule = fn(&RenderContext<'_>, Bundle<'_>, &str, &mut Vec<u8>) -> Result<(), Finding>;
type OfFolder = fn(&RenderContext<'_>, (&str, &Folder), &str, &mut Vec<u8>) -> Result<(), Finding>;
type OfAsset = fn(&RenderContext<'_>, (&Asset, Scale), &mut Vec<u8>) -> Result<(), Finding>;
type OfTheme = fn(&[u8], &mut Vec<u8>);

/// Files of the site that belong to a document where it is there: the front page, all that is made of the protocol.
pub struct Whole {
    pub paths: fn(&Edition<'_>) -> Vec<String>,
    pub doc: fn(&Edition<'_>) -> Option<DocId>,
    /// The documents whose text is on its paper.
    pub texts: fn(&Edition<'_>) -> Vec<DocId>,
    pub render: OfWhole,
}

/// A file for each document with a facet.
pub struct Docs<F: 'static> {
    pub at: Where,
    pub when: fn(&Edition<'_>, &DocWith<'_, F>) -> bool,
    pub render: OfDoc<F>,
}

/// Where the file of a document stands.
pub enum Where {
    /// At its own address.
    Page,
    /// Beside its page, with this name.
    Beside(&'static str),
    /// At each of the addresses that it had.
    Aliases,
}

/// A file in the folder of each module.
pub struct Modules {
    pub file: &'static str,
    /// The lessons that are in it; none where there is no such file.
    pub lessons: fn(&Edition<'_>, &ModuleRow) -> Option<Vec<DocId>>,
    pub render: OfModule,
}

/// The list of each folder of pages.
pub struct Folders {
    pub when: fn(&Edition<'_>, &str, &Folder) -> bool,
    pub render: OfFolder,
}

/// A document as an edition has it, and the facet for which it has an output.
pub struct DocWith<'a, F> {
    pub id: DocId,
    pub doc: &'a Doc,
    pub body: &'a Body,
    pub facet: &'a F,
}

/// A module with those of its lessons that a file is about.
pub struct Bundle<'a> {
    pub row: &'a ModuleRow,
    pub lessons: Vec<DocId>,
}

/// A part of what a document is that outputs are made of; the whole is one as well.
pub trait Facet: Sized {
    fn of(doc: &Doc) -> Option<&Self>;
}

impl Facet for Doc {
    fn of(doc: &Doc) -> Option<&Self> {
        Some(doc)
    }
}

impl Facet for Lesson {
    fn of(doc: &Doc) -> Option<&Self> {
        doc.facets.lesson.as_deref()
    }
}

impl Facet for Post {
    fn of(doc: &Doc) -> Option<&Self> {
        doc.facets.post.as_deref()
    }
}

impl Facet for Event {
    fn of(doc: &Doc) -> Option<&Self> {
        doc.facets.event.as_deref()
    }
}

impl<'a, F: Facet> DocWith<'a, F> {
    pub fn new(edition: &'a Edition<'_>, id: DocId) -> Option<Self> {
        let (doc, body) = edition.get(id)?;
        Some(DocWith { id, doc, body, facet: F::of(doc)? })
    }
}

/// What makes the bytes of one path, and what it makes them of.
pub enum Work {
    Site(OfSite),
    Whole(OfWhole, Option<DocId>),
    Doc(OfDoc<Doc>, DocId),
    Lesson(OfDoc<Lesson>, DocId),
    Letter(OfDoc<Post>, DocId),
    Evening(OfDoc<Event>, DocId),
    Module(&'static Modules, usize),
    /// By its output folder.
    Folder(OfFolder, String),
    Asset(OfAsset, AssetId, Scale),
    /// By its path in the theme.
    Theme(OfTheme, String),
}

impl Work {
    /// The document that it is about.
    pub fn doc(&self) -> Option<DocId> {
        match self {
            Work::Whole(_, id) => *id,
            Work::Doc(_, id) | Work::Lesson(_, id) | Work::Letter(_, id) | Work::Evening(_, id) => Some(*id),
            Work::Site(_) | Work::Module(..) | Work::Folder(..) | Work::Asset(..) | Work::Theme(..) => None,
        }
    }

    /// Writes the bytes behind what is in `out`. That what was planned is not there is a mistake of krijt's.
    pub fn write(&self, ctx: &RenderContext<'_>, path: &str, out: &mut Vec<u8>) -> Result<(), Finding> {
        let edition = ctx.edition();
        let gone = || ctx.bug(path);
        match self {
            Work::Site(render) => render(ctx, path, out),
            Work::Whole(render, id) => render(ctx, id.and_then(|id| DocWith::new(edition, id)), path, out),
            Work::Doc(render, id) => render(ctx, DocWith::new(edition, *id).ok_or_else(gone)?, path, out),
            Work::Lesson(render, id) => render(ctx, DocWith::new(edition, *id).ok_or_else(gone)?, path, out),
            Work::Letter(render, id) => render(ctx, DocWith::new(edition, *id).ok_or_else(gone)?, path, out),
            Work::Evening(render, id) => render(ctx, DocWith::new(edition, *id).ok_or_else(gone)?, path, out),
            Work::Module(row, at) => {
                let module = edition.collections().modules.get(*at).ok_or_else(gone)?;
                let lessons = (row.lessons)(edition, module).ok_or_else(gone)?;
                (row.render)(ctx, Bundle { row: module, lessons }, path, out)
            }
            Work::Folder(render, folder) => {
                render(ctx, (folder, edition.collections().folders.get(folder).ok_or_else(gone)?), path, out)
            }
            Work::Asset(render, id, scale) => render(ctx, (edition.asset_of(*id).ok_or_else(gone)?, *scale), out),
            Work::Theme(render, name) => {
                render(ctx.frame.theme.assets().get(name).ok_or_else(gone)?, out);
                Ok(())
            }
        }
    }
}

impl Each {
    /// Adds the paths of a row.
    pub(super) fn plan(&'static self, rows: &mut PathRows<'_>) {
        let edition = rows.edition;
        match self {
            Each::Site { path, when, render } => {
                if when(edition) {
                    rows.add(*path, Work::Site(*render), &[]);
                }
            }
            Each::Whole(row) => {
                let texts = (row.texts)(edition);
                for path in (row.paths)(edition) {
                    rows.add(path, Work::Whole(row.render, (row.doc)(edition)), &texts);
                }
            }
            Each::Doc(row) => row.plan(rows, Work::Doc),
            Each::Lesson(row) => row.plan(rows, Work::Lesson),
            Each::Letter(row) => row.plan(rows, Work::Letter),
            Each::Evening(row) => row.plan(rows, Work::Evening),
            Each::Module(row) => {
                for (at, module) in edition.collections().modules.iter().enumerate() {
                    if let Some(lessons) = (row.lessons)(edition, module) {
                        rows.add(format!("{}{}", module.folder, row.file), Work::Module(row, at), &lessons);
                    }
                }
            }
            Each::Folder(row) => {
                for (folder, found) in &edition.collections().folders {
                    if (row.when)(edition, folder, found) {
                        let place = found.index.and_then(|id| edition.doc(id)?.head.title_place);
                        rows.add_from(format!("{folder}index.html"), Work::Folder(row.render, folder.clone()), place);
                    }
                }
            }
            Each::Asset(render) => {
                for (id, asset) in edition.assets() {
                    for scale in asset.scales() {
                        rows.add(asset.out_of(scale), Work::Asset(*render, id, scale), &[]);
                    }
                }
            }
            Each::Theme(render) => {
                for path in rows.theme.assets().keys() {
                    rows.add(path.as_str(), Work::Theme(*render, path.clone()), &[]);
                }
            }
        }
    }
}

impl<F: Facet> Docs<F> {
    fn plan(&self, rows: &mut PathRows<'_>, work: fn(OfDoc<F>, DocId) -> Work) {
        let edition = rows.edition;
        let all = edition.ids().filter_map(|id| DocWith::<F>::new(edition, id));
        for about in all.filter(|about| (self.when)(edition, about)) {
            let work = || work(self.render, about.id);
            match self.at {
                Where::Page => rows.add(edition.route(about.id).path.as_str(), work(), &[about.id]),
                Where::Beside(file) => rows.add(beside(edition, about.id, file), work(), &[about.id]),
                Where::Aliases => {
                    aliases(about.doc).for_each(|(path, place)| rows.add_from(path, work(), Some(place)));
                }
            }
        }
    }
}

/// The path of a file beside the page of a document.
pub fn beside(edition: &Edition<'_>, id: DocId, file: &str) -> String {
    format!("{}{file}", edition.route(id).folder())
}

fn aliases(doc: &Doc) -> impl Iterator<Item = (String, Place)> {
    doc.head.aliases.iter().map(|alias| {
        let path = alias.value.trim_matches('/');
        let path = if path.ends_with(".html") { path.to_string() } else { format!("{path}/index.html") };
        (path, alias.place)
    })
}
