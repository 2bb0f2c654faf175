//! What there is by name: places, bodies, people, operations, laws and bulletins, in every language that they are named in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::CancellationToken;
use oxigraph::store::{StorageError, Store};

use super::App;
use super::http::Fault;
use super::limits::go_on;
use super::page::fold::{folded, is_wide};
use crate::ontology::BASE;

/// What kind of thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country, a subdivision or a city.
    Place,
    /// A body.
    Agency,
    /// A person with a post.
    Official,
    /// An operation.
    Campaign,
    /// A law.
    Law,
    /// A bulletin, by its title.
    Bulletin,
}

/// The kinds, in the order in which they are shown, with the path of their IRIs.
pub const KINDS: [(Kind, &str); 6] = [
    (Kind::Place, "place"),
    (Kind::Agency, "agency"),
    (Kind::Official, "official"),
    (Kind::Campaign, "campaign"),
    (Kind::Law, "law"),
    (Kind::Bulletin, "bulletin"),
];

/// The properties that name, and by which a thing is found without being called so.
const NAMING: [&str; 5] = [
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#hiddenLabel",
    "http://www.w3.org/2004/02/skos/core#notation",
    "https://w3id.org/gongbao/ns#title",
];
const MENTIONS: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#mentions");
const REPLACED_BY: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/isReplacedBy");

/// A thing with names.
#[derive(Debug)]
struct Named {
    iri: NamedNode,
    kind: Kind,
    /// How many bulletins name it.
    bulletins: u32,
    /// Its names, folded, a line each.
    names: String,
    /// The same as they are written.
    written: Vec<Box<str>>,
}

/// All that is named.
#[derive(Debug, Default)]
pub struct Names(Vec<Named>);

/// A thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its IRI.
    pub iri: NamedNode,
    /// What it is.
    pub kind: Kind,
    /// How many bulletins name it.
    pub bulletins: u32,
    /// The name by which it was found; none where its words are in several.
    pub by: Option<Box<str>>,
}

/// How a name is like what is looked for, the most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Whole,
    Beginning,
    Word,
    Within,
    Scattered,
}

/// What is looked for.
#[derive(Debug)]
pub struct Wanted {
    whole: String,
    words: Vec<String>,
}

impl Wanted {
    /// What is looked for by these words, which must be two letters at least, or one Chinese character.
    pub fn new(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST).collect();
        let whole = folded(&text);
        let enough = whole.chars().any(is_wide) || whole.chars().filter(|c| !c.is_whitespace()).count() >= 2;
        let words = whole.split(' ').filter(|w| !w.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        enough.then_some(Self { whole, words })
    }

    /// How alike the most alike of some names is, and which it is.
    fn likeness(&self, names: &str) -> Option<(Likeness, Option<usize>)> {
        if !self.words.iter().all(|word| names.contains(word.as_str())) {
            return None;
        }
        let of_name = |name: &str| {
            let rest = name.strip_prefix(self.whole.as_str());
            if rest == Some("") {
                return Some(Likeness::Whole);
            }
            if rest.is_some() {
                return Some(Likeness::Beginning);
            }
            let mut found = name.match_indices(self.whole.as_str()).peekable();
            found.peek()?;
            let begins = found.any(|(at, _)| name.get(..at).is_some_and(|before| before.ends_with(' ')));
            Some(if begins { Likeness::Word } else { Likeness::Within })
        };
        let alike = names.lines().enumerate().filter_map(|(n, name)| Some((of_name(name)?, Some(n))));
        Some(alike.min().unwrap_or((Likeness::Scattered, None)))
    }
}

/// More characters are not looked at, nor more words.
const LONGEST: usize = 100;
const MOST_WORDS: usize = 8;
/// Of one thing no more names are kept, in bytes: a law may have been written in a thousand ways.
const NAMES: usize = 4 << 10;
/// And of one name so many characters.
const LONGEST_NAME: usize = 300;

impl Names {
    /// What is named at present.
    ///
    /// # Errors
    /// When the store cannot be read, or nobody waits for it any longer.
    pub fn of(app: &App, token: &CancellationToken) -> Result<Arc<Self>, Fault> {
        app.names.get(app.changes(), token, || Ok(Self::read(&app.store)?))
    }

    /// What is named in a store.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(store: &Store) -> Result<Self, StorageError> {
        let default = Some(GraphNameRef::DefaultGraph);
        let mut bulletins: HashMap<NamedNode, u32> = HashMap::new();
        for quad in store.quads_for_pattern(None, Some(MENTIONS), None, default) {
            if let Term::NamedNode(named) = quad?.object {
                *bulletins.entry(named).or_default() += 1;
            }
        }
        let mut names: BTreeMap<NamedNode, Entry> = BTreeMap::new();
        for property in NAMING {
            let property = NamedNodeRef::new_unchecked(property);
            for quad in store.quads_for_pattern(None, Some(property), None, default) {
                enter(quad?, &mut names);
            }
        }
        for quad in store.quads_for_pattern(None, Some(REPLACED_BY), None, default) {
            if let NamedOrBlankNode::NamedNode(former) = quad?.subject {
                names.remove(&former);
            }
        }
        let count = |iri: &NamedNode| bulletins.get(iri).copied().unwrap_or(0);
        let named = names.into_iter().map(|(iri, (kind, names, written))| Named {
            bulletins: count(&iri),
            iri,
            kind,
            names,
            written,
        });
        Ok(Self(named.collect()))
    }

    /// What is named so, of each kind the most alike and the most often named first.
    ///
    /// # Errors
    /// When nobody waits for it any longer.
    pub fn find(&self, wanted: &Wanted, token: &CancellationToken) -> Result<BTreeMap<Kind, Vec<Found>>, Fault> {
        let mut all: Vec<(Likeness, &Named, Option<usize>)> = Vec::new();
        for named in &self.0 {
            go_on(token)?;
            all.extend(wanted.likeness(&named.names).map(|(alike, by)| (alike, named, by)));
        }
        // Titles are not named by others: the newest is first, as their IRIs tell.
        let order = |a: &(Likeness, &Named, _), b: &(Likeness, &Named, _)| {
            let by_iri = if a.1.kind == Kind::Bulletin { b.1.iri.cmp(&a.1.iri) } else { a.1.iri.cmp(&b.1.iri) };
            let named = |n: &Named| n.bulletins > 0 || n.kind == Kind::Bulletin;
            named(b.1)
                .cmp(&named(a.1))
                .then_with(|| a.0.cmp(&b.0))
                .then_with(|| b.1.bulletins.cmp(&a.1.bulletins))
                .then(by_iri)
        };
        all.sort_by(order);
        let mut found: BTreeMap<Kind, Vec<Found>> = BTreeMap::new();
        for (_, named, by) in all {
            let Named { iri, kind, bulletins, .. } = named;
            let by = by.and_then(|by| named.written.get(by)).cloned();
            found.entry(*kind).or_default().push(Found { iri: iri.clone(), kind: *kind, bulletins: *bulletins, by });
        }
        Ok(found)
    }
}

