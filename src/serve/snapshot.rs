//! A snapshot: one state of the school, ready to render. A thread of its own keeps everything on its stack, so that a
//! site may borrow its sources; it ends, and with it all that memory, when nobody holds the snapshot any more.
//!
//! Pages take a moment and PDFs take seconds, so they stand in two rows: a page never waits for a PDF.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::oneshot;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::ServeEvent;
use super::live::DeskReport;
use crate::audience::Audience;
use crate::diag::terminal::Style;
use crate::diag::{Finding, Lang};
use crate::disk::{Loaded, Root};
use crate::pipeline::{Artifacts, BuildDay, Memo, Nobody, Pipeline};
use crate::site::Options;
use crate::theme::Theme;
use crate::world::Input;

/// What every snapshot is made with.
pub struct SnapshotRequest {
    pub root: Root,
    pub editions: Option<Vec<Audience>>,
    pub options: Options,
    pub lang: Lang,
    pub style: Style,
    pub editor: Option<String>,
    pub slow: SlowLane,
    /// Prints for whoever is at the keyboard.
    pub tell: Box<dyn Fn(ServeEvent<'_>) + Send + Sync>,
}

/// One PDF is made at a time, whatever number of generations still have some to make, and on one thread: the others are
/// for pages and for the next build.
pub struct SlowLane {
    turn: Mutex<()>,
    threads: Option<ThreadPool>,
}

impl SlowLane {
    pub fn new() -> Self {
        SlowLane { turn: Mutex::default(), threads: ThreadPoolBuilder::new().num_threads(1).build().ok() }
    }

    fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let _turn = self.turn.lock();
        match &self.threads {
            Some(threads) => threads.install(work),
            // The system gives no thread.
            None => work(),
        }
    }
}

/// A file as it was made.
#[derive(Clone)]
pub struct ServedFile {
    pub bytes: Arc<[u8]>,
    pub hash: u64,
}

/// What came of a request for an address.
#[derive(Clone)]
pub enum Answer {
    Made(ServedFile),
    /// Nothing has this address.
    Missing,
    /// It could not be made.
    Failed(Arc<DeskReport>),
}

struct Ask {
    path: String,
    reply: oneshot::Sender<Answer>,
}

/// A snapshot that serves; whoever holds it can ask.
pub struct Snapshot {
    pages: Sender<Ask>,
    slow: Sender<Ask>,
    /// Changes when a style sheet does.
    pub styles: u64,
    /// Changes when another file does that pages use: a script, an image.
    pub rest: u64,
    pub editions: Vec<Audience>,
    pub title: String,
}

impl Snapshot {
    /// The file at an address below `/`: `public/index.html`.
    pub async fn get(&self, path: &str) -> Answer {
        let (reply, answer) = oneshot::channel();
        let row = if is_slow(path) { &self.slow } else { &self.pages };
        if row.send(Ask { path: path.to_string(), reply }).is_err() {
            return Answer::Missing;
        }
        answer.await.unwrap_or(Answer::Missing)
    }
}

fn is_slow(path: &str) -> bool {
    path.ends_with(".pdf")
}

/// What came of an attempt.
pub struct Attempt {
    /// Absent when something is wrong.
    pub good: Option<Snapshot>,
    pub report: DeskReport,
    pub text: String,
    /// Which day it was.
    pub today: BuildDay,
}

/// So many threads make pages.
const HANDS: usize = 2;
/// So many bytes of made files are kept.
const SHELF: usize = 32 << 20;

/// Builds what was read. Comes back when the snapshot is ready, or when it is clear that it never will be.
pub fn attempt(order: &Arc<SnapshotRequest>, seen: Loaded, memo: &Arc<Mutex<Memo>>, viewed: Vec<String>) -> Attempt {
    let (ready, done) = channel();
    let (order, memo) = (Arc::clone(order), Arc::clone(memo));
    let spawned = thread::Builder::new().name("snapshot".into()).spawn(move || {
        live(&order, &seen, &memo, &viewed, ready);
    });
    let nothing =
        || Attempt { good: None, report: DeskReport::broken(), text: String::new(), today: BuildDay::default() };
    if spawned.is_err() {
        return nothing();
    }
    // A thread that ended without a word met a bug of ours; the last good snapshot stays.
    done.recv().unwrap_or_else(|_| nothing())
}

