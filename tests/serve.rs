//! `gongbao serve` as its clients see it: the program is started on a port of its own, asked, and ended.
#![cfg(feature = "serve")]

#[path = "support/serving.rs"]
mod serving;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfParser};
use serving::{Answer, Server, encoded, program, shared};

fn quads(body: &[u8], format: RdfFormat) -> usize {
    RdfParser::from_format(format).for_slice(body).collect::<Result<Vec<_>, _>>().unwrap().len()
}

const SPARQL: (&str, &str) = ("Content-Type", "application/sparql-query");
const SELECT: &str = "SELECT ?b ?t { ?b a gb:Bulletin ; gb:title ?t } LIMIT 3";
const CONSTRUCT: &str = "CONSTRUCT { ?b gb:title ?t } { ?b a gb:Bulletin ; gb:title ?t } LIMIT 3";
const HTML: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
/// It would run for ever.
const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";

#[test]
fn queries_come_in_three_ways() {
    let server = shared();
    let json = "application/sparql-results+json";
    let form = format!("query={}", encoded(SELECT));
    let answers = [
        server.ask(SELECT, json),
        server.send(
            "POST",
            "/sparql",
            &[("Content-Type", "application/x-www-form-urlencoded"), ("Accept", json)],
            form.as_bytes(),
        ),
        server.send(
            "POST",
            "/sparql",
            &[("Content-Type", "application/sparql-query; charset=utf-8"), ("Accept", json)],
            SELECT.as_bytes(),
        ),
    ];
    for answer in &answers {
        assert_eq!((answer.status, answer.media()), (200, json), "{}", answer.text());
        let rows: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(rows["results"]["bindings"].as_array().unwrap().len(), 3);
        assert_eq!(answer.body, answers[0].body);
    }
}

#[test]
fn the_form_of_an_answer_is_negotiated() {
    let server = shared();
    for (accept, expected) in [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.7, image/png", "application/sparql-results+xml"),
        (HTML, "text/html"),
    ] {
        let answer = server.ask(SELECT, accept);
        assert_eq!((answer.status, answer.media()), (200, expected), "{accept}");
        assert!(answer.header("vary").to_lowercase().contains("accept"), "{answer:?}");
    }
    for (accept, expected, format) in [
        ("", "text/turtle", RdfFormat::Turtle),
        ("application/n-triples", "application/n-triples", RdfFormat::NTriples),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat::RdfXml),
        (
            "application/ld+json",
            "application/ld+json",
            RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
        ),
        ("application/trig", "application/trig", RdfFormat::TriG),
        ("application/n-quads", "application/n-quads", RdfFormat::NQuads),
    ] {
        let answer = server.ask(CONSTRUCT, accept);
        assert_eq!((answer.status, answer.media()), (200, expected), "{accept}");
        assert_eq!(quads(&answer.body, format), 3);
    }
    for (query, accept) in [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), ("ASK {}", "image/png")] {
        let answer = server.ask(query, accept);
        assert_eq!(answer.status, 406, "{query}");
        assert!(answer.text().contains("can be had as"), "{}", answer.text());
    }
    assert!(server.ask("ASK { ?s a gb:Bulletin }", "").text().contains("true"));
    let answer = server.get(&format!("/sparql?format=csv&query={}", encoded(SELECT)), HTML);
    assert_eq!(answer.media(), "text/csv");
}

#[test]
fn a_dataset_may_be_given() {
    let server = shared();
    let count = |graphs: &str, query: &str| {
        let answer = server.get(&format!("/sparql?query={}{graphs}", encoded(query)), "text/csv");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text().lines().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let (all, graphs) =
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }");
    let ontology = encoded("https://w3id.org/gongbao/ontology");
    assert!(count("", all) > count(&format!("&default-graph-uri={ontology}"), all));
    assert_eq!(count(&format!("&default-graph-uri={}", encoded("urn:x")), all), 0);
    assert!(count("", graphs) > 3);
    assert_eq!(count(&format!("&named-graph-uri={ontology}"), graphs), 1);
    assert_eq!(count(&format!("&named-graph-uri={ontology}"), all), 0);
    let answer = server.get(&format!("/sparql?query={}&default-graph-uri=%00%20x", encoded(all)), "");
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("no IRI"));
}

