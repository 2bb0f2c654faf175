//! The ontology's documentation, made of the ontology itself: its classes and properties with anchors, and its concepts by
//! class, a page at a time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::store::Store;

use super::look::{page_of, pager};
use super::number::grouped;
use super::value::{href, lang};
use super::{Both, LONGEST, Page, View, escape, layout};
use crate::ontology::{BASE, NS};
use crate::serve::App;
use crate::serve::figures::Figures;
use crate::serve::http::Fault;
use crate::store::ONTOLOGY;

const TITLE: Both = Both("The ontology", "本体");
const INTRO: Both = Both(
    "What the graph is made of: classes, properties, and the concepts that figures are told in. The files are in Turtle, and every term has a page of its own.",
    "图谱的组成：类、属性，以及描述数据所用的概念。原始文件为 Turtle 格式，每个术语都有自己的页面。",
);
const CLASSES: Both = Both("Classes", "类");
const PROPERTIES: Both = Both("Properties", "属性");
const OTHERS: Both = Both("Of several classes", "用于多个类");
const CONCEPTS: Both = Both("Concepts and things by class", "按类列出的概念与实体");
const CONCEPT_COUNT: Both = Both("How many", "数量");
const KIND_OF: Both = Both("kind of", "上位");
const DOMAIN: Both = Both("of", "定义域");
const RANGE: Both = Both("is", "值域");
const DISJOINT: Both = Both("never also", "不相交");
const SAME: Both = Both("same as", "等同");
const ADMITS: Both = Both("admits", "可接对象");
const WHOLE: Both = Both("The whole as", "完整文件");
const FIGURES: Both = Both("figures", "条数据");
const BACK: Both = Both("All classes and properties", "全部类与属性");
const CLASS: Both = Both("Class", "类");
const CODE: Both = Both("code", "代码");

