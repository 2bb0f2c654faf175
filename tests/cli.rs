//! The program as its user meets it: commands, messages, exit statuses, bad input.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, starts_with};
use program::text;
use tempfile::TempDir;

fn gongbao() -> Command {
    Command::from_std(program::gongbao(&[]))
}

/// A folder with one file of these bytes.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join(name);
    fs::write(&path, bytes).expect("a file");
    (dir, path)
}

/// Runs with these arguments, expects failure with this status, and gives its one line of error.
#[track_caller]
fn error(args: &[&str], status: i32) -> String {
    let run = gongbao().args(args).assert().code(status);
    let told = String::from_utf8(run.get_output().stderr.clone()).expect("messages are UTF-8");
    assert!(told.starts_with("gongbao: "), "{told}");
    assert!(!told.contains("internal fault") && !told.contains("panicked"), "{told}");
    told
}

#[track_caller]
fn one_line(args: &[&str], parts: &[&str]) {
    let told = error(args, 1);
    assert_eq!(told.lines().count(), 1, "one line: {told}");
    for part in parts {
        assert!(told.contains(part), "{part:?} in {told}");
    }
}

const SAMPLE: &str = "samples/zh/2022-05-19-hunan-four-months.txt";

#[test]
fn every_command_has_help_with_an_example() {
    let commands =
        ["convert", "ingest", "watch", "query", "explain", "numbers", "list", "withdraw", "export", "completions"];
    for command in commands {
        gongbao()
            .args([command, "--help"])
            .assert()
            .success()
            .stdout(contains("Example").and(contains(format!("gongbao {command}"))));
    }
    gongbao().arg("--help").assert().success().stdout(contains("Exit status").and(contains("Examples")));
}

#[test]
fn wrong_usage_is_status_2() {
    gongbao().arg("frobnicate").assert().code(2);
    gongbao().args(["convert", "--date", "13.12.2024", SAMPLE]).assert().code(2).stderr(contains("2024-12-13"));
    gongbao().args(["convert", "--to", "pdf", SAMPLE]).assert().code(2).stderr(contains("turtle"));
    gongbao().args(["convert", "--lang", "xx", SAMPLE]).assert().code(2).stderr(contains("zh-Hans"));
    gongbao().args(["query", "--format", "pdf", "-e", "ASK {}"]).assert().code(2).stderr(contains("csv"));
    gongbao().args(["query", "-e", "ASK {}", "--saved", "bounds"]).assert().code(2);
}

#[test]
fn convert_gives_the_same_bytes_each_time_in_every_format() {
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"] {
        let run = || gongbao().args(["convert", "--to", format, SAMPLE]).assert().success().get_output().stdout.clone();
        let first = run();
        assert!(!first.is_empty(), "{format}");
        assert_eq!(first, run(), "{format}");
    }
}

#[test]
fn a_table_is_written_with_what_its_columns_mean() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let table = path("table.csv");
    let convert = |args: &[&str]| gongbao().arg("convert").args(args).arg(SAMPLE).assert();
    convert(&["--to", "csv", "--output", table.to_str().unwrap()]).success().stdout("");
    let rows = fs::read_to_string(&table).expect("the table");
    assert!(rows.starts_with("OUTCOME,REF_AREA,TIME_PERIOD,") && rows.lines().count() > 1);
    let metadata = fs::read_to_string(path("table.csv-metadata.json")).expect("the metadata");
    assert!(metadata.contains("\"url\": \"table.csv\""));
    convert(&["--to", "csv", "--place", "ES"]).success().stdout(contains("OUTCOME").and(contains("http").not()));
    convert(&["--to", "csv", "--from", "2022-01-01", "--until", "2022-12-31"]).success().stdout(contains("/P"));
    convert(&["--place", "XX"]).code(1).stderr(contains("ISO 3166"));
    convert(&["--agency-kind", "x"]).code(1).stderr(contains("publicSecurity"));
    convert(&["--language", "zh"]).success().stdout(contains("gb:text").not());
    convert(&["--text"]).success().stdout(contains("gb:text").count(1));
    convert(&["--text", "--without-evidence"]).code(2);
    convert(&["--language", "xx"]).code(2).stderr(contains("zh-Hans"));
    convert(&["--from", "May"]).code(2);
    convert(&["--metadata", "x.json"]).code(1).stderr(contains("--to csv"));
    convert(&["--license", "https://example.org/l"]).code(2).stderr(contains("--description"));
}

