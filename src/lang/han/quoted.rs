//! Names between marks in Chinese and Japanese, one or several side by side: “云剑”“断卡”, 「断卡」「護航」. Which marks a language has,
//! what parts the names of a list, and what breaks a name off, are its own.

use crate::bulletin::Span;
use crate::lang::source::{Source, first_of};

/// How many bytes the name of a law may have: the longest that stand between marks.
pub const LAW: usize = 300;
/// How many names one list may have.
const LIST: usize = 30;

/// The marks of a language.
pub struct Marks {
    /// Opening marks with the closing ones.
    pub pairs: &'static [(char, char)],
    /// What no name has within it.
    pub breaks: &'static [char],
    /// What may stand between the names of a list, with spaces between.
    pub separators: &'static str,
    /// Opening marks of titles, which no list of names has.
    pub titles: &'static [char],
}

impl Marks {
    /// The mark that closes what this one opens.
    pub fn closing(&self, open: char) -> Option<char> {
        self.pairs.iter().find(|(o, _)| *o == open).map(|(_, close)| *close)
    }

    /// Where the name that begins here ends: a bounded look ahead, so that an open mark costs nothing.
    pub fn end_of(&self, source: Source<'_>, from: usize, close: char) -> Option<usize> {
        let rest = source.after(from);
        let window = &rest[..rest.floor_char_boundary(LAW)];
        let end = window.find(close)?;
        (end > 0 && !window[..end].contains(self.breaks)).then_some(from + end)
    }

    /// list := quoted (separator? quoted)*: the names without their marks, and where the list ends
    pub fn list(&self, source: Source<'_>, at: usize) -> (Vec<Span>, usize) {
        let mut names = Vec::new();
        let mut end = at;
        for _ in 0..LIST {
            let separator = first_of(source.after(end), self.separators).filter(|_| !names.is_empty());
            let open = end + separator.map_or(0, str::len);
            let Some(mark) = source.after(open).chars().next().filter(|m| !self.titles.contains(m)) else { break };
            let Some(close) = self.closing(mark) else { break };
            let inside = open + mark.len_utf8();
            let Some(to) = self.end_of(source, inside, close) else { break };
            names.push(Span::new(inside, to));
            end = to + close.len_utf8();
        }
        (names, end)
    }
}
