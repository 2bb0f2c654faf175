//! Quantities that report nothing: prices, penalties, thresholds, lengths of time, counts of abstract things.

use super::context::Context;
use super::stretch::Stretch;
use super::words::{is_noun, is_verb};
use crate::bulletin::Reason;
use crate::lang::zh::marks::introduces_cases;
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
    "可领",
    "可领取",
    "跌破",
    "首度跌破",
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
    "限额为",
    "额度为",
    "标准为",
    "不得超过",
    "不得低于",
];

/// Words anywhere before a number in its part that make it a plan.
const PLANS: &[&str] =
    &["力争", "争取", "预计", "计划再", "计划新", "目标是", "目标为", "拟新", "有望", "将达", "确保全年"];

/// Words anywhere before an amount in its part that make it a ceiling or a rule.
const RULES: &[&str] = &["最高可", "最高奖", "最高不", "奖励标准", "奖金标准", "限额", "起征点", "单笔奖励"];

/// Whether a stretch says nothing that was done; its quantities stay without a clause.
pub fn reports_nothing(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    condition(context, stretch)
        || planned(context, stretch)
        || converted(context, stretch)
        || introduced(context, stretch)
        || band(context, stretch)
        || mentioned_again(context, stretch)
        || threshold(context, stretch)
        || abstraction(stretch)
        || spoken_for(context, stretch)
        || referred_to(context, stretch)
        || length_of_time(context, stretch)
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
    // A hundred million is no one's fine.
    let of_all = price_unit(stretch) && stretch.head().value >= rust_decimal::Decimal::from(100_000_000)
        || ["共计", "合计", "总计", "总额"].iter().any(|w| near.contains(w));
    price
        || (stretch.head().unit != "count"
            && stretch.head().unit != "percent"
            && !of_all
            && CONDITIONS[..4].iter().any(|w| near.replace("处罚金额", "").contains(w)))
        || (!duration && CONDITIONS[4..].iter().any(|w| near.ends_with(w)))
}

/// The words of its part before a quantity.
fn part_before<'a>(context: &Context<'a>, stretch: &Stretch<'_>) -> &'a str {
    let start = stretch.head().span.start;
    let from = context.text.floor_char_boundary(start.saturating_sub(90));
    context.text[from..start].rsplit(['，', '。', '；', '\n']).next().unwrap_or("")
}

/// planned := (力争 | 预计 …) .* quantity; rule := (最高奖 | 限额 …) .* money
fn planned(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let part = part_before(context, stretch);
    let money = price_unit(stretch);
    PLANS.iter().any(|w| part.contains(w)) || money && RULES.iter().any(|w| part.contains(w))
}

/// introduced := (介绍 | 公布 …) 7起重大案件: how many cases are told of
fn introduced(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    stretch.mark_before(|m| m == Mark::Story).is_some_and(|(t, _)| introduces_cases(&context.text[t.span.end..]))
}

/// converted := (约合 | 折合 | 相当于 …) money: the same amount in another currency
fn converted(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let start = stretch.head().span.start;
    let from = context.text.floor_char_boundary(start.saturating_sub(18));
    let near = &context.text[from..start];
    let said =
        ["约合", "折合", "折合约", "相当于", "约折合", "合约", "约等于", "（合", "（约", "折算约", "约值", "即约"];
    price_unit(stretch) && said.iter().any(|w| near.ends_with(w)) && near.contains(['（', '(', '，', '折', '合', '当'])
        || price_unit(stretch)
            && near.ends_with(['（', '('])
            && context.text[start..].starts_with('约')
            && context.clauses.last().is_some_and(|c| c.targets.iter().any(|t| t == "money"))
}

