//! What form a record is in, told by its first bytes; what the sender says decides only between forms that look alike.

use std::fmt;

use super::{Record, encoding};

/// How many bytes are looked at.
const HEAD: usize = 4096;

/// The forms that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Plain text.
    Text,
    /// Text with headings, links and tables as Markdown writes them.
    Markdown,
    /// HTML, also XHTML.
    Html,
    /// PDF.
    Pdf,
    /// A document of WordprocessingML in its archive.
    Docx,
    /// RSS or Atom.
    Feed,
    /// A JSON object a line, or one.
    JsonLines,
    /// A web archive: WARC, WET or WAT.
    Warc,
    /// gzip, of any of these.
    Gzip,
    /// What no reader is there for.
    Binary,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Feed => "a feed",
            Self::JsonLines => "JSON lines",
            Self::Warc => "a web archive",
            Self::Gzip => "gzip",
            Self::Binary => "a binary file",
        })
    }
}

/// The form of a record.
pub fn of(record: &Record) -> Form {
    let form = of_bytes(&record.bytes);
    let media = record.media.as_deref().unwrap_or("").to_ascii_lowercase();
    match form {
        Form::Text if media.starts_with("text/html") || media.starts_with("application/xhtml") => Form::Html,
        Form::Text if media.starts_with("text/markdown") => Form::Markdown,
        form => form,
    }
}

/// The charset of a media type: `gb2312` of `text/html; charset="gb2312"`.
pub fn charset(media: Option<&str>) -> Option<&str> {
    let parameters = media?.split(';').skip(1).filter_map(|p| p.split_once('='));
    let (_, value) = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']))
}

/// The form that some bytes begin like.
pub fn of_bytes(bytes: &[u8]) -> Form {
    let head = &bytes[..bytes.len().min(HEAD)];
    match head {
        [0x1F, 0x8B, ..] => return Form::Gzip,
        _ if head.starts_with(b"%PDF-") || within(&head[..head.len().min(1024)], b"%PDF-1") => return Form::Pdf,
        _ if head.starts_with(b"PK\x03\x04") => return Form::Docx,
        _ if head.starts_with(b"WARC/") => return Form::Warc,
        _ => {}
    }
    // What follows is text, in an encoding where the letters of ASCII are themselves or have a NUL beside them.
    let wide = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if !wide && head.contains(&0) && encoding::without_mark(head).is_none() {
        return Form::Binary;
    }
    let letters: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let letters = letters.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&letters);
    let letters = if wide { letters.get(2..).unwrap_or(&[]) } else { letters };
    of_text(letters.trim_ascii_start())
}

/// The form of text, by its first letters in lower case.
fn of_text(text: &[u8]) -> Form {
    if text.first() == Some(&b'{') && text.get(1..).is_some_and(|t| t.trim_ascii_start().starts_with(b"\"")) {
        return Form::JsonLines;
    }
    if text.first() == Some(&b'<') {
        let feed = [&b"<rss"[..], b"<feed", b"<rdf:rdf"].iter().any(|root| within(text, root));
        if feed && !within(text, b"<html") {
            return Form::Feed;
        }
        let tags = [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<meta",
            "<title",
            "<div",
            "<table",
            "<p>",
            "<p ",
            "<h1",
            "<article",
            "<script",
            "<?xml",
        ];
        if tags.iter().any(|tag| within(text, tag.as_bytes())) {
            return Form::Html;
        }
    }
    let page = [&b"<!doctype html"[..], b"<html"].iter().any(|tag| within(text, tag));
    if page {
        return Form::Html;
    }
    // A heading of Markdown in the first line; a hash before a word is a tag of the social web.
    let first = text.split(|b| *b == b'\n').next().unwrap_or(text);
    let heading = first.iter().take_while(|b| **b == b'#').count();
    if (1..=6).contains(&heading) && first.get(heading) == Some(&b' ') {
        return Form::Markdown;
    }
    Form::Text
}

fn within(text: &[u8], what: &[u8]) -> bool {
    text.windows(what.len()).any(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_content() {
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("<html>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, form) in [
            (&b"Title\nText."[..], Form::Text),
            ("标题\n正文。".as_bytes(), Form::Text),
            (b"\xB1\xEA\xCC\xE2\n", Form::Text),
            (b"# Title\n\nText.", Form::Markdown),
            (b"#NoHeading\n", Form::Text),
            (b"\n <!DOCTYPE html>\n<html>", Form::Html),
            (b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">", Form::Html),
            (b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Form::Feed),
            (b"<feed xmlns=\"http://www.w3.org/2005/Atom\">", Form::Feed),
            (b"%PDF-1.7\n", Form::Pdf),
            (b"PK\x03\x04\x14\x00", Form::Docx),
            (b"{\"url\": \"https://example.org\"}\n", Form::JsonLines),
            (b"{ police }", Form::Text),
            (b"WARC/1.0\r\n", Form::Warc),
            (b"\x1F\x8B\x08", Form::Gzip),
            (b"\x00\x01\x02", Form::Binary),
            (&utf16, Form::Html),
        ] {
            assert_eq!(of_bytes(bytes), form, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
