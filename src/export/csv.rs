//! Statistics as CSV (RFC 4180): a row an outcome, with the names that SDMX and Eurostat give to columns, and the CSVW metadata
//! that tell what each column means.

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::civil::Date;
use jiff::{Span, Unit};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, QuadRef, Term};
use serde_json::{Value, json};

use crate::lexicon::{BASE, NS};

/// A column.
struct Column {
    name: &'static str,
    title: &'static str,
    /// A CSVW datatype.
    datatype: &'static str,
    /// The local name of the property of `gb:` that it holds, or a compact IRI of another vocabulary.
    property: &'static str,
    /// The path before the ids that it holds, of nodes below the base.
    path: Option<&'static str>,
    /// Whether several values may stand in it, with blanks between.
    several: bool,
    cell: Cell,
}

/// Where the values of a column come from.
#[derive(Clone, Copy)]
enum Cell {
    /// The outcome's IRI.
    Outcome,
    /// The property of the outcome.
    Property,
    /// The property of its bulletin.
    OfBulletin,
    /// The period as a time range.
    Range,
    /// The same in each row.
    Always(&'static str),
}

macro_rules! columns {
    ($($name:literal $title:literal $datatype:literal $property:literal $path:expr, $several:literal, $cell:expr;)*) => {
        const COLUMNS: &[Column] = &[$(Column {
            name: $name, title: $title, datatype: $datatype, property: $property, path: $path, several: $several, cell: $cell,
        }),*];
    };
}

columns! {
    "OUTCOME" "Outcome" "anyURI" "@id" None, false, Cell::Outcome;
    "REF_AREA" "Place (ISO 3166)" "string" "place" Some("place/"), false, Cell::Property;
    "TIME_PERIOD" "Period (SDMX time range)" "string" "http://purl.org/linked-data/sdmx/2009/dimension#timePeriod" None, false, Cell::Range;
    "ACTION" "Action" "string" "action" Some("action/"), false, Cell::Property;
    "TARGET" "Targets" "string" "target" Some("target/"), true, Cell::Property;
    "OFFENCE" "Offence" "string" "offence" Some("offence/"), false, Cell::Property;
    "UNIT_MEASURE" "Unit" "string" "unit" Some("unit/"), false, Cell::Property;
    "UNIT_MULT" "Unit multiplier (power of ten)" "integer" "http://purl.org/linked-data/sdmx/2009/attribute#unitMult" None, false, Cell::Always("0");
    "OBS_VALUE" "Value" "decimal" "value" None, false, Cell::Property;
    "OBS_STATUS" "Status (A: normal)" "string" "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus" None, false, Cell::Always("A");
    "LOWER_VALUE" "Least value that the words imply" "decimal" "lowerValue" None, false, Cell::Property;
    "UPPER_VALUE" "Greatest value that the words imply" "decimal" "upperValue" None, false, Cell::Property;
    "BOUND" "What the words make of the value" "string" "bound" Some("bound/"), false, Cell::Property;
    "PER" "What a rate is per" "string" "per" Some("unit/"), false, Cell::Property;
    "COMPARE" "What a change is held against" "string" "compare" Some("compare/"), false, Cell::Property;
    "CHANGE_OF" "Outcome that it is a change of" "anyURI" "changeOf" Some(""), false, Cell::Property;
    "PERIOD_START" "First day" "date" "periodStart" None, false, Cell::Property;
    "PERIOD_END" "Last day" "date" "periodEnd" None, false, Cell::Property;
    "AGENCY" "Agency" "string" "agency" Some("agency/"), false, Cell::Property;
    "REPORTED_BY" "Official who said it" "string" "reportedBy" Some("official/"), false, Cell::Property;
    "CAMPAIGN" "Campaigns" "string" "campaign" Some("campaign/"), true, Cell::Property;
    "QUOTE" "The words that say it" "string" "quote" None, false, Cell::Property;
    "POSITION" "Where its number stands in the text" "integer" "position" None, false, Cell::Property;
    "BULLETIN" "Bulletin" "anyURI" "statedIn" Some(""), false, Cell::Property;
    "PUBLISHED" "Day of publication" "date" "date" None, false, Cell::OfBulletin;
    "LANGUAGE" "Language of the bulletin" "string" "language" None, false, Cell::OfBulletin;
    "TITLE" "Title of the bulletin" "string" "title" None, false, Cell::OfBulletin;
}

/// Writes the outcomes among quads as rows, graph by graph; a graph is kept until the next one begins.
pub struct Csv<W> {
    out: W,
    graph: Vec<Quad>,
    begun: bool,
}

impl<W: Write> Csv<W> {
    pub const fn new(out: W) -> Self {
        Self { out, graph: Vec::new(), begun: false }
    }

