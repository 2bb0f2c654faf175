//! Under which campaign: how far the name of an operation reaches.

use std::collections::BTreeSet;

use crate::bulletin::{Days, Id};
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::Scheme;
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD, is_figure, is_heading};
use crate::token::{Kind, Mark, Period, Token};

/// No title names more operations: a file of one line has no title to speak of.
const MOST: usize = 8;

/// How many bytes nothing is known of may stand before the name of an operation that a sentence begins with.
const UNKNOWN: usize = 9;

/// Whether a sentence begins with an operation: nobody acts and nothing is counted before it is named.
fn is_subject(reading: &Reading, spaced: bool) -> bool {
    let before = reading.tokens.iter().take_while(|t| campaign(t).is_none());
    let idle = |t: &Token| matches!(t.kind, Kind::Gap | Kind::Mark(_) | Kind::Period(_) | Kind::Word(_));
    let Some(named) = reading.tokens.iter().find(|t| campaign(t).is_some()) else { return false };
    // Where words are not spaced, what nothing is known of may say who acts: 边境一线依托“清源断流”行动.
    let known: usize = before.clone().map(|t| t.span.end - t.span.start).sum();
    let unknown = (named.span.start - reading.span.start).saturating_sub(known);
    (spaced || unknown <= UNKNOWN) && before.into_iter().all(idle)
}

/// The only operation of a text whose body begins with it: the first sentence that names a body names it too and tells of
/// no period of its own, so that what follows tells of it ("The police have put an end to a gang in operation Sieve. 38 people …").
fn opens_under(parsed: &Parsed) -> Option<usize> {
    let named = |t: &Token| matches!(t.kind, Kind::Agency(_) | Kind::Campaign(_));
    // The line of the day and the office tells of nothing.
    let acts =
        |r: &&Reading| !r.clauses.is_empty() || r.tokens.iter().any(|t| senses(t, Scheme::Action).next().is_some());
    let mut body = parsed.readings.iter().filter(|r| r.paragraph > 0).filter(acts);
    let first = body.find(|r| r.tokens.iter().any(named))?;
    // "Officers have uncovered a ring of fuel traders. Operation Pump ended in 17 arrests.": the next sentence names it.
    let untold = first.clauses.is_empty() && !first.tokens.iter().any(|t| campaign(t).is_some());
    let mut next = || body.next().filter(|r| r.paragraph == first.paragraph && is_subject(r, true));
    let first = if untold { next()? } else { first };
    let only = first.tokens.iter().find_map(campaign).filter(|_| first.clauses.is_empty() || is_case(first))?;
    let mut all = parsed.readings.iter().flat_map(|r| &r.tokens).filter_map(campaign);
    all.all(|c| c == only).then_some(only)
}

/// The only operation of a text of which a paragraph begins by saying that what is told is a part ("The drive is part of the Clean
/// Net campaign."): its sentence counts nothing.
fn part_of(parsed: &Parsed) -> Option<usize> {
    let mut named = parsed.readings.iter().flat_map(|r| &r.tokens).filter_map(campaign);
    let only = named.next()?;
    if named.any(|c| c != only) {
        return None;
    }
    let says = |(before, r): (&Reading, &Reading)| {
        let head = || r.tokens.iter().take_while(|t| campaign(t).is_none() && !matches!(t.kind, Kind::Quantity(_)));
        let here = head().position(|t| t.kind == Kind::Mark(Mark::Operation));
        let opens = before.paragraph != r.paragraph && r.clauses.is_empty();
        opens && here.is_some_and(|at| at < 2) && r.tokens.get(head().count()).is_some_and(|t| campaign(t).is_some())
    };
    parsed.readings.iter().zip(parsed.readings.iter().skip(1)).any(says).then_some(only)
}

/// Whether a sentence tells of a single case: of arrests and raids on no more than a day ("17 raids were made this Tuesday in
/// operation Mirror"), and of no change.
fn is_case(reading: &Reading) -> bool {
    const CASE: [&str; 7] = ["arrest", "dismantle", "inspect", "seize", "detain", "rescue", "solve"];
    let day = |t: &Token| match t.kind {
        Kind::Period(Period::Span { from, to }) => from.is_some() && from == to,
        Kind::Period(Period::Statement(_)) => true,
        Kind::Period(_) => false,
        _ => true,
    };
    let first = reading.clauses.first().and_then(|c| c.action.as_ref());
    reading.tokens.iter().all(day)
        && first.is_some_and(|a| CASE.contains(&a.as_str()))
        && reading.clauses.iter().all(|c| c.nature == Nature::Level)
}