#[test]
fn the_canonical_form_comes_with_its_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let other = "samples/en/2022-08-11-hunan-hundred-days.txt";
    let convert = |args: &[&str]| gongbao().args(["convert", "--canonical"]).args(args).assert().success();
    let stdout = |run: &assert_cmd::assert::Assert| String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let (nquads, void) = (path("a.nq"), path("void.ttl"));
    let told = stdout(&convert(&["--output", &nquads, "--description", &void, SAMPLE, other]));
    let hash = gongbao::store::sha256(&fs::read(&nquads).expect("the file"));
    assert_eq!(told, format!("{hash}  {nquads}\n"));
    assert!(fs::read_to_string(&void).expect("the description").contains(&hash));
    let run = convert(&[other, SAMPLE]).stderr(contains(hash.as_str()));
    assert_eq!(gongbao::store::sha256(stdout(&run).as_bytes()), hash);
    gongbao().args(["convert", "--canonical", "--to", "turtle", SAMPLE]).assert().code(2);
}

#[test]
fn convert_reads_standard_input() {
    let bulletin = fs::read(SAMPLE).expect("the sample");
    let from_file = gongbao().args(["convert", "--date", "2022-05-19", SAMPLE]).assert().success();
    let from_stdin = gongbao().args(["convert", "--date", "2022-05-19", "-"]).write_stdin(bulletin).assert().success();
    assert_eq!(from_file.get_output().stdout, from_stdin.get_output().stdout);
}

#[test]
fn several_files_merge_into_one_graph_or_stay_apart() {
    let other = "samples/en/2022-08-11-hunan-hundred-days.txt";
    let lines = |args: &[&str]| {
        let run = gongbao().arg("convert").args(args).assert().success();
        let text = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let both = lines(&["--to", "ntriples", SAMPLE, other]);
    let mut expected = [lines(&["--to", "ntriples", SAMPLE]), lines(&["--to", "ntriples", other])].concat();
    expected.sort();
    expected.dedup();
    let mut sorted = both.clone();
    sorted.sort();
    assert_eq!(sorted, expected, "each triple once");
    let graphs = lines(&["--to", "nquads", SAMPLE, other]);
    assert_eq!(graphs, [lines(&["--to", "nquads", SAMPLE]), lines(&["--to", "nquads", other])].concat());
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let (_dir, bad) = file("bad.txt", b"\x00");
    let run = gongbao().args(["convert", "--to", "ntriples", text(&bad), SAMPLE]).assert().code(1);
    run.stdout(contains("Bulletin")).stderr(contains("bad.txt: a binary file").and(contains("hint: ")));
}

#[test]
fn what_gives_nothing_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = text(folder.path());
    one_line(&["convert", empty], &[empty, "no bulletins there", "hint: "]);
    one_line(&["explain", empty], &[empty, "no bulletins there", "hint: "]);
    one_line(&["convert", "--output", empty, SAMPLE], &[empty, "a folder", "hint: "]);
    let between = ["convert", "--from", "2024-05-01", "--until", "2024-01-01", SAMPLE];
    one_line(&between, &["--until 2024-01-01 is before --from 2024-05-01", "hint: "]);
    // What was begun to be written is taken away.
    let output = folder.path().join("all.csv");
    one_line(&["convert", "--to", "csv", "--output", text(&output), empty], &["no bulletins there"]);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    gongbao().args(["--jobs", "0", "convert", SAMPLE]).assert().code(2).stderr(contains("from 1 on"));
    let limited = ["query", "--from", SAMPLE, "-e", "ASK {}", "--time-limit", "1m"];
    gongbao().args(limited).assert().success().stdout("true\n");
}

#[test]
fn the_date_comes_from_the_file_name_or_the_dateline() {
    let bulletin = "Police arrest 12\n2022-05-19 17:42 Source: News\n\nPolice arrested 12 suspects.\n";
    let date = |name: &str, args: &[&str]| {
        let (_dir, path) = file(name, bulletin);
        let run = gongbao().arg("explain").args(args).arg(&path).assert().success();
        String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8").lines().next().unwrap_or_default().to_owned()
    };
    assert!(date("a.txt", &[]).contains("2022-05-19"));
    assert!(date("2021-01-02-a.txt", &[]).contains("2021-01-02"));
    assert!(date("2021-01-02-a.txt", &["--date", "2020-03-04"]).contains("2020-03-04"));
}

