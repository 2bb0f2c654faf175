//! Periods: when the figures of a bulletin were, as far as the words alone say.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::calendar::{Calendar, Point, point};
use super::numerals::numeral;
use super::scan::{
    Read, after, among, before, digit_run, edge, fail, line_start, lookup, phrase, space, space0, words_before,
};
use crate::bulletin::Reason;
use crate::lang::calendar::between;
use crate::token::{Kind, Period};

/// period := fixed | back | since | until | range | dated, with the context of the text round it
pub fn period(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    let input = &text[at..];
    if let Ok((rest, period)) =
        alt((|i| same_period(calendar)(i), |i| year_to_date(calendar)(i), fixed, vague)).parse(input)
    {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    type Reader<'a> = &'a dyn Fn(&str) -> Option<(usize, Period)>;
    let parsers: [Reader<'_>; 4] = [
        &|i| back(calendar)(i).ok().map(|(r, p)| (i.len() - r.len(), p)),
        &|i| since(calendar)(i).ok().map(|(r, p)| (i.len() - r.len(), p)),
        &|i| range(calendar)(i).ok().map(|(r, p)| (i.len() - r.len(), p)),
        &|i| until(calendar)(i).ok().map(|(r, p)| (i.len() - r.len(), p)),
    ];
    if let Some((length, period)) = parsers.iter().find_map(|p| p(input)) {
        let planned = matches!(period, Period::Span { from: None, .. }) && to_come(text, at);
        if matches!(period, Period::Since(_)) && only_told(text, at) {
            return Some((at + length, Kind::Figure(Reason::Time)));
        }
        let kind = if planned { Kind::Figure(Reason::Condition) } else { Kind::Period(period) };
        return Some((at + length, kind));
    }
    dated(text, at, calendar)
}

/// Whether a beginning is one of what is only told of somebody: "who had been working there since July", "for their
/// service since 2015".
fn only_told(text: &str, at: usize) -> bool {
    const SERVICE: &[&str] =
        &["contributions", "contribution", "service", "work", "efforts", "performance", "achievements"];
    let clause = before(text, at, 120);
    let clause = clause.rsplit([',', '.', ';', ':', '\n']).next().unwrap_or(clause);
    let mut words = clause.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).rev();
    let mut seen = ("", "");
    words.by_ref().take(16).any(|word| {
        let pluperfect = among(word, &["who", "which", "that"]) && seen.0 == "had";
        let service = word == "for" && (SERVICE.contains(&seen.0) || SERVICE.contains(&seen.1));
        seen = (word, seen.0);
        pluperfect || service
    })
}

/// Whether what stands here is to come ("it will last until").
fn to_come(text: &str, at: usize) -> bool {
    words_before(text, at).take(6).any(|w| among(w, &["will", "shall", "deadline", "expires", "valid"]))
}

