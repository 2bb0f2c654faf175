//! Counting words with what they count, currencies, measures and lengths of time.

use std::sync::OnceLock;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::lang::table::Table;

/// What stands behind a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// A counting word, with the ids of the targets that it can count, best first.
    Counted(&'static [&'static str]),
    /// A currency by ISO 4217, a measure or a length of time, with the factor that leads to it.
    Measured(&'static str, Decimal),
    /// A share: `percent` or `percentagePoint`, with its factor.
    Share(&'static str, Decimal),
    /// A multiple.
    Times,
    /// A word that makes the number a figure that reports nothing.
    Nothing(crate::bulletin::Reason),
}

/// Whom a counting word of persons counts; which of them, the verb and the noun tell.
const PERSONS: &[&str] = &["suspect", "victim", "person", "officer", "volunteer"];
const CASES: &[&str] = &["case", "document", "goods", "report", "clue", "gang"];
const VEHICLES: &[&str] = &["vehicle"];
const DEVICES: &[&str] = &["device"];
const TIMES: &[&str] = &["event", "call", "visit", "lecture", "warning", "message", "person", "money"];
const LINES: &[&str] = &["message", "clue", "warning", "post", "account", "report"];

/// Counting words and the targets that they tell by themselves. The longest one wins, not the first.
const COUNTERS: &[(&str, &[&str])] = &[
    ("起", &["case", "report"]),
    ("件", CASES),
    ("宗", &["case", "report", "goods"]),
    ("案", &["case"]),
    ("桩", &["case"]),
    ("件次", CASES),
    ("起次", &["case"]),
    ("例", &["case"]),
    ("人", PERSONS),
    ("名", PERSONS),
    ("位", PERSONS),
    ("男", PERSONS),
    ("女", PERSONS),
    ("嫌", PERSONS),
    ("嫌", PERSONS),
    ("人次", &["person", "suspect", "victim", "officer", "volunteer"]),
    ("名次", PERSONS),
    ("个人", PERSONS),
    ("员", PERSONS),
    ("笔", &["money", "realEstate"]),
    ("笔", &["money"]),
    ("张", &["bankCard", "phoneCard", "document", "post", "invoice"]),
    ("张次", &["bankCard", "phoneCard", "document"]),
    ("部", &["device", "vehicle"]),
    ("台", &["device", "vehicle"]),
    ("套", &["device", "document", "realEstate"]),
    ("台套", DEVICES),
    ("部次", DEVICES),
    ("辆", VEHICLES),
    ("艘", VEHICLES),
    ("架", VEHICLES),
    ("列", VEHICLES),
    ("辆次", VEHICLES),
    ("艘次", VEHICLES),
    ("架次", VEHICLES),
    ("列次", VEHICLES),
    ("车次", VEHICLES),
    ("台次", &["vehicle", "device"]),
    ("条", LINES),
    ("条次", LINES),
    ("则", &["post", "message"]),
    ("次", TIMES),
    ("余次", TIMES),
    ("趟", &["event"]),
    ("回", &["event"]),
    ("轮", &["event"]),
    ("轮次", &["event"]),
    ("场", &["event", "lecture"]),
    ("场次", &["event", "lecture"]),
    ("堂", &["lecture"]),
    ("课时", &["lecture"]),
    ("个", &[]),
    ("个次", &[]),
    ("项", &[]),
    ("批", &[]),
    ("批次", &[]),
    ("种", &[]),
    ("类", &[]),
    ("份次", &["document"]),
    ("家", &["organisation"]),
    ("家次", &["organisation"]),
    ("户", &["organisation", "account", "person"]),
    ("户次", &["organisation", "person"]),
    ("支", &["weapon", "device", "goods", "drug"]),
    ("把", &["weapon"]),
    ("枝", &["weapon", "goods"]),
    ("发", &["weapon"]),
    ("枚", &["weapon", "goods", "money"]),
    ("份", &["document"]),
    ("封", &["document"]),
    ("本", &["document", "goods"]),
    ("册", &["document"]),
    ("证次", &["document"]),
    ("纸", &["document"]),
    ("期", &["post"]),
    ("篇", &["post"]),
    ("篇次", &["post"]),
    ("幅", &["post"]),
    ("集", &["post"]),
    ("处", &["den"]),
    ("处次", &["den", "event"]),
    ("座", &["device", "den"]),
    ("间", &["organisation", "den", "realEstate"]),
    ("栋", &["realEstate"]),
    ("所", &["organisation"]),
    ("通", &["call"]),
    ("通次", &["call"]),
    ("门", &["phoneNumber", "weapon"]),
    ("组", &["account", "phoneNumber", "device"]),
    ("波", &["event"]),
    ("只", &["goods"]),
    ("对", &[]),
    ("双", &["goods"]),
    ("头", &["goods"]),
    ("只", &["goods", "account"]),
    ("株", &["drug"]),
    ("瓶", &["goods"]),
    ("箱", &["goods"]),
    ("包", &["goods"]),
    ("盒", &["goods"]),
    ("袋", &["goods"]),
    ("桶", &["goods"]),
    ("罐", &["goods"]),
    ("粒", &["drug", "goods"]),
    ("片", &["drug", "goods"]),
    ("颗", &["drug", "goods", "money"]),
    ("块", &[]),
    ("根", &["goods"]),
    ("尾", &["goods"]),
    ("羽", &["goods"]),
    ("吨次", &[]),
    ("款", &["app", "goods"]),
    ("伙", &["gang"]),
    ("团", &["gang"]),
    ("单", &["case", "goods", "document"]),
    ("人份", PERSONS),
    ("号", &["phoneNumber"]),
];

/// Words in which the character of a counting word is none: 起诉, 人民币, 部门 …
const NO_COUNTERS: &[&str] = &[
    "起诉",
    "起来",
    "起到",
    "起草",
    "人民币",
    "人民",
    "人大",
    "人均",
    "部门",
    "部分",
    "部委",
    "部队",
    "部署",
    "案件",
    "次年",
    "次日",
    "家庭",
    "家长",
    "家属",
    "名单",
    "名义",
    "条例",
    "件均",
    "个百分点",
    "个月",
    "个小时",
    "个工作日",
    "户均",
    "场所",
    "张家",
    "处理",
    "处罚",
    "处置",
    "处于",
    "发生",
    "发布",
    "发现",
    "发放",
    "发出",
    "发起",
    "发送",
    "期间",
    "期待",
    "本地",
    "本市",
    "本省",
    "本人",
    "份额",
    "单位",
    "单日",
    "集团",
    "集资",
    "集中",
    "所在",
    "对于",
    "对外",
    "只有",
    "只是",
    "批准",
    "批捕",
    "项目经理",
    "间接",
    "组织",
    "组成",
    "组长",
    "组合",
    "波动",
    "波及",
    "嫌疑",
    "嫌犯",
    "门店",
    "门槛",
    "团伙",
    "通过",
    "通报",
    "通信",
    "通讯",
    "支付",
    "支持",
    "支行",
    "支队",
    "回国",
    "门户",
    "包括",
    "包含",
    "列入",
    "列为",
    "位于",
    "位居",
    "座谈",
    "号召",
    "种植",
    "类似",
    "片区",
    "根据",
    "伙同",
    "款项",
    "头目",
];

/// What a place, a department or another bare count is counted with: the count of who took part reports nothing.
const PARTICIPANTS: &[&str] = &[
    "毫克",
    "毫米",
    "公里",
    "千米",
    "海里",
    "米",
    "县市",
    "个县市",
    "个国家",
    "国家",
    "国",
    "个省份",
    "个省",
    "省",
    "个市州",
    "个地市",
    "个地级市",
    "个区县",
    "个县区",
    "个市县",
    "个市",
    "市",
    "个区",
    "区",
    "个县",
    "县",
    "个州",
    "个地区",
    "个部门",
    "部门",
    "部委",
    "个部委",
    "个成员单位",
    "个村",
    "个方面",
    "方面",
    "个环节",
    "个阶段",
    "个维度",
    "个层面",
    "个特点",
    "个共性",
    "个特征",
    "个问题",
    "个字",
    "个必须",
    "个一律",
    "个不准",
    "级",
    "大类",
    "大",
    "个层次",
    "个步骤",
    "个口岸",
    "省市",
    "省份",
    "省区市",
    "地市",
    "区县",
    "位数",
    "个街道",
    "个社区",
    "个乡镇",
    "个工作日",
    "个成员",
    "个关键",
    "个要点",
    "个渠道",
    "种语言",
    "号文",
    "号令",
    "号楼",
    "号线",
    "届",
    "楼",
    "层",
];

const CURRENCIES: &[(&str, &str)] = &[
    ("元人民币", "CNY"),
    ("人民币元", "CNY"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("块钱", "CNY"),
    ("美元", "USD"),
    ("美圆", "USD"),
    ("美金", "USD"),
    ("美刀", "USD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("港圆", "HKD"),
    ("澳门元", "MOP"),
    ("元澳门币", "MOP"),
    ("元港币", "HKD"),
    ("澳门币", "MOP"),
    ("葡币", "MOP"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
    ("元新台币", "TWD"),
    ("日元", "JPY"),
    ("日圆", "JPY"),
    ("日币", "JPY"),
    ("日本円", "JPY"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("韩元", "KRW"),
    ("韩圆", "KRW"),
    ("韩币", "KRW"),
    ("泰铢", "THB"),
    ("缅币", "MMK"),
    ("缅元", "MMK"),
    ("老挝基普", "LAK"),
    ("基普", "LAK"),
    ("瑞尔", "KHR"),
    ("越南盾", "VND"),
    ("印尼盾", "IDR"),
    ("印尼卢比", "IDR"),
    ("卢布", "RUB"),
    ("俄罗斯卢布", "RUB"),
    ("卢比", "INR"),
    ("印度卢比", "INR"),
    ("菲律宾比索", "PHP"),
    ("林吉特", "MYR"),
    ("马币", "MYR"),
    ("马来西亚林吉特", "MYR"),
    ("新加坡元", "SGD"),
    ("新元", "SGD"),
    ("新币", "SGD"),
    ("澳元", "AUD"),
    ("澳大利亚元", "AUD"),
    ("加元", "CAD"),
    ("加拿大元", "CAD"),
    ("新西兰元", "NZD"),
    ("瑞士法郎", "CHF"),
    ("迪拉姆", "AED"),
    ("里拉", "TRY"),
    ("奈拉", "NGN"),
    ("兰特", "ZAR"),
    ("雷亚尔", "BRL"),
    ("巴西雷亚尔", "BRL"),
    ("墨西哥比索", "MXN"),
];

/// Signs and names of currencies that stand before the number.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("MOP$", "MOP"),
    ("S$", "SGD"),
    ("A$", "AUD"),
    ("$", "USD"),
    ("＄", "USD"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("RMB", "CNY"),
    ("人民币", "CNY"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("澳门币", "MOP"),
    ("澳门元", "MOP"),
    ("美金", "USD"),
    ("美元", "USD"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
];

/// Measures, with the factor to the unit of the vocabulary as a fraction.
const MEASURES: &[(&str, &str, i64, i64)] = &[
    ("公斤", "kg", 1, 1),
    ("千克", "kg", 1, 1),
    ("kg", "kg", 1, 1),
    ("KG", "kg", 1, 1),
    ("克", "kg", 1, 1000),
    ("公克", "kg", 1, 1000),
    ("斤", "kg", 1, 2),
    ("市斤", "kg", 1, 2),
    ("两重", "kg", 1, 20),
    ("吨", "tonne", 1, 1),
    ("坪", "hectare", 33_058, 100_000_000),
    ("立方米", "litre", 1000, 1),
    ("公吨", "tonne", 1, 1),
    ("升", "litre", 1, 1),
    ("公升", "litre", 1, 1),
    ("毫升", "litre", 1, 1000),
    ("公顷", "hectare", 1, 1),
    ("亩", "hectare", 1, 15),
    ("平方公里", "hectare", 100, 1),
    ("平方米", "hectare", 1, 10_000),
    ("年", "year", 1, 1),
    ("周年", "year", 1, 1),
    ("个年头", "year", 1, 1),
    ("年间", "year", 1, 1),
    ("个月", "month", 1, 1),
    ("天", "day", 1, 1),
    ("日", "day", 1, 1),
    ("个昼夜", "day", 1, 1),
    ("周", "week", 1, 1),
    ("星期", "week", 1, 1),
    ("个星期", "week", 1, 1),
    ("个季度", "quarter", 1, 1),
    ("季度", "quarter", 1, 1),
    ("小时", "hour", 1, 1),
    ("个小时", "hour", 1, 1),
    ("分钟", "minute", 1, 1),
    ("秒", "second", 1, 1),
    ("秒钟", "second", 1, 1),
];

const SHARES: &[(&str, &str, i64, i64)] = &[
    ("%", "percent", 1, 1),
    ("％", "percent", 1, 1),
    ("﹪", "percent", 1, 1),
    ("‰", "percent", 1, 10),
    ("个百分点", "percentagePoint", 1, 1),
    ("百分点", "percentagePoint", 1, 1),
    ("个百份点", "percentagePoint", 1, 1),
    ("个点", "percentagePoint", 1, 1),
];

struct Tables {
    counters: Table<&'static [&'static str]>,
    no_counters: Table<()>,
    participants: Table<()>,
    currencies: Table<&'static str>,
    signs: Table<&'static str>,
    measures: Table<(&'static str, i64, i64)>,
    shares: Table<(&'static str, i64, i64)>,
}

fn tables() -> &'static Tables {
    static BUILT: OnceLock<Tables> = OnceLock::new();
    BUILT.get_or_init(|| Tables {
        counters: Table::new(COUNTERS.iter().copied()),
        no_counters: Table::new(NO_COUNTERS.iter().map(|w| (*w, ()))),
        participants: Table::new(PARTICIPANTS.iter().map(|w| (*w, ()))),
        currencies: Table::new(CURRENCIES.iter().copied()),
        signs: Table::new(SIGNS.iter().copied()),
        measures: Table::new(MEASURES.iter().map(|(w, id, a, b)| (*w, (*id, *a, *b)))),
        shares: Table::new(SHARES.iter().map(|(w, id, a, b)| (*w, (*id, *a, *b)))),
    })
}

/// Whether the text begins with a word in which a counting word's character is none.
pub fn no_counter(i: &str) -> bool {
    tables().no_counters.longest(i).is_some()
}

/// sign := $ | ￥ | 人民币 … before a number; gives the ISO 4217 code
pub fn sign(i: &str) -> IResult<&str, &'static str> {
    match tables().signs.longest(i) {
        Some((w, code)) => Ok((&i[w.len()..], code)),
        None => Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Tag))),
    }
}

fn factor(up: i64, down: i64) -> Decimal {
    Decimal::from(up).checked_div(Decimal::from(down)).unwrap_or(Decimal::ONE)
}

/// counter := counting-word ('（' counting-word ('、' counting-word)* '）')? 次?
fn counter(i: &str) -> IResult<&str, &'static [&'static str]> {
    let fail = || nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Tag));
    if no_counter(i) {
        return Err(fail());
    }
    let (word, targets) = tables().counters.longest(i).ok_or_else(fail)?;
    let rest = &i[word.len()..];
    let (rest, _) = opt(bracketed).parse(rest)?;
    Ok((rest, targets))
}

