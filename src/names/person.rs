//! How people are named in Latin letters where they live. Officials of Taiwan, Hong Kong, Macao and Japan are written in
//! characters by some bulletins and in Latin letters by others, but not in pinyin: 鍾政勳 is Chung Cheng-hsun, 張家偉 is
//! Cheung Ka-wai, 石森毅 is Ishimori Takeshi. Their key is made of that form, so that both meet in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::key::{is_pinyin_name, key};
use super::korean;
use super::skeleton::{self, Speech};
use super::vietnamese;

/// The key of the official of a body in this place, by the name as written and the key that the language of the text gave it.
///
/// ```
/// use gongbao::names::person::key_at;
/// assert_eq!(key_at("TW", "鍾政勳", "zhongzhengxun"), "chungchenghsun");
/// assert_eq!(key_at("HK", "张家伟", "zhangjiawei"), "cheungkawai");
/// assert_eq!(key_at("HK", "Alan Cheung Ka-wai", "alancheungkawai"), "cheungkawai");
/// assert_eq!(key_at("JP-27", "高梨由纪子", "gaoliyoujizi"), "takanashiyukiko");
/// assert_eq!(key_at("JP", "Takeshi Ishimori", "takeshiishimori"), "ishimoritakeshi");
/// assert_eq!(key_at("JP", "Ishiwata Masaki", "ishiwatamasaki"), "ishiwatamasaki");
/// assert_eq!(key_at("CN-ZJ", "周启明", "zhouqiming"), "zhouqiming");
/// assert_eq!(key_at("ES", "哈维尔·奥尔特加", "haweieraoertejia"), key_at("ES", "Javier Ortega", "javierortega"));
/// assert_eq!(key_at("VN", "阮文雄", "ruanwenxiong"), key_at("VN", "Nguyễn Văn Hùng", "nguyenvanhung"));
/// ```
pub fn key_at(place: &str, written: &str, key: &str) -> String {
    let han = written.chars().all(is_han) && !written.is_empty();
    let country = place.split('-').next().unwrap_or(place);
    let found = match country {
        "TW" if han => taiwanese(written),
        "TW" => hyphenated(written).map(|parts| parts.iter().map(|p| taiwanese_latin(p)).collect()),
        "HK" | "MO" if han => cantonese(written, country == "MO"),
        "HK" | "MO" => hyphenated(written).map(|parts| parts.iter().map(|p| spelling(p, country == "MO")).collect()),
        "JP" if han => japanese(written),
        "JP" => family_first(written),
        "VN" => vietnamese::person(written),
        "KR" | "KP" => korean::person(written),
        "SG" | "MY" => singaporean(written).or_else(|| foreign(country, written, han)),
        _ => foreign(country, written, han),
    };
    found.unwrap_or_else(|| settled(key))
}

/// What the form of a name tells of where a person is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A name in pinyin.
    China,
    /// A surname of Japan of two characters or more and a given name.
    Japan,
    /// Letters that are no pinyin, a point between characters, katakana.
    Elsewhere,
    /// Two to four characters: a name of East or South-East Asia.
    Asia,
    /// What tells nothing.
    Unknown,
}

/// What the form of a name tells.
///
/// ```
/// use gongbao::names::person::{Origin, origin};
/// assert_eq!(origin("Zhou Qiming"), Origin::China);
/// assert_eq!([origin("Javier Ortega"), origin("哈维尔·奥尔特加")], [Origin::Elsewhere; 2]);
/// assert_eq!(origin("小野寺秀明"), Origin::Japan);
/// assert_eq!([origin("周启明"), origin("Zhou")], [Origin::Asia, Origin::Unknown]);
/// ```
pub fn origin(name: &str) -> Origin {
    let latin = name.chars().any(|c| c.is_alphabetic() && !is_han(c) && !is_katakana(c));
    match () {
        () if latin && !name.contains(' ') => Origin::Unknown,
        () if latin && is_pinyin_name(name) => Origin::China,
        () if latin || name.contains(['·', '•', '・']) => Origin::Elsewhere,
        () if japanese_at_start(name) == Some(name.len()) => Origin::Japan,
        () if (2..=4).contains(&name.chars().count()) && name.chars().all(is_han) => Origin::Asia,
        () => Origin::Unknown,
    }
}

pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・')
}

/// A key in pinyin in which what is written in two ways is written in one: lü is lv, lyu and lu; 柏 is bai and bo.
fn settled(key: &str) -> String {
    key.replace("lyu", "lu").replace("lv", "lu").replace("nv", "nu").replace("bai", "bo")
}

/// The countries whose officials bear names as in Spain.
const SPANISH: &str = " ES MX CO CL CR PE AR EC VE BO PY UY GT HN SV NI PA DO CU PR ";
/// The countries whose officials' names are transcribed character by character, without a point between their parts.
const SOUTH_EAST: &str = " TH LA KH MM ID MY BN ";
/// The countries in whose names j is a vowel.
const GERMAN: &str = " DE AT CH NL SE NO DK FI IS PL CZ SK HU SI HR EE LV LT ";
/// The countries whose officials bear names as in India.
const INDIAN: &str = " IN PK LK BD NP SG MY ";

/// The countries in whose names g is never soft: Mwangi is 姆旺吉, ムワンギ.
const AFRICAN: &str = " KE TZ UG RW BI ZM ZW MW NA BW GH NG ZA SL LR GM ";

/// A name that is transcribed by its sound: with a point between its parts, in katakana, or in Latin letters that are no pinyin.
fn foreign(country: &str, written: &str, han: bool) -> Option<String> {
    let within = |list: &str| list.contains(&format!(" {country} "));
    let speech = match () {
        () if within(SPANISH) => Speech::Spanish,
        () if within(SOUTH_EAST) => Speech::SouthEastAsian,
        () if within(GERMAN) => Speech::German,
        () if country == "PH" => Speech::Filipino,
        () => Speech::Other,
    };
    // What is breathed in Indian names is no sound of its own in other scripts: Senthil is 森蒂尔.
    let breathless = [("th", "t"), ("bh", "b"), ("dh", "d"), ("kh", "k"), ("ph", "p"), ("gh", "g")];
    let indian = within(INDIAN).then(|| {
        breathless.iter().fold(written.to_lowercase(), |name, (breathed, plain)| name.replace(breathed, plain))
    });
    let hard = within(AFRICAN).then(|| {
        written.to_lowercase().replace("ngi", "nki").replace("nge", "nke").replace("gi", "ki").replace("ge", "ke")
    });
    let filipino = (country == "PH").then(|| of_spain(written));
    let written = indian.as_deref().or(hard.as_deref()).or(filipino.as_deref()).unwrap_or(written);
    let chinese = if han { speech != Speech::SouthEastAsian } else { is_pinyin_name(written) };
    if chinese { None } else { skeleton::consonants(written, speech) }
}

/// A name of the Philippines in which the given names that are Spain's are spoken as there: Jose is 何塞, but Benjamin 本杰明.
fn of_spain(written: &str) -> String {
    const GIVEN: &str = " jose josé juan jesus jesús jorge javier julio julian joaquin jaime josefa juana ";
    let spoken = |part: &str| {
        let own = GIVEN.contains(&format!(" {} ", part.to_lowercase()));
        if own { std::iter::once('h').chain(part.chars().skip(1)).collect() } else { part.to_owned() }
    };
    written.split(' ').map(spoken).collect::<Vec<_>>().join(" ")
}

/// Surnames of Chinese families in Singapore and Malaysia as they spell them and as katakana has them, before their pinyin.
const DIALECT: &str = "lim lin rim lin tan chen ng huang wong huang won huang lee li goh wu go wu ong wang on wang koh xu teo zhang chua cai low liu \
    loh luo ho he yeo yang chan chen toh zhuo tay zheng sim shen seah xie leong liang chia xie cheong zhang foo fu heng wang lau liu quek guo kwek guo \
    kuek guo ang hong chong zhang liew liu yap ye soh su khoo qiu chew zhou neo liang phua pan poh fu sng sun swee shui tang deng teh zheng \
    wee huang yong yang yee yu chin chen hoe he kang jiang kok guo lai lai loo lu mah ma ooi huang pang feng peh bai see shi seow xiao siew xiao sia xie \
    tham tan thia cheng tiong zhang yeoh yang yip ye ";

