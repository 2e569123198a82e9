//! `krijt serve`, spoken to as an attacker would: byte by byte over a socket. What must hold: nothing outside the site is
//! ever sent, nobody else's page gets anything, nothing hangs, and the server lives on.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desk::{Desk, WAIT, status};
use crate::support::School;

/// Stands in a file outside the site, in one inside it that is no page, and nowhere else.
const SECRET: &str = "geheim-4711";

const PAGE: &str = "---\ntitel: Over ons\n---\nWij zijn een school.\n";

fn school() -> School {
    let school = School::new(&[
        ("content/over.md", PAGE),
        ("content/team.md", "---\ntitel: Rooster\neditie: team\n---\nWie er is.\n"),
        ("content/los.txt", SECRET),
        ("geheim.txt", SECRET),
        (".env", SECRET),
        ("public/oud.html", SECRET),
    ]);
    std::os::unix::fs::symlink("/etc", school.at("content/uit")).unwrap();
    std::os::unix::fs::symlink("../geheim.txt", school.at("content/geheim.txt")).unwrap();
    std::os::unix::fs::symlink("../geheim.txt", school.at("content/geheim.md")).unwrap();
    school
}

#[test]
fn both_editions_have_an_address_and_headers_that_keep_others_out() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    for (target, code, text) in [
        ("/", 200, "/team/index.html"),
        ("/public/over/index.html", 200, "Wij zijn een school."),
        ("/public/over/", 200, "Wij zijn een school."),
        ("/public/over/index.html?een=vraag", 200, "Wij zijn een school."),
        ("/public/over", 307, "location: /public/over/\r"),
        ("/team/team/index.html", 200, "Wie er is."),
        ("/public/team/index.html", 404, "/public/team/index.html"),
        ("/public/assets/krijt.css", 200, "content-type: text/css"),
    ] {
        let answer = desk.get(target, &[]);
        assert_eq!(status(&answer), code, "{target}: {answer}");
        assert!(answer.contains(text), "{target} has no {text:?}: {answer}");
        for header in [
            "x-content-type-options: nosniff",
            "cross-origin-resource-policy: same-origin",
            "cross-origin-opener-policy: same-origin",
            "content-security-policy: frame-ancestors 'self'",
            "referrer-policy: no-referrer",
            "cache-control: no-cache",
        ] {
            assert!(answer.contains(header), "{target} has no {header}: {answer}");
        }
        assert!(!answer.to_lowercase().contains("access-control-"), "{target}: {answer}");
    }
    // The page's own policy stays, but for listening to this server; a built page is another matter.
    let page = desk.get("/public/over/index.html", &[]);
    assert!(page.contains("default-src 'none'") && page.contains("connect-src 'self'"), "{page}");
    assert!(!page.contains("connect-src 'none'"), "{page}");
    let head = desk.request("HEAD /public/over/ HTTP/1.1", &[&format!("Host: localhost:{}", desk.port)]);
    assert!(status(&head) == 200 && head.ends_with("\r\n\r\n"), "{head}");
    assert!(!school.exists("team"), "serving writes nothing");
    assert_eq!(school.read("public/oud.html"), SECRET);
}

