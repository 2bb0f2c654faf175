//! The place that one figure is told of alone, whoever acts: "14 in Spain, six in Poland", 東京都が146人.

use crate::bulletin::Id;
use crate::lexicon::Lexicon;
use crate::resolve::places::Home;
use crate::resolve::{Figure, is_figure};
use crate::token::{Kind, Mark, Token};

/// Whether a figure follows a place with no more than a particle between (東京都が146人で、愛知県の141人が): it is told of that place
/// alone.
pub fn leads(tokens: &[Token], at: usize) -> bool {
    const PARTICLE: usize = '\u{304C}'.len_utf8();
    let figure = tokens[at + 1..].iter().find(|t| t.kind != Kind::Mark(Mark::Of));
    figure.is_some_and(|t| matches!(t.kind, Kind::Quantity(_)) && t.span.start == tokens[at].span.end + PARTICLE)
}

/// The subdivision that leads a figure.
pub fn led(figure: Figure<'_>, home: &Home) -> Option<Id> {
    let tokens = &figure.reading.tokens;
    let here = figure.token()?;
    let at = tokens[..here].iter().rposition(|t| t.kind != Kind::Mark(Mark::Of))?;
    let Kind::Place(code) = &tokens[at].kind else { return None };
    let own = home.country.as_ref().is_some_and(|c| code.contains('-') && Lexicon::country(code) == c.as_str());
    (own && leads(tokens, at)).then(|| code.clone())
}

/// The subdivision that a list gives with its figure ("Canelones 5.244 y Maldonado 2.318", "Guayas, 4.388, y Azuay, 911"): it begins
/// a member of the list, and its figure follows with no more than a comma and an article between.
pub fn listed(figure: Figure<'_>, home: &Home) -> Option<Id> {
    const ARTICLE: usize = 5;
    let tokens = &figure.reading.tokens;
    let here = figure.token()?;
    let is = |at: usize, mark: Mark| tokens[at].kind == Kind::Mark(mark);
    let at = here.checked_sub(1).map(|at| if is(at, Mark::Comma) { at.saturating_sub(1) } else { at })?;
    let Kind::Place(code) = &tokens[at].kind else { return None };
    let own = home.country.as_ref().is_some_and(|c| code.contains('-') && Lexicon::country(code) == c.as_str());
    let near = tokens[here].span.start <= tokens[at].span.end + ARTICLE + 1;
    let before = at.checked_sub(1)?;
    // What stands before the place ends a member of the list, and is no place itself.
    let joint = |at: usize| is(at, Mark::Comma) || is(at, Mark::And) || is(at, Mark::Semicolon);
    let last = (0..=before).rev().find(|at| !joint(*at))?;
    let begins = joint(before) && tokens[at].span.start <= tokens[before].span.end + ARTICLE;
    let counted = is_figure(&tokens[last]) || last > 0 && is_figure(&tokens[last - 1]);
    (own && near && begins && counted).then(|| code.clone())
}

/// The place that a figure is told of alone: right before its bracket ("Aragón (8.3%), Navarra (7.1%)"), or the one in its turn where
/// places and figures run side by side ("Baleares, Melilla and Asturias, 28%, 26% and 18% respectively").
pub fn beside(figure: Figure<'_>) -> Option<Id> {
    let tokens = &figure.reading.tokens;
    let here = figure.token()?;
    let place = |t: &Token| match &t.kind {
        Kind::Place(code) => Some(code.clone()),
        _ => None,
    };
    if here > 1 && tokens[here - 1].kind == Kind::Mark(Mark::Open) {
        return place(&tokens[here - 2]);
    }
    let part = tokens.get(here + 1).is_some_and(|t| t.kind == Kind::Mark(Mark::Among));
    if let Some(own) = own_place(tokens, here).filter(|_| part) {
        return Some(own);
    }
    if let Some(own) = own_place(tokens, here)
        && tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| is_figure(t))
            .any(|(i, _)| own_place(tokens, i).is_some_and(|p| p != own))
    {
        return Some(own);
    }
    let joint = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Comma | Mark::And | Mark::ListComma));
    let end = here + tokens[here..].iter().take_while(|t| is_figure(t) || joint(t)).count();
    let start = here - tokens[..here].iter().rev().take_while(|t| is_figure(t) || joint(t)).count();
    // "44 and 9 suspects respectively"
    let noun = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Word(_)));
    if !tokens.get(end + usize::from(noun)).is_some_and(|t| t.kind == Kind::Mark(Mark::Respectively)) {
        return None;
    }
    let figures = tokens[start..end].iter().filter(|t| is_figure(t)).count();
    let turn = tokens[start..here].iter().filter(|t| is_figure(t)).count();
    let before = tokens[..start].iter().rev().skip_while(|t| place(t).is_none());
    let mut places: Vec<Id> = before.take_while(|t| place(t).is_some() || joint(t)).filter_map(place).collect();
    places.reverse();
    if figures > 1 && places.len() == figures { places.get(turn).cloned() } else { None }
}

/// The place right behind a figure, or behind the word that it counts, where it ends its part of the sentence ("14 in Spain,
/// six in Poland").
fn own_place(tokens: &[Token], figure: usize) -> Option<Id> {
    let ends = |t: Option<&Token>| {
        t.is_none_or(|t| {
            matches!(t.kind, Kind::Mark(Mark::Comma | Mark::And | Mark::ListComma | Mark::Semicolon | Mark::Stop))
        })
    };
    // "64 of them in Guanajuato"
    let noun = tokens.get(figure + 1).is_some_and(|t| matches!(t.kind, Kind::Word(_) | Kind::Mark(Mark::Among)));
    let at = figure + 1 + usize::from(noun);
    match &tokens.get(at)?.kind {
        Kind::Place(code) if ends(tokens.get(at + 1)) => Some(code.clone()),
        _ => None,
    }
}
