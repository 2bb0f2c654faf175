//! Which addresses may be asked: `http` and `https`, and only what is public, unless the user says otherwise.
//!
//! The check is made three times over: of the address as it is given and of each redirect ([`Allow::check`]), and of what a
//! name resolves to, at the moment in which the connection is made ([`Allow::check_ip`], called by the resolver). A name
//! that resolves to another machine a second later changes nothing: the connection goes to what was checked.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;

use super::client::Fault;
use crate::error::one_line;

/// Why an address is not asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Its scheme is another than `http` and `https`.
    #[error("only http and https addresses are fetched; hint: get it by other means and give the file")]
    Scheme,
    /// It is no address at all.
    #[error("no such web address ({0}); hint: write it like https://example.org/news/1.html")]
    Malformed(String),
    /// It holds a name and a password.
    #[error("a name or password in an address is not sent; hint: give the address without what stands before the @")]
    Credentials,
    /// Its host is no public machine.
    #[error("{}{kind}, and only public addresses are fetched; hint: --allow-host {host} makes an exception", is(host, *ip))]
    NotPublic {
        /// The host as the address names it.
        host: String,
        /// What it resolves to.
        ip: IpAddr,
        /// What kind of address that is.
        kind: Kind,
    },
}

/// A host and what it stands for, as far as the host does not say it itself.
fn is(host: &str, ip: IpAddr) -> String {
    if host.trim_matches(['[', ']']) == ip.to_string() { format!("{host} is ") } else { format!("{host} is {ip}, ") }
}

/// What an address that is not public is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// This machine.
    Loopback,
    /// A network of somebody's own.
    Private,
    /// The cable, and the metadata of clouds.
    LinkLocal,
    /// Between a provider and its customers.
    CarrierGrade,
    /// Many machines at once.
    Multicast,
    /// None at all.
    Unspecified,
    /// Examples, tests and what is kept for later.
    Reserved,
    /// A service of a cloud to its own machines.
    Metadata,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Loopback => "this machine itself",
            Self::Private => "a private network",
            Self::LinkLocal => "a link-local address",
            Self::CarrierGrade => "an address inside a provider's network",
            Self::Multicast => "a multicast address",
            Self::Unspecified => "no address of a machine",
            Self::Reserved => "a reserved address",
            Self::Metadata => "a cloud's own service",
        })
    }
}

/// Reads an address; odd spellings of a host (`http://0x7f.1/`, `http://2130706433/`) become what browsers make of them.
pub fn parse(text: &str) -> Result<Url, Refusal> {
    let url = Url::parse(text.trim()).map_err(|e| Refusal::Malformed(e.to_string()))?;
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err(Refusal::Scheme) }
}

/// Where a redirect leads. What was asked for over TLS is not taken from where anybody may have changed it.
pub fn next(from: &Url, location: &str) -> Result<Url, Fault> {
    let fault = |what: String| Fault::Redirect(format!("redirects to {}: {what}", one_line(location)));
    let mut to = from.join(location).map_err(|e| fault(format!("{e}; hint: try it in a browser")))?;
    to.set_fragment(None);
    match (from.scheme(), to.scheme()) {
        ("https", "http") => {
            Err(fault("not from https to http; hint: give that address itself to trust it".to_owned()))
        }
        (_, "http" | "https") => Ok(to),
        _ => Err(fault(Refusal::Scheme.to_string())),
    }
}

/// The exceptions: hosts that may be asked wherever they are.
#[derive(Clone, Debug, Default)]
pub struct Allow(BTreeSet<String>);

impl Allow {
    /// Exceptions for these hosts: names, or addresses of IPv4 or IPv6.
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Self {
        Self(hosts.into_iter().map(|h| normal(&h)).collect())
    }

    /// These exceptions and more.
    pub fn and(&self, hosts: impl IntoIterator<Item = String>) -> Self {
        Self(self.0.iter().cloned().chain(hosts.into_iter().map(|h| normal(&h))).collect())
    }

    /// Whether a host is an exception.
    pub fn has(&self, host: &str) -> bool {
        self.0.contains(&normal(host))
    }