/// Concepts on a page.
const SIZE: usize = 60;
const LANGUAGES: [&str; 5] = ["en", "zh-hans", "zh-hant", "ja", "es"];

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// What others call their terms by.
const PREFIXES: [(&str, &str); 20] = [
    ("gb:", NS),
    ("owl:", OWL),
    ("rdfs:", RDFS),
    ("skos:", SKOS),
    ("rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("xsd:", "http://www.w3.org/2001/XMLSchema#"),
    ("dc:", "http://purl.org/dc/elements/1.1/"),
    ("dcterms:", "http://purl.org/dc/terms/"),
    ("dcat:", "http://www.w3.org/ns/dcat#"),
    ("foaf:", "http://xmlns.com/foaf/0.1/"),
    ("oa:", "http://www.w3.org/ns/oa#"),
    ("org:", "http://www.w3.org/ns/org#"),
    ("prov:", "http://www.w3.org/ns/prov#"),
    ("qb:", "http://purl.org/linked-data/cube#"),
    ("qudt:", "http://qudt.org/schema/qudt/"),
    ("schema:", "https://schema.org/"),
    ("sdmx-attribute:", "http://purl.org/linked-data/sdmx/2009/attribute#"),
    ("sdmx-dimension:", "http://purl.org/linked-data/sdmx/2009/dimension#"),
    ("sdmx-measure:", "http://purl.org/linked-data/sdmx/2009/measure#"),
    ("time:", "http://www.w3.org/2006/time#"),
];

/// What the ontology says of a term.
#[derive(Default)]
struct Described {
    iri: String,
    labels: Vec<(String, String)>,
    definitions: Vec<(String, String)>,
    /// What it leads to, by the property.
    links: BTreeMap<String, Vec<String>>,
    notations: Vec<String>,
}

/// The documentation that stands at an IRI: that of the ontology, or of a scheme. Nothing for other IRIs.
///
/// # Errors
/// When the store cannot be read, or a class is asked for that there is not.
pub fn vocabulary(app: &App, iri: &NamedNode, view: &View) -> Result<Option<String>, Fault> {
    let is_whole = iri.as_str() == ONTOLOGY || iri.as_str() == NS.trim_end_matches('#');
    if is_whole {
        return match view.parameter("class") {
            Some(class) => concepts(app, &format!("{NS}{class}"), iri, view).map(Some),
            None => overview(app, iri, view).map(Some),
        };
    }
    if iri.as_str().strip_prefix(BASE).is_some_and(|local| local.starts_with("scheme/")) {
        let member = subjects(&app.store, &format!("{SKOS}inScheme"), iri.as_str())?.into_iter().next();
        let Some(member) = member else { return Ok(None) };
        let types = describe(&app.store, &member)?.links.remove(RDF_TYPE).unwrap_or_default();
        // The widest of our classes, which is the one with most terms.
        let mut ours: Vec<(usize, String)> = Vec::new();
        for class in types.into_iter().filter(|class| class.starts_with(NS)) {
            ours.push((subjects(&app.store, RDF_TYPE, &class)?.len(), class));
        }
        let Some((_, class)) = ours.into_iter().max() else { return Ok(None) };
        return concepts(app, &class, iri, view).map(Some);
    }
    Ok(None)
}

/// Classes and properties.
fn overview(app: &App, iri: &NamedNode, view: &View) -> Result<String, Fault> {
    let store = &app.store;
    let mut classes = all(store, &[&format!("{OWL}Class")])?;
    let kinds = ["ObjectProperty", "DatatypeProperty", "AnnotationProperty"].map(|kind| format!("{OWL}{kind}"));
    let properties = all(store, &kinds.each_ref().map(String::as_str))?;
    classes.sort_by(|a, b| a.iri.cmp(&b.iri));
    let mut counts = BTreeMap::new();
    for class in &classes {
        counts.insert(class.iri.as_str(), subjects(store, RDF_TYPE, &class.iri)?.len());
    }
    let title = view.say(TITLE);
    let mut body = format!("<h1>{title}</h1>\n<p>{}</p>\n{}", view.say(INTRO), forms(iri, view));
    let _ = writeln!(
        body,
        "<nav aria-label=\"{title}\"><ul><li><a href=\"#concepts\">{}</a></li><li><a href=\"#classes\">{}</a></li><li><a href=\"#properties\">{}</a></li></ul></nav>",
        view.say(CONCEPTS),
        view.say(CLASSES),
        view.say(PROPERTIES)
    );
    body += &kept_concepts(iri, &classes, &counts, view);
    let _ = writeln!(body, "<section id=\"classes\">\n<h2>{}</h2>", view.say(CLASSES));
    body += &tree(&classes, view);
    for class in &classes {
        body += &section(class, view);
    }
    let _ = writeln!(body, "</section>\n<section id=\"properties\">\n<h2>{}</h2>", view.say(PROPERTIES));
    let mut by_domain: BTreeMap<Option<String>, Vec<&Described>> = BTreeMap::new();
    for property in &properties {
        let domain = property.links.get(&format!("{RDFS}domain")).and_then(|domains| domains.first());
        by_domain.entry(domain.cloned()).or_default().push(property);
    }
    for (domain, mut properties) in by_domain {
        let name = domain.map_or_else(|| view.say(OTHERS).to_owned(), |domain| curie(&domain));
        let _ = writeln!(body, "<h3>{}</h3>", escape(&name));
        properties.sort_by(|a, b| a.iri.cmp(&b.iri));
        for property in properties {
            body += &section(property, view);
        }
    }
    body.push_str("</section>\n");
    Ok(layout(view, &Page { title, head: "", body: &body }))
}

/// The classes of which the ontology itself has instances, with the way to their pages.
fn kept_concepts(iri: &NamedNode, classes: &[Described], counts: &BTreeMap<&str, usize>, view: &View) -> String {
    let mut html = format!(
        "<section id=\"concepts\">\n<h2>{}</h2>\n<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>\n",
        view.say(CONCEPTS),
        view.say(CLASS),
        view.say(CONCEPT_COUNT)
    );
    for class in classes {
        let count = counts.get(class.iri.as_str()).copied().unwrap_or_default();
        if count == 0 {
            continue;
        }
        let (name, tag) = best(&class.labels, view);
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\"><a href=\"{}\"{}>{}</a></th><td class=\"n\">{}</td></tr>",
            escape(&class_page(iri, &class.iri, view)),
            lang(tag),
            escape(name),
            grouped(&count.to_string())
        );
    }
    html + "</tbody></table>\n</section>\n"
}

fn class_page(document: &NamedNode, class: &str, view: &View) -> String {
    let local = document.as_str().strip_prefix(BASE).unwrap_or_default();
    view.with(&format!("doc/{local}.html"), &[("class", class.strip_prefix(NS).unwrap_or(class))])
}

