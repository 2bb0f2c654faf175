//! Changes with their base, streaks, and former levels.

use crate::bulletin::{Compare, Id};
use crate::clause::{Clause, Nature};
use crate::lang::scan::{among, before, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::token::{Kind, Mark, Period};

use super::{Item, follows, noun, tail, targets};

/// change := ('subió' | 'un alza de' …) quantity | quantity ('más' | 'menos' | 'superior' …) | '(+' quantity ')' | streak
pub fn change(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<Clause> {
    let item = &items[index];
    let streak = matches!(item.quantity.unit.as_str(), "day" | "month" | "year");
    let (word, direction) =
        if streak { nearest(s, item.at).or(Some((item.at, Mark::Increase))) } else { beside(s, items, index, before) }?;
    let mut clause = Clause::new(item.quantity.clone(), if streak { "es:streak" } else { "es:change" });
    clause.nature = if streak { Nature::Streak } else { Nature::Change };
    clause.action = Some(Id::new(if direction == Mark::Increase { "increase" } else { "decrease" }));
    let (targets, offence) = subject(s, items, index, word);
    clause.targets = targets;
    clause.offence = offence;
    clause.compare = if streak { None } else { base(s, item.at) };
    let (a, b) = (s.tokens[word].span, s.tokens[item.at].span);
    clause.quote = if a.start < b.end + 60 && b.start < a.end + 60 { a.join(b) } else { b };
    if clause.targets.is_empty() && item.quantity.unit == "percentagePoint" {
        clause.targets = vec![Id::new("rate")];
    }
    let level = before.iter().rev().position(|c| matches!(c.nature, Nature::Level)).map(|i| i + 1);
    clause.back = if clause.targets.is_empty() { level } else { None };
    Some(clause)
}

/// The word of change that belongs to a figure, with its direction.
fn beside(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<(usize, Mark)> {
    let at = items[index].at;
    let ratio = s.is_ratio(at);
    if let Some(direction) = signed(s, at) {
        return Some((at, direction));
    }
    // "un 3 % más", "un 8 % por encima", "160 más que", "un 5 % al alza"
    if s.gap_len(at) <= 1
        && let Some(direction @ (Mark::Increase | Mark::Decrease)) = s.mark(at + 1)
        && (ratio || compared(s, at + 1) || s.gap(at).trim().is_empty() && fewer(s, at + 1))
    {
        return Some((at + 1, direction));
    }
    let behind = items[index].noun.end;
    if !ratio
        && behind > at + 1
        && let Some(direction @ (Mark::Increase | Mark::Decrease)) = s.mark(behind)
        && s.gap_len(behind - 1) == 0
        && (compared(s, behind) || fewer(s, behind))
    {
        return Some((behind, direction));
    }
    // "un 8 % por encima de las del año pasado"
    if ratio
        && s.gap_len(at) <= 1
        && let Some(Mark::Base(_)) = s.mark(at + 1)
    {
        let words = s.tokens[at + 1].span.of(s.text);
        if words.starts_with("por encima") || words.starts_with("por debajo") {
            return Some((at + 1, if words.starts_with("por encima") { Mark::Increase } else { Mark::Decrease }));
        }
    }
    // "un 12,3 % por encima de 2023"
    if ratio && s.gap_len(at) <= 1 && s.tokens.get(at + 1).is_some_and(is_base) {
        let words = s.tokens[at + 1].span.of(s.text);
        if words.starts_with("por encima") || words.starts_with("por debajo") {
            return Some((at + 1, if words.starts_with("por encima") { Mark::Increase } else { Mark::Decrease }));
        }
    }
    if !ratio && is_former(s, items, index) {
        return None;
    }
    if let Some(found) = led(s, at, ratio) {
        return Some(found);
    }
    if !ratio {
        return None;
    }
    if s.quantity(at).unit == "times" && verbal(s, at) {
        return Some((at, Mark::Increase));
    }
    // "el 39,6 %, el 45,3 % y el 146,7 %": the word of the first holds for the others.
    let previous = before.last();
    let direction = previous
        .filter(|c| matches!(c.nature, Nature::Change | Nature::Streak))
        .map(|c| if c.action.as_deref() == Some("increase") { Mark::Increase } else { Mark::Decrease });
    if let Some(direction) = direction
        && index > 0
        && follows(s, &items[index - 1], &items[index])
    {
        return Some((at, direction));
    }
    if shares(s, at)
        || s.tokens[at].span.of(s.text).contains("hab")
        || (at.saturating_sub(2)..at).any(|j| s.is(j, Mark::Rate))
    {
        return None;
    }
    // "crece en Aragón (8,3 %), Canarias (7,5 %)", "con otra del 3,2 %", "los delitos sexuales, un 5,6 %"
    let floor = index.checked_sub(1).map_or(0, |i| items[i].at);
    let stops = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let own = (floor..at)
        .rev()
        .take_while(stops)
        .find(|j| matches!(s.mark(*j), Some(Mark::Increase | Mark::Decrease)) && !is_bare(s, *j));
    let level = (floor..at).any(|j| s.is(j, Mark::Share));
    match own {
        Some(j) if !level => Some((j, s.mark(j)?)),
        // "…, un alza de 14,2%; siete de cada diez ocurrieron en la red": behind a semicolon another thing is told.
        _ => direction.filter(|_| !level && (floor..at).all(|j| stops(&j))).map(|d| (at, d)),
    }
}

/// Whether a word says what a figure became ("se duplicó").
fn verbal(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_lowercase();
    ["plic", "dobl"].iter().any(|w| word.contains(w)) || tail(s, at).starts_with(" más")
}

/// Whether a ratio is told as a share: "del total", "de los homicidios", a bracket behind a count.
fn shares(s: &Sentence<'_>, at: usize) -> bool {
    let led = (0..at).rev().take(2).any(|j| s.is(j, Mark::Share));
    let of = s.is(at + 1, Mark::Of) && s.gap(at).trim().is_empty();
    led || of
}

/// "más que", "menos que", "más respecto a": a count that compares.
fn compared(s: &Sentence<'_>, mark: usize) -> bool {
    let that = tail(s, mark).trim_start().starts_with("que ") || tail(s, mark).trim_start().starts_with("respecto");
    that || matches!(s.mark(mark + 1), Some(Mark::Base(_))) || s.tokens.get(mark + 1).is_some_and(is_base)
}

/// fewer := 'menos', where it ends its part: "1.204 homicidios menos" ("3 detenidos más" are others)
fn fewer(s: &Sentence<'_>, mark: usize) -> bool {
    s.tokens[mark].span.of(s.text) == "menos"
        && (mark + 1 >= s.tokens.len() || s.ends_part(mark + 1))
        && s.gap_len(mark) == 0
}

/// Whether a token is a period that something is held against.
fn is_base(token: &crate::token::Token) -> bool {
    matches!(token.kind, Kind::Period(Period::Against { .. } | Period::SamePeriod { .. }))
}

/// signed := ('(' | ',') ('+' | '-') quantity : the sign says which way
fn signed(s: &Sentence<'_>, at: usize) -> Option<Mark> {
    let head = before(s.text, s.tokens[at].span.start, 6);
    let mut back = head.chars().rev();
    let sign = back.next()?;
    let opened = back.find(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, '(' | ',' | '/' | ':'));
    match sign {
        '+' if opened => Some(Mark::Increase),
        '-' | '−' | '–' if opened && s.is_ratio(at) => Some(Mark::Decrease),
        _ => None,
    }
}

/// The word of change before a figure, with "en", "un", "de" or a verb "to be" between.
fn led(s: &Sentence<'_>, at: usize, ratio: bool) -> Option<(usize, Mark)> {
    let mut words = 0;
    let by = words_before(s.text, s.tokens[at].span.start).take(2).any(|w| matches!(w, "en" | "de"));
    for j in (0..at).rev().take(7) {
        words += s.gap_len(j);
        if words > 4 || s.gap_words(j).any(|w| matches!(w, "con" | "tras" | "que" | "hasta")) {
            return None;
        }
        match s.mark(j) {
            Some(direction @ (Mark::Increase | Mark::Decrease)) => {
                // "más de", "la más alta": no change.
                let bare = is_bare(s, j);
                let close = by && !(j + 1..at).any(|k| s.is(k, Mark::To)) && j + 3 >= at;
                return (!bare && (ratio || close && words <= 1)).then_some((j, direction));
            }
            // "treparon a 32.395", "el volumen total … hasta 300": a new level
            Some(Mark::To) if !ratio => return None,
            Some(
                Mark::Of
                | Mark::Passive
                | Mark::Equals
                | Mark::Base(_)
                | Mark::Comma
                | Mark::By
                | Mark::To
                | Mark::Average
                | Mark::Per(_)
                | Mark::Rate
                | Mark::Here
                | Mark::Nationwide,
            ) => {}
            _ if matches!(s.tokens[j].kind, Kind::Period(_) | Kind::Place(_)) => {}
            _ if matches!(s.tokens[j].kind, Kind::Word(_)) && ratio && words <= 4 => {}
            _ => return None,
        }
    }
    None
}

/// Whether a word compares and names no change by itself.
fn is_bare(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_lowercase();
    matches!(
        word.as_str(),
        "más"
            | "menos"
            | "mayor"
            | "menor"
            | "superior"
            | "inferior"
            | "superiores"
            | "inferiores"
            | "adicional"
            | "adicionales"
    )
}

/// The nearest word of change to a streak.
fn nearest(s: &Sentence<'_>, at: usize) -> Option<(usize, Mark)> {
    let directional = |j: &usize| matches!(s.mark(*j), Some(Mark::Increase | Mark::Decrease));
    let found = (0..at).rev().find(directional).or_else(|| (at + 1..s.tokens.len()).find(directional))?;
    Some((found, s.mark(found)?))
}

/// What changed: the noun after "más de" or "incremento de", else the subject before the word of change.
fn subject(s: &Sentence<'_>, items: &[Item], index: usize, word: usize) -> (Vec<Id>, Option<Id>) {
    let at = items[index].at;
    let own = &items[index].noun;
    if !own.heads.is_empty() && !s.is_ratio(at) && !s.is_money(at) {
        return (first(&own.heads), own.offence.clone());
    }
    if word == at + 1 {
        // "un 21,1 % más de reportes"
        let behind = noun::noun(s, word);
        if s.is(word + 1, Mark::Of) && !behind.heads.is_empty() {
            return (first(&behind.heads), behind.offence);
        }
    }
    let told = items[..index].iter().any(|i| !s.is_ratio(i.at) && (i.at..at).all(|j| !s.is(j, Mark::Stop)));
    if word >= at && told {
        // "34.468 reportes, un 21,1 % más": it is the level before that changed.
        let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end.min(at));
        // "…, para un saldo global del 5 % al alza": what stands right before the change is its own.
        let own = (floor..at).rev().take_while(|j| !s.ends_part(*j)).find_map(|j| s.offence(j));
        return (Vec::new(), own);
    }
    // "…, lo que representa un incremento del 65 %": so does what was told before.
    let summed = |j: usize| s.gap(j).contains("lo que") || s.tokens[j].span.of(s.text).starts_with("lo que");
    if told && index > 0 && (items[index - 1].at..word.min(at)).any(summed) {
        return (Vec::new(), None);
    }
    let end = word.min(at);
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end.min(end));
    let start = (floor..end)
        .rev()
        .find(|j| matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Speech)))
        .map_or(floor, |j| j + 1);
    let offence =
        (start..end).rev().find_map(|j| s.offence(j)).or_else(|| between(s, end, at).find_map(|j| s.offence(j)));
    let named = |j: usize| Some(targets(s, j)).filter(|t| !t.is_empty() && !is_generic(s, j));
    let head = (start..end)
        .find_map(named)
        .or_else(|| between(s, end, at).find_map(named))
        .or_else(|| if told { None } else { (0..start).find_map(named) });
    (head.map(|h| vec![prefer(&h)]).unwrap_or_default(), offence)
}

