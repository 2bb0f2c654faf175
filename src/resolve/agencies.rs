//! Who: the bodies of a bulletin, and which of them acts in a clause.

use std::collections::BTreeMap;

use crate::bulletin::{Agency, Id};
use crate::clause::Reading;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::places::Home;
use crate::resolve::{Draft, Figure, LEAD};
use crate::token::{AgencyName, Kind, Level, Mark, Names, Period, Token};

/// The bodies of a bulletin: one for each kind and place.
#[derive(Debug, Default)]
pub struct Bodies {
    /// The bodies in order of their first mention.
    pub agencies: Vec<Agency>,
    /// From an index into [`Names::agencies`] to one into `agencies`.
    pub index: Vec<usize>,
}

impl Bodies {
    /// Gives each named body its place and makes one of those that are the same.
    pub fn settle(parsed: &Parsed, home: &Home, lexicon: &Lexicon) -> Self {
        let mut bodies = Self::default();
        let near = near(parsed);
        let told = told(parsed);
        for (i, name) in parsed.names.agencies.iter().enumerate() {
            let told = told.get(&i).cloned().or_else(|| longer(name, &parsed.names.agencies[..i]));
            let place = told
                .or_else(|| own(name, &parsed.names.agencies[..i], home))
                .or_else(|| place(name, near.get(&i), home));
            let same = bodies.agencies.iter().position(|a| a.kind == name.kind && a.place == place);
            let at = same.unwrap_or_else(|| {
                let (kind, place) = (name.kind.clone(), place);
                bodies.agencies.push(Agency { kind, place, names: Vec::new(), mentioned: false });
                bodies.agencies.len() - 1
            });
            let agency = &mut bodies.agencies[at];
            // "police" in a bulletin of an international body are nobody's in particular.
            agency.mentioned |=
                name.mentioned && (agency.place.is_some() || name.international) && !unnamed(name, lexicon);
            for written in &name.names {
                if !agency.names.contains(written) {
                    agency.names.push(written.clone());
                }
            }
            bodies.index.push(at);
        }
        bodies
    }
}

impl Bodies {
    /// Whether a body is no one in particular ("police forces from 17 countries"): it acts in its sentence and no longer.
    fn passes(&self, index: usize) -> bool {
        let agency = &self.agencies[index];
        !agency.mentioned && agency.place.is_none()
    }
}

/// Whether a name means companies of a kind and none by its own name ("the telecom operators", 电信运营商): a body that acts, but none that
/// the bulletin names.
fn unnamed(name: &AgencyName, lexicon: &Lexicon) -> bool {
    if &*name.kind != "telecomOperator" {
        return false;
    }
    let bears = |written: &str| {
        let companies = lexicon.concepts(Scheme::Agency).filter(|(id, _)| id.ends_with("telecomOperator"));
        let mut labels = companies.flat_map(|(_, concept)| &concept.labels);
        labels.any(|label| label.text == written)
    };
    !name.names.iter().any(|written| bears(written))
}

/// The place of a body whose name alone is that of another country's, where the bulletin is at home elsewhere and a longer name before it
/// says so: in a bulletin of Korea 警察厅 is the 韩国警察厅 and not Japan's.
fn own(name: &AgencyName, before: &[AgencyName], home: &Home) -> Option<Id> {
    let (place, country) = (name.place.as_ref()?, home.country.as_ref()?);
    if Lexicon::country(place) == country.as_str() {
        return None;
    }
    let longer = |a: &&AgencyName| {
        a.kind == name.kind
            && a.place.as_deref().is_some_and(|p| Lexicon::country(p) == country.as_str())
            && a.names
                .iter()
                .any(|whole| name.names.iter().any(|part| whole.len() > part.len() && whole.ends_with(part.as_str())))
    };
    before.iter().find(longer).and_then(|a| a.place.clone())
}

/// The fewest letters of a name that is found again within a longer one.
const LETTERS: usize = 4;

