//! Bodies: `[place | level]* name [unit | further name]*`, so that 中共山东省委政法委员会 is one body and 河北、江苏等地公安机关
//! are two.

use super::{Source, first_of, is_han, last_of, lists};
use crate::bulletin::{Id, Span};
use crate::lang::han::bodies::{Head, Mention, Placed};
use crate::lang::zh::TRADITIONAL;
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::names::{Body, Book, level, link, place};
use crate::token::Level;

/// How many words of place and level may stand before a name.
const MODIFIERS: usize = 60;
/// How far back, in bytes, 全市 looks for its name.
const NEAR: usize = 600;

/// The body that a word of the lexicon names.
pub fn head(source: Source<'_>, word: &Word<'_>) -> Option<Head> {
    if let Some((kind, place)) = known(source, word) {
        return Some(Head { kind, place, form: Form::National });
    }
    let mut senses = word.senses.iter().filter(|s| s.scheme == Scheme::AgencyKind);
    let named = senses.find(|s| s.form != Form::Stem)?;
    Some(Head { kind: named.id.clone(), place: None, form: named.form })
}

/// The kind and the place of the body that bears a name of its own; of several that of the country where the text is at
/// home. A short name of Hong Kong, Macao or Taiwan (外交部, 廉政公署) is their own at home only.
fn known(source: Source<'_>, word: &Word<'_>) -> Option<(Id, Option<Id>)> {
    let agencies = || word.senses.iter().filter(|s| s.scheme == Scheme::Agency);
    let place = |id: &Id| link(source.lexicon, id, "place").cloned();
    let at_home = |id: &Id| place(id).is_some_and(|p| source.home == Some(Lexicon::country(&p)));
    let agency = agencies().find(|s| at_home(&s.id)).or_else(|| agencies().next())?;
    let home = source.home.filter(|h| !h.is_empty());
    let name = word.span.of(source.text);
    let short = name.chars().count() < 5 && first_of(name, "香港 澳门 台湾").is_none();
    let of = place(&agency.id);
    let local = of.as_ref().is_some_and(|p| TRADITIONAL.homes.contains(&Lexicon::country(p)));
    if local && short && home.is_some() && !at_home(&agency.id) {
        return None;
    }
    Some((link(source.lexicon, &agency.id, "agencyKind")?.clone(), of))
}

/// Enters the bodies of a text and gives their mentions in order.
pub fn read(source: Source<'_>, book: &mut Book) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut free = 0;
    for word in source.words.0 {
        if word.span.start < free {
            continue;
        }
        if let Some(end) = lists::read(source, word, book, &mut mentions) {
            free = end;
        } else if let Some((head, at)) = head(source, word).map(|h| (h, word.span)).or_else(|| party(source, word)) {
            free = one(source, at, head, book, &mut mentions);
        }
    }
    again(source, &mentions, book);
    mentions
}

/// again = "该" ( "局" | "院" … ): the body named last whose name ends so.
fn again(source: Source<'_>, mentions: &[Mention], book: &mut Book) {
    for (at, mark) in source.text.match_indices('该') {
        let Some(kind) = first_of(source.after(at + mark.len()), "局 院 厅 署 总站 总队 支队 海关") else {
            continue;
        };
        let end = at + mark.len() + kind.len();
        if source.after(end).starts_with(['长', '落', '面', '限', '名']) {
            continue;
        }
        let before = &mentions[..mentions.partition_point(|m| m.span.end <= at)];
        let same = |m: &&Mention| m.span.of(source.text).ends_with(kind);
        if let Some(last) = before.iter().rev().take(20).find(same) {
            book.agency_again(Span::new(at, end), last.index);
        }
    }
}

/// party = place "委": the committee of a province or a city, whose name the place's own name runs into (山东省委).
fn party(source: Source<'_>, word: &Word<'_>) -> Option<(Head, Span)> {
    place(source.lexicon, word, source.home)?;
    last_of(word.span.of(source.text), "省 市 区 县 州")?;
    let rest = source.after(word.span.end).strip_prefix('委')?;
    if rest.starts_with(['托', '员', '任', '派', '屈', '婉']) {
        return None;
    }
    let head = Head { kind: Id::new("party"), place: None, form: Form::Provincial };
    Some((head, Span::new(word.span.end, word.span.end + '委'.len_utf8())))
}

