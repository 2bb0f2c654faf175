//! The verb after a figure and its noun: a passive or a participle.

use super::super::Item;
use super::super::sentence::{Sentence, is_quantity};
use super::{VERBAL, Verb, appended, passive, verb};
use crate::bulletin::Id;
use crate::lang::combinator::Tokens;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

/// after := quantity noun (post-modifiers, other members of the list)* (passive | participle)
pub(super) fn after(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let mut j = items[index].noun.end;
    let mut words = 0;
    let mut joint = false;
    let mut aside = None;
    let mut listed = items[index].noun.end;
    let mut stayed = s.gap_words(j - 1);
    if !items[index].noun.heads.is_empty()
        && !s.is_ratio(items[index].at)
        && matches!(stayed.next(), Some("have" | "had" | "has"))
        && stayed.last().is_some_and(other_deed)
    {
        // "4.08 million people had stayed off drugs": what they did is none of the actions.
        return Some(verb(j - 1, vec![Id::new("other")], "en:quantity-verb"));
    }
    while j < s.tokens.len() {
        words += s.gap_len(j - 1);
        if words > 14 {
            return aside;
        }
        match &s.tokens[j].kind {
            Kind::Mark(Mark::Passive) => {
                let relative = s.gap_words(j - 1).last().is_some_and(|w| matches!(w, "who" | "that" | "which"));
                if let Ok((_, (negated, participle))) = passive(Tokens(&s.tokens[j..])) {
                    let at = (j..s.tokens.len()).find(|k| std::ptr::eq(&s.tokens[*k], participle))?;
                    // "were got blocked"
                    let got = s.tokens[at].span.of(s.text).eq_ignore_ascii_case("got");
                    let at = if got && s.has(at + 1, Scheme::Action, &[Form::Participle]) { at + 1 } else { at };
                    // "had been on the run": no passive.
                    let led = (j..at).flat_map(|k| s.gap_words(k)).any(|w| PREPOSITIONS.contains(&w));
                    if !led && (j..at).map(|k| s.gap_len(k)).sum::<usize>() <= 3 {
                        let mut found = verb(at, s.actions(at, &[Form::Participle]), "en:quantity-passive");
                        found.negated = negated;
                        if relative {
                            // "people who were cheated were dissuaded": the main verb goes first.
                            return main_passive(s, at).or(Some(found));
                        }
                        return Some(found);
                    }
                }
                if relative {
                    j += 1;
                    continue;
                }
                if s.gap_words(j).next().is_some_and(other_deed) && listed >= j {
                    return Some(verb(j, vec![Id::new("other")], "en:quantity-passive"));
                }
                if matches!(s.mark(j + 1), Some(Mark::Increase | Mark::Decrease | Mark::Share)) {
                    return aside;
                }
            }
            Kind::Word(_) => {
                if loses(s, items[index].noun.heads.first(), j) {
                    return Some(verb(j, vec![Id::new("defraud")], "en:quantity-verb"));
                }
                let participle = s.actions(j, &[Form::Participle]);
                let noun = !s.ids(j, Scheme::Target).is_empty() && !intransitive(s, j);
                if !participle.is_empty() && !noun {
                    let object =
                        s.tokens.get(j + 1).is_some_and(is_quantity) && s.gap_len(j) <= 2 || s.is(j + 1, Mark::Total);
                    let led = s.gap_words(j - 1).any(|w| PREPOSITIONS.contains(&w));
                    let close = s.gap_len(j - 1) <= 2 && !joint && !led;
                    // "cards involved were seized": what describes the noun leaves room for its verb.
                    if participle.iter().all(|a| *a == "involve") && close && !object {
                        aside = Some(verb(j, participle, "en:quantity-participle"));
                        j += 1;
                        continue;
                    }
                    let relative = s.gap_words(j - 1).any(|w| matches!(w, "who" | "that" | "which"));
                    // "two brothers who had cheated pensioners out of 620,000 were jailed"
                    if let Some(main) = beyond(s, j).filter(|_| relative) {
                        return Some(main);
                    }
                    // "cards flagged by the police were blocked": the main verb goes before the one that describes.
                    if let Some(main) = main_passive(s, j).filter(|_| !object) {
                        return Some(main);
                    }
                    return (!object && close && !relative)
                        .then(|| verb(j, participle, "en:quantity-participle"))
                        .or(aside);
                }
                if attends(s, items[index].noun.heads.first(), j) {
                    return Some(verb(j, vec![Id::new("publicise")], "en:quantity-verb"));
                }
                if intransitive(s, j) {
                    return Some(verb(j, s.actions(j, VERBAL), "en:quantity-verb"));
                }
                let finite = s.has(j, Scheme::Action, &[Form::Past, Form::Gerund]) && !noun && s.offence(j).is_none();
                // "websites trading in them were closed": what describes the noun leaves room for its verb.
                let describes = finite && words <= 1 && !joint && s.has(j, Scheme::Action, &[Form::Gerund]);
                if let Some(main) = main_passive(s, j).filter(|_| describes) {
                    return Some(main);
                }
                if finite {
                    return aside;
                }
                let into = s.actions(j, &[Form::Label]).into_iter().filter(|_| is_result(s, j)).collect::<Vec<_>>();
                if !into.is_empty() {
                    return Some(verb(j, into, "en:quantity-result"));
                }
            }
            // "cash of 2.4 crore and gold bars valued at 55 lakh were seized": the value is of the bars.
            Kind::Mark(Mark::Equals) if appended(s, j) && s.tokens.get(j + 1).is_some_and(is_quantity) => {}
            Kind::Mark(Mark::Comma | Mark::ListComma | Mark::And | Mark::Or) => match next_member(s, items, j) {
                // "transactions worth 86 million, and 3,100 customers were …": a value is of the noun before it.
                Some(_) if s.is(j, Mark::Comma) && is_value(s, items[index].at) => return aside,
                Some(end) => {
                    joint = false;
                    listed = end;
                    j = end;
                    words = 0;
                    continue;
                }
                None if closes_aside(s, j).is_some() => {
                    j = closes_aside(s, j).unwrap_or(j + 1);
                    continue;
                }
                None if s.is(j, Mark::Comma)
                    && s.gap_len(j) == 0
                    && s.has(j + 1, Scheme::Action, &[Form::Participle]) =>
                {
                    return main_passive(s, j + 1).or(aside);
                }
                None if matches!(s.mark(j), Some(Mark::And | Mark::Or)) => {
                    if s.has(j + 1, Scheme::Action, VERBAL) && s.ids(j + 1, Scheme::Target).is_empty() {
                        return aside;
                    }
                    joint = true;
                }
                None => return aside,
            },
            Kind::Quantity(_) => {
                if let Some(item) = items.iter().find(|i| i.at == j) {
                    j = item.noun.end;
                    continue;
                }
            }
            Kind::Mark(Mark::Open) => {
                j = (j + 1..s.tokens.len().min(j + 12)).find(|k| s.is(*k, Mark::Close))?;
            }
            Kind::Mark(
                Mark::Semicolon
                | Mark::Stop
                | Mark::Colon
                | Mark::Speech
                | Mark::Equals
                | Mark::Share
                | Mark::Increase
                | Mark::Decrease,
            ) => return aside,
            _ => {}
        }
        j += 1;
    }
    aside
}

