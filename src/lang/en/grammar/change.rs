//! Changes with their base, streaks, and former levels.

use nom::Parser;
use nom::branch::alt;

use super::Item;
use super::list::follows;
use super::noun::noun;
use super::sentence::{Sentence, is_quantity};
use crate::bulletin::{Compare, Id};
use crate::clause::{Clause, Nature};
use crate::lang::combinator::{Tokens, mark};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark, Period};

/// change := ('up' | 'rose' ('by')? | 'an increase of') quantity | quantity ('fewer' | 'higher' | 'increase') | streak
pub fn change(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<Clause> {
    let item = &items[index];
    let quantity = s.quantity(item.at);
    let streak = matches!(quantity.unit.as_str(), "day" | "month" | "year");
    let found =
        if streak { nearest(s, item.at).or(Some((item.at, Mark::Increase))) } else { beside(s, items, index, before) };
    let (word, direction) = found?;
    let nature = if streak { Nature::Streak } else { Nature::Change };
    let production = match nature {
        Nature::Streak => "en:streak",
        _ => "en:change",
    };
    let mut clause = Clause::new(quantity.clone(), production);
    clause.nature = nature;
    let rises = direction == Mark::Increase;
    clause.action = Some(Id::new(if rises { "increase" } else { "decrease" }));
    let (targets, offence) = subject(s, items, index, word);
    clause.targets = targets;
    clause.offence = offence;
    clause.compare = base(s, item.at, streak);
    if streak {
        clause.period =
            (item.at + 1..s.tokens.len()).take_while(|j| !s.ends_part(*j)).find_map(|j| match s.tokens[j].kind {
                Kind::Period(period @ Period::Span { from: Some(_), .. }) => Some(period),
                _ => None,
            });
    }
    let (a, b) = (s.tokens[word].span, s.tokens[item.at].span);
    clause.quote = if a.start < b.end + 60 && b.start < a.end + 60 { a.join(b) } else { b };
    if let Some(shared) = before.last().filter(|c| c.nature == Nature::Change && c.action == clause.action) {
        // A further figure of the same change: "up 215, or 2.5%".
        if clause.targets.is_empty()
            && !follows(s, &items[index - 1], item)
            && (items[index - 1].at..item.at).any(|j| s.is(j, Mark::Or))
        {
            clause.targets.clone_from(&shared.targets);
        }
    }
    if clause.targets.is_empty() && quantity.unit == "percentagePoint" {
        clause.targets = vec![Id::new("rate")];
    }
    clause.back = (clause.targets.is_empty() || quantity.unit == "percentagePoint").then(|| of(before)).flatten();
    Some(clause)
}

/// The level that a change is one of: the last one before it.
fn of(before: &[Clause]) -> Option<usize> {
    // "40,000 cases involving 82,000 people, up 26.7 per cent": it is the cases that grew.
    let counted = |c: &Clause| matches!(c.nature, Nature::Level | Nature::Share) && c.production != "en:tallied";
    before.iter().rev().position(counted).map(|i| i + 1)
}

/// The word of change that belongs to a figure, with its direction.
fn beside(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<(usize, Mark)> {
    let at = items[index].at;
    let ratio = s.is_ratio(at);
    let quantity = s.quantity(at);
    if let Some(direction) = signed(s, at) {
        return Some((at, direction));
    }
    if let Some(found) = led(s, at, ratio) {
        return Some(found);
    }
    // "30.2% fewer cases", "1.8 percentage points higher", "a 12% increase"
    let direct = alt((mark(Mark::Increase), mark(Mark::Decrease)));
    if s.gap_len(at) <= 1
        && { direct }.parse(Tokens(&s.tokens[at + 1..])).is_ok()
        && (ratio || is_comparative(s, at + 1))
    {
        return Some((at + 1, s.mark(at + 1)?));
    }
    let tail = super::super::scan::after(s.text, s.tokens[at].span.end, 12);
    if ratio && (tail.starts_with(" more than") || tail.starts_with(" more ")) {
        return Some((at, Mark::Increase));
    }
    // "17 more than that of the same period of last year"
    let held = matches!(s.mark(at + 1), Some(Mark::Base(_))) || matches!(s.mark(at + 2), Some(Mark::Base(_)));
    if !ratio && tail.starts_with(" more than") && held && s.gap_len(at) <= 1 {
        return Some((at, Mark::Increase));
    }
    // "2.3 times that of the same period of last year"
    let of_base = (at + 1..s.tokens.len().min(at + 4)).any(|j| matches!(s.mark(j), Some(Mark::Base(_))))
        || (at + 1..s.tokens.len().min(at + 4))
            .any(|j| matches!(s.tokens[j].kind, Kind::Period(Period::SamePeriod { .. })));
    if quantity.unit == "times" && tail.starts_with(" that ") && of_base {
        return Some((at, Mark::Increase));
    }
    // "eight times as many as in 2023", "twice as high as a year before"
    if quantity.unit == "times" && tail.starts_with(" as ") {
        return Some((at, Mark::Increase));
    }
    let verbal = s.tokens[at].span.of(s.text).to_ascii_lowercase();
    if quantity.unit == "times" && ["doubl", "tripl", "trebl", "quadrupl", "fold"].iter().any(|w| verbal.contains(w)) {
        return Some((at, Mark::Increase));
    }
    // "risen by 32.7% and 42.9%": the word of the first holds for the others.
    let previous = before.last().filter(|c| c.nature == Nature::Change)?;
    if index > 0 && follows(s, &items[index - 1], &items[index]) && ratio {
        let first = (0..index).rev().take_while(|i| follows(s, &items[*i], &items[i + 1])).last().unwrap_or(index);
        let direction = if previous.action.as_deref() == Some("increase") { Mark::Increase } else { Mark::Decrease };
        return Some(led(s, items[first].at, ratio).map_or((at, direction), |(word, _)| (word, direction)));
    }
    // "up 215, or 2.5%"
    let or = items[index - 1].at + 1..at;
    let near = or.len() <= 3 && or.clone().any(|j| s.is(j, Mark::Or));
    near.then(|| (at, if previous.action.as_deref() == Some("increase") { Mark::Increase } else { Mark::Decrease }))
}

/// signed := '(' ('+' | '-') quantity : the sign says which way
fn signed(s: &Sentence<'_>, at: usize) -> Option<Mark> {
    let head = super::super::scan::before(s.text, s.tokens[at].span.start, 6);
    let mut back = head.chars().rev();
    let sign = back.next()?;
    let opened = back.find(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, '(' | '（' | ',' | '/'));
    match sign {
        '+' if opened => Some(Mark::Increase),
        '-' | '−' | '–' if opened && s.is_ratio(at) => Some(Mark::Decrease),
        _ => None,
    }
}

/// "fewer", "more", "higher": words that compare, unlike "increase" after a count.
fn is_comparative(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_ascii_lowercase();
    matches!(word.as_str(), "fewer" | "less" | "higher" | "lower" | "smaller" | "larger" | "greater")
}

/// The word of change before a figure, with "by", "of" or nothing between.
fn led(s: &Sentence<'_>, at: usize, ratio: bool) -> Option<(usize, Mark)> {
    let mut words = 0;
    let mut by = false;
    for j in (0..at).rev().take(6) {
        words += s.gap_len(j);
        if words > 4 || s.gap_words(j).any(|w| matches!(w, "with" | "after" | "than")) {
            return None;
        }
        match s.mark(j) {
            Some(direction @ (Mark::Increase | Mark::Decrease)) => {
                let word = s.tokens[j].span.of(s.text);
                let particle = matches!(word, "up" | "down") && !ratio && !by;
                let opened = j == 0
                    || s.ends_part(j - 1)
                    || matches!(s.mark(j - 1), Some(Mark::Passive))
                    || is_quantity(&s.tokens[j - 1]);
                let count = ratio || by || opened || s.is_money(at);
                return (count && (opened || !particle)).then_some((j, direction));
            }
            Some(Mark::By | Mark::Of | Mark::Base(_)) => by = true,
            Some(Mark::Average | Mark::Passive | Mark::Total | Mark::Per(_)) => {}
            _ if matches!(s.tokens[j].kind, Kind::Period(_)) => {}
            // "a decrease in losses of 12%"
            _ if matches!(s.tokens[j].kind, Kind::Word(_)) && ratio && by && words <= 3 => {}
            _ => return None,
        }
    }
    None
}

/// The nearest word of change to a streak.
fn nearest(s: &Sentence<'_>, at: usize) -> Option<(usize, Mark)> {
    let directional = |j: &usize| matches!(s.mark(*j), Some(Mark::Increase | Mark::Decrease));
    let inside = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let found = (0..at)
        .rev()
        .take_while(inside)
        .find(directional)
        .or_else(|| (at + 1..s.tokens.len()).take_while(inside).find(directional))?;
    Some((found, s.mark(found)?))
}

/// What changed: the noun after "fewer" or "increase in", else the subject before the word of change.
fn subject(s: &Sentence<'_>, items: &[Item], index: usize, word: usize) -> (Vec<Id>, Option<Id>) {
    let at = items[index].at;
    let own = &items[index].noun;
    if !own.heads.is_empty() && !s.is_ratio(at) && !s.is_money(at) {
        // "an increase of 11,489 cases"
        return (s.settle(&[], &own.heads, at).1, own.offence.clone());
    }
    if word == at + 1 {
        let after = noun(s, word);
        if !after.heads.is_empty() {
            return (s.settle(&[], &after.heads, word_quantity(items, index)).1, after.offence);
        }
    }
    if let Some(after) = in_noun(s, at.max(word)) {
        return after;
    }
    let end = word.min(at);
    let start = subject_start(s, items, index, end);
    let mut parts = parts(s, start, end);
    for part in parts.iter_mut().filter(|p| **p == "person") {
        // "the number of people convicted fell": they are suspects.
        let (_, made) = s.settle(&deed(s, start, end), std::slice::from_ref(&vec![part.clone()]), at);
        made.into_iter().next().into_iter().for_each(|t| *part = t);
    }
    let offence = (start..end).rev().find_map(|j| s.offence(j));
    if parts.is_empty() {
        // "Robberies fell by 12%": the cases did.
        let first = (start..end).find(|j| matches!(s.tokens[*j].kind, Kind::Word(_)));
        let named = first.is_some_and(|j| s.offence(j).is_some()) && s.is_ratio(at);
        return (if named { vec![Id::new("case")] } else { Vec::new() }, offence);
    }
    let place = items[..index].iter().rev().take_while(|i| i.at >= end).count();
    let many = 1
        + place
        + items[index + 1..]
            .iter()
            .scan(index, |last, i| {
                let joined = follows(s, &items[*last], i);
                *last += 1;
                joined.then_some(())
            })
            .count();
    let targets =
        if parts.len() > 1 && parts.len() == many { parts.get(place).cloned().into_iter().collect() } else { parts };
    let mut unique: Vec<Id> = Vec::new();
    targets.into_iter().for_each(|t| {
        if !unique.contains(&t) {
            unique.push(t)
        }
    });
    (unique, offence)
}

fn word_quantity(items: &[Item], index: usize) -> usize {
    items[index].at
}

/// "an increase of 12% in the number of cases", "a 12% drop in losses"
fn in_noun(s: &Sentence<'_>, from: usize) -> Option<(Vec<Id>, Option<Id>)> {
    if !s.gap_words(from).any(|w| w == "in") {
        return None;
    }
    let end =
        (from + 1..s.tokens.len()).find(|j| s.ends_part(*j) || is_quantity(&s.tokens[*j])).unwrap_or(s.tokens.len());
    let parts = parts(s, from + 1, end);
    let offence = (from + 1..end).find_map(|j| s.offence(j));
    (!parts.is_empty()).then_some((parts, offence))
}

/// Where the subject of a change begins: after the last stop or figure, or the beginning of the sentence's part.
fn subject_start(s: &Sentence<'_>, items: &[Item], index: usize, end: usize) -> usize {
    let figure = items[..index].iter().rev().map(|i| i.noun.end).find(|e| *e <= end).unwrap_or(0);
    let part = s.part_start(set_off(s, end).unwrap_or(end));
    if figure <= part {
        // "After the number of cases reached its peak, it fell": a pronoun looks further back.
        let words =
            &s.text[s.tokens.get(part).map_or(0, |t| t.span.start.saturating_sub(12))..s.tokens[end].span.start];
        let pronoun = words.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "it" | "they" | "both" | "which"));
        if pronoun {
            return figure;
        }
        return part;
    }
    figure.max(part)
}

