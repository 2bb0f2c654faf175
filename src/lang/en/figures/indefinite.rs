//! Words for numbers that say none: "dozens", "one by one".

use nom::Parser;
use nom::branch::alt;
use nom::sequence::preceded;

use crate::bulletin::Reason;
use crate::lang::latin::Words;
use crate::lang::scan::{among, any_of, phrase, space, words_before};

/// vague := 'dozens' | 'hundreds' | 'tens of thousands' … , which say no number
pub fn vague(text: &str, at: usize) -> Option<(usize, Reason)> {
    const WORDS: Words = &[
        "dozens",
        "scores of",
        "tens of thousands",
        "hundreds of thousands",
        "tens of millions",
        "hundreds of millions",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "several dozen",
        "several hundred",
        "several thousand",
        "a few hundred",
        "a few thousand",
        "hundred percent",
    ];
    let (rest, _) = any_of(WORDS)(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Background))
}

/// pronoun := 'one' where it counts nothing ("one of", "one by one", "no one")
pub fn pronoun(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ONE: Words = &[
        "one by one",
        "one after another",
        "one after the other",
        "one another",
        "one of",
        "one or more",
        "one day",
        "one time",
        "one hand",
        "one side",
        "one's",
        "one’s",
        "one-stop",
        "one-on-one",
        "one-time",
        "two-way",
        "two-pronged",
        "two or three",
        "three-dimensional",
        "one click",
    ];
    if let Ok((rest, _)) = any_of(ONE)(&text[at..]) {
        return Some((text.len() - rest.len(), Reason::NotUnderstood));
    }
    let (rest, ()) = alt((phrase("one"), phrase("ones"))).parse(&text[at..]).ok()?;
    let previous = words_before(text, at).next().unwrap_or("");
    let head = among(
        previous,
        &[
            "no", "any", "every", "some", "each", "this", "that", "the", "which", "another", "number", "as", "at",
            "day", "than",
        ],
    );
    let bare = rest.is_empty() || rest.starts_with([',', '.', ';', '\'', '’']);
    const VERBS: Words = &["is", "was", "should", "can", "must", "that", "who", "to", "in the", "could", "may", "has"];
    let verb = preceded(space, any_of(VERBS)).parse(rest).is_ok();
    (bare || verb || head && !among(previous, &["another", "than", "at"]))
        .then(|| (text.len() - rest.len(), Reason::NotUnderstood))
}
