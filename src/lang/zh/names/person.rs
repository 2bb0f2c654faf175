//! Names of persons in Chinese characters, bounded by a surname before and by what follows.

use super::{first_of, is_han};
use crate::names::person::japanese_at_start;

/// Surnames of one character, simplified and traditional.
const SURNAMES: &str = "朴王李张張劉刘陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高梁郑鄭罗羅宋谢謝唐韩韓曹许許邓鄧萧蕭冯馮曾程蔡彭潘袁\
于董余苏蘇叶葉吕呂魏蒋蔣田杜丁沈姜范范江傅钟鍾卢盧汪戴崔任陆陸廖姚方金邱丘夏谭譚韦韋贾賈邹鄒石熊孟秦阎閻薛侯雷白龙龍段郝孔邵史毛\
常万萬顾顧赖賴武康贺賀严嚴尹钱錢施牛洪龚龔汤湯陶黎温溫莫易樊乔喬文安殷颜顏庄莊章鲁魯倪庞龐邢俞翟蓝藍聂聶齐齊向申葛岳柴伍欧歐辛\
管祝左涂塗谷祁时時舒耿牟卜路詹关關苗凌费費纪紀靳盛童欢歡甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂\
闵閔解强強丛叢华華车車冉房边邊辜净阚闞仇窦竇饶饒褚应應焦占匡宗滕蒲尚苑栾欒刁邰商农農晏亢郜冷池鄢敬沙麦麥明简簡全代江古利招凃粘禤楚戚仲兰蘭\
晋晉臧储儲桑束禹瞿巩鞏佟封帅帥缪繆闫尤鄺邝卓連连卞官习習井米原练練巫邬鄔奚乌烏鞠候樂乐扈逯衣宫宮蔺藺由党荆荊闻聞胥云雲木郎芦\
麻计計鹿符区區雍扶满滿藤佘粟户和暴来來都荣榮幸修展丰豐危鮮鲜但阴陰从隆皮喻水花裘伏麋平伊宦初迟遲国國青么诸諸那年信才揭母义義占\
刀罕玉岩奉盘盤侬银銀戈巴苟竹伦倫尕热普仁旦索扎央次达多桑格洛尼玛\
昌凤柳酆廉岑毕元穆湛狄贝谈茅季娄梅骆虞昝宣贲郁杭吉钮嵇滑荀羊芮羿汲邴糜松弓牧隗宓蓬郗班仰钭厉戎祖韶蓟印宿鄂籍屠蒙苍莘贡劳逄姬堵宰郦璩濮寿燕冀郏浦慕茹艾鱼庾暨衡弘寇禄阙殳沃蔚夔厍晁勾敖融訾乜巢蒯竺权盖桓缑况佴伯赏墨哈谯笪仉厲畢駱鐘肖尧堯仝邸郇冼冮玄敏皇撒佐磨智轩狐泰兀勒";
/// Surnames of two characters.
const DOUBLE: &str = "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 呼延 南宫";
/// Characters that no given name holds.
const NOT_GIVEN: &str = "到的了我们你他她它某等您这那哪啊吗呢吧把被让从对就说称于";
/// Verbs of speech: what stands before one is surely whole.
const SPEECH: &str = "介绍 表示 说 指出 透露 强调 坦言 分析 提醒 回应 告诉 称 认为 呼吁 补充 宣布 通报 解释 解读 谈到 建议 感慨 直言 披露 回忆 总结 预计 提到 坦承 公布 \
    点评 讲述 讲解 提示 倡议 说明 剖析 阐述 谈及 算了 发出 发言 致辞 讲话 致词 重申 形容 警告 交代 续指 续称 指， 指： 称， 称： 将军 上将 中将 少将 上校 中校 少校 上尉 中尉 总警监 警监 警务监 警察上将 警察中将 \
    警察少将 警察上校 警察中校 警察少校 警察将军 高级助理警察总监 助理警察总监 警察总监 助理总监 高级警司 助理警司";
