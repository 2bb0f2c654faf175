//! The productions: what a sentence says of each of its quantities.
//!
//! Each quantity is the anchor. Its noun stands after it ([`noun`]); its verb before it, after it, or with another
//! member of its list ([`verb`]); changes and shares are told by the words beside the figure ([`change`], [`share`]);
//! lists that run side by side are aligned ([`list`]); a figure that reports nothing is left out ([`idle`]). What the
//! sentence leaves open stays open.

mod change;
mod idle;
mod list;
mod noun;
mod part;
mod share;
#[cfg(test)]
mod tests;
mod verb;

use crate::bulletin::Id;
use crate::clause::{Clause, Nature};
use crate::lang::latin::grammar::{Verb, quote};
use crate::lang::sentence::{self, Sentence, Small};
use crate::lexicon::{Form, Lexicon};
use crate::token::{Mark, Token};

use list::Groups;
use noun::Noun;

/// A quantity with what was found round it.
struct Item {
    /// Its token.
    at: usize,
    noun: Noun,
    verb: Option<Verb>,
}

/// How many tokens are read as one sentence: no sentence that people write has more, and productions that look back and
/// ahead stay cheap on those that nobody wrote.
const LONGEST: usize = 400;

/// The small words of English.
const SMALL: Small = Small {
    articles: &["the", "a", "an", "its", "their"],
    objects: &[" of", " to", " in", " on", " for", " into", " against", " with", " at"],
};

/// What a sentence says of each of its quantities.
pub fn clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    tokens.chunks(LONGEST).flat_map(|part| part_clauses(text, lexicon, part)).collect()
}

fn part_clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    let sentence = Sentence { text, lexicon, tokens, small: &SMALL };
    let items: Vec<Item> = sentence
        .quantities()
        .map(|at| Item { at, noun: noun::noun(&sentence, at), verb: None })
        .filter(|item| !idle::idle(&sentence, item.at, &item.noun))
        .collect();
    let items = verb::govern(&sentence, items);
    let groups = list::groups(&sentence, &items);
    let mut clauses: Vec<Clause> = Vec::with_capacity(items.len());
    for index in 0..items.len() {
        let clause = change::change(&sentence, &items, index, &clauses)
            .or_else(|| share::share(&sentence, &items, index, &clauses))
            .unwrap_or_else(|| level(&sentence, &items, index, &clauses));
        clauses.push(clause);
    }
    align(&sentence, &items, &groups, &mut clauses);
    if items.iter().all(|i| i.verb.is_none()) && sentence.goes_on() {
        // A sentence without a verb of doing goes on with what the one before it told.
        for (index, clause) in clauses.iter_mut().enumerate().filter(|(_, c)| c.nature == Nature::Level) {
            clause.back = clause.back.or(Some(index + 1));
        }
    }
    for (index, clause) in clauses.iter_mut().enumerate() {
        clause.per = clause.per.take().or_else(|| share::per(&sentence, &items, index));
    }
    clauses
}

