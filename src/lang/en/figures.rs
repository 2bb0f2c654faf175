//! Figures that report nothing: identifiers, ordinals, ages, clock times, lengths of time.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::numerals::numeral;
use super::scan::{
    Read, after, among, before, digit_run, edge, fail, lookup, phrase, space, space0, word, words_before,
};
use crate::bulletin::Reason;

/// The end and the reason of a figure that stands here, when the words tell that it reports nothing.
pub fn figure(text: &str, at: usize) -> Option<(usize, Reason)> {
    let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
    web(text, at)
        .or_else(|| mixed(text, at))
        .or_else(|| if digit { of_digits(text, at) } else { None })
        .or_else(|| age(text, at))
        .or_else(|| vague(text, at))
        .or_else(|| pronoun(text, at))
}

fn of_digits(text: &str, at: usize) -> Option<(usize, Reason)> {
    clicks(text, at)
        .or_else(|| clock(text, at))
        .or_else(|| joined(text, at))
        .or_else(|| ordinal(text, at))
        .or_else(|| item(text, at))
        .or_else(|| numbered(text, at))
        .or_else(|| line(text, at))
}

/// web := an address or a mailbox that has digits
fn web(text: &str, at: usize) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 200);
    let chunk =
        chunk.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”')).next()?;
    let chunk = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    const ENDS: &[&str] =
        &[".com", ".gov", ".cn", ".org", ".net", ".uk", ".in", ".sg", ".hk", ".au", ".eu", ".int", ".info"];
    let address = chunk.contains("://")
        || chunk.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."))
        || chunk.contains('@')
        || ENDS.iter().any(|e| chunk.contains(e));
    (address && chunk.contains(|c: char| c.is_ascii_digit())).then_some((at + chunk.len(), Reason::Identifier))
}

/// mixed := letters and digits in one word ("COVID-19", "P2P", "5G"), except an amount
fn mixed(text: &str, at: usize) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 60);
    let end = chunk
        .char_indices()
        .find(|(i, c)| {
            let inner = matches!(c, '-' | '_') && chunk[i + c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit());
            !(c.is_alphanumeric() || inner)
        })
        .map_or(chunk.len(), |(i, _)| i);
    let run = &chunk[..end];
    let digits = run.contains(|c: char| c.is_ascii_digit());
    let letters = run.contains(char::is_alphabetic);
    if !digits || !letters {
        return None;
    }
    let generation = matches!(run, "2G" | "3G" | "4G" | "5G" | "6G");
    let starts_with_letter = run.starts_with(char::is_alphabetic);
    // "USD115", "RM5" and "Rs85" are amounts; so is "mid-2023" no identifier.
    let amount =
        super::money::prefix(run).is_ok() || run.starts_with("mid-") || run.contains("-year") || run.starts_with("FY");
    (generation || starts_with_letter && !amount).then_some((at + end, Reason::Identifier))
}

/// clicks := ('Clicks' | 'Views' | 'Reads') ':' n : what the page counts, not the bulletin
fn clicks(text: &str, at: usize) -> Option<(usize, Reason)> {
    let head = before(text, at, 16).trim_end().strip_suffix([':', '：'])?.trim_end();
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let (rest, _) = numeral(false)(&text[at..]).ok()?;
    let counts = among(word, &["clicks", "views", "reads", "hits", "visits", "pageviews"]);
    counts.then(|| (text.len() - rest.len(), Reason::Apparatus))
}

/// clock := h ':' mm (':' ss)? | h ('.' mm)? space? ('am' | 'pm' | 'a.m.' | 'p.m.' | "o'clock") | hhmm space? 'hours'
fn clock(text: &str, at: usize) -> Option<(usize, Reason)> {
    let read = |i| -> Read<'_, ()> {
        let (rest, hours) = digit_run(i)?;
        if hours.len() > 4 {
            return fail(i);
        }
        let minutes = |i| preceded(tag(":"), digit_run).parse(i);
        let (rest, colon) = opt(minutes).parse(rest)?;
        let (rest, _) = opt(minutes).parse(rest)?;
        let (rest, _) = opt((tag("."), digit_run)).parse(rest)?;
        let named = alt((
            phrase("am"),
            phrase("pm"),
            tag("a.m.").map(|_| ()),
            tag("p.m.").map(|_| ()),
            phrase("o'clock"),
            phrase("o’clock"),
            phrase("hrs"),
            phrase("noon"),
            phrase("midnight"),
        ));
        let (rest, named) = opt((space0, named)).parse(rest)?;
        if named.is_some() || colon.is_some_and(|m| m.len() == 2) { Ok((rest, ())) } else { fail(i) }
    };
    let (rest, ()) = read(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Time))
}