/// fixed := 'so far' | 'to date' | 'as of now' | 'the whole year' | 'during this period' …
fn fixed(input: &str) -> Read<'_, Period> {
    const WORDS: &[(&str, Period)] = &[
        ("so far", Period::ToNow),
        ("thus far", Period::ToNow),
        ("to date", Period::ToNow),
        ("till date", Period::ToNow),
        ("till now", Period::ToNow),
        ("until now", Period::ToNow),
        ("up to now", Period::ToNow),
        ("up till now", Period::ToNow),
        ("as of now", Period::ToNow),
        ("as of today", Period::ToNow),
        ("as at today", Period::ToNow),
        ("as of press time", Period::ToNow),
        ("as of the time of writing", Period::ToNow),
        ("at present", Period::ToNow),
        ("at the present time", Period::ToNow),
        ("by now", Period::ToNow),
        ("up to the present", Period::ToNow),
        ("in the whole year", Period::Same),
        ("for the whole year", Period::Same),
        ("during the whole year", Period::Same),
        ("throughout the year", Period::Same),
        ("over the whole year", Period::Same),
        ("the whole year", Period::Same),
        ("during the year", Period::Same),
        ("in the same year", Period::Same),
        ("during this period", Period::Same),
        ("in this period", Period::Same),
        ("during the period", Period::Same),
        ("over this period", Period::Same),
        ("over the period", Period::Same),
        ("in the period", Period::Same),
        ("during the same period", Period::Same),
        ("in the same period", Period::Same),
        ("in the corresponding period", Period::Same),
        ("in the same period of last year", Period::SamePeriod { years_before: 1 }),
        ("in the same period last year", Period::SamePeriod { years_before: 1 }),
        ("in the same period of the previous year", Period::SamePeriod { years_before: 1 }),
        ("during the same period last year", Period::SamePeriod { years_before: 1 }),
        ("during the same period of last year", Period::SamePeriod { years_before: 1 }),
        ("in the corresponding period last year", Period::SamePeriod { years_before: 1 }),
        ("in the corresponding period of last year", Period::SamePeriod { years_before: 1 }),
        ("the same period last year", Period::SamePeriod { years_before: 1 }),
        ("the same period of last year", Period::SamePeriod { years_before: 1 }),
        ("the same period in the previous year", Period::SamePeriod { years_before: 1 }),
        ("in the previous year", Period::SamePeriod { years_before: 1 }),
        ("the year before", Period::SamePeriod { years_before: 1 }),
        ("a year earlier", Period::SamePeriod { years_before: 1 }),
        ("by the end of the year", Period::YearEnd),
        ("by the end of that year", Period::YearEnd),
        ("at the end of the year", Period::YearEnd),
        ("at the end of that year", Period::YearEnd),
        ("as of the end of the year", Period::YearEnd),
        ("by the year's end", Period::YearEnd),
        ("by year-end", Period::YearEnd),
        ("at year-end", Period::YearEnd),
    ];
    lookup(WORDS)(input)
}

/// same_period := preposition? 'the' ('same' | 'corresponding') n? ('period' | 'months' …) ('of' | 'in') year
fn same_period<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: &[(&str, ())] = &[("in", ()), ("over", ()), ("during", ()), ("for", ()), ("from", ()), ("of", ())];
    const SAME: &[(&str, ())] =
        &[("the same", ()), ("the corresponding", ()), ("the comparable", ()), ("the equivalent", ())];
    const LENGTH: &[(&str, ())] = &[
        ("period", ()),
        ("months", ()),
        ("month", ()),
        ("quarter", ()),
        ("quarters", ()),
        ("half", ()),
        ("weeks", ()),
        ("days", ()),
        ("time", ()),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, _) = opt((lookup(LEAD), space)).parse(input)?;
        let (rest, _) = (lookup(SAME), space).parse(rest)?;
        let (rest, _) = opt((numeral(false), alt((space, tag("-"))))).parse(rest)?;
        let (rest, ()) = lookup(LENGTH)(rest)?;
        let (rest, _) = (space, alt((phrase("of"), phrase("in"))), space).parse(rest)?;
        let (rest, named) = super::calendar::year(rest)?;
        match calendar.date.map(|d| d.year() - named) {
            Some(years_before @ 1..=50) => Ok((rest, Period::SamePeriod { years_before })),
            _ => fail(input),
        }
    }
}

/// vague := 'in recent years' | 'over the past few years' | 'for many years' …
fn vague(input: &str) -> Read<'_, Period> {
    const WORDS: &[(&str, ())] = &[
        ("in recent years", ()),
        ("over recent years", ()),
        ("in the recent years", ()),
        ("in recent months", ()),
        ("in recent weeks", ()),
        ("in recent days", ()),
        ("recent years", ()),
        ("over the years", ()),
        ("for many years", ()),
        ("for years", ()),
        ("in the past few years", ()),
        ("over the past few years", ()),
        ("in the last few years", ()),
        ("over the last few years", ()),
        ("over the past several years", ()),
        ("in the past several years", ()),
    ];
    lookup(WORDS)(input).map(|(rest, ())| (rest, Period::Vague))
}

