//! The language of a text.

use super::{Language, by_tag, zh};

/// Kanji that are written in Japanese only: neither in simplified nor in traditional Chinese.
const SHINJITAI: &str = "検県庁円発対売図価団経済収拠処総戦権増徴摂択払拡広鉄銭険験児実従転読続斉穏隠顔歳帰仮覚楽観歓巻勧駆壊懐\
                         絵囲圧悪栄営衛駅塩縁応殴桜込働峠辻畑匂枠塀";

/// Words of official Japanese that no Chinese text has: they tell lists and tables, which have little kana.
const JAPANESE: [&str; 16] = [
    "令和",
    "平成",
    "昭和",
    "検挙",
    "前年比",
    "前年同期比",
    "都道府県",
    "被害額",
    "における",
    "について",
    "及び",
    "により",
    "確定値",
    "暫定値",
    "速報値",
    "人員は",
];

/// How many characters of each kind a text has.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    han: usize,
    traditional: usize,
    simplified: usize,
    japanese: usize,
    kana: usize,
    latin: usize,
    other: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut n = Self::default();
        for c in text.chars().take(200_000) {
            match c {
                '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => {
                    n.han += 1;
                    if SHINJITAI.contains(c) {
                        n.japanese += 1;
                    } else {
                        n.traditional += usize::from(zh::fold::is_traditional(c));
                        n.simplified += usize::from(zh::fold::is_simplified(c));
                    }
                }
                '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => n.kana += 1,
                c if c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c) => n.latin += 1,
                c if c.is_alphabetic() => n.other += 1,
                _ => {}
            }
        }
        n
    }

    /// A Han character or a kana carries about as much as four Latin letters.
    fn east(&self) -> usize {
        (self.han + self.kana) * 4
    }
}

/// The language of a text: that which most of its letters belong to, so that a foreign trailer does no harm. None where
/// it is in no language that is read.
pub fn detect(text: &str) -> Option<&'static Language> {
    let n = Letters::of(text);
    if n.east() > 0 && n.east() >= n.latin && n.east() >= n.other {
        by_tag(if listed(text, &n) { "ja" } else { east(&n) })
    } else if n.latin > 0 && n.latin >= n.other {
        latin(text).and_then(by_tag)
    } else {
        None
    }
}

/// The language of a paragraph of a document in another one, where it is long and its script or its words leave no doubt.
pub fn detect_part(paragraph: &str, document: &'static Language) -> Option<&'static Language> {
    let n = Letters::of(paragraph);
    let own = |tag: &str| by_tag(tag).filter(|l| l.tag != document.tag);
    if n.east() >= 80 && n.east() >= 3 * n.latin {
        let tag = east(&n);
        // Paragraphs without a character of their own are in either script.
        let sure = match tag {
            "zh-Hans" => n.simplified >= 4 || document.spaced,
            "zh-Hant" => n.traditional >= 4,
            _ => n.kana * 8 >= n.han,
        };
        // A heading of Japanese has little kana, a paragraph of Chinese none.
        let sure = sure && (document.tag != "ja" || n.kana == 0);
        own(tag).filter(|_| sure)
    } else if n.latin >= 80 && n.latin >= 3 * n.east() && n.latin >= n.other {
        let head = &paragraph[..paragraph.floor_char_boundary(2_000)];
        let words = head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let hits = |tag: &str| {
            let of = TELLING.iter().find(|(t, _)| *t == tag).map_or(&[][..], |(_, of)| of);
            words.iter().filter(|w| of.contains(&w.as_str())).count()
        };
        let (en, es) = (hits("en"), hits("es"));
        let tag = if en > es { "en" } else { "es" };
        own(tag).filter(|_| en.max(es) * 10 >= words.len() && en.max(es) >= 3 * en.min(es))
    } else {
        None
    }
}

/// Whether a text with little kana is a list or a table of Japanese: one kana in forty characters and a word of Japan's own, or two
/// of them.
fn listed(text: &str, n: &Letters) -> bool {
    if n.kana == 0 || n.kana * 200 < n.han {
        return false;
    }
    let head = &text[..text.floor_char_boundary(20_000)];
    let told = JAPANESE.iter().filter(|w| head.contains(**w)).count();
    told >= 2 || told == 1 && n.kana * 40 >= n.han
}

/// Japanese is told by its kana, and where a heading has none by characters of its own.
fn east(n: &Letters) -> &'static str {
    // Kanji that traditional Chinese writes too outnumber those of Japan's own in most titles; a short text with kana is none.
    let own = n.japanese > n.traditional.max(n.simplified) || (n.kana > 0 && n.han < 60 && n.simplified <= n.japanese);
    if n.kana * 8 >= n.han || (n.kana * 40 >= n.han && own) || (n.kana == 0 && own) {
        "ja"
    } else if n.traditional > n.simplified {
        "zh-Hant"
    } else {
        "zh-Hans"
    }
}

