//! Asking in SPARQL: the questions that come with the program, the answers as tables and charts, and faults where they are.

use std::fmt::Write as _;
use std::io::Write;

use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;
use oxigraph::store::Store;

use super::answered::chart;
use super::number::grouped;
use super::{Both, LONGEST, Labels, Page, View, escape, layout, value};
use crate::error::Error;
use crate::query;

const ASK: Both = Both("Ask in SPARQL", "用 SPARQL 查询");
const RUN: Both = Both("Ask", "查询");
const QUERY: Both = Both("Query", "查询语句");
const FORMAT: Both = Both("Answer as", "结果格式");
const PAGE: Both = Both("a page", "网页");
const ANSWER: Both = Both("Answer", "结果");
const YES: Both = Both("Yes.", "是。");
const NO: Both = Both("No.", "否。");
const QUESTIONS: Both = Both("Questions to begin with", "示例问题");
const PREFIXES: Both = Both("Prefixes that need not be declared", "无需声明的前缀");
const DOWNLOAD: Both = Both("The whole answer as", "下载完整结果");
const ROWS: Both = Both("{} rows.", "共 {} 行。");
const CUT: Both = Both(
    "The first {} rows. There are more: take the whole answer in one of the forms above.",
    "仅显示前 {} 行，完整结果请用上方链接下载。",
);
const EMPTY: Both = Both("No row answers the query.", "没有符合查询的结果。");
const FAULT: Both = Both("The query has a fault", "查询语句有误");
const AT: Both = Both("Line {}, column {}", "第 {} 行第 {} 列");
const MENDED: Both = Both("Mend it here and ask again.", "请在此修改后重新查询。");
const TABLE: Both = Both("Answer", "结果");

/// Up to so many rows are drawn.
const DRAWN: usize = 300;
/// A text of an answer is shown up to so many characters.
const SHOWN: usize = 1000;
/// Lines shown round a fault.
const AROUND: usize = 6;
/// A query is shown in the form up to so many bytes.
const LONGEST_QUERY: usize = 16 << 10;

/// The page that asks for a query.
pub fn sparql(view: &View) -> String {
    let mut body = format!("<h1>{}</h1>\n{}", view.say(ASK), form(view, ""));
    let _ = write!(body, "<section id=\"questions\">\n<h2>{}</h2>\n<ul>\n", view.say(QUESTIONS));
    for saved in query::saved() {
        let link = view.with("sparql", &[("query", saved.text), ("format", "html")]);
        let question = if view.is_chinese() { saved.question_in_chinese() } else { saved.question() };
        let _ = writeln!(
            body,
            "<li><a href=\"{}\">{}</a> <code class=\"quiet\">{}</code></li>",
            escape(&link),
            escape(question),
            escape(saved.name)
        );
    }
    let _ = write!(body, "</ul>\n</section>\n<details><summary>{}</summary>\n<pre>", view.say(PREFIXES));
    for (prefix, iri) in query::PREFIXES {
        let _ = writeln!(body, "PREFIX {prefix}: &lt;{}&gt;", escape(iri));
    }
    body.push_str("</pre></details>\n");
    layout(view, &Page { title: view.say(ASK), head: "", body: &body })
}

/// The form for a query.
fn form(view: &View, text: &str) -> String {
    marked(view, text, "")
}

/// The form with more attributes for its text.
fn marked(view: &View, text: &str, attributes: &str) -> String {
    let start = "PREFIX gb: <https://w3id.org/gongbao/ns#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n\n\
                 SELECT ?bulletin ?title ?date WHERE {\n  ?bulletin a gb:Bulletin ; gb:title ?title ; gb:date ?date .\n}\nORDER BY DESC(?date) LIMIT 20";
    let text = if text.is_empty() { start } else { text };
    // What is cut would ask something else.
    let text = if text.len() > LONGEST_QUERY { "" } else { text };
    let mut formats = format!("<option value=\"html\">{}</option>", view.say(PAGE));
    for (name, words) in TABLES.iter().chain(&GRAPHS) {
        let _ = write!(formats, "<option value=\"{name}\">{words}</option>");
    }
    let language = view.told().map(|tag| format!("<input type=\"hidden\" name=\"lang\" value=\"{tag}\">"));
    let rows = text.lines().count().clamp(10, 24);
    format!(
        "<form action=\"{}\" method=\"get\">\n<p><label for=\"query\">{}</label></p>\n\
         <p><textarea id=\"query\" name=\"query\" rows=\"{rows}\" spellcheck=\"false\"{attributes}>\n{}</textarea></p>\n\
         <p><label>{} <select name=\"format\">{formats}</select></label> {}<button>{}</button></p>\n</form>\n",
        escape(&view.links.local("sparql")),
        view.say(QUERY),
        escape(text),
        view.say(FORMAT),
        language.unwrap_or_default(),
        view.say(RUN),
    )
}