fn one_counter(i: &str) -> IResult<&str, &str> {
    match tables().counters.longest(i) {
        Some((word, _)) => Ok((&i[word.len()..], &i[..word.len()])),
        None => Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Tag))),
    }
}

/// points := 个? 百 分 点 with blanks between
fn spaced_points(i: &str) -> IResult<&str, &str> {
    use crate::lang::han::blanks;
    recognize((opt((tag("个"), blanks)), tag("百"), blanks, tag("分"), blanks, tag("点"))).parse(i)
}

/// bracketed := '（' counter ('、' counter)* '）' 次?
fn bracketed(i: &str) -> IResult<&str, &str> {
    let open = alt((tag("（"), tag("(")));
    let close = alt((tag("）"), tag(")")));
    let comma = alt((tag("、"), tag("，"), tag("/")));
    recognize((open, one_counter, many0_count((comma, one_counter)), close, opt(tag("次")))).parse(i)
}

/// unit := share | times | currency | measure | participant | counter
pub fn unit(i: &str) -> IResult<&str, Unit> {
    let fail = || nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Tag));
    let at = |w: &str| &i[w.len()..];
    if let Some((w, (id, up, down))) = tables().shares.longest(i) {
        return Ok((at(w), Unit::Share(id, factor(up, down))));
    }
    if let Ok((rest, _)) = spaced_points(i) {
        return Ok((rest, Unit::Share("percentagePoint", Decimal::ONE)));
    }
    if i.starts_with("倍") {
        return Ok((at("倍"), Unit::Times));
    }
    let currency = tables().currencies.longest(i);
    let measure = tables().measures.longest(i);
    let nothing = tables().participants.longest(i);
    let counted = counter(i).ok();
    let counter_len = counted.as_ref().map_or(0, |(rest, _)| i.len() - rest.len());
    let longest_other = nothing.map_or(0, |(w, ())| w.len()).max(counter_len);
    if let Some((w, code)) = currency.filter(|(w, _)| w.len() >= longest_other && !i.starts_with("元旦")) {
        return Ok((at(w), Unit::Measured(code, Decimal::ONE)));
    }
    if let Some((w, (id, up, down))) = measure.filter(|(w, _)| w.len() >= longest_other && !i.starts_with("克拉")) {
        return Ok((at(w), Unit::Measured(id, factor(up, down))));
    }
    if let Some((w, ())) = nothing.filter(|(w, ())| w.len() >= counter_len && !no_participant(i)) {
        return Ok((at(w), Unit::Nothing(crate::bulletin::Reason::Background)));
    }
    counted.map(|(rest, targets)| (rest, Unit::Counted(targets))).ok_or_else(fail)
}

