//! The page at the root: what is in the graph.

mod months;
mod tiles;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::model::NamedNode;

use super::bulletin::told_of;
use super::number::grouped;
use super::view::language_name;
use super::{Both, Labels, Page, View, escape, layout, link};
use crate::ontology::BASE;
use crate::query;
use crate::serve::App;
use crate::serve::figures::{Count, Facet};
use crate::serve::http::Fault;
use crate::serve::overview::Overview;

/// How many of the newest are shown, and of other countries.
const NEWEST: usize = 10;
const COUNTRIES: usize = 40;

const TITLE: Both = Both("What official bulletins say, figure by figure", "官方公报中的数据");
const ABOUT: Both = Both(
    "Police, prosecutors, courts and regulators report what they did in bulletins. Here each of their figures is a record: how many, of what, where, when, by whom, with the words that say it.",
    "公安、检察、法院和监管机构通过公报发布工作成果。这里把其中每个数据整理为一条记录：多少、什么、何地、何时、由谁，并附原文。",
);
const EMPTY: Both = Both("There is no bulletin in the graph yet.", "图谱中尚无公报。");
const BULLETINS: Both = Both("bulletins", "篇公报");
const FIGURES: Both = Both("figures", "个数据");
const UNREAD: Both = Both("numbers in no figure", "个数字未计入");
const KINDS: [(Facet, &str, Both); 5] = [
    (Facet::Place, "places", Both("places", "个地区")),
    (Facet::Agency, "agencies", Both("agencies", "个机构")),
    (Facet::Official, "officials", Both("officials", "名人员")),
    (Facet::Campaign, "campaigns", Both("campaigns", "个专项行动")),
    (Facet::Law, "laws", Both("laws", "部法律法规")),
];
const WHEN: Both = Both("When", "时间");
const UNDATED: Both = Both("{} without a date", "{} 篇无日期");
const LANGUAGES: Both = Both("By language", "按语言");
const LANGUAGE: Both = Both("Language", "语言");
const COUNT: Both = Both("Bulletins", "公报");
const FIGURE_COUNT: Both = Both("Figures", "数据");
const SHARE: Both = Both("Share", "占比");
const WHERE: Both = Both("Where", "地区");
const PROVINCES: Both = Both("Bulletins by province of China", "中国各省级行政区公报数");
const TABLE: Both = Both("The same as a table", "以表格显示");
const PLACE: Both = Both("Place", "地区");
const ABROAD: Both = Both("By country", "按国家和地区");
const NEW: Both = Both("Newest bulletins", "最新公报");
const ALL: Both = Both("All bulletins", "全部公报");
const CAMPAIGNS: Both = Both("Campaigns with most figures", "数据最多的专项行动");
const ASK: Both = Both("Questions", "提问");
const ASK_ABOUT: Both =
    Both("Ready-made queries in SPARQL, to run or to change:", "现成的 SPARQL 查询，可直接运行或修改：");

/// The page at the root.
///
/// # Errors
/// When the store cannot be read.
pub fn start(app: &App, view: &View) -> Result<String, Fault> {
    let overview = Overview::of(app, &view.token)?;
    let mut labels = Labels::new(&app.store, view.language);
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>\n", view.say(TITLE), view.say(ABOUT));
    if overview.bulletins.is_empty() {
        let _ = writeln!(body, "<p class=\"note\">{}</p>", view.say(EMPTY));
    } else {
        body.push_str(&counts(&overview, view));
        body.push_str(&when(&overview, view));
        body.push_str(&languages(&overview, view));
        body.push_str(&places(&overview, &mut labels, view));
        body.push_str("<div class=\"beside\">\n");
        body.push_str(&newest(app, &overview, &mut labels, view));
        body.push_str(&campaigns(&overview, &mut labels, view));
        body.push_str("</div>\n");
    }
    body.push_str(&questions(view));
    Ok(layout(view, &Page { title: view.say(TITLE), head: "", body: &body }))
}

