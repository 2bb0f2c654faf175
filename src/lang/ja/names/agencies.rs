//! Bodies: `[place | level]* name [unit | further name | station]*`, so that 警視庁捜査第二課 is one body and 福岡、熊本両県警
//! are two.

use super::left::{Left, left};
use super::{Source, again, first_of, is_han, is_katakana, last_of};
use crate::bulletin::{Id, Span};
use crate::lang::han::bodies::{Head, Mention, Placed};
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::names::{Body, Book, level, link, place, sense};
use crate::token::{Kind, Level, Token};

/// How far a sentence is looked through for what a government does in it, in bytes.
const NEAR: usize = 600;
/// How many bodies a list may have.
const ITEMS: usize = 20;
/// How many places back "the local police" are looked for.
const BACK: usize = 40;

/// The body that a word of the lexicon names.
fn head(lexicon: &Lexicon, word: &Word<'_>) -> Option<Head> {
    if let Some(agency) = sense(word, Scheme::Agency) {
        let kind = link(lexicon, &agency.id, "agencyKind")?.clone();
        let place = link(lexicon, &agency.id, "place").cloned();
        return Some(Head { kind, place, form: Form::National });
    }
    let mut senses = word.senses.iter().filter(|s| s.scheme == Scheme::AgencyKind);
    let named = senses.find(|s| s.form != Form::Group)?;
    Some(Head { kind: named.id.clone(), place: None, form: named.form })
}

/// Enters the bodies of a text and gives their mentions in order.
pub fn read(source: Source<'_>, book: &mut Book) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut free = 0;
    for word in source.words.0 {
        if word.span.start < free {
            continue;
        }
        let end = if let Some((head, end)) = police(source, word) {
            let at = Span::new(word.span.start, end);
            enter(source, at, (head, Left { start: at.start, ..Left::default() }), book, &mut mentions)
        } else if let Some(head) = head(source.lexicon, word) {
            one(source, word.span, head, book, &mut mentions)
        } else {
            group(source, word, book, &mut mentions).or_else(|| government(source, word, book, &mut mentions))
        };
        free = end.unwrap_or(free);
    }
    again::read(source, &mentions, book);
    mentions
}

/// police := prefecture ( 警 | 警察 | 警本部 | 警察本部 ), whose name the prefecture's own runs into
fn police(source: Source<'_>, word: &Word<'_>) -> Option<(Head, usize)> {
    let code = place(source.lexicon, word, Some("JP"))?;
    last_of(word.span.of(source.text), "県 府 道 州")?;
    let rest = source.after(word.span.end);
    let tail = first_of(rest, "警察本部 警本部 警察 警")?;
    if no_body(rest.get(tail.len()..)?, tail) {
        return None;
    }
    let head = Head { kind: Id::new("publicSecurity"), place: Some(code), form: Form::Provincial };
    Some((head, word.span.end + tail.len()))
}

/// What makes of the name before it a person, a thing or a paper.
const NO_BODY: &str = "官 員 犬 白書 手帳 学校 組織 相談専用 大学 大学校 行政 車両 無線 新聞 法 戒 備 告 報 視 史 礼 棒 庁舎 人員 受理 発表資料 \
    統計 制度 改革 病院 証券 口座 カード 振込 振り込み 預金 窓口 融資 取引 強盗 ローン 職員になりすま 規則 指令 加盟国";

fn no_body(rest: &str, name: &str) -> bool {
    // 警察庁組織犯罪対策第二課 is a part of the body, 警察組織 is none.
    let role = |w: &&str| !(*w == "法" && rest.starts_with("法務") || *w == "組織" && rest.starts_with("組織犯罪"));
    first_of(rest, NO_BODY).filter(role).is_some_and(|w| w != "庁舎" || name.chars().count() <= 2)
}

/// Those whose names swindlers use, and those whom readers are told to call, do not act.
const MASKED: &str = "を名乗 をかた を騙 を装 になりすま などを名乗 等を名乗 などをかた などを装 をよそお や検察を と名乗 を自称 の職員を名乗 \
    の職員をかた の名をかた 職員を名乗";
const SPOKEN_TO: &str = "に相談 へ相談 に通報 へ通報 に連絡 へ連絡 に届け へ届け や家族に や専用窓口 などに相談 等に相談 への相談 への通報 \
    に情報提供 に申告 に知らせ に問い合わせ との連携 や専用";

