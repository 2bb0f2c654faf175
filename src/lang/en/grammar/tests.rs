//! Examples of what each production reads, and of what it must not read.

use crate::bulletin::Span;
use crate::document::{Document, Given};
use crate::lexicon::Lexicon;
use crate::parse::parse;

/// Every clause of a sentence: action, targets, value, unit, and the bound, rate or comparison where there is one.
fn read(text: &str) -> String {
    let given = Given { date: Some(jiff::civil::date(2024, 12, 13)), language: Some("en") };
    let document = Document::new("test", text.as_bytes(), given).unwrap();
    let parsed = parse(&document, Lexicon::builtin());
    let show = |c: &crate::clause::Clause| {
        let targets = c.targets.iter().map(|t| t.as_str()).collect::<Vec<_>>().join("+");
        let mut line = format!("{} {targets} {}", c.action.as_deref().unwrap_or("?"), c.quantity.value);
        if c.quantity.unit != "count" {
            line = format!("{line} {}", c.quantity.unit);
        }
        if let Some(per) = &c.per {
            line = format!("{line} per {per}");
        }
        line
    };
    parsed.readings.iter().flat_map(|r| &r.clauses).map(show).collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn verbs_before_and_after() {
    check(&[
        ("Police arrested 41,300 suspects.", "arrest suspect 41300"),
        ("More than 9,000 fugitives have been caught.", "arrest suspect 9000"),
        (
            "They solved 16,400 cases, arrested 30 suspects and froze $5 million.",
            "solve case 16400; arrest suspect 30; freeze money 5000000 USD",
        ),
        (
            "Police caught 30 suspects, and 65.1 tonnes of drugs were seized.",
            "arrest suspect 30; seize drug 65.1 tonne",
        ),
        ("Thirty suspects caught and 65.1 tonnes of drugs seized.", "arrest suspect 30; seize drug 65.1 tonne"),
        (
            "It led to the detention of 1,387 people and the conviction of 956 people.",
            "detain suspect 1387; sentence suspect 956",
        ),
        ("Officers took 30 people into custody.", "arrest suspect 30"),
        ("Over 5 lakh SIM cards flagged by the police had been blocked.", "block phoneCard 500000"),
        // The review is not what was done to the people.
        ("After review 1,808 people were prosecuted.", "prosecute suspect 1808"),
        // Arrests were made: the noun tells.
        ("More than 800 arrests have been made.", "arrest suspect 800"),
    ]);
}

#[test]
fn people_are_what_was_done_to_them() {
    check(&[
        ("Police arrested 12 people.", "arrest suspect 12"),
        ("Police rescued 12 people.", "rescue victim 12"),
        ("Police dissuaded 12 people.", "dissuade person 12"),
        ("313,743 people were not arrested.", "decline suspect 313743"),
    ]);
}

#[test]
fn lists() {
    check(&[
        (
            "Police seized 25 mobile phones, 45 SIM cards and one laptop.",
            "seize device 25; seize phoneCard 45; seize device 1",
        ),
        ("20 calls and 30 text messages were intercepted.", "intercept call 20; intercept message 30"),
        ("16 million gambling apps and websites were blocked.", "block app+website 16000000"),
        // Another verb begins: it is no list.
        ("Police detained 946 suspects and cracked 1,032 cases.", "detain suspect 946; solve case 1032"),
        // A sum between brackets in other money is the same sum.
        ("Over 20 million yuan (around 2.81 million U.S. dollars) was frozen.", "freeze money 20000000 CNY"),
    ]);
}

#[test]
fn changes() {
    check(&[
        ("Police solved 100 cases, up 41.1%.", "solve case 100; increase  41.1 percent"),
        ("The number of cases fell by 30%.", "decrease case 30 percent"),
        ("30.2% fewer fraud cases were filed.", "decrease case 30.2 percent"),
        (
            "The number of cases solved and of suspects caught had risen by 32.7% and 42.9% respectively.",
            "increase case 32.7 percent; increase suspect 42.9 percent",
        ),
        (
            "A total of 42 crimes were recorded, an increase of 11 cases (+36.5%).",
            "register case 42; increase case 11; increase  36.5 percent",
        ),
        ("Losses fell for 20 consecutive months.", "decrease money 20 month"),
        // A new level is no change.
        ("The number of victims fell from 4,400 to 3,100.", "? victim 4400; ? victim 3100"),
    ]);
}

#[test]
fn shares_and_averages() {
    check(&[
        ("Police arrested 500 people for theft, accounting for 17.3%.", "arrest suspect 500; ? rate 17.3 percent"),
        ("The non-arrest rate reached 22.4%.", "decline rate 22.4 percent"),
        ("On average, 58,000 calls were intercepted every day.", "intercept call 58000 per day"),
        // The day of one figure is not that of the next verb.
        (
            "61 calls were intercepted every day and 15 people were rescued.",
            "intercept call 61 per day; rescue victim 15",
        ),
    ]);
}

#[test]
fn subjects() {
    check(&[
        ("The number of people prosecuted was 322,041.", "prosecute suspect 322041"),
        ("There were 5,229 cases with losses of S$92 million.", "register case 5229; defraud money 92000000 SGD"),
        ("Victims reported losses totalling $5 million.", "defraud money 5000000 USD"),
        ("The suspects are linked to 30 cases.", "involve case 30"),
    ]);
}

#[test]
fn what_reports_nothing() {
    for text in [
        "The notice was issued by four departments.",
        "Police will set up 30 teams.",
        "The two suspects were arrested.",
        "It is one of the top ten crimes.",
        "The action lasted 12 days.",
        "Call 110 in time.",
        "There is a reward of up to $5,000.",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

#[test]
fn quotes_hold_the_figure() {
    let given = Given { date: None, language: Some("en") };
    let text = "Police arrested 41,300 suspects.";
    let document = Document::new("test", text.as_bytes(), given).unwrap();
    let parsed = parse(&document, Lexicon::builtin());
    let quote = parsed.readings[0].clauses[0].quote;
    assert_eq!(quote, Span::new(7, 31), "{}", quote.of(text));
}