/// joined := digits (sign digits)+ : "7×24", "5+2", "24/7", "1800-722-6688", "192.168.1.2", "5·10"
fn joined(text: &str, at: usize) -> Option<(usize, Reason)> {
    let input = &text[at..];
    let (mut rest, first) = digit_run(input).ok()?;
    let (mut groups, mut digits, mut sign) = (1, first.len(), None);
    let joins = |c: &char| matches!(c, '×' | '+' | '/' | '-' | '·' | '.' | '*' | 'x');
    while let Some(c) = rest.chars().next().filter(joins) {
        let Ok((next, run)) = digit_run(&rest[c.len_utf8()..]) else { break };
        if sign.is_some_and(|s| s != c) && !matches!(c, '-' | '/') {
            break;
        }
        (rest, sign, groups, digits) = (next, Some(c), groups + 1, digits + run.len());
    }
    let end = text.len() - rest.len();
    let phone = before(text, at, 1) == "+" || first.starts_with('0') && first.len() > 2;
    let found = match sign {
        Some('×' | '+' | '/' | '·' | '*' | 'x') => true,
        Some('.') => groups > 2,
        Some('-') => groups > 2 || phone || digits > 9,
        _ => phone && digits > 5,
    };
    found.then_some((end, Reason::Identifier))
}

/// ordinal := digits ('st' | 'nd' | 'rd' | 'th')
fn ordinal(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let suffix = |i| alt((tag("st"), tag("nd"), tag("rd"), tag("th"))).parse(i);
    let (rest, _): (&str, (&str, ())) = (suffix, edge).parse(rest).ok()?;
    Some((text.len() - rest.len(), Reason::Ordinal))
}

/// item := the number of a point in a list: "1." or "1)" at the beginning of a line, "(1)"
fn item(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let head = before(text, at, 4);
    let bracketed = head.ends_with('(') && rest.starts_with(')') && digits.len() <= 2;
    let line_start = head.rsplit('\n').next().is_some_and(|h| h.trim().is_empty())
        && (at < 4 || head.contains('\n') || head.trim().is_empty());
    let listed = line_start
        && digits.len() <= 2
        && (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with("、") || rest.starts_with(".\t"));
    (bracketed || listed).then(|| (text.len() - rest.len(), Reason::Ordinal))
}

/// numbered := 'Section' | 'Article' | 'No.' | 'Phase' … (n ',' | 'and')* n
fn numbered(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ANY: &[&str] = &[
        "section",
        "sections",
        "article",
        "articles",
        "clause",
        "clauses",
        "chapter",
        "paragraph",
        "no",
        "nos",
        "number",
        "phase",
        "page",
        "annex",
        "appendix",
        "schedule",
        "u/s",
        "rule",
    ];
    const CAPITAL: &[&str] = &[
        "Order",
        "Stage",
        "Level",
        "Grade",
        "Tier",
        "Class",
        "Category",
        "Part",
        "Room",
        "Block",
        "Unit",
        "Flight",
        "Route",
        "Highway",
        "Building",
        "Gate",
        "Lane",
        "Cap",
        "Form",
        "Table",
        "Figure",
        "Chart",
        "Volume",
        "Version",
        "Type",
        "Ward",
        "Zone",
        "Sector",
        "District",
        "Item",
        "Resolution",
        "Directive",
        "Document",
        "Circular",
        "FIR",
        "Channel",
        "Agenda",
        "Goal",
        "Top",
        "Operation",
        "Vision",
        "Project",
        "Act",
        "Ordinance",
        "Regulation",
        "Decree",
        "Law",
        "Terminal",
        "Street",
        "Road",
        "Avenue",
        "Pier",
    ];
    let head = before(text, at, 80).trim_end_matches([' ', '.', '\u{A0}']);
    let mut named = head
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '/'))
        .filter(|w| !w.is_empty())
        .skip_while(|w| w.starts_with(|c: char| c.is_ascii_digit()) || among(w, &["and", "or", "to"]));
    let lead = named.next()?;
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with(',') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let far = head.len() - head.rfind(lead)? > 40 || head[head.rfind(lead)?..].contains([';', ':', '(']);
    let lists = head.ends_with(|c: char| c.is_ascii_digit() || c == ',') && !among(lead, ANY);
    let is = among(lead, ANY) || CAPITAL.contains(&lead);
    let number_of = preceded(space0, phrase("of")).parse(rest).is_ok();
    if !is || grouped || far || lists || number_of && among(lead, &["number"]) {
        return None;
    }
    let letters = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).count();
    Some((text.len() - rest.len() + letters, Reason::Ordinal))
}

