//! The words that build Japanese sentences, in one table.

use std::sync::OnceLock;

use crate::bulletin::Span;
use crate::lang::mark_table::MarkTable;
use crate::token::{Kind, Mark, Token};

/// Each mark with its words.
const TABLE: &[(Mark, &[&str])] = &[
    (Mark::Comma, &["、", "，", ",", "――", "──", "▽", "▼", "◇", "◆", "●", "■", "□", "○", "・・・"]),
    (Mark::Semicolon, &["；", ";"]),
    (Mark::Stop, &["。", "！", "!"]),
    (Mark::Colon, &["：", ":", "？", "?"]),
    (Mark::Open, &["（", "(", "【", "〔", "［", "["]),
    (Mark::Close, &["）", ")", "】", "〕", "］", "]"]),
    (Mark::Quote, &["「", "」", "『", "』", "“", "”", "\"", "〈", "〉"]),
    (Mark::And, &["及び", "および", "並びに", "ならびに", "かつ", "・"]),
    (Mark::Or, &["又は", "または", "もしくは", "若しくは", "あるいは"]),
    (Mark::Object, &["を"]),
    (Mark::Of, &["の"]),
    (Mark::Respectively, &["それぞれ", "各々", "おのおの", "いずれも", "順に"]),
    (Mark::Among, &["うち", "のうち", "このうち", "そのうち", "の中で", "内訳", "内訳は", "中でも"]),
    (Mark::Not, &["しなかった", "されなかった", "なかった", "ではない"]),
    (Mark::Share, &["占める", "占め", "占めた", "を占める", "を占め", "に当たる", "に当たり", "に相当", "に相当する"]),
    (Mark::Average, &["平均", "平均で", "平均して"]),
    (Mark::Per("day"), &["日平均", "毎日", "一日平均", "日当たり", "1日に", "１日に"]),
    (Mark::Per("week"), &["週平均", "毎週", "週当たり"]),
    (Mark::Per("month"), &["月平均", "月間平均", "毎月", "月当たり", "ひと月当たり", "ひと月平均"]),
    (Mark::Per("year"), &["年平均", "年間平均", "毎年", "年当たり"]),
    (Mark::Per("case"), &["件当たり", "既遂1件当たり", "既遂１件当たり", "1件平均"]),
    (Mark::Per("person"), &["人当たり", "ひとり当たり"]),
    (
        Mark::Total,
        &[
            "計",
            "合計",
            "合計で",
            "延べ",
            "のべ",
            "合わせて",
            "あわせて",
            "総計",
            "累計",
            "累計で",
            "累積",
            "全部で",
            "併せて",
        ],
    ),
    (Mark::Each, &["各"]),
    (
        Mark::Alleged,
        &[
            "とみられる",
            "とみられている",
            "とみている",
            "した疑い",
            "たとされる",
            "とされている",
            "した疑いが持たれている",
        ],
    ),
    (Mark::Story, &["逮捕容疑は", "再逮捕容疑は", "送検容疑は"]),
    (
        Mark::Speech,
        &[
            "によると",
            "によれば",
            "述べた",
            "述べている",
            "と述べ",
            "と説明し",
            "と話し",
            "と語り",
            "と強調し",
            "と訴え",
            "と明かし",
            "と振り返",
            "話している",
            "話した",
            "話す",
            "語った",
            "語る",
            "説明した",
            "説明している",
            "説明する",
            "強調した",
            "強調",
            "指摘した",
            "指摘する",
            "コメントした",
            "コメントしている",
            "明らかにした",
            "発表した",
            "報告した",
            "紹介した",
            "訴えた",
            "答えた",
            "としている",
            "とした",
        ],
    ),
    (Mark::Pronoun, &["同氏", "同課長", "同局長", "同部長", "同報道官", "同本部長", "同長官"]),
    (
        Mark::Here,
        &[
            "県内", "府内", "都内", "道内", "市内", "省内", "同県", "同府", "同市", "同省", "管内", "本県", "当県",
            "県下",
        ],
    ),
    (Mark::Nationwide, &["全国", "日本全国", "国内", "我が国", "わが国"]),
    (
        Mark::Operation,
        &[
            "同作戦",
            "この作戦",
            "同行動",
            "作戦期間中",
            "今回の作戦",
            "今回の行動",
            "取締り期間中",
            "作戦では",
            "同作戦では",
            "行動では",
        ],
    ),
];

/// Words in which the characters of a mark are none.
const OTHER_WORDS: &[&str] = &[
    "計画",
    "計算",
    "会計",
    "統計",
    "時計",
    "設計",
    "計上",
    "生計",
    "家計",
    "余計",
    "計量",
    "各地",
    "各種",
    "各国",
    "各県",
    "各署",
    "各都道府県",
    "各警察",
    "各機関",
    "各社",
    "各省庁",
    "そのうち返",
    "うちわ",
    "打ち",
    "国内外",
    "市内局番",
    "もの",
    "この",
    "その",
    "どの",
    "あの",
    "のもの",
    "ので",
    "のに",
    "のみ",
    "のち",
    "ほのか",
    "及ぼ",
    "及び腰",
    "平均年齢",
    "平均値",
    "平均的",
];

fn table() -> &'static MarkTable {
    static BUILT: OnceLock<MarkTable> = OnceLock::new();
    BUILT.get_or_init(|| MarkTable::new(TABLE, OTHER_WORDS))
}

/// The marks of a text: the words of the table, and wide blanks, which part the clauses of a title.
pub fn marks(text: &str) -> Vec<Token> {
    let mark = |(span, mark)| Token { span, kind: Kind::Mark(mark) };
    let mut tokens: Vec<Token> = table().find(text).map(mark).collect();
    tokens.extend(blanks(text));
    tokens.sort_by_key(|t| t.span);
    tokens
}

/// A wide blank within a line parts what stands round it like a comma.
fn blanks(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.match_indices('　').map(|(at, w)| Token { span: Span::new(at, at + w.len()), kind: Kind::Mark(Mark::Comma) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_marks_not_their_characters_in_other_words() {
        let read = |text: &'static str| -> Vec<(&'static str, Mark)> {
            let marks = marks(text).into_iter();
            marks.filter_map(|t| if let Kind::Mark(m) = t.kind { Some((t.span.of(text), m)) } else { None }).collect()
        };
        assert_eq!(
            read("月平均で延べ3人を、このうち計画は"),
            [
                ("月平均", Mark::Per("month")),
                ("延べ", Mark::Total),
                ("を", Mark::Object),
                ("、", Mark::Comma),
                ("このうち", Mark::Among)
            ]
        );
    }
}
