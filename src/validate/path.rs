//! Property paths: a property, its inverse, one after the other, one or the other.

use std::fmt;

use oxigraph::model::{NamedNode, Term};

use super::data::Data;

/// A way from a node to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    /// Along a property.
    Property(NamedNode),
    /// Against it.
    Inverse(Box<Self>),
    /// One after the other.
    Sequence(Vec<Self>),
    /// One or the other.
    Alternative(Vec<Self>),
}

impl Path {
    /// The nodes and literals at the end of it, each once, sorted.
    pub fn values(&self, data: &Data<'_>, from: &Term) -> Vec<Term> {
        let mut values = self.ends(data, from, false);
        // One value, as most properties have, needs no order.
        if values.len() > 1 {
            values.sort_by_cached_key(ToString::to_string);
            values.dedup();
        }
        values
    }

    fn ends(&self, data: &Data<'_>, from: &Term, back: bool) -> Vec<Term> {
        match self {
            Self::Property(property) if back => data.subjects(property.as_ref(), from),
            Self::Property(property) => data.objects(from, property.as_ref()),
            Self::Inverse(path) => path.ends(data, from, !back),
            Self::Alternative(paths) => paths.iter().flat_map(|path| path.ends(data, from, back)).collect(),
            Self::Sequence(paths) => {
                let step = |nodes: Vec<Term>, path: &Self| {
                    nodes.iter().flat_map(|node| path.ends(data, node, back)).collect::<Vec<_>>()
                };
                let start = vec![from.clone()];
                if back { paths.iter().rev().fold(start, step) } else { paths.iter().fold(start, step) }
            }
        }
    }
}

/// As SPARQL writes it, with the prefixes of queries.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |f: &mut fmt::Formatter<'_>, paths: &[Self], between: &str| {
            for (i, path) in paths.iter().enumerate() {
                write!(f, "{}{path}", if i > 0 { between } else { "" })?;
            }
            Ok(())
        };
        match self {
            Self::Property(property) => f.write_str(&super::report::short(property.as_str())),
            Self::Inverse(path) => write!(f, "^{path}"),
            Self::Sequence(paths) => all(f, paths, "/"),
            Self::Alternative(paths) => all(f, paths, "|"),
        }
    }
}
