//! A sentence as its productions see it: tokens, and the words between them that nothing is known of.

use crate::bulletin::{Id, Quantity};
use crate::lang::combinator::ids;
use crate::lexicon::{Form, Lexicon, Scheme};
use crate::token::{Kind, Mark, Token};

/// A sentence's tokens with the text that they stand in.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The ontology.
    pub lexicon: &'a Lexicon,
    /// The tokens.
    pub tokens: &'a [Token],
    /// The small words of its language.
    pub small: &'static Small,
}

/// The small words of a language that tell what belongs together in a sentence.
pub struct Small {
    /// Articles and possessives: they stand before a noun and keep nothing apart.
    pub articles: &'static [&'static str],
    /// The prepositions that lead to the object of a noun of doing, with the blank before them.
    pub objects: &'static [&'static str],
}

/// Whether a token is a quantity.
pub fn is_quantity(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_))
}

impl<'a> Sentence<'a> {
    /// The tokens that are quantities.
    pub fn quantities(&self) -> impl Iterator<Item = usize> + use<'a> {
        let tokens = self.tokens;
        (0..tokens.len()).filter(move |i| is_quantity(&tokens[*i]))
    }

    /// The quantity at a token that is one.
    pub fn quantity(&self, at: usize) -> &'a Quantity {
        match &self.tokens[at].kind {
            Kind::Quantity(q) => q,
            _ => unreachable!("only called for quantities"),
        }
    }

    /// The mark at a place.
    pub fn mark(&self, at: usize) -> Option<Mark> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether this mark stands at a place.
    pub fn is(&self, at: usize, mark: Mark) -> bool {
        self.mark(at) == Some(mark)
    }

    /// The text between a token and the one after it.
    pub fn gap(&self, at: usize) -> &'a str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(two)) => &self.text[one.span.end..two.span.start.max(one.span.end)],
            // What a title without a stop ends with.
            (Some(one), None) if one.kind != Kind::Mark(Mark::Stop) => {
                let rest = crate::lang::scan::after(self.text, one.span.end, 60);
                &rest[..rest.find(['\n', '.', '。']).unwrap_or(rest.len())]
            }
            _ => "",
        }
    }

    /// The words between a token and the one after it.
    pub fn gap_words(&self, at: usize) -> impl Iterator<Item = &'a str> {
        self.gap(at).split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))).filter(|w| !w.is_empty())
    }

    /// How many words stand between a token and the one after it.
    pub fn gap_len(&self, at: usize) -> usize {
        self.gap_words(at).filter(|w| !self.small.articles.contains(w)).count()
    }

    /// The ids of a token in a scheme.
    pub fn ids(&self, at: usize, scheme: Scheme) -> Vec<Id> {
        if scheme == Scheme::Target && self.hyphenated(at) {
            return Vec::new();
        }
        self.tokens.get(at).map_or_else(Vec::new, |t| ids(t, scheme))
    }

    /// Whether a token is the first half of a compound ("drug-making"), which describes and is not counted.
    fn hyphenated(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let mut rest = self.text[token.span.end..].chars();
        rest.next() == Some('-') && rest.next().is_some_and(char::is_alphabetic)
    }

    /// Whether a token has a sense of this scheme in one of these forms.
    pub fn has(&self, at: usize, scheme: Scheme, forms: &[Form]) -> bool {
        match self.tokens.get(at).map(|t| &t.kind) {
            Some(Kind::Word(senses)) => senses.iter().any(|s| s.scheme == scheme && forms.contains(&s.form)),
            _ => false,
        }
    }

    /// The ids of the actions that a token can name in one of these forms.
    pub fn actions(&self, at: usize, forms: &[Form]) -> Vec<Id> {
        match self.tokens.get(at).map(|t| &t.kind) {
            Some(Kind::Word(senses)) => senses
                .iter()
                .filter(|s| s.scheme == Scheme::Action && forms.contains(&s.form))
                .map(|s| s.id.clone())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the object of a noun or participle follows: "of", or a preposition that its label ends with.
    pub fn opens_object(&self, at: usize) -> bool {
        let words = self.tokens[at].span.of(self.text);
        self.is(at + 1, Mark::Of) || words.contains(" to ") || self.small.objects.iter().any(|p| words.ends_with(p))
    }

    /// Whether a quantity is an amount of money.
    pub fn is_money(&self, at: usize) -> bool {
        matches!(&self.tokens[at].kind, Kind::Quantity(q)
            if q.unit.len() == 3 && q.unit.bytes().all(|b| b.is_ascii_uppercase()))
    }

    /// Whether a quantity is a share or a change by its unit.
    pub fn is_ratio(&self, at: usize) -> bool {
        matches!(self.quantity(at).unit.as_str(), "percent" | "percentagePoint" | "times")
    }

    /// Whether a place ends a part of the sentence that a subject or a period holds for.
    pub fn ends_part(&self, at: usize) -> bool {
        matches!(
            self.mark(at),
            Some(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Open | Mark::Close | Mark::ListComma)
        )
    }

    /// The first token of the part of the sentence that a place lies in.
    pub fn part_start(&self, at: usize) -> usize {
        (0..at).rev().find(|i| self.ends_part(*i)).map_or(0, |i| i + 1)
    }

    /// Whether an action can have a target; people can be suspects or victims.
    pub fn fits(&self, action: &str, target: &str) -> bool {
        self.lexicon.admits(action, target)
            || target == "person" && ["suspect", "victim", "officer"].iter().any(|t| self.lexicon.admits(action, t))
    }

    /// Of the actions and the heads that words can mean, those that go together best: the action whose usual targets
    /// the heads are.
    pub fn settle(&self, actions: &[Id], heads: &[Vec<Id>], at: usize) -> (Option<Id>, Vec<Id>) {
        let money = [vec![Id::new("money")]];
        let drug = [vec![Id::new("drug"), Id::new("goods")]];
        let heads = match self.quantity(at).unit.as_str() {
            _ if self.is_money(at) => &money[..],
            "kg" | "tonne" | "litre" if heads.is_empty() && !actions.is_empty() => &drug[..],
            _ => heads,
        };
        let rank = |action: &Id, target: &Id| {
            // Bare people who were found or sent back need be no suspects.
            let bare = heads.iter().any(|h| h.iter().any(|t| *t == "person") && h.iter().any(|t| *t == "suspect"));
            if bare && matches!(action.as_str(), "identify" | "repatriate" | "intercept") && target == "person" {
                return Some(0);
            }
            let admitted = self.lexicon.targets_of(action);
            if action == "seize" && target == "case" {
                // What is found and is a case was found out rather than taken away.
                return Some(admitted.len());
            }
            admitted.iter().position(|t| t == target).or_else(|| self.fits(action, target).then_some(admitted.len()))
        };
        let first = heads.first();
        let best = actions
            .iter()
            .filter_map(|a| {
                // A bare number that was "detained" counts people rather than things.
                let bare = || Some(usize::from(*a == "seize"));
                let ranks = first.map_or_else(bare, |h| h.iter().filter_map(|t| rank(a, t)).min());
                ranks.map(|r| (r, priority(a), a))
            })
            .min();
        let action = best.map(|(_, _, a)| a.clone()).or_else(|| actions.iter().min_by_key(|a| priority(a)).cloned());
        let mut targets: Vec<Id> = Vec::new();
        for head in heads {
            let fitting = action
                .as_ref()
                .and_then(|a| head.iter().filter_map(|t| rank(a, t).map(|r| (r, t))).min().map(|(_, t)| t.clone()));
            let chosen = fitting.or_else(|| head.first().cloned());
            let chosen = chosen.map(|t| action.as_ref().map_or(t.clone(), |a| self.people(a, t)));
            targets.extend(chosen.filter(|t| !targets.contains(t)));
        }
        (action, targets)
    }

    /// What people are by what was done: those who were arrested are suspects.
    fn people(&self, action: &Id, target: Id) -> Id {
        if !(target == "person" || target == "officer") || self.lexicon.admits(action, &target) {
            return target;
        }
        let kinds = ["suspect", "victim", "officer"];
        let admitted = self.lexicon.targets_of(action);
        admitted.iter().find(|t| kinds.contains(&t.as_str())).cloned().unwrap_or(target)
    }

    /// The offences that words between two places name, in order, one for each word.
    pub fn offences_between(&self, from: usize, to: usize) -> Vec<Id> {
        (from..to).filter_map(|i| self.offence(i)).collect()
    }

    /// The offence that a word names; of several the one of telecommunication is the genre's.
    pub fn offence(&self, at: usize) -> Option<Id> {
        self.ids(at, Scheme::Offence).into_iter().next()
    }

    /// Whether a mark stands after a figure before the next figure or stop.
    pub fn has_mark_near(&self, at: usize, mark: Mark) -> bool {
        self.tokens[at + 1..]
            .iter()
            .take_while(|t| !is_quantity(t) && t.kind != Kind::Mark(Mark::Semicolon))
            .any(|t| t.kind == Kind::Mark(mark))
    }

    /// Whether another sentence of the same paragraph stands before this one.
    pub fn goes_on(&self) -> bool {
        let start = self.tokens.first().map_or(0, |t| t.span.start);
        let head = crate::lang::scan::before(self.text, start, 400);
        head.rfind('\n').map_or(head, |i| &head[i + 1..]).contains(". ")
    }

    /// Whether "among them" stands before a figure in its sentence, with no stop between.
    pub fn says_part(&self, at: usize) -> bool {
        self.part_mark(at) < at
    }

    /// The place of the "among them" before a figure; the figure's own place where there is none.
    pub fn part_mark(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .take_while(|i| !matches!(self.mark(*i), Some(Mark::Semicolon | Mark::Stop)))
            .find(|i| self.is(*i, Mark::Among))
            .unwrap_or(at)
    }
}

/// Of actions that fit as well, the more usual meaning of a word first.
fn priority(action: &str) -> usize {
    const ORDER: &[&str] = &[
        "solve",
        "arrest",
        "seize",
        "dismantle",
        "freeze",
        "block",
        "intercept",
        "shutDown",
        "prosecute",
        "sentence",
        "recover",
        "return",
        "prevent",
        "defraud",
        "register",
        "receive",
        "investigate",
        "conclude",
        "rescue",
        "detain",
        "repatriate",
        "warn",
        "dissuade",
        "identify",
        "mobilise",
        "publicise",
        "establish",
        "issue",
        "launch",
        "inspect",
    ];
    ORDER.iter().position(|a| *a == action).unwrap_or(ORDER.len())
}
