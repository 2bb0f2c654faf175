//! The shapes of `ontology/shapes.ttl`: our own output keeps them, and each rule of them is seen to break.

#[path = "support/program.rs"]
mod program;
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gongbao::lexicon::Lexicon;
use gongbao::rdf::quads_with_text as quads;
use gongbao::validate::{Data, Report, SHAPES, Shapes, check};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    BlankNode, Graph, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple, TripleRef,
};
use rayon::prelude::*;

const SH: &str = "http://www.w3.org/ns/shacl#";
const SHAPE: &str = "https://w3id.org/gongbao/shape/";

fn turtle(text: &str) -> Graph {
    let triples = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
    triples.map(|quad| Triple::from(quad.unwrap())).collect::<Vec<_>>().iter().collect()
}

fn shapes() -> &'static Graph {
    static GRAPH: LazyLock<Graph> = LazyLock::new(|| turtle(SHAPES));
    &GRAPH
}

fn sh(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{name}"))
}

fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap()
}

fn objects(graph: &Graph, subject: &NamedNode, property: NamedNodeRef<'_>) -> Vec<Term> {
    graph.objects_for_subject_predicate(subject, property).map(TermRef::into_owned).collect()
}

fn told(report: &Report) -> String {
    report.findings.iter().take(20).map(|f| format!("{} {:?}: {}\n", f.focus, f.value, f.message)).collect()
}

#[test]
fn what_every_bulletin_gives_conforms() {
    let mut graph: Graph = gongbao::ontology::builtin().iter().collect();
    for path in support::corpus() {
        for quad in quads(&support::read(&path), Lexicon::builtin()) {
            graph.insert(&Triple::from(quad));
        }
    }
    let report = check(Shapes::builtin(), &Data::graph(&graph)).unwrap();
    assert!(report.conforms(), "{} faults:\n{}", report.findings.len(), told(&report));
    assert!(report.nodes > 10_000, "{} nodes", report.nodes);
}

/// A bulletin with all that shapes speak of, and of the ontology what it needs.
fn sample() -> Graph {
    let known = |triple: &&Triple| {
        let concept = [
            "unit/",
            "bound/",
            "action/",
            "target/",
            "offence/",
            "compare/",
            "reason/",
            "agency-kind/",
            "post/",
            "ns#",
            "date-source/",
            "place/CN>",
        ];
        let subject = triple.subject.to_string();
        concept.iter().any(|path| subject.contains(&format!("gongbao/{path}")))
            && !triple.predicate.as_str().ends_with("hiddenLabel")
    };
    let mut graph: Graph = gongbao::ontology::builtin().iter().filter(known).collect();
    for path in ["samples/zh/2024-12-18-zhejiang-returned.txt"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        for quad in quads(&support::read(&path), Lexicon::builtin()) {
            graph.insert(&Triple::from(quad));
        }
    }
    let bulletin =
        graph.subject_for_predicate_object(rdf::TYPE, &node("https://w3id.org/gongbao/ns#Bulletin")).unwrap();
    let more = turtle(&format!(
        "@prefix gb: <https://w3id.org/gongbao/ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
         @prefix prov: <http://www.w3.org/ns/prov#> . @prefix dcterms: <http://purl.org/dc/terms/> .
         {bulletin} gb:source <https://example.org/1> ; gb:publisher \"Police\" ; gb:byline \"Editor\" ; gb:encoding \"GBK\" ;
           gb:dateSource <https://w3id.org/gongbao/date-source/meta> ; prov:wasRevisionOf <https://example.org/former> .
         <https://example.org/former> a gb:FormerBulletin ; gb:title \"old\"@en ; gb:language \"en\"^^xsd:language ;
           gb:sha256 \"{}\"^^xsd:hexBinary ; dcterms:isReplacedBy {bulletin} .",
        "0".repeat(64)
    ));
    graph.extend(more.iter());
    graph
}

