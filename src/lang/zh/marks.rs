//! The words that build sentences, in one table.

use std::sync::OnceLock;

use crate::bulletin::{Compare, Span};
use crate::lang::han;
use crate::lang::mark_table::MarkTable;
use crate::token::{Kind, Mark, Token};

const YEAR: Mark = Mark::Base(Compare::YearOnYear);
const MONTH: Mark = Mark::Base(Compare::MonthOnMonth);
const OTHER: Mark = Mark::Base(Compare::PreviousPeriod);

/// Each mark with its words, in both scripts.
const TABLE: &[(Mark, &[&str])] = &[
    (Mark::Comma, &["，", ","]),
    (Mark::ListComma, &["、"]),
    (Mark::Semicolon, &["；", ";"]),
    (Mark::Stop, &["。", "！", "!"]),
    (Mark::Colon, &["：", ":", "？", "?"]),
    (Mark::Open, &["（", "(", "【", "《"]),
    (Mark::Close, &["）", ")", "】", "》"]),
    (Mark::Quote, &["“", "”", "‘", "’", "“", "”", "‘", "’", "\""]),
    (Mark::And, &["结合", "和", "及", "以及", "与", "与", "并", "并", "暨"]),
    (Mark::Or, &["或", "或者"]),
    (Mark::Of, &["的"]),
    (Mark::By, &["由"]),
    // With whom something is done stands before its verb, as what it is done to does.
    (
        Mark::Object,
        &[
            "会同",
            "联同",
            "偕同",
            "协同",
            "连同",
            "对",
            "对",
            "把",
            "将",
            "将",
            "向",
            "为群众",
            "帮助群众",
            "帮助受害人",
        ],
    ),
    (Mark::Passive, &["被", "获", "受到", "遭", "已被", "均被", "均已", "被依法", "得到", "得以", "予以"]),
    (Mark::Respectively, &["分别", "分别", "依次", "分别为", "依次为", "各为"]),
    (Mark::Among, &["其中", "其余", "内有", "当中", "内含", "内含", "包括", "含", "包含"]),
    (Mark::Not, &["未", "不", "没有", "并未"]),
    (
        Mark::Share,
        &[
            "占",
            "占去",
            "合占",
            "共占",
            "占了",
            "占整体",
            "占比",
            "占比达",
            "占到",
            "占全部",
            "占总数",
            "占全国",
            "占全省",
            "占全市",
            "比重",
        ],
    ),
    (
        Mark::Increase,
        &[
            "上升",
            "增长",
            "增加",
            "提高",
            "提升",
            "升高",
            "高出",
            "攀升",
            "多出",
            "上涨",
            "升幅",
            "增幅",
            "涨幅",
            "增速",
            "扩大",
            "上扬",
            "翻了",
            "翻",
            "多了",
            "急升",
            "急增",
            "飙升",
            "大增",
            "大升",
            "暴增",
            "微升",
            "微增",
            "倍增",
            "成长",
            "跃升",
            "劲升",
            "升了",
            "增了",
            "陡增",
            "同比增",
            "同比升",
            "环比增",
            "环比升",
            "多于",
            "激增",
            "递增",
            "增加了",
            "增长了",
            "上升了",
            "增多",
            "回升",
            "升到",
            "增到",
            "增至",
            "升至",
            "上升至",
            "增长至",
            "增加至",
            "上升到",
            "增加到",
            "提高到",
            "提升至",
        ],
    ),
    (
        Mark::Decrease,
        &[
            "下降",
            "减少",
            "降低",
            "回落",
            "下跌",
            "下滑",
            "降幅",
            "跌幅",
            "缩减",
            "压降",
            "减幅",
            "同比降",
            "同比减",
            "环比降",
            "环比减",
            "少了",
            "急跌",
            "急降",
            "大跌",
            "大减",
            "大降",
            "微跌",
            "微降",
            "微减",
            "骤减",
            "跌了",
            "减了",
            "跌至",
            "跌到",
            "回落至",
            "降低至",
            "减少为",
            "下降了",
            "降低了",
            "减少了",
            "锐减",
            "收窄",
            "降至",
            "减至",
            "下降至",
            "下降到",
            "减少至",
            "减少到",
            "缩至",
            "压到",
            "压至",
            "缩短至",
            "缩短到",
            "降为",
            "减到",
            "降到",
        ],
    ),
    (
        YEAR,
        &[
            "同比",
            "按年",
            "按年比较",
            "较上年度",
            "比上年度",
            "同去年同期相比",
            "较前一年度",
            "相较去年同期",
            "相较去年",
            "较一年前",
            "较去年同期",
            "比去年同期",
            "与去年同期相比",
            "与上年同期相比",
            "较上年同期",
            "比上年同期",
            "较上年",
            "比上年",
            "较去年",
            "比去年",
            "较上一年",
            "比上一年",
            "较上一年度",
            "比上一年度",
            "与上一年度相比",
            "与去年相比",
            "与上年相比",
            "同去年比",
            "年均",
            "较前一年",
            "比前一年",
            "与上一年同期相比",
            "比上一年同期",
            "较上一年同期",
        ],
    ),
    (
        MONTH,
        &[
            "按月",
            "较前月",
            "比前月",
            "较前一个月",
            "比前一个月",
            "环比",
            "较上月",
            "比上月",
            "较上个月",
            "比上个月",
            "与上月相比",
            "与上月相比",
        ],
    ),
    (
        OTHER,
        &[
            "较前期",
            "按季",
            "较前一季",
            "较上一波",
            "较前波",
            "较前次",
            "比前次",
            "较此前",
            "较专项行动前",
            "较行动前",
            "与行动前相比",
            "较峰值",
            "较高峰期",
            "较最高峰",
            "比峰值",
            "较上周",
            "比上周",
            "较初期",
            "较前一阶段",
            "较上季度",
            "较历史",
            "比行动前",
            "比专项行动前",
            "比此前",
            "比整治前",
            "较整治前",
            "比以往",
            "较以往",
            "比往年",
            "比前一个五年",
            "较前一个五年",
            "比前五年",
            "较前五年",
            "比上一个五年",
            "比前一周期",
            "比前一阶段",
            "比上季度",
            "比上一季度",
            "较上一季度",
            "比上半年",
            "较上半年",
            "比启动前",
            "较启动前",
            "比开展前",
            "较开展前",
        ],
    ),
    (
        Mark::Equals,
        &[
            "为",
            "达",
            "达到",
            "达成",
            "有",
            "共有",
            "已有",
            "高达",
            "多达",
            "计",
            "计",
            "是",
            "共计达",
            "均为",
            "各有",
            "尚有",
            "仅有",
            "只有",
            "计有",
            "仍有",
        ],
    ),
    (Mark::From, &["由原来的", "从原来的", "由", "从"]),
    (Mark::To, &["至", "到"]),
    (Mark::Average, &["平均"]),
    (Mark::Per("day"), &["日均", "平均每天", "平均每日", "每天", "每日", "天均", "单日", "平均一天", "每天平均"]),
    (Mark::Per("week"), &["周均", "每周", "平均每周"]),
    (Mark::Per("month"), &["月均", "平均每月", "每月", "每个月"]),
    (Mark::Per("year"), &["年均", "平均每年", "每年"]),
    (
        Mark::Per("case"),
        &["件均", "案均", "每宗", "平均每宗", "每宗平均", "每件平均", "平均每案", "平均每件", "每案", "平均每起"],
    ),
    (Mark::Per("person"), &["人均", "平均每人", "每人", "平均每名", "每人平均"]),
    (Mark::Streak, &["连续", "连续", "连降", "连增"]),
    (
        Mark::Total,
        &["共", "累计", "合计", "总计", "共计", "累积", "累计", "总共", "合共", "累积", "共同", "先后", "合计"],
    ),
    (Mark::Each, &["各"]),
    (
        Mark::Speech,
        &[
            "介绍",
            "表示",
            "指出",
            "透露",
            "通报",
            "强调",
            "说",
            "称",
            "告诉记者",
            "坦言",
            "分析",
            "回应",
            "披露",
            "谈到",
            "提到",
            "提醒",
            "认为",
            "直言",
            "补充说",
            "解释",
            "总结",
            "分析说",
            "介绍说",
            "表示说",
            "宣布",
            "回答",
            "答记者问",
            "会中报告",
            "主持记者会",
            "主持年结记者会",
            "主持发布会",
            "主持新闻发布会",
            "会见传媒",
            "见记者时",
            "会见记者",
            "补充",
            "致词时",
            "致辞时",
            "受访时",
            "交代",
            "叙明",
            "形容",
            "介绍了",
            "通报了",
            "通报称",
            "介绍道",
            "说道",
            "补充道",
            "并说明",
            "解读",
            "剖析",
            "回顾",
            "并说",
            "续称",
            "直言",
            "谈及",
        ],
    ),
    (
        Mark::Pronoun,
        &["他", "她", "该负责人", "该发言人", "该负责同志", "该局长", "相关负责人", "有关负责人", "上述负责人"],
    ),
    (
        Mark::Here,
        &[
            "全省",
            "全市",
            "全区",
            "全州",
            "全县",
            "全盟",
            "我省",
            "我市",
            "我区",
            "全自治区",
            "全港",
            "全疆",
            "全澳",
            "本港",
            "本澳",
            "市内",
            "本省",
            "本市",
            "该省",
            "该市",
            "省内",
            "市内",
            "辖区",
            "全辖",
        ],
    ),
    (Mark::Nationwide, &["全国", "全台", "全台湾", "全国", "我国", "全国各地", "全国范围内", "我国"]),
    (
        Mark::Operation,
        &[
            "行动中",
            "行动以来",
            "行动开展以来",
            "专项行动中",
            "专项行动以来",
            "专项行动开展以来",
            "行动期间",
            "专项行动期间",
            "行动部署以来",
            "行动启动以来",
            "专项行动启动以来",
            "本次",
            "本波",
            "这波",
            "是次行动",
            "扫荡期间",
            "扫黑期间",
            "专案期间",
            "执行期间",
            "本次行动",
            "此次行动",
            "行动部署开展以来",
            "专项行动部署以来",
            "该行动",
            "会战期间",
            "会战以来",
            "集中收网行动中",
            "此次专项行动",
            "本次专项行动",
            "该专项行动",
            "行动开展后",
            "上述行动",
            "这次行动",
        ],
    ),
    (Mark::Number, &["数", "数", "总数", "数量", "量", "总量", "人数", "件数"]),
    (Mark::Rate, &["率", "比例", "比率", "比重", "比值", "百分比"]),
];

