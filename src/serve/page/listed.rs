//! Figures as a table: filtered, sorted by links, a page at a time.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::look::{Look, kind, page_of, pager};
use super::{Both, escape};
use crate::serve::figures::{Facet, Id, Row};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Term};
use oxigraph::store::Store;

/// Figures on a page.
const SIZE: usize = 40;
/// How many bytes of a quote are shown.
const QUOTED: usize = 120;
const QUOTE: &str = "https://w3id.org/gongbao/ns#quote";

const FILTER: Both = Both("Filter", "筛选");
const ANY: Both = Both("any", "不限");
const APPLY: Both = Both("Show", "显示");
const CLEAR: Both = Both("Show all", "显示全部");
const NONE: Both = Both("No figure is told.", "没有数据。");
const SHOWN: Both =
    Both("Figures {} to {} of {}. The columns lead to other orders.", "第 {} 至 {} 条，共 {} 条。点击列名可改变排序。");
const PERIOD: Both = Both("Period", "时段");
const VALUE: Both = Both("Value", "数值");
const UNIT: Both = Both("Unit", "单位");
const BULLETIN: Both = Both("Bulletin", "公报");
const WORDS: Both = Both("In the words", "原文");
const TABLE: Both = Both("Table of figures", "数据表");

/// By what figures can be chosen.
const FILTERS: [Facet; 3] = [Facet::Action, Facet::Target, Facet::Offence];

/// By what figures are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Period,
    Facet(Facet),
    Value,
    Unit,
    Bulletin,
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Facet(facet) => facet.path().trim_end_matches('/'),
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Bulletin => "bulletin",
        }
    }
}

/// The figures that the parameters choose.
pub fn chosen<'a>(rows: Vec<&'a Row>, look: &Look<'_>) -> Vec<&'a Row> {
    let wanted: Vec<(Facet, Option<Id>)> = FILTERS
        .into_iter()
        .filter_map(|facet| {
            let name = look.view.parameter(name(facet)).filter(|name| !name.is_empty())?;
            Some((facet, look.table.named(facet, name)))
        })
        .collect();
    let has = |row: &Row, (facet, id): &(Facet, Option<Id>)| id.is_some_and(|id| row.of(*facet).contains(&id));
    rows.into_iter().filter(|row| wanted.iter().all(|wanted| has(row, wanted))).collect()
}

/// The form by which figures are chosen: what there is to choose among, with how often it is met.
pub fn form(rows: &[&Row], of: Facet, look: &mut Look<'_>) -> String {
    let mut form = String::new();
    for facet in FILTERS.into_iter().filter(|facet| *facet != of) {
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        rows.iter().flat_map(|row| row.of(facet)).for_each(|id| *counts.entry(*id).or_default() += 1);
        let mut options: Vec<(String, String, usize)> =
            counts.into_iter().map(|(id, n)| (look.name(id), look.table.short(id).to_owned(), n)).collect();
        options.sort();
        if options.is_empty() {
            continue;
        }
        let asked = look.view.parameter(name(facet)).unwrap_or_default();
        let _ = write!(
            form,
            "<label>{} <select name=\"{}\"><option value=\"\">{}</option>",
            look.say(kind(facet).0),
            name(facet),
            look.say(ANY)
        );
        for (label, value, n) in options.iter().take(100) {
            let selected = if value == asked { " selected" } else { "" };
            let _ = write!(form, "<option value=\"{}\"{selected}>{} ({n})</option>", escape(value), escape(label));
        }
        form.push_str("</select></label> ");
    }
    if form.is_empty() {
        return form;
    }
    for kept in ["sort", "order"] {
        if let Some(value) = look.view.parameter(kept) {
            let _ = write!(form, "<input type=\"hidden\" name=\"{kept}\" value=\"{}\">", escape(value));
        }
    }
    if let Some(tag) = look.view.told() {
        let _ = write!(form, "<input type=\"hidden\" name=\"lang\" value=\"{tag}\">");
    }
    let is_chosen = FILTERS.iter().any(|facet| look.view.parameter(name(*facet)).is_some_and(|v| !v.is_empty()));
    let clear = if is_chosen {
        let all = look.view.here_but(&[("action", ""), ("target", ""), ("offence", ""), ("page", ""), ("series", "")]);
        format!(" <a href=\"{}#figures\">{}</a>", escape(&all), look.say(CLEAR))
    } else {
        String::new()
    };
    format!(
        "<form action=\"#figures\" class=\"filter\" aria-label=\"{}\">{form}<button>{}</button>{clear}</form>\n",
        look.say(FILTER),
        look.say(APPLY)
    )
}

