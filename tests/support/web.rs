//! A server of HTTP on loopback that can misbehave: it is raw TCP, and each path answers as a test says. Every connection
//! answers one request and is closed; the server ends with the test.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a path answers, by the request and by how often it was asked before.
type Answer = Box<dyn Fn(&Request, usize, &mut TcpStream) + Send + Sync>;

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    /// Fields by their names in lower case.
    pub fields: HashMap<String, String>,
    pub at: Instant,
}

#[derive(Default)]
struct Shared {
    answers: Mutex<HashMap<String, Arc<Answer>>>,
    log: Mutex<Vec<Request>>,
    over: AtomicBool,
}

pub struct Server {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its number");
        let shared = Arc::new(Shared::default());
        let server = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if server.over.load(Ordering::SeqCst) {
                    return;
                }
                let server = Arc::clone(&server);
                std::thread::spawn(move || server.serve(stream));
            }
        });
        Self { address, shared }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Says what a path answers.
    pub fn on(&self, path: &str, answer: impl Fn(&Request, usize, &mut TcpStream) + Send + Sync + 'static) {
        self.shared.answers.lock().unwrap().insert(path.to_owned(), Arc::new(Box::new(answer)));
    }

    /// A path answers these bytes, whole.
    pub fn gives(&self, path: &str, media: &str, body: impl AsRef<[u8]>) {
        let answer = ok(&format!("Content-Type: {media}\r\n"), body.as_ref());
        self.raw(path, answer);
    }

    /// A path answers these bytes, head and all.
    pub fn raw(&self, path: &str, answer: Vec<u8>) {
        self.on(path, move |_, _, stream| drop(stream.write_all(&answer)));
    }

    /// What was asked, in order.
    pub fn log(&self) -> Vec<Request> {
        self.shared.log.lock().unwrap().clone()
    }

    /// How often a path was asked.
    pub fn asked(&self, path: &str) -> usize {
        self.log().iter().filter(|r| r.path == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) {
        let _ = stream.set_write_timeout(Some(Duration::from_secs(20)));
        if let Some(request) = request(&stream) {
            let count = {
                let mut log = self.log.lock().unwrap();
                let count = log.iter().filter(|r| r.path == request.path).count();
                log.push(request.clone());
                count
            };
            let answer = self.answers.lock().unwrap().get(&request.path).cloned();
            match answer {
                Some(answer) => answer(&request, count, &mut stream),
                None => drop(stream.write_all(&status("404 Not Found", ""))),
            }
        }
        let _ = stream.flush();
    }
}

fn request(stream: &TcpStream) -> Option<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut fields = HashMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        fields.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Request { path, fields, at: Instant::now() })
}

/// An answer without a body.
pub fn status(status: &str, fields: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{fields}\r\n").into_bytes()
}

/// A whole answer.
pub fn ok(fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{fields}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An answer that leads elsewhere.
pub fn redirect(to: &str) -> Vec<u8> {
    status("302 Found", &format!("Location: {to}\r\n"))
}

/// The page of a bulletin.
pub const PAGE: &str = "<html><head><title>Shandong police arrest 12 suspects</title></head><body><h1>Shandong police arrest 12 \
                    suspects</h1><p>Police in Shandong arrested 12 suspects on Monday, the provincial department said.</p></body></html>";

/// The program with loopback allowed and every wait short; `args` follow.
pub fn command(args: &[&str]) -> Command {
    let (name, rest) = args.split_first().expect("a command");
    let mut command = super::program::gongbao(&[name]);
    command.args(["--delay", "0", "--retry-wait", "10ms", "--allow-host", "127.0.0.1"]).args(rest);
    command.env("http_proxy", "http://127.0.0.1:9");
    command
}