/// Words in which the characters of a mark are none.
const OTHER_WORDS: &[&str] = &[
    "翻番",
    "翻译",
    "翻墙",
    "翻新",
    "翻查",
    "推翻",
    "翻越",
    "为了",
    "作为",
    "因为",
    "成为",
    "认为是",
    "行为",
    "为主",
    "为由",
    "以为",
    "为首",
    "称为",
    "视为",
    "较为",
    "分为",
    "不断",
    "不法",
    "不仅",
    "不良",
    "不明",
    "不少",
    "不同",
    "不但",
    "不足",
    "不再",
    "不要",
    "未成年",
    "未来",
    "未成年人",
    "有关",
    "有效",
    "有力",
    "有序",
    "有组织",
    "有害",
    "有限",
    "所有",
    "具有",
    "持有",
    "没有",
    "还有",
    "拥有",
    "占有",
    "有望",
    "有期徒刑",
    "的确",
    "目的",
    "对象",
    "对应",
    "应对",
    "针对",
    "对接",
    "对外",
    "面对",
    "绝对",
    "对付",
    "将军",
    "即将",
    "向前",
    "方向",
    "面向",
    "动向",
    "倾向",
    "向好",
    "把关",
    "把握",
    "获得",
    "获悉",
    "获利",
    "获取",
    "获刑",
    "抓获",
    "查获",
    "破获",
    "缴获",
    "截获",
    "捕获",
    "起获",
    "和平",
    "和谐",
    "总和",
    "参与",
    "与会",
    "并且",
    "合并",
    "涉及",
    "以及",
    "及时",
    "普及",
    "及其",
    "由于",
    "自由",
    "理由",
    "事由",
    "从严",
    "从重",
    "从快",
    "从事",
    "从业",
    "从而",
    "从宽",
    "自从",
    "服从",
    "甚至",
    "以至",
    "直至",
    "乃至",
    "到位",
    "到案",
    "得到",
    "达到",
    "遭到",
    "直到",
    "报到",
    "到底",
    "到场",
    "感到",
    "做到",
    "看到",
    "来到",
    "收到",
    "受到",
    "公共",
    "共同",
    "共享",
    "共治",
    "共建",
    "中共",
    "共和国",
    "各级",
    "各地",
    "各类",
    "各部门",
    "各有关",
    "各界",
    "各项",
    "各种",
    "各方",
    "称号",
    "名称",
    "自称",
    "宣称",
    "据称",
    "谎称",
    "说明",
    "说法",
    "小说",
    "说服",
    "数据",
    "数字",
    "数额",
    "数量",
    "多数",
    "少数",
    "质量",
    "力量",
    "大量",
    "海量",
    "能量",
    "流量",
    "量刑",
    "量化",
    "重量",
    "批量",
    "效率",
    "率先",
    "率领",
    "草率",
    "统计",
    "计划",
    "设计",
    "计算",
    "审计",
    "会计",
    "计生",
    "是否",
    "就是",
    "还是",
    "但是",
    "特别是",
    "而是",
    "于是",
    "包含",
    "含有",
    "他人",
    "其他",
    "他们",
    "吉他",
    "她们",
    "达人",
    "发达",
    "表达",
    "传达",
    "抵达",
    "下达",
    "到达",
    "参与者",
    "被害人",
    "被告人",
    "被骗",
    "被告",
    "被执行人",
    "获救",
    "赃款获",
    "遭受",
    "遭遇",
    "共犯",
    "共谋",
    "含金量",
    "将持续",
    "将继续",
    "不起诉",
    "不批准逮捕",
    "不捕",
    "不诉",
    "介绍卖淫",
    "介绍信",
    "支付与",
    "不予",
    "不逮捕",
    "向社会",
    "通报批评",
    "与此同时",
    "与其",
    "及关联",
    "不动产",
    "不低于",
    "不少于",
    "不超过",
    "不到",
    "同时",
];

