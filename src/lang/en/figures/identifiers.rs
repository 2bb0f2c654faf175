//! Digits that name a thing: joined numbers, and those after a word that numbers things.

use nom::Parser;
use nom::sequence::preceded;

use crate::bulletin::Reason;
use crate::lang::scan::{among, before, digit_run, phrase, space0};

/// joined := digits (sign digits)+ : "7×24", "5+2", "24/7", "1800-722-6688", "192.168.1.2", "5·10"
pub fn joined(text: &str, at: usize) -> Option<(usize, Reason)> {
    let input = &text[at..];
    let (mut rest, first) = digit_run(input).ok()?;
    let (mut groups, mut digits, mut sign) = (1, first.len(), None);
    let joins = |c: &char| matches!(c, '×' | '+' | '/' | '-' | '·' | '.' | '*' | 'x');
    while let Some(c) = rest.chars().next().filter(joins) {
        let Ok((next, run)) = digit_run(&rest[c.len_utf8()..]) else { break };
        if sign.is_some_and(|s| s != c) && !matches!(c, '-' | '/') {
            break;
        }
        (rest, sign, groups, digits) = (next, Some(c), groups + 1, digits + run.len());
    }
    let end = text.len() - rest.len();
    let phone = before(text, at, 1) == "+" || first.starts_with('0') && first.len() > 2;
    let found = match sign {
        Some('×' | '+' | '/' | '·' | '*' | 'x') => true,
        Some('.') => groups > 2,
        Some('-') => groups > 2 || phone || digits > 9,
        _ => phone && digits > 5,
    };
    found.then_some((end, Reason::Identifier))
}

/// numbered := 'Section' | 'Article' | 'No.' | 'Phase' … (n ',' | 'and')* n
pub fn numbered(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ANY: &[&str] = &[
        "section",
        "sections",
        "article",
        "articles",
        "clause",
        "clauses",
        "chapter",
        "paragraph",
        "no",
        "nos",
        "number",
        "phase",
        "page",
        "annex",
        "appendix",
        "schedule",
        "u/s",
        "rule",
    ];
    const CAPITAL: &[&str] = &[
        "Order",
        "Stage",
        "Level",
        "Grade",
        "Tier",
        "Class",
        "Category",
        "Part",
        "Room",
        "Block",
        "Unit",
        "Flight",
        "Route",
        "Highway",
        "Building",
        "Gate",
        "Lane",
        "Cap",
        "Form",
        "Table",
        "Figure",
        "Chart",
        "Volume",
        "Version",
        "Type",
        "Ward",
        "Zone",
        "Sector",
        "District",
        "Item",
        "Resolution",
        "Directive",
        "Document",
        "Circular",
        "FIR",
        "Channel",
        "Agenda",
        "Goal",
        "Top",
        "Operation",
        "Vision",
        "Project",
        "Act",
        "Ordinance",
        "Regulation",
        "Decree",
        "Law",
        "Terminal",
        "Street",
        "Road",
        "Avenue",
        "Pier",
    ];
    let head = before(text, at, 80).trim_end_matches([' ', '.', '\u{A0}']);
    let mut named = head
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '/'))
        .filter(|w| !w.is_empty())
        .skip_while(|w| w.starts_with(|c: char| c.is_ascii_digit()) || among(w, &["and", "or", "to"]));
    let lead = named.next()?;
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with(',') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let far = head.len() - head.rfind(lead)? > 40 || head[head.rfind(lead)?..].contains([';', ':', '(']);
    let lists = head.ends_with(|c: char| c.is_ascii_digit() || c == ',') && !among(lead, ANY);
    let is = among(lead, ANY) || CAPITAL.contains(&lead);
    let number_of = preceded(space0, phrase("of")).parse(rest).is_ok();
    if !is || grouped || far || lists || number_of && among(lead, &["number"]) {
        return None;
    }
    let letters = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).count();
    Some((text.len() - rest.len() + letters, Reason::Ordinal))
}
