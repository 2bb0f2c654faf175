//! Bodies: `[place | level]* name [of | in] [body | place]`, so that "Anti-Drug Bureau of the Provincial
//! Public Security Department" is one body, and "police in Hefei, Anhui province" are Anhui's.

mod tail;

use std::collections::BTreeMap;

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lang::latin::names::Head;
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::names::{Body, Book, level, link, place};
use crate::token::Level;

/// How many modifiers may stand before a name, and how many bodies may be linked by "of".
const MODIFIERS: usize = 12;
/// How far back, in bytes, "the province" looks for its name.
const NEAR: usize = 600;

/// A mention of a body.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Its index in the book.
    pub index: usize,
    /// Whether it is a body that can have officials: named, or acting.
    pub acts: bool,
    /// Whether it bears a name of its own, not a general one ("police").
    proper: bool,
}

/// A body with its modifiers.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    head: Head,
    place: Option<Id>,
    /// Further places: "Thai and Myanmar police", "police in Jiangsu, Zhejiang and Anhui provinces".
    others: Vec<(Span, Id)>,
    local: bool,
    national: bool,
    /// "in other provinces", "overseas police": bodies elsewhere that are not named.
    elsewhere: bool,
    /// "in 17 countries": bodies of several countries, none of which is named, act as one.
    many: bool,
    /// The body of which it is a part: an earlier mention ("the ministry's").
    part_of: Option<usize>,
}

impl Found {
    fn new(span: Span, head: Head) -> Self {
        Self {
            span,
            head,
            place: None,
            others: Vec::new(),
            local: false,
            national: false,
            elsewhere: false,
            many: false,
            part_of: None,
        }
    }
}

