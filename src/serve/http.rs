//! The server itself: connections with limits, addresses, answers. Everything it tells comes from memory.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::{self, Body};
use axum::extract::{Request as HttpRequest, State as Shared};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;
use xxhash_rust::xxh3::xxh3_64;

use super::attempts::{self, Attempts};
use super::clicker::{self, Clicker, ShownSlide};
use super::kinds::kind_of;
use super::lan::{CLICKER, LanAccess};
use super::live::{self, DeskReport};
use super::request_policy::{self, RequestPolicy};
use super::snapshot::{Answer, ServedFile};
use super::{Desk, ServeFailure, ServeRequest, State, pages};
use crate::diag::Lang;
use crate::handbook;

/// The request line and all headers together.
const HEAD: usize = 16 * 1024;
const HEADERS: usize = 100;
/// A head that is not whole by then never will be.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// The one byte of a tap.
const BODY_TIME: Duration = Duration::from_secs(5);
/// More than a classroom of tablets; fewer than a system gives files.
const CONNECTIONS: usize = 512;
/// So many ports after the first are tried.
const PORTS: u16 = 50;

/// What all connections share.
pub struct HttpState {
    desk: Arc<Desk>,
    lang: Lang,
    token: String,
    inside: Arc<RequestPolicy>,
    outside: Option<Arc<RequestPolicy>>,
    attempts: Attempts,
    clicker: Arc<Clicker>,
    places: Arc<Semaphore>,
    handbook: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl HttpState {
    pub fn new(
        desk: Arc<Desk>,
        request: &ServeRequest,
        port: u16,
        door: Option<&LanAccess>,
    ) -> Result<Self, ServeFailure> {
        Ok(HttpState {
            desk,
            lang: request.lang,
            token: live::secret()?,
            inside: Arc::new(RequestPolicy::inside(port)),
            outside: door.map(|door| Arc::new(RequestPolicy::outside(door.ip, port, &door.code))),
            attempts: Attempts::default(),
            clicker: Arc::new(Clicker::new()),
            places: Arc::new(Semaphore::new(CONNECTIONS)),
            handbook: OnceLock::new(),
        })
    }
}

impl HttpState {
    /// Whether decks that come through this door are turned from a phone: those on this machine, when others may come in.
    fn is_turned(&self, policy: &RequestPolicy) -> bool {
        self.outside.is_some() && policy.code.is_none()
    }
}

/// Listens on this machine alone, at this port or the next free one.
pub async fn listen(first: u16) -> Result<TcpListener, ServeFailure> {
    let mut port = first;
    loop {
        match bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => return Ok(listener),
            Err(_) if first != 0 && port < first.saturating_add(PORTS) && port < u16::MAX => port += 1,
            Err(error) => return Err(ServeFailure::Port(first, error)),
        }
    }
}

pub async fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Serves connections for as long as the program runs. `is_inside`: they come from this machine.
pub async fn serve(listener: TcpListener, house: Arc<HttpState>, is_inside: bool) {
    let policy = if is_inside { Some(&house.inside) } else { house.outside.as_ref() };
    let Some(policy) = policy.cloned() else { return };
    loop {
        // A place is free when somebody goes; slow ones go when their time is up.
        let Ok(place) = Arc::clone(&house.places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, from)) => {
                let state = (Arc::clone(&house), Arc::clone(&policy), from.ip());
                let router = Router::new().fallback(answer).with_state(state);
                tokio::spawn(async move {
                    converse(stream, router).await;
                    drop(place);
                });
            }
            // Out of files, or a connection that went away at once.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn converse(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_headers(HEADERS).max_buf_size(HEAD);
    // An error here is the other side's: it went away, or spoke no HTTP.
    let _ = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await;
}

/// With the machine that asks.
type DeskState = (Arc<HttpState>, Arc<RequestPolicy>, IpAddr);

