//! What is exported is what there was: laws over all samples, in every format.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use gongbao::bulletin::Bulletin;
use gongbao::export::{self, CANONICAL, CSV, Exporter, FORMATS, Format, Selection, Written};
use gongbao::lexicon::Lexicon;
use gongbao::{ontology, rdf};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use sophia::api::prelude::*;
use sophia::inmem::dataset::LightDataset;
use sophia::isomorphism::isomorphic_datasets;

fn samples() -> Vec<Bulletin> {
    support::texts("samples").iter().map(|path| support::read(path)).collect()
}

fn graphs() -> Vec<Vec<Quad>> {
    samples().iter().map(|bulletin| rdf::quads_with_text(bulletin, Lexicon::builtin())).collect()
}

fn export(format: &'static Format, selection: &Selection, graphs: &[Vec<Quad>]) -> (Vec<u8>, Written) {
    let mut bytes = Vec::new();
    let mut exporter = Exporter::new(format, selection.clone(), true, &mut bytes);
    graphs.iter().for_each(|graph| exporter.graph(graph.clone()).unwrap());
    let written = exporter.finish().unwrap();
    assert_eq!(bytes.len() as u64, written.bytes);
    (bytes, written)
}

fn all(format: &'static Format, graphs: &[Vec<Quad>]) -> Vec<u8> {
    export(format, &Selection::default(), graphs).0
}

fn read(format: RdfFormat, bytes: &[u8]) -> Vec<Quad> {
    RdfParser::from_format(format).for_slice(bytes).collect::<Result<_, _>>().unwrap()
}

fn dataset(quads: &[Quad]) -> LightDataset {
    let lines: String = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    sophia::turtle::parser::nq::parse_str(&lines).collect_quads().unwrap()
}

fn flat(quads: &[Quad]) -> Vec<Quad> {
    quads.iter().map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q.clone() }).collect()
}

fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(csv).unwrap();
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && !quoted);
    let names = rows.remove(0);
    rows.into_iter()
        .map(|row| {
            assert_eq!(row.len(), names.len());
            names.iter().cloned().zip(row).collect()
        })
        .collect()
}

#[test]
fn every_format_reads_back_as_the_same_dataset() {
    let graphs = graphs();
    let whole = graphs.concat();
    let (with, without) = (dataset(&whole), dataset(&flat(&whole)));
    for format in FORMATS.iter().chain([&CANONICAL]) {
        let bytes = all(format, &graphs);
        let back = dataset(&read(format.rdf().unwrap(), &bytes));
        let expected = if format.graphs { &with } else { &without };
        assert!(isomorphic_datasets(&back, expected).unwrap(), "{}", format.name);
        assert_eq!(bytes, all(format, &graphs), "{}: twice the same bytes", format.name);
    }
}

#[test]
fn the_ontology_reads_back_in_every_format() {
    let triples = ontology::builtin();
    let graph = NamedNode::new_unchecked(gongbao::store::ONTOLOGY);
    let mut quads: Vec<Quad> = triples.into_iter().map(|t| t.in_graph(graph.clone())).collect();
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    let lines = |quads: &[Quad]| quads.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    let (with, without) = (lines(&quads), lines(&flat(&quads)));
    for format in FORMATS {
        let back = lines(&read(format.rdf().unwrap(), &all(format, std::slice::from_ref(&quads))));
        assert!(&back == if format.graphs { &with } else { &without }, "{}", format.name);
    }
}

#[test]
fn every_iri_is_one() {
    for quad in graphs().concat() {
        let mut iris = vec![quad.predicate.as_str().to_owned(), quad.graph_name.to_string()];
        iris.push(quad.subject.to_string());
        match &quad.object {
            Term::NamedNode(node) => iris.push(node.as_str().to_owned()),
            Term::Literal(literal) => iris.push(literal.datatype().as_str().to_owned()),
            Term::BlankNode(node) => panic!("{node}: a blank node"),
        }
        for iri in iris {
            let iri = iri.trim_matches(['<', '>']);
            assert!(iri.is_ascii() && NamedNode::new(iri).is_ok(), "{iri}");
        }
    }
}

