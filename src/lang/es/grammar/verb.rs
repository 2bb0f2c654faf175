//! The verb that tells what was done to a quantity.

mod after;
mod before;
mod far;
mod label;
mod subject;

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::among;
use crate::lang::sentence::Sentence;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

use super::{Item, is_money, targets};
use after::after;
use before::before;
use far::{apposition, earlier, introduced, operation, shared, within};
use label::labelled;
use subject::subject;

const FINITE: &[Form] = &[Form::Past, Form::Third, Form::Gerund];

/// Finds the verb of each item.
pub fn govern(s: &Sentence<'_>, mut items: Vec<Item>) -> Vec<Item> {
    for i in 0..items.len() {
        items[i].verb = worth(s, &items, i)
            .or_else(|| labelled(s, &items, i))
            .or_else(|| reached(s, &items, i))
            .or_else(|| participle(s, &items[i]))
            .or_else(|| nearest(s, &items, i))
            .or_else(|| subject(s, &items, i))
            .or_else(|| {
                items[i]
                    .noun
                    .doing
                    .clone()
                    .filter(|(_, a)| sure(a))
                    .map(|(at, actions)| verb(at, actions, "es:noun-of-doing"))
            })
            .or_else(|| apart(s, &items, i))
            .or_else(|| shared(s, &items, i))
            .or_else(|| within(s, &items, i))
            .or_else(|| items[i].noun.doing.clone().map(|(at, actions)| verb(at, actions, "es:noun-of-doing")))
            .or_else(|| items[i].noun.described.clone().map(|(at, actions)| verb(at, actions, "es:described")))
            .or_else(|| earlier(s, &items, i))
            .or_else(|| apposition(s, &items, i))
            .or_else(|| introduced(s, &items[i]))
            .or_else(|| operation(s, &items[i]));
    }
    items
}

fn verb(at: usize, actions: Vec<Id>, production: &'static str) -> Verb {
    Verb { at, actions, negated: false, offence: None, heads: Vec::new(), production }
}

/// Whether actions that a noun names are told by it alone ("38 detenidos"); a case that is "known" or "handled" is not.
fn sure(actions: &[Id]) -> bool {
    actions.iter().any(|a| {
        matches!(
            a.as_str(),
            "arrest" | "sentence" | "investigate" | "prosecute" | "inspect" | "detain" | "rescue" | "repatriate"
        )
    })
}

/// reached := noun of doing … ('asciende a' | 'suma' | 'supera') quantity, right before it
fn reached(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let at = items[i].at;
    let before = at.checked_sub(1)?;
    let close = (at.saturating_sub(2)..=before).any(|j| s.is(j, Mark::Equals) || reaches(s, j));
    // "los allanamientos, que fueron nueve"
    let were = items[i].noun.heads.is_empty()
        && s.is(before, Mark::Passive)
        && among(s.tokens[before].span.of(s.text), &["fueron", "son", "eran", "fue"])
        && (at + 1 == s.tokens.len() || s.ends_part(at + 1));
    subject(s, items, i).filter(|v| (close || were) && !v.actions.is_empty())
}

/// worth := goods … ('valorados en' | 'equivale a') money : what was done to the goods was done to their value
fn worth(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    if !is_money(&item.quantity) {
        return None;
    }
    let led =
        (item.at.saturating_sub(3)..item.at).any(|j| valued(s, j)) || item.at > 0 && s.is(item.at - 1, Mark::Share);
    let previous = i.checked_sub(1).and_then(|p| items[p].verb.clone());
    let found = previous.or_else(|| after(s, items, i)).or_else(|| taken(s, items, i));
    let found = found.or_else(|| priced(s, items, i)).filter(|_| led)?;
    let fits = found.actions.iter().any(|a| s.fits(a, "money") && *a != "register");
    fits.then(|| Verb { production: "es:worth", heads: Vec::new(), ..found })
}

/// taken := verb goods ('valorados en' | 'por valor de') money, where the goods have no number ("incautó joyas valoradas en 3 millones")
fn taken(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let floor = i.checked_sub(1).map_or(0, |p| items[p].noun.end);
    let inside = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let verbal: &[Form] = &[Form::Past, Form::Third, Form::Participle, Form::Gerund];
    let of_goods = |a: &Id| matches!(a.as_str(), "seize" | "freeze" | "recover" | "return" | "intercept");
    let verbs = (floor..items[i].at).rev().take_while(inside).map(|j| (j, s.actions(j, verbal)));
    verbs
        .map(|(j, actions)| (j, actions.into_iter().filter(of_goods).collect()))
        .find_map(|(j, actions): (usize, Vec<Id>)| (!actions.is_empty()).then(|| verb(j, actions, "es:worth")))
}

/// priced := goods 'está' 'valorada en' money, at the head of a sentence : what is given a value was seized before
fn priced(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    const SEIZED: [&str; 5] = ["drug", "goods", "weapon", "vehicle", "device"];
    let at = items[i].at;
    let first = (0..at).find(|j| matches!(s.tokens[*j].kind, Kind::Word(_)))?;
    let goods = !targets(s, first).is_empty() && targets(s, first).iter().all(|t| SEIZED.contains(&t.as_str()));
    let done = (0..at).any(|j| !s.actions(j, FINITE).is_empty() && targets(s, j).is_empty() && !valued(s, j));
    (goods && i == 0 && !done).then(|| verb(first, vec![Id::new("seize")], "es:worth"))
}

/// Whether a word gives the value of what stands before it.
pub fn valued(s: &Sentence<'_>, j: usize) -> bool {
    let word = s.tokens[j].span.of(s.text).to_lowercase();
    ["avalu", "avalua", "valor", "valuad", "tasa", "tasó", "cotiza", "equival"].iter().any(|w| word.starts_with(w))
        && !word.starts_with("valorar")
}