#[test]
fn nothing_outside_the_site_is_served() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    let long = format!("/{}", "a".repeat(70_000));
    let deep = "/..".repeat(50) + "/etc/passwd";
    let targets = [
        "/../geheim.txt",
        "/public/../../geheim.txt",
        "/public/../geheim.txt",
        "/public/..%2f..%2fgeheim.txt",
        "/..%2fgeheim.txt",
        "/%2e%2e/geheim.txt",
        "/%2e%2e%2fgeheim.txt",
        "/%252e%252e%252fgeheim.txt",
        "/public/%2e%2e/%2e%2e/geheim.txt",
        "/public/.%2e/.%2e/geheim.txt",
        "/public/%c0%ae%c0%ae/geheim.txt",
        "/public/..%5c..%5cgeheim.txt",
        "/public/..\\..\\geheim.txt",
        "/..;/geheim.txt",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "/public//etc/passwd",
        "/public/uit/passwd",
        "/team/uit/passwd",
        "/public/geheim.txt",
        "/team/geheim/index.html",
        "/team/geheim.txt",
        "/content/los.txt",
        "/public/los.txt",
        "/los.txt",
        "/geheim.txt",
        "/.env",
        "/krijt.yaml",
        "/public/oud.html",
        "/C:/Windows/win.ini",
        "/public/C:/Windows/win.ini",
        "/c:%5cboot.ini",
        "/public/over/index.html::$DATA",
        "/public/over/index.html%00",
        "/%00",
        "/%ff",
        "/%",
        "/%f",
        "/public/%0d%0aX:y",
        "/_krijt/",
        "/_krijt/../geheim.txt",
        "/_krijt/events",
        "/_krijt/report",
        "/_krijt/report?token=&path=/",
        "/@fs/etc/passwd",
        "/public/over/index.html?raw??/../../geheim.txt",
        "file:///etc/passwd",
        "http://evil/geheim.txt",
        "http://localhost/public/",
        "*",
        "geheim.txt",
        "",
        "/\u{202e}",
        &long,
        &deep,
    ];
    for target in targets {
        let answer = desk.get(target, &[]);
        assert!(!answer.contains(SECRET) && !answer.contains("root:"), "{target} gives it away:\n{answer}");
        let code = status(&answer);
        let is_page = target.starts_with("/public/over/index.html?");
        assert!((400..500).contains(&code) || (is_page && code == 200), "{}: {code}", &target[..target.len().min(80)]);
    }
    // A file that becomes a link while it is shown.
    school.write("content/foto.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    school.write("content/over.md", format!("{PAGE}\n![Een foto van de school](foto.svg)\n"));
    desk.wait_for("/public/foto.svg", "<svg");
    std::fs::remove_file(school.at("content/foto.svg")).unwrap();
    std::os::unix::fs::symlink("../geheim.txt", school.at("content/foto.svg")).unwrap();
    let until = Instant::now() + Duration::from_millis(600);
    while Instant::now() < until {
        assert!(!desk.get("/public/foto.svg", &[]).contains(SECRET), "a link is followed");
    }
    assert_eq!(status(&desk.get("/public/over/index.html", &[])), 200, "the server lives");
}

#[test]
fn other_hosts_origins_and_methods_are_refused() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    let port = desk.port;
    let get = "GET /public/index.html HTTP/1.1";
    let own = format!("Host: localhost:{port}");
    for host in [
        "Host: evil.example",
        "Host: localhost",
        "Host: localhost:1",
        "Host: evil.localhost:80",
        "Host:",
        "Host: 0.0.0.0",
        &format!("Host: localhost.evil.example:{port}"),
        &format!("Host: evil.example:{port}"),
        &format!("Host: 10.0.0.1:{port}"),
        &format!("Host: user@localhost:{port}"),
        &format!("X-Forwarded-Host: localhost:{port}"),
        &format!("Host: evil.example\r\nX-Forwarded-Host: localhost:{port}"),
        &format!("Host: localhost:{port}\r\nHost: evil.example"),
        &format!("Host: evil.example\r\nHost: localhost:{port}"),
        &format!("Host: localhost:{port}, evil.example"),
    ] {
        let answer = desk.request(get, &[host]);
        assert!(matches!(status(&answer), 400 | 421), "{host}: {answer}");
        assert!(!answer.contains("<main"), "{host}: {answer}");
    }
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        let answer = desk.request(get, &[&format!("Host: {host}:{port}")]);
        assert_eq!(status(&answer), 200, "{host}: {answer}");
    }
    for header in [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: \u{ff}",
        &format!("Origin: https://localhost:{port}"),
        &format!("Origin: http://localhost:{port}\r\nOrigin: http://evil"),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate",
    ] {
        let answer = desk.get("/public/index.html", &[header]);
        assert_eq!(status(&answer), 403, "{header}: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"] {
        let answer = desk.request(&format!("{method} /public/index.html HTTP/1.1"), &[&own]);
        assert!(matches!(status(&answer), 400 | 405), "{method}: {answer}");
    }
    for (line, headers) in [
        (get, vec![own.as_str(), "Content-Length: 5"]),
        (get, vec![own.as_str(), "Transfer-Encoding: chunked"]),
        (get, vec![own.as_str(), "Content-Length: 0", "Transfer-Encoding: chunked"]),
        ("GET /public/index.html HTTP/9.9", vec![own.as_str()]),
        ("GET  /public/index.html  HTTP/1.1", vec![own.as_str()]),
        ("\0\0\0\0", vec![]),
        ("\u{16}\u{3}\u{1}", vec![]),
        ("PRI * HTTP/2.0", vec![]),
    ] {
        let answer = desk.request(line, &headers);
        assert!(matches!(status(&answer), 0 | 400..=599) && !answer.contains("<main"), "{line:?}: {answer}");
    }
    assert_eq!(status(&desk.get("/public/index.html", &[])), 200, "the server lives");
}