/// A rule: a shape, a constraint of it, and what that asks for.
struct Rule {
    shape: NamedNode,
    parameter: String,
    argument: Term,
    /// The shape of the nodes that it is about.
    owner: NamedNode,
}

/// The rules of the shapes that have names; what stands in them without a name is part of a rule.
fn rules() -> Vec<Rule> {
    let graph = shapes();
    let beside =
        ["targetClass", "targetObjectsOf", "path", "property", "message", "ignoredProperties", "qualifiedValueShape"];
    let mut all = Vec::new();
    for triple in graph {
        let NamedOrBlankNode::NamedNode(shape) = triple.subject.into_owned() else { continue };
        let Some(parameter) = triple.predicate.as_str().strip_prefix(SH).filter(|p| !beside.contains(p)) else {
            continue;
        };
        let owners = graph.subjects_for_predicate_object(&sh("property"), &shape);
        let owner =
            owners.filter_map(|o| if let NamedOrBlankNode::NamedNode(o) = o.into_owned() { Some(o) } else { None });
        // An instant is looked at through the period that it is an end of.
        let owner = owner.filter(|o| o.as_str() != format!("{SHAPE}Instant")).min().unwrap_or_else(|| shape.clone());
        if shape.as_str() != format!("{SHAPE}inDay") {
            all.push(Rule { shape, parameter: parameter.to_owned(), argument: triple.object.into_owned(), owner });
        }
    }
    all.sort_by_key(|r| (r.shape.to_string(), r.parameter.clone()));
    all
}

/// The nodes that a shape is about.
fn focuses(data: &Graph, owner: &NamedNode) -> Vec<NamedNode> {
    let classes = objects(shapes(), owner, sh("targetClass").as_ref());
    let mut found: BTreeSet<NamedNode> = BTreeSet::new();
    let mut add = |subject: NamedOrBlankNode| {
        if let NamedOrBlankNode::NamedNode(n) = subject {
            found.insert(n);
        }
    };
    for class in &classes {
        let under = data.subjects_for_predicate_object(oxigraph::model::vocab::rdfs::SUB_CLASS_OF, class);
        let under: Vec<Term> = under.map(|c| c.into_owned().into()).chain([class.clone()]).collect();
        under.iter().flat_map(|c| data.subjects_for_predicate_object(rdf::TYPE, c)).for_each(|s| add(s.into_owned()));
    }
    for property in objects(shapes(), owner, sh("targetObjectsOf").as_ref()) {
        let Term::NamedNode(property) = property else { continue };
        for triple in data.triples_for_predicate(&property) {
            if let Term::NamedNode(object) = triple.object.into_owned() {
                found.insert(object);
            }
        }
    }
    found.into_iter().collect()
}

