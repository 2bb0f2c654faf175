#!/usr/bin/env python3
"""server.py PROGRAM: `gongbao serve` over the samples, as the clients of others see it.

SPARQLWrapper, rdflib's SPARQLStore, pandas, pyoxigraph, rdflib, rapper, curl, Comunica, and the README's examples in
Python and R. `.ci/clients` installs the Python ones and Comunica (its folder is $GONGBAO_COMUNICA); of rapper, curl, node
and Rscript each that is missing is told as skipped.
"""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import warnings

import pandas
import pyoxigraph
import rdflib
import SPARQLWrapper as sw
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BASE = "https://w3id.org/gongbao/"
GB = "PREFIX gb: <https://w3id.org/gongbao/ns#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
TITLES = GB + "SELECT ?b ?t { ?b a gb:Bulletin ; gb:title ?t } ORDER BY ?b"
# What a browser sends.
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

failures = []


def check(what, ok, told=""):
    print(("ok      " if ok else "FAILED  ") + what + ("" if ok else f": {str(told)[:300]}"), flush=True)
    if not ok:
        failures.append(what)


def skipped(what):
    print(f"skipped {what}", flush=True)


@contextlib.contextmanager
def serving(program):
    """The address of a server of the samples."""
    server = subprocess.Popen(
        [program, "serve", "--from", "samples", "--bind", "127.0.0.1:0"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield server.stdout.readline().split()[-1].rstrip("/")
    finally:
        server.terminate()
        server.wait(30)


def get(url, accept="*/*"):
    """(media type, body) of an address, after redirects."""
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept})) as answer:
        return answer.headers.get_content_type(), answer.read()


def wrapper(url, count):
    """SPARQLWrapper, by each method and in each format."""
    for method in (sw.GET, sw.POST):
        for sending in (sw.URLENCODED, sw.POSTDIRECTLY) if method == sw.POST else (sw.URLENCODED,):
            client = sw.SPARQLWrapper(f"{url}/sparql")
            client.setMethod(method)
            client.setRequestMethod(sending)
            client.setQuery(TITLES)
            for form, rows in (
                (sw.JSON, lambda r: len(r["results"]["bindings"])),
                (sw.XML, lambda r: len(r.getElementsByTagName("result"))),
                (sw.CSV, lambda r: len(r.decode().splitlines()) - 1),
                (sw.TSV, lambda r: len(r.decode().splitlines()) - 1),
            ):
                client.setReturnFormat(form)
                found = rows(client.query().convert())
                check(f"SPARQLWrapper {method} {sending} {form}", found == count, found)
    client = sw.SPARQLWrapper(f"{url}/sparql", returnFormat=sw.JSON)
    client.setQuery("ASK { ?s ?p ?o }")
    check("SPARQLWrapper ASK", client.query().convert()["boolean"] is True)
    for form in (sw.TURTLE, sw.RDFXML, sw.JSONLD, sw.N3):
        client.setReturnFormat(form)
        client.setQuery(GB + "CONSTRUCT { ?b gb:title ?t } { ?b a gb:Bulletin ; gb:title ?t }")
        graph = client.query().convert()
        if not isinstance(graph, rdflib.Graph):
            graph = rdflib.Graph().parse(data=graph, format="turtle")
        check(f"SPARQLWrapper CONSTRUCT {form}", len(graph) == count, len(graph))
    client.setReturnFormat(sw.TURTLE)
    client.setQuery(f"DESCRIBE <{BASE}place/CN>")
    check("SPARQLWrapper DESCRIBE", b"prefLabel" in client.query().convert())
    client = sw.SPARQLWrapper(f"{url}/sparql", returnFormat=sw.JSON)
    first = json.loads(get(f"{url}/sparql?query={urllib.parse.quote(TITLES)}&format=json")[1])["results"]["bindings"][0]["b"]["value"]
    client.setQuery(TITLES)
    client.addDefaultGraph(first)
    found = client.query().convert()["results"]["bindings"]
    check("SPARQLWrapper default-graph-uri", [row["b"]["value"] for row in found] == [first], found)
    client.setQuery("SELECT * {\n  ?s ?p }")
    try:
        client.query()
        check("SPARQLWrapper is told of a bad query", False)
    except QueryBadFormed as error:
        check("SPARQLWrapper is told of a bad query", "2:9" in str(error), error)
    return first