/// A page of the figures, in the order that is asked for: the latest period first.
pub fn table(mut rows: Vec<&Row>, of: Option<Facet>, store: &Store, look: &mut Look<'_>) -> String {
    if rows.is_empty() {
        return format!("<p>{}</p>\n", look.say(NONE));
    }
    let columns = columns(of);
    let sort = look.view.parameter("sort").and_then(|name| columns.iter().copied().find(|c| c.name() == name));
    let falling =
        look.view.parameter("order").map_or(matches!(sort, None | Some(Sort::Value)), |order| order == "desc");
    let sort = sort.unwrap_or(Sort::Period);
    order(&mut rows, sort, falling, look);
    let (page, pages) = page_of(look.view, "page", rows.len(), SIZE);
    let start = (page - 1) * SIZE;
    let shown = rows.get(start..(start + SIZE).min(rows.len())).unwrap_or_default();
    let mut told = look.say(SHOWN).to_owned();
    for number in [start + 1, start + shown.len(), rows.len()] {
        told = told.replacen("{}", &super::number::grouped(&number.to_string()), 1);
    }
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"figures\">\n<caption>{told}</caption>\n<thead><tr>",
        look.say(TABLE)
    );
    for column in &columns {
        let is_here = *column == sort;
        let turned = if is_here { !falling } else { *column == Sort::Value || *column == Sort::Period };
        let to = look.view.here_but(&[
            ("sort", column.name()),
            ("order", if turned { "desc" } else { "asc" }),
            ("page", ""),
        ]);
        let (state, arrow) = match (is_here, falling) {
            (true, true) => (" aria-sort=\"descending\"", " ↓"),
            (true, false) => (" aria-sort=\"ascending\"", " ↑"),
            _ => ("", ""),
        };
        let class = if *column == Sort::Value { " class=\"n\"" } else { "" };
        let _ = write!(
            html,
            "<th scope=\"col\"{class}{state}><a href=\"{}#figures\">{}</a>{arrow}</th>",
            escape(&to),
            look.say(heading(*column))
        );
    }
    let _ = writeln!(html, "<th scope=\"col\">{}</th></tr></thead>\n<tbody>", look.say(WORDS));
    for row in shown {
        html.push_str("<tr>");
        for column in &columns {
            let _ = match column {
                Sort::Value => write!(html, "<td class=\"n\">{}</td>", escape(&look.value(row))),
                Sort::Period | Sort::Bulletin => write!(html, "<td class=\"d\">{}</td>", cell(row, *column, look)),
                column => write!(html, "<td>{}</td>", cell(row, *column, look)),
            };
        }
        let _ = writeln!(html, "<td>{}</td></tr>", words(row, store, look));
    }
    html.push_str("</tbody></table></div>\n");
    html + &pager(look.view, "page", "figures", page, pages)
}

fn columns(of: Option<Facet>) -> Vec<Sort> {
    // What is looked for first stands where a narrow screen shows it.
    let mut columns = vec![Sort::Period, Sort::Value, Sort::Unit];
    let facets = [Facet::Action, Facet::Target, Facet::Offence, Facet::Place, Facet::Agency];
    columns.extend(facets.into_iter().filter(|facet| Some(*facet) != of).map(Sort::Facet));
    columns.push(Sort::Bulletin);
    columns
}