fn table() -> &'static MarkTable {
    static BUILT: OnceLock<MarkTable> = OnceLock::new();
    BUILT.get_or_init(|| MarkTable::new(TABLE, OTHER_WORDS))
}

/// The marks of a text: the words of the table, and blanks that part the clauses of a title.
pub fn marks(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = table().find(text).flat_map(|(span, mark)| based(text, span, mark)).collect();
    tokens.retain(|t| !terse(text, t.span.start) && !of_former_level(text, t));
    for token in tokens.iter_mut().filter(|t| t.kind == Kind::Mark(Mark::Speech)) {
        if introduces_cases(&text[token.span.end..]) {
            token.kind = Kind::Mark(Mark::Story);
        }
    }
    tokens.extend(terse_changes(text));
    tokens.extend(blanks(text));
    tokens.extend(stories(text));
    tokens.extend(alone(text));
    tokens.extend(compared(text));
    tokens.extend(bylines(text));
    tokens.sort_by_key(|t| t.span);
    tokens
}

/// 比去年同期的3742宗: no base by itself, since the level that what follows is held against is told.
fn of_former_level(text: &str, token: &Token) -> bool {
    let base = matches!(token.kind, Kind::Mark(Mark::Base(_)));
    let year = || token.span.of(text).ends_with(['年', '期', '月']);
    let after = || text.get(token.span.end..).unwrap_or("");
    base && year() && super::numbers::is_level(after().strip_prefix('的').unwrap_or(after()))
}