#[test]
fn the_channel_asks_for_its_token_and_a_page_of_ours() {
    let school = School::new(&[("content/over.md", PAGE)]);
    let desk = Desk::start(&school, &[]);
    let token = desk.token();
    let own = format!("Origin: http://localhost:{}", desk.port);
    let wrong = "0".repeat(token.len());
    for what in ["events", "report"] {
        let target = format!("/_krijt/{what}?token={token}&path=/public/");
        for (target, headers) in [
            (format!("/_krijt/{what}"), vec![own.as_str()]),
            (format!("/_krijt/{what}?token={wrong}"), vec![own.as_str()]),
            (format!("/_krijt/{what}?token={}", &token[..8]), vec![own.as_str()]),
            (target.clone(), vec!["Origin: https://evil.example"]),
            (target.clone(), vec!["Sec-Fetch-Site: cross-site"]),
            (target.clone(), vec!["Sec-Fetch-Site: none"]),
            (target.clone(), vec![]),
        ] {
            let answer = desk.get(&target, &headers);
            assert_eq!(status(&answer), 403, "{target} {headers:?}: {answer}");
        }
    }
    // What a page of ours hears: one line of numbers, nothing that stands on it.
    let mut stream = desk.connect();
    let host = format!("Host: localhost:{}", desk.port);
    write!(stream, "GET /_krijt/events?token={token}&path=/public/over/ HTTP/1.1\r\n{host}\r\n{own}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream)
        .lines()
        .map(Result::unwrap)
        .filter_map(|line| line.strip_prefix("data: ").map(str::to_string));
    let first = lines.next().unwrap();
    assert!(first.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | ' ')) && first.ends_with(" 0"), "{first}");
    school.write("content/over.md", PAGE.replace("Wij zijn", "Wij waren"));
    let second = lines.next().unwrap();
    assert_ne!(first.split('.').next(), second.split('.').next(), "the page is another");
    assert!(desk.get("/public/over/", &[]).contains("Wij waren"));
    // With a mistake the page stays as it was, and a report is there.
    school.write("content/over.md", PAGE.replace("titel", "titl"));
    let third = lines.next().unwrap();
    assert_eq!(second.split(' ').next(), third.split(' ').next(), "the last good page stays");
    assert!(!third.ends_with(" 0"), "{third}");
    assert!(desk.get("/public/over/", &[]).contains("Wij waren"));
    let report = desk.get(&format!("/_krijt/report?token={token}&path=/public/over/"), &[&own]);
    assert!(report.contains("\"code\":\"E0204\"") && report.contains("\"file\":\"content/over.md\""), "{report}");
    assert!(report.contains("\"mark\":\"titl\"") && report.contains("vscode://file/"), "{report}");
    school.write("content/over.md", PAGE);
    let fourth = lines.next().unwrap();
    assert!(fourth.ends_with(" 0") && fourth.split(' ').next() == first.split(' ').next(), "{first} {fourth}");
}

