//! Quantities that report nothing.

use super::noun::Noun;
use super::sentence::{Sentence, is_quantity};
use crate::bulletin::Bound;
use crate::lang::latin::grammar::said_before;
use crate::lexicon::Scheme;
use crate::token::{Kind, Mark};

/// Whether a quantity reports no work done: a whole of which the part is given, a threshold, a target, bodies that
/// took part, the size of a group.
pub fn idle(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    per(s, at)
        || aged(s, at, noun)
        || line(s, at)
        || whole(s, at)
        || named(s, at, noun)
        || group(s, at)
        || planned(s, at, noun)
        || ceiling(s, at)
        || lasted(s, at)
}

/// lasted := ('for' | 'over') length 'consecutive' without a word of change : how long something was done
fn lasted(s: &Sentence<'_>, at: usize) -> bool {
    let days = s.quantity(at).unit == "day";
    let changes = |m: Mark| matches!(m, Mark::Increase | Mark::Decrease);
    days && s.tokens.iter().all(|t| !matches!(t.kind, Kind::Mark(m) if changes(m)))
}

/// per := 'per' quantity 'population' : what a rate is counted for
fn per(s: &Sentence<'_>, at: usize) -> bool {
    let word = super::super::scan::words_before(s.text, s.tokens[at].span.start).next().unwrap_or("");
    word.eq_ignore_ascii_case("per") || word.eq_ignore_ascii_case("every")
}

/// aged := people ('over' | 'under' …) number : an age ("victims over 60")
fn aged(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let was = s.is(before, Mark::Passive) && s.gap_len(before) == 0 && before > 0;
    let before = if was { before - 1 } else { before };
    let quantity = s.quantity(at);
    let bare = quantity.unit == "count" && noun.heads.is_empty() && noun.other.is_none();
    let bound = matches!(quantity.bound, Bound::AtLeast | Bound::AtMost);
    let people = s.ids(before, Scheme::Target).iter().any(|t| matches!(t.as_str(), "person" | "victim" | "suspect"));
    bare && bound && people && s.gap_len(before) <= 1 && quantity.value <= rust_decimal::Decimal::ONE_HUNDRED
}

/// line := digits ('platform' | 'system' | 'line') : the name of a line to call ("the 12315 platform")
fn line(s: &Sentence<'_>, at: usize) -> bool {
    let digits = s.tokens[at].span.of(s.text);
    let after = super::super::scan::after(s.text, s.tokens[at].span.end, 10);
    let named = [" platform", " system", " line", " app"].iter().any(|w| after.starts_with(w));
    digits.len() >= 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && named
        && !after.starts_with(" lines")
        && !after.starts_with(" platforms")
        && !after.starts_with(" apps")
}

/// whole := quantity 'of' (this) | 'of the' (this) …, quantity | 'out of' (this)
fn whole(s: &Sentence<'_>, at: usize) -> bool {
    let of = at > 0 && (s.is(at - 1, Mark::Of)) && s.gap_len(at - 1) == 0;
    let after_figure =
        of && at > 1 && is_quantity(&s.tokens[at - 2]) && s.gap(at - 2).trim().trim_start_matches("out").is_empty();
    let heads = of
        && at == 1
        && (at + 1..s.tokens.len())
            .any(|j| s.is(j, Mark::Comma) && (j + 1..s.tokens.len().min(j + 3)).any(|k| is_quantity(&s.tokens[k])));
    after_figure || heads
}

/// named := quantity 'departments' | quantity 'countries' | 'the two' … , which count no work
fn named(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    if s.quantity(at).unit != "count" {
        return false;
    }
    // "two rises and two falls"
    // "a joint six-department campaign"
    let mut behind = super::super::scan::after(s.text, s.tokens[at].span.end, 4).chars();
    if behind.next() == Some('-') && behind.next().is_some_and(char::is_alphabetic) {
        return true;
    }
    let turns = s.tokens.get(at + 1).map_or("", |t| t.span.of(s.text));
    // "facing 402 charges"
    let charges = turns.split(' ').next().unwrap_or(turns);
    if super::super::scan::among(charges, &["charges", "counts"]) && s.gap_len(at) == 0 {
        return true;
    }
    if super::super::scan::among(turns, &["rises", "falls", "increases", "decreases", "drops", "declines"]) {
        return s.gap_len(at) == 0;
    }
    if noun.heads.is_empty() {
        return noun.other.is_some();
    }
    let word = super::super::scan::words_before(s.text, s.tokens[at].span.start).next().unwrap_or("");
    if s.tokens[at].span.of(s.text) == "One" && word.starts_with(char::is_uppercase) {
        // "the CBP One app"
        return true;
    }
    if super::super::scan::among(word, &["top", "other", "leading", "main"]) {
        return true;
    }
    let text = s.tokens[at].span.of(s.text);
    // "In one case, …" tells a story.
    if text.eq_ignore_ascii_case("one")
        && super::super::scan::among(word, &["in", "at", "least", "from"])
        && word != "least"
    {
        return true;
    }
    // "$5,000 for one account"
    let price = word.eq_ignore_ascii_case("for") && at > 0 && is_quantity(&s.tokens[at - 1]) && s.is_money(at - 1);
    if text.eq_ignore_ascii_case("one") && price {
        return true;
    }
    let spelled = text.chars().all(|c| c.is_alphabetic() || c == '-');
    let head = super::super::scan::before(s.text, s.tokens[at].span.start, 8).to_ascii_lowercase();
    let the = head.ends_with(" the ") || head == "the " || head.ends_with("these ") || head.ends_with("both ");
    spelled && the && s.quantity(at).value <= rust_decimal::Decimal::TEN
}