/// Enters the bodies of a text and gives their mentions in order.
pub fn read(source: Source<'_>, book: &mut Book) -> Vec<Mention> {
    let mut reader = Reader { source, book, mentions: Vec::new(), acronyms: BTreeMap::new(), free: 0 };
    for word in source.words.0 {
        if word.span.start < reader.free {
            continue;
        }
        let free = reader.free;
        reader.back_references(word.span.start);
        if reader.defined(word.span) {
            continue;
        }
        if let Some(found) = body(source, word, &reader.mentions, free) {
            reader.enter(found);
        } else if let Some(kind) = group(source, word) {
            let acting = Body { mentioned: false, ..Body::new(kind, None, Level::Open) };
            reader.book.agency(word.span, acting, word.span.of(source.text));
            reader.free = word.span.end;
        }
    }
    reader.back_references(source.text.len());
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

impl<'a> Reader<'a, '_> {
    fn enter(&mut self, found: Found) {
        let source = self.source;
        self.free = found.span.end;
        let Some(mut body) = judge(source, &found) else { return };
        if found.local && body.place.is_none() {
            body.place = self.near(found.span.start);
        }
        let acts = body.mentioned;
        let written = found.span.of(source.text);
        let index = match found.part_of {
            Some(whole) => {
                self.book.agency_again(found.span, whole);
                whole
            }
            None => self.book.agency(found.span, body.clone(), written),
        };
        for (span, place) in &found.others {
            let level = if place.contains('-') { Level::Local } else { Level::National };
            self.book.agency(*span, Body { place: Some(place.clone()), level, ..body.clone() }, written);
        }
        let general = matches!(found.head.form, Form::Generic | Form::Label) && !starts_upper(head_words(written));
        let proper = !general && found.others.is_empty();
        self.mentions.push(Mention { span: found.span, index, acts, proper });
        self.acronym(found.span.end, index);
    }

    /// The subdivision of the body named just before, in the same paragraph: that of "prosecutors across the province".
    fn near(&self, at: usize) -> Option<Id> {
        let last = self.mentions.last()?;
        let between = self.source.text.get(last.span.end..at)?;
        let place = self.book.so_far().agencies.get(last.index)?.place.clone()?;
        (last.proper && between.len() <= NEAR && !between.contains('\n') && place.contains('-')).then_some(place)
    }

    /// acronym = "(" [ "hereinafter referred to as" ] CAPITALS ")"
    fn acronym(&mut self, at: usize, index: usize) {
        let Some(inside) = self.source.after(at).trim_start().strip_prefix('(') else { return };
        let inside = inside.trim_start_matches(['"', '“']);
        let Some(end) = inside.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')) else {
            return;
        };
        if (2..=10).contains(&end) && inside[end..].starts_with([')', '"', '”']) {
            self.acronyms.insert(&inside[..end], index);
        }
    }

    /// Mentions between the last word and this byte that only point back: acronyms that were defined, "the ministry".
    fn back_references(&mut self, to: usize) {
        let source = self.source;
        let Some(gap) = source.text.get(self.free..to) else { return };
        let from = self.free;
        self.free = to;
        let mut start = None;
        for (i, c) in gap.char_indices().chain([(gap.len(), ' ')]) {
            match (c.is_alphanumeric() || c == '-', start) {
                (true, None) => start = Some(i),
                (false, Some(s)) => {
                    start = None;
                    let span = Span::new(from + s, from + i);
                    if let Some(index) = self.points_back(span) {
                        self.book.agency_again(span, index);
                        self.mentions.push(Mention { span, index, acts: true, proper: true });
                    }
                }
                _ => {}
            }
        }
    }

    /// An acronym that the text defines means what the text says, whatever body is known by it elsewhere.
    fn defined(&mut self, span: Span) -> bool {
        let Some(index) = self.acronyms.get(span.of(self.source.text)).copied() else { return false };
        self.book.agency_again(span, index);
        self.mentions.push(Mention { span, index, acts: true, proper: true });
        self.free = span.end;
        true
    }

    /// The country of the people between "the" and a word that points back: "the Mexican agency".
    fn people_before(&self, span: Span) -> Option<Id> {
        let before = self.source.before(span.start).trim_end_matches(' ');
        let (at, country) = place_ending(self.source, before.len())?;
        last_of(self.source.before(at.start).trim_end(), "the|this|that|The")?;
        Some(Id::new(Lexicon::country(&country)))
    }

    fn points_back(&self, span: Span) -> Option<usize> {
        let word = span.of(self.source.text);
        if let Some(index) = self.acronyms.get(word) {
            return Some(*index);
        }
        let more = first_of(self.source.after(span.end), " of| for| and").is_some();
        if let Some(people) = self.people_before(span).filter(|_| !more && is_one(word, POINTERS)) {
            let of = |m: &&Mention| {
                let place = self.book.so_far().agencies.get(m.index).and_then(|a| a.place.as_ref());
                let holds = m.span.of(self.source.text).split(' ').any(|w| w.eq_ignore_ascii_case(word));
                holds && place.is_some_and(|p| Lexicon::country(p) == people.as_str())
            };
            return self.mentions.iter().rev().take(20).find(of).map(|m| m.index);
        }
        if more
            || !is_one(word, POINTERS)
            || last_of(self.source.before(span.start).trim_end(), "the|this|that").is_none()
        {
            return None;
        }
        named(self.source, &self.mentions, word).map(|m| m.index)
    }
}

const POINTERS: &str = "ministry|bureau|department|procuratorate|agency|commission|authority|force|administration";

/// How often the body is named of which a text speaks throughout.
const MAIN: usize = 3;

/// The last body whose name holds a word: the one that "the ministry" means.
fn named(source: Source<'_>, mentions: &[Mention], word: &str) -> Option<Mention> {
    let holds = |m: &&Mention| {
        m.span.of(source.text).split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
    };
    let last = mentions.iter().rev().take(20).find(holds)?;
    // A ministry that was named once, beside the one of which the text speaks throughout, is not the one meant.
    let times = |index: usize| mentions.iter().filter(|m| m.index == index).take(MAIN).count();
    let main = || mentions.iter().take(20).filter(holds).find(|m| times(m.index) == MAIN);
    Some(*main().filter(|_| times(last.index) == 1).unwrap_or(last))
}

