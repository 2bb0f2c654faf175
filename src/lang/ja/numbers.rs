//! The numerals of a Japanese text: quantities, dates and periods, averages, and figures that report nothing.

use jiff::civil::Date;

use super::{bases, dates, figures, quantities};
use crate::bulletin::{Compare, Reason, Span};
use crate::lang::Setting;
use crate::lang::han::scan::{self, Tokens};
use crate::lang::han::{begins as begins_number, digit};
use crate::token::{Kind, Mark, Period, Token};

/// The numerals of a text, in order, without overlaps. Every digit of it is in one of the tokens.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    scan::tokens(text, |at, c, so_far| {
        let (mut found, end) = token_at(text, at, c, setting.date, so_far)?;
        // Between the ends of a range stands no bracket.
        if let Some(first) = found.first_mut().filter(|t| converts(text, so_far.last(), t)) {
            first.kind = Kind::Figure(Reason::Conversion);
        }
        Some((found, end))
    })
}

/// What a change was held against last: 同 before a number is held against that.
fn last_base(so_far: &[Token]) -> Compare {
    let base = |t: &Token| if let Kind::Mark(Mark::Base(base)) = t.kind { Some(base) } else { None };
    so_far.iter().rev().find_map(base).unwrap_or(Compare::YearOnYear)
}

/// The characters that a quantity can begin with beside numerals: bounds, signs of change and of currencies.
fn may_bound(c: char) -> bool {
    "約おほ概推少最+＋-－−▲△▼$＄￥¥\\€£UHNu過半倍".contains(c)
}

fn token_at(text: &str, at: usize, c: char, date: Option<Date>, so_far: &[Token]) -> Option<Tokens> {
    let one = |kind, end| Some(scan::one(at, end, kind));
    let number = begins_number(c);
    let i = &text[at..];
    if "前昨去先一".contains(c)
        && let Some((kind, len)) = bases::earlier(i)
    {
        return one(kind, at + len);
    }
    if c == '同'
        && let Some(len) = bases::same(i)
    {
        return one(Kind::Mark(Mark::Base(last_base(so_far))), at + len);
    }
    if let Some(len) = bases::years_before(i) {
        return one(Kind::Mark(Mark::Base(Compare::PreviousPeriod)), at + len);
    }
    if let Some((mark, len)) = average(i).filter(|_| number) {
        return one(Kind::Mark(mark), at + len);
    }
    let period = dates::begins(c).then(|| period_at(text, at, date)).flatten();
    let figure = (number || "第数何#＃♯〒".contains(c)).then(|| figures::figure(text, at)).flatten();
    if let Some(found) = scan::figure_or_period(at, figure, period) {
        return Some(found);
    }
    let found = (number || may_bound(c)).then(|| quantities::quantity_at(text, at)).flatten()?;
    Some((found.tokens, found.end))
}

/// What follows the date of something that only stands behind the figures: a law, a body, an earlier statement.
const FOUNDED: &[&str] = &[
    "に施行",
    "に改正",
    "に公布",
    "に制定",
    "に成立",
    "に発足",
    "に設置され",
    "に設立",
    "に創設",
    "に導入",
    "に運用を",
    "に公表された",
    "に発表された",
    "施行の",
    "施行）",
    "施行さ",
    "に生まれ",
    "の施行",
    "の改正",
    "の法改正",
    "に始まった",
    "に新設",
    "に締結",
    "に策定",
    "に閣議",
    "改正の",
];

/// The period at `at`: the day of a statement is told by its sentence, and a year can be what a change is held against.
fn period_at(text: &str, at: usize, date: Option<Date>) -> Option<(Kind, usize)> {
    let (period, len) = dates::period(&text[at..], date)?;
    let end = at + len;
    let after = &text[end..];
    if FOUNDED.iter().any(|w| after.starts_with(w)) {
        return Some((Kind::Figure(Reason::Time), end));
    }
    if let Period::Span { from: Some(from), to: Some(to) } = period {
        if (to - from).get_days() > 85
            && let Some(more) = bases::held(after)
        {
            let recent = date.is_some_and(|d| d.year() - from.year() <= 2);
            let base = if recent { Compare::YearOnYear } else { Compare::PreviousPeriod };
            return Some((Kind::Mark(Mark::Base(base)), end + more));
        }
        let dated = text[at..end].ends_with('付') || text[at..end].ends_with("付け");
        if from == to && !dated && dates::states(after) && speaks(after) {
            return Some((Kind::Period(Period::Statement(from)), end));
        }
    }
    Some((Kind::Period(period), end))
}

/// Whether the day is that of the sentence's verb: nothing is counted between it and the next comma.
fn speaks(after: &str) -> bool {
    let near = crate::lang::scan::after(after, 0, 120);
    let part = &near[..near.find(['、', '。', '\n']).unwrap_or(near.len())];
    !part.contains(|c| digit(c).is_some()) || dates::states(part)
}

