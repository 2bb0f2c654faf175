//! Periods: the words round points in time that are written alike but for their words.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::Words;
use crate::bulletin::Reason;
use crate::lang::calendar::{Calendar, Point, between, year};
use crate::lang::scan::{Read, any_of, fail, lookup, phrase, space, space0};
use crate::token::{Kind, Period};

/// How a language says periods.
pub struct Periods {
    /// Phrases that are a period alone.
    pub fixed: &'static [(&'static str, Period)],
    /// A point in time.
    pub point: for<'a> fn(&Calendar, &'a str) -> Read<'a, Point>,
    /// A day whose month the other end of a range says.
    pub day: for<'a> fn(&'a str) -> Read<'a, i8>,
    /// A number and the gap after it.
    pub count: for<'a> fn(&'a str) -> Read<'a, Decimal>,
    /// The same period of another year.
    pub same: Same,
    /// From the beginning of a year or a month to now.
    pub current: Current,
    /// From a point to now.
    pub since: Since,
    /// To a point.
    pub until: Until,
    /// From a point to a point.
    pub range: Range,
    /// Days counted from one that was named.
    pub later: Later,
    /// Points alone, told apart by the words round them.
    pub dated: Dated,
}

/// "in the same period of 2019".
pub struct Same {
    /// Prepositions before it.
    pub lead: Words,
    /// "the same".
    pub same: Words,
    /// How long it is, which the period in force knows better.
    pub length: Words,
    /// Whose it is, by how many years before.
    pub whose: &'static [(&'static str, i16)],
    /// "of", before a year.
    pub of: Words,
}

/// "so far this year".
pub struct Current {
    /// "so far in", before a point.
    pub of: Words,
    /// The year of publication.
    pub year: Words,
    /// The month of publication.
    pub month: Words,
}

/// "since May".
pub struct Since {
    /// What begins it, and whether it says so alone.
    pub lead: &'static [(&'static str, bool)],
    /// Articles before the point.
    pub article: Words,
    /// "to now", after the point.
    pub now: Words,
    /// Words that make a range of it, where a point follows them.
    pub to: Words,
    /// Whether a comma after a day leaves it open ("From 20 February, …").
    pub comma: bool,
}

/// "by the end of July".
pub struct Until {
    /// What begins it, and before which points.
    pub lead: &'static [(&'static str, Reach)],
    /// Whether it may go to the beginning of something.
    pub beginnings: bool,
}

/// The points to which a word leads a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To any.
    Any,
    /// To a day, or to the end of something.
    Day,
    /// To the end of something.
    End,
}

/// "from January to September".
pub struct Range {
    /// What begins it, with what links its ends then.
    pub lead: &'static [(&'static str, Words)],
    /// What links its ends when nothing begins it.
    pub links: Words,
    /// Articles before its second end.
    pub article: Words,
    /// What may stand after it ("inclusive").
    pub closing: Words,
    /// Whether two points so linked are no range.
    pub refused: fn(&Ends) -> bool,
}

/// Two points that may be a range.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// What began it.
    pub lead: Option<&'static str>,
    /// What links them.
    pub link: &'static str,
    /// The first.
    pub one: Point,
    /// The second.
    pub two: Point,
}

/// "three days later".
pub struct Later {
    /// After a number.
    pub days: Words,
    /// The next day.
    pub next: Words,
    /// The day itself.
    pub same: Words,
}

/// Points alone.
pub struct Dated {
    /// Prepositions before a point.
    pub lead: Words,
    /// A point, with what else may stand before it here.
    pub point: for<'a> fn(&Calendar, &'a str) -> Read<'a, Point>,
    /// Whether the words are a time at all.
    pub plausible: fn(&Place<'_>) -> bool,
    /// Why it is no figure's time, if it is none.
    pub idle: fn(&Place<'_>) -> Option<Reason>,
    /// What a time from one day to another is, other than that of the figures.
    pub role: fn(&Place<'_>, Date, Date) -> Option<Kind>,
}

/// A point in a text.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the words begin, with those that lead to the point.
    pub at: usize,
    /// Where they end.
    pub end: usize,
    /// What leads to the point.
    pub lead: &'a str,
    /// The point.
    pub point: Point,
}

impl<'a> Place<'a> {
    /// What follows.
    pub fn rest(&self) -> &'a str {
        &self.text[self.end..]
    }
}

