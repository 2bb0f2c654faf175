//! What it is about: the offence of a figure whose clause does not say it.

use std::collections::BTreeMap;

use crate::bulletin::Id;
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::{Figure, LEAD, is_heading};
use crate::token::{Kind, Mark, Token};

/// The offences that were said, and the one that the whole bulletin is about.
pub struct Offences<'a> {
    lexicon: &'a Lexicon,
    parsed: &'a Parsed,
    /// What the bulletin is about.
    topic: Option<Id>,
    /// Whether it is about what fits no class (environment, food safety, taxes): penalties and cases are of it, inspections
    /// and complaints are not.
    unclassed: bool,
    /// The last one said in this paragraph.
    said: Option<Id>,
    /// The one that the heading above names.
    heading: Option<Id>,
    /// Whether it was drugs that said it.
    by_drugs: bool,
    text: &'a str,
    paragraph: usize,
}

impl<'a> Offences<'a> {
    /// Before the first sentence.
    pub fn new(document: &'a Document, lexicon: &'a Lexicon, parsed: &'a Parsed) -> Self {
        let unclassed = unclassed(parsed);
        let topic = topic(parsed).or_else(|| of_lead(parsed)).or_else(|| of_body(document, lexicon, parsed));
        let topic = topic.filter(|topic| !is_section(topic, parsed, &document.text));
        Self {
            lexicon,
            parsed,
            topic,
            unclassed,
            said: None,
            heading: None,
            by_drugs: false,
            text: &document.text,
            paragraph: 0,
        }
    }

    /// Before the clauses of a sentence: a new paragraph begins without an offence.
    pub fn enter(&mut self, reading: &Reading) {
        let opens = reading.paragraph != self.paragraph;
        if opens {
            self.paragraph = reading.paragraph;
            self.said = None;
            if reading.paragraph > 0 && is_heading(reading, self.text) {
                self.heading = reading.tokens.iter().find_map(|t| self.offence(t));
            }
        }
        if reading.clauses.is_empty() {
            let mut named: Vec<Id> = reading.tokens.iter().filter_map(|t| self.offence(t)).collect();
            named.sort_unstable();
            named.dedup();
            if named.iter().any(|o| *o == ANY) {
                // "Fraud is the main driver of overall crime." What follows is told of crime.
                self.said = Some(ANY.into());
            } else if let [only] = named.as_slice()
                && opens
                && *only != "other"
            {
                // "The police also told of drink driving.", at the head of a paragraph: what follows is told of it.
                self.said = Some(only.clone());
            }
        }
    }

    /// The offence of a figure: its clause's, the nearest in its part of the sentence, the last before it in the sentence, its
    /// campaign's, the last one of the paragraph, or the bulletin's.
    pub fn of(&mut self, figure: Figure<'_>, campaigns: &[usize]) -> Option<Id> {
        self.told(figure, campaigns).filter(|offence| *offence != ANY)
    }

