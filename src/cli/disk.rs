//! Where the store on disk is, and what a program without it says.

#[cfg(feature = "disk")]
use std::path::PathBuf;

use gongbao::error::Error;
#[cfg(feature = "disk")]
use gongbao::store::{Access, Disk};
use oxigraph::store::Store;

use super::Context;

/// The folder of the store: `--store`, else `$GONGBAO_STORE`, else `gongbao` in the user's data folder.
#[cfg(feature = "disk")]
pub fn place(given: Option<PathBuf>) -> Result<PathBuf, Error> {
    let var = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || var("HOME").or_else(|| var("USERPROFILE"));
    let data = || {
        if cfg!(windows) {
            var("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            home().map(|home| home.join("Library/Application Support"))
        } else {
            var("XDG_DATA_HOME").or_else(|| home().map(|home| home.join(".local/share")))
        }
    };
    given
        .or_else(|| var("GONGBAO_STORE"))
        .or_else(|| data().map(|data| data.join("gongbao")))
        .ok_or_else(|| Error::Other("no place for the store; hint: give --store DIR or set $GONGBAO_STORE".to_owned()))
}

/// What a command that needs the disk says in a program that was built without it.
#[cfg(not(feature = "disk"))]
pub fn missing<T>(command: &str) -> Result<T, Error> {
    Err(Error::Other(format!(
        "{command}: this program was built without the store on disk; hint: `cargo install --path .` builds it with (it \
         needs g++ and libclang, `./install --check` tells what is missing), or ask bulletins in memory with `query --from PATH…`"
    )))
}

/// Opens the store to read, for a command: the database, and what must be kept as long as it is used.
#[cfg(feature = "disk")]
pub fn open(context: &Context, _: &str) -> Result<(Store, Option<Disk>), Error> {
    let disk = Disk::open(&place(context.store.clone())?, Access::Read)?;
    Ok((disk.store().clone(), Some(disk)))
}

/// Opens the store to read, for a command: the database, and what must be kept as long as it is used.
#[cfg(not(feature = "disk"))]
pub fn open(_: &Context, command: &str) -> Result<(Store, Option<()>), Error> {
    missing(command)
}
