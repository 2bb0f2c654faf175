//! Writes PDFs in the ways in which producers do, with the lines cut at the margin as they cut them.

use std::fmt::Write as _;
use std::io::Write as _;

/// How a font tells its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// One byte each, of Windows-1252, with their widths.
    Latin,
    /// Numbers of the shapes of a subset, with a map to Unicode.
    Mapped,
    /// The codes of an encoding of East Asia under a predefined map, the font not in the file.
    Predefined(&'static str),
}

/// How a document is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub letters: Letters,
    pub columns: usize,
    /// Whether paragraphs are set in; else they stand apart.
    pub set_in: bool,
    /// Whether streams are packed.
    pub packed: bool,
}

const SIZE: f32 = 11.0;
const LEADING: f32 = 17.0;

fn is_wide(c: char) -> bool {
    c >= '\u{2E80}' || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '×')
}

/// The width of a letter in thousandths.
fn width(letters: Letters, c: char) -> u32 {
    match letters {
        Letters::Latin => 380 + (c as u32 * 37) % 260,
        _ if is_wide(c) => 1000,
        _ => 500,
    }
}

fn measure(letters: Letters, text: &str, size: f32) -> f32 {
    text.chars().map(|c| width(letters, c) as f32).sum::<f32>() * size / 1000.0
}