/// alone := same | current | fixed : what is a period whatever stands round it
pub fn alone<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    same(words, calendar, input).or_else(|_| current(words, calendar, input)).or_else(|_| lookup(words.fixed)(input))
}

/// same := preposition? 'the same' n? length ('of' year | whose)
fn same<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    let Same { lead, same, length, whose, of } = words.same;
    let (rest, _) = opt((any_of(lead), space)).parse(input)?;
    let (rest, _) = (any_of(same), space).parse(rest)?;
    let (rest, _) = opt(words.count).parse(rest)?;
    let (rest, _) = (any_of(length), space).parse(rest)?;
    if let Ok((rest, years_before)) = lookup(whose)(rest) {
        return Ok((rest, Period::SamePeriod { years_before }));
    }
    let (rest, _) = (any_of(of), space).parse(rest)?;
    let (rest, named) = year(rest)?;
    match calendar.date.map(|d| d.year() - named) {
        Some(years_before @ 1..=50) => Ok((rest, Period::SamePeriod { years_before })),
        _ => fail(input),
    }
}

/// current := 'so far in' point | 'this year' | 'this month'
fn current<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    let Current { of, year, month } = words.current;
    let Some(date) = calendar.date else { return fail(input) };
    let named = preceded((any_of(of), space), |i| (words.point)(calendar, i)).parse(input);
    if let Ok((rest, point)) = named
        && let Some(first) = point.start(calendar)
    {
        return Ok((rest, Period::Since(first)));
    }
    if let Ok((rest, _)) = any_of(year)(input) {
        return Ok((rest, Period::Since(date.first_of_year())));
    }
    let (rest, _) = any_of(month)(input)?;
    Ok((rest, Period::Since(date.first_of_month())))
}

/// The period of so many times these months and days back from publication; one where no number is written.
pub fn back(calendar: &Calendar, many: Option<Decimal>, (months, days): (i32, i32)) -> Option<Period> {
    let many = many.map_or(Some(1), |n| i32::try_from(n).ok()).filter(|n| (1..200).contains(n))?;
    if months > 0 {
        return Some(Period::Back { months: months * many });
    }
    let day = calendar.date.and_then(|d| d.checked_sub((days * many).days()).ok());
    Some(day.map_or(Period::Vague, Period::Since))
}

/// since := 'since' article? point 'to now'?
pub fn since<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    let Since { lead, article, now, to, comma } = words.since;
    let (rest, sure) = lookup(lead)(input)?;
    let (rest, _) = space(rest)?;
    let (rest, _) = opt((any_of(article), space)).parse(rest)?;
    let (rest, point) = (words.point)(calendar, rest)?;
    let (rest, now) = opt(preceded(space, any_of(now))).parse(rest)?;
    let opened = comma && point.day.is_some() && rest.starts_with(',');
    // "desde 2021 hasta 2023" is a range.
    let goes_on = || preceded(space, any_of(to)).parse(rest).is_ok() && range(words, calendar, input).is_ok();
    if !(sure || now.is_some() || opened) || goes_on() {
        return fail(input);
    }
    point.start(calendar).map_or_else(|| fail(input), |d| Ok((rest, Period::Since(d))))
}

/// until := 'until' point
pub fn until<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    let (rest, reach) = lookup(words.until.lead)(input)?;
    let (rest, point) = preceded(space, |i| (words.point)(calendar, i)).parse(rest)?;
    let reached = match reach {
        Reach::Any => true,
        Reach::Day => point.day.is_some() || point.side == 1,
        Reach::End => point.side == 1,
    };
    match point.ends(calendar) {
        Some((_, last)) if reached && (words.until.beginnings || point.side != -1) => {
            Ok((rest, Period::Span { from: None, to: Some(last) }))
        }
        _ => fail(input),
    }
}

