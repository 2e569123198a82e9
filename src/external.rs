//! `krijt check --external`: looks up the links to other sites. On request only: no build and no server comes here.
//!
//! ```text
//!  Site ──collect──► Address: where it leads, where it stands
//!                       │  rounds: a few hosts at once, each host one request at a time
//!                       ▼
//!                      ask: HEAD, then GET, redirects ──Web──► net: one request, to public hosts only
//!                       ▼
//!                    Verdict ──► findings, only where it is certain; the rest is counted and told
//! ```
//!
//! An author cannot help it when a site is slow, dislikes programs or is down for a day, so only what is certain is a
//! finding: the page is gone, the host does not exist, the address moved for good.

mod ask;
mod collect;
mod hosts;
mod net;
mod scheduler;

use std::time::Duration;

use crate::diag::{Finding, Fix, catalogue as code};
use crate::site::Site;
use crate::source::{Place, Span};

pub use collect::Address;
pub use hosts::{intranet, public};
pub use net::Net;

/// How far a look-up goes. What is beyond it is told as not looked up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Different addresses.
    pub addresses: usize,
    pub hosts_at_once: usize,
    /// Between two requests to one host.
    pub pause: Duration,
    pub redirects: usize,
    /// For one request, from the name of the host to the last header.
    pub request: Duration,
    /// For everything together.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            addresses: 1000,
            hosts_at_once: 4,
            pause: Duration::from_millis(500),
            redirects: 5,
            request: Duration::from_secs(10),
            whole: Duration::from_secs(600),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Head,
    Get,
}

/// What a host says before any content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    /// Where it sends the reader, as written.
    pub location: Option<String>,
}

/// Why there is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    NoSuchHost,
    Because(Cause),
}

/// Why it is not known whether an address is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The host is this machine, or one of its own network, or a port that is none of the web's.
    NotPublic,
    NotReadable,
    NoNetwork,
    /// The host hangs up, or what it says is no HTTP.
    NoAnswer,
    Slow,
    /// The certificate is wrong, or there is no cipher in common.
    NotSecure,
    /// The host answers, but not that the page is there or gone.
    Status(u16),
    TooManyRedirects,
    OtherScheme,
    TooManyAddresses,
    NoTimeLeft,
}

/// The web: one request, without following redirects and without reading content.
pub trait Web: Sync {
    fn request(&self, method: Method, url: &url::Url, within: Duration) -> Result<Reply, Trouble>;
}

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    /// For good, to this address.
    Moved(String),
    /// The status: 404 or 410.
    Gone(u16),
    NoSuchHost,
    Unknown(Cause),
}

/// Every address that was found, and what is known of it.
#[derive(Debug, Default)]
pub struct ExternalReport {
    pub rows: Vec<(String, Verdict)>,
}

impl ExternalReport {
    pub fn count(&self, is_it: impl Fn(&Verdict) -> bool) -> usize {
        self.rows.iter().filter(|(_, verdict)| is_it(verdict)).count()
    }

    /// Addresses of which nothing is known, with the reason.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, Cause)> {
        self.rows.iter().filter_map(|(address, verdict)| match verdict {
            Verdict::Unknown(cause) => Some((address.as_str(), *cause)),
            _ => None,
        })
    }
}

/// Looks up every address that the documents and the data link to. `tell` hears how many of how many are done.
pub fn look(
    site: &Site<'_>,
    web: &dyn Web,
    limits: &Limits,
    tell: &(dyn Fn(usize, usize) + Sync),
) -> (Vec<Finding>, ExternalReport) {
    let addresses = collect::addresses(site);
    let verdicts = scheduler::all(&addresses, web, limits, tell);
    let mut findings = Vec::new();
    for (address, verdict) in addresses.iter().zip(&verdicts) {
        let text = |place: &Place| site.input.sources.get(place.file).text.as_str();
        findings.extend(address.places.iter().filter_map(|place| finding(address, verdict, *place, text(place))));
    }
    let rows = addresses.into_iter().map(|address| address.written).zip(verdicts).collect();
    (findings, ExternalReport { rows })
}

/// The new address in the place of the old one, where that is written out once.
fn moved(text: &str, place: Place, from: &str, to: &str) -> Option<Fix> {
    let said = text.get(place.span.range())?;
    let mut found = said.match_indices(from).map(|(at, _)| at);
    let at = place.span.start as usize + found.next().filter(|_| found.next().is_none())?;
    let is_plain = !to.contains(['(', ')', '<', '>', '"', '\'', ' ', '#']);
    is_plain.then(|| Fix::guess(Span::new(at..at + from.len()), to))
}

fn finding(address: &Address, verdict: &Verdict, place: Place, text: &str) -> Option<Finding> {
    let of = |row| Finding::new(row, place).with("address", address.written.as_str());
    match verdict {
        Verdict::Gone(status) => Some(of(&code::ADDRESS_GONE).with("status", status.to_string())),
        Verdict::NoSuchHost => Some(of(&code::HOST_UNKNOWN).with("host", address.host().unwrap_or_default())),
        Verdict::Moved(to) => {
            let fix = moved(text, place, &address.written, to.as_str());
            Some(of(&code::ADDRESS_MOVED).with("to", to.as_str()).fixed_by(fix))
        }
        Verdict::Fine | Verdict::Unknown(_) => None,
    }
}
