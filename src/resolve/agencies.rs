//! Who: which body of a bulletin acts in a clause, and where.

mod alone;
mod bodies;

pub use bodies::Bodies;

use crate::bulletin::Id;
use crate::clause::Reading;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::places::Home;
use crate::resolve::{Draft, Figure, LEAD};
use crate::token::{AgencyName, Kind, Mark, Names, Period, Token};
use alone::{beside, leads, led, listed};

/// A sentence that is told of so many places runs through a list of them.
const SEVERAL: usize = 3;

/// The body that acts, sentence by sentence.
pub struct Actors<'a> {
    bodies: &'a Bodies,
    names: &'a Names,
    home: &'a Home,
    /// The body that the bulletin is of.
    main: Option<usize>,
    /// The body in force, as an index into `Bodies::agencies`.
    current: Option<usize>,
    paragraph: usize,
    /// The place in force, where a sentence began with one.
    place: Option<Id>,
    /// The bodies that can act in this sentence: where they stand, and which.
    subjects: Vec<(usize, usize)>,
    /// The body that acts on after this sentence. One that "by" names is done with it if the paragraph has a body that acts.
    lasting: Option<usize>,
    /// Whether the paragraph has named a body that acts.
    named: bool,
    /// The places that sentences or their parts begin with.
    local: Vec<(usize, Id)>,
}

impl<'a> Actors<'a> {
    /// Before the first sentence: the first body that the text names is the one that reports.
    pub fn new(bodies: &'a Bodies, parsed: &'a Parsed, home: &'a Home) -> Self {
        let names = &parsed.names;
        let mut actors = Self {
            bodies,
            names,
            home,
            main: None,
            paragraph: 0,
            current: None,
            place: None,
            subjects: Vec::new(),
            lasting: None,
            named: false,
            local: Vec::new(),
        };
        let named = |t: &Token| match t.kind {
            Kind::Agency(a) if is_own(&names.agencies[a]) && !bodies.passes(bodies.index[a]) => Some(bodies.index[a]),
            _ => None,
        };
        let acting = parsed.readings.iter().take_while(|r| r.paragraph <= LEAD).find_map(|r| {
            let subjects = r.tokens.iter().enumerate().filter(|(i, _)| actors.is_subject(&r.tokens, *i));
            subjects.into_iter().find_map(|(_, t)| named(t))
        });
        let first = acting.or_else(|| parsed.readings.iter().flat_map(|r| &r.tokens).find_map(named));
        actors.main = first;
        actors.current = first;
        actors
    }

    /// Before a sentence: a new paragraph is of the bulletin's own body again, until it names another.
    pub fn turn(&mut self, reading: &Reading) {
        if reading.paragraph != self.paragraph {
            self.paragraph = reading.paragraph;
            self.current = self.main;
            self.named = false;
            self.place = None;
        }
    }

    /// An official begins to speak for a body.
    pub fn speaks(&mut self, agency: Option<usize>) {
        if let Some(agency) = agency {
            self.current = Some(self.bodies.index[agency]);
            self.place = None;
        }
    }

