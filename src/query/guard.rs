//! Queries that can be stopped wherever they are, and that do not fill the memory.
//!
//! The evaluator listens to its token when it reads data. What computes without reading (a product of `VALUES`, the
//! collecting before `ORDER BY`) does not; so a function that binds nothing is put where the rows of such patterns pass. It
//! leaves by unwinding when the token is cancelled, or when more rows are kept than memory was given for, and [`caught`]
//! makes an error of that.

use std::collections::HashSet;
use std::mem::{replace, take};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression};
use spargebra::term::TermPattern;

use super::evaluation;
use crate::error::Error;

/// Called for each row that passes.
const PASSES: &str = "urn:gongbao:guard:passes";
/// Called for each row that is kept until all are there.
const KEPT: &str = "urn:gongbao:guard:kept";
/// A variable that no query can write, and that nothing binds.
const NOTHING: &str = " guard";
/// Triples and patterns of a join that are looked at; nobody writes more, and each is held against all others.
const MOST_OPERANDS: usize = 200;
/// Bytes of a value within a row.
const VALUE: usize = 40;
/// Bytes of a row beside its values.
const ROW: usize = 64;

/// How a query was stopped: what goes up the stack to [`caught`].
enum Stopped {
    Cancelled,
    TooLarge,
}

/// Puts guards into a query, and into the evaluator what they call. `memory` is what the rows may take that are kept at a
/// time, in bytes.
pub fn guarded(
    evaluator: SparqlEvaluator,
    query: &mut Query,
    token: &CancellationToken,
    memory: usize,
) -> SparqlEvaluator {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut guard = Guard::default();
    guard.pattern(pattern);
    let most = memory / (ROW + VALUE * guard.variables.len());
    let kept = AtomicUsize::new(0);
    let (passing, keeping) = (token.clone(), token.clone());
    evaluator.with_custom_function(NamedNode::new_unchecked(PASSES), move |_| alive(&passing)).with_custom_function(
        NamedNode::new_unchecked(KEPT),
        move |_| {
            if kept.fetch_add(1, Ordering::Relaxed) >= most {
                resume_unwind(Box::new(Stopped::TooLarge));
            }
            alive(&keeping)
        },
    )
}

fn alive(token: &CancellationToken) -> Option<Term> {
    if token.is_cancelled() {
        // No fault of the program: nothing is printed.
        resume_unwind(Box::new(Stopped::Cancelled));
    }
    None
}

/// Does what evaluates a guarded query, named `name` in errors.
///
/// # Errors
/// When the query is stopped, else what the work says.
pub fn caught<T>(name: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // What the query has begun is dropped with it; what it has written is not looked at.
    let payload = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => return done,
        Err(payload) => payload,
    };
    match payload.downcast::<Stopped>() {
        Ok(stopped) => Err(match *stopped {
            Stopped::Cancelled => evaluation(name, "stopped"),
            Stopped::TooLarge => Error::TooLarge { name: name.to_owned() },
        }),
        Err(payload) => resume_unwind(payload),
    }
}

/// What is learnt on the way through a query.
#[derive(Default)]
struct Guard {
    /// All that a row may have a value for.
    variables: HashSet<Variable>,
}

