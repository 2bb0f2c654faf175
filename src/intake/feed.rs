//! RSS and Atom: each entry is a bulletin.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed, Person};
use feed_rs::parser::Builder;

use super::{Arrival, DateSource, Limits, Meta, Record, encoding, form};
use crate::error::{Error, one_line};
use crate::meta;

/// The bulletins of a feed. One that is cut off gives the entries that are whole, and a fault behind them.
pub fn read(record: Record, limits: &Limits) -> Vec<Result<Arrival, Error>> {
    let text = without_declaration(&text(&record));
    let address = record.told.url.as_deref();
    let (feed, fault) = match parse(&text, address) {
        Ok(feed) => (feed, None),
        Err(what) => {
            let told = format!("{}: a feed that cannot be read: {what}; hint: get it again", record.name);
            let fault = Error::Other(told);
            match whole_entries(&text).and_then(|text| parse(&text, address).ok()) {
                Some(feed) => (feed, Some(fault)),
                None => return vec![Err(fault)],
            }
        }
    };
    let publisher = feed.title.as_ref().map(|t| one_line(&t.content));
    let Feed { entries, language, .. } = feed;
    let entries = entries.into_iter().enumerate();
    entries
        .flat_map(|(n, entry)| of_entry(&record, n + 1, entry, publisher.as_deref(), language.as_deref(), limits))
        .chain(fault.map(Err))
        .collect()
}

/// Parses a feed, or says what is wrong. The parser keeps what it met before a fault, so that each feed has its own; and
/// it has assertions of its own about what it reads, which must not take other records along.
fn parse(text: &str, address: Option<&str>) -> Result<Feed, String> {
    let parser = Builder::new().base_uri(address).timestamp_parser(local_day).sanitize_content(false).build();
    match catch_unwind(AssertUnwindSafe(|| parser.parse(text.as_bytes()))) {
        Ok(parsed) => parsed.map_err(|fault| one_line(&fault.to_string())),
        Err(_) => Err("its parser failed (told above)".to_owned()),
    }
}

/// A feed up to its last whole entry, closed.
fn whole_entries(text: &str) -> Option<String> {
    let closed = |(end, rest): (&str, &str)| {
        let at = text.rfind(end)? + end.len();
        Some(format!("{}{rest}", &text[..at]))
    };
    [("</item>", "</channel></rss>"), ("</entry>", "</feed>")].into_iter().find_map(closed)
}

fn text(record: &Record) -> String {
    let declared = declared(&record.bytes);
    let told: Vec<&str> = form::charset(record.media.as_deref()).into_iter().chain(declared.as_deref()).collect();
    encoding::decode(&record.bytes, &told).text
}

/// The encoding that a declaration of XML tells.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration =
        head.trim_start_matches('\u{FEFF}').trim_start().strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

/// A text that is decoded must not be decoded again by what its declaration says.
fn without_declaration(text: &str) -> String {
    let text = text.trim_start();
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.to_owned(),
        None => text.to_owned(),
    }
}

/// The day of an entry is that of the place where it was written, not that of Greenwich.
fn local_day(text: &str) -> Option<DateTime<Utc>> {
    let day = meta::day(text)?;
    let day =
        NaiveDate::from_ymd_opt(day.year().into(), day.month().unsigned_abs().into(), day.day().unsigned_abs().into())?;
    Some(day.and_hms_opt(12, 0, 0)?.and_utc())
}

