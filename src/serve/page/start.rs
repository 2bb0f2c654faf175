//! The page at the root.

use super::{Both, Page, View, escape, layout};

const TAGLINE: Both = Both("Official bulletins as a knowledge graph", "官方公报知识图谱");
const ASK: Both = Both("Ask in SPARQL", "用 SPARQL 查询");
const DATASET: Both = Both("The dataset", "数据集");
const ONTOLOGY: Both = Both("The ontology", "本体");

/// The page at the root.
pub fn start(view: &View) -> String {
    let item =
        |path: &str, text: Both| format!("<li><a href=\"{}\">{}</a></li>\n", escape(&view.local(path)), view.say(text));
    let body = format!(
        "<h1>gongbao 公报</h1>\n<p>{}</p>\n<ul>\n{}{}{}</ul>\n{}",
        view.say(TAGLINE),
        item("sparql", ASK),
        item(".well-known/void", DATASET),
        item("ns", ONTOLOGY),
        super::form(view, ""),
    );
    layout(view, &Page { title: view.say(TAGLINE), head: "", body: &body })
}
