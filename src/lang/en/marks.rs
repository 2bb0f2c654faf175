//! The words that build sentences, by one table.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::calendar::{Calendar, point};
use super::scan::{Read, lookup, phrase, space};
use crate::bulletin::{Compare, Span};
use crate::token::{Kind, Mark, Token};

const YEAR: Mark = Mark::Base(Compare::YearOnYear);
const MONTH: Mark = Mark::Base(Compare::MonthOnMonth);
const EARLIER: Mark = Mark::Base(Compare::PreviousPeriod);

/// Every phrase with its mark; of phrases that begin at one place the longest is read.
const WORDS: &[(&str, Mark)] = &[
    ("and", Mark::And),
    ("as well as", Mark::And),
    ("along with", Mark::And),
    ("together with", Mark::And),
    ("or", Mark::Or),
    ("of", Mark::Of),
    ("by", Mark::By),
    // the passive
    ("was", Mark::Passive),
    ("were", Mark::Passive),
    ("is", Mark::Passive),
    ("are", Mark::Passive),
    ("been", Mark::Passive),
    ("being", Mark::Passive),
    ("be", Mark::Passive),
    ("have been", Mark::Passive),
    ("has been", Mark::Passive),
    ("had been", Mark::Passive),
    ("are being", Mark::Passive),
    ("were being", Mark::Passive),
    ("got", Mark::Passive),
    // alignment
    ("respectively", Mark::Respectively),
    ("in turn", Mark::Respectively),
    ("in that order", Mark::Respectively),
    // parts
    ("among them", Mark::Among),
    ("amongst them", Mark::Among),
    ("amongst these", Mark::Among),
    ("amongst those", Mark::Among),
    ("among these", Mark::Among),
    ("among those", Mark::Among),
    ("among which", Mark::Among),
    ("among whom", Mark::Among),
    ("of them", Mark::Among),
    ("of these", Mark::Among),
    ("of those", Mark::Among),
    ("of which", Mark::Among),
    ("of whom", Mark::Among),
    ("out of these", Mark::Among),
    ("out of which", Mark::Among),
    ("out of them", Mark::Among),
    ("including", Mark::Among),
    ("includes", Mark::Among),
    ("included", Mark::Among),
    ("in particular", Mark::Among),
    ("not", Mark::Not),
    ("no", Mark::Not),
    ("never", Mark::Not),
    ("without", Mark::Not),
    // a single case
    ("in one case", Mark::Story),
    ("in one such case", Mark::Story),
    ("in one of the cases", Mark::Story),
    ("in one instance", Mark::Story),
    ("in another case", Mark::Story),
    ("in another instance", Mark::Story),
    ("in a typical case", Mark::Story),
    ("in a recent case", Mark::Story),
    ("in a separate case", Mark::Story),
    ("in one,", Mark::Story),
    ("in another,", Mark::Story),
    ("for example", Mark::Story),
    ("for instance", Mark::Story),
    ("by way of example", Mark::Story),
    ("alone", Mark::Alone),
    // shares
    ("accounting for", Mark::Share),
    ("accounted for", Mark::Share),
    ("account for", Mark::Share),
    ("accounts for", Mark::Share),
    ("making up", Mark::Share),
    ("made up", Mark::Share),
    ("make up", Mark::Share),
    ("representing", Mark::Share),
    ("represented", Mark::Share),
    ("comprising", Mark::Share),
    ("comprised", Mark::Share),
    ("constituting", Mark::Share),
    ("constituted", Mark::Share),
    ("equivalent to", Mark::Share),
    ("that is", Mark::Share),
    ("a share of", Mark::Share),
    ("a proportion of", Mark::Share),
    ("the proportion of", Mark::Rate),
    ("proportion", Mark::Rate),
    ("the share of", Mark::Rate),
    ("share", Mark::Rate),
    ("rate", Mark::Rate),
    ("rates", Mark::Rate),
    ("ratio", Mark::Rate),
    ("percentage", Mark::Rate),
    // changes
    ("up", Mark::Increase),
    ("rise", Mark::Increase),
    ("rises", Mark::Increase),
    ("rose", Mark::Increase),
    ("risen", Mark::Increase),
    ("rising", Mark::Increase),
    ("increase", Mark::Increase),
    ("increases", Mark::Increase),
    ("increased", Mark::Increase),
    ("increasing", Mark::Increase),
    ("grow", Mark::Increase),
    ("grew", Mark::Increase),
    ("grown", Mark::Increase),
    ("growing", Mark::Increase),
    ("growth", Mark::Increase),
    ("climb", Mark::Increase),
    ("climbed", Mark::Increase),
    ("climbing", Mark::Increase),
    ("jump", Mark::Increase),
    ("jumped", Mark::Increase),
    ("jumping", Mark::Increase),
    ("surge", Mark::Increase),
    ("surged", Mark::Increase),
    ("surging", Mark::Increase),
    ("soared", Mark::Increase),
    ("soaring", Mark::Increase),
    ("spiked", Mark::Increase),
    ("spike", Mark::Increase),
    ("higher", Mark::Increase),
    ("greater", Mark::Increase),
    ("larger", Mark::Increase),
    ("bigger", Mark::Increase),
    ("smaller", Mark::Decrease),
    ("shrinking", Mark::Decrease),
    ("narrowed", Mark::Decrease),
    ("slowed", Mark::Decrease),
    ("widened", Mark::Increase),
    ("rocketed", Mark::Increase),
    ("leapt", Mark::Increase),
    ("swelled", Mark::Increase),
    ("uptrend", Mark::Increase),
    ("slipped", Mark::Decrease),
    ("sank", Mark::Decrease),
    ("contracted", Mark::Decrease),
    ("eased", Mark::Decrease),
    ("cut by", Mark::Decrease),
    ("lowered", Mark::Decrease),
    ("more than the year before", Mark::Increase),
    ("went up", Mark::Increase),
    ("gone up", Mark::Increase),
    ("going up", Mark::Increase),
    ("was up", Mark::Increase),
    ("were up", Mark::Increase),
    ("upsurge", Mark::Increase),
    ("uptick", Mark::Increase),
    ("upturn", Mark::Increase),
    ("gain", Mark::Increase),
    ("gained", Mark::Increase),
    ("expanded", Mark::Increase),
    ("escalated", Mark::Increase),
    ("multiplied", Mark::Increase),
    ("down", Mark::Decrease),
    ("fall", Mark::Decrease),
    ("falls", Mark::Decrease),
    ("fell", Mark::Decrease),
    ("fallen", Mark::Decrease),
    ("falling", Mark::Decrease),
    ("fewer", Mark::Decrease),
    ("less", Mark::Decrease),
    ("lower", Mark::Decrease),
    ("decrease", Mark::Decrease),
    ("decreases", Mark::Decrease),
    ("decreased", Mark::Decrease),
    ("decreasing", Mark::Decrease),
    ("decline", Mark::Decrease),
    ("declines", Mark::Decrease),
    ("declined", Mark::Decrease),
    ("declining", Mark::Decrease),
    ("drop", Mark::Decrease),
    ("drops", Mark::Decrease),
    ("dropped", Mark::Decrease),
    ("dropping", Mark::Decrease),
    ("reduce", Mark::Decrease),
    ("reduced", Mark::Decrease),
    ("reducing", Mark::Decrease),
    ("reduction", Mark::Decrease),
    ("dipped", Mark::Decrease),
    ("dip", Mark::Decrease),
    ("slid", Mark::Decrease),
    ("plunged", Mark::Decrease),
    ("plunge", Mark::Decrease),
    ("plummeted", Mark::Decrease),
    ("tumbled", Mark::Decrease),
    ("shrank", Mark::Decrease),
    ("shrunk", Mark::Decrease),
    ("slumped", Mark::Decrease),
    ("halved", Mark::Decrease),
    ("went down", Mark::Decrease),
    ("gone down", Mark::Decrease),
    ("going down", Mark::Decrease),
    ("was down", Mark::Decrease),
    ("were down", Mark::Decrease),
    ("came down", Mark::Decrease),
    ("downturn", Mark::Decrease),
    // bases
    ("year-on-year", YEAR),
    ("year on year", YEAR),
    ("year-over-year", YEAR),
    ("year over year", YEAR),
    ("yoy", YEAR),
    ("y-o-y", YEAR),
    ("on year", YEAR),
    ("annual", YEAR),
    ("over the same period", YEAR),
    ("from a year earlier", YEAR),
    ("from the same period", YEAR),
    ("from the year before", YEAR),
    ("from the previous year", YEAR),
    ("from last year", YEAR),
    ("from a year ago", YEAR),
    ("a year ago", YEAR),
    ("compared to a year ago", YEAR),
    ("than a year ago", YEAR),
    ("over a year earlier", YEAR),
    ("than a year earlier", YEAR),
    ("than a year before", YEAR),
    ("month-on-month", MONTH),
    ("month on month", MONTH),
    ("month-over-month", MONTH),
    ("mom", MONTH),
    ("from the previous month", MONTH),
    ("from a month earlier", MONTH),
    ("over the previous month", MONTH),
    ("than the previous month", MONTH),
    ("compared with the previous month", MONTH),
    ("compared to the previous month", MONTH),
    ("compared with last month", MONTH),
    ("quarter-on-quarter", EARLIER),
    ("quarter on quarter", EARLIER),
    ("week-on-week", EARLIER),
    ("week on week", EARLIER),
    ("from the previous quarter", EARLIER),
    ("over the previous quarter", EARLIER),
    ("compared with the previous quarter", EARLIER),
    ("compared with the previous period", EARLIER),
    ("compared to the previous period", EARLIER),
    ("over the previous period", EARLIER),
    ("from the previous week", EARLIER),
    ("than before the operation", EARLIER),
    ("than before", EARLIER),
    ("before the campaign", EARLIER),
    ("compared with before the campaign", EARLIER),
    // values
    ("reached", Mark::Equals),
    ("reaching", Mark::Equals),
    ("reach", Mark::Equals),
    ("stood at", Mark::Equals),
    ("stands at", Mark::Equals),
    ("standing at", Mark::Equals),
    ("totalled", Mark::Equals),
    ("totaled", Mark::Equals),
    ("totalling", Mark::Equals),
    ("totaling", Mark::Equals),
    ("amounted to", Mark::Equals),
    ("amounting to", Mark::Equals),
    ("amounts to", Mark::Equals),
    ("numbered", Mark::Equals),
    ("hit", Mark::Equals),
    ("came to", Mark::Equals),
    ("exceeded", Mark::Equals),
    ("exceeding", Mark::Equals),
    ("surpassed", Mark::Equals),
    ("topped", Mark::Equals),
    ("valued at", Mark::Equals),
    ("worth", Mark::Equals),
    ("estimated at", Mark::Equals),
    ("to the tune of", Mark::Equals),
    ("from", Mark::From),
    ("to", Mark::To),
    // averages
    ("on average", Mark::Average),
    ("an average of", Mark::Average),
    ("averaging", Mark::Average),
    ("averaged", Mark::Average),
    ("average", Mark::Average),
    ("the average", Mark::Average),
    ("daily", Mark::Per("day")),
    ("a day", Mark::Per("day")),
    ("per day", Mark::Per("day")),
    ("every day", Mark::Per("day")),
    ("each day", Mark::Per("day")),
    ("weekly", Mark::Per("week")),
    ("a week", Mark::Per("week")),
    ("per week", Mark::Per("week")),
    ("every week", Mark::Per("week")),
    ("each week", Mark::Per("week")),
    ("monthly", Mark::Per("month")),
    ("a month", Mark::Per("month")),
    ("per month", Mark::Per("month")),
    ("every month", Mark::Per("month")),
    ("each month", Mark::Per("month")),
    ("annually", Mark::Per("year")),
    ("a year", Mark::Per("year")),
    ("per year", Mark::Per("year")),
    ("every year", Mark::Per("year")),
    ("each year", Mark::Per("year")),
    ("per annum", Mark::Per("year")),
    ("per case", Mark::Per("case")),
    ("a case", Mark::Per("case")),
    ("each case", Mark::Per("case")),
    ("per person", Mark::Per("person")),
    ("per capita", Mark::Per("person")),
    ("per victim", Mark::Per("person")),
    ("per head", Mark::Per("person")),
    ("inhabitants", Mark::Per("person")),
    ("consecutive", Mark::Streak),
    ("in a row", Mark::Streak),
    ("in succession", Mark::Streak),
    ("straight", Mark::Streak),
    ("running", Mark::Streak),
    ("a total of", Mark::Total),
    ("in total", Mark::Total),
    ("total", Mark::Total),
    ("altogether", Mark::Total),
    ("in all", Mark::Total),
    ("a combined", Mark::Total),
    ("cumulatively", Mark::Total),
    ("each", Mark::Each),
    // speech
    ("said", Mark::Speech),
    ("says", Mark::Speech),
    ("saying", Mark::Speech),
    ("told", Mark::Speech),
    ("introduced", Mark::Speech),
    ("explained", Mark::Speech),
    ("added", Mark::Speech),
    ("noted", Mark::Speech),
    ("stated", Mark::Speech),
    ("disclosed", Mark::Speech),
    ("revealed", Mark::Speech),
    ("announced", Mark::Speech),
    ("remarked", Mark::Speech),
    ("pointed out", Mark::Speech),
    ("according to", Mark::Speech),
    ("reminded", Mark::Speech),
    ("stressed", Mark::Speech),
    ("highlighted", Mark::Speech),
    ("emphasised", Mark::Speech),
    ("emphasized", Mark::Speech),
    ("adding", Mark::Speech),
    ("commented", Mark::Speech),
    ("declared", Mark::Speech),
    ("recalled", Mark::Speech),
    ("mentioned", Mark::Speech),
    ("briefed", Mark::Speech),
    ("informed", Mark::Speech),
    ("shared that", Mark::Speech),
    ("confirmed that", Mark::Speech),
    ("observed that", Mark::Speech),
    ("warned that", Mark::Speech),
    ("claimed that", Mark::Speech),
    ("he", Mark::Pronoun),
    ("she", Mark::Pronoun),
    ("the person in charge", Mark::Pronoun),
    ("the official", Mark::Pronoun),
    ("the spokesperson", Mark::Pronoun),
    ("the spokesman", Mark::Pronoun),
    ("the minister", Mark::Pronoun),
    ("the commissioner", Mark::Pronoun),
    ("the superintendent", Mark::Pronoun),
    ("the inspector", Mark::Pronoun),
    ("the director", Mark::Pronoun),
    ("the commander", Mark::Pronoun),
    ("the prosecutor", Mark::Pronoun),
    ("the police chief", Mark::Pronoun),
    ("the officer", Mark::Pronoun),
    // places
    ("the province", Mark::Here),
    ("in the province", Mark::Here),
    ("the whole province", Mark::Here),
    ("the city", Mark::Here),
    ("the whole city", Mark::Here),
    ("our province", Mark::Here),
    ("our city", Mark::Here),
    ("the region", Mark::Here),
    ("the autonomous region", Mark::Here),
    ("the state", Mark::Here),
    ("province-wide", Mark::Here),
    ("citywide", Mark::Here),
    ("nationwide", Mark::Nationwide),
    ("across the country", Mark::Nationwide),
    ("throughout the country", Mark::Nationwide),
    ("in the whole country", Mark::Nationwide),
    ("of the whole country", Mark::Nationwide),
    ("of the country", Mark::Nationwide),
    ("the whole country", Mark::Nationwide),
    ("all over the country", Mark::Nationwide),
    ("around the country", Mark::Nationwide),
    ("countrywide", Mark::Nationwide),
    ("the country", Mark::Nationwide),
    // campaigns
    ("the operation", Mark::Operation),
    ("this operation", Mark::Operation),
    ("the campaign", Mark::Operation),
    ("the special campaign", Mark::Operation),
    ("the action", Mark::Operation),
    ("the special operation", Mark::Operation),
    ("the crackdown", Mark::Operation),
    ("the drive", Mark::Operation),
    ("number of", Mark::Number),
    ("number", Mark::Number),
    ("numbers of", Mark::Number),
    ("amount of", Mark::Number),
    ("volume of", Mark::Number),
    ("value of", Mark::Number),
    ("count of", Mark::Number),
    ("quantity of", Mark::Number),
];