/// The tokens between a word of change and its figure ("un incremento de los robos del 5 %").
fn between(s: &Sentence<'_>, from: usize, at: usize) -> impl Iterator<Item = usize> {
    (from + 1..at).take(if s.is_ratio(at) { 12 } else { 0 })
}

/// Words that stand for whatever was counted.
fn is_generic(s: &Sentence<'_>, at: usize) -> bool {
    const GENERIC: &[&str] = &[
        "saldo",
        "valor",
        "cifra",
        "total",
        "volumen",
        "monto",
        "dato",
        "balance",
        "promedio",
        "media",
        "resultado",
        "suma",
        "registro",
        "cifras",
        "datos",
    ];
    crate::lang::scan::among(s.tokens[at].span.of(s.text), GENERIC)
}

fn first(heads: &[Vec<Id>]) -> Vec<Id> {
    heads.first().map(|h| vec![prefer(h)]).unwrap_or_default()
}

/// Of what a noun can mean, cases change more often than other things.
fn prefer(head: &[Id]) -> Id {
    head.iter().find(|t| **t == "case").unwrap_or(&head[0]).clone()
}

/// What a change is held against; a change without a base is held against the year before.
fn base(s: &Sentence<'_>, at: usize) -> Option<Compare> {
    let told = |j: usize| match s.mark(j) {
        Some(Mark::Base(compare)) => Some(compare),
        _ => None,
    };
    let inside = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let after = (at + 1..s.tokens.len()).take_while(inside).take_while(|j| !is_quantity(&s.tokens[*j])).find_map(told);
    let before = || (0..at).rev().take_while(inside).find_map(told);
    after.or_else(before).or_else(|| named(s, at)).or_else(|| spanned(s, at)).or(Some(Compare::YearOnYear))
}

