//! The chart of an answer to a query, where its columns suit one.

use jiff::civil::{Date, date};
use oxigraph::model::{NamedNode, Term};

use super::chart::{self, Bar, Mark, Said, Series};
use super::number::grouped;
use super::{Both, Labels, View};

const TITLE: Both = Both("{} by {}", "{}（按{}）");
const ABOUT: Both = Both("The same as in the table below, drawn.", "与下表内容相同的图示。");
const FIRST: Both = Both("The first {} rows of the table below, drawn.", "下表前 {} 行的图示。");

/// Bars of a chart.
const BARS: usize = 40;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Date,
    /// Names and words.
    Text,
    /// Nothing, or several of these.
    Other,
}

/// The chart of some rows, as HTML. There must be a column of numbers, of which the first is drawn; beside it one of dates, or
/// up to three of texts that together tell the rows apart.
pub fn chart(names: &[&str], rows: &[Vec<Option<Term>>], labels: &mut Labels<'_>, view: &View) -> Option<String> {
    if rows.len() < 2 {
        return None;
    }
    let columns: Vec<Column> = (0..names.len()).map(|n| column(rows, n)).collect();
    let places =
        |kind: Column| -> Vec<usize> { (0..columns.len()).filter(|n| columns.get(*n) == Some(&kind)).collect() };
    let numbers = places(Column::Number);
    let (&number, dates, texts) = (numbers.first()?, places(Column::Date), places(Column::Text));
    let title = |by: &[usize]| {
        let by: Vec<&str> = by.iter().filter_map(|n| names.get(*n).copied()).collect();
        let of = names.get(number).copied().unwrap_or_default();
        view.say(TITLE).replacen("{}", of, 1).replacen("{}", &by.join(", "), 1)
    };
    let value = |row: &[Option<Term>]| self::number(row.get(number)?.as_ref()?);
    if let ([day], true) = (dates.as_slice(), texts.is_empty()) {
        let marks = rows.iter().filter_map(|row| {
            let (from, to) = days(row.get(*day)?.as_ref()?)?;
            let value = value(row)?;
            Some(Mark { from, to, value, told: format!("{from}: {value}") })
        });
        let series = Series { name: String::new(), marks: marks.collect() };
        let said = Said { id: "chart", title: &title(&dates), about: view.say(ABOUT), language: view.language };
        return (series.marks.len() > 1).then(|| chart::over_time(&said, &[series]))?;
    }
    let by: Vec<usize> = texts.iter().chain(&dates).copied().collect();
    if by.is_empty() || by.len() > 3 {
        return None;
    }
    let mut bars = Vec::new();
    for row in rows {
        let parts = by.iter().filter_map(|n| Some(text(row.get(*n)?.as_ref()?, labels)));
        let name = parts.collect::<Vec<_>>().join(" · ");
        let told = row.get(number).and_then(|term| Some(grouped(literal(term.as_ref()?)?))).unwrap_or_default();
        bars.push(Bar { name, value: value(row), told });
    }
    // Rows of one name are told apart by what is not drawn.
    let names: std::collections::HashSet<&str> = bars.iter().map(|bar| bar.name.as_str()).collect();
    if names.len() < bars.len() {
        return None;
    }
    let about =
        if bars.len() > BARS { view.say(FIRST).replace("{}", &BARS.to_string()) } else { view.say(ABOUT).to_owned() };
    bars.truncate(BARS);
    chart::bars(&Said { id: "chart", title: &title(&by), about: &about, language: view.language }, &bars)
}

/// What a column holds in all rows in which it holds anything.
fn column(rows: &[Vec<Option<Term>>], n: usize) -> Column {
    let mut kinds = rows.iter().filter_map(|row| row.get(n)?.as_ref()).map(|term| match term {
        Term::NamedNode(_) => Column::Text,
        Term::Literal(_) if number(term).is_some() => Column::Number,
        Term::Literal(_) if days(term).is_some() => Column::Date,
        Term::Literal(literal) if literal.value().chars().count() <= 60 => Column::Text,
        _ => Column::Other,
    });
    let Some(first) = kinds.next() else { return Column::Other };
    if kinds.all(|kind| kind == first) { first } else { Column::Other }
}

fn literal(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// The number of a literal that is one.
fn number(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else { return None };
    let kind = literal.datatype().into_owned();
    let kind = kind.as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#")?.to_owned();
    let numeric = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"];
    literal.value().parse().ok().filter(|number: &f64| number.is_finite() && numeric.contains(&kind.as_str()))
}

/// The days of a date, of a month or of a year.
fn days(term: &Term) -> Option<(Date, Date)> {
    let Term::Literal(literal) = term else { return None };
    let kind = literal.datatype().as_str().rsplit('#').next()?.to_owned();
    let text = literal.value();
    match kind.as_str() {
        "date" | "dateTime" => text.get(..10)?.parse().ok().map(|day: Date| (day, day)),
        "gYearMonth" => {
            let first: Date = format!("{}-01", text.get(..7)?).parse().ok()?;
            Some((first, first.last_of_month()))
        }
        "gYear" => {
            let year = text.get(..4)?.parse().ok()?;
            Some((Date::new(year, 1, 1).ok()?, date(year, 12, 31)))
        }
        _ => None,
    }
}

fn text(term: &Term, labels: &mut Labels<'_>) -> String {
    match term {
        Term::NamedNode(node) => labels.of(&NamedNode::new_unchecked(node.as_str())).0,
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use oxigraph::io::RdfFormat;
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;

    use super::*;
    use crate::serve::Links;

    fn drawn(values: &str) -> Option<String> {
        let store = Store::new().unwrap();
        store.load_from_slice(RdfFormat::Turtle, "").unwrap();
        let query = format!("PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT * {{ VALUES {values} }}");
        let results = SparqlEvaluator::new().parse_query(&query).unwrap().on_store(&store).execute().unwrap();
        let QueryResults::Solutions(solutions) = results else { panic!("no rows") };
        let names: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows: Vec<Vec<Option<Term>>> = solutions.map(|row| row.unwrap().values().to_vec()).collect();
        let view = View::new(Links::default(), &"/sparql".parse().unwrap(), &HeaderMap::new()).unwrap();
        chart(&names, &rows, &mut Labels::new(&store, "en"), &view)
    }

    #[test]
    fn what_suits_a_chart_and_what_does_not() {
        for (values, expected) in [
            ("(?place ?count) { (\"a\" 1) (\"b\" 2) }", Some("count by place")),
            ("(?count ?place) { (1 <urn:a>) (-2 <urn:b>) }", Some("count by place")),
            ("(?a ?b ?n ?m) { (\"a\" \"x\" 1 2) (\"a\" \"y\" 2 1) }", Some(" by a, b")),
            ("(?d ?n) { (\"2024-01-01\"^^xsd:date 1) (\"2024-02-01\"^^xsd:date 2) }", Some("n by d")),
            ("(?y ?n) { (\"2024\"^^xsd:gYear 1) (\"2025\"^^xsd:gYear 2) }", Some("n by y")),
            ("(?place ?count) { (\"a\" 1) (\"a\" 2) }", None),
            ("(?place ?count) { (\"a\" 1) }", None),
            ("(?a ?b) { (\"a\" \"1\") (\"b\" \"2\") }", None),
            ("(?a ?b) { (1 1) (2 2) }", None),
        ] {
            let chart = drawn(values);
            assert_eq!(chart.is_some(), expected.is_some(), "{values}");
            assert!(chart.is_none_or(|chart| chart.contains(expected.unwrap())), "{values}");
        }
    }
}
