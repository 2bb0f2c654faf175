//! Sentences with what is read from them: value, unit, action and targets of each clause, in order.

use crate::clause::Clause;
use crate::document::{Document, Given};
use crate::lexicon::Lexicon;
use crate::parse;

fn clauses(text: &str) -> Vec<Clause> {
    let given = Given { date: Some(jiff::civil::date(2024, 12, 13)), language: Some("zh") };
    let document = Document::new("test", text.as_bytes(), given).expect("a text");
    parse::parse(&document, Lexicon::builtin()).readings.into_iter().flat_map(|r| r.clauses).collect()
}

fn read(text: &str) -> Vec<String> {
    clauses(text)
        .into_iter()
        .map(|c| {
            let action = c.action.map_or("-".to_owned(), |a| a.to_string());
            let targets: Vec<&str> = c.targets.iter().map(|t| t.as_str()).collect();
            format!("{} {} {}", c.quantity.value, action, targets.join("+"))
        })
        .collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, want) in table {
        assert_eq!(read(text), *want, "{text}");
    }
}

#[test]
fn verb_and_object() {
    check(&[
        ("全市破获电诈案件1.33万起，抓获嫌疑人3.45万名。", &["13300 solve case", "34500 arrest suspect"]),
        ("警方一举抓获269人。", &["269 arrest suspect"]),
        ("诈骗电话拦下1328万次，宣传手册发放63640份。", &["13280000 intercept call", "63640 publicise document"]),
        ("紧急止付涉案资金3288亿元。", &["328800000000 freeze money"]),
        ("封堵涉诈APP和网址1422万个。", &["14220000 block app+website"]),
        ("阻断用户访问诈骗APP和网址链接1075亿次。", &["107500000000 block visit"]),
        ("得到预警劝阻的群众有213万人次。", &["2130000 dissuade person"]),
        ("向236名被害人发还被骗款1800万元。", &["236 return victim", "18000000 return money"]),
    ]);
}

#[test]
fn passive_and_object_before_verb() {
    check(&[
        ("63.4万名犯罪嫌疑人被抓获。", &["634000 arrest suspect"]),
        ("1.98亿元涉案资金在途中被冻结。", &["198000000 freeze money"]),
        ("对913件1293人决定不起诉。", &["913 decline case", "1293 decline suspect"]),
        ("与3828家银行、124家支付机构建立机制。", &["3828 establish organisation", "124 establish organisation"]),
        ("5244名被告人领刑。", &["5244 sentence suspect"]),
        (
            "推送预警指令88条，向23名受害人返还资金15万元。",
            &["88 warn warning", "23 return victim", "150000 return money"],
        ),
        ("对37家次平台企业进行了行政约谈。", &["37 investigate organisation"]),
        ("71名举报人领到奖金39.8万元。", &["71 issue person", "398000 issue money"]),
        ("当场抓获的嫌疑人有12名。", &["12 arrest suspect"]),
        ("全省发生适用一般程序处理的交通事故412起。", &["412 register case"]),
        ("受理监委移送职务犯罪案件60件。", &["60 register case"]),
        ("受理案件80件，移送案件60件。", &["80 register case", "60 transfer case"]),
        ("曝光典型案例4批26起。", &["26 publicise case"]),
        ("全市设卡112处。", &["112 establish other"]),
        ("打掉运送人员赴境外从事诈骗的团伙46个。", &["46 dismantle gang"]),
        ("发生事故90起，其中涉及货车的事故12起。", &["90 register case", "12 register case"]),
        ("拘捕41人，其中6人持有证件。", &["41 arrest suspect", "6 arrest suspect"]),
        ("目前9名嫌疑人已被刑事拘留。", &["9 detain suspect"]),
        ("扣押侵权货物962批、1198.3万件。", &["962 seize goods", "11983000 seize goods"]),
        ("累计吸引380多万人次观看。", &["3800000 publicise person"]),
    ]);
}