/// A noun that names its own doing where a semicolon sets it apart from the verb of the figure before.
fn apart(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let before = &items[i.checked_sub(1)?];
    let semicolon = (before.at..items[i].at).any(|j| s.is(j, Mark::Semicolon));
    items[i].noun.doing.clone().filter(|_| semicolon).map(|(at, actions)| verb(at, actions, "es:noun-of-doing"))
}

/// participle := quantity noun participle, right behind the noun ("1.743 minas intervenidas", "27 personas detenidas")
fn participle(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let (at, actions) = item.noun.described.clone()?;
    let close = at == item.noun.end.saturating_sub(1) && at <= item.at + 2 && !is_money(&item.quantity);
    let light = |a: &Id| {
        matches!(
            a.as_str(),
            "register" | "other" | "involve" | "defraud" | "publicise" | "issue" | "establish" | "launch"
        )
    };
    let strong: Vec<Id> = actions.into_iter().filter(|a| !light(a)).collect();
    // "15 investigaciones abiertas"
    let opened = item.noun.doing.as_ref().is_some_and(|(_, a)| a.iter().any(|a| *a == "investigate"));
    let strong = if opened && begins_case(s, at) { vec![Id::new("register")] } else { strong };
    let found = verb(at, strong, "es:participle");
    // A verb before it says what was done now ("liberaron a tres personas detenidas").
    let governed = before(s, item.at).is_some_and(|v| goes(s, item, &v));
    (close && !found.actions.is_empty() && goes(s, item, &found) && !governed).then_some(found)
}

/// The verb right before a figure or after its noun, whichever can have what is counted.
fn nearest(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    let fits = |v: &Verb| goes(s, item, v);
    let before = before(s, item.at);
    // "21 allanamientos ejecutados …, la brigada puso término a": a noun of doing needs no verb that stands far off.
    let told = item.noun.doing.as_ref().is_some_and(|(_, a)| sure(a));
    let far = |v: &Verb| told && v.at > item.noun.end + 2;
    let after = after(s, items, i).filter(|v| !far(v));
    let chosen = match (before, after) {
        (Some(b), Some(a)) => Some(if fits(&b) || !fits(&a) { b } else { a }),
        (b, a) => b.or(a),
    };
    let unknown = item.noun.heads.is_empty();
    // "se han practicado 41 registros": the noun itself says what was done.
    let light =
        |a: &Id| matches!(a.as_str(), "launch" | "publicise" | "issue" | "establish" | "register" | "other" | "profit");
    // "presentó 12 querellas": charges that are handed in.
    let charges = item.noun.doing.as_ref().is_some_and(|(_, a)| a.iter().any(|a| *a == "prosecute"));
    let light = |a: &Id| light(a) || charges && matches!(a.as_str(), "receive" | "register");
    // "abrió 540 investigaciones"
    if let Some(begun) = chosen.as_ref().filter(|v| told && begins_case(s, v.at)) {
        return Some(Verb { actions: vec![Id::new("register")], ..begun.clone() });
    }
    let chosen = chosen.filter(|v| !told || !v.actions.iter().all(light));
    chosen.filter(|v| fits(v) || unknown && !is_money(&item.quantity) || v.actions.iter().any(|a| *a == "other"))
}

/// Whether a verb opens a case.
fn begins_case(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_lowercase();
    s.actions(at, ANY).iter().any(|a| *a == "register")
        && ["abr", "abi", "inici", "inco"].iter().any(|w| word.starts_with(w))
}

/// Whether a verb can have what an item counts.
fn goes(s: &Sentence<'_>, item: &Item, verb: &Verb) -> bool {
    if is_money(&item.quantity) {
        return verb.actions.iter().any(|a| s.fits(a, "money"));
    }
    if matches!(item.quantity.unit.as_str(), "kg" | "tonne" | "litre") {
        return verb.actions.iter().any(|a| s.fits(a, "drug") || s.fits(a, "goods"));
    }
    // Officers can be suspects too ("fueron imputados 27 funcionarios").
    let fits = |a: &Id, t: &Id| s.fits(a, t) || *t == "officer" && s.lexicon.admits(a, "suspect");
    item.noun.heads.is_empty() || item.noun.heads.iter().flatten().any(|t| verb.actions.iter().any(|a| fits(a, t)))
}

/// Whether what stands round a bare figure is told of money: its verb can have money and no other thing is counted.
pub fn of_money(s: &Sentence<'_>, at: usize) -> bool {
    let behind = (at + 1..s.tokens.len().min(at + 4)).take_while(|j| !s.ends_part(*j));
    let near = behind.chain((at.saturating_sub(2)..at).rev());
    near.into_iter()
        .flat_map(|j| s.actions(j, ANY))
        .any(|a| matches!(a.as_str(), "freeze" | "recover" | "return" | "defraud" | "profit" | "prevent"))
}

/// Whether a word of the lexicon gives the level of what stands before it ("ascendieron a", "equivale a").
fn reaches(s: &Sentence<'_>, j: usize) -> bool {
    let word = s.tokens[j].span.of(s.text).to_lowercase();
    ["ascend", "ascien", "alcanz", "equival"].iter().any(|w| word.starts_with(w))
}

/// Whether a word is a verb in its infinitive.
fn infinitive(s: &Sentence<'_>, j: usize) -> bool {
    let word = s.tokens[j].span.of(s.text);
    let first = word.split(' ').next().unwrap_or(word);
    targets(s, j).is_empty()
        && s.has(j, Scheme::Action, &[Form::Label])
        && ["ar", "er", "ir", "arse", "erse", "irse"].iter().any(|e| first.ends_with(e))
}