fn of_entry(
    record: &Record,
    number: usize,
    entry: Entry,
    publisher: Option<&str>,
    language: Option<&str>,
    limits: &Limits,
) -> Vec<Result<Arrival, Error>> {
    let name = format!("{}, entry {number}", record.name);
    let title = entry.title.map(|t| one_line(&t.content)).filter(|t| !t.is_empty());
    let links = || entry.links.iter().filter(|l| l.href.starts_with("http://") || l.href.starts_with("https://"));
    let link = links()
        .find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"))
        .or_else(|| links().next())
        .map(|l| l.href.clone());
    let whole = entry.content.and_then(|c| c.body).filter(|b| !b.trim().is_empty());
    let follow = if whole.is_none() { link.clone() } else { None };
    let body = whole.or_else(|| entry.summary.map(|s| s.content)).unwrap_or_default();
    let mut told = Meta {
        title: title.clone(),
        language: language.map(str::to_owned),
        publisher: publisher.map(str::to_owned),
        author: authors(&entry.authors),
        ..Meta::default()
    };
    let source = link.clone().unwrap_or_else(|| format!("{}#{}", record.source, entry.id));
    told.url = link;
    let day = entry.published.or(entry.updated).map(|t| t.date_naive().to_string());
    told.dated(DateSource::Sender, day.and_then(|d| d.parse().ok()));
    let page = body.contains('<') && body.contains('>');
    let (bytes, media) = if page {
        let title = title.as_deref().map(|t| format!("<h1>{}</h1>", escaped(t))).unwrap_or_default();
        (
            format!("<!DOCTYPE html><html><body><article>{title}{body}</article></body></html>"),
            "text/html; charset=utf-8",
        )
    } else {
        (format!("{}\n{body}", title.as_deref().unwrap_or_default()), "text/plain; charset=utf-8")
    };
    let entry = Record { name, source, bytes: bytes.into_bytes(), media: Some(media.to_owned()), told };
    let arrivals = super::arrivals(entry, limits).into_iter();
    arrivals.map(|a| a.map(|a| Arrival { follow: follow.clone(), ..a })).collect()
}

fn authors(authors: &[Person]) -> Option<String> {
    let names: Vec<&str> = authors.iter().filter_map(|a| a.name.as_deref()).collect();
    (!names.is_empty()).then(|| one_line(&names.join(", ")))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> Vec<Result<Arrival, Error>> {
        read(
            Record { name: "feed".to_owned(), source: "/feed".to_owned(), bytes: bytes.to_vec(), ..Record::default() },
            &Limits::default(),
        )
    }

    #[test]
    fn entries_are_bulletins() {
        let rss = "<?xml version='1.0' encoding='gb2312'?><rss version='2.0'><channel><title>公安部</title><language>zh-cn</language>\
                   <item><title>通报一</title><link>https://example.org/1</link><pubDate>Fri, 13 Dec 2024 00:30:00 +0800</pubDate>\
                   <description>2024年，公安机关破获案件1.55万起。</description></item>\
                   <item><title>通报二</title><description>抓获12人。</description></item></channel></rss>";
        let bytes = encoding_rs::GB18030.encode(rss).0.into_owned();
        let read = read_all(&bytes);
        let one = read[0].as_ref().unwrap();
        assert_eq!(one.text, "通报一\n2024年，公安机关破获案件1.55万起。");
        assert_eq!(one.meta.date.map(|d| d.day), Some(jiff::civil::date(2024, 12, 13)));
        assert_eq!(
            (one.meta.url.as_deref(), one.follow.as_deref()),
            (Some("https://example.org/1"), Some("https://example.org/1"))
        );
        assert_eq!(one.meta.publisher.as_deref(), Some("公安部"));
        assert_eq!(read[1].as_ref().unwrap().text, "通报二\n抓获12人。");
        assert_eq!(read[1].as_ref().unwrap().follow, None);
    }

    #[test]
    fn entities_are_not_unfolded() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>\
                    <rss version='2.0'><channel><title>t</title><item><title>one</title><description>&b;&x; text</description></item></channel></rss>";
        for arrival in read_all(bomb.as_bytes()) {
            let told = arrival.map_or_else(|e| e.to_string(), |a| a.text);
            assert!(!told.contains("aaaa") && !told.contains("root:"), "{told}");
        }
    }

    #[test]
    fn a_broken_feed_is_one_line() {
        let read = read_all(b"<rss version='2.0'><channel><item><title>one</ti");
        assert!(read.len() <= 1);
        assert!(read.iter().all(|r| r.as_ref().is_err_and(|e| !e.to_string().contains('\n'))), "{read:?}");
    }
}
