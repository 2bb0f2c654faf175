//! What follows a body's name and belongs to it: "of the Provincial Party Committee", "in Hefei, Anhui province".

use super::super::{Source, first_of, is_one, starts_upper};
use super::{ANY, Found, LOCAL, Mention, NATIONAL, head, left, place_ending};
use crate::bulletin::{Id, Span};
use crate::lexicon::Form;
use crate::names::{level, place};
use crate::token::Level;

/// tail = ( "of" | "in" | … ) ( body | place | "the province" | "the country" | "other provinces" )
pub fn tail(source: Source<'_>, found: &mut Found, mentions: &[Mention]) {
    for _ in 0..3 {
        let at = found.span.end;
        let rest = source.after(at);
        if let Some(word) = first_of(
            rest,
            " nationwide| across the country| across the nation| throughout the country\
            | of the whole country| in the country| of the country| across China| all over the country| at all levels nationwide\
            | in the whole country| throughout the nation| in all parts of the country| across the nation's",
        ) {
            found.national = found.place.is_none() && !found.local;
            found.span.end += if word.contains("hina") || found.head.own { 0 } else { word.len() };
            return;
        }
        if let Some(word) = first_of(
            rest,
            " in the province| of the province| across the province| throughout the province\
            | in the city| of the city| across the city| in the region| of the region| in the municipality| across the municipality\
            | of our province| in our province| of the whole province| in the whole province| in the state| of the city's",
        ) {
            let named = first_of(source.after(at + word.len()), " of").map(|of| at + word.len() + of.len());
            if let Some((end, code)) = named.and_then(|from| place_starting(source, from)) {
                // "police in the city of Lincang"
                found.place = found.place.take().or(Some(code));
                found.span.end = end;
                return;
            }
            found.local = true;
            found.span.end += word.len();
            return;
        }
        if first_of(rest, " in other| of other| in many| in several| in various| from other| of various| of many| of several| abroad\
            | overseas| of both countries| of the two countries| in neighbouring| in neighboring| around the world| worldwide")
            .is_some()
        {
            found.elsewhere = found.place.is_none();
            return;
        }
        let Some(link) =
            first_of(rest, " of the| of| in the| in| from| under the| for| at the| at| across| within the")
        else {
            return;
        };
        let after = at + link.len();
        if counted(source, after) {
            found.elsewhere = found.place.is_none();
            found.many = found.elsewhere && !found.local && found.head.form == Form::Generic;
            return;
        }
        if let Some(whole) = whole(source, after, mentions).filter(|_| !matches!(link, " in" | " across" | " from")) {
            join(found, whole);
        } else if !matches!(link, " for" | " under the" | " at the" | " at") {
            let Some((end, code)) = place_starting(source, after) else { return };
            let written = found.span.of(source.text).to_lowercase();
            if link == " in" && ["embassy", "consulate", "consulate general"].iter().any(|of| written.ends_with(of)) {
                // It is of the country that sent it.
                found.span.end = end;
                return;
            }
            if link == " in" && found.head.form == Form::National && code.contains('-') {
                // "The National Police in Antioquia and Nariño": it is where it acts, not whose it is.
                return;
            }
            if found.head.form == Form::Generic
                && found.place.is_none()
                && let Some(mut places) = place_list(source, after)
            {
                let (span, code) = places.remove(0);
                (found.place, found.others, found.span.end) = (Some(code), places, span.end);
                return;
            }
            if found.place.is_none() && !(found.head.own && link == " in") {
                found.place = Some(code);
            }
            if !(found.head.own && link == " in") {
                found.span.end = end;
            }
            return;
        } else {
            return;
        }
    }
}

/// "police in 61 countries": so many places, none of which is named.
fn counted(source: Source<'_>, at: usize) -> bool {
    let Some(number) = source.word_after(at).filter(|w| w.of(source.text).starts_with(|c: char| c.is_ascii_digit()))
    else {
        return false;
    };
    let is_unit = |word: Span| {
        let units = "countries|provinces|cities|regions|jurisdictions|states|nations|provincial-level|territories";
        is_one(word.of(source.text), units)
    };
    // "17 African countries"
    let next = source.word_after(number.end);
    next.is_some_and(|w| is_unit(w) || source.word_after(w.end).is_some_and(is_unit))
}

