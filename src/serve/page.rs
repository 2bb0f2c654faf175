//! Pages for people: plain, semantic, in the reader's language, without scripts.

mod label;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use axum::http::{HeaderMap, header};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::QueryResults;
use oxigraph::store::Store;

use super::resource::Resource;
use super::{Links, http, negotiate};
use crate::error::Error;
use crate::export::Format;
use crate::ontology::BASE;
use crate::query::{self, short};
use label::Labels;

/// The languages of labels; that of the words around them is English, or Chinese.
const LANGUAGES: [&str; 5] = ["en", "zh-Hans", "zh-Hant", "ja", "es"];
/// A page holds no more than this before its foot: the rest is in the other forms.
const LONGEST: usize = 72 << 10;
/// How many things that point to one by the same property are shown.
const SHOWN: usize = 40;
/// JSON-LD is embedded up to this many bytes.
const EMBEDDED: usize = 16 << 10;

const STYLE: &str = "\
:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem}\
a{color:light-dark(#0645ad,#8ab4f8)}dt{font-weight:600;margin-top:.5rem}dd{margin-left:1.5rem;overflow-wrap:anywhere}\
section section{border-top:1px solid #8884;margin-top:1rem}table{border-collapse:collapse}\
td,th{border:1px solid #8886;padding:.2rem .5rem;text-align:left;vertical-align:top}td.n{text-align:right}\
textarea{width:100%;box-sizing:border-box;font:.9rem/1.4 monospace}header,footer{padding:.5rem 0}\
nav a{margin-right:1rem}code{overflow-wrap:anywhere}.wide{overflow-x:auto}";

/// The words around the data.
struct Words {
    said: &'static str,
    parts: &'static str,
    pointing: &'static str,
    more: &'static str,
    forms: &'static str,
    ask: &'static str,
    run: &'static str,
    query: &'static str,
    dataset: &'static str,
    ontology: &'static str,
    tagline: &'static str,
    answer: &'static str,
    other: &'static str,
}

const ENGLISH: Words = Words {
    said: "What is said of it",
    parts: "In this document",
    pointing: "What points to it",
    more: "more",
    forms: "The same as",
    ask: "Ask in SPARQL",
    run: "Ask",
    query: "Query",
    dataset: "The dataset",
    ontology: "The ontology",
    tagline: "Official bulletins as a knowledge graph",
    answer: "Answer",
    other: "中文",
};

const CHINESE: Words = Words {
    said: "属性",
    parts: "本页内容",
    pointing: "指向此处的内容",
    more: "更多",
    forms: "其他格式",
    ask: "用 SPARQL 查询",
    run: "查询",
    query: "查询语句",
    dataset: "数据集",
    ontology: "本体",
    tagline: "官方公报知识图谱",
    answer: "结果",
    other: "English",
};

fn words(language: &str) -> &'static Words {
    if language.starts_with("zh") { &CHINESE } else { &ENGLISH }
}

/// The language of a page: the one that is asked for, else the one that the browser likes best.
pub fn language(asked: Option<&str>, headers: &HeaderMap) -> &'static str {
    match asked {
        Some(tag) => negotiate::language(tag, &LANGUAGES),
        None => negotiate::language(&http::header(headers, header::ACCEPT_LANGUAGE), &LANGUAGES),
    }
}

/// The address of an IRI on the server at `public`.
pub fn address(public: &str, iri: &str) -> String {
    iri.strip_prefix(BASE).map_or_else(|| iri.to_owned(), |local| format!("{public}{local}"))
}

/// A text as HTML shows it. Characters that HTML cannot hold are replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A page around its content. `head` and `body` are HTML.
fn layout(links: &Links, language: &str, title: &str, head: &str, body: &str) -> String {
    let w = words(language);
    let other = if language.starts_with("zh") { "en" } else { "zh-Hans" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} – gongbao 公报</title>\n\
         <style>{STYLE}</style>\n{head}</head>\n<body>\n<header><nav><a href=\"{home}\">gongbao 公报</a>\
         <a href=\"{sparql}\">SPARQL</a><a href=\"{void}\">{dataset}</a><a href=\"{ns}\">{ontology}</a>\
         <a href=\"?lang={other}\" lang=\"{other}\">{other_name}</a></nav></header>\n<main>\n{body}</main>\n</body>\n</html>\n",
        title = escape(title),
        home = escape(&links.local("")),
        sparql = escape(&links.local("sparql")),
        void = escape(&links.local(".well-known/void")),
        ns = escape(&links.local("ns")),
        dataset = w.dataset,
        ontology = w.ontology,
        other_name = w.other,
    )
}