/// Words after "were" with which no passive goes on.
const PREPOSITIONS: &[&str] = &["on", "in", "at", "of", "under", "from", "with", "for", "about"];

/// The passive that follows a relative clause, whatever that counts, before any comma.
fn beyond(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let end = (at + 1..s.tokens.len()).find(|j| s.ends_part(*j)).unwrap_or(s.tokens.len());
    passive_within(s, at, end)
}

/// The passive that follows a describing participle before any figure or comma.
pub(super) fn main_passive(s: &Sentence<'_>, at: usize) -> Option<Verb> {
    let end =
        (at + 1..s.tokens.len()).find(|j| s.ends_part(*j) || is_quantity(&s.tokens[*j])).unwrap_or(s.tokens.len());
    passive_within(s, at, end)
}

fn passive_within(s: &Sentence<'_>, at: usize, end: usize) -> Option<Verb> {
    let found = (at + 1..end).find_map(|j| {
        let (_, (negated, participle)) = passive(Tokens(&s.tokens[j..end])).ok()?;
        let place = (j..end).find(|k| std::ptr::eq(&s.tokens[*k], participle))?;
        (s.gap_len(j) <= 2).then_some((place, negated))
    })?;
    let actions = s.actions(found.0, &[Form::Participle]);
    Some(Verb { negated: found.1, ..verb(found.0, actions, "en:quantity-passive") })
}