fn counts(overview: &Overview, view: &View) -> String {
    let item = |address: Option<String>, count: usize, name: Both| {
        let number = format!("<b>{}</b> {}", grouped(&count.to_string()), view.say(name));
        match address {
            Some(address) => format!("<li><a href=\"{}\">{number}</a></li>", escape(&address)),
            None => format!("<li>{number}</li>"),
        }
    };
    let mut html = String::from("<ul class=\"counts\">");
    html.push_str(&item(Some(view.local("bulletins")), overview.bulletins.len(), BULLETINS));
    html.push_str(&item(None, overview.figures, FIGURES));
    html.push_str(&item(None, overview.unread, UNREAD));
    for (kind, path, name) in KINDS {
        let count = overview.things.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count);
        html.push_str(&item(Some(view.local(path)), count, name));
    }
    html.push_str("</ul>\n");
    html
}

fn when(overview: &Overview, view: &View) -> String {
    let mut all: BTreeMap<months::Month, usize> = BTreeMap::new();
    for date in overview.bulletins.iter().filter_map(|b| b.date) {
        *all.entry((date.year(), date.month())).or_default() += 1;
    }
    let undated = overview.bulletins.iter().filter(|b| b.date.is_none()).count();
    let mut html = format!(
        "<section aria-labelledby=\"when\">\n<h2 id=\"when\">{}</h2>\n{}",
        view.say(WHEN),
        months::months(&all, view)
    );
    if undated > 0 {
        let told = view.say(UNDATED).replace("{}", &grouped(&undated.to_string()));
        let _ = writeln!(
            html,
            "<p class=\"small\"><a href=\"{}\">{told}</a></p>",
            escape(&view.with("bulletins", &[("year", "none")]))
        );
    }
    html.push_str("</section>\n");
    html
}

fn languages(overview: &Overview, view: &View) -> String {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    overview.bulletins.iter().for_each(|b| *all.entry(&b.language).or_default() += 1);
    let mut all: Vec<(&str, usize)> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let most = all.first().map_or(1, |(_, count)| *count).max(1);
    let mut html = format!(
        "<section aria-labelledby=\"languages\">\n<h2 id=\"languages\">{}</h2>\n<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        view.say(LANGUAGES),
        view.say(LANGUAGE),
        view.say(COUNT),
        view.say(SHARE)
    );
    for (tag, count) in all {
        let percent = 100.0 * count as f64 / overview.bulletins.len().max(1) as f64;
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td class=\"n\">{}</td><td><svg class=\"bar\" viewBox=\"0 0 200 12\" aria-hidden=\"true\"><rect width=\"{}\" height=\"12\"/></svg> {percent:.0}%</td></tr>",
            escape(&view.with("bulletins", &[("language", tag)])),
            escape(language_name(tag, view)),
            grouped(&count.to_string()),
            (200 * count / most).max(1)
        );
    }
    html.push_str("</tbody></table>\n</section>\n");
    html
}

fn places(overview: &Overview, labels: &mut Labels<'_>, view: &View) -> String {
    let place = |code: &str| NamedNode::new_unchecked(format!("{BASE}place/{code}"));
    let count = |code: &str| overview.places.get(code).copied().unwrap_or_default();
    let mut html = format!(
        "<section aria-labelledby=\"where\">\n<h2 id=\"where\">{}</h2>\n<div class=\"beside\">\n<figure>\n<figcaption>{}</figcaption>\n{}\n",
        view.say(WHERE),
        view.say(PROVINCES),
        tiles::tiles(PROVINCES, |code| count(code).bulletins, |code| labels.of(&place(code)).0, view),
    );
    let mut provinces: Vec<(&str, Count)> =
        tiles::codes().map(|code| (code, count(code))).filter(|(_, n)| n.bulletins > 0).collect();
    provinces.sort_by_key(|(code, n)| (std::cmp::Reverse((n.bulletins, n.figures)), *code));
    let _ = writeln!(
        html,
        "<details><summary>{}</summary>\n{}</details>\n</figure>",
        view.say(TABLE),
        table(&provinces, labels, view)
    );
    let mut others: Vec<(&str, Count)> = overview
        .places
        .iter()
        .filter(|(code, _)| !code.contains('-') && !tiles::has_tile(code))
        .map(|(code, n)| (code.as_str(), *n))
        .collect();
    others.sort_by_key(|(code, n)| (std::cmp::Reverse((n.bulletins, n.figures)), *code));
    if !others.is_empty() {
        let shown = others.get(..COUNTRIES).unwrap_or(&others);
        let _ = write!(html, "<section>\n<h3>{}</h3>\n<ul class=\"columns\">", view.say(ABROAD));
        for (code, n) in shown {
            let _ = write!(
                html,
                "<li>{} <span class=\"small\">{}</span></li>",
                link(&place(code), labels, view),
                grouped(&n.bulletins.to_string())
            );
        }
        html.push_str("</ul>\n</section>\n");
    }
    html.push_str("</div>\n</section>\n");
    html
}

