//! Persons with posts: `[body] [unit] post ( "、" … post )* name`, or `name "，" [body] post`.

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::{Source, first_of, is_han, last_of, person};
use crate::bulletin::Span;
use crate::lang::han::bodies::Mention;
use crate::lexicon::{Lexicon, Scheme};
use crate::names::key::{chinese_person, key};
use crate::names::person::japanese_at_start;
use crate::names::{Book, sense};

/// How many characters a unit between a body and a post may have.
const UNIT: usize = 14;
/// How many persons of one document are looked for again.
const PERSONS: usize = 2000;

/// Enters the officials of a text, and the later mentions of their names.
pub fn read(source: Source<'_>, bodies: &[Mention], book: &mut Book) {
    let mut found: Vec<(Span, usize)> = Vec::new();
    for word in source.words.0 {
        if sense(word, Scheme::Post).is_some() {
            found.extend(official(source, word.span, bodies, book));
        }
    }
    for body in bodies {
        // 公安局长, 行政院长: the post's name runs into that of the body.
        let chief = first_of(source.after(body.span.end), "长");
        let ends = last_of(body.span.of(source.text), "局 厅 部 院 处 署 队 所");
        if let (Some(chief), Some(ends)) = (chief, ends) {
            let post = Span::new(body.span.end - ends.len(), body.span.end + chief.len());
            found.extend(official(source, post, bodies, book));
        }
    }
    found.sort_unstable_by_key(|(span, _)| span.start);
    again(source, &found, book);
}

fn official(source: Source<'_>, post: Span, bodies: &[Mention], book: &mut Book) -> Option<(Span, usize)> {
    let role = Span::new(role_start(source, post.start), post.end);
    let written = after_post(source, role).or_else(|| before_post(source, role, bodies));
    let (name, role) = written.or_else(|| abroad(source, role, bodies, book))?;
    let agency = body_of(source, post, role, bodies);
    let folded = name.of(source.text);
    let key = if folded.contains(['·', '•', '・']) { key(folded) } else { chinese_person(folded) };
    Some((name, book.official(name, source.written(name), key, source.written(role), agency)))
}

/// body post name, where the body is one of Japan or South-East Asia, whose names begin with no surname of China
fn abroad(source: Source<'_>, role: Span, bodies: &[Mention], book: &Book) -> Option<(Span, Span)> {
    let body = adjacent(source, role.start, bodies)?;
    let place = book.so_far().agencies.get(body.index)?.place.as_deref()?;
    let other = matches!(Lexicon::country(place), "TH" | "LA" | "KH" | "MM" | "ID" | "MY" | "VN" | "PH" | "JP");
    let length = person::spoken(source.after(role.end)).filter(|_| other)?;
    Some((Span::new(role.end, role.end + length), role))
}

/// post [ "（" … "）" ] name
fn after_post(source: Source<'_>, role: Span) -> Option<(Span, Span)> {
    let mut end = role.end;
    let rest = source.after(end);
    if rest.starts_with(['（', '(']) {
        let close = rest.char_indices().take(14).find(|(_, c)| matches!(c, '）' | ')'))?;
        end += close.0 + close.1.len_utf8();
    }
    let start = end
        + source.after(end).chars().take_while(|c| matches!(c, ' ' | '\u{3000}')).map(char::len_utf8).sum::<usize>();
    let length = person::at_start(source.after(start))?;
    Some((Span::new(start, start + length), Span::new(role.start, end)))
}

