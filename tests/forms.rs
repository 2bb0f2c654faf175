//! Pages in the manner of real sites: what is read from each is what is read from the text that is in it.
//!
//! `forms/pages/NAME.html` is a page, `NAME.txt` its bulletin as plain text, `NAME.gold.json` what that says. No page is a copy:
//! sites, authors and navigation are invented.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::intake::{self, Arrival, DateSource, Limits, Record};
use gongbao::lexicon::Lexicon;

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/pages");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    pages
}

fn arrival_of(name: &str, bytes: Vec<u8>) -> Result<Arrival, String> {
    let record = Record { name: name.to_owned(), bytes, ..Record::default() };
    let mut arrivals = intake::arrivals(record, &Limits::default()).into_iter();
    let first = arrivals.next().unwrap().map_err(|fault| fault.to_string());
    // Behind what was read of a page that is cut it is told of.
    if let Some(second) = arrivals.next() {
        assert!(second.unwrap_err().to_string().contains("a page that is cut off"), "{name}");
    }
    assert!(arrivals.next().is_none(), "{name}");
    first
}

fn arrival(path: &Path) -> Arrival {
    arrival_of(&path.display().to_string(), std::fs::read(path).unwrap()).unwrap()
}

fn read(path: &Path) -> Bulletin {
    let gold: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path.with_extension("gold.json")).unwrap()).unwrap();
    let date = gold["date"].as_str().and_then(|d| d.parse().ok());
    let arrival = arrival(path);
    let document = Document::new(&arrival.name, arrival.text.as_bytes(), Given { date, language: None }).unwrap();
    gongbao::read(&document, Lexicon::builtin())
}

/// The outcomes of a bulletin without where they stand.
fn outcomes(bulletin: &Bulletin) -> Vec<String> {
    let named = |outcome: &gongbao::bulletin::Outcome| {
        let agency = outcome.agency.map(|a| (&bulletin.agencies[a].kind, &bulletin.agencies[a].place));
        let reporter = outcome.reporter.map(|r| &bulletin.officials[r].key);
        let campaigns: Vec<&String> = outcome.campaigns.iter().map(|c| &bulletin.campaigns[*c].key).collect();
        let of = &outcome.quantity;
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {agency:?} {reporter:?} {campaigns:?}",
            of.value,
            of.unit,
            of.bound,
            outcome.action,
            outcome.targets,
            outcome.offence,
            outcome.per,
            outcome.period,
            outcome.compare,
            outcome.place
        )
    };
    bulletin.outcomes.iter().map(named).collect()
}

#[test]
fn a_page_says_what_its_text_says() {
    assert!(pages().len() >= 10);
    for page in pages() {
        let (of_page, of_text) = (outcomes(&read(&page)), outcomes(&read(&page.with_extension("txt"))));
        let only = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|outcome| !other.contains(outcome)).cloned().collect()
        };
        assert_eq!(only(&of_page, &of_text), only(&of_text, &of_page), "{}", page.display());
        assert_eq!(of_page.len(), of_text.len(), "{}", page.display());
    }
}

