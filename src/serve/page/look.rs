//! How things of the table of figures are shown: by their names, with links, in the reader's language.

use oxigraph::model::NamedNode;
use oxigraph::store::Store;

use super::number::grouped;
use super::period::period;
use super::{Both, Labels, View, escape, link};
use crate::serve::figures::{Facet, Figures, Id, Row};

/// The table, seen by a reader.
pub struct Look<'a> {
    /// The table.
    pub table: &'a Figures,
    /// What things are called.
    pub labels: Labels<'a>,
    /// Who looks.
    pub view: &'a View,
}

impl<'a> Look<'a> {
    /// The table as who asks sees it.
    pub fn new(store: &'a Store, table: &'a Figures, view: &'a View) -> Self {
        Self { table, labels: Labels::new(store, view.language), view }
    }

    /// Words in the reader's language.
    pub fn say(&self, words: Both) -> &'static str {
        self.view.say(words)
    }

    /// What a thing is called, as text.
    pub fn name(&mut self, id: Id) -> String {
        self.labels.of(&NamedNode::new_unchecked(self.table.iri(id))).0
    }

    /// What things are called, as text.
    pub fn names(&mut self, ids: &[Id]) -> String {
        let mut names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        names.sort();
        names.join(if self.view.is_chinese() { "、" } else { ", " })
    }

    /// A link to a thing, as HTML.
    pub fn link(&mut self, id: Id) -> String {
        link(&NamedNode::new_unchecked(self.table.iri(id)), &mut self.labels, self.view)
    }

    /// Links to things, as HTML.
    pub fn links(&mut self, ids: &[Id]) -> String {
        let mut links: Vec<String> = ids.iter().map(|id| self.link(*id)).collect();
        links.sort();
        links.join(if self.view.is_chinese() { "、" } else { ", " })
    }

    /// The value of an outcome as text: with the sign of its bound.
    pub fn value(&self, row: &Row) -> String {
        let bound = row.bound.map_or("", |bound| self.table.short(bound));
        let sign = match bound {
            "atLeast" => "≥ ",
            "atMost" => "≤ ",
            "about" => "≈ ",
            _ => "",
        };
        format!("{sign}{}", grouped(&row.text))
    }

    /// The unit of an outcome as text, with what it is per; nothing where things are counted.
    pub fn unit(&mut self, row: &Row) -> String {
        let unit = row.unit.map(|unit| self.unit_of(unit)).unwrap_or_default();
        match row.per {
            Some(per) => format!("{unit} / {}", self.name(per)).trim().to_owned(),
            None => unit,
        }
    }

    /// A unit as text: currencies by their codes, and nothing for what is counted.
    pub fn unit_of(&mut self, unit: Id) -> String {
        let short = self.table.short(unit);
        match short {
            "count" => String::new(),
            "percent" => "%".to_owned(),
            code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => code.to_owned(),
            _ => self.name(unit),
        }
    }

    /// The period of an outcome as text.
    pub fn period(&self, row: &Row) -> String {
        period(row.from, row.to, self.view)
    }
}

/// What things of a kind are called: one, and several.
pub const fn kind(facet: Facet) -> (Both, Both) {
    match facet {
        Facet::Place => (Both("Place", "地区"), Both("Places", "地区")),
        Facet::Agency => (Both("Agency", "机构"), Both("Agencies", "机构")),
        Facet::Official => (Both("Official", "官员"), Both("Officials", "官员")),
        Facet::Campaign => (Both("Campaign", "专项行动"), Both("Campaigns", "专项行动")),
        Facet::Offence => (Both("Offence", "违法犯罪"), Both("Offences", "违法犯罪")),
        Facet::Law => (Both("Law", "法律法规"), Both("Laws", "法律法规")),
        Facet::Action => (Both("Action", "行为"), Both("Actions", "行为")),
        Facet::Target => (Both("Target", "对象"), Both("Targets", "对象")),
        Facet::Unit => (Both("Unit", "单位"), Both("Units", "单位")),
    }
}

/// Links to the pages of a list: those at its ends, and those round the present one. Nothing for a single page.
pub fn pager(view: &View, parameter: &str, fragment: &str, page: usize, pages: usize) -> String {
    const PAGES: Both = Both("Pages", "分页");
    const PREVIOUS: Both = Both("previous", "上一页");
    const NEXT: Both = Both("next", "下一页");
    if pages < 2 {
        return String::new();
    }
    let to = |n: usize| escape(&format!("{}#{fragment}", view.here_with(parameter, &n.to_string())));
    let mut items = String::new();
    let mut last = 0;
    if page > 1 {
        items += &format!("<li><a rel=\"prev\" href=\"{}\">‹ {}</a></li>", to(page - 1), view.say(PREVIOUS));
    }
    for n in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(page) <= 2) {
        if n > last + 1 {
            items += "<li>…</li>";
        }
        items += &if n == page {
            format!("<li><a aria-current=\"page\" href=\"{}\">{n}</a></li>", to(n))
        } else {
            format!("<li><a href=\"{}\">{n}</a></li>", to(n))
        };
        last = n;
    }
    if page < pages {
        items += &format!("<li><a rel=\"next\" href=\"{}\">{} ›</a></li>", to(page + 1), view.say(NEXT));
    }
    format!("<nav class=\"pager\" aria-label=\"{}\"><ul>{items}</ul></nav>\n", view.say(PAGES))
}

/// The present page of a list of `count`, from 1, with the number of its pages: what is asked for where there is one.
pub fn page_of(view: &View, parameter: &str, count: usize, size: usize) -> (usize, usize) {
    let pages = count.div_ceil(size).max(1);
    (view.number(parameter, 1).clamp(1, pages), pages)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::serve::Links;

    #[test]
    fn pages_lead_on() {
        let view =
            View::new(Links::default(), &"/places?page=7&sort=name".parse().unwrap(), &HeaderMap::new()).unwrap();
        assert_eq!(page_of(&view, "page", 100, 10), (7, 10));
        assert_eq!(page_of(&view, "page", 5, 10), (1, 1));
        assert_eq!(pager(&view, "page", "list", 1, 1), "");
        let nav = pager(&view, "page", "list", 7, 20);
        assert!(nav.contains("href=\"/places?sort=name&amp;page=8#list\"") && nav.contains("aria-current=\"page\""));
        assert_eq!((nav.matches("…").count(), nav.matches("<li>").count()), (2, 11));
    }
}