const SIGNS: &[(char, Mark)] = &[
    (',', Mark::Comma),
    ('，', Mark::Comma),
    ('、', Mark::ListComma),
    (';', Mark::Semicolon),
    ('；', Mark::Semicolon),
    (':', Mark::Colon),
    ('：', Mark::Colon),
    ('(', Mark::Open),
    ('[', Mark::Open),
    ('（', Mark::Open),
    (')', Mark::Close),
    (']', Mark::Close),
    ('）', Mark::Close),
    ('"', Mark::Quote),
    ('“', Mark::Quote),
    ('”', Mark::Quote),
    ('—', Mark::Comma),
    ('–', Mark::Comma),
    ('&', Mark::And),
    ('!', Mark::Stop),
    ('?', Mark::Stop),
];

/// The marks of a text.
pub fn marks(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut last = ' ';
    let mut free = 0;
    for (at, c) in text.char_indices() {
        let starts = c.is_alphabetic() && !last.is_alphanumeric() && !matches!(last, '-' | '\'' | '’');
        let previous = std::mem::replace(&mut last, c);
        if at < free {
            continue;
        }
        if starts {
            if let Ok((rest, mark)) = alt((story, base, lookup(WORDS))).parse(&text[at..])
                && !is_length(text, at, mark)
            {
                free = text.len() - rest.len();
                tokens.push(Token { span: Span::new(at, free), kind: Kind::Mark(mark) });
            }
        } else if let Some(mark) = sign(c, previous, &text[at..]) {
            tokens.push(Token { span: Span::new(at, at + c.len_utf8()), kind: Kind::Mark(mark) });
        }
    }
    tokens
}

