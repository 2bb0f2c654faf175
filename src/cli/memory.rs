//! Bulletins converted on the fly, for a question that needs no store.

use std::path::PathBuf;

use gongbao::error::Error;
use gongbao::store::Shelf;
use gongbao::{rdf, store};
use oxigraph::store::Store;

use super::progress::Progress;
use super::stop::Stop;
use super::web::Fetch;
use super::{Context, Done, files, input, pipeline};

/// A store in memory with the bulletins of these files, folders and addresses. What cannot be read is told of and left out.
pub fn store(paths: &[PathBuf], told: &input::Told, fetch: &Fetch, context: &Context) -> Result<(Store, Done), Error> {
    let (bulletins, done) = shelf(paths, told, fetch, context)?;
    Ok((store::memory(&context.triples()?, bulletins.into_graphs())?, done))
}

/// The bulletins alone.
pub fn shelf(paths: &[PathBuf], told: &input::Told, fetch: &Fetch, context: &Context) -> Result<(Shelf, Done), Error> {
    let lexicon = context.lexicon()?;
    let reading = input::Reading { told, limits: fetch.limits(), lexicon };
    let quads = |(source, arrival)| {
        let bulletin = reading.bulletin(arrival)?;
        Ok((source, rdf::bulletin_iri(&bulletin), rdf::quads_with_text(&bulletin, lexicon)))
    };
    let read = |piece| reading.sourced(piece).into_iter().map(|arrival| arrival.and_then(quads)).collect();
    let mut done = Done::Well;
    let mut bulletins = Shelf::default();
    let mut count = 0;
    let progress = Progress::over(paths);
    let pieces = files::pieces(paths, fetch, &progress, &Stop::default());
    let read = pipeline::each(pieces, read, |result| {
        match result {
            Ok((source, bulletin, quads)) => {
                bulletins.put(source, bulletin, quads);
                count += 1;
            }
            Err(error) => {
                progress.tell(&error);
                done = Done::InPart;
            }
        }
        progress.bulletins(count);
        Ok(())
    });
    progress.end();
    read?;
    if bulletins.is_empty() && done == Done::Well {
        return Err(input::nothing(paths));
    }
    Ok((bulletins, done))
}