/// Words that every text of the language has and the other has not: they tell short texts, which mislead a model of
/// letters.
const TELLING: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "the", "of", "and", "in", "for", "to", "by", "with", "over", "from", "police", "after", "on", "as", "says",
            "arrested", "more", "than", "were", "was", "cases",
        ],
    ),
    (
        "es",
        &[
            "de",
            "la",
            "el",
            "los",
            "las",
            "en",
            "y",
            "por",
            "del",
            "una",
            "un",
            "con",
            "para",
            "que",
            "al",
            "más",
            "su",
            "se",
            "tras",
            "policía",
            "detenidos",
            "detenidas",
        ],
    ),
];

fn latin(text: &str) -> Option<&'static str> {
    let head = &text[..text.floor_char_boundary(20_000)];
    let words = || head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let hits = |of: &[&str]| words().filter(|w| of.contains(&w.to_lowercase().as_str())).count();
    let best = TELLING.iter().map(|(tag, of)| (hits(of), *tag)).max_by_key(|(n, _)| *n);
    let sure = whatlang::detect(head).filter(whatlang::Info::is_reliable).map(|i| i.lang());
    match sure {
        Some(whatlang::Lang::Eng) => Some("en"),
        Some(whatlang::Lang::Spa) => Some("es"),
        // Only a sure other language of some length is believed: names in a short text mislead.
        Some(_) if words().count() >= 12 => None,
        _ => best.filter(|(n, _)| *n > 0).map(|(_, tag)| tag).or(Some("en")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_their_script() {
        for (title, tag) in [
            ("打詐儀錶板：上月財損再降", "zh-Hant"),
            ("警方拘捕十二人 涉款逾千萬元", "zh-Hant"),
            ("警方抓获十二人 涉案逾千万元", "zh-Hans"),
            ("全省公安机关破案三百起", "zh-Hans"),
            ("詐欺の検察受理が減少　裁判終局も", "ja"),
            ("特殊詐欺、認知件数が増加", "ja"),
            (
                "令和６年交通事故統計（確定値）\n・発生件数　２９０，８９５件（前年比－１７，０３５件）\n・死者数　２，６６３人\n・負傷者数　３４４，３９５人\n\
                 【死者の特徴】\n・歩行中　９７０人\n・自転車乗用中　３２７人\n・高齢者の死者数　１，５１３人（構成比５６．８％）\n・飲酒運転取締件数　２１，２８５件",
                "ja",
            ),
            (
                "特殊詐欺の状況（令和7年5月末、暫定値）\n認知件数 10,905件\n被害額 492.0億円\n検挙人員 801人\n還付金詐欺 1,801件\n架空料金請求詐欺 1,745件\n\
                 特殊詐欺全体 被害額 救済 国際電話番号 携帯電話番号 固定電話番号 実施機関 警察庁 総務省 金融庁",
                "ja",
            ),
            (
                "警方偵破「の」字招牌詐騙案，拘捕十二人，涉款逾千萬元，檢獲電話、銀行卡及現金，案件仍在調查中，警方呼籲市民切勿向陌生人提供個人資料，並應向警署舉報",
                "zh-Hant",
            ),
            ("Police arrest twelve in scam raids", "en"),
            ("Detenidas doce personas por estafa", "es"),
        ] {
            assert_eq!(detect(title).map(|l| l.tag), Some(tag), "{title}");
        }
    }
}
