//! Two places, two years or two operations side by side: what bulletins tell of both in the same terms.

mod pairs;

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::chart::{self, Bar, Said};
use super::look::{Look, page_of, pager};
use super::number::{grouped, rounded};
use super::series::{Key, Series, drawn, kinds};
use super::{Both, Page, View, escape, layout};
use crate::serve::App;
use crate::serve::figures::{Facet, Figures, Row, year};
use crate::serve::http::Fault;
use pairs::{Pair, Pairs, Time, pairs};

const TITLE: Both = Both("Compare", "比较");
const INTRO: Both = Both(
    "Choose two of a kind. Figures are held against each other where they are of the same action, target, offence and unit.",
    "请选择两个同类对象。行为、对象、违法犯罪与单位相同的数据才能比较。",
);
const FIRST: Both = Both("First", "甲");
const SECOND: Both = Both("Second", "乙");
const IN: Both = Both("In", "范围");
const EVERYWHERE: Both = Both("everywhere", "全部地区");
const CHOOSE: Both = Both("choose", "请选择");
const SHOW: Both = Both("Compare", "比较");
const KINDS: Both = Both("Kind", "类别");
const WHAT: Both = Both("What", "指标");
const PERIOD: Both = Both("Period", "时段");
const DIFFERENCE: Both = Both("Difference", "差值");
const CHANGE: Both = Both("Change", "变化");
const MATCHED: Both = Both("In the same terms", "可比数据");
const LOOSE: Both = Both("The same terms, other periods", "指标相同、时段不同");
const LOOSE_ABOUT: Both = Both(
    "The latest figure of each. Their periods differ, so no difference is drawn.",
    "各取最近一期数据。时段不同，故不计算差值。",
);
const NOTHING: Both = Both(
    "Nothing of these two can be held against each other: bulletins tell of no figure of both with the same action, target, offence and unit.",
    "两者没有可比的数据：公报中没有行为、对象、违法犯罪与单位都相同的数据。",
);
const NO_SAME_PERIOD: Both = Both("No figure of both is for the same period.", "两者没有同一时段的数据。");
const SAME: Both = Both("These two are the same; choose another one.", "两者相同，请另选一个。");
const UNKNOWN: Both = Both("Of this one no bulletin tells a figure", "没有关于此项的数据");
const FIGURES: Both = Both("Figures", "数据条数");
const COURSE: Both = Both("Over time", "变化趋势");
const CHANGES: Both = Both("Change from the first to the second, in per cent", "由甲至乙的变化（%）");
const CHANGES_ABOUT: Both = Both(
    "A bar for each figure; those beyond 500 % are cut. The table tells the values.",
    "每条对应一项数据，超过 500% 的截断显示。数值见表。",
);
const TABLE: Both = Both("Figures side by side", "数据对照");

/// Pairs on a page.
const SIZE: usize = 50;
/// Bars of the chart of changes.
const BARS: usize = 20;
/// Choices in a list; those with most figures.
const CHOICES: usize = 300;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Place,
    Year,
    Campaign,
}

impl Kind {
    const ALL: [(Self, &'static str, Both); 3] = [
        (Self::Place, "place", Both("Two places", "两个地区")),
        (Self::Year, "year", Both("Two years", "两个年份")),
        (Self::Campaign, "campaign", Both("Two campaigns", "两个专项行动")),
    ];

    fn of(view: &View) -> Self {
        let asked = view.parameter("kind").unwrap_or_default();
        Self::ALL.into_iter().find(|(_, name, _)| *name == asked).map_or(Self::Place, |(kind, ..)| kind)
    }

    const fn facet(self) -> Option<Facet> {
        match self {
            Self::Place => Some(Facet::Place),
            Self::Campaign => Some(Facet::Campaign),
            Self::Year => None,
        }
    }
}

/// One of the two.
struct Side<'a> {
    name: String,
    /// The name as HTML, with a link where it has a page.
    link: String,
    rows: Vec<&'a Row>,
}

/// Answers at `/compare`.
///
/// # Errors
/// When the request asks for no page.
pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    let view = View::of_page(&app, &request)?;
    super::answer(&app, view, page).await
}

