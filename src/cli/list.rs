//! `gongbao list`: the bulletins of the store.

use std::io::Write;

use gongbao::error::Error;
use gongbao::store::{Access, Bulletins};
use gongbao::table::Table;
use serde_json::json;

use super::stored::{self, ListFormat};
use super::{Context, Done, place, tell};

pub fn run(args: &stored::List, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let store = place::bulletins(context, Access::Read, "list")?;
    let state = store.state()?;
    match args.format {
        ListFormat::Table => out.write_all(table(&store).text().as_bytes())?,
        ListFormat::Tsv => out.write_all(table(&store).tsv().as_bytes())?,
        ListFormat::Json => {
            for record in store.index().records() {
                writeln!(out, "{}", json!(record))?;
            }
        }
    }
    let mut done = Done::Well;
    let mut wrong = |what: String| {
        tell(&Error::Other(what));
        done = Done::InPart;
    };
    for (bulletin, (found, expected)) in &state.lost {
        let sources: Vec<&str> = store.index().of(bulletin).map(|r| r.source.as_str()).collect();
        let hint = match sources.join(" ") {
            none if none.is_empty() => {
                format!("its place was taken by another: `gongbao withdraw {bulletin}` forgets it")
            }
            sources => format!("`gongbao ingest {sources}` reads it again"),
        };
        wrong(format!("{bulletin}: the store holds {found} of its {expected} statements; hint: {hint}"));
    }
    for bulletin in &state.unconfirmed {
        wrong(format!("{bulletin}: written by an ingest that was interrupted; hint: run that ingest again"));
    }
    for line in store.damaged() {
        wrong(format!("the ledger: line {line} is damaged; hint: ingest the same files again"));
    }
    Ok(done)
}

/// A row for each bulletin and source, the latest first.
fn table(store: &Bulletins) -> Table {
    let header = ["date", "language", "outcomes", "left", "bulletin", "source", "title", "revises"];
    let mut records: Vec<_> = store.index().records().collect();
    records.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
    let row = |r: &gongbao::store::Record| {
        let last = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
        let date = r.date.clone().unwrap_or_default();
        vec![
            date,
            r.language.clone(),
            r.outcomes.to_string(),
            r.left.to_string(),
            last(&r.bulletin),
            r.source.clone(),
            r.title.clone(),
            r.revises.as_deref().map(last).unwrap_or_default(),
        ]
    };
    Table { header: header.map(str::to_owned).to_vec(), rows: records.into_iter().map(row).collect() }
}
