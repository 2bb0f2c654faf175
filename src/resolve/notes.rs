//! The honest list of what was not understood: every numeral that is in no outcome, date or name.

use crate::bulletin::{Note, Reason, Span};
use crate::document::Document;
use crate::parse::Parsed;
use crate::resolve::Draft;
use crate::token::Kind;

/// The numerals of a document that no outcome, date or name holds, each with the reason.
pub fn notes(_document: &Document, parsed: &Parsed, drafts: &[Draft]) -> Vec<Note> {
    let mut held: Vec<Span> = drafts.iter().filter(|d| !d.repeated).map(|d| d.outcome.quantity.number).collect();
    let mut reasons: Vec<(Span, Reason)> = Vec::new();
    reasons.extend(drafts.iter().filter(|d| d.repeated).map(|d| (d.outcome.quantity.number, Reason::Repeated)));
    for token in parsed.readings.iter().flat_map(|r| &r.tokens) {
        match token.kind {
            Kind::Period(_)
            | Kind::Agency(_)
            | Kind::Place(_)
            | Kind::Official(_)
            | Kind::Campaign(_)
            | Kind::Law(_) => {
                held.push(token.span);
            }
            Kind::Word(_) | Kind::Mark(_) => held.push(token.span),
            Kind::Figure(reason) => reasons.push((token.span, reason)),
            Kind::Quantity(_) | Kind::Gap => {}
        }
    }
    held.sort_unstable();
    reasons.sort_unstable();
    let mut notes: Vec<Note> = Vec::new();
    for &numeral in &parsed.numerals {
        if overlaps(&held, numeral) {
            continue;
        }
        let reason = find(&reasons, numeral).unwrap_or(Reason::NotUnderstood);
        notes.push(Note { span: numeral, reason });
    }
    notes.dedup();
    notes
}

/// Whether a span of a sorted list overlaps this one. Spans of the list are short, so a look at the neighbours will do.
fn overlaps(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|s| s.start < span.end);
    spans[at.saturating_sub(4)..at].iter().any(|s| s.overlaps(span))
}

fn find(reasons: &[(Span, Reason)], span: Span) -> Option<Reason> {
    let at = reasons.partition_point(|(s, _)| s.start < span.end);
    reasons[at.saturating_sub(4)..at].iter().find(|(s, _)| s.overlaps(span)).map(|(_, r)| *r)
}
