//! What is known of a bulletin beside its text: who, where and when, its sources, its versions, and other bulletins that
//! state the same figures.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use oxigraph::store::Store;

use super::parts::{self, Spot};

use crate::ontology::BASE;
use crate::serve::http::Fault;
use crate::serve::page::facts::{Facts, node, words};
use crate::serve::page::value::{href, link};
use crate::serve::page::view::language_name;
use crate::serve::page::{Both, Labels, View, escape};

/// So many things of a kind are named.
const MOST: usize = 20;
/// So many figures are looked up, and so many bulletins with the same are shown.
const LOOKED_UP: usize = 2000;
const SHOWN: usize = 12;

const STATES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#states");
const REVISION_OF: &str = "http://www.w3.org/ns/prov#wasRevisionOf";
const REPLACED_BY: &str = "http://purl.org/dc/terms/isReplacedBy";

const DATE: Both = Both("Date", "日期");
const NO_DATE: Both = Both("not known", "未知");
const LANGUAGE: Both = Both("Language", "语言");
const PUBLISHER: Both = Both("Published by", "发布单位");
const BYLINE: Both = Both("Byline", "署名");
const SOURCE: Both = Both("Source", "来源");
const ENCODING: Both = Both("Came in", "原始编码");
/// What a bulletin mentions: the path of their IRIs, and what they are called.
const MENTIONED: [(&str, Both); 5] = [
    ("place/", Both("Places", "地区")),
    ("agency/", Both("Agencies", "机构")),
    ("official/", Both("Officials", "人员")),
    ("campaign/", Both("Campaigns", "专项行动")),
    ("law/", Both("Laws", "法律法规")),
];
const MORE: Both = Both("more", "更多");
const REPLACED: Both = Both(
    "This is a former version. Its text and figures went when this one took its place:",
    "此为旧版本，其正文和数据已由以下版本取代：",
);
const EARLIER: Both = Both("Earlier versions", "先前版本");
const LATER: Both = Both("Later versions", "后续版本");
const SAME: Both = Both("The same figures in other bulletins", "其他公报中的相同数据");
const SHARED: Both = Both("figures in common", "个相同数据");

/// What the parts beside the text are made with.
pub struct Beside<'a, 'b> {
    pub store: &'a Store,
    pub facts: &'a Facts<'b>,
    /// The bulletin.
    pub of: &'a NamedNode,
    pub view: &'a View,
}

impl Beside<'_, '_> {
    /// Who, where and when.
    pub fn head(&self, labels: &mut Labels<'_>, language: &str) -> String {
        let (iri, facts, view) = (self.of.as_str(), self.facts, self.view);
        let mut rows: Vec<(Both, String)> = Vec::new();
        let date = facts.words(iri, "date").map_or_else(|| view.say(NO_DATE).to_owned(), escape);
        let found = facts
            .node(iri, "dateSource")
            .map(|n| format!(" <span class=\"small\">({})</span>", escape(&labels.of(n).0)));
        rows.push((DATE, format!("{date}{}", found.unwrap_or_default())));
        rows.push((LANGUAGE, escape(language_name(language, view))));
        for (property, name) in [("publisher", PUBLISHER), ("byline", BYLINE), ("encoding", ENCODING)] {
            let told: Vec<String> = facts.all(iri, property).filter_map(words).take(MOST).map(escape).collect();
            if !told.is_empty() {
                rows.push((name, told.join("; ")));
            }
        }
        let sources: Vec<String> = facts.nodes(iri, "source").take(MOST).map(|source| self.source(source)).collect();
        if !sources.is_empty() {
            rows.push((SOURCE, sources.join("<br>")));
        }
        for (path, name) in MENTIONED {
            let mut named: Vec<&NamedNode> = facts
                .nodes(iri, "mentions")
                .filter(|n| n.as_str().strip_prefix(BASE).is_some_and(|l| l.starts_with(path)))
                .collect();
            named.sort();
            let mut links: Vec<String> = named.iter().take(MOST).map(|n| link(n, labels, view)).collect();
            if named.len() > MOST {
                links.push(format!("… {} {}", named.len() - MOST, view.say(MORE)));
            }
            if !links.is_empty() {
                rows.push((name, links.join(" · ")));
            }
        }
        let rows: String = rows
            .iter()
            .map(|(name, value)| format!("<div><dt>{}</dt><dd>{value}</dd></div>\n", view.say(*name)))
            .collect();
        format!("<dl class=\"told\">\n{rows}</dl>\n")
    }

    fn source(&self, source: &NamedNode) -> String {
        let shown = escape(&source.as_str().chars().take(120).collect::<String>());
        match href(source.as_str(), self.view) {
            Some(href) => format!("<a href=\"{}\" rel=\"external\">{shown}</a>", escape(&href)),
            None => format!("<code>{shown}</code>"),
        }
    }

