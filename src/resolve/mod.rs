//! Fills what clauses leave open from what was said before, and settles who is who.
//!
//! Nothing here knows a language: a language says what its words mean by the kinds of [`crate::token`], and this
//! module says how far each reaches: a period until the next one, a speaker to the end of the paragraph, a campaign
//! over the sentences of its paragraph, a body until another one acts.

mod agencies;
mod campaigns;
mod fill;
mod laws;
mod notes;
mod offences;
mod periods;
mod persons;
mod places;
mod repeats;
#[cfg(test)]
mod sketch;
mod speakers;

use crate::bulletin::{Agency, Bulletin, Id, Outcome};
use crate::clause::{Clause, Nature, Reading};
use crate::document::Document;
use crate::lang::combinator::senses;
use crate::lexicon::{Lexicon, Scheme, Trait};
use crate::meta::Meta;
use crate::parse::Parsed;
use crate::token::{Kind, Mark, Token};

/// The last paragraph of a lead, counted from the title: below the title there is often a line of date and source.
const LEAD: usize = 3;

/// How many figures back a figure is looked for: more than any paragraph holds, and a bound on the work that a file of
/// one line makes.
const REACH: usize = 200;

/// What a resolver of one slot sees of a figure.
#[derive(Clone, Copy)]
struct Figure<'a> {
    /// The sentence.
    reading: &'a Reading,
    /// The figure's clause in it.
    clause: &'a Clause,
    lexicon: &'a Lexicon,
}

impl Figure<'_> {
    /// The first byte of the figure.
    fn at(&self) -> usize {
        self.clause.quantity.span.start
    }

    /// Whether all that the figure counts, and it counts something, is such.
    fn counts_only(&self, what: Trait) -> bool {
        let targets = &self.clause.targets;
        !targets.is_empty() && targets.iter().all(|t| self.lexicon.is(t, what))
    }

    /// Whether the action that its clause names is such.
    fn tells_what_is(&self, what: Trait) -> bool {
        self.clause.action.as_ref().is_some_and(|a| self.lexicon.is(a, what))
    }

    /// The index of the figure's token in its sentence.
    fn token(&self) -> Option<usize> {
        self.reading.tokens.iter().position(|t| t.span.overlaps(self.clause.quantity.span))
    }
}

/// An outcome in the making.
struct Draft {
    outcome: Outcome,
    nature: Nature,
    /// The draft that it is a change, a share or a part of.
    of: Option<usize>,
    paragraph: usize,
    /// Start of its sentence, for finding neighbours.
    sentence: usize,
    /// Whether the clause itself named the action.
    own_action: bool,
    /// Whether its sentence goes on with what was told before ([`Clause::carries`]).
    carries: bool,
    /// Whether it is told of a part of what was counted before ([`Clause::part`]).
    part: bool,
    /// Whether its sentence breaks down the whole ([`Clause::breaks_down`]).
    breaks_down: bool,
    /// Whether it states again what another one says.
    repeated: bool,
    /// The paragraph of the heading above it, and what that names as done (検挙状況).
    section: (usize, Vec<Id>),
}

/// The bulletin that the readings of a document make.
pub fn resolve(document: &Document, lexicon: &Lexicon, parsed: &Parsed) -> Bulletin {
    let home = places::Home::find(document, lexicon, parsed);
    let bodies = agencies::Bodies::settle(parsed, &home, lexicon);
    let drafts = drafts(document, lexicon, parsed, &home, &bodies);
    let notes = notes::notes(document, parsed, &drafts);
    let places = places::mentioned(parsed, &bodies);
    Bulletin {
        title: document.title.of(&document.text).to_owned(),
        language: document.language.tag,
        date: document.date,
        text: document.text.clone(),
        places,
        officials: persons::officials(parsed, &bodies),
        laws: laws::laws(parsed, &bodies),
        agencies: bodies.agencies,
        campaigns: parsed.names.campaigns.clone(),
        outcomes: outcomes(drafts),
        notes,
        periods: periods::told(parsed),
        meta: Meta::default(),
    }
}