    fn told(&mut self, figure: Figure<'_>, campaigns: &[usize]) -> Option<Id> {
        let tokens = &figure.reading.tokens;
        // Weapons that are counted as things tell of an offence with them only where nothing else is told.
        let armed = |own: &Id| *own == "weaponsOffence" && is_of_weapons(figure);
        // Drugs and weapons are told of one after the other.
        let said = || self.said.clone().filter(|o| *o != "drugCrime");
        let other = || self.campaign(campaigns).or_else(said).or_else(|| self.topic.clone());
        if let Some(other) = figure.clause.offence.as_ref().filter(|own| armed(own)).and_then(|_| other()) {
            return Some(other);
        }
        if let Some(own) = &figure.clause.offence {
            let own = self.settle(own, tokens);
            // The whole of a share is not what the text goes on with.
            let share = figure.clause.nature == Nature::Share;
            let weapons = is_of_weapons(figure);
            if !share
                && !weapons
                && !is_of_part(tokens, figure)
                && !is_of_things(figure)
                && !of_all(tokens, figure.at())
            {
                self.said = Some(own.clone());
                self.by_drugs = is_of_drugs(figure);
            }
            return Some(own);
        }
        let here = figure.token()?;
        if is_broken_down(&tokens[here + 1..]) {
            // "748 complaints: 317 of extortion, 218 of fraud": the whole is of none of them.
            return None;
        }
        let near = tokens[..here].iter().rev().take_while(|t| !ends_part(t)).find_map(|t| self.offence(t));
        let within = |t: &&Token| !ends_part(t) && !matches!(t.kind, Kind::Mark(Mark::Close | Mark::Colon));
        let behind =
            || tokens[here + 1..].iter().take_while(within).filter(|t| !is_weapon(t)).find_map(|t| self.offence(t));
        let of_all = of_all(tokens, figure.at());
        // What stands behind a share is the whole that it is one of.
        let behind = || if figure.clause.nature == Nature::Share { None } else { behind() };
        // What stands behind another share is the whole of that one.
        let share = figure.clause.nature == Nature::Share;
        let part = || tokens[..here].iter().rev().take_while(|t| !ends_part(t));
        let near = near.filter(|o| !share || *o == ANY || !part().any(is_figure));
        // A drug that was seized beside a weapon or a car does not tell what these are of.
        let haul = is_haul(figure) && tokens.iter().all(|t| offences(t).is_empty() || is_drug(t));
        let near = near.filter(|_| !haul);
        let weapons = |o: &Id| *o != "weaponsOffence" || !tokens.iter().any(is_weapon);
        let near = near.filter(weapons);
        // What fits no class is no offence where nobody was taken to task: damages for a polluted river.
        let fits = |o: &Id| !of_all && !haul && weapons(o) && (*o != "other" || is_enforced(figure));
        // Changes are told of what the sentence began with: "In cybercrime hardly a region is spared; in A and B it rose by …".
        let level = figure.clause.nature == Nature::Level;
        let part_of = if level { section(&tokens[..here]) } else { &tokens[..here] };
        let named = near.or_else(behind).or_else(|| self.earlier(part_of).filter(fits));
        if named.is_some() {
            // A share of all crime is told of what is in force.
            let share_of_all = figure.clause.nature == Nature::Share && named.as_ref().is_some_and(|o| *o == ANY);
            if share_of_all {
                return self.said.clone().or_else(|| self.topic.clone());
            }
            if !of_all && !is_of_part(tokens, figure) && !is_of_things(figure) {
                self.said = named.clone().filter(|o| *o != "other");
                self.by_drugs = is_of_drugs(figure);
            }
            return named;
        }
        let unclassed = || self.unclassed.then(|| Id::from("other")).filter(|_| is_enforced(figure));
        let anew = level && part_of.len() < here;
        let said = self.said.clone().filter(|_| !(anew || self.by_drugs && is_haul(figure)));
        let said = || said.or_else(|| self.heading.clone());
        self.campaign(campaigns).or_else(said).or_else(|| self.topic.clone()).or_else(unclassed)
    }

    /// The offence of an earlier part of the sentence: of what only introduces ("in cases of drug smuggling, …"), or of the
    /// cases, suspects and gangs that were counted there; of other things that were counted it is told alone ("163 money
    /// laundering dens, 41 gangs").
    fn earlier(&self, before: &[Token]) -> Option<Id> {
        // What the sentence begins with is told of it, even if it fits no class.
        let opens =
            before.split(ends_part).next().filter(|part| part.len() < before.len() && !part.iter().any(is_figure));
        let opens = || opens?.iter().rev().find_map(|t| self.offence(t));
        let parts = before.split(ends_part).rev().skip(1);
        parts
            .map(|part| {
                // What stands behind the last figure of a part is told of what follows.
                let own = part.iter().rposition(is_figure).map_or(0, |at| at + 1);
                let of_part = part.get(own).is_some_and(|t| t.kind == Kind::Mark(Mark::Among));
                let part = if of_part && own > 0 { &part[..0] } else { part };
                let own = own.min(part.len());
                if part.iter().any(is_of_cases) { part } else { &part[own..] }
            })
            .find_map(|part| part.iter().rev().find_map(|t| self.offence(t)))
            .filter(|o| *o != "other")
            .or_else(opens)
    }

    fn campaign(&self, campaigns: &[usize]) -> Option<Id> {
        let [only] = campaigns else { return None };
        let campaign = self.parsed.names.campaigns.get(*only)?;
        self.lexicon.concept(Scheme::Campaign, &campaign.key)?.links.get("about")?.first().cloned()
    }

    /// The offence that a word names; a word that can name several names the bulletin's topic if that is among them.
    fn offence(&self, token: &Token) -> Option<Id> {
        let named = offences(token);
        if self.only_who(token, &named) {
            return None;
        }
        named.iter().find(|o| Some(*o) == self.topic.as_ref()).or(named.first()).cloned()
    }