    pub fn quad(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        if self.graph.last().is_some_and(|last| last.graph_name.as_ref() != quad.graph_name) {
            self.rows()?;
        }
        self.graph.push(quad.into_owned());
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.rows()?;
        Ok(self.out)
    }

    fn rows(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            line(&mut self.out, COLUMNS.iter().map(|c| c.name))?;
        }
        let quads = std::mem::take(&mut self.graph);
        let graph = Graph::new(&quads);
        let mut rows: Vec<_> = graph.outcomes().map(|o| (graph.position(o), o)).collect();
        rows.sort_unstable();
        rows.dedup();
        for (_, outcome) in rows {
            let cells: Vec<String> = COLUMNS.iter().map(|column| graph.cell(outcome, column)).collect();
            line(&mut self.out, cells.iter().map(String::as_str))?;
        }
        Ok(())
    }
}

fn line<'a>(out: &mut impl Write, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

/// The quads of one graph by subject.
struct Graph<'a> {
    of: HashMap<&'a str, Vec<&'a Quad>>,
    outcomes: Vec<&'a str>,
    name: &'a str,
}

impl<'a> Graph<'a> {
    fn new(quads: &'a [Quad]) -> Self {
        let mut of: HashMap<&str, Vec<&Quad>> = HashMap::new();
        let mut outcomes = Vec::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            of.entry(subject.as_str()).or_default().push(quad);
            let class = (quad.predicate == rdf::TYPE).then(|| text(&quad.object));
            if class.and_then(|class| class.strip_prefix(NS)) == Some("Outcome") {
                outcomes.push(subject.as_str());
            }
        }
        let name = match quads.first().map(|q| &q.graph_name) {
            Some(GraphName::NamedNode(name)) => name.as_str(),
            _ => "",
        };
        Self { of, outcomes, name }
    }

    fn outcomes(&self) -> impl Iterator<Item = &'a str> {
        self.outcomes.iter().copied()
    }

    fn values(&self, node: &str, property: &str) -> impl Iterator<Item = &'a str> {
        let said = self.of.get(node).into_iter().flatten();
        said.filter(move |q| q.predicate.as_str().strip_prefix(NS) == Some(property)).map(|q| text(&q.object))
    }

    fn position(&self, outcome: &str) -> u64 {
        self.values(outcome, "position").next().and_then(|p| p.parse().ok()).unwrap_or(u64::MAX)
    }

    fn cell(&self, outcome: &str, column: &Column) -> String {
        match column.cell {
            Cell::Outcome => outcome.to_owned(),
            Cell::Always(value) => value.to_owned(),
            Cell::OfBulletin => {
                // In a format without graphs the outcome alone tells its bulletin.
                let bulletin = self.values(outcome, "statedIn").next().unwrap_or(self.name);
                self.values(bulletin, column.property).next().unwrap_or_default().to_owned()
            }
            Cell::Range => {
                let day = |property| self.values(outcome, property).next().and_then(|d| d.parse().ok());
                let days = day("periodStart").zip(day("periodEnd"));
                days.and_then(|(start, end)| range(start, end)).unwrap_or_default()
            }
            Cell::Property => {
                let mut ids: Vec<&str> = self.values(outcome, column.property).map(|v| id(v, column.path)).collect();
                ids.sort_unstable();
                ids.truncate(if column.several { ids.len() } else { 1 });
                ids.join(" ")
            }
        }
    }
}

