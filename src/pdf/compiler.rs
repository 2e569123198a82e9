//! From a source to a PDF: through the cache, or through Typst.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::Date;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst::text::Font;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::fit::{self, FitVariants};
use super::fonts::{self, Fonts};
use super::world::{self, PdfWorld, WorldParts};
use crate::theme::Files;
use crate::world::Cache;

/// Changes when the same input would be typeset differently although no file of the theme changed.
const FORMAT: &str = "1";
/// What Typst remembers is thrown away after so many more documents, so that memory does not grow with their number.
const REMEMBERED: usize = 2;

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadePdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// What Typst said about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypstRemark {
    pub is_error: bool,
    pub message: String,
    /// The file of the theme, with line and column from 1; none for the document itself.
    pub at: Option<(String, usize, usize)>,
}

impl TypstRemark {
    pub fn error(message: &str) -> Self {
        TypstRemark { is_error: true, message: message.to_string(), at: None }
    }
}

/// What a document is made of.
pub struct PdfRequest {
    pub source: String,
    /// Images by their name in the world of Typst.
    pub images: Vec<(String, Vec<u8>)>,
    pub today: Option<Date>,
    /// What krijt itself says on it, as JSON.
    pub words: Arc<str>,
}

/// Makes PDFs with the templates and fonts of one theme.
pub struct PdfCompiler {
    templates: Files,
    /// Those of the school.
    own_templates: BTreeSet<String>,
    own: Vec<Font>,
    /// A template of the school wants to know which day it is.
    asks_day: bool,
    /// Stands for everything but the document: versions, options, templates, fonts.
    base: u128,
    cache: Box<dyn Cache>,
    /// What this run made or found: both editions often hold the same.
    made: Mutex<MemoryPdfs>,
    shared: OnceLock<WorldParts>,
}

/// PDFs in memory, and their size together.
#[derive(Default)]
struct MemoryPdfs {
    by_key: HashMap<u128, Arc<MadePdf>>,
    size: usize,
}

/// The words of the document's language, in the world of Typst.
const WORDS: &str = "/woorden.json";

/// So much is kept in memory; the rest is found in the cache.
const KEPT: usize = 64 * 1024 * 1024;

impl PdfCompiler {
    /// `fonts` are the school's own, by path. Gives the paths of those that hold no font as well.
    pub fn new(built_in: Files, of_school: Files, fonts: &Files, cache: Box<dyn Cache>) -> (Self, Vec<String>) {
        let own_templates = of_school.keys().cloned().collect();
        let templates: Files = built_in.into_iter().chain(of_school).collect();
        let mut hash = Xxh3::new();
        // The lock file names the version of everything that has a say in the bytes.
        for part in [FORMAT, env!("CARGO_PKG_VERSION"), include_str!("../../Cargo.lock")] {
            feed(&mut hash, part.as_bytes());
        }
        for (path, bytes) in templates.iter().chain(fonts) {
            feed(&mut hash, path.as_bytes());
            feed(&mut hash, bytes);
        }
        let (mut own, mut broken) = (Vec::new(), Vec::new());
        for (path, bytes) in fonts {
            let found = fonts::read(bytes);
            if found.is_empty() {
                broken.push(path.clone());
            }
            own.extend(found);
        }
        let base = hash.digest128();
        let asks_day = templates.values().any(|bytes| memchr::memmem::find(bytes, b"datetime.today").is_some());
        (
            PdfCompiler {
                asks_day,
                templates,
                own_templates,
                own,
                base,
                cache,
                made: Mutex::default(),
                shared: OnceLock::new(),
            },
            broken,
        )
    }

    /// Is what this template makes the school's own doing? All templates share the parts of `krijt` and the tokens.
    pub fn is_own(&self, template: &str) -> bool {
        let own = |name: &str| self.own_templates.contains(&format!("pdf/{name}.typ"));
        own(template)
            || own("krijt")
            || own("tokens")
            || self.own_templates.iter().any(|path| path.starts_with("pdf/krijt/"))
    }