    /// Checks what can be told of an address without resolving its name.
    pub fn check(&self, url: &Url) -> Result<(), Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        let host = url.host_str().ok_or_else(|| Refusal::Malformed("no host".to_owned()))?;
        match host.trim_matches(['[', ']']).parse() {
            Ok(ip) => self.check_ip(host, ip),
            Err(_) => Ok(()),
        }
    }

    /// Checks what a host resolves to.
    pub fn check_ip(&self, host: &str, ip: IpAddr) -> Result<(), Refusal> {
        match kind(ip) {
            Some(kind) if !self.has(host) => Err(Refusal::NotPublic { host: host.to_owned(), ip, kind }),
            _ => Ok(()),
        }
    }
}

/// A host as the parser of addresses writes it.
pub fn normal(host: &str) -> String {
    let host = host.trim().trim_end_matches('.');
    let host = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() };
    let parsed = Url::parse(&format!("http://{host}/")).ok();
    parsed.and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_else(|| host.to_lowercase())
}

/// What kind of address that is not public this is; nothing for a public one.
pub fn kind(ip: IpAddr) -> Option<Kind> {
    match ip {
        IpAddr::V4(ip) => kind_v4(ip),
        IpAddr::V6(ip) => kind_v6(ip),
    }
}

/// The registry of special addresses of IANA, as of RFC 6890 and its followers.
fn kind_v4(ip: Ipv4Addr) -> Option<Kind> {
    Some(match ip.octets() {
        [0, ..] => Kind::Unspecified,
        [127, ..] => Kind::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Kind::Private,
        [169, 254, ..] => Kind::LinkLocal,
        [100, 64..=127, ..] => Kind::CarrierGrade,
        [224..=239, ..] => Kind::Multicast,
        // Azure answers its own machines at this public address.
        [168, 63, 129, 16] => Kind::Metadata,
        // Protocols, documentation, 6to4 relays, benchmarks; what was never given out.
        [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18..=19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _]
        | [240..=255, ..] => Kind::Reserved,
        _ => return None,
    })
}

