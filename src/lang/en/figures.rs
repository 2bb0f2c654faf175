//! Figures that report nothing: identifiers, ordinals, ages, clock times, lengths of time.

mod identifiers;
mod indefinite;
mod lines;
mod times;

use self::identifiers::{joined, numbered};
use self::indefinite::{pronoun, vague};
use self::lines::line;
use self::times::{age, clock};
pub use self::times::{duration, penalty, streak};
use super::calendar::ORDINALS;
use super::numerals::numeral;
use super::scan::{among, before};
use crate::bulletin::Reason;
use crate::lang::latin::Words;
use crate::lang::latin::identifiers::{item, mixed, ordinal, web};

const DOMAINS: Words =
    &[".com", ".gov", ".cn", ".org", ".net", ".uk", ".in", ".sg", ".hk", ".au", ".eu", ".int", ".info"];

/// The end and the reason of a figure that stands here, when the words tell that it reports nothing.
pub fn figure(text: &str, at: usize) -> Option<(usize, Reason)> {
    let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
    web(text, at, DOMAINS)
        .or_else(|| mixed(text, at, amount))
        .or_else(|| if digit { of_digits(text, at) } else { None })
        .or_else(|| age(text, at))
        .or_else(|| vague(text, at))
        .or_else(|| pronoun(text, at))
}

fn of_digits(text: &str, at: usize) -> Option<(usize, Reason)> {
    clicks(text, at)
        .or_else(|| clock(text, at))
        .or_else(|| joined(text, at))
        .or_else(|| ordinal(text, at, ORDINALS))
        .or_else(|| item(text, at, &[". ", ") ", "、", ".\t"]))
        .or_else(|| numbered(text, at))
        .or_else(|| line(text, at))
}

/// "USD115", "RM5" and "Rs85" are amounts; so is "mid-2023" no identifier.
fn amount(run: &str) -> bool {
    super::money::prefix(run).is_ok() || run.starts_with("mid-") || run.contains("-year") || run.starts_with("FY")
}

/// clicks := ('Clicks' | 'Views' | 'Reads') ':' n : what the page counts, not the bulletin
fn clicks(text: &str, at: usize) -> Option<(usize, Reason)> {
    let head = before(text, at, 16).trim_end().strip_suffix([':', '：'])?.trim_end();
    let word = head.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let (rest, _) = numeral(false)(&text[at..]).ok()?;
    let counts = among(word, &["clicks", "views", "reads", "hits", "visits", "pageviews"]);
    counts.then(|| (text.len() - rest.len(), Reason::Apparatus))
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