/// range := 'from'? (day | point) 'to' article? (point | day) 'inclusive'?
pub fn range<'a>(words: &'static Periods, calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    let Range { lead, links, article, closing, refused } = words.range;
    let (rest, led) = opt((|i| lead_of(lead, i), space)).parse(input)?;
    let led = led.map(|(found, _)| found);
    let links = led.map_or(links, |(_, links)| links);
    let day = |i| (words.day)(i).map(|(rest, d)| (rest, Point::days(None, None, d)));
    let point = |i| (words.point)(calendar, i);
    // The shorter reading of the first point may be the one that a link follows ("5-19 December").
    for (end, one) in [day(rest), point(rest)].into_iter().flatten() {
        let Ok((next, link)) = linked(links, end) else { continue };
        let (next, _) = opt((any_of(article), space)).parse(next)?;
        let Ok((next, two)) = point(next).or_else(|_| day(next)) else { continue };
        let (next, _) = opt((space, any_of(closing))).parse(next)?;
        let ends = Ends { lead: led.map(|(l, _)| l), link, one, two };
        // "2020 to May" is no range, and neither is "2020 to 5 May" where nothing begins it.
        let uneven = one.bare && !two.bare && (led.is_none() || two.day.is_none());
        if uneven || refused(&ends) {
            continue;
        }
        if let Some((from, to)) = between(one, two, calendar) {
            return Ok((next, Period::Span { from: Some(from), to: Some(to) }));
        }
    }
    fail(input)
}

/// The longest word that begins a range here, with what links its ends.
fn lead_of<'a>(table: &'static [(&'static str, Words)], input: &'a str) -> Read<'a, (&'static str, Words)> {
    let found =
        table.iter().filter_map(|(lead, links)| phrase(lead)(input).ok().map(|(rest, ())| (rest, (*lead, *links))));
    found.min_by_key(|(rest, _)| rest.len()).map_or_else(|| fail(input), Ok)
}

/// linked := blank word blank | dash, of these : the longest
fn linked<'a>(links: Words, input: &'a str) -> Read<'a, &'static str> {
    let one = |link: &'static str| -> Read<'a, ()> {
        if link.starts_with(char::is_alphabetic) {
            (space, phrase(link), space).map(|_| ()).parse(input)
        } else {
            (space0, tag(link), space0).map(|_| ()).parse(input)
        }
    };
    let found = links.iter().filter_map(|link| one(link).ok().map(|(rest, ())| (rest, *link)));
    found.min_by_key(|(rest, _)| rest.len()).map_or_else(|| fail(input), Ok)
}

/// dated := lead? point, told apart by the words round it
pub fn dated(words: &'static Periods, text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    let Dated { lead, point, plausible, idle, role } = words.dated;
    let input = &text[at..];
    // "el" leads to "3 de mayo" and begins "el pasado 3 de mayo".
    let led = (any_of(lead), space).parse(input).ok().and_then(|(body, _)| Some((body, point(calendar, body).ok()?)));
    let (body, (rest, point)) = match led {
        Some(found) => found,
        None => (input, point(calendar, input).ok()?),
    };
    let place = Place { text, at, end: text.len() - rest.len(), lead: &input[..input.len() - body.len()], point };
    if !plausible(&place) {
        return None;
    }
    if let Some(reason) = idle(&place) {
        return Some((place.end, Kind::Figure(reason)));
    }
    let Some((first, last)) = point.ends(calendar) else {
        return Some((place.end, Kind::Period(Period::Vague)));
    };
    let span = Kind::Period(Period::Span { from: Some(first), to: Some(last) });
    Some((place.end, role(&place, first, last).unwrap_or(span)))
}

/// What a change is held against: `body` := those? point with a year, within a text that is read from `at`. With it, whether "those" stood there.
pub fn against(
    words: &'static Periods,
    those: Words,
    (text, at): (&str, usize),
    body: &str,
    calendar: &Calendar,
) -> Option<(usize, bool, Period)> {
    let (rest, those) = opt((any_of(those), space)).parse(body).ok()?;
    let (rest, point) = (words.point)(calendar, rest).ok()?;
    let (end, start) = (text.len() - rest.len(), text.len() - body.len());
    let (from, to) = point.ends(calendar)?;
    let place = Place { text, at, end, lead: &text[at..start], point };
    (point.year.is_some() && (words.dated.plausible)(&place)).then_some((
        end,
        those.is_some(),
        Period::Against { from, to },
    ))
}

/// later := n 'days later' | 'the next day' | 'the same day', counted from the last day that was named
pub fn later(words: &'static Periods, input: &str, last: Option<Date>) -> Option<(usize, Date)> {
    let Later { days, next, same } = words.later;
    let last = last?;
    let counted = |i| -> Read<'_, i64> {
        let (i, n) = (words.count)(i)?;
        let (i, _) = any_of(days)(i)?;
        i64::try_from(n).map_or_else(|_| fail(i), |n| Ok((i, n)))
    };
    let (rest, n) = alt((counted, any_of(next).map(|_| 1), any_of(same).map(|_| 0))).parse(input).ok()?;
    let day = last.checked_add(n.days()).ok()?;
    Some((input.len() - rest.len(), day))
}

