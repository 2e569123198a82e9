//! Who may ask what. Another site in the same browser, a page that renamed itself to this address (DNS rebinding), another
//! machine on the network: none of them gets a page.

use axum::http::header::{self, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Version};

use super::lan::CLICKER;

/// Through which door a request came, and what that door asks.
pub struct RequestPolicy {
    /// `localhost:1234`: the names that this server has there.
    hosts: Vec<String>,
    /// The code for other devices.
    pub code: Option<String>,
}

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

impl RequestPolicy {
    pub fn inside(port: u16) -> Self {
        let hosts = ["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}"));
        RequestPolicy { hosts: hosts.to_vec(), code: None }
    }

    pub fn outside(ip: std::net::IpAddr, port: u16, code: &str) -> Self {
        RequestPolicy { hosts: vec![std::net::SocketAddr::new(ip, port).to_string()], code: Some(code.to_string()) }
    }

    /// Refuses what no browser that looks at this server would send.
    pub fn admit(&self, parts: &Parts) -> Result<(), StatusCode> {
        let is_click = self.is_click(parts);
        if parts.method != Method::GET && parts.method != Method::HEAD && !is_click {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        let is_plain = parts.uri.scheme().is_none() && parts.uri.authority().is_none();
        if !is_plain || !parts.uri.path().starts_with('/') || parts.version < Version::HTTP_10 {
            return Err(StatusCode::BAD_REQUEST);
        }
        if !self.is_host(&parts.headers) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        if has_body(&parts.headers) && !(is_click && is_one_byte(&parts.headers)) {
            return Err(StatusCode::BAD_REQUEST);
        }
        // Pages of other sites get nothing, not even by a link; other ports of this machine are other sites.
        let is_ours = match text(&parts.headers, &SITE) {
            None | Some("none" | "same-origin") => true,
            Some("same-site") => text(&parts.headers, &MODE) == Some("navigate"),
            Some(_) => false,
        };
        // A browser says from which page a click comes.
        let is_known = !is_click || parts.headers.contains_key(header::ORIGIN);
        if !is_ours || !is_known || !self.is_origin(&parts.headers) {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(())
    }

    /// The one request that is not for reading: a tap on the clicker, from where a code is asked.
    pub fn is_click(&self, parts: &Parts) -> bool {
        self.code.is_some() && parts.method == Method::POST && parts.uri.path() == CLICKER
    }

    /// The channel asks for more: the token of this run, and a sign that one of our own pages listens.
    pub fn admit_listener(&self, parts: &Parts, token: &str) -> Result<(), StatusCode> {
        let given = query(parts, "token");
        // Browsers send no such sign over plain HTTP from another machine; there the code stands for it.
        let is_ours = self.code.is_some()
            || parts.headers.contains_key(header::ORIGIN)
            || text(&parts.headers, &SITE) == Some("same-origin");
        if given.is_none_or(|given| !is_equal(given, token)) || !is_ours {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(())
    }

    fn is_host(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all(header::HOST).iter();
        let is_known = |value: &str| self.hosts.iter().any(|host| host.eq_ignore_ascii_case(value));
        given.next().and_then(|value| value.to_str().ok()).is_some_and(is_known) && given.next().is_none()
    }

    /// An origin, where one is given, is this server.
    fn is_origin(&self, headers: &HeaderMap) -> bool {
        let is_known = |value: &str| {
            value
                .strip_prefix("http://")
                .is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
        };
        headers.get_all(header::ORIGIN).iter().all(|value| value.to_str().is_ok_and(is_known))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(header::TRANSFER_ENCODING)
        || text(headers, &header::CONTENT_LENGTH).is_some_and(|size| size != "0")
}

fn is_one_byte(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::TRANSFER_ENCODING) && text(headers, &header::CONTENT_LENGTH) == Some("1")
}

/// A value of the query. Ours have letters and digits only, so nothing is decoded but what `decoded` does for paths.
pub fn query<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    let pairs = parts.uri.query()?.split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Compares without telling by its time how much was right.
pub fn is_equal(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// A path without its percent signs; `None` when it is no text or holds what no path of ours can hold.
pub fn decoded(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        out.push((digit()? * 16 + digit()?) as u8);
    }
    String::from_utf8(out).ok().filter(|text| !text.contains(|c: char| c.is_control()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decoded("/a%20b/%C3%BC"), Some("/a b/ü".to_string()));
        assert_eq!(decoded("/%252e"), Some("/%2e".to_string()));
        for bad in ["/%", "/%f", "/%zz", "/%ff", "/%00", "/%0a"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
