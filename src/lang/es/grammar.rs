//! The productions: what a sentence says of each of its quantities.
//!
//! Each quantity is the anchor. Its noun stands after it ([`noun`]); its verb before it ("detuvieron a 27 personas", "la detención
//! de 27 personas"), after it ("27 personas fueron detenidas"), or with another member of its list ([`verb`]); changes and former
//! levels are told by the words beside the figure ([`change`]), shares and averages by theirs ([`share`]); a figure that reports
//! nothing is left out ([`idle`]). What the sentence leaves open stays open.

mod change;
mod idle;
mod noun;
mod share;
#[cfg(test)]
mod tests;
mod verb;

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::bulletin::{Bound, Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::lang::latin::grammar::{Verb, quote};
use crate::lang::scan::after;
use crate::lang::sentence::{Sentence, Small, is_quantity};
use crate::lexicon::{Lexicon, Scheme};
use crate::token::{Kind, Mark, Period, Token};

use noun::Noun;

/// A quantity with what was found round it.
struct Item {
    /// Its token.
    at: usize,
    /// What was said, with the unit that a measure before it leaves out.
    quantity: Quantity,
    noun: Noun,
    verb: Option<Verb>,
}

/// How many tokens are read as one sentence: no sentence that people write has more, and productions that look back and
/// ahead stay cheap on those that nobody wrote.
const LONGEST: usize = 400;

/// The small words of Spanish.
const SMALL: Small = Small {
    articles: &[
        "el", "la", "los", "las", "un", "una", "unos", "unas", "lo", "su", "sus", "otro", "otra", "otros", "otras",
        "El", "La", "Los", "Las", "Un", "Una", "Otros", "Otras",
    ],
    objects: &[" de", " a", " contra", " con", " en", " por", " del", " al"],
};

/// What a sentence says of each of its quantities.
pub fn clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    tokens.chunks(LONGEST).flat_map(|part| part_clauses(text, lexicon, part)).collect()
}

fn part_clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    let tokens = &turned(text, tokens)[..];
    let sentence = Sentence { text, lexicon, tokens, small: &SMALL };
    let mut items: Vec<Item> = Vec::new();
    let mut whole: Option<Noun> = None;
    for at in sentence.quantities() {
        let mut noun = noun::noun(&sentence, at);
        if idle::is_whole(&sentence, at, &noun) {
            whole = Some(noun);
            continue;
        }
        if let Some(whole) = whole.take()
            && noun.heads.is_empty()
            && sentence.quantity(at).unit == "count"
        {
            // "De las 36 mercantiles, 28 carecían de empleados"
            noun = Noun { end: noun.end, described: noun.described, ..whole };
        }
        if !idle::idle(&sentence, at, &noun) {
            let quantity = measured(&sentence, &items, at, &noun);
            items.push(Item { at, quantity, noun, verb: None });
        }
    }
    for i in (1..items.len()).rev() {
        // "4.637, 2.877 y 1.563 presentaciones": the noun of the last one is that of all.
        let (left, right) = items.split_at_mut(i);
        let (one, next) = (&mut left[i - 1], &right[0]);
        let bare = one.noun.heads.is_empty() && one.noun.other.is_none();
        let weights = |i: &Item| matches!(i.quantity.unit.as_str(), "kg" | "tonne" | "litre");
        let counts = one.quantity.unit == "count" && next.quantity.unit == "count" || weights(one) && weights(next);
        if bare && counts && follows(&sentence, one, next) && next.at - one.at == 2 {
            // "6.150 litros y 900 kilos de precursores" too
            one.noun.heads.clone_from(&next.noun.heads);
            one.noun.offence = one.noun.offence.take().or_else(|| next.noun.offence.clone());
        }
    }
    let items = verb::govern(&sentence, items);
    let mut clauses: Vec<Clause> = Vec::with_capacity(items.len());
    for index in 0..items.len() {
        let clause = change::change(&sentence, &items, index, &clauses)
            .or_else(|| share::share(&sentence, &items, index, &clauses))
            .unwrap_or_else(|| level(&sentence, &items, index, &clauses));
        clauses.push(clause);
    }
    align(&sentence, &items, &mut clauses);
    for (index, clause) in clauses.iter_mut().enumerate().filter(|(_, c)| c.nature == Nature::Level) {
        // A bare figure without a verb of doing goes on with the one before it, in its sentence or the one before.
        let bare = items[index].verb.is_none() && items[index].noun.heads.is_empty();
        let first = items[..=index].iter().all(|i| i.verb.is_none());
        if first && sentence.goes_on() {
            clause.back = clause.back.or(Some(index + 1));
        } else if bare && index > 0 {
            clause.back = clause.back.or(Some(1));
        }
    }
    for (index, clause) in clauses.iter_mut().enumerate() {
        clause.per = clause.per.take().or_else(|| share::per(&sentence, &items, index));
        clause.period = clause.period.or_else(|| own_period(&sentence, &items[index]));
    }
    carry(&sentence, &items, &mut clauses);
    clauses
}

