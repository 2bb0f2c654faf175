//! The verb that a quantity belongs to.

mod after;
mod role;
mod split;

use nom::Parser;
use nom::multi::many_m_n;

use self::after::after;
use self::role::*;
use super::Item;
use super::sentence::{Sentence, is_quantity};
use crate::bulletin::Id;
use crate::lang::combinator::{Parsed, Tokens, mark, senses, token};
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark, Token};

const VERBAL: &[Form] = &[Form::Past, Form::Participle, Form::Gerund];

/// Finds the verb of each item.
pub fn govern(s: &Sentence<'_>, mut items: Vec<Item>) -> Vec<Item> {
    for i in 0..items.len() {
        items[i].verb = listed(s, &items, i)
            .or_else(|| tallied(s, &items, i))
            .or_else(|| means(s, &items[i]))
            .or_else(|| sufferers(s, &items[i]))
            .or_else(|| recipients(s, &items[i]))
            .or_else(|| audience(s, &items[i]))
            .or_else(|| worth(s, &items, i))
            .or_else(|| elliptic(s, &items, i))
            .or_else(|| decided(s, &items[i]))
            .or_else(|| split::split(s, &items[i]))
            .or_else(|| nearest(s, &items, i))
            .or_else(|| times(s, items[i].at))
            .or_else(|| subject(s, items[i].at))
            .or_else(|| items[i].noun.doing.clone().map(|(at, actions)| verb(at, actions, "en:noun-of-doing")))
            .or_else(|| shared(s, &items, i))
            .or_else(|| items[i].noun.action.clone().map(|(at, actions)| verb(at, actions, "en:amount-noun")))
            .or_else(|| items[i].noun.described.clone().map(|(at, actions)| verb(at, actions, "en:described")))
            .or_else(|| tied(s, &items[i]))
            .or_else(|| valued(s, items[i].at))
            .or_else(|| reached(s, &items[i]))
            .or_else(|| actors(s, &items[i]))
            .or_else(|| earlier(s, &items, i))
            .or_else(|| losses(s, items[i].at))
            .or_else(|| beneficiary(s, items[i].at))
            .or_else(|| odd(s, &items, i))
            .or_else(|| unread(s, items[i].at));
    }
    items
}

/// elliptic := quantity passive 'with' … ',' quantity 'with' : a bare number takes the verb of the one before with what it
/// was done for ("1,322 were charged with theft, 411 with fraud")
fn elliptic(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let (item, previous) = (&items[i], &items[i.checked_sub(1)?]);
    let lead = s.gap_words(item.at).next().filter(|w| super::super::scan::among(w, &["with", "for"]))?;
    let bare = unknown(item) && s.quantity(item.at).unit == "count" && s.quantity(item.at).counted.is_empty();
    let found = previous.verb.as_ref().filter(|_| bare)?;
    let own = (item.at + 1..s.tokens.len())
        .take_while(|j| !s.ends_part(*j) && !is_quantity(&s.tokens[*j]))
        .any(|j| s.is(j, Mark::Passive));
    let behind = if found.at > previous.at { found.at } else { previous.at };
    let alike = s.gap_words(behind).next().is_some_and(|w| w.eq_ignore_ascii_case(lead))
        || s.tokens[behind].span.of(s.text).to_ascii_lowercase().ends_with(lead)
        || found.production == "en:elliptic";
    let same = !own && alike && behind < item.at;
    same.then(|| Verb { production: "en:elliptic", offence: None, heads: Vec::new(), ..found.clone() })
}

/// decided := 'For' quantity noun … ',' ('a')? decision 'was made' : what was decided about people stands behind them
fn decided(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let lead = super::super::scan::words_before(s.text, s.tokens[item.at].span.start).next()?;
    let opens = item.at == 0 || s.ends_part(item.at - 1) || s.is(item.at - 1, Mark::Total);
    if !opens || !lead.eq_ignore_ascii_case("for") || unknown(item) {
        return None;
    }
    let comma = (item.at + 1..s.tokens.len()).find(|j| s.is(*j, Mark::Comma) || is_quantity(&s.tokens[*j]))?;
    let found = (comma + 1..s.tokens.len().min(comma + 5)).take_while(|j| !s.ends_part(*j)).find_map(|j| {
        let actions = s.actions(j, &[Form::Label, Form::Plural]);
        (!actions.is_empty() && s.ids(j, Scheme::Target).is_empty()).then_some((j, actions))
    })?;
    Some(verb(found.0, found.1, "en:quantity-passive")).filter(|v| goes(s, item, v))
}