/// What stands before a name and belongs to it.
#[derive(Debug, Default)]
struct Left {
    /// Where the name with its modifiers begins.
    start: usize,
    /// The nearest place.
    place: Option<(Span, Id)>,
    /// Further places of a list, from right to left.
    others: Vec<(Span, Id)>,
    local: bool,
    national: bool,
    /// "当地": the place that was named last.
    there: bool,
    /// "外省", "境外": bodies elsewhere, that are not named.
    elsewhere: bool,
}

const LOCAL: &str = "全省 全市 全区 全县 全州 我省 我市 我区 本省 本市 该省 该市 自治区 省级 市级 县级 省市县 省市 两级 三级 辖区 辖内 辖区内 \
    全港 本港 本澳 全澳 省 市 县 区 州";
const ANY: &str = "各级 各地 地方 相关 有关 基层 中共 各 特别行政区 特区 涉事 属地 多地 两地 三地 籍 多部门";
const AND_SO_ON: &str = "等地 等多地 等省市 等省份 等省区市 等省 等多省 等市 等国 等多国 等多个省份 等国家 等 等地的";

/// modifiers = ( place | level | list of places [等地] )*, read from right to left
fn left(source: Source<'_>, at: usize) -> Left {
    let mut left = Left { start: at, ..Left::default() };
    for _ in 0..MODIFIERS {
        let before = source.before(left.start);
        if let Some((span, code)) = place_ending(source, left.start) {
            left.start = span.start;
            if left.place.is_none() {
                left.place = Some((span, code));
            }
            list(source, &mut left);
        } else if let Some((span, code)) = sender(source, &left) {
            left.start = span.start;
            left.place = Some((span, code));
        } else if left.place.is_some() {
            break;
        } else if let Some(word) = last_of(before, "中国内地 内地 中国大陆 大陆").filter(|_| abroad(source))
        {
            left.start -= word.len();
            left.place = Some((Span::new(left.start, left.start + word.len()), Id::new("CN")));
        } else if let Some(to) = and_so_on(before) {
            if place_ending(source, to).is_none() {
                break;
            }
            left.start = to;
        } else if let Some(word) = last_of(before, "全国 中央 国家 我国") {
            left.start -= word.len();
            left.national = true;
        } else if let Some(numbered) = numbered(before) {
            left.start = numbered;
        } else if let Some(word) = last_of(before, "当地") {
            left.start -= word.len();
            left.there = true;
        } else if last_of(before, "外省 外市 异地 境外 国外 外国 外地 外省市 兄弟省市").is_some() {
            left.elsewhere = true;
            break;
        } else if let Some(word) = last_of(before, LOCAL) {
            left.local = true;
            left.start -= word.len();
            if word.chars().count() == 1 {
                left.start = district(source, left.start).unwrap_or(left.start);
            }
        } else if let Some(word) = last_of(before, ANY) {
            left.start -= word.len();
        } else {
            break;
        }
    }
    left
}

/// 第 number: 富恩拉夫拉达第五|预审法院. Gives where it begins.
fn numbered(before: &str) -> Option<usize> {
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if bare.len() == before.len() { None } else { bare.strip_suffix('第').map(str::len) }
}

/// sender = place "驻", before the place where a body sits: 中国驻西班牙大使馆 is of China.
fn sender(source: Source<'_>, left: &Left) -> Option<(Span, Id)> {
    // 驻华 is in China.
    let before = source.before(left.start);
    let here = before.strip_suffix("驻华");
    let there = || left.place.as_ref().and_then(|_| before.strip_suffix('驻'));
    place_ending(source, here.or_else(there)?.len())
}

/// Whether the mainland is named from without: 内地海关 in a text of Hong Kong.
fn abroad(source: Source<'_>) -> bool {
    source.home.is_some_and(|home| TRADITIONAL.homes.contains(&home))
}

/// and-so-on = 等 [ number [ 个 ] ] [ 地 | 省 … ]; gives where it begins.
fn and_so_on(before: &str) -> Option<usize> {
    if let Some(word) = last_of(before, AND_SO_ON) {
        return Some(before.len() - word.len());
    }
    let unit =
        last_of(before, "个省市 个省份 个省 个地市 个市 个国家 国 个 省 省份 地 市 省市 省区市").map_or(0, str::len);
    let counted = before[..before.len() - unit]
        .trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百多余".contains(c));
    (counted.len() + unit < before.len()).then_some(())?;
    counted.strip_suffix('等').map(str::len)
}

/// The place whose name ends here.
fn place_ending(source: Source<'_>, at: usize) -> Option<(Span, Id)> {
    let word = source.words.ending(at)?;
    Some((word.span, place(source.lexicon, word, source.home)?))
}

