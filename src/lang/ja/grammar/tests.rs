//! Sentences with what is read from them: value, unit where it is no count, action and targets of each figure, in order.

use crate::bulletin::Outcome;
use crate::document::{Document, Given};
use crate::lexicon::Lexicon;
use crate::{parse, resolve};

fn outcomes(text: &str) -> Vec<Outcome> {
    let given = Given { date: Some(jiff::civil::date(2025, 3, 6)), language: Some("ja") };
    let document = Document::new("test", format!("題\n{text}").as_bytes(), given).expect("a text");
    let parsed = parse::parse(&document, Lexicon::builtin());
    resolve::resolve(&document, Lexicon::builtin(), &parsed).outcomes
}

fn read(text: &str) -> Vec<String> {
    let told = |o: Outcome| {
        let targets: Vec<&str> = o.targets.iter().map(|t| t.as_str()).collect();
        let unit = if o.quantity.unit == "count" { String::new() } else { format!(" {}", o.quantity.unit) };
        format!("{}{unit} {} {}", o.quantity.value, o.action, targets.join("+"))
    };
    outcomes(text).into_iter().map(told).collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, want) in table {
        assert_eq!(read(text), *want, "{text}");
    }
}

#[test]
fn nouns_stand_before_their_numbers() {
    check(&[
        (
            "特殊詐欺の認知件数は1万717件、被害額は283億円だった。",
            &["10717 register case", "28300000000 JPY defraud money"],
        ),
        ("検挙は924件、245人。", &["924 solve case", "245 arrest suspect"]),
        ("摘発139件、押収約1,761kgであった。", &["139 solve case", "1761 kg seize drug"]),
        ("詐欺452人、窃盗163人を摘発した。", &["452 arrest suspect", "163 arrest suspect"]),
        ("県警が昨年摘発した人数は318人に上った。", &["318 arrest suspect"]),
        (
            "検察庁が新規に受理した詐欺の人員は1万3,593人で、起訴は812人だった。",
            &["13593 register suspect", "812 prosecute suspect"],
        ),
    ]);
}

#[test]
fn verbs_stand_behind_what_they_are_done_to() {
    check(&[
        ("大麻草120株を押収し、男ら4人を逮捕した。", &["120 seize drug", "4 arrest suspect"]),
        ("コカイン約336キロ、覚醒剤約120キロを押収した。", &["336 kg seize drug", "120 kg seize drug"]),
        ("詐欺拠点3650か所を壊滅させ、被害者26人を救出した。", &["3650 dismantle den", "26 rescue victim"]),
        ("3288億円の資金を凍結した。", &["328800000000 JPY freeze money"]),
        ("口座売買で3,402件、2,517人を検挙した。", &["3402 solve case", "2517 arrest suspect"]),
        ("防犯教室を482回開き、延べ6万人余りが参加した。", &["482 publicise lecture", "60000 publicise person"]),
    ]);
}

#[test]
fn changes() {
    check(&[
        ("認知件数は260件（10.8％）減った。", &["260 decrease case", "10.8 percent decrease case"]),
        (
            "検挙件数は810件（前年同期比-411件、-33.7％）だった。",
            &["810 solve case", "411 decrease case", "33.7 percent decrease case"],
        ),
        (
            "検挙件数は2,623件、検挙人員は914人で、前年同期をそれぞれ690件、144人下回った。",
            &["2623 solve case", "914 arrest suspect", "690 decrease case", "144 decrease suspect"],
        ),
        ("検挙人員は116人で59人増となった。", &["116 arrest suspect", "59 increase suspect"]),
        ("覚醒剤の押収量は73％減の約285kgにとどまった。", &["73 percent decrease drug", "285 kg seize drug"]),
        ("被害額は前年の2.8倍に膨らんだ。", &["2.8 times increase money"]),
        (
            "摘発は139件、押収量は61kgで、減少率はそれぞれ53％、22％だった。",
            &["139 solve case", "61 kg seize drug", "53 percent decrease case", "22 percent decrease drug"],
        ),
        ("検挙件数は3年連続で増加した。", &["3 year increase case"]),
    ]);
}

