//! Bytes to text: by the mark at their beginning, by what the sender says, by what the document says of itself, and
//! by its bytes in the end.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text and how it was found in the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a mark of order.
    pub text: String,
    /// The WHATWG name of the encoding.
    pub encoding: &'static str,
    /// Whether some bytes were no text in it, or it was guessed from few.
    pub unsure: bool,
}

/// The text of some bytes. `told` is what the sender or the document says of their encoding, the surest first; a label that
/// is wrong gives way to what the bytes are.
pub fn decode(bytes: &[u8], told: &[&str]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(&bytes[mark..], encoding, false);
    }
    if let Some(encoding) = without_mark(bytes) {
        return with(bytes, encoding, true);
    }
    // Whatever the label says, bytes that are UTF-8 throughout, and not ASCII alone, are UTF-8.
    if std::str::from_utf8(bytes).is_ok() {
        return with(bytes, UTF_8, false);
    }
    let mut told: Vec<&'static Encoding> =
        told.iter().filter_map(|label| Encoding::for_label(label.trim().as_bytes())).collect();
    // Any bytes are text in an encoding of single bytes, so that servers name one for everything.
    told.sort_by_key(|encoding| encoding.is_single_byte());
    for encoding in &told {
        let decoded = with(bytes, encoding, false);
        if !decoded.unsure {
            return decoded;
        }
    }
    // A document that is cut, or torn at a few places, is still in the encoding that it names.
    for encoding in &told {
        let decoded = with(bytes, encoding, true);
        let faults = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
        let letters = decoded.text.chars().filter(|c| !c.is_ascii()).count();
        if faults * 200 <= letters.max(200) {
            return decoded;
        }
    }
    // So is one that is UTF-8 nearly throughout: other encodings hardly ever make its sequences.
    let decoded = with(bytes, UTF_8, true);
    let faults = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
    if decoded.text.chars().filter(|c| !c.is_ascii()).count() > faults * 9 {
        return decoded;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Not as the last bytes, which would rule out the encoding of a document that is cut within a character.
    detector.feed(bytes, false);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    with(bytes, encoding, high < 16)
}

/// UTF-16 without a mark: its first letters have NULs among their bytes, and all of them are such as texts are made of in one
/// order of bytes only.
pub fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) / 2 * 2];
    let pairs = head.as_chunks::<2>().0;
    // Two letters of ASCII are one of East Asia to UTF-16: a text of them with a stray NUL is none.
    let ascii = pairs.iter().filter(|pair| pair.iter().all(|b| matches!(b, 0x20..=0x7E))).count();
    if pairs.len() < 4 || !head.contains(&0) || ascii * 3 > pairs.len() * 2 {
        return None;
    }
    let plain = |unit: fn([u8; 2]) -> u16| pairs.iter().all(|pair| is_of_texts(unit(*pair)));
    match (plain(u16::from_le_bytes), plain(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a unit of UTF-16 is usual in texts: letters, digits and stops of Latin and of East Asia.
fn is_of_texts(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0x17F | 0x2010..=0x203B | 0x2460..=0x2473 | 0x3000..=0x30FF | 0x3400..=0x9FFF
        | 0xAC00..=0xD7A3 | 0xFF00..=0xFFEF | 0x20A0..=0x20BF | 0x2100..=0x218B | 0x2190..=0x21FF | 0x25A0..=0x25FF)
}

fn with(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Decoded {
    // GB2312 and GBK are read as GB18030, of which they are parts.
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), unsure: guessed || faulty }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_bytes_a_letter_without_a_mark() {
        let of = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
        for text in
            [CHINESE, "Police arrested 12 men", "La Policía\n", "特殊詐欺の検挙件数は6,650件。\n", "경찰 12명 검거\n"]
        {
            for (bytes, encoding) in [(of(text, u16::to_le_bytes), UTF_16LE), (of(text, u16::to_be_bytes), UTF_16BE)] {
                assert_eq!(without_mark(&bytes), Some(encoding), "{text}");
                assert_eq!(decode(&bytes, &[]).text, text);
            }
        }
        for bytes in [
            &b"Police arrested 12 men\0 and 3 women."[..],
            b"Police\0arrested\0twelve\0men",
            "警方破获案件12起\0，抓获嫌疑人".as_bytes(),
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
            b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
            b"\0\0\0\0\0\0\0\0\0\0",
            b"A\0B\0",
        ] {
            assert_eq!(without_mark(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }

    const CHINESE: &str =
        "山东公安机关破获电信网络诈骗案件1.55万起，抓获犯罪嫌疑人3.08万名，为群众避免经济损失28.8亿元。";

    fn bytes(text: &str, label: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    #[test]
    fn bytes_are_read_without_a_label() {
        for (text, label, name) in [
            (CHINESE, "utf-8", "UTF-8"),
            (CHINESE, "gb18030", "GBK"),
            ("臺灣高等檢察署公布今年查獲詐欺集團成員2,336人，查扣不法所得約10.06億元。", "big5", "Big5"),
            ("警察庁は、特殊詐欺の認知件数が1万717件、被害額が283億円と発表した。", "shift_jis", "Shift_JIS"),
            ("경찰청은 올해 전화금융사기 2만 건을 적발하고 피의자를 검거했다고 밝혔다.", "euc-kr", "EUC-KR"),
            (
                "La Guardia Civil detuvo a 27 personas en la operación «Océano», según informó el martes.",
                "windows-1252",
                "windows-1252",
            ),
        ] {
            let decoded = decode(&bytes(text, label), &[]);
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, name), "{label}");
        }
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = "Police arrested 12 men".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little, &[]).text, "Police arrested 12 men");
        let marked = [&[0xFF, 0xFE][..], &little].concat();
        assert_eq!(
            decode(&marked, &["gb2312"]),
            Decoded { text: "Police arrested 12 men".to_owned(), encoding: "UTF-16LE", unsure: false }
        );
    }

    #[test]
    fn a_wrong_label_gives_way_to_the_bytes() {
        assert_eq!(decode(CHINESE.as_bytes(), &["gb2312"]).text, CHINESE);
        assert_eq!(decode(&bytes(CHINESE, "gb18030"), &["utf-8"]).text, CHINESE);
        assert_eq!(decode(&bytes(CHINESE, "gb18030"), &["no-such-thing", "gb2312"]).text, CHINESE);
    }

    #[test]
    fn what_is_cut_or_torn_is_in_its_encoding() {
        for label in ["gb18030", "utf-8"] {
            let whole = bytes(CHINESE, label);
            let cut = &whole[..whole.len() - 1];
            for told in [&[label][..], &[]] {
                let decoded = decode(cut, told);
                assert!(decoded.text.starts_with("山东公安机关") && decoded.unsure, "{label} {told:?} {decoded:?}");
            }
        }
        assert_eq!(decode(&bytes(CHINESE, "gb18030"), &["iso-8859-1", "gb2312"]).text, CHINESE);
    }

    #[test]
    fn what_cannot_be_sure_says_so() {
        assert!(decode(b"caf\xE9", &[]).unsure);
        assert!(!decode(b"caf\xE9", &["iso-8859-1"]).unsure);
    }
}