/// cases := 了? number (起 | 件 | 宗) (重大 | 典型 …) (案件 | 案例): what is introduced so are single cases
pub fn introduces_cases(i: &str) -> bool {
    let i = i.strip_prefix('了').unwrap_or(i);
    let rest = i.trim_start_matches(han::begins);
    let counted = rest.len() < i.len();
    let rest = ["起", "件", "宗", "个"].iter().find_map(|w| rest.strip_prefix(w));
    let kinds = ["重大", "典型", "指标", "代表", "精选", "经典", "知名"];
    counted
        && rest.is_some_and(|r| {
            kinds.iter().any(|w| r.strip_prefix(w).is_some_and(|r| r.chars().take(4).any(|c| c == '案')))
        })
}

/// byline := (〔 | 【 | （) … (报道 | 讯 | 电) (〕 | 】 | ）) without a number: where a reporter sat is not where things were done
fn bylines(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.char_indices().filter(|(_, c)| "〔【（".contains(*c)).filter_map(move |(at, c)| {
        let inside = at + c.len_utf8();
        let near: String = text[inside..].chars().take(30).take_while(|c| !"〕】）\n".contains(*c)).collect();
        let end = inside + near.len();
        let ends = text[end..].chars().next().filter(|c| "〕】）".contains(*c))?;
        let told = ["报导", "报道", "讯", "电", "专讯", "综合报导"].iter().any(|w| near.ends_with(w));
        let dated = near.contains(|c: char| han::begins(c));
        (told && !dated).then(|| Token { span: Span::new(at, end + ends.len_utf8()), kind: Kind::Gap })
    })
}

