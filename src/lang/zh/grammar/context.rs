//! What the parts of a sentence leave to those after them: the verb of a list, the noun of a topic, the last levels.

use super::parts::{Edge, Part};
use super::words;
use crate::bulletin::{Compare, Id, Span};
use crate::clause::{Clause, Nature};
use crate::lexicon::Lexicon;
use crate::token::{Kind, Mark, Token};

/// What was read so far of a sentence.
pub struct Context<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The words and what goes with what.
    pub lexicon: &'a Lexicon,
    /// The clauses so far.
    pub clauses: Vec<Clause>,
    /// The tokens of the parts without a quantity since the last one with a quantity.
    pub topic: Vec<Token>,
    /// An average by this unit, said in this part.
    pub per: Option<&'static str>,
    /// The base of the last change.
    pub base: Option<Compare>,
    /// Where the clauses of the current run of levels begin: after a change that was said of the levels before it.
    pub run: usize,
    /// Where the clauses of the current part begin.
    part: usize,
}

/// Averages that stand in other words.
const AVERAGES: [(&str, &str); 5] =
    [("人均", "person"), ("案均", "case"), ("件均", "case"), ("日均", "day"), ("月均", "month")];

impl<'a> Context<'a> {
    /// Before the first part.
    pub fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon, clauses: Vec::new(), topic: Vec::new(), per: None, base: None, run: 0, part: 0 }
    }

    /// A part without a quantity: what it says is the topic of the next ones.
    pub fn topic(&mut self, part: &Part) {
        if part.edge == Edge::Semicolon {
            self.topic.clear();
        }
        if part.edge != Edge::Bracket {
            self.topic.extend(part.tokens.iter().cloned());
        }
    }

    /// Before the stretches of a part.
    pub fn enter(&mut self, part: &Part) {
        if part.edge == Edge::Semicolon {
            self.topic.clear();
        }
        self.per = None;
        self.part = self.clauses.len();
    }

    /// After the stretches of a part.
    pub fn leave(&mut self, _part: &Part) {
        self.topic.clear();
        self.per = None;
    }

    /// Takes in what a production read. Quantities of the same part that had no verb yet have the one behind this one:
    /// 与3828家银行、124家支付机构建立机制.
    pub fn take(&mut self, found: Vec<Clause>, same_part: bool) {
        if same_part
            && let Some(action) = found.first().filter(|c| c.nature == Nature::Level).and_then(|c| c.action.clone())
        {
            for i in (0..self.clauses.len()).rev().take_while(|i| *i >= self.part) {
                let open = self.clauses[i].action.is_none() && self.clauses[i].nature == Nature::Level;
                let who = |t: &Id| words::is_people(t) || t == "organisation";
                if open && self.clauses[i].targets.iter().any(|t| self.lexicon.admits(&action, t) || who(t)) {
                    self.clauses[i].action = Some(action.clone());
                }
            }
        }
        self.clauses.extend(found);
    }

    /// The last clause that is a level or a share.
    pub fn last_level(&self) -> Option<usize> {
        self.clauses.iter().rposition(|c| matches!(c.nature, Nature::Level | Nature::Share))
    }

    /// What was done to the last thing that was counted in this part.
    pub fn of_part(&self) -> Option<Id> {
        let levels = self.clauses.get(self.part..)?.iter().rev().filter(|c| c.nature == Nature::Level);
        levels.filter_map(|c| c.action.clone()).next()
    }

    /// The last `n` clauses of this nature of the current run, in order.
    pub fn last_of(&self, n: usize, nature: Nature) -> Option<Vec<usize>> {
        let all: Vec<usize> = (0..self.clauses.len()).filter(|i| self.clauses[*i].nature == nature).collect();
        let run: Vec<usize> = all.iter().copied().filter(|i| *i >= self.run).collect();
        let from = if run.len() >= n { run } else { all };
        (from.len() >= n).then(|| from[from.len() - n..].to_vec())
    }

    /// The unit of an average that stands before a quantity in its part.
    pub fn average(&mut self, before: &[Token]) -> Option<Id> {
        let said = before.iter().rev().find_map(|t| match t.kind {
            Kind::Mark(Mark::Per(unit)) => Some(unit),
            _ => None,
        });
        // 人均损失, 法官人均结案: a word of the lexicon may tell it too.
        let worded = before.iter().rev().filter(|t| matches!(t.kind, Kind::Word(_))).find_map(|t| {
            let word = t.span.of(self.text);
            AVERAGES.into_iter().find(|(average, _)| word.contains(average)).map(|(_, unit)| unit)
        });
        self.per = said.or(worded).or(self.per);
        self.per.map(Id::new)
    }

    /// Whether an action can have a target, or people of whom it is not said which.
    pub fn admits(&self, action: &str, target: &str) -> bool {
        self.lexicon.admits(action, target)
    }

    /// How usual a target is for an action: 0 is the most usual one.
    pub fn rank(&self, action: &str, target: &str) -> Option<usize> {
        self.lexicon.targets_of(action).iter().position(|t| t == target)
    }

    /// What the sentence does so far: the verb of the topic, else the action of the clause before.
    fn doing(&self) -> Vec<Id> {
        let topic: Vec<Id> = self.topic.iter().rev().flat_map(words::actions).collect();
        topic.into_iter().chain(self.clauses.last().and_then(|c| c.action.clone())).collect()
    }

    /// The sense of a verb that goes best with a target: what the sentence does already, else what has it most often.
    pub fn sense(&self, verb: &Token, target: &str) -> Option<Id> {
        let named = words::actions(verb);
        // Handing out and sending are publicity where the sentence is about publicity, and closing a case is
        // prosecutors' supervision where the sentence is about that.
        let told = |a: &&Id| (**a == "publicise" || **a == "supervise") && self.lexicon.admits(a, target);
        if let Some(told) = named.iter().find(told)
            && self.doing().contains(told)
        {
            return Some(told.clone());
        }
        let people = |a: &Id| if target == "person" { self.people(a).and_then(|p| self.rank(a, &p)) } else { None };
        named
            .into_iter()
            .filter_map(|a| self.rank(&a, target).or_else(|| people(&a)).map(|r| (r, a)))
            .min_by_key(|(r, _)| *r)
            .map(|(_, a)| a)
    }

    /// The kind of people that bare people are under an action.
    pub fn people(&self, action: &str) -> Option<Id> {
        self.lexicon.targets_of(action).iter().find(|t| words::is_people(t)).cloned()
    }

    /// A clause for a quantity, with the words from `start` on as its quote.
    pub fn quote(&self, clause: &mut Clause, start: usize, end: usize) {
        clause.quote = clause.quote.join(Span::new(start.min(clause.quote.start), end.max(clause.quote.end)));
    }
}
