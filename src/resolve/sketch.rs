//! Bulletins without a language, for tests: a sketch spells each token of a sentence as one word.
//!
//! A line is a paragraph and `.` ends a sentence; the first line is the title. The bulletin is of 30 June 2024 and of a
//! ministry of China.
//!
//! | word | token |
//! | --- | --- |
//! | `5`, `5kg`, `5%`, `+5%`, `5=arrest/suspect` | a figure: a level, a share or a change, with its action and target |
//! | `5=seize/weapon/weaponsOffence` | the same with the offence that its clause itself tells |
//! | `5>=/suspect` | a figure of a sentence that names no deed and goes on with the one before |
//! | `[2024-01-01..2024-03-31]`, `[..2024-03-31]`, `[since:2024-01-01]`, `[now]`, `[back:60]`, `[year-1]` … | a period |
//! | `@ministry`, `@police`, `@court`, `@procuratorate`, `@office` … | a body: of the country, of Shandong, a court or prosecutors there, a host |
//! | `$0`, `!0`, `/CN-SD` | an official, a campaign, a place |
//! | `*arrest`, `#case`, `~theft`, `~otherFraud\|telecomFraud` | a word that names an action, a target, an offence or one of two |
//! | `,` `;` `:` `and`, `by`, `story` … | a mark |

use jiff::civil::Date;

use crate::bulletin::{Bound, Bulletin, Campaign, Quantity, Span};
use crate::clause::{Clause, Nature, Reading};
use crate::document::{Document, Given};
use crate::lexicon::{Form, Lexicon, Scheme, Sense};
use crate::parse::Parsed;
use crate::token::{AgencyName, Kind, Level, Mark, Names, OfficialName, Period, Token};

/// The bulletin of a sketch.
pub fn bulletin(sketch: &str) -> Bulletin {
    let given = Given { date: "2024-06-30".parse().ok(), language: Some("en") };
    let document = Document::new("sketch", sketch.as_bytes(), given).expect("a sketch is a text");
    let mut parsed = Parsed { names: names(), ..Parsed::default() };
    let mut at = 0;
    for (paragraph, line) in sketch.split('\n').enumerate() {
        let mut reading = empty(at, paragraph);
        for word in line.split(' ').filter(|w| !w.is_empty()) {
            let start = at + (word.as_ptr() as usize - line.as_ptr() as usize);
            let span = Span::new(start, start + word.len());
            reading.span.end = span.end;
            let (kind, clause) = token(word, span);
            let stop = kind == Kind::Mark(Mark::Stop);
            parsed.names.tokens.extend(
                matches!(kind, Kind::Agency(_) | Kind::Official(_) | Kind::Campaign(_) | Kind::Place(_))
                    .then(|| Token { span, kind: kind.clone() }),
            );
            reading.tokens.push(Token { span, kind });
            reading.clauses.extend(clause);
            if stop {
                let next = empty(span.end, paragraph);
                parsed.readings.push(std::mem::replace(&mut reading, next));
            }
        }
        parsed.readings.extend(Some(reading).filter(|r| !r.tokens.is_empty()));
        at += line.len() + 1;
    }
    crate::resolve::resolve(&document, Lexicon::builtin(), &parsed)
}

/// What a slot of every figure of a sketch is, in their order.
pub fn slots(sketch: &str, slot: impl Fn(&Bulletin, &crate::bulletin::Outcome) -> String) -> String {
    let bulletin = bulletin(sketch);
    bulletin.outcomes.iter().map(|o| slot(&bulletin, o)).collect::<Vec<_>>().join(" | ")
}

fn empty(at: usize, paragraph: usize) -> Reading {
    Reading { span: Span::new(at, at), paragraph, tokens: Vec::new(), clauses: Vec::new() }
}

fn token(word: &str, span: Span) -> (Kind, Option<Clause>) {
    let sense = |scheme, id: &str| Sense { scheme, id: id.into(), form: Form::Label };
    let words = |scheme, ids: &str| Kind::Word(ids.split('|').map(|id| sense(scheme, id)).collect());
    let kind = match word.split_at(word.chars().next().map_or(0, char::len_utf8)) {
        ("[", period) => Kind::Period(self::period(period.trim_end_matches(']'))),
        ("@", body) => Kind::Agency(BODIES.iter().position(|(name, ..)| *name == body).expect("a body")),
        ("$", n) => Kind::Official(n.parse().expect("an official")),
        ("!", n) => Kind::Campaign(n.parse().expect("a campaign")),
        ("/", code) => Kind::Place(code.into()),
        ("*", id) => words(Scheme::Action, id),
        ("#", id) => words(Scheme::Target, id),
        // A thing that names an offence too: "firearms".
        ("~", both) if both.contains('#') => {
            let (offence, target) = both.split_once('#').unwrap_or((both, ""));
            Kind::Word(vec![sense(Scheme::Offence, offence), sense(Scheme::Target, target)])
        }
        ("~", id) => words(Scheme::Offence, id),
        _ if word.starts_with(['+', '-']) || word.starts_with(|c: char| c.is_ascii_digit()) => {
            return figure(word, span);
        }
        _ => MARKS.iter().find(|(name, _)| *name == word).map_or(Kind::Gap, |(_, mark)| Kind::Mark(*mark)),
    };
    (kind, None)
}

