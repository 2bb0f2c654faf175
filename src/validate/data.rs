//! The graph that is looked at: triples in memory, as they were written, or the default graph of a store.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Graph, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef};
use oxigraph::store::{StorageError, Store};

use crate::error::Error;

/// A graph, with what its classes are classes of.
pub struct Data<'a> {
    source: Source<'a>,
    /// Class → the classes that it is directly under.
    above: HashMap<Term, Vec<Term>>,
    fault: Mutex<Option<StorageError>>,
}

enum Source<'a> {
    Graph(&'a Graph),
    Store(&'a Store),
}

impl<'a> Data<'a> {
    /// Triples in memory; literals are looked at as they were written.
    pub fn graph(graph: &'a Graph) -> Self {
        Self::new(Source::Graph(graph))
    }

    /// The default graph of a store.
    pub fn store(store: &'a Store) -> Self {
        Self::new(Source::Store(store))
    }

    fn new(source: Source<'a>) -> Self {
        let mut data = Self { source, above: HashMap::new(), fault: Mutex::new(None) };
        let mut above: HashMap<Term, Vec<Term>> = HashMap::new();
        for (class, upper) in data.pairs(rdfs::SUB_CLASS_OF) {
            above.entry(class).or_default().push(upper);
        }
        data.above = above;
        data
    }

    /// What went wrong while the store was read.
    pub fn fault(&self) -> Option<Error> {
        let fault = self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        fault.map(|e| Error::Other(format!("the store: {e}; hint: `gongbao list` tells what it has lost")))
    }

    /// The values of a property of a node.
    pub fn objects(&self, subject: &Term, property: NamedNodeRef<'_>) -> Vec<Term> {
        let Some(subject) = node(subject) else { return Vec::new() };
        match self.source {
            Source::Graph(graph) => {
                graph.objects_for_subject_predicate(subject, property).map(TermRef::into_owned).collect()
            }
            Source::Store(store) => self.all(store, Some(subject), Some(property), None, |quad| quad.object),
        }
    }

    /// The nodes that have this value of a property.
    pub fn subjects(&self, property: NamedNodeRef<'_>, object: &Term) -> Vec<Term> {
        match self.source {
            Source::Graph(graph) => {
                graph.subjects_for_predicate_object(property, object).map(|s| s.into_owned().into()).collect()
            }
            Source::Store(store) => {
                self.all(store, None, Some(property), Some(object.as_ref()), |quad| quad.subject.into())
            }
        }
    }

    /// The properties of a node with their values.
    pub fn statements(&self, subject: &Term) -> Vec<(NamedNode, Term)> {
        let Some(subject) = node(subject) else { return Vec::new() };
        match self.source {
            Source::Graph(graph) => {
                graph.triples_for_subject(subject).map(|t| (t.predicate.into_owned(), t.object.into_owned())).collect()
            }
            Source::Store(store) => self.all(store, Some(subject), None, None, |quad| (quad.predicate, quad.object)),
        }
    }

    /// The nodes that have a property.
    pub fn subjects_of(&self, property: &NamedNode) -> Vec<Term> {
        self.pairs(property.as_ref()).into_iter().map(|(subject, _)| subject).collect()
    }

    /// The values that a property has.
    pub fn objects_of(&self, property: &NamedNode) -> Vec<Term> {
        self.pairs(property.as_ref()).into_iter().map(|(_, object)| object).collect()
    }

    /// The nodes of a class and of those under it.
    pub fn instances(&self, class: &Term) -> Vec<Term> {
        let mut classes: HashSet<&Term> = HashSet::from([class]);
        loop {
            let under = |above: &Vec<Term>| above.iter().any(|c| classes.contains(c));
            let new: Vec<&Term> =
                self.above.iter().filter(|(c, above)| !classes.contains(c) && under(above)).map(|(c, _)| c).collect();
            if new.is_empty() {
                break;
            }
            classes.extend(new);
        }
        classes.into_iter().flat_map(|class| self.subjects(rdf::TYPE, class)).collect()
    }

    /// Whether a node is of a class or of one under it.
    pub fn is_a(&self, term: &Term, class: &Term) -> bool {
        let mut open = self.objects(term, rdf::TYPE);
        let mut seen: HashSet<Term> = HashSet::new();
        while let Some(one) = open.pop() {
            if one == *class {
                return true;
            }
            if let Some(above) = self.above.get(&one).filter(|_| !seen.contains(&one)) {
                open.extend(above.iter().cloned());
                seen.insert(one);
            }
        }
        false
    }

    fn pairs(&self, property: NamedNodeRef<'_>) -> Vec<(Term, Term)> {
        match self.source {
            Source::Graph(graph) => graph
                .triples_for_predicate(property)
                .map(|t| (t.subject.into_owned().into(), t.object.into_owned()))
                .collect(),
            Source::Store(store) => self.all(store, None, Some(property), None, |q| (q.subject.into(), q.object)),
        }
    }

    /// What a store holds, as far as it can be read.
    fn all<T>(
        &self,
        store: &Store,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        of: impl Fn(Quad) -> T,
    ) -> Vec<T> {
        let quads = store.quads_for_pattern(subject, property, object, Some(GraphNameRef::DefaultGraph));
        let read: Result<Vec<T>, StorageError> = quads.map(|quad| quad.map(&of)).collect();
        read.unwrap_or_else(|e| {
            self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(e);
            Vec::new()
        })
    }
}

/// A term as the subject of statements.
fn node(term: &Term) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) => None,
        #[allow(unreachable_patterns)]
        _ => None,
    }
}
