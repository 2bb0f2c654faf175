//! When: the first and the last day that a figure covers.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::bulletin::{Compare, Days, Id, Span};
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::Scheme;
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD, is_heading};
use crate::token::{Kind, Mark, Period, Token};

/// A period in force, and whether it runs on to the day of the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct InForce {
    days: Days,
    open: bool,
}

impl InForce {
    /// Whether this is a part of `whole`, both known at both ends.
    fn within(self, whole: Self) -> bool {
        let ends = |days: Days| days.from.zip(days.to);
        match (ends(self.days), ends(whole.days)) {
            // The same beginning with another end tells the whole anew, but for its first half or less.
            (Some((from, to)), Some((first, last))) => {
                let half = (last - first).get_days() / 2;
                to <= last && (first < from || first == from && (to - first).get_days() <= half)
            }
            _ => false,
        }
    }

    /// Whether a day is in this, known at both ends.
    fn holds(self, day: Date) -> bool {
        self.days.from.is_some_and(|from| from <= day) && self.days.to.is_some_and(|to| day <= to)
    }

    /// Whether this ends before `main` begins.
    fn before(self, main: Self) -> bool {
        self.days.from.is_some() && self.days.to.zip(main.days.from).is_some_and(|(to, from)| to < from)
    }
}

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

/// Actions that are done in public, on the day of the statement itself.
const PUBLIC_ACTS: [&str; 4] = ["publicise", "issue", "return", "launch"];

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
        let theirs = |r: &Reading| {
            let mut told = periods.set_by(r).filter(|(at, p)| !offended(r, *at) && *p != Period::ToNow);
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
        if let Some(base) = leading(tokens, here).filter(|_| figure.clause.nature == Nature::Level) {
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
        before.days
    }

    /// What a change is held against: the year before, unless its part of the sentence names another one ("than in 2015").
    pub fn compare(&self, figure: Figure<'_>, days: Days) -> Option<Compare> {
        let told = figure.clause.compare;
        let here = figure.token().filter(|_| told == Some(Compare::YearOnYear))?;
        let rest = figure.reading.tokens[here + 1..].iter().take_while(|t| !ends_part(t) && !is_figure(t));
        let base = rest.into_iter().find_map(|t| match t.kind {
            Kind::Period(Period::Against { from, to }) => Some((from, to)),
            _ => None,
        })?;
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
                self.counted_back = matches!(period, Period::Back { .. });
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
                self.counted_back = matches!(period, Period::Back { .. });
                if loose {
                    self.main = self.in_force;
                }
            }
        }
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
        let alone = alone || part && tokens[..index].iter().any(is_figure);
        let behind = tokens[..index].iter().any(is_figure) && matches!(period, Period::Since(_));
        // "From 13,895 in 2022 to 16,339 this year": the newer level's period lasts.
        let level = |pair: &[Token]| pair[0].kind == Kind::Mark(Mark::To) && is_figure(&pair[1]);
        let behind = behind && !tokens[..index].windows(2).any(level);
        let told = self.story.is_some_and(|start| start <= at);
        let theirs = self.in_force.is_none() && reading.paragraph > 0 && offended(reading, at);
        told || theirs || (alone || behind) && self.in_force.is_some()
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
            // "In the three years", where three years are in force or what the bulletin is about.
            Period::Back { months } if [Some(in_force), self.main].into_iter().flatten().any(|p| lasts(p, months)) => {
                if lasts(in_force, months) {
                    in_force
                } else {
                    self.main.unwrap_or(in_force)
                }
            }
            Period::Back { months } => {
                let from = self.spoken().and_then(|d| d.checked_sub(months.months()).ok());
                InForce { days: Days { from, to: self.spoken() }, open: true }
            }
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

/// The period that was told just before this one, with no figure between.
fn told_before(tokens: &[Token], at: usize) -> Option<Period> {
    let before = tokens.iter().rev().skip_while(|t| t.span.start >= at);
    before.take_while(|t| !is_figure(t)).find_map(|t| said(&t.kind))
}

