//! The productions of Japanese: from the tokens of a sentence to what it says of each of its quantities.
//!
//! A verb stands behind what it is done to and a noun of doing before its number, so a quantity looks before itself for a
//! head (検挙件数は, 摘発した), behind itself for a verb (を押収した), and then to its neighbours ([`level`]). What is told right behind
//! it makes it a change ([`change`]).

mod change;
mod level;
mod nouns;
mod share;
mod verbs;
mod view;

use crate::bulletin::{Compare, Id, Span};
use crate::clause::{Clause, Nature};
use crate::lexicon::Lexicon;
use crate::token::{Kind, Mark, Token};
use view::View;

/// What was read so far of a sentence.
struct Context<'a> {
    view: View<'a>,
    /// The clauses, with the token of each one's quantity.
    clauses: Vec<Clause>,
    at: Vec<usize>,
    /// What can have been done to the figures of the last verb.
    verb: Vec<Id>,
}

/// What a sentence says of each of its quantities.
pub fn clauses(text: &str, lexicon: &Lexicon, tokens: &[Token]) -> Vec<Clause> {
    let view = View::new(text, lexicon, tokens);
    let mut context = Context { view, clauses: Vec::new(), at: Vec::new(), verb: Vec::new() };
    let by_kind = breaks_down(&context.view);
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Quantity(quantity) = &token.kind else { continue };
        let clause = change::streak(&context, at, quantity)
            .or_else(|| change::change(&context, at, quantity))
            .or_else(|| share::share(&context, at, quantity))
            .or_else(|| level::level(&mut context, at, quantity));
        if let Some(mut clause) = clause {
            clause.part = among(&context.view, at);
            clause.breaks_down = by_kind || within_by_kind(&context.view, at);
            context.clauses.push(clause);
            context.at.push(at);
        }
    }
    context.clauses
}

/// part := (うち | このうち …) … quantity
fn among(view: &View<'_>, at: usize) -> bool {
    (0..at).any(|i| view.is(i, Mark::Among) && !view.text[view.tokens[i].span.start..].starts_with("内訳"))
}

/// breaks-down := kind 別 (に | で | は | の) … quantity: 国籍別にみると, 税目別では
fn breaks_down(view: &View<'_>) -> bool {
    let figure = (0..view.tokens.len()).find(|i| view.quantity(*i).is_some());
    let Some((first, at)) = view.tokens.first().zip(figure) else { return false };
    let before = crate::lang::scan::before(view.text, first.span.start, 90);
    let before = before.rsplit(['。', '\n']).next().unwrap_or(before);
    let from = Span::new(first.span.start - before.len(), view.tokens[at].span.start);
    let head = from.of(view.text).split('、').next().unwrap_or("");
    let by_kind = ["別に", "別で", "別は", "別の", "別を", "の内訳"].iter().any(|w| head.contains(w));
    by_kind && !["特別", "個別", "送別", "識別", "差別", "区別", "別に、"].iter().any(|w| head.contains(w))
}

/// within := … 、 kind 別 (に | で) は … quantity: a sentence that comes to break down what it counted (878人で、罪名別では殺人が219人)
fn within_by_kind(view: &View<'_>, at: usize) -> bool {
    let before = crate::lang::scan::before(view.text, view.tokens[at].span.start, 240);
    let before = before.rsplit(['。', '\n']).next().unwrap_or(before);
    const KINDS: [&str; 8] = ["罪名別", "罪種別", "法令別", "手口別", "罪別", "国籍別", "違反別", "薬物別"];
    KINDS.iter().any(|w| before.contains(w))
}

impl Context<'_> {
    /// The clause of the quantity at a token.
    fn clause_at(&self, at: usize) -> Option<usize> {
        self.at.iter().position(|a| *a == at)
    }

    /// The last clause of a level that `wanted` takes.
    fn last_level(&self, wanted: impl Fn(&Clause) -> bool) -> Option<usize> {
        self.clauses.iter().rposition(|c| matches!(c.nature, Nature::Level | Nature::Former) && wanted(c))
    }

    /// What a change is held against: the nearest base before it in its sentence, else the year before.
    fn compare(&self, at: usize) -> Compare {
        let bases = self.view.tokens[..at].iter().rev();
        let told = bases.filter_map(|t| if let Kind::Mark(Mark::Base(c)) = t.kind { Some(c) } else { None });
        told.into_iter().next().unwrap_or(Compare::YearOnYear)
    }

    /// A clause quotes from one token to another.
    fn quote(&self, clause: &mut Clause, other: usize) {
        let span = self.view.tokens[other].span;
        let near = span.end + 90 > clause.quote.start && clause.quote.end + 90 > span.start;
        if near {
            clause.quote = clause.quote.join(span);
        }
    }
}

#[cfg(test)]
mod tests;
