//! The verb that tells what was done to a quantity.

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::{among, before as before_text, line_start, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark, Token};

use super::{Item, is_money, targets};

const FINITE: &[Form] = &[Form::Past, Form::Third, Form::Gerund];

/// Finds the verb of each item.
pub fn govern(s: &Sentence<'_>, mut items: Vec<Item>) -> Vec<Item> {
    for i in 0..items.len() {
        items[i].verb = worth(s, &items, i)
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
    let found = previous.or_else(|| after(s, items, i)).filter(|_| led)?;
    let fits = found.actions.iter().any(|a| s.fits(a, "money") && *a != "register");
    fits.then(|| Verb { production: "es:worth", heads: Vec::new(), ..found })
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
    let light = |a: &Id| matches!(a.as_str(), "launch" | "publicise" | "issue" | "establish" | "register" | "other");
    let chosen = chosen.filter(|v| !told || !v.actions.iter().all(light));
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
        // "en el país", "con la Guardia Civil" only say where and with whom.
        let aside_word = |w: &str| among(w, &["en", "con"]) && s.tokens.get(j + 1).is_some_and(is_adjunct);
        if words > 6 || s.gap_words(j).any(|w| among(w, BLOCKING) && !aside_word(w)) {
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
                // "pérdidas cercanas a 5 millones": what an amount is.
                let amount = s.is_money(at)
                    && words <= 4
                    && actions.iter().any(|a| matches!(a.as_str(), "defraud" | "profit" | "involve"));
                if amount && !valued(s, j) {
                    return Some(verb(j, actions, "es:before"));
                }
                if reaches(s, j) {
                    return None;
                }
                // "fueron detenidas 31 personas y aseguradas 610 armas": a participle that is no noun
                if s.has(j, Scheme::Action, &[Form::Participle]) && (is_helped(s, j) || j + 1 == at && begins(s, j)) {
                    let mut found = verb(j, actions, "es:before");
                    found.negated = (j.saturating_sub(3)..j).any(|k| s.is(k, Mark::Not));
                    return Some(found);
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

/// Whether a token says where, when or with whom.
fn is_adjunct(token: &Token) -> bool {
    matches!(token.kind, Kind::Place(_) | Kind::Period(_) | Kind::Agency(_) | Kind::Mark(Mark::Here | Mark::Nationwide))
}

/// Whether "to be", "se" or "to have" stands right before a participle.
fn is_helped(s: &Sentence<'_>, j: usize) -> bool {
    let passive = j > 0 && s.is(j - 1, Mark::Passive) && s.gap_len(j - 1) <= 1;
    passive || words_before(s.text, s.tokens[j].span.start).take(2).any(|w| among(w, HAVE))
}

/// Whether a word begins a part of the sentence, or goes on a list of verbs.
fn begins(s: &Sentence<'_>, j: usize) -> bool {
    let article = s.gap_words(j.saturating_sub(1)).last().is_some_and(|w| s.small.articles.contains(&w));
    j == 0 || !article && (s.ends_part(j - 1) || s.is(j - 1, Mark::And))
}

/// Whether a word of the lexicon gives the level of what stands before it ("ascendieron a", "equivale a").
fn reaches(s: &Sentence<'_>, j: usize) -> bool {
    let word = s.tokens[j].span.of(s.text).to_lowercase();
    ["ascend", "ascien", "alcanz", "equival"].iter().any(|w| word.starts_with(w))
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
                && (!s.is(j, Mark::Passive) || s.tokens[j].span.of(s.text).starts_with("se"))
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
                let plain = (end..j).all(|k| matches!(s.mark(k), Some(Mark::Comma | Mark::And)));
                let list = items.get(i + 1).filter(|n| n.at == j && plain && words <= 2);
                return list.and_then(|_| after(s, items, i + 1)).filter(|v| goes(s, item, v));
            }
            Kind::Word(_) => {
                if valued(s, j) && !is_money(&item.quantity) {
                    // "12 propiedades valoradas en …": what they are worth was not done to them.
                    return None;
                }
                let finite = s.has(j, Scheme::Action, FINITE);
                let participle = s.has(j, Scheme::Action, &[Form::Participle])
                    && (passive
                        || is_helped(s, j)
                        || targets(s, j).is_empty() && j == end && s.gap(j - 1).trim().is_empty());
                // "846 están en prisión preventiva"
                let state = item.noun.heads.is_empty()
                    && targets(s, j).is_empty()
                    && !s.actions(j, &[Form::Label]).is_empty()
                    && s.gap_words(j - 1).any(|w| {
                        among(w, &["está", "están", "siguen", "sigue", "permanecen", "quedaron", "continúan"])
                    });
                let infinitive = infinitive(s, j) && words <= 3;
                if finite && targets(s, j).is_empty() || participle || state || infinitive && passive_like(s, j) {
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
            matches!(s.mark(*j), Some(Mark::Equals | Mark::Passive)) || turns(s, *j, at) || reaches(s, *j)
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

/// "los ciberdelitos saltaron de 17.210 a 20.420", "treparon a 32.395": a verb of change before a level.
fn turns(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    matches!(s.mark(j), Some(Mark::Increase | Mark::Decrease))
        && words_before(s.text, s.tokens[at].span.start)
            .next()
            .is_some_and(|w| among(w, &["a", "de", "hasta", "desde"]))
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
            // What the verb meant for the member before it means for this one, where it can.
            let meant = super::settle(s, &found.actions, &previous.noun.heads, &previous.quantity, previous.at).0;
            let meant =
                meant.map(|action| Verb { actions: vec![action], ..found.clone() }).filter(|v| goes(s, item, v));
            let found = meant.as_ref().unwrap_or(found);
            return Some(Verb {
                production: "es:list",
                offence: None,
                heads: Vec::new(),
                negated: found.negated,
                ..found.clone()
            });
        }
        if bare && previous.noun.heads.is_empty() {
            continue;
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
    const VAGUE: &[&str] =
        &["conclude", "identify", "register", "other", "establish", "publicise", "increase", "decrease", "mobilise"];
    let item = &items[index];
    if item.noun.heads.is_empty() && !is_money(&item.quantity) && item.quantity.unit == "count" {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end);
    let verbs = (floor..item.at).rev().take_while(|j| !matches!(s.mark(*j), Some(Mark::Stop)));
    // An infinitive behind "de" or "para" is what somebody else would do ("presunto responsable de cobrar cuota").
    let meant = |j: usize| infinitive(s, j) && j > 0 && s.is(j - 1, Mark::Of);
    let verbal: &[Form] = &[Form::Past, Form::Third, Form::Participle, Form::Gerund, Form::Label];
    verbs
        .filter(|j| targets(s, *j).is_empty() && !meant(*j))
        .map(|j| (j, s.actions(j, verbal)))
        .map(|(j, mut actions)| {
            actions.retain(|a| !VAGUE.contains(&a.as_str()));
            verb(j, actions, "es:earlier")
        })
        .find(|v| !v.actions.is_empty() && goes(s, item, v))
}

/// introduced := line ':' newline ('-' | '•') quantity : what the line above a list says was done
fn introduced(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let line = line_start(s.text, s.tokens[item.at].span.start);
    let points = |text: &str| text.trim_start().starts_with(['-', '•', '*', '–', '·', '▪', '●']);
    if !points(&s.text[line..]) {
        return None;
    }
    let head = before_text(s.text, line, 1500);
    let above = head.lines().rev().find(|l| !l.trim().is_empty() && !points(l))?.trim_end();
    let above = above.strip_suffix(':')?;
    let above = before_text(above, above.len(), 160);
    let above = above.rsplit(['.', ';']).next().unwrap_or(above);
    let words = s.lexicon.scan(&super::super::LANGUAGE, above);
    let actions = words
        .iter()
        .rev()
        .map(|w| w.senses.iter().filter(|s| s.scheme == Scheme::Action).map(|s| s.id.clone()).collect());
    actions
        .map(|actions: Vec<Id>| verb(item.at, actions, "es:introduced"))
        .find(|v| !v.actions.is_empty() && goes(s, item, v))
}

/// operation := quantity ('operativos' | 'operaciones' …) : what nothing else is said of was begun
fn operation(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let events = item.noun.heads.iter().flatten().any(|t| *t == "event");
    let launched = |j: &usize| s.actions(*j, ANY).iter().any(|a| *a == "launch");
    let at = (item.at + 1..item.noun.end).find(launched).filter(|_| events)?;
    Some(verb(at, vec![Id::new("launch")], "es:noun-of-doing"))
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
