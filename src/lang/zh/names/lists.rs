//! Bodies that a list elides: 检察、法院、通信管理、人民银行等单位.

use super::agencies::{head, scene};
use super::{Source, first_of};
use crate::bulletin::Id;
use crate::lang::han::bodies::Mention;
use crate::lexicon::{Form, Scheme, Word};
use crate::names::{Body, Book, sense};
use crate::token::Level;

/// How many items a list may have.
const ITEMS: usize = 30;
const SEPARATORS: &str = "、 以及 和 及 与";
const CLOSINGS: &str = "等有关部门 等相关部门 等多个部门 等职能部门 等成员单位 等多部门 等部门单位 等单位部门 等各部门 等部门 等单位 \
    等机关 等系统 等行业部门 等行业主管部门 等有关单位 等相关单位 部门 单位 机关 等监管部门 等";

struct Item {
    span: crate::bulletin::Span,
    kind: Id,
    stem: bool,
}

/// list = item ( separator item )+ closing, where at least one item is a stem: a mention for each. Gives where it ends.
pub fn read(source: Source<'_>, word: &Word<'_>, book: &mut Book, mentions: &mut Vec<Mention>) -> Option<usize> {
    let mut items = vec![item(source, word)?];
    let mut end = word.span.end;
    while items.len() < ITEMS {
        let Some(separator) = first_of(source.after(end), SEPARATORS) else { break };
        let Some(next) = source.words.starting(end + separator.len()).and_then(|w| item(source, w)) else { break };
        end = next.span.end;
        items.push(next);
    }
    let rest = source.after(end);
    let closing = counted(rest).or_else(|| first_of(rest, CLOSINGS)).or_else(|| together(rest))?;
    if items.len() < 2 || !items.iter().any(|i| i.stem) || (closing == "等" && items.iter().all(|i| i.stem)) {
        return None;
    }
    let place = scene(source, items[0].span.start);
    for item in items {
        let body = Body::new(item.kind, place.clone(), Level::Open);
        let index = book.agency(item.span, body, source.written(item.span));
        mentions.push(Mention { span: item.span, name: item.span, index, acts: true, proper: false });
    }
    Some(end + closing.len())
}

/// counted = "等" number [ "个" | "家" ] ( "部门" | "单位" ): 等五部门.
fn counted(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('等').unwrap_or(text);
    let before = rest;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十多余两".contains(c));
    if rest.len() == before.len() && before.len() == text.len() {
        return None;
    }
    let rest = rest.strip_prefix(['个', '家', '大']).unwrap_or(rest);
    let rest = first_of(rest, "缉毒 执法 司法 治安 反毒 打诈 查缉").map_or(rest, |w| &rest[w.len()..]);
    let rest = first_of(rest, "省级 省直 市直 职能 相关 成员").map_or(rest, |w| &rest[w.len()..]);
    let unit = first_of(rest, "部门 单位 机关 系统")?;
    text.get(..text.len() - rest.len() + unit.len())
}

/// together = [ number "家" | "方" ] ( "联手" | "联合" … ): 网信、公安两家联手.
fn together(text: &str) -> Option<&str> {
    let bare =
        ["两", "三", "四", "五", "多", "几"].iter().find_map(|n| text.strip_prefix(n)?.strip_prefix(['家', '方']));
    let rest = bare.unwrap_or(text);
    let verb = first_of(rest, "联手 联合 携手 联动 协同 合力 共同 一道 一起 同步")?;
    text.get(..text.len() - rest.len() + verb.len())
}

fn item(source: Source<'_>, word: &Word<'_>) -> Option<Item> {
    let stem = word.senses.iter().find(|s| s.scheme == Scheme::AgencyKind && s.form == Form::Stem);
    if let Some(stem) = stem {
        return Some(Item { span: word.span, kind: stem.id.clone(), stem: true });
    }
    // A body with a place of its own is no item: it is read by itself.
    let named = head(source, word).filter(|h| h.place.is_none() && h.form == Form::Generic)?;
    sense(word, Scheme::AgencyKind)?;
    Some(Item { span: word.span, kind: named.kind, stem: false })
}