#[test]
fn explain_marks_every_number() {
    let run = gongbao().args(["explain", SAMPLE]).assert().success();
    let out = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    assert!(out.contains('⟦') && !out.contains('\u{1b}'), "{out}");
    let run = gongbao().args(["explain", "--format", "json", SAMPLE]).assert().success();
    let json: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).expect("JSON");
    let source: Vec<char> = fs::read_to_string(SAMPLE).expect("the sample").chars().collect();
    let numbers = json["numbers"].as_array().expect("numbers");
    assert!(!numbers.is_empty());
    let mut last = 0;
    for number in numbers {
        let at = |key: &str| usize::try_from(number[key].as_u64().expect("an offset")).expect("an offset");
        let words: String = source[at("start")..at("end")].iter().collect();
        assert_eq!(number["text"], words);
        assert!(at("start") >= last, "in the order of the text");
        last = at("start");
    }
    // No digit of the text stands outside of what is told.
    let covered = |i: usize| {
        numbers.iter().any(|n| {
            let at = |key: &str| n[key].as_u64().and_then(|v| usize::try_from(v).ok()).unwrap_or(0);
            (at("start")..at("end")).contains(&i)
        })
    };
    for (i, c) in source.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
        assert!(covered(i), "the {c} at {i}");
    }
}

#[test]
fn numbers_gives_an_array_for_each_line() {
    let input = "Police froze 30.826 million yuan\n\nnothing here\nmore than 420,000 calls";
    let run = gongbao().args(["numbers", "--lang", "en", "-"]).write_stdin(input).assert().success();
    let out = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("a JSON array")).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[1], &lines[2]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!((&lines[0][0]["value"], &lines[0][0]["unit"]), (&30_826_000.into(), &"CNY".into()), "{out}");
    assert_eq!((&lines[3][0]["bound"], &lines[3][0]["start"]), (&"atLeast".into(), &0.into()), "{out}");
    let run = gongbao().args(["numbers", "--lang", "zh", "-"]).write_stdin("高1.3个百分点").assert().success();
    let out = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let points: serde_json::Value = serde_json::from_str(&out).expect("a JSON array");
    let told = (&points[0]["unit"], &points[0]["concept"]);
    assert_eq!(told, (&"percent".into(), &"unit/percentagePoint".into()), "{out}");
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        gongbao().args(["completions", shell]).assert().success().stdout(contains("gongbao"));
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let mut child = program::gongbao(&["convert", "--to", "nquads"])
        .args(std::iter::repeat_n(SAMPLE, 50))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

mod bad_input {
    use super::*;

    #[test]
    fn missing() {
        one_line(&["convert", "no/such/file.txt"], &["no/such/file.txt: no such file", "hint: "]);
        one_line(&["explain", "no/such/file.txt"], &["no/such/file.txt: no such file", "hint: "]);
    }

    #[test]
    fn empty() {
        for bytes in ["", " \n\n\t\n", "\u{feff}"] {
            let (_dir, path) = file("empty.txt", bytes);
            one_line(&["convert", text(&path)], &["empty.txt: empty; hint: "]);
        }
    }

    #[test]
    fn binary() {
        let (_dir, path) = file("program.txt", b"\x7fELF\x02\x01\x01\x00\x00");
        one_line(&["convert", text(&path)], &["program.txt: a binary file, no bulletin; hint: gongbao reads text"]);
    }

    #[test]
    fn other_encodings() {
        let (_dir, path) = file("gbk.txt", b"Police \xb9\xab\xb0\xb2 arrested 12");
        gongbao().args(["convert", text(&path)]).assert().success().stdout(contains("Police 公安 arrested 12"));
        one_line(&["numbers", text(&path)], &["not UTF-8 text at byte 7"]);
    }

    #[test]
    fn a_language_without_a_reader() {
        let greek = "Η αστυνομία συνέλαβε 12 άτομα για απάτη στην Αθήνα και κατέσχεσε 300 τηλέφωνα.\n";
        let (_dir, path) = file("greek.txt", greek.repeat(5));
        one_line(&["convert", text(&path)], &["greek.txt: in no language that is read", "hint: ", "--lang"]);
    }

