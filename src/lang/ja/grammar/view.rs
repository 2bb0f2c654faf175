//! A sentence as the productions see it: its parts between commas, its brackets, and what stands round a quantity.

use crate::bulletin::{Id, Quantity, Span};
use crate::lang::combinator::{ids, senses};
use crate::lexicon::{Lexicon, Scheme};
use crate::token::{Kind, Mark, Token};

/// The tokens of a sentence, each with the part that it is in. A bracket is a part of its own, and what stands behind it
/// goes on the part that it stands in.
pub struct View<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The ontology.
    pub lexicon: &'a Lexicon,
    /// The tokens.
    pub tokens: &'a [Token],
    /// The part of each token.
    part: Vec<usize>,
    /// Of each part that is a bracket, the token before it.
    host: Vec<Option<usize>>,
}

impl<'a> View<'a> {
    /// The view of a sentence.
    pub fn new(text: &'a str, lexicon: &'a Lexicon, tokens: &'a [Token]) -> Self {
        let (mut part, mut host) = (Vec::with_capacity(tokens.len()), vec![None]);
        let (mut here, mut outer): (usize, Vec<usize>) = (0, Vec::new());
        for (i, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Mark(Mark::Open) => {
                    outer.push(here);
                    part.push(here);
                    here = host.len();
                    host.push(i.checked_sub(1));
                }
                Kind::Mark(Mark::Close) => {
                    here = outer.pop().unwrap_or(here);
                    part.push(here);
                }
                Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop) => {
                    part.push(here);
                    let within = host[here].filter(|_| !outer.is_empty());
                    here = host.len();
                    host.push(within);
                }
                _ => part.push(here),
            }
        }
        Self { text, lexicon, tokens, part, host }
    }

    /// The quantity at a token.
    pub fn quantity(&self, at: usize) -> Option<&'a Quantity> {
        match &self.tokens.get(at)?.kind {
            Kind::Quantity(q) => Some(q),
            _ => None,
        }
    }

    /// Whether two tokens are in one part.
    pub fn together(&self, one: usize, two: usize) -> bool {
        self.part[one] == self.part[two]
    }

    /// The tokens of the same part before one, nearest first.
    pub fn before(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.part[at];
        (0..at).rev().filter(move |i| self.part[*i] == from && !self.edge(*i))
    }

    /// The tokens of the same part before one and behind the quantity before it, nearest first.
    pub fn own(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.before(at).take_while(|i| self.quantity(*i).is_none())
    }

    /// The tokens of the same part behind one, up to the next quantity.
    pub fn tail(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.part[at];
        let rest = (at + 1..self.tokens.len()).filter(move |i| self.part[*i] == from && !self.edge(*i));
        rest.take_while(|i| self.quantity(*i).is_none())
    }

    fn edge(&self, at: usize) -> bool {
        matches!(
            self.tokens[at].kind,
            Kind::Mark(
                Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop | Mark::Open | Mark::Close | Mark::Quote
            )
        )
    }

    /// The quantity right behind which the bracket of a token stands.
    pub fn host(&self, at: usize) -> Option<usize> {
        let host = self.host[self.part[at]].filter(|h| self.quantity(*h).is_some())?;
        let open = self.tokens.get(host + 1)?;
        (open.kind == Kind::Mark(Mark::Open) && open.span.start == self.tokens[host].span.end).then_some(host)
    }

    /// Whether a token stands in brackets.
    pub fn bracketed(&self, at: usize) -> bool {
        self.host[self.part[at]].is_some()
    }

    /// Where a quantity ends, with the bracket that stands right behind it.
    pub fn end(&self, at: usize) -> usize {
        let end = self.tokens[at].span.end;
        let open = self.tokens.get(at + 1).filter(|t| t.span.start == end && t.kind == Kind::Mark(Mark::Open));
        if open.is_none() {
            return end;
        }
        let outer = self.part[at];
        let mut rest = at + 2..self.tokens.len();
        let close = rest.find(|i| self.tokens[*i].kind == Kind::Mark(Mark::Close) && self.part[*i] == outer);
        close.map_or(end, |c| self.tokens[c].span.end)
    }

    /// The text behind a quantity, over the bracket that stands there, up to sixty bytes.
    pub fn follow(&self, at: usize) -> &'a str {
        crate::lang::scan::after(self.text, self.end(at), 60)
    }

    /// The text between two tokens.
    pub fn gap(&self, one: usize, two: usize) -> &'a str {
        let (start, end) = (self.tokens[one].span.end, self.tokens[two].span.start);
        if start <= end { Span::new(start, end).of(self.text) } else { "" }
    }

    /// The text from a token's end on, up to thirty bytes.
    pub fn behind(&self, at: usize) -> &'a str {
        crate::lang::scan::after(self.text, self.tokens[at].span.end, 30)
    }

    /// The actions that a word names, without those of change.
    pub fn actions(&self, at: usize) -> Vec<Id> {
        let all = ids(&self.tokens[at], Scheme::Action);
        all.into_iter().filter(|a| *a != "increase" && *a != "decrease").collect()
    }

    /// Whether a word names something that was done, and is no first half of a compound that names something else.
    pub fn is_verb(&self, at: usize) -> bool {
        let actions = self.actions(at);
        let weak = actions.iter().all(|a| *a == "other") && self.targets(at).is_empty();
        let word = self.tokens[at].span.of(self.text);
        !actions.is_empty()
            && !weak
            && (!word.starts_with(['関', '係']) || word.starts_with("関与"))
            && self.ends_word(at)
    }

    /// Whether a word ends where its token does: another character of its script goes on with it, unless it is one that
    /// counts or measures what was done.
    fn ends_word(&self, at: usize) -> bool {
        let behind = self.behind(at);
        let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let next =
            self.tokens.get(at + 1).is_some_and(|t| t.span.start == self.tokens[at].span.end && !self.word(at + 1));
        let bent = !self.tokens[at].span.of(self.text).ends_with(han);
        bent || !behind.starts_with(han) || next || AFTER_VERBS.iter().any(|w| behind.starts_with(w))
    }

    fn word(&self, at: usize) -> bool {
        matches!(self.tokens[at].kind, Kind::Word(_))
    }

    /// The change that a word names.
    pub fn change(&self, at: usize) -> Option<&'static str> {
        let mut all = senses(&self.tokens[at], Scheme::Action);
        all.find_map(|s| match s.id.as_str() {
            "increase" => Some("increase"),
            "decrease" => Some("decrease"),
            _ => None,
        })
    }

    /// The targets that a word names.
    pub fn targets(&self, at: usize) -> Vec<Id> {
        ids(&self.tokens[at], Scheme::Target)
    }

    /// Whether a token is this mark.
    pub fn is(&self, at: usize, mark: Mark) -> bool {
        self.tokens[at].kind == Kind::Mark(mark)
    }

    /// How usual a target is for an action: 0 is the most usual one.
    pub fn rank(&self, action: &str, target: &str) -> Option<usize> {
        self.lexicon.targets_of(action).iter().position(|t| t == target)
    }
}

