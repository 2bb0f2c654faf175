//! Persons with posts: `[body の] name [（reading）] post`, `[body] post の name 氏`, and the short forms that follow (李報道官,
//! 小野寺氏, 室長).

use std::collections::BTreeMap;

use super::{Source, first_of, is_han, is_katakana, last_of, person};
use crate::bulletin::{Id, Span};
use crate::lang::han::bodies::Mention;
use crate::lexicon::{Lexicon, Scheme};
use crate::names::{Body, Book, place, sense};
use crate::token::Level;

/// How many bytes may stand between a body and a person of it.
const NEAR: usize = 90;
/// How many persons of one document are looked for again.
const PERSONS: usize = 120;
/// How many bytes a bracket with a reading or an age may have.
const BRACKET: usize = 90;

struct Found {
    span: Span,
    index: usize,
    role: Span,
}

/// Enters the officials of a text, and the later mentions of their names.
pub fn read(source: Source<'_>, bodies: &[Mention], book: &mut Book) {
    let mut found: Vec<Found> = Vec::new();
    for word in source.words.0 {
        if sense(word, Scheme::Post).is_some() && !inside(source, word.span) {
            found.extend(official(source, word.span, bodies, book));
        }
    }
    for word in source.words.0 {
        // 横山英幸大阪市長: the post's name runs into that of the city.
        let city =
            word.span.of(source.text).ends_with(['市', '区', '町', '村']) && sense(word, Scheme::Place).is_some();
        if city && source.after(word.span.end).starts_with('長') {
            let post = Span::new(word.span.end - '市'.len_utf8(), word.span.end + '長'.len_utf8());
            found.extend(mayor(source, word.span, post, bodies, book));
        }
    }
    for word in source.words.0 {
        // 西原健吾調査部長: the unit that the post is of runs into its name.
        let unit = word.span.of(source.text).ends_with(['部', '課', '局', '室', '隊', '署', '所']);
        let named = word.senses.iter().any(|s| s.scheme == Scheme::AgencyKind);
        if unit && named && source.after(word.span.end).starts_with('長') {
            let post = Span::new(word.span.end - '部'.len_utf8(), word.span.end + '長'.len_utf8());
            if !inside(source, post) && !found.iter().any(|f| f.role.overlaps(post)) {
                found.extend(official(source, post, bodies, book));
            }
        }
    }
    found.sort_by_key(|f| f.span.start);
    again(source, &found, book);
}

/// name city 長
fn mayor(source: Source<'_>, city: Span, post: Span, bodies: &[Mention], book: &mut Book) -> Option<Found> {
    let edge = bodies[..bodies.partition_point(|m| m.span.end <= city.start)].last().map_or(0, |m| m.span.end);
    let name = person::ending(source, city.start, edge)?;
    let code = source.words.starting(city.start).and_then(|w| place(source.lexicon, w, source.home));
    let agency = book.body(unnamed("government", code, Level::Local));
    let written = source.written(name);
    let index = book.official(name, written, person::key_of(written, None, true), post.of(source.text), Some(agency));
    Some(Found { span: name, index, role: post })
}

/// Whether a post is the beginning of another word (長官官房, 局長級).
fn inside(source: Source<'_>, post: Span) -> bool {
    first_of(source.after(post.end), "官房 級 職 会 補佐官 室 選 会議 団").is_some()
}

fn official(source: Source<'_>, post: Span, bodies: &[Mention], book: &mut Book) -> Option<Found> {
    let (name, reading) = before_post(source, post, bodies).or_else(|| after_post(source, post))?;
    let agency = body_of(source, post, name, bodies, book);
    let country = |i: usize| book.so_far().agencies.get(i).and_then(|a| a.place.clone());
    let japan = agency.and_then(country).map_or(source.home == Some("JP"), |p| Lexicon::country(&p) == "JP");
    let written = source.written(name);
    // 小野寺室長 after 小野寺秀明: the surname of one who was named before is nobody new.
    let surname = |full: &str| full.len() > written.len() && person::surname(full) == written;
    if book.so_far().officials.iter().any(|o| surname(&o.name)) {
        return None;
    }
    let key = person::key_of(written, reading, japan);
    let index = book.official(name, written, key, post.of(source.text), agency);
    Some(Found { span: name, index, role: post })
}

/// Parts of posts that stand between a name and the post's own word: 谷滋行刑事局長.
const PARTS: &str = "刑事 生活安全 交通 警備 公安 総務 警務 監督 審査 関税 国際 広報 企画 捜査 捜査二 捜査一 課税 調査 政策 総括 組織犯罪対策 首席 主席 \
    筆頭 上席 統括 生活環境 生活経済 サイバー犯罪対策 少年 交通企画 特捜 次席 主任 業務 監視 在留管理 消費者 取引 地域 国際捜査 経済安全 矯正 保護 \
    サイバー警察 特殊詐欺対策 交通総務 交通指導 交通捜査 交通規制 生活安全総務 刑事総務 人身安全 国際犯罪対策 捜査第二 捜査第一 生安 生活安全企画 暴力団対策 薬物銃器対策";