    /// Before the clauses of a sentence: finds the bodies and places that can act in it.
    pub fn enter(&mut self, reading: &Reading) {
        self.subjects.clear();
        self.local.clear();
        self.lasting = None;
        let tokens = &reading.tokens;
        for (i, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Agency(a) if self.is_subject(tokens, i) => {
                    // 由 leads a doer as it leads a former level.
                    let doer = i > 0 && matches!(tokens[i - 1].kind, Kind::Mark(Mark::By | Mark::From));
                    if doer && !self.subjects.is_empty() {
                        // "With the action arranged by the ministry": it is what was named first that acts.
                        continue;
                    }
                    let body = self.bodies.index[*a];
                    self.subjects.push((token.span.start, body));
                    if !(self.bodies.passes(body) || doer && self.named) {
                        self.lasting = Some(body);
                    }
                }
                Kind::Place(code) if self.is_local(reading, i, code) => {
                    self.local.push((token.span.start, code.clone()));
                }
                _ => {}
            }
        }
    }

    /// Whether a place that is named here says where the figures after it are from: it begins its part of the sentence,
    /// and is no dateline. What was done abroad keeps the place of the body that reports it.
    fn is_local(&self, reading: &Reading, at: usize, code: &Id) -> bool {
        let tokens = &reading.tokens;
        // A bulletin that is at home in no country tells of each that it names below its dateline.
        let at_home = match &self.home.country {
            Some(c) => code.contains('-') && (Lexicon::country(code) == c.as_str() || self.is_own_country(code)),
            None => reading.paragraph > LEAD,
        };
        let tells = acts_later(&tokens[at + 1..]) && !leads(tokens, at) || opens(reading, at);
        at_home && !is_dateline(reading, at) && begins_part(&tokens[..at]) && tells
    }

    /// Whether a subdivision is one of the country whose body reports: "58 in Osaka" of a bulletin of Tokyo's police about a gang abroad.
    fn is_own_country(&self, code: &Id) -> bool {
        let place = self.main.and_then(|m| self.bodies.agencies[m].place.as_ref());
        place.is_some_and(|p| p.contains('-') && Lexicon::country(p) == Lexicon::country(code))
    }

    fn is_subject(&self, tokens: &[Token], at: usize) -> bool {
        let Kind::Agency(a) = tokens[at].kind else { return false };
        if self.names.agencies[a].host {
            return false;
        }
        let by = at > 0 && tokens[at - 1].kind == Kind::Mark(Mark::By);
        by || (begins_part(&tokens[..at]) && !modifies(&tokens[at + 1..]))
    }

    /// The body that did what a clause says, or that reports it.
    pub fn of(&self, figure: Figure<'_>) -> Option<usize> {
        if let Some(agency) = figure.clause.agency {
            return self.bodies.index.get(agency).copied();
        }
        if let Some(doer) = self.doer_after(figure) {
            return Some(doer);
        }
        let before = self.subjects.iter().rev().find(|(at, _)| *at < figure.at());
        before.map(|(_, a)| *a).or(self.current)
    }

    /// The body by which something was done to what is counted: "22,400 numbers were blocked by the department".
    fn doer_after(&self, figure: Figure<'_>) -> Option<usize> {
        let after = figure.reading.tokens.iter().skip_while(|t| t.span.start <= figure.at());
        let same = after.take_while(|t| {
            !matches!(t.kind, Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop) | Kind::Quantity(_))
        });
        let tokens: Vec<_> = same.collect();
        tokens.windows(2).find_map(|pair| match (&pair[0].kind, &pair[1].kind) {
            (Kind::Mark(Mark::By), Kind::Agency(a)) if !self.names.agencies[*a].host => Some(self.bodies.index[*a]),
            _ => None,
        })
    }

    /// The place that a figure covers: the one its part of the sentence begins with, its body's, or the bulletin's.
    pub fn place_of(&self, figure: Figure<'_>, agency: Option<usize>) -> Option<Id> {
        let home = self.home;
        for token in
            figure.reading.tokens.iter().take_while(|t| t.span.start < figure.at()).collect::<Vec<_>>().iter().rev()
        {
            match token.kind {
                Kind::Mark(Mark::Nationwide) => return home.country.clone(),
                Kind::Mark(Mark::Here) => break,
                _ => {}
            }
        }
        if let Some(code) = beside(figure) {
            return Some(code);
        }
        if let Some(code) = led(figure, home).or_else(|| listed(figure, home)) {
            return Some(code);
        }
        let acts = self.subjects.iter().rev().find(|(at, _)| *at < figure.at()).map_or(0, |(at, _)| *at);
        if let Some((at, code)) = self.local.iter().rev().find(|(at, _)| *at < figure.at()) {
            // Another body acts after the place was told: it is where that body is.
            let elsewhere = *at < acts
                && agency.is_some_and(|a| {
                    self.bodies.agencies[a].place.as_ref().is_some_and(|p| p.contains('-') && p != code)
                });
            if !elsewhere {
                return Some(code.clone());
            }
        }
        if let Some(agency) = agency {
            let agency = &self.bodies.agencies[agency];
            return match (&agency.place, &self.place) {
                (Some(of), Some(said)) if said.starts_with(of.as_str()) => Some(said.clone()),
                (Some(of), _) if home.within(of) => home.code().cloned(),
                (of, _) => of.clone(),
            };
        }
        self.place.clone().or_else(|| home.code().cloned())
    }

    /// After the clauses of a sentence: what it set stays in force.
    pub fn leave(&mut self, _reading: &Reading) {
        if let Some(agency) = self.lasting {
            self.named = true;
            let covers = self.bodies.agencies[agency].place.as_ref().zip(self.place.as_ref());
            if self.current != Some(agency) && !covers.is_some_and(|(of, said)| said.starts_with(of.as_str())) {
                self.place = None;
            }
            self.current = Some(agency);
        }
        if let Some((_, code)) = self.local.last() {
            // A sentence that goes through three places and more leaves none in force.
            let mut codes: Vec<&Id> = self.local.iter().map(|(_, code)| code).collect();
            codes.sort_unstable();
            codes.dedup();
            self.place = (codes.len() < SEVERAL).then(|| code.clone());
        }
    }
}

