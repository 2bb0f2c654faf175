//! The pages of things, of comparisons, of queries and of the ontology, as a browser gets them.
#![cfg(feature = "serve")]

#[path = "support/serving.rs"]
mod serving;

use serving::{HTML, Server, checked, encoded, page, within};

fn server() -> Server {
    Server::start(&["--from", "samples"], &[])
}

#[test]
fn things_have_pages_in_both_languages() {
    let server = server();
    for path in [
        "place/CN",
        "place/CN-ZJ",
        "agency/CN/publicSecurity",
        "campaign/yunJian",
        "offence/telecomFraud",
        "action/arrest",
    ] {
        let english = page(&server, &format!("/doc/{path}.html"));
        let chinese = page(&server, &format!("/doc/{path}.html?lang=zh"));
        for (text, names, figures, bulletins) in
            [(&english, "Names", "Figures", "Bulletins"), (&chinese, "名称", "数据", "公报")]
        {
            assert!(text.contains(&format!("<h2>{names}</h2>")), "{path}");
            assert!(text.contains(&format!("<h2>{figures} <span")), "{path}");
            assert!(text.contains(&format!("<h2>{bulletins} <span")), "{path}");
        }
    }
    let china = page(&server, "/doc/place/CN.html");
    assert!(
        china.contains("https://www.wikidata.org/entity/Q148") || china.contains("http://www.wikidata.org/entity/Q148")
    );
    assert!(within(&china, "id=\"parts\"", "</section>").contains(">Zhejiang</a>"));
    assert!(china.contains("role=\"img\"") && china.contains("<desc"));
    let text = page(&server, "/doc/official/IN-TS/publicSecurity/shikhagoel.html");
    assert!(text.contains("id=\"facts\"") && text.contains("member of"));
}

#[test]
fn figures_are_sorted_filtered_and_paged_by_links() {
    let server = server();
    let values = |query: &str| -> Vec<f64> {
        let text = page(&server, &format!("/doc/place/CN.html?{query}"));
        let table = within(&text, "<table class=\"figures\">", "</table>");
        let cells = table.split("<td class=\"n\">").skip(1).map(|cell| cell.split('<').next().unwrap());
        cells
            .map(|cell| {
                cell.trim_start_matches(['≥', '≤', '≈', ' ']).replace(',', "").replace('−', "-").parse().unwrap()
            })
            .collect()
    };
    let falling = values("sort=value&order=desc");
    assert!(falling.len() == 40 && falling.is_sorted_by(|a, b| a >= b), "{falling:?}");
    assert!(values("sort=value&order=asc").is_sorted());
    let second = values("sort=value&order=desc&page=2");
    assert!(second[0] <= falling[39]);
    assert_eq!(values("page=999999"), values("page=3"));
    let arrests = page(&server, "/doc/place/CN.html?action=arrest");
    let table = within(&arrests, "<table class=\"figures\">", "</table>");
    let rows = table.matches("<tr>").count() - 1;
    assert!(rows > 3 && table.matches("/action/arrest\"").count() == rows, "{rows}");
    assert!(arrests.contains("<option value=\"arrest\" selected>"));
    for nonsense in
        ["sort=%00&order=x", "action=nope", "page=-1", "page=99999999999999999999", "series=%3Cb%3E", "bulletins=0"]
    {
        let text = page(&server, &format!("/doc/place/CN.html?{nonsense}"));
        assert!(!text.contains("<b>"), "{nonsense}");
    }
    // The links that the page itself offers lead to pages.
    let text = page(&server, "/doc/place/CN.html?lang=zh");
    let links = text.split("href=\"/doc/place/CN.html?").skip(1).map(|rest| rest.split(['"', '#']).next().unwrap());
    for link in links.collect::<std::collections::BTreeSet<_>>() {
        page(&server, &format!("/doc/place/CN.html?{}", link.replace("&amp;", "&")));
    }
}

#[test]
fn lists_hold_what_bulletins_tell_of() {
    let server = server();
    for list in ["places", "agencies", "officials", "campaigns", "laws", "offences"] {
        let text = page(&server, &format!("/{list}"));
        assert!(text.contains("<th scope=\"row\">") && text.contains("aria-sort=\"descending\""), "{list}");
        page(&server, &format!("/{list}?lang=zh&sort=name"));
    }
    let by_name = page(&server, "/places?sort=name&order=asc");
    let rows = within(&by_name, "<tbody>", "</tbody>");
    let names: Vec<&str> = rows.split("<th scope=\"row\">").skip(1).map(|row| within(row, ">", "<")).collect();
    assert!(names.len() > 10 && names.is_sorted(), "{names:?}");
    assert_eq!(server.send("POST", "/places", &[], b"").status, 405);
}