    /// The files of the school that this template is made of: its own, and parts that all share.
    pub fn own_texts<'a>(&'a self, template: &str) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let own = format!("pdf/{template}.typ");
        let is_in = move |path: &&String| **path == own || path.starts_with("pdf/krijt");
        self.own_templates.iter().filter(is_in).filter_map(|path| self.templates.get(path)).map(|bytes| &**bytes)
    }

    /// The names of the school's own fonts.
    pub fn families(&self) -> Vec<String> {
        fonts::families(&self.own)
    }

    /// The characters of a text that no font can show, each with its byte.
    pub fn gaps<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        fonts::is_uncommon(text).then(|| self.shared().fonts.gaps(text)).into_iter().flatten()
    }

    fn shared(&self) -> &WorldParts {
        self.shared.get_or_init(|| {
            let source = |(path, bytes): (&String, &Cow<'static, [u8]>)| {
                let id = world::id(path)?;
                Some((id, Source::new(id, String::from_utf8_lossy(bytes).into_owned())))
            };
            WorldParts {
                library: LazyHash::new(Library::default()),
                fonts: Fonts::new(&self.own),
                templates: self.templates.iter().filter_map(source).collect(),
            }
        })
    }

    /// The PDF, and what Typst warned of; or only what is wrong.
    ///
    /// # Errors
    /// Everything that Typst calls an error, what PDF/UA-1 asks among them.
    pub fn make(&self, order: PdfRequest) -> Result<(Arc<MadePdf>, Vec<TypstRemark>), Vec<TypstRemark>> {
        let key = self.key(&order);
        if let Some(made) = self.made.lock().ok().and_then(|made| made.by_key.get(&key).cloned()) {
            return Ok((made, Vec::new()));
        }
        if let Some(made) = self.cache.get(key).and_then(unpacked) {
            // It can be read again: what is kept in memory is what took long.
            return Ok((Arc::new(made), Vec::new()));
        }
        let (made, remarks) = self.typeset(order)?;
        // With a warning it is made again, so that the warning is there again.
        if !remarks.is_empty() {
            return Ok((Arc::new(made), remarks));
        }
        self.cache.put(key, &packed(&made));
        Ok((self.keep(key, made), remarks))
    }

    fn keep(&self, key: u128, made: MadePdf) -> Arc<MadePdf> {
        let made = Arc::new(made);
        if let Ok(mut kept) = self.made.lock()
            && kept.size + made.bytes.len() <= KEPT
        {
            kept.size += made.bytes.len();
            kept.by_key.insert(key, Arc::clone(&made));
        }
        made
    }

    fn key(&self, order: &PdfRequest) -> u128 {
        let mut hash = Xxh3::new();
        feed(&mut hash, &self.base.to_le_bytes());
        feed(&mut hash, order.source.as_bytes());
        feed(&mut hash, order.words.as_bytes());
        // A day that no template asks for makes no other PDF of it.
        let day = order.today.filter(|_| self.asks_day).map_or(String::new(), |day| day.to_string());
        feed(&mut hash, day.as_bytes());
        for (name, bytes) in &order.images {
            feed(&mut hash, name.as_bytes());
            feed(&mut hash, &xxh3_128(bytes).to_le_bytes());
        }
        hash.digest128()
    }

    fn typeset(&self, order: PdfRequest) -> Result<(MadePdf, Vec<TypstRemark>), Vec<TypstRemark>> {
        let failed = |message: &str| vec![TypstRemark { is_error: true, message: message.to_string(), at: None }];
        let main = world::id("/main.typ").ok_or_else(|| failed("no name for the document"))?;
        let files = order.images.into_iter().filter_map(|(name, bytes)| Some((world::id(&name)?, Bytes::new(bytes))));
        let mut desk = PdfWorld {
            shared: self.shared(),
            main: Source::new(main, order.source),
            files: files.collect(),
            today: order.today,
        };
        let words_file = world::id(WORDS).ok_or_else(|| failed("no name for the words"))?;
        desk.files.insert(words_file, Bytes::new(order.words.as_bytes().to_vec()));
        let ways_file = world::id(fit::FILE).ok_or_else(|| failed("no name for the ways"))?;
        let mut ways = FitVariants::default();
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| failed(error.message()))?;
        let options = PdfOptions { creator: Smart::Custom(Some("krijt".to_string())), standards, ..Default::default() };
        let compiled = loop {
            desk.files.insert(ways_file, Bytes::new(ways.json()));
            let compiled = typst::compile::<PagedDocument>(&desk);
            if !compiled.output.as_ref().is_ok_and(|document| ways.advance(document)) {
                break compiled;
            }
        };
        let remarks =
            |found: &[SourceDiagnostic]| found.iter().map(|one| remark(&desk, one)).collect::<Vec<TypstRemark>>();
        let result = compiled.output.and_then(|document| {
            let bytes = typst_pdf::pdf(&document, &options)?;
            Ok(MadePdf { bytes, pages: document.pages().len() })
        });
        comemo::evict(REMEMBERED);
        match result {
            Ok(made) => Ok((made, remarks(&compiled.warnings))),
            Err(errors) => Err(remarks(errors.as_slice())),
        }
    }
}

/// Lengths stand before their bytes, so that two lists never run together into the same.
fn feed(hash: &mut Xxh3, bytes: &[u8]) {
    hash.update(&(bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

fn packed(made: &MadePdf) -> Vec<u8> {
    let mut out = (made.pages as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&made.bytes);
    out
}

fn unpacked(mut bytes: Vec<u8>) -> Option<MadePdf> {
    let pages = u32::from_le_bytes(*bytes.first_chunk()?) as usize;
    bytes.drain(..4);
    Some(MadePdf { bytes, pages })
}

fn remark(desk: &PdfWorld<'_>, found: &SourceDiagnostic) -> TypstRemark {
    let at = found.span.id().filter(|id| *id != desk.main.id()).and_then(|id| {
        let range = desk.range(found.span)?;
        let (line, column) = desk.source(id).ok()?.lines().byte_to_line_column(range.start)?;
        Some((id.vpath().get_without_slash().to_string(), line + 1, column + 1))
    });
    TypstRemark { is_error: found.severity == Severity::Error, message: found.message.to_string(), at }
}