/// level := verb quantity noun | quantity noun passive | …
fn level(sentence: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Clause {
    let item = &items[index];
    let quantity = sentence.quantity(item.at).clone();
    let production = item.verb.as_ref().map_or("en:noun", |v| v.production);
    let mut clause = Clause::new(quantity, production);
    let money = sentence.is_money(item.at);
    let verb = item.verb.as_ref();
    let heads = match verb {
        Some(v) if item.noun.heads.is_empty() => &v.heads,
        _ => &item.noun.heads,
    };
    let said = carried(sentence, items, index);
    let heads = if heads.is_empty() { said.unwrap_or(heads) } else { heads };
    let weighed = weighed(sentence, items, index);
    let heads = if heads.is_empty() && !weighed.is_empty() { &weighed } else { heads };
    let mut actions = verb.map_or_else(Vec::new, |v| v.actions.clone());
    if money && is_cash(sentence, item.at) && actions.iter().any(|a| *a == "seize") {
        // "recovered £318,000 in cash": found and taken, not got back.
        actions.retain(|a| *a != "recover");
    }
    if publicises(sentence, item) && actions.iter().any(|a| *a == "publicise") {
        // "held 64 seminars", "ran 325 awareness programmes": the noun tells what it was for.
        actions.retain(|a| *a == "publicise");
    }
    let weight = matches!(sentence.quantity(item.at).unit.as_str(), "kg" | "tonne" | "litre");
    if weight && actions.iter().any(|a| *a == "seize") {
        // Drugs and gold that were "recovered" were found and taken.
        actions.retain(|a| *a != "recover");
    }
    let (action, targets) = sentence.settle(&actions, heads, item.at);
    // What is weighed and has no name that is known may be no drug: what the text is about tells.
    let unnamed = weight && heads.is_empty() && sentence.is(item.at + 1, Mark::Of) && sentence.gap_len(item.at + 1) > 0;
    let targets = if unnamed { Vec::new() } else { targets };
    clause.action = match verb {
        Some(v) if v.negated => action.and_then(|a| negated(&a)),
        _ => action,
    };
    // "three people were killed": the verb itself names what the people are.
    let named = verb.map_or_else(Vec::new, |v| sentence.ids(v.at, crate::lexicon::Scheme::Target));
    let people = targets.iter().any(|t| *t == "suspect" || *t == "person");
    let killed = people && !named.is_empty() && named.iter().all(|t| *t == "victim");
    // "the blaze killed seven": those whom nothing names.
    let bare = item.noun.heads.is_empty() && targets.is_empty() && !money && sentence.quantity(item.at).unit == "count";
    let harmed = bare && !named.is_empty() && named.iter().all(|t| *t == "victim");
    let targets = if killed || harmed { named } else { targets };
    clause.targets = if money { vec![Id::new("money")] } else { targets };
    if clause.targets.is_empty() && sentence.says_part(item.at) {
        // "45,200 people, of whom 17,900": the noun left out is the one counted before.
        if let Some(whole) = before.iter().rev().find(|c| c.nature == Nature::Level) {
            clause.targets.clone_from(&whole.targets);
        }
    }
    if clause.targets.is_empty() && !money {
        let (action, targets) = change::level_of(sentence, items, index);
        clause.targets = targets;
        clause.action = clause.action.or(action);
    }
    if clause.targets.is_empty()
        && !money
        && let Some((action, targets)) = whole(sentence, item.at)
    {
        clause.targets = targets;
        clause.action = clause.action.or(action);
    }
    let relative = |i: usize| sentence.tokens[i].span.of(sentence.text).to_ascii_lowercase().starts_with("of wh");
    if sentence.is(item.at + 1, Mark::Among) && relative(item.at + 1) {
        // "400 suspects have been arrested, seven of whom": the part is of what was counted before.
        if let Some(whole) = before.iter().rev().find(|c| c.nature == Nature::Level) {
            clause.targets.clone_from(&whole.targets);
            // "…, twelve of whom have been charged": its own verb says what was done.
            let own = verb.is_some_and(|v| {
                (v.production == "en:quantity-passive"
                    || v.production == "en:quantity-verb" && v.actions.iter().any(ends_up))
                    && v.at > item.at
                    && (item.at + 1..v.at)
                        .all(|j| !sentence.ends_part(j) && !sentence::is_quantity(&sentence.tokens[j]))
            });
            if !own {
                clause.action.clone_from(&whole.action);
            }
        }
    }
    let of_whole = part::whole(sentence, item, verb, before);
    let told = of_whole.as_ref().is_some_and(|(action, _)| action.is_some());
    if let Some((action, targets)) = of_whole {
        clause.action = action;
        if clause.targets.is_empty() {
            clause.targets = targets;
        }
    }
    if let Some(target) = part::bracketed(sentence, item) {
        clause.targets = vec![target];
        clause.action = clause.action.filter(|a| *a != "other");
    }
    if clause.targets == ["report"] && clause.action.as_ref().is_some_and(|a| *a == "register") {
        // Complaints that were filed were taken by whoever tells of them.
        clause.action = Some(Id::new("receive"));
    }
    if clause.targets == ["case"]
        && clause.action.as_ref().is_some_and(|a| *a == "seize")
        && led_by_in(sentence, item.at)
    {
        // "seized 858 kg of gold in 271 cases"
        clause.action = Some(Id::new("solve"));
    }
    if change::is_former(sentence, item.at) {
        clause.nature = Nature::Former;
    }
    clause.offence = item.noun.offence.clone().or_else(|| verb.and_then(|v| v.offence.clone()));
    clause.quote = quote(sentence, item.at, item.noun.end, item.verb.as_ref());
    let mark = sentence.part_mark(item.at);
    let taken = |i: &Item| i.at < mark && i.verb.as_ref().is_some_and(|v| v.actions.iter().any(|a| *a == "seize"));
    if money && mark < item.at && verb.is_none() && items[..index].iter().any(taken) {
        // "seized 71 firearms, including 12 handguns, and $312,000": the money is no part of the firearms.
        clause.action = Some(Id::new("seize"));
    } else if !told && sentence.says_part(item.at) && verb.is_none_or(|v| v.production == "en:existential") {
        clause.action = None;
        clause.back =
            Some(index + 1 - items[..index].iter().take_while(|i| i.at < sentence.part_mark(item.at)).count());
        clause.production = "en:part";
    }
    clause
}

/// Whether the noun of a figure names something that is held for the public.
fn publicises(s: &Sentence<'_>, item: &Item) -> bool {
    let head = item.noun.end - 1;
    let nouns = [Form::Label, Form::Plural, Form::Third];
    head > item.at && s.actions(head, &nouns).iter().any(|a| *a == "publicise") && !item.noun.heads.is_empty()
}

/// carried := quantity noun passive … quantity participle : a bare number with a verb of its own counts what was counted
/// just before ("31 licences were revoked and 58 suspended")
fn carried<'a>(s: &Sentence<'_>, items: &'a [Item], index: usize) -> Option<&'a Vec<Vec<Id>>> {
    let (item, previous) = (&items[index], &items[index.checked_sub(1)?]);
    let verb = item.verb.as_ref()?;
    let bare = s.quantity(item.at).unit == "count" && s.quantity(item.at).counted.is_empty() && verb.heads.is_empty();
    let after = verb.production.starts_with("en:quantity") && verb.at > item.at && verb.at - item.at <= 3;
    // "cancelled 38 licences and suspended 112"
    let led = |i: &Item| i.verb.as_ref().is_some_and(|v| v.production == "en:verb-quantity" && v.at + 1 == i.at);
    let after = after || led(item) && led(previous) && (item.at + 1 == s.tokens.len() || s.ends_part(item.at + 1));
    let levels = s.quantity(previous.at).unit == "count" && !previous.noun.heads.is_empty();
    let can = previous.noun.heads.iter().flatten().any(|t| verb.actions.iter().any(|a| s.fits(a, t)));
    (bare && after && levels && can && item.noun.end == item.at + 1).then_some(&previous.noun.heads)
}

/// weighed := noun ','? 'weighing' measure : what the weight is of
fn weighed(s: &Sentence<'_>, items: &[Item], index: usize) -> Vec<Vec<Id>> {
    let at = items[index].at;
    let measured = matches!(s.quantity(at).unit.as_str(), "kg" | "tonne" | "litre");
    if !measured || at == 0 || !s.gap_words(at - 1).any(|w| w.eq_ignore_ascii_case("weighing")) {
        return Vec::new();
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].at);
    let named = (floor..at).rev().map(|j| s.ids(j, crate::lexicon::Scheme::Target)).find(|ids| !ids.is_empty());
    named.into_iter().collect()
}

