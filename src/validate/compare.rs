//! Which of two literals is the smaller one.

use std::cmp::Ordering;

use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term};
use rust_decimal::Decimal;

/// The order of two values as SPARQL's `<` has it: numbers, days, strings. None where they cannot be compared.
pub fn order(a: &Term, b: &Term) -> Option<Ordering> {
    let (Term::Literal(a), Term::Literal(b)) = (a, b) else { return None };
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return Some(a.cmp(&b));
    }
    if let (Some(a), Some(b)) = (day(a), day(b)) {
        return Some(a.cmp(&b));
    }
    let is_string = |l: &Literal| l.datatype() == xsd::STRING;
    (is_string(a) && is_string(b)).then(|| a.value().cmp(b.value()))
}

fn number(literal: &Literal) -> Option<Decimal> {
    let numeric = [xsd::DECIMAL, xsd::INTEGER, xsd::NON_NEGATIVE_INTEGER].contains(&literal.datatype());
    if numeric { literal.value().parse().ok() } else { None }
}

fn day(literal: &Literal) -> Option<Date> {
    if literal.datatype() == xsd::DATE { literal.value().parse().ok() } else { None }
}
