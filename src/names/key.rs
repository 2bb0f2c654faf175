//! Keys: a name in Latin letters, lower case, without marks and spaces, the same in every language.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in Latin letters: Chinese characters by their reading, other letters folded; digits stay.
///
/// ```
/// assert_eq!(gongbao::names::key::key("Châu Đức"), "chauduc");
/// assert_eq!(gongbao::names::key::key("国门利剑2023"), "guomenlijian2023");
/// ```
pub fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        let japanese = JAPANESE.iter().find(|(character, _)| *character == c).map(|(_, reading)| (*reading).to_owned());
        match japanese.or_else(|| c.to_pinyin().map(|reading| latin(reading.plain()))) {
            Some(reading) => out.push_str(&reading),
            None => fold(c, &mut out),
        }
    }
    out
}

fn fold(c: char, out: &mut String) {
    match c {
        'Đ' | 'đ' => out.push('d'),
        'ß' => out.push_str("ss"),
        'Ø' | 'ø' => out.push('o'),
        'Ł' | 'ł' => out.push('l'),
        c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
        _ => {}
    }
}

/// Characters as they are written in Japan whose reading is that of another character.
const JAPANESE: [(char, &str); 8] = [
    ('浜', "bin"),
    ('豊', "feng"),
    ('払', "fu"),
    ('伝', "chuan"),
    ('芸', "yi"),
    ('軽', "qing"),
    ('糸', "si"),
    ('売', "mai"),
];

fn latin(reading: &str) -> String {
    reading.replace('ü', "v")
}

