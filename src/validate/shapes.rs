//! The shapes graph, read into shapes.

use std::collections::{HashMap, HashSet};
use std::path::Path as File;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Graph, NamedNode, NamedNodeRef, Term, Triple};

use super::components::{COMPONENTS, Rule};
use super::data::Data;
use super::path::Path;
use crate::error::Error;

/// The namespace of SHACL.
pub const SH: &str = "http://www.w3.org/ns/shacl#";

/// What a shape says beside its constraints, and what belongs to a constraint of another name.
const BESIDE: &[&str] = &[
    "targetNode",
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "path",
    "property",
    "message",
    "severity",
    "deactivated",
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
    "flags",
    "ignoredProperties",
    "qualifiedValueShape",
];

/// How many shapes may stand in one another.
const DEEPEST: usize = 32;

/// The properties whose values are shapes, or lists of such.
const INNER: [&str; 7] = ["property", "node", "not", "qualifiedValueShape", "and", "or", "xone"];

/// A shape.
pub struct Shape {
    /// Its node.
    pub node: Term,
    /// What it is about.
    pub targets: Vec<Target>,
    /// Of a property shape, the way to the values.
    pub path: Option<Path>,
    /// What it asks of the values.
    pub constraints: Vec<Constraint>,
    /// The property shapes that each value must keep, by their places among all shapes.
    pub properties: Vec<usize>,
    /// The severity of what breaks it.
    pub severity: NamedNode,
    /// Whether it asks nothing for now.
    pub deactivated: bool,
    messages: Vec<Term>,
}

/// A constraint of a shape.
pub struct Constraint {
    /// The local name of its component.
    pub component: &'static str,
    /// What must hold.
    pub rule: Rule,
}

/// What a shape is about.
pub enum Target {
    /// A node.
    Node(Term),
    /// The nodes of a class.
    Class(Term),
    /// The nodes that have a property.
    SubjectsOf(NamedNode),
    /// The values of a property.
    ObjectsOf(NamedNode),
}

impl Shape {
    /// What is said when it is broken: in English if there is a choice.
    pub fn message(&self, component: &str) -> String {
        let literals = self.messages.iter().filter_map(|m| if let Term::Literal(l) = m { Some(l) } else { None });
        let english = |l: &&oxigraph::model::Literal| l.language().is_none_or(|tag| tag.starts_with("en"));
        let chosen = literals.clone().find(english).or_else(|| literals.clone().next());
        chosen.map_or_else(|| format!("breaks sh:{component}"), |literal| literal.value().to_owned())
    }
}

/// Shapes, in the order of their nodes.
pub struct Shapes {
    shapes: Vec<Shape>,
    places: HashMap<Term, usize>,
}

impl Shapes {
    /// The shapes that come with the program.
    pub fn builtin() -> &'static Self {
        static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
            let triples = parse("shapes.ttl", super::SHAPES.as_bytes()).expect("the shapes are Turtle");
            Shapes::new("shapes.ttl", &triples).expect("the shapes are known")
        });
        &SHAPES
    }

    /// The shapes of a graph; `name` is that of its file in errors.
    ///
    /// # Errors
    /// When a shape uses a part of SHACL that is not known here, or refers to itself.
    pub fn new(name: &str, triples: &[Triple]) -> Result<Self, Error> {
        let graph: Graph = triples.iter().collect();
        let source = Source { data: Data::graph(&graph) };
        let fault = |node: &Term, what: String| {
            Error::Other(format!("{name}: the shape {}: {what}", super::report::name(node)))
        };
        let nodes = source.shapes();
        let places: HashMap<Term, usize> = nodes.iter().enumerate().map(|(i, node)| (node.clone(), i)).collect();
        let shapes = nodes.iter().map(|node| source.shape(node, &places).map_err(|what| fault(node, what)));
        let shapes = shapes.collect::<Result<_, _>>()?;
        source.acyclic().map_err(|node| {
            fault(&node, "refers to itself, or to shapes in shapes in shapes; hint: SHACL leaves open what the first means, say it without".to_owned())
        })?;
        Ok(Self { shapes, places })
    }

    /// The shape of a node.
    pub fn get(&self, node: &Term) -> Option<&Shape> {
        self.places.get(node).and_then(|place| self.at(*place))
    }

    /// The shape at a place.
    pub fn at(&self, place: usize) -> Option<&Shape> {
        self.shapes.get(place)
    }

    /// The shapes that are about something.
    pub fn targeted(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.iter().filter(|shape| !shape.targets.is_empty() && !shape.deactivated)
    }
}

