//! The page of a place, a body, a person, an operation, a law or a concept: its names, its figures with their course over
//! time, its bulletins, and what belongs to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use super::look::{Look, kind, page_of, pager};
use super::number::grouped;
use super::value::{href, lang};
use super::{Both, View, escape, listed, series};
use crate::ontology::{BASE, NS};
use crate::serve::App;
use crate::serve::figures::{Facet, Figures, Id, Row};
use crate::serve::http::Fault;
use crate::serve::resource::Resource;

const NAMES: Both = Both("Names", "名称");
const LANGUAGE: Both = Both("Language", "语言");
const NAME: Both = Both("Name", "名称");
const ALSO: Both = Both("Also", "又称");
const FIGURES: Both = Both("Figures", "数据");
const OVER_TIME: Both = Both("Over time", "变化趋势");
const OTHERS: Both = Both("Other series", "其他序列");
const COMPARE: Both = Both("Compare with another", "与其他对象比较");
const CHART_TABLE: Both = Both("The figures of the chart", "图中数据");
const PERIOD: Both = Both("Period", "时段");
const VALUE: Both = Both("Value", "数值");
const BULLETINS: Both = Both("Bulletins", "公报");
const PARTS: Both = Both("Places in it", "下辖地区");
const BODIES: Both = Both("Its bodies", "所属机构");
const BELOW: Both = Both("Bodies of its kind below it", "下级同类机构");
const PEOPLE: Both = Both("Its people", "所属人员");
const WITHOUT: Both = Both("without figures", "暂无数据");
const RELATED: Both = Both("Told together with", "相关内容");
const MORE: Both = Both("more", "更多");
const FACTS: Both = Both("Facts", "基本信息");
const ELSEWHERE: Both = Both("the same elsewhere", "其他数据源");
const CODE: Both = Both("code", "代码");
const DEFINITION: Both = Both("definition", "定义");
const HOLDS: Both = Both("posts", "职务");
const MEMBER: Both = Both("member of", "所属机构");
const UNDATED: Both = Both("undated", "日期不明");

/// Bulletins on a page.
const BULLETINS_SHOWN: usize = 15;
/// Other names of a thing in a language.
const OTHER_NAMES: usize = 12;
/// Things in a list.
const LISTED: usize = 40;
/// Up to so many bytes come before what is folded.
const ROOM: usize = 70_000;
/// About so many bytes a further thing in each list costs.
const THING: usize = 1100;
/// Series that are offered beside the one that is drawn.
const SERIES: usize = 10;

/// What is special of a thing's page, as HTML that stands below its `<h1>`; nothing for other things.
///
/// # Errors
/// When the store cannot be read.
pub fn entity(app: &App, of: &Resource, view: &View) -> Result<Option<String>, Fault> {
    let facet = Facet::of(of.iri.as_str());
    if facet.is_none() && !is_concept(of) {
        return Ok(None);
    }
    let table = Figures::of(app, &view.token)?;
    let mut look = Look::new(&app.store, &table, view);
    let mut html = names(of, view);
    html += &facts(of, &mut look);
    let Some(facet) = facet else {
        let bodies = table.id(of.iri.as_str()).map(|id| table.of_kind(id)).unwrap_or_default();
        return Ok(Some(html + &list("bodies", BODIES, bodies, LISTED, &mut look)));
    };
    let Some(id) = table.id(of.iri.as_str()) else { return Ok(Some(html)) };
    let rows = table.rows_of(facet, id);
    if !rows.is_empty() {
        html += &figures(app, facet, id, rows.clone(), &mut look);
    }
    view.go_on()?;
    // Lists are as long as the page still bears.
    let most = (ROOM.saturating_sub(html.len()) / THING).clamp(5, LISTED);
    html += &parts(facet, id, most, &mut look);
    html += &related(facet, &rows, most, &mut look);
    html += &bulletins(id, &mut look);
    Ok(Some(html))
}

/// Whether a thing is a concept of ours: one that has a name of its own.
fn is_concept(of: &Resource) -> bool {
    let is = |class: &str| of.own.iter().any(|quad| quad.object.to_string() == format!("<{class}>"));
    of.iri.as_str().starts_with(BASE) && is("http://www.w3.org/2004/02/skos/core#Concept")
}

/// Names of a thing in a language, and its other names.
type Named<'a> = (Vec<&'a str>, Vec<&'a str>);

