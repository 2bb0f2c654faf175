//! What is known of the bulletins of a store, and what a new reading changes in it: the same for a store in memory and
//! one on disk.
//!
//! A bulletin has one or more sources, the addresses or files at which its text stands. When a source gives another text
//! than before, the new bulletin is a revision of the old one; an old one that has no source any longer stays as a node
//! with its title, day and hash, so that a citation of it still leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::rdf::About;

/// A bulletin that was stored from a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The absolute path of the file, with the line or record in it, or the address.
    pub source: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// What the reading depended on beside: see [`super::fingerprint`], and what was told of the bulletin.
    pub made: String,
    /// The IRI of the bulletin and of its graph.
    pub bulletin: String,
    /// The IRI of the bulletin that this source gave before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
    /// What is known of the bulletin at this source.
    #[serde(default, skip_serializing_if = "About::is_empty")]
    pub about: About,
    /// How many quads its graph holds.
    pub quads: u64,
    /// Its title.
    pub title: String,
    /// Its day of publication.
    pub date: Option<String>,
    /// Its language.
    pub language: String,
    /// How many outcomes were read.
    pub outcomes: u64,
    /// How many numbers were left unread.
    pub left: u64,
}

/// A bulletin that no source gives any longer, because a corrected one took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Former {
    /// Its IRI.
    pub bulletin: String,
    /// The IRI of the one that took its place.
    pub replaced_by: String,
    /// The IRIs of those whose place it had taken.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub revises: BTreeSet<String>,
    /// How many quads its graph holds.
    pub quads: u64,
}

/// What became of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// Its source was not known, nor was its text.
    New,
    /// Its source gave another bulletin, or another reading of it, before.
    Replaced,
    /// Its text was there already, from another source.
    Repeated,
    /// Its source gave the same reading before.
    Unchanged,
}

/// The records of a store, by source and by bulletin.
#[derive(Clone, Debug, Default)]
pub struct Index {
    records: BTreeMap<String, Record>,
    sources: BTreeMap<String, BTreeSet<String>>,
    formers: BTreeMap<String, Former>,
}

/// What is to be done so that a store holds a batch of readings.
#[derive(Debug, Default)]
pub struct Plan {
    /// What becomes of each reading, in order.
    pub fates: Vec<Put>,
    /// What is to be noted of each reading, in order; the quads are not counted yet.
    pub records: Vec<Record>,
    /// The bulletins whose graphs are to be written, with what stands in them beside their texts.
    pub written: BTreeMap<String, Beside>,
    /// The bulletins that become former ones; the quads are not counted yet.
    pub formers: Vec<Former>,
}

/// What the sources of a bulletin add to its graph.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What is known of it at each.
    pub about: BTreeSet<About>,
    /// The bulletins that it took the place of.
    pub revises: BTreeSet<String>,
}

impl Index {
    /// Notes what was stored from a source.
    pub fn store(&mut self, record: Record) {
        self.withdraw(&record.source);
        self.formers.remove(&record.bulletin);
        self.sources.entry(record.bulletin.clone()).or_default().insert(record.source.clone());
        self.records.insert(record.source.clone(), record);
    }

    /// Forgets a source.
    pub fn withdraw(&mut self, source: &str) {
        let Some(record) = self.records.remove(source) else { return };
        if let Some(sources) = self.sources.get_mut(&record.bulletin) {
            sources.remove(source);
            if sources.is_empty() {
                self.sources.remove(&record.bulletin);
            }
        }
    }

    /// Notes a bulletin whose place was taken.
    pub fn replace(&mut self, former: Former) {
        self.formers.insert(former.bulletin.clone(), former);
    }

    /// Forgets such a one.
    pub fn forget(&mut self, bulletin: &str) {
        self.formers.remove(bulletin);
    }

    /// What was stored from a source.
    pub fn get(&self, source: &str) -> Option<&Record> {
        self.records.get(source)
    }

