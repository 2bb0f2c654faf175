use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Graph;

use super::*;

const PREFIXES: &str = "@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . ";

fn graph(turtle: &str) -> Graph {
    let text = format!("{PREFIXES}{turtle}");
    let triples = RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes());
    triples.map(|quad| oxigraph::model::Triple::from(quad.unwrap())).collect::<Vec<_>>().iter().collect()
}

fn shapes(turtle: &str) -> Result<Shapes, Error> {
    let triples: Vec<_> = graph(turtle).iter().map(oxigraph::model::TripleRef::into_owned).collect();
    Shapes::new("test.ttl", &triples)
}

/// The components that break, each as often as it does.
fn broken(shape: &str, data: &str) -> Vec<&'static str> {
    let data = graph(data);
    let report = check(&shapes(shape).unwrap(), &Data::graph(&data)).unwrap();
    report.findings.iter().map(|f| f.component.strip_suffix("ConstraintComponent").unwrap()).collect()
}

/// A row for each component and each kind of parameter: what keeps it, what breaks it.
#[test]
fn each_component_keeps_and_breaks() {
    for (constraint, good, bad, component) in [
        ("sh:minCount 1", ":p 1", ":q 1", "MinCount"),
        ("sh:maxCount 1", ":p 1", ":p 1, 2", "MaxCount"),
        ("sh:class :C", ":p :c", ":p :d", "Class"),
        ("sh:class :C", ":p :under", ":p \"c\"", "Class"),
        ("sh:datatype xsd:date", ":p \"2025-02-28\"^^xsd:date", ":p \"2025-02-31\"^^xsd:date", "Datatype"),
        ("sh:datatype xsd:string", ":p \"x\"", ":p \"x\"@en", "Datatype"),
        ("sh:nodeKind sh:IRI", ":p :c", ":p \"c\"", "NodeKind"),
        ("sh:nodeKind sh:BlankNodeOrIRI", ":p [], :c", ":p 1", "NodeKind"),
        ("sh:nodeKind sh:Literal", ":p 1", ":p []", "NodeKind"),
        ("sh:minInclusive 0", ":p 0.0", ":p -1", "MinInclusive"),
        ("sh:minInclusive 0", ":p 7", ":p \"many\"", "MinInclusive"),
        ("sh:maxInclusive 9", ":p 9", ":p 9.01", "MaxInclusive"),
        ("sh:minExclusive 0", ":p 1", ":p 0", "MinExclusive"),
        ("sh:maxExclusive 9", ":p 8", ":p 9", "MaxExclusive"),
        ("sh:minLength 2", ":p \"公报\"", ":p \"公\"", "MinLength"),
        ("sh:maxLength 2", ":p \"公报\"", ":p []", "MaxLength"),
        ("sh:pattern \"^a.c$\"", ":p \"abc\"", ":p \"xabc\"", "Pattern"),
        ("sh:pattern \"^A\" ; sh:flags \"i\"", ":p \"abc\"", ":p \"bca\"", "Pattern"),
        ("sh:uniqueLang true", ":p \"a\"@en, \"b\"@es", ":p \"a\"@en, \"b\"@EN", "UniqueLang"),
        ("sh:equals :q", ":p 1 ; :q 1", ":p 1", "Equals"),
        ("sh:equals :q", ":r 1", ":q 1", "Equals"),
        ("sh:disjoint :q", ":p 1 ; :q 2", ":p 1 ; :q 1", "Disjoint"),
        ("sh:lessThan :q", ":p 1 ; :q 2", ":p 2 ; :q 2", "LessThan"),
        ("sh:lessThanOrEquals :q", ":p 2 ; :q 2", ":p 3 ; :q 2", "LessThanOrEquals"),
        ("sh:lessThanOrEquals :q", ":p 2", ":p 3 ; :q \"x\"", "LessThanOrEquals"),
        ("sh:node :Named", ":p :c", ":p :d", "Node"),
        ("sh:not :Named", ":p :d", ":p :c", "Not"),
        ("sh:and ( :Named [ sh:class :C ] )", ":p :c", ":p :under", "And"),
        ("sh:or ( :Named [ sh:class :C ] )", ":p :c, :under", ":p :d", "Or"),
        ("sh:xone ( :Named [ sh:class :C ] )", ":p :under", ":p :c", "Xone"),
        ("sh:qualifiedValueShape :Named ; sh:qualifiedMinCount 1", ":p :c, :d", ":p :d", "QualifiedMinCount"),
        ("sh:qualifiedValueShape :Named ; sh:qualifiedMaxCount 0", ":p :d", ":p :c", "QualifiedMaxCount"),
        ("sh:hasValue 7", ":p 7, 8", ":p 8", "HasValue"),
        ("sh:in ( 7 :c )", ":p 7, :c", ":p 9", "In"),
    ] {
        let rest = ":Named sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .";
        let shape = format!(":S sh:targetNode :n ; sh:property [ sh:path :p ; {constraint} ] . {rest}");
        let data = |said: &str| {
            format!(":n {said} . :c a :C ; rdfs:label \"c\" . :under a :D . :D rdfs:subClassOf :C . :d a :E .")
        };
        assert_eq!(broken(&shape, &data(good)), [""; 0], "{constraint}: {good}");
        assert_eq!(broken(&shape, &data(bad)), [component], "{constraint}: {bad}");
    }
}