/// Anything may be in a graph that a user made.
fn odd() -> Vec<Quad> {
    let node = |iri: &str| NamedNode::new(iri).unwrap();
    let gb = |name: &str| node(&format!("https://w3id.org/gongbao/ns#{name}"));
    let typed = |text: &str, datatype: NamedNode| Term::from(Literal::new_typed_literal(text, datatype));
    let tagged = |text: &str, tag: &str| Term::from(Literal::new_language_tagged_literal(text, tag).unwrap());
    let (a, b) = (BlankNode::new("a").unwrap(), BlankNode::new("b").unwrap());
    let x = node("https://example.org/x");
    let mut quads = Vec::new();
    let mut say = |subject: NamedOrBlankNode, property: &NamedNode, value: Term, graph: GraphName| {
        quads.push(Quad::new(subject, property.clone(), value, graph));
    };
    let main = GraphName::DefaultGraph;
    for number in ["0", "-0", "7", "-7", "007", "+7", "1.5", "9007199254740991", "9007199254740993", "1e5", "", "x"] {
        for datatype in [xsd::DECIMAL, xsd::INTEGER, xsd::DOUBLE, xsd::BOOLEAN, xsd::STRING] {
            for property in ["value", "position", "quote", "title", "agency", "language", "new", "n-w"] {
                say(x.clone().into(), &gb(property), typed(number, datatype.into_owned()), main.clone());
            }
        }
    }
    let label = node("http://www.w3.org/2004/02/skos/core#prefLabel");
    for value in
        [tagged("a", "en"), tagged("b", "en"), tagged("", "zh-hans"), typed("c", xsd::STRING.into()), x.clone().into()]
    {
        say(a.clone().into(), &label, value.clone(), b.clone().into());
        say(b.clone().into(), &gb("value"), value.clone(), a.clone().into());
        say(b.clone().into(), &gb("agency"), value, a.clone().into());
    }
    let class = oxigraph::model::vocab::rdf::TYPE.into_owned();
    for value in
        [a.clone().into(), b.into(), x.into(), typed("c", xsd::STRING.into()), gb("value").into(), gb("Post").into()]
    {
        say(a.clone().into(), &class, value, main.clone());
    }
    // IRIs that a compact one could be taken for.
    for iri in
        ["prov:x", "value:x", "urn:x", "gongbao:place/CN", "https://w3id.org/gongbao/", "https://w3id.org/gongbao///x"]
    {
        let graph: GraphName = node(iri).into();
        say(node(iri).into(), &node(iri), node(iri).into(), graph.clone());
        say(node(iri).into(), &class, node(iri).into(), main.clone());
        say(node("https://example.org/y").into(), &gb("agency"), node("urn:z").into(), graph.clone());
        say(node("https://example.org/y").into(), &gb("new"), typed("z", node(iri)), graph);
    }
    quads
}

#[test]
fn json_ld_says_anything() {
    let quads = odd();
    let bytes = Format::by_name("jsonld").unwrap().write(&quads, Vec::new()).unwrap();
    let back = read(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }, &bytes);
    let (back, expected) = (all(&CANONICAL, &[back]), all(&CANONICAL, &[quads]));
    let (back, expected) = (String::from_utf8(back).unwrap(), String::from_utf8(expected).unwrap());
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let differ: Vec<String> = lines(&back).symmetric_difference(&lines(&expected)).cloned().collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn json_ld_is_readable() {
    let bytes = all(Format::by_name("jsonld").unwrap(), &graphs());
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let published: serde_json::Value = serde_json::from_str(export::CONTEXT).unwrap();
    assert_eq!(document["@context"], published["@context"]);
    let mut numbers = 0;
    for graph in document["@graph"].as_array().unwrap() {
        for node in graph["@graph"].as_array().unwrap() {
            for (key, value) in node.as_object().unwrap() {
                assert!(!key.contains(':'), "{key} has no term\nhelp: add it to ontology/context.jsonld");
                assert!(value.as_array().is_none_or(|values| values.len() > 1), "{key}: an array of one");
                let is_label = ["title", "prefLabel", "altLabel"].contains(&key.as_str());
                assert_eq!(value.is_object(), is_label, "{key}: {value}");
                numbers += usize::from(key == "value" && value.is_number());
            }
            for class in node["@type"].as_array().map_or_else(|| vec![&node["@type"]], |all| all.iter().collect()) {
                assert!(
                    !class.as_str().unwrap().contains(':'),
                    "{class} has no term\nhelp: add it to ontology/context.jsonld"
                );
            }
        }
    }
    assert!(numbers > 100);
}

#[test]
fn the_context_has_every_property_of_ours() {
    let context: serde_json::Value = serde_json::from_str(export::CONTEXT).unwrap();
    for triple in ontology::builtin() {
        let is_property =
            |class: &Term| class.to_string().contains("/owl#") && class.to_string().ends_with("Property>");
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
        let local = subject.as_str().strip_prefix("https://w3id.org/gongbao/ns#");
        if let Some(local) = local.filter(|_| is_property(&triple.object)) {
            let term = &context["@context"][local];
            let id = term.as_str().or(term["@id"].as_str());
            assert_eq!(id, Some(&*format!("gb:{local}")), "help: add {local:?} to ontology/context.jsonld");
        }
    }
}

