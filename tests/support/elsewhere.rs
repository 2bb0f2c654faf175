//! A server of SPARQL of others, and whoever stands between it and us.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// `oxigraph serve`, in memory: it ends with the test.
pub struct Oxigraph {
    program: String,
    pub address: SocketAddr,
    child: Child,
}

impl Oxigraph {
    /// Starts it, where $GONGBAO_OXIGRAPH names its program.
    pub fn start() -> Option<Self> {
        let program = std::env::var("GONGBAO_OXIGRAPH").ok().filter(|p| !p.is_empty())?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
        let child = spawn(&program, free);
        Some(Self { program, address: free, child })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Starts it anew at the same address, empty.
    pub fn again(&mut self) {
        self.child = spawn(&self.program, self.address);
    }

    /// How many quads it holds, the notes aside.
    pub fn count(&self) -> String {
        let query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } FILTER (?g != <https://w3id.org/gongbao/ledger>) } }";
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        let length = query.len();
        write!(stream, "POST /query HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: text/csv\r\nContent-Type: application/sparql-query\r\nContent-Length: {length}\r\n\r\n{query}").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer
            .split_once("\r\n\r\n")
            .expect("a body")
            .1
            .split("\r\n")
            .find(|l| l.bytes().all(|b| b.is_ascii_digit()) && l.len() > 1)
            .unwrap_or("0")
            .to_owned()
    }
}

fn spawn(program: &str, address: SocketAddr) -> Child {
    let mut command = Command::new(program);
    command.args(["serve", "--bind", &address.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().expect("$GONGBAO_OXIGRAPH starts");
    let started = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(started.elapsed() < Duration::from_secs(30), "it does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

impl Drop for Oxigraph {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request, whole.
pub struct Request {
    pub head: String,
    pub body: String,
}

/// What is done with a request.
pub enum Act {
    /// It goes to the server, and its answer comes back.
    Pass,
    /// It is answered so.
    Answer(Vec<u8>),
    /// The connection is closed.
    Drop,
    /// It goes to the server, and the connection is closed before an answer.
    PassAndDrop,
    /// It goes to the server, and half of the answer comes back.
    PassHalf,
}

/// Whoever stands between.
pub struct Proxy {
    address: SocketAddr,
}

impl Proxy {
    /// Stands before a server and does with each request as `act` says, by how many there were before.
    pub fn start(server: &Oxigraph, act: impl Fn(&Request, usize) -> Act + Send + Sync + 'static) -> Self {
        let (to, count, act) = (server.address, AtomicUsize::new(0), Arc::new(act));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its number");
        let count = Arc::new(count);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (act, count) = (Arc::clone(&act), Arc::clone(&count));
                std::thread::spawn(move || serve(stream, to, &*act, &count));
            }
        });
        Self { address }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

fn serve(
    mut stream: TcpStream,
    to: SocketAddr,
    act: &dyn Fn(&Request, usize) -> Act,
    count: &AtomicUsize,
) -> Option<()> {
    let request = read(&stream)?;
    let act = act(&request, count.fetch_add(1, Ordering::SeqCst));
    let answer = match act {
        Act::Drop => return None,
        Act::Answer(answer) => answer,
        Act::Pass => pass(&request, to)?,
        Act::PassAndDrop => return pass(&request, to).map(|_| ()),
        Act::PassHalf => {
            let mut answer = pass(&request, to)?;
            answer.truncate(answer.len() - 10);
            answer
        }
    };
    stream.write_all(&answer).ok()
}

fn read(stream: &TcpStream) -> Option<Request> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        if line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { head, body: String::from_utf8(body).ok()? })
}

fn pass(request: &Request, to: SocketAddr) -> Option<Vec<u8>> {
    let mut stream = TcpStream::connect(to).ok()?;
    stream.write_all(format!("{}Connection: close\r\n\r\n{}", request.head, request.body).as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(answer)
}

/// A whole answer.
pub fn answer(status: &str, media: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        .into_bytes()
}