/// What a language read at the beginning of a text, and what it left, as its tests write it.
#[cfg(test)]
pub fn shown(text: &str, found: Option<(usize, Kind)>) -> String {
    let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
    match found {
        Some((end, Kind::Period(Period::Span { from, to }))) => format!("{}..{} |{}", day(from), day(to), &text[end..]),
        Some((end, Kind::Period(Period::Since(d)))) => format!("since {d} |{}", &text[end..]),
        Some((end, Kind::Period(other))) => format!("{other:?} |{}", &text[end..]),
        Some((_, kind)) => format!("{kind:?}"),
        None => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::latin::points::{self, Points, bare_year};
    use crate::lang::scan::digit_run;

    /// A little French: a language of which there are these tables and no more.
    static POINTS: Points = Points {
        sides: &[("la fin de", 1), ("le début de", -1)],
        this_year: &[],
        plain: |_, input| bare_year(input).or_else(|_| month(input)),
        years: &[],
        year_marks: &[],
        year_links: &["de"],
    };

    static FRENCH: Periods = Periods {
        fixed: &[("à ce jour", Period::ToNow)],
        point: |calendar, input| points::point(&POINTS, calendar, input),
        day: |input| points::day(&["er"])(input),
        count: |input| (digit_run, space).map_res(|(n, _)| n.parse::<Decimal>()).parse(input),
        same: Same {
            lead: &["sur"],
            same: &["la même"],
            length: &["période"],
            whose: &[("de l'an dernier", 1)],
            of: &["de"],
        },
        current: Current { of: &[], year: &["cette année"], month: &["ce mois"] },
        since: Since { lead: &[("depuis", true)], article: &["le"], now: &[], to: &["à"], comma: false },
        until: Until { lead: &[("jusqu'à", Reach::Any), ("à", Reach::End)], beginnings: false },
        range: Range {
            lead: &[("de", &["à"]), ("entre", &["et"])],
            links: &["-"],
            article: &[],
            closing: &["inclus"],
            refused: |_| false,
        },
        later: Later { days: &["jours plus tard"], next: &["le lendemain"], same: &["le même jour"] },
        dated: Dated {
            lead: &["en"],
            point: |calendar, input| points::point(&POINTS, calendar, input),
            plausible: |place| !place.rest().starts_with(" personnes"),
            idle: |_| None,
            role: |_, _, _| None,
        },
    };

    fn month(input: &str) -> Read<'_, Point> {
        let (rest, month) = lookup(&[("janvier", 1), ("mars", 3)])(input)?;
        Ok((rest, Point::months(None, month, 1)))
    }

    #[test]
    fn another_language_costs_a_table() {
        let calendar = Calendar { date: Some(jiff::civil::date(2024, 9, 9)), fiscal: 1 };
        let read = |text: &str| {
            let found = alone(&FRENCH, &calendar, text)
                .or_else(|_| since(&FRENCH, &calendar, text))
                .or_else(|_| range(&FRENCH, &calendar, text))
                .or_else(|_| until(&FRENCH, &calendar, text));
            let told = found.ok().map(|(rest, period)| (text.len() - rest.len(), Kind::Period(period)));
            shown(text, told.or_else(|| dated(&FRENCH, text, 0, &calendar)))
        };
        for (text, expected) in [
            ("à ce jour, 3", "ToNow |, 3"),
            ("cette année", "since 2024-01-01 |"),
            ("sur la même période de 2022", "SamePeriod { years_before: 2 } |"),
            ("la même période de l'an dernier", "SamePeriod { years_before: 1 } |"),
            ("depuis mars,", "since 2024-03-01 |,"),
            ("de janvier à mars inclus,", "2024-01-01..2024-03-31 |,"),
            ("entre 2021 et 2023", "2021-01-01..2023-12-31 |"),
            ("jusqu'à la fin de mars", "-..2024-03-31 |"),
            ("en 2023, 5", "2023-01-01..2023-12-31 |, 5"),
            ("en 2015 personnes", "none"),
            ("de 15 à 20", "none"),
            ("à mars", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let day = jiff::civil::date(2024, 3, 1);
        assert_eq!(later(&FRENCH, "3 jours plus tard", Some(day)).map(|(_, d)| d), day.checked_add(3.days()).ok());
        assert_eq!(later(&FRENCH, "3 jours", Some(day)), None);
    }
}