    /// Every record, sorted by source.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &Record> {
        self.records.values()
    }

    /// The bulletins whose place was taken, sorted by IRI.
    pub fn formers(&self) -> impl ExactSizeIterator<Item = &Former> {
        self.formers.values()
    }

    /// The records of a bulletin, sorted by source.
    pub fn of(&self, bulletin: &str) -> impl Iterator<Item = &Record> {
        self.sources.get(bulletin).into_iter().flatten().filter_map(|source| self.records.get(source))
    }

    /// The bulletins with their sources, sorted by IRI.
    pub fn bulletins(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.sources
    }

    /// The graphs that there are: the ontology, then every bulletin, former ones too, by IRI.
    pub fn graphs(&self) -> impl Iterator<Item = &str> {
        let current = self.sources.keys().map(String::as_str);
        let bulletins: BTreeSet<&str> = current.chain(self.formers.keys().map(String::as_str)).collect();
        std::iter::once(super::ONTOLOGY).chain(bulletins)
    }

    /// The former bulletins whose place was taken by this one, at the end of however many corrections.
    pub fn formers_of(&self, bulletin: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![bulletin.to_owned()];
        while let Some(by) = open.pop() {
            let replaced = self.formers.values().filter(|f| f.replaced_by == by && f.bulletin != bulletin);
            let new: Vec<String> = replaced.map(|f| f.bulletin.clone()).filter(|b| !found.contains(b)).collect();
            found.extend(new.iter().cloned());
            open.extend(new);
        }
        found
    }

    /// What a batch of readings changes, none of them from a source of another one. `again` tells the readings that are to be
    /// written even when they are there.
    pub fn plan(&self, batch: Vec<Record>, again: &[bool]) -> Plan {
        let mut plan = Plan::default();
        let mut given: BTreeSet<&str> = BTreeSet::new();
        let mut left: BTreeMap<String, String> = BTreeMap::new();
        for (record, again) in batch.iter().zip(again) {
            let before = self.get(&record.source);
            let is_first = given.insert(&record.bulletin) && !self.sources.contains_key(&record.bulletin);
            let fate = match before {
                Some(b) if !again && b.same_reading(record) => Put::Unchanged,
                Some(_) => Put::Replaced,
                None if is_first => Put::New,
                None => Put::Repeated,
            };
            let mut record = record.clone();
            if let Some(before) = before {
                record.quads = before.quads;
                record.revises = if before.bulletin == record.bulletin {
                    before.revises.clone()
                } else {
                    left.insert(before.bulletin.clone(), record.bulletin.clone());
                    // A text that comes back is no revision of its own revision.
                    Some(before.bulletin.clone()).filter(|old| !self.leads(old, &record.bulletin))
                };
            }
            plan.fates.push(fate);
            plan.records.push(record);
        }
        let fates = plan.fates.iter().zip(&plan.records);
        let written: BTreeSet<String> =
            fates.filter(|(fate, _)| **fate != Put::Unchanged).map(|(_, record)| record.bulletin.clone()).collect();
        let batch: BTreeMap<&str, &Record> = plan.records.iter().map(|r| (r.source.as_str(), r)).collect();
        let mut by_bulletin: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in &plan.records {
            by_bulletin.entry(&record.bulletin).or_default().push(record);
        }
        for bulletin in written.iter().chain(left.keys()) {
            let kept = self.of(bulletin).filter(|r| !batch.contains_key(r.source.as_str()));
            let sources: Vec<&Record> =
                kept.chain(by_bulletin.get(bulletin.as_str()).into_iter().flatten().copied()).collect();
            match left.get(bulletin).filter(|_| sources.is_empty()) {
                Some(replaced_by) => {
                    let revises = self.of(bulletin).filter_map(|r| r.revises.clone()).collect();
                    let (bulletin, replaced_by) = (bulletin.clone(), replaced_by.clone());
                    plan.formers.push(Former { bulletin, replaced_by, revises, quads: 0 });
                }
                None => {
                    let about = sources.iter().map(|r| r.about.clone()).collect();
                    let revises = sources.iter().filter_map(|r| r.revises.clone()).collect();
                    plan.written.insert(bulletin.clone(), Beside { about, revises });
                }
            }
        }
        plan
    }

    /// The part of it that tells of one bulletin.
    pub fn clone_of(&self, bulletin: &str) -> Self {
        let mut part = Self::default();
        self.of(bulletin).for_each(|record| part.store(record.clone()));
        part
    }

    /// The part of it that tells of some bulletins and of some sources.
    pub fn part<'a>(&self, bulletins: impl Iterator<Item = &'a str>, sources: impl Iterator<Item = &'a str>) -> Self {
        let mut part = Self::default();
        let records = bulletins.flat_map(|bulletin| self.of(bulletin)).chain(sources.filter_map(|s| self.get(s)));
        records.for_each(|record| part.store(record.clone()));
        part
    }

    /// What stands in the graph of a bulletin beside its text.
    pub fn beside(&self, bulletin: &str) -> Beside {
        let about = self.of(bulletin).map(|r| r.about.clone()).collect();
        Beside { about, revises: self.of(bulletin).filter_map(|r| r.revises.clone()).collect() }
    }

    /// Whether one goes from a bulletin to another by what each is a revision of.
    fn leads(&self, from: &str, to: &str) -> bool {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![from];
        while let Some(bulletin) = open.pop() {
            if bulletin == to {
                return true;
            }
            if seen.insert(bulletin) {
                open.extend(self.of(bulletin).filter_map(|r| r.revises.as_deref()));
                open.extend(self.formers.get(bulletin).into_iter().flat_map(|f| &f.revises).map(String::as_str));
            }
        }
        false
    }
}

