//! Who uses a store: one writer alone, or readers together.
//!
//! The lock is held on a file of its own, since a reader that opens the database beside a writer may see it half
//! written. The file names its holder, for whoever finds the store locked.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::keep::Access;
use crate::error::{Error, one_line};

/// Takes the lock of the store at `dir`; it is held as long as the file is open.
pub fn take(dir: &Path, access: Access) -> Result<File, Error> {
    let path = dir.join("lock");
    let writable = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    // A store that lies on a medium that cannot be written can still be read.
    let opened = match access {
        Access::Read => writable.or_else(|e| File::open(&path).map_err(|_| e)),
        Access::Write => writable,
    };
    let mut file = opened.map_err(|e| Error::io(&path, e))?;
    let locked = match access {
        Access::Read => file.try_lock_shared(),
        Access::Write => file.try_lock(),
    };
    match locked {
        Ok(()) => {
            // Only a help for others: that it cannot be written is no fault.
            let _ = sign(&mut file);
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => Err(taken(dir, &mut file)),
        Err(TryLockError::Error(e)) => Err(Error::io(&path, e)),
    }
}

fn sign(file: &mut File) -> std::io::Result<()> {
    let command: Vec<String> = std::env::args().take(2).collect();
    let program = command.first().map_or("gongbao", |c| c.rsplit(['/', '\\']).next().unwrap_or("gongbao"));
    let command = command.get(1).map_or("", String::as_str);
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{} {program} {command}", std::process::id())
}

fn taken(dir: &Path, file: &mut File) -> Error {
    let mut holder = String::new();
    let _ = file.take(200).read_to_string(&mut holder);
    let dir = dir.display();
    match one_line(&holder).split_once(' ') {
        Some((process, command)) => Error::Other(format!(
            "{dir}: in use by process {process} ({}); hint: wait until it has ended, or end it with `kill {process}`",
            command.trim()
        )),
        None => Error::Other(format!("{dir}: in use by another process; hint: wait until it has ended")),
    }
}
