//! The offence that a whole bulletin is about: that of its title, its lead, or most of its body.

use std::collections::BTreeMap;

use super::counted::is_drug;
use super::{ANY, against, ends_part, of_all, offences};
use crate::bulletin::Id;
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::{LEAD, is_figure, is_heading};
use crate::token::{Kind, Mark, Token};

/// Whether one heading of several is about an offence and another one about another: each is its section's alone.
pub fn is_section(topic: &Id, parsed: &Parsed, text: &str) -> bool {
    let headings = || parsed.readings.iter().filter(|r| r.paragraph > 0 && is_heading(r, text));
    let named = |r: &Reading| r.tokens.iter().map(offences).find_map(|o| o.first().cloned());
    headings().any(|r| named(r).as_ref() == Some(topic))
        && headings().filter_map(named).any(|o| o != *topic && o != ANY)
}

/// What stands behind the last semicolon, where something new is told of there: "third, as to lifts, 412 were sealed".
pub fn section(before: &[Token]) -> &[Token] {
    let ends = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Semicolon));
    let Some(at) = before.iter().rposition(ends) else { return before };
    let behind = &before[at + 1..];
    let head = behind.iter().position(ends_part).unwrap_or(behind.len());
    // "…; the greatest rises are those of Baleares, …": it goes on to compare.
    let compares = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Increase | Mark::Decrease));
    let new = head < behind.len() && head > 0 && !behind[..head].iter().any(|t| is_figure(t) || compares(t));
    if new { behind } else { before }
}

/// Whether a bulletin speaks of calls, messages, sites, apps, cards or accounts: a fraud that it tells no more of was done
/// through them.
pub fn is_remote(parsed: &Parsed) -> bool {
    const MEANS: [&str; 9] =
        ["call", "message", "website", "app", "phoneCard", "phoneNumber", "bankCard", "account", "visit"];
    let words = parsed.readings.iter().flat_map(|r| &r.tokens);
    let means = |t: &&Token| senses(t, Scheme::Target).any(|s| MEANS.contains(&s.id.as_str()));
    words.filter(means).count() > 1
}

/// Whether a bulletin's title is about what fits no class, and so are most of the offences that it names.
pub fn unclassed(parsed: &Parsed) -> bool {
    let named = |r: &&crate::clause::Reading| r.tokens.iter().any(|t| offences(t).iter().any(|o| *o == "other"));
    let titled = parsed.readings.iter().take_while(|r| r.paragraph == 0).any(|r| named(&r));
    let all = || parsed.readings.iter().flat_map(|r| &r.tokens).map(offences).filter(|o| !o.is_empty());
    let other = all().filter(|o| o.iter().any(|o| *o == "other")).count();
    titled && other * 2 >= all().count()
}

/// What a bulletin is about: the most usual offence of its text, if its title names it, or if its lead names it and it is
/// at least half of all. A word that can name several counts for each of them; words that name one alone decide, if they
/// are not only met once.
pub fn topic(parsed: &Parsed, lexicon: &Lexicon) -> Option<Id> {
    let mut counts: BTreeMap<Id, (u32, u32)> = BTreeMap::new();
    let (mut title, mut lead, mut total, mut first) = (Vec::new(), Vec::new(), 0, None);
    let mut behind = Vec::new();
    // What is told behind the first figures is one thing of several.
    let opens = parsed.readings.iter().position(|r| r.paragraph > 0 && !r.clauses.is_empty()).unwrap_or(usize::MAX);
    // A lead that counts crime of every kind tells of no offence, whichever the title picks out.
    let of_all = parsed.readings.iter().enumerate().filter(|(at, r)| (1..LEAD).contains(&r.paragraph) && *at <= opens);
    let of_all = of_all.flat_map(|(_, r)| &r.tokens).any(|t| offences(t).iter().any(|o| *o == ANY));
    // A title that begins with what is no offence tells of that: "36,000 checked at the borders, smugglers caught".
    let mixed = parsed.readings.iter().filter(|r| r.paragraph == 0).flat_map(|r| &r.tokens);
    let mixed = mixed.map(offences).find(|o| !o.is_empty()).is_some_and(|o| o.iter().any(|o| *o == ANY));
    for (at, reading) in parsed.readings.iter().enumerate() {
        let any = |named: &Vec<Id>| named.iter().any(|o| *o == ANY);
        let told = |at: usize| at > 0 && told_beside(&reading.tokens, at);
        // A law counts for the offence that it is against.
        let named = reading.tokens.iter().map(|t| match t.kind {
            Kind::Law(law) => against(lexicon, parsed, law).into_iter().collect(),
            _ => offences(t),
        });
        let named = named.enumerate();
        for (at_token, named) in named.filter(|(_, named)| !named.is_empty() && !any(named)) {
            total += 1;
            let alone = named.len() == 1;
            for offence in named {
                let count = counts.entry(offence.clone()).or_default();
                if alone {
                    count.0 += 1
                } else {
                    count.1 += 1
                }
                match reading.paragraph {
                    // What a title counts in a part of its own, behind one that counts something else, is one thing of several, if the lead does not name it.
                    0 if told(at_token) && title.is_empty() => behind.push(offence),
                    0 if alone && title.is_empty() => {
                        first = Some(offence.clone());
                        title.push(offence);
                    }
                    0 => title.push(offence),
                    // "By kind, 219 murders, 151 robberies": parts of what it is about.
                    1..LEAD if of_parts(reading, at_token) => {}
                    1..LEAD if at <= opens => lead.push(offence),
                    _ => {}
                }
            }
        }
    }
    let counts: BTreeMap<Id, u32> = counts
        .into_iter()
        .map(|(offence, (alone, shared))| (offence, if shared == 0 || alone > 1 { alone + shared } else { shared }))
        .collect();
    title.extend(behind.into_iter().filter(|o| lead.contains(o)));
    let remote = is_remote(parsed);
    // What fits no class is no topic.
    let most = |among: &[Id]| {
        let named = counts.iter().filter(|(o, _)| among.contains(o) && **o != "other");
        let remote = |o: &Id| remote && *o == "telecomFraud";
        named
            .max_by(|a, b| a.1.cmp(b.1).then(remote(a.0).cmp(&remote(b.0))).then(b.0.cmp(a.0)))
            .map(|(o, n)| (o.clone(), *n))
    };
    // Of several that a title names, the first is what the others tell of ("laundered 40 million of drug money").
    // The lead says so too, or a part of all that are named does.
    let first = first.filter(|o: &Id| {
        let most = if of_all { 2 } else { TITLED };
        let usual = counts.get(o).is_some_and(|n| *n > 1 && n * most >= total);
        *o != "other" && !mixed && (usual || lead.contains(o))
    });
    if first.is_some() {
        return first;
    }
    let titled = most(&title).filter(|(_, n)| n * if mixed || of_all { 2 } else { TITLED } >= total);
    let led = || most(&lead).filter(|(_, n)| *n >= 2 && n * 2 >= total);
    titled.or_else(led).map(|(o, _)| o)
}