/// line := a number to call: after "call", "dial", "hotline", or before "hotline"
fn line(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with([',', '.', '%']) && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with('%');
    if digits.len() < 2 || grouped {
        return None;
    }
    let groups = line_groups(rest);
    let free = matches!(digits, "1800" | "1300" | "800") || digits.len() > 2 && digits.starts_with('0');
    if free && groups > 0 {
        return Some((text.len() - rest.len() + groups, Reason::Identifier));
    }
    let next = rest.trim_start();
    let noun: &str = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let counts = rest.starts_with(' ') && noun.len() > 3 && noun.ends_with('s') && noun.starts_with(char::is_lowercase)
        || among(noun, &["people", "million", "billion", "thousand", "yuan", "criminal", "crore", "lakh"]);
    let tail = after(rest, 0, 60);
    let tail = tail.split(['.', ',', ';', '(', ')', '\n']).next().unwrap_or(tail).to_ascii_lowercase();
    let named =
        ["hotline", "helpline", "special line", "service line", "toll-free", "emergency number", "service platform"]
            .iter()
            .any(|w| tail.find(w).is_some_and(|i| !tail[i..].contains("calls") && i < 45));
    let called = !counts && {
        let mut back = words_before(text, at);
        let first = back.next().unwrap_or("");
        let near = [first, back.next().unwrap_or(""), back.next().unwrap_or("")];
        let call = [
            "call",
            "calling",
            "dial",
            "dialling",
            "dialing",
            "hotline",
            "helpline",
            "tel",
            "phone",
            "telephone",
            "sms",
            "whatsapp",
        ];
        let ends = rest.starts_with(['.', ',', ';', ')']) && (3..=6).contains(&digits.len());
        let told = ends && words_before(text, at).take(6).any(|w| among(w, &call));
        told || near.iter().any(|w| among(w, &call)) || among(first, &["text", "line", "contact", "fax", "QQ"])
    };
    let quoted = before(text, at, 3).ends_with(['"', '“'])
        && next.starts_with(|c: char| c.is_uppercase())
        && rest.starts_with(' ');
    (named && !counts || called || quoted).then(|| (text.len() - rest.len(), Reason::Identifier))
}

