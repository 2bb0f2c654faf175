//! Digits with their groups and decimals where the comma and the point change places from country to country.

use rust_decimal::Decimal;

use super::scan::{Read, fail};

/// Which sign a text writes before its decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimals {
    /// 1.250,5
    #[default]
    Comma,
    /// 1,250.5
    Point,
}

/// A number with more bytes than this is not held, and its groups are not followed: each would be followed again from the next.
const LONGEST: usize = 60;

/// What stands between groups of three besides a point and a comma.
const GAPS: [char; 6] = [' ', '\u{A0}', '\u{202F}', '\u{2009}', '\'', '’'];

impl Decimals {
    /// The sign before decimals and the one between groups.
    const fn signs(self) -> (char, char) {
        match self {
            Self::Comma => (',', '.'),
            Self::Point => ('.', ','),
        }
    }

    /// What the numerals of a text tell where each can be read in one way only: 1.224.084 and 3,5 have a decimal comma, 1,224,084
    /// and 93.3 a decimal point. None where they tell nothing or contradict each other evenly.
    pub fn told(text: &str) -> Option<Self> {
        let head = &text.as_bytes()[..text.len().min(200_000)];
        let (mut at, mut comma, mut point) = (0, 0_i32, 0_i32);
        while let Some(start) = head[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) {
            let end = head[start..]
                .iter()
                .position(|b| !matches!(b, b'0'..=b'9' | b'.' | b','))
                .map_or(head.len(), |i| start + i);
            match witness(&head[start..end]) {
                Some(Self::Comma) => comma += 1,
                Some(Self::Point) => point += 1,
                None => {}
            }
            at = end;
        }
        match comma.cmp(&point) {
            std::cmp::Ordering::Greater => Some(Self::Comma),
            std::cmp::Ordering::Less => Some(Self::Point),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// What one run of digits, points and commas tells.
fn witness(run: &[u8]) -> Option<Decimals> {
    let run = run.strip_suffix(b",").or_else(|| run.strip_suffix(b".")).unwrap_or(run);
    let parts: Vec<&[u8]> = run.split(|b| matches!(b, b'.' | b',')).collect();
    let signs: Vec<u8> = run.iter().copied().filter(|b| matches!(b, b'.' | b',')).collect();
    let groups = |p: &[&[u8]]| p.iter().all(|g| g.len() == 3) && (1..=3).contains(&parts[0].len());
    let group = |sign: u8| if sign == b'.' { Decimals::Comma } else { Decimals::Point };
    let decimal = |sign: u8| if sign == b',' { Decimals::Comma } else { Decimals::Point };
    match signs[..] {
        // 3,5 and 93.3, but no date (1.5.2024), hour (12.58) or list (22,24)
        [sign] if parts[1].len() == 1 => Some(decimal(sign)),
        [sign] if parts[1].len() == 2 && sign == b',' => Some(decimal(sign)),
        [first, .., last]
            if first != last
                && groups(&parts[1..parts.len() - 1])
                && signs[..signs.len() - 1].iter().all(|s| *s == first) =>
        {
            Some(decimal(last))
        }
        [first, .., last] if first == last && groups(&parts[1..]) && signs.iter().all(|s| *s == first) => {
            Some(group(first))
        }
        _ => None,
    }
}

/// Digits as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// Their value.
    pub value: Decimal,
    /// One unit of the last digit.
    pub step: Decimal,
    /// Whether they are one run without groups and decimals.
    pub plain: bool,
}

/// digits := run (group-sign run3)* (decimal-sign run)? | decimal-sign run
///
/// `fine` tells, from what follows, whether three decimals are likely (8,364 millones); counted things have none.
pub fn digits<'a>(decimals: Decimals, fine: impl Fn(&'a str) -> bool) -> impl Fn(&'a str) -> Read<'a, Digits> {
    move |input| {
        let (mark, group) = decimals.signs();
        let head = run(input, 0);
        if head == 0 {
            return bare_decimals(input, mark);
        }
        let mut end = head;
        let mut whole = head;
        let mut groups = 0;
        if head <= 3 && !input.starts_with('0') {
            (end, groups) = grouped(input, head, group);
            let (other, n) = grouped(input, head, mark);
            if groups == 0 && n > 0 && goes_on(input, other, group) {
                // 1,234.56 in a text that else writes 1.234,56
                return decided(input, other, group);
            }
            // 1.250 where the point is the decimal sign: groups, if they are many or nothing fine follows.
            if groups == 0 && n > 0 && (n > 1 || !fine(&input[other..])) {
                (end, groups) = (other, n);
            }
            whole = end;
        }
        if let Some(next) = decimal_part(input, end, mark) {
            end = next;
        } else if groups == 0
            && let Some(next) = decimal_part(input, end, group)
        {
            end = next;
        }
        held(input, whole, end, groups == 0 && whole == end)
    }
}

/// ',' run | '.' run : decimals of nothing
fn bare_decimals(input: &str, mark: char) -> Read<'_, Digits> {
    let Some(sign) = input.chars().next().filter(|c| matches!(c, ',' | '.')) else { return fail(input) };
    let _ = mark;
    let end = 1 + run(input, sign.len_utf8());
    if end == 1 { fail(input) } else { held(input, 0, end, false) }
}

