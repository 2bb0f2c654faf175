//! A store on another server: the same as one on disk, and what servers do to those who ask them.
//!
//! The server is Oxigraph's own, whose program $GONGBAO_OXIGRAPH names; without it these tests say that they were skipped.
#![cfg(feature = "web")]

#[path = "support/elsewhere.rs"]
mod elsewhere;
#[path = "support/program.rs"]
mod program;
#[path = "support/web.rs"]
mod web;

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use elsewhere::{Act, Oxigraph, Proxy, answer};
use program::Place;
use web::Server;

/// The server of a test, or its end.
macro_rules! oxigraph {
    () => {
        match Oxigraph::start() {
            Some(server) => server,
            None => {
                eprintln!("skipped: $GONGBAO_OXIGRAPH names no server (pip install oxigraph has one)");
                return;
            }
        }
    };
}

#[test]
fn it_holds_what_a_local_store_holds() {
    let oxigraph = oxigraph!();
    let place = Place::at(&oxigraph.url(""));
    let told = place.good(&["ingest", "samples"]);
    assert!(told.contains(" new, 0 replaced, 0 unchanged, 0 failed"), "{told}");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let is_ontology = |line: &String| line.ends_with("<https://w3id.org/gongbao/ontology> .");
    let exported = lines(&place.good(&["export", "--to", "nquads"]));
    let (ontology, bulletins): (BTreeSet<_>, BTreeSet<_>) = exported.into_iter().partition(is_ontology);
    assert_eq!(bulletins, lines(&place.good(&["convert", "--text", "--to", "nquads", "samples"])));
    assert!(ontology.len() > 10_000);
    // The default graph is all of them together, each triple once, and nothing of the notes.
    let all = place.good(&["query", "-e", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "--format", "ntriples"]);
    let triple = |line: &String| format!("{} .", line.rsplit_once(" <").expect("a graph").0);
    assert_eq!(lines(&all), ontology.iter().chain(&bulletins).map(triple).collect());

    // By the Graph Store Protocol the same.
    let graphs = oxigraph.url("/store");
    let again = lines(&place.good(&["export", "--to", "nquads", "--graph-url", &graphs]));
    assert_eq!(again.len(), ontology.len() + bulletins.len());
    assert!(place.good(&["validate"]).contains("nothing wrong"));
    let listed = place.good(&["list", "--format", "json"]);
    assert_eq!(
        listed.lines().count(),
        place.good(&["query", "-e", "SELECT ?b { ?b a gb:Bulletin }", "--format", "csv"]).lines().count() - 1
    );
    // Its own queries give the same rows as over files.
    for name in ["money-returned", "year-on-year", "labels", "who-speaks", "not-understood"] {
        // Rows that a query does not order come as a server likes.
        let rows = |more: &[&str]| {
            let told = place.good(&[&["query", "--saved", name, "--format", "tsv"], more].concat());
            let mut rows: Vec<String> = told.lines().map(str::to_owned).collect();
            rows.sort();
            rows
        };
        assert_eq!(rows(&[]), rows(&["--from", "samples"]), "{name}");
    }
    let before = oxigraph.count();
    let told = place.good(&["ingest", "samples"]);
    assert!(told.contains("bulletins: 0 new, 0 replaced, "), "{told}");
    assert_eq!(oxigraph.count(), before);
}