/// What shows that a body is spoken to, worked with or named as a source: it does not do what the sentence tells.
const NO_DOER: &str = "に対し へ の要請 の協力 に要請 に通報 に提供 に引き渡 に移送 に連絡 に報告 に勧告 に求め に委託 に情報 に依頼 に申し入れ に働きかけ \
    と合わせ と併せ とあわせ との と連携 と協力 と合同 と共同 と情報 と連名 からの から提供 から通報 から要請 から情報 から寄せ から引き渡 \
    から送致 から送検 から受理 から受け から引き継 から通告 から委託 から照会 から指摘 などから 等から からも \
    から身柄 を通じ 向け に相談 に告発 に送致 に引き継 に送付 に寄せ に申請 に届け 並びに関係 とともに と共に \
    の保護命令 の令状 の許可を の命令に の決定に";

/// Whether a body whose name ends here, alone or in a list with others, is no doer.
fn no_doer(source: Source<'_>, mut end: usize) -> bool {
    for _ in 0..ITEMS {
        let rest = source.after(end);
        let Some(separator) = first_of(rest, "、 ・ と や 及び および 並びに") else { break };
        let next = source.words.starting(end + separator.len()).filter(|w| head(source.lexicon, w).is_some());
        let Some(next) = next else { break };
        end = next.span.end;
    }
    let rest = source.after(end);
    let rest = first_of(rest, "など 等 ら").map_or(rest, |w| &rest[w.len()..]);
    first_of(rest, NO_DOER).is_some()
}

/// Whether the ministry of finance tells what the customs did, which is named soon behind it.
fn speaks_for_customs(source: Source<'_>, at: Span, end: usize) -> bool {
    let rest = source.after(end);
    at.of(source.text) == "財務省" && rest[..rest.floor_char_boundary(900.min(rest.len()))].contains("税関")
}

/// One name with all that belongs to it: enters its mentions and gives where it ends.
fn one(source: Source<'_>, at: Span, head: Head, book: &mut Book, mentions: &mut Vec<Mention>) -> Option<usize> {
    let left = left(source, at.start);
    let rest = source.after(at.end);
    let placed = left.place.is_some() || left.local || left.national || left.there || left.same;
    if no_body(rest, at.of(source.text)) || (head.form == Form::Unit && left.place.is_none()) {
        return Some(at.end);
    }
    let name = at.of(source.text);
    if !placed
        && matches!(name, "県警" | "府警" | "道警" | "市警")
        && let Some(last) = again::before(source, mentions, at.start, name)
    {
        act_again(source, at, last.index, book);
        return Some(chain(source, Head { kind: head.kind.clone(), ..head }, at.end).1);
    }
    // 検察 after a procuratorate with a name is that one again.
    if !placed && head.form == Form::Generic && matches!(&*head.kind, "procuratorate" | "court") {
        let same = |m: &&Mention| book.so_far().agencies.get(m.index).is_some_and(|a| a.kind == head.kind);
        if let Some(last) = mentions.iter().rev().take(12).find(|m| m.proper).filter(same) {
            book.agency_again(at, last.index);
            return Some(at.end);
        }
    }
    if !placed && needs_place(&head, name) {
        if !NOBODYS.split_whitespace().any(|n| n == name) {
            act_as_group(source, at, head.kind, book, mentions);
        }
        return Some(at.end);
    }
    enter(source, at, (head, left), book, mentions)
}

/// Another mention of a body: one that only was worked with where it was named acts where nobody works with it.
fn act_again(source: Source<'_>, at: Span, index: usize, book: &mut Book) {
    let named = book.so_far().agencies.get(index).filter(|a| a.host && !no_doer(source, at.end));
    let Some(named) = named else { return book.agency_again(at, index) };
    let (place, level) = (named.place.clone(), named.level);
    let body = Body { mentioned: named.mentioned, ..Body::new(named.kind.clone(), place, level) };
    book.agency(at, body, source.written(at));
}

/// Names that are no body by themselves, only in a place.
const NEED_PLACE: &str = "派出所 支部 出張所 刑務所 拘置所 少年院 消防署 児童相談所 保健所 市役所 区役所 消防 議会 当局 規制当局 消費生活センター \
    警察署 税務署 労働基準監督署 県庁 消費者センター 国税 政法部門 刑事施設 知事部局 裁判機関 合同捜査本部 捜査本部 労働局 少年鑑別所 \
    保護観察所 法務局 教育委員会 ハローワーク 公共職業安定所 市会 教委 分署 特別裁判所 入国管理センター 福祉事務所 国税事務所 税関支署 政府 \
    消防本部 消防局 財務事務所 環境局 教育局 司法局 税務局 財務局 調査部 監視部 地裁支部 支局";

