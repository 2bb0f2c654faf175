//! What a figure without a verb of its own shares with those round it, or takes from further away.

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::{among, before as before_text, line_start, words_before};
use crate::lang::sentence::Sentence;
use crate::lexicon::{Form, Scheme};
use crate::token::Mark;

use super::super::{Item, is_money, settle, targets};
use super::{goes, infinitive, verb};

/// shared := member (',' | 'y') member : the verb of the member before, when it can have this one too
pub fn shared(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let item = &items[index];
    for back in 1..=index.min(12) {
        let previous = &items[index - back];
        let between = previous.noun.end.min(item.at)..item.at;
        if between.clone().any(|j| matches!(s.mark(j), Some(Mark::Stop | Mark::Equals)) || own_verb(s, j)) {
            return None;
        }
        let Some(found) = previous.verb.as_ref().filter(|v| v.production != "es:subject") else { continue };
        if s.is_ratio(previous.at) {
            continue;
        }
        let bare = item.noun.heads.is_empty() && !is_money(&item.quantity) && item.quantity.unit == "count";
        // What the verb meant for the member before it means for this one, where it can.
        let heads = if previous.noun.heads.is_empty() { &found.heads } else { &previous.noun.heads };
        let meant = settle(s, &found.actions, heads, &previous.quantity, previous.at).0;
        let meant = meant.map(|action| Verb { actions: vec![action], ..found.clone() }).filter(|v| goes(s, item, v));
        if goes(s, item, found) && !bare {
            let found = meant.as_ref().unwrap_or(found);
            return Some(Verb {
                production: "es:list",
                offence: None,
                heads: Vec::new(),
                negated: found.negated,
                ..found.clone()
            });
        }
        if bare && previous.noun.heads.is_empty() {
            continue;
        }
        if bare {
            // "317 correspondieron a extorsión; 218, a fraude"
            return Some(Verb {
                production: "es:list",
                offence: None,
                heads: previous.noun.heads.clone(),
                ..meant.unwrap_or_else(|| found.clone())
            });
        }
    }
    None
}

/// within := ('localizó' | 'inhabilitó' | 'interceptó' …) place or vehicle 'con' figure : what was in a place that was found was seized
pub fn within(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    const FOUND: [&str; 7] = ["dismantle", "identify", "inspect", "intercept", "arrest", "seize", "shutDown"];
    const HELD: [&str; 8] =
        ["con", "transportaba", "transportaban", "ocultaba", "ocultaban", "contenía", "contenían", "llevaba"];
    let item = &items[index];
    let led = words_before(s.text, s.tokens[item.at].span.start).take(3).any(|w| among(w, &HELD));
    let things = ["drug", "weapon", "goods", "device", "money"];
    let weighed = matches!(item.quantity.unit.as_str(), "kg" | "tonne" | "litre");
    let thing =
        weighed || is_money(&item.quantity) || item.noun.heads.iter().flatten().any(|t| things.contains(&t.as_str()));
    if !(led && thing) {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end);
    let inside = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let verbs = (floor..item.at).rev().take_while(inside).filter(|j| targets(s, *j).is_empty());
    let verbal: &[Form] = &[Form::Past, Form::Third, Form::Participle];
    let found =
        verbs.map(|j| (j, s.actions(j, verbal))).find(|(_, a)| a.iter().any(|a| FOUND.contains(&a.as_str())))?;
    Some(verb(found.0, vec![Id::new("seize")], "es:within"))
}

/// Whether a finite verb stands here.
fn own_verb(s: &Sentence<'_>, j: usize) -> bool {
    s.has(j, Scheme::Action, &[Form::Past, Form::Third]) && targets(s, j).is_empty()
}

/// The last verb of the sentence before the figure, when nothing else tells and it can have what is counted.
pub fn earlier(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    const VAGUE: &[&str] =
        &["conclude", "identify", "register", "other", "establish", "publicise", "increase", "decrease", "mobilise"];
    let item = &items[index];
    if item.noun.heads.is_empty() && !is_money(&item.quantity) && item.quantity.unit == "count" {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].noun.end);
    let verbs = (floor..item.at).rev().take_while(|j| !matches!(s.mark(*j), Some(Mark::Stop)));
    // An infinitive behind "de" or "para" is what somebody else would do ("presunto responsable de cobrar cuota").
    let meant = |j: usize| infinitive(s, j) && j > 0 && s.is(j - 1, Mark::Of);
    let verbal: &[Form] = &[Form::Past, Form::Third, Form::Participle, Form::Gerund, Form::Label];
    verbs
        .filter(|j| targets(s, *j).is_empty() && !meant(*j))
        .map(|j| (j, s.actions(j, verbal)))
        .map(|(j, mut actions)| {
            actions.retain(|a| !VAGUE.contains(&a.as_str()));
            verb(j, actions, "es:earlier")
        })
        .find(|v| !v.actions.is_empty() && goes(s, item, v))
}

/// introduced := line ':' newline ('-' | '•' | label ':') quantity : what the line above a list says was done
pub fn introduced(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let line = line_start(s.text, s.tokens[item.at].span.start);
    let points = |text: &str| text.trim_start().starts_with(['-', '•', '*', '–', '·', '▪', '●']) || labels(text);
    let own = s.text[line..].lines().next().unwrap_or("");
    if !points(own) {
        return None;
    }
    let head = before_text(s.text, line, 1500);
    let above = head.lines().rev().find(|l| !l.trim().is_empty() && !points(l))?.trim_end();
    let above = above.strip_suffix(':')?;
    let above = before_text(above, above.len(), 160);
    let above = above.rsplit(['.', ';']).next().unwrap_or(above);
    let words = s.lexicon.scan(&super::super::super::LANGUAGE, above);
    let actions = words
        .iter()
        .rev()
        .map(|w| w.senses.iter().filter(|s| s.scheme == Scheme::Action).map(|s| s.id.clone()).collect());
    actions
        .map(|actions: Vec<Id>| verb(item.at, actions, "es:introduced"))
        .find(|v| !v.actions.is_empty() && goes(s, item, v))
}

/// Whether a line is a short label, a colon and what it labels ("Robo: 14").
fn labels(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, rest)| label.len() <= 60 && rest.len() <= 60 && !rest.trim().is_empty())
}

/// operation := quantity ('operativos' | 'operaciones' …) : what nothing else is said of was begun
pub fn operation(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let events = item.noun.heads.iter().flatten().any(|t| *t == "event");
    let named = |j: usize| {
        let word = s.tokens[j].span.of(s.text).to_lowercase();
        ["operaci", "operativ", "macrooper", "megaoper", "interdicc", "ofensiva", "redada"]
            .iter()
            .any(|w| word.starts_with(w))
    };
    let launched = |j: &usize| s.actions(*j, ANY).iter().any(|a| *a == "launch") || named(*j);
    let at = (item.at + 1..item.noun.end).find(launched).filter(|_| events)?;
    Some(verb(at, vec![Id::new("launch")], "es:noun-of-doing"))
}

/// apposition := noun of doing (',' | ':') quantity : "perjuicio: 5 millones"
pub fn apposition(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Verb> {
    let item = &items[index];
    if !is_money(&item.quantity) {
        return None;
    }
    let floor = index.checked_sub(1).map_or(0, |i| items[i].at);
    let found =
        (floor..item.at).rev().map(|j| (j, s.actions(j, ANY))).find(|(_, a)| a.iter().any(|a| s.fits(a, "money")));
    found.map(|(at, actions)| verb(at, actions, "es:apposition"))
}
