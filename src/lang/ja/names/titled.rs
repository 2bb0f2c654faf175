//! Names of campaigns (「断卡」行動, 「ファースト・ライト」作戦) and laws (「反電信網絡詐欺法」, 犯罪収益移転防止法), between marks and without.

use std::collections::BTreeMap;

use super::{Source, first_of, is_han, is_katakana, last_of, shinjitai};
use crate::bulletin::{Id, Span};
use crate::lang::han::quoted::{LAW, Marks};
use crate::lexicon::{Concept, Scheme, Word};
use crate::names::japanese::key;
use crate::names::{Book, sense};

/// How many bytes a campaign's name may have.
const CAMPAIGN: usize = 75;

/// Enters the campaigns and laws of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    let mut called = BTreeMap::new();
    let mut free = 0;
    for (at, c) in source.text.char_indices() {
        let Some(close) = MARKS.closing(c).filter(|_| at >= free) else { continue };
        let inside = at + c.len_utf8();
        let Some(end) = MARKS.end_of(source, inside, close) else { continue };
        if let Some(to) = campaigns(source, at, &mut called, book) {
            free = to;
        } else {
            quoted_law(source, Span::new(inside, end), book);
        }
    }
    unmarked(source, book);
    laws(source, book);
}

/// The marks that names stand between.
const MARKS: Marks = Marks {
    pairs: &[('「', '」'), ('『', '』'), ('“', '”'), ('《', '》'), ('〈', '〉'), ('"', '"')],
    breaks: &['\n', '「', '『', '“', '。'],
    separators: "、 と や 及び および ・",
    titles: &[],
};

/// Words between a list of names and the word for what they name.
const BETWEEN: &str = "の など 等 （ ） と名付けた と名づけた と名付けられた と称する という と呼ばれる と題した 合同 共同 国際 特別 一斉 集中 統一 摘発 \
    取締り 取り締まり 緝毒 反詐欺 サイバー 専項 偽りの鏡 大規模 国境 な 名の による 全国 掃討 検挙";
const ACTIONS: &str = "作戦 オペレーション 行動 キャンペーン 大作戦 特別取締り 集中取締り 一斉取締り 専案";
/// What leads to the name of a campaign.
const LEADS: &str = "特別行動 特別行動（ 作戦名 作戦名は オペレーション 国際作戦 合同作戦 共同作戦 特別作戦 専項行動 一斉摘発作戦 作戦 行動 集中取締り";

/// campaigns := [ lead ] quoted ( [separator] quoted )* between* action; gives where the list ends
fn campaigns(source: Source<'_>, at: usize, called: &mut BTreeMap<String, bool>, book: &mut Book) -> Option<usize> {
    let (names, end) = MARKS.list(source, at);
    let acts = acts(source.after(end)) || last_of(source.before(at), LEADS).is_some();
    let mut any = false;
    let alone = names.len() == 1;
    for span in names {
        let (name, gloss) = glossed(source, span);
        let (bare, suffixed) = bare(source, name);
        let called_so = |s: Span| source.words.naming(s, Scheme::Campaign).or_else(|| in_chinese(source, s));
        let known = called_so(bare).or_else(|| called_so(name)).or_else(|| called_so(gloss?));
        let written = bare.of(source.text);
        let fits = fits(written) && source.words.naming(span, Scheme::Law).is_none() && !is_law(written);
        if bare.start < bare.end && (known.is_some() || fits && (acts || suffixed || called.contains_key(written))) {
            called.insert(written.to_owned(), true);
            enter(source, bare, span, known, book);
            any = true;
            // 「エスペホ・ファルソ」（偽りの鏡）: what the name says.
            if let Some(said) = said_behind(source.after(end)).filter(|_| alone) {
                book.campaign_called(said);
            }
        }
    }
    any.then_some(end)
}

/// What stands in the brackets that a text begins with, without marks: a name in another language or what it says.
fn said_behind(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('（')?;
    let window = &inner[..inner.floor_char_boundary(CAMPAIGN)];
    let gloss = &window[..window.find('）')?];
    let bare = first_of(gloss, "スペイン語で 英語で 中国語で 日本語で").map_or(gloss, |lead| &gloss[lead.len()..]);
    let bare = last_of(bare, "の意味 の意 を意味する という意味").map_or(bare, |tail| &bare[..bare.len() - tail.len()]);
    Some(bare.trim_matches(['「', '」', '“', '”', '、', '=', ' '])).filter(|g| fits(g) && !g.is_empty())
}

/// glossed := name ('（' gloss '）')?: a name with its own in another language behind it
fn glossed(source: Source<'_>, span: Span) -> (Span, Option<Span>) {
    let written = span.of(source.text);
    let inner = written.strip_suffix(['）', ')']);
    let Some((name, gloss)) =
        inner.and_then(|w| w.rsplit_once(['（', '('])).filter(|(n, g)| !n.is_empty() && !g.is_empty())
    else {
        return (span, None);
    };
    let close = written.len() - inner.map_or(0, str::len);
    let end = span.end - close;
    (Span::new(span.start, span.start + name.len()), Some(Span::new(end - gloss.len(), end)))
}

