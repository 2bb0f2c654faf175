//! DOCX: the paragraphs and tables of WordprocessingML (ECMA-376, part 1), out of their archive.
//!
//! Two parts of the archive are read, by name and up to the limit; nothing is unpacked to the disk.

use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::table::{self, Cell};
use super::unpack::{self, Fault};
use super::{Arrival, DateSource, Limits, Meta, Record};
use crate::error::{Error, one_line};
use crate::meta;

/// The bulletin of a document.
pub fn read(record: Record, limits: &Limits) -> Result<Arrival, Error> {
    let name = record.name;
    let fault = |what: &str| Error::Other(format!("{name}: {what}; hint: save it again as DOCX or as text"));
    let mut archive = ZipArchive::new(Cursor::new(&record.bytes))
        .map_err(|e| fault(&format!("a damaged archive ({})", one_line(&e.to_string()))))?;
    let body = match part(&mut archive, "word/document.xml", limits) {
        Ok(Some(body)) => body,
        Ok(None) => return Err(fault("an archive, but no DOCX")),
        Err(Fault::Large) => return Err(Error::large(&name, limits.unpacked)),
        Err(Fault::Damaged(what)) => return Err(fault(&format!("damaged ({})", one_line(&what)))),
    };
    let text = text(&body).map_err(|what| fault(&format!("damaged ({})", one_line(&what))))?;
    if text.trim().is_empty() {
        return Err(Error::Empty { name });
    }
    let core = part(&mut archive, "docProps/core.xml", limits).ok().flatten();
    let told = record.told.or(core.map(|core| properties(&core)).unwrap_or_default());
    Ok(Arrival { name, text, meta: told, ..Arrival::default() })
}

/// A part of the archive.
fn part(archive: &mut ZipArchive<Cursor<&Vec<u8>>>, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Fault> {
    match archive.by_name(name) {
        Ok(file) => unpack::all(file.take(limits.unpacked + 1), limits).map(Some),
        Err(zip::result::ZipError::FileNotFound) => Ok(None),
        Err(fault) => Err(Fault::Damaged(fault.to_string())),
    }
}

/// The lines of a body in the making.
#[derive(Default)]
struct Body {
    text: String,
    line: String,
    /// How many tables it is in; those within a table are parts of its cells.
    tables: usize,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// How many columns the cell in hand takes, and whether it goes on with the one above.
    across: usize,
    above: bool,
}

/// No more columns are told apart.
const COLUMNS: usize = 64;
/// A wider cell is text that a table places.
const WIDEST_CELL: usize = 240;

impl Body {
    fn paragraph(&mut self) {
        if self.tables > 0 {
            // The paragraphs of a cell are parts of its row.
            self.line.push(' ');
        } else {
            self.end(true);
        }
    }

    fn end(&mut self, keep: bool) {
        if keep && !self.line.trim().is_empty() {
            self.text.push_str(self.line.trim());
            self.text.push('\n');
        }
        self.line.clear();
    }

    fn cell(&mut self) {
        let mut text = self.line.trim().to_owned();
        self.line.clear();
        for _ in 0..self.across.clamp(1, COLUMNS) {
            let above = self.rows.last().and_then(|row| row.get(self.row.len())).filter(|_| self.above);
            if let Some(above) = above.filter(|_| text.is_empty()) {
                text.clone_from(&above.text);
            }
            if self.row.len() < COLUMNS {
                self.row.push(Cell { text: text.clone(), heads: false });
            }
        }
    }

    /// Ends a table: rows with the names and units of their columns where it is one of figures, else the cells as they stand.
    fn table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize_with(columns, Cell::default));
        let narrow = columns > 1 && rows.iter().flatten().all(|cell| cell.text.len() <= WIDEST_CELL);
        let before = self.text.lines().next_back().unwrap_or("");
        let lines = Some(&rows).filter(|_| narrow).and_then(|rows| table::lines(rows, None, before));
        let plain = || rows.iter().map(|row| row.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\t"));
        for line in lines.unwrap_or_else(|| plain().collect()) {
            self.line = line;
            self.end(true);
        }
    }
}

