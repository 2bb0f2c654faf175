use crate::names::testing::check;

#[test]
fn bodies() {
    check(
        "ja",
        &[
            ("警視庁捜査第二課は", "publicSecurity@JP-13"),
            ("福岡県警博多署によると", "publicSecurity@JP-40"),
            ("福岡、熊本両県警は", "publicSecurity@JP-40 publicSecurity@JP-43"),
            ("大阪府警と兵庫県警察本部の合同捜査本部", "publicSecurity@JP-27 publicSecurity@JP-28"),
            ("東京地検特捜部は", "procuratorate@JP-13"),
            ("雲南省の警察が", "publicSecurity@CN-YN"),
            ("中国の浙江省と雲南省の公安機関が", "CN publicSecurity@CN-ZJ publicSecurity@CN-YN"),
            ("カンボジア及びフィリピンの捜査当局", "publicSecurity@KH publicSecurity@PH"),
            ("カンボジア、フィリピンの捜査当局", "KH publicSecurity@PH"),
            ("中国公安部刑事偵査局と米司法省", "publicSecurity@CN justice@US"),
            (
                "福建省公安庁が報告した。同省の警察は。全国の警察が",
                "publicSecurity@CN-FJ publicSecurity@CN-FJ publicSecurity@-",
            ),
            (
                "愛知県警は、カンボジアから日本へ電話をかけたとして。現地の警察が",
                "publicSecurity@JP-23 KH JP publicSecurity@KH",
            ),
            ("警察庁は発表した。同庁によると", "publicSecurity@JP publicSecurity@JP"),
            ("愛知県警は発表した。県警によると", "publicSecurity@JP-23 publicSecurity@JP-23"),
            (
                "千葉県警と埼玉県警は発表した。県警によると",
                "publicSecurity@JP-12 publicSecurity@JP-11 publicSecurity@JP-12",
            ),
            (
                "千葉県警は発表した。埼玉県警も捜索した。県警によると",
                "publicSecurity@JP-12 publicSecurity@JP-11 publicSecurity@JP-11",
            ),
            ("福岡県も５日、防犯メールを配信した", "government@JP-40"),
            ("福岡県は九州で最も人口が多い", "JP-40"),
            ("警察に相談してほしい。最寄りの警察署へ。警察官を装い", "unnamed publicSecurity@-"),
            ("警察庁を名乗る電話", ""),
            ("財務省・税関は", "government@JP customs@-"),
        ],
    );
}

#[test]
fn officials() {
    check(
        "ja",
        &[
            (
                "警察庁の露木康浩長官は述べた。露木長官は",
                "publicSecurity@JP tsuyukiyasuhiro:publicSecurity tsuyukiyasuhiro:publicSecurity",
            ),
            (
                "警察庁の小野寺秀明（おのでら・ひであき）室長は。室長は「",
                "publicSecurity@JP onoderahideaki:publicSecurity onoderahideaki:publicSecurity",
            ),
            (
                "中国公安部の鄭翔副局長は。鄭副局長は",
                "publicSecurity@CN zhengxiang:publicSecurity zhengxiang:publicSecurity",
            ),
            ("金融庁の総括審議官の高梨由紀子氏は", "financialRegulator@JP takanashiyukiko:financialRegulator"),
            (
                "県警の大鷹正人本部長は。滋賀県の三日月大造知事は",
                "publicSecurity@- dayingzhengren:publicSecurity JP-25 sanriyuedazao:government",
            ),
            (
                "吉村洋文大阪府知事と横山英幸大阪市長は",
                "yoshimurahirofumi:government JP-27 yokoyamahideyuki:government JP-27",
            ),
            (
                "中国公安省の報道官、王小洪氏は。県警の交通企画課長は",
                "publicSecurity@CN wangxiaohong:publicSecurity publicSecurity@-",
            ),
            ("東京税関長は述べた。担当課長によると", "JP-13"),
        ],
    );
}

#[test]
fn campaigns() {
    check(
        "ja",
        &[
            ("特別行動「雲剣」「断卡」などを進め", "C:yunJian C:cardBreaking"),
            ("「断鏈（断链）」行動で。「断链」作戦で", "C:chainBreaking C:chainBreaking"),
            ("断链という語は", ""),
            ("「破浪」と名付けた合同作戦で", "C:polang"),
            ("「全国地域安全運動」、「お金の話」", ""),
        ],
    );
}

#[test]
fn laws() {
    check(
        "ja",
        &[
            ("犯罪収益移転防止法に基づく", "L:jpTransferOfProceeds"),
            ("「反電信網絡詐欺法」の施行", "L:antiTelecomFraudLaw"),
            ("この方法に基づき、違法な", ""),
        ],
    );
}

#[test]
fn places() {
    check(
        "ja",
        &[
            ("カンボジアの拠点から東京都八王子市に", "KH JP-13 JP-13"),
            ("リアルタイムのタイトル、マリファナ、中国人の男", ""),
            ("中国地方と日本海、二重三重", ""),
            ("日中両国の首脳が", "JP CN"),
        ],
    );
}
