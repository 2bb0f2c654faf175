//! One figure stated twice is one record: what the title says again, exact or rounded, and what the body repeats.

use rust_decimal::Decimal;

use crate::bulletin::Bound;
use crate::clause::Nature;
use crate::resolve::{Draft, REACH};

/// Marks the drafts that state again what another one says.
pub fn mark(drafts: &mut [Draft]) {
    let lead = drafts.iter().find(|d| d.paragraph > 0).map_or(0, |d| d.paragraph);
    let body = drafts.iter().position(|d| d.paragraph > 0).unwrap_or(drafts.len());
    for i in 0..drafts.len() {
        let repeated = if i < body {
            i < REACH && drafts[body..].iter().any(|d| rounds(&drafts[i], d))
        } else {
            let level = |d: &Draft| d.of.and_then(|of| drafts.get(of)).map(|of| of.outcome.quantity.value);
            let earlier = drafts[body..i].iter().rev().take(REACH);
            // Two changes by as much are of two figures where their levels differ.
            let told = |d: &Draft| level(d).zip(level(&drafts[i])).is_none_or(|(a, b)| a == b);
            let later = drafts[i + 1..].iter().take(REACH).skip_while(|d| d.paragraph == lead);
            earlier.into_iter().any(|d| !d.repeated && (same(&drafts[i], d) || resumed(&drafts[i], d)) && told(d))
                || drafts[i].paragraph == lead && later.into_iter().any(|d| led(&drafts[i], d))
        };
        drafts[i].repeated = repeated;
    }
}

/// Whether the title's figure is the body's, exact or rounded.
fn rounds(title: &Draft, body: &Draft) -> bool {
    let (t, b) = (&title.outcome.quantity, &body.outcome.quantity);
    let other = title.outcome.action != body.outcome.action && title.outcome.targets != body.outcome.targets;
    // A title that names no deed says what the body says of the same number.
    // It may round it where its counting word counts the same.
    let alike = || body.outcome.targets.iter().all(|target| t.counted.contains(target));
    let untold = !title.own_action && (t.value == b.value || alike()) && t.value >= Decimal::TEN;
    // A large number is the same wherever it stands again, whatever noun the title gives it.
    let exact = t.value == b.value && t.value >= Decimal::ONE_THOUSAND && title.nature == body.nature;
    let Some(scale) = scale(&t.unit, &b.unit).filter(|_| !other || untold || exact) else { return false };
    let (value, step) = (t.value.saturating_mul(scale), t.precision().saturating_mul(scale));
    let below = if t.bound == Bound::AtLeast { Decimal::ZERO } else { step };
    value == b.value || (value - below < b.value && b.value < value + step)
}

/// How many of the one unit the other is: a title rounds kilograms to tonnes.
fn scale(title: &str, body: &str) -> Option<Decimal> {
    match (title, body) {
        ("tonne", "kg") => Some(Decimal::ONE_THOUSAND),
        (t, b) => (t == b).then_some(Decimal::ONE),
    }
}

/// Whether a lead only rounds what the text tells exactly below ("more than 400 arrested … made 438 arrests").
fn led(lead: &Draft, later: &Draft) -> bool {
    let (a, b) = (&lead.outcome, &later.outcome);
    a.quantity.bound != Bound::Exact
        && b.quantity.bound == Bound::Exact
        && a.quantity.value != b.quantity.value
        && lead.nature == Nature::Level
        && later.nature == Nature::Level
        && a.action == b.action
        && a.targets == b.targets
        && a.offence == b.offence
        && a.place == b.place
        && a.agency == b.agency
        && (a.period == b.period || b.campaigns == a.campaigns && !a.campaigns.is_empty())
        && rounds(lead, later)
}

/// Whether a sentence begins with people who were told of before: "… arrested 9. The 9 are held to have …".
fn resumed(later: &Draft, earlier: &Draft) -> bool {
    const PEOPLE: [&str; 4] = ["suspect", "victim", "person", "organisation"];
    let (a, b) = (&later.outcome, &earlier.outcome);
    let people = a.targets.iter().chain(&b.targets).all(|t| PEOPLE.contains(&t.as_str()));
    people
        // A blank may stand between the sentences.
        && a.quantity.span.start <= later.sentence + 1
        && later.sentence != earlier.sentence
        && later.paragraph <= earlier.paragraph + 1
        && a.quantity.value > Decimal::ONE
        && a.quantity.value == b.quantity.value
        && a.quantity.unit == b.quantity.unit
}

/// Whether the body states the same figure again, of the same thing at the same time and place.
fn same(later: &Draft, earlier: &Draft) -> bool {
    let (a, b) = (&later.outcome, &earlier.outcome);
    let large = a.quantity.value >= Decimal::from(10) && later.sentence != earlier.sentence;
    large
        && a.quantity.value == b.quantity.value
        && a.quantity.unit == b.quantity.unit
        && a.action == b.action
        && a.targets == b.targets
        && a.place == b.place
        && a.period == b.period
        && a.offence == b.offence
}

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    #[test]
    fn a_title_rounds_kilograms_to_tonnes() {
        for (sketch, expected) in [
            ("t 3tonne=seize/drug\n2890kg=seize/drug .", "2890"),
            ("t 3tonne=seize/drug\n1890kg=seize/drug .", "3 | 1890"),
            ("t 3kg=seize/drug\n3tonne=seize/drug .", "3 | 3"),
            ("t 3litre=seize/drug\n3000kg=seize/drug .", "3 | 3000"),
        ] {
            assert_eq!(slots(sketch, |_, o| o.quantity.value.to_string()), expected, "{sketch}");
        }
    }

    #[test]
    fn people_with_whom_a_sentence_begins_were_told_of() {
        for (sketch, expected) in [
            ("9=arrest/suspect . 9=defraud/suspect .", "9"),
            ("9=arrest/suspect . others 9=defraud/suspect .", "9 | 9"),
            ("9=arrest/suspect . 8=defraud/suspect .", "9 | 8"),
            ("9=seize/weapon . 9=seize/vehicle .", "9 | 9"),
        ] {
            let read = slots(&format!("title\n{sketch}"), |_, o| o.quantity.value.to_string());
            assert_eq!(read, expected, "{sketch}");
        }
    }
}
