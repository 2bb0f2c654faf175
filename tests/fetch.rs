//! Fetching, against a server on loopback that misbehaves in every way it can.
#![cfg(feature = "web")]

#[path = "support/program.rs"]
mod program;
#[path = "support/web.rs"]
mod web;

use std::io::Write;
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use web::{PAGE, Server, command, ok, redirect, status};

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
    let endless = |_: &web::Request, _: usize, stream: &mut std::net::TcpStream| {
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
