//! Looking up links, through the library, at servers on this machine.

use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use krijt::disk::Root;
use krijt::external::{self, Cause, Limits, Net, Verdict};
use krijt::pipeline::{Memo, Pipeline};
use krijt::site::Options;

use crate::support::School;
use crate::web;

const QUICK: Limits = Limits {
    addresses: 100,
    hosts_at_once: 4,
    pause: Duration::from_millis(5),
    redirects: 5,
    request: Duration::from_millis(800),
    whole: Duration::from_secs(60),
};

fn here(ip: IpAddr) -> bool {
    ip == IpAddr::V4(Ipv4Addr::LOCALHOST)
}

/// What is known of these addresses, when a page links to all of them.
fn looked_up(addresses: &[String], may_ask: fn(IpAddr) -> bool, limits: &Limits) -> Vec<Verdict> {
    let links: String = addresses.iter().map(|address| format!("Lees [dit stuk](<{address}>).\n\n")).collect();
    let school = School::new(&[("content/over.md", &format!("---\ntitel: Over ons\n---\n{links}"))]);
    let root = Root::new(school.root());
    let (pipeline, mut memo) = (Pipeline::new(&root, Options::default()), Memo::default());
    let texts = pipeline.read(&mut memo);
    let analysis = pipeline.analyse(&texts, &mut memo);
    let (_, report) = external::look(&analysis.site, &Net { may_ask }, limits, &|_, _| {});
    let written: Vec<&String> = report.rows.iter().map(|(written, _)| written).collect();
    assert_eq!(written, addresses.iter().collect::<Vec<_>>());
    report.rows.into_iter().map(|(_, verdict)| verdict).collect()
}

fn one(path: &str) -> Verdict {
    looked_up(&[format!("http://{}{path}", web::host())], here, &QUICK).remove(0)
}

#[test]
fn statuses() {
    assert_eq!(one("/200?a"), Verdict::Fine);
    assert_eq!(one("/204"), Verdict::Fine);
    assert_eq!(one("/404?a"), Verdict::Gone(404));
    assert_eq!(one("/410?a"), Verdict::Gone(410));
    for status in [401, 403, 429, 500, 503, 999] {
        assert_eq!(one(&format!("/{status}?a")), Verdict::Unknown(Cause::Status(status)));
    }
}

#[test]
fn head_comes_first_and_get_where_it_is_refused() {
    assert_eq!(one("/200?head"), Verdict::Fine);
    assert_eq!(one("/head-405/200?get"), Verdict::Fine);
    assert_eq!(one("/head-404/200?get"), Verdict::Fine);
    let lines = |part: &str| web::requests(part).into_iter().map(|(_, first, _)| first).collect::<Vec<_>>();
    assert_eq!(lines("/200?head"), ["HEAD /200?head HTTP/1.1"]);
    assert_eq!(lines("405/200?get"), ["HEAD /head-405/200?get HTTP/1.1", "GET /head-405/200?get HTTP/1.1"]);
}

#[test]
fn a_request_says_who_asks_and_nothing_more() {
    assert_eq!(one("/cookie?say"), Verdict::Fine);
    let headers = |part: &str| web::requests(part).remove(0).2.join("\n").to_lowercase();
    assert!(headers("/cookie?say").contains("user-agent: krijt/"), "{}", headers("/cookie?say"));
    let next = headers("/200?cookie");
    for none in ["cookie", "referer", "authorization"] {
        assert!(!next.contains(none), "{next}");
    }
    let secret = format!("http://jan:geheim@{}/200?secret", web::host());
    assert_eq!(looked_up(&[secret], here, &QUICK), [Verdict::Fine]);
    assert!(!headers("/200?secret").contains("authorization"));
}

#[test]
fn redirects() {
    let to = |path: &str| Verdict::Moved(format!("http://{}{path}", web::host()));
    assert_eq!(one("/301/200"), to("/200"));
    assert_eq!(one("/308/301/200"), to("/200"));
    assert_eq!(one("/302/200"), Verdict::Fine);
    assert_eq!(one("/301/404"), Verdict::Gone(404));
    assert_eq!(one("/301"), Verdict::Unknown(Cause::Status(301)), "without saying where to");
    assert_eq!(one("/to?/to?/to"), Verdict::Unknown(Cause::TooManyRedirects));
    assert_eq!(one("/301/302/303/307/301/302/200"), Verdict::Unknown(Cause::TooManyRedirects));
    assert_eq!(one("/to?file:///etc/passwd"), Verdict::Unknown(Cause::OtherScheme));
    assert_eq!(one("/to?gopher://127.0.0.1/"), Verdict::Unknown(Cause::OtherScheme));
}