impl Guard {
    /// Puts guards into a pattern, all that is within it first. Whether some of it has rows without reading data.
    fn pattern(&mut self, pattern: &mut GraphPattern) -> bool {
        let computes = match pattern {
            GraphPattern::Bgp { patterns } if patterns.is_empty() => true,
            GraphPattern::Bgp { .. } | GraphPattern::Join { .. } => self.join(pattern),
            GraphPattern::Values { .. } => true,
            GraphPattern::Union { left, right } => self.pattern(left) | self.pattern(right),
            GraphPattern::Minus { left, right } => self.joined(left, right),
            GraphPattern::LeftJoin { left, right, expression } => {
                let computes = self.joined(left, right);
                expression.as_mut().is_some_and(|e| self.condition(e, computes)) | computes
            }
            GraphPattern::Filter { expr, inner } => {
                let computes = self.pattern(inner);
                self.condition(expr, computes) | computes
            }
            GraphPattern::Extend { inner, variable, expression } => {
                self.variables.insert(variable.clone());
                self.pattern(inner) | self.expression(expression)
            }
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(e) | OrderExpression::Desc(e) in expression {
                    self.expression(e);
                }
                let computes = self.pattern(inner);
                watched(inner, KEPT);
                computes
            }
            GraphPattern::Distinct { inner } => {
                let computes = self.pattern(inner);
                // What is read listens by itself.
                if computes {
                    watched(inner, PASSES);
                }
                computes
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                for (variable, aggregate) in aggregates {
                    self.variables.insert(variable.clone());
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                let computes = self.pattern(inner);
                // What is read listens by itself.
                if computes {
                    watched(inner, PASSES);
                }
                computes
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Service { inner, .. } => self.pattern(inner),
            _ => false,
        };
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {
                pattern.on_in_scope_variable(|v| _ = self.variables.insert(v.clone()));
            }
            // Only here do rows become more than there were.
            GraphPattern::Join { .. } | GraphPattern::LeftJoin { .. } if computes => watched(pattern, PASSES),
            GraphPattern::Distinct { .. } => {
                // Each row that comes out is kept to tell the next from it.
                let mut variables = Vec::new();
                pattern.on_in_scope_variable(|v| variables.push(v.clone()));
                variables.retain(|v| v.as_str() != NOTHING);
                watched(pattern, KEPT);
                let inner = Box::new(take(pattern));
                *pattern = GraphPattern::Project { inner, variables };
            }
            _ => {}
        }
        computes
    }

    /// All that is joined in one place, which the evaluator puts into an order of its own: what hangs together by variables
    /// stays one join, and several such are the product that they are.
    fn join(&mut self, pattern: &mut GraphPattern) -> bool {
        let mut operands = operands(take(pattern));
        let (mut computing, mut reading) = (0, false);
        for operand in &mut operands {
            let triple = matches!(operand, GraphPattern::Bgp { patterns } if !patterns.is_empty());
            let computes = !triple && self.pattern(operand);
            computing += usize::from(computes);
            reading |= !computes;
        }
        // One that is held against what is read has no more rows than what is read allows. Its filters stay where they are, for
        // the evaluator looks into none that is watched.
        let computes = computing > usize::from(reading);
        let parts = if operands.len() <= MOST_OPERANDS { connected(operands) } else { vec![operands] };
        let product = parts.into_iter().map(one).reduce(|mut left, right| {
            if is_product(&left) {
                watched(&mut left, KEPT);
            }
            GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
        });
        *pattern = product.unwrap_or_default();
        pattern.on_in_scope_variable(|v| _ = self.variables.insert(v.clone()));
        computes
    }

    /// Two patterns of which either may be kept whole to be held against the rows of the other.
    fn joined(&mut self, left: &mut GraphPattern, right: &mut GraphPattern) -> bool {
        let computes = self.pattern(left) | self.pattern(right);
        for side in [left, right] {
            if is_product(side) {
                watched(side, KEPT);
            }
        }
        computes
    }

    /// A condition of rows, which may let none pass: where they are computed it is watched itself.
    fn condition(&mut self, condition: &mut Expression, computes: bool) -> bool {
        let within = self.expression(condition);
        if computes {
            let told = replace(condition, Literal::from(false).into());
            let call = Box::new(Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(PASSES)), vec![]));
            // It gives nothing, so the other one decides: with its variables it stays where it is.
            *condition = Expression::Coalesce(vec![*call, told]);
        }
        within
    }

    /// Puts guards into the patterns within an expression.
    fn expression(&mut self, expression: &mut Expression) -> bool {
        match expression {
            Expression::Exists(pattern) => self.pattern(pattern),
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => self.expression(a) | self.expression(b),
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => self.expression(a),
            Expression::If(a, b, c) => self.expression(a) | self.expression(b) | self.expression(c),
            Expression::In(a, list) => self.expression(a) | self.expressions(list),
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => self.expressions(list),
            Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => false,
        }
    }

    fn expressions(&mut self, list: &mut [Expression]) -> bool {
        list.iter_mut().fold(false, |computes, expression| self.expression(expression) | computes)
    }
}

