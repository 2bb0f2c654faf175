//! The numerals of a text: each digit run and each spelled-out number becomes a quantity, a period, or a figure that
//! reports nothing.

mod beginnings;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::sequence::delimited;

use self::beginnings::BEGINNINGS;
use super::calendar::{Calendar, calendar};
use super::dates::{later, period};
use super::figures::{duration, figure, penalty, streak};
use super::money::dollar;
use super::quantities::{amount, bounds};
use super::scan::{Read, after, among, before, digit_run, is_sign, phrase, space, space0, words_before};
use crate::bulletin::{Bound, Reason};
use crate::lang::Setting;
use crate::lang::latin::amounts::Amount;
use crate::lang::latin::numbers::{Again, Lasting, Tape, each_start, may_begin, quantity};
use crate::token::{Kind, Token};

/// The numerals of a text.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    let mut reader =
        Reader { tape: Tape::new(text), calendar: calendar(text, setting.date), dollar: dollar(text, setting.home) };
    each_start(text, |at| reader.read(at));
    reader.tape.tokens
}

/// How English reads lengths of time.
const LASTING: Lasting = Lasting { bounds, duration, streak, penalty };

/// How an amount is said again.
const AGAIN: Again = Again {
    words: &["equivalent to", "or about", "or around", "or approximately", "or nearly", "or US", "or", "about"],
    reach: 24,
};

/// handed := ('handed' | 'turned' …) 'over' : the "over" of a verb bounds no number
fn handed(text: &str, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "hand", "hands", "handed", "handing", "turn", "turned", "turning", "took", "taken", "taking", "pulled",
        "pulling", "pull", "signed", "made",
    ];
    let over = text[at..].get(..5).is_some_and(|w| w.eq_ignore_ascii_case("over "));
    over && words_before(text, at).next().is_some_and(|w| among(w, VERBS))
}

struct Reader<'a> {
    tape: Tape<'a>,
    calendar: Calendar,
    dollar: &'static str,
}

