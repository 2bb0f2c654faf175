//! The table of all outcomes is read from the store property by property, on all cores.

use std::collections::HashMap;

use jiff::civil::Date;
use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use rayon::prelude::*;

use super::{Facet, Figures, Id, Row};
use crate::ontology::NS;
use crate::serve::http::Fault;

const MEMBER_OF: &str = "http://www.w3.org/ns/org#memberOf";

impl Figures {
    /// Reads the table.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(store: &Store) -> Result<Self, Fault> {
        let mut table = Self::default();
        let mut rows: Vec<(Box<str>, Box<str>)> =
            scan(store, &gb("value"), |quad| Some((subject(quad)?, value(&quad.object))))?;
        rows.sort_unstable();
        rows.dedup_by(|a, b| a.0 == b.0);
        let at: HashMap<Box<str>, u32> = rows.iter().map(|(iri, _)| iri.clone()).zip(0..).collect();
        table.rows = rows.into_iter().map(|(iri, text)| Row::new(iri, text)).collect();
        let read: Vec<Result<Vec<_>, Fault>> = Part::ALL
            .par_iter()
            .map(|part| {
                scan(store, &part.property(), |quad| {
                    let subject = subject(quad)?;
                    let about = match at.get(&subject) {
                        Some(row) => About::Row(*row as usize),
                        None if part.is_of_others() => About::Other(subject),
                        None => return None,
                    };
                    Some((about, value(&quad.object)))
                })
            })
            .collect();
        drop(at);
        for (part, found) in Part::ALL.into_iter().zip(read) {
            for (about, object) in found? {
                match about {
                    About::Row(row) => table.add_to_row(part, row, &object),
                    About::Other(thing) => table.add_to_other(part, &thing, &object),
                }
            }
        }
        table.finish();
        Ok(table)
    }

    fn add_to_row(&mut self, part: Part, row: usize, object: &str) {
        if let Part::From | Part::To = part {
            if let (Some(row), Some(day)) = (self.rows.get_mut(row), day(object)) {
                *(if part == Part::From { &mut row.from } else { &mut row.to }) = Some(day);
            }
            return;
        }
        let id = self.number(object);
        let Some(row) = self.rows.get_mut(row) else { return };
        match part {
            Part::Target => add(&mut row.targets, id),
            Part::Place => add(&mut row.places, id),
            Part::Agency => add(&mut row.agencies, id),
            Part::Campaign => add(&mut row.campaigns, id),
            Part::Action => row.action = Some(id),
            Part::Offence => row.offence = Some(id),
            Part::Unit => row.unit = Some(id),
            Part::Per => row.per = Some(id),
            Part::Bound => {
                row.bound = Some(id);
                row.is_exact = object.ends_with("/exact");
            }
            Part::Compare => row.compare = Some(id),
            Part::Official => row.official = Some(id),
            Part::Bulletin => row.bulletin = Some(id),
            Part::From | Part::To | Part::Date | Part::Mentions | Part::Within | Part::Kind | Part::Member => {}
        }
    }

    fn add_to_other(&mut self, part: Part, thing: &str, object: &str) {
        if part == Part::Date {
            if let Some(day) = day(object) {
                let bulletin = self.number(thing);
                self.dates.insert(bulletin, day);
            }
            return;
        }
        let object = self.number(object);
        let thing = self.number(thing);
        match part {
            Part::Place => self.seats.push((object, thing)),
            Part::Kind => drop(self.kinds.insert(thing, object)),
            Part::Within => self.parts.push((object, thing)),
            Part::Member => self.members.push((object, thing)),
            Part::Mentions => self.within.push((object, thing)),
            _ => {}
        }
    }

    /// Counts, and sorts what is looked up.
    fn finish(&mut self) {
        for row in &mut self.rows {
            row.date = row.bulletin.and_then(|bulletin| self.dates.get(&bulletin).copied());
        }
        for row in &self.rows {
            for facet in Facet::ALL {
                for id in row.of(facet) {
                    self.counts.entry(*id).or_default().figures += 1;
                    self.within.extend(row.bulletin.map(|bulletin| (*id, bulletin)));
                }
            }
        }
        for pairs in [&mut self.within, &mut self.parts, &mut self.seats, &mut self.members] {
            pairs.par_sort_unstable();
            pairs.dedup();
        }
        for (thing, _) in &self.within {
            self.counts.entry(*thing).or_default().bulletins += 1;
        }
    }

    fn number(&mut self, iri: &str) -> Id {
        if let Some(id) = self.ids.get(iri) {
            return *id;
        }
        let id = Id(u32::try_from(self.iris.len()).unwrap_or(u32::MAX));
        self.iris.push(iri.into());
        self.ids.insert(iri.into(), id);
        id
    }
}

