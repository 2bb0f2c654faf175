//! A bulletin: its text with what was read in it, the records, and where else the same is told.

mod beside;
mod parts;
mod pieces;
mod records;

use std::fmt::Write as _;
use std::ops::Range;

use oxigraph::model::NamedNode;
use oxigraph::store::Store;

use super::facts::{Facts, node, words};
use super::highlight::{Marked, Offsets, Place};
use super::value::lang;
use super::{Both, Labels, Page, View, escape, foot, layout, number};
use crate::serve::http::Fault;
pub use beside::told_of;
use parts::Spot;
use records::Rows;

/// What a figure takes on a page, with its mark and its record; measured, and rounded up.
const FIGURE: usize = 1100;
/// What a number takes that was left.
const UNREAD: usize = 500;

const COUNTED: Both = Both("figures read", "个数据");
const LEFT: Both = Both("numbers in no figure", "个数字未计入");
const TEXT: Both = Both("Text", "正文");
const LEGEND: Both = Both("Marked:", "标记：");
const LEGEND_FIGURE: Both = Both("words of a figure, whose number leads to its record", "数据原文，点击数字查看记录");
const LEGEND_UNREAD: Both = Both("a number in no figure, with the reason below", "未计入的数字，原因见下");
const NO_TEXT: Both = Both(
    "The text is not in this store, which was made before texts were kept: take the bulletin in again to see it here.",
    "此数据库建立时尚未保存正文；重新导入该公报后即可在此显示。",
);
const PARTS: Both = Both("Parts", "各部分");
const PARTS_AGAIN: Both = Both("Parts, below the text", "各部分（正文之后）");
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
}

/// The page of a bulletin, or of a version whose place another one took; nothing for any other thing.
///
/// # Errors
/// When the store cannot be read, or nobody waits for the page any longer.
pub fn bulletin(store: &Store, of: &NamedNode, view: &View) -> Result<Option<String>, Fault> {
    let own = parts::about(store, of)?;
    let known = Facts::new(&own);
    let iri = of.as_str();
    if !known.is_a(iri, "Bulletin") && !known.is_a(iri, "FormerBulletin") {
        return Ok(None);
    }
    let text = known.words(iri, "text");
    let spots = parts::spots(store, of, view)?;
    let cut = Cut::new(text, &spots, view);
    let details = parts::details(store, cut.here().map(|n| &spots[n].iri), view)?;
    let facts = Facts::new(&details);
    let mut here: Vec<Item<'_>> = cut.here().map(|n| item(&spots[n], iri, &facts)).collect();
    if let Some(text) = text {
        let offsets = Offsets::new(text, here.iter().flat_map(|i| [i.place.words.start, i.place.words.end]));
        for item in &mut here {
            item.bytes = offsets.at(item.place.words.start)..offsets.at(item.place.words.end);
        }
    }
    let mut labels = Labels::new(store, view.language);
    let language = known.words(iri, "language").unwrap_or_default();
    let title = known.words(iri, "title").unwrap_or("?");
    let beside = beside::Beside { store, facts: &known, of, view };

    let mut body =
        format!("<article class=\"bulletin\">\n<h1{}>{}</h1>\n", lang(Some(language)), super::value::shown(title, 300));
    body.push_str(&beside.head(&mut labels, language));
    if !known.is_a(iri, "FormerBulletin") {
        let (unread, figures): (Vec<&Item<'_>>, Vec<&Item<'_>>) = here.iter().partition(|i| i.place.unread);
        let left = spots.iter().filter(|spot| spot.unread).count();
        let counted = |count: usize, name: Both, id: &str, here: bool| {
            let told = format!("{} {}", number::grouped(&count.to_string()), view.say(name));
            if here { format!("<a href=\"#{id}\">{told}</a>") } else { told }
        };
        let _ = writeln!(
            body,
            "<p>{} · {}</p>",
            counted(spots.len() - left, COUNTED, "figures", !figures.is_empty()),
            counted(left, LEFT, "unread", !unread.is_empty())
        );
        match text {
            Some(text) => {
                body.push_str(&text_section(text, &cut.part, &here, title, language, &facts, &mut labels, view))
            }
            None => {
                let _ = writeln!(body, "<p class=\"note\">{}</p>", view.say(NO_TEXT));
            }
        }
        body.push_str(&turning(PARTS, cut.shown, cut.count, view));
        let also = |figure: &NamedNode| beside.is_stated_elsewhere(figure);
        let address = |outcome: &str| cut.address(outcome, iri, view);
        let mut rows = Rows { facts: &facts, labels: &mut labels, view, language, also: &also, address: &address };
        if !figures.is_empty() {
            body.push_str(&rows.figures(&figures));
        }
        if !unread.is_empty() {
            body.push_str(&rows.unread(&unread, text.unwrap_or_default()));
        }
        body.push_str(&turning(PARTS_AGAIN, cut.shown, cut.count, view));
    }
    body.push_str(&beside.versions(&parts::later(store, of)?, &beside.same(&spots)?, &mut labels));
    body.push_str("</article>\n");
    let own: Vec<_> = known.about(iri).iter().copied().filter(|q| !q.predicate.as_str().ends_with("#text")).collect();
    let (head, end) = foot(of, &own, view);
    Ok(Some(layout(view, &Page { title, head: &head, body: &(body + &end) })))
}

