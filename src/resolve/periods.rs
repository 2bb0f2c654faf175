//! When: the first and the last day that a figure covers.

mod force;
mod said;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::bulletin::{Compare, Days, Span};
use crate::clause::{Clause, Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::Scheme;
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD, is_figure, is_heading};
use crate::token::{Kind, Mark, Period, Token};
use force::{InForce, begun, lasts, years_earlier};
use said::{
    apart, attached, day_of, ends_part, is_attached, is_base, is_offence, is_public, is_stock, leading, of_level,
    of_offenders, offended, said, statement, streak, told_before, trailing, until,
};

/// The period in force, sentence by sentence: one said once holds until the text says another.
pub struct Periods {
    in_force: Option<InForce>,
    /// The period that the bulletin is about: the first that its body puts in force.
    main: Option<InForce>,
    /// How many periods the paragraph put in force one after the other: of many none lasts.
    many: usize,
    text: Arc<str>,
    /// Whether no figure stood in the sentence that said it, so that the first that has one may say it better.
    unsure: bool,
    /// The period that the figures of a paragraph began with last, or the bulletin's own: one said later in a paragraph ends
    /// with it.
    section: Option<InForce>,
    /// Whether it was counted back from the day of the statement ("in the past five years").
    counted_back: bool,
    /// Whether it is that of an operation which began while another period was in force: it ends with the paragraph.
    of_operation: bool,
    /// Whether no figure of the paragraph was told before this sentence.
    opens: bool,
    /// The first period of the text: a lead that says none is about it.
    first: Option<Period>,
    /// Whether the bulletin opens with arrests that it does not date: when the offenders did it is not when they were caught.
    case: bool,
    /// The day that the title tells the doings of: what says no other one is of it.
    daily: Option<Date>,
    /// The day of the statement: "so far" and "since" run to it.
    statement: Option<Date>,
    publication: Option<Date>,
    /// The day of a statement that holds to the end of its paragraph: one made well before the bulletin's own.
    earlier: Option<Date>,
    paragraph: usize,
    /// The paragraph in which the period in force was said.
    said_in: usize,
    /// Where the story of a single case begins in this sentence, or 0 if it began before.
    story: Option<usize>,
}

/// So many days before the bulletin's own statement another one is that is only referred to.
const EARLIER: i64 = 7;

impl Periods {
    /// Before the first sentence: the day of the statement is the first that the text gives, else the publication's.
    pub fn new(document: &Document, parsed: &Parsed) -> Self {
        let head = || parsed.readings.iter().take_while(|r| r.paragraph <= LEAD);
        let said = head().flat_map(|r| &r.tokens).find_map(statement);
        let mut periods = Self {
            in_force: None,
            main: None,
            unsure: false,
            many: 0,
            text: document.text.clone(),
            section: None,
            counted_back: false,
            of_operation: false,
            opens: false,
            first: None,
            case: false,
            daily: None,
            statement: said.or(document.date),
            publication: document.date,
            earlier: None,
            paragraph: 0,
            said_in: 0,
            story: None,
        };
        periods.daily = parsed.readings.iter().filter(|r| r.paragraph == 0).find_map(|r| day_of(r, document.date));
        if let Some(day) = periods.daily {
            let days = InForce { days: Days { from: Some(day), to: Some(day) }, open: false };
            (periods.in_force, periods.main, periods.section) = (Some(days), Some(days), Some(days));
        }
        // Where words are not spaced, when stands before who: it is told of the whole sentence.
        periods.case = !document.language.spaced && opens_with_case(parsed, |r| periods.set_by(r).next().is_some());
        let theirs = |r: &Reading| {
            let mut told =
                periods.set_by(r).filter(|(at, p)| !offended(r, *at) && *p != Period::ToNow && !periods.of_case(r));
            told.next().map(|(_, p)| p)
        };
        periods.first = head().filter(|r| r.paragraph > 0).find_map(theirs);
        periods
    }