fn page(app: &App, view: &View) -> Result<String, Fault> {
    let table = Figures::of(app, &view.token)?;
    let mut look = Look::new(&app.store, &table, view);
    let kind = Kind::of(view);
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>\n", look.say(TITLE), look.say(INTRO));
    body += &form(kind, &mut look);
    let asked = |name: &str| view.parameter(name).filter(|value| !value.is_empty());
    if let (Some(a), Some(b)) = (asked("a"), asked("b")) {
        let sides = (side(kind, a, &mut look), side(kind, b, &mut look));
        body += &match sides {
            _ if a == b => told(look.say(SAME)),
            (Some(one), Some(other)) => compared(kind, &one, &other, &mut look),
            (one, _) => told(&format!("{}: {}", look.say(UNKNOWN), if one.is_none() { a } else { b })),
        };
    }
    Ok(layout(view, &Page { title: look.say(TITLE), head: "", body: &body }))
}

fn told(text: &str) -> String {
    format!("<p role=\"status\"><strong>{}</strong></p>\n", escape(text))
}

/// The figures of what a parameter names; nothing where there are none.
fn side<'a>(kind: Kind, asked: &str, look: &mut Look<'a>) -> Option<Side<'a>> {
    let table = look.table;
    if let Some(facet) = kind.facet() {
        let id = table.named(facet, asked)?;
        let rows = table.rows_of(facet, id);
        let side = Side { name: look.name(id), link: look.link(id), rows };
        return (!side.rows.is_empty()).then_some(side);
    }
    let wanted: i16 = asked.trim().parse().ok()?;
    let place = look.view.parameter("of").filter(|of| !of.is_empty());
    let place = match place {
        Some(place) => Some(table.named(Facet::Place, place)?),
        None => None,
    };
    let rows = table.rows.iter().filter(|row| year(row) == Some(wanted));
    let rows: Vec<&Row> = rows.filter(|row| place.is_none_or(|place| row.places.contains(&place))).collect();
    (!rows.is_empty()).then(|| Side { name: wanted.to_string(), link: wanted.to_string(), rows })
}

/// The form: the kinds as links, and what there is of the kind to choose among.
fn form(kind: Kind, look: &mut Look<'_>) -> String {
    let view = look.view;
    let mut html = format!("<nav aria-label=\"{}\"><ul>", look.say(KINDS));
    for (other, name, words) in Kind::ALL {
        let current = if other == kind { " aria-current=\"page\"" } else { "" };
        let to = view.with("compare", &[("kind", name)]);
        let _ = write!(html, "<li><a href=\"{}\"{current}>{}</a></li>", escape(&to), look.say(words));
    }
    let name = Kind::ALL.into_iter().find(|(other, ..)| *other == kind).map_or("", |(_, name, _)| name);
    let _ = write!(
        html,
        "</ul></nav>\n<form class=\"filter\" action=\"{}\"><input type=\"hidden\" name=\"kind\" value=\"{name}\">",
        escape(&view.links.local("compare"))
    );
    if let Some(tag) = view.told() {
        let _ = write!(html, "<input type=\"hidden\" name=\"lang\" value=\"{tag}\">");
    }
    let choices = match kind.facet() {
        Some(facet) => choices(facet, look),
        None => {
            let places = self::choices(Facet::Place, look);
            html += &select("of", look.say(IN), look.say(EVERYWHERE), &places, look);
            look.table.years().into_iter().map(|year| (year.to_string(), year.to_string())).collect()
        }
    };
    html += &select("a", look.say(FIRST), look.say(CHOOSE), &choices, look);
    html += &select("b", look.say(SECOND), look.say(CHOOSE), &choices, look);
    let _ = writeln!(html, "<button>{}</button></form>", look.say(SHOW));
    html
}

