//! A running `krijt serve`, and how to speak to it byte by byte.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Stdio};
use std::time::{Duration, Instant};

use crate::support::School;

/// What takes longer never comes.
pub const WAIT: Duration = Duration::from_secs(60);

/// A server that runs; it ends with this value.
pub struct Desk {
    child: Child,
    pub port: u16,
    /// What it printed until it could be asked.
    pub said: String,
    complaints: tempfile::NamedTempFile,
    _out: BufReader<ChildStdout>,
}

impl Desk {
    pub fn start(school: &School, args: &[&str]) -> Desk {
        let desk = Desk::with_pdfs(school, &[&["--no-pdf"], args].concat());
        desk.unwrap_or_else(|said| panic!("krijt serve does not start: {said}"))
    }

    pub fn with_pdfs(school: &School, args: &[&str]) -> Result<Desk, String> {
        let mut command = school.command([&["serve", "--port", "0", "--lang", "en"], args].concat());
        let complaints = tempfile::NamedTempFile::new().unwrap();
        command.stdout(Stdio::piped()).stderr(complaints.reopen().unwrap());
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        // The line about stopping is the last one of the start.
        while !said.contains("Ctrl+C") {
            if out.read_line(&mut said).unwrap() == 0 {
                child.wait().unwrap();
                return Err(said);
            }
        }
        let port = said.split("http://localhost:").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Ok(Desk { port: port.parse().unwrap(), child, said, complaints, _out: out })
    }

    /// What it said to be wrong until now.
    pub fn complaints(&self) -> String {
        std::fs::read_to_string(self.complaints.path()).unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(WAIT)).unwrap();
        stream
    }

    /// Sends bytes and reads all that comes back until the server closes; with `Connection: close` it does.
    pub fn send(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(&self.exchange(bytes)).into_owned()
    }

    fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // A server that has seen enough may close before all is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => {
                panic!("no answer to {:?}: {error}", head(bytes))
            }
            _ => answer,
        }
    }

    /// Asks for a file and does not wait for it; the connection is there to read from, or to close.
    pub fn ask(&self, target: &str) -> TcpStream {
        let mut stream = self.connect();
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// The head and the bytes of a file.
    pub fn file(&self, target: &str) -> (String, Vec<u8>) {
        let mut answer = Vec::new();
        self.ask(target).read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let body = answer.split_off(end);
        (String::from_utf8(answer).unwrap(), body)
    }

    pub fn request(&self, line: &str, headers: &[&str]) -> String {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        self.send(format!("{line}\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    /// A request as our own browser makes it, with more headers.
    pub fn get(&self, target: &str, headers: &[&str]) -> String {
        let host = format!("Host: localhost:{}", self.port);
        self.request(&format!("GET {target} HTTP/1.1"), &[&[host.as_str()], headers].concat())
    }

    pub fn token(&self) -> String {
        let page = self.get("/public/index.html", &[]);
        page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
    }

    /// Asks again until a page holds a text.
    pub fn wait_for(&self, target: &str, text: &str) {
        let start = Instant::now();
        while !self.get(target, &[]).contains(text) {
            assert!(start.elapsed() < WAIT, "{target} never shows {text:?}:\n{}", self.get(target, &[]));
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn head(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(100)]).into_owned()
}

/// 0 when there was no answer at all.
pub fn status(answer: &str) -> u16 {
    answer.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)).and_then(|code| code.parse().ok()).unwrap_or(0)
}