#[test]
fn a_page_holds_its_text_and_nothing_else() {
    // Lines by the title are the page's own; editors are told apart.
    let body = |text: &str| -> Vec<String> {
        let long = text.lines().map(str::trim).filter(|line| line.chars().count() > 40);
        long.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    for page in pages() {
        let (of_page, of_text) = (arrival(&page).text, arrival(&page.with_extension("txt")).text);
        assert_eq!(of_page.lines().next(), of_text.lines().next().map(str::trim), "{}", page.display());
        let missing: Vec<String> = body(&of_text).into_iter().filter(|line| !body(&of_page).contains(line)).collect();
        let strange: Vec<String> = body(&of_page).into_iter().filter(|line| !body(&of_text).contains(line)).collect();
        let by_title = |line: &String| {
            ["发布时间", "来源", "By ", "编辑：", "Posted", "發布", "Fecha"].iter().any(|mark| line.contains(mark))
        };
        let missing: Vec<String> = missing.into_iter().filter(|line| !by_title(line)).collect();
        let strange: Vec<String> = strange.into_iter().filter(|line| !by_title(line)).collect();
        assert!(missing.is_empty() && strange.is_empty(), "{}: {missing:?} {strange:?}", page.display());
    }
}

#[test]
fn what_is_known_beside_the_text() {
    use DateSource::{JsonLd, Meta, Time};
    for (page, encoding, source, day, publisher, author, language, url) in [
        ("people", "GBK", Some(Meta), "2016-05-13", Some("来源：江淮警讯"), Some("责编：柏松、秦岚"), None, None),
        (
            "xinhua",
            "UTF-8",
            Some(Meta),
            "2019-07-24",
            Some("交通安全周报"),
            Some("责任编辑： 柏松"),
            None,
            Some("http://www.example.com/legal/2019-07/24/c_1124790000.htm"),
        ),
        ("ministry", "UTF-8", Some(Meta), "2023-09-15", Some("平安示例网"), None, Some("zh-CN"), None),
        ("court", "GBK", None, "", Some("三晋法治"), Some("王霁"), None, None),
        ("immigration", "Big5", Some(Meta), "2019-08-23", Some("示例移民署"), None, Some("zh-Hant"), None),
        (
            "paper-tw",
            "UTF-8",
            Some(Meta),
            "2025-04-08",
            Some("示例時報"),
            None,
            Some("zh-TW"),
            Some("https://news.example.tw/paper/1700000"),
        ),
        ("police-ja", "Shift_JIS", None, "", None, None, Some("ja"), None),
        ("interior", "windows-1252", Some(Meta), "2024-06-28", None, None, Some("es-ES"), None),
        ("estado-mx", "UTF-8", Some(Meta), "2025-12-31", Some("gob.mx"), None, None, None),
        ("police-sg", "UTF-8", None, "", None, None, Some("en"), None),
        ("pib", "UTF-8", None, "", None, None, None, None),
        (
            "daily",
            "UTF-8",
            Some(JsonLd),
            "2024-10-26",
            Some("The Example Daily"),
            Some("Lin Mu"),
            Some("en"),
            Some("https://www.example.in/news/article1.ece"),
        ),
        ("wordpress", "UTF-8", Some(Meta), "2019-08-03", None, Some("xwen"), Some("en-US"), None),
        ("figures", "UTF-8", Some(Time), "2024-04-13", Some("示例省公安厅"), None, Some("zh"), None),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/forms/pages/{page}.html"));
        let meta = arrival(&path).meta;
        assert_eq!(meta.encoding, Some(encoding), "{page}");
        assert!(!meta.unsure, "{page}");
        let date = meta.date.map(|d| (Some(d.source), d.day.to_string())).unwrap_or_default();
        assert_eq!((date.0, date.1.as_str()), (source, day), "{page}");
        let told = (meta.publisher.as_deref(), meta.author.as_deref(), meta.language.as_deref(), meta.url.as_deref());
        assert_eq!(told, (publisher, author, language, url), "{page}");
    }
}

#[test]
fn periods_of_an_undated_bulletin_are_noted_as_they_were_said() {
    use gongbao::bulletin::Reason;
    for (text, periods) in [
        (
            "Police arrest 12 people\nPolice have arrested 12 people so far this year. Last month 30 cases were solved. In 2023 they arrested 40 people.",
            &["so far this year", "Last month"][..],
        ),
        ("全省公安机关通报\n今年以来，全省公安机关抓获犯罪嫌疑人12名。2023年抓获40人。", &["今年以来"]),
        ("Police arrest 12 people\nIn 2023 the police arrested 40 people.", &[]),
    ] {
        let read = |date| {
            let document = Document::new("a", text.as_bytes(), Given { date, language: None }).unwrap();
            let bulletin = gongbao::read(&document, Lexicon::builtin());
            let undated = bulletin.notes.iter().filter(|n| n.reason == Reason::Undated);
            undated.map(|n| n.span.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(read(None), periods);
        assert!(read(Some(jiff::civil::date(2024, 12, 20))).is_empty());
    }
}

#[test]
fn a_page_that_is_cut_is_told_of() {
    for path in pages() {
        let page = std::fs::read(&path).unwrap();
        let told = |bytes: &[u8]| {
            let record = Record { name: "cut.html".to_owned(), bytes: bytes.to_vec(), ..Record::default() };
            intake::arrivals(record, &Limits::default()).iter().any(Result::is_err)
        };
        assert!(!told(&page), "{path:?}");
        // What is missing of the last tags misses nobody.
        let last = page.len() - 40;
        for end in (last / 4..last).step_by(211) {
            assert!(told(&page[..end]), "{path:?} at {end}: …{}", String::from_utf8_lossy(&page[end - 40..end]));
        }
    }
}

#[test]
fn a_page_that_is_cut_or_torn_is_read_as_far_as_it_goes() {
    let page = std::fs::read(&pages()[0]).unwrap();
    for end in (0..page.len()).step_by(97) {
        // Whatever comes of it, it comes without a panic, and a fault is one line.
        if let Err(fault) = arrival_of("cut.html", page[..end].to_vec()) {
            assert!(!fault.contains('\n'), "{fault}");
        }
    }
    // Half of a text is still a text, in the encoding that the page names.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/pages/people.html");
    let page = std::fs::read(path).unwrap();
    let half = arrival_of("half.html", page[..1801].to_vec()).unwrap();
    assert!(half.text.starts_with("安徽警方：去年破获经济犯罪案件5190起"), "{}", half.text);
    let text = "Police arrested 12 people on Monday, the ministry said.";
    for torn in [
        format!("<html><body><div><p>{text}<div><span><b><table><tr><td"),
        format!("<table><p>{text}</table></div></b></body></html></html>"),
        format!("<div>{text}</p></p></div></div><!-- never closed"),
        format!("<p>{text}<script>if (a<b) {{ '</p>' "),
    ] {
        assert!(arrival_of("torn.html", torn.clone().into_bytes()).unwrap().text.contains(text), "{torn}");
    }
}

#[test]
fn navigation_alone_is_told_of_in_one_line() {
    let links: String =
        (0..50).map(|i| format!("<li><a href=/{i}>Police arrest {i} people in a raid, officers say</a>")).collect();
    let page = format!("<html><title>News</title><body><ul>{links}</ul><footer>Copyright 2024</footer>");
    let fault = arrival_of("nav.html", page.into_bytes()).unwrap_err();
    assert!(fault.starts_with("nav.html: ") && fault.contains("hint") && !fault.contains('\n'), "{fault}");
}

#[test]
fn large_and_deep_pages_take_time_in_proportion() {
    let text = "<p>Police arrested 12 people on Monday, the ministry said.</p>";
    let cases = [
        format!("<html><body>{}{text}", "<div>".repeat(100_000)),
        format!("{}{text}{}", "<table><tr><td>".repeat(10_000), "</td></tr></table>".repeat(10_000)),
        format!("{text}{}", "<b><i><p>x".repeat(10_000)),
        format!("{text}{}", "<a href=x><div>".repeat(10_000)),
        format!("{text}<div {}>", (0..300_000).map(|i| format!("a{i}='x' ")).collect::<String>()),
        // 20 MB.
        text.repeat(20_000_000 / text.len()),
        format!("{text}<p>{}", "x".repeat(2_000_000)),
        format!("<table>{}</table>", "<tr><td>a<td>1".repeat(50_000)),
        format!("{text}{}", "<p><a href=/x>y</a> &amp; ".repeat(50_000)),
    ];
    for page in cases {
        let (start, head) = (Instant::now(), page[..40].to_owned());
        let read = arrival_of("large.html", page.into_bytes());
        assert!(read.is_ok(), "{head}: {read:?}");
        // Seconds in a build that is not optimised, on a busy machine; what grows with the square takes hours.
        eprintln!("{head}: {:?}", start.elapsed());
        assert!(start.elapsed() < Duration::from_secs(120), "{head}: {:?}", start.elapsed());
    }
}