/// The things of a kind that figures are told of: name and value, sorted by name.
fn choices(facet: Facet, look: &mut Look<'_>) -> Vec<(String, String)> {
    let mut things = look.table.things(facet);
    things.retain(|(_, count)| count.figures > 0);
    things.sort_by_key(|(id, count)| (std::cmp::Reverse(count.figures), look.table.iri(*id)));
    let things = things.into_iter().take(CHOICES);
    let mut choices: Vec<(String, String)> =
        things.map(|(id, _)| (look.name(id), look.table.short(id).to_owned())).collect();
    choices.sort();
    choices
}

fn select(name: &str, label: &str, none: &str, choices: &[(String, String)], look: &Look<'_>) -> String {
    let asked = look.view.parameter(name).unwrap_or_default();
    let mut html = format!("<label>{label} <select name=\"{name}\"><option value=\"\">{none}</option>");
    if !asked.is_empty() && !choices.iter().any(|(_, value)| value == asked) {
        let _ = write!(html, "<option selected>{}</option>", escape(asked));
    }
    for (label, value) in choices {
        let selected = if value == asked { " selected" } else { "" };
        let _ = write!(html, "<option value=\"{}\"{selected}>{}</option>", escape(value), escape(label));
    }
    html + "</select></label>\n"
}

/// The two side by side.
fn compared(kind: Kind, one: &Side<'_>, other: &Side<'_>, look: &mut Look<'_>) -> String {
    let mut html = format!("<h2>{} – {}</h2>\n<p class=\"quiet\">", one.link, other.link);
    let count = |side: &Side<'_>| grouped(&side.rows.len().to_string());
    let _ = write!(
        html,
        "{}: {} {}, {} {}",
        look.say(FIGURES),
        escape(&one.name),
        count(one),
        escape(&other.name),
        count(other)
    );
    html.push_str("</p>\n");
    let of = match kind {
        Kind::Place => Some(Facet::Place),
        Kind::Campaign => Some(Facet::Campaign),
        Kind::Year => look.view.parameter("of").filter(|of| !of.is_empty()).map(|_| Facet::Place),
    };
    let time = match kind {
        Kind::Place => Time::Same,
        Kind::Year => Time::OfYear,
        Kind::Campaign => Time::Latest,
    };
    let found = pairs(kinds(&one.rows, of), kinds(&other.rows, of), time);
    let Pairs { mut matched, mut loose } = found;
    if matched.is_empty() && loose.is_empty() {
        return html + &told(look.say(NOTHING));
    }
    let table = look.table;
    matched.sort_by_cached_key(|pair| (std::cmp::Reverse(pair.one.period()), pair.key.code(table)));
    loose.sort_by_cached_key(|pair| (std::cmp::Reverse(pair.one.period()), pair.key.code(table)));
    if kind == Kind::Place {
        html += &course(one, other, &matched, &loose, look);
    }
    if matched.is_empty() {
        html += &told(look.say(NO_SAME_PERIOD));
    } else {
        html += &changes(&matched, look);
        let _ = write!(html, "<section id=\"matched\">\n<h2>{}</h2>\n", look.say(MATCHED));
        html += &side_by_side(&matched, (one, other), kind == Kind::Place, true, "page", look);
        html.push_str("</section>\n");
    }
    if !loose.is_empty() {
        let _ =
            write!(html, "<section id=\"loose\">\n<h2>{}</h2>\n<p>{}</p>\n", look.say(LOOSE), look.say(LOOSE_ABOUT));
        html += &side_by_side(&loose, (one, other), false, false, "loose", look);
        html.push_str("</section>\n");
    }
    html
}