fn head(source: Source<'_>, word: &Word<'_>) -> Option<Head> {
    let written = word.span.of(source.text);
    let capital = written.chars().any(char::is_uppercase);
    let own = word.senses.iter().filter(|s| s.scheme == Scheme::Agency);
    let mut best: Option<(bool, Head)> = None;
    for sense in own {
        let Some(kind) = link(source.lexicon, &sense.id, "agencyKind") else { continue };
        let place = link(source.lexicon, &sense.id, "place").cloned();
        let here = place.as_deref().map(Lexicon::country) == source.country;
        // ICE and SAFE are bodies, ice and safe are not.
        let short = !written.contains(' ');
        let fits = if short { capital && (written.len() > 4 || acronym(written)) } else { titled(written) };
        if fits && starts_upper(written) && best.as_ref().is_none_or(|(h, _)| here && !h) {
            best = Some((here, Head { kind: kind.clone(), place, form: Form::National, own: true }));
        }
    }
    let mut kinds = word.senses.iter().filter(|s| s.scheme == Scheme::AgencyKind);
    let named = kinds.find(|s| !matches!(s.form, Form::Stem | Form::Group));
    let named = named.map(|n| Head { kind: n.id.clone(), place: None, form: n.form, own: false });
    // A name that is a country's own body and a kind's as well is the former in that country, the latter elsewhere.
    match (best, named) {
        (Some((true, own)), _) => Some(own),
        (Some((false, own)), Some(named)) => {
            let spoken_of =
                own.place.as_ref().is_none_or(|p| source.countries.contains(p) || source.countries.is_empty());
            Some(if (spoken_of && !modified(source, word.span.start)) || acronym(written) { own } else { named })
        }
        (Some((_, own)), None) => Some(own),
        (None, named) => named,
    }
}

/// Whether a place or a level stands just before a name.
fn modified(source: Source<'_>, at: usize) -> bool {
    let before = source.before(at).trim_end();
    let owner = last_of(before, "'s|’s").map_or(before.len(), |s| before.len() - s.len());
    place_ending(source, owner).is_some() || last_of(before, LOCAL).is_some()
}

/// Whether every longer word of a name is capitalised; "Singapore police" is a name as well.
pub fn titled(written: &str) -> bool {
    let small = |w: &str| w.len() < 4 || w == "police" || !w.starts_with(char::is_alphabetic);
    written.split(' ').all(|w| starts_upper(w) || small(w))
}

fn acronym(written: &str) -> bool {
    !written.chars().any(char::is_lowercase)
}

/// group = "The"? name-of-a-group ( "have" | "had" | past form ), where a clause begins: an unnamed group that acts
fn group(source: Source<'_>, word: &Word<'_>) -> Option<Id> {
    let sense = word.senses.iter().find(|s| s.scheme == Scheme::AgencyKind && s.form == Form::Group)?;
    let before = source.before(word.span.start);
    let before = before.strip_suffix("the ").or(before.strip_suffix("The ")).unwrap_or(before).trim_end_matches(' ');
    let begins = before.is_empty()
        || before.ends_with(['\n', '.', ',', ';', ':', '"', '“', ')'])
        || last_of(&format!(" {}", tail_of(before)), "that|and|while|said|where").is_some();
    let after = source.after(word.span.end);
    let part = after.split([',', '.', ';', '\n']).next().unwrap_or(after);
    let next = part.trim_start().split(' ').next().unwrap_or("");
    let acts = next.len() > 3 && next.ends_with("ed") && next.starts_with(char::is_lowercase)
        || first_of(part, " froze| held| stopped| also| helped").is_some();
    let perfect = part.find(" have ").or(part.find(" has ")).or(part.find(" had ")).is_some_and(|i| i < 40);
    (begins && (acts || perfect)).then(|| sense.id.clone())
}

/// body = [ modifiers ] name [ tail ]
fn body(source: Source<'_>, word: &Word<'_>, mentions: &[Mention], free: usize) -> Option<Found> {
    let head = head(source, word)?;
    let mut found = Found::new(word.span, head);
    left(source, &mut found, mentions, free);
    if found.head.own {
        more(source, &mut found);
        branch(source, &mut found, mentions, free);
    }
    if *found.head.kind == *"court" {
        found.span.end += numbered(source.after(found.span.end));
    }
    tail::tail(source, &mut found, mentions);
    if found.place.is_none() && found.head.form == Form::Generic && !found.local && !found.national {
        found.place = scene(source, found.span.start);
    }
    let alone = !found.local && found.place.is_none() && found.part_of.is_none() && !found.national;
    if found.head.form == Form::Unit && alone {
        let capital = starts_upper(word.span.of(source.text)) && *found.head.kind == *"publicSecurity";
        return capital.then_some(found);
    }
    if found.head.form == Form::National && alone && !found.head.own {
        found.place = beside(source, found.span.start);
    }
    Some(found)
}