#[test]
fn a_table_has_a_row_for_each_outcome() {
    let bulletins = samples();
    let csv = all(&CSV, &graphs());
    let rows = rows(&csv);
    assert_eq!(rows.len(), bulletins.iter().map(|b| b.outcomes.len()).sum::<usize>());
    let mut left = rows.iter();
    for bulletin in &bulletins {
        let mut outcomes: Vec<_> = bulletin.outcomes.iter().collect();
        outcomes.sort_by_key(|o| o.quantity.number.start);
        for outcome in outcomes {
            let row = left.next().unwrap();
            assert_eq!(row["QUOTE"], outcome.quote.of(&bulletin.text));
            assert_eq!(row["OBS_VALUE"], outcome.quantity.value.normalize().to_string());
            assert_eq!(row["UNIT_MEASURE"], outcome.quantity.unit.as_str());
            assert_eq!(row["REF_AREA"], outcome.place.as_ref().map_or("", |p| p.as_str()));
            assert_eq!(row["TITLE"], bulletin.title);
            assert_eq!(row["TIME_PERIOD"].is_empty(), outcome.period.from.is_none() || outcome.period.to.is_none());
        }
    }
    let metadata: serde_json::Value = serde_json::from_str(&export::csv_metadata("all.csv")).unwrap();
    let columns: Vec<&str> =
        metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(String::from_utf8(csv).unwrap().lines().next(), Some(columns.join(",").as_str()));
}

#[test]
fn the_canonical_form_is_one_whatever_the_order() {
    let mut graphs = graphs();
    graphs.push(odd());
    let hash = |graphs: &[Vec<Quad>]| export(&CANONICAL, &Selection::default(), graphs).1.sha256;
    let first = hash(&graphs);
    let mut other = graphs.clone();
    other.reverse();
    for graph in &mut other {
        graph.reverse();
        graph.iter_mut().for_each(|quad| *quad = renamed(quad));
    }
    assert_eq!(first, hash(&other));
    let last = other.last_mut().and_then(Vec::pop);
    assert!(last.is_some() && first != hash(&other), "a graph without one statement is another");
}

/// A quad whose blank nodes have other names.
fn renamed(quad: &Quad) -> Quad {
    let name =
        |node: &BlankNode| BlankNode::new(format!("z{}", node.as_str().replace('a', "q").replace('b', "a"))).unwrap();
    let mut quad = quad.clone();
    if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
        quad.subject = name(node).into();
    }
    if let Term::BlankNode(node) = &quad.object {
        quad.object = name(node).into();
    }
    if let GraphName::BlankNode(node) = &quad.graph_name {
        quad.graph_name = name(node).into();
    }
    quad
}

fn by_subject(quads: &[Quad]) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut of: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for quad in quads {
        let key = (quad.graph_name.to_string(), quad.subject.to_string());
        of.entry(key).or_default().insert(format!("{} {}", quad.predicate, quad.object));
    }
    of
}