#[test]
fn shares() {
    check(&[
        ("検挙は153人で、検挙人員の16.7％を占めた。", &["153 arrest suspect", "16.7 percent arrest rate"]),
        (
            "認知件数は40件で、女性が30件（75％）だった。",
            &["40 register case", "30 register case", "75 percent register rate"],
        ),
        (
            "不起訴率は19.6％で、1.1ポイント低下した。",
            &["19.6 percent decline rate", "1.1 percentagePoint decrease rate"],
        ),
    ]);
}

#[test]
fn a_sentence_without_a_deed_goes_on_with_the_one_before() {
    check(&[(
        "県警が摘発した人数は318人だった。うち高校生が19人、中学生も2人。",
        &["318 arrest suspect", "19 arrest suspect", "2 arrest suspect"],
    )]);
}

#[test]
fn who_is_counted() {
    check(&[
        ("交通事故の死者のうち、65歳以上の高齢者は1,513人だった。", &["1513 register victim"]),
        ("抗争で1人が死亡し、3人が逮捕された。", &["1 register victim", "3 arrest suspect"]),
        ("現地で拘束されていた29人は同日、日本に移送された。", &["29 repatriate suspect"]),
        ("課徴金納付命令を5件行い、その総額は37億円だった。", &["5 penalise case", "3700000000 JPY penalise money"]),
        ("告発した件数は、法人税が14件だった。", &["14 transfer case"]),
        ("声掛けで防いだ被害は1,540件、約23億円である。", &["1540 prevent case", "2300000000 JPY prevent money"]),
        ("口座の送金3件を止めた。", &["3 intercept money"]),
        ("投稿3万2,400件を削除した。", &["32400 block post"]),
        ("死者を状態別にみると歩行者が46人、二輪車が39人だった。", &["46 register victim", "39 register victim"]),
        ("27人を起訴し、残る2人は不起訴となった。", &["27 prosecute suspect", "2 decline suspect"]),
        ("県警が押収した携帯電話62台とパソコン18台の解析を進めている。", &["62 seize device", "18 seize device"]),
        ("携帯電話62台を押収し、パソコン18台を解析した。", &["62 seize device", "18 identify device"]),
        ("輸入差止申立ての受理件数は778件だった。", &["778 receive report"]),
        ("被害が1億円を超えたのは5件だった。", &["5 register case"]),
        ("保護観察を開始した者は2,390人だった。", &["2390 supervise suspect"]),
        ("防犯ボランティア約1万人がパトロールに従事した。", &["10000 mobilise volunteer"]),
        ("1億円以上をだまし取られた事案が3件あった。", &["3 register case"]),
    ]);
}

#[test]
fn what_a_share_or_an_average_is_of() {
    check(&[
        (
            "差止件数は、ベトナムの3,215件（構成比9.7％、前年比19.5％増）、台湾の30件（同1.1％、同2.5％減）だった。",
            &[
                "3215 seize case",
                "9.7 percent seize rate",
                "19.5 percent increase case",
                "30 seize case",
                "1.1 percent seize rate",
                "2.5 percent decrease case",
            ],
        ),
        ("被害者は女性が86％を占めた。", &["86 percent register rate"]),
        (
            "被害は3,125件、被害額は214億円で、警察官をかたるものが全体の約6割に当たる1,876件だった。",
            &["3125 register case", "21400000000 JPY defraud money", "60 percent register rate", "1876 register case"],
        ),
        ("刑法犯は3年連続で前年を上回った。", &["3 year increase case"]),
        ("摘発は25件だった。一方、侵入窃盗は81件だった。", &["25 solve case", "81 register case"]),
        ("大麻の押収は25キロだった。一方、コカインは8キロだった。", &["25 kg seize drug", "8 kg seize drug"]),
        (
            "摘発件数は40件、差止点数は900点で、前年と比べ、件数は7.7％、点数は21.4％それぞれ減少した。",
            &["40 solve case", "900 seize goods", "7.7 percent decrease case", "21.4 percent decrease goods"],
        ),
        ("認知件数は320件で、3年連続で300件を超えた。", &["320 register case", "3 year register case"]),
    ]);
}

