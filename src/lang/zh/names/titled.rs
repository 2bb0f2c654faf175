//! Names between marks: campaigns (“云剑”“断卡”等专项行动) and laws (《反电信网络诈骗法》), and known ones without marks.

use std::collections::BTreeMap;

use super::{Source, first_of, is_han, last_of};
use crate::bulletin::{Id, Span};
use crate::lang::han::quoted::{LAW, Marks};
use crate::lexicon::Scheme;
use crate::names::key::key;
use crate::names::{Book, sense};
use crate::token::{Kind, Token};

/// How many bytes a campaign's name may have.
const CAMPAIGN: usize = 60;

/// Enters the campaigns and laws of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    let mut aliases = BTreeMap::new();
    let mut free = 0;
    for (at, c) in source.text.char_indices() {
        let Some(close) = MARKS.closing(c) else { continue };
        if at < free {
            continue;
        }
        let inside = at + c.len_utf8();
        let Some(end) = MARKS.end_of(source, inside, close) else { continue };
        if matches!(c, '《' | '〈') && apposed(source, at) {
            // 第28008号法律《海关犯罪法》 is one law: its number names it.
            free = end;
        } else if matches!(c, '《' | '〈') {
            law(source, Span::new(inside, end), &mut aliases, book);
            free = end;
        } else if let Some(to) = campaigns(source, at, book) {
            free = to;
        } else {
            quoted_law(source, Span::new(inside, end), book);
        }
    }
    known(source, book);
    numbered(source, book);
}

/// Whether the number of a law stands right before its title.
fn apposed(source: Source<'_>, at: usize) -> bool {
    let before = source.before(at);
    let Some(kind) = last_of(before, "号法律 号法令 号组织法") else { return false };
    let number = before[..before.len() - kind.len()].chars().next_back();
    number.is_some_and(|c| c.is_ascii_digit())
}

/// numbered = 第 digits 号 [ 《…》 ] ( 法律 | 法令 | 组织法 ), without marks: 第30096号法律.
fn numbered(source: Source<'_>, book: &mut Book) {
    for (at, mark) in source.text.match_indices('第') {
        let rest = &source.text[at + mark.len()..];
        let length = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'-')).count();
        let Some(kind) = rest[length..].strip_prefix('号').and_then(|r| first_of(r, "法律 法令 组织法")) else {
            continue;
        };
        let marked = source.before(at).ends_with(['《', '〈', '“', '「']);
        if length > 0 && !marked {
            let name = Span::new(at, at + mark.len() + length + '号'.len_utf8() + kind.len());
            book.law(name, key(name.of(source.text)), false, source.written(name));
        }
    }
}

