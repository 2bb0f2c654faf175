//! Letters by the names of their shapes, and how wide they are where a file does not say.

use lopdf::{Dictionary, Encoding, Object};
use unicode_normalization::UnicodeNormalization;

use super::file::File;

/// The letter of each byte of a simple font.
pub fn letters(file: &File, font: &Dictionary) -> Vec<Option<String>> {
    let encoding = file.get(font, b"Encoding");
    let base = encoding.and_then(|encoding| match encoding {
        Object::Name(name) => Some(name.as_slice()),
        Object::Dictionary(dictionary) => file.get(dictionary, b"BaseEncoding")?.as_name().ok(),
        _ => None,
    });
    let base = base.unwrap_or(b"StandardEncoding").to_vec();
    let table = table(file, Object::Name(base));
    let mut letters: Vec<Option<String>> = (0..=255).map(|byte| table.as_ref().and_then(|t| t(byte))).collect();
    let differences =
        encoding.and_then(|e| e.as_dict().ok()).and_then(|d| file.get(d, b"Differences")?.as_array().ok());
    let mut code = 0;
    for item in differences.into_iter().flatten().take(1024).filter_map(|item| file.resolve(item)) {
        match item {
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(code) {
                    *letter = of_name(file, name);
                }
                code += 1;
            }
            number => code = number.as_i64().ok().and_then(|n| usize::try_from(n).ok()).unwrap_or(code),
        }
    }
    letters
}

/// What an encoding makes of a byte.
fn table(file: &File, encoding: Object) -> Option<impl Fn(u8) -> Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", "Font");
    font.set("Encoding", encoding);
    let encoding = font.get_font_encoding_with_limit(file.document(), 0).ok()?;
    let known = !matches!(encoding, Encoding::UnicodeMapEncoding(_));
    let of = |byte: u8| encoding.bytes_to_string(&[byte]).ok().filter(|letter| !letter.is_empty());
    let letters: Vec<Option<String>> = (0..=255).map(|byte| of(byte).filter(|_| known)).collect();
    Some(move |byte: u8| letters[usize::from(byte)].clone())
}

/// The letter of a shape by its name: `eacute`, `uni4E2D`, `u4E2D`, `fi`.
fn of_name(file: &File, name: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(name).ok()?;
    let bare = text.split('.').next().filter(|bare| !bare.is_empty()).unwrap_or(text);
    let hexadecimal = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    if let Some(digits) = bare.strip_prefix("uni").filter(|d| d.len() == 4) {
        return hexadecimal(digits);
    }
    if let Some(digits) = bare.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())) {
        return hexadecimal(digits);
    }
    let mut difference = Dictionary::new();
    difference.set("Differences", vec![Object::Integer(1), Object::Name(bare.as_bytes().to_vec())]);
    table(file, Object::Dictionary(difference)).and_then(|table| table(1))
}

/// A letter as it is written by hand: ligatures in their letters, radicals and forms of compatibility as the characters that they are.
pub fn plain(text: String) -> String {
    let strange = |c: char| matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{A0}' | '\u{AD}');
    if !text.contains(strange) {
        return text;
    }
    // A soft hyphen is drawn only where a line ends with it.
    text.chars()
        .flat_map(|c| if strange(c) && c != '\u{AD}' { c.to_string().nfkc().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

/// The widths of the letters of ASCII from the blank on in Times and in Helvetica, which a file may use without listing them.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// About how wide a letter of a font is whose file does not list its widths, by the name of the font.
pub fn width(letter: Option<&str>, font: &str) -> f32 {
    let Some(letter) = letter.and_then(|l| l.nfd().next()) else { return 500.0 };
    if font.contains("Courier") {
        return 600.0;
    }
    let widths = if font.contains("Times") { &TIMES } else { &HELVETICA };
    let listed = (letter as usize).checked_sub(32).and_then(|at| widths.get(at)).copied();
    let bold = if font.contains("Bold") { 1.05 } else { 1.0 };
    listed.map_or(500.0, f32::from) * bold
}
