//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod lists;
mod officials;
mod person;
mod places;
mod titled;

pub use person::is_family;

use crate::lang::Part;
use crate::lang::source::{Source, first_of, is_han, last_of};
use crate::lexicon::{Lexicon, Word};
use crate::names::{Book, Words, home};
use crate::token::Names;

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let words = Words(words);
    // Only a text in traditional characters is folded.
    let homes = if part.text == part.written { &[] } else { super::TRADITIONAL.homes };
    let home = home(lexicon, part.text, words, homes, true);
    let source = Source { text: part.text, written: part.written, words, lexicon, home: home.as_deref() };
    let mut book = Book::default();
    places::read(source, &mut book);
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    titled::read(source, &mut book);
    book.finish()
}

#[cfg(test)]
mod tests {
    use crate::names::testing::check;

    #[test]
    fn bodies() {
        check(
            "zh-Hans",
            &[
                ("山东省公安厅刑事侦查局", "publicSecurity@CN-SD"),
                ("中共山东省委政法委员会", "politicalLegal@CN-SD"),
                ("河北、江苏等地公安机关", "publicSecurity@CN-HE publicSecurity@CN-JS"),
                ("缅甸相关地方执法部门", "publicSecurity@MM"),
                ("联合检察、法院、人民银行等单位", "procuratorate@- court@- centralBank@-"),
                ("国家外汇管理局山东省分局、人民银行济南分行", "financialRegulator@CN-SD centralBank@CN-SD"),
                ("北京市朝阳区人民法院", "court@CN-BJ"),
                ("拱北海关缉私局", "customs@CN-GD"),
                ("黄埔海关和杭州海关", "customs@CN-GD customs@CN-ZJ"),
                ("联合公安、检察等五部门", "publicSecurity@- procuratorate@-"),
                ("网信、公安两家联手，人社、海关共同研究", "cyberspace@- publicSecurity@- other@- customs@-"),
                ("教育、引导，公安、检察两家的意见", ""),
                ("厦门市税务局与警方联手", "tax@CN-FJ publicSecurity@CN-FJ"),
                ("在河南，税务部门筛出企业", "CN-HA tax@CN-HA"),
                ("湖北省公安厅交管局，生态环境部门、消防部门到场", "publicSecurity@CN-HB"),
                ("湖北省公安厅交管局发布。该局公布，该局长说", "publicSecurity@CN-HB publicSecurity@CN-HB"),
                ("请向公安机关报案", "unnamed publicSecurity@-"),
                ("公安工作、银行卡、外省警方", ""),
            ],
        );
    }

    #[test]
    fn bodies_of_taiwan_hong_kong_and_macao() {
        check(
            "zh-Hans",
            &[
                ("臺灣高等檢察署、臺北地檢署", "procuratorate@TW procuratorate@TW-TPE"),
                ("桃園市政府警察局大溪分局", "publicSecurity@TW-TAO"),
                ("橋頭地檢署指揮刑事局", "procuratorate@TW-KHH publicSecurity@TW"),
                ("臺灣的內政部移民署新竹市專勤隊", "TW immigration@TW immigration@TW-HSZ"),
                (
                    "檢察、調查、警察、海巡、憲兵、關務六大緝毒系統",
                    "procuratorate@- publicSecurity@- publicSecurity@- coastGuard@- other@- customs@-",
                ),
                ("香港海關聯同內地海關", "customs@HK customs@CN"),
                ("澳門司法警察局移送檢察院，廉政公署", "publicSecurity@MO procuratorate@- other@MO"),
            ],
        );
    }

    #[test]
    fn groups_that_act() {
        check(
            "zh-Hans",
            &[
                ("，金融機構2月臨櫃攔阻12件", "unnamed bank@-"),
                ("，各電信業者在通傳會督導下，2月停斷話", "unnamed telecomOperator@- telecomRegulator@TW"),
                ("，銀行由去年12月起，發出警示", "unnamed bank@-"),
                ("，銀行2月的利率", ""),
            ],
        );
    }

    #[test]
    fn officials_of_taiwan_and_hong_kong() {
        check(
            "zh-Hans",
            &[
                ("香港警務處副處長（行動）葉雲龍補充", "publicSecurity@HK yeyunlong:publicSecurity"),
                ("署理高級警司羅子謙說", "luoziqian:-"),
            ],
        );
    }

    #[test]
    fn officials() {
        check(
            "zh-Hans",
            &[
                (
                    "省公安厅副厅长李介德介绍。李介德说",
                    "publicSecurity@- lijiede:publicSecurity lijiede:publicSecurity",
                ),
                ("省高院党组成员、副院长杨宏分析", "court@- yanghong:court"),
                ("最高人民检察院第四检察厅厅长单伟表示", "procuratorate@CN shanwei:procuratorate"),
                ("市公安局长刘伟率队督导", "publicSecurity@- liuwei:publicSecurity"),
                ("（记者 张三 通讯员 李四 编辑：王五）", ""),
            ],
        );
    }

    #[test]
    fn campaigns() {
        check(
            "zh-Hans",
            &[
                ("“云剑”“断卡”等专项行动", "C:yunJian C:cardBreaking"),
                ("接续推进“断流”“5.10”等专案行动", "C:cuttingTheFlow C:fiveTen"),
                ("“国门利剑2023”联合专项行动", "C:gateSword2023"),
                ("开展断卡行动，办理断卡案", "C:cardBreaking"),
                ("“全民反诈在行动”集中宣传月、“黑灰”产业链", ""),
                // The year tells which of a series is meant.
                ("“净网”行动、“净网2024”专项行动", "C:cleanNet2024 C:cleanNet2024"),
                ("“断卡”行动、“断卡2.0”专项行动", "C:cardBreaking C:cardBreaking20"),
                ("“云剑”“断卡”两个专项行动", "C:yunJian C:cardBreaking"),
                ("“护岸”打击海上走私专项行动、“护岸”百日攻坚行动", "C:huan C:huan"),
                ("“两卡”犯罪打击行动、“黑灰”打击效果，行动", ""),
            ],
        );
    }

    #[test]
    fn laws() {
        check(
            "zh-Hans",
            &[
                ("《中华人民共和国反洗钱法》", "L:antiMoneyLaunderingLaw"),
                ("《反电信网络诈骗法》和八五普法规划", "L:antiTelecomFraudLaw L:eighthLawPlan"),
                (
                    "《关于办案的通知》（以下简称《通知》）。《通知》",
                    "L:guanyubanandetongzhi L:guanyubanandetongzhi L:guanyubanandetongzhi",
                ),
                ("《检察白皮书》《人民日报》", ""),
            ],
        );
    }

    #[test]
    fn places() {
        check(
            "zh-Hans",
            &[
                ("港澳台居民", "HK MO TW"),
                ("缅甸籍人员在泰国", "TH"),
                ("中缅边境，中老年", "CN MM"),
                ("来源：湖南法治在线", ""),
            ],
        );
    }
}