def stores(url, count, bulletin):
    """rdflib's SPARQLStore and its parsers, pandas, and pyoxigraph."""
    store = SPARQLStore(f"{url}/sparql", returnFormat="json")
    graph = rdflib.Graph(store)
    check("rdflib SPARQLStore: query", len(list(graph.query(TITLES))) == count)
    gb = rdflib.Namespace(f"{BASE}ns#")
    check("rdflib SPARQLStore: triples", len(set(graph.subjects(rdflib.RDF.type, gb.Bulletin))) == count)
    check("rdflib SPARQLStore: value", graph.value(rdflib.URIRef(bulletin), gb.title) is not None)
    check("rdflib SPARQLStore: in", (rdflib.URIRef(bulletin), rdflib.RDF.type, gb.Bulletin) in graph)
    table = pandas.read_csv(f"{url}/sparql?format=csv&query={urllib.parse.quote(TITLES)}")
    check("pandas.read_csv", list(table.columns) == ["b", "t"] and len(table) == count, table)
    address = f"{url}/store?graph={urllib.parse.quote(bulletin, safe='')}"
    sizes = {}
    for media, rdf, name in (
        ("text/turtle", pyoxigraph.RdfFormat.TURTLE, "turtle"),
        ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
        ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML, "xml"),
        ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
        ("application/trig", pyoxigraph.RdfFormat.TRIG, "trig"),
        ("application/n-quads", pyoxigraph.RdfFormat.N_QUADS, "nquads"),
    ):
        got, body = get(address, media)
        check(f"/store gives {media}", got == media, got)
        with_context = body
        if name == "json-ld":
            # The context is on the server; a parser that loads none gets it inline.
            document = json.loads(body)
            document["@context"] = json.loads((ROOT / "ontology/context.jsonld").read_text())["@context"]
            with_context = json.dumps(document).encode()
        sizes[f"pyoxigraph {media}"] = len({q.triple for q in pyoxigraph.parse(with_context, rdf)})
        data = rdflib.Dataset(default_union=True)
        data.parse(data=with_context.decode(), format=name)
        sizes[f"rdflib {media}"] = len({quad[:3] for quad in data.quads()})
    check(f"all parsers read {max(sizes.values())} triples in each form", len(set(sizes.values())) == 1, sizes)
    document = get(f"{url}/doc/{bulletin.removeprefix(BASE)}.html")[1].decode()
    embedded = re.search(r'<script type="application/ld\+json">(.*?)</script>', document, re.S)
    check("the page of a bulletin holds JSON-LD", embedded is not None and json.loads(embedded[1]) is not None)


def rapper(url, bulletin):
    if not shutil.which("rapper"):
        return skipped("rapper (Debian: raptor2-utils)")
    counts = {}
    for ending, syntax in (("ttl", "turtle"), ("nt", "ntriples")):
        body = get(f"{url}/doc/{bulletin.removeprefix(BASE)}.{ending}")[1]
        ran = subprocess.run(["rapper", "-c", "-i", syntax, "-", BASE], input=body, capture_output=True)
        counts[syntax] = (ran.returncode, re.search(rb"returned (\d+)", ran.stderr)[1])
    check("rapper reads Turtle and N-Triples alike", len(set(counts.values())) == 1 and counts["turtle"][0] == 0, counts)


