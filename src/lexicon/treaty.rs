//! Treaties between two countries: what they are about and whose they are is their name in every language.

use std::collections::BTreeSet;

use super::{Form, Lexicon, Scheme};
use crate::bulletin::Id;
use crate::lang;

/// The motifs of what treaties are about, the narrower ones first.
const SUBJECTS: [&str; 5] =
    ["sentencedPersons", "extradition", "mutualLegalAssistance", "policeCooperation", "visaExemption"];

/// The longest name that is looked at, in bytes.
const LONGEST: usize = 400;

/// How Chinese and Japanese texts abbreviate countries where two of them stand together (中西引渡条约, 日中刑事共助条約).
const SHORT: &str = "中CN 西ES 日JP 韩KR 韓KR 泰TH 缅MM 老LA 柬KH 越VN 俄RU 美US 英GB 法FR 德DE 意IT 墨MX 秘PE 智CL 阿AR 葡PT 荷NL \
    加CA 澳AU 新SG 蒙MN 哈KZ 土TR 希GR 米US 印IN 仏FR 独DE 伊IT 豪AU";

impl Lexicon {
    /// The key of a treaty of two countries by a name of it, such as `treaty-extradition-CN-ES`.
    ///
    /// ```
    /// use gongbao::lexicon::Lexicon;
    /// let key = |name, language| Lexicon::builtin().treaty(name, language);
    /// let between = "Treaty between the People's Republic of China and Japan on Mutual Legal Assistance in Criminal Matters";
    /// assert_eq!(key(between, "en").as_deref(), Some("treaty-mutualLegalAssistance-CN-JP"));
    /// assert_eq!(key("中华人民共和国和日本国关于刑事司法协助的条约", "zh-Hans"), key(between, "en"));
    /// assert_eq!(key("日中刑事共助条約", "ja"), key(between, "en"));
    /// assert_eq!(key("Tratado de Extradición entre China y México", "es").as_deref(), Some("treaty-extradition-CN-MX"));
    /// assert_eq!(key("Extradition Law of China", "en"), None);
    /// ```
    pub fn treaty(&self, name: &str, language: &str) -> Option<String> {
        if name.len() > LONGEST {
            return None;
        }
        let folded = lang::zh::fold::simplified(name).to_lowercase();
        let says = |id: &str| {
            let labels = self.concept(Scheme::Motif, id).map_or(&[][..], |c| &c.labels);
            labels.iter().any(|l| folded.contains(&l.text.to_lowercase()))
        };
        if !says("treaty") {
            return None;
        }
        let subject = SUBJECTS.into_iter().find(|s| says(s))?;
        let countries = self.countries(name, language);
        (countries.len() == 2).then(|| {
            let all: Vec<&str> = countries.iter().map(|c| c.as_str()).collect();
            format!("treaty-{subject}-{}", all.join("-"))
        })
    }

    /// The countries that a name holds, by name, as a people, or each by one character.
    fn countries(&self, name: &str, language: &str) -> BTreeSet<Id> {
        let Some(language) = lang::by_tag(language) else { return BTreeSet::new() };
        let folded = language.folded(name);
        let whole = |form: Form| matches!(form, Form::Label | Form::Demonym);
        let words = self.scan_names(language, &folded);
        let senses = words.iter().filter_map(|w| {
            w.senses
                .iter()
                .find(|s| s.scheme == Scheme::Place && whole(s.form) && s.id.len() == 2)
                .map(|s| s.id.clone())
        });
        let mut found: BTreeSet<Id> = senses.collect();
        if found.len() < 2 {
            let country = |c: char| SHORT.split(' ').find_map(|pair| pair.strip_prefix(c)).map(Id::new);
            let first: Option<Vec<Id>> = folded.chars().take(2).map(country).collect();
            found = first.filter(|two| two.len() == 2).map_or(found, |two| two.into_iter().collect());
        }
        found
    }
}