/// The place of a body that is named without it where a longer name before it tells it: the "Policía Judicial" of a text is the "Policía
/// Judicial de Macao" that it names as well, 司法警察局 is 澳门司法警察局.
fn longer(name: &AgencyName, before: &[AgencyName]) -> Option<Id> {
    if name.place.is_some() || name.level == Level::Open {
        return None;
    }
    let holds = |whole: &str, part: &str| {
        let beside = |rest: &str, c: Option<char>| !rest.is_empty() && !c.is_some_and(|c| c.is_ascii_alphanumeric());
        whole.strip_suffix(part).is_some_and(|rest| beside(rest, rest.chars().next_back()))
            || whole.strip_prefix(part).is_some_and(|rest| beside(rest, rest.chars().next()))
    };
    let part = |written: &&String| written.chars().count() >= LETTERS;
    let same = before.iter().filter(|a| a.kind == name.kind && a.place.is_some());
    let mut found =
        same.filter(|a| name.names.iter().filter(part).any(|part| a.names.iter().any(|whole| holds(whole, part))));
    let first = found.next()?;
    found.all(|other| other.place == first.place).then(|| first.place.clone()).flatten()
}

/// The places of bodies that a general word names (检方, "the police"), if wherever it stands the paragraph has named one body of the
/// kind before, and always the same place.
fn told(parsed: &Parsed) -> BTreeMap<usize, Id> {
    let mut places: BTreeMap<usize, Option<Id>> = BTreeMap::new();
    let (mut paragraph, mut last) = (usize::MAX, BTreeMap::<Id, Id>::new());
    for reading in &parsed.readings {
        if reading.paragraph != paragraph {
            paragraph = reading.paragraph;
            last.clear();
        }
        for token in &reading.tokens {
            let Kind::Agency(a) = token.kind else { continue };
            let body = &parsed.names.agencies[a];
            if let Some(place) = &body.place {
                last.insert(body.kind.clone(), place.clone());
            } else if body.level == Level::Open && !body.international {
                let here = last.get(&body.kind).cloned();
                let all = places.entry(a).or_insert_with(|| here.clone());
                if *all != here {
                    *all = None;
                }
            }
        }
    }
    places.into_iter().filter_map(|(a, place)| Some((a, place?))).collect()
}

/// The subdivision that was named last before each body, in the paragraph where it is first named.
fn near(parsed: &Parsed) -> BTreeMap<usize, Id> {
    let mut near = BTreeMap::new();
    let mut last: Option<(usize, Id)> = None;
    for reading in &parsed.readings {
        for token in &reading.tokens {
            let place = match &token.kind {
                Kind::Place(code) => Some(code),
                Kind::Agency(a) => {
                    if let Some((paragraph, code)) = &last
                        && *paragraph == reading.paragraph
                    {
                        near.entry(*a).or_insert_with(|| code.clone());
                    }
                    parsed.names.agencies[*a].place.as_ref()
                }
                _ => None,
            };
            if let Some(code) = place.filter(|p| p.contains('-')) {
                last = Some((reading.paragraph, code.clone()));
            }
        }
    }
    near
}

/// The place of a body whose name does not tell it: a local one of a national bulletin is where the paragraph is ("the
/// city's public security bureau"), others are where the bulletin is at home.
fn place(name: &AgencyName, near: Option<&Id>, home: &Home) -> Option<Id> {
    if name.international {
        return None;
    }
    let filled = || match name.level {
        Level::National => home.country.clone(),
        Level::Local => {
            let near = near.filter(|_| home.national).cloned();
            near.or_else(|| home.subdivision.clone()).or_else(|| home.country.clone())
        }
        Level::Open => home.code().cloned(),
    };
    name.place.clone().or_else(filled)
}

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
            Some(c) => code.contains('-') && Lexicon::country(code) == c.as_str(),
            None => reading.paragraph > LEAD,
        };
        let tells = acts_later(&tokens[at + 1..]) && !leads(tokens, at) || opens(reading, at);
        at_home && !is_dateline(reading, at) && begins_part(&tokens[..at]) && tells
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
        if let Some(code) = led(figure, home) {
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
            self.place = Some(code.clone());
        }
    }
}

/// Whether a figure follows a place with no more than a particle between (東京都が146人で、愛知県の141人が): it is told of that place
/// alone.
fn leads(tokens: &[Token], at: usize) -> bool {
    const PARTICLE: usize = '\u{304C}'.len_utf8();
    let figure = tokens[at + 1..].iter().find(|t| t.kind != Kind::Mark(Mark::Of));
    figure.is_some_and(|t| matches!(t.kind, Kind::Quantity(_)) && t.span.start == tokens[at].span.end + PARTICLE)
}