/// The key of a Chinese name of Singapore or Malaysia: the consonants of the pinyin of its surname and of its given name. A Western name
/// before it is none of its own.
fn singaporean(written: &str) -> Option<String> {
    let of_dialect = |part: &str| {
        let mut words = DIALECT.split_ascii_whitespace();
        while let (Some(spelled), Some(pinyin)) = (words.next(), words.next()) {
            if spelled == part {
                return Some(pinyin.to_owned());
            }
        }
        None
    };
    let letters = if written.chars().all(is_han) {
        let surname = super::key::chinese_person(written);
        (2..=4).contains(&written.chars().count()).then_some(surname)?
    } else {
        let parts = written.split([' ', '・', '-', '‐']).filter(|p| !p.is_empty());
        let spoken = |p: &str| if p.chars().all(is_katakana) { korean::katakana(p) } else { Some(key(p)) };
        let mut parts: Vec<String> = parts.map(spoken).collect::<Option<_>>()?;
        let at = parts.iter().position(|p| of_dialect(p).is_some())?;
        if at + 1 == parts.len() {
            return None;
        }
        parts[at] = of_dialect(&parts[at])?;
        parts[at..].concat()
    };
    let classes = korean::classes(&letters.replace('q', "c"));
    (classes.len() >= 3).then_some(classes)
}

/// The syllables of a name in Latin letters as officials of Hong Kong, Macao and Taiwan write it: a Western name before it is none
/// of its own (Alan Cheung Ka-wai).
fn hyphenated(written: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = written.split_whitespace().collect();
    let last = parts.last()?;
    let double = |two: &[&str]| DOUBLE_SURNAMES.iter().any(|(_, spelling)| key(&two.concat()) == *spelling);
    let own = match parts.len() {
        count if count > 2 && last.contains(['-', '‐']) => {
            let surname = if double(&parts[count - 3..count - 1]) { 2 } else { 1 };
            &parts[count - 1 - surname..]
        }
        _ => &parts[..],
    };
    let syllables: Vec<String> = own.iter().flat_map(|p| p.split(['-', '‐'])).map(key).collect();
    (2..=4).contains(&syllables.len()).then_some(syllables)
}

/// A syllable of Taiwan in one of the ways in which it is spelled.
fn taiwanese_latin(syllable: &str) -> String {
    const OTHERS: &str = "lee li soong sung chow chou koo ku wong wang young yang hsueh hsueh ssu szu tze tzu tsu tzu i yi ye yeh jyh chih \
        shyh shih yuh yu lin lin shyu hsu shu shu teng teng jao jao rong jung ren jen ru ju rui jui";
    let mut words = OTHERS.split_ascii_whitespace();
    while let (Some(from), Some(to)) = (words.next(), words.next()) {
        if from == syllable {
            return to.to_owned();
        }
    }
    syllable.to_owned()
}

/// A syllable of Cantonese in one of the ways in which it is spelled; those of Macao follow Portuguese (Chong Meng: Chung Ming).
fn spelling(syllable: &str, macao: bool) -> String {
    let all: &[(&str, &str)] =
        &[("tsz", "chi"), ("sze", "si"), ("ts", "ch"), ("yee", "yi"), ("kar", "ka"), ("choy", "choi")];
    let mut out = all.iter().fold(syllable.to_owned(), |text, (from, to)| text.replace(from, to));
    out = if out.len() > 2 && out.ends_with("ah") { out[..out.len() - 1].to_owned() } else { out };
    if !macao {
        return out;
    }
    if let Some(rest) = out.strip_prefix('i').filter(|rest| rest.starts_with(['a', 'e', 'o', 'u', 'p', 'n', 'm'])) {
        out = if rest.starts_with(['p', 'n', 'm']) { format!("yi{rest}") } else { format!("y{rest}") };
    }
    const MACAO: [(&str, &str); 18] = [
        ("au", "ao"),
        ("v", "w"),
        ("ou", "o"),
        ("eo", "eu"),
        ("io", "iu"),
        ("ung", "ong"),
        ("ing", "eng"),
        ("uk", "ok"),
        ("ik", "ek"),
        ("um", "am"),
        ("kuo", "kwo"),
        ("kua", "kwa"),
        ("sh", "s"),
        ("ee", "i"),
        ("oo", "u"),
        ("uen", "un"),
        ("uet", "ut"),
        ("tz", "ch"),
    ];
    MACAO.iter().fold(out, |text, (from, to)| text.replace(from, to))
}

