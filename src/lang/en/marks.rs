//! The words and signs that build sentences.

mod base;
mod words;

use nom::Parser;
use nom::branch::alt;

use self::base::base;
use self::words::WORDS;
use super::scan::{Read, after, among, any_of, digit_run, edge, fail, lookup, phrase, space, words_before};
use crate::lang::latin::{Words, marks as latin};
use crate::token::{Mark, Token};

/// Signs that English writes besides those of all languages.
const SIGNS: &[(char, Mark)] = &[
    ('，', Mark::Comma),
    ('、', Mark::ListComma),
    ('；', Mark::Semicolon),
    ('：', Mark::Colon),
    ('（', Mark::Open),
    ('）', Mark::Close),
    ('&', Mark::And),
];

/// The marks of a text.
pub fn marks(text: &str) -> Vec<Token> {
    let word = |at: usize| {
        let (rest, mark) = alt((story, base, operation, lookup(WORDS))).parse(&text[at..]).ok()?;
        (!is_length(text, at, mark)).then_some((text.len() - rest.len(), mark))
    };
    latin::marks(text, &['-', '\'', '’'], word, sign)
}

fn sign(c: char, previous: char, next: Option<char>) -> Option<Mark> {
    match c {
        '-' => (previous == ' ' && next.is_none_or(|n| n == ' ' || n == '-')).then_some(Mark::Comma),
        _ => latin::sign(c, previous, next, SIGNS),
    }
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
    let before = words_before(text, at).next().unwrap_or("");
    article && matches!(mark, Mark::Per(_)) && among(before, DURING)
}

/// story := 'In' ('the' | 'a' | 'an') words 'case' ','? | 'a' (before n '-year-old', which is left: it is an age)
fn story(input: &str) -> Read<'_, Mark> {
    const LEAD: Words = &["In the", "In a", "In an"];
    const AGED: Words = &["a", "an", "the"];
    if input.starts_with("In ") {
        let (rest, _) = any_of(LEAD)(input)?;
        let head = after(rest, 0, 60);
        let head = &head[..head.find(|c: char| c.is_ascii_digit() || ",.;:\n".contains(c)).unwrap_or(head.len())];
        let Some(end) = head.find(" case").map(|i| i + " case".len()) else { return fail(input) };
        let (after, _) = edge(&rest[end..])?;
        // "In the case of Wu and others" tells of one, "in the case of minors" of many.
        let others = [" and others", " and other defendants", " and another", " et al"];
        let of = after.trim_start().starts_with("of ") && !others.iter().any(|w| head[end..].contains(w));
        return if of { fail(input) } else { Ok((rest, Mark::Story)) };
    }
    let (person, _) = any_of(AGED)(input)?;
    let (rest, _) = space(person)?;
    let (rest, _) = digit_run(rest)?;
    phrase("-year-old")(rest).map(|_| (person, Mark::Story))
}

/// operation := ('During' | 'Under' | 'In') ('the' | 'these' …) word{0,4} ('operation' | 'campaign' …) : the one that was named, however it
/// is described ("During the anti-illegal worker operations")
fn operation(input: &str) -> Read<'_, Mark> {
    const LEAD: Words = &[
        "during the",
        "during this",
        "during these",
        "during their",
        "in the course of the",
        "under the",
        "through the",
    ];
    const KINDS: &[&str] = &["operation", "operations", "campaign", "campaigns", "crackdown", "drive", "raids"];
    let (rest, _) = any_of(LEAD)(input)?;
    let mut end = 0;
    for (n, word) in rest.split_inclusive(' ').take(6).enumerate() {
        let bare = word.trim_matches(' ').trim_end_matches([',', '.']);
        if n > 0 && KINDS.contains(&bare) {
            let span = end + bare.len();
            return edge(&rest[span..]).map(|(after, _)| (after, Mark::Operation));
        }
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        if n > 0 && !(bare.len() + 1 == word.len() && bare.chars().all(plain)) || n == 0 && word != " " {
            break;
        }
        end += word.len();
    }
    fail(input)
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
            ("In the case of Guo and others, the court", "Story Of And Comma"),
            ("In the case of Fujian, the court", "Of Comma"),
            ("In the 26 cases", ""),
            ("a 78-year-old widow", "Story"),
            ("a 7-day campaign", ""),
            ("in November alone", "Alone"),
            ("during a week of action", "Of"),
            ("During the anti-illegal worker operations, officers", "Operation Comma"),
            ("During the joint operation", "Operation"),
            ("During the Harbour Wall operation", ""),
            ("During the 12 operations", ""),
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