/// unread := a finite verb that nothing is known of, right before the figure: what was done is none of the actions
fn unread(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let before = at.checked_sub(1)?;
    s.gap_words(before).last().filter(|w| is_unread(w))?;
    Some(verb(before, vec![Id::new("other")], "en:other-verb"))
}

/// Whether a word looks like a past form.
fn is_unread(word: &str) -> bool {
    const NONE: &[&str] = &[
        "related",
        "added",
        "need",
        "indeed",
        "hundred",
        "combined",
        "so-called",
        "united",
        "speed",
        "estimated",
        "aged",
        "reported",
        "suspected",
        "alleged",
        "needed",
        "totalled",
        "totaled",
        "exceeded",
        "reached",
        "agreed",
    ];
    word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase) && !NONE.contains(&word)
}

/// odd := verb quantity noun | quantity noun passive : a verb that stands right beside its noun says what was done, even
/// where that is not usually done to such things ("the licences of 19 firms were revoked", "raided 24 homes")
fn odd(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    if unknown(item) || s.is_money(item.at) || item.noun.doing.is_some() {
        return None;
    }
    let beside = |v: &Verb| {
        let range = if v.at < item.at { v.at..item.at } else { item.noun.end - 1..v.at };
        // "disrupted a syndicate behind 320 thefts": the thefts are not what was disrupted.
        let near = v.at > item.at || (v.at + 1..item.at).all(|j| matches!(s.tokens[j].kind, Kind::Mark(_)));
        near && range.map(|j| s.gap_len(j)).sum::<usize>() <= 1
    };
    let light = |a: &Id| matches!(a.as_str(), "launch" | "publicise" | "issue" | "establish" | "involve");
    let verbal = |v: &Verb| {
        s.has(v.at, Scheme::Action, VERBAL) && s.ids(v.at, Scheme::Target).is_empty() && !v.actions.iter().all(light)
    };
    let led = before(s, item.at).filter(|v| v.production == "en:verb-quantity");
    led.or_else(|| after(s, items, i).filter(|v| v.production == "en:quantity-passive"))
        .filter(|v| beside(v) && verbal(v))
}

/// The verb right before a figure or after its noun, whichever can have what is counted.
fn nearest(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let fits = |v: &Verb| goes(s, &items[i], v);
    let light = |v: &Verb| {
        v.actions.iter().all(|a| matches!(a.as_str(), "launch" | "publicise" | "issue" | "establish" | "mobilise"))
    };
    let before = before(s, items[i].at);
    let value = items[i].at > 0 && appended(s, items[i].at - 1);
    let after = after(s, items, i).filter(|_| !copula(s, items[i].at) || !unknown(&items[i]));
    let chosen = match (before, after) {
        // "losses of 5 million were avoided": what was done to the losses.
        (Some(b), Some(a)) if loss(&b.actions) && fits(&a) && undoes(&a) => Some(a),
        // "goods with a market value of 5 million were seized"
        (Some(b), Some(a)) if is_value_of(s, b.at) && fits(&a) && takes(&a) => Some(a),
        (Some(b), Some(a)) => Some(if fits(&b) || !fits(&a) { b } else { a }),
        (b, a) => b.or(a),
    };
    chosen
        .map(|v| first_of_two(s, &items[i], v))
        .map(|v| second_of_two(s, &items[i], v))
        .filter(|v| {
            fits(v)
                || unknown(&items[i]) && !value && !s.is_money(items[i].at)
                || v.actions.iter().any(|a| *a == "other")
        })
        // "arrests were made": the noun itself says what was done.
        .filter(|v| items[i].noun.doing.is_none() || !light(v) && !secures(s, v.at))
}