/// Further words that can follow a name.
const FOLLOW: &str = "应邀 应约 以视频 以线上 以书面 以视讯 视频连线 连线 透过视讯 透过视频 一同 在 就 对 向 和 与 及 以及 等 到会 到场 出席 主持 回答 率 带队 带领 代表 一行 同志 先生 女士 今日 今天 近日 日前 昨日 昨天 也 还 则 并 亲自 \
    现场 发布 通过 围绕 深入 赴 来到 参加 担任 为 会 为您 从 用 作 做 结合 进一步 再次 同时 主动 特别 最后 随后 说道 的 是 于 于会 接受 列席 分别 先后 共同 携手 介入 走进 走访 \
    调研 督导 率队 陪同 签署 会见 会晤 要求 答 答记者 记者 受访 专门 详细 有 明确 致词时 致辞时 视察 坐镇 于会中 亲率 率同 率领 主持会议 会中 在会上 另 再 昨 今 也表示 续指 续称 \
    受访时 出席时 会后 会上 邀请 偕同 强调 呼吁 重申 解释 形容 透露 引述 回顾 警告 到 颁 先 首先 这样 把 将 以 晒出 拿出 给出 举例 话锋 坐在 面对 算 列出 梳理 展示 翻开 告诉 笑";

/// Whether 在, a place and a verb of speech begin a text: 在利马通报.
fn speaks_there(text: &str) -> bool {
    const PLACE: usize = 8;
    let ends = text.char_indices().skip(2).take(PLACE).map(|(at, _)| at);
    let han = |end: &usize| text[..*end].chars().all(is_han);
    ends.take_while(han).any(|end| first_of(&text[end..], SPEECH).is_some())
}

/// How somebody comes to speak.
const INVITED: &str = "应邀 应约 受邀 应邀出席并 应邀到会 应邀出席发布会并 到会 到场 通过视频 以视频方式 透过视讯 以视讯 以视频 以线上 以书面 以英语 以英文 透过视频 视频连线 以视频连线 通过视频连线 通过网络 现场";

/// Words that begin with a surname and stand behind a post: 刑事检察方面, 公诉部门安全. They are no names.
const WORDS: &str = "方面 方式 方案 方法 方向 方才 成员 成果 成功 成效 成立 安全 安排 平安 平均 平台 高度 高效 高质量 高级 任务 任职 应当 应对 全面 全部 全体 全省 全市 \
    全国 全年 全力 全区 全县 全系统 向社会 向全 时间 时期 和平 常态 常见 常务 党组 党委 农村 农业 文化 文明 文件 包括 包含 都是 都要 明显 明年 金额 金融 华人 公布 \
    严厉 严格 严惩 严肃 强化 强调 连续 连同 充分 经验 经费 车辆 计划 费用 麻醉 水平 水域 管理 管辖 管控 解决 解释 解除 支持 支队 应急 和谐 项目 家庭 \
    从严 从重 从业 从事 来自 来访 来源 年初 年底 年度 年内 年以来 于今 于近 那么 信息 信访 信用 因此 但是 但在 仅有";

/// How surely a name ends where it is thought to end.
fn follow(text: &str) -> u8 {
    match text.chars().next() {
        None => 2,
        Some(c) if first_of(text, SPEECH).is_some() && is_han(c) => 3,
        Some(c) if !is_han(c) && !c.is_alphanumeric() && c != '·' => 2,
        // 应邀致辞: what the speech is about to begin with ends a name as surely as the speech.
        Some(_) if first_of(text, INVITED).is_some_and(|w| first_of(&text[w.len()..], SPEECH).is_some()) => 3,
        Some('在') if speaks_there(text) => 3,
        Some(_) if first_of(text, FOLLOW).is_some() => 1,
        Some(_) => 0,
    }
}

/// Whether a character is a Chinese surname.
pub fn is_family(c: char) -> bool {
    SURNAMES.contains(c)
}

fn given(c: char) -> bool {
    is_han(c) && !NOT_GIVEN.contains(c)
}

/// name = surname given{1,2} | part "·" part, before what can follow a name. Gives its length in bytes.
pub fn at_start(text: &str) -> Option<usize> {
    if let Some(length) = foreign(text) {
        return Some(length);
    }
    if let Some(length) =
        japanese_at_start(text).filter(|length| text.get(*length..).is_some_and(|rest| follow(rest) > 0))
    {
        return Some(length);
    }
    // 宣布, 谈到: no name begins with a verb of speech.
    if first_of(text, SPEECH).is_some() || first_of(text, WORDS).is_some() {
        return None;
    }
    let mut best: Option<(u8, usize)> = None;
    for length in lengths(text) {
        let sure = follow(text.get(length..)?);
        // 是 follows names more often than it ends them: only a verb of speech behind it makes it a part.
        if sure < 3 && text[..length].ends_with('是') {
            continue;
        }
        if sure > 0 && best.is_none_or(|(s, _)| sure >= s) {
            best = Some((sure, length));
        }
    }
    best.map(|(_, length)| length)
}