/// The paragraphs of a body, one a line; the rows of a table a line each.
fn text(body: &[u8]) -> Result<String, String> {
    let mut reader = Reader::from_reader(body);
    let mut body = Body::default();
    // Whether it is in words that were struck out or in instructions of a field.
    let (mut hidden, mut within) = (0_usize, false);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Eof => break,
            Event::Start(e) => match e.local_name().as_ref() {
                "tbl" => body.tables += 1,
                "tc" if body.tables == 1 => (body.across, body.above) = (1, false),
                "del" | "instrText" => hidden += 1,
                "t" => within = hidden == 0,
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" | "br" | "cr" => body.line.push(' '),
                "gridSpan" if body.tables == 1 => body.across = value(&e).and_then(|v| v.parse().ok()).unwrap_or(1),
                "vMerge" if body.tables == 1 => body.above = value(&e).as_deref() != Some("restart"),
                _ => {}
            },
            Event::Text(e) if within => body.line.push_str(&e.xml_content(XmlVersion::Explicit1_0)),
            Event::GeneralRef(e) if within => {
                let name: &str = &e;
                let char = e.resolve_char_ref().ok().flatten();
                let known = || quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                body.line.push_str(&char.map(String::from).or_else(known).unwrap_or_default());
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => within = false,
                "del" | "instrText" => hidden = hidden.saturating_sub(1),
                "p" => body.paragraph(),
                "tc" if body.tables == 1 => body.cell(),
                "tr" if body.tables == 1 => {
                    let row = std::mem::take(&mut body.row);
                    body.rows.push(row);
                }
                "tbl" => {
                    if body.tables == 1 {
                        body.table();
                    }
                    body.tables = body.tables.saturating_sub(1);
                }
                _ => {}
            },
            _ => {}
        }
    }
    body.end(true);
    Ok(body.text)
}

/// What an element's `val` says.
fn value(element: &BytesStart<'_>) -> Option<String> {
    let named = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val")?;
    Some(named.value.to_string())
}

/// What the properties of the document tell.
fn properties(core: &[u8]) -> Meta {
    let mut reader = Reader::from_reader(core);
    let mut meta = Meta::default();
    let mut name = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(e) => name = e.local_name().as_ref().to_owned(),
            Event::Text(e) => {
                let value = e.xml_content(XmlVersion::Explicit1_0).trim().to_owned();
                match name.as_str() {
                    _ if value.is_empty() => {}
                    "title" => meta.title = Some(value),
                    "creator" => meta.author = Some(value),
                    "language" => meta.language = Some(value),
                    // A communiqué is written before it is published, and saved last when it is.
                    "modified" => meta.dated(DateSource::Properties, meta::day(&value)),
                    _ => {}
                }
            }
            Event::End(_) => name.clear(),
            _ => {}
        }
    }
    meta
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn read_bytes(bytes: Vec<u8>) -> Result<Arrival, Error> {
        read(Record { name: "a.docx".to_owned(), bytes, ..Record::default() }, &Limits::default())
    }

    const BODY: &str = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
        <w:p><w:r><w:t>山东公安机关通报</w:t></w:r></w:p><w:p/>\
        <w:p><w:r><w:t>破获案件</w:t></w:r><w:r><w:t>1.55万起 &amp; 抓获&#21407;因</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>地区</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>破案数（起）</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>济南</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>120</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";

    #[test]
    fn paragraphs_and_rows_are_lines() {
        let core = "<cp:coreProperties xmlns:cp='x' xmlns:dcterms='y'><dcterms:modified>2024-12-13T10:00:00Z</dcterms:modified></cp:coreProperties>";
        let read = read_bytes(docx(&[("word/document.xml", BODY), ("docProps/core.xml", core)])).unwrap();
        assert_eq!(read.text, "山东公安机关通报\n破获案件1.55万起 & 抓获原因\n济南：破案数：120起\n");
        assert_eq!(read.meta.date.map(|d| d.day), Some(jiff::civil::date(2024, 12, 13)));
    }

    #[test]
    fn what_is_no_document_is_one_line() {
        let whole = docx(&[("word/document.xml", BODY)]);
        for (bytes, part) in [
            (docx(&[("readme.txt", "x")]), "an archive, but no DOCX"),
            (whole[..whole.len() / 2].to_vec(), "a damaged archive"),
            (docx(&[("word/document.xml", "<w:document><w:p><w:t>x")]), ""),
            (docx(&[("word/document.xml", "<a/>")]), "empty"),
        ] {
            let told = read_bytes(bytes).map_or_else(|e| e.to_string(), |a| a.text);
            assert!(told.contains(part) && told.trim().lines().count() == 1, "{told}");
        }
    }
}