/// The tokens with the verbs of change as marks: "aumentar" is a word of the ontology too.
fn turned<'t>(text: &str, tokens: &'t [Token]) -> Cow<'t, [Token]> {
    let change = |token: &Token| match &token.kind {
        Kind::Word(senses) => senses.iter().find_map(|s| match s.id.as_str() {
            "increase" if s.scheme == Scheme::Action => Some(Mark::Increase),
            "decrease" if s.scheme == Scheme::Action => Some(Mark::Decrease),
            _ => None,
        }),
        _ => None,
    };
    let change = |at: usize| change(&tokens[at]).or_else(|| fell(text, tokens, at));
    if !(0..tokens.len()).any(|at| change(at).is_some()) {
        return Cow::Borrowed(tokens);
    }
    let turn = |at: usize| {
        let token = &tokens[at];
        change(at).map_or_else(|| token.clone(), |mark| Token { span: token.span, kind: Kind::Mark(mark) })
    };
    Cow::Owned((0..tokens.len()).map(turn).collect())
}

/// fell := 'cayó' (ratio | ('de' | 'a' | 'hasta') figure without a noun of persons) : numbers fall as suspects do
fn fell(text: &str, tokens: &[Token], at: usize) -> Option<Mark> {
    let word = tokens[at].span.of(text).to_lowercase();
    let falls =
        matches!(tokens[at].kind, Kind::Word(_)) && matches!(word.as_str(), "cae" | "caen" | "cayó" | "cayeron");
    let led = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Of | Mark::To | Mark::Passive) | Kind::Period(_));
    let figure = tokens[at + 1..].iter().find(|t| !led(t)).filter(|_| falls)?;
    let Kind::Quantity(quantity) = &figure.kind else { return None };
    let lead = after(text, tokens[at].span.end, 12);
    let level = [" de ", " a ", " hasta ", " desde "].iter().any(|w| lead.starts_with(w));
    let ratio = matches!(quantity.unit.as_str(), "percent" | "percentagePoint" | "times");
    (ratio || level).then_some(Mark::Decrease)
}

/// measured := measure … (',' | 'y') number 'de' drug : the measure of the figure before ("131 toneladas de cocaína y 63 de marihuana")
fn measured(s: &Sentence<'_>, before: &[Item], at: usize, noun: &Noun) -> Quantity {
    let quantity = s.quantity(at).clone();
    if quantity.unit == "count"
        && noun.heads.is_empty()
        && let Some(scale) = inhabitants(s, at)
    {
        // "La tasa por cada 100.000 habitantes bajó a 39,2"
        let (value, step) = ((quantity.value * scale).normalize(), quantity.step * scale);
        return Quantity { unit: Id::new("percent"), value, step, ..quantity };
    }
    if let Some(measure) = former_measure(s, at, noun) {
        return measure;
    }
    let Some(last) = before.last() else { return quantity };
    let former = noun.heads.is_empty() && noun.other.is_none() && !quantity.value.fract().is_zero();
    let weight = before.iter().rev().find(|i| matches!(i.quantity.unit.as_str(), "kg" | "tonne" | "litre"));
    if quantity.unit == "count"
        && former
        && let Some(weight) = weight.filter(|_| change::is_compared(s, at))
    {
        // "294,6 toneladas …, cuando fueron 219,8"
        return Quantity { unit: weight.quantity.unit.clone(), ..quantity };
    }
    if quantity.unit == "count"
        && let Some(scale) = population(s, last)
        && !quantity.value.fract().is_zero()
    {
        // "5,8 por cada 100 mil habitantes, frente a las 6,3 del año previo"
        let (value, step) = ((quantity.value * scale).normalize(), quantity.step * scale);
        return Quantity { unit: Id::new("percent"), value, step, ..quantity };
    }
    let weight = matches!(last.quantity.unit.as_str(), "kg" | "tonne" | "litre");
    let near = (last.at..at).all(|j| !matches!(s.mark(j), Some(Mark::Semicolon | Mark::Stop)));
    let of = s.is(at + 1, Mark::Of) && s.gap(at).trim().is_empty();
    let drug = noun.heads.iter().flatten().any(|t| *t == "drug");
    let bare = noun.heads.is_empty() && noun.other.is_none();
    let money = quantity.unit == "count" && s.is_money(last.at) && bare;
    if quantity.unit == "count" && weight && near && of && drug || money && near && verb::of_money(s, at) {
        return Quantity { unit: last.quantity.unit.clone(), ..quantity };
    }
    quantity
}

