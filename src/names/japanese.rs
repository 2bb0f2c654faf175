//! Japanese names of persons: surnames in characters with their readings, so that 小野寺秀明（おのでら・ひであき） and
//! "Hideaki Onodera" have one key.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::person::{JAPANESE_GIVEN, JAPANESE_SURNAMES};

/// The longest surname and the longest given name, in characters.
const LONGEST: usize = 4;

fn table(of: &'static str) -> BTreeMap<&'static str, &'static str> {
    let mut words = of.split_ascii_whitespace();
    let mut table = BTreeMap::new();
    while let (Some(name), Some(reading)) = (words.next(), words.next()) {
        table.entry(name).or_insert(reading);
    }
    table
}

static FAMILY: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| table(JAPANESE_SURNAMES));
static FIRST: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| table(JAPANESE_GIVEN));

/// The surnames that a text begins with, longest first, each with its length in bytes and its reading.
pub fn surnames(text: &str) -> Vec<(usize, &'static str)> {
    let ends = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(LONGEST);
    let mut found: Vec<_> = ends.filter_map(|end| FAMILY.get(text.get(..end)?).map(|r| (end, *r))).collect();
    found.reverse();
    found
}

/// The key of a person in characters, by the readings of the surname and the given name; none where one is not known.
///
/// ```
/// use gongbao::names::japanese::person;
/// assert_eq!(person("小野寺秀明").as_deref(), Some("onoderahideaki"));
/// assert_eq!(person("周启明"), None);
/// ```
pub fn person(name: &str) -> Option<String> {
    surnames(name).into_iter().find_map(|(end, family)| {
        let given = FIRST.get(name.get(end..)?)?;
        Some(format!("{family}{given}"))
    })
}

/// The key of a reading in kana, family name first: long vowels are written short, as passports do.
///
/// ```
/// use gongbao::names::japanese::romaji;
/// assert_eq!(romaji("おのでら・ひであき").as_deref(), Some("onoderahideaki"));
/// assert_eq!(romaji("さとう しょうじ").as_deref(), Some("satoshoji"));
/// assert_eq!(romaji("いのうえ・じゅんいち").as_deref(), Some("inouejunichi"));
/// assert_eq!(romaji("Abe"), None);
/// ```
pub fn romaji(kana: &str) -> Option<String> {
    let mut out = String::with_capacity(kana.len());
    let parts = kana.split(['・', ' ', '\u{3000}']).filter(|p| !p.is_empty());
    for part in parts {
        out.push_str(&shorten(&syllables(part)?));
    }
    (!out.is_empty()).then_some(out)
}

/// The key of a name that holds kana: these by their sound, what is between as other names.
///
/// ```
/// use gongbao::names::japanese::key;
/// assert_eq!(key("あかつき"), "akatsuki");
/// assert_eq!(key("マルタ・エクストレム"), "marutaekusutoremu");
/// assert_eq!(key("雲剣"), super_key("雲剣"));
/// # fn super_key(name: &str) -> String { gongbao::names::key::key(name) }
/// ```
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let kana = is_kana(first);
        let run: usize = rest.chars().take_while(|c| is_kana(*c) == kana).map(char::len_utf8).sum();
        let (part, after) = rest.split_at(run);
        match romaji(part).filter(|_| kana) {
            Some(latin) => out.push_str(&latin),
            None => out.push_str(&super::key::key(part)),
        }
        rest = after;
    }
    out
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}

/// The syllables of a word in kana, in Hepburn's letters; none of what is no kana. A stop doubles the consonant (っと: tto).
pub fn syllables(kana: &str) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let mut double = false;
    for c in kana.chars() {
        let c = hiragana(c);
        if c == 'っ' {
            double = true;
        } else if c == 'ー' {
            continue;
        } else if let Some((_, vowel)) = VOWELS.iter().find(|(k, _)| *k == c) {
            let last = all.last_mut()?;
            last.pop();
            last.push_str(vowel);
        } else if let Some(small) = SMALL.iter().find(|(k, _)| *k == c) {
            let last = all.last_mut()?;
            last.pop();
            let glide = if last.ends_with("sh") || last.ends_with("ch") || last.ends_with('j') { "" } else { "y" };
            last.push_str(glide);
            last.push_str(small.1);
        } else {
            let (_, latin) = KANA.iter().find_map(|(row, latin)| {
                let at = row.chars().position(|k| k == c)?;
                latin.split(' ').nth(at).map(|l| (at, l))
            })?;
            let doubled = if double { latin.get(..1).unwrap_or("").replace('c', "t") } else { String::new() };
            double = false;
            all.push(doubled + latin);
        }
    }
    Some(all)
}

/// Katakana as hiragana.
fn hiragana(c: char) -> char {
    if matches!(c, 'ァ'..='ヶ') { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c }
}

/// Long vowels short: ou, oo and uu, but not the ou of ue (井上: inoue).
fn shorten(syllables: &[String]) -> String {
    let mut out = String::new();
    for (i, syllable) in syllables.iter().enumerate() {
        let after_o = out.ends_with('o') && matches!(syllable.as_str(), "u" | "o");
        let after_u = out.ends_with('u') && syllable == "u";
        let rises = syllable == "u" && syllables.get(i + 1).is_some_and(|next| next == "e");
        if !(after_o || after_u) || rises {
            out.push_str(syllable);
        }
    }
    out
}

const SMALL: [(char, &str); 3] = [('ゃ', "a"), ('ゅ', "u"), ('ょ', "o")];
/// Small vowels of foreign words, which take the place of the vowel before (ティ: ti).
const VOWELS: [(char, &str); 5] = [('ぁ', "a"), ('ぃ', "i"), ('ぅ', "u"), ('ぇ', "e"), ('ぉ', "o")];
const KANA: [(&str, &str); 17] = [
    ("あいうえおゔ", "a i u e o vu"),
    ("かきくけこ", "ka ki ku ke ko"),
    ("がぎぐげご", "ga gi gu ge go"),
    ("さしすせそ", "sa shi su se so"),
    ("ざじずぜぞ", "za ji zu ze zo"),
    ("たちつてと", "ta chi tsu te to"),
    ("だぢづでど", "da ji zu de do"),
    ("なにぬねの", "na ni nu ne no"),
    ("はひふへほ", "ha hi fu he ho"),
    ("ばびぶべぼ", "ba bi bu be bo"),
    ("ぱぴぷぺぽ", "pa pi pu pe po"),
    ("まみむめも", "ma mi mu me mo"),
    ("やゆよ", "ya yu yo"),
    ("らりるれろ", "ra ri ru re ro"),
    ("わゐゑを", "wa i e o"),
    ("ん", "n"),
    ("ゎゕゖ", "wa ka ke"),
];
