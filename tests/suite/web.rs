//! A little web on this machine, for what looks up links: the path says how it answers.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

/// How golden cases write its host and port; as long as what stands for it, so that carets stay where they are.
pub const PLACE: &str = "127.0.0.1:PPPPP";

struct Server {
    host: String,
    /// When a request came, its first line, and its other lines.
    log: Mutex<Vec<(Instant, String, Vec<String>)>>,
}

/// Its host and port, such as `127.0.0.1:40123`. It starts when it is first asked for, and ends with the tests.
pub fn host() -> &'static str {
    &server().host
}

/// The requests for addresses with this in their path: when they came, their first lines, their headers.
pub fn requests(part: &str) -> Vec<(Instant, String, Vec<String>)> {
    server().log.lock().unwrap().iter().filter(|(_, first, _)| first.contains(part)).cloned().collect()
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        assert_eq!(host.len(), PLACE.len(), "{host}");
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || answer(stream));
            }
        });
        Server { host, log: Mutex::default() }
    })
}

/// `/404` is answered with that status; `/301/200` sends on to `/200`; `/head-405/200` says 405 to HEAD and goes on with
/// `/200` for others. What is behind a `?` only tells requests apart, but for `/to?ADDRESS`.
fn answer(mut stream: TcpStream) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let Some(first) = lines.next() else {
        // No text: somebody expects TLS here.
        return stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").ok();
    };
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    server().log.lock().ok()?.push((Instant::now(), first.clone(), headers));
    let (method, rest) = first.split_once(' ')?;
    let target = rest.split(' ').next()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (step, further) = path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let (step, further) = match step.strip_prefix("head-") {
        Some(status) if method == "HEAD" => (status, further),
        Some(_) => further.split_once('/').unwrap_or((further, "")),
        None => (step, further),
    };
    let reply = match step {
        "close" => return Some(()),
        "garbage" => "SSH-2.0-OpenSSH_9.2\r\n\r\n".to_string(),
        "silent" => {
            std::thread::sleep(PATIENT);
            return Some(());
        }
        "drip" => return drip(&mut stream, b"HTTP/1.1 200 OK\r\nx: y", Duration::from_millis(50)),
        "endless" => return drip(&mut stream, b"HTTP/1.1 200 OK\r\n", Duration::ZERO),
        "to" => format!("HTTP/1.1 302 Found\r\nlocation: {query}\r\ncontent-length: 0\r\n\r\n"),
        "download" => "HTTP/1.1 200 OK\r\ncontent-length: 100000000000\r\n\r\nfirst".to_string(),
        "cookie" => {
            "HTTP/1.1 302 Found\r\nset-cookie: a=b\r\nlocation: /200?cookie\r\ncontent-length: 0\r\n\r\n".to_string()
        }
        status => {
            let location = if further.is_empty() { String::new() } else { format!("location: /{further}\r\n") };
            format!("HTTP/1.1 {status} Said\r\n{location}content-length: 0\r\n\r\n")
        }
    };
    stream.write_all(reply.as_bytes()).ok()
}

/// So long a server that does not behave keeps a connection, if nobody hangs up.
pub const PATIENT: Duration = Duration::from_secs(120);

/// Says a little more again and again, until nobody listens.
fn drip(stream: &mut TcpStream, start: &[u8], pause: Duration) -> Option<()> {
    let end = Instant::now() + PATIENT;
    stream.write_all(start).ok()?;
    while Instant::now() < end {
        stream
            .write_all(if pause.is_zero() { b"x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n" } else { b"y" })
            .ok()?;
        std::thread::sleep(pause);
    }
    Some(())
}

/// A server with a certificate that it made itself; its host and port.
pub fn secure_host() -> String {
    use rustls::pki_types::PrivateKeyDer;
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_string()]).unwrap();
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let provider = rustls::crypto::ring::default_provider();
    let config = rustls::ServerConfig::builder_with_provider(provider.into()).with_safe_default_protocol_versions();
    let config = config.unwrap().with_no_client_auth().with_single_cert(vec![own.cert.der().clone()], key).unwrap();
    let config = std::sync::Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = rustls::ServerConnection::new(std::sync::Arc::clone(&config)).unwrap();
            let mut secure = rustls::Stream::new(&mut connection, &mut stream);
            let _ = secure.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        }
    });
    host
}
