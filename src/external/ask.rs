//! One address: HEAD, GET where HEAD says no, and every redirect looked at before it is followed.

use url::Url;

use super::{Cause, Limits, Method, Reply, Trouble, Verdict, hosts};

/// One request, when it is its host's turn.
pub type Turn<'a> = &'a dyn Fn(Method, &Url) -> Result<Reply, Trouble>;

/// A new address longer than this is for programs, and hardly what an author would write.
const LONGEST: usize = 300;

pub fn ask(url: &Url, limits: &Limits, turn: Turn<'_>) -> Verdict {
    let mut here = url.clone();
    // Where the redirects lead that are for good, as long as there is none among them that is not.
    let mut moved = None;
    let mut for_good = true;
    for _ in 0..=limits.redirects {
        let reply = match one(&here, turn) {
            Ok(reply) => reply,
            Err(Trouble::NoSuchHost) => return Verdict::NoSuchHost,
            Err(Trouble::Because(cause)) => return Verdict::Unknown(cause),
        };
        let (permanent, location) = match (reply.status, reply.location) {
            (200..=299, _) => return moved.filter(|to| is_worth(url, to)).map_or(Verdict::Fine, told),
            (404 | 410, _) => return Verdict::Gone(reply.status),
            (301 | 308, Some(location)) => (true, location),
            (302 | 303 | 307, Some(location)) => (false, location),
            (status, _) => return Verdict::Unknown(Cause::Status(status)),
        };
        here = match next(&here, &location) {
            Ok(next) => next,
            Err(cause) => return Verdict::Unknown(cause),
        };
        for_good &= permanent;
        if for_good {
            moved = Some(here.clone());
        }
    }
    Verdict::Unknown(Cause::TooManyRedirects)
}

/// The reply to HEAD, which brings no content along. Some servers refuse it, or answer it wrongly: what would count
/// against an address is asked once more with GET. Whoever is asked less often, or does not answer in time, is let be.
fn one(url: &Url, turn: Turn<'_>) -> Result<Reply, Trouble> {
    if hosts::never_exists(url) {
        return Err(Trouble::NoSuchHost);
    }
    match turn(Method::Head, url) {
        Ok(reply) if reply.status >= 400 && reply.status != 429 => turn(Method::Get, url),
        Err(Trouble::Because(Cause::NoAnswer)) => turn(Method::Get, url),
        reply => reply,
    }
}

fn next(here: &Url, location: &str) -> Result<Url, Cause> {
    let mut next = here.join(location).map_err(|_| Cause::NotReadable)?;
    if !matches!(next.scheme(), "http" | "https") {
        return Err(Cause::OtherScheme);
    }
    next.set_fragment(None);
    next.set_password(None).and_then(|()| next.set_username("")).map_err(|()| Cause::NotReadable)?;
    Ok(next)
}

/// Whether an author should write the new address: not for a `www.` or a slash more, and not where a site sends whoever
/// comes to its door on to its front page.
fn is_worth(from: &Url, to: &Url) -> bool {
    let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_string());
    let path = |url: &Url| url.path().trim_end_matches('/').to_string();
    let is_same_host = host(from) == host(to);
    let is_same_page = path(from).is_empty() || (path(from) == path(to) && from.query() == to.query());
    let is_same_scheme = from.scheme() == to.scheme();
    !(is_same_host && is_same_page && is_same_scheme) && to.as_str().len() <= LONGEST
}

