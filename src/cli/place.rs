//! Where the store is, a folder or an address, and what a program says that was built without one of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use gongbao::error::Error;
use gongbao::fetch;
use gongbao::ontology;
use gongbao::store::{self, Access, Bulletins};
use oxigraph::store::Store;

use super::{Context, tell};

/// A store elsewhere with more statements is not read into memory without a word.
const UNTOLD: u64 = 1_000_000;
/// What a statement takes there, in bytes, as measured over 700,000 of them.
const STATEMENT: u64 = 1000;

/// How a store on another server is asked.
#[derive(clap::Args, Clone, Debug)]
#[command(
    next_help_heading = "Store on another server (name and password in $GONGBAO_STORE_USER and $GONGBAO_STORE_PASSWORD, or $GONGBAO_STORE_TOKEN)"
)]
pub struct Elsewhere {
    /// Where it takes queries, when --store does not lead there by itself
    #[arg(long, global = true, value_name = "URL")]
    query_url: Option<String>,
    /// Where it takes updates, when that is another address than expected
    #[arg(long, global = true, value_name = "URL")]
    update_url: Option<String>,
    /// Where it gives whole graphs by the Graph Store Protocol; without it they are asked for by queries
    #[arg(long, global = true, value_name = "URL")]
    graph_url: Option<String>,
    /// Give a request up that is not answered for this long
    #[arg(long, global = true, value_name = "TIME", default_value = "5m", value_parser = super::web::time)]
    store_time: Duration,
}

/// Where a store is.
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// A server.
    Address(String),
}

/// Where the store is: `--store`, else `$GONGBAO_STORE`, else `gongbao` in the user's data folder.
///
/// # Errors
/// When nothing says where.
pub fn place(context: &Context) -> Result<Place, Error> {
    let given = context.store.clone().or_else(|| var("GONGBAO_STORE"));
    let place = given.or_else(|| data().map(|data| data.join("gongbao"))).ok_or_else(|| {
        Error::Other("no place for the store; hint: give --store DIR or set $GONGBAO_STORE".to_owned())
    })?;
    Ok(match place.to_str().filter(|text| fetch::is_address(text)) {
        Some(address) => Place::Address(address.to_owned()),
        None => Place::Folder(place),
    })
}