/// The campaigns in force: those of the title for the whole bulletin, others to the end of their paragraph.
#[derive(Default)]
pub struct Campaigns {
    /// Those that the title names, or the one that the lead names.
    whole: Vec<usize>,
    /// Whether the title tells of a time and of no operation: one that the body names yielded only what is of its own time.
    dated: bool,
    /// The period of the first figure that is theirs: a figure of another period is not.
    period: Option<Days>,
    /// Those of the paragraph so far.
    in_force: Vec<usize>,
    /// Those that the paragraph named last, whatever ended them: "during the operation" means them.
    named: Vec<usize>,
    /// Those that were named last at all.
    last: Vec<usize>,
    /// Whether the sentence that named them told what they yielded.
    told: bool,
    /// Whether the bulletin tells of one case, and begins with its operation.
    case: bool,
    /// Those that the heading above names: what stands below it is theirs.
    section: Vec<usize>,
    text: std::sync::Arc<str>,
    paragraph: usize,
}

impl Campaigns {
    /// Before the first sentence.
    pub fn new(document: &Document, parsed: &Parsed) -> Self {
        let title = || parsed.readings.iter().filter(|r| r.paragraph == 0).flat_map(|r| &r.tokens);
        let mut whole: Vec<usize> = Vec::new();
        for campaign in title().filter_map(campaign) {
            if whole.len() < MOST && !whole.contains(&campaign) {
                whole.push(campaign);
            }
        }
        // A title that names several of more operations, which the text tells of one by one, is not about these alone.
        let others = parsed.readings.iter().filter(|r| r.paragraph > 0).flat_map(|r| &r.tokens).filter_map(campaign);
        let others: BTreeSet<usize> = others.filter(|c| !whole.contains(c)).collect();
        if whole.len() > 1 && others.len() >= whole.len() {
            whole.clear();
        }
        let only = parsed.names.campaigns.len() == 1;
        let subject = |r: &Reading| is_subject(r, document.language.spaced);
        let counted =
            parsed.readings.iter().find(|r| r.paragraph > 0 && r.clauses.len() > 1).map_or(LEAD, |r| r.paragraph);
        // Where words are not spaced, when stands before who: one that is told of late in the lead began at its own time.
        let lead = if document.language.spaced { LEAD } else { LEAD.min(counted) };
        if whole.is_empty() && only && parsed.readings.iter().take_while(|r| r.paragraph <= lead).any(subject) {
            whole.push(0);
        }
        let opens = opens_under(parsed).or_else(|| part_of(parsed)).filter(|_| whole.is_empty());
        whole.extend(opens);
        whole.retain(|campaign| !is_told_later(parsed, *campaign));
        let dated = title().any(|t| matches!(t.kind, Kind::Period(_))) && !title().any(|t| campaign(t).is_some());
        Self { whole, dated, case: opens.is_some(), text: document.text.clone(), ..Self::default() }
    }