/// Whether "a week" says how long something took: "during a week of action".
fn is_length(text: &str, at: usize, mark: Mark) -> bool {
    const DURING: &[&str] =
        &["during", "in", "for", "over", "within", "after", "throughout", "of", "than", "once", "nearly"];
    // "cracked a case in which …"
    let told = [" in which", " that ", " where ", " of ", " involving ", " against ", " in "];
    if mark == Mark::Per("case")
        && text[at..].strip_prefix("a case").is_some_and(|r| told.iter().any(|w| r.starts_with(w)))
    {
        return true;
    }
    let article = text[at..].starts_with("a ");
    let before = super::scan::words_before(text, at).next().unwrap_or("");
    article && matches!(mark, Mark::Per(_)) && super::scan::among(before, DURING)
}

fn sign(c: char, previous: char, rest: &str) -> Option<Mark> {
    let next = rest[c.len_utf8()..].chars().next();
    match c {
        // A stop or a comma within a number or a word is none.
        '.' => next.is_none_or(char::is_whitespace).then_some(Mark::Stop),
        ',' | ':' if previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()) => None,
        '–' | '—' if !previous.is_whitespace() && next.is_some_and(char::is_alphanumeric) && c == '–' => None,
        '-' => (previous == ' ' && next.is_none_or(|n| n == ' ' || n == '-')).then_some(Mark::Comma),
        _ => SIGNS.iter().find(|(s, _)| *s == c).map(|(_, mark)| *mark),
    }
}

