//! The numerals of a text: each digit run and each spelled-out number becomes a quantity, a period, or a figure that
//! reports nothing.

use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::sequence::delimited;

use super::calendar::{Calendar, calendar};
use super::dates::{later, period};
use super::figures::{duration, figure, penalty, streak};
use super::money::dollar;
use super::quantities::{Amount, amount, bounds};
use super::scan::{Read, after, among, before, digit_run, is_sign, next_start, phrase, space, space0, words_before};
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::Setting;
use crate::token::{Kind, Period, Token};

/// The numerals of a text.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    let mut reader = Reader {
        text,
        calendar: calendar(text, setting.date),
        dollar: dollar(text, setting.home),
        last: None,
        tokens: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = match reader.read(at) {
            Some(end) if end > at => end,
            _ => next_start(text, at),
        };
    }
    reader.tokens
}

/// Whether a word can begin a numeral, an amount, a date or an identifier: most words cannot, and are passed over.
fn may_begin(input: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "about",
        "above",
        "across",
        "after",
        "against",
        "ago",
        "all",
        "almost",
        "an",
        "apr",
        "approaching",
        "approx",
        "approximately",
        "april",
        "around",
        "as",
        "at",
        "aug",
        "august",
        "before",
        "beginning",
        "below",
        "between",
        "beyond",
        "billions",
        "broke",
        "by",
        "c",
        "calendar",
        "circa",
        "close",
        "closer",
        "crossed",
        "dated",
        "dec",
        "december",
        "double",
        "doubled",
        "doubling",
        "dozens",
        "during",
        "early",
        "eight",
        "eighteen",
        "eightfold",
        "eighty",
        "eleven",
        "end",
        "estimated",
        "ever",
        "exceed",
        "exceeded",
        "exceeding",
        "exceeds",
        "feb",
        "february",
        "fewer",
        "fifteen",
        "fifth",
        "fifty",
        "final",
        "financial",
        "first",
        "fiscal",
        "five",
        "fivefold",
        "for",
        "forty",
        "fourty",
        "four",
        "fourfold",
        "fourteen",
        "fourth",
        "friday",
        "from",
        "fy",
        "greater",
        "half",
        "hundred",
        "hundreds",
        "in",
        "jan",
        "january",
        "jul",
        "july",
        "jun",
        "june",
        "just",
        "larger",
        "last",
        "late",
        "latest",
        "less",
        "mar",
        "march",
        "may",
        "mid",
        "millions",
        "minimum",
        "monday",
        "more",
        "near",
        "nearing",
        "nearly",
        "nine",
        "ninefold",
        "nineteen",
        "ninety",
        "ninth",
        "no",
        "north",
        "not",
        "nov",
        "november",
        "oct",
        "october",
        "of",
        "on",
        "one",
        "ones",
        "over",
        "passed",
        "past",
        "per",
        "percent",
        "percents",
        "preceding",
        "previous",
        "quadruple",
        "quadrupled",
        "quadrupling",
        "quarter",
        "quintupled",
        "recent",
        "roughly",
        "saturday",
        "scores",
        "second",
        "sep",
        "sept",
        "september",
        "seven",
        "sevenfold",
        "seventeen",
        "seventh",
        "seventy",
        "several",
        "since",
        "six",
        "sixfold",
        "sixteen",
        "sixth",
        "sixty",
        "slightly",
        "so",
        "some",
        "somewhere",
        "start",
        "starting",
        "sunday",
        "surpassed",
        "surpassing",
        "ten",
        "tenfold",
        "tens",
        "tenth",
        "than",
        "that",
        "the",
        "third",
        "thirteen",
        "thirty",
        "this",
        "thousands",
        "three",
        "threefold",
        "through",
        "throughout",
        "thursday",
        "thus",
        "till",
        "to",
        "today",
        "topped",
        "topping",
        "treble",
        "trebled",
        "triple",
        "tripled",
        "tripling",
        "tuesday",
        "twelfth",
        "twelve",
        "twenty",
        "twice",
        "two",
        "twofold",
        "under",
        "until",
        "up",
        "upward",
        "upwards",
        "virtually",
        "wednesday",
        "well",
        "with",
        "within",
        "year",
        "yesterday",
        "zero",
        "eighth",
        "eleventh",
        "half-year",
        "it",
    ];
    static SET: std::sync::OnceLock<std::collections::HashSet<&'static str>> = std::sync::OnceLock::new();
    let chunk = after(input, 0, 60);
    let chunk = chunk.split(|c: char| c.is_whitespace() && c != '\u{A0}').next().unwrap_or(chunk);
    let word = chunk.split(|c: char| !c.is_alphabetic()).next().unwrap_or(chunk);
    // "US$5", "COVID-19" and "www.a1.cn" have a digit or a sign near; a code in capitals or "Rs" stands before an amount.
    let amount = || word.len() <= 4 && after(input, word.len(), 4).contains(|c: char| c.is_ascii_digit() || c == '$');
    chunk.contains(|c: char| c.is_ascii_digit() || is_currency(c))
        || amount()
        || SET.get_or_init(|| WORDS.iter().copied().collect()).contains(word.to_ascii_lowercase().as_str())
}

