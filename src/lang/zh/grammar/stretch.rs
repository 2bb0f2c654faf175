//! Stretches: a quantity or a list of quantities with the words that stand before and behind it in its part.

use nom::branch::alt;
use nom::combinator::opt;
use nom::multi::many0;
use nom::{Input, Parser};

use super::words::{is_noun, is_pure_verb, joins};
use crate::bulletin::{Quantity, Span};
use crate::lang::combinator::{Parsed, Tokens, mark, quantity, token};
use crate::token::{Kind, Mark, Token};

/// One quantity or a list of them, with what stands round it.
#[derive(Debug)]
pub struct Stretch<'a> {
    /// The words before, from the quantity before or the beginning of the part on.
    pub before: &'a [Token],
    /// The quantities: more than one where nothing but 、 or 和 stands between them, or nothing (298起379人).
    pub quantities: Vec<&'a Quantity>,
    /// Whether they stand side by side without a comma.
    pub side_by_side: bool,
    /// The words behind that belong to them.
    pub after: &'a [Token],
    /// Whether a stretch was read before this one in its part.
    pub first: bool,
    /// The words right behind, known or not, up to the next token or the end of the part.
    pub tail: &'a str,
}

/// stretch := (not quantity)* quantity ((、|和)* quantity)*
fn core<'a>(text: &'a str) -> impl Fn(Tokens<'a>) -> Parsed<'a, (&'a [Token], Vec<&'a Quantity>, bool)> {
    move |input: Tokens<'a>| {
        let other = token(|t: &Token| (!matches!(t.kind, Kind::Quantity(_))).then_some(()));
        let (rest, before) = many0(other).parse(input)?;
        let before = &input.0[..before.len()];
        let (mut rest, first) = quantity(rest)?;
        let mut all = vec![first];
        let mut side_by_side = false;
        while let Ok((after, (comma, next))) =
            (opt(alt((mark(Mark::ListComma), mark(Mark::And)))), quantity).parse(rest)
        {
            let last = all[all.len() - 1].span;
            let gap = Span::new(last.end, next.span.start).of(text);
            let clean = match comma {
                Some(c) => gap.trim() == c.span.of(text),
                None => gap.trim().is_empty(),
            };
            if !clean {
                break;
            }
            side_by_side |= comma.is_none();
            all.push(next);
            rest = after;
        }
        Ok((rest, (before, all, side_by_side)))
    }
}

/// The stretches of a part.
pub fn stretches<'a>(text: &'a str, part: Tokens<'a>) -> Vec<Stretch<'a>> {
    let Ok((rest, cores)) = many0(core(text)).parse(part) else { return Vec::new() };
    let mut stretches: Vec<Stretch<'a>> = Vec::new();
    for (before, quantities, side_by_side) in cores {
        let mut before = before;
        if let Some(last) = stretches.last_mut() {
            let (after, own) = divide(text, last, before);
            last.after = after;
            before = own;
        }
        let end = quantities.last().map_or(0, |q| q.span.end);
        let next = part.0.iter().map(|t| t.span.start).find(|s| *s >= end);
        stretches.push(Stretch {
            before,
            quantities,
            side_by_side,
            after: &[],
            first: stretches.is_empty(),
            tail: unknown(&text[end..next.unwrap_or_else(|| text.floor_char_boundary((end + 60).min(text.len())))]),
        });
    }
    if let Some(last) = stretches.last_mut() {
        last.after = rest.take(rest.input_len()).0;
    }
    stretches
}

/// The Chinese characters at the beginning of `text`.
fn unknown(text: &str) -> &str {
    let end = text.find(|c: char| !('\u{4E00}'..='\u{9FFF}').contains(&c)).unwrap_or(text.len());
    &text[..end]
}

/// Shares the words between two quantities out: up to the list comma they belong to the first; without one, a noun
/// that follows the first at once (3828家银行) and a passive (20人被刑拘) do, and the rest to the second.
fn divide<'a>(text: &str, left: &Stretch<'a>, middle: &'a [Token]) -> (&'a [Token], &'a [Token]) {
    let comma = middle.iter().position(|t| matches!(t.kind, Kind::Mark(Mark::ListComma | Mark::And)));
    let verb = middle.iter().position(is_pure_verb);
    let passive = middle.iter().position(|t| t.kind == Kind::Mark(Mark::Passive));
    let passive = passive.is_some_and(|p| verb.is_some_and(|v| p < v) && comma.is_none_or(|c| p < c));
    if let Some(comma) = comma.filter(|c| verb.is_none_or(|v| v > *c)) {
        let named = left.before.last().is_some_and(|t| is_noun(t) && gap(text, t, left) == 0);
        let ends = middle[..comma].iter().all(|t| is_noun(t) || joins(t));
        if !named || ends || comma == 0 {
            return (&middle[..comma], &middle[comma + 1..]);
        }
    }
    if passive {
        let end = verb.map_or(middle.len(), |v| v + 1);
        return middle.split_at(end);
    }
    let named = left.before.last().is_some_and(|t| is_noun(t) && gap(text, t, left) == 0);
    let close = middle
        .first()
        .is_some_and(|t| is_noun(t) && left.quantities.last().is_some_and(|q| q.span.end == t.span.start));
    if close && !named {
        let end = middle.iter().position(|t| !is_noun(t) && !joins(t)).unwrap_or(middle.len());
        return middle.split_at(end);
    }
    (&[], middle)
}

fn gap(_text: &str, token: &Token, stretch: &Stretch<'_>) -> usize {
    stretch.quantities.first().map_or(usize::MAX, |q| q.span.start.saturating_sub(token.span.end))
}

impl<'a> Stretch<'a> {
    /// The first quantity.
    pub fn head(&self) -> &'a Quantity {
        self.quantities[0]
    }

    /// How many bytes stand between a token before and the first quantity.
    pub fn distance(&self, token: &Token) -> usize {
        self.head().span.start.saturating_sub(token.span.end)
    }

    /// The mark among the words before that stands nearest to the quantity.
    pub fn mark_before(&self, wanted: impl Fn(Mark) -> bool) -> Option<(&'a Token, Mark)> {
        self.before.iter().rev().find_map(|t| match t.kind {
            Kind::Mark(m) if wanted(m) => Some((t, m)),
            _ => None,
        })
    }
}
