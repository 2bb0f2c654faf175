//! Fonts: which letters the codes of a string stand for, and how wide they are (ISO 32000-2, 9.5 to 9.10).

use std::collections::HashMap;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use lopdf::{Dictionary, Object};

use super::Read;
use super::file::{File, unpack};
use super::glyph;

/// No map of a font is larger.
const MAP: usize = 4 << 20;

/// A font.
pub struct Font {
    codes: Codes,
    letters: Option<CMap>,
    /// Whether it writes from top to bottom.
    pub vertical: bool,
}

enum Codes {
    /// A byte a letter.
    Simple { letters: Vec<Option<String>>, widths: Vec<f32> },
    /// One to four bytes a letter, by way of the number of its shape in a collection.
    Composite {
        map: Box<CMap>,
        shortest: u8,
        utf16: bool,
        collection: Option<Arc<CMap>>,
        widths: HashMap<u32, f32>,
        width: f32,
    },
}

/// The letter of a code.
pub struct Letter {
    /// The letter, or several where one shape stands for them; nothing when the font does not tell.
    pub text: Option<String>,
    /// Its width in thousandths of the font's size.
    pub width: f32,
    /// Whether it is the code 32 in one byte, which is as wide again as the text asks of blanks.
    pub blank: bool,
}

impl Font {
    /// A font by its dictionary.
    pub fn new(file: &File, dictionary: &Dictionary) -> Read<Self> {
        let composite = name(file, dictionary, b"Subtype") == b"Type0";
        let letters = file.get(dictionary, b"ToUnicode").and_then(|map| map.as_stream().ok());
        let letters = letters.map(|map| unpack(map, MAP)).transpose()?;
        let letters = letters.and_then(|map| CMap::parse(&map, load_embedded));
        let (codes, vertical) =
            if composite { composite_codes(file, dictionary)? } else { (simple_codes(file, dictionary), false) };
        Ok(Self { codes, letters, vertical })
    }

    /// The letters of a string, one after the other.
    pub fn each(&self, string: &[u8], mut give: impl FnMut(Letter)) {
        let mut at = 0;
        while at < string.len() {
            let (code, length, width) = self.code(&string[at..]);
            let told = self.letters.as_ref().and_then(|map| map.lookup_bf_string(code)).map(text);
            // A map that sends all to nothing is worse than none.
            let told = told.filter(|t| !t.is_empty() && !t.starts_with('\0') && !t.starts_with('\u{FFFD}'));
            let text = told.or_else(|| self.letter(code, length)).map(glyph::plain);
            give(Letter { text, width, blank: length == 1 && code == 32 });
            at += usize::from(length);
        }
    }

    /// The next code, how many bytes it has, and how wide its letter is.
    fn code(&self, bytes: &[u8]) -> (u32, u8, f32) {
        match &self.codes {
            Codes::Simple { widths, .. } => (u32::from(bytes[0]), 1, widths[usize::from(bytes[0])]),
            Codes::Composite { map, shortest, widths, width, .. } => {
                let code = |n: u8| bytes[..usize::from(n)].iter().fold(0_u32, |code, b| code << 8 | u32::from(*b));
                let longest = bytes.len().min(4) as u8;
                let found = (*shortest..=longest).find_map(|n| Some((code(n), n, map.lookup_cid_code(code(n), n)?)));
                match found {
                    Some((code, n, cid)) => (code, n, widths.get(&cid).copied().unwrap_or(*width)),
                    None => {
                        let n = if *shortest == 1 && bytes[0] < 0x80 { 1 } else { longest.min(2) };
                        (code(n), n, *width)
                    }
                }
            }
        }
    }

    /// The letter of a code as the encoding of the font tells it.
    fn letter(&self, code: u32, length: u8) -> Option<String> {
        match &self.codes {
            Codes::Simple { letters, .. } => letters.get(code as usize)?.clone(),
            Codes::Composite { utf16: true, .. } => {
                let units = [(code >> 16) as u16, code as u16];
                String::from_utf16(if length == 4 { &units } else { &units[1..] }).ok()
            }
            Codes::Composite { map, collection, .. } => {
                let cid = map.lookup_cid_code(code, length)?;
                collection.as_ref()?.lookup_bf_string(cid).map(text)
            }
        }
    }
}

fn text(told: BfString) -> String {
    match told {
        BfString::Char(c) => c.to_string(),
        BfString::String(s) => s,
    }
}

fn name<'a>(file: &'a File, dictionary: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    file.get(dictionary, key).and_then(|name| name.as_name().ok()).unwrap_or(b"")
}

