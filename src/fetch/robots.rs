//! `robots.txt`, as RFC 9309 has it, and `Crawl-delay`, which it leaves out and sites use all the same.

use std::time::Duration;

/// The name by which a site speaks to this program.
pub const NAME: &str = "gongbao";
/// How many bytes are read; the RFC asks for this many at least.
pub const LONGEST: usize = 500 << 10;

/// What a site allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// How long to wait between two requests, when the site says.
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// A path from its beginning, `*` for anything, `$` at the end for the end; percent signs as [`normal`] leaves them.
    pattern: Vec<u8>,
}

/// To whom a group of lines speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Us,
    All,
    Others,
}

impl Robots {
    /// Reads a file. The groups that name this program hold, and where there are none those for everybody; what is no line of
    /// the format is passed over.
    ///
    /// `group = 1*("User-agent:" name) *(("Allow:" / "Disallow:") path / "Crawl-delay:" seconds)`
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
        let (mut ours, mut all) = (None, Self::default());
        let (mut to, mut in_names) = (To::Others, false);
        for line in text.split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            let key = key.trim().to_ascii_lowercase();
            if key == "user-agent" {
                to = if in_names { wider(to, addressee(value)) } else { addressee(value) };
                in_names = true;
                if to == To::Us {
                    ours.get_or_insert_with(Self::default);
                }
                continue;
            }
            let group = match to {
                To::Us => ours.get_or_insert_with(Self::default),
                To::All => &mut all,
                To::Others => &mut Self::default(),
            };
            match &*key {
                "allow" | "disallow" => {
                    in_names = false;
                    if value.starts_with(['/', '*']) {
                        group.rules.push(Rule { allow: key == "allow", pattern: normal(value) });
                    }
                }
                "crawl-delay" => {
                    in_names = false;
                    let seconds = value.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
                    group.delay = seconds.map(|s| Duration::from_secs_f64(s.min(1e6))).max(group.delay);
                }
                _ => {}
            }
        }
        ours.unwrap_or(all)
    }

    /// Whether a path, with its query, may be asked for: the longest rule that fits decides, and of two as long the one that
    /// allows.
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        if path == b"/robots.txt" {
            return true;
        }
        let fits = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fits.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

fn addressee(name: &str) -> To {
    let token = name.split(|c: char| !(c.is_ascii_alphabetic() || c == '_' || c == '-')).next().unwrap_or_default();
    match name {
        "*" => To::All,
        _ if token.eq_ignore_ascii_case(NAME) => To::Us,
        _ => To::Others,
    }
}

/// A group of several names is ours when one of them is.
fn wider(one: To, other: To) -> To {
    match (one, other) {
        (To::Us, _) | (_, To::Us) => To::Us,
        (To::All, _) | (_, To::All) => To::All,
        _ => To::Others,
    }
}

/// A path with what may stand as it is unpacked from its percent signs, and what may not packed.
fn normal(path: &str) -> Vec<u8> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let packed = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        let packed = packed.filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match packed {
            Some(b) if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => out.push(b),
            Some(b) => out.extend(format!("%{b:02X}").bytes()),
            None if byte.is_ascii() => out.push(*byte),
            None => out.extend(format!("%{byte:02X}").bytes()),
        }
        at += if packed.is_some() { 3 } else { 1 };
    }
    out
}

/// Whether a path begins as a pattern says. On a mismatch only the last `*` takes one more byte: no more steps than the
/// product of both lengths.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = pattern.strip_suffix(b"$").map_or((pattern, false), |p| (p, true));
    let (mut p, mut at) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!whole || at == path.len()) {
            return true;
        }
        if pattern.get(p) == Some(&b'*') {
            star = Some((p + 1, at));
            p += 1;
        } else if p < pattern.len() && pattern.get(p) == path.get(at) {
            (p, at) = (p + 1, at + 1);
        } else {
            match &mut star {
                Some((after, from)) if *from < path.len() => {
                    *from += 1;
                    (p, at) = (*after, *from);
                }
                _ => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        for (file, path, expected) in [
            ("", "/a", true),
            ("User-agent: *\nDisallow:", "/a", true),
            ("User-agent: *\nDisallow: /", "/a", false),
            ("User-agent: *\nDisallow: /", "/robots.txt", true),
            ("user-agent: *\ndisallow: /p\nallow: /p/open", "/p/open/1", true),
            ("user-agent: *\ndisallow: /p\nallow: /p/open", "/p/1", false),
            ("user-agent: *\ndisallow: /page\nallow: /page", "/page", true),
            ("user-agent: *\ndisallow: /*.php$", "/a/b.php", false),
            ("user-agent: *\ndisallow: /*.php$", "/a/b.php?x=1", true),
            ("user-agent: *\ndisallow: /a*/x", "/abc/def/x/y", false),
            ("user-agent: *\ndisallow: /公告", "/%E5%85%AC%E5%91%8A/1", false),
            ("user-agent: *\ndisallow: /%7Ejoe", "/~joe/x", false),
            ("User-agent: *\nDisallow: / # everything", "/a", false),
            // Groups for us go before those for all, wherever they stand, and add up.
            ("User-agent: *\nDisallow: /\nUser-agent: Gongbao/1.0\nDisallow: /x", "/a", true),
            ("User-agent: gongbao\nDisallow: /x\nUser-agent: gongbao\nDisallow: /y", "/x", false),
            ("User-agent: gongbao\nUser-agent: other\nDisallow: /x", "/x", false),
            ("User-agent: other\nUser-agent: gongbao\nDisallow: /x", "/x", false),
            ("User-agent: gongbaobot\nDisallow: /", "/a", true),
            ("Disallow: /", "/a", true),
            ("User-agent: gongbao\n\nUser-agent: *\nDisallow: /", "/a", false),
            ("\u{FEFF}User-agent: *\r\nDisallow: /a\rSitemap: x", "/a", false),
        ] {
            assert_eq!(Robots::parse(file.as_bytes()).allows(path), expected, "{file:?} {path}");
        }
    }

    #[test]
    fn the_longest_delay_holds() {
        for (file, expected) in [
            ("User-agent: *\nCrawl-delay: 10", Some(10.0)),
            ("User-agent: *\nCrawl-delay: 0.5", Some(0.5)),
            ("User-agent: *\nCrawl-delay: -1", None),
            ("User-agent: *\nCrawl-delay: soon", None),
            ("User-agent: other\nCrawl-delay: 10", None),
        ] {
            assert_eq!(Robots::parse(file.as_bytes()).delay.map(|d| d.as_secs_f64()), expected, "{file:?}");
        }
    }

    #[test]
    fn a_hostile_file_takes_time_in_proportion() {
        let stars = format!("User-agent: *\nDisallow: /{}b\n", "*a".repeat(1000));
        let robots = Robots::parse(stars.as_bytes());
        assert!(robots.allows(&format!("/{}", "a".repeat(4000))));
        Robots::parse(&[0xFF; 1 << 20]);
        Robots::parse("User-agent: *\nDisallow: /%".as_bytes()).allows("/%e");
    }
}
