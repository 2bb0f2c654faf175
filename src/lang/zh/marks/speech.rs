//! Words that tell who speaks where their neighbours say so: 冯某报告，, 某某说明：, 从资金端作了说明.

use crate::bulletin::Span;
use crate::token::{Kind, Mark, Token};

/// said := (报告|说明|讲|汇报 …) before a comma, a colon or a quotation; no noun that these end (情况说明，) | (作|做|作出|进行) 了?
/// .{0,3} (说明|介绍|通报 …)
pub fn speech(text: &str) -> impl Iterator<Item = Token> + '_ {
    const SAID: [&str; 14] =
        ["报告", "说明", "讲述", "汇报", "陈述", "阐述", "反映", "感叹", "感慨", "举例", "讲", "道", "坦承", "点出"];
    const GAVE: [&str; 8] = ["说明", "介绍", "通报", "解读", "回应", "阐述", "报告", "交代"];
    let said = SAID.into_iter().flat_map(|w| text.match_indices(w)).filter_map(|(at, word)| {
        let end = at + word.len();
        let opens = text[end..].chars().next().filter(|c| "，：:,“「".contains(*c))?;
        // A word that names a thing too is a verb with its comma.
        let comma = if word == "报告" { opens.len_utf8() } else { 0 };
        (!ends_noun(&text[..at], word)).then(|| Span::new(at, end + comma))
    });
    let gave = ["作了", "做了", "作出了", "作出", "进行了"].into_iter().flat_map(|w| text.match_indices(w));
    let gave = gave.filter_map(|(at, word)| {
        let rest = &text[at + word.len()..];
        let noun = GAVE.iter().filter_map(|w| rest.find(w).map(|i| i + w.len())).min()?;
        let short = rest[..noun].chars().count() <= 5 && !rest[..noun].contains(['，', '。', '、', '；']);
        short.then(|| Span::new(at, at + word.len() + noun))
    });
    said.chain(gave).map(|span| Token { span, kind: Kind::Mark(Mark::Speech) })
}

/// Whether a word is the end of a noun: 工作报告，, 情况说明：, 道 of roads and channels.
fn ends_noun(before: &str, word: &str) -> bool {
    let last = before.chars().next_back();
    match word {
        "报告" => last.is_none_or(|c| "作的份测会年交查究估价计期篇以出到该据本".contains(c)),
        "说明" => last.is_none_or(|c| "况用书的文字以份该并图据充分".contains(c)),
        "反映" => last.is_none_or(|c| "众所要来些的也都据".contains(c)),
        "道" => last.is_none_or(|c| !"说笑叹写问答讲".contains(c)),
        "讲" => last.is_none_or(|c| "宣听演主开来".contains(c)),
        _ => last.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::Mark;

    #[test]
    fn who_speaks() {
        let speaks = |text: &str| read(text).iter().any(|(_, m)| *m == Mark::Speech);
        for text in ["冯守诚报告，全年", "副署长谢昆霖说明，去年", "行长蔺岚从资金端作了说明。", "他笑道：“"]
        {
            assert!(speaks(text), "{text}");
        }
        for text in ["发布工作报告，全年", "附情况说明：", "打通渠道，查获", "开展宣讲，发放", "作了3次检查"]
        {
            assert!(!speaks(text), "{text}");
        }
    }
}