    /// Before the clauses of a sentence.
    pub fn enter(&mut self, reading: &Reading) {
        if reading.paragraph != self.paragraph {
            self.paragraph = reading.paragraph;
            self.in_force.clear();
            self.named.clear();
            if reading.paragraph > 0 && is_heading(reading, &self.text) {
                self.section = reading.tokens.iter().filter_map(campaign).collect();
            }
        }
        // "During the operation", in a paragraph that names none, means the one that was named last.
        if self.named.is_empty() && reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Operation)) {
            self.named.clone_from(if self.whole.is_empty() { &self.last } else { &self.whole });
        }
        let among = reading.tokens.iter().take(3).any(|t| t.kind == Kind::Mark(Mark::Among));
        if self.told && !among && !refers_back(&reading.tokens) && begins_anew(&reading.tokens, 0, usize::MAX) {
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
            Some(group) if ends(&figure.reading.tokens, group.end, figure.at()) => self.of_whole(figure, period),
            Some(group) => {
                // A span of days told with its yield is the operation's own.
                let days =
                    |t: &Token| matches!(t.kind, Kind::Period(Period::Span { from: Some(a), to: Some(b) }) if a < b);
                let own = figure.reading.paragraph > 0 && figure.reading.tokens.iter().any(days);
                if (self.dated || own) && group.campaigns == self.whole {
                    self.period.get_or_insert(period);
                }
                group.campaigns.clone()
            }
            None if !named_behind(figure).is_empty() => named_behind(figure),
            None if !named_at_the_end(figure).is_empty() => named_at_the_end(figure),
            None if self.in_operation(figure) => self.named.clone(),
            None if !self.in_force.is_empty() => self.in_force.clone(),
            None => self.of_whole(figure, period),
        }
    }

    /// Whether "in the operation" stands before a figure, after the paragraph has named one.
    fn in_operation(&self, figure: Figure<'_>) -> bool {
        let mut before = figure.reading.tokens.iter().take_while(|t| t.span.start < figure.at());
        !self.named.is_empty() && before.any(|t| t.kind == Kind::Mark(Mark::Operation))
    }

    /// The campaigns of the whole bulletin, for figures of the period of the first one in its body.
    fn of_whole(&mut self, figure: Figure<'_>, period: Days) -> Vec<usize> {
        if !self.section.is_empty() {
            return self.section.clone();
        }
        // What a paragraph goes on with that has named another one is not theirs, nor what another body did.
        let other = figure.reading.paragraph > 0 && self.named.iter().any(|c| !self.whole.contains(c));
        if other || another_at_the_time(&figure.reading.tokens) {
            return Vec::new();
        }
        let whole = *self.period.get_or_insert(period);
        // What was done in a few days, and what nobody dates, are of one case.
        let case = self.case && figure.clause.nature == Nature::Level && is_short(whole) && is_short(period);
        let same = figure.clause.nature == Nature::Streak
            || case
            || whole == period
            // "So far" begins nowhere: it is no other period than none.
            || whole.from.is_none() && period.from.is_none();
        if same || figure.reading.paragraph == 0 { self.whole.clone() } else { Vec::new() }
    }

    /// After the clauses of a sentence.
    pub fn leave(&mut self, reading: &Reading) {
        let groups = groups(&reading.tokens);
        if let Some(last) = groups.last() {
            // A sentence that names an operation and its yield is done with it, but for what is "among them".
            self.told = !reading.clauses.is_empty();
            self.in_force.clone_from(&last.campaigns);
            self.named.clone_from(&last.campaigns);
            self.last.clone_from(&last.campaigns);
            if ends(&reading.tokens, last.end, usize::MAX) {
                self.in_force.clear();
            }
        } else if opens_in_operation(&reading.tokens) && !self.named.is_empty() {
            // "During the operation, 112 places were raided. …": what follows is told of it as well.
            self.told = !reading.clauses.is_empty();
            self.in_force.clone_from(&self.named);
        }
    }
}

/// Whether a period is none, or two weeks at most.
fn is_short(days: Days) -> bool {
    match (days.from, days.to) {
        (None, None) => true,
        (Some(from), Some(to)) => from.until(to).is_ok_and(|span| span.get_days() <= 14),
        _ => false,
    }
}

/// Whether a sentence begins with "during the operation".
fn opens_in_operation(tokens: &[Token]) -> bool {
    tokens.iter().take(2).any(|t| t.kind == Kind::Mark(Mark::Operation))
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

/// Whether a semicolon ends what an operation is said of: behind it something else begins.
fn ends(tokens: &[Token], from: usize, to: usize) -> bool {
    let semicolon = |t: &Token| t.kind == Kind::Mark(Mark::Semicolon) && (from..to).contains(&t.span.start);
    tokens.iter().filter(|t| semicolon(t)).any(|t| {
        let behind = offences(tokens, t.span.end, to);
        let other = behind.is_some() && offences(tokens, from, t.span.start).is_some_and(|o| Some(o) != behind);
        other || begins_anew(tokens, t.span.end, to)
    })
}

/// The first offence that is named between two places.
fn offences(tokens: &[Token], from: usize, to: usize) -> Option<&Id> {
    let within = tokens.iter().filter(|t| (from..to).contains(&t.span.start));
    within.flat_map(|t| senses(t, Scheme::Offence)).map(|s| &s.id).next()
}

/// The campaigns that stand behind a figure in its part of the sentence ("two strikes have been launched in the Blue Sky action").
fn named_behind(figure: Figure<'_>) -> Vec<usize> {
    let behind = figure.reading.tokens.iter().skip_while(|t| t.span.start <= figure.at());
    let part = behind.take_while(|t| {
        !matches!(t.kind, Kind::Quantity(_) | Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Colon))
    });
    part.filter_map(campaign).collect()
}

