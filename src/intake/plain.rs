//! Plain text and Markdown.

use super::{Arrival, Meta, Record, encoding};
use crate::error::Error;

/// The bulletin of a plain text: the text as it stands.
pub fn read(record: Record) -> Result<Arrival, Error> {
    let charset = super::form::charset(record.media.as_deref());
    let decoded = encoding::decode(&record.bytes, charset.as_slice());
    if decoded.text.trim().is_empty() {
        return Err(Error::Empty { name: record.name });
    }
    let meta = Meta { encoding: Some(decoded.encoding), unsure: decoded.unsure, ..Meta::default() };
    Ok(Arrival { name: record.name, text: decoded.text, meta: record.told.or(meta), ..Arrival::default() })
}
