//! Bulletins converted on the fly, for a question that needs no store.

use std::path::PathBuf;

use gongbao::error::Error;
use gongbao::{rdf, store};
use oxigraph::store::Store;

use super::progress::Progress;
use super::stop::Stop;
use super::web::Fetch;
use super::{Context, Done, files, input, pipeline};

/// A store in memory with the bulletins of these files, folders and addresses. What cannot be read is told of and left out.
pub fn store(paths: &[PathBuf], told: &input::Told, fetch: &Fetch, context: &Context) -> Result<(Store, Done), Error> {
    let triples = context.triples()?;
    let lexicon = context.lexicon()?;
    let reading = input::Reading { told, limits: fetch.limits(), lexicon };
    let read = |piece| reading.bulletins(piece).into_iter().map(|b| b.map(|b| rdf::quads(&b, lexicon))).collect();
    let mut done = Done::Well;
    let mut bulletins = Vec::new();
    let progress = Progress::over(paths);
    let pieces = files::pieces(paths, fetch, &progress, &Stop::default());
    let read = pipeline::each(pieces, read, |result| {
        match result {
            Ok(quads) => bulletins.push(quads),
            Err(error) => {
                progress.tell(&error);
                done = Done::InPart;
            }
        }
        progress.bulletins(bulletins.len());
        Ok(())
    });
    progress.end();
    read?;
    if bulletins.is_empty() && done == Done::Well {
        let paths = paths.iter().map(|p| input::name(p)).collect::<Vec<_>>().join(", ");
        return Err(Error::Other(format!(
            "{paths}: no bulletins there; hint: --from takes files and folders of bulletins"
        )));
    }
    Ok((store::memory(&triples, bulletins)?, done))
}