#[test]
fn servers_that_do_not_behave() {
    assert_eq!(one("/close"), Verdict::Unknown(Cause::NoAnswer));
    assert_eq!(one("/garbage"), Verdict::Unknown(Cause::NoAnswer));
    assert_eq!(one("/download"), Verdict::Fine, "its content is not read");
    for path in ["/silent", "/drip", "/endless"] {
        let start = Instant::now();
        let verdict = one(path);
        assert!(matches!(verdict, Verdict::Unknown(Cause::Slow | Cause::NoAnswer)), "{path}: {verdict:?}");
        // It hung up by itself, however busy this machine is.
        assert!(start.elapsed() < web::PATIENT / 4, "{path} took {:?}", start.elapsed());
    }
    // Nobody listens there any more.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(looked_up(&[format!("http://{closed}/")], here, &QUICK), [Verdict::Unknown(Cause::NoAnswer)]);
}

#[test]
fn connections_that_are_not_secure() {
    let plain = format!("https://{}/200?tls", web::host());
    assert_eq!(looked_up(&[plain], here, &QUICK), [Verdict::Unknown(Cause::NotSecure)]);
    // Nobody vouches for this certificate.
    let own = format!("https://{}/200", web::secure_host());
    assert_eq!(looked_up(&[own], here, &QUICK), [Verdict::Unknown(Cause::NotSecure)]);
}

/// However an author or another site writes it, nothing inside the network is asked.
#[test]
fn hosts_that_are_not_public_are_left_alone() {
    let port = web::host().rsplit(':').next().unwrap();
    let hosts = [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "１２７.0.0.1",
    ];
    let addresses: Vec<String> = hosts.iter().map(|host| format!("http://{host}:{port}/200?closed")).collect();
    // Names for one host are one address.
    for address in addresses {
        let verdict = looked_up(std::slice::from_ref(&address), external::public, &QUICK);
        assert_eq!(verdict, [Verdict::Unknown(Cause::NotPublic)], "{address}");
    }
    assert!(web::requests("?closed").is_empty());
    for host in ["10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]"] {
        let verdict = looked_up(&[format!("http://{host}/")], external::public, &QUICK);
        assert_eq!(verdict, [Verdict::Unknown(Cause::NotPublic)], "{host}");
    }
    for port in [22, 25, 631] {
        let verdict = looked_up(&[format!("http://127.0.0.1:{port}/")], here, &QUICK);
        assert_eq!(verdict, [Verdict::Unknown(Cause::NotPublic)], "port {port}");
    }
}

#[test]
fn a_redirect_opens_no_door() {
    let port = web::host().rsplit(':').next().unwrap();
    for host in ["127.0.0.2", "localhost.", "[::1]", "0x7f.2", "169.254.169.254"] {
        let verdict = one(&format!("/to?http://{host}:{port}/200?inside"));
        // `localhost` is the one machine that may be asked here, and only at its IPv4 address.
        let expected = if host == "localhost." { Verdict::Fine } else { Verdict::Unknown(Cause::NotPublic) };
        assert_eq!(verdict, expected, "{host}");
    }
}

#[test]
fn requests_to_one_host_keep_their_distance() {
    let addresses: Vec<String> = (0..6).map(|number| format!("http://{}/302/200?far{number}", web::host())).collect();
    let limits = Limits { pause: Duration::from_millis(40), ..QUICK };
    assert!(looked_up(&addresses, here, &limits).iter().all(|verdict| *verdict == Verdict::Fine));
    let times: Vec<Instant> = web::requests("?far").into_iter().map(|(at, ..)| at).collect();
    assert_eq!(times.len(), 6);
    // A request is under way for a moment before it is noted.
    let least = times.windows(2).map(|pair| pair[1].duration_since(pair[0])).min().unwrap();
    assert!(least >= limits.pause * 3 / 4, "{least:?}");
}