/// What a pattern joins, each triple as one.
fn operands(pattern: GraphPattern) -> Vec<GraphPattern> {
    let mut operands = Vec::new();
    let mut todo = vec![pattern];
    while let Some(pattern) = todo.pop() {
        match pattern {
            GraphPattern::Join { left, right } => todo.extend([*right, *left]),
            GraphPattern::Bgp { patterns } if patterns.len() > 1 => {
                operands.extend(patterns.into_iter().map(|t| GraphPattern::Bgp { patterns: vec![t] }));
            }
            other => operands.push(other),
        }
    }
    operands
}

/// Operands in groups that hang together by variables or blank nodes, in the order in which they stand.
fn connected(operands: Vec<GraphPattern>) -> Vec<Vec<GraphPattern>> {
    let mut parts: Vec<(HashSet<String>, Vec<GraphPattern>)> = Vec::new();
    for operand in operands {
        let mut names = names(&operand);
        let mut part = vec![operand];
        // One that names nothing is there or not: it goes with any other.
        let (with, apart): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|(known, _)| names.is_empty() || known.is_empty() || !known.is_disjoint(&names));
        for (known, operands) in with.into_iter().rev() {
            names.extend(known);
            part.splice(0..0, operands);
        }
        parts = apart;
        parts.push((names, part));
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Operands as one pattern, triples that follow one another as one of its patterns.
fn one(operands: Vec<GraphPattern>) -> GraphPattern {
    let mut patterns: Vec<GraphPattern> = Vec::new();
    for operand in operands {
        match (patterns.last_mut(), operand) {
            (Some(GraphPattern::Bgp { patterns: before }), GraphPattern::Bgp { patterns }) => before.extend(patterns),
            (_, operand) => patterns.push(operand),
        }
    }
    let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
    patterns.into_iter().reduce(join).unwrap_or_default()
}

/// The variables of an operand, and the blank nodes of a triple.
fn names(operand: &GraphPattern) -> HashSet<String> {
    let mut names = HashSet::new();
    operand.on_in_scope_variable(|v| _ = names.insert(v.to_string()));
    names.remove(&format!("?{NOTHING}"));
    if let GraphPattern::Bgp { patterns } = operand {
        for term in patterns.iter().flat_map(|t| [&t.subject, &t.object]) {
            if let TermPattern::BlankNode(node) = term {
                names.insert(node.to_string());
            }
        }
    }
    names
}

/// Whether a pattern has each row of one with each of another.
fn is_product(pattern: &GraphPattern) -> bool {
    let variables = |pattern: &GraphPattern| {
        let mut variables = HashSet::new();
        pattern.on_in_scope_variable(|v| _ = variables.insert(v.clone()));
        variables.retain(|v| v.as_str() != NOTHING);
        variables
    };
    match pattern {
        GraphPattern::Join { left, right } => variables(left).is_disjoint(&variables(right)),
        GraphPattern::Extend { inner, .. } | GraphPattern::Filter { inner, .. } => is_product(inner),
        _ => false,
    }
}

/// Calls a function for each row of a pattern.
fn watched(pattern: &mut GraphPattern, function: &str) {
    let inner = Box::new(take(pattern));
    *pattern = GraphPattern::Extend {
        inner,
        variable: Variable::new_unchecked(NOTHING),
        expression: Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(function)), vec![]),
    };
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use oxigraph::model::{GraphNameRef, NamedNode, QuadRef};
    use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::NOTHING;
    use crate::query::{Asking, ask};

    /// How many rows a query has, when it is stopped after some time, with 4 MB for rows.
    fn rows(query: &str, stop: Duration) -> Result<usize, String> {
        let asking = Asking { memory: 4 << 20, ..Asking::default() };
        let token = asking.token.clone();
        std::thread::spawn(move || {
            std::thread::sleep(stop);
            token.cancel();
        });
        let count = |results: QueryResults<'static>| match results {
            QueryResults::Solutions(rows) => {
                assert!(rows.variables().iter().all(|v| v.as_str() != NOTHING), "{:?}", rows.variables());
                Ok(rows.filter(Result::is_ok).count())
            }
            QueryResults::Graph(triples) => Ok(triples.filter(Result::is_ok).count()),
            QueryResults::Boolean(yes) => Ok(usize::from(yes)),
        };
        ask(&store(), "q", query, &asking, count).map_err(|e| e.to_string())
    }

    /// A thousand triples.
    fn store() -> Store {
        let store = Store::new().unwrap();
        let node = |n: usize| NamedNode::new_unchecked(format!("urn:{n}"));
        for n in 0..1000 {
            let quad = QuadRef::new(&node(n), &node(n % 2), &node(n + 1), GraphNameRef::DefaultGraph).into_owned();
            store.insert(&quad).unwrap();
        }
        store
    }

    fn values(variables: &str, count: usize) -> String {
        let list: String = (0..count).map(|n| format!("{n} ")).collect();
        variables.split(' ').map(|v| format!("VALUES ?{v} {{ {list} }} ")).collect()
    }

    #[test]
    fn what_computes_for_ever_is_stopped_all_the_same() {
        let endless = values("a b c d", 2000);
        for query in [
            format!("SELECT (COUNT(*) AS ?n) {{ {endless} }}"),
            format!("SELECT * {{ {endless} FILTER(?a + ?b + ?c + ?d < 0) }}"),
            format!(
                "SELECT * {{ {{ {} }} OPTIONAL {{ {} FILTER(?a + ?d < 0) }} }}",
                values("a b", 2000),
                values("c d", 2000)
            ),
            format!("ASK {{ VALUES ?x {{ 1 }} FILTER EXISTS {{ {endless} FILTER(?a > 5000) }} }}"),
            format!("SELECT * {{ {{ SELECT DISTINCT ?z {{ {endless} BIND(1 AS ?z) }} }} }}"),
            format!("CONSTRUCT {{ <urn:a> <urn:b> ?z }} {{ {endless} FILTER(?a + ?b + ?c + ?d < 0) BIND(1 AS ?z) }}"),
        ] {
            let start = Instant::now();
            let told = rows(&query, Duration::from_millis(100));
            assert!(told.is_err(), "{told:?} {query:.200}");
            assert!(start.elapsed() < Duration::from_secs(20), "{query:.200}");
        }
    }

    #[test]
    fn rows_that_are_kept_take_no_more_memory_than_was_given() {
        let many = values("a b", 1000);
        for (query, expected) in [
            (format!("SELECT * {{ {many} }} ORDER BY ?a"), None),
            (format!("SELECT DISTINCT ?a ?b {{ {many} }}"), None),
            (format!("SELECT DISTINCT ?a {{ {many} }}"), Some(1000)),
            // What is read is kept too where it is held against more.
            ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }".to_owned(), None),
            ("SELECT (COUNT(*) AS ?n) { { ?a ?b ?c . ?d ?e ?f } OPTIONAL { ?g ?h ?i . ?j ?k ?l } }".to_owned(), None),
            ("SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?d) }".to_owned(), Some(1000)),
            ("SELECT * { ?a <urn:0> ?b . ?b <urn:1> ?c . [] <urn:1> ?c }".to_owned(), Some(500)),
            // What hangs together by what it is joined with is no product.
            (
                "SELECT * { { SELECT ?a ?b { ?a <urn:0> ?b } GROUP BY ?a ?b } ?a <urn:0> ?c . ?b <urn:1> ?d }"
                    .to_owned(),
                Some(500),
            ),
            (format!("SELECT (COUNT(*) AS ?n) {{ {many} }}"), Some(1)),
            (format!("SELECT * {{ {many} }}"), Some(1_000_000)),
            (format!("SELECT * {{ {} }} ORDER BY DESC(?a)", values("a b", 100)), Some(10_000)),
        ] {
            let told = rows(&query, Duration::from_secs(300));
            match expected {
                None => assert!(told.as_ref().is_err_and(|e| e.contains("memory")), "{told:?} {query:.80}"),
                Some(_) => assert_eq!(told.ok(), expected, "{query:.80}"),
            }
        }
    }

    #[test]
    fn what_is_read_has_no_guards() {
        for query in [
            "SELECT * { VALUES ?a { <urn:1> <urn:2> } ?a <urn:0> ?b . ?b <urn:1> ?c FILTER(?b != <urn:2> && ?c != <urn:3>) }",
            "SELECT * { BIND(1 AS ?a) ?b <urn:0> ?a FILTER(?b != <urn:2>) }",
            "SELECT ?a (COUNT(*) AS ?n) { { SELECT ?a { ?a <urn:0> ?b } GROUP BY ?a } ?a <urn:1> ?c } GROUP BY ?a",
        ] {
            let mut guarded = SparqlParser::new().parse_query(query).unwrap();
            let before = guarded.to_string();
            let _ = super::guarded(SparqlEvaluator::new(), &mut guarded, &CancellationToken::new(), 1 << 20);
            assert_eq!(guarded.to_string(), before);
        }
    }

    #[test]
    fn guards_change_no_answer() {
        for (query, expected) in [
            ("SELECT * { VALUES ?a { 1 2 3 } VALUES (?a ?b) { (1 1) (2 UNDEF) (UNDEF 5) } }", 5),
            ("SELECT * { VALUES ?a { 1 2 3 } OPTIONAL { VALUES ?b { 2 3 4 } FILTER(?a = ?b) } }", 3),
            ("SELECT * { VALUES ?a { 1 2 3 } OPTIONAL { VALUES ?b { 2 3 4 } FILTER(?a = ?nothing) } }", 3),
            ("SELECT * { VALUES ?a { 1 2 3 } MINUS { VALUES ?a { 2 } } }", 2),
            ("SELECT * { VALUES ?a { 1 2 3 } MINUS { VALUES ?b { 2 } } }", 3),
            ("SELECT DISTINCT ?x { VALUES ?a { 1 2 3 } VALUES ?b { 1 2 3 } BIND(?a = ?b AS ?x) }", 2),
            ("SELECT DISTINCT * { VALUES ?a { 1 1 3 } } ORDER BY ?a LIMIT 5", 2),
            ("SELECT (COUNT(DISTINCT ?a) AS ?n) { SELECT DISTINCT ?a { VALUES ?a { 1 2 3 } } }", 1),
            ("SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 2 3 } } GROUP BY ?a", 3),
            ("SELECT * { VALUES ?a { 1 2 3 } FILTER EXISTS { VALUES ?a { 2 3 } VALUES ?c { 1 } } }", 2),
            ("SELECT * { VALUES ?a { 1 2 3 } FILTER NOT EXISTS { VALUES ?a { 2 3 } } }", 1),
            ("SELECT * { VALUES ?a { 1 2 3 } FILTER(?a > 1 || ?b > 1) }", 2),
            ("SELECT * { {} UNION {} }", 2),
            ("ASK { VALUES ?a { 1 } }", 1),
        ] {
            assert_eq!(rows(query, Duration::from_secs(300)), Ok(expected), "{query}");
        }
    }
}
