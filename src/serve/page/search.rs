//! Search by name.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::bulletin::told_of;
use super::value::{link, shown};
use super::{Both, Labels, Page, View, answer, escape, layout, number};
use crate::serve::App;
use crate::serve::http::Fault;
use crate::serve::names::{Found, KINDS, Kind, Names, Wanted};

/// How many of each kind are shown at first, and of one kind on a page.
const FIRST: usize = 8;
const MOST: usize = 60;

const TITLE: Both = Both("Search", "搜索");
const LABEL: Both = Both(
    "Name of a place, agency, official, campaign, law or bulletin, in any language",
    "地区、机构、人员、专项行动、法律法规或公报的名称，任何语言均可",
);
const GO: Both = Both("Search", "搜索");
const SHORT: Both = Both(
    "Type two letters or one Chinese character at least. Case, accents, and simplified or traditional characters make no difference.",
    "请至少输入一个汉字或两个字母。大小写、重音符号和简繁体均不影响结果。",
);
const NONE: Both = Both("Nothing is called", "没有找到名称包含以下文字的内容：");
const NONE_HINT: Both = Both(
    "Try a shorter name or another language, or see the lists of places and agencies.",
    "请尝试更短的名称或其他语言，或查看地区和机构列表。",
);
const FOUND: Both = Both("found for", "项结果：");
const NAMES: [(Kind, Both); 6] = [
    (Kind::Place, Both("Places", "地区")),
    (Kind::Agency, Both("Agencies", "机构")),
    (Kind::Official, Both("Officials", "人员")),
    (Kind::Campaign, Both("Campaigns", "专项行动")),
    (Kind::Law, Both("Laws", "法律法规")),
    (Kind::Bulletin, Both("Bulletins", "公报")),
];
const ALL: Both = Both("All", "全部");
const KINDS_MENU: Both = Both("Kinds", "类别");
const IN_ONE: Both = Both("in {} bulletin", "见于 {} 篇公报");
const IN_MANY: Both = Both("in {} bulletins", "见于 {} 篇公报");
const IN_NONE: Both = Both("known, in no bulletin", "已收录，未见于公报");
const CALLED: Both = Both("also called", "又称");
const PREVIOUS: Both = Both("Previous page", "上一页");
const NEXT: Both = Both("Next page", "下一页");

/// Answers at `/search`.
pub async fn search(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    let view = View::of_page(&app, &request)?;
    answer(&app, view, page).await
}

fn page(app: &App, view: &View) -> Result<String, Fault> {
    let asked: String = view.parameter("q").unwrap_or_default().trim().chars().take(200).collect();
    let mut body = format!("<h1>{}</h1>\n{}", view.say(TITLE), form(&asked, view));
    let title =
        if asked.is_empty() { view.say(TITLE).to_owned() } else { format!("{} – {}", asked, view.say(TITLE)) };
    match Wanted::new(&asked) {
        None => {
            let _ = writeln!(body, "<p class=\"note\">{}</p>", view.say(SHORT));
        }
        Some(wanted) => {
            let found = Names::of(app, &view.token)?.find(&wanted, &view.token)?;
            results(app, view, &asked, &found, &mut body);
        }
    }
    Ok(layout(view, &Page { title: &title, head: "<meta name=\"robots\" content=\"noindex\">\n", body: &body }))
}

fn form(asked: &str, view: &View) -> String {
    let language =
        view.told().map(|tag| format!("<input type=\"hidden\" name=\"lang\" value=\"{tag}\">")).unwrap_or_default();
    format!(
        "<form action=\"{}\" class=\"find\"><p><label for=\"find\">{}</label></p>\n\
         <p><input id=\"find\" type=\"search\" name=\"q\" maxlength=\"100\" value=\"{}\">{language} <button>{}</button></p></form>\n",
        escape(&view.links.local("search")),
        view.say(LABEL),
        escape(asked),
        view.say(GO)
    )
}

