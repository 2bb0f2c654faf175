//! Bytes that are packed for sending, unpacked up to a limit.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::Limits;

/// Why some bytes could not be unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// They unpack to more than the limit.
    Large,
    /// They are damaged, cut off, or packed in a way that is not known; with what is known of it.
    Damaged(String),
}

/// The bytes of a body, its codings (`Content-Encoding`, the last one outermost) undone.
pub fn body(bytes: Vec<u8>, codings: &str, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let mut bytes = bytes;
    // One coding in another is real; five are an attack.
    for coding in codings.rsplit(',').map(str::trim).filter(|c| !c.is_empty()).take(5) {
        bytes = match coding.to_ascii_lowercase().as_str() {
            "identity" => bytes,
            "gzip" | "x-gzip" => all(MultiGzDecoder::new(&*bytes), limits)?,
            // The name means zlib, but some senders leave its frame out.
            "deflate" if bytes.first().is_some_and(|b| b & 0x0F == 8) => all(ZlibDecoder::new(&*bytes), limits)?,
            "deflate" => all(DeflateDecoder::new(&*bytes), limits)?,
            "br" => all(brotli_decompressor::Decompressor::new(&*bytes, 1 << 14), limits)?,
            other => return Err(Fault::Damaged(format!("packed as {other:?}, which is not known"))),
        };
    }
    Ok(bytes)
}

/// The whole of a stream, up to the limit.
pub fn all(stream: impl Read, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    match stream.take(limits.unpacked + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limits.unpacked => Err(Fault::Large),
        Ok(_) => Ok(bytes),
        Err(fault) => Err(Fault::Damaged(fault.to_string())),
    }
}

/// A body that was sent in chunks (RFC 9112, 7.1). Archives keep the header of bodies that they have put together, so what does
/// not begin with a chunk is the body itself.
pub fn chunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let (start, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(found)) => found,
            _ => return None,
        };
        let size = usize::try_from(size).ok()?;
        let chunk = rest.get(start..)?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(chunk.get(..size)?);
        rest = chunk.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn codings_are_undone() {
        let limits = Limits::default();
        assert_eq!(body(gzip(b"text"), "gzip", &limits), Ok(b"text".to_vec()));
        assert_eq!(body(gzip(&gzip(b"text")), "gzip, gzip", &limits), Ok(b"text".to_vec()));
        assert_eq!(body(b"text".to_vec(), "", &limits), Ok(b"text".to_vec()));
        assert!(matches!(body(b"text".to_vec(), "zstd", &limits), Err(Fault::Damaged(_))));
        assert!(matches!(body(gzip(b"text")[..12].to_vec(), "gzip", &limits), Err(Fault::Damaged(_))));
    }

    #[test]
    fn a_bomb_is_no_more_than_its_limit() {
        let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
        assert_eq!(body(gzip(&vec![0; 8 << 20]), "gzip", &limits), Err(Fault::Large));
    }

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(chunked(b"4\r\ntext\r\n3;x=y\r\nend\r\n0\r\n\r\n"), Some(b"textend".to_vec()));
        for broken in [&b"4\r\nte"[..], b"zz\r\n", b"", b"ffffffffffffffff\r\nx", b"4\r\ntextXX0\r\n\r\n"] {
            assert_eq!(chunked(broken), None);
        }
    }
}