    /// Before the clauses of a sentence.
    ///
    /// A part of the bulletin's own period ("in April alone") and a look back at an earlier one hold to the end
    /// of their paragraph.
    pub fn enter(&mut self, reading: &Reading) {
        // A paragraph that runs through several periods leaves none in force, nor does any last beyond a heading.
        let looks_back = self.many > 2 || is_heading(reading, &self.text);
        let begins = reading.paragraph != self.paragraph;
        self.opens |= begins;
        let passing = |(part, main): (InForce, InForce)| part.within(main) || looks_back && part.before(main);
        let over = begins && std::mem::take(&mut self.of_operation);
        if over || begins && self.in_force.zip(self.main).is_some_and(passing) {
            (self.in_force, self.section) = (self.main, self.main);
        } else if begins && self.daily.is_some() {
            self.in_force = self.main;
        } else if begins {
            self.in_force = self.section.or(self.in_force);
        }
        self.tell(reading);
        if reading.paragraph != self.paragraph {
            (self.earlier, self.many) = (None, 0);
        }
        self.paragraph = reading.paragraph;
        if let Some(day) = reading.tokens.iter().find_map(statement) {
            if self.statement.and_then(|s| s.checked_sub(EARLIER.days()).ok()).is_some_and(|s| day < s) {
                self.earlier = Some(day);
            } else {
                (self.statement, self.earlier) = (Some(day), None);
            }
        }
    }

    /// Finds where a story begins. It ends with its paragraph, unless the next one goes on with another body's.
    fn tell(&mut self, reading: &Reading) {
        let goes_on = self.story.is_some() && begins_elsewhere(reading);
        self.story = match self.story {
            Some(_) if reading.paragraph == self.paragraph || goes_on => Some(0),
            _ => None,
        };
        let told = story(&reading.tokens);
        let among = reading.tokens.iter().take(3).any(|t| t.kind == Kind::Mark(Mark::Among));
        if reading.paragraph > 0 && !among {
            self.story = self.story.or(told);
        }
    }

    /// The day to which "so far" and "since" run.
    fn spoken(&self) -> Option<Date> {
        self.earlier.or(self.statement)
    }

    /// The days that a figure covers.
    pub fn of(&self, figure: Figure<'_>) -> Days {
        let before = self.before(figure);
        if let Some(period) = figure.clause.period {
            return self.days(period, before).days;
        }
        let tokens = &figure.reading.tokens;
        let Some(here) = figure.token() else {
            return before.days;
        };
        if let Some(period) = attached(tokens, here).filter(|p| figure.clause.nature != Nature::Change || !is_base(*p))
        {
            return self.days(period, before).days;
        }
        match figure.clause.nature {
            Nature::Streak => return streak(tokens, here),
            // A former level that says no period is of the year before ("up from 1,202").
            Nature::Former => return self.days(Period::SamePeriod { years_before: 1 }, before).days,
            _ => {}
        }
        let led = || apart(tokens, here).or_else(|| leading(tokens, here));
        if let Some(base) = led().filter(|_| figure.clause.nature == Nature::Level) {
            return self.days(base, self.in_force.unwrap_or_default()).days;
        }
        if let Some(days) = (figure.clause.nature == Nature::Change).then(|| self.newest(figure)).flatten() {
            return days;
        }
        let said_before = self.set_by(figure.reading).any(|(at, _)| at < figure.at());
        if !said_before {
            if let Some(period) = trailing(tokens, here).filter(|_| !of_offenders(figure)) {
                return self.days(period, self.in_force.unwrap_or_default()).days;
            }
            if let (true, Some(day)) = (is_public(figure), tokens.iter().find_map(statement)) {
                return Days { from: Some(day), to: Some(day) };
            }
        }
        let stock = figure.clause.nature == Nature::Level && is_stock(figure, before.days);
        if stock { Days { from: None, ..before.days } } else { before.days }
    }

