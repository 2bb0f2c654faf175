//! The constraint components of SHACL Core: a row each.
//!
//! A row names its parameter and makes of a value of that parameter a rule, which gives the value nodes that break it
//! (or nothing in the place of one, where the number of them does).

use std::cmp::Ordering;
use std::collections::HashSet;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, Term};
use regex::RegexBuilder;

use super::compare::order;
use super::conforms;
use super::data::Data;
use super::lexical::is_well_formed;
use super::shapes::{SH, Shapes, Source};

/// What a rule sees: a focus node, and its values by the path of the shape.
pub struct Scene<'a> {
    pub shapes: &'a Shapes,
    pub data: &'a Data<'a>,
    pub focus: &'a Term,
    pub values: &'a [Term],
}

/// Gives what breaks a constraint.
pub type Rule = Box<dyn Fn(&Scene<'_>) -> Vec<Option<Term>> + Send + Sync>;

/// A constraint component.
pub struct Component {
    /// The local name of its parameter.
    pub parameter: &'static str,
    /// Its own local name.
    pub name: &'static str,
    /// Makes the rule, of the shapes graph, the shape and the value of the parameter; or says what is wrong with that.
    pub rule: fn(&Source<'_>, &Term, &Term) -> Result<Rule, String>,
}

macro_rules! components {
    ($($parameter:literal $name:literal $rule:expr;)*) => {
        &[$(Component { parameter: $parameter, name: concat!($name, "ConstraintComponent"), rule: $rule }),*]
    };
}

/// Those that are known, in the order in which they are tried.
pub static COMPONENTS: &[Component] = components! {
    "minCount" "MinCount" |_, _, n| count(n, |found, n| found >= n);
    "maxCount" "MaxCount" |_, _, n| count(n, |found, n| found <= n);
    "class" "Class" |_, _, class| Ok(each(class, |class, scene, value| scene.data.is_a(value, class)));
    "datatype" "Datatype" |_, _, datatype| Ok(each(datatype, |datatype, _, value| has_datatype(value, datatype)));
    "nodeKind" "NodeKind" |_, _, kind| node_kind(kind);
    "minInclusive" "MinInclusive" |_, _, limit| Ok(each(limit, |limit, _, value| order(value, limit).is_some_and(Ordering::is_ge)));
    "maxInclusive" "MaxInclusive" |_, _, limit| Ok(each(limit, |limit, _, value| order(value, limit).is_some_and(Ordering::is_le)));
    "minExclusive" "MinExclusive" |_, _, limit| Ok(each(limit, |limit, _, value| order(value, limit).is_some_and(Ordering::is_gt)));
    "maxExclusive" "MaxExclusive" |_, _, limit| Ok(each(limit, |limit, _, value| order(value, limit).is_some_and(Ordering::is_lt)));
    "minLength" "MinLength" |_, _, n| length(n, |found, n| found >= n);
    "maxLength" "MaxLength" |_, _, n| length(n, |found, n| found <= n);
    "pattern" "Pattern" pattern;
    "uniqueLang" "UniqueLang" |_, _, flag| Ok(unique_language(flag));
    "equals" "Equals" |_, _, other| pair(other, equals);
    "disjoint" "Disjoint" |_, _, other| pair(other, |values, others| values.iter().filter(|v| others.contains(v)).cloned().collect());
    "lessThan" "LessThan" |_, _, other| pair(other, |values, others| unordered(values, others, Ordering::is_lt));
    "lessThanOrEquals" "LessThanOrEquals" |_, _, other| pair(other, |values, others| unordered(values, others, Ordering::is_le));
    "node" "Node" |_, _, shape| Ok(each(shape, |shape, scene, value| conforms(scene.shapes, shape, scene.data, value)));
    "not" "Not" |_, _, shape| Ok(each(shape, |shape, scene, value| !conforms(scene.shapes, shape, scene.data, value)));
    "and" "And" |source, _, list| of_shapes(source, list, |kept, all| kept == all);
    "or" "Or" |source, _, list| of_shapes(source, list, |kept, _| kept > 0);
    "xone" "Xone" |source, _, list| of_shapes(source, list, |kept, _| kept == 1);
    "qualifiedMinCount" "QualifiedMinCount" |source, shape, n| qualified(source, shape, n, |found, n| found >= n);
    "qualifiedMaxCount" "QualifiedMaxCount" |source, shape, n| qualified(source, shape, n, |found, n| found <= n);
    "hasValue" "HasValue" |_, _, wanted| Ok(has_value(wanted));
    "in" "In" |source, _, list| one_of(source, list);
    "closed" "Closed" closed;
};

/// The rule that each value passes a test.
fn each(parameter: &Term, test: impl Fn(&Term, &Scene<'_>, &Term) -> bool + Send + Sync + 'static) -> Rule {
    let parameter = parameter.clone();
    Box::new(move |scene| {
        scene.values.iter().filter(|value| !test(&parameter, scene, value)).map(|value| Some(value.clone())).collect()
    })
}

fn whole(term: &Term) -> Result<usize, String> {
    let text = if let Term::Literal(literal) = term { literal.value() } else { "" };
    text.parse().map_err(|_| format!("{term} is no whole number"))
}

fn property(term: &Term) -> Result<NamedNode, String> {
    if let Term::NamedNode(node) = term { Ok(node.clone()) } else { Err(format!("{term} is no property")) }
}

fn broken(is_broken: bool) -> Vec<Option<Term>> {
    if is_broken { vec![None] } else { Vec::new() }
}

fn count(limit: &Term, test: fn(usize, usize) -> bool) -> Result<Rule, String> {
    let limit = whole(limit)?;
    Ok(Box::new(move |scene| broken(!test(scene.values.len(), limit))))
}

fn length(limit: &Term, test: fn(usize, usize) -> bool) -> Result<Rule, String> {
    let limit = Term::from(Literal::from(whole(limit)? as u64));
    Ok(each(&limit, move |limit, _, value| {
        text_of(value).is_some_and(|text| test(text.chars().count(), whole(limit).unwrap_or_default()))
    }))
}

fn has_datatype(value: &Term, datatype: &Term) -> bool {
    match (value, datatype) {
        (Term::Literal(literal), Term::NamedNode(datatype)) => {
            literal.datatype() == datatype.as_ref() && is_well_formed(literal)
        }
        _ => false,
    }
}

fn node_kind(kind: &Term) -> Result<Rule, String> {
    const KINDS: [&str; 6] = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"];
    let name = if let Term::NamedNode(node) = kind { node.as_str().strip_prefix(SH) } else { None };
    let Some(name) = KINDS.into_iter().find(|k| Some(*k) == name) else {
        return Err(format!("{kind} is no kind of node"));
    };
    Ok(each(kind, move |_, _, value| match value {
        Term::NamedNode(_) => name.contains("IRI"),
        Term::BlankNode(_) => name.contains("BlankNode"),
        _ => name.contains("Literal"),
    }))
}

/// The text of an IRI or a literal.
fn text_of(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

fn pattern(source: &Source<'_>, shape: &Term, pattern: &Term) -> Result<Rule, String> {
    let flags = source.one(shape, "flags").map(|flags| text_of(&flags).unwrap_or_default().to_owned());
    let flags = flags.unwrap_or_default();
    if let Some(unknown) = flags.chars().find(|c| !"imsx".contains(*c)) {
        return Err(format!("the flag {unknown:?} is not known"));
    }
    let expression = RegexBuilder::new(text_of(pattern).unwrap_or_default())
        .case_insensitive(flags.contains('i'))
        .multi_line(flags.contains('m'))
        .dot_matches_new_line(flags.contains('s'))
        .ignore_whitespace(flags.contains('x'))
        .build()
        .map_err(|e| crate::error::one_line(&e.to_string()))?;
    Ok(each(pattern, move |_, _, value| text_of(value).is_some_and(|text| expression.is_match(text))))
}

fn unique_language(flag: &Term) -> Rule {
    let on = text_of(flag) == Some("true");
    Box::new(move |scene| {
        let language = |v: &Term| if let Term::Literal(l) = v { l.language().map(str::to_lowercase) } else { None };
        let mut languages: Vec<String> = scene.values.iter().filter_map(language).collect();
        languages.sort_unstable();
        let mut seen = HashSet::new();
        let twice: HashSet<&String> = languages.iter().filter(|l| !seen.insert(*l)).collect();
        if on { twice.iter().map(|_| None).collect() } else { Vec::new() }
    })
}

/// The rule that the values agree with those of another property of the focus node.
fn pair(other: &Term, differ: fn(&[Term], &[Term]) -> Vec<Term>) -> Result<Rule, String> {
    let other = property(other)?;
    Ok(Box::new(move |scene| {
        let others = scene.data.objects(scene.focus, other.as_ref());
        differ(scene.values, &others).into_iter().map(Some).collect()
    }))
}

fn equals(values: &[Term], others: &[Term]) -> Vec<Term> {
    let lacking = values.iter().filter(|v| !others.contains(v));
    lacking.chain(others.iter().filter(|o| !values.contains(o))).cloned().collect()
}

/// A value for each pair that is not in order.
fn unordered(values: &[Term], others: &[Term], test: fn(Ordering) -> bool) -> Vec<Term> {
    let wrong = |value: &&Term| others.iter().filter(move |other| !order(value, other).is_some_and(test)).count();
    values.iter().flat_map(|value| std::iter::repeat_n(value.clone(), wrong(&value))).collect()
}

fn of_shapes(source: &Source<'_>, list: &Term, test: fn(usize, usize) -> bool) -> Result<Rule, String> {
    let shapes = source.list(list)?;
    Ok(each(list, move |_, scene, value| {
        let kept = shapes.iter().filter(|shape| conforms(scene.shapes, shape, scene.data, value)).count();
        test(kept, shapes.len())
    }))
}

fn qualified(source: &Source<'_>, shape: &Term, limit: &Term, test: fn(usize, usize) -> bool) -> Result<Rule, String> {
    let limit = whole(limit)?;
    let shape = source.one(shape, "qualifiedValueShape").ok_or("sh:qualifiedValueShape is missing")?;
    Ok(Box::new(move |scene| {
        let kept = scene.values.iter().filter(|value| conforms(scene.shapes, &shape, scene.data, value)).count();
        broken(!test(kept, limit))
    }))
}

fn has_value(wanted: &Term) -> Rule {
    let wanted = wanted.clone();
    Box::new(move |scene| broken(!scene.values.contains(&wanted)))
}

fn one_of(source: &Source<'_>, list: &Term) -> Result<Rule, String> {
    let allowed: HashSet<Term> = source.list(list)?.into_iter().collect();
    Ok(each(list, move |_, _, value| allowed.contains(value)))
}

fn closed(source: &Source<'_>, shape: &Term, flag: &Term) -> Result<Rule, String> {
    if text_of(flag) != Some("true") {
        return Ok(Box::new(|_| Vec::new()));
    }
    let ignored = source.one(shape, "ignoredProperties").map_or(Ok(Vec::new()), |list| source.list(&list))?;
    let paths = source.all(shape, "property").into_iter().filter_map(|property| source.one(&property, "path"));
    let mut known: HashSet<Term> = ignored.into_iter().chain(paths).collect();
    known.remove(&Term::from(rdf::NIL.into_owned()));
    Ok(Box::new(move |scene| {
        let statements = scene.values.iter().flat_map(|value| scene.data.statements(value));
        let strange = statements.filter(|(property, _)| !known.contains(&Term::from(property.clone())));
        let mut values: Vec<Term> = strange.map(|(_, value)| value).collect();
        values.sort_by_cached_key(ToString::to_string);
        values.into_iter().map(Some).collect()
    }))
}
