//! What a bulletin's graph says beside its text: the addresses at which it stands, and the versions that it took the
//! place of.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};

use super::sink::word;

/// What is known of a bulletin at one address: the local name of a property of `gb:` → its value.
pub type About = BTreeMap<String, String>;

/// The properties that tell of an address, and whether their values are IRIs.
const OF_SOURCE: [(&str, NamedNodeRef<'static>, bool); 5] = [
    ("dateSource", word::DATE_SOURCE, true),
    ("source", word::SOURCE, true),
    ("publisher", word::PUBLISHER, false),
    ("byline", word::BYLINE, false),
    ("encoding", word::ENCODING, false),
];

/// What stays of a version whose place was taken.
const OF_FORMER: [NamedNodeRef<'static>; 5] = [word::TITLE, word::DATE, word::LANGUAGE, word::SHA256, word::SOURCE];

/// Whether a statement tells of an address at which a bulletin stands, and not of its text: the same text from another
/// address has others beside it.
pub fn is_of_source(quad: &Quad) -> bool {
    is_of_bulletin(quad) && OF_SOURCE.iter().any(|(_, property, _)| *property == quad.predicate)
}

/// Whether a statement tells of the text alone.
pub fn is_of_text(quad: &Quad) -> bool {
    !is_of_source(quad) && (!is_of_bulletin(quad) || quad.predicate != word::REVISION_OF)
}

fn is_of_bulletin(quad: &Quad) -> bool {
    match (&quad.subject, &quad.graph_name) {
        (NamedOrBlankNode::NamedNode(subject), GraphName::NamedNode(graph)) => subject == graph,
        _ => false,
    }
}

/// What the quads of one reading tell of its address.
pub fn about(quads: &[Quad]) -> About {
    let of_source = quads.iter().filter(|quad| is_of_source(quad));
    let told = of_source.filter_map(|quad| {
        let (name, ..) = OF_SOURCE.iter().find(|(_, property, _)| *property == quad.predicate)?;
        let value = match &quad.object {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            _ => return None,
        };
        Some(((*name).to_owned(), value.to_owned()))
    });
    told.collect()
}

/// The statements of a bulletin's graph that tell of an address.
pub fn of_source<'a>(bulletin: &'a str, about: &'a About) -> impl Iterator<Item = Quad> + 'a {
    OF_SOURCE.iter().filter_map(move |(name, property, is_iri)| {
        let value = about.get(*name)?;
        let value: TermRef<'_> = if *is_iri {
            NamedNodeRef::new_unchecked(value).into()
        } else {
            LiteralRef::new_simple_literal(value).into()
        };
        Some(statement(bulletin, *property, value))
    })
}

/// The statement that a bulletin took the place of a former version.
pub fn revision(bulletin: &str, of: &str) -> Quad {
    statement(bulletin, word::REVISION_OF, NamedNodeRef::new_unchecked(of).into())
}

/// What stays of the graph of a version whose place another one took.
pub fn former<'a>(graph: impl IntoIterator<Item = &'a Quad>, bulletin: &str, replaced_by: &str) -> Vec<Quad> {
    let stays = |quad: &&Quad| is_of_bulletin(quad) && OF_FORMER.iter().any(|property| *property == quad.predicate);
    let mut quads = vec![statement(bulletin, word::TYPE, word::FORMER_BULLETIN.into())];
    quads.extend(graph.into_iter().filter(stays).cloned());
    quads.push(statement(bulletin, word::REPLACED_BY, NamedNodeRef::new_unchecked(replaced_by).into()));
    quads
}

fn statement(bulletin: &str, property: NamedNodeRef<'_>, value: TermRef<'_>) -> Quad {
    let node = NamedNode::new_unchecked(bulletin);
    Quad::new(node.clone(), property, value, node)
}
