//! Reading: from a folder to [`Sources`], with a finding for every file that cannot be used.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::config;
use crate::diag::{Finding, catalogue as code};
use crate::front::kib;
use crate::source::{Place, Source, SourceId, Sources, Span};

use super::source_cache::{Reach, SourceCache, Version};

/// Names that must not appear in texts, a name a line. Git leaves its folder out.
pub const NAMES: &str = ".krijt/namen.txt";
/// A Markdown page may be this many bytes.
pub const LIMIT: usize = 2 * 1024 * 1024;
/// An image or other file beside a document may be this many bytes.
pub const FILE_LIMIT: u64 = 30 * 1024 * 1024;

/// All that was found below a root.
#[derive(Debug, Default)]
pub struct Input {
    pub sources: Sources,
    /// Files in `content/` that are no text of ours: path to size in bytes.
    pub assets: BTreeMap<String, u64>,
    /// What tells one state of such a file from another; empty where nobody looks twice.
    pub versions: BTreeMap<String, Version>,
    /// The files of `themes/`: path to bytes.
    pub themes: BTreeMap<String, Arc<[u8]>>,
}

/// The folder of a school; reads single files when an output asks for them.
#[derive(Clone, Debug)]
pub struct Root(PathBuf);

impl Root {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Root(path.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The same folder without links and dots on the way, as systems name it. Absent when it is not there.
    pub fn real(&self) -> Option<PathBuf> {
        fs::canonicalize(&self.0).ok()
    }

    /// The bytes of a file below the root. A link on the way is never followed, not even one that came after the folder was
    /// read. Errors: those of the file system.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        use io::Read;
        let mut bytes = Vec::new();
        self.open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[cfg(unix)]
    fn open(&self, path: &str) -> io::Result<fs::File> {
        use rustix::fs::{Mode, OFlags, open, openat};
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut at = open(&self.0, folder, Mode::empty())?;
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            at = openat(&at, part, folder | OFlags::NOFOLLOW, Mode::empty())?;
        }
        // A pipe in the place of a file must not be waited for.
        let file = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = fs::File::from(openat(&at, name, file, Mode::empty())?);
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
    }

    /// Looked at part by part, for lack of a way to open a file below an open folder.
    #[cfg(not(unix))]
    fn open(&self, path: &str) -> io::Result<fs::File> {
        let mut full = self.0.clone();
        for part in path.split('/') {
            // `C:x`, `a\b` and `..` would lead elsewhere.
            let is_name = Path::new(part).components().eq([std::path::Component::Normal(OsStr::new(part))]);
            full.push(part);
            if !is_name || fs::symlink_metadata(&full)?.is_symlink() {
                return Err(io::ErrorKind::InvalidInput.into());
            }
        }
        // A device in the place of a file must not be opened.
        if !fs::symlink_metadata(&full)?.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        fs::File::open(full)
    }

    /// The folders and files that are read, which no output may touch.
    pub fn inputs(&self) -> Vec<PathBuf> {
        ["content", "themes", config::FILE].iter().map(|name| self.0.join(name)).collect()
    }
}

/// Reads everything below a root that belongs to the school. Links are not followed; special files are not opened.
pub fn read(root: &Root) -> (Input, Vec<Finding>) {
    SourceCache::for_one_look().look(root, &BTreeSet::new(), Reach::All).unwrap_or_default()
}

/// The paths below a root that belong to the school, in order, and what is wrong with others.
#[derive(Default)]
pub(super) struct Found {
    pub texts: Vec<String>,
    pub themes: Vec<String>,
    pub assets: Vec<String>,
    pub findings: Vec<Finding>,
}

pub(super) fn walk(root: &Root) -> Found {
    let mut walk = Walk { root: root.path(), found: Found::default() };
    if root.path().join(config::FILE).is_file() {
        walk.found.texts.push(config::FILE.to_string());
    }
    if root.path().join(NAMES).is_file() {
        walk.found.texts.push(NAMES.to_string());
    }
    walk.folder("content");
    walk.folder("themes");
    let mut found = walk.found;
    found.texts.sort();
    found.themes.sort();
    found.assets.sort();
    found
}

struct Walk<'a> {
    root: &'a Path,
    found: Found,
}

impl Walk<'_> {
    fn folder(&mut self, name: &str) {
        let top = self.root.join(name);
        if fs::symlink_metadata(&top).is_err() {
            return;
        }
        let is_ours = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry.file_name());
        for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(is_ours) {
            match entry {
                Ok(entry) => self.entry(&entry),
                Err(error) => {
                    let path = error.path().map_or(name.to_string(), |path| self.shown(path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                    self.found.findings.push(Finding::about(&code::UNREADABLE_FILE, path).with("reason", reason));
                }
            }
        }
    }

    fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join("/")
    }

    fn entry(&mut self, entry: &DirEntry) {
        let kind = entry.file_type();
        if kind.is_dir() {
            if entry.file_name().to_str().is_none() {
                self.bad_name(entry);
            }
            return;
        }
        let shown = self.shown(entry.path());
        if !kind.is_file() {
            self.found.findings.push(Finding::about(&code::LINK_SKIPPED, shown));
            return;
        }
        if entry.path().to_str().is_none() {
            if entry.file_name().to_str().is_none() {
                self.bad_name(entry);
            }
            return;
        }
        let is_theme = shown.starts_with("themes/");
        if is_theme {
            if shown.ends_with(".html") {
                self.found.texts.push(shown.clone());
            }
            self.found.themes.push(shown);
        } else if shown.ends_with(".md") || is_data(&shown) {
            self.found.texts.push(shown);
        } else {
            self.found.assets.push(shown);
        }
    }

    fn bad_name(&mut self, entry: &DirEntry) {
        let shown = self.shown(entry.path());
        let name = entry.file_name().to_string_lossy().into_owned();
        self.found.findings.push(Finding::about(&code::BAD_FILE_NAME, shown).with("name", name));
    }
}

