//! Names of Vietnam, which Vietnamese and English texts write in Latin letters, Chinese ones in characters, Japanese ones in katakana.

use super::japanese;
use super::key::key;
use super::person::{cantonese_of, is_han, is_katakana};

/// The key of a Vietnamese name, of whose syllables katakana keeps how each begins and whether it ends in the nose: Nguyễn Đức Thắng,
/// 阮德胜 and グエン・ドゥック・タン are `kn-t-tn`.
pub fn person(name: &str) -> Option<String> {
    let kana = |part: &str| part.chars().all(is_katakana);
    let syllables: Vec<String> = if name.chars().all(is_han) {
        name.chars().map(|c| cantonese_of(VIETNAMESE, c).map(latin)).collect::<Option<_>>()?
    } else {
        let parts = name.split([' ', '・', '·', '-']).filter(|p| !p.is_empty());
        let spoken = |p: &str| if kana(p) { katakana(p) } else { Some(latin(&key(p))) };
        parts.map(spoken).collect::<Option<_>>()?
    };
    (syllables.len() > 1).then(|| syllables.join("-"))
}

/// How a syllable of Vietnamese begins and ends.
fn latin(syllable: &str) -> String {
    const BEGINNINGS: &str = "ngh k ng k nh n kh k gi s gh k qu k ph h th t tr s ch s b b c k d t g k h h k k l l m m n n r l s s t t v b x s";
    let mut words = BEGINNINGS.split(' ');
    let mut begins = "";
    while let (Some(letters), Some(class)) = (words.next(), words.next()) {
        if syllable.starts_with(letters) {
            begins = class;
            break;
        }
    }
    let nasal = ["n", "ng", "nh", "m"].iter().any(|end| syllable.ends_with(end));
    format!("{begins}{}", if nasal { "n" } else { "" })
}

fn katakana(part: &str) -> Option<String> {
    let spoken = japanese::syllables(part)?;
    let first = spoken.first()?.as_str();
    const BEGINNINGS: [(&[char], &str); 8] = [
        (&['c', 's', 'z', 'j'], "s"),
        (&['g', 'k'], "k"),
        (&['d', 't'], "t"),
        (&['b', 'v', 'p'], "b"),
        (&['f', 'h'], "h"),
        (&['r', 'l'], "l"),
        (&['m'], "m"),
        (&['n'], "n"),
    ];
    let begins = BEGINNINGS.iter().find(|(letters, _)| first.starts_with(*letters)).map_or("", |(_, class)| class);
    let nasal = spoken.len() > 1 && spoken.last().is_some_and(|s| s == "n" || s == "mu");
    Some(format!("{begins}{}", if nasal { "n" } else { "" }))
}

/// Vietnamese names: their syllables without marks, and the characters that Chinese texts write.
const VIETNAMESE: &str = "nguyen 阮 tran 陈陳 le 黎 pham 范 hoang 黄黃皇凰 phan 潘 vu 武 dang 邓鄧登 bui 裴 do 杜 ho 胡 ngo 吴吳 duong 杨楊洋 ly 李 to 苏蘇 \
    luong 梁良 lam 林 dinh 丁廷庭定 trinh 郑鄭贞 mai 梅 dao 陶道 doan 段 truong 张張长長 ha 何河夏 cao 高 chu 朱 luu 刘劉 thai 蔡泰太 van 文云雲 thi 氏 minh 明 \
    duc 德 quang 光 hung 雄兴興 cuong 强強 long 龙龍隆 ngoc 玉 tuan 俊峻 dung 勇 anh 英 thanh 成清青城 quoc 国國 cong 公功 hai 海 son 山 nam 南男 binh 平 hoa 和华華花 \
    thang 胜勝 chien 战戰 phuc 福 khanh 庆慶 huu 友有 xuan 春 thu 秋 hong 红紅鸿 phuong 芳 lan 兰蘭 huong 香 tu 秀 tam 心 nhan 仁 nghia 义義 tri 智 tin 信 thien 善天 \
    hieu 孝 trung 忠中 chinh 正政 duy 维維 the 世 tien 进進 viet 越 trong 重仲 chi 志 giang 江 phong 峰风風 loi 利 si 士 kiet 杰傑 tai 才 an 安 bao 宝寶 bac 北 dong 东東 \
    tay 西 nhat 日 nguyet 月 huy 辉輝 khang 康 gia 嘉家 kien 建坚堅 quyet 决決 thinh 盛 vinh 荣榮永 tho 寿壽 toan 全 quyen 权權 quan 军軍君 to 素 hien 贤賢 kim 金 khai 启 dai 大 tan 新 \
    bich 碧 chau 珠州 cuc 菊 dat 达達 diep 叶葉 dieu 妙 hanh 幸行 hien 显顯 hoai 怀懷 hoan 欢歡环環 hop 合 hue 惠慧 khoa 科 khoi 魁 \
    lap 立 liem 廉 luc 力 mau 茂 my 美 nghi 仪儀 nguyen 原源 nha 雅 nhu 如 nhung 绒絨 ninh 宁寧 phat 发發 phi 飞飛 phung 冯馮凤鳳 sang 创創 \
    sinh 生 song 双雙 tang 曾 thach 石 thao 草 thi 诗詩 thong 通 thuan 顺順 thuc 实實 thuong 常商 tinh 静靜性 tong 宋 trang 庄莊 trieu 赵趙朝 truc 竹 \
    truyen 传傳 tuong 祥翔 tuyen 宣泉 tuyet 雪 vi 伟偉 vien 园園 vuong 王 khuong 姜 kha 可 xo 搓 thuy 水翠 nga 娥 yen 燕 linh 灵靈玲 quy 贵貴 phu 富 loc 禄 hau 厚 luan 伦 ";

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn one_name_in_three_scripts() {
        for (names, expected) in [
            (["Nguyễn Đức Thắng", "阮德胜", "グエン・ドゥック・タン"], "kn-t-tn"),
            (["Phạm Văn Long", "范文龙", "ファム・ヴァン・ロン"], "hn-bn-ln"),
            (["Tran Quoc Binh", "陈国平", "チャン・クオック・ビン"], "sn-k-bn"),
        ] {
            for name in names {
                assert_eq!(person(name).as_deref(), Some(expected), "{name}");
            }
        }
        assert_eq!([person("Nguyen"), person("龘文")], [None, None]);
    }
}
