//! Laws that the ontology does not know: what their titles say, or their number, in the country whose bulletin names them.
//! "Ley 27.411", Law No. 27411 and 第27411号法律 are one, and so is a title that is translated word for word.

use super::motif::Reading;
use super::{Form, Lexicon, Scheme, Sense};
use crate::bulletin::Id;
use crate::lang;

/// The longest title that is looked at, in bytes.
const LONGEST: usize = 400;
/// The fewest digits of a number that no word leads.
const DIGITS: usize = 4;

impl Lexicon {
    /// The key of a law of a country by its number, or by what its title says in a language. None where neither is known.
    ///
    /// ```
    /// use gongbao::lexicon::Lexicon;
    /// let key = |name, language| Lexicon::builtin().statute(name, language, "AR");
    /// assert_eq!(key("Ley 27.411", "es").as_deref(), Some("AR-law-27411"));
    /// assert_eq!(key("Law No. 27411 on Cybercrime", "en"), key("第27411号法律", "zh-Hans"));
    /// assert_eq!(key("Protection from Scams Act 2025", "en"), key("2025年防诈骗法令", "zh-Hans"));
    /// assert_eq!(key("Zzyzx Act", "en"), None);
    /// ```
    pub fn statute(&self, name: &str, language: &str, country: &str) -> Option<String> {
        if name.len() > LONGEST {
            return None;
        }
        if let Some(number) = number(name) {
            if is_union(name) {
                return Some(format!("EU-{number}"));
            }
            let decree = ["decre", "法令", "政令"].iter().any(|word| name.to_lowercase().contains(word));
            return Some(format!("{country}-{}-{number}", if decree { "decree" } else { "law" }));
        }
        let (title, province) = self.without_province(&without_year(name), language, country);
        let country = province.as_deref().unwrap_or(country);
        let said = self.motifs().said(&title, language, Reading::Law)?;
        let known = self.motifs().law(country, &said).map(ToString::to_string);
        Some(known.unwrap_or_else(|| format!("{country}-{said}")))
    }
}

impl Lexicon {
    /// A title without the subdivision of the country whose law it is, and that subdivision: 四川省知识产权保护条例 is a law of Sichuan.
    fn without_province(&self, title: &str, language: &str, country: &str) -> (String, Option<Id>) {
        let Some(language) = lang::by_tag(language) else { return (title.to_owned(), None) };
        let folded = language.folded(title);
        let own = |id: &Id| id.len() > 2 && Self::country(id) == country && !self.is_city(id);
        let found = self.scan_names(language, &folded).into_iter().find_map(|word| {
            let place = |s: &&Sense| s.scheme == Scheme::Place && s.form != Form::Demonym && own(&s.id);
            word.senses.iter().find(place).map(|s| (word.span, s.id.clone()))
        });
        match found {
            Some((span, id)) => (format!("{} {}", &folded[..span.start], &folded[span.end..]), Some(id)),
            None => (title.to_owned(), None),
        }
    }
}

/// Whether a name is that of a regulation or a directive of the European Union, whose numbers no country's are.
fn is_union(name: &str) -> bool {
    const MARKS: [&str; 11] =
        ["(EU)", "(UE)", "（EU）", "/EU", "/UE", "EU規則", "EU指令", "欧盟", "歐盟", "欧州連合", "EU"];
    let european = MARKS.iter().any(|mark| name.contains(mark));
    let lower = name.to_lowercase();
    let act = ["regulation", "directive", "reglamento", "directiva", "規則", "指令", "条例", "條例", "法规"];
    european && act.iter().any(|word| lower.contains(word))
}

/// The number of a law: what stands behind "No." or 第, else its first digits where they are no year.
fn number(name: &str) -> Option<String> {
    let mut rest = name;
    let mut before = String::new();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        before.push_str(&rest[..at]);
        let length =
            rest[at..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '/'))).unwrap_or(rest.len() - at);
        let written = rest[at..at + length].trim_end_matches(['.', ',', '/']);
        let after = &rest[at + length..];
        let digits = written.bytes().filter(u8::is_ascii_digit).count();
        let plain = written.bytes().all(|b| b.is_ascii_digit());
        let year = plain && digits == 4 && (written.starts_with("19") || written.starts_with("20"));
        let lead = before.trim_end().to_lowercase();
        let led = ["no", "no.", "n°", "nº", "n.°", "n.º", "núm.", "número", "第", "号"]
            .iter()
            .any(|mark| lead.ends_with(mark));
        let first = ["ley", "law", "act", "decreto", "decree"].iter().any(|word| lead.ends_with(word));
        let dated = after.starts_with('年');
        if !dated && (led || (first || digits >= DIGITS) && !year || written.contains('/')) {
            return Some(written.chars().filter(|c| c.is_ascii_digit() || *c == '/').collect());
        }
        before.push_str(&rest[at..at + length]);
        rest = after;
    }
    None
}

/// A title without the year that some languages put before it and others behind it, and many nowhere.
fn without_year(name: &str) -> String {
    let bare: String = name.chars().filter(|c| !c.is_ascii_digit()).collect();
    bare.strip_prefix('年').unwrap_or(&bare).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn one_law_by_number_or_title() {
        let key = |name: &str, language: &str| Lexicon::builtin().statute(name, language, "PE");
        for same in [
            vec![
                ("Ley N.° 30096, de Delitos Informáticos", "es"),
                ("Law No. 30096", "en"),
                ("第30096号法律", "zh-Hans"),
            ],
            vec![("Ley Orgánica 10/1995", "es"), ("Organic Law 10/1995", "en"), ("第10/1995号组织法", "zh-Hans")],
            vec![("Ley 1712 de 2014", "es"), ("Law 1712 of 2014", "en"), ("2014年第1712号法律", "zh-Hans")],
            vec![
                ("Emergency Decree on Measures for the Prevention and Suppression of Technology Crimes", "en"),
                ("预防和打击科技犯罪措施紧急法令", "zh-Hans"),
                ("預防及打擊科技犯罪措施緊急法令", "zh-Hant"),
            ],
            vec![
                ("Regulation (EU) No 608/2013", "en"),
                ("Reglamento (UE) n.º 608/2013", "es"),
                ("欧盟第608/2013号条例", "zh-Hans"),
                ("EU規則第608/2013号", "ja"),
            ],
            vec![("Directive (EU) 2019/713", "en"), ("Directiva (UE) 2019/713", "es")],
            vec![("Online Criminal Harms Act", "en"), ("网络犯罪危害法令", "zh-Hans"), ("オンライン犯罪被害法", "ja")],
            vec![
                ("Anti-Money Laundering Act 2019", "en"),
                ("反洗钱法", "zh-Hans"),
                ("Ley contra el Lavado de Dinero", "es"),
            ],
        ] {
            let keys: Vec<_> = same.iter().map(|(name, language)| key(name, language)).collect();
            assert!(keys[0].is_some() && keys.iter().all(|k| *k == keys[0]), "{same:?}: {keys:?}");
        }
        let local = |name: &str, language: &str| Lexicon::builtin().statute(name, language, "CN");
        let of = "Regulations of Sichuan Province on the Protection and Promotion of Intellectual Property";
        assert!(local(of, "en").is_some_and(|key| key.starts_with("CN-SC-")), "{:?}", local(of, "en"));
        assert_eq!(local("四川省知识产权保护和促进条例", "zh-Hans"), local(of, "en"));
        assert!(!key("Cybercrime Act 2023", "en").unwrap_or_default().contains("2023"));
    }
}