fn figure(word: &str, span: Span) -> (Kind, Option<Clause>) {
    let (number, done) = word.split_once('=').unwrap_or((word, ""));
    let (action, target) = done.split_once('/').unwrap_or((done, ""));
    let (target, offence) = target.split_once('/').unwrap_or((target, ""));
    let (number, carries) = number.strip_suffix('>').map_or((number, false), |number| (number, true));
    let nature = match number.as_bytes()[0] {
        b'+' | b'-' => Nature::Change,
        _ if number.ends_with('%') => Nature::Share,
        _ => Nature::Level,
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let unit = match number.trim_start_matches(['+', '-']).trim_start_matches(|c: char| c.is_ascii_digit()) {
        "" => "count",
        "%" => "percent",
        unit => unit,
    };
    let quantity = Quantity {
        value: digits.parse().expect("digits"),
        unit: unit.into(),
        bound: Bound::Exact,
        step: 1.into(),
        counted: Vec::new(),
        number: span,
        span,
    };
    let clause = Clause {
        nature,
        action: (!action.is_empty()).then(|| action.into()),
        carries,
        offence: (!offence.is_empty()).then(|| offence.into()),
        targets: (!target.is_empty()).then(|| target.into()).into_iter().collect(),
        compare: (nature == Nature::Change).then_some(crate::bulletin::Compare::YearOnYear),
        ..Clause::new(quantity.clone(), "sketch")
    };
    (Kind::Quantity(quantity), Some(clause))
}

fn period(word: &str) -> Period {
    let day = |text: &str| text.parse::<Date>().ok();
    let sure = |text: &str| day(text).expect("a day");
    match word.split_once(':').unwrap_or((word, "")) {
        ("since", from) => Period::Since(sure(from)),
        ("said", on) => Period::Statement(sure(on)),
        ("days-back", days) => Period::DaysBack { days: days.parse().expect("days") },
        ("back", months) => Period::Back { months: months.parse().expect("months") },
        ("against", days) => match days.split_once("..") {
            Some((from, to)) => Period::Against { from: sure(from), to: sure(to) },
            None => Period::Against { from: sure(days), to: sure(days).last_of_year() },
        },
        ("now", _) => Period::ToNow,
        ("same", _) => Period::Same,
        ("vague", _) => Period::Vague,
        ("yearend", _) => Period::YearEnd,
        ("year-1", _) => Period::SamePeriod { years_before: 1 },
        (span, _) => {
            let (from, to) = span.split_once("..").unwrap_or((span, span));
            Period::Span { from: day(from), to: day(to) }
        }
    }
}

const MARKS: &[(&str, Mark)] = &[
    (",", Mark::Comma),
    (";", Mark::Semicolon),
    (".", Mark::Stop),
    (":", Mark::Colon),
    ("(", Mark::Open),
    (")", Mark::Close),
    ("and", Mark::And),
    ("of", Mark::Of),
    ("by", Mark::By),
    ("from", Mark::From),
    ("to", Mark::To),
    ("rise", Mark::Increase),
    ("said", Mark::Speech),
    ("he", Mark::Pronoun),
    ("among", Mark::Among),
    ("respectively", Mark::Respectively),
    ("here", Mark::Here),
    ("nationwide", Mark::Nationwide),
    ("operation", Mark::Operation),
    ("story", Mark::Story),
    ("alone", Mark::Alone),
];

/// Bodies by name, kind, place, level and whether they only host.
const BODIES: &[(&str, &str, Option<&str>, Level, bool)] = &[
    ("ministry", "publicSecurity", Some("CN"), Level::National, false),
    ("police", "publicSecurity", Some("CN-SD"), Level::Local, false),
    ("court", "court", Some("CN-SD"), Level::Local, false),
    ("procuratorate", "procuratorate", Some("CN-SD"), Level::Local, false),
    ("office", "government", Some("CN"), Level::National, true),
    ("regulator", "financialRegulator", Some("CN-SD"), Level::Local, false),
    ("bank", "centralBank", Some("CN-SD"), Level::Local, false),
    // A group that has no name.
    ("banks", "bank", None, Level::Open, false),
];

fn names() -> Names {
    let agency = |(name, kind, place, level, host): &(&str, &str, Option<&str>, Level, bool)| AgencyName {
        kind: (*kind).into(),
        place: place.map(Into::into),
        level: *level,
        names: vec![(*name).to_owned()],
        mentioned: *name != "banks",
        international: false,
        host: *host,
    };
    let official = |n: usize| OfficialName {
        name: format!("official {n}"),
        key: format!("official-{n}"),
        other_names: Vec::new(),
        role: "director".to_owned(),
        agency: Some(n),
    };
    let campaign =
        |n: usize| Campaign { key: format!("campaign-{n}"), known: false, names: vec![format!("campaign {n}")] };
    Names {
        agencies: BODIES.iter().map(agency).collect(),
        officials: (0..2).map(official).collect(),
        campaigns: (0..4).map(campaign).collect(),
        ..Names::default()
    }
}
