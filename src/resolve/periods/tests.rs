//! Which days the figures of sketched bulletins cover.

use jiff::civil::Date;

use crate::resolve::sketch::slots;

fn periods(sketch: &str) -> String {
    let day = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
    slots(&format!("title\n@ministry\n{sketch}"), |_, o| format!("{}..{}", day(o.period.from), day(o.period.to)))
        .replace("2024-", "")
}

#[test]
fn a_period_reaches_to_the_next_one() {
    for (sketch, expected) in [
        ("[2024-01-01..2024-03-31] 5 . 6 .\n7 .", "01-01..03-31 | 01-01..03-31 | 01-01..03-31"),
        ("[since:2024-01-01] 5 . [2024-05-01..2024-05-31] 6 .\n7 .", "01-01..06-30 | 05-01..05-31 | 01-01..06-30"),
        ("5 [2024-01-01..2024-03-31] . 6", "01-01..03-31 | 01-01..03-31"),
        // A base that is told apart is the period of the level behind it, and of no change.
        ("[2024-01-01..2024-03-31] 5 ; [year-1] , 6 .", "01-01..03-31 | 01-01..03-31"),
        // What there was at its end began at no time.
        (
            "[since:2024-01-01] 5 .\n[..2024-05-31] 6=other/person and 7=arrest/suspect .",
            "01-01..06-30 | ?..05-31 | 01-01..05-31",
        ),
        // Each figure of a series has the period behind it, and none lasts.
        (
            "[2024-01-01..2024-06-30] 5 . 6 [2024-01-01..2024-01-31] , 7 [2024-02-01..2024-02-29] and 8 [2024-03-01..2024-03-31] . 9 .",
            "01-01..06-30 | 01-01..01-31 | 02-01..02-29 | 03-01..03-31 | 01-01..06-30",
        ),
        (
            "[2024-01-01..2024-06-30] 5 . 6 [2024-01-01..2024-01-31] and 7 [2024-02-01..2024-02-29] . 9 .",
            "01-01..06-30 | 01-01..01-31 | 02-01..02-29 | 01-01..06-30",
        ),
        // A period that a paragraph begins with holds on; one said in its midst ends with it, like a part of the whole.
        (
            "[2024-01-01..2024-03-31] 5 .\n[2023-01-01..2023-12-31] 6 .\n7 .",
            "01-01..03-31 | 2023-01-01..2023-12-31 | 2023-01-01..2023-12-31",
        ),
        (
            "about [2024-01-01..2024-01-31] .\n[2024-01-01..2024-01-31] 5 . [since:2023-05-01] 6 .\n7 .",
            "01-01..01-31 | 2023-05-01..06-30 | 01-01..01-31",
        ),
        (
            "[2024-01-01..2024-03-31] 5 .\n6 . [2023-01-01..2023-12-31] 7 .\n8 .",
            "01-01..03-31 | 01-01..03-31 | 2023-01-01..2023-12-31 | 01-01..03-31",
        ),
        (
            "[2024-01-01..2024-05-31] 5 .\n[2024-03-01..2024-03-31] 6 .\n7 .\n8 .",
            "01-01..05-31 | 03-01..03-31 | 01-01..05-31 | 01-01..05-31",
        ),
        // A look back to an earlier time ends with its heading.
        (
            "[2024-01-01..2024-06-30] 5 .\n[2023-01-01..2023-12-31] 6 .\nTHEFTS\n7 .",
            "01-01..06-30 | 2023-01-01..2023-12-31 | 01-01..06-30",
        ),
        (
            "[back:60] 5 .\n6 . [2023-01-01..2023-12-31] 7 .\n8 .",
            "2019-06-30..06-30 | 2019-06-30..06-30 | 2023-01-01..2023-12-31 | 2023-01-01..2023-12-31",
        ),
        ("[2024-01-01..2024-03-31] 5 , 6 [year-1] .", "01-01..03-31 | 2023-01-01..2023-03-31"),
        ("[since:2024-02-01] 5 . 6 [now] .", "02-01..06-30 | 02-01..06-30"),
        // An end and a beginning in one sentence; a beginning and "so far".
        ("[..2024-05-31] , [since:2024-01-01] 5 .", "01-01..05-31"),
        ("[..2024-05-31] 4 , [since:2024-01-01] 5 .", "?..05-31 | 01-01..06-30"),
        ("[2024-01-01..2024-01-31] 4 . [since:2024-05-01] it ran , [now] 5 .", "01-01..01-31 | 05-01..06-30"),
        // Years that are counted back are those in force where these are as many.
        ("[2022-01-01..2023-12-31] 5 .\n[back:24] 6 .", "2022-01-01..2023-12-31 | 2022-01-01..2023-12-31"),
        ("[2022-01-01..2023-12-31] 5 .\n[back:36] 6 .", "2022-01-01..2023-12-31 | 2021-06-30..06-30"),
        ("[2024-06-01..2024-06-15] 5 .\n[days-back:15] 6 .", "06-01..06-15 | 06-01..06-15"),
        ("[2024-06-01..2024-06-30] 5 .\n[days-back:7] 6 .", "06-01..06-30 | 06-23..06-30"),
        // "Of which in March" is a part.
        (
            "[2024-01-01..2024-05-31] 5 , among [2024-03-01..2024-03-31] 6 . 7 .",
            "01-01..05-31 | 03-01..03-31 | 01-01..05-31",
        ),
        ("[2023-01-01..2023-12-31] 5 . [yearend] , 6 .", "2023-01-01..2023-12-31 | ?..2023-12-31"),
        ("[2024-01-01..2024-12-31] 5 . [yearend] , 6 .", "01-01..12-31 | ?..?"),
        // A stock at a day of the period ends with its paragraph as well.
        (
            "[2023-01-01..2023-12-31] 5 .\n[..2023-12-31] 6 .\n7 .",
            "2023-01-01..2023-12-31 | ?..2023-12-31 | 2023-01-01..2023-12-31",
        ),
        ("[2023-01-01..2023-12-31] 5 .\n[..2024-03-31] 6 .\n7 .", "2023-01-01..2023-12-31 | ?..03-31 | ?..03-31"),
        ("[2024-01-01..2024-03-31] 5 . +5% [against:2020-01-01] . 6 .", "01-01..03-31 | 01-01..03-31 | 01-01..03-31"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn the_period_of_a_former_level_is_its_own() {
    for (sketch, expected) in [
        (
            "[2023-06-01..2023-06-30] 4 .\nrise from 5 [2022-01-01..2022-12-31] to 6 [since:2024-01-01] . 7 .",
            "2023-06-01..2023-06-30 | 2022-01-01..2022-12-31 | 01-01..06-30 | 01-01..06-30",
        ),
        ("from 5 [2022-01-01..2022-12-31] . 6 .", "2022-01-01..2022-12-31 | 2022-01-01..2022-12-31"),
        ("5 [2022-01-01..2022-12-31] . 6 .", "2022-01-01..2022-12-31 | 2022-01-01..2022-12-31"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn the_period_of_an_operation_ends_with_its_paragraph() {
    for (sketch, expected) in [
        (
            "[2023-01-01..2023-12-31] 5 .\n!0 began [since:2023-03-01] . 6 . 7 .\n8 .",
            "2023-01-01..2023-12-31 | 2023-03-01..06-30 | 2023-03-01..06-30 | 2023-01-01..2023-12-31",
        ),
        ("!0 began [since:2023-03-01] . 6 .\n8 .", "2023-03-01..06-30 | 2023-03-01..06-30"),
        (
            "[2023-01-01..2023-12-31] 5 .\n[since:2024-03-01] 6 .\n8 .",
            "2023-01-01..2023-12-31 | 03-01..06-30 | 03-01..06-30",
        ),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_change_is_held_against_the_year_that_is_named() {
    let compare = |sketch: &str| slots(&format!("t\n{sketch}"), |_, o| format!("{:?}", o.compare));
    for (sketch, expected) in [
        ("[2019-01-01..2019-12-31] +5% [against:2015-01-01] .", "Some(PreviousPeriod)"),
        ("[2019-01-01..2019-12-31] +5% [against:2018-01-01] .", "Some(YearOnYear)"),
        ("+5% [against:2015-01-01] .", "Some(YearOnYear)"),
        ("[2024-01-01..2024-01-31] +5% [against:2023-12-01..2023-12-31] .", "Some(MonthOnMonth)"),
        ("[2024-01-01..2024-01-31] +5% [against:2023-01-01..2023-01-31] .", "Some(YearOnYear)"),
    ] {
        assert_eq!(compare(sketch), expected, "{sketch}");
    }
}

#[test]
fn some_periods_hold_for_their_sentence_only() {
    for (sketch, expected) in [
        (
            "[2024-01-01..2024-03-31] 5 . [2024-03-01..2024-03-31] alone , 6 . 7 .",
            "01-01..03-31 | 03-01..03-31 | 01-01..03-31",
        ),
        ("[2024-01-01..2024-03-31] 5 . 6 [since:2023-12-17] . 7 .", "01-01..03-31 | 2023-12-17..06-30 | 01-01..03-31"),
        ("[2024-01-01..2024-03-31] 5 . [since:2024-04-01] 6 . 7 .", "01-01..03-31 | 04-01..06-30 | 04-01..06-30"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn what_a_speaker_recalls_of_a_longer_time_is_said_by_the_way() {
    for (sketch, expected) in [
        (
            "[2024-06-17..2024-06-23] 5 .\n[since:2024-01-01] said 6 .\n7 .\n8 .",
            "06-17..06-23 | 01-01..06-30 | 06-17..06-23 | 06-17..06-23",
        ),
        (
            "[2024-06-17..2024-06-23] 5 .\n[since:2024-01-01] 6 .\n7 .\n8 .",
            "06-17..06-23 | 01-01..06-30 | 01-01..06-30 | 01-01..06-30",
        ),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn a_title_of_a_day_tells_of_it() {
    let days = |sketch: &str| {
        let day = |d: Option<Date>| d.map_or("?".to_owned(), |d| d.to_string());
        slots(sketch, |_, o| format!("{}..{}", day(o.period.from), day(o.period.to))).replace("2024-", "")
    };
    for (sketch, expected) in [
        ("t [2024-06-27]\n@ministry\n5 .", "06-27..06-27"),
        ("t [2024-06-27]\n@ministry\n[since:2024-02-01] 5 . 6 .\n7 .", "02-01..06-30 | 02-01..06-30 | 06-27..06-27"),
        ("t [2024-06-30]\n@ministry\n5 .", "?..?"),
    ] {
        assert_eq!(days(sketch), expected, "{sketch}");
    }
}

#[test]
fn what_offenders_did_dates_nothing_else() {
    for (sketch, expected) in [
        ("5=detain/suspect who 6CNY=defraud/money [2022-01-01..2024-05-31] . 7 .", "?..? | 2022-01-01..05-31 | ?..?"),
        ("6CNY=profit/money [back:36] .\n7=seize/money .", "2021-06-30..06-30 | ?..?"),
        ("6=register/case [2024-01-01..2024-05-31] . 7=seize/money .", "01-01..05-31 | 01-01..05-31"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn single_cases_have_no_period() {
    for (sketch, expected) in [
        ("[since:2024-01-01] 5 .\nstory , 6 . 7 .\n8 .", "01-01..06-30 | ?..? | ?..? | 01-01..06-30"),
        ("[since:2024-01-01] 5 .\nstory , [2024-02-01] 6 . 7 .", "01-01..06-30 | 02-01..02-01 | ?..?"),
        ("[since:2024-01-01] 5 .\nstory , 6 .\n@police 7 .\n8 .", "01-01..06-30 | ?..? | ?..? | 01-01..06-30"),
        ("[since:2024-01-01] 5 .\namong , story 6 .", "01-01..06-30 | 01-01..06-30"),
        ("[since:2024-01-01] 5 .\n*arrest by story , 6 .", "01-01..06-30 | 01-01..06-30"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn so_far_runs_to_the_day_of_the_statement() {
    for (sketch, expected) in [
        ("[said:2024-06-28] 5 [since:2024-01-01] .\n[now] 6 .", "01-01..06-28 | 01-01..06-28"),
        ("[said:2024-06-28] .\n@ministry [said:2024-05-31] 5 [now] .\n[now] 6 .", "?..05-31 | ?..06-28"),
        ("[said:2024-06-28] , 5=other .\n[said:2024-06-28] said 6=other .", "06-28..06-28 | ?..?"),
    ] {
        assert_eq!(periods(sketch), expected, "{sketch}");
    }
}

#[test]
fn the_month_of_a_former_level_is_told() {
    use crate::document::{Document, Given};
    let given = Given { date: "2024-03-10".parse().ok(), language: Some("zh") };
    let read = |text: &str| {
        let document = Document::new("test", text.as_bytes(), given).expect("a text");
        let lexicon = crate::lexicon::Lexicon::builtin();
        let bulletin = crate::resolve::resolve(&document, lexicon, &crate::parse::parse(&document, lexicon));
        let told = |o: &crate::bulletin::Outcome| {
            format!("{} {:?}", o.period.from.map_or(0, |d| d.month()), o.compare).replace("None", "-")
        };
        bulletin.outcomes.iter().map(told).collect::<Vec<_>>().join(" | ")
    };
    // The list behind it is of that month too, and the changes are held against it.
    assert_eq!(
        read("标题\n\n2月受理案件98件、财损8万元，较1月的110件、9万元，分别减少10.9%及11.1%。"),
        "2 - | 2 - | 1 - | 1 - | 2 Some(MonthOnMonth) | 2 Some(MonthOnMonth)"
    );
    assert_eq!(
        read("标题\n\n2月立案98件。盗窃案由1月的41件升至50件，增幅21.9%。"),
        "2 - | 1 - | 2 - | 2 Some(MonthOnMonth)"
    );
    assert_eq!(
        read("标题\n\n2月立案98件，较1月的110件、3月的12件，按年减少10.9%。"),
        "2 - | 1 - | 3 - | 2 Some(YearOnYear)"
    );
}
