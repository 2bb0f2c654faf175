//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod officials;
mod person;
mod places;
mod titled;

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::{Id, Span};
use crate::lang::Part;
use crate::lexicon::{Lexicon, Word};
use crate::names::{Book, Words, home};
use crate::token::{Kind, Names};

/// What the readers of names read: the text, its words, the lexicon, and the country that the text speaks of most.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    words: Words<'a>,
    lexicon: &'a Lexicon,
    country: Option<&'a str>,
    /// The country that the text is at home in, empty for international bodies.
    home: Option<&'a str>,
    /// Every country that a place of the text lies in.
    countries: &'a BTreeSet<Id>,
}

impl<'a> Source<'a> {
    /// The text before a byte.
    fn before(self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from a byte on.
    fn after(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The word that ends before a byte, with blanks between or none.
    fn word_before(self, at: usize) -> Option<Span> {
        let before = self.before(at).trim_end_matches(' ');
        let length: usize = before.chars().rev().take_while(|c| in_word(*c)).take(60).map(char::len_utf8).sum();
        (length > 0).then(|| Span::new(before.len() - length, before.len()))
    }

    /// The word that begins after a byte, with blanks between or none; without a full stop at its end, unless it is
    /// an initial.
    fn word_after(self, at: usize) -> Option<Span> {
        let after = self.after(at);
        let start = at + (after.len() - after.trim_start_matches(' ').len());
        let length: usize = self.after(start).chars().take_while(|c| in_word(*c)).take(60).map(char::len_utf8).sum();
        let word = self.text.get(start..start + length)?;
        let bare = word.trim_end_matches(['.', '\'', '’', '-']);
        let length = if bare.chars().count() == 1 && word.len() > bare.len() { bare.len() + 1 } else { bare.len() };
        (length > 0).then(|| Span::new(start, start + length))
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '&')
}

/// Whether a text is one of these words, which stand with bars between, whatever its case.
fn is_one(text: &str, of: &str) -> bool {
    of.split('|').any(|w| w.eq_ignore_ascii_case(text))
}

/// The longest of these words, which stand with bars between, that a text begins with, whatever its case; a word ends
/// where it ends.
fn first_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let begins = |w: &&str| {
        text.get(..w.len()).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.ends_with(char::is_alphanumeric) && text[w.len()..].starts_with(char::is_alphanumeric))
    };
    of.split('|').filter(begins).max_by_key(|w| w.len())
}

/// The longest of these words, which stand with bars between, that a text ends with, whatever its case.
fn last_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let ends = |w: &&str| {
        let Some(at) = text.len().checked_sub(w.len()) else { return false };
        text.get(at..).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.starts_with(char::is_alphanumeric) && text[..at].ends_with(char::is_alphanumeric))
    };
    of.split('|').filter(ends).max_by_key(|w| w.len())
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let mut book = Book::default();
    let none = BTreeSet::new();
    let words = Words(words);
    let home = home(lexicon, words, &[]);
    let home = home.as_deref();
    let bare = Source { text: part.text, words, lexicon, country: None, home, countries: &none };
    places::read(bare, &mut book);
    let counts = countries(&book);
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(code, _)| code.clone());
    let all = counts.into_keys().collect();
    let source = Source { country: most.as_deref(), countries: &all, ..bare };
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    titled::read(source, &mut book);
    book.finish()
}

