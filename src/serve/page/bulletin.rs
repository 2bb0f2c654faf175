//! A bulletin: its text with what was read in it, the records, and where else the same is told.

mod beside;
mod pieces;
mod records;

use std::fmt::Write as _;
use std::ops::Range;

use oxigraph::model::NamedNode;
use oxigraph::store::Store;

use super::facts::{Facts, node, words};
use super::highlight::{Marked, Offsets, Place};
use super::value::lang;
use super::{Both, Labels, Page, View, escape, foot, layout};
use crate::serve::resource::Resource;
pub use beside::told_of;
use records::Rows;

/// What a figure takes on a page, with its mark and its record; measured, and rounded up.
const FIGURE: usize = 1100;
/// What a number takes that was left.
const UNREAD: usize = 500;

const COUNTED: Both = Both("figures read", "个数据");
const LEFT: Both = Both("numbers not understood", "个数字未能理解");
const TEXT: Both = Both("Text", "正文");
const LEGEND: Both = Both("Marked:", "标记：");
const LEGEND_FIGURE: Both = Both("words of a figure, whose number leads to its record", "数据原文，点击数字查看记录");
const LEGEND_UNREAD: Both = Both("a number that was not understood", "未能理解的数字");
const NO_TEXT: Both = Both(
    "The text is not in this store, which was made before texts were kept: take the bulletin in again to see it here.",
    "此数据库建立时尚未保存正文；重新导入该公报后即可在此显示。",
);
const PARTS: Both = Both("Parts", "各部分");
const PART: Both = Both("Part {} of {}.", "第 {} 部分，共 {} 部分。");
const LONG: Both =
    Both("The text is long, and shown in parts with the figures of each.", "正文较长，分部分显示，每部分附其数据。");
const PREVIOUS: Both = Both("Previous part", "上一部分");
const NEXT: Both = Both("Next part", "下一部分");

/// What was read, or left, at one place of a bulletin.
pub struct Item<'a> {
    /// Its IRI.
    pub subject: &'a str,
    /// Where it is in the text.
    pub place: Place,
    /// The same in bytes: its words.
    pub bytes: Range<usize>,
    /// Where its number begins, in bytes; in code points where there is no text.
    pub at: usize,
}

/// The page of a bulletin, or of a version whose place another one took.
pub fn bulletin(store: &Store, of: &Resource, view: &View) -> String {
    let facts = Facts::new(&of.own);
    let iri = of.iri.as_str();
    let text = facts.words(iri, "text");
    let items = items(&facts, iri, text);
    let sizes: Vec<(usize, usize)> =
        items.iter().map(|i| (i.at, if i.place.unread { UNREAD } else { FIGURE })).collect();
    let parts = text.map_or_else(|| pieces::parts_without_text(&sizes), |text| pieces::parts(text, &sizes));
    let shown = view.number("page", 1).clamp(1, parts.len()) - 1;
    let part = parts.get(shown).cloned().unwrap_or(0..0);
    let here: Vec<&Item<'_>> =
        items.iter().filter(|i| part.contains(&i.at) || (i.at >= part.end && shown + 1 == parts.len())).collect();
    let mut labels = Labels::new(store, view.language);
    let language = facts.words(iri, "language").unwrap_or_default();
    let title = facts.words(iri, "title").unwrap_or("?");
    let beside = beside::Beside { store, facts: &facts, of, view };

    let mut body =
        format!("<article class=\"bulletin\">\n<h1{}>{}</h1>\n", lang(Some(language)), super::value::shown(title, 300));
    body.push_str(&beside.head(&mut labels, language));
    if !facts.is_a(iri, "FormerBulletin") {
        let left = items.iter().filter(|i| i.place.unread).count();
        let _ = writeln!(
            body,
            "<p><a href=\"#figures\">{} {}</a> · <a href=\"#unread\">{left} {}</a></p>",
            items.len() - left,
            view.say(COUNTED),
            view.say(LEFT)
        );
        match text {
            Some(text) => body.push_str(&text_section(text, &part, &here, title, language, &facts, &mut labels, view)),
            None => {
                let _ = writeln!(body, "<p class=\"note\">{}</p>", view.say(NO_TEXT));
            }
        }
        body.push_str(&turning(shown, parts.len(), view));
        let (unread, figures): (Vec<&Item<'_>>, Vec<&Item<'_>>) = here.iter().copied().partition(|i| i.place.unread);
        let also = |figure: &NamedNode| beside.is_stated_elsewhere(figure);
        let address = |outcome: &str| address(outcome, iri, &items, &parts, shown, view);
        let mut rows = Rows { facts: &facts, labels: &mut labels, view, language, also: &also, address: &address };
        if !figures.is_empty() {
            body.push_str(&rows.figures(&figures));
        }
        if !unread.is_empty() {
            body.push_str(&rows.unread(&unread, text.unwrap_or_default()));
        }
        body.push_str(&turning(shown, parts.len(), view));
    }
    body.push_str(&beside.versions(&mut labels));
    body.push_str("</article>\n");
    let own: Vec<_> = facts.about(iri).iter().copied().filter(|q| !q.predicate.as_str().ends_with("#text")).collect();
    let (head, end) = foot(&of.iri, &own, view);
    layout(view, &Page { title, head: &head, body: &(body + &end) })
}