/// Whether a verb only says that what the noun names was brought about ("secured 45 convictions").
fn secures(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text);
    super::super::scan::among(word, &["secured", "securing", "obtained", "obtaining", "achieved", "achieving"])
}

/// Whether a noun gives the value of something ("market value").
fn is_value_of(s: &Sentence<'_>, at: usize) -> bool {
    s.tokens[at].span.of(s.text).to_ascii_lowercase().ends_with("value")
}

/// Whether a passive says that something was seized.
fn takes(verb: &Verb) -> bool {
    verb.production == "en:quantity-passive" && verb.actions.iter().any(|a| *a == "seize")
}

/// Whether a passive says what became of losses.
fn undoes(verb: &Verb) -> bool {
    verb.production == "en:quantity-passive" && verb.actions.iter().any(mends)
}

/// Whether an action takes losses back or keeps them away.
fn mends(action: &Id) -> bool {
    matches!(action.as_str(), "prevent" | "recover" | "return" | "freeze" | "intercept")
}

fn verb(at: usize, actions: Vec<Id>, production: &'static str) -> Verb {
    Verb { at, actions, negated: false, offence: None, heads: Vec::new(), production }
}

/// Whether "was" or "reached" stands right before a figure, so that its subject says what it is.
fn copula(s: &Sentence<'_>, at: usize) -> bool {
    at > 0
        && matches!(s.mark(at - 1), Some(Mark::Equals | Mark::Passive))
        && s.gap_len(at - 1) <= 2
        && !appended(s, at - 1)
}

/// Whether a word gives the value of the noun before it, and is no verb of the sentence ("cash amounting to", "worth").
fn appended(s: &Sentence<'_>, at: usize) -> bool {
    let word = s.tokens[at].span.of(s.text).to_ascii_lowercase();
    s.is(at, Mark::Equals)
        && (matches!(word.as_str(), "worth" | "valued at" | "to the tune of") || word.contains("ing"))
}

fn unknown(item: &Item) -> bool {
    item.noun.heads.is_empty()
}

/// Whether a verb can have what an item counts.
fn goes(s: &Sentence<'_>, item: &Item, verb: &Verb) -> bool {
    if s.is_money(item.at) {
        return verb.actions.iter().any(|a| s.fits(a, "money"));
    }
    // Staff and officials who were arrested are suspects, but those who stand before "arrested" did it.
    let object = verb.at < item.at || verb.production == "en:quantity-passive";
    let fits = |t: &Id| {
        let admitted = |a: &Id| s.fits(a, t) || object && *t == "officer" && s.lexicon.admits(a, "suspect");
        verb.actions.iter().any(admitted)
    };
    item.noun.heads.is_empty() || item.noun.heads.iter().flatten().any(fits)
}