    /// What a change is held against: the year before, unless its part of the sentence names another one ("than in 2015").
    pub fn compare(&self, figure: Figure<'_>, days: Days) -> Option<Compare> {
        let told = figure.clause.compare;
        let here = figure.token().filter(|_| told == Some(Compare::YearOnYear))?;
        let rest = figure.reading.tokens[here + 1..].iter().take_while(|t| !ends_part(t) && !is_figure(t));
        let base = rest.into_iter().find_map(|t| match t.kind {
            Kind::Period(Period::Against { from, to }) => Some((from, to)),
            _ => None,
        });
        let base = base.or_else(|| former(&figure.reading.tokens[..here]))?;
        let own = days.from.or(days.to)?;
        let month = |from: Date, to: Date| from.day() == 1 && to == from.last_of_month();
        if month(base.0, base.1) && days.to.is_some_and(|to| month(own, to)) {
            let months = i32::from(own.year() - base.0.year()) * 12 + i32::from(own.month() - base.0.month());
            return match months {
                12 => None,
                1 => Some(Compare::MonthOnMonth),
                _ => Some(Compare::PreviousPeriod),
            };
        }
        (own.year() > base.0.year() + 1).then_some(Compare::PreviousPeriod)
    }

    /// The period in force round a sentence that dates only its own figures, behind them ("… has laundered 4 million since July").
    pub fn round(&self, figure: Figure<'_>) -> Option<Days> {
        let first = figure.reading.clauses.first().map(|c| c.quantity.span.start)?;
        let (at, period) = self.set_by(figure.reading).next()?;
        let late = first < at && self.passes(figure.reading, at, period);
        self.in_force.filter(|_| late).map(|p| p.days)
    }

    /// The days of a change that stands behind the levels of two periods ("13,559 in November, 18,204 a year before: a fall of
    /// 26%"): those of the newer level. None where its own part of the sentence tells a period.
    fn newest(&self, figure: Figure<'_>) -> Option<Days> {
        let tokens = &figure.reading.tokens;
        let here = figure.token()?;
        let part = tokens[..here].iter().rev().find(|t| ends_part(t)).map_or(0, |t| t.span.end);
        let mut in_force = self.in_force.unwrap_or_default();
        let mut told: Vec<Days> = Vec::new();
        for (at, period) in self.set_by(figure.reading).take_while(|(at, _)| *at < figure.at()) {
            in_force = self.put(tokens, at, period, in_force);
            if at >= part {
                return None;
            }
            told.push(in_force.days);
        }
        let last = *told.last()?;
        let newest = *told.iter().filter(|d| d.from.is_some() && d.to.is_some()).max_by_key(|d| d.to)?;
        (last.to.is_some() && last.to < newest.from).then_some(newest)
    }

    /// The period in force just before a figure.
    fn before(&self, figure: Figure<'_>) -> InForce {
        let lead = || self.first.filter(|_| self.paragraph <= LEAD).map(|p| self.days(p, InForce::default()));
        let mut in_force = self.in_force;
        if self.story.is_some_and(|start| start <= figure.at()) {
            // A single case has no period but the one that its own sentence says.
            in_force = Some(InForce::default());
        }
        for (at, period) in self.set_by(figure.reading).take_while(|(at, _)| *at < figure.at()) {
            in_force = Some(self.put(&figure.reading.tokens, at, period, in_force.unwrap_or_default()));
        }
        in_force.or_else(lead).unwrap_or_default()
    }

    /// After the clauses of a sentence: what it said stays in force.
    pub fn leave(&mut self, reading: &Reading) {
        self.put_in_force(reading);
        self.opens &= reading.clauses.is_empty();
    }