/// The subdivision that leads a figure.
fn led(figure: Figure<'_>, home: &Home) -> Option<Id> {
    let tokens = &figure.reading.tokens;
    let here = figure.token()?;
    let at = tokens[..here].iter().rposition(|t| t.kind != Kind::Mark(Mark::Of))?;
    let Kind::Place(code) = &tokens[at].kind else { return None };
    let own = home.country.as_ref().is_some_and(|c| code.contains('-') && Lexicon::country(code) == c.as_str());
    (own && leads(tokens, at)).then(|| code.clone())
}

/// What only prosecutors do is done by those whom the bulletin names, where a ministry of justice tells of it; so are its changes.
pub fn prosecuted(drafts: &mut [Draft], bodies: &Bodies) {
    let kind = |a: usize| bodies.agencies[a].kind.as_str();
    for i in 0..drafts.len() {
        let Some(ministry) = drafts[i].outcome.agency.filter(|a| kind(*a) == "justice") else { continue };
        let place = &bodies.agencies[ministry].place;
        let prosecutors = bodies.agencies.iter().position(|a| a.kind == "procuratorate" && a.place == *place);
        let own = |d: &Draft| ["prosecute", "decline"].contains(&d.outcome.action.as_str());
        let of = drafts[i].of.filter(|of| *of < i).map(|of| &drafts[of]);
        if own(&drafts[i]) || of.is_some_and(own) {
            drafts[i].outcome.agency = prosecutors.or(Some(ministry));
        }
    }
}

/// The place that a figure is told of alone: right before its bracket ("Aragón (8.3%), Navarra (7.1%)"), or the one in its turn where
/// places and figures run side by side ("Baleares, Melilla and Asturias, 28%, 26% and 18% respectively").
fn beside(figure: Figure<'_>) -> Option<Id> {
    let tokens = &figure.reading.tokens;
    let here = figure.token()?;
    let place = |t: &Token| match &t.kind {
        Kind::Place(code) => Some(code.clone()),
        _ => None,
    };
    if here > 1 && tokens[here - 1].kind == Kind::Mark(Mark::Open) {
        return place(&tokens[here - 2]);
    }
    let is_quantity = |t: &Token| matches!(t.kind, Kind::Quantity(_));
    if let Some(own) = own_place(tokens, here)
        && tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| is_quantity(t))
            .any(|(i, _)| own_place(tokens, i).is_some_and(|p| p != own))
    {
        return Some(own);
    }
    let joint = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Comma | Mark::And | Mark::ListComma));
    let end = here + tokens[here..].iter().take_while(|t| is_quantity(t) || joint(t)).count();
    let start = here - tokens[..here].iter().rev().take_while(|t| is_quantity(t) || joint(t)).count();
    // "44 and 9 suspects respectively"
    let noun = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Word(_)));
    if !tokens.get(end + usize::from(noun)).is_some_and(|t| t.kind == Kind::Mark(Mark::Respectively)) {
        return None;
    }
    let figures = tokens[start..end].iter().filter(|t| is_quantity(t)).count();
    let turn = tokens[start..here].iter().filter(|t| is_quantity(t)).count();
    let before = tokens[..start].iter().rev().skip_while(|t| place(t).is_none());
    let mut places: Vec<Id> = before.take_while(|t| place(t).is_some() || joint(t)).filter_map(place).collect();
    places.reverse();
    if figures > 1 && places.len() == figures { places.get(turn).cloned() } else { None }
}

/// The place right behind a figure, or behind the word that it counts, where it ends its part of the sentence ("14 in Spain,
/// six in Poland").
fn own_place(tokens: &[Token], figure: usize) -> Option<Id> {
    let ends = |t: Option<&Token>| {
        t.is_none_or(|t| {
            matches!(t.kind, Kind::Mark(Mark::Comma | Mark::And | Mark::ListComma | Mark::Semicolon | Mark::Stop))
        })
    };
    let noun = tokens.get(figure + 1).is_some_and(|t| matches!(t.kind, Kind::Word(_)));
    let at = figure + 1 + usize::from(noun);
    match &tokens.get(at)?.kind {
        Kind::Place(code) if ends(tokens.get(at + 1)) => Some(code.clone()),
        _ => None,
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