/// What a thing is called in each language: its name, and the others that texts use.
fn names(of: &Resource, view: &View) -> String {
    const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
    // By the rank of the language, and by its tag.
    let mut by_language: BTreeMap<(usize, String), Named<'_>> = BTreeMap::new();
    for quad in &of.own {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let Term::Literal(literal) = &quad.object else { continue };
        if subject != &of.iri {
            continue;
        }
        let tag = literal.language().unwrap_or_default().to_owned();
        let rank = ["en", "zh-hans", "zh-hant", "ja", "es"].iter().position(|known| *known == tag).unwrap_or(9);
        match quad.predicate.as_str().strip_prefix(SKOS) {
            Some("prefLabel") => by_language.entry((rank, tag)).or_default().0.push(literal.value()),
            Some("altLabel") => by_language.entry((rank, tag)).or_default().1.push(literal.value()),
            _ => {}
        }
    }
    if by_language.is_empty() {
        return String::new();
    }
    let mut html = format!(
        "<section id=\"names\">\n<h2>{}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n\
         <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        view.say(NAMES),
        view.say(LANGUAGE),
        view.say(NAME),
        view.say(ALSO)
    );
    let separator = if view.is_chinese() { "、" } else { ", " };
    for ((_, tag), (names, others)) in by_language {
        let more = others.len().saturating_sub(OTHER_NAMES);
        let mut also = others.iter().take(OTHER_NAMES).map(|name| escape(name)).collect::<Vec<_>>().join(separator);
        if more > 0 {
            let _ = write!(also, " … (+{more})");
        }
        let names = names.iter().map(|name| escape(name)).collect::<Vec<_>>().join(separator);
        let tag = lang(Some(&tag).filter(|tag| !tag.is_empty()).map(String::as_str));
        let _ = writeln!(
            html,
            "<tr><th scope=\"row\">{}</th><td{tag}>{names}</td><td{tag}>{also}</td></tr>",
            language(&tag, view)
        );
    }
    html.push_str("</tbody></table></div>\n</section>\n");
    html
}

/// A language by its attribute, in words where it is one of ours.
fn language(attribute: &str, view: &View) -> String {
    let tag = attribute.trim_start_matches(" lang=\"").trim_end_matches('"');
    let known = match tag {
        "en" => Both("English", "英语"),
        "zh-hans" => Both("Chinese, simplified", "简体中文"),
        "zh-hant" => Both("Chinese, traditional", "繁体中文"),
        "ja" => Both("Japanese", "日语"),
        "es" => Both("Spanish", "西班牙语"),
        other => return other.to_owned(),
    };
    view.say(known).to_owned()
}

/// Where it lies, what it is of, what the same thing is elsewhere.
fn facts(of: &Resource, look: &mut Look<'_>) -> String {
    let kept = [
        format!("{NS}within"),
        format!("{NS}place"),
        format!("{NS}agencyKind"),
        format!("{NS}about"),
        format!("{NS}admits"),
        format!("{NS}usually"),
        "http://www.w3.org/ns/org#memberOf".to_owned(),
        "http://www.w3.org/ns/org#holds".to_owned(),
        "http://www.w3.org/2004/02/skos/core#definition".to_owned(),
        "http://www.w3.org/2004/02/skos/core#notation".to_owned(),
        format!("{NS}symbol"),
        format!("{NS}gb2260"),
        "http://www.w3.org/2002/07/owl#sameAs".to_owned(),
        "http://www.w3.org/2004/02/skos/core#exactMatch".to_owned(),
    ];
    let mut html = String::new();
    for property in &kept {
        let objects: Vec<&Term> = of
            .own
            .iter()
            .filter(|quad| quad.predicate.as_str() == property && quad.subject.to_string() == of.iri.to_string())
            .map(|quad| &quad.object)
            .filter(|object| is_for(object, look.view))
            .collect();
        if objects.is_empty() {
            continue;
        }
        let known = match property.rsplit(['#', '/']).next() {
            Some("sameAs" | "exactMatch") => Some(ELSEWHERE),
            Some("notation") => Some(CODE),
            Some("definition") => Some(DEFINITION),
            Some("holds") => Some(HOLDS),
            Some("memberOf") => Some(MEMBER),
            _ => None,
        };
        let name = match known {
            Some(known) => look.say(known).to_owned(),
            None => look.labels.of(&NamedNode::new_unchecked(property)).0,
        };
        let _ = write!(html, "<dt>{}</dt>", escape(&name));
        for object in objects {
            let shown = match object {
                Term::NamedNode(node) => elsewhere(node.as_str(), look.view)
                    .unwrap_or_else(|| super::link(node, &mut look.labels, look.view)),
                term => super::value(term, &mut look.labels, look.view),
            };
            let _ = write!(html, "<dd>{shown}</dd>");
        }
        html.push('\n');
    }
    if html.is_empty() {
        html
    } else {
        format!("<section id=\"facts\">\n<h2>{}</h2>\n<dl class=\"facts\">\n{html}</dl>\n</section>\n", look.say(FACTS))
    }
}

