//! What a figure counts, as far as it tells whether an offence that was said is its own.

use super::offences;
use crate::bulletin::Id;
use crate::lang::combinator::senses;
use crate::lexicon::{Scheme, Trait};
use crate::resolve::{Figure, is_figure};
use crate::token::{Kind, Mark, Token};

/// Whether a figure counts the tools or places of an offence, which says little of what else was done.
pub fn is_of_things(figure: Figure<'_>) -> bool {
    figure.counts_only(Trait::Means)
}

/// Whether a figure counts weapons, vehicles or money that were seized.
pub fn is_haul(figure: Figure<'_>) -> bool {
    figure.counts_only(Trait::Haul)
}

/// Whether a figure counts drugs.
pub fn is_of_drugs(figure: Figure<'_>) -> bool {
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| *t == "drug")
}

/// Whether a figure counts weapons.
pub fn is_of_weapons(figure: Figure<'_>) -> bool {
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| *t == "weapon")
}

/// Whether a word names a weapon: the thing as well as the offence.
pub fn is_weapon(token: &Token) -> bool {
    senses(token, Scheme::Target).any(|s| s.id == "weapon")
}

/// Whether a word names a drug: the thing as well as the offence.
pub fn is_drug(token: &Token) -> bool {
    senses(token, Scheme::Target).any(|s| s.id == "drug")
}

/// Whether a colon stands before the next figure, and behind it figures of several offences.
pub fn is_broken_down(behind: &[Token]) -> bool {
    let Some(colon) = behind.iter().position(|t| is_figure(t) || t.kind == Kind::Mark(Mark::Colon)) else {
        return false;
    };
    let list = &behind[colon + 1..];
    let mut named = list.iter().filter(|t| !is_drug(t)).filter_map(|t| offences(t).first().cloned());
    let first = named.next();
    !is_figure(&behind[colon])
        && first.is_some_and(|first| named.any(|o| o != first))
        && list.iter().filter(|t| is_figure(t)).count() > 1
}

/// Whether a figure is of things that are some of those counted before ("179 cars, 73 of them stolen").
pub fn is_of_part(tokens: &[Token], figure: Figure<'_>) -> bool {
    let at = tokens.iter().position(|t| t.span.start == figure.at());
    let behind = at.and_then(|at| tokens.get(at + 1));
    is_haul(figure) && behind.is_some_and(|t| t.kind == Kind::Mark(Mark::Among))
}

/// Whether a figure is of what was done for the public, or of those who did it.
pub fn is_outreach(figure: Figure<'_>) -> bool {
    const OUTREACH: [&str; 3] = ["publicise", "mobilise", "establish"];
    figure.clause.action.as_ref().is_some_and(|a| OUTREACH.contains(&a.as_str()))
}

/// Whether a figure is of something done against an offence.
pub fn is_enforced(figure: Figure<'_>) -> bool {
    figure.tells_what_is(Trait::Enforcement)
}

/// Whether a figure is of cases that came to be known, or a share of them.
pub fn is_known(figure: Figure<'_>) -> bool {
    let known = figure.clause.action.as_ref().is_none_or(|a| *a == "register");
    known && figure.clause.targets.iter().all(|t| ["case", "goods", "rate"].contains(&t.as_str()))
}

/// Whether a figure is of goods that came to light, of the bodies that are to mend them, or of what is made good.
pub fn is_found(figure: Figure<'_>) -> bool {
    let clause = figure.clause;
    let of = |ids: &[&str]| clause.action.as_ref().is_some_and(|a| ids.contains(&a.as_str()));
    let counts = |ids: &[&str]| clause.targets.iter().any(|t| ids.contains(&t.as_str()));
    of(&["identify", "supervise"]) && counts(&["organisation"])
        || of(&["return"])
        || of(&["register"]) && counts(&["goods"])
}

/// Whether cases, suspects or their gangs are counted or named.
pub fn is_of_cases(token: &Token) -> bool {
    let of = |id: &Id| ["case", "suspect", "gang"].contains(&id.as_str());
    match &token.kind {
        Kind::Quantity(quantity) => quantity.counted.iter().any(of),
        // A word for an offence is one for its cases too (robo, fraude): it counts none by itself.
        Kind::Word(senses) => {
            senses.iter().any(|s| s.scheme == Scheme::Target && of(&s.id))
                && !senses.iter().any(|s| s.scheme == Scheme::Offence)
        }
        _ => false,
    }
}

/// Whether a body that watches over an economy did what it does every day: its penalties, checks and advice are not of the crime
/// that was told of, unless that fits no class. What banks do is not of economic crime as such.
pub fn is_administrative(figure: Figure<'_>, kind: &str, offence: &str) -> bool {
    const REGULATORS: [&str; 5] = ["financialRegulator", "marketRegulator", "cyberspace", "environment", "immigration"];
    const EVERYDAY: [&str; 8] = ["penalise", "inspect", "receive", "supervise", "issue", "launch", "conclude", "other"];
    const OF_BANKS: [&str; 4] = ["intercept", "freeze", "shutDown", "identify"];
    let clause = figure.clause;
    let crime =
        clause.targets.iter().any(|t| ["case", "suspect", "gang", "victim", "clue", "report"].contains(&t.as_str()));
    let bank = offence == "economicCrime" && ["centralBank", "bank"].contains(&kind);
    let done = clause
        .action
        .as_ref()
        .is_some_and(|a| EVERYDAY.contains(&a.as_str()) || bank && OF_BANKS.contains(&a.as_str()));
    // Officers of immigration check, answer and issue every day; what they pay for tips is of an offence.
    const CHECKED: [&str; 6] = ["person", "vehicle", "document", "call", "event", "rate"];
    if kind == "immigration" && !clause.targets.iter().any(|t| CHECKED.contains(&t.as_str())) {
        return false;
    }
    (bank || offence != "other" && REGULATORS.contains(&kind)) && done && !crime
}