/// The page at the root.
pub fn start(links: &Links, language: &str) -> String {
    let w = words(language);
    let item =
        |path: &str, text: &str| format!("<li><a href=\"{}\">{}</a></li>\n", escape(&links.local(path)), escape(text));
    let body = format!(
        "<h1>gongbao 公报</h1>\n<p>{}</p>\n<ul>\n{}{}{}</ul>\n{}",
        w.tagline,
        item("sparql", w.ask),
        item(".well-known/void", w.dataset),
        item("ns", w.ontology),
        form(links, w, ""),
    );
    layout(links, language, w.tagline, "", &body)
}

/// The form for queries.
pub fn sparql(links: &Links, language: &str) -> String {
    let w = words(language);
    let mut saved = String::from("<ul>\n");
    for q in query::saved() {
        let text: String = percent_encoding::utf8_percent_encode(q.text, percent_encoding::NON_ALPHANUMERIC).collect();
        let link = escape(&format!("{}?format=html&query={text}", links.local("sparql")));
        let _ = writeln!(saved, "<li><a href=\"{link}\">{}</a>: {}</li>", escape(q.name), escape(q.question()));
    }
    saved.push_str("</ul>\n");
    layout(links, language, w.ask, "", &format!("<h1>{}</h1>\n{}{saved}", w.ask, form(links, w, "")))
}

fn form(links: &Links, w: &Words, text: &str) -> String {
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
        escape(&links.local("sparql")),
        w.query,
        escape(text),
        w.run,
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
    language: &'static str,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let (w, links) = (words(language), Links::default());
    let fault = |e: &dyn std::fmt::Display| query::evaluation("query", &e.to_string());
    // The head and the foot stand around rows that are written as they come.
    let page = layout(&links, language, w.answer, "", "\u{0}");
    let (head, foot) = page.split_once('\u{0}').unwrap_or((&page, ""));
    writeln!(out, "{head}<h1>{}</h1>", w.answer)?;
    let mut labels = Labels::new(store, language);
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
                    let cell = term.as_ref().map(|term| value(term, &mut labels, &links)).unwrap_or_default();
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
                let cells = cells.map(|term| format!("<td>{}</td>", value(&term, &mut labels, &links)));
                writeln!(out, "<tr>{}</tr>", cells.concat())?;
            }
            out.write_all(b"</tbody></table></div>\n")?;
        }
    }
    write!(out, "{}{foot}", form(&links, w, text))?;
    Ok(())
}

/// A value: a link with its name, or a text in its language.
fn value(term: &Term, labels: &mut Labels<'_>, links: &Links) -> String {
    match term {
        Term::NamedNode(node) => link(node, labels, links),
        Term::Literal(literal) => {
            let text = escape(literal.value());
            literal
                .language()
                .map_or_else(|| text.clone(), |tag| format!("<span lang=\"{}\">{text}</span>", escape(tag)))
        }
        other => escape(&other.to_string()),
    }
}

fn link(node: &NamedNode, labels: &mut Labels<'_>, links: &Links) -> String {
    let href = links.of(node.as_str());
    // What comes from a text may be any IRI; a browser would run some of them.
    let safe = href.starts_with('/') || href.starts_with("http://") || href.starts_with("https://");
    let (name, tag) = labels.of(node);
    let tag = tag.map(|tag| format!(" lang=\"{}\"", escape(&tag))).unwrap_or_default();
    if safe {
        format!("<a href=\"{}\"{tag}>{}</a>", escape(&href), escape(&name))
    } else {
        format!("<code>{}</code>", escape(node.as_str()))
    }
}