/// Whether a text is in the reader's language, or in none that the reader would have it in.
fn is_for(object: &Term, view: &View) -> bool {
    let Term::Literal(literal) = object else { return true };
    literal.language().is_none_or(|tag| tag.starts_with("zh") == view.is_chinese())
}

/// A link to a thing on a well-known site.
fn elsewhere(iri: &str, view: &View) -> Option<String> {
    let sites = [
        ("http://www.wikidata.org/entity/", "Wikidata"),
        ("https://www.wikidata.org/entity/", "Wikidata"),
        ("http://qudt.org/vocab/unit/", "QUDT"),
        ("http://publications.europa.eu/resource/authority/currency/", "EU"),
    ];
    let (id, site) = sites.iter().find_map(|(start, site)| Some((iri.strip_prefix(start)?, site)))?;
    Some(format!("<a href=\"{}\">{site} {}</a>", escape(&href(iri, view)?), escape(id)))
}

/// The figures of a thing: chosen by a form, drawn, and in a table.
fn figures(app: &App, facet: Facet, id: Id, rows: Vec<&Row>, look: &mut Look<'_>) -> String {
    let all = rows.len();
    let mut html = format!(
        "<section id=\"figures\">\n<h2>{} <span class=\"quiet\">{}</span></h2>\n",
        look.say(FIGURES),
        grouped(&all.to_string())
    );
    html += &listed::form(&rows, facet, look);
    let rows = listed::chosen(rows, look);
    html += &chart(facet, id, &rows, look);
    html += &listed::table(rows, Some(facet), &app.store, look);
    html.push_str("</section>\n");
    html
}

/// The longest series of some figures, or the one that is asked for, with links to others.
fn chart(facet: Facet, id: Id, rows: &[&Row], look: &mut Look<'_>) -> String {
    let all = series::series(rows, Some(facet), look.table);
    let asked = look.view.parameter("series").unwrap_or_default().to_owned();
    let Some(one) = all.iter().find(|series| series.key.code(look.table) == asked).or_else(|| all.first()) else {
        return String::new();
    };
    let name = one.key.name(look);
    let drawn = one.drawn(name.clone(), look);
    let Some(chart) = series::drawn("course", &name, &[drawn], look) else { return String::new() };
    let mut html = format!("<section id=\"course\">\n<h3>{}</h3>\n{chart}", look.say(OVER_TIME));
    let _ = write!(
        html,
        "<details><summary>{}</summary>\n<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead>\n<tbody>",
        look.say(CHART_TABLE),
        look.say(PERIOD),
        look.say(VALUE)
    );
    for row in one.rows.iter().rev().take(40) {
        let _ = write!(
            html,
            "<tr><th scope=\"row\">{}</th><td class=\"n\"><a href=\"{}\">{} {}</a></td></tr>",
            escape(&look.period(row)),
            escape(&look.view.of(&row.iri)),
            escape(&look.value(row)),
            escape(&look.unit(row))
        );
    }
    html.push_str("</tbody></table></details>\n");
    if all.len() > 1 {
        let _ = write!(html, "<details><summary>{} ({})</summary>\n<ul>", look.say(OTHERS), all.len() - 1);
        for other in all.iter().filter(|series| series.key != one.key).take(SERIES) {
            let name = other.key.name(look);
            let to = look.view.here_but(&[("series", &other.key.code(look.table))]);
            let _ = write!(
                html,
                "<li><a href=\"{}#course\">{}</a> ({})</li>",
                escape(&to),
                escape(&name),
                other.rows.len()
            );
        }
        html.push_str("</ul></details>\n");
    }
    if let Facet::Place | Facet::Campaign = facet {
        let kind = facet.path().trim_end_matches('/');
        let to = look.view.with("compare", &[("kind", kind), ("a", look.table.short(id))]);
        let _ = writeln!(html, "<p><a href=\"{}\">{}</a></p>", escape(&to), look.say(COMPARE));
    }
    html + "</section>\n"
}