/// name ( "，" | "（" | "是" ) [body] [unit] post
fn before_post(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<(Span, Span)> {
    if source.after(role.end).chars().next().is_some_and(is_han) && !person::speaks(source.after(role.end)) {
        return None;
    }
    let body = adjacent(source, role.start, bodies).map_or(role.start, |m| m.span.start);
    let before = source.before(body);
    let Some(separator) = last_of(before, "， （ ( ，系 ，是 ，现任 是 系") else {
        return (body == role.start).then(|| name_and_post(source, role, bodies)).flatten();
    };
    let end = body - separator.len();
    let run: String = source.before(end).chars().rev().take_while(|c| is_han(*c) || *c == '·').take(12).collect();
    let start = end - run.len();
    let name: String = run.chars().rev().collect();
    person::is_name(&name).then_some((Span::new(start, end), role))
}

/// name post, at the beginning of a part of a sentence and before a verb of speech or a stop: 安以南副检察长介绍
fn name_and_post(source: Source<'_>, role: Span, bodies: &[Mention]) -> Option<(Span, Span)> {
    let part = |c: &char| is_han(*c) && *c != '的' || *c == '·';
    let foreign: String = source.before(role.start).chars().rev().take_while(part).take(24).collect();
    if foreign.contains('·') {
        return foreign_and_post(source, role, foreign.len(), bodies).map(|name| (name, role));
    }
    if let Some(name) = japanese_and_post(source, role) {
        return Some((name, role));
    }
    let run: String = source.before(role.start).chars().rev().take_while(|c| is_han(*c)).take(5).collect();
    let name: String = run.chars().rev().collect();
    let whole = (2..=4).contains(&name.chars().count()) && person::is_name(&name) && !person::is_word(&name);
    whole.then(|| (Span::new(role.start - name.len(), role.start), role))
}

/// The name in parts before a rank, behind its body (意大利宪兵|埃莱娜·罗西尼|上校), behind 的 that parts it from its body
/// (国民警卫队的|贝亚特丽斯·萨尔瓦铁拉·希尔|少校), or at the beginning of a part of a sentence.
fn foreign_and_post(source: Source<'_>, role: Span, length: usize, bodies: &[Mention]) -> Option<Span> {
    let start = role.start - length;
    let last = bodies[..bodies.partition_point(|m| m.span.end < role.start)].last();
    let behind = last.map(|m| m.span.end).filter(|end| *end > start);
    let apart = source.before(start).ends_with('的') || !source.before(start).ends_with(is_han);
    let name = Span::new(behind.or_else(|| apart.then_some(start))?, role.start);
    person::is_name(name.of(source.text)).then_some(name)
}

/// The Japanese name before a rank, after its body or a unit of it: 日本警察厅组织犯罪对策部|朝仓大辅|警视说.
fn japanese_and_post(source: Source<'_>, role: Span) -> Option<Span> {
    let before = source.before(role.start);
    let starts = before.char_indices().rev().take(6).take_while(|(_, c)| is_han(*c)).map(|(at, _)| at);
    let whole = |at: &usize| japanese_at_start(&before[*at..]) == Some(before.len() - at);
    let start = starts.skip(2).filter(whole).last()?;
    let led = source.words.ending(start).is_some() || last_of(&before[..start], UNIT_ENDS).is_some();
    led.then(|| Span::new(start, role.start))
}

/// The beginning of a role: 党组成员、副院长, 新闻发言人、政策法规司司长.
fn role_start(source: Source<'_>, at: usize) -> usize {
    let mut start = at;
    for _ in 0..4 {
        let mut comma = start;
        for c in source.before(start).chars().rev().take(UNIT) {
            comma -= c.len_utf8();
            if !is_han(c) {
                break;
            }
        }
        let earlier = source
            .after(comma)
            .starts_with(['、', '兼'])
            .then(|| source.words.ending(comma))
            .flatten()
            .filter(|w| sense(w, Scheme::Post).is_some());
        match earlier {
            Some(word) => start = word.span.start,
            None => break,
        }
    }
    start
}

const UNIT_ENDS: &str = "司 处 局 室 部 厅 庭 队 中心 办 组 院 所 科 站 委 会 课 署";

/// The body that a post is of by its place in the words: the one just before it, with a unit between or none.
fn adjacent(source: Source<'_>, at: usize, bodies: &[Mention]) -> Option<Mention> {
    let last = bodies.get(bodies.partition_point(|m| m.span.start < at).checked_sub(1)?)?;
    if last.span.end >= at {
        return Some(*last);
    }
    let between = source.text.get(last.span.end..at)?;
    let unit = between.chars().count() <= UNIT && between.chars().all(is_han) && last_of(between, UNIT_ENDS).is_some();
    unit.then_some(*last)
}

/// Posts that are above any body that a text happens to name last.
const HIGH: &str =
    "省长 副省长 市长 副市长 总理 副总理 首相 总统 大臣 部长 副部长 国务委员 县长 区长 州长 行政长官 议员 大使 主席";

/// The body that a post is of: the one beside it, else the last one of its sentence, its paragraph, the text.
fn body_of(source: Source<'_>, post: Span, role: Span, bodies: &[Mention]) -> Option<usize> {
    if let Some(beside) = adjacent(source, post.start, bodies).or_else(|| adjacent(source, role.start, bodies)) {
        return Some(beside.index);
    }
    if HIGH.split(' ').any(|h| h == post.of(source.text)) {
        return None;
    }
    let before = &bodies[..bodies.partition_point(|m| m.span.start < role.start)];
    before.iter().rev().take(12).find(|m| m.acts).or(before.last()).map(|m| m.index)
}

/// Enters every later mention of the full names.
fn again(source: Source<'_>, found: &[(Span, usize)], book: &mut Book) {
    let officials = &book.so_far().officials;
    let mut names: Vec<(String, u32)> = officials
        .iter()
        .take(PERSONS)
        .enumerate()
        .map(|(i, o)| (o.name.clone(), u32::try_from(i).unwrap_or(0)))
        .collect();
    names.sort();
    names.dedup_by(|a, b| a.0 == b.0);
    if names.is_empty() {
        return;
    }
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build_with_values::<_, _, u32>(names);
    let Ok(automaton) = automaton else { return };
    for hit in automaton.leftmost_find_iter(source.written) {
        let span = Span::new(hit.start(), hit.end());
        if found.binary_search_by_key(&span.start, |(s, _)| s.start).is_err() {
            book.person_again(span, hit.value() as usize, source.written(span));
        }
    }
}
