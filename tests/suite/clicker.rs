//! `krijt serve --lan`: who may ask what, byte by byte. Without the code nobody elsewhere gets anything but a place to give
//! it; without `--lan` there is no clicker.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::desk::{Desk, WAIT, status};
use crate::support::School;

const LESSON: &str = "---\ntitel: Nep\nduur: 45\n---\n\n## Begin {duur=45}\n\n::: dia\nWij zijn een klas.\n:::\n\n::: dia\nEn een school.\n:::\n";
const SECRET: &str = "alleen-voor-het-team";

fn school() -> School {
    School::new(&[
        ("content/lessen/samen/module.md", "---\ntitel: Samen\ngroepen: [5]\n---\nEen module.\n"),
        ("content/lessen/samen/01-nep.md", LESSON),
        ("content/team.md", format!("---\ntitel: Rooster\neditie: team\n---\n{SECRET}\n").as_str()),
    ])
}

/// A desk with a door for others, and how they come in.
struct Lan {
    desk: Desk,
    host: String,
    code: String,
}

impl Lan {
    /// Needs a machine that has an address in a network.
    fn start(school: &School) -> Lan {
        let desk = Desk::start(school, &["--lan"]);
        let address = desk.said.lines().find(|line| line.contains("?code=")).unwrap().trim().to_string();
        let (host, code) = address.strip_prefix("http://").unwrap().split_once("/_krijt/klik?code=").unwrap();
        Lan { host: host.to_string(), code: code.to_string(), desk }
    }

    fn connect(&self, is_inside: bool) -> (TcpStream, String) {
        let host = if is_inside { format!("localhost:{}", self.desk.port) } else { self.host.clone() };
        let stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(WAIT)).unwrap();
        (stream, host)
    }

    /// `{own}` in a header is the origin of the door.
    fn ask(&self, is_inside: bool, line: &str, headers: &[&str], body: &str) -> String {
        let (mut stream, host) = self.connect(is_inside);
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let headers = headers.replace("{own}", &format!("http://{host}"));
        let asked = format!("{line} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n{body}");
        // In one piece: a door that refuses may close before the last one has come.
        let _ = stream.write_all(asked.as_bytes());
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    fn cookie(&self) -> String {
        format!("Cookie: krijt={}", self.code)
    }

    /// The lines that a listener hears, as long as it listens.
    fn hear(&self, is_inside: bool, target: &str, headers: &[&str]) -> impl Iterator<Item = String> + use<> {
        let (mut stream, host) = self.connect(is_inside);
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").unwrap();
        let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
        assert_eq!(lines.next().as_deref(), Some("HTTP/1.1 200 OK"), "{target}");
        lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_string))
    }

    fn deck(&self, what: &str, at: u16) -> String {
        let token = self.desk.token();
        let path = "/team/lessen/samen/nep/dia.html";
        format!("/_krijt/klik/{what}?token={token}&deck=0123456789abcdef&at={at}&count=4&path={path}")
    }
}

#[test]
fn who_may_ask_what() {
    let school = school();
    let lan = Lan::start(&school);
    let cookie = lan.cookie();
    let (post, one, own) = ("POST /_krijt/klik", "Content-Length: 1", "Origin: {own}");
    // From elsewhere without the code, with it, and on this machine.
    for (line, headers, body, statuses) in [
        ("GET /", vec![], "", [401, 200, 200]),
        ("GET /team/team/", vec![], "", [401, 200, 200]),
        ("GET /public/index.html", vec![], "", [401, 200, 200]),
        ("GET /_krijt/live.js", vec![], "", [401, 200, 200]),
        ("GET /_krijt/live.css", vec![], "", [200, 200, 200]),
        ("GET /_krijt/klik", vec![], "", [401, 200, 404]),
        ("GET /_krijt/klik.js", vec![], "", [401, 200, 404]),
        ("GET /_krijt/klik.css", vec![], "", [401, 200, 404]),
        ("HEAD /_krijt/klik/stand", vec![], "", [401, 200, 404]),
        // The deck's side is for this machine alone.
        ("GET /_krijt/klik/dia.js", vec![], "", [401, 404, 200]),
        ("GET /_krijt/klik/dia", vec![], "", [401, 404, 403]),
        ("HEAD /_krijt/klik/op", vec![own], "", [401, 404, 403]),
        // A tap: with no deck that hears it there is nothing to turn.
        (post, vec![own, one], "n", [401, 409, 405]),
        (post, vec![own, one], "p", [401, 409, 405]),
        (post, vec![own, one], "b", [401, 409, 405]),
        (post, vec![own, one], "x", [401, 400, 405]),
        (post, vec![own, one], "\0", [401, 400, 405]),
        (post, vec![one], "n", [403, 403, 405]),
        (post, vec!["Origin: null", one], "n", [403, 403, 405]),
        (post, vec!["Origin: https://evil.example", one], "n", [403, 403, 405]),
        (post, vec![own, "Sec-Fetch-Site: cross-site", one], "n", [403, 403, 405]),
        (post, vec![own], "", [401, 400, 405]),
        (post, vec![own, "Content-Length: 0"], "", [401, 400, 405]),
        (post, vec![own, "Content-Length: 2"], "nn", [400, 400, 405]),
        (post, vec![own, "Content-Length: 99999999"], "n", [400, 400, 405]),
        (post, vec![own, "Transfer-Encoding: chunked"], "1\r\nn\r\n0\r\n\r\n", [400, 400, 405]),
        ("POST /", vec![own, one], "n", [405, 405, 405]),
        ("POST /_krijt/klik/", vec![own, one], "n", [405, 405, 405]),
        ("POST /_krijt/klik/stand", vec![own, one], "n", [405, 405, 405]),
        ("PUT /_krijt/klik", vec![own, one], "n", [405, 405, 405]),
        ("OPTIONS /_krijt/klik", vec![own], "", [405, 405, 405]),
    ] {
        let with_code = [headers.clone(), vec![cookie.as_str()]].concat();
        for (place, wanted) in statuses.into_iter().enumerate() {
            if line.ends_with("/stand") && wanted == 200 {
                continue; // it goes on: see below
            }
            let headers = if place == 1 { &with_code } else { &headers };
            let answer = lan.ask(place == 2, line, headers, body);
            assert_eq!(status(&answer), wanted, "{line} {headers:?} {body:?}: {answer}");
            assert!(!answer.to_lowercase().contains("access-control-"), "{line}: {answer}");
            assert!(wanted == 200 || !answer.contains(SECRET), "{line}: {answer}");
        }
    }
    let other = lan.ask(false, "GET /_krijt/klik\r\nHost: evil.example", &[&cookie], "");
    assert!(matches!(status(&other), 400 | 421), "{other}");
}

