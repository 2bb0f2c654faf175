//! A bulletin as RDF: the only place where IRIs are made.
//!
//! One bulletin gives one named graph, whose IRI is the bulletin's own, so that it can be replaced or withdrawn whole.
//! The graph holds
//!
//! - the bulletin: `bulletin/2024-12-13-1f3a5b7c9d0e1f2a`, made of its date and of the SHA-256 of its text; the text
//!   itself only where that is asked for, since it is as long as all that is said of it;
//! - each outcome: `…#outcome-123`, where 123 is the position of its number in the text, in Unicode code points, so
//!   that a better reading of the same text keeps the name; its evidence beside it, never in it;
//! - each number left unread: `…#note-123`;
//! - the figure that an outcome states, `figure/0123456789abcdef`, which outcomes of other bulletins may state as well;
//! - the period that it covers, `period/2024-01-01/2024-12-13`, and the instants at its ends, `instant/2024-01-01/start`;
//! - the entities that these name, which are the same in every bulletin: `agency/CN-SD/publicSecurity`,
//!   `official/CN-ZJ/publicSecurity/zhouqiming`, `place/CN-SD`, `campaign/…`, `law/…`, `position/…`.
//!
//! Quads stand in the order of the text, entities after them by IRI; each subject is described once, in one run, and so
//! are the values of each of its properties. There are no blank nodes, no repetition, and IRIs are ASCII.

mod entity;
mod evidence;
mod figure;
mod iri;
mod label;
mod period;
mod sink;
mod version;

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, Quad, QuadRef};

use crate::bulletin::{Bulletin, Note, Outcome};
use crate::lexicon::Lexicon;
use crate::meta::Meta;
use crate::points::Points;

use entity::Entities;
use iri::Names;
use sink::{Sink, word};

pub use iri::bulletin as bulletin_iri;
pub use version::{About, about, former, is_of_source, is_of_text, of_source, revision};

/// The quads of a bulletin, in the named graph of its IRI, without its text. Language tags are in lower case, as stores
/// keep them.
pub fn quads(bulletin: &Bulletin, lexicon: &Lexicon) -> Vec<Quad> {
    collect(bulletin, lexicon, false)
}

/// The same with the text of the bulletin, which all positions count in: what a store holds.
pub fn quads_with_text(bulletin: &Bulletin, lexicon: &Lexicon) -> Vec<Quad> {
    collect(bulletin, lexicon, true)
}

fn collect(bulletin: &Bulletin, lexicon: &Lexicon, with_text: bool) -> Vec<Quad> {
    let mut quads = Vec::with_capacity(bulletin.outcomes.len() * 34 + bulletin.notes.len() * 16 + 64);
    describe_all(bulletin, lexicon, with_text, &mut |quad| quads.push(quad.into_owned()));
    quads
}