/// Surnames whose reading differs from the usual one of their character.
const SURNAMES: [(char, &str); 30] = [
    ('翟', "zhai"),
    ('冼', "xian"),
    ('谌', "chen"),
    ('长', "chang"),
    ('秘', "bi"),
    ('召', "shao"),
    ('单', "shan"),
    ('單', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('任', "ren"),
    ('华', "hua"),
    ('盖', "ge"),
    ('朴', "piao"),
    ('区', "ou"),
    ('區', "ou"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('尹', "yin"),
    ('覃', "qin"),
    ('缪', "miao"),
    ('宓', "mi"),
    ('逄', "pang"),
    ('繁', "po"),
    ('员', "yun"),
    ('尉', "wei"),
    ('洗', "xian"),
    ('黑', "he"),
];

/// The key of a Chinese name in characters, family name first.
///
/// ```
/// use gongbao::names::key::chinese_person;
/// assert_eq!(chinese_person("周启明"), "zhouqiming");
/// assert_eq!(chinese_person("单增"), "shanzeng");
/// assert_eq!(chinese_person("翟长晟"), "zhaichangsheng");
/// assert_eq!(chinese_person("尉迟恭"), "yuchigong");
/// ```
pub fn chinese_person(name: &str) -> String {
    if let Some(given) = name.strip_prefix("尉迟").or_else(|| name.strip_prefix("尉遲")) {
        return format!("yuchi{}", key(given));
    }
    let mut chars = name.chars();
    let read = |list: &[(char, &str)], c: char| match list.iter().find(|(s, _)| *s == c) {
        Some((_, reading)) => (*reading).to_owned(),
        None => key(c.encode_utf8(&mut [0; 4])),
    };
    let first = chars.next().map(|c| read(&SURNAMES, c)).unwrap_or_default();
    chars.fold(first, |name, c| name + &read(&GIVEN, c))
}

/// Characters that are read in given names otherwise than elsewhere.
const GIVEN: [(char, &str); 12] = [
    ('晟', "sheng"),
    ('长', "chang"),
    ('長', "chang"),
    ('乐', "le"),
    ('樂', "le"),
    ('茜', "qian"),
    ('隽', "jun"),
    ('行', "xing"),
    ('盛', "sheng"),
    ('柏', "bo"),
    ('省', "sheng"),
    ('曾', "zeng"),
];

/// Chinese surnames in pinyin, the most usual ones: those that tell a Chinese name in Western order.
const FAMILY: &str = " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang \
    xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv lu ding ren \
    yao shen zhong cui tan fan wan shi liao jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan lei long tao \
    hao kong shao mao chang gu lai duan qian kang dai mo qi hong gong niu ";

/// Further syllables that are a surname when they stand first: "Jing Lei" is in Chinese order.
const RARE: &str = " ai an ao ba ban bao bei bi bian bing bo bu cang cen chai che chi chu cong diao dou ge gan geng gui guan \
    heng hua huan huo ji jian jin jing ju ke kou kuang lan lang lao le leng lian ling lou luan man mei mi miao min ming mu \
    na nan ni nie ning ou pang pei ping pu qiang qiao qu quan que ran rao rong ruan rui sang sha shan shang she sheng \
    shu shui si sui suo tai teng tie tong tu wen weng wo xi xian xiang xin xing xuan yi ying you yue yun zan zang zha \
    zhai zhan zhen zhi zhuang zhuo zi zong zu zuo lyu lue nv ";

fn is_surname(part: &str) -> bool {
    let part = format!(" {part} ");
    FAMILY.contains(&part) || RARE.contains(&part)
}

/// The key of a name in Latin letters: as written, but a Chinese name in Western order is turned round
/// ("Qiming Zhou"), where the family name is usual and the given name is not one.
///
/// ```
/// use gongbao::names::key::latin_person;
/// assert_eq!(latin_person("Zhou Qiming"), "zhouqiming");
/// assert_eq!(latin_person("Qiming Zhou"), "zhouqiming");
/// assert_eq!(latin_person("Yong Wang"), "wangyong");
/// assert_eq!(latin_person("Jing Lei"), "jinglei");
/// assert_eq!(latin_person("Desmond Tan"), "desmondtan");
/// ```
pub fn latin_person(name: &str) -> String {
    let parts: Vec<String> = name.split_whitespace().map(key).collect();
    if let [given, family] = parts.as_slice() {
        let is_family = |part: &str| FAMILY.contains(&format!(" {part} "));
        if is_family(family) && !is_surname(given) && is_pinyin(given) {
            return format!("{family}{given}");
        }
    }
    parts.concat()
}

/// Whether a name in Latin letters is one in pinyin: syllables of pinyin, and a surname among the two or three parts.
///
/// ```
/// use gongbao::names::key::is_pinyin_name;
/// assert!(is_pinyin_name("Zhou Qiming") && is_pinyin_name("Qiming Zhou"));
/// assert!(!is_pinyin_name("Javier Ortega") && !is_pinyin_name("Tun Tun Naung"));
/// ```
pub fn is_pinyin_name(name: &str) -> bool {
    let parts: Vec<String> = name.split_whitespace().map(|p| key(p).replace("lyu", "lu")).collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| is_pinyin(part))
        && parts.first().into_iter().chain(parts.last()).any(|part| is_surname(part))
}

const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w", "",
];
const FINALS: &str = " a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un \
    uang v ve ue er ";

/// Whether a word is one to three syllables of pinyin.
fn is_pinyin(word: &str) -> bool {
    fn rest(word: &str, syllables: usize) -> bool {
        word.is_empty()
            || (syllables > 0
                && INITIALS.iter().any(|i| {
                    let Some(tail) = word.strip_prefix(i) else { return false };
                    (1..=tail.len().min(4)).any(|n| {
                        tail.is_char_boundary(n)
                            && FINALS.contains(&format!(" {} ", &tail[..n]))
                            && rest(&tail[n..], syllables - 1)
                    })
                }))
    }
    word.len() <= 18 && !word.is_empty() && rest(word, 3)
}

/// The family name of a name in Latin letters: the first part of a Chinese name, the last part of another.
///
/// ```
/// use gongbao::names::key::family;
/// assert_eq!(family("Zhou Qiming"), "Zhou");
/// assert_eq!(family("Desmond Tan"), "Tan");
/// ```
pub fn family(name: &str) -> &str {
    let mut parts = name.split_whitespace();
    let first = parts.next().unwrap_or(name);
    let Some(last) = parts.next_back() else { return first };
    if is_surname(&key(first)) && is_pinyin(&key(last)) { first } else { last }
}