    /// Whether a word only tells who did it (members of gangs among drug offenders) in a bulletin that is about something else.
    fn only_who(&self, token: &Token, named: &[Id]) -> bool {
        let people = senses(token, Scheme::Target).any(|s| s.id == "suspect" || s.id == "gang");
        let other = self.topic.as_ref().is_some_and(|topic| *topic != "organisedCrime");
        people && other && !named.is_empty() && named.iter().all(|o| *o == "organisedCrime")
    }

    /// A reading chose one sense of an ambiguous word ("fraud"): the bulletin's topic decides.
    fn settle(&self, own: &Id, tokens: &[Token]) -> Id {
        let Some(topic) = &self.topic else { return own.clone() };
        let ambiguous = tokens.iter().map(offences).any(|o| o.contains(own) && o.contains(topic));
        if ambiguous { topic.clone() } else { own.clone() }
    }
}

/// Whether cases or suspects of every kind were counted before, and one kind of them is only a part
/// (破刑事案件1.92万起，23起现行命案…；到案嫌疑人3.1万名): it does not reach beyond its own figures.
fn of_all(tokens: &[Token], at: usize) -> bool {
    let head = tokens.iter().take_while(|t| t.span.start < at);
    let first = head.clone().position(is_figure);
    let Some(first) = first else { return false };
    let end = tokens[first..].iter().position(ends_part).map_or(tokens.len(), |i| first + i);
    let all = &tokens[..end];
    tokens.get(end).is_some_and(|t| t.span.start < at)
        && all.iter().any(is_of_cases)
        && all.iter().all(|t| offences(t).is_empty())
}

/// Whether a figure counts the tools or places of an offence, which says little of what else was done.
fn is_of_things(figure: Figure<'_>) -> bool {
    const THINGS: [&str; 9] =
        ["den", "website", "app", "device", "platform", "call", "message", "bankCard", "phoneCard"];
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| THINGS.contains(&t.as_str()))
}

/// Whether a figure counts weapons, vehicles or money that were seized.
fn is_haul(figure: Figure<'_>) -> bool {
    const HAUL: [&str; 7] = ["weapon", "vehicle", "money", "goods", "event", "realEstate", "document"];
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| HAUL.contains(&t.as_str()))
}

fn is_of_drugs(figure: Figure<'_>) -> bool {
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| *t == "drug")
}

fn is_of_weapons(figure: Figure<'_>) -> bool {
    let targets = &figure.clause.targets;
    !targets.is_empty() && targets.iter().all(|t| *t == "weapon")
}

/// Whether a word names a weapon: the thing as well as the offence.
fn is_weapon(token: &Token) -> bool {
    senses(token, Scheme::Target).any(|s| s.id == "weapon")
}

/// Whether a word names a drug: the thing as well as the offence.
fn is_drug(token: &Token) -> bool {
    senses(token, Scheme::Target).any(|s| s.id == "drug")
}

/// Whether a colon stands before the next figure, and behind it figures of several offences.
fn is_broken_down(behind: &[Token]) -> bool {
    let Some(colon) = behind.iter().position(|t| is_figure(t) || t.kind == Kind::Mark(Mark::Colon)) else {
        return false;
    };
    let list = &behind[colon + 1..];
    let mut named = list.iter().filter(|t| !is_drug(t)).filter_map(|t| offences(t).first().cloned());
    let first = named.next();
    !is_figure(&behind[colon])
        && first.is_some_and(|first| named.any(|o| o != first))
        && list.iter().filter(|t| is_figure(t)).count() > 1
}

/// Whether a figure is of things that are some of those counted before ("179 cars, 73 of them stolen").
fn is_of_part(tokens: &[Token], figure: Figure<'_>) -> bool {
    let at = tokens.iter().position(|t| t.span.start == figure.at());
    let behind = at.and_then(|at| tokens.get(at + 1));
    is_haul(figure) && behind.is_some_and(|t| t.kind == Kind::Mark(Mark::Among))
}

/// Whether a figure is of something done against an offence.
fn is_enforced(figure: Figure<'_>) -> bool {
    const ENFORCED: [&str; 14] = [
        "penalise",
        "solve",
        "investigate",
        "arrest",
        "detain",
        "approveArrest",
        "transfer",
        "prosecute",
        "sentence",
        "dismantle",
        "seize",
        "shutDown",
        "freeze",
        "decline",
    ];
    figure.clause.action.as_ref().is_some_and(|a| ENFORCED.contains(&a.as_str()))
}

