//! Which outcomes state the same figure.

use std::collections::BTreeSet;

use gongbao::document::{Document, Given};
use gongbao::lexicon::Lexicon;
use gongbao::rdf::quads;

const STATES: &str = "https://w3id.org/gongbao/ns#states";

/// The figures that a text of this day states.
fn stated(text: &str, day: &str) -> BTreeSet<String> {
    let given = Given { date: Some(day.parse().unwrap()), language: None };
    let document = Document::new("test", text.as_bytes(), given).unwrap();
    let bulletin = gongbao::read(&document, Lexicon::builtin());
    let all = quads(&bulletin, Lexicon::builtin());
    all.iter().filter(|q| q.predicate.as_str() == STATES).map(|q| q.object.to_string()).collect()
}

#[test]
fn two_languages_state_one_figure() {
    let day = "2025-01-10";
    let english = stated(
        "Zhejiang police\nIn 2024, police in Zhejiang froze 1.2 billion yuan and solved 3,021 fraud cases.",
        day,
    );
    let chinese = stated("浙江公安\n2024年，浙江公安机关冻结资金12亿元，破获诈骗案件3021起。", day);
    assert_eq!(english.len(), 2, "{english:?}");
    assert_eq!(english, chinese);
}

#[test]
fn figures_that_differ_in_day_place_or_value_are_not_one() {
    let text = "浙江公安\n2024年，浙江公安机关破获诈骗案件3021起。";
    let one = stated(text, "2025-01-10");
    assert_eq!(one.len(), 1);
    for (other, day) in [
        (text.replace("2024年", "2023年"), "2025-01-10"),
        (text.replace("浙江", "安徽"), "2025-01-10"),
        (text.replace("3021", "3022"), "2025-01-10"),
        (text.replace("破获", "立案"), "2025-01-10"),
    ] {
        assert!(stated(&other, day).is_disjoint(&one), "{other}");
    }
    assert_eq!(stated(text, "2025-02-01"), one, "the day of publication is not part of a figure with a period");
}
