//! The web itself: one request to a host that may be asked.
//!
//! The name is looked up once, addresses that may not be asked are left out, and the connection goes to what is left: a
//! name that leads elsewhere a moment later leads nobody there. No cookies, no content, no proxy, no redirects.
#![expect(clippy::disallowed_methods, reason = "asks other hosts, on request")]

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use dns_lookup::{AddrInfoHints, LookupErrorKind, SockType};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::{Host, Url};

use super::{Cause, Method, Reply, Trouble, Web, hosts};

/// Who asks, so that the owner of a site can tell.
const NAME: &str = concat!("krijt/", env!("CARGO_PKG_VERSION"), " (looks up the links of a school's site, on request)");
/// More headers than this are no answer.
const HEADERS: usize = 32 * 1024;
/// Addresses of one host that are tried.
const TRIED: usize = 4;
const LOOPBACK: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

pub struct Net {
    /// Which addresses may be asked.
    pub may_ask: fn(IpAddr) -> bool,
}

impl Web for Net {
    fn request(&self, method: Method, url: &Url, within: Duration) -> Result<Reply, Trouble> {
        let end = Instant::now() + within;
        let at = self.find(url, within)?;
        let left = end.saturating_duration_since(Instant::now());
        let agent = Agent::with_parts(config(left), DefaultConnector::new(), KnownHosts(at));
        let asked = match method {
            Method::Head => agent.head(url.as_str()).call(),
            Method::Get => agent.get(url.as_str()).call(),
        };
        let reply = asked.map_err(|error| Trouble::Because(cause(&error)))?;
        let location = reply.headers().get("location");
        Ok(Reply {
            status: reply.status().as_u16(),
            location: location.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        })
    }
}

fn config(within: Duration) -> Config {
    Config::builder()
        .user_agent(NAME)
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_response_header_size(HEADERS)
        .max_idle_connections(0)
        .timeout_global(Some(within))
        .build()
}

impl Net {
    /// Where a host may be asked.
    fn find(&self, url: &Url, within: Duration) -> Result<Vec<SocketAddr>, Trouble> {
        let closed = Trouble::Because(Cause::NotPublic);
        let port = url.port_or_known_default().filter(|port| hosts::is_web_port(*port)).ok_or(closed)?;
        let found = match url.host() {
            Some(Host::Ipv4(ip)) => vec![IpAddr::V4(ip)],
            Some(Host::Ipv6(ip)) => vec![IpAddr::V6(ip)],
            Some(Host::Domain(name)) if hosts::is_this_machine(name) => LOOPBACK.to_vec(),
            Some(Host::Domain(name)) => look_up(name, within)?,
            None => return Err(Trouble::Because(Cause::NotReadable)),
        };
        let open = found.into_iter().filter(|ip| (self.may_ask)(*ip)).map(|ip| SocketAddr::new(ip, port));
        let open: Vec<SocketAddr> = open.take(TRIED).collect();
        if open.is_empty() { Err(closed) } else { Ok(open) }
    }
}

/// The addresses of a name. The system may take its time: nobody waits longer than agreed.
fn look_up(name: &str, within: Duration) -> Result<Vec<IpAddr>, Trouble> {
    let (tell, told) = mpsc::sync_channel(1);
    let name = name.to_string();
    std::thread::spawn(move || drop(tell.send(resolve(&name))));
    told.recv_timeout(within).unwrap_or_else(|error| {
        Err(Trouble::Because(if error == RecvTimeoutError::Timeout { Cause::Slow } else { Cause::NoNetwork }))
    })
}

fn resolve(name: &str) -> Result<Vec<IpAddr>, Trouble> {
    let hints = AddrInfoHints { socktype: SockType::Stream.into(), ..AddrInfoHints::default() };
    match dns_lookup::getaddrinfo(Some(name), None, Some(hints)) {
        Ok(found) => Ok(found.flatten().map(|found| found.sockaddr.ip()).collect()),
        Err(error) => Err(match error.kind() {
            LookupErrorKind::NoName | LookupErrorKind::NoData => Trouble::NoSuchHost,
            _ => Trouble::Because(Cause::NoNetwork),
        }),
    }
}

/// What was found before, for whoever connects.
#[derive(Debug)]
struct KnownHosts(Vec<SocketAddr>);

impl Resolver for KnownHosts {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let mut all = self.empty();
        self.0.iter().for_each(|address| all.push(*address));
        Ok(all)
    }
}

fn cause(error: &Error) -> Cause {
    match error {
        Error::Timeout(_) => Cause::Slow,
        Error::BadUri(_) | Error::Http(_) => Cause::NotReadable,
        Error::Tls(_) | Error::Rustls(_) => Cause::NotSecure,
        Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Cause::Slow,
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => Cause::NoNetwork,
            // What rustls says of a handshake.
            ErrorKind::InvalidData => Cause::NotSecure,
            _ => Cause::NoAnswer,
        },
        _ => Cause::NoAnswer,
    }
}