fn drafts(
    document: &Document,
    lexicon: &Lexicon,
    parsed: &Parsed,
    home: &places::Home,
    bodies: &agencies::Bodies,
) -> Vec<Draft> {
    let mut periods = periods::Periods::new(document, parsed);
    let mut speakers = speakers::Speakers::new(&document.text, parsed);
    let mut actors = agencies::Actors::new(bodies, parsed, home);
    let mut campaigns = campaigns::Campaigns::new(document, parsed);
    let mut offences = offences::Offences::new(document, lexicon, parsed);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut section: (usize, Vec<Id>) = (0, Vec::new());
    for reading in &parsed.readings {
        if let Some(named) = head_of_section(reading, &document.text) {
            section = (reading.paragraph, named);
        }
        periods.enter(reading);
        speakers.enter(reading);
        campaigns.enter(reading);
        offences.enter(reading);
        actors.turn(reading);
        if let Some(official) = speakers.begins(reading) {
            actors.speaks(parsed.names.officials[official].agency);
        }
        actors.enter(reading);
        for clause in &reading.clauses {
            let figure = Figure { reading, clause, lexicon };
            let reporter = speakers.of(figure);
            let agency = actors.of(figure);
            let period = periods.of(figure);
            let linked = campaigns.of(figure, periods.round(figure).unwrap_or(period));
            drafts.push(Draft {
                outcome: Outcome {
                    action: action(clause, agency.map(|a| &bodies.agencies[a])),
                    targets: clause.targets.clone(),
                    offence: offences.of(figure, &linked, agency.map(|a| bodies.agencies[a].kind.as_str())),
                    per: clause.per.clone(),
                    period,
                    compare: periods.compare(figure, period).or(clause.compare),
                    place: actors.place_of(figure, agency),
                    agency,
                    reporter,
                    campaigns: linked,
                    quote: clause.quote,
                    change_of: None,
                    production: clause.production,
                    quantity: clause.quantity.clone(),
                },
                nature: clause.nature,
                of: clause.back.and_then(|b| (drafts.len() + usize::from(b == 0)).checked_sub(b)),
                paragraph: reading.paragraph,
                sentence: reading.span.start,
                own_action: clause.action.is_some(),
                carries: clause.carries,
                part: clause.part,
                breaks_down: clause.breaks_down,
                repeated: false,
                section: section.clone(),
            });
        }
        periods.leave(reading);
        actors.leave(reading);
        campaigns.leave(reading);
    }
    fill::fill(&mut drafts, lexicon);
    agencies::prosecuted(&mut drafts, bodies);
    repeats::mark(&mut drafts);
    drafts
}

/// What was done; the prosecutors of China do not arrest, they approve arrests.
fn action(clause: &Clause, by: Option<&Agency>) -> Id {
    let action = clause.action.clone().unwrap_or_else(|| "".into());
    let approved = action == "arrest"
        && by.is_some_and(|a| {
            a.kind == "procuratorate" && a.place.as_ref().is_none_or(|place| Lexicon::country(place) == "CN")
        });
    if approved {
        return "approveArrest".into();
    }
    // Courts settle cases; they do not find out who did it.
    if action == "solve" && by.is_some_and(|a| a.kind == "court") { "conclude".into() } else { action }
}

/// The outcomes that are no repetition, with changes pointing at what they are changes of.
fn outcomes(drafts: Vec<Draft>) -> Vec<Outcome> {
    let mut index = Vec::with_capacity(drafts.len());
    let mut kept = 0;
    for draft in &drafts {
        index.push((!draft.repeated).then_some(kept));
        kept += usize::from(!draft.repeated);
    }
    let told = drafts.into_iter().filter(|draft| !draft.repeated);
    told.map(|draft| {
        let of = draft.of.filter(|_| draft.nature == Nature::Change);
        Outcome { change_of: of.and_then(|i| index[i]), ..draft.outcome }
    })
    .collect()
}

/// Whether a token is a quantity.
fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_))
}

/// What the heading of a section names as done: a short line of its own that counts nothing and is no sentence.
fn head_of_section(reading: &Reading, text: &str) -> Option<Vec<Id>> {
    let line = reading.span.of(text);
    let alone = text[reading.span.end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let ends = reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Stop));
    let counts = !reading.clauses.is_empty() || reading.tokens.iter().any(is_figure);
    if reading.paragraph == 0 || !alone || ends || counts || line.len() > 70 {
        return None;
    }
    let actions = reading.tokens.iter().flat_map(|t| senses(t, Scheme::Action)).map(|s| s.id.clone());
    Some(actions.filter(|a| !["increase", "decrease", "other"].contains(&a.as_str())).collect())
}

/// A capital, or a letter of a script that has none.
fn begins_heading(c: char) -> bool {
    c.is_uppercase() || ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Whether a sentence is a heading: a short line without a stop, a figure or a colon.
fn is_heading(reading: &Reading, text: &str) -> bool {
    let line = reading.span.of(text);
    let rest = text[reading.span.end..].trim_start_matches([' ', '\t', '\r']);
    let alone = rest.is_empty() || rest.starts_with('\n');
    let told = |t: &Token| {
        matches!(t.kind, Kind::Quantity(_))
            || matches!(t.kind, Kind::Mark(Mark::Stop | Mark::Colon) | Kind::Period(_) | Kind::Agency(_))
    };
    alone
        && line.len() <= 70
        && line.starts_with(begins_heading)
        && !reading.tokens.iter().any(told)
        && reading.clauses.is_empty()
}

#[cfg(test)]
mod tests {
    use super::sketch::slots;

    #[test]
    fn what_was_done_depends_on_who_did_it() {
        for (sketch, expected) in [
            ("@court 5=solve/case .", "conclude"),
            ("@police 5=solve/case .", "solve"),
            ("@procuratorate 5=arrest/suspect .", "approveArrest"),
            ("@police 5=arrest/suspect .", "arrest"),
        ] {
            assert_eq!(slots(&format!("title\n{sketch}"), |_, o| o.action.to_string()), expected, "{sketch}");
        }
    }
}