#[test]
fn what_was_done_to_those_told_of_before_the_verb() {
    check(&[
        ("38社に対する検査に着手した。", &["38 inspect organisation"]),
        ("疑いのある1,058件について調査を実施した。", &["1058 investigate case"]),
        ("被害者12人に対し、総額340万円が返還された。", &["12 return victim", "3400000 JPY return money"]),
        ("実地調査を45件行い、38件で不備を指摘した。", &["45 investigate case", "38 identify case"]),
        ("現金620万円のほか、携帯電話24台を押収した。", &["6200000 JPY seize money", "24 seize device"]),
        ("処理した漏えいの報告は1,820件だった。", &["1820 investigate report"]),
        ("中止命令の発出件数は902件だった。", &["902 issue document"]),
        ("金塊の摘発は21件で、押収量は76キロだった。", &["21 solve case", "76 kg seize goods"]),
        // None of these is done to what stands before it.
        ("口座を12件凍結し、サイトを30件閉鎖した。", &["12 freeze account", "30 block website"]),
        (
            "監督した12事業場のうち9事業場で違反が見つかった。",
            &["12 supervise organisation", "9 identify organisation"],
        ),
        ("偽物3万点を販売し、2億円を売り上げた。", &["30000 other goods", "200000000 JPY profit money"]),
        ("警告は1,612件で、うち掲示に関するものが1,398件だった。", &["1612 warn warning", "1398 warn warning"]),
        ("警告は1,612件で、検挙は12件だった。", &["1612 warn warning", "12 solve case"]),
        ("逮捕者は3人で、検挙件数は5件だった。", &["3 arrest suspect", "5 solve case"]),
        ("検挙件数は5件で、被害総額は3億円だった。", &["5 solve case", "300000000 JPY defraud money"]),
        ("特殊詐欺の検挙件数は5件だった。", &["5 solve case"]),
        ("コカインの摘発は21件で、押収量は76キロだった。", &["21 solve case", "76 kg seize drug"]),
    ]);
}

#[test]
fn a_breakdown_goes_on_with_the_whole() {
    check(&[
        (
            "検挙人員は900人だった。このうち起訴されたのは300人。国籍別にみると、ベトナムが120人だった。",
            &["900 arrest suspect", "300 prosecute suspect", "120 arrest suspect"],
        ),
        (
            "相談は900件だった。このうち検挙に至ったのは30件である。手口別では、電話が50％だった。",
            &["900 receive report", "30 solve case", "50 percent receive rate"],
        ),
        (
            "検挙人員は900人だった。このうち起訴されたのは300人。ベトナム人が120人だった。",
            &["900 arrest suspect", "300 prosecute suspect", "120 prosecute suspect"],
        ),
    ]);
}

#[test]
fn a_part_of_the_whole_has_a_verb_of_its_own() {
    check(&[
        ("起訴は300人で、理由別では起訴猶予が69.9％だった。", &["300 prosecute suspect", "69.9 percent decline rate"]),
        ("投稿は300件確認され、9割超で投稿が削除された。", &["300 register case", "90 percent block rate"]),
        ("摘発した密輸事件に占める旅客の割合は62.5％だった。", &["62.5 percent solve rate"]),
        ("摘発した少年に占める高校生の割合は62.5％だった。", &["62.5 percent arrest rate"]),
        ("検挙は300人で、男性が69.9％だった。", &["300 arrest suspect", "69.9 percent arrest rate"]),
    ]);
}

#[test]
fn lists_go_on_with_the_heading_of_their_section() {
    check(&[
        (
            "検挙人員は801人だった。\n手口別の被害\nオレオレ詐欺　5,640件\n還付金詐欺　1,801件",
            &["801 arrest suspect", "5640 register case", "1801 register case"],
        ),
        (
            "被害は801件だった。\n【検挙状況】\n・窃盗　640人\n・詐欺　81人",
            &["801 register case", "640 arrest suspect", "81 arrest suspect"],
        ),
        // A heading that names no deed, and a line with a verb of its own.
        ("検挙件数は801件だった。\n手口の内訳\nオレオレ詐欺　5,640件", &["801 solve case", "5640 solve case"]),
        ("検挙件数は801件だった。\n被害の防止\nサイトを12件閉鎖した。", &["801 solve case", "12 block website"]),
    ]);
}

