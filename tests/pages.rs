//! The start page, the pages of bulletins and the search, as a browser gets them.
#![cfg(feature = "serve")]

#[path = "support/serving.rs"]
mod serving;

use std::collections::BTreeSet;
use std::fs;

use serving::{HTML, Server, between, encoded, page};

/// The addresses of this server that a page leads to.
fn links(page: &str) -> BTreeSet<String> {
    let links = between(page, "href=\"", "\"").filter(|link| link.starts_with('/'));
    links.map(|link| plain(link.split('#').next().unwrap())).collect()
}

/// HTML as its reader sees it.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// The rows of a query, in JSON.
fn rows(server: &Server, query: &str) -> Vec<serde_json::Value> {
    let answer = server.ask(query, "application/sparql-results+json");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    json["results"]["bindings"].as_array().unwrap().clone()
}

/// The paths of the pages of all bulletins, with their texts.
fn bulletins(server: &Server) -> Vec<(String, String)> {
    let told = rows(server, "SELECT ?b ?t { ?b a gb:Bulletin ; gb:text ?t } ORDER BY ?b");
    let path = |iri: &str| format!("/doc{}.html", iri.strip_prefix("https://w3id.org/gongbao").unwrap());
    told.iter()
        .map(|r| (path(r["b"]["value"].as_str().unwrap()), r["t"]["value"].as_str().unwrap().to_owned()))
        .collect()
}

/// The lines of a text that a bulletin's page shows, as it shows them.
fn shown(page: &str) -> Vec<String> {
    let text = between(page, "<div class=\"text\"", "</div>").next().unwrap_or_default();
    between(text, "<p>", "</p>").map(plain).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_bulletin_shows_its_text_with_each_figure_in_its_place() {
    let server = Server::start(&["--from", "samples"], &[]);
    let all = bulletins(&server);
    assert!(all.len() > 20);
    let mut figures = 0;
    for (path, text) in &all {
        let iri = path.replace("/doc/", "https://w3id.org/gongbao/").replace(".html", "");
        let mut seen = Vec::new();
        let mut records = BTreeSet::new();
        for n in 1.. {
            let html = page(&server, &format!("{path}?page={n}"));
            seen.extend(shown(&html));
            let ids: BTreeSet<&str> = between(&html, "id=\"", "\"").collect();
            assert_eq!(ids.len(), between(&html, "id=\"", "\"").count(), "{path}: a name that is taken twice");
            for link in
                between(&html, "href=\"#", "\"").filter(|link| !matches!(*link, "figures" | "unread" | "content"))
            {
                let is_number_again = link.strip_prefix("at-").is_some_and(|id| ids.contains(id));
                assert!(ids.contains(link) || is_number_again, "{path}: #{link} leads nowhere");
            }
            records.extend(
                ids.iter()
                    .filter(|id| id.starts_with("outcome-") || id.starts_with("note-"))
                    .map(|id| (*id).to_owned()),
            );
            if !html.contains("rel=\"next\"") {
                break;
            }
        }
        let mut lines = lines(text);
        if seen.len() < lines.len() {
            lines.remove(0);
        }
        assert_eq!(seen, lines, "{path}");
        let expected = rows(&server, &format!("SELECT ?o {{ ?o gb:statedIn <{iri}> }}"));
        let expected: BTreeSet<String> =
            expected.iter().map(|r| r["o"]["value"].as_str().unwrap().split_once('#').unwrap().1.to_owned()).collect();
        assert_eq!(records, expected, "{path}");
        figures += expected.len();
    }
    assert!(figures > 300, "{figures}");
    let told = rows(
        &server,
        "SELECT ?e { ?b gb:text ?text . ?o gb:statedIn ?b ; gb:evidence ?e . ?e oa:hasSelector ?p , ?q . ?p oa:start ?from ; oa:end ?to . ?q oa:exact ?words FILTER(SUBSTR(?text, ?from + 1, ?to - ?from) != ?words) }",
    );
    assert!(told.is_empty(), "selectors that do not select: {told:?}");
}

#[test]
fn a_bulletin_tells_of_the_same_in_other_languages() {
    let server = Server::start(&["--from", "samples"], &[]);
    let of = rows(
        &server,
        "SELECT ?b { ?b a gb:Bulletin ; gb:language ?l ; gb:date ?d FILTER(STR(?l) = 'en' && STR(?d) = '2025-03-27') }",
    );
    let path = of[0]["b"]["value"].as_str().unwrap().replace("https://w3id.org/gongbao/", "/doc/");
    let english = page(&server, &format!("{path}.html"));
    assert!(
        english.contains("The same figures in other bulletins") && english.contains("Chinese, simplified"),
        "{english}"
    );
    let chinese = page(&server, &format!("{path}.html?lang=zh"));
    assert!(
        chinese.contains("其他公报中的相同数据")
            && chinese.contains("简体中文")
            && chinese.contains("<html lang=\"zh-Hans\">")
    );
}

#[test]
fn whatever_stands_in_a_bulletin_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let told = serde_json::json!({
        "url": "javascript:alert(1)", "date": "2024-05-03", "publisher": "<b onclick=x>\"'", "author": "<script>alert(2)</script>",
        "title": "Police <script>alert(3)</script> & \"more\"",
        "text": "Police <script>alert(3)</script> & \"more\"\n\nOn 3 May 2024 police in Hunan <img src=x onerror=alert(4)> arrested 12 suspects in \"><svg onload=alert(5)> 35 fraud cases and number 77 </mark></div></main>.\nA line with \u{202e} turned letters, and \u{1b} and 9 arrests.\n"
    });
    fs::write(folder.path().join("bulletin.jsonl"), format!("{told}\n")).unwrap();
    let server = Server::start(&["--from", folder.path().to_str().unwrap()], &[]);
    let all = bulletins(&server);
    assert_eq!(all.len(), 1);
    for path in [
        &all[0].0,
        "/",
        "/bulletins",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=%22%3E%3Cx",
    ] {
        let html = page(&server, path);
        for bad in ["<script>alert", "<img", "<svg onload", "<b onclick", "href=\"javascript:", "<x"] {
            assert!(!html.contains(bad), "{path}: {bad}: {html}");
        }
        assert!(!html.contains('\u{1b}'));
    }
    let html = page(&server, &all[0].0);
    assert!(html.contains("&lt;img src=x") && html.matches("class=\"figure\"").count() >= 2, "{html}");
}