/// Whether people lost money ("1,200 customers lost more than £700,000").
fn loses(s: &Sentence<'_>, head: Option<&Vec<Id>>, at: usize) -> bool {
    let word = super::super::super::scan::among(s.tokens[at].span.of(s.text), &["lost", "losing", "lose"]);
    let people = head.is_some_and(|h| h.iter().any(|t| *t == "person" || *t == "victim"));
    let money = at + 1 < s.tokens.len() && is_quantity(&s.tokens[at + 1]) && s.is_money(at + 1);
    word && people && money
}

/// Whether people came to hear something ("1,200 students attended").
fn attends(s: &Sentence<'_>, head: Option<&Vec<Id>>, at: usize) -> bool {
    let word = super::super::super::scan::among(s.tokens[at].span.of(s.text), &["attended", "attending"]);
    word && head.is_some_and(|h| h.iter().any(|t| *t == "person"))
}

/// Whether a verb has what was counted for its subject although it is no passive ("have come to light").
pub(super) fn intransitive(s: &Sentence<'_>, at: usize) -> bool {
    let words = s.tokens[at].span.of(s.text).to_ascii_lowercase();
    let (first, rest) = words.split_once(' ').unwrap_or((&words, ""));
    let of = |(forms, tails): &(&[&str], &[&str])| {
        forms.contains(&first)
            && tails.iter().any(|t| *t == rest || t.ends_with('*') && rest.starts_with(&t[..t.len() - 1]))
    };
    s.has(at, Scheme::Action, &[Form::Past, Form::Participle, Form::Gerund, Form::Label]) && INTRANSITIVE.iter().any(of)
}

/// Forms of verbs, and what follows them (a star stands for anything more).
const INTRANSITIVE: &[(&[&str], &[&str])] = &[
    (&["surrendered", "surrendering"], &["", "voluntarily"]),
    (&["died", "drowned", "perished", "sickened"], &[""]),
    (&["joined", "volunteered", "participated", "participating"], &[""]),
    (&["occurred", "occurring", "happened"], &[""]),
    (&["absconded", "escaped", "fled"], &[""]),
    (
        &["led", "leading", "resulted", "resulting", "ended", "ending"],
        &[
            "to prosecution*",
            "to charges*",
            "to conviction*",
            "to indictment*",
            "to arrests",
            "in prosecution*",
            "in charges*",
            "in conviction*",
            "in indictment*",
            "in arrests",
        ],
    ),
    (&["changed", "changing"], &["hands"]),
    (&["came", "come", "coming"], &["to light", "forward", "to police attention"]),
    (&["went", "gone", "going"], &["back to"]),
    (&["turned", "turning", "handed", "handing"], &["themselves in"]),
    (&["gave", "given", "giving"], &["themselves up"]),
    (&["lost", "losing"], &["their lives", "lives"]),
    (&["pleaded", "pleading", "pled"], &["guilty*"]),
    (
        &["received", "receiving"],
        &[
            "prison *",
            "jail *",
            "suspended *",
            "custodial *",
            "life *",
            "sentences",
            "terms",
            "community *",
            "fixed-term *",
            "administrative *",
            "fines",
            "penalties",
            "warnings",
        ],
    ),
    (&["faced", "facing", "face"], &["charges", "prosecution", "trial", "court"]),
    (&["stood", "standing"], &["trial"]),
    (&["due"], &["in court", "before *"]),
    (&["appeared", "appearing"], &["in court", "before *"]),
    (&["fell", "fallen", "falling"], &["victim*", "prey*", "for", "ill"]),
    (&["took", "taken", "taking"], &["part"]),
    (&["returned", "returning"], &["home", "voluntarily"]),
    (&["remained", "remaining", "remain"], &["in *", "behind bars"]),
    (&["awaited", "awaiting", "await"], &["trial", "sentence", "sentencing", "deportation"]),
    (&["assisting", "assisted"], &["in *", "with *"]),
    (&["helping"], &["with *"]),
    (&["sustained", "suffered"], &["injuries", "serious injuries", "minor injuries"]),
];

