//! What the name of an operation says, whatever language says it: "Clean Bay", 净湾 and "Bahía Limpia" are the same two
//! images, and so one key. The images are the concepts of `motif/` with their words.

use std::collections::{BTreeMap, BTreeSet};

use super::{LabelKind, Lexicon, Scheme};
use crate::bulletin::Id;
use crate::lang;

/// The most characters of a name that are looked at, and the most of one word in characters without spaces.
const LONGEST: usize = 80;
const WORD: usize = 8;

/// Of what the words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The name of an operation.
    Operation,
    /// The title of a law: what it is (an act, a decree) and that it is against something say nothing of which it is.
    Law,
}

/// The words for images, by language, and the operations that the ontology knows by what their names say.
#[derive(Debug, Default)]
pub struct Motifs {
    words: BTreeMap<(String, String), Id>,
    operations: BTreeMap<String, BTreeSet<Id>>,
    /// The laws that the ontology knows, by their countries and what their titles say.
    laws: BTreeMap<(String, String), BTreeSet<Id>>,
}

impl Motifs {
    /// Those of an ontology.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut all = Self::default();
        for (id, concept) in lexicon.concepts(Scheme::Motif) {
            for label in &concept.labels {
                let language = primary(&label.language).to_owned();
                let word = lang::zh::fold::simplified(&label.text).to_lowercase();
                all.words.entry((language, word)).or_insert_with(|| id.clone());
            }
        }
        for (id, concept) in lexicon.concepts(Scheme::Campaign) {
            let named = concept.labels.iter().filter(|l| l.kind == LabelKind::Preferred);
            let mut sayings = BTreeMap::<String, usize>::new();
            for said in named.filter_map(|label| all.said(&label.text, &label.language, Reading::Operation)) {
                *sayings.entry(said).or_default() += 1;
            }
            // One image alone is that operation only if it is called so in two languages: First Light is 曙光, but not every dawn.
            for (said, _) in sayings.into_iter().filter(|(said, languages)| said.contains('-') || *languages > 1) {
                all.operations.entry(said).or_default().insert(id.clone());
            }
        }
        for (id, concept) in lexicon.concepts(Scheme::Law) {
            // A law without a country in its id is China's, if it is no convention.
            let treaty =
                |l: &super::Label| ["Convention", "Protocol", "Treaty", "Agreement"].iter().any(|w| l.text.contains(w));
            let own = || (!concept.labels.iter().any(treaty)).then(|| "CN".to_owned());
            let Some(country) = country(id.as_str()).or_else(own) else { continue };
            let own = lexicon.concept(Scheme::Place, &country).map_or(&[][..], |place| &place.labels);
            let titles = concept.labels.iter().map(|l| (without(&l.text, own), &l.language));
            let sayings = titles.filter_map(|(title, language)| all.said(&title, language, Reading::Law));
            for said in sayings.collect::<BTreeSet<_>>() {
                all.laws.entry((country.clone(), said)).or_default().insert(id.clone());
            }
        }
        all
    }

    /// The one law that the ontology knows of a country whose title says this.
    pub(super) fn law(&self, country: &str, said: &str) -> Option<&Id> {
        let known = self.laws.get(&(country.to_owned(), said.to_owned()))?;
        known.first().filter(|_| known.len() == 1)
    }

    /// The key of an operation by what its name says in a language, if every word of it is known: that of the one operation of the
    /// ontology whose name says the same, else the images, sorted, with the numbers of the name.
    ///
    /// ```
    /// use gongbao::lexicon::Lexicon;
    /// let key = |name, language| Lexicon::builtin().motifs().key(name, language);
    /// assert_eq!(key("净湾2024", "zh-Hans").as_deref(), Some("bay-clean-2024"));
    /// assert_eq!(key("Bahía Limpia 2024", "es"), key("净湾2024", "zh-Hans"));
    /// assert_eq!(key("Nexus", "en"), None);
    /// ```
    pub fn key(&self, name: &str, language: &str) -> Option<String> {
        let said = self.said(name, language, Reading::Operation)?;
        match self.operations.get(&said) {
            Some(known) if known.len() == 1 => known.first().map(ToString::to_string),
            _ => Some(said),
        }
    }

    /// What a name says: its images, sorted, and its numbers.
    pub(super) fn said(&self, name: &str, language: &str, reading: Reading) -> Option<String> {
        let longest = if reading == Reading::Law { 4 * LONGEST } else { LONGEST };
        let name: String = name.chars().take(longest).collect();
        let name = lang::zh::fold::simplified(&name).to_lowercase();
        let mut images = BTreeSet::new();
        let mut numbers = Vec::new();
        let mut rest = name.as_str();
        while let Some(first) = rest.chars().next() {
            let kind = kind(first);
            let run: usize = rest.chars().take_while(|c| self::kind(*c) == kind).map(char::len_utf8).sum();
            let (part, after) = rest.split_at(run);
            match kind {
                Kind::Digits => numbers.push(part),
                Kind::Wide => self.characters(part, language, reading, &mut images)?,
                Kind::Letters => images.extend(self.word(part, language, reading)?),
                Kind::Other => {}
            }
            rest = after;
        }
        (!images.is_empty()).then(|| {
            let all: Vec<&str> = images.iter().map(|id| id.as_str()).chain(numbers).collect();
            all.join("-")
        })
    }

    fn find(&self, language: &str, word: &str) -> Option<&Id> {
        self.words.get(&(language.to_owned(), word.to_owned()))
    }

    /// The images of a text without spaces: the longest word that begins it, and so on.
    fn characters(&self, text: &str, language: &str, reading: Reading, images: &mut BTreeSet<Id>) -> Option<()> {
        let languages = if primary(language) == "ja" { ["ja", "zh"] } else { ["zh", "ja"] };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let ends: Vec<usize> = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(WORD).collect();
            let word = ends.iter().rev().find_map(|end| {
                let found = languages.iter().find_map(|l| self.find(l, &rest[..*end]))?;
                Some((*end, found.clone()))
            });
            let empty =
                first_empty(rest).filter(|e| reading == Reading::Law && word.as_ref().is_none_or(|(end, _)| e >= end));
            let length = match word {
                _ if empty.is_some() => empty.unwrap_or_default(),
                Some((end, id)) => {
                    images.insert(id);
                    end
                }
                None if "之的与和者号のと・ー".contains(first) => first.len_utf8(),
                // 静かな, 白い: how a word of Japanese ends says nothing.
                None if !images.is_empty() && matches!(first, 'ぁ'..='ん') => first.len_utf8(),
                None => return None,
            };
            rest = &rest[length..];
        }
        Some(())
    }

    /// The image of a word in Latin letters, none of a word that only joins others.
    fn word(&self, word: &str, language: &str, reading: Reading) -> Option<Option<Id>> {
        const JOIN: &str = "|s|the|of|a|an|and|in|on|at|to|off|out|up|de|del|la|las|el|los|y|e|en|al|operation|operación|operativo|plan|action|campaign|special|";
        const LAW: &str = "|act|law|laws|code|decree|ordinance|bill|statute|royal|organic|regulations|regulation|rules|provisions|for|from|by|with|its|their|or\
            |money|dinero|capitales|activos|caused|based|through|or|protection|protecting|protección|concerning|regarding|relating|related|against|anti|counter|combating|combatting|combat|preventing|prevention|prevent|suppression|suppressing|suppress\
            |conservation|conservación|countering|fight|fighting|control|ley|leyes|decreto|código|reglamento|orgánica|contra|sobre|para|por|con|o|su|sus|se|que|relativa|relativo|antilavado\
            |cross|opinions|opinion|several|issues|handling|cases|case|application|interpretation|notice|dictamen|varias|cuestiones|relativas|relativos|causas|casos|aplicación|promotion|promoting|promote|province|provincial|municipality|municipal|region|autonomous|provincia|municipio|región|autónoma|promoción|fomento|prevención|prevenir|represión|reprimir|combate|combatir|combate|lucha|sanción|sancionar|control|marco|";
        let joined = format!("|{word}|");
        if JOIN.contains(&joined) || reading == Reading::Law && LAW.contains(&joined) {
            return Some(None);
        }
        let languages = if primary(language) == "es" { ["es", "en"] } else { ["en", "es"] };
        let of = |l: &&str| forms(word, l).into_iter().find_map(|form| self.find(l, &form)).cloned();
        languages.iter().find_map(of).map(Some)
    }
}