/// What only prosecutors do is done by those whom the bulletin names, where a ministry of justice tells of it; so are its changes.
pub fn prosecuted(drafts: &mut [Draft], bodies: &Bodies) {
    let kind = |a: usize| bodies.agencies[a].kind.as_str();
    for i in 0..drafts.len() {
        let Some(ministry) = drafts[i].outcome.agency.filter(|a| kind(*a) == "justice") else { continue };
        let place = &bodies.agencies[ministry].place;
        let prosecutors = bodies.agencies.iter().position(|a| a.kind == "procuratorate" && a.place == *place);
        // Suspects whom they take in, and juveniles whom they send to court, are theirs too.
        let suspects = |d: &Draft| d.outcome.targets.iter().all(|t| t == "suspect");
        let own = |d: &Draft| match d.outcome.action.as_str() {
            "prosecute" | "decline" => true,
            "register" | "transfer" => suspects(d) && prosecutors.is_some_and(|p| bodies.agencies[p].mentioned),
            _ => false,
        };
        let of = drafts[i].of.filter(|of| *of < i).map(|of| &drafts[of]);
        if own(&drafts[i]) || of.is_some_and(own) {
            drafts[i].outcome.agency = prosecutors.or(Some(ministry));
        }
    }
}

/// Whether a bulletin can be a body's own: not that of one that hosts, nor of an unnamed group ("banks").
fn is_own(name: &AgencyName) -> bool {
    !name.host && name.mentioned
}

/// Whether nothing that is done stands between the beginning of this part of the sentence and here.
fn begins_part(before: &[Token]) -> bool {
    for (i, token) in before.iter().enumerate().rev() {
        match &token.kind {
            // ", and the banks have stopped …": a sentence of its own, unless bodies are listed.
            Kind::Mark(Mark::And)
                if i > 1
                    && before[i - 1].kind == Kind::Mark(Mark::Comma)
                    && !matches!(before[i - 2].kind, Kind::Agency(_) | Kind::Place(_)) =>
            {
                return true;
            }
            Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Colon | Mark::Stop | Mark::Open | Mark::Quote) => {
                return true;
            }
            Kind::Mark(Mark::Speech) => return true,
            Kind::Word(_) if senses(token, Scheme::Action).next().is_some() => return false,
            // Of bodies that are named together the first one acts.
            Kind::Agency(_) | Kind::Quantity(_) | Kind::Mark(Mark::And | Mark::Object) => return false,
            _ => {}
        }
    }
    true
}

/// Whether a place says where a report was written ("BEIJING, June 26 (Xinhua)", 北京1月24日电).
pub fn is_dateline(reading: &Reading, at: usize) -> bool {
    let act = |t: &Token| senses(t, Scheme::Action).next().is_some();
    let before = &reading.tokens[..at];
    let first = !before.iter().any(|t| act(t) || matches!(t.kind, Kind::Quantity(_) | Kind::Agency(_)));
    let dated =
        || reading.tokens[at + 1..].iter().take(4).any(|t| matches!(t.kind, Kind::Period(Period::Statement(_))));
    reading.paragraph <= LEAD && first && dated()
}

/// Whether a place opens a sentence that counts nothing and names nobody: what follows is told of it ("In Yunnan, which
/// borders three countries, the pressure is greatest.").
fn opens(reading: &Reading, at: usize) -> bool {
    let tokens = &reading.tokens;
    let nobody = |t: &Token| !matches!(t.kind, Kind::Quantity(_) | Kind::Agency(_) | Kind::Official(_));
    let idle = |t: &Token| matches!(t.kind, Kind::Place(_) | Kind::Gap);
    reading.paragraph > 0 && tokens.iter().all(nobody) && tokens[..at].iter().all(idle)
}