/// The shapes of a Turtle file.
///
/// # Errors
/// When it cannot be read, is no Turtle, or uses a part of SHACL that is not known here.
pub fn read(path: &File) -> Result<Shapes, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let name = path.display().to_string();
    Shapes::new(&name, &parse(&name, &bytes)?)
}

fn parse(name: &str, bytes: &[u8]) -> Result<Vec<Triple>, Error> {
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(bytes)
        .map(|quad| quad.map(Triple::from).map_err(|e| Error::ontology(name, &e)))
        .collect()
}

/// The shapes graph.
pub struct Source<'a> {
    data: Data<'a>,
}

impl Source<'_> {
    /// The values of a property of SHACL's, sorted.
    pub fn all(&self, node: &Term, property: &str) -> Vec<Term> {
        Path::Property(sh(property)).values(&self.data, node)
    }

    /// Its first value.
    pub fn one(&self, node: &Term, property: &str) -> Option<Term> {
        self.all(node, property).into_iter().next()
    }

    /// The members of a list.
    pub fn list(&self, list: &Term) -> Result<Vec<Term>, String> {
        let next = |property: NamedNodeRef<'_>, node: &Term| self.data.objects(node, property).into_iter().next();
        let (mut members, mut rest, mut seen) = (Vec::new(), list.clone(), HashSet::new());
        while rest != Term::from(rdf::NIL.into_owned()) {
            let member = next(rdf::FIRST, &rest).filter(|_| seen.insert(rest.clone()));
            let (Some(member), Some(after)) = (member, next(rdf::REST, &rest)) else {
                return Err("a list has no end".to_owned());
            };
            members.push(member);
            rest = after;
        }
        Ok(members)
    }

    /// The nodes that are shapes: by their class, a target, or because a shape refers to them.
    fn shapes(&self) -> Vec<Term> {
        let classes = ["NodeShape", "PropertyShape"].map(|class| Term::from(sh(class)));
        let typed = classes.iter().flat_map(|class| self.data.subjects(rdf::TYPE, class));
        let targets = ["targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"];
        let mut found: Vec<Term> = typed.chain(targets.iter().flat_map(|t| self.data.subjects_of(&sh(t)))).collect();
        let mut seen: HashSet<Term> = found.iter().cloned().collect();
        let mut next = 0;
        while let Some(node) = found.get(next).cloned() {
            found.extend(self.inner(&node).into_iter().filter(|inner| seen.insert(inner.clone())));
            next += 1;
        }
        found.sort_by_cached_key(ToString::to_string);
        found.dedup();
        found
    }

    /// The shapes that a shape refers to.
    fn inner(&self, node: &Term) -> Vec<Term> {
        let values = INNER.iter().flat_map(|property| self.all(node, property));
        values.flat_map(|value| self.list(&value).ok().filter(|l| !l.is_empty()).unwrap_or(vec![value])).collect()
    }

    /// A shape that leads back to itself, or through more shapes than can be followed.
    fn acyclic(&self) -> Result<(), Term> {
        let mut left: HashMap<Term, HashSet<Term>> =
            self.shapes().into_iter().map(|node| (node.clone(), self.inner(&node).into_iter().collect())).collect();
        for _ in 0..DEEPEST {
            let done: HashSet<Term> =
                left.iter().filter(|(_, inner)| inner.is_empty()).map(|(n, _)| n.clone()).collect();
            if done.is_empty() {
                break;
            }
            left.retain(|node, _| !done.contains(node));
            left.values_mut().for_each(|inner| inner.retain(|node| !done.contains(node)));
        }
        left.into_keys().min_by_key(ToString::to_string).map_or(Ok(()), Err)
    }

    fn shape(&self, node: &Term, places: &HashMap<Term, usize>) -> Result<Shape, String> {
        let mut constraints = Vec::new();
        let said = self.data.statements(node);
        let said: HashSet<&str> = said.iter().filter_map(|(p, _)| p.as_str().strip_prefix(SH)).collect();
        for component in COMPONENTS.iter().filter(|c| said.contains(c.parameter)) {
            for value in self.all(node, component.parameter) {
                let rule = (component.rule)(self, node, &value)
                    .map_err(|what| format!("sh:{}: {what}", component.parameter))?;
                constraints.push(Constraint { component: component.name, rule });
            }
        }
        let known = |name: &&&str| BESIDE.contains(name) || COMPONENTS.iter().any(|c| c.parameter == **name);
        if let Some(unknown) = said.iter().filter(|name| !known(name)).min() {
            return Err(format!(
                "sh:{unknown} is no part of SHACL that is known here; hint: say it with another, or use a full SHACL processor"
            ));
        }
        let severity = self.one(node, "severity");
        Ok(Shape {
            targets: self.targets(node)?,
            path: self.one(node, "path").map(|path| self.path(&path, 0)).transpose()?,
            properties: self.all(node, "property").iter().filter_map(|one| places.get(one).copied()).collect(),
            severity: if let Some(Term::NamedNode(one)) = severity { one } else { sh("Violation") },
            deactivated: matches!(self.one(node, "deactivated"), Some(Term::Literal(l)) if l.value() == "true"),
            messages: self.all(node, "message"),
            node: node.clone(),
            constraints,
        })
    }

    fn targets(&self, node: &Term) -> Result<Vec<Target>, String> {
        let property =
            |term: Term| if let Term::NamedNode(p) = term { Ok(p) } else { Err(format!("{term} is no property")) };
        let mut targets: Vec<Target> = self.all(node, "targetNode").into_iter().map(Target::Node).collect();
        targets.extend(self.all(node, "targetClass").into_iter().map(Target::Class));
        // A shape that is a class is about its instances.
        let is_class = self.data.is_a(node, &rdfs::CLASS.into_owned().into());
        targets.extend(is_class.then(|| Target::Class(node.clone())));
        for term in self.all(node, "targetSubjectsOf") {
            targets.push(Target::SubjectsOf(property(term)?));
        }
        for term in self.all(node, "targetObjectsOf") {
            targets.push(Target::ObjectsOf(property(term)?));
        }
        Ok(targets)
    }

    fn path(&self, node: &Term, depth: usize) -> Result<Path, String> {
        if depth > 16 {
            return Err("its path is too deep".to_owned());
        }
        if let Term::NamedNode(property) = node {
            return Ok(Path::Property(property.clone()));
        }
        let all = |list: &Term| self.list(list)?.iter().map(|p| self.path(p, depth + 1)).collect::<Result<Vec<_>, _>>();
        if let Some(inverse) = self.one(node, "inversePath") {
            Ok(Path::Inverse(Box::new(self.path(&inverse, depth + 1)?)))
        } else if let Some(list) = self.one(node, "alternativePath") {
            Ok(Path::Alternative(all(&list)?))
        } else if let Ok(paths) = all(node) {
            Ok(Path::Sequence(paths))
        } else {
            Err("its path is none that is known here; hint: properties, sh:inversePath, sequences and alternatives are"
                .to_owned())
        }
    }
}

/// A term of SHACL.
pub fn sh(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{name}"))
}