/// The length of a word of Chinese or Japanese titles that says nothing of which law it is.
fn first_empty(text: &str) -> Option<usize> {
    const EMPTY: &str = "特别 資金 资金 和 与 或 及 关于 有关 法律 法令 法案 法典 条例 规定 办法 政令 勅令 布告 抑止 撲滅 根絶 予防 法 令 反 打击 惩治 惩处 取缔 保护 保護 防护 预防 防止 防治 防制 防范 防 抑制 制止 治理 应对 等 及其 及び に関する に关する に対する に对する に係る のための から から の 等の 対策 取締 \
        取締り 规制 規制 处罚 処罰 管制 控制 组织法 修正 危害防制 办理 处理 審理 审理 案件 若干 问题 意见 解释 处理办法 适用 通知 通告 処理 事件 問題 意見 における 適用 促进 推进 规章 实施办法 若干";
    EMPTY.split_ascii_whitespace().filter(|word| text.starts_with(word)).map(str::len).max()
}

/// A title without the names of its country and its people: the "Spanish Criminal Code" is the Criminal Code of Spain.
fn without(title: &str, country: &[super::Label]) -> String {
    let mut names: Vec<&str> =
        country.iter().map(|label| label.text.as_str()).filter(|n| n.chars().count() > 1).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.iter().fold(title.to_owned(), |title, name| title.replace(name, " "))
}

