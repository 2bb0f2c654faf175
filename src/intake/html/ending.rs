//! Whether a page ends where its writer ended it.

/// How a page begins and ends.
#[derive(Clone, Copy, Default)]
pub struct Ending {
    /// `<html>` or `<body>` was written.
    pub begun: bool,
    /// The end of one of these was written.
    pub ended: bool,
    /// The last byte is within a tag or a comment.
    pub in_tag: bool,
    /// What is open at the end.
    pub open: Open,
}

/// What is open at the end of a page, the later the more it tells of a cut.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// What need not be closed.
    #[default]
    Optional,
    /// An element that has an end when the page has one.
    Element,
    /// An element that takes in all that follows unless it has an end.
    Raw,
}

impl Ending {
    /// Whether the page is cut; `amid` says that its last character is one of a word. Pieces of pages, and those of careless
    /// writers, leave elements open: only what was begun and not ended tells of a cut then.
    pub fn is_cut(self, amid: bool) -> bool {
        let without_end = self.begun && !self.ended;
        self.in_tag || self.open == Open::Raw || without_end && (self.open == Open::Element || amid)
    }
}

/// Whether an element need not be closed, must be, or else takes in all that follows.
pub fn of_open(name: &str) -> Open {
    match name {
        "html" | "head" | "body" | "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot"
        | "colgroup" | "caption" | "option" | "optgroup" | "rb" | "rt" | "rtc" | "rp" | "" => Open::Optional,
        _ if is_raw(name) => Open::Raw,
        _ => Open::Element,
    }
}

/// What is within these is no markup, and must not become text.
pub fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "iframe" | "noframes" | "noembed" | "textarea" | "title")
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;

    #[test]
    fn cut_pages() {
        for (page, cut) in [
            ("<html><body><div><p>Police arrested 12.</div></body></html>", false),
            ("<html><body><div><p>Police arrested 12 <a href=\"/a", true),
            ("<p>Police arrested 12 <a hr", true),
            ("<p>Police arrested 12.</p><!-- rem", true),
            ("<p>Police arrested 12.</p><script>var a = 1;", true),
            ("<html><body><div><p>Police arrested 12.", true),
            ("<html><body><p>Police arr", true),
            // End tags that may be left out, careless writers, and pieces of pages.
            ("<html><body><p>Police arrested 12.", false),
            ("<html lang=en><ul><li>Police arrested 12.</ul>", false),
            ("<html><body><div><p>Police arrested 12.</html>", false),
            ("<div><p>Police arrested 12", false),
            ("<p>It is less: 3 <", false),
            ("", false),
        ] {
            assert_eq!(parse(page, 64).is_cut(), cut, "{page}");
        }
    }
}
