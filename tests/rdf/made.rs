//! Bulletins made by hand.

use std::sync::Arc;

use gongbao::bulletin::*;
use gongbao::meta::{DateSource, Dated, Meta};
use jiff::civil::date;
use rust_decimal::Decimal;

/// A bulletin that has one of everything, twice where that is worth trying, and a text that is hard to write down.
pub fn bulletin() -> Bulletin {
    let text = "山东公报 \u{1F46E}\r\n检察院“云剑”行动批捕1144人，同比上升2.5%。\u{1} <&> \"quote\" \\n\t第12条\n抓获2.3亿余\n";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let quantity = |number: &str, value: &str, unit: &str, bound: Bound, step: &str| Quantity {
        value: value.parse().unwrap(),
        unit: unit.into(),
        bound,
        step: step.parse().unwrap(),
        counted: Vec::new(),
        number: at(number),
        span: at(number),
    };
    let year = Days { from: Some(date(2024, 1, 1)), to: Some(date(2024, 12, 13)) };
    let plain = |quantity: Quantity, action: &str, target: &str, quote: &str| Outcome {
        quantity,
        action: action.into(),
        targets: vec![target.into()],
        offence: None,
        per: None,
        period: Days::default(),
        compare: None,
        place: None,
        agency: None,
        reporter: None,
        campaigns: Vec::new(),
        quote: at(quote),
        change_of: None,
        production: "made:by-hand",
    };
    let arrests = Outcome {
        offence: Some("telecomFraud".into()),
        per: Some("month".into()),
        period: year,
        place: Some("CN-SD".into()),
        agency: Some(0),
        reporter: Some(0),
        campaigns: vec![1, 0, 1],
        targets: vec!["suspect".into(), "case".into(), "suspect".into()],
        ..plain(quantity("1144", "1144.00", "count", Bound::Exact, "1"), "approveArrest", "suspect", "批捕1144人")
    };
    let rise = Outcome {
        compare: Some(Compare::YearOnYear),
        change_of: Some(0),
        ..plain(quantity("2.5%", "2.5", "percent", Bound::About, "0.1"), "increase", "suspect", "同比上升2.5%")
    };
    let money = quantity("2.3亿", "230000000", "CNY", Bound::AtLeast, "10000000");
    let agency = |kind: &str, place: Option<&str>, names: &[&str], mentioned: bool| Agency {
        kind: kind.into(),
        place: place.map(Id::new),
        own: None,
        names: names.iter().map(ToString::to_string).collect(),
        mentioned,
    };
    let official = |name: &str, key: &str, other: &[&str], role: &str, agency: Option<usize>| Official {
        name: name.into(),
        key: key.into(),
        other_names: other.iter().map(ToString::to_string).collect(),
        role: role.into(),
        agency,
    };
    let meta = Meta {
        date: Some(Dated { source: DateSource::Sender, day: date(2024, 12, 13) }),
        url: Some("https://example.org/a?b=c".into()),
        publisher: Some("山东省公安厅".into()),
        author: Some("责任编辑：王".into()),
        encoding: Some("GBK"),
        ..Meta::default()
    };
    Bulletin {
        title: "山东公报 \u{1F46E}".into(),
        language: "zh-Hans",
        date: Some(date(2024, 12, 13)),
        text: Arc::from(text),
        places: vec!["CN-SD".into(), "MM".into()],
        agencies: vec![
            agency("procuratorate", Some("CN-SD"), &["检察院", "省检察院"], true),
            agency("publicSecurity", Some("CN-BJ"), &["北京警方"], true),
            agency("internationalBody", None, &["国际刑警组织"], true),
            agency("bank", None, &[], false),
            agency("procuratorate", Some("CN-SD"), &["山东省检察机关"], false),
        ],
        officials: vec![
            official("周启明", "zhouqiming", &["周检"], "副检察长", Some(0)),
            official("周启明", "zhouqiming", &[], "党组成员", Some(4)),
            official("李/四", "李四", &[], "", None),
        ],
        campaigns: vec![
            Campaign { key: "yunjian".into(), known: false, names: vec!["云剑".into(), "云剑2024".into()] },
            Campaign { key: "雷霆 万钧".into(), known: false, names: vec!["雷霆万钧".into()] },
        ],
        laws: vec![Law {
            key: "反电信网络诈骗法".into(),
            known: false,
            names: vec!["反电信网络诈骗法".into()],
            country: None,
        }],
        outcomes: vec![
            arrests,
            rise,
            plain(money.clone(), "involve", "money", "抓获2.3亿余"),
            plain(money, "recover", "money", "抓获2.3亿余"),
        ],
        notes: vec![Note { span: at("12"), reason: Reason::Ordinal }],
        periods: vec![],
        meta,
    }
}

/// A bulletin of which nothing is known but its text.
pub fn bare() -> Bulletin {
    Bulletin {
        title: "Nothing".into(),
        language: "en",
        date: None,
        text: Arc::from("Nothing"),
        places: Vec::new(),
        agencies: Vec::new(),
        officials: Vec::new(),
        campaigns: Vec::new(),
        laws: Vec::new(),
        outcomes: Vec::new(),
        notes: Vec::new(),
        periods: vec![],
        meta: Meta::default(),
    }
}

#[test]
fn limits_are_what_the_wording_implies() {
    let limits = bulletin().outcomes.iter().map(|o| o.quantity.limits()).collect::<Vec<_>>();
    let expected = [("1144", "1144"), ("2.45", "2.55"), ("230000000", "240000000"), ("230000000", "240000000")];
    assert_eq!(limits, expected.map(|(a, b)| (a.parse::<Decimal>().unwrap(), b.parse().unwrap())));
}
