//! Where a server takes queries and updates, found from one address.

use std::time::Duration;

use reqwest::Url;

use super::answer::{self, Form};
use super::http::{Fault, Http, Login};
use crate::error::Error;

/// How a store elsewhere is named and asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of the server.
    pub store: String,
    /// Where it takes queries, when that is not found by itself.
    pub query: Option<String>,
    /// Where it takes updates, likewise.
    pub update: Option<String>,
    /// Where it gives whole graphs by the Graph Store Protocol; without it they are asked for by queries.
    pub graph: Option<String>,
    /// Who asks.
    pub login: Login,
    /// How long the server may take for an answer to begin.
    pub time: Duration,
}

/// The addresses of a server.
#[derive(Clone, Debug)]
pub struct Addresses {
    pub query: Url,
    pub update: Url,
    pub graph: Option<Url>,
}

/// How servers lay their addresses out: what the path ends with, then what is put in its place for queries and for updates.
/// An empty end stands for every path.
const LAYOUTS: [(&str, &str, &str); 4] = [
    // Oxigraph and Fuseki, by the address of queries.
    ("/query", "/query", "/update"),
    // Virtuoso, Neptune, gongbao itself: one for both.
    ("/sparql", "/sparql", "/sparql"),
    // Oxigraph, and a dataset of Fuseki, by the address of the whole.
    ("", "/query", "/update"),
    // QLever and others that have one address.
    ("", "", ""),
];

impl Addresses {
    /// Finds the addresses; the server is asked at each likely one, and the first that answers is taken.
    pub fn find(options: &Options, http: &Http) -> Result<Self, Error> {
        let store = url(&options.store)?;
        let given = |text: &Option<String>| text.as_deref().map(url).transpose();
        let (query, update, graph) = (given(&options.query)?, given(&options.update)?, given(&options.graph)?);
        let mut first: Option<Fault> = None;
        let candidates = candidates(&store);
        for (at, then) in &candidates {
            let at = query.as_ref().unwrap_or(at);
            match probe(http, at) {
                Ok(()) => {
                    let update = update.unwrap_or_else(|| then.clone());
                    return Ok(Self { query: at.clone(), update, graph });
                }
                // The last address may be right and the server be away, so the first that tells more than "not there" counts.
                Err(fault @ (Fault::Status(404 | 405, _) | Fault::NoSparql(_))) if query.is_none() => {
                    first.get_or_insert(fault);
                }
                Err(fault) => return Err(fault.told(at)),
            }
        }
        let tried: Vec<&str> = candidates.iter().map(|(query, _)| query.as_str()).collect();
        let told = first.map_or_else(|| "does not answer".to_owned(), |fault| fault.to_string());
        let told = told.split("; hint: ").next().unwrap_or_default();
        Err(Error::Other(format!(
            "{store}: no server of SPARQL there (tried {}: {told}); hint: give the address of its queries with --query-url",
            tried.join(", ")
        )))
    }
}

/// Where queries and updates may go.
fn candidates(store: &Url) -> Vec<(Url, Url)> {
    let path = store.path().trim_end_matches('/');
    let at = |path: String| {
        let mut url = store.clone();
        url.set_path(&path);
        url
    };
    // RDF4J and GraphDB name a repository, and have updates below it.
    if path.rsplit_once("/repositories/").is_some_and(|(_, name)| !name.contains('/')) {
        return vec![(at(path.to_owned()), at(format!("{path}/statements")))];
    }
    let named = LAYOUTS.iter().filter(|(end, ..)| !end.is_empty()).find_map(|(end, query, update)| {
        let start = path.strip_suffix(end)?;
        Some(vec![(at(format!("{start}{query}")), at(format!("{start}{update}")))])
    });
    let any = || LAYOUTS.iter().filter(|(end, ..)| end.is_empty());
    named.unwrap_or_else(|| {
        any().map(|(_, query, update)| (at(format!("{path}{query}")), at(format!("{path}{update}")))).collect()
    })
}

/// Whether queries are answered there.
fn probe(http: &Http, at: &Url) -> Result<(), Fault> {
    let ask = || http.query(at, "SELECT ?s { ?s ?p ?o } LIMIT 1", Form::Table.accept());
    http.again(|| answer::results(ask()?.up_to(1 << 20), Form::Table)).map(|_| ())
}

/// An address of the web without a password.
fn url(text: &str) -> Result<Url, Error> {
    let Ok(url) = Url::parse(text) else {
        let shown = text.split(['@', '?']).next_back().filter(|_| text.contains('@')).unwrap_or(text);
        return Err(Error::Other(format!(
            "{shown}: no address of a store; hint: write it like http://localhost:7878/"
        )));
    };
    let host = url.host_str().unwrap_or_default();
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::Other(format!(
            "{}://{host}: no name and password in the address; hint: set GONGBAO_STORE_USER and GONGBAO_STORE_PASSWORD",
            url.scheme()
        )));
    }
    if !matches!(url.scheme(), "http" | "https") || host.is_empty() {
        return Err(Error::Other(format!("{text}: no address of a store; hint: it begins with http:// or https://")));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_of_servers() {
        for (store, query, update) in [
            ("http://a:7878", "http://a:7878/query", "http://a:7878/update"),
            ("http://a:7878/query", "http://a:7878/query", "http://a:7878/update"),
            ("http://a:3030/ds/", "http://a:3030/ds/query", "http://a:3030/ds/update"),
            ("https://a/repositories/r", "https://a/repositories/r", "https://a/repositories/r/statements"),
            ("https://a:8182/sparql", "https://a:8182/sparql", "https://a:8182/sparql"),
        ] {
            let (q, u) = candidates(&url(store).unwrap()).remove(0);
            assert_eq!((q.as_str(), u.as_str()), (query, update), "{store}");
        }
        assert_eq!(candidates(&url("http://a/api/x").unwrap())[1].1.as_str(), "http://a/api/x");
    }

    #[test]
    fn what_is_no_address() {
        for (text, part) in [
            ("ftp://a/", "http:// or https://"),
            ("http://", "no address"),
            ("http://me:secret@a/", "no name and password"),
            ("http://me:secret@a b/", "no address"),
        ] {
            let told = url(text).unwrap_err().to_string();
            assert!(told.contains(part) && !told.contains("secret"), "{told}");
        }
    }
}