/// The part of a bulletin that a page shows.
struct Cut<'a> {
    spots: &'a [Spot],
    /// Where each stands, in bytes (in code points where there is no text), with its number among the spots; in order.
    order: Vec<(usize, usize)>,
    parts: Vec<Range<usize>>,
    /// The number of the part, from 0, of how many, and what of the text is in it.
    shown: usize,
    count: usize,
    part: Range<usize>,
}

impl<'a> Cut<'a> {
    fn new(text: Option<&str>, spots: &'a [Spot], view: &View) -> Self {
        // A part is asked for by its number, or by a place that is in it.
        let place = view.parameter("at").filter(|_| view.parameter("page").is_none()).and_then(|at| at.parse().ok());
        let offsets = text.map(|text| Offsets::new(text, spots.iter().map(|spot| spot.point).chain(place)));
        let at = |point: usize| offsets.as_ref().map_or(point, |offsets| offsets.at(point));
        let mut order: Vec<(usize, usize)> = spots.iter().enumerate().map(|(n, spot)| (at(spot.point), n)).collect();
        order.sort_by_key(|(at, n)| (*at, spots[*n].unread, spots[*n].iri.as_str()));
        let sizes: Vec<_> = order.iter().map(|(at, n)| (*at, if spots[*n].unread { UNREAD } else { FIGURE })).collect();
        let parts = text.map_or_else(|| pieces::parts_without_text(&sizes), |text| pieces::parts(text, &sizes));
        let shown = match place {
            Some(place) => part_at(&parts, at(place)),
            None => view.number("page", 1).clamp(1, parts.len()) - 1,
        };
        let (count, part) = (parts.len(), parts.get(shown).cloned().unwrap_or(0..0));
        Self { spots, order, parts, shown, count, part }
    }

    /// The numbers of the spots in the part, in the order of the text.
    fn here(&self) -> impl Iterator<Item = usize> {
        self.order.iter().filter(|(at, _)| self.page(*at) == self.shown).map(|(_, n)| *n)
    }

    fn page(&self, at: usize) -> usize {
        part_at(&self.parts, at)
    }

    /// The address of a record of this bulletin, in whichever part it is.
    fn address(&self, outcome: &str, bulletin: &str, view: &View) -> String {
        let Some(id) = outcome.strip_prefix(bulletin).and_then(|rest| rest.strip_prefix('#')) else {
            return view.of(outcome);
        };
        let found = self.order.iter().find(|(_, n)| self.spots[*n].iri.as_str() == outcome);
        match found.map(|(at, _)| self.page(*at)).filter(|page| *page != self.shown) {
            Some(page) => format!("{}#{id}", part_address(page, view)),
            None => format!("#{id}"),
        }
    }
}

/// The part in which something stands; the last one for what stands behind the text.
fn part_at(parts: &[Range<usize>], at: usize) -> usize {
    parts.partition_point(|part| part.end <= at).min(parts.len().saturating_sub(1))
}

/// The address of a part, by its number from 0.
fn part_address(part: usize, view: &View) -> String {
    view.here_but(&[("at", ""), ("page", &(part + 1).to_string())])
}

/// A spot with the words that its evidence selects; where these are in bytes is not told yet.
fn item<'a>(spot: &'a Spot, bulletin: &str, facts: &Facts<'_>) -> Item<'a> {
    let subject = spot.iri.as_str();
    let id = subject.strip_prefix(bulletin).and_then(|s| s.strip_prefix('#')).unwrap_or(subject).to_owned();
    let number = spot.point;
    let words = selected(facts, subject)
        .unwrap_or_else(|| number..number + facts.words(subject, "quote").map_or(0, |quote| quote.chars().count()));
    Item { subject, place: Place { id, words, number, told: String::new(), unread: spot.unread }, bytes: 0..0 }
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

#[expect(clippy::too_many_arguments, reason = "all of it is what the section shows")]
fn text_section(
    text: &str,
    part: &Range<usize>,
    here: &[Item<'_>],
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
fn turning(name: Both, shown: usize, count: usize, view: &View) -> String {
    if count < 2 {
        return String::new();
    }
    let link = |page: usize, text: Both, relation: &str| {
        format!("<li><a rel=\"{relation}\" href=\"{}\">{}</a></li>", escape(&part_address(page, view)), view.say(text))
    };
    let before = if shown > 0 { link(shown - 1, PREVIOUS, "prev") } else { String::new() };
    let after = if shown + 1 < count { link(shown + 1, NEXT, "next") } else { String::new() };
    let part = view.say(PART).replacen("{}", &(shown + 1).to_string(), 1).replacen("{}", &count.to_string(), 1);
    format!(
        "<nav class=\"parts\" aria-label=\"{}\"><p>{} {part}</p><ul>{before}{after}</ul></nav>\n",
        view.say(name),
        view.say(LONG),
    )
}