/// The marks that names stand between.
const MARKS: Marks = Marks {
    pairs: &[('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('〈', '〉'), ('"', '"')],
    breaks: &['\n', '《', '“', '「'],
    separators: "、 和 与 及 以及 ，",
    titles: &['《', '〈'],
};

/// Words between a list of names and the word for what they name.
const BETWEEN: &str = "等 系列 一系列 专项 專項 集中 联合 聯合 统一 打击 整治 严打 夏季 冬季 国际 执法 收网 清查 治理 重大 大 跨国 \
    跨境 反诈 打击整治 打击治理 打击犯罪 国门 禁毒 经济犯罪 追逃 专案 这一 的 破案 攻坚 缉私 全国 公安 缉毒 护航 \
    区域 同步 多国 警务 ） 百日 春季 秋季 暑期 年度 春运 海上 边境 走私 打私 安保 集群 两个 三个 四个 五个 六个 多个 几个 \
    两项 三项 四项 五项 六项 多项 几项 两大 三大 四大 专门 部署";
const ACTIONS: &str = "行动 专项 专案 战役 会战 攻势 斗争 专班行动 计划行动 集群战役";

/// campaigns = quoted ( [separator] quoted )* between* action; gives where the list ends.
fn campaigns(source: Source<'_>, at: usize, book: &mut Book) -> Option<usize> {
    let (names, end) = MARKS.list(source, at);
    let mut rest = source.after(end);
    // A gloss in brackets: 「曉光」（あかつき）專案.
    rest = gloss(rest)
        .filter(|after| first_of(after, ACTIONS).is_some() || first_of(after, BETWEEN).is_some())
        .unwrap_or(rest);
    for _ in 0..6 {
        let Some(word) = first_of(rest, BETWEEN).filter(|_| first_of(rest, ACTIONS).is_none()) else { break };
        rest = &rest[word.len()..];
    }
    let acts = first_of(rest, ACTIONS).is_some() || against(source.after(end));
    let acts = acts && first_of(rest, "专项资金 行动计划 行动方案 专项债").is_none();
    let called = last_of(source.before(at), "代号 代号为 名为").is_some();
    let mut any = false;
    let alone = names.len() == 1;
    for span in names {
        let (bare, suffixed) = bare(source, span);
        let known = source.words.naming(bare, Scheme::Campaign).or_else(|| source.words.naming(span, Scheme::Campaign));
        if bare.start < bare.end
            && (acts && fits(source, bare)
                || known.is_some() && first_of(span.of(source.text), ORDINARY).is_none()
                || series(source, bare).is_some()
                || called
                || suffixed && fits(source, bare))
        {
            enter_campaign(source, bare, Span::new(span.start, span.end), known, book);
            any = true;
            if let Some(glossed) = glossed(source.after(end)).filter(|_| alone) {
                book.campaign_called(glossed);
            }
        }
    }
    any.then_some(end)
}

/// against = ( 打击 | 整治 … ) Han{1,16} ( 行动 | 专项 … ): “海盾”打击海上走私专项行动.
fn against(rest: &str) -> bool {
    let Some(verb) = first_of(rest, "严厉打击 依法打击 打击 整治 清理整治 治理 防范 查处 严打 保护 缉捕 集中打击")
    else {
        return false;
    };
    let object = &rest[verb.len()..];
    let mut ends = object.char_indices().skip(1).take(16).take_while(|(_, c)| is_han(*c));
    ends.any(|(at, _)| first_of(&object[at..], "专项行动 行动 战役 会战 攻势 专项斗争").is_some())
}

/// What follows a bracket that begins here.
fn gloss(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let window = &inner[..inner.floor_char_boundary(CAMPAIGN)];
    let close = window.find(['）', ')'])?;
    inner[close..].strip_prefix(['）', ')'])
}

/// The name in another language that the brackets hold with which a text begins: “假镜”（Espejo Falso）.
fn glossed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let gloss = &inner[..inner.len() - gloss(text)?.len()];
    let bare = gloss.trim_end_matches(['）', ')']).trim_matches(['“', '”', '「', '」', '"']);
    (!bare.is_empty() && !bare.contains(['，', '。', '：', '以'])).then_some(bare)
}

/// Names of campaigns that are said of other things too: they need the word for what they name.
const ORDINARY: &str = "零容忍";

/// Whether a quoted name can be that of a campaign: short, one phrase, and no publicity.
fn fits(source: Source<'_>, span: Span) -> bool {
    let name = span.of(source.text);
    name.len() <= CAMPAIGN
        && !name.contains(['，', '。', '！', '？', '；'])
        && !name.contains("宣传")
        && !name.contains("全民反诈")
}

/// A name without its "行动", and whether it had one that tells a campaign (全民反诈在行动 has none).
fn bare(source: Source<'_>, span: Span) -> (Span, bool) {
    let name = span.of(source.text);
    let suffix = last_of(name, "集中统一行动 专项行动 行动 专案 专项");
    let Some(suffix) = suffix.filter(|s| s.len() < name.len()) else { return (span, false) };
    let rest = &name[..name.len() - suffix.len()];
    // 同步掃黑行動專案: two words for what it is.
    let second = last_of(rest, "行动 专案 专项").filter(|s| s.len() < rest.len()).map_or(0, str::len);
    let (rest, suffix) = (&rest[..rest.len() - second], &name[rest.len() - second..]);
    if rest.ends_with(['在', '的', '我', '年']) {
        return (span, false);
    }
    (Span::new(span.start, span.end - suffix.len()), true)
}

fn enter_campaign(source: Source<'_>, name: Span, token: Span, known: Option<Id>, book: &mut Book) {
    let written = source.written(name);
    if let Some(dated) = dated(source, name) {
        book.campaign(token, dated, false, written);
        return;
    }
    match known {
        Some(id) => book.campaign(token, id.to_string(), true, written),
        None => book.campaign(token, campaign_key(source, name), false, written),
    }
}

/// The key of the only one of a series that a text tells of with its year, where it names it without (“净网”, “净网2024”).
fn dated(source: Source<'_>, name: Span) -> Option<String> {
    let bare = name.of(source.text);
    let mut years: Vec<Span> = Vec::new();
    for (at, _) in source.text.match_indices(bare).take(MENTIONS) {
        let rest = source.after(at + bare.len());
        let year = rest.strip_prefix(['-', '—', '·']).unwrap_or(rest);
        let digits = year.bytes().take_while(u8::is_ascii_digit).count();
        let whole = Span::new(at, at + bare.len() + rest.len() - year.len() + digits);
        let closed = year[digits..].starts_with(['”', '"', '」', '』', '’']);
        if digits == 4 && year.starts_with("20") && closed && source.before(at).ends_with(['“', '"', '「', '『', '‘'])
        {
            years.push(whole);
        } else if digits > 0 {
            return None;
        }
    }
    let first = years.first()?;
    years.iter().all(|y| y.of(source.text) == first.of(source.text)).then(|| campaign_key(source, *first))
}

/// How many mentions of an operation are looked at for its year.
const MENTIONS: usize = 50;

/// The key of a campaign that the ontology does not know; one of a known series in a later year takes the id of the
/// series, so that it is the same in every language (净网2023).
fn campaign_key(source: Source<'_>, name: Span) -> String {
    series(source, name).unwrap_or_else(|| key(name.of(source.text)))
}

/// The key of a campaign whose name is that of a known series and a year: 护航2023.
fn series(source: Source<'_>, name: Span) -> Option<String> {
    let word = source.words.starting(name.start).filter(|w| w.span.end < name.end)?;
    let year = &source.text[word.span.end..name.end];
    let numeral = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '·' | '年' | ' ');
    let series = sense(word, Scheme::Campaign).filter(|_| year.chars().all(numeral))?;
    Some(format!("{}{}", series.id.as_str(), key(year)))
}

