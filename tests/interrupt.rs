//! A real process that is sent real signals.
#![cfg(unix)]

#[cfg(feature = "disk")]
use std::fs;
use std::io::{Read, Write};
#[cfg(feature = "disk")]
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

#[cfg(feature = "disk")]
use tempfile::TempDir;

fn gongbao(args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("gongbao"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Bulletins that differ from each other, as JSON lines.
fn lines(count: usize) -> String {
    let line = |i: usize| {
        let body = format!("Police arrested {} suspects and froze {} million yuan in Zhejiang.", i + 1, i + 2);
        format!(
            "{{\"url\":\"https://example.org/{i}\",\"title\":\"Bulletin {i}\",\"date\":\"2024-03-01\",\"text\":\"{body}\"}}\n"
        )
    };
    (0..count).map(line).collect()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

/// Ends within seconds, with this status; what it said on standard error.
fn end(mut child: Child) -> (Option<i32>, String) {
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a state") {
            break status;
        }
        if started.elapsed() > Duration::from_secs(60) {
            child.kill().expect("a signal");
            panic!("it did not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
    (status.code(), told)
}

#[test]
fn convert_finishes_what_is_in_hand() {
    for name in ["-INT", "-TERM"] {
        let mut child = gongbao(&["convert", "--to", "nquads", "-"]).stdin(Stdio::piped()).spawn().expect("it starts");
        let mut input = child.stdin.take().expect("a pipe");
        let mut output = child.stdout.take().expect("a pipe");
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            output.read_to_string(&mut text).map(|_| text)
        });
        input.write_all(lines(600).as_bytes()).expect("it reads");
        signal(&child, name);
        // What it waits for comes late: the record in hand is finished, and no other one is begun.
        std::thread::sleep(Duration::from_millis(300));
        let _ = input.write_all(lines(5_000).as_bytes());
        drop(input);
        let (status, told) = end(child);
        assert_eq!(status, Some(130), "{told}");
        assert!(told.starts_with("gongbao: interrupted: ") && told.contains("hint: "), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        let text = reader.join().expect("it reads").expect("UTF-8");
        assert!(text.is_empty() || text.ends_with(" .\n"), "the output ends with a whole statement");
        let bulletins = text.matches("<https://w3id.org/gongbao/ns#Bulletin>").count();
        assert!(bulletins < 5_000 && told.contains(&format!("holds {bulletins} bulletins")), "{bulletins} {told}");
    }
}

#[test]
fn a_second_signal_ends_at_once() {
    let mut child = gongbao(&["convert", "-"]).stdin(Stdio::piped()).spawn().expect("it starts");
    // Standard input stays open and silent: nothing else than the signals can end it.
    let _input = child.stdin.take();
    std::thread::sleep(Duration::from_millis(500));
    signal(&child, "-INT");
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().expect("a state").is_none(), "the first signal waits for what is in hand");
    signal(&child, "-INT");
    let (status, told) = end(child);
    assert_eq!((status, &*told), (Some(130), ""));
}

/// Waits until the ledger of a store has noted so many bulletins.
#[cfg(feature = "disk")]
fn wait_for(store: &Path, bulletins: usize) {
    let started = Instant::now();
    let stored = || fs::read_to_string(store.join("ledger.jsonl")).map_or(0, |text| text.matches("\"stored\"").count());
    while stored() < bulletins {
        assert!(started.elapsed() < Duration::from_secs(60), "nothing was stored");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(feature = "disk")]
#[test]
fn ingest_keeps_what_is_stored_and_goes_on_from_there() {
    let dir = TempDir::new().expect("a folder");
    let path = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("bulletins.jsonl"), lines(700)).expect("a file");
    let export =
        |store: &str| gongbao(&["--store", store, "export", "--to", "nquads"]).output().expect("it runs").stdout;

    let mut known = 0;
    for name in ["-INT", "-TERM"] {
        let child =
            gongbao(&["--store", &path("store"), "ingest", &path("bulletins.jsonl")]).spawn().expect("it starts");
        wait_for(Path::new(&path("store")), known + 100);
        signal(&child, name);
        let (status, told) = end(child);
        assert_eq!(status, Some(130), "{told}");
        assert!(told.starts_with("gongbao: interrupted: ") && told.contains("it goes on from there"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        let listed = gongbao(&["--store", &path("store"), "list", "--format", "json"]).output().expect("it runs");
        assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
        let now = String::from_utf8_lossy(&listed.stdout).lines().count();
        assert!(now > known && now < 700, "{known} {now}");
        known = now;
    }
    let run = gongbao(&["--store", &path("store"), "ingest", &path("bulletins.jsonl")]).output().expect("it runs");
    let told = String::from_utf8_lossy(&run.stdout).into_owned();
    let expected = format!("bulletins: {} new, 0 replaced, {known} unchanged, 0 failed\n", 700 - known);
    assert!(told.starts_with(&expected), "{expected}{told}");
    let whole = gongbao(&["--store", &path("whole"), "ingest", &path("bulletins.jsonl")]).output().expect("it runs");
    assert!(whole.status.success());
    assert_eq!(export(&path("store")), export(&path("whole")));
}
