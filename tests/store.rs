//! The store on disk: replaced, unchanged, killed, locked, full, lost.
#![cfg(feature = "disk")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use program::{Place, text};

#[test]
fn new_unchanged_replaced_repeated_withdrawn() {
    let place = Place::new();
    place.fill(3);
    place.write(".hidden.txt", "not read");
    place.write("gold.json", "{}");
    fs::create_dir_all(place.bulletins().join("deep/er")).expect("folders");
    place.write("deep/er/a.TXT", "Deep bulletin\nPolice arrested 5 suspects.\n");
    place.ingest("4 new, 0 replaced, 0 unchanged, 0 failed");
    let first = place.export();
    place.ingest("0 new, 0 replaced, 4 unchanged, 0 failed");
    assert_eq!(first, place.export());

    // A changed file takes the place of what it gave before, and leaves no figure of it.
    place.write("00001.txt", "Shandong police return money\n2024-03-01 10:00\n\nPolice froze 77 accounts.\n");
    place.ingest("0 new, 1 replaced, 3 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "4");
    assert_eq!(place.count("?b a gb:Bulletin ; gb:title ?t FILTER (CONTAINS(?t, 'arrest 1 '))"), "0");
    assert_eq!(place.count("?o a gb:Outcome FILTER NOT EXISTS { ?o gb:statedIn ?b . ?b a gb:Bulletin }"), "0");
    // … and back again: the same bulletins, and what is left of the one between.
    place.fill(3);
    place.ingest("0 new, 1 replaced, 3 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "4");
    let former = place.good(&["query", "-e", "SELECT ?f { ?f a gb:FormerBulletin }", "--format", "tsv"]);
    let former = former.lines().nth(1).expect("a former bulletin").trim_matches(['<', '>']).to_owned();
    assert!(place.good(&["withdraw", &former]).contains("(a former version)"));
    assert_eq!(first, place.export());

    // The same text from another file is the same bulletin with two sources.
    fs::copy(place.bulletins().join("00002.txt"), place.bulletins().join("copy.txt")).expect("a copy");
    place.ingest("0 new, 0 replaced, 4 unchanged, 0 failed");
    assert_eq!(first, place.export());
    assert_eq!(place.good(&["list", "--format", "tsv"]).lines().count(), 1 + 5);
    // One of them is changed: the other still holds the bulletin.
    place.write("copy.txt", "Another\nPolice arrested 9 suspects.\n");
    place.ingest("0 new, 1 replaced, 4 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "5");
    // It has left a bulletin that is still there, so nothing is a former one.
    assert_eq!(place.count("?b prov:wasRevisionOf ?old . ?old a gb:Bulletin"), "1");
    assert_eq!(place.count("?b a gb:FormerBulletin"), "0");

    let told = place.good(&["withdraw", &place.file("copy.txt")]);
    assert!(told.starts_with("withdrawn: https://w3id.org/gongbao/bulletin/"), "{told}");
    assert_eq!(first, place.export());
    let listed = place.good(&["list", "--format", "tsv"]);
    let name = listed.lines().nth(1).and_then(|line| line.split('\t').nth(4)).expect("a name");
    place.good(&["withdraw", name]);
    assert!(place.bad(&["withdraw", name]).contains("no such bulletin in the store; hint: "));
    assert_eq!(place.count("?b a gb:Bulletin"), "3");
    place.ingest("2 new, 0 replaced, 3 unchanged, 0 failed");
}

#[test]
fn what_bulletins_share_stays_while_one_of_them_is_there() {
    let place = Place::new();
    place.fill(2);
    place.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    let union = |place: &Place| {
        place.count("?s ?p ?o FILTER NOT EXISTS { GRAPH <https://w3id.org/gongbao/ontology> { ?s ?p ?o } }")
    };
    let apart = "{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } } FILTER NOT EXISTS { GRAPH <https://w3id.org/gongbao/ontology> { ?s ?p ?o } }";
    assert_eq!(union(&place), place.count(apart), "the default graph is all of the named ones, each triple once");
    place.good(&["withdraw", &place.file("00000.txt")]);
    assert_eq!(union(&place), place.count(apart));
    place.good(&["withdraw", &place.file("00001.txt")]);
    assert_eq!(union(&place), "0");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let place = Place::new();
    place.fill(2);
    place.write("00000-bad.txt", b"\x00\x01");
    place.write("00001-bad.txt", b"PK\x03\x04");
    place.write("00002-bad.txt", "");
    let output = place.run(&["ingest", &place.folder(), "no/such/file.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.starts_with("bulletins: 2 new, 0 replaced, 0 unchanged, 4 failed\n"), "{out}");
    assert_eq!(told.lines().count(), 4, "{told}");
    // A file that has become bad does not take away what it gave.
    place.write("00000.txt", b"\x00");
    place.run(&["ingest", &place.folder()]);
    assert_eq!(place.count("?b a gb:Bulletin"), "2");
}

#[test]
fn a_killed_ingest_and_a_second_run_give_the_same_store() {
    let whole = Place::new();
    whole.fill(450);
    whole.good(&["ingest", &whole.folder()]);
    let expected = whole.export();
    // The IRIs hold no path, so another folder gives the same.
    let place = Place::new();
    place.fill(450);
    let mut cut = 0;
    for wait in [300, 900, 1500, 2500, 4000] {
        let mut child = place.command(&["ingest", &place.folder()]).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(wait));
        // SIGKILL: nothing of the process runs after it.
        child.kill().expect("a signal");
        cut += usize::from(!child.wait().expect("it ends").success());
        // What was reported as stored is there.
        if place.store().join("gongbao-store.json").exists() {
            let listed = place.run(&["list", "--format", "json"]);
            let told = String::from_utf8_lossy(&listed.stderr).into_owned();
            assert!(!told.contains("the store holds"), "{told}");
        }
    }
    println!("{cut} of 5 runs were cut off");
    place.good(&["ingest", &place.folder()]);
    place.good(&["list"]);
    assert_eq!(expected, place.export());
}

#[test]
fn two_processes() {
    let place = Place::new();
    place.fill(300);
    let mut child = place.command(&["ingest", &place.folder()]).spawn().expect("the program starts");
    let started = Instant::now();
    // While the first one writes, a second writer and a reader are told who holds the store.
    let told = loop {
        let output = place.run(&["list"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if told.contains("in use by process") || started.elapsed() > Duration::from_secs(60) {
            break told;
        }
        assert!(child.try_wait().expect("a state").is_none(), "the first ingest was too fast for this test");
    };
    assert!(told.contains(&format!("in use by process {}", child.id())) && told.contains("hint: wait"), "{told}");
    assert!(place.bad(&["ingest", &place.folder()]).contains("in use by process"));
    assert!(child.wait().expect("it ends").success());
    // Readers read beside each other.
    let long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }";
    let mut reader = place.command(&["query", "--time-limit", "20", "-e", long]).spawn().expect("the program starts");
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(place.count("?b a gb:Bulletin"), "300");
    reader.kill().expect("a signal");
    reader.wait().expect("it ends");
}

#[test]
fn what_is_no_store_is_not_written_into() {
    let place = Place::new();
    place.fill(1);
    let bulletins = place.bulletins();
    let as_store = |store: &Path, command: &str| {
        let mut args = vec!["--store", text(store), command];
        args.extend(["ingest"].contains(&command).then(|| text(&bulletins)));
        place.bad(&args)
    };
    for command in ["ingest", "list", "export"] {
        let told = as_store(&bulletins, command);
        assert!(told.contains("not a store of gongbao; hint: "), "{told}");
        let told = as_store(&bulletins.join("00000.txt"), command);
        assert!(told.contains("a file, not a store"), "{told}");
    }
    assert_eq!(fs::read_dir(&bulletins).expect("a folder").count(), 1, "nothing was written there");
    assert!(place.bad(&["list"]).contains("no store there; hint: `gongbao ingest"));
    assert!(place.bad(&["withdraw", "x"]).contains("no store there"));
    assert!(!place.store().exists(), "reading makes no store");
    place.ingest("1 new, 0 replaced, 0 unchanged, 0 failed");
    fs::write(place.store().join("gongbao-store.json"), r#"{"layout":99,"made_by":"9.9.9"}"#).expect("a file");
    assert!(place.bad(&["list"]).contains("layout 99"));
    fs::write(place.store().join("gongbao-store.json"), "").expect("a file");
    assert!(place.bad(&["list"]).contains("is damaged"));
}

#[test]
fn a_disk_that_is_nearly_full_is_not_written() {
    let place = Place::new();
    place.fill(1);
    let told = place.bad(&["ingest", "--reserve", "1000000000", &place.folder()]);
    assert!(told.contains("MB free on its disk") && told.contains("hint: make room"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    place.ingest("1 new, 0 replaced, 0 unchanged, 0 failed");
}

#[test]
fn a_loss_is_seen_and_mended() {
    let place = Place::new();
    place.fill(5);
    place.ingest("5 new, 0 replaced, 0 unchanged, 0 failed");
    let whole = place.export();
    // As after a database that lost its last commits: the ledger knows more than is there.
    let other = Place::new();
    other.fill(3);
    other.ingest("3 new, 0 replaced, 0 unchanged, 0 failed");
    fs::remove_dir_all(place.store().join("db")).expect("a folder");
    fs::rename(other.store().join("db"), place.store().join("db")).expect("a folder");
    let told = place.bad(&["list"]);
    assert_eq!(told.matches("the store holds 0 of its").count(), 2, "{told}");
    let output = place.run(&["ingest", &place.folder()]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("has lost 2 of its bulletins"));
    assert!(output.status.success());
    place.good(&["list"]);
    assert_eq!(whole, place.export());
}

#[test]
fn a_cut_ledger_is_mended() {
    let place = Place::new();
    place.fill(3);
    place.ingest("3 new, 0 replaced, 0 unchanged, 0 failed");
    let whole = place.export();
    let ledger = place.store().join("ledger.jsonl");
    let bytes = fs::read(&ledger).expect("the ledger");
    fs::write(&ledger, &bytes[..bytes.len() - 40]).expect("the ledger");
    assert!(place.bad(&["list"]).contains("written by an ingest that was interrupted"));
    place.ingest("1 new, 0 replaced, 2 unchanged, 0 failed");
    place.good(&["list"]);
    assert_eq!(whole, place.export());
    let ledger_now = fs::read_to_string(&ledger).expect("the ledger");
    assert!(ledger_now.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{ledger_now}");
}

#[test]
fn another_ontology_reads_anew() {
    let place = Place::new();
    place.fill(2);
    place.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    place.write(
        "more.ttl",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         <https://w3id.org/gongbao/target/robot> skos:prefLabel \"robot\"@en .\n",
    );
    let told = place.good(&["--ontology", &place.file("more.ttl"), "ingest", &place.folder()]);
    assert!(told.starts_with("bulletins: 0 new, 2 replaced, 0 unchanged"), "{told}");
    assert_eq!(place.count("target:robot skos:prefLabel ?l"), "1");
    place.ingest("0 new, 2 replaced, 0 unchanged, 0 failed");
    assert_eq!(place.count("target:robot skos:prefLabel ?l"), "0");
    place.write("broken.ttl", "@prefix");
    let told = place.bad(&["--ontology", &place.file("broken.ttl"), "ingest", "x.txt"]);
    assert!(told.contains("broken.ttl:1:"), "{told}");
}

#[test]
fn export_to_a_file_is_whole_or_not_there() {
    let place = Place::new();
    place.fill(2);
    place.ingest("2 new, 0 replaced, 0 unchanged, 0 failed");
    let file = place.path().join("all.nq");
    place.good(&["export", "--to", "nquads", "--output", text(&file)]);
    assert_eq!(fs::read_to_string(&file).expect("the file"), place.export());
    assert!(place.bad(&["export", "--output", "/no/such/folder/all.trig"]).contains("no such file or folder"));
    for format in ["turtle", "trig", "ntriples", "jsonld", "rdfxml"] {
        assert!(!place.good(&["export", "--to", format]).is_empty());
    }
}

/// A line of JSON lines.
fn line(url: &str, date: &str, publisher: &str, text: &str) -> String {
    let line =
        serde_json::json!({ "url": url, "date": date, "publisher": publisher, "title": "A bulletin", "text": text });
    format!("{line}\n")
}

#[test]
fn the_same_text_at_two_addresses_is_one_bulletin_with_two_sources() {
    let place = Place::new();
    let (one, two) = ("https://example.org/1", "https://example.com/2");
    let text = "Police arrested 12 suspects.";
    place.write("1.jsonl", line(one, "2024-03-01", "One", text));
    place.ingest("1 new, 0 replaced, 0 unchanged, 0 failed");
    let first = place.export();
    place.write("2.jsonl", line(two, "2024-03-01", "Two", text));
    place.ingest("0 new, 0 replaced, 1 unchanged, 0 failed");
    let both = place.export();
    assert_eq!(place.count("?b a gb:Bulletin"), "1");
    assert_eq!(place.count("?b gb:source ?s ; a gb:Bulletin"), "2");
    assert_eq!(place.count("?b gb:publisher ?p"), "2");
    assert_eq!(place.count("?o gb:value 12.0"), "1");
    let listed = place.good(&["list", "--format", "tsv"]);
    assert!(listed.contains(one) && listed.contains(two), "{listed}");
    // Once more, in the other order, in one run: the same store.
    place.ingest("0 new, 0 replaced, 2 unchanged, 0 failed");
    assert_eq!(both, place.export());
    let other = Place::new();
    let lines = line(two, "2024-03-01", "Two", text) + &line(one, "2024-03-01", "One", text);
    other.write("all.jsonl", lines);
    other.ingest("1 new, 0 replaced, 0 unchanged, 0 failed");
    assert_eq!(both, other.export());
    // One of the two says something else now: it takes its source along and leaves the rest.
    place.write("2.jsonl", line(two, "2024-03-01", "Two", "Police arrested 13 suspects."));
    place.ingest("0 new, 1 replaced, 1 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin ; gb:source ?s"), "2");
    place.good(&["list"]);
    let told = place.good(&["withdraw", two]);
    assert_eq!(told.matches("withdrawn: ").count(), 1, "{told}");
    assert_eq!(first, place.export());
}

#[test]
fn a_correction_takes_the_place_and_leaves_a_node_to_cite() {
    let place = Place::new();
    let address = "https://example.org/1";
    let version = |n: usize| line(address, "2024-03-01", "One", &format!("Police arrested {n} suspects."));
    let bulletin = |place: &Place| {
        let listed = place.good(&["list", "--format", "json"]);
        let record: serde_json::Value = serde_json::from_str(listed.lines().next().expect("a line")).expect("JSON");
        record["bulletin"].as_str().expect("an IRI").to_owned()
    };
    let mut versions = Vec::new();
    for n in [12, 13, 14] {
        place.write("1.jsonl", version(n));
        place.good(&["ingest", &place.folder()]);
        versions.push(bulletin(&place));
    }
    let [one, two, three] = versions.as_slice() else { panic!("{versions:?}") };
    assert_eq!(place.count("?b a gb:Bulletin"), "1");
    assert_eq!(place.count("?o a gb:Outcome"), "1");
    assert_eq!(place.count(&format!("<{three}> prov:wasRevisionOf <{two}> . <{two}> prov:wasRevisionOf <{one}>")), "1");
    for (old, new) in [(one, two), (two, three)] {
        let left = format!(
            "<{old}> a gb:FormerBulletin ; gb:title ?t ; gb:date ?d ; gb:sha256 ?h ; gb:source <{address}> ; dcterms:isReplacedBy <{new}>"
        );
        assert_eq!(place.count(&left), "1");
    }
    let name = |iri: &str| iri.rsplit('/').next().expect("a name").to_owned();
    let listed = place.good(&["list", "--format", "tsv"]);
    assert!(listed.lines().nth(1).expect("a row").ends_with(&format!("\t{}", name(two))), "{listed}");
    // Again, and again from a program that reads all anew: the same.
    let whole = place.export();
    place.ingest("0 new, 0 replaced, 1 unchanged, 0 failed");
    let told = place.good(&["ingest", "--again", &place.folder()]);
    assert!(told.starts_with("bulletins: 0 new, 1 replaced"), "{told}");
    assert_eq!(whole, place.export());
    // The three in one file: the last one holds.
    let other = Place::new();
    other.write("all.jsonl", [12, 13, 14].map(version).concat());
    other.ingest("1 new, 2 replaced, 0 unchanged, 0 failed");
    assert_eq!(whole, other.export());
    // The first one comes back: it is no revision of what revised it.
    place.write("1.jsonl", version(12));
    place.ingest("0 new, 1 replaced, 0 unchanged, 0 failed");
    assert_eq!(bulletin(&place), *one);
    assert_eq!(place.count(&format!("<{one}> a gb:Bulletin")), "1");
    assert_eq!(place.count(&format!("<{one}> prov:wasRevisionOf ?x")), "0");
    assert_eq!(place.count(&format!("<{three}> a gb:FormerBulletin ; dcterms:isReplacedBy <{one}>")), "1");
    place.good(&["list"]);
    // Withdrawn with all that is left of it.
    let told = place.good(&["withdraw", &name(one)]);
    assert_eq!(told.lines().count(), 3, "{told}");
    assert_eq!(place.count("?b a gb:Version"), "0");
    assert_eq!(place.count("?b gb:sha256 ?h"), "0");
    place.good(&["list"]);
}

#[test]
fn corrections_and_sources_outlive_a_kill() {
    let lines = |n: usize| -> String {
        let of = |i: usize| {
            let text = format!("Police arrested {} suspects.", n + i);
            // Every third text stands at two addresses.
            let first = line(&format!("https://example.org/{i}"), "2024-03-01", "One", &text);
            let copy = line(&format!("https://example.com/{i}"), "2024-03-01", "Two", &text);
            if i.is_multiple_of(3) { first + &copy } else { first }
        };
        (0..400).map(of).collect()
    };
    let whole = Place::new();
    for n in [1_000, 2_000] {
        whole.write("all.jsonl", lines(n));
        whole.good(&["ingest", &whole.folder()]);
    }
    let expected = whole.export();
    let place = Place::new();
    place.write("all.jsonl", lines(1_000));
    place.good(&["ingest", &place.folder()]);
    place.write("all.jsonl", lines(2_000));
    let mut cut = 0;
    for wait in [200, 500, 900, 1400] {
        let mut child = place.command(&["ingest", &place.folder()]).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("a signal");
        cut += usize::from(!child.wait().expect("it ends").success());
    }
    println!("{cut} of 4 runs were cut off");
    place.good(&["ingest", &place.folder()]);
    place.good(&["list"]);
    assert_eq!(expected, place.export());
}

#[test]
fn the_entries_of_a_feed_keep_their_names_when_the_feed_goes_on() {
    let place = Place::new();
    let feed = |entries: &[usize]| {
        let item = |n: &usize| {
            format!(
                "<item><title>Bulletin {n}</title><link>https://example.org/{n}</link><pubDate>Fri, 01 Mar 2024 08:00:00 GMT</pubDate><description>Police arrested {n} suspects.</description></item>"
            )
        };
        let items: String = entries.iter().map(item).collect();
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>")
    };
    place.write("feed.xml", feed(&[11]));
    place.ingest("1 new, 0 replaced, 0 unchanged, 0 failed");
    place.write("feed.xml", feed(&[12, 11]));
    place.ingest("1 new, 0 replaced, 1 unchanged, 0 failed");
    assert_eq!(place.count("?b prov:wasRevisionOf ?old"), "0");
}

#[test]
fn a_page_that_is_cut_is_one_bulletin_until_it_is_whole() {
    let place = Place::new();
    let page = "<html><body><article><h1>Police arrest 12</h1><p>Shandong police arrested 12 suspects on 1 March 2024.</p><p>They \
                seized 30 vehicles as well.</p></article></body></html>";
    place.write("a.html", &page[..page.find("seized").expect("it is there")]);
    for expected in ["1 new, 0 replaced, 0 unchanged, 1 failed", "0 new, 0 replaced, 1 unchanged, 1 failed"] {
        let output = place.run(&["ingest", &place.folder()]);
        let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(out.starts_with(&format!("bulletins: {expected}\n")), "{out}");
        assert!(told.contains("a.html: a page that is cut off") && told.lines().count() == 1, "{told}");
    }
    place.write("a.html", page);
    place.ingest("0 new, 1 replaced, 0 unchanged, 0 failed");
}

#[test]
fn what_is_passed_over_is_counted() {
    let place = Place::new();
    place.fill(1);
    for (name, bytes) in
        [("a.png", &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..]), ("a.css", b"a { color: red }"), (".a.txt", b"A\n\nB.")]
    {
        place.write(name, bytes);
    }
    let told = place.good(&["ingest", &place.folder()]);
    assert!(told.contains("\n           2 other files passed over, which hold no bulletin\n"), "{told}");
    let told = place.good(&["ingest", &place.file("00000.txt")]);
    assert!(!told.contains("passed over"), "{told}");
}

#[test]
fn what_has_no_file_any_longer_is_pruned_when_asked_for() {
    let place = Place::new();
    place.fill(3);
    fs::copy(place.bulletins().join("00002.txt"), place.bulletins().join("copy.txt")).expect("a copy");
    place.write("lines.jsonl", "{\"text\":\"Police arrested 5 suspects.\"}\n");
    place.ingest("4 new, 0 replaced, 0 unchanged, 0 failed");
    fs::remove_file(place.bulletins().join("00000.txt")).expect("a file");
    fs::remove_file(place.bulletins().join("00002.txt")).expect("a file");
    place.ingest("0 new, 0 replaced, 3 unchanged, 0 failed");
    assert_eq!(place.count("?b a gb:Bulletin"), "4");
    let told = place.good(&["ingest", "--prune", &place.folder()]);
    assert!(told.contains("2 taken out, their files are gone"), "{told}");
    // One of the two had a copy elsewhere.
    assert_eq!(place.count("?b a gb:Bulletin"), "3");
    place.good(&["list"]);
}
