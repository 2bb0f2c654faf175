//! Fetching, against a server on loopback that misbehaves in every way it can.
#![cfg(feature = "web")]

mod server;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use server::{Server, ok, redirect, status};

const PAGE: &str = "<html><head><title>Shandong police arrest 12 suspects</title></head><body><h1>Shandong police arrest 12 \
                    suspects</h1><p>Police in Shandong arrested 12 suspects on Monday, the provincial department said.</p></body></html>";

/// The program with loopback allowed and every wait short; `args` follow.
fn command(args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("gongbao"));
    let (name, rest) = args.split_first().expect("a command");
    command.arg(name).args(["--delay", "0", "--retry-wait", "10ms", "--allow-host", "127.0.0.1"]).args(rest);
    command
        .env_remove("GONGBAO_STORE")
        .env("NO_COLOR", "1")
        .env("http_proxy", "http://127.0.0.1:9")
        .stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    command(args).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The triples of what is at some addresses.
#[track_caller]
fn good(args: &[&str]) -> String {
    let output = run(&[&["convert", "--to", "ntriples"], args].concat());
    assert!(output.status.success(), "{args:?} {}", text(&output.stderr));
    text(&output.stdout)
}

/// The one line that is told of an address that cannot be had.
#[track_caller]
fn bad(args: &[&str]) -> String {
    let output = run(&[&["convert", "--to", "ntriples"], args].concat());
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{args:?} {told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    let address = args.iter().find(|a| a.contains("://")).expect("an address");
    assert!(told.starts_with(&format!("gongbao: {address}: ")) && told.contains("hint: "), "{told}");
    assert!(!told.contains("internal fault"), "{told}");
    told
}

#[track_caller]
fn bad_because(args: &[&str], why: &str) {
    let told = bad(args);
    assert!(told.contains(why), "{why:?} in {told}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_page_comes_with_what_the_sender_tells() {
    let server = Server::start();
    let page = "<html><title>山东公安机关抓获12人</title><p>山东公安机关抓获犯罪嫌疑人12人，破获案件30起。</p></html>";
    let page = encoding_rs::GB18030.encode(page).0.into_owned();
    let fields = "Content-Type: text/html; charset=GB18030\r\nLast-Modified: Fri, 13 Dec 2024 02:00:00 GMT\r\n\
                  Date: Mon, 16 Dec 2024 02:00:00 GMT\r\nContent-Encoding: gzip\r\n";
    server.raw("/news/1", ok(fields, &gzip(&page)));
    server.raw("/old", redirect("/news/1#top"));
    let triples = good(&[&server.url("/old")]);
    assert!(triples.contains("山东公安机关抓获12人"), "{triples}");
    assert!(triples.contains(&format!("<{}>", server.url("/news/1"))), "the final address: {triples}");
    assert!(triples.contains("\"2024-12-13\"") && triples.contains("date-source/sender"), "{triples}");
    let request = server.log().into_iter().find(|r| r.path == "/news/1").unwrap();
    let agent = &request.fields["user-agent"];
    assert!(agent.starts_with(concat!("gongbao/", env!("CARGO_PKG_VERSION"), " (+http")), "{agent}");
    assert!(request.fields["accept-encoding"].contains("gzip") && request.fields["accept-encoding"].contains("br"));
    assert!(!request.fields.contains_key("cookie") && !request.fields.contains_key("referer"));
    good(&["--contact", "me@example.org", &server.url("/old")]);
    // The environment names a proxy that is not there.
    bad_because(&["--use-proxy", "--retries", "0", "http://news.example/"], "not reached");
    let last = server.log().pop().unwrap();
    assert!(last.fields["user-agent"].ends_with("(+me@example.org)"), "{last:?}");
}

#[test]
fn what_is_not_public_is_refused_before_anything_is_sent() {
    let server = Server::start();
    let port = server.address.port();
    for (host, why) in [
        ("127.0.0.2", "this machine itself"),
        ("127.1.1.1", "this machine itself"),
        ("0x7f000002", "this machine itself"),
        ("2130706434", "this machine itself"),
        ("[::1]", "this machine itself"),
        ("[::ffff:127.0.0.2]", "this machine itself"),
        ("[64:ff9b::7f00:2]", "this machine itself"),
        ("0.0.0.0", "no address of a machine"),
        ("10.0.0.1", "private network"),
        ("[fd00::1]", "private network"),
        ("169.254.169.254", "link-local"),
        ("100.100.100.200", "provider's network"),
        // A name that resolves to loopback.
        ("localhost", "this machine itself"),
        ("LOCALHOST", "this machine itself"),
    ] {
        bad_because(&[&format!("http://{host}:{port}/")], why);
    }
    bad_because(&["ftp://example.org/1"], "only http and https");
    bad_because(&["file:///etc/passwd"], "only http and https");
    bad_because(&["http://me:secret@127.0.0.1/"], "name or password");
    bad_because(&["http://"], "no such web address");
    assert!(server.log().is_empty());
    // An exception is for its host alone, and holds for a name as well.
    server.gives("/", "text/html", PAGE);
    good(&["--allow-host", "localhost", &format!("http://localhost:{port}/")]);
}

#[test]
fn redirects_are_checked_one_by_one_and_end() {
    let server = Server::start();
    let port = server.address.port();
    for (path, to, why) in [
        ("/loopback", format!("http://127.0.0.2:{port}/secret"), "this machine itself"),
        ("/odd", format!("http://0177.0.0.2:{port}/secret"), "this machine itself"),
        ("/name", format!("http://localhost:{port}/secret"), "this machine itself"),
        ("/metadata", "http://169.254.169.254/latest/meta-data/".to_owned(), "link-local"),
        ("/file", "file:///etc/passwd".to_owned(), "only http and https"),
        ("/loop", "/loop".to_owned(), "redirects more than 5 times"),
        ("/nowhere", String::new(), "redirects"),
    ] {
        server.raw(path, redirect(&to));
        bad_because(&[&server.url(path)], why);
    }
    assert_eq!((server.asked("/loop"), server.asked("/secret")), (6, 0));
    server.raw("/1", redirect("/2"));
    server.raw("/2", redirect("/page"));
    server.gives("/page", "text/html", PAGE);
    good(&["--redirects", "2", &server.url("/1")]);
    bad_because(&["--redirects", "1", &server.url("/1")], "--redirects");
}

#[test]
fn nothing_is_taken_in_beyond_its_limits() {
    let server = Server::start();
    let endless = |_: &server::Request, _: usize, stream: &mut std::net::TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
        while stream.write_all(&[b'x'; 1 << 16]).is_ok() {}
    };
    server.on("/endless", endless);
    bad_because(&["--max-bytes", "1M", &server.url("/endless")], "larger than 1 MiB as it is sent");
    server.raw("/said", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx".to_vec());
    bad_because(&[&server.url("/said")], "larger than 64 MiB as it is sent");
    let bomb = gzip(&vec![b' '; 20 << 20]);
    assert!(bomb.len() < 100_000);
    server.raw("/bomb", ok("Content-Encoding: gzip\r\n", &bomb));
    bad_because(&["--max-unpacked", "1M", &server.url("/bomb")], "larger than 1 MiB when unpacked");
    server.raw("/twice", ok("Content-Encoding: gzip, gzip\r\n", &gzip(&bomb)));
    bad_because(&["--max-unpacked", "1M", &server.url("/twice")], "larger than 1 MiB when unpacked");
    // The same without the field, as a file that is packed.
    server.gives("/file.gz", "application/gzip", &bomb);
    let told = bad(&["--max-bytes", "1M", &server.url("/file.gz")]);
    assert!(told.contains("larger than"), "{told}");
    server.raw("/fields", [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 5 << 20], b"\r\n\r\n".to_vec()].concat());
    bad_because(&["--retries", "0", &server.url("/fields")], "broke off");
    server.gives("/picture", "image/png", "PNG");
    bad_because(&[&server.url("/picture")], "image/png, no bulletin");
}

#[test]
fn nothing_is_waited_for_without_end() {
    let server = Server::start();
    server.on("/silent", |_, _, _| std::thread::sleep(Duration::from_secs(8)));
    server.on("/stuck", |_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst");
        std::thread::sleep(Duration::from_secs(8));
    });
    server.on("/drip", |_, _, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let start = Instant::now();
    let quick = ["--retries", "0", "--connect-timeout", "1s", "--idle-timeout", "500ms", "--timeout", "2s"];
    for (path, why) in [("/silent", "did not answer for 1.5 s"), ("/stuck", "--idle-timeout"), ("/drip", "--timeout")] {
        bad_because(&[&quick[..], &[&server.url(path)]].concat(), why);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn what_may_pass_is_tried_again() {
    let server = Server::start();
    let page = || ok("Content-Type: text/html\r\n", PAGE.as_bytes());
    for (path, fault) in [
        ("/503", status("503 Service Unavailable", "")),
        ("/429", status("429 Too Many Requests", "Retry-After: 1\r\n")),
        ("/chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n".to_vec()),
        ("/cut", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".to_vec()),
        ("/length", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfour".to_vec()),
        ("/garbage", b"\x00\xFF garbage\r\n\r\n".to_vec()),
        ("/closed", Vec::new()),
        ("/gzip", ok("Content-Encoding: gzip\r\n", &gzip(PAGE.as_bytes())[..40])),
    ] {
        server.on(path, move |_, count, stream| {
            drop(stream.write_all(if count < 2 { &fault } else { &[] }));
            if count >= 2 {
                drop(stream.write_all(&page()));
            }
        });
        good(&[&server.url(path)]);
        assert_eq!(server.asked(path), 3, "{path}");
    }
    let times: Vec<Instant> = server.log().iter().filter(|r| r.path == "/429").map(|r| r.at).collect();
    assert!(times[1] - times[0] >= Duration::from_millis(990), "Retry-After holds");
    // What does not pass is told of after its retries; what a host forbids is not tried at all.
    server.raw("/always", status("500 Internal Server Error", ""));
    bad_because(&["--retries", "2", &server.url("/always")], "answers 500");
    assert_eq!(server.asked("/always"), 3);
    server.raw("/later", status("429 Too Many Requests", "Retry-After: 3600\r\n"));
    bad_because(&[&server.url("/later")], "asks to wait 3600 s");
    assert_eq!(server.asked("/later"), 1);
    bad_because(&[&server.url("/missing")], "answers 404 Not Found");
    assert_eq!(server.asked("/missing"), 1);
    // A body that goes on beyond its length ends where it says.
    let long = [ok("Content-Type: text/html\r\n", PAGE.as_bytes()), b"and more".to_vec()].concat();
    server.raw("/more", long);
    assert!(!good(&[&server.url("/more")]).contains("and more"));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    bad_because(&[&format!("http://{closed}/")], "not reached");
}

#[test]
fn robots_are_kept_out_where_a_site_says_so() {
    let server = Server::start();
    server.gives(
        "/robots.txt",
        "text/plain",
        "User-agent: *\nDisallow: /private\nAllow: /private/news\nCrawl-delay: 0.4\n",
    );
    server.gives("/private/news/1", "text/html", PAGE);
    server.gives("/private/1", "text/html", PAGE);
    server.raw("/leads", redirect("/private/1"));
    good(&[&server.url("/private/news/1"), &server.url("/private/news/1")]);
    let times: Vec<Instant> = server.log().iter().filter(|r| r.path == "/private/news/1").map(|r| r.at).collect();
    assert!(times[1] - times[0] >= Duration::from_millis(390), "Crawl-delay holds");
    assert_eq!(server.asked("/robots.txt"), 1, "asked once a run");
    bad_because(&[&server.url("/private/1")], "robots.txt of 127.0.0.1");
    bad_because(&[&server.url("/leads")], "robots.txt of 127.0.0.1");
    assert_eq!(server.asked("/private/1"), 0);
    // Where the wishes of a site cannot be told, nothing is fetched; where it has none, everything.
    let down = Server::start();
    down.raw("/robots.txt", status("503 Service Unavailable", ""));
    down.gives("/1", "text/html", PAGE);
    bad_because(&["--retries", "1", &down.url("/1")], "robots.txt of 127.0.0.1 could not be read (answers 503");
    assert_eq!((down.asked("/robots.txt"), down.asked("/1")), (2, 0));
    let elsewhere = Server::start();
    elsewhere.raw("/robots.txt", redirect(&server.url("/robots.txt")));
    elsewhere.gives("/private/1", "text/html", PAGE);
    bad_because(&[&elsewhere.url("/private/1")], "keeps programs out");
}

#[test]
fn one_host_is_asked_one_thing_at_a_time_and_order_is_kept() {
    let (slow, quick) = (Server::start(), Server::start());
    // How many requests a server works on, and the most that it did.
    let counts: [Arc<(AtomicUsize, AtomicUsize)>; 2] = Default::default();
    let mut addresses = Vec::new();
    for (server, pause, count) in [(&slow, 150, &counts[0]), (&quick, 0, &counts[1])] {
        for n in 0..4 {
            let page = PAGE.replace("12", &format!("{}", 100 * (1 + addresses.len() / 4) + n));
            let count = Arc::clone(count);
            server.on(&format!("/{n}"), move |_, _, stream| {
                count.1.fetch_max(count.0.fetch_add(1, SeqCst) + 1, SeqCst);
                std::thread::sleep(Duration::from_millis(pause));
                count.0.fetch_sub(1, SeqCst);
                let _ = stream.write_all(&ok("Content-Type: text/html\r\n", page.as_bytes()));
            });
            addresses.push(server.url(&format!("/{n}")));
        }
    }
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let first = run(&[&["convert", "--to", "trig"], &addresses[..]].concat());
    assert!(first.status.success(), "{}", text(&first.stderr));
    assert_eq!(counts.map(|c| c.1.load(SeqCst)), [1, 1]);
    let places: Vec<usize> = [100, 101, 102, 103, 200, 203]
        .iter()
        .map(|n| text(&first.stdout).find(&format!("arrest {n}")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let again = run(&[&["convert", "--to", "trig"], &addresses[..]].concat());
    assert_eq!(first.stdout, again.stdout);
}

#[test]
fn one_bad_address_does_not_stop_the_rest() {
    let server = Server::start();
    server.gives("/1", "text/html", PAGE);
    server.gives(
        "/2",
        "application/x-ndjson",
        "{\"title\":\"Police arrest 7\",\"text\":\"Police arrested 7 people.\"}\n{\"bad\n",
    );
    let output = run(&[
        "convert",
        "--to",
        "ntriples",
        &server.url("/none"),
        &server.url("/1"),
        "http://10.1.1.1/",
        &server.url("/2"),
    ]);
    let told = text(&output.stderr);
    assert_eq!((output.status.code(), told.lines().count()), (Some(1), 3), "{told}");
    assert!(told.contains(&format!("{}:2: no such JSON", server.url("/2"))), "{told}");
    let triples = text(&output.stdout);
    assert!(triples.contains("arrest 12 suspects") && triples.contains("Police arrest 7"), "{triples}");
    // Explain and query take addresses as well.
    let explained = run(&["explain", &server.url("/1")]);
    assert!(text(&explained.stdout).contains("⟦1: 12⟧"), "{explained:?}");
    let asked = run(&["query", "-e", "SELECT ?v { ?o gb:value ?v }", "--format", "csv", "--from", &server.url("/1")]);
    assert!(text(&asked.stdout).contains("12"), "{asked:?}");
}

fn feed(server: &Server, entries: &str) -> String {
    let link = server.url("/page");
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Shandong Police</title><item><title>Shandong police arrest 12 \
         suspects</title><link>{link}</link><pubDate>Fri, 13 Dec 2024 08:00:00 +0800</pubDate><description>Police in Shandong made \
         arrests.</description></item>{entries}</channel></rss>"
    )
}

#[test]
fn the_page_of_an_entry_is_fetched_when_that_is_asked_for() {
    let server = Server::start();
    server.gives("/page", "text/html", PAGE);
    server.gives("/feed", "application/rss+xml", feed(&server, ""));
    let plain = good(&[&server.url("/feed")]);
    assert!(!plain.contains("on Monday") && server.asked("/page") == 0, "{plain}");
    let followed = good(&["--follow", &server.url("/feed")]);
    assert!(followed.contains("arrested 12 suspects") && followed.contains("\"2024-12-13\""), "{followed}");
    assert_eq!(server.asked("/page"), 1);
    // What cannot be followed is told of, and its summary read.
    let gone = "<item><title>Police arrest 3 people</title><link>http://10.1.1.1/x</link><description>Police arrested 3 \
                people.</description></item>";
    server.gives("/feed", "application/rss+xml", feed(&server, gone));
    let output = run(&["convert", "--follow", &server.url("/feed")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr).lines().count(), 1, "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("arrested 3 people"), "{}", text(&output.stdout));
}

#[test]
fn entities_of_a_feed_are_not_unfolded() {
    let server = Server::start();
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 'lol'>".to_owned();
    for n in 1..30 {
        let more = format!("&a{};", n - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY a{n} '{more}'>"));
    }
    bomb.push_str(&format!("<!ENTITY x SYSTEM '{}'>]>", server.url("/secret")));
    let entry = "<item><title>Police arrest 3 people &a29; &x;</title><description>Police arrested 3 people.</description></item>";
    server.gives("/feed", "application/rss+xml", feed(&server, entry).replace("<rss", &format!("{bomb}<rss")));
    let start = Instant::now();
    let output = run(&["convert", &server.url("/feed")]);
    assert!(start.elapsed() < Duration::from_secs(30) && output.stdout.len() < 100_000, "{:?}", start.elapsed());
    assert!(!text(&output.stdout).contains("lollol") && server.asked("/secret") == 0);
}

/// What goes into a store on the disk, and what is not fetched again.
#[cfg(feature = "disk")]
mod stored {
    use std::fs;
    use std::process::Child;

    use tempfile::TempDir;

    use super::*;

    struct Place {
        dir: TempDir,
    }

    impl Place {
        fn new() -> Self {
            Self { dir: TempDir::new().unwrap() }
        }

        fn command(&self, args: &[&str]) -> Command {
            let mut command = command(args);
            command.env("GONGBAO_STORE", self.dir.path().join("store"));
            command
        }

        /// Runs, and gives what is printed.
        #[track_caller]
        fn run(&self, args: &[&str], status: i32) -> String {
            let output = self.command(args).output().unwrap();
            assert_eq!(output.status.code(), Some(status), "{args:?} {}", text(&output.stderr));
            text(&output.stdout)
        }

        /// Expects so many bulletins in the store.
        #[track_caller]
        fn holds(&self, expected: usize) {
            let output = Command::new(assert_cmd::cargo::cargo_bin("gongbao"))
                .args(["list", "--format", "json"])
                .env("GONGBAO_STORE", self.dir.path().join("store"))
                .output()
                .unwrap();
            assert_eq!(text(&output.stdout).lines().count(), expected, "{}", text(&output.stdout));
        }

        fn file(&self, name: &str, text: &str) -> String {
            let path = self.dir.path().join(name);
            fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        }
    }

    fn page(n: usize) -> String {
        PAGE.replace("12", &n.to_string())
    }

    /// A path answers a page, and 304 to who has it.
    fn versioned(server: &Server, path: &str, body: String) {
        let etag = format!("\"{}\"", body.len() * 1000 + body.bytes().map(usize::from).sum::<usize>());
        server.on(path, move |request, _, stream| {
            let known = request.fields.get("if-none-match").is_some_and(|known| *known == etag);
            let fields = format!("Content-Type: text/html\r\nETag: {etag}\r\n");
            let answer = if known { status("304 Not Modified", &fields) } else { ok(&fields, body.as_bytes()) };
            let _ = stream.write_all(&answer);
        });
    }

    fn wait_for(what: impl Fn() -> bool) {
        let start = Instant::now();
        while !what() {
            assert!(start.elapsed() < Duration::from_secs(60), "waited too long");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn signal(child: &Child, signal: &str) {
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    }

    #[test]
    fn a_second_run_fetches_what_has_changed_only() {
        let (server, place) = (Server::start(), Place::new());
        versioned(&server, "/1", page(101));
        versioned(&server, "/2", page(102));
        let modified = "Fri, 13 Dec 2024 02:00:00 GMT";
        server.on("/3", move |request, _, stream| {
            let known = request.fields.get("if-modified-since").is_some_and(|known| known == modified);
            let fields = format!("Content-Type: text/html\r\nLast-Modified: {modified}\r\n");
            let answer = if known { status("304 Not Modified", "") } else { ok(&fields, page(103).as_bytes()) };
            let _ = stream.write_all(&answer);
        });
        server.raw("/moved", redirect("/3"));
        let urls = ["/1", "/2", "/moved"].map(|path| server.url(path));
        let ingest = |status| place.run(&["ingest", &urls[0], &urls[1], &urls[2], &server.url("/none")], status);
        assert!(ingest(1).starts_with("bulletins: 3 new, 0 replaced, 0 unchanged, 1 failed\n"));
        assert!(ingest(1).starts_with("bulletins: 0 new, 0 replaced, 3 unchanged, 1 failed\n"));
        let last: Vec<_> = server.log().into_iter().rev().take(6).collect();
        let conditional =
            |r: &&server::Request| r.fields.contains_key("if-none-match") || r.fields.contains_key("if-modified-since");
        assert_eq!(last.iter().filter(conditional).count(), 3, "{last:?}");
        versioned(&server, "/2", page(222));
        let told = ingest(1);
        assert!(told.starts_with("bulletins: 0 new, 1 ") && told.contains("2 unchanged, 1 failed"), "{told}");
        place.holds(3);
        // Another reading of the same needs the bytes again.
        let told = place.run(&["ingest", "--date", "2024-12-20", &urls[0]], 0);
        assert!(told.contains("0 unchanged"), "{told}");
    }

    #[test]
    fn a_feed_that_moves_on_gives_what_is_new() {
        let (server, place) = (Server::start(), Place::new());
        let entry = |n: usize, link: bool| {
            let link = if link { format!("<link>{}</link>", server.url(&format!("/{n}"))) } else { String::new() };
            format!(
                "<item><title>Police arrest {n} people</title>{link}<guid>{n}</guid><description>Police arrested {n} \
                     people.</description></item>"
            )
        };
        let feed = |entries: &[String]| {
            let entries = entries.concat();
            let feed = format!("<rss version='2.0'><channel><title>Police</title>{entries}</channel></rss>");
            server.gives("/feed", "application/rss+xml", feed);
        };
        let ingest = |more: &[&str]| place.run(&[&["ingest"], more, &[&server.url("/feed")]].concat(), 0);
        feed(&[entry(101, true), entry(102, true), entry(103, false)]);
        assert!(ingest(&[]).starts_with("bulletins: 3 new, 0 replaced, 0 unchanged, 0 failed\n"));
        feed(&[entry(104, true), entry(105, false), entry(101, true), entry(102, true), entry(103, false)]);
        let told = ingest(&[]);
        assert!(told.starts_with("bulletins: 2 new, 0 replaced, 3 unchanged, 0 failed\n"), "{told}");
        // Followed, each page is fetched once, until its entry changes.
        for n in [101, 102, 104] {
            server.gives(&format!("/{n}"), "text/html", page(n));
        }
        ingest(&["--follow"]);
        assert_eq!([101, 102, 104].map(|n| server.asked(&format!("/{n}"))), [1, 1, 1]);
        ingest(&["--follow"]);
        assert_eq!([101, 102, 104].map(|n| server.asked(&format!("/{n}"))), [1, 1, 1]);
        feed(&[entry(104, true).replace("arrested 104", "have arrested 104"), entry(101, true)]);
        ingest(&["--follow"]);
        assert_eq!([101, 102, 104].map(|n| server.asked(&format!("/{n}"))), [1, 1, 2]);
        place.holds(5);
    }

    fn listing(numbers: &[usize]) -> String {
        let links: String = numbers
            .iter()
            .map(|n| format!("<li><a href='{n}.html'>Police in Shandong arrest {n} people</a>"))
            .collect();
        format!(
            "<html><a href='/'>Home of the department</a><ul>{links}</ul><a href='index_2.html'>Next page of bulletins</a></html>"
        )
    }

    #[test]
    fn a_listing_is_followed_and_nothing_is_done_twice() {
        let (server, place) = (Server::start(), Place::new());
        for n in 101..=104 {
            versioned(&server, &format!("/news/{n}.html"), page(n));
        }
        versioned(&server, "/news/", listing(&[101, 102, 103]));
        let addresses = place.file("addresses.txt", &format!("# bulletins\n{}\n\n", server.url("/news/")));
        let watch = || place.run(&["watch", &addresses, "--once"], 0);
        let asked = || (101..=104).map(|n| server.asked(&format!("/news/{n}.html"))).collect::<Vec<_>>();
        assert_eq!(watch(), "bulletins: 3 new, 0 replaced, 0 unchanged, 0 failed\n");
        assert_eq!((asked(), server.asked("/"), server.asked("/news/index_2.html")), (vec![1, 1, 1, 0], 0, 0));
        assert_eq!(watch(), "");
        assert_eq!((asked(), server.asked("/news/")), (vec![1, 1, 1, 0], 2));
        // What is new is fetched, whether or not a page that it lists is gone.
        versioned(&server, "/news/", listing(&[104, 105, 102, 103]));
        let told = place.run(&["watch", &addresses, "--once"], 1);
        assert_eq!(told, "bulletins: 1 new, 0 replaced, 0 unchanged, 1 failed\n");
        assert_eq!(asked(), [1, 1, 1, 1]);
        // A bulletin that is still listed is looked at again when it is time to, although the list stays as it is.
        versioned(&server, "/news/", listing(&[104, 102, 103]));
        place.run(&["watch", &addresses, "--once"], 0);
        versioned(&server, "/news/103.html", page(333));
        let told = place.run(&["watch", &addresses, "--once", "--recheck", "0"], 0);
        assert!(told.starts_with("bulletins: 0 new, 1 "), "{told}");
        assert_eq!(asked(), [1, 2, 2, 2], "what is listed no more is left alone");
        place.holds(4);
    }

    #[test]
    fn a_watch_goes_on_after_a_restart() {
        let (server, place) = (Server::start(), Place::new());
        let numbers: Vec<usize> = (101..=106).collect();
        for n in &numbers {
            versioned(&server, &format!("/news/{n}.html"), page(*n));
        }
        // The fourth does not answer the first time.
        server.on("/news/104.html", |_, count, stream| {
            if count == 0 {
                std::thread::sleep(Duration::from_secs(3));
            }
            let _ = stream.write_all(&ok("Content-Type: text/html\r\n", page(104).as_bytes()));
        });
        versioned(&server, "/news/", listing(&numbers));
        let addresses = place.file("addresses.txt", &server.url("/news/"));
        let start = |every: &str| {
            let mut command = place.command(&["watch", &addresses, "--every", every]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let mut killed = start("1h");
        wait_for(|| server.asked("/news/104.html") == 1);
        signal(&killed, "-KILL");
        killed.wait().unwrap();
        let stopped = start("1h");
        wait_for(|| server.asked("/news/106.html") == 1);
        // The round ends, and its end is noted.
        let state = place.dir.path().join("store/web.jsonl");
        wait_for(|| fs::read_to_string(&state).is_ok_and(|s| s.contains("/news/\",\"url")));
        signal(&stopped, "-INT");
        let output = stopped.wait_with_output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 130)), "{output:?}");
        assert!(text(&output.stdout).starts_with("bulletins: "), "{output:?}");
        place.holds(6);
        // Its time has not come: nothing is asked, and it ends at once when it is told to.
        let before = server.log().len();
        let resting = start("1h");
        std::thread::sleep(Duration::from_millis(1500));
        signal(&resting, "-INT");
        assert_eq!(resting.wait_with_output().unwrap().status.code(), Some(0));
        assert_eq!(server.log().len(), before);
        // When it has, the listing is asked, and no bulletin again.
        let going = start("1s");
        wait_for(|| server.asked("/news/") >= 5);
        signal(&going, "-INT");
        going.wait_with_output().unwrap();
        assert!(server.asked("/news/101.html") <= 2 && server.asked("/news/106.html") == 1);
        place.holds(6);
    }

    #[test]
    fn a_slow_server_does_not_hold_up_the_end() {
        let (server, place) = (Server::start(), Place::new());
        server.on("/slow", |_, _, _| std::thread::sleep(Duration::from_secs(15)));
        versioned(&server, "/1", page(101));
        let mut command = place.command(&["ingest", &server.url("/1"), &server.url("/slow")]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        wait_for(|| server.asked("/slow") == 1);
        let start = Instant::now();
        signal(&child, "-INT");
        let output = child.wait_with_output().unwrap();
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        assert_eq!(output.status.code(), Some(130));
        assert!(text(&output.stderr).contains("hint: run the same command again"), "{output:?}");
    }

    #[test]
    fn a_file_of_addresses_is_checked() {
        let place = Place::new();
        for (content, why) in
            [("", "no addresses in it"), ("# nothing\n", "no addresses in it"), ("news.html\n", ":1: no web address")]
        {
            let file = place.file("addresses.txt", content);
            let output = place.command(&["watch", &file, "--once"]).output().unwrap();
            let told = text(&output.stderr);
            assert!(output.status.code() == Some(1) && told.lines().count() == 1 && told.contains(why), "{told}");
        }
    }
}
