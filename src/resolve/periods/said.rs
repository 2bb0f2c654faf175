//! Where a sentence says when, and of which of its figures.

use jiff::civil::Date;

use crate::bulletin::{Days, Id};
use crate::clause::{Nature, Reading};
use crate::lexicon::Trait;
use crate::resolve::{Figure, is_figure};
use crate::token::{Kind, Mark, Period, Token};

/// The day of a statement.
pub fn statement(token: &Token) -> Option<Date> {
    match token.kind {
        Kind::Period(Period::Statement(day)) => Some(day),
        _ => None,
    }
}

/// The period that a token says; the day of a statement is none.
pub fn said(kind: &Kind) -> Option<Period> {
    match kind {
        Kind::Period(Period::Statement(_)) => None,
        Kind::Period(period) => Some(*period),
        _ => None,
    }
}

/// Whether a period is one that figures are held against rather than one that they cover.
pub fn is_base(period: Period) -> bool {
    matches!(period, Period::SamePeriod { .. } | Period::Against { .. })
}

/// Whether a token ends a part of a sentence.
pub fn ends_part(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop | Mark::Open | Mark::Close | Mark::ListComma)
    )
}

/// The period that belongs to one figure alone: said after it in the same part of the sentence, while another one was
/// said before ("In the first half of 2020 … more than the 16,240 in the same period of 2019"), or a base that stands just
/// before it ("from 2% in the same period last year", 由去年同期的2%).
pub fn attached(tokens: &[Token], figure: usize) -> Option<Period> {
    if figure >= 2 && tokens[figure - 1].kind == Kind::Mark(Mark::ListComma) && is_figure(&tokens[figure - 2]) {
        // The base of the first of a list is that of the second ("from 19 and 3 in the same period").
        if let Some(base) = attached(tokens, figure - 2).filter(|p| is_base(*p)) {
            return Some(base);
        }
        // So is the month of a former level (較1月的1萬件、55億元).
        if let Some(month) = of_level(tokens, figure - 2).filter(|_| !dated_alone(tokens, figure)) {
            return Some(month);
        }
    }
    if let Some(base) = own_bracket(tokens, figure) {
        return Some(base);
    }
    let part = |t: &&Token| !ends_part(t);
    let bracketed = figure > 0 && tokens[figure - 1].kind == Kind::Mark(Mark::Open);
    let reach = if bracketed { 4 } else { 3 };
    let just_before = tokens[..figure].iter().rev().take_while(part).take_while(|t| !is_figure(t)).take(reach);
    let start = figure - just_before.clone().count();
    let nearest = (start..figure).rev().find(|i| said(&tokens[*i].kind).is_some() && !of_former(tokens, *i));
    let rest = &tokens[figure + 1..];
    let after = rest.iter().take_while(part).take_while(|t| !is_figure(t)).position(|t| said(&t.kind).is_some());
    // "2,540 in 2022 and 1,951 in 2023": the year before is that of the figure before.
    let own = after.is_some_and(|i| is_attached(tokens, figure + 1 + i));
    let theirs = |at: usize| own && tokens[..at].iter().rev().take_while(part).any(is_figure);
    let bound = |at: &usize| said(&tokens[*at].kind).is_some_and(is_base) || is_attached(tokens, *at);
    if let Some(at) = nearest.filter(bound).filter(|at| !theirs(*at)) {
        return said(&tokens[at].kind);
    }
    let at = figure + 1 + after?;
    (is_attached(tokens, at) || said(&tokens[at].kind).is_some_and(is_base)).then(|| said(&tokens[at].kind)).flatten()
}

/// The month or year whose level a figure is: right before it, with no more than a particle between (1月的1萬件).
pub fn of_level(tokens: &[Token], figure: usize) -> Option<Period> {
    let [period, of] = tokens.get(figure.checked_sub(2)?..figure)? else { return None };
    let joined = of.kind == Kind::Mark(Mark::Of) && touch(period, of) && touch(of, tokens.get(figure)?);
    said(&period.kind).filter(|p| joined && matches!(p, Period::Span { from: Some(_), to: Some(_) }))
}

/// Whether a period stands between a figure and the comma before it.
fn dated_alone(tokens: &[Token], figure: usize) -> bool {
    tokens[..figure].iter().rev().take_while(|t| !ends_part(t)).any(|t| said(&t.kind).is_some())
}