/// former_measure := 'de' number 'a' measure : the former level of a weight or of money is measured as the new one ("pasó de 118 a
/// 123 toneladas", "de 12 a 15 millones de pesos")
fn former_measure(s: &Sentence<'_>, at: usize, noun: &Noun) -> Option<Quantity> {
    let quantity = s.quantity(at);
    let bare = quantity.unit == "count" && noun.heads.is_empty() && noun.other.is_none();
    let led = crate::lang::scan::words_before(s.text, s.tokens[at].span.start).next().is_some_and(|w| w == "de");
    let to = s.is(at + 1, Mark::To) && s.gap(at).trim().is_empty() && s.gap_len(at + 1) == 0;
    let next = s.tokens.get(at + 2).filter(|t| bare && led && to && is_quantity(t)).map(|_| s.quantity(at + 2))?;
    let weight = matches!(next.unit.as_str(), "kg" | "tonne" | "litre" | "hectare");
    if weight {
        return Some(Quantity { unit: next.unit.clone(), ..quantity.clone() });
    }
    // What is less than the unit of the new sum is told in the same thousands or millions.
    let scale = next.step.max(Decimal::ONE);
    let short = quantity.value < scale && scale >= Decimal::ONE_THOUSAND;
    let value = quantity.value.checked_mul(if short { scale } else { Decimal::ONE })?;
    let step = quantity.step.checked_mul(if short { scale } else { Decimal::ONE })?;
    is_money(next).then(|| Quantity { unit: next.unit.clone(), value, step, ..quantity.clone() })
}

/// inhabitants := ('tasa' | 'índice') … 'por cada' n people … : what one of the rate that follows is in percent
fn inhabitants(s: &Sentence<'_>, at: usize) -> Option<Decimal> {
    let head = s.tokens.first().map_or("", |t| &s.text[t.span.start..s.tokens[at].span.start]);
    let rated = (0..at).any(|j| s.is(j, Mark::Rate));
    let (_, each) = head.rsplit_once("por cada ").filter(|_| rated)?;
    let digits: String = each.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ' ')).collect();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let thousand = each.get(..20).unwrap_or(each).contains(" mil ");
    let each: Decimal = digits.parse().ok()?;
    let each = if thousand { each * Decimal::ONE_THOUSAND } else { each };
    (each >= Decimal::ONE_HUNDRED).then(|| Decimal::ONE_HUNDRED / each)
}

/// What one of a rate by inhabitants is in percent, where the figure before is such a rate.
fn population(s: &Sentence<'_>, last: &Item) -> Option<Decimal> {
    let told = last.quantity.unit == "percent" && last.quantity.span.of(s.text).contains("hab");
    let written: Decimal = last.quantity.number.of(s.text).replace(',', ".").parse().ok()?;
    last.quantity.value.checked_div(written).filter(|_| told)
}

