//! What it is about: the offence of a figure whose clause does not say it.

mod about;
mod counted;
#[cfg(test)]
mod tests;

use crate::bulletin::Id;
use crate::clause::{Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::{Figure, is_figure, is_heading};
use crate::token::{Kind, Mark, Token};
use about::{is_remote, is_section, of_body, of_first, of_lead, section, topic, unclassed};
use counted::{
    is_administrative, is_broken_down, is_drug, is_enforced, is_found, is_haul, is_known, is_of_cases, is_of_drugs,
    is_of_part, is_of_things, is_of_weapons, is_outreach, is_weapon,
};

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
    /// Whether this paragraph counted cases of what fits no class.
    said_other: bool,
    /// The one that the heading above names.
    heading: Option<Id>,
    /// Whether it was drugs that said it.
    by_drugs: bool,
    text: &'a str,
    /// Whether a fraud that is told no more of was done at a distance: the bulletin is about its means.
    remote: bool,
    paragraph: usize,
    /// The kind of the body that did what the figure is of.
    kind: String,
}

impl<'a> Offences<'a> {
    /// Before the first sentence.
    pub fn new(document: &'a Document, lexicon: &'a Lexicon, parsed: &'a Parsed) -> Self {
        let unclassed = unclassed(parsed);
        let topic = topic(parsed, lexicon).or_else(|| of_lead(parsed)).or_else(|| of_body(document, lexicon, parsed));
        let topic = topic.map(|topic| if topic == "cybercrime" { of_first(parsed).unwrap_or(topic) } else { topic });
        let topic = topic.filter(|topic| !is_section(topic, parsed, &document.text));
        let means = |o: &Id| ["cardTrading", "moneyLaundering", "aidingCybercrime"].contains(&o.as_str());
        let remote = topic.as_ref().is_some_and(means) && is_remote(parsed);
        Self {
            lexicon,
            parsed,
            topic,
            unclassed,
            said: None,
            said_other: false,
            heading: None,
            by_drugs: false,
            text: &document.text,
            remote,
            paragraph: 0,
            kind: String::new(),
        }
    }