#[test]
fn lists_under_one_verb() {
    check(&[
        ("收缴枪支786支、子弹2.6万发。", &["786 seize weapon", "26000 seize weapon"]),
        ("拦截诈骗电话27.5亿次、短信22.8亿条。", &["2750000000 intercept call", "2280000000 intercept message"]),
        ("查破毒品案件298起379人，其中万克以上的66起。", &["298 solve case", "379 arrest suspect", "66 solve case"]),
        (
            "查验出入境人员2.87亿人次，内地居民、外国人分别为1.37亿和1.5亿人次。",
            &["287000000 inspect person", "137000000 inspect person", "150000000 inspect person"],
        ),
    ]);
}

#[test]
fn changes() {
    check(&[
        ("受理案件1200件，同比上升15.3%。", &["1200 register case", "15.3 increase case"]),
        (
            "侦破电诈案件8899起、抓获嫌疑人12725名，比上年同期分别高出95.5%和38.9%。",
            &["8899 solve case", "12725 arrest suspect", "95.5 increase case", "38.9 increase suspect"],
        ),
        ("发案势头也被压了下来，同比下降5.12%。", &["5.12 decrease case"]),
        (
            "立案84宗，案值9.7亿元，宗数比二季度多出11宗。",
            &["84 register case", "970000000 involve money", "11 increase case"],
        ),
        ("移送公安机关61件，比前一年多4件。", &["61 transfer case", "4 increase case"]),
        ("今年审结241件，同比又少19件。", &["241 conclude case", "19 decrease case"]),
        ("查获走私案件26宗，同比翻了一番。", &["26 solve case", "2 increase case"]),
        ("查获走私案件26宗，同比翻了近一番。", &["26 solve case", "2 increase case"]),
        ("查获走私案件26宗，比上年翻了一番还多。", &["26 solve case", "2 increase case"]),
        ("抓获嫌疑人12名，多为惯犯。", &["12 arrest suspect"]),
        ("立案数由1202起降至980起。", &["1202 register case", "980 register case"]),
        ("紧急预警总量连续20个月下降。", &["20 decrease warning"]),
        ("签发护照12万本，占比58%，增长2.4%。", &["120000 issue document", "58 issue rate", "2.4 increase document"]),
    ]);
}

#[test]
fn levels_of_a_former_period_and_changes_told_again() {
    check(&[
        ("去年同期的3,742宗罪案上升11.9%。", &["3742 register case", "11.9 increase case"]),
        ("騙案有12,505宗，增加946宗，即8.2%。", &["12505 - case", "946 increase case", "8.2 increase case"]),
        (
            "爆竊案由前一年的1,220宗減少404宗（-33.1%）至816宗。",
            &["1220 - case", "404 decrease case", "816 - case", "33.1 decrease case"],
        ),
        (
            "攔阻款項117億餘元，比去年同期的104億餘元多約13%。",
            &["11700000000 intercept money", "10400000000 intercept money", "13 increase money"],
        ),
        ("凍結83個錢包、3.2億顆泰達幣（約合101.6億元）。", &["83 freeze account", "320000000 freeze money"]),
        ("清查出5,080名被害人。", &["5080 defraud victim"]),
        ("拘捕8名車手，最高可判監10年。", &["8 arrest suspect"]),
    ]);
}

#[test]
fn shares() {
    check(&[
        ("不诉率达19.61%，同比升高10个百分点。", &["19.61 decline rate", "10 increase rate"]),
        ("团伙作案占到全部审结案件的61.8%。", &["61.8 conclude rate"]),
        ("诉前羁押率为32.61%。", &["32.61 detain rate"]),
        (
            "破获案件12起，抓获嫌疑人9名，分别占全国的10%、8%。",
            &["12 solve case", "9 arrest suspect", "10 solve rate", "8 arrest rate"],
        ),
    ]);
}

