//! Watching folders. What the system tells is only a reason to look: the shelf compares files itself, so an event too
//! many costs a moment, and one too few is made good when all are looked at, soon after.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::config;
use crate::disk::{Reach, Root};

/// One thing that the system told.
pub struct FileEvent {
    /// Below the root.
    paths: Vec<String>,
    /// The file is as its editor wants it.
    is_whole: bool,
    /// One of our folders came or went, or the system lost count: what is watched may have to be renewed.
    is_about_folders: bool,
}

/// All that was told until it became quiet.
#[derive(Default)]
pub struct Wakes {
    pub paths: BTreeSet<String>,
    is_about_folders: bool,
}

impl Wakes {
    /// As far as the shelf has to look. Without a word from the system, or when it lost count, that is everywhere.
    pub fn reach(&self) -> Reach {
        if self.is_about_folders || self.paths.is_empty() { Reach::All } else { Reach::Changed }
    }

    /// Adds one; tells whether its file is whole.
    pub fn add(&mut self, wake: FileEvent) -> bool {
        self.paths.extend(wake.paths);
        self.is_about_folders |= wake.is_about_folders;
        wake.is_whole
    }
}

/// The folders below the root that are watched with all that is in them. The root itself is watched without: its other
/// folders are large, and none of ours.
const FOLDERS: &[&str] = &["content", "themes"];

pub struct FileWatch {
    root: PathBuf,
    wakes: Receiver<FileEvent>,
    /// Keeps the channel open when nothing watches.
    _sender: Sender<FileEvent>,
    watcher: Option<RecommendedWatcher>,
    failure: Option<String>,
}

impl FileWatch {
    pub fn new(root: &Root, is_polling: bool) -> Self {
        let (sender, wakes) = channel();
        let path = root.path().to_path_buf();
        let mut watch = FileWatch { root: path, wakes, _sender: sender.clone(), watcher: None, failure: None };
        if is_polling {
            return watch;
        }
        // Events name files by the path that was watched, or by the real one.
        let mut tops = vec![root.path().to_path_buf()];
        tops.extend(root.real());
        let handler = move |event: notify::Result<notify::Event>| {
            if let Some(wake) = wake_of(event, &tops) {
                let _ = sender.send(wake);
            }
        };
        match notify::recommended_watcher(handler) {
            Ok(watcher) => {
                watch.watcher = Some(watcher);
                watch.attach();
            }
            Err(error) => watch.failure = Some(error.to_string()),
        }
        watch
    }

    /// Why the system does not tell of changes. The tree is then compared more often.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    pub fn next(&self, patience: Duration) -> Result<FileEvent, RecvTimeoutError> {
        self.wakes.recv_timeout(patience)
    }

    /// Watches again what was taken away and came back.
    pub fn renew(&mut self, wakes: &Wakes) {
        if wakes.is_about_folders && self.watcher.is_some() {
            self.attach();
        }
    }

    fn attach(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let mut failure = watcher.watch(&self.root, RecursiveMode::NonRecursive).err();
        for folder in FOLDERS {
            match watcher.watch(&self.root.join(folder), RecursiveMode::Recursive) {
                Ok(()) => {}
                Err(error) if is_absent(&error) => {}
                Err(error) => failure = Some(error),
            }
        }
        if let Some(failure) = failure {
            // "No space left on device" is what Linux says of too many watches: it would only mislead.
            self.failure = Some(match failure.kind {
                notify::ErrorKind::MaxFilesWatch => "max-watches".to_string(),
                _ => failure.to_string(),
            });
            self.watcher = None;
        }
    }
}

fn is_absent(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// What an event means for us; `None` when it is nothing: krijt itself opens every file to read it.
fn wake_of(event: notify::Result<notify::Event>, tops: &[PathBuf]) -> Option<FileEvent> {
    let Ok(event) = event else {
        return Some(FileEvent { paths: Vec::new(), is_whole: false, is_about_folders: true });
    };
    let is_close = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    if matches!(event.kind, EventKind::Access(_)) && !is_close {
        return None;
    }
    let paths: Vec<String> = event.paths.iter().filter_map(|path| below(path, tops)).collect();
    if paths.is_empty() && !event.paths.is_empty() {
        return None;
    }
    let is_move = matches!(event.kind, EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)));
    let is_top = |path: &String| FOLDERS.contains(&path.as_str());
    let is_about_folders = event.need_rescan() || paths.is_empty() || paths.iter().any(is_top);
    Some(FileEvent { paths, is_whole: is_close || is_move, is_about_folders })
}

/// The path below the root with `/` between its parts, when it is in one of our folders.
fn below(path: &Path, tops: &[PathBuf]) -> Option<String> {
    let inner = tops.iter().find_map(|top| path.strip_prefix(top).ok())?;
    let parts: Vec<&str> = inner.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    let is_ours = parts.first().is_some_and(|first| FOLDERS.contains(first) || *first == config::FILE);
    is_ours.then(|| parts.join("/"))
}
