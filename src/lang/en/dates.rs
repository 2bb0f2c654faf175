//! Periods: when the figures of a bulletin were, as far as the words alone say.

mod context;
mod spans;
mod words;

use jiff::civil::Date;
use nom::Parser;
use nom::combinator::opt;

use self::context::{only_told, to_come};
use self::words::PERIODS;
use super::calendar::Calendar;
use super::scan::{Read, among, any_of, before, fail, lookup, phrase, space};
use crate::bulletin::Reason;
use crate::lang::latin::{Words, periods as latin};
use crate::token::{Kind, Period};

/// period := fixed | spans | back | since | range | until | dated, with the context of the text round it
pub fn period(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    let input = &text[at..];
    if let Ok((rest, period)) = latin::alone(&PERIODS, calendar, input) {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    let found = spans::spans(calendar, input)
        .or_else(|_| back(calendar)(input))
        .or_else(|_| latin::since(&PERIODS, calendar, input))
        .or_else(|_| latin::range(&PERIODS, calendar, input))
        .or_else(|_| latin::until(&PERIODS, calendar, input));
    if let Ok((rest, period)) = found {
        let idle = match period {
            Period::Span { from: None, .. } if to_come(text, at) => Some(Reason::Condition),
            Period::Since(_) if only_told(text, at) => Some(Reason::Time),
            _ => None,
        };
        return Some((text.len() - rest.len(), idle.map_or(Kind::Period(period), Kind::Figure)));
    }
    let held = against(text, at, calendar).map(|(end, period)| (end, Kind::Period(period)));
    held.or_else(|| latin::dated(&PERIODS, text, at, calendar))
}

/// back := preposition? 'the'? ('past' | 'last' | 'previous') n? ('years' | 'months' | 'weeks' | 'days')
fn back<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: Words = &["in", "over", "during", "for", "within", "across", "throughout"];
    const PAST: &[(&str, bool)] =
        &[("past", true), ("last", false), ("previous", false), ("preceding", true), ("latest", false)];
    const UNITS: &[(&str, (i32, i32))] = &[
        ("year", (12, 0)),
        ("years", (12, 0)),
        ("decade", (120, 0)),
        ("decades", (120, 0)),
        ("quarter", (3, 0)),
        ("quarters", (3, 0)),
        ("month", (1, 0)),
        ("months", (1, 0)),
        ("week", (0, 7)),
        ("weeks", (0, 7)),
        ("fortnight", (0, 14)),
        ("day", (0, 1)),
        ("days", (0, 1)),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, lead) = opt((any_of(LEAD), space)).parse(input)?;
        let (rest, the) = opt((phrase("the"), space)).parse(rest)?;
        let (rest, past) = lookup(PAST)(rest)?;
        let (rest, _) = space(rest)?;
        let (rest, n) = opt(PERIODS.count).parse(rest)?;
        let (rest, unit) = lookup(UNITS)(rest)?;
        // "last year" is the calendar year; "the last year" and "the past year" go back from now.
        if n.is_none() && !(past || lead.is_some() && the.is_some()) {
            return fail(input);
        }
        latin::back(&calendar, n, unit).map_or_else(|| fail(input), |period| Ok((rest, period)))
    }
}

/// against := 'than' | 'compared with' …, ('that in' …)? point : what a change is held against
fn against(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Period)> {
    const THAN: Words = &[
        "than",
        "compared with",
        "compared to",
        "as compared with",
        "as compared to",
        "in comparison with",
        "relative to",
    ];
    const THAT: Words = &[
        "that of",
        "that in",
        "that for",
        "those of",
        "those in",
        "the figure for",
        "the figure in",
        "the figures for",
        "in",
        "for",
        "during",
    ];
    const CHANGE: &[&str] =
        &["increase", "rise", "jump", "growth", "decrease", "drop", "fall", "decline", "reduction", "up", "down"];
    let over = (phrase("over"), space).parse(&text[at..]).ok().map(|(rest, _)| rest);
    let head = before(text, at, 60);
    let head = head.rsplit([';', '\n']).next().unwrap_or(head);
    // "a 74 percent increase over 2020"
    let changed = head.split(|c: char| !c.is_alphabetic()).any(|w| among(w, CHANGE));
    // "a 50% decrease from December 2023", but not "rose from 2019 to 2021"
    let from = (phrase("from"), space).parse(&text[at..]).ok().map(|(rest, _)| rest);
    let near = before(text, at, 30).trim_end();
    let turned = ["increase", "decrease", "rise", "fall", "drop", "decline", "reduction", "jump"]
        .iter()
        .any(|w| near.ends_with(w));
    let ratio = near.ends_with(['%']) || near.ends_with("percent") || near.ends_with("per cent");
    let from = from.filter(|_| turned && near.contains(|c: char| c.is_ascii_digit()) || ratio && changed);
    let rest = match over.filter(|_| changed).or(from) {
        Some(rest) => rest,
        None => (any_of(THAN), space).parse(&text[at..]).ok()?.0,
    };
    let (end, _, period) = latin::against(&PERIODS, THAT, (text, at), rest, calendar)?;
    Some((end, period))
}

