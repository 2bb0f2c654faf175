//! What the words round a date say of it: that it is none, that it is no figure's time, or the day of the statement.

use jiff::civil::Date;
use nom::Parser;
use nom::sequence::preceded;

use crate::bulletin::Reason;
use crate::lang::latin::periods::Place;
use crate::lang::scan::{after, among, any_of, before, line_start, space, words_before};
use crate::token::{Kind, Period};

/// Why a date is no figure's time, if it is none.
pub fn idle(place: &Place<'_>) -> Option<Reason> {
    let bare = place.point.bare && place.lead.is_empty() && place.point.side == 0;
    let born = words_before(place.text, place.at).next().is_some_and(|w| among(w, &["born", "built", "manufactured"]));
    (yearly(place.rest()) || bare || born || takes_effect(place.text, place.at)).then_some(Reason::Time)
}

/// What a time is that is not the figures'.
pub fn role(place: &Place<'_>, first: Date, last: Date) -> Option<Kind> {
    let Place { text, at, end, point, .. } = *place;
    let one_day = first == last;
    if one_day && apparatus(text, at) {
        return Some(Kind::Figure(Reason::Apparatus));
    }
    if one_day && states(text, at, end) {
        return Some(Kind::Period(Period::Statement(first)));
    }
    if !point.bare && told_then(text, at, end) {
        return Some(Kind::Period(Period::Statement(last)));
    }
    begins(text, at, end).then_some(Kind::Period(Period::Since(first)))
}

/// Whether a beginning is one of what is only told of somebody: "who had been working there since July", "for their
/// service since 2015".
pub fn only_told(text: &str, at: usize) -> bool {
    const SERVICE: &[&str] =
        &["contributions", "contribution", "service", "work", "efforts", "performance", "achievements"];
    let clause = before(text, at, 120);
    let clause = clause.rsplit([',', '.', ';', ':', '\n']).next().unwrap_or(clause);
    let mut words = clause.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).rev();
    let mut seen = ("", "");
    words.by_ref().take(16).any(|word| {
        let pluperfect = among(word, &["who", "which", "that"]) && seen.0 == "had";
        let service = word == "for" && (SERVICE.contains(&seen.0) || SERVICE.contains(&seen.1));
        seen = (word, seen.0);
        pluperfect || service
    })
}

/// Whether what stands here is to come ("it will last until").
pub fn to_come(text: &str, at: usize) -> bool {
    words_before(text, at).take(6).any(|w| among(w, &["will", "shall", "deadline", "expires", "valid"]))
}

/// Whether somebody said then what follows ("told parliament last month that …").
fn told_then(text: &str, at: usize, end: usize) -> bool {
    const TOLD: &[&str] = &["told", "said", "informed", "announced", "disclosed", "revealed", "notified", "briefed"];
    let that = after(text, end, 6).trim_start().starts_with("that ");
    let head = before(text, at, 40);
    that && !head.contains(|c: char| c.is_ascii_digit()) && TOLD.iter().any(|w| head.contains(w))
}

/// Whether the words are a date here: a bare year must not count something ("arrest of 2015 people"), a bare month
/// must not be a person's name.
pub fn plausible(place: &Place<'_>) -> bool {
    let Place { text, at, end, lead, point } = *place;
    let rest = after(text, end, 40);
    if point.bare {
        let noun = rest.trim_start_matches(' ');
        let word: &str = noun.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let touching = rest.starts_with(['-', '–', '/']);
        let many = rest.starts_with(' ') && counted(word) && !(text[at..].starts_with("In ") && goes_on(noun, word));
        let sum = lead.trim() == "of" && before_total(text, end);
        return !(touching || many || sum);
    }
    // "the first half" of a match, "Q1" of a questionnaire: only a text with a date has them as periods.
    true
}

fn before_total(text: &str, end: usize) -> bool {
    before(text, end, 24).to_ascii_lowercase().contains("total of")
}

/// Whether a sentence that begins with a year goes on behind its first noun ("In 2023 officers seized"): "In 2023 cases, they", and
/// "In 2023 cases of theft" count.
fn goes_on(noun: &str, word: &str) -> bool {
    let behind = noun[word.len()..].trim_start_matches(' ');
    let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    !next.is_empty()
        && !among(next, &["of", "where", "in", "involving", "with", "that", "which", "there", "it", "they"])
}

fn counted(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && word.chars().all(char::is_lowercase)
        && !among(word, &["was", "this", "has", "across", "versus", "figures", "levels"])
        || among(word, &["people", "criminal", "illegal", "telecom", "fraud", "new", "drug"])
}

/// "August 3 of each year", "every year on May 1" are no days of this bulletin.
fn yearly(rest: &str) -> bool {
    let each = any_of(&["of each year", "of every year", "each year", "every year"]);
    preceded(space, each).parse(rest).is_ok()
}

/// "which came into operation in July 2017", "…, set up in 2021,": when something began that is no figure's time.
fn takes_effect(text: &str, at: usize) -> bool {
    const FOUNDED: &[&str] = &[
        ", set up",
        ", established",
        ", founded",
        ", created",
        ", formed",
        "which was set up",
        "which was established",
        "which was founded",
        "which was formed",
        "which was created",
    ];
    let head = before(text, at, 30).trim_end();
    if FOUNDED.iter().any(|w| head.ends_with(w)) {
        return true;
    }
    if inquiry(text, at) {
        return true;
    }
    let mut back = words_before(text, at);
    back.next().is_some_and(|w| among(w, &["operation", "force", "effect", "service", "being"]))
        && back.next().is_some_and(|w| among(w, &["into", "in"]))
}