/// band := quantity 以上 quantity 以下: the bounds of a penalty; class := 超过 quantity 的，
fn band(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let q = stretch.head();
    let measured = !matches!(q.unit.as_str(), "count" | "percent" | "percentagePoint" | "times");
    let next = |q: &crate::bulletin::Quantity| context.text[q.span.end..].trim_start();
    let last = stretch.quantities[stretch.quantities.len() - 1];
    let both = q.span.of(context.text).ends_with("以上")
        && (stretch.quantities.len() == 2 && last.span.of(context.text).ends_with("以下")
            || next(q).starts_with(|c: char| c.is_ascii_digit()));
    let ruled = ["凡", "如", "若", "须", "应"].iter().any(|w| part_before(context, stretch).contains(w));
    let class = q.bound != crate::bulletin::Bound::Exact
        && (next(last).starts_with("的，") || ruled && next(last).starts_with('的'));
    // 超过6%的要打问号
    let warned = ["的要", "的就", "的须", "的应", "的将"].iter().any(|w| next(last).starts_with(w));
    let rule = q.unit == "percent" && q.bound != crate::bulletin::Bound::Exact && warned;
    measured && (both || class) || rule
}

/// again := (这 | 上述 | 该 | 前述) N 名 …: what was counted before
fn mentioned_again(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let q = stretch.head();
    let before = &context.text[..q.span.start];
    q.unit == "count"
        && stretch.quantities.len() == 1
        && ["这", "上述", "前述", "这", "上述的"].iter().any(|w| before.ends_with(w))
}