#[test]
fn large_and_slow_requests_hold_nobody_up() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    let own = format!("Host: localhost:{}", desk.port);
    let large = format!("X-Large: {}", "a".repeat(40_000));
    assert_eq!(status(&desk.get("/public/", &[&large])), 431);
    let many: Vec<String> = (0..1000).map(|number| format!("X-{number}: 1")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(status(&desk.get("/public/", &many)), 431);
    // Three hundred that say a little and then nothing.
    let slow: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = desk.connect();
            stream.write_all(format!("GET /public/ HTTP/1.1\r\n{own}\r\nX-Slow").as_bytes()).unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(status(&desk.get("/public/over/", &[])), 200);
    }
    assert!(start.elapsed() < Duration::from_secs(10), "twenty pages took {:?}", start.elapsed());
    // They are let go, within a time that is much shorter than a lesson.
    for mut stream in slow {
        stream.set_read_timeout(Some(WAIT)).unwrap();
        let mut rest = Vec::new();
        match stream.read_to_end(&mut rest) {
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::ConnectionReset, "a slow client is never let go: {error}")
            }
            Ok(_) => assert!(!String::from_utf8_lossy(&rest).contains("<main")),
        }
    }
    // Many that come and go in one connection, and one that reads nothing.
    let mut deaf = desk.connect();
    for _ in 0..200 {
        if deaf.write_all(format!("GET /public/assets/krijt.css HTTP/1.1\r\n{own}\r\n\r\n").as_bytes()).is_err() {
            break;
        }
    }
    assert_eq!(status(&desk.get("/public/over/", &[])), 200, "the server lives");
}

/// The addresses at which a port listens, as the kernel writes them.
fn listening(port: u16) -> Vec<String> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| std::fs::read_to_string(table).unwrap_or_default());
    let rows =
        tables.iter().flat_map(|table| table.lines().skip(1)).map(|row| row.split_whitespace().collect::<Vec<_>>());
    // 0A: it listens.
    let rows = rows.filter(|row| row[3] == "0A").map(|row| row[1].to_string());
    rows.filter(|local| local.ends_with(&format!(":{port:04X}"))).collect()
}

#[test]
fn only_this_machine_gets_in_unless_asked() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    assert_eq!(listening(desk.port), [format!("0100007F:{:04X}", desk.port)]);
    drop(desk);
    // Fails on a machine without a network: who else gets in cannot be tried there.
    let desk = Desk::start(&school, &["--lan"]);
    let address = desk.said.lines().find(|line| line.contains("?code=")).unwrap().trim();
    let (host, code) = address.strip_prefix("http://").unwrap().split_once("/_krijt/klik?code=").unwrap();
    assert!(desk.said.contains("NOTE") && desk.said.contains('█'), "a warning and a picture: {}", desk.said);
    let ask = |target: &str, headers: &[&str]| {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(WAIT)).unwrap();
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        write!(stream, "GET {target} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let own = format!("Host: {host}");
    let cookie = format!("Cookie: andere=1; krijt={code}");
    for (target, headers, code) in [
        ("/public/over/", vec![own.as_str()], 401),
        ("/public/over/?code=", vec![own.as_str()], 401),
        ("/?code=aaaaaaaaaa", vec![own.as_str()], 401),
        ("/public/over/", vec![own.as_str(), "Cookie: krijt=aaaaaaaaaa"], 401),
        ("/_krijt/live.js", vec![own.as_str()], 401),
        (&format!("/?code={}", code.to_uppercase()), vec![own.as_str()], 303),
        ("/public/over/", vec![own.as_str(), cookie.as_str()], 200),
        ("/public/over/", vec!["Host: localhost", cookie.as_str()], 421),
        ("/public/over/", vec!["Host: evil.example", cookie.as_str()], 421),
    ] {
        let answer = ask(target, &headers);
        assert_eq!(status(&answer), code, "{target} {headers:?}: {answer}");
        assert_eq!(answer.contains("Wij zijn een school."), code == 200, "{target} {headers:?}: {answer}");
    }
    assert_eq!(listening(desk.port).len(), 2, "here and at one address of the network: {:?}", listening(desk.port));
}

