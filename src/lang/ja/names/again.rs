//! Later mentions of bodies that a text has named: 同庁, 同県警, 県警.

use super::{Source, first_of};
use crate::bulletin::Span;
use crate::lang::han::bodies::Mention;
use crate::names::Book;

/// How many bodies back are looked at.
const BACK: usize = 30;

/// What a short name ends in, and the ends of the names that it can stand for.
const ENDS: [(&str, &str); 22] = [
    ("県警", "県警 県警察 県警察本部 県警本部"),
    ("府警", "府警 府警察 府警察本部 府警本部"),
    ("道警", "道警 道警察 道警察本部 道警本部"),
    ("市警", "市警 市警察"),
    ("警察", "警察 県警 府警 道警 公安局"),
    ("庁", "庁 海保"),
    ("省", "省"),
    ("署", "署"),
    ("局", "局"),
    ("庁舎", "庁"),
    ("税関", "税関"),
    ("地検", "地検 地方検察庁"),
    ("高検", "高検 高等検察庁"),
    ("地裁", "地裁 地方裁判所"),
    ("裁判所", "裁判所 地裁 高裁"),
    ("検察院", "検察院"),
    ("法院", "法院"),
    ("委員会", "委員会 委"),
    ("委", "委員会 委"),
    ("本部", "本部"),
    ("機構", "機構"),
    ("センター", "センター"),
];

/// What makes of 同局 and the like another word.
const NO_BODY: &str = "内 長 名 面 部長 落 員";

/// again := 同 end | 県警 | 府警 | 道警: the body named last whose name ends so
pub fn read(source: Source<'_>, mentions: &[Mention], book: &mut Book) {
    for (at, mark) in source.text.match_indices('同') {
        let rest = source.after(at + mark.len());
        let longest = ENDS.iter().filter(|(end, _)| rest.starts_with(end)).max_by_key(|(end, _)| end.len());
        let Some((end, names)) = longest else { continue };
        let span = Span::new(at, at + mark.len() + end.len());
        if first_of(source.after(span.end), NO_BODY).is_some() {
            continue;
        }
        if let Some(last) = before(source, mentions, at, names) {
            book.agency_again(span, last.index);
        }
    }
}

/// The body named last before a byte whose name ends in one of these.
pub fn before(source: Source<'_>, mentions: &[Mention], at: usize, ends: &str) -> Option<Mention> {
    let earlier = &mentions[..mentions.partition_point(|m| m.span.end <= at)];
    let fits = |m: &&Mention| {
        let name = m.name.of(source.text);
        ends.split(' ').any(|end| name.ends_with(end))
    };
    let mut near = earlier.iter().rev().take(BACK).filter(|m| m.proper).filter(fits);
    let mut last = near.next()?;
    // 千葉県警と埼玉県警の合同捜査本部: of those named together it is the first.
    for first in near {
        let gap = source.text.get(first.span.end..last.span.start).unwrap_or("");
        if !["と", "、", "や", "・", "及び"].contains(&gap) {
            break;
        }
        last = first;
    }
    Some(*last)
}