/// Both over time, in the terms in which most is told of both.
fn course(one: &Side<'_>, other: &Side<'_>, matched: &[Pair<'_>], loose: &[Pair<'_>], look: &mut Look<'_>) -> String {
    let table = look.table;
    let mut counts: std::collections::BTreeMap<String, (usize, &Key<'_>)> = std::collections::BTreeMap::new();
    for pair in matched {
        counts.entry(pair.key.code(table)).or_insert((0, &pair.key)).0 += 1;
    }
    let most = counts.into_values().max_by_key(|(count, _)| *count).map(|(_, key)| key);
    let Some(key) = most.or_else(|| loose.first().map(|pair| &pair.key)) else { return String::new() };
    let (Some(first), Some(second)) = (of_kind(one, key), of_kind(other, key)) else {
        return String::new();
    };
    let title = key.name(look);
    let lines = [first.drawn(one.name.clone(), look), second.drawn(other.name.clone(), look)];
    let Some(chart) = drawn("course", &title, &lines, look) else { return String::new() };
    format!("<section>\n<h2>{}</h2>\n{chart}</section>\n", look.say(COURSE))
}

/// What is told of one of the two in some terms.
fn of_kind<'a>(side: &Side<'a>, key: &Key<'_>) -> Option<Series<'a>> {
    kinds(&side.rows, Some(Facet::Place)).into_iter().find(|series| series.key == *key)
}

/// How far the second is from the first, a bar for each pair.
fn changes(pairs: &[Pair<'_>], look: &mut Look<'_>) -> String {
    let mut bars = Vec::new();
    for pair in pairs {
        let Some(percent) = pair.percent() else { continue };
        let name = pair.key.name(look);
        bars.push(Bar { name, value: Some(percent.clamp(-100.0, 500.0)), told: signed(percent) });
        if bars.len() == BARS {
            break;
        }
    }
    let said =
        Said { id: "changes", title: look.say(CHANGES), about: look.say(CHANGES_ABOUT), language: look.view.language };
    let chart = chart::bars(&said, &bars).unwrap_or_default();
    if chart.is_empty() { chart } else { format!("{chart}<p class=\"quiet\">{}</p>\n", look.say(CHANGES_ABOUT)) }
}

fn signed(percent: f64) -> String {
    format!("{}{} %", if percent > 0.0 { "+" } else { "" }, rounded(percent, 1))
}

/// A table of pairs: with one period for both or one for each, and with differences or without.
fn side_by_side(
    pairs: &[Pair<'_>],
    (one, other): (&Side<'_>, &Side<'_>),
    one_period: bool,
    differences: bool,
    parameter: &str,
    look: &mut Look<'_>,
) -> String {
    let (page, pages) = page_of(look.view, parameter, pairs.len(), SIZE);
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"pairs\">\n<thead><tr><th scope=\"col\">{}</th>",
        look.say(TABLE),
        look.say(WHAT)
    );
    if one_period {
        let _ = write!(html, "<th scope=\"col\">{}</th>", look.say(PERIOD));
    }
    let mut columns = vec![(escape(&one.name), "n"), (escape(&other.name), "n")];
    if differences {
        columns.extend([(look.say(DIFFERENCE).to_owned(), "n"), (look.say(CHANGE).to_owned(), "n")]);
    }
    for (name, class) in columns {
        let _ = write!(html, "<th scope=\"col\" class=\"{class}\">{name}</th>");
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for pair in pairs.iter().skip((page - 1) * SIZE).take(SIZE) {
        let _ = write!(html, "<tr><th scope=\"row\">{}</th>", escape(&pair.key.name(look)));
        if one_period {
            let _ = write!(html, "<td class=\"d\">{}</td>", escape(&look.period(pair.one)));
        }
        for row in [pair.one, pair.other] {
            html += &cell(row, !one_period, look);
        }
        if differences {
            let about = if pair.is_exact() { "" } else { "≈ " };
            let percent =
                pair.percent().map_or_else(|| "–".to_owned(), |percent| format!("{about}{}", signed(percent)));
            let _ = write!(
                html,
                "<td class=\"n\">{about}{}</td><td class=\"n\">{percent}</td>",
                rounded(pair.other.value - pair.one.value, 4)
            );
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table></div>\n");
    let fragment = if differences { "matched" } else { "loose" };
    html + &pager(look.view, parameter, fragment, page, pages)
}

/// A figure, leading to its record.
fn cell(row: &Row, with_period: bool, look: &mut Look<'_>) -> String {
    let value = format!("{} {}", look.value(row), look.unit(row));
    let mut html =
        format!("<td class=\"n\"><a href=\"{}\">{}</a>", escape(&look.view.of(&row.iri)), escape(value.trim_end()));
    if with_period {
        let _ = write!(html, "<br><small>{}</small>", escape(&look.period(row)));
    }
    html + "</td>"
}
