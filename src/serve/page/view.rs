//! Who asks for a page: at which address, with which parameters, in which language.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use oxigraph::sparql::CancellationToken;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::serve::http::{self, Fault};
use crate::serve::{App, Links, limits, negotiate};

/// The languages of labels; that of the words around them is English, or Chinese.
const LANGUAGES: [&str; 5] = ["en", "zh-Hans", "zh-Hant", "ja", "es"];

/// What stays as it is in the value of a parameter.
const SAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// Words of a page in the languages that pages have: English, and Chinese.
#[derive(Clone, Copy, Debug)]
pub struct Both(pub &'static str, pub &'static str);

/// The view of who asks.
#[derive(Clone)]
pub struct View {
    /// Where things are.
    pub links: Links,
    /// The language of labels.
    pub language: &'static str,
    /// Whether the language was asked for in the address, and so must be in those that lead on.
    told: bool,
    /// The address that was asked for, without its parameters.
    path: String,
    /// The parameters but for the language.
    pairs: Vec<(String, String)>,
    /// Cancelled when nobody waits for the page any longer.
    pub token: CancellationToken,
}

impl View {
    /// The view of a request for `uri`.
    ///
    /// # Errors
    /// When the parameters are not UTF-8, or `lang` is given twice.
    pub fn new(links: Links, uri: &Uri, headers: &HeaderMap) -> Result<Self, Fault> {
        let mut pairs = http::pairs(uri.query().unwrap_or_default())?;
        let asked = http::once(&pairs, "lang")?.map(str::to_owned);
        pairs.retain(|(name, _)| name != "lang");
        let language = language(asked.as_deref(), headers);
        let path = links.local(uri.path().trim_start_matches('/'));
        Ok(Self { links, language, told: asked.is_some(), path, pairs, token: CancellationToken::new() })
    }

    /// The view of a request for a page that stands at an address of its own.
    ///
    /// # Errors
    /// As for [`Self::new`], and when the method is not GET.
    pub fn of_page(app: &App, request: &Request) -> Result<Self, Fault> {
        if request.method() != Method::GET {
            return Err(Fault::method("GET, HEAD, OPTIONS"));
        }
        Self::new(app.links(), request.uri(), request.headers())
    }

    /// The same view, of a page for which somebody waits until `token` is cancelled.
    pub fn until(&self, token: &CancellationToken) -> Self {
        Self { token: token.clone(), ..self.clone() }
    }

    /// Goes on with the page, unless nobody waits for it any longer.
    ///
    /// # Errors
    /// When it should end.
    pub fn go_on(&self) -> Result<(), Fault> {
        limits::go_on(&self.token)
    }

    /// The view of an English reader, for tests.
    #[cfg(test)]
    pub fn english(uri: &str) -> Self {
        Self::new(Links::default(), &uri.parse().unwrap(), &HeaderMap::new()).unwrap()
    }

    /// Whether the words are Chinese.
    pub fn is_chinese(&self) -> bool {
        self.language.starts_with("zh")
    }