impl Reader<'_> {
    /// Reads what begins here and gives its end.
    fn read(&mut self, at: usize) -> Option<usize> {
        let first = self.tape.text[at..].chars().next()?;
        if !(first.is_alphanumeric() || is_sign(first)) {
            return None;
        }
        let inside = before(self.tape.text, at, 4).chars().next_back().is_some_and(char::is_alphanumeric);
        if inside && first.is_alphabetic() {
            return None;
        }
        if first.is_alphabetic() && !may_begin(&self.tape.text[at..], &BEGINNINGS) {
            return None;
        }
        if handed(self.tape.text, at) {
            return None;
        }
        if first == '.' && (inside || !self.tape.text[at + 1..].starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        if first.is_alphanumeric() {
            if let Some(end) = self.tape.time(at, later, |text, at| period(text, at, &self.calendar)) {
                return Some(end);
            }
            if let Some((end, reason)) = figure(self.tape.text, at) {
                return Some(self.tape.push(at, end, Kind::Figure(reason)));
            }
            if let Some(end) = self.tape.lasting(at, &LASTING) {
                return Some(end);
            }
        }
        // At most places no amount begins: that is found out once, not once for a range and once for an amount.
        let begins = first.eq_ignore_ascii_case(&'b') || amount(&self.tape.text[at..]).is_ok();
        let read = if begins { self.range(at).or_else(|| self.quantity(at)) } else { None };
        read.or_else(|| {
            let (rest, _) = digit_run(&self.tape.text[at..]).ok()?;
            Some(self.tape.push(at, self.tape.text.len() - rest.len(), Kind::Figure(Reason::OutOfRange)))
        })
    }

    fn quantity(&mut self, at: usize) -> Option<usize> {
        let (rest, amount) = amount(&self.tape.text[at..]).ok()?;
        let end = self.tape.text.len() - rest.len();
        let (kind, end) = self.settle(at, end, amount);
        Some(self.tape.push(at, end, kind))
    }

    /// range := amount ('to' | '-' | '–') amount | 'between' amount 'and' amount : at least the one, at most the other
    fn range(&mut self, at: usize) -> Option<usize> {
        let input = &self.tape.text[at..];
        let (start, between) = match (phrase("between"), space).parse(input) {
            Ok((rest, _)) => (rest, true),
            Err(_) => (input, false),
        };
        let (rest, one) = amount(start).ok()?;
        let first_end = self.tape.text.len() - rest.len();
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
        let aged = words_before(self.tape.text, at).next().is_some_and(|w| among(w, &["aged", "ages", "age"]));
        if aged && two.unit == "count" {
            let (head, tail) = (self.tape.text.len() - start.len(), self.tape.text.len() - second.len());
            self.tape.push(head, first_end, Kind::Figure(Reason::Age));
            return Some(self.tape.push(tail, self.tape.text.len() - rest.len(), Kind::Figure(Reason::Age)));
        }
        let compatible =
            one.unit == two.unit || one.unit == "count" || two.unit == "count" && !matches!(one.unit, "" | "times");
        let ordered = one.before(&two) < two.value;
        let former = words_before(self.tape.text, at).take(3).any(|w| {
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
        if !compatible || former && !between || !ordered || two.bound != Bound::Exact && two.lead > 0 {
            return None;
        }
        let (lower, upper) = one.ends(two);
        let start = self.tape.text.len() - start.len();
        let (kind, _) = self.settle(start, first_end, lower);
        self.tape.push(start, first_end, kind);
        let second = self.tape.text.len() - second.len();
        let end = self.tape.text.len() - rest.len();
        let (kind, end) = self.settle(second, end, upper);
        Some(self.tape.push(second, end, kind))
    }

    /// The token of an amount, and where it ends.
    fn settle(&self, at: usize, end: usize, amount: Amount) -> (Kind, usize) {
        let mut unit = if amount.unit.is_empty() { self.dollar } else { amount.unit };
        let mut end = end;
        let tail = after(self.tape.text, end, 40);
        if unit == "count" {
            if let Ok((rest, _)) = (space, alt((phrase("times"), phrase("time")))).parse(tail) {
                let reach = words_before(self.tape.text, at).next().is_some_and(|w| among(w, &["for", "of"]));
                let part = !amount.value.fract().is_zero();
                if amount.value < rust_decimal::Decimal::ONE_THOUSAND && (part || !reach) {
                    unit = "times";
                }
                end += tail.len() - rest.len();
            }
            if self.reports_nothing(at, end, &amount) {
                return (Kind::Figure(Reason::Time), end);
            }
            if aged(self.tape.text, at, end, &amount) {
                return (Kind::Figure(Reason::Age), end);
            }
        } else if self.tape.converts(at, end, unit, &AGAIN) {
            return (Kind::Figure(Reason::Conversion), end);
        }
        (quantity(at, end, &amount, unit), end)
    }

    /// A plain number that is a year: nothing that can be counted follows it.
    fn reports_nothing(&self, at: usize, end: usize, amount: &Amount) -> bool {
        let year = amount.plain && end - at == 4 && (1900..2060).contains(&i64::try_from(amount.value).unwrap_or(0));
        let rest = after(self.tape.text, end, 40);
        let noun = rest.strip_prefix(' ').unwrap_or("").split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let counts = noun.starts_with(char::is_lowercase)
            && !among(noun, &["and", "to", "was", "were", "is", "the", "by", "in", "of", "as", "when", "saw", "has"]);
        let from = words_before(self.tape.text, at)
            .next()
            .is_some_and(|w| among(w, &["reached", "were", "totalled", "totaled", "was"]));
        year && !counts && !from
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
    use crate::lang::latin::numbers::shown;

    /// Every token of a text: quantities as value, unit and bound, periods and figures by their kind.
    fn read(text: &str) -> String {
        let date = Some(jiff::civil::date(2021, 10, 26));
        shown(numbers(text, Setting { date, home: None }))
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
