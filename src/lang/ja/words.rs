//! Labels and their surface forms.
//!
//! The build compiles this file too, so it leans on nothing but the forms and schemes of the lexicon.

use crate::lexicon::{Form, Scheme};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "ja" || tag.starts_with("ja-")
}

/// The surface forms of a label: itself, with its Latin letters and digits in full width too (ＳＮＳ型), and the stems of a
/// verb of doing, before its た, れ or ます (失う: 失っ, 失わ, 失い). A noun of doing (逮捕) stands by itself before する.
pub fn forms(scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    let mut all = vec![label.to_owned()];
    if scheme == Scheme::Action {
        all.extend(stems(label));
    }
    if label.bytes().any(|b| b.is_ascii_alphanumeric()) {
        all.push(label.chars().map(wide).collect());
    }
    all.into_iter().map(|form| (form, Form::Label)).collect()
}

/// An ASCII letter or digit in full width; capitals stay capitals, for only ASCII is read without regard to case.
fn wide(c: char) -> char {
    if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}

/// The endings of verbs of five stems, by the last letter of their dictionary form.
const ENDINGS: [(char, &str); 9] = [
    ('う', "わ い っ え お"),
    ('く', "か き い け こ"),
    ('ぐ', "が ぎ い げ ご"),
    ('す', "さ し せ そ"),
    ('つ', "た ち っ て と"),
    ('ぬ', "な に ん ね の"),
    ('ぶ', "ば び ん べ ぼ"),
    ('む', "ま み ん め も"),
    ('る', "ら り っ れ ろ"),
];

/// What stands before the る of a verb of one stem: 捕まえる, 食い止める, 起きる; 見る and 出る are written out where needed.
const ONE_STEM: &str = "いきぎしじちにひびみりえけげせぜてでねへべめれ";

/// Verbs that end as one of one stem does and have five (引き取る has no such letter before its る and needs no entry).
const FIVE_STEMS: [&str; 3] = ["入る", "限る", "参る"];

/// The stems of a verb; none for a label that is no verb in its dictionary form.
fn stems(label: &str) -> Vec<String> {
    let Some((at, last)) = label.char_indices().next_back() else { return Vec::new() };
    let stem = &label[..at];
    let Some(before) = stem.chars().next_back().filter(|_| !label.ends_with("する")) else { return Vec::new() };
    if last == 'る' && ONE_STEM.contains(before) && !FIVE_STEMS.contains(&label) {
        return vec![stem.to_owned()];
    }
    // An adjective in い (多い: 多く, 多かった) bends likewise.
    let endings =
        if last == 'い' { Some("く かっ") } else { ENDINGS.iter().find(|(c, _)| *c == last).map(|(_, e)| *e) };
    endings.into_iter().flat_map(|e| e.split(' ')).map(|ending| format!("{stem}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_stems_and_a_noun_has_none() {
        for (label, expected) in [
            ("失う", "失う 失わ 失い 失っ 失え 失お"),
            ("食い止める", "食い止める 食い止め"),
            ("だまし取る", "だまし取る だまし取ら だまし取り だまし取っ だまし取れ だまし取ろ"),
            ("多い", "多い 多く 多かっ"),
            ("逮捕", "逮捕"),
            ("SNS投稿", "SNS投稿 ＳＮＳ投稿"),
        ] {
            let read: Vec<String> = forms(Scheme::Action, label).into_iter().map(|(form, _)| form).collect();
            assert_eq!(read.join(" "), expected);
        }
        assert_eq!(forms(Scheme::Target, "疑い").len(), 1);
    }
}
