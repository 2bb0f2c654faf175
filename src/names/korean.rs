//! Korean names: in Hangul, in Chinese characters by their Korean reading, in katakana and in the many spellings of Latin letters.
//! What all of them keep is the order of the consonants, b and p, d and t, g and k, j and ch, l and r being one.

use super::japanese;
use super::key::key;
use crate::lang;

/// The key of a Korean name, family name first. None where a character is not known or too little is left to tell a person.
///
/// ```
/// use gongbao::names::korean::person;
/// assert_eq!(person("Park Jung-hwan").as_deref(), Some("bksnn"));
/// for same in ["朴正煥", "朴正焕", "박정환", "パク・ジョンファン", "Bak Jeonghwan"] {
///     assert_eq!(person(same), person("Park Jung-hwan"), "{same}");
/// }
/// assert_eq!(person("이민수"), person("Lee Min-su"));
/// assert_eq!(person("龘龘龘"), None);
/// ```
pub fn person(name: &str) -> Option<String> {
    let folded = lang::zh::fold::simplified(name);
    let mut letters = String::new();
    for part in folded.split([' ', '\u{3000}', '·', '・', '-', '‐']).filter(|p| !p.is_empty()) {
        let mut spoken = String::new();
        match part.chars().next() {
            Some('ァ'..='ヺ') => spoken = katakana(part)?,
            Some('\u{3400}'..='\u{9fff}') => {
                for (at, c) in part.chars().enumerate() {
                    spoken.push_str(reading(c, at == 0 && letters.is_empty())?);
                }
            }
            Some('가'..='힣') => part.chars().for_each(|c| hangul(c, &mut spoken)),
            _ => spoken = key(part),
        }
        if letters.is_empty() {
            spoken = surname(&spoken).to_owned();
        }
        letters.push_str(&spoken);
        letters.push('-');
    }
    let classes = classes(&letters);
    (classes.len() >= LEAST).then_some(classes)
}

/// A part in katakana, without the vowels that only carry a consonant at the end of a syllable.
pub(super) fn katakana(part: &str) -> Option<String> {
    let syllables = japanese::syllables(part)?;
    let bare = syllables.iter().map(|syllable| match syllable.as_str() {
        "mu" => "m",
        "ku" | "kku" => "k",
        "pu" | "ppu" => "p",
        "ru" => "l",
        "fu" => "hu",
        other => other,
    });
    Some(bare.collect())
}

/// The fewest consonants that tell a person.
const LEAST: usize = 3;

/// The surnames that begin with an l, r or n only in some spellings, and Park, which has no r.
fn surname(spoken: &str) -> &str {
    match spoken {
        "lee" | "rhee" | "ri" | "li" | "yi" | "i" | "ii" | "rii" => "i",
        "lim" | "rim" | "im" | "yim" | "imu" => "im",
        "ryu" | "yoo" | "yu" | "you" | "lyu" => "yu",
        "roh" | "noh" | "no" | "ro" => "no",
        "ra" | "na" => "na",
        "park" | "pak" | "bak" => "bak",
        other => other,
    }
}

/// The classes of the consonants; a double one is one, and ng is n.
pub(super) fn classes(letters: &str) -> String {
    let mut out = String::new();
    let all: Vec<char> = letters.chars().collect();
    for (i, c) in all.iter().enumerate() {
        let class = match c {
            'b' | 'p' | 'v' => 'b',
            'd' | 't' => 't',
            // The g of ng is none of its own where a syllable ends with it.
            'g' if i > 0 && all[i - 1] == 'n' && !all.get(i + 1).is_some_and(|c| "aeiouyw".contains(*c)) => continue,
            'g' | 'k' | 'q' => 'k',
            'j' | 'c' | 's' | 'z' | 'x' => 's',
            'l' | 'r' => 'l',
            'm' => 'm',
            'n' => 'n',
            _ => continue,
        };
        // Katakana has one sign for n and m before a consonant.
        let class = if class == 'm' && !all.get(i + 1).is_some_and(|c| "aeiouyw".contains(*c)) { 'n' } else { class };
        let double = i > 0 && all[i - 1].is_alphabetic() && !"aeiouywhg".contains(all[i - 1]) && out.ends_with(class);
        if !double {
            out.push(class);
        }
    }
    out
}

/// A syllable of Hangul in Latin letters, as the Revised Romanization spells it by itself.
fn hangul(c: char, out: &mut String) {
    const FIRST: &str = "g kk n d tt r m b pp s ss - j jj ch k t p h";
    const VOWELS: &str = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i";
    const LAST: &str = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t";
    let Some(at) = (c as usize).checked_sub('가' as usize).filter(|at| *at < 19 * 21 * 28) else { return };
    for (list, n) in [(FIRST, at / (21 * 28)), (VOWELS, at / 28 % 21), (LAST, at % 28)] {
        out.push_str(list.split(' ').nth(n).filter(|s| *s != "-").unwrap_or(""));
    }
}

/// The Korean reading of a character; some are read otherwise as surnames.
fn reading(c: char, first: bool) -> Option<&'static str> {
    let of = |table: &'static str| {
        let mut words = table.split_ascii_whitespace();
        while let (Some(reading), Some(characters)) = (words.next(), words.next()) {
            if characters.contains(c) {
                return Some(reading);
            }
        }
        None
    };
    first.then(|| of(SURNAMES)).flatten().or_else(|| of(READINGS))
}