/// The length of the groups of digits that follow the first of a line ("0800 555 111").
fn line_groups(input: &str) -> usize {
    let mut rest = input;
    while let Some(next) = rest.strip_prefix([' ', '-']) {
        let n = next.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &next[n..];
        let number = behind.starts_with(['%'])
            || behind.starts_with([',', '.']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
        if !(2..=4).contains(&n) || number {
            break;
        }
        rest = behind;
    }
    input.len() - rest.len()
}

/// age := n ('-year-old' | 'years old' | 'years of age') | after 'aged', 'age of'
fn age(text: &str, at: usize) -> Option<(usize, Reason)> {
    const AFTER: &[(&str, ())] = &[
        ("year-old", ()),
        ("years-old", ()),
        ("year old", ()),
        ("years old", ()),
        ("years of age", ()),
        ("year-olds", ()),
        ("year olds", ()),
    ];
    let (rest, n) = numeral(false)(&text[at..]).ok()?;
    if n.value > Decimal::from(130) {
        return None;
    }
    let named = preceded((opt(tag("-")), space0), lookup(AFTER)).parse(rest).ok();
    let range = |i| -> Read<'_, ()> {
        let (i, _) = alt((preceded(space, phrase("to")), tag("-").map(|_| ()), tag("–").map(|_| ()))).parse(i)?;
        let (i, _) = preceded(space0, numeral(false)).parse(i)?;
        preceded((opt(tag("-")), space0), lookup(AFTER)).parse(i)
    };
    if let Some((end, ())) = named {
        return Some((text.len() - end.len(), Reason::Age));
    }
    let aged = words_before(text, at).take(4).any(|w| among(w, &["aged", "ages", "age"]));
    let unit = rest.starts_with('%')
        || preceded(space, word).parse(rest).is_ok_and(|(_, w)| {
            among(w, &["percent", "per", "pct"]) || w.ends_with('s') && !among(w, &["was", "years"])
        });
    (aged && !unit || range(rest).is_ok()).then(|| (text.len() - rest.len(), Reason::Age))
}

/// vague := 'dozens' | 'hundreds' | 'tens of thousands' … , which say no number
fn vague(text: &str, at: usize) -> Option<(usize, Reason)> {
    const WORDS: &[(&str, ())] = &[
        ("dozens", ()),
        ("scores of", ()),
        ("tens of thousands", ()),
        ("hundreds of thousands", ()),
        ("tens of millions", ()),
        ("hundreds of millions", ()),
        ("hundreds", ()),
        ("thousands", ()),
        ("millions", ()),
        ("billions", ()),
        ("several dozen", ()),
        ("several hundred", ()),
        ("several thousand", ()),
        ("a few hundred", ()),
        ("a few thousand", ()),
        ("hundred percent", ()),
    ];
    let (rest, ()) = lookup(WORDS)(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Background))
}

/// pronoun := 'one' where it counts nothing ("one of", "one by one", "no one")
fn pronoun(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ONE: &[(&str, ())] = &[
        ("one by one", ()),
        ("one after another", ()),
        ("one after the other", ()),
        ("one another", ()),
        ("one of", ()),
        ("one or more", ()),
        ("one day", ()),
        ("one time", ()),
        ("one hand", ()),
        ("one side", ()),
        ("one's", ()),
        ("one’s", ()),
        ("one-stop", ()),
        ("one-on-one", ()),
        ("one-time", ()),
        ("two-way", ()),
        ("two-pronged", ()),
        ("two or three", ()),
        ("three-dimensional", ()),
        ("one click", ()),
        ("one person", ()),
    ];
    if let Ok((rest, ())) = lookup(&ONE[..ONE.len() - 1])(&text[at..]) {
        return Some((text.len() - rest.len(), Reason::NotUnderstood));
    }
    let (rest, ()) = alt((phrase("one"), phrase("ones"))).parse(&text[at..]).ok()?;
    let previous = words_before(text, at).next().unwrap_or("");
    let head = among(
        previous,
        &[
            "no", "any", "every", "some", "each", "this", "that", "the", "which", "another", "number", "as", "at",
            "day", "than",
        ],
    );
    let bare = rest.is_empty() || rest.starts_with([',', '.', ';', '\'', '’']);
    let verb = preceded(
        space,
        alt((
            phrase("is"),
            phrase("was"),
            phrase("should"),
            phrase("can"),
            phrase("must"),
            phrase("that"),
            phrase("who"),
            phrase("to"),
            phrase("in the"),
            phrase("could"),
            phrase("may"),
            phrase("has"),
        )),
    )
    .parse(rest)
    .is_ok();
    (bare || verb || head && !among(previous, &["another", "than", "at"]))
        .then(|| (text.len() - rest.len(), Reason::NotUnderstood))
}

