//! Truncated and corrupted input of each form: one line that names the record, and the rest goes on.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::text;
use tempfile::TempDir;

/// Asks a folder in which this file stands before a good one: the numbers of suspects that were read, and what was told
/// on standard error.
#[track_caller]
fn beside_a_good_one(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<String>, Vec<String>) {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join(name), bytes).expect("a file");
    fs::write(dir.path().join("zz-good.txt"), "Good\n\nPolice arrested 99 suspects.\n").expect("a file");
    let query = "SELECT (STR(?v) AS ?n) { ?o gb:action action:arrest ; gb:value ?v } ORDER BY ?v";
    let mut asked = program::gongbao(&["query", "--format", "csv", "-e", query, "--from", text(dir.path())]);
    let run = asked.output().expect("the program runs");
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    assert!(!told.contains("internal fault"), "{told}");
    assert_eq!(run.status.code(), Some(i32::from(!told.is_empty())), "{told}");
    let numbers = String::from_utf8(run.stdout).expect("UTF-8");
    (numbers.lines().skip(1).map(str::to_owned).collect(), told.lines().map(str::to_owned).collect())
}

/// Holds what was read, with the good one's 99 at the end, and that one line names the record.
#[track_caller]
fn one_line(name: &str, bytes: impl AsRef<[u8]>, record: &str, expected: &[&str]) {
    let (numbers, told) = beside_a_good_one(name, bytes);
    assert_eq!(numbers, [expected, &["99"]].concat(), "{name} {told:?}");
    assert_eq!(told.len(), 1, "{name} {told:?}");
    assert!(told[0].starts_with("gongbao: ") && told[0].contains(record), "{record:?} in {told:?}");
}

fn line(n: usize) -> String {
    format!("{{\"text\":\"Bulletin {n}\\nPolice arrested {n} suspects.\"}}\n")
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes.as_ref()).expect("memory");
    packer.finish().expect("memory")
}

/// A record of a web archive.
fn warc(n: usize) -> Vec<u8> {
    let page =
        format!("<html><body><h1>Bulletin {n}</h1><p>Police arrested {n} suspects in the city.</p></body></html>");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\n");
    format!("{head}Content-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len()).into_bytes()
}

/// The last bytes left out.
fn cut(bytes: impl AsRef<[u8]>, by: usize) -> Vec<u8> {
    let bytes = bytes.as_ref();
    bytes[..bytes.len() - by].to_vec()
}

/// Some bytes in the middle made into others.
fn torn(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at..at + 12].fill(0xFF);
    bytes
}

fn docx() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let body: String = (0..300).map(|n| format!("<w:p><w:r><w:t>Line {n} of it.</w:t></w:r></w:p>")).collect();
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<w:document xmlns:w=\"{word}\"><w:body>{body}</w:body></w:document>");
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)] {
        archive.start_file(name, options).expect("memory");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

#[test]
fn json_lines() {
    let broken = [line(11), line(12).replace('}', ""), line(13)].concat();
    one_line("a.jsonl", broken, "a.jsonl:2: ", &["11", "13"]);
    one_line("a.jsonl", cut([line(11), line(12)].concat(), 9), "a.jsonl:2: ", &["11"]);
}

#[test]
fn packed_files() {
    let many: String = (11..14).map(line).collect();
    one_line("a.jsonl.gz", cut(gzip(many), 9), "a.jsonl.gz:", &["11", "12", "13"]);
    let text: String = (0..500).map(|n| format!("Line {n} of the text.\n")).collect();
    one_line("a.txt.gz", cut(gzip(&text), 300), "a.txt.gz: ", &[]);
    one_line("a.txt.gz", torn(gzip(&text), 200), "a.txt.gz: ", &[]);
}

#[test]
fn web_archives() {
    let plain = cut([warc(11), warc(12), warc(13)].concat(), 60);
    one_line("a.warc", plain, "a.warc, record 3 (https://example.org/13)", &["11", "12"]);
    let packed = cut([gzip(warc(11)), gzip(warc(12)), gzip(warc(13))].concat(), 50);
    one_line("a.warc.gz", packed, "a.warc.gz, record 3 (https://example.org/13)", &["11", "12"]);
    let middle = [gzip(warc(11)), torn(gzip(warc(12)), 40), gzip(warc(13))].concat();
    one_line("a.warc.gz", middle, "a.warc.gz, after record 1", &["11", "13"]);
}

#[test]
fn word_files() {
    let whole = docx();
    one_line("a.docx", &whole[..whole.len() / 2], "a.docx: ", &[]);
    let at = whole.len() / 3;
    one_line("a.docx", torn(whole, at), "a.docx: ", &[]);
}

#[test]
fn pages() {
    let lines = "<p>Police arrested 11 suspects in the city.</p><p>Officers said so. <a href='/news/2'>More</a></p>";
    let page =
        format!("<html><body><nav><a href=/>Home</a></nav><article><h1>Bulletin</h1>{lines}</article></body></html>");
    assert_eq!(beside_a_good_one("a.html", &page), (vec!["11".to_owned(), "99".to_owned()], vec![]));
    // Within a tag, behind one, and within a word.
    for end in ["news/2'", "so.", "Offic"] {
        let at = page.find(end).expect("it is there");
        one_line("a.html", &page[..at + end.len()], "a.html: a page that is cut off", &["11"]);
        let (before, _) = page[..at].rsplit_once("<p>").expect("two paragraphs");
        one_line("a.html.gz", gzip(before), "a.html.gz: a page that is cut off", &["11"]);
    }
    one_line("a.html", &page[..30], "a.html: a page that is cut off", &[]);
}

#[test]
fn feeds() {
    let item = |n: usize| {
        let link = format!("<link>https://example.org/{n}</link>");
        format!(
            "<item><title>Bulletin {n}</title>{link}<description>Police arrested {n} suspects.</description></item>"
        )
    };
    let items: String = (11..15).map(item).collect();
    let feed =
        format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{items}</channel></rss>");
    // The entries before the cut are whole.
    one_line("a.xml", cut(&feed, 60), "a.xml: ", &["11", "12", "13"]);
}

#[test]
fn wrong_encodings_are_mended_or_noted() {
    let chinese = "湖南警方公布战果\n\n截至5月，全省公安机关共抓获犯罪嫌疑人12名，破获电信网络诈骗案件30起。\n";
    let (gbk, ..) = encoding_rs::GB18030.encode(chinese);
    let page = |charset: &str, text: &[u8]| {
        let head = format!("<html><head><meta charset={charset}></head><body><p>");
        [head.as_bytes(), text, b"</p></body></html>"].concat()
    };
    let mut torn = chinese.as_bytes().to_vec();
    torn[4] = 0xFF;
    for (name, bytes) in [
        ("a.html", page("utf-8", &gbk)),
        ("a.html", page("gbk", chinese.as_bytes())),
        ("a.txt", gbk.to_vec()),
        ("a.txt", torn.clone()),
    ] {
        assert_eq!(beside_a_good_one(name, bytes), (vec!["12".to_owned(), "99".to_owned()], vec![]));
    }
    // Torn bytes stay torn, and a note says so.
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join("a.txt");
    fs::write(&path, torn).expect("a file");
    let run = program::gongbao(&["convert", text(&path)]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&run.stdout).contains("gb:reason reason:encoding"));
}
