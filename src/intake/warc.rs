//! Web archives: WARC 1.0 and 1.1 (ISO 28500), with the texts of WET, one record at a time.
//!
//! archive = record* ; record = "WARC/1." version line (field line)* line bytes{Content-Length} line line
//!
//! Each record of a packed archive is a member of gzip of its own, as Common Crawl publishes them. What is damaged is told of
//! once, and reading goes on at the next beginning of a record, or of a member.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::records::Records;
use super::unpack::{self, Fault};
use super::{DateSource, Limits, Meta, Record};
use crate::error::{Error, one_line};
use crate::meta;

/// No head of a record, and no head of HTTP, is longer.
const LONGEST_HEAD: usize = 1 << 16;
/// More fields than this no message of HTTP has.
const MOST_FIELDS: usize = 256;

/// The records of an archive that hold a document.
pub fn records(name: &str, source: &str, input: Box<dyn BufRead + Send>, packed: bool, limits: Limits) -> Records {
    let input: Box<dyn BufRead + Send> = if packed {
        Box::new(BufReader::with_capacity(
            1 << 16,
            Members { idle: Some(Packed { input, kept: Vec::new(), at: 0 }), member: None },
        ))
    } else {
        input
    };
    Box::new(Archive { name: name.to_owned(), source: source.to_owned(), input, limits, number: 0, lost: false })
}

/// How much of a member is kept, to look in it for the next one when it turns out to be damaged.
const KEPT: usize = 4 << 20;
/// The mark of gzip with its only method.
const MEMBER: [u8; 3] = [0x1F, 0x8B, 8];

/// A packed stream that can go back to what it gave since the beginning of a member.
struct Packed {
    input: Box<dyn BufRead + Send>,
    kept: Vec<u8>,
    at: usize,
}

impl Packed {
    /// Goes on to the next beginning of a member.
    fn find(&mut self) -> io::Result<bool> {
        self.kept.drain(..self.at);
        self.at = 0;
        loop {
            if let Some(at) = self.kept.windows(3).position(|w| w == MEMBER) {
                self.kept.drain(..at);
                return Ok(true);
            }
            // Two bytes stay: the mark may be cut by the edge of what was read.
            let stay = self.kept.len().saturating_sub(2);
            self.kept.drain(..stay);
            let more = self.input.fill_buf()?;
            let length = more.len();
            if length == 0 {
                return Ok(false);
            }
            self.kept.extend_from_slice(more);
            self.input.consume(length);
        }
    }

    /// Goes back to the beginning of the member, past its mark.
    fn back(&mut self) {
        self.at = MEMBER.len().min(self.kept.len());
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.kept.len() {
            if self.kept.len() > KEPT {
                self.kept.clear();
                self.at = 0;
            }
            let more = self.input.fill_buf()?;
            let length = more.len();
            self.kept.extend_from_slice(more);
            self.input.consume(length);
        }
        Ok(&self.kept[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.kept.len());
    }
}

/// The members of a packed stream, one after the other; a damaged one ends where its damage begins.
struct Members {
    idle: Option<Packed>,
    member: Option<Box<GzDecoder<Packed>>>,
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut packed) = self.idle.take() {
                if !packed.find()? {
                    self.idle = Some(packed);
                    return Ok(0);
                }
                self.member = Some(Box::new(GzDecoder::new(packed)));
            }
            let Some(member) = &mut self.member else { return Ok(0) };
            match member.read(buffer) {
                Ok(0) => self.idle = self.member.take().map(|m| m.into_inner()),
                Ok(n) => return Ok(n),
                Err(_) => {
                    let mut packed = self.member.take().map(|m| m.into_inner());
                    packed.iter_mut().for_each(Packed::back);
                    self.idle = packed;
                    // A line that is no part of a record: what reads on tells that something is missing.
                    return b"\n?\n".as_slice().read(buffer);
                }
            }
        }
    }
}

/// The fields of a record's head.
#[derive(Default)]
struct Head {
    kind: String,
    media: String,
    address: Option<String>,
    length: u64,
}

struct Archive {
    name: String,
    source: String,
    input: Box<dyn BufRead + Send>,
    limits: Limits,
    number: usize,
    lost: bool,
}

impl Iterator for Archive {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.record() {
                Ok(None) => return None,
                Ok(Some(None)) => {}
                Ok(Some(Some(record))) => return Some(Ok(record)),
                Err(fault) => return Some(Err(fault)),
            }
        }
    }
}

impl Archive {
    /// The next record, if it holds a document.
    fn record(&mut self) -> Result<Option<Option<Record>>, Error> {
        let Some(head) = self.head()? else { return Ok(None) };
        let wanted = matches!(&*head.kind, "response" | "conversion" | "resource");
        if !wanted || head.length > self.limits.bytes {
            self.skip(head.length)?;
            return if wanted { Err(Error::large(&self.place(&head), self.limits.bytes)) } else { Ok(Some(None)) };
        }
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(head.length).read_to_end(&mut bytes);
        if read.is_err() || (bytes.len() as u64) < head.length {
            return Err(self.fault(&head, "cut off"));
        }
        self.document(&head, bytes).map(Some)
    }