/// Whether a word after "were" is a participle of something that is none of the actions.
pub(super) fn other_deed(word: &str) -> bool {
    const SAID: &[&str] = &[
        "believed",
        "suspected",
        "confirmed",
        "estimated",
        "expected",
        "alleged",
        "related",
        "involved",
        "located",
        "based",
        "thought",
        "supposed",
        "compared",
        "linked",
        "connected",
        "aged",
        "said",
        "reported",
    ];
    word.ends_with("ed") && !super::super::super::scan::among(word, SAID)
}

/// aside := ',' … ',' passive : the place of the passive after words set between commas, or after one comma
pub(super) fn closes_aside(s: &Sentence<'_>, comma: usize) -> Option<usize> {
    if s.is(comma + 1, Mark::Passive) && s.gap_len(comma) == 0 {
        return Some(comma + 1);
    }
    // "worth 3 million, including 390 computers, was seized", "5 million, or 28 per cent of it, was frozen"
    let first = s.gap_words(comma).next().or_else(|| s.tokens.get(comma + 1).map(|t| t.span.of(s.text)));
    let opens =
        ["with", "weighing", "holding", "containing", "carrying", "aged", "all", "some", "many", "most", "mostly"];
    let with = first.is_some_and(|w| opens.iter().any(|o| super::super::super::scan::among(w, &[o])));
    let parted = with || s.gap_len(comma) == 0 && matches!(s.mark(comma + 1), Some(Mark::Among | Mark::Or));
    let far = if parted { 16 } else { 9 };
    (comma + 1..s.tokens.len().min(comma + far))
        .take_while(|j| (parted || !is_quantity(&s.tokens[*j])) && !s.is(*j, Mark::Semicolon))
        .find(|j| s.is(*j, Mark::Comma) && s.is(j + 1, Mark::Passive) && s.gap_len(*j) == 0)
        .map(|j| j + 1)
}

/// "took 30 people into custody": what was done stands after as a result.
pub(super) fn is_result(s: &Sentence<'_>, at: usize) -> bool {
    let words = s.tokens[at].span.of(s.text).to_ascii_lowercase();
    matches!(words.as_str(), "into custody" | "behind bars" | "under investigation")
}

/// Whether an amount is the value of the noun before it.
fn is_value(s: &Sentence<'_>, at: usize) -> bool {
    // "cash amounting to 86,400" is itself what was counted.
    let itself = |mark: usize| mark > 0 && s.ids(mark - 1, Scheme::Target).iter().any(|t| *t == "money");
    s.is_money(at) && at.checked_sub(1).is_some_and(|before| appended(s, before) && !itself(before))
}

/// The end of the next member of a list, when a figure stands right after a comma or "and".
pub(super) fn next_member(s: &Sentence<'_>, items: &[Item], at: usize) -> Option<usize> {
    let mut k = at + 1;
    let mut words = s.gap_len(at);
    while matches!(s.mark(k), Some(Mark::And | Mark::Or | Mark::Comma | Mark::Total | Mark::Number)) {
        words += s.gap_len(k);
        k += 1;
    }
    let item = items.iter().find(|i| i.at == k)?;
    (words <= 2).then_some(item.noun.end)
}
