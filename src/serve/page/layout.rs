//! What stands around every page: its head, the way to other pages, and the one stylesheet.

use axum::http::header;
use axum::response::Response;

use super::value::shown;
use super::{Both, View, escape};
use crate::serve::http;

const STYLE: &str = concat!(include_str!("style.css"), include_str!("chart.css"));

const SKIP: Both = Both("Skip to content", "跳到正文");
const MAIN_MENU: Both = Both("Main", "主菜单");
const SEARCH: Both = Both("Search", "搜索");
const SEARCH_HINT: Both = Both("Place, agency, campaign…", "地区、机构、行动…");
const TAGLINE: Both = Both("Official bulletins as a knowledge graph", "官方公报知识图谱");
const OTHER: Both = Both("中文", "English");
const FOOT: Both = Both(
    "Every figure leads to the words it was read from. Read by rules, without anybody checking: see the text.",
    "每个数字都附有出处原文。由规则自动读取，未经人工核对，请以原文为准。",
);

/// The way to other pages: the path, and what it is called.
const WAYS: [(&str, Both); 8] = [
    ("", Both("Start", "首页")),
    ("places", Both("Places", "地区")),
    ("agencies", Both("Agencies", "机构")),
    ("campaigns", Both("Campaigns", "专项行动")),
    ("compare", Both("Compare", "比较")),
    ("sparql", Both("SPARQL", "SPARQL")),
    ("ontology", Both("Ontology", "本体")),
    (".well-known/void", Both("Dataset", "数据集")),
];

/// A page without what stands around it.
#[derive(Default)]
pub struct Page<'a> {
    /// Its title, as text.
    pub title: &'a str,
    /// What belongs into its head, as HTML.
    pub head: &'a str,
    /// Its content, as HTML, which begins with its `<h1>`.
    pub body: &'a str,
}

/// The whole page.
pub fn layout(view: &View, page: &Page<'_>) -> String {
    let other = if view.is_chinese() { "en" } else { "zh-Hans" };
    let mut ways = String::new();
    for (path, name) in WAYS {
        let here = if view.is_at(path) { " aria-current=\"page\"" } else { "" };
        ways.push_str(&format!("<li><a href=\"{}\"{here}>{}</a></li>", escape(&view.local(path)), view.say(name)));
    }
    let language = view
        .told()
        .map(|tag| format!("<input type=\"hidden\" name=\"lang\" value=\"{}\">", escape(tag)))
        .unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title} – gongbao 公报</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{style}\">\n\
         <link rel=\"icon\" href=\"data:,\">\n{head}</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">{skip}</a>\n<header class=\"site\">\n\
         <p class=\"brand\"><a href=\"{home}\">gongbao <span lang=\"zh-Hans\">公报</span></a> <span>{tagline}</span></p>\n\
         <form role=\"search\" action=\"{search}\"><input type=\"search\" name=\"q\" aria-label=\"{find}\" placeholder=\"{hint}\" value=\"{asked}\">\
         {language}<button>{find}</button></form>\n\
         <nav aria-label=\"{menu}\"><ul>{ways}<li><a href=\"{here}\" lang=\"{other}\" hreflang=\"{other}\">{other_name}</a></li></ul></nav>\n\
         </header>\n<main id=\"content\" tabindex=\"-1\">\n{body}</main>\n<footer class=\"site\"><p>{foot}</p></footer>\n</body>\n</html>\n",
        tag = view.tag(),
        title = shown(page.title, 120),
        style = escape(&view.links.local(&format!("style.css?v={}", version()))),
        head = page.head,
        skip = view.say(SKIP),
        home = escape(&view.local("")),
        tagline = view.say(TAGLINE),
        search = escape(&view.links.local("search")),
        find = view.say(SEARCH),
        hint = view.say(SEARCH_HINT),
        asked = escape(&view.parameter("q").unwrap_or_default().chars().take(200).collect::<String>()),
        menu = view.say(MAIN_MENU),
        here = escape(&view.here_in(other)),
        other_name = view.say(OTHER),
        body = page.body,
        foot = view.say(FOOT),
    )
}

/// The stylesheet, whose address changes with it.
pub async fn style() -> Response {
    let mut response = http::answer("text/css; charset=utf-8", STYLE);
    http::set(&mut response, header::CACHE_CONTROL, "public, max-age=86400");
    response
}

/// What tells one stylesheet from another.
fn version() -> &'static str {
    static VERSION: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    VERSION.get_or_init(|| http::tag(STYLE.as_bytes()).chars().filter(char::is_ascii_hexdigit).take(8).collect())
}
