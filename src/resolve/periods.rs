//! When: the first and the last day that a figure covers.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::bulletin::Days;
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::parse::Parsed;
use crate::resolve::Place;
use crate::token::{Kind, Mark, Period, Token};

/// A period in force, and whether it runs on to the day of the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct InForce {
    days: Days,
    open: bool,
}

/// The period in force, sentence by sentence: one said once holds until the text says another.
pub struct Periods {
    in_force: InForce,
    /// The day of the statement: "so far" and "since" run to it.
    statement: Option<Date>,
    paragraph: usize,
    /// The paragraph in which the period in force was said.
    said_in: usize,
}

/// Actions that are done in public, on the day of the statement itself.
const PUBLIC_ACTS: [&str; 4] = ["publicise", "issue", "return", "launch"];

impl Periods {
    /// Before the first sentence: the day of the statement is the first that the text gives, else the publication's.
    pub fn new(document: &Document, parsed: &Parsed) -> Self {
        let head = parsed.readings.iter().take_while(|r| r.paragraph <= 3);
        let said = head.flat_map(|r| &r.tokens).find_map(statement);
        Self { in_force: InForce::default(), statement: said.or(document.date), paragraph: 0, said_in: 0 }
    }

    /// Before the clauses of a sentence.
    pub fn enter(&mut self, reading: &Reading) {
        self.paragraph = reading.paragraph;
        if let Some(day) = reading.tokens.iter().find_map(statement) {
            self.statement = Some(day);
        }
    }

    /// The days that a figure covers.
    pub fn of(&self, place: Place<'_>) -> Days {
        if let Some(period) = place.clause.period {
            return self.days(period, self.before(place)).days;
        }
        let tokens = &place.reading.tokens;
        let here = tokens.iter().position(|t| t.span.overlaps(place.clause.quantity.span)).unwrap_or(0);
        if let Some(period) = attached(tokens, here) {
            return self.days(period, self.before(place)).days;
        }
        if place.clause.nature == Nature::Streak {
            return Days::default();
        }
        let said_before = tokens[..here].iter().any(|t| sets(&t.kind).is_some());
        if !said_before {
            if let Some(period) = trailing(tokens, here) {
                return self.days(period, self.in_force).days;
            }
            let public = place.clause.action.as_ref().is_some_and(|a| PUBLIC_ACTS.contains(&a.as_str()));
            if let (true, Some(day)) = (public, tokens.iter().find_map(statement)) {
                return Days { from: Some(day), to: Some(day) };
            }
        }
        self.before(place).days
    }

    /// The period in force just before a figure.
    fn before(&self, place: Place<'_>) -> InForce {
        let mut in_force = self.in_force;
        let tokens = &place.reading.tokens;
        for (i, token) in tokens.iter().enumerate().take_while(|(_, t)| t.span.start < place.at()) {
            if let Some(period) = sets(&token.kind).filter(|_| !is_attached(tokens, i)) {
                in_force = self.days(period, in_force);
            }
        }
        in_force
    }

    /// After the clauses of a sentence: what it said stays in force.
    pub fn leave(&mut self, reading: &Reading) {
        for (i, token) in reading.tokens.iter().enumerate() {
            if let Some(period) = sets(&token.kind).filter(|_| !is_attached(&reading.tokens, i)) {
                self.in_force = self.days(period, self.in_force);
                self.said_in = reading.paragraph;
            }
        }
    }

    fn days(&self, period: Period, in_force: InForce) -> InForce {
        let closed = |from, to| InForce { days: Days { from, to }, open: false };
        match period {
            Period::Span { from, to } => closed(from, to),
            Period::Since(from) => InForce { days: Days { from: Some(from), to: self.statement }, open: true },
            Period::ToNow => InForce { days: Days { from: self.beginning(in_force), to: self.statement }, open: true },
            Period::Back { months } => {
                let from = self.statement.and_then(|d| d.checked_sub(months.months()).ok());
                InForce { days: Days { from, to: self.statement }, open: true }
            }
            Period::SamePeriod { years_before } => {
                let earlier = |d: Option<Date>| d.and_then(|d| d.checked_sub(i32::from(years_before).years()).ok());
                closed(earlier(in_force.days.from), earlier(in_force.days.to))
            }
            Period::Same => in_force,
            Period::Vague | Period::Statement(_) => InForce::default(),
        }
    }

    /// "So far" keeps a beginning that runs on ("since May … so far"), or the day on which something began that was
    /// told in the same paragraph.
    fn beginning(&self, in_force: InForce) -> Option<Date> {
        let day = in_force.days.from.is_some() && in_force.days.from == in_force.days.to;
        (in_force.open || (day && self.said_in == self.paragraph)).then_some(in_force.days.from).flatten()
    }
}

fn statement(token: &Token) -> Option<Date> {
    match token.kind {
        Kind::Period(Period::Statement(day)) => Some(day),
        _ => None,
    }
}

/// The period that a token puts in force; the day of a statement puts none.
fn sets(kind: &Kind) -> Option<Period> {
    match kind {
        Kind::Period(Period::Statement(_)) => None,
        Kind::Period(period) => Some(*period),
        _ => None,
    }
}

fn ends_part(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Open | Mark::Close | Mark::ListComma)
    )
}

/// The period that belongs to one figure alone: said after it in the same part of the sentence, while another one was
/// said before ("In the first half of 2020 … more than the 16,240 in the same period of 2019").
fn attached(tokens: &[Token], figure: usize) -> Option<Period> {
    let at = tokens[figure + 1..]
        .iter()
        .take_while(|t| !ends_part(t) && !is_figure(t))
        .position(|t| sets(&t.kind).is_some())?;
    let at = figure + 1 + at;
    is_attached(tokens, at).then(|| sets(&tokens[at].kind)).flatten()
}

fn is_attached(tokens: &[Token], period: usize) -> bool {
    let figure = tokens[..period].iter().rev().take_while(|t| !ends_part(t)).any(is_figure);
    figure && tokens[..period].iter().any(|t| sets(&t.kind).is_some())
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_))
}

/// The first period after a figure in its sentence, when none was said before it ("10,402 cases were reported between
/// January and August").
fn trailing(tokens: &[Token], figure: usize) -> Option<Period> {
    let rest = &tokens[figure + 1..];
    rest.iter().take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Semicolon | Mark::Stop))).find_map(|t| sets(&t.kind))
}