/// The body that stands after an "of".
fn whole(source: Source<'_>, at: usize, mentions: &[Mention]) -> Option<Found> {
    let start = at + source.after(at).bytes().take_while(|b| *b == b' ').count();
    // Words of place and level may stand before the name: the next few words are looked at.
    let mut from = start;
    for _ in 0..6 {
        if let Some(word) = source.words.starting(from)
            && let Some(mut found) = head(source, word).map(|head| Found::new(word.span, head))
        {
            left(source, &mut found, mentions, at);
            return (found.span.start <= start).then_some(found);
        }
        let word = source.word_after(from)?;
        let known = source.words.starting(word.start).filter(|w| place(source.lexicon, w, source.home).is_some());
        let written = word.of(source.text);
        let owned = source.after(known.map_or(word.end, |w| w.span.end));
        from = known.map_or(word.end, |w| w.span.end);
        from += first_of(owned, "'s|’s").map_or(0, str::len);
        let modifies = known.is_some()
            || is_one(written, LOCAL)
            || is_one(written, NATIONAL)
            || is_one(written, ANY)
            || is_one(written, "local")
            || starts_upper(written);
        if !modifies || !source.after(from).starts_with(' ') {
            return None;
        }
        from += 1;
    }
    None
}

/// A part takes the place of the whole; a mere unit its kind as well.
fn join(found: &mut Found, whole: Found) {
    if found.head.form == Form::Unit {
        found.head = whole.head.clone();
    } else if found.head.own {
        // "the People's Bank's branch in Guizhou" and the like keep their own place.
    } else if found.place.is_none() {
        found.head.place = whole.head.place.clone();
        found.head.form = if level(whole.head.form) == Level::Open { found.head.form } else { whole.head.form };
    }
    found.place = found.place.take().or(whole.place);
    found.local |= whole.local;
    found.national |= whole.national;
    found.part_of = found.part_of.or(whole.part_of);
    found.span.end = whole.span.end;
}

/// list = place ( "," place )* [ "," ] "and" place: not "Hefei, Anhui", of which the second holds the first.
fn place_list(source: Source<'_>, at: usize) -> Option<Vec<(Span, Id)>> {
    let mut places: Vec<(Span, Id)> = Vec::new();
    let mut from = at + source.after(at).bytes().take_while(|b| *b == b' ').count();
    from += first_of(source.after(from), "the provinces of |provinces including |the cities of ").map_or(0, str::len);
    let mut and = false;
    for _ in 0..40 {
        let Some((span, code)) = source.words.starting(from).and_then(|w| place_ending(source, w.span.end)) else {
            break;
        };
        let held = places.last().filter(|(_, last)| *last == code).map(|(first, _)| *first);
        match held {
            Some(first) => {
                places.pop();
                places.push((first.join(span), code));
            }
            None => places.push((span, code)),
        }
        let end = span.end + first_of(source.after(span.end), " Province| province").map_or(0, str::len);
        let Some(separator) = first_of(source.after(end), ", and |, | and |, as well as | as well as ") else { break };
        and |= separator != ", ";
        from = end + separator.len();
    }
    (and && places.len() > 1).then_some(places)
}

/// place = [ "central" country "'s" ] name [ "Province" ] [ "," name [ "Province" ] ]; gives its end and its code.
fn place_starting(source: Source<'_>, at: usize) -> Option<(usize, Id)> {
    let mut from = at;
    let mut found = None;
    for _ in 0..7 {
        let start = from + source.after(from).bytes().take_while(|b| *b == b' ').count();
        if let Some((span, code)) = source.words.starting(start).and_then(|w| place_ending(source, w.span.end)) {
            let wider = found.as_ref().is_some_and(|(_, c): &(usize, Id)| c.contains('-') && !code.contains('-'));
            let end = span.end
                + first_of(
                    source.after(span.end),
                    " Province| City| Municipality| Prefecture| County| Autonomous Region| District",
                )
                .map_or(0, str::len);
            found = Some((end, if wider { found.map_or(code.clone(), |(_, c)| c) } else { code }));
            from = end;
            if let Some(separator) = first_of(source.after(end), "'s |’s |, ") {
                from += separator.len();
                continue;
            }
            break;
        }
        if found.is_some() {
            break;
        }
        let word = source.word_after(from)?;
        if !is_one(word.of(source.text), DIRECTIONS) && !is_one(word.of(source.text), LOCAL) {
            return None;
        }
        from = word.end;
    }
    found
}

const DIRECTIONS: &str = "central|eastern|western|northern|southern|east|west|north|south|northeast|northwest|southeast|southwest\
    |northeastern|northwestern|southeastern|southwestern|the|coastal|inland|mainland|of|border|neighbouring|neighboring";
