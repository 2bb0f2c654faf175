//! The words and signs that build sentences.

mod base;
mod verbs;
mod words;

use nom::Parser;
use nom::branch::alt;

use self::base::base;
use self::verbs::{FALLS, RISES, SPEECH, TURNS};
use self::words::WORDS;
use super::scan::{Read, any_of, fail, lookup};
use crate::lang::latin::marks as latin;
use crate::token::{Mark, Token};

/// Signs that Spanish writes besides those of all languages.
const SIGNS: &[(char, Mark)] = &[('«', Mark::Quote), ('»', Mark::Quote), ('•', Mark::Comma)];

/// The marks of a text.
pub fn marks(text: &str) -> Vec<Token> {
    let word = |at: usize| {
        let (rest, mark) = alt((base, worded)).parse(&text[at..]).ok()?;
        Some((text.len() - rest.len(), mark))
    };
    latin::marks(text, &['\'', '’'], word, sign)
}

fn sign(c: char, previous: char, next: Option<char>) -> Option<Mark> {
    match c {
        // "-cuatro hombres y tres mujeres-" is an aside.
        '-' => (previous == ' ' && next.is_none_or(|n| n == ' ' || n.is_alphabetic())
            || previous.is_alphabetic() && next.is_none_or(|n| matches!(n, ' ' | ',' | '.')))
        .then_some(Mark::Comma),
        _ => latin::sign(c, previous, next, SIGNS),
    }
}

/// The longest phrase of the tables that stands here.
fn worded(input: &str) -> Read<'_, Mark> {
    let tables = [(RISES, Mark::Increase), (FALLS, Mark::Decrease), (TURNS, Mark::Equals), (SPEECH, Mark::Speech)];
    let listed = tables.into_iter().filter_map(|(table, mark)| any_of(table)(input).ok().map(|(rest, _)| (rest, mark)));
    listed.chain(lookup(WORDS)(input).ok()).min_by_key(|(rest, _)| rest.len()).map_or_else(|| fail(input), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_words_and_signs() {
        for (text, expected) in [
            ("creció un 3 % respecto al mismo periodo de 2023,", "Increase Base(YearOnYear) Comma"),
            ("98 menos que en 2023", "Decrease"),
            ("un 14 % menos que el año anterior", "Decrease Base(YearOnYear)"),
            ("160 más que doce meses antes", "Increase Base(YearOnYear)"),
            ("el 5,9 %, el 6 % y el 7 %, respectivamente", "Comma And Comma Respectively"),
            ("-cuatro hombres y tres mujeres-, siete", "Comma And Comma Comma"),
            ("1.319 casos", ""),
            ("de ellos, 931", "Among Comma"),
            ("pasaron de 180 a 195", "Equals Of To"),
            ("la red, con apoyo de la PDI, dirigida por el juez", "Comma Object Comma Object"),
            ("Canelones concentró 16.730 y acaparó el 12 %", "Equals And Share"),
        ] {
            let got: Vec<String> = marks(text).into_iter().map(|t| format!("{:?}", t.kind)).collect();
            let got = got.join(" ").replace("Mark(", "").replace("))", "#").replace(')', "").replace('#', ")");
            assert_eq!(got, expected, "{text}");
        }
    }
}
