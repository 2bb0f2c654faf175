//! Bodies: a name and what stands after it, from left to right: `name [ "(" ACRONYM ")" ] ( adjective | "de" kind of place |
//! "de" place | "de" body | "de" capitalised words )*`, so that "Grupo de Ciberdelincuencia de la Comisaría Provincial de
//! Valladolid" is one body of Castilla y León's police.

mod tail;

use std::collections::BTreeMap;

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lang::latin::names::Head;
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::names::quoted::Taken;
use crate::names::{Body, Book, level, link};
use crate::token::Level;

/// How long a line may be, in bytes, that is the heading of the paragraph below it.
const HEADING: usize = 40;
/// How far back the beginning of a sentence is looked for, in bytes.
const SCENE: usize = 300;

/// A mention of a body.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its index in the book.
    pub index: usize,
    /// Its kind.
    pub kind: Id,
    /// Whether it is a body that can have officials: named, or acting.
    pub acts: bool,
}

/// A body with what stands after its name.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    head: Head,
    place: Option<Id>,
    /// Further places: "policías de Jiangsu y Zhejiang".
    others: Vec<(Span, Id)>,
    local: bool,
    national: bool,
    /// The acronym that follows in brackets.
    acronym: Option<Span>,
    /// The body of another kind that it is a part of: "Vigilancia Aduanera de la Agencia Tributaria".
    whole: Option<Box<Found>>,
}

impl Found {
    fn new(span: Span, head: Head) -> Self {
        Self { span, head, place: None, others: Vec::new(), local: false, national: false, acronym: None, whole: None }
    }
}

/// Enters the bodies of a text and gives their mentions in order.
pub fn read(source: Source<'_>, taken: &Taken, book: &mut Book) -> Vec<Mention> {
    let mut reader = Reader { source, book, mentions: Vec::new(), acronyms: BTreeMap::new(), free: 0 };
    for word in source.words.0 {
        if word.span.start < reader.free || !taken.free(word.span) {
            continue;
        }
        reader.points_back(word.span.start);
        if reader.defined(word.span) {
            continue;
        }
        if let Some(head) = head(source, word).filter(|h| !(h.form == Form::Generic && counted(source, word.span))) {
            let mut found = Found::new(word.span, head);
            tail::tail(source, &mut found, 0);
            reader.enter(found);
        }
    }
    reader.points_back(source.text.len());
    reader.mentions
}

struct Reader<'a, 'b> {
    source: Source<'a>,
    book: &'b mut Book,
    mentions: Vec<Mention>,
    acronyms: BTreeMap<&'a str, usize>,
    /// Everything before this byte has been read.
    free: usize,
}

impl Reader<'_, '_> {
    fn enter(&mut self, found: Found) {
        let source = self.source;
        self.free = self.free.max(found.span.end);
        if let Some(index) = self.owner(&found) {
            return self.again(found.span, index);
        }
        let Some(mut body) = judge(source, &found) else { return };
        if body.level == Level::Local && body.place.is_none() {
            body.place = self.near(found.span.start);
        }
        let written = found.span.of(source.text);
        let index = self.book.agency(found.span, body.clone(), written);
        for (span, place) in &found.others {
            self.book.agency(*span, Body { place: Some(place.clone()), ..body.clone() }, written);
        }
        let acts = body.mentioned;
        self.mentions.push(Mention { span: found.span, index, kind: body.kind, acts });
        if let Some(whole) = found.whole {
            self.enter(*whole);
        }
        if let Some(acronym) = found.acronym {
            self.acronyms.insert(acronym.of(source.text), index);
        }
    }

    /// The body that "su policía" is of: the last one of its kind in the paragraph.
    fn owner(&self, found: &Found) -> Option<usize> {
        let source = self.source;
        let general = found.head.form == Form::Generic && found.place.is_none();
        last_of(source.before(found.span.start).trim_end(), "su|sus").filter(|_| general)?;
        let line = source.before(found.span.start).rfind('\n').map_or(0, |i| i + 1);
        let mut here = self.mentions.iter().rev().take_while(|m| m.span.start >= line).take(20);
        here.find(|m| m.kind == found.head.kind).map(|m| m.index)
    }