    fn put_in_force(&mut self, reading: &Reading) {
        let set: Vec<(usize, Period)> = self.set_by(reading).collect();
        for (at, period) in set {
            if self.passes(reading, at, period) {
                continue;
            }
            let put = Some(self.put(&reading.tokens, at, period, self.in_force.unwrap_or_default()));
            let operation = reading.tokens.iter().any(|t| matches!(t.kind, Kind::Campaign(_)));
            let closed = self.in_force.is_some_and(|p| p.days.from.is_some() && !p.open);
            self.of_operation =
                operation && matches!(period, Period::Since(_)) && self.said_in != reading.paragraph && closed;
            self.many += usize::from(put != self.in_force);
            self.in_force = put;
            self.said_in = reading.paragraph;
            // Told again with figures, it is the bulletin's own.
            self.unsure &= reading.clauses.is_empty() || self.in_force != self.main;
            if reading.paragraph > 0
                && (self.main.is_none()
                    || self.unsure && !reading.clauses.is_empty() && (self.widens() || self.begins_alike()))
            {
                (self.main, self.unsure) = (self.in_force, reading.clauses.is_empty());
                self.section = self.main;
                self.counted_back = matches!(period, Period::Back { .. } | Period::DaysBack { .. });
            }
            let leads = reading.tokens.iter().take_while(|t| t.span.start < at).all(|t| !is_figure(t));
            // A stock, or years that were only counted back, make room for the first period that is told exactly.
            let exact = matches!(period, Period::Span { from: Some(_), .. });
            let loose = self.section.is_some_and(|s| s.days.from.is_none()) || self.counted_back && exact;
            // So does a stock at a day of it.
            let stock = |part: InForce, main: InForce| {
                part.days.from.is_none() && part.days.to.is_some_and(|to| main.holds(to))
            };
            let part = self.in_force.zip(self.main).is_some_and(|(part, main)| part.within(main) || stock(part, main));
            // "The minister recalled that 1,034 have been arrested this year", after a week's doings: said by the way.
            let spoken = reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Speech));
            let wider = self.main.zip(self.in_force).is_some_and(|(main, wide)| main != wide && main.within(wide));
            let recalled = spoken && wider && self.section == self.main;
            let sets = self.opens && leads && !part && !recalled || loose;
            if sets && reading.paragraph > 0 && self.daily.is_none() && !self.of_operation {
                self.section = self.in_force;
                self.counted_back = matches!(period, Period::Back { .. } | Period::DaysBack { .. });
                if loose {
                    self.main = self.in_force;
                }
            }
        }
    }

    /// Whether a sentence tells only what the offenders of a single case did.
    fn of_case(&self, reading: &Reading) -> bool {
        let theirs = |c: &Clause| c.action.as_ref().is_some_and(is_offence);
        let alleged = reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Alleged));
        self.case && !reading.clauses.is_empty() && (alleged || reading.clauses.iter().all(theirs))
    }

    /// Whether the period in force holds the one that the bulletin is about.
    fn widens(&self) -> bool {
        self.in_force.zip(self.main).is_some_and(|(wide, main)| main.within(wide))
    }

    /// Whether the period in force begins where the one that the bulletin is about does: "since 2023" was only told of, "by the
    /// end of November" has the figures.
    fn begins_alike(&self) -> bool {
        let from = |p: InForce| p.days.from.filter(|_| p.days.to.is_some());
        self.in_force.zip(self.main).is_some_and(|(p, main)| from(p).is_some() && from(p) == from(main))
    }

    /// Whether a period holds for its sentence only: in the story of a single case, "alone", or a beginning that is told
    /// behind the figures while another period is in force ("… has been used 9 million times since it was relaxed").
    fn passes(&self, reading: &Reading, at: usize, period: Period) -> bool {
        let tokens = &reading.tokens;
        let Some(index) = tokens.iter().position(|t| t.span.start == at) else { return false };
        let beside = [index.checked_sub(1), Some(index + 1)];
        let alone =
            beside.into_iter().flatten().filter_map(|i| tokens.get(i)).any(|t| t.kind == Kind::Mark(Mark::Alone));
        // 审结2.1万件，其中2024年8415件: a part of what was counted.
        let part = index > 0 && tokens[index - 1].kind == Kind::Mark(Mark::Among);
        // うち自転車は11月の改正以降で132件: what began later is of that part alone.
        let own = tokens[..index].iter().rev().take_while(|t| !ends_part(t));
        let part =
            part || matches!(period, Period::Since(_)) && own.into_iter().any(|t| t.kind == Kind::Mark(Mark::Among));
        let alone = alone || part && tokens[..index].iter().any(is_figure);
        let behind = tokens[..index].iter().any(is_figure) && matches!(period, Period::Since(_));
        // "From 13,895 in 2022 to 16,339 this year": the newer level's period lasts.
        let level = |pair: &[Token]| pair[0].kind == Kind::Mark(Mark::To) && is_figure(&pair[1]);
        let behind = behind && !tokens[..index].windows(2).any(level);
        let told = self.story.is_some_and(|start| start <= at);
        let theirs = self.in_force.is_none() && reading.paragraph > 0 && offended(reading, at);
        let case = self.of_case(reading) && !tokens[..index].iter().any(is_figure);
        told || theirs || case || (alone || behind) && self.in_force.is_some()
    }

    /// The periods that a sentence puts in force, with where they stand.
    ///
    /// None is put in force by the day of a statement, by the line that gives the day of publication, by a period that
    /// belongs to one figure or is only a base ("than in the same period of last year"), and by a vague one that no figure
    /// follows ("cases accumulated for years").
    fn set_by<'r>(&'r self, reading: &'r Reading) -> impl Iterator<Item = (usize, Period)> + 'r {
        let tokens = &reading.tokens;
        let publication = |p: &Period| match *p {
            Period::Span { from, to } => {
                reading.clauses.is_empty() && from.is_some() && from == to && from == self.publication
            }
            _ => false,
        };
        let idle = |at: usize| reading.clauses.is_empty() || tokens[..at].iter().any(is_figure);
        let vague = move |at: usize, p: &Period| *p == Period::Vague && idle(at);
        tokens.iter().enumerate().filter_map(move |(i, token)| {
            let period = said(&token.kind)?;
            let sets = !is_base(period) && !is_attached(tokens, i) && !vague(i, &period) && !publication(&period);
            sets.then_some((token.span.start, period))
        })
    }

    /// What a period that stands at a byte of a sentence puts in force. "From its inception to August" begins where the
    /// period in force does.
    fn put(&self, tokens: &[Token], at: usize, period: Period, in_force: InForce) -> InForce {
        let mut days = self.days(period, in_force);
        if until(tokens, at) {
            days.days.from = in_force.days.from.or(days.days.from);
        }
        match (period, told_before(tokens, at)) {
            // 截至10月31日，今年共查处: this year ends where the figures do.
            (Period::Since(from), Some(Period::Span { from: None, to: Some(to) }))
                if from.year() == to.year() && from <= to =>
            {
                InForce { days: Days { from: Some(from), to: Some(to) }, open: false }
            }
            // 自5月起展开行动，至今拘捕12人: from then on.
            (Period::ToNow, Some(Period::Since(from))) => {
                InForce { days: Days { from: Some(from), to: days.days.to }, open: true }
            }
            _ => days,
        }
    }

    /// The days of a period, never with an end before its beginning: what begins after the day of the statement is open.
    fn days(&self, period: Period, in_force: InForce) -> InForce {
        let mut days = self.meant(period, in_force);
        if days.days.from > days.days.to && days.days.to.is_some() {
            days.days.to = None;
        }
        days
    }

    fn meant(&self, period: Period, in_force: InForce) -> InForce {
        let closed = |from, to| InForce { days: Days { from, to }, open: false };
        match period {
            Period::Span { from: None, to: Some(to) } => closed(begun(in_force, to), Some(to)),
            Period::Span { from, to } => closed(from, to),
            Period::Since(from) => InForce { days: Days { from: Some(from), to: self.spoken() }, open: true },
            Period::ToNow => InForce { days: Days { from: self.beginning(in_force), to: self.spoken() }, open: true },
            Period::Back { .. } | Period::DaysBack { .. } => self.counted_back(period, in_force),
            Period::SamePeriod { years_before } => {
                let earlier = |d: Option<Date>| d.and_then(|d| years_earlier(d, years_before));
                closed(earlier(in_force.days.from), earlier(in_force.days.to))
            }
            // What is told of no known days goes back to those of the bulletin.
            Period::Same if in_force.days == Days::default() => self.main.unwrap_or(in_force),
            Period::Same => in_force,
            Period::YearEnd => {
                let year = in_force.days.to.or(self.spoken()).map(Date::last_of_year);
                closed(None, year.filter(|end| self.spoken().is_none_or(|spoken| *end <= spoken)))
            }
            Period::Against { .. } | Period::Vague | Period::Statement(_) => InForce::default(),
        }
    }

    /// "In the three years", where three years are in force or what the bulletin is about: these; else as long a time back
    /// from the day of the statement.
    fn counted_back(&self, period: Period, in_force: InForce) -> InForce {
        if let Some(told) = [Some(in_force), self.main].into_iter().flatten().find(|p| lasts(*p, period)) {
            return told;
        }
        let length = match period {
            Period::Back { months } => months.months(),
            Period::DaysBack { days } => days.days(),
            _ => return in_force,
        };
        InForce {
            days: Days { from: self.spoken().and_then(|d| d.checked_sub(length).ok()), to: self.spoken() },
            open: true,
        }
    }

    /// "So far" keeps a beginning that runs on ("since May … so far"), or the day on which something began that was
    /// told in the same paragraph.
    fn beginning(&self, in_force: InForce) -> Option<Date> {
        let day = in_force.days.from.is_some() && in_force.days.from == in_force.days.to;
        let told = self.said_in == self.paragraph;
        ((in_force.open || day) && told || in_force.open && self.said_in + 1 == self.paragraph)
            .then_some(in_force.days.from)
            .flatten()
    }
}

