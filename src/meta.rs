//! What is known about a bulletin beside its text, and where it was found.

use jiff::civil::Date;
use serde::Serialize;

use crate::dateline;

/// Where a day of publication was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DateSource {
    /// The user said so (`--date`).
    Option,
    /// The beginning of a file's name, which its keeper gave it.
    FileName,
    /// The sender: a header of HTTP, or the field of a feed, a JSON line or an archive.
    Sender,
    /// `<meta>` of the page.
    Meta,
    /// JSON-LD within the page (`NewsArticle`).
    JsonLd,
    /// `<time>`.
    Time,
    /// A line round the title.
    Dateline,
    /// The address.
    Address,
    /// The properties of a file: when it was made, which may be long before or after it was published.
    Properties,
}

impl DateSource {
    /// The id of its concept (`date-source/…`).
    pub fn id(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Sender => "sender",
            Self::Meta => "meta",
            Self::JsonLd => "jsonLd",
            Self::Time => "time",
            Self::Dateline => "dateline",
            Self::FileName => "fileName",
            Self::Address => "address",
            Self::Properties => "properties",
        }
    }
}

/// A day of publication, with where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Dated {
    /// Where it was found.
    pub source: DateSource,
    /// The day.
    pub day: Date,
}

/// What is known about a bulletin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The title, where it was told apart from the text.
    pub title: Option<String>,
    /// The day of publication, from the surest source that tells one.
    pub date: Option<Dated>,
    /// The BCP 47 tag of the language, as it was told; the text has the last word.
    pub language: Option<String>,
    /// Where it was published: an absolute `http` or `https` address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The line that names its author or editor.
    pub author: Option<String>,
    /// The encoding of its bytes by its WHATWG name, where it had one.
    pub encoding: Option<&'static str>,
    /// Whether the encoding was guessed and may be wrong.
    pub unsure: bool,
}

impl Meta {
    /// Takes a day from a source, unless a surer one told one.
    pub fn dated(&mut self, source: DateSource, day: Option<Date>) {
        let found = day.map(|day| Dated { source, day });
        self.date = [self.date, found].into_iter().flatten().min_by_key(|d| d.source);
    }

    /// Fills what is open from another account of the same bulletin that is less sure.
    pub fn or(mut self, less: Self) -> Self {
        self.title = self.title.or(less.title);
        self.date = [self.date, less.date].into_iter().flatten().min_by_key(|d| d.source);
        self.language = self.language.or(less.language);
        self.url = self.url.or(less.url);
        self.publisher = self.publisher.or(less.publisher);
        self.author = self.author.or(less.author);
        self.encoding = self.encoding.or(less.encoding);
        self.unsure |= less.unsure;
        self
    }
}

/// The day of a point in time as pages, feeds and headers write it: ISO 8601 (`2024-12-13`, `2024-12-13T08:00:00+08:00`,
/// `20241213`, `2024/12/13 08:00`, `2024年12月13日`) RFC 9110 (`Fri, 13 Dec 2024 00:00:00 GMT`) or
/// words (`December 13, 2024`, `31 de diciembre de 2025`, `令和6年5月3日`). The day is that of the place where it
/// was written.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let head = |n: usize| text.get(..n);
    let plain = head(10).and_then(|t| t.replace('/', "-").parse().ok());
    let packed = || head(8).filter(|t| t.bytes().all(|b| b.is_ascii_digit())).and_then(|t| t.parse().ok());
    let mail = || jiff::fmt::rfc2822::parse(text).ok().map(|t| t.date());
    let found = plain
        .or_else(packed)
        .or_else(mail)
        .or_else(|| dateline::of_file_name(text))
        .or_else(|| dateline::in_words(text));
    found.filter(|d: &Date| (1949..2100).contains(&d.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for text in [
            "2024-12-13",
            "2024-12-13T23:30:00+08:00",
            "2024-12-13 08:00:00",
            "20241213",
            "2024/12/13 08:00",
            "2024年12月13日",
            "Fri, 13 Dec 2024 00:00:00 GMT",
            "2024-12-13T00:00:00Z",
            "December 13, 2024",
            "13 de diciembre de 2024",
            "令和6年12月13日",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(2024, 12, 13)), "{text}");
        }
        for text in ["", "soon", "2024", "1899-01-01", "20249999", "+86 2024"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_surest_source_tells_the_day() {
        let day = |d| Some(jiff::civil::date(2024, 12, d));
        let mut meta = Meta::default();
        meta.dated(DateSource::Address, day(3));
        meta.dated(DateSource::Meta, day(2));
        meta.dated(DateSource::Time, day(4));
        meta.dated(DateSource::Sender, None);
        assert_eq!(meta.date, Some(Dated { source: DateSource::Meta, day: jiff::civil::date(2024, 12, 2) }));
    }
}