/// Whether a text begins with a verb of speech.
pub fn speaks(text: &str) -> bool {
    first_of(text, SPEECH).is_some()
}

/// Whether a text begins with a word that looks like a name.
pub fn is_word(text: &str) -> bool {
    first_of(text, WORDS).is_some() || NO_NAMES.split(' ').any(|w| text.contains(w))
}

/// Posts and bodies before a post, which may begin with the character of a surname: 党组副书记, 常委会主任.
const NO_NAMES: &str = "党 委 组 局 厅 院 处 队 会 室 科 部 所 站 长 任 副 总 首席 原 现 时任 新任 省 市 县 区";

/// The length of the name of an official of South-East Asia, whom characters write by their sound without a surname of China: all of
/// two to five characters between the post and a verb of speech (吞吞瑙表示).
pub fn spoken(text: &str) -> Option<usize> {
    let ends = text.char_indices().take_while(|(_, c)| given(*c)).map(|(i, c)| i + c.len_utf8()).take(6);
    let ends: Vec<usize> = ends.collect();
    ends.iter().skip(1).take(4).find(|end| text.get(**end..).is_some_and(|rest| follow(rest) == 3)).copied()
}

/// Whether a text is a name and nothing else.
pub fn is_name(text: &str) -> bool {
    foreign(text) == Some(text.len()) || lengths(text).contains(&text.len())
}

/// The lengths in bytes that a name at the start of a text can have, shortest first.
fn lengths(text: &str) -> Vec<usize> {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return Vec::new() };
    let family = match first_of(text, DOUBLE) {
        Some(double) => double.len(),
        None if SURNAMES.contains(first) => first.len_utf8(),
        None => return Vec::new(),
    };
    let mut end = family;
    let mut lengths = Vec::new();
    for c in text.get(family..).unwrap_or("").chars().take(2) {
        if !given(c) {
            break;
        }
        end += c.len_utf8();
        lengths.push(end);
    }
    lengths
}

/// foreign = part ( "·" part )+, where the last part ends before what can follow a name.
fn foreign(text: &str) -> Option<usize> {
    let dots: Vec<usize> =
        text.char_indices().take(24).filter(|(_, c)| matches!(c, '·' | '•' | '・')).map(|(i, _)| i).collect();
    let (&first, &last) = (dots.first()?, dots.last()?);
    let head = text.get(..first)?;
    if head.is_empty()
        || head.chars().count() > 6
        || !text.get(..last)?.chars().all(|c| is_han(c) || matches!(c, '·' | '•' | '・'))
    {
        return None;
    }
    let tail = text.get(last..)?.chars().next().map_or(last, |c| last + c.len_utf8());
    let mut best: Option<(u8, usize)> = None;
    for (i, c) in text.get(tail..)?.char_indices().take(8) {
        if !given(c) {
            break;
        }
        let end = tail + i + c.len_utf8();
        let sure = follow(text.get(end..)?);
        if sure > 0 && best.is_none_or(|(s, _)| sure > s) {
            best = Some((sure, end));
        }
    }
    best.map(|(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_a_verb_begins() {
        for (text, name) in [
            ("李介德到会介绍", Some("李介德")),
            ("何旭说，全省", Some("何旭")),
            ("李国中介绍，2023年", Some("李国中")),
            ("景涛介绍", Some("景涛")),
            ("欧阳志远表示", Some("欧阳志远")),
            ("阿迪力·吾休尔介绍", Some("阿迪力·吾休尔")),
            ("王某说", None),
            ("宣布，今年", None),
            ("方面，对侵害", None),
            ("里卡多·蒙特斯·阿吉拉尔应邀致辞", Some("里卡多·蒙特斯·阿吉拉尔")),
            ("罗莎·比利亚努埃瓦·基斯佩在利马通报", Some("罗莎·比利亚努埃瓦·基斯佩")),
            ("周启明以视频方式出席", Some("周启明")),
            ("方面壮表示", None),
            ("刀文昌介绍", Some("刀文昌")),
            ("表示，今年", None),
            ("张为民、李和平", Some("张为民")),
            ("沈如是通报情况", Some("沈如是")),
            ("沈如是补充说", Some("沈如是")),
            ("沈如是市民", Some("沈如")),
            ("厉建章分别介绍", Some("厉建章")),
            ("麦志锋到会", Some("麦志锋")),
            ("邝思远先讲趋势", Some("邝思远")),
            ("王建先说", Some("王建先")),
        ] {
            assert_eq!(at_start(text).map(|n| &text[..n]), name, "{text}");
        }
    }
}