/// back := preposition? 'the'? ('past' | 'last' | 'previous') n? ('years' | 'months' | 'weeks' | 'days')
fn back<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: &[(&str, ())] =
        &[("in", ()), ("over", ()), ("during", ()), ("for", ()), ("within", ()), ("across", ()), ("throughout", ())];
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
        let (rest, lead) = opt((lookup(LEAD), space)).parse(input)?;
        let (rest, the) = opt((phrase("the"), space)).parse(rest)?;
        let (rest, past) = lookup(PAST)(rest)?;
        let (rest, _) = space(rest)?;
        let (rest, n) = opt((numeral(false), alt((space, tag("-"))))).parse(rest)?;
        let (rest, (months, days)) = lookup(UNITS)(rest)?;
        let many = n.map_or(Some(1), |(n, _)| i32::try_from(n.value).ok()).filter(|n| (1..200).contains(n));
        let Some(many) = many else { return fail(input) };
        // "last year" is the calendar year; "the last year" and "the past year" go back from now.
        if n.is_none() && !(past || lead.is_some() && the.is_some()) {
            return fail(input);
        }
        if months > 0 {
            return Ok((rest, Period::Back { months: months * many }));
        }
        match calendar.date.and_then(|d| d.checked_sub((days * many).days()).ok()) {
            Some(day) => Ok((rest, Period::Since(day))),
            None => Ok((rest, Period::Vague)),
        }
    }
}

/// year_to_date := 'so far this year' | 'this year so far' | 'this year' | 'year to date' | 'so far in' year
fn year_to_date<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const YEAR: &[(&str, ())] = &[
        ("so far this year", ()),
        ("thus far this year", ()),
        ("this year so far", ()),
        ("this year to date", ()),
        ("in the year to date", ()),
        ("the year to date", ()),
        ("in this year", ()),
        ("during this year", ()),
        ("this year", ()),
        ("in the current year", ()),
    ];
    const MONTH: &[(&str, ())] = &[("so far this month", ()), ("this month", ()), ("this month so far", ())];
    let calendar = *calendar;
    move |input| {
        let Some(date) = calendar.date else { return fail(input) };
        if let Ok((rest, ())) = lookup(YEAR)(input) {
            return Ok((rest, Period::Since(date.first_of_year())));
        }
        if let Ok((rest, ())) = lookup(MONTH)(input) {
            return Ok((rest, Period::Since(date.first_of_month())));
        }
        let (rest, ()) = alt((phrase("so far in"), phrase("so far during"))).parse(input)?;
        let (rest, point) = preceded(space, point(&calendar)).parse(rest)?;
        point.start(&calendar).map_or_else(|| fail(input), |d| Ok((rest, Period::Since(d))))
    }
}

/// since := ('since' | 'starting from' | 'from') point ('onwards')?
fn since<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const SINCE: &[(&str, bool)] = &[
        ("since", true),
        ("ever since", true),
        ("starting from", true),
        ("starting in", true),
        ("beginning in", true),
        ("with effect from", true),
        ("from", false),
    ];
    const ONWARDS: &[(&str, ())] = &[
        ("onwards", ()),
        ("onward", ()),
        ("to now", ()),
        ("to date", ()),
        ("to the present", ()),
        ("to present", ()),
        ("till date", ()),
        ("until now", ()),
        ("up to now", ()),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, sure) = lookup(SINCE)(input)?;
        let (rest, _) = space(rest)?;
        let (rest, point) = point(&calendar)(rest)?;
        let (rest, onwards) = opt(preceded(space, lookup(ONWARDS))).parse(rest)?;
        // "From 20 February, …": a day that nothing ends.
        let opened = point.day.is_some() && rest.starts_with(',');
        if !sure && onwards.is_none() && !opened {
            return fail(input);
        }
        point.start(&calendar).map_or_else(|| fail(input), |d| Ok((rest, Period::Since(d))))
    }
}

/// until := ('by' | 'as of' | 'as at' | 'up to' | 'until' | 'to') point
fn until<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const UNTIL: &[(&str, bool)] = &[
        ("by", true),
        ("as of", true),
        ("as at", true),
        ("as on", true),
        ("up to", true),
        ("up until", true),
        ("until", true),
        ("till", true),
        ("through", false),
        ("at", false),
        ("to", false),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, any) = lookup(UNTIL)(input)?;
        let (rest, point) = preceded(space, point(&calendar)).parse(rest)?;
        // "at the end of June" is a stock; "to 2020" alone may be a level
        if !any && point.side != 1 && (point.day.is_none() || input.starts_with("at")) {
            return fail(input);
        }
        match point.ends(&calendar) {
            Some((_, last)) => Ok((rest, Period::Span { from: None, to: Some(last) })),
            None => fail(input),
        }
    }
}