/// story := 'In' ('the' | 'a' | 'an') words 'case' ','? | 'a' (before n '-year-old', which is left: it is an age)
fn story(input: &str) -> Read<'_, Mark> {
    const LEAD: &[(&str, ())] = &[("In the", ()), ("In a", ()), ("In an", ())];
    const AGED: &[(&str, ())] = &[("a", ()), ("an", ()), ("the", ())];
    if input.starts_with("In ") {
        let (rest, ()) = lookup(LEAD)(input)?;
        let head = super::scan::after(rest, 0, 60);
        let head = &head[..head.find(|c: char| c.is_ascii_digit() || ",.;:\n".contains(c)).unwrap_or(head.len())];
        let Some(end) = head.find(" case").map(|i| i + " case".len()) else { return super::scan::fail(input) };
        let (after, _) = super::scan::edge(&rest[end..])?;
        let of = after.trim_start().starts_with("of ");
        return if of { super::scan::fail(input) } else { Ok((rest, Mark::Story)) };
    }
    let (person, ()) = lookup(AGED)(input)?;
    let (rest, _) = space(person)?;
    let (rest, _) = super::scan::digit_run(rest)?;
    phrase("-year-old")(rest).map(|_| (person, Mark::Story))
}

/// base := ('compared with' | 'over' | 'than' | 'from' …) ('that of' | 'the figure' …)? ('in')? (a former period)
fn base(input: &str) -> Read<'_, Mark> {
    const LEAD: &[(&str, bool)] = &[
        ("compared with", true),
        ("compared to", true),
        ("as compared to", true),
        ("as compared with", true),
        ("in comparison with", true),
        ("in comparison to", true),
        ("versus", true),
        ("relative to", true),
        ("against", true),
        ("over", false),
        ("than", true),
        ("from", false),
        ("on", false),
        ("to", false),
        ("vis-à-vis", true),
    ];
    const OF: &[(&str, ())] = &[
        ("that of", ()),
        ("those of", ()),
        ("that in", ()),
        ("those in", ()),
        ("the figure of", ()),
        ("the figure in", ()),
        ("the figure for", ()),
        ("the figures for", ()),
        ("the level of", ()),
        ("the level in", ()),
        ("levels in", ()),
        ("in", ()),
        ("for", ()),
        ("during", ()),
    ];
    const WHEN: &[(&str, Mark)] = &[
        ("the same period of last year", YEAR),
        ("the same period last year", YEAR),
        ("the same period of the previous year", YEAR),
        ("the same period in the previous year", YEAR),
        ("the same period of the preceding year", YEAR),
        ("the same period a year earlier", YEAR),
        ("the same period a year ago", YEAR),
        ("the same period the year before", YEAR),
        ("the same period the previous year", YEAR),
        ("the same period", YEAR),
        ("same period last year", YEAR),
        ("the same time last year", YEAR),
        ("the corresponding period of last year", YEAR),
        ("the corresponding period last year", YEAR),
        ("the corresponding period of the previous year", YEAR),
        ("the corresponding period in the previous year", YEAR),
        ("the corresponding period", YEAR),
        ("the same month last year", YEAR),
        ("the same month of last year", YEAR),
        ("the same quarter last year", YEAR),
        ("the year before", YEAR),
        ("the previous year", YEAR),
        ("the preceding year", YEAR),
        ("the prior year", YEAR),
        ("a year earlier", YEAR),
        ("a year before", YEAR),
        ("a year ago", YEAR),
        ("last year", YEAR),
        ("the previous month", MONTH),
        ("the month before", MONTH),
        ("a month earlier", MONTH),
        ("last month", MONTH),
        ("the previous quarter", EARLIER),
        ("the previous period", EARLIER),
        ("the preceding period", EARLIER),
        ("the period before", EARLIER),
        ("the previous week", EARLIER),
        ("the previous five years", EARLIER),
        ("the previous wave", EARLIER),
        ("the last wave", EARLIER),
        ("the previous round", EARLIER),
        ("the previous edition", EARLIER),
        ("the previous operation", EARLIER),
        ("the last operation", EARLIER),
        ("the previous campaign", EARLIER),
        ("the first half", EARLIER),
        ("the first half of the year", EARLIER),
        ("the preceding quarter", EARLIER),
        ("the preceding three months", EARLIER),
        ("the previous three months", EARLIER),
        ("the previous six months", EARLIER),
        ("the week before", EARLIER),
        ("the quarter before", EARLIER),
        ("before the campaign", EARLIER),
        ("before the operation", EARLIER),
    ];
    let (rest, sure) = lookup(LEAD)(input)?;
    let (rest, of) = opt(preceded(space, lookup(OF))).parse(rest)?;
    let (rest, _) = space(rest)?;
    if let Ok((rest, mark)) = lookup(WHEN)(rest) {
        // "over the same period in 2023"
        let named = preceded((space, alt((phrase("in"), phrase("of"))), space), super::calendar::year);
        let (rest, _) = opt(named).parse(rest)?;
        return Ok((rest, mark));
    }
    // "than in 2019": a year that is named. "from 2019" and "on 5 June" are periods.
    let calendar = Calendar { date: Some(jiff::civil::Date::constant(2000, 12, 31)), fiscal: 4 };
    let (end, point) = point(&calendar, rest)?;
    let named = sure || of.is_some() && !input.starts_with(['o', 'O']);
    let count = preceded(space, alt((phrase("cases"), phrase("people")))).parse(end).is_ok();
    if named && point.year.is_some() && !count && !(input.starts_with("to") || input.starts_with("from")) {
        return Ok((end, YEAR));
    }
    super::scan::fail(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_words_and_signs() {
        for (text, expected) in [
            ("rose by 3% over the same period of last year,", "Increase By Base(YearOnYear) Comma"),
            ("17.3% higher than in 2019", "Increase Base(YearOnYear)"),
            ("accounting for 17.3%, 6.2% and 4.5% in turn", "Share Comma And Respectively"),
            ("1,319 cases", ""),
            ("well-up", ""),
            ("Among them, 931", "Among Comma"),
            ("from 2019", "From"),
            ("-- Police", "Comma"),
            ("In the Lakeside Loan case, the", "Story Comma"),
            ("In a case that began", "Story"),
            ("In the case of minors", "Of"),
            ("In the 26 cases", ""),
            ("a 78-year-old widow", "Story"),
            ("a 7-day campaign", ""),
            ("in November alone", "Alone"),
            ("during a week of action", "Of"),
            ("a case in which", ""),
            ("losses of 5,000 a case", "Of Per(\"case\")"),
            ("1,150 calls a week", "Per(\"week\")"),
        ] {
            let got: Vec<String> = marks(text).into_iter().map(|t| format!("{:?}", t.kind)).collect();
            let got = got.join(" ").replace("Mark(", "").replace("))", "#").replace(')', "").replace('#', ")");
            assert_eq!(got, expected, "{text}");
        }
    }
}