def curl(url):
    """Negotiation, byte by byte as curl sees it."""
    if not shutil.which("curl"):
        return skipped("curl")
    query = f"/sparql?query={urllib.parse.quote('ASK {}')}"
    for accept, path, expected in (
        ("text/turtle", "/place/CN", "303 - /doc/place/CN.ttl"),
        ("application/ld+json", "/place/CN", "303 - /doc/place/CN.jsonld"),
        ("application/n-triples;q=0.9,text/turtle;q=0.8", "/place/CN", "303 - /doc/place/CN.nt"),
        (HTML, "/place/CN", "303 - /doc/place/CN.html"),
        ("*/*", "/ns", "303 - /doc/ns.ttl"),
        ("application/sparql-results+xml", query, "200 application/sparql-results+xml"),
        ("application/json", query, "200 application/json"),
        ("text/csv;q=0.5,application/sparql-results+json", query, "200 application/sparql-results+json"),
        ("image/png", query, "406 text/plain"),
        ("text/turtle", "/sparql", "200 text/turtle"),
        ("*/*", "/sparql?query=SELECT", "400 text/plain"),
        ("*/*", "/place/Nowhere", "404 text/plain"),
        (HTML, "/", "200 text/html"),
    ):
        told = "%{http_code} %{content_type} %{redirect_url}"
        ran = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", told, "-H", f"Accept: {accept}", url + path], capture_output=True, text=True)
        status, media, *rest = ran.stdout.replace("; charset=utf-8", "").split(" ")
        found = f"{status} - {rest[-1].removeprefix(url)}" if status == "303" else f"{status} {media}"
        check(f"curl {path[:30]} as {accept[:50]}", found == expected, found)
    ran = subprocess.run(["curl", "-sL", "-w", "\n%{http_code}", "-H", "Accept: text/turtle", f"{url}/place/CN-ZJ"], capture_output=True, text=True)
    check("curl -L follows to the document", ran.stdout.endswith("\n200") and "prefLabel" in ran.stdout)
    ran = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-H", "Content-Type: application/pdf", "--data", "x", f"{url}/sparql"], capture_output=True, text=True)
    check("curl POST of a PDF is 415", ran.stdout == "415", ran.stdout)


def comunica(url, count, folder):
    """A federated client: over the endpoint, over two of its documents, and over both at once."""
    if not shutil.which("node") or not folder:
        return skipped("Comunica (node, and its folder in $GONGBAO_COMUNICA)")
    tool = pathlib.Path(folder) / "node_modules/.bin/comunica-sparql"

    def ask(query, *sources):
        ran = subprocess.run([tool, *sources, "-q", query, "-t", "application/json"], capture_output=True, text=True, timeout=300)
        return json.loads(ran.stdout) if ran.returncode == 0 else ran.stderr

    endpoint = f"sparql@{url}/sparql"
    found = ask(TITLES, endpoint)
    check("Comunica over the endpoint", len(found) == count, found)
    label = f"SELECT ?l {{ <{BASE}place/CN-ZJ> <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(lang(?l) = 'en') }}"
    found = ask(label, f"{url}/doc/place/CN-ZJ.ttl")
    check("Comunica over a document", [row["l"] for row in found] == ['"Zhejiang"@en'], found)
    found = ask(label, f"{url}/place/CN-ZJ")
    check("Comunica over a thing, by its redirect", [row["l"] for row in found] == ['"Zhejiang"@en'], found)
    joined = GB + "SELECT DISTINCT ?l { ?o gb:place ?p . ?p skos:prefLabel ?l FILTER(lang(?l) = 'en') } LIMIT 3"
    found = ask(joined, endpoint, f"{url}/doc/place/CN-ZJ.ttl")
    check("Comunica over both at once", isinstance(found, list) and found, found)


def readme(program):
    """The README's examples, as they stand there."""
    text = (ROOT / "README.md").read_text()
    with tempfile.TemporaryDirectory() as folder:
        for form, file in (("csv", "outcomes.csv"), ("jsonld", "outcomes.jsonld")):
            subprocess.run([program, "convert", "--to", form, "-o", f"{folder}/{file}", ROOT / "samples"], check=True, stderr=subprocess.DEVNULL)
        code = re.search(r"```python\n(.*?)```", text, re.S)[1]
        ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=folder, capture_output=True, text=True)
        check("the README's example in Python", ran.returncode == 0 and "arrest" not in ran.stderr and ran.stdout, ran.stderr)
        if not shutil.which("Rscript"):
            return skipped("the README's example in R (Debian: r-base-core)")
        code = re.search(r"```r\n(.*?)```", text, re.S)[1]
        ran = subprocess.run(["Rscript", "-e", code], cwd=folder, capture_output=True, text=True)
        check("the README's example in R", ran.returncode == 0 and "OBS_VALUE" in ran.stdout, ran.stderr)


def main(program):
    warnings.simplefilter("ignore")
    program = pathlib.Path(program).resolve()
    # Those below `expected` are graphs.
    count = sum(1 for file in (ROOT / "samples").rglob("*.txt"))
    with serving(program) as url:
        bulletin = wrapper(url, count)
        stores(url, count, bulletin)
        rapper(url, bulletin)
        curl(url)
        comunica(url, count, os.environ.get("GONGBAO_COMUNICA"))
    readme(program)
    if failures:
        sys.exit(f"{len(failures)} failed")


main(sys.argv[1])