/// range := ('from' | 'between' | preposition)? point ('to' | 'and' | '-' …) point
fn range<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: &[(&str, &[&str])] = &[
        ("from", &["to", "until", "till", "through", "up to", "-", "–", "—"]),
        ("between", &["and", "to", "-", "–"]),
        ("in", &["to", "through", "-", "–", "and"]),
        ("during", &["to", "through", "-", "–", "and"]),
        ("throughout", &["to", "through", "-", "–", "and"]),
        ("for", &["to", "through", "-", "–"]),
        ("on", &["to", "and", "-", "–"]),
        ("of", &["to", "-", "–"]),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, lead) = opt((lookup(LEAD), space)).parse(input)?;
        let links = lead.map_or(&["to", "through", "until", "-", "–"][..], |(l, _)| l);
        let joint = |i| links.iter().find_map(|l| link(l)(i).ok()).map_or_else(|| fail(i), Ok);
        let first = |i| alt((day_alone, |i| point(&calendar)(i))).parse(i);
        // The shorter reading of the first point may be the one that a link follows ("5-19 December").
        for (end, one) in [day_alone(rest), point(&calendar)(rest), first(rest)].into_iter().flatten() {
            let Ok((next, ())) = joint(end) else { continue };
            let Ok((next, two)) = alt((|i| point(&calendar)(i), day_alone)).parse(next) else { continue };
            // "in February and March": two months, and not two years or two days.
            let and = end.trim_start().starts_with("and ") && lead.is_none_or(|(_, links)| links.len() > 4);
            if and && !(one.bare && two.bare && one.month.is_some() && two.month.is_some() && one.day.is_none()) {
                continue;
            }
            let (next, _) = opt((space, phrase("inclusive"))).parse(next)?;
            if one.bare && !two.bare && (lead.is_none() || two.day.is_none()) {
                continue;
            }
            if let Some((from, to)) = between(one, two, &calendar) {
                return Ok((next, Period::Span { from: Some(from), to: Some(to) }));
            }
        }
        fail(input)
    }
}

