//! The integrity constraints of the Data Cube vocabulary, over the samples and the structure that the ontology gives them.
//!
//! Each constraint is a query in `tests/cube/` that answers yes when it is broken, and each is seen to answer yes once: a
//! query that never does would hold of anything.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use gongbao::lexicon::Lexicon;
use oxigraph::model::{GraphName, Triple};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

const PREFIXES: &[(&str, &str)] = &[
    ("", "http://example.org/"),
    ("gb", "https://w3id.org/gongbao/ns#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
];

/// A small cube that keeps every constraint: two measures told by a dimension, a slice, and code lists of each kind.
const CUBE: &str = "INSERT DATA {
    :data a qb:DataSet ; qb:structure :structure ; qb:slice :slice .
    :structure a qb:DataStructureDefinition ; qb:component :c1 , :c2 , :c3 , :c4 , :c5 , :c6 , :c7 ; qb:sliceKey :key .
    :c1 qb:dimension :area . :c2 qb:dimension qb:measureType . :c3 qb:measure :cases . :c4 qb:measure :persons .
    :c5 qb:attribute :status ; qb:componentRequired true . :c6 qb:dimension :down . :c7 qb:dimension :up .
    :area rdfs:range skos:Concept ; qb:codeList :areas . qb:measureType rdfs:range qb:MeasureProperty .
    :down rdfs:range skos:Concept ; qb:codeList :downward . :up rdfs:range skos:Concept ; qb:codeList :upward .
    :areas a skos:ConceptScheme . :here a skos:Concept ; skos:inScheme :areas .
    :downward a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; qb:parentChildProperty skos:narrower .
    :upward a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ; qb:parentChildProperty :under .
    :under owl:inverseOf skos:broader . :root skos:narrower :leaf . :leaf skos:broader :root .
    :key a qb:SliceKey ; qb:componentProperty :area .
    :slice a qb:Slice ; qb:sliceStructure :key ; :area :here ; qb:observation :o1 , :o2 .
    :o1 qb:dataSet :data ; :area :here ; :down :leaf ; :up :leaf ; qb:measureType :cases ; :cases 1 ; :status :final .
    :o2 qb:dataSet :data ; :area :here ; :down :leaf ; :up :leaf ; qb:measureType :persons ; :persons 2 ; :status :final .
}";

/// What breaks each constraint, in the cube of [`CUBE`] or in ours.
const BREAKS: [(&str, &str); 21] = [
    ("01", "INSERT DATA { :stray a qb:Observation }"),
    ("02", "DELETE DATA { :data qb:structure :structure }"),
    ("03", "INSERT DATA { :other a qb:DataStructureDefinition ; qb:component :c1 }"),
    ("04", "DELETE { gb:statedIn rdfs:range ?r } WHERE { gb:statedIn rdfs:range ?r }"),
    ("05", "DELETE DATA { :area qb:codeList :areas }"),
    ("06", "INSERT DATA { gb:c-statedIn qb:componentRequired false }"),
    ("07", "INSERT DATA { :stray a qb:SliceKey }"),
    ("08", "INSERT DATA { :key qb:componentProperty :elsewhere }"),
    ("09", "DELETE DATA { :slice qb:sliceStructure :key }"),
    ("10", "DELETE DATA { :slice :area :here }"),
    ("11", "DELETE { ?o gb:evidence ?e } WHERE { { SELECT ?o ?e { ?o a gb:Outcome ; gb:evidence ?e } LIMIT 1 } }"),
    (
        "12",
        "INSERT { :twin qb:dataSet ?d ; gb:statedIn ?b ; gb:evidence ?e } \
         WHERE { { SELECT * { ?o a gb:Outcome ; qb:dataSet ?d ; gb:statedIn ?b ; gb:evidence ?e } LIMIT 1 } }",
    ),
    ("13", "DELETE { ?o gb:bound ?v } WHERE { { SELECT ?o ?v { ?o a gb:Outcome ; gb:bound ?v } LIMIT 1 } }"),
    ("14", "DELETE { ?o gb:value ?v } WHERE { { SELECT ?o ?v { ?o a gb:Outcome ; gb:value ?v } LIMIT 1 } }"),
    ("15", "DELETE DATA { :o1 :cases 1 }"),
    ("16", "INSERT DATA { :o1 :persons 3 }"),
    ("17", "DELETE { :o2 ?p ?v . ?s qb:observation :o2 } WHERE { :o2 ?p ?v . ?s qb:observation :o2 }"),
    ("18", "INSERT DATA { :slice qb:observation :o9 . :o9 qb:dataSet :elsewhere }"),
    ("19", "DELETE DATA { :here skos:inScheme :areas }"),
    ("20", "DELETE DATA { :root skos:narrower :leaf }"),
    ("21", "DELETE DATA { :leaf skos:broader :root }"),
];

fn file(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cube").join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn evaluator() -> SparqlEvaluator {
    PREFIXES.iter().fold(SparqlEvaluator::new(), |e, (name, iri)| e.with_prefix(*name, *iri).unwrap())
}

fn update(store: &Store, text: &str) {
    evaluator().parse_update(text).unwrap_or_else(|e| panic!("{text}: {e}")).on_store(store).execute().unwrap();
}

fn is_broken(store: &Store, constraint: &str) -> bool {
    let text = file(&format!("ic-{constraint}.rq"));
    let query = evaluator().parse_query(&text).unwrap_or_else(|e| panic!("ic-{constraint}: {e}"));
    matches!(query.on_store(store).execute().unwrap(), QueryResults::Boolean(true))
}

/// The samples that a folder holds with the structure of the ontology, and the small cube beside them.
fn store(folder: &str) -> Store {
    let store = Store::new().unwrap();
    let vocabulary = gongbao::ontology::builtin().into_iter().filter(is_of_the_vocabulary);
    store.extend(vocabulary.map(|triple| triple.in_graph(GraphName::DefaultGraph))).unwrap();
    for path in support::texts(folder) {
        let quads = gongbao::rdf::quads(&support::read(&path), Lexicon::builtin());
        store.extend(quads.into_iter().map(|q| Triple::from(q).in_graph(GraphName::DefaultGraph))).unwrap();
    }
    update(&store, CUBE);
    store
}

/// Whether a triple is no label of a concept: those are many, and no constraint asks for them.
fn is_of_the_vocabulary(triple: &Triple) -> bool {
    let subject = triple.subject.to_string();
    subject.contains("/ns#") || subject.contains("/dataset/")
}

#[test]
fn the_samples_are_a_cube() {
    let store = store("samples");
    update(&store, &file("normalise.ru"));
    let broken: Vec<&str> = BREAKS.iter().map(|(id, _)| *id).filter(|id| is_broken(&store, id)).collect();
    assert!(broken.is_empty(), "the integrity constraints {broken:?} are broken\nhelp: see tests/cube/ic-*.rq");
}

#[test]
fn each_constraint_is_seen_to_break() {
    for (id, change) in BREAKS {
        let store = store("samples/es");
        update(&store, change);
        update(&store, &file("normalise.ru"));
        assert!(is_broken(&store, id), "ic-{id} does not see it: {change}");
    }
}

#[test]
fn every_constraint_is_tried() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cube");
    let queries =
        fs::read_dir(folder).unwrap().filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|e| e == "rq"));
    assert_eq!(queries.count(), BREAKS.len());
}