/// Whether a period of years stands behind what offenders did ("… who had stolen 3,870 million between 2022 and June"): it tells
/// nothing of what was done about them.
fn offended(reading: &Reading, at: usize) -> bool {
    let last = reading.clauses.iter().rfind(|c| c.quantity.span.start < at);
    let years = reading.tokens.iter().find(|t| t.span.start == at).is_some_and(|t| match said(&t.kind) {
        Some(Period::Span { from: Some(from), to: Some(to) }) => from.year() < to.year(),
        Some(Period::Since(_) | Period::Back { .. }) => true,
        _ => false,
    });
    years && last.is_some_and(|c| c.action.as_ref().is_some_and(is_offence))
}

/// Whether a figure tells what was done about offences, while the period behind it is of what offenders did.
fn of_offenders(figure: Figure<'_>) -> bool {
    let Figure { reading, clause } = figure;
    let own = clause.action.as_ref().is_some_and(|a| ENFORCED.contains(&a.as_str()));
    let behind = reading.tokens.iter().find(|t| t.span.start > figure.at() && said(&t.kind).is_some());
    own && behind.is_some_and(|t| offended(reading, t.span.start))
}

/// What offenders do, and what comes of it.
fn is_offence(action: &Id) -> bool {
    matches!(action.as_str(), "defraud" | "profit" | "involve")
}

/// What is done to offenders in a single case.
const ENFORCED: [&str; 8] =
    ["arrest", "detain", "prosecute", "sentence", "transfer", "dismantle", "approveArrest", "investigate"];

/// Whether something was done on the day of the statement itself: in public, or at a meeting, and nobody says so.
fn is_public(figure: Figure<'_>) -> bool {
    let said = || figure.reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Speech));
    let done = |a: &Id| PUBLIC_ACTS.contains(&a.as_str()) || *a == "other" && !said();
    figure.clause.nature == Nature::Level && figure.clause.action.as_ref().is_some_and(done)
}

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

/// Whether a period is closed and as long as so many months.
fn lasts(period: InForce, months: i32) -> bool {
    let InForce { days: Days { from: Some(from), to: Some(to) }, open: false } = period else { return false };
    let end = to.checked_add(1.day()).ok();
    end.is_some() && end == from.checked_add(months.months()).ok()
}

/// "By the end of July", after "since the beginning of this year": from then to the end of July.
fn begun(in_force: InForce, to: Date) -> Option<Date> {
    in_force.days.from.filter(|from| in_force.open && from.year() == to.year() && *from <= to)
}

fn years_earlier(date: Date, years: i16) -> Option<Date> {
    DateTime::from(date).date().checked_sub(i32::from(years).years()).ok()
}

fn statement(token: &Token) -> Option<Date> {
    match token.kind {
        Kind::Period(Period::Statement(day)) => Some(day),
        _ => None,
    }
}

/// The period that a token says; the day of a statement is none.
fn said(kind: &Kind) -> Option<Period> {
    match kind {
        Kind::Period(Period::Statement(_)) => None,
        Kind::Period(period) => Some(*period),
        _ => None,
    }
}

/// Whether a period is one that figures are held against rather than one that they cover.
fn is_base(period: Period) -> bool {
    matches!(period, Period::SamePeriod { .. } | Period::Against { .. })
}

fn ends_part(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Open | Mark::Close | Mark::ListComma)
    )
}