    #[test]
    fn a_faulty_ontology() {
        let (_dir, path) = file("more.ttl", "@prefix a: <urn:a> .\n\na:b a:c \"open .\n");
        one_line(&["--ontology", text(&path), "convert", SAMPLE], &["more.ttl:3:", "hint: "]);
        one_line(&["--ontology", "no.ttl", "convert", SAMPLE], &["no.ttl: no such file"]);
    }

    /// So much of huge input: all of it where `GONGBAO_PROGRAM` names a program, which is one that was optimised, and
    /// a sixty-fourth for the build that comes with the tests, which would take minutes.
    fn huge(size: usize) -> usize {
        if std::env::var_os("GONGBAO_PROGRAM").is_some() { size } else { size / 64 }
    }

    /// The limit is generous: a test build on a busy machine. What it guards against is a loop over a loop.
    #[track_caller]
    fn ends_soon(name: &str, bulletin: &str) {
        let (_dir, path) = file(name, bulletin);
        let started = Instant::now();
        let mut run = gongbao();
        run.args(["convert", "--to", "ntriples", text(&path)]).timeout(Duration::from_secs(900));
        let output = run.output().expect("the program ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && told.is_empty(), "{name}: {:?} {told}", output.status);
        println!("{name}: {} bytes in {:?}", bulletin.len(), started.elapsed());
    }

    #[test]
    fn one_line_of_20_megabytes() {
        let words = "the police of the city spoke with the people about what they should do and what they should not ";
        let english = format!("{}Police arrested 1,387 people in Shandong. ", words.repeat(1000));
        ends_soon(
            "long-en.txt",
            &format!("Title of the police\n{}", english.repeat((huge(20 << 20) / english.len()).max(1))),
        );
        let words = "公安机关与群众一起做好各项工作并且继续努力";
        let chinese = format!("{}公安机关抓获犯罪嫌疑人1387名，", words.repeat(1000));
        ends_soon("long-zh.txt", &format!("标题\n{}", chinese.repeat((huge(20 << 20) / chinese.len()).max(1))));
    }

    #[test]
    fn one_line_full_of_figures() {
        let english = "Police arrested 1,387 people and froze 20 million yuan in Shandong, ";
        ends_soon("dense-en.txt", &format!("Title\n{}", english.repeat(huge(1 << 20) / english.len())));
        let chinese = "公安机关抓获犯罪嫌疑人1387名，冻结资金3.18亿余元，";
        ends_soon("dense-zh.txt", &format!("标题\n{}", chinese.repeat(huge(1 << 20) / chinese.len())));
    }

    #[test]
    fn a_million_digits() {
        ends_soon(
            "digits-en.txt",
            &format!("Police arrested people\nThey seized {} cards.\n", "7".repeat(huge(1_000_000))),
        );
        ends_soon("digits-zh.txt", &format!("公安机关\n查获{}张银行卡。\n", "7".repeat(huge(1_000_000))));
        ends_soon("numerals-zh.txt", &format!("公安机关\n查获{}张银行卡。\n", "万亿".repeat(huge(300_000))));
        ends_soon("groups-en.txt", &format!("Police\nThey seized 1{} cards.\n", ",000".repeat(huge(50_000))));
    }

    #[test]
    fn deep_brackets() {
        ends_soon(
            "brackets-en.txt",
            &format!(
                "Police arrested 12 people\nIn all {}12{} people.\n",
                "(".repeat(huge(200_000)),
                ")".repeat(huge(200_000))
            ),
        );
        ends_soon(
            "brackets-zh.txt",
            &format!("公安机关\n抓获{}12{}人。\n", "（《“".repeat(huge(100_000)), "”》）".repeat(huge(100_000))),
        );
    }

    #[test]
    fn nothing_but_breaks_and_marks() {
        ends_soon("breaks.txt", &format!("Police\n{}", "\n \r\n\u{2028}".repeat(huge(500_000))));
        ends_soon("marks.txt", &format!("Police\n{}", ".,;:!?\"'“”".repeat(2_000)));
    }
}

mod query {
    use super::*;

    fn from_one(args: &[&str]) -> assert_cmd::assert::Assert {
        gongbao().arg("query").args(args).args(["--from", SAMPLE]).assert()
    }

    fn from_samples(args: &[&str]) -> assert_cmd::assert::Assert {
        gongbao().arg("query").args(args).args(["--from", "samples"]).assert()
    }

