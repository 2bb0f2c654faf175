//! Pages over many outcomes: how large they get, and how long they take.

use std::time::Instant;

use axum::http::HeaderMap;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use oxigraph::sparql::CancellationToken;
use oxigraph::store::Store;

use super::{View, entity, resource};
use crate::ontology::{BASE, NS, builtin};
use crate::serve::figures::{Facet, Figures};
use crate::serve::resource::load;
use crate::serve::{App, Limits, Links, Options};
use crate::store::ONTOLOGY;

fn node(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{BASE}{local}"))
}

fn say(quads: &mut Vec<Quad>, subject: &str, property: &str, object: impl Into<Term>) {
    let property = if property.contains(':') { property.to_owned() } else { format!("{NS}{property}") };
    quads.push(Quad::new(node(subject), NamedNode::new_unchecked(property), object, GraphName::DefaultGraph));
}

/// A server of so many outcomes, 20 to a bulletin, which differ in all that pages show.
fn crowd(count: usize) -> App {
    let store = Store::new().unwrap();
    let mut quads = Vec::new();
    for triple in builtin() {
        quads.push(triple.clone().in_graph(NamedNode::new_unchecked(ONTOLOGY)));
        quads.push(triple.in_graph(GraphName::DefaultGraph));
    }
    let provinces = ["CN", "CN", "CN", "CN-SD", "CN-ZJ", "CN-JS", "CN-GD", "CN-HA", "CN-SC", "CN-HB"];
    let actions = ["arrest", "solve", "freeze", "return", "register", "conclude", "sentence", "investigate"];
    let targets = ["suspect", "case", "money", "victim", "person", "website", "phoneCard"];
    let offences = ["telecomFraud", "fraud", "theft", "drugs", "gambling"];
    let pick = |list: &[&str], n: usize| list[n % list.len()].to_owned();
    for n in 0..count {
        let day = |n: usize, d: usize| format!("{}-{:02}-{d:02}", 2005 + n % 20, 1 + n / 20 % 12);
        let bulletin = format!("bulletin/2024-{:06}", n / 20);
        let outcome = format!("{bulletin}#outcome-{n}");
        let place = format!("place/{}", pick(&provinces, n / 7));
        let agency = format!("agency/{}/publicSecurity{}", pick(&provinces, n / 7), n / 11 % 40);
        let official = format!("official/CN/person{}", n / 13 % 500);
        if n % 20 == 0 {
            say(&mut quads, &bulletin, "date", Literal::new_simple_literal(day(n / 20, 13)));
            let title = format!("全国公安机关严厉打击电信网络诈骗犯罪取得显著成效，第{n}号通报");
            say(&mut quads, &bulletin, "title", Literal::new_language_tagged_literal_unchecked(title, "zh-hans"));
            say(&mut quads, &bulletin, "mentions", node(&place));
        }
        say(&mut quads, &outcome, "value", Literal::from(i64::try_from(n * 7919 % 1_000_003).unwrap()));
        say(&mut quads, &outcome, "action", node(&format!("action/{}", pick(&actions, n))));
        say(&mut quads, &outcome, "target", node(&format!("target/{}", pick(&targets, n / 3))));
        say(&mut quads, &outcome, "offence", node(&format!("offence/{}", pick(&offences, n / 5))));
        say(&mut quads, &outcome, "unit", node(if n % 3 == 0 { "unit/CNY" } else { "unit/count" }));
        say(&mut quads, &outcome, "bound", node("bound/exact"));
        say(&mut quads, &outcome, "periodStart", Literal::new_simple_literal(day(n, 1)));
        say(&mut quads, &outcome, "periodEnd", Literal::new_simple_literal(day(n, 28)));
        say(&mut quads, &outcome, "place", node(&place));
        say(&mut quads, &outcome, "agency", node(&agency));
        say(&mut quads, &outcome, "reportedBy", node(&official));
        say(&mut quads, &outcome, "campaign", node(&format!("campaign/operation{}", n / 17 % 60)));
        say(&mut quads, &outcome, "statedIn", node(&bulletin));
        say(&mut quads, &outcome, "quote", Literal::new_simple_literal("抓获犯罪嫌疑人".repeat(12)));
        say(&mut quads, &agency, "place", node(&place));
        say(&mut quads, &agency, "agencyKind", node("agency-kind/publicSecurity"));
        let label = "http://www.w3.org/2004/02/skos/core#prefLabel";
        for (thing, name) in [(&agency, "公安机关电信网络犯罪侦查总队"), (&official, "周启明")] {
            say(&mut quads, thing, label, Literal::new_language_tagged_literal_unchecked(name, "zh-hans"));
        }
    }
    let mut loader = store.bulk_loader();
    loader.load_quads(quads).unwrap();
    loader.commit().unwrap();
    App::new(Options { store, base: None, limits: Limits::default(), ingest: None }).unwrap()
}

/// The largest page of some, in bytes, and the slowest, in milliseconds.
fn measured(app: &App) -> (usize, f64) {
    let (mut largest, mut slowest) = (0, 0.0f64);
    for path in [
        "place/CN",
        "place/CN-SD",
        "agency/CN/publicSecurity1",
        "official/CN/person1",
        "campaign/operation1",
        "offence/telecomFraud",
        "action/arrest",
        "unit/count",
    ] {
        assert!(Facet::of(node(path).as_str()).is_some());
        for query in ["lang=zh", "sort=value&order=desc", "sort=agency&page=3", "action=arrest&offence=telecomFraud"] {
            let uri = format!("/doc/{path}.html?{query}").parse().unwrap();
            let view = View::new(Links::default(), &uri, &HeaderMap::new()).unwrap();
            let start = Instant::now();
            let of = load(&app.store, &node(path), &view.token).unwrap().unwrap();
            let special = entity(app, &of, &view).unwrap();
            let page = resource(&app.store, &of, special.as_deref(), &view);
            let took = start.elapsed().as_secs_f64() * 1000.0;
            assert!(page.contains("<section id=\"figures\">"), "{path}");
            assert!(page.len() < 100_000, "{path}?{query}: {} bytes", page.len());
            println!("{path}?{query}: {} bytes, {took:.1} ms", page.len());
            (largest, slowest) = (largest.max(page.len()), slowest.max(took));
        }
    }
    (largest, slowest)
}

#[test]
fn pages_of_crowded_things_stay_small() {
    let app = crowd(4000);
    measured(&app);
}

#[test]
#[ignore = "measures: cargo test --release --features serve a_hundred_thousand -- --ignored --nocapture"]
fn a_hundred_thousand_outcomes() {
    let app = crowd(100_000);
    let start = Instant::now();
    let table = Figures::of(&app, &CancellationToken::new()).unwrap();
    println!("{} outcomes read in {:.0} ms", table.rows.len(), start.elapsed().as_secs_f64() * 1000.0);
    let (largest, slowest) = measured(&app);
    println!("largest {largest} bytes, slowest {slowest:.1} ms");
}