/// name [（…）] [part | place | body] post
fn before_post<'a>(source: Source<'a>, post: Span, bodies: &[Mention]) -> Option<(Span, Option<&'a str>)> {
    let part = last_of(source.before(post.start), PARTS).map_or(0, str::len);
    // 吉村洋文大阪府知事: the name of what the post is of stands between.
    let of = source.words.ending(post.start).filter(|w| sense(w, Scheme::Post).is_none());
    let ends = [Some(post.start), (part > 0).then_some(post.start - part), of.map(|w| w.span.start)];
    let edge = |at: usize| {
        let last = bodies.partition_point(|m| m.span.end <= at);
        last.checked_sub(1).map_or(0, |i| bodies[i].span.end)
    };
    let named = ends.into_iter().flatten().find_map(|at| {
        let (end, bracket) = before_bracket(source, at);
        Some((person::ending(source, end, edge(end))?, bracket))
    });
    // A name that is not known stands before all the words of the post: 水谷隆司交通総務課長.
    let mut ends = vec![post.start];
    while let Some(part) = last_of(source.before(ends[ends.len() - 1]), PARTS).filter(|_| ends.len() < 4) {
        ends.push(ends[ends.len() - 1] - part.len());
    }
    let known = || ends.iter().skip(2).find_map(|at| person::ending(source, *at, edge(*at)).map(|name| (name, None)));
    let led =
        || person::leading(source, post.start).filter(|name| name.start >= edge(name.start)).map(|name| (name, None));
    let unknown = || {
        let (end, bracket) = before_bracket(source, *ends.last()?);
        Some((person::unknown(source, end, edge(end))?, bracket))
    };
    named.or_else(known).or_else(led).or_else(unknown).or_else(|| before_unit(source, post).map(|name| (name, None)))
}

/// ( の | mark ) name-in-katakana unit post: 同事務所のベネディクト・ハーウッド|東南アジア・太平洋地域|副代表
fn before_unit(source: Source<'_>, post: Span) -> Option<Span> {
    let before = source.before(post.start);
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR * 2))..];
    let from = near.rfind(['の', '、', '。', '\n', '　', '」', '）'])?;
    let start = before.len() - near.len() + from + near[from..].chars().next()?.len_utf8();
    let end = person::starting(source, start).filter(|end| *end < post.start)?;
    let unit = source.text.get(end..post.start)?;
    let foreign = source.text.get(start..end)?.contains('・');
    let plain = unit.starts_with(is_han) && unit.chars().all(|c| is_han(c) || is_katakana(c) || c == '・');
    (foreign && plain).then(|| Span::new(start, end))
}

/// post の name, where 氏 or a bracket or a mark follows
fn after_post(source: Source<'_>, post: Span) -> Option<(Span, Option<&str>)> {
    let rest = source.after(post.end);
    let lead = ["の", "・", "　", " ", "、"].into_iter().find(|l| rest.starts_with(l))?;
    let start = post.end + lead.len();
    let end = person::starting(source, start)?;
    let (to, bracket) = after_bracket(source, end);
    let called = first_of(source.after(to), "氏 さん").is_some();
    let sure =
        called || lead != "、" && (first_of(source.after(to), "、 は が 検事 警視正").is_some() || bracket.is_some());
    sure.then_some((Span::new(start, end), bracket))
}

/// Where a bracket that ends at a byte begins, and the reading in it.
fn before_bracket(source: Source<'_>, end: usize) -> (usize, Option<&str>) {
    let before = source.before(end);
    let Some(inner) = before.strip_suffix('）') else { return (end, None) };
    let from = inner.len().saturating_sub(BRACKET);
    let window = &inner[inner.ceil_char_boundary(from)..];
    match window.rfind('（') {
        Some(open) => (inner.len() - window.len() + open, Some(&window[open + '（'.len_utf8()..])),
        None => (end, None),
    }
}

fn after_bracket(source: Source<'_>, from: usize) -> (usize, Option<&str>) {
    let Some(inner) = source.after(from).strip_prefix('（') else { return (from, None) };
    let window = &inner[..inner.floor_char_boundary(BRACKET)];
    match window.find('）') {
        Some(close) => (from + '（'.len_utf8() + close + '）'.len_utf8(), Some(&window[..close])),
        None => (from, None),
    }
}

/// Posts of a government that tell their body by themselves.
const MINISTERS: [(&str, &str); 14] = [
    ("法相", "justice"),
    ("法務大臣", "justice"),
    ("国家公安委員長", "publicSecurity"),
    ("国家公安委員会委員長", "publicSecurity"),
    ("厚労相", "health"),
    ("厚生労働相", "health"),
    ("総務相", "telecomRegulator"),
    ("文科相", "education"),
    ("環境相", "environment"),
    ("首相", "government"),
    ("財務相", "government"),
    ("外相", "government"),
    ("官房長官", "government"),
    ("警視総監", "publicSecurity"),
];