#[test]
fn new_unchanged_replaced_repeated_withdrawn_pruned() {
    let oxigraph = oxigraph!();
    let place = Place::at(&oxigraph.url("/query"));
    place.fill(3);
    place.ingest("3 new, 0 replaced, 0 unchanged, 0 failed");
    let first = place.export();
    place.ingest("0 new, 0 replaced, 3 unchanged, 0 failed");
    assert_eq!(first, place.export());
    place.write("00001.txt", "Shandong police return money\n2024-03-01 10:00\n\nPolice froze 77 accounts.\n");
    place.ingest("0 new, 1 replaced, 2 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "3");
    assert_eq!(place.count("?b a gb:FormerBulletin"), "1");
    assert_eq!(place.count("?b prov:wasRevisionOf ?old . ?old a gb:FormerBulletin"), "1");
    assert_eq!(place.count("?o a gb:Outcome FILTER NOT EXISTS { ?o gb:statedIn ?b . ?b a gb:Bulletin }"), "0");
    // … and back again, and the one between forgotten.
    place.fill(3);
    place.ingest("0 new, 1 replaced, 2 unchanged, 0 failed");
    let former = place.good(&["query", "-e", "SELECT ?f { ?f a gb:FormerBulletin }", "--format", "csv"]);
    let former = former.lines().nth(1).expect("a former bulletin").to_owned();
    assert!(place.good(&["withdraw", &former]).contains("(a former version)"));
    assert_eq!(first, place.export());
    // Two sources, one of which goes.
    fs::copy(place.bulletins().join("00002.txt"), place.bulletins().join("copy.txt")).expect("a copy");
    place.ingest("0 new, 0 replaced, 3 unchanged, 0 failed");
    assert_eq!(first, place.export());
    assert_eq!(place.good(&["list", "--format", "tsv"]).lines().count(), 1 + 4);
    fs::remove_file(place.bulletins().join("copy.txt")).expect("it is there");
    fs::remove_file(place.bulletins().join("00000.txt")).expect("it is there");
    let told = place.good(&["ingest", "--prune", &place.folder()]);
    assert!(told.contains("2 taken out, their files are gone"), "{told}");
    assert_eq!(place.count("?b a gb:Bulletin"), "2");
    place.good(&["withdraw", &place.file("00001.txt")]);
    place.good(&["withdraw", &place.file("00002.txt")]);
    assert!(place.bad(&["withdraw", "nothing"]).contains("no such bulletin"));
    // What is left is the ontology.
    assert_eq!(
        place.count("?s ?p ?o FILTER NOT EXISTS { GRAPH <https://w3id.org/gongbao/ontology> { ?s ?p ?o } }"),
        "0"
    );
}

#[test]
fn answers_in_every_format() {
    let oxigraph = oxigraph!();
    let place = Place::at(&oxigraph.url(""));
    place.fill(2);
    place.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    let table = "SELECT ?b ?t { ?b a gb:Bulletin ; gb:title ?t } ORDER BY ?t";
    for format in ["table", "csv", "tsv", "json", "xml"] {
        let here = place.good(&["query", "-e", table, "--format", format, "--from", &place.folder()]);
        assert_eq!(place.good(&["query", "-e", table, "--format", format]), here, "{format}");
    }
    let graph = "CONSTRUCT WHERE { ?b gb:title ?t }";
    for format in ["table", "turtle", "ntriples", "rdfxml", "trig", "nquads", "jsonld"] {
        let here = place.good(&["query", "-e", graph, "--format", format, "--from", &place.folder()]);
        assert_eq!(place.good(&["query", "-e", graph, "--format", format]), here, "{format}");
    }
    assert_eq!(place.good(&["query", "-e", "ASK { ?b a gb:Bulletin }"]), "true\n");
    // Faults are told as over files, before anything is sent.
    assert!(place.bad(&["query", "-e", "SELECT ?b {"]).starts_with("gongbao: -e:1:"));
    assert!(place.bad(&["query", "-e", "DROP ALL"]).contains("an update"));
    assert_eq!(place.count("?b a gb:Bulletin"), "2");
}

#[test]
fn a_login_is_sent_and_never_shown() {
    let oxigraph = oxigraph!();
    for (variables, header) in [
        (vec![("GONGBAO_STORE_TOKEN", "s3cr3t-word")], "authorization: bearer s3cr3t-word"),
        (
            vec![("GONGBAO_STORE_USER", "me"), ("GONGBAO_STORE_PASSWORD", "s3cr3t-word")],
            "authorization: basic bwu6cznjcjn0",
        ),
    ] {
        let proxy = Proxy::start(&oxigraph, move |request, _| match () {
            () if request.head.to_lowercase().contains(header) => Act::Pass,
            // A server that says what it was told.
            () => Act::Answer(answer("401 Unauthorized", "text/plain", &format!("no: {}", request.head))),
        });
        let mut place = Place::at(&proxy.url(""));
        place.fill(1);
        let told = place.bad(&["ingest", &place.folder()]);
        assert!(told.contains("401; hint: the store wants a login"), "{told}");
        place.variables = variables.clone();
        place.good(&["ingest", &place.folder()]);
        assert_eq!(place.count("?b a gb:Bulletin"), "1");
        place.variables = variables
            .into_iter()
            .map(|(name, value)| (name, if value == "me" { value } else { "wr0ng-word" }))
            .collect();
        let told = place.bad(&["list"]);
        assert!(told.contains("check GONGBAO_STORE_USER") && !told.contains("wr0ng"), "{told}");
    }
    let mut place = Place::at("http://me:s3cr3t-word@127.0.0.1:1/");
    assert!(!place.bad(&["list"]).contains("s3cr3t"));
    // A server that answers in the words of the request, with another status.
    let proxy = Proxy::start(&oxigraph, |request, _| Act::Answer(answer("418 Teapot", "text/plain", &request.head)));
    place = Place::at(&proxy.url("/query"));
    place.variables = vec![("GONGBAO_STORE_TOKEN", "s3cr3t-word")];
    let told = place.bad(&["list"]);
    assert!(told.contains("418") && !told.contains("s3cr3t"), "{told}");
}

#[test]
fn what_passes_is_tried_again_and_nothing_is_doubled() {
    let oxigraph = oxigraph!();
    let whole = Place::at(&oxigraph.url(""));
    whole.fill(30);
    let other = oxigraph!();
    // Each of the first requests fails in another way; of updates also after they were carried out.
    let updates = AtomicUsize::new(0);
    let proxy = Proxy::start(&other, move |request, count| {
        let is_update = request.head.starts_with("POST /update");
        let update = if is_update { updates.fetch_add(1, Ordering::SeqCst) } else { usize::MAX };
        match (count, update) {
            (0, _) => Act::Answer(answer("503 Busy", "text/plain", "")),
            (_, 0 | 7) => Act::Drop,
            (_, 2 | 9) => Act::PassAndDrop,
            (_, 4) => Act::Answer(answer("429 Too Many Requests", "text/plain", "")),
            (_, 6) => Act::Answer(answer("502 Bad Gateway", "text/plain", "")),
            (12, _) => Act::PassHalf,
            _ => Act::Pass,
        }
    });
    let place = Place::at(&proxy.url(""));
    place.fill(30);
    place.ingest("30 new, 0 replaced, 0 unchanged, 0 failed");
    whole.ingest("30 new, 0 replaced, 0 unchanged, 0 failed");
    assert_eq!(place.export(), whole.export());
    assert_eq!(oxigraph.count(), other.count());
}

#[test]
fn a_killed_ingest_and_a_second_run_give_the_same_store() {
    let oxigraph = oxigraph!();
    let whole = Place::at(&oxigraph.url(""));
    whole.fill(120);
    whole.ingest("120 new, 0 replaced, 0 unchanged, 0 failed");
    let mut other = oxigraph!();
    let place = Place::at(&other.url(""));
    place.fill(120);
    for wait in [400, 900, 1500] {
        let mut child = place.command(&["ingest", &place.folder()]).spawn().expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("it runs, or has ended");
        child.wait().expect("it ends");
    }
    place.good(&["ingest", &place.folder()]);
    assert_eq!(place.export(), whole.export());
    assert_eq!(other.count(), oxigraph.count());

    // The server dies amid a run: what was told to be stored is; another one is filled from nothing.
    place.good(&["withdraw", &place.file("00000.txt")]);
    other.kill();
    let started = Instant::now();
    let told = place.bad(&["list"]);
    assert!(told.contains("not reached") && told.contains("hint: check the address"), "{told}");
    assert!(started.elapsed() < Duration::from_secs(60));
    other.again();
    place.ingest("120 new, 0 replaced, 0 unchanged, 0 failed");
    assert_eq!(place.export(), whole.export());
}

#[test]
fn two_writers_lose_nothing() {
    let oxigraph = oxigraph!();
    let places: Vec<Place> = (0..3).map(|_| Place::at(&oxigraph.url(""))).collect();
    let mut children = Vec::new();
    for (number, place) in places.iter().enumerate() {
        for i in 0..60 {
            let text = format!(
                "Police {number} arrest {i} suspects\n2024-03-01 10:00\n\nPolice arrested {i} suspects in Zhejiang.\n"
            );
            place.write(&format!("{i}.txt"), text);
        }
        children.push(place.command(&["ingest", &place.folder()]).spawn().expect("it starts"));
    }
    for child in &mut children {
        assert!(child.wait().expect("it ends").success());
    }
    let place = &places[0];
    assert_eq!(place.count("?b a gb:Bulletin"), "180");
    assert_eq!(place.good(&["list", "--format", "tsv"]).lines().count(), 1 + 180);
}

#[test]
fn a_request_that_is_too_large_is_sent_in_parts() {
    let oxigraph = oxigraph!();
    let refused = std::sync::Arc::new(AtomicUsize::new(0));
    let seen = std::sync::Arc::clone(&refused);
    let proxy = Proxy::start(&oxigraph, move |request, _| {
        if request.body.len() > 200_000 {
            seen.fetch_add(1, Ordering::SeqCst);
            return Act::Answer(answer("413 Content Too Large", "text/plain", ""));
        }
        Act::Pass
    });
    let place = Place::at(&proxy.url(""));
    place.fill(40);
    place.ingest("40 new, 0 replaced, 0 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "40");
    assert!(refused.load(Ordering::SeqCst) > 1);
}

#[test]
fn what_a_feed_gives_goes_there_and_is_not_fetched_twice() {
    let oxigraph = oxigraph!();
    let web = Server::start();
    web.gives("/robots.txt", "text/plain", "");
    web.gives(
        "/news/",
        "text/html",
        "<title>News</title><p>Police arrested 12 suspects in Zhejiang on 3 March 2024 and froze 5 accounts.</p>",
    );
    let place = Place::at(&oxigraph.url(""));
    place.write("addresses", web.url("/news/"));
    let watch = ["watch", &place.file("addresses"), "--once", "--allow-host", "127.0.0.1", "--delay", "0s"];
    assert!(place.good(&watch).contains("1 new"));
    assert_eq!(place.count("?b a gb:Bulletin"), "1");
    assert_eq!(place.good(&watch), "");
    assert_eq!(place.count("?b a gb:Bulletin"), "1");
}

#[test]
fn what_is_no_store() {
    let web = Server::start();
    web.gives("/page/query", "text/html", "<h1>Hello,\nvisitor</h1>");
    web.gives("/page", "text/html", "<h1>Hello</h1>");
    web.gives("/garbled/query", "application/sparql-results+json", "{\"head\":{}, \"boolean\": [[[");
    web.gives(
        "/rows/query",
        "application/sparql-results+json",
        "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}",
    );
    web.raw(
        "/cut/query",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 99\r\n\r\n{".to_vec(),
    );
    web.on("/huge/query", |_, _, stream| {
        use std::io::Write;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close\r\n\r\n{\"head\":{\"x\":\"");
        while stream.write_all(&[b'a'; 65536]).is_ok() {}
    });
    web.on("/slow/query", |_, _, _| std::thread::sleep(Duration::from_secs(10)));
    web.raw("/away/query", web::redirect("http://other.example/query"));
    web.raw("/round/query", web::redirect("/round/query"));
    for (address, parts) in [
        ("/nothing", &["no server of SPARQL there", "404", "--query-url"] as &[&str]),
        ("/page", &["no server of SPARQL there", "text/html", "Hello"]),
        ("/garbled", &["cannot be read"]),
        ("/huge", &["larger than"]),
        ("/slow", &["no answer for 1 s", "--store-time"]),
        ("/away", &["redirects to another server (http://other.example)"]),
        ("/round", &["redirects more than"]),
    ] {
        let place = Place::at(&web.url(address));
        let started = Instant::now();
        let told = place.bad(&["list", "--store-time", "1s"]);
        assert!(parts.iter().all(|part| told.contains(part)), "{address}: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(started.elapsed() < Duration::from_secs(30), "{address}");
        if address != "/huge" {
            place.bad(&["query", "-e", "ASK {}", "--store-time", "1s"]);
        }
    }
    for address in ["ftp://127.0.0.1/", "http://", "http://127.0.0.1:notaport/"] {
        assert!(Place::at(address).bad(&["list"]).contains("no address of a store"), "{address}");
    }
}

#[test]
fn answers_that_are_none() {
    let oxigraph = oxigraph!();
    let full = Place::at(&oxigraph.url(""));
    full.fill(2);
    full.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    // The server is one; then its answers to queries go wrong, each in its way.
    for (media, body, part) in [
        ("text/html", "<p>Sorry</p>", "no answer of SPARQL"),
        ("application/n-triples", "<a <b> <c> .", "cannot be read"),
        ("application/n-triples", "\u{0}\u{1}", "cannot be read"),
        ("", "x", "no answer of SPARQL"),
    ] {
        let proxy = Proxy::start(&oxigraph, move |request, _| {
            if request.body.contains("CONSTRUCT") { Act::Answer(answer("200 OK", media, body)) } else { Act::Pass }
        });
        let place = Place::at(&proxy.url(""));
        let told = place.bad(&["export", "--to", "nquads"]);
        assert!(told.contains(part), "{media}: {told}");
        let told = place.bad(&["query", "-e", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "ntriples"]);
        assert!(told.starts_with("gongbao: -e: "), "{told}");
    }
    // Half of a graph is never taken for all of it.
    let proxy = Proxy::start(&oxigraph, |request, _| {
        let triple = "<urn:a> <urn:b> <urn:c> .\n";
        if request.body.contains("CONSTRUCT") {
            Act::Answer(answer("200 OK", "application/n-triples", triple))
        } else {
            Act::Pass
        }
    });
    let told = Place::at(&proxy.url("")).bad(&["export", "--to", "nquads"]);
    assert!(told.contains("gives 1 of the"), "{told}");
}

#[cfg(feature = "serve")]
#[test]
fn it_is_served_and_taken_into() {
    use std::io::{BufRead, BufReader, Read, Write};
    let oxigraph = oxigraph!();
    let mut place = Place::at(&oxigraph.url(""));
    place.fill(2);
    place.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    place.variables = vec![("GONGBAO_TOKEN", "0123456789abcdef")];
    let mut serve = place.command(&["serve", "--write", "--bind", "127.0.0.1:0"]);
    let mut child = serve.stdout(std::process::Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    let address = line.trim().trim_start_matches("listening on http://").trim_end_matches('/').to_owned();
    let ask = |request: String| {
        let mut stream = std::net::TcpStream::connect(&address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    };
    let head = "Host: a\r\nConnection: close\r\nAccept: text/csv\r\nAuthorization: Bearer 0123456789abcdef\r\n";
    let count = || {
        ask(format!("GET /sparql?query=SELECT(COUNT(*)AS%20%3Fn)%7B%3Fb%20a%20gb:Bulletin%7D HTTP/1.1\r\n{head}\r\n"))
    };
    assert!(count().ends_with("n\r\n2\r\n"), "{}", count());
    let text = "Police arrest more\n2024-03-01 10:00\n\nPolice arrested 12 suspects in Zhejiang.\n";
    let length = text.len();
    let told = ask(format!(
        "POST /ingest HTTP/1.1\r\n{head}Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{text}"
    ));
    assert!(told.starts_with("HTTP/1.1 201"), "{told}");
    assert!(count().ends_with("n\r\n3\r\n"), "{}", count());
    assert_eq!(place.count("?b a gb:Bulletin"), "3");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}
