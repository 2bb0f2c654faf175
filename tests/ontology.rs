//! What holds of the ontology: the ids that the contract fixes are there and no other, every concept can be shown in both
//! languages, and everything that is used is declared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gongbao::bulletin::{Bound, Compare, Reason};
use gongbao::ontology::{BASE, NS, builtin};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, Term, Triple};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

const ACTIONS: &str = "solve register investigate conclude arrest detain approveArrest transfer prosecute sentence \
    penalise repatriate surrender rescue dismantle seize freeze intercept block shutDown warn dissuade recover return \
    prevent defraud involve profit issue publicise mobilise establish inspect receive launch decline supervise identify \
    increase decrease other";
const TARGETS: &str = "case suspect victim person officer volunteer gang den call message app website visit account \
    bankCard phoneCard phoneNumber device vehicle money warning document event lecture post organisation drug weapon \
    goods clue report platform invoice realEstate rate other";
const OFFENCES: &str = "telecomFraud aidingCybercrime concealingProceeds moneyLaundering cardTrading personalData \
    gambling illegalBorderCrossing otherFraud drugCrime organisedCrime theft trafficking economicCrime cybercrime \
    trafficOffence smuggling weaponsOffence violentCrime extortion immigrationOffence intellectualProperty dutyCrime other";
const KINDS: &str = "publicSecurity procuratorate court justice politicalLegal government party legislature centralBank \
    financialRegulator telecomRegulator cyberspace immigration customs marketRegulator tax education health environment \
    coastGuard bank telecomOperator internationalBody media other";
const UNITS: &str = "count percent percentagePoint times kg tonne litre hectare day week month year case person";

/// The triples by subject and property.
struct Graph(BTreeMap<(String, String), Vec<Term>>);

impl Graph {
    fn new(triples: &[Triple]) -> Self {
        let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for triple in triples {
            let subject = triple.subject.to_string().trim_matches(['<', '>']).to_owned();
            all.entry((subject, triple.predicate.as_str().to_owned())).or_default().push(triple.object.clone());
        }
        Self(all)
    }

    fn all(&self, subject: &str, property: &str) -> &[Term] {
        self.0.get(&(subject.to_owned(), property.to_owned())).map_or(&[], Vec::as_slice)
    }

    fn literals(&self, subject: &str, property: &str) -> Vec<&Literal> {
        self.all(subject, property)
            .iter()
            .filter_map(|t| if let Term::Literal(l) = t { Some(l) } else { None })
            .collect()
    }

    fn nodes(&self, subject: &str, property: &str) -> Vec<&str> {
        self.all(subject, property)
            .iter()
            .filter_map(|t| if let Term::NamedNode(n) = t { Some(n.as_str()) } else { None })
            .collect()
    }

    /// The ids of what has this type, under a path of the base.
    fn ids(&self, class: &str, path: &str) -> BTreeSet<&str> {
        let class = Term::from(oxigraph::model::NamedNode::new(format!("{NS}{class}")).unwrap());
        self.0
            .iter()
            .filter(|((_, property), values)| property == rdf::TYPE.as_str() && values.contains(&class))
            .map(|((subject, _), _)| {
                subject.strip_prefix(BASE).and_then(|s| s.strip_prefix(path)).expect("under its path")
            })
            .collect()
    }

    fn texts(&self, subject: &str, property: &str, language: &str) -> Vec<&str> {
        let literals = self.literals(subject, property).into_iter();
        literals.filter(|l| l.language() == Some(language)).map(Literal::value).collect()
    }
}

fn graph() -> &'static Graph {
    static GRAPH: LazyLock<Graph> = LazyLock::new(|| Graph::new(&builtin()));
    &GRAPH
}

fn skos(name: &str) -> String {
    format!("{SKOS}{name}")
}

#[test]
fn the_ids_of_the_contract_and_no_other() {
    let graph = graph();
    for (class, path, ids) in [
        ("Action", "action/", ACTIONS),
        ("Target", "target/", TARGETS),
        ("Offence", "offence/", OFFENCES),
        ("AgencyKind", "agency-kind/", KINDS),
    ] {
        assert_eq!(graph.ids(class, path), ids.split_whitespace().collect(), "{class}");
    }
    let currencies = graph.ids("Currency", "unit/");
    assert!(currencies.len() >= 60);
    for code in &currencies {
        assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        assert_eq!(graph.literals(&format!("{BASE}unit/{code}"), &skos("notation")), [&Literal::from(*code)]);
    }
    assert_eq!(graph.ids("Unit", "unit/"), UNITS.split_whitespace().chain(currencies).collect());
    let bounds = [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::About];
    assert_eq!(graph.ids("Bound", "bound/"), bounds.map(Bound::id).into());
    let compares = [Compare::YearOnYear, Compare::MonthOnMonth, Compare::PreviousPeriod];
    assert_eq!(graph.ids("Compare", "compare/"), compares.map(Compare::id).into());
    let reasons = [
        Reason::NotUnderstood,
        Reason::Ordinal,
        Reason::Identifier,
        Reason::Time,
        Reason::Age,
        Reason::Condition,
        Reason::Repeated,
        Reason::Background,
        Reason::Conversion,
        Reason::Apparatus,
        Reason::OutOfRange,
        Reason::Encoding,
        Reason::Undated,
    ];
    assert_eq!(graph.ids("Reason", "reason/"), reasons.map(Reason::id).into());
}