/// The country of a law of the ontology by its id: sgScamsAct is Singapore's.
fn country(id: &str) -> Option<String> {
    let lower = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let mut chars = id.chars();
    let own = lower(chars.next()) && lower(chars.next()) && chars.next().is_some_and(|c| c.is_ascii_uppercase());
    own.then(|| id[..2].to_ascii_uppercase())
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Wide,
    Letters,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        c if c.is_ascii_digit() => Kind::Digits,
        'ぁ'..='ヺ' | 'ー' | '々' | '\u{3400}'..='\u{9fff}' => Kind::Wide,
        c if c.is_alphabetic() => Kind::Letters,
        _ => Kind::Other,
    }
}

/// A word and the forms that it may be one of: plurals, and the feminine of Spanish.
fn forms(word: &str, language: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    for ending in ["s", "es"] {
        all.extend(word.strip_suffix(ending).map(str::to_owned));
    }
    if language == "es" {
        let feminine = |ending: &str| word.strip_suffix(ending).map(|stem| format!("{stem}o"));
        all.extend(["a", "as"].into_iter().filter_map(feminine));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn operations_by_what_their_names_say() {
        let key = |name: &str, language: &str| Lexicon::builtin().motifs().key(name, language);
        for same in [
            vec![("净湾", "zh-Hans"), ("淨灣", "zh-Hant"), ("Clean Bay", "en"), ("クリーン・ベイ", "ja")],
            vec![("清港", "zh-Hans"), ("Clean Port", "en"), ("Puerto Limpio", "es")],
            vec![("静河", "zh-Hans"), ("Silent River", "en"), ("静かな川", "ja"), ("Río Silencioso", "es")],
            vec![("白色神鹰", "zh-Hans"), ("White Condor", "en"), ("白いコンドル", "ja"), ("Cóndor Blanco", "es")],
            vec![("猎鲨", "zh-Hans"), ("獵鯊", "zh-Hant"), ("Shark Hunter", "en")],
            vec![("拂晓", "zh-Hans"), ("曉光", "zh-Hant"), ("Akatsuki", "en"), ("あかつき", "ja")],
            vec![("银鹰", "zh-Hans"), ("Silver Eagle", "en"), ("Águila de Plata", "es"), ("Águilas Plateadas", "es")],
            // One that the ontology knows, by a name that it does not.
            vec![("净土", "zh-Hans"), ("Pure Land", "en"), ("Tierra Pura", "es")],
        ] {
            let keys: Vec<_> = same.iter().map(|(name, language)| key(name, language)).collect();
            assert!(keys[0].is_some() && keys.iter().all(|k| *k == keys[0]), "{same:?}: {keys:?}");
        }
        for (a, b) in [("Clean Bay", "Clean Port"), ("Clean Bay 2024", "Clean Bay 2025"), ("Blue Shield", "Blue Sword")]
        {
            assert_ne!(key(a, "en"), key(b, "en"), "{a}, {b}");
        }
        assert_eq!(key("Haechi", "en"), None);
        assert_eq!(key("Akatsuki", "en").as_deref(), Some("dawn"));
    }
}
