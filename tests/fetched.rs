//! What goes from the web into a store on the disk, what is not fetched again, and watching.
#![cfg(all(feature = "web", feature = "disk"))]

#[path = "support/program.rs"]
mod program;
#[path = "support/web.rs"]
mod web;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{Place, signal, wait_for};
use web::{PAGE, Server, command, ok, redirect, status};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The program as it runs here, with the store of a place.
fn stored(place: &Place, args: &[&str]) -> Command {
    let mut command = command(args);
    command.env("GONGBAO_STORE", place.store());
    command
}

/// Runs, and gives what is printed.
#[track_caller]
fn run(place: &Place, args: &[&str], status: i32) -> String {
    let output = stored(place, args).output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{args:?} {}", text(&output.stderr));
    text(&output.stdout)
}

/// Expects so many bulletins in the store.
#[track_caller]
fn holds(place: &Place, expected: usize) {
    let listed = place.good(&["list", "--format", "json"]);
    assert_eq!(listed.lines().count(), expected, "{listed}");
}

/// Writes a file of addresses, which is an argument then.
fn addresses(place: &Place, text: &str) -> String {
    place.write("addresses.txt", text);
    place.file("addresses.txt")
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
    let ingest = |status| run(&place, &["ingest", &urls[0], &urls[1], &urls[2], &server.url("/none")], status);
    assert!(ingest(1).starts_with("bulletins: 3 new, 0 replaced, 0 unchanged, 1 failed\n"));
    assert!(ingest(1).starts_with("bulletins: 0 new, 0 replaced, 3 unchanged, 1 failed\n"));
    let last: Vec<_> = server.log().into_iter().rev().take(6).collect();
    let conditional =
        |r: &&web::Request| r.fields.contains_key("if-none-match") || r.fields.contains_key("if-modified-since");
    assert_eq!(last.iter().filter(conditional).count(), 3, "{last:?}");
    versioned(&server, "/2", page(222));
    let told = ingest(1);
    assert!(told.starts_with("bulletins: 0 new, 1 ") && told.contains("2 unchanged, 1 failed"), "{told}");
    holds(&place, 3);
    // Another reading of the same needs the bytes again.
    let told = run(&place, &["ingest", "--date", "2024-12-20", &urls[0]], 0);
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
    let ingest = |more: &[&str]| run(&place, &[&["ingest"], more, &[&server.url("/feed")]].concat(), 0);
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
    holds(&place, 5);
}

fn listing(numbers: &[usize]) -> String {
    let links: String =
        numbers.iter().map(|n| format!("<li><a href='{n}.html'>Police in Shandong arrest {n} people</a>")).collect();
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
    let addresses = addresses(&place, &format!("# bulletins\n{}\n\n", server.url("/news/")));
    let watch = || run(&place, &["watch", &addresses, "--once"], 0);
    let asked = || (101..=104).map(|n| server.asked(&format!("/news/{n}.html"))).collect::<Vec<_>>();
    assert_eq!(watch(), "bulletins: 3 new, 0 replaced, 0 unchanged, 0 failed\n");
    assert_eq!((asked(), server.asked("/"), server.asked("/news/index_2.html")), (vec![1, 1, 1, 0], 0, 0));
    assert_eq!(watch(), "");
    assert_eq!((asked(), server.asked("/news/")), (vec![1, 1, 1, 0], 2));
    // What is new is fetched, whether or not a page that it lists is gone.
    versioned(&server, "/news/", listing(&[104, 105, 102, 103]));
    let told = run(&place, &["watch", &addresses, "--once"], 1);
    assert_eq!(told, "bulletins: 1 new, 0 replaced, 0 unchanged, 1 failed\n");
    assert_eq!(asked(), [1, 1, 1, 1]);
    // A bulletin that is still listed is looked at again when it is time to, although the list stays as it is.
    versioned(&server, "/news/", listing(&[104, 102, 103]));
    run(&place, &["watch", &addresses, "--once"], 0);
    versioned(&server, "/news/103.html", page(333));
    let told = run(&place, &["watch", &addresses, "--once", "--recheck", "0"], 0);
    assert!(told.starts_with("bulletins: 0 new, 1 "), "{told}");
    assert_eq!(asked(), [1, 2, 2, 2], "what is listed no more is left alone");
    holds(&place, 4);
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
    let addresses = addresses(&place, &server.url("/news/"));
    let start = |every: &str| {
        let mut command = stored(&place, &["watch", &addresses, "--every", every]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let mut killed = start("1h");
    wait_for(|| server.asked("/news/104.html") == 1);
    signal(&killed, "-KILL");
    killed.wait().unwrap();
    let stopped = start("1h");
    wait_for(|| server.asked("/news/106.html") == 1);
    // The round ends, and its end is noted.
    let state = place.store().join("web.jsonl");
    wait_for(|| fs::read_to_string(&state).is_ok_and(|s| s.contains("/news/\",\"url")));
    signal(&stopped, "-INT");
    let output = stopped.wait_with_output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 130)), "{output:?}");
    assert!(text(&output.stdout).starts_with("bulletins: "), "{output:?}");
    holds(&place, 6);
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
    holds(&place, 6);
}

#[test]
fn a_slow_server_does_not_hold_up_the_end() {
    let (server, place) = (Server::start(), Place::new());
    server.on("/slow", |_, _, _| std::thread::sleep(Duration::from_secs(15)));
    versioned(&server, "/1", page(101));
    let mut command = stored(&place, &["ingest", &server.url("/1"), &server.url("/slow")]);
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
        let file = addresses(&place, content);
        let output = stored(&place, &["watch", &file, "--once"]).output().unwrap();
        let told = text(&output.stderr);
        assert!(output.status.code() == Some(1) && told.lines().count() == 1 && told.contains(why), "{told}");
    }
}