#[test]
fn what_stands_as_it_is_was_not_done_to_anybody() {
    check(&[
        (
            "2社を処分した。登録業者は29社で、口座数は1,200口座だった。",
            &["2 penalise organisation", "29 other organisation", "1200 other account"],
        ),
        (
            "2社を処分した。うち1社は海外の業者で、残る1社は国内の業者だった。",
            &["2 penalise organisation", "1 penalise organisation", "1 penalise organisation"],
        ),
        ("判明した不法投棄は100件、投棄量は4.2トンだった。", &["100 identify case", "4.2 tonne identify goods"]),
        ("違反で検挙されたのは12件、検挙人員は10人だった。", &["12 solve case", "10 arrest suspect"]),
    ]);
}

#[test]
fn laws_tell_what_they_are_against() {
    let offences = |text: &str| -> Vec<String> {
        outcomes(text).iter().map(|o| o.offence.as_ref().map_or("?", |o| o.as_str()).to_owned()).collect()
    };
    for (text, want) in [
        ("下請法に基づく勧告は21件だった。", "economicCrime"),
        ("ストーカー規制法に基づく警告は12件だった。", "violentCrime"),
        ("国税通則法に基づく通知は12件だった。", "?"),
        ("詐欺や窃盗の疑いで3人を逮捕した。", "otherFraud"),
        ("窃盗と詐欺の疑いで3人を逮捕した。", "theft"),
        ("窃盗で5人、詐欺で3人を逮捕した。", "theft otherFraud"),
    ] {
        assert_eq!(offences(text).join(" "), want, "{text}");
    }
}

#[test]
fn who_did_it_is_told_of_the_topic() {
    let offences = |text: &str| -> Vec<String> {
        outcomes(text).iter().map(|o| o.offence.as_ref().map_or("?", |o| o.as_str()).to_owned()).collect()
    };
    for (text, want) in [
        (
            "特殊詐欺の検挙は90人。特殊詐欺の検挙人員のうち、暴力団構成員等は15人だった。",
            vec!["telecomFraud", "telecomFraud"],
        ),
        ("暴力団の検挙は90人。暴力団構成員等は15人だった。", vec!["organisedCrime", "organisedCrime"]),
    ] {
        assert_eq!(offences(text), want, "{text}");
    }
}

#[test]
fn what_reports_nothing() {
    check(&[
        ("相談は#9110か0120-210-364へ。", &[]),
        ("65歳以上の男性（64）が第2回の会議に出席した。", &[]),
        ("1億円以上をだまし取られた事案がある。", &[]),
        ("10年以下の拘禁刑に処する。", &[]),
        ("午後3時15分ごろ、3丁目の路上で起きた。", &[]),
    ]);
}

#[test]
fn when() {
    let days = |text: &str| -> Vec<String> {
        let day = |d: Option<jiff::civil::Date>| d.map_or("-".to_owned(), |d| d.to_string());
        outcomes(text).iter().map(|o| format!("{} {}", day(o.period.from), day(o.period.to))).collect()
    };
    for (text, want) in [
        ("令和6年中の検挙件数は3件で、前年の2件を上回った。", vec!["2024-01-01 2024-12-31", "2023-01-01 2023-12-31"]),
        ("昨年9月には4人を逮捕した。", vec!["2024-09-01 2024-09-30"]),
        ("警察庁は6日、1月末までに検挙した人数が30人に上ったと発表した。", vec!["- 2025-01-31"]),
        ("令和2年12月に施行された改正法により、30人を検挙した。", vec!["- -"]),
        // When the offenders of a single case did it is not when they were caught.
        (
            "男3人を逮捕した。グループは昨年2月から7月にかけて、37件の犯行に関与した。関係先5か所を捜索した。",
            vec!["- -", "2024-02-01 2024-07-31", "- -"],
        ),
        (
            "男3人を逮捕した。グループは昨年2月から7月に3万点を販売したとみられる。関係先5か所を捜索した。",
            vec!["- -", "2024-02-01 2024-07-31", "- -"],
        ),
        (
            "男3人を逮捕した。逮捕容疑は昨年5月12日、現金100万円をだまし取ったもの。\n捜索は5か所に及んだ。",
            vec!["- -", "2024-05-12 2024-05-12", "- -"],
        ),
        ("令和6年中に3人を検挙した。被害総額は5億円だった。", vec!["2024-01-01 2024-12-31", "2024-01-01 2024-12-31"]),
        (
            "令和6年の検挙は300件で、うち自転車は11月の道交法改正以降で20件だった。事故は18件だった。",
            vec!["2024-01-01 2024-12-31", "2024-11-01 2025-03-06", "2024-01-01 2024-12-31"],
        ),
    ] {
        assert_eq!(days(text), want, "{text}");
    }
}

