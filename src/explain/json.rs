//! The explanation for programs.

use serde_json::{Value, json};

use super::{Mark, Reading, marks, why};
use crate::bulletin::{Bulletin, Outcome};
use crate::json::decimal;
use crate::points::Points;

/// The bulletin and each of its numbers, in the order of the text: `start` and `end` in Unicode code points of the
/// text, `read` (`outcome`, `left`, `period` or `name`), and for outcomes and what was left all that is known of it.
/// A number with several outcomes stands once for each.
pub fn json(bulletin: &Bulletin) -> Value {
    let mut points = Points::new(&bulletin.text);
    let numbers: Vec<Value> = marks(bulletin).iter().flat_map(|mark| numbers(bulletin, mark, &mut points)).collect();
    json!({
        "title": bulletin.title,
        "language": bulletin.language,
        "date": bulletin.date.map(|d| d.to_string()),
        "outcomes": bulletin.outcomes.len(),
        "left": bulletin.notes.len(),
        "numbers": numbers,
    })
}

fn numbers(bulletin: &Bulletin, mark: &Mark, points: &mut Points<'_>) -> Vec<Value> {
    let mut base = |read: &str| {
        json!({
            "start": points.at(mark.span.start),
            "end": points.at(mark.span.end),
            "text": mark.span.of(&bulletin.text),
            "read": read,
        })
    };
    match &mark.reading {
        Reading::Outcomes(indices) => {
            let base = base("outcome");
            let of = |index: &usize| bulletin.outcomes.get(*index);
            indices.iter().filter_map(of).map(|o| with(base.clone(), outcome(bulletin, o, points))).collect()
        }
        Reading::Left(reason) => vec![with(base("left"), json!({"reason": reason, "why": why(*reason)}))],
        Reading::Period => vec![base("period")],
        Reading::Name => vec![base("name")],
    }
}

fn with(mut base: Value, more: Value) -> Value {
    if let (Value::Object(base), Value::Object(more)) = (&mut base, more) {
        base.extend(more);
    }
    base
}

fn outcome(bulletin: &Bulletin, o: &Outcome, points: &mut Points<'_>) -> Value {
    let (lower, upper) = o.quantity.limits();
    let agency = o.agency.and_then(|i| bulletin.agencies.get(i));
    let official = o.reporter.and_then(|i| bulletin.officials.get(i));
    let campaigns = o.campaigns.iter().filter_map(|i| bulletin.campaigns.get(*i)?.names.first());
    json!({
        "value": decimal(o.quantity.value),
        "lower": decimal(lower),
        "upper": decimal(upper),
        "unit": o.quantity.unit,
        "bound": o.quantity.bound,
        "action": o.action,
        "target": o.targets,
        "offence": o.offence,
        "per": o.per,
        "from": o.period.from.map(|d| d.to_string()),
        "to": o.period.to.map(|d| d.to_string()),
        "compare": o.compare,
        "place": o.place,
        "agency": agency.map(|a| json!({"kind": a.kind, "place": a.place, "name": a.names.first()})),
        "official": official.map(|o| json!({"name": o.name, "role": o.role})),
        "campaigns": campaigns.collect::<Vec<_>>(),
        "changeOf": o.change_of.and_then(|i| bulletin.outcomes.get(i)).map(|c| c.quote.of(&bulletin.text)),
        "quote": o.quote.of(&bulletin.text),
        "quoteStart": points.at(o.quote.start),
        "quoteEnd": points.at(o.quote.end),
        "production": o.production,
    })
}
