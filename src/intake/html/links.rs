//! The links of a page, for those who look for bulletins behind them.

use std::collections::HashSet;

use super::tree::{Step, Tree};

/// More links than this are none of a listing.
const MOST: usize = 10_000;

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, as the page writes it.
    pub href: String,
    /// What it is called: its words, or its title where that is longer (lists cut their words off).
    pub text: String,
}

/// The links of a page, in order, with the address that they start from when the page names one.
pub fn links(tree: &Tree) -> (Option<String>, Vec<Link>) {
    let mut base = None;
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for step in tree.walk() {
        let Step::Enter(id) = step else { continue };
        let Some(href) = tree.attribute(id, "href").map(str::trim) else { continue };
        match tree.name(id) {
            "base" if base.is_none() => base = Some(href.to_owned()),
            "a" if links.len() < MOST => {
                let text = tree.text(id).split_whitespace().collect::<Vec<_>>().join(" ");
                let title = tree.attribute(id, "title").unwrap_or_default().trim();
                let text = if title.len() > text.len() { title.to_owned() } else { text };
                if !text.is_empty() && seen.insert((href.to_owned(), text.clone())) {
                    links.push(Link { href: href.to_owned(), text });
                }
            }
            _ => {}
        }
    }
    (base, links)
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    #[test]
    fn links_have_their_longest_name() {
        let page = "<base href='/news/'><a href=' 1.html'> One\n <b>two</b></a><a href=2 title='The whole title'>The who…</a><a \
                    name=x>none</a><a href=3></a><a href=2 title='The whole title'>The who…</a>";
        let link = |href: &str, text: &str| Link { href: href.to_owned(), text: text.to_owned() };
        let expected = vec![link("1.html", "One two"), link("2", "The whole title")];
        assert_eq!(links(&tree::parse(page, 64)), (Some("/news/".to_owned()), expected));
    }
}
