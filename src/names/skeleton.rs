//! Names of persons whom each script writes by their sound: "Javier Ortega Linares", 哈维尔·奥尔特加·利纳雷斯 and
//! ハビエル・オルテガ・リナレス. What all of them keep is the order of the consonants, in classes that transcription
//! does not tell apart (b p v w f; t d; l r; k g with all that hiss, since 吉 is Gilbert's g and Jim's j), without r and l that close
//! a syllable, which only some write, and without what French leaves mute at the end. A key only has to tell the officials of one
//! body apart.

use super::japanese;
use super::key::key;

/// How names are spoken where a person serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// j, and g before e and i, as in José; h is mute.
    Spanish,
    /// h only makes a stop breathed (th, ph, kh), and stops that close a syllable are hardly heard.
    SouthEastAsian,
    /// j is a vowel, as in Jürgen; th is t.
    German,
    /// As in English, but all that stands at the end is heard.
    Filipino,
    /// As in English.
    Other,
}

/// The fewest consonants that tell a person.
const LEAST: usize = 2;

/// The key of a name by its consonants; none where there are too few to tell a person.
///
/// ```
/// use gongbao::names::skeleton::{Speech, consonants};
/// let javier = consonants("Javier Ortega Linares", Speech::Spanish);
/// assert_eq!(javier.as_deref(), Some("hbtkalnlk"));
/// assert_eq!(consonants("哈维尔·奥尔特加·利纳雷斯", Speech::Spanish), javier);
/// assert_eq!(consonants("ハビエル・オルテガ・リナレス", Speech::Spanish), javier);
/// assert_ne!(consonants("Javiera Ortega Linares", Speech::Spanish), javier);
/// assert_eq!(consonants("Ao Ai", Speech::Other), None);
/// ```
pub fn consonants(name: &str, speech: Speech) -> Option<String> {
    let mut out = Consonants::default();
    let apart = |c: char| matches!(c, ' ' | '\u{3000}' | '·' | '•' | '・' | '＝' | '-' | '‐');
    for part in name.split(apart).filter(|p| !p.is_empty()) {
        out.start = true;
        let part = if matches!(speech, Speech::Other | Speech::German) { voiced(part) } else { part };
        match part.chars().next() {
            Some('ァ'..='ヺ') => katakana(part, speech, &mut out)?,
            Some('\u{3400}'..='\u{9fff}') => han(part, speech, &mut out),
            _ => latin(part, speech, &mut out),
        }
    }
    (out.text.bytes().filter(|c| *c != b'a').count() >= LEAST).then_some(out.text)
}

/// A part without the consonants at its end that are mute in French, and with which no two scripts agree: Lambert is 朗贝尔 and
/// ランベール, Grant 格兰特 and グラント.
fn voiced(part: &str) -> &str {
    let mute = |c: char| {
        matches!(c.to_ascii_lowercase(), 't' | 'd' | 's' | 'x' | 'z')
            || "特德斯兹茲茨士ットドスズツテデセゼ".contains(c)
    };
    let soft = part.strip_suffix('e').filter(|rest| rest.ends_with(|c: char| mute(c) || c == 'c'));
    let soft = soft.map_or(part, |rest| rest.trim_end_matches('c'));
    let bare = soft.trim_end_matches(mute);
    if bare.is_empty() { part } else { bare }
}

/// The consonants so far; equal ones that follow each other are one.
#[derive(Default)]
struct Consonants {
    text: String,
    /// Whether a part of the name begins here.
    start: bool,
}

impl Consonants {
    fn push(&mut self, class: char) {
        let class = match class {
            's' => 'k',
            'f' => 'b',
            other => other,
        };
        // Hamilton is 汉密尔顿: what the nose speaks before m is none of its own.
        if class == 'm' && self.text.ends_with('n') {
            self.text.pop();
        }
        // A breath is written only at the beginning of a name.
        if (class != 'h' || self.start) && !self.text.ends_with(class) {
            self.text.push(class);
        }
        self.start = false;
    }

    fn all(&mut self, classes: &str) {
        classes.chars().for_each(|c| self.push(c));
        self.start = false;
    }