/// The characters of change that say it alone when a number follows at once: 降12%, 增3.5%.
fn terse_changes(text: &str) -> impl Iterator<Item = Token> + '_ {
    let changes = text.char_indices().filter(|(at, _)| terse(text, *at));
    changes.map(|(at, c)| {
        let mark = if "降减跌少".contains(c) { Mark::Decrease } else { Mark::Increase };
        Token { span: Span::new(at, at + c.len_utf8()), kind: Kind::Mark(mark) }
    })
}

/// Whether a character of change stands here, alone, before a number: 降12%, 升约三成, 跌百分之五.
fn terse(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let Some(change) = chars.next().filter(|c| "降减跌升增涨多少".contains(*c)) else { return false };
    let rest = chars.as_str();
    let rest = ["超过", "约", "近", "逾", "超", "达"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let number = rest.starts_with("百分之")
        || rest.starts_with(['半', '两'])
        || rest.starts_with(|c| han::digit(c).is_some() || han::han_digit(c).is_some());
    let before = text[..at].chars().next_back();
    let free = |c: char| match change {
        // 比10月少42件, 较去年同期的104亿元多约13%.
        '多' | '少' => held_before(&text[..at]) && !"不至缺减最许很".contains(c),
        // These two are no part of another word but these.
        '升' | '跌' => !"上下提回急微大暴飙攀直爬晋毫公劲跃跳滑暴".contains(c) && han::digit(c).is_none(),
        '降' => !"下升投空骤急微压连普直霜大".contains(c),
        '减' => !"加缩削裁递消锐骤急微轻大从".contains(c),
        _ => "，。；、（比环同再又 也则年仅约即均亦都各数案量额".contains(c),
    };
    number && before.is_none_or(free)
}

/// Whether the part of a sentence that ends here holds one thing against another.
fn held_before(text: &str) -> bool {
    let from = text.floor_char_boundary(text.len().saturating_sub(72));
    let part = text[from..].rsplit(['，', '。', '；', '、', '\n']).next().unwrap_or("");
    ["比", "较", "按年", "同比", "按月", "按季", "相比"].iter().any(|w| part.contains(w))
}

/// A word of change that names its base too (环比减) is two marks.
fn based(text: &str, span: Span, mark: Mark) -> Vec<Token> {
    let word = span.of(text);
    let base = [("同比", YEAR), ("环比", MONTH)].into_iter().find(|(w, _)| word.len() > w.len() && word.starts_with(w));
    let Some((head, base)) = base else { return vec![Token { span, kind: Kind::Mark(mark) }] };
    let middle = span.start + head.len();
    vec![
        Token { span: Span::new(span.start, middle), kind: Kind::Mark(base) },
        Token { span: Span::new(middle, span.end), kind: Kind::Mark(mark) },
    ]
}

/// story := 经查 | 经审讯 … "，" | surname 某: what follows tells of a single case
fn stories(text: &str) -> impl Iterator<Item = Token> + '_ {
    const INQUIRED: [&str; 9] =
        ["经查", "经初查", "经审讯", "经侦查", "经初步查明", "经查明", "经调查", "经讯问", "经审理查明"];
    let inquired = text.match_indices('经').filter_map(|(at, _)| {
        let found = INQUIRED.iter().filter(|w| text[at..].starts_with(*w)).max_by_key(|w| w.len())?;
        let rest = &text[at + found.len()..];
        let opens = text[..at].chars().next_back().is_none_or(|c| "，。；\n“".contains(c));
        (opens && rest.starts_with('，')).then(|| Span::new(at, at + found.len()))
    });
    let person = text.match_indices('某').filter_map(|(at, word)| {
        let family = text[..at].chars().next_back().filter(|c| super::is_family(*c))?;
        let other = ["些", "种", "市", "县", "地", "省", "区", "类", "公司", "店", "企业"];
        let thing = other.iter().any(|w| text[at + word.len()..].starts_with(w));
        (!thing).then(|| Span::new(at - family.len_utf8(), at + word.len()))
    });
    inquired.chain(person).map(|span| Token { span, kind: Kind::Mark(Mark::Story) })
}

