//! The author's desk: a server on this machine that shows both editions from memory and follows the files.
//!
//! ```text
//!  watch ──wakes──► build loop: SourceCache, Memo ──starts──► snapshot (a thread that owns one state of the school)
//!                      │ the last good one, and what is wrong now          ▲ renders when asked
//!                      ▼                                                  │
//!                    State ──────────────► http: pages, live reload ──────┘
//! ```
//!
//! Nothing is written but the cache of PDFs, and no request ever becomes a file name: an address is looked up in the plan
//! of an edition.

mod attempts;
mod build_loop;
mod clicker;
mod http;
mod kinds;
mod lan;
mod live;
mod pages;
mod request_policy;
mod snapshot;
mod watch;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch as channel;

use crate::audience::Audience;
use crate::diag::Lang;
use crate::diag::terminal::Style;
use crate::disk::Root;
use crate::pipeline::BuildDay;
use crate::site::Options;

pub use lan::LanAccess;
use snapshot::Snapshot;

/// What serving was asked to do.
pub struct ServeRequest {
    pub root: Root,
    pub editions: Option<Vec<Audience>>,
    pub options: Options,
    pub lang: Lang,
    /// How findings look on the terminal.
    pub style: Style,
    /// The first port to try; the next free one is taken.
    pub port: u16,
    /// Also for other devices on the network.
    pub lan: bool,
    /// Ask the disk instead of waiting for it to tell: for network drives.
    pub poll: Option<Duration>,
    /// The address that opens a file in an editor, with `{path}`, `{line}` and `{column}`.
    pub editor: Option<String>,
}

/// What happens while serving, for whoever prints it.
pub enum ServeEvent<'a> {
    /// It can be looked at: the address, and for other devices one with its code. `taken` is the port that was asked for.
    Ready { address: &'a str, taken: Option<u16>, door: Option<&'a LanAccess> },
    /// A build: its findings as text (empty when all is well), and what is to be seen now. `today` where it is another day
    /// than in the build before.
    Built { findings: &'a str, seen: OnScreen, today: Option<BuildDay> },
    /// What is wrong with one file, now that somebody asked for it.
    Made { findings: &'a str },
    /// The system does not tell of changes; the reason.
    Polling(&'a str),
}

/// What a visitor sees after a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnScreen {
    /// The site for the first time; `Ready` says where.
    First,
    /// The site as it is now.
    New,
    /// The last site that was right.
    Last,
    /// No site: none was right yet.
    Nothing,
}

/// Why there is no server.
#[derive(Debug)]
pub enum ServeFailure {
    /// No port was free; the first that was tried.
    Port(u16, std::io::Error),
    NoNetwork,
    System(std::io::Error),
}

/// What is known at a moment. A newer state replaces it as a whole.
#[derive(Clone, Default)]
struct State {
    /// The last one without errors.
    good: Option<Arc<Snapshot>>,
    /// What is wrong now, for the overlay.
    report: Arc<live::DeskReport>,
}

/// What the threads share.
struct Desk {
    state: channel::Sender<State>,
    /// Pages that somebody is looking at, and how many do: a new snapshot must be able to make them.
    viewed: Mutex<BTreeMap<String, usize>>,
}

impl Desk {
    fn state(&self) -> State {
        self.state.borrow().clone()
    }

    fn viewed(&self) -> Vec<String> {
        self.viewed.lock().map(|viewed| viewed.keys().cloned().collect()).unwrap_or_default()
    }
}

/// Serves until the program is told to stop.
pub fn run(request: ServeRequest, tell: impl Fn(ServeEvent<'_>) + Send + 'static) -> Result<(), ServeFailure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeFailure::System)?;
    runtime.block_on(async {
        let loopback = http::listen(request.port).await?;
        let port = loopback.local_addr().map_err(ServeFailure::System)?.port();
        let door = if request.lan { Some(LanAccess::new(port)?) } else { None };
        let outside = match &door {
            Some(door) => {
                Some(http::bind(SocketAddr::new(door.ip, port)).await.map_err(|e| ServeFailure::Port(port, e))?)
            }
            None => None,
        };
        let desk = Arc::new(Desk { state: channel::Sender::new(State::default()), viewed: Mutex::default() });
        let address = format!("http://localhost:{port}/");
        let taken = Some(request.port).filter(|asked| *asked != 0 && *asked != port);
        let house = Arc::new(http::HttpState::new(Arc::clone(&desk), &request, port, door.as_ref())?);
        let mut ready = desk.state.subscribe();
        let tell = Arc::new(Mutex::new(tell));
        let say = move |event: ServeEvent<'_>| {
            if let Ok(tell) = tell.lock() {
                tell(event);
            }
        };
        let shown = say.clone();
        build_loop::start(request, Arc::clone(&desk), say);
        // The first build decides what the first visitor sees.
        let _ = ready.changed().await;
        shown(ServeEvent::Ready { address: &address, taken, door: door.as_ref() });
        let serving = async {
            let inside = http::serve(loopback, Arc::clone(&house), true);
            match outside {
                Some(outside) => _ = tokio::join!(inside, http::serve(outside, Arc::clone(&house), false)),
                None => inside.await,
            }
        };
        tokio::select! {
            () = serving => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}