fn is_currency(c: char) -> bool {
    is_sign(c) && !matches!(c, '.' | '>' | '<')
}

struct Reader<'a> {
    text: &'a str,
    calendar: Calendar,
    dollar: &'static str,
    /// The last single day that was named, for "two days later".
    last: Option<Date>,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// Reads what begins here and gives its end.
    fn read(&mut self, at: usize) -> Option<usize> {
        let first = self.text[at..].chars().next()?;
        if !(first.is_alphanumeric() || is_sign(first)) {
            return None;
        }
        let inside = before(self.text, at, 4).chars().next_back().is_some_and(char::is_alphanumeric);
        if inside && first.is_alphabetic() {
            return None;
        }
        if first.is_alphabetic() && !may_begin(&self.text[at..]) {
            return None;
        }
        if first == '.' && (inside || !self.text[at + 1..].starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        if first.is_alphanumeric() {
            if let Some(end) = self.when(at) {
                return Some(end);
            }
            if let Some((end, reason)) = figure(self.text, at) {
                return Some(self.push(at, end, Kind::Figure(reason)));
            }
            if let Some(end) = self.lasting(at) {
                return Some(end);
            }
        }
        // At most places no amount begins: that is found out once, not once for a range and once for an amount.
        let begins = first.eq_ignore_ascii_case(&'b') || amount(&self.text[at..]).is_ok();
        let read = if begins { self.range(at).or_else(|| self.quantity(at)) } else { None };
        read.or_else(|| {
            let (rest, _) = digit_run(&self.text[at..]).ok()?;
            Some(self.push(at, self.text.len() - rest.len(), Kind::Figure(Reason::OutOfRange)))
        })
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        self.tokens.push(Token { span: Span::new(start, end), kind });
        end
    }

    fn when(&mut self, at: usize) -> Option<usize> {
        if let Some((length, day)) = later(&self.text[at..], self.last) {
            self.last = Some(day);
            let span = Period::Span { from: Some(day), to: Some(day) };
            return Some(self.push(at, at + length, Kind::Period(span)));
        }
        let (end, kind) = period(self.text, at, &self.calendar)?;
        if let Kind::Period(Period::Span { from: Some(day), to }) = kind {
            self.last = (to == Some(day)).then_some(day).or(self.last);
        }
        Some(self.push(at, end, kind))
    }

    /// A length of time: a streak is a quantity, any other reports nothing.
    fn lasting(&mut self, at: usize) -> Option<usize> {
        let input = &self.text[at..];
        let (rest, bound) = bounds(input).ok()?;
        let start = self.text.len() - rest.len();
        let (rest, (value, unit)) = duration(rest).ok()?;
        let end = self.text.len() - rest.len();
        if matches!(unit, "day" | "month" | "year") && streak(self.text, start, end) {
            let number = Span::new(start, start + self.text[start..end].find([' ', '-']).unwrap_or(end - start));
            let quantity = Quantity {
                value,
                unit: Id::new(unit),
                bound: bound.unwrap_or_default(),
                step: rust_decimal::Decimal::ONE,
                counted: Vec::new(),
                number,
                span: Span::new(at, end),
            };
            return Some(self.push(at, end, Kind::Quantity(quantity)));
        }
        let reason = if penalty(self.text, start, end) { Reason::Condition } else { Reason::Time };
        Some(self.push(at, end, Kind::Figure(reason)))
    }

    fn quantity(&mut self, at: usize) -> Option<usize> {
        let (rest, amount) = amount(&self.text[at..]).ok()?;
        let end = self.text.len() - rest.len();
        let (kind, end) = self.settle(at, end, amount);
        Some(self.push(at, end, kind))
    }

    /// range := amount ('to' | '-' | '–') amount | 'between' amount 'and' amount : at least the one, at most the other
    fn range(&mut self, at: usize) -> Option<usize> {
        let input = &self.text[at..];
        let (start, between) = match (phrase("between"), space).parse(input) {
            Ok((rest, _)) => (rest, true),
            Err(_) => (input, false),
        };
        let (rest, one) = amount(start).ok()?;
        let first_end = self.text.len() - rest.len();
        let joint = |i| -> Read<'_, ()> {
            if between {
                return delimited(space, phrase("and"), space).parse(i);
            }
            alt((delimited(space, phrase("to"), space), alt((tag("-"), tag("–"), tag("~"), tag("—"))).map(|_| ())))
                .parse(i)
        };
        let (second, ()) = joint(rest).ok()?;
        let (second, _) = space0(second).ok()?;
        let (rest, two) = amount(second).ok()?;
        let aged = words_before(self.text, at).next().is_some_and(|w| among(w, &["aged", "ages", "age"]));
        if aged && two.unit == "count" {
            let (head, tail) = (self.text.len() - start.len(), self.text.len() - second.len());
            self.push(head, first_end, Kind::Figure(Reason::Age));
            return Some(self.push(tail, self.text.len() - rest.len(), Kind::Figure(Reason::Age)));
        }
        let compatible =
            one.unit == two.unit || one.unit == "count" || two.unit == "count" && !matches!(one.unit, "" | "times");
        let scale = two.step.max(rust_decimal::Decimal::ONE);
        // "5 to 6 million": the first number shares the magnitude of the second one.
        let shared = if one.value < two.value
            && one.step < two.step
            && one.value * scale < two.value
            && two.value >= scale
            && one.value < rust_decimal::Decimal::ONE_THOUSAND
        {
            one.value * scale
        } else {
            one.value
        };
        let former = words_before(self.text, at).take(3).any(|w| {
            among(
                w,
                &[
                    "from",
                    "by",
                    "up",
                    "down",
                    "rose",
                    "fell",
                    "increased",
                    "decreased",
                    "dropped",
                    "declined",
                    "grew",
                    "climbed",
                    "jumped",
                    "rising",
                    "falling",
                ],
            )
        });
        let ordered = shared < two.value;
        if !compatible || former && !between || !ordered || two.bound != Bound::Exact && two.lead > 0 {
            return None;
        }
        let unit = if one.unit == "count" { two.unit } else { one.unit };
        let lower =
            Amount { value: shared, step: one.step.max(scale), unit, bound: Bound::AtLeast, plain: false, ..one };
        let upper = Amount { unit, bound: Bound::AtMost, plain: false, ..two };
        let start = self.text.len() - start.len();
        let (kind, _) = self.settle(start, first_end, lower);
        self.push(start, first_end, kind);
        let second = self.text.len() - second.len();
        let end = self.text.len() - rest.len();
        let (kind, end) = self.settle(second, end, upper);
        Some(self.push(second, end, kind))
    }

    /// The token of an amount, and where it ends.
    fn settle(&self, at: usize, end: usize, amount: Amount) -> (Kind, usize) {
        let number = Span::new(at + amount.lead, at + amount.lead + amount.length);
        let mut unit = if amount.unit.is_empty() { self.dollar } else { amount.unit };
        let mut end = end;
        let tail = after(self.text, end, 40);
        if unit == "count" {
            if let Ok((rest, _)) = (space, alt((phrase("times"), phrase("time")))).parse(tail) {
                let reach = words_before(self.text, at).next().is_some_and(|w| among(w, &["for", "of"]));
                let part = !amount.value.fract().is_zero();
                if amount.value < rust_decimal::Decimal::ONE_THOUSAND && (part || !reach) {
                    unit = "times";
                }
                end += tail.len() - rest.len();
            }
            if self.reports_nothing(at, end, &amount) {
                return (Kind::Figure(Reason::Time), end);
            }
            if aged(self.text, at, end, &amount) {
                return (Kind::Figure(Reason::Age), end);
            }
        } else if self.converts(at, end, unit) {
            return (Kind::Figure(Reason::Conversion), end);
        }
        let quantity = Quantity {
            value: amount.value,
            unit: Id::new(unit),
            bound: amount.bound,
            step: amount.step,
            counted: Vec::new(),
            number,
            span: Span::new(at, end),
        };
        (Kind::Quantity(quantity), end)
    }

    /// A plain number that is a year: nothing that can be counted follows it.
    fn reports_nothing(&self, at: usize, end: usize, amount: &Amount) -> bool {
        let year = amount.plain && end - at == 4 && (1900..2060).contains(&i64::try_from(amount.value).unwrap_or(0));
        let rest = after(self.text, end, 40);
        let noun = rest.strip_prefix(' ').unwrap_or("").split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let counts = noun.starts_with(char::is_lowercase)
            && !among(noun, &["and", "to", "was", "were", "is", "the", "by", "in", "of", "as", "when", "saw", "has"]);
        let from = words_before(self.text, at)
            .next()
            .is_some_and(|w| among(w, &["reached", "were", "totalled", "totaled", "was"]));
        year && !counts && !from
    }

    /// Whether an amount of money is only that before it in another currency: it stands in brackets right after it.
    fn converts(&self, at: usize, end: usize, unit: &str) -> bool {
        let Some(Token { span, kind: Kind::Quantity(q) }) = self.tokens.last() else { return false };
        let money = |u: &str| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase());
        if !money(unit) || !money(&q.unit) || *q.unit == *unit || at < span.end || at - span.end > 60 {
            return false;
        }
        let gap = &self.text[span.end..at];
        let open = gap.trim_start().starts_with(['(', '（'])
            || gap.rfind('(').is_some_and(|i| gap.len() - i < 24 && !gap.contains([',', ';', '.']));
        let closed = after(self.text, end, 12).trim_start().starts_with([')', '）', ',', ';']);
        let words = ["equivalent to", "or about", "or around", "or approximately", "or nearly", "or US", "or", "about"];
        let told = words.iter().any(|w| gap.trim().trim_start_matches(',').trim() == *w);
        open && closed || told
    }
}

