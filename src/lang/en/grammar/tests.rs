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
        ("186 people died on the roads.", "register victim 186"),
        ("Prosecutors charged 340 officials with bribery.", "prosecute suspect 340"),
        ("Two employees of a bank were arrested.", "arrest suspect 2"),
        ("Some 1,200 officers arrested 45 people.", "mobilise officer 1200; arrest suspect 45"),
        ("Officers detained 3,410 for overstaying.", "detain  3410"),
        ("Fines amounting to 4.2 million ringgit were collected.", "penalise money 4200000 MYR"),
        (
            "Banks blocked 12,400 transactions worth $86 million, and 3,100 customers were talked out of it.",
            "intercept money 12400; intercept money 86000000 USD; dissuade person 3100",
        ),
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
        ("The number of cases was 17 more than that of the same period of last year.", "increase case 17"),
        // What is set off before the verb is no subject.
        (
            "Police froze $4 million. Losses, by contrast, fell 12%.",
            "freeze money 4000000 USD; decrease money 12 percent",
        ),
        ("Complaints, on the other hand, rose by 8%.", "increase report 8 percent"),
        ("Police solved 100 cases, down 12%.", "solve case 100; decrease  12 percent"),
        (
            "Police prosecuted 692 people, 2.3 times that of the same period of last year.",
            "prosecute suspect 692; increase  2.3 times",
        ),
        // Seventeen more than what?
        ("Police solved 17 more than expected.", "solve  17"),
        // A new level is no change.
        ("The number of victims fell from 4,400 to 3,100.", "? victim 4400; ? victim 3100"),
    ]);
}

