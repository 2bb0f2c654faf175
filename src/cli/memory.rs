//! Bulletins converted on the fly, for a question that needs no store.

use std::path::PathBuf;

use gongbao::error::Error;
use gongbao::{rdf, store};
use oxigraph::store::Store;
use rayon::prelude::*;

use super::{Context, Done, input, tell};

/// A store in memory with the bulletins of these files and folders. What cannot be read is told of and left out.
pub fn store(paths: &[PathBuf], told: &input::Told, context: &Context) -> Result<(Store, Done), Error> {
    let triples = context.triples()?;
    let lexicon = context.lexicon()?;
    let files = input::files(paths);
    let read = |path: Result<PathBuf, Error>| {
        let path = path?;
        let bulletin = input::bulletin(&path, &input::read(&path)?, told, lexicon)?;
        Ok(rdf::quads(&bulletin, lexicon))
    };
    let read: Vec<Result<_, Error>> = files.into_par_iter().map(read).collect();
    let mut done = Done::Well;
    let mut bulletins = Vec::new();
    for result in read {
        match result {
            Ok(quads) => bulletins.push(quads),
            Err(error) => {
                tell(&error);
                done = Done::InPart;
            }
        }
    }
    if bulletins.is_empty() && done == Done::Well {
        let paths = paths.iter().map(|p| input::name(p)).collect::<Vec<_>>().join(", ");
        return Err(Error::Other(format!(
            "{paths}: no bulletins there; hint: --from takes text files and folders of *.txt"
        )));
    }
    Ok((store::memory(&triples, bulletins)?, done))
}