    /// The subdivision of a local body that does not tell its own: the one that its paragraph named last, else that of the
    /// last local body.
    fn near(&self, at: usize) -> Option<Id> {
        let source = self.source;
        let line = |at: usize| source.before(at).rfind('\n').map_or(0, |i| i + 1);
        // A short line above the paragraph is its heading: "Tabasco".
        let paragraph = line(at);
        let above = line(paragraph.saturating_sub(1));
        let paragraph = if paragraph - above <= HEADING { above } else { paragraph };
        let words = source.words.within(paragraph, at).iter().rev().take(40);
        let mut named = words.filter_map(|w| super::places::of_word(source, w)).filter(|code| code.contains('-'));
        if let Some(code) = named.next() {
            return Some(code);
        }
        let bodies = &self.book.so_far().agencies;
        let place = |m: &Mention| bodies.get(m.index).and_then(|b| b.place.clone());
        self.mentions.iter().rev().take(40).filter_map(place).find(|code| code.contains('-'))
    }

    /// An acronym that the text defines means what the text says, whatever body is known by it elsewhere.
    fn defined(&mut self, span: Span) -> bool {
        let Some(index) = self.acronyms.get(span.of(self.source.text)).copied() else { return false };
        self.again(span, index);
        self.free = span.end;
        true
    }

    fn again(&mut self, span: Span, index: usize) {
        self.book.agency_again(span, index);
        let kind = self.book.so_far().agencies[index].kind.clone();
        self.mentions.push(Mention { span, index, kind, acts: true });
    }

    /// Mentions between the last body and this byte that only point back: acronyms that were defined, "el ministerio".
    fn points_back(&mut self, to: usize) {
        let source = self.source;
        let Some(gap) = source.text.get(self.free..to) else { return };
        let from = std::mem::replace(&mut self.free, to);
        let mut start = None;
        for (i, c) in gap.char_indices().chain([(gap.len(), ' ')]) {
            match (c.is_alphanumeric() || c == '-', start) {
                (true, None) => start = Some(i),
                (false, Some(s)) => {
                    start = None;
                    let span = Span::new(from + s, from + i);
                    if let Some(index) = self.pointed(span) {
                        self.again(span, index);
                    }
                }
                _ => {}
            }
        }
    }

    fn pointed(&self, span: Span) -> Option<usize> {
        let source = self.source;
        let word = span.of(source.text);
        if let Some(index) = self.acronyms.get(word) {
            return Some(*index);
        }
        let before = source.before(span.start).trim_end_matches(' ');
        if !is_one(word, POINTERS) || last_of(before, "el|la|del|al|dicho|dicha|este|esta|citado|citada").is_none() {
            return None;
        }
        // "el departamento de Antioquia" is a place, "la unidad familiar" no body.
        if first_of(source.after(span.end), " de| del").is_some() {
            return None;
        }
        let holds = |m: &Mention| {
            m.span.of(source.text).split(' ').any(|w| w.eq_ignore_ascii_case(word))
                || is_one(word, "departamento|ministerio") && m.span.of(source.text).starts_with("Ministerio")
        };
        // The last one of the paragraph; else the first of the text, which is the one that it is about.
        let line = source.before(span.start).rfind('\n').map_or(0, |i| i + 1);
        let here = self.mentions.iter().rev().take_while(|m| m.span.start >= line);
        let last = here.take(20).find(|m| holds(m)).or_else(|| self.mentions.iter().take(20).find(|m| holds(m)));
        last.map(|m| m.index)
    }
}

const POINTERS: &str = "ministerio|departamento|secretaría|comisión|fiscalía|dirección|unidad|brigada|agencia|instituto|gendarmería\
    |superintendencia|embajada|consulado|prefectura|corporación|organismo|administración|comisaría|federación";

/// Lower-case words with which the name of a body can begin.
const SMALL: &str = "policía|policías|comisaría|comisarías|fiscalía|fiscalías|juzgado|juez|gobierno|ayuntamiento|ayuntamientos|alcaldía\
    |alcaldías|municipalidad|municipalidades|autoridad|magistrado|embajada|secretaría|centro|ministerio|agentes|comité|jueces";

