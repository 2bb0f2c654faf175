//! How the numerals of a Chinese or Japanese text are gone through. What begins where, each language tells.

use crate::bulletin::{Reason, Span};
use crate::token::{Kind, Token};

/// What was read: tokens, and where to read on.
pub type Tokens = (Vec<Token>, usize);

/// The tokens of a text, in order, without overlaps: what `read` finds at a place, given the character there and the tokens so
/// far, else what it finds at the next character.
pub fn tokens(text: &str, read: impl Fn(usize, char, &[Token]) -> Option<Tokens>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match read(at, c, &tokens) {
            Some((mut found, end)) if end > at => {
                tokens.append(&mut found);
                at = end;
            }
            _ => at += c.len_utf8(),
        }
    }
    tokens
}

/// One token.
pub fn one(start: usize, end: usize, kind: Kind) -> Tokens {
    (vec![Token { span: Span::new(start, end), kind }], end)
}

/// The longer of a figure that reports nothing (with its length) and a period (with its end), the figure where they are as long.
pub fn figure_or_period(at: usize, figure: Option<(Reason, usize)>, period: Option<(Kind, usize)>) -> Option<Tokens> {
    let longer = figure.filter(|(_, len)| period.as_ref().is_none_or(|(_, end)| at + len >= *end));
    match longer {
        Some((reason, len)) => Some(one(at, at + len, Kind::Figure(reason))),
        None => period.map(|(kind, end)| one(at, end, kind)),
    }
}

/// What the tables of examples of both languages compare.
#[cfg(test)]
pub mod testing {
    use crate::lang::Setting;
    use crate::token::{Kind, Period, Token};

    /// Each numeral of a text with what it is.
    pub fn kinds(numbers: fn(&str, Setting<'_>) -> Vec<Token>, text: &str, day: jiff::civil::Date) -> Vec<String> {
        let kind = |t: &Token| match &t.kind {
            Kind::Quantity(q) => format!("{} {}", q.value, q.unit),
            Kind::Period(Period::Statement(_)) => "statement".to_owned(),
            Kind::Period(_) => "period".to_owned(),
            Kind::Figure(r) => format!("{r:?}"),
            Kind::Mark(m) => format!("{m:?}"),
            k => format!("{k:?}"),
        };
        let tokens = numbers(text, Setting { date: Some(day), home: None });
        tokens.iter().map(|t| format!("{}={}", t.span.of(text), kind(t))).collect()
    }

    /// Reads long runs of what can begin a numeral, which must not take longer than their length wants.
    pub fn long_runs(numbers: fn(&str, Setting<'_>) -> Vec<Token>, parts: &[&str]) {
        for part in parts {
            let text = part.repeat(3_000);
            let started = std::time::Instant::now();
            let _ = numbers(&text, Setting::default());
            assert!(started.elapsed().as_secs() < 20, "{part}");
        }
    }
}
