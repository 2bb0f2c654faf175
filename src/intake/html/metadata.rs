//! What a page says of itself: `<meta>`, `<title>`, `<link>`, `<time>` and JSON-LD.

use serde_json::Value;
use url::Url;

use super::super::{DateSource, Meta};
use super::clutter;
use super::tree::{Data, Id, Step, Tree};
use crate::meta::day;

/// What a page's head says, titles apart.
#[derive(Debug, Default)]
pub struct Head {
    /// What is known about the bulletin.
    pub meta: Meta,
    /// What the page is called, without the site's name, the surest first.
    pub titles: Vec<String>,
}

/// Names of `<meta>` for the day of publication, the surest first; all in lower case.
const DATES: [&str; 27] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publishtime",
    "publication_date",
    "publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "date",
    "release_date",
    "release-date",
    "originalpublicationdate",
    "firstpublishedtime",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "article_date_original",
    "createdate",
];
const TITLES: [&str; 6] = ["og:title", "articletitle", "twitter:title", "dc.title", "dcterms.title", "headline"];
const SITES: [&str; 2] = ["og:site_name", "sitename"];
const PUBLISHERS: [&str; 7] =
    ["publisher", "dc.publisher", "dcterms.publisher", "article:publisher", "contentsource", "source", "mediaid"];
const AUTHORS: [&str; 6] = ["author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author"];

/// What a page says of itself; `address` is where it is, as far as that is known.
pub fn head(tree: &Tree, address: Option<&str>) -> Head {
    let found = Found::of(tree);
    let named = |names: &[&str]| names.iter().find_map(|name| found.meta(name));
    let ld = Ld::of(&found.json);
    let site = named(&SITES).map(str::to_owned);
    let urls = [found.canonical.as_deref(), found.meta("og:url"), ld.url.as_deref()];
    let base = found.base(address);
    let mut meta = Meta {
        language: found.language.clone().or_else(|| ld.language.clone()),
        url: urls.into_iter().flatten().find_map(|url| absolute(url, base.as_ref())),
        publisher: ld
            .publisher
            .or_else(|| site.clone())
            .or_else(|| named(&PUBLISHERS).map(str::to_owned))
            .filter(|p| !is_address(p)),
        author: ld
            .author
            .or_else(|| named(&AUTHORS).map(str::to_owned))
            .filter(|a| !is_address(a) && a.contains(char::is_alphabetic)),
        ..Meta::default()
    };
    meta.dated(DateSource::Meta, DATES.iter().find_map(|name| found.meta(name).and_then(day)));
    meta.dated(DateSource::JsonLd, ld.date.as_deref().and_then(day));
    meta.dated(DateSource::Time, found.time);
    let sites: Vec<&str> = site.as_deref().into_iter().chain(meta.publisher.as_deref()).collect();
    let called = TITLES.iter().filter_map(|name| found.meta(name)).map(str::to_owned);
    let mut titles: Vec<String> =
        ld.headline.into_iter().chain(called).map(|t| without_site(&t, &sites, false)).collect();
    titles.extend(found.title.as_deref().map(|t| without_site(t, &sites, true)));
    titles.retain(|title| !title.is_empty());
    Head { meta, titles }
}