/// "people over 60", "minors under 18": a bound without a noun after a word for people is an age.
fn aged(text: &str, at: usize, end: usize, amount: &Amount) -> bool {
    let small = amount.value <= rust_decimal::Decimal::ONE_HUNDRED && amount.bound != Bound::Exact;
    let rest = after(text, end, 20);
    let ends = rest.is_empty()
        || rest.starts_with([',', '.', ';', ')'])
        || [" and ", " who ", " were ", " was "].iter().any(|w| rest.starts_with(w));
    let people = &[
        "aged",
        "all",
        "people",
        "persons",
        "those",
        "minors",
        "children",
        "citizens",
        "residents",
        "adults",
        "youths",
        "women",
        "men",
        "victims",
        "anyone",
        "individuals",
        "seniors",
    ];
    small && ends && words_before(text, at).next().is_some_and(|w| among(w, people))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every token of a text: quantities as value, unit and bound, periods and figures by their kind.
    fn read(text: &str) -> String {
        let date = Some(jiff::civil::date(2021, 10, 26));
        let show = |t: Token| match t.kind {
            Kind::Quantity(q) => format!("{} {} {}", q.value, q.unit, q.bound.id()),
            Kind::Period(p) => match p {
                Period::Span { .. } => "span".to_owned(),
                Period::Since(_) => "since".to_owned(),
                Period::Statement(_) => "statement".to_owned(),
                other => format!("{other:?}"),
            },
            Kind::Figure(r) => format!("{r:?}"),
            other => format!("{other:?}"),
        };
        numbers(text, Setting { date, home: None }).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn reads_numbers() {
        for (text, expected) in [
            ("On average, 60 to 80 calls were made", "60 count atLeast; 80 count atMost"),
            ("between 10% and 15% of", "10 percent atLeast; 15 percent atMost"),
            ("5 to 6 million yuan", "5000000 CNY atLeast; 6000000 CNY atMost"),
            ("rose from 60 to 80", "60 count exact; 80 count exact"),
            ("over 20 million yuan (around 2.81 million U.S. dollars) of", "20000000 CNY atLeast; Conversion"),
            ("fell for 4 months in a row", "4 month exact"),
            ("for 20 consecutive months", "20 month exact"),
            ("the fifth consecutive year", "5 year exact"),
            ("within 3 minutes", "Time"),
            ("in less than fifty days", "Time"),
            ("sentenced to 3 years in prison", "Condition"),
            ("for 98.5 billion times", "98500000000 count exact"),
            ("3.2 times more", "3.2 times exact"),
            ("people over 60, and", "Age"),
            ("blocked 14,000 websites in 2020", "14000 count exact; span"),
            ("the 2022 report", "Time"),
            ("arrest of 2015 people", "2015 count exact"),
            ("concluded 1319 cases", "1319 count exact"),
            ("12345678901234567890123456789012345", "OutOfRange"),
            ("On June 24, A; two days later, B", "span; span"),
            ("SCP-173", "Identifier"),
            ("two \"pig\" gangs", "2 count exact"),
            ("one by one", "NotUnderstood"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
