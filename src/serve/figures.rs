//! All outcomes of the graph as one table in memory, by which pages of places, bodies and people are made at once.
//!
//! A page of a country sums up ten thousands of outcomes; to ask the store for the parts of each would take a second. So
//! the parts of all are read once for each state of the graph (`read.rs`), and kept small: a name is a number.

mod read;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use oxigraph::sparql::CancellationToken;

use super::App;
use super::http::Fault;
use crate::ontology::BASE;

/// An IRI, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u32);

/// An outcome. Where a text leaves something open, nothing stands for it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its IRI.
    pub iri: Box<str>,
    /// Its value as it is written.
    pub text: Box<str>,
    /// The same as a number, for order and for charts.
    pub value: f64,
    /// What was done.
    pub action: Option<Id>,
    /// To what; sorted.
    pub targets: Box<[Id]>,
    /// About what.
    pub offence: Option<Id>,
    /// Its unit.
    pub unit: Option<Id>,
    /// What it is per.
    pub per: Option<Id>,
    /// What its wording makes of the value.
    pub bound: Option<Id>,
    /// Whether the value is told exactly.
    pub is_exact: bool,
    /// What it is held against.
    pub compare: Option<Id>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Where; sorted.
    pub places: Box<[Id]>,
    /// By whom; sorted.
    pub agencies: Box<[Id]>,
    /// Said by whom.
    pub official: Option<Id>,
    /// Under which campaigns; sorted.
    pub campaigns: Box<[Id]>,
    /// In which bulletin.
    pub bulletin: Option<Id>,
    /// The day of that.
    pub date: Option<Date>,
}

/// What outcomes are looked at by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Where.
    Place,
    /// By whom.
    Agency,
    /// Said by whom.
    Official,
    /// Under which campaign.
    Campaign,
    /// About which offence.
    Offence,
    /// What was done.
    Action,
    /// To what.
    Target,
    /// In which unit.
    Unit,
    /// Under which law; only bulletins tell of laws.
    Law,
}

impl Facet {
    /// Each of them.
    pub const ALL: [Self; 9] = [
        Self::Place,
        Self::Agency,
        Self::Official,
        Self::Campaign,
        Self::Offence,
        Self::Law,
        Self::Action,
        Self::Target,
        Self::Unit,
    ];

    /// The first part of the path of its things.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Place => "place/",
            Self::Agency => "agency/",
            Self::Official => "official/",
            Self::Campaign => "campaign/",
            Self::Offence => "offence/",
            Self::Action => "action/",
            Self::Target => "target/",
            Self::Unit => "unit/",
            Self::Law => "law/",
        }
    }

    /// What a thing is, by its IRI.
    pub fn of(iri: &str) -> Option<Self> {
        let local = iri.strip_prefix(BASE)?;
        Self::ALL.into_iter().find(|facet| local.starts_with(facet.path()) && !local.contains('#'))
    }
}

impl Row {
    /// An outcome of which nothing is known but its value.
    fn new(iri: Box<str>, text: Box<str>) -> Self {
        let none = || Box::<[Id]>::default();
        Self {
            value: text.parse().unwrap_or(f64::NAN),
            iri,
            text,
            action: None,
            targets: none(),
            offence: None,
            unit: None,
            per: None,
            bound: None,
            is_exact: true,
            compare: None,
            from: None,
            to: None,
            places: none(),
            agencies: none(),
            official: None,
            campaigns: none(),
            bulletin: None,
            date: None,
        }
    }

    /// What of a kind the outcome has.
    pub fn of(&self, facet: Facet) -> &[Id] {
        match facet {
            Facet::Place => &self.places,
            Facet::Agency => &self.agencies,
            Facet::Official => self.official.as_slice(),
            Facet::Campaign => &self.campaigns,
            Facet::Offence => self.offence.as_slice(),
            Facet::Action => self.action.as_slice(),
            Facet::Target => &self.targets,
            Facet::Unit => self.unit.as_slice(),
            Facet::Law => &[],
        }
    }