fn var(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The folder for what programs keep for a user.
fn data() -> Option<PathBuf> {
    let home = || var("HOME").or_else(|| var("USERPROFILE"));
    if cfg!(windows) {
        var("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        var("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")))
    }
}

/// Opens the store, wherever it is.
///
/// # Errors
/// When there is none to read, it cannot be opened or reached, or this program was built without such stores.
pub fn bulletins(context: &Context, access: Access, command: &str) -> Result<Bulletins, Error> {
    match place(context)? {
        Place::Folder(dir) => on_disk(&dir, access, command),
        Place::Address(address) => elsewhere::open(context, address, access).map(|(bulletins, _)| bulletins),
    }
}

/// Opens the store to write; with it the folder for what is known of fetched addresses.
///
/// # Errors
/// As [`bulletins`].
pub fn writable(context: &Context, command: &str) -> Result<(Bulletins, PathBuf), Error> {
    match place(context)? {
        Place::Folder(dir) => Ok((on_disk(&dir, Access::Write, command)?, dir)),
        Place::Address(address) => elsewhere::writable(context, address),
    }
}

/// The database of a store to read, for what needs it in this process: that of a folder as it is, that of a server read into
/// memory. With it what must be kept as long as it is used.
///
/// # Errors
/// As [`bulletins`].
pub fn open(context: &Context, command: &str) -> Result<(Store, Option<Bulletins>), Error> {
    let bulletins = bulletins(context, Access::Read, command)?;
    match bulletins.database().cloned() {
        Some(store) => Ok((store, Some(bulletins))),
        None => Ok((copy(&bulletins)?, None)),
    }
}

/// The content of a store elsewhere, in memory. Of a large one is told what that takes, before it is read.
///
/// # Errors
/// When it cannot be read whole.
pub fn copy(bulletins: &Bulletins) -> Result<Store, Error> {
    let size = bulletins.size();
    if size > UNTOLD {
        tell(&Error::Other(format!(
            "{}: its {size} statements are read into memory, about {} GB; hint: `gongbao query` and `export` ask the server \
             itself, and hold little of it",
            bulletins.name(),
            (size * STATEMENT).div_ceil(1 << 30)
        )));
    }
    let graphs = bulletins.graphs()?;
    let (ontologies, others): (Vec<&String>, Vec<&String>) = graphs.iter().partition(|name| *name == store::ONTOLOGY);
    let mut ontology = Vec::new();
    for name in ontologies {
        ontology.extend(bulletins.graph(name)?.into_iter().map(Into::into));
    }
    if ontology.is_empty() {
        // A server that was filled by other means may hold bulletins alone.
        ontology = ontology::builtin();
    }
    // One graph after the other, so that none is held twice.
    let mut fault = None;
    let graph = |name: &String| bulletins.graph(name).map_err(|e| fault = Some(e)).ok();
    let store = store::memory(&ontology, others.into_iter().map_while(graph))?;
    fault.map_or(Ok(store), Err)
}

#[cfg(feature = "disk")]
fn on_disk(dir: &Path, access: Access, _: &str) -> Result<Bulletins, Error> {
    Ok(Bulletins::new(store::Disk::open(dir, access)?))
}

#[cfg(not(feature = "disk"))]
fn on_disk(_: &Path, _: Access, command: &str) -> Result<Bulletins, Error> {
    Err(Error::Other(format!(
        "{command}: this program was built without the store on disk; hint: `cargo install --path .` builds it with (it \
         needs g++ and libclang, `./install --check` tells what is missing), or give --store the address of a server, or ask \
         bulletins in memory with `query --from PATH…`"
    )))
}

#[cfg(feature = "web")]
pub use elsewhere::find;

#[cfg(feature = "web")]
mod elsewhere {
    use gongbao::fetch::State;
    use gongbao::store::Remote;
    use gongbao::store::remote::{Login, Options};

    use super::*;

    /// The server at an address, to ask it queries as they are.
    pub fn find(context: &Context, store: String) -> Result<Remote, Error> {
        Remote::find(&options(context, store)?)
    }

    pub fn open(context: &Context, store: String, access: Access) -> Result<(Bulletins, bool), Error> {
        let remote = Remote::open(&options(context, store)?, access)?;
        let is_new = remote.is_new();
        Ok((Bulletins::new(remote), is_new))
    }

    /// What was fetched is noted in a folder of the user, for each store its own.
    pub fn writable(context: &Context, store: String) -> Result<(Bulletins, PathBuf), Error> {
        let Some(data) = data() else {
            let told = "no place for what is known of fetched addresses; hint: set $XDG_DATA_HOME or $HOME";
            return Err(Error::Other(told.to_owned()));
        };
        let dir = data.join("gongbao-elsewhere").join(&store::sha256(store.as_bytes())[..16]);
        std::fs::create_dir_all(&dir).map_err(|e| Error::io(&dir, e))?;
        let (bulletins, is_new) = open(context, store, Access::Write)?;
        let notes = dir.join(State::FILE);
        // What is noted of a store that was emptied since holds no longer.
        if is_new && notes.exists() {
            std::fs::remove_file(&notes).map_err(|e| Error::io(&notes, e))?;
        }
        Ok((bulletins, dir))
    }

    fn options(context: &Context, store: String) -> Result<Options, Error> {
        let Elsewhere { query_url: query, update_url: update, graph_url: graph, store_time: time } =
            context.elsewhere.clone();
        Ok(Options { store, query, update, graph, login: login()?, time })
    }

    /// Who asks, as the environment says.
    fn login() -> Result<Login, Error> {
        let told = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let [user, password, token] = ["USER", "PASSWORD", "TOKEN"].map(|name| told(&format!("GONGBAO_STORE_{name}")));
        match (user, password, token) {
            (None, None, None) => Ok(Login::None),
            (None, None, Some(token)) => Ok(Login::Bearer(token)),
            (Some(user), password, None) => Ok(Login::Basic { user, password: password.unwrap_or_default() }),
            (None, Some(_), _) => {
                Err(Error::Other("GONGBAO_STORE_PASSWORD without a name; hint: set GONGBAO_STORE_USER too".to_owned()))
            }
            (Some(_), _, Some(_)) => Err(Error::Other(
                "two logins for the store; hint: unset GONGBAO_STORE_TOKEN, or GONGBAO_STORE_USER".to_owned(),
            )),
        }
    }
}

#[cfg(not(feature = "web"))]
mod elsewhere {
    use super::*;

    pub fn open(_: &Context, store: String, _: Access) -> Result<(Bulletins, bool), Error> {
        Err(without(&store))
    }

    pub fn writable(_: &Context, store: String) -> Result<(Bulletins, PathBuf), Error> {
        Err(without(&store))
    }

    fn without(_: &str) -> Error {
        // The address may hold a password.
        Error::Other(
            "--store: this program was built without the web, so stores on other servers are not reached; hint: build it \
             with the feature `web`, or name a folder"
                .to_owned(),
        )
    }
}
