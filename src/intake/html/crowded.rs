//! Tags with more attributes than any page needs lose the rest of them: the parser compares each with all before it.

use std::borrow::Cow;

/// How many attributes a tag keeps.
const MOST: usize = 1000;

/// A page whose tags have no more attributes than [`MOST`].
pub fn thinned(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut thin = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        let rest = &bytes[open + 1..];
        if rest.starts_with(b"!--") {
            at = after(html, open + 4, "-->");
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (crowded, end) = tag(bytes, open + 1);
            if let Some(from) = crowded {
                thin.push_str(&html[kept..from]);
                kept = end;
            }
            // What is within these is no markup.
            let raw = ["script", "style"]
                .into_iter()
                .find(|name| rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())));
            at = raw.map_or(end, |_| after(html, end, "</"));
        } else {
            at = open + 1;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    thin.push_str(&html[kept..]);
    Cow::Owned(thin)
}

fn after(html: &str, from: usize, end: &str) -> usize {
    html.get(from..).and_then(|rest| rest.find(end)).map_or(html.len(), |at| from + at)
}

/// Where the attributes of a tag become too many, and where the tag ends.
fn tag(bytes: &[u8], start: usize) -> (Option<usize>, usize) {
    let (mut count, mut crowded) = (0, None);
    let mut before = b' ';
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let blank = |b: u8| b.is_ascii_whitespace() || b == b'/';
        match byte {
            b'>' => return (crowded, at),
            b'"' | b'\'' if before == b'=' => {
                at = bytes[at + 1..].iter().position(|b| *b == byte).map_or(bytes.len(), |end| at + 1 + end);
                before = byte;
            }
            b if blank(b) => {
                count += usize::from(!blank(before));
                if count > MOST && crowded.is_none() {
                    crowded = Some(at);
                }
                // A value may stand apart from its equals sign.
                before = if before == b'=' { b'=' } else { b };
            }
            b => before = b,
        }
        at += 1;
    }
    (crowded, bytes.len().min(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_thinned() {
        let page = "<p class=x title='a > b' id = \"y\">é</p><!-- <p --><script>if (a<b) x</script><br/>";
        assert!(matches!(thinned(page), Cow::Borrowed(_)));
        let many: String = (0..5000).map(|i| format!("a{i}='é>' ")).collect();
        let crowded = format!("<p>é<div {many}>Text</div><p {many}");
        let thin = thinned(&crowded);
        assert!(thin.len() < crowded.len() / 2 && thin.contains(">Text</div><p"), "{}", thin.len());
        assert_eq!(thinned(""), "");
    }
}
