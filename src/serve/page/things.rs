//! Lists of all places, bodies, people, operations, laws and offences that bulletins tell of, with how often they do.
//!
//! They stand at `/places`, `/agencies` and the like: no IRI of the data is a single word like these.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::look::{Look, kind, page_of, pager};
use super::number::grouped;
use super::{Both, Page, View, escape, layout};
use crate::serve::App;
use crate::serve::figures::{Count, Facet, Figures, Id};
use crate::serve::http::Fault;

/// The lists: where they stand, and what is in them.
pub const LISTS: [(&str, Facet); 6] = [
    ("places", Facet::Place),
    ("agencies", Facet::Agency),
    ("officials", Facet::Official),
    ("campaigns", Facet::Campaign),
    ("laws", Facet::Law),
    ("offences", Facet::Offence),
];

/// Things on a page.
const SIZE: usize = 100;

const NAME: Both = Both("Name", "名称");
const FIGURES: Both = Both("Figures", "数据");
const BULLETINS: Both = Both("Bulletins", "公报");
const ID: Both = Both("Id", "标识");
const SHOWN: Both =
    Both("{} to {} of {}. The columns lead to other orders.", "第 {} 至 {} 项，共 {} 项。点击列名可改变排序。");
const NONE: Both = Both("There is none yet.", "暂无内容。");
const LISTS_NAME: Both = Both("Lists", "目录");

/// Answers at the address of a list.
///
/// # Errors
/// When the request asks for no page.
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    let view = View::of_page(&app, &request)?;
    let facet = LISTS.iter().find(|(path, _)| request.uri().path().ends_with(path)).map_or(Facet::Place, |(_, f)| *f);
    super::answer(&app, view, move |app, view| things(app, view, facet)).await
}

/// The list of the things of a kind.
///
/// # Errors
/// When the store cannot be read.
fn things(app: &App, view: &View, facet: Facet) -> Result<String, Fault> {
    let table = Figures::of(app, &view.token)?;
    let mut look = Look::new(&app.store, &table, view);
    let title = look.say(kind(facet).1);
    let mut things = table.things(facet);
    let sort = view.parameter("sort").filter(|sort| ["name", "bulletins", "id"].contains(sort)).unwrap_or("figures");
    let falling = view.parameter("order").map_or(matches!(sort, "figures" | "bulletins"), |order| order == "desc");
    order(&mut things, sort, falling, &mut look);
    let (page, pages) = page_of(view, "page", things.len(), SIZE);
    let mut body = format!("<h1>{title}</h1>\n{}", ways(view, facet));
    if things.is_empty() {
        let _ = writeln!(body, "<p>{}</p>", look.say(NONE));
        return Ok(layout(view, &Page { title, head: "", body: &body }));
    }
    let start = (page - 1) * SIZE;
    let shown = things.get(start..(start + SIZE).min(things.len())).unwrap_or_default();
    let mut told = look.say(SHOWN).to_owned();
    for number in [start + 1, start + shown.len(), things.len()] {
        told = told.replacen("{}", &grouped(&number.to_string()), 1);
    }
    let _ = write!(
        body,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\" id=\"list\"><table>\n<caption>{told}</caption>\n<thead><tr>"
    );
    for (name, words) in [("name", NAME), ("id", ID), ("figures", FIGURES), ("bulletins", BULLETINS)] {
        let number = matches!(name, "figures" | "bulletins");
        let down = if name == sort { !falling } else { number };
        let to = view.here_but(&[("sort", name), ("order", if down { "desc" } else { "asc" }), ("page", "")]);
        let state = match (name == sort, falling) {
            (true, true) => (" aria-sort=\"descending\"", " ↓"),
            (true, false) => (" aria-sort=\"ascending\"", " ↑"),
            _ => ("", ""),
        };
        let class = if number { " class=\"n\"" } else { "" };
        let _ = write!(
            body,
            "<th scope=\"col\"{class}{}><a href=\"{}#list\">{}</a>{}</th>",
            state.0,
            escape(&to),
            look.say(words),
            state.1
        );
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    for (id, count) in shown {
        let _ = writeln!(
            body,
            "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            look.link(*id),
            escape(table.short(*id)),
            grouped(&count.figures.to_string()),
            grouped(&count.bulletins.to_string())
        );
    }
    body.push_str("</tbody></table></div>\n");
    body += &pager(view, "page", "list", page, pages);
    Ok(layout(view, &Page { title, head: "", body: &body }))
}

/// The way to the other lists.
fn ways(view: &View, here: Facet) -> String {
    let mut html = format!("<nav aria-label=\"{}\"><ul>", view.say(LISTS_NAME));
    for (path, facet) in LISTS {
        let current = if facet == here { " aria-current=\"page\"" } else { "" };
        let _ =
            write!(html, "<li><a href=\"{}\"{current}>{}</a></li>", escape(&view.local(path)), view.say(kind(facet).1));
    }
    html + "</ul></nav>\n"
}

fn order(things: &mut [(Id, Count)], sort: &str, falling: bool, look: &mut Look<'_>) {
    let table = look.table;
    match sort {
        "name" => things.sort_by_cached_key(|(id, _)| (look.name(*id), table.iri(*id))),
        "id" => things.sort_by_key(|(id, _)| table.iri(*id)),
        "bulletins" => things.sort_by_key(|(id, count)| (count.bulletins, std::cmp::Reverse(table.iri(*id)))),
        _ => things.sort_by_key(|(id, count)| (count.figures, count.bulletins, std::cmp::Reverse(table.iri(*id)))),
    }
    if falling {
        things.reverse();
    }
}
