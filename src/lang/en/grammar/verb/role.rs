//! What a figure is by the words that lead to it, or by its part in a list or a pair of verbs.

use super::super::Item;
use super::super::sentence::{Sentence, is_quantity};
use super::{VERBAL, Verb, appended, goes, is_passive, loss, unknown, verb};
use crate::bulletin::Id;
use crate::lexicon::{Form, Scheme};
use crate::token::Mark;

/// losses := 'losses' … 'from'? quantity : an amount that only the noun of the sentence tells of
pub(super) fn losses(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    if !s.is_money(at) {
        return None;
    }
    (0..at)
        .rev()
        .take_while(|j| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop)))
        .map(|j| (j, s.actions(j, &[Form::Label, Form::Plural])))
        .find(|(_, actions)| loss(actions))
        .map(|(j, actions)| verb(j, actions, "en:losses"))
        .or_else(|| level_of_sum(s, at))
}

/// level_of_sum := noun of doing … (rise | fall) … 'to' money : "the value of the seizures rose to 1.3 million"
fn level_of_sum(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let to = at.checked_sub(1).filter(|j| s.is(*j, Mark::To) && s.gap_len(*j) <= 1)?;
    let start = (0..to).rev().find(|j| matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop))).map_or(0, |j| j + 1);
    (start..to)
        .rev()
        .find(|j| matches!(s.mark(*j), Some(Mark::Increase | Mark::Decrease)) || is_quantity(&s.tokens[*j]))?;
    let part = s.part_start(to);
    let nouns = (part..to).map(|j| (j, s.actions(j, &[Form::Label, Form::Plural, Form::Participle])));
    let (found, actions) = nouns.into_iter().find(|(_, a)| a.iter().any(|a| s.fits(a, "money") && *a != "register"))?;
    Some(verb(found, actions, "en:losses"))
}

/// beneficiary := 'for' quantity : those for whom something was done; the sentence does not say what they did
pub(super) fn beneficiary(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let before = at.checked_sub(1)?;
    let led = s.gap_words(before).last() == Some("for");
    led.then(|| verb(before, vec![Id::new("other")], "en:beneficiary"))
}

/// first_of_two := verb 'and' verb quantity : the first of two verbs that share an object, if it can have it
pub(super) fn first_of_two(s: &Sentence<'_>, item: &Item, found: Verb) -> Verb {
    let at = found.at;
    let and = at >= 2
        && matches!(s.mark(at - 1), Some(Mark::And | Mark::Or))
        && s.gap(at - 1).trim().is_empty()
        && s.gap(at - 2).trim().is_empty();
    if !and || at > item.at || !s.ids(at - 2, Scheme::Target).is_empty() {
        return found;
    }
    let same = |f: &&&[Form]| s.has(at, Scheme::Action, f) && s.has(at - 2, Scheme::Action, f);
    let forms: [&[Form]; 3] = [&[Form::Past, Form::Participle], &[Form::Gerund], &[Form::Label]];
    let Some(form) = forms.iter().find(same) else { return found };
    let first = Verb { at: at - 2, actions: s.actions(at - 2, form), ..found.clone() };
    if goes(s, item, &first) && !is_passive(s, at - 2) { first } else { found }
}

/// second_of_two := quantity passive … 'and' participle : the second of two, if the first cannot have what is counted
pub(super) fn second_of_two(s: &Sentence<'_>, item: &Item, found: Verb) -> Verb {
    if found.production != "en:quantity-passive" || goes(s, item, &found) {
        return found;
    }
    let and = (found.at + 1..s.tokens.len().min(found.at + 5))
        .take_while(|j| !s.ends_part(*j) && !is_quantity(&s.tokens[*j]))
        .find(|j| s.is(*j, Mark::And) && s.gap_len(*j) == 0);
    let Some(at) = and.map(|j| j + 1) else { return found };
    let second = Verb { at, actions: s.actions(at, &[Form::Participle]), ..found.clone() };
    if !second.actions.is_empty() && goes(s, item, &second) { second } else { found }
}

/// listed := verb member 'and' member ',' 'and' … : the list is closed, so its verb goes before that of what follows
pub(super) fn listed(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let previous = &items[index.checked_sub(1)?];
    let (from, to, end) = (previous.noun.end, items[index].at, items[index].noun.end);
    let joined = from + 1 == to && s.is(from, Mark::And) && s.gap_len(from - 1) == 0;
    let closed = s.is(end, Mark::Comma) && s.is(end + 1, Mark::And) && s.gap_len(end - 1) == 0;
    let found = previous.verb.as_ref().filter(|v| v.production == "en:verb-quantity")?;
    let fitting = joined && closed && !unknown(&items[index]) && goes(s, &items[index], found);
    fitting.then(|| Verb { production: "en:list", offence: None, heads: Vec::new(), ..found.clone() })
}

