// Not committed: resolve alone, on clauses made from the gold.
use gongbao::{bulletin::*, clause::*, document::*, lexicon::*, parse, resolve, token::Kind};
use rust_decimal::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
fn main() {
    let lex = Lexicon::builtin();
    let mut tally: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let txt = path.replace(".gold.json", ".txt");
        let bytes = std::fs::read(&txt).unwrap();
        let date = gold["date"].as_str().unwrap().parse().unwrap();
        let doc = Document::new(&txt, &bytes, Given { date: Some(date), language: None }).unwrap();
        let mut parsed = parse::parse(&doc, lex);
        if std::env::var("T").is_ok() {
            for r in &parsed.readings {
                println!("--- {}", r.span.of(&doc.text));
                for t in &r.tokens {
                    if !matches!(t.kind, Kind::Gap) {
                        println!("   {:?} {:?}", t.span.of(&doc.text), t.kind);
                    }
                }
            }
        }
        for r in &mut parsed.readings {
            r.clauses.clear();
        }
        let mut golds = Vec::new();
        for o in gold["outcomes"].as_array().unwrap() {
            let q = o["quote"].as_str().unwrap();
            // prefer an occurrence outside the title
            let start = doc.text[doc.title.end..].find(q).map(|i| i + doc.title.end).or_else(|| doc.text.find(q));
            let Some(start) = start else {
                eprintln!("? {q}");
                continue;
            };
            let span = Span::new(start, start + q.len());
            let value = Decimal::from_f64(o["value"].as_f64().unwrap()).unwrap().normalize();
            let Some(r) = parsed.readings.iter_mut().find(|r| r.span.start <= span.start && span.start < r.span.end)
            else {
                continue;
            };
            let number = r.tokens.iter().find_map(|t| match &t.kind {
                Kind::Quantity(x)
                    if t.span.overlaps(span) && (x.value.normalize() - value).abs() < Decimal::new(1, 6) =>
                {
                    Some(x.clone())
                }
                _ => None,
            });
            let q2 = number.unwrap_or_else(|| {
                if std::env::var("Q").is_ok() {
                    println!("{}: no quantity {} in {q:?}", gold["id"], value);
                }
                Quantity {
                    value,
                    unit: o["unit"].as_str().unwrap().into(),
                    bound: Bound::Exact,
                    step: Decimal::ONE,
                    counted: vec![],
                    number: span,
                    span,
                }
            });
            let action = o["action"].as_str().unwrap();
            let rate = o["target"][0] == "rate";
            let mut c = Clause::new(q2, "oracle");
            c.quote = span;
            c.nature = if matches!(o["unit"].as_str(), Some("month" | "year")) {
                Nature::Streak
            } else if ["increase", "decrease"].contains(&action) {
                Nature::Change
            } else if rate {
                Nature::Share
            } else {
                Nature::Level
            };
            c.action = Some(action.into());
            c.targets = o["target"].as_array().unwrap().iter().map(|t| t.as_str().unwrap().into()).collect();
            r.clauses.push(c);
            golds.push((span, o.clone()));
        }
        for r in &mut parsed.readings {
            r.clauses.sort_by_key(|c| c.quantity.number.start);
        }
        let b = resolve::resolve(&doc, lex, &parsed);
        for (span, o) in &golds {
            let Some(p) =
                b.outcomes.iter().find(|p| p.quote == *span && Some(p.action.as_str()) == o["action"].as_str())
            else {
                continue;
            };
            let s = |v: &Value| v.as_str().map(str::to_owned);
            let d = |x: Option<jiff::civil::Date>| x.map(|x| x.to_string());
            let got: Vec<(&str, Option<String>, Option<String>)> = vec![
                ("from", d(p.period.from), s(&o["from"])),
                ("to", d(p.period.to), s(&o["to"])),
                ("place", p.place.as_ref().map(|x| x.to_string()), s(&o["place"])),
                ("agencyKind", p.agency.map(|a| b.agencies[a].kind.to_string()), s(&o["agencyKind"])),
                ("offence", p.offence.as_ref().map(|x| x.to_string()), s(&o["offence"])),
                ("reporter", p.reporter.map(|x| b.officials[x].name.clone()), s(&o["reporter"])),
                (
                    "campaigns",
                    Some(p.campaigns.iter().map(|c| b.campaigns[*c].names[0].clone()).collect::<Vec<_>>().join(",")),
                    Some(
                        o["campaigns"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|c| c.as_str().unwrap().to_owned())
                            .collect::<Vec<_>>()
                            .join(","),
                    ),
                ),
            ];
            let mut all = true;
            for (slot, g, w) in got {
                let t = tally.entry(slot).or_default();
                t.1 += 1;
                if g == w {
                    t.0 += 1
                } else {
                    all = false;
                    println!("{} {:?}: {slot} is {g:?}, should be {w:?}", gold["id"], o["quote"].as_str().unwrap());
                }
            }
            let t = tally.entry("ALL").or_default();
            t.1 += 1;
            if all {
                t.0 += 1
            }
        }
    }
    for (k, (a, b)) in tally {
        eprint!("{k}={:.3} ", f64::from(a) / f64::from(b));
    }
    eprintln!();
}