/// A paragraph as lines of a width: words whole, letters of East Asia one by one, no line beginning with a stop.
fn cut(letters: Letters, text: &str, size: f32, first: f32, most: f32) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let joins = words.last().is_some()
            && (!is_wide(c) && !is_wide(before) && before != ' '
                || "，。、；：！？）」』”’》】％%".contains(c)
                || "（「『“‘《【".contains(before));
        match words.last_mut() {
            Some(last) if joins => last.push(c),
            _ => words.push(c.to_string()),
        }
        before = c;
    }
    let mut lines = vec![String::new()];
    let mut room = most - first;
    for word in words {
        let wide = measure(letters, word.trim_end(), size);
        let line = lines.last_mut().unwrap();
        if measure(letters, line, size) + wide > room && !line.is_empty() {
            lines.push(word.trim_start().to_owned());
            room = most;
        } else {
            line.push_str(&word);
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A text (the title in its first line) as a PDF.
pub fn write(text: &str, title: &str, layout: Layout) -> Vec<u8> {
    let letters = layout.letters;
    let mut shapes: Vec<char> = vec!['\0'];
    let mut pages: Vec<String> = Vec::new();
    let column = if layout.columns == 2 { 230.0 } else { 480.0 };
    let mut at = (0, 740.0_f32);
    let mut page = String::new();
    let mut paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let heading = paragraphs.next().unwrap_or("");
    for line in cut(letters, heading, 18.0, 0.0, 480.0) {
        let left = 60.0 + (480.0 - measure(letters, &line, 18.0)) / 2.0;
        show(&mut page, &mut shapes, letters, &line, 18.0, left, at.1);
        at.1 -= 26.0;
    }
    at.1 -= 10.0;
    let mut top = at.1;
    for paragraph in paragraphs {
        let first = if layout.set_in { 2.0 * SIZE } else { 0.0 };
        for (n, line) in cut(letters, paragraph, SIZE, first, column).into_iter().enumerate() {
            if at.1 < 80.0 {
                at.0 += 1;
                at.1 = top;
                if at.0 == layout.columns {
                    pages.push(std::mem::take(&mut page));
                    (at, top) = ((0, 740.0), 740.0);
                }
            }
            let left = 60.0 + at.0 as f32 * 250.0 + if n == 0 { first } else { 0.0 };
            show(&mut page, &mut shapes, letters, &line, SIZE, left, at.1);
            at.1 -= LEADING;
        }
        at.1 -= if layout.set_in { 0.0 } else { 8.0 };
    }
    pages.push(page);
    let pages: Vec<String> = pages
        .into_iter()
        .enumerate()
        .map(|(n, mut page)| {
            show(&mut page, &mut shapes, letters, &format!("- {} -", n + 1), 9.0, 290.0, 30.0);
            page
        })
        .collect();
    file(&pages, &fonts(letters, &shapes), title, layout.packed)
}

fn show(page: &mut String, shapes: &mut Vec<char>, letters: Letters, line: &str, size: f32, left: f32, base: f32) {
    let mut hexadecimal = String::new();
    for c in line.chars() {
        match letters {
            Letters::Latin => {
                let text = c.to_string();
                encoding_rs::WINDOWS_1252.encode(&text).0.iter().for_each(|b| write!(hexadecimal, "{b:02x}").unwrap());
            }
            Letters::Mapped => {
                let at = shapes.iter().position(|s| *s == c).unwrap_or_else(|| {
                    shapes.push(c);
                    shapes.len() - 1
                });
                write!(hexadecimal, "{at:04X}").unwrap();
            }
            Letters::Predefined(map) => {
                let encoding = match map {
                    "GBK-EUC-H" => encoding_rs::GBK,
                    "ETen-B5-H" => encoding_rs::BIG5,
                    "90ms-RKSJ-H" => encoding_rs::SHIFT_JIS,
                    _ => encoding_rs::UTF_16BE,
                };
                if encoding == encoding_rs::UTF_16BE {
                    c.encode_utf16(&mut [0; 2]).iter().for_each(|u| write!(hexadecimal, "{u:04X}").unwrap());
                } else {
                    let text = c.to_string();
                    let (bytes, _, unknown) = encoding.encode(&text);
                    let bytes = if unknown { "-".as_bytes() } else { &bytes[..] };
                    bytes.iter().for_each(|b| write!(hexadecimal, "{b:02X}").unwrap());
                }
            }
        }
    }
    writeln!(page, "BT /F1 {size} Tf 1 0 0 1 {left:.2} {base:.2} Tm <{hexadecimal}> Tj ET").unwrap();
}

/// The objects of the font, the first of which is the font itself; they begin at object 3.
fn fonts(letters: Letters, shapes: &[char]) -> Vec<Vec<u8>> {
    match letters {
        Letters::Latin => {
            let of = |byte: u8| {
                let byte = [byte];
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
                width(letters, text.chars().next().unwrap_or(' ')).to_string()
            };
            let widths: Vec<String> = (32..=255).map(of).collect();
            let widths = widths.join(" ");
            let font = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Body/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths";
            vec![format!("{font}[{widths}]>>").into_bytes()]
        }
        Letters::Mapped => {
            let mut map = String::from(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
            );
            for part in shapes.iter().enumerate().skip(1).collect::<Vec<_>>().chunks(100) {
                writeln!(map, "{} beginbfchar", part.len()).unwrap();
                for (at, c) in part {
                    let units: String = c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("{u:04X}")).collect();
                    writeln!(map, "<{at:04X}> <{units}>").unwrap();
                }
                map.push_str("endbfchar\n");
            }
            map.push_str("endcmap end end");
            let mut widths = String::new();
            for (at, c) in shapes.iter().enumerate().skip(1) {
                write!(widths, "{at} [{}] ", width(letters, *c)).unwrap();
            }
            vec![
                b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>".to_vec(),
                format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[{widths}]>>").into_bytes(),
                stream("", map.as_bytes(), false),
            ]
        }
        Letters::Predefined(map) => {
            let (ordering, widths) = match map {
                "ETen-B5-H" => ("CNS1", "13648 13742 500 1 95 500"),
                "90ms-RKSJ-H" => ("Japan1", "231 632 500 1 94 500"),
                _ => ("GB1", "814 939 500 1 95 500"),
            };
            vec![
                format!("<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{map}/DescendantFonts[4 0 R]>>").into_bytes(),
                format!("<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>/DW 1000/W[{widths}]>>").into_bytes(),
            ]
        }
    }
}

/// A stream with its dictionary.
pub fn stream(entries: &str, bytes: &[u8], packed: bool) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    let (bytes, filter) = if packed { (packer.finish().unwrap(), "/Filter/FlateDecode") } else { (bytes.to_vec(), "") };
    let mut stream = format!("<<{entries}{filter}/Length {}>>\nstream\n", bytes.len()).into_bytes();
    stream.extend(bytes);
    stream.extend(b"\nendstream");
    stream
}

fn file(pages: &[String], fonts: &[Vec<u8>], title: &str, packed: bool) -> Vec<u8> {
    let first = 3 + fonts.len();
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", first + 2 * n)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!(
            "<</Type/Pages/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Count {}/Kids[{kids}]>>",
            pages.len()
        )
        .into_bytes(),
    ];
    objects.extend(fonts.iter().cloned());
    for (n, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", first + 2 * n + 1).into_bytes());
        objects.push(stream("", page.as_bytes(), packed));
    }
    let units: String = title.encode_utf16().map(|u| format!("{u:04X}")).collect();
    objects.push(format!("<</Title<FEFF{units}>/CreationDate(D:20241214093000+08'00')>>").into_bytes());
    of_objects(&objects, &format!("/Info {} 0 R", objects.len()))
}

/// A file of objects, the first of which is its catalog.
pub fn of_objects(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (n, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{} 0 obj\n", n + 1).as_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let at = file.len();
    let size = objects.len() + 1;
    file.extend(
        format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{at}\n%%EOF\n")
            .as_bytes(),
    );
    file
}