#[test]
fn who() {
    let kinds = |text: &str| -> Vec<String> {
        let given = Given { date: Some(jiff::civil::date(2025, 3, 6)), language: Some("ja") };
        let document = Document::new("test", format!("題\n{text}").as_bytes(), given).expect("a text");
        let parsed = parse::parse(&document, Lexicon::builtin());
        let read = resolve::resolve(&document, Lexicon::builtin(), &parsed);
        let kind = |o: &Outcome| o.agency.map_or("?".to_owned(), |a| read.agencies[a].kind.to_string());
        read.outcomes.iter().map(kind).collect()
    };
    for (text, want) in [
        ("警察庁組織犯罪対策第二課によると、検挙は81人だった。", vec!["publicSecurity"]),
        ("財務省が公表した税関における取締り状況によると、摘発は81件だった。", vec!["customs"]),
        ("財務省は、処分した職員が81人だったと発表した。", vec!["government"]),
        (
            "法務省が公表した白書によると、検察庁が受理した人員は90人だった。\n起訴された者は81人だった。",
            vec!["procuratorate", "procuratorate"],
        ),
        ("法務省は白書を公表した。\n起訴された者は81人だった。", vec!["justice"]),
        ("県警は5日、裁判所の保護命令に違反した疑いで3人を逮捕した。", vec!["publicSecurity"]),
    ] {
        assert_eq!(kinds(text), want, "{text}");
    }
}

#[test]
fn who_is_made_to_pay_what_is_due_is_no_victim() {
    check(&[
        ("企業に割増賃金101億円を支払わせた。", &["10100000000 JPY return money"]),
        ("指導により未払いの残業代3億円を支払わせた。", &["300000000 JPY return money"]),
        ("高齢者に工事代金3億円を支払わせた。", &["300000000 JPY defraud money"]),
    ]);
}

#[test]
fn who_did_what_to_those_who_are_counted() {
    check(&[
        // Of two verbs that are joined the first tells.
        ("刑法犯で検挙・補導された少年は1,146人だった。", &["1146 arrest suspect"]),
        ("昨年逮捕・送検された者は52人だった。", &["52 arrest suspect"]),
        // Those who take are not what was received.
        ("現金を受け取る「受け子」が14人に上り、逮捕された。", &["14 arrest suspect"]),
        // A body behind a topic did it.
        ("27人を逮捕し、残る16人は東京入管が収容した。", &["27 arrest suspect", "16 detain suspect"]),
        ("請求のうち3,460人については裁判官が却下した。", &["3460 decline suspect"]),
        // Those to whom papers are sent.
        ("無登録の212者に警告書を発出した。", &["212 issue organisation"]),
        // Officers take part, and people do too, but otherwise.
        ("捜査員140人が参加した。", &["140 mobilise officer"]),
        ("講習会を3回開き、140人が参加した。", &["3 publicise lecture", "140 publicise person"]),
    ]);
}

#[test]
fn what_stands_behind_a_list_is_told_of_each() {
    check(&[
        (
            "検挙件数は794件、検挙人員は170人で、前年と比べ19.0％、5.0％それぞれ増加した。",
            &["794 solve case", "170 arrest suspect", "19 percent increase case", "5 percent increase suspect"],
        ),
        // Of one that is told alone nothing is listed.
        ("検挙件数は794件で、前年と比べ19.0％増加した。", &["794 solve case", "19 percent increase case"]),
    ]);
}