#[test]
fn what_is_wrong_is_told() {
    let server = shared();
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let deep = format!("SELECT * {}{}", "{".repeat(5000), "}".repeat(5000));
    for (answer, status, told) in [
        (server.ask("SELECT * {\n  ?s ?p }", ""), 400, "query:2:"),
        (server.ask("SELEC * {}", ""), 400, "query:1:1"),
        (server.ask("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", ""), 400, "SERVICE"),
        (server.ask("INSERT DATA { <urn:a> <urn:b> <urn:c> }", ""), 400, "an update"),
        (server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", ""), 400, "more than once"),
        (server.get("/sparql?query=%FF", ""), 400, "UTF-8"),
        (server.get("/sparql", "application/sparql-results+json"), 400, "no query"),
        (server.send("POST", "/sparql", &[SPARQL], b"ASK { \xFF }"), 400, "UTF-8 at byte 6"),
        (server.send("POST", "/sparql", &[SPARQL], deep.as_bytes()), 400, "nest"),
        (server.send("POST", "/sparql", &[("Content-Type", "text/plain")], b"ASK {}"), 415, "application/sparql-query"),
        (server.send("POST", "/sparql", &[], b"ASK {}"), 415, "without Content-Type"),
        (
            server.send("POST", "/sparql", &[("Content-Type", "application/sparql-update")], b"CLEAR ALL"),
            403,
            "only answers",
        ),
        (server.send("POST", "/sparql", &[form], b"update=CLEAR+ALL"), 403, "only answers"),
        (server.send("PUT", "/sparql", &[SPARQL], b"ASK {}"), 405, "GET"),
        (server.send("DELETE", "/store?default", &[], b""), 405, "GET"),
        (server.send("POST", "/ingest", &[], b"x"), 403, "--write"),
        (server.get("/store", ""), 400, "/store?default"),
        (server.get("/store?graph=urn:none", ""), 404, "no graph"),
        (server.get("/store?graph=a%00b", ""), 400, "no IRI"),
        (server.get("/store?default", "image/png"), 406, "text/turtle"),
        (server.get("/place/Atlantis", ""), 404, "nothing is known"),
        (server.get("/place/%00%01%0A", ""), 404, "nothing is known"),
        (server.get("/doc/place/Atlantis.ttl", ""), 404, "nothing is known"),
        (server.get("/place/CN", "image/png"), 406, "text/turtle"),
        (server.get("/place/CN?format=png", ""), 400, "turtle"),
    ] {
        assert_eq!(answer.status, status, "{told}: {}", answer.text());
        assert!(answer.text().contains(told), "{told}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    assert!(server.is_well());
}

#[test]
fn an_address_without_a_query_describes_itself() {
    let server = shared();
    for accept in ["", "text/turtle"] {
        let answer = server.get("/sparql", accept);
        assert_eq!((answer.status, answer.media()), (200, "text/turtle"));
        assert!(quads(&answer.body, RdfFormat::Turtle) > 10);
        assert!(answer.text().contains(&format!("http://{}/sparql", server.address)), "{}", answer.text());
    }
    let answer = server.get("/sparql", HTML);
    assert_eq!(answer.media(), "text/html");
    assert!(answer.text().contains("<textarea"));
    let answer = server.get("/.well-known/void", "application/n-triples");
    assert!(quads(&answer.body, RdfFormat::NTriples) > 50);
    assert!(answer.text().contains("void#triples"));
    let context = server.get("/context.jsonld", "");
    assert_eq!((context.status, context.media()), (200, "application/ld+json"));
}

#[test]
fn graphs_are_read() {
    let server = shared();
    let all = server.get("/store?default", "application/n-triples");
    assert_eq!((all.status, all.media()), (200, "application/n-triples"));
    let counted = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").text();
    assert_eq!(quads(&all.body, RdfFormat::NTriples), counted.lines().nth(1).unwrap().parse::<usize>().unwrap());
    let bulletin = server.ask("SELECT ?b { ?b a gb:Bulletin } LIMIT 1", "text/csv").text();
    let bulletin = bulletin.lines().nth(1).unwrap();
    let one = server.get(&format!("/store?graph={}", encoded(bulletin)), "text/turtle");
    assert_eq!(one.status, 200);
    assert!(quads(&one.body, RdfFormat::Turtle) > 10);
    let tag = one.header("etag");
    let again = server.send(
        "GET",
        &format!("/store?graph={}", encoded(bulletin)),
        &[("Accept", "text/turtle"), ("If-None-Match", tag)],
        b"",
    );
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = server.send("HEAD", "/store?default", &[], b"");
    assert_eq!((head.status, head.media(), head.body.len()), (200, "text/turtle", 0));
    assert_eq!(server.send("HEAD", "/store?graph=urn:none", &[], b"").status, 404);
}

#[test]
fn every_iri_answers() {
    let server = shared();
    let iris = server.ask(
        "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { ?x ?y ?s FILTER(ISIRI(?s)) } FILTER(STRSTARTS(STR(?s), 'https://w3id.org/gongbao/')) }",
        "text/csv",
    );
    let iris: Vec<String> = iris.text().lines().skip(1).map(str::to_owned).collect();
    let mut paths: Vec<&str> = iris
        .iter()
        .map(|iri| iri.split('#').next().unwrap().strip_prefix("https://w3id.org/gongbao").unwrap())
        .collect();
    paths.sort_unstable();
    paths.dedup();
    assert!(paths.len() > 500, "{}", paths.len());
    // Each kind, and some of each kind.
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let seen = kinds.entry(path.split('/').nth(1).unwrap()).or_default();
        *seen += 1;
        if *seen > 6 {
            continue;
        }
        for (accept, ending, format) in [
            (HTML, "html", None),
            ("text/turtle", "ttl", Some(RdfFormat::Turtle)),
            ("application/n-triples", "nt", Some(RdfFormat::NTriples)),
        ] {
            let thing = server.get(path, accept);
            assert_eq!((thing.status, thing.header("location")), (303, &*format!("/doc{path}.{ending}")), "{path}");
            let document = server.get(thing.header("location"), "");
            assert_eq!(document.status, 200, "{path}");
            match format {
                Some(format) => assert!(quads(&document.body, format) > 0, "{path}"),
                None => assert!(
                    document.text().contains("<h1") && document.body.len() < 100_000,
                    "{path} {}",
                    document.body.len()
                ),
            }
        }
    }
    assert!(kinds.len() > 15, "{kinds:?}");
}

#[test]
fn a_document_comes_in_four_forms_and_two_languages() {
    let server = shared();
    assert_eq!(server.get("/place/CN?format=jsonld", HTML).header("location"), "/doc/place/CN.jsonld");
    let page = server.send("GET", "/doc/place/CN", &[("Accept", HTML), ("Accept-Language", "zh-CN,zh;q=0.9")], b"");
    assert_eq!((page.media(), page.header("content-location")), ("text/html", "/doc/place/CN.html"));
    assert!(page.header("vary").contains("Accept-Language"));
    let text = page.text();
    assert!(
        text.contains("<html lang=\"zh-Hans\">") && text.contains(">中国</h1>") && text.contains("指向此处"),
        "{text}"
    );
    let text = server.get("/doc/place/CN.html", "").text();
    assert!(text.contains("<html lang=\"en\">") && text.contains(">China</h1>"));
    let embedded =
        text.split_once("<script type=\"application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let format = RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() };
    assert!(quads(embedded.as_bytes(), format) > 3);
    assert!(quads(&server.get("/doc/place/CN.jsonld", "").body, format) > 10);
    let bulletin = server.ask("SELECT ?b { ?b a gb:Bulletin } LIMIT 1", "text/csv").text();
    let bulletin = bulletin.lines().nth(1).unwrap().strip_prefix("https://w3id.org/gongbao").unwrap().to_owned();
    let text = server.get(&format!("/doc{bulletin}.html"), "").text();
    assert!(text.contains("<tr id=\"outcome-"), "{text}");
    let text = server.get(&format!("/doc{bulletin}.ttl"), "").text();
    assert!(text.contains("TextQuoteSelector"));
}

#[test]
fn a_public_base_stands_for_ours() {
    let server = Server::samples(&["--base", "https://data.example.org/gb/"]);
    for path in ["/place/CN", "/gb/place/CN"] {
        let thing = server.get(path, "text/turtle");
        assert_eq!((thing.status, thing.header("location")), (303, "https://data.example.org/gb/doc/place/CN.ttl"));
    }
    let page = server.get("/gb/doc/place/CN.html", "").text();
    assert!(page.contains("href=\"/gb/"), "{page}");
    assert!(server.get("/gb/sparql", "text/turtle").text().contains("https://data.example.org/gb/sparql"));
    let serve = ["serve", "--bind", "127.0.0.1:0", "--from", "samples/en", "--base", "nonsense"];
    let wrong = program::gongbao(&serve).output().unwrap();
    assert_eq!((wrong.status.code(), wrong.stdout), (Some(1), Vec::new()), "it is told before anything is served");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no public address"));
    let nothing = program::gongbao(&["serve", "--bind", "127.0.0.1:0", "--from", "no/such/folder"]).output().unwrap();
    assert_eq!((nothing.status.code(), nothing.stdout), (Some(1), Vec::new()));
}

#[test]
fn caches_and_browsers_are_told_what_they_need() {
    let server = shared();
    let first = server.ask(SELECT, "text/csv");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""));
    let path = format!("/sparql?query={}", encoded(SELECT));
    let again = server.send("GET", &path, &[("Accept", "text/csv"), ("If-None-Match", &tag)], b"");
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*tag));
    let head = server.send("HEAD", &path, &[("Accept", "text/csv")], b"");
    assert_eq!((head.status, head.body.len(), head.header("etag")), (200, 0, &*tag));
    assert_eq!(head.header("content-length"), first.body.len().to_string());
    let packed = server.send("GET", "/doc/place/CN.ttl", &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&*packed.body).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, server.get("/doc/place/CN.ttl", "").body);
    let preflight = server.send(
        "OPTIONS",
        "/sparql",
        &[("Origin", "https://a.example"), ("Access-Control-Request-Method", "POST")],
        b"",
    );
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, "*"));
    assert!(preflight.header("access-control-allow-methods").contains("POST"));
    for path in ["/", "/health", "/sparql", "/.well-known/void", "/doc/place/CN"] {
        let (get, head) = (server.get(path, ""), server.send("HEAD", path, &[], b""));
        assert_eq!((get.status, get.media()), (head.status, head.media()), "{path}");
        assert!(head.body.is_empty());
    }
}