/// list = place ( ( "、" | "和" … ) place )*, read on to the left
fn list(source: Source<'_>, left: &mut Left) {
    for _ in 0..MODIFIERS {
        let before = source.before(left.start);
        let Some(separator) = last_of(before, "、 和 与 以及 及") else { return };
        let Some((span, code)) = place_ending(source, left.start - separator.len()) else { return };
        left.start = span.start;
        // 安徽合肥、江苏: the province of a city in the list.
        if let Some((wider, _)) = place_ending(source, span.start) {
            left.start = wider.start;
        }
        left.others.push((span, code));
    }
}

/// A district that the ontology does not know, between a known place and a name: 北京市|朝阳|区人民法院.
fn district(source: Source<'_>, at: usize) -> Option<usize> {
    let mut start = at;
    for c in source.before(at).chars().rev().take(5) {
        if place_ending(source, start).is_some() {
            return Some(start);
        }
        if !is_han(c) {
            return None;
        }
        start -= c.len_utf8();
    }
    place_ending(source, start).map(|_| start)
}

/// Names that are no body by themselves, only in a place.
const NEED_PLACE: &str = "公安 政府 党委 人大 议会 纪委 监委 人大常委会 纪委监委 监察机关 海关 法院 检察官办公室 警察局 海巡 \
    纪检监察机关 教育部门 教育行政部门 卫健部门 卫生健康部门 卫生部门 医保部门 疾控部门 生态环境部门 生态环境执法部门 \
    生态环境系统 环境保护部门 环境执法部门 消防部门 应急管理部门 应急部门 交通运输部门 农业农村部门 文旅部门 民政部门 人社部门 \
    邮政管理部门 林草部门 自然资源部门 渔政部门 商务部门 住建部门 城管部门 财政部门 文化执法部门 劳动监察部门 林业部门 \
    烟花爆竹管理部门 交警 公安交警 网警 特警 交通警察 公安经侦 公安特警 公安交管 公安网安 司法部门";
/// What makes of the name before it a thing or a group.
const NO_BODY_BEFORE: &str = "大学 学院 报社 日报 时报 网站 APP App app 工作 队伍 英模 改革 院校 采购 信息化 文书 判决书 管理费 公报 微信 \
    客户端 官网 官微 数据 类 网讯 题材 系列 宿舍 一体化 战线 信息系统 式 在线 频道 之声 头条";
/// What makes of a body one that is only spoken to, or a mask.
const SPOKEN_TO: &str = "向 到 往 请 拨打 自称 冒充 假冒 自称是 联系 前往 假扮 伪装成 谎称 自称为 就近到 主动到 报告 告知 去 配合 \
    询问 咨询 冒用 逃避 躲避 当 如遇 被 与";
/// What makes of a body one whose doing is not its own.
const URGED: &str = "依 依据 根据 按照 遵照 依照 奉 按 监督 督促 建议 商请 移送 移交 移交给 通报 协助 支持 通知 要求 指导 引导 取得 申请 获得";

