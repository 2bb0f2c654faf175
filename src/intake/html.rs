//! Pages: HTML to the text of the bulletin that is in it.
//!
//! A page goes through four steps, a file each: [`tree`] parses it as a browser does, without running or fetching anything;
//! [`blocks`] makes lines of what is shown, [`table`] of tables of figures; [`content`] finds which lines are the bulletin; and
//! [`metadata`] reads what the page says of itself.

mod blocks;
mod clutter;
mod content;
mod crowded;
mod ending;
mod links;
pub mod marks;
mod metadata;
mod table;
mod tree;

pub use links::Link;
use tree::Tree;

use super::{Arrival, Limits, Meta, Record, encoding, form};
use crate::error::Error;

/// How many bytes of a page are looked at for the name of its encoding.
const HEAD: usize = 8192;

/// The bulletin of a page; a page that is cut is read as far as it goes, and told of behind it.
pub fn read(record: Record, limits: &Limits) -> Vec<Result<Arrival, Error>> {
    let name = record.name.clone();
    match bulletin(record, limits) {
        Ok((arrival, cut)) => {
            let told = "a page that is cut off, read as far as it goes; hint: get it again";
            let fault = cut.then(|| Err(Error::Other(format!("{name}: {told}"))));
            std::iter::once(Ok(arrival)).chain(fault).collect()
        }
        Err(fault) => vec![Err(fault)],
    }
}

/// The bulletin of a page, and whether the page is cut.
fn bulletin(record: Record, limits: &Limits) -> Result<(Arrival, bool), Error> {
    let told: Vec<&str> = form::charset(record.media.as_deref()).into_iter().chain(labels(&record.bytes)).collect();
    let decoded = encoding::decode(&record.bytes, &told);
    if decoded.text.trim().is_empty() {
        return Err(Error::Empty { name: record.name });
    }
    let tree = tree::parse(&decoded.text, limits.nesting);
    let Some((text, mut meta)) = page(&tree, &record.told) else {
        let told = if tree.is_cut() {
            "a page that is cut off before it has a text; hint: get it again"
        } else {
            "a page without a text of its own, only links and the like; hint: give the page of one bulletin, or its text"
        };
        return Err(Error::Other(format!("{}: {told}", record.name)));
    };
    (meta.encoding, meta.unsure) = (Some(decoded.encoding), decoded.unsure);
    Ok((Arrival { name: record.name, text, meta: record.told.or(meta), ..Arrival::default() }, tree.is_cut()))
}

/// The links of a page, with the address that they start from when the page names one.
pub fn links(record: &Record, limits: &Limits) -> (Option<String>, Vec<Link>) {
    let told: Vec<&str> = form::charset(record.media.as_deref()).into_iter().chain(labels(&record.bytes)).collect();
    links::links(&tree::parse(&encoding::decode(&record.bytes, &told).text, limits.nesting))
}

/// The text of a page, the title in its first line, and what the page says of itself; nothing when no text is in it. `told` is
/// what the sender says of it.
fn page(tree: &Tree, told: &Meta) -> Option<(String, Meta)> {
    let mut head = metadata::head(tree, told.url.as_deref());
    head.titles.splice(0..0, told.title.clone());
    let blocks = blocks::blocks(tree, &clutter::facts(tree));
    let content = content::content(&blocks, &head.titles)?;
    let mut meta = head.meta;
    meta.title = content.title.clone();
    // The line by the title is among the first of the text where it is not above them.
    let by_title =
        || content.apparatus.iter().chain(content.body.iter().take(3)).filter(|line| marks::is_apparatus(line));
    let found = |who: fn(&str) -> Option<&str>| by_title().find_map(|line| who(line)).map(str::to_owned);
    meta.publisher = meta.publisher.or_else(|| found(marks::publisher));
    meta.author = meta.author.or_else(|| found(marks::author)).or(content.editor);
    // What pages spread over several elements is one line, as in print.
    let one = content.apparatus.join("  ");
    let apparatus = if one.chars().count() <= 150 { vec![one] } else { content.apparatus };
    let lines = content.title.into_iter().chain(apparatus).chain(content.body).filter(|line| !line.is_empty());
    let text = lines.fold(String::new(), |mut text, line| {
        text.push_str(&line);
        text.push('\n');
        text
    });
    Some((text, meta))
}

/// The encodings that the beginning of a page names: in `<meta>` or in the declaration of XML.
fn labels(bytes: &[u8]) -> Vec<&str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let starts = |what: &'static [u8]| {
        (0..head.len()).filter(move |at| head[*at..].get(..what.len()).is_some_and(|w| w.eq_ignore_ascii_case(what)))
    };
    let named = starts(b"charset").map(|at| at + 7).chain(starts(b"encoding").map(|at| at + 8));
    named.filter_map(|at| label(&head[at..])).collect()
}

/// The label after an equals sign.
fn label(rest: &[u8]) -> Option<&str> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))?;
    std::str::from_utf8(&rest[..end]).ok().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_encoding() {
        for (page, expected) in [
            (&b"<meta charset=gb2312>"[..], &["gb2312"][..]),
            (b"<META http-equiv=Content-Type content=\"text/html; charset=Big5\">", &["Big5"]),
            (b"<?xml version='1.0' encoding='shift_jis'?>", &["shift_jis"]),
            (b"<script charset=\"utf-8\" src=x></script><meta charset='euc-kr'>", &["utf-8", "euc-kr"]),
            (b"<p>charset", &[]),
        ] {
            assert_eq!(labels(page), expected);
        }
    }

    #[test]
    fn a_page_without_text_is_refused_in_one_line() {
        let record =
            Record { name: "a.html".to_owned(), bytes: b"<html><a href=/>Home</a>".to_vec(), ..Record::default() };
        let fault = read(record, &Limits::default()).remove(0).unwrap_err().to_string();
        assert!(fault.starts_with("a.html: a page without") && !fault.contains('\n'), "{fault}");
    }
}