/// A period that is named as what a change is held against: the year before the one that the sentence, or the text up to it, tells of,
/// or an earlier one.
fn named(s: &Sentence<'_>, at: usize) -> Option<Compare> {
    let part = || s.tokens.iter().skip(at + 1).chain(s.tokens[..at].iter().rev());
    let against = part().find_map(|t| match t.kind {
        Kind::Period(Period::Against { from, .. }) => Some(from.year()),
        _ => None,
    })?;
    let told = s.tokens.iter().find_map(|t| match t.kind {
        Kind::Period(Period::Span { from: Some(from), .. } | Period::Since(from)) => Some(from.year()),
        _ => None,
    });
    let years =
        before(s.text, s.tokens[at].span.start, 3000).split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4);
    let latest = || years.filter_map(|y| y.parse::<i16>().ok()).filter(|y| (1990..2100).contains(y)).max();
    // A bulletin that says no period here tells of the year in which it is written or of the one before.
    let near = if told.is_some() { 1 } else { 2 };
    let year = told.or_else(latest)?;
    Some(if year - against <= near { Compare::YearOnYear } else { Compare::PreviousPeriod })
}

/// Two whole years that a sentence names before a change: what it is held against ("de 8.362 en 2019 a 12.334 en 2024, un 48 %").
fn spanned(s: &Sentence<'_>, at: usize) -> Option<Compare> {
    let words = s.tokens.first().map_or("", |t| &s.text[t.span.start..s.tokens[at].span.end]);
    if ["lustro", "década", "quinquenio", "sexenio"].iter().any(|w| words.contains(w)) {
        return Some(Compare::PreviousPeriod);
    }
    let year = |t: &crate::token::Token| match t.kind {
        Kind::Period(Period::Span { from: Some(from), to: Some(to) }) if from.year() == to.year() => Some(from.year()),
        _ => None,
    };
    let mut years = s.tokens[..at].iter().filter_map(year);
    let (first, last) = (years.next()?, years.next_back()?);
    ((last - first).abs() > 1).then_some(Compare::PreviousPeriod)
}