/// The period that belongs to one figure alone: said after it in the same part of the sentence, while another one was
/// said before ("In the first half of 2020 … more than the 16,240 in the same period of 2019"), or a base that stands just
/// before it ("from 2% in the same period last year", 由去年同期的2%).
fn attached(tokens: &[Token], figure: usize) -> Option<Period> {
    if figure >= 2 && tokens[figure - 1].kind == Kind::Mark(Mark::ListComma) && is_figure(&tokens[figure - 2]) {
        // The base of the first of a list is that of the second ("from 19 and 3 in the same period").
        if let Some(base) = attached(tokens, figure - 2).filter(|p| is_base(*p)) {
            return Some(base);
        }
    }
    let part = |t: &&Token| !ends_part(t);
    let just_before = tokens[..figure].iter().rev().take_while(part).take_while(|t| !is_figure(t)).take(3);
    let start = figure - just_before.clone().count();
    let nearest = (start..figure).rev().find(|i| said(&tokens[*i].kind).is_some() && !of_former(tokens, *i));
    if let Some(at) = nearest.filter(|at| said(&tokens[*at].kind).is_some_and(is_base) || is_attached(tokens, *at)) {
        return said(&tokens[at].kind);
    }
    let rest = &tokens[figure + 1..];
    let after = rest.iter().take_while(part).take_while(|t| !is_figure(t)).position(|t| said(&t.kind).is_some())?;
    let at = figure + 1 + after;
    (is_attached(tokens, at) || said(&tokens[at].kind).is_some_and(is_base)).then(|| said(&tokens[at].kind)).flatten()
}

/// The day before that of publication whose doings a title tells ("relevant actions of Wednesday, 19 March").
fn day_of(title: &Reading, publication: Option<Date>) -> Option<Date> {
    let day = title.tokens.iter().find_map(|t| match t.kind {
        Kind::Period(Period::Span { from: Some(from), to: Some(to) }) if from == to => Some(from),
        _ => None,
    });
    day.filter(|day| publication.is_some_and(|p| *day < p) && title.clauses.is_empty())
}

fn is_attached(tokens: &[Token], period: usize) -> bool {
    if period > 0 && tokens[period - 1].kind == Kind::Mark(Mark::And) {
        // "5.9% and in the first quarter …": it begins another part.
        return false;
    }
    if period > 0 && tokens[period - 1].kind == Kind::Mark(Mark::From) {
        // "From 19 in the year before": the former level's alone.
        return true;
    }
    if of_former(tokens, period) {
        return true;
    }
    let of = tokens.get(period + 1).is_some_and(|t| t.kind == Kind::Mark(Mark::Of) && touch(&tokens[period], t));
    if of && tokens.get(period + 2).is_some_and(|t| is_figure(t) && touch(&tokens[period + 1], t)) {
        // 昨年1年間の23億円を上回り: that figure's alone.
        return true;
    }
    let figure = tokens[..period].iter().rev().take_while(|t| !ends_part(t)).any(is_figure);
    let other = |i: usize| said(&tokens[i].kind).is_some_and(|p| !is_base(p)) && !of_former(tokens, i);
    figure && (0..period).any(other)
}

/// Whether a period is that of the former level of a change, which it stands behind ("rose from 13,895 in 2022 to 16,339").
fn of_former(tokens: &[Token], period: usize) -> bool {
    let changes = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Increase | Mark::Decrease));
    period > 1
        && is_figure(&tokens[period - 1])
        && tokens[period - 2].kind == Kind::Mark(Mark::From)
        && tokens[..period].iter().any(changes)
}

fn touch(one: &Token, two: &Token) -> bool {
    one.span.end == two.span.start
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_))
}

/// Whether a period is the end of a span whose beginning is told without a date: "from …" before, no date between.
fn until(tokens: &[Token], at: usize) -> bool {
    let Some(index) = tokens.iter().position(|t| t.span.start == at) else { return false };
    let mut before = tokens[..index].iter().rev();
    let to = before.next().is_some_and(|t| t.kind == Kind::Mark(Mark::To));
    let untold = before.take(5).take_while(|t| said(&t.kind).is_none() && !is_figure(t) && !ends_part(t));
    to && untold.into_iter().any(|t| t.kind == Kind::Mark(Mark::From))
}

/// The base period that a sentence begins with ("In the same period of 2019, there were …"): its levels are of it.
fn leading(tokens: &[Token], figure: usize) -> Option<Period> {
    let head = tokens[..figure].iter().take_while(|t| !is_figure(t));
    head.filter_map(|t| said(&t.kind)).next().filter(|p| is_base(*p))
}

