//! The noun that a quantity counts, with what stands before and after it.

use super::sentence::{Sentence, is_quantity};
use crate::bulletin::Id;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

/// What was read after a quantity.
#[derive(Clone, Debug, Default)]
pub struct Noun {
    /// One past the last token that belongs to it.
    pub end: usize,
    /// What each head can mean: "apps and websites" has two.
    pub heads: Vec<Vec<Id>>,
    /// The offence that it names.
    pub offence: Option<Id>,
    /// An action that the noun itself names ("yuan of losses", "funds involved").
    pub action: Option<(usize, Vec<Id>)>,
    /// A participle before the head ("registered users").
    pub described: Option<(usize, Vec<Id>)>,
    /// The actions that the head itself names ("800 arrests", "700 searches").
    pub doing: Option<(usize, Vec<Id>)>,
    /// A word before any head that is none of the things that are counted ("departments", "countries").
    pub other: Option<String>,
}

/// The most words that nothing is known of before a head.
const BEFORE_HEAD: usize = 6;
const VERBAL: &[Form] = &[Form::Past, Form::Participle, Form::Gerund];

/// noun := ('of')? (word | offence | adjective)* head (('and' | 'or') head)* ('of' | 'in' | 'for' … offence)?
pub fn noun(s: &Sentence<'_>, at: usize) -> Noun {
    let mut noun = Noun { end: at + 1, ..Noun::default() };
    let money = s.is_money(at);
    let mut unknown = 0;
    let mut i = at + 1;
    // "yuan" is itself the head of an amount of money.
    let mut post = money;
    while i < s.tokens.len() {
        let words = s.gap_len(i - 1);
        if noun.heads.is_empty() && !post {
            if let Some(word) = s.gap_words(i - 1).find(|w| is_other(w)) {
                noun.other.get_or_insert_with(|| word.to_owned());
            }
            if s.gap_words(i - 1).any(|w| super::super::scan::among(w, PREPOSITIONS)) {
                break;
            }
        }
        unknown += words;
        let token = &s.tokens[i];
        match &token.kind {
            Kind::Mark(Mark::Of) if noun.heads.is_empty() || post => {}
            Kind::Mark(Mark::Of) => post = true,
            Kind::Mark(Mark::By) if post => {}
            Kind::Mark(Mark::Quote | Mark::Here | Mark::Nationwide | Mark::Total | Mark::Per(_) | Mark::Operation) => {}
            Kind::Mark(Mark::And | Mark::Or) if !noun.heads.is_empty() && !post => {
                let Some(next) = coordinate(s, i) else { break };
                noun.heads.push(next.1);
                noun.end = next.0 + 1;
                i = next.0;
            }
            Kind::Mark(Mark::And | Mark::Or) if noun.heads.is_empty() && !post && adjectives(s, i) => {}
            Kind::Mark(Mark::And | Mark::Or)
                if post && !money && s.offence(i + 1).is_some() && noun.offence.is_none() => {}
            Kind::Word(_) => {
                if !word(s, at, i, words, &mut post, &mut noun) {
                    break;
                }
            }
            Kind::Place(_) | Kind::Agency(_) | Kind::Campaign(_) | Kind::Law(_) => {}
            Kind::Period(_) if !noun.heads.is_empty() || post => {}
            _ => break,
        }
        if unknown > if post { BEFORE_HEAD + 6 } else { BEFORE_HEAD } {
            break;
        }
        i += 1;
    }
    noun
}

/// Takes one word of the lexicon; whether the noun goes on after it.
fn word(s: &Sentence<'_>, at: usize, i: usize, words: usize, post: &mut bool, noun: &mut Noun) -> bool {
    let target = s.ids(i, Scheme::Target);
    let verbal = s.has(i, Scheme::Action, VERBAL) && target.is_empty() && s.offence(i).is_none();
    if *post {
        if noun.offence.is_none() && !verbal {
            noun.offence = s.offence(i);
            if noun.offence.is_some() {
                noun.end = i + 1;
            }
        }
        if noun.action.is_none() && (s.is_money(at)) && nominal(s, i) {
            noun.action = Some((i, s.ids(i, Scheme::Action)));
            noun.end = i + 1;
        }
        let finite = verbal && !modifies(s, i);
        return !finite;
    }
    if noun.heads.is_empty() {
        // "fraud cases": what is both an offence and a thing is an offence before a head.
        if target.is_empty() {
            noun.offence = noun.offence.take().or_else(|| s.offence(i));
            let participle = s.actions(i, &[Form::Participle]);
            if !participle.is_empty() && modifies(s, i) {
                noun.described = Some((i, participle));
            }
            return !verbal || modifies(s, i);
        }
        noun.heads.push(target);
        noun.end = i + 1;
        noun.doing = doing(s, i);
        if noun.offence.is_none() {
            noun.offence = s.offence(i);
        }
        return true;
    }
    // "186 people died": a verb that says what they are is no head.
    let verb = s.has(i, Scheme::Action, VERBAL) && s.has(i - 1, Scheme::Target, &[Form::Plural]);
    if words == 0 && !verb && !target.is_empty() && !s.gap(i - 1).contains(['(', ',']) && is_noun_before(s, i) {
        // A compound: its last noun is the head.
        let last = noun.heads.len() - 1;
        noun.heads[last] = target;
        noun.end = i + 1;
        noun.doing = doing(s, i);
        return true;
    }
    if verbal {
        return false;
    }
    let next = !s.ids(i + 1, Scheme::Target).is_empty() && s.gap(i).trim().is_empty();
    if words == 0 && next && s.offence(i).is_some() {
        // "marijuana smuggling cases": an offence within a compound.
        noun.offence = noun.offence.take().or_else(|| s.offence(i));
        return true;
    }
    let result = s.tokens[i].span.of(s.text);
    if super::super::scan::among(result, &["under investigation", "into custody", "behind bars"]) {
        return false;
    }
    // After the head: "cases in connection with fraud", "people for telecom fraud".
    *post = true;
    if words <= 4 && noun.offence.is_none() {
        noun.offence = s.offence(i);
        if noun.offence.is_some() {
            noun.end = i + 1;
        }
    }
    true
}