/// Says the quads of [`quads`] one after the other, without keeping them: what a writer needs.
pub fn describe(bulletin: &Bulletin, lexicon: &Lexicon, say: &mut dyn FnMut(QuadRef<'_>)) {
    describe_all(bulletin, lexicon, false, say);
}

fn describe_all(bulletin: &Bulletin, lexicon: &Lexicon, with_text: bool, say: &mut dyn FnMut(QuadRef<'_>)) {
    let names = Names::new(bulletin);
    let entities = Entities::new(bulletin, lexicon);
    let mut sink = Sink::new(&names.bulletin, say);
    describe_bulletin(&mut sink, bulletin, &names, &entities);
    if with_text {
        sink.plain(word::TEXT, &bulletin.text);
    }
    let mut points = Points::new(&bulletin.text);
    for (outcome, name) in bulletin.outcomes.iter().zip(&names.outcomes) {
        describe_outcome(&mut sink, bulletin, outcome, name, &names, &entities, &mut points);
    }
    let figures: BTreeSet<String> = bulletin.outcomes.iter().filter_map(|o| figure::figure(bulletin, o)).collect();
    for figure in &figures {
        sink.subject(figure);
        sink.is_a(word::FIGURE);
    }
    period::describe(&mut sink, bulletin);
    for (note, name) in bulletin.notes.iter().zip(&names.notes) {
        describe_note(&mut sink, bulletin, note, name, &names, &mut points);
    }
    entities.describe(&mut sink);
}

fn describe_bulletin(sink: &mut Sink<'_>, bulletin: &Bulletin, names: &Names, entities: &Entities<'_>) {
    sink.subject(&names.bulletin);
    sink.is_a(word::BULLETIN);
    sink.text(word::TITLE, &bulletin.title, &bulletin.language.to_ascii_lowercase());
    if let Some(date) = bulletin.date {
        sink.date(word::DATE, date);
    }
    sink.typed(word::LANGUAGE, bulletin.language, word::XSD_LANGUAGE);
    sink.typed(word::SHA256, &names.text_hash, word::XSD_HEX_BINARY);
    describe_meta(sink, &bulletin.meta);
    for mention in entities.mentions() {
        sink.link(word::MENTIONS, mention);
    }
}

/// What is known about the bulletin beside its text.
fn describe_meta(sink: &mut Sink<'_>, meta: &Meta) {
    if let Some(dated) = meta.date {
        sink.concept(word::DATE_SOURCE, "date-source/", dated.source.id());
    }
    if let Some(url) = meta.url.as_deref().filter(|url| NamedNode::new(*url).is_ok()) {
        sink.link(word::SOURCE, url);
    }
    for (property, text) in [(word::PUBLISHER, &meta.publisher), (word::BYLINE, &meta.author)] {
        if let Some(text) = text {
            sink.plain(property, text);
        }
    }
    if let Some(encoding) = meta.encoding.filter(|e| *e != "UTF-8") {
        sink.plain(word::ENCODING, encoding);
    }
}

fn describe_outcome(
    sink: &mut Sink<'_>,
    bulletin: &Bulletin,
    outcome: &Outcome,
    name: &str,
    names: &Names,
    entities: &Entities<'_>,
    points: &mut Points<'_>,
) {
    let quantity = &outcome.quantity;
    let (lower, upper) = quantity.limits();
    let evidence = iri::part(name, "evidence");
    sink.subject(name);
    sink.is_a(word::OUTCOME);
    sink.is_a(word::OBSERVATION);
    sink.decimal(word::VALUE, quantity.value);
    sink.decimal(word::LOWER_VALUE, lower);
    sink.decimal(word::UPPER_VALUE, upper);
    sink.concept(word::UNIT, "unit/", &quantity.unit);
    sink.concept(word::BOUND, "bound/", quantity.bound.id());
    sink.concept(word::ACTION, "action/", &outcome.action);
    for target in outcome.targets.iter().collect::<BTreeSet<_>>() {
        sink.concept(word::TARGET, "target/", target);
    }
    if let Some(offence) = &outcome.offence {
        sink.concept(word::OFFENCE, "offence/", offence);
    }
    if let Some(per) = &outcome.per {
        sink.concept(word::PER, "unit/", per);
    }
    if let Some(from) = outcome.period.from {
        sink.date(word::PERIOD_START, from);
    }
    if let Some(to) = outcome.period.to {
        sink.date(word::PERIOD_END, to);
    }
    if let Some(period) = period::period(outcome.period) {
        sink.link(word::PERIOD, &period);
    }
    if let Some(compare) = outcome.compare {
        sink.concept(word::COMPARE, "compare/", compare.id());
    }
    if let Some(of) = outcome.change_of.and_then(|i| names.outcomes.get(i)).filter(|of| *of != name) {
        sink.link(word::CHANGE_OF, of);
    }
    if let Some(place) = &outcome.place {
        sink.link(word::PLACE, &iri::place(place));
    }
    if let Some(agency) = outcome.agency.and_then(|i| entities.agencies.get(i)) {
        sink.link(word::AGENCY, agency);
    }
    if let Some(official) = outcome.reporter.and_then(|i| entities.officials.get(i)) {
        sink.link(word::REPORTED_BY, official);
    }
    for campaign in outcome.campaigns.iter().filter_map(|i| entities.campaigns.get(*i)).collect::<BTreeSet<_>>() {
        sink.link(word::CAMPAIGN, campaign);
    }
    sink.plain(word::QUOTE, outcome.quote.of(&bulletin.text));
    sink.integer(word::POSITION, points.at(quantity.number.start));
    sink.plain(word::PRODUCTION, outcome.production);
    if let Some(figure) = figure::figure(bulletin, outcome) {
        sink.link(word::STATES, &figure);
    }
    sink.link(word::STATED_IN, &names.bulletin);
    sink.link(word::DERIVED_FROM, &names.bulletin);
    sink.link(word::DATA_SET, word::OUTCOMES);
    sink.link(word::EVIDENCE, &evidence);
    evidence::describe(sink, &evidence, &bulletin.text, outcome.quote, &names.bulletin, points);
}

fn describe_note(
    sink: &mut Sink<'_>,
    bulletin: &Bulletin,
    note: &Note,
    name: &str,
    names: &Names,
    points: &mut Points<'_>,
) {
    let evidence = iri::part(name, "evidence");
    sink.subject(name);
    sink.is_a(word::NOTE);
    sink.concept(word::REASON, "reason/", note.reason.id());
    sink.plain(word::QUOTE, note.span.of(&bulletin.text));
    sink.integer(word::POSITION, points.at(note.span.start));
    sink.link(word::STATED_IN, &names.bulletin);
    sink.link(word::DERIVED_FROM, &names.bulletin);
    sink.link(word::EVIDENCE, &evidence);
    evidence::describe(sink, &evidence, &bulletin.text, note.span, &names.bulletin, points);
}

/// The name of a bulletin's graph: the bulletin's own IRI.
pub fn graph(bulletin: &Bulletin) -> NamedNode {
    NamedNode::new_unchecked(iri::bulletin(bulletin))
}
