//! Lists of figures.

use std::ops::Range;

use super::Item;
use super::sentence::Sentence;
use crate::token::Mark;

/// Runs of items that stand in one list.
pub type Groups = Vec<Range<usize>>;

/// list := item ((',' | 'and' | ', and') item)* : nothing else between the members
pub fn groups(s: &Sentence<'_>, items: &[Item]) -> Groups {
    let mut groups: Groups = Vec::new();
    for i in 0..items.len() {
        let joined = i > 0 && follows(s, &items[i - 1], &items[i]);
        match groups.last_mut() {
            Some(last) if joined => last.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

/// Whether an item goes on a list: it has the same kind of unit, and only a comma or "and" stands before it.
pub fn follows(s: &Sentence<'_>, before: &Item, item: &Item) -> bool {
    let same = s.is_ratio(before.at) == s.is_ratio(item.at) && s.is_money(before.at) == s.is_money(item.at);
    let from = before.noun.end.min(item.at);
    let marks =
        (from..item.at).all(|j| matches!(s.mark(j), Some(Mark::Comma | Mark::And | Mark::ListComma | Mark::By)));
    let words: usize = (from.saturating_sub(1)..item.at).map(|j| s.gap_len(j)).sum();
    same && marks && from < item.at && words <= 1
}
