//! Values as pages show them: links with names, and texts in their languages.

use oxigraph::model::{NamedNode, Term};

use super::{Labels, View, escape};

/// Of a name so many characters are shown: a title may be as long as its text.
const NAME: usize = 200;

/// A value: a link with its name, or a text in its language.
pub fn value(term: &Term, labels: &mut Labels<'_>, view: &View) -> String {
    match term {
        Term::NamedNode(node) => link(node, labels, view),
        Term::Literal(literal) => {
            let text = escape(literal.value());
            literal
                .language()
                .map_or_else(|| text.clone(), |tag| format!("<span lang=\"{}\">{text}</span>", escape(tag)))
        }
        other => escape(&other.to_string()),
    }
}

/// A link to a thing, with its name.
pub fn link(node: &NamedNode, labels: &mut Labels<'_>, view: &View) -> String {
    let (name, tag) = labels.of(node);
    let tag = lang(tag.as_deref());
    match href(node.as_str(), view) {
        Some(href) => format!("<a href=\"{}\"{tag}>{}</a>", escape(&href), shown(&name, NAME)),
        None => format!("<code>{}</code>", escape(node.as_str())),
    }
}

/// The address of an IRI that a page may link to. What comes from a text may be any IRI; a browser would run some of them.
pub fn href(iri: &str, view: &View) -> Option<String> {
    let href = view.of(iri);
    let ours = href.starts_with('/') && !href.starts_with("//");
    (ours || href.starts_with("http://") || href.starts_with("https://")).then_some(href)
}

/// A text, cut where it is longer than so many characters, as a page shows it.
pub fn shown(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", escape(&text[..at])),
        None => escape(text),
    }
}

/// The attribute that tells the language of a text.
pub fn lang(tag: Option<&str>) -> String {
    tag.map(|tag| format!(" lang=\"{}\"", escape(tag))).unwrap_or_default()
}