/// Of these those that are nobody's in particular even where they act.
const NOBODYS: &str =
    "当局 規制当局 政府 議会 消防 国税 知事部局 支部 支局 出張所 調査部 監視部 市会 合同捜査本部 捜査本部 裁判機関";

/// group := name-of-a-group subject: an unnamed group that acts (金融機関は1万8千口座を利用停止とし)
fn group(source: Source<'_>, word: &Word<'_>, book: &mut Book, mentions: &mut Vec<Mention>) -> Option<usize> {
    let sense = word.senses.iter().find(|s| s.scheme == Scheme::AgencyKind && s.form == Form::Group)?;
    act_as_group(source, word.span, sense.id.clone(), book, mentions).then_some(word.span.end)
}

/// subject := (など | 等 | 側)? (は | が | も | による), no figure of their own behind it (地方銀行が4,570件 is a class of them)
fn is_subject(rest: &str) -> bool {
    let rest = first_of(rest, "など 等 側").map_or(rest, |w| &rest[w.len()..]);
    let Some(particle) = first_of(rest, "は が も による") else { return false };
    let rest = rest[particle.len()..].trim_start_matches(['約', '、']);
    let counts = rest.starts_with(|c| crate::lang::han::digit(c).is_some());
    // 金融機関は1万8千口座を利用停止とし: what is counted is its object.
    let object = rest.find(['を', '、', '。', 'で', 'と', '（']).is_some_and(|at| rest[at..].starts_with('を'));
    (!counts || object) && first_of(rest, "全体 最も 最多 多 少な およそ").is_none()
}

/// Enters an unnamed group where it acts; it is no body of the bulletin.
fn act_as_group(source: Source<'_>, at: Span, kind: Id, book: &mut Book, mentions: &mut Vec<Mention>) -> bool {
    let inside = |c: char| is_han(c) || is_katakana(c) || c.is_alphanumeric() && c.is_ascii();
    let alone = source.before(at.start).chars().next_back().is_none_or(|c| !inside(c));
    if !alone || !is_subject(source.after(at.end)) {
        return false;
    }
    let body = Body { mentioned: false, ..Body::new(kind, None, Level::Open) };
    let index = book.agency(at, body, source.written(at));
    mentions.push(Mention { span: at, name: at, index, acts: false, proper: false });
    true
}

fn needs_place(head: &Head, name: &str) -> bool {
    head.place.is_none() && NEED_PLACE.split_whitespace().any(|n| n == name)
}

/// Enters a name with what stands before and after it; gives where it ends.
fn enter(
    source: Source<'_>,
    at: Span,
    (head, left): (Head, Left),
    book: &mut Book,
    mentions: &mut Vec<Mention>,
) -> Option<usize> {
    let (head, end) = chain(source, head, at.end);
    let whole = Span::new(left.start, end);
    let mut body = Body::new(head.kind.clone(), place_of(source, &head, &left, book), level_of(&head, &left));
    let rest = source.after(end);
    if first_of(rest, MASKED).is_some() {
        return Some(end);
    }
    let generic = matches!(head.form, Form::Generic | Form::Label) && left.place.is_none();
    if generic && first_of(rest, SPOKEN_TO).is_some() {
        (body.mentioned, body.host) = (false, true);
    }
    body.host |= no_doer(source, end) || speaks_for_customs(source, at, end);
    let proper = !generic;
    let placed = Placed { whole, name_end: at.end, place: left.place.as_ref(), others: &left.others };
    placed.enter(source, body, proper, book, mentions);
    Some(end)
}

/// chain := name ( unit | further name | station )*: the kind is that of the last name, a unit leaves it.
fn chain(source: Source<'_>, mut head: Head, mut end: usize) -> (Head, usize) {
    for _ in 0..4 {
        if let Some(to) = station(source, &head, end) {
            end = to;
            continue;
        }
        let Some(word) = source.words.starting(end) else { break };
        let unit =
            word.senses.iter().any(|s| s.scheme == Scheme::AgencyKind && s.form == Form::Unit && s.id == head.kind);
        if !unit {
            let Some(next) = self::head(source.lexicon, word) else { break };
            if next.place.as_ref().is_some_and(|p| Some(p) != head.place.as_ref()) {
                break;
            }
            if next.form != Form::Unit {
                head.kind = next.kind;
            }
        }
        end = word.span.end;
    }
    (head, end)
}