impl Record {
    /// Whether two records tell of the same reading, from bytes that may differ (a page with another advertisement).
    fn same_reading(&self, other: &Self) -> bool {
        self.bulletin == other.bulletin && self.made == other.made && self.about == other.about
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(source: &str, bulletin: &str) -> Record {
        Record { source: source.to_owned(), bulletin: bulletin.to_owned(), ..Record::default() }
    }

    /// Stores one reading; what became of it, and which bulletins became former ones.
    fn store(index: &mut Index, source: &str, bulletin: &str) -> (Put, Vec<String>) {
        let plan = index.plan(vec![record(source, bulletin)], &[false]);
        let formers = plan.formers.iter().map(|f| f.bulletin.clone()).collect();
        plan.formers.into_iter().for_each(|former| index.replace(former));
        plan.records.into_iter().for_each(|record| index.store(record));
        (plan.fates[0], formers)
    }

    fn revises(index: &Index, bulletin: &str) -> Vec<String> {
        index.beside(bulletin).revises.into_iter().collect()
    }

    #[test]
    fn a_correction_takes_the_place() {
        let mut index = Index::default();
        assert_eq!(store(&mut index, "1", "A"), (Put::New, vec![]));
        assert_eq!(store(&mut index, "1", "A"), (Put::Unchanged, vec![]));
        assert_eq!(store(&mut index, "1", "B"), (Put::Replaced, vec!["A".to_owned()]));
        assert_eq!(store(&mut index, "1", "C"), (Put::Replaced, vec!["B".to_owned()]));
        assert_eq!(revises(&index, "C"), ["B"]);
        assert_eq!(index.formers_of("C"), ["A", "B"].map(str::to_owned).into());
        // The first text comes back: it revises nothing, and is no former one any longer.
        assert_eq!(store(&mut index, "1", "A"), (Put::Replaced, vec!["C".to_owned()]));
        assert!(revises(&index, "A").is_empty());
        assert_eq!(index.formers_of("A"), ["B", "C"].map(str::to_owned).into());
    }

    #[test]
    fn a_bulletin_stays_while_a_source_gives_it() {
        let mut index = Index::default();
        store(&mut index, "1", "A");
        assert_eq!(store(&mut index, "2", "A"), (Put::Repeated, vec![]));
        assert_eq!(store(&mut index, "1", "B"), (Put::Replaced, vec![]));
        assert_eq!(revises(&index, "B"), ["A"]);
        assert_eq!(store(&mut index, "2", "B"), (Put::Replaced, vec!["A".to_owned()]));
        assert_eq!(index.of("B").count(), 2);
        // Two sources that change places: neither of the two is a revision of the other and of itself.
        store(&mut index, "3", "D");
        store(&mut index, "4", "E");
        store(&mut index, "3", "E");
        store(&mut index, "4", "D");
        assert_eq!((revises(&index, "E"), revises(&index, "D")), (vec!["D".to_owned()], vec![]));
    }
}
