//! Asking in SPARQL, and the answers.

use std::fmt::Write as _;
use std::io::Write;

use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;
use oxigraph::store::Store;

use super::{Both, Labels, Page, View, escape, layout, value};
use crate::error::Error;
use crate::query;

const ASK: Both = Both("Ask in SPARQL", "用 SPARQL 查询");
const RUN: Both = Both("Ask", "查询");
const QUERY: Both = Both("Query", "查询语句");
const ANSWER: Both = Both("Answer", "结果");

/// The form for queries.
pub fn sparql(view: &View) -> String {
    let mut saved = String::from("<ul>\n");
    for q in query::saved() {
        let text: String = percent_encoding::utf8_percent_encode(q.text, percent_encoding::NON_ALPHANUMERIC).collect();
        let link = escape(&format!("{}?format=html&query={text}", view.links.local("sparql")));
        let _ = writeln!(saved, "<li><a href=\"{link}\">{}</a>: {}</li>", escape(q.name), escape(q.question()));
    }
    saved.push_str("</ul>\n");
    let body = format!("<h1>{}</h1>\n{}{saved}", view.say(ASK), form(view, ""));
    layout(view, &Page { title: view.say(ASK), head: "", body: &body })
}

/// The form for a query.
pub fn form(view: &View, text: &str) -> String {
    let start = "SELECT ?bulletin ?title ?date {\n  ?bulletin a gb:Bulletin ; gb:title ?title ; gb:date ?date\n}\nORDER BY DESC(?date) LIMIT 20";
    let text = if text.is_empty() { start } else { text };
    let mut formats = String::new();
    for name in ["html", "json", "csv", "tsv", "xml", "turtle", "jsonld", "ntriples"] {
        let _ = write!(formats, "<option>{name}</option>");
    }
    format!(
        "<form action=\"{}\" method=\"get\">\n<p><label for=\"query\">{}</label></p>\n\
         <p><textarea id=\"query\" name=\"query\" rows=\"12\" spellcheck=\"false\">\n{}</textarea></p>\n\
         <p><select name=\"format\" aria-label=\"format\">{formats}</select> <button>{}</button></p>\n</form>\n",
        escape(&view.links.local("sparql")),
        view.say(QUERY),
        escape(text),
        view.say(RUN),
    )
}

/// The answer to a query as a page.
///
/// # Errors
/// When the query stops, or `out` is full.
pub fn results(
    store: &Store,
    text: &str,
    results: QueryResults<'_>,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let fault = |e: &dyn std::fmt::Display| query::evaluation("query", &e.to_string());
    // The head and the foot stand around rows that are written as they come.
    let page = layout(view, &Page { title: view.say(ANSWER), head: "", body: "\u{0}" });
    let (head, foot) = page.split_once('\u{0}').unwrap_or((&page, ""));
    writeln!(out, "{head}<h1>{}</h1>", view.say(ANSWER))?;
    let mut labels = Labels::new(store, view.language);
    match results {
        QueryResults::Boolean(yes) => writeln!(out, "<p><strong>{yes}</strong></p>")?,
        QueryResults::Solutions(rows) => {
            write!(out, "<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>")?;
            for variable in rows.variables() {
                write!(out, "<th scope=\"col\">{}</th>", escape(variable.as_str()))?;
            }
            writeln!(out, "</tr></thead>\n<tbody>")?;
            for row in rows {
                let row = row.map_err(|e| fault(&e))?;
                out.write_all(b"<tr>")?;
                for term in row.values() {
                    let cell = term.as_ref().map(|term| value(term, &mut labels, view)).unwrap_or_default();
                    write!(out, "<td>{cell}</td>")?;
                }
                out.write_all(b"</tr>\n")?;
            }
            out.write_all(b"</tbody></table></div>\n")?;
        }
        QueryResults::Graph(triples) => {
            write!(out, "<div class=\"wide\" tabindex=\"0\"><table>\n<tbody>")?;
            for triple in triples {
                let triple = triple.map_err(|e| fault(&e))?;
                let cells = [Term::from(triple.subject), triple.predicate.into(), triple.object];
                let cells = cells.map(|term| format!("<td>{}</td>", value(&term, &mut labels, view)));
                writeln!(out, "<tr>{}</tr>", cells.concat())?;
            }
            out.write_all(b"</tbody></table></div>\n")?;
        }
    }
    write!(out, "{}{foot}", form(view, text))?;
    Ok(())
}