/// whole := 'of' ('the')? quantity noun participle? ',' … part : what the part counts, and what was done to the whole
fn whole(s: &Sentence<'_>, part: usize) -> Option<(Option<Id>, Vec<Id>)> {
    let at = s.quantities().find(|q| *q < part && *q > 0 && s.is(q - 1, Mark::Of))?;
    let noun = noun::noun(s, at);
    if noun.heads.is_empty() || noun.end >= part || !idle::idle(s, at, &noun) {
        return None;
    }
    let actions = s.actions(noun.end, &[crate::lexicon::Form::Participle]);
    Some(s.settle(&actions, &noun.heads, at))
}

/// cash := 'cash' … money | money ('in' | 'of')? 'cash'
fn is_cash(s: &Sentence<'_>, at: usize) -> bool {
    let span = s.tokens[at].span;
    let after = super::scan::after(s.text, span.end, 9);
    let before = super::scan::before(s.text, span.start, 24);
    let before = before.rsplit([',', ';', '.']).next().unwrap_or(before);
    after.contains("cash") || before.contains("cash")
}

/// Whether "in" stands right before a figure.
fn led_by_in(s: &Sentence<'_>, at: usize) -> bool {
    super::scan::words_before(s.text, s.tokens[at].span.start).next() == Some("in")
}