/// station := one to five Han characters, then 署: the name of a police station after that of its force.
fn station(source: Source<'_>, head: &Head, from: usize) -> Option<usize> {
    if *head.kind != *"publicSecurity" {
        return None;
    }
    let rest = source.after(from);
    let name: usize = rest.chars().take(6).take_while(|c| is_han(*c) && *c != '署').map(char::len_utf8).sum();
    let tail = rest.get(name..)?.strip_prefix('署')?;
    let whole = name > 0 && !tail.starts_with(['長', '名', '員']) && !rest.starts_with(['各', '両', '同', '最']);
    whole.then_some(from + name + '署'.len_utf8())
}

/// What the people of a prefecture or a city read of its government's doings.
const DOINGS: &str = "発表し 公表し 明らかにし まとめ 配信し 呼びかけ 呼び掛け 発信し 行政処分 命じ 措置命令 指名停止 施行し 表彰し 制定し \
    設置し 注意喚起 開設し 実施し 勧告し 条例を 支給し 取り消し";

/// government := place ( は | も | が ) … doing: a prefecture or a city that acts by its own name
fn government(source: Source<'_>, word: &Word<'_>, book: &mut Book, mentions: &mut Vec<Mention>) -> Option<usize> {
    let code = place(source.lexicon, word, source.home).filter(|c| c.contains('-'))?;
    last_of(word.span.of(source.text), "県 府 都 道 市 区")?;
    let rest = source.after(word.span.end);
    let subject = rest.strip_prefix(['は', 'も', 'が'])?;
    if source.before(word.span.start).ends_with('の') {
        return None;
    }
    let sentence = &subject[..subject.floor_char_boundary(NEAR)];
    let sentence = sentence.split(['。', '\n']).next().unwrap_or("");
    // Another body or a count before the doing is its subject.
    if !DOINGS.split_whitespace().any(|d| sentence.contains(d)) || sentence.starts_with(['最', '多', '全']) {
        return None;
    }
    let body = Body::new(Id::new("government"), Some(code), Level::Local);
    let index = book.agency(word.span, body, word.span.of(source.text));
    mentions.push(Mention { span: word.span, name: word.span, index, acts: true, proper: true });
    Some(word.span.end)
}

fn level_of(head: &Head, left: &Left) -> Level {
    match level(head.form) {
        _ if left.place.as_ref().is_some_and(|(_, p)| p.contains('-')) || left.local || left.same => Level::Local,
        _ if left.national || left.place.is_some() => Level::National,
        _ if head.place.as_ref().is_some_and(|p| p.contains('-')) => Level::Local,
        // 地方裁判所 and 税関 without a place are all of the country's, in a bulletin that is national.
        _ if head.form == Form::Municipal && !left.there => Level::Open,
        found => found,
    }
}

fn place_of(source: Source<'_>, head: &Head, left: &Left, book: &Book) -> Option<Id> {
    let place = left.place.as_ref().map(|(_, code)| code);
    match (&head.place, place) {
        // 日本警察庁 stays what it is.
        (Some(own), Some(place)) if Lexicon::country(own) == &**place => Some(own.clone()),
        // 在フィリピン日本大使館 is Japan's.
        (Some(own), Some(_)) if source.before(left.start).ends_with('在') => Some(own.clone()),
        (_, Some(place)) => Some(place.clone()),
        (Some(own), None) if !left.local => Some(own.clone()),
        _ if left.there => there(source, left.start, book),
        _ if left.same => places_before(book, left.start).find(|code| code.contains('-')).cloned(),
        _ => None,
    }
}

/// The place that "the local police" are of: the last one named abroad, else the last one.
fn there(source: Source<'_>, at: usize, book: &Book) -> Option<Id> {
    let abroad = |code: &&Id| source.home != Some(Lexicon::country(code));
    places_before(book, at).find(abroad).or_else(|| places_before(book, at).next()).cloned()
}

/// The places that were named before a byte, the last one first.
fn places_before(book: &Book, at: usize) -> impl Iterator<Item = &Id> {
    let tokens = &book.so_far().tokens;
    let read = &tokens[..tokens.partition_point(|t| matches!(t.kind, Kind::Place(_)) && t.span.start < at)];
    read.iter().rev().take(BACK).filter_map(code)
}

fn code(token: &Token) -> Option<&Id> {
    if let Kind::Place(code) = &token.kind { Some(code) } else { None }
}
