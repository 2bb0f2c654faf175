//! The queries of the folder `queries/`, built into the program.

/// A query that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name: that of its file, without the ending.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Saved {
    /// The question that it answers: its first line of comment, as far as sentences end there.
    pub fn question(&self) -> &'static str {
        let comment = self.text.lines().find_map(|line| line.trim().strip_prefix('#'));
        let line = comment.map_or("", |line| line.trim_start_matches('#').trim());
        line.rfind(['?', '.']).and_then(|end| line.get(..=end)).unwrap_or(line)
    }

    /// The question in Chinese: the line of comment that begins with `zh:`.
    pub fn question_in_chinese(&self) -> &'static str {
        let mut comments = self.text.lines().filter_map(|line| line.trim().strip_prefix('#'));
        comments.find_map(|line| line.trim().strip_prefix("zh:")).map_or_else(|| self.question(), str::trim)
    }
}

/// Name and text of every saved query, sorted by name.
pub const SAVED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// Every saved query, sorted by name.
pub fn saved() -> impl Iterator<Item = Saved> {
    SAVED.iter().map(|&(name, text)| Saved { name, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_says_what_it_asks() {
        for query in saved() {
            assert!(query.question().len() > 10, "help: begin queries/{}.rq with a comment: its question", query.name);
            let chinese = query.question_in_chinese();
            assert!(
                chinese != query.question(),
                "help: add a line `# zh: …` to queries/{}.rq: its question",
                query.name
            );
        }
    }
}
