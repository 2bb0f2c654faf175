//! Names of persons: two to five capitalised words, with initials and particles.

use super::{Source, is_one, starts_upper};
use crate::bulletin::Span;
use crate::lang::latin::names::{in_body, plausible, trimmed};

/// How many words a name may have.
const WORDS: usize = 5;

/// Capitalised words that are no part of a name.
const NOT_NAME: &str = "The|This|That|These|Those|In|On|At|By|For|From|With|And|But|As|After|Before|During|Since|Under|According\
    |Meanwhile|However|Also|Earlier|Later|Among|Through|When|While|If|It|She|We|They|You|Our|Their|His|Her|Its|An|A|Of|To|Not\
    |Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October\
    |November|December|Police|Public|Security|Bureau\
    |Department|Ministry|Court|Office|Center|Centre|Provincial|Municipal|National|People's|People’s|Committee|Commission|Division\
    |Province|City|County|District|Criminal|Investigation|Party|State|Home|Affairs|Union|Government|Reporter|Editor|Source|Photo\
    |Xinhua|IPS|IAS|Internet|Cyber|Crime|Operation|Action|Campaign|Mr|Mrs|Ms|Miss|Dr|Prof|Shri|Smt|Sh|Sir|Dato|Datuk|Tan Sri|Col|Gen\
    |Anti-Fraud|Anti-Drug|Chinese|International|Law|Enforcement|Force|Unit|Deputy|Director|Chief|Minister|Secretary|General|Senior\
    |Assistant|Commissioner|Superintendent|Inspector|President|Vice|Executive|Spokesperson|Spokesman|Head|Comrade|Talking|Speaking\
    |Asked|Adding|Noting|Citing|Regarding|Today|Yesterday|Recently|Now|Then|There|Here|What|Why|How|All|Both|Many|Some|Most|No|One\
    |Digital|Development|Information|Justice|Interior|Foreign|Finance|Defence|Defense|Communications|Technology|Education|Health\
    |Social|Economy|Trade|Industry|Internal|Culture|Manpower|Transport|Environment|Customs|Excise|Immigration|Narcotics|Prisons\
    |Supreme|People|Procuratorate|Administration|Agency|Anti-Corruption|Economic|Financial|Crimes|Commercial|Special|Operations";

/// Titles that stand before a name and are no part of it.
const TITLES: &str = "Mr|Mrs|Ms|Miss|Dr|Prof|Shri|Smt|Sh|Sir|Dato|Datuk|Mr.|Mrs.|Ms.|Dr.|Prof.|Shri.|Smt.|Sh.|Col.|Gen.|Lt.|Maj.|Brig.\
    |Pol.|Capt.|Sgt.|Insp.|Supt.|Adm.|Hon.|Comrade|Pol|Lt|Maj|Brig|Capt|Sgt|Insp|Supt|Col|Gen|Tan Sri|Dato'|Seri|Madam|Mdm|Adv.|Adv";

/// Family names that are English words as well.
const PRONOUNS: &str = "He|An|You|She|To|On|So|No";

const PARTICLES: &str = "bin|binti|binte|de|da|del|dos|van|der|den|von|al|el|s/o|d/o|ibn|la|le|di|bte|a/l|a/p";

fn is_word(source: Source<'_>, span: Span) -> bool {
    let written = span.of(source.text);
    let mut chars = written.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    first
        && written.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        && !written.ends_with("'s")
        && !written.ends_with("’s")
}

/// The name that begins at this byte, after a title or none.
pub fn at_start(source: Source<'_>, at: usize) -> Option<Span> {
    let mut first = source.word_after(at)?;
    let mut titled = false;
    while is_one(first.of(source.text), TITLES) {
        titled = true;
        let dot = source.after(first.end).starts_with('.');
        first = source.word_after(first.end + usize::from(dot))?;
    }
    if source.after(first.start).starts_with("Tan Sri ") {
        first = source.word_after(first.start + "Tan Sri".len())?;
    }
    if first.start.saturating_sub(at) > 40 || !is_word(source, first) || stops(source, first, true) {
        return None;
    }
    let mut end = first.end;
    let mut words = 1;
    while words < WORDS && source.after(end).starts_with(' ') {
        let Some(next) = source.word_after(end) else { break };
        if next.start != end + 1 {
            break;
        }
        let particle = is_one(next.of(source.text), PARTICLES) && !starts_upper(next.of(source.text));
        if !(particle && words > 0) && (!is_word(source, next) || stops(source, next, false)) {
            break;
        }
        end = next.end;
        words += 1;
    }
    let span = trimmed(source, Span::new(first.start, end));
    (words > 1 || titled).then_some(span).filter(|s| plausible(source, *s))
}

/// The name after "of Public Security", "for Digital Development and Information": the words of an office are passed.
pub fn after_office(source: Source<'_>, at: usize) -> Option<Span> {
    let mut from = at;
    for _ in 0..8 {
        let word = source.word_after(from).filter(|w| w.start == from + 1)?;
        let written = word.of(source.text);
        if !is_one(written, NOT_NAME) && !is_one(written, "of|for|and|the") {
            return (from > at).then(|| at_start(source, from)).flatten();
        }
        from = word.end;
    }
    None
}

/// The name that ends at this byte.
pub fn at_end(source: Source<'_>, at: usize) -> Option<Span> {
    let mut start = at;
    let mut words = 0;
    while words < WORDS {
        let Some(word) = source.word_before(start) else { break };
        let apart = source.text.get(word.end..start)?;
        if apart.len() > 1 || (words == 0 && !apart.is_empty()) {
            break;
        }
        let written = word.of(source.text);
        let particle = words > 0 && is_one(written, PARTICLES) && !starts_upper(written);
        if is_one(written, TITLES) {
            break;
        }
        // "He Ping": a pronoun is a name before a single word.
        let he = words == 1 && is_one(written, PRONOUNS);
        if !particle
            && !he
            && (!is_word(source, word) || stops(source, word, words > 0) || (words > 0 && ends_sentence(written)))
        {
            break;
        }
        start = word.start;
        words += 1;
        if he {
            break;
        }
    }
    let span = Span::new(start, at);
    (words > 1).then_some(span).filter(|s| plausible(source, *s) && starts_upper(s.of(source.text)))
}

/// "Thursday." before a name ends a sentence; an initial does not.
fn ends_sentence(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// Whether a word is no part of a name: a word of the list, or one of the words of a body.
fn stops(source: Source<'_>, span: Span, _first: bool) -> bool {
    let written = span.of(source.text).trim_end_matches('.');
    if written == "He" {
        return source.before(span.start).trim_end().is_empty();
    }
    if is_one(written, NOT_NAME) && starts_upper(written) {
        return true;
    }
    in_body(source, span)
}