/// One group and decimals after the other sign.
fn decided(input: &str, whole: usize, mark: char) -> Read<'_, Digits> {
    let end = decimal_part(input, whole, mark).unwrap_or(whole);
    held(input, whole, end, false)
}

/// Whether decimals follow a place, and nothing that goes on after them.
fn goes_on(input: &str, at: usize, mark: char) -> bool {
    decimal_part(input, at, mark).is_some()
}

/// The end of the decimals that begin here, unless they go on as a list, a date or an address.
fn decimal_part(input: &str, at: usize, mark: char) -> Option<usize> {
    let rest = input.get(at..)?.strip_prefix(mark)?;
    let digits = run(rest, 0);
    let end = at + mark.len_utf8() + digits;
    let again = input[end..].strip_prefix([',', '.']).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    (digits > 0 && !again).then_some(end)
}

/// The end of the groups of three that follow a head, and how many there are.
fn grouped(input: &str, head: usize, sign: char) -> (usize, usize) {
    let follow = |sign: char| {
        let (mut end, mut many) = (head, 0);
        while end <= LONGEST && input[end..].starts_with(sign) && run(input, end + sign.len_utf8()) == 3 {
            end += sign.len_utf8() + 3;
            many += 1;
        }
        (end, many)
    };
    // Blanks and apostrophes stand between groups in every country.
    std::iter::once(sign)
        .chain(GAPS)
        .map(follow)
        .max_by_key(|(_, many)| *many)
        .filter(|(_, n)| *n > 0)
        .unwrap_or((head, 0))
}

fn run(input: &str, from: usize) -> usize {
    input.as_bytes().get(from..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_digit()).count())
}

fn held(input: &str, whole: usize, end: usize, plain: bool) -> Read<'_, Digits> {
    if end > LONGEST {
        return fail(input);
    }
    let digits = |s: &str| -> String { s.chars().filter(char::is_ascii_digit).collect() };
    let (int, fraction) = (digits(&input[..whole]), digits(&input[whole..end]));
    let text =
        if fraction.is_empty() { int } else { format!("{}.{fraction}", if int.is_empty() { "0" } else { &int }) };
    match text.parse::<Decimal>() {
        Ok(value) => Ok((&input[end..], Digits { value, step: Decimal::new(1, value.scale().min(28)), plain })),
        Err(_) => fail(input),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_signs() {
        for (text, expected) in [
            ("1.224.084 infracciones", Some(Decimals::Comma)),
            ("un 3,5 % y 93,25 %", Some(Decimals::Comma)),
            ("$1,250.00 y 3.5", Some(Decimals::Point)),
            ("el 93.3 por ciento", Some(Decimals::Point)),
            ("1.250 detenidos, 12.30 h, 1.5.2024", None),
        ] {
            assert_eq!(Decimals::told(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_digits() {
        for (decimals, text, expected) in [
            (Decimals::Comma, "1.250 detenidos", "1250"),
            (Decimals::Comma, "1,250 detenidos", "1250"),
            (Decimals::Comma, "8,364 millones", "8.364"),
            (Decimals::Comma, "1.224.084,5", "1224084.5"),
            (Decimals::Comma, "1,224,084.5", "1224084.5"),
            (Decimals::Comma, "1,234.56", "1234.56"),
            (Decimals::Comma, "93.3 por", "93.3"),
            (Decimals::Comma, "22,24,26", "22"),
            (Decimals::Comma, "0,125", "0.125"),
            (Decimals::Comma, "1 319 casos", "1319"),
            (Decimals::Comma, ",08", "0.08"),
            (Decimals::Point, "1.250 detenidos", "1250"),
            (Decimals::Point, "1,250 detenidos", "1250"),
            (Decimals::Point, "1.250 millones", "1.250"),
            (Decimals::Point, "122.4 kilos", "122.4"),
            (Decimals::Point, "2024", "2024"),
        ] {
            let fine = |rest: &str| rest.starts_with(" millones");
            assert_eq!(digits(decimals, fine)(text).unwrap().1.value.to_string(), expected, "{text}");
        }
        assert!(digits(Decimals::Comma, |_| false)("abc").is_err());
    }
}
