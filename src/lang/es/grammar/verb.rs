//! The verb that tells what was done to a quantity.

use crate::bulletin::Id;
use crate::lang::scan::{among, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

use super::{Item, is_money, targets};

/// What tells what was done.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its token.
    pub at: usize,
    /// The actions that it can mean.
    pub actions: Vec<Id>,
    /// Whether "no" stands before it.
    pub negated: bool,
    /// The offence that its subject names.
    pub offence: Option<Id>,
    /// What its subject counts, where the quantity has no noun.
    pub heads: Vec<Vec<Id>>,
    /// The production that found it.
    pub production: &'static str,
}

const FINITE: &[Form] = &[Form::Past, Form::Third, Form::Gerund];
const ANY: &[Form] = &[Form::Label, Form::Past, Form::Participle, Form::Gerund, Form::Third, Form::Plural];

/// Finds the verb of each item.
pub fn govern(s: &Sentence<'_>, mut items: Vec<Item>) -> Vec<Item> {
    for i in 0..items.len() {
        items[i].verb = participle(s, &items[i])
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
            .or_else(|| shared(s, &items, i))
            .or_else(|| items[i].noun.doing.clone().map(|(at, actions)| verb(at, actions, "es:noun-of-doing")))
            .or_else(|| items[i].noun.described.clone().map(|(at, actions)| verb(at, actions, "es:described")))
            .or_else(|| earlier(s, &items, i))
            .or_else(|| apposition(s, &items, i));
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

/// participle := quantity noun participle, right behind the noun ("1.743 minas intervenidas", "27 personas detenidas")
fn participle(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let (at, actions) = item.noun.described.clone()?;
    let close = at == item.noun.end.saturating_sub(1) && at <= item.at + 2 && !is_money(&item.quantity);
    let light = |a: &Id| {
        matches!(a.as_str(), "register" | "other" | "involve" | "defraud" | "publicise" | "issue" | "establish")
    };
    let strong: Vec<Id> = actions.into_iter().filter(|a| !light(a)).collect();
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
    let after = after(s, items, i);
    let chosen = match (before, after) {
        (Some(b), Some(a)) => Some(if fits(&b) || !fits(&a) { b } else { a }),
        (b, a) => b.or(a),
    };
    let unknown = item.noun.heads.is_empty();
    chosen.filter(|v| fits(v) || unknown && !is_money(&item.quantity) || v.actions.iter().any(|a| *a == "other"))
}

/// Whether a verb can have what an item counts.
fn goes(s: &Sentence<'_>, item: &Item, verb: &Verb) -> bool {
    if is_money(&item.quantity) {
        return verb.actions.iter().any(|a| s.fits(a, "money"));
    }
    if matches!(item.quantity.unit.as_str(), "kg" | "tonne" | "litre") {
        return verb.actions.iter().any(|a| s.fits(a, "drug") || s.fits(a, "goods"));
    }
    item.noun.heads.is_empty() || item.noun.heads.iter().flatten().any(|t| verb.actions.iter().any(|a| s.fits(a, t)))
}

/// Whether what stands round a bare figure is told of money: its verb can have money and no other thing is counted.
pub fn of_money(s: &Sentence<'_>, at: usize) -> bool {
    let behind = (at + 1..s.tokens.len().min(at + 4)).take_while(|j| !s.ends_part(*j));
    let near = behind.chain((at.saturating_sub(2)..at).rev());
    near.into_iter()
        .flat_map(|j| s.actions(j, ANY))
        .any(|a| matches!(a.as_str(), "freeze" | "recover" | "return" | "defraud" | "profit" | "prevent"))
}

/// before := verb ('se')? ('a' | 'un total de' | 'de' | words)* quantity
fn before(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let mut words = 0;
    let mut nouns = false;
    for j in (0..at).rev() {
        words += s.gap_len(j);
        if words > 6 || s.gap_words(j).any(|w| among(w, BLOCKING)) {
            return None;
        }
        match &s.tokens[j].kind {
            Kind::Mark(
                Mark::Of
                | Mark::To
                | Mark::Total
                | Mark::Number
                | Mark::Average
                | Mark::Per(_)
                | Mark::Each
                | Mark::Here
                | Mark::Nationwide
                | Mark::Quote
                | Mark::By
                | Mark::Passive
                | Mark::Not
                | Mark::Increase
                | Mark::Respectively
                | Mark::Operation,
            )
            | Kind::Place(_)
            | Kind::Period(_)
            | Kind::Agency(_)
            | Kind::Campaign(_)
            | Kind::Figure(_) => {}
            // "se decomisaron, de igual forma, 6.698 armas"
            Kind::Mark(Mark::Comma) if aside(s, j, at) => {}
            Kind::Word(_) => {
                let actions = s.actions(j, ANY);
                let target = targets(s, j);
                let verbal = s.has(j, Scheme::Action, FINITE) || s.has(j, Scheme::Action, &[Form::Participle]);
                let nominal = !target.is_empty() || !verbal;
                if actions.is_empty() {
                    nouns |= !target.is_empty();
                    continue;
                }
                // "los detenidos": a participle with an article is a noun.
                if !s.has(j, Scheme::Action, FINITE) && !target.is_empty() && !opens(s, j, at) {
                    nouns = true;
                    continue;
                }
                if nominal && !opens(s, j, at) && !infinitive(s, j) {
                    nouns = true;
                    continue;
                }
                if nouns && !verbal && !infinitive(s, j) {
                    return None;
                }
                if attributive(s, j) {
                    nouns = true;
                    continue;
                }
                let mut found = verb(j, actions, "es:before");
                found.negated = (j.saturating_sub(2)..j).any(|k| s.is(k, Mark::Not));
                return Some(found);
            }
            _ => return None,
        }
    }
    None
}

/// Whether the object of a noun of doing follows: "de" and the figure, with little between.
fn opens(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    let words = s.tokens[j].span.of(s.text);
    let of = s.is(j + 1, Mark::Of) || s.small.objects.iter().any(|p| words.ends_with(p));
    of && at - j <= 4
}

/// Whether a word is a verb in its infinitive.
fn infinitive(s: &Sentence<'_>, j: usize) -> bool {
    let word = s.tokens[j].span.of(s.text);
    let first = word.split(' ').next().unwrap_or(word);
    targets(s, j).is_empty()
        && s.has(j, Scheme::Action, &[Form::Label])
        && ["ar", "er", "ir", "arse", "erse", "irse"].iter().any(|e| first.ends_with(e))
}

/// Whether a participle describes the noun before it ("dinero intervenido por"): no verb "to be" stands before it, and it does not
/// begin a part.
fn attributive(s: &Sentence<'_>, j: usize) -> bool {
    let only = s.has(j, Scheme::Action, &[Form::Participle]) && !s.has(j, Scheme::Action, FINITE);
    if !only || j == 0 {
        return false;
    }
    let helped = (j.saturating_sub(3)..j).any(|k| s.is(k, Mark::Passive));
    let have = words_before(s.text, s.tokens[j].span.start).take(2).any(|w| among(w, HAVE));
    let led = s.ends_part(j - 1) || s.is(j - 1, Mark::And);
    let noun = !targets(s, j - 1).is_empty() && s.gap(j - 1).trim().is_empty();
    noun && !helped && !have && !led
}

const HAVE: &[&str] = &[
    "ha", "han", "había", "habían", "haber", "hemos", "haya", "hayan", "tiene", "tienen", "habiendo", "lleva",
    "llevan", "están", "está",
];

/// Whether a comma opens or closes an aside without a verb or a figure between the verb and the quantity.
fn aside(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    let other = |k: usize| k != j && s.is(k, Mark::Comma);
    let closing = j + 1 == at
        || s.gap_len(j) <= 1
            && (j + 1..at).all(|k| matches!(s.tokens[k].kind, Kind::Mark(Mark::Of | Mark::To | Mark::Total)));
    let opening = (j + 1..at).any(other);
    let partner = (j.saturating_sub(5)..j).any(|k| s.is(k, Mark::Comma));
    let figures = (j..at).any(|k| is_quantity(&s.tokens[k]));
    !figures && (opening || closing && partner)
}

const BLOCKING: &[&str] = &[
    "en", "con", "para", "tras", "desde", "cuando", "donde", "que", "quien", "quienes", "mientras", "contra", "sobre",
    "ante", "durante", "como", "pero", "porque", "cuyo", "cuya",
];

/// after := quantity noun (',' words ',')? ('se' | 'fueron' | 'han sido')? verb
fn after(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    let mut words = 0;
    let mut passive = false;
    let mut commas = 0;
    let end = item.noun.end.max(item.at + 1);
    for j in end..s.tokens.len() {
        words += s.gap_len(j - 1);
        if words > 8
            || s.gap_words(j - 1).any(|w| among(w, &["que", "quienes", "quien", "cuando", "donde", "mientras", "pero"]))
                && j > end + 3
        {
            return None;
        }
        match &s.tokens[j].kind {
            Kind::Mark(Mark::Passive) => passive = true,
            Kind::Mark(Mark::Comma) => {
                commas += 1;
                if commas > 2 {
                    return None;
                }
            }
            Kind::Mark(
                Mark::Open
                | Mark::Close
                | Mark::Of
                | Mark::By
                | Mark::Not
                | Mark::Quote
                | Mark::To
                | Mark::Among
                | Mark::Here
                | Mark::Nationwide
                | Mark::And,
            )
            | Kind::Place(_)
            | Kind::Period(_)
            | Kind::Agency(_)
            | Kind::Campaign(_)
            | Kind::Law(_)
            | Kind::Figure(_) => {}
            Kind::Quantity(_) => {
                // "cuatro hombres y tres mujeres fueron detenidos": the next one of the list has the verb.
                let list =
                    items.get(i + 1).filter(|n| n.at == j && commas <= 1 && !passive && super::follows(s, item, n));
                return list.and_then(|_| after(s, items, i + 1)).filter(|v| goes(s, item, v));
            }
            Kind::Word(_) => {
                let finite = s.has(j, Scheme::Action, FINITE);
                let participle = s.has(j, Scheme::Action, &[Form::Participle])
                    && (passive || targets(s, j).is_empty() && j == end && s.gap(j - 1).trim().is_empty());
                let infinitive = infinitive(s, j) && words <= 3;
                if finite && targets(s, j).is_empty() || participle || infinitive && passive_like(s, j) {
                    // A verb behind a comma belongs to another part unless an aside closed before it.
                    if commas == 1 && !passive {
                        return None;
                    }
                    let mut found = verb(j, s.actions(j, ANY), "es:after");
                    found.negated = (j.saturating_sub(2)..j).any(|k| s.is(k, Mark::Not));
                    let owned = owns_object(s, items, i, j) && !passive && !participle;
                    return (!owned).then_some(found);
                }
            }
            _ => return None,
        }
    }
    None
}

/// "pudieron bloquearse", "han podido recuperarse": an infinitive with "se" is passive.
fn passive_like(s: &Sentence<'_>, j: usize) -> bool {
    s.tokens[j].span.of(s.text).split(' ').next().is_some_and(|w| w.ends_with("se"))
}

/// Whether a finite verb has the next figure for its object ("27 agentes detuvieron a 5").
fn owns_object(s: &Sentence<'_>, items: &[Item], i: usize, j: usize) -> bool {
    let Some(next) = items.get(i + 1) else { return false };
    let near = next.at > j
        && next.at - j <= 4
        && (j + 1..next.at).all(|k| matches!(s.mark(k), Some(Mark::To | Mark::Of | Mark::Total)));
    near && before(s, next.at).is_some_and(|v| v.at == j)
}

/// subject := noun … ('ascendió a' | 'fueron' | 'sumó' | 'alcanzó') quantity : what is counted stands before
fn subject(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    let at = item.at;
    let mut words = 0;
    let lead = s.tokens[at].span.of(s.text).to_lowercase();
    let inside = ["super", "rebas", "rond", "exced", "roza", "sobrepas"].iter().any(|w| lead.starts_with(w));
    let equals = if inside {
        at
    } else {
        (0..at).rev().take(4).find(|j| {
            words += s.gap_len(*j);
            matches!(s.mark(*j), Some(Mark::Equals | Mark::Passive))
        })?
    };
    let far = words > 3 || (equals + 1..at).any(|k| s.ends_part(k) || is_quantity(&s.tokens[k]));
    if far || s.is_ratio(at) {
        return None;
    }
    let start = (0..equals)
        .rev()
        .find(|j| matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop | Mark::Colon)) || is_quantity(&s.tokens[*j]))
        .map_or(0, |j| j + 1);
    let offence = (start..equals).rev().find_map(|j| s.offence(j));
    let heads: Vec<Vec<Id>> = (start..equals).map(|j| targets(s, j)).find(|t| !t.is_empty()).into_iter().collect();
    if is_money(&item.quantity) {
        let found = (start..equals)
            .rev()
            .map(|j| (j, s.actions(j, ANY)))
            .find(|(_, a)| a.iter().any(|a| s.fits(a, "money") && *a != "register"));
        let (at, actions) = found?;
        return Some(Verb { offence, ..verb(at, actions, "es:subject") });
    }
    let fitting = |a: &[Id]| heads.is_empty() || a.iter().any(|a| heads.iter().flatten().any(|t| s.fits(a, t)));
    let participle = (start..equals).rev().map(|j| (j, s.actions(j, ANY))).find(|(_, a)| !a.is_empty() && fitting(a));
    let own = !item.noun.heads.is_empty();
    match participle {
        Some((at, actions)) if !own => Some(Verb { offence, heads, ..verb(at, actions, "es:subject") }),
        _ if heads.is_empty() || own => None,
        _ => Some(Verb { offence, heads, ..verb(equals.min(s.tokens.len() - 1), Vec::new(), "es:subject") }),
    }
}