/// What of an IRI stands in a column of ids.
fn id<'a>(iri: &'a str, path: Option<&str>) -> &'a str {
    let Some(path) = path.filter(|p| !p.is_empty()) else { return iri };
    iri.strip_prefix(BASE).and_then(|rest| rest.strip_prefix(path)).unwrap_or(iri)
}

fn text(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::BlankNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
    }
}

/// The days as a time range of SDMX, `2024-01-01/P11M`: whole years, else whole months, else days. The last day counts in.
fn range(start: Date, end: Date) -> Option<String> {
    let behind = end.tomorrow().ok()?;
    let length: Span = start.until((Unit::Year, behind)).ok()?;
    let length = if length.get_days() != 0 {
        format!("P{}D", start.until((Unit::Day, behind)).ok()?.get_days())
    } else if length.get_months() != 0 {
        format!("P{}M", i32::from(length.get_years()) * 12 + length.get_months())
    } else {
        format!("P{}Y", length.get_years())
    };
    (end >= start).then(|| format!("{start}/{length}"))
}

/// The metadata of a table that [`super::CSV`] wrote, as the file of this name beside it (CSVW, "metadata vocabulary for tabular
/// data"): a JSON text.
pub fn metadata(name: &str) -> String {
    let columns: Vec<Value> = COLUMNS.iter().map(Column::metadata).collect();
    let metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "@type": "Table",
        "url": name,
        "dc:title": "Outcomes of official bulletins",
        "dc:description": "A row for each figure that a bulletin states, with the words that state it.",
        "dialect": { "encoding": "utf-8", "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "tableSchema": { "aboutUrl": "{+OUTCOME}", "primaryKey": "OUTCOME", "columns": columns }
    });
    let mut text = serde_json::to_string_pretty(&metadata).unwrap_or_default();
    text.push('\n');
    text
}

impl Column {
    fn metadata(&self) -> Value {
        let property = match self.property {
            "@id" => "http://purl.org/dc/terms/identifier".to_owned(),
            iri if iri.contains(':') => iri.to_owned(),
            local => format!("{NS}{local}"),
        };
        let mut column = json!({
            "name": self.name,
            "titles": self.name,
            "dc:description": self.title,
            "datatype": self.datatype,
            "propertyUrl": property,
            "required": matches!(self.name, "OUTCOME" | "OBS_VALUE" | "UNIT_MEASURE" | "ACTION" | "QUOTE" | "POSITION" | "BULLETIN"),
        });
        if self.several {
            column["separator"] = " ".into();
        }
        match self.path {
            Some("") => column["valueUrl"] = format!("{{+{}}}", self.name).into(),
            Some(path) => column["valueUrl"] = format!("{BASE}{path}{{+{}}}", self.name).into(),
            None => {}
        }
        if matches!(self.cell, Cell::OfBulletin) {
            column["aboutUrl"] = "{+BULLETIN}".into();
        }
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_time_ranges() {
        for (start, end, expected) in [
            ("2024-01-01", "2024-11-30", Some("2024-01-01/P11M")),
            ("2024-01-01", "2024-12-31", Some("2024-01-01/P1Y")),
            ("2023-04-01", "2024-03-31", Some("2023-04-01/P1Y")),
            ("2023-01-01", "2024-06-30", Some("2023-01-01/P18M")),
            ("2024-02-01", "2024-02-29", Some("2024-02-01/P1M")),
            ("2024-06-25", "2024-06-25", Some("2024-06-25/P1D")),
            ("2024-06-25", "2024-09-25", Some("2024-06-25/P93D")),
            ("2024-06-25", "2024-06-24", None),
            ("9999-01-01", "9999-12-31", None),
        ] {
            let range = range(start.parse().unwrap(), end.parse().unwrap());
            assert_eq!(range.as_deref(), expected, "{start} to {end}");
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = Vec::new();
        line(&mut out, ["a", "", "b,c", "\"d\"", "e\r\nf", "抓获"].into_iter()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a,,\"b,c\",\"\"\"d\"\"\",\"e\r\nf\",抓获\r\n");
    }
}