fn results(
    app: &App,
    view: &View,
    asked: &str,
    found: &std::collections::BTreeMap<Kind, Vec<Found>>,
    body: &mut String,
) {
    let total: usize = found.values().map(Vec::len).sum();
    if total == 0 {
        let _ = writeln!(
            body,
            "<p role=\"status\">{} “{}”.</p>\n<p>{}</p>",
            view.say(NONE),
            shown(asked, 100),
            view.say(NONE_HINT)
        );
        return;
    }
    let _ = writeln!(
        body,
        "<p role=\"status\">{} {} “{}”</p>",
        number::grouped(&total.to_string()),
        view.say(FOUND),
        shown(asked, 100)
    );
    let only =
        view.parameter("kind").and_then(|k| KINDS.into_iter().find(|(_, path)| *path == k)).map(|(kind, _)| kind);
    let only = only.filter(|kind| found.contains_key(kind));
    body.push_str(&menu(view, asked, found, only));
    let mut labels = Labels::new(&app.store, view.language);
    for (kind, name) in NAMES {
        let Some(all) = found.get(&kind).filter(|_| only.is_none_or(|only| only == kind)) else { continue };
        let (pages, shown_page) = match only {
            Some(_) => (all.len().div_ceil(MOST), view.number("page", 1).clamp(1, all.len().div_ceil(MOST).max(1))),
            None => (1, 1),
        };
        let most = if only.is_some() { MOST } else { FIRST };
        let _ = writeln!(
            body,
            "<section>\n<h2>{} <span class=\"small\">{}</span></h2>\n<ul class=\"found\">",
            view.say(name),
            number::grouped(&all.len().to_string())
        );
        for one in all.iter().skip((shown_page - 1) * most).take(most) {
            let _ = writeln!(
                body,
                "<li>{} <span class=\"small\">{}</span></li>",
                link(&one.iri, &mut labels, view),
                told(app, one, &mut labels, view)
            );
        }
        body.push_str("</ul>\n");
        if only.is_none() && all.len() > FIRST {
            let all_of = format!("{} {}", view.say(ALL), number::grouped(&all.len().to_string()));
            let _ = writeln!(
                body,
                "<p><a href=\"{}\">{all_of}: {}</a></p>",
                escape(&view.with("search", &[("q", asked), ("kind", path(kind))])),
                view.say(name)
            );
        }
        if pages > 1 {
            let to = |page: usize, text: Both| {
                format!("<a href=\"{}\">{}</a> ", escape(&view.here_with("page", &page.to_string())), view.say(text))
            };
            let before = if shown_page > 1 { to(shown_page - 1, PREVIOUS) } else { String::new() };
            let after = if shown_page < pages { to(shown_page + 1, NEXT) } else { String::new() };
            let _ = writeln!(
                body,
                "<nav class=\"parts\" aria-label=\"{}\"><p>{before}{shown_page} / {pages} {after}</p></nav>",
                view.say(name)
            );
        }
        body.push_str("</section>\n");
    }
}

/// The way to the results of one kind.
fn menu(view: &View, asked: &str, found: &std::collections::BTreeMap<Kind, Vec<Found>>, only: Option<Kind>) -> String {
    let mut html = format!("<nav aria-label=\"{}\"><ul>", view.say(KINDS_MENU));
    let mut item = |address: String, name: &str, count: usize, here: bool| {
        let here = if here { " aria-current=\"true\"" } else { "" };
        let count = number::grouped(&count.to_string());
        let _ = write!(html, "<li><a href=\"{}\"{here}>{name} ({count})</a></li>", escape(&address));
    };
    item(view.with("search", &[("q", asked)]), view.say(ALL), found.values().map(Vec::len).sum(), only.is_none());
    for (kind, name) in NAMES {
        if let Some(all) = found.get(&kind) {
            let address = view.with("search", &[("q", asked), ("kind", path(kind))]);
            item(address, view.say(name), all.len(), only == Some(kind));
        }
    }
    html.push_str("</ul></nav>\n");
    html
}

fn path(kind: Kind) -> &'static str {
    KINDS.into_iter().find(|(known, _)| *known == kind).map_or("", |(_, path)| path)
}

/// What is told of a thing beside its name.
fn told(app: &App, found: &Found, labels: &mut Labels<'_>, view: &View) -> String {
    let name = labels.of(&found.iri).0;
    let other = found.by.as_deref().filter(|by| found.kind != Kind::Bulletin && **by != *name);
    let other = other.map(|by| format!("{} {} · ", view.say(CALLED), shown(by, 100))).unwrap_or_default();
    let told = match (found.kind, found.bulletins) {
        (Kind::Bulletin, _) => told_of(&app.store, &found.iri, view),
        (_, 0) => view.say(IN_NONE).to_owned(),
        (_, count) => {
            let words = view.say(if count == 1 { IN_ONE } else { IN_MANY });
            words.replace("{}", &number::grouped(&count.to_string()))
        }
    };
    other + &told
}