/// level := verb quantity noun | quantity noun verb | …
fn level(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Clause {
    let item = &items[index];
    let verb = item.verb.as_ref();
    let mut clause = Clause::new(item.quantity.clone(), verb.map_or("es:noun", |v| v.production));
    let money = is_money(&item.quantity);
    let heads = match verb {
        Some(v) if item.noun.heads.is_empty() => &v.heads,
        _ => &item.noun.heads,
    };
    let (action, targets) = settle(s, verb.map_or(&[][..], |v| &v.actions), heads, &item.quantity, item.at);
    clause.action = match verb {
        Some(v) if v.negated => action.and_then(|a| negated(&a)),
        _ => action,
    };
    clause.targets = if money { vec![Id::new("money")] } else { targets };
    took_part(s, item, &mut clause);
    in_action(s, item, &mut clause);
    reaches_level(s, item, &mut clause);
    of_change(s, items, index, before, &mut clause);
    clause.offence = item
        .noun
        .offence
        .clone()
        .or_else(|| verb.and_then(|v| v.offence.clone()))
        .or_else(|| offence_before(s, items, index));
    clause.quote = quote(s, item.at, item.noun.end, item.verb.as_ref());
    let behind = |at: usize| s.is(at + 1, Mark::Among) && s.gap(at).trim().is_empty();
    // "179 vehículos, 73 de ellos robados, y 129 motocicletas": the motorcycles are no part of the cars.
    let others = items[..index].iter().any(|i| behind(i.at) && i.at + 1 == s.part_mark(item.at));
    let part = s.says_part(item.at) && !others || behind(item.at);
    // Money is no part of what is no money.
    let of = |c: &&Clause| c.nature == Nature::Level && (!money || c.targets.iter().any(|t| *t == "money"));
    if part && let Some(whole) = before.iter().rev().find(|c| c.nature == Nature::Level).filter(of) {
        // "179 vehículos, 73 de ellos con reporte de robo"; "45.200 personas, de las que 17.900 …": the noun is the one before.
        let people =
            |targets: &[Id]| targets.iter().any(|t| matches!(t.as_str(), "suspect" | "person" | "victim" | "officer"));
        if clause.targets.is_empty() || item.noun.heads.is_empty() || people(&clause.targets) && people(&whole.targets)
        {
            clause.targets.clone_from(&whole.targets);
        }
        // "el juez decretó el ingreso en prisión de cinco de ellos": a verb between the whole and its part is the part's.
        let between = |v: &Verb| v.production == "es:before" && index > 0 && v.at > items[index - 1].noun.end;
        let own = verb.is_some_and(|v| v.production == "es:after" || v.production == "es:participle" || between(v));
        if !own {
            clause.action = None;
            clause.back = before.iter().rev().position(|c| c.nature == Nature::Level).map(|i| i + 1);
            clause.production = "es:part";
        }
    }
    let weighed = matches!(item.quantity.unit.as_str(), "kg" | "tonne" | "litre");
    if weighed && item.noun.heads.is_empty() {
        let goods = |w: &str| {
            ["precursor", "sustanc", "químic", "combust", "hidrocarb", "diésel", "gasolina", "insumo"]
                .iter()
                .any(|g| w.starts_with(g))
        };
        let is_goods = tail(s, item.at).split(|c: char| !c.is_alphabetic()).take(5).any(goods);
        // What was smuggled and is no drug is goods.
        let other = item.noun.offence.as_ref().is_some_and(|o| *o != "drugCrime");
        clause.targets = vec![Id::new(if is_goods || other { "goods" } else { "drug" })];
    }
    if let Some(v) = verb
        && clause.targets.iter().any(|t| *t == "person")
        && s.tokens[v.at].span.of(s.text).to_lowercase().starts_with("extradi")
    {
        clause.targets = vec![Id::new("suspect")];
    }
    if let Some(v) = verb
        && is_death(s, v.at)
        && clause.targets.iter().any(|t| matches!(t.as_str(), "suspect" | "person"))
    {
        clause.targets = vec![Id::new("victim")];
    }
    if clause.action.is_none()
        && matches!(clause.production, "es:subject" | "es:label")
        && clause.targets.iter().any(|t| matches!(t.as_str(), "victim" | "case"))
    {
        clause.action = Some(Id::new("register"));
    }
    // Victims that nothing is said of are those who are known; where it was fraud they were cheated.
    if clause.action.is_none() && clause.back.is_none() && verb.is_none() && clause.targets == ["victim"] {
        clause.action = Some(Id::new("register"));
    }
    let reported = clause.targets.iter().any(|t| matches!(t.as_str(), "report" | "call" | "clue"));
    if reported && clause.action.as_ref().is_some_and(|a| *a == "register") {
        clause.action = Some(Id::new("receive"));
    }
    if money
        && index > 0
        && verb.is_none_or(|v| v.production == "es:apposition" || v.production == "es:earlier")
        && (s.is(item.at - 1, Mark::Share) || verb::valued(s, item.at - 1))
    {
        // "…, cantidad que equivale a 12 millones": the value of what was told before.
        (clause.action, clause.back) = (None, Some(1));
    }
    if change::is_former(s, items, index) {
        clause.nature = Nature::Former;
    }
    clause
}

/// Officers whom nobody acted upon took part ("intervinieron 42 fiscales"); people who were cheated are victims.
fn took_part(s: &Sentence<'_>, item: &Item, clause: &mut Clause) {
    let Some(action) = &clause.action else {
        if clause.targets == ["officer"] && item.verb.is_none() {
            clause.action = Some(Id::new("mobilise"));
        }
        return;
    };
    if clause.targets.iter().any(|t| *t == "officer") && !s.lexicon.admits(action, "officer") && *action != "other" {
        clause.action = Some(Id::new("mobilise"));
    } else if *action == "profit" && clause.targets.iter().any(|t| *t == "person" || *t == "suspect") {
        // "11.840 consumidores obtuvieron la devolución …": who gets something back makes no profit.
        let returned = ["devoluc", "reembols", "restituc", "reintegr"].iter().any(|w| tail(s, item.at).contains(w));
        clause.action = Some(Id::new(if returned { "return" } else { "other" }));
        clause.targets = vec![Id::new("person")];
    } else if *action == "rescue" && clause.targets.iter().any(|t| *t == "person") {
        // Who is freed or found alive was a victim, whatever the noun.
        clause.targets = vec![Id::new("victim")];
    } else if *action == "defraud" && clause.targets.iter().any(|t| *t == "person" || *t == "suspect") {
        clause.targets = vec![Id::new("victim")];
    }
}

/// Verbs that say another thing of people than of things: "29 personas fueron intervenidas" were held, "18.450 adultos asistieron"
/// were told.
fn in_action(s: &Sentence<'_>, item: &Item, clause: &mut Clause) {
    let Some(verb) = &item.verb else {
        if clause.quantity.unit == "hectare" && clause.action.is_none() {
            (clause.action, clause.targets) = (Some(Id::new("other")), vec![Id::new("other")]);
        }
        return;
    };
    let word = s.tokens[verb.at].span.of(s.text).to_lowercase();
    let people = clause.targets.iter().any(|t| matches!(t.as_str(), "suspect" | "person" | "victim"));
    if people && word.starts_with("intervenid") {
        (clause.action, clause.targets) = (Some(Id::new("arrest")), vec![Id::new("suspect")]);
    }
    let lead = s.text[..s.tokens[item.at].span.start].trim_end();
    if people && word.starts_with("asisti") && !word.contains("asistid") && !lead.ends_with(" a") {
        (clause.action, clause.targets) = (Some(Id::new("publicise")), vec![Id::new("person")]);
    }
    if clause.quantity.unit == "hectare" && !clause.action.as_ref().is_some_and(|a| s.lexicon.admits(a, "drug")) {
        (clause.action, clause.targets) = (Some(Id::new("other")), vec![Id::new("other")]);
    }
}

/// "crecieron un 12,5 %, hasta los 1.406 hechos": what a change led to is no upper bound.
fn reaches_level(s: &Sentence<'_>, item: &Item, clause: &mut Clause) {
    let to =
        clause.quantity.bound == Bound::AtMost && clause.quantity.span.of(s.text).to_lowercase().starts_with("hasta");
    let changed = (0..item.at)
        .rev()
        .take(12)
        .take_while(|j| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop)))
        .any(|j| matches!(s.mark(j), Some(Mark::Increase | Mark::Decrease)));
    if to && changed {
        clause.quantity.bound = Bound::Exact;
    }
}