/// Whether the first figures of a bulletin are people who were arrested or charged, at no time that it says.
fn opens_with_case(parsed: &Parsed, dated: impl Fn(&Reading) -> bool) -> bool {
    let first = parsed.readings.iter().find(|r| r.paragraph > 0 && !r.clauses.is_empty());
    let caught =
        |c: &Clause| c.nature == Nature::Level && c.action.as_ref().is_some_and(|a| CAUGHT.contains(&a.as_str()));
    first.is_some_and(|r| r.clauses.iter().all(caught) && !dated(r))
}

/// The days of the former level that a sentence tells of before a change (較1月的1萬件減少, 由1月的417件升至503件), unless a base is
/// named behind it.
fn former(before: &[Token]) -> Option<(Date, Date)> {
    let ends = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Semicolon | Mark::Stop | Mark::Base(_)));
    let start = before.iter().rposition(ends).map_or(0, |at| at + 1);
    (start..before.len()).rev().filter(|i| is_figure(&before[*i])).find_map(|i| match of_level(before, i) {
        Some(Period::Span { from: Some(from), to: Some(to) }) => Some((from, to)),
        _ => None,
    })
}

/// What is done to the offenders of a single case.
const CAUGHT: [&str; 5] = ["arrest", "detain", "prosecute", "transfer", "sentence"];

/// Where a sentence begins to tell of a single case: nothing was done before ("…, suffered by a 63-year-old" tells no story).
fn story(tokens: &[Token]) -> Option<usize> {
    let at = tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Story))?;
    let acts = |t: &Token| {
        matches!(t.kind, Kind::Quantity(_) | Kind::Mark(Mark::By)) || senses(t, Scheme::Action).next().is_some()
    };
    (!tokens[..at].iter().any(acts)).then_some(tokens[at].span.start)
}

/// Whether a sentence begins with a body of a place or with a place.
fn begins_elsewhere(reading: &Reading) -> bool {
    let first = reading.tokens.iter().find(|t| !matches!(t.kind, Kind::Gap));
    first.is_some_and(|t| matches!(t.kind, Kind::Agency(_) | Kind::Place(_)))
}

/// Where the text tells when.
pub fn told(parsed: &Parsed) -> Vec<Span> {
    let tokens = parsed.readings.iter().flat_map(|r| &r.tokens);
    tokens.filter(|t| matches!(t.kind, Kind::Period(_))).map(|t| t.span).collect()
}