#[test]
fn a_query_that_would_run_for_ever_is_stopped() {
    // It has a server of its own, which ends with it: what does not listen would slow the others down.
    let server = Server::samples(&["--query-time", "2s"]);
    let start = Instant::now();
    let answer = server.ask(ENDLESS, "");
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert!(answer.text().contains("stopped after 2 s"), "{}", answer.text());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(server.is_well());
    // So are those that read nothing while they compute, or that keep what they have before they go on.
    let values: String = (0..1000).map(|n| format!("{n} ")).collect();
    let product = format!("VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} VALUES ?c {{ {values} }}");
    for query in [
        format!("SELECT (COUNT(*) AS ?n) {{ {product} }}"),
        format!("SELECT * {{ {product} FILTER(?a + ?b + ?c < 0) }} ORDER BY ?a"),
    ] {
        let start = Instant::now();
        let answer = server.send("POST", "/sparql", &[SPARQL], query.as_bytes());
        assert_eq!(answer.status, 503, "{}", answer.text());
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
    assert!(server.get("/health", "").text().contains("\"strayQueries\":0"));
}

#[test]
fn a_query_does_not_fill_the_memory() {
    let server = Server::samples(&["--query-memory", "1M"]);
    let values: String = (0..1000).map(|n| format!("{n} ")).collect();
    let many = format!("VALUES ?a {{ {values} }} VALUES ?b {{ {values} }}");
    for query in [format!("SELECT * {{ {many} }} ORDER BY ?b"), format!("SELECT DISTINCT * {{ {many} }}")] {
        let answer = server.send("POST", "/sparql", &[SPARQL], query.as_bytes());
        assert_eq!(answer.status, 413, "{}", answer.text());
        assert!(answer.text().contains("ORDER BY and DISTINCT keep all"), "{}", answer.text());
    }
    let few = format!("SELECT DISTINCT ?a {{ {many} }}");
    assert_eq!(server.send("POST", "/sparql", &[SPARQL], few.as_bytes()).status, 200);
}

#[test]
fn a_format_that_is_told_by_several_names_is_the_first_that_is_known() {
    let server = shared();
    for (names, media) in [
        ("format=rdf%2Bxml&format=", "application/rdf+xml"),
        ("format=&format=json-ld", "application/ld+json"),
        ("format=rdf&format=text/turtle", "application/rdf+xml"),
        ("format=picture&format=n3", "text/turtle"),
    ] {
        let answer = server.get(&format!("/sparql?{names}&query={}", encoded(CONSTRUCT)), "");
        assert_eq!((answer.status, answer.media()), (200, media), "{names}");
    }
    assert_eq!(server.get(&format!("/sparql?format=picture&query={}", encoded(CONSTRUCT)), "").status, 400);
}

#[test]
fn ten_thousand_values_are_no_more_than_a_query() {
    let values: String = (0..10_000).map(|n| format!("({n} \"{n}\") ")).collect();
    let query = format!("SELECT (COUNT(*) AS ?n) {{ VALUES (?a ?b) {{ {values} }} }}");
    let server = shared();
    let answer = server.send("POST", "/sparql", &[SPARQL, ("Accept", "text/csv")], query.as_bytes());
    assert_eq!((answer.status, answer.text().lines().nth(1)), (200, Some("10000")), "{}", answer.text());
    // As an address it is too long, and that is told.
    let answer = server.ask(&query, "");
    assert!(matches!(answer.status, 414 | 431), "{}", answer.status);
    assert!(server.is_well());
}

#[test]
fn what_is_too_large_is_refused() {
    let server = Server::samples(&["--max-body", "1k", "--max-answer", "10k"]);
    let answer = server.send("POST", "/sparql", &[SPARQL], " ".repeat(2000).as_bytes());
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("larger than 1024 bytes"));
    for query in ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"] {
        let answer = server.ask(query, "");
        assert_eq!(answer.status, 413, "{query}");
        assert!(answer.text().contains("LIMIT"));
    }
    // A whole graph is streamed, and has no such limit.
    assert!(server.get("/store?default", "").body.len() > 100_000);
    let huge = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Huge: {}\r\n\r\n", "x".repeat(200_000));
    assert_eq!(server.raw(huge.as_bytes()).status, 431);
    let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-Many: x\r\n".repeat(1000));
    assert_eq!(server.raw(many.as_bytes()).status, 431);
    for raw in ["GET /pl\u{1}ace HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        assert_eq!(server.raw(raw.as_bytes()).status, 400, "{raw:?}");
    }
    assert!(server.is_well());
}