/// What a statement is about.
enum About {
    /// An outcome, by its row.
    Row(usize),
    /// Another thing, by its IRI.
    Other(Box<str>),
}

/// What is read of outcomes and of things, a property each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Action,
    Target,
    Offence,
    Unit,
    Per,
    Bound,
    Compare,
    From,
    To,
    Place,
    Agency,
    Official,
    Campaign,
    Bulletin,
    Date,
    Mentions,
    Within,
    Kind,
    Member,
}

impl Part {
    const ALL: [Self; 19] = [
        Self::Action,
        Self::Target,
        Self::Offence,
        Self::Unit,
        Self::Per,
        Self::Bound,
        Self::Compare,
        Self::From,
        Self::To,
        Self::Place,
        Self::Agency,
        Self::Official,
        Self::Campaign,
        Self::Bulletin,
        Self::Date,
        Self::Mentions,
        Self::Within,
        Self::Kind,
        Self::Member,
    ];

    fn property(self) -> String {
        gb(match self {
            Self::Action => "action",
            Self::Target => "target",
            Self::Offence => "offence",
            Self::Unit => "unit",
            Self::Per => "per",
            Self::Bound => "bound",
            Self::Compare => "compare",
            Self::From => "periodStart",
            Self::To => "periodEnd",
            Self::Place => "place",
            Self::Agency => "agency",
            Self::Official => "reportedBy",
            Self::Campaign => "campaign",
            Self::Bulletin => "statedIn",
            Self::Date => "date",
            Self::Mentions => "mentions",
            Self::Within => "within",
            Self::Kind => "agencyKind",
            Self::Member => return MEMBER_OF.to_owned(),
        })
    }

    /// Whether it is said of things that are no outcomes.
    const fn is_of_others(self) -> bool {
        matches!(self, Self::Place | Self::Date | Self::Mentions | Self::Within | Self::Kind | Self::Member)
    }
}

/// Adds one to a few that are sorted.
fn add(few: &mut Box<[Id]>, one: Id) {
    let mut all = std::mem::take(few).into_vec();
    all.push(one);
    all.sort_unstable();
    *few = all.into();
}

/// day = year "-" month "-" day [ zone ]
fn day(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).parse().ok()
}

fn gb(name: &str) -> String {
    format!("{NS}{name}")
}

/// What there is of the statements with a property, in whatever order.
fn scan<T>(store: &Store, property: &str, of: impl Fn(&Quad) -> Option<T>) -> Result<Vec<T>, Fault> {
    let property = NamedNodeRef::new_unchecked(property);
    let quads = store.quads_for_pattern(None, Some(property), None, Some(GraphNameRef::DefaultGraph));
    let mut found = Vec::new();
    for quad in quads {
        found.extend(of(&quad?));
    }
    Ok(found)
}

fn subject(quad: &Quad) -> Option<Box<str>> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str().into()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

fn value(term: &Term) -> Box<str> {
    match term {
        Term::NamedNode(node) => node.as_str().into(),
        Term::Literal(literal) => literal.value().into(),
        other => other.to_string().into(),
    }
}