fn one(source: Source<'_>, at: Span, head: Head, book: &mut Book, mentions: &mut Vec<Mention>) -> usize {
    let left = left(source, at.start);
    let (head, end) = chain(source, head, at.end);
    let (head, end) = branch(source, head, end);
    let name = at.of(source.text);
    let placed = left.place.is_some() || left.local || left.national;
    let after = source.after(end);
    let alone = at.start == left.start && at.end == end;
    if first_of(after, NO_BODY_BEFORE).is_some() || (head.form == Form::Unit && !placed) {
        return end;
    }
    let subject = alone && source.before(at.start).chars().next_back().is_none_or(|c| !is_han(c));
    if !placed
        && alone
        && NEED_PLACE.split(' ').any(|n| n == name)
        && !(subject && matches!(name, "政府" | "法院" | "海关"))
    {
        return end;
    }
    if left.elsewhere {
        return end;
    }
    let mut body = Body::new(head.kind.clone(), None, level_of(&head, &left));
    if head.form == Form::Group {
        // An unnamed group acts where a part of a sentence begins with it; it is no body of the bulletin.
        let begins = source.before(left.start).chars().next_back().is_none_or(|c| !is_han(c));
        if !begins || !acts(after) {
            return end;
        }
        body.mentioned = false;
    }
    body.place = if left.there { last_place(book) } else { place_of(&head, &left) };
    // 各地檢署: those of the whole place that the text is about.
    if body.place.is_none() && source.text.get(left.start..at.start).is_some_and(|w| w.contains('各')) {
        body.level = Level::Open;
    }
    if left.local && body.place.is_none() {
        body.place = near(source, left.start, mentions, book);
    }
    let before = source.before(left.start);
    let generic = matches!(head.form, Form::Generic | Form::Label) && left.place.is_none();
    let beside = if generic && body.place.is_none() { beside(before, mentions, book) } else { None };
    if generic && body.place.is_none() && !left.national {
        body.place = beside.clone().or_else(|| scene(source, left.start));
    }
    let bare = generic || (alone && head.form == Form::Municipal);
    let joins = first_of(after, JOINS).is_some() && last_of(before, "与 和").is_some();
    if bare && beside.is_none() && !joins && last_of(before, SPOKEN_TO).is_some() {
        (body.mentioned, body.host) = (false, true);
    }
    let answers =
        first_of(after, "已采纳 采纳 均已采纳 全部采纳 已全部采纳 已整改 已改判 改判 已发回 已立案 据此立案").is_some();
    let helps =
        first_of(after, "配合下 协助下 支持下 帮助下 大力支持下 支持配合下 积极配合下 通力配合下 指导下 协调下 协作下")
            .is_some();
    if helps || answers || last_of(before, URGED).is_some() {
        body.host = true;
    }
    if *head.kind == *"government" && (after_news(source, left.start, end) || hosts(after)) {
        body.host = true;
    }
    let titled = last_of(source.before(end), "院 局 厅 部 署").is_some();
    let proper = titled && left.others.is_empty();
    let whole = Span::new(left.start, end);
    let placed = Placed { whole, name_end: end, place: left.place.as_ref(), others: &left.others };
    placed.enter(source, body, proper, book, mentions);
    end
}

/// What bodies do together: 与警方联手.
const JOINS: &str =
    "联手 联合 合作 协作 密切 共同 携手 联动 建立 配合 开展 协同 签署 通力 一道 一起 会签 无缝 强化 加强";

/// The subdivision of the body that stands just before and acts with this one: 厦门市税务局与警方.
fn beside(before: &str, mentions: &[Mention], book: &Book) -> Option<Id> {
    let last = mentions.last().filter(|m| m.proper)?;
    let link = last_of(before, "与 和 会同 联合 协同 及 携手 同 联手")?;
    let place = book.so_far().agencies.get(last.index)?.place.clone()?;
    (last.span.end + link.len() == before.len() && place.contains('-')).then_some(place)
}

/// scene = "在" place "，": the place of the general name after it (在河南，税务部门).
pub fn scene(source: Source<'_>, at: usize) -> Option<Id> {
    let before = source.before(at).strip_suffix('，')?;
    let (span, code) = place_ending(source, before.len())?;
    source.before(span.start).ends_with('在').then_some(code)
}

/// Whether a verb of doing follows a group at once, or after a word of how it was done.
fn acts(after: &str) -> bool {
    const HOW: [&str; 19] = [
        "全年",
        "上半年",
        "同期",
        "今年",
        "去年",
        "本月",
        "上月",
        "并",
        "亦",
        "也",
        "临柜",
        "柜面",
        "共",
        "合共",
        "已",
        "累计",
        "成功",
        "及时",
        "协助",
    ];
    let after = dated(under(after));
    let after = HOW.iter().chain(&["主动", "依法", "即时"]).fold(after, |i, w| i.strip_prefix(w).unwrap_or(i));
    first_of(
        after,
        "拦阻 拦截 拦下 截停 停话 停断话 断话 下架 移除 退回 发出 劝止 劝阻 冻结 止付 通报 关停 封停 堵截 查控 圈存 处理 拒绝 暂停 发现 识别 清理 排查 管控 关闭 \
        注销 上报 报送 提供 追回 返还 发放 开立 核验 核实 约束 限制 移送 移交 受理 阻止",
    )
    .is_some()
}

/// under = 在 .{1,24} (督导 | 协助 | 配合 | 要求) 下 ，: under whose guidance a group acts.
fn under(after: &str) -> &str {
    let Some(rest) = after.strip_prefix('在') else { return after };
    let Some((head, rest)) = rest.split_once('，') else { return after };
    let led = ["督导下", "指导下", "协助下", "要求下", "配合下", "通知后"].iter().any(|w| head.ends_with(w));
    if led && head.chars().count() <= 24 { rest } else { after }
}