/// of_change := change … 'de' quantity … 'a' quantity : the levels that a change led between are of what changed
fn of_change(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause], clause: &mut Clause) {
    let Some(changed) = before.iter().rev().find(|c| c.nature != Nature::Former) else { return };
    let item = &items[index];
    let bare = item.noun.heads.is_empty() && item.quantity.unit == "count";
    let told = item.verb.as_ref().is_some_and(|v| v.production != "es:subject" && v.production != "es:list");
    // "descendieron un 4,1 %, hasta los 58.120"
    let reached = s.text[..s.tokens[item.at].span.start].trim_end().trim_end_matches(" los").trim_end_matches(" las");
    let reached = reached.ends_with("hasta") || s.tokens[item.at].span.of(s.text).starts_with("hasta");
    let led =
        reached || change::is_former(s, items, index) || before.last().is_some_and(|c| c.nature == Nature::Former);
    if bare && !told && led && changed.nature == Nature::Change && !changed.targets.is_empty() {
        clause.targets.clone_from(&changed.targets);
        clause.offence = clause.offence.take().or_else(|| changed.offence.clone());
        clause.action = None;
    }
}

/// Whether a verb says that people died or were hurt.
fn is_death(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_lowercase();
    ["perdi", "perder la vida", "falleci", "murie", "muert", "asesin", "herid", "lesion", "matar", "mató"]
        .iter()
        .any(|w| word.starts_with(w))
        && !word.contains("dinero")
}