/// set_off := ',' words ',' : where what is set off between a subject and its verb begins ("losses, by contrast, fell")
fn set_off(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    let closes = verb.checked_sub(1).filter(|j| s.is(*j, Mark::Comma) && s.gap_len(*j) == 0)?;
    let opens = (0..closes).rev().take(5).find(|j| s.ends_part(*j)).filter(|j| s.is(*j, Mark::Comma))?;
    let words = closes - opens - 1 + (opens..closes).map(|j| s.gap_len(j)).sum::<usize>();
    let idle = |j: usize| !is_quantity(&s.tokens[j]) && s.ids(j, Scheme::Target).is_empty();
    (words <= ASIDE && (opens + 1..closes).all(idle)).then_some(opens)
}

/// How many words are set off between a subject and its verb at most.
const ASIDE: usize = 6;

/// The things that a stretch names as subjects: the first head of each part between "and" or commas.
fn parts(s: &Sentence<'_>, start: usize, end: usize) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    let mut open = true;
    let mut j = start;
    while j < end {
        let target = s.ids(j, Scheme::Target);
        let verb = s.has(j, Scheme::Action, &[Form::Past, Form::Gerund]) && target.is_empty();
        match s.mark(j) {
            Some(Mark::And | Mark::Comma) => open = true,
            Some(Mark::Rate) if open => {
                found.push(Id::new("rate"));
                open = false;
            }
            _ if verb => {}
            _ if open && !target.is_empty() => {
                // The last noun of a compound is its head; a rate of something is a rate.
                let mut last = j;
                while last + 1 < end && s.gap_len(last) == 0 && !s.ids(last + 1, Scheme::Target).is_empty() {
                    last += 1;
                }
                j = last;
                let rate = last + 1 < end && s.is(last + 1, Mark::Rate);
                found.push(if rate { Id::new("rate") } else { s.ids(last, Scheme::Target)[0].clone() });
                open = false;
            }
            _ => {}
        }
        j += 1;
    }
    found
}

