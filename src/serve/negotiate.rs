//! Which of the forms that there are a client likes best (RFC 9110, section 12.5).

/// A range of an Accept header with its weight in thousandths.
struct Range<'a> {
    kind: &'a str,
    subkind: &'a str,
    weight: u16,
}

/// The offer that an Accept header likes best: of equals the first; the first of all where nothing is said. None is an
/// answer of 406.
pub fn choose<T: Copy>(accept: &str, offers: &[(&'static str, T)]) -> Option<(&'static str, T)> {
    if accept.trim().is_empty() {
        return offers.first().copied();
    }
    let ranges: Vec<Range<'_>> = accept.split(',').filter_map(range).collect();
    let weighed = offers.iter().enumerate().map(|(n, offer)| (weight(&ranges, offer.0), std::cmp::Reverse(n), offer));
    let best = weighed.filter(|(weight, ..)| *weight > 0).max_by_key(|(weight, n, _)| (*weight, *n));
    best.map(|(_, _, offer)| *offer)
}

/// Whether a header names this media type itself, not only by a range that holds it.
pub fn names(accept: &str, media: &str) -> bool {
    accept.split(',').filter_map(range).any(|r| r.weight > 0 && media == format!("{}/{}", r.kind, r.subkind))
}

/// The tag of `tags` that an Accept-Language header likes best; the first where it likes none.
pub fn language(accept: &str, tags: &[&'static str]) -> &'static str {
    let wanted = accept.split(',').filter_map(|part| {
        let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
        Some((tag.trim().to_ascii_lowercase(), quality(parameters)?))
    });
    let mut best: Option<(u16, &'static str)> = None;
    for (wanted, weight) in wanted {
        let primary = wanted.split('-').next().unwrap_or_default();
        let hant = ["zh-tw", "zh-hk", "zh-mo"].iter().any(|t| wanted.starts_with(t)) || wanted.contains("hant");
        let is = |tag: &&&'static str| match tag.to_ascii_lowercase() {
            tag if tag.starts_with("zh") => primary == "zh" && tag.contains("hant") == hant,
            tag => tag.split('-').next() == Some(primary),
        };
        if let Some(tag) = tags.iter().find(is)
            && weight > best.map_or(0, |(weight, _)| weight)
        {
            best = Some((weight, tag));
        }
    }
    best.map_or(tags.first().copied().unwrap_or("en"), |(_, tag)| tag)
}

/// range = type "/" subtype *(";" parameter)
fn range(part: &str) -> Option<Range<'_>> {
    let (media, parameters) = part.split_once(';').unwrap_or((part, ""));
    let (kind, subkind) = media.trim().split_once('/')?;
    Some(Range { kind: kind.trim(), subkind: subkind.trim(), weight: quality(parameters)? })
}

/// The weight among parameters in thousandths; one that is none counts as not given.
fn quality(parameters: &str) -> Option<u16> {
    let told = parameters.split(';').filter_map(|p| p.trim().split_once('='));
    let mut q =
        told.filter(|(name, _)| name.trim().eq_ignore_ascii_case("q")).map(|(_, value)| value.trim().parse::<f32>());
    match q.next_back() {
        Some(Ok(q)) if (0.0..=1.0).contains(&q) => Some((q * 1000.0).round() as u16),
        _ => Some(1000),
    }
}

/// The weight of the range that fits most closely; 0 is "not that".
fn weight(ranges: &[Range<'_>], media: &str) -> u16 {
    let (kind, subkind) = media.split_once('/').unwrap_or((media, ""));
    let close = |r: &Range<'_>| {
        if r.kind == "*" && r.subkind == "*" {
            Some(0)
        } else if r.kind.eq_ignore_ascii_case(kind) && r.subkind == "*" {
            Some(1)
        } else if r.kind.eq_ignore_ascii_case(kind) && r.subkind.eq_ignore_ascii_case(subkind) {
            Some(2)
        } else {
            None
        }
    };
    ranges.iter().filter_map(|r| Some((close(r)?, r.weight))).max().map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_liked_best() {
        let offers = [("text/turtle", 0), ("text/html", 1), ("application/ld+json", 2)];
        for (accept, expected) in [
            ("", Some(0)),
            ("*/*", Some(0)),
            ("text/html", Some(1)),
            ("text/*;q=0.5, application/*", Some(2)),
            ("text/turtle;q=0.2, text/html;q=0.3", Some(1)),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(1)),
            ("*/*, text/turtle;q=0", Some(1)),
            ("application/ld+json; profile=\"x\"; q=1.0", Some(2)),
            ("TEXT/HTML;Q=0.4", Some(1)),
            ("image/png", None),
            ("text/html;q=0", None),
            ("nonsense", None),
        ] {
            assert_eq!(choose(accept, &offers).map(|(_, n)| n), expected, "{accept}");
        }
    }

    #[test]
    fn languages() {
        let tags = ["en", "zh-Hans", "zh-Hant", "ja"];
        for (accept, expected) in [
            ("", "en"),
            ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("de,ja;q=0.3,en;q=0.2", "ja"),
            ("de", "en"),
            ("en;q=0, zh", "zh-Hans"),
        ] {
            assert_eq!(language(accept, &tags), expected, "{accept}");
        }
    }
}