/// before := verb ('a total of' | 'of' | words)* quantity, or a noun of doing in the verb's place
fn before(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let mut words = 0;
    let mut through_noun = false;
    let mut value = false;
    let exported = |j: usize| s.gap_words(j).last().is_some_and(is_unread) && s.gap(j).ends_with(' ');
    if at.checked_sub(1).is_some_and(exported) {
        // "found that the gang exported 900 vehicles": what was done with them is not known.
        return None;
    }
    for j in (0..at).rev() {
        words += s.gap_len(j);
        let prepositional = s.gap_words(j).any(|w| super::super::scan::among(w, BLOCKING));
        if words > 6 || prepositional {
            return None;
        }
        match &s.tokens[j].kind {
            Kind::Mark(
                Mark::Of
                | Mark::Total
                | Mark::Number
                | Mark::Average
                | Mark::Per(_)
                | Mark::Each
                | Mark::Here
                | Mark::Nationwide
                | Mark::Quote
                | Mark::Respectively,
            )
            | Kind::Place(_)
            | Kind::Period(_)
            | Kind::Agency(_)
            | Kind::Figure(_) => {}
            // "checks revealed 78 breaches": nobody speaks.
            Kind::Mark(Mark::Speech) if j + 1 == at && s.gap_len(j) == 0 && reveals(s, j) => {
                return Some(verb(j, vec![Id::new("identify")], "en:verb-quantity"));
            }
            Kind::Mark(Mark::Equals) if s.is_money(at) && appended(s, j) => value = true,
            // "seized cash and assets of 13.9 million"
            Kind::Mark(Mark::And)
                if s.is_money(at)
                    && s.is(j + 2, Mark::Of)
                    && !s.ids(j + 1, Scheme::Target).is_empty()
                    && j > 0
                    && !s.ids(j - 1, Scheme::Target).is_empty() => {}
            Kind::Word(_) => {
                let actions = s.actions(j, ANY);
                // "recover USD 43 million and arrest 811": a base form right before the figure is a verb.
                let base = j + 1 == at && s.gap(j).trim().is_empty() && s.has(j, Scheme::Action, &[Form::Label]);
                let joined = base && j > 0 && matches!(s.mark(j - 1), Some(Mark::And | Mark::To | Mark::Comma));
                let noun = !joined && !s.ids(j, Scheme::Target).is_empty() && !s.has(j, Scheme::Action, VERBAL);
                if value && !actions.is_empty() && !noun && !actions.iter().any(|a| s.fits(a, "money")) {
                    return None;
                }
                let valued = s.is(j + 1, Mark::Number) && s.is_money(at);
                // "fines amounting to 4.2 million": the noun says what was done.
                let amount = value && actions.iter().any(|a| s.fits(a, "money") && *a != "inspect");
                if actions.is_empty() || noun && !s.opens_object(j) && !loss(&actions) && !valued && !amount {
                    through_noun |= noun || !s.ids(j, Scheme::Target).is_empty();
                    continue;
                }
                if through_noun && !s.has(j, Scheme::Action, VERBAL) {
                    return None;
                }
                // "was fined 1.5 million": what was fined stands before, but not the fine.
                let paid = |a: &Id| matches!(a.as_str(), "penalise" | "return" | "defraud");
                let fined = s.is_money(at) && actions.iter().any(paid);
                if is_passive(s, j) && !s.opens_object(j) && !fined {
                    return None;
                }
                if loss(&actions)
                    && s.has(j, Scheme::Action, &[Form::Label, Form::Plural])
                    && let Some(over) = over_loss(s, j)
                {
                    return Some(over);
                }
                if bare_noun(s, j) {
                    return None;
                }
                if let Some(found) = urged(s, j) {
                    return Some(found);
                }
                let mut found = verb(j, actions, "en:verb-quantity");
                let to = j > 0 && s.is(j - 1, Mark::To);
                found.negated = (j.saturating_sub(if to { 2 } else { 1 })..j).any(|k| s.is(k, Mark::Not));
                return Some(found);
            }
            _ => return None,
        }
    }
    None
}

/// Whether a word of speech says what was found out.
fn reveals(s: &Sentence<'_>, at: usize) -> bool {
    super::super::scan::among(s.tokens[at].span.of(s.text), &["revealed", "disclosed"])
}

/// urged := 'supervised' | 'urged' … body 'to' verb : what another body was made to do
fn urged(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let leads = at.checked_sub(1)?;
    // "supervised the police in filing 93 cases"
    let gerund = s.has(at, Scheme::Action, &[Form::Gerund]) && s.gap_words(leads).last() == Some("in");
    let to = if gerund { at } else { Some(leads).filter(|j| s.is(*j, Mark::To) && s.gap_len(*j) == 0)? };
    // "urged the administrative organs to transfer 164 clues": a body without a name of its own.
    let organ = |w: &str| super::super::scan::among(w, BODIES);
    let body = |j: usize| matches!(s.tokens[j].kind, Kind::Agency(_)) || s.gap_words(j - 1).any(organ);
    let found = (0..to)
        .rev()
        .take(4)
        .take_while(|j| !s.ends_part(*j))
        .find(|j| s.has(*j, Scheme::Action, VERBAL) && s.actions(*j, VERBAL).iter().any(|a| *a == "supervise"))?;
    (found + 1..=to)
        .any(|j| body(j) && j < to || j == to && s.gap_words(j - 1).any(organ))
        .then(|| verb(found, vec![Id::new("supervise")], "en:urged"))
}

