//! Persons with posts: `name "," post`, `post name`, `post of body "," name`.

use super::agencies::Mention;
use super::{Source, first_of, is_one, last_of, person, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lang::latin::names::officials;
use crate::lexicon::{Lexicon, Scheme, Word};
use crate::names::again::again;
use crate::names::key::{family, latin_person};
use crate::names::{Body, Book, place, sense};
use crate::token::{Kind, Level};

/// How far from a post its body or its bearer may stand, in bytes.
const NEAR: usize = 160;
/// How many mentions of persons "the Director" looks back over.
const RECENT: usize = 60;

const MODIFIERS: &str = "deputy|vice|assistant|acting|former|executive|senior|chief|first|associate|joint|then|standing|interim|union\
    |special|principal|lead|additional|permanent|second|honorary|police|bureau|department|ministry|press|national|regional|current|then-\
    |provincial|municipal|full-time|under|party|co-founder|founding|newly|appointed|incumbent|district|state|federal|general|executive";

/// Enters the officials of a text, and the later mentions of them.
pub fn read(source: Source<'_>, bodies: &[Mention], book: &mut Book) {
    let found = officials(source, |post| official(source, post, bodies, book));
    again(source, &found, book, &|name| vec![family(name).to_owned()], AROUND);
    by_post(source, &found, book);
}

/// by_post = "the" post speech: "the Director said" is the last person named with that post.
fn by_post(source: Source<'_>, found: &[Span], book: &mut Book) {
    let mut bearers: Vec<(usize, usize)> = Vec::new();
    for token in &book.so_far().tokens {
        if let Kind::Official(index) = token.kind {
            bearers.push((token.span.end, index));
        }
    }
    bearers.sort_unstable();
    for word in source.words.0 {
        if sense(word, Scheme::Post).is_none() || !says(source, word.span) {
            continue;
        }
        let named = found.binary_search_by_key(&word.span.start, |f| f.start).is_ok();
        let before = bearers.partition_point(|(end, _)| *end <= word.span.start);
        let post = word.span.of(source.text);
        let officials = &book.so_far().officials;
        let holds = |i: usize| last_of(&officials[i].role, post).is_some();
        let last = bearers[..before].iter().rev().take(RECENT).map(|(_, i)| *i).find(|i| holds(*i));
        if let Some(index) = last.filter(|_| !named) {
            let name = officials[index].name.clone();
            book.person_again(word.span, index, &name);
        }
    }
}

/// Capitalised words that stand beside a family name and are no part of the name.
const AROUND: &str = "Mr|Ms|Mrs|Dr|Mr.|Ms.|Mrs.|Dr.|In|But|And|As|The|When|According|Meanwhile|Minister|Director|Judge|Inspector|Superintendent|Commissioner|Professor|Prof.|Chief|Secretary|President|Commander|Captain";

/// Whether a post with "the" before it speaks: "the Director said", "said the Director.".
fn says(source: Source<'_>, post: Span) -> bool {
    let Some(before) = last_of(source.before(post.start).trim_end(), "the") else { return false };
    let before = source.before(post.start).trim_end().len() - before.len();
    let after = source.after(post.end);
    let speaks = after.strip_prefix(' ').is_some_and(|rest| first_of(rest, SAID).is_some());
    let inverted = after.starts_with(['.', ',']);
    speaks || (inverted && last_of(source.before(before).trim_end(), "said|added|says|stated").is_some())
}

const SAID: &str = "said|added|told|noted|stated|explained|revealed|stressed|disclosed|informed|pointed out|announced|also said|further said";

fn official(source: Source<'_>, post: Span, bodies: &[Mention], book: &mut Book) -> Option<Span> {
    let role = Span::new(role_start(source, post.start, bodies), post.end);
    let (name, agency_by_name) = appositive(source, role, bodies)
        .map(|n| (without_rank(source, n), None))
        .or_else(|| titled(source, role, bodies))?;
    let agency = agency_by_name.or_else(|| beside(source, role, bodies));
    let agency = agency.or_else(|| told(source, role).map(|body| book.body(body)));
    let agency = agency.or_else(|| before(source, role, bodies));
    let agency = agency.or_else(|| minister(source, role).map(|body| book.body(body)));
    let written = name.of(source.text);
    book.official(name, written, latin_person(written), role.of(source.text), agency);
    Some(name)
}

/// A role begins with its modifiers: "executive deputy director".
fn role_start(source: Source<'_>, at: usize, bodies: &[Mention]) -> usize {
    let mut start = at;
    for _ in 0..4 {
        let Some(word) = source.word_before(start) else { break };
        if !is_one(word.of(source.text), MODIFIERS) || body_ending(bodies, word.end).is_some() || word.end + 1 != start
        {
            break;
        }
        start = word.start;
    }
    start
}

/// A name without the rank that it bears before it: "Colonel Hernan Quintero, director of …" is Hernan Quintero.
fn without_rank(source: Source<'_>, name: Span) -> Span {
    let rank = source.words.starting(name.start).filter(|w| sense(w, Scheme::Post).is_some() && w.span.end < name.end);
    let bare = rank.map(|rank| Span::new(rank.span.end + 1, name.end));
    let whole = |bare: &Span| source.before(bare.start).ends_with(' ') && bare.of(source.text).contains(' ');
    bare.filter(whole).unwrap_or(name)
}

fn body_ending(bodies: &[Mention], at: usize) -> Option<Mention> {
    let last = bodies.get(bodies.partition_point(|m| m.span.start < at).checked_sub(1)?)?;
    (last.span.end == at).then_some(*last)
}

/// name "," [ article ] [ body [ "'s" ] ] post
fn appositive(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<Span> {
    let mut at = role.start;
    for _ in 0..6 {
        let before = source.before(at);
        let trimmed = before.trim_end_matches(' ');
        if let Some(comma) = trimmed.strip_suffix(',').or_else(|| trimmed.strip_suffix('(')) {
            return person::at_end(source, comma.trim_end().len());
        }
        let owner = last_of(trimmed, "'s|’s").map_or(trimmed.len(), |s| trimmed.len() - s.len());
        if let Some(body) = body_ending(bodies, owner).or_else(|| body_ending(bodies, trimmed.len())) {
            at = body.span.start;
            continue;
        }
        let word = source.word_before(at)?;
        let written = word.of(source.text);
        // "secretary and director of the bureau", "head of the bureau's second division"
        if !is_one(
            written,
            "the|an|a|its|their|his|her|current|and|of|as|for|in|both|also|who|is|was|serves|one|our|newly|appointed|same",
        ) && !starts_upper(written)
        {
            return None;
        }
        at = word.start;
    }
    None
}

/// post name | post tail "," name | post tail name
fn titled(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<(Span, Option<usize>)> {
    let rest = source.after(role.end);
    if rest.starts_with(' ')
        && let Some(name) = person::at_start(source, role.end)
        && name.start <= role.end + 12
    {
        return (!ranked(source, name, bodies)).then(|| (name, whose(source, name.end, bodies)));
    }
    if rest.starts_with(", ") && possessed(source, role, bodies) {
        return person::at_start(source, role.end + 1).filter(|n| closes(source, *n)).map(|n| (n, None));
    }
    first_of(rest, " of| for| at| in| with| and")?;
    if let Some(name) = person::after_office(source, role.end).filter(|n| closes(source, *n)) {
        return Some((name, None));
    }
    let body = bodies.get(bodies.partition_point(|m| m.span.start < role.end))?;
    let between = source.text.get(role.end..body.span.start)?;
    if body.span.start > role.end + NEAR || between.contains(['.', ';', '\n', ',']) {
        return None;
    }
    let after = source.after(body.span.end);
    if let Some(name) = person::at_start(source, body.span.end).filter(|n| closes(source, *n)) {
        return Some((name, Some(body.index)));
    }
    // "the head of the bureau's office in Beijing, Duan Daqi, said"
    let near = &after[..after.floor_char_boundary(NEAR / 2)];
    let comma = near.find(", ").filter(|at| !near[..*at].contains(['.', ';', '\n', '"', '”']))?;
    let name = person::at_start(source, body.span.end + comma + 1)?;
    source.after(name.end).starts_with(',').then_some((name, Some(body.index)))
}

/// name "of" [ "the" ] body: "Superintendent Fung Chi-ho of the Commercial Crime Bureau".
fn whose(source: Source<'_>, at: usize, bodies: &[Mention]) -> Option<usize> {
    let of = first_of(source.after(at), " of the| of| from the| from")?;
    let next = bodies.get(bodies.partition_point(|m| m.span.start < at))?;
    (next.span.start <= at + of.len() + 4).then_some(next.index)
}

/// name "," post "of" [ "the" ] body "," after a rank: the post tells more ("General Romeo Santos, chief of the police").
fn ranked(source: Source<'_>, name: Span, bodies: &[Mention]) -> bool {
    if !source.after(name.end).starts_with(", ") {
        return false;
    }
    let posts = source.words.within(name.end, name.end + NEAR / 3);
    let post = posts.iter().find(|w| sense(w, Scheme::Post).is_some());
    post.is_some_and(|post| {
        let between = source.text.get(name.end + 2..post.span.start).unwrap_or(",");
        let of_place = || {
            let of = first_of(source.after(post.span.end), " of the| of")?;
            let word = source.words.starting(post.span.end + of.len() + 1)?;
            place(source.lexicon, word, source.home)
        };
        // "director of the Anti-Narcotics Directorate of the National Police": the body need not be known by all of its name.
        let of_body = || {
            let of = first_of(source.after(post.span.end), " of")?;
            let next = bodies.get(bodies.partition_point(|m| m.span.start < post.span.end + of.len()))?;
            let part = source.text.get(post.span.end..next.span.start)?;
            (part.len() <= NEAR / 2 && !part.contains([',', '.', ';', '\n'])).then_some(())
        };
        !between.contains([',', '.', ';', '\n'])
            && (whose(source, post.span.end, bodies).is_some() || of_body().is_some() || of_place().is_some())
    })
}

/// "the bureau's director, Zheng Xiang": a post that is someone's and is followed by its bearer.
fn possessed(source: Source<'_>, role: Span, bodies: &[Mention]) -> bool {
    let before = source.before(role.start).trim_end();
    last_of(before, "its|the|'s|’s").is_some() || body_ending(bodies, before.len()).is_some()
}

/// Whether a name is set off, or speaks.
fn closes(source: Source<'_>, name: Span) -> bool {
    let rest = source.after(name.end);
    let next = source.word_after(name.end).map_or("", |w| w.of(source.text));
    rest.starts_with([',', '.', ')']) || first_of(rest.trim_start(), SPEECH).is_some() || next.ends_with("ed")
}

const SPEECH: &str = "said|says|told|introduced|explained|stated|noted|announced|pointed out|revealed|stressed|added|reported|disclosed\
    |reminded|emphasized|emphasised|informed|commented|warned|urged|presided|attended|answered|led|delivered|described|confirmed|hosted|and";

/// The body of a minister or a mayor of whom the text names none: a government, unless the office says otherwise.
fn minister(source: Source<'_>, role: Span) -> Option<Body> {
    let after = source.after(role.end);
    let office = &source.text[role.start..role.end + after.floor_char_boundary(30)];
    let words = || office.split(|c: char| !c.is_alphanumeric());
    let is = |of: &str| words().any(|w| is_one(w, of));
    if !role.of(source.text).split(' ').any(|w| is_one(w, HIGH)) {
        return None;
    }
    let (kind, level) = match () {
        () if is("public") && is("security") || is("interior") => ("publicSecurity", Level::National),
        () if is("justice") => ("justice", Level::National),
        () if is("governor|mayor") => ("government", Level::Local),
        () => ("government", Level::National),
    };
    Some(Body { mentioned: false, ..Body::new(Id::new(kind), None, level) })
}

/// Posts that are above any body that a text happens to name last.
const HIGH: &str = "minister|governor|mayor|premier|ambassador|envoy|senator|chancellor|lawmaker|mp";

/// The body that a post is of: that of its "of", or the one that owns it.
fn beside(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<usize> {
    let next = bodies.partition_point(|m| m.span.start < role.end);
    if first_of(source.after(role.end), " of| for| at| in| with| from| to").is_some()
        && let Some(body) = bodies.get(next).filter(|b| b.span.start <= role.end + NEAR)
    {
        let between = source.text.get(role.end..body.span.start).unwrap_or(".");
        let placed = told(source, role).is_some_and(|body| body.place.is_some()) && between.contains(',');
        if !between.contains(['.', ';', '\n']) && !between.contains(" said") && !placed {
            return Some(body.index);
        }
    }
    let last = bodies[..bodies.partition_point(|m| m.span.start < role.start)].last();
    last.filter(|m| m.span.end + 4 >= role.start).map(|m| m.index)
}

/// The body that a post is of that tells none: the last one before it of the kind that the post tells, else the last one.
fn before(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<usize> {
    if role.of(source.text).split(' ').any(|w| is_one(w, HIGH)) {
        return None;
    }
    let before = &bodies[..bodies.partition_point(|m| m.span.start < role.start)];
    before.iter().rev().take(12).find(|m| m.acts).or(before.last()).map(|m| m.index)
}

/// What an office is told to be of: its words up to a comma.
fn office(source: Source<'_>, role: Span) -> &str {
    let after = source.after(role.end);
    let near = &after[..after.floor_char_boundary(80)];
    let end = near.find([',', '.', ';', '\n', '(']).unwrap_or(near.len());
    let end = near[..end].find(" said").unwrap_or(end);
    &source.text[role.start..role.end + end]
}

/// The body of an office that tells a place and a kind, of which the text names no more: "Attorney General of the State of Colima",
/// "Myanmar's Minister of Home Affairs", "deputy minister of public security of Laos", "Chief Immigration Officer".
fn told(source: Source<'_>, role: Span) -> Option<Body> {
    let office = office(source, role);
    let has = |of: &str| office.split(|c: char| !c.is_alphanumeric()).any(|w| is_one(w, of));
    let post = role.of(source.text);
    let is = |of: &str| post.split(|c: char| !c.is_alphanumeric()).any(|w| is_one(w, of));
    let minister = is("minister|secretary|undersecretary");
    let kind = match () {
        () if is("attorney") && is("general") || is("prosecutor|procurator") => "procuratorate",
        () if minister && has("public") && has("security") || minister && has("interior") => "publicSecurity",
        () if minister && has("home|internal") && has("affairs") => "publicSecurity",
        () if minister && has("justice") => "justice",
        () if is("police") && is("chief|commissioner|director")
            || is("chief|commissioner")
                && (has("police") || last_of(source.before(role.start).trim_end(), "police").is_some()) =>
        {
            "publicSecurity"
        }
        () if is("governor|mayor") => "government",
        () => return None,
    };
    let before = source.before(role.start).trim_end();
    let owner = last_of(before, "'s|’s").map(|s| before.len() - s.len());
    let place =
        |w: &Word<'_>| starts_upper(w.span.of(source.text)).then(|| place(source.lexicon, w, source.home)).flatten();
    let owned = owner.and_then(|at| place(source.words.ending(at)?));
    let words = source.words.within(role.end, role.start + office.len());
    let code = owned.or_else(|| words.iter().find_map(place))?;
    // Ministers of Home Affairs of Singapore and India head more than the police.
    if has("home") && matches!(Lexicon::country(&code), "SG" | "IN") {
        return None;
    }
    let level = if code.contains('-') { Level::Local } else { Level::National };
    Some(Body { mentioned: false, ..Body::new(Id::new(kind), Some(code), level) })
}