#[test]
fn a_taken_port_is_passed_over_and_a_missing_school_is_told() {
    let school = school();
    let first = Desk::start(&school, &[]);
    let taken = first.port.to_string();
    let mut command = school.command(["serve", "--port", &taken, "--lang", "en"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = String::new();
    while !said.contains("http://") {
        assert_ne!(out.read_line(&mut said).unwrap(), 0, "{said}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!said.contains(&format!(":{taken}/")) && said.contains(&format!("Port {taken} is taken")), "{said}");
    let nowhere = School::bare();
    let run = nowhere.krijt(&["serve", "--lang", "en"]);
    assert!(run.exit == 2 && run.text.contains("krijt.yaml"), "{}", run.text);
}

/// A file that should stand elsewhere: the overlay shows the name that it should have.
#[test]
fn a_name_that_a_file_should_have_is_shown() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    let own = format!("Origin: http://localhost:{}", desk.port);
    let report = format!("/_krijt/report?token={}&path=/public/over/", desk.token());
    let lesson = "---\ntitel: Wat is nep?\ngroepen: [5]\nduur: 10\ndoelen: [Ik kan goed kijken.]\n---\nKijk goed.\n";
    school.write("content/lesen/samen/01-nep.md", lesson);
    let start = Instant::now();
    while !desk.get(&report, &[&own]).contains("\"rename\":\"content/lessen/samen/01-nep.md\"") {
        assert!(start.elapsed() < WAIT, "{}", desk.get(&report, &[&own]));
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A configuration that cannot be read, or is gone for a moment, leaves the last good site standing.
#[test]
fn a_broken_configuration_keeps_the_last_good_site() {
    let school = school();
    let desk = Desk::start(&school, &[]);
    let token = desk.token();
    let own = format!("Origin: http://localhost:{}", desk.port);
    let report = format!("/_krijt/report?token={token}&path=/public/");
    for (text, code) in
        [(Some("school: [\n"), "E0203"), (Some(""), "E02"), (None, "E1101"), (Some("edities: [team]\n"), "E0206")]
    {
        match text {
            Some(text) => school.write("krijt.yaml", text),
            None => std::fs::remove_file(school.at("krijt.yaml")).unwrap(),
        }
        let start = Instant::now();
        while !desk.get(&report, &[&own]).contains(&format!("\"code\":\"{code}")) {
            assert!(start.elapsed() < WAIT, "{text:?} is never told: {}", desk.get(&report, &[&own]));
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(desk.get("/public/over/", &[]).contains("Wij zijn een school."), "{text:?}");
    }
    school.write("krijt.yaml", "school: {naam: De Nieuwe Naam}\n");
    desk.wait_for("/public/over/", "De Nieuwe Naam");
    drop(desk);
    // Broken from the start: there is no last good site, and nobody says that there is.
    school.write("krijt.yaml", "school: [\n");
    let desk = Desk::start(&school, &[]);
    let complaints = desk.complaints();
    assert!(complaints.contains("There is no site yet") && !complaints.contains("last version"), "{complaints}");
    let page = desk.get("/", &[]);
    assert!(status(&page) == 503 && page.contains("class=\"desk wacht\""), "{page}");
    school.write("krijt.yaml", "school: {naam: De Nieuwe Naam}\n");
    desk.wait_for("/public/over/", "De Nieuwe Naam");
}

/// The day that is reckoned with is said where it is not that of the clock, with who says so; and where the handbook is.
#[test]
fn another_day_than_that_of_the_clock_is_said() {
    let school = school();
    let said = Desk::start(&school, &["--date", "2027-06-15"]).said.clone();
    assert!(said.contains("Today is 2027-06-15: you asked for it with `--date`."), "{said}");
    school.write("krijt.yaml", "school: {naam: X}\nvandaag: 2026-10-26\n");
    let desk = Desk::start(&school, &[]);
    assert!(desk.said.contains("Today is 2026-10-26: `vandaag` in krijt.yaml says so."), "{}", desk.said);
    let handbook = format!("http://localhost:{}/_krijt/handboek/", desk.port);
    assert!(desk.said.contains(&handbook), "{}", desk.said);
    assert_eq!(status(&desk.get("/_krijt/handboek/", &[])), 303);
}
