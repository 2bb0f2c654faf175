//! How many requests a second `gongbao serve` answers, against `oxigraph serve` with the same data and the same queries.
//!
//! ```sh
//! cargo bench --no-default-features --features serve,web --bench served -- PROGRAM OXIGRAPH [--store DIR] [--outcomes N] [--clients N] [--seconds N] [--only NAME,NAME]
//! ```
//!
//! PROGRAM is a release build, OXIGRAPH the server of `pip install oxigraph`; without them nothing is measured. The data are
//! the samples again and again, with other years and figures each time, as many as have so many outcomes (100,000). Both
//! servers hold them in memory: ours by `--from`, the other by `gongbao ingest --store`. With `--store` both read them from
//! disk, each its own copy; a store that is there is used as it is. Clients (64) ask by GET over
//! connections of their own, each one request after the other; the two servers are asked by turns, so that whatever else
//! the machine does falls on both.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// Turns of each server.
const TURNS: usize = 3;
/// A request that takes longer is asked in one turn.
const LONG: Duration = Duration::from_millis(200);

struct Options {
    program: String,
    oxigraph: String,
    outcomes: usize,
    clients: usize,
    seconds: f64,
    only: Option<Vec<String>>,
    store: Option<PathBuf>,
}

/// What is asked: the same of both, the path and what is accepted.
struct Task {
    name: String,
    ours: Vec<String>,
    theirs: Option<Vec<String>>,
    accept: &'static str,
}

/// What came of it: the time of each request, and how long all took.
#[derive(Default)]
struct Measured {
    times: Vec<Duration>,
    whole: Duration,
    bytes: usize,
    failed: usize,
}