    /// The head of the next record. What stands before it is told of once.
    fn head(&mut self) -> Result<Option<Head>, Error> {
        let mut line = Vec::new();
        let mut stray = false;
        loop {
            line.clear();
            if self.line(&mut line)? == 0 {
                return if stray && !std::mem::replace(&mut self.lost, true) { Err(self.damaged()) } else { Ok(None) };
            }
            if line.starts_with(b"WARC/1.") {
                break;
            }
            stray |= !line.trim_ascii().is_empty();
        }
        self.number += 1;
        if stray && !std::mem::take(&mut self.lost) {
            // The record that was found is read all the same, after the fault is told.
            self.input =
                Box::new(io::Cursor::new(line).chain(std::mem::replace(&mut self.input, Box::new(io::empty()))));
            self.number -= 1;
            self.lost = true;
            return Err(self.damaged());
        }
        self.lost = false;
        self.fields().map(Some)
    }

    fn fields(&mut self) -> Result<Head, Error> {
        let mut head = Head::default();
        let mut line = Vec::new();
        let mut length = None;
        let mut size = 0;
        loop {
            line.clear();
            size += self.line(&mut line)?;
            if line.trim_ascii().is_empty() {
                break;
            }
            if size > LONGEST_HEAD {
                return Err(self.fault(&head, "its head is too long"));
            }
            let text = String::from_utf8_lossy(&line);
            let Some((field, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match field.trim().to_ascii_lowercase().as_str() {
                "warc-type" => head.kind = value.to_ascii_lowercase(),
                "content-type" => head.media = value.to_owned(),
                "warc-target-uri" => head.address = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        match length {
            Some(length) => Ok(Head { length, ..head }),
            None => Err(self.fault(&head, "it does not say how long it is")),
        }
    }

    /// Reads a line, of which no more than a head is kept.
    fn line(&mut self, line: &mut Vec<u8>) -> Result<usize, Error> {
        let fault = |e| Error::io(Path::new(&self.name), e);
        let read = (&mut self.input).take(LONGEST_HEAD as u64).read_until(b'\n', line).map_err(fault)?;
        if read == LONGEST_HEAD && !line.ends_with(b"\n") {
            self.input.skip_until(b'\n').map_err(fault)?;
        }
        Ok(read)
    }

    fn skip(&mut self, length: u64) -> Result<(), Error> {
        let skipped = io::copy(&mut (&mut self.input).take(length), &mut io::sink());
        skipped.map(|_| ()).map_err(|e| Error::io(Path::new(&self.name), e))
    }

    fn place(&self, head: &Head) -> String {
        let address = head.address.as_ref().map(|a| format!(" ({})", one_line(a))).unwrap_or_default();
        format!("{}, record {}{address}", self.name, self.number)
    }

    fn fault(&self, head: &Head, what: &str) -> Error {
        Error::Other(format!("{}: {what}; hint: the other records are read, get this one again", self.place(head)))
    }

    fn damaged(&self) -> Error {
        let place = format!("{}, after record {}", self.name, self.number);
        Error::Other(format!("{place}: damaged; hint: what follows is read from the next whole record on"))
    }

    /// The document of a record: the body of an answer of HTTP, a text, or a file.
    fn document(&self, head: &Head, bytes: Vec<u8>) -> Result<Option<Record>, Error> {
        let address = head.address.clone().filter(|a| a.starts_with("http://") || a.starts_with("https://"));
        let record = |bytes, media: String, day| {
            let mut told = Meta { url: address.clone(), ..Meta::default() };
            told.dated(DateSource::Sender, day);
            let source = address.clone().unwrap_or_else(|| format!("{}#{}", self.source, self.number));
            Record { name: self.place(head), source, bytes, media: Some(media), told }
        };
        if head.kind != "response" {
            // The texts of WET are UTF-8, whatever the page was.
            let media =
                if head.kind == "conversion" { "text/plain; charset=utf-8".to_owned() } else { head.media.clone() };
            return Ok(is_document(&media).then(|| record(bytes, media, None)));
        }
        let Some(answer) = answer(&bytes) else { return Err(self.fault(head, "no answer of HTTP")) };
        if answer.status != 200 || !is_document(&answer.media) {
            return Ok(None);
        }
        let body = bytes.get(answer.body..).unwrap_or(&[]);
        let body = answer.chunked.then(|| unpack::chunked(body)).flatten().unwrap_or_else(|| body.to_vec());
        // Archives unpack bodies and often keep the field that says that they are packed.
        let packed = !answer.codings.is_empty() && !looks_like_text(&body);
        let body = if packed { unpack::body(body, &answer.codings, &self.limits) } else { Ok(body) };
        match body {
            Ok(body) => Ok(Some(record(body, answer.media, answer.modified.as_deref().and_then(meta::day)))),
            Err(Fault::Large) => Err(Error::large(&self.place(head), self.limits.unpacked)),
            Err(Fault::Damaged(what)) => Err(self.fault(head, &one_line(&what))),
        }
    }
}

fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// Whether a bulletin can be in what has this media type.
pub fn is_document(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    matches!(
        &*essence,
        "" | "text/html"
            | "application/xhtml+xml"
            | "text/plain"
            | "text/markdown"
            | "application/pdf"
            | "application/rss+xml"
            | "application/atom+xml"
            | "text/xml"
            | "application/xml"
    ) || essence == word
}

/// An answer of HTTP.
struct Answer {
    status: u16,
    media: String,
    codings: String,
    chunked: bool,
    modified: Option<String>,
    /// Where its body begins.
    body: usize,
}

fn answer(bytes: &[u8]) -> Option<Answer> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    config.allow_spaces_after_header_name_in_responses(true).ignore_invalid_headers_in_responses(true);
    let Ok(httparse::Status::Complete(body)) = config.parse_response(&mut response, bytes) else { return None };
    let field = |name: &str| {
        let found = response.headers.iter().find(|f| f.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_owned())
    };
    Some(Answer {
        status: response.code?,
        media: field("content-type").unwrap_or_default(),
        codings: field("content-encoding").unwrap_or_default(),
        chunked: field("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked")),
        modified: field("last-modified"),
        body,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn record(kind: &str, address: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn response(address: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gb2312\r\n{fields}\r\n");
        record("response", address, &[head.as_bytes(), body].concat())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn read(bytes: Vec<u8>, packed: bool, limits: Limits) -> Vec<String> {
        records("a.warc", "/a.warc", Box::new(io::Cursor::new(bytes)), packed, limits)
            .map(|r| match r {
                Ok(r) => format!("{} = {}", r.source, String::from_utf8_lossy(&r.bytes)),
                Err(e) => e.to_string(),
            })
            .collect()
    }

    #[test]
    fn documents_are_found_among_records() {
        let archive = [
            record("warcinfo", "", b"software: x"),
            record("request", "https://example.org/1", b"GET / HTTP/1.1\r\n\r\n"),
            response("https://example.org/1", "", b"<p>one"),
            record(
                "response",
                "https://example.org/2",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>none",
            ),
            record("response", "https://example.org/3", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
            record("conversion", "https://example.org/4", "标题".as_bytes()),
            response("https://example.org/5", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &{
                let packed = gzip(b"<p>five");
                [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat()
            }),
            response("https://example.org/6", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", b"<p>six"),
        ];
        let expected = [
            "https://example.org/1 = <p>one",
            "https://example.org/4 = 标题",
            "https://example.org/5 = <p>five",
            "https://example.org/6 = <p>six",
        ];
        assert_eq!(read(archive.concat(), false, Limits::default()), expected);
        let members: Vec<u8> = archive.iter().flat_map(|r| gzip(r)).collect();
        assert_eq!(read(members, true, Limits::default()), expected);
    }

    #[test]
    fn one_bad_record_does_not_stop_the_rest() {
        let (one, two) =
            (response("https://example.org/1", "", b"<p>one"), response("https://example.org/2", "", b"<p>two"));
        let told = |bytes: Vec<u8>| read(bytes, false, Limits::default());
        let broken = told([&one[..], b"garbage\r\nmore garbage\r\n", &two].concat());
        assert_eq!(broken.len(), 3, "{broken:?}");
        assert!(broken[1].contains("a.warc, after record 1: damaged") && broken[2].contains("<p>two"), "{broken:?}");
        let cut = told([&one[..], &two[..two.len() - 12]].concat());
        assert!(cut[1].contains("record 2 (https://example.org/2): cut off"), "{cut:?}");
        let large = read([&two[..], &one].concat(), false, Limits { bytes: 20, ..Limits::default() });
        assert_eq!(large.len(), 2, "{large:?}");
        let unsized_ = told([&b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"[..], &one].concat());
        assert!(unsized_[0].contains("how long") && unsized_[1].contains("<p>one"), "{unsized_:?}");
    }

    #[test]
    fn a_damaged_member_does_not_stop_the_rest() {
        let (one, mut two, three) = (
            gzip(&response("https://example.org/1", "", b"<p>one")),
            gzip(&response("https://example.org/2", "", &[b'x'; 4000])),
            gzip(&response("https://example.org/3", "", b"<p>three")),
        );
        let middle = two.len() / 2;
        two.truncate(middle);
        let read = read([one, two, three].concat(), true, Limits::default());
        assert!(read.first().is_some_and(|r| r.contains("<p>one")), "{read:?}");
        assert!(read.last().is_some_and(|r| r.contains("<p>three")), "{read:?}");
        assert!(read.iter().any(|r| r.contains("hint:")), "{read:?}");
    }
}
