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

/// UTF-16 without a mark: every other byte of its first letters is NUL.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(256)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 6;
    (head.len() >= 8 && even.max(odd) > most && even.min(odd) == 0).then_some(if odd > even {
        UTF_16LE
    } else {
        UTF_16BE
    })
}

fn with(bytes: &[u8], encoding: &'static Encoding, guessed: bool) -> Decoded {
    // GB2312 and GBK are read as GB18030, of which they are parts.
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), unsure: guessed || faulty }
}

#[cfg(test)]
mod tests {
    use super::*;

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
