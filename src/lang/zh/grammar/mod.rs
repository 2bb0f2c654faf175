//! The productions: from the tokens of a sentence to what it says of each of its quantities.
//!
//! A sentence is cut into parts at its commas ([`parts`]); a part into stretches, each with one quantity or a list of
//! quantities and the words before and behind it ([`stretch`]). The productions read a stretch ([`change`], [`level`],
//! [`share`]); what it leaves out comes from the part before (the verb of a list, the noun of a topic).

mod change;
mod context;
mod level;
mod nothing;
mod parts;
mod relative;
mod share;
mod stretch;
mod verb;
mod words;

use crate::clause::Clause;
use crate::lang::combinator::Tokens;
use crate::lexicon::Lexicon;
use crate::token::{Mark, Token};
use context::Context;

/// What a sentence says of each of its quantities.
pub fn clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    let mut context = Context::new(text, lexicon);
    let tokens: Vec<Token> =
        tokens.iter().flat_map(|t| words::marks_of_change(text, t)).map(|t| nothing::thresholds(text, &t)).collect();
    let tokens = nothing::without_classes(&tokens);
    for part in parts::parts(&tokens) {
        let stretches = stretch::stretches(text, Tokens(&part.tokens));
        if stretches.is_empty() {
            context.topic(&part);
            continue;
        }
        context.enter(&part);
        for (n, stretch) in stretches.iter().enumerate() {
            read(&mut context, stretch, stretches.get(n + 1).is_some_and(|next| waits(stretch, next)));
        }
        context.leave(&part);
    }
    context.clauses
}

/// Whether a quantity waits for the verb behind it in its part: an object before its verb (向2300名受害人返还…), or people
/// or bodies who act (71名举报人领到…).
fn waits(stretch: &stretch::Stretch<'_>, next: &stretch::Stretch<'_>) -> bool {
    let q = stretch.head();
    let who = q.counted.first().is_some_and(|t| words::is_people(t) || t == "organisation");
    let marks = |t: &Token| !words::is_verb(t) && !words::is_noun(t);
    let acts = who && stretch.before.iter().all(marks) && next.before.first().is_some_and(words::is_pure_verb);
    stretch.mark_before(|m| m == Mark::Object).is_some() || acts
}

/// The first production that reads a stretch.
fn read(context: &mut Context<'_>, stretch: &stretch::Stretch<'_>, waits: bool) {
    if nothing::reports_nothing(context, stretch) {
        return;
    }
    let found = change::streak(context, stretch)
        .or_else(|| change::former_and_new(context, stretch))
        .or_else(|| change::change(context, stretch))
        .or_else(|| share::share(context, stretch))
        .or_else(|| level::level(context, stretch, waits));
    context.take(found.unwrap_or_default(), !stretch.first);
}

#[cfg(test)]
mod tests;
