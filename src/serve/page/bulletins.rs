//! The bulletins, the newest first: all of them, or those of a month, a year, a language or a place.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::number::grouped;
use super::value::shown;
use super::view::language_name;
use super::{Both, Labels, Page, View, answer, escape, layout, link};
use crate::ontology::BASE;
use crate::serve::App;
use crate::serve::figures::{Facet, Figures};
use crate::serve::http::Fault;
use crate::serve::overview::{Bulletin, Overview};

/// How many are on a page.
const MOST: usize = 100;

const TITLE: Both = Both("Bulletins", "公报");
const FOUND: Both = Both("{} bulletins", "共 {} 篇公报");
const ONE: Both = Both("1 bulletin", "共 1 篇公报");
const NONE: Both = Both("There is no such bulletin.", "没有符合条件的公报。");
const WITHOUT_DATE: Both = Both("without a date", "无日期");
const DATE: Both = Both("Date", "日期");
const NAME: Both = Both("Title", "标题");
const LANGUAGE: Both = Both("Language", "语言");
const ALL: Both = Both("All bulletins", "全部公报");
const PREVIOUS: Both = Both("Newer", "较新");
const NEXT: Both = Both("Older", "较早");

/// Answers at `/bulletins`.
///
/// # Errors
/// When the request asks for no page.
pub async fn bulletins(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    let view = View::of_page(&app, &request)?;
    answer(&app, view, page).await
}

fn page(app: &App, view: &View) -> Result<String, Fault> {
    let overview = Overview::of(app, &view.token)?;
    let parameter = |name: &str| view.parameter(name).filter(|value| !value.is_empty());
    let place = parameter("place").map(|code| in_place(app, code, view)).transpose()?;
    let fits = |b: &&Bulletin| {
        let day = b.date.map_or_else(|| "none".to_owned(), |date| date.to_string());
        let begins = |value: &str| day == value || day.strip_prefix(value).is_some_and(|rest| rest.starts_with('-'));
        ["month", "year"].into_iter().filter_map(parameter).all(begins)
            && parameter("language").is_none_or(|tag| b.language.eq_ignore_ascii_case(tag))
            && place.as_ref().is_none_or(|place| place.contains(b.iri.as_str()))
    };
    let all: Vec<&Bulletin> = overview.bulletins.iter().filter(fits).collect();
    let mut labels = Labels::new(&app.store, view.language);
    let chosen = chosen(view, &mut labels);
    let title = if chosen.is_empty() {
        view.say(TITLE).to_owned()
    } else {
        format!("{}: {}", view.say(TITLE), chosen.join(", "))
    };
    let mut body = format!("<h1>{}</h1>\n", shown(&title, 200));
    if !chosen.is_empty() {
        let _ = writeln!(body, "<p><a href=\"{}\">{}</a></p>", escape(&view.local("bulletins")), view.say(ALL));
    }
    let told = match all.len() {
        0 => view.say(NONE).to_owned(),
        1 => view.say(ONE).to_owned(),
        count => view.say(FOUND).replace("{}", &grouped(&count.to_string())),
    };
    let _ = writeln!(body, "<p role=\"status\">{told}</p>");
    if !all.is_empty() {
        body.push_str(&table(&all, &mut labels, view));
    }
    Ok(layout(view, &Page { title: &title, head: "", body: &body }))
}

/// The bulletins that tell of a place, or of one in it.
fn in_place(app: &App, code: &str, view: &View) -> Result<HashSet<String>, Fault> {
    let table = Figures::of(app, &view.token)?;
    let within = |place: &str| place == code || place.strip_prefix(code).is_some_and(|rest| rest.starts_with('-'));
    let places = table.things(Facet::Place).into_iter().map(|(id, _)| id).filter(|id| within(table.short(*id)));
    Ok(places.flat_map(|id| table.bulletins(id)).map(|bulletin| table.iri(bulletin).to_owned()).collect())
}

/// What was chosen, in words.
fn chosen(view: &View, labels: &mut Labels<'_>) -> Vec<String> {
    let mut chosen = Vec::new();
    for name in ["month", "year", "language", "place"] {
        let Some(value) = view.parameter(name).filter(|value| !value.is_empty()) else { continue };
        chosen.push(match name {
            "language" => language_name(value, view).to_owned(),
            "place" => match oxigraph::model::NamedNode::new(format!("{BASE}place/{value}")) {
                Ok(place) => labels.of(&place).0,
                Err(_) => value.to_owned(),
            },
            _ if value == "none" => view.say(WITHOUT_DATE).to_owned(),
            _ => value.to_owned(),
        });
    }
    chosen
}

fn table(all: &[&Bulletin], labels: &mut Labels<'_>, view: &View) -> String {
    let pages = all.len().div_ceil(MOST);
    let page = view.number("page", 1).clamp(1, pages);
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        view.say(TITLE),
        view.say(DATE),
        view.say(NAME),
        view.say(LANGUAGE)
    );
    for bulletin in all.iter().skip((page - 1) * MOST).take(MOST) {
        let _ = writeln!(
            html,
            "<tr><td class=\"d\">{}</td><td>{}</td><td>{}</td></tr>",
            bulletin.date.map(|date| date.to_string()).unwrap_or_default(),
            link(&bulletin.iri, labels, view),
            escape(language_name(&bulletin.language, view))
        );
    }
    html.push_str("</tbody></table></div>\n");
    if pages > 1 {
        let to = |page: usize, text: Both, relation: &str| {
            format!(
                "<li><a rel=\"{relation}\" href=\"{}\">{}</a></li>",
                escape(&view.here_with("page", &page.to_string())),
                view.say(text)
            )
        };
        let before = if page > 1 { to(page - 1, PREVIOUS, "prev") } else { String::new() };
        let after = if page < pages { to(page + 1, NEXT, "next") } else { String::new() };
        let _ = writeln!(
            html,
            "<nav class=\"parts\" aria-label=\"{}\"><p>{page} / {pages}</p><ul>{before}{after}</ul></nav>",
            view.say(TITLE)
        );
    }
    html
}