/// alone := (仅 | 单是 | 光是) before a period: 仅11月, 单是今年
fn alone(text: &str) -> impl Iterator<Item = Token> + '_ {
    let words = ["仅", "单是", "光是", "仅是"];
    words.into_iter().flat_map(|w| text.match_indices(w)).filter_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches('在');
        let named =
            ["今年", "去年", "上半年", "下半年", "本月", "上月", "当天", "当日", "当月", "昨日", "第一季", "第二季"];
        let digits = rest.trim_start_matches(han::begins);
        let dated = digits.len() < rest.len() && ["月", "年", "日", "季度"].iter().any(|w| digits.starts_with(w));
        let alone = dated || named.iter().any(|w| rest.starts_with(w));
        alone.then(|| Token { span: Span::new(at, at + word.len()), kind: Kind::Mark(Mark::Alone) })
    })
}

/// compared := (与 | 和 | 同 | 较) .{2,12} 相比: 与上一波专案相比, where what is named is earlier and no period
fn compared(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.match_indices("相比").filter_map(|(at, word)| {
        let from = text.floor_char_boundary(at.saturating_sub(48));
        let part = text[from..at].rsplit(['，', '。', '；', '\n']).next()?;
        let start = part.char_indices().rev().find(|(_, c)| "与和同较".contains(*c))?;
        let named = &part[start.0 + start.1.len_utf8()..];
        let earlier = ["前", "上一", "以往", "往常", "高峰", "初期", "历史"].iter().any(|w| named.contains(w));
        let dated =
            named.contains(|c: char| c.is_ascii_digit()) || named.replace("个月", "").contains(['年', '月', '期']);
        let base = earlier && !dated || named == "往年";
        let begin = at - part.len() + start.0;
        base.then(|| Token { span: Span::new(begin, at + word.len()), kind: Kind::Mark(OTHER) })
    })
}

/// A blank between two Chinese words parts them like a comma: titles and captions are written so.
fn blanks(text: &str) -> impl Iterator<Item = Token> + '_ {
    let blank = |c: char| c == ' ' || c == '\u{3000}';
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut before: Option<char> = None;
    let mut start: Option<usize> = None;
    text.char_indices().filter_map(move |(at, c)| {
        if blank(c) {
            start.get_or_insert(at);
            return None;
        }
        let parts =
            start.take().filter(|_| before.is_some_and(|b| han(b) || "%％）”".contains(b)) && (han(c) || c == '“'));
        before = Some(c);
        parts.map(|s| Token { span: Span::new(s, at), kind: Kind::Mark(Mark::Comma) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Mark)> {
        marks(text)
            .into_iter()
            .filter_map(|t| match t.kind {
                Kind::Mark(m) => Some((t.span.of(text), m)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn finds_marks_not_their_characters_in_other_words() {
        assert_eq!(
            read("比去年同期增长70.9%，分别为"),
            [("比去年同期", YEAR), ("增长", Mark::Increase), ("，", Mark::Comma), ("分别为", Mark::Respectively)]
        );
        assert_eq!(read("抓获涉及对象，被骗"), [("，", Mark::Comma)]);
        assert_eq!(read("案件8899起 发案数"), [(" ", Mark::Comma), ("数", Mark::Number)]);
        assert_eq!(read("环比减210"), [("环比", MONTH), ("减", Mark::Decrease)]);
        assert_eq!(read("，降12%"), [("，", Mark::Comma), ("降", Mark::Decrease)]);
        assert_eq!(
            read("下降12%，降雨3天，新增12人"),
            [("下降", Mark::Decrease), ("，", Mark::Comma), ("，", Mark::Comma)]
        );
        assert_eq!(read("案升6.3%"), [("升", Mark::Increase)]);
        assert_eq!(read("电骗案减两成"), [("减", Mark::Decrease)]);
        assert_eq!(read("罪案升逾半成"), [("升", Mark::Increase)]);
        assert_eq!(read("裁减3人，加减2次"), [("，", Mark::Comma)]);
        assert_eq!(read("仅升百分之四点七"), [("升", Mark::Increase)]);
        assert_eq!(read("经查，王某丢失"), [("经查", Mark::Story), ("，", Mark::Comma), ("王某", Mark::Story)]);
        assert_eq!(read("曾经查处，石某些"), [("，", Mark::Comma)]);
        assert_eq!(read("仅11月侦破"), [("仅", Mark::Alone)]);
        assert_eq!(read("仅11人"), []);
        assert_eq!(read("与上一波专案相比"), [("与", Mark::And), ("与上一波专案相比", OTHER)]);
        assert_eq!(read("与2015年相比"), [("与", Mark::And)]);
        assert_eq!(read("平均每天拦截"), [("平均每天", Mark::Per("day"))]);
    }
}