#[test]
fn what_reports_nothing() {
    check(&[
        ("这些案子有三个共性。", &[]),
        ("被判处有期徒刑十年，并处罚金5万元。", &[]),
        ("开展三年行动，7×24小时值守。", &[]),
        ("请拨打96110。", &[]),
        ("一名男子在3号楼内，时年35岁。", &[]),
        ("每张银行卡500元。", &[]),
        ("并处5万元以上50万元以下罚款。", &[]),
        ("虚开金额超过1万元的，并处罚款。", &[]),
        ("免税限额为5000元。", &[]),
        ("最高奖金标准为50万元。", &[]),
        ("力争全年发案再降10%。", &[]),
        ("移送线索526条，其中案值百万元以上的73条。", &["526 transfer clue", "73 transfer clue"]),
        ("三类案件分别为12件、15件和18件。", &["12 - case", "15 - case", "18 - case"]),
        ("缴获毒品500克以上。", &["0.5 seize drug"]),
    ]);
}

#[test]
fn the_offence_of_the_phrase() {
    let offences = |text: &str| -> Vec<String> {
        clauses(text).into_iter().map(|c| c.offence.map_or("-".to_owned(), |o| o.to_string())).collect()
    };
    assert_eq!(
        offences("对电信网络诈骗犯罪批准逮捕1144人；对帮助信息网络犯罪活动犯罪批准逮捕1022人。"),
        ["telecomFraud", "aidingCybercrime"]
    );
    assert_eq!(offences("审结掩饰、隐瞒犯罪所得犯罪案件3794件。"), ["concealingProceeds"]);
    assert_eq!(offences("抓获20人。"), ["-"]);
}

#[test]
fn clauses_without_their_noun() {
    check(&[
        (
            "廉署接获2107宗可追查的贪污投诉。当中涉及私营机构的有1448宗，公共机构的158宗。",
            &["2107 receive report", "1448 - ", "158 - "],
        ),
        ("受理举报300件，涉及教育的120件。", &["300 receive report", "120 receive report"]),
        ("抓获嫌疑人30名，涉及外籍的嫌疑人12名。", &["30 arrest suspect", "12 arrest suspect"]),
    ]);
}

#[test]
fn lengths_of_time_that_changed() {
    check(&[
        ("平均审理周期缩短11天。", &["11 decrease other"]),
        ("一审案件平均审理时间由48.2天缩短到43.6天。", &["48.2 conclude case", "43.6 conclude case"]),
        ("行动为期30天，抓获3人。", &["3 arrest suspect"]),
    ]);
}

#[test]
fn more_by_a_verb() {
    check(&[
        ("法官结案238件，比上一年多办31件。", &["238 conclude case", "31 increase case"]),
        ("立案120起，比去年少立20起。", &["120 register case", "20 decrease case"]),
        ("去年办案120起，比去年多为20起。", &["120 investigate case", "20 investigate case"]),
    ]);
}

#[test]
fn rates_by_the_verb_that_they_are_made_of() {
    let actions =
        |text: &str| clauses(text).into_iter().filter_map(|c| c.action).map(|a| a.to_string()).collect::<Vec<_>>();
    assert_eq!(actions("接收投诉举报38万件，按时办结率99.6%。"), ["receive", "conclude"]);
    assert_eq!(actions("起诉被告320人，有罪判决率96%。"), ["prosecute", "sentence"]);
    assert_eq!(actions("抽检产品320件，总体合格率96%。"), ["inspect", "inspect"]);
}

#[test]
fn verbs_with_their_objects() {
    check(&[
        ("全市封禁账号230个。", &["230 shutDown account"]),
        ("全省投入警力2300人次。", &["2300 mobilise officer"]),
        ("银行柜员识破骗局78起。", &["78 prevent case"]),
        ("责令37家企业停产。", &["37 shutDown organisation"]),
        ("督促整改“人脸识别滥用”点位近600处。", &["600 supervise other"]),
        ("查出违规收集、超范围索权等问题1138个。", &["1138 identify other"]),
        ("对涉嫌犯罪但无需追究刑事责任的12人决定不起诉。", &["12 decline suspect"]),
        ("警方搜查36个单位，拘捕42人。", &["36 inspect den", "42 arrest suspect"]),
        ("该处共进行反走私行动5260次，拘捕42人。", &["5260 launch event", "42 arrest suspect"]),
        ("警方采取突击行动23次。", &["23 launch event"]),
        // What stands behind a name is done.
        ("在“识别”行动中破获案件30起。", &["30 solve case"]),
    ]);
}

