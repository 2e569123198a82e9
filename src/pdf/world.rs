//! The world of one document, as Typst sees it: the theme's templates, the document itself, its images, and in which way
//! each piece of it is set. No other file, no package, no clock and no system fonts are there to be asked for.

use std::collections::HashMap;

use jiff::civil::Date;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Fonts;

/// What all documents share.
pub struct WorldParts {
    pub library: LazyHash<Library>,
    pub fonts: Fonts,
    pub templates: HashMap<FileId, Source>,
}

pub struct PdfWorld<'a> {
    pub shared: &'a WorldParts,
    pub main: Source,
    /// Images, and what else templates read.
    pub files: HashMap<FileId, Bytes>,
    pub today: Option<Date>,
}

/// The name of a file in this world.
pub fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}

impl World for PdfWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.shared.templates.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let day = self.today?;
        Datetime::from_ymd(day.year().into(), day.month() as u8, day.day() as u8)
    }
}
