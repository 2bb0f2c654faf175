//! `gongbao serve` as tests start it and ask it.
#![allow(dead_code, reason = "each test takes what it needs")]

#[path = "program.rs"]
pub mod program;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// What a browser accepts.
pub const HTML: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// No page is larger.
const LARGEST: usize = 100_000;

/// A server that ends with the test.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Server {
    pub fn start(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut child = program::gongbao(&["serve", "--bind", "127.0.0.1:0"])
            .args(arguments)
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect("it says where it listens");
        Self { address: address.trim_end_matches('/').to_owned(), child }
    }

    pub fn samples(arguments: &[&str]) -> Self {
        Self::start(&[&["--from", "samples/en"], arguments].concat(), &[])
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends what may be no request at all.
    pub fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses may close before all is sent.
        let _ = stream.write_all(bytes);
        Answer::read(stream)
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        if !body.is_empty() || method == "POST" {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        self.raw(&[request.as_bytes(), body].concat())
    }

    pub fn get(&self, path: &str, accept: &str) -> Answer {
        self.send("GET", path, &[("Accept", accept)], b"")
    }

    pub fn ask(&self, query: &str, accept: &str) -> Answer {
        self.get(&format!("/sparql?query={}", encoded(query)), accept)
    }

    /// Whether it still answers.
    pub fn is_well(&self) -> bool {
        self.get("/health", "").status == 200
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One server for all tests that change nothing, as long as one of them runs.
pub fn shared() -> Arc<Server> {
    static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let server = Arc::new(Server::samples(&["--query-time", "10s"]));
        *shared = Arc::downgrade(&server);
        server
    })
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {bytes:?}"));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            let all = headers.entry(name.to_ascii_lowercase()).or_default();
            if !all.is_empty() {
                all.push_str(", ");
            }
            all.push_str(value);
        }
        let mut body = bytes[end + 4..].to_vec();
        if headers.get("transfer-encoding").is_some_and(|t| t == "chunked") {
            body = unchunked(&body);
        }
        Self { status, headers, body }
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn media(&self) -> &str {
        self.header("content-type").split(';').next().unwrap()
    }
}

pub fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
    }
}

pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// A page, which is one.
#[track_caller]
pub fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path, HTML);
    assert_eq!((answer.status, answer.media()), (200, "text/html"), "{path}");
    checked(&answer, path)
}

/// A page as it should be: whole, below the limit, with a title, without scripts that run and without anything from elsewhere.
#[track_caller]
pub fn checked(answer: &Answer, path: &str) -> String {
    let text = answer.text();
    assert!(text.len() < LARGEST, "{path}: {} bytes", text.len());
    assert!(text.starts_with("<!DOCTYPE html>") && text.trim_end().ends_with("</html>"), "{path}");
    for tag in [
        "h1", "main", "header", "article", "section", "table", "tr", "td", "mark", "a", "p", "ul", "li", "details",
        "form", "figure", "svg", "g", "nav",
    ] {
        let open = text.matches(&format!("<{tag}>")).count() + text.matches(&format!("<{tag} ")).count();
        assert_eq!(open, text.matches(&format!("</{tag}>")).count(), "{path}: <{tag}>");
    }
    assert_eq!(text.matches("<h1").count(), 1, "{path}");
    for what in ["<script src", "<img", "src=\"http", "href=\"javascript:", " onclick=\""] {
        assert!(!text.contains(what), "{path}: {what}");
    }
    assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
    text
}

/// What stands between two marks, as often as it does.
pub fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |rest| Some(rest.split_once(to)?.0))
}

/// What stands between two marks the first time.
#[track_caller]
pub fn within<'a>(text: &'a str, from: &'a str, to: &'a str) -> &'a str {
    between(text, from, to).next().unwrap_or_else(|| panic!("nothing between {from} and {to}"))
}