fn link<'a>(words: &'static str) -> impl Fn(&'a str) -> Read<'a, ()> {
    move |input| {
        if words.is_ascii() && words != "-" {
            let (rest, _) = space(input)?;
            let (rest, ()) = phrase(words)(rest)?;
            return Ok((space(rest)?.0, ()));
        }
        let (rest, _) = (space0, tag(words), space0).parse(input)?;
        Ok((rest, ()))
    }
}

/// day_alone := a day whose month the other end says
fn day_alone(input: &str) -> Read<'_, Point> {
    let (rest, digits) = digit_run(input)?;
    let (rest, _) = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th")))).parse(rest)?;
    let (rest, _) = edge(rest)?;
    // "to 16,339": a number.
    let number = rest.strip_prefix([',', '.']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    match digits.parse::<i8>() {
        Ok(d @ 1..=31) if digits.len() <= 2 && !number => {
            Ok((rest, Point { year: None, month: None, day: Some(d), months: 0, side: 0, bare: false }))
        }
        _ => fail(input),
    }
}

/// dated := ('on' | 'in' | 'during' …)? point, told apart by the words round it
fn dated(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    const LEAD: &[(&str, ())] = &[
        ("on", ()),
        ("on the morning of", ()),
        ("on the afternoon of", ()),
        ("on the evening of", ()),
        ("on the night of", ()),
        ("in the early hours of", ()),
        ("in the early morning of", ()),
        ("in", ()),
        ("during", ()),
        ("throughout", ()),
        ("for", ()),
        ("of", ()),
        ("over", ()),
        ("within", ()),
        ("through", ()),
        ("after", ()),
        ("before", ()),
        ("dated", ()),
    ];
    let input = &text[at..];
    if let Some((end, period)) = against(text, at, calendar) {
        return Some((end, Kind::Period(period)));
    }
    let led = (lookup(LEAD), space).parse(input).ok();
    let body = led.as_ref().map_or(input, |(rest, _)| rest);
    let weekday = |i| preceded((lookup(WEEKDAYS), opt(tag(",")), space), |i| point(calendar)(i)).parse(i);
    let (rest, point) = alt((weekday, |i| point(calendar)(i))).parse(body).ok()?;
    let end = text.len() - rest.len();
    let lead = led.is_some();
    if !plausible(text, end, &input[..input.len() - body.len()], &point) {
        return None;
    }
    if yearly(rest) {
        return Some((end, Kind::Figure(Reason::Time)));
    }
    if point.bare && !lead && point.side == 0 {
        return Some((end, Kind::Figure(Reason::Time)));
    }
    if takes_effect(text, at) {
        return Some((end, Kind::Figure(Reason::Time)));
    }
    let Some((first, last)) = point.ends(calendar) else {
        return Some((end, Kind::Period(Period::Vague)));
    };
    let one_day = first == last;
    if one_day && apparatus(text, at) {
        return Some((end, Kind::Figure(Reason::Apparatus)));
    }
    if one_day && states(text, at, end) {
        return Some((end, Kind::Period(Period::Statement(first))));
    }
    if !point.bare && told_then(text, at, end) {
        return Some((end, Kind::Period(Period::Statement(last))));
    }
    if begins(text, at, end) {
        return Some((end, Kind::Period(Period::Since(first))));
    }
    Some((end, Kind::Period(Period::Span { from: Some(first), to: Some(last) })))
}

/// against := 'than' | 'compared with' …, ('that in' …)? point : what a change is held against
fn against(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Period)> {
    const THAN: &[(&str, ())] = &[
        ("than", ()),
        ("compared with", ()),
        ("compared to", ()),
        ("as compared with", ()),
        ("as compared to", ()),
        ("in comparison with", ()),
        ("relative to", ()),
    ];
    const THAT: &[(&str, ())] = &[
        ("that of", ()),
        ("that in", ()),
        ("that for", ()),
        ("those of", ()),
        ("those in", ()),
        ("the figure for", ()),
        ("the figure in", ()),
        ("the figures for", ()),
        ("in", ()),
        ("for", ()),
        ("during", ()),
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
        None => (lookup(THAN), space).parse(&text[at..]).ok()?.0,
    };
    let (rest, _) = opt((lookup(THAT), space)).parse(rest).ok()?;
    let (rest, point) = point(calendar)(rest).ok()?;
    let end = text.len() - rest.len();
    let (from, to) = point.ends(calendar)?;
    (plausible(text, end, "than", &point) && point.year.is_some()).then_some((end, Period::Against { from, to }))
}

/// Whether somebody said then what follows ("told parliament last month that …").
fn told_then(text: &str, at: usize, end: usize) -> bool {
    const TOLD: &[&str] = &["told", "said", "informed", "announced", "disclosed", "revealed", "notified", "briefed"];
    let that = after(text, end, 6).trim_start().starts_with("that ");
    let head = before(text, at, 40);
    that && !head.contains(|c: char| c.is_ascii_digit()) && TOLD.iter().any(|w| head.contains(w))
}

const WEEKDAYS: &[(&str, ())] = &[
    ("Monday", ()),
    ("Tuesday", ()),
    ("Wednesday", ()),
    ("Thursday", ()),
    ("Friday", ()),
    ("Saturday", ()),
    ("Sunday", ()),
];

/// Whether the words are a date here: a bare year must not count something ("arrest of 2015 people"), a bare month
/// must not be a person's name.
fn plausible(text: &str, end: usize, lead: &str, point: &Point) -> bool {
    let rest = after(text, end, 40);
    if point.bare {
        let noun = rest.trim_start_matches(' ');
        let word: &str = noun.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let touching = rest.starts_with(['-', '–', '/']);
        let many = rest.starts_with(' ') && counted(word);
        let sum = lead.trim() == "of" && before_total(text, end);
        return !(touching || many || sum);
    }
    // "the first half" of a match, "Q1" of a questionnaire: only a text with a date has them as periods.
    true
}

fn before_total(text: &str, end: usize) -> bool {
    before(text, end, 24).to_ascii_lowercase().contains("total of")
}

fn counted(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && word.chars().all(char::is_lowercase)
        && !among(word, &["was", "this", "has", "across", "versus", "figures", "levels"])
        || among(word, &["people", "criminal", "illegal", "telecom", "fraud", "new", "drug"])
}

/// "August 3 of each year", "every year on May 1" are no days of this bulletin.
fn yearly(rest: &str) -> bool {
    let each = |i| {
        preceded(
            space,
            alt((phrase("of each year"), phrase("of every year"), phrase("each year"), phrase("every year"))),
        )
        .parse(i)
    };
    each(rest).is_ok()
}

/// "which came into operation in July 2017", "…, set up in 2021,": when something began that is no figure's time.
fn takes_effect(text: &str, at: usize) -> bool {
    const FOUNDED: &[&str] = &[
        ", set up",
        ", established",
        ", founded",
        ", created",
        ", formed",
        "which was set up",
        "which was established",
        "which was founded",
        "which was formed",
        "which was created",
    ];
    let head = before(text, at, 30).trim_end();
    if FOUNDED.iter().any(|w| head.ends_with(w)) {
        return true;
    }
    if inquiry(text, at) {
        return true;
    }
    let mut back = words_before(text, at);
    back.next().is_some_and(|w| among(w, &["operation", "force", "effect", "service", "being"]))
        && back.next().is_some_and(|w| among(w, &["into", "in"]))
}

/// "The investigation, opened by the National Police in 2022, …", "The probe began in May": when it began is no figure's
/// time.
fn inquiry(text: &str, at: usize) -> bool {
    const INQUIRY: &[&str] = &["investigation", "investigations", "inquiry", "enquiry", "probe"];
    const OPENED: &[&str] = &["opened", "began", "begun", "started", "initiated", "launched", "commenced", "dates"];
    let head = before(text, at, 110);
    let head = head.rfind(". ").map_or(head, |i| &head[i + 2..]);
    let head = head.rsplit('\n').next().unwrap_or(head);
    let words: Vec<&str> = head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    let Some(opened) = words.iter().rposition(|w| among(w, OPENED)) else { return false };
    let subject = words[..opened].iter().rev().take(4).any(|w| among(w, INQUIRY));
    let since = words[..opened].iter().any(|w| among(w, &["since"]));
    let led = head.rsplit(',').next().unwrap_or(head);
    let same = led.split(|c: char| !c.is_alphabetic()).any(|w| w == words[opened]);
    subject && same && !since && !head.contains(|c: char| c.is_ascii_digit())
}

/// Whether the line is not of the bulletin itself: source, editor, time of publication.
fn apparatus(text: &str, at: usize) -> bool {
    let start = line_start(text, at);
    let line = after(text, start, 200);
    let line = line.split('\n').next().unwrap_or(line);
    line.len() < 200 && ["Source:", "Editor:", "Font size", "Author:", "Views:"].iter().any(|w| line.contains(w))
}

/// Whether the day is that of the statement: a dateline, or a press conference, or the day that somebody said it.
fn states(text: &str, at: usize, end: usize) -> bool {
    const HELD: &[&str] = &[
        "press conference",
        "news conference",
        "press briefing",
        "media briefing",
        "news briefing",
        "briefing",
        "press meet",
        "media conference",
        "press statement",
    ];
    const SAID: &[&str] = &[
        "announced",
        "said",
        "reported",
        "released",
        "disclosed",
        "revealed",
        "informed",
        "learned",
        "notified",
        "briefed",
        "issued a statement",
        "published",
        "told",
        "posted on",
        "introduced",
        "circulated",
        "statement",
    ];
    const MET: &[&str] = &[
        "ddressing the media",
        "ddressing reporters",
        "ddressing mediapersons",
        "ddressing media persons",
        "Speaking to",
    ];
    const SPOKE: &[&str] = &["announced", "said", "released", "revealed", "disclosed", "published", "unsealed"];
    let start = line_start(text, at);
    let head = &text[start..at];
    let tail = after(text, end, 160);
    let tail = tail.split('\n').next().unwrap_or(tail);
    let trimmed = tail.trim_start();
    let alone = tail.trim().is_empty() && head.trim().is_empty();
    let dash = ["(", "-", "—", "–", "/", ":"].iter().any(|d| trimmed.starts_with(d)) && !tail.starts_with('-');
    let short = head.len() < 70 && !head.contains(". ");
    if alone || short && dash && (head.is_empty() || head.trim_end().ends_with([',', '(']) || !head.contains(' ')) {
        return true;
    }
    // "informed that on May 21 …": what follows is what was said, not when.
    if words_before(text, at).next().is_some_and(|w| w.eq_ignore_ascii_case("that")) {
        return false;
    }
    let near = before(text, at, 90);
    let near = near.rsplit(['\n', ';']).next().unwrap_or(near);
    let near = near.rfind(". ").map_or(near, |i| &near[i + 2..]);
    let next = tail.find(". ").map_or(tail, |i| &tail[..i]);
    if HELD.iter().any(|h| near.contains(h) || next.contains(h)) || MET.iter().any(|m| near.contains(m)) {
        return true;
    }
    // "The department today announced charges against 73 people"
    let word = trimmed.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if !tail.starts_with(',') && SPOKE.contains(&word) {
        return true;
    }
    // "At a meeting held in Beijing on Tuesday"
    let at_event = ["At a ", "At an ", "At the "].iter().any(|w| near.starts_with(w));
    if at_event && ["meeting", "conference", "ceremony", "session", "hearing", "event"].iter().any(|w| near.contains(w))
    {
        return true;
    }
    // The verb of saying and the day stand together, with no figure between them.
    let close = |s: &str| SAID.iter().any(|w| s.contains(w)) && !s.contains(|c: char| c.is_ascii_digit());
    let tail30 = after(next, 0, 45);
    let head30 = before(near, near.len(), 30);
    close(head30) || near.len() < 4 && close(tail30)
}

/// Whether an operation begins on the day ("the campaign launched on June 25"), so that what follows runs on from it.
fn begins(text: &str, at: usize, end: usize) -> bool {
    const BEGIN: &[&str] =
        &["started", "launched", "began", "begun", "commenced", "initiated", "rolled", "off", "starting", "beginning"];
    const NAMED: &[&str] = &["campaign", "operation", "action", "crackdown", "drive"];
    if words_before(text, at).take(2).any(|w| among(w, BEGIN)) {
        return true;
    }
    // "since it was relaxed on 17 December", "since its launch in February"
    let clause = before(text, at, 80);
    let clause = clause.rsplit([',', '.', ';', ':', '\n']).next().unwrap_or(clause);
    if clause.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case("since")) {
        return true;
    }
    let tail = after(text, end, 200);
    let tail = tail.split(['\n', ';']).next().unwrap_or(tail);
    let tail = tail.find(". ").map_or(tail, |i| &tail[..i]);
    if tail.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let verb = ["launched", "deployed", "started", "kicked off", "organised", "organized", "initiated", "carried out"];
    verb.iter().any(|v| tail.contains(v)) && NAMED.iter().any(|n| tail.contains(n))
}

