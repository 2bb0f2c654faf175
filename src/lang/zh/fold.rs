//! Traditional characters, folded to the simplified ones that the reader knows.
//!
//! A text keeps its length: only characters of as many bytes are folded, one to one, so that a span holds in both. What differs
//! by more than a character (詐欺 and 诈骗) are two labels of one concept.

use std::borrow::Cow;

/// The pairs that the build writes, in order: two bytes for a character and two for the one that stands for it.
static PAIRS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fold.image"));

/// Characters that a simplified text has for traditional ones, and that traditional texts write too (皇后, 公里).
const BOTH: &str = "丑丫丰乃么了于云仆仇仿伙佑余佛佣佩修俯偷僵克冢准凌几凶出划刨制剩剿匹千升卜占卷厂只台吁吃合吊同后向呆周咸\
    咽哄唇唤噪回址坏坑堤夸奶奸姜娘家尸局岩岳巨布帘席干幸床庵弦彝彩征御志念恤愈愍愿才扎扑托扣折抬抵挂挽捆捻搜效斗斤斫\
    旋旗昆暖曲札朱朴杆杠杯杰松板栗核梁榨模檐檗欣欲污沾泄泛注浚涌淫游溪溯漓澄灶炮炯焊焰照燕狸球琅留症痴皋磷秋秘端筑管系\
    累翱翻耀考背胡致舍范荐菱蒙蓑蔑藤虫表谷辟迭酸采里雇雕霉面鬃麻沈咨叠群峰查教既即真拐你它净私逾喂儿气涂升众并台";

/// A text in simplified characters, each of as many bytes as the one it stands for, so that spans hold in both.
///
/// ```
/// use gongbao::lang::zh::fold::simplified;
/// assert_eq!(simplified("臺灣「打詐」三一八○件"), "台湾“打诈”三一八〇件");
/// ```
pub fn simplified(text: &str) -> Cow<'_, str> {
    let mut folded = String::new();
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let to = pair(c).or_else(|| (c == ZERO && is_zero(text, at)).then_some('〇'));
        if let Some(to) = to {
            folded.push_str(&text[copied..at]);
            folded.push(to);
            copied = at + c.len_utf8();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    folded.push_str(&text[copied..]);
    Cow::Owned(folded)
}

/// A circle that is written for the Chinese zero, and for what is left out (○○公司).
const ZERO: char = '○';

/// Whether a circle is a zero: a run of circles stands beside a Chinese digit or magnitude.
fn is_zero(text: &str, at: usize) -> bool {
    let digit = |c: char| "一二三四五六七八九〇零十百千萬億万亿．".contains(c);
    let mut after = text[at..].chars().take(RUN).skip_while(|c| *c == ZERO);
    let mut before = text[..at].chars().rev().take(RUN).skip_while(|c| *c == ZERO);
    before.next().is_some_and(digit) || after.next().is_some_and(digit)
}

/// No number has so many zeros in a row.
const RUN: usize = 16;

/// The character that a traditional one is folded to.
fn pair(c: char) -> Option<char> {
    let unit = u16::try_from(u32::from(c)).ok().filter(|u| *u > 0x2000)?.to_be_bytes();
    let (mut low, mut high) = (0, PAIRS.len() / 4);
    while low < high {
        let middle = usize::midpoint(low, high);
        let &[a, b, x, y] = PAIRS.get(middle * 4..middle * 4 + 4)? else { return None };
        match [a, b].cmp(&unit) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return char::from_u32(u32::from(u16::from_be_bytes([x, y]))),
        }
    }
    None
}

/// Whether a character is written in traditional texts only.
pub fn is_traditional(c: char) -> bool {
    is_han(c) && pair(c).is_some()
}

/// Whether a character is written in simplified texts only.
pub fn is_simplified(c: char) -> bool {
    is_han(c) && !BOTH.contains(c) && targets().binary_search(&c).is_ok()
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// The characters that others are folded to, in order.
fn targets() -> &'static [char] {
    static TARGETS: std::sync::OnceLock<Vec<char>> = std::sync::OnceLock::new();
    TARGETS.get_or_init(|| {
        let to = PAIRS.chunks_exact(4).filter_map(|p| char::from_u32(u32::from(u16::from_be_bytes([p[2], p[3]]))));
        let mut targets: Vec<char> = to.collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Scheme};

    fn folded() -> impl Iterator<Item = (char, char)> {
        ('\u{2000}'..='\u{FFFF}').filter_map(|c| pair(c).map(|to| (c, to)))
    }

    #[test]
    fn characters() {
        for (text, want) in [
            ("臺灣高等檢察署", "台湾高等检察署"),
            ("一億九三一二萬餘元、二○三萬餘顆", "一亿九三一二万余元、二〇三万余颗"),
            ("三四○％，一五○多億，五○○○人", "三四〇％，一五〇多亿，五〇〇〇人"),
            ("「斬金行動」『刷單』", "“斩金行动”‘刷单’"),
            ("○○公司、王○明", "○○公司、王○明"),
            ("著名 乾坤 大阪", "著名 乾坤 大阪"),
            ("", ""),
        ] {
            assert_eq!(simplified(text), want, "{text}");
        }
        assert!(matches!(simplified("已经简化的文字。"), Cow::Borrowed(_)));
    }

    #[test]
    fn each_is_as_long_and_folded_once() {
        assert!(folded().count() > 2_700);
        for (from, to) in folded() {
            assert_eq!(from.len_utf8(), to.len_utf8(), "{from} {to}");
            assert_eq!(pair(to), None, "{from} {to}");
        }
    }

    #[test]
    fn characters_of_one_script() {
        assert!("臺灣發後這個檢詐".chars().all(|c| is_traditional(c) && !is_simplified(c)));
        assert!("湾发这检诈".chars().all(|c| is_simplified(c) && !is_traditional(c)));
        assert!("人口台后里面只余，a".chars().all(|c| !is_simplified(c) && !is_traditional(c)));
    }

    /// Places, campaigns and laws whose names meet when they are folded are one.
    #[test]
    fn labels_meet_only_in_their_concept() {
        let lexicon = Lexicon::builtin();
        let mut words = std::collections::BTreeMap::<String, Vec<(String, String)>>::new();
        for scheme in [Scheme::Place, Scheme::Campaign, Scheme::Law] {
            for (id, concept) in lexicon.concepts(scheme) {
                for label in concept.labels.iter().filter(|l| super::super::words::reads(&l.language)) {
                    let word = words.entry(simplified(&label.text).into_owned()).or_default();
                    word.push((label.text.clone(), format!("{}{id}", scheme.path())));
                }
            }
        }
        for (word, labels) in words {
            let script = |text: &str| text == word;
            let plain: Vec<_> = labels.iter().filter(|(t, _)| script(t)).map(|(_, id)| id).collect();
            let odd = labels.iter().find(|(t, id)| !script(t) && !plain.is_empty() && !plain.contains(&id));
            assert_eq!(odd, None, "{word} names {plain:?}: give the traditional label the same senses, or take it out");
        }
    }
}