/// What a change is held against; a change without a base is held against the year before.
fn base(s: &Sentence<'_>, at: usize, streak: bool) -> Option<Compare> {
    let told = |j: usize| match s.mark(j) {
        Some(Mark::Base(compare)) => Some(compare),
        _ => None,
    };
    let inside = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let after = (at + 1..s.tokens.len()).take_while(inside).find_map(told);
    let before = || (0..at).rev().take_while(inside).find_map(told);
    if streak {
        return (at + 1..s.tokens.len().min(at + 4)).find_map(told).filter(|_| false);
    }
    after.or_else(before).or(Some(Compare::YearOnYear))
}

/// What a level that ends a change counts ("the number of victims fell from 4,400 to 3,100"), by the subject before
/// the word of change.
pub fn level_of(s: &Sentence<'_>, items: &[Item], index: usize) -> (Option<Id>, Vec<Id>) {
    let at = items[index].at;
    let led = at > 0 && matches!(s.mark(at - 1), Some(Mark::From | Mark::To)) && s.gap_len(at - 1) <= 1;
    let word = (0..at)
        .rev()
        .take(10)
        .take_while(|j| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop)))
        .find(|j| matches!(s.mark(*j), Some(Mark::Increase | Mark::Decrease)));
    match word {
        Some(word) if led => {
            let first = items.iter().position(|i| i.at > word).unwrap_or(index);
            let start = subject_start(s, items, first, word);
            let mut targets = parts(s, start, word);
            targets.truncate(1);
            let Some(target) = targets.first() else { return (None, Vec::new()) };
            // "the number of cases detected rose to 187"
            let (action, made) = s.settle(&deed(s, start, word), std::slice::from_ref(&vec![target.clone()]), at);
            let fitting = action.filter(|a| made.first().is_some_and(|t| s.fits(a, t)));
            if fitting.is_some() { (fitting, made) } else { (None, targets) }
        }
        _ => (None, Vec::new()),
    }
}

