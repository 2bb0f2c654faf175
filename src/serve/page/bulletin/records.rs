//! What was read in a bulletin, as tables: its figures, and the numbers of which nothing was understood.

use std::fmt::Write as _;

use oxigraph::model::NamedNode;

use super::Item;
use crate::serve::page::facts::Facts;
use crate::serve::page::value::{lang, link, shown};
use crate::serve::page::{Both, Labels, View, escape, number};

/// So many characters of a quote are shown.
const QUOTE: usize = 160;
/// So many characters around a number that was left.
const AROUND: usize = 24;

const FIGURES: Both = Both("Figures", "数据");
const CAPTION: Both = Both(
    "In the order of the text; each figure leads back to its place in it.",
    "按原文顺序排列；点击数字可回到原文位置。",
);
const COLUMNS: [Both; 8] = [
    Both("Figure", "数值"),
    Both("Bound", "约数"),
    Both("What", "内容"),
    Both("Offence", "违法犯罪"),
    Both("Period", "时段"),
    Both("Place", "地区"),
    Both("Agency", "机构"),
    Both("In its words", "原文"),
];
const UNREAD: Both = Both("Numbers in no figure", "未计入的数字");
const UNREAD_WHY: Both = Both(
    "These are in no figure above, and in no statistic: times, names and repetitions, and what was not understood. Each is listed, so that you know what is missing.",
    "以下数字未计入上表，也不进入任何统计：包括时间、编号、重复以及未能理解的数字。逐一列出，以便了解遗漏。",
);
const UNREAD_COLUMNS: [Both; 3] = [Both("Number", "数字"), Both("In its words", "原文"), Both("Reason", "原因")];
const ALSO: Both = Both("stated elsewhere too", "其他公报亦有");
const CHANGE_OF: Both = Both("change of", "变化所指：");
const SPEAKER: Both = Both("said by", "发布人：");
const CAMPAIGN: Both = Both("in", "专项行动：");
const PER: Both = Both("per", "每");

/// What the rows are made with.
pub struct Rows<'a, 'b, 'c> {
    pub facts: &'a Facts<'b>,
    pub labels: &'a mut Labels<'c>,
    pub view: &'a View,
    /// The language of the bulletin.
    pub language: &'a str,
    /// Tells whether an outcome's figure is stated in other bulletins, and the address of a record on another page.
    pub also: &'a dyn Fn(&NamedNode) -> bool,
    pub address: &'a dyn Fn(&str) -> String,
}

