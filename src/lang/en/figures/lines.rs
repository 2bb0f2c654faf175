//! Numbers to call.

use crate::bulletin::Reason;
use crate::lang::scan::{after, among, before, digit_run, words_before};

/// line := a number to call: after "call", "dial", "hotline", or before "hotline"
pub fn line(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with([',', '.', '%']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with('%');
    if digits.len() < 2 || grouped {
        return None;
    }
    let groups = line_groups(rest);
    let free = matches!(digits, "1800" | "1300" | "800") || digits.len() > 2 && digits.starts_with('0');
    if free && groups > 0 {
        return Some((text.len() - rest.len() + groups, Reason::Identifier));
    }
    let next = rest.trim_start();
    let noun: &str = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let counts = rest.starts_with(' ') && noun.len() > 3 && noun.ends_with('s') && noun.starts_with(char::is_lowercase)
        || among(noun, &["people", "million", "billion", "thousand", "yuan", "criminal", "crore", "lakh"]);
    let tail = after(rest, 0, 60);
    let tail = tail.split(['.', ',', ';', '(', ')', '\n']).next().unwrap_or(tail).to_ascii_lowercase();
    let named =
        ["hotline", "helpline", "special line", "service line", "toll-free", "emergency number", "service platform"]
            .iter()
            .any(|w| tail.find(w).is_some_and(|i| !tail[i..].contains("calls") && i < 45));
    let called = !counts && {
        let mut back = words_before(text, at);
        let first = back.next().unwrap_or("");
        let near = [first, back.next().unwrap_or(""), back.next().unwrap_or("")];
        let call = [
            "call",
            "calling",
            "dial",
            "dialling",
            "dialing",
            "hotline",
            "helpline",
            "tel",
            "phone",
            "telephone",
            "sms",
            "whatsapp",
        ];
        let ends = rest.starts_with(['.', ',', ';', ')']) && (3..=6).contains(&digits.len());
        let told = ends && words_before(text, at).take(6).any(|w| among(w, &call));
        told || near.iter().any(|w| among(w, &call)) || among(first, &["text", "line", "contact", "fax", "QQ"])
    };
    let quoted = before(text, at, 3).ends_with(['"', '“'])
        && next.starts_with(|c: char| c.is_uppercase())
        && rest.starts_with(' ');
    (named && !counts || called || quoted).then(|| (text.len() - rest.len(), Reason::Identifier))
}

/// The length of the groups of digits that follow the first of a line ("0800 555 111").
fn line_groups(input: &str) -> usize {
    let mut rest = input;
    while let Some(next) = rest.strip_prefix([' ', '-']) {
        let n = next.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &next[n..];
        let number = behind.starts_with(['%'])
            || behind.starts_with([',', '.']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
        if !(2..=4).contains(&n) || number {
            break;
        }
        rest = behind;
    }
    input.len() - rest.len()
}