#[test]
fn parts_and_what_goes_with_them() {
    check(&[
        ("全年接获投诉1036宗，其中412宗涉及网上购物。", &["1036 receive report", "412 receive report"]),
        ("警方拘捕86人，当中12人涉及骗案。", &["86 arrest suspect", "12 arrest suspect"]),
        ("警方拘捕86人，涉及骗案120宗。", &["86 arrest suspect", "120 involve case"]),
        ("冻结28个证券户口，涉及资产2.1亿元。", &["28 freeze account", "210000000 freeze money"]),
        ("银行拦截可疑交易19笔，涉款3万元。", &["19 intercept money", "30000 intercept money"]),
        ("警方破案19宗，涉款3万元。", &["19 solve case", "30000 defraud money"]),
        ("法庭裁定3人罪名成立。", &["3 sentence suspect"]),
        ("海关巡查住宅、食肆等394处。", &["394 inspect den"]),
        ("海关巡查食肆394间。", &["394 inspect organisation"]),
        ("对2家未于期限内揭露信息的业者裁罚。", &["2 penalise organisation"]),
        ("对2家业者裁罚后撤销许可。", &["2 penalise organisation"]),
        ("科处罚款417宗，总额640万元。", &["417 penalise case", "6400000 penalise money"]),
        ("被害人有6成7未满30岁。", &["67 defraud rate"]),
    ]);
}

#[test]
fn what_is_only_referred_to_counts_nothing() {
    check(&[
        ("发言人用三组数字作了概括。", &[]),
        ("两家单位联手摘除走私团伙53个。", &["53 dismantle gang"]),
        ("“云剑”“蓝鹭”两个专项行动，抓获嫌疑人20人。", &["20 arrest suspect"]),
        // What is done to them counts them.
        ("约谈两家单位，抓获3人。", &["2 investigate organisation", "3 arrest suspect"]),
    ]);
}

#[test]
fn some_of_those_counted_before() {
    check(&[
        (
            "破获毒品案件2390起，缴毒3.36吨；其中公斤以上案件173起。",
            &["2390 solve case", "3.36 seize drug", "173 solve case"],
        ),
        (
            "打掉团伙30个，缴获资金20万元；其中跨境团伙9个。",
            &["30 dismantle gang", "200000 seize money", "9 dismantle gang"],
        ),
        ("缴获冰毒30公斤，其中海洛因2公斤。", &["30 seize drug", "2 seize drug"]),
    ]);
}

#[test]
fn a_verb_that_is_a_noun_is_not_counted_by_another_word() {
    check(&[
        ("易制毒化学品企业检查8600家次。", &["8600 inspect organisation"]),
        ("旅馆清查300家次。", &["300 inspect organisation"]),
        ("开展检查300次。", &["300 inspect event"]),
    ]);
}

#[test]
fn points_are_those_of_a_rate() {
    check(&[("缴获毒品1.42吨，堵截率同比提高9.1个百分点。", &["1.42 seize drug", "9.1 increase rate"])]);
    check(&[("破获案件30起，同比提高9.1%。", &["30 solve case", "9.1 increase case"])]);
}

#[test]
fn averages_in_other_words() {
    let per = |text: &str| clauses(text).first().and_then(|c| c.per.clone()).map(|p| p.to_string());
    assert_eq!(per("法官人均结案238件。").as_deref(), Some("person"));
    assert_eq!(per("全市每晚投入警力2600余名。").as_deref(), Some("day"));
    assert_eq!(per("人均损失12万元。").as_deref(), Some("person"));
    assert_eq!(per("每名法官结案238件，全年结案2300件。").as_deref(), None);
}