/// An address of the web as it is called from anywhere; `base` is where the page's addresses start from.
fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    if is_address(address) {
        return Some(address.to_owned());
    }
    let resolved = base?.join(address).ok()?;
    is_address(resolved.as_str()).then(|| resolved.into())
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// A title without the site's name at its end: the name as it is known, else what stands after the last mark between blanks.
fn without_site(title: &str, sites: &[&str], guess: bool) -> String {
    let mut title = one_line(title);
    let marks = ['_', '-', '|', '–', '—', '·', '｜', '：', ':', '»', '/', '－', ' '];
    for site in sites.iter().filter(|site| !site.is_empty()) {
        if let Some(rest) = title.strip_suffix(site)
            && rest.ends_with(marks)
            && !rest.trim_end_matches(marks).is_empty()
        {
            title = rest.trim_end_matches(marks).to_owned();
            return title;
        }
    }
    let cut = |mark: &str| title.find(mark).filter(|at| *at > 0);
    // What bulletins do not write themselves ends a title wherever it stands; a mere dash ends it at its last place.
    let first = ["_", "--", "｜", " | ", "|"].iter().find_map(|mark| cut(mark));
    let last = || {
        [" - ", " – ", " — ", " :: ", "-"].iter().find_map(|mark| title.rfind(mark).filter(|at| *at * 2 > title.len()))
    };
    match if guess { first.or_else(last) } else { None } {
        Some(at) => title[..at].trim_end_matches(marks).to_owned(),
        None => title,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the page's elements.
#[derive(Default)]
struct Found {
    metas: Vec<(String, String)>,
    title: Option<String>,
    canonical: Option<String>,
    base: Option<String>,
    language: Option<String>,
    time: Option<jiff::civil::Date>,
    json: Vec<Value>,
}

impl Found {
    fn of(tree: &Tree) -> Self {
        let mut found = Self::default();
        let mut walk = tree.walk();
        // Whether the time is surely that of publication.
        let mut sure = false;
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            if !matches!(tree.data(id), Data::Element(..)) {
                continue;
            }
            match tree.name(id) {
                "html" => found.language = tree.attribute(id, "lang").and_then(tag),
                "title" if found.title.is_none() => {
                    found.title = Some(one_line(&tree.text(id))).filter(|t| !t.is_empty())
                }
                "meta" => found.metas.extend(named(tree, id)),
                "link" if tree.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    let href = tree.attribute(id, "href").map(str::trim).filter(|href| !href.is_empty());
                    found.canonical = href.map(str::to_owned).or(found.canonical);
                }
                "base" if found.base.is_none() => {
                    found.base = tree.attribute(id, "href").map(|href| href.trim().to_owned());
                }
                "script"
                    if tree
                        .attribute(id, "type")
                        .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
                {
                    found.json.extend(json(&tree.text(id)));
                }
                "nav" | "aside" | "footer" => walk.leave_out(id),
                "time" if !sure => {
                    let surely = tree.attribute(id, "pubdate").is_some()
                        || tree.attribute(id, "itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"));
                    if found.time.is_none() || surely {
                        let told = tree.attribute(id, "datetime").map_or_else(|| tree.text(id), str::to_owned);
                        found.time = day(&told).or(found.time);
                        sure = surely && found.time.is_some();
                    }
                }
                "head" => {}
                _ if clutter::is_unread(tree, id) => walk.leave_out(id),
                _ => {}
            }
        }
        found
    }

    /// Where the page's addresses start from: what it says itself, where it is, or where it says that it is.
    fn base(&self, address: Option<&str>) -> Option<Url> {
        let page = address.or_else(|| self.meta("og:url")).and_then(|address| Url::parse(address).ok());
        match (&self.base, &page) {
            (Some(base), Some(page)) => page.join(base).ok(),
            (Some(base), None) => Url::parse(base).ok(),
            (None, _) => page,
        }
    }

    fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(n, _)| n == name).map(|(_, content)| content.as_str())
    }
}

/// The name and the content of a `<meta>`, or of an element's `itemprop`.
fn named(tree: &Tree, id: Id) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop"].into_iter().find_map(|a| tree.attribute(id, a))?;
    let content = one_line(tree.attribute(id, "content")?);
    (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
}

/// A tag of a language: `zh_CN` is `zh-CN`.
fn tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let plain = (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plain.then_some(tag)
}

/// A piece of JSON-LD; pages that are put together by hand have line breaks within strings.
fn json(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';').trim();
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&text.replace(|c: char| c.is_control(), " ")).ok())
}

/// What JSON-LD says of the article.
#[derive(Default)]
struct Ld {
    headline: Option<String>,
    date: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    url: Option<String>,
}

/// The kinds of things that are articles, the surest first.
const ARTICLES: [&str; 9] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "PressRelease",
    "Article",
    "BackgroundNewsArticle",
    "Report",
    "BlogPosting",
    "SocialMediaPosting",
    "WebPage",
];

impl Ld {
    fn of(values: &[Value]) -> Self {
        let mut things = Vec::new();
        let mut open: Vec<&Value> = values.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(all) => open.extend(all.iter().rev()),
                Value::Object(fields) => {
                    open.extend(["mainEntity", "@graph"].iter().filter_map(|field| fields.get(*field)));
                    things.push(value);
                }
                _ => {}
            }
        }
        let rank = |thing: &Value| {
            let kinds = texts(thing.get("@type"));
            ARTICLES.iter().position(|kind| kinds.iter().any(|k| k.rsplit('/').next() == Some(kind)))
        };
        let Some(article) = things.iter().filter(|t| rank(t).is_some()).min_by_key(|t| rank(t)) else {
            return Self::default();
        };
        let first = |field: &str| texts(article.get(field)).into_iter().next().map(one_line).filter(|t| !t.is_empty());
        // A thing may be named by its @id only, and described elsewhere.
        let name = |field: &str| {
            let names: Vec<String> = things_of(article.get(field)).filter_map(|thing| name(thing, &things)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let page = article.get("mainEntityOfPage").and_then(|p| p.as_str().or_else(|| p.get("@id")?.as_str()));
        Self {
            headline: first("headline"),
            date: first("datePublished").or_else(|| first("dateCreated")),
            author: name("author"),
            publisher: name("publisher"),
            language: first("inLanguage").as_deref().and_then(tag),
            url: first("url").or_else(|| page.map(str::to_owned)),
        }
    }
}