/// The page of a thing.
pub fn resource(store: &Store, of: &Resource, language: &'static str, links: &Links) -> String {
    let w = words(language);
    let mut labels = Labels::new(store, language);
    let (name, tag) = labels.of(&of.iri);
    let tag = tag.map(|tag| format!(" lang=\"{}\"", escape(&tag))).unwrap_or_default();
    let mut body =
        format!("<article>\n<h1{tag}>{}</h1>\n<p><code>{}</code></p>\n", escape(&name), escape(of.iri.as_str()));
    let mut subjects: BTreeMap<(usize, &str), Vec<&Quad>> = BTreeMap::new();
    for quad in &of.own {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            // In the order of the text, as their numbers tell.
            subjects.entry((number(subject.as_str()), subject.as_str())).or_default().push(quad);
        }
    }
    let own = subjects.remove(&(number(of.iri.as_str()), of.iri.as_str())).unwrap_or_default();
    if !own.is_empty() {
        let _ = write!(body, "<section>\n<h2>{}</h2>\n{}</section>\n", w.said, properties(&own, &mut labels, links));
    }
    let mut pointing = String::new();
    if !of.pointing.is_empty() {
        pointing = self::pointing(of, &mut labels, links, w);
    }
    let room = LONGEST.saturating_sub(pointing.len());
    let mut left = 0;
    let mut parts = String::new();
    for ((_, subject), quads) in &subjects {
        let fragment = subject.rsplit_once('#').map_or(*subject, |(_, fragment)| fragment);
        if fragment.contains("-evidence") {
            continue;
        }
        if body.len() + parts.len() > room {
            left += 1;
            continue;
        }
        let (name, _) = labels.of(&NamedNode::new_unchecked(*subject));
        let name = if name.is_empty() { fragment.to_owned() } else { name };
        let _ = write!(
            parts,
            "<section id=\"{}\">\n<h3>{}</h3>\n{}</section>\n",
            escape(fragment),
            escape(&name),
            properties(quads, &mut labels, links)
        );
    }
    if left > 0 {
        let _ = writeln!(parts, "<p>… {left} {}</p>", w.more);
    }
    if !parts.is_empty() {
        let _ = write!(body, "<section>\n<h2>{}</h2>\n{parts}</section>\n", w.parts);
    }
    body.push_str(&pointing);
    body.push_str("</article>\n");
    let local = of.iri.as_str().strip_prefix(BASE).unwrap_or_default();
    let _ = write!(body, "<footer><p>{}:", w.forms);
    let mut head = String::new();
    for (name, media, ending) in [
        ("Turtle", "text/turtle", "ttl"),
        ("JSON-LD", "application/ld+json", "jsonld"),
        ("N-Triples", "application/n-triples", "nt"),
    ] {
        let address = escape(&links.local(&format!("doc/{local}.{ending}")));
        let _ = write!(body, " <a href=\"{address}\" type=\"{media}\">{name}</a>");
        let _ = writeln!(head, "<link rel=\"alternate\" type=\"{media}\" href=\"{address}\">");
    }
    body.push_str("</p></footer>\n");
    head.push_str(&embedded(&own));
    layout(links, language, &name, &head, &body)
}

/// The number at which a part of a bulletin stands.
fn number(iri: &str) -> usize {
    let digits = iri.rsplit_once('#').map_or("", |(_, fragment)| fragment).split('-').nth(1);
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// What is said of a thing, by property.
fn properties(quads: &[&Quad], labels: &mut Labels<'_>, links: &Links) -> String {
    let mut list = String::from("<dl>\n");
    let mut last = "";
    for quad in quads {
        if quad.predicate.as_str() != last {
            last = quad.predicate.as_str();
            let _ = writeln!(list, "<dt>{}</dt>", link(&quad.predicate, labels, links));
        }
        let _ = writeln!(list, "<dd>{}</dd>", value(&quad.object, labels, links));
    }
    list.push_str("</dl>\n");
    list
}

/// What points to a thing, by property.
fn pointing(of: &Resource, labels: &mut Labels<'_>, links: &Links, w: &Words) -> String {
    let mut by_property: BTreeMap<NamedNodeRef<'_>, Vec<&NamedNode>> = BTreeMap::new();
    for quad in &of.pointing {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            by_property.entry(quad.predicate.as_ref()).or_default().push(subject);
        }
    }
    let mut section = format!("<section>\n<h2>{}</h2>\n<dl>\n", w.pointing);
    for (property, subjects) in by_property {
        let _ = writeln!(section, "<dt>{} →</dt>", link(&property.into_owned(), labels, links));
        for subject in subjects.iter().take(SHOWN) {
            let _ = writeln!(section, "<dd>{}</dd>", link(subject, labels, links));
        }
        if subjects.len() > SHOWN {
            let plus = if of.more { "+" } else { "" };
            let _ = writeln!(section, "<dd>… {}{plus} {}</dd>", subjects.len() - SHOWN, w.more);
        }
    }
    section.push_str("</dl>\n</section>\n");
    section
}

/// What is said of a thing, for programs that read pages.
fn embedded(own: &[&Quad]) -> String {
    let written = Format::by_name("jsonld").map(|format| format.write(own.iter().copied(), Vec::new()));
    let Some(Ok(bytes)) = written else { return String::new() };
    // Within a script nothing is escaped but by JSON itself.
    let json = String::from_utf8_lossy(&bytes).replace('<', "\\u003c").replace('&', "\\u0026");
    if json.len() > EMBEDDED {
        return String::new();
    }
    format!("<script type=\"application/ld+json\">{json}</script>\n")
}

/// An IRI in short.
fn shortened(iri: &str) -> String {
    let short = short(iri);
    match short.strip_prefix('<').and_then(|s| s.strip_suffix('>')) {
        Some(whole) => whole.strip_prefix(BASE).unwrap_or(whole).to_owned(),
        None => short,
    }
}
