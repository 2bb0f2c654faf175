//! What is in the graph as a whole: its bulletins by day and language, and how many there are of what.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::CancellationToken;

use super::App;
use super::figures::{Count, Facet, Figures, Id};
use super::http::Fault;

/// A bulletin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulletin {
    /// Its day of publication.
    pub date: Option<Date>,
    /// Its IRI.
    pub iri: NamedNode,
    /// The tag of its language.
    pub language: String,
}

/// What there is.
#[derive(Debug, Default)]
pub struct Overview {
    /// The bulletins, the newest first.
    pub bulletins: Vec<Bulletin>,
    /// How many figures were read.
    pub figures: usize,
    /// How many numbers were left.
    pub unread: usize,
    /// How often each place is met, by its code; a country with all that lies in it.
    pub places: BTreeMap<String, Count>,
    /// How many things there are of each kind.
    pub things: Vec<(Facet, usize)>,
    /// The operations that most figures tell of, at most [`CAMPAIGNS`].
    pub campaigns: Vec<(NamedNode, Count)>,
}

/// How many operations are kept.
pub const CAMPAIGNS: usize = 10;

impl Overview {
    /// What there is at present.
    ///
    /// # Errors
    /// When the store cannot be read, or nobody waits for it any longer.
    pub fn of(app: &App, token: &CancellationToken) -> Result<Arc<Self>, Fault> {
        let table = Figures::of(app, token)?;
        app.overview.get(app.changes(), token, || Self::read(app, &table))
    }

    fn read(app: &App, table: &Figures) -> Result<Self, Fault> {
        let kinds = [Facet::Place, Facet::Agency, Facet::Official, Facet::Campaign, Facet::Law];
        let mut campaigns = table.things(Facet::Campaign);
        campaigns.sort_by_key(|(id, count)| {
            (std::cmp::Reverse((count.figures, count.bulletins)), table.iri(*id).to_owned())
        });
        campaigns.truncate(CAMPAIGNS);
        let node = |id: Id| NamedNode::new_unchecked(table.iri(id));
        Ok(Self {
            bulletins: bulletins(app)?,
            figures: table.rows.len(),
            unread: scan(app, "https://w3id.org/gongbao/ns#reason")?.len(),
            places: places(table),
            things: kinds.into_iter().map(|kind| (kind, table.things(kind).len())).collect(),
            campaigns: campaigns.into_iter().map(|(id, count)| (node(id), count)).collect(),
        })
    }
}

fn scan(app: &App, property: &str) -> Result<Vec<Quad>, Fault> {
    let property = NamedNodeRef::new_unchecked(property);
    let quads = app.store.quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph));
    Ok(quads.collect::<Result<_, _>>()?)
}

/// The bulletins, without versions whose place was taken.
fn bulletins(app: &App) -> Result<Vec<Bulletin>, Fault> {
    let mut all: BTreeMap<NamedNode, Bulletin> = BTreeMap::new();
    for quad in scan(app, "https://w3id.org/gongbao/ns#language")? {
        if let (NamedOrBlankNode::NamedNode(iri), Term::Literal(language)) = (quad.subject, quad.object) {
            let language = language.value().to_owned();
            all.insert(iri.clone(), Bulletin { date: None, iri, language });
        }
    }
    for quad in scan(app, "https://w3id.org/gongbao/ns#date")? {
        if let (NamedOrBlankNode::NamedNode(iri), Term::Literal(date)) = (&quad.subject, &quad.object)
            && let Some(bulletin) = all.get_mut(iri)
        {
            bulletin.date = date.value().parse().ok();
        }
    }
    for quad in scan(app, "http://purl.org/dc/terms/isReplacedBy")? {
        if let NamedOrBlankNode::NamedNode(former) = &quad.subject {
            all.remove(former);
        }
    }
    let mut all: Vec<Bulletin> = all.into_values().collect();
    all.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.iri.cmp(&b.iri)));
    Ok(all)
}

/// How often places are met; a country is met wherever a part of it is.
fn places(table: &Figures) -> BTreeMap<String, Count> {
    let mut met: BTreeMap<String, (usize, HashSet<Id>)> = BTreeMap::new();
    for (id, count) in table.things(Facet::Place) {
        let code = table.short(id);
        let country = code.split('-').next().unwrap_or(code);
        let bulletins = table.bulletins(id);
        let mut of = vec![code];
        if country != code {
            of.push(country);
        }
        for code in of {
            let (figures, within) = met.entry(code.to_owned()).or_default();
            *figures += count.figures;
            within.extend(bulletins.iter().copied());
        }
    }
    met.into_iter().map(|(code, (figures, within))| (code, Count { figures, bulletins: within.len() })).collect()
}