/// What was done to the subject of a change: its last participle before the word of change ("people convicted of …").
fn deed(s: &Sentence<'_>, start: usize, word: usize) -> Vec<Id> {
    // "registered users" describes them.
    let describes = |j: usize| s.gap_len(j) == 0 && !s.ids(j + 1, Scheme::Target).is_empty();
    let participle = |j: &usize| {
        s.has(*j, Scheme::Action, &[Form::Participle]) && s.ids(*j, Scheme::Target).is_empty() && !describes(*j)
    };
    (start..word).find(participle).map_or_else(Vec::new, |j| s.actions(j, &[Form::Participle]))
}

/// former := 'from' quantity 'to' quantity : the first of the two
pub fn is_former(s: &Sentence<'_>, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let changes = (0..at).rev().take(9).any(|j| matches!(s.mark(j), Some(Mark::Increase | Mark::Decrease)));
    let from = s.is(at - 1, Mark::From) && s.gap_len(at - 1) == 0 && changes;
    let words: Vec<&str> = s.gap_words(at - 1).filter(|w| *w != "the").collect();
    let compared =
        matches!(words[..], [.., "compared", "with"] | [.., "compared"] | [.., "than"] | [.., "as", "against"])
            || changes && matches!(words[..], [.., "against"])
            || s.is(at - 1, Mark::To) && at > 1 && s.gap_words(at - 2).any(|w| w == "compared");
    from || compared
}