/// What bodies without a name are called.
const BODIES: &[&str] = &[
    "organs",
    "authorities",
    "departments",
    "agencies",
    "regulators",
    "companies",
    "enterprises",
    "platforms",
    "banks",
];

const BLOCKING: &[&str] = &[
    "in", "at", "with", "on", "for", "after", "against", "between", "through", "under", "since", "until", "across",
    "while", "when", "where", "who", "which", "that", "during", "via", "into", "among", "within", "than", "behind",
];

/// Whether a word in its base form is a noun without an object ("after review 1,818 people"): no "of" follows it, and
/// what stands before it is no subject, "to" or "and".
fn bare_noun(s: &Sentence<'_>, at: usize) -> bool {
    const LEADS: &[&str] =
        &["after", "of", "for", "under", "in", "on", "by", "with", "the", "a", "an", "upon", "pending", "during"];
    let base =
        s.has(at, Scheme::Action, &[Form::Label, Form::Plural, Form::Third]) && !s.has(at, Scheme::Action, VERBAL);
    let head = super::super::scan::words_before(s.text, s.tokens[at].span.start).next().unwrap_or("");
    base && !s.opens_object(at) && !loss(&s.actions(at, ANY)) && super::super::scan::among(head, LEADS)
}

fn loss(actions: &[Id]) -> bool {
    actions.iter().any(|a| *a == "defraud" || *a == "involve" || *a == "profit")
}

/// "recovered economic losses of": the verb that has the losses for its object.
fn over_loss(s: &Sentence<'_>, noun: usize) -> Option<Verb> {
    let j = noun.checked_sub(1)?;
    let near = s.gap_len(j) <= 3 && !s.gap_words(j).any(|w| super::super::scan::among(w, BLOCKING));
    let actions: Vec<Id> = s.actions(j, ANY).into_iter().filter(mends).collect();
    (near && !actions.is_empty() && !is_passive(s, j)).then(|| verb(j, actions, "en:verb-quantity"))
}

/// Whether a participle is a passive: "were" or "been" stands before it with adverbs between at most.
fn is_passive(s: &Sentence<'_>, at: usize) -> bool {
    if !s.has(at, Scheme::Action, &[Form::Participle]) {
        return false;
    }
    let mut words = 0;
    for j in (0..at).rev() {
        words += s.gap_len(j);
        match s.mark(j) {
            Some(Mark::Passive) => return words <= 2,
            Some(Mark::Not) => {}
            _ => return false,
        }
    }
    false
}