/// The body that a post is of: the one just before it or its name, that of the post itself, else the one named last.
fn body_of(source: Source<'_>, post: Span, name: Span, bodies: &[Mention], book: &mut Book) -> Option<usize> {
    let first = name.start.min(post.start);
    let before = &bodies[..bodies.partition_point(|m| m.span.start < first)];
    let last = before.last();
    let joined = |m: &&Mention| {
        let between = source.text.get(m.span.end..first);
        between.is_some_and(|b| b.len() <= NEAR && !b.contains(['。', '、', '\n', '「', '」']))
    };
    if let Some(beside) = last.filter(joined) {
        return Some(beside.index);
    }
    // 露木康浩・警察庁長官: the body stands between the name and the post.
    let within = bodies.iter().rev().find(|m| m.span.start >= name.end && m.span.end <= post.start);
    if let Some(within) = within {
        return Some(within.index);
    }
    let written = post.of(source.text);
    if written.ends_with("知事") {
        let place = governed(source, first);
        let level = if place.is_some() { Level::Local } else { Level::Open };
        return Some(book.body(unnamed("government", place, level)));
    }
    if let Some((_, kind)) = MINISTERS.iter().find(|(p, _)| *p == written) {
        let home = source.home.map(Id::new);
        let place = if written == "警視総監" { Some(Id::new("JP-13")) } else { home };
        return Some(book.body(unnamed(kind, place, Level::National)));
    }
    // 多田和明監督局長: the body that has such a unit.
    let units = source.words.within(name.end.min(post.start), post.end);
    let kinds = units.iter().flat_map(|w| w.senses).filter(|s| s.scheme == Scheme::AgencyKind).map(|s| &s.id);
    let kinds: Vec<&Id> = kinds.collect();
    let of_unit = |m: &&Mention| book.so_far().agencies.get(m.index).is_some_and(|a| kinds.contains(&&a.kind));
    let near = || before.iter().rev().take(12).filter(|m| m.acts);
    near().find(of_unit).or_else(|| near().next()).or(last).map(|m| m.index)
}

fn unnamed(kind: &str, place: Option<Id>, level: Level) -> Body {
    Body { mentioned: false, ..Body::new(Id::new(kind), place, level) }
}

/// The prefecture that was named last.
fn governed(source: Source<'_>, at: usize) -> Option<Id> {
    let words = source.words.within(0, at);
    words.iter().rev().take(30).find_map(|w| place(source.lexicon, w, source.home).filter(|c| c.contains('-')))
}

/// Enters later mentions: the full name, the surname before a post or 氏, and the post alone at the beginning of a clause.
fn again(source: Source<'_>, found: &[Found], book: &mut Book) {
    let mut taken: Vec<Span> = found.iter().map(|f| f.span).collect();
    taken.sort_unstable();
    let free = |at: usize| taken.binary_search_by_key(&at, |t| t.start).is_err();
    let mut short: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for person in found {
        let name = book.so_far().officials[person.index].name.clone();
        let bearers = short.entry(person::surname(&name).to_owned()).or_default();
        bearers.push((person.span.start, person.index));
    }
    for (name, bearers) in short.iter_mut().take(PERSONS) {
        bearers.sort_unstable();
        for (at, _) in source.text.match_indices(name.as_str()) {
            if !free(at) || source.before(at).chars().next_back().is_some_and(is_han) {
                continue;
            }
            // Of several persons of one surname the one named last.
            let last = bearers.partition_point(|(start, _)| *start < at).saturating_sub(1);
            let index = bearers[last].1;
            let full = book.so_far().officials[index].name.clone();
            if source.after(at).starts_with(&full) {
                book.person_again(Span::new(at, at + full.len()), index, &full);
            } else if called(source, at + name.len()) {
                book.person_again(Span::new(at, at + name.len()), index, name);
            }
        }
    }
    posts(source, found, book);
}

/// A post alone at the beginning of a clause: the person last named who holds it.
fn posts(source: Source<'_>, found: &[Found], book: &mut Book) {
    for word in source.words.0.iter().filter(|w| sense(w, Scheme::Post).is_some()) {
        let before = source.before(word.span.start).chars().next_back();
        let alone = before.is_none_or(|c| matches!(c, '。' | '、' | '\n' | '同'));
        let subject = first_of(source.after(word.span.end), "は も によ に が").is_some();
        let earlier = &found[..found.partition_point(|f| f.span.start < word.span.start)];
        if let Some(last) = earlier.last().filter(|_| alone && subject) {
            let post = word.span.of(source.text);
            if last.role.of(source.text).ends_with(post) {
                book.person_again(word.span, last.index, post);
            }
        }
    }
}

/// Whether what calls a person by the surname follows.
fn called(source: Source<'_>, at: usize) -> bool {
    let post = source.words.starting(at).is_some_and(|w| sense(w, Scheme::Post).is_some());
    post || first_of(source.after(at), "氏 さん").is_some() || part_of_post(source, at)
}

/// A post with a part before it: 谷刑事局長.
fn part_of_post(source: Source<'_>, at: usize) -> bool {
    first_of(source.after(at), PARTS)
        .is_some_and(|part| source.words.starting(at + part.len()).is_some_and(|w| sense(w, Scheme::Post).is_some()))
}