#[test]
fn every_concept_is_in_its_scheme_and_has_one_name_of_its_own_in_each_language() {
    let graph = graph();
    for (class, scheme) in [
        ("Action", "action"),
        ("Target", "target"),
        ("Offence", "offence"),
        ("Unit", "unit"),
        ("Bound", "bound"),
        ("Compare", "compare"),
        ("Reason", "reason"),
        ("AgencyKind", "agency-kind"),
    ] {
        let mut names = BTreeSet::new();
        for id in graph.ids(class, &format!("{scheme}/")) {
            let concept = format!("{BASE}{scheme}/{id}");
            if class != "AgencyKind" {
                assert_eq!(graph.nodes(&concept, &skos("inScheme")), [format!("{BASE}scheme/{scheme}")], "{concept}");
            }
            assert!(graph.nodes(&concept, rdf::TYPE.as_str()).contains(&&*skos("Concept")), "{concept}");
            for language in ["en", "zh-hans"] {
                let name = graph.texts(&concept, &skos("prefLabel"), language);
                assert_eq!(name.len(), 1, "{concept} in {language}: {name:?}");
                assert!(names.insert((language, name[0].to_lowercase())), "{concept}: {name:?} names another one too");
            }
            if class != "Unit" {
                assert!(!graph.literals(&concept, &skos("definition")).is_empty(), "{concept} has no definition");
            }
        }
    }
}

#[test]
fn no_concept_has_two_names_for_display_in_one_language() {
    let graph = graph();
    for ((subject, property), values) in &graph.0 {
        if *property == skos("prefLabel") {
            let literals = graph.literals(subject, property);
            let languages: BTreeSet<_> = literals.iter().map(|l| l.language()).collect();
            assert_eq!(languages.len(), values.len(), "{subject}: {literals:?}");
        }
    }
}

#[test]
fn no_two_laws_or_operations_bear_one_name() {
    let graph = graph();
    for (class, path) in [("Law", "law/"), ("Campaign", "campaign/")] {
        let mut bearers: BTreeMap<(String, String), &str> = BTreeMap::new();
        for id in graph.ids(class, path) {
            let labels = ["prefLabel", "altLabel"].map(|p| graph.literals(&format!("{BASE}{path}{id}"), &skos(p)));
            for label in labels.iter().flatten() {
                let name = (label.language().unwrap_or_default().to_owned(), label.value().to_lowercase());
                let other = bearers.insert(name, id).filter(|other| *other != id);
                assert_eq!(
                    other, None,
                    "{path}{id} is called {label} as well\nhelp: keep one concept with the labels of both"
                );
            }
        }
    }
}

#[test]
fn labels_are_clean() {
    for triple in builtin() {
        let Term::Literal(literal) = &triple.object else { continue };
        if literal.language().is_none() {
            continue;
        }
        let text = literal.value();
        assert!(!text.is_empty() && text.trim() == text, "{triple}: blanks at its ends");
        assert!(unicode_normalization::is_nfc(text), "{triple}: not in normal form C");
    }
}

#[test]
fn every_action_admits_targets_and_each_once() {
    let graph = graph();
    let mut admitted = BTreeSet::new();
    for action in graph.ids("Action", "action/") {
        let targets = graph.nodes(&format!("{BASE}action/{action}"), &format!("{NS}admits"));
        let ids: BTreeSet<&str> = targets.iter().map(|t| t.strip_prefix(&format!("{BASE}target/")).unwrap()).collect();
        assert!(!ids.is_empty(), "{action} admits nothing");
        assert_eq!(ids.len(), targets.len(), "{action} admits a target twice");
        assert!(ids.iter().all(|id| TARGETS.split_whitespace().any(|t| t == *id)), "{action}: {ids:?}");
        if !["increase", "decrease", "other"].contains(&action) {
            admitted.extend(ids.into_iter().map(str::to_owned));
        }
    }
    assert_eq!(admitted.len(), TARGETS.split_whitespace().count(), "a target that nothing can be done to");
}

#[test]
fn what_is_used_of_the_namespace_is_declared() {
    let triples = builtin();
    let graph = graph();
    let mut used = BTreeSet::new();
    for triple in &triples {
        used.insert(triple.predicate.as_str());
        if let (true, Term::NamedNode(class)) = (triple.predicate == rdf::TYPE, &triple.object) {
            used.insert(class.as_str());
        }
    }
    let declared: BTreeSet<&str> =
        graph.0.keys().map(|(s, _)| s.as_str()).filter(|s| s.starts_with(NS) && !s.contains("#c-")).collect();
    for term in used.into_iter().filter(|t| t.starts_with(NS)).chain(declared) {
        for language in ["en", "zh-hans", "zh-hant", "ja", "es"] {
            assert_eq!(
                graph.texts(term, rdfs::LABEL.as_str(), language).len(),
                1,
                "help: label {term} in {language} in gongbao.ttl or labels.ttl"
            );
        }
        let structure = term.ends_with("#OutcomeStructure");
        assert!(
            structure || !graph.literals(term, rdfs::COMMENT.as_str()).is_empty(),
            "help: comment on {term} in gongbao.ttl"
        );
    }
}