#[test]
fn two_are_compared_or_said_to_have_nothing_in_common() {
    let server = server();
    for kind in ["place", "year", "campaign"] {
        assert!(page(&server, &format!("/compare?kind={kind}")).contains("<select name=\"a\">"), "{kind}");
    }
    let years = page(&server, "/compare?kind=year&a=2023&b=2024");
    assert!(years.contains("<h2>2023 – 2024</h2>"));
    assert!(years.contains("id=\"matched\"") || years.contains("id=\"loose\"") || years.contains("role=\"status\""));
    let chinese = page(&server, "/compare?kind=place&a=CN&b=CN-ZJ&lang=zh");
    assert!(chinese.contains("比较") && chinese.contains("selected"));
    assert!(page(&server, "/compare?kind=place&a=CN&b=CN").contains("These two are the same"));
    let unknown = page(&server, "/compare?kind=place&a=CN&b=%3Cscript%3E");
    assert!(unknown.contains("no bulletin tells") && !unknown.contains("<script>"));
    assert!(page(&server, "/compare?kind=nope&a=&b=x").contains("<select name=\"a\">"));
}

#[test]
fn queries_are_answered_on_pages() {
    let server = server();
    let start = page(&server, "/sparql");
    assert!(start.contains("PREFIX gb:") && start.matches("format=html").count() >= 15);
    let chinese = page(&server, "/sparql?lang=zh");
    assert!(chinese.contains("示例问题") && chinese.contains("与上年相比"));
    // Each question leads to its answer.
    let links = start.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for link in links.filter(|link| link.contains("format=html")) {
        let text = page(&server, &link.replace("&amp;", "&"));
        assert!(text.contains("id=\"answer\"") && text.contains("<tbody>"), "{link}");
        let csv = text.split("href=\"").find(|rest| rest.split('"').next().unwrap().ends_with("format=csv"));
        let csv = server.get(&csv.unwrap().split('"').next().unwrap().replace("&amp;", "&"), "");
        assert_eq!((csv.status, csv.media()), (200, "text/csv"));
    }
    let ask = |query: &str| server.get(&format!("/sparql?query={}", encoded(query)), HTML);
    let counted = "SELECT ?language (COUNT(*) AS ?n) { ?b a gb:Bulletin ; gb:language ?language } GROUP BY ?language";
    assert!(checked(&ask(counted), counted).contains("<svg"));
    let all = checked(&ask("SELECT * { ?s ?p ?o }"), "all");
    assert!(all.contains("There are more"));
    assert!(checked(&ask("ASK {}"), "ask").contains("<strong>Yes.</strong>"));
    assert!(checked(&ask("SELECT * { ?s a <urn:nothing> }"), "none").contains("No row answers"));
    assert!(checked(&ask("DESCRIBE <https://w3id.org/gongbao/place/CN>"), "graph").contains("format=turtle"));
}

#[test]
fn a_fault_in_a_query_is_shown_beside_it() {
    let server = server();
    let ask = |query: &str, accept: &str| server.get(&format!("/sparql?query={}", encoded(query)), accept);
    let answer = ask("SELECT * {\n  ?s ?p ?o .\n  FILTER(?x >)\n}", HTML);
    assert_eq!((answer.status, answer.media()), (400, "text/html"));
    let text = checked(&answer, "fault");
    assert!(text.contains("Line 3, column 14") && text.contains("<mark>)</mark>") && text.contains("aria-invalid"));
    let answer = ask("SELECT * { ?s ?p \"<script>\" ) }", HTML);
    assert!(answer.status == 400 && !checked(&answer, "escaped").contains("<script>"));
    // Programs are told in a line.
    let answer = ask("SELEC", "application/sparql-results+json");
    assert_eq!((answer.status, answer.media()), (400, "text/plain"));
}

#[test]
fn the_ontology_documents_itself() {
    let server = server();
    for path in ["/doc/ontology.html", "/doc/ns.html", "/doc/ns.html?lang=zh"] {
        let text = page(&server, path);
        for anchor in ["id=\"Outcome\"", "id=\"periodStart\"", "id=\"concepts\"", "prov:Entity", "lang=\"ja\""] {
            assert!(text.contains(anchor), "{path}: {anchor}");
        }
        // Anchors are there once, and those that are linked to are there.
        let ids: Vec<&str> = text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{path}");
        for link in text.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "{path}: #{link}");
        }
    }
    for scheme in ["action", "target", "offence", "unit", "bound", "reason"] {
        let text = page(&server, &format!("/doc/scheme/{scheme}.html"));
        assert!(text.matches("<li id=").count() > 2, "{scheme}");
    }
    let actions = page(&server, "/doc/scheme/action.html");
    for label in ["逮捕", "detener", "抓获", ">arrest<"] {
        assert!(actions.contains(label), "{label}");
    }
    for class in ["AgencyKind", "City", "Motif", "Unit", "Place"] {
        let last = page(&server, &format!("/doc/ontology.html?class={class}&page=9999"));
        assert!(last.contains("<li id="), "{class}");
    }
    assert_eq!(server.get("/doc/ontology.html?class=Nope", HTML).status, 404);
    assert_eq!(server.get("/doc/ontology.ttl", "").media(), "text/turtle");
}