/// The base with its figure alone in brackets right behind it: 前年度（44件）.
fn own_bracket(tokens: &[Token], figure: usize) -> Option<Period> {
    let [base, open] = tokens.get(figure.checked_sub(2)?..figure)? else { return None };
    let alone = tokens.get(figure + 1).is_some_and(|t| t.kind == Kind::Mark(Mark::Close));
    let set = open.kind == Kind::Mark(Mark::Open) && touch(base, open) && touch(open, &tokens[figure]);
    said(&base.kind).filter(|p| alone && set && is_base(*p))
}

/// The day before that of publication whose doings a title tells ("relevant actions of Wednesday, 19 March").
pub fn day_of(title: &Reading, publication: Option<Date>) -> Option<Date> {
    let day = title.tokens.iter().find_map(|t| match t.kind {
        Kind::Period(Period::Span { from: Some(from), to: Some(to) }) if from == to => Some(from),
        _ => None,
    });
    day.filter(|day| publication.is_some_and(|p| *day < p) && title.clauses.is_empty())
}

/// Whether a period belongs to one figure of its part of the sentence alone.
pub fn is_attached(tokens: &[Token], period: usize) -> bool {
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
    if of_bracket(tokens, period) {
        return true;
    }
    if of && tokens.get(period + 2).is_some_and(|t| is_figure(t) && touch(&tokens[period + 1], t)) {
        // 昨年1年間の23億円を上回り: that figure's alone.
        return true;
    }
    let figure = tokens[..period].iter().rev().take_while(|t| !ends_part(t)).any(is_figure);
    if figure && series(tokens, period) {
        return true;
    }
    let other = |i: usize| said(&tokens[i].kind).is_some_and(|p| !is_base(p)) && !of_former(tokens, i);
    figure && (0..period).any(other)
}

/// Whether a period stands behind its figure, and the next figure has one behind it too ("1,627 in 2021, 2,540 in 2022"): each
/// is its own figure's.
fn series(tokens: &[Token], period: usize) -> bool {
    let dated = |at: usize| matches!(said(&tokens[at].kind), Some(Period::Span { from: Some(_), .. }));
    let joins = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Comma | Mark::And | Mark::ListComma));
    let behind = (period + 1..tokens.len()).take(3).find(|i| !joins(&tokens[*i]));
    let next = behind.filter(|i| *i > period + 1 && is_figure(&tokens[*i]));
    let own = |figure: usize| {
        let rest =
            (figure + 1..tokens.len()).take(4).take_while(|i| !ends_part(&tokens[*i]) && !is_figure(&tokens[*i]));
        rest.into_iter().any(dated)
    };
    dated(period) && next.is_some_and(own)
}

/// Whether a period is that of a noun with its figure in brackets alone (昨年1年間の被害額（11億2千万円）を超えた).
fn of_bracket(tokens: &[Token], period: usize) -> bool {
    let [Token { span, .. }, of, noun, open, figure, ..] = &tokens[period..] else { return false };
    let joined = of.kind == Kind::Mark(Mark::Of) && span.end == of.span.start;
    let bracket = matches!(noun.kind, Kind::Word(_)) && open.kind == Kind::Mark(Mark::Open) && is_figure(figure);
    joined && bracket && touch(noun, open) && touch(open, figure)
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

/// Whether a period is the end of a span whose beginning is told without a date: "from …" before, no date between.
pub fn until(tokens: &[Token], at: usize) -> bool {
    let Some(index) = tokens.iter().position(|t| t.span.start == at) else { return false };
    let mut before = tokens[..index].iter().rev();
    let to = before.next().is_some_and(|t| t.kind == Kind::Mark(Mark::To));
    let untold = before.take(5).take_while(|t| said(&t.kind).is_none() && !is_figure(t) && !ends_part(t));
    to && untold.into_iter().any(|t| t.kind == Kind::Mark(Mark::From))
}

/// The base period that a sentence begins with ("In the same period of 2019, there were …"): its levels are of it.
pub fn leading(tokens: &[Token], figure: usize) -> Option<Period> {
    let head = tokens[..figure].iter().take_while(|t| !is_figure(t));
    head.filter_map(|t| said(&t.kind)).next().filter(|p| is_base(*p))
}

/// The base period that is told apart just before the part of the sentence with a figure (而去年同期，破案数为15.6万起): its level is of it.
pub fn apart(tokens: &[Token], figure: usize) -> Option<Period> {
    let at = tokens[..figure].iter().rposition(|t| is_figure(t) || said(&t.kind).is_some())?;
    let period = said(&tokens[at].kind).filter(|p| is_base(*p))?;
    let comma = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Mark(Mark::Comma) && touch(&tokens[at], t));
    let begins = at == 0 || ends_part(&tokens[at - 1]);
    (comma && begins).then_some(period)
}

