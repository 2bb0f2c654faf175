//! How much a PDF may unpack to, found before anything of it is parsed: the parser keeps all objects in memory.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Fault, Read};
use crate::intake::Limits;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 4096;

/// The bytes that one stream of objects may unpack to, so that all of them together, with what stands outside of streams, keep
/// within an eighth of the limit: an object takes some ten times the memory of its bytes.
pub fn of_stream(bytes: &[u8], limits: &Limits) -> Read<usize> {
    let whole = usize::try_from(limits.unpacked / 8).unwrap_or(usize::MAX);
    let (mut left, mut at, mut unknown) = (whole, 0, 0);
    let spend = |left: usize, bytes: usize| left.checked_sub(bytes).ok_or(Fault::Large);
    while let Some(found) = find(&bytes[at..], b"stream") {
        let (before, start) = (&bytes[at..at + found], at + found + b"stream".len());
        left = spend(left, before.len())?;
        let end = find(&bytes[start..], b"endstream").map_or(bytes.len(), |end| start + end);
        let dictionary = &bytes[(at + found).saturating_sub(DICTIONARY).max(at)..at + found];
        if holds_objects(dictionary) {
            match unpacked(&bytes[start..end], left) {
                Some(size) => left = spend(left, size)?,
                None => unknown += 1,
            }
        }
        at = (end + b"endstream".len()).min(bytes.len());
    }
    left = spend(left, bytes.len() - at)?;
    // What is packed otherwise, or encrypted, shares what is left.
    Ok(left.checked_div(unknown).unwrap_or(whole))
}

/// Whether the stream of a dictionary holds objects or the table of objects; a name may hide its letters behind hashes.
fn holds_objects(dictionary: &[u8]) -> bool {
    [&b"/First"[..], b"/W", b"#"].iter().any(|key| find(dictionary, key).is_some())
}

/// How many bytes a stream unpacks to, one more than `most` if that is not all; nothing when it is not packed by zlib alone.
fn unpacked(stream: &[u8], most: usize) -> Option<usize> {
    let packed = stream.strip_prefix(b"\r\n").or_else(|| stream.strip_prefix(b"\n")).unwrap_or(stream);
    let mut unpacker = ZlibDecoder::new(packed).take(most as u64 + 1);
    let (mut all, mut block) = (0, [0; 1 << 14]);
    loop {
        match unpacker.read(&mut block) {
            Ok(0) => return Some(all),
            Ok(read) => all += read,
            Err(_) => return None,
        }
    }
}

/// Where some bytes stand first.
pub fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|b| *b == first)?;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
}
