//! Whether a graph is what it should be: SHACL Core, as far as `ontology/shapes.ttl` needs it.
//!
//! Shapes are read from Turtle and nothing about bulletins is written in Rust: what a correct bulletin is stands in the
//! shapes, with the words in which a fault is told. A constraint component is a row of [`components`]; what no row
//! knows is refused when the shapes are read, never passed over.

mod compare;
mod components;
mod data;
mod lexical;
mod path;
mod report;
mod shapes;

pub use data::Data;
pub use report::{Report, to_json, to_text, to_turtle};
pub use shapes::{Shapes, read};

use oxigraph::model::{NamedNode, Term};

use crate::error::Error;
use components::Scene;
use shapes::{Shape, Target};

/// The shapes that come with the program.
pub const SHAPES: &str = include_str!("../ontology/shapes.ttl");

/// Something that breaks a constraint: a result of SHACL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The node that is wrong.
    pub focus: Term,
    /// The way from it to what is wrong of it, as SHACL's Turtle writes it; none when it is wrong itself.
    pub path: Option<path::Path>,
    /// What is wrong; none when something is missing or there is too much of it.
    pub value: Option<Term>,
    /// The shape that it breaks.
    pub shape: Term,
    /// The local name of the constraint component in SHACL's namespace: `MinCountConstraintComponent`.
    pub component: &'static str,
    /// `sh:Violation` unless the shape says another.
    pub severity: NamedNode,
    /// What the shape says of it, in plain words.
    pub message: String,
}

/// Holds a graph against shapes. The ontology must be in it, for shapes ask for concepts and their classes.
///
/// # Errors
/// When the graph cannot be read.
pub fn check(shapes: &Shapes, data: &Data<'_>) -> Result<Report, Error> {
    let mut report = Report::default();
    for shape in shapes.targeted() {
        let focuses = focuses(shape, data);
        report.nodes += focuses.len();
        for focus in &focuses {
            judge(shapes, shape, data, focus, &mut report.findings);
        }
    }
    data.fault().map_or(Ok(report), Err)
}

/// The nodes that a shape is about, sorted.
fn focuses(shape: &Shape, data: &Data<'_>) -> Vec<Term> {
    let mut found: Vec<Term> = shape
        .targets
        .iter()
        .flat_map(|target| match target {
            Target::Node(node) => vec![node.clone()],
            Target::Class(class) => data.instances(class),
            Target::SubjectsOf(property) => data.subjects_of(property),
            Target::ObjectsOf(property) => data.objects_of(property),
        })
        .collect();
    found.sort_by_cached_key(ToString::to_string);
    found.dedup();
    found
}

/// Adds what of a node breaks a shape.
fn judge(shapes: &Shapes, shape: &Shape, data: &Data<'_>, focus: &Term, found: &mut Vec<Finding>) {
    if shape.deactivated {
        return;
    }
    let values = match &shape.path {
        Some(path) => path.values(data, focus),
        None => vec![focus.clone()],
    };
    let scene = Scene { shapes, data, focus, values: &values };
    for constraint in &shape.constraints {
        found.extend((constraint.rule)(&scene).into_iter().map(|value| Finding {
            focus: focus.clone(),
            path: shape.path.clone(),
            value,
            shape: shape.node.clone(),
            component: constraint.component,
            severity: shape.severity.clone(),
            message: shape.message(constraint.component),
        }));
    }
    for property in shape.properties.iter().filter_map(|place| shapes.at(*place)) {
        for value in &values {
            judge(shapes, property, data, value, found);
        }
    }
}

/// Whether a node keeps a shape.
fn conforms(shapes: &Shapes, shape: &Term, data: &Data<'_>, focus: &Term) -> bool {
    let mut found = Vec::new();
    if let Some(shape) = shapes.get(shape) {
        judge(shapes, shape, data, focus, &mut found);
    }
    found.is_empty()
}

#[cfg(test)]
mod tests;