    #[test]
    fn saved_queries_are_listed_and_found_by_name() {
        gongbao().args(["query", "--list"]).assert().success().stdout(contains("money-returned"));
        one_line(&["query", "--saved", "nothing", "--from", "samples"], &["nothing: no saved query", "--list"]);
    }

    #[test]
    fn a_label_counts_once_however_many_bulletins_name_its_bearer() {
        let query = "SELECT (COUNT(?n) AS ?count) { place:CN-HN skos:notation ?n }";
        from_samples(&["-e", query, "--format", "csv"]).success().stdout("count\r\n1\r\n");
        let graphs = "SELECT (COUNT(DISTINCT ?g) AS ?count) { GRAPH ?g { ?b a gb:Bulletin } }";
        from_samples(&["-e", graphs, "--format", "tsv"]).success().stdout(contains("23"));
    }

    #[test]
    fn formats() {
        let select = "SELECT ?b ?t { ?b a gb:Bulletin ; gb:title ?t } ORDER BY ?b";
        from_one(&["-e", select]).success().stdout(contains("bulletin:2022-05-19-").and(contains("──")));
        from_one(&["-e", select, "--format", "json"]).success().stdout(starts_with("{\"head\""));
        from_one(&["-e", select, "--format", "xml"]).success().stdout(starts_with("<?xml"));
        from_one(&["-e", select, "--format", "turtle"]).code(1).stderr(contains("hint: --format table"));
        from_one(&["-e", "ASK { ?b a gb:Bulletin }"]).success().stdout("true\n");
        from_one(&["-e", "ASK { ?b a gb:Nothing }", "--format", "json"]).success().stdout(contains("false"));
        let construct = "CONSTRUCT { ?b gb:title ?t } { ?b gb:title ?t }";
        from_one(&["-e", construct]).success().stdout(contains("@prefix gb:"));
        from_one(&["-e", construct, "--format", "ntriples"]).success().stdout(contains("ns#title"));
        from_one(&["-e", construct, "--format", "csv"]).code(1).stderr(contains("hint: --format turtle"));
        from_one(&["-e", "DESCRIBE place:CN-HN", "--format", "nt"]).success().stdout(contains("CN-HN"));
    }

    #[test]
    fn a_broken_query_shows_line_and_column() {
        let (_dir, path) = file("q.rq", "# question\nSELECT ?s WHERE {\n  ?s rdfs:label \"警察\" ) ?o\n}\n");
        let told = error(&["query", text(&path), "--from", SAMPLE], 1);
        assert!(told.contains("q.rq:3:22: unexpected )"), "{told}");
        assert!(
            told.contains("    3 |   ?s rdfs:label \"警察\" ) ?o\n")
                && told.contains("\n      |                        ^"),
            "{told}"
        );
        let told = error(&["query", "-e", "SELECT ?s WERE { ?s ?p ?o }", "--from", SAMPLE], 1);
        assert!(told.contains("-e:1:11: unexpected WERE, expected WHERE"), "{told}");
        let told = error(&["query", "-e", "SELECT * { ?s nowhere:x ?o }", "--from", SAMPLE], 1);
        assert!(told.contains("-e:1:"), "{told}");
    }