/// What was read and left, in the order of the text.
fn items<'a>(facts: &Facts<'a>, bulletin: &str, text: Option<&str>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for (class, unread) in [("Outcome", false), ("Note", true)] {
        for subject in facts.of_class(class) {
            let id = subject.strip_prefix(bulletin).and_then(|s| s.strip_prefix('#')).unwrap_or(subject).to_owned();
            let number = facts.number(subject, "position").unwrap_or(0);
            let words = selected(facts, subject).unwrap_or_else(|| {
                number..number + facts.words(subject, "quote").map_or(0, |quote| quote.chars().count())
            });
            let place = Place { id, words, number, told: String::new(), unread };
            items.push(Item { subject, place, bytes: 0..0, at: number });
        }
    }
    if let Some(text) = text {
        let points = items.iter().flat_map(|i| [i.place.words.start, i.place.words.end, i.place.number]);
        let offsets = Offsets::new(text, points);
        for item in &mut items {
            item.bytes = offsets.at(item.place.words.start)..offsets.at(item.place.words.end);
            item.at = offsets.at(item.place.number);
        }
    }
    items.sort_by(|a, b| (a.at, a.place.unread, a.subject).cmp(&(b.at, b.place.unread, b.subject)));
    items
}

/// Where the evidence of an outcome or note selects, in code points.
fn selected(facts: &Facts<'_>, of: &str) -> Option<Range<usize>> {
    const OA: &str = "http://www.w3.org/ns/oa#";
    let evidence = facts.node(of, "evidence")?.as_str();
    let has_selector = format!("{OA}hasSelector");
    let selectors = facts.objects(evidence, &has_selector).filter_map(node);
    let mut found = selectors.filter_map(|selector| {
        let point = |name: &str| facts.objects(selector.as_str(), &format!("{OA}{name}")).find_map(words)?.parse().ok();
        Some(point("start")?..point("end")?)
    });
    found.next()
}

/// The address of a record of this bulletin, on whichever page it is.
fn address(
    outcome: &str,
    bulletin: &str,
    items: &[Item<'_>],
    parts: &[Range<usize>],
    shown: usize,
    view: &View,
) -> String {
    let Some(id) = outcome.strip_prefix(bulletin).and_then(|rest| rest.strip_prefix('#')) else {
        return view.of(outcome);
    };
    let at = items.iter().find(|i| i.subject == outcome).map(|i| i.at);
    let page = at.and_then(|at| parts.iter().position(|part| part.contains(&at))).unwrap_or(shown);
    if page == shown { format!("#{id}") } else { format!("{}#{id}", view.here_with("page", &(page + 1).to_string())) }
}

#[expect(clippy::too_many_arguments, reason = "all of it is what the section shows")]
fn text_section(
    text: &str,
    part: &Range<usize>,
    here: &[&Item<'_>],
    title: &str,
    language: &str,
    facts: &Facts<'_>,
    labels: &mut Labels<'_>,
    view: &View,
) -> String {
    let places: Vec<Place> = here.iter().map(|i| Place { told: told(i, facts, labels), ..i.place.clone() }).collect();
    let marked = Marked::new(text, &places);
    let mut html = format!(
        "<section aria-labelledby=\"text\">\n<h2 id=\"text\">{}</h2>\n<p class=\"small\">{} <mark>{}</mark>, <span class=\"unread\">{}</span></p>\n<div class=\"text\"{}>\n",
        view.say(TEXT),
        view.say(LEGEND),
        view.say(LEGEND_FIGURE),
        view.say(LEGEND_UNREAD),
        lang(Some(language)),
    );
    let mut start = part.start;
    for line in text[part.clone()].split_inclusive('\n') {
        let bytes = start..start + line.trim_end().len();
        start += line.len();
        // The title stands above already.
        let again = bytes.start == 0 && line.trim() == title.trim() && !marked.has_marks(&bytes);
        if !again && !line.trim().is_empty() {
            let _ = writeln!(html, "<p>{}</p>", marked.html(bytes));
        }
    }
    html.push_str("</div>\n</section>\n");
    html
}

/// What is told of a figure where one points at it.
fn told(item: &Item<'_>, facts: &Facts<'_>, labels: &mut Labels<'_>) -> String {
    let mut told = Vec::new();
    if item.place.unread {
        told.extend(facts.node(item.subject, "reason").map(|n| labels.of(n).0));
    } else {
        told.push(records::figure(facts, item.subject, labels));
        for property in ["action", "target", "offence"] {
            told.extend(facts.nodes(item.subject, property).map(|n| labels.of(n).0));
        }
        told.push(records::period(facts, item.subject));
    }
    told.retain(|t| !t.is_empty());
    told.join(" · ")
}

/// The way to the other parts.
fn turning(shown: usize, count: usize, view: &View) -> String {
    if count < 2 {
        return String::new();
    }
    let link = |page: usize, text: Both, relation: &str| {
        format!(
            "<li><a rel=\"{relation}\" href=\"{}\">{}</a></li>",
            escape(&view.here_with("page", &page.to_string())),
            view.say(text)
        )
    };
    let before = if shown > 0 { link(shown, PREVIOUS, "prev") } else { String::new() };
    let after = if shown + 1 < count { link(shown + 2, NEXT, "next") } else { String::new() };
    let part = view.say(PART).replacen("{}", &(shown + 1).to_string(), 1).replacen("{}", &count.to_string(), 1);
    format!(
        "<nav class=\"parts\" aria-label=\"{}\"><p>{} {part}</p><ul>{before}{after}</ul></nav>\n",
        view.say(PARTS),
        view.say(LONG),
    )
}
