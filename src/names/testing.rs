//! What the tests of the readers of names share: the names of a text in one line.

use crate::lang::Part;
use crate::lexicon::Lexicon;
use crate::token::Kind;

/// The names of a text: their kinds and ids, with what they are called, in the order of the text.
fn read(tag: &str, written: &str) -> String {
    let language = crate::lang::by_tag(tag).unwrap();
    let folded = language.folded(written);
    let text = &*folded;
    let part = Part { text, written };
    let words = Lexicon::builtin().scan_names(language, text);
    let names = (language.names)(&part, Lexicon::builtin(), &words);
    let show = |kind: &Kind| match kind {
        Kind::Agency(i) => {
            let a = &names.agencies[*i];
            let unnamed = if a.mentioned { "" } else { "unnamed " };
            format!("{unnamed}{}@{}", a.kind, a.place.as_deref().unwrap_or("-"))
        }
        Kind::Official(i) => {
            let o = &names.officials[*i];
            format!("{}:{}", o.key, o.agency.map_or("-", |a| &names.agencies[a].kind))
        }
        Kind::Campaign(i) => format!("C:{}", names.campaigns[*i].key),
        Kind::Law(i) => format!("L:{}", names.laws[*i].key),
        Kind::Place(code) => code.to_string(),
        _ => String::new(),
    };
    // A place within a longer name is left to that name, as it is in the sentence.
    let mut end = 0;
    let mut shown = Vec::new();
    for token in &names.tokens {
        if token.span.start >= end {
            shown.push(show(&token.kind));
            end = token.span.end;
        }
    }
    shown.join(" ")
}

/// Holds the names of texts in a language against what they should be.
pub fn check(tag: &str, examples: &[(&str, &str)]) {
    let wrong = |(text, expected): &(&str, &str)| {
        let found = read(tag, text);
        (found != *expected).then(|| format!("{text}\n   is {found}\n  not {expected}\n"))
    };
    let wrong: String = examples.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{wrong}");
}
