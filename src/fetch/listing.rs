//! Which links of a listing page look like bulletins.
//!
//! A link is taken when all of this holds:
//! - it is on the listing's own host and port;
//! - it is called something as long as a title;
//! - it lies below the listing's folder, or has a date in its path;
//! - it is no page of the list itself, and no picture, sound, program or archive.

use reqwest::Url;
use unicode_width::UnicodeWidthStr;

use crate::intake::Link;

/// More bulletins than this are not taken from a listing at once.
pub const MOST: usize = 500;
/// A title is as wide as this at least: four characters of Chinese, eight letters.
const TITLE: usize = 8;
/// What documents end on; what has no ending is a page.
const ENDINGS: [&str; 17] = [
    "html", "htm", "shtml", "xhtml", "jsp", "jspx", "jhtml", "php", "asp", "aspx", "do", "action", "cgi", "pdf",
    "docx", "txt", "md",
];

/// The addresses of bulletins on a listing page, each once, in order. `place` is where the page is, `base` what it says that its
/// links start from.
pub fn bulletins(place: &str, base: Option<&str>, links: &[Link]) -> Vec<String> {
    let Ok(place) = Url::parse(place) else { return Vec::new() };
    let base = base.and_then(|b| place.join(b).ok()).unwrap_or_else(|| place.clone());
    let mut found: Vec<String> = Vec::new();
    for link in links {
        let Ok(mut url) = base.join(&link.href) else { continue };
        url.set_fragment(None);
        if is_title(&link.text) && is_bulletin(&place, &url) && !found.iter().any(|f| f == url.as_str()) {
            found.push(url.into());
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

fn is_title(text: &str) -> bool {
    text.width() >= TITLE && text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

fn is_bulletin(place: &Url, url: &Url) -> bool {
    let same = url.host_str() == place.host_str() && url.port_or_known_default() == place.port_or_known_default();
    if !same || url.scheme() != place.scheme() || url == place {
        return false;
    }
    let path = url.path();
    let folder = &place.path()[..=place.path().rfind('/').unwrap_or(0).min(place.path().len().saturating_sub(1))];
    let dated = has_date(path);
    let below = folder != "/" && path.len() > folder.len() && path.starts_with(folder);
    // Below a home page lies everything: only what is numbered is taken there.
    let numbered = folder == "/" && longest_number(path) >= 4;
    is_document(path) && (dated || (below || numbered) && !is_list(url))
}

fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, ending)) => ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)),
        None => true,
    }
}

/// Whether an address is a page of a list: `index_2.html`, `/page/3/`, `?page=2`.
fn is_list(url: &Url) -> bool {
    let segments: Vec<String> = url.path().split('/').filter(|s| !s.is_empty()).map(str::to_ascii_lowercase).collect();
    let is_number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let name = segments.last().map_or("", |s| s.split('.').next().unwrap_or_default());
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['_', '-']);
    let paged = segments.windows(2).any(|w| matches!(&*w[0], "page" | "seite" | "pagina") && is_number(&w[1]));
    let query =
        url.query_pairs().any(|(k, v)| matches!(&*k, "page" | "paged" | "p" | "pn" | "pageno") && is_number(&v));
    paged || query || matches!(stem, "index" | "list" | "page" | "default" | "home" | "more")
}

/// Whether a year and a month stand in a path: `/2024/12/`, `/202412/`, `t20241213_1.html`, `/2024-12-13/`.
fn has_date(path: &str) -> bool {
    let bytes = path.as_bytes();
    let number = |from: usize, length: usize| -> Option<u32> {
        let digits = bytes.get(from..from + length).filter(|d| d.iter().all(u8::is_ascii_digit))?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    };
    (0..bytes.len()).any(|at| {
        let begins = at == 0 || !bytes[at - 1].is_ascii_digit();
        let year = number(at, 4).is_some_and(|y| (1990..2100).contains(&y));
        let month = at + 4 + usize::from(bytes.get(at + 4).is_some_and(|b| matches!(b, b'/' | b'-' | b'_')));
        begins && year && number(month, 2).is_some_and(|m| (1..=12).contains(&m))
    })
}

fn longest_number(path: &str) -> usize {
    path.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bulletins_are_told_from_navigation() {
        let place = "https://www.example.gov.cn/news/tongbao/index.html";
        for (href, text, expected) in [
            ("./202412/t20241213_1.html", "山东公安机关抓获12人", true),
            ("c7654321/content.html", "山东公安机关抓获12人", true),
            ("/2024/12/13/police-arrest-12/", "Police arrest 12 suspects", true),
            ("/news/tongbao/detail.jsp?id=123", "Police arrest 12 suspects", true),
            ("files/report.pdf", "Report on the campaign", true),
            // Too short for a title, or none.
            ("1.html", "更多", false),
            ("1.html", "12345678901", false),
            // Not below it and without a date, another host, another scheme.
            ("/about/us.html", "About our department", false),
            ("https://other.example.cn/news/tongbao/1.html", "Police arrest 12 suspects", false),
            ("javascript:void(0)", "Police arrest 12 suspects", false),
            ("mailto:a@b.c", "Write to the department", false),
            // The list itself and its further pages.
            ("index.html#top", "Bulletins of the department", false),
            ("index_2.html", "The next page of bulletins", false),
            ("page/2/", "The next page of bulletins", false),
            ("?page=3", "The next page of bulletins", false),
            // No documents.
            ("1.jpg", "A picture of the raid", false),
            ("video.mp4", "A film of the raid in town", false),
        ] {
            let link = Link { href: href.to_owned(), text: text.to_owned() };
            assert_eq!(!bulletins(place, None, &[link]).is_empty(), expected, "{href} {text}");
        }
        let home = |href: &str| {
            let link = Link { href: href.to_owned(), text: "Police arrest 12 suspects".to_owned() };
            bulletins("https://example.org/", None, &[link])
        };
        assert_eq!(home("news/12345.html"), ["https://example.org/news/12345.html"]);
        assert!(home("contact/form.html").is_empty());
        let link = |href: &str| Link { href: href.to_owned(), text: "Police arrest 12 suspects".to_owned() };
        let twice = bulletins(place, Some("/news/tongbao/x/"), &[link("1.html"), link("./1.html#a"), link("2.html")]);
        let below = "https://www.example.gov.cn/news/tongbao/x/";
        assert_eq!(twice, [format!("{below}1.html"), format!("{below}2.html")]);
    }
}