/// What may stand behind a noun of doing and leave it one.
const AFTER_VERBS: &[&str] = &[
    "件数",
    "人員",
    "人数",
    "者",
    "数",
    "率",
    "額",
    "量",
    "総数",
    "総額",
    "事件",
    "事案",
    "事犯",
    "中",
    "後",
    "済",
    "先",
    "件",
    "総人員",
    "容疑",
    "等",
    "別",
    "内容",
    "状況",
    "約",
    "計",
    "延",
    "可能",
    "要請",
    "措置",
    "処分",
    "対象",
    "被害",
    "致",
    "犯",
    "手続",
];

/// Whether a quantity is an amount of money.
pub fn is_money(q: &Quantity) -> bool {
    q.unit.len() == 3 && q.unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// Kinds of people.
pub const PEOPLE: [&str; 5] = ["suspect", "victim", "person", "officer", "volunteer"];

/// Whether a target is a kind of people.
pub fn is_people(target: &str) -> bool {
    PEOPLE.contains(&target)
}

/// Whether two quantities measure alike, so that one can be the change of the other.
pub fn alike(one: &Quantity, two: &Quantity) -> bool {
    let people = |q: &Quantity| q.counted.first().is_some_and(|t| is_people(t));
    let weight = |q: &Quantity| ["kg", "tonne", "litre"].contains(&q.unit.as_str());
    match (is_money(one), is_money(two)) {
        (true, true) => true,
        (false, false) => {
            weight(one) == weight(two) && people(one) == people(two) && (one.unit == two.unit || weight(one))
        }
        _ => false,
    }
}