/// Whether a bare figure is what another one is held against ("cuando fueron 219,8", "frente a 219,8").
pub fn is_compared(s: &Sentence<'_>, at: usize) -> bool {
    let mut near = words_before(s.text, s.tokens[at].span.start).filter(|w| !s.small.articles.contains(w)).take(4);
    near.any(|w| among(w, &["cuando", "frente", "contra", "sido"]))
}

/// former := 'de' quantity 'a' quantity | ('frente a' | 'por' | 'cuando fueron' | 'habían sido') quantity
pub fn is_former(s: &Sentence<'_>, items: &[Item], index: usize) -> bool {
    let at = items[index].at;
    let near: Vec<&str> =
        words_before(s.text, s.tokens[at].span.start).filter(|w| !s.small.articles.contains(w)).take(3).collect();
    let next = items.get(index + 1).map(|n| n.at);
    let first = near.first().copied().unwrap_or("");
    let to = next.is_some_and(|n| {
        n - at <= 8
            && (at + 1..n).any(|j| s.is(j, Mark::To) && n - j <= 2 || s.tokens[j].span.of(s.text).ends_with(" a"))
    });
    let from = matches!(first, "de" | "desde")
        && to
        && (0..at).rev().take(8).any(|j| matches!(s.mark(j), Some(Mark::Increase | Mark::Decrease | Mark::Equals)))
        || matches!(first, "de" | "De") && to && (at <= 1 || s.ends_part(at - 1) || s.is(at - 1, Mark::Of));
    let against = matches!(near[..], ["a", "frente", ..] | ["contra", ..] | ["a", "respecto", ..]);
    let before = near.iter().take(3).any(|w| *w == "cuando") || matches!(near[..], ["sido", "habían" | "había", ..]);
    let by = first == "por"
        && (at + 1..s.tokens.len().min(at + 3))
            .any(|j| matches!(s.tokens[j].kind, Kind::Period(Period::SamePeriod { .. })));
    from || against || before && index > 0 || by
}
