//! Under which campaign: how far the name of an operation reaches.

use crate::bulletin::Days;
use crate::clause::{Nature, Reading};
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD};
use crate::token::{Kind, Mark, Token};

/// No title names more operations: a file of one line has no title to speak of.
const MOST: usize = 8;

/// Whether a sentence begins with an operation: nobody acts and nothing is counted before it is named.
fn is_subject(reading: &Reading) -> bool {
    let before = reading.tokens.iter().take_while(|t| campaign(t).is_none());
    let idle = |t: &Token| matches!(t.kind, Kind::Gap | Kind::Mark(_) | Kind::Period(_) | Kind::Word(_));
    reading.tokens.iter().any(|t| campaign(t).is_some()) && before.into_iter().all(idle)
}

/// The campaigns in force: those of the title for the whole bulletin, others to the end of their paragraph.
#[derive(Default)]
pub struct Campaigns {
    /// Those that the title names, or the one that the lead names.
    whole: Vec<usize>,
    /// The period of the first figure that is theirs: a figure of another period is not.
    period: Option<Days>,
    /// Those of the paragraph so far.
    in_force: Vec<usize>,
    /// Whether the sentence that named them told what they yielded.
    told: bool,
    paragraph: usize,
}

impl Campaigns {
    /// Before the first sentence.
    pub fn new(parsed: &Parsed) -> Self {
        let title = parsed.readings.iter().filter(|r| r.paragraph == 0);
        let mut whole: Vec<usize> = Vec::new();
        for campaign in title.flat_map(|r| &r.tokens).filter_map(campaign) {
            if whole.len() < MOST && !whole.contains(&campaign) {
                whole.push(campaign);
            }
        }
        let only = parsed.names.campaigns.len() == 1;
        if whole.is_empty() && only && parsed.readings.iter().take_while(|r| r.paragraph <= LEAD).any(is_subject) {
            whole.push(0);
        }
        Self { whole, ..Self::default() }
    }

    /// Before the clauses of a sentence.
    pub fn enter(&mut self, reading: &Reading) {
        if reading.paragraph != self.paragraph {
            self.paragraph = reading.paragraph;
            self.in_force.clear();
        }
        let among = reading.tokens.iter().take(3).any(|t| t.kind == Kind::Mark(Mark::Among));
        if self.told && !among {
            self.in_force.clear();
        }
    }

    /// The campaigns under which a figure was achieved.
    pub fn of(&mut self, figure: Figure<'_>, period: Days) -> Vec<usize> {
        if let Some(aligned) = aligned(figure) {
            return vec![aligned];
        }
        let told: Vec<usize> = figure
            .reading
            .tokens
            .iter()
            .filter(|t| figure.clause.quote.contains(t.span))
            .filter_map(campaign)
            .collect();
        if !told.is_empty() {
            return told;
        }
        let groups = groups(&figure.reading.tokens);
        let group = groups.iter().rev().find(|g| g.end < figure.at());
        match group {
            // A semicolon in the sentence that names it ends what it is said of.
            Some(group) if semicolon_between(&figure.reading.tokens, group.end, figure.at()) => {
                self.of_whole(figure, period)
            }
            Some(group) => group.campaigns.clone(),
            None if !self.in_force.is_empty() => self.in_force.clone(),
            None => self.of_whole(figure, period),
        }
    }

    /// The campaigns of the whole bulletin, for figures of the period of the first one in its body.
    fn of_whole(&mut self, figure: Figure<'_>, period: Days) -> Vec<usize> {
        let streak = figure.clause.nature == Nature::Streak;
        let same = streak || *self.period.get_or_insert(period) == period;
        if same || figure.reading.paragraph == 0 { self.whole.clone() } else { Vec::new() }
    }

    /// After the clauses of a sentence.
    pub fn leave(&mut self, reading: &Reading) {
        let groups = groups(&reading.tokens);
        if let Some(last) = groups.last() {
            // A sentence that names an operation and its yield is done with it, but for what is "among them".
            self.told = !reading.clauses.is_empty();
            self.in_force.clone_from(&last.campaigns);
            if semicolon_between(&reading.tokens, last.end, usize::MAX) {
                self.in_force.clear();
            }
        }
    }
}

/// Campaigns that are named together: nothing is counted between them.
struct Group {
    campaigns: Vec<usize>,
    end: usize,
}

fn groups(tokens: &[Token]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open = false;
    for token in tokens {
        match token.kind {
            Kind::Campaign(c) => {
                if !open {
                    groups.push(Group { campaigns: Vec::new(), end: 0 });
                    open = true;
                }
                if let Some(group) = groups.last_mut() {
                    if !group.campaigns.contains(&c) {
                        group.campaigns.push(c);
                    }
                    group.end = token.span.end;
                }
            }
            Kind::Quantity(_) | Kind::Mark(Mark::Semicolon) => open = false,
            _ => {}
        }
    }
    groups
}

fn campaign(token: &Token) -> Option<usize> {
    match token.kind {
        Kind::Campaign(c) => Some(c),
        _ => None,
    }
}

fn semicolon_between(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Semicolon) && t.span.start >= from && t.span.start < to)
}

/// "Under A and B, 172 and 110 cases respectively": as many figures as campaigns, one each.
fn aligned(figure: Figure<'_>) -> Option<usize> {
    let tokens = &figure.reading.tokens;
    let mark = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Respectively))?;
    let groups = groups(&tokens[..mark]);
    let group = groups.last().filter(|g| g.campaigns.len() > 1)?;
    let mut figures = tokens[mark..].iter().filter(|t| matches!(t.kind, Kind::Quantity(_)));
    let count = figures.clone().count();
    let at = figures.position(|t| t.span.overlaps(figure.clause.quantity.span))?;
    (count == group.campaigns.len()).then(|| group.campaigns[at])
}