/// How the titles of laws, notices with the force of law, and plans end.
const LAW_ENDS: &str = "法 法律 条例 條例 规定 規定 办法 辦法 细则 决定 通知 通告 公告 意见 规则 准则 法典 规范 方案 计划 規劃 规划 纲要 \
    綱要 纲领 綱領 解释 解釋 指引 制度 公约 公約 协定 议定书 条约 宪法 修正案 批复 会议纪要 纪要 标准 命令 法令 \
    法案 草案 原则 原則 责任制 清单 措施 要点 协议 宣言 章程 若干措施 实施方案 罚则 指导意见 通则 标准化规定 令 \
    举措 规程 规约 备忘录";

fn is_law(name: &str) -> bool {
    let bare = match name.rfind(['（', '(']).filter(|_| name.ends_with(['）', ')'])) {
        Some(open) => &name[..open],
        None => name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'),
    };
    bare.chars().count() > 2
        && last_of(bare, LAW_ENDS).is_some()
        && last_of(bare, "说法 看法 做法 想法 方法 手法 与法 魔法 书法 普法 打法").is_none()
}

fn law(source: Source<'_>, name: Span, aliases: &mut BTreeMap<String, (String, bool)>, book: &mut Book) {
    let written = name.of(source.text);
    let (key, is_known) = if let Some(entry) = aliases.get(written) {
        entry.clone()
    } else {
        let known = law_id(source, name);
        if known.is_none() && !is_law(written) {
            return;
        }
        let is_known = known.is_some();
        (known.map_or_else(|| key(written), |id| id.to_string()), is_known)
    };
    book.law(name, key.clone(), is_known, source.written(name));
    alias(source, name, (key, is_known), aliases);
}