/// average := 1 (日 | か月 | 年 | 件 | 人 …) (当たり | あたり | 平均 | につき)
fn average(i: &str) -> Option<(Mark, usize)> {
    let rest = i.strip_prefix(['1', '１', '一'])?;
    const UNITS: &[(&str, Option<&str>)] = &[
        ("日", Some("day")),
        ("週間", Some("week")),
        ("週", Some("week")),
        ("か月", Some("month")),
        ("カ月", Some("month")),
        ("ヵ月", Some("month")),
        ("ヶ月", Some("month")),
        ("月", Some("month")),
        ("年間", Some("year")),
        ("年", Some("year")),
        ("件", Some("case")),
        ("事件", Some("case")),
        ("回", None),
        ("人", Some("person")),
        ("名", Some("person")),
        ("世帯", None),
        ("社", None),
        ("企業", None),
        ("事業場", None),
        ("事業者", None),
        ("事業所", None),
        ("法人", None),
        ("台", None),
        ("隻", None),
        ("口座", None),
        ("店舗", None),
        ("署", None),
    ];
    let (rest, unit) = UNITS.iter().find_map(|(w, u)| rest.strip_prefix(w).map(|r| (r, *u)))?;
    let rest = each_of(rest).unwrap_or(rest);
    let rest = ["当たり", "あたり", "平均", "につき"].iter().find_map(|w| rest.strip_prefix(w))?;
    let rest = ["の平均", "平均"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    Some((unit.map_or(Mark::Average, Mark::Per), i.len() - rest.len()))
}

/// each-of := ・ 1 noun, before 当たり: 1日・1IPアドレス当たり
fn each_of(i: &str) -> Option<&str> {
    let rest = i.strip_prefix(['・', '、'])?.strip_prefix(['1', '１', '一'])?;
    let near = crate::lang::scan::after(rest, 0, 45);
    let end = ["当たり", "あたり"].iter().filter_map(|w| near.find(w)).min()?;
    let noun = |c: char| digit(c).is_none() && !"、。はがをに".contains(c);
    near[..end].chars().all(noun).then(|| &rest[end..])
}

/// An amount in brackets behind one of another currency is the same amount: 1200万元（約2億4000万円）.
fn converts(text: &str, before: Option<&Token>, token: &Token) -> bool {
    let money = |t: &Token| match &t.kind {
        Kind::Quantity(q) if q.unit.len() == 3 && q.unit.bytes().all(|b| b.is_ascii_uppercase()) => {
            Some(q.unit.clone())
        }
        _ => None,
    };
    let Some((last, unit)) = before.and_then(|b| money(b).map(|u| (b, u))) else { return false };
    let gap = Span::new(last.span.end, token.span.start).of(text);
    money(token).is_some_and(|u| u != unit) && ["（", "(", "（日本円で", "（日本円換算で"].contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::scan::testing;

    fn kinds(text: &str) -> Vec<String> {
        testing::kinds(numbers, text, jiff::civil::date(2025, 3, 6))
    }

    #[test]
    fn a_line() {
        for (text, want) in [
            ("前年同期比257件、2.3％減", vec!["前年同期比=Base(YearOnYear)", "257件=257 count", "2.3％=2.3 percent"]),
            (
                "（前年比0.9％減）、809人（同25.1％減）",
                vec![
                    "前年比=Base(YearOnYear)",
                    "0.9％=0.9 percent",
                    "809人=809 count",
                    "同=Base(YearOnYear)",
                    "25.1％=25.1 percent",
                ],
            ),
            ("警察庁は26日、824人に上ったと発表した。", vec!["26日=statement", "824人=824 count"]),
            ("２０日付で詐欺未遂容疑により逮捕した、と発表した", vec!["２０日付=period"]),
            ("1日・1人当たり30件", vec!["1日・1人当たり=Per(\"day\")", "30件=30 count"]),
            ("1日・1IPアドレス当たり9,520.2件", vec!["1日・1IPアドレス当たり=Per(\"day\")", "9,520.2件=9520.2 count"]),
            ("1日、1人が相談した", vec!["1日=period", "1人=1 count"]),
            ("1日平均940万件", vec!["1日平均=Per(\"day\")", "940万件=9400000 count"]),
            ("3000万元（約6億円）を", vec!["3000万元=30000000 CNY", "約6億円=Conversion"]),
            ("統計のある令和5年を大幅に上回った", vec!["令和5年を=Base(YearOnYear)"]),
            ("2024年9月21日 9時30分", vec!["2024年9月21日=period", "9時30分=Time"]),
            ("ほぼ半減した", vec!["ほぼ半=50 percent"]),
        ] {
            assert_eq!(kinds(text), want, "{text}");
        }
    }

    #[test]
    fn long_runs_are_read_in_one_go() {
        testing::long_runs(
            numbers,
            &["1", "一", "万", "1,", "分の", "から", " ", "年", "同", "前年", "第", "0-", "1月", "（1"],
        );
    }
}