/// The codes of a composite font, and whether it writes from top to bottom.
fn composite_codes(file: &File, dictionary: &Dictionary) -> Read<(Codes, bool)> {
    let encoding = file.get(dictionary, b"Encoding");
    let called = encoding.and_then(|e| e.as_name().ok()).unwrap_or(b"Identity-H");
    let map = match encoding.and_then(|e| e.as_stream().ok()) {
        Some(stream) => CMap::parse(&unpack(stream, MAP)?, load_embedded),
        None => predefined(called),
    };
    let known = map.is_some();
    let map = map.unwrap_or_else(CMap::identity_h);
    let inner = file.get(dictionary, b"DescendantFonts").and_then(|f| f.as_array().ok()?.first());
    let inner = inner.and_then(|f| file.resolve(f)).and_then(|f| f.as_dict().ok());
    let system = inner.and_then(|f| file.dictionary(f, b"CIDSystemInfo"));
    let part = |key: &[u8]| {
        let part = system.and_then(|s| file.get(s, key)).and_then(|part| part.as_str().ok());
        part.unwrap_or(b"").to_vec()
    };
    let told = CidFamily::from_registry_ordering(&part(b"Registry"), &part(b"Ordering"));
    let of_map = map.metadata().character_collection.as_ref().map(|c| c.family.clone());
    let family = told.ucs2_cmap().or_else(|| of_map.and_then(|family| family.ucs2_cmap()));
    let collection = family.filter(|_| known).and_then(|name| CMap::parse(load_embedded(name)?, load_embedded));
    let utf16 = called.starts_with(b"Uni") && known;
    let wide = utf16 || called.starts_with(b"Identity");
    let vertical = called.ends_with(b"-V") || called == b"V";
    let (widths, width) = inner.map_or((HashMap::new(), 1000.0), |inner| composite_widths(file, inner));
    let shortest = if wide { 2 } else { 1 };
    Ok((
        Codes::Composite { map: Box::new(map), shortest, utf16, collection: collection.map(Arc::new), widths, width },
        vertical,
    ))
}

/// A map that every reader of PDF has at hand.
fn predefined(called: &[u8]) -> Option<CMap> {
    match called {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(CMapName::from_bytes(called))?, load_embedded),
    }
}

/// The widths of a composite font by the numbers of its shapes, and that of all others.
fn composite_widths(file: &File, inner: &Dictionary) -> (HashMap<u32, f32>, f32) {
    let mut widths = HashMap::new();
    let width = file.get(inner, b"DW").and_then(|w| w.as_float().ok()).unwrap_or(1000.0);
    let listed = file.get(inner, b"W").and_then(|w| w.as_array().ok()).map_or(&[][..], Vec::as_slice);
    let mut numbers: Vec<f32> = Vec::new();
    for item in listed.iter().filter_map(|item| file.resolve(item)) {
        match item {
            // first [width width …]
            Object::Array(each) => {
                let first = numbers.pop().unwrap_or(0.0) as u32;
                for (at, width) in each.iter().take(1 << 16).enumerate() {
                    if let Some(width) = file.resolve(width).and_then(|w| w.as_float().ok()) {
                        widths.insert(first.saturating_add(at as u32), width);
                    }
                }
                numbers.clear();
            }
            // first last width
            number => numbers.extend(number.as_float().ok()),
        }
        if let [first, last, width] = numbers[..] {
            let (first, last) = (first as u32, (last as u32).min(0xFFFF));
            widths.extend((first..=last).map(|cid| (cid, width)));
            numbers.clear();
        }
        if widths.len() > 1 << 17 {
            break;
        }
    }
    (widths, width)
}

/// The codes of a simple font.
fn simple_codes(file: &File, dictionary: &Dictionary) -> Codes {
    let letters = glyph::letters(file, dictionary);
    let first = file.get(dictionary, b"FirstChar").and_then(|n| n.as_i64().ok()).and_then(|n| usize::try_from(n).ok());
    let listed = file.get(dictionary, b"Widths").and_then(|w| w.as_array().ok());
    let descriptor = file.dictionary(dictionary, b"FontDescriptor");
    let missing = descriptor.and_then(|d| file.get(d, b"MissingWidth")).and_then(|w| w.as_float().ok()).unwrap_or(0.0);
    // The widths of a font of drawings are in a system of its own.
    let matrix = file.get(dictionary, b"FontMatrix").and_then(|m| file.numbers(m));
    let scale = matrix.and_then(|m| m.first().copied()).map_or(1.0, |m| m * 1000.0);
    let called = String::from_utf8_lossy(name(file, dictionary, b"BaseFont")).into_owned();
    let width = |code: usize| match listed.zip(first) {
        Some((listed, first)) => {
            let told =
                code.checked_sub(first).and_then(|at| listed.get(at)).and_then(|w| file.resolve(w)?.as_float().ok());
            told.unwrap_or(missing) * scale
        }
        None => glyph::width(letters[code].as_deref(), &called),
    };
    let widths = (0..256).map(width).collect();
    Codes::Simple { letters, widths }
}
