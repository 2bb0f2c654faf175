//! Words of change and of comparison that only their neighbours tell: 降12%, 环比减, 与上一波专案相比.

use super::table::{MONTH, OTHER, YEAR};
use crate::bulletin::Span;
use crate::lang::han;
use crate::token::{Kind, Mark, Token};

/// 比去年同期的3742宗: no base by itself, since the level that what follows is held against is told.
pub fn of_former_level(text: &str, token: &Token) -> bool {
    let base = matches!(token.kind, Kind::Mark(Mark::Base(_)));
    let year = || token.span.of(text).ends_with(['年', '期', '月']);
    let after = || text.get(token.span.end..).unwrap_or("");
    base && year() && super::super::numbers::is_level(after().strip_prefix('的').unwrap_or(after()))
}

/// The characters of change that say it alone when a number follows at once: 降12%, 增3.5%.
pub fn terse_changes(text: &str) -> impl Iterator<Item = Token> + '_ {
    let changes = text.char_indices().filter(|(at, _)| terse(text, *at));
    changes.map(|(at, c)| {
        let mark = if "降减跌少低".contains(c) { Mark::Decrease } else { Mark::Increase };
        Token { span: Span::new(at, at + c.len_utf8()), kind: Kind::Mark(mark) }
    })
}

/// Whether a character of change stands here, alone, before a number: 降12%, 升约三成, 跌百分之五.
pub fn terse(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let Some(change) = chars.next().filter(|c| "降减跌升增涨多少高低".contains(*c)) else { return false };
    let rest = chars.as_str();
    let rest = ["超过", "约", "近", "逾", "超", "达"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let number = rest.starts_with("百分之")
        || rest.starts_with(['半', '两'])
        || rest.starts_with(|c| han::digit(c).is_some() || han::han_digit(c).is_some());
    let before = text[..at].chars().next_back();
    let free = |c: char| match change {
        // 比10月少42件, 较去年同期的104亿元多约13%.
        '多' | '少' => held_before(&text[..at]) && !"不至缺减最许很".contains(c),
        '高' | '低' => held_before(&text[..at]) && !"最新提升创走降减很更较偏至".contains(c),
        // These two are no part of another word but these.
        '升' | '跌' => !"上下提回急微大暴飙攀直爬晋毫公劲跃跳滑暴".contains(c) && han::digit(c).is_none(),
        '降' => !"下升投空骤急微压连普直霜大".contains(c),
        '减' => !"加缩削裁递消锐骤急微轻大从".contains(c),
        _ => "，。；、（比环同再又 也则年仅约即均亦都各数案量额".contains(c),
    };
    number && before.is_none_or(free)
}

/// Whether the part of a sentence that ends here holds one thing against another.
fn held_before(text: &str) -> bool {
    let from = text.floor_char_boundary(text.len().saturating_sub(72));
    let part = text[from..].rsplit(['，', '。', '；', '、', '\n']).next().unwrap_or("");
    ["比", "较", "按年", "同比", "按月", "按季", "相比"].iter().any(|w| part.contains(w))
}

/// A word of change that names its base too (环比减) is two marks.
pub fn based(text: &str, span: Span, mark: Mark) -> Vec<Token> {
    let word = span.of(text);
    let base = [("同比", YEAR), ("环比", MONTH)].into_iter().find(|(w, _)| word.len() > w.len() && word.starts_with(w));
    let Some((head, base)) = base else { return vec![Token { span, kind: Kind::Mark(mark) }] };
    let middle = span.start + head.len();
    vec![
        Token { span: Span::new(span.start, middle), kind: Kind::Mark(base) },
        Token { span: Span::new(middle, span.end), kind: Kind::Mark(mark) },
    ]
}

/// compared := (与 | 和 | 同 | 较) .{2,12} 相比: 与上一波专案相比, where what is named is earlier and no period
pub fn compared(text: &str) -> impl Iterator<Item = Token> + '_ {
    ["相比", "相较"].into_iter().flat_map(|w| text.match_indices(w)).filter_map(|(at, word)| {
        let from = text.floor_char_boundary(at.saturating_sub(48));
        let part = text[from..at].rsplit(['，', '。', '；', '\n']).next()?;
        let start =
            part.char_indices().rev().find(|(i, c)| "与和同较".contains(*c) && !part[*i..].starts_with("同期"))?;
        let named = &part[start.0 + start.1.len_utf8()..];
        let earlier = ["前", "上一", "以往", "往常", "高峰", "初期", "历史"].iter().any(|w| named.contains(w));
        let dated = named.contains(|c: char| c.is_ascii_digit())
            || named.replace("个月", "").replace("届同期", "").contains(['年', '月', '期']);
        let base = earlier && !dated || named == "往年";
        let begin = at - part.len() + start.0;
        base.then(|| Token { span: Span::new(begin, at + word.len()), kind: Kind::Mark(OTHER) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::{MONTH, Mark, OTHER};

    #[test]
    fn changes_and_comparisons() {
        assert_eq!(read("环比减210"), [("环比", MONTH), ("减", Mark::Decrease)]);
        assert_eq!(read("，降12%"), [("，", Mark::Comma), ("降", Mark::Decrease)]);
        assert_eq!(
            read("下降12%，降雨3天，新增12人"),
            [("下降", Mark::Decrease), ("，", Mark::Comma), ("，", Mark::Comma)]
        );
        assert_eq!(read("案升6.3%"), [("升", Mark::Increase)]);
        assert_eq!(read("电骗案减两成"), [("减", Mark::Decrease)]);
        assert_eq!(read("罪案升逾半成"), [("升", Mark::Increase)]);
        assert_eq!(read("裁减3人，加减2次"), [("，", Mark::Comma)]);
        assert_eq!(read("仅升百分之四点七"), [("升", Mark::Increase)]);
        assert_eq!(read("与上一波专案相比"), [("与", Mark::And), ("与上一波专案相比", OTHER)]);
        assert_eq!(read("与前一届同期相较"), [("与", Mark::And), ("与前一届同期相较", OTHER)]);
        assert_eq!(read("与2015年相比"), [("与", Mark::And)]);
        assert_eq!(read("比前年高0.8个百分点"), [("高", Mark::Increase)]);
        assert_eq!(read("较前月低2.1%"), [("较前月", MONTH), ("低", Mark::Decrease)]);
        assert_eq!(read("身高170，最高2%"), [("，", Mark::Comma)]);
    }
}