#[test]
fn a_long_text_comes_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("Police of a long year\n\n");
    // In the end lines that are none: the last ones have no end.
    for n in 0..5000 {
        text.push_str(&format!("On day {n} police arrested {} suspects & seized \"drugs\"; the weather was fair and nothing else was told of that day.{}", n % 97 + 2, if n < 4000 { "\n" } else { " " }));
        text.push_str(&"Nothing else. ".repeat(7));
    }
    assert!(text.len() > 1 << 20, "{}", text.len());
    fs::write(folder.path().join("2024-05-03-long.txt"), &text).unwrap();
    let server = Server::start(&["--from", folder.path().to_str().unwrap()], &[]);
    let (path, text) = bulletins(&server).remove(0);
    let first = page(&server, &path);
    let count: usize = between(&first, "Part 1 of ", ".").next().unwrap().parse().unwrap();
    assert!(count > 15 && first.contains("?page=2") && first.contains("rel=\"next\""));
    let whole: String = lines(&text).concat().split_whitespace().collect();
    let mut found = 0;
    for n in [1, 2, count / 2, count - 1, count] {
        let html = page(&server, &format!("{path}?page={n}"));
        let part: String = shown(&html).concat().split_whitespace().collect();
        let at = whole.find(&part).unwrap_or_else(|| panic!("page {n} has other words: {part}"));
        assert!(at >= found && !part.is_empty());
        found = at;
        assert!(html.contains("class=\"figure\"") && html.contains("<tr id=\"outcome-"));
    }
    for odd in ["0", "-1", "99999999999999999999", "x", ""] {
        page(&server, &format!("{path}?page={odd}"));
    }
    // Whoever comes from elsewhere comes to the part in which the figure is.
    let last = page(&server, &format!("{path}?page={count}"));
    let id = between(&last, "<tr id=\"", "\"").last().unwrap().to_owned();
    assert!(!first.contains(&format!("<tr id=\"{id}\"")));
    let at = id.split('-').nth(1).unwrap();
    let thing = path.strip_prefix("/doc").unwrap().strip_suffix(".html").unwrap();
    let led = server.get(&format!("{thing}?at={at}"), HTML);
    assert_eq!((led.status, led.header("location")), (303, &*format!("{path}?at={at}")));
    let there = page(&server, led.header("location"));
    assert!(there.contains(&format!("<tr id=\"{id}\"")));
    assert!(there.contains(&format!("href=\"{path}?page={}\"", count - 1)), "the way on is by parts");
    assert_eq!(
        page(&server, &format!("{path}?page={}", count + 7)),
        page(&server, &format!("{path}?page={}", count + 7))
    );
}

#[test]
fn the_start_page_leads_to_all_that_there_is() {
    let server = Server::start(&["--from", "samples"], &[]);
    let count =
        rows(&server, "SELECT (COUNT(*) AS ?n) { ?b a gb:Bulletin }")[0]["n"]["value"].as_str().unwrap().to_owned();
    let english = page(&server, "/");
    assert!(english.contains(&format!("<b>{count}</b> bulletins")), "{english}");
    let chinese = page(&server, "/?lang=zh");
    assert!(chinese.contains(&format!("<b>{count}</b> 篇公报")) && chinese.contains("浙江"));
    for (html, least) in [(&english, 50), (&chinese, 50)] {
        let links = links(html);
        assert!(links.len() > least, "{links:?}");
        for link in &links {
            let answer = server.get(link, HTML);
            assert!(matches!(answer.status, 200 | 303), "{link}: {}", answer.status);
        }
    }
    // The language that was asked for goes along, but for the way back to the other.
    let told = links(&chinese)
        .into_iter()
        .filter(|l| !l.contains("lang=zh-Hans") && !l.contains("lang=en"))
        .collect::<Vec<_>>();
    assert!(told.iter().all(|l| l.starts_with("/style.css") || l == "/search"), "{told:?}");
    assert!(page(&server, "/search?q=a%26b&lang=zh").contains("href=\"/search?q=a%26b&amp;lang=en\""));
}