    #[test]
    fn what_is_refused() {
        let refused = |query: &str, part: &str| {
            let told = error(&["query", "-e", query, "--from", SAMPLE], 1);
            assert!(told.contains(part), "{told}");
        };
        refused("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE asks another server");
        refused("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "queries only read");
        refused(&format!("SELECT * {}{}", "{".repeat(5000), "}".repeat(5000)), "nest deeper than 128");
        refused(&format!("SELECT * {{ ?s ?p {}{} }}", "[ ?p ".repeat(1000), "]".repeat(1000)), "nest deeper than 128");
        refused(&format!("SELECT * {{ FILTER({}1{}) }}", "(".repeat(9000), ")".repeat(9000)), "nest deeper than 128");
        refused("", "no query");
        one_line(&["query", "--from", SAMPLE], &["no query; hint: "]);
        one_line(&["query", "no.rq", "--from", SAMPLE], &["no.rq: no such file"]);
    }

    #[test]
    fn the_deepest_query_that_is_let_through_does_not_overflow() {
        let deep = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
        from_one(&["-e", &format!("SELECT * {}", deep("{", "}", 128))]).success();
        from_one(&["-e", &format!("ASK {{ FILTER({}1{}) }}", "(".repeat(126), ")".repeat(126))]).success();
        from_one(&["-e", &format!("ASK {{ ?s ?p {} }}", deep("[ ?p ", "]", 127).replace("[ ?p ]", "[]"))]).success();
        let not = format!("ASK {{ FILTER({}true) }}", "!".repeat(20_000));
        let status = gongbao().args(["query", "-e", &not, "--from", SAMPLE]).output().expect("it runs").status;
        assert!(status.code().is_some(), "ended by a signal: {status:?}");
    }

    #[test]
    fn a_query_that_takes_too_long_is_stopped() {
        let cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
        let started = Instant::now();
        let told = error(&["query", "--time-limit", "1", "-e", cross, "--from", SAMPLE], 1);
        assert!(told.contains("stopped after 1 s; hint: "), "{told}");
        assert!(started.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn sources_and_corrections_count_once() {
        let line =
            |url: &str, text: &str| format!("{{\"url\":\"{url}\",\"date\":\"2024-03-01\",\"text\":\"{text}\"}}\n");
        let (one, two) = ("https://example.org/1", "https://example.org/2");
        let lines = [
            line(one, "Police\\nPolice arrested 12 suspects."),
            line(two, "Police\\nPolice arrested 12 suspects."),
            line(two, "Police\\nPolice arrested 13 suspects."),
            line(one, "Police\\nPolice arrested 13 suspects."),
        ];
        let (_dir, path) = file("lines.jsonl", lines.concat());
        let query = "SELECT ?s ?h { ?b a gb:Bulletin ; gb:source ?s ; prov:wasRevisionOf ?f . ?o gb:statedIn ?b ; gb:value 13.0 . \
                     ?f a gb:FormerBulletin ; gb:date ?d ; gb:sha256 ?h ; dcterms:isReplacedBy ?b } ORDER BY ?s";
        let run = gongbao().args(["query", "-e", query, "--format", "csv", "--from", text(&path)]).assert().success();
        let told = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
        let sources: Vec<&str> = told.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        assert_eq!(sources, [one, two], "{told}");
    }

    #[test]
    fn bulletins_that_cannot_be_read_are_told_and_left_out() {
        let (dir, _bad) = file("bad.txt", b"\x00");
        fs::copy(SAMPLE, dir.path().join("good.txt")).expect("a copy");
        let ask = ["query", "-e", "ASK { ?b a gb:Bulletin }", "--from", text(dir.path())];
        gongbao().args(ask).assert().code(1).stdout("true\n").stderr(contains("bad.txt: a binary file"));
        let empty = TempDir::new().expect("a folder");
        one_line(&["query", "-e", "ASK {}", "--from", text(empty.path())], &["no bulletins there"]);
    }
}

#[cfg(not(feature = "disk"))]
#[test]
fn a_program_without_the_disk_says_so() {
    for args in [&["ingest", "samples"][..], &["list"], &["withdraw", "x"], &["export"], &["query", "-e", "ASK {}"]] {
        one_line(args, &["built without the store on disk", "hint: ", "cargo install --path ."]);
    }
}

#[test]
fn limits_are_options_with_their_defaults_in_the_help() {
    for command in ["convert", "ingest", "explain", "query"] {
        gongbao().args([command, "--help"]).assert().success().stdout(
            contains("--max-bytes")
                .and(contains("[default: 64M]"))
                .and(contains("--max-unpacked"))
                .and(contains("[default: 256M]"))
                .and(contains("--max-nesting"))
                .and(contains("[default: 512]")),
        );
    }
    one_line(&["explain", "--max-bytes", "100", SAMPLE], &["larger than 100 bytes", "--max-bytes"]);
    for (option, value) in [("--max-bytes", "0"), ("--max-unpacked", "much"), ("--max-nesting", "1000000")] {
        gongbao().args(["explain", option, value, SAMPLE]).assert().code(2).stderr(contains("hint: "));
    }
}

#[cfg(not(feature = "web"))]
#[test]
fn a_program_without_the_web_says_so() {
    for address in ["https://example.org/news/1.html", "http://127.0.0.1/"] {
        one_line(&["convert", address], &[address, "built without the web", "hint: "]);
        one_line(&["query", "-e", "ASK {}", "--from", address], &[address, "built without the web", "hint: "]);
    }
}