    /// Where it stands among periods: by its first day, then by its last. What has neither comes first.
    pub fn period(&self) -> (Option<Date>, Option<Date>) {
        (self.from.or(self.to), self.to.or(self.from))
    }
}

/// How often a thing is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In outcomes.
    pub figures: usize,
    /// In bulletins.
    pub bulletins: usize,
}

/// The table, and what is known of the things in it.
#[derive(Default)]
pub struct Figures {
    iris: Vec<Box<str>>,
    ids: HashMap<Box<str>, Id>,
    /// The outcomes, sorted by their IRIs.
    pub rows: Vec<Row>,
    /// The days of bulletins.
    dates: HashMap<Id, Date>,
    /// Which thing is in which bulletin; sorted.
    within: Vec<(Id, Id)>,
    counts: BTreeMap<Id, Count>,
    /// Of what a place is a part; sorted by the whole.
    parts: Vec<(Id, Id)>,
    /// The place of a body; sorted by the place.
    seats: Vec<(Id, Id)>,
    /// The kind of a body.
    kinds: HashMap<Id, Id>,
    /// Who is in a body; sorted by the body.
    members: Vec<(Id, Id)>,
}

impl Figures {
    /// The table as of the present state of the graph.
    ///
    /// # Errors
    /// When the store cannot be read, or nobody waits for it any longer.
    pub fn of(app: &App, token: &CancellationToken) -> Result<Arc<Self>, Fault> {
        app.figures.get(app.changes(), token, || Self::read(&app.store))
    }

    /// The number of an IRI, where it is in the table.
    pub fn id(&self, iri: &str) -> Option<Id> {
        self.ids.get(iri).copied()
    }

    /// An IRI by its number.
    pub fn iri(&self, id: Id) -> &str {
        self.iris.get(id.0 as usize).map_or("", |iri| iri)
    }

    /// The last part of an IRI, as parameters name it.
    pub fn short(&self, id: Id) -> &str {
        let iri = self.iri(id);
        let local = iri.strip_prefix(BASE).unwrap_or(iri);
        local.split_once('/').map_or(local, |(_, rest)| rest)
    }

    /// The thing of a kind that a parameter names.
    pub fn named(&self, facet: Facet, short: &str) -> Option<Id> {
        self.id(&format!("{BASE}{}{short}", facet.path()))
    }

    /// The outcomes that have a thing.
    pub fn rows_of(&self, facet: Facet, id: Id) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.of(facet).contains(&id)).collect()
    }

    /// How often a thing is met.
    pub fn count(&self, id: Id) -> Count {
        self.counts.get(&id).copied().unwrap_or_default()
    }

    /// All things of a kind that are met, with how often they are.
    pub fn things(&self, facet: Facet) -> Vec<(Id, Count)> {
        let of_kind = |id: &Id| Facet::of(self.iri(*id)) == Some(facet);
        self.counts.iter().filter(|(id, _)| of_kind(id)).map(|(id, count)| (*id, *count)).collect()
    }

    /// The bulletins in which a thing is met, the newest first.
    pub fn bulletins(&self, id: Id) -> Vec<Id> {
        let mut all: Vec<Id> = second(&self.within, id).collect();
        all.sort_by(|a, b| self.dates.get(b).cmp(&self.dates.get(a)).then_with(|| self.iri(*a).cmp(self.iri(*b))));
        all
    }

    /// The day of a bulletin.
    pub fn date(&self, bulletin: Id) -> Option<Date> {
        self.dates.get(&bulletin).copied()
    }

    /// The places that lie in a place.
    pub fn parts(&self, place: Id) -> impl Iterator<Item = Id> {
        second(&self.parts, place)
    }

    /// The bodies of a place.
    pub fn seated(&self, place: Id) -> impl Iterator<Item = Id> {
        second(&self.seats, place)
    }

    /// The places of a body.
    pub fn places_of(&self, agency: Id) -> Vec<Id> {
        self.seats.iter().filter(|(_, body)| *body == agency).map(|(place, _)| *place).collect()
    }

    /// The people of a body.
    pub fn members(&self, agency: Id) -> impl Iterator<Item = Id> {
        second(&self.members, agency)
    }

    /// The bodies of a kind.
    pub fn of_kind(&self, kind: Id) -> Vec<Id> {
        self.kinds.iter().filter(|(_, of)| **of == kind).map(|(body, _)| *body).collect()
    }

    /// The kind of a body.
    pub fn kind(&self, agency: Id) -> Option<Id> {
        self.kinds.get(&agency).copied()
    }

    /// The years in which a period begins and ends, each once, the latest first.
    pub fn years(&self) -> Vec<i16> {
        let years = self.rows.iter().filter_map(year);
        let mut years: Vec<i16> = years.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
        years.reverse();
        years
    }
}