#[test]
fn bulletins_are_listed_by_month_language_and_place() {
    let server = Server::start(&["--from", "samples"], &[]);
    let listed = |path: &str| {
        let html = page(&server, path);
        between(&html, "<td class=\"d\">", "</td>").map(str::to_owned).collect::<Vec<_>>()
    };
    let all = listed("/bulletins");
    assert!(all.len() > 20 && all.windows(2).all(|w| w[0] >= w[1]), "{all:?}");
    assert_eq!(listed("/bulletins?month=2025-03"), ["2025-03-27"; 4]);
    assert_eq!(listed("/bulletins?month=2025-03&language=ja"), ["2025-03-27"]);
    assert!(listed("/bulletins?year=2024").iter().all(|day| day.starts_with("2024-")));
    assert!(listed("/bulletins?place=CN").len() > listed("/bulletins?place=CN-ZJ").len());
    for none in ["/bulletins?month=2025-0", "/bulletins?year=x", "/bulletins?place=%3Cb%3E", "/bulletins?language=tlh"]
    {
        assert_eq!(listed(none), Vec::<String>::new(), "{none}");
    }
}

#[test]
fn things_are_found_by_name() {
    let server = Server::start(&["--from", "samples"], &[]);
    for (asked, expected) in [
        ("浙江", "/place/CN-ZJ\""),
        ("ZHEJIANG", "/place/CN-ZJ\""),
        ("湖南", "/place/CN-HN\""),
        ("臺灣", "/place/TW\""),
        ("台湾", "/place/TW\""),
        ("castilla y leon", "/place/ES-CL\""),
        ("Yucatan", "/place/MX-YUC\""),
        ("first light", "/bulletin/2025-03-27-"),
        ("cn-zj", "/place/CN-ZJ\""),
    ] {
        let html = page(&server, &format!("/search?q={}", encoded(asked)));
        assert!(html.contains(expected), "{asked}: {html}");
    }
    for (asked, told) in [
        ("", "two letters"),
        ("a", "two letters"),
        ("%20%20", "two letters"),
        ("zzzzzz", "Nothing is called"),
        ("%F0%9F%9A%94", "two letters"),
    ] {
        assert!(page(&server, &format!("/search?q={asked}")).contains(told), "{asked}");
    }
    assert!(page(&server, &format!("/search?q={}", encoded(&"警".repeat(3000)))).contains("Nothing is called"));
    let one = page(&server, "/search?q=police&kind=agency&page=9");
    assert!(one.contains("aria-current=\"true\">Agencies") && !one.contains("<h2>Bulletins"), "{one}");
    assert_eq!(server.get("/search?q=%FF", HTML).status, 400);
    assert_eq!(server.send("POST", "/search", &[], b"q=a").status, 405);
}

#[test]
fn pages_follow_the_graph() {
    let token = "0123456789abcdef";
    let server = Server::start(&["--from", "samples/ja", "--write"], &[("GONGBAO_TOKEN", token)]);
    let told = || {
        page(&server, "/").split("</b> bulletins").next().unwrap().rsplit('>').next().unwrap().parse::<usize>().unwrap()
    };
    let before = told();
    assert!(page(&server, "/search?q=Marsupilami").contains("Nothing is called"));
    let authorization = format!("Bearer {token}");
    let text = b"Police of Zhejiang end Operation Marsupilami\n\nIn 2024 police in Zhejiang arrested 1,234 suspects in Operation Marsupilami.\n";
    let answer = server.send("POST", "/ingest", &[("Authorization", authorization.as_str())], text);
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(told(), before + 1);
    let found = page(&server, "/search?q=Marsupilami");
    assert!(found.contains("/bulletin/"), "{found}");
}

#[test]
fn the_stylesheet_is_one_and_kept() {
    let server = Server::start(&["--from", "samples/ja"], &[]);
    let html = page(&server, "/");
    let address = between(&html, "rel=\"stylesheet\" href=\"", "\"").next().unwrap();
    let style = server.get(address, "text/css,*/*;q=0.1");
    assert_eq!((style.status, style.media()), (200, "text/css"));
    assert!(style.header("cache-control").contains("max-age") && !style.header("etag").is_empty());
    let again = server.send("GET", address, &[("If-None-Match", style.header("etag"))], b"");
    assert_eq!(again.status, 304);
    assert!(!style.text().contains("http") && style.text().contains("light-dark("));
}