/// group := noun 'of' bound quantity people : how large each group was ("gangs of more than three people")
fn group(s: &Sentence<'_>, at: usize) -> bool {
    if at < 2 || !s.is(at - 1, Mark::Of) || s.gap_len(at - 1) > 0 || s.quantity(at).unit != "count" {
        return false;
    }
    let head = at - 2;
    let counted = (0..head).rev().take(6).take_while(|j| !s.ends_part(*j)).any(|j| is_quantity(&s.tokens[j]));
    // "cancelled the visas of seven people": the people are counted.
    let done = head.checked_sub(1).is_some_and(|j| {
        s.gap_len(j) == 0 && s.has(j, Scheme::Action, &[crate::lexicon::Form::Past, crate::lexicon::Form::Participle])
    });
    counted && !done && !s.ids(head, Scheme::Target).is_empty() && s.ids(head, Scheme::Action).is_empty()
}

/// planned := 'will' | 'plans to' | 'aims to' … quantity : what is to come
fn planned(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    const TO_COME: &[&str] = &[
        "will", "shall", "should", "must", "plans", "plan", "aims", "aim", "aiming", "strive", "striving", "expected",
        "target", "can", "could", "would", "may", "intends", "face", "faces", "goal",
    ];
    let start = s.part_start(at);
    let words = said_before(s, at);
    // What is told of another figure is not told of this one.
    let own = (start..at).rev().find(|j| is_quantity(&s.tokens[*j])).map(|j| s.tokens[j].span.end);
    let words = own.map_or(words, |end| s.text[end..s.tokens[at].span.start].rsplit(" and ").next().unwrap_or(words));
    let tail = super::super::scan::after(s.text, s.tokens[noun.end - 1].span.end, 14);
    let to_be =
        [" will be ", " would be ", " are to be ", " is to be ", " shall be "].iter().any(|w| tail.starts_with(w));
    // "would-be victims", "police will allege that 171 people were cheated": neither is to come.
    let words = words.replace("would-be", "").replace("will allege", "").replace("will be alleged", "");
    to_be && !s.is_ratio(at) || words.split(|c: char| !c.is_alphabetic()).any(|w| TO_COME.contains(&w))
}

/// ceiling := ('fine' | 'reward' | 'imprisonment') ('of')? 'up to' quantity | 'not exceeding' … | quantity 'each'
fn ceiling(s: &Sentence<'_>, at: usize) -> bool {
    let quantity = s.quantity(at);
    let tail = super::super::scan::after(s.text, s.tokens[at].span.end, 24).to_ascii_lowercase();
    let measured = matches!(quantity.unit.as_str(), "kg" | "tonne" | "litre");
    let involving = measured && at > 0 && s.tokens[at - 1].span.of(s.text).eq_ignore_ascii_case("involving");
    let apiece = [" for each", " for one ", " per account", " per card", " for every", " per item", " per month each"];
    let each = s.is_money(at) && apiece.iter().any(|w| tail.starts_with(w))
        || s.is_money(at)
            && (tail.starts_with(" each") || tail.starts_with(" per person") || tail.starts_with(" apiece"));
    let near = super::super::scan::before(s.text, s.tokens[at].span.start, 60).to_ascii_lowercase();
    let reward = ["reward", "a fine", "fine of", "fined", "bail", "ransom", "penalty", "price", "cost", "priced"]
        .iter()
        .any(|w| near.contains(w));
    let most = quantity.bound == Bound::AtMost && reward && s.is_money(at);
    let conditional = near.trim_end().ends_with("if") || near.contains("if the amount") || near.contains("cases above");
    // "sentenced to six years and fined 80,000 yuan", "punishable by a fine of", "those who sell more than five"
    let said = super::super::scan::before(s.text, s.tokens[at].span.start, 110).to_ascii_lowercase();
    let said = said.rsplit(['.', ';', '\n']).next().unwrap_or("");
    let one = s.is_money(at)
        && near.contains("fine")
        && ["sentenced to ", "in prison", "in jail"].iter().any(|w| said.contains(w));
    let law = s.is_money(at)
        && [
            "punishable",
            "carries a",
            "liable to",
            "can be fined",
            "shall be fined",
            "maximum penalty",
            "maximum fine",
        ]
        .iter()
        .any(|w| said.contains(w));
    const WHOEVER: &[&str] = &[
        "those who ",
        "whoever ",
        "anyone who ",
        "any person who ",
        "any person found guilty",
        "any person convicted",
        "a person convicted",
        "persons convicted",
        "those convicted of",
        "anyone convicted",
        "anyone found guilty",
        "those found guilty",
        "any person guilty",
        "a person guilty",
        "an offender convicted",
    ];
    let whoever = WHOEVER.iter().any(|w| said.contains(w))
        && super::super::scan::after(s.text, s.tokens[at].span.end, 200).split(['.', '\n']).next().is_some_and(|t| {
            [" shall ", " can be ", " may be ", " will be ", " may face ", " faces ", " will face ", " is liable "]
                .iter()
                .any(|w| t.contains(w))
        });
    each || most || conditional || involving || one || law || whoever
}