fn price_unit(stretch: &Stretch<'_>) -> bool {
    stretch.head().unit.len() == 3 && stretch.head().unit.starts_with(|c: char| c.is_ascii_uppercase())
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

/// 案值5万元以上案件402起: a noun and its number follow at once.
fn counted_soon(rest: &str) -> bool {
    let noun = rest.chars().take(8).take_while(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let next = rest.chars().nth(noun);
    (2..8).contains(&noun) && next.is_some_and(|c| c.is_ascii_digit())
}

/// Thresholds that a quantity states for another one (两次以上, 万克以上的) are no quantities to the stretches.
pub fn thresholds(text: &str, token: &Token) -> Token {
    let Kind::Quantity(q) = &token.kind else { return token.clone() };
    let words = q.span.of(text);
    let bounded = words.ends_with("以上") || words.ends_with("以下") || words.ends_with("以内");
    let few = q.unit == "count" && q.value < rust_decimal::Decimal::TEN;
    let measured = !matches!(q.unit.as_str(), "count" | "percent" | "times")
        && (text[q.span.end..].starts_with('的') || counted_soon(&text[q.span.end..]));
    // 三类案件: kinds of cases are no cases.
    let kinds = words.ends_with('类')
        && q.value <= rust_decimal::Decimal::from(20)
        && [
            "合占",
            "合计占",
            "罪案",
            "骗案",
            "均",
            "都",
            "案件",
            "违法",
            "犯罪",
            "重点",
            "突出",
            "问题",
            "行为",
            "人员",
            "企业",
            "场所",
            "情形",
            "领域",
        ]
        .iter()
        .any(|w| text[q.span.end..].starts_with(w));
    // 曝光案例4批26起: the batches of what is counted next.
    let batch = |w: &str| words.ends_with(w) && text[q.span.end..].starts_with(|c: char| c.is_ascii_digit());
    let kinds = kinds || batch("批") || batch("批次");
    let kind = if kinds {
        Kind::Figure(Reason::Background)
    } else if bounded && (few || measured) {
        Kind::Figure(Reason::Condition)
    } else {
        token.kind.clone()
    };
    Token { span: token.span, kind }
}

/// class := (案值 | 金额 …) threshold: the noun of a threshold is not what is counted behind it (案值百万元以上的73条)
pub fn without_classes(tokens: &[Token]) -> Vec<Token> {
    let amount = |t: &Token| super::words::targets(t).iter().any(|t| t == "money");
    let of_class = |i: usize, t: &Token| {
        tokens.get(i + 1).is_some_and(|n| {
            n.kind == Kind::Figure(Reason::Condition) && n.span.start.saturating_sub(t.span.end) <= 6 && amount(t)
        })
    };
    tokens.iter().enumerate().filter(|(i, t)| !of_class(*i, t)).map(|(_, t)| t.clone()).collect()
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

/// A length of time is a figure only in a streak, or where it became shorter or longer.
fn length_of_time(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let time = matches!(stretch.head().unit.as_str(), "year" | "month" | "day");
    let streak = stretch.before.iter().any(|t| t.kind == Kind::Mark(Mark::Streak));
    time && !streak && !changed_length(context.text, stretch)
}

/// changed := (由|从) time … (缩短至|缩至|压缩到 …) time: each of the two
fn changed_length(text: &str, stretch: &Stretch<'_>) -> bool {
    const CHANGED: [&str; 8] = ["缩短", "缩至", "缩减", "压缩", "压减", "降至", "降到", "延长"];
    let q = stretch.head();
    let from = text.floor_char_boundary(q.span.start.saturating_sub(24));
    let before = text[from..q.span.start].trim_end_matches(|c: char| "不足仅约近为的".contains(c));
    let before = before.rsplit(['，', '。', '；']).next().unwrap_or("");
    let became = before.ends_with(['至', '到', '为']) || text[from..q.span.start].ends_with('为');
    let new = became && CHANGED.iter().any(|w| before.contains(w));
    let former = stretch.mark_before(|m| matches!(m, Mark::From | Mark::By));
    let after: String = text[q.span.end..].chars().take(8).take_while(|c| !"。；".contains(*c)).collect();
    new || shortened(text, q.span.start).is_some()
        || former.is_some_and(|(t, _)| stretch.distance(t) <= 24) && CHANGED.iter().any(|w| after.contains(w))
}

/// shortened := (缩短 | 压缩 | 压减 | 延长) 了? 约? time: 平均审理周期缩短11天
pub fn shortened(text: &str, at: usize) -> Option<&'static str> {
    let before = text[..at].trim_end_matches(['了', '约', '近']);
    let shorter = ["缩短", "压缩", "压减", "缩减"].iter().any(|w| before.ends_with(w));
    let longer = before.ends_with("延长");
    shorter.then_some("decrease").or(longer.then_some("increase"))
}

/// referred-to := (两 | 三 … 九) (家 | 个 | 组 | 项 | 大) (单位 | 重点 | 专项行动 | 数字 …): those that were told of, in a word
fn referred_to(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    const TOLD: [&str; 21] = [
        "单位", "部门", "机关", "专项", "行动", "战役", "重点", "数字", "数据", "共性", "方面", "环节", "阶段", "层面",
        "特点", "维度", "关键", "地区", "案例", "问题", "指标",
    ];
    let q = stretch.head();
    let number = q.number.of(context.text);
    let small = number.chars().count() == 1 && number.starts_with(['两', '三', '四', '五', '六', '七', '八', '九']);
    let word = context.text.get(q.number.end..q.span.end).unwrap_or("");
    let counts = ["家", "个", "组", "项", "大"].contains(&word);
    let rest = &context.text[q.span.end..];
    // 为两个单位挽回损失: what follows a verb was done something to.
    let object = stretch.before.last().is_some_and(|t| is_verb(t) && stretch.distance(t) == 0);
    small && counts && !object && TOLD.iter().any(|w| rest.starts_with(w))
}

/// spoken-for := N 家 (单位 | 部门 | 机构) (主要 | 有关 | 相关)? 负责人: whose heads speak
fn spoken_for(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let rest = &context.text[stretch.head().span.end..];
    let rest = ["单位", "部门", "机构"].iter().find_map(|w| rest.strip_prefix(w));
    rest.is_some_and(|r| {
        ["负责人", "主要负责人", "有关负责人", "相关负责人", "负责同志"].iter().any(|w| r.starts_with(w))
    })
}
