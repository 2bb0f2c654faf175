//! DOCX: the paragraphs and tables of WordprocessingML (ECMA-376, part 1), out of their archive.
//!
//! Two parts of the archive are read, by name and up to the limit; nothing is unpacked to the disk.

use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::ZipArchive;

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

/// The paragraphs of a body, one a line; the cells of a row of a table on one line, with tabs between.
fn text(body: &[u8]) -> Result<String, String> {
    let mut reader = Reader::from_reader(body);
    let (mut text, mut line) = (String::new(), String::new());
    // How deep it is in cells, and whether it is in words that were struck out or in instructions of a field.
    let (mut cells, mut hidden, mut within) = (0_usize, 0_usize, false);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Eof => break,
            Event::Start(e) => match e.local_name().as_ref() {
                "tc" => cells += 1,
                "del" | "instrText" => hidden += 1,
                "t" => within = hidden == 0,
                _ => {}
            },
            Event::Empty(e) => match e.local_name().as_ref() {
                "tab" | "br" | "cr" => line.push(' '),
                _ => {}
            },
            Event::Text(e) if within => line.push_str(&e.xml_content(XmlVersion::Explicit1_0)),
            Event::GeneralRef(e) if within => {
                let name: &str = &e;
                let char = e.resolve_char_ref().ok().flatten();
                let known = || quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                line.push_str(&char.map(String::from).or_else(known).unwrap_or_default());
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" => within = false,
                "del" | "instrText" => hidden = hidden.saturating_sub(1),
                // The paragraphs of a cell are parts of its row.
                "p" if cells > 0 => line.push(' '),
                "p" => end(&mut text, &mut line),
                "tc" => {
                    cells = cells.saturating_sub(1);
                    let length = line.trim_end().len();
                    line.truncate(length);
                    line.push('\t');
                }
                "tr" if cells == 0 => end(&mut text, &mut line),
                _ => {}
            },
            _ => {}
        }
    }
    end(&mut text, &mut line);
    Ok(text)
}

fn end(text: &mut String, line: &mut String) {
    if !line.trim().is_empty() {
        text.push_str(line.trim());
        text.push('\n');
    }
    line.clear();
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
        assert_eq!(read.text, "山东公安机关通报\n破获案件1.55万起 & 抓获原因\n地区\t破案数（起）\n济南\t120\n");
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