impl Rows<'_, '_, '_> {
    /// The table of figures.
    pub fn figures(&mut self, items: &[&Item<'_>]) -> String {
        let mut html = format!(
            "<section>\n<h2 id=\"figures\">{}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"figures\">\
             <table>\n<caption>{}</caption>\n<thead><tr>",
            self.view.say(FIGURES),
            self.view.say(CAPTION)
        );
        for (n, column) in COLUMNS.into_iter().enumerate() {
            let class = if n == 0 { " class=\"n\"" } else { "" };
            let _ = write!(html, "<th scope=\"col\"{class}>{}</th>", self.view.say(column));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for item in items {
            self.figure(item, &mut html);
        }
        html.push_str("</tbody></table></div>\n</section>\n");
        html
    }

    fn figure(&mut self, item: &Item<'_>, html: &mut String) {
        let (facts, of) = (self.facts, item.subject);
        let id = escape(&item.place.id);
        let also = facts.node(of, "states").filter(|figure| (self.also)(figure));
        let also = also.map(|figure| {
            format!(
                "<br><a class=\"small\" href=\"{}\">{}</a>",
                escape(&self.view.of(figure.as_str())),
                self.view.say(ALSO)
            )
        });
        let _ = write!(
            html,
            "<tr id=\"{id}\"><th scope=\"row\" class=\"n\"><a href=\"#at-{id}\">{}</a>{}</th><td>{}</td><td>{}</td>",
            escape(&figure(facts, of, self.labels)),
            also.unwrap_or_default(),
            self.bound(of),
            self.what(of),
        );
        for property in ["offence", "", "place", "agency"] {
            let cell = match property {
                // A range breaks between its days.
                "" => escape(&period(facts, of)).replace(" – ", " –<br>"),
                property => {
                    facts.nodes(of, property).map(|n| link(n, self.labels, self.view)).collect::<Vec<_>>().join(", ")
                }
            };
            let _ = write!(html, "<td>{cell}</td>");
        }
        let quote = shown(facts.words(of, "quote").unwrap_or_default(), QUOTE);
        let _ = writeln!(html, "<td class=\"quote\"{}>{quote}</td></tr>", lang(Some(self.language)));
    }

    fn bound(&mut self, of: &str) -> String {
        let bound = self.facts.node(of, "bound").filter(|b| !b.as_str().ends_with("/exact"));
        bound.map(|bound| name(bound, self.labels)).unwrap_or_default()
    }

    /// What was done to what, against what it is held, who says so, and in which operation.
    fn what(&mut self, of: &str) -> String {
        let mut cell = self.facts.node(of, "action").map(|n| link(n, self.labels, self.view)).unwrap_or_default();
        for (n, target) in self.facts.nodes(of, "target").enumerate() {
            cell.push_str(if n == 0 { ": " } else { ", " });
            cell.push_str(&link(target, self.labels, self.view));
        }
        if let Some(per) = self.facts.node(of, "per") {
            let _ = write!(cell, " ({} {})", self.view.say(PER), name(per, self.labels));
        }
        let mut more = |text: String| {
            let _ = write!(cell, "<br><span class=\"small\">{text}</span>");
        };
        if let Some(compare) = self.facts.node(of, "compare") {
            more(name(compare, self.labels));
        }
        if let Some(base) = self.facts.node(of, "changeOf") {
            let shown = figure(self.facts, base.as_str(), self.labels);
            let address = (self.address)(base.as_str());
            more(format!("{} <a href=\"{}\">{}</a>", self.view.say(CHANGE_OF), escape(&address), escape(&shown)));
        }
        if let Some(official) = self.facts.node(of, "reportedBy") {
            more(format!("{} {}", self.view.say(SPEAKER), link(official, self.labels, self.view)));
        }
        for campaign in self.facts.nodes(of, "campaign") {
            more(format!("{} {}", self.view.say(CAMPAIGN), link(campaign, self.labels, self.view)));
        }
        cell
    }

    /// The table of numbers that were left.
    pub fn unread(&mut self, items: &[&Item<'_>], text: &str) -> String {
        let mut html = format!(
            "<section>\n<h2 id=\"unread\">{}</h2>\n<p>{}</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"unread\">\
             <table>\n<thead><tr>",
            self.view.say(UNREAD),
            self.view.say(UNREAD_WHY)
        );
        for column in UNREAD_COLUMNS {
            let _ = write!(html, "<th scope=\"col\">{}</th>", self.view.say(column));
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for item in items {
            let id = escape(&item.place.id);
            let quote = self.facts.words(item.subject, "quote").unwrap_or_default();
            let reason = self.facts.node(item.subject, "reason").map(|n| name(n, self.labels)).unwrap_or_default();
            let _ = writeln!(
                html,
                "<tr id=\"{id}\"><th scope=\"row\"><a href=\"#at-{id}\">{}</a></th><td class=\"quote\"{}>{}</td><td>{reason}</td></tr>",
                shown(quote, QUOTE),
                lang(Some(self.language)),
                around(text, &item.bytes),
            );
        }
        html.push_str("</tbody></table></div>\n</section>\n");
        html
    }
}

/// Words before and after a stretch, with it.
fn around(text: &str, bytes: &std::ops::Range<usize>) -> String {
    let (Some(before), Some(after), Some(own)) =
        (text.get(..bytes.start), text.get(bytes.end..), text.get(bytes.clone()))
    else {
        return String::new();
    };
    let line = before.rsplit('\n').next().unwrap_or_default();
    let from = line.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let rest = after.split('\n').next().unwrap_or_default();
    let to = rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}<b>{}</b>{}{}",
        dots(from > 0),
        escape(&line[from..]),
        shown(own, QUOTE),
        escape(&rest[..to]),
        dots(to < rest.len())
    )
}

/// The name of a concept, as text of a page.
pub fn name(node: &NamedNode, labels: &mut Labels<'_>) -> String {
    let (name, tag) = labels.of(node);
    match tag {
        Some(tag) if !labels.is_own(&tag) => format!("<span{}>{}</span>", lang(Some(&tag)), escape(&name)),
        _ => escape(&name),
    }
}

/// The value of an outcome with its unit, as text.
pub fn figure(facts: &Facts<'_>, of: &str, labels: &mut Labels<'_>) -> String {
    let value = number::grouped(facts.words(of, "value").unwrap_or("?"));
    match facts.node(of, "unit") {
        Some(unit) if unit.as_str().ends_with("/percent") => format!("{value}%"),
        Some(unit) if !unit.as_str().ends_with("/count") => format!("{value} {}", labels.of(unit).0),
        _ => value,
    }
}

/// The days that an outcome covers: a year, a month, a day or from when to when.
pub fn period(facts: &Facts<'_>, of: &str) -> String {
    days(facts.words(of, "periodStart"), facts.words(of, "periodEnd"))
}

fn days(from: Option<&str>, to: Option<&str>) -> String {
    let day = |text: Option<&str>| text.and_then(|t| t.parse::<jiff::civil::Date>().ok());
    if let (Some(first), Some(last)) = (day(from), day(to)) {
        let whole = first.day() == 1 && last == last.last_of_month() && first.year() == last.year();
        if first == last {
            return first.to_string();
        }
        if whole && first.month() == 1 && last.month() == 12 {
            return format!("{:04}", first.year());
        }
        if whole && first.month() == last.month() {
            return format!("{:04}-{:02}", first.year(), first.month());
        }
    }
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!("{} – {}", from.unwrap_or("…"), to.unwrap_or("…")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_short() {
        for (from, to, expected) in [
            (Some("2024-01-01"), Some("2024-12-31"), "2024"),
            (Some("2024-02-01"), Some("2024-02-29"), "2024-02"),
            (Some("2024-02-01"), Some("2024-02-01"), "2024-02-01"),
            (Some("2024-02-01"), Some("2024-03-31"), "2024-02-01 – 2024-03-31"),
            (Some("2024-02-01"), None, "2024-02-01 – …"),
            (None, Some("2024-02-01"), "… – 2024-02-01"),
            (None, None, ""),
            (Some("soon"), Some("2025-02-31"), "soon – 2025-02-31"),
        ] {
            assert_eq!(days(from, to), expected);
        }
    }

    #[test]
    fn words_around_stay_in_their_line() {
        let text = format!("第一行\n{}12人<b>\n第三行", "前".repeat(30));
        let at = text.find("12").unwrap();
        let expected = format!("…{}<b>12</b>人&lt;b&gt;", "前".repeat(24));
        assert_eq!(around(&text, &(at..at + 2)), expected);
        assert_eq!(around(&text, &(1..2)), "");
    }
}
