//! IRIs, made of what a thing is and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::bulletin::{Bulletin, Span};
use crate::ontology::BASE;
use crate::points::Points;

/// The longest part of an IRI between two slashes; a longer one is cut and closed with a hash of the whole.
const LONGEST: usize = 160;

/// The IRIs of a bulletin and of what it states.
pub struct Names {
    /// Of the bulletin.
    pub bulletin: String,
    /// SHA-256 of its text, in hexadecimal.
    pub text_hash: String,
    /// Of its outcomes, in their order.
    pub outcomes: Vec<String>,
    /// Of its notes, in their order.
    pub notes: Vec<String>,
}

impl Names {
    /// Makes them.
    pub fn new(of: &Bulletin) -> Self {
        let text_hash = hex(&Sha256::digest(of.text.as_bytes()));
        let bulletin = bulletin_of(of, &text_hash);
        let outcomes = numbered(&bulletin, "outcome", &of.text, of.outcomes.iter().map(|o| o.quantity.number));
        let notes = numbered(&bulletin, "note", &of.text, of.notes.iter().map(|n| n.span));
        Self { bulletin, text_hash, outcomes, notes }
    }
}

/// The IRI of a bulletin: its day and the beginning of the SHA-256 of its text.
pub fn bulletin(bulletin: &Bulletin) -> String {
    bulletin_of(bulletin, &hex(&Sha256::digest(bulletin.text.as_bytes())))
}

fn bulletin_of(bulletin: &Bulletin, text_hash: &str) -> String {
    let day = bulletin.date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    format!("{BASE}bulletin/{day}-{}", &text_hash[..16])
}

/// `…#outcome-123` for the number that begins at code point 123; a second one there is `…#outcome-123-2`.
fn numbered(bulletin: &str, kind: &str, text: &str, spans: impl Iterator<Item = Span>) -> Vec<String> {
    let mut points = Points::new(text);
    let mut taken = BTreeSet::new();
    spans
        .map(|span| {
            let at = points.at(span.start);
            let turn = (1..).find(|turn| taken.insert((at, *turn))).unwrap_or(1);
            if turn == 1 { format!("{bulletin}#{kind}-{at}") } else { format!("{bulletin}#{kind}-{at}-{turn}") }
        })
        .collect()
}

/// A part of a thing of a bulletin: `…#outcome-123` has `…#outcome-123-evidence`.
pub fn part(of: &str, name: &str) -> String {
    format!("{of}-{name}")
}

/// The IRI of a country or first-level subdivision.
pub fn place(code: &str) -> String {
    entity("place/", &[code])
}

/// The IRI of an entity: the base, the path of its kind, and its segments.
pub fn entity(path: &str, segments: &[&str]) -> String {
    let mut iri = String::with_capacity(BASE.len() + path.len() + 32);
    iri.push_str(BASE);
    iri.push_str(path);
    for (i, segment) in segments.iter().enumerate() {
        if i > 0 {
            iri.push('/');
        }
        push_segment(&mut iri, segment);
    }
    iri
}

/// Appends a text as a part of an IRI: ASCII letters, digits and `-._~` stay, blanks become `-`, anything else is
/// percent-encoded, so that the IRI is ASCII and two texts never give one IRI but for their blanks.
pub fn push_segment(iri: &mut String, text: &str) {
    let start = iri.len();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => iri.push(char::from(byte)),
            b' ' => iri.push('-'),
            _ => {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    if matches!(&iri[start..], "" | "." | "..") {
        // These would name another path.
        iri.truncate(start);
        let _ = write!(iri, "~{}", text.len());
    }
    if iri.len() - start > LONGEST {
        let cut = iri[..start + LONGEST].rfind('%').filter(|at| at + 3 > start + LONGEST).unwrap_or(start + LONGEST);
        iri.truncate(cut);
        let _ = write!(iri, "-{}", hex(&Sha256::digest(text.as_bytes())[..8]));
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |d: u8| char::from_digit(u32::from(d), 16).unwrap_or('0');
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments() {
        for (text, expected) in [
            ("CN-SD", "CN-SD"),
            ("Yun Jian", "Yun-Jian"),
            ("云", "%E4%BA%91"),
            ("a/b#c?d", "a%2Fb%23c%3Fd"),
            ("50%", "50%25"),
            ("", "~0"),
            ("..", "~2"),
        ] {
            let mut iri = String::new();
            push_segment(&mut iri, text);
            assert_eq!(iri, expected, "for {text:?}");
        }
    }

    #[test]
    fn long_segments_are_cut_between_characters_and_stay_apart() {
        let of = |text: &str| entity("law/", &[text]);
        let (a, b) = (of(&"法".repeat(60)), of(&"法".repeat(61)));
        assert_ne!(a, b);
        for iri in [&a, &b] {
            assert!(iri.len() < 250, "{iri}");
            oxigraph::model::NamedNode::new(iri.as_str()).unwrap();
        }
    }
}
