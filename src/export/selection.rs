//! What of a bulletin's graph is exported.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use crate::lexicon::{BASE, NS};

/// Which outcomes are exported, and with what. An outcome that does not fit is left out with what only it needs; entities
/// that are kept stay whole.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// ISO 3166 codes: an outcome of one of these places, or of a subdivision of one. Empty for all.
    pub places: Vec<String>,
    /// An outcome whose period begins on this day or later, as far as the bulletin says when.
    pub from: Option<Date>,
    /// An outcome whose period ends on this day or earlier, as far as the bulletin says when.
    pub until: Option<Date>,
    /// Ids of kinds of agencies: an outcome of an agency of one of these. Empty for all.
    pub agency_kinds: Vec<String>,
    /// Tags: bulletins in one of these languages, `zh` for `zh-Hans` as well. Empty for all.
    pub languages: Vec<String>,
    /// Whether the texts, and the nodes that say where in them something stands, are left out.
    pub without_evidence: bool,
}

/// A graph as nodes and what is said of each.
struct Nodes<'a> {
    quads: &'a [Quad],
    of: HashMap<&'a str, Vec<usize>>,
}

impl Selection {
    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        !self.without_evidence && self.languages.is_empty() && !self.by_outcome()
    }

    fn by_outcome(&self) -> bool {
        !self.places.is_empty() || !self.agency_kinds.is_empty() || self.from.is_some() || self.until.is_some()
    }

    /// What is chosen of a graph. Of a bulletin without an outcome that fits nothing is; a graph of anything else stays.
    pub fn choose(&self, mut quads: Vec<Quad>) -> Vec<Quad> {
        if self.is_all() {
            return quads;
        }
        let Some(GraphName::NamedNode(graph)) = quads.first().map(|q| q.graph_name.clone()) else { return quads };
        let keep = {
            let nodes = Nodes::new(&quads);
            let bulletin = graph.as_str();
            let is_former = nodes.is_a(bulletin, "FormerBulletin");
            if !is_former && !nodes.is_a(bulletin, "Bulletin") {
                return quads;
            }
            let in_language =
                self.languages.is_empty() || nodes.value(bulletin, "language").is_some_and(|l| self.speaks(l));
            let outcomes: Vec<&str> = nodes.of.keys().copied().filter(|n| nodes.is_a(n, "Outcome")).collect();
            let (kept, left): (Vec<&str>, Vec<&str>) =
                outcomes.into_iter().partition(|o| !self.by_outcome() || self.fits(o, &nodes));
            if !in_language || (self.by_outcome() && kept.is_empty()) {
                return Vec::new();
            }
            nodes.without(&self.seeds(&left, &nodes), std::iter::once(bulletin).chain(kept))
        };
        let mut keep = keep.into_iter();
        quads.retain(|q| keep.next().unwrap_or(false) && !(self.without_evidence && is(q, "text")));
        quads
    }

    /// The nodes that go, and with them what only they need.
    fn seeds<'a>(&self, left: &[&'a str], nodes: &Nodes<'a>) -> HashSet<&'a str> {
        let evidence = nodes.quads.iter().filter(|q| self.without_evidence && is(q, "evidence")).filter_map(object);
        left.iter().copied().chain(evidence).collect()
    }

    fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|tag| is_within(language, tag))
    }

    fn fits(&self, outcome: &str, nodes: &Nodes<'_>) -> bool {
        let day = |property| nodes.value(outcome, property).and_then(|d| d.parse::<Date>().ok());
        let (start, end) = (day("periodStart"), day("periodEnd"));
        let place = || nodes.value(outcome, "place")?.strip_prefix(BASE)?.strip_prefix("place/");
        let kind = || {
            nodes.value(nodes.value(outcome, "agency")?, "agencyKind")?.strip_prefix(BASE)?.strip_prefix("agency-kind/")
        };
        self.from.is_none_or(|from| start.is_some_and(|start| start >= from))
            && self.until.is_none_or(|until| end.is_some_and(|end| end <= until))
            && (self.places.is_empty() || place().is_some_and(|p| self.places.iter().any(|code| is_within(p, code))))
            && (self.agency_kinds.is_empty() || kind().is_some_and(|k| self.agency_kinds.iter().any(|id| id == k)))
    }
}

/// Whether a code or tag is this one or a part of it: `CN-SD` is within `CN`, `zh-Hans` within `zh`.
fn is_within(code: &str, of: &str) -> bool {
    let (start, rest) = code.split_at_checked(of.len()).unwrap_or((code, ""));
    start.eq_ignore_ascii_case(of) && (rest.is_empty() || rest.starts_with('-'))
}

impl<'a> Nodes<'a> {
    fn new(quads: &'a [Quad]) -> Self {
        let mut of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, quad) in quads.iter().enumerate() {
            of.entry(subject(quad)).or_default().push(i);
        }
        Self { quads, of }
    }

    fn about(&self, node: &str) -> impl Iterator<Item = &'a Quad> {
        self.of.get(node).into_iter().flatten().filter_map(|i| self.quads.get(*i))
    }

    fn is_a(&self, node: &str, class: &str) -> bool {
        let is_class = |quad: &Quad| object(quad).and_then(|class| class.strip_prefix(NS)) == Some(class);
        self.about(node).any(|q| q.predicate == oxigraph::model::vocab::rdf::TYPE && is_class(q))
    }

    fn value(&self, node: &str, property: &str) -> Option<&'a str> {
        self.about(node).find(|q| is(q, property)).and_then(object)
    }

    /// Which quads stay when the nodes `seeds` go, with what is reached through them alone. What is in `roots` and what
    /// nothing that goes leads to stays, with all that it leads to.
    fn without(&self, seeds: &HashSet<&'a str>, roots: impl Iterator<Item = &'a str>) -> Vec<bool> {
        let under = self.reach(seeds.iter().copied(), &HashSet::new());
        let roots = roots.chain(self.of.keys().copied().filter(|n| !under.contains(n)));
        let alive = self.reach(roots.filter(|n| !seeds.contains(n)), seeds);
        let stays = |q: &Quad| alive.contains(subject(q)) && object(q).is_none_or(|o| !seeds.contains(o));
        self.quads.iter().map(stays).collect()
    }

    fn reach(&self, from: impl Iterator<Item = &'a str>, not: &HashSet<&'a str>) -> HashSet<&'a str> {
        let mut open: Vec<&str> = from.collect();
        let mut seen = HashSet::new();
        while let Some(node) = open.pop() {
            if !not.contains(node) && seen.insert(node) {
                let links = self.about(node).filter(|q| !matches!(q.object, Term::Literal(_)));
                open.extend(links.filter_map(object).filter(|o| self.of.contains_key(o)));
            }
        }
        seen
    }
}

fn is(quad: &Quad, property: &str) -> bool {
    quad.predicate.as_str().strip_prefix(NS) == Some(property)
}

fn subject(quad: &Quad) -> &str {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// The IRI, name or words of what is said.
fn object(quad: &Quad) -> Option<&str> {
    match &quad.object {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::BlankNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        #[expect(unreachable_patterns, reason = "a triple, where the feature for such is on")]
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_codes_are_within_them() {
        for (code, of, within) in [
            ("CN-SD", "CN", true),
            ("CN", "CN", true),
            ("zh-Hans", "ZH", true),
            ("CN", "CN-SD", false),
            ("CND", "CN", false),
            ("中国", "CN", false),
        ] {
            assert_eq!(is_within(code, of), within, "{code} within {of}");
        }
    }
}