/// The classes as a tree of links.
fn tree(classes: &[Described], view: &View) -> String {
    let above = |class: &Described| -> Vec<String> {
        let supers = class.links.get(&format!("{RDFS}subClassOf")).cloned().unwrap_or_default();
        supers.into_iter().filter(|iri| iri.starts_with(NS)).collect()
    };
    let item = |class: &Described| {
        let (name, tag) = best(&class.labels, view);
        let local = class.iri.strip_prefix(NS).unwrap_or(&class.iri);
        format!("<a href=\"#{0}\"><code>{0}</code></a> <span{1}>{2}</span>", escape(local), lang(tag), escape(name))
    };
    let mut html = String::from("<ul class=\"tree\">\n");
    for class in classes.iter().filter(|class| above(class).is_empty()) {
        let below: Vec<&Described> = classes.iter().filter(|other| above(other).contains(&class.iri)).collect();
        let _ = write!(html, "<li>{}", item(class));
        if !below.is_empty() {
            // No class of ours lies deeper.
            let below: String = below.iter().map(|class| format!("<li>{}</li>", item(class))).collect();
            let _ = write!(html, "<ul>{below}</ul>");
        }
        html.push_str("</li>\n");
    }
    html + "</ul>\n"
}

/// A class or a property.
fn section(term: &Described, view: &View) -> String {
    let local = term.iri.strip_prefix(NS).unwrap_or(&term.iri);
    let mut html = format!(
        "<section id=\"{0}\">\n<h3><a href=\"#{0}\">gb:{0}</a> <span class=\"quiet\">{1}</span></h3>\n",
        escape(local),
        labels(term)
    );
    let (definition, tag) = best(&term.definitions, view);
    if !definition.is_empty() {
        let _ = writeln!(html, "<p{}>{}</p>", lang(tag), escape(definition));
    }
    let mut facts = String::new();
    for (property, words) in [
        (format!("{RDFS}domain"), DOMAIN),
        (format!("{RDFS}range"), RANGE),
        (format!("{RDFS}subClassOf"), KIND_OF),
        (format!("{RDFS}subPropertyOf"), KIND_OF),
        (format!("{OWL}disjointWith"), DISJOINT),
    ] {
        if let Some(found) = term.links.get(&property) {
            let links: Vec<String> = found.iter().map(|iri| outward(iri, view)).collect();
            let _ = write!(facts, "{} {}; ", view.say(words), links.join(", "));
        }
    }
    if !facts.is_empty() {
        let _ = writeln!(html, "<p>{}</p>", facts.trim_end_matches("; "));
    }
    html + "</section>\n"
}

/// The concepts of a class, a page of them.
fn concepts(app: &App, class: &str, document: &NamedNode, view: &View) -> Result<String, Fault> {
    let store = &app.store;
    let of = describe(store, class)?;
    let mut members = subjects(store, RDF_TYPE, class)?;
    if members.is_empty() || of.labels.is_empty() {
        return Err(Fault::missing("no concepts of such a class; hint: the ontology's page lists the classes"));
    }
    let table = Figures::of(app, &view.token)?;
    // Those of a narrower class stand together, after the others.
    let mut narrower = BTreeMap::new();
    for below in subjects(store, &format!("{RDFS}subClassOf"), class)? {
        for member in subjects(store, RDF_TYPE, &below)? {
            narrower.insert(member, below.clone());
        }
    }
    members.sort_by_cached_key(|iri| (narrower.get(iri).cloned(), iri.clone()));
    let members = nested(store, members)?;
    let (name, tag) = best(&of.labels, view);
    let title = name.to_owned();
    let (definition, definition_tag) = best(&of.definitions, view);
    let mut body = format!(
        "<h1{}>{}</h1>\n<p{}>{}</p>\n<p><a href=\"{}\">{}</a></p>\n",
        lang(tag),
        escape(name),
        lang(definition_tag),
        escape(definition),
        escape(&view.local("ontology")),
        view.say(BACK)
    );
    let (page, pages) = page_of(view, "page", members.len(), SIZE);
    body += &pager(view, "page", "content", page, pages);
    let mut group: Option<&String> = None;
    body.push_str("<ul class=\"tree\">\n");
    for (depth, iri) in members.iter().skip((page - 1) * SIZE).take(SIZE) {
        let here = narrower.get(iri);
        if here != group {
            group = here;
            let kind = here.map(|class| describe(store, class)).transpose()?.unwrap_or_default();
            let (name, tag) = best(&kind.labels, view);
            let _ = writeln!(body, "</ul>\n<h2{}>{}</h2>\n<ul class=\"tree\">", lang(tag), escape(name));
        }
        if body.len() > LONGEST {
            break;
        }
        let concept = describe(store, iri)?;
        let figures = table.id(iri).map(|id| table.count(id).figures).unwrap_or_default();
        body += &item(&concept, *depth, figures, view);
    }
    body.push_str("</ul>\n");
    body += &pager(view, "page", "content", page, pages);
    body += &forms(document, view);
    Ok(layout(view, &Page { title: &title, head: "", body: &body }))
}

