//! A thing of which nothing special is known: what is said of it, and what points to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};
use oxigraph::store::Store;

use super::value::lang;
use super::{Both, LONGEST, Labels, Page, View, escape, foot, layout, link, value};
use crate::serve::resource::Resource;

/// How many things that point to one by the same property are shown.
const SHOWN: usize = 40;

const SAID: Both = Both("What is said of it", "属性");
const PARTS: Both = Both("In this document", "本页内容");
const POINTING: Both = Both("What points to it", "指向此处的内容");
const MORE: Both = Both("more", "更多");
/// What is folded below something special takes the page no further than this.
const MOST: usize = 82_000;

const ALL: Both = Both("All statements", "全部陈述");

/// The page of a thing. What is special of it, as HTML, stands first; then all else is folded.
pub fn resource(store: &Store, of: &Resource, special: Option<&str>, view: &View) -> String {
    let mut labels = Labels::new(store, view.language);
    let (name, tag) = labels.of(&of.iri);
    let tag = lang(tag.as_deref());
    let mut body =
        format!("<article>\n<h1{tag}>{}</h1>\n<p><code>{}</code></p>\n", escape(&name), escape(of.iri.as_str()));
    let mut subjects: BTreeMap<(usize, &str), Vec<&Quad>> = BTreeMap::new();
    for quad in &of.own {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            // In the order of the text, as their numbers tell.
            subjects.entry((number(subject.as_str()), subject.as_str())).or_default().push(quad);
        }
    }
    let own = subjects.remove(&(number(of.iri.as_str()), of.iri.as_str())).unwrap_or_default();
    let mut pointing = String::new();
    if !of.pointing.is_empty() {
        pointing = self::pointing(of, if special.is_some() { SHOWN / 5 } else { SHOWN }, &mut labels, view);
    }
    let room = LONGEST.saturating_sub(pointing.len());
    if let Some(special) = special {
        body.push_str(special);
        let _ = writeln!(body, "<details>\n<summary>{}</summary>", view.say(ALL));
    }
    if !own.is_empty() {
        let said = properties(&own, &mut labels, view);
        // What does not fit is in the other forms.
        if special.is_none() || body.len() + said.len() < MOST {
            let _ = write!(body, "<section>\n<h2>{}</h2>\n{said}</section>\n", view.say(SAID));
        }
    }
    if special.is_some() && body.len() + pointing.len() > MOST {
        pointing.clear();
    }
    let mut left = 0;
    let mut parts = String::new();
    for ((_, subject), quads) in &subjects {
        let fragment = subject.rsplit_once('#').map_or(*subject, |(_, fragment)| fragment);
        if fragment.contains("-evidence") {
            continue;
        }
        if body.len() + parts.len() > room {
            left += 1;
            continue;
        }
        let (name, _) = labels.of(&NamedNode::new_unchecked(*subject));
        let name = if name.is_empty() { fragment.to_owned() } else { name };
        let _ = write!(
            parts,
            "<section id=\"{}\">\n<h3>{}</h3>\n{}</section>\n",
            escape(fragment),
            escape(&name),
            properties(quads, &mut labels, view)
        );
    }
    if left > 0 {
        let _ = writeln!(parts, "<p>… {left} {}</p>", view.say(MORE));
    }
    if !parts.is_empty() {
        let _ = write!(body, "<section>\n<h2>{}</h2>\n{parts}</section>\n", view.say(PARTS));
    }
    body.push_str(&pointing);
    body.push_str(if special.is_some() { "</details>\n</article>\n" } else { "</article>\n" });
    let (head, end) = foot(&of.iri, &own, view);
    layout(view, &Page { title: &name, head: &head, body: &(body + &end) })
}

/// The number at which a part of a bulletin stands.
fn number(iri: &str) -> usize {
    let digits = iri.rsplit_once('#').map_or("", |(_, fragment)| fragment).split('-').nth(1);
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// What is said of a thing, by property.
fn properties(quads: &[&Quad], labels: &mut Labels<'_>, view: &View) -> String {
    let mut list = String::from("<dl>\n");
    let mut last = "";
    for quad in quads {
        if quad.predicate.as_str() != last {
            last = quad.predicate.as_str();
            let _ = writeln!(list, "<dt>{}</dt>", link(&quad.predicate, labels, view));
        }
        let _ = writeln!(list, "<dd>{}</dd>", value(&quad.object, labels, view));
    }
    list.push_str("</dl>\n");
    list
}

/// What points to a thing, by property.
fn pointing(of: &Resource, shown: usize, labels: &mut Labels<'_>, view: &View) -> String {
    let mut by_property: BTreeMap<NamedNodeRef<'_>, Vec<&NamedNode>> = BTreeMap::new();
    for quad in &of.pointing {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            by_property.entry(quad.predicate.as_ref()).or_default().push(subject);
        }
    }
    let mut section = format!("<section>\n<h2>{}</h2>\n<dl>\n", view.say(POINTING));
    for (property, subjects) in by_property {
        let _ = writeln!(section, "<dt>{} →</dt>", link(&property.into_owned(), labels, view));
        for subject in subjects.iter().take(shown) {
            let _ = writeln!(section, "<dd>{}</dd>", link(subject, labels, view));
        }
        if subjects.len() > shown {
            let plus = if of.more { "+" } else { "" };
            let _ = writeln!(section, "<dd>… {}{plus} {}</dd>", subjects.len() - shown, view.say(MORE));
        }
    }
    section.push_str("</dl>\n</section>\n");
    section
}
