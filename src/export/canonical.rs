//! The canonical form of a dataset (RDFC-1.0), by which two people can tell that they hold the same one.

use std::collections::HashSet;
use std::io::{self, Write};
use std::mem::take;

use oxigraph::model::{GraphName, GraphNameRef, NamedOrBlankNode, Quad, QuadRef, Term};
use sophia_api::quad::Spog;
use sophia_api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};
use sophia_c14n::rdfc10;

/// How many quads are put into lines at a time.
const BATCH: usize = 1 << 12;

/// Takes quads in any order and writes the canonical N-Quads of all of them.
///
/// The names of blank nodes depend on no quad but those with blank nodes, so the rest is lines already while more comes.
pub struct Canonical<W> {
    out: W,
    ground: Vec<Quad>,
    blank: Vec<Quad>,
    lines: Vec<Box<str>>,
}

impl<W: Write> Canonical<W> {
    pub const fn new(out: W) -> Self {
        Self { out, ground: Vec::new(), blank: Vec::new(), lines: Vec::new() }
    }

    pub fn quad(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let is_blank = quad.subject.is_blank_node()
            || quad.object.is_blank_node()
            || matches!(quad.graph_name, GraphNameRef::BlankNode(_));
        if is_blank {
            self.blank.push(quad.into_owned());
            return Ok(());
        }
        self.ground.push(quad.into_owned());
        if self.ground.len() < BATCH {
            return Ok(());
        }
        self.lines.extend(lines(&take(&mut self.ground))?);
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.lines.extend(lines(&take(&mut self.ground))?);
        self.lines.extend(lines(&take(&mut self.blank))?);
        self.lines.sort_unstable();
        self.lines.dedup();
        for line in &self.lines {
            self.out.write_all(line.as_bytes())?;
            self.out.write_all(b"\n")?;
        }
        Ok(self.out)
    }
}

/// The canonical lines of these quads, without their ends. A set of blank nodes made so that naming them would take for ever is
/// an error.
fn lines(quads: &[Quad]) -> io::Result<Vec<Box<str>>> {
    let dataset: HashSet<Spog<SimpleTerm<'_>>> = quads.iter().map(spog).collect();
    let mut bytes = Vec::new();
    rdfc10::normalize(&dataset, &mut bytes).map_err(|e| io::Error::other(format!("canonical form: {e}")))?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    Ok(text.lines().map(Box::from).collect())
}

fn spog(quad: &Quad) -> Spog<SimpleTerm<'_>> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => iri(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => blank(node.as_str()),
    };
    let graph = match &quad.graph_name {
        GraphName::NamedNode(node) => Some(iri(node.as_str())),
        GraphName::BlankNode(node) => Some(blank(node.as_str())),
        GraphName::DefaultGraph => None,
    };
    ([subject, iri(quad.predicate.as_str()), object(&quad.object)], graph)
}

fn object(term: &Term) -> SimpleTerm<'_> {
    match term {
        Term::NamedNode(node) => iri(node.as_str()),
        Term::BlankNode(node) => blank(node.as_str()),
        Term::Literal(literal) => match literal.language() {
            Some(tag) => {
                SimpleTerm::LiteralLanguage(literal.value().into(), LanguageTag::new_unchecked(tag.into()), None)
            }
            None => SimpleTerm::LiteralDatatype(
                literal.value().into(),
                IriRef::new_unchecked(literal.datatype().as_str().into()),
            ),
        },
    }
}

fn iri(iri: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(iri.into()))
}

fn blank(name: &str) -> SimpleTerm<'_> {
    SimpleTerm::BlankNode(BnodeId::new_unchecked(name.into()))
}