async fn answer(Shared((house, policy, from)): Shared<DeskState>, request: HttpRequest) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let mut response = match policy.admit(&parts) {
        Ok(()) => match ask_code(&house, &policy, &parts, from) {
            Some(refused) => refused,
            None if policy.is_click(&parts) => click(&house, body).await,
            None => respond(&house, &policy, &parts).await,
        },
        Err(status) => refusal(status),
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS_OF_ALL {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// On every answer. Nothing is kept by a browser without asking again; nothing is for other sites.
const HEADERS_OF_ALL: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("content-security-policy", "frame-ancestors 'self'"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-cache"),
];

fn refusal(status: StatusCode) -> Response<Body> {
    let mut response = file(status, "text/plain; charset=utf-8", status.to_string().into_bytes());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

async fn respond(house: &Arc<HttpState>, policy: &RequestPolicy, parts: &Parts) -> Response<Body> {
    let Some(path) = request_policy::decoded(parts.uri.path()) else { return refusal(StatusCode::BAD_REQUEST) };
    match path.as_str() {
        "/_krijt/live.js" => file(StatusCode::OK, "text/javascript; charset=utf-8", live::SCRIPT.into()),
        "/_krijt/live.css" => file(StatusCode::OK, "text/css; charset=utf-8", live::STYLE.into()),
        CLICKER if policy.code.is_some() => {
            file(StatusCode::OK, "text/html; charset=utf-8", pages::clicker(house.lang).into_bytes())
        }
        "/_krijt/klik.js" if policy.code.is_some() => {
            file(StatusCode::OK, "text/javascript; charset=utf-8", clicker::SCRIPT.into())
        }
        "/_krijt/klik.css" if policy.code.is_some() => {
            file(StatusCode::OK, "text/css; charset=utf-8", clicker::STYLE.into())
        }
        "/_krijt/klik/stand" if policy.code.is_some() => house.clicker.follow(),
        "/_krijt/klik/dia.js" if house.is_turned(policy) => {
            file(StatusCode::OK, "text/javascript; charset=utf-8", clicker::DECK_SCRIPT.into())
        }
        "/_krijt/klik/dia" | "/_krijt/klik/op" if house.is_turned(policy) => {
            match policy.admit_listener(parts, &house.token) {
                Ok(()) => turn(house, parts, path.ends_with("dia")),
                Err(status) => refusal(status),
            }
        }
        "/_krijt/events" | "/_krijt/report" => match policy.admit_listener(parts, &house.token) {
            Ok(()) => {
                let viewed = request_policy::query(parts, "path").and_then(request_policy::decoded).unwrap_or_default();
                if path.ends_with("events") { events(house, viewed) } else { report(house, &viewed).await }
            }
            Err(status) => refusal(status),
        },
        _ => match path.strip_prefix("/_krijt/handboek") {
            Some(rest) => handbook(house, rest).await,
            None => page(house, policy, parts, &path).await,
        },
    }
}

/// The handbook that is in the program: made as a whole when somebody first asks for a page of it.
async fn handbook(house: &Arc<HttpState>, rest: &str) -> Response<Body> {
    let Some(name) = rest.strip_prefix('/').filter(|name| !name.is_empty()) else {
        let mut response = file(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Vec::new());
        let first = HeaderValue::from_static("/_krijt/handboek/handleiding/index.html");
        response.headers_mut().insert(header::LOCATION, first);
        return response;
    };
    let (house, name) = (Arc::clone(house), file_name(name));
    // Not on the thread that answers everybody.
    let made = tokio::task::spawn_blocking(move || {
        let files = house.handbook.get_or_init(|| handbook::files().0);
        files.get(&name).map(|bytes| file(StatusCode::OK, kind_of(&name), bytes.clone()))
    });
    made.await.ok().flatten().unwrap_or_else(|| refusal(StatusCode::NOT_FOUND))
}

/// What whoever has not shown the code gets; `None` for those who have, and where none is asked. Whoever brings it in the
/// address is remembered. A code that is wrong counts, wherever it stands: an old one in a cookie is taken away.
fn ask_code(house: &HttpState, policy: &RequestPolicy, parts: &Parts, from: IpAddr) -> Option<Response<Body>> {
    let code = policy.code.as_deref()?;
    let path = parts.uri.path();
    if path == "/_krijt/live.css" {
        return None;
    }
    let html = |status, html: String| file(status, "text/html; charset=utf-8", html.into_bytes());
    let now = tokio::time::Instant::now();
    if house.attempts.is_refused(from, now) {
        let mut response = html(StatusCode::TOO_MANY_REQUESTS, pages::refused(house.lang));
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(attempts::REFUSED.as_secs()));
        return Some(response);
    }
    let cookie = cookie(parts, code);
    if cookie == Some(true) {
        return None;
    }
    let action = if path == CLICKER { CLICKER } else { "/" };
    let given = request_policy::query(parts, "code").filter(|given| !given.is_empty()).map(str::to_ascii_lowercase);
    if given.as_deref().is_some_and(|given| request_policy::is_equal(given, code)) {
        let mut response = file(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Vec::new());
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(action));
        set_cookie(&mut response, &format!("krijt={code}"));
        return Some(response);
    }
    if given.is_some() || cookie.is_some() {
        house.attempts.note(from, now);
    }
    let mut response = html(StatusCode::UNAUTHORIZED, pages::code(house.lang, action, given.is_some()));
    if cookie.is_some() {
        set_cookie(&mut response, "krijt=; Max-Age=0");
    }
    Some(response)
}

fn set_cookie(response: &mut Response<Body>, pair: &str) {
    if let Ok(cookie) = HeaderValue::from_str(&format!("{pair}; HttpOnly; SameSite=Strict; Path=/")) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

/// Whether one of our cookies has the code; `None` without any.
fn cookie(parts: &Parts, code: &str) -> Option<bool> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let ours = pairs.filter(|(name, _)| *name == "krijt");
    ours.map(|(_, value)| request_policy::is_equal(value, code)).reduce(|one, other| one | other)
}

/// A tap on the clicker: one byte, which is there at once or never.
async fn click(house: &HttpState, body: Body) -> Response<Body> {
    let body = tokio::time::timeout(BODY_TIME, body::to_bytes(body, 1)).await;
    match body.ok().and_then(Result::ok).and_then(|body| house.clicker.click(&body)) {
        Some(true) => done(),
        Some(false) => refusal(StatusCode::CONFLICT),
        None => refusal(StatusCode::BAD_REQUEST),
    }
}

/// A deck says which slide it shows, and may go on to listen.
fn turn(house: &HttpState, parts: &Parts, stays: bool) -> Response<Body> {
    let Some(slide) = ShownSlide::of(parts) else { return refusal(StatusCode::BAD_REQUEST) };
    if stays {
        return house.clicker.turn(slide);
    }
    house.clicker.show(slide);
    done()
}

fn done() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// What stands at an address now.
struct PageAnswer {
    status: StatusCode,
    kind: &'static str,
    file: ServedFile,
    /// What is wrong with it alone.
    report: Option<Arc<DeskReport>>,
}

impl PageAnswer {
    fn own(status: StatusCode, html: String) -> Self {
        let file = ServedFile { hash: xxh3_64(html.as_bytes()), bytes: html.into_bytes().into() };
        PageAnswer { status, kind: "text/html; charset=utf-8", file, report: None }
    }
}

async fn look_up(house: &HttpState, state: &State, path: &str) -> PageAnswer {
    let Some(good) = &state.good else {
        return PageAnswer::own(StatusCode::SERVICE_UNAVAILABLE, pages::waiting(house.lang));
    };
    if path == "/" {
        return PageAnswer::own(StatusCode::OK, pages::chooser(house.lang, &good.title, &good.editions));
    }
    let name = file_name(path);
    match good.get(&name).await {
        Answer::Made(file) => PageAnswer { status: StatusCode::OK, kind: kind_of(&name), file, report: None },
        Answer::Missing => PageAnswer::own(StatusCode::NOT_FOUND, pages::missing(house.lang, path)),
        Answer::Failed(report) => {
            let page = PageAnswer::own(StatusCode::INTERNAL_SERVER_ERROR, pages::failed(house.lang));
            PageAnswer { report: Some(report), ..page }
        }
    }
}

/// The name of a file in the plan: a folder stands for its page.
fn file_name(path: &str) -> String {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() }
}