fn ends_part(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop))
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_))
}

/// Whether cases, suspects or their gangs are counted or named.
fn is_of_cases(token: &Token) -> bool {
    let of = |id: &Id| ["case", "suspect", "gang"].contains(&id.as_str());
    match &token.kind {
        Kind::Quantity(quantity) => quantity.counted.iter().any(of),
        // A word for an offence is one for its cases too (robo, fraude): it counts none by itself.
        Kind::Word(senses) => {
            senses.iter().any(|s| s.scheme == Scheme::Target && of(&s.id))
                && !senses.iter().any(|s| s.scheme == Scheme::Offence)
        }
        _ => false,
    }
}

/// Said of what counts offences of every kind.
const ANY: &str = "any";

fn offences(token: &Token) -> Vec<Id> {
    match &token.kind {
        // Several labels of one offence can make the same word: it names one still.
        Kind::Word(senses) => {
            let named = senses.iter().filter(|s| s.scheme == Scheme::Offence);
            named.fold(Vec::new(), |mut all, sense| {
                if !all.contains(&sense.id) {
                    all.push(sense.id.clone());
                }
                all
            })
        }
        _ => Vec::new(),
    }
}

/// Whether one heading of several is about an offence and another one about another: each is its section's alone.
fn is_section(topic: &Id, parsed: &Parsed, text: &str) -> bool {
    let headings = || parsed.readings.iter().filter(|r| r.paragraph > 0 && is_heading(r, text));
    let named = |r: &Reading| r.tokens.iter().map(offences).find_map(|o| o.first().cloned());
    headings().any(|r| named(r).as_ref() == Some(topic))
        && headings().filter_map(named).any(|o| o != *topic && o != ANY)
}

/// What stands behind the last semicolon, where something new is told of there: "third, as to lifts, 412 were sealed".
fn section(before: &[Token]) -> &[Token] {
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
fn is_remote(parsed: &Parsed) -> bool {
    const MEANS: [&str; 9] =
        ["call", "message", "website", "app", "phoneCard", "phoneNumber", "bankCard", "account", "visit"];
    let words = parsed.readings.iter().flat_map(|r| &r.tokens);
    let means = |t: &&Token| senses(t, Scheme::Target).any(|s| MEANS.contains(&s.id.as_str()));
    words.filter(means).count() > 1
}

/// Whether a bulletin's title is about what fits no class, and so are most of the offences that it names.
fn unclassed(parsed: &Parsed) -> bool {
    let named = |r: &&crate::clause::Reading| r.tokens.iter().any(|t| offences(t).iter().any(|o| *o == "other"));
    let titled = parsed.readings.iter().take_while(|r| r.paragraph == 0).any(|r| named(&r));
    let all = || parsed.readings.iter().flat_map(|r| &r.tokens).map(offences).filter(|o| !o.is_empty());
    let other = all().filter(|o| o.iter().any(|o| *o == "other")).count();
    titled && other * 2 >= all().count()
}

/// What a bulletin is about: the most usual offence of its text, if its title names it, or if its lead names it and it is
/// at least half of all. A word that can name several counts for each of them; words that name one alone decide, if they
/// are not only met once.
fn topic(parsed: &Parsed) -> Option<Id> {
    let mut counts: BTreeMap<Id, (u32, u32)> = BTreeMap::new();
    let (mut title, mut lead, mut total, mut first) = (Vec::new(), Vec::new(), 0, None);
    let mut behind = Vec::new();
    // What is told behind the first figures is one thing of several.
    let opens = parsed.readings.iter().position(|r| r.paragraph > 0 && !r.clauses.is_empty()).unwrap_or(usize::MAX);
    // A title that begins with what is no offence tells of that: "36,000 checked at the borders, smugglers caught".
    let mixed = parsed.readings.iter().filter(|r| r.paragraph == 0).flat_map(|r| &r.tokens);
    let mixed = mixed.map(offences).find(|o| !o.is_empty()).is_some_and(|o| o.iter().any(|o| *o == ANY));
    for (at, reading) in parsed.readings.iter().enumerate() {
        let any = |named: &Vec<Id>| named.iter().any(|o| *o == ANY);
        let told = |at: usize| at > 0 && told_beside(&reading.tokens, at);
        let named = reading.tokens.iter().map(offences).enumerate();
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
        let usual = counts.get(o).is_some_and(|n| *n > 1 && n * TITLED >= total);
        *o != "other" && !mixed && (usual || lead.contains(o))
    });
    if first.is_some() {
        return first;
    }
    let titled = most(&title).filter(|(_, n)| n * if mixed { 2 } else { TITLED } >= total);
    let led = || most(&lead).filter(|(_, n)| *n >= 2 && n * 2 >= total);
    titled.or_else(led).map(|(o, _)| o)
}