#[test]
fn what_is_chosen_is_whole_and_nothing_hangs() {
    let graphs = graphs();
    let whole = graphs.concat();
    let before = by_subject(&whole);
    let led_to: BTreeSet<String> = whole.iter().map(|q| format!("{} {}", q.graph_name, q.object)).collect();
    let day = |text: &str| Some(text.parse().unwrap());
    for (name, selection, fits) in [
        ("place", Selection { places: vec!["CN".into()], ..Selection::default() }, "CN"),
        ("subdivision", Selection { places: vec!["CN-ZJ".into(), "ES".into()], ..Selection::default() }, "CN-ZJ ES"),
        ("period", Selection { from: day("2024-01-01"), until: day("2024-12-31"), ..Selection::default() }, ""),
        ("kind", Selection { agency_kinds: vec!["customs".into()], ..Selection::default() }, ""),
        ("language", Selection { languages: vec!["zh".into(), "ja".into()], ..Selection::default() }, ""),
    ] {
        let quads = read(RdfFormat::NQuads, &export(Format::by_name("nquads").unwrap(), &selection, &graphs).0);
        let after = by_subject(&quads);
        let rows = rows(&export(&CSV, &selection, &graphs).0);
        assert!(!rows.is_empty() && after.len() < before.len(), "{name}");
        let count = after.values().filter(|said| said.iter().any(|s| s.ends_with("gongbao/ns#Outcome>"))).count();
        assert_eq!(count, rows.len(), "{name}");
        for row in &rows {
            match name {
                "period" => assert!(&*row["PERIOD_START"] >= "2024-01-01" && &*row["PERIOD_END"] <= "2024-12-31"),
                "kind" => assert!(row["AGENCY"].ends_with("/customs")),
                "language" => assert!(row["LANGUAGE"].starts_with("zh") || row["LANGUAGE"] == "ja"),
                _ => assert!(fits.split(' ').any(|code| row["REF_AREA"].starts_with(code)), "{name}: {row:?}"),
            }
        }
        let subjects: BTreeSet<&(String, String)> = after.keys().collect();
        for (key, said) in &after {
            let lost: Vec<_> = before[key].difference(said).collect();
            assert!(lost.iter().all(|l| l.contains("#changeOf>")), "{name}: {key:?} has lost {lost:?}");
        }
        for quad in &quads {
            let key = (quad.graph_name.to_string(), quad.object.to_string());
            assert!(!before.contains_key(&key) || subjects.contains(&key), "{name}: {quad} leads nowhere");
        }
        let objects: BTreeSet<String> = quads.iter().map(|q| format!("{} {}", q.graph_name, q.object)).collect();
        for (graph, subject) in &subjects {
            let is_root = subject.contains("#outcome-") || subject.contains("#note-") || graph == subject;
            let link = format!("{graph} {subject}");
            let stays = is_root || objects.contains(&link) || !led_to.contains(&link);
            assert!(stays, "{name}: nothing leads to {subject}");
        }
    }
    let nothing = Selection { languages: vec!["de".into()], ..Selection::default() };
    assert!(all_of(&nothing, &graphs).is_empty());
}

fn all_of(selection: &Selection, graphs: &[Vec<Quad>]) -> Vec<Quad> {
    read(RdfFormat::NQuads, &export(Format::by_name("nquads").unwrap(), selection, graphs).0)
}

#[test]
fn without_evidence_all_else_is_there() {
    let graphs = graphs();
    let left = all_of(&Selection { without_evidence: true, ..Selection::default() }, &graphs);
    let is_evidence = |quad: &Quad| {
        quad.subject.to_string().contains("-evidence")
            || quad.object.to_string().contains("-evidence")
            || quad.predicate.as_str().ends_with("ns#text")
    };
    let expected: Vec<Quad> = graphs.concat().into_iter().filter(|quad| !is_evidence(quad)).collect();
    assert_eq!(by_subject(&left), by_subject(&expected));
    assert!(!left.iter().any(|q| q.to_string().contains("http://www.w3.org/ns/oa#")));
}

#[test]
fn a_description_counts_what_is_there() {
    let graphs = graphs();
    let (bytes, written) = export(Format::by_name("trig").unwrap(), &Selection::default(), &graphs);
    let format = Format::by_name("trig").unwrap();
    let name = Some("all.trig".to_owned());
    let file = export::File { name, format, bytes: written.bytes, sha256: written.sha256.clone() };
    let licence = NamedNode::new_unchecked("https://creativecommons.org/licenses/by/4.0/");
    let description = written.description.unwrap();
    let quads = description.quads("https://example.org/data", &[file], Some(&licence));
    let said = |property: &str| -> Vec<String> {
        let is = |q: &&Quad| {
            q.subject.to_string() == "<https://example.org/data>" && q.predicate.as_str().ends_with(property)
        };
        quads.iter().filter(is).map(|q| q.object.to_string()).collect()
    };
    let number = |n: usize| vec![Literal::from(n as u64).to_string().replace("unsignedLong", "integer")];
    let whole = graphs.concat();
    assert_eq!(said("void#triples"), number(whole.len()));
    assert_eq!(said("void#properties"), number(whole.iter().map(|q| &q.predicate).collect::<BTreeSet<_>>().len()));
    assert_eq!(
        said("void#entities"),
        number(whole.iter().map(|q| q.subject.to_string()).collect::<BTreeSet<_>>().len())
    );
    assert_eq!(said("terms/language").len(), 4);
    assert!(said("terms/spatial").contains(&"<https://w3id.org/gongbao/place/CN-ZJ>".to_owned()));
    assert_eq!(said("terms/license"), [licence.to_string()]);
    assert!(quads.iter().any(|q| q.object.to_string().contains(&gongbao::store::sha256(&bytes))));
    assert!(
        description
            .quads("https://example.org/data", &[], None)
            .iter()
            .all(|q| !q.predicate.as_str().ends_with("license"))
    );
    let turtle = Format::by_name("turtle").unwrap().write(&quads, Vec::new()).unwrap();
    assert!(isomorphic_datasets(&dataset(&read(RdfFormat::Turtle, &turtle)), &dataset(&quads)).unwrap());
}