#[test]
fn slow_clients_are_cut_off() {
    let server = Server::samples(&["--client-time", "1s"]);
    let start = Instant::now();
    let mut slow = server.connect();
    slow.write_all(b"GET / HT").unwrap();
    let mut sent = server.connect();
    sent.write_all(
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
    )
    .unwrap();
    assert_eq!(Answer::read(sent).status, 408);
    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    // One that asks and does not read keeps nobody's place.
    let mut unread = server.connect();
    unread.write_all(b"GET /store?default HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(2500));
    let health: serde_json::Value = serde_json::from_slice(&server.get("/health", "").body).unwrap();
    assert_eq!(health["freeQueries"], 16);
}

#[test]
fn many_at_once_are_answered_or_told_to_wait() {
    let server = Server::samples(&["--max-queries", "2", "--max-wait", "500ms", "--query-time", "3s"]);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..8).map(|_| scope.spawn(|| server.ask(ENDLESS, ""))).collect();
        std::thread::sleep(Duration::from_millis(300));
        // Pages are there while queries run.
        assert_eq!(server.get("/doc/place/CN.html", "").status, 200);
        asking
            .into_iter()
            .map(|asked| {
                let answer = asked.join().unwrap();
                if answer.text().contains("too many") {
                    assert_eq!(answer.header("retry-after"), "2");
                }
                answer.status
            })
            .collect()
    });
    assert!(statuses.iter().all(|s| *s == 503), "{statuses:?}");
    let all: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..64).map(|_| scope.spawn(|| server.get("/doc/place/CN.ttl", "").status)).collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert!(all.iter().all(|s| *s == 200), "{all:?}");
    let few = Server::samples(&["--max-connections", "2"]);
    let held: Vec<TcpStream> = (0..2).map(|_| few.connect()).collect();
    std::thread::sleep(Duration::from_millis(200));
    let refused = few.get("/health", "");
    assert_eq!((refused.status, refused.header("retry-after")), (503, "2"));
    drop(held);
}