/// Concepts in the order of a tree, each with its depth: narrower ones after the one that they are narrower than.
fn nested(store: &Store, members: Vec<String>) -> Result<Vec<(usize, String)>, Fault> {
    // No concept of ours is narrower than another; those of a user may be, and stand after it.
    let mut above: BTreeMap<String, String> = BTreeMap::new();
    let property = NamedNode::new_unchecked(format!("{SKOS}broader"));
    for quad in store.quads_for_pattern(None, Some(property.as_ref()), None, Some(ontology())) {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(narrow), Term::NamedNode(wide)) = (quad.subject, quad.object) {
            above.insert(narrow.into_string(), wide.into_string());
        }
    }
    if above.is_empty() {
        return Ok(members.into_iter().map(|iri| (0, iri)).collect());
    }
    let way = |iri: &String| {
        let mut way = vec![iri.clone()];
        while let Some(wider) = way.last().and_then(|last| above.get(last)).filter(|wider| !way.contains(wider)) {
            way.push(wider.clone());
        }
        way.reverse();
        way
    };
    let mut ways: Vec<Vec<String>> = members.iter().map(way).collect();
    ways.sort();
    Ok(ways.into_iter().filter_map(|mut way| Some((way.len() - 1, way.pop()?))).collect())
}

/// A concept: its names, what it means, and what is told with it.
fn item(concept: &Described, depth: usize, figures: usize, view: &View) -> String {
    let local = concept.iri.strip_prefix(BASE).unwrap_or(&concept.iri);
    let (name, tag) = best(&concept.labels, view);
    let id = local.rsplit('/').next().unwrap_or(local);
    let inner = if depth == 0 { String::new() } else { format!(" style=\"margin-left:{}rem\"", 2 * depth.min(6)) };
    let mut html = format!(
        "<li id=\"{}\"{inner}><a href=\"{}\"{}>{}</a> <code>{}</code>",
        escape(id),
        escape(&href(&concept.iri, view).unwrap_or_default()),
        lang(tag),
        escape(if name.is_empty() { local } else { name }),
        escape(local)
    );
    let _ = write!(html, " <span class=\"quiet\">{}</span>", labels(concept));
    if figures > 0 {
        let _ = write!(html, " <span class=\"quiet\">– {} {}</span>", grouped(&figures.to_string()), view.say(FIGURES));
    }
    let (definition, tag) = best(&concept.definitions, view);
    if !definition.is_empty() {
        let _ = write!(html, "<br><span{}>{}</span>", lang(tag), escape(definition));
    }
    let mut facts = Vec::new();
    if !concept.notations.is_empty() {
        facts.push(format!("{} {}", view.say(CODE), escape(&concept.notations.join(", "))));
    }
    for (property, words) in [
        (format!("{SKOS}broader"), KIND_OF),
        (format!("{NS}admits"), ADMITS),
        (format!("{SKOS}exactMatch"), SAME),
        (format!("{OWL}sameAs"), SAME),
    ] {
        if let Some(found) = concept.links.get(&property) {
            let links: Vec<String> = found.iter().take(12).map(|iri| outward(iri, view)).collect();
            facts.push(format!("{} {}", view.say(words), links.join(", ")));
        }
    }
    if !facts.is_empty() {
        let _ = write!(html, "<br><small>{}</small>", facts.join("; "));
    }
    html + "</li>\n"
}