#[test]
fn without_the_flag_there_is_no_clicker() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    for path in ["klik", "klik.js", "klik.css", "klik/stand", "klik/dia.js", "klik/dia", "klik/op"] {
        let answer = desk.get(&format!("/_krijt/{path}"), &[]);
        assert_eq!(status(&answer), 404, "{path}: {answer}");
    }
    let deck = desk.get("/team/lessen/samen/nep/dia.html", &[]);
    assert!(status(&deck) == 200 && !deck.contains("klik/dia.js"), "{deck}");
}

#[test]
fn a_tap_goes_to_the_deck_and_its_slide_to_the_phone() {
    let school = school();
    let lan = Lan::start(&school);
    let (cookie, own) = (lan.cookie(), format!("Origin: http://localhost:{}", lan.desk.port));
    let deck = "/team/lessen/samen/nep/dia.html";
    assert!(lan.ask(true, &format!("GET {deck}"), &[], "").contains("/_krijt/klik/dia.js\" data-token"));
    assert!(!lan.ask(false, &format!("GET {deck}"), &[&cookie], "").contains("klik/dia.js"), "only on this machine");
    let mut phone = lan.hear(false, "/_krijt/klik/stand", &[&cookie]);
    assert_eq!(phone.next().as_deref(), Some("null"));
    let mut board = lan.hear(true, &lan.deck("dia", 0), &[&own]);
    let said = format!("{{\"deck\":\"0123456789abcdef\",\"path\":\"{deck}\",\"at\":0,\"count\":4}}");
    assert_eq!(phone.next().as_ref(), Some(&said));
    for byte in ["n", "p", "b"] {
        let headers = [cookie.as_str(), "Origin: {own}", "Content-Length: 1"];
        assert_eq!(status(&lan.ask(false, "POST /_krijt/klik", &headers, byte)), 204, "{byte}");
        assert_eq!(board.next().as_deref(), Some(byte));
    }
    let turned = lan.ask(true, &format!("HEAD {}", lan.deck("op", 3)), &[&own], "");
    assert_eq!(status(&turned), 204, "{turned}");
    assert_eq!(phone.next(), Some(said.replace("\"at\":0", "\"at\":3")));
    for (from, to) in [
        ("at=3", "at=4"),
        ("at=3", "at=-1"),
        ("path=/team", "path=//evil"),
        ("dia.html", "index.html"),
        ("deck=0123456789abcdef", "deck=%22"),
    ] {
        let answer = lan.ask(true, &format!("HEAD {}", lan.deck("op", 3).replace(from, to)), &[&own], "");
        assert_eq!(status(&answer), 400, "{to}: {answer}");
    }
    drop(board);
    assert_eq!(phone.next().as_deref(), Some("null"), "a deck that is closed is turned no more");
}

#[test]
fn five_wrong_codes_are_refused_for_a_minute_with_the_right_one_too() {
    let school = school();
    let lan = Lan::start(&school);
    let right = format!("GET /_krijt/klik?code={}", lan.code.to_uppercase());
    let answer = lan.ask(false, &right, &[], "");
    assert!(status(&answer) == 303 && answer.contains("location: /_krijt/klik\r"), "{answer}");
    assert!(answer.contains("HttpOnly; SameSite=Strict; Path=/"), "{answer}");
    assert!(lan.ask(false, &format!("GET /?code={}", lan.code), &[], "").contains("location: /\r"));
    let old = "Cookie: krijt=aaaaaaaaaa";
    for nth in 0..5 {
        // Nobody guesses by asking without a code.
        assert_eq!(status(&lan.ask(false, "GET /?code=", &[], "")), 401);
        let answer = match nth {
            0 => lan.ask(false, "GET /_krijt/klik", &[old], ""),
            _ => lan.ask(false, "GET /_krijt/klik?code=aaaaaaaaaa", &[], ""),
        };
        assert_eq!(status(&answer), 401, "{answer}");
        assert_eq!(answer.contains("krijt=; Max-Age=0"), nth == 0, "{answer}");
    }
    for headers in [vec![], vec![lan.cookie()]] {
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        let answer = lan.ask(false, &right, &headers, "");
        assert!(status(&answer) == 429 && answer.contains("retry-after: 60"), "{answer}");
    }
    assert_eq!(status(&lan.ask(true, "GET /", &[], "")), 200, "this machine goes on");
}