/// The actions of a head that is a noun of doing.
fn doing(s: &Sentence<'_>, i: usize) -> Option<(usize, Vec<Id>)> {
    let mut actions = s.actions(i, &[Form::Label, Form::Plural, Form::Third]);
    actions.retain(|a| !matches!(a.as_str(), "issue" | "publicise" | "launch" | "establish" | "mobilise"));
    if s.ids(i, Scheme::Target).iter().any(|t| *t == "report") {
        // "494,732 reports were made": that they were made tells who made them, not what became of them.
        actions.retain(|a| *a != "register");
    }
    (!actions.is_empty()).then_some((i, actions))
}

/// Whether the token before belongs to a compound with this one.
fn is_noun_before(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.tokens[i - 1].kind, Kind::Word(_) | Kind::Mark(Mark::Quote)) && s.gap(i - 1).trim().is_empty()
}

/// Whether an action's word is a noun here ("losses", "funds involved").
fn nominal(s: &Sentence<'_>, i: usize) -> bool {
    let nouns = s.actions(i, &[Form::Label, Form::Plural]);
    let named = ["defraud", "involve", "profit"];
    let listed = s.is(i - 1, Mark::Of) && !s.actions(i, &[Form::Plural, Form::Third]).is_empty();
    listed
        || nouns.iter().any(|a| named.contains(&a.as_str()))
        || s.actions(i, &[Form::Participle]).iter().any(|a| named.contains(&a.as_str())) && !s.is(i - 1, Mark::Passive)
}

/// Whether a participle stands before the noun that it describes ("detained suspects", "defrauded funds").
fn modifies(s: &Sentence<'_>, i: usize) -> bool {
    let next = i + 1;
    let target = !s.ids(next, Scheme::Target).is_empty() || s.offence(next).is_some();
    target && s.gap_len(i) <= 2 && !s.gap_words(i).any(|w| matches!(w, "the" | "a" | "in" | "for" | "with"))
}

/// The head that stands after "and", when one does before any figure or verb.
fn coordinate(s: &Sentence<'_>, and: usize) -> Option<(usize, Vec<Id>)> {
    let mut found = None;
    for i in and + 1..(and + 5).min(s.tokens.len()) {
        if s.gap_len(i - 1) > 4 || is_quantity(&s.tokens[i]) {
            break;
        }
        let target = s.ids(i, Scheme::Target);
        let verb = s.has(i, Scheme::Action, VERBAL) && target.is_empty();
        if verb || !s.ids(i, Scheme::Action).is_empty() && s.opens_object(i) {
            break;
        }
        match &s.tokens[i].kind {
            Kind::Word(_) if !target.is_empty() => found = Some((i, target)),
            Kind::Word(_) | Kind::Mark(Mark::Quote | Mark::Of) | Kind::Place(_) if found.is_none() => {}
            _ => break,
        }
    }
    found
}

/// "black and gray jobs": an "and" between words before any head joins adjectives when a head follows it.
fn adjectives(s: &Sentence<'_>, and: usize) -> bool {
    coordinate(s, and).is_some() && !(1..4).any(|k| s.tokens.get(and + k).is_some_and(is_quantity))
}

const PREPOSITIONS: &[&str] = &[
    "in",
    "at",
    "with",
    "on",
    "for",
    "after",
    "against",
    "involving",
    "between",
    "through",
    "under",
    "since",
    "until",
    "across",
    "while",
    "when",
    "where",
    "who",
    "which",
    "that",
    "during",
    "via",
    "as",
];

/// Things that a bulletin numbers without reporting work: bodies that took part, places, points of a plan.
fn is_other(word: &str) -> bool {
    const OTHER: &[&str] = &[
        "departments",
        "ministries",
        "countries",
        "provinces",
        "cities",
        "regions",
        "states",
        "jurisdictions",
        "counties",
        "districts",
        "municipalities",
        "territories",
        "measures",
        "aspects",
        "respects",
        "ways",
        "types",
        "kinds",
        "categories",
        "levels",
        "fields",
        "points",
        "steps",
        "articles",
        "parts",
        "batches",
        "stages",
        "battles",
        "principles",
        "nations",
        "continents",
        "towns",
        "prefectures",
        "links",
        "areas",
        "months",
        "phases",
        "requirements",
        "agencies",
        "questions",
        "charges",
        "counts",
        "generations",
        "sides",
        "pillars",
        "priorities",
        "languages",
        "languages",
        "nationalities",
        "hotlines",
        "fronts",
        "rounds",
        "divisions",
        "dimensions",
        "tasks",
        "elements",
        "conditions",
        "country",
        "department",
        "aspect",
        "point",
        "step",
        "stage",
        "type",
        "kind",
        "sectors",
        "forces",
        "boroughs",
        "islands",
        "constabularies",
        "ports",
        "borders",
    ];
    super::super::scan::among(word, OTHER)
}