const SURNAMES: &str = "gim 金 i 李 im 林任 yu 柳刘俞庾 no 卢鲁 na 罗 yang 梁杨 ryeo 吕 nyeo 吕 yeom 廉 yuk 陆";

/// Readings of characters in names: `reading characters reading characters …`, in simplified characters.
const READINGS: &str = "ga 家佳嘉贾 gak 珏 gan 干 gang 姜康强江刚 gae 介 geon 建健乾键 geol 杰 gyeong 京庆景敬经璟卿炅暻 gye 桂界启 go 高 \
    gong 孔公 gwak 郭 gwan 宽官冠观 gwang 光广匡 gyo 教 gu 具求九球玖 guk 国局菊 gun 君军 gwon 权 gyu 奎圭揆规珪 gyun 均钧 geun 根勤槿近 \
    geum 锦琴今金 gi 基起奇琪记期其气祺岐 gil 吉 nam 南男 nyeong 宁 dan 丹段端 dal 达 dae 大代 deok 德 do 道都度陶 dong 东童桐同栋 du 斗杜 \
    ra 罗罗 rak 乐洛 ran 兰 rae 来 ryang 亮良 ryeong 玲灵令 ro 鲁卢路 rim 琳 rin 麟 ma 马 man 万满 mae 梅 maeng 孟 myeong 明命名铭 mo 毛模 \
    mok 睦穆 mu 武茂 mun 文门 mi 美米 min 民敏旻珉玟闵 bak 朴 baek 白百伯 beom 范凡 byeon 卞边 byeong 炳秉丙柄 bo 宝甫普辅 bok 福 bong 奉凤峰 bu 夫富 bin 彬斌宾 \
    sa 史士四 san 山 sam 三 sang 相尚商祥 seo 徐西瑞书舒 seok 石锡硕奭 seon 善宣先仙璇 seol 薛雪 seop 燮 seong 成圣星声盛诚晟性 se 世 \
    so 素小苏昭 son 孙 song 宋松 su 秀洙寿守水树修受秀 suk 淑 sun 顺淳舜纯 seung 胜承升昇 si 时始诗施 sik 植 sin 申新信辛慎 sil 实 sim 沈心 \
    a 雅亚娥 an 安 ae 爱 yang 阳 eon 彦 eom 严 yeo 如余 yeon 延妍渊娟连 yeol 烈 yeong 英永荣泳映瑛暎 ye 艺礼睿芮 o 吴五 ok 玉 on 温 wan 完 wang 王 \
    yo 尧 yong 勇龙容镕用 u 禹宇佑友祐雨 uk 旭郁昱 un 云芸 ung 雄 won 元原源媛远瑗 wi 魏 yu 柳裕有刘维侑 yun 尹润允伦 eun 恩银殷垠 eum 阴 ui 义宜 \
    i 李伊二利 ik 益翼 in 仁寅人印 il 一日 im 任 ja 子慈 jae 在载宰才财 jang 张章长璋庄 jeon 全田 jeong 郑正贞丁静廷政姃晶 je 济 jo 赵曹祖 jong 钟宗 \
    ju 周朱柱珠主 jun 俊准浚骏晙 jung 中重仲 ji 智志地知池芝 jin 真振镇进晋珍陈秦 cha 车 chan 赞灿 chang 昌仓 chae 蔡采彩 cheol 哲铁澈喆 cheon 千天 \
    cheong 清青 cho 草初 chong 聪 choe 崔 chu 秋 chul 出 chung 忠 tae 太泰兑 taek 泽宅 pal 八 pyeong 平 pyo 表 pil 弼必 ha 河夏 hak 学 han 韩汉 \
    ham 咸 hae 海 haeng 幸行 hyang 香 heo 许 heon 宪献 hyeok 赫革 hyeon 贤铉显炫玄现 hyeong 亨炯形 hye 惠慧 ho 浩虎镐好昊 hong 洪弘红 hwa 花华和 hwan 焕桓 \
    hwang 黄 hoe 会 hyo 孝晓 hu 厚 hun 勋勲训熏 hui 姬希熙喜 ";

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn one_person_in_all_scripts() {
        for names in [
            ["Yoon Mi-ra", "尹美罗", "尹美羅", "윤미라", "ユン・ミラ"],
            ["Kim Dong-hyun", "金东贤", "金東賢", "김동현", "キム・ドンヒョン"],
            ["Choi Seung-chul", "崔胜哲", "崔勝哲", "최승철", "チェ・スンチョル"],
            ["Lee Sang-hoon", "李相勋", "李相勲", "이상훈", "イ・サンフン"],
            ["Lim Kyung-sook", "林庆淑", "林慶淑", "임경숙", "イム・ギョンスク"],
        ] {
            let keys = names.map(person);
            assert!(keys[0].is_some() && keys.iter().all(|k| *k == keys[0]), "{names:?}: {keys:?}");
        }
        assert_ne!(person("Kim Dong-hyun"), person("Kim Sang-hoon"));
        assert_eq!(person("Yu A"), None);
    }
}