/// The countries that the places of a text lie in, with the number of places in each.
fn countries(book: &Book) -> BTreeMap<Id, usize> {
    let mut counts = BTreeMap::new();
    for token in &book.so_far().tokens {
        if let Kind::Place(code) = &token.kind {
            *counts.entry(Id::new(Lexicon::country(code))).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use crate::lang::Part;
    use crate::lexicon::Lexicon;
    use crate::token::Kind;

    /// The names of a text: their kinds and ids, with what they are called, in the order of the text.
    fn read(text: &str) -> String {
        let language = crate::lang::by_tag("en").unwrap();
        let part = Part { text, written: text };
        let words = Lexicon::builtin().scan_names(language, text);
        let names = super::names(&part, Lexicon::builtin(), &words);
        let show = |kind: &Kind| match kind {
            Kind::Agency(i) => {
                let a = &names.agencies[*i];
                let unnamed = if a.mentioned { "" } else { "unnamed " };
                format!("{unnamed}{}@{}", a.kind, a.place.as_deref().unwrap_or("-"))
            }
            Kind::Official(i) => {
                let o = &names.officials[*i];
                format!("{}:{}", o.key, o.agency.map_or("-", |a| &names.agencies[a].kind))
            }
            Kind::Campaign(i) => format!("C:{}", names.campaigns[*i].key),
            Kind::Law(i) => format!("L:{}", names.laws[*i].key),
            Kind::Place(code) => code.to_string(),
            _ => String::new(),
        };
        // A place within a longer name is left to that name, as it is in the sentence.
        let mut end = 0;
        let mut shown = Vec::new();
        for token in &names.tokens {
            if token.span.start >= end {
                shown.push(show(&token.kind));
                end = token.span.end;
            }
        }
        shown.join(" ")
    }

    fn check(examples: &[(&str, &str)]) {
        for (text, expected) in examples {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn bodies() {
        check(&[
            ("The Shandong Provincial Public Security Department said so.", "publicSecurity@CN-SD"),
            ("Police in Hefei, Anhui province, held 3 men.", "publicSecurity@CN-AH"),
            ("Police in central China's Henan Province held 3 men.", "publicSecurity@CN-HA"),
            (
                "Police in Jiangsu, Zhejiang and Anhui provinces met.",
                "publicSecurity@CN-JS publicSecurity@CN-ZJ publicSecurity@CN-AH",
            ),
            ("Chinese and Thai police met.", "publicSecurity@CN publicSecurity@TH"),
            ("the Economic Crime Investigation Bureau of the Ministry of Public Security", "publicSecurity@CN"),
            ("the Political and Legal Committee of the Municipal Party Committee", "politicalLegal@-"),
            ("the Guizhou Branch of the People’s Bank of China", "centralBank@CN-GZ"),
            ("the Supreme People's Court (SPC) said; the SPC added", "court@CN court@CN court@CN"),
            (
                "the National Immigration Administration (NIA) said; the NIA in China added",
                "immigration@CN immigration@CN immigration@CN CN",
            ),
            ("the Guiyang Central Sub-branch of the People's Bank of China", "centralBank@CN-GZ"),
            ("the Zhejiang Bureau of the China Securities Regulatory Commission", "financialRegulator@CN-ZJ"),
            ("Huangpu Customs and the Gongbei Customs", "customs@CN-GD customs@CN-GD"),
            ("Police forces from 17 African countries met.", "unnamed publicSecurity@-"),
            ("Courts have so far ordered it.", "court@-"),
            ("He went to the court.", ""),
            ("Vietnam's Ministry of Public Security", "publicSecurity@VN"),
            ("In Namibia, police rescued 88 people.", "NA publicSecurity@NA"),
            ("He was told to call the police.", "unnamed publicSecurity@-"),
            ("safe on ice, with police officers in other provinces", ""),
            ("Police in 61 countries and territories met.", "unnamed publicSecurity@-"),
            ("central China telecom fraud", "CN"),
        ]);
    }

    #[test]
    fn officials() {
        check(&[
            (
                "Liu Zhongyi, head of the Ministry of Public Security, spoke. Liu said so.",
                "liuzhongyi:publicSecurity publicSecurity@CN liuzhongyi:publicSecurity",
            ),
            ("He Ping, deputy head of the Provincial Department of Justice", "heping:justice justice@-"),
            ("Minister of State for Home Affairs Desmond Tan said", "desmondtan:government"),
            ("INTERPOL's director, Rory Corcoran, said", "internationalBody@- rorycorcoran:internationalBody"),
            ("Vice Minister of Public Security Du Hangwei said", "duhangwei:publicSecurity"),
            (
                "INTERPOL Director Rory Corcoran spoke. The Director said so; the minister said no.",
                "internationalBody@- rorycorcoran:internationalBody rorycorcoran:internationalBody",
            ),
            ("(Reporter Li, Editor Chen Hao)", ""),
        ]);
    }

    #[test]
    fn campaigns() {
        check(&[
            ("campaigns such as \"breaking cards\" and \"Yun Jian\"", "C:cardBreaking C:yunJian"),
            ("the \"Hundred Days Action\" of summer", "C:hundredDays"),
            ("Operation First Light 2024 and the Haechi-II operation", "C:firstLight2024 C:haechiii"),
            ("a \"high-voltage\" crackdown on scams", ""),
            ("activities of \"bringing the law into villages\"", ""),
        ]);
    }

    #[test]
    fn laws() {
        check(&[
            ("the \"Anti-Telecommunication Network Fraud Law\"", "L:antiTelecomFraudLaw"),
            ("the Law on the Protection of Minors", "L:minorsLaw"),
            ("the Misuse of Drugs Act and the Health Products Act 2007", "L:misuseofdrugsact L:healthproductsact2007"),
            (
                "the \"Interim Provisions on Cards\" (hereinafter referred to as \"Provisions\")",
                "L:interimprovisionsoncards",
            ),
            ("the Serious Crimes (Confiscation of Benefits) Act 1992", "L:seriouscrimesconfiscationofbenefitsact1992"),
            (
                "the Opinions on Several Issues Concerning the Application of Law (II) say",
                "L:opinionsonseveralissuesconcerningtheapplicationoflawii",
            ),
            ("Opinions on Law differ; Notice on board", ""),
            ("a white paper, \"Rule of Law in Numbers\"", ""),
        ]);
    }

    #[test]
    fn places() {
        check(&[
            ("Myanmar nationals in Thailand", "TH"),
            ("2 million U.S. dollars", ""),
            ("a den in northern Myanmar", "MM"),
            ("Beijing and Yunnan: a visitor from Kuala Lumpur", "CN-BJ CN-YN MY"),
            ("China Daily, Kunming, Yunnan", "CN-YN CN-YN"),
        ]);
    }
}
