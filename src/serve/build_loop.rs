//! The build loop: looks at the files when something may have changed, and makes a new snapshot when something has.

use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::snapshot::{self, Attempt, SlowLane, SnapshotRequest};
use super::watch::{FileWatch, Wakes};
use super::{Desk, OnScreen, ServeEvent, ServeRequest, State};
use crate::disk::SourceCache;
use crate::pipeline::{BuildDay, Memo};

/// A file that was closed or moved into place is whole: others of the same save follow at once, or never.
const QUIET: Duration = Duration::from_millis(4);
/// A file that is being written, or a folder that is being moved.
const BUSY: Duration = Duration::from_millis(20);
/// However many changes follow each other, after so many moments of quiet time one looks.
const READS_UNTIL_WHOLE: u32 = 25;
/// The whole tree is compared this often, whatever the system tells of changes: an event that got lost is made good.
const SWEEP: Duration = Duration::from_secs(2);
/// A mistake that is gone within this time was half a save.
const GRACE: Duration = Duration::from_millis(250);

pub fn start(request: ServeRequest, desk: Arc<Desk>, tell: impl Fn(ServeEvent<'_>) + Clone + Send + Sync + 'static) {
    let workshop = move || {
        let ServeRequest { root, editions, options, lang, style, editor, poll, .. } = request;
        let mut watch = FileWatch::new(&root, poll.is_some());
        if let Some(reason) = watch.failure() {
            tell(ServeEvent::Polling(reason));
        }
        let order = SnapshotRequest {
            root,
            editions,
            options,
            lang,
            style,
            editor,
            slow: SlowLane::new(),
            tell: Box::new(tell.clone()),
        };
        let order = Arc::new(order);
        let mut workshop = BuildLoop {
            order,
            desk,
            tell,
            cache: SourceCache::new(),
            memo: Arc::default(),
            held: None,
            is_first: true,
            day: BuildDay::default(),
        };
        workshop.look(&Wakes::default());
        workshop.publish_held();
        loop {
            let pause = poll.unwrap_or(if watch.failure().is_some() { SWEEP / 4 } else { SWEEP });
            let wakes = workshop.wait(&watch, pause);
            let Some(wakes) = wakes else { return };
            watch.renew(&wakes);
            workshop.look(&wakes);
        }
    };
    let _ = thread::Builder::new().name("workshop".into()).spawn(workshop);
}

struct BuildLoop<T> {
    order: Arc<SnapshotRequest>,
    desk: Arc<Desk>,
    tell: T,
    cache: SourceCache,
    memo: Arc<Mutex<Memo>>,
    /// Something is wrong, and nobody was told yet.
    held: Option<Attempt>,
    /// Nothing was shown yet.
    is_first: bool,
    /// The day of the last build.
    day: BuildDay,
}

impl<T: Fn(ServeEvent<'_>)> BuildLoop<T> {
    /// Waits for changes and for the quiet after them; `None` when there is nothing to wait for any more.
    fn wait(&mut self, watch: &FileWatch, pause: Duration) -> Option<Wakes> {
        let first = match watch.next(if self.held.is_some() { GRACE.min(pause) } else { pause }) {
            Ok(wake) => wake,
            Err(RecvTimeoutError::Timeout) => {
                self.publish_held();
                return Some(Wakes::default());
            }
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let mut wakes = Wakes::default();
        let mut is_whole = wakes.add(first);
        for _ in 0..READS_UNTIL_WHOLE {
            match watch.next(if is_whole { QUIET } else { BUSY }) {
                Ok(wake) => is_whole = wakes.add(wake),
                Err(_) => break,
            }
        }
        Some(wakes)
    }

    /// Looks at the tree, and builds when it is another.
    fn look(&mut self, wakes: &Wakes) {
        let seen = self.cache.look(&self.order.root, &wakes.paths, wakes.reach());
        let Some(seen) = seen else { return };
        let attempt = snapshot::attempt(&self.order, seen, &self.memo, self.desk.viewed());
        if attempt.good.is_some() {
            self.held = None;
            self.publish(attempt);
        } else {
            self.held = Some(attempt);
        }
    }

    fn publish_held(&mut self) {
        if let Some(attempt) = self.held.take() {
            self.publish(attempt);
        }
    }

    fn publish(&mut self, attempt: Attempt) {
        let Attempt { good, report, text, today } = attempt;
        let seen = match (good.is_some(), self.desk.state().good.is_some()) {
            (true, true) => OnScreen::New,
            (true, false) if self.is_first => OnScreen::First,
            (true, false) => OnScreen::New,
            (false, true) => OnScreen::Last,
            (false, false) => OnScreen::Nothing,
        };
        self.is_first = false;
        // Said before `Ready`, which waits for the state: what is wrong, and then where to look.
        (self.tell)(ServeEvent::Built { findings: &text, seen, today: (self.day != today).then_some(today) });
        self.day = today;
        self.desk.state.send_modify(|state: &mut State| {
            if let Some(good) = good {
                state.good = Some(Arc::new(good));
            }
            state.report = Arc::new(report);
        });
    }
}
