//! The label of a figure in a list or a table: "Vehículos recuperados: 31".

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::{among, line_start};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

use super::super::noun::{Noun, described};
use super::super::{Item, is_money, targets};
use super::far::introduced;
use super::{FINITE, goes, verb};

/// The longest label, in tokens.
const LONGEST: usize = 10;

/// What a line above a list tells only in passing ("obtuvo los siguientes resultados:").
const VAGUE: [&str; 6] = ["register", "profit", "other", "issue", "publicise", "establish"];

/// label := (noun | noun of doing | participle | offence)+ ':' figure | line of them that ends with a figure
pub fn labelled(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    if s.is_ratio(item.at) {
        return None;
    }
    if let Some(found) = bracketed(s, item) {
        return Some(found);
    }
    let end = colon(s, item.at).or_else(|| bare_line(s, item.at))?;
    let ends = |j: usize| is_quantity(&s.tokens[j]) || s.ends_part(j) || matches!(s.tokens[j].kind, Kind::Period(_));
    let start = (0..end).rev().find(|j| ends(*j));
    // "concentran seis de cada diez casos: 8.452 y 4.690": what was counted is no label.
    if start.is_some_and(|j| is_quantity(&s.tokens[j])) {
        return None;
    }
    let start = start.map_or(0, |j| j + 1);
    let verbal = |j: usize| s.has(j, Scheme::Action, FINITE) && targets(s, j).is_empty() && !noun(s, j);
    if start == end || end - start > LONGEST || (start..end).any(|j| verbal(j) || s.is(j, Mark::Passive)) {
        return None;
    }
    let heads: Vec<Vec<Id>> = (start..end).map(|j| targets(s, j)).find(|t| !t.is_empty()).into_iter().collect();
    let offence = (start..end).find_map(|j| s.offence(j));
    if !item.noun.heads.is_empty() && item.noun.doing.is_some()
        || heads.is_empty() && offence.is_none() && start + 1 < end
    {
        return None;
    }
    // What was done stands behind what it was done to: "órdenes de aprehensión cumplidas".
    let doing = |j: usize| Some((j, s.actions(j, ANY))).filter(|(_, a)| !a.is_empty()).or_else(|| described(s, j));
    let told = (start..end).rev().filter_map(doing);
    let mut told = told.map(|(j, actions)| Verb {
        heads: heads.clone(),
        offence: offence.clone(),
        ..verb(j, actions, "es:label")
    });
    let of = |heads| Item {
        at: item.at,
        quantity: item.quantity.clone(),
        noun: Noun { heads, ..item.noun.clone() },
        verb: None,
    };
    let found = told.find(|v| goes(s, &of(own(item, &heads)), v));
    if found.is_none() && heads.is_empty() && offence.is_none() {
        return None;
    }
    if found.is_none() && offence.is_some() {
        // "Detenidos por delito:", and below it "Robo: 14".
        let above = introduced(s, &of(Vec::new())).filter(|v| !v.actions.iter().any(|a| VAGUE.contains(&a.as_str())));
        if let Some(above) = above {
            return Some(Verb { offence, production: "es:label", ..above });
        }
    }
    let cash = |j: usize| {
        among(
            s.tokens[j].span.of(s.text).split(' ').next().unwrap_or(""),
            &["dinero", "efectivo", "numerario", "divisas"],
        )
    };
    if found.is_none() && is_money(&item.quantity) && (start..end).any(cash) {
        return Some(verb(start, vec![Id::new("seize")], "es:label"));
    }
    let silent = Verb { heads, offence, ..verb(end.saturating_sub(1).max(start), Vec::new(), "es:label") };
    found.or_else(|| item.noun.heads.is_empty().then_some(silent))
}

/// bracketed := noun '(' figure ')' : "los robos con fuerza (88.310), las lesiones (31.200)"
fn bracketed(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let open = item.at.checked_sub(1).filter(|j| s.is(*j, Mark::Open) && s.gap(*j).trim().is_empty())?;
    let closed = s.is(item.at + 1, Mark::Close) && s.gap(item.at).trim().is_empty();
    let plain = item.quantity.unit == "count" && item.noun.heads.is_empty();
    let noun = open.checked_sub(1).filter(|j| closed && plain && s.gap(*j).trim().is_empty())?;
    let heads = targets(s, noun);
    let cases = heads.iter().any(|t| *t == "case") && s.offence(noun).is_some();
    // "6.360 detenidos (1.890)": the noun of another figure is not its own.
    let counted = noun > 0 && is_quantity(&s.tokens[noun - 1]);
    (cases && !counted).then(|| Verb {
        heads: vec![heads],
        offence: s.offence(noun),
        ..verb(noun, Vec::new(), "es:label")
    })
}

/// What a figure counts: its own noun, or the one of its label.
fn own(item: &Item, heads: &[Vec<Id>]) -> Vec<Vec<Id>> {
    if item.noun.heads.is_empty() { heads.to_vec() } else { item.noun.heads.clone() }
}

fn noun(s: &Sentence<'_>, j: usize) -> bool {
    s.has(j, Scheme::Action, &[Form::Label, Form::Plural, Form::Participle])
}

/// The colon right before a figure.
fn colon(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    (s.is(before, Mark::Colon) && s.gap(before).trim().is_empty()).then_some(before)
}

/// The end of the label of a line that holds only it and one figure ("Detenidos 84", "Detenidos – 84").
fn bare_line(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let alone = s.tokens.len() == at + 1 || s.tokens.len() == at + 2 && s.is(at + 1, Mark::Stop);
    let start = line_start(s.text, s.tokens[at].span.start);
    let first = s.tokens.first()?.span.start;
    let points = |c: char| matches!(c, '-' | '•' | '*' | '–' | '·' | '▪' | '●') || c.is_whitespace();
    let opens = start <= first && s.text[start..first].trim_matches(points).is_empty();
    let dash = |j: usize| matches!(s.tokens[j].span.of(s.text), "-" | "–" | "—" | "|");
    let end = if at > 1 && dash(at - 1) { at - 1 } else { at };
    let separators = |c: char| matches!(c, '.' | '…' | '|' | '–' | '-' | '=') || c.is_whitespace();
    let plain =
        (0..end).all(|j| matches!(s.tokens[j].kind, Kind::Word(_) | Kind::Mark(Mark::Of | Mark::And | Mark::Total)));
    let close = end > 0 && (0..at).all(|j| s.gap(j).trim_matches(separators).is_empty());
    (alone && opens && plain && close).then_some(end)
}
