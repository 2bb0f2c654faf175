//! The verb after the noun of a figure: "27 personas fueron detenidas".

use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::among;
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

use super::super::{Item, is_money, targets};
use super::before::{before, is_helped};
use super::{FINITE, goes, infinitive, valued, verb};

/// after := quantity noun (',' words ',')? ('se' | 'fueron' | 'han sido')? verb
pub fn after(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
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
            // "1.027 infracciones y se retiraron 88 vehículos": another verb with another object.
            Kind::Mark(Mark::And) if s.is(j + 1, Mark::Passive) && s.gap(j).trim().is_empty() => return None,
            // "suman 1.482, de los que se han esclarecido 930": the verb is that of the part.
            Kind::Mark(Mark::Among) if commas > 0 && (j..s.tokens.len()).any(|k| is_quantity(&s.tokens[k])) => {
                return None;
            }
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
                | Mark::Object
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
                // "…, 37 tarjetas y 48.700 dólares, y 64 páginas fueron dadas de baja": behind ", y" another part begins.
                let parts = (end..j).count() > 1;
                let plain = !parts && (end..j).all(|k| matches!(s.mark(k), Some(Mark::Comma | Mark::And)));
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