/// The forms of tables, and those of graphs: as parameters and as people call them.
const TABLES: [(&str, &str); 4] = [("json", "JSON"), ("csv", "CSV"), ("tsv", "TSV"), ("xml", "XML")];
const GRAPHS: [(&str, &str); 6] = [
    ("turtle", "Turtle"),
    ("ntriples", "N-Triples"),
    ("jsonld", "JSON-LD"),
    ("rdfxml", "RDF/XML"),
    ("trig", "TriG"),
    ("nquads", "N-Quads"),
];

/// Links to the answer in other forms.
fn downloads(view: &View, text: &str, forms: &[(&str, &str)]) -> String {
    let mut html = format!("<p>{}:", view.say(DOWNLOAD));
    for (name, words) in forms {
        let to = view.here_but(&[("query", text), ("format", name)]);
        let _ = write!(html, " <a href=\"{}\">{words}</a>", escape(&to));
    }
    html + "</p>\n"
}

/// The answer to a query as a page. Rows are written as they come, as many as a page holds.
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
    write!(
        out,
        "{head}<h1>{}</h1>\n{}<section id=\"answer\">\n<h2>{}</h2>\n",
        view.say(ASK),
        form(view, text),
        view.say(ANSWER)
    )?;
    let mut labels = Labels::new(store, view.language);
    match results {
        QueryResults::Boolean(yes) => {
            writeln!(out, "<p role=\"status\"><strong>{}</strong></p>", view.say(if yes { YES } else { NO }))?;
            out.write_all(downloads(view, text, &TABLES[..1]).as_bytes())?;
        }
        QueryResults::Solutions(rows) => {
            let names: Vec<String> = rows.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let rows = rows.map(|row| row.map(|row| row.values().to_vec()).map_err(|e| fault(&e)));
            out.write_all(downloads(view, text, &TABLES).as_bytes())?;
            table(&names, rows, true, &mut labels, view, out)?;
        }
        QueryResults::Graph(triples) => {
            let rows = triples.map(|triple| {
                let triple = triple.map_err(|e| fault(&e))?;
                Ok(vec![Some(Term::from(triple.subject)), Some(triple.predicate.into()), Some(triple.object)])
            });
            out.write_all(downloads(view, text, &GRAPHS).as_bytes())?;
            table(&["subject", "predicate", "object"], rows, false, &mut labels, view, out)?;
        }
    }
    write!(out, "</section>\n{foot}")?;
    Ok(())
}

/// The rows of an answer, with a chart before them where they suit one.
fn table(
    names: &[&str],
    mut rows: impl Iterator<Item = Result<Vec<Option<Term>>, Error>>,
    is_drawn: bool,
    labels: &mut Labels<'_>,
    view: &View,
    out: &mut dyn Write,
) -> Result<(), Error> {
    // A chart needs all rows: the first are held back until there are too many for one.
    let first = rows.by_ref().take(DRAWN + 1).collect::<Result<Vec<_>, _>>()?;
    if first.is_empty() {
        writeln!(out, "<p role=\"status\">{}</p>", view.say(EMPTY))?;
        return Ok(());
    }
    if is_drawn && first.len() <= DRAWN {
        out.write_all(chart(names, &first, labels, view).unwrap_or_default().as_bytes())?;
    }
    write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n<thead><tr>",
        view.say(TABLE)
    )?;
    for name in names {
        write!(out, "<th scope=\"col\">{}</th>", escape(name))?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    let (mut written, mut count, mut cut) = (0, 0usize, false);
    for row in first.into_iter().map(Ok).chain(rows) {
        let row = row?;
        cut = written > LONGEST;
        if cut {
            break;
        }
        let mut html = String::from("<tr>");
        row.iter().for_each(|term| html += &cell(term.as_ref(), labels, view));
        html.push_str("</tr>\n");
        written += html.len();
        count += 1;
        out.write_all(html.as_bytes())?;
    }
    let told = view.say(if cut { CUT } else { ROWS }).replacen("{}", &grouped(&count.to_string()), 1);
    writeln!(out, "</tbody></table></div>\n<p role=\"status\">{told}</p>")?;
    Ok(())
}