/// Whether a figure or something done follows in this sentence.
fn acts_later(after: &[Token]) -> bool {
    after.iter().any(|t| matches!(&t.kind, Kind::Quantity(_)))
}

/// Whether a body only modifies the noun of a figure (公安机关通报的6055张电话卡): something it did, then "of", then the
/// figure, in one part of a sentence.
fn modifies(after: &[Token]) -> bool {
    for pair in after.windows(2) {
        match (&pair[0].kind, &pair[1].kind) {
            (Kind::Mark(Mark::Comma | Mark::Semicolon | Mark::Stop), _) => return false,
            // The English "of" joins a noun to its measure: "Courts ordered the refund of Rs 108.3 crore".
            (Kind::Mark(Mark::Of), Kind::Quantity(_)) if pair[0].span.end - pair[0].span.start > 2 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    fn places(sketch: &str) -> String {
        slots(&format!("title\n@ministry\n{sketch}"), |b, o| {
            let kind = o.agency.map_or("?", |a| b.agencies[a].kind.as_str());
            format!("{kind} {}", o.place.as_deref().unwrap_or("?"))
        })
    }

    #[test]
    fn a_place_that_opens_a_paragraph_holds_in_it() {
        for (sketch, expected) in [
            ("/CN-YN , border .\n5 .", "publicSecurity CN"),
            ("/CN-YN , border . 5 . @ministry 6 .", "publicSecurity CN-YN | publicSecurity CN-YN"),
            ("/CN-YN , 5 . 6 .\n7 .", "publicSecurity CN-YN | publicSecurity CN-YN | publicSecurity CN"),
            ("$0 went to /CN-YN . 5 .", "publicSecurity CN"),
        ] {
            assert_eq!(places(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn figures_with_a_place_each_are_of_it() {
        for (sketch, expected) in [
            ("3 : 2 /ES , 1 #suspect /PL .", "publicSecurity CN | publicSecurity ES | publicSecurity PL"),
            ("2 #suspect /ES .", "publicSecurity CN"),
            ("2 /ES *arrest , 3 *arrest .", "publicSecurity CN | publicSecurity CN"),
        ] {
            assert_eq!(places(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_place_that_leads_a_figure_is_told_of_alone() {
        // The figure stands one particle of three bytes behind its place.
        for (sketch, expected) in [
            (
                "3 *arrest /CN-YN  5 , 6 . 7 .",
                "publicSecurity CN | publicSecurity CN | publicSecurity CN | publicSecurity CN",
            ),
            (
                "3 *arrest /CN-YN   5 , 6 . 7 .",
                "publicSecurity CN | publicSecurity CN-YN | publicSecurity CN | publicSecurity CN",
            ),
            ("3 *arrest /VN   5 .", "publicSecurity CN | publicSecurity CN"),
        ] {
            assert_eq!(places(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_bulletin_is_no_unnamed_groups() {
        let kinds =
            |sketch: &str| slots(sketch, |b, o| o.agency.map_or("?".into(), |a| b.agencies[a].kind.to_string()));
        for (sketch, expected) in [
            ("t\n@banks 4 .\n@ministry 5 .\n6 .", "bank | publicSecurity | publicSecurity"),
            ("t\n@court 4 .\n@ministry 5 .\n6 .", "court | publicSecurity | court"),
        ] {
            assert_eq!(kinds(sketch), expected, "{sketch}");
        }
    }

    #[test]
    fn a_body_acts_until_another_one_does() {
        for (sketch, expected) in [
            ("@court 5 . 6 .\n7 .", "court CN-SD | court CN-SD | publicSecurity CN"),
            ("5 by @court . 6 .", "court CN-SD | court CN-SD"),
            ("@police 4 . 5 by @court . 6 .", "publicSecurity CN-SD | court CN-SD | publicSecurity CN-SD"),
            ("@office 5 .", "publicSecurity CN"),
        ] {
            assert_eq!(places(sketch), expected, "{sketch}");
        }
    }
}