#[test]
fn shares_and_averages() {
    check(&[
        ("Police arrested 500 people for theft, accounting for 17.3%.", "arrest suspect 500; ? rate 17.3 percent"),
        ("Deception made up 46 per cent of all crimes recorded.", "register rate 46 percent"),
        ("Adults made up 51% of the victims.", "defraud rate 51 percent"),
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
fn relative_clauses_and_asides() {
    check(&[
        ("80 people who were being cheated were dissuaded by phone.", "dissuade person 80"),
        ("40 accounts that were opened in May were frozen.", "freeze account 40"),
        ("60 websites were got blocked.", "block website 60"),
        (
            "Two brothers who had cheated pensioners out of $620,000 were jailed.",
            "sentence suspect 2; defraud money 620000 USD",
        ),
        ("40 accounts, holding a total of $4 million, were frozen.", "freeze account 40; freeze money 4000000 USD"),
        ("41 men, all from Leeds, were arrested.", "arrest suspect 41"),
        // What was frozen were not the men.
        ("41 men, holding $4 million, fled. Accounts were frozen.", "? person 41; ? money 4000000 USD"),
        (
            "Equipment worth $3 million, including 390 computers, was seized.",
            "seize money 3000000 USD; seize device 390",
        ),
        ("$5 million, or 28 per cent of it, was put on hold.", "freeze money 5000000 USD; freeze rate 28 percent"),
        // Another noun has the second passive.
        ("80 people were cheated, and 30 suspects were arrested.", "defraud victim 80; arrest suspect 30"),
    ]);
}

#[test]
fn verbs_of_lists_and_pairs() {
    check(&[
        // Two verbs on one number: the first.
        ("Police filed and investigated 318 criminal cases.", "register case 318"),
        ("Officers found and detained 60 tonnes of waste.", "seize goods 60 tonne"),
        // What the first cannot have is the second's.
        ("They warned and arrested 30 smugglers.", "arrest suspect 30"),
        (
            "They intercepted 41 calls and 58 text messages, and 18 domain names were sealed up.",
            "intercept call 41; intercept message 58; block website 18",
        ),
        // An open list: both were sealed up.
        (
            "They arrested 3 men and 58 websites and 18 domain names were blocked.",
            "arrest suspect 3; block website 58; block website 18",
        ),
        ("Prosecutors accepted 27 cases involving 49 people.", "register case 27; register suspect 49"),
        ("Courts concluded 12 cases involving 30 defendants.", "conclude case 12; conclude suspect 30"),
        // People cannot be solved.
        ("Police solved 20 cases involving 30 suspects.", "solve case 20; involve suspect 30"),
        ("The gang laundered $4 million through 180 accounts.", "involve money 4000000 USD; involve account 180"),
        ("Losses of $19 million were suffered by 35 victims.", "defraud money 19000000 USD; defraud victim 35"),
        ("They were seized by 35 officers.", "? officer 35"),
        ("Eleven procurators went into schools.", "mobilise officer 11"),
        ("132 pieces of ivory products, weighing 87 kilograms, were seized.", "seize goods 132; seize goods 87 kg"),
    ]);
}

#[test]
fn people_and_passives() {
    check(&[
        ("Three people were killed.", "register victim 3"),
        ("Three people were arrested.", "arrest suspect 3"),
        ("1,300 websites were reported to the regulator and taken down.", "block website 1300"),
        ("Seventeen defendants received prison sentences.", "sentence suspect 17"),
        ("The good trend of \"two rises and two falls\" goes on.", ""),
        ("The page shows Clicks: 1,284", ""),
        ("The campaign reached 2.3 million people.", "publicise person 2300000"),
        ("The amount involved reached $2.3 million.", "involve money 2300000 USD"),
        ("The video was viewed 3.2 million times.", "publicise visit 3200000"),
        ("Complaints stood at 22,700.", "? report 22700"),
        ("412 persons under investigation for scams.", "investigate suspect 412"),
    ]);
}

#[test]
fn values() {
    check(&[
        ("They seized goods worth $2 million.", "seize money 2000000 USD"),
        (
            "They seized 71 guns, including 12 pistols, and $300,000.",
            "seize weapon 71; seize weapon 12; seize money 300000 USD",
        ),
        ("Cash amounting to $86,400 and 51 mobile phones were seized.", "seize money 86400 USD; seize device 51"),
        ("Transactions worth $7 million were found in the accounts of 3 gangs.", "seize money 7000000 USD"),
        ("Losses of $4 million were avoided.", "prevent money 4000000 USD"),
        ("Losses of $6 million were prevented.", "prevent money 6000000 USD"),
        // Nobody took back what was only reported.
        ("Losses of $6 million were reported.", "defraud money 6000000 USD"),
        // A case is solved, its value is not.
        ("Police solved 30 cases worth $5 million.", "solve case 30; involve money 5000000 USD"),
        ("Police recovered $43 million and arrest 811 in the sweep.", "recover money 43000000 USD; arrest  811"),
    ]);
}

#[test]
fn verbs_cut_in_two() {
    check(&[
        ("The bank put 30 accounts on hold.", "freeze account 30"),
        ("They talked 3,100 people out of making transfers.", "dissuade person 3100"),
        ("Police brought 130 fugitives to justice.", "arrest suspect 130"),
        // The second half belongs to another figure.
        ("Police found 30 phones and put 12 accounts on hold.", "seize device 30; freeze account 12"),
    ]);
}

#[test]
fn verbs_of_odd_objects() {
    check(&[
        ("Inspectors cancelled 30 permits.", "penalise document 30"),
        ("They disrupted a gang behind 320 thefts.", "? case 320"),
        ("17 appeals were dismissed.", "conclude case 17"),
        ("Customers were refunded $8.9 million.", "return money 8900000 USD"),
        ("Victims handed over $4 million.", "defraud money 4000000 USD"),
        ("Investigators froze 119 accounts holding $3 million.", "freeze account 119; freeze money 3000000 USD"),
        // What is held by something else is not frozen with it.
        ("Investigators froze 119 accounts. The family holds $3 million.", "freeze account 119; ? money 3000000 USD"),
    ]);
}

#[test]
fn bare_numbers_count_what_was_counted_before() {
    check(&[
        ("Thirty-one licences were revoked and 58 suspended.", "penalise document 31; penalise document 58"),
        ("40 cars were seized and 12 returned.", "seize vehicle 40; return vehicle 12"),
        ("Police arrested 41 suspects, 12 of whom were charged.", "arrest suspect 41; prosecute suspect 12"),
        // Without a verb of its own, the part had done to it what was done to the whole.
        ("Police arrested 41 suspects, 12 of whom were women.", "arrest suspect 41; arrest suspect 12"),
    ]);
}

#[test]
fn nouns_of_doing_after_light_verbs() {
    check(&[
        ("Officers carried out 1,240 breath tests.", "inspect event 1240"),
        ("More than 300 officers took part in 47 house searches.", "mobilise officer 300; inspect event 47"),
        ("Police ran 325 awareness programmes.", "publicise event 325"),
        // An operation is launched.
        ("Police launched 12 special operations.", "launch event 12"),
    ]);
}

#[test]
fn subjects() {
    check(&[
        ("The number of people prosecuted was 322,041.", "prosecute suspect 322041"),
        ("There were 5,229 cases with losses of S$92 million.", "register case 5229; defraud money 92000000 SGD"),
        ("Victims reported losses totalling $5 million.", "defraud money 5000000 USD"),
        ("The suspects are linked to 30 cases.", "involve case 30"),
        ("60 householders lost more than $700,000.", "defraud person 60; defraud money 700000 USD"),
        ("12 boats lost power.", "? vehicle 12"),
        ("494,732 reports were made.", "? report 494732"),
        (
            "Police will allege that 171 investors were fleeced of $9 million.",
            "defraud person 171; defraud money 9000000 USD",
        ),
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
        "The dealer was sentenced to six years and fined $80,000.",
        "The gang paid $500 for each account.",
        "It is punishable by a fine of $5 million.",
        "Those who sell more than five cards shall be punished.",
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

#[test]
fn parts_of_what_was_named_before() {
    check(&[
        (
            "Of those caught, 1,108 were organizers, and 219 had been on the run.",
            "arrest suspect 1108; arrest suspect 219",
        ),
        ("Of those deported, 412 were women.", "repatriate person 412"),
        (
            "Among the 31 workers arrested, there were 17 men and 14 women.",
            "arrest suspect 31; arrest suspect 17; arrest suspect 14",
        ),
        // There were so many: nothing was done to them.
        ("There were 17 robberies.", "register case 17"),
        // They have a deed of their own.
        ("Of those prosecuted, 1,322 were jailed.", "sentence  1322"),
    ]);
}

#[test]
fn what_the_same_was_done_for() {
    check(&[
        ("Prosecutors seized 310 kilograms of gold paste in 27 cases.", "seize goods 310 kg; solve case 27"),
        ("Victims filed 141,700 complaints.", "receive report 141700"),
        ("Officers took 30 people in for questioning.", "investigate suspect 30"),
        ("Checks revealed 78 breaches.", "identify case 78"),
        // Somebody speaks.
        ("He revealed that 78 thieves were caught.", "arrest suspect 78"),
    ]);
}