/// What a bulletin that says no more is about: the only offence that its lead names ("has broken up a gang that lived by extortion").
/// One that compares tells of crime as such, whatever it names.
fn of_lead<'a>(parsed: &'a Parsed) -> Option<Id> {
    let head = parsed.readings.iter().filter(|r| r.paragraph < LEAD);
    if head.flat_map(|r| &r.clauses).any(|c| c.nature == Nature::Change) {
        return None;
    }
    let opens = parsed.readings.iter().position(|r| r.paragraph > 0 && !r.clauses.is_empty()).unwrap_or(usize::MAX);
    let lead = parsed.readings.iter().filter(|r| (1..LEAD).contains(&r.paragraph));
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

/// The only offence of a lead is the topic if one in so many of all that are named is it.
const OF_LEAD: usize = 5;

/// The offence that the name of the body tells whose doings the lead reports ("the section against computer fraud").
fn of_body(document: &Document, lexicon: &Lexicon, parsed: &Parsed) -> Option<Id> {
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
fn told_beside(tokens: &[Token], at: usize) -> bool {
    let start = tokens[..at].iter().rposition(ends_part).unwrap_or(0);
    let part = tokens[at..].iter().take_while(|t| !ends_part(t)).chain(&tokens[start..at]);
    tokens[..start].iter().any(is_figure) && part.into_iter().any(is_figure)
}

/// The offence of a title is the topic if one in so many of all that are named is it.
const TITLED: u32 = 4;

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    fn offences(sketch: &str) -> String {
        slots(sketch, |_, o| o.offence.as_deref().unwrap_or("?").to_owned())
    }

    #[test]
    fn the_nearest_offence_is_a_figures_own() {
        for (sketch, expected) in [
            ("title\n~theft 5 . 6 .\n~gambling .\n7 .", "theft | theft | ?"),
            ("title ~theft\n5 .\n6 .", "theft | theft"),
            ("title\n~theft , 5 , and ~gambling 6 .", "theft | gambling"),
            ("title\nthe ~theft ( 5 , 7% ) and the ~gambling ( 6 , 8% ) .", "theft | theft | gambling | gambling"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn the_only_offence_of_a_lead_is_the_topic() {
        for (sketch, expected) in [
            ("t\n5=arrest/suspect of ~theft .\n6=arrest/suspect .", "theft | theft"),
            ("t\n5=arrest/suspect of ~theft .\nof ~gambling .\n6=arrest/suspect .", "theft | ?"),
            ("t\n5=arrest/suspect , +7% of ~theft .\n6=arrest/suspect .", "? | theft | ?"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_part_says_nothing_of_the_whole() {
        for (sketch, expected) in [
            ("t\n5=solve #case , 2=solve ~theft #case ; 6=arrest #suspect .", "? | theft | ?"),
            ("t\n~gambling 5 #case , 2 ~theft #case ; 6 .", "gambling | theft | theft"),
            ("t\n~theft 5=dismantle/den . 6=dismantle/gang .\n~gambling .", "theft | ?"),
            ("t\n~theft 5=dismantle/gang . 6=dismantle/den .", "theft | theft"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn the_first_of_a_title_leads() {
        for (sketch, expected) in [
            ("t ~theft|theft of ~gambling\n~theft of ~gambling and ~gambling .\n5 .", "theft"),
            ("t ~theft of ~gambling\n~gambling , ~gambling .\n\n\n5 .", "gambling"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_lead_is_about_what_its_first_figures_are_of() {
        for (sketch, expected) in [
            ("t\n~theft 5 and ~theft .\n\n6 .", "theft | theft"),
            ("t\n5 .\n~theft 6 and ~theft .\n7 .", "? | theft | ?"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn who_did_it_is_no_offence_of_its_own() {
        for (sketch, expected) in
            [("t ~theft\n5 ~organisedCrime .", "organisedCrime"), ("t ~theft\n5 .\n~theft 6 .", "theft | theft")]
        {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_part_of_a_title_that_counts_for_itself_is_one_of_several() {
        for (sketch, expected) in [
            ("t 9 , 7% ~theft\n5 .\n6 .\n8 .\n~theft 4 .\n3 .", "? | ? | ? | theft | ?"),
            ("t 9 , 7% ~theft\n5 ~theft . 6 .\n4 .", "theft | theft | theft"),
            ("t 9 , ~theft\n5 . 6 .\n~theft 4 .", "theft | theft | theft"),
            ("t 9 ~theft , 7%\n5 . 6 .\n~theft 4 .", "theft | theft | theft"),
        ] {
            let figures = offences(sketch);
            let body: Vec<&str> = figures.rsplit(" | ").take(expected.split(" | ").count()).collect();
            let body: Vec<&str> = body.into_iter().rev().collect();
            assert_eq!(body.join(" | "), expected, "{sketch}");
        }
    }

    #[test]
    fn a_section_is_not_the_whole() {
        for (sketch, expected) in [
            (
                "t ~theft\n~theft 5 .\nTHEFTS ~theft\n~theft 6 .\nGAMES ~gambling\n7 .\nREST\n8 .",
                "theft | theft | gambling | ?",
            ),
            ("t ~theft\n5 .\nTHEFTS ~theft\n6 .", "theft | theft"),
            ("t ~theft\n5 .\nTHEFTS ~theft\n6 .\nGAMES ~gambling\n7 .", "? | theft | gambling"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn drugs_do_not_tell_what_lies_beside_them() {
        for (sketch, expected) in [
            ("t\n5=seize/drug ~drugCrime . 6=seize/weapon .\n~theft .", "drugCrime | ?"),
            ("t\n5=seize/drug ~drugCrime . 6=arrest/suspect .", "drugCrime | drugCrime"),
            ("t\nin ~other , 6=arrest/suspect .", "other"),
            ("t\nin ~other , 6=compensate/money .", "?"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn weapons_beside_other_things_tell_nothing_of_them() {
        for (sketch, expected) in [
            ("t ~theft\n5=arrest/suspect and 6=seize/weapon ~weaponsOffence#weapon .", "theft | theft"),
            ("t ~theft\n6=seize/weapon ~weaponsOffence#weapon . 5=arrest/suspect .", "theft | theft"),
            ("t ~theft\n~weaponsOffence 6=solve/case .", "weaponsOffence"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_whole_that_is_broken_down_is_of_no_offence() {
        for (sketch, expected) in [
            ("t\n~theft 4 . 5 : 3 ~theft ; 2 ~gambling .", "theft | ? | theft | gambling"),
            ("t\n~theft 4 . 5 : 3 ~theft ; 2 ~theft .", "theft | theft | theft | theft"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_fraud_through_calls_and_sites_is_of_telecom() {
        for (sketch, expected) in [
            ("t ~otherFraud|telecomFraud\n5 .\nby #call and #website .", "telecomFraud"),
            ("t ~otherFraud|telecomFraud\n5 .\nby #document .", "otherFraud"),
            ("t ~theft\n5 .\nby #call and #website .", "theft"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn what_goes_on_to_compare_is_no_new_section() {
        for (sketch, expected) in
            [("t\n\n\nin ~theft , none ; rises are , +5% .", "theft"), ("t\n\n\nin ~theft , 4 ; 5 .", "theft | theft")]
        {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn what_fits_no_class_is_of_what_was_done_against_it() {
        for (sketch, expected) in [
            ("t ~other\n5=penalise/case . 6=inspect/organisation .", "other | ?"),
            ("t\n~other .\n5=penalise/case .", "?"),
            ("t ~other\n~theft and ~theft and ~theft .\n5=penalise/case .", "theft"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn crime_of_every_kind_is_no_offence() {
        for (sketch, expected) in [
            ("title ~theft\n~theft grew with ~any . 5 .\n6 .", "? | theft"),
            ("title ~theft\n5 ~any . 6 .", "? | ?"),
            ("title ~any , ~theft\n5 .\n\n\n~gambling ~gambling ~gambling 7 .", "? | gambling"),
            ("t\n~theft 5 ; ~gambling , 6 ; third , 7=arrest/suspect .", "theft | gambling | ?"),
            ("t\n~theft 5 ; 6 , 7 .", "theft | theft | theft"),
            // A change is told of what stands before the semicolon, whatever stands between.
            ("t\nin ~theft ; third , +6% .", "theft"),
            ("title ~theft\n5 ~theft . 6 .", "theft | theft"),
        ] {
            assert_eq!(offences(sketch), expected, "{sketch}");
        }
    }
}