/// Words that begin like a participant and are none: 市场主体, 国内, 区块链, 大案.
fn no_participant(i: &str) -> bool {
    const WORDS: &[&str] =
        &["市场", "国内", "国外", "国际", "区块", "区域", "大案", "大型", "个市场", "个区域", "省级", "市级", "级别"];
    WORDS.iter().any(|w| i.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Unit, &str)> {
        unit(text).ok().map(|(rest, u)| (u, rest))
    }

    #[test]
    fn counting_words() {
        for (text, first, rest) in [
            ("起，抓获", Some("case"), "，抓获"),
            ("人次，", Some("person"), "，"),
            ("架（艘、列、辆）次，", Some("vehicle"), "，"),
            ("辆（艘）；", Some("vehicle"), "；"),
            ("个，", None, "，"),
            ("证次", Some("document"), ""),
        ] {
            match read(text) {
                Some((Unit::Counted(t), r)) => assert_eq!((t.first().copied(), r), (first, rest), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        for text in ["起诉", "部分", "案件", "期间"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn other_units() {
        let ten = Decimal::from(10);
        for (text, want) in [
            ("元。", Unit::Measured("CNY", Decimal::ONE)),
            ("美元", Unit::Measured("USD", Decimal::ONE)),
            ("亩", Unit::Measured("hectare", Decimal::ONE / Decimal::from(15))),
            ("个百分点", Unit::Share("percentagePoint", Decimal::ONE)),
            ("‰", Unit::Share("percent", Decimal::ONE / ten)),
            ("个月", Unit::Measured("month", Decimal::ONE)),
            ("个国家", Unit::Nothing(crate::bulletin::Reason::Background)),
            ("部门", Unit::Nothing(crate::bulletin::Reason::Background)),
        ] {
            assert_eq!(read(text).map(|(u, _)| u), Some(want), "{text}");
        }
    }
}