/// dated = (由 | 自)? (今年 | 去年)? N月 起? ，?: since when it acts.
fn dated(after: &str) -> &str {
    let rest = after.trim_start_matches(['由', '自']);
    let rest = ["今年", "去年"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let month = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let Some(rest) = month.strip_prefix('月').filter(|_| month.len() < rest.len()) else { return after };
    let rest = rest.strip_prefix('份').or_else(|| rest.strip_prefix('起')).unwrap_or(rest);
    rest.strip_prefix('，').unwrap_or(rest)
}

/// Whether a body is only said to hold a press conference: what it is that speaks there is told next.
fn hosts(after: &str) -> bool {
    let near: String = after.chars().take(14).take_while(|c| !"，。；".contains(*c)).collect();
    ["举行", "召开", "举办"].iter().any(|w| near.contains(w)) && ["记者会", "发布会"].iter().any(|w| near.contains(w))
}

/// Whether a body's name is that of a news office.
fn after_news(source: Source<'_>, start: usize, end: usize) -> bool {
    source.text.get(start..end).is_some_and(|n| n.contains("新闻办"))
}

/// The subdivision of the body named just before, in the same paragraph: that of 全市检察机关.
fn near(source: Source<'_>, at: usize, mentions: &[Mention], book: &Book) -> Option<Id> {
    let last = mentions.last()?;
    let between = source.text.get(last.span.end..at)?;
    let place = book.so_far().agencies.get(last.index)?.place.clone()?;
    (last.proper && between.len() <= NEAR && !between.contains('\n') && place.contains('-')).then_some(place)
}

fn last_place(book: &Book) -> Option<Id> {
    book.so_far().agencies.last().and_then(|a| a.place.clone())
}

/// chain = name ( unit | further name )*: the kind is that of the last name, a unit leaves it.
fn chain(source: Source<'_>, mut head: Head, mut end: usize) -> (Head, usize) {
    for _ in 0..4 {
        let Some(word) = source.words.starting(end) else { break };
        let Some(next) = self::head(source, word) else { break };
        // 香港海关|毒品调查科: what a part is called may be a body elsewhere.
        let part = head.place.is_some() && last_of(word.span.of(source.text), "科 组 队 课").is_some();
        if next.form != Form::Unit && !part {
            head.kind = next.kind;
            if level(next.form) != Level::Open {
                head.form = next.form;
            }
            head.place = next.place.or(head.place);
        }
        end = word.span.end;
    }
    (head, end)
}

/// branch = name place branch-word: 人民银行济南分行, 国家外汇管理局山东省分局.
fn branch(source: Source<'_>, head: Head, end: usize) -> (Head, usize) {
    let found = || {
        let word = source.words.starting(end)?;
        let code = place(source.lexicon, word, source.home)?;
        let rest = source.after(word.span.end);
        let level = first_of(rest, "省 市 壮族自治区 自治区").map_or(0, str::len);
        let branch = first_of(rest.get(level..)?, BRANCHES)?;
        Some((Head { place: Some(code), form: Form::Provincial, ..head.clone() }, word.span.end + level + branch.len()))
    };
    if let Some(found) = found() {
        return found;
    }
    let end = sub_bureau(source, &head, end);
    (head, end)
}

/// 上海市公安局|黄浦分局: the name of a sub-bureau, with a district before it that the ontology need not know.
fn sub_bureau(source: Source<'_>, head: &Head, end: usize) -> usize {
    if head.form != Form::Municipal {
        return end;
    }
    let mut at = end;
    for c in source.after(end).chars().take(5) {
        if let Some(word) = first_of(source.after(at), "分局 派出所").filter(|_| at > end) {
            return at + word.len();
        }
        if !is_han(c) {
            break;
        }
        at += c.len_utf8();
    }
    end
}

const BRANCHES: &str = "检察分署 分院 分关 分行 中心支行 营业管理部 分局 监管局 监管分局 分公司 支行 办事处 分署 特派员办事处 税务局 专员办 总站 \
    市中心支行";

fn level_of(head: &Head, left: &Left) -> Level {
    match level(head.form) {
        _ if left.place.as_ref().is_some_and(|(_, p)| p.contains('-')) || left.local => Level::Local,
        _ if left.national || left.place.is_some() => Level::National,
        found => found,
    }
}

fn place_of(head: &Head, left: &Left) -> Option<Id> {
    let place = left.place.as_ref().map(|(_, code)| code);
    match (&head.place, place) {
        // 中国公安部 and 中国人民银行 in a list of places stay what they are.
        (Some(own), Some(place)) if Lexicon::country(own) == &**place => Some(own.clone()),
        (_, Some(place)) => Some(place.clone()),
        (Some(own), None) if !left.local => Some(own.clone()),
        _ => None,
    }
}