/// The kind of a thing, and its names as [`Named`] has them.
type Entry = (Kind, String, Vec<Box<str>>);

/// Enters a name, where it is that of a thing of some kind.
fn enter(quad: Quad, names: &mut BTreeMap<NamedNode, Entry>) {
    let (NamedOrBlankNode::NamedNode(subject), Term::Literal(name)) = (quad.subject, quad.object) else { return };
    let local = subject.as_str().strip_prefix(BASE).unwrap_or_default();
    let (path, rest) = local.split_once('/').unwrap_or_default();
    let Some((kind, _)) = KINDS.into_iter().find(|(_, known)| *known == path) else { return };
    if rest.contains('#') {
        return;
    }
    let (_, all, names) = names.entry(subject).or_insert_with(|| (kind, String::new(), Vec::new()));
    let written: String = name.value().chars().take(LONGEST_NAME).collect();
    let name = folded(&written);
    if !name.is_empty() && all.len() + name.len() < NAMES && !all.lines().any(|known| known == name) {
        all.push_str(&name);
        all.push('\n');
        names.push(written.into());
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::*;

    fn names() -> Names {
        let store = Store::new().unwrap();
        let say = |subject: &str, property: &str, object: Term| {
            let subject = NamedNode::new_unchecked(format!("{BASE}{subject}"));
            let quad = Quad::new(
                subject,
                NamedNode::new_unchecked(property),
                object,
                oxigraph::model::GraphName::DefaultGraph,
            );
            store.insert(&quad).unwrap();
        };
        for (thing, name) in [
            ("place/CN-GD", "Guangdong"),
            ("place/CN-GD", "广东"),
            ("place/CN-GX", "广西"),
            ("agency/CN-GD/publicSecurity", "Guangdong Provincial Public Security Department"),
            ("agency/CN-GD/publicSecurity", "廣東省公安廳"),
            ("agency-kind/publicSecurity", "Guangdong"),
            ("place/ES-CL", "Castilla y León"),
        ] {
            say(thing, NAMING[0], Literal::new_simple_literal(name).into());
        }
        say("bulletin/2024-01-01-a", NAMING[4], Literal::new_simple_literal("广东警方通报").into());
        say("bulletin/2025-01-01-b", NAMING[4], Literal::new_simple_literal("广东破案").into());
        say("bulletin/2025-01-01-b", MENTIONS.as_str(), NamedNode::new_unchecked(format!("{BASE}place/CN-GD")).into());
        Names::read(&store).unwrap()
    }

    fn find(text: &str) -> Vec<String> {
        let found = Wanted::new(text)
            .map(|wanted| names().find(&wanted, &CancellationToken::new()).unwrap())
            .unwrap_or_default();
        found.into_values().flatten().map(|f| f.iri.as_str().replace(BASE, "")).collect()
    }

    #[test]
    fn by_name_in_any_language() {
        for (text, expected) in [
            (
                "廣東",
                &["place/CN-GD", "agency/CN-GD/publicSecurity", "bulletin/2025-01-01-b", "bulletin/2024-01-01-a"][..],
            ),
            ("guangdong", &["place/CN-GD", "agency/CN-GD/publicSecurity"]),
            ("security guangdong", &["agency/CN-GD/publicSecurity"]),
            (
                "广",
                &[
                    "place/CN-GD",
                    "place/CN-GX",
                    "agency/CN-GD/publicSecurity",
                    "bulletin/2025-01-01-b",
                    "bulletin/2024-01-01-a",
                ],
            ),
            ("LEON", &["place/ES-CL"]),
            ("a", &[]),
            ("", &[]),
            ("  ", &[]),
            ("!?", &[]),
            ("no such thing", &[]),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
        assert_eq!(find(&"广东".repeat(10_000)), Vec::<String>::new());
    }

    #[test]
    fn the_most_alike_first() {
        let wanted = Wanted::new("sea").unwrap();
        let like = |names: &str| wanted.likeness(names);
        assert!(like("sea\n") < like("seaside\n") && like("seaside\n") < like("the sea\n"));
        assert!(like("the sea\n") < like("overseas\n"));
        assert_eq!(Wanted::new("b a").unwrap().likeness("xa\nxb\n"), Some((Likeness::Scattered, None)));
    }
}