/// The campaign that the ontology knows under a name of China, in characters of either country (断鏈, 断链).
fn in_chinese(source: Source<'_>, name: Span) -> Option<Id> {
    let written = name.of(source.text);
    if written.chars().count() < 2 || !written.chars().all(is_han) {
        return None;
    }
    let chinese = shinjitai::chinese(written);
    let named =
        |c: &Concept| c.labels.iter().any(|l| l.language.starts_with("zh") && (l.text == chinese || l.text == written));
    source.lexicon.concepts(Scheme::Campaign).find(|(_, c)| named(c)).map(|(id, _)| id.clone())
}

/// Whether the words after a list of names say that they are operations.
fn acts(mut rest: &str) -> bool {
    for _ in 0..6 {
        if let Some(action) = first_of(rest, ACTIONS) {
            let rest = &rest[action.len()..];
            return first_of(rest, "計画 指針 規範 を起こ 基準").is_none();
        }
        // A gloss in brackets: 「エスペホ・ファルソ」（偽りの鏡）と名付けた作戦.
        if let Some(gloss) = rest.strip_prefix('（') {
            let window = &gloss[..gloss.floor_char_boundary(CAMPAIGN)];
            let Some(close) = window.find('）') else { return false };
            rest = &gloss[close + '）'.len_utf8()..];
            continue;
        }
        let Some(word) = first_of(rest, BETWEEN) else { return false };
        rest = &rest[word.len()..];
    }
    false
}

/// Whether a quoted name can be that of a campaign: short, one phrase, and no slogan.
fn fits(name: &str) -> bool {
    name.len() <= CAMPAIGN
        && !name.contains(['、', '。', '！', '？', '!', '?'])
        && last_of(name, "運動 月間 週間 の日").is_none()
}

/// A name without its 作戦, and whether it had one.
fn bare(source: Source<'_>, span: Span) -> (Span, bool) {
    let name = span.of(source.text);
    if let Some(rest) = name.strip_prefix("オペレーション・").or_else(|| name.strip_prefix("オペレーション"))
    {
        return (Span::new(span.end - rest.len(), span.end), true);
    }
    let suffix = last_of(name, "合同作戦 作戦 特別行動 行動 大作戦 キャンペーン オペレーション 専項行動");
    let Some(suffix) = suffix.filter(|s| s.len() < name.len()) else { return (span, false) };
    let rest = &name[..name.len() - suffix.len()];
    if rest.ends_with(['の', 'な', 'る']) {
        return (span, false);
    }
    (Span::new(span.start, span.start + rest.trim_end_matches('・').len()), true)
}

fn enter(source: Source<'_>, name: Span, token: Span, known: Option<Id>, book: &mut Book) {
    let written = source.written(name);
    match known {
        Some(id) => book.campaign(token, id.to_string(), true, written),
        None => book.campaign(token, key(&shinjitai::chinese(written)), false, written),
    }
}

/// Operations without marks: a known name, or one in katakana after オペレーション, before 作戦.
fn unmarked(source: Source<'_>, book: &mut Book) {
    let marked = |span: Span| source.after(span.end).starts_with(['」', '』', '”', '》', '"']);
    for word in source.words.0 {
        let Some(campaign) = sense(word, Scheme::Campaign).filter(|_| !marked(word.span)) else { continue };
        let led = last_of(source.before(word.span.start), "オペレーション オペレーション・ 特別行動").is_some();
        if led || acts(source.after(word.span.end)) {
            let id = Some(campaign.id.clone());
            enter(source, word.span, word.span, id, book);
        }
    }
    for (at, lead) in source.text.match_indices("オペレーション・") {
        let from = at + lead.len();
        let name: usize =
            source.after(from).chars().take(30).take_while(|c| is_katakana(*c) || *c == '・').map(char::len_utf8).sum();
        let span = Span::new(from, from + name);
        if name > 0 && source.words.starting(from).is_none() && !marked(span) {
            enter(source, span, Span::new(at, span.end), None, book);
        }
    }
}

/// How the titles of laws, rules with the force of law, and plans end.
const LAW_ENDS: &str = "法 法律 条例 規則 施行令 勅令 政令 省令 府令 憲法 刑法 法典 規程 条約 協定 議定書 計画 基本計画 大綱 総合対策 緊急対策プラン \
    規定 弁法 通知 公告 通告 意見 指針 ガイドライン 勅令 布告 告示 細則 綱領 プラン 戦略 総合計画 規制 法令 決定 法案 要綱 行動計画 号 施策";
const NO_LAW: &str = "方法 手法 用法 無法 違法 合法 司法 立法 療法 寸法 作法 文法 製法 解法 憲法記念日 論法 話法 技法 便法 件数の計画 その法 同法 新法 \
    旧法 現行法 改正法 関連法 魔法 書法 投資法 操作方法 対策法 戦法 関係法 国法 本法 各法 法令 関係法令 国内法 個別法 特別法";