    /// Other versions of it, and bulletins that state the same figures.
    pub fn versions(&self, later: &[NamedNode], same: &[(NamedNode, usize)], labels: &mut Labels<'_>) -> String {
        let iri = self.of.as_str();
        let mut html = String::new();
        for by in self.facts.objects(iri, REPLACED_BY).filter_map(node).take(MOST) {
            let _ = writeln!(html, "<p class=\"note\">{} {}</p>", self.view.say(REPLACED), link(by, labels, self.view));
        }
        let earlier: Vec<&NamedNode> = self.facts.objects(iri, REVISION_OF).filter_map(node).collect();
        for (name, versions) in [(EARLIER, earlier), (LATER, later.iter().collect())] {
            if !versions.is_empty() {
                let items: String = versions.iter().take(MOST).map(|v| self.version(v, "", labels)).collect();
                let _ = writeln!(html, "<section><h2>{}</h2>\n<ul>\n{items}</ul></section>", self.view.say(name));
            }
        }
        if !same.is_empty() {
            let _ = writeln!(html, "<section><h2>{}</h2>\n<ul>", self.view.say(SAME));
            for (other, count) in same.iter().take(SHOWN) {
                html.push_str(&self.version(other, &format!(": {count} {}", self.view.say(SHARED)), labels));
            }
            if same.len() > SHOWN {
                let _ = writeln!(html, "<li>… {} {}</li>", same.len() - SHOWN, self.view.say(MORE));
            }
            html.push_str("</ul></section>\n");
        }
        html
    }

    fn version(&self, bulletin: &NamedNode, more: &str, labels: &mut Labels<'_>) -> String {
        let told = told_of(self.store, bulletin, self.view);
        format!("<li>{} <span class=\"small\">{told}{more}</span></li>\n", link(bulletin, labels, self.view))
    }

    /// Whether a figure is stated in another bulletin.
    pub fn is_stated_elsewhere(&self, figure: &NamedNode) -> bool {
        self.stating(figure).any(|_| true)
    }

    /// The outcomes of other bulletins that state a figure.
    fn stating(&self, figure: &NamedNode) -> impl Iterator<Item = NamedNode> {
        let default = Some(GraphNameRef::DefaultGraph);
        let object = Term::from(figure.clone());
        let found: Vec<NamedNode> = self
            .store
            .quads_for_pattern(None, Some(STATES), Some(object.as_ref()), default)
            .filter_map(|quad| subject(&quad.ok()?.subject))
            .filter(|outcome| bulletin_of(outcome.as_str()) != self.of.as_str())
            .take(LOOKED_UP)
            .collect();
        found.into_iter()
    }

    /// Other bulletins by how many figures they share with it, most first.
    pub fn same(&self, spots: &[Spot]) -> Result<Vec<(NamedNode, usize)>, Fault> {
        let mut shared: BTreeMap<String, usize> = BTreeMap::new();
        for figure in parts::stated(self.store, spots, LOOKED_UP)? {
            self.view.go_on()?;
            let mut others: Vec<String> = self.stating(&figure).map(|o| bulletin_of(o.as_str()).to_owned()).collect();
            others.sort();
            others.dedup();
            others.into_iter().for_each(|other| *shared.entry(other).or_default() += 1);
        }
        let mut shared: Vec<_> =
            shared.into_iter().map(|(iri, count)| (NamedNode::new_unchecked(iri), count)).collect();
        shared.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(shared)
    }
}

/// The day and the language of a bulletin, as a page shows them.
pub fn told_of(store: &Store, bulletin: &NamedNode, view: &View) -> String {
    let value = |property: &str| {
        let property = NamedNode::new_unchecked(format!("https://w3id.org/gongbao/ns#{property}"));
        let default = Some(GraphNameRef::DefaultGraph);
        let mut found = store.quads_for_pattern(Some(bulletin.as_ref().into()), Some(property.as_ref()), None, default);
        found.find_map(|q| words(&q.ok()?.object).map(str::to_owned))
    };
    let language = value("language").map(|tag| language_name(&tag, view).to_owned());
    let told: Vec<String> = value("date").into_iter().chain(language).map(|text| escape(&text)).collect();
    told.join(", ")
}

fn bulletin_of(outcome: &str) -> &str {
    outcome.split_once('#').map_or(outcome, |(bulletin, _)| bulletin)
}

fn subject(node: &NamedOrBlankNode) -> Option<NamedNode> {
    if let NamedOrBlankNode::NamedNode(node) = node { Some(node.clone()) } else { None }
}
