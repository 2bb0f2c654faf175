//! Characters of Japan as those of China, so that a Chinese name has the key that Chinese texts give it (剣: 剑, 沢: 泽).

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Pairs of a Japanese character and the Chinese one, where the two are neither the same nor one another's traditional form.
const PAIRS: &str = "\
亜亚 悪恶 圧压 囲围 医医 壱壹 隠隐 栄荣 営营 衛卫 駅驿 円圆 塩盐 縁缘 艶艳 応应 欧欧 殴殴 桜樱 奥奥 横横 温温 穏稳 仮假 価价 画画 \
会会 懐怀 絵绘 壊坏 概概 拡扩 殻壳 覚觉 学学 岳岳 楽乐 喝喝 渇渴 褐褐 缶罐 巻卷 陥陷 勧劝 寛宽 関关 歓欢 観观 気气 帰归 既既 \
器器 偽伪 戯戏 犠牺 旧旧 拠据 挙举 虚虚 峡峡 挟挟 狭狭 郷乡 暁晓 区区 駆驱 勲勋 薫薰 径径 茎茎 恵惠 掲揭 渓溪 経经 蛍萤 軽轻 \
継继 鶏鸡 芸艺 撃击 欠缺 県县 倹俭 剣剑 険险 圏圈 検检 献献 権权 顕显 験验 厳严 広广 効效 恒恒 黄黄 鉱矿 号号 国国 黒黑 \
済济 砕碎 斎斋 剤剂 桟栈 蚕蚕 惨惨 賛赞 残残 糸丝 児儿 歯齿 辞辞 湿湿 実实 写写 釈释 寿寿 収收 従从 渋涩 獣兽 縦纵 祝祝 \
粛肃 処处 緒绪 諸诸 叙叙 将将 焼烧 証证 奨奖 条条 状状 乗乘 浄净 剰剩 畳叠 縄绳 壌壤 嬢娘 譲让 醸酿 触触 嘱嘱 神神 真真 寝寝 \
慎慎 尽尽 図图 粋粹 酔醉 穂穗 随随 髄髓 枢枢 数数 瀬濑 声声 斉齐 静静 窃窃 摂摄 節节 専专 浅浅 戦战 践践 銭钱 潜潜 繊纤 禅禅 \
祖祖 双双 壮壮 荘庄 捜搜 挿插 巣巢 曽曾 装装 僧僧 層层 総总 騒骚 増增 憎憎 蔵藏 贈赠 臓脏 即即 属属 続续 堕堕 対对 体体 \
帯带 滞滞 台台 滝泷 択择 沢泽 担担 単单 胆胆 団团 断断 弾弹 遅迟 痴痴 虫虫 昼昼 鋳铸 庁厅 徴征 聴听 勅敕 鎮镇 塚冢 逓递 \
鉄铁 転转 点点 伝传 灯灯 当当 党党 盗盗 稲稻 闘斗 徳德 独独 読读 突突 届届 難难 弐贰 悩恼 脳脑 覇霸 拝拜 廃废 売卖 梅梅 \
麦麦 発发 髪发 抜拔 繁繁 晩晚 蛮蛮 卑卑 秘秘 浜滨 賓宾 頻频 敏敏 瓶瓶 侮侮 福福 払拂 仏佛 併并 塀屏 餅饼 辺边 変变 \
弁辩 勉勉 歩步 宝宝 豊丰 褒褒 墨墨 翻翻 毎每 満满 免免 黙默 弥弥 訳译 薬药 与与 予预 余余 誉誉 揺摇 様样 謡谣 来来 頼赖 \
乱乱 欄栏 覧览 竜龙 隆隆 虜虏 両两 猟猎 緑绿 涙泪 塁垒 類类 礼礼 励励 霊灵 齢龄 暦历 歴历 恋恋 練练 錬炼 炉炉 労劳 廊廊 朗朗 \
楼楼 録录 湾湾 祢祢 禎祯 遥遥 瑶瑶 尭尧 凜凛 桧桧 渚渚 猪猪 琢琢 祐祐 禄禄 翠翠 蓮莲 萌萌 檜桧 鴬莺 鴎鸥 麺面 侠侠 頬颊 繋系 \
釘钉 劉刘 偵侦 詐诈 諾诺 捗陟 掻搔 舎舍 娯娱 姉姊 呉吴 強强 戻戾 溌泼 閲阅 鋭锐 産产 青青 録录 説说 脱脱 税税 雑杂 陳陈";

static TABLE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let pair = |p: &str| {
        let mut chars = p.chars();
        Some((chars.next()?, chars.next()?))
    };
    PAIRS.split_whitespace().filter_map(pair).collect()
});

/// A name in Chinese characters.
pub fn chinese(name: &str) -> String {
    name.chars().map(|c| TABLE.get(&c).copied().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::key::key;

    #[test]
    fn names_have_the_keys_of_china() {
        for (japanese, hans) in
            [("雲剣", "云剑"), ("厳伯鈞", "严伯钧"), ("符世安", "符世安"), ("沢田", "泽田"), ("破浪", "破浪")]
        {
            assert_eq!(key(&chinese(japanese)), key(hans), "{japanese}");
        }
    }
}