/// Changes the graph so that the rule is broken at a node; which node that is.
fn break_one(data: &mut Graph, rule: &Rule) -> Term {
    let junk = node("https://example.org/junk");
    let path = objects(shapes(), &rule.shape, sh("path").as_ref()).into_iter().next();
    let property = if let Some(Term::NamedNode(property)) = &path { Some(property.clone()) } else { None };
    let inverse = path.as_ref().and_then(|path| match path {
        Term::BlankNode(b) => shapes().object_for_subject_predicate(b, &sh("inversePath")).map(TermRef::into_owned),
        _ => None,
    });
    let all = focuses(data, &rule.owner);
    let has =
        |focus: &&NamedNode| property.as_ref().is_some_and(|p| data.object_for_subject_predicate(*focus, p).is_some());
    let focus =
        all.iter().find(has).or_else(|| all.first()).unwrap_or_else(|| panic!("nothing for {}", rule.shape)).clone();
    let replace = |data: &mut Graph, value: Option<Term>| {
        let property = property.clone().unwrap();
        for old in objects(data, &focus, property.as_ref()) {
            data.remove(TripleRef::new(&focus, &property, &old));
        }
        if let Some(value) = value {
            data.insert(TripleRef::new(&focus, &property, &value));
        }
    };
    let argument = if let Term::Literal(literal) = &rule.argument { literal.value().to_owned() } else { String::new() };
    match (&*rule.parameter, &inverse) {
        ("minCount", Some(Term::NamedNode(back))) => {
            let of: Vec<_> = data.subjects_for_predicate_object(back, &focus).map(|s| s.into_owned()).collect();
            of.iter().for_each(|s| {
                data.remove(TripleRef::new(s, back, &focus));
            });
        }
        ("maxCount", Some(Term::NamedNode(back))) => {
            data.insert(TripleRef::new(&junk, back, &focus));
        }
        ("minCount" | "qualifiedMinCount", _) => replace(data, None),
        ("hasValue", _) => {
            data.remove(TripleRef::new(&focus, property.as_ref().unwrap(), &rule.argument));
        }
        ("maxCount", _) => {
            let property = property.clone().unwrap();
            for n in 0..=argument.parse().unwrap() {
                data.insert(TripleRef::new(&focus, &property, &node(&format!("https://example.org/junk{n}"))));
            }
        }
        ("qualifiedMaxCount", _) => {
            let property = property.clone().unwrap();
            let one = objects(data, &focus, property.as_ref()).into_iter().map(|value| {
                let Term::NamedNode(value) = value else { panic!() };
                objects(data, &value, rdf::TYPE).remove(0)
            });
            for (n, class) in one.collect::<Vec<_>>().into_iter().enumerate() {
                let more = node(&format!("https://example.org/junk{n}"));
                data.insert(TripleRef::new(&focus, &property, &more));
                data.insert(TripleRef::new(&more, rdf::TYPE, &class));
            }
        }
        ("class" | "datatype" | "pattern", _) => replace(data, Some(junk.into())),
        ("or", _) if property.is_none() => {
            for triple in data.triples_for_subject(&focus).map(TripleRef::into_owned).collect::<Vec<_>>() {
                if triple.predicate != rdf::TYPE {
                    data.remove(&triple);
                }
            }
        }
        ("or", _) => replace(data, Some(junk.into())),
        ("nodeKind", _) if property.is_none() => {
            let class = objects(shapes(), &rule.owner, sh("targetClass").as_ref()).remove(0);
            let nameless = BlankNode::new_unchecked("nameless");
            data.insert(TripleRef::new(&nameless, rdf::TYPE, &class));
            return nameless.into();
        }
        ("nodeKind", _) => replace(data, Some(Literal::from("words").into())),
        ("minInclusive", _) => replace(data, Some(Literal::from(-1).into())),
        ("minLength", _) => replace(data, Some(Literal::from("").into())),
        ("maxLength", _) => replace(data, Some(Literal::from("x".repeat(99)).into())),
        ("uniqueLang", _) => {
            for text in ["one", "two"] {
                let label = Literal::new_language_tagged_literal_unchecked(text, "en");
                data.insert(TripleRef::new(&focus, property.as_ref().unwrap(), &label));
            }
        }
        ("lessThanOrEquals", _) => {
            let old = objects(data, &focus, property.as_ref().unwrap().as_ref()).remove(0);
            let Term::Literal(old) = old else { panic!() };
            let late = if old.datatype() == xsd::DATE { "9999-12-31" } else { "999999999999999999" };
            replace(data, Some(Literal::new_typed_literal(late, old.datatype()).into()));
        }
        ("equals", _) => {
            let Term::NamedNode(other) = &rule.argument else { panic!() };
            data.insert(TripleRef::new(&focus, other, &junk));
        }
        ("node", _) => {
            data.insert(TripleRef::new(&junk, rdf::TYPE, &node("http://www.w3.org/2006/time#Instant")));
            replace(data, Some(junk.into()));
        }
        ("closed", _) => {
            data.insert(TripleRef::new(&focus, &junk, &junk));
        }
        (other, _) => panic!("help: say here how sh:{other} is broken"),
    }
    focus.into()
}