/// later := n 'days' 'later' | 'the next day' | 'the following day', counted from the last day that was named
pub fn later(input: &str, last: Option<Date>) -> Option<(usize, Date)> {
    let last = last?;
    let counted = |i| -> Read<'_, i64> {
        let (i, n) = numeral(false)(i)?;
        let (i, ()) =
            preceded(space, alt((phrase("days later"), phrase("day later"), phrase("days after")))).parse(i)?;
        i64::try_from(n.value).map_or_else(|_| fail(i), |n| Ok((i, n)))
    };
    let next = alt((phrase("the next day"), phrase("the following day"), phrase("a day later"))).map(|()| 1);
    let same =
        alt((phrase("on the same day"), phrase("the same day"), phrase("that day"), phrase("on that day"))).map(|()| 0);
    let (rest, n) = alt((counted, next, same)).parse(input).ok()?;
    let day = last.checked_add(n.days()).ok()?;
    Some((input.len() - rest.len(), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let calendar = Calendar { date: Some(jiff::civil::date(2021, 10, 26)), fiscal: 4 };
        match period(text, 0, &calendar) {
            Some((end, Kind::Period(p))) => {
                let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
                let p = match p {
                    Period::Span { from, to } => format!("{}..{}", day(from), day(to)),
                    Period::Since(d) => format!("since {d}"),
                    other => format!("{other:?}"),
                };
                format!("{p} |{}", &text[end..])
            }
            Some((_, kind)) => format!("{kind:?}"),
            None => "none".to_owned(),
        }
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