fn told(to: Url) -> Verdict {
    Verdict::Moved(to.to_string())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// `HEAD https://…`, and what comes of it: a status, and where to.
    type Row<'a> = (&'a str, Result<(u16, &'a str), Trouble>);

    /// Asks with replies by method and address; also gives the requests that were made.
    fn asked(start: &str, replies: &[Row<'_>]) -> (Verdict, Vec<String>) {
        let log = RefCell::new(Vec::new());
        let turn = |method: Method, url: &Url| {
            let request = format!("{} {url}", if method == Method::Head { "HEAD" } else { "GET" });
            let reply = replies.iter().find(|(of, _)| *of == request).map(|(_, reply)| *reply);
            log.borrow_mut().push(request);
            let (status, location) = reply.unwrap_or(Ok((200, "")))?;
            Ok(Reply { status, location: (!location.is_empty()).then(|| location.to_string()) })
        };
        let verdict = ask(&Url::parse(start).unwrap(), &Limits::default(), &turn);
        (verdict, log.into_inner())
    }

    const A: &str = "https://a.nl/x";

    #[test]
    fn head_is_enough_where_it_is_answered() {
        assert_eq!(asked(A, &[]), (Verdict::Fine, vec!["HEAD https://a.nl/x".to_string()]));
    }

    #[test]
    fn get_decides_where_head_says_no() {
        for status in [400, 403, 404, 405, 500, 501] {
            let (verdict, log) = asked(A, &[("HEAD https://a.nl/x", Ok((status, "")))]);
            assert_eq!((verdict, log.len()), (Verdict::Fine, 2), "{status}");
        }
        let gone = asked(A, &[("HEAD https://a.nl/x", Ok((405, ""))), ("GET https://a.nl/x", Ok((410, "")))]);
        assert_eq!(gone.0, Verdict::Gone(410));
        let hung_up = asked(A, &[("HEAD https://a.nl/x", Err(Trouble::Because(Cause::NoAnswer)))]);
        assert_eq!(hung_up.0, Verdict::Fine);
    }

    #[test]
    fn what_is_uncertain_is_no_finding() {
        for status in [401, 403, 418, 451, 500, 503, 304, 100] {
            let replies = [("HEAD https://a.nl/x", Ok((status, ""))), ("GET https://a.nl/x", Ok((status, "")))];
            assert_eq!(asked(A, &replies).0, Verdict::Unknown(Cause::Status(status)));
        }
        let busy = asked(A, &[("HEAD https://a.nl/x", Ok((429, "")))]);
        assert_eq!(busy, (Verdict::Unknown(Cause::Status(429)), vec!["HEAD https://a.nl/x".to_string()]));
        let slow = asked(A, &[("HEAD https://a.nl/x", Err(Trouble::Because(Cause::Slow)))]);
        assert_eq!((slow.0, slow.1.len()), (Verdict::Unknown(Cause::Slow), 1));
        let nowhere = asked(A, &[("HEAD https://a.nl/x", Ok((301, ""))), ("GET https://a.nl/x", Ok((301, "")))]);
        assert_eq!(nowhere.0, Verdict::Unknown(Cause::Status(301)));
    }

    #[test]
    fn redirects_are_followed_and_told_when_they_are_for_good() {
        let to = |status, location| asked(A, &[("HEAD https://a.nl/x", Ok((status, location)))]).0;
        assert_eq!(to(301, "/y"), Verdict::Moved("https://a.nl/y".to_string()));
        assert_eq!(to(308, "//b.nl/y#z"), Verdict::Moved("https://b.nl/y".to_string()));
        assert_eq!(to(302, "/y"), Verdict::Fine);
        let gone = [
            ("HEAD https://a.nl/x", Ok((301, "/y"))),
            ("HEAD https://a.nl/y", Ok((404, ""))),
            ("GET https://a.nl/y", Ok((404, ""))),
        ];
        assert_eq!(asked(A, &gone).0, Verdict::Gone(404), "the new page is gone, too");
        let half = [("HEAD https://a.nl/x", Ok((301, "/y"))), ("HEAD https://a.nl/y", Ok((302, "/z")))];
        assert_eq!(asked(A, &half).0, Verdict::Moved("https://a.nl/y".to_string()), "as far as it is for good");
        let later = [("HEAD https://a.nl/x", Ok((302, "/y"))), ("HEAD https://a.nl/y", Ok((301, "/z")))];
        assert_eq!(asked(A, &later).0, Verdict::Fine);
    }

    #[test]
    fn small_moves_are_not_worth_a_word() {
        for (from, to) in [
            ("https://a.nl/x", "https://www.a.nl/x/"),
            ("https://www.a.nl/x/", "https://a.nl/x"),
            ("https://a.nl/", "https://www.a.nl/nl/home"),
        ] {
            assert_eq!(asked(from, &[(&format!("HEAD {from}"), Ok((301, to)))]).0, Verdict::Fine, "{from} {to}");
        }
        for (from, to) in [("http://a.nl/x", "https://a.nl/x"), ("http://a.nl/", "https://b.nl/")] {
            let moved = asked(from, &[(&format!("HEAD {from}"), Ok((301, to)))]).0;
            assert_eq!(moved, Verdict::Moved(to.to_string()));
        }
        let long = format!("https://a.nl/{}", "y".repeat(LONGEST));
        assert_eq!(asked(A, &[("HEAD https://a.nl/x", Ok((301, &long)))]).0, Verdict::Fine);
    }

    #[test]
    fn redirects_end() {
        let (verdict, log) = asked(A, &[("HEAD https://a.nl/x", Ok((302, "/x")))]);
        assert_eq!((verdict, log.len()), (Verdict::Unknown(Cause::TooManyRedirects), 6));
        for location in ["ftp://a.nl/", "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.nl"] {
            let (verdict, log) = asked(A, &[("HEAD https://a.nl/x", Ok((301, location)))]);
            assert_eq!((verdict, log.len()), (Verdict::Unknown(Cause::OtherScheme), 1), "{location}");
        }
        let odd = asked(A, &[("HEAD https://a.nl/x", Ok((301, "https://[")))]);
        assert_eq!(odd.0, Verdict::Unknown(Cause::NotReadable));
    }

    #[test]
    fn a_reserved_name_is_not_asked() {
        assert_eq!(asked("https://a.invalid/", &[]), (Verdict::NoSuchHost, vec![]));
        assert_eq!(asked(A, &[("HEAD https://a.nl/x", Ok((302, "http://b.test/")))]).0, Verdict::NoSuchHost);
    }
}