/// Whether an action says what became of cases or of people ("17 of which led to prosecution").
fn ends_up(action: &Id) -> bool {
    matches!(action.as_str(), "prosecute" | "sentence" | "surrender")
}

/// What was not done: people not arrested or not prosecuted.
fn negated(action: &str) -> Option<Id> {
    match action {
        "arrest" | "approveArrest" | "prosecute" | "detain" | "transfer" => Some("decline".into()),
        _ => Some(Id::new(action)),
    }
}

/// Lists that run side by side: offences named one each, changes and shares one each for the figures before.
fn align(sentence: &Sentence<'_>, items: &[Item], groups: &Groups, clauses: &mut [Clause]) {
    for group in groups.iter().filter(|g| g.len() > 1) {
        let first = items[group.start].at;
        let levels = clauses[group.clone()].iter().all(|c| c.nature == Nature::Level && c.offence.is_none());
        if levels {
            let start = group.start.checked_sub(1).map_or(0, |i| items[i].noun.end);
            let offences = sentence.offences_between(start, first);
            if offences.len() == group.len() {
                for (clause, offence) in clauses[group.clone()].iter_mut().zip(offences) {
                    clause.offence = Some(offence);
                }
            }
        }
    }
    for (g, group) in groups.iter().enumerate().filter(|(_, group)| group.len() > 1) {
        let dependent = clauses[group.clone()].iter().all(|c| matches!(c.nature, Nature::Change | Nature::Share));
        let before = groups[..g].iter().rev().find(|b| b.len() == group.len());
        let spread = levels_before(clauses, group.start, group.len());
        let told = sentence.has_mark_near(items[group.end - 1].at, Mark::Respectively);
        let subjects = clauses[group.clone()].iter().any(|c| !c.targets.is_empty() && c.nature == Nature::Change);
        let aligned: Option<Vec<usize>> = match before {
            _ if !dependent || subjects => None,
            Some(b) if told || g > 0 && groups[g - 1] == *b => Some(b.clone().collect()),
            _ => spread,
        };
        let Some(aligned) = aligned else { continue };
        for (own, of) in group.clone().zip(aligned) {
            let (targets, offence) = (clauses[of].targets.clone(), clauses[of].offence.clone());
            clauses[own].back = Some(own - of);
            if clauses[own].nature == Nature::Change {
                clauses[own].targets = targets;
            }
            clauses[own].offence = clauses[own].offence.take().or(offence);
        }
    }
}

/// The last levels before a group, as many as it has members.
fn levels_before(clauses: &[Clause], start: usize, n: usize) -> Option<Vec<usize>> {
    let mut levels: Vec<usize> = (0..start).rev().filter(|i| clauses[*i].nature == Nature::Level).take(n).collect();
    levels.reverse();
    (levels.len() == n).then_some(levels)
}
