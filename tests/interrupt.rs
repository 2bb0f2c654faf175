//! A real process that is sent real signals.
#![cfg(unix)]

#[path = "support/program.rs"]
mod program;

#[cfg(feature = "disk")]
use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use program::signal;

fn gongbao(args: &[&str]) -> Command {
    let mut command = program::gongbao(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
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

#[cfg(feature = "disk")]
#[test]
fn ingest_keeps_what_is_stored_and_goes_on_from_there() {
    let (place, whole) = (program::Place::new(), program::Place::new());
    place.write("bulletins.jsonl", lines(700));
    let ledger = place.store().join("ledger.jsonl");
    let stored = || fs::read_to_string(&ledger).map_or(0, |text| text.matches("\"stored\"").count());

    let mut known = 0;
    for name in ["-INT", "-TERM"] {
        let mut ingest = place.command(&["ingest", &place.folder()]);
        let child = ingest.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        program::wait_for(|| stored() >= known + 100);
        signal(&child, name);
        let (status, told) = end(child);
        assert_eq!(status, Some(130), "{told}");
        assert!(told.starts_with("gongbao: interrupted: ") && told.contains("it goes on from there"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        let now = place.good(&["list", "--format", "json"]).lines().count();
        assert!(now > known && now < 700, "{known} {now}");
        known = now;
    }
    place.ingest(&format!("{} new, 0 replaced, {known} unchanged, 0 failed", 700 - known));
    whole.write("bulletins.jsonl", lines(700));
    whole.ingest("700 new, 0 replaced, 0 unchanged, 0 failed");
    assert_eq!(place.export(), whole.export());
}
