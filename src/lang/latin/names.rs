//! Names of bodies and persons: what does not hang on the words of a language.

use crate::bulletin::{Id, Span};
use crate::lexicon::{Form, Scheme};
use crate::names::sense;
use crate::names::source::Source;

/// What a word says of a body.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its kind.
    pub kind: Id,
    /// Its place.
    pub place: Option<Id>,
    /// What sort of name it is.
    pub form: Form,
    /// Whether it bears a name of its own.
    pub own: bool,
}

/// Whether a stretch lies in the name of a body that is longer than an acronym.
pub fn in_body(source: Source<'_>, span: Span) -> bool {
    let inside = source.words.0.partition_point(|w| w.span.end <= span.start);
    source.words.0.get(inside).is_some_and(|w| {
        w.span.overlaps(span)
            && (sense(w, Scheme::AgencyKind).is_some() || sense(w, Scheme::Agency).is_some())
            && w.span.of(source.text).len() > 3
    })
}

/// A name without the signs behind it.
pub fn trimmed(source: Source<'_>, span: Span) -> Span {
    let written = span.of(source.text).trim_end_matches(['.', '-', '\'', '’']);
    Span::new(span.start, span.start + written.len())
}

/// A name of a person is not the name of a place alone.
pub fn plausible(source: Source<'_>, span: Span) -> bool {
    let whole =
        source.words.starting(span.start).is_some_and(|w| w.span.end >= span.end && sense(w, Scheme::Place).is_some());
    !whole && span.of(source.text).len() <= 80
}

/// What `official` reads at the posts of a text, in order.
pub fn officials(source: Source<'_>, mut official: impl FnMut(Span) -> Option<Span>) -> Vec<Span> {
    let posts = source.words.0.iter().filter(|word| sense(word, Scheme::Post).is_some());
    let mut found: Vec<Span> = posts.filter_map(|word| official(word.span)).collect();
    found.sort_unstable_by_key(|span| span.start);
    found.dedup();
    found
}
