//! Room on the disk.

use std::path::Path;

use crate::error::Error;

/// Refuses when less than `reserve` bytes are free where `dir` lies: a store that runs full cannot be opened again
/// before there is room to replay its log.
pub fn check(dir: &Path, reserve: u64) -> Result<(), Error> {
    match free(dir) {
        Some(free) if free < reserve => Err(Error::Other(format!(
            "{}: {} MB free on its disk, and {} MB are kept in reserve; hint: make room and run the command again, nothing that was reported as stored is lost",
            dir.display(),
            free >> 20,
            reserve >> 20,
        ))),
        _ => Ok(()),
    }
}

/// The bytes that a user may still write there, where the system tells.
#[cfg(unix)]
fn free(dir: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(dir).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