fn kind_v6(ip: Ipv6Addr) -> Option<Kind> {
    let within = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some(Kind::Unspecified),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Kind::Loopback),
        // An address of IPv4 in one of IPv6: mapped, behind NAT64, or 6to4.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            kind_v4(within(high, low))
        }
        [0xFC00..=0xFDFF, ..] => Some(Kind::Private),
        [0xFE80..=0xFEBF, ..] => Some(Kind::LinkLocal),
        // Site-local, which was given up, is still in use here and there.
        [0xFEC0..=0xFEFF, ..] => Some(Kind::Private),
        [0xFF00..=0xFFFF, ..] => Some(Kind::Multicast),
        // Protocols (Teredo among them) and documentation.
        [0x2001, 0..=0x01FF, ..] | [0x2001, 0x0DB8, ..] | [0x3FFF, 0..=0x0FFF, ..] => Some(Kind::Reserved),
        [0x2000..=0x3FFF, ..] => None,
        // Only 2000::/3 is given out for machines of the Internet.
        _ => Some(Kind::Reserved),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_asked() {
        for (ip, expected) in [
            ("8.8.8.8", None),
            ("100.63.0.1", None),
            ("172.32.0.1", None),
            ("198.17.255.255", None),
            ("2606:4700::1111", None),
            ("::ffff:8.8.8.8", None),
            ("64:ff9b::808:808", None),
            ("2002:808:808::1", None),
            ("127.0.0.1", Some(Kind::Loopback)),
            ("127.255.255.254", Some(Kind::Loopback)),
            ("::1", Some(Kind::Loopback)),
            ("0.0.0.0", Some(Kind::Unspecified)),
            ("0.1.2.3", Some(Kind::Unspecified)),
            ("::", Some(Kind::Unspecified)),
            ("10.0.0.1", Some(Kind::Private)),
            ("172.16.0.1", Some(Kind::Private)),
            ("192.168.1.1", Some(Kind::Private)),
            ("fd00:ec2::254", Some(Kind::Private)),
            ("fec0::1", Some(Kind::Private)),
            ("169.254.169.254", Some(Kind::LinkLocal)),
            ("fe80::1", Some(Kind::LinkLocal)),
            ("100.64.0.1", Some(Kind::CarrierGrade)),
            ("100.100.100.200", Some(Kind::CarrierGrade)),
            ("168.63.129.16", Some(Kind::Metadata)),
            ("224.0.0.1", Some(Kind::Multicast)),
            ("ff02::1", Some(Kind::Multicast)),
            ("192.0.2.1", Some(Kind::Reserved)),
            ("198.18.0.1", Some(Kind::Reserved)),
            ("203.0.113.9", Some(Kind::Reserved)),
            ("255.255.255.255", Some(Kind::Reserved)),
            ("2001:db8::1", Some(Kind::Reserved)),
            ("2001::1", Some(Kind::Reserved)),
            ("3fff::1", Some(Kind::Reserved)),
            ("64:ff9b:1::1", Some(Kind::Reserved)),
            ("::ffff:127.0.0.1", Some(Kind::Loopback)),
            ("::127.0.0.1", Some(Kind::Reserved)),
            ("64:ff9b::a9fe:a9fe", Some(Kind::LinkLocal)),
            ("2002:7f00:1::1", Some(Kind::Loopback)),
        ] {
            assert_eq!(kind(ip.parse().unwrap()), expected, "{ip}");
        }
    }

    #[test]
    fn odd_spellings_are_what_they_stand_for() {
        let allow = Allow::default();
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.1/",
            "http://１２７.０.０.１/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "https://169.254.169.254/latest/meta-data/",
            "http://0/",
        ] {
            let checked = parse(address).and_then(|url| allow.check(&url));
            assert!(matches!(checked, Err(Refusal::NotPublic { .. })), "{address}: {checked:?}");
        }
        let checked = |address: &str| parse(address).and_then(|url| allow.check(&url));
        assert_eq!(checked("https://www.example.org/"), Ok(()));
        assert_eq!(checked("file:///etc/passwd"), Err(Refusal::Scheme));
        assert_eq!(checked("gopher://example.org/"), Err(Refusal::Scheme));
        assert_eq!(checked("https://me:secret@example.org/"), Err(Refusal::Credentials));
        assert!(matches!(checked("http://"), Err(Refusal::Malformed(_))));
        assert!(matches!(checked("http://[::1"), Err(Refusal::Malformed(_))));
    }

    #[test]
    fn redirects_lead_to_the_web_only() {
        let from = |from: &str, to: &str| next(&parse(from).unwrap(), to).map(String::from).map_err(|e| e.to_string());
        assert_eq!(from("https://a.org/b/c", "../d#e"), Ok("https://a.org/d".to_owned()));
        assert_eq!(from("http://a.org/", "//b.org/x"), Ok("http://b.org/x".to_owned()));
        for (start, to, told) in [
            ("https://a.org/", "http://a.org/", "not from https to http"),
            ("http://a.org/", "file:///etc/passwd", "only http and https"),
            ("http://a.org/", "http://[::1", "redirects to http://[::1: "),
        ] {
            assert!(from(start, to).is_err_and(|e| e.contains(told) && e.contains("hint")), "{to}");
        }
    }

    #[test]
    fn exceptions_are_for_one_host() {
        let allow = Allow::new(["127.0.0.1".to_owned(), "::1".to_owned(), "Intranet.Example.".to_owned()]);
        for (address, expected) in [
            ("http://127.0.0.1:8000/", true),
            ("http://2130706433/", true),
            ("http://[::1]/", true),
            ("http://127.0.0.2/", false),
            ("http://10.0.0.1/", false),
        ] {
            assert_eq!(allow.check(&parse(address).unwrap()).is_ok(), expected, "{address}");
        }
        assert!(allow.check_ip("intranet.example", "10.1.1.1".parse().unwrap()).is_ok());
        assert!(allow.check_ip("other.example", "10.1.1.1".parse().unwrap()).is_err());
    }
}