/// shared := member (',' | 'y') member : the verb of the member before, when it can have this one too
fn shared(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let item = &items[index];
    for back in 1..=index.min(12) {
        let previous = &items[index - back];
        let between = previous.noun.end.min(item.at)..item.at;
        if between.clone().any(|j| matches!(s.mark(j), Some(Mark::Stop | Mark::Equals)) || own_verb(s, j)) {
            return None;
        }
        let Some(found) = previous.verb.as_ref().filter(|v| v.production != "es:subject") else { continue };
        if s.is_ratio(previous.at) {
            continue;
        }
        let bare = item.noun.heads.is_empty() && !is_money(&item.quantity) && item.quantity.unit == "count";
        if goes(s, item, found) && !bare {
            return Some(Verb {
                production: "es:list",
                offence: None,
                heads: Vec::new(),
                negated: found.negated,
                ..found.clone()
            });
        }
        if bare {
            // "317 correspondieron a extorsión; 218, a fraude"
            return Some(Verb {
                production: "es:list",
                offence: None,
                heads: previous.noun.heads.clone(),
                ..found.clone()
            });
        }
    }
    None
}

/// Whether a finite verb stands here.
fn own_verb(s: &Sentence<'_>, j: usize) -> bool {
    s.has(j, Scheme::Action, &[Form::Past, Form::Third]) && targets(s, j).is_empty()
}

/// The last verb of the sentence before the figure, when nothing else tells and it can have what is counted.
fn earlier(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let item = &items[index];
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end);
    let verbs = (floor..item.at).rev().take_while(|j| !matches!(s.mark(*j), Some(Mark::Stop)));
    let verbal: &[Form] = &[Form::Past, Form::Third, Form::Participle, Form::Gerund, Form::Label];
    verbs
        .filter(|j| targets(s, *j).is_empty())
        .map(|j| (j, s.actions(j, verbal)))
        .filter(|(_, actions)| !actions.is_empty())
        .map(|(j, actions)| verb(j, actions, "es:earlier"))
        .find(|v| {
            goes(s, item, v)
                && (!item.noun.heads.is_empty() || is_money(&item.quantity) || item.quantity.unit != "count")
        })
}

/// apposition := noun of doing (',' | ':') quantity : "perjuicio: 5 millones"
fn apposition(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let item = &items[index];
    if !is_money(&item.quantity) {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].at);
    let found =
        (floor..item.at).rev().map(|j| (j, s.actions(j, ANY))).find(|(_, a)| a.iter().any(|a| s.fits(a, "money")));
    found.map(|(at, actions)| verb(at, actions, "es:apposition"))
}