/// The year that a period lies in.
pub fn year(row: &Row) -> Option<i16> {
    let (from, to) = (row.from?, row.to?);
    (from.year() == to.year()).then(|| from.year())
}

/// The seconds of the pairs with a first.
fn second(pairs: &[(Id, Id)], first: Id) -> impl Iterator<Item = Id> {
    let start = pairs.partition_point(|(f, _)| *f < first);
    pairs.iter().skip(start).take_while(move |(f, _)| *f == first).map(|(_, second)| *second)
}

#[cfg(test)]
pub mod tests {
    use oxigraph::io::RdfFormat;
    use oxigraph::store::Store;

    use super::*;

    /// An outcome of which nothing is known but its value and its days.
    pub fn row(iri: &str, value: f64, from: &str, to: &str) -> Row {
        let mut row = Row::new(iri.into(), value.to_string().into());
        (row.from, row.to) = (from.parse().ok(), to.parse().ok());
        row
    }

    #[test]
    fn the_parts_of_outcomes_come_together() {
        let text = "@prefix gb: <https://w3id.org/gongbao/ns#> . @prefix : <https://w3id.org/gongbao/> .
            <https://w3id.org/gongbao/bulletin/1#outcome-1> gb:value 12.50 ; gb:action <https://w3id.org/gongbao/action/arrest> ;
                gb:target <https://w3id.org/gongbao/target/a> , <https://w3id.org/gongbao/target/b> ; gb:place <https://w3id.org/gongbao/place/CN> ;
                gb:bound <https://w3id.org/gongbao/bound/about> ; gb:periodStart '2024-01-01' ; gb:periodEnd '2024-12-31Z' ;
                gb:statedIn <https://w3id.org/gongbao/bulletin/1> .
            <https://w3id.org/gongbao/bulletin/1> gb:date '2025-01-05' ; gb:mentions <https://w3id.org/gongbao/place/CN-SD> .
            <https://w3id.org/gongbao/bulletin/2> gb:date '2025-02-05' ; gb:mentions <https://w3id.org/gongbao/place/CN> .
            <https://w3id.org/gongbao/place/CN-SD> gb:within <https://w3id.org/gongbao/place/CN> .
            <https://w3id.org/gongbao/agency/CN/court> gb:place <https://w3id.org/gongbao/place/CN> .";
        let store = Store::new().unwrap();
        store.load_from_slice(RdfFormat::Turtle, text).unwrap();
        let table = Figures::read(&store).unwrap();
        let china = table.named(Facet::Place, "CN").unwrap();
        let rows = table.rows_of(Facet::Place, china);
        assert_eq!((rows.len(), rows[0].targets.len(), rows[0].value, &*rows[0].text), (1, 2, 12.5, "12.5"));
        assert_eq!((year(rows[0]), rows[0].is_exact), (Some(2024), false));
        assert_eq!(table.count(china), Count { figures: 1, bulletins: 2 });
        let names = |ids: Vec<Id>| ids.iter().map(|id| table.short(*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(table.bulletins(china)), ["2", "1"]);
        assert_eq!(names(table.parts(china).collect()), ["CN-SD"]);
        assert_eq!(names(table.seated(china).collect()), ["CN/court"]);
        assert_eq!(table.things(Facet::Place).len(), 2);
        assert_eq!(Facet::of("https://w3id.org/gongbao/bulletin/1#outcome-1"), None);
    }
}