/// tallied := verb cases 'involving' people : the people are counted apart, and the same was done to them
pub(super) fn tallied(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let previous = &items[index.checked_sub(1)?];
    let before = items[index].at.checked_sub(1)?;
    let word = s.tokens[before].span.of(s.text).eq_ignore_ascii_case("involving");
    let cases = previous.noun.heads.first().is_some_and(|h| h.iter().any(|t| *t == "case"));
    let people = items[index].noun.heads.first().is_some_and(|h| h.iter().any(|t| *t == "suspect"));
    if !word || !cases || !people || previous.noun.end != before {
        return None;
    }
    let found = previous.verb.as_ref().filter(|v| goes(s, &items[index], v))?;
    Some(Verb { production: "en:tallied", offence: None, heads: Vec::new(), ..found.clone() })
}

/// means := ('through' | 'via' | 'using') quantity accounts : what a deed was done with
pub(super) fn means(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    const THINGS: &[&str] = &["account", "bankCard", "phoneCard", "phoneNumber", "organisation", "platform"];
    let before = item.at.checked_sub(1)?;
    let led = s.gap_words(before).last().is_some_and(|w| matches!(w, "through" | "via" | "using"));
    let thing = item.noun.heads.first()?.iter().any(|t| THINGS.contains(&t.as_str()));
    (led && thing).then(|| verb(before, vec![Id::new("involve")], "en:means"))
}

/// sufferers := 'suffered' | 'lost' 'by' quantity people : those whom the deed befell
pub(super) fn sufferers(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let by = item.at.checked_sub(1).filter(|j| s.is(*j, Mark::By) && s.gap_len(*j) == 0)?;
    let deed = by.checked_sub(1)?;
    let actions = s.actions(deed, &[Form::Participle]);
    let people = item.noun.heads.first()?.iter().any(|t| *t == "victim");
    let suffered = actions.iter().any(|a| *a == "defraud") && people;
    suffered.then(|| verb(deed, vec![Id::new("defraud")], "en:sufferers"))
}

/// worth := things ('worth' | 'valued at') money : the value is of what was counted before, and the same was done to it
pub(super) fn worth(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let previous = &items[index.checked_sub(1)?];
    let mark = items[index].at.checked_sub(1).filter(|_| s.is_money(items[index].at))?;
    let words = s.tokens[mark].span.of(s.text);
    let valued = appended(s, mark) && super::super::super::scan::among(words, &["worth", "valued at"]);
    // "froze 119 accounts holding $3.4 million"
    let holds = |w: &str| super::super::super::scan::among(w, &["holding", "containing"]);
    let holding = holds(words) && s.gap_len(mark) == 0 || s.gap_words(mark).last().is_some_and(holds);
    let named = (valued || holding) && s.gap_len(mark) <= 1;
    let near = previous.noun.end <= mark && (previous.noun.end..mark).all(|j| !s.ends_part(j));
    let found = previous.verb.as_ref().filter(|v| v.at < previous.at && v.production == "en:verb-quantity")?;
    if !named || !near || previous.noun.heads.is_empty() || s.is_money(previous.at) {
        return None;
    }
    let action = s.settle(&found.actions, &previous.noun.heads, previous.at).0?;
    s.fits(&action, "money").then(|| verb(found.at, vec![action], "en:worth"))
}

/// recipients := ('returned' | 'sent' | 'issued' …) … 'to' quantity people : those to whom something was given back or sent
pub(super) fn recipients(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    const SENT: &[&str] = &["sent", "mailed", "issued", "handed", "served", "delivered", "distributed", "emailed"];
    let to = item.at.checked_sub(1).filter(|j| s.is(*j, Mark::To) && s.gap_len(*j) == 0)?;
    let head = item.noun.heads.first()?;
    if !head.iter().any(|t| matches!(t.as_str(), "person" | "victim" | "suspect" | "organisation")) {
        return None;
    }
    let start = (0..to).rev().find(|j| matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop))).map_or(0, |j| j + 1);
    let back = |j: &usize| s.actions(*j, VERBAL).iter().any(|a| *a == "return");
    if let Some(at) = (start..to).rev().take(6).find(back) {
        return Some(verb(at, vec![Id::new("return")], "en:recipients"));
    }
    let word = |j: &usize| s.tokens[*j].span.of(s.text).to_owned();
    let sent = (start..to).rev().take(5).find(|j| {
        super::super::super::scan::among(&word(j), SENT)
            || s.gap_words(*j).any(|w| super::super::super::scan::among(w, SENT))
    })?;
    let things = (start..to).flat_map(|j| s.ids(j, Scheme::Target));
    let action = things.into_iter().find_map(|t| match t.as_str() {
        "warning" => Some("warn"),
        "document" => Some("issue"),
        "message" | "post" => Some("publicise"),
        _ => None,
    })?;
    Some(verb(sent, vec![Id::new(action)], "en:recipients"))
}

