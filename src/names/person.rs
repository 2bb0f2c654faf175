//! How people are named in Latin letters where they live. Officials of Taiwan, Hong Kong, Macao and Japan are written in
//! characters by some bulletins and in Latin letters by others, but not in pinyin: 鍾政勳 is Chung Cheng-hsun, 張家偉 is
//! Cheung Ka-wai, 石森毅 is Ishimori Takeshi. Their key is made of that form, so that both meet in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::key::key;

/// The key of the official of a body in this place, by the name as written and the key that the language of the text gave it.
///
/// ```
/// use gongbao::names::person::key_at;
/// assert_eq!(key_at("TW", "鍾政勳", "zhongzhengxun"), "chungchenghsun");
/// assert_eq!(key_at("HK", "张家伟", "zhangjiawei"), "cheungkawai");
/// assert_eq!(key_at("JP-27", "高梨由纪子", "gaoliyoujizi"), "takanashiyukiko");
/// assert_eq!(key_at("JP", "Takeshi Ishimori", "takeshiishimori"), "ishimoritakeshi");
/// assert_eq!(key_at("CN-ZJ", "周启明", "zhouqiming"), "zhouqiming");
/// ```
pub fn key_at(place: &str, written: &str, key: &str) -> String {
    let han = written.chars().all(is_han) && !written.is_empty();
    let found = match place.split('-').next().unwrap_or(place) {
        "TW" if han => taiwanese(written),
        "HK" | "MO" if han => cantonese(written),
        "JP" if han => japanese(written),
        "JP" => family_first(written),
        _ => None,
    };
    found.unwrap_or_else(|| key.to_owned())
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// The reading of one character in pinyin.
fn syllable(c: char) -> String {
    key(c.encode_utf8(&mut [0; 4]))
}

/// A name in the spelling of passports of Taiwan (Wade and Giles without apostrophes).
fn taiwanese(name: &str) -> Option<String> {
    let surname = super::key::chinese_person(name);
    let rest: String = name.chars().skip(1).map(syllable).collect();
    // The first character may be read otherwise as a surname: 曾 is Tseng.
    let first = surname.strip_suffix(&rest).map_or_else(|| name.chars().take(1).map(syllable).collect(), str::to_owned);
    let rest = name.chars().skip(1).map(|c| wade_giles(&syllable(c)));
    std::iter::once(wade_giles(&first)).chain(rest).collect()
}

/// A syllable of pinyin in the spelling of Wade and Giles, without apostrophes and marks. None of what is no syllable.
///
/// ```
/// use gongbao::names::person::wade_giles;
/// let all = |line: &str| line.split(' ').map(|s| wade_giles(s).unwrap()).collect::<Vec<_>>().join(" ");
/// assert_eq!(all("zhong zheng xun"), "chung cheng hsun");
/// assert_eq!(all("ye yi zhen"), "yeh yi chen");
/// assert_eq!(all("zhuo rong tai"), "cho jung tai");
/// assert_eq!(all("guo bo qian jue si ri"), "kuo po chien chueh szu jih");
/// assert_eq!(wade_giles("b"), None);
/// ```
pub fn wade_giles(pinyin: &str) -> Option<String> {
    const INITIALS: [(&str, &str); 24] = [
        ("zh", "ch"),
        ("ch", "ch"),
        ("sh", "sh"),
        ("b", "p"),
        ("p", "p"),
        ("m", "m"),
        ("f", "f"),
        ("d", "t"),
        ("t", "t"),
        ("n", "n"),
        ("l", "l"),
        ("g", "k"),
        ("k", "k"),
        ("h", "h"),
        ("j", "ch"),
        ("q", "ch"),
        ("x", "hs"),
        ("r", "j"),
        ("z", "ts"),
        ("c", "ts"),
        ("s", "s"),
        ("y", "y"),
        ("w", "w"),
        ("", ""),
    ];
    let (initial, spelled, tail) =
        INITIALS.iter().find_map(|(from, to)| Some((*from, *to, pinyin.strip_prefix(from)?)))?;
    let tail = tail.replace('v', "u");
    let spelled = match (initial, &*tail) {
        (_, "") => return None,
        ("zh" | "ch", "i") => "chih".to_owned(),
        ("sh", "i") => "shih".to_owned(),
        ("r", "i") => "jih".to_owned(),
        ("z" | "c", "i") => "tzu".to_owned(),
        ("s", "i") => "szu".to_owned(),
        ("", "er") => "erh".to_owned(),
        ("y", "an") => "yen".to_owned(),
        ("y", "e") => "yeh".to_owned(),
        ("g" | "k", "e") => "ko".to_owned(),
        ("h", "e") => "ho".to_owned(),
        ("g" | "k", "ui") => "kuei".to_owned(),
        ("g" | "k" | "h" | "sh", "uo") => format!("{spelled}uo"),
        (_, "uo") => format!("{spelled}o"),
        (_, "ie") => format!("{spelled}ieh"),
        (_, "ue") => format!("{spelled}ueh"),
        (_, "ian") => format!("{spelled}ien"),
        (_, "ong") => format!("{spelled}ung"),
        (_, "iong") => format!("{spelled}iung"),
        (_, tail) => format!("{spelled}{tail}"),
    };
    Some(spelled)
}

/// A name in the spelling of the governments of Hong Kong and Macao, if its characters are known.
fn cantonese(name: &str) -> Option<String> {
    let double = DOUBLE_SURNAMES.iter().find(|(double, _)| name.len() > double.len() && name.starts_with(double));
    let double = double.map(|(characters, spelling)| (characters.len(), *spelling));
    let first = name.chars().next()?;
    let single = || {
        let spelling = cantonese_of(CANTONESE_SURNAMES, first).or_else(|| cantonese_of(CANTONESE, first))?;
        Some((first.len_utf8(), spelling))
    };
    let (length, surname) = double.or_else(single)?;
    let given = name[length..].chars().map(|c| cantonese_of(CANTONESE, c));
    std::iter::once(Some(surname)).chain(given).collect()
}

/// The spelling of a character in a list of `spelling characters spelling characters …`.
fn cantonese_of(table: &'static str, character: char) -> Option<&'static str> {
    let mut words = table.split_ascii_whitespace();
    while let (Some(spelling), Some(characters)) = (words.next(), words.next()) {
        if characters.contains(character) {
            return Some(spelling);
        }
    }
    None
}

const DOUBLE_SURNAMES: [(&str, &str); 4] =
    [("欧阳", "auyeung"), ("歐陽", "auyeung"), ("司徒", "szeto"), ("上官", "sheungkwun")];

const CANTONESE_SURNAMES: &str = "chan 陈陳 cheung 张張章 wong 黄黃王汪 lee 李 lam 林 leung 梁 \
    ng 吴吳伍 lau 刘劉 ho 何 cheng 郑鄭 chow 周 law 罗羅 tang 邓鄧 fung 冯馮 choi 蔡 tsang 曾 hui 许許 yeung 杨楊 tse 谢謝 \
    siu 萧蕭 yip 叶葉 yu 余俞 chu 朱 so 苏蘇 kwok 郭 ma 马馬 tsui 徐 wu 胡 chiu 赵趙招 lo 卢盧劳勞 pang 彭 poon 潘 yuen 袁阮 \
    chung 钟鍾鐘 fong 方 mok 莫 tam 谭譚 kan 简簡 tong 汤湯唐 wan 温溫尹 kwan 关關 ngai 魏倪 ko 高 kong 江 to 杜 shek 石 \
    au 区區欧歐 yam 任 yau 邱 hung 洪 yiu 姚 luk 陆陸 mak 麦麥 yung 容 kam 甘 lui 雷吕呂 fok 霍 ching 程 tai 戴 sham 岑 sin 冼 \
    sze 施 ting 丁 koo 古顾顧 lai 黎 kwong 邝鄺 hau 侯 sit 薛 mui 梅 chui 崔 yim 严嚴 shum 沈 tsoi 徐 tin 田 ha 夏 iu 姚 \
    lok 骆駱 lung 龙龍 pak 白 ip 叶葉 woo 胡 hon 韩韓 nip 聂聶 ling 凌 lin 连連 wai 韦韋 ";

const CANTONESE: &str = "ka 家嘉加 wai 伟偉惠慧卫衛威维維炜煒蕙玮瑋为為 man 文敏民汶雯曼 ming 明铭銘鸣鳴 chi 志智芝之致治池子梓 wing 永荣榮颖穎咏詠 \
    kwok 国國 keung 强強 kit 杰傑洁潔 ho 浩豪好 hin 轩軒显顯 chun 俊进進骏駿晋晉珍津秦 fai 辉輝晖暉 hung 雄鸿鴻红紅洪熊 ping 平萍 \
    lai 丽麗礼禮励勵黎 shan 珊 mei 美 yin 燕贤賢妍彦彥然烟 ling 玲灵靈凌龄齡 fong 芳 ying 英莹瑩盈映 siu 小少兆 yuk 玉旭煜育 wah 华華 \
    kin 健建坚堅 chung 忠聪聰宗松 yan 仁恩欣昕茵 shing 成城盛诚誠胜勝承 kwong 光广廣 hoi 海凯凱开開恺愷 kei 基琪奇祺其纪紀机機 sum 心琛深 \
    tak 德 chiu 昭超钊釗潮朝 lok 乐樂洛 tung 东東栋棟彤通同 sing 星升声聲昇 yee 仪儀怡宜义義儿兒 yi 怡宜 lung 龙龍隆 fung 峰锋鋒凤鳳丰豐枫楓 \
    hang 恒恆亨衡行杏 him 谦謙 lap 立 lik 力 pak 柏 pui 佩培沛珮 sau 秀修守寿壽 shuk 淑叔 shun 信淳舜 suet 雪 ting 婷廷庭亭定 \
    tsz 子紫梓 yat 日一逸 yiu 耀瑶瑤尧堯曜 yu 宇羽如瑜渝愉余 yuen 源远遠媛园園元原 on 安 cheuk 卓绰綽 chau 秋 ching 清正静靜晴贞貞 \
    hau 厚孝后後 kai 启啟佳阶階继繼 kam 锦錦金琴 kan 勤根谨謹 kiu 娇嬌侨僑桥橋 kuen 娟权權 kwan 君军軍均坤群昆钧鈞 lam 林琳蓝藍霖岚嵐 \
    lan 兰蘭 leung 良亮梁 lin 莲蓮连連 man 万萬 mo 武 ngan 颜顏银銀雁 nga 雅 oi 爱愛 po 宝寶保波 sang 生 sze 思诗詩施师師 \
    tai 泰大 tat 达達 tin 天田 to 涛濤道图圖 wan 云雲韵韻尹允宏 wang 宏 wo 和 wun 焕煥 yeung 扬揚阳陽 yim 炎艳艷 ha 霞夏 hing 庆慶兴興 heung 香 \
    king 景敬劲勁 kong 江刚剛康港 shek 石锡錫 shui 水瑞 chak 泽澤 nam 南楠 ning 宁寧 mau 茂 pong 邦 sin 倩善仙 sun 新申 tsun 俊 tim 添 \
    wen 允 yau 友佑有 yik 奕亦益翼 yuet 月悦悅越 hon 汉漢翰 hok 学學 chuen 全泉川传傳铨銓 chor 楚 bun 斌彬 ";

/// A Japanese name in characters by its usual reading, family name first, if both of its parts are known.
fn japanese(name: &str) -> Option<String> {
    let ends = name.char_indices().map(|(at, _)| at).filter(|at| *at > 0).take(3);
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|at| {
        let (family, given) = (name.get(..at)?, name.get(at..)?);
        Some(format!("{}{}", FAMILIES.reading(family)?, GIVEN.reading(given)?))
    })
}

/// The length in bytes of the Japanese name at the start of a text, if its family name, of two characters or more, and its
/// given name are known: the longest one.
///
/// ```
/// use gongbao::names::person::japanese_at_start;
/// assert_eq!(japanese_at_start("小野寺秀明介绍"), Some("小野寺秀明".len()));
/// assert_eq!(japanese_at_start("高梨由纪子说"), Some("高梨由纪子".len()));
/// assert_eq!(japanese_at_start("高明介绍"), None);
/// ```
pub fn japanese_at_start(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(6).collect();
    let families = ends.iter().enumerate().skip(1).take(2).rev();
    for (i, family) in families.filter(|(_, at)| FAMILIES.reading(&text[..**at]).is_some()) {
        let given = ends[i + 1..].iter().take(3).rev().find(|at| GIVEN.reading(&text[*family..**at]).is_some());
        if given.is_some() {
            return given.copied();
        }
    }
    None
}

/// Words with their readings. They are found by their characters' number and reading in pinyin: a Chinese text writes
/// 由紀子 in its own characters, 由纪子.
struct Readings(BTreeMap<(usize, String), &'static str>);

impl Readings {
    /// Of a list of `characters reading`. Of two words that are read alike in pinyin the first one stays.
    fn new(list: &'static str) -> Self {
        let mut all = BTreeMap::new();
        let mut words = list.split_ascii_whitespace();
        while let (Some(characters), Some(reading)) = (words.next(), words.next()) {
            all.entry((characters.chars().count(), key(characters))).or_insert(reading);
        }
        Self(all)
    }

    fn reading(&self, word: &str) -> Option<&'static str> {
        self.0.get(&(word.chars().count(), key(word))).copied()
    }
}

static FAMILIES: LazyLock<Readings> = LazyLock::new(|| Readings::new(JAPANESE_SURNAMES));
static GIVEN: LazyLock<Readings> = LazyLock::new(|| Readings::new(JAPANESE_GIVEN));

/// A Japanese name in Latin letters that stands in Western order, turned round.
fn family_first(written: &str) -> Option<String> {
    let mut parts = written.split_whitespace();
    let (first, last) = (key(parts.next()?), key(parts.next()?));
    let family = |part: &str| FAMILIES.0.values().any(|reading| *reading == part);
    (parts.next().is_none() && family(&last) && !family(&first)).then(|| format!("{last}{first}"))
}

/// Surnames, each before its usual reading with short vowels.
pub(super) const JAPANESE_SURNAMES: &str = include_str!("japanese-surnames.txt");
/// Given names, each before its usual reading with short vowels.
pub(super) const JAPANESE_GIVEN: &str = include_str!("japanese-given.txt");

#[cfg(test)]
mod tests {
    use super::key_at;

    #[test]
    fn names_meet_in_the_form_of_their_country() {
        for (place, written, key, expected) in [
            ("TW", "葉宜蓁", "yeyizhen", "yehyichen"),
            ("TW-TPE", "叶宜蓁", "yeyizhen", "yehyichen"),
            ("TW", "Yeh Yi-chen", "yehyichen", "yehyichen"),
            ("TW", "曾國城", "zengguocheng", "tsengkuocheng"),
            ("HK", "黃麗珊", "huanglishan", "wonglaishan"),
            ("HK", "Wong Lai-shan", "wonglaishan", "wonglaishan"),
            ("MO", "陈志恒", "chenzhiheng", "chanchihang"),
            ("HK", "歐陽志明", "ouyangzhiming", "auyeungchiming"),
            ("JP", "小野寺秀明", "xiaoyesixiuming", "onoderahideaki"),
            ("JP", "Onodera Hideaki", "onoderahideaki", "onoderahideaki"),
            ("JP", "林芳正", "linfangzheng", "hayashiyoshimasa"),
            // What is not known keeps its key.
            ("HK", "黃龘", "huangda", "huangda"),
            ("JP", "龘田毅", "datianyi", "datianyi"),
            ("CN", "钟政勋", "zhongzhengxun", "zhongzhengxun"),
            ("-", "钟政勋", "zhongzhengxun", "zhongzhengxun"),
        ] {
            assert_eq!(key_at(place, written, key), expected, "{written} in {place}");
        }
    }
}