fn main() {
    let Some(options) = options() else {
        eprintln!("skipped: give PROGRAM and OXIGRAPH, see benches/served.rs");
        return;
    };
    let folder = std::env::temp_dir().join(format!("gongbao-served-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    measure(&options, &folder);
    fs::remove_dir_all(&folder).expect("its end");
}

fn options() -> Option<Options> {
    // Cargo adds --bench.
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let (program, oxigraph) = (args.next()?, args.next()?);
    let mut options =
        Options { program, oxigraph, outcomes: 100_000, clients: 64, seconds: 2.0, only: None, store: None };
    while let (Some(name), Some(value)) = (args.next(), args.next()) {
        match name.as_str() {
            "--outcomes" => options.outcomes = value.parse().expect("a number"),
            "--clients" => options.clients = value.parse().expect("a number"),
            "--seconds" => options.seconds = value.parse().expect("a number"),
            "--only" => options.only = Some(value.split(',').map(str::to_owned).collect()),
            "--store" => options.store = Some(value.into()),
            _ => panic!("{name} is no option"),
        }
    }
    Some(options)
}

fn measure(options: &Options, folder: &Path) {
    let lines = folder.join("documents.jsonl");
    documents(&lines, options.outcomes / 20);
    let (gongbao, oxigraph) = match &options.store {
        Some(store) => on_disk(options, folder, &lines, store),
        None => in_memory(options, folder, &lines),
    };
    println!("| what | bytes | requests/s | p50 | p95 | oxigraph: requests/s | p50 | p95 | ratio |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for task in
        tasks(&gongbao).iter().filter(|t| options.only.as_ref().is_none_or(|o| o.iter().any(|o| t.name.contains(o))))
    {
        let (mut ours, mut theirs) = (Measured::default(), Measured::default());
        let start = Instant::now();
        gongbao.get(&task.ours[0], task.accept);
        // What takes one client long takes many clients minutes.
        let turns = if start.elapsed() > LONG { 1 } else { TURNS };
        for _ in 0..turns {
            ours.add(load(&gongbao, &task.ours, task.accept, options.clients, options.seconds));
            if let Some(paths) = &task.theirs {
                theirs.add(load(&oxigraph, paths, task.accept, options.clients, options.seconds));
            }
        }
        let ratio = theirs.rate() / ours.rate();
        let (a, b) = (ours.cells(), theirs.cells());
        let told = if theirs.times.is_empty() { " | | | |".to_owned() } else { format!("{b} | {ratio:.2} |") };
        println!("| {} | {} | {a} | {told}", task.name, ours.bytes / ours.times.len().max(1));
    }
}

fn in_memory(options: &Options, folder: &Path, lines: &Path) -> (Server, Server) {
    let oxigraph = Server::oxigraph(&options.oxigraph, &["serve"]);
    ingest(options, folder, lines, &format!("http://{}", oxigraph.address));
    let start = Instant::now();
    let gongbao = Server::gongbao(&options.program, &["--from", &lines.to_string_lossy()]);
    eprintln!("serve --from: {:.0} s", start.elapsed().as_secs_f64());
    (gongbao, oxigraph)
}

fn on_disk(options: &Options, folder: &Path, lines: &Path, store: &Path) -> (Server, Server) {
    if !store.exists() {
        ingest(options, folder, lines, &store.to_string_lossy());
    }
    let copy = folder.join("copy");
    fs::create_dir_all(&copy).expect("a folder");
    for file in fs::read_dir(store.join("db")).expect("a database").map(|e| e.expect("a file")) {
        fs::copy(file.path(), copy.join(file.file_name())).expect("room");
    }
    let oxigraph = Server::oxigraph(&options.oxigraph, &["serve-read-only", "--location", &copy.to_string_lossy()]);
    (Server::gongbao(&options.program, &["--store", &store.to_string_lossy()]), oxigraph)
}

fn ingest(options: &Options, folder: &Path, lines: &Path, store: &str) {
    let start = Instant::now();
    let mut command = Command::new(&options.program);
    let told = output(command.args(["ingest", "--store", store]).arg(lines).env("XDG_DATA_HOME", folder));
    eprintln!("ingest: {:.0} s; {}", start.elapsed().as_secs_f64(), told.replace('\n', "; "));
}

/// What is asked: each query that comes with the program, and documents of things.
fn tasks(gongbao: &Server) -> Vec<Task> {
    let results = "application/sparql-results+json";
    let iris = |class: &str, most: usize| {
        let query = format!("SELECT DISTINCT ?s {{ ?s a gb:{class} }} ORDER BY ?s");
        let csv = gongbao.get(&format!("/sparql?query={}", encoded(&query)), "text/csv");
        let all: Vec<String> = csv.lines().skip(1).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        let step = (all.len() / most).max(1);
        all.into_iter().step_by(step).take(most).collect::<Vec<_>>()
    };
    let local = |iri: &String| iri.trim_start_matches("https://w3id.org/gongbao/").to_owned();
    let mut tasks = Vec::new();
    for (class, most) in [("Bulletin", 500), ("Agency", 200), ("Official", 200)] {
        let iris = iris(class, most);
        let document = |ending: &str| iris.iter().map(|iri| format!("/doc/{}.{ending}", local(iri))).collect();
        let construct = |iri: &String| {
            let query = match class {
                "Bulletin" => format!(
                    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ GRAPH <{iri}> {{ ?s ?p ?o }} FILTER (?s = <{iri}> || STRSTARTS(STR(?s), \"{iri}#\")) }} UNION {{ SELECT ?s ?p (<{iri}> AS ?o) {{ ?s ?p <{iri}> FILTER (!STRSTARTS(STR(?s), \"{iri}\")) }} LIMIT 1000 }} }}"
                ),
                _ => format!(
                    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ <{iri}> ?p ?o BIND (<{iri}> AS ?s) }} UNION {{ SELECT ?s ?p (<{iri}> AS ?o) {{ ?s ?p <{iri}> }} LIMIT 1000 }} }}"
                ),
            };
            format!("/query?query={}", encoded(&query))
        };
        tasks.push(Task {
            name: format!("{class}, N-Triples"),
            ours: document("nt"),
            theirs: Some(iris.iter().map(construct).collect()),
            accept: "application/n-triples",
        });
        tasks.push(Task { name: format!("{class}, page"), ours: document("html"), theirs: None, accept: "text/html" });
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let mut files: Vec<PathBuf> = fs::read_dir(root).expect("queries").map(|e| e.expect("a file").path()).collect();
    files.sort();
    for file in files {
        let query = encoded(&fs::read_to_string(&file).expect("a query"));
        tasks.push(Task {
            name: file.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            ours: vec![format!("/sparql?query={query}")],
            theirs: Some(vec![format!("/query?query={query}")]),
            accept: results,
        });
    }
    tasks
}

/// Asks from many clients at once for some time, each at least once.
fn load(server: &Server, paths: &[String], accept: &str, clients: usize, seconds: f64) -> Measured {
    let barrier = Barrier::new(clients);
    let time = Duration::from_secs_f64(seconds);
    let start = Instant::now();
    let parts: Vec<Measured> = std::thread::scope(|scope| {
        let client = |number: usize| {
            let barrier = &barrier;
            move || {
                let mut connection = Connection::to(server.address);
                let mut measured = Measured::default();
                barrier.wait();
                let start = Instant::now();
                for path in paths.iter().cycle().skip(number * 7) {
                    let asked = Instant::now();
                    let (status, body) = connection.get(path, accept);
                    measured.times.push(asked.elapsed());
                    measured.bytes += body.len();
                    measured.failed += usize::from(status != 200);
                    if start.elapsed() >= time {
                        break;
                    }
                }
                measured
            }
        };
        let threads: Vec<_> = (0..clients).map(|number| scope.spawn(client(number))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a client")).collect()
    });
    let mut all = Measured { whole: start.elapsed(), ..Measured::default() };
    for part in parts {
        all.times.extend(part.times);
        all.bytes += part.bytes;
        all.failed += part.failed;
    }
    assert!(all.failed == 0, "{} of {} requests failed: {}", all.failed, all.times.len(), paths[0]);
    all
}

impl Measured {
    fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.whole += other.whole;
        self.bytes += other.bytes;
    }

    fn rate(&self) -> f64 {
        self.times.len() as f64 / self.whole.as_secs_f64()
    }

    /// Requests a second, and the times of which half and 95 % of the requests stay below.
    fn cells(&self) -> String {
        let mut times = self.times.clone();
        times.sort();
        let at = |part: f64| times.get(((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1)));
        let ms = |part| at(part).map_or(0.0, |t| t.as_secs_f64() * 1000.0);
        format!("{:.1} | {:.1} ms | {:.1} ms", self.rate(), ms(0.5), ms(0.95))
    }
}

/// A server that ends with this.
struct Server {
    address: SocketAddr,
    child: Child,
}

impl Server {
    fn oxigraph(program: &str, args: &[&str]) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
        let mut command = Command::new(program);
        command.args(args).args(["--bind", &address.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("it starts");
        while TcpStream::connect(address).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { address, child }
    }

    /// Ours, which lets nobody wait in vain.
    fn gongbao(program: &str, from: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args([
            "serve",
            "--bind",
            "127.0.0.1:0",
            "--max-wait",
            "1h",
            "--query-time",
            "1h",
            "--max-answer",
            "1G",
        ]);
        command.args(from).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.trim().trim_start_matches("listening on http://").trim_end_matches('/');
        Self { address: address.parse().expect("an address"), child }
    }

    fn get(&self, path: &str, accept: &str) -> String {
        let (status, body) = Connection::to(self.address).get(path, accept);
        let body = String::from_utf8(body).expect("UTF-8");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("it listens");
        stream.set_nodelay(true).expect("an option");
        Self(BufReader::with_capacity(1 << 16, stream))
    }

    /// The status and the body of an answer.
    fn get(&mut self, path: &str, accept: &str) -> (u16, Vec<u8>) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes()).expect("it reads");
        let status = self.line().split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().to_ascii_lowercase();
            match line.split_once(':') {
                None => break,
                Some(("content-length", value)) => length = value.trim().parse().expect("a length"),
                Some(("transfer-encoding", value)) => chunked = value.trim() == "chunked",
                Some(_) => {}
            }
        }
        let mut body = Vec::new();
        if !chunked {
            body.resize(length, 0);
            self.0.read_exact(&mut body).expect("a body");
            return (status, body);
        }
        loop {
            let size = usize::from_str_radix(&self.line(), 16).expect("a size");
            let at = body.len();
            body.resize(at + size, 0);
            self.0.read_exact(&mut body[at..]).expect("a part");
            self.line();
            if size == 0 {
                return (status, body);
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }
}

fn output(command: &mut Command) -> String {
    let output = command.stderr(Stdio::inherit()).output().expect("it starts");
    assert!(output.status.success(), "{command:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn encoded(text: &str) -> String {
    let byte = |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(byte).collect()
}

/// So many documents: the samples again and again, moved to another year and with other figures each time.
fn documents(path: &Path, count: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(root).expect("samples").map(|e| e.expect("a folder").path()).filter(|p| p.is_dir()) {
        let inside = fs::read_dir(folder).expect("a folder").map(|e| e.expect("a file").path());
        files.extend(inside.filter(|p| p.extension().is_some_and(|e| e == "txt")));
    }
    files.sort();
    let texts: Vec<String> = files.iter().map(|f| fs::read_to_string(f).expect("a text")).collect();
    let mut out = std::io::BufWriter::new(fs::File::create(path).expect("a file"));
    for number in 0..count {
        let copy = number / texts.len();
        let text = varied(&texts[number % texts.len()], copy);
        let (title, body) = text.trim().split_once('\n').unwrap_or((&text, ""));
        let (year, month, day) = (2024 - copy % 74, 1 + copy % 12, 1 + copy % 28);
        let quoted = |text: &str| {
            let escaped =
                text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace(['\r', '\t'], " ");
            format!("\"{escaped}\"")
        };
        writeln!(
            out,
            "{{\"url\":\"https://example.org/{number}\",\"title\":{},\"date\":\"{year}-{month:02}-{day:02}\",\"text\":{}}}",
            quoted(title),
            quoted(&format!("{body}\nNo. {number}")),
        )
        .expect("room");
    }
    out.flush().expect("room");
}

/// A text with its years moved and its figures changed, the same way each time.
fn varied(text: &str, copy: usize) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    let mut place = 0usize;
    for c in text.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            place += 1;
            out.push_str(&moved(&digits, copy, place));
            digits.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn moved(digits: &str, copy: usize, place: usize) -> String {
    let value: usize = digits.parse().unwrap_or(0);
    if digits.len() == 4 && (1950..2030).contains(&value) {
        return (value - copy % 74).max(1950).to_string();
    }
    if digits.len() < 3 || digits.starts_with('0') {
        return digits.to_owned();
    }
    // The last two digits, so that the figure stays as long as it is.
    let last = (value % 100 + copy * 37 + place * 11) % 100;
    (value / 100 * 100 + last).to_string()
}