/// later := n 'days' 'later' | 'the next day' | 'the same day', counted from the last day that was named
pub fn later(input: &str, last: Option<Date>) -> Option<(usize, Date)> {
    latin::later(&PERIODS, input, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::latin::periods::shown;

    fn read(text: &str) -> String {
        let calendar = Calendar { date: Some(jiff::civil::date(2021, 10, 26)), fiscal: 4 };
        shown(text, period(text, 0, &calendar))
    }

    #[test]
    fn reads_what_stands_round_a_date() {
        let calendar = Calendar { date: Some(jiff::civil::date(2021, 10, 26)), fiscal: 4 };
        for (text, word, expected) in [
            ("Police held 212 people who had been working for the firm since July 2020.", "since", "Figure(Time)"),
            ("Ten units were honored for their contributions to drug control since 2015.", "since", "Figure(Time)"),
            ("Police held 212 people who have been indicted since July 2020.", "since", "Period(Since(2020-07-01))"),
            ("The minister told parliament last month that 300 had", "last", "Period(Statement(2021-09-30))"),
            ("saved through the Reporting System, set up in 2019 under the ministry", "in", "Figure(Time)"),
            (
                "Three centres were set up in 2019 under the ministry",
                "in",
                "Period(Span { from: Some(2019-01-01), to: Some(2019-12-31) })",
            ),
            (
                "As he told parliament, last month 300 were arrested",
                "last",
                "Period(Span { from: Some(2021-09-01), to: Some(2021-09-30) })",
            ),
            ("At a national meeting held in Beijing on Tuesday, 100 units", "on", "Period(Statement(2021-10-26))"),
            (
                "Two of them went to a meeting on Tuesday with 100 units",
                "on",
                "Period(Span { from: Some(2021-10-26), to: Some(2021-10-26) })",
            ),
        ] {
            let at = text.find(&format!("{word} ")).unwrap_or(0);
            let read = period(text, at, &calendar).map_or("none".to_owned(), |(_, kind)| format!("{kind:?}"));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn reads_periods() {
        for (text, expected) in [
            ("from January to September this year, the", "2021-01-01..2021-09-30 |, the"),
            ("between 5 and 19 December 2020", "2020-12-05..2020-12-19 |"),
            ("Since the beginning of this year,", "since 2021-01-01 |,"),
            ("Since May, 19,000", "since 2021-05-01 |, 19,000"),
            ("By the end of July, 30.2%", "-..2021-07-31 |, 30.2%"),
            ("in the past five years", "Back { months: 60 } |"),
            ("in the six months to 30 June 2021, the", "2021-01-01..2021-06-30 |, the"),
            ("the week ending 9 May 2021", "2021-05-03..2021-05-09 |"),
            ("the quarter ended September", "2021-07-01..2021-09-30 |"),
            ("last week.", "2021-10-18..2021-10-24 |."),
            ("over the weekend,", "2021-10-23..2021-10-24 |,"),
            ("this week,", "2021-10-25..2021-10-26 |,"),
            ("three months to prepare", "none"),
            ("since the start of the year,", "since 2021-01-01 |,"),
            ("throughout February and March", "2021-02-01..2021-03-31 |"),
            ("in February and May", "2021-02-01..2021-02-28 | and May"),
            ("from Monday 3 to Sunday 9 May 2021", "2021-05-03..2021-05-09 |"),
            ("In recent years", "Vague |"),
            ("in the first half of 2020", "2020-01-01..2020-06-30 |"),
            ("last year,", "2020-01-01..2020-12-31 |,"),
            ("in 2019.", "2019-01-01..2019-12-31 |."),
            ("January-November 2020", "2020-01-01..2020-11-30 |"),
            ("from June to September", "2021-06-01..2021-09-30 |"),
            ("from November 2020 to May 2021", "2020-11-01..2021-05-31 |"),
            ("from November to May", "2020-11-01..2021-05-31 |"),
            ("2018 to 2020", "2018-01-01..2020-12-31 |"),
            ("On June 24, Qingpu Branch", "2021-06-24..2021-06-24 |, Qingpu Branch"),
            ("as of now", "ToNow |"),
            ("so far this year", "since 2021-01-01 |"),
            ("in the first nine months", "2021-01-01..2021-09-30 |"),
            ("June 2 (Reporter Li)", "Statement(2021-06-02) | (Reporter Li)"),
            (
                "On the 10th, the department held a press conference",
                "Statement(2021-10-10) |, the department held a press conference",
            ),
            ("between 2018 and 2020", "2018-01-01..2020-12-31 |"),
            ("August 3 of each year", "Figure(Time)"),
            ("of 2015 people", "none"),
            ("In 2019 officers seized", "2019-01-01..2019-12-31 | officers seized"),
            ("In 2018 prosecutors and judges", "2018-01-01..2018-12-31 | prosecutors and judges"),
            ("In 2019 cases, officers", "none"),
            ("In 2019 cases of theft", "none"),
            ("in 30 cases", "none"),
            ("may have", "none"),
            ("from 1,202 to", "none"),
            ("to 2020 people", "none"),
            ("in the same period of 2019,", "SamePeriod { years_before: 2 } |,"),
            ("in the corresponding eight months of 2020", "SamePeriod { years_before: 1 } |"),
            ("in the same eight cities of 2020", "none"),
            ("From 20th February, police", "since 2021-02-20 |, police"),
            ("from 20 February to 3 March", "2021-02-20..2021-03-03 |"),
            ("by the end of the year,", "YearEnd |,"),
            ("than in 2015.", "Against { from: 2015-01-01, to: 2015-12-31 } |."),
            ("than that in January last year", "Against { from: 2020-01-01, to: 2020-01-31 } |"),
            ("compared with 2020 people", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