#[test]
fn each_rule_is_seen_to_break() {
    let sample = sample();
    let whole = check(Shapes::builtin(), &Data::graph(&sample)).unwrap();
    assert!(whole.conforms(), "before anything is broken:\n{}", told(&whole));
    let rules = rules();
    assert!(rules.len() > 120, "{}", rules.len());
    rules.par_iter().for_each(|rule| {
        let mut data = sample.clone();
        let focus = break_one(&mut data, rule);
        let report = check(Shapes::builtin(), &Data::graph(&data)).unwrap();
        let name = format!("{}{}ConstraintComponent", rule.parameter[..1].to_uppercase(), &rule.parameter[1..]);
        let found = report
            .findings
            .iter()
            .find(|f| f.focus == focus && f.component == name && f.shape == Term::from(rule.shape.clone()));
        let found = found.unwrap_or_else(|| {
            panic!("{} sh:{} at {focus} is not reported:\n{}", rule.shape, rule.parameter, told(&report))
        });
        assert!(found.message.ends_with(['.', '?']), "help: give {} an sh:message in plain words", rule.shape);
    });
}

fn gongbao(args: &[&str]) -> (Option<i32>, String, String) {
    let output = program::gongbao(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_tells_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.nt");
    let name = path.to_str().unwrap();
    let (_, nt, _) = gongbao(&["convert", "--to", "ntriples", "samples/en/2024-12-20-zhejiang-returned.txt"]);
    std::fs::write(&path, &nt).unwrap();
    let (status, out, _) = gongbao(&["validate", name]);
    assert_eq!((status, out.starts_with("conforms: ")), (Some(0), true), "{out}");
    let line = nt.lines().find(|l| l.contains("ns#unit>")).unwrap();
    std::fs::write(&path, nt.replace(line, &line.replace("unit/CNY", "unit/bushels"))).unwrap();
    let (status, out, _) = gongbao(&["validate", name]);
    assert_eq!(status, Some(1));
    for part in [
        "#outcome-",
        "in the words “",
        "gb:unit: An outcome has one unit, which the ontology knows.; here it is unit:bushels",
        "does not conform: 1 fault,",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (status, out, _) = gongbao(&["validate", "--format", "json", name]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (status, &json["conforms"], &json["results"][0]["component"]),
        (Some(1), &false.into(), &"sh:ClassConstraintComponent".into())
    );
    let (status, out, _) = gongbao(&["validate", "--format", "turtle", name]);
    let report = turtle(&out);
    let failed = report.subject_for_predicate_object(&sh("conforms"), &Literal::from(false));
    assert!(status == Some(1) && failed.is_some(), "{out}");
}

#[test]
fn what_cannot_be_looked_at_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let shapes = file(
        "shapes.ttl",
        "<a:s> <http://www.w3.org/ns/shacl#targetNode> <a:n> ; <http://www.w3.org/ns/shacl#sparql> [] .",
    );
    let good = file("good.nt", "");
    for (args, part) in [
        (vec!["validate", "no/such.ttl"], "no such file"),
        (vec!["validate", &*file("graph.txt", "")], "no format of RDF"),
        (vec!["validate", &*good], "no bulletin there"),
        (vec!["validate", folder.path().to_str().unwrap()], "a folder; hint: "),
        (vec!["validate", &*file("bad.ttl", "this is no Turtle")], "bad.ttl:1:1: "),
        (vec!["validate", &*file("bad.ttl", "this is no Turtle")], "hint: mend the file there"),
        (vec!["validate", "--shapes", &*shapes, &*good], "sh:sparql is no part of SHACL that is known here"),
        (vec!["validate", "--shapes", "no/such.ttl", &*good], "no such file"),
    ] {
        let (status, _, error) = gongbao(&args);
        assert_eq!(status, Some(1), "{args:?}");
        assert!(error.contains(part) && error.lines().count() == 1, "{args:?}: {error}");
    }
}