/// The labels in each language, each marked with it.
fn labels(term: &Described) -> String {
    let mut shown = Vec::new();
    for tag in LANGUAGES {
        let text = term.labels.iter().find(|(known, _)| known == tag);
        shown.extend(text.map(|(tag, text)| format!("<span lang=\"{tag}\">{}</span>", escape(text))));
    }
    shown.join(" · ")
}

/// A link to a term, in short.
fn outward(iri: &str, view: &View) -> String {
    let address = iri.strip_prefix(NS).map(|local| format!("#{local}")).or_else(|| href(iri, view));
    let name = escape(&curie(iri));
    address.map_or_else(|| name.clone(), |address| format!("<a href=\"{}\">{name}</a>", escape(&address)))
}

fn curie(iri: &str) -> String {
    let found = PREFIXES.iter().find_map(|(prefix, start)| Some(format!("{prefix}{}", iri.strip_prefix(start)?)));
    found.unwrap_or_else(|| super::shortened(iri))
}

/// The text that is nearest to the reader's language, with its tag.
fn best<'a>(texts: &'a [(String, String)], view: &View) -> (&'a str, Option<&'a str>) {
    let wanted = view.language.to_ascii_lowercase();
    let primary = wanted.split('-').next().unwrap_or_default();
    let distance = |tag: &str| match tag {
        tag if tag == wanted => 0,
        tag if tag.split('-').next() == Some(primary) => 1,
        "en" => 2,
        _ => 3,
    };
    let best = texts.iter().min_by_key(|(tag, text)| (distance(tag), text));
    best.map_or(("", None), |(tag, text)| (text.as_str(), Some(tag.as_str()).filter(|tag| !tag.is_empty())))
}

/// The way to the files.
fn forms(iri: &NamedNode, view: &View) -> String {
    let local = iri.as_str().strip_prefix(BASE).unwrap_or_default();
    let mut html = format!("<p>{}", view.say(WHOLE));
    for (name, media, ending) in [
        ("Turtle", "text/turtle", "ttl"),
        ("JSON-LD", "application/ld+json", "jsonld"),
        ("N-Triples", "application/n-triples", "nt"),
    ] {
        let address = escape(&view.links.local(&format!("doc/{local}.{ending}")));
        let _ = write!(html, " <a href=\"{address}\" type=\"{media}\">{name}</a>");
    }
    html + "</p>\n"
}

fn ontology<'a>() -> GraphNameRef<'a> {
    NamedNodeRef::new_unchecked(ONTOLOGY).into()
}

/// The things of the ontology that a property leads from to an object, sorted.
fn subjects(store: &Store, property: &str, object: &str) -> Result<Vec<String>, Fault> {
    let (property, object) = (NamedNodeRef::new_unchecked(property), NamedNodeRef::new_unchecked(object));
    let mut found = Vec::new();
    for quad in store.quads_for_pattern(None, Some(property), Some(object.into()), Some(ontology())) {
        if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
            found.push(subject.into_string());
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Our terms of some types.
fn all(store: &Store, types: &[&str]) -> Result<Vec<Described>, Fault> {
    let mut found = Vec::new();
    for class in types {
        for iri in subjects(store, RDF_TYPE, class)? {
            if iri.starts_with(NS) {
                found.push(describe(store, &iri)?);
            }
        }
    }
    Ok(found)
}

fn describe(store: &Store, iri: &str) -> Result<Described, Fault> {
    let mut found = Described { iri: iri.to_owned(), ..Described::default() };
    let node = NamedNodeRef::new_unchecked(iri);
    for quad in store.quads_for_pattern(Some(node.into()), None, None, Some(ontology())) {
        let quad = quad?;
        match quad.object {
            Term::NamedNode(object) => {
                found.links.entry(quad.predicate.into_string()).or_default().push(object.into_string());
            }
            Term::Literal(literal) => {
                let text = (literal.language().unwrap_or_default().to_owned(), literal.value().to_owned());
                match quad.predicate.as_str().rsplit(['#', '/']).next() {
                    Some("prefLabel" | "label") => found.labels.push(text),
                    Some("definition" | "comment") => found.definitions.push(text),
                    Some("notation") => found.notations.push(text.1),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found.links.values_mut().for_each(|links| links.sort_unstable());
    found.notations.sort_unstable();
    Ok(found)
}