/// Whether a figure tells of what there was at the end of a span whose beginning its sentence does not tell, and of nothing that was done
/// (截至去年底，现有吸毒人员9.7万名).
pub fn is_stock(figure: Figure<'_>, days: Days) -> bool {
    let tokens = &figure.reading.tokens;
    let last = tokens.iter().take_while(|t| t.span.start < figure.at()).filter_map(|t| said(&t.kind)).last();
    let until = matches!(last, Some(Period::Span { from: None, to: Some(_) }));
    until && days.to.is_some() && figure.clause.action.as_ref().is_some_and(|a| *a == "other")
}

/// A streak has no period unless it is dated at both ends ("for 4 months in a row from June to September").
pub fn streak(tokens: &[Token], figure: usize) -> Days {
    let part = tokens[figure + 1..].iter().take_while(|t| !ends_part(t) && !is_figure(t));
    let dated = part.filter_map(|t| said(&t.kind)).find_map(|p| match p {
        Period::Span { from: Some(from), to: Some(to) } if from < to => Some(Days { from: Some(from), to: Some(to) }),
        _ => None,
    });
    dated.unwrap_or_default()
}

/// The first period after a figure in its sentence, when none was said before it ("10,402 cases were reported between
/// January and August").
pub fn trailing(tokens: &[Token], figure: usize) -> Option<Period> {
    let rest = &tokens[figure + 1..];
    // "So far" is of this figure where it stands in its part of the sentence.
    let near = rest.iter().take_while(|t| !ends_part(t) && !is_figure(t)).count();
    let now = rest[..near].iter().any(|t| said(&t.kind) == Some(Period::ToNow));
    let holds = |p: &Period| !is_base(*p) && *p != Period::Vague && (*p != Period::ToNow || now);
    let part = rest.iter().take_while(|t| !matches!(t.kind, Kind::Mark(Mark::Semicolon | Mark::Stop)));
    let at = part.clone().position(|t| said(&t.kind).is_some_and(|p| holds(&p)))?;
    // What is told of another figure, in another part of the sentence, is not told of this one.
    let mut between = rest[..at].iter().skip_while(|t| t.kind != Kind::Mark(Mark::Comma));
    (!between.any(is_figure) && !of_bracket(tokens, figure + 1 + at)).then(|| said(&rest[at].kind)).flatten()
}

/// The period that was said last before a byte, in the part of the sentence that counts nothing else.
pub fn told_before(tokens: &[Token], at: usize) -> Option<Period> {
    let before = tokens.iter().rev().skip_while(|t| t.span.start >= at);
    before.take_while(|t| !is_figure(t)).find_map(|t| said(&t.kind))
}

/// Whether a period of years stands behind what offenders did ("… who had stolen 3,870 million between 2022 and June"): it tells
/// nothing of what was done about them.
pub fn offended(reading: &Reading, at: usize) -> bool {
    let last = reading.clauses.iter().rfind(|c| c.quantity.span.start < at);
    let years = reading.tokens.iter().find(|t| t.span.start == at).is_some_and(|t| match said(&t.kind) {
        Some(Period::Span { from: Some(from), to: Some(to) }) => from.year() < to.year(),
        Some(Period::Since(_) | Period::Back { .. } | Period::DaysBack { .. }) => true,
        _ => false,
    });
    years && last.is_some_and(|c| c.action.as_ref().is_some_and(is_offence))
}

/// Whether a figure tells what was done about offences, while the period behind it is of what offenders did.
pub fn of_offenders(figure: Figure<'_>) -> bool {
    let reading = figure.reading;
    let behind = reading.tokens.iter().find(|t| t.span.start > figure.at() && said(&t.kind).is_some());
    figure.tells_what_is(Trait::OfOffenders) && behind.is_some_and(|t| offended(reading, t.span.start))
}

/// What offenders do, and what comes of it.
pub fn is_offence(action: &Id) -> bool {
    matches!(action.as_str(), "defraud" | "profit" | "involve")
}

/// Whether something was done on the day of the statement itself: in public, or at a meeting, and nobody says so.
pub fn is_public(figure: Figure<'_>) -> bool {
    let said = || figure.reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Speech));
    let other = || figure.clause.action.as_ref().is_some_and(|a| *a == "other") && !said();
    // What somebody tells in a quotation was not done while it was told.
    let marks = figure.reading.tokens.iter().take_while(|t| t.span.start < figure.at());
    let quoted = marks.filter(|t| t.kind == Kind::Mark(Mark::Quote)).count() % 2 == 1 && said();
    !quoted && figure.clause.nature == Nature::Level && (figure.tells_what_is(Trait::Public) || other())
}
