//! Reading: from a folder to [`Sources`], with a finding for every file that cannot be used.

use std::collections::BTreeSet;
#[cfg(not(unix))]
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use walkdir::{DirEntry, WalkDir};

use crate::config;
use crate::diag::{Finding, catalogue as code};
use crate::source::{Source, SourceId};
use crate::world::{self, Cache, FileUse, Input, NAMES, TEXT_LIMIT, Unread, World};

use super::source_cache::{Reach, SourceCache};
use super::{DiskCache, below};

/// All that a school is read from, below its root. Whoever asks whether anything changed asks of these.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];
pub(super) const FILES: [&str; 2] = [config::FILE, NAMES];

/// The folder of a school; reads single files when an output asks for them.
#[derive(Clone, Debug)]
pub struct Root {
    path: PathBuf,
    today: Option<Date>,
    program: Option<u128>,
}

impl Root {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Root { path: path.into(), today: None, program: None }
    }

    /// The same folder on this day.
    pub fn on(self, day: Date) -> Self {
        Root { today: Some(day), ..self }
    }

    /// The same folder, read by this program.
    pub fn by(self, program: Option<u128>) -> Self {
        Root { program, ..self }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same folder without links and dots on the way, as systems name it. Absent when it is not there.
    pub fn real(&self) -> Option<PathBuf> {
        fs::canonicalize(&self.path).ok()
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
        let mut at = open(&self.path, folder, Mode::empty())?;
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
        let mut full = self.path.clone();
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
        FOLDERS.iter().chain([&config::FILE]).map(|name| self.path.join(name)).collect()
    }
}

impl World for Root {
    fn files(&self) -> (Arc<Input>, Vec<Finding>) {
        read(self)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        let bytes = if is_read(path) { self.read(path) } else { Err(io::ErrorKind::InvalidInput.into()) };
        bytes.map_err(|error| error.to_string())
    }

    fn name(&self) -> String {
        self.real().unwrap_or_else(|| self.path.clone()).display().to_string()
    }

    fn today(&self) -> Option<Date> {
        self.today
    }

    fn cache(&self, name: &str, limit: u64) -> Box<dyn Cache> {
        Box::new(DiskCache::new(self, name, limit))
    }

    fn program(&self) -> Option<u128> {
        self.program
    }
}

/// Whether a path is one that a look at [`FOLDERS`] and [`FILES`] sees: no stage can ask for another.
fn is_read(path: &str) -> bool {
    let is_below =
        || path.split_once('/').is_some_and(|(top, rest)| FOLDERS.contains(&top) && !world::is_below_hidden(rest));
    FILES.contains(&path) || is_below()
}

/// Reads everything below a root that belongs to the school. Links are not followed; special files are not opened.
pub fn read(root: &Root) -> (Arc<Input>, Vec<Finding>) {
    let seen = SourceCache::for_one_look().look(root, &BTreeSet::new(), Reach::All);
    seen.map(|seen| (seen.input, seen.findings)).unwrap_or_default()
}

/// The paths below a root that belong to the school, in order, and what is wrong with others.
#[derive(Default)]
pub(super) struct FoundPaths {
    pub texts: Vec<String>,
    pub themes: Vec<String>,
    pub assets: Vec<String>,
    pub findings: Vec<Finding>,
}

pub(super) fn walk(root: &Root) -> FoundPaths {
    let mut walk = FolderWalk { root: root.path(), found: FoundPaths::default() };
    for file in FILES.iter().filter(|file| root.path().join(file).is_file()) {
        walk.found.texts.push((*file).to_string());
    }
    FOLDERS.iter().for_each(|folder| walk.folder(folder));
    let mut found = walk.found;
    found.texts.sort();
    found.themes.sort();
    found.assets.sort();
    found
}

struct FolderWalk<'a> {
    root: &'a Path,
    found: FoundPaths,
}

impl FolderWalk<'_> {
    fn folder(&mut self, name: &str) {
        let top = self.root.join(name);
        let Ok(data) = fs::symlink_metadata(&top) else { return };
        // The texts behind it would be read, and the pictures not: a link is followed nowhere.
        if data.is_symlink() {
            self.found.findings.push(Finding::about(&code::UNREADABLE_FILE, name).with("reason", "folder-link"));
            return;
        }
        let is_ours = |entry: &DirEntry| entry.depth() == 0 || !world::is_hidden(&entry.file_name().to_string_lossy());
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
        match world::use_of(&shown) {
            Some(FileUse::Text) => self.found.texts.push(shown),
            Some(FileUse::Template) => {
                self.found.texts.push(shown.clone());
                self.found.themes.push(shown);
            }
            Some(FileUse::Theme) => self.found.themes.push(shown),
            Some(FileUse::Asset) => self.found.assets.push(shown),
            None => {}
        }
    }

    fn bad_name(&mut self, entry: &DirEntry) {
        let shown = self.shown(entry.path());
        let name = entry.file_name().to_string_lossy().into_owned();
        self.found.findings.push(Finding::about(&code::BAD_FILE_NAME, shown).with("name", name));
    }
}

pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission-denied".to_string(),
        io::ErrorKind::NotFound => "not-found".to_string(),
        _ => error.to_string(),
    }
}

/// A text as it is on disk.
pub(super) fn read_text(root: &Root, id: SourceId, path: String) -> (Source, Vec<Finding>) {
    let full = below(root.path(), &path);
    // A file that vanishes or is half written is looked at once more.
    let bytes = read_bytes(&full).or_else(|_| read_bytes(&full));
    let bytes = bytes.unwrap_or_else(|error| Err(Unread::Failed(reason(&error))));
    world::text(id, path, bytes)
}

/// The bytes of a file, unless it is too large to read.
fn read_bytes(path: &Path) -> io::Result<Result<Vec<u8>, Unread>> {
    use io::Read;
    let mut file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > TEXT_LIMIT as u64 {
        return Ok(Err(Unread::TooLarge(size)));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}
