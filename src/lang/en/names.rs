//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod officials;
mod person;
mod places;
mod titled;

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::Id;
use crate::lang::Part;
use crate::lexicon::{Lexicon, Word};
use crate::names::source::{Source, first_of, is_one, last_of, starts_upper};
use crate::names::{Book, Words, home};
use crate::token::{Kind, Names};

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let mut book = Book::default();
    let none = BTreeSet::new();
    let words = Words(words);
    let home = home(lexicon, part.text, words, &[], false);
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
    fn check(examples: &[(&str, &str)]) {
        crate::names::testing::check("en", examples);
    }

    #[test]
    fn laws_of_the_union_and_operations_that_a_sentence_begins_with() {
        check(&[
            ("under Regulation (EU) No 608/2013", "L:regulationeuno6082013"),
            ("by Directive 2014/41/EU on orders", "L:directive201441eu"),
            ("under Regulation 12 of the code", ""),
            ("They ran an operation. Called \"Blue Whale\", it went well.", "C:bluewhale"),
            ("They ran a school. Called \"Blue Whale\", it went well.", ""),
        ]);
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
            ("Police in Canada closed Project Anvil and Op Lantern", "publicSecurity@CA C:anvil C:lantern"),
            ("The Project Manager of the Project Office in Canada", "CA"),
            ("a community Project Lighthouse in Leeds", "GB-ENG"),
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