    /// The language of the words, as HTML says it.
    pub fn tag(&self) -> &'static str {
        if self.is_chinese() { "zh-Hans" } else { "en" }
    }

    /// Words in the reader's language.
    pub fn say(&self, words: Both) -> &'static str {
        if self.is_chinese() { words.1 } else { words.0 }
    }

    /// A parameter of the address, the first of its name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The number that a parameter gives; `else_` where it gives none.
    pub fn number(&self, name: &str, else_: usize) -> usize {
        self.parameter(name).and_then(|text| text.trim().parse().ok()).unwrap_or(else_)
    }

    /// The language that was asked for in the address.
    pub fn told(&self) -> Option<&'static str> {
        self.told.then_some(self.language)
    }

    /// The address of an IRI, in the reader's language where it is one of ours.
    ///
    /// That of a figure (`…#outcome-123`) tells its place in the text (`?at=123`) too: servers are told no fragments, and
    /// the page of a long bulletin shows the part that is asked for.
    pub fn of(&self, iri: &str) -> String {
        let address = self.links.of(iri);
        if address == iri {
            return address;
        }
        match address.split_once('#').and_then(|(page, fragment)| Some((page, fragment, place_of(fragment)?))) {
            Some((page, fragment, place)) => self.in_language(&format!("{page}?at={place}#{fragment}")),
            None => self.in_language(&address),
        }
    }

    /// The address of a path of this server, in the reader's language.
    pub fn local(&self, path: &str) -> String {
        self.in_language(&self.links.local(path))
    }

    /// The address of a path with parameters, in the reader's language.
    pub fn with(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        self.in_language(&parameters(self.links.local(path), pairs.iter().copied()))
    }

    /// This address with one parameter changed.
    pub fn here_with(&self, name: &str, value: &str) -> String {
        let others = self.pairs.iter().filter(|(n, _)| n != name).map(|(n, v)| (n.as_str(), v.as_str()));
        self.in_language(&parameters(self.path.clone(), others.chain(std::iter::once((name, value)))))
    }

    /// This address with parameters changed; an empty value takes one out.
    pub fn here_but(&self, changes: &[(&str, &str)]) -> String {
        let kept = self.pairs.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str())).filter(|(_, value)| !value.is_empty());
        let changed = changes.iter().copied().filter(|(_, value)| !value.is_empty());
        self.in_language(&parameters(self.path.clone(), kept.chain(changed)))
    }

    /// Whether this is the address of a path.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == self.links.local(path)
    }

    /// This address in another language.
    pub fn here_in(&self, language: &str) -> String {
        let pairs = self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        parameters(self.path.clone(), pairs.chain(std::iter::once(("lang", language))))
    }

    /// An address with the language, where that was asked for.
    fn in_language(&self, address: &str) -> String {
        if !self.told {
            return address.to_owned();
        }
        let (page, fragment) = address.split_once('#').unwrap_or((address, ""));
        let mark = if page.contains('?') { '&' } else { '?' };
        let hash = if fragment.is_empty() { "" } else { "#" };
        format!("{page}{mark}lang={}{hash}{fragment}", self.language)
    }
}

/// figure = name "-" place [ "-" n ]
fn place_of(fragment: &str) -> Option<&str> {
    fragment.split('-').nth(1).filter(|place| !place.is_empty() && place.bytes().all(|b| b.is_ascii_digit()))
}

fn parameters<'a>(path: String, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut address = path;
    for (n, (name, value)) in pairs.enumerate() {
        address.push(if n == 0 { '?' } else { '&' });
        address.extend(utf8_percent_encode(name, SAFE));
        address.push('=');
        address.extend(utf8_percent_encode(value, SAFE));
    }
    address
}

/// What languages are called.
const NAMES: [(&str, Both); 5] = [
    ("en", Both("English", "英文")),
    ("zh-Hans", Both("Chinese, simplified", "简体中文")),
    ("zh-Hant", Both("Chinese, traditional", "繁体中文")),
    ("ja", Both("Japanese", "日文")),
    ("es", Both("Spanish", "西班牙文")),
];

/// What a language is called; its tag where that is not known.
pub fn language_name<'a>(tag: &'a str, view: &View) -> &'a str {
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
    known.map_or(tag, |(_, name)| view.say(*name))
}

/// The language of a page: the one that is asked for, else the one that the browser likes best.
fn language(asked: Option<&str>, headers: &HeaderMap) -> &'static str {
    match asked {
        Some(tag) => negotiate::language(tag, &LANGUAGES),
        None => negotiate::language(&http::header(headers, header::ACCEPT_LANGUAGE), &LANGUAGES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(uri: &str) -> View {
        View::new(Links { prefix: "/gb".to_owned() }, &uri.parse().unwrap(), &HeaderMap::new()).unwrap()
    }

    #[test]
    fn a_language_that_was_asked_for_goes_along() {
        let told = view("/search?q=%E5%B9%BF%E4%B8%9C+a&page=2&lang=zh");
        assert_eq!(told.local("places"), "/gb/places?lang=zh-Hans");
        assert_eq!(
            told.of("https://w3id.org/gongbao/bulletin/1#outcome-2"),
            "/gb/bulletin/1?at=2&lang=zh-Hans#outcome-2"
        );
        assert_eq!(told.of("https://w3id.org/gongbao/ns#Place"), "/gb/ns?lang=zh-Hans#Place");
        assert_eq!(told.of("https://example.org/"), "https://example.org/");
        assert_eq!(told.here_in("en"), "/gb/search?q=%E5%B9%BF%E4%B8%9C%20a&page=2&lang=en");
        assert_eq!(told.here_with("page", "3"), "/gb/search?q=%E5%B9%BF%E4%B8%9C%20a&page=3&lang=zh-Hans");
        assert_eq!(told.number("page", 1), 2);
        let quiet = view("/");
        assert_eq!((quiet.local("places"), quiet.tag()), ("/gb/places".to_owned(), "en"));
        assert_eq!(quiet.with("search", &[("q", "a&b")]), "/gb/search?q=a%26b");
    }
}