/// The campaigns that a sentence names behind all of its figures, where nobody else acts and no other time is told between ("400
/// officers raided 48 houses in operation Lightning").
fn named_at_the_end(figure: Figure<'_>) -> Vec<usize> {
    let tokens = &figure.reading.tokens;
    let Some(last) = tokens.iter().rposition(|t| matches!(t.kind, Kind::Quantity(_))) else { return Vec::new() };
    let here = tokens.iter().position(|t| t.span.start >= figure.at()).unwrap_or(0);
    let Some(named) = tokens.iter().position(|t| campaign(t).is_some()).filter(|at| *at > last) else {
        return Vec::new();
    };
    let apart = |t: &Token| {
        matches!(
            t.kind,
            Kind::Agency(_)
                | Kind::Period(_)
                | Kind::Official(_)
                | Kind::Mark(Mark::Semicolon | Mark::Stop | Mark::Colon | Mark::Speech)
        )
    };
    // A comma in a list of places sets nothing apart.
    let comma = |i: usize| {
        tokens[i].kind == Kind::Mark(Mark::Comma) && !matches!(tokens[i - 1].kind, Kind::Place(_) | Kind::Quantity(_))
    };
    if here < named && (here..named).any(|i| apart(&tokens[i]) || i > 0 && comma(i)) {
        return Vec::new();
    }
    tokens[named..].iter().take_while(|t| !apart(t)).filter_map(campaign).collect()
}

/// Whether a sentence is told of a body that did something else at the same time: 反诈中心同期推送预警指令.
fn another_at_the_time(tokens: &[Token]) -> bool {
    let mut head = tokens.iter().take_while(|t| !matches!(t.kind, Kind::Quantity(_) | Kind::Mark(Mark::Comma)));
    let body = head.by_ref().any(|t| matches!(t.kind, Kind::Agency(_)));
    body && head.any(|t| t.kind == Kind::Period(Period::Same))
}

/// Whether a sentence's first figure is one of those that were counted before it ("a judge sent seven of them to prison").
fn refers_back(tokens: &[Token]) -> bool {
    let first = tokens.iter().position(is_figure);
    first.and_then(|at| tokens.get(at + 1)).is_some_and(|t| t.kind == Kind::Mark(Mark::Among))
}

/// Whether the body names an operation of the title only behind other figures, and then tells when it began: those figures are
/// not its own ("31,902 frauds known in 2024, and operation Clean Account begun").
fn is_told_later(parsed: &Parsed, wanted: usize) -> bool {
    let mut body = parsed.readings.iter().filter(|r| r.paragraph > 0);
    let Some(at) = body.clone().position(|r| r.tokens.iter().any(|t| campaign(t) == Some(wanted))) else {
        return false;
    };
    let counted = body.clone().take(at).any(|r| r.paragraph > 0 && !r.clauses.is_empty());
    let since = |t: &Token| matches!(t.kind, Kind::Period(Period::Since(_)));
    counted && body.nth(at).is_some_and(|r| r.paragraph > LEAD && r.tokens.iter().any(since))
}

