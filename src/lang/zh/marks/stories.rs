//! Where single cases are told, and where a reporter sat: 经查，王某…, 通报了3起典型案例, （记者张三北京电）.

use crate::bulletin::Span;
use crate::lang::han;
use crate::token::{Kind, Mark, Token};

/// cases := 了? number (起 | 件 | 宗) (重大 | 典型 …) (案件 | 案例): what is introduced so are single cases
pub fn introduces_cases(i: &str) -> bool {
    let i = i.strip_prefix('了').unwrap_or(i);
    let rest = i.trim_start_matches(han::begins);
    let counted = rest.len() < i.len();
    let rest = ["起", "件", "宗", "个"].iter().find_map(|w| rest.strip_prefix(w));
    let kinds = ["重大", "典型", "指标", "代表", "精选", "经典", "知名"];
    counted
        && rest.is_some_and(|r| {
            kinds.iter().any(|w| r.strip_prefix(w).is_some_and(|r| r.chars().take(4).any(|c| c == '案')))
        })
}

/// byline := (〔 | 【 | （) … (报道 | 讯 | 电) (〕 | 】 | ）) without a number: where a reporter sat is not where things were done
pub fn bylines(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.char_indices().filter(|(_, c)| "〔【（".contains(*c)).filter_map(move |(at, c)| {
        let inside = at + c.len_utf8();
        let near: String = text[inside..].chars().take(30).take_while(|c| !"〕】）\n".contains(*c)).collect();
        let end = inside + near.len();
        let ends = text[end..].chars().next().filter(|c| "〕】）".contains(*c))?;
        let told = ["报导", "报道", "讯", "电", "专讯", "综合报导"].iter().any(|w| near.ends_with(w));
        let dated = near.contains(|c: char| han::begins(c));
        (told && !dated).then(|| Token { span: Span::new(at, end + ends.len_utf8()), kind: Kind::Gap })
    })
}

/// story := 经查 | 经审讯 … "，" | surname 某: what follows tells of a single case
pub fn stories(text: &str) -> impl Iterator<Item = Token> + '_ {
    const INQUIRED: [&str; 9] =
        ["经查", "经初查", "经审讯", "经侦查", "经初步查明", "经查明", "经调查", "经讯问", "经审理查明"];
    let inquired = text.match_indices('经').filter_map(|(at, _)| {
        let found = INQUIRED.iter().filter(|w| text[at..].starts_with(*w)).max_by_key(|w| w.len())?;
        let rest = &text[at + found.len()..];
        let opens = text[..at].chars().next_back().is_none_or(|c| "，。；\n“".contains(c));
        (opens && rest.starts_with('，')).then(|| Span::new(at, at + found.len()))
    });
    let person = text.match_indices('某').filter_map(|(at, word)| {
        let family = text[..at].chars().next_back().filter(|c| super::super::is_family(*c))?;
        let other = ["些", "种", "市", "县", "地", "省", "区", "类", "公司", "店", "企业"];
        let thing = other.iter().any(|w| text[at + word.len()..].starts_with(w));
        (!thing).then(|| Span::new(at - family.len_utf8(), at + word.len()))
    });
    inquired.chain(person).map(|span| Token { span, kind: Kind::Mark(Mark::Story) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::{Mark, introduces_cases};

    #[test]
    fn stories_of_single_cases() {
        assert_eq!(read("经查，王某丢失"), [("经查", Mark::Story), ("，", Mark::Comma), ("王某", Mark::Story)]);
        assert_eq!(read("曾经查处，石某些"), [("，", Mark::Comma)]);
        assert!(introduces_cases("了3起典型案例"));
        assert!(!introduces_cases("案件3起"));
    }
}