async fn page(house: &HttpState, policy: &RequestPolicy, parts: &Parts, path: &str) -> Response<Body> {
    let state = house.desk.state();
    let shown = look_up(house, &state, path).await;
    if shown.status == StatusCode::NOT_FOUND
        && let Some(good) = &state.good
        && let Answer::Made(_) = good.get(&file_name(&format!("{path}/"))).await
        && let Ok(folder) = HeaderValue::from_str(&format!("{}/", parts.uri.path()))
        && !parts.uri.path().starts_with("//")
    {
        let mut response = file(StatusCode::TEMPORARY_REDIRECT, "text/plain; charset=utf-8", Vec::new());
        response.headers_mut().insert(header::LOCATION, folder);
        return response;
    }
    if shown.kind.starts_with("text/html") {
        let is_deck = shown.status == StatusCode::OK && clicker::is_deck(path);
        let is_turned = is_deck && house.is_turned(policy);
        let html = live::with_script(&shown.file.bytes, &house.token, &versions(&state, &shown), is_turned);
        return file(shown.status, shown.kind, html);
    }
    static_file(parts, &shown)
}

/// A file that is not a page: from the browser's own store when it has this version, and in pieces when it asks for one.
fn static_file(parts: &Parts, shown: &PageAnswer) -> Response<Body> {
    let tag = format!("\"{:016x}\"", shown.file.hash);
    let has_it = parts.headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let bytes = &shown.file.bytes;
    let mut response = if has_it {
        Response::new(Body::empty())
    } else {
        match piece(parts, bytes.len()) {
            Some((from, to)) => {
                let mut response = file(StatusCode::PARTIAL_CONTENT, shown.kind, bytes[from..=to].to_vec());
                let range = format!("bytes {from}-{to}/{}", bytes.len());
                HeaderValue::from_str(&range)
                    .map(|range| response.headers_mut().insert(header::CONTENT_RANGE, range))
                    .ok();
                response
            }
            None => file(shown.status, shown.kind, bytes.to_vec()),
        }
    };
    if has_it {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

/// First and last byte of the one piece that is asked for (a film in Safari); anything else is answered whole.
fn piece(parts: &Parts, size: usize) -> Option<(usize, usize)> {
    let asked = parts.headers.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (from, to) = asked.split_once('-')?;
    let from: usize = from.parse().ok()?;
    let to = if to.is_empty() { size.checked_sub(1)? } else { to.parse::<usize>().ok()?.min(size.checked_sub(1)?) };
    (from <= to).then_some((from, to))
}

fn versions(state: &State, shown: &PageAnswer) -> String {
    let (styles, rest) = state.good.as_ref().map_or((0, 0), |good| (good.styles, good.rest));
    format!("{:x}.{styles:x}.{rest:x}", shown.file.hash)
}

/// One who looks at a page.
struct Viewer {
    house: Arc<HttpState>,
    name: String,
}

impl Viewer {
    fn new(house: &Arc<HttpState>, path: &str) -> Self {
        let viewer = Viewer { house: Arc::clone(house), name: file_name(path) };
        if let Ok(mut viewed) = house.desk.viewed.lock() {
            *viewed.entry(viewer.name.clone()).or_default() += 1;
        }
        viewer
    }
}

impl Drop for Viewer {
    fn drop(&mut self) {
        if let Ok(mut viewed) = self.house.desk.viewed.lock()
            && let Some(count) = viewed.get_mut(&self.name)
        {
            *count -= 1;
            if *count == 0 {
                viewed.remove(&self.name);
            }
        }
    }
}

/// Tells a page, now and after every build, which versions there are. A slow listener misses those in between.
fn events(house: &Arc<HttpState>, path: String) -> Response<Body> {
    let viewer = Arc::new(Viewer::new(house, &path));
    let states = WatchStream::new(house.desk.state.subscribe());
    let messages = states.then(move |state| {
        let (viewer, path) = (Arc::clone(&viewer), path.clone());
        async move {
            let shown = look_up(&viewer.house, &state, &path).await;
            let report = wrong(&state, &shown).hash;
            Ok::<Event, Infallible>(Event::default().data(format!("{} {report:x}", versions(&state, &shown))))
        }
    });
    Sse::new(messages).keep_alive(KeepAlive::default()).into_response()
}

/// What is wrong: with the school, or else with this page.
fn wrong(state: &State, shown: &PageAnswer) -> Arc<DeskReport> {
    match &shown.report {
        Some(report) if state.report.hash == 0 => Arc::clone(report),
        _ => Arc::clone(&state.report),
    }
}

async fn report(house: &HttpState, path: &str) -> Response<Body> {
    let state = house.desk.state();
    let shown = look_up(house, &state, path).await;
    let report = wrong(&state, &shown);
    file(StatusCode::OK, "application/json; charset=utf-8", report.json.clone().into_bytes())
}

fn file(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