/// Whether a number stands right before a word: "42 fiscales" are persons.
fn counted(source: Source<'_>, span: Span) -> bool {
    let before = source.before(span.start);
    before.ends_with(' ') && before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// What a word names, if it is a body.
fn head(source: Source<'_>, word: &Word<'_>) -> Option<Head> {
    let written = word.span.of(source.text);
    let own = word.senses.iter().filter(|s| s.scheme == Scheme::Agency);
    let mut best: Option<(bool, Head)> = None;
    for sense in own {
        let Some(kind) = link(source.lexicon, &sense.id, "agencyKind") else { continue };
        let place = link(source.lexicon, &sense.id, "place").cloned();
        let country = place.as_deref().map(Lexicon::country);
        let here = country == source.home;
        let spoken = here || country.is_none_or(|c| source.countries.iter().any(|s| **s == *c));
        let fits = titled(written) && (spoken || !acronym(written) && !shared(word));
        if fits && best.as_ref().is_none_or(|(h, _)| here && !h) {
            best = Some((here, Head { kind: kind.clone(), place, form: Form::National, own: true }));
        }
    }
    let capital = starts_upper(written);
    let first = written.split(' ').next().unwrap_or(written);
    let fits = |form: Form| match form {
        Form::Stem | Form::Group => false,
        Form::Generic => true,
        _ => capital || is_one(first, SMALL),
    };
    let named = word.senses.iter().filter(|s| s.scheme == Scheme::AgencyKind).find(|s| fits(s.form));
    // Where the states are federated, "del Estado" is of one of them.
    let state = source.home == Some("MX") && written.ends_with("del Estado");
    let form = |form: Form| if state && form == Form::National { Form::Provincial } else { form };
    let named = named.map(|n| Head { kind: n.id.clone(), place: None, form: form(n.form), own: false });
    match (best, named) {
        (Some((true, own)), _) | (Some((_, own)), None) => Some(own),
        (Some((false, own)), Some(named)) => {
            let spoken =
                own.place.as_deref().is_none_or(|p| source.countries.iter().any(|c| **c == *Lexicon::country(p)));
            Some(if spoken { own } else { named })
        }
        (None, named) => named,
    }
}

/// Whether bodies of several kinds or countries bear a name.
fn shared(word: &Word<'_>) -> bool {
    word.senses.iter().filter(|s| matches!(s.scheme, Scheme::Agency | Scheme::AgencyKind)).count() > 1
}

/// Whether a name is written as one: it has a capital where it begins ("Policía española"), or is that of a people's police.
fn titled(written: &str) -> bool {
    starts_upper(written) || first_of(written, "policía |gendarmería ").is_some()
}

fn acronym(written: &str) -> bool {
    !written.chars().any(char::is_lowercase)
}

/// What makes of a body a mask, or one that is only spoken to.
const SPOKEN_TO: &str = "llamar a la|llame a la|llamando a la|acudir a la|avisar a la|avise a la|contactar con la|contactar a la|denunciar ante la|acuda a la\
    |pasar por|hacerse pasar por|se hacían pasar por|se hacía pasar por|haciéndose pasar por|falsos|falsas|supuesto|supuesta|supuestos\
    |credenciales falsas de la|en nombre de la|suplantar a la|suplantando a la|suplantaban a la|uniformes de la|uniforme de la|acercarse a la\
    |acudir a|denunciar en|más cercana|placas de la|acudir al|recurrir a la|alertar a la|informar a la|reportar a la|esquivar a la";

/// What a found body is entered as; none where the words are no body after all.
fn judge(source: Source<'_>, found: &Found) -> Option<Body> {
    let head = &found.head;
    let written = found.span.of(source.text);
    let placed = found.place.is_some() || found.local || found.national;
    let general = matches!(head.form, Form::Generic | Form::Label);
    let capital = starts_upper(written);
    let before = source.before(found.span.start).trim_end();
    let bare = found.span.end - found.span.start <= 12;
    // "el Interior" after "ministro del" is an office; "del país" is none.
    if is_one(written, "Interior|Marina|Hacienda|Migraciones|Armada|Senado|Gobierno|Presidencia")
        && last_of(before, "de|del|de la|y").is_some()
        && !is_one(written, "Gobierno|Armada|Marina")
    {
        return None;
    }
    if is_one(written, "interior|marina|hacienda|migraciones|armada|gobierno|banco|presidencia|aduana|aduanas")
        && !capital
    {
        return None;
    }
    // Officers, prosecutors and courts in general: who they are the bulletin does not say.
    if general && !placed && is_one(written, "policías|tribunales|tribunal|juzgados|bancos|órganos judiciales") {
        return None;
    }
    if *head.kind == *"bank" && general && (!capital || bare && found.place.is_none()) {
        return None;
    }
    if head.form == Form::Unit && !placed && !capital {
        return None;
    }
    let place = place_of(found).or_else(|| known_at_home(source, found)).or_else(|| of_a_speaker(source, found));
    let place = place.or_else(|| scene(source, found).filter(|_| !placed && !head.own));
    let mut body = Body::new(head.kind.clone(), place, level_of(found));
    if general
        && !placed
        && is_one(written, "fiscales|fuerza pública|gendarmería|fiscalías|policía judicial|policía nacional")
        && !capital
    {
        body.mentioned = false;
    }
    if head.form == Form::Municipal && !placed && !capital {
        body.mentioned = is_one(written.split(' ').next().unwrap_or(""), "juez|autoridad|magistrado|juzgado");
    }
    let masked = last_of(before, SPOKEN_TO).is_some();
    if (general || head.form == Form::Municipal) && !placed && masked {
        (body.mentioned, body.host) = (false, true);
    }
    // A government and a parliament are told, and asked.
    if matches!(&*head.kind, "government" | "legislature")
        && !head.own
        && last_of(before, "al|a la|ante el|ante la").is_some()
    {
        body.host = true;
    }
    // With whom it was done does not act on: "según la investigación, adelantada con la Policía Nacional, se hallaron 31 celulares".
    if last_of(before, "con|con la|con el|con los|con las|junto a la|junto al").is_some() {
        body.host = true;
    }
    Some(body)
}

/// scene = "En" place ",", where the sentence begins so: the country abroad of the bodies in it that do not tell theirs ("En Vietnam, la Aduana").
fn scene(source: Source<'_>, found: &Found) -> Option<Id> {
    let before = source.before(found.span.start);
    let near = before.floor_char_boundary(before.len().saturating_sub(SCENE));
    let start = near + before[near..].rfind(['\n', '.']).map(|at| at + 1)?;
    let at = start + (source.after(start).len() - source.after(start).trim_start().len());
    let place = source.after(at).starts_with("En ").then(|| source.words.starting(at + "En ".len())).flatten()?;
    let code = super::places::of_word(source, place)?;
    let country = Lexicon::country(&code);
    let abroad = source.home.is_some_and(|home| home != country) && source.after(place.span.end).starts_with(',');
    abroad.then(|| Id::new(country))
}

/// The country of the text, where a body of it is known by this name and its country's: "Ministerio de Seguridad Pública" in
/// a text that is at home in China.
fn known_at_home(source: Source<'_>, found: &Found) -> Option<Id> {
    let home = source.home.filter(|_| found.head.form == Form::National && !found.local)?;
    let known = source.lexicon.concept(Scheme::Agency, &format!("{home}/{}", found.head.kind))?;
    let written = found.span.of(source.text);
    let of_home = |label: &str| label.strip_prefix(written).is_some_and(|rest| rest.starts_with(" de"));
    known.labels.iter().any(|l| l.language == "es" && of_home(&l.text)).then(|| Id::new(home))
}

/// The Spanish-speaking country of a text that is at home elsewhere, for a name that only such countries' bodies bear: between China
/// and Spain, "la Policía Nacional" is Spain's; between several of them it is nobody's.
fn of_a_speaker(source: Source<'_>, found: &Found) -> Option<Id> {
    const SPEAKERS: &str = "ES|MX|CO|CL|CR|PE|AR|EC|VE|BO|PY|UY|GT|HN|SV|NI|PA|DO|CU";
    let home = source.home.filter(|h| !is_one(h, SPEAKERS))?;
    let name = first_of(found.span.of(source.text), "Policía Nacional|Guardia Civil|Policía Federal");
    name.filter(|_| !home.is_empty() && !found.local)?;
    let spain = source.countries.iter().find(|c| **c == *"ES");
    let mut speakers = source.countries.iter().filter(|c| is_one(c, SPEAKERS));
    let only = speakers.next().filter(|_| speakers.next().is_none());
    spain.or(only).cloned()
}

fn level_of(found: &Found) -> Level {
    match level(found.head.form) {
        _ if found.place.as_ref().or(found.head.place.as_ref()).is_some_and(|p| p.contains('-')) => Level::Local,
        _ if found.national && !found.local => Level::National,
        _ if found.local => Level::Local,
        Level::Open if found.place.is_some() => Level::National,
        Level::Open if found.head.form == Form::Unit => Level::Open,
        level => level,
    }
}

fn place_of(found: &Found) -> Option<Id> {
    match (&found.head.place, &found.place) {
        (Some(own), Some(place)) if Lexicon::country(own) == &**place => Some(own.clone()),
        (_, Some(place)) => Some(place.clone()),
        (own, None) => own.clone(),
    }
}