/// Whether a sentence breaks down by kind from a word on.
fn of_parts(reading: &Reading, word: usize) -> bool {
    let at = reading.tokens.get(word).map_or(0, |t| t.span.start);
    let whole = reading.clauses.iter().any(|c| !c.breaks_down && c.quantity.span.start > at);
    !whole && reading.clauses.iter().any(|c| c.breaks_down)
}

/// What a bulletin that says no more is about: the only offence that its lead names ("has broken up a gang that lived by extortion").
/// One that compares tells of crime as such, whatever it names.
pub fn of_lead<'a>(parsed: &'a Parsed) -> Option<Id> {
    let head = parsed.readings.iter().filter(|r| r.paragraph < LEAD);
    if head.flat_map(|r| &r.clauses).any(|c| c.nature == Nature::Change) {
        return None;
    }
    let opens = parsed.readings.iter().position(|r| r.paragraph > 0 && !r.clauses.is_empty()).unwrap_or(usize::MAX);
    let by_kind = |r: &Reading| r.clauses.iter().any(|c| c.breaks_down);
    let lead = parsed.readings.iter().filter(|r| (1..LEAD).contains(&r.paragraph) && !by_kind(r));
    let mut named: Vec<Id> = Vec::new();
    let told = |r: &'a Reading| r.tokens.iter().filter(|t| !is_drug(t) && !of_all(&r.tokens, t.span.start));
    let remote = is_remote(parsed);
    // A word that can name several names a fraud at a distance where the bulletin speaks of its means.
    let settled = |named: Vec<Id>| match named.as_slice() {
        [_, _, ..] if remote => named.iter().find(|o| **o == "telecomFraud").or(named.first()).cloned(),
        _ => named.first().cloned(),
    };
    for offence in lead.flat_map(told).map(offences).filter_map(settled) {
        if !named.contains(&offence) && offence != "other" && offence != "organisedCrime" {
            named.push(offence);
        }
    }
    let [only] = named.as_slice() else { return None };
    let all = || parsed.readings.iter().flat_map(|r| &r.tokens).map(offences).filter(|o| !o.is_empty());
    let usual = all().filter(|o| o.contains(only)).count() * OF_LEAD >= all().count();
    // What is told behind the first figures is one thing of several.
    let mut head = parsed.readings.iter().take(opens.saturating_add(1)).flat_map(|r| &r.tokens);
    let early = head.any(|t| offences(t).contains(only));
    (*only != ANY && usual && early).then(|| only.clone())
}

/// The fraud that the first figure of a bulletin counts: one on cybercrime that begins with its frauds is about them.
pub fn of_first(parsed: &Parsed) -> Option<Id> {
    let first = parsed.readings.iter().filter(|r| r.paragraph > 0).find_map(|r| r.clauses.first())?;
    first.offence.clone().filter(|o| *o == "telecomFraud")
}

/// The only offence of a lead is the topic if one in so many of all that are named is it.
const OF_LEAD: usize = 5;

/// The offence that the name of the body tells whose doings the lead reports ("the section against computer fraud").
pub fn of_body(document: &Document, lexicon: &Lexicon, parsed: &Parsed) -> Option<Id> {
    let lead = parsed.readings.iter().filter(|r| (1..LEAD).contains(&r.paragraph));
    let bodies = lead.flat_map(|r| &r.tokens).filter(|t| matches!(t.kind, Kind::Agency(_)));
    bodies.filter_map(|t| document.text.get(t.span.start..t.span.end)).take(BODIES).find_map(|name| {
        let words = lexicon.scan(document.language, name);
        words
            .iter()
            .flat_map(|w| w.senses)
            .find(|s| s.scheme == Scheme::Offence && s.id != "organisedCrime" && s.id != ANY)
            .map(|s| s.id.clone())
    })
}

/// How many bodies of a lead are asked what they work against.
const BODIES: usize = 8;

/// Whether a word's part of a title has a figure, and so has a part before it.
pub fn told_beside(tokens: &[Token], at: usize) -> bool {
    let start = tokens[..at].iter().rposition(ends_part).unwrap_or(0);
    let part = tokens[at..].iter().take_while(|t| !ends_part(t)).chain(&tokens[start..at]);
    tokens[..start].iter().any(is_figure) && part.into_iter().any(is_figure)
}

/// The offence of a title is the topic if one in so many of all that are named is it.
const TITLED: u32 = 4;
