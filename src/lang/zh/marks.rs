//! The words that build sentences: those of the table, and those that only their neighbours tell.

mod change;
mod other_words;
mod speech;
mod stories;
mod table;

use std::sync::OnceLock;

use crate::bulletin::Span;
use crate::lang::han;
use crate::lang::mark_table::MarkTable;
use crate::token::{Kind, Mark, Token};
use change::{based, compared, of_former_level, terse, terse_changes};
use other_words::OTHER_WORDS;
pub use stories::introduces_cases;
use stories::{bylines, stories};
use table::TABLE;

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
    tokens.extend(speech::speech(text));
    tokens.sort_by_key(|t| t.span);
    tokens
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
        let parts = start.take().filter(|_| {
            before.is_some_and(|b| han(b) || "%％）”".contains(b))
                && (han(c) || c == '“' || counts(&text[at..], before))
        });
        before = Some(c);
        parts.map(|s| Token { span: Span::new(s, at), kind: Kind::Mark(Mark::Comma) })
    })
}

/// Whether a number begins a caption of its own: 连续三年下降 46个团伙被打掉, not 抓获 46 人 nor 11月 3日.
fn counts(text: &str, before: Option<char>) -> bool {
    let number = text.find(|c: char| !(c.is_ascii_digit() || ".,万亿余多".contains(c))).unwrap_or(text.len());
    let dated = before.is_some_and(|c| "年月日至到是第自从".contains(c));
    let word = text[number..].chars().next();
    number > 0 && !dated && word.is_some_and(|c| "个起名人家件条部张宗".contains(c))
}

/// What the tables of examples of these files compare.
#[cfg(test)]
mod testing {
    use super::{Kind, Mark, marks};

    /// The marks of a text with their words.
    pub fn read(text: &str) -> Vec<(&str, Mark)> {
        marks(text)
            .into_iter()
            .filter_map(|t| match t.kind {
                Kind::Mark(m) => Some((t.span.of(text), m)),
                _ => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::table::YEAR;
    use super::testing::read;
    use crate::token::Mark;

    #[test]
    fn finds_marks_not_their_characters_in_other_words() {
        assert_eq!(
            read("比去年同期增长70.9%，分别为"),
            [("比去年同期", YEAR), ("增长", Mark::Increase), ("，", Mark::Comma), ("分别为", Mark::Respectively)]
        );
        assert_eq!(read("抓获涉及对象，被骗"), [("，", Mark::Comma)]);
        assert_eq!(read("案件8899起 发案数"), [(" ", Mark::Comma), ("数", Mark::Number)]);
        assert_eq!(read("仅11月侦破"), [("仅", Mark::Alone)]);
        assert_eq!(read("仅11人"), []);
        assert_eq!(read("平均每天拦截"), [("平均每天", Mark::Per("day"))]);
    }
}
