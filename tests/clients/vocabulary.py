#!/usr/bin/env python3
"""vocabulary.py PROGRAM: what others' tools say of the vocabulary, held against what the program says.

- pyshacl gives the same verdict as `gongbao validate`, on the samples and on graphs in which a rule is broken each;
- the ontology with the samples' graphs is consistent under OWL 2 RL (owlrl), and is seen to be inconsistent when a
  disjointness is broken.

Needs pyshacl and owlrl (`.ci/vocabulary` installs them in a folder of their own).
"""

import json
import logging
import pathlib
import subprocess
import sys
import tempfile

import owlrl
import pyshacl
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS, XSD

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GB = Namespace("https://w3id.org/gongbao/ns#")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SH = Namespace("http://www.w3.org/ns/shacl#")
TIME = Namespace("http://www.w3.org/2006/time#")
JUNK = URIRef("https://example.org/junk")

# The vocabularies that ours are under are not at hand; these of their axioms could be broken by it.
OTHERS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix time: <http://www.w3.org/2006/time#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix qb: <http://purl.org/linked-data/cube#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
prov:Activity owl:disjointWith prov:Entity .
foaf:Person owl:disjointWith foaf:Organization ; rdfs:subClassOf foaf:Agent .
foaf:Document owl:disjointWith foaf:Organization , foaf:Person .
skos:Concept owl:disjointWith skos:ConceptScheme , skos:Collection .
skos:exactMatch rdfs:domain skos:Concept ; rdfs:range skos:Concept .
time:ProperInterval rdfs:subClassOf time:Interval ; owl:disjointWith time:Instant .
time:hasBeginning rdfs:domain time:TemporalEntity ; rdfs:range time:Instant .
time:hasEnd rdfs:domain time:TemporalEntity ; rdfs:range time:Instant .
time:inXSDDate rdfs:domain time:Instant ; rdfs:range xsd:date .
org:FormalOrganization rdfs:subClassOf org:Organization . org:Organization rdfs:subClassOf foaf:Agent .
org:Post owl:disjointWith org:Organization . org:role rdfs:range org:Role . org:holds rdfs:domain foaf:Agent ; rdfs:range org:Post .
org:postIn rdfs:domain org:Post ; rdfs:range org:Organization . org:classification rdfs:range skos:Concept .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:hadPrimarySource rdfs:subPropertyOf prov:wasDerivedFrom .
prov:wasRevisionOf rdfs:subPropertyOf prov:wasDerivedFrom .
qb:dataSet rdfs:domain qb:Observation ; rdfs:range qb:DataSet .
qb:structure rdfs:domain qb:DataSet ; rdfs:range qb:DataStructureDefinition .
oa:start rdfs:domain oa:TextPositionSelector ; rdfs:range xsd:nonNegativeInteger .
"""

failures = []
# rdflib tells of each literal that is no value, and such are what is tried here.
logging.getLogger("rdflib").setLevel(logging.CRITICAL)


def check(what, ok):
    print(("ok      " if ok else "FAILED  ") + what, flush=True)
    if not ok:
        failures.append(what)


def run(program, *args):
    return subprocess.run([program, *args], cwd=ROOT, capture_output=True, text=True)


def convert(program, *texts):
    """The triples of these bulletins."""
    graph = Graph()
    for text in texts:
        graph.parse(data=run(program, "convert", "--to", "ntriples", str(text)).stdout, format="nt")
    return graph


def ontology(names):
    """The ontology without words that are only read, and of places, bodies and cities what `names` holds."""
    graph = Graph()
    bulky = ("place/", "agency/", "city/", "campaign/", "law/", "motif/", "decoy/", "unit/", "post/")
    for file in sorted((ROOT / "ontology").rglob("*.ttl")):
        if file.name == "shapes.ttl":
            continue
        for s, p, o in Graph().parse(file):
            path = str(s).removeprefix("https://w3id.org/gongbao/")
            if p in (SKOS.hiddenLabel, SKOS.altLabel) or str(p).endswith(("Name", "demonym", "collectiveTitle")):
                continue
            if path.startswith(bulky) and s not in names:
                continue
            graph.add((s, p, o))
    return graph


def breaks(graph):
    """(what, change): each change breaks a rule of another kind."""
    outcome = min(graph.subjects(RDF.type, GB.Outcome))
    bulletin = min(graph.subjects(RDF.type, GB.Bulletin))
    evidence = graph.value(outcome, GB.evidence)
    selector = min(s for s in graph.objects(evidence, OA.hasSelector) if (s, RDF.type, OA.TextQuoteSelector) in graph)
    position = min(s for s in graph.objects(evidence, OA.hasSelector) if s != selector)
    period = min(graph.subjects(RDF.type, GB.Period))
    place = min(graph.subjects(RDF.type, GB.Place))

    def put(s, p, *values):
        def change(g):
            g.remove((s, p, None))
            for value in values:
                g.add((s, p, value))
        return change

    return [
        ("sh:minCount", put(outcome, GB.unit)),
        ("sh:maxCount", put(outcome, GB.bound, *(URIRef(f"https://w3id.org/gongbao/bound/{b}") for b in ("exact", "about")))),
        ("sh:class", put(outcome, GB.action, JUNK)),
        ("sh:datatype", put(outcome, GB.value, Literal("many"))),
        ("sh:datatype, a day that there is not", put(bulletin, GB.date, Literal("2025-02-31", datatype=XSD.date, normalize=False))),
        ("sh:pattern", put(bulletin, GB.sha256, Literal("00ff", datatype=XSD.hexBinary))),
        ("sh:nodeKind", put(bulletin, GB.source, Literal("an address"))),
        ("sh:or on a property", lambda g: g.add((bulletin, GB.mentions, JUNK))),
        ("sh:or on a node", lambda g: (g.remove((period, TIME.hasBeginning, None)), g.remove((period, TIME.hasEnd, None)))),
        ("sh:lessThanOrEquals", put(outcome, GB.upperValue, Literal("-1", datatype=XSD.decimal))),
        ("sh:equals by a path", put(selector, OA.exact, Literal("other words"))),
        ("sh:equals", lambda g: g.add((outcome, PROV.wasDerivedFrom, JUNK))),
        ("sh:closed", lambda g: g.add((outcome, GB.acton, JUNK))),
        ("sh:minInclusive", put(outcome, GB.position, Literal(-1))),
        ("sh:maxLength", put(selector, OA.prefix, Literal("x" * 99))),
        ("sh:hasValue", lambda g: g.remove((outcome, RDF.type, URIRef("http://purl.org/linked-data/cube#Observation")))),
        ("sh:qualifiedMinCount", lambda g: g.remove((evidence, OA.hasSelector, position))),
        ("sh:uniqueLang", lambda g: (g.add((place, SKOS.prefLabel, Literal("one", lang="en"))), g.add((place, SKOS.prefLabel, Literal("two", lang="en"))))),
        ("sh:node", put(period, TIME.hasBeginning, JUNK)),
        ("an inverse path", lambda g: g.add((JUNK, RDF.type, GB.Figure))),
    ]


def results(report):
    """(focus, component) of each result, without those of shapes inside others, which SHACL leaves to the processor."""
    one = lambda r, p: report.value(r, p)
    return sorted(
        (str(one(r, SH.focusNode)), str(one(r, SH.sourceConstraintComponent)))
        for root in report.subjects(RDF.type, SH.ValidationReport)
        for r in report.objects(root, SH.result)
    )


def shacl(program, scratch):
    texts = sorted((ROOT / "samples").rglob("2025-03-27-first-light.txt")) + [
        ROOT / "samples/zh/2024-12-18-zhejiang-returned.txt",
        ROOT / "samples/zh-Hant/2026-02-11-hong-kong-crime.txt",
    ]
    data = convert(program, *texts)
    named = set(data.subjects()) | set(data.objects())
    known = ontology(named)
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")

    def verdicts(what, graph):
        file = scratch / "graph.nt"
        graph.serialize(file, format="nt", encoding="utf-8")
        ours = run(program, "validate", "--format", "turtle", str(file))
        theirs, report, _ = pyshacl.validate(graph + known, shacl_graph=shapes, inference="none", advanced=False)
        mine = Graph().parse(data=ours.stdout, format="turtle")
        agree = (ours.returncode == 0) == theirs and results(mine) == results(report)
        check(f"pyshacl agrees: {what}: {'conforms' if theirs else f'{len(results(report))} results'}", agree)
        if not agree:
            print("  ours  ", [r for r in results(mine) if r not in results(report)][:4], ours.stderr[:200])
            print("  theirs", [r for r in results(report) if r not in results(mine)][:4])
        return theirs

    check("the samples conform", verdicts("the samples", data))
    small = convert(program, ROOT / "samples/zh/2024-12-18-zhejiang-returned.txt")
    for what, change in breaks(small):
        graph = Graph() + small
        change(graph)
        check(f"{what} is broken", not verdicts(what, graph))
    words = json.loads(run(program, "validate", "--format", "json", "--from", "samples").stdout)
    check(f"`validate --from samples`: {words['nodes']} nodes", words["conforms"])


def reasoning(program):
    texts = sorted((ROOT / "samples").rglob("*.txt"))
    data = convert(program, *texts)
    graph = ontology(set(data.subjects()) | set(data.objects())) + data + Graph().parse(data=OTHERS)
    for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition, RDFS.comment, OA.prefix, OA.suffix, OA.exact, GB.quote, GB.production):
        graph.remove((None, p, None))

    def faults(graph):
        closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False)
        closure.expand(graph)
        kind = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
        return [str(graph.value(e, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))) for e in graph.subjects(RDF.type, kind)]

    before = len(graph)
    found = faults(graph)
    check(f"consistent under OWL 2 RL: {before} triples, {len(graph)} with what follows", not found)
    for fault in found[:8]:
        print("  " + fault)
    outcome = min(graph.subjects(RDF.type, GB.Outcome))
    for term in ("http://purl.org/linked-data/sdmx/2009/measure#obsValue", str(PROV.wasDerivedFrom)):
        check(f"an outcome has {term}", (outcome, URIRef(term), None) in graph)
    small = ontology(set()) + Graph().parse(data=OTHERS)
    small.remove((None, SKOS.prefLabel, None))
    small.add((JUNK, RDF.type, GB.Outcome))
    small.add((JUNK, RDF.type, GB.Campaign))
    check("an outcome that is a campaign is seen to be inconsistent", bool(faults(small)))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        shacl(program, pathlib.Path(scratch))
    reasoning(program)
    if failures:
        sys.exit(f"{len(failures)} failed: {failures}")


main()