fn things_of(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let all = match value {
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    all.iter().take(20)
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    things_of(value).filter_map(Value::as_str).collect()
}

fn name(thing: &Value, things: &[&Value]) -> Option<String> {
    let own = thing.as_str().or_else(|| thing.get("name")?.as_str());
    let named = || {
        let id = thing.get("@id")?;
        things.iter().find(|t| t.get("@id") == Some(id))?.get("name")?.as_str()
    };
    own.or_else(named).map(one_line).filter(|n| !n.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Head {
        head(&super::super::tree::parse(html, 64), None)
    }

    #[test]
    fn addresses_are_absolute() {
        let link = |href: &str| format!("<link rel=canonical href='{href}'>");
        let at = "https://example.org/news/list?p=1";
        for (html, address, expected) in [
            (link("https://example.org/a"), None, Some("https://example.org/a")),
            (link("/a"), Some(at), Some("https://example.org/a")),
            (link("a.html"), Some(at), Some("https://example.org/news/a.html")),
            (link("//example.com/a"), Some(at), Some("https://example.com/a")),
            (format!("<base href='https://example.net/x/'>{}", link("a")), None, Some("https://example.net/x/a")),
            (format!("<base href='/x/'>{}", link("a")), Some(at), Some("https://example.org/x/a")),
            (
                format!("{}<meta property=og:url content=https://example.org/b/c>", link("d")),
                None,
                Some("https://example.org/b/d"),
            ),
            (link("/a"), None, None),
            (link("javascript:void(0)"), Some(at), None),
            (link(""), Some(at), None),
        ] {
            let head = head(&super::super::tree::parse(&html, 64), address);
            assert_eq!(head.meta.url.as_deref(), expected, "{html} {address:?}");
        }
    }

    #[test]
    fn sites_are_no_part_of_a_title() {
        for (title, site, expected) in [
            ("警方破获案件1234起_法治频道_人民网", "", "警方破获案件1234起"),
            ("警方破获案件--法治--人民网", "", "警方破获案件"),
            ("Police arrest 12 - The Example", "", "Police arrest 12"),
            ("Police arrest 12 – in Pune", "The Example", "Police arrest 12 – in Pune"),
            ("Detenidas 12 personas | Ministerio del Interior", "", "Detenidas 12 personas"),
            ("12-year-old arrested", "", "12-year-old arrested"),
            ("「打詐」查獲12人-法務部", "法務部", "「打詐」查獲12人"),
        ] {
            assert_eq!(without_site(title, &[site], site.is_empty()), expected, "{title}");
        }
    }

    #[test]
    fn heads() {
        let head = read(
            r#"<html lang="zh_CN"><title>甲 乙_丙网</title><meta name="PubDate" content="2024-04-13 10:00"><meta property=og:site_name content=丙网>
            <link rel=canonical href="https://example.org/a"><meta name=author content=林木><time datetime=2024-04-15></time>"#,
        );
        assert_eq!(head.titles, ["甲 乙"]);
        let meta = head.meta;
        assert_eq!(meta.date.map(|d| (d.source, d.day.to_string())), Some((DateSource::Meta, "2024-04-13".to_owned())));
        assert_eq!(meta.language.as_deref(), Some("zh-CN"));
        assert_eq!(meta.url.as_deref(), Some("https://example.org/a"));
        assert_eq!((meta.publisher.as_deref(), meta.author.as_deref()), (Some("丙网"), Some("林木")));
    }

    #[test]
    fn json_ld() {
        let head = read(
            r##"<script type="application/ld+json">{"@graph": [{"@type": "Organization", "@id": "#o", "name": "The Example"},
            {"@type": ["NewsArticle"], "headline": "Police
            arrest 12", "datePublished": "2024-04-13T23:30:00+05:30", "author": [{"name": "A. B."}, "C. D."], "publisher": {"@id": "#o"},
            "mainEntityOfPage": {"@id": "https://example.org/a"}, "inLanguage": "en-IN"}]}</script>"##,
        );
        assert_eq!(head.titles, ["Police arrest 12"]);
        assert_eq!(head.meta.date.map(|d| d.source), Some(DateSource::JsonLd));
        assert_eq!(head.meta.author.as_deref(), Some("A. B., C. D."));
        assert_eq!(head.meta.publisher.as_deref(), Some("The Example"));
        assert_eq!(head.meta.url.as_deref(), Some("https://example.org/a"));
        assert!(read("<script type='application/ld+json'>{\"a\": </script>").titles.is_empty());
    }
}