    /// Before the clauses of a sentence: a new paragraph begins without an offence.
    pub fn enter(&mut self, reading: &Reading) {
        let opens = reading.paragraph != self.paragraph;
        if opens {
            self.paragraph = reading.paragraph;
            (self.said, self.said_other) = (None, false);
            if reading.paragraph > 0 && is_heading(reading, self.text) {
                self.heading = reading.tokens.iter().find_map(|t| self.offence(t)).filter(|o| *o != "other");
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
    /// campaign's, the last one of the paragraph, or the bulletin's, which what a regulator did as such is not of.
    pub fn of(&mut self, figure: Figure<'_>, campaigns: &[usize], kind: Option<&str>) -> Option<Id> {
        self.kind = kind.unwrap_or_default().to_owned();
        self.told(figure, campaigns).filter(|offence| *offence != ANY)
    }

    fn told(&mut self, figure: Figure<'_>, campaigns: &[usize]) -> Option<Id> {
        let tokens = &figure.reading.tokens;
        // Weapons that are counted as things tell of an offence with them only where nothing else is told.
        let armed = |own: &Id| *own == "weaponsOffence" && is_of_weapons(figure);
        // Drugs and weapons are told of one after the other.
        let said = || self.said.clone().filter(|o| *o != "drugCrime");
        let other =
            || self.campaign(campaigns).or_else(said).or_else(|| self.topic.clone().filter(|o| *o != "drugCrime"));
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
                && !figure.clause.breaks_down
                && !is_of_part(tokens, figure)
                && !is_of_things(figure)
                && !of_all(tokens, figure.at())
            {
                self.said = Some(own.clone());
                self.by_drugs = is_of_drugs(figure);
            }
            self.said_other |= own == "other" && is_known(figure);
            return Some(own);
        }
        let here = figure.token()?;
        if is_broken_down(&tokens[here + 1..]) {
            // "748 complaints: 317 of extortion, 218 of fraud": the whole is of none of them.
            return None;
        }
        let near = self.nearest(&tokens[..here]);
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
        let by_law = |t: &Token| matches!(t.kind, Kind::Law(_)) && self.offence(t).is_some();
        let named_none = |t: &Token| (offences(t).is_empty() || is_drug(t)) && !by_law(t);
        let haul = is_haul(figure) && tokens.iter().all(named_none);
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
            if !of_all && !figure.clause.breaks_down && !is_of_part(tokens, figure) && !is_of_things(figure) {
                self.said = named.clone().filter(|o| *o != "other");
                self.by_drugs = is_of_drugs(figure);
            }
            self.said_other |= named.as_ref().is_some_and(|o| *o == "other") && is_known(figure);
            return named;
        }
        let unclassed = || {
            self.unclassed
                .then(|| Id::from("other"))
                .filter(|_| is_enforced(figure) || is_found(figure) || self.said_other && is_known(figure))
        };
        let anew = level && part_of.len() < here;
        let said = self.said.clone().filter(|_| !(anew || self.by_drugs && is_haul(figure)));
        let everyday = |o: &Id| is_administrative(figure, &self.kind, o);
        // What was told of the paragraph's own cases is more than a class of them.
        let classed = |o: &Id| ["economicCrime", "intellectualProperty"].contains(&o.as_str());
        let said = said.filter(|o| !(classed(o) && everyday(o)));
        let said = || said.or_else(|| self.heading.clone());
        let topic = || self.topic.clone().filter(|o| !everyday(o));
        if is_outreach(figure) {
            // Lectures and officers are not of the kind of case that was told of last.
            return self.campaign(campaigns).or_else(topic).or_else(said).or_else(unclassed);
        }
        self.campaign(campaigns).or_else(said).or_else(topic).or_else(unclassed)
    }

    /// The nearest offence before a figure in its part; of two that are joined in one phrase the first (詐欺や窃盗の疑いで).
    fn nearest(&self, before: &[Token]) -> Option<Id> {
        let from = before.iter().rposition(ends_part).map_or(0, |at| at + 1);
        let mut at = (from..before.len()).rev().find(|i| self.offence(&before[*i]).is_some())?;
        while let Some(first) = (from..at).rev().find(|i| self.offence(&before[*i]).is_some()) {
            let gap = self.text.get(before[first].span.end..before[at].span.start).unwrap_or("");
            if !JOINS.contains(&gap) || is_drug(&before[first]) {
                break;
            }
            at = first;
        }
        self.offence(&before[at])
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
            .find_map(|part| self.nearest(part))
            .filter(|o| *o != "other")
            .or_else(opens)
    }

    fn campaign(&self, campaigns: &[usize]) -> Option<Id> {
        let [only] = campaigns else { return None };
        let campaign = self.parsed.names.campaigns.get(*only)?;
        self.lexicon.concept(Scheme::Campaign, &campaign.key)?.links.get("about")?.first().cloned()
    }

    /// The offence that a word names, or that a law is against; a word that can name several names the bulletin's topic if that is
    /// among them.
    fn offence(&self, token: &Token) -> Option<Id> {
        if let Kind::Law(law) = &token.kind {
            return against(self.lexicon, self.parsed, *law);
        }
        let named = offences(token);
        if self.only_who(token, &named) {
            return None;
        }
        let remote = || named.iter().find(|o| self.remote && **o == "telecomFraud");
        named.iter().find(|o| Some(*o) == self.topic.as_ref()).or_else(remote).or(named.first()).cloned()
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
        let remote = Id::from("telecomFraud");
        let fraud = *own == "otherFraud"
            && self.remote
            && tokens.iter().map(offences).any(|o| o.contains(own) && o.contains(&remote));
        if ambiguous {
            topic.clone()
        } else if fraud {
            remote
        } else {
            own.clone()
        }
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

fn ends_part(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop))
}

/// What joins two offences in one phrase, in a language without blanks.
const JOINS: [&str; 9] = ["や", "と", "及び", "または", "、", "及", "和", "与", "與"];

/// The offence that a law is against, if the ontology says so.
fn against(lexicon: &Lexicon, parsed: &Parsed, law: usize) -> Option<Id> {
    let law = parsed.names.laws.get(law)?;
    lexicon.concept(Scheme::Law, &law.key)?.links.get("about")?.first().cloned()
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