pub(super) fn is_han(c: char) -> bool {
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
fn cantonese(name: &str, macao: bool) -> Option<String> {
    let double = DOUBLE_SURNAMES.iter().find(|(double, _)| name.len() > double.len() && name.starts_with(double));
    let double = double.map(|(characters, spelling)| (characters.len(), *spelling));
    let first = name.chars().next()?;
    let single = || {
        let spelling = cantonese_of(CANTONESE_SURNAMES, first)
            .or_else(|| cantonese_of(CANTONESE, first))
            .or_else(|| cantonese_of(CANTONESE_MORE, first))?;
        Some((first.len_utf8(), spelling))
    };
    let (length, surname) = double.or_else(single)?;
    let given = name[length..].chars().map(|c| cantonese_of(CANTONESE, c).or_else(|| cantonese_of(CANTONESE_MORE, c)));
    let spelled = |s: &'static str| if double.is_some() && s == surname { s.to_owned() } else { spelling(s, macao) };
    std::iter::once(Some(surname)).chain(given).map(|s| s.map(spelled)).collect()
}

/// The spelling of a character in a list of `spelling characters spelling characters …`.
pub(super) fn cantonese_of(table: &'static str, character: char) -> Option<&'static str> {
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
    king 景敬劲勁 kong 江刚剛港 shek 石锡錫 shui 水瑞 chak 泽澤 nam 南楠 ning 宁寧 mau 茂 pong 邦 sin 倩善仙 sun 新申 tsun 俊 tim 添 \
    wen 允 yau 友佑有 yik 奕亦益翼 yuet 月悦悅越 hon 汉漢翰 hok 学學 chuen 全泉川传傳铨銓 chor 楚 bun 斌彬 ";

/// Further characters of given names, and rarer surnames.
const CANTONESE_MORE: &str = "chung 仲松琮颂頌 ming 茗鳴 chi 紫慈赐賜姿祉芷致 tsz 孜 man 旻玟雯 wai 慰伟為玮薇 kei 祈祺琦麒旗玑棋 hei 希熙喜禧曦僖 ngai 毅艺藝危 ching 靖呈程菁婧澄 \
    cheung 彰祥翔璋章樟昌畅暢 hong 康航 kuen 涓隽雋 fu 富夫孚甫芙 po 葆步布 pak 伯百珀 sing 诚 shing 丞盈 lok 洛 leung 樑 yan 茵甄殷胤忻 kwan 筠坤珺 ying 颖影瑛應应 wing 咏詠 kit 捷桀 \
    chak 则則择擇 yip 业業 hin 宪憲献獻 yin 彦言妍 kin 乾虔 ngok 岳乐樂 sheung 尚常裳 suen 宣萱璇孙孫 chor 初 ho 灏灝贺賀皓昊可 kwai 桂葵贵貴季 fai 徽 yuk 郁毓旭 hung 孔虹 shan 山珊 \
    fan 芬帆凡范 fun 宽寬欢歡 fat 发發 tung 桐童冬瞳 ting 霆鼎汀 lin 莲 lai 荔黎莉 lei 俐李理里利 lee 莉莉 lun 伦倫麟鳞 luen 联聯鸾 lui 雷蕾 lung 珑瓏 mong 望 mung 梦夢 mui 梅 mun 满滿 \
    nin 年 pan 斌彬 pang 鹏鵬 pik 碧 pou 普 sai 世西细 sau 绣繡 san 晨臣辰伸慎新 shuk 熟 sik 适適 siu 笑绍紹韶肇 so 素 sung 崇宋 tai 大太 tsuen 泉 tsun 隽 tuen 端 tin 天恬 tak 得 \
    wa 华 wah 桦樺 wan 温运運芸 wong 旺煌 wut 活 yat 溢 yau 攸柔尤 yeuk 若约約 yik 翊懿亿億 yim 俨 ying 英鹰鷹 yiu 遥遙饶姚 yuen 沅婉苑芫 yuet 粤悅 yung 勇雍蓉榕容融 hang 铿鏗幸 \
    kai 佳楷 kam 淦 kan 简簡 kau 球求九 king 琼瓊擎竞競 ki 其 ko 高 ku 古 chak 泽 chan 灿燦赞贊 chau 舟周洲 chiu 肖照召 choi 才财財彩采 chui 翠 chun 臻瑱泽 fuk 福 fook 福 hak 克 hok 鹤鶴 \
    ip 叶 kiu 乔喬翘翹 kok 珏角 kung 恭宫 lap 笠 lau 流留 law 罗 lik 历歷 lim 廉濂 ling 伶翎陵羚领 lo 露路 man 敏 ning 咛 ping 屏秉炳 shu 书書树樹殊 si 师仕士是 sin 先茜 sum 芯森 sung 嵩 \
    tam 谭 tat 逹 wai 韦 wang 弘泓横 wing 永 yam 荫音 yee 以尔爾意苡 yin 烟 yiu 垚 yu 愚裕语語雨予豫御瑀 zhi 之 ngo 娥 na 娜 lok 烙 cheuk 焯灼 chik 植直 yue 瑜 sui 穗帅 sheung 双雙霜 ";

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
    let given = |part: &str| GIVEN.0.values().any(|reading| *reading == part);
    // Masaki is a surname too, but not in "Ishiwata Masaki".
    let turned = given(&first) || !given(&last);
    (parts.next().is_none() && family(&last) && !family(&first) && turned).then(|| format!("{last}{first}"))
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
            ("MO", "薛仲明", "xuezhongming", "sitchongmeng"),
            ("MO", "Sit Chong Meng", "sitchongmeng", "sitchongmeng"),
            ("HK", "Chan Wai-man", "chanwaiman", "chanwaiman"),
            ("HK", "陈伟文", "chenweiwen", "chanwaiman"),
            ("TW", "Lee Yi-chen", "leeyichen", "liyichen"),
            ("CN", "吕柏川", "lvbaichuan", "lubochuan"),
            ("CN", "Lyu Bochuan", "lyubochuan", "lubochuan"),
            ("ES", "李国中", "liguozhong", "liguozhong"),
            ("-", "Zhong Zhengxun", "zhongzhengxun", "zhongzhengxun"),
            ("HK", "歐陽志明", "ouyangzhiming", "auyeungchiming"),
            ("HK", "Au Yeung Chi-ming", "auyeungchiming", "auyeungchiming"),
            ("JP", "小野寺秀明", "xiaoyesixiuming", "onoderahideaki"),
            ("JP", "Onodera Hideaki", "onoderahideaki", "onoderahideaki"),
            ("JP", "林芳正", "linfangzheng", "hayashiyoshimasa"),
            ("SG", "Lim Wei Han", "limweihan", "lnn"),
            ("SG", "林伟汉", "linweihan", "lnn"),
            ("SG", "リム・ウェイハン", "rimuueihan", "lnn"),
            ("SG", "Desmond Tan Kai Ming", "desmondtankaiming", "snkmn"),
            ("SG", "陈凯明", "chenkaiming", "snkmn"),
            ("SG", "Senthil Kumar", "senthilkumar", "kntkm"),
            ("SG", "森蒂尔·库马尔", "sendierkumaer", "kntkm"),
            ("KR", "朴正焕", "piaozhenghuan", "bksnn"),
            ("KE", "Peter Mwangi Kamau", "petermwangikamau", "btnbnkm"),
            ("KE", "彼得·姆旺吉·卡毛", "bidemuwangjikamao", "btnbnkm"),
            ("KE", "ピーター・ムワンギ・カマウ", "piitaamuwangikamau", "btnbnkm"),
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
