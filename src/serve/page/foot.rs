//! The same for programs: the other forms of a document, and what is said of its thing within the page.

use std::fmt::Write as _;

use oxigraph::model::{NamedNode, Quad};

use super::{Both, View, escape};
use crate::export::Format;
use crate::ontology::BASE;

/// JSON-LD is embedded up to this many bytes.
const EMBEDDED: usize = 12 << 10;

const FORMS: Both = Both("For programs:", "供程序使用：");
const ADDRESS: Both = Both("To cite:", "引用：");

/// The forms of a document: what belongs into the head of its page, and the end of its content. `own` is what is said of
/// the thing.
pub fn foot(iri: &NamedNode, own: &[&Quad], view: &View) -> (String, String) {
    let local = iri.as_str().strip_prefix(BASE).unwrap_or_default();
    let mut end = format!(
        "<footer class=\"forms\"><p>{} <code>{}</code><br>{}",
        view.say(ADDRESS),
        escape(iri.as_str()),
        view.say(FORMS)
    );
    let mut head = String::new();
    for (name, media, ending) in [
        ("Turtle", "text/turtle", "ttl"),
        ("JSON-LD", "application/ld+json", "jsonld"),
        ("N-Triples", "application/n-triples", "nt"),
    ] {
        let address = escape(&view.links.local(&format!("doc/{local}.{ending}")));
        let _ = write!(end, " <a href=\"{address}\" type=\"{media}\">{name}</a>");
        let _ = writeln!(head, "<link rel=\"alternate\" type=\"{media}\" href=\"{address}\">");
    }
    end.push_str("</p></footer>\n");
    head.push_str(&embedded(own));
    (head, end)
}

/// What is said of a thing, for programs that read pages.
fn embedded(own: &[&Quad]) -> String {
    let written = Format::by_name("jsonld").map(|format| format.write(own.iter().copied(), Vec::new()));
    let Some(Ok(bytes)) = written else { return String::new() };
    // Within a script nothing is escaped but by JSON itself.
    let json = String::from_utf8_lossy(&bytes).replace('<', "\\u003c").replace('&', "\\u0026");
    if json.len() > EMBEDDED {
        return String::new();
    }
    format!("<script type=\"application/ld+json\">{json}</script>\n")
}
