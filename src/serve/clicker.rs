//! A phone as clicker, with `--lan`: what the phone asks for goes to the deck that was last opened or turned on this
//! machine, and which slide that shows goes to the phone. The phone takes title and notes from the deck's own page, as
//! whoever has the code may.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Response;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use tokio::sync::{broadcast, watch};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

use super::request_policy::{decoded, query};

/// On the phone.
pub const SCRIPT: &str = include_str!("clicker.js");
pub const STYLE: &str = include_str!("clicker.css");
/// In the deck.
pub const DECK_SCRIPT: &str = include_str!("clicker_deck.js");

/// What a phone may ask, a byte each: next, previous, a black screen. The deck is told the same letter.
const CLICKS: &[(u8, &str)] = &[(b'n', "n"), (b'p', "p"), (b'b', "b")];
/// A deck that is further behind than this misses some.
const BEHIND: usize = 16;

pub struct Clicker {
    shown: watch::Sender<Option<ShownSlide>>,
    clicks: broadcast::Sender<Click>,
}

/// What a deck says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownSlide {
    /// A number that the page gave itself when it was loaded.
    deck: String,
    path: String,
    /// Which slide, from 0, of how many.
    at: u16,
    count: u16,
}

#[derive(Clone)]
struct Click {
    deck: String,
    what: &'static str,
}

impl ShownSlide {
    /// `None` when it is nothing that our script would send.
    pub fn of(parts: &Parts) -> Option<ShownSlide> {
        let deck =
            query(parts, "deck").filter(|deck| deck.len() == 16 && deck.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let path = query(parts, "path").and_then(decoded).filter(|path| is_deck(path))?;
        let (at, count) = (query(parts, "at")?.parse().ok()?, query(parts, "count")?.parse().ok()?);
        (at < count).then(|| ShownSlide { deck: deck.to_string(), path, at, count })
    }
}

/// Whether a page may be turned from a phone.
pub fn is_deck(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && path.ends_with("/dia.html")
}

impl Clicker {
    pub fn new() -> Self {
        Clicker { shown: watch::Sender::new(None), clicks: broadcast::Sender::new(BEHIND) }
    }

    pub fn show(&self, slide: ShownSlide) {
        self.shown.send_if_modified(|shown| shown.replace(slide.clone()).as_ref() != Some(&slide));
    }

    /// `None`: no such click. `Some(false)`: no deck heard it.
    pub fn click(&self, body: &[u8]) -> Option<bool> {
        let [byte] = body else { return None };
        let (_, what) = CLICKS.iter().find(|(known, _)| known == byte)?;
        let deck = self.shown.borrow().as_ref().map(|shown| shown.deck.clone());
        Some(deck.is_some_and(|deck| self.clicks.send(Click { deck, what }).is_ok()))
    }

    /// Tells a deck what it is asked, for as long as it is open.
    pub fn turn(self: &Arc<Self>, slide: ShownSlide) -> Response<Body> {
        let clicks = BroadcastStream::new(self.clicks.subscribe());
        let open = OpenDeck { clicker: Arc::clone(self), deck: slide.deck.clone() };
        self.show(slide);
        let messages = clicks.filter_map(move |click| {
            let click = click.ok().filter(|click| click.deck == open.deck)?;
            Some(Ok::<Event, Infallible>(Event::default().data(click.what)))
        });
        Sse::new(messages).keep_alive(KeepAlive::default()).into_response()
    }

    /// Tells a phone which slide is shown, now and at every turn.
    pub fn follow(&self) -> Response<Body> {
        let messages = WatchStream::new(self.shown.subscribe()).map(|shown| {
            // Strings and numbers always serialise.
            let text = serde_json::to_string(&shown).unwrap_or_default();
            Ok::<Event, Infallible>(Event::default().data(text))
        });
        Sse::new(messages).keep_alive(KeepAlive::default()).into_response()
    }
}

struct OpenDeck {
    clicker: Arc<Clicker>,
    deck: String,
}

impl Drop for OpenDeck {
    fn drop(&mut self) {
        self.clicker.shown.send_if_modified(|shown| {
            let is_it = shown.as_ref().is_some_and(|shown| shown.deck == self.deck);
            if is_it {
                *shown = None;
            }
            is_it
        });
    }
}
