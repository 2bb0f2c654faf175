//! Pages for people: plain, semantic, in the reader's language, without scripts.
//!
//! A page is made by a function of its own file, from a [`View`] (who asks, at which address, in which language), the store
//! and what was asked for; [`answer`] runs it on a thread behind the gate of pages, and [`layout`] puts header, navigation
//! and foot around it. Words in the page are [`Both`]: English and Chinese side by side, so that none is forgotten.

mod answered;
mod bulletin;
mod bulletins;
mod chart;
mod compare;
#[cfg(test)]
mod crowd;
mod entity;
mod facts;
mod fault;
pub mod fold;
mod foot;
mod highlight;
mod html;
mod label;
mod layout;
mod listed;
mod look;
mod number;
mod period;
mod resource;
mod search;
mod series;
mod sparql;
mod start;
mod things;
mod value;
mod view;
mod vocabulary;

use std::sync::Arc;

use axum::http::header;
use axum::response::Response;

use super::App;
use super::http::{self, Fault};
use crate::ontology::BASE;
use crate::query::short;

pub use bulletin::bulletin;
pub use bulletins::bulletins;
pub use compare::handle as compare;
pub use entity::entity;
pub use fault::shown as faults;
pub use foot::foot;
pub use html::escape;
pub use label::Labels;
pub use layout::{Page, layout, style};
pub use resource::resource;
pub use search::search;
pub use sparql::{faulty, results, sparql};
pub use start::start;
pub use things::{LISTS, list};
pub use value::{link, value};
pub use view::{Both, View};
pub use vocabulary::vocabulary;

/// A page holds no more than this before its foot: the rest is in the other forms, or on further pages.
pub const LONGEST: usize = 72 << 10;

/// Answers with a page that stands at an address of its own.
///
/// # Errors
/// When there is no turn for it in time, or what makes the page says so.
pub async fn answer(
    app: &Arc<App>,
    view: View,
    make: impl FnOnce(&App, &View) -> Result<String, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let language = view.language;
    let own = Arc::clone(app);
    let page = app.pages.run(&app.limits, move |token| make(&own, &view.until(token))).await?;
    let mut response = http::answer("text/html", page);
    http::set(&mut response, header::VARY, "Accept, Accept-Language");
    http::set(&mut response, header::CONTENT_LANGUAGE, language);
    Ok(response)
}

/// The address of an IRI on the server at `public`.
pub fn address(public: &str, iri: &str) -> String {
    iri.strip_prefix(BASE).map_or_else(|| iri.to_owned(), |local| format!("{public}{local}"))
}

/// An IRI in short.
pub fn shortened(iri: &str) -> String {
    let short = short(iri);
    match short.strip_prefix('<').and_then(|s| s.strip_suffix('>')) {
        Some(whole) => whole.strip_prefix(BASE).unwrap_or(whole).to_owned(),
        None => short,
    }
}