/// Of the actions and the heads that words can mean, those that go together best.
fn settle(
    s: &Sentence<'_>,
    actions: &[Id],
    heads: &[Vec<Id>],
    quantity: &Quantity,
    at: usize,
) -> (Option<Id>, Vec<Id>) {
    let drug = [vec![Id::new("drug"), Id::new("goods")]];
    let weighed = matches!(quantity.unit.as_str(), "kg" | "tonne" | "litre") && heads.is_empty() && !actions.is_empty();
    let money = [vec![Id::new("money")]];
    let heads = if is_money(quantity) {
        &money[..]
    } else if weighed {
        &drug[..]
    } else {
        heads
    };
    s.settle(actions, heads, at)
}

fn is_money(quantity: &Quantity) -> bool {
    quantity.unit.len() == 3 && quantity.unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// What was not done: people not arrested or not prosecuted.
fn negated(action: &str) -> Option<Id> {
    match action {
        "arrest" | "approveArrest" | "prosecute" | "detain" | "transfer" => Some("decline".into()),
        _ => Some(Id::new(action)),
    }
}

/// The offence that stands before a figure which has neither noun nor offence of its own ("por feminicidio, 59").
fn offence_before(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Id> {
    let at = items[index].at;
    let floor = index.checked_sub(1).map_or(0, |i| items[i].at + 1);
    if items[index].noun.heads.is_empty()
        && s.is(at + 1, Mark::Comma)
        && matches!(s.mark(at + 2), Some(Mark::To | Mark::By | Mark::Of))
    {
        // "218, a fraude telefónico; 12, a amenazas": a class that is no known offence is another one.
        let ends = |j: &usize| !s.ends_part(*j) && !is_quantity(&s.tokens[*j]);
        return (at + 2..s.tokens.len()).take_while(ends).find_map(|j| s.offence(j)).or(Some(Id::new("other")));
    }
    let bare = items[index].noun.heads.is_empty()
        || items[index].noun.heads.iter().flatten().any(|t| *t == "case" || *t == "report");
    if !bare {
        return None;
    }
    let stop = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    (floor..at).rev().take_while(stop).find_map(|j| s.offence(j))
}

/// A period right behind a figure and its noun ("8.362 hechos en 2019") is its own.
fn own_period(s: &Sentence<'_>, item: &Item) -> Option<Period> {
    let next = item.noun.end.max(item.at + 1);
    let right = |at: usize| match s.tokens.get(at)?.kind {
        Kind::Period(period @ Period::Span { .. }) => Some(period),
        Kind::Period(period @ Period::SamePeriod { .. }) => Some(period),
        _ => None,
    };
    let plain = |at: usize| s.gap(at - 1).trim().is_empty();
    let per = matches!(s.mark(next), Some(Mark::Per(_))) && plain(next);
    let at = if per { next + 1 } else { next };
    right(at).filter(|_| plain(at))
}

/// A figure that follows one with a period of its own, where none is said between, is of that period too ("se llegó a 12.334 en
/// 2024, una variación del 48 %"); a former level is of the year before.
fn carry(s: &Sentence<'_>, items: &[Item], clauses: &mut [Clause]) {
    for index in 1..clauses.len() {
        let Some(Period::Span { from: Some(from), to: Some(to) }) = clauses[index - 1].period else { continue };
        let (before, at) = (items[index - 1].at, items[index].at);
        let said = (before + 1..at).filter(|j| matches!(s.tokens[*j].kind, Kind::Period(_))).count();
        let stop = (before..at).any(|j| matches!(s.mark(j), Some(Mark::Semicolon | Mark::Stop)));
        if clauses[index].period.is_some() || said > 1 || stop {
            continue;
        }
        let back = i32::from(clauses[index].nature == Nature::Former);
        let earlier = |day: Date| day.checked_sub(back.years()).ok();
        clauses[index].period = Some(Period::Span { from: earlier(from), to: earlier(to) });
    }
}

/// Changes and shares that stand in a list after a list of levels belong to them one by one.
fn align(s: &Sentence<'_>, items: &[Item], clauses: &mut [Clause]) {
    let mut start = 0;
    while start < clauses.len() {
        let mut end = start + 1;
        while end < clauses.len()
            && follows(s, &items[end - 1], &items[end])
            && clauses[end].nature == clauses[start].nature
        {
            end += 1;
        }
        let dependent = matches!(clauses[start].nature, Nature::Change | Nature::Share);
        let told = s.has_mark_near(items[end - 1].at, Mark::Respectively);
        if end - start > 1 && dependent && told {
            let n = end - start;
            let levels: Vec<usize> = (0..start).rev().filter(|i| clauses[*i].nature == Nature::Level).take(n).collect();
            if levels.len() == n {
                for (own, of) in (start..end).zip(levels.into_iter().rev()) {
                    clauses[own].back = Some(own - of);
                    let (targets, offence) = (clauses[of].targets.clone(), clauses[of].offence.clone());
                    if clauses[own].nature == Nature::Change {
                        clauses[own].targets = targets;
                    }
                    clauses[own].offence = offence;
                }
            }
        }
        start = end;
    }
}

/// Whether an item goes on a list: it has the same kind of unit, and only commas, "y" and articles stand before it.
fn follows(s: &Sentence<'_>, before: &Item, item: &Item) -> bool {
    let same = s.is_ratio(before.at) == s.is_ratio(item.at) && s.is_money(before.at) == s.is_money(item.at);
    let from = before.noun.end.min(item.at);
    let joined = |j: usize| matches!(s.mark(j), Some(Mark::Comma | Mark::And | Mark::Of | Mark::To | Mark::Close));
    let marks = from < item.at && (from..item.at).all(joined);
    let words: usize = (from.saturating_sub(1)..item.at).map(|j| s.gap_len(j)).sum();
    same && marks && words <= 1
}

/// The words right after a token, for what no mark tells.
fn tail<'a>(s: &Sentence<'a>, at: usize) -> &'a str {
    after(s.text, s.tokens[at].span.end, 40)
}

/// The ids of the targets of a token.
fn targets(s: &Sentence<'_>, at: usize) -> Vec<Id> {
    if is_name(s, at) { Vec::new() } else { s.ids(at, Scheme::Target) }
}

/// Whether a word is capitalised in the midst of a sentence: a part of a name ("Seguridad Ciudadana") counts nothing.
fn is_name(s: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = s.tokens.get(at) else { return false };
    let word = token.span.of(s.text);
    let lower = |c: char| c.is_lowercase();
    word.starts_with(char::is_uppercase)
        && !word.contains(' ')
        && word.chars().skip(1).any(lower)
        && crate::lang::scan::before(s.text, token.span.start, 12).trim_end_matches(' ').ends_with(lower)
}