fn cell(term: Option<&Term>, labels: &mut Labels<'_>, view: &View) -> String {
    match term {
        None => "<td></td>".to_owned(),
        Some(Term::Literal(literal)) if literal.value().len() > SHOWN => {
            let short: String = literal.value().chars().take(SHOWN).collect();
            format!("<td>{}…</td>", escape(&short))
        }
        Some(Term::Literal(literal)) if is_number(literal.datatype().as_str()) => {
            format!("<td class=\"n\">{}</td>", escape(&grouped(literal.value())))
        }
        Some(term) => format!("<td>{}</td>", value(term, labels, view)),
    }
}

fn is_number(datatype: &str) -> bool {
    datatype.rsplit('#').next().is_some_and(|kind| matches!(kind, "integer" | "decimal" | "double" | "float"))
}

/// The page that shows where a query has a fault: beside the query, with the line marked.
pub fn faulty(text: &str, line: usize, column: usize, message: &str, view: &View) -> String {
    let at = view.say(AT).replacen("{}", &line.to_string(), 1).replacen("{}", &column.to_string(), 1);
    let said = message.lines().next().unwrap_or_default();
    let mut body = format!(
        "<h1>{}</h1>\n<p role=\"alert\" id=\"fault\"><strong>{at}</strong>: {}</p>\n<ol class=\"lines\" start=\"{}\">\n",
        view.say(FAULT),
        escape(said),
        line.saturating_sub(AROUND).max(1)
    );
    let first = line.saturating_sub(AROUND).max(1);
    for (n, shown) in text.lines().enumerate().map(|(n, l)| (n + 1, l)).skip(first - 1).take(2 * AROUND + 1) {
        // Of a line without end, what stands round the fault.
        let skip = if n == line { column.saturating_sub(200) } else { 0 };
        let shown: String = shown.chars().skip(skip).take(400).collect();
        if n == line {
            let split = shown.char_indices().nth(column.saturating_sub(1 + skip)).map_or(shown.len(), |(at, _)| at);
            let (before, after) = shown.split_at(split);
            let end = after.find(char::is_whitespace).filter(|end| *end > 0).unwrap_or(after.len());
            let (mark, rest) = after.split_at(end);
            let mark = if mark.is_empty() { "␣" } else { mark };
            let _ = writeln!(
                body,
                "<li class=\"faulty\" aria-current=\"true\"><code>{}<mark>{}</mark>{}</code></li>",
                escape(before),
                escape(mark),
                escape(rest)
            );
        } else {
            let _ = writeln!(body, "<li><code>{}</code></li>", escape(&shown));
        }
    }
    let _ = write!(body, "</ol>\n<h2>{}</h2>\n", view.say(MENDED));
    body += &marked(view, text, " aria-invalid=\"true\" aria-describedby=\"fault\"");
    layout(view, &Page { title: view.say(FAULT), head: "", body: &body })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::serve::Links;

    #[test]
    fn a_fault_is_shown_where_it_is() {
        let view = View::new(Links::default(), &"/sparql".parse().unwrap(), &HeaderMap::new()).unwrap();
        for (text, line, column, expected) in [
            ("SELECT * {\n  ?s <b> }", 2, 6, "<code>  ?s <mark>&lt;b&gt;</mark> }</code>"),
            ("SELECT", 1, 7, "<code>SELECT<mark>␣</mark></code>"),
            ("公报 报", 1, 4, "<code>公报 <mark>报</mark></code>"),
            ("", 1, 1, "role=\"alert\""),
            ("a", 9, 9, "role=\"alert\""),
        ] {
            let page = faulty(text, line, column, "expected <x>\nmore", &view);
            assert!(page.contains(expected) && page.contains("expected &lt;x&gt;"), "{text}: {page}");
        }
        let long = faulty(&"x ".repeat(100_000), 1, 100_001, "no", &view);
        assert!(long.len() < 20_000);
    }
}