/// "The investigation, opened by the National Police in 2022, …", "The probe began in May": when it began is no figure's
/// time.
fn inquiry(text: &str, at: usize) -> bool {
    const INQUIRY: &[&str] = &["investigation", "investigations", "inquiry", "enquiry", "probe"];
    const OPENED: &[&str] = &["opened", "began", "begun", "started", "initiated", "launched", "commenced", "dates"];
    let head = before(text, at, 110);
    let head = head.rfind(". ").map_or(head, |i| &head[i + 2..]);
    let head = head.rsplit('\n').next().unwrap_or(head);
    let words: Vec<&str> = head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    let Some(opened) = words.iter().rposition(|w| among(w, OPENED)) else { return false };
    let subject = words[..opened].iter().rev().take(4).any(|w| among(w, INQUIRY));
    let since = words[..opened].iter().any(|w| among(w, &["since"]));
    let led = head.rsplit(',').next().unwrap_or(head);
    let same = led.split(|c: char| !c.is_alphabetic()).any(|w| w == words[opened]);
    subject && same && !since && !head.contains(|c: char| c.is_ascii_digit())
}

/// Whether the line is not of the bulletin itself: source, editor, time of publication.
fn apparatus(text: &str, at: usize) -> bool {
    let start = line_start(text, at);
    let line = after(text, start, 200);
    let line = line.split('\n').next().unwrap_or(line);
    line.len() < 200 && ["Source:", "Editor:", "Font size", "Author:", "Views:"].iter().any(|w| line.contains(w))
}

/// Whether the day is that of the statement: a dateline, or a press conference, or the day that somebody said it.
fn states(text: &str, at: usize, end: usize) -> bool {
    const HELD: &[&str] = &[
        "press conference",
        "news conference",
        "press briefing",
        "media briefing",
        "news briefing",
        "briefing",
        "press meet",
        "media conference",
        "press statement",
    ];
    const SAID: &[&str] = &[
        "announced",
        "said",
        "reported",
        "released",
        "disclosed",
        "revealed",
        "informed",
        "learned",
        "notified",
        "briefed",
        "issued a statement",
        "published",
        "told",
        "posted on",
        "introduced",
        "circulated",
        "statement",
    ];
    const MET: &[&str] = &[
        "ddressing the media",
        "ddressing reporters",
        "ddressing mediapersons",
        "ddressing media persons",
        "Speaking to",
    ];
    const SPOKE: &[&str] = &["announced", "said", "released", "revealed", "disclosed", "published", "unsealed"];
    let start = line_start(text, at);
    let head = &text[start..at];
    let tail = after(text, end, 160);
    let tail = tail.split('\n').next().unwrap_or(tail);
    let trimmed = tail.trim_start();
    let alone = tail.trim().is_empty() && head.trim().is_empty();
    let dash = ["(", "-", "—", "–", "/", ":"].iter().any(|d| trimmed.starts_with(d)) && !tail.starts_with('-');
    let short = head.len() < 70 && !head.contains(". ");
    if alone || short && dash && (head.is_empty() || head.trim_end().ends_with([',', '(']) || !head.contains(' ')) {
        return true;
    }
    // "informed that on May 21 …": what follows is what was said, not when.
    if words_before(text, at).next().is_some_and(|w| w.eq_ignore_ascii_case("that")) {
        return false;
    }
    let near = before(text, at, 90);
    let near = near.rsplit(['\n', ';']).next().unwrap_or(near);
    let near = near.rfind(". ").map_or(near, |i| &near[i + 2..]);
    let next = tail.find(". ").map_or(tail, |i| &tail[..i]);
    if HELD.iter().any(|h| near.contains(h) || next.contains(h)) || MET.iter().any(|m| near.contains(m)) {
        return true;
    }
    // "The department today announced charges against 73 people"
    let word = trimmed.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if !tail.starts_with(',') && SPOKE.contains(&word) {
        return true;
    }
    // "At a meeting held in Beijing on Tuesday"
    let at_event = ["At a ", "At an ", "At the "].iter().any(|w| near.starts_with(w));
    if at_event && ["meeting", "conference", "ceremony", "session", "hearing", "event"].iter().any(|w| near.contains(w))
    {
        return true;
    }
    // The verb of saying and the day stand together, with no figure between them.
    let close = |s: &str| SAID.iter().any(|w| s.contains(w)) && !s.contains(|c: char| c.is_ascii_digit());
    let tail30 = after(next, 0, 45);
    let head30 = before(near, near.len(), 30);
    close(head30) || near.len() < 4 && close(tail30)
}

/// Whether an operation begins on the day ("the campaign launched on June 25"), so that what follows runs on from it.
fn begins(text: &str, at: usize, end: usize) -> bool {
    const BEGIN: &[&str] =
        &["started", "launched", "began", "begun", "commenced", "initiated", "rolled", "off", "starting", "beginning"];
    const NAMED: &[&str] = &["campaign", "operation", "action", "crackdown", "drive"];
    if words_before(text, at).take(2).any(|w| among(w, BEGIN)) {
        return true;
    }
    // "since it was relaxed on 17 December", "since its launch in February"
    let clause = before(text, at, 80);
    let clause = clause.rsplit([',', '.', ';', ':', '\n']).next().unwrap_or(clause);
    if clause.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case("since")) {
        return true;
    }
    let tail = after(text, end, 200);
    let tail = tail.split(['\n', ';']).next().unwrap_or(tail);
    let tail = tail.find(". ").map_or(tail, |i| &tail[..i]);
    if tail.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let verb = ["launched", "deployed", "started", "kicked off", "organised", "organized", "initiated", "carried out"];
    verb.iter().any(|v| tail.contains(v)) && NAMED.iter().any(|n| tail.contains(n))
}