/// Whether what stands here is no longer told of the operation: another period, body or place stands before its first figure,
/// or something that a comma sets off ("In terms of prevention, …").
fn begins_anew(tokens: &[Token], from: usize, to: usize) -> bool {
    let head = tokens.iter().filter(|t| (from..to).contains(&t.span.start));
    let mut head = head.take_while(|t| !matches!(t.kind, Kind::Quantity(_)));
    head.any(|t| match t.kind {
        // "So far" goes on with what began.
        Kind::Period(Period::ToNow) => false,
        Kind::Period(_) | Kind::Agency(_) | Kind::Place(_) => true,
        Kind::Mark(mark) => matches!(mark, Mark::Story | Mark::Here | Mark::Comma),
        _ => false,
    })
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

#[cfg(test)]
mod tests {
    use crate::bulletin::Span;
    use crate::clause::Reading;
    use crate::resolve::campaigns::is_subject;
    use crate::resolve::sketch::slots;
    use crate::token::{Kind, Token};

    fn campaigns(sketch: &str) -> String {
        slots(sketch, |_, o| format!("{:?}", o.campaigns))
    }

    #[test]
    fn a_campaign_reaches_to_what_begins_anew() {
        for (sketch, expected) in [
            ("t\nin !0 5 and 6 .\n7 .", "[0] | [0] | []"),
            ("t\nin !0 and !1 5 .", "[0, 1]"),
            ("t\n5 launched in !0 , 6 .", "[0] | [0]"),
            ("t\n5 and 6 and 7 in !0 .", "[0] | [0] | [0]"),
            ("t\n5 raided 6 in !0 and !1 .", "[0, 1] | [0, 1]"),
            ("t\n5 ; 6 in !0 .", "[] | [0]"),
            ("t\nin !0 5 . 6 .", "[0] | [0]"),
            ("t\nin !0 5 . @court 6 .", "[0] | []"),
            ("t\nin !0 5 . elsewhere , 6 .", "[0] | []"),
            ("t\nin !0 5 . elsewhere , 6 among .", "[0] | [0]"),
            ("t\nin !0 5 . [2024-03-01..2024-03-31] 6 .", "[0] | []"),
            ("t\nin !0 5 ; 6 .", "[0] | [0]"),
            ("t\nin !0 ~theft 5 ; ~gambling 6=solve/case .", "[0] | []"),
            ("t\nin !0 5 . @court in operation 6 .", "[0] | [0]"),
            ("t\n@court in operation 6 .", "[]"),
            ("t\nin !0 5 .\nwent . @court in operation 6 .", "[0] | [0]"),
            ("t\n@court in !0 5 .\n@court in operation 6 .\n7 .", "[0] | [0] | []"),
            // A sentence that begins with the operation leads what follows in its paragraph.
            ("t\nin !0 5 .\noperation 6 . 7 . 8 .\n9 .", "[0] | [0] | [0] | [0] | []"),
            ("t\nin !0 5 .\noperation 6 . @court 7 .", "[0] | [0] | []"),
            // The text says what it is a part of, wherever.
            ("t\n5 .\noperation of !0 .\n6 .", "[0] | [0]"),
            ("t\n5 .\noperation 4 of !0 .\n6 .", "[] | [0] | []"),
            ("t\n5 . operation of !0 .\n6 .", "[] | []"),
        ] {
            assert_eq!(campaigns(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_sentence_begins_with_an_operation() {
        let named = Token { span: Span::new(30, 40), kind: Kind::Campaign(0) };
        let reading = Reading { span: Span::new(0, 60), paragraph: 1, tokens: vec![named], clauses: Vec::new() };
        assert!(is_subject(&reading, true));
        assert!(!is_subject(&reading, false));
    }

    #[test]
    fn a_campaign_of_the_title_is_the_bulletins() {
        for (sketch, expected) in [
            ("t !0\n[2024-01-01..2024-03-31] 5 .\n6 .", "[0] | [0]"),
            // Several of more operations, each told of by itself, are not the bulletin's.
            ("t !0 and !1\n5 .\nin !2 6 .\nin !3 7 .", "[] | [2] | [3]"),
            ("t !0 and !1\n5 .\nin !2 6 .", "[0, 1] | [2]"),
            ("t !0\n5 .\nin !2 6 .\nin !3 7 .", "[0] | [2] | [3]"),
            ("t !0\n[2024-01-01..2024-03-31] 5 .\n[2023-01-01..2023-12-31] 6 .", "[0] | []"),
            ("t !0\n[2024-01-01..2024-03-31] 5 .\n6 [since:2023-07-01] .", "[0] | [0]"),
            ("t !0\n[2024-01-01..2024-03-31] 5 .\n@court [same] 6 .", "[0] | []"),
            // Days that are told with its yield are the operation's own.
            ("t !0\nin !0 [2024-03-01..2024-03-31] 5 .\n[2024-01-01..2024-04-30] 6 .", "[0] | []"),
            ("t !0\nin !0 5 .\n[2024-01-01..2024-04-30] 6 .", "[0] | [0]"),
            // Of a title that tells of a day, it is what is told of its own time.
            ("t [2024-06-27]\nin !0 [since:2024-02-01] 5 .\n6 .", "[0] | []"),
            // So is the only one that the body begins with.
            ("t\n@police *dismantle in !0 .\n5 .\n6 .", "[0] | [0]"),
            ("t\n@police *dismantle in !0 .\n5 .\nin !1 6 .", "[] | [1]"),
            ("t\n@police 4 in !0 .\n5 .", "[0] | []"),
            ("t\n@police 4=arrest/suspect in !0 .\n5 .", "[0] | [0]"),
            // What was done in a few days is of the case.
            ("t\n@police *dismantle in !0 .\n5 .\n[2024-03-01..2024-03-05] 6 .", "[0] | [0]"),
            ("t\n@police 4=arrest/suspect in !0 [2024-01-01..2024-03-31] .\n5 .", "[0] | []"),
        ] {
            assert_eq!(campaigns(sketch), expected, "{sketch}");
        }
    }
}