/// passive := passive-mark 'not'? participle ; with adverbs between that nothing is known of
fn passive<'a>(input: Tokens<'a>) -> Parsed<'a, (bool, &'a Token)> {
    let not = |t: &'a Token| (t.kind == Kind::Mark(Mark::Not)).then_some(());
    let (rest, _) = mark(Mark::Passive)(input)?;
    let (rest, nots) = many_m_n(0, 1, token(not)).parse(rest)?;
    let (rest, participle) =
        token(|t: &'a Token| senses(t, Scheme::Action).any(|s| s.form == Form::Participle).then_some(t))(rest)?;
    Ok((rest, (!nots.is_empty(), participle)))
}

/// shared := member (',' | 'and') member : the verb of the member before, when it can have this one too
fn shared(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let previous = &items[index.checked_sub(1)?];
    if s.gap_words(items[index].at - 1).last().is_some_and(is_unread) {
        return None;
    }
    let found = previous.verb.as_ref()?;
    let between = previous.noun.end..items[index].at;
    let mut words = s.gap_len(between.start - 1);
    for j in between {
        words += s.gap_len(j);
        match &s.tokens[j].kind {
            Kind::Mark(Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Passive | Mark::Equals) => return None,
            Kind::Word(_) if s.has(j, Scheme::Action, VERBAL) && s.ids(j, Scheme::Target).is_empty() => return None,
            _ => {}
        }
    }
    let fitting = goes(s, &items[index], found) && !items[index].noun.heads.is_empty()
        || s.is_money(items[index].at) && goes(s, &items[index], found);
    let production = if found.production == "en:existential" { found.production } else { "en:list" };
    (words <= 8 && fitting).then(|| Verb { production, offence: None, heads: Vec::new(), ..found.clone() })
}

/// subject := ('the number of')? noun (participle | passive)* ('was' | 'reached' | 'stood at') quantity
fn subject(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let mut words = 0;
    let equals = (0..at).rev().take(4).find(|j| {
        words += s.gap_len(*j);
        matches!(s.mark(*j), Some(Mark::Equals | Mark::Passive))
    })?;
    if words > 3 || (equals + 1..at).any(|k| s.ends_part(k) || is_quantity(&s.tokens[k])) {
        return None;
    }
    let head = super::super::scan::before(s.text, s.tokens[equals].span.start, 8);
    let start = s.part_start(equals);
    if s.is(equals, Mark::Passive) && head.trim_end().to_ascii_lowercase().ends_with("there") {
        let actions = vec![Id::new("register")];
        return Some(verb(equals, actions, "en:existential"));
    }
    let range = || (start..equals).rev();
    let money = s.is_money(at);
    if money {
        // The nearest word that can have money: "responsible for losses totalling".
        let (found, actions) = range()
            .map(|j| (j, s.actions(j, ANY)))
            .find(|(_, a)| a.iter().any(|a| s.fits(a, "money") && *a != "register"))?;
        let offence = range().find_map(|j| s.offence(j));
        return Some(Verb { offence, ..verb(found, actions, "en:subject") });
    }
    let passive = range().find(|j| is_passive(s, *j));
    let participle = || range().find(|j| s.has(*j, Scheme::Action, VERBAL) && s.ids(*j, Scheme::Target).is_empty());
    let noun = || range().find(|j| !s.actions(*j, ANY).is_empty());
    let heads = subject_heads(s, start, equals);
    let offence = range().find_map(|j| s.offence(j));
    let Some(found) = passive.max(participle()).or_else(noun) else {
        // "complaints stood at 22 lakh": only what is counted is told.
        let told = s.is(equals, Mark::Equals) && !heads.is_empty() && !s.is_ratio(at);
        return told.then(|| Verb { offence, heads, ..verb(equals, Vec::new(), "en:subject") });
    };
    let actions = s.actions(found, ANY);
    Some(Verb { offence, heads, ..verb(found, actions, "en:subject") })
}

/// The head of a subject: the first noun, or the last one of the compound that it begins.
fn subject_heads(s: &Sentence<'_>, start: usize, end: usize) -> Vec<Vec<Id>> {
    let Some(mut at) = (start..end).find(|j| !s.ids(*j, Scheme::Target).is_empty()) else { return Vec::new() };
    while at + 1 < end && s.gap_len(at) == 0 && !s.ids(at + 1, Scheme::Target).is_empty() {
        at += 1;
    }
    vec![s.ids(at, Scheme::Target)]
}

/// The last verb of the sentence before the figure, when nothing else tells and it can have what is counted.
fn earlier(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let at = items[index].at;
    if items[index].noun.heads.is_empty() && !s.is_money(at) {
        return None;
    }
    let led = at > 0
        && s.gap_words(at - 1).any(|w| super::super::scan::among(w, &["for", "by", "from", "in", "at", "between"]));
    if led || at > 0 && s.is(at - 1, Mark::By) {
        return None;
    }
    let introduced = at > 0
        && (s.ends_part(at - 1)
            || s.is(at - 1, Mark::Among)
            || s.gap_words(at - 1).any(|w| matches!(w, "with" | "including")));
    if !introduced {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end);
    (floor..at)
        .rev()
        .take_while(|j| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop)))
        .map(|j| (j, s.actions(j, VERBAL)))
        .filter(|(_, actions)| !actions.is_empty())
        .map(|(j, actions)| verb(j, actions, "en:earlier-verb"))
        .find(|v| goes(s, &items[index], v) && !v.actions.iter().any(|a| *a == "register"))
}