/// The known law that a name means, with or without the name of the country before and a bracket after it.
fn law_id(source: Source<'_>, name: Span) -> Option<Id> {
    let written = name.of(source.text);
    let lead = first_of(written, "中华人民共和国").map_or(0, str::len);
    let tail = written.rfind(['（', '(']).filter(|_| written.ends_with(['）', ')'])).unwrap_or(written.len());
    let core = Span::new(name.start + lead, name.start + tail.max(lead));
    source.words.naming(name, Scheme::Law).or_else(|| source.words.naming(core, Scheme::Law))
}

/// alias = "（以下简称" [“ 《] short: the short name means the same law.
fn alias(source: Source<'_>, name: Span, entry: (String, bool), aliases: &mut BTreeMap<String, (String, bool)>) {
    let rest = source.after(name.end);
    let Some(rest) = rest.strip_prefix('》') else { return };
    let marks = "（以下简称 (以下简称 （以下称 （以下统称 （以下简称为 （简称 （下称";
    let Some(mark) = first_of(rest, marks) else { return };
    let rest = rest[mark.len()..].trim_start_matches(['《', '“', '「', '"', '为', ' ']);
    let window = &rest[..rest.floor_char_boundary(LAW)];
    if let Some(end) = window.find(['》', '”', '」', '"', '）', ')']) {
        aliases.insert(window[..end].to_owned(), entry);
    }
}

/// A law or a plan in quotation marks: one that is known, or one whose title ends as such.
fn quoted_law(source: Source<'_>, name: Span, book: &mut Book) {
    let written = name.of(source.text);
    let titled = last_of(
        written.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'),
        "条例 纲领 纲要 办法 规划 原则 规定 行动计划",
    );
    if let Some(id) = law_id(source, name) {
        book.law(name, id.to_string(), true, source.written(name));
    } else if titled.is_some() && written.chars().count() >= 7 && !written.contains(['，', '。']) {
        book.law(name, key(written), false, source.written(name));
    }
}

/// Known campaigns and laws that stand without marks: a campaign only where its "行动" follows.
fn known(source: Source<'_>, book: &mut Book) {
    for word in source.words.0 {
        let written = word.span.of(source.text);
        let marked = source.after(word.span.end).starts_with(['”', '》', '」', '"', '’', '』']);
        let named = |t: &Token| matches!(t.kind, Kind::Campaign(_)) && t.span.overlaps(word.span);
        if marked || book.so_far().tokens.iter().rev().take(400).any(named) {
            continue;
        }
        if let Some(law) = sense(word, Scheme::Law) {
            let part = source.after(word.span.end).starts_with(['学', '庭', '院', '律', '官', '定']);
            if !part {
                book.law(word.span, law.id.to_string(), true, source.written(word.span));
            }
        } else if let Some(campaign) = sense(word, Scheme::Campaign) {
            let rest = source.after(word.span.end);
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '—' | '-'));
            let rest = first_of(rest, "专项 系列 集中").map_or(rest, |w| rest.strip_prefix(w).unwrap_or(rest));
            if first_of(rest, ACTIONS).is_some() || last_of(written, "行动 工作").is_some() {
                let name = Span::new(word.span.start, source.text.len() - rest.len());
                let year = source.text[word.span.end..name.end].trim_end_matches(|c: char| !c.is_ascii_digit());
                let name = Span::new(word.span.start, word.span.end + year.len());
                let known = (name == word.span).then(|| campaign.id.clone());
                let (bare, _) = bare(source, name);
                enter_campaign(source, bare, name, known, book);
            }
        }
    }
}
