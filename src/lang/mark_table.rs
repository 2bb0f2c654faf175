//! Words that build sentences in languages without spaces, in one automaton.

use std::collections::BTreeMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::bulletin::Span;
use crate::token::Mark;

/// Marks with their words, found leftmost and longest first.
pub struct MarkTable {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    marks: Vec<Option<Mark>>,
}

impl MarkTable {
    /// The table of these marks, and of other words in which the characters of a mark are none.
    pub fn new(table: &[(Mark, &[&str])], others: &[&str]) -> Self {
        let mut words: BTreeMap<&str, Option<Mark>> = others.iter().map(|w| (*w, None)).collect();
        for (mark, forms) in table {
            words.extend(forms.iter().map(|form| (*form, Some(*mark))));
        }
        let marks = words.values().copied().collect();
        let pairs = words.keys().enumerate().map(|(i, w)| (*w, u32::try_from(i).unwrap_or(0)));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(pairs)
            .expect("the words of the table are distinct and not empty");
        Self { automaton, marks }
    }

    /// The marks of a text, in order.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, Mark)> + 'a {
        self.automaton.leftmost_find_iter(text).filter_map(|m| {
            let mark = *self.marks.get(m.value() as usize)?;
            Some((Span::new(m.start(), m.end()), mark?))
        })
    }
}