/// A streak has no period unless it is dated at both ends ("for 4 months in a row from June to September").
fn streak(tokens: &[Token], figure: usize) -> Days {
    let part = tokens[figure + 1..].iter().take_while(|t| !ends_part(t) && !is_figure(t));
    let dated = part.filter_map(|t| said(&t.kind)).find_map(|p| match p {
        Period::Span { from: Some(from), to: Some(to) } if from < to => Some(Days { from: Some(from), to: Some(to) }),
        _ => None,
    });
    dated.unwrap_or_default()
}

/// The first period after a figure in its sentence, when none was said before it ("10,402 cases were reported between
/// January and August").
fn trailing(tokens: &[Token], figure: usize) -> Option<Period> {
    let rest = &tokens[figure + 1..];
    // "So far" is of this figure where it stands in its part of the sentence.
    let near = rest.iter().take_while(|t| !ends_part(t) && !is_figure(t)).count();
    let now = rest[..near].iter().any(|t| said(&t.kind) == Some(Period::ToNow));
    let holds = |p: &Period| !is_base(*p) && *p != Period::Vague && (*p != Period::ToNow || now);
    let part = rest.iter().take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Semicolon | Mark::Stop)));
    let at = part.clone().position(|t| said(&t.kind).is_some_and(|p| holds(&p)))?;
    // What is told of another figure, in another part of the sentence, is not told of this one.
    let mut between = rest[..at].iter().skip_while(|t| t.kind != Kind::Mark(Mark::Comma));
    (!between.any(is_figure)).then(|| said(&rest[at].kind)).flatten()
}