/// A length of time: its end, its value, and its unit.
pub fn duration(input: &str) -> Read<'_, (Decimal, &'static str)> {
    const UNITS: &[(&str, &str)] = &[
        ("second", "second"),
        ("seconds", "second"),
        ("minute", "minute"),
        ("minutes", "minute"),
        ("hour", "hour"),
        ("hours", "hour"),
        ("day", "day"),
        ("days", "day"),
        ("week", "week"),
        ("weeks", "week"),
        ("month", "month"),
        ("months", "month"),
        ("quarter", "quarter"),
        ("quarters", "quarter"),
        ("year", "year"),
        ("years", "year"),
        ("decade", "decade"),
        ("decades", "decade"),
        ("annual", "year"),
        ("monthly", "month"),
        ("weekends", "week"),
        ("nights", "day"),
    ];
    const STREAK: &[(&str, ())] = &[
        ("consecutive", ()),
        ("straight", ()),
        ("successive", ()),
        ("full", ()),
        ("calendar", ()),
        ("working", ()),
        ("whole", ()),
        ("more", ()),
    ];
    const NTH: &[(&str, i64)] = &[
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("eleventh", 11),
        ("twelfth", 12),
    ];
    let counted = |i| numeral(false)(i).map(|(r, n)| (r, n.value));
    let nth = |i| -> Read<'_, Decimal> {
        let digits =
            |i| (digit_run, alt((tag("th"), tag("rd"), tag("nd")))).map_res(|(d, _)| d.parse::<i64>()).parse(i);
        let (rest, n) = alt((lookup(NTH), digits)).parse(i)?;
        // An ordinal is a length of time in a streak alone.
        let line = after(rest, 0, 60);
        let streak = ["consecutive", "straight", "successive", "in a row", "running"].iter().any(|w| line.contains(w));
        if streak { Ok((rest, Decimal::from(n))) } else { fail(i) }
    };
    let (rest, n) = alt((nth, counted)).parse(input)?;
    let (rest, _) = alt((tag("-"), space)).parse(rest)?;
    let (rest, _) = opt((lookup(STREAK), space)).parse(rest)?;
    let (rest, _) = opt((lookup(STREAK), space)).parse(rest)?;
    let (rest, unit) = lookup(UNITS)(rest)?;
    Ok((rest, (n, unit)))
}

/// Whether the words round a length of time make it a streak.
pub fn streak(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 24);
    let inner = &text[start..end];
    ["consecutive", "straight", "successive"].iter().any(|w| inner.contains(w))
        || ["in a row", "running", "in succession", "on end"].iter().any(|w| tail.contains(w))
        || words_before(text, start).next().is_some_and(|w| among(w, &["consecutive", "successive"]))
}

/// Whether a length of time is a penalty.
pub fn penalty(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 50).to_ascii_lowercase();
    let head = before(text, start, 40).to_ascii_lowercase();
    ["imprisonment", "in prison", "in jail", "probation", "behind bars"].iter().any(|w| tail.contains(w))
        || ["imprisonment", "sentence", "jail"].iter().any(|w| head.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_reports_nothing() {
        for (head, figure_text, tail) in [
            ("under Section ", "420", " of the Code"),
            ("Sections 406 and ", "420", " of"),
            ("please call ", "110", " in time"),
            ("the ", "12309", " procuratorial service hotline"),
            ("a ", "7×24", "-hour response"),
            ("the ", "5+2", " crimes"),
            ("at ", "10:26", " on"),
            ("at ", "8.30pm", ", he"),
            ("see ", "www.12309.gov.cn", ")"),
            ("since ", "COVID-19", " began"),
            ("a ", "35-year-old", " man"),
            ("aged ", "23", ", was"),
            ("the ", "20th", " session"),
            ("hotline ", "1800-722-6688", " is"),
            ("anonymously on ", "0800 555 111", "."),
            ("", "dozens", " of"),
            ("\"", "803", " Theme Day\""),
        ] {
            let text = format!("{head}{figure_text}{tail}");
            let found = figure(&text, head.len()).map(|(end, _)| &text[head.len()..end]);
            assert_eq!(found, Some(figure_text), "{text}");
        }
        for text in ["3,400 calls", "10k", "5 people", "322 hotline calls", "one suspect", "2.5 million", "US$5"] {
            assert_eq!(figure(text, 0), None, "{text}");
        }
    }
}
