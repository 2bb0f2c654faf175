//! A file or a stream as records, one at a time.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;

use super::form::{self, Form};
use super::{DateSource, Limits, Meta, Record, json, warc};
use crate::dateline;
use crate::error::Error;

/// How much of a stream is looked at to tell its form.
const HEAD: usize = 1 << 16;

/// The records of one input in their order. A fault is an item in its place; after one that ends the input nothing follows.
pub type Records = Box<dyn Iterator<Item = Result<Record, Error>> + Send>;

/// What is told of the bytes of an input as they are read, packed as they are.
pub type Watch = Arc<dyn Fn(u64) + Send + Sync>;

/// The records of a file, or of standard input for `-`. Nothing is read before the first record is asked for.
pub fn records(path: &Path, limits: Limits) -> Records {
    watched(path, limits, None)
}

/// The same; `watch` is called with the number of bytes whenever some are read.
pub fn watched(path: &Path, limits: Limits, watch: Option<Watch>) -> Records {
    let path = path.to_owned();
    Box::new(std::iter::once_with(move || open(&path, limits, watch)).flatten())
}

/// The records of a document that was fetched from `address`; `media` and `told` are what the sender said of it.
pub fn records_of(address: &str, bytes: Vec<u8>, media: Option<String>, told: Meta, limits: Limits) -> Records {
    let name = address.to_owned();
    // What the sender says of the whole says nothing of the lines and records in it.
    let media = move |r: &Record| if r.name == name { media.clone() } else { None };
    let records = stream(address, address, Box::new(std::io::Cursor::new(bytes)), told, limits, 0);
    Box::new(records.map(move |record| record.map(|r| Record { media: r.media.clone().or_else(|| media(&r)), ..r })))
}

/// An input whose bytes are counted.
struct Counted<R> {
    input: R,
    watch: Option<Watch>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        if let Some(watch) = &self.watch {
            watch(read as u64);
        }
        Ok(read)
    }
}

fn open(path: &Path, limits: Limits, watch: Option<Watch>) -> Records {
    if path.as_os_str() == "-" {
        let input = BufReader::with_capacity(HEAD, Counted { input: std::io::stdin(), watch });
        return stream("standard input", "-", Box::new(input), Meta::default(), limits, 0);
    }
    let name = path.display().to_string();
    let mut told = Meta::default();
    let file_name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    told.dated(DateSource::FileName, dateline::of_file_name(file_name));
    let source = std::fs::canonicalize(path).map_or_else(|_| name.clone(), |p| p.display().to_string());
    match File::open(path) {
        Ok(input) => {
            let input = BufReader::with_capacity(HEAD, Counted { input, watch });
            stream(&name, &source, Box::new(input), told, limits, 0)
        }
        Err(fault) => failed(Error::io(path, fault)),
    }
}

/// Whether packed bytes unpack to a web archive, whose records are packed one by one.
fn packed_archive(head: &[u8]) -> bool {
    let mut first = [0; 5];
    flate2::bufread::GzDecoder::new(head).read_exact(&mut first).is_ok() && first == *b"WARC/"
}

fn failed(fault: Error) -> Records {
    Box::new(std::iter::once(Err(fault)))
}

/// The records of a stream; `depth` says how many archives it is within.
fn stream(
    name: &str,
    source: &str,
    mut input: Box<dyn BufRead + Send>,
    told: Meta,
    limits: Limits,
    depth: usize,
) -> Records {
    let head = match input.fill_buf() {
        Ok(head) => head,
        Err(fault) => return failed(Error::io(Path::new(name), fault)),
    };
    match form::of_bytes(head) {
        Form::Gzip if depth == 0 && packed_archive(head) => warc::records(name, source, input, true, limits),
        Form::Gzip if depth < 3 => {
            let unpacked = BufReader::with_capacity(HEAD, MultiGzDecoder::new(input));
            stream(name, source, Box::new(unpacked), told, limits, depth + 1)
        }
        Form::Warc => warc::records(name, source, input, false, limits),
        Form::JsonLines => Box::new(Lines { name: name.to_owned(), source: source.to_owned(), input, line: 0, limits }),
        _ => Box::new(std::iter::once(whole(name, source, input, told, limits))),
    }
}

/// A stream that is one record.
fn whole(name: &str, source: &str, input: impl Read, told: Meta, limits: Limits) -> Result<Record, Error> {
    let mut bytes = Vec::new();
    input.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(|e| Error::io(Path::new(name), e))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(Error::large(name, limits.bytes));
    }
    Ok(Record { name: name.to_owned(), source: source.to_owned(), bytes, media: None, told })
}

/// The lines of JSON lines that are not blank.
struct Lines {
    name: String,
    source: String,
    input: Box<dyn BufRead + Send>,
    line: usize,
    limits: Limits,
}

impl Iterator for Lines {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.line += 1;
            let mut bytes = Vec::new();
            let mut limited = (&mut self.input).take(self.limits.bytes + 1);
            match limited.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Err(fault) => {
                    // What cannot be read once cannot be read again.
                    self.input = Box::new(std::io::empty());
                    return Some(Err(Error::Other(format!(
                        "{}:{}: {}",
                        self.name,
                        self.line,
                        crate::error::one_line(&fault.to_string())
                    ))));
                }
                Ok(_) => {}
            }
            if bytes.len() as u64 > self.limits.bytes {
                let fault = Error::large(&format!("{}:{}", self.name, self.line), self.limits.bytes);
                return Some(self.skip_line().and(Err(fault)));
            }
            let line = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.line == 1).unwrap_or(&bytes).trim_ascii();
            if !line.is_empty() {
                return Some(json::record(&self.name, &self.source, self.line, line));
            }
        }
    }
}

impl Lines {
    /// Reads on to the end of a line that is too long, without keeping it.
    fn skip_line(&mut self) -> Result<(), Error> {
        self.input.skip_until(b'\n').map(|_| ()).map_err(|e| Error::io(Path::new(&self.name), e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8], limits: Limits) -> Vec<Result<String, String>> {
        stream("in", "in", Box::new(bytes), Meta::default(), limits, 0)
            .map(|r| r.map(|r| format!("{}={}", r.name, String::from_utf8_lossy(&r.bytes))).map_err(|e| e.to_string()))
            .collect()
    }

    #[test]
    fn a_text_is_one_record() {
        assert_eq!(read(b"Title\nText.", Limits::default()), [Ok("in=Title\nText.".to_owned())]);
    }

    #[test]
    fn one_bad_line_does_not_stop_the_rest() {
        let limits = Limits { bytes: 40, ..Limits::default() };
        let lines = b"{\"text\":\"one\"}\n\n{\"text\": }\n{\"text\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}\n{\"text\":\"two\"}";
        let read = read(lines, limits);
        assert_eq!(read[0], Ok("in:1=one".to_owned()));
        assert!(read[1].as_ref().is_err_and(|e| e.starts_with("in:3: no such JSON")), "{read:?}");
        assert!(read[2].as_ref().is_err_and(|e| e.starts_with("in:4: larger")), "{read:?}");
        assert_eq!(read[3..], [Ok("in:5=two".to_owned())]);
    }
}