fn live(order: &SnapshotRequest, seen: &Loaded, memo: &Mutex<Memo>, viewed: &[String], ready: Sender<Attempt>) {
    // Poisoned by a bug: what it holds may be half done, so it starts afresh.
    let mut memo = memo.lock().unwrap_or_else(|poisoned| {
        let mut memo = poisoned.into_inner();
        *memo = Memo::default();
        memo
    });
    let pipeline = Pipeline::new(seen, order.options);
    let texts = pipeline.read(&mut memo);
    let mut analysis = pipeline.analyse(&texts, &mut memo);
    drop(memo);
    let today = BuildDay::of(&analysis.site);
    let mut findings = std::mem::take(&mut analysis.findings);
    let (editions, found) = analysis.editions(order.editions.as_deref());
    findings.extend(found);
    let failed = |mut findings: Vec<Finding>, ready: &Sender<Attempt>| {
        let (report, text) = DeskReport::new(&mut findings, &texts.input.sources, order);
        let _ = ready.send(Attempt { good: None, report, text, today });
    };
    if findings.iter().any(Finding::is_error) {
        return failed(findings, &ready);
    }
    let folders = editions.par_iter().map(|planned| EditionFolder {
        prefix: format!("{}/", planned.edition.audience().word()),
        artifacts: planned.artifacts(&Nobody),
    });
    let desk = Renderer { folders: folders.collect(), made: Mutex::default(), order, input: &texts.input };
    // A template or a leak shows only when a page is made: those that are looked at now must come out. A PDF tells its
    // own reader, later.
    for path in viewed.iter().filter(|path| !is_slow(path)) {
        findings.extend(desk.make(path).1);
    }
    if findings.iter().any(Finding::is_error) {
        return failed(findings, &ready);
    }
    let (styles, rest) = versions(&analysis.theme, &texts.input);
    let (pages, page_orders) = channel();
    let (slow, slow_orders) = channel();
    let names = editions.iter().map(|planned| planned.edition.audience()).collect();
    let good = Snapshot { pages, slow, styles, rest, editions: names, title: texts.parsed.config.title() };
    let (report, text) = DeskReport::new(&mut findings, &texts.input.sources, order);
    if ready.send(Attempt { good: Some(good), report, text, today }).is_err() {
        return;
    }
    let (page_orders, slow_orders) = (Mutex::new(page_orders), Mutex::new(slow_orders));
    thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| desk.work(&page_orders, |ask| desk.answer(ask)));
        }
        scope.spawn(|| desk.work(&slow_orders, |ask| order.slow.run(|| desk.answer(ask))));
    });
}

struct EditionFolder<'a> {
    prefix: String,
    artifacts: Artifacts<'a>,
}

/// Takes orders and makes what they ask for.
struct Renderer<'a> {
    folders: Vec<EditionFolder<'a>>,
    made: Mutex<MemoryCache>,
    order: &'a SnapshotRequest,
    input: &'a Input,
}

#[derive(Default)]
struct MemoryCache {
    size: usize,
    files: BTreeMap<String, ServedFile>,
    /// What could not be made: it cannot be made the second time either.
    failed: BTreeMap<String, Arc<DeskReport>>,
}

impl Renderer<'_> {
    fn work(&self, orders: &Mutex<Receiver<Ask>>, answer: impl Fn(&Ask) -> Option<Answer>) {
        loop {
            let next = match orders.lock() {
                Ok(orders) => orders.recv(),
                Err(_) => return,
            };
            // Nobody can ask any more.
            let Ok(ask) = next else { return };
            if let Some(answer) = answer(&ask) {
                let _ = ask.reply.send(answer);
            }
        }
    }

    /// `None` when whoever asked went away while waiting for their turn.
    fn answer(&self, ask: &Ask) -> Option<Answer> {
        if ask.reply.is_closed() {
            return None;
        }
        let failed = self.made.lock().ok().and_then(|kept| kept.failed.get(&ask.path).cloned());
        if let Some(report) = failed {
            return Some(Answer::Failed(report));
        }
        let (answer, mut findings) = self.make(&ask.path);
        if findings.is_empty() {
            return answer;
        }
        let is_good = answer.is_some();
        let (report, text) = DeskReport::new(&mut findings, &self.input.sources, self.order);
        (self.order.tell)(ServeEvent::Made { findings: &text });
        if is_good {
            return answer;
        }
        let report = Arc::new(report);
        if let Ok(mut kept) = self.made.lock() {
            kept.failed.insert(ask.path.clone(), Arc::clone(&report));
        }
        Some(Answer::Failed(report))
    }

    /// The file at a path, by looking the path up in the plans. `None` when it could not be made.
    fn make(&self, path: &str) -> (Option<Answer>, Vec<Finding>) {
        let kept = self.made.lock().ok().and_then(|kept| kept.files.get(path).cloned());
        if let Some(made) = kept {
            return (Some(Answer::Made(made)), Vec::new());
        }
        let place = self.folders.iter().find_map(|folder| Some((folder, path.strip_prefix(&folder.prefix)?)));
        let Some((folder, inner)) = place else { return (Some(Answer::Missing), Vec::new()) };
        let paths = folder.artifacts.paths();
        let Ok(index) = paths.binary_search_by(|known| known.as_str().cmp(inner)) else {
            return (Some(Answer::Missing), Vec::new());
        };
        let mut out = Vec::new();
        let findings = folder.artifacts.make(index, &mut out);
        if findings.iter().any(Finding::is_error) {
            return (None, findings);
        }
        let made = ServedFile { hash: xxh3_64(&out), bytes: out.into() };
        if let Ok(mut kept) = self.made.lock() {
            if kept.size + made.bytes.len() > SHELF {
                *kept = MemoryCache::default();
            }
            kept.size += made.bytes.len();
            kept.files.insert(path.to_string(), made.clone());
        }
        (Some(Answer::Made(made)), findings)
    }
}

/// What style sheets are, and all else that pages use.
fn versions(theme: &Theme, input: &Input) -> (u64, u64) {
    let (mut styles, mut rest) = (Xxh3::new(), Xxh3::new());
    for (path, bytes) in theme.assets() {
        let hash = if path.ends_with(".css") { &mut styles } else { &mut rest };
        hash.update(path.as_bytes());
        hash.update(bytes);
    }
    for (path, version) in &input.versions {
        rest.update(path.as_bytes());
        rest.update(&version.to_bytes());
    }
    (styles.digest(), rest.digest())
}
