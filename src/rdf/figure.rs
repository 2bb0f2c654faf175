//! What a figure says, apart from the words that say it: two outcomes that state the same figure, in whatever bulletin
//! and language, share one node.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::iri;
use crate::bulletin::{Bulletin, Outcome};

/// The IRI of the figure that an outcome states: made of value, unit, action, targets, period, place and base of
/// comparison. None without a place, and without any day: "two were arrested" is said of many cases.
///
/// What one language leaves to be understood and another says stays out of it: the bound, the offence, the body, the
/// speaker and the campaign. A figure without a period is the same only in bulletins of the same day.
pub fn figure(bulletin: &Bulletin, outcome: &Outcome) -> Option<String> {
    let place = outcome.place.as_deref()?;
    let period = outcome.period;
    let day = bulletin.date.filter(|_| period.from.is_none() && period.to.is_none());
    if day.is_none() && period.from.is_none() && period.to.is_none() {
        return None;
    }
    let mut key = format!("{} {} {}", outcome.quantity.value.normalize(), outcome.quantity.unit, outcome.action);
    let mut targets: Vec<&str> = outcome.targets.iter().map(|t| t.as_str()).collect();
    targets.sort_unstable();
    targets.dedup();
    let mut part = |name: &str, value: Option<&dyn std::fmt::Display>| {
        if let Some(value) = value {
            let _ = write!(key, " {name}={value}");
        }
    };
    targets.iter().for_each(|t| part("target", Some(t)));
    part("per", outcome.per.as_ref().map(|p| p as _));
    part("compare", outcome.compare.as_ref().map(|c| c.id()).as_ref().map(|c| c as _));
    part("from", period.from.as_ref().map(|d| d as _));
    part("to", period.to.as_ref().map(|d| d as _));
    part("on", day.as_ref().map(|d| d as _));
    part("place", Some(&place));
    Some(iri::entity("figure/", &[&iri::hex(&Sha256::digest(key.as_bytes())[..8])]))
}
