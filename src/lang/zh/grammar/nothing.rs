//! Quantities that report nothing: prices, penalties, thresholds, lengths of time, counts of abstract things.

use super::context::Context;
use super::stretch::Stretch;
use super::words::{is_noun, is_verb};
use crate::bulletin::Reason;
use crate::token::{Kind, Mark, Token};

/// Words before a number in the same part that make it a price, a penalty, a ceiling or a rule.
const CONDITIONS: &[&str] = &[
    "有期徒刑",
    "拘役",
    "并处罚金",
    "处罚金",
    "每张",
    "每条",
    "每套",
    "每部",
    "每个月",
    "每单",
    "每起",
    "每名",
    "最高",
    "上限",
    "单价",
    "月薪",
    "日薪",
    "可获",
    "可得",
    "收费标准",
    "注册资本",
    "力争",
    "目标",
    "计划",
    "预计",
    "将达到",
    "满",
    "累计达",
    "达到以上",
    "面积为",
];

/// Whether a stretch says nothing that was done; its quantities stay without a clause.
pub fn reports_nothing(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    condition(context, stretch) || threshold(context, stretch) || abstraction(stretch) || length_of_time(stretch)
}

/// condition := (有期徒刑 | 最高 | 每张 …) .{0,4} quantity
fn condition(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let start = stretch.head().span.start;
    let from = context.text.floor_char_boundary(start.saturating_sub(30));
    let near = context.text[from..start].rsplit(['，', '。', '；', '、', '\n']).next().unwrap_or("");
    let each = |w: &&&str| w.starts_with('每') && near.contains(**w);
    let price = stretch.head().unit.len() == 3
        && !near.contains("平均")
        && (near.ends_with('每') || CONDITIONS.iter().any(|w| each(&w)));
    let duration = matches!(stretch.head().unit.as_str(), "year" | "month" | "day");
    price
        || (stretch.head().unit != "count" && CONDITIONS[..4].iter().any(|w| near.contains(w)))
        || (!duration && CONDITIONS[4..].iter().any(|w| near.ends_with(w)))
}

/// threshold := quantity 以上 的 … quantity: 万克以上的66起
fn threshold(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let q = stretch.quantities[stretch.quantities.len() - 1];
    let text = q.span.of(context.text);
    let bounded = text.ends_with("以上") || text.ends_with("以下") || text.ends_with("以内");
    let measured = q.unit != "count" && q.unit != "percent";
    let rest = &context.text[q.span.end..];
    let near =
        rest.strip_prefix('的').is_some_and(|r| r.trim_start_matches('“').starts_with(|c: char| c.is_ascii_digit()));
    measured && near || bounded && (measured && rest.starts_with('的') || rest.starts_with("的部分"))
}

/// Thresholds that a quantity states for another one (两次以上, 万克以上的) are no quantities to the stretches.
pub fn thresholds(text: &str, token: &Token) -> Token {
    let Kind::Quantity(q) = &token.kind else { return token.clone() };
    let words = q.span.of(text);
    let bounded = words.ends_with("以上") || words.ends_with("以下") || words.ends_with("以内");
    let few = q.unit == "count" && q.value < rust_decimal::Decimal::TEN;
    let measured = !matches!(q.unit.as_str(), "count" | "percent" | "times") && text[q.span.end..].starts_with('的');
    let kind = if bounded && (few || measured) { Kind::Figure(Reason::Condition) } else { token.kind.clone() };
    Token { span: token.span, kind }
}

/// abstraction := N (个 | 项 | 种 …) followed by an unknown word, with no noun before: 三个共性
fn abstraction(stretch: &Stretch<'_>) -> bool {
    let q = stretch.head();
    if q.unit != "count" || !q.counted.is_empty() || stretch.quantities.len() > 1 {
        return false;
    }
    let bare = q.span.end == q.number.end;
    let close = stretch.before.last().is_some_and(|t| is_noun(t) && stretch.distance(t) <= 6);
    let named = stretch.before.iter().any(is_noun) && stretch.before.iter().any(is_verb);
    let follows = stretch.after.iter().any(|t| is_noun(t) && t.span.start - q.span.end <= 30);
    let said = stretch.mark_before(|m| {
        matches!(
            m,
            Mark::Equals
                | Mark::Increase
                | Mark::Decrease
                | Mark::Number
                | Mark::Share
                | Mark::Respectively
                | Mark::Total
        )
    });
    if bare {
        return !(close || named || said.is_some() || q.bound != crate::bulletin::Bound::Exact)
            || (!stretch.tail.is_empty() && !follows);
    }
    !close && !follows && !stretch.tail.is_empty()
        || (!close && !named && !follows && said.is_none() && stretch.before.is_empty())
}

/// A length of time is a figure only in a streak.
fn length_of_time(stretch: &Stretch<'_>) -> bool {
    let time = matches!(stretch.head().unit.as_str(), "year" | "month" | "day");
    let streak = stretch.before.iter().any(|t| t.kind == Kind::Mark(Mark::Streak));
    time && !streak
}
