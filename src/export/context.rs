//! The `@context` of our JSON-LD: which words stand for which IRIs, and what kind of value each has.

use std::collections::HashMap;
use std::sync::LazyLock;

use oxigraph::model::NamedNodeRef;
use serde_json::Value;

/// The file, as it is published.
pub const TEXT: &str = include_str!("../../ontology/context.jsonld");

/// The built-in context.
pub static BUILTIN: LazyLock<Context> = LazyLock::new(|| Context::new(TEXT));

/// What values a term takes.
#[derive(Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nodes.
    Nodes,
    /// Words in languages, as a map.
    Languages,
    /// Literals of this datatype.
    Literals(String),
}

/// A context, turned round: from IRIs to words.
#[derive(Debug, Default)]
pub struct Context {
    /// (namespace, prefix), the longest namespace first.
    prefixes: Vec<(String, String)>,
    /// IRI → term.
    terms: HashMap<String, (String, Takes)>,
    names: Vec<String>,
    vocab: String,
}

impl Context {
    /// Understands the form of our file only: prefixes, and terms with `@id`, `@type` and `@container`.
    fn new(text: &str) -> Self {
        let file: Value = serde_json::from_str(text).unwrap_or_default();
        let Some(entries) = file.get("@context").and_then(Value::as_object) else { return Self::default() };
        let mut context = Self { vocab: text_at(entries.get("@vocab")).to_owned(), ..Self::default() };
        for (name, namespace) in entries.iter().filter(|(name, _)| *name != "@vocab") {
            if let Some(namespace) = namespace.as_str().filter(|iri| iri.ends_with(['/', '#'])) {
                context.prefixes.push((namespace.to_owned(), name.clone()));
            }
        }
        context.prefixes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        for (name, entry) in entries.iter().filter(|(name, _)| !name.starts_with('@')) {
            let (id, takes) = match entry {
                Value::String(id) => (id.as_str(), Takes::Literals(context.full("xsd:string"))),
                entry if text_at(entry.get("@container")) == "@language" => {
                    (text_at(entry.get("@id")), Takes::Languages)
                }
                entry if text_at(entry.get("@type")) == "@id" => (text_at(entry.get("@id")), Takes::Nodes),
                entry => (text_at(entry.get("@id")), Takes::Literals(context.full(text_at(entry.get("@type"))))),
            };
            context.names.push(name.clone());
            if !id.ends_with(['/', '#']) {
                context.terms.insert(context.full(id), (name.clone(), takes));
            }
        }
        context.names.sort_unstable();
        context
    }

    fn full(&self, compact: &str) -> String {
        let (prefix, local) = compact.split_once(':').unwrap_or(("", compact));
        let namespace = self.prefixes.iter().find(|(_, name)| name == prefix);
        namespace.map_or_else(|| compact.to_owned(), |(namespace, _)| format!("{namespace}{local}"))
    }

    /// The term of a property, and what values it takes.
    pub fn term(&self, property: NamedNodeRef<'_>) -> Option<(&str, &Takes)> {
        self.terms.get(property.as_str()).map(|(name, takes)| (name.as_str(), takes))
    }

    /// The word for a class.
    pub fn class(&self, iri: &str) -> String {
        match self.terms.get(iri) {
            Some((name, Takes::Literals(_))) => name.clone(),
            _ => self.word(iri).unwrap_or_else(|| self.compact(iri)),
        }
    }

    /// A name of our vocabulary that needs no entry.
    fn word(&self, iri: &str) -> Option<String> {
        let name = iri.strip_prefix(self.vocab.as_str()).filter(|_| !self.vocab.is_empty())?;
        let is_plain =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric());
        (is_plain && self.names.binary_search_by(|n| n.as_str().cmp(name)).is_err()).then(|| name.to_owned())
    }

    /// The IRI of a node, as a prefix with what follows it where there is one for it.
    pub fn compact(&self, iri: &str) -> String {
        for (namespace, prefix) in &self.prefixes {
            if let Some(local) = iri.strip_prefix(namespace.as_str()).filter(|l| !l.is_empty() && !l.starts_with("//"))
            {
                return format!("{prefix}:{local}");
            }
        }
        iri.to_owned()
    }

    /// Whether an IRI that is written in full would be taken for a prefix with what follows it.
    pub fn confuses(&self, iri: &str) -> bool {
        let Some((scheme, rest)) = iri.split_once(':') else { return false };
        !rest.starts_with("//") && self.names.binary_search_by(|n| n.as_str().cmp(scheme)).is_ok()
    }
}

fn text_at(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_iris() {
        let context = &*BUILTIN;
        for (iri, expected) in [
            ("https://w3id.org/gongbao/place/CN-SD", "gongbao:place/CN-SD"),
            ("https://w3id.org/gongbao/ns#value", "gb:value"),
            ("https://w3id.org/gongbao/", "https://w3id.org/gongbao/"),
            ("https://w3id.org/gongbao///x", "https://w3id.org/gongbao///x"),
            ("urn:x:y", "urn:x:y"),
        ] {
            assert_eq!(context.compact(iri), expected);
        }
        for (iri, expected) in [
            ("https://w3id.org/gongbao/ns#Outcome", "Outcome"),
            ("http://www.w3.org/ns/org#Post", "Position"),
            ("https://w3id.org/gongbao/ns#Post", "Post"),
            ("https://w3id.org/gongbao/ns#place", "gb:place"),
            ("http://www.w3.org/2002/07/owl#Class", "owl:Class"),
        ] {
            assert_eq!(context.class(iri), expected);
        }
        assert!(context.confuses("prov:x") && context.confuses("value:x"));
        assert!(!context.confuses("urn:x") && !context.confuses("http://x"));
        let value = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#value");
        let decimal = Takes::Literals("http://www.w3.org/2001/XMLSchema#decimal".to_owned());
        assert_eq!(context.term(value), Some(("value", &decimal)));
    }
}