const fn heading(column: Sort) -> Both {
    match column {
        Sort::Period => PERIOD,
        Sort::Facet(facet) => kind(facet).0,
        Sort::Value => VALUE,
        Sort::Unit => UNIT,
        Sort::Bulletin => BULLETIN,
    }
}

fn cell(row: &Row, column: Sort, look: &mut Look<'_>) -> String {
    match column {
        Sort::Period => escape(&look.period(row)),
        Sort::Facet(facet) => {
            let compared = row.compare.filter(|_| facet == Facet::Action).map(|compare| look.name(compare));
            let compared = compared.map(|name| format!(" <span class=\"quiet\">({})</span>", escape(&name)));
            look.links(row.of(facet)) + &compared.unwrap_or_default()
        }
        Sort::Value => escape(&look.value(row)),
        Sort::Unit => escape(&look.unit(row)),
        Sort::Bulletin => {
            let Some(bulletin) = row.bulletin else { return String::new() };
            let date = look.table.date(bulletin).map_or_else(|| "–".to_owned(), |date| date.to_string());
            format!("<a href=\"{}\">{date}</a>", escape(&look.view.of(look.table.iri(bulletin))))
        }
    }
}

/// The words that say a figure, leading to its record.
fn words(row: &Row, store: &Store, look: &Look<'_>) -> String {
    let node = NamedNodeRef::new_unchecked(&row.iri);
    let property = NamedNodeRef::new_unchecked(QUOTE);
    let default = Some(GraphNameRef::DefaultGraph);
    let mut quads = store.quads_for_pattern(Some(node.into()), Some(property), None, default);
    let quote = quads.find_map(|quad| match quad.ok()?.object {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    });
    let quote = quote.unwrap_or_else(|| "→".to_owned());
    let mut short = quote.get(..quote.floor_char_boundary(QUOTED)).unwrap_or_default().to_owned();
    if short.len() < quote.len() {
        short.push('…');
    }
    format!("<a href=\"{}\">{}</a>", escape(&look.view.of(&row.iri)), escape(&short))
}

fn order(rows: &mut [&Row], sort: Sort, falling: bool, look: &mut Look<'_>) {
    let by_facet = |facet: Facet, look: &mut Look<'_>, rows: &mut [&Row]| {
        // Names are few, figures many: each name is looked up once.
        let mut names: std::collections::HashMap<Vec<Id>, String> = std::collections::HashMap::new();
        for row in rows.iter() {
            if !names.contains_key(row.of(facet)) {
                let name = look.names(row.of(facet));
                names.insert(row.of(facet).to_vec(), name);
            }
        }
        let name = |row: &Row| names.get(row.of(facet)).map_or("", String::as_str);
        sorted(rows, falling, |a, b| empty_last(name(a), name(b), falling).then_with(|| name(a).cmp(name(b))));
    };
    match sort {
        Sort::Period => sorted(rows, falling, |a, b| a.period().cmp(&b.period())),
        Sort::Value => sorted(rows, falling, |a, b| a.value.total_cmp(&b.value)),
        Sort::Bulletin => sorted(rows, falling, |a, b| a.date.cmp(&b.date)),
        Sort::Unit => by_facet(Facet::Unit, look, rows),
        Sort::Facet(facet) => by_facet(facet, look, rows),
    }
}

/// What has no name stands at the end, whichever way the names run.
fn empty_last(a: &str, b: &str, falling: bool) -> Ordering {
    let order = a.is_empty().cmp(&b.is_empty());
    if falling { order.reverse() } else { order }
}

/// Sorts; figures that are alike stand in the order of their bulletins and texts.
fn sorted(rows: &mut [&Row], falling: bool, compare: impl Fn(&Row, &Row) -> Ordering) {
    rows.sort_by(|a, b| {
        let order = compare(a, b);
        (if falling { order.reverse() } else { order }).then_with(|| a.iri.cmp(&b.iri))
    });
}

fn name(facet: Facet) -> &'static str {
    facet.path().trim_end_matches('/')
}