/// What lies in a place or below a body, with how much is told of it.
fn parts(facet: Facet, id: Id, most: usize, look: &mut Look<'_>) -> String {
    let table = look.table;
    match facet {
        Facet::Place => {
            let mut html = list("parts", PARTS, table.parts(id).collect(), most, look);
            html += &list("bodies", BODIES, table.seated(id).collect(), most, look);
            html
        }
        Facet::Agency => {
            let kind = table.kind(id);
            let seats = table.places_of(id).into_iter().flat_map(|place| table.parts(place));
            let below =
                seats.flat_map(|place| table.seated(place)).filter(|body| kind.is_some() && table.kind(*body) == kind);
            let mut html = list("below", BELOW, below.collect(), most, look);
            html += &list("people", PEOPLE, table.members(id).collect(), most, look);
            html
        }
        _ => String::new(),
    }
}

/// Things with the number of their figures, the most often met first; those without follow folded.
fn list(id: &str, title: Both, things: Vec<Id>, most: usize, look: &mut Look<'_>) -> String {
    let (mut met, mut others): (Vec<Id>, Vec<Id>) =
        things.into_iter().partition(|id| look.table.count(*id).figures + look.table.count(*id).bulletins > 0);
    if met.is_empty() && others.is_empty() {
        return String::new();
    }
    let table = look.table;
    met.sort_by_key(|id| {
        let count = table.count(*id);
        (std::cmp::Reverse((count.figures, count.bulletins)), table.iri(*id))
    });
    others.sort_by_key(|id| table.iri(*id));
    let mut html = format!("<section id=\"{id}\">\n<h2>{}</h2>\n", look.say(title));
    if !met.is_empty() {
        html += &counted(met.iter().map(|id| (*id, table.count(*id).figures)).collect(), most, look);
    }
    if !others.is_empty() {
        let _ = write!(html, "<details><summary>{} {}</summary>\n<p>", others.len(), look.say(WITHOUT));
        let separator = if look.view.is_chinese() { "、" } else { ", " };
        for (n, other) in others.iter().take(2 * most).enumerate() {
            html.push_str(if n > 0 { separator } else { "" });
            html += &look.link(*other);
        }
        if others.len() > 2 * most {
            let _ = write!(html, " … {} {}", others.len() - 2 * most, look.say(MORE));
        }
        html.push_str("</p></details>\n");
    }
    html + "</section>\n"
}

/// A list of links with numbers.
fn counted(things: Vec<(Id, usize)>, most: usize, look: &mut Look<'_>) -> String {
    let mut html = String::from("<ul class=\"counted\">");
    for (id, count) in things.iter().take(most) {
        let _ =
            write!(html, "<li>{} <span class=\"quiet\">{}</span></li>", look.link(*id), grouped(&count.to_string()));
    }
    if things.len() > most {
        let _ = write!(html, "<li>… {} {}</li>", things.len() - most, look.say(MORE));
    }
    html + "</ul>\n"
}

/// What the figures of a thing are also of.
fn related(facet: Facet, rows: &[&Row], most: usize, look: &mut Look<'_>) -> String {
    let mut html = String::new();
    for other in [Facet::Place, Facet::Agency, Facet::Official, Facet::Campaign, Facet::Offence] {
        if other == facet {
            continue;
        }
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        rows.iter().flat_map(|row| row.of(other)).for_each(|id| *counts.entry(*id).or_default() += 1);
        if counts.is_empty() {
            continue;
        }
        let table = look.table;
        let mut counts: Vec<(Id, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), table.iri(*id)));
        counts.truncate(most / 2);
        let _ = write!(html, "<h3>{}</h3>\n{}", look.say(kind(other).1), counted(counts, most, look));
    }
    if html.is_empty() {
        html
    } else {
        format!("<section id=\"related\">\n<h2>{}</h2>\n{html}</section>\n", look.say(RELATED))
    }
}

/// The bulletins that tell of a thing, the newest first.
fn bulletins(id: Id, look: &mut Look<'_>) -> String {
    let all = look.table.bulletins(id);
    if all.is_empty() {
        return String::new();
    }
    let (page, pages) = page_of(look.view, "bulletins", all.len(), BULLETINS_SHOWN);
    let mut html = format!(
        "<section id=\"bulletins\">\n<h2>{} <span class=\"quiet\">{}</span></h2>\n<ul>\n",
        look.say(BULLETINS),
        grouped(&all.len().to_string())
    );
    for bulletin in all.iter().skip((page - 1) * BULLETINS_SHOWN).take(BULLETINS_SHOWN) {
        let date = match look.table.date(*bulletin) {
            Some(date) => format!("<time datetime=\"{date}\">{date}</time>"),
            None => look.say(UNDATED).to_owned(),
        };
        let _ = writeln!(html, "<li>{date} {}</li>", look.link(*bulletin));
    }
    html.push_str("</ul>\n");
    html + &pager(look.view, "bulletins", "bulletins", page, pages) + "</section>\n"
}