/// The YAML files of a school; other YAML is a file like any other.
fn is_data(path: &str) -> bool {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    is_yaml && (path.starts_with("content/data/") || path == crate::data::CHANGES)
}

/// Is a path below the root a hidden one, or in a hidden folder?
pub(super) fn is_below_hidden(path: &str) -> bool {
    path.split('/').any(|part| is_hidden(OsStr::new(part)))
}

/// Files of editors, of systems and of git.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".tmp")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
}

pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission-denied".to_string(),
        io::ErrorKind::NotFound => "not-found".to_string(),
        _ => error.to_string(),
    }
}

pub(super) fn read_text(root: &Root, id: SourceId, path: String) -> (Source, Vec<Finding>) {
    let broken = |path: String, finding: Finding| (Source { path, text: String::new(), broken: true }, vec![finding]);
    let full = root.path().join(&path);
    // A file that vanishes or is half written is looked at once more.
    let bytes = match read_bytes(&full).or_else(|_| read_bytes(&full)) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(size)) => {
            let finding = Finding::about(&code::FILE_TOO_LARGE, path.as_str())
                .with("size", kib(usize::try_from(size).unwrap_or(usize::MAX)))
                .with("limit", kib(LIMIT));
            return broken(path, finding);
        }
        Err(error) => {
            let finding = Finding::about(&code::UNREADABLE_FILE, path.as_str()).with("reason", reason(&error));
            return broken(path, finding);
        }
    };
    let mut findings = Vec::new();
    let text = match decode(bytes) {
        Decoded::Utf8(text) => text,
        Decoded::Utf16(text) => {
            findings.push(Finding::about(&code::UTF16_DECODED, path.as_str()));
            text
        }
        Decoded::Broken { bytes, at } => return broken(path.clone(), not_utf8(path, &bytes, at)),
    };
    let text = fold_line_ends(text);
    signs(id, &text, &mut findings);
    let broken = findings.iter().any(Finding::is_error);
    (Source { path, text, broken }, findings)
}

/// The bytes of a file, or its size when it is too large to read.
fn read_bytes(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    use io::Read;
    let mut file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > LIMIT as u64 {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

enum Decoded {
    Utf8(String),
    Utf16(String),
    Broken { bytes: Vec<u8>, at: usize },
}

fn decode(bytes: Vec<u8>) -> Decoded {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let wide = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => None,
    };
    if let Some(text) = wide {
        return Decoded::Utf16(text);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Decoded::Utf8(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Decoded::Broken { bytes: error.into_bytes(), at }
        }
    }
}

fn not_utf8(path: String, bytes: &[u8], at: usize) -> Finding {
    let before = &bytes[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
    // In Windows-1252 the letters with accents of Western Europe are single bytes from A0.
    let guess = bytes.iter().filter(|byte| **byte >= 0x80).all(|byte| *byte >= 0xa0 || (0x80..=0x9f).contains(byte));
    let mut finding = Finding::about(&code::NOT_UTF8, path).with("bytes", format!("{:02X}", bytes[at]));
    if guess && !bytes.contains(&0) {
        finding = finding.with("guess", "Windows-1252");
    }
    finding.at = crate::diag::At::Path(finding.path().to_string(), Some((line, column)));
    finding
}

/// CRLF and a lone CR become LF; columns stay what an editor shows.
fn fold_line_ends(text: String) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    // NEL ends a line on some old systems.
    if text.contains('\u{85}') { text.replace('\u{85}', "\n") } else { text }
}

/// Control characters, and marks that turn the direction of text behind the reader's back.
fn signs(file: SourceId, text: &str, findings: &mut Vec<Finding>) {
    // Without an early end, so that the compiler can look at many bytes at once.
    let suspect =
        |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xe2) | (byte == 0xc2);
    if !text.bytes().fold(false, |found, byte| found | suspect(byte)) {
        return;
    }
    for (at, c) in text.char_indices() {
        let control = (c.is_control() && c != '\n' && c != '\t').then_some(&code::CONTROL_CHARACTER);
        let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}').then_some(&code::BIDI_CONTROL);
        if let Some(row) = control.or(bidi) {
            let place = Place { file, span: Span::new(at..at + c.len_utf8()) };
            findings.push(Finding::new(row, place).with("character", format!("U+{:04X}", c as u32)));
            if findings.len() >= 20 {
                return;
            }
        }
    }
}