    /// The end of a name that is a woman's in Spanish (Fernanda, Mario).
    fn ending(&mut self, a: bool, speech: Speech) {
        if a && speech == Speech::Spanish {
            self.text.push('a');
        }
    }
}

fn vowel(c: Option<&char>) -> bool {
    matches!(c, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// A part in Latin letters.
fn latin(part: &str, speech: Speech, out: &mut Consonants) {
    let folded = key_of(part);
    let letters: Vec<char> = folded.chars().collect();
    let mut i = 0;
    while let Some(&c) = letters.get(i) {
        let rest: String = letters[i..].iter().take(5).collect();
        let next = letters.get(i + 1);
        let (classes, length) = cluster(&rest, speech, i).unwrap_or_else(|| (single(c, next, speech, i), 1));
        let onset = vowel(letters.get(i + length));
        let low = letters.get(i + length) == Some(&'u') && i > 0;
        match classes {
            // r and l before a consonant, at the end, and in the weak syllable ru.
            "l" if !onset || low => {}
            "m" if !onset || low => out.push('n'),
            "t" | "k" | "b" if speech == Speech::SouthEastAsian && !onset && !glides(letters.get(i + length)) => {}
            "w" => {
                // Harwood is 哈伍德 and ハーウッド, without a sound of its own.
                let rounded = rest.starts_with("woo") || rest.starts_with("wu");
                if onset && !rounded {
                    out.push('b');
                }
            }
            _ => out.all(classes),
        }
        if vowel(Some(&c)) {
            out.start = false;
        }
        i += length;
    }
    out.ending(letters.last() == Some(&'a'), speech);
}

fn key_of(part: &str) -> String {
    key(part.trim_matches('.')).chars().filter(|c| c.is_alphabetic()).collect()
}

fn glides(next: Option<&char>) -> bool {
    matches!(next, Some('r' | 'l' | 'w' | 'h'))
}

/// Letters that are spoken as one.
fn cluster(rest: &str, speech: Speech, at: usize) -> Option<(&'static str, usize)> {
    let asian = speech == Speech::SouthEastAsian;
    // Kyaw is 觉 and チョー, Hla 拉, Sri 西.
    const EAST: [(&str, &str); 9] = [
        ("ky", "s"),
        ("gy", "s"),
        ("ht", "t"),
        ("hl", "l"),
        ("hn", "n"),
        ("hp", "b"),
        ("hs", "s"),
        ("hm", "m"),
        ("sr", "s"),
    ];
    if let Some((letters, classes)) = EAST.iter().find(|(letters, _)| asian && rest.starts_with(letters)) {
        return Some((classes, letters.len()));
    }
    let all: [(&str, &'static str); 27] = [
        ("tx", "s"),
        // Lindqvist is 林德奎斯特.
        ("qv", "k"),
        ("kv", "k"),
        ("kw", "k"),
        // Danish and Norwegian: Dahlgaard is 达尔高, ダールゴー.
        ("gaard", "k"),
        ("sch", "s"),
        ("tch", "s"),
        ("qu", "k"),
        ("gu", "k"),
        ("ck", "k"),
        ("cc", "k"),
        ("ch", "s"),
        ("sh", "s"),
        ("tz", "s"),
        ("ts", "s"),
        ("dj", "s"),
        ("kh", "k"),
        ("ng", "n"),
        (
            "th",
            if asian || speech != Speech::Other || rest.starts_with("thom") || rest.starts_with("there") {
                "t"
            } else {
                "s"
            },
        ),
        ("ph", if asian { "b" } else { "f" }),
        ("gh", ""),
        ("rr", "l"),
        ("ll", "l"),
        ("mm", "m"),
        ("nn", "n"),
        ("wr", "l"),
        ("kn", if at == 0 { "n" } else { "kn" }),
    ];
    // Huamán is 瓦曼, Huerta 韦尔塔.
    if speech == Speech::Spanish && ["hua", "hue", "hui"].iter().any(|h| rest.starts_with(h)) {
        return Some(("b", 2));
    }
    let (letters, classes) = all.into_iter().find(|(letters, _)| rest.starts_with(letters))?;
    // Italian: Marchetti is 马尔凯蒂, Bianchi 比安基.
    if speech == Speech::Other && at > 0 && (rest.starts_with("chett") || rest == "chi") {
        return Some(("k", 2));
    }
    // "Ángel", "Angela": what follows the n is spoken; "gu" is one only before e and i.
    let third = rest.chars().nth(2);
    match letters {
        "ng" if vowel(third.as_ref()) && !asian => None,
        "gu" if !matches!(third, Some('e' | 'i')) => None,
        _ => Some((classes, letters.len())),
    }
}

/// The class of one letter before another.
fn single(c: char, next: Option<&char>, speech: Speech, at: usize) -> &'static str {
    let soft = matches!(next, Some('e' | 'i' | 'y'));
    match c {
        'b' | 'p' | 'v' => "b",
        'w' => "w",
        'f' => "f",
        'd' | 't' => "t",
        'k' | 'q' => "k",
        'c' if soft => "s",
        'c' => "k",
        'g' if soft && speech == Speech::Spanish => "h",
        'g' if soft && speech != Speech::SouthEastAsian => "s",
        'g' => "k",
        'j' if speech == Speech::Spanish => "h",
        'j' if speech == Speech::German => "",
        'x' if speech == Speech::Spanish && at == 0 => "h",
        'j' | 's' | 'z' => "s",
        'x' if at == 0 => "s",
        'x' => "ks",
        'l' | 'r' => "l",
        'm' => "m",
        'n' => "n",
        'h' if speech != Speech::Spanish && at == 0 => "h",
        _ => "",
    }
}

/// A part in katakana, by its syllables in Latin letters.
fn katakana(part: &str, speech: Speech, out: &mut Consonants) -> Option<()> {
    let syllables = japanese::syllables(part)?;
    for (i, syllable) in syllables.iter().enumerate() {
        let first = i == 0;
        let classes = match syllable.as_str() {
            "ru" | "lu" if !first => "",
            other if !first && other.starts_with(['v', 'w']) && syllables[i - 1] == "ku" => "",
            "mu" if !first || syllables.get(i + 1).is_some_and(|next| next.starts_with('w')) => "n",
            // Villanueva is ビジャヌエバ as well as ビリャヌエバ; the Spanish j is written with ハ.
            other if speech == Speech::Spanish && !first && other.starts_with('j') => "l",
            // フアン is Juan, フェリペ is Felipe.
            "fu" if syllables.get(i + 1).is_some_and(|next| matches!(next.as_str(), "a" | "o")) => "h",
            "tto" | "kku" | "ppu" | "ddo" | "ggu" | "bbu" if speech == Speech::SouthEastAsian => "",
            other => syllable_class(other),
        };
        out.all(classes);
    }
    out.ending(syllables.last().is_some_and(|s| s.ends_with('a')), speech);
    Some(())
}

/// The class of the consonant of a syllable in Hepburn's letters.
fn syllable_class(latin: &str) -> &'static str {
    match () {
        () if latin.starts_with("ch") || latin.starts_with("ts") || latin.starts_with("sh") => "s",
        () => match latin.chars().next() {
            Some('b' | 'p' | 'v' | 'w') => "b",
            Some('d' | 't') => "t",
            Some('g' | 'k') => "k",
            Some('s' | 'z' | 'j' | 'c') => "s",
            Some('r' | 'l') => "l",
            Some('m') => "m",
            Some('n') => "n",
            Some('f') => "f",
            Some('h') => "h",
            _ => "",
        },
    }
}

/// Characters whose use in foreign names is not that of their reading.
const HAN: [(char, &str); 31] = [
    ('华', "b"),
    ('華', "b"),
    ('惠', "b"),
    ('让', "sn"),
    ('讓', "sn"),
    ('热', "s"),
    ('日', "s"),
    ('儒', "s"),
    ('伍', ""),
    ('尔', ""),
    ('爾', ""),
    ('加', "k"),
    ('希', "h"),
    ('吉', "k"),
    ('基', "k"),
    ('金', "kn"),
    ('翁', "n"),
    ('乌', ""),
    ('烏', ""),
    ('吴', ""),
    ('吳', ""),
    ('武', ""),
    ('姆', "n"),
    ('耶', ""),
    ('伽', "k"),
    ('迦', "k"),
    ('卡', "k"),
    ('夏', "s"),
    ('若', "s"),
    ('茹', "s"),
    ('儿', ""),
];

/// A part in Chinese characters, by their reading.
fn han(part: &str, speech: Speech, out: &mut Consonants) {
    let mut first = true;
    let mut last = String::new();
    for c in part.chars() {
        let reading = key(c.encode_utf8(&mut [0; 4]));
        if let Some((_, classes)) = HAN.iter().find(|(han, _)| *han == c) {
            out.all(classes);
        } else if !matches!(reading.as_str(), "lu" | "lv") || first {
            let onset = match reading.as_str() {
                "mu" if !first => "n",
                r if r.starts_with('r') => "l",
                r if r.starts_with(['j', 'q', 'x']) => "s",
                r => syllable_class(r),
            };
            out.all(onset);
            if reading.ends_with('n') || reading.ends_with("ng") {
                out.push('n');
            }
        }
        last = reading;
        first = false;
    }
    out.ending(last.ends_with('a') && !last.ends_with("ua") || last == "hua", speech);
}

#[cfg(test)]
mod tests {
    use super::{Speech, consonants};

    #[test]
    fn transcriptions_meet() {
        use Speech::{Other, SouthEastAsian, Spanish};
        for (speech, names) in [
            (Spanish, ["José García López", "何塞·加西亚·洛佩斯", "ホセ・ガルシア・ロペス"]),
            (Spanish, ["María Fernanda Ruiz", "玛丽亚·费尔南达·鲁伊斯", "マリア・フェルナンダ・ルイス"]),
            (Spanish, ["Héctor Salinas Moreno", "埃克托尔·萨利纳斯·莫雷诺", "エクトル・サリナス・モレノ"]),
            (Spanish, ["Álvaro Jiménez", "阿尔瓦罗·希门尼斯", "アルバロ・ヒメネス"]),
            (Spanish, ["Carlos Martínez", "卡洛斯·马丁内斯", "カルロス・マルティネス"]),
            (Spanish, ["Jorge Castillo", "豪尔赫·卡斯蒂略", "ホルヘ・カスティーリョ"]),
            (Spanish, ["Juan Hernández", "胡安·埃尔南德斯", "フアン・エルナンデス"]),
            (Other, ["Jeremy Douglas", "杰里米·道格拉斯", "ジェレミー・ダグラス"]),
            (Other, ["Benedict Harwood", "本尼迪克特·哈伍德", "ベネディクト・ハーウッド"]),
            (Spanish, ["Rosa Villanueva Quispe", "罗莎·比利亚努埃瓦·基斯佩", "ロサ・ビジャヌエバ・キスペ"]),
            (Other, ["Julien Marchetti", "朱利安·马尔凯蒂", "ジュリアン・マルケッティ"]),
            (Other, ["Henrik Dahlgaard", "亨里克·达尔高", "ヘンリク・ダールゴー"]),
            (Other, ["Marta Ekström", "玛尔塔·埃克斯特伦", "マルタ・エクストレム"]),
            (SouthEastAsian, ["Surapong Somchai", "素拉蓬·颂猜", "スラポン・ソムチャイ"]),
            (SouthEastAsian, ["Aung Kyaw Htun", "昂觉吞", "アウン・チョー・トゥン"]),
            (SouthEastAsian, ["Thanawat Srisuwan", "塔纳瓦·西素万", "タナワット・シースワン"]),
            (SouthEastAsian, ["Tun Tun Naung", "吞吞瑙", "トゥントゥン・ナウン"]),
        ] {
            let keys = names.map(|name| consonants(name, speech));
            assert!(keys[0].is_some() && keys[0] == keys[1] && keys[0] == keys[2], "{names:?}: {keys:?}");
        }
    }

    #[test]
    fn people_stay_apart() {
        for (a, b) in [
            ("Juan Pérez", "Ana Pérez"),
            ("Mario García López", "María García López"),
            ("Carlos Ortega", "Carlos Romero"),
            ("何塞·加西亚·洛佩斯", "何塞·加西亚·莫雷诺"),
        ] {
            assert_ne!(consonants(a, Speech::Spanish), consonants(b, Speech::Spanish), "{a}, {b}");
        }
    }
}