/// numbered = ( "No." | "Number" ) number: the length of it ("Investigating Court No. 5 of Fuenlabrada").
fn numbered(text: &str) -> usize {
    let Some(lead) = first_of(text, " No. | No.| No | Number | number | no. ") else { return 0 };
    let digits = text[lead.len()..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { 0 } else { lead.len() + digits }
}

/// The country of the last place before a name in its sentence: that of a ministry that does not say whose it is.
fn beside(source: Source<'_>, at: usize) -> Option<Id> {
    let near = source.before(at).floor_char_boundary(at.saturating_sub(NEAR));
    let from = near + source.text.get(near..at)?.rfind(['.', '\n', ';']).unwrap_or(0);
    let words = source.words.within(from, at).iter().rev();
    let code =
        words.filter(|w| starts_upper(w.span.of(source.text))).find_map(|w| place(source.lexicon, w, source.home))?;
    Some(Id::new(Lexicon::country(&code)))
}

/// scene = "In" place ",": the place of the general name after it ("In Namibia, police rescued …").
fn scene(source: Source<'_>, at: usize) -> Option<Id> {
    let before = source.before(at).strip_suffix(", ")?;
    let (span, code) = place_ending(source, before.len())?;
    last_of(source.before(span.start), "In |in ").map(|_| code)
}

/// branch = place [ level ] branch-word "of" [ "the" ] name: "Guiyang Central Sub-branch of the People's Bank of China".
fn branch(source: Source<'_>, found: &mut Found, mentions: &[Mention], free: usize) {
    let before = source.before(found.span.start);
    let Some(of) = last_of(before, " of the | of ") else { return };
    let Some(word) = last_of(&before[..before.len() - of.len()], BRANCHES) else { return };
    let start = before.len() - of.len() - word.len();
    if start <= free {
        return;
    }
    let mut part = Found { span: Span::new(start, found.span.end), place: None, local: false, ..found.clone() };
    left(source, &mut part, mentions, free);
    if part.place.as_ref().is_some_and(|p| p.contains('-')) || part.local {
        *found = part;
    }
}

const BRANCHES: &str = "Branch|Sub-branch|Central Sub-branch|Central Branch|Municipal Branch|Provincial Branch|branch|sub-branch|Bureau\
    |Regulatory Bureau|Office|Operations Office|Operation Management Department|Administrative Office|Supervision Bureau|Sub-bureau\
    |Supervisory Bureau|Local Office|Taxation Bureau|Tax Service|Tax Bureau|Regional Office|Commissioner's Office|Zonal Unit|Zonal Office\
    |Field Office|Division|Field Division|Regional Bureau|Central Sub-Branch|Sub-Branch|Head Office|Headquarters";

const LOCAL: &str = "provincial|provincial-level|municipal|city|county|district|prefectural|regional|state|prefecture|town|township\
    |autonomous|province's|province’s|city's|city’s|region's|region’s|municipality's|municipality’s|state's|state’s\
    |district's|district’s|county's|county’s|province|municipality|region|metropolitan|sub-district";
const NATIONAL: &str = "national|central|federal|country's|country’s|nation's|nation’s|nationwide|union";
const ANY: &str = "relevant|concerned|all|local-level|grassroots|people's|people’s|the|our|competent|specialised|specialized|cpc\
    |party|higher|various|frontline|related|cyber|anti-fraud|criminal|railway|border|traffic|their|riot|armed|economic";

/// modifiers = ( place [ "'s" ] | demonym | level )*, read from right to left
fn left(source: Source<'_>, found: &mut Found, mentions: &[Mention], free: usize) {
    for _ in 0..MODIFIERS {
        let start = found.span.start;
        let before = source.before(start);
        if !before.ends_with(' ') || start <= free {
            return;
        }
        let trimmed = before.trim_end_matches(' ').len();
        let owner = last_of(&before[..trimmed], "'s|’s").map_or(trimmed, |s| trimmed - s.len());
        let Some(word) = source.word_before(start) else { return };
        let written = word.of(source.text);
        if let Some((span, code)) = place_ending(source, owner).or_else(|| place_ending(source, trimmed)) {
            found.span.start = span.start;
            if found.place.is_none() {
                found.place = Some(code);
                more(source, found);
            }
        } else if is_one(written, "local") {
            found.span.start = word.start;
        } else if is_one(written, LOCAL) {
            found.local = true;
            found.span.start = word.start;
        } else if is_one(written, NATIONAL) {
            found.national = true;
            found.span.start = word.start;
        } else if is_one(written, "other|overseas|foreign|neighbouring|neighboring|foreign-related|another") {
            found.elsewhere = true;
            return;
        } else if owner < trimmed && found.part_of.is_none() {
            // "the ministry's Criminal Investigation Bureau", "its Criminal Investigation Bureau"
            let bare = source.word_before(owner).map_or("", |w| w.of(source.text));
            let stem = bare.trim_end_matches("'s").trim_end_matches("’s");
            if let Some(whole) = named(source, mentions, stem).filter(|_| is_one(stem, POINTERS)) {
                found.part_of = Some(whole.index);
                found.span.start = word.start;
            }
            return;
        } else if is_one(written, ANY) && !is_one(written, "the") {
            found.span.start = word.start;
        } else if found.local
            && starts_upper(written)
            && starts_upper(found.span.of(source.text))
            && !is_one(written, "The|In|On|At|And|For")
        {
            // A district or county that the ontology does not know.
            found.span.start = word.start;
        } else {
            return;
        }
    }
}

/// more = ( place ( "," | "and" ) )* before the place of a general name: "Chinese and Thai police".
fn more(source: Source<'_>, found: &mut Found) {
    let general = found.head.form == Form::Generic || found.span.of(source.text).ends_with(" police");
    if !general {
        return;
    }
    let mut start = found.span.start;
    for _ in 0..MODIFIERS {
        let before = source.before(start);
        let Some(separator) = last_of(before, " and |, |, and ") else { return };
        let Some((span, code)) = place_ending(source, before.len() - separator.len()) else { return };
        // "In Hunan, Chinese police": a place that is set off is none of the list.
        if separator == ", " && last_of(source.before(span.start).trim_end(), "in|from|at|of").is_some() {
            return;
        }
        start = span.start;
        found.others.push((span, code));
    }
}

/// The place, or the people, whose name ends here.
fn place_ending(source: Source<'_>, at: usize) -> Option<(Span, Id)> {
    let word = source.words.ending(at)?;
    let written = word.span.of(source.text);
    if !starts_upper(written) {
        return None;
    }
    let named = place(source.lexicon, word, source.home);
    let people = || word.senses.iter().find(|s| s.scheme == Scheme::Place).map(|s| s.id.clone());
    Some((word.span, named.or_else(people)?))
}

/// What makes of the name before it a thing or a group.
const NO_BODY_BEFORE: &str = " officer| officers| station| stations| types| cooperation| communication| banking| letter| work| report| reports\
    | system| case| cases| hearing| sentence| record| records| order| operation| operations| force and| app| APP| vehicle| vehicles\
    | chief's| custody| uniform| uniforms| website| investigation| investigations| fees| clearance| academy| university| college\
    | forces and| procedures| declaration| duties| dogs| raid| raids| reform| liaison| training| crackdown| action| actions| patrols\
    | involved in| judgment| verdict| ruling| documents| presence| work report| hotline| platform| special line| statistics| officials'\
    | data| law| suggestions| recommendations| supervision| protection| public interest| proceedings| affairs| -led| counters";
/// What makes of a body one that is only spoken to, or a mask.
const SPOKEN_TO: &str = " to the| to| call the| call| contact the| contact| inform the| notify the| posing as| pose as| impersonating| as| impersonate\
    | pretending to be| pretend to be| impersonated| notify| alert the| alert| tell the| with the| from the| at the| counterfeiting| nearest\
    | pretended to be| to local| to the local| claiming to be from| claiming to be| impersonation of| evade| evading| fake| report to| sue";

/// What a found body is entered as; none where the words are no body after all.
fn judge(source: Source<'_>, found: &Found) -> Option<Body> {
    let head = &found.head;
    let after = source.after(found.span.end);
    let placed = found.place.is_some() || found.local || found.national || found.part_of.is_some();
    let generic = matches!(head.form, Form::Generic | Form::Label);
    let written = found.span.of(source.text);
    let thing = first_of(after, NO_BODY_BEFORE).is_some() || after.starts_with("-");
    if found.many && !thing {
        let body = Body::new(head.kind.clone(), None, Level::Open);
        return Some(Body { mentioned: false, international: true, ..body });
    }
    if found.elsewhere || (thing && (generic || first_of(after, " app| apps").is_some())) {
        return None;
    }
    let capital = starts_upper(head_words(written));
    if generic && !placed && *head.kind != *"publicSecurity" && !capital && !plural(written) {
        return None;
    }
    if head_words(written) == "counterparts" {
        return None;
    }
    let mut body = Body::new(head.kind.clone(), place_of(found), level_of(found));
    let before = source.before(found.span.start).trim_end();
    if generic && !placed {
        let masked = last_of(&format!(" {}", tail_of(before)), SPOKEN_TO).is_some() || listed_mask(before);
        // "Courts have so far ordered": it acts, and begins the sentence.
        let subject = capital && first_of(after, " have| has| also| issued| ordered| sentenced| concluded").is_some()
            || last_of(before, "before the").is_some();
        let named = subject || (written == "Customs" && !after.starts_with(' '));
        if masked || (is_one(written, "courts|court|customs|public prosecutors|prosecution service") && !named) {
            (body.mentioned, body.host) = (false, true);
        }
    }
    // "The police were supervised to file 96 cases": another body makes it act.
    body.host |=
        first_of(after, " were supervised| was supervised| were urged| was urged| were requested| were ordered")
            .is_some();
    // A parliament is told; it seldom acts in a bulletin.
    let told = "told|told the|informed|informed the|in the|in|to|to the|before the|before|by the|of the";
    body.host |= *head.kind == *"legislature" && last_of(before, told).is_some();
    if *head.kind == *"government"
        && (written.contains("Information Office") || written.contains("News Office") || written.contains("Press"))
    {
        body.host = true;
    }
    Some(body)
}

/// Whether a mask stands before a list that ends here: "posed as Chinese police officers, prosecutors".
fn listed_mask(before: &str) -> bool {
    let clause = tail_of(before).rsplit(['.', ';', '\n']).next().unwrap_or("");
    let masks = ["posed as ", "posing as ", "impersonating ", "impersonated ", "pretending to be ", "pretended to be "];
    let list = masks.iter().find_map(|mask| clause.split_once(mask)).map(|(_, list)| list);
    list.is_some_and(|list| {
        !list.contains(" who ") && !list.contains(" to ") && (list.ends_with(',') || list.ends_with(" and"))
    })
}

fn head_words(written: &str) -> &str {
    written.rsplit(' ').next().unwrap_or(written)
}

fn plural(written: &str) -> bool {
    written.ends_with('s') && !is_one(written, "customs")
}

/// The last few words of a text.
fn tail_of(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(40))..]
}

fn level_of(found: &Found) -> Level {
    match level(found.head.form) {
        _ if found.local || found.place.as_ref().or(found.head.place.as_ref()).is_some_and(|p| p.contains('-')) => {
            Level::Local
        }
        _ if found.national || found.place.is_some() => Level::National,
        level => level,
    }
}

fn place_of(found: &Found) -> Option<Id> {
    match (&found.head.place, &found.place) {
        (Some(own), Some(place)) if Lexicon::country(own) == &**place => Some(own.clone()),
        (_, Some(place)) => Some(place.clone()),
        (Some(own), None) if !found.local => Some(own.clone()),
        _ => None,
    }
}