/// audience := ('watched' | 'viewed' | 'followed') … 'by' quantity people : those whom something public reached
pub(super) fn audience(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    const SEEN: &[&str] = &["watched", "viewed", "seen", "followed", "read", "heard"];
    let by = item.at.checked_sub(1).filter(|j| s.is(*j, Mark::By) && s.gap_len(*j) == 0)?;
    let before = by.checked_sub(1)?;
    let people = item.noun.heads.first()?.iter().any(|t| *t == "person");
    let words = super::super::super::scan::words_before(s.text, s.tokens[by].span.start);
    let seen = words.take(3).any(|w| super::super::super::scan::among(w, SEEN));
    (seen && people).then(|| verb(before, vec![Id::new("publicise")], "en:audience"))
}

/// reached := 'reached' quantity people : those whom a campaign or a lecture reached
pub(super) fn reached(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let before = item.at.checked_sub(1)?;
    let word = s.tokens[before].span.of(s.text);
    let led = super::super::super::scan::among(word, &["reached", "reaching"]) && s.gap_len(before) == 0;
    let people = item.noun.heads.first()?.iter().any(|t| *t == "person");
    (led && people).then(|| verb(before, vec![Id::new("publicise")], "en:reached"))
}

/// actors := quantity officers (active verb) : those who were sent out to do what the sentence tells
pub(super) fn actors(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let only = |t: &Id| *t == "officer" || *t == "volunteer";
    let officers = item.noun.heads.first().is_some_and(|h| h.iter().all(only));
    let end = item.noun.end;
    let led = item.at == 0 || s.ends_part(item.at - 1);
    let acts = !s.is(end, Mark::Passive) && !s.ends_part(end) && end < s.tokens.len();
    (officers && led && acts).then(|| verb(end, vec![Id::new("mobilise")], "en:actors"))
}

/// valued := ('worth' | 'valued at' | 'totalling' …) money : the value of what nothing else tells of
pub(super) fn valued(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let before = at.checked_sub(1)?;
    let near = s.is_money(at) && appended(s, before) && s.gap_len(before) <= 2;
    near.then(|| verb(before, vec![Id::new("involve")], "en:valued"))
}

/// tied := suspects 'in' | 'linked to' quantity cases : cases that those people are tied to
pub(super) fn tied(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let case = item.noun.heads.first().is_some_and(|h| h.iter().any(|t| *t == "case"));
    let before = item.at.checked_sub(1)?;
    let words: Vec<&str> = s.gap_words(before).collect();
    let led = words.last().is_some_and(|w| *w == "in");
    let people = s.ids(before, Scheme::Target).iter().any(|t| *t == "suspect" || *t == "person");
    (case && led && people).then(|| verb(before, vec![Id::new("involve")], "en:tied"))
}

/// times := verb … 'for'? quantity 'times' : what was done so many times, by the last verb of the part
pub(super) fn times(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let text = s.tokens[at].span.of(s.text);
    if !text.ends_with(" times") || s.is_ratio(at) {
        return None;
    }
    let found = (s.part_start(at)..at)
        .rev()
        .find(|j| s.has(*j, Scheme::Action, VERBAL) && s.ids(*j, Scheme::Target).is_empty())?;
    let actions = s.actions(found, VERBAL);
    const SEEN: &[&str] = &["played", "viewed", "watched", "clicked", "read", "accessed", "downloaded"];
    let seen = super::super::super::scan::among(s.tokens[found].span.of(s.text), SEEN);
    let heads = if seen || actions.iter().any(|a| *a == "block") {
        vec![vec![Id::new("visit")]]
    } else {
        vec![["visit", "event", "call", "warning"].map(Id::new).to_vec()]
    };
    Some(Verb { heads, ..verb(found, actions, "en:times") })
}