/// Where the text tells when.
pub fn told(parsed: &Parsed) -> Vec<Span> {
    let tokens = parsed.readings.iter().flat_map(|r| &r.tokens);
    tokens.filter(|t| matches!(t.kind, Kind::Period(_))).map(|t| t.span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::sketch::slots;

    fn periods(sketch: &str) -> String {
        let day = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
        slots(&format!("title\n@ministry\n{sketch}"), |_, o| format!("{}..{}", day(o.period.from), day(o.period.to)))
            .replace("2024-", "")
    }

    #[test]
    fn a_period_reaches_to_the_next_one() {
        for (sketch, expected) in [
            ("[2024-01-01..2024-03-31] 5 . 6 .\n7 .", "01-01..03-31 | 01-01..03-31 | 01-01..03-31"),
            ("[since:2024-01-01] 5 . [2024-05-01..2024-05-31] 6 .\n7 .", "01-01..06-30 | 05-01..05-31 | 01-01..06-30"),
            ("5 [2024-01-01..2024-03-31] . 6", "01-01..03-31 | 01-01..03-31"),
            // A period that a paragraph begins with holds on; one said in its midst ends with it, like a part of the whole.
            (
                "[2024-01-01..2024-03-31] 5 .\n[2023-01-01..2023-12-31] 6 .\n7 .",
                "01-01..03-31 | 2023-01-01..2023-12-31 | 2023-01-01..2023-12-31",
            ),
            (
                "about [2024-01-01..2024-01-31] .\n[2024-01-01..2024-01-31] 5 . [since:2023-05-01] 6 .\n7 .",
                "01-01..01-31 | 2023-05-01..06-30 | 01-01..01-31",
            ),
            (
                "[2024-01-01..2024-03-31] 5 .\n6 . [2023-01-01..2023-12-31] 7 .\n8 .",
                "01-01..03-31 | 01-01..03-31 | 2023-01-01..2023-12-31 | 01-01..03-31",
            ),
            (
                "[2024-01-01..2024-05-31] 5 .\n[2024-03-01..2024-03-31] 6 .\n7 .\n8 .",
                "01-01..05-31 | 03-01..03-31 | 01-01..05-31 | 01-01..05-31",
            ),
            // A look back to an earlier time ends with its heading.
            (
                "[2024-01-01..2024-06-30] 5 .\n[2023-01-01..2023-12-31] 6 .\nTHEFTS\n7 .",
                "01-01..06-30 | 2023-01-01..2023-12-31 | 01-01..06-30",
            ),
            (
                "[back:60] 5 .\n6 . [2023-01-01..2023-12-31] 7 .\n8 .",
                "2019-06-30..06-30 | 2019-06-30..06-30 | 2023-01-01..2023-12-31 | 2023-01-01..2023-12-31",
            ),
            ("[2024-01-01..2024-03-31] 5 , 6 [year-1] .", "01-01..03-31 | 2023-01-01..2023-03-31"),
            ("[since:2024-02-01] 5 . 6 [now] .", "02-01..06-30 | 02-01..06-30"),
            // An end and a beginning in one sentence; a beginning and "so far".
            ("[..2024-05-31] , [since:2024-01-01] 5 .", "01-01..05-31"),
            ("[..2024-05-31] 4 , [since:2024-01-01] 5 .", "?..05-31 | 01-01..06-30"),
            ("[2024-01-01..2024-01-31] 4 . [since:2024-05-01] it ran , [now] 5 .", "01-01..01-31 | 05-01..06-30"),
            // Years that are counted back are those in force where these are as many.
            ("[2022-01-01..2023-12-31] 5 .\n[back:24] 6 .", "2022-01-01..2023-12-31 | 2022-01-01..2023-12-31"),
            ("[2022-01-01..2023-12-31] 5 .\n[back:36] 6 .", "2022-01-01..2023-12-31 | 2021-06-30..06-30"),
            // "Of which in March" is a part.
            (
                "[2024-01-01..2024-05-31] 5 , among [2024-03-01..2024-03-31] 6 . 7 .",
                "01-01..05-31 | 03-01..03-31 | 01-01..05-31",
            ),
            ("[2023-01-01..2023-12-31] 5 . [yearend] , 6 .", "2023-01-01..2023-12-31 | ?..2023-12-31"),
            ("[2024-01-01..2024-12-31] 5 . [yearend] , 6 .", "01-01..12-31 | ?..?"),
            // A stock at a day of the period ends with its paragraph as well.
            (
                "[2023-01-01..2023-12-31] 5 .\n[..2023-12-31] 6 .\n7 .",
                "2023-01-01..2023-12-31 | ?..2023-12-31 | 2023-01-01..2023-12-31",
            ),
            ("[2023-01-01..2023-12-31] 5 .\n[..2024-03-31] 6 .\n7 .", "2023-01-01..2023-12-31 | ?..03-31 | ?..03-31"),
            (
                "[2024-01-01..2024-03-31] 5 . +5% [against:2020-01-01] . 6 .",
                "01-01..03-31 | 01-01..03-31 | 01-01..03-31",
            ),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn the_period_of_a_former_level_is_its_own() {
        for (sketch, expected) in [
            (
                "[2023-06-01..2023-06-30] 4 .\nrise from 5 [2022-01-01..2022-12-31] to 6 [since:2024-01-01] . 7 .",
                "2023-06-01..2023-06-30 | 2022-01-01..2022-12-31 | 01-01..06-30 | 01-01..06-30",
            ),
            ("from 5 [2022-01-01..2022-12-31] . 6 .", "2022-01-01..2022-12-31 | 2022-01-01..2022-12-31"),
            ("5 [2022-01-01..2022-12-31] . 6 .", "2022-01-01..2022-12-31 | 2022-01-01..2022-12-31"),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn the_period_of_an_operation_ends_with_its_paragraph() {
        for (sketch, expected) in [
            (
                "[2023-01-01..2023-12-31] 5 .\n!0 began [since:2023-03-01] . 6 . 7 .\n8 .",
                "2023-01-01..2023-12-31 | 2023-03-01..06-30 | 2023-03-01..06-30 | 2023-01-01..2023-12-31",
            ),
            ("!0 began [since:2023-03-01] . 6 .\n8 .", "2023-03-01..06-30 | 2023-03-01..06-30"),
            (
                "[2023-01-01..2023-12-31] 5 .\n[since:2024-03-01] 6 .\n8 .",
                "2023-01-01..2023-12-31 | 03-01..06-30 | 03-01..06-30",
            ),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_change_is_held_against_the_year_that_is_named() {
        let compare = |sketch: &str| slots(&format!("t\n{sketch}"), |_, o| format!("{:?}", o.compare));
        for (sketch, expected) in [
            ("[2019-01-01..2019-12-31] +5% [against:2015-01-01] .", "Some(PreviousPeriod)"),
            ("[2019-01-01..2019-12-31] +5% [against:2018-01-01] .", "Some(YearOnYear)"),
            ("+5% [against:2015-01-01] .", "Some(YearOnYear)"),
            ("[2024-01-01..2024-01-31] +5% [against:2023-12-01..2023-12-31] .", "Some(MonthOnMonth)"),
            ("[2024-01-01..2024-01-31] +5% [against:2023-01-01..2023-01-31] .", "Some(YearOnYear)"),
        ] {
            assert_eq!(compare(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn some_periods_hold_for_their_sentence_only() {
        for (sketch, expected) in [
            (
                "[2024-01-01..2024-03-31] 5 . [2024-03-01..2024-03-31] alone , 6 . 7 .",
                "01-01..03-31 | 03-01..03-31 | 01-01..03-31",
            ),
            (
                "[2024-01-01..2024-03-31] 5 . 6 [since:2023-12-17] . 7 .",
                "01-01..03-31 | 2023-12-17..06-30 | 01-01..03-31",
            ),
            ("[2024-01-01..2024-03-31] 5 . [since:2024-04-01] 6 . 7 .", "01-01..03-31 | 04-01..06-30 | 04-01..06-30"),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_title_of_a_day_tells_of_it() {
        let days = |sketch: &str| {
            let day = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
            slots(sketch, |_, o| format!("{}..{}", day(o.period.from), day(o.period.to))).replace("2024-", "")
        };
        for (sketch, expected) in [
            ("t [2024-06-27]\n@ministry\n5 .", "06-27..06-27"),
            (
                "t [2024-06-27]\n@ministry\n[since:2024-02-01] 5 . 6 .\n7 .",
                "02-01..06-30 | 02-01..06-30 | 06-27..06-27",
            ),
            ("t [2024-06-30]\n@ministry\n5 .", "?..?"),
        ] {
            assert_eq!(days(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn what_offenders_did_dates_nothing_else() {
        for (sketch, expected) in [
            (
                "5=detain/suspect who 6CNY=defraud/money [2022-01-01..2024-05-31] . 7 .",
                "?..? | 2022-01-01..05-31 | ?..?",
            ),
            ("6CNY=profit/money [back:36] .\n7=seize/money .", "2021-06-30..06-30 | ?..?"),
            ("6=register/case [2024-01-01..2024-05-31] . 7=seize/money .", "01-01..05-31 | 01-01..05-31"),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn single_cases_have_no_period() {
        for (sketch, expected) in [
            ("[since:2024-01-01] 5 .\nstory , 6 . 7 .\n8 .", "01-01..06-30 | ?..? | ?..? | 01-01..06-30"),
            ("[since:2024-01-01] 5 .\nstory , [2024-02-01] 6 . 7 .", "01-01..06-30 | 02-01..02-01 | ?..?"),
            ("[since:2024-01-01] 5 .\nstory , 6 .\n@police 7 .\n8 .", "01-01..06-30 | ?..? | ?..? | 01-01..06-30"),
            ("[since:2024-01-01] 5 .\namong , story 6 .", "01-01..06-30 | 01-01..06-30"),
            ("[since:2024-01-01] 5 .\n*arrest by story , 6 .", "01-01..06-30 | 01-01..06-30"),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn so_far_runs_to_the_day_of_the_statement() {
        for (sketch, expected) in [
            ("[said:2024-06-28] 5 [since:2024-01-01] .\n[now] 6 .", "01-01..06-28 | 01-01..06-28"),
            ("[said:2024-06-28] .\n@ministry [said:2024-05-31] 5 [now] .\n[now] 6 .", "?..05-31 | ?..06-28"),
            ("[said:2024-06-28] , 5=other .\n[said:2024-06-28] said 6=other .", "06-28..06-28 | ?..?"),
        ] {
            assert_eq!(periods(sketch), expected, "{sketch}");
        }
    }
}
