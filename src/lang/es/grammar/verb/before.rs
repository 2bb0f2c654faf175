//! The verb before a figure: "detuvieron a 27 personas".

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::{among, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark, Token};

use super::super::targets;
use super::{FINITE, infinitive, reaches, valued, verb};

/// before := verb ('se')? ('a' | 'un total de' | 'de' | words)* quantity
pub fn before(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let mut words = 0;
    let mut nouns = false;
    let mut skipped = at;
    for j in (0..at).rev() {
        if j >= skipped {
            continue;
        }
        if let Some(opens) = inserted(s, j, at).filter(|_| skipped == at) {
            skipped = opens;
            continue;
        }
        words += s.gap_len(j);
        // "en el país", "con la Guardia Civil" only say where and with whom.
        let aside_word =
            |w: &str| among(w, &["en", "con"]) && (s.tokens.get(j + 1).is_some_and(is_adjunct) || manner(s, j, at));
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
                | Mark::Object
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
                    // "evitó a los ciudadanos pérdidas por 2.160 millones"
                    let prevents = |k: &usize| s.actions(*k, ANY).iter().any(|a| *a == "prevent");
                    if let Some(k) = (s.part_start(j)..j).rev().find(prevents) {
                        return Some(verb(k, vec![Id::new("prevent")], "es:before"));
                    }
                    return Some(verb(j, actions, "es:before"));
                }
                if reaches(s, j) {
                    return None;
                }
                // "fueron detenidas 31 personas y aseguradas 610 armas": a participle that is no noun
                if s.has(j, Scheme::Action, &[Form::Participle])
                    && (is_helped(s, j) || j + 1 == at && begins(s, j) || goes_on(s, j, at))
                {
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

/// manner := verb ('en' | 'con') words figure : "concluyeron en primera instancia 40.000 casos", and not "en 40.000 casos"
fn manner(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    let last = s.gap_words(j).last().unwrap_or("");
    let few = s.gap_words(j).count() <= 4 && s.gap_words(j).filter(|w| among(w, BLOCKING)).count() == 1;
    let led = |w: &str| among(w, BLOCKING) || s.small.articles.contains(&w);
    j + 1 == at && few && !led(last) && s.has(j, Scheme::Action, FINITE)
}

/// Whether a token says where, when or with whom.
fn is_adjunct(token: &Token) -> bool {
    matches!(token.kind, Kind::Place(_) | Kind::Period(_) | Kind::Agency(_) | Kind::Mark(Mark::Here | Mark::Nationwide))
}

/// Whether "to be", "se" or "to have" stands right before a participle.
pub fn is_helped(s: &Sentence<'_>, j: usize) -> bool {
    let passive = j > 0 && s.is(j - 1, Mark::Passive) && s.gap_len(j - 1) <= 1;
    passive || words_before(s.text, s.tokens[j].span.start).take(2).any(|w| among(w, HAVE))
}

/// Whether a word begins a part of the sentence, or goes on a list of verbs.
fn begins(s: &Sentence<'_>, j: usize) -> bool {
    let article = s.gap_words(j.saturating_sub(1)).last().is_some_and(|w| s.small.articles.contains(&w));
    j == 0 || !article && (s.ends_part(j - 1) || s.is(j - 1, Mark::And))
}

/// goes_on := 'ha' participle … ('y' | 'e') participle 'a'? figure : "ha detenido a 27 personas e investigado a otras 9"
fn goes_on(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    let object = (j + 1..at).all(|k| matches!(s.mark(k), Some(Mark::To | Mark::Total | Mark::Of)));
    let joined = j > 0 && s.is(j - 1, Mark::And) && s.gap(j - 1).trim().is_empty();
    let direct = s.gap_words(at - 1).chain(s.gap_words(j)).all(|w| s.small.articles.contains(&w));
    let inside = |k: &usize| !matches!(s.mark(*k), Some(Mark::Semicolon | Mark::Stop));
    let helped = |k: usize| s.has(k, Scheme::Action, &[Form::Participle]) && is_helped(s, k);
    joined && object && direct && (0..j).rev().take_while(inside).any(helped)
}

/// inserted := verb ',' words without verb or figure ',' 'a'? figure : "ha detenido, en el marco de una operación, a 27 personas"; the
/// token of the comma that opens it
fn inserted(s: &Sentence<'_>, closing: usize, at: usize) -> Option<usize> {
    let led = (closing + 1..at).all(|k| matches!(s.mark(k), Some(Mark::To | Mark::Total | Mark::Of)));
    let direct = (closing..at).all(|k| s.gap_len(k) == 0);
    if !(s.is(closing, Mark::Comma) && led && direct) {
        return None;
    }
    let opening = (0..closing).rev().take(14).find(|k| s.is(*k, Mark::Comma))?;
    let told = |k: usize| {
        is_quantity(&s.tokens[k])
            || s.ends_part(k)
            || s.has(k, Scheme::Action, FINITE) && targets(s, k).is_empty()
            || s.is(k, Mark::Passive)
    };
    let verb = opening.checked_sub(1).is_some_and(|k| {
        let helped = s.has(k, Scheme::Action, &[Form::Participle]) && is_helped(s, k);
        s.gap(k).trim().is_empty() && (helped || s.has(k, Scheme::Action, FINITE) && targets(s, k).is_empty())
    });
    (verb && !(opening + 1..closing).any(told)).then_some(opening)
}

/// Whether the object of a noun of doing follows: "de" and the figure, with little between.
fn opens(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    let words = s.tokens[j].span.of(s.text);
    // "sanciones a 236.000 personas"
    let to = s.is(j + 1, Mark::To) && s.actions(j, ANY).iter().any(|a| *a == "penalise" || *a == "sentence");
    let of = to || s.is(j + 1, Mark::Of) || s.small.objects.iter().any(|p| words.ends_with(p));
    of && at - j <= 4
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

pub const HAVE: &[&str] = &[
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