#[test]
fn bulletins_come_in_by_post() {
    let token = "a-token-of-the-tests";
    let server = Server::start(&["--from", "samples/en", "--write"], &[("GONGBAO_TOKEN", token)]);
    let bearer = format!("Bearer {token}");
    let text = b"Dongning police report\n2024-03-01\nPolice in Zhejiang arrested 4,321 suspects in February.\n";
    for headers in [&[][..], &[("Authorization", "Bearer another-token-of-it")][..]] {
        let answer = server.send("POST", "/ingest", headers, text);
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"));
    }
    let allowed = [("Authorization", &*bearer), ("Content-Type", "text/plain; charset=utf-8")];
    let path = format!("/ingest?source={}", encoded("https://example.org/b/1"));
    let before = server.get("/store?default", "").header("etag").to_owned();
    // It keeps answering while bulletins come in.
    let (stored, health) = std::thread::scope(|scope| {
        let health = scope.spawn(|| server.is_well());
        (server.send("POST", &path, &allowed, text), health.join().unwrap())
    });
    assert!(health);
    assert_eq!(stored.status, 201, "{}", stored.text());
    let told: serde_json::Value = serde_json::from_slice(&stored.body).unwrap();
    assert_eq!((&told["bulletins"][0]["fate"], &told["bulletins"][0]["outcomes"]), (&"new".into(), &1.into()));
    assert_ne!(server.get("/store?default", "").header("etag"), before);
    let found =
        server.ask("SELECT ?v { ?o gb:value ?v ; gb:statedIn [ gb:source <https://example.org/b/1> ] }", "text/csv");
    assert!(found.text().contains("4321"), "{}", found.text());
    let address = stored.header("location").split_once(&server.address).unwrap().1.to_owned();
    assert_eq!(server.get(&address, "text/turtle").status, 303);
    let again = server.send("POST", &path, &allowed, text);
    assert_eq!((again.status, again.text().contains("unchanged")), (200, true), "{}", again.text());
    let corrected = String::from_utf8_lossy(text).replace("4,321", "4,322");
    assert!(server.send("POST", &path, &allowed, corrected.as_bytes()).text().contains("replaced"));
    let answer = server.send("POST", "/ingest", &allowed, b"\x7FELF\x00\x00\x01");
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert_eq!(server.send("POST", "/ingest?source=%0A", &allowed, text).status, 400);
    let serve = ["serve", "--bind", "127.0.0.1:0", "--from", "samples/en", "--write"];
    let without = program::gongbao(&serve).env_remove("GONGBAO_TOKEN").output().unwrap();
    assert!(String::from_utf8_lossy(&without.stderr).contains("$GONGBAO_TOKEN"));
}

#[cfg(unix)]
#[test]
fn it_ends_in_good_order() {
    let mut server = Server::samples(&[]);
    let address = server.address.clone();
    let asked = std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut stream = TcpStream::connect(&address).unwrap();
            let query = encoded("SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?s a ?c }");
            write!(stream, "GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            Answer::read(stream)
        });
        std::thread::sleep(Duration::from_millis(100));
        program::signal(&server.child, "-TERM");
        asking.join().unwrap()
    });
    assert_eq!(asked.status, 200);
    assert!(server.child.wait().unwrap().success());
}