fn table(places: &[(&str, Count)], labels: &mut Labels<'_>, view: &View) -> String {
    let mut html = format!(
        "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>\n",
        view.say(PLACE),
        view.say(COUNT),
        view.say(FIGURE_COUNT)
    );
    for (code, count) in places {
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td class=\"n\"><a href=\"{}\">{}</a></td><td class=\"n\">{}</td></tr>",
            link(&NamedNode::new_unchecked(format!("{BASE}place/{code}")), labels, view),
            escape(&view.with("bulletins", &[("place", code)])),
            grouped(&count.bulletins.to_string()),
            grouped(&count.figures.to_string())
        );
    }
    html.push_str("</tbody></table>\n");
    html
}

fn newest(app: &App, overview: &Overview, labels: &mut Labels<'_>, view: &View) -> String {
    let mut html =
        format!("<section aria-labelledby=\"new\">\n<h2 id=\"new\">{}</h2>\n<ul class=\"found\">\n", view.say(NEW));
    let dated = overview
        .bulletins
        .iter()
        .filter(|b| b.date.is_some())
        .chain(overview.bulletins.iter().filter(|b| b.date.is_none()));
    for bulletin in dated.take(NEWEST) {
        let told = told_of(&app.store, &bulletin.iri, view);
        let _ = writeln!(html, "<li>{}<br><span class=\"small\">{told}</span></li>", link(&bulletin.iri, labels, view));
    }
    let _ = writeln!(
        html,
        "</ul>\n<p><a href=\"{}\">{}</a></p>\n</section>",
        escape(&view.local("bulletins")),
        view.say(ALL)
    );
    html
}

fn campaigns(overview: &Overview, labels: &mut Labels<'_>, view: &View) -> String {
    if overview.campaigns.is_empty() {
        return String::new();
    }
    let mut html = format!(
        "<section aria-labelledby=\"campaigns\">\n<h2 id=\"campaigns\">{}</h2>\n<ul class=\"found\">\n",
        view.say(CAMPAIGNS)
    );
    for (campaign, count) in &overview.campaigns {
        let told = format!("{} {}", grouped(&count.figures.to_string()), view.say(FIGURES));
        let _ = writeln!(html, "<li>{}<br><span class=\"small\">{told}</span></li>", link(campaign, labels, view));
    }
    html.push_str("</ul>\n</section>\n");
    html
}

/// The queries that come with the program.
fn questions(view: &View) -> String {
    let mut html = format!(
        "<section aria-labelledby=\"questions\">\n<h2 id=\"questions\">{}</h2>\n<p>{}</p>\n<ul>\n",
        view.say(ASK),
        view.say(ASK_ABOUT)
    );
    for q in query::saved() {
        let address = view.with("sparql", &[("format", "html"), ("query", q.text)]);
        let _ = writeln!(html, "<li lang=\"en\"><a href=\"{}\">{}</a></li>", escape(&address), escape(q.question()));
    }
    html.push_str("</ul>\n</section>\n");
    html
}