#[test]
fn a_closed_shape_knows_the_properties_of_its_own_shapes() {
    let shape = ":S sh:targetNode :n ; sh:closed true ; sh:ignoredProperties ( :q ) ; sh:property [ sh:path :p ] .";
    assert_eq!(broken(shape, ":n :p 1 ; :q 2 ."), [""; 0]);
    assert_eq!(broken(shape, ":n :p 1 ; :r 2, 3 ."), ["Closed", "Closed"]);
}

#[test]
fn paths() {
    for (path, kept) in [
        (":p", true),
        ("[ sh:inversePath :back ]", true),
        ("( :p :q )", true),
        ("[ sh:alternativePath ( :nothing :p ) ]", true),
        ("[ sh:inversePath ( :far :back ) ]", true),
        ("( :q :p )", false),
    ] {
        let shape = format!(":S sh:targetNode :n ; sh:property [ sh:path {path} ; sh:minCount 1 ] .");
        let found = broken(&shape, ":n :p :m . :m :q 1 ; :back :n . :o :far :m .");
        assert_eq!(found.is_empty(), kept, "{path}");
    }
}

#[test]
fn targets() {
    for target in ["sh:targetNode :n", "sh:targetClass :C", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :q"] {
        let shape = format!(":S {target} ; sh:property [ sh:path :r ; sh:minCount 1 ] .");
        assert_eq!(broken(&shape, ":n a :D ; :p 1 . :D rdfs:subClassOf :C . :o :q :n ."), ["MinCount"], "{target}");
    }
}

#[test]
fn what_is_not_known_is_refused() {
    for (shape, part) in [
        (":S sh:targetNode :n ; sh:sparql [ ] .", "sh:sparql is no part of SHACL that is known here; hint: "),
        (":S sh:targetNode :n ; sh:minCuont 1 .", "sh:minCuont"),
        (
            ":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:minCount \"few\" ] .",
            "sh:minCount: \"few\" is no whole number",
        ),
        (":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:pattern \"(\" ] .", "sh:pattern: "),
        (":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:in [] ] .", "sh:in: a list has no end"),
        (
            ":S sh:targetNode :n ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1 ] .",
            "path is none that is known",
        ),
        (":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:nodeKind :IRI ] .", "is no kind of node"),
        (":S sh:targetNode :n ; sh:property [ sh:path :p ; sh:node :S ] .", "refers to itself"),
    ] {
        let error = shapes(shape).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.contains(part), "{shape}: {error}");
        assert!(!error.contains('\n'), "{error}");
    }
}

#[test]
fn shapes_nested_without_end_are_refused() {
    let nested = |depth: usize| {
        format!(":S sh:targetNode :n{}{} .", " ; sh:not [ sh:minCount 1".repeat(depth), " ]".repeat(depth))
    };
    assert!(shapes(&nested(20)).is_ok());
    assert!(shapes(&nested(200)).is_err());
}

#[test]
fn the_shapes_that_come_along_are_known_and_speak() {
    let shapes = Shapes::builtin();
    assert!(shapes.targeted().count() >= 12);
}
