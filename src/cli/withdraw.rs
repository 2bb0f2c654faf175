//! `gongbao withdraw`: takes bulletins out of the store.

use std::collections::BTreeSet;
use std::io::Write;

use gongbao::error::Error;
use gongbao::store::{Access, Bulletins};

use super::{Context, Done, place, stored, tell};

pub fn run(args: &stored::Withdraw, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    // Nothing can be withdrawn from a store that is not there, and none is made for it.
    drop(place::bulletins(context, Access::Read, "withdraw")?);
    let mut store = place::bulletins(context, Access::Write, "withdraw")?;
    let mut done = Done::Well;
    for named in &args.bulletins {
        let found = find(&store, named);
        if found.is_empty() {
            tell(&Error::Other(format!("{named}: no such bulletin in the store; hint: `gongbao list` names them")));
            done = Done::InPart;
        }
        for bulletin in found {
            let (sources, formers) = store.withdraw(&bulletin)?;
            if sources.is_empty() {
                writeln!(out, "withdrawn: {bulletin} (a former version)")?;
                continue;
            }
            let sources = sources.into_iter().collect::<Vec<_>>().join(", ");
            writeln!(out, "withdrawn: {bulletin} ({sources})")?;
            for former in formers {
                writeln!(out, "withdrawn: {former} (a former version of it)")?;
            }
        }
    }
    Ok(done)
}

/// The bulletins with this IRI, with this last part of their IRI, or from this file; a former version has only the first two.
fn find(store: &Bulletins, named: &str) -> BTreeSet<String> {
    let path = std::fs::canonicalize(named).or_else(|_| std::path::absolute(named));
    let path = path.map(|p| p.display().to_string()).unwrap_or_default();
    let is = |iri: &str, source: &str| {
        iri == named || iri.rsplit('/').next() == Some(named) || source == named || source == path
    };
    let index = store.index();
    let current = index.records().filter(|r| is(&r.bulletin, &r.source)).map(|r| r.bulletin.clone());
    let former = index.formers().filter(|f| is(&f.bulletin, "")).map(|f| f.bulletin.clone());
    current.chain(former).collect()
}