fn is_law(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.chars().count() > 2
        && last_of(name, LAW_ENDS).is_some()
        && (last_of(name, NO_LAW).is_none() || name.chars().count() >= OWN && last_of(name, SPECIAL).is_some())
}

/// Words that are no law by themselves, but end the long titles of some.
const SPECIAL: &str = "特別法 対策法";
/// The fewest characters of such a title.
const OWN: usize = 8;

/// A law or a plan between marks: one that is known, or one whose title ends as such.
fn quoted_law(source: Source<'_>, name: Span, book: &mut Book) {
    let written = source.written(name);
    let known = source.words.starting(name.start).filter(|w| w.span == name).and_then(|w| of_home(source, w));
    if let Some(id) = known {
        book.law(name, id.to_string(), true, written);
    } else if is_law(written) && written.chars().count() >= 4 && !written.contains(['。', '！', '？']) {
        book.law(name, key(&shinjitai::chinese(written)), false, written);
    }
}

/// What follows the name of a law, or makes of it a part of another word.
const NO_LAW_BEFORE: &str = "学 廷 人 務 制 則 科 律相談 定 曹 案 益 犯";

/// Laws without marks: the known ones, and a run of characters that ends in 法 or 条例 before what follows a law.
fn laws(source: Source<'_>, book: &mut Book) {
    let marks = ['」', '』', '”', '》', '"'];
    for word in source.words.0 {
        let Some(law) = of_home(source, word) else { continue };
        let rest = source.after(word.span.end);
        if !rest.starts_with(marks) && first_of(rest, NO_LAW_BEFORE).is_none() {
            book.law(word.span, law.to_string(), true, source.written(word.span));
        }
    }
    numbered(source, book);
    for end in ["法", "条例"] {
        for (at, mark) in source.text.match_indices(end) {
            unknown(source, at + mark.len(), end, book);
        }
    }
}

/// numbered := ( 法律 | 政令 ) 第 digits 号 | 第 digits 号 ( 法律 | 法 ): 法律第28008号
fn numbered(source: Source<'_>, book: &mut Book) {
    for (at, mark) in source.text.match_indices('第') {
        let rest = &source.text[at + mark.len()..];
        let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'-')).count();
        let Some(after) = rest[digits..].strip_prefix('号').filter(|_| digits > 0) else { continue };
        let end = source.text.len() - after.len();
        let lead = last_of(source.before(at), "法律 政令 大統領令 共和国法");
        let tail = if lead.is_none() { first_of(after, "法律 法令") } else { None };
        // The laws of Japan bear the year before their number (平成11年法律第137号), behind their title.
        let start = at - lead.map_or(0, str::len);
        let dated = source.before(start).ends_with('年');
        if (lead.is_some() || tail.is_some()) && !dated {
            let name = Span::new(start, end + tail.map_or(0, str::len));
            book.law(name, key(&shinjitai::chinese(source.written(name))), false, source.written(name));
        }
    }
}

/// The law that a word names: of several the one of the country that the text is at home in, as its id tells (jpPatentAct).
fn of_home(source: Source<'_>, word: &Word<'_>) -> Option<Id> {
    let home = source.home.unwrap_or("").to_ascii_lowercase();
    let laws = || word.senses.iter().filter(|s| s.scheme == Scheme::Law);
    let own = laws().find(|s| !home.is_empty() && s.id.starts_with(&home));
    own.or_else(|| laws().next()).map(|s| s.id.clone())
}

/// What stands after the name of a law that the ontology does not know.
const AFTER_LAW: &str = "違反 （ に基づ の改正 の施行 が施行 を施行 第 に違反 の規定 の罰則 等違反 上の の一部 施行 が改正 を改正 により に抵触 で定め の運用 の適用";

fn unknown(source: Source<'_>, end: usize, ending: &str, book: &mut Book) {
    let rest = source.after(end);
    if first_of(rest, AFTER_LAW).is_none() {
        return;
    }
    let in_title = |c: &char| is_han(*c) || is_katakana(*c) || matches!(c, '々' | '・');
    let before = source.before(end - ending.len());
    let run: usize = before.chars().rev().take(20).take_while(in_title).map(char::len_utf8).sum();
    let start = end - ending.len() - run;
    let name = source.text.get(start..end).unwrap_or("");
    // 改正 and 新 before a name are no part of it; a place before one of its ordinances is.
    let lead = first_of(name, "改正 同 旧 新 現行").map_or(0, str::len);
    let span = Span::new(start + lead, end);
    // A known law that this is, or of whose name it is a part (大麻取締法及び…の一部を改正する法律).
    let known = |w: &Word<'_>| w.span.end > start && sense(w, Scheme::Law).is_some();
    let covered = source.words.within(start.saturating_sub(LAW), end).iter().any(known);
    let written = span.of(source.text);
    if !covered && is_law(written) && written.chars().count() >= 4 {
        book.law(span, key(&shinjitai::chinese(written)), false, source.written(span));
    }
}
