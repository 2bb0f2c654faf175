//! Small tables of words, looked up by their first character.

use std::collections::BTreeMap;

/// Words with what they mean; of several that a text begins with, the longest counts.
pub struct Table<T> {
    rows: BTreeMap<char, Vec<(&'static str, T)>>,
}

impl<T: Copy> Table<T> {
    /// The table of these rows.
    pub fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut table: BTreeMap<char, Vec<(&'static str, T)>> = BTreeMap::new();
        for (word, meaning) in rows {
            if let Some(first) = word.chars().next() {
                table.entry(first).or_default().push((word, meaning));
            }
        }
        for words in table.values_mut() {
            words.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        }
        Self { rows: table }
    }

    /// The longest word that the text begins with.
    pub fn longest(&self, i: &str) -> Option<(&'static str, T)> {
        let words = self.rows.get(&i.chars().next()?)?;
        words.iter().find(|(w, _)| i.starts_with(w)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        let table = Table::new([("人", 1), ("人次", 2)]);
        assert_eq!(table.longest("人次，"), Some(("人次", 2)));
        assert_eq!(table.longest("人，"), Some(("人", 1)));
        assert_eq!(table.longest("次"), None);
        assert_eq!(table.longest(""), None);
    }
}
